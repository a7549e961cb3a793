//go:build darwin || freebsd

package netprims

import "golang.org/x/sys/unix"

// Constants that neither system has, or both have under one name.
const (
	sndLowatLevel = unix.SOL_SOCKET
	sndLowatOpt   = unix.SO_SNDLOWAT
	sndLowatScope = OnAny

	soNoSIGPIPE = unix.SO_NOSIGPIPE

	tcpUserTimeout     = absent
	tcpFastOpenConnect = absent
	tcpCork            = unix.TCP_NOPUSH
	tcpQuickAck        = absent
	tcpSynCnt          = absent
	tcpLinger2         = absent
	tcpWindowClamp     = absent
	tcpDeferAccept     = absent

	ipMTU       = absent
	ip6MTU      = absent
	ipFreebind  = absent
	ip6Freebind = absent

	soBindToDevice  = absent
	soBindToIfindex = absent
	soPriority      = absent
	soMark          = absent
	soSndBufForce   = absent
	soRcvBufForce   = absent
	soIncomingCPU   = absent
	soBusyPoll      = absent
	soRxqOvfl       = absent
	soCookie        = absent
	peerCredLevel   = unix.SOL_LOCAL
	soPeerCred      = unix.LOCAL_PEERCRED
	soPassCred      = absent
)

func setSendLowWater(o *Option, fd int, v Value) error { return setInt(o, fd, v) }
func getSendLowWater(o *Option, fd int) (Value, error) { return getInt(o, fd) }
func setNoSIGPIPE(o *Option, fd int, v Value) error    { return setBool(o, fd, v) }
func getNoSIGPIPE(o *Option, fd int) (Value, error)    { return getBool(o, fd) }
func getListenLimit(o *Option, fd int) (Value, error)  { return getInt(o, fd) }
func getListenLength(o *Option, fd int) (Value, error) { return getInt(o, fd) }

func getListenIncomplete(o *Option, fd int) (Value, error) { return getInt(o, fd) }
