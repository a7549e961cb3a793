//go:build unix

package netprims

import (
	"bytes"
	"testing"

	"golang.org/x/sys/unix"
)

// TestReadAhead: pieces are no longer than the limit, others get their turns
// between them, a pause holds at once and loses nothing.
func TestReadAhead(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		c, d := unixPair(t, l, unix.SOCK_STREAM)
		b.ReadLimit = 1000
		msg := pattern(20_000)
		pieces, between := 0, 0
		d.OnData = func([]byte) { between = pieces }
		b.OnData = func(p []byte) {
			b.data = append(b.data, p...)
			if pieces++; len(p) > 1000 {
				t.Errorf("a piece of %d bytes", len(p))
			}
			if pieces == 5 {
				b.Pause()
			}
		}
		check(t, a.Send(msg))
		check(t, c.Send([]byte("x")))
		l.await(t, "pause", b.Paused)
		l.spin(t)
		if pieces != 5 || between > 2 {
			t.Errorf("%d pieces, the other after %d", pieces, between)
		}
		check(t, a.Send(msg))
		check(t, a.Close())
		b.Resume()
		l.await(t, "end", func() bool { return b.State() == Closed })
		if !bytes.Equal(b.data, append(append([]byte(nil), msg...), msg...)) {
			t.Errorf("%d bytes", len(b.data))
		}
	})
}

// TestReadAheadBounded: many streams do not hold a buffer each, and one that is
// closed gives its buffer back.
func TestReadAheadBounded(t *testing.T) {
	l := testLoop(t, Options{})
	var all []*recorder
	for range 3 * maxRests {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		b.ReadLimit = 100
		check(t, a.Send(pattern(5000)))
		all = append(all, b)
	}
	most := 0
	for _, b := range all {
		b.OnData = func(p []byte) {
			b.data = append(b.data, p...)
			most = max(most, l.rests)
			if len(b.data) == 2000 && l.rests%2 == 0 {
				b.Close()
			}
		}
	}
	l.await(t, "data", func() bool {
		for _, b := range all {
			if len(b.data) < 5000 && b.State() != Closed {
				return false
			}
		}
		return true
	})
	if most > maxRests || l.rests != 0 || len(l.spares) > maxSpares {
		t.Errorf("%d at most, %d left, %d spare", most, l.rests, len(l.spares))
	}
}

// TestTake: bytes that were taken stay what they were, and what lies in a buffer
// by itself is not to be taken.
func TestTake(t *testing.T) {
	for _, limit := range []int{0, 1000} {
		l := testLoop(t, Options{})
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		b.ReadLimit = limit
		msg := pattern(1 << 20)
		var kept [][]byte
		var copied []byte
		got := 0
		b.OnData = func(p []byte) {
			if l.Take(p) {
				kept = append(kept, p)
				copied = append(copied, p...)
			}
			got += len(p)
		}
		check(t, a.Send([]byte("small")))
		l.await(t, "a small piece", func() bool { return got == 5 })
		if len(kept) > 0 {
			t.Errorf("limit %d: a small piece was taken", limit)
		}
		check(t, a.Send(msg))
		l.await(t, "data", func() bool { return got == 5+len(msg) })
		if len(copied) < len(msg)/4 {
			t.Errorf("limit %d: only %d bytes were taken", limit, len(copied))
		}
		if !bytes.Equal(bytes.Join(kept, nil), copied) {
			t.Errorf("limit %d: what was taken has changed", limit)
		}
		if l.rests != 0 || len(l.spares) > maxSpares {
			t.Errorf("limit %d: %d rests, %d spares", limit, l.rests, len(l.spares))
		}
	}
}

// TestTakeNested: what a callback within another is given is another's.
func TestTakeNested(t *testing.T) {
	l := testLoop(t, Options{})
	a, b := unixPair(t, l, unix.SOCK_STREAM)
	c, d := unixPair(t, l, unix.SOCK_STREAM)
	b.ReadLimit = 4096
	msg := pattern(readSize)
	pieces := 0
	d.OnData = func(p []byte) {
		if l.Take(p) {
			t.Error("a small piece was taken")
		}
		d.data = append(d.data, p...)
	}
	b.OnData = func(p []byte) {
		if pieces++; pieces == 2 {
			b.Pause()
			check(t, c.Send([]byte("small")))
			l.await(t, "the other", func() bool { return len(d.data) == 5 })
			b.Resume()
		}
		b.data = append(b.data, make([]byte, len(p))...)
	}
	check(t, a.Send(msg))
	l.await(t, "data", func() bool { return len(b.data) == len(msg) })
	if l.giving != nil {
		t.Error("something is still being given")
	}
}

// TestSTARTTLSWhileReadingAhead: what was read ahead belongs to TLS.
func TestSTARTTLSWhileReadingAhead(t *testing.T) {
	l := testLoop(t, Options{})
	sc, cc := tlsConfigs(t)
	a, b := unixPair(t, l, unix.SOCK_STREAM)
	b.ReadLimit = 4
	hb := (*handshakeResult)(nil)
	b.OnData = func(p []byte) {
		b.data = append(b.data, p...)
		if hb == nil {
			hb = startTLS(t, b, TLSOptions{Config: sc, Server: true})
		}
	}
	b.Pause()
	check(t, a.Send([]byte("TLS\n")))
	ha := startTLS(t, a, TLSOptions{Config: cc})
	l.spin(t) // the hello is behind the command, in the kernel
	b.Resume()
	l.await(t, "handshake", func() bool { return ha.over })
	check(t, ha.err)
	check(t, a.Send([]byte("secret")))
	l.await(t, "secret", func() bool { return string(b.data) == "TLS\nsecret" })
}
