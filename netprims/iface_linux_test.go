package netprims

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func TestLookupLoopback(t *testing.T) {
	info, err := LookupInterface("lo")
	if err == ErrNoInterface {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	if info.HWType != unix.ARPHRD_LOOPBACK || !bytes.Equal(info.HWAddr, make([]byte, 6)) {
		t.Errorf("hardware %d %v", info.HWType, info.HWAddr)
	}
	if info.Addr.Kind != AddrNone && info.Broadcast != ipAddr("0.0.0.0", 0) {
		t.Errorf("broadcast %+v", info.Broadcast)
	}
	if info.Addr.Kind != AddrNone && !slices.Equal(info.FlagNames, []string{"running", "loopback", "up"}) {
		t.Errorf("flags %v", info.FlagNames)
	}
	if info.FlagBits != nil {
		t.Errorf("flags without name %v", info.FlagBits)
	}
}

// A point-to-point address: 10.0.0.1/32 (IFA_LOCAL), peer 10.0.0.2, "p0:1".
func pointToPoint() []byte {
	return slices.Concat(
		[]byte{unix.AF_INET, 32, 0, 0}, hostUint32(7),
		hostUint16(8), hostUint16(unix.IFA_ADDRESS), []byte{10, 0, 0, 2},
		hostUint16(8), hostUint16(unix.IFA_LOCAL), []byte{10, 0, 0, 1},
		hostUint16(9), hostUint16(unix.IFA_LABEL), []byte("p0:1\x00\x00\x00\x00"),
	)
}

func TestParseAddrMessage(t *testing.T) {
	names := map[uint32]string{7: "p0"}
	got, ok := parseAddrMessage(pointToPoint(), names)
	want := InterfaceAddr{"p0:1", ipAddr("10.0.0.1", 0), ipAddr("10.0.0.1", 0), ipAddr("255.255.255.255", 0)}
	if !ok || got != want {
		t.Errorf("%+v, %t, want %+v", got, ok, want)
	}
	if a, ok := parseAddrMessage(pointToPoint()[:8], names); ok {
		t.Errorf("no attributes: %+v", a)
	}
}

func FuzzParseAddrMessage(f *testing.F) {
	f.Add(pointToPoint())
	f.Add(pointToPoint()[:29]) // last attribute without its padding
	f.Fuzz(func(t *testing.T, b []byte) {
		a, ok := parseAddrMessage(b, nil)
		if ok && (a.Addr.Kind == AddrNone || a.Mask.Kind != a.Addr.Kind || a.Broadcast.Kind != a.Addr.Kind) {
			t.Fatalf("%+v", a)
		}
	})
}

func hostUint16(n uint16) []byte { return binary.NativeEndian.AppendUint16(nil, n) }
func hostUint32(n uint32) []byte { return binary.NativeEndian.AppendUint32(nil, n) }
