package netprims

import (
	"errors"
	"net/netip"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func ipAddr(s string, port uint16) Addr { return AddrFromIP(netip.MustParseAddr(s), port) }

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		addr           Addr
		full, portless string
	}{
		{ipAddr("127.0.0.1", 80), "127.0.0.1:80", "127.0.0.1"},
		{ipAddr("255.255.255.255", 65535), "255.255.255.255:65535", "255.255.255.255"},
		{ipAddr("fe80::1", 443), "[fe80:0:0:0:0:0:0:1]:443", "fe80:0:0:0:0:0:0:1"},
		{ipAddr("::1", 0), "[0:0:0:0:0:0:0:1]:0", "0:0:0:0:0:0:0:1"},
		{ipAddr("::ffff:1.2.3.4", 5), "[0:0:0:0:0:ffff:102:304]:5", "0:0:0:0:0:ffff:102:304"},
		{ipAddr("fe80::1%3", 1), "[fe80:0:0:0:0:0:0:1]:1", "fe80:0:0:0:0:0:0:1"},
		{LocalAddr("/run/x"), "/run/x", "/run/x"},
		{Addr{Kind: AddrOther, Family: 17, Data: "\x01\x02"}, "<Family 17>", "<Family 17>"},
		{Addr{}, "", ""},
	} {
		if got := c.addr.String(); got != c.full {
			t.Errorf("%+v: %q, want %q", c.addr, got, c.full)
		}
		if got := c.addr.Format(true); got != c.portless {
			t.Errorf("%+v without port: %q, want %q", c.addr, got, c.portless)
		}
	}
}

// The expectations are Emacs 28.2's answers; "-" stands for nil.
func TestFormatWords(t *testing.T) {
	for _, c := range []struct {
		words          []int64
		full, portless string
	}{
		{[]int64{127, 0, 0, 1}, "127.0.0.1", "127.0.0.1"},
		{[]int64{127, 0, 0, 1, 80}, "127.0.0.1:80", "127.0.0.1"},
		{[]int64{127, 0, 0, 1, 65535}, "127.0.0.1:65535", "127.0.0.1"},
		{[]int64{127, 0, 0, 1, 65536}, "-", "127.0.0.1"},
		{[]int64{1, 2, 3, 4, -5}, "-", "1.2.3.4"},
		{[]int64{256, 0, 0, 1}, "-", "-"},
		{[]int64{-1, 0, 0, 1}, "-", "-"},
		{[]int64{1 << 40, 0, 0, 1, 1}, "-", "-"},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 1}, "0:0:0:0:0:0:0:1", "0:0:0:0:0:0:0:1"},
		{[]int64{65152, 0, 0, 0, 0, 0, 0, 1, 443}, "[fe80:0:0:0:0:0:0:1]:443", "fe80:0:0:0:0:0:0:1"},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 1, 70000}, "-", "0:0:0:0:0:0:0:1"},
		{[]int64{0, 0, 0, 0, 0, 0, 0, 65536}, "-", "-"},
		{[]int64{1, 2, 3}, "-", "-"},
		{[]int64{1, 2, 3, 4, 5, 6}, "-", "-"},
		{make([]int64, 10), "-", "-"},
		{nil, "-", "-"},
	} {
		for _, omit := range []bool{false, true} {
			want := c.full
			if omit {
				want = c.portless
			}
			got, ok := FormatWords(c.words, omit)
			if !ok {
				got += "-"
			}
			if got != want {
				t.Errorf("FormatWords(%v, %t) = %q, want %q", c.words, omit, got, want)
			}
		}
	}
}

func TestAddrFromWords(t *testing.T) {
	for _, c := range []struct {
		words []int64
		want  Addr
		ok    bool
	}{
		{[]int64{127, 0, 0, 1, 80}, ipAddr("127.0.0.1", 80), true},
		{[]int64{300, 0, 0, 1, 65537}, ipAddr("44.0.0.1", 1), true},
		{[]int64{-1, -2, 1 << 40, 0, -1}, ipAddr("255.254.0.0", 65535), true},
		{[]int64{0xfe80, 0, 0, 0, 0, 0, 0x0102, 1, 443}, ipAddr("fe80::102:1", 443), true},
		{[]int64{0x1ffff, 0, 0, 0, 0, 0, 0, -1, 0}, ipAddr("ffff::ffff", 0), true},
		{[]int64{0, 0, 0, 0, 0, 0xffff, 1, 2, 3}, ipAddr("::ffff:0.1.0.2", 3), true},
		{[]int64{127, 0, 0, 1}, Addr{}, false},
		{make([]int64, 8), Addr{}, false},
		{make([]int64, 10), Addr{}, false},
		{nil, Addr{}, false},
	} {
		got, ok := AddrFromWords(c.words)
		if ok != c.ok || got != c.want {
			t.Errorf("AddrFromWords(%v) = %+v, %t, want %+v, %t", c.words, got, ok, c.want, c.ok)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		addr Addr
		want []int64
	}{
		{ipAddr("127.0.0.1", 80), []int64{127, 0, 0, 1, 80}},
		{ipAddr("fe80::102:ff%7", 65535), []int64{65152, 0, 0, 0, 0, 0, 258, 255, 65535}},
		{LocalAddr("/x"), nil},
		{BlankAddr(unix.AF_INET), nil},
		{Addr{}, nil},
	} {
		if got := c.addr.Words(); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.addr, got, c.want)
		}
	}
}

