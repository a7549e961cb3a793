package netprims

import "golang.org/x/sys/unix"

// The constants that are not package unix' own, and may be absent, are in
// option_<os>.go.

// pageOptions are the options of the manual page setsockopt(2), all of them.
func pageOptions() []Option {
	const sock = unix.SOL_SOCKET
	return []Option{
		{":debug", sock, unix.SO_DEBUG, 0, 0, OptionBool, readWrite, AnyTime, OnAny, everywhere("SO_DEBUG"),
			"Have the protocol record debugging information; Linux wants the CAP_NET_ADMIN capability for it."},
		{":reuseaddr", sock, unix.SO_REUSEADDR, 0, 0, OptionBool, readWrite, BeforeBind, OnAny, everywhere("SO_REUSEADDR"),
			"Let a server bind a port whose old connections still linger in TIME_WAIT."},
		{":reuseport", sock, unix.SO_REUSEPORT, 0, 0, OptionReusePort, readWrite, BeforeBind, OnNonUnix,
			systems{"SO_REUSEPORT", "SO_REUSEPORT, SO_REUSEPORT_LB", "SO_REUSEPORT"},
			"Let several sockets bind the same address, if all of them set this; lb asks for connections to be spread over them, which Linux does anyway and macOS cannot."},
		{":keepalive", sock, unix.SO_KEEPALIVE, 0, 0, OptionBool, readWrite, AnyTime, OnAny, everywhere("SO_KEEPALIVE"),
			"Probe an idle stream connection to find out whether the peer is still there."},
		{":dontroute", sock, unix.SO_DONTROUTE, 0, 0, OptionBool, readWrite, AnyTime, OnAny, everywhere("SO_DONTROUTE"),
			"Send only to hosts on a directly connected network."},
		{":linger", sock, soLinger, 0, 0, OptionLinger, readWrite, AnyTime, OnAny, systems{"SO_LINGER", "SO_LINGER", "SO_LINGER_SEC"},
			"What closing does with unsent data: it is sent in the background, whose time t leaves without limit and a number " +
				"of seconds limits; 0 discards it and resets the connection. With nil, the default, the kernel decides the time, and " +
				"what it has not taken yet, which can be only after :high-water, is sent likewise. In Emacs t discards."},
		{":broadcast", sock, unix.SO_BROADCAST, 0, 0, OptionBool, readWrite, AnyTime, OnAny, everywhere("SO_BROADCAST"),
			"Let a datagram socket send to a broadcast address."},
		{":oobinline", sock, unix.SO_OOBINLINE, 0, 0, OptionBool, readWrite, AnyTime, OnAny, everywhere("SO_OOBINLINE"),
			"Receive urgent data in its place in the stream, where the filter gets it, instead of losing it."},
		{":sndbuf", sock, unix.SO_SNDBUF, 0, 0, OptionInt, readWrite, BeforeConnect, OnAny, everywhere("SO_SNDBUF"),
			"Size of the kernel's send buffer in bytes; the kernel may round, double or cap it."},
		{":rcvbuf", sock, unix.SO_RCVBUF, 0, 0, OptionInt, readWrite, BeforeConnect, OnAny, everywhere("SO_RCVBUF"),
			"Size of the kernel's receive buffer in bytes; the kernel may round, double or cap it."},
		{":sndlowat", sndLowatLevel, sndLowatOpt, 0, 0, OptionSendLowWater, readWrite, AnyTime, sndLowatScope,
			systems{"TCP_NOTSENT_LOWAT", "SO_SNDLOWAT", "SO_SNDLOWAT"},
			"Low-water mark of output in bytes: how much room there must be before more is sent. Linux cannot set it; " +
				"there it is the number of unsent bytes below which TCP takes more."},
		{":rcvlowat", sock, unix.SO_RCVLOWAT, 0, 0, OptionInt, readWrite, AnyTime, OnAny, everywhere("SO_RCVLOWAT"),
			"Low-water mark of input in bytes: the filter is called only when so much has come, or the end."},
		{":sndtimeo", sock, unix.SO_SNDTIMEO, 0, 0, OptionSeconds, readWrite, AnyTime, OnAny, everywhere("SO_SNDTIMEO"),
			"Most seconds that sending may make no progress, nil meaning any time; then the connection is given up, as with :write-timeout."},
		{":rcvtimeo", sock, unix.SO_RCVTIMEO, 0, 0, OptionSeconds, readWrite, AnyTime, OnAny, everywhere("SO_RCVTIMEO"),
			"Most seconds between two pieces of input, nil meaning any time; then the connection is given up, as with :read-timeout."},
		{":acceptfilter", acceptFilterLevel, acceptFilterOpt, 0, 0, OptionAcceptFilter, readWrite, AfterListen, OnListener,
			systems{"TCP_DEFER_ACCEPT", "SO_ACCEPTFILTER", ""},
			"Accept a connection only when it has said something: \"dataready\", \"httpready\" or (NAME . ARGUMENT). " +
				"On Linux both names wait for any data, ARGUMENT seconds long."},
		{":nosigpipe", sock, soNoSIGPIPE, 0, 0, OptionNoSIGPIPE, readWrite, AnyTime, OnAny, systems{"MSG_NOSIGNAL", "SO_NOSIGPIPE", "SO_NOSIGPIPE"},
			"Raise no SIGPIPE when writing to a connection that is gone. Linux is told so with each write, so there it is always t."},
		{":timestamp", sock, unix.SO_TIMESTAMP, 0, 0, OptionTimestamp, readWrite, AnyTime, OnAny,
			systems{"SO_TIMESTAMP, SO_TIMESTAMPNS", "SO_TIMESTAMP, SO_BINTIME", "SO_TIMESTAMP"},
			"Note when each datagram came, t in microseconds, ns more exactly; see (process-contact PROCESS :datagram)."},
		{":bintime", sock, soBinTime, 0, 0, OptionBool, readWrite, AnyTime, OnAny, systems{"SO_TIMESTAMPNS", "SO_BINTIME", ""},
			"Note more exactly than in microseconds when each datagram came; see (process-contact PROCESS :datagram)."},
		{":acceptconn", sock, unix.SO_ACCEPTCONN, 0, 0, OptionBool, Readable, AnyTime, OnAny, everywhere("SO_ACCEPTCONN"),
			"Whether the socket listens."},
		{":socktype", sock, unix.SO_TYPE, 0, 0, OptionSocketType, Readable, AnyTime, OnAny, everywhere("SO_TYPE"),
			"Type of the socket: stream, datagram, seqpacket, or a number."},
		{":protocol", sock, soProtocol, 0, 0, OptionProtocol, Readable, AnyTime, OnAny, systems{"SO_PROTOCOL", "SO_PROTOCOL", "derived from SO_TYPE"},
			"Protocol of the socket: tcp, udp, or a number."},
		{":prototype", sock, soProtocol, 0, 0, OptionProtocol, Readable, AnyTime, OnAny, systems{"SO_PROTOCOL", "SO_PROTOTYPE", "derived from SO_TYPE"},
			"Another name of :protocol."},
		{":error", sock, unix.SO_ERROR, 0, 0, OptionErrno, Readable, AnyTime, OnAny, everywhere("SO_ERROR"),
			"The pending error's number, which reading clears, or nil. A connection with one ends as if reading had found it."},
		{":setfib", sock, soSetFIB, 0, 0, OptionInt, Writable, AnyTime, OnAny, freebsdOnly("SO_SETFIB"),
			"Routing table (FIB) to use. Linux has none such; routes are chosen with :mark or :bindtodevice there."},
		{":label", sock, soLabel, 0, 0, OptionLabel, Readable, AnyTime, OnAny, freebsdOnly("SO_LABEL"),
			"MAC label of the socket."},
		{":peerlabel", sock, soPeerLabel, 0, 0, OptionLabel, Readable, WhenConnected, OnAny, systems{"SO_PEERSEC", "SO_PEERLABEL", ""},
			"MAC label, or security context, of the peer; only with a security module that has them."},
		{":listenqlimit", listenLevel, soListenQLimit, 0, 0, OptionListenLimit, Readable, AnyTime, OnTCP, systems{"TCP_INFO tcpi_sacked", "SO_LISTENQLIMIT", ""},
			"How many connections may wait to be accepted; 0 if the socket does not listen."},
		{":listenqlen", listenLevel, soListenQLen, 0, 0, OptionListenLength, Readable, AnyTime, OnTCP, systems{"TCP_INFO tcpi_unacked", "SO_LISTENQLEN", ""},
			"How many connections wait to be accepted; 0 if the socket does not listen."},
		{":listenincqlen", sock, soListenIncQLen, 0, 0, OptionListenIncomplete, Readable, AnyTime, OnTCP, systems{"/proc/net/tcp", "SO_LISTENINCQLEN", ""},
			"How many connections are not yet complete; 0 if the socket does not listen."},
		{":user-cookie", sock, soUserCookie, 0, 0, OptionUint, Writable, AnyTime, OnAny, systems{"SO_MARK", "SO_USER_COOKIE", ""},
			"A number for the packet filter's use; on Linux the mark of the packets, which wants CAP_NET_ADMIN."},
	}
}

