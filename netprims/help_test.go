//go:build unix

package netprims

import (
	"net"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

const patience = 10 * time.Second // how long a test waits for what must come

// overBackends runs a test once for every backend of this system.
func overBackends(t *testing.T, f func(t *testing.T, l *Loop)) {
	t.Helper()
	for _, b := range poll.Backends() {
		t.Run(b, func(t *testing.T) { f(t, testLoop(t, Options{Backend: b})) })
	}
}

func testLoop(t testing.TB, opt Options) *Loop {
	t.Helper()
	l, err := NewLoop(opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// await fails the test unless f comes to hold.
func (l *Loop) await(t testing.TB, what string, f func() bool) {
	t.Helper()
	if ok, err := l.Wait(f, patience); !ok || err != nil {
		t.Fatalf("waiting for %s: %v, %v", what, ok, err)
	}
}

// spin lets the Loop run for a moment, to see that something does not happen.
func (l *Loop) spin(t testing.TB) {
	t.Helper()
	if _, err := l.Wait(nil, 30*time.Millisecond); err != nil {
		t.Fatal(err)
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var loopback = [4]byte{127, 0, 0, 1}

func loopbackPort(port int) *unix.SockaddrInet4 {
	return &unix.SockaddrInet4{Addr: loopback, Port: port}
}

func portOf(sa unix.Sockaddr) int { return sa.(*unix.SockaddrInet4).Port }

// recorder is a Stream and what it has told.
type recorder struct {
	Stream
	data   []byte
	states []State
	drains int
}

func newRecorder() *recorder {
	r := &recorder{}
	r.OnData = func(b []byte) { r.data = append(r.data, b...) }
	r.OnState = func(s State) { r.states = append(r.states, s) }
	r.OnDrain = func() { r.drains++ }
	return r
}

// listenFor gives a listener of l, each connection of which is made a stream
// by f; nil means one that is kept and does nothing.
func listenFor(t testing.TB, l *Loop, f func(s *recorder)) (*Listener, int) {
	t.Helper()
	ln := &Listener{OnError: func(err error) { t.Errorf("accept: %v", err) }}
	ln.OnAccept = func(fd int, peer *Peer) {
		r := newRecorder()
		if f != nil {
			f(r)
		}
		if err := l.Adopt(fd, &r.Stream); err != nil {
			t.Errorf("adopt: %v", err)
		}
	}
	check(t, l.Listen(loopbackPort(0), ListenOptions{Backlog: 128}, ln))
	return ln, portOf(ln.LocalAddr())
}

func dialPort(t testing.TB, l *Loop, port int) *recorder {
	t.Helper()
	r := newRecorder()
	check(t, l.Dial([]unix.Sockaddr{loopbackPort(port)}, DialOptions{}, &r.Stream))
	return r
}

// goPair is a stream of l and its peer, an ordinary Go connection.
func goPair(t testing.TB, l *Loop) (*recorder, *net.TCPConn) {
	t.Helper()
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	check(t, err)
	defer ln.Close()
	r := dialPort(t, l, ln.Addr().(*net.TCPAddr).Port)
	c, err := ln.Accept()
	check(t, err)
	check(t, c.SetDeadline(time.Now().Add(patience)))
	t.Cleanup(func() { c.Close() })
	l.await(t, "connection", func() bool { return r.State() == Open })
	return r, c.(*net.TCPConn)
}

// unixPair is two connected streams of l.
func unixPair(t testing.TB, l *Loop, typ int) (a, b *recorder) {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, typ, 0)
	check(t, err)
	a, b = newRecorder(), newRecorder()
	check(t, l.Adopt(fds[0], &a.Stream))
	check(t, l.Adopt(fds[1], &b.Stream))
	return a, b
}

// closedPort is a port nobody listens on.
func closedPort(t testing.TB) int {
	t.Helper()
	fd, err := sysSocket(unix.AF_INET, unix.SOCK_STREAM, 0)
	check(t, err)
	defer unix.Close(fd)
	check(t, unix.Bind(fd, loopbackPort(0)))
	sa, err := unix.Getsockname(fd)
	check(t, err)
	return portOf(sa)
}
