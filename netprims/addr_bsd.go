//go:build darwin || freebsd

package netprims

import "golang.org/x/sys/unix"

// LocalAddrOf returns the address socket fd is bound to (getsockname(2)).
func LocalAddrOf(fd int) (Addr, error) {
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return Addr{}, err
	}
	return FromSockaddr(sa), nil
}

// PeerAddrOf returns the address socket fd is connected to (getpeername(2)).
func PeerAddrOf(fd int) (Addr, error) {
	sa, err := unix.Getpeername(fd)
	if err != nil {
		return Addr{}, err
	}
	return FromSockaddr(sa), nil
}

// pathFromUnix returns name as it is: BSD has no abstract names.
func pathFromUnix(name string) string { return name }
