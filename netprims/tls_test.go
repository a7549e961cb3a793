//go:build unix

package netprims

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/tests/certs"
)

// tlsConfigs are a server's and a client's that trusts it.
func tlsConfigs(t testing.TB) (server, client *tls.Config) {
	t.Helper()
	p := certs.New(t, certs.Spec{CA: true})
	return &tls.Config{Certificates: []tls.Certificate{p.TLS()}}, &tls.Config{RootCAs: p.Pool(), ServerName: "localhost"}
}

// handshakeResult starts TLS on r and tells how it ended.
type handshakeResult struct {
	over bool
	err  error
}

func startTLS(t testing.TB, r *recorder, opt TLSOptions) *handshakeResult {
	t.Helper()
	h := &handshakeResult{}
	check(t, r.StartTLS(opt, func(err error) {
		if h.over {
			t.Error("told twice")
		}
		h.over, h.err = true, err
	}))
	return h
}

// goServer runs f on the other side of c in a goroutine.
func inBackground(t testing.TB, f func() error) {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- f() }()
	t.Cleanup(func() {
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("peer: %v", err)
			}
		case <-time.After(patience):
			t.Error("the peer does not end")
		}
	})
}

func TestTLSClientEcho(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		sc, cc := tlsConfigs(t)
		r, c := goPair(t, l)
		inBackground(t, func() error {
			tc := tls.Server(c, sc)
			if _, err := io.Copy(tc, tc); err != nil {
				return err
			}
			return tc.Close()
		})
		h := startTLS(t, r, TLSOptions{Config: cc})
		check(t, r.Send([]byte("early "))) // waits for the handshake
		if r.Queued() == 0 {
			t.Error("nothing queued during the handshake")
		}
		l.await(t, "handshake", func() bool { return h.over })
		check(t, h.err)
		big := pattern(3 << 20)
		check(t, r.Send(big))
		want := append([]byte("early "), big...)
		l.await(t, "echo", func() bool { return len(r.data) >= len(want) })
		if !bytes.Equal(r.data, want) {
			t.Error("the echo differs")
		}
		r.SendEOF()
		l.await(t, "end", func() bool { return r.State() == Closed })
		if r.Err() != nil {
			t.Errorf("an orderly end gives %v", r.Err())
		}
		statesAre(t, r, Open, Closed)
	})
}

func TestTLSBetweenStreams(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		sc, cc := tlsConfigs(t)
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		b.ReadLimit = 1000
		hb := startTLS(t, b, TLSOptions{Config: sc, Server: true})
		ha := startTLS(t, a, TLSOptions{Config: cc})
		l.await(t, "handshakes", func() bool { return ha.over && hb.over })
		check(t, ha.err)
		check(t, hb.err)
		longest := 0
		b.OnData = func(p []byte) { longest = max(longest, len(p)); b.data = append(b.data, p...) }
		b.Pause()
		msg := pattern(100_000)
		check(t, a.Send(msg))
		l.spin(t)
		if len(b.data) != 0 {
			t.Error("a paused stream is read")
		}
		b.Resume()
		l.await(t, "data", func() bool { return len(b.data) == len(msg) })
		if !bytes.Equal(b.data, msg) || longest > 1000 {
			t.Errorf("longest piece %d", longest)
		}
		if st, ok := a.TLS(); !ok || st.Version != tls.VersionTLS13 {
			t.Error("no TLS state")
		}
		check(t, a.Close())
		l.await(t, "notice", func() bool { return b.State() == Closed })
		if b.Err() != nil {
			t.Errorf("Close tells the peer, but it finds %v", b.Err())
		}
		if err := b.StartTLS(TLSOptions{Config: sc}, nil); err != unix.ENOTCONN {
			t.Errorf("StartTLS on a closed stream: %v", err)
		}
	})
}

func TestTLSTruncated(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		sc, cc := tlsConfigs(t)
		r, c := goPair(t, l)
		inBackground(t, func() error {
			tc := tls.Server(c, sc)
			tc.Write([]byte("half"))
			return c.Close() // without close_notify
		})
		startTLS(t, r, TLSOptions{Config: cc})
		l.await(t, "end", func() bool { return r.State() == Closed })
		if string(r.data) != "half" || r.Err() != ErrTruncated {
			t.Errorf("%q, %v", r.data, r.Err())
		}
	})
}

