//go:build darwin || freebsd

package netprims

import "golang.org/x/sys/unix"

// Peer is a socket address to answer to. The zero Peer is no address. Peers may
// be copied.
type Peer struct{ sa unix.Sockaddr }

// PeerOf is the Peer for sa, an Inet4, Inet6 or Unix address; the error is
// EAFNOSUPPORT.
func PeerOf(sa unix.Sockaddr) (Peer, error) {
	if domainOf(sa) == unix.AF_UNSPEC {
		return Peer{}, unix.EAFNOSUPPORT
	}
	return Peer{sa}, nil
}

// Addr decodes p; the zero Addr is no address.
func (p *Peer) Addr() Addr {
	if p.sa == nil {
		return Addr{}
	}
	return FromSockaddr(p.sa)
}
