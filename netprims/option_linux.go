package netprims

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"net/netip"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// Constants whose names differ between systems, or that some do not have.
const (
	soLinger    = unix.SO_LINGER
	tcpKeepIdle = unix.TCP_KEEPIDLE

	sndLowatLevel = unix.IPPROTO_TCP
	sndLowatOpt   = unix.TCP_NOTSENT_LOWAT
	sndLowatScope = OnTCP

	acceptFilterLevel = unix.IPPROTO_TCP
	acceptFilterOpt   = unix.TCP_DEFER_ACCEPT

	soNoSIGPIPE = 0 // by MSG_NOSIGNAL
	soBinTime   = unix.SO_TIMESTAMPNS
	soProtocol  = unix.SO_PROTOCOL
	soSetFIB    = absent
	soLabel     = absent
	soPeerLabel = unix.SO_PEERSEC

	listenLevel     = unix.IPPROTO_TCP
	soListenQLimit  = unix.TCP_INFO
	soListenQLen    = unix.TCP_INFO
	soListenIncQLen = 0 // by the kernel's list of sockets
	soUserCookie    = unix.SO_MARK

	tcpUserTimeout     = unix.TCP_USER_TIMEOUT
	tcpFastOpenConnect = unix.TCP_FASTOPEN_CONNECT
	tcpCork            = unix.TCP_CORK
	tcpQuickAck        = unix.TCP_QUICKACK
	tcpSynCnt          = unix.TCP_SYNCNT
	tcpLinger2         = unix.TCP_LINGER2
	tcpWindowClamp     = unix.TCP_WINDOW_CLAMP
	tcpNotSentLowat    = unix.TCP_NOTSENT_LOWAT
	tcpCongestion      = unix.TCP_CONGESTION
	tcpDeferAccept     = unix.TCP_DEFER_ACCEPT
	tcpInfo            = unix.TCP_INFO

	ipMTU          = unix.IP_MTU
	ip6MTU         = unix.IPV6_MTU
	ipFreebind     = unix.IP_FREEBIND
	ip6Freebind    = unix.IPV6_FREEBIND
	ipTransparent  = unix.IP_TRANSPARENT
	ip6Transparent = unix.IPV6_TRANSPARENT
	ipPktInfo      = unix.IP_PKTINFO

	soBindToDevice  = unix.SO_BINDTODEVICE
	soBindToIfindex = unix.SO_BINDTOIFINDEX
	soPriority      = unix.SO_PRIORITY
	soMark          = unix.SO_MARK
	soSndBufForce   = unix.SO_SNDBUFFORCE
	soRcvBufForce   = unix.SO_RCVBUFFORCE
	soIncomingCPU   = unix.SO_INCOMING_CPU
	soBusyPoll      = unix.SO_BUSY_POLL
	soMaxPacingRate = unix.SO_MAX_PACING_RATE
	soRxqOvfl       = unix.SO_RXQ_OVFL
	soCookie        = unix.SO_COOKIE
	peerCredLevel   = unix.SOL_SOCKET
	soPeerCred      = unix.SO_PEERCRED
	soPassCred      = unix.SO_PASSCRED
)

// setSendLowWater: SO_SNDLOWAT cannot be set, socket(7).
func setSendLowWater(o *Option, fd int, v Value) error { return setInt(o, fd, v) }

// getSendLowWater is the TCP mark if one was set, else the socket's constant 1.
func getSendLowWater(o *Option, fd int) (Value, error) {
	if v, err := getInt(o, fd); err != nil || v.Int > 0 {
		return v, err
	}
	n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_SNDLOWAT)
	return IntValue(int64(n)), err
}

// deferSeconds is how long a silent connection is deferred if nothing says so.
const deferSeconds = 30

