//go:build unix

package netprims

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// mailbox is a Datagram and what it has got.
type mailbox struct {
	Datagram
	got    []string
	cut    []bool
	from   []Addr
	errs   []error
	drains int
}

func newMailbox(t testing.TB, l *Loop, opt DatagramOptions) *mailbox {
	t.Helper()
	m := &mailbox{}
	m.OnPacket = func(p Packet) {
		m.got = append(m.got, string(p.Data))
		m.cut = append(m.cut, p.Cut)
		m.from = append(m.from, p.From.Addr())
	}
	m.OnError = func(err error) { m.errs = append(m.errs, err) }
	m.OnDrain = func() { m.drains++ }
	check(t, l.OpenDatagram(opt, &m.Datagram))
	return m
}

func peerOf(t testing.TB, sa unix.Sockaddr) *Peer {
	t.Helper()
	p, err := PeerOf(sa)
	check(t, err)
	return &p
}

func TestDatagrams(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		server := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
		here := peerOf(t, server.LocalAddr())
		client := newMailbox(t, l, DatagramOptions{Domain: unix.AF_INET})
		record := server.OnPacket
		server.OnPacket = func(p Packet) {
			record(p)
			check(t, server.SendTo(append([]byte("re: "), p.Data...), p.From))
		}
		for _, m := range []string{"one", "", "three"} {
			check(t, client.SendTo([]byte(m), here))
		}
		l.await(t, "answers", func() bool { return len(client.got) == 3 })
		if got := fmt.Sprintf("%q", client.got); got != `["re: one" "re: " "re: three"]` {
			t.Error(got)
		}
		if server.got[1] != "" || client.from[0] != FromSockaddr(server.LocalAddr()) {
			t.Errorf("%q, %v", server.got, client.from)
		}
		if portOf(client.LocalAddr()) != int(server.from[0].Port) {
			t.Error(client.LocalAddr(), server.from)
		}
		if len(server.errs)+len(client.errs) != 0 {
			t.Error(server.errs, client.errs)
		}
	})
}

func TestDatagramTooLong(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		m := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
		m.ReadLimit = 100
		here := peerOf(t, m.LocalAddr())
		for _, n := range []int{100, 101, 65507} {
			check(t, m.SendTo(make([]byte, n), here))
		}
		if err := m.SendTo(make([]byte, 65508), here); err != unix.EMSGSIZE {
			t.Error(err)
		}
		l.await(t, "datagrams", func() bool { return len(m.got) == 3 })
		if got := fmt.Sprint(m.cut, len(m.got[1])); got != "[false true true] 100" {
			t.Error(got)
		}
		m.ReadLimit = 0
		check(t, m.SendTo(pattern(65507), here))
		l.await(t, "the whole", func() bool { return len(m.got) == 4 })
		if !bytes.Equal([]byte(m.got[3]), pattern(65507)) || m.cut[3] {
			t.Error(len(m.got[3]), m.cut[3])
		}
	})
}

// TestDatagramRefused: the error of one datagram is told and does not end the
// socket.
func TestDatagramRefused(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		peer := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
		there := peer.LocalAddr()
		peer.Close()
		m := newMailbox(t, l, DatagramOptions{Remote: there})
		check(t, m.SendTo([]byte("x"), nil))
		l.await(t, "an error", func() bool { return len(m.errs) > 0 })
		polls := l.polls
		l.spin(t)
		if len(m.errs) != 1 || m.errs[0] != unix.ECONNREFUSED || l.polls-polls > 5 {
			t.Error(m.errs, l.polls-polls)
		}
		again := newMailbox(t, l, DatagramOptions{Local: there})
		check(t, m.SendTo([]byte("y"), nil))
		l.await(t, "a datagram", func() bool { return len(again.got) == 1 })
	})
}

func TestDatagramErrors(t *testing.T) {
	l := testLoop(t, Options{})
	m := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
	refusal := errors.New("no")
	for _, c := range []struct {
		op  string
		opt DatagramOptions
		err error
	}{
		{"bind", DatagramOptions{Local: m.LocalAddr()}, unix.EADDRINUSE},
		{"option", DatagramOptions{Domain: unix.AF_INET, Control: func(int) error { return refusal }}, refusal},
		{"connect", DatagramOptions{Remote: &unix.SockaddrUnix{Name: "/nonexistent/s"}}, unix.ENOENT},
		{"socket", DatagramOptions{Domain: 200}, unix.EAFNOSUPPORT},
	} {
		err := l.OpenDatagram(c.opt, &Datagram{})
		var op *OpError
		if !errors.As(err, &op) || op.Op != c.op || !errors.Is(err, c.err) {
			t.Errorf("%v, want %s: %v", err, c.op, c.err)
		}
	}
	if err := m.SendTo([]byte("x"), nil); err == nil {
		t.Error("no peer")
	}
	if err := m.SendTo([]byte("x"), peerOf(t, &unix.SockaddrInet4{Addr: [4]byte{255, 255, 255, 255}, Port: 9})); err == nil {
		t.Error("broadcast without SO_BROADCAST")
	}
	m.Close()
	if err := m.SendTo([]byte("x"), nil); err != unix.EBADF {
		t.Error(err)
	}
	m.Close()
	if _, err := PeerOf(nil); err != unix.EAFNOSUPPORT {
		t.Error(err)
	}
}

