package netprims

import (
	"encoding/binary"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Peer is a socket address as the kernel has it. Most datagrams are answered
// without anyone looking at where they came from, so it is decoded on demand.
// The zero Peer is no address. Peers may be copied.
type Peer struct {
	raw  unix.RawSockaddrAny
	size uint32
}

// PeerOf is the Peer for sa, an Inet4, Inet6 or Unix address; the error is
// ErrPathTooLong or EAFNOSUPPORT.
func PeerOf(sa unix.Sockaddr) (Peer, error) {
	var p Peer
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		r := (*unix.RawSockaddrInet4)(unsafe.Pointer(&p.raw))
		r.Family, r.Addr, p.size = unix.AF_INET, sa.Addr, unix.SizeofSockaddrInet4
		putPort(&r.Port, sa.Port)
	case *unix.SockaddrInet6:
		r := (*unix.RawSockaddrInet6)(unsafe.Pointer(&p.raw))
		r.Family, r.Addr, p.size = unix.AF_INET6, sa.Addr, unix.SizeofSockaddrInet6
		r.Scope_id = sa.ZoneId
		putPort(&r.Port, sa.Port)
	case *unix.SockaddrUnix:
		r := (*unix.RawSockaddrUnix)(unsafe.Pointer(&p.raw))
		name := sa.Name
		if len(name) >= len(r.Path) {
			return Peer{}, ErrPathTooLong
		}
		r.Family = unix.AF_UNIX
		for i := range len(name) {
			r.Path[i] = int8(name[i])
		}
		p.size = unixPathAt + uint32(len(name))
		if name != "" && name[0] == '@' { // x/sys' way to write an abstract name
			r.Path[0] = 0
		} else if name != "" && name[0] != 0 {
			p.size++ // its NUL
		}
	default:
		return Peer{}, unix.EAFNOSUPPORT
	}
	return p, nil
}

const unixPathAt = 2 // offset of sun_path

func putPort(field *uint16, port int) {
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(field))[:], uint16(port))
}

// Addr decodes p; the zero Addr is no address.
func (p *Peer) Addr() Addr { return addrFromRaw(&p.raw, int(p.size)) }
