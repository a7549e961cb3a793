package text

import (
	"bytes"
	"math/rand"
	"runtime"
	"slices"
	"strings"
	"testing"

	"elnet/lisp/char"
)

// model is a text kept the plain way.
type model struct {
	chars   []rune
	unibyte bool
	marks   []mark
}

type mark struct {
	pos     int
	advance bool
}

func (m *model) insert(pos int, s []rune, before bool) {
	m.chars = slices.Insert(m.chars, pos, s...)
	for i := range m.marks {
		if k := &m.marks[i]; k.pos > pos || k.pos == pos && (k.advance || before) {
			k.pos += len(s)
		}
	}
}

func (m *model) delete(from, to int) {
	m.chars = slices.Delete(m.chars, from, to)
	for i := range m.marks {
		if k := &m.marks[i]; k.pos > to {
			k.pos -= to - from
		} else if k.pos > from {
			k.pos = from
		}
	}
}

func (m *model) encode(s []rune) []byte {
	var b []byte
	for _, c := range s {
		if m.unibyte {
			b = append(b, byte(c))
		} else {
			b = char.Append(b, c)
		}
	}
	return b
}

func (m *model) count(c rune, from, to int) int {
	n := 0
	for _, x := range m.chars[from:to] {
		if x == c {
			n++
		}
	}
	return n
}

// twin is a text and its model, changed together.
type twin struct {
	t     *testing.T
	text  *Text
	marks []*Marker
	model model
}

func newTwin(t *testing.T, multibyte bool) *twin {
	return &twin{t: t, text: New(multibyte), model: model{unibyte: !multibyte}}
}

// draw makes random characters.
func (w *twin) draw(r *rand.Rand, n int) []rune {
	list := make([]rune, n)
	ascii := r.Intn(3) == 0
	for i := range list {
		k := r.Intn(8)
		switch {
		case w.model.unibyte:
			list[i] = rune(r.Intn(256))
		case ascii || k < 3:
			list[i] = rune("ab\nc"[r.Intn(4)])
		case k < 5:
			list[i] = 'é'
		case k == 5:
			list[i] = '€'
		case k == 6:
			list[i] = char.RawByte(byte(0x80 + r.Intn(128)))
		default:
			list[i] = []rune{0x1F600, 0x200000, char.MaxFiveByte, 0xD800}[r.Intn(4)]
		}
	}
	return list
}

func (w *twin) edit(r *rand.Rand, size int) {
	n := len(w.model.chars)
	pos := r.Intn(n + 1)
	to := min(n, pos+r.Intn(size))
	switch r.Intn(12) {
	case 10: // appending
		s := w.draw(r, r.Intn(size))
		w.text.Insert(n, w.model.encode(s))
		w.model.insert(n, s, false)
	case 11: // and consuming
		to = r.Intn(min(n, size) + 1)
		w.text.Delete(0, to)
		w.model.delete(0, to)
	case 0, 1, 2:
		s := w.draw(r, r.Intn(size))
		w.text.Insert(pos, w.model.encode(s))
		w.model.insert(pos, s, false)
	case 3:
		s := w.draw(r, r.Intn(size))
		w.text.InsertCounted(pos, string(w.model.encode(s)), len(s), true)
		w.model.insert(pos, s, true)
	case 4, 5:
		w.text.Delete(pos, to)
		w.model.delete(pos, to)
	case 6:
		s := w.draw(r, to-pos)
		w.text.Rewrite(pos, to, w.model.encode(s))
		copy(w.model.chars[pos:], s)
	case 7:
		k := mark{pos, r.Intn(2) == 0}
		w.model.marks = append(w.model.marks, k)
		w.marks = append(w.marks, w.text.NewMarker(k.pos, k.advance))
	case 8:
		if len(w.marks) == 0 {
			return
		}
		i := r.Intn(len(w.marks))
		if r.Intn(3) == 0 {
			w.marks[i].Detach()
			w.marks = slices.Delete(w.marks, i, i+1)
			w.model.marks = slices.Delete(w.model.marks, i, i+1)
			return
		}
		k := &w.model.marks[i]
		k.pos, k.advance = pos, r.Intn(2) == 0
		w.marks[i].Set(w.text, k.pos)
		w.marks[i].SetAdvance(k.advance)
	case 9:
		w.text.Contiguous(pos, to) // moves the gap
	}
}

