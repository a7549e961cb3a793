//go:build unix

package netprims

import (
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

// remains is what is left of a Stream that was closed with CloseAfter: output
// on its way, and nobody to tell about it.
type remains struct {
	desc
	out     queue
	records bool
	limit   *Timer // of all
	patient *Timer // without progress
	rest    *Timer
}

// patienceWithPeer is how long output may make no progress after CloseAfter.
const patienceWithPeer = time.Minute

// CloseAfter closes s as Close does, except that the output which is queued is
// still written, by the Loop: until it is, the connection fails, limit has
// passed, or for a minute nothing could be written. Zero means no limit.
func (s *Stream) CloseAfter(limit time.Duration) {
	if s.l == nil || s.state != Open && s.state != HalfClosed || s.out.n == 0 || s.broken != nil || !s.socket {
		s.Close()
		return
	}
	if s.tls != nil {
		s.tls.notify()
	}
	l := s.l
	r := &remains{out: s.out, records: s.records}
	s.out = queue{}
	fd := s.desc.give()
	s.Close()
	l.join(&r.desc, r)
	if err := r.hold(fd, poll.Writable); err != nil {
		closeFD(fd)
		return
	}
	if limit > 0 {
		r.limit = l.arm(&l.own, limit, r.abort)
	}
	r.wait()
}

// give takes the descriptor from d without closing it.
func (d *desc) give() int {
	fd := d.fd
	d.watch(0)
	d.l.fds[fd] = nil
	d.fd, d.want, d.pend = -1, 0, 0
	return fd
}

func (r *remains) wait() {
	r.patient.Stop()
	r.patient = r.l.arm(&r.l.own, patienceWithPeer, r.abort)
}

// abort resets the connection, so that the peer knows that something is missing.
func (r *remains) abort() {
	if r.Look() >= 0 {
		unix.SetsockoptLinger(r.fd, unix.SOL_SOCKET, soLinger, &unix.Linger{Onoff: 1})
		r.Close()
	}
}

func (r *remains) event(poll.Ready) {
	b := r.out.front()
	if !r.records {
		b = b[:min(len(b), maxIO)]
	}
	n, err := r.desc.write(b, true)
	switch {
	case err == unix.EINTR || err == unix.EAGAIN:
		return
	case outOfMemory(err):
		r.watch(0)
		r.rest = r.l.arm(&r.l.own, fullRetry, func() { r.watch(poll.Writable) })
		return
	case err != nil:
		r.Close()
		return
	}
	if r.out.take(n); r.out.n == 0 {
		r.Close()
		return
	}
	r.wait()
}

// Close drops what is left.
func (r *remains) Close() error {
	r.limit.Stop()
	r.patient.Stop()
	r.rest.Stop()
	r.out.drop()
	r.release()
	return nil
}
