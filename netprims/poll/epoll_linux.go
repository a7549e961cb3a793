package poll

import (
	"os"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

func backends() []backend {
	return []backend{
		{"epoll", func() (Poller, error) { return newEpoll(true) }},
		{"epoll-block", func() (Poller, error) { return newEpoll(false) }},
		{"poll", newPollSet},
	}
}

// Tokens of the descriptors that belong to the poller itself.
const (
	tokenWake  = -1
	tokenTimer = -2
)

// epoll is the epoll(7) backend. When park is wanted, an idle Wait holds no
// thread: the epoll descriptor, itself pollable, sits in the Go runtime's own
// poller, and a timerfd in the set gives timeouts finer than the runtime's
// millisecond. Without it Wait blocks a thread in epoll_pwait2(2), which is
// better when other goroutines keep every processor busy.
type epoll struct {
	ep, wake int
	timer    int // timerfd, or -1 when not parking
	armed    bool
	file     *os.File // ep in the runtime's poller; nil when not parking
	raw      syscall.RawConn
	kernel   []unix.EpollEvent
	out      []Event
	set      []bool // by descriptor: is in the epoll set
	always   always
}

func newEpoll(park bool) (Poller, error) {
	p := &epoll{ep: -1, wake: -1, timer: -1, kernel: make([]unix.EpollEvent, firstBatch)}
	if err := p.open(park); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

func (p *epoll) open(park bool) (err error) {
	if p.ep, err = unix.EpollCreate1(unix.EPOLL_CLOEXEC); err != nil {
		return err
	}
	if p.wake, err = unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC); err != nil {
		return err
	}
	if err = p.add(p.wake, tokenWake); err != nil || !park {
		return err
	}
	if p.timer, err = unix.TimerfdCreate(unix.CLOCK_MONOTONIC, unix.TFD_NONBLOCK|unix.TFD_CLOEXEC); err != nil {
		return err
	}
	if err = p.add(p.timer, tokenTimer); err != nil {
		return err
	}
	// O_NONBLOCK tells os.NewFile to hand the descriptor to the runtime's poller.
	if err = unix.SetNonblock(p.ep, true); err != nil {
		return err
	}
	p.file = os.NewFile(uintptr(p.ep), "epoll")
	if err = p.file.SetReadDeadline(time.Time{}); err != nil {
		return err // not pollable after all
	}
	p.raw, err = p.file.SyscallConn()
	return err
}

func (p *epoll) add(fd, token int) error {
	return unix.EpollCtl(p.ep, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(token)})
}

func (p *epoll) FD() int { return p.ep }

func (p *epoll) Close() error {
	for _, fd := range []int{p.wake, p.timer} {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
	p.wake, p.timer = -1, -1
	if p.file != nil {
		return p.file.Close()
	}
	if p.ep < 0 {
		return nil
	}
	fd := p.ep
	p.ep = -1
	return unix.Close(fd)
}

func (p *epoll) Wake() error {
	one := [8]byte{7: 1} // the byte order does not matter: any count wakes
	_, _, e := unix.RawSyscall(unix.SYS_WRITE, uintptr(p.wake), uintptr(unsafe.Pointer(&one[0])), 8)
	if e != 0 && e != unix.EAGAIN { // EAGAIN: the count is full, so it is awake
		return e
	}
	return nil
}

func (p *epoll) drain() {
	var b [8]byte
	unix.RawSyscall(unix.SYS_READ, uintptr(p.wake), uintptr(unsafe.Pointer(&b[0])), 8)
}

func (p *epoll) Watch(fd int, tag uint32, want Ready) error {
	if fd < 0 {
		return unix.EBADF
	}
	for len(p.set) <= fd {
		p.set = append(p.set, false)
	}
	if want&watchable == 0 {
		// Really out of the set: ERR and HUP are reported for an empty mask too,
		// and a level-triggered loop would spin on a reset peer.
		p.always.remove(fd)
		if p.set[fd] {
			p.set[fd] = false
			unix.EpollCtl(p.ep, unix.EPOLL_CTL_DEL, fd, nil)
		}
		return nil
	}
	ev := unix.EpollEvent{Fd: int32(fd), Pad: int32(tag)}
	if want&Readable != 0 {
		ev.Events |= unix.EPOLLIN
	}
	if want&Writable != 0 {
		ev.Events |= unix.EPOLLOUT
	}
	if want&Urgent != 0 {
		ev.Events |= unix.EPOLLPRI
	}
	op := unix.EPOLL_CTL_ADD
	if p.set[fd] {
		op = unix.EPOLL_CTL_MOD
	}
	err := unix.EpollCtl(p.ep, op, fd, &ev)
	switch err {
	case nil:
		p.set[fd] = true
	case unix.EPERM: // a file epoll refuses, since it is always ready
		p.always.put(fd, tag, want)
		return nil
	}
	return err
}

// Forget leaves it to close(2) to take fd out of the set.
func (p *epoll) Forget(fd int) {
	p.always.remove(fd)
	if fd < len(p.set) {
		p.set[fd] = false
	}
}

// try asks without waiting and without telling the scheduler, which is much
// cheaper than a call that might block.
func (p *epoll) try() (int, unix.Errno) {
	n, _, e := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(p.ep), uintptr(unsafe.Pointer(&p.kernel[0])), uintptr(len(p.kernel)), 0, 0, 0)
	return int(n), e
}

