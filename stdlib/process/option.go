package process

import (
	"errors"
	"math/big"
	"net"
	"slices"
	"strings"

	"elnet/lisp"
	"elnet/netprims"
)

const optionDoc = `Set the socket option OPTION, a keyword such as :keepalive, of the network
process PROCESS to VALUE and return t. An option that does not exist, or that
this system does not support, is an error, or makes it return nil if NO-ERROR.
It signals file-error if the system refuses. Wait for the socket if PROCESS is
connecting. make-network-process lists the options.`

const getOptionDoc = `Return the value that the socket option OPTION of the network process PROCESS
has now, as the system tells it: that need not be the value once given, which is
what process-contact returns. An option that does not exist, or that this system
does not support, is an error, or makes it return nil if NO-ERROR. It signals
file-error if the system refuses. Wait for the socket if PROCESS is connecting.
Keywords such as :idle-timeout can be read, and set, like options.`

// setOption sets one socket option.
func (s *State) setOption(in *lisp.Interp, o *netprims.Option, fd int, key, v lisp.Value) *lisp.Exit {
	err := o.Set(fd, optionValue(in, v))
	switch {
	case err == nil:
		return nil
	case errors.Is(err, netprims.ErrUnsupported):
		return in.Errorf("Unknown or unsupported option")
	case errors.Is(err, netprims.ErrBadValue):
		return in.Errorf("Bad option value for %s", o.Name())
	case errors.Is(err, netprims.ErrOptionAccess):
		return in.Errorf("Option %s is read-only", o.Name())
	}
	return in.FileError("Cannot set network option", errnoOf(err), key, v)
}

// maxOptionList bounds the lists given as the value of an option.
const maxOptionList = 1024

// optionValue is what v means to the option table.
func optionValue(in *lisp.Interp, v lisp.Value) netprims.Value {
	switch {
	case v.IsNil():
		return netprims.BoolValue(false)
	case v == lisp.T:
		return netprims.BoolValue(true)
	case v.IsFixnum():
		return netprims.IntValue(int64(v.Fixnum()))
	case v.IsFloat():
		return netprims.FloatValue(v.Float())
	case v.IsString():
		return netprims.StringValue(v.Str().UTF8())
	case v.IsBignum() && v.Big().IsInt64():
		return netprims.IntValue(v.Big().Int64())
	case v.IsSymbol():
		return netprims.SymbolValue(in.Symbol(v).Name())
	case v.IsVector():
		if a, ok := addressOf(v); ok {
			return netprims.AddrValue(a)
		}
	case v.IsCons():
		return listOption(in, v)
	}
	return netprims.Value{Kind: netprims.KindOther}
}

// listOption is a pair or a list, not of lists of lists.
func listOption(in *lisp.Interp, v lisp.Value) netprims.Value {
	atom := func(v lisp.Value) netprims.Value {
		if v.IsCons() {
			if v.Cons().Car.IsCons() || v.Cons().Cdr.IsCons() {
				return netprims.Value{Kind: netprims.KindOther}
			}
			return netprims.PairValue(optionValue(in, v.Cons().Car), optionValue(in, v.Cons().Cdr))
		}
		return optionValue(in, v)
	}
	if !v.Cons().Cdr.IsList() {
		return atom(v)
	}
	var list []netprims.Value
	for ; v.IsCons(); v = v.Cons().Cdr {
		if list = append(list, atom(v.Cons().Car)); len(list) > maxOptionList {
			return netprims.Value{Kind: netprims.KindOther}
		}
	}
	if !v.IsNil() {
		return netprims.Value{Kind: netprims.KindOther}
	}
	return netprims.ListValue(list...)
}

// lispOption is what an option's value is in Lisp.
func lispOption(in *lisp.Interp, v netprims.Value) lisp.Value {
	switch v.Kind {
	case netprims.KindTrue:
		return lisp.T
	case netprims.KindInt:
		return lisp.BigInt(big.NewInt(v.Int))
	case netprims.KindFloat:
		return lisp.Float(v.Float)
	case netprims.KindString:
		return lisp.NewString(v.Str)
	case netprims.KindSymbol:
		return in.Sym(v.Str)
	case netprims.KindAddr:
		return lispAddress(v.Addr)
	case netprims.KindPair:
		return lisp.NewCons(lispOption(in, v.List[0]), lispOption(in, v.List[1]))
	case netprims.KindList:
		var l lisp.ListBuilder
		for _, e := range v.List {
			l.Add(lispOption(in, e))
		}
		return l.List()
	}
	return lisp.Nil
}

