//go:build unix

package netprims

import "elnet/netprims/poll"

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
	return s.socket && !s.records && s.ReadLimit != 0 && s.ReadLimit < readSize && s.Special == nil && s.l.rests < maxRests
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
		l.rests++
		s.passOn()
		return
	}
	s.arrived(n, err)
}

// ahead is what was read and not passed on yet, in the buffer it was read into.
type ahead struct{ buf, rest []byte }

// passOn gives a piece of the rest to OnData.
func (s *Stream) passOn() {
	piece := s.ahead.rest
	if limit := max(s.ReadLimit, 1); s.ReadLimit != 0 && len(piece) > limit {
		piece = piece[:limit]
	}
	if s.ahead.rest = s.ahead.rest[len(piece):]; len(s.ahead.rest) == 0 {
		s.dropAhead()
	} else if s.want&poll.Readable != 0 {
		s.l.enqueue(&s.desc, poll.Readable) // at the end of the batch
	}
	if s.broken != nil {
		s.later()
	}
	if s.OnData != nil {
		s.OnData(piece)
	}
}

// dropAhead gives the buffer back.
func (s *Stream) dropAhead() {
	if s.ahead == nil {
		return
	}
	l := s.l
	if l.rests--; len(l.spares) < maxSpares {
		l.spares = append(l.spares, s.ahead)
	}
	s.ahead = nil
}