func (w *twin) check(r *rand.Rand) {
	w.t.Helper()
	want := w.model.encode(w.model.chars)
	a, b := w.text.Segments()
	if got := append(bytes.Clone(a), b...); !bytes.Equal(got, want) {
		w.t.Fatalf("text %q, want %q", got, want)
	}
	if w.text.Len() != len(w.model.chars) || w.text.ByteLen() != len(want) {
		w.t.Fatalf("length %d/%d, want %d/%d", w.text.Len(), w.text.ByteLen(), len(w.model.chars), len(want))
	}
	for i, k := range w.model.marks {
		m := w.marks[i]
		if m.Pos() != k.pos || m.Advance() != k.advance || m.BytePos() != len(w.model.encode(w.model.chars[:k.pos])) {
			w.t.Fatalf("marker %d at %d (byte %d, %v), want %+v", i, m.Pos(), m.BytePos(), m.Advance(), k)
		}
	}
	pos := r.Intn(len(w.model.chars) + 1)
	to := pos + r.Intn(len(w.model.chars)-pos+1)
	bp, bt := len(w.model.encode(w.model.chars[:pos])), len(w.model.encode(w.model.chars[:to]))
	if got := w.text.ByteOf(pos); got != bp {
		w.t.Fatalf("ByteOf(%d) = %d, want %d", pos, got, bp)
	}
	if got := w.text.CharOf(bt); got != to {
		w.t.Fatalf("CharOf(%d) = %d, want %d", bt, got, to)
	}
	if got := w.text.Substring(pos, to); !bytes.Equal(got, want[bp:bt]) {
		w.t.Fatalf("Substring = %q, want %q", got, want[bp:bt])
	}
	c, ok := w.text.CharAt(pos)
	if ok != (pos < len(w.model.chars)) || ok && c != w.model.chars[pos] {
		w.t.Fatalf("CharAt(%d) = %#x, %v", pos, c, ok)
	}
	if c, _ := w.text.CharBeforeByte(bt); to > 0 && c != w.model.chars[to-1] {
		w.t.Fatalf("CharBeforeByte(%d) = %#x, want %#x", bt, c, w.model.chars[to-1])
	}
	w.checkLines(r, pos, to)
}

func (w *twin) checkLines(r *rand.Rand, pos, to int) {
	w.t.Helper()
	lines := w.model.count('\n', pos, to)
	if got := w.text.Newlines(pos, to); got != lines {
		w.t.Fatalf("Newlines(%d, %d) = %d, want %d", pos, to, got, lines)
	}
	n := 1 + r.Intn(3)
	wantPos, found := to, 0
	for i := pos; i < to && found < n; i++ {
		if w.model.chars[i] == '\n' {
			if found++; found == n {
				wantPos = i + 1
			}
		}
	}
	if p, f := w.text.AfterNewline(pos, to, n); p != wantPos || f != found {
		w.t.Fatalf("AfterNewline(%d, %d, %d) = %d, %d, want %d, %d", pos, to, n, p, f, wantPos, found)
	}
	wantPos, found = pos, 0
	for i := to; i > pos && found < n; i-- {
		if w.model.chars[i-1] == '\n' {
			if found++; found == n {
				wantPos = i - 1
			}
		}
	}
	if p, f := w.text.BeforeNewline(to, pos, n); p != wantPos || f != found {
		w.t.Fatalf("BeforeNewline(%d, %d, %d) = %d, %d, want %d, %d", to, pos, n, p, f, wantPos, found)
	}
}

func TestRandomEdits(t *testing.T) {
	for seed := range int64(60) {
		r := rand.New(rand.NewSource(seed))
		w := newTwin(t, seed%4 != 0)
		for range 300 {
			w.edit(r, 30)
			w.check(r)
		}
	}
}

// Texts large enough for checkpoints.
func TestLargeEdits(t *testing.T) {
	for seed := range int64(4) {
		r := rand.New(rand.NewSource(seed))
		w := newTwin(t, true)
		s := w.draw(r, 60000)
		s = append(s, []rune(strings.Repeat("é", 20000))...)
		w.text.Insert(0, w.model.encode(s))
		w.model.insert(0, s, false)
		for i := range 120 {
			w.edit(r, 200)
			if i%10 == 0 {
				w.edit(r, 20000)
			}
			w.check(r)
		}
		if len(w.text.front)+len(w.text.back) == 0 {
			t.Fatal("no checkpoints in a large text")
		}
	}
}

func FuzzEdits(f *testing.F) {
	f.Add(int64(1), true, 20)
	f.Add(int64(2), false, 50)
	f.Fuzz(func(t *testing.T, seed int64, multibyte bool, n int) {
		r := rand.New(rand.NewSource(seed))
		w := newTwin(t, multibyte)
		for range n & 255 {
			w.edit(r, 40)
		}
		w.check(r)
	})
}

