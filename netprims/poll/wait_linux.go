package poll

import (
	"time"

	"golang.org/x/sys/unix"
)

// pollFds is ppoll(2): timeouts in nanoseconds. EINTR counts as nothing ready.
func pollFds(fds []unix.PollFd, timeout time.Duration) (int, error) {
	var ts *unix.Timespec
	if timeout >= 0 {
		t := unix.NsecToTimespec(int64(timeout))
		ts = &t
	}
	n, err := unix.Ppoll(fds, ts, nil)
	if err == unix.EINTR {
		return 0, nil
	}
	return n, err
}
