package process

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// hooked says whether what is read from or sent to p is to be looked at.
func (m *more) hooked() bool {
	return m.readTimeout > 0 || m.idleTimeout > 0 || m.writeTimeout > 0 || m.frames != nil || m.trace != nil ||
		m.spliced != nil || m.discard
}

// tookIn sees what was read from p and reports whether the filter is not to get
// it, with the exit of a filter that did.
func (s *State) tookIn(p *Process, b []byte) (taken bool, x *lisp.Exit) {
	m := p.more
	m.lastRead = time.Now()
	if m.trace != nil {
		m.trace.data(p, b, false)
	}
	switch {
	case m.spliced != nil:
		s.passOn(p, m.spliced, b)
		return true, nil
	case m.discard:
		return true, nil
	case m.frames != nil && p.stream != nil:
		m.frames.feed(b)
		return true, s.deliverFrames(p)
	}
	return false, nil
}

// sent sees what was sent on p.
func (s *State) noteSent(p *Process, b []byte) {
	m := p.more
	m.lastSent = time.Now()
	if m.trace != nil {
		m.trace.data(p, b, true)
	}
	if m.writeTimeout > 0 && m.stall == nil && p.queued() > 0 {
		s.watchWriting(p)
	}
}

// queued is how many bytes sent on p the system has not taken yet.
func (p *Process) queued() int {
	switch st := p.output(); {
	case st != nil:
		return st.Queued()
	case p.dgram != nil:
		return p.dgram.Queued()
	}
	return 0
}

// ---- time limits

// timedOut ends p because a limit has passed.
func (s *State) timedOut(p *Process) {
	p.ext().gaveUp = true
	s.giveUp(p, "timed out\n", lisp.Fixnum(int(unix.ETIMEDOUT)))
}

// giveUp ends p and tells its sentinel why.
func (s *State) giveUp(p *Process, message string, exit lisp.Value) {
	if p.dead() {
		return
	}
	p.closeSocket()
	p.exit = exit
	p.broken = false
	p.setState(statusClosed)
	if !s.value(s.sym.deleteExited).IsNil() {
		s.unlink(p)
	}
	s.leave(s.callSentinel(p, lisp.NewString(message)))
}

// watchAll begins to watch the limits of a p that is open.
func (s *State) watchAll(p *Process) {
	if p.more == nil || p.state != statusOpen || p.fd() < 0 {
		return
	}
	now := time.Now()
	p.more.lastRead, p.more.lastSent = now, now
	s.watchIdling(p)
	if p.more.writeTimeout > 0 && p.queued() > 0 {
		s.watchWriting(p)
	}
}

// watchIdling waits for the next moment at which :read-timeout or :idle-timeout
// may have passed. Data only notes the time: there is one timer however much comes.
func (s *State) watchIdling(p *Process) {
	m := p.more
	m.idler.Stop()
	m.idler = nil
	l := s.loop.Load()
	if l == nil || m.readTimeout == 0 && m.idleTimeout == 0 {
		return
	}
	if p.stopped || p.filter == lisp.T {
		m.lastRead = time.Now() // it is not to be read
	}
	left := time.Duration(1<<63 - 1)
	if m.readTimeout > 0 {
		left = time.Until(m.lastRead.Add(m.readTimeout))
	}
	if m.idleTimeout > 0 {
		last := m.lastRead
		if m.lastSent.After(last) {
			last = m.lastSent
		}
		left = min(left, time.Until(last.Add(m.idleTimeout)))
	}
	if left <= 0 {
		s.timedOut(p)
		return
	}
	m.idler = l.AfterFunc(left, func() {
		if !p.dead() {
			s.watchIdling(p)
		}
	})
}

// watchWriting waits for :write-timeout to pass without progress.
func (s *State) watchWriting(p *Process) {
	m := p.more
	m.stall.Stop()
	m.stall = nil
	l := s.loop.Load()
	if l == nil || m.writeTimeout == 0 {
		return
	}
	before := p.bytesOut - int64(p.queued())
	m.stall = l.AfterFunc(m.writeTimeout, func() {
		m.stall = nil
		switch {
		case p.dead() || p.queued() == 0:
		case p.bytesOut-int64(p.queued()) > before:
			s.watchWriting(p)
		default:
			s.timedOut(p)
		}
	})
}

// ---- half-closed connections

func setHalfClose(_ *State, p *Process, v lisp.Value) bool {
	if !v.IsNil() || p.more != nil {
		p.ext().halfClose = !v.IsNil()
		if p.stream != nil {
			p.stream.HalfOpen = !v.IsNil()
		}
	}
	return true
}

func getHalfClose(_ *State, p *Process) lisp.Value {
	return lisp.Bool(p.more != nil && p.more.halfClose)
}

// peerEnded tells that the peer has ended its side of p, which can still be
// answered.
func (s *State) peerEnded(p *Process) {
	if p.more != nil && p.more.spliced != nil {
		p.more.spliced.stream.SendEOF()
		return
	}
	s.flushInput(p)
	if s.exit == nil && !p.dead() {
		s.leave(s.callSentinel(p, lisp.NewString("end of file\n")))
	}
}

// flushInput delivers what is left in the decoder or is no whole message.
func (s *State) flushInput(p *Process) {
	if p.more != nil && p.more.frames != nil {
		if rest, ok := p.more.frames.rest(); ok && s.exit == nil {
			s.leave(s.deliverFrame(p, rest))
		}
		return
	}
	if p.dec.Pending() {
		s.leave(s.deliver(p, nil, true))
	}
}

// ---- connections of a server

// joined counts a new connection of server.
func (s *State) joined(server, p *Process) {
	if server.more == nil || server.more.maxConns == 0 {
		return
	}
	p.ext().server = server
	server.more.conns++
	server.pauseOrResume()
}

// left counts one that has ended.
func (p *Process) left() {
	m := p.more
	if m == nil || m.server == nil {
		return
	}
	server := m.server
	m.server = nil
	server.more.conns--
	if !server.dead() {
		server.pauseOrResume()
	}
}

// full: p, a server, has as many connections as it may.
func (p *Process) full() bool {
	return p.more != nil && p.more.maxConns > 0 && p.more.conns >= p.more.maxConns
}

// ---- handlers

// handlersChanged makes the socket of p call the handlers that p has.
func (s *State) handlersChanged(p *Process) {
	m, st := p.more, p.output()
	if st == nil || m == nil {
		return
	}
	if m.onDrain.IsNil() {
		st.OnDrain = nil
	} else {
		st.OnDrain = func() {
			if m.spliced == nil && !p.dead() {
				s.leave(s.callOne(m.onDrain, p.value))
			}
		}
	}
	if p.stream == nil {
		return
	}
	var special netprims.Special
	if !m.oob.IsNil() {
		special.OnUrgent = func(b []byte) {
			s.leave(s.call(m.oob, p.value, lisp.UnibyteString(string(b)), "oob-handler"))
		}
	}
	if !m.files.IsNil() {
		special.OnFiles = func(fds []int) { s.gotFiles(p, fds) }
	}
	p.stream.Special = nil
	if special.OnUrgent != nil || special.OnFiles != nil {
		p.stream.Special = &special
	}
	p.stream.Rearm()
}

// callOne calls a callback of one argument in the environment of a filter.
func (s *State) callOne(f, a lisp.Value) *lisp.Exit {
	return s.callWith("on-drain function", func() *lisp.Exit {
		_, x := s.in.Funcall(f, a)
		return x
	})
}
