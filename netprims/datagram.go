//go:build unix

package netprims

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

const (
	datagramShare = 16 // datagrams read in one batch from one socket
	// datagramRest is how long a socket whose every call fails is left alone.
	datagramRest = 50 * time.Millisecond
	// manyErrors in a row, without a datagram between them, are such a case.
	manyErrors = 16
)

// DatagramOptions say how to open a datagram socket.
type DatagramOptions struct {
	Domain   int           // unix.AF_INET, AF_INET6 or AF_UNIX; 0: that of Local or Remote
	Protocol int           // as for socket(2)
	Local    unix.Sockaddr // address to bind; nil: none
	Remote   unix.Sockaddr // address to connect to; nil: send to and hear from anyone
	// Control is called on the socket before it is bound, to set options.
	Control func(fd int) error
}

// Packet is a datagram received. Data and From are valid until the callback
// returns or waits.
type Packet struct {
	Data []byte // may be empty: an empty datagram is one
	From *Peer
	Cut  bool // it was longer than ReadLimit; the rest is lost
	// Control is what came with it, if Datagram.Ancillary is set and socket
	// options ask for it: see ParseControl.
	Control []byte
}

// Datagram is a datagram socket. Set the exported fields, then give it to
// OpenDatagram or AdoptDatagram.
type Datagram struct {
	// OnPacket gets each datagram.
	OnPacket func(Packet)
	// OnError is told of errors that belong to no Call: ECONNREFUSED on a
	// connected socket, or why a queued datagram was not sent. The socket stays
	// open.
	OnError func(error)
	// OnDrain is told when queued datagrams have all gone to the kernel.
	OnDrain func()
	// ReadLimit bounds the bytes of one datagram, up to 256 KiB; 0 means 64 KiB
	// and a negative number 1.
	ReadLimit int
	// Ancillary: timestamps and the like, for which options such as
	// SO_TIMESTAMP were set, are wanted with each datagram.
	Ancillary bool

	desc
	paused bool
	errs   int // in a row
	rest   *Timer
	retry  *Timer
	from   Peer
	rcv    receiver
	queue  []outgoing
	queued int // bytes
}

type outgoing struct {
	data []byte
	to   Peer
}

// OpenDatagram makes a datagram socket, bound or connected as asked. The error
// is an *OpError of "socket", "option", "bind" or "connect".
func (l *Loop) OpenDatagram(opt DatagramOptions, d *Datagram) error {
	if l.closed.Load() {
		return ErrClosed
	}
	domain := opt.Domain
	for _, sa := range []unix.Sockaddr{opt.Local, opt.Remote} {
		if domain == 0 && sa != nil {
			domain = domainOf(sa)
		}
	}
	fd, err := l.newSocket(domain, unix.SOCK_DGRAM, opt.Protocol, opt.Control)
	if err != nil {
		return err
	}
	if opt.Local != nil {
		if err = unix.Bind(fd, opt.Local); err != nil {
			err = &OpError{"bind", err}
		}
	}
	if err == nil && opt.Remote != nil {
		if err = unix.Connect(fd, opt.Remote); err != nil {
			err = &OpError{"connect", err}
		}
	}
	if err == nil {
		err = l.AdoptDatagram(fd, d)
	}
	if err != nil {
		closeFD(fd)
	}
	return err
}

// AdoptDatagram makes d the Loop's socket on fd. O_NONBLOCK is set on it. If
// there is an error, an errno, fd stays the caller's.
func (l *Loop) AdoptDatagram(fd int, d *Datagram) error {
	if err := unix.SetNonblock(fd, true); err != nil {
		return err
	}
	l.join(&d.desc, d)
	d.errs, d.rest, d.retry, d.queue, d.queued = 0, nil, nil, nil, 0
	return d.hold(fd, d.interest())
}

func (d *Datagram) interest() poll.Ready {
	var want poll.Ready
	if !d.paused && d.rest == nil {
		want = poll.Readable
	}
	if len(d.queue) > 0 && d.retry == nil {
		want |= poll.Writable
	}
	return want
}

func (d *Datagram) rearm() {
	if d.l != nil {
		d.watch(d.interest())
	}
}

