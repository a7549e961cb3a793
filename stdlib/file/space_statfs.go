//go:build linux || darwin || freebsd || dragonfly

package file

import "golang.org/x/sys/unix"

// space returns the bytes of the file system that the file n is on, those that
// are free and those that anyone may use: statfs(2).
func space(n string) (total, free, available int64, ok bool) {
	var st unix.Statfs_t
	if unix.Statfs(n, &st) != nil {
		return 0, 0, 0, false
	}
	size := int64(st.Bsize)
	return int64(st.Blocks) * size, int64(st.Bfree) * size, int64(st.Bavail) * size, true
}
