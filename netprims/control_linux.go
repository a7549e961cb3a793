package netprims

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// takeSystem takes what only Linux has, or has in a way of its own.
func (i *PacketInfo) takeSystem(level, typ int, b []byte) {
	switch {
	case level == unix.SOL_SOCKET && typ == unix.SCM_TIMESTAMPNS:
		i.seconds(b, 1e9)
	case level == unix.IPPROTO_IP && typ == unix.IP_PKTINFO && len(b) >= unix.SizeofInet4Pktinfo:
		i.Interface = int(int32(binary.NativeEndian.Uint32(b)))
		i.To, _ = netip.AddrFromSlice(b[8:12])
	case level == unix.SOL_SOCKET && typ == unix.SO_RXQ_OVFL && len(b) >= 4:
		i.Dropped = int64(binary.NativeEndian.Uint32(b))
	case level == unix.SOL_SOCKET && typ == unix.SCM_CREDENTIALS && len(b) >= unix.SizeofUcred:
		i.Sender = []int64{int64(int32(binary.NativeEndian.Uint32(b))),
			int64(binary.NativeEndian.Uint32(b[4:])), int64(binary.NativeEndian.Uint32(b[8:]))}
	}
}
