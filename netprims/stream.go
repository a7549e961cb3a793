//go:build unix

package netprims

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

// State is where a Stream is in its life.
type State uint8

const (
	// Connecting: Dial is under way. What is sent is queued.
	Connecting State = iota
	// Open: bytes go both ways.
	Open
	// HalfClosed: the peer has sent its last byte; ours still go. Only
	// streams with HalfOpen set get here.
	HalfClosed
	// Closed: the connection was open and is no more.
	Closed
	// Failed: no address could be connected to.
	Failed
)

var stateNames = [...]string{"connecting", "open", "half-closed", "closed", "failed"}

// String is the state's name in lower case.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// fullRetry is how long to wait when the kernel is out of memory, or writable
// without being so: nothing tells when to try again.
const fullRetry = 5 * time.Millisecond

// Stream is a connected, or connecting, stream or seqpacket socket, or one end
// of a pipe or pty. Set the exported fields, then give it to Dial or Adopt; the
// functions may be changed at any time, and may be nil.
//
// Callbacks never come from inside a call made on the Stream. The bytes come
// before the state change that followed them, and nothing comes after Closed,
// Failed or Close.
type Stream struct {
	// OnData gets what was read: at least one byte, for a seqpacket socket one
	// record. The bytes are valid until it returns or waits.
	OnData func(b []byte)
	// OnState is told of every state after Connecting, but not of Close, whose
	// caller knows. Err says why.
	OnState func(State)
	// OnDrain is told when queued output has all gone to the kernel.
	OnDrain func()
	// ReadLimit bounds the bytes OnData gets at once, up to 256 KiB; 0 means 64 KiB and
	// a negative number 1. The rest of a longer seqpacket record is lost.
	ReadLimit int
	// HalfOpen: the peer's end of file leads to HalfClosed, not to Closed.
	HalfOpen bool
	// Special are rare callbacks; nil for none. It is looked at by Dial, Adopt
	// and Rearm.
	Special *Special

	desc
	state   State
	paused  bool
	eof     bool // no more output: shut down once the queue is empty
	shut    bool // and done
	records bool // seqpacket
	socket  bool
	pipe    bool
	noRead  bool // opened for writing only
	err     error
	broken  error // writing has failed; what can still be read comes first
	out     queue
	retry   *Timer
	held    *Timer // reading goes on when it ends
	dial    *dialing
	tls     *tlsLayer // nil: plain
	ahead   *ahead    // nil: nothing
	remote  unix.Sockaddr
	local   unix.Sockaddr
}

// Adopt makes s the Loop's stream on fd, which must be connected (or be a pipe,
// a pty, a file). O_NONBLOCK is set on it. If there is an error, an errno, fd
// stays the caller's.
func (l *Loop) Adopt(fd int, s *Stream) error {
	flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFL, 0)
	if err != nil {
		return err
	}
	if flags&unix.O_NONBLOCK == 0 {
		if err := unix.SetNonblock(fd, true); err != nil {
			return err
		}
	}
	s.reset(l)
	typ, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	s.socket = err == nil
	s.pipe = !s.socket && isPipe(fd)
	s.records = s.socket && typ == unix.SOCK_SEQPACKET
	s.noRead = !s.socket && flags&unix.O_ACCMODE == unix.O_WRONLY
	s.state = Open
	if err := s.hold(fd, s.interest()); err != nil {
		s.state = Closed
		return err
	}
	return nil
}

// isPipe reports whether fd is a pipe or a FIFO.
func isPipe(fd int) bool {
	var st unix.Stat_t
	return unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFIFO
}

// reset makes s ready to be used for the first time or again.
func (s *Stream) reset(l *Loop) {
	*s = Stream{
		OnData: s.OnData, OnState: s.OnState, OnDrain: s.OnDrain,
		ReadLimit: s.ReadLimit, HalfOpen: s.HalfOpen, Special: s.Special, desc: s.desc, paused: s.paused,
	}
	l.join(&s.desc, s)
}

// State is the present state.
func (s *Stream) State() State { return s.state }

// Err says why s is Closed or Failed: an errno, or nil after an orderly end of
// file or Close. It is also set as soon as writing has failed, when there may
// still be bytes to read.
func (s *Stream) Err() error {
	if s.err == nil {
		return s.broken
	}
	return s.err
}

// Queued is how many bytes of output the kernel has not taken yet. They are
// also zero once the stream is closed.
func (s *Stream) Queued() int {
	if s.tls != nil && s.tls.hs != nil {
		return s.out.n + len(s.tls.hs.out)
	}
	return s.out.n
}

// LocalAddr is our address, nil if unknown. While connecting, and after a
// failure, it is that of the last attempt. After the end it is known only of a
// stream that was dialled, as is RemoteAddr.
func (s *Stream) LocalAddr() unix.Sockaddr {
	if s.Look() >= 0 && s.socket {
		if sa, err := unix.Getsockname(s.fd); err == nil {
			s.local = sa
		}
	}
	return s.local
}

