//go:build unix

package netprims

import (
	"errors"
	"net"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestRefused(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		port := closedPort(t)
		r := dialPort(t, l, port)
		statesAre(t, r)
		if r.State() != Connecting {
			t.Error("told from inside Dial")
		}
		l.await(t, "failure", func() bool { return r.State() == Failed })
		l.spin(t)
		statesAre(t, r, Failed)
		if r.Err() != unix.ECONNREFUSED || r.FD() != -1 || portOf(r.RemoteAddr()) != port {
			t.Error(r.Err(), r.FD(), r.RemoteAddr())
		}
		if err := r.Send([]byte("x")); err != unix.ECONNREFUSED {
			t.Error(err)
		}
		r.Close()
		if r.State() != Failed {
			t.Error("Close changes what is over")
		}
	})
}

func TestNextAddress(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		_, port := listenFor(t, l, nil)
		bad := closedPort(t)
		var tried int
		r := newRecorder()
		check(t, l.Dial(
			[]unix.Sockaddr{
				loopbackPort(bad),
				&unix.SockaddrInet4{Addr: [4]byte{255, 255, 255, 255}, Port: 9}, // fails within connect(2)
				loopbackPort(port),
				loopbackPort(bad),
			},
			DialOptions{Control: func(int) error { tried++; return nil }},
			&r.Stream))
		if portOf(r.RemoteAddr()) != bad || r.LocalAddr() == nil {
			t.Error("the first attempt can be seen at once:", r.RemoteAddr(), r.LocalAddr())
		}
		l.await(t, "connection", func() bool { return r.State() == Open })
		statesAre(t, r, Open)
		if tried != 3 || portOf(r.RemoteAddr()) != port {
			t.Error(tried, r.RemoteAddr())
		}
	})
}

func TestFailsInConnect(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{&unix.SockaddrUnix{Name: filepath.Join(t.TempDir(), "absent")}}, DialOptions{}, &r.Stream))
		statesAre(t, r)
		l.await(t, "failure", func() bool { return r.State() == Failed })
		statesAre(t, r, Failed)
		if r.Err() != unix.ENOENT {
			t.Error(r.Err())
		}
	})
}

func TestDialErrors(t *testing.T) {
	l := testLoop(t, Options{})
	refusal := errors.New("no such option")
	r := newRecorder()
	if err := l.Dial(nil, DialOptions{}, &r.Stream); err != unix.EINVAL {
		t.Error("no addresses:", err)
	}
	here := []unix.Sockaddr{loopbackPort(1), loopbackPort(2)}
	calls := 0
	err := l.Dial(here, DialOptions{Control: func(int) error { calls++; return refusal }}, &r.Stream)
	var op *OpError
	if !errors.As(err, &op) || op.Op != "option" || !errors.Is(err, refusal) || calls != 1 {
		t.Error("an option refused:", err, calls)
	}
	l.spin(t)
	statesAre(t, r)

	// Refused for a later socket, it ends the attempts.
	calls = 0
	closed := loopbackPort(closedPort(t))
	check(t, l.Dial([]unix.Sockaddr{closed, closed, closed}, DialOptions{Control: func(int) error {
		if calls++; calls == 2 {
			return refusal
		}
		return nil
	}}, &r.Stream))
	l.await(t, "failure", func() bool { return r.State() == Failed })
	if !errors.Is(r.Err(), refusal) || calls != 2 {
		t.Error(r.Err(), calls)
	}

	check(t, l.Dial([]unix.Sockaddr{loopbackPort(1)}, DialOptions{Type: unix.SOCK_SEQPACKET}, &r.Stream))
	l.await(t, "failure", func() bool { return r.State() == Failed })
	if !errors.As(r.Err(), &op) || op.Op != "socket" {
		t.Error("seqpacket over inet:", r.Err())
	}
}

func TestDialFromLocalAddress(t *testing.T) {
	l := testLoop(t, Options{})
	var peer Addr
	ln, port := listenFor(t, l, nil)
	accept := ln.OnAccept
	ln.OnAccept = func(fd int, p *Peer) { peer = p.Addr(); accept(fd, p) }
	local := closedPort(t)
	r := newRecorder()
	check(t, l.Dial([]unix.Sockaddr{loopbackPort(port)}, DialOptions{Local: loopbackPort(local)}, &r.Stream))
	l.await(t, "connection", func() bool { return r.State() == Open && peer.Kind != 0 || r.State() == Failed })
	if portOf(r.LocalAddr()) != local || peer != FromSockaddr(loopbackPort(local)) {
		t.Error(r.LocalAddr(), peer, r.Err())
	}

	s := newRecorder()
	check(t, l.Dial([]unix.Sockaddr{loopbackPort(port)}, DialOptions{Local: ln.LocalAddr()}, &s.Stream))
	l.await(t, "failure", func() bool { return s.State() == Failed })
	var op *OpError
	if !errors.As(s.Err(), &op) || op.Op != "bind" || !errors.Is(s.Err(), unix.EADDRINUSE) {
		t.Error(s.Err())
	}
}

