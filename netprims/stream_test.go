//go:build unix

package netprims

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// moreThanFits is more than the kernel keeps for a connection.
const moreThanFits = 24 << 20

// pattern is bytes of which every shifted or missing piece shows.
func pattern(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>8)
	}
	return b
}

func statesAre(t *testing.T, r *recorder, want ...State) {
	t.Helper()
	if !slices.Equal(r.states, want) {
		t.Errorf("states %v, want %v", r.states, want)
	}
}

func TestEcho(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var child *recorder
		ln, port := listenFor(t, l, func(s *recorder) {
			child = s
			s.OnData = func(b []byte) { check(t, s.Send(b)) }
		})
		c := dialPort(t, l, port)
		sent := pattern(1 << 20)
		check(t, c.Send(sent)) // before it is open
		l.await(t, "the echo", func() bool { return len(c.data) == len(sent) })
		if !bytes.Equal(c.data, sent) {
			t.Error("other bytes come back")
		}
		statesAre(t, c, Open)
		if a, b := c.RemoteAddr(), ln.LocalAddr(); portOf(a) != portOf(b) {
			t.Error(a, b)
		}
		if a, b := c.LocalAddr(), child.RemoteAddr(); portOf(a) != portOf(b) {
			t.Error(a, b)
		}
		c.Close()
		l.await(t, "end of file", func() bool { return child.State() == Closed })
		statesAre(t, c, Open)
		statesAre(t, child, Closed)
		if child.Err() != nil || c.Err() != nil || c.FD() != -1 {
			t.Error(child.Err(), c.Err(), c.FD())
		}
		if err := c.Send([]byte("x")); err != unix.ENOTCONN {
			t.Error(err)
		}
		c.Close()
		if c.LocalAddr() == nil || c.RemoteAddr() == nil {
			t.Error("the addresses are forgotten")
		}
	})
}

func TestReset(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		c.Write([]byte("bye"))
		l.await(t, "data", func() bool { return string(r.data) == "bye" })
		c.SetLinger(0)
		c.Close()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !errors.Is(r.Err(), unix.ECONNRESET) {
			t.Error(r.Err())
		}
		statesAre(t, r, Open, Closed)
	})
}

func TestDataThenEnd(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		r.ReadLimit = 1000
		sent := pattern(10_000)
		var sizes []int
		r.OnData = func(b []byte) { sizes = append(sizes, len(b)); r.data = append(r.data, b...) }
		r.OnState = func(s State) {
			if s == Closed && !bytes.Equal(r.data, sent) {
				t.Error("the end is told before all data:", len(r.data))
			}
		}
		c.Write(sent)
		c.Close()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if r.Err() != nil || slices.Max(sizes) > 1000 {
			t.Error(r.Err(), sizes)
		}
	})
}

func TestReadLimits(t *testing.T) {
	l := testLoop(t, Options{})
	for limit, want := range map[int]int{-5: 1, 0: readSize, 1: 1, 4096: 4096, 100_000: 100_000, 1 << 30: maxIO} {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		a.ReadLimit = limit
		most := 0
		total := 0
		a.OnData = func(p []byte) { most = max(most, len(p)); total += len(p) }
		if got := len(l.readBuffer(limit)); got != want {
			t.Errorf("limit %d: buffer of %d, want %d", limit, got, want)
		}
		check(t, b.Send(make([]byte, 20_000)))
		l.await(t, "data", func() bool { return total >= min(20_000, 10*want) })
		if most > want {
			t.Errorf("limit %d: a read of %d", limit, most)
		}
		a.Close()
	}
}

func TestHalfOpen(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		r.HalfOpen = true
		c.Write([]byte("question"))
		c.CloseWrite()
		l.await(t, "half-closed", func() bool { return r.State() == HalfClosed })
		l.spin(t)
		check(t, r.Send([]byte("answer")))
		r.SendEOF()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if b, err := io.ReadAll(c); string(b) != "answer" || err != nil {
			t.Errorf("%q, %v", b, err)
		}
		statesAre(t, r, Open, HalfClosed, Closed)
		if r.Err() != nil {
			t.Error(r.Err())
		}
	})
}

func TestSendEOF(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		sent := pattern(moreThanFits)
		check(t, r.Send(sent))
		r.SendEOF()
		r.SendEOF()
		if err := r.Send([]byte("x")); err != unix.EPIPE {
			t.Error("send after the end:", err)
		}
		got := make(chan []byte)
		go func() {
			b, _ := io.ReadAll(c)
			c.Write([]byte("late"))
			c.Close()
			got <- b
		}()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !bytes.Equal(<-got, sent) || string(r.data) != "late" || r.Err() != nil {
			t.Errorf("%q, %v", r.data, r.Err())
		}
		if r.drains != 1 {
			t.Error("drained", r.drains, "times")
		}
	})
}