// TestTLSHandshakeFails: every way in which a peer can spoil a handshake ends
// it with one error, and not a byte of what was sent goes out in clear text.
func TestTLSHandshakeFails(t *testing.T) {
	other := certs.New(t, certs.Spec{Name: "elsewhere"})
	for name, peer := range map[string]func(c *net.TCPConn){
		"not TLS":          func(c *net.TCPConn) { c.Write([]byte("220 mail.example ESMTP ready\r\n")) },
		"closes":           func(c *net.TCPConn) { c.Close() },
		"resets":           func(c *net.TCPConn) { c.SetLinger(0); c.Close() },
		"silent":           func(c *net.TCPConn) {},
		"closes in middle": func(c *net.TCPConn) { c.Write([]byte{22, 3, 3, 0, 90, 2, 0}); c.Close() },
		"huge record":      func(c *net.TCPConn) { c.Write([]byte{22, 3, 3, 0xff, 0xff, 2, 0}) },
		"alert":            func(c *net.TCPConn) { c.Write([]byte{21, 3, 3, 0, 2, 2, 40}) },
		"wrong name": func(c *net.TCPConn) {
			tls.Server(c, &tls.Config{Certificates: []tls.Certificate{other.TLS()}}).Handshake()
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := testLoop(t, Options{})
			_, cc := tlsConfigs(t)
			r, c := goPair(t, l)
			seen := make(chan []byte, 1)
			go func() {
				peer(c)
				b, _ := io.ReadAll(c)
				seen <- b
			}()
			h := startTLS(t, r, TLSOptions{Config: cc, Timeout: 200 * time.Millisecond})
			check(t, r.Send([]byte("the password")))
			l.await(t, "failure", func() bool { return h.over })
			l.await(t, "end", func() bool { return r.State() == Closed })
			if h.err == nil || !errors.Is(r.Err(), h.err) {
				t.Errorf("handshake %v, stream %v", h.err, r.Err())
			}
			if name == "silent" && h.err != unix.ETIMEDOUT {
				t.Errorf("silent peer: %v", h.err)
			}
			statesAre(t, r, Open, Closed)
			if b := <-seen; bytes.Contains(b, []byte("password")) {
				t.Error("sent in clear text")
			}
			if _, ok := r.TLS(); ok {
				t.Error("a failed handshake has a state")
			}
		})
	}
}

// TestTLSByteByByte feeds a whole connection one byte at a time, which also
// pins that crypto/tls goes on after a temporary error in the midst of a record.
func TestTLSByteByByte(t *testing.T) {
	l := testLoop(t, Options{})
	sc, cc := tlsConfigs(t)
	r, c := goPair(t, l)
	msg := pattern(3000)
	inBackground(t, func() error {
		tc := tls.Server(&slowConn{Conn: c}, sc)
		if _, err := tc.Write(msg); err != nil {
			return err
		}
		return tc.Close()
	})
	l.interfere = func(op Call, b []byte) ([]byte, error) {
		if op == CallRead || op == CallWrite {
			return b[:1], nil
		}
		return b, nil
	}
	h := startTLS(t, r, TLSOptions{Config: cc})
	l.await(t, "end", func() bool { return r.State() == Closed })
	check(t, h.err)
	if !bytes.Equal(r.data, msg) || r.Err() != nil {
		t.Errorf("%d bytes, %v", len(r.data), r.Err())
	}
}

// slowConn writes in small pieces.
type slowConn struct{ net.Conn }

func (c *slowConn) Write(b []byte) (int, error) {
	for i := range b {
		if _, err := c.Conn.Write(b[i : i+1]); err != nil {
			return i, err
		}
	}
	return len(b), nil
}

func TestTLSAlertInMidStream(t *testing.T) {
	l := testLoop(t, Options{})
	sc, cc := tlsConfigs(t)
	sc.MaxVersion = tls.VersionTLS12
	r, c := goPair(t, l)
	inBackground(t, func() error {
		tc := tls.Server(c, sc)
		if _, err := tc.Write([]byte("x")); err != nil {
			return err
		}
		c.Write([]byte{23, 3, 3, 0, 24, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4}) // a forged record
		_, err := io.ReadAll(tc)
		if err == nil {
			return errors.New("no alert came")
		}
		return nil
	})
	startTLS(t, r, TLSOptions{Config: cc})
	l.await(t, "end", func() bool { return r.State() == Closed })
	if string(r.data) != "x" || r.Err() == nil {
		t.Errorf("%q, %v", r.data, r.Err())
	}
}

