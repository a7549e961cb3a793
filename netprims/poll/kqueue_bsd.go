//go:build darwin || freebsd

package poll

import (
	"time"

	"golang.org/x/sys/unix"
)

func backends() []backend {
	return []backend{{"kqueue", newKqueue}, {"poll", newPollSet}}
}

// kqueue is the kqueue(2) backend. Wait blocks a thread: whether a kqueue
// descriptor may itself sit in the Go runtime's kqueue differs between systems.
type kqueue struct {
	kq     int
	r, w   int // wake pipe: EVFILT_USER is not everywhere
	kernel []unix.Kevent_t
	out    []Event
	watch  []watched // by descriptor
	always always
}

// longest is what kevent(2) is asked to wait at most: macOS takes more than a
// hundred million seconds for a mistake.
const longest = 24 * time.Hour

type watched struct {
	tag  uint32
	want Ready
}

func newKqueue() (Poller, error) {
	kq, err := unix.Kqueue()
	if err != nil {
		return nil, err
	}
	unix.CloseOnExec(kq)
	r, w, err := wakePipe()
	if err != nil {
		unix.Close(kq)
		return nil, err
	}
	p := &kqueue{kq: kq, r: r, w: w, kernel: make([]unix.Kevent_t, firstBatch)}
	if err := p.change(r, unix.EVFILT_READ, unix.EV_ADD); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// change makes one change. Filters are neither EV_CLEAR nor EV_ONESHOT, which makes
// them level-triggered; a change that a signal interrupted may have been made, and
// making it again does no harm.
func (p *kqueue) change(fd, filter, flags int) error {
	var k [1]unix.Kevent_t
	unix.SetKevent(&k[0], fd, filter, flags)
	for {
		_, err := unix.Kevent(p.kq, k[:], nil, nil)
		if err != unix.EINTR {
			return err
		}
	}
}

func (p *kqueue) FD() int { return p.kq }

func (p *kqueue) Wake() error { return wakeByte(p.w) }

func (p *kqueue) Close() error {
	if p.kq < 0 {
		return nil
	}
	unix.Close(p.r)
	unix.Close(p.w)
	fd := p.kq
	p.kq = -1
	return unix.Close(fd)
}

func (p *kqueue) Watch(fd int, tag uint32, want Ready) error {
	if fd < 0 {
		return unix.EBADF
	}
	for len(p.watch) <= fd {
		p.watch = append(p.watch, watched{})
	}
	want &= Readable | Writable
	p.always.remove(fd)
	was := p.watch[fd].want
	if was == 0 && want != 0 && regular(fd) {
		// kqueue is silent about a regular file at its end.
		p.always.put(fd, tag, want)
		return nil
	}
	p.watch[fd].tag = tag
	for _, f := range [2]struct {
		bit    Ready
		filter int
	}{{Readable, unix.EVFILT_READ}, {Writable, unix.EVFILT_WRITE}} {
		var err error
		switch {
		case want&f.bit != 0 && was&f.bit == 0:
			err = p.change(fd, f.filter, unix.EV_ADD)
		case want&f.bit == 0 && was&f.bit != 0:
			p.change(fd, f.filter, unix.EV_DELETE)
		}
		if err != nil {
			return err
		}
		p.watch[fd].want = p.watch[fd].want&^f.bit | want&f.bit
	}
	return nil
}

// Forget leaves it to close(2) to take fd out.
func (p *kqueue) Forget(fd int) {
	p.always.remove(fd)
	if fd < len(p.watch) {
		p.watch[fd].want = 0
	}
}

func regular(fd int) bool {
	var st unix.Stat_t
	return unix.Fstat(fd, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFREG
}

func (p *kqueue) Wait(timeout time.Duration) ([]Event, error) {
	p.out = p.always.report(p.out[:0])
	if len(p.out) > 0 {
		timeout = 0
	}
	var ts *unix.Timespec
	if timeout >= 0 {
		t := unix.NsecToTimespec(int64(min(timeout, longest)))
		ts = &t
	}
	n, err := unix.Kevent(p.kq, nil, p.kernel, ts)
	if err == unix.EINTR {
		return p.out, nil
	}
	if err != nil {
		return p.out, err
	}
	for i := range p.kernel[:n] {
		p.translate(&p.kernel[i])
	}
	if n == len(p.kernel) && n < maxBatch {
		p.kernel = make([]unix.Kevent_t, 2*n)
	}
	return p.out, nil
}

func (p *kqueue) translate(k *unix.Kevent_t) {
	fd := int(k.Ident)
	if fd == p.r {
		drainPipe(p.r)
		return
	}
	var r Ready
	switch k.Filter {
	case unix.EVFILT_READ:
		r = Readable
	case unix.EVFILT_WRITE:
		r = Writable
	}
	// The end of input alone is no failure, unless it came with a socket's error:
	// the other direction may still be open.
	if k.Flags&unix.EV_ERROR != 0 || k.Flags&unix.EV_EOF != 0 && (k.Filter == unix.EVFILT_WRITE || k.Fflags != 0) {
		r |= Failed
	}
	if fd < len(p.watch) {
		p.out = append(p.out, Event{fd, p.watch[fd].tag, r})
	}
}

func (p *kqueue) WaitOne(fd int, want Ready, timeout time.Duration) (Ready, error) {
	r, woken, err := waitOne(fd, p.r, want, timeout)
	if woken {
		drainPipe(p.r)
	}
	return r, err
}