// TestSlowReader: a long send lets timers run, and arrives whole.
func TestSlowReader(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		sent := pattern(moreThanFits)
		ticks := 0
		var tick func()
		tick = func() { ticks++; l.AfterFunc(time.Millisecond, tick) }
		tick()
		check(t, r.Send(sent))
		if r.Queued() == 0 {
			t.Fatal("nothing is queued")
		}
		got := make(chan []byte)
		l.AfterFunc(5*time.Millisecond, func() {
			go func() {
				b := make([]byte, len(sent))
				n, _ := io.ReadFull(c, b)
				got <- b[:n]
			}()
		})
		l.await(t, "the queue", func() bool { return r.Queued() == 0 })
		if !bytes.Equal(<-got, sent) || ticks < 3 || r.drains != 1 {
			t.Error("bytes, ticks or drains:", ticks, r.drains)
		}
	})
}

// TestSendsKeepOrder: small and large, from callbacks within waits as well.
func TestSendsKeepOrder(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		sent := pattern(moreThanFits + 2<<20)
		next := 0
		send := func(n int) {
			n = min(n, len(sent)-next)
			check(t, r.Send(sent[next:next+n]))
			next += n
		}
		send(moreThanFits)
		for i := range 200 {
			l.AfterFunc(time.Duration(i)*10*time.Microsecond, func() { send(1 + i*37%9000) })
		}
		got := make(chan []byte)
		go func() { b, _ := io.ReadAll(c); got <- b }()
		l.await(t, "the first", func() bool { return r.Queued() == 0 })
		send(len(sent))
		r.SendEOF()
		l.await(t, "the rest", func() bool { return r.Queued() == 0 })
		if b := <-got; !bytes.Equal(b, sent[:next]) {
			t.Error("bytes out of order", len(b), next)
		}
	})
}

func TestPeerResetsWhileWeWrite(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		check(t, r.Send(make([]byte, moreThanFits)))
		c.SetLinger(0)
		c.Close()
		l.await(t, "the end of the send", func() bool { return r.Queued() == 0 })
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !errors.Is(r.Err(), unix.ECONNRESET) && !errors.Is(r.Err(), unix.EPIPE) {
			t.Error(r.Err())
		}
		if err := r.Send([]byte("x")); err != r.Err() {
			t.Error("a later send:", err)
		}
		statesAre(t, r, Open, Closed)
		if r.drains != 0 {
			t.Error("a dropped queue is not drained")
		}
	})
}

// TestSendFailsThenDataThenClosed: a write that fails closes the stream, but
// what the peer had sent is delivered first, and never from inside Send.
func TestSendFailsThenDataThenClosed(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		check(t, err)
		unix.Write(fds[1], pattern(5000))
		unix.Close(fds[1])
		r := newRecorder()
		r.ReadLimit = 1000
		check(t, l.Adopt(fds[0], &r.Stream))
		if err := r.Send([]byte("x")); err != unix.EPIPE {
			t.Error(err)
		}
		if len(r.data) != 0 || len(r.states) != 0 || r.Err() != unix.EPIPE || r.State() != Open {
			t.Error("told from inside Send", r.states, r.Err())
		}
		if err := r.Send([]byte("x")); err != unix.EPIPE {
			t.Error("again:", err)
		}
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !bytes.Equal(r.data, pattern(5000)) || r.Err() != unix.EPIPE {
			t.Error(len(r.data), r.Err())
		}
		statesAre(t, r, Closed)
	})
}

// TestSendFailsWhilePaused: what is unread stays so until reading goes on.
func TestSendFailsWhilePaused(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		check(t, b.Send([]byte("last words")))
		a.Pause()
		b.Close()
		if err := a.Send([]byte("x")); err != unix.EPIPE {
			t.Error(err)
		}
		l.spin(t)
		statesAre(t, a)
		a.Resume()
		l.await(t, "the end", func() bool { return a.State() == Closed })
		if string(a.data) != "last words" {
			t.Errorf("%q", a.data)
		}
	})
}

