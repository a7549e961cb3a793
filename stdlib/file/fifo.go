package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// pace is how often a wait for the other side of a FIFO looks whether it is to
// end.
const pace = 20 * time.Millisecond

// errEnded is the error of a wait that an interruption ended; the exit tells which.
var errEnded = errors.New("interrupted")

// open is os.OpenFile. A FIFO waits there for its other side, for as long as
// nothing interrupts the evaluation.
func open(in *interp, name string, flags int, perm fs.FileMode) (*os.File, *exit, error) {
	if st, err := os.Stat(name); err != nil || st.Mode()&fs.ModeNamedPipe == 0 {
		f, err := os.OpenFile(name, flags, perm)
		return f, nil, err
	}
	type opened struct {
		f   *os.File
		err error
	}
	done := make(chan opened, 1)
	go func() {
		f, err := os.OpenFile(name, flags, perm)
		done <- opened{f, err}
	}()
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for {
		select {
		case o := <-done:
			return o.f, nil, o.err
		case <-tick.C:
		}
		x := in.Poll()
		if x == nil {
			continue
		}
		// Whoever opens both sides is the other side of the one that waits.
		if fd, err := unix.Open(name, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0); err == nil {
			if o := <-done; o.err == nil {
				o.f.Close()
			}
			unix.Close(fd)
		}
		return nil, x, nil
	}
}

// patient reads or writes a file, which may be a FIFO, until an interruption.
type patient struct {
	in *interp
	f  *os.File
	x  *exit // why it ended
}

// wait calls try, again when the deadline that it set has passed.
func (p *patient) wait(set func(time.Time) error, try func() error) error {
	for {
		if set(time.Now().Add(pace)) != nil { // not for this kind of file
			return try()
		}
		err := try()
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return err
		}
		if p.x = p.in.Poll(); p.x != nil {
			return errEnded
		}
	}
}

func (p *patient) Read(b []byte) (n int, err error) {
	err = p.wait(p.f.SetReadDeadline, func() error {
		n, err = p.f.Read(b)
		return err
	})
	return n, err
}

func (p *patient) Write(b []byte) (int, error) {
	done := 0
	err := p.wait(p.f.SetWriteDeadline, func() error {
		n, err := p.f.Write(b[done:])
		done += n
		return err
	})
	return done, err
}

var _ io.ReadWriter = (*patient)(nil)
