package netprims

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// ErrPathTooLong is returned by [Addr.Sockaddr] for a local socket's name that
// does not fit sockaddr_un with its final NUL: more than 107 bytes on Linux,
// 103 on BSD. See unix(7).
var ErrPathTooLong = errors.New("local socket name too long")

// AddrKind tells the kinds of socket address apart.
type AddrKind uint8

// The kinds of [Addr].
const (
	AddrNone  AddrKind = iota // no address at all
	AddrIPv4                  // Lisp [a b c d port]
	AddrIPv6                  // Lisp [h1 h2 h3 h4 h5 h6 h7 h8 port]
	AddrLocal                 // Lisp "/path"
	AddrOther                 // Lisp (family . [byte ...])
)

// An Addr is a socket address as Go values. Two are equal if == says so. Only
// the fields that belong to Kind are set.
type Addr struct {
	Kind AddrKind

	IP   netip.Addr // IPv4 and IPv6: without zone, never unmapped
	Port uint16     // IPv4 and IPv6
	Zone uint32     // IPv6: scope id, an interface index; 0 if none

	// Path is the name of a local socket. "" is an unnamed socket; a
	// leading NUL makes it an abstract name (Linux, unix(7)), of which all
	// further bytes count.
	Path string

	Family int    // Other: address family number
	Data   string // Other: the bytes after the family
}

// AddrFromIP returns the address of a port at ip, keeping a numeric zone.
func AddrFromIP(ip netip.Addr, port uint16) Addr {
	if ip.Is4() {
		return Addr{Kind: AddrIPv4, IP: ip, Port: port}
	}
	if !ip.IsValid() {
		return Addr{}
	}
	zone, err := strconv.ParseUint(ip.Zone(), 10, 32)
	if err != nil {
		zone = 0
	}
	return Addr{Kind: AddrIPv6, IP: ip.WithZone(""), Port: port, Zone: uint32(zone)}
}

// LocalAddr returns the address of the local socket called path.
func LocalAddr(path string) Addr { return Addr{Kind: AddrLocal, Path: path} }

// AddrFromWords makes an address of the elements of its Lisp vector: 5 words,
// four octets and a port, or 9, eight hextets and a port. Each word is reduced
// to the low bits that fit its place. It reports whether the number of words
// was right.
func AddrFromWords(words []int64) (Addr, bool) {
	switch len(words) {
	case 5:
		var b [4]byte
		for i := range b {
			b[i] = byte(words[i])
		}
		return Addr{Kind: AddrIPv4, IP: netip.AddrFrom4(b), Port: uint16(words[4])}, true
	case 9:
		var b [16]byte
		for i, w := range words[:8] {
			b[2*i], b[2*i+1] = byte(w>>8), byte(w)
		}
		return Addr{Kind: AddrIPv6, IP: netip.AddrFrom16(b), Port: uint16(words[8])}, true
	}
	return Addr{}, false
}

// Words returns the elements of the address's Lisp vector: octets or hextets
// and, last, the port. It is nil for an address that is no vector in Lisp.
func (a Addr) Words() []int64 {
	var words []int64
	switch a.Kind {
	case AddrIPv4:
		for _, b := range a.IP.As4() {
			words = append(words, int64(b))
		}
	case AddrIPv6:
		b := a.IP.As16()
		for i := 0; i < len(b); i += 2 {
			words = append(words, int64(b[i])<<8|int64(b[i+1]))
		}
	default:
		return nil
	}
	return append(words, int64(a.Port))
}

// Domain returns the address family number, such as AF_INET.
func (a Addr) Domain() int {
	switch a.Kind {
	case AddrIPv4:
		return unix.AF_INET
	case AddrIPv6:
		return unix.AF_INET6
	case AddrLocal:
		return unix.AF_UNIX
	}
	return a.Family
}

// BlankAddr returns the address that stands for "no peer yet" on a datagram
// socket of that domain: family 0 and as many zero bytes as the domain's
// socket address has after its family.
func BlankAddr(domain int) Addr {
	n := 14 // struct sockaddr
	switch domain {
	case unix.AF_INET6:
		n = unix.SizeofSockaddrInet6 - 2
	case unix.AF_UNIX:
		n = unix.SizeofSockaddrUnix - 2
	}
	return Addr{Kind: AddrOther, Data: strings.Repeat("\x00", n)}
}

