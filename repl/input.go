//go:build unix

package repl

import (
	"context"
	"io"
	"os"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

// input is standard input: that of the program, which does not hold up its end,
// until the REPL takes it over.
type input struct {
	r   io.Reader
	out *output         // what has been written is seen before anything is waited for
	ctx context.Context // reads end when it does; nil: they wait

	ready     int      // bytes of a file that are there
	wake, end *os.File // a pipe whose end is closed to end a wait
}

// Read reads no more than it is asked for: programs that Lisp starts read on.
func (in *input) Read(p []byte) (int, error) {
	in.out.Flush()
	f, ok := in.r.(*os.File)
	if !ok || in.ctx == nil {
		return in.r.Read(p)
	}
	if in.ready == 0 {
		if err := in.wait(f); err != nil {
			return 0, err
		}
	}
	if in.ready > 0 {
		p = p[:min(len(p), in.ready)]
	}
	n, err := f.Read(p)
	in.ready = max(in.ready-n, 0)
	if err != nil {
		in.ready = 0
	}
	return n, err
}

// wait waits until f can be read, and notes how much can. Its error is the cause of
// the end of ctx.
func (in *input) wait(f *os.File) error {
	if in.wake == nil {
		var err error
		if in.wake, in.end, err = os.Pipe(); err != nil {
			return err
		}
		context.AfterFunc(in.ctx, func() { in.end.Close() })
	}
	fds := []unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}, {Fd: int32(in.wake.Fd()), Events: unix.POLLIN}}
	for {
		switch _, err := unix.Poll(fds, -1); {
		case err == unix.EINTR:
			continue
		case err != nil:
			return nil // reading will tell
		case fds[1].Revents != 0:
			return context.Cause(in.ctx)
		}
		in.ready, _ = unix.IoctlGetInt(int(f.Fd()), inputSize)
		return nil
	}
}

// close gives back what waiting took. ctx has ended.
func (in *input) close() {
	if in.wake != nil {
		in.wake.Close()
	}
}

// HideTyping is for lisp.Hider.
func (in *input) HideTyping(sign rune) (end func(), shown bool) {
	if h, ok := in.r.(lisp.Hider); ok {
		return h.HideTyping(sign)
	}
	return noEcho(in.r), false
}

// noEcho lets a terminal not show what is typed until end is called; if r is none
// there is nothing to do.
func noEcho(r io.Reader) (end func()) {
	f, ok := r.(*os.File)
	if !ok {
		return func() {}
	}
	fd := int(f.Fd())
	t, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return func() {}
	}
	before := *t
	t.Lflag &^= unix.ECHO
	unix.IoctlSetTermios(fd, setTermios, t)
	return func() { unix.IoctlSetTermios(fd, setTermios, &before) }
}
