package netprims

import (
	"testing"
	"unsafe"
)

// TestIdleSizes: what an idle connection costs is a promise to servers with
// many of them.
func TestIdleSizes(t *testing.T) {
	if n := unsafe.Sizeof(Stream{}); n > 256 {
		t.Errorf("a Stream is %d bytes", n)
	}
}
