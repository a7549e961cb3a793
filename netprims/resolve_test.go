//go:build unix

package netprims

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"testing"

	"golang.org/x/sys/unix"
)

// fixedResolver knows two names and asks nobody.
func fixedResolver() *Resolver {
	return &Resolver{
		LookupIP: func(ctx context.Context, network, host string) ([]netip.Addr, error) {
			switch host {
			case "both":
				return []netip.Addr{netip.MustParseAddr("::1"), netip.MustParseAddr("::ffff:127.0.0.1")}, nil
			case "slow":
				<-ctx.Done()
				return nil, ctx.Err()
			case "temporary":
				return nil, &net.DNSError{Err: "server misbehaving", IsTemporary: true}
			case "timeout":
				return nil, &net.DNSError{Err: "i/o timeout", IsTimeout: true}
			case "empty":
				return nil, nil
			case "odd":
				return nil, errors.New("odd")
			case "own":
				return nil, ErrHostFamily
			}
			return nil, &net.DNSError{Err: "no such host", IsNotFound: true}
		},
		LookupPort: func(_ context.Context, network, service string) (int, error) {
			switch network + "/" + service {
			case "tcp/http":
				return 80, nil
			case "tcp/domain", "udp/domain":
				return 53, nil
			case "udp/tftp":
				return 69, nil
			}
			return 0, errors.New("unknown")
		},
	}
}

const (
	anyFamily = unix.AF_UNSPEC
	inet      = unix.AF_INET
	inet6     = unix.AF_INET6
	tcp       = unix.SOCK_STREAM
	udp       = unix.SOCK_DGRAM
)

var resolveCases = []struct {
	host, service    string
	family, socktype int
	want             string // addresses, or the error
}{
	{"127.0.0.1", "80", anyFamily, tcp, "127.0.0.1:80"},
	{"127.0.0.1", "80", inet, tcp, "127.0.0.1:80"},
	{"127.0.0.1", "80", inet6, tcp, string(ErrHostFamily)},
	{"127.1", "0", anyFamily, tcp, "127.0.0.1:0"},
	{"0177.1", "0", anyFamily, tcp, "127.0.0.1:0"},
	{"0x7f.1", "0", anyFamily, tcp, "127.0.0.1:0"},
	{"2130706433", "0", anyFamily, tcp, "127.0.0.1:0"},
	{"0", "0", anyFamily, tcp, "0.0.0.0:0"},
	{"1.2.3", "0", anyFamily, tcp, "1.2.0.3:0"},
	{"1.2.65535", "0", anyFamily, tcp, "1.2.255.255:0"},
	{"1.2.65536", "0", anyFamily, tcp, string(ErrNoName)},
	{"1.2.3.256", "0", anyFamily, tcp, string(ErrNoName)},
	{"256.1", "0", anyFamily, tcp, string(ErrNoName)},
	{"1.2.3.4.5", "0", anyFamily, tcp, string(ErrNoName)},
	{"127.0.0.1.", "0", anyFamily, tcp, string(ErrNoName)},
	{"08.1", "0", anyFamily, tcp, string(ErrNoName)},
	{"0x", "0", anyFamily, tcp, string(ErrNoName)},
	{"-1", "0", anyFamily, tcp, string(ErrNoName)},
	{"1.2.3.4%1", "0", anyFamily, tcp, string(ErrNoName)},
	{"4294967296", "0", anyFamily, tcp, string(ErrNoName)},
	{"::1", "443", anyFamily, tcp, "[0:0:0:0:0:0:0:1]:443"},
	{"::1", "443", inet6, tcp, "[0:0:0:0:0:0:0:1]:443"},
	{"::1", "1", inet, tcp, string(ErrHostFamily)},
	{"::ffff:1.2.3.4", "1", inet, tcp, "1.2.3.4:1"},
	{"::ffff:1.2.3.4", "1", anyFamily, tcp, "[0:0:0:0:0:ffff:102:304]:1"},
	{"fe80::1%9", "1", anyFamily, tcp, "[fe80:0:0:0:0:0:0:1]:1"},
	{"fe80::1%no-such-interface", "1", anyFamily, tcp, string(ErrNoName)},
	{"[::1]", "1", anyFamily, tcp, string(ErrNoName)},
	{"", "1", anyFamily, tcp, string(ErrNoName)},
	{"127.0.0.1\x00.example.org", "1", anyFamily, tcp, string(ErrNoName)},

	{"127.0.0.1", "", anyFamily, tcp, "127.0.0.1:0"},
	{"127.0.0.1", " +80", anyFamily, tcp, "127.0.0.1:80"},
	{"127.0.0.1", "65535", anyFamily, tcp, "127.0.0.1:65535"},
	{"127.0.0.1", "65536", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "99999999999999999999999", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "-1", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "80 ", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "0x50", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "http", anyFamily, tcp, "127.0.0.1:80"},
	{"127.0.0.1", "http", anyFamily, udp, string(ErrNoService)},
	{"127.0.0.1", "tftp", anyFamily, udp, "127.0.0.1:69"},
	{"127.0.0.1", "tftp", anyFamily, 0, "127.0.0.1:69"},
	{"127.0.0.1", "http\x00", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "nosuchservice", anyFamily, tcp, string(ErrNoService)},
	{"127.0.0.1", "80", 77, tcp, string(ErrFamily)},
	{"no such", "no such", 77, tcp, string(ErrFamily)},
	{"no such", "no such", anyFamily, tcp, string(ErrNoService)},

	{"both", "7", anyFamily, tcp, "[0:0:0:0:0:0:0:1]:7 127.0.0.1:7"},
	{"both", "7", inet, tcp, "127.0.0.1:7"},
	{"both", "7", inet6, tcp, "[0:0:0:0:0:0:0:1]:7"},
	{"absent", "7", anyFamily, tcp, string(ErrNoName)},
	{"empty", "7", anyFamily, tcp, string(ErrNoName)},
	{"temporary", "7", anyFamily, tcp, string(ErrTryAgain)},
	{"timeout", "7", anyFamily, tcp, string(ErrTryAgain)},
	{"odd", "7", anyFamily, tcp, string(ErrLookupFailed)},
	{"own", "7", anyFamily, tcp, string(ErrHostFamily)},
}

