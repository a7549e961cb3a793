package text

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// hugePage is the size of a large page of memory, and what memory to be asked for
// in such has at least: less is not worth a system call.
const hugePage = 2 << 20

// inLargePages asks the system to give b, which nobody has touched, large pages:
// it takes a fault for each page that is touched first, and on virtual machines a
// fault takes longer than filling a page of usual size.
func inLargePages(b []byte) {
	start := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	skip := int(-start & (hugePage - 1))
	if n := (len(b) - skip) &^ (hugePage - 1); n > 0 {
		unix.Madvise(b[skip:skip+n], unix.MADV_HUGEPAGE) // if it can
	}
}
