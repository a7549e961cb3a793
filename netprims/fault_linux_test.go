package netprims

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestPtyEnd: reading a pty whose other side is closed says EIO, which is its
// end of file.
func TestPtyEnd(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		master, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
		if err != nil {
			t.Skip(err)
		}
		check(t, unix.IoctlSetPointerInt(master, unix.TIOCSPTLCK, 0))
		n, err := unix.IoctlGetInt(master, unix.TIOCGPTN)
		check(t, err)
		slave, err := unix.Open(fmt.Sprintf("/dev/pts/%d", n), unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
		check(t, err)
		r := newRecorder()
		check(t, l.Adopt(master, &r.Stream))
		unix.Write(slave, []byte("hello\n"))
		l.await(t, "data", func() bool { return string(r.data) == "hello\r\n" })
		check(t, r.Send([]byte("line\n")))
		b := make([]byte, 100)
		if n, err := unix.Read(slave, b); err != nil || string(b[:n]) != "line\n" {
			t.Error(string(b[:n]), err)
		}
		unix.Close(slave)
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if r.Err() != nil {
			t.Error(r.Err())
		}
	})
}

// TestUnixBacklogFull: connect(2) says EAGAIN, and nothing tells when it would
// not.
func TestUnixBacklogFull(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		there := &unix.SockaddrUnix{Name: filepath.Join(t.TempDir(), "s")}
		n := 0
		ln := &Listener{}
		ln.OnAccept = func(fd int, _ *Peer) {
			n++
			check(t, l.Adopt(fd, &Stream{}))
		}
		check(t, l.Listen(there, ListenOptions{Backlog: 1}, ln))
		ln.Pause()
		var clients []*recorder
		for range 6 {
			r := newRecorder()
			check(t, l.Dial([]unix.Sockaddr{there}, DialOptions{}, &r.Stream))
			clients = append(clients, r)
		}
		late := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{there}, DialOptions{Timeout: time.Millisecond}, &late.Stream))
		gone := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{there}, DialOptions{}, &gone.Stream))
		gone.Close()
		l.await(t, "a timeout", func() bool { return late.State() == Failed })
		if late.Err() != unix.ETIMEDOUT || clients[5].State() != Connecting {
			t.Error(late.Err(), clients[5].State())
		}
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 60 {
			t.Error("the loop spins:", l.polls-polls)
		}
		ln.Resume()
		l.await(t, "all", func() bool { return n == 6 && clients[5].State() == Open })
		for _, c := range clients {
			statesAre(t, c, Open)
		}
		statesAre(t, gone)
		// With WaitOnly the retries go on even where no timers run.
		ln.Pause()
		for range 3 {
			check(t, l.Dial([]unix.Sockaddr{there}, DialOptions{}, &newRecorder().Stream))
		}
		last := newRecorder()
		check(t, l.Dial([]unix.Sockaddr{there}, DialOptions{Timeout: 20 * time.Millisecond}, &last.Stream))
		if ok, err := l.WaitOnly(&last.Stream, false, func() bool { return last.State() == Failed }, patience); !ok || err != nil {
			t.Error(ok, err)
		}
	})
}

// TestUrgentByte: out-of-band data that nobody reads neither spins nor stalls.
func TestUrgentByte(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		raw, err := c.SyscallConn()
		check(t, err)
		urgent := func() {
			raw.Control(func(fd uintptr) {
				if err := unix.Sendto(int(fd), []byte("!"), unix.MSG_OOB, nil); err != nil {
					t.Error(err)
				}
			})
		}
		c.Write([]byte("before "))
		urgent()
		c.Write([]byte("after"))
		l.await(t, "data", func() bool { return string(r.data) == "before after" })
		urgent()
		l.spin(t)
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 5 {
			t.Error("the loop spins:", l.polls-polls)
		}
		c.Write([]byte("!"))
		c.Close()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if string(r.data) != "before after!" {
			t.Errorf("%q", r.data)
		}
	})
}

// TestSignalStorm: signals that interrupt every call change nothing.
func TestSignalStorm(t *testing.T) {
	got := make(chan os.Signal, 1)
	signal.Notify(got, unix.SIGUSR1)
	defer signal.Stop(got)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-got:
			default:
				unix.Kill(unix.Getpid(), unix.SIGUSR1)
				time.Sleep(20 * time.Microsecond)
			}
		}
	}()
	defer func() { close(stop); <-stopped }()
	overBackends(t, func(t *testing.T, l *Loop) {
		start := time.Now()
		if ok, err := l.Wait(nil, 20*time.Millisecond); ok || err != nil || time.Since(start) < 20*time.Millisecond {
			t.Error(ok, err, time.Since(start))
		}
		_, port := listenFor(t, l, func(s *recorder) { s.OnData = func(b []byte) { check(t, s.Send(b)) } })
		sent := pattern(2 << 20)
		for range 3 {
			c := dialPort(t, l, port)
			check(t, c.Send(sent))
			l.await(t, "the echo", func() bool { return len(c.data) >= len(sent) || c.State() > Open })
			if !bytes.Equal(c.data, sent) {
				t.Error(len(c.data), c.State(), c.Err())
			}
			c.Close()
		}
	})
}

// silence makes the peer of c disappear without a word, as when its machine
// loses power.
func silence(t *testing.T, c *net.TCPConn) {
	t.Helper()
	raw, err := c.SyscallConn()
	check(t, err)
	raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_REPAIR, 1) })
	if err != nil {
		t.Skip("needs CAP_NET_ADMIN:", err)
	}
	c.Close()
}