// FromSockaddr converts what accept, recvmsg, getsockname or getpeername
// returned. It is the zero Addr for nil, and an AddrOther without data for a
// family it does not know. On Linux package unix writes an abstract name's
// leading NUL as "@" and cuts the name at its next NUL; use [LocalAddrOf] and
// [PeerAddrOf] where that matters.
func FromSockaddr(sa unix.Sockaddr) Addr {
	switch sa := sa.(type) {
	case nil:
		return Addr{}
	case *unix.SockaddrInet4:
		return Addr{Kind: AddrIPv4, IP: netip.AddrFrom4(sa.Addr), Port: uint16(sa.Port)}
	case *unix.SockaddrInet6:
		return Addr{Kind: AddrIPv6, IP: netip.AddrFrom16(sa.Addr), Port: uint16(sa.Port), Zone: sa.ZoneId}
	case *unix.SockaddrUnix:
		return LocalAddr(pathFromUnix(sa.Name))
	}
	return Addr{Kind: AddrOther, Family: unix.AF_UNSPEC}
}

// Sockaddr converts the address for bind, connect and sendto. The error is
// ErrPathTooLong, or EAFNOSUPPORT for the kinds that package unix cannot send.
func (a Addr) Sockaddr() (unix.Sockaddr, error) {
	switch a.Kind {
	case AddrIPv4:
		return &unix.SockaddrInet4{Port: int(a.Port), Addr: a.IP.As4()}, nil
	case AddrIPv6:
		return &unix.SockaddrInet6{Port: int(a.Port), ZoneId: a.Zone, Addr: a.IP.As16()}, nil
	case AddrLocal:
		if len(a.Path) >= len(unix.RawSockaddrUnix{}.Path) {
			return nil, ErrPathTooLong
		}
		path := a.Path
		if strings.HasPrefix(path, "@") {
			// Package unix would take it for an abstract name.
			if path = "./" + path; len(path) >= len(unix.RawSockaddrUnix{}.Path) {
				return nil, ErrPathTooLong
			}
		}
		return &unix.SockaddrUnix{Name: path}, nil
	}
	return nil, unix.EAFNOSUPPORT
}

// String formats the address with its port, see [Addr.Format].
func (a Addr) String() string { return a.Format(false) }

// Format writes the address as Emacs' format-network-address does:
// "127.0.0.1:80", "[fe80:0:0:0:0:0:0:1]:443", "/path", "<Family 17>"; without
// port "127.0.0.1" and "fe80:0:0:0:0:0:0:1". IPv6 is never shortened with
// "::" and its zone is not shown. An accepted connection's name is
// "SERVER <" + a.Format(false) + ">".
func (a Addr) Format(omitPort bool) string {
	switch a.Kind {
	case AddrIPv4, AddrIPv6:
		s, _ := FormatWords(a.Words(), omitPort)
		return s
	case AddrLocal:
		return a.Path
	case AddrOther:
		return fmt.Sprintf("<Family %d>", a.Family)
	}
	return ""
}

// FormatWords formats the elements of a Lisp address vector: 4 octets or 8
// hextets, and perhaps a port. With omitPort a port is not even looked at. It
// reports false for a wrong number of words or one that is out of range.
func FormatWords(words []int64, omitPort bool) (string, bool) {
	host, port, ipv6 := words, []int64(nil), false
	switch len(words) {
	case 4:
	case 5:
		host, port = words[:4], words[4:]
	case 8:
		ipv6 = true
	case 9:
		host, port, ipv6 = words[:8], words[8:], true
	default:
		return "", false
	}
	limit, base, sep := int64(0xff), 10, "."
	if ipv6 {
		limit, base, sep = 0xffff, 16, ":"
	}
	parts := make([]string, len(host))
	for i, w := range host {
		if w < 0 || w > limit {
			return "", false
		}
		parts[i] = strconv.FormatInt(w, base)
	}
	s := strings.Join(parts, sep)
	if port == nil || omitPort {
		return s, true
	}
	if port[0] < 0 || port[0] > 0xffff {
		return "", false
	}
	if ipv6 {
		s = "[" + s + "]"
	}
	return s + ":" + strconv.FormatInt(port[0], 10), true
}