func TestPauseAndResume(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		a.Pause()
		check(t, b.Send([]byte("x")))
		l.spin(t)
		if len(a.data) != 0 || !a.Paused() {
			t.Errorf("%q while paused", a.data)
		}
		check(t, a.Send([]byte("y"))) // writing goes on
		l.await(t, "the other way", func() bool { return string(b.data) == "y" })
		a.Resume()
		l.await(t, "data", func() bool { return string(a.data) == "x" })
	})
}

// TestHold: what comes meanwhile is read afterwards, in one piece.
func TestHold(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		pieces := 0
		a.OnData = func(d []byte) { pieces++; a.data = append(a.data, d...) }
		a.Hold(time.Hour)
		check(t, b.Send([]byte("one ")))
		l.spin(t)
		check(t, b.Send([]byte("two")))
		l.spin(t)
		if pieces != 0 {
			t.Fatalf("%q was read", a.data)
		}
		a.Hold(0)
		l.await(t, "data", func() bool { return pieces > 0 })
		if string(a.data) != "one two" {
			t.Errorf("%q was read", a.data)
		}
		a.Hold(time.Millisecond)
		check(t, b.Send([]byte("!")))
		l.await(t, "the end of the hold", func() bool { return pieces == 2 })
		a.Hold(time.Hour)
		a.Close()
		a.Hold(time.Hour) // nothing any more
		if len(l.own) != 0 {
			t.Error("a timer is left")
		}
	})
}

// TestPausedResetDoesNotSpin: errors of a descriptor nobody reads are silent.
func TestPausedResetDoesNotSpin(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		r.Pause()
		c.SetLinger(0)
		c.Close()
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 5 {
			t.Error("the loop spins:", l.polls-polls)
		}
		statesAre(t, r, Open)
		r.Resume()
		l.await(t, "the end", func() bool { return r.State() == Closed })
	})
}

// TestHalfClosedDoesNotSpin: neither is the end of file told for ever.
func TestHalfClosedDoesNotSpin(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		a.HalfOpen = true
		b.Close()
		l.await(t, "half-closed", func() bool { return a.State() == HalfClosed })
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 5 {
			t.Error("the loop spins:", l.polls-polls)
		}
		if err := a.Send([]byte("x")); err != unix.EPIPE {
			t.Error(err)
		}
		l.await(t, "the end", func() bool { return a.State() == Closed })
		statesAre(t, a, HalfClosed, Closed)
	})
}

func TestCallbackClosesOthers(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var all []*recorder
		calls := 0
		for range 5 {
			r, w := unixPair(t, l, unix.SOCK_STREAM)
			all = append(all, r)
			check(t, w.Send([]byte("x")))
			r.OnData = func([]byte) {
				calls++
				for _, o := range all {
					if o != r {
						o.Close()
					}
				}
			}
		}
		l.spin(t)
		if calls != 1 {
			t.Error(calls, "of them were called")
		}
	})
}

func TestCallbackClosesItself(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		n := 0
		a.ReadLimit = 10
		a.OnData = func([]byte) { n++; a.Close() }
		check(t, b.Send(make([]byte, 1000)))
		l.await(t, "the other's end", func() bool { return b.State() == Closed })
		if n != 1 || a.State() != Closed {
			t.Error(n, a.State())
		}
		statesAre(t, a)
	})
}

func TestCloseWhileDraining(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, _ := goPair(t, l)
		check(t, r.Send(make([]byte, moreThanFits)))
		l.AfterFunc(time.Millisecond, func() { r.Close() })
		l.await(t, "the queue", func() bool { return r.Queued() == 0 })
		if r.State() != Closed || r.drains != 0 {
			t.Error(r.State(), r.drains)
		}
	})
}

func TestCallbackReenters(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		a.ReadLimit = 1
		depth, deepest := 0, 0
		var got []byte
		a.OnData = func(p []byte) {
			got = append(got, p...) // before the wait makes p invalid
			depth++
			deepest = max(deepest, depth)
			if depth < 3 {
				l.Wait(func() bool { return len(got) >= depth+1 }, patience)
			}
			depth--
		}
		check(t, b.Send([]byte("abcdef")))
		l.await(t, "all", func() bool { return len(got) == 6 })
		if string(got) != "abcdef" || deepest != 3 {
			t.Errorf("%q, depth %d", got, deepest)
		}
	})
}

func TestNilCallbacks(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		check(t, err)
		a, b := &Stream{}, &Stream{}
		check(t, l.Adopt(fds[0], a))
		check(t, l.Adopt(fds[1], b))
		check(t, a.Send(make([]byte, 4<<20)))
		check(t, b.Send([]byte("x")))
		l.await(t, "the queue", func() bool { return a.Queued() == 0 })
		a.Close()
		l.await(t, "the end", func() bool { return b.State() == Closed })
	})
}

