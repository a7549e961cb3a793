//go:build unix

package netprims

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// shortCount stands for a call that does less than it was asked for.
const shortCount = unix.Errno(0)

// faults are what happens to the n-th call of a kind, and whether the transfer
// must succeed all the same.
func faults(op Call) map[unix.Errno]bool {
	f := map[unix.Errno]bool{unix.EINTR: true, unix.EAGAIN: true, unix.ECONNRESET: false, unix.EMFILE: false, unix.ENOBUFS: false, shortCount: true}
	switch op {
	case CallWrite, CallSendTo:
		f[unix.ENOBUFS] = true
	case CallAccept:
		f[unix.EMFILE], f[unix.ENOBUFS] = true, true // it is tried again
		f[unix.ECONNRESET] = true
		delete(f, shortCount)
	case CallConnect:
		f[unix.EAGAIN] = false // no free port
		delete(f, shortCount)
	case CallSocket:
		for e := range f {
			f[e] = false
		}
		delete(f, shortCount)
	}
	return f
}

// nthFails makes the n-th call of a kind fail, and tells whether it has come.
func nthFails(op Call, e unix.Errno, n int) (fault func(Call, []byte) ([]byte, error), came *bool) {
	came = new(bool)
	return func(o Call, b []byte) ([]byte, error) {
		if o != op {
			return b, nil
		}
		if n--; n != 0 {
			return b, nil
		}
		*came = true
		if e != shortCount {
			return nil, e
		}
		if len(b) > 1 && op != CallReceive && op != CallSendTo {
			b = b[:len(b)/2]
		}
		return b, nil
	}, came
}

// maxNth ends a loop over n that the calls never end.
const maxNth = 60

// TestEveryCallFails runs an exchange over TCP once for each system call that it
// makes, with that call failing in each way, and one over UDP.
func TestEveryCallFails(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		backend := l.opt.Backend
		fds := countFDs(t)
		for _, op := range Calls() {
			for e, must := range faults(op) {
				for n := 1; n <= maxNth; n++ {
					name := fmt.Sprintf("%v of %s number %d", e, op, n)
					if e == shortCount {
						name = fmt.Sprintf("short %s number %d", op, n)
					}
					came := streamUnderFault(t, backend, name, op, e, n, must)
					came = datagramsUnderFault(t, backend, name, op, e, n, must) || came
					if !came {
						break
					}
				}
			}
		}
		if now := countFDs(t); now != fds {
			t.Errorf("%d descriptors, %d before", now, fds)
		}
	})
}

func countFDs(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // not Linux
	}
	return len(entries)
}

// streamUnderFault echoes over TCP while the n-th call of a kind fails. Either
// all arrives and both ends are told of an orderly end, or an end is told of the
// error, once.
func streamUnderFault(t *testing.T, backend, name string, op Call, e unix.Errno, n int, must bool) bool {
	t.Helper()
	fault, came := nthFails(op, e, n)
	l := testLoop(t, Options{Backend: backend, Fault: fault})
	defer l.Close()
	sent := pattern(40000)
	var server *recorder
	ln := &Listener{}
	ln.OnAccept = func(fd int, _ *Peer) {
		server = newRecorder()
		server.OnData = func(b []byte) { server.Send(b) }
		if err := l.Adopt(fd, &server.Stream); err != nil {
			t.Errorf("%s: adopt: %v", name, err)
		}
	}
	err := l.Listen(loopbackPort(0), ListenOptions{Backlog: 8}, ln)
	if err != nil {
		if op != CallSocket || must {
			t.Errorf("%s: listen: %v", name, err)
		}
		return *came
	}
	c := newRecorder()
	if err := l.Dial([]unix.Sockaddr{ln.LocalAddr()}, DialOptions{}, &c.Stream); err != nil {
		t.Errorf("%s: dial: %v", name, err)
		return *came
	}
	failed := c.Send(sent) != nil
	over := func() bool { return c.State() > HalfClosed || len(c.data) >= len(sent) }
	if ok, err := l.Wait(over, patience); !ok || err != nil {
		t.Fatalf("%s: no end: %v, %v, client %v with %d bytes, queued %d", name, ok, err, c.State(), len(c.data), c.Queued())
	}
	if c.State() <= HalfClosed {
		c.SendEOF()
		if ok, err := l.Wait(func() bool { return c.State() > HalfClosed }, patience); !ok || err != nil {
			t.Fatalf("%s: no close: %v, %v", name, ok, err)
		}
	}
	whole := bytes.Equal(c.data, sent)
	if must && (!whole || failed || c.Err() != nil) {
		t.Errorf("%s: %d bytes of %d came back, %v", name, len(c.data), len(sent), c.Err())
	}
	if !bytes.HasPrefix(sent, c.data) {
		t.Errorf("%s: other bytes came back", name)
	}
	ends := 0
	for _, s := range c.states {
		if s == Closed || s == Failed {
			ends++
		}
	}
	if ends != 1 {
		t.Errorf("%s: the client was told %v", name, c.states)
	}
	return *came
}

// datagramsUnderFault sends three datagrams while the n-th call fails: those
// that no error was told of arrive, in order.
func datagramsUnderFault(t *testing.T, backend, name string, op Call, e unix.Errno, n int, must bool) bool {
	t.Helper()
	if op != CallReceive && op != CallSendTo && op != CallSocket {
		return false
	}
	fault, came := nthFails(op, e, n)
	l := testLoop(t, Options{Backend: backend, Fault: fault})
	defer l.Close()
	var got []string
	d := &Datagram{OnPacket: func(p Packet) { got = append(got, string(p.Data)) }}
	var errs []error
	d.OnError = func(err error) { errs = append(errs, err) }
	if err := l.OpenDatagram(DatagramOptions{Local: loopbackPort(0)}, d); err != nil {
		if op != CallSocket {
			t.Errorf("%s: open: %v", name, err)
		}
		return *came
	}
	to, err := PeerOf(d.LocalAddr())
	check(t, err)
	want := 0
	for _, text := range []string{"one", "two", ""} {
		if err := d.SendTo([]byte(text), &to); err != nil {
			if must {
				t.Errorf("%s: send: %v", name, err)
			}
			continue
		}
		want++
	}
	if ok, err := l.Wait(func() bool { return len(got) >= want }, patience); !ok || err != nil {
		t.Fatalf("%s: %d datagrams of %d, told %v: %v", name, len(got), want, errs, err)
	}
	if must && len(errs) > 0 {
		t.Errorf("%s: told %v", name, errs)
	}
	return *came
}
