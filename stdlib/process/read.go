package process

import (
	"time"
	"unsafe"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/netprims"
	"elnet/stdlib/internal/charset"

	"golang.org/x/sys/unix"
)

// received decodes what was read from p and gives it to the filter.
func (s *State) received(p *Process, b []byte, last bool) *lisp.Exit {
	p.bytesIn += int64(len(b))
	if p.more != nil && p.more.spliced != nil {
		s.tookIn(p, b) // not output that anybody waits for
		return nil
	}
	p.reads++
	s.reads++
	if p.more != nil && p.more.hooked() {
		if taken, x := s.tookIn(p, b); taken {
			return x
		}
	}
	return s.deliver(p, b, last)
}

func (s *State) deliver(p *Process, b []byte, last bool) *lisp.Exit {
	if !s.measure && s.in.Lends(p.filter) {
		return s.lend(p, b, last)
	}
	text := s.decode(p, b, last)
	if text.IsNil() {
		return nil
	}
	return s.callFilter(p, text)
}

// lend is deliver to a filter that keeps nothing of its text.
func (s *State) lend(p *Process, b []byte, last bool) *lisp.Exit {
	if s.verbatim(p) {
		s.noteCoding(p.read.symbol)
		l := s.loop.Load()
		if l == nil {
			return s.callLent(p, string(b), false)
		}
		k, ok := l.Lend(b)
		if !ok {
			return s.callLent(p, string(b), false)
		}
		x := s.callLent(p, unsafe.String(unsafe.SliceData(b), len(b)), false)
		l.Return(k)
		return x
	}
	out := s.decodeBytes(p, s.lentText, b, last)
	switch {
	case len(out) == 0 && len(b) > 0:
		return nil
	case p.read.coding.Charset() != "" && !char.IsASCII(b):
		text := lisp.TextString(string(out), !p.dec.Unibyte())
		return s.callFilter(p, s.withCharset(text, b, p.read.coding))
	}
	s.lentText = nil // callbacks within this one need another
	x := s.callLent(p, unsafe.String(unsafe.SliceData(out), len(out)), !p.dec.Unibyte())
	if cap(out) <= maxScratch {
		s.lentText = out
	}
	return x
}

// verbatim reports whether what is read from p is a string as it is.
func (s *State) verbatim(p *Process) bool {
	c := p.dec.Coding()
	return c.Unibyte() && c.EOL() == charset.Unix
}

// decode returns what b decodes to, nil if that is nothing yet.
func (s *State) decode(p *Process, b []byte, last bool) lisp.Value {
	if s.verbatim(p) {
		s.noteCoding(p.read.symbol)
		return lisp.UnibyteString(s.keep(b))
	}
	out := s.decodeBytes(p, s.scratch, b, last)
	if cap(out) <= maxScratch {
		s.scratch = out
	}
	if len(out) == 0 && len(b) > 0 {
		return lisp.Nil
	}
	text := lisp.TextString(string(out), !p.dec.Unibyte())
	return s.withCharset(text, b, p.read.coding)
}

// maxScratch bounds what is kept in order to be used again.
const maxScratch = 1 << 20

// decodeBytes returns the text that b decodes to, in dst or a larger buffer.
func (s *State) decodeBytes(p *Process, dst, b []byte, last bool) []byte {
	out := p.dec.Decode(dst[:0], b, last)
	if now := p.dec.Coding(); now != p.read.coding {
		p.read = codec{now, s.in.Sym(now.Name())}
		if p.sent.symbol.IsNil() {
			p.sent = p.read
			p.setEncoder()
		}
	}
	s.noteCoding(p.read.symbol)
	return out
}