func TestUseWithoutLoop(t *testing.T) {
	var s Stream
	s.Pause()
	s.Resume()
	s.SendEOF()
	s.Close()
	if s.FD() != -1 || s.LocalAddr() != nil || s.RemoteAddr() != nil || s.Queued() != 0 {
		t.Error("a stream that never was")
	}
	if err := s.Send([]byte("x")); err != unix.ENOTCONN {
		t.Error(err)
	}
	var ln Listener
	ln.Pause()
	ln.Resume()
	ln.Close()
	var d Datagram
	d.Pause()
	d.Resume()
	d.Close()
	if err := d.SendTo(nil, nil); err != unix.EBADF || ln.LocalAddr() != nil || d.LocalAddr() != nil {
		t.Error(err)
	}
}

func TestSeqpacketKeepsRecords(t *testing.T) {
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET, 0)
	if err != nil {
		t.Skip(err)
	}
	unix.Close(fds[0])
	unix.Close(fds[1])
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_SEQPACKET)
		var got []string
		a.OnData = func(p []byte) { got = append(got, string(p)) }
		big := string(pattern(3000))
		want := []string{}
		for range 300 { // more than fit
			want = append(want, "m1", "m2", big)
		}
		for _, m := range want {
			check(t, b.Send([]byte(m)))
		}
		if b.Queued() == 0 {
			t.Error("nothing had to wait")
		}
		l.await(t, "records", func() bool { return len(got) == len(want) })
		if !slices.Equal(got, want) {
			t.Error("records are not kept")
		}
		if err := b.Send(make([]byte, 64<<20)); err != unix.EMSGSIZE || b.State() != Open || b.Err() != nil {
			t.Error("a record too large:", err, b.State(), b.Err())
		}
		b.Close()
		l.await(t, "the end", func() bool { return a.State() == Closed })
	})
}

func TestPipes(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var fds [2]int
		check(t, unix.Pipe(fds[:]))
		r, w := newRecorder(), newRecorder()
		check(t, l.Adopt(fds[0], &r.Stream))
		check(t, l.Adopt(fds[1], &w.Stream))
		sent := pattern(1 << 20)
		check(t, w.Send(sent))
		w.SendEOF()
		l.await(t, "both ends", func() bool { return r.State() == Closed && w.State() == Closed })
		if !bytes.Equal(r.data, sent) || r.Err() != nil || w.Err() != nil {
			t.Error(len(r.data), r.Err(), w.Err())
		}
		statesAre(t, w, Closed)
		if r.LocalAddr() != nil || r.RemoteAddr() != nil {
			t.Error("a pipe has no addresses")
		}
	})
}

// TestPipeWithoutReader: SIGPIPE does not kill, EPIPE is told.
func TestPipeWithoutReader(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var fds [2]int
		check(t, unix.Pipe(fds[:]))
		w := newRecorder()
		check(t, l.Adopt(fds[1], &w.Stream))
		check(t, w.Send(make([]byte, 1<<20)))
		unix.Close(fds[0])
		l.await(t, "the end", func() bool { return w.State() == Closed })
		if w.Err() != unix.EPIPE || w.Queued() != 0 {
			t.Error(w.Err())
		}
	})
}

func TestRegularFileAsStream(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		name := t.TempDir() + "/file"
		check(t, os.WriteFile(name, pattern(200_000), 0o600))
		fd, err := unix.Open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
		check(t, err)
		r := newRecorder()
		check(t, l.Adopt(fd, &r.Stream))
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !bytes.Equal(r.data, pattern(200_000)) || r.Err() != nil {
			t.Error(len(r.data), r.Err())
		}
	})
}

// TestLingerNeverBlocks: close(2) would wait for a peer that does not read.
func TestLingerNeverBlocks(t *testing.T) {
	l := testLoop(t, Options{})
	r, c := goPair(t, l)
	check(t, unix.SetsockoptLinger(r.FD(), unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1, Linger: 3600}))
	sent := make([]byte, moreThanFits)
	check(t, r.Send(sent))
	kernel := len(sent) - r.Queued() // what the kernel has taken
	r.Close()
	b, err := io.ReadAll(c)
	if err != nil || len(b) != kernel {
		t.Error("what the kernel had is delivered:", len(b), kernel, err)
	}
}

