package netprims

import (
	"encoding/binary"
	"math/big"
	"net/netip"

	"golang.org/x/sys/unix"
)

// takeSystem takes what FreeBSD has in a way of its own.
func (i *PacketInfo) takeSystem(level, typ int, b []byte) {
	switch {
	case level == unix.SOL_SOCKET && typ == unix.SCM_BINTIME:
		i.binary64(b)
	case level == unix.IPPROTO_IP && typ == unix.IP_RECVDSTADDR && len(b) >= 4:
		i.To, _ = netip.AddrFromSlice(b[:4])
	}
}

// binary64 takes FreeBSD's struct bintime: seconds and 2⁻⁶⁴ths of one.
func (i *PacketInfo) binary64(b []byte) {
	if len(b) < 16 {
		return
	}
	frac := new(big.Int).SetUint64(binary.NativeEndian.Uint64(b[8:]))
	frac.Rsh(frac.Mul(frac, big.NewInt(1e9)), 64)
	i.Time, i.Hz = int64(binary.NativeEndian.Uint64(b))*1e9+frac.Int64(), 1e9
}
