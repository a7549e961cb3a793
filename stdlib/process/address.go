package process

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// wordsOf returns the elements of a vector as integers; one that is no fixnum is odd, and
// counts as zero.
func wordsOf(slots []lisp.Value) (words []int64, odd bool) {
	for _, e := range slots {
		n := int64(0)
		if e.IsFixnum() {
			n = int64(e.Fixnum())
		} else {
			odd = true
		}
		words = append(words, n)
	}
	return words, odd
}

// addressOf returns the socket address that a Lisp value stands for: [A B C D
// PORT], [A B C D E F G H PORT], a local socket's name, or (FAMILY . [BYTE ...]).
func addressOf(v lisp.Value) (netprims.Addr, bool) {
	switch {
	case v.IsVector():
		words, _ := wordsOf(v.Vector().Slots)
		return netprims.AddrFromWords(words)
	case v.IsString():
		return netprims.LocalAddr(v.Str().UTF8()), true
	case v.IsCons() && v.Cons().Car.IsFixnum() && v.Cons().Cdr.IsVector():
		words, _ := wordsOf(v.Cons().Cdr.Vector().Slots)
		data := make([]byte, len(words))
		for i, w := range words {
			data[i] = byte(w)
		}
		return netprims.Addr{Kind: netprims.AddrOther, Family: v.Cons().Car.Fixnum(), Data: string(data)}, true
	}
	return netprims.Addr{}, false
}

// lispAddress is the Lisp form of a.
func lispAddress(a netprims.Addr) lisp.Value {
	switch a.Kind {
	case netprims.AddrIPv4, netprims.AddrIPv6:
		return vectorOf(a.Words())
	case netprims.AddrLocal:
		return lisp.NewString(a.Path)
	case netprims.AddrOther:
		data := make([]lisp.Value, len(a.Data))
		for i := range data {
			data[i] = lisp.Fixnum(int(a.Data[i]))
		}
		return lisp.NewCons(lisp.Fixnum(a.Family), lisp.NewVector(data))
	}
	return lisp.Nil
}

func vectorOf(words []int64) lisp.Value {
	slots := make([]lisp.Value, len(words))
	for i, w := range words {
		slots[i] = lisp.Fixnum(int(w))
	}
	return lisp.NewVector(slots)
}

func formatAddress(in *lisp.Interp, v, omit lisp.Value) (lisp.Value, *lisp.Exit) {
	switch {
	case v.IsString():
		return v, nil
	case v.IsVector():
		slots := v.Vector().Slots
		if n := len(slots); !omit.IsNil() && (n == 5 || n == 9) {
			slots = slots[:n-1] // the port is not even looked at
		}
		words, odd := wordsOf(slots)
		if odd {
			return lisp.Nil, nil
		}
		if text, ok := netprims.FormatWords(words, !omit.IsNil()); ok {
			return lisp.NewString(text), nil
		}
	case v.IsCons():
		return in.Funcall(in.Sym("format"), lisp.NewString("<Family %d>"), v.Cons().Car)
	}
	return lisp.Nil, nil
}

func interfaceList(in *lisp.Interp, full, family lisp.Value) (lisp.Value, *lisp.Exit) {
	domain := unix.AF_UNSPEC
	switch family {
	case lisp.Nil:
	case in.Sym("ipv4"):
		domain = unix.AF_INET
	case in.Sym("ipv6"):
		domain = unix.AF_INET6
	default:
		return lisp.Nil, in.Errorf("Unsupported address family")
	}
	list, err := netprims.InterfaceAddrs(domain)
	if err != nil {
		return lisp.Nil, nil
	}
	var out lisp.ListBuilder
	for _, i := range list {
		name, addr := lisp.NewString(i.Name), lispAddress(i.Addr)
		if full.IsNil() {
			out.Add(lisp.NewCons(name, addr))
		} else {
			out.Add(lisp.List(name, addr, lispAddress(i.Broadcast), lispAddress(i.Mask)))
		}
	}
	return out.List(), nil
}

func interfaceInfo(in *lisp.Interp, name *lisp.String) (lisp.Value, *lisp.Exit) {
	i, err := netprims.LookupInterface(name.UTF8())
	if errors.Is(err, netprims.ErrInterfaceName) {
		return lisp.Nil, in.Errorf("interface name too long")
	}
	if err != nil {
		return lisp.Nil, nil
	}
	hardware := lisp.Nil
	if i.HWAddr != nil {
		var words []int64
		for _, b := range i.HWAddr {
			words = append(words, int64(b))
		}
		hardware = lisp.NewCons(lisp.Fixnum(i.HWType), vectorOf(words))
	}
	var flags lisp.ListBuilder
	for _, b := range i.FlagBits {
		flags.Add(lisp.Fixnum(b))
	}
	for _, n := range i.FlagNames {
		flags.Add(in.Sym(n))
	}
	return lisp.List(lispAddress(i.Addr), lispAddress(i.Broadcast), lispAddress(i.Mask), hardware, flags.List()), nil
}