// TestAcceptedLingerNeverBlocks: a connection has the option of its listener.
func TestAcceptedLingerNeverBlocks(t *testing.T) {
	set := func(fd int) error {
		return unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1, Linger: 3600})
	}
	for _, c := range []struct {
		name    string
		control func(fd int) error
		then    func(ln *Listener, s *Stream) error
	}{
		{"before it listens", set, nil},
		{"when it listens", nil, func(ln *Listener, _ *Stream) error { return set(ln.FD()) }},
		{"none", nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := testLoop(t, Options{})
			ln, r := &Listener{}, newRecorder()
			check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 5, Control: c.control}, ln))
			if c.then != nil {
				check(t, c.then(ln, &r.Stream))
			}
			ln.OnAccept = func(fd int, _ *Peer) { check(t, ln.Adopt(fd, &r.Stream)) }
			peer, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", portOf(ln.LocalAddr())))
			check(t, err)
			defer peer.Close()
			l.await(t, "connection", func() bool { return r.State() == Open })
			if alone := r.ours; alone != (c.name == "none") {
				t.Error("closed without a look at the option:", alone)
			}
			sent := make([]byte, moreThanFits)
			check(t, r.Send(sent))
			kernel := len(sent) - r.Queued()
			fd := r.Look()
			check(t, r.Close())
			if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
				t.Error("still open", flags)
			}
			b, err := io.ReadAll(peer)
			if err != nil || len(b) != kernel {
				t.Error("what the kernel had is delivered:", len(b), kernel, err)
			}
		})
	}
}

// TestHandedOut: who has asked for the descriptor may have duplicated it.
func TestHandedOut(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		ln, r := &Listener{}, newRecorder()
		check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 5}, ln))
		ln.OnAccept = func(fd int, _ *Peer) { check(t, ln.Adopt(fd, &r.Stream)) }
		peer, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", portOf(ln.LocalAddr())))
		check(t, err)
		defer peer.Close()
		l.await(t, "connection", func() bool { return r.State() == Open })
		dup, err := unix.Dup(r.FD())
		check(t, err)
		defer unix.Close(dup)
		check(t, r.Close())
		peer.Write([]byte("x")) // dup is readable
		ev, err := l.poller.Wait(0)
		for range 100 {
			if len(ev) > 0 || err != nil {
				break
			}
			time.Sleep(time.Millisecond)
			ev, err = l.poller.Wait(0)
		}
		if len(ev) > 0 || err != nil {
			t.Error("still watched:", ev, err)
		}
	})
}

func TestLingerZeroAborts(t *testing.T) {
	l := testLoop(t, Options{})
	r, c := goPair(t, l)
	check(t, unix.SetsockoptLinger(r.FD(), unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}))
	r.Close()
	if _, err := c.Read(make([]byte, 1)); !errors.Is(err, unix.ECONNRESET) {
		t.Error(err)
	}
}

// TestClosedBehindOurBack: somebody else closes our descriptor.
func TestClosedBehindOurBack(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, _ := unixPair(t, l, unix.SOCK_STREAM)
		unix.Close(a.FD())
		if err := a.Send([]byte("y")); err != unix.EBADF {
			t.Error(err)
		}
		l.await(t, "the end", func() bool { return a.State() == Closed })
		if a.Err() != unix.EBADF {
			t.Error(a.Err())
		}
	})
}

func TestChildDoesNotInherit(t *testing.T) {
	l := testLoop(t, Options{})
	ln := &Listener{}
	check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 5}, ln))
	var accepted int
	ln.OnAccept = func(fd int, _ *Peer) { accepted = fd }
	c := dialPort(t, l, portOf(ln.LocalAddr()))
	l.await(t, "connection", func() bool { return accepted > 0 && c.State() == Open })
	s := newRecorder()
	check(t, l.Adopt(accepted, &s.Stream))
	for what, fd := range map[string]int{"listener": ln.FD(), "client": c.FD(), "accepted": accepted} {
		flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
		check(t, err)
		status, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
		check(t, err)
		if flags&unix.FD_CLOEXEC == 0 || status&unix.O_NONBLOCK == 0 {
			t.Errorf("%s: flags %#x, status %#x", what, flags, status)
		}
	}
}

func TestStateNames(t *testing.T) {
	for s, want := range map[State]string{Connecting: "connecting", HalfClosed: "half-closed", Failed: "failed", 99: "unknown"} {
		if s.String() != want {
			t.Errorf("%d: %q, want %q", s, s, want)
		}
	}
}