// TestSTARTTLS: what the peer sends right behind its last plain line is TLS,
// whether the Loop has read it already or not.
func TestSTARTTLS(t *testing.T) {
	for _, together := range []bool{false, true} {
		l := testLoop(t, Options{})
		sc, cc := tlsConfigs(t)
		r, c := goPair(t, l)
		inBackground(t, func() error {
			var hello net.Conn = c
			if together {
				hello = &gluedConn{Conn: c, glue: []byte("STARTTLS\r\n")}
			} else if _, err := c.Write([]byte("STARTTLS\r\n")); err != nil {
				return err
			}
			tc := tls.Client(hello, cc)
			if _, err := tc.Write([]byte("secret")); err != nil {
				return err
			}
			return tc.Close()
		})
		var h *handshakeResult
		var plain []byte
		r.OnData = func(b []byte) {
			if h != nil {
				r.data = append(r.data, b...)
				return
			}
			plain = append(plain, b...)
			if line, rest, ok := bytes.Cut(plain, []byte("\r\n")); ok {
				if string(line) != "STARTTLS" {
					t.Errorf("line %q", line)
				}
				h = startTLS(t, r, TLSOptions{Config: sc, Server: true, Early: rest})
			}
		}
		l.await(t, "end", func() bool { return r.State() == Closed })
		if string(r.data) != "secret" || r.Err() != nil {
			t.Errorf("together %v: %q, %v", together, r.data, r.Err())
		}
	}
}

// gluedConn sends glue in front of its first write.
type gluedConn struct {
	net.Conn
	glue []byte
}

func (c *gluedConn) Write(b []byte) (int, error) {
	all := append(c.glue, b...)
	c.glue = nil
	_, err := c.Conn.Write(all)
	return len(b), err
}

// TestTLSOnHello: the choice of a certificate may wait, and be overtaken by the
// end of the stream.
func TestTLSOnHello(t *testing.T) {
	l := testLoop(t, Options{})
	sc, cc := tlsConfigs(t)
	for _, closes := range []bool{false, true} {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		name := ""
		hb := startTLS(t, b, TLSOptions{Config: &tls.Config{GetConfigForClient: ChooseConfig}, Server: true, OnHello: func(i *tls.ClientHelloInfo) (*tls.Config, error) {
			name = i.ServerName
			l.spin(t)
			if closes {
				b.Close()
			}
			return sc, nil
		}})
		ha := startTLS(t, a, TLSOptions{Config: cc})
		l.await(t, "handshake", func() bool { return ha.over && (closes || hb.over) })
		if name != "localhost" || closes == (ha.err == nil) || hb.over == closes {
			t.Errorf("name %q, client %v, server told %v", name, ha.err, hb.over)
		}
		a.Close()
		b.Close()
	}
}

func TestTLSClosedInHandshake(t *testing.T) {
	l := testLoop(t, Options{})
	_, cc := tlsConfigs(t)
	for _, begun := range []bool{false, true} {
		r, _ := goPair(t, l)
		h := startTLS(t, r, TLSOptions{Config: cc, Timeout: time.Minute})
		if begun {
			l.spin(t)
		}
		if !r.Handshaking() {
			t.Error("not handshaking")
		}
		check(t, r.Close())
		l.spin(t)
		if h.over {
			t.Error("told after Close")
		}
	}
}

// TestTLSPausedDuringHandshake: a stream that is not read still shakes hands,
// and the peer's first bytes wait.
func TestTLSPausedDuringHandshake(t *testing.T) {
	l := testLoop(t, Options{})
	sc, cc := tlsConfigs(t)
	a, b := unixPair(t, l, unix.SOCK_STREAM)
	a.Pause()
	ha := startTLS(t, a, TLSOptions{Config: cc})
	hb := startTLS(t, b, TLSOptions{Config: sc, Server: true})
	check(t, b.Send([]byte("greeting")))
	l.await(t, "handshakes", func() bool { return ha.over && hb.over })
	l.spin(t)
	if len(a.data) != 0 {
		t.Error("paused, and read")
	}
	a.Resume()
	l.await(t, "greeting", func() bool { return string(a.data) == "greeting" })
}

// FuzzTLSPeer: whatever a peer sends, as server or client, ends in an error.
func FuzzTLSPeer(f *testing.F) {
	f.Add([]byte("\x16\x03\x01\x00\x05hello"), true)
	f.Add([]byte("\x15\x03\x03\x00\x02\x02\x28"), false)
	f.Add([]byte("GET / HTTP/1.0\r\n\r\n"), true)
	sc, cc := tlsConfigs(f)
	f.Fuzz(func(t *testing.T, b []byte, server bool) {
		l := testLoop(t, Options{})
		x, y := unixPair(t, l, unix.SOCK_STREAM)
		config := cc
		if server {
			config = sc
		}
		h := startTLS(t, x, TLSOptions{Config: config, Server: server})
		check(t, y.Send(b))
		y.SendEOF()
		l.await(t, "failure", func() bool { return h.over && x.State() == Closed })
		if h.err == nil {
			t.Error("a handshake with bytes made up")
		}
	})
}
