//go:build darwin || freebsd

package poll

import (
	"time"

	"golang.org/x/sys/unix"
)

// pollFds is poll(2): timeouts are rounded up to milliseconds. EINTR counts as
// nothing ready.
func pollFds(fds []unix.PollFd, timeout time.Duration) (int, error) {
	n, err := unix.Poll(fds, milliseconds(timeout))
	if err == unix.EINTR {
		return 0, nil
	}
	return n, err
}
