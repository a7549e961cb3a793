//go:build unix && !linux

package repl

import "golang.org/x/sys/unix"

// Requests of tty(4).
const (
	getTermios = unix.TIOCGETA
	setTermios = unix.TIOCSETA
	inputSize  = 0x4004667f // FIONREAD
)