// setAcceptFilter knows FreeBSD's two filters and has both mean "there is data".
func setAcceptFilter(o *Option, fd int, v Value) error {
	name, argument, ok := acceptFilter(v)
	if !ok {
		return o.bad()
	}
	seconds := 0
	switch name {
	case "":
	case "dataready", "httpready":
		seconds = deferSeconds
		if argument.Kind == KindInt && argument.Int > 0 && argument.Int < 1<<20 {
			seconds = int(argument.Int)
		} else if argument.Kind != KindNil {
			return o.bad()
		}
	default:
		return unix.ENOENT
	}
	if n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN); err == nil && n == 0 {
		return unix.EINVAL
	}
	return unix.SetsockoptInt(fd, o.level, o.opt, seconds)
}

func getAcceptFilter(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	if err != nil || n == 0 {
		return Value{}, err
	}
	return PairValue(StringValue("dataready"), IntValue(int64(n))), nil
}

func setNoSIGPIPE(_ *Option, fd int, v Value) error {
	if _, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE); err != nil {
		return err
	}
	if v.Kind == KindNil {
		return unix.ENOPROTOOPT
	}
	return nil
}

func getNoSIGPIPE(_ *Option, fd int) (Value, error) {
	_, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	return BoolValue(err == nil), err
}

func setTimestamp(o *Option, fd int, v Value) error {
	opt, flag := unix.SO_TIMESTAMP, 1
	switch {
	case v.Kind == KindNil:
		flag = 0
	case v.Kind == KindTrue:
	case v.Kind == KindSymbol && (v.Str == "ns" || v.Str == "bintime"):
		opt = unix.SO_TIMESTAMPNS
	default:
		return o.bad()
	}
	return unix.SetsockoptInt(fd, unix.SOL_SOCKET, opt, flag)
}

func getTimestamp(_ *Option, fd int) (Value, error) {
	if n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TIMESTAMPNS); err != nil || n != 0 {
		return SymbolValue("ns"), err
	}
	n, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TIMESTAMP)
	return BoolValue(n != 0), err
}

// setReusePort: Linux balances in any case.
func setReusePort(o *Option, fd int, v Value) error { return setBool(o, fd, v) }

func getReusePort(o *Option, fd int) (Value, error) { return getBool(o, fd) }

func getProtocol(o *Option, fd int) (Value, error) {
	n, err := unix.GetsockoptInt(fd, o.level, o.opt)
	return protocolValue(n), err
}

func getLabel(o *Option, fd int) (Value, error) { return getText(o, fd) }

func getCredentials(o *Option, fd int) (Value, error) {
	// Linux answers for any socket.
	if sa, err := unix.Getsockname(fd); err != nil {
		return Value{}, err
	} else if domainOf(sa) != unix.AF_UNIX {
		return Value{}, unix.ENOPROTOOPT
	}
	c, err := unix.GetsockoptUcred(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	if c.Pid == 0 { // not connected
		return Value{}, unix.ENOTCONN
	}
	return ListValue(IntValue(int64(c.Pid)), IntValue(int64(c.Uid)), IntValue(int64(c.Gid))), nil
}

// A listener's TCP_INFO has its queue in two fields of a connection's.
func getListenLimit(_ *Option, fd int) (Value, error) {
	i, err := listenInfo(fd)
	return IntValue(int64(i.Sacked)), err
}

func getListenLength(_ *Option, fd int) (Value, error) {
	i, err := listenInfo(fd)
	return IntValue(int64(i.Unacked)), err
}

func listenInfo(fd int) (unix.TCPInfo, error) {
	i, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO)
	if err != nil {
		return unix.TCPInfo{}, err
	}
	if tcpStateName(i.State) != "listen" {
		return unix.TCPInfo{}, nil
	}
	return *i, nil
}

