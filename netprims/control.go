//go:build unix

package netprims

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// controlSize is room for all the control messages of one datagram.
const controlSize = 512

// PacketInfo is what came with a datagram besides its bytes. Each part is there
// only if a socket option asks for it.
type PacketInfo struct {
	Time      int64      // when it came: ticks since 1970
	Hz        int64      // ticks a second; 0: no time
	To        netip.Addr // address it was sent to
	Interface int        // index of the interface it came in by, 0 if unknown
	TTL       int        // -1 if unknown
	TOS       int        // -1 if unknown
	Dropped   int64      // datagrams the kernel has had no room for, -1 if unknown
	Sender    []int64    // pid, uid and gid of a local sender
}

// ParseControl decodes Packet.Control.
func ParseControl(control []byte) PacketInfo {
	info := PacketInfo{TTL: -1, TOS: -1, Dropped: -1}
	messages, err := unix.ParseSocketControlMessage(control)
	if err != nil {
		return info
	}
	for _, m := range messages {
		info.take(int(m.Header.Level), int(m.Header.Type), m.Data)
	}
	return info
}

func (i *PacketInfo) take(level, typ int, b []byte) {
	switch {
	case level == unix.IPPROTO_IP && typ == unix.IP_TTL, level == unix.IPPROTO_IP && typ == unix.IP_RECVTTL,
		level == unix.IPPROTO_IPV6 && typ == unix.IPV6_HOPLIMIT:
		i.TTL = smallInt(b)
	case level == unix.IPPROTO_IP && typ == unix.IP_TOS, level == unix.IPPROTO_IP && typ == unix.IP_RECVTOS,
		level == unix.IPPROTO_IPV6 && typ == unix.IPV6_TCLASS:
		i.TOS = smallInt(b)
	case level == unix.IPPROTO_IPV6 && typ == unix.IPV6_PKTINFO && len(b) >= 20:
		i.To, _ = netip.AddrFromSlice(b[:16])
		i.Interface = int(binary.NativeEndian.Uint32(b[16:]))
	case level == unix.SOL_SOCKET && typ == unix.SCM_TIMESTAMP:
		i.seconds(b, 1e6)
	default:
		i.takeSystem(level, typ, b)
	}
}

// smallInt is an int, or on BSD perhaps one byte.
func smallInt(b []byte) int {
	switch {
	case len(b) >= 4:
		return int(int32(binary.NativeEndian.Uint32(b)))
	case len(b) > 0:
		return int(b[0])
	}
	return -1
}

// seconds takes a struct timeval or timespec.
func (i *PacketInfo) seconds(b []byte, hz int64) {
	if len(b) < 16 { // a 32-bit system
		if len(b) >= 8 {
			i.Time = int64(int32(binary.NativeEndian.Uint32(b)))*hz + int64(int32(binary.NativeEndian.Uint32(b[4:])))
			i.Hz = hz
		}
		return
	}
	// The second field of a timeval has 32 bits on macOS, and padding.
	part := int64(binary.NativeEndian.Uint64(b[8:]))
	if hz == 1e6 {
		part &= 1<<32 - 1
	}
	i.Time, i.Hz = int64(binary.NativeEndian.Uint64(b))*hz+part, hz
}

// closeRights closes the descriptors that came with a datagram: nobody wants
// them.
func closeRights(control []byte) {
	if len(control) == 0 {
		return
	}
	for _, fd := range rightsIn(control) {
		unix.Close(fd)
	}
}
