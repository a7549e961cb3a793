package netprims

import (
	"encoding/binary"
	"net/netip"

	"golang.org/x/sys/unix"
)

// takeSystem takes what macOS has in a way of its own.
func (i *PacketInfo) takeSystem(level, typ int, b []byte) {
	if level == unix.IPPROTO_IP && typ == unix.IP_PKTINFO && len(b) >= 12 {
		i.Interface = int(binary.NativeEndian.Uint32(b))
		i.To, _ = netip.AddrFromSlice(b[8:12])
	}
}