// RemoteAddr is the peer's address, nil if unknown. While connecting, and after
// a failure, it is the one last tried.
func (s *Stream) RemoteAddr() unix.Sockaddr {
	if s.remote == nil && s.Look() >= 0 && s.socket {
		if sa, err := unix.Getpeername(s.fd); err == nil {
			s.remote = sa
		}
	}
	return s.remote
}

// interest is what s waits for.
func (s *Stream) interest() poll.Ready {
	var want poll.Ready
	if s.state == Open && !s.paused && !s.noRead && s.held == nil {
		want = poll.Readable
		if s.urgent() {
			want |= poll.Urgent
		}
	}
	if s.tls != nil {
		want = s.tls.interest(want)
	}
	if s.out.n > 0 && s.retry == nil && s.state <= HalfClosed {
		want |= poll.Writable
	}
	return want
}

func (s *Stream) rearm() {
	if s.state == Connecting || s.l == nil {
		return
	}
	if err := s.watch(s.interest()); err != nil {
		s.breakOff(err)
	}
}

func (s *Stream) event(r poll.Ready) {
	switch s.state {
	case Connecting:
		s.dialEvent(r)
		return
	case Closed, Failed:
		return // something was to be told soon, and no longer is
	}
	if r&poll.Writable != 0 && s.out.n > 0 {
		if s.flush() {
			return // one callback at a time: what can be read comes back
		}
	}
	if s.state == HalfClosed || s.noRead {
		if s.broken != nil || s.shut && s.state == HalfClosed {
			s.finish(Closed, s.broken)
		} else if s.noRead && s.shut {
			s.finish(Closed, nil)
		}
		return
	}
	if r&(poll.Readable|poll.Urgent|poll.Failed|soonReady) == 0 {
		return
	}
	if s.tls != nil {
		s.tls.event(r)
		return
	}
	if s.paused || s.held != nil {
		return
	}
	if s.urgent() && s.readUrgent() {
		return
	}
	s.readOnce()
}

// readOnce is a descriptor's share of a batch. What is left is reported again.
func (s *Stream) readOnce() {
	if s.ahead != nil {
		s.passOn()
		return
	}
	if s.Special != nil && s.Special.OnFiles != nil && s.socket {
		s.readFiles()
		return
	}
	if s.readsAhead() {
		s.readAhead()
		return
	}
	n, err := s.desc.read(s.l.readBuffer(s.ReadLimit))
	s.arrived(n, err)
}

// arrived deals with what a read of n bytes into the shared buffer has said.
func (s *Stream) arrived(n int, err error) {
	switch {
	case err == unix.EINTR:
	case err == unix.EAGAIN:
		if s.broken != nil {
			s.finish(Closed, s.broken)
		}
	case err == unix.EIO && !s.socket:
		s.endOfInput() // a pty whose other side is closed
	case err != nil:
		s.finish(Closed, err)
	case n == 0:
		s.endOfInput()
	default:
		if s.broken != nil {
			s.later()
		}
		if s.OnData != nil {
			s.OnData(s.l.buf[:n])
		}
	}
}

func (l *Loop) readBuffer(limit int) []byte {
	if limit == 0 {
		limit = readSize
	}
	limit = min(max(limit, 1), maxIO)
	if limit > len(l.buf) {
		l.buf = newBuffer(limit)
	}
	return l.buf[:limit]
}

func (s *Stream) endOfInput() {
	if s.broken != nil || !s.HalfOpen || s.shut {
		s.finish(Closed, s.broken)
		return
	}
	s.state = HalfClosed
	s.rearm()
	s.tell(HalfClosed)
}

// Send queues b behind what is queued, trying the kernel first if that is
// nothing. It never waits and does not keep b; to wait, run the Loop until
// Queued is zero or the state is past HalfClosed. For a seqpacket socket b is
// one record.
//
// The error is an errno: EPIPE, ECONNRESET, … after which the stream is closed
// as soon as what the peer had sent is read; EPIPE after SendEOF; ENOTCONN when
// it is not open; EMSGSIZE for a record that cannot be sent, and no more.
func (s *Stream) Send(b []byte) error {
	switch {
	case s.l == nil || s.state > HalfClosed:
		if s.err != nil {
			return s.err
		}
		return unix.ENOTCONN
	case s.broken != nil:
		return s.broken
	case s.eof:
		return unix.EPIPE
	case len(b) == 0:
		return nil
	case s.tls != nil:
		return s.tls.send(b)
	}
	return s.put(b)
}

// put is Send below TLS.
func (s *Stream) put(b []byte) error {
	if s.state != Connecting && s.out.n == 0 {
		n, err := s.writeAll(b)
		if err == unix.EMSGSIZE && s.records {
			return err
		}
		if err != nil && !full(err) {
			s.breakOff(err)
			return err
		}
		if b = b[n:]; len(b) == 0 {
			return nil
		}
		if outOfMemory(err) {
			s.rest()
		}
	}
	if s.records {
		s.out.putRecord(b)
	} else {
		s.out.put(b)
	}
	s.rearm()
	return nil
}

