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

// The memory of a long text grows by pages that are moved: what is there, and what
// comes later, is as inserted, wherever in a page the text begins.
func TestMovedPages(t *testing.T) {
	piece := strings.Repeat("0123456789abcde\n", 1<<18)
	for _, head := range []int{0, 5, 70000, 1 << 20} {
		x := New(false)
		for range 5 {
			x.InsertString(x.Len(), piece)
		}
		x.Delete(0, head)
		want := strings.Repeat(piece, 5)[head:]
		for range 8 {
			x.InsertString(x.Len(), piece)
			x.Insert(x.Len()/2, []byte("odd"))
			n := len(want) + len(piece)
			want += piece
			want = want[:n/2] + "odd" + want[n/2:]
		}
		if got := string(x.Substring(0, x.Len())); got != want {
			t.Errorf("%d: %d bytes differ from the %d inserted", head, len(got), len(want))
		}
	}
}
