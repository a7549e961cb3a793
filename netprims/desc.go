//go:build unix

package netprims

import (
	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

// soonReady is a condition of our own, beside those of the poller: the object
// has something to say that must not be said from inside the call that found it
// out.
const soonReady poll.Ready = 0x80

// desc is one descriptor of a Loop, part of the Stream, Listener or Datagram
// that owns it. Its zero value has no Loop and so no descriptor.
type desc struct {
	l      *Loop
	owner  owner
	fd     int // -1: none; meaningless while l is nil
	tag    uint32
	want   poll.Ready // watched
	pend   poll.Ready // reported and not yet dispatched
	queued bool       // is in Loop.ready
	soon   bool       // is in Loop.soon
	share  int32      // turns left in this batch
	ours   bool       // it was accepted, and nobody else has had the descriptor: see release
	batch  uint64     // the batch share belongs to
}

type owner interface {
	event(poll.Ready)
	Close() error
}

func (d *desc) descriptor() *desc { return d }

// FD is the descriptor, or -1 when there is none (closed, or between two
// attempts to connect). It stays the Loop's; do not close it.
func (d *desc) FD() int {
	d.ours = false
	return d.Look()
}

// Look is FD for who only asks about the descriptor, at once: neither duplicates
// it nor sets an option. Closing it is cheaper then.
func (d *desc) Look() int {
	if d.l == nil {
		return -1
	}
	return d.fd
}

// join ties d to a Loop, still without a descriptor.
func (l *Loop) join(d *desc, o owner) {
	*d = desc{l: l, owner: o, fd: -1, tag: d.tag, queued: d.queued, soon: d.soon}
}

// hold registers fd as d's.
func (d *desc) hold(fd int, want poll.Ready) error {
	l := d.l
	if l.closed.Load() {
		return ErrClosed
	}
	if fd < 0 {
		return unix.EBADF
	}
	for len(l.fds) <= fd {
		l.fds = append(l.fds, nil)
	}
	if l.fds[fd] != nil {
		return unix.EEXIST // adopted twice, or closed behind our back
	}
	l.tags++
	d.fd, d.tag, d.want, d.pend = fd, l.tags, 0, 0
	if err := d.watch(want); err != nil {
		d.fd = -1
		return err
	}
	l.fds[fd] = d
	return nil
}

// watch tells the kernel only of changes.
func (d *desc) watch(want poll.Ready) error {
	if d.fd < 0 || want == d.want {
		return nil
	}
	if err := d.l.poller.Watch(d.fd, d.tag, want); err != nil {
		return err
	}
	d.want = want
	return nil
}

// release closes the descriptor: the one way to do so. It is taken out of the
// poller first, since a duplicate would keep the registration of a closed
// descriptor alive. One that is ours has none, but perhaps for a moment in a child
// between fork and exec, and cannot have got an SO_LINGER: closing it is enough.
func (d *desc) release() {
	if d.l == nil || d.fd < 0 {
		return
	}
	fd := d.fd
	if d.ours {
		d.l.poller.Forget(fd)
	} else {
		d.watch(0)
	}
	d.l.fds[fd] = nil
	d.fd, d.want, d.pend = -1, 0, 0
	if d.ours {
		sysClose(fd)
	} else {
		closeFD(fd)
	}
}

// later has event(soonReady) called after the next look at the kernel.
func (d *desc) later() {
	if !d.soon && !d.l.closed.Load() {
		d.soon = true
		d.l.soon = append(d.l.soon, d)
	}
}

// again puts d at the end of the batch being served, for what is left of its
// share of n turns. Called before the callback, so that a wait inside the
// callback goes on with d as well.
func (d *desc) again(n int32) {
	if d.batch != d.l.polls {
		d.batch, d.share = d.l.polls, n
	}
	if d.share--; d.share > 0 {
		d.l.enqueue(d, poll.Readable)
	}
}

func (l *Loop) enqueue(d *desc, r poll.Ready) {
	d.pend |= r
	if !d.queued {
		d.queued = true
		l.ready = append(l.ready, d)
	}
}

// closeFD closes fd without ever waiting. A positive SO_LINGER makes close(2)
// wait for the peer, even on a non-blocking socket; the data is delivered in
// the background without it just the same. {on, 0}, which aborts, is kept.
// EINTR is not retried: the descriptor is gone.
func closeFD(fd int) {
	if CloseMayBlock(fd) {
		unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{})
	}
	unix.Close(fd)
}

// Call names a kind of system call to Options.Fault.
type Call uint8

// The kinds of system call that can be made to fail.
const (
	CallRead Call = iota
	CallWrite
	CallAccept
	CallReceive // a datagram
	CallSendTo  // a datagram
	CallConnect
	CallSocket
)

// Calls are all of them.
func Calls() []Call {
	return []Call{CallRead, CallWrite, CallAccept, CallReceive, CallSendTo, CallConnect, CallSocket}
}

// String is the name of the system call.
func (c Call) String() string {
	return [...]string{"read", "write", "accept", "recvmsg", "sendto", "connect", "socket"}[c]
}

func (d *desc) read(b []byte) (n int, err error) {
	if f := d.l.interfere; f != nil {
		if b, err = f(CallRead, b); err != nil {
			return 0, err
		}
	}
	return sysRead(d.fd, b)
}

func (d *desc) write(b []byte, socket bool) (n int, err error) {
	if f := d.l.interfere; f != nil {
		if b, err = f(CallWrite, b); err != nil {
			return 0, err
		}
	}
	return sysWrite(d.fd, b, socket)
}

func (d *desc) accept(from *Peer) (fd int, err error) {
	if f := d.l.interfere; f != nil {
		if _, err = f(CallAccept, nil); err != nil {
			return -1, err
		}
	}
	return sysAccept(d.fd, from)
}

func (d *desc) receive(r *receiver, b []byte, from *Peer) (n int, cut bool, err error) {
	if f := d.l.interfere; f != nil {
		if b, err = f(CallReceive, b); err != nil {
			return 0, false, err
		}
	}
	return r.receive(d.fd, b, from)
}

func (d *desc) sendTo(b []byte, to *Peer) (err error) {
	if f := d.l.interfere; f != nil {
		if _, err = f(CallSendTo, b); err != nil {
			return err
		}
	}
	return sysSendTo(d.fd, b, to)
}
