package netprims

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// ErrBadValue is wrapped by [Option.Set] when the value is of a kind the
// option does not take (":priority" given a string). Nothing was sent to the
// kernel. A refusal by the kernel is a [unix.Errno] instead.
var ErrBadValue = errors.New("bad option value")

// ErrOptionAccess is wrapped by [Option.Set] on a read-only option and by
// [Option.Get] on a write-only one.
var ErrOptionAccess = errors.New("option does not allow this access")

// ErrUnsupported is wrapped by Set and Get of an option that this system has
// not, and nothing equivalent to either.
var ErrUnsupported = errors.New("option not supported on this system")

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
	KindSymbol                  // a symbol, its name in Value.Str
	KindAddr                    // a socket address, in Value.Addr
	KindPair                    // two values, in Value.List
	KindList                    // any number of values, in Value.List
	KindOther                   // anything else: true where only truth matters
)

// Value is an option's value on its way to or from the kernel. Only the field
// that belongs to Kind is meaningful. The zero Value is nil.
type Value struct {
	Kind  ValueKind
	Int   int64
	Float float64
	Str   string
	Addr  Addr
	List  []Value
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

// SymbolValue returns the symbol called name.
func SymbolValue(name string) Value { return Value{Kind: KindSymbol, Str: name} }

// ListValue returns a list of values.
func ListValue(list ...Value) Value { return Value{Kind: KindList, List: list} }

// PairValue returns the pair of a and b.
func PairValue(a, b Value) Value { return Value{Kind: KindPair, List: []Value{a, b}} }

// AddrValue returns a as a value of KindAddr.
func AddrValue(a Addr) Value { return Value{Kind: KindAddr, Addr: a} }

// int32 returns v as a C int, if it is one.
func (v Value) int32() (int, bool) {
	ok := v.Kind == KindInt && v.Int >= math.MinInt32 && v.Int <= math.MaxInt32
	return int(v.Int), ok
}

// OptionAccess says which of get and set an option has.
type OptionAccess uint8

// The access bits of an option.
const (
	Readable OptionAccess = 1 << iota
	Writable

	readWrite = Readable | Writable
)

// String is "get, set", "get" or "set".
func (a OptionAccess) String() string {
	switch a {
	case Readable:
		return "get"
	case Writable:
		return "set"
	}
	return "get, set"
}

// OptionPhase says when in a socket's life setting an option has its effect.
// The kernel accepts some settings outside their phase and ignores them.
type OptionPhase uint8

// The phases of an option.
const (
	AnyTime       OptionPhase = iota
	BeforeBind                // before bind(2)
	BeforeConnect             // before listen(2) or connect(2) for the full effect
	AfterListen               // on a listening socket only
	WhenConnected             // on a connected socket only
)

// String says when, in words.
func (p OptionPhase) String() string {
	return [...]string{"any time", "before bind", "before connect or listen", "when listening", "when connected"}[p]
}

// OptionScope says which sockets have an option; others refuse it.
type OptionScope uint8

// The scopes of an option.
const (
	OnAny OptionScope = iota
	OnTCP
	OnIP   // IPv4 and IPv6
	OnIPv4 // Linux lets IPv6 sockets have it, too
	OnIPv6
	OnUnix
	OnNonUnix
	OnDatagram // IP datagrams
	OnListener // stream sockets that listen
)

// String names the sockets.
func (s OptionScope) String() string {
	return [...]string{"any", "TCP", "IP", "IPv4", "IPv6", "Unix", "not Unix", "IP datagram", "listening TCP"}[s]
}

// An Option is one row of the option table: a socket option, its keyword and
// its rules. Options are immutable and shared by all goroutines.
type Option struct {
	name         string
	level, opt   int // opt is absent if this system has no such option
	level6, opt6 int // of IPv6 sockets, if those have another one
	kind         OptionKind
	access       OptionAccess
	phase        OptionPhase
	scope        OptionScope
	native       systems
	doc          string
}

// absent is the number of an option that a system does not have.
const absent = -1

// systems is what an option is called on Linux, FreeBSD and macOS; "" where
// there is none.
type systems struct{ linux, freebsd, darwin string }

func everywhere(name string) systems  { return systems{name, name, name} }
func linuxOnly(name string) systems   { return systems{linux: name} }
func freebsdOnly(name string) systems { return systems{freebsd: name} }
func (s systems) on(goos string) string {
	switch goos {
	case "linux":
		return s.linux
	case "freebsd":
		return s.freebsd
	case "darwin":
		return s.darwin
	}
	return ""
}

// optionTable is never written after it is built: its elements have no
// exported fields and no mutating methods.
var optionTable = sync.OnceValue(buildOptionTable)

func buildOptionTable() []Option {
	rows := slices.Concat(pageOptions(), tcpOptions(), ipOptions(), otherOptions())
	slices.SortFunc(rows, func(a, b Option) int { return strings.Compare(a.name, b.name) })
	return rows
}

// AllOptions returns every option of the table, those that this system does
// not support included, in the order of their names. The slice belongs to the
// caller.
func AllOptions() []*Option {
	table := optionTable()
	list := make([]*Option, len(table))
	for i := range table {
		list[i] = &table[i]
	}
	return list
}

// SocketOptions returns this system's options in the order of their names. The
// slice belongs to the caller.
func SocketOptions() []*Option {
	return slices.DeleteFunc(AllOptions(), func(o *Option) bool { return !o.Supported() })
}

// LookupOption returns the option with that keyword (":keepalive"), or nil if
// there is none of that name. This system need not support it. Case matters.
func LookupOption(name string) *Option {
	table := optionTable()
	i, ok := slices.BinarySearchFunc(table, name, func(o Option, name string) int { return strings.Compare(o.name, name) })
	if !ok {
		return nil
	}
	return &table[i]
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

// Scope says which sockets have the option.
func (o *Option) Scope() OptionScope { return o.scope }

// Doc returns one sentence about what the option does.
func (o *Option) Doc() string { return o.doc }

// Native is what the option is called in the system goos ("linux", "freebsd"
// or "darwin"), or what stands for it there; "" if that system has nothing.
func (o *Option) Native(goos string) string { return o.native.on(goos) }

// Supported reports whether this system has the option or an equivalent.
func (o *Option) Supported() bool { return o.opt != absent }

// number is the level and constant for socket fd.
func (o *Option) number(fd int) (level, opt int) {
	if o.level6 != 0 {
		if sa, err := unix.Getsockname(fd); err == nil && domainOf(sa) == unix.AF_INET6 {
			return o.level6, o.opt6
		}
	}
	return o.level, o.opt
}

// Set gives the option of socket fd the value v, by the rules of o.Kind().
// The error wraps ErrUnsupported, ErrBadValue or ErrOptionAccess if nothing was
// tried, and is setsockopt(2)'s [unix.Errno] if the kernel refused.
func (o *Option) Set(fd int, v Value) error {
	switch {
	case !o.Supported():
		return fmt.Errorf("%s: %w", o.name, ErrUnsupported)
	case o.access&Writable == 0:
		return fmt.Errorf("%s is read-only: %w", o.name, ErrOptionAccess)
	}
	return optionKinds[o.kind].set(o, fd, v)
}

// Get reads the kernel's present value of the option of socket fd. That need
// not be the value last set: Linux doubles buffer sizes, for instance. The
// error wraps ErrUnsupported or ErrOptionAccess, or is getsockopt(2)'s
// [unix.Errno].
func (o *Option) Get(fd int) (Value, error) {
	switch {
	case !o.Supported():
		return Value{}, fmt.Errorf("%s: %w", o.name, ErrUnsupported)
	case o.access&Readable == 0:
		return Value{}, fmt.Errorf("%s is write-only: %w", o.name, ErrOptionAccess)
	}
	return optionKinds[o.kind].get(o, fd)
}

// bad is the error for a value of the wrong kind.
func (o *Option) bad() error { return fmt.Errorf("%w for %s", ErrBadValue, o.name) }

// CloseMayBlock reports whether close(2) on socket fd could wait for unsent
// data, even though fd is non-blocking: SO_LINGER is on with a time other than
// zero. An event loop then closes fd on another goroutine.
func CloseMayBlock(fd int) bool {
	l, err := unix.GetsockoptLinger(fd, unix.SOL_SOCKET, soLinger)
	return err == nil && l.Onoff != 0 && l.Linger != 0
}
