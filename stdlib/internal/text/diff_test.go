package text

import (
	"math/rand"
	"slices"
	"testing"
)

// TestDiff checks that edits make the one text of the other, and that they are
// the fewest unless the cost is bounded.
func TestDiff(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	draw := func() []rune {
		list := make([]rune, r.Intn(40))
		for i := range list {
			list[i] = rune('a' + r.Intn(1+r.Intn(6)))
		}
		return list
	}
	for range 5000 {
		a, b := draw(), draw()
		for _, cost := range []int{0, 2, 1000} {
			edits, ok := Diff(a, b, cost, nil)
			if !ok {
				t.Fatal("gave up")
			}
			var out []rune
			at, n := 0, 0
			for _, e := range edits {
				out = append(append(out, a[at:e.From]...), b[e.NewFrom:e.NewTo]...)
				at, n = e.To, n+e.To-e.From+e.NewTo-e.NewFrom
			}
			if out = append(out, a[at:]...); !slices.Equal(out, b) {
				t.Fatalf("%q to %q: %v gives %q", string(a), string(b), edits, string(out))
			}
			if want := distance(a, b); cost == 1000 && n != want {
				t.Fatalf("%q to %q: %d edits, want %d", string(a), string(b), n, want)
			}
		}
	}
}

// distance is how many elements must be deleted and inserted at least.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			above := row[j+1]
			if row[j+1] = max(above, row[j]); x == y {
				row[j+1] = diagonal + 1
			}
			diagonal = above
		}
	}
	return len(a) + len(b) - 2*row[len(b)]
}

// TestDiffStops checks that long searches ask whether to go on.
func TestDiffStops(t *testing.T) {
	a, b := make([]rune, 5000), make([]rune, 5000)
	for i := range a {
		a[i], b[i] = rune(i), rune(-i-1)
	}
	asked := 0
	if _, ok := Diff(a, b, 1<<30, func() bool { asked++; return asked == 10 }); ok || asked != 10 {
		t.Errorf("ok %v after %d questions", ok, asked)
	}
}