// optionOf finds the socket and the option of set-network-process-option and
// network-process-option; o is nil if there is none and NO-ERROR was given.
func (s *State) optionOf(in *lisp.Interp, p *Process, option, noError lisp.Value) (fd int, o *netprims.Option, x *lisp.Exit) {
	if p.kind != kindNetwork {
		return 0, nil, in.Errorf("Process is not a network process")
	}
	if p.state == statusConnect && p.fd() < 0 {
		if _, x := s.wait(in, waiting{until: func() bool { return p.state != statusConnect || p.fd() >= 0 }}, forever); x != nil {
			return 0, nil, x
		}
	}
	fd = p.shareFD()
	if p.dead() || fd < 0 {
		return 0, nil, in.Errorf("Process is not running")
	}
	if !option.IsSymbol() {
		return 0, nil, in.WrongType("symbolp", option)
	}
	o = netprims.LookupOption(in.Symbol(option).Name())
	if o == nil || !o.Supported() {
		if !noError.IsNil() {
			return 0, nil, nil
		}
		return 0, nil, in.Errorf("Unknown or unsupported option")
	}
	return fd, o, nil
}

func (s *State) setNetworkOption(in *lisp.Interp, p *Process, option, v, noError lisp.Value) (lisp.Value, *lisp.Exit) {
	if k := s.ourKeyword(in, p, option); k != nil {
		if !k.set(s, p, v) {
			return lisp.Nil, in.Errorf("Bad option value for %s", k.name())
		}
		put(p.contact(), option, v)
		return lisp.T, nil
	}
	fd, o, x := s.optionOf(in, p, option, noError)
	if o == nil || x != nil {
		return lisp.Nil, x
	}
	if x := s.setOption(in, o, fd, option, v); x != nil {
		return lisp.Nil, x
	}
	s.optionSet(p, o, v)
	put(p.contact(), option, v)
	return lisp.T, nil
}

// ourKeyword is the keyword of ours that option names, for a process that may
// have it.
func (s *State) ourKeyword(in *lisp.Interp, p *Process, option lisp.Value) *keyword {
	if p.kind != kindNetwork || p.dead() || !option.IsSymbol() {
		return nil
	}
	return s.keywordNamed(in.Symbol(option).Name())
}

func (s *State) getNetworkOption(in *lisp.Interp, p *Process, option, noError lisp.Value) (lisp.Value, *lisp.Exit) {
	if k := s.ourKeyword(in, p, option); k != nil {
		return k.get(s, p), nil
	}
	fd, o, x := s.optionOf(in, p, option, noError)
	if o == nil || x != nil {
		return lisp.Nil, x
	}
	if o.Name() == ":error" && p.stream != nil {
		if err := p.stream.TakeError(); err != nil {
			return lisp.Fixnum(int(errnoOf(err))), nil
		}
		return lisp.Nil, nil
	}
	v, err := o.Get(fd)
	switch {
	case errors.Is(err, netprims.ErrOptionAccess):
		return lisp.Nil, in.Errorf("Option %s is write-only", o.Name())
	case err != nil:
		return lisp.Nil, in.FileError("Cannot get network option", errnoOf(err), option)
	}
	return lispOption(in, v), nil
}

// ancillary are the options that have something come with each datagram.
var ancillary = []string{":timestamp", ":bintime", ":pktinfo", ":recvttl", ":recvtos", ":rxq-ovfl", ":passcred"}

// optionSet does what an option means beyond the kernel.
func (s *State) optionSet(p *Process, o *netprims.Option, v lisp.Value) {
	switch o.Name() {
	case ":rcvtimeo":
		s.keywordNamed(":read-timeout").set(s, p, v)
	case ":sndtimeo":
		s.keywordNamed(":write-timeout").set(s, p, v)
	}
	if p.dgram != nil && !v.IsNil() && slices.Contains(ancillary, o.Name()) {
		p.dgram.Ancillary = true
	}
}

