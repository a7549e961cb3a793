//go:build unix

package netprims

import (
	"crypto/tls"
	"errors"
	"io"
	"iter"
	"net"
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

// ErrTruncated: a TLS peer ended the connection without saying that it would,
// so that an attacker may have cut it.
var ErrTruncated = errors.New("TLS connection ended without notice")

// TLSOptions say how a Stream becomes a TLS connection.
type TLSOptions struct {
	// Config is crypto/tls'. Its functions run in the middle of the handshake:
	// they must neither wait nor touch the Stream.
	Config *tls.Config
	// Server: the peer is to begin.
	Server bool
	// Timeout bounds the handshake; 0 means no bound. When it has passed the
	// error is ETIMEDOUT.
	Timeout time.Duration
	// Early is what was read from the peer already and belongs to TLS.
	Early []byte
	// OnHello, of a server, chooses the configuration for a client, as
	// tls.Config.GetConfigForClient does, but is an ordinary callback, which may
	// wait. It is called if that function of Config is ChooseConfig.
	OnHello func(*tls.ClientHelloInfo) (*tls.Config, error)
}

// tlsLayer lies between a Stream and its descriptor. crypto/tls talks to it as
// a net.Conn in memory, on the Loop's goroutine and without one of its own.
//
// The handshake needs a connection that blocks, so it runs in a coroutine that
// yields when there is no input. Afterwards Read on an empty connection returns
// a temporary net.Error, which crypto/tls treats as it does a read deadline: the
// next Read goes on where the last one stopped.
type tlsLayer struct {
	s     *Stream
	conn  *tls.Conn
	in    []byte // read from the descriptor, not consumed yet
	inEOF bool
	cut   bool  // conn was told of inEOF
	more  bool  // conn may have plain text without another read
	bye   bool  // close_notify was sent
	fail  error // of the handshake, to be told as the end of the Stream
	hs    *handshake
}

// handshake is the part of a tlsLayer that is only needed at its beginning.
type handshake struct {
	opt    TLSOptions
	done   func(error)
	next   func() (*tls.ClientHelloInfo, bool)
	stop   func()
	yield  func(*tls.ClientHelloInfo) bool
	asking bool // OnHello is running
	config *tls.Config
	err    error
	limit  *Timer
	out    []byte // plain text sent before the end of the handshake
}

// StartTLS makes s, which must be Open, a TLS connection. From now on what is
// sent waits for the handshake. done is called once, by the Loop, with nil or
// the error of the handshake, after which s is Closed with that error; it is not
// called if s is closed before. A paused Stream is read during the handshake.
//
// No bytes are lost: what the Loop has not read yet is in the kernel, and what
// was read belongs into Early.
func (s *Stream) StartTLS(opt TLSOptions, done func(error)) error {
	switch {
	case s.l == nil || s.state != Open:
		return unix.ENOTCONN
	case s.tls != nil:
		return unix.EALREADY
	case s.records || s.noRead:
		return unix.EOPNOTSUPP
	case s.broken != nil:
		return s.broken
	case s.eof:
		return unix.EPIPE
	}
	h := &handshake{opt: opt, done: done}
	t := &tlsLayer{s: s, hs: h, in: append([]byte(nil), opt.Early...)}
	if s.ahead != nil {
		t.in = append(t.in, s.ahead.rest...)
		s.dropAhead()
	}
	h.opt.Early = nil
	if opt.Server {
		t.conn = tls.Server(t, opt.Config)
	} else {
		t.conn = tls.Client(t, opt.Config)
	}
	h.next, h.stop = iter.Pull(func(yield func(*tls.ClientHelloInfo) bool) {
		h.yield = yield
		h.err = t.conn.Handshake()
	})
	if opt.Timeout > 0 {
		h.limit = s.l.arm(&s.l.own, opt.Timeout, func() { t.over(unix.ETIMEDOUT) })
	}
	s.tls = t
	s.rearm()
	s.later() // a client speaks first
	return nil
}

// TLS tells what was agreed on, and whether s is a TLS connection whose
// handshake has succeeded.
func (s *Stream) TLS() (tls.ConnectionState, bool) {
	if s.tls == nil || s.tls.hs != nil || s.tls.fail != nil {
		return tls.ConnectionState{}, false
	}
	return s.tls.conn.ConnectionState(), true
}

// Handshaking tells whether a TLS handshake is under way.
func (s *Stream) Handshaking() bool { return s.tls != nil && s.tls.hs != nil }

// CloseTLS tells the peer that nothing more will be sent, and reports an error
// if s is no TLS connection. The descriptor stays open, and is read until the
// peer has said the same.
func (s *Stream) CloseTLS() error {
	if _, ok := s.TLS(); !ok {
		return unix.ENOTCONN
	}
	s.tls.notify()
	return nil
}

// ---- the handshake

// ChooseConfig is the GetConfigForClient of a Config that is used with OnHello.
// Many Streams may share the Config, and so its keys of session tickets.
func ChooseConfig(hello *tls.ClientHelloInfo) (*tls.Config, error) {
	t, ok := hello.Conn.(*tlsLayer)
	if !ok || t.hs == nil || t.hs.opt.OnHello == nil {
		return nil, nil
	}
	// This runs within the coroutine, OnHello outside of it.
	h := t.hs
	if !h.yield(hello) {
		return nil, net.ErrClosed
	}
	return h.config, h.err
}

// step goes on with the handshake until it wants more input.
func (t *tlsLayer) step() {
	h, s := t.hs, t.s
	for {
		hello, more := h.next()
		t.flush()
		if !more {
			t.over(h.err)
			return
		}
		if hello == nil {
			t.keep()
			return
		}
		t.keep()
		h.asking = true
		s.rearm()
		h.config, h.err = h.opt.OnHello(hello)
		h.asking = false
		if t.hs != h {
			return // closed meanwhile
		}
		s.rearm()
	}
}

// over ends the handshake.
func (t *tlsLayer) over(err error) {
	h, s := t.hs, t.s
	t.drop()
	t.keep()
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = ErrTruncated
	}
	if err != nil {
		t.fail = err
		if s.broken == nil {
			s.broken = err
		}
		s.watch(s.interest())
	} else {
		t.more = true // crypto/tls may have read beyond the handshake
		if len(h.out) > 0 {
			t.send(h.out)
		}
		if s.eof {
			t.endOutput()
		}
		s.rearm()
	}
	s.later()
	h.done(err)
}

