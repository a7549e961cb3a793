package process

import (
	"fmt"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

// A child is a program that was started, until it has been waited for. It leads
// a session of its own, so its id is also that of its process group.
type child struct {
	pid int

	mu     sync.Mutex
	reaped bool // pid may mean another program now
	end    unix.WaitStatus
}

// startChild runs prog with the descriptors given as its standard ones, which
// stay the caller's. The error is an errno. follow must be called on the child.
func startChild(prog *program, stdin, stdout, stderr int, tty bool) (*child, error) {
	attr := syscall.ProcAttr{Dir: prog.dir, Env: prog.env,
		Files: []uintptr{uintptr(stdin), uintptr(stdout), uintptr(stderr)},
		Sys:   &syscall.SysProcAttr{Setsid: true}}
	if tty {
		attr.Sys.Setctty, attr.Sys.Ctty = true, 0
	}
	pid, err := syscall.ForkExec(prog.path, prog.argv, &attr)
	if err != nil {
		return nil, err
	}
	return &child{pid: pid}, nil
}

// follow tells changed of every change of status, the last being that the child
// has ended and is no zombie any more. It blocks: it is for a goroutine.
func (c *child) follow(changed func(unix.WaitStatus)) {
	for {
		awaitChange(c.pid)
		ws, known := c.collect()
		if !known {
			continue
		}
		changed(ws)
		if ws.Exited() || ws.Signaled() {
			return
		}
	}
}

// collect takes one change of status from the system, and no signal is sent
// meanwhile where awaitChange waits for it first.
func (c *child) collect() (ws unix.WaitStatus, known bool) {
	flags := unix.WUNTRACED | unix.WCONTINUED
	if awaitsChange {
		flags |= unix.WNOHANG
		c.mu.Lock()
		defer c.mu.Unlock()
	}
	pid, err := unix.Wait4(c.pid, &ws, flags, nil)
	switch {
	case err == unix.EINTR || err == nil && pid == 0:
		return 0, false
	case err != nil:
		ws = 0 // the host collects all children; how this one ended is lost
	}
	if ws.Exited() || ws.Signaled() {
		if !awaitsChange {
			c.mu.Lock()
			defer c.mu.Unlock()
		}
		c.reaped, c.end = true, ws
	}
	return ws, true
}

// ended returns how the child has ended, if it has.
func (c *child) ended() (unix.WaitStatus, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.end, c.reaped
}

// signal sends a signal to the child, or to its process group. The error is an
// errno, ESRCH once the child has been waited for.
func (c *child) signal(sig unix.Signal, group bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.reaped:
		return unix.ESRCH
	case group:
		return unix.Kill(-c.pid, sig)
	}
	return unix.Kill(c.pid, sig)
}

// signalText words a signal as strsignal(3) does, "Killed".
func signalText(sig syscall.Signal) string {
	text := sig.String()
	if strings.HasPrefix(text, "signal ") {
		if sig >= 34 {
			return fmt.Sprintf("Real-time signal %d", sig-34)
		}
		return fmt.Sprintf("Unknown signal %d", sig)
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// exitOf returns the value that stands for ws: the code of an exit, or the
// number of the signal that has ended or stopped the program.
func exitOf(ws unix.WaitStatus) lisp.Value {
	switch {
	case ws.Signaled():
		return lisp.Fixnum(int(ws.Signal()))
	case ws.Stopped():
		return lisp.Fixnum(int(ws.StopSignal()))
	case ws.Exited():
		return lisp.Fixnum(ws.ExitStatus())
	}
	return lisp.Fixnum(0)
}

// statusMessage is what a sentinel is told about ws.
func statusMessage(ws unix.WaitStatus) string {
	dumped := ""
	if ws.Signaled() && ws.CoreDump() {
		dumped = " (core dumped)"
	}
	switch {
	case ws.Signaled():
		text := signalText(ws.Signal())
		return strings.ToLower(text[:1]) + text[1:] + dumped + "\n"
	case ws.Stopped():
		text := signalText(ws.StopSignal())
		return strings.ToLower(text[:1]) + text[1:] + "\n"
	case !ws.Exited():
		return "run"
	case ws.ExitStatus() == 0:
		return "finished\n"
	}
	return fmt.Sprintf("exited abnormally with code %d\n", ws.ExitStatus())
}

// closeAll closes descriptors; those below zero stand for none.
func closeAll(fds ...int) {
	for _, fd := range fds {
		if fd >= 0 {
			unix.Close(fd)
		}
	}
}

// pipe makes a pipe that programs started meanwhile do not inherit.
func pipe() (r, w int, err error) {
	var p [2]int
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	if err := unix.Pipe(p[:]); err != nil {
		return -1, -1, err
	}
	unix.CloseOnExec(p[0])
	unix.CloseOnExec(p[1])
	return p[0], p[1], nil
}

// openFile is open(2), with retries.
func openFile(name string, flags int, mode uint32) (int, error) {
	for {
		fd, err := unix.Open(name, flags|unix.O_CLOEXEC, mode)
		if err != unix.EINTR {
			return fd, err
		}
	}
}