func FuzzAddrWords(f *testing.F) {
	f.Add([]byte{127, 0, 0, 1, 0, 80})
	f.Add([]byte("0123456789abcdefgh"))
	f.Fuzz(func(t *testing.T, b []byte) {
		words := make([]int64, len(b)/2)
		for i := range words {
			words[i] = int64(int8(b[2*i]))<<8 | int64(b[2*i+1])
		}
		a, ok := AddrFromWords(words)
		if !ok {
			return
		}
		again, ok := AddrFromWords(a.Words())
		if !ok || again != a {
			t.Fatalf("%v -> %+v -> %+v", words, a, again)
		}
		sa, err := a.Sockaddr()
		if err != nil || FromSockaddr(sa) != a {
			t.Fatalf("%+v -> %+v, %v", a, sa, err)
		}
	})
}

func TestSockaddrRoundTrip(t *testing.T) {
	for _, a := range []Addr{
		ipAddr("0.0.0.0", 0), ipAddr("192.0.2.1", 65535), ipAddr("::", 1),
		ipAddr("2001:db8::ff", 443), ipAddr("fe80::1%12", 9), ipAddr("::ffff:1.2.3.4", 9),
		LocalAddr("/tmp/x"), LocalAddr("x"), LocalAddr(strings.Repeat("x", maxLocalPath)),
	} {
		sa, err := a.Sockaddr()
		if err != nil {
			t.Errorf("%+v: %v", a, err)
			continue
		}
		if got := FromSockaddr(sa); got != a {
			t.Errorf("%+v came back as %+v", a, got)
		}
	}
	if a := FromSockaddr(nil); a != (Addr{}) {
		t.Errorf("nil: %+v", a)
	}
	if a := AddrFromIP(netip.Addr{}, 5); a != (Addr{}) {
		t.Errorf("invalid IP: %+v", a)
	}
}

// maxLocalPath is the longest local socket name, without its final NUL.
const maxLocalPath = len(unix.RawSockaddrUnix{}.Path) - 1

func TestSockaddrErrors(t *testing.T) {
	for _, c := range []struct {
		addr Addr
		want error
	}{
		{LocalAddr(strings.Repeat("x", maxLocalPath+1)), ErrPathTooLong},
		{LocalAddr("@" + strings.Repeat("x", maxLocalPath-1)), ErrPathTooLong},
		{Addr{Kind: AddrOther, Family: 99, Data: "abc"}, unix.EAFNOSUPPORT},
		{Addr{}, unix.EAFNOSUPPORT},
	} {
		if sa, err := c.addr.Sockaddr(); !errors.Is(err, c.want) {
			t.Errorf("%+v: %+v, %v, want %v", c.addr, sa, err, c.want)
		}
	}
}

func TestBlankAddr(t *testing.T) {
	for domain, n := range map[int]int{
		unix.AF_INET: 14, unix.AF_INET6: 26, unix.AF_UNIX: maxLocalPath + 1,
	} {
		a := BlankAddr(domain)
		if a.Kind != AddrOther || a.Domain() != 0 || a.Data != strings.Repeat("\x00", n) {
			t.Errorf("BlankAddr(%d) = %+v, want %d zero bytes", domain, a, n)
		}
	}
}

// TestKernelAddresses binds real sockets and asks the kernel for their names.
func TestKernelAddresses(t *testing.T) {
	for _, c := range []struct {
		name string
		addr Addr
	}{
		{"ipv4", ipAddr("127.0.0.1", 0)},
		{"ipv6", ipAddr("::1", 0)},
		{"local", LocalAddr(filepath.Join(t.TempDir(), "s"))},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := testOptionSocket(t, c.addr.Domain(), unix.SOCK_STREAM)
			sa, err := c.addr.Sockaddr()
			if err != nil {
				t.Fatal(err)
			}
			err = unix.Bind(server, sa)
			if errors.Is(err, unix.EADDRNOTAVAIL) {
				t.Skip("no such address here")
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := unix.Listen(server, 1); err != nil {
				t.Fatal(err)
			}
			bound, err := LocalAddrOf(server)
			if err != nil || bound.Kind != c.addr.Kind || bound.IP != c.addr.IP || bound.Path != c.addr.Path {
				t.Fatalf("bound to %+v, %v", bound, err)
			}
			if c.addr.Kind != AddrLocal && bound.Port == 0 {
				t.Fatal("no port")
			}
			checkConnection(t, server, bound)
		})
	}
}

// checkConnection connects to a listening socket and compares all four names.
func checkConnection(t *testing.T, server int, bound Addr) {
	t.Helper()
	client := testOptionSocket(t, bound.Domain(), unix.SOCK_STREAM)
	sa, err := bound.Sockaddr()
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Connect(client, sa); err != nil {
		t.Fatal(err)
	}
	child, from, err := unix.Accept(server)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(child)
	local, err := LocalAddrOf(client)
	if err != nil {
		t.Fatal(err)
	}
	if got := FromSockaddr(from); got != local {
		t.Errorf("accepted from %+v, client is %+v", got, local)
	}
	if got, err := PeerAddrOf(client); err != nil || got != bound {
		t.Errorf("client's peer is %+v, %v, want %+v", got, err, bound)
	}
	if got, err := PeerAddrOf(child); err != nil || got != local {
		t.Errorf("child's peer is %+v, %v, want %+v", got, err, local)
	}
	if got, err := LocalAddrOf(child); err != nil || got != bound {
		t.Errorf("child is %+v, %v, want %+v", got, err, bound)
	}
}

func TestNameErrors(t *testing.T) {
	if a, err := LocalAddrOf(-1); err != unix.EBADF || a != (Addr{}) {
		t.Errorf("LocalAddrOf(-1) = %+v, %v", a, err)
	}
	fd := testOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
	if a, err := PeerAddrOf(fd); err != unix.ENOTCONN || a != (Addr{}) {
		t.Errorf("PeerAddrOf(unconnected) = %+v, %v", a, err)
	}
}