// tcpOptions are those of tcp(7) on Linux, tcp(4) on BSD.
func tcpOptions() []Option {
	const tcp = unix.IPPROTO_TCP
	return []Option{
		{":nodelay", tcp, unix.TCP_NODELAY, 0, 0, OptionBool, readWrite, AnyTime, OnTCP, everywhere("TCP_NODELAY"),
			"Send small TCP segments at once instead of collecting them."},
		{":keepidle", tcp, tcpKeepIdle, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, systems{"TCP_KEEPIDLE", "TCP_KEEPIDLE", "TCP_KEEPALIVE"},
			"Seconds without traffic before the first keep-alive probe."},
		{":keepintvl", tcp, unix.TCP_KEEPINTVL, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, everywhere("TCP_KEEPINTVL"),
			"Seconds between keep-alive probes."},
		{":keepcnt", tcp, unix.TCP_KEEPCNT, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, everywhere("TCP_KEEPCNT"),
			"How many unanswered keep-alive probes end the connection."},
		{":user-timeout", tcp, tcpUserTimeout, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, linuxOnly("TCP_USER_TIMEOUT"),
			"Milliseconds that sent data may stay unacknowledged before the connection is broken; 0 means the system's limit."},
		{":fastopen", tcp, unix.TCP_FASTOPEN, 0, 0, OptionInt, readWrite, BeforeConnect, OnTCP, everywhere("TCP_FASTOPEN"),
			"How many connections with data in their first packet a server lets wait."},
		{":fastopen-connect", tcp, tcpFastOpenConnect, 0, 0, OptionBool, readWrite, BeforeConnect, OnTCP, linuxOnly("TCP_FASTOPEN_CONNECT"),
			"Send a client's first data with its first packet."},
		{":cork", tcp, tcpCork, 0, 0, OptionBool, readWrite, AnyTime, OnTCP, systems{"TCP_CORK", "TCP_NOPUSH", "TCP_NOPUSH"},
			"Send full segments only, until this is cleared."},
		{":quickack", tcp, tcpQuickAck, 0, 0, OptionBool, readWrite, AnyTime, OnTCP, linuxOnly("TCP_QUICKACK"),
			"Acknowledge at once what comes next."},
		{":maxseg", tcp, unix.TCP_MAXSEG, 0, 0, OptionInt, readWrite, BeforeConnect, OnTCP, everywhere("TCP_MAXSEG"),
			"Largest segment in bytes; what is in force is found when connected."},
		{":syncnt", tcp, tcpSynCnt, 0, 0, OptionInt, readWrite, BeforeConnect, OnTCP, linuxOnly("TCP_SYNCNT"),
			"How often an attempt to connect is repeated."},
		{":linger2", tcp, tcpLinger2, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, linuxOnly("TCP_LINGER2"),
			"Seconds that a closed connection waits for the peer's end in FIN_WAIT2."},
		{":window-clamp", tcp, tcpWindowClamp, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, linuxOnly("TCP_WINDOW_CLAMP"),
			"Largest window in bytes to advertise."},
		{":notsent-lowat", tcp, tcpNotSentLowat, 0, 0, OptionUint, readWrite, AnyTime, OnTCP, systems{"TCP_NOTSENT_LOWAT", "", "TCP_NOTSENT_LOWAT"},
			"Number of unsent bytes in the kernel below which it takes more."},
		{":congestion", tcp, tcpCongestion, 0, 0, OptionText, readWrite, AnyTime, OnTCP, systems{"TCP_CONGESTION", "TCP_CONGESTION", ""},
			"Name of the congestion control, such as \"reno\"."},
		{":defer-accept", tcp, tcpDeferAccept, 0, 0, OptionInt, readWrite, AnyTime, OnTCP, linuxOnly("TCP_DEFER_ACCEPT"),
			"Seconds that a new connection may stay silent before it is accepted all the same; the kernel rounds them up."},
		{":tcp-info", tcp, tcpInfo, 0, 0, OptionTCPInfo, Readable, AnyTime, OnTCP, systems{"TCP_INFO", "TCP_INFO", "TCP_CONNECTION_INFO"},
			"What TCP knows of the connection, a property list: :state, :rtt and :rttvar in microseconds, :snd-cwnd, :retransmits and so on."},
	}
}

