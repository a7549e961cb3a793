package process

import (
	"time"

	"elnet/lisp"
	"elnet/netprims"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"
)

// status is the state of a process apart from being stopped.
type status uint8

const (
	statusOpen    status = iota // usable; a datagram socket is so from the start
	statusListen                // accepts connections
	statusConnect               // name lookup or connection under way
	statusFailed                // could not connect
	statusClosed                // closed by either side, or deleted
)

// kind says what process-type answers.
type kind uint8

const (
	kindNetwork kind = iota
	kindPipe
	kindReal
	kindSerial
)

// A Process is a Lisp process: a network connection, server or datagram socket,
// a pipe, a serial port, or a program.
type Process struct {
	s     *State
	value lisp.Value
	name  *lisp.String
	kind  kind
	state status
	// exit is what process-exit-status returns.
	exit lisp.Value

	buf      *buffer.Buffer // nil: none
	mark     *buffer.Marker
	filter   lisp.Value
	sentinel lisp.Value
	log      lisp.Value
	plist    lisp.Value
	given    lisp.Value   // the live plist of process-contact: see contact
	thread   *lisp.Thread // whose waits serve it, nil: anybody's

	stopped  bool // process-command is t
	noQuery  bool
	inherit  bool // process-inherit-coding-system-flag
	listed   bool
	eof      bool  // process-send-eof was called
	broken   bool  // a write has failed
	heldBack bool  // something of it waits for its thread
	async    bool  // made with :nowait
	blocked  int16 // waits for it to take what was sent, within each other
	unread   int16 // those during which it is not read

	read   codec
	sent   codec
	dec    *charset.Decoder
	enc    *charset.Encoder
	rawEnc *charset.Encoder // for unibyte strings
	// plain: encoding leaves unibyte and ASCII text as it is.
	plain bool

	stream *netprims.Stream
	listen *netprims.Listener
	bound  *netprims.Addr // where listen is, once a connection has asked
	model  lisp.Value     // what given was when listen last accepted a connection
	later  *unmade        // of an accepted connection: what given is to be made of
	dgram  *netprims.Datagram
	peer   *netprims.Peer // of a datagram socket: where replies go
	domain int            // AF_* of a datagram socket
	lookup lookup         // of a client whose host is being looked up

	child   *child           // of a program; stream is its output
	stdin   *netprims.Stream // its input, nil if that is stream, too
	tty     string           // file name of its terminal, "" if it has pipes
	command lisp.Value
	held    bool // it was stopped by a signal
	killed  bool // it was ended by a signal

	fail *lisp.Exit // what an option of a socket signalled
	more *more      // what few processes have, nil at first

	listening bool           // a server of streams
	gap       *time.Duration // before the next read, nil: none

	tls       *session    // nil: it has never been a TLS connection
	boot      lisp.Value  // (TYPE . PROPLIST) of the TLS to begin when connected
	tlsServer *tlsOptions // of a TLS server

	reads      uint64 // how often output was read
	bytesIn    int64
	bytesOut   int64
	prev, next *Process // in State's list, newest first
}

// more is what few processes have.
type more struct {
	// The datagram given to the filter last.
	packets int
	control []byte
	from    netprims.Peer
	size    int
	cut     bool

	// Time limits; 0: none.
	connectTimeout, readTimeout, writeTimeout, idleTimeout time.Duration

	connectBy          time.Time // when :connect-timeout ends; zero: never, or connected
	lastRead, lastSent time.Time
	idler, stall       *netprims.Timer
	gaveUp             bool // one has passed

	highWater int
	onDrain   lisp.Value
	halfClose bool
	oob       lisp.Value
	files     lisp.Value // :process-handler
	frames    *frames
	maxFrame  int
	trace     *tapped
	spliced   *Process // elnet-pipe
	discard   bool     // what is read: its elnet-pipe has ended

	maxConns, conns int      // of a server
	server          *Process // that counts this connection

	calls      int // of the filter, measured
	filterTime time.Duration
}

func (p *Process) ext() *more {
	if p.more == nil {
		p.more = &more{}
	}
	return p.more
}

// codec is a coding system and the symbol that names it.
type codec struct {
	coding *charset.Coding // nil for the symbol nil
	symbol lisp.Value
}

type lookup interface {
	Cancel()
	Done() bool
}

// LispType returns "process".
func (p *Process) LispType() string { return "process" }

// LispPredicate returns "processp".
func (p *Process) LispPredicate() string { return "processp" }

// PrintLisp returns #<process NAME>, or the name alone for princ.
func (p *Process) PrintLisp(quote bool) string {
	if quote {
		return "#<process " + p.name.Text() + ">"
	}
	return p.name.Text()
}

// Value returns p as a Lisp value.
func (p *Process) Value() lisp.Value { return p.value }

