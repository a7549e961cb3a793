//go:build unix

package netprims

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestUnkindKernel moves data while calls are interrupted, refused for the
// moment, and given less than asked for.
func TestUnkindKernel(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		rnd := rand.New(rand.NewPCG(3, 4))
		seen := map[string]bool{}
		l.interfere = func(op Call, b []byte) ([]byte, error) {
			if op == CallSocket {
				return b, nil // it is never made again
			}
			fail := func(e unix.Errno) ([]byte, error) {
				seen[fmt.Sprint(op, e)] = true
				return nil, e
			}
			switch n := rnd.IntN(400); {
			case n < 40:
				return fail(unix.EINTR)
			case n < 60:
				if op == CallConnect {
					return b, nil
				}
				return fail(unix.EAGAIN)
			case n == 60 && op == CallWrite:
				return fail(unix.ENOBUFS)
			case n == 61 && op == CallWrite:
				return fail(unix.ENOMEM)
			case n < 80 && op == CallAccept:
				return fail(unix.ECONNABORTED)
			case n < 250 && len(b) > 1:
				return b[:1+rnd.IntN(len(b)-1)], nil
			case n < 300 && len(b) > 1:
				return b[:1], nil
			}
			return b, nil
		}
		_, port := listenFor(t, l, func(s *recorder) {
			s.OnData = func(b []byte) { check(t, s.Send(b)) }
		})
		sent := pattern(300_000)
		for range 4 {
			c := dialPort(t, l, port)
			for rest := sent; len(rest) > 0; {
				n := min(len(rest), 1+rnd.IntN(20_000))
				check(t, c.Send(rest[:n]))
				rest = rest[n:]
			}
			l.await(t, "the echo", func() bool { return len(c.data) >= len(sent) || c.State() > Open })
			if !bytes.Equal(c.data, sent) {
				t.Fatal("other bytes come back", len(c.data), c.State(), c.Err())
			}
			c.Close()
		}
		for _, want := range []string{
			fmt.Sprint(CallRead, unix.EINTR), fmt.Sprint(CallRead, unix.EAGAIN),
			fmt.Sprint(CallWrite, unix.EINTR), fmt.Sprint(CallWrite, unix.EAGAIN),
		} {
			if !seen[want] {
				t.Error("never happened:", want)
			}
		}
	})
}

// failing makes the first n calls of one kind fail.
func failing(l *Loop, op Call, err error, n int) *int {
	calls := 0
	l.interfere = func(o Call, b []byte) ([]byte, error) {
		if o != op {
			return b, nil
		}
		if calls++; calls <= n {
			return nil, err
		}
		return b, nil
	}
	return &calls
}

func TestAcceptFailures(t *testing.T) {
	for _, c := range []struct {
		err  error
		told int
	}{
		{unix.ENFILE, 1}, {unix.ENOBUFS, 1}, {unix.ENOMEM, 1}, {unix.EMFILE, 1}, {unix.EINVAL, 1},
		{unix.ECONNABORTED, 0}, {unix.EPROTO, 0}, {unix.EINTR, 0}, {unix.EAGAIN, 0}, {unix.ENETDOWN, 0},
	} {
		t.Run(c.err.Error(), func(t *testing.T) {
			l := testLoop(t, Options{})
			accepted := 0
			ln, port := listenFor(t, l, func(*recorder) { accepted++ })
			var told []error
			ln.OnError = func(err error) { told = append(told, err) }
			calls := failing(l, CallAccept, c.err, 2)
			dialPort(t, l, port)
			l.await(t, "a connection", func() bool { return accepted == 1 })
			if len(told) != c.told || c.told > 0 && told[0] != c.err || *calls > 5 {
				t.Error(c.err, told, *calls)
			}
			// A second time of trouble is told again.
			failing(l, CallAccept, c.err, 1)
			dialPort(t, l, port)
			l.await(t, "a connection", func() bool { return accepted == 2 })
			if len(told) != 2*c.told {
				t.Error(c.err, told)
			}
		})
	}
}

