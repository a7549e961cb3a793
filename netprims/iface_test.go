package netprims

import (
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// loopbackInterface returns the name of the loopback interface with 127.0.0.1/8.
func loopbackInterface(t *testing.T) string {
	t.Helper()
	list, err := InterfaceAddrs(unix.AF_INET)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range list {
		if a.Addr == ipAddr("127.0.0.1", 0) {
			return a.Name
		}
	}
	t.Skip("no loopback address")
	return ""
}

func TestInterfaceAddrsLoopback(t *testing.T) {
	name := loopbackInterface(t)
	all, err := InterfaceAddrs(unix.AF_UNSPEC)
	if err != nil {
		t.Fatal(err)
	}
	want := InterfaceAddr{name, ipAddr("127.0.0.1", 0), ipAddr("127.255.255.255", 0), ipAddr("255.0.0.0", 0)}
	if !slices.Contains(all, want) {
		t.Errorf("%+v is not in %+v", want, all)
	}
	ones := ipAddr("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 0)
	for _, a := range all {
		if a.Addr == ipAddr("::1", 0) && (a.Mask != ones || a.Broadcast != a.Addr) {
			t.Errorf("::1 has %+v", a)
		}
	}
}

func TestInterfaceAddrsByFamily(t *testing.T) {
	all, err := InterfaceAddrs(unix.AF_UNSPEC)
	if err != nil {
		t.Fatal(err)
	}
	for _, domain := range []int{unix.AF_INET, unix.AF_INET6, unix.AF_UNIX} {
		got, err := InterfaceAddrs(domain)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(slices.Clone(all), func(a InterfaceAddr) bool { return a.Addr.Domain() != domain })
		if !slices.Equal(got, want) {
			t.Errorf("domain %d: %+v, want %+v", domain, got, want)
		}
	}
}

// TestInterfaceAddrsComplete compares with package net, which has its own
// order and no broadcast addresses.
func TestInterfaceAddrsComplete(t *testing.T) {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, a := range addrs {
		want = append(want, a.String())
	}
	all, err := InterfaceAddrs(unix.AF_UNSPEC)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range all {
		ones, _ := net.IPMask(a.Mask.IP.AsSlice()).Size()
		got = append(got, netip.PrefixFrom(a.Addr.IP, ones).String())
		if a.Addr.Zone != 0 && !a.Addr.IP.IsLinkLocalUnicast() {
			t.Errorf("%+v has a zone", a)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNewInterfaceAddr(t *testing.T) {
	for _, c := range []struct {
		ip              string
		bits            int
		broadcast, mask string
		zone            uint32
	}{
		{"192.0.2.2", 24, "192.0.2.255", "255.255.255.0", 0},
		{"192.0.2.2", 0, "255.255.255.255", "0.0.0.0", 0},
		{"192.0.2.2", 32, "192.0.2.2", "255.255.255.255", 0},
		{"fe80::fc:ff:fe00:1", 64, "fe80::ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff::", 4},
		{"2001:db8::1", 127, "2001:db8::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe", 0},
	} {
		got, ok := newInterfaceAddr("e", netip.MustParseAddr(c.ip), 4, c.bits)
		a := ipAddr(c.ip, 0)
		a.Zone = c.zone
		want := InterfaceAddr{"e", a, ipAddr(c.broadcast, 0), ipAddr(c.mask, 0)}
		if !ok || got != want {
			t.Errorf("%s/%d: %+v, want %+v", c.ip, c.bits, got, want)
		}
	}
	if a, ok := newInterfaceAddr("e", netip.Addr{}, 0, 8); ok {
		t.Errorf("no address: %+v", a)
	}
	if a, ok := newInterfaceAddr("e", netip.MustParseAddr("1.2.3.4"), 0, 33); ok {
		t.Errorf("33 bits: %+v", a)
	}
}

func TestLookupInterface(t *testing.T) {
	info, err := LookupInterface(loopbackInterface(t))
	if err != nil {
		t.Fatal(err)
	}
	if info.Addr != ipAddr("127.0.0.1", 0) || info.Mask != ipAddr("255.0.0.0", 0) {
		t.Errorf("%+v", info)
	}
	if !slices.Contains(info.FlagNames, "up") || !slices.Contains(info.FlagNames, "loopback") {
		t.Errorf("flags %v", info.FlagNames)
	}
}

func TestLookupInterfaceErrors(t *testing.T) {
	for name, want := range map[string]error{
		"":                       ErrNoInterface,
		"nosuch0":                ErrNoInterface,
		strings.Repeat("a", 15):  ErrNoInterface,
		strings.Repeat("a", 16):  ErrInterfaceName,
		strings.Repeat("a", 999): ErrInterfaceName,
	} {
		if info, err := LookupInterface(name); err != want {
			t.Errorf("%q: %+v, %v, want %v", name, info, err, want)
		}
	}
}

func TestSplitFlags(t *testing.T) {
	table := []flagName{{1, "one"}, {2, "two"}, {8, "eight"}, {4, "four"}}
	for _, c := range []struct {
		flags uint32
		names []string
		bits  []int
	}{
		{0, nil, nil},
		{15, []string{"four", "eight", "two", "one"}, nil},
		{1 | 8, []string{"eight", "one"}, nil},
		{1<<31 | 1<<4 | 2, []string{"two"}, []int{31, 4}},
	} {
		names, bits := splitFlags(c.flags, table)
		if !slices.Equal(names, c.names) || !slices.Equal(bits, c.bits) {
			t.Errorf("%#x: %v %v", c.flags, names, bits)
		}
	}
}