// resolve looks up host and service, serving others as waitQuietly says. The
// error is ETIMEDOUT when limit, if it is not zero, has passed.
func (s *State) resolve(in *lisp.Interp, host, service string, family, socktype int, limit time.Time) ([]unix.Sockaddr, *lisp.Exit, error) {
	l, x := s.open(in)
	if x != nil {
		return nil, x, nil
	}
	if _, err := netip.ParseAddr(host); err == nil {
		r := s.opt.Resolver
		if r == nil {
			r = &netprims.Resolver{}
		}
		found, err := r.Resolve(context.Background(), host, service, family, socktype)
		return found, nil, err
	}
	var found []unix.Sockaddr
	var failure error
	done := false
	k := l.Resolve(host, service, family, socktype, func(sas []unix.Sockaddr, err error) {
		found, failure, done = sas, err, true
	})
	// A source that is never ready, for the quiet part of the wait.
	var ends [2]int
	if err := unix.Pipe(ends[:]); err != nil {
		k.Cancel()
		return nil, in.FileError("Creating pipe", err), nil
	}
	unix.CloseOnExec(ends[0])
	unix.CloseOnExec(ends[1])
	defer unix.Close(ends[1])
	nothing := &netprims.Stream{}
	nothing.Pause()
	if err := l.Adopt(ends[0], nothing); err != nil {
		unix.Close(ends[0])
		k.Cancel()
		return nil, in.FileError("Creating pipe", err), nil
	}
	defer nothing.Close()
	if !limit.IsZero() {
		defer l.AfterFunc(time.Until(limit), func() {
			k.Cancel()
			failure, done = unix.ETIMEDOUT, true
		}).Stop()
	}
	if x := s.waitQuietly(in, nothing, func() bool { return done }); x != nil {
		k.Cancel()
		return nil, x, nil
	}
	return found, nil, failure
}

func (s *State) lookupAddress(in *lisp.Interp, name *lisp.String, family lisp.Value) (lisp.Value, *lisp.Exit) {
	domain := unix.AF_UNSPEC
	switch family {
	case lisp.Nil:
	case in.Sym("ipv4"):
		domain = unix.AF_INET
	case in.Sym("ipv6"):
		domain = unix.AF_INET6
	default:
		return lisp.Nil, in.Errorf("Unsupported lookup type")
	}
	if x := asciiHost(in, name); x != nil {
		return lisp.Nil, x
	}
	sas, x, err := s.resolve(in, name.UTF8(), "0", domain, unix.SOCK_DGRAM, time.Time{})
	if x != nil {
		return lisp.Nil, x
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		s.message(in, name.UTF8()+"/0 "+err.Error())
		return lisp.Nil, nil
	}
	var out lisp.ListBuilder
	for _, sa := range sas {
		out.Add(lispAddress(netprims.FromSockaddr(sa)))
	}
	return out.List(), nil
}

func asciiHost(in *lisp.Interp, host *lisp.String) *lisp.Exit {
	for _, c := range []byte(host.Text()) {
		if c >= 0x80 {
			return in.Errorf("Non-ASCII hostname %s detected, please use puny-encode-domain", host.UTF8())
		}
	}
	return nil
}

// datagramAddress is where answers of the datagram socket p go.
func (p *Process) datagramAddress() lisp.Value {
	if p.dgram == nil || p.dead() {
		return lisp.Nil
	}
	if p.peer == nil {
		return lispAddress(netprims.BlankAddr(p.domain))
	}
	return lispAddress(p.peer.Addr())
}

func (s *State) setDatagramAddress(in *lisp.Interp, p *Process, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if p.dgram == nil || p.dead() {
		return lisp.Nil, nil
	}
	a, ok := addressOf(v)
	if !ok || a.Domain() != p.domain {
		return lisp.Nil, nil
	}
	sa, err := a.Sockaddr()
	if err != nil {
		return lisp.Nil, nil
	}
	peer, err := netprims.PeerOf(sa)
	if err != nil {
		return lisp.Nil, nil
	}
	p.peer = &peer
	return v, nil
}

func (s *State) addressPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(format-network-address ADDRESS &optional OMIT-PORT)", lisp.Fn2(formatAddress),
			"Return ADDRESS, a vector such as [127 0 0 1 80], as text, without its port if OMIT-PORT.\nA string is returned as it is. Return nil if ADDRESS is no address."),
		lisp.Def("(network-interface-list &optional FULL FAMILY)", lisp.Fn2(interfaceList),
			"Return a list of (NAME . ADDRESS) for this machine's network interfaces, or with FULL of\n(NAME ADDRESS BROADCAST MASK). FAMILY, ipv4 or ipv6, restricts it."),
		lisp.Def("(network-interface-info IFNAME)", lisp.Fn1(interfaceInfo),
			"Return (ADDRESS BROADCAST MASK HARDWARE FLAGS) for the IPv4 side of the interface IFNAME,\nnil if there is none. HARDWARE is (TYPE . VECTOR)."),
		lisp.Def("(network-lookup-address-info NAME &optional FAMILY)", lisp.Fn2(s.lookupAddress),
			"Return the list of addresses of the host NAME, with port 0, nil if there are none.\nFAMILY, ipv4 or ipv6, restricts it. Filters and timers run while it is looked up."),
		lisp.Def("(process-datagram-address PROCESS)", lisp.Fn1(func(_ *lisp.Interp, p *Process) (lisp.Value, *lisp.Exit) {
			return p.datagramAddress(), nil
		}), "Return the address that text sent on the datagram socket PROCESS goes to: that of\nthe last sender, or what was set. Return nil for other processes."),
		lisp.Def("(set-process-datagram-address PROCESS ADDRESS)", lisp.Fn2(s.setDatagramAddress),
			"Make text sent on the datagram socket PROCESS go to ADDRESS and return it.\nReturn nil if that cannot be."),
	}
}