// LocalAddr is the address bound to, nil once closed.
func (d *Datagram) LocalAddr() unix.Sockaddr {
	if d.Look() < 0 {
		return nil
	}
	sa, err := unix.Getsockname(d.fd)
	if err != nil {
		return nil
	}
	return sa
}

// Pause leaves datagrams in the kernel, which drops what it has no room for.
func (d *Datagram) Pause() {
	d.paused = true
	d.rearm()
}

// Resume reads again.
func (d *Datagram) Resume() {
	d.paused = false
	d.rearm()
}

// Queued is how many bytes wait to be sent.
func (d *Datagram) Queued() int { return d.queued }

// PacketsQueued is how many datagrams wait to be sent, empty ones included.
func (d *Datagram) PacketsQueued() int { return len(d.queue) }

// Close closes the socket; datagrams still queued are dropped. It returns nil;
// closing again does nothing.
func (d *Datagram) Close() error {
	d.rest.Stop()
	d.retry.Stop()
	d.queue, d.queued = nil, 0
	d.release()
	return nil
}

// event reads or writes one datagram; the socket's turn comes again in the same
// batch while its share lasts.
func (d *Datagram) event(r poll.Ready) {
	if r&poll.Writable != 0 && len(d.queue) > 0 && d.flush() {
		return
	}
	if r&(poll.Readable|poll.Failed) == 0 || d.paused || d.rest != nil {
		return
	}
	b := d.l.readBuffer(d.ReadLimit)
	if d.Ancillary && d.rcv.oob == nil {
		d.rcv.oob = make([]byte, controlSize)
	}
	n, cut, err := d.receive(&d.rcv, b, &d.from)
	switch err {
	case nil:
		d.errs = 0
		d.again(datagramShare)
		control := d.rcv.oob[:d.rcv.oobn]
		closeRights(control)
		if d.OnPacket != nil {
			d.OnPacket(Packet{Data: b[:n], From: &d.from, Cut: cut, Control: control})
		}
	case unix.EAGAIN, unix.EINTR:
	default:
		if d.errs++; d.errs >= manyErrors {
			d.errs = 0
			d.rest = d.l.arm(&d.l.own, datagramRest, func() { d.rest = nil; d.rearm() })
			d.rearm()
		}
		d.fail(err)
	}
}

func (d *Datagram) fail(err error) {
	if d.OnError != nil {
		d.OnError(err)
	}
}

// SendTo sends b as one datagram, to the socket's own peer if to is nil or zero.
// It never waits and does not keep b: when the kernel has no room b is queued
// whole, and no error. Otherwise the error is an errno of this call alone, such
// as EMSGSIZE; the socket stays open.
func (d *Datagram) SendTo(b []byte, to *Peer) error {
	if d.Look() < 0 {
		return unix.EBADF
	}
	if len(d.queue) == 0 {
		err := d.send(b, to)
		if err == nil || !full(err) {
			return err
		}
		if outOfMemory(err) {
			d.wait()
		}
	}
	o := outgoing{data: append([]byte(nil), b...)}
	if to != nil {
		o.to = *to
	}
	d.queue = append(d.queue, o)
	d.queued += len(b)
	d.rearm()
	return nil
}

func (d *Datagram) send(b []byte, to *Peer) error {
	for {
		if err := d.sendTo(b, to); err != unix.EINTR {
			return err
		}
	}
}

// flush sends one queued datagram and reports whether it has called back.
func (d *Datagram) flush() bool {
	o := &d.queue[0]
	err := d.send(o.data, &o.to)
	if err != nil && full(err) {
		// Writable, and still no room: it is the receiver of an unconnected
		// Unix socket that is full, of which poll knows nothing.
		d.wait()
		d.rearm()
		return false
	}
	d.queued -= len(o.data)
	*o = outgoing{}
	if d.queue = d.queue[1:]; len(d.queue) == 0 {
		d.queue = nil
		d.rearm()
	}
	switch {
	case err != nil:
		d.fail(err)
		return true
	case len(d.queue) == 0 && d.OnDrain != nil:
		d.OnDrain()
		return true
	}
	return false
}

// wait stops waiting for writability for a while.
func (d *Datagram) wait() {
	if d.retry == nil {
		d.retry = d.l.arm(&d.l.own, fullRetry, func() { d.retry = nil; d.rearm() })
	}
}
