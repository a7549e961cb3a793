//go:build unix

package netprims

import (
	"strings"
	"unsafe"

	"elnet/netprims/poll"
)

// A Stream whose ReadLimit is small reads from the kernel as much as one whose
// is not, and passes it on in pieces: a system call costs more than a callback.
// The rest waits in the Stream, in the buffer it was read into; the Loop gets
// another one. It counts as input that is ready: a piece is a turn. It is what
// Pause may leave in memory; everything else waits in the kernel.

const (
	maxRests  = 16 // Streams of a Loop that may hold such a rest; others read less
	maxSpares = 4  // buffers kept for the next
	maxPieces = 32 // of one read
)

// readsAhead tells whether s may read more than its ReadLimit.
func (s *Stream) readsAhead() bool {
	return (s.socket && !s.records || s.pipe) && s.ReadLimit != 0 && s.ReadLimit < readSize && s.Special == nil && s.l.rests < maxRests
}

// readAhead is readOnce for such a Stream.
func (s *Stream) readAhead() {
	l := s.l
	limit := max(s.ReadLimit, 1)
	n, err := s.desc.read(l.readBuffer(min(readSize, limit*maxPieces)))
	if err == nil && n > limit {
		s.ahead = &ahead{buf: l.buf, rest: l.buf[:n]}
		if k := len(l.spares); k > 0 {
			s.ahead, l.spares = l.spares[k-1], l.spares[:k-1]
			s.ahead.buf, l.buf = l.buf, s.ahead.buf
			s.ahead.rest = s.ahead.buf[:n]
		} else {
			l.buf = nil
		}
		s.ahead.full = n >= len(s.ahead.buf)/2
		l.rests++
		s.passOn()
		return
	}
	s.arrived(n, err)
}

// ahead is what was read and not passed on yet, in the buffer it was read into.
type ahead struct {
	buf, rest []byte
	full      bool // worth taking
	taken     bool // some of it is in use elsewhere
	lent      int  // pieces that are in use for a while
}

// passOn gives a piece of the rest to OnData.
func (s *Stream) passOn() {
	a, l := s.ahead, s.l
	piece := a.rest
	if limit := max(s.ReadLimit, 1); s.ReadLimit != 0 && len(piece) > limit {
		piece = piece[:limit]
	}
	a.rest = a.rest[len(piece):]
	last := len(a.rest) == 0
	if last {
		s.ahead = nil
		l.rests--
	} else if s.want&poll.Readable != 0 {
		l.enqueue(&s.desc, poll.Readable) // at the end of the batch
	}
	if s.broken != nil {
		s.later()
	}
	if s.OnData != nil {
		outer := l.giving
		l.giving = a
		s.OnData(piece)
		l.giving = outer
	}
	if last {
		l.spare(a)
	}
}

// Take lets OnData keep the bytes it was given, for good: nobody writes to them
// any more. It may be called before OnData waits. False means that they lie in
// a buffer that holds little else, which is better copied than kept.
func (l *Loop) Take(b []byte) bool {
	// OnData of one Stream may wait and so call that of another.
	if a := l.giving; a != nil && a.full && within(b, a.buf) {
		a.taken = true
		return true
	}
	if len(b) >= max(len(l.buf), readSize)/2 && within(b, l.buf) {
		l.buf = nil
		return true
	}
	return false
}

// A Loan is a buffer that is not read into.
type Loan struct {
	buf []byte // what was the Loop's
	a   *ahead
}

// Lend lets OnData or OnPacket use the bytes it was given while it waits, until
// Return. False means that this is not known of them.
func (l *Loop) Lend(b []byte) (Loan, bool) {
	if a := l.giving; a != nil && within(b, a.buf) {
		a.lent++
		return Loan{a: a}, true
	}
	if within(b, l.buf) {
		k := Loan{buf: l.buf}
		l.buf = nil
		return k, true
	}
	return Loan{}, false
}

// Return ends k.
func (l *Loop) Return(k Loan) {
	if k.a != nil {
		k.a.lent--
	} else if len(l.buf) < len(k.buf) {
		l.buf = k.buf
	}
}

// within tells whether b is a part of buf.
func within(b, buf []byte) bool {
	at, start := uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(unsafe.Pointer(unsafe.SliceData(buf)))
	return len(buf) > 0 && at >= start && at < start+uintptr(len(buf))
}

// dropAhead gives the buffer back.
func (s *Stream) dropAhead() {
	if a := s.ahead; a != nil {
		s.ahead = nil
		s.l.rests--
		s.l.spare(a)
	}
}

// spare keeps the buffer of a for another read if it can.
func (l *Loop) spare(a *ahead) {
	if !a.taken && a.lent == 0 && a != l.giving && len(l.spares) < maxSpares {
		l.spares = append(l.spares, a)
	}
}

// newBuffer returns n bytes to read into, which need not be zero: clearing them
// costs as much as reading.
func newBuffer(n int) []byte {
	var b strings.Builder
	b.Grow(n)
	b.WriteByte(0)
	return unsafe.Slice(unsafe.StringData(b.String()), n)
}