// dead reports whether nothing will come from p any more.
func (p *Process) dead() bool { return p.state >= statusFailed }

// setState changes the status and keeps count of live processes.
func (p *Process) setState(st status) {
	was := p.listed && !p.dead()
	p.state = st
	p.recount(was)
	if st == statusOpen {
		p.s.begun(p)
	}
}

func (p *Process) recount(was bool) {
	now := p.listed && !p.dead()
	switch {
	case now && !was:
		p.s.live++
	case was && !now:
		p.s.live--
	}
	if p.more != nil && p.dead() {
		p.ended()
	}
}

// ended lets go of what a process has that has ended.
func (p *Process) ended() {
	p.left()
	p.more.idler.Stop()
	p.more.stall.Stop()
	p.more.idler, p.more.stall = nil, nil
	p.s.unsplice(p)
	p.untrace()
}

// statusName is what process-status returns.
func (p *Process) statusName() string {
	switch {
	case p.child != nil || p.kind == kindReal && p.state != statusFailed:
		return p.programStatus()
	case p.state == statusClosed:
		return "closed"
	case p.stopped:
		return "stop"
	}
	return [...]string{"open", "listen", "connect", "failed"}[p.state]
}

// programStatus is what process-status returns for a program.
func (p *Process) programStatus() string {
	switch {
	case p.killed:
		return "signal"
	case p.dead():
		return "exit"
	case p.held:
		return "stop"
	}
	return "run"
}

// output is the stream that what is sent to p goes to, nil if there is none.
func (p *Process) output() *netprims.Stream {
	switch {
	case p.stdin != nil:
		return p.stdin
	case p.kind == kindPipe:
		return nil
	}
	return p.stream
}

// setFilter sets the filter, nil being the default one. The filter t stops
// reading.
func (p *Process) setFilter(f lisp.Value) {
	if f.IsNil() {
		f = p.s.sym.defaultFilter.Value()
	}
	p.filter = f
	p.pauseOrResume()
}

// pauseOrResume makes the socket read if the process is to.
func (p *Process) pauseOrResume() {
	switch {
	case p.stream != nil:
		if pause := p.stopped || p.heldBack || p.filter == lisp.T || p.unread > 0; pause != p.stream.Paused() {
			if pause {
				p.stream.Pause()
			} else {
				p.stream.Resume()
				p.s.laterFrames(p)
			}
		}
	case p.listen != nil:
		if p.stopped || p.heldBack || p.full() {
			p.listen.Pause()
		} else {
			p.listen.Resume()
		}
	case p.dgram != nil:
		if p.stopped || p.heldBack || p.filter == lisp.T {
			p.dgram.Pause()
		} else {
			p.dgram.Resume()
		}
	}
}

// source is the socket to wait for alone, nil if there is none.
func (p *Process) source() netprims.Source {
	switch {
	case p.stream != nil && p.lookup == nil && p.stream.Look() >= 0:
		return p.stream
	case p.dgram != nil:
		return p.dgram
	}
	return nil
}

// fd is the descriptor, -1 if there is none, for asking about it.
func (p *Process) fd() int {
	switch {
	case p.stream != nil:
		return p.stream.Look()
	case p.listen != nil:
		return p.listen.Look()
	case p.dgram != nil:
		return p.dgram.Look()
	}
	return -1
}

// shareFD is fd for who sets options of it or duplicates it.
func (p *Process) shareFD() int {
	switch {
	case p.stream != nil:
		return p.stream.FD()
	case p.listen != nil:
		return p.listen.FD()
	}
	return p.fd()
}

// closeGently is closeSocket for a connection that its program deletes: output
// that process-send-string has accepted, with :high-water, still goes, and so it
// does where :linger asks for that.
//
// Deviation from Emacs: this does not wait, whatever :linger says.
func (p *Process) closeGently() {
	if p.stream != nil && p.lookup == nil && p.stream.Queued() > 0 {
		limit := time.Duration(0)
		linger, err := netprims.LookupOption(":linger").Get(p.fd())
		asked := err == nil && linger.Kind != netprims.KindNil
		if asked && linger.Kind == netprims.KindInt {
			limit = time.Duration(linger.Int) * time.Second
		}
		discard := asked && linger.Kind == netprims.KindInt && linger.Int == 0
		if !discard && (asked || p.more != nil && p.more.highWater > 0) {
			p.stream.CloseAfter(limit)
		}
	}
	p.closeSocket()
}

// closeSocket releases what the process holds. No callback comes afterwards.
func (p *Process) closeSocket() {
	if p.lookup != nil {
		p.lookup.Cancel()
		p.lookup = nil
	}
	if p.stdin != nil {
		p.stdin.Close()
	}
	switch {
	case p.stream != nil:
		p.stream.Close()
	case p.listen != nil:
		p.listen.Close()
	case p.dgram != nil:
		p.dgram.Close()
	}
}