// drop ends the coroutine.
func (t *tlsLayer) drop() {
	if h := t.hs; h != nil {
		t.hs = nil
		h.limit.Stop()
		h.stop()
	}
}

// ---- input

// interest is what to wait for where a plain Stream would for want.
func (t *tlsLayer) interest(want poll.Ready) poll.Ready {
	switch {
	case t.fail != nil || t.hs != nil && t.hs.asking:
		return 0
	case t.hs != nil && t.s.state == Open:
		return poll.Readable
	}
	return want &^ poll.Urgent
}

// event reads what there is and passes on one piece of plain text.
func (t *tlsLayer) event(r poll.Ready) {
	s := t.s
	switch {
	case t.fail != nil:
		s.finish(Closed, t.fail)
		return
	case t.hs != nil && t.hs.asking:
		return
	}
	if !t.more && !(t.hs != nil && r&^soonReady == 0) {
		if ok := t.read(); !ok {
			return
		}
	}
	switch {
	case t.hs != nil:
		t.step()
	case !s.paused:
		t.pump()
	default:
		t.more = true
		t.keep()
	}
}

// read takes what the kernel has, and reports whether to go on.
func (t *tlsLayer) read() bool {
	s := t.s
	b := s.l.readBuffer(0)
	n, err := s.desc.read(b)
	switch {
	case err == unix.EINTR:
		return false
	case err == unix.EAGAIN:
		if s.broken != nil {
			s.finish(Closed, s.broken)
		}
		return false
	case err != nil && t.hs != nil:
		t.over(err)
		return false
	case err != nil:
		s.finish(Closed, err)
		return false
	case n == 0:
		t.inEOF = true
	case len(t.in) == 0:
		t.in = b[:n] // until keep
	default:
		t.in = append(t.in, b[:n]...)
	}
	if s.broken != nil {
		s.later()
	}
	return true
}

// keep moves what was not consumed out of the buffer that all reads share.
func (t *tlsLayer) keep() {
	if len(t.in) == 0 {
		t.in = nil
	} else {
		t.in = append([]byte(nil), t.in...)
	}
}

