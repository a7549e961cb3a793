package netprims

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// LocalAddrOf returns the address socket fd is bound to (getsockname(2)). It
// keeps abstract local names exactly and the bytes of unknown families.
func LocalAddrOf(fd int) (Addr, error) { return rawName(unix.SYS_GETSOCKNAME, fd) }

// PeerAddrOf returns the address socket fd is connected to (getpeername(2)).
// It keeps abstract local names exactly and the bytes of unknown families.
func PeerAddrOf(fd int) (Addr, error) { return rawName(unix.SYS_GETPEERNAME, fd) }

func rawName(call uintptr, fd int) (Addr, error) {
	var raw unix.RawSockaddrAny
	size := uint32(unix.SizeofSockaddrAny)
	_, _, errno := unix.RawSyscall(call, uintptr(fd),
		uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return Addr{}, errno
	}
	return addrFromRaw(&raw, int(size)), nil
}

// addrFromRaw converts the first size bytes of raw.
func addrFromRaw(raw *unix.RawSockaddrAny, size int) Addr {
	size = min(size, int(unsafe.Sizeof(*raw)))
	if size < 2 {
		return Addr{}
	}
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(raw)), size)
	family := int(raw.Addr.Family)
	switch {
	case family == unix.AF_INET && size >= unix.SizeofSockaddrInet4:
		in := (*unix.RawSockaddrInet4)(unsafe.Pointer(raw))
		return FromSockaddr(&unix.SockaddrInet4{Port: int(hostOrder(in.Port)), Addr: in.Addr})
	case family == unix.AF_INET6 && size >= unix.SizeofSockaddrInet6:
		in := (*unix.RawSockaddrInet6)(unsafe.Pointer(raw))
		return FromSockaddr(&unix.SockaddrInet6{Port: int(hostOrder(in.Port)), ZoneId: in.Scope_id, Addr: in.Addr})
	case family == unix.AF_UNIX:
		path := string(bytes[2:])
		if !strings.HasPrefix(path, "\x00") {
			path, _, _ = strings.Cut(path, "\x00")
		}
		return LocalAddr(path)
	}
	return Addr{Kind: AddrOther, Family: family, Data: string(bytes[2:])}
}

// hostOrder converts a field that lies in memory in network byte order.
func hostOrder(field uint16) uint16 {
	b := (*[2]byte)(unsafe.Pointer(&field))
	return uint16(b[0])<<8 | uint16(b[1])
}

// pathFromUnix undoes package unix's writing of a leading NUL as "@". An
// unnamed socket and the abstract name of length 0 both are "@" there.
func pathFromUnix(name string) string {
	if name == "@" {
		return ""
	}
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		return "\x00" + rest
	}
	return name
}