func resolved(addrs []unix.Sockaddr, err error) string {
	if err != nil {
		return err.Error()
	}
	s := ""
	for _, a := range addrs {
		if s != "" {
			s += " "
		}
		s += FromSockaddr(a).String()
	}
	return s
}

func TestResolve(t *testing.T) {
	l := testLoop(t, Options{Resolver: fixedResolver()})
	for _, c := range resolveCases {
		got := resolved(fixedResolver().Resolve(context.Background(), c.host, c.service, c.family, c.socktype))
		if got != c.want {
			t.Errorf("%q %q: %s, want %s", c.host, c.service, got, c.want)
		}
		answer, answers := "", 0
		k := l.Resolve(c.host, c.service, c.family, c.socktype, func(a []unix.Sockaddr, err error) {
			answers++
			answer = resolved(a, err)
		})
		if answers != 0 || k.Done() {
			t.Errorf("%q: told from inside Resolve", c.host)
		}
		l.await(t, "an answer", k.Done)
		if answer != c.want || answers != 1 {
			t.Errorf("%q %q from the loop: %s (%d), want %s", c.host, c.service, answer, answers, c.want)
		}
	}
}

func TestResolveZone(t *testing.T) {
	addrs, err := new(Resolver).Resolve(context.Background(), "fe80::1%9", "1", inet6, tcp)
	check(t, err)
	if z := addrs[0].(*unix.SockaddrInet6).ZoneId; z != 9 {
		t.Error(z)
	}
}

func TestResolveCancel(t *testing.T) {
	l := testLoop(t, Options{Resolver: fixedResolver()})
	told := false
	for _, host := range []string{"slow", "127.0.0.1", "both", ""} {
		k := l.Resolve(host, "1", anyFamily, tcp, func([]unix.Sockaddr, error) { told = true })
		k.Cancel()
		k.Cancel()
		if !k.Done() {
			t.Error(host, "is not done")
		}
	}
	l.spin(t)
	if told {
		t.Error("a cancelled question is answered")
	}
	l.Resolve("slow", "1", anyFamily, tcp, func([]unix.Sockaddr, error) { told = true })
	check(t, l.Close()) // ends it, or goleak will tell
	l.Resolve("both", "1", anyFamily, tcp, func([]unix.Sockaddr, error) { told = true })
	if told {
		t.Error("answered after Close")
	}
}

func TestResolveContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := fixedResolver().Resolve(ctx, "slow", "1", anyFamily, tcp); err != context.Canceled {
		t.Error(err)
	}
}

// TestSystemResolver asks this machine's own files.
func TestSystemResolver(t *testing.T) {
	l := testLoop(t, Options{})
	var addrs []unix.Sockaddr
	var err error
	k := l.Resolve("localhost", "http", inet, tcp, func(a []unix.Sockaddr, e error) { addrs, err = a, e })
	l.await(t, "an answer", k.Done)
	if got := resolved(addrs, err); got != "127.0.0.1:80" {
		t.Error(got)
	}
}

// TestMuteNameServer: a lookup nobody answers can be cancelled, and leaves no
// goroutine.
func TestMuteNameServer(t *testing.T) {
	mute, err := net.ListenPacket("udp", "127.0.0.1:0")
	check(t, err)
	defer mute.Close()
	asked := make(chan struct{}, 16)
	r := &Resolver{LookupIP: func(ctx context.Context, network, host string) ([]netip.Addr, error) {
		return askThrough(ctx, func(dctx context.Context, _, _ string) (net.Conn, error) {
			var d net.Dialer
			c, err := d.DialContext(dctx, "udp", mute.LocalAddr().String())
			asked <- struct{}{}
			return c, err
		}, network, host)
	}}
	l := testLoop(t, Options{Resolver: r})
	k := l.Resolve("name.invalid", "1", anyFamily, tcp, func([]unix.Sockaddr, error) { t.Error("answered") })
	<-asked
	k.Cancel()
	check(t, l.Close())
}

func FuzzNumericHost(f *testing.F) {
	for _, c := range resolveCases {
		f.Add(c.host, c.service)
	}
	r := fixedResolver()
	f.Fuzz(func(t *testing.T, host, service string) {
		if host == "slow" {
			return
		}
		addrs, err := r.Resolve(context.Background(), host, service, anyFamily, tcp)
		var known LookupError
		if err == nil && len(addrs) == 0 || err != nil && !errors.As(err, &known) {
			t.Fatal(addrs, err)
		}
		// What package net takes for IPv4 is the same address here.
		if ip, e := netip.ParseAddr(host); e == nil && ip.Is4() {
			if a, ok := inetAton(host); !ok || netip.AddrFrom4(a) != ip {
				t.Fatal(host, a, ok)
			}
		}
	})
}
