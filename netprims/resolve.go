//go:build unix

package netprims

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// LookupError is a failure of getaddrinfo(3), known by its text.
type LookupError string

// Error is the text itself.
func (e LookupError) Error() string { return string(e) }

// The failures of Resolve, with the texts of gai_strerror(3).
const (
	ErrNoName       LookupError = "Name or service not known"
	ErrTryAgain     LookupError = "Temporary failure in name resolution"
	ErrLookupFailed LookupError = "Non-recoverable failure in name resolution"
	ErrNoService    LookupError = "Servname not supported for ai_socktype"
	ErrHostFamily   LookupError = "Address family for hostname not supported"
	ErrFamily       LookupError = "ai_family not supported"
)

// Resolver turns names into addresses. The zero value asks the system: its
// hosts file and name servers, through Go's own resolver, and its services.
// A Resolver may be used by any goroutine; its functions must return soon after
// their context has ended.
type Resolver struct {
	// LookupIP gives the addresses of a name that is not numeric, best first.
	// The network is "ip", "ip4" or "ip6". A *net.DNSError, or a LookupError,
	// says how it failed.
	LookupIP func(ctx context.Context, network, host string) ([]netip.Addr, error)
	// LookupPort gives the port of a service that is not a number; the network
	// is "tcp" or "udp".
	LookupPort func(ctx context.Context, network, service string) (int, error)
}

// Resolve does what getaddrinfo(3) does for one host and service. The family is
// unix.AF_UNSPEC, AF_INET or AF_INET6; the type unix.SOCK_STREAM, SOCK_DGRAM or
// another. A host may be numeric, also in the forms of inet_aton(3) ("127.1"),
// an IPv6 address with a scope ("fe80::1%eth0"), or a name. A service is a
// decimal number up to 65535, a name of services(5), or "", which is port 0.
//
// The addresses are *unix.SockaddrInet4 and Inet6, at least one, in the order
// to try them. The error is a LookupError, or the context's.
func (r *Resolver) Resolve(ctx context.Context, host, service string, family, socktype int) ([]unix.Sockaddr, error) {
	q, err := r.parse(ctx, host, service, family, socktype)
	if err != nil {
		return nil, err
	}
	if q.numeric != nil {
		return []unix.Sockaddr{q.numeric}, nil
	}
	return r.lookup(ctx, host, q)
}

// query is a checked question.
type query struct {
	network string
	port    int
	numeric unix.Sockaddr // the answer, if the host needs no lookup
}

// parse checks in the order of getaddrinfo: family, service, host. Only a named
// service is looked up, in a file.
func (r *Resolver) parse(ctx context.Context, host, service string, family, socktype int) (q query, err error) {
	switch family {
	case unix.AF_UNSPEC:
		q.network = "ip"
	case unix.AF_INET:
		q.network = "ip4"
	case unix.AF_INET6:
		q.network = "ip6"
	default:
		return q, ErrFamily
	}
	if q.port, err = r.port(ctx, service, socktype); err != nil {
		return q, err
	}
	if host == "" || strings.IndexByte(host, 0) >= 0 {
		return q, ErrNoName
	}
	q.numeric, err = numericHost(host, family, q.port)
	return q, err
}

func (r *Resolver) port(ctx context.Context, service string, socktype int) (int, error) {
	if service == "" {
		return 0, nil
	}
	// Like strtoul(3): blanks and a plus may come first.
	if number := strings.TrimPrefix(strings.TrimLeft(service, " \t"), "+"); digits(number) {
		n, err := strconv.ParseUint(number, 10, 16)
		if err != nil {
			return 0, ErrNoService
		}
		return int(n), nil
	}
	if service[0] == '-' || strings.IndexByte(service, 0) >= 0 {
		return 0, ErrNoService
	}
	find := r.LookupPort
	if find == nil {
		find = new(net.Resolver).LookupPort
	}
	networks := []string{"tcp", "udp"}
	switch socktype {
	case unix.SOCK_STREAM:
		networks = networks[:1]
	case unix.SOCK_DGRAM:
		networks = networks[1:]
	}
	for _, n := range networks {
		if port, err := find(ctx, n, service); err == nil {
			return port, nil
		}
	}
	return 0, ErrNoService
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// numericHost is the address a host spells out, or nil if it is a name.
func numericHost(host string, family, port int) (unix.Sockaddr, error) {
	if a, ok := inetAton(host); ok {
		if family == unix.AF_INET6 {
			return nil, ErrHostFamily
		}
		return &unix.SockaddrInet4{Addr: a, Port: port}, nil
	}
	if strings.IndexByte(host, ':') < 0 {
		return nil, nil
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return nil, ErrNoName // no name has a colon
	}
	if family == unix.AF_INET {
		if a.Is4In6() && a.Zone() == "" {
			return &unix.SockaddrInet4{Addr: a.As4(), Port: port}, nil
		}
		return nil, ErrHostFamily
	}
	zone, err := zoneID(a.Zone())
	if err != nil {
		return nil, err
	}
	return &unix.SockaddrInet6{Addr: a.As16(), Port: port, ZoneId: zone}, nil
}

// zoneID is the number of a scope: an interface's name, or a number.
func zoneID(zone string) (uint32, error) {
	if zone == "" {
		return 0, nil
	}
	if i, err := net.InterfaceByName(zone); err == nil {
		return uint32(i.Index), nil
	}
	n, err := strconv.ParseUint(zone, 10, 32)
	if err != nil {
		return 0, ErrNoName
	}
	return uint32(n), nil
}

// inetAton reads the forms of inet_aton(3): one to four numbers, decimal, octal
// after 0 or hexadecimal after 0x, of which the last fills what is left.
func inetAton(s string) (a [4]byte, ok bool) {
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return a, false
	}
	for i, p := range parts {
		n, ok := atonNumber(p)
		if !ok {
			return a, false
		}
		if i < len(parts)-1 {
			if n > 255 {
				return a, false
			}
			a[i] = byte(n)
			continue
		}
		left := 4 - i
		if n >= 1<<(8*left) {
			return a, false
		}
		for j := 3; j >= i; j-- {
			a[j] = byte(n)
			n >>= 8
		}
	}
	return a, true
}

