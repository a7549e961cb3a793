package process

import (
	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// endOfFile is the character that ends input from a terminal, C-d.
const endOfFile = 4

// sendString is process-send-string. The usual case, a connection that takes
// all of the text at once, allocates nothing.
func (s *State) sendString(in *lisp.Interp, v lisp.Value, str *lisp.String) (lisp.Value, *lisp.Exit) {
	p, ok := v.Object().(*Process)
	if !ok {
		var x *lisp.Exit
		if p, x = s.find(in, v); x != nil {
			return lisp.Nil, x
		}
	}
	return lisp.Nil, s.send(in, p, str.Borrow(), str.Multibyte(), str.Len() == str.Size())
}

// send encodes text and sends it, and returns when the kernel has taken all:
// filters, sentinels and timers run meanwhile.
func (s *State) send(in *lisp.Interp, p *Process, text string, multibyte, ascii bool) *lisp.Exit {
	if p.state != statusOpen || p.held {
		if x := s.awaitOpen(in, p); x != nil {
			return x
		}
	}
	if len(text) == 0 || p.eof {
		return nil
	}
	if multibyte {
		p.settleSent(in)
	}
	return s.sendBytes(in, p, s.encode(p, text, multibyte, ascii))
}

// sendBytes sends b, and waits until no more is queued than may be.
func (s *State) sendBytes(in *lisp.Interp, p *Process, b []byte) *lisp.Exit {
	st := p.output()
	switch {
	case st != nil:
		if p.gap != nil && *p.gap > 0 { // it may answer
			*p.gap = 0
			p.stream.Hold(0)
		}
		if err := st.Send(b); err != nil {
			return s.sendFailed(in, p, err)
		}
		p.bytesOut += int64(len(b))
	case p.dgram != nil:
		return s.sendPacket(in, p, b)
	default:
		return nil // a pipe, whose other end nobody reads
	}
	limit := 0
	if p.more != nil {
		if p.more.hooked() {
			s.noteSent(p, b)
		}
		limit = p.more.highWater
	}
	if st.Queued() <= limit {
		return nil
	}
	return s.drain(in, p, st, limit)
}

// awaitOpen waits until p is connected.
func (s *State) awaitOpen(in *lisp.Interp, p *Process) *lisp.Exit {
	if p.state == statusConnect {
		if _, x := s.wait(in, waiting{until: func() bool { return p.state != statusConnect }}, forever); x != nil {
			return x
		}
	}
	if p.state != statusOpen || p.held {
		return in.Errorf("Process %s not running", p.name.UTF8())
	}
	return nil
}

// maxBlocked is how many waits for a peer to take what was sent may be within
// each other before a process that one of them is for is read no more: a peer
// that sends and does not read makes the filter that answers it wait within
// itself again and again.
//
// Deviation from Emacs, whose stack grows until that is an error.
const maxBlocked = 32

// drain waits until no more than limit bytes of what was sent on p, to st, are
// queued any more.
func (s *State) drain(in *lisp.Interp, p *Process, st *netprims.Stream, limit int) *lisp.Exit {
	stop := p.blocked > 0 && s.blocked >= maxBlocked
	p.blocked++
	s.blocked++
	if stop {
		p.unread++
		p.pauseOrResume()
	}
	_, x := s.wait(in, waiting{until: func() bool { return st.Queued() <= limit }}, forever)
	p.blocked--
	s.blocked--
	if stop {
		p.unread--
		p.pauseOrResume()
	}
	if x != nil {
		return x
	}
	switch {
	case p.more != nil && p.more.gaveUp:
		return in.FileError("Writing to process", unix.ETIMEDOUT, p.value)
	case p.dead():
		return in.Errorf("Output file descriptor of %s is closed", p.name.UTF8())
	case st.Err() != nil:
		return s.sendFailed(in, p, st.Err())
	}
	return nil
}

// sendFailed signals a failed write. The second one finds the connection gone:
// from then on the process is closed, as its sentinel will be told once what
// the peer had sent has been read.
//
// Deviation from Emacs: there is no SIGPIPE, which ends its batch mode here.
func (s *State) sendFailed(in *lisp.Interp, p *Process, err error) *lisp.Exit {
	errno := errnoOf(err)
	if p.stdin != nil {
		// Deviation from Emacs, to which the program has ended: it goes on.
		p.stdin.Close()
		return in.Errorf("process %s no longer connected to pipe; closed it", p.name.UTF8())
	}
	if errno == unix.EPIPE || p.broken {
		p.broken = true
		p.setState(statusClosed)
		p.exit = lisp.Fixnum(256)
		s.endUnread(p)
		return in.Errorf("process %s no longer connected to pipe; closed it", p.name.UTF8())
	}
	if errno != unix.EMSGSIZE {
		p.broken = true
	}
	return in.FileError("Writing to process", errno, p.value)
}

// endUnread ends p, which a write found broken, at the next wait if nobody reads
// from it: otherwise reading finds the end, after what is left to read.
func (s *State) endUnread(p *Process) {
	l := s.loop.Load()
	if l == nil || p.stream == nil || !p.stream.Paused() {
		return
	}
	l.AfterFunc(0, func() {
		if p.broken && p.stream.Paused() {
			p.closeSocket()
			s.peerClosed(p)
		}
	})
}

func (s *State) sendPacket(in *lisp.Interp, p *Process, b []byte) *lisp.Exit {
	if p.peer == nil {
		return in.FileError("Writing to process", unix.EINVAL, p.value)
	}
	if err := p.dgram.SendTo(b, p.peer); err != nil {
		errno := errnoOf(err)
		if errno == unix.EMSGSIZE {
			return in.FileError("Sending datagram", errno, p.value)
		}
		return in.FileError("Writing to process", errno, p.value)
	}
	p.bytesOut += int64(len(b))
	if p.more != nil && p.more.hooked() {
		s.noteSent(p, b)
	}
	if p.dgram.PacketsQueued() == 0 {
		return nil
	}
	_, x := s.wait(in, waiting{until: func() bool { return p.dgram.PacketsQueued() == 0 }}, forever)
	return x
}

func (s *State) sendRegion(in *lisp.Interp, v, start, end lisp.Value) (lisp.Value, *lisp.Exit) {
	p, x := s.find(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	from, to, x := s.buffers.Region(in, start, end)
	if x != nil {
		return lisp.Nil, x
	}
	b := s.buffers.Current()
	text := string(b.Text().Substring(from, to))
	return lisp.Nil, s.send(in, p, text, b.Multibyte(), len(text) == to-from)
}

func (s *State) sendEOF(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	p, x := s.find(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	if p.state != statusOpen {
		if x := s.awaitOpen(in, p); x != nil {
			return lisp.Nil, x
		}
	}
	switch st := p.output(); {
	case st == nil || p.kind == kindSerial:
		// What was sent to a serial port has gone to the kernel, which goes on.
	case p.tty != "":
		if x := s.send(in, p, string(rune(endOfFile)), false, true); x != nil {
			return lisp.Nil, x
		}
	default:
		p.eof = true
		st.SendEOF()
	}
	if v.IsNil() {
		return p.value, nil
	}
	return v, nil
}

func (s *State) sendPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(process-send-string PROCESS STRING)", lisp.Fn2(s.sendString),
			`Send STRING, encoded, to PROCESS, a process, its name or buffer, and return nil
when the system has taken all of it, or with :high-water when no more than that
is queued. Filters, sentinels and timers run meanwhile.
It signals a file-error if the system refuses, an error if PROCESS is not open.`).Borrowing(),
		lisp.Def("(process-send-region PROCESS START END)", lisp.Fn3(s.sendRegion),
			"Send the text between START and END of the current buffer to PROCESS,\nas process-send-string does."),
		lisp.Def("(process-send-eof &optional PROCESS)", lisp.Fn1(s.sendEOF),
			"Make PROCESS see end of file once it has read what was sent. Return PROCESS.\nText sent to it later is dropped."),
	}
}