func TestSilentPeer(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		silence(t, c)
		l.spin(t)
		statesAre(t, r, Open) // nothing can be known yet
		check(t, r.Send([]byte("x")))
		l.await(t, "the end", func() bool { return r.State() == Closed })
		if !errors.Is(r.Err(), unix.ECONNRESET) {
			t.Error(r.Err())
		}
	})
}

func TestSilentPeerKeepalive(t *testing.T) {
	l := testLoop(t, Options{})
	r, c := goPair(t, l)
	for opt, v := range map[int]int{unix.TCP_KEEPIDLE: 1, unix.TCP_KEEPINTVL: 1, unix.TCP_KEEPCNT: 1} {
		check(t, unix.SetsockoptInt(r.FD(), unix.IPPROTO_TCP, opt, v))
	}
	check(t, unix.SetsockoptInt(r.FD(), unix.SOL_SOCKET, unix.SO_KEEPALIVE, 1))
	silence(t, c)
	l.await(t, "the end", func() bool { return r.State() == Closed })
	if !errors.Is(r.Err(), unix.ECONNRESET) && !errors.Is(r.Err(), unix.ETIMEDOUT) {
		t.Error(r.Err())
	}
}

// TestIdleLoopHoldsNoThread: a parked Wait is a goroutine and nothing else.
func TestIdleLoopHoldsNoThread(t *testing.T) {
	threads := func() int {
		d, err := os.ReadDir("/proc/self/task")
		check(t, err)
		return len(d)
	}
	const loops = 50
	var ls []*Loop
	done := make(chan error, loops)
	before := threads()
	for range loops {
		l := testLoop(t, Options{Backend: "epoll"})
		ls = append(ls, l)
		go func() { _, err := l.Wait(nil, -1); done <- err }()
	}
	time.Sleep(20 * time.Millisecond)
	if after := threads(); after > before+loops/2 {
		t.Errorf("%d threads before, %d with %d idle loops", before, after, loops)
	}
	for _, l := range ls {
		l.Interrupt()
	}
	for range loops {
		if err := <-done; err != ErrInterrupted {
			t.Error(err)
		}
	}
}

// TestDataThenReset: what had come before a reset is told whole or not at all: that
// is the kernel's choice.
func TestDataThenReset(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		c.Write([]byte("bye"))
		c.SetLinger(0)
		c.Close()
		l.await(t, "the end", func() bool { return r.State() == Closed })
		statesAre(t, r, Open, Closed)
		if len(r.data) != 0 && string(r.data) != "bye" {
			t.Errorf("%q", r.data)
		}
	})
}

// BenchmarkEcho is round trips of 64 bytes between a Loop and n Go clients.
func BenchmarkEcho(b *testing.B) {
	for _, n := range []int{1, 50} {
		b.Run(fmt.Sprintf("loop-%d", n), func(b *testing.B) {
			l := testLoop(b, Options{})
			_, port := listenFor(b, l, func(s *recorder) { s.OnData = func(p []byte) { s.Send(p) } })
			done := false
			go func() { echoClients(b, n, port); l.Post(func() { done = true }) }()
			l.Wait(func() bool { return done }, -1)
		})
		b.Run(fmt.Sprintf("plain-%d", n), func(b *testing.B) {
			ln, err := net.Listen("tcp4", "127.0.0.1:0")
			check(b, err)
			defer ln.Close()
			go func() {
				for {
					c, err := ln.Accept()
					if err != nil {
						return
					}
					go func() {
						defer c.Close()
						buf := make([]byte, 4096)
						for {
							k, err := c.Read(buf)
							if err != nil {
								return
							}
							c.Write(buf[:k])
						}
					}()
				}
			}()
			echoClients(b, n, ln.Addr().(*net.TCPAddr).Port)
		})
	}
}

func echoClients(b *testing.B, n, port int) {
	ends := make(chan error, n)
	for i := range n {
		share := b.N / n
		if i < b.N%n {
			share++
		}
		go func() {
			c, err := net.Dial("tcp4", fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				ends <- err
				return
			}
			defer c.Close()
			buf := make([]byte, 64)
			for range share {
				c.Write(buf)
				if _, err := io.ReadFull(c, buf); err != nil {
					ends <- err
					return
				}
			}
			ends <- nil
		}()
	}
	for range n {
		if err := <-ends; err != nil {
			b.Error(err)
		}
	}
}

func BenchmarkPost(b *testing.B) {
	l := testLoop(b, Options{})
	n := 0
	go func() {
		for range b.N {
			l.Post(func() { n++ })
		}
	}()
	l.Wait(func() bool { return n == b.N }, -1)
}

func BenchmarkTimer(b *testing.B) {
	l := testLoop(b, Options{})
	for range 10_000 {
		l.AfterFunc(time.Hour, func() {})
	}
	for b.Loop() {
		l.AfterFunc(time.Minute, func() {}).Stop()
	}
}

func BenchmarkDatagram(b *testing.B) {
	l := testLoop(b, Options{})
	n := 0
	var from Peer
	d := &Datagram{OnPacket: func(p Packet) { n++; from = *p.From }}
	check(b, l.OpenDatagram(DatagramOptions{Local: loopbackPort(0)}, d))
	here, err := PeerOf(d.LocalAddr())
	check(b, err)
	b.ReportAllocs()
	for b.Loop() {
		want := n + 1
		check(b, d.SendTo([]byte("x"), &here))
		l.Wait(func() bool { return n >= want }, -1)
	}
	_ = from
}