func TestOutOfRange(t *testing.T) {
	x := New(true)
	x.InsertString(-5, "aé")
	x.InsertString(99, "z")
	x.Delete(5, 99)
	x.Delete(-3, 0)
	if got := string(x.Substring(-1, 100)); got != "aéz" {
		t.Errorf("text %q", got)
	}
	if _, ok := x.CharAt(-1); ok {
		t.Error("a character before the beginning")
	}
	if c, n := x.CharAtByte(4); c != 0 || n != 0 {
		t.Errorf("character %c at the end", c)
	}
	if x.ByteOf(-1) != 0 || x.ByteOf(50) != 4 || x.CharOf(50) != 3 || x.CharOf(2) != 1 {
		t.Error("positions out of range are not clipped")
	}
	var zero Marker
	if zero.Pos() != 0 || zero.Text() != nil {
		t.Error("the zero marker points somewhere")
	}
	zero.Detach()
	zero.SetAdvance(true)
	zero.Set(x, 1)
	x.InsertString(1, "b")
	if zero.Pos() != 2 {
		t.Errorf("marker at %d, want 2", zero.Pos())
	}
}

// Expected values from Emacs 28.2: set-buffer-multibyte on these bytes, then the
// characters and the markers that were before each byte.
func TestSetMultibyte(t *testing.T) {
	for _, c := range []struct {
		bytes string
		chars []rune
		marks []int // from 1, as Emacs gave them
	}{
		{"a\303\251b\377\300\200c", []rune{97, 233, 98, 4194303, 4194240, 4194176, 99}, []int{1, 2, 3, 3, 4, 5, 6, 7, 8}},
		{"\342\202\254", []rune{8364}, []int{1, 2, 2, 2}},
		{"\342\202", []rune{4194274, 4194178}, []int{1, 2, 3}},
		{"\370\210\200\200\200", []rune{2097152}, []int{1, 2, 2, 2, 2, 2}},
		{"\370\217\277\277\275", []rune{4194296, 4194191, 4194239, 4194239, 4194237}, []int{1, 2, 3, 4, 5, 6}},
		{"\340\200\200", []rune{4194272, 4194176, 4194176}, []int{1, 2, 3, 4}},
		{"\301\277", []rune{4194241, 4194239}, []int{1, 2, 3}},
		{"\355\240\200", []rune{55296}, []int{1, 2, 2, 2}},
		{"\364\220\200\200", []rune{1114112}, []int{1, 2, 2, 2, 2}},
	} {
		x := New(false)
		x.InsertString(0, c.bytes)
		var marks []*Marker
		for i := range len(c.bytes) + 1 {
			marks = append(marks, x.NewMarker(i, false))
		}
		move := x.SetMultibyte(true)
		var got []rune
		for i := range x.Len() {
			r, _ := x.CharAt(i)
			got = append(got, r)
		}
		if !slices.Equal(got, c.chars) {
			t.Errorf("%q: characters %x, want %x", c.bytes, got, c.chars)
		}
		for i, m := range marks {
			if m.Pos() != c.marks[i]-1 || move(i) != c.marks[i]-1 {
				t.Errorf("%q: marker %d at %d (moved %d), want %d", c.bytes, i, m.Pos(), move(i), c.marks[i]-1)
			}
		}
		x.SetMultibyte(false)
		if got := string(x.Substring(0, x.Len())); got != c.bytes {
			t.Errorf("%q: back again %q", c.bytes, got)
		}
	}
	x := New(true)
	x.InsertString(0, "aé\xC1\xBFz€")
	var marks []*Marker
	for i := range x.Len() + 1 {
		marks = append(marks, x.NewMarker(i, true))
	}
	x.SetMultibyte(false)
	if got := string(x.Substring(0, 9)); got != "a\303\251\377z\342\202\254" {
		t.Errorf("to unibyte: %q", got)
	}
	for i, want := range []int{0, 1, 3, 4, 5, 8} {
		if marks[i].Pos() != want {
			t.Errorf("marker %d at %d, want %d", i, marks[i].Pos(), want)
		}
	}
}