// TestListenerClosedWhileResting: nothing wakes it.
func TestListenerClosedWhileResting(t *testing.T) {
	l := testLoop(t, Options{})
	ln, port := listenFor(t, l, nil)
	failing(l, CallAccept, unix.EMFILE, 1000)
	ln.OnError = func(error) { ln.Close() }
	dialPort(t, l, port)
	l.await(t, "trouble", func() bool { return ln.FD() < 0 })
	if len(l.own) != 0 {
		t.Error("a timer is left")
	}
}

func TestStreamErrors(t *testing.T) {
	for _, c := range []struct {
		op  Call
		err error
	}{{CallRead, unix.EIO}, {CallRead, unix.ETIMEDOUT}, {CallWrite, unix.EHOSTUNREACH}, {CallWrite, unix.EIO}} {
		overBackends(t, func(t *testing.T, l *Loop) {
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			check(t, b.Send([]byte("x")))
			failing(l, c.op, c.err, 1)
			if c.op == CallWrite {
				if err := a.Send([]byte("y")); err != c.err {
					t.Error(err)
				}
			}
			l.await(t, "the end", func() bool { return a.State() == Closed })
			statesAre(t, a, Closed)
			if a.Err() != c.err {
				t.Error(a.Err())
			}
			if got := string(a.data); (c.op == CallWrite) != (got == "x") {
				t.Errorf("%q", got)
			}
		})
	}
}

// TestNoBufferSpace: the stream stays, the bytes arrive, the loop does not spin.
func TestNoBufferSpace(t *testing.T) {
	for _, e := range []error{unix.ENOBUFS, unix.ENOMEM} {
		overBackends(t, func(t *testing.T, l *Loop) {
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			const failures = 4
			calls := failing(l, CallWrite, e, failures)
			start := time.Now()
			check(t, a.Send([]byte("one ")))
			check(t, a.Send([]byte("two")))
			l.await(t, "data", func() bool { return string(b.data) == "one two" })
			if time.Since(start) < failures*fullRetry || a.drains != 1 || *calls > failures+2 {
				t.Error(time.Since(start), a.drains, *calls)
			}
		})
	}
}

func TestConnectInterrupted(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		_, port := listenFor(t, l, nil)
		failing(l, CallConnect, unix.EINTR, 1)
		r := dialPort(t, l, port)
		l.await(t, "connection", func() bool { return r.State() != Connecting })
		statesAre(t, r, Open)
	})
}

func TestDatagramFailures(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		m := newMailbox(t, l, DatagramOptions{Local: loopbackPort(0)})
		here := peerOf(t, m.LocalAddr())

		failing(l, CallSendTo, unix.ENOBUFS, 3)
		check(t, m.SendTo([]byte("a"), here))
		check(t, m.SendTo([]byte("b"), here))
		if m.PacketsQueued() != 2 {
			t.Error(m.PacketsQueued())
		}
		l.await(t, "datagrams", func() bool { return len(m.got) == 2 && m.drains == 1 })
		if !slices.Equal(m.got, []string{"a", "b"}) {
			t.Error(m.got)
		}

		failing(l, CallSendTo, unix.EINTR, 3)
		check(t, m.SendTo([]byte("c"), here))
		if m.PacketsQueued() != 0 {
			t.Error("an interrupted call is made again")
		}

		// Errors without end: told, at a bearable rate, and over when they are.
		calls := failing(l, CallReceive, unix.EHOSTUNREACH, 3*manyErrors)
		start := time.Now()
		l.await(t, "datagrams", func() bool { return len(m.got) == 3 })
		if time.Since(start) < 2*datagramRest || len(m.errs) != 3*manyErrors || *calls > 4*manyErrors {
			t.Error(time.Since(start), len(m.errs), *calls)
		}
	})
}