// ipOptions are those of ip(7) and ipv6(7) on Linux, ip(4) and ip6(4) on BSD.
func ipOptions() []Option {
	const ip, ip6 = unix.IPPROTO_IP, unix.IPPROTO_IPV6
	return []Option{
		{":tos", ip, unix.IP_TOS, 0, 0, OptionInt, readWrite, AnyTime, OnIPv4, everywhere("IP_TOS"),
			"Type of service of IPv4 packets, 0 to 255; on Linux it changes :priority, too."},
		{":tclass", ip6, unix.IPV6_TCLASS, 0, 0, OptionInt, readWrite, AnyTime, OnIPv6, everywhere("IPV6_TCLASS"),
			"Traffic class of IPv6 packets, 0 to 255."},
		{":ttl", ip, unix.IP_TTL, ip6, unix.IPV6_UNICAST_HOPS, OptionInt, readWrite, AnyTime, OnIP, everywhere("IP_TTL, IPV6_UNICAST_HOPS"),
			"How many routers a packet may pass, 1 to 255."},
		{":unicast-hops", ip6, unix.IPV6_UNICAST_HOPS, 0, 0, OptionInt, readWrite, AnyTime, OnIPv6, everywhere("IPV6_UNICAST_HOPS"),
			"As :ttl, of IPv6 packets."},
		{":v6only", ip6, unix.IPV6_V6ONLY, 0, 0, OptionBool, readWrite, BeforeBind, OnIPv6, everywhere("IPV6_V6ONLY"),
			"Whether an IPv6 socket has nothing to do with IPv4."},
		{":mtu", ip, ipMTU, ip6, ip6MTU, OptionInt, Readable, WhenConnected, OnIP, linuxOnly("IP_MTU, IPV6_MTU"),
			"Largest packet in bytes that the path of a connected socket takes, as far as is known."},
		{":freebind", ip, ipFreebind, ip6, ip6Freebind, OptionBool, readWrite, BeforeBind, OnIP, linuxOnly("IP_FREEBIND, IPV6_FREEBIND"),
			"Let an address be bound that this machine does not have yet."},
		{":transparent", ip, ipTransparent, ip6, ip6Transparent, OptionBool, readWrite, BeforeBind, OnIP,
			systems{"IP_TRANSPARENT, IPV6_TRANSPARENT", "IP_BINDANY, IPV6_BINDANY", ""},
			"Let any address be bound, for a transparent proxy; it takes privileges."},
		{":pktinfo", ip, ipPktInfo, ip6, unix.IPV6_RECVPKTINFO, OptionBool, readWrite, AnyTime, OnDatagram,
			systems{"IP_PKTINFO, IPV6_RECVPKTINFO", "IP_RECVDSTADDR, IPV6_RECVPKTINFO", "IP_PKTINFO, IPV6_RECVPKTINFO"},
			"Note the address, and where known the interface, at which each datagram came; see (process-contact PROCESS :datagram)."},
		{":recvttl", ip, unix.IP_RECVTTL, ip6, unix.IPV6_RECVHOPLIMIT, OptionBool, readWrite, AnyTime, OnDatagram, everywhere("IP_RECVTTL, IPV6_RECVHOPLIMIT"),
			"Note how many routers each datagram could still have passed; see (process-contact PROCESS :datagram)."},
		{":recvtos", ip, unix.IP_RECVTOS, ip6, unix.IPV6_RECVTCLASS, OptionBool, readWrite, AnyTime, OnDatagram, everywhere("IP_RECVTOS, IPV6_RECVTCLASS"),
			"Note the type of service of each datagram; see (process-contact PROCESS :datagram)."},
		{":multicast-join", ip, unix.IP_ADD_MEMBERSHIP, ip6, unix.IPV6_JOIN_GROUP, OptionGroup, Writable, AnyTime, OnDatagram, everywhere("IP_ADD_MEMBERSHIP, IPV6_JOIN_GROUP"),
			"Receive what is sent to a multicast group: its address, (ADDRESS . INTERFACE), or a list of these."},
		{":multicast-leave", ip, unix.IP_DROP_MEMBERSHIP, ip6, unix.IPV6_LEAVE_GROUP, OptionGroup, Writable, AnyTime, OnDatagram, everywhere("IP_DROP_MEMBERSHIP, IPV6_LEAVE_GROUP"),
			"Undo :multicast-join, given the same value."},
		{":multicast-if", ip, unix.IP_MULTICAST_IF, ip6, unix.IPV6_MULTICAST_IF, OptionInterface, readWrite, AnyTime, OnDatagram, everywhere("IP_MULTICAST_IF, IPV6_MULTICAST_IF"),
			"Interface, by name, number or address, through which multicast datagrams are sent; nil means the system's choice."},
		{":multicast-ttl", ip, unix.IP_MULTICAST_TTL, ip6, unix.IPV6_MULTICAST_HOPS, OptionInt, readWrite, AnyTime, OnDatagram, everywhere("IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS"),
			"How many routers a multicast datagram may pass, 0 to 255."},
		{":multicast-loop", ip, unix.IP_MULTICAST_LOOP, ip6, unix.IPV6_MULTICAST_LOOP, OptionBool, readWrite, AnyTime, OnDatagram, everywhere("IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP"),
			"Whether this machine's own receivers hear the multicast datagrams that are sent."},
	}
}

