package netprims

import (
	"math"
	"strings"

	"golang.org/x/sys/unix"
)

// OptionKind says which values an option takes and how they travel.
type OptionKind uint8

// The kinds of option. What each takes and reads back is in optionKinds.
const (
	// OptionBool takes any value: nil clears the flag, everything else
	// (0 included) sets it. It reads back as KindTrue or KindNil.
	OptionBool OptionKind = iota
	// OptionInt takes an integer that fits 32 bits and reads back as one.
	OptionInt
	// OptionUint takes an integer from 0 to 2³²-1.
	OptionUint
	// OptionUint64 reads as an integer.
	OptionUint64
	// OptionLinger is struct linger. An integer N that fits 32 bits means
	// {on, N seconds}, where 0 makes close abort the connection; nil means
	// {off, 0}; everything else {on, LingerForever}. It reads back as nil, N
	// or KindTrue.
	OptionLinger
	// OptionDevice is an interface name. A string is cut to 16 bytes; nil
	// and "" undo the binding. It reads back as a string, or nil if unbound.
	OptionDevice
	// OptionSeconds is struct timeval: an integer or float of seconds, not
	// negative; nil and 0 mean no limit. It reads back as a float, or nil.
	OptionSeconds
	// OptionText is a string.
	OptionText
	// OptionErrno reads as an integer, nil for 0.
	OptionErrno
	// OptionSocketType reads as a symbol, or an integer for a rare type.
	OptionSocketType
	// OptionProtocol reads as a symbol, or an integer for a rare protocol.
	OptionProtocol
	// OptionReusePort is a flag that also takes the symbol lb.
	OptionReusePort
	// OptionSendLowWater is an integer.
	OptionSendLowWater
	// OptionAcceptFilter is nil, a name or a pair of name and argument.
	OptionAcceptFilter
	// OptionNoSIGPIPE is a flag.
	OptionNoSIGPIPE
	// OptionTimestamp is nil, t, or the symbol ns or bintime.
	OptionTimestamp
	// OptionLabel reads as a string.
	OptionLabel
	// OptionListenLimit, OptionListenLength and OptionListenIncomplete read as
	// integers.
	OptionListenLimit
	OptionListenLength
	OptionListenIncomplete
	// OptionCredentials reads as a list of three integers.
	OptionCredentials
	// OptionTCPInfo reads as a list of keywords (KindSymbol) and values.
	OptionTCPInfo
	// OptionGroup is a multicast group: an address (text or KindAddr), a pair
	// of that and an interface as in OptionInterface, or a list of such.
	OptionGroup
	// OptionInterface is a network interface by name, index or address; nil
	// is none. It reads back as its name if it has one.
	OptionInterface
)

// optionKinds has for each kind how it is named in documentation, set and read.
var optionKinds = [...]struct {
	text string
	set  func(o *Option, fd int, v Value) error
	get  func(o *Option, fd int) (Value, error)
}{
	OptionBool:             {"flag", setBool, getBool},
	OptionInt:              {"integer", setInt, getInt},
	OptionUint:             {"32-bit integer", setUint, getUint},
	OptionUint64:           {"integer", nil, getUint64},
	OptionLinger:           {"nil, t or seconds", setLinger, getLinger},
	OptionDevice:           {"interface name or nil", setDevice, getDevice},
	OptionSeconds:          {"seconds or nil", setSeconds, getSeconds},
	OptionText:             {"string", setText, getText},
	OptionErrno:            {"errno or nil", nil, getErrno},
	OptionSocketType:       {"symbol or integer", nil, getSocketType},
	OptionProtocol:         {"symbol or integer", nil, getProtocol},
	OptionReusePort:        {"flag or lb", setReusePort, getReusePort},
	OptionSendLowWater:     {"integer", setSendLowWater, getSendLowWater},
	OptionAcceptFilter:     {"nil, name or (name . argument)", setAcceptFilter, getAcceptFilter},
	OptionNoSIGPIPE:        {"flag", setNoSIGPIPE, getNoSIGPIPE},
	OptionTimestamp:        {"nil, t, ns or bintime", setTimestamp, getTimestamp},
	OptionLabel:            {"string", nil, getLabel},
	OptionListenLimit:      {"integer", nil, getListenLimit},
	OptionListenLength:     {"integer", nil, getListenLength},
	OptionListenIncomplete: {"integer", nil, getListenIncomplete},
	OptionCredentials:      {"(pid uid gid)", nil, getCredentials},
	OptionTCPInfo:          {"property list", nil, getTCPInfo},
	OptionGroup:            {"group, (group . interface) or a list", setGroup, nil},
	OptionInterface:        {"interface name, index or address, or nil", setInterface, getInterface},
}

// String returns the kind's values in plain words, for documentation.
func (k OptionKind) String() string { return optionKinds[k].text }

func setBool(o *Option, fd int, v Value) error {
	flag := 0
	if v.Kind != KindNil {
		flag = 1
	}
	level, opt := o.number(fd)
	return unix.SetsockoptInt(fd, level, opt, flag)
}

func getBool(o *Option, fd int) (Value, error) {
	level, opt := o.number(fd)
	n, err := unix.GetsockoptInt(fd, level, opt)
	return BoolValue(n != 0), err
}

func setInt(o *Option, fd int, v Value) error {
	n, ok := v.int32()
	if !ok {
		return o.bad()
	}
	level, opt := o.number(fd)
	return unix.SetsockoptInt(fd, level, opt, n)
}