// keep returns b, which was read, as a string: b itself if it can be kept.
func (s *State) keep(b []byte) string {
	if l := s.loop.Load(); l != nil && l.Take(b) {
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	return string(b)
}

// withCharset returns text, decoded from b: that of a single-byte charset
// remembers which one.
func (s *State) withCharset(text lisp.Value, b []byte, c *charset.Coding) lisp.Value {
	if name := c.Charset(); name != "" && !char.IsASCII(b) {
		if v, x := s.in.Funcall(s.in.Sym("propertize"), text, s.in.Sym("charset"), s.in.Sym(name)); x == nil {
			return v
		}
	}
	return text
}

func (s *State) noteCoding(sym lisp.Value) { s.in.SetVar(s.sym.lastCoding, sym) }

// streamState follows the socket of a stream process.
func (s *State) streamState(p *Process, st netprims.State) {
	switch st {
	case netprims.Open:
		switch {
		case !p.async:
			s.noteAddresses(p)
			p.setState(statusOpen)
		case p.boot.IsCons():
			s.tlsOpened(p)
		default:
			s.opened(p, false)
		}
	case netprims.Failed:
		if !p.async {
			return // make-network-process is waiting for it
		}
		s.noteAddresses(p)
		errno := errnoOf(p.stream.Err())
		s.failed(p, lisp.Fixnum(int(errno)))
	case netprims.HalfClosed:
		s.peerEnded(p)
	case netprims.Closed:
		if p.tls != nil {
			s.noteTruncation(p)
		}
		s.peerClosed(p)
	}
}

// begun does what keywords of ours ask for when p is connected.
func (s *State) begun(p *Process) {
	if p.more != nil {
		if p.async {
			p.more.connectBy = time.Time{}
		}
		s.handlersChanged(p)
		s.watchAll(p)
	}
}

// failed ends an attempt to connect. The sentinel is told the status, too, when
// the name could not be looked up: Emacs leaves the program waiting there.
func (s *State) failed(p *Process, code lisp.Value) {
	p.setState(statusFailed)
	p.exit = code
	s.leave(s.callSentinel(p, lisp.NewString("failed with code "+s.in.PrintString(code, false)+"\n")))
}

// peerClosed delivers what is left and tells the sentinel of the end. A program
// goes on when it has closed its output; a pipe has no exit status.
func (s *State) peerClosed(p *Process) {
	if p.kind == kindReal {
		if p.child == nil { // the terminal's other side was closed
			p.closeSocket()
			s.failed(p, lisp.Fixnum(0))
		}
		return
	}
	msg := s.text.broken
	p.broken = false
	p.setState(statusClosed)
	p.exit = lisp.Fixnum(256)
	if p.kind == kindPipe {
		msg, p.exit = s.text.finished, lisp.Fixnum(0)
	} else if p.kind == kindSerial {
		msg = lisp.NewString("exited abnormally with code 256\n")
	}
	s.flushInput(p)
	if !s.value(s.sym.deleteExited).IsNil() {
		s.unlink(p)
	}
	if s.exit == nil {
		s.leave(s.callSentinel(p, msg))
		return
	}
	// The last output has ended the wait; the next one tells the sentinel.
	if l := s.loop.Load(); l != nil {
		l.AfterFunc(0, func() { s.leave(s.callSentinel(p, msg)) })
	}
}

// packet gives a datagram to the filter, and its sender becomes the address
// that answers go to. An empty datagram is one too: in Emacs it closes the
// socket, so that anybody could. A datagram is decoded by itself: part of a
// character at its end is not kept for the next, which may be another sender's.
func (s *State) packet(p *Process, pk netprims.Packet) {
	if a := pk.From.Addr(); a.Kind != netprims.AddrNone && !(a.Kind == netprims.AddrLocal && a.Path == "") {
		if p.peer == nil {
			p.peer = new(netprims.Peer)
		}
		*p.peer = *pk.From
	}
	m := p.ext()
	m.packets++
	m.from, m.size, m.cut = *pk.From, len(pk.Data), pk.Cut
	m.control = append(m.control[:0], pk.Control...)
	s.leave(s.received(p, pk.Data, true))
}

// incoming gives b, which was read from p, to the filter, in the thread of p.
func (s *State) incoming(p *Process, b []byte) {
	if !s.foreign(p) {
		s.leave(s.received(p, b, false))
		return
	}
	b = append([]byte(nil), b...)
	s.inThread(p, func() { s.leave(s.received(p, b, false)) })
}

// newStream makes the socket object of p.
func (s *State) newStream(p *Process) *netprims.Stream {
	p.stream = &netprims.Stream{ReadLimit: max(s.readMax, 1)}
	p.stream.OnData = func(b []byte) { s.incoming(p, b) }
	if p.kind == kindReal || p.kind == kindPipe {
		s.readAdaptively(p)
	}
	p.stream.OnState = func(st netprims.State) { s.inThread(p, func() { s.streamState(p, st) }) }
	p.stream.HalfOpen = p.more != nil && p.more.halfClose
	return p.stream
}

// How process-adaptive-read-buffering waits: a piece shorter than shortRead makes
// the wait before the next read two steps longer, up to the limit, a full one
// makes it one step shorter, and what is sent to the program ends it.
const (
	shortRead  = 256
	readStep   = 10 * time.Millisecond
	longestGap = 7 * readStep
)

// readAdaptively has the output of p, a program or pipe that writes little at a
// time, read in larger pieces, if process-adaptive-read-buffering asks for that.
func (s *State) readAdaptively(p *Process) {
	if s.value(s.in.Intern("process-adaptive-read-buffering")).IsNil() {
		return
	}
	gap := new(time.Duration)
	p.gap = gap
	p.stream.OnData = func(b []byte) {
		n := len(b)
		s.incoming(p, b)
		switch {
		case n < shortRead:
			*gap = min(*gap+2*readStep, longestGap)
		case *gap > 0 && n == max(s.readMax, 1):
			*gap -= readStep
		}
		if *gap > 0 {
			p.stream.Hold(*gap)
		}
	}
}

func errnoOf(err error) unix.Errno {
	for err != nil {
		if e, ok := err.(unix.Errno); ok {
			return e
		}
		u, ok := err.(interface{ Unwrap() error })
		if !ok {
			break
		}
		err = u.Unwrap()
	}
	return unix.EIO
}

// bytesOf returns the bytes of text, which must not be written to.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }
