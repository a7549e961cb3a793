//go:build unix && !linux

package process

import "golang.org/x/sys/unix"

// Requests of tty(4).
const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
)

// setSpeed sets the speed of both directions, a plain number here.
func setSpeed(t *unix.Termios, speed int) bool {
	setTo(&t.Ispeed, speed)
	setTo(&t.Ospeed, speed)
	return speed >= 0
}

// setTo stores n in a field whose type depends on the system.
func setTo[T uint32 | uint64](field *T, n int) { *field = T(n) }

// flushInput forgets what a port has received.
func flushInput(fd int) { unix.IoctlSetPointerInt(fd, unix.TIOCFLUSH, 1) } // FREAD
