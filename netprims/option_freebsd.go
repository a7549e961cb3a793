package netprims

import (
	"strings"

	"golang.org/x/sys/unix"
)

// Constants whose names differ between systems, or that some do not have.
const (
	soLinger    = unix.SO_LINGER
	tcpKeepIdle = unix.TCP_KEEPIDLE

	acceptFilterLevel = unix.SOL_SOCKET
	acceptFilterOpt   = unix.SO_ACCEPTFILTER

	soBinTime       = unix.SO_BINTIME
	soProtocol      = unix.SO_PROTOCOL
	soSetFIB        = unix.SO_SETFIB
	soLabel         = unix.SO_LABEL
	soPeerLabel     = unix.SO_PEERLABEL
	listenLevel     = unix.SOL_SOCKET
	soListenQLimit  = unix.SO_LISTENQLIMIT
	soListenQLen    = unix.SO_LISTENQLEN
	soListenIncQLen = unix.SO_LISTENINCQLEN
	soUserCookie    = unix.SO_USER_COOKIE
	soMaxPacingRate = unix.SO_MAX_PACING_RATE

	tcpNotSentLowat = absent
	tcpCongestion   = unix.TCP_CONGESTION
	tcpInfo         = unix.TCP_INFO

	ipTransparent  = unix.IP_BINDANY
	ip6Transparent = unix.IPV6_BINDANY
	ipPktInfo      = unix.IP_RECVDSTADDR
)

// struct accept_filter_arg of accept_filter(9).
const (
	filterNameSize = 16
	filterArgSize  = 256
)

func setAcceptFilter(o *Option, fd int, v Value) error {
	name, argument, ok := acceptFilter(v)
	if !ok || len(name) >= filterNameSize {
		return o.bad()
	}
	if name == "" {
		return unix.SetsockoptString(fd, o.level, o.opt, "")
	}
	var arg [filterArgSize]byte
	copy(arg[:filterNameSize-1], name)
	switch argument.Kind {
	case KindNil:
	case KindString:
		copy(arg[filterNameSize:filterArgSize-1], argument.Str)
	default:
		return o.bad()
	}
	return unix.SetsockoptString(fd, o.level, o.opt, string(arg[:]))
}

func getAcceptFilter(o *Option, fd int) (Value, error) {
	text, err := unix.GetsockoptString(fd, o.level, o.opt)
	if err == unix.EINVAL { // no filter
		return Value{}, nil
	}
	name, _, _ := strings.Cut(text, "\x00")
	if err != nil || name == "" {
		return Value{}, err
	}
	return StringValue(name), nil
}

func setTimestamp(o *Option, fd int, v Value) error {
	switch {
	case v.Kind == KindNil:
		if err := unix.SetsockoptInt(fd, o.level, unix.SO_BINTIME, 0); err != nil {
			return err
		}
		return setBool(o, fd, v)
	case v.Kind == KindTrue:
		return setBool(o, fd, v)
	case v.Kind == KindSymbol && (v.Str == "ns" || v.Str == "bintime"):
		return unix.SetsockoptInt(fd, o.level, unix.SO_BINTIME, 1)
	}
	return o.bad()
}

func getTimestamp(o *Option, fd int) (Value, error) {
	if n, err := unix.GetsockoptInt(fd, o.level, unix.SO_BINTIME); err != nil || n != 0 {
		return SymbolValue("ns"), err
	}
	return getBool(o, fd)
}

func setReusePort(o *Option, fd int, v Value) error {
	if v.Kind == KindSymbol && v.Str == "lb" {
		return unix.SetsockoptInt(fd, o.level, unix.SO_REUSEPORT_LB, 1)
	}
	return setBool(o, fd, v)
}

func getReusePort(o *Option, fd int) (Value, error) {
	if n, err := unix.GetsockoptInt(fd, o.level, unix.SO_REUSEPORT_LB); err == nil && n != 0 {
		return SymbolValue("lb"), nil
	}
	return getBool(o, fd)
}

func getProtocol(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	return protocolValue(n), err
}

func getLabel(o *Option, fd int) (Value, error) { return getText(o, fd) }

func getCredentials(o *Option, fd int) (Value, error) {
	c, err := unix.GetsockoptXucred(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	// The number of the process is where x/sys' struct keeps its padding.
	return ListValue(Value{}, IntValue(int64(c.Uid)), IntValue(int64(c.Groups[0]))), nil
}

// getTCPInfo: package unix has no struct tcp_info for FreeBSD; the first bytes
// are the state, at the same place as Linux'.
func getTCPInfo(o *Option, fd int) (Value, error) {
	state, err := unix.GetsockoptByte(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	return infoList(tcpStateName(state), nil), nil
}

func tcpStateName(state uint8) string {
	names := [...]string{"close", "listen", "syn-sent", "syn-recv", "established", "close-wait", "fin-wait1",
		"closing", "last-ack", "fin-wait2", "time-wait"}
	if int(state) < len(names) {
		return names[state]
	}
	return ""
}
