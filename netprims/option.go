package netprims

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// ErrBadValue is wrapped by [Option.Set] when the value is of a kind the
// option does not take (":priority" given a string). Nothing was sent to the
// kernel. A refusal by the kernel is a [unix.Errno] instead.
var ErrBadValue = errors.New("bad option value")

// ErrOptionAccess is wrapped by [Option.Set] on a read-only option and by
// [Option.Get] on a write-only one.
var ErrOptionAccess = errors.New("option does not allow this access")

// ValueKind tells the kinds of option value apart.
type ValueKind uint8

// The kinds of [Value]. They are the kinds of Lisp value whose difference an
// option can notice.
const (
	KindNil    ValueKind = iota // absent, false, unset
	KindTrue                    // plain true, without further information
	KindInt                     // an integer that fits int64, in Value.Int
	KindFloat                   // a floating-point number, in Value.Float
	KindString                  // bytes, in Value.Str
	KindOther                   // anything else: true where only truth matters
)

// Value is an option's value on its way to or from the kernel. Only the field
// that belongs to Kind is meaningful. The zero Value is nil.
type Value struct {
	Kind  ValueKind
	Int   int64
	Float float64
	Str   string
}

// BoolValue returns the KindTrue or KindNil value for b.
func BoolValue(b bool) Value {
	if b {
		return Value{Kind: KindTrue}
	}
	return Value{}
}

// IntValue returns n as a value of KindInt.
func IntValue(n int64) Value { return Value{Kind: KindInt, Int: n} }

// FloatValue returns f as a value of KindFloat.
func FloatValue(f float64) Value { return Value{Kind: KindFloat, Float: f} }

// StringValue returns s as a value of KindString.
func StringValue(s string) Value { return Value{Kind: KindString, Str: s} }

// int32 returns v as a C int, if it is one.
func (v Value) int32() (int, bool) {
	ok := v.Kind == KindInt && v.Int >= math.MinInt32 && v.Int <= math.MaxInt32
	return int(v.Int), ok
}

// OptionKind says which values an option takes and how they travel.
type OptionKind uint8

// The kinds of option.
const (
	// OptionBool takes any value: nil clears the flag, everything else
	// (0 included) sets it. It reads back as KindTrue or KindNil.
	OptionBool OptionKind = iota
	// OptionInt takes an integer that fits 32 bits and reads back as one.
	OptionInt
	// OptionLinger is struct linger. An integer N that fits 32 bits means
	// {on, N seconds}; nil means {off, 0}; everything else {on, 0}, which
	// makes close abort the connection. It reads back as nil or N.
	OptionLinger
	// OptionDevice is an interface name. A string is cut to 16 bytes; nil
	// and "" undo the binding. It reads back as a string, or nil if unbound.
	OptionDevice
)

// String returns the kind's name in plain words, for documentation.
func (k OptionKind) String() string {
	switch k {
	case OptionBool:
		return "flag"
	case OptionInt:
		return "integer"
	case OptionLinger:
		return "nil, t or seconds"
	case OptionDevice:
		return "interface name or nil"
	}
	return fmt.Sprintf("OptionKind(%d)", uint8(k))
}

// OptionAccess says which of get and set an option has.
type OptionAccess uint8

// The access bits of an option.
const (
	Readable OptionAccess = 1 << iota
	Writable

	readWrite = Readable | Writable
)

// OptionPhase says when in a socket's life setting an option has its effect.
// The kernel accepts some settings outside their phase and ignores them.
type OptionPhase uint8

// The phases of an option.
const (
	AnyTime       OptionPhase = iota
	BeforeBind                // before bind(2)
	BeforeConnect             // before listen(2) or connect(2) for the full effect
)

// An Option is one row of the option table: a socket option, its keyword and
// its rules. Options are immutable and shared by all goroutines.
type Option struct {
	name   string
	level  int
	opt    int
	kind   OptionKind
	access OptionAccess
	phase  OptionPhase
	doc    string
}

