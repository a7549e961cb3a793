//go:build unix

package netprims

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

const (
	acceptShare = 64 // connections accepted in one batch by one listener
	// acceptRest is how long a listener that cannot accept is left alone: the
	// connection it cannot take stays in the queue and keeps it readable.
	acceptRest = 50 * time.Millisecond
)

// ListenOptions say how to listen. The zero value is a plain stream socket.
type ListenOptions struct {
	Type     int // unix.SOCK_STREAM (also 0) or unix.SOCK_SEQPACKET
	Protocol int // as for socket(2)
	Backlog  int // as for listen(2), given to it as it is
	// Control is called on the socket before it is bound, to set options.
	Control func(fd int) error
	// Listening is called on it when it listens, to set those that want that.
	Listening func(fd int) error
}

// Listener accepts connections. Set the functions, then give it to Listen or
// AdoptListener.
type Listener struct {
	// OnAccept gets a new connection's descriptor, close-on-exec and
	// non-blocking, and owns it. The peer is valid until OnAccept returns or
	// waits; for a Unix client, which is seldom bound, its path is "". If
	// OnAccept is nil connections are closed.
	OnAccept func(fd int, peer *Peer)
	// OnError is told why nothing can be accepted, such as EMFILE: once, until
	// a connection has been accepted again or the reason is another. The
	// Listener rests for a moment between its attempts.
	OnError func(error)

	desc
	paused  bool
	closed  bool
	records bool // seqpacket
	linger  bool // what it accepts may have an SO_LINGER that close(2) waits for
	trouble error
	rest    *Timer
	peer    Peer
}

// Listen makes a socket, binds it to addr and listens. The error is an *OpError
// of "socket", "option", "bind" or "listen".
func (l *Loop) Listen(addr unix.Sockaddr, opt ListenOptions, ln *Listener) error {
	if l.closed.Load() {
		return ErrClosed
	}
	if opt.Type == 0 {
		opt.Type = unix.SOCK_STREAM
	}
	fd, err := l.newSocket(domainOf(addr), opt.Type, opt.Protocol, opt.Control)
	if err != nil {
		return err
	}
	if err = unix.Bind(fd, addr); err != nil {
		err = &OpError{"bind", err}
	} else if err = unix.Listen(fd, opt.Backlog); err != nil {
		err = &OpError{"listen", err}
	} else if err = opt.listening(fd); err != nil {
		err = &OpError{"option", err}
	} else {
		err = l.AdoptListener(fd, ln)
	}
	if err != nil {
		closeFD(fd)
	}
	return err
}

func (opt *ListenOptions) listening(fd int) error {
	if opt.Listening == nil {
		return nil
	}
	return opt.Listening(fd)
}

// AdoptListener makes ln the Loop's listener on fd, which must be listening.
// O_NONBLOCK is set on it. If there is an error, an errno, fd stays the
// caller's.
func (l *Loop) AdoptListener(fd int, ln *Listener) error {
	if err := unix.SetNonblock(fd, true); err != nil {
		return err
	}
	l.join(&ln.desc, ln)
	ln.closed, ln.trouble, ln.rest = false, nil, nil
	typ, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_TYPE)
	ln.records = err == nil && typ == unix.SOCK_SEQPACKET
	ln.linger = CloseMayBlock(fd)
	ln.ours = true
	return ln.hold(fd, ln.interest())
}

func (ln *Listener) interest() poll.Ready {
	if ln.paused || ln.rest != nil {
		return 0
	}
	return poll.Readable
}

func (ln *Listener) rearm() {
	if ln.l != nil {
		ln.watch(ln.interest())
	}
}

// LocalAddr is the address listened on, nil once closed.
func (ln *Listener) LocalAddr() unix.Sockaddr {
	if ln.Look() < 0 {
		return nil
	}
	sa, err := unix.Getsockname(ln.fd)
	if err != nil {
		return nil
	}
	return sa
}

// Pause leaves new connections in the kernel's queue.
func (ln *Listener) Pause() {
	ln.paused = true
	ln.rearm()
}

// Resume accepts again.
func (ln *Listener) Resume() {
	ln.paused = false
	ln.rearm()
}

// Adopt makes s the Loop's stream on fd, a connection that OnAccept was given and
// that is as it was. It is Loop.Adopt without asking the kernel what is known.
func (ln *Listener) Adopt(fd int, s *Stream) error {
	s.reset(ln.l)
	s.socket, s.records, s.state = true, ln.records, Open
	s.ours = ln.ours && !ln.linger
	if err := s.hold(fd, s.interest()); err != nil {
		s.state = Closed
		return err
	}
	return nil
}

// Close stops listening; connections already accepted are not touched. It
// returns nil; closing again does nothing.
func (ln *Listener) Close() error {
	ln.closed = true
	ln.rest.Stop()
	ln.ours = false
	ln.release()
	return nil
}

// event accepts one connection; the Listener's turn comes again in the same
// batch while its share lasts.
func (ln *Listener) event(poll.Ready) {
	fd, err := ln.accept(&ln.peer)
	switch err {
	case nil:
		ln.trouble = nil
		ln.again(acceptShare)
		if ln.OnAccept == nil {
			closeFD(fd)
			return
		}
		ln.OnAccept(fd, &ln.peer)
	case unix.EAGAIN:
	case unix.EINTR, unix.ECONNABORTED, unix.EPROTO, unix.ENETDOWN, unix.ENOPROTOOPT,
		unix.EHOSTDOWN, unix.EHOSTUNREACH, unix.ENETUNREACH:
		ln.again(acceptShare) // that peer has gone again
	default:
		// EMFILE, ENFILE, ENOBUFS, ENOMEM, or something worse.
		ln.rest = ln.l.arm(&ln.l.own, acceptRest, func() { ln.rest = nil; ln.rearm() })
		ln.rearm()
		if ln.trouble != err {
			ln.trouble = err
			if ln.OnError != nil {
				ln.OnError(err)
			}
		}
	}
}