func (p *epoll) Wait(timeout time.Duration) ([]Event, error) {
	p.out = p.always.report(p.out[:0])
	if len(p.out) > 0 {
		timeout = 0
	}
	n, e := p.try()
	if e == 0 && n == 0 && timeout != 0 {
		if p.raw != nil {
			n, e = p.park(timeout)
		} else {
			n, e = p.block(timeout)
		}
	}
	if e == unix.EINTR {
		return p.out, nil
	}
	if e != 0 {
		return p.out, e
	}
	p.translate(n)
	if n == len(p.kernel) && n < maxBatch {
		p.kernel = make([]unix.EpollEvent, 2*n)
	}
	return p.out, nil
}

// park sleeps in the Go runtime's poller until the epoll descriptor is
// readable. RawConn.Read resets the readiness it remembers before it first
// calls its function, so an event between try and the sleep is not lost.
func (p *epoll) park(timeout time.Duration) (n int, e unix.Errno) {
	p.arm(timeout)
	err := p.raw.Read(func(uintptr) bool {
		n, e = p.try()
		return n != 0 || e != 0
	})
	if err != nil {
		e = unix.EBADF // closed
	}
	return n, e
}

// arm sets the timerfd; a negative timeout disarms it.
func (p *epoll) arm(timeout time.Duration) {
	if timeout < 0 && !p.armed {
		return
	}
	var its unix.ItimerSpec
	if timeout >= 0 {
		its.Value = unix.NsecToTimespec(max(int64(timeout), 1))
	}
	p.armed = timeout >= 0
	unix.RawSyscall6(unix.SYS_TIMERFD_SETTIME, uintptr(p.timer), 0, uintptr(unsafe.Pointer(&its)), 0, 0, 0)
}

func (p *epoll) block(timeout time.Duration) (int, unix.Errno) {
	var ts *unix.Timespec
	if timeout >= 0 {
		t := unix.NsecToTimespec(int64(timeout))
		ts = &t
	}
	n, _, e := unix.Syscall6(unix.SYS_EPOLL_PWAIT2, uintptr(p.ep), uintptr(unsafe.Pointer(&p.kernel[0])), uintptr(len(p.kernel)), uintptr(unsafe.Pointer(ts)), 0, 0)
	if e != unix.ENOSYS {
		return int(n), e
	}
	// Before Linux 5.11.
	k, err := unix.EpollWait(p.ep, p.kernel, milliseconds(timeout))
	if err != nil {
		e, _ = err.(unix.Errno)
		return 0, e
	}
	return k, 0
}

// translate turns the first n kernel events into ours.
func (p *epoll) translate(n int) {
	for i := range p.kernel[:n] {
		k := &p.kernel[i]
		switch k.Fd {
		case tokenWake:
			p.drain()
			continue
		case tokenTimer:
			p.armed = true
			p.arm(-1) // disarming makes it unreadable as well
			continue
		}
		var r Ready
		if k.Events&unix.EPOLLIN != 0 {
			r |= Readable
		}
		if k.Events&unix.EPOLLOUT != 0 {
			r |= Writable
		}
		if k.Events&unix.EPOLLPRI != 0 {
			r |= Urgent
		}
		if k.Events&(unix.EPOLLERR|unix.EPOLLHUP) != 0 {
			r |= Failed
		}
		p.out = append(p.out, Event{int(k.Fd), uint32(k.Pad), r})
	}
}

func (p *epoll) WaitOne(fd int, want Ready, timeout time.Duration) (Ready, error) {
	r, woken, err := waitOne(fd, p.wake, want, timeout)
	if woken {
		p.drain()
	}
	return r, err
}