// commonOptions returns the rows that every supported system has.
// See socket(7) and tcp(7) on Linux, setsockopt(2) and tcp(4) on BSD.
func commonOptions() []Option {
	return []Option{
		{":broadcast", unix.SOL_SOCKET, unix.SO_BROADCAST, OptionBool, readWrite, AnyTime,
			"Let a datagram socket send to a broadcast address."},
		{":dontroute", unix.SOL_SOCKET, unix.SO_DONTROUTE, OptionBool, readWrite, AnyTime,
			"Send only to hosts on a directly connected network."},
		{":keepalive", unix.SOL_SOCKET, unix.SO_KEEPALIVE, OptionBool, readWrite, AnyTime,
			"Probe an idle stream connection to find out whether the peer is still there."},
		{":linger", unix.SOL_SOCKET, soLinger, OptionLinger, readWrite, AnyTime,
			"What closing does with unsent data: nil sends it in the background, a positive " +
				"number waits that many seconds for it, t or 0 discards it and resets the connection."},
		{":oobinline", unix.SOL_SOCKET, unix.SO_OOBINLINE, OptionBool, readWrite, AnyTime,
			"Receive urgent data in its place in the stream instead of losing it."},
		{":reuseaddr", unix.SOL_SOCKET, unix.SO_REUSEADDR, OptionBool, readWrite, BeforeBind,
			"Let a server bind a port whose old connections still linger in TIME_WAIT."},
		{":reuseport", unix.SOL_SOCKET, unix.SO_REUSEPORT, OptionBool, readWrite, BeforeBind,
			"Let several sockets bind the same address, if all of them set this."},
		{":sndbuf", unix.SOL_SOCKET, unix.SO_SNDBUF, OptionInt, readWrite, BeforeConnect,
			"Size of the kernel's send buffer in bytes; the kernel may round, double or cap it."},
		{":rcvbuf", unix.SOL_SOCKET, unix.SO_RCVBUF, OptionInt, readWrite, BeforeConnect,
			"Size of the kernel's receive buffer in bytes; the kernel may round, double or cap it."},
		{":nodelay", unix.IPPROTO_TCP, unix.TCP_NODELAY, OptionBool, readWrite, AnyTime,
			"Send small TCP segments at once instead of collecting them."},
		{":keepidle", unix.IPPROTO_TCP, tcpKeepIdle, OptionInt, readWrite, AnyTime,
			"Seconds without traffic before the first keep-alive probe."},
		{":keepintvl", unix.IPPROTO_TCP, unix.TCP_KEEPINTVL, OptionInt, readWrite, AnyTime,
			"Seconds between keep-alive probes."},
		{":keepcnt", unix.IPPROTO_TCP, unix.TCP_KEEPCNT, OptionInt, readWrite, AnyTime,
			"How many unanswered keep-alive probes end the connection."},
	}
}

// optionTable is never written after it is built: its elements have no
// exported fields and no mutating methods.
var optionTable = buildOptionTable()

func buildOptionTable() []Option {
	rows := slices.Concat(commonOptions(), systemOptions())
	slices.SortFunc(rows, func(a, b Option) int { return strings.Compare(a.name, b.name) })
	return rows
}

// SocketOptions returns this system's options in the order of their names. The
// slice belongs to the caller.
func SocketOptions() []*Option {
	list := make([]*Option, len(optionTable))
	for i := range optionTable {
		list[i] = &optionTable[i]
	}
	return list
}

// LookupOption returns the option with that keyword (":keepalive"), or nil if
// this system has none of that name. Case matters.
func LookupOption(name string) *Option {
	for i := range optionTable {
		if optionTable[i].name == name {
			return &optionTable[i]
		}
	}
	return nil
}

// Name returns the option's keyword with its leading colon.
func (o *Option) Name() string { return o.name }