// pump decrypts up to the bytes of one read and passes them on.
func (t *tlsLayer) pump() {
	s := t.s
	p := s.l.plainBuffer(s.ReadLimit)
	n, err := 0, error(nil)
	for n < len(p) && err == nil {
		var m int
		m, err = t.conn.Read(p[n:])
		n += m
	}
	t.keep()
	t.flush()
	_, wait := err.(wouldBlock)
	if t.more = !wait && n > 0; t.more {
		s.later() // more bytes, or the end
	}
	switch {
	case n > 0:
		if s.OnData != nil {
			s.OnData(p[:n])
		}
	case wait:
	case t.cut:
		s.finish(Closed, ErrTruncated)
	case err == io.EOF:
		s.endOfInput()
	default:
		s.finish(Closed, err)
	}
}

func (l *Loop) plainBuffer(limit int) []byte {
	if limit == 0 {
		limit = readSize
	}
	limit = min(max(limit, 1), maxIO)
	if limit > len(l.plain) {
		l.plain = make([]byte, limit)
	}
	return l.plain[:limit]
}

// ---- output

// send encrypts b. During the handshake it waits for the end of that.
func (t *tlsLayer) send(b []byte) error {
	if t.hs != nil {
		t.hs.out = append(t.hs.out, b...)
		return nil
	}
	if t.bye {
		return unix.EPIPE
	}
	for len(b) > 0 {
		part := b[:min(len(b), maxIO)]
		_, err := t.conn.Write(part)
		if e := t.flush(); e != nil {
			return e
		}
		if err != nil {
			t.s.breakOff(err)
			return err
		}
		b = b[len(part):]
	}
	return nil
}

// flush sends the records that crypto/tls has written since the last time.
func (t *tlsLayer) flush() error {
	l := t.s.l
	b := l.cipher
	if len(b) == 0 {
		return nil
	}
	if l.cipher = b[:0]; cap(b) > 2*maxIO {
		l.cipher = nil
	}
	if t.s.state > HalfClosed || t.s.broken != nil {
		return t.s.broken
	}
	return t.s.put(b)
}

// notify sends close_notify, once.
func (t *tlsLayer) notify() {
	if t.bye || t.hs != nil || t.fail != nil {
		return
	}
	t.bye = true
	t.conn.CloseWrite()
	t.flush()
}

// endOutput is SendEOF after the handshake.
func (t *tlsLayer) endOutput() {
	t.notify()
	if t.s.out.n == 0 && t.s.broken == nil {
		t.s.shutdown()
	}
}

// close lets go of everything. If the program closes the Stream the peer is
// told, as far as the kernel takes that at once.
func (t *tlsLayer) close(tell bool) {
	if tell && t.s.out.n == 0 && t.s.broken == nil {
		t.notify()
	}
	t.drop()
	t.in = nil
}

// ---- the net.Conn that crypto/tls sees

// wouldBlock is what Read returns when there is no input after the handshake.
type wouldBlock struct{}

func (wouldBlock) Error() string   { return "no input yet" }
func (wouldBlock) Timeout() bool   { return true }
func (wouldBlock) Temporary() bool { return true }

// Read is for crypto/tls only.
func (t *tlsLayer) Read(b []byte) (int, error) {
	for len(t.in) == 0 {
		if t.inEOF {
			t.cut = true
			return 0, io.EOF
		}
		if t.hs == nil {
			return 0, wouldBlock{}
		}
		if !t.hs.yield(nil) {
			return 0, net.ErrClosed
		}
	}
	n := copy(b, t.in)
	t.in = t.in[n:]
	return n, nil
}

// Write is for crypto/tls only.
func (t *tlsLayer) Write(b []byte) (int, error) {
	t.s.l.cipher = append(t.s.l.cipher, b...)
	return len(b), nil
}

// Close does nothing: the Stream is closed.
func (t *tlsLayer) Close() error { return nil }

// LocalAddr is not known here.
func (t *tlsLayer) LocalAddr() net.Addr { return nil }

// RemoteAddr is not known here.
func (t *tlsLayer) RemoteAddr() net.Addr { return nil }

// SetDeadline does nothing.
func (t *tlsLayer) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing.
func (t *tlsLayer) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing.
func (t *tlsLayer) SetWriteDeadline(time.Time) error { return nil }