// getListenIncomplete counts the connections to the listener fd that are not
// complete, or with TCP_DEFER_ACCEPT have said nothing, in the kernel's list of
// TCP sockets.
func getListenIncomplete(_ *Option, fd int) (Value, error) {
	i, err := unix.GetsockoptTCPInfo(fd, unix.IPPROTO_TCP, unix.TCP_INFO)
	if err != nil {
		return Value{}, err
	}
	if tcpStateName(i.State) != "listen" {
		return IntValue(0), nil
	}
	sa, err := unix.Getsockname(fd)
	if err != nil {
		return Value{}, err
	}
	at := FromSockaddr(sa)
	n := 0
	for _, name := range []string{"tcp", "tcp6"} {
		f, err := os.Open("/proc/thread-self/net/" + name)
		if err != nil {
			continue // no IPv6, or no /proc
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			// The number of the line, ours, theirs, the state: SYN_RECV.
			words := strings.Fields(lines.Text())
			if len(words) < 4 || words[3] != "03" {
				continue
			}
			ours, ok := procAddr(words[1])
			if ok && ours.Port() == at.Port && (at.IP.IsUnspecified() || ours.Addr().Unmap() == at.IP.Unmap()) {
				n++
			}
		}
		f.Close()
	}
	return IntValue(int64(n)), nil
}

// procAddr reads ADDRESS:PORT as /proc/net/tcp has it: words of 32 bits in the
// machine's order, in hexadecimal.
func procAddr(text string) (netip.AddrPort, bool) {
	host, port, _ := strings.Cut(text, ":")
	b, err := hex.DecodeString(host)
	p, err2 := hex.DecodeString(port)
	if err != nil || err2 != nil || len(p) != 2 {
		return netip.AddrPort{}, false
	}
	for w := b; len(w) >= 4; w = w[4:] {
		binary.NativeEndian.PutUint32(w, binary.BigEndian.Uint32(w))
	}
	a, ok := netip.AddrFromSlice(b)
	return netip.AddrPortFrom(a, binary.BigEndian.Uint16(p)), ok
}

func tcpStateName(state uint8) string {
	names := [...]string{"", "established", "syn-sent", "syn-recv", "fin-wait1", "fin-wait2", "time-wait",
		"close", "close-wait", "last-ack", "listen", "closing", "new-syn-recv"}
	if int(state) < len(names) {
		return names[state]
	}
	return ""
}

func getTCPInfo(o *Option, fd int) (Value, error) {
	i, err := unix.GetsockoptTCPInfo(fd, o.level, o.opt)
	if err != nil {
		return Value{}, err
	}
	return infoList(tcpStateName(i.State), []infoField{
		{":rtt", uint64(i.Rtt)}, {":rttvar", uint64(i.Rttvar)}, {":min-rtt", uint64(i.Min_rtt)},
		{":rto", uint64(i.Rto)}, {":snd-mss", uint64(i.Snd_mss)}, {":rcv-mss", uint64(i.Rcv_mss)}, {":pmtu", uint64(i.Pmtu)},
		{":snd-cwnd", uint64(i.Snd_cwnd)}, {":snd-ssthresh", uint64(i.Snd_ssthresh)}, {":snd-wnd", uint64(i.Snd_wnd)},
		{":rcv-space", uint64(i.Rcv_space)}, {":unacked", uint64(i.Unacked)}, {":sacked", uint64(i.Sacked)},
		{":lost", uint64(i.Lost)}, {":retransmits", uint64(i.Retransmits)}, {":total-retrans", uint64(i.Total_retrans)},
		{":reordering", uint64(i.Reordering)}, {":notsent-bytes", uint64(i.Notsent_bytes)},
		{":bytes-sent", i.Bytes_sent}, {":bytes-acked", i.Bytes_acked}, {":bytes-received", i.Bytes_received},
		{":segs-out", uint64(i.Segs_out)}, {":segs-in", uint64(i.Segs_in)},
		{":delivery-rate", i.Delivery_rate}, {":pacing-rate", i.Pacing_rate},
		{":last-data-sent", uint64(i.Last_data_sent)}, {":last-data-received", uint64(i.Last_data_recv)},
	}), nil
}
