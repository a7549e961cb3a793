package process

import "golang.org/x/sys/unix"

// awaitsChange: awaitChange leaves it to collect to take the change, so that a
// child's id cannot be taken by another program while a signal is being sent.
const awaitsChange = true

// awaitChange blocks until the status of a child has changed (waitid(2)).
func awaitChange(pid int) {
	for unix.Waitid(unix.P_PID, pid, nil, unix.WEXITED|unix.WSTOPPED|unix.WCONTINUED|unix.WNOWAIT, nil) == unix.EINTR {
	}
}