// fullListener is the address of a listener that lets nobody else in.
func fullListener(t *testing.T) unix.Sockaddr {
	t.Helper()
	fd, err := sysSocket(unix.AF_INET, unix.SOCK_STREAM, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(fd) })
	check(t, unix.Bind(fd, loopbackPort(0)))
	check(t, unix.Listen(fd, 0))
	sa, err := unix.Getsockname(fd)
	check(t, err)
	for range 10 {
		c, err := net.DialTimeout("tcp", FromSockaddr(sa).String(), 50*time.Millisecond)
		if err != nil {
			return sa
		}
		t.Cleanup(func() { c.Close() })
	}
	t.Skip("the queue does not fill")
	return nil
}

func TestDialTimeout(t *testing.T) {
	full := fullListener(t)
	overBackends(t, func(t *testing.T, l *Loop) {
		r := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{full}, DialOptions{Timeout: 5 * time.Millisecond}, &r.Stream))
		check(t, r.Send([]byte("queued")))
		l.await(t, "failure", func() bool { return r.State() != Connecting })
		statesAre(t, r, Failed)
		if r.Err() != unix.ETIMEDOUT || r.Queued() != 0 || r.LocalAddr() == nil {
			t.Error(r.Err(), r.Queued(), r.LocalAddr())
		}
	})
}

func TestCloseWhileConnecting(t *testing.T) {
	full := fullListener(t)
	overBackends(t, func(t *testing.T, l *Loop) {
		r := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{full}, DialOptions{Timeout: time.Millisecond}, &r.Stream))
		fd := r.FD()
		r.Close()
		if r.FD() != -1 || l.fds[fd] != nil || r.State() != Closed {
			t.Error(r.FD(), r.State())
		}
		l.spin(t)
		statesAre(t, r)
	})
}

// TestDialAgain: one Stream may be used for one connection after another, also
// from its own callback, which must not keep others from their turn.
func TestDialAgain(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r := newRecorder()
		absent := []unix.Sockaddr{&unix.SockaddrUnix{Name: filepath.Join(t.TempDir(), "absent")}}
		tries, posts := 0, 0
		r.OnState = func(s State) {
			r.states = append(r.states, s)
			if tries++; s == Failed {
				check(t, l.Dial(absent, DialOptions{}, &r.Stream))
			}
		}
		check(t, l.Dial(absent, DialOptions{}, &r.Stream))
		l.AfterFunc(2*time.Millisecond, func() { posts++ })
		l.await(t, "a timer", func() bool { return posts > 0 })
		l.await(t, "many tries", func() bool { return tries > 50 })

		_, port := listenFor(t, l, func(s *recorder) { s.OnState = nil })
		for range 3 {
			check(t, l.Dial([]unix.Sockaddr{loopbackPort(port)}, DialOptions{}, &r.Stream))
			r.states = nil
			l.await(t, "connection", func() bool { return r.State() == Open })
			statesAre(t, r, Open)
			r.Close()
		}
	})
}

func TestUnixStream(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		path := filepath.Join(t.TempDir(), "s")
		var peers []Addr
		ln := &Listener{}
		ln.OnAccept = func(fd int, p *Peer) {
			peers = append(peers, p.Addr())
			s := &Stream{}
			s.OnData = func(b []byte) { s.Send(b) }
			check(t, l.Adopt(fd, s))
		}
		check(t, l.Listen(&unix.SockaddrUnix{Name: path}, ListenOptions{Backlog: 5}, ln))
		r := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{&unix.SockaddrUnix{Name: path}}, DialOptions{}, &r.Stream))
		check(t, r.Send([]byte("hello")))
		l.await(t, "the echo", func() bool { return string(r.data) == "hello" })
		if !slices.Equal(peers, []Addr{LocalAddr("")}) {
			t.Errorf("%+v", peers)
		}
		if err := l.Listen(&unix.SockaddrUnix{Name: path}, ListenOptions{}, &Listener{}); !errors.Is(err, unix.EADDRINUSE) {
			t.Error("the path is taken:", err)
		}
		ln.Close()
		again := newRecorder() // the file stays behind
		check(t, l.Dial([]unix.Sockaddr{&unix.SockaddrUnix{Name: path}}, DialOptions{}, &again.Stream))
		l.await(t, "failure", func() bool { return again.State() == Failed })
		if again.Err() != unix.ECONNREFUSED {
			t.Error(again.Err())
		}
	})
}

// TestEOFBeforeOpen: what is asked for while connecting is done afterwards.
func TestEOFBeforeOpen(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		for _, text := range []string{"", "early"} {
			var child *recorder
			_, port := listenFor(t, l, func(s *recorder) { child = s })
			r := dialPort(t, l, port)
			check(t, r.Send([]byte(text)))
			r.SendEOF()
			if err := r.Send([]byte("x")); err != unix.EPIPE {
				t.Error(err)
			}
			l.await(t, "the end", func() bool { return child != nil && child.State() == Closed })
			if string(child.data) != text {
				t.Errorf("%q", child.data)
			}
			l.await(t, "the other end", func() bool { return r.State() == Closed })
			statesAre(t, r, Open, Closed)
		}
	})
}

func TestUnsupportedAddress(t *testing.T) {
	l := testLoop(t, Options{})
	var none unix.Sockaddr
	r := newRecorder()
	check(t, l.Dial([]unix.Sockaddr{none}, DialOptions{}, &r.Stream))
	l.await(t, "failure", func() bool { return r.State() == Failed })
	if err := l.Listen(none, ListenOptions{}, &Listener{}); err == nil {
		t.Error("no address")
	}
	if err := l.OpenDatagram(DatagramOptions{}, &Datagram{}); err == nil {
		t.Error("no domain")
	}
}
