//go:build unix

package netprims

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

// OpError is an error that says which call failed.
type OpError struct {
	Op  string // "socket", "option", "bind", "listen" or "connect"
	Err error  // an errno, or what a Control function returned
}

// Error is the call's name and its error's text.
func (e *OpError) Error() string { return e.Op + ": " + e.Err.Error() }

// Unwrap is Err.
func (e *OpError) Unwrap() error { return e.Err }

// DialOptions say how to connect. The zero value is a plain stream.
type DialOptions struct {
	Type     int           // unix.SOCK_STREAM (also 0) or unix.SOCK_SEQPACKET
	Protocol int           // as for socket(2)
	Local    unix.Sockaddr // address to bind first; nil: the kernel picks
	// Control is called on each socket before it is bound or connected, to set
	// options. Its error ends the whole Dial.
	Control func(fd int) error
	// Timeout bounds the whole of Dial; 0 means no bound but the kernel's. When
	// it has passed the error is ETIMEDOUT.
	Timeout time.Duration
}

// backlogRetry is how long to wait when a Unix socket's accept queue is full:
// connect(2) then says EAGAIN, and poll cannot tell when there is room.
const backlogRetry = 5 * time.Millisecond

// dialing is the part of a Stream that is only needed while it connects.
type dialing struct {
	opt     DialOptions
	addrs   []unix.Sockaddr // still to be tried
	last    error           // of the latest attempt
	through bool            // connected, not told yet
	over    bool            // failed for good, not told yet
	limit   *Timer
	retry   *Timer
}

func (d *dialing) stop() {
	d.limit.Stop()
	d.retry.Stop()
}

// Dial connects s to the first of addrs that answers, each tried after the one
// before has failed. The first attempt is begun before Dial returns, but what
// becomes of it is always told by the Loop: OnState gets Open, or Failed once,
// with the error of the last attempt in Err. To connect synchronously, Wait
// until the state is no longer Connecting.
//
// Dial itself returns EINVAL without addresses, or a *OpError with Op "option"
// if Control refused the first socket.
func (l *Loop) Dial(addrs []unix.Sockaddr, opt DialOptions, s *Stream) error {
	if l.closed.Load() {
		return ErrClosed
	}
	if len(addrs) == 0 {
		return unix.EINVAL
	}
	if opt.Type == 0 {
		opt.Type = unix.SOCK_STREAM
	}
	s.reset(l)
	s.state = Connecting
	s.socket = true
	s.records = opt.Type == unix.SOCK_SEQPACKET
	s.dial = &dialing{opt: opt, addrs: append([]unix.Sockaddr(nil), addrs...)}
	if opt.Timeout > 0 {
		s.dial.limit = l.arm(&l.own, opt.Timeout, func() {
			if !s.dial.through {
				s.finish(Failed, unix.ETIMEDOUT)
			}
		})
	}
	s.attempt()
	if s.dial.over {
		if e, ok := s.dial.last.(*OpError); ok && e.Op == "option" {
			s.end(Failed, e)
			return e
		}
	}
	return nil
}

// attempt goes through the addresses until one is being connected to.
func (s *Stream) attempt() {
	d := s.dial
	for len(d.addrs) > 0 {
		sa := d.addrs[0]
		d.addrs = d.addrs[1:]
		s.remote, s.local = sa, nil
		err := s.tryConnect(sa)
		switch {
		case err == nil:
			d.through = true
			s.later()
			return
		case err == unix.EINPROGRESS:
			return
		case err == unix.EAGAIN:
			d.addrs = append([]unix.Sockaddr{sa}, d.addrs...)
			d.retry = s.l.arm(&s.l.own, backlogRetry, s.attempt)
			return
		}
		d.last = err
		if e, ok := err.(*OpError); ok && e.Op == "option" {
			break
		}
	}
	d.over = true
	s.later()
}

// tryConnect returns nil when connected, EINPROGRESS when the Loop will tell,
// EAGAIN to be called again; after any other error the descriptor is closed.
func (s *Stream) tryConnect(sa unix.Sockaddr) error {
	opt := &s.dial.opt
	fd, err := s.l.newSocket(domainOf(sa), opt.Type, opt.Protocol, opt.Control)
	if err != nil {
		return err
	}
	if opt.Local != nil {
		if err := unix.Bind(fd, opt.Local); err != nil {
			closeFD(fd)
			return &OpError{"bind", err}
		}
	}
	status := s.connect(fd, sa)
	if status != nil && status != unix.EINPROGRESS {
		s.local, _ = unix.Getsockname(fd)
		closeFD(fd)
		return status
	}
	want := poll.Writable
	if status == nil {
		want = 0
	}
	if err := s.hold(fd, want); err != nil {
		closeFD(fd)
		return err
	}
	return status
}

// newSocket makes a socket, close-on-exec and non-blocking, and has control
// set its options.
func (l *Loop) newSocket(domain, typ, proto int, control func(int) error) (int, error) {
	fd, err := -1, error(nil)
	if l.interfere != nil {
		_, err = l.interfere(CallSocket, nil)
	}
	if err == nil {
		fd, err = sysSocket(domain, typ, proto)
	}
	if err != nil {
		return -1, &OpError{"socket", err}
	}
	if control != nil {
		if err := control(fd); err != nil {
			closeFD(fd)
			return -1, &OpError{"option", err}
		}
	}
	return fd, nil
}

func (s *Stream) connect(fd int, sa unix.Sockaddr) error {
	err := unix.Connect(fd, sa)
	if f := s.l.interfere; f != nil && err == unix.EINPROGRESS {
		if _, e := f(CallConnect, nil); e != nil {
			err = e
		}
	}
	switch {
	case err == unix.EINTR:
		return unix.EINPROGRESS // it goes on by itself
	case err == unix.EISCONN:
		return nil
	case err == unix.EAGAIN && domainOf(sa) != unix.AF_UNIX:
		return unix.EADDRNOTAVAIL // Linux: no free local port
	}
	return err
}

func (s *Stream) dialEvent(r poll.Ready) {
	d := s.dial
	switch {
	case d.over:
		s.finish(Failed, d.last)
	case d.through:
		s.opened()
	case r&^soonReady != 0:
		s.connected()
	}
}

// connected is called when the socket is writable or in error.
func (s *Stream) connected() {
	errno, err := unix.GetsockoptInt(s.fd, unix.SOL_SOCKET, unix.SO_ERROR)
	if err == nil && errno != 0 {
		err = unix.Errno(errno)
	}
	if err == nil {
		if _, e := unix.Getpeername(s.fd); e == unix.ENOTCONN {
			return // not yet
		}
		s.opened()
		return
	}
	s.LocalAddr() // remember it
	s.release()
	s.dial.last = err
	s.attempt()
}

func (s *Stream) opened() {
	s.dial.stop()
	s.dial = nil
	s.state = Open
	if s.eof && s.out.n == 0 {
		s.shutdown()
	}
	s.rearm()
	s.tell(Open)
}

// domainOf is the AF_ constant of a socket address.
func domainOf(sa unix.Sockaddr) int {
	switch sa.(type) {
	case *unix.SockaddrInet4:
		return unix.AF_INET
	case *unix.SockaddrInet6:
		return unix.AF_INET6
	case *unix.SockaddrUnix:
		return unix.AF_UNIX
	}
	return unix.AF_UNSPEC
}