func TestMarkersAreNotKept(t *testing.T) {
	x := New(true)
	x.InsertString(0, strings.Repeat("text ", 100))
	kept := x.NewMarker(7, false)
	for i := range 50 {
		x.NewPin(i, true)
	}
	for i := range 20000 {
		x.NewMarker(i%500, i%2 == 0)
		if i%2000 == 0 {
			runtime.GC()
		}
	}
	runtime.GC()
	runtime.GC()
	x.marks.sweepAt = 0
	x.NewMarker(0, false)
	if n := x.Markers(); n > 100 {
		t.Errorf("%d markers left, want few", n)
	}
	if pins := x.Markers(); pins < 51 {
		t.Errorf("%d markers left, but 50 were pinned", pins)
	}
	if kept.Pos() != 7 {
		t.Errorf("the marker in use is at %d", kept.Pos())
	}
}

// A marker inside a larger object lives as long as that object.
func TestEmbeddedMarker(t *testing.T) {
	type lispMarker struct {
		name string
		Marker
	}
	x := New(true)
	x.InsertString(0, "text")
	m := &lispMarker{name: "m"}
	m.Set(x, 2)
	runtime.GC()
	x.marks.sweepAt = 0
	x.marks.sweep()
	for range 200 {
		x.NewMarker(0, false) // sweeps
	}
	x.InsertString(0, "more ")
	if m.Pos() != 7 || m.name != "m" {
		t.Errorf("marker at %d, want 7", m.Pos())
	}
}

func TestDetachMarkers(t *testing.T) {
	x := New(true)
	x.InsertString(0, "text")
	a, b := x.NewMarker(1, false), x.NewMarker(4, true)
	var seen []int
	x.EachMarker(0, 4, func(m *Marker) { seen = append(seen, m.Pos()) })
	if !slices.Equal(seen, []int{1, 4}) {
		t.Errorf("markers %v", seen)
	}
	x.DetachMarkers()
	if a.Text() != nil || b.Text() != nil || x.Markers() != 0 {
		t.Error("markers left")
	}
	a.Set(x, 2)
	y := New(true)
	y.InsertString(0, "other")
	a.Set(y, 3)
	if a.Text() != y || a.Pos() != 3 || x.Markers() != 0 {
		t.Error("a marker moved to another text is still in the first")
	}
}

func BenchmarkAppend4K(b *testing.B) {
	piece := bytes.Repeat([]byte("some text\n\n"), 400)[:4096]
	b.SetBytes(4096)
	x := New(true)
	for range b.N {
		if x.ByteLen() > 1<<28 {
			x = New(true)
		}
		x.Insert(x.Len(), piece)
	}
}

func BenchmarkQueue(b *testing.B) {
	piece := bytes.Repeat([]byte("naïve text\n"), 100)
	x := New(true)
	for range 10000 {
		x.Insert(x.Len(), piece)
	}
	b.SetBytes(int64(len(piece)))
	b.ResetTimer()
	for range b.N {
		x.Insert(x.Len(), piece)
		x.Delete(0, 1100)
	}
}

// For comparison: the same with the standard library's buffer.
func BenchmarkAppend4KBytesBuffer(b *testing.B) {
	piece := bytes.Repeat([]byte("some text\n\n"), 400)[:4096]
	b.SetBytes(4096)
	var x bytes.Buffer
	for range b.N {
		if x.Len() > 1<<28 {
			x = bytes.Buffer{}
		}
		x.Write(piece)
	}
}

func BenchmarkTypeWithMarkers(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("naïve text\n", 100000))
	var marks []*Marker
	for i := range 10000 {
		marks = append(marks, x.NewMarker(i*100, false))
	}
	b.ResetTimer()
	for range b.N {
		x.InsertString(500000, "é")
		x.Delete(500000, 500001)
	}
	runtime.KeepAlive(marks)
}

func BenchmarkNewMarker(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("text\n", 1000))
	for i := range b.N {
		x.NewMarker(i%5000, false).Detach()
	}
}

func BenchmarkNewPin(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("text\n", 1000))
	for i := range b.N {
		x.NewPin(i%5000, false).Detach()
	}
}

func BenchmarkForgottenMarker(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("text\n", 1000))
	for i := range b.N {
		x.NewMarker(i%5000, false)
	}
}

func BenchmarkRandomPosition(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("naïve text\n", 9000000))
	n := x.Len()
	r := rand.New(rand.NewSource(1))
	x.ByteOf(n / 2)
	b.ResetTimer()
	for range b.N {
		x.ByteOf(r.Intn(n))
	}
}

func BenchmarkWalkForward(b *testing.B) {
	x := New(true)
	x.InsertString(0, strings.Repeat("naïve text\n", 100000))
	for i := range b.N {
		x.CharAt(i % x.Len())
	}
}
