//go:build unix && !linux

package process

import "golang.org/x/sys/unix"

// openPTY has not been written for this system: programs get pipes.
func openPTY() (master, slave int, name string, err error) { return -1, -1, "", unix.ENOSYS }

// openMaster has not been written for this system either.
func openMaster() (master int, name string, err error) { return -1, "", unix.ENOSYS }