func TestDatagramPauseAndBatch(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		m := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
		here := peerOf(t, m.LocalAddr())
		m.Pause()
		for range 3 * datagramShare {
			check(t, m.SendTo([]byte("x"), here))
		}
		l.spin(t)
		if len(m.got) != 0 {
			t.Error("read while paused")
		}
		m.Resume()
		l.Wait(nil, 0)
		if len(m.got) != datagramShare {
			t.Error("the share of one batch:", len(m.got))
		}
		record := m.OnPacket
		m.OnPacket = func(p Packet) { record(p); m.Close() }
		l.spin(t)
		if len(m.got) != datagramShare+1 {
			t.Error("read after Close:", len(m.got))
		}
	})
}

// TestUnixDatagramQueue: when the receiver is full datagrams wait, whole, and
// the loop does not spin, whether or not the kernel can tell when there is room.
func TestUnixDatagramQueue(t *testing.T) {
	for _, connected := range []bool{false, true} {
		overBackends(t, func(t *testing.T, l *Loop) {
			dir := t.TempDir()
			there := &unix.SockaddrUnix{Name: filepath.Join(dir, "there")}
			server := newMailbox(t, l, DatagramOptions{Local: there})
			opt := DatagramOptions{Local: &unix.SockaddrUnix{Name: filepath.Join(dir, "here")}}
			to := peerOf(t, there)
			if connected {
				opt.Remote = there
				to = nil
			}
			client := newMailbox(t, l, opt)
			server.Pause()
			n := 0
			for ; client.PacketsQueued() < 5 && n < 10_000; n++ {
				check(t, client.SendTo(fmt.Appendf(nil, "%06d", n), to))
			}
			if client.PacketsQueued() != 5 || client.Queued() != 30 {
				t.Fatal("the receiver never fills", client.PacketsQueued(), client.Queued())
			}
			polls := l.polls
			l.spin(t)
			if l.polls-polls > 30 {
				t.Error("the loop spins:", l.polls-polls)
			}
			server.Resume()
			l.await(t, "datagrams", func() bool { return len(server.got) == n })
			for i, m := range server.got {
				if m != fmt.Sprintf("%06d", i) {
					t.Fatalf("datagram %d is %q", i, m)
				}
			}
			if client.drains != 1 || len(client.errs) != 0 || client.Queued() != 0 {
				t.Error(client.drains, client.errs, client.Queued())
			}
			if server.from[0] != LocalAddr(filepath.Join(dir, "here")) {
				t.Error(server.from[0])
			}
		})
	}
}

// TestQueuedDatagramFails: the receiver goes away while datagrams wait.
func TestQueuedDatagramFails(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		there := &unix.SockaddrUnix{Name: filepath.Join(t.TempDir(), "there")}
		server := newMailbox(t, l, DatagramOptions{Local: there})
		server.Pause()
		client := newMailbox(t, l, DatagramOptions{Domain: unix.AF_UNIX})
		for i := 0; client.PacketsQueued() < 3 && i < 10_000; i++ {
			check(t, client.SendTo([]byte("x"), peerOf(t, there)))
		}
		server.Close()
		l.await(t, "errors", func() bool { return client.PacketsQueued() == 0 })
		if len(client.errs) != 3 || client.errs[0] != unix.ECONNREFUSED || client.FD() < 0 {
			t.Error(client.errs)
		}
	})
}

func TestPeerRoundTrip(t *testing.T) {
	var six [16]byte
	copy(six[:], pattern(16))
	for _, sa := range []unix.Sockaddr{
		loopbackPort(0x1234),
		&unix.SockaddrInet6{Addr: six, Port: 443, ZoneId: 7},
		&unix.SockaddrUnix{Name: "/some/path"},
		&unix.SockaddrUnix{Name: ""},
	} {
		p := peerOf(t, sa)
		if p.Addr() != FromSockaddr(sa) {
			t.Errorf("%+v: %+v", sa, p.Addr())
		}
	}
	var none Peer
	if none.Addr() != (Addr{}) {
		t.Error(none.Addr())
	}
}