// eachOption calls f for each socket option in the contact of p, until it signals.
// A keyword that occurs again is an option once more, as in Emacs.
func (s *State) eachOption(in *lisp.Interp, p *Process, f func(o *netprims.Option, key, v lisp.Value) *lisp.Exit) *lisp.Exit {
	l := *p.contact()
	for n := 0; n < maxKeywords && l.IsCons() && l.Cons().Cdr.IsCons(); n, l = n+1, l.Cons().Cdr.Cons().Cdr {
		key, v := l.Cons().Car, l.Cons().Cdr.Cons().Car
		if !key.IsSymbol() {
			return in.WrongType("symbolp", key)
		}
		if o := netprims.LookupOption(in.Symbol(key).Name()); o != nil {
			if x := f(o, key, v); x != nil {
				return x
			}
		}
	}
	return nil
}

// control sets the options in the contact of p on a new socket, and lets a
// server take over its address from connections that linger.
//
// Deviation from Emacs: the options of datagram clients are set too.
func (s *State) control(in *lisp.Interp, p *Process, reuse bool) func(fd int) error {
	return func(fd int) error {
		x := s.eachOption(in, p, func(o *netprims.Option, key, v lisp.Value) *lisp.Exit {
			if key == s.sym.kw.reuseaddr {
				reuse = false
			}
			if o.Phase() == netprims.AfterListen && p.listening {
				return nil
			}
			return s.setOption(in, o, fd, key, v)
		})
		if x != nil {
			saved := *x
			p.fail = &saved
			return errOption
		}
		if reuse {
			netprims.LookupOption(":reuseaddr").Set(fd, netprims.BoolValue(true))
		}
		return nil
	}
}

// listening sets the options that a server's socket has only when it listens.
func (s *State) listening(in *lisp.Interp, p *Process) func(fd int) error {
	return func(fd int) error {
		x := s.eachOption(in, p, func(o *netprims.Option, key, v lisp.Value) *lisp.Exit {
			if o.Phase() != netprims.AfterListen {
				return nil
			}
			return s.setOption(in, o, fd, key, v)
		})
		if x != nil {
			saved := *x
			p.fail = &saved
			return errOption
		}
		return nil
	}
}

// optionLines lists the options of this system, for make-network-process.
func optionLines() string {
	var b strings.Builder
	for _, o := range netprims.SocketOptions() {
		if o.Access()&netprims.Writable == 0 {
			continue
		}
		b.WriteString("\n" + o.Name() + " (" + o.Kind().String() + "): " + o.Doc())
	}
	b.WriteString("\nnetwork-process-option reads these, and also")
	for _, o := range netprims.SocketOptions() {
		if o.Access()&netprims.Writable == 0 {
			b.WriteString("\n" + o.Name() + " (" + o.Kind().String() + "): " + o.Doc())
		}
	}
	return b.String()
}

// packetInfo is the property :datagram of a datagram socket's contact: what
// came with the datagram that the filter was given last.
func (s *State) packetInfo(in *lisp.Interp, p *Process) lisp.Value {
	if p.more == nil || p.more.packets == 0 {
		return lisp.Nil
	}
	var l lisp.ListBuilder
	add := func(key string, v lisp.Value) {
		l.Add(in.Sym(key))
		l.Add(v)
	}
	i := netprims.ParseControl(p.more.control)
	add(":from", lispAddress(p.more.from.Addr()))
	add(":size", lisp.Fixnum(p.more.size))
	if p.more.cut {
		add(":truncated", lisp.T)
	}
	if i.Hz != 0 {
		add(":timestamp", lisp.NewCons(lisp.BigInt(big.NewInt(i.Time)), lisp.Fixnum(int(i.Hz))))
	}
	if i.To.IsValid() {
		add(":to", lispAddress(netprims.AddrFromIP(i.To.Unmap(), 0)))
	}
	if ifc, err := net.InterfaceByIndex(i.Interface); i.Interface > 0 && err == nil {
		add(":interface", lisp.NewString(ifc.Name))
	}
	if i.TTL >= 0 {
		add(":ttl", lisp.Fixnum(i.TTL))
	}
	if i.TOS >= 0 {
		add(":tos", lisp.Fixnum(i.TOS))
	}
	if i.Dropped >= 0 {
		add(":dropped", lisp.Fixnum(int(i.Dropped)))
	}
	if len(i.Sender) == 3 {
		add(":credentials", vectorToList(i.Sender))
	}
	return l.List()
}

func vectorToList(words []int64) lisp.Value { return lisp.List(vectorOf(words).Vector().Slots...) }