// writeAll gives the kernel what it takes of b.
func (s *Stream) writeAll(b []byte) (done int, err error) {
	for len(b) > 0 {
		part := b
		if !s.records {
			part = b[:min(len(b), maxIO)]
		}
		n, err := s.desc.write(part, s.socket)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return done, err
		}
		done += n
		b = b[n:]
		if n < len(part) {
			break
		}
	}
	return done, nil
}

// full: the kernel takes no more for now. EINPROGRESS is TCP Fast Open's, whose
// first write connects.
func full(err error) bool { return err == unix.EAGAIN || err == unix.EINPROGRESS || outOfMemory(err) }

// outOfMemory: the same, but writability says nothing about when it will.
func outOfMemory(err error) bool { return err == unix.ENOBUFS || err == unix.ENOMEM }

// flush writes one share of what is queued and reports whether it has called
// back.
func (s *Stream) flush() bool {
	b := s.out.front()
	if !s.records {
		b = b[:min(len(b), maxIO)]
	}
	n, err := s.desc.write(b, s.socket)
	switch {
	case err == unix.EINTR || err == unix.EAGAIN || err == unix.EINPROGRESS:
		return false
	case outOfMemory(err):
		s.rest()
		s.rearm()
		return false
	case err != nil:
		s.breakOff(err)
		return false
	}
	s.out.take(n)
	if s.out.n > 0 {
		return false
	}
	s.drained()
	if s.OnDrain != nil {
		s.OnDrain()
		return true
	}
	return false
}

func (s *Stream) drained() {
	if s.eof {
		s.shutdown()
	}
	s.rearm()
}

// rest stops waiting for writability for a while.
func (s *Stream) rest() {
	if s.retry == nil {
		s.retry = s.l.arm(&s.l.own, fullRetry, func() { s.retry = nil; s.rearm() })
	}
}

// breakOff notes that writing has failed: the queue is dropped, and the stream
// closes once what can still be read has been.
func (s *Stream) breakOff(err error) {
	if s.broken == nil && s.state <= HalfClosed {
		s.broken = err
		s.out.drop()
		s.watch(s.interest())
		if !s.paused || s.noRead || s.state == HalfClosed {
			s.later()
		}
	}
}

// SendEOF ends our side once the queue is written: shutdown(SHUT_WR) for a
// socket; anything else has no such half, so it is closed, which is told as
// Closed without an error. For a pty, send its end-of-file character instead.
func (s *Stream) SendEOF() {
	if s.eof || s.l == nil || s.state > HalfClosed {
		return
	}
	s.eof = true
	switch {
	case s.tls != nil:
		if s.tls.hs == nil {
			s.tls.endOutput()
		}
	case s.state != Connecting && s.out.n == 0:
		s.shutdown()
	}
}

func (s *Stream) shutdown() {
	s.shut = true
	if s.socket {
		unix.Shutdown(s.fd, unix.SHUT_WR) // ENOTCONN: reading will tell
	}
	if s.noRead || s.state == HalfClosed {
		s.later()
	}
}

// Pause stops reading: bytes wait in the kernel, and so the peer, in the end,
// waits too. Its end of file or reset is not noticed either.
func (s *Stream) Pause() {
	s.paused = true
	s.rearm()
}

// Resume reads on.
func (s *Stream) Resume() {
	s.paused = false
	if s.l != nil && s.state <= HalfClosed && (s.broken != nil || s.ahead != nil || s.tls != nil && s.tls.more) {
		s.later()
	}
	s.rearm()
}

// Hold leaves what comes in the kernel for d, to be read in larger pieces, or
// not any longer if d is zero.
func (s *Stream) Hold(d time.Duration) {
	if s.l == nil || s.state != Open {
		return
	}
	s.held.Stop()
	if s.held = nil; d > 0 {
		s.held = s.l.arm(&s.l.own, d, func() { s.Hold(0) })
	} else if s.broken != nil || s.ahead != nil {
		s.later()
	}
	s.rearm()
}

// Paused tells whether Pause is in force.
func (s *Stream) Paused() bool { return s.paused }

// Close closes s at once. Queued output is dropped; what the kernel has is
// still sent, unless SO_LINGER says to abort. OnState is not called. It returns
// nil; closing again does nothing.
func (s *Stream) Close() error {
	if s.l != nil && s.state <= HalfClosed {
		if s.tls != nil {
			s.tls.close(true)
		}
		s.end(Closed, nil)
	}
	return nil
}

// end releases everything.
func (s *Stream) end(st State, err error) {
	if s.remote != nil { // it was dialled
		s.LocalAddr() // remember it
	}
	if s.tls != nil {
		s.tls.close(false)
	}
	s.dropAhead()
	s.state, s.err = st, err
	s.broken = nil
	s.out.drop()
	s.retry.Stop()
	s.held.Stop()
	if s.dial != nil {
		s.dial.stop()
		s.dial = nil
	}
	s.release()
}

func (s *Stream) finish(st State, err error) {
	s.end(st, err)
	s.tell(st)
}

func (s *Stream) tell(st State) {
	if s.OnState != nil {
		s.OnState(st)
	}
}
