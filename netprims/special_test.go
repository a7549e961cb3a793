//go:build unix

package netprims

import (
	"bytes"
	"io"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestCloseAfter: what was queued arrives although the Stream is closed, and the
// descriptor is closed after it.
func TestCloseAfter(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		r, c := goPair(t, l)
		sent := pattern(32 << 20) // more than the kernel takes
		check(t, r.Send(sent))
		if r.Queued() == 0 {
			t.Fatal("the kernel has taken everything")
		}
		fd := r.FD()
		r.CloseAfter(0)
		if r.State() != Closed || r.FD() >= 0 || r.Queued() != 0 {
			t.Errorf("%v, descriptor %d, %d queued", r.State(), r.FD(), r.Queued())
		}
		got := make(chan []byte, 1)
		go func() { b, _ := io.ReadAll(c); got <- b }()
		l.await(t, "the end", func() bool { return l.fds[fd] == nil })
		if b := <-got; !bytes.Equal(b, sent) {
			t.Errorf("%d bytes arrived", len(b))
		}
		statesAre(t, r, Open)
		if len(l.own) != 0 {
			t.Error("a timer is left")
		}
	})
}

// TestCloseAfterLimit: a peer that does not read is told by a reset.
func TestCloseAfterLimit(t *testing.T) {
	l := testLoop(t, Options{})
	r, c := goPair(t, l)
	check(t, r.Send(pattern(64<<20)))
	fd := r.FD()
	r.CloseAfter(20 * time.Millisecond)
	l.await(t, "the limit", func() bool { return l.fds[fd] == nil })
	if _, err := io.Copy(io.Discard, c); err == nil {
		t.Error("the peer sees an orderly end")
	}
	// A stream with nothing queued, or not open, is simply closed.
	r, _ = goPair(t, l)
	r.CloseAfter(time.Hour)
	r.CloseAfter(time.Hour)
	new(Stream).CloseAfter(0)
	if len(l.own) != 0 {
		t.Error("a timer is left")
	}
}

func TestUrgentData(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var server *recorder
		var urgent []byte
		_, port := listenFor(t, l, func(s *recorder) {
			server = s
			s.Special = &Special{OnUrgent: func(b []byte) { urgent = append(urgent, b...) }}
		})
		c := dialPort(t, l, port)
		l.await(t, "connection", func() bool { return server != nil && c.State() == Open })
		check(t, c.Send([]byte("ab")))
		check(t, c.SendUrgent('!'))
		l.await(t, "urgent data", func() bool { return len(urgent) > 0 && len(server.data) == 2 })
		check(t, c.Send([]byte("cd")))
		l.await(t, "data", func() bool { return len(server.data) == 4 })
		if string(urgent) != "!" || string(server.data) != "abcd" {
			t.Errorf("%q, urgent %q", server.data, urgent)
		}
		if err := new(Stream).SendUrgent('x'); err != unix.ENOTCONN {
			t.Error(err)
		}
	})
}

func TestSendFiles(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		var got []int
		b.Special = &Special{OnFiles: func(fds []int) { got = append(got, fds...) }}
		b.Rearm()
		var ends [2]int
		check(t, unix.Pipe(ends[:]))
		check(t, a.Send([]byte("before ")))
		check(t, a.SendFiles([]byte("with"), ends[:]))
		unix.Close(ends[0])
		unix.Close(ends[1])
		l.await(t, "descriptors", func() bool { return len(got) == 2 && string(b.data) == "before with" })
		_, err := unix.Write(got[1], []byte("through"))
		check(t, err)
		buf := make([]byte, 20)
		n, err := unix.Read(got[0], buf)
		check(t, err)
		if string(buf[:n]) != "through" {
			t.Errorf("%q", buf[:n])
		}
		for _, fd := range got {
			if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
				t.Error("not close-on-exec", flags, err)
			}
			unix.Close(fd)
		}
		for _, err := range []error{a.SendFiles(nil, got), a.SendFiles([]byte("x"), make([]int, maxFiles+1)), a.SendFiles([]byte("x"), []int{-1})} {
			if err == nil {
				t.Error("no error")
			}
		}
	})
}

// TestParseControl must bear anything.
func TestParseControl(t *testing.T) {
	for _, b := range [][]byte{nil, {1}, bytes.Repeat([]byte{0xff}, 64), make([]byte, 16), make([]byte, 100)} {
		if i := ParseControl(b); i.TTL != -1 || i.Hz != 0 || i.Sender != nil {
			t.Errorf("% x: %+v", b, i)
		}
	}
	if (&PacketInfo{}).take(unix.SOL_SOCKET, unix.SCM_TIMESTAMP, []byte{1}); len(rightsIn([]byte{1, 2, 3})) != 0 {
		t.Error("descriptors out of nothing")
	}
}