func atonNumber(s string) (uint64, bool) {
	base := 10
	switch {
	case len(s) > 2 && (s[:2] == "0x" || s[:2] == "0X"):
		s, base = s[2:], 16
	case len(s) > 1 && s[0] == '0':
		s, base = s[1:], 8
	}
	if s == "" || s[0] == '+' || s[0] == '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(s, base, 32)
	return n, err == nil
}

// lookup asks for a name. It may take as long as the context lives.
func (r *Resolver) lookup(ctx context.Context, host string, q query) ([]unix.Sockaddr, error) {
	find := r.LookupIP
	if find == nil {
		find = systemLookup
	}
	ips, err := find(ctx, q.network, host)
	if err != nil {
		return nil, lookupError(ctx, err)
	}
	var addrs []unix.Sockaddr
	for _, ip := range ips {
		ip = ip.Unmap()
		switch {
		case ip.Is4() && q.network != "ip6":
			addrs = append(addrs, &unix.SockaddrInet4{Addr: ip.As4(), Port: q.port})
		case ip.Is6() && q.network != "ip4":
			zone, _ := zoneID(ip.Zone())
			addrs = append(addrs, &unix.SockaddrInet6{Addr: ip.As16(), Port: q.port, ZoneId: zone})
		}
	}
	if len(addrs) == 0 {
		return nil, ErrNoName
	}
	return addrs, nil
}

func lookupError(ctx context.Context, err error) error {
	if e := ctx.Err(); e != nil {
		return e
	}
	var known LookupError
	var dns *net.DNSError
	switch {
	case errors.As(err, &known):
		return known
	case !errors.As(err, &dns):
		return ErrLookupFailed
	case dns.IsNotFound:
		return ErrNoName
	}
	return ErrTryAgain // no server could be reached, or none would say
}

// systemLookup is Go's own resolver.
func systemLookup(ctx context.Context, network, host string) ([]netip.Addr, error) {
	return askThrough(ctx, new(net.Dialer).DialContext, network, host)
}

// askThrough looks a name up over connections made by dial, which end with the
// context: left alone, the resolver's goroutines would sit out their time when
// a lookup is cancelled.
func askThrough(ctx context.Context, dial func(context.Context, string, string) (net.Conn, error), network, host string) ([]netip.Addr, error) {
	r := net.Resolver{
		PreferGo: true,
		Dial: func(dctx context.Context, network, address string) (net.Conn, error) {
			c, err := dial(dctx, network, address)
			if err == nil {
				context.AfterFunc(ctx, func() { c.SetDeadline(time.Unix(1, 0)) })
			}
			return c, err
		},
	}
	return r.LookupNetIP(ctx, network, host)
}

// Lookup is a question on its way.
type Lookup struct {
	cancel context.CancelFunc
	over   bool
}

// Cancel makes sure that the answer is not told. It belongs to the Loop's
// goroutine.
func (k *Lookup) Cancel() {
	k.over = true
	k.cancel()
}

// Done tells whether the answer has been told, or Cancel called.
func (k *Lookup) Done() bool { return k.over }

// Resolve asks the Loop's Resolver, see [Resolver.Resolve], and has done called
// once with the answer during a Wait, never before it returns.
func (l *Loop) Resolve(host, service string, family, socktype int, done func([]unix.Sockaddr, error)) *Lookup {
	ctx, cancel := context.WithCancel(l.ctx)
	k := &Lookup{cancel: cancel}
	answer := func(addrs []unix.Sockaddr, err error) {
		if !k.over {
			k.Cancel()
			done(addrs, err)
		}
	}
	q, err := l.opt.Resolver.parse(ctx, host, service, family, socktype)
	if err != nil {
		l.Post(func() { answer(nil, err) })
		return k
	}
	if q.numeric != nil {
		l.Post(func() { answer([]unix.Sockaddr{q.numeric}, nil) })
		return k
	}
	l.tasks.Go(func() {
		addrs, err := l.opt.Resolver.lookup(ctx, host, q)
		l.Post(func() { answer(addrs, err) })
	})
	return k
}
