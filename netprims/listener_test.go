//go:build unix

package netprims

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestAcceptStorm(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		const clients, each = 10, 30
		n := 0
		_, port := listenFor(t, l, func(s *recorder) {
			n++
			s.OnData = func(b []byte) { s.Send(b) }
		})
		var wg sync.WaitGroup
		var mu sync.Mutex
		answered := 0
		for range clients {
			wg.Go(func() {
				for range each {
					c, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), patience)
					if err != nil {
						t.Error(err)
						return
					}
					c.SetDeadline(time.Now().Add(patience))
					b := []byte("ping")
					c.Write(b)
					if _, err := io.ReadFull(c, b); err != nil || string(b) != "ping" {
						t.Error(err, string(b))
					}
					c.Close()
					mu.Lock()
					answered++
					mu.Unlock()
				}
			})
		}
		done := false
		go func() { wg.Wait(); l.Post(func() { done = true }) }()
		l.await(t, "clients", func() bool { return done })
		if answered != clients*each || n != answered {
			t.Error(answered, n)
		}
	})
}

// TestAcceptBatch: a Wait of no time accepts all who wait, within a bound.
func TestAcceptBatch(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		n := 0
		ln, port := listenFor(t, l, func(*recorder) { n++ })
		ln.Pause()
		for range acceptShare + 5 {
			c, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
			check(t, err)
			defer c.Close()
		}
		ln.Resume()
		if l.Wait(nil, 0); n != acceptShare {
			t.Error(n, "accepted at once")
		}
		if l.Wait(nil, 0); n != acceptShare+5 {
			t.Error(n, "accepted in all")
		}
	})
}

func TestListenErrors(t *testing.T) {
	l := testLoop(t, Options{})
	ln, port := listenFor(t, l, nil)
	refusal := errors.New("no")
	for _, c := range []struct {
		op   string
		addr unix.Sockaddr
		opt  ListenOptions
		err  error
	}{
		{"bind", loopbackPort(port), ListenOptions{}, unix.EADDRINUSE},
		{"bind", &unix.SockaddrInet4{Addr: [4]byte{192, 0, 2, 1}}, ListenOptions{}, unix.EADDRNOTAVAIL},
		{"bind", &unix.SockaddrUnix{Name: "/nonexistent/directory/s"}, ListenOptions{}, unix.ENOENT},
		{"option", loopbackPort(0), ListenOptions{Control: func(int) error { return refusal }}, refusal},
		{"socket", loopbackPort(0), ListenOptions{Protocol: 250}, nil},
	} {
		before := openFDs(t)
		err := l.Listen(c.addr, c.opt, &Listener{})
		var op *OpError
		if !errors.As(err, &op) || op.Op != c.op || c.err != nil && !errors.Is(err, c.err) {
			t.Errorf("%v, want %s: %v", err, c.op, c.err)
		}
		if after := openFDs(t); after != before {
			t.Errorf("%s: %d descriptors, %d before", c.op, after, before)
		}
	}
	ln.Close()
	ln.Close()
	check(t, l.Listen(loopbackPort(port), ListenOptions{Control: func(fd int) error {
		return unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	}}, ln)) // the same Listener again
}

func TestListenerClosesItself(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		ln := &Listener{}
		n := 0
		ln.OnAccept = func(fd int, _ *Peer) { n++; unix.Close(fd); ln.Close() }
		check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 16}, ln))
		port := portOf(ln.LocalAddr())
		for range 3 {
			dialPort(t, l, port)
		}
		l.await(t, "a connection", func() bool { return n > 0 })
		l.spin(t)
		if n != 1 || ln.FD() != -1 {
			t.Error(n, ln.FD())
		}
	})
}

func TestListenerPause(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		n := 0
		ln, port := listenFor(t, l, func(*recorder) { n++ })
		ln.Pause()
		r := dialPort(t, l, port)
		l.await(t, "connection", func() bool { return r.State() == Open }) // in the kernel's queue
		l.spin(t)
		if n != 0 {
			t.Error("accepted while paused")
		}
		ln.Resume()
		l.await(t, "accept", func() bool { return n == 1 })
		// From within the callback, in the middle of a batch.
		for range 5 {
			dialPort(t, l, port)
		}
		accept := ln.OnAccept
		ln.OnAccept = func(fd int, p *Peer) { accept(fd, p); ln.Pause() }
		l.await(t, "accept", func() bool { return n == 2 })
		l.spin(t)
		if n != 2 {
			t.Error("accepted while paused", n)
		}
		ln.OnAccept = accept
		ln.Resume()
		l.await(t, "the others", func() bool { return n == 6 })
	})
}

func TestListenerWithoutCallback(t *testing.T) {
	l := testLoop(t, Options{})
	ln := &Listener{}
	check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 1}, ln))
	r := dialPort(t, l, portOf(ln.LocalAddr()))
	l.await(t, "the end", func() bool { return r.State() == Closed })
}

func TestAbortedBeforeAccept(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var child *recorder
		_, port := listenFor(t, l, func(s *recorder) { child = s })
		c, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		check(t, err)
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
		good := dialPort(t, l, port) // Linux hands the dead one out, BSD does not
		l.await(t, "the next", func() bool { return good.State() == Open && child != nil })
	})
}

// TestOutOfDescriptors runs in a child, whose limit it lowers.
func TestOutOfDescriptors(t *testing.T) {
	if os.Getenv("ELNET_TEST_FEW") == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestOutOfDescriptors$", "-test.timeout=30s")
		cmd.Env = append(os.Environ(), "ELNET_TEST_FEW=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	const limit, clients = 64, 40
	overBackends(t, func(t *testing.T, l *Loop) {
		var old syscall.Rlimit
		check(t, syscall.Getrlimit(syscall.RLIMIT_NOFILE, &old))
		low := old
		low.Cur = limit
		check(t, syscall.Setrlimit(syscall.RLIMIT_NOFILE, &low))
		defer syscall.Setrlimit(syscall.RLIMIT_NOFILE, &old)

		var told []error
		var children []*recorder
		ln, port := listenFor(t, l, func(s *recorder) { children = append(children, s) })
		ln.OnError = func(err error) { told = append(told, err) }
		var peers []*recorder
		for range clients {
			peers = append(peers, dialPort(t, l, port))
		}
		open := func() int {
			n := 0
			for _, p := range peers {
				if p.State() == Open {
					n++
				}
			}
			return n
		}
		l.await(t, "exhaustion", func() bool { return len(told) > 0 && open() > 20 })
		polls := l.polls
		l.Wait(nil, 220*time.Millisecond)
		if l.polls-polls > 20 {
			t.Error("the loop spins:", l.polls-polls)
		}
		if len(told) != 1 || told[0] != unix.EMFILE {
			t.Error("told more than once:", told)
		}
		had := len(children)
		for _, c := range children {
			c.Close()
		}
		l.await(t, "recovery", func() bool { return len(children) > had })
	})
}