func getInt(o *Option, fd int) (Value, error) {
	level, opt := o.number(fd)
	n, err := unix.GetsockoptInt(fd, level, opt)
	return IntValue(int64(n)), err
}

func setUint(o *Option, fd int, v Value) error {
	if v.Kind != KindInt || v.Int < 0 || v.Int > math.MaxUint32 {
		return o.bad()
	}
	return unix.SetsockoptInt(fd, o.level, o.opt, int(int32(uint32(v.Int))))
}

func getUint(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	return IntValue(int64(uint32(n))), err
}

func getUint64(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptUint64(fd, o.level, o.opt)
	return IntValue(int64(n)), err
}

// LingerForever is the time of struct linger that means no limit.
const LingerForever = math.MaxInt16

func setLinger(o *Option, fd int, v Value) error {
	var l unix.Linger
	if v.Kind != KindNil {
		l.Onoff, l.Linger = 1, LingerForever
		// Negative times go to the kernel as they are, as Emacs does it: Linux
		// reads them as "no limit". Whoever closes asks CloseMayBlock.
		if n, ok := v.int32(); ok {
			l.Linger = int32(min(n, LingerForever))
		}
	}
	return unix.SetsockoptLinger(fd, o.level, o.opt, &l)
}

func getLinger(o *Option, fd int) (Value, error) {
	l, err := unix.GetsockoptLinger(fd, o.level, o.opt)
	switch {
	case err != nil || l.Onoff == 0:
		return Value{}, err
	case l.Linger == LingerForever:
		return BoolValue(true), nil
	}
	return IntValue(int64(l.Linger)), nil
}

func setDevice(o *Option, fd int, v Value) error {
	var name [16]byte // IFNAMSIZ, netdevice(7)
	switch v.Kind {
	case KindNil:
	case KindString:
		copy(name[:], v.Str)
	default:
		return o.bad()
	}
	return unix.SetsockoptString(fd, o.level, o.opt, string(name[:]))
}

func getDevice(o *Option, fd int) (Value, error) {
	name, err := unix.GetsockoptString(fd, o.level, o.opt)
	if err != nil || name == "" {
		return Value{}, err
	}
	return StringValue(name), nil
}

// maxSeconds bounds what is given to the kernel as a time.
const maxSeconds = 1e8

// Seconds is the number of seconds that v means, as of OptionSeconds.
func (v Value) Seconds() (seconds float64, ok bool) {
	switch v.Kind {
	case KindNil:
		return 0, true
	case KindInt:
		seconds = float64(v.Int)
	case KindFloat:
		seconds = v.Float
	default:
		return 0, false
	}
	return min(seconds, maxSeconds), seconds >= 0
}

func setSeconds(o *Option, fd int, v Value) error {
	seconds, ok := v.Seconds()
	if !ok {
		return o.bad()
	}
	tv := unix.NsecToTimeval(int64(math.Ceil(seconds*1e6)) * 1000)
	return unix.SetsockoptTimeval(fd, o.level, o.opt, &tv)
}

func getSeconds(o *Option, fd int) (Value, error) {
	tv, err := unix.GetsockoptTimeval(fd, o.level, o.opt)
	if err != nil || tv.Nano() == 0 {
		return Value{}, err
	}
	return FloatValue(float64(tv.Nano()) / 1e9), nil
}

func setText(o *Option, fd int, v Value) error {
	if v.Kind != KindString {
		return o.bad()
	}
	return unix.SetsockoptString(fd, o.level, o.opt, v.Str)
}

func getText(o *Option, fd int) (Value, error) {
	text, err := unix.GetsockoptString(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	text, _, _ = strings.Cut(text, "\x00")
	return StringValue(text), nil
}

func getErrno(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	if err != nil || n == 0 {
		return Value{}, err
	}
	return IntValue(int64(n)), nil
}

func getSocketType(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	switch {
	case err != nil:
		return Value{}, err
	case n == unix.SOCK_STREAM:
		return SymbolValue("stream"), nil
	case n == unix.SOCK_DGRAM:
		return SymbolValue("datagram"), nil
	case n == unix.SOCK_SEQPACKET:
		return SymbolValue("seqpacket"), nil
	}
	return IntValue(int64(n)), nil
}

func protocolValue(n int) Value {
	switch n {
	case unix.IPPROTO_TCP:
		return SymbolValue("tcp")
	case unix.IPPROTO_UDP:
		return SymbolValue("udp")
	}
	return IntValue(int64(n))
}

// acceptFilter takes an OptionAcceptFilter apart; name is "" for nil.
func acceptFilter(v Value) (name string, argument Value, ok bool) {
	if v.Kind == KindPair {
		v, argument = v.List[0], v.List[1]
	} else if v.Kind == KindNil {
		return "", Value{}, true
	}
	if v.Kind == KindSymbol {
		v.Kind = KindString
	}
	return v.Str, argument, v.Kind == KindString && v.Str != ""
}

// An infoField is a property of OptionTCPInfo.
type infoField struct {
	name  string
	value uint64
}

func infoList(state string, fields []infoField) Value {
	list := []Value{SymbolValue(":state"), SymbolValue(state)}
	for _, f := range fields {
		list = append(list, SymbolValue(f.name), IntValue(int64(f.value)))
	}
	return Value{Kind: KindList, List: list}
}
