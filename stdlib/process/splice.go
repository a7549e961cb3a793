package process

import (
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// spliceHigh is how many bytes may be queued for one side of elnet-pipe before
// the other one is not read any more.
const spliceHigh = 256 << 10

// sendRetry is how long to wait for room that nothing tells of.
const sendRetry = 5 * time.Millisecond

const pipeDoc = `Pass on what comes from process A to B, and what comes from B to A, until both
have ended: their filters are not called, the bytes stay as they are, and what
one side cannot take keeps the other from being read. The end of file of one
side ends the other's output. When both have ended the sentinels are told, as
of any other connection. Both must be open connections. Return nil.`

// pipe is elnet-pipe.
func (s *State) pipe(in *lisp.Interp, a, b *Process) (lisp.Value, *lisp.Exit) {
	for _, p := range []*Process{a, b} {
		switch {
		case p.stream == nil || p.kind != kindNetwork && p.kind != kindSerial:
			return lisp.Nil, in.Errorf("Process %s is not a connection", p.name.UTF8())
		case p.state != statusOpen:
			return lisp.Nil, in.Errorf("Process %s not running", p.name.UTF8())
		case p.more != nil && p.more.spliced != nil:
			return lisp.Nil, in.Errorf("Process %s is piped already", p.name.UTF8())
		}
	}
	if a == b {
		return lisp.Nil, in.Errorf("A process cannot be piped to itself")
	}
	s.splice(a, b)
	s.splice(b, a)
	return lisp.Nil, nil
}

func (s *State) splice(from, to *Process) {
	from.ext().spliced = to
	from.stream.HalfOpen = true
	from.stream.ReadLimit = 0
	to.stream.OnDrain = func() {
		if !from.dead() && !from.stopped {
			from.stream.Resume()
		}
	}
	if from.filter == lisp.T && !from.stopped {
		from.stream.Resume()
	}
	// What was read and held back as no whole character or message goes first.
	if f := from.more.frames; f != nil {
		s.passOn(from, to, f.buf[f.off:])
		from.more.frames = nil
	}
}

// passOn sends what was read from one process to the other.
func (s *State) passOn(from, to *Process, b []byte) {
	if to.dead() || len(b) == 0 {
		return
	}
	to.bytesOut += int64(len(b))
	if to.stream.Send(b) != nil {
		return // its end will be told
	}
	s.noteSent(to, b)
	if to.stream.Queued() > spliceHigh {
		from.stream.Pause()
	}
}

// unsplice lets the other side of p end, too.
func (s *State) unsplice(p *Process) {
	m := p.more
	if m == nil || m.spliced == nil {
		return
	}
	other := m.spliced
	m.spliced = nil
	if other.more == nil || other.more.spliced != p || other.dead() {
		return
	}
	other.more.spliced = nil
	other.stream.HalfOpen = other.more.halfClose
	other.stream.ReadLimit = max(s.readMax, 1)
	other.stream.OnDrain = nil
	s.handlersChanged(other)
	other.stream.SendEOF()
	other.stream.Resume()
	other.ext().discard = true
}

// ---- descriptors sent over local connections

const sendProcessDoc = `Send the socket of the process OTHER over the local connection PROCESS, with
STRING, which must not be empty (default "\0"). Its :process-handler gets a
process for it at the other end. OTHER stays usable here. Return nil.`

// sendProcess is elnet-process-send-process.
func (s *State) sendProcess(in *lisp.Interp, p, other *Process, text lisp.Value) (lisp.Value, *lisp.Exit) {
	b := []byte{0}
	switch {
	case text.IsString():
		b = []byte(text.Str().Text())
	case !text.IsNil():
		return lisp.Nil, in.WrongType("stringp", text)
	}
	if p.stream == nil || p.kind != kindNetwork {
		return lisp.Nil, in.Errorf("Process %s is not a local connection", p.name.UTF8())
	}
	if x := s.emptied(in, p); x != nil {
		return lisp.Nil, x
	}
	if a, err := netprims.LocalAddrOf(p.fd()); err != nil || a.Kind != netprims.AddrLocal {
		return lisp.Nil, in.Errorf("Process %s is not a local connection", p.name.UTF8())
	}
	fd := other.shareFD()
	if fd < 0 {
		return lisp.Nil, in.Errorf("Process %s not running", other.name.UTF8())
	}
	for {
		err := p.stream.SendFiles(b, []int{fd})
		if err == nil {
			p.bytesOut += int64(len(b))
			return lisp.Nil, nil
		}
		if err != unix.EAGAIN {
			return lisp.Nil, in.FileError("Sending process", errnoOf(err), p.value)
		}
		if _, x := s.wait(in, waiting{}, sendRetry); x != nil {
			return lisp.Nil, x
		}
		if p.dead() {
			return lisp.Nil, in.Errorf("Process %s not running", p.name.UTF8())
		}
	}
}

// emptied waits until p is open and all that was sent before has gone.
func (s *State) emptied(in *lisp.Interp, p *Process) *lisp.Exit {
	if p.state != statusOpen {
		if x := s.awaitOpen(in, p); x != nil {
			return x
		}
	}
	if p.stream.Queued() > 0 {
		return s.drain(in, p, p.stream, 0)
	}
	return nil
}

const urgentDoc = `Send STRING to the TCP connection PROCESS so that its last byte is urgent
(out-of-band data). Earlier text is sent first. Return nil.`

// sendUrgent is elnet-process-send-urgent.
func (s *State) sendUrgent(in *lisp.Interp, p *Process, text *lisp.String) (lisp.Value, *lisp.Exit) {
	if p.stream == nil || p.kind != kindNetwork {
		return lisp.Nil, in.Errorf("Process %s is not a connection", p.name.UTF8())
	}
	b := []byte(text.Text())
	if len(b) == 0 {
		return lisp.Nil, nil
	}
	if p.state != statusOpen {
		if x := s.awaitOpen(in, p); x != nil {
			return lisp.Nil, x
		}
	}
	if last := len(b) - 1; last > 0 {
		if x := s.sendBytes(in, p, b[:last]); x != nil {
			return lisp.Nil, x
		}
		b = b[last:]
	}
	for {
		if x := s.emptied(in, p); x != nil {
			return lisp.Nil, x
		}
		err := p.stream.SendUrgent(b[0])
		if err == nil {
			p.bytesOut++
			return lisp.Nil, nil
		}
		if err != unix.EAGAIN {
			return lisp.Nil, in.FileError("Writing to process", errnoOf(err), p.value)
		}
		if _, x := s.wait(in, waiting{}, sendRetry); x != nil {
			return lisp.Nil, x
		}
	}
}

// gotFiles makes a process of each descriptor that has come on p.
func (s *State) gotFiles(p *Process, fds []int) {
	for i, fd := range fds {
		if p.dead() || p.more.files.IsNil() || s.exit != nil {
			closeAll(fds[i:]...)
			return
		}
		q := s.adoptFile(p, fd)
		if q == nil {
			closeAll(fd)
			continue
		}
		s.leave(s.call(p.more.files, p.value, q.value, "process-handler"))
	}
}

// adoptFile makes a process of a descriptor: of what kind, its socket says.
func (s *State) adoptFile(p *Process, fd int) *Process {
	l := s.loop.Load()
	typ, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	if l == nil || err != nil {
		return nil // a file: there is no process for it
	}
	s.kids++
	q := s.newProcess(lisp.NewString(p.name.UTF8()+childSuffix("received "+strconv.Itoa(s.kids))).Str(), kindNetwork)
	q.read, q.sent = p.read, p.sent
	q.setDecoder()
	q.setEncoder()
	listens, _ := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_ACCEPTCONN)
	contact := lisp.Nil
	put(&contact, s.sym.kw.name, q.name.Value())
	q.given = contact
	switch {
	case listens != 0:
		err = l.AdoptListener(fd, s.newListener(l, q))
		q.state = statusListen
		put(q.contact(), s.sym.kw.server, lisp.T)
	case typ == unix.SOCK_DGRAM:
		q.dgram = &netprims.Datagram{OnPacket: func(pk netprims.Packet) { s.packet(q, pk) }}
		if err = l.AdoptDatagram(fd, q.dgram); err != nil {
			q.dgram = nil
		}
		if a, e := netprims.LocalAddrOf(fd); e == nil {
			q.domain = a.Domain()
		}
	default:
		if err = l.Adopt(fd, s.newStream(q)); err != nil {
			q.stream = nil
		}
	}
	if err != nil {
		q.listen = nil
		q.setState(statusClosed)
		s.unlink(q)
		return nil
	}
	if a, e := netprims.PeerAddrOf(fd); e == nil {
		put(q.contact(), s.sym.kw.remote, lispAddress(a))
	}
	if a, e := netprims.LocalAddrOf(fd); e == nil {
		put(q.contact(), s.sym.kw.local, lispAddress(a))
	}
	q.pauseOrResume()
	return q
}
