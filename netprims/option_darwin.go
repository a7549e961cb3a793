package netprims

import "golang.org/x/sys/unix"

// Constants whose names differ between systems, or that some do not have.
const (
	// SO_LINGER itself counts clock ticks on macOS.
	soLinger    = unix.SO_LINGER_SEC
	tcpKeepIdle = unix.TCP_KEEPALIVE

	acceptFilterLevel = unix.SOL_SOCKET
	acceptFilterOpt   = absent

	soBinTime       = absent
	soProtocol      = 0 // derived
	soSetFIB        = absent
	soLabel         = absent
	soPeerLabel     = absent
	listenLevel     = unix.SOL_SOCKET
	soListenQLimit  = absent
	soListenQLen    = absent
	soListenIncQLen = absent
	soUserCookie    = absent
	soMaxPacingRate = absent

	tcpNotSentLowat = unix.TCP_NOTSENT_LOWAT
	tcpCongestion   = absent
	tcpInfo         = unix.TCP_CONNECTION_INFO

	ipTransparent  = absent
	ip6Transparent = absent
	ipPktInfo      = unix.IP_PKTINFO
)

func setAcceptFilter(o *Option, _ int, _ Value) error { return o.bad() }
func getAcceptFilter(*Option, int) (Value, error)     { return Value{}, unix.ENOPROTOOPT }
func setReusePort(o *Option, fd int, v Value) error   { return setBool(o, fd, v) }
func getReusePort(o *Option, fd int) (Value, error)   { return getBool(o, fd) }
func getLabel(*Option, int) (Value, error)            { return Value{}, unix.ENOPROTOOPT }

func setTimestamp(o *Option, fd int, v Value) error {
	if v.Kind != KindNil && v.Kind != KindTrue {
		return o.bad()
	}
	return setBool(o, fd, v)
}

func getTimestamp(o *Option, fd int) (Value, error) { return getBool(o, fd) }

// getProtocol: there is no SO_PROTOCOL, but of each type there is one protocol.
func getProtocol(_ *Option, fd int) (Value, error) {
	typ, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if err != nil {
		return Value{}, err
	}
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return Value{}, err
	}
	switch {
	case domainOf(sa) == unix.AF_UNIX:
		return protocolValue(0), nil
	case typ == unix.SOCK_STREAM:
		return protocolValue(unix.IPPROTO_TCP), nil
	case typ == unix.SOCK_DGRAM:
		return protocolValue(unix.IPPROTO_UDP), nil
	}
	return protocolValue(0), nil
}

func getCredentials(o *Option, fd int) (Value, error) {
	c, err := unix.GetsockoptXucred(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	pid, err := unix.GetsockoptInt(fd, o.level, unix.LOCAL_PEERPID)
	if err != nil {
		return Value{}, err
	}
	return ListValue(IntValue(int64(pid)), IntValue(int64(c.Uid)), IntValue(int64(c.Groups[0]))), nil
}

func getTCPInfo(o *Option, fd int) (Value, error) {
	i, err := unix.GetsockoptTCPConnectionInfo(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	return infoList(tcpStateName(i.State), []infoField{
		{":rtt", uint64(i.Srtt) * 1000}, {":rttvar", uint64(i.Rttvar) * 1000}, {":rto", uint64(i.Rto) * 1000},
		{":snd-mss", uint64(i.Maxseg)}, {":snd-cwnd", uint64(i.Snd_cwnd)}, {":snd-ssthresh", uint64(i.Snd_ssthresh)},
		{":snd-wnd", uint64(i.Snd_wnd)}, {":rcv-space", uint64(i.Rcv_wnd)},
		{":bytes-sent", i.Txbytes}, {":bytes-received", i.Rxbytes},
		{":segs-out", i.Txpackets}, {":segs-in", i.Rxpackets},
	}), nil
}

func tcpStateName(state uint8) string {
	names := [...]string{"close", "listen", "syn-sent", "syn-recv", "established", "close-wait", "fin-wait1",
		"closing", "last-ack", "fin-wait2", "time-wait"}
	if int(state) < len(names) {
		return names[state]
	}
	return ""
}