// otherOptions are the rest, of socket(7) and unix(7).
func otherOptions() []Option {
	const sock = unix.SOL_SOCKET
	return []Option{
		{":bindtodevice", sock, soBindToDevice, 0, 0, OptionDevice, readWrite, AnyTime, OnAny, linuxOnly("SO_BINDTODEVICE"),
			"Handle only packets of the named network interface; nil means any. " +
				"Changing or undoing a binding needs the CAP_NET_RAW capability."},
		{":bindtoifindex", sock, soBindToIfindex, 0, 0, OptionInt, readWrite, AnyTime, OnAny, linuxOnly("SO_BINDTOIFINDEX"),
			"As :bindtodevice, with the interface's number; 0 means any."},
		{":priority", sock, soPriority, 0, 0, OptionInt, readWrite, AnyTime, OnAny, linuxOnly("SO_PRIORITY"),
			"Queueing priority of the packets sent; below 0 or above 6 needs CAP_NET_ADMIN."},
		{":mark", sock, soMark, 0, 0, OptionUint, readWrite, AnyTime, OnAny, linuxOnly("SO_MARK"),
			"Mark of the packets sent, for routing rules and packet filters; it takes CAP_NET_ADMIN."},
		{":sndbuf-force", sock, soSndBufForce, 0, 0, OptionInt, Writable, BeforeConnect, OnAny, linuxOnly("SO_SNDBUFFORCE"),
			"As :sndbuf, beyond the system's limit; it takes CAP_NET_ADMIN."},
		{":rcvbuf-force", sock, soRcvBufForce, 0, 0, OptionInt, Writable, BeforeConnect, OnAny, linuxOnly("SO_RCVBUFFORCE"),
			"As :rcvbuf, beyond the system's limit; it takes CAP_NET_ADMIN."},
		{":incoming-cpu", sock, soIncomingCPU, 0, 0, OptionInt, readWrite, AnyTime, OnAny, linuxOnly("SO_INCOMING_CPU"),
			"Number of the CPU that handles what comes in; of several :reuseport servers, that CPU's takes its connections."},
		{":busy-poll", sock, soBusyPoll, 0, 0, OptionInt, readWrite, AnyTime, OnAny, linuxOnly("SO_BUSY_POLL"),
			"Microseconds to poll the device when there is nothing to read; to raise it takes CAP_NET_ADMIN."},
		{":max-pacing-rate", sock, soMaxPacingRate, 0, 0, OptionUint, readWrite, AnyTime, OnAny, systems{"SO_MAX_PACING_RATE", "SO_MAX_PACING_RATE", ""},
			"Most bytes a second to send; 4294967295 means any number."},
		{":rxq-ovfl", sock, soRxqOvfl, 0, 0, OptionBool, readWrite, AnyTime, OnAny, linuxOnly("SO_RXQ_OVFL"),
			"Note how many datagrams the kernel has dropped; see (process-contact PROCESS :datagram)."},
		{":socket-cookie", sock, soCookie, 0, 0, OptionUint64, Readable, AnyTime, OnAny, linuxOnly("SO_COOKIE"),
			"The kernel's own number of the socket, which no other has had."},
		{":peercred", peerCredLevel, soPeerCred, 0, 0, OptionCredentials, Readable, WhenConnected, OnUnix,
			systems{"SO_PEERCRED", "LOCAL_PEERCRED", "LOCAL_PEERCRED, LOCAL_PEERPID"},
			"(PID UID GID) of the program at the other end of a local connection, as they were when it was made."},
		{":passcred", sock, soPassCred, 0, 0, OptionBool, readWrite, AnyTime, OnUnix, linuxOnly("SO_PASSCRED"),
			"Note the sender's (PID UID GID) with each local datagram; see (process-contact PROCESS :datagram)."},
	}
}
