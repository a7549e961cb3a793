package text

import (
	"strings"
	"testing"
)

// A text that grows through sizes for which large pages are asked for keeps what
// it holds, wherever its memory begins.
func TestLargeText(t *testing.T) {
	for _, odd := range []int{0, 1, 4097} {
		x := New(false)
		piece := strings.Repeat("0123456789abcde\n", 1<<16)
		x.Insert(0, []byte(piece[:odd]))
		for range 9 {
			x.Insert(x.Len(), []byte(piece))
		}
		want := piece[:odd] + strings.Repeat(piece, 9)
		if got := string(x.Substring(0, x.Len())); got != want {
			t.Errorf("%d: %d bytes differ from the %d inserted", odd, len(got), len(want))
		}
	}
}