// Level returns the protocol level for setsockopt(2), such as SOL_SOCKET.
func (o *Option) Level() int { return o.level }

// Constant returns the option's number within its level.
func (o *Option) Constant() int { return o.opt }

// Kind says which values the option takes.
func (o *Option) Kind() OptionKind { return o.kind }

// Access says whether the option can be read, written or both.
func (o *Option) Access() OptionAccess { return o.access }

// Phase says when setting the option takes effect.
func (o *Option) Phase() OptionPhase { return o.phase }

// Doc returns one sentence about what the option does.
func (o *Option) Doc() string { return o.doc }

// Set gives the option of socket fd the value v, by the rules of o.Kind().
// The error wraps ErrBadValue or ErrOptionAccess if nothing was tried, and is
// setsockopt(2)'s [unix.Errno] if the kernel refused.
func (o *Option) Set(fd int, v Value) error {
	if o.access&Writable == 0 {
		return fmt.Errorf("%s is read-only: %w", o.name, ErrOptionAccess)
	}
	switch o.kind {
	case OptionBool:
		flag := 0
		if v.Kind != KindNil {
			flag = 1
		}
		return unix.SetsockoptInt(fd, o.level, o.opt, flag)
	case OptionInt:
		n, ok := v.int32()
		if !ok {
			return fmt.Errorf("%w for %s", ErrBadValue, o.name)
		}
		return unix.SetsockoptInt(fd, o.level, o.opt, n)
	case OptionLinger:
		l := lingerOf(v)
		return unix.SetsockoptLinger(fd, o.level, o.opt, &l)
	case OptionDevice:
		var name [16]byte // IFNAMSIZ, netdevice(7)
		switch v.Kind {
		case KindNil:
		case KindString:
			copy(name[:], v.Str)
		default:
			return fmt.Errorf("%w for %s", ErrBadValue, o.name)
		}
		return unix.SetsockoptString(fd, o.level, o.opt, string(name[:]))
	}
	return fmt.Errorf("%w for %s", ErrBadValue, o.name)
}

func lingerOf(v Value) unix.Linger {
	if v.Kind == KindNil {
		return unix.Linger{}
	}
	// Negative times go to the kernel as they are, as Emacs does it: Linux
	// reads them as "no limit". Whoever closes asks CloseMayBlock.
	if n, ok := v.int32(); ok {
		return unix.Linger{Onoff: 1, Linger: int32(n)}
	}
	return unix.Linger{Onoff: 1}
}

// Get reads the kernel's present value of the option of socket fd. That need
// not be the value last set: Linux doubles buffer sizes, for instance. The
// error wraps ErrOptionAccess or is getsockopt(2)'s [unix.Errno].
func (o *Option) Get(fd int) (Value, error) {
	if o.access&Readable == 0 {
		return Value{}, fmt.Errorf("%s is write-only: %w", o.name, ErrOptionAccess)
	}
	switch o.kind {
	case OptionLinger:
		l, err := unix.GetsockoptLinger(fd, o.level, o.opt)
		if err != nil || l.Onoff == 0 {
			return Value{}, err
		}
		return IntValue(int64(l.Linger)), nil
	case OptionDevice:
		name, err := unix.GetsockoptString(fd, o.level, o.opt)
		if err != nil || name == "" {
			return Value{}, err
		}
		return StringValue(name), nil
	}
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	if o.kind == OptionBool {
		return BoolValue(n != 0), nil
	}
	return IntValue(int64(n)), nil
}

// CloseMayBlock reports whether close(2) on socket fd could wait for unsent
// data, even though fd is non-blocking: SO_LINGER is on with a time other than
// zero. An event loop then closes fd on another goroutine.
func CloseMayBlock(fd int) bool {
	l, err := unix.GetsockoptLinger(fd, unix.SOL_SOCKET, soLinger)
	return err == nil && l.Onoff != 0 && l.Linger != 0
}
