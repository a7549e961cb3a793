//go:build unix

package poll

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// pollSet is the poll(2) backend: portable, linear in the number of
// descriptors, and a second implementation to hold the others to.
type pollSet struct {
	fds  []unix.PollFd // fds[0] is the wake pipe's read end
	tags []uint32      // parallel to fds
	at   []int         // by descriptor: its index in fds, 0 for none
	w    int           // the wake pipe's write end
	out  []Event
}

func newPollSet() (Poller, error) {
	r, w, err := wakePipe()
	if err != nil {
		return nil, err
	}
	return &pollSet{
		fds:  []unix.PollFd{{Fd: int32(r), Events: unix.POLLIN}},
		tags: []uint32{0},
		w:    w,
	}, nil
}

func (p *pollSet) FD() int { return -1 }

func (p *pollSet) Close() error {
	if p.w < 0 {
		return nil
	}
	unix.Close(p.w)
	p.w = -1
	return unix.Close(int(p.fds[0].Fd))
}

func (p *pollSet) Wake() error { return wakeByte(p.w) }

// Forget is Watch of nothing.
func (p *pollSet) Forget(fd int) { p.Watch(fd, 0, 0) }

func (p *pollSet) Watch(fd int, tag uint32, want Ready) error {
	if fd < 0 {
		return unix.EBADF
	}
	for len(p.at) <= fd {
		p.at = append(p.at, 0)
	}
	i := p.at[fd]
	if want&watchable == 0 {
		if i > 0 {
			p.remove(fd, i)
		}
		return nil
	}
	if i == 0 {
		// As epoll does; poll(2) itself would only say so in Wait.
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil {
			return err
		}
		i = len(p.fds)
		p.at[fd] = i
		p.fds = append(p.fds, unix.PollFd{Fd: int32(fd)})
		p.tags = append(p.tags, 0)
	}
	p.fds[i].Events = pollMask(want)
	p.tags[i] = tag
	return nil
}

// remove moves the last entry into the place of the one at i.
func (p *pollSet) remove(fd, i int) {
	last := len(p.fds) - 1
	p.fds[i], p.tags[i] = p.fds[last], p.tags[last]
	p.at[p.fds[i].Fd] = i
	p.at[fd] = 0
	p.fds, p.tags = p.fds[:last], p.tags[:last]
}

func (p *pollSet) Wait(timeout time.Duration) ([]Event, error) {
	p.out = p.out[:0]
	n, err := pollFds(p.fds, timeout)
	if err != nil || n == 0 {
		return p.out, err
	}
	if p.fds[0].Revents != 0 {
		drainPipe(int(p.fds[0].Fd))
		n--
	}
	for i := 1; i < len(p.fds) && n > 0; i++ {
		if ev := p.fds[i].Revents; ev != 0 {
			n--
			p.out = append(p.out, Event{int(p.fds[i].Fd), p.tags[i], pollReady(ev)})
		}
	}
	return p.out, nil
}

func (p *pollSet) WaitOne(fd int, want Ready, timeout time.Duration) (Ready, error) {
	r, woken, err := waitOne(fd, int(p.fds[0].Fd), want, timeout)
	if woken {
		drainPipe(int(p.fds[0].Fd))
	}
	return r, err
}

func pollMask(want Ready) int16 {
	var m int16
	if want&Readable != 0 {
		m |= unix.POLLIN
	}
	if want&Writable != 0 {
		m |= unix.POLLOUT
	}
	if want&Urgent != 0 {
		m |= unix.POLLPRI
	}
	return m
}

func pollReady(ev int16) Ready {
	var r Ready
	if ev&unix.POLLIN != 0 {
		r |= Readable
	}
	if ev&unix.POLLOUT != 0 {
		r |= Writable
	}
	if ev&unix.POLLPRI != 0 {
		r |= Urgent
	}
	if ev&(unix.POLLERR|unix.POLLHUP|unix.POLLNVAL) != 0 {
		r |= Failed
	}
	return r
}

// waitOne polls one descriptor and the wake descriptor.
func waitOne(fd, wake int, want Ready, timeout time.Duration) (r Ready, woken bool, err error) {
	fds := []unix.PollFd{{Fd: int32(wake), Events: unix.POLLIN}, {Fd: -1}}
	if fd >= 0 && want&watchable != 0 {
		fds[1] = unix.PollFd{Fd: int32(fd), Events: pollMask(want)}
	}
	if _, err := pollFds(fds, timeout); err != nil {
		return 0, false, err
	}
	return pollReady(fds[1].Revents), fds[0].Revents != 0, nil
}

// milliseconds rounds up, so that a wait is never shorter than asked for.
func milliseconds(d time.Duration) int {
	if d < 0 {
		return -1
	}
	ms := d / time.Millisecond
	if d%time.Millisecond != 0 {
		ms++
	}
	return int(min(ms, 1<<31-1))
}

// wakePipe makes a non-blocking pipe. ForkLock keeps a child that is being
// started from inheriting it where pipe2(2) does not exist.
func wakePipe() (r, w int, err error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	var p [2]int
	if err := unix.Pipe(p[:]); err != nil {
		return -1, -1, err
	}
	for _, fd := range p {
		unix.CloseOnExec(fd)
		if err := unix.SetNonblock(fd, true); err != nil {
			unix.Close(p[0])
			unix.Close(p[1])
			return -1, -1, err
		}
	}
	return p[0], p[1], nil
}

func wakeByte(w int) error {
	_, err := unix.Write(w, []byte{1})
	if err == unix.EAGAIN { // full: it is awake
		return nil
	}
	return err
}

func drainPipe(r int) {
	var b [64]byte
	for {
		if n, err := unix.Read(r, b[:]); err != nil || n < len(b) {
			return
		}
	}
}

// always keeps the descriptors which the kernel's own mechanism refuses because
// they are never not ready.
type always struct{ list []Event }

func (a *always) put(fd int, tag uint32, want Ready) {
	a.remove(fd)
	a.list = append(a.list, Event{fd, tag, want & (Readable | Writable)})
}

func (a *always) remove(fd int) {
	for i := range a.list {
		if a.list[i].FD == fd {
			a.list = append(a.list[:i], a.list[i+1:]...)
			return
		}
	}
}

func (a *always) report(out []Event) []Event { return append(out, a.list...) }
