package text

import (
	"math/rand"
	"testing"
)

func sameString(a, b string) bool { return a == b }

func checkRuns(t *testing.T, iv *Intervals[string], want []string) {
	t.Helper()
	if iv.Len() != len(want) {
		t.Fatalf("length %d, want %d", iv.Len(), len(want))
	}
	empty := true
	for pos, p := range want {
		empty = empty && p == ""
		if got := iv.Get(pos); got != p {
			t.Fatalf("Get(%d) = %q, want %q of %q", pos, got, p, want)
		}
		next := pos + 1
		for next < len(want) && want[next] == p {
			next++
		}
		if next == len(want) {
			next = 1000
		}
		if got := iv.Next(pos, 1000); got != next {
			t.Fatalf("Next(%d) = %d, want %d of %q", pos, got, next, want)
		}
		prev := pos
		for prev > 0 && want[prev-1] == p {
			prev--
		}
		if prev == 0 {
			prev = -1
		}
		if got := iv.Prev(pos+1, -1); got != prev {
			t.Fatalf("Prev(%d) = %d, want %d of %q", pos+1, got, prev, want)
		}
	}
	if iv.Empty() != empty {
		t.Fatalf("Empty() = %v of %q", iv.Empty(), want)
	}
	at := 0
	iv.Each(0, len(want), func(start, end int, p string) bool {
		if start != at || want[start] != p {
			t.Fatalf("Each gave %d..%d %q, want from %d", start, end, p, at)
		}
		at = end
		return true
	})
	if at != len(want) {
		t.Fatalf("Each stopped at %d of %d", at, len(want))
	}
}

func TestIntervals(t *testing.T) {
	for seed := range int64(200) {
		randomIntervals(t, seed, 100)
	}
}

func FuzzIntervals(f *testing.F) {
	f.Add(int64(1), 50)
	f.Fuzz(func(t *testing.T, seed int64, n int) { randomIntervals(t, seed, n&255) })
}

func randomIntervals(t *testing.T, seed int64, steps int) {
	r := rand.New(rand.NewSource(seed))
	want := make([]string, r.Intn(30))
	iv := NewIntervals(len(want), sameString)
	for range steps {
		from := r.Intn(len(want) + 1)
		to := from + r.Intn(len(want)-from+1)
		p := []string{"", "a", "b", "c"}[r.Intn(4)]
		n := r.Intn(4)
		switch r.Intn(5) {
		case 0:
			iv.Set(from, to, p)
			for i := from; i < to; i++ {
				want[i] = p
			}
		case 1:
			changed := false
			got := iv.Update(from, to, func(old string) string { return rotate(old, p) })
			for i := from; i < to; i++ {
				if q := rotate(want[i], p); q != want[i] {
					want[i], changed = q, true
				}
			}
			if got != changed {
				t.Fatalf("Update said %v, want %v", got, changed)
			}
		case 2:
			iv.Insert(from, n, p)
			list := make([]string, n)
			for i := range list {
				list[i] = p
			}
			want = splice(want, from, from, list)
		case 3:
			iv.Delete(from, to)
			want = splice(want, from, to, nil)
		case 4:
			if len(want) > 60 {
				continue
			}
			src := iv.Slice(from, to)
			list := append([]string(nil), want[from:to]...)
			list = append(list, make([]string, n)...)
			at := r.Intn(len(want) + 1)
			iv.InsertSlice(at, len(list), src)
			want = splice(want, at, at, list)
			if src != nil {
				checkRuns(t, src, list[:len(list)-n])
			}
		}
		checkRuns(t, iv, want)
	}
}

func rotate(old, p string) string {
	if old == p {
		return ""
	}
	return p
}

func splice(s []string, from, to int, in []string) []string {
	out := append([]string(nil), s[:from]...)
	out = append(out, in...)
	return append(out, s[to:]...)
}

func TestNilIntervals(t *testing.T) {
	var iv *Intervals[string]
	if iv.Get(3) != "" || iv.Len() != 0 || !iv.Empty() || iv.Next(1, 9) != 9 || iv.Prev(5, 0) != 0 || iv.Slice(0, 9) != nil {
		t.Error("nil intervals are not empty")
	}
	iv.Each(0, 5, func(int, int, string) bool { t.Error("a run"); return true })
}

func TestIntervalsInsertItself(t *testing.T) {
	iv := NewIntervals(2, sameString)
	iv.Set(0, 1, "a")
	iv.InsertSlice(2, 2, iv)
	checkRuns(t, iv, []string{"a", "", "a", ""})
}

func BenchmarkIntervalsUpdate(b *testing.B) {
	iv := NewIntervals(1<<20, sameString)
	for i := 0; i < 1<<20; i += 16 {
		iv.Set(i, i+8, "a")
	}
	b.ResetTimer()
	for i := range b.N {
		at := i * 16 % (1 << 20)
		iv.Set(at, at+4, "b")
	}
}
