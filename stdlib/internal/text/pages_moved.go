//go:build linux && (amd64 || arm64)

package text

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// hugePage is the size of a large page of memory, and what memory to be asked for
// in such has at least: less is not worth a system call.
const hugePage = 2 << 20

// movable is how long text is at least whose pages are worth being moved.
const movable = 16 << 20

// inLargePages asks the system to give b, which nobody has touched, large pages:
// it takes a fault for each page that is touched first, and on virtual machines a
// fault takes longer than filling a page of usual size.
func inLargePages(b []byte) {
	skip := int(-addr(b) & (hugePage - 1))
	if n := (len(b) - skip) &^ (hugePage - 1); n > 0 {
		unix.Madvise(b[skip:skip+n], unix.MADV_HUGEPAGE) // if it can
	}
}

// move fills the beginning of dst, memory of unclear that nobody has touched, with
// src, which is lost. Of a long one the system moves the pages: memory that is
// touched for the first time costs far more than what is copied into it.
func move(dst, src []byte) {
	page := uintptr(unix.Getpagesize())
	if len(src) < movable || (addr(dst)-addr(src))&(page-1) != 0 {
		copy(dst, src)
		return
	}
	from := int(-addr(src) & (page - 1))
	to := from + (len(src)-from)&^int(page-1)
	old, now, n := unsafe.Pointer(&src[from]), unsafe.Pointer(&dst[from]), uintptr(to-from)
	// Not unix.MremapPtr: the address that it makes a pointer of lies in Go's own heap,
	// which the checks of the race detector refuse.
	_, _, err := unix.Syscall6(unix.SYS_MREMAP, uintptr(old), n, n, unix.MREMAP_MAYMOVE|unix.MREMAP_FIXED|unix.MREMAP_DONTUNMAP, uintptr(now), 0)
	if err != 0 {
		// The system may have unmapped dst before it found what it cannot do.
		unix.Syscall6(unix.SYS_MMAP, uintptr(now), n, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE|unix.MAP_FIXED, ^uintptr(0), 0)
		from, to = 0, 0
	}
	copy(dst, src[:from])
	copy(dst[to:], src[to:])
}
