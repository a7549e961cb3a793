// Package text stores the text of a buffer: a gap buffer of bytes, the markers
// that follow it through edits, and text properties. It knows no Lisp.
//
// Positions are counted from 0 (Lisp's point-min is 1: the owner adds it), in
// characters unless a name says Byte. They lie between characters: position p
// is before character number p. Positions out of range are taken to the nearest
// end, so that no call can fail; the owner does the range checks that Lisp sees.
//
// Three things split at the gap and are counted from the nearer end of the
// text: bytes, checkpoints (known pairs of character and byte position) and
// markers. An edit happens at the gap, so it changes none of them but those in
// the range that it deletes, however long the text and however many markers.
//
// Nothing here is safe for use by several goroutines.
package text

import (
	"slices"
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// Text is a sequence of characters in a gap buffer. The zero value is an empty
// multibyte text.
type Text struct {
	buf     []byte // text before the gap, the gap, text after it
	gap     pair   // where the gap is: characters and bytes before it
	end     pair   // characters and bytes in all
	lost    int    // bytes of memory before buf
	unibyte bool
	front   []pair // checkpoints before the gap, ascending, counted from the start
	back    []pair // checkpoints after it, the last nearest, counted from the end
	known   pair   // the last pair converted
	marks   markers
}

// pair is one place told in characters and in bytes.
type pair struct{ char, byte int }

func (p pair) minus(q pair) pair { return pair{p.char - q.char, p.byte - q.byte} }
func (p pair) plus(q pair) pair  { return pair{p.char + q.char, p.byte + q.byte} }

// New returns an empty text. A unibyte text holds bytes, each one a character;
// a multibyte one holds the encoding of package char.
func New(multibyte bool) *Text { return &Text{unibyte: !multibyte} }

// Multibyte reports whether the text holds characters rather than bytes.
func (t *Text) Multibyte() bool { return !t.unibyte }

// Len returns the number of characters.
func (t *Text) Len() int { return t.end.char }

// ByteLen returns the number of bytes that the characters take.
func (t *Text) ByteLen() int { return t.end.byte }

// GapPos returns the character position of the gap.
func (t *Text) GapPos() int { return t.gap.char }

// GapSize returns the length of the gap in bytes.
func (t *Text) GapSize() int { return len(t.buf) - t.end.byte }

// Segments returns the bytes before and after the gap, which together are the
// text. They alias it: read only, and good until the next edit.
func (t *Text) Segments() (before, after []byte) {
	tail := t.end.byte - t.gap.byte
	return t.buf[:t.gap.byte:t.gap.byte], t.buf[len(t.buf)-tail:]
}

// Insert puts s, which must be well formed in the text's encoding, at position
// pos. A marker at pos stays before s unless its insertion type is to advance.
func (t *Text) Insert(pos int, s []byte) { insert(t, pos, s, size(t, s), false) }

// InsertString is Insert for a string.
func (t *Text) InsertString(pos int, s string) { insert(t, pos, s, size(t, s), false) }

// InsertCounted is InsertString for text that is known to hold n characters. If
// before, every marker at pos ends up after s.
func (t *Text) InsertCounted(pos int, s string, n int, before bool) { insert(t, pos, s, n, before) }

// size returns the number of characters that s holds in the encoding of t.
func size[S ~string | ~[]byte](t *Text, s S) int {
	if t.unibyte {
		return len(s)
	}
	return char.Count(s)
}

func insert[S ~string | ~[]byte](t *Text, pos int, s S, chars int, before bool) {
	if len(s) == 0 {
		return
	}
	t.moveGap(t.pairAt(pos))
	t.reserve(len(s))
	copy(t.buf[t.gap.byte:t.gap.byte+len(s)], s)
	n := pair{chars, len(s)}
	at := t.gap
	t.gap, t.end = t.gap.plus(n), t.end.plus(n)
	if t.known.char > at.char {
		t.known = t.gap
	}
	if before {
		t.marks.carry(at, t.gap)
	}
}

// Delete removes the characters from..to. Markers among them come to lie at from.
func (t *Text) Delete(from, to int) {
	from, to = t.clip(from, to)
	if from == to {
		return
	}
	lo, hi := t.pairAt(from), t.pairAt(to)
	if from == 0 && t.gap.byte-hi.byte > 16*(len(t.front)+len(t.marks.front)) {
		t.deleteHead(hi)
		return
	}
	// The gap need not travel if it is already inside the range.
	if t.gap.char < from {
		t.moveGap(lo)
	} else if t.gap.char > to {
		t.moveGap(hi)
	}
	t.marks.collapse(t, lo, hi)
	for n := len(t.front); n > 0 && t.front[n-1].char > lo.char; n-- {
		t.front = t.front[:n-1]
	}
	after := t.end.char - hi.char
	for n := len(t.back); n > 0 && t.back[n-1].char > after; n-- {
		t.back = t.back[:n-1]
	}
	t.gap, t.end = lo, t.end.minus(hi.minus(lo))
	if t.known.char > lo.char {
		t.known = lo
	}
	t.release()
}

// deleteHead deletes what is before hi, which is before the gap, and leaves the
// gap where it is: so text that is appended at the end and consumed from the
// beginning is not moved to and fro.
func (t *Text) deleteHead(hi pair) {
	t.buf = t.buf[hi.byte:]
	t.lost += hi.byte
	t.gap, t.end = t.gap.minus(hi), t.end.minus(hi)
	t.marks.deleteHead(hi)
	t.front = slices.DeleteFunc(t.front, func(p pair) bool { return p.char <= hi.char })
	for i := range t.front {
		t.front[i] = t.front[i].minus(hi)
	}
	if t.known.char > hi.char {
		t.known = t.known.minus(hi)
	} else {
		t.known = pair{}
	}
	if t.lost > t.end.byte+1<<16 {
		t.resize(t.end.byte + t.end.byte/2)
	}
}

// Replace deletes from..to and puts s there.
func (t *Text) Replace(from, to int, s []byte) {
	from, to = t.clip(from, to)
	t.Delete(from, to)
	t.Insert(from, s)
}

// Rewrite replaces the characters from..to by s, which holds as many, each
// character by its counterpart: markers keep their positions. If s does not
// hold as many, it is Replace.
func (t *Text) Rewrite(from, to int, s []byte) {
	from, to = t.clip(from, to)
	if size(t, s) != to-from {
		t.Replace(from, to, s)
		return
	}
	if from == to {
		return
	}
	held := t.marks.lift(t, from, to)
	t.Delete(from, to)
	t.Insert(from, s)
	for _, h := range held {
		t.marks.insert(t, h.node, t.pairAt(h.pos))
	}
}

// Append appends the bytes of the characters from..to to dst.
func (t *Text) Append(dst []byte, from, to int) []byte {
	from, to = t.clip(from, to)
	return t.AppendBytes(dst, t.ByteOf(from), t.ByteOf(to))
}

// AppendBytes appends the bytes at byte positions from..to to dst.
func (t *Text) AppendBytes(dst []byte, from, to int) []byte {
	from, to = max(0, from), min(to, t.end.byte)
	a, b := t.Segments()
	if from < len(a) && from < to {
		dst = append(dst, a[from:min(to, len(a))]...)
	}
	if to > len(a) && from < to {
		dst = append(dst, b[max(from-len(a), 0):to-len(a)]...)
	}
	return dst
}

// Substring returns a copy of the characters from..to.
func (t *Text) Substring(from, to int) []byte {
	from, to = t.clip(from, to)
	lo, hi := t.ByteOf(from), t.ByteOf(to)
	return t.AppendBytes(make([]byte, 0, hi-lo), lo, hi)
}

// Contiguous returns the bytes of the characters from..to without copying them;
// it moves the gap out of the range if it is inside. They alias the text: read
// only, and good until the next edit.
func (t *Text) Contiguous(from, to int) []byte {
	from, to = t.clip(from, to)
	lo, hi := t.pairAt(from), t.pairAt(to)
	if lo.char < t.gap.char && t.gap.char < hi.char {
		if t.gap.byte-lo.byte < hi.byte-t.gap.byte {
			t.moveGap(lo)
		} else {
			t.moveGap(hi)
		}
	}
	a, b := t.Segments()
	if hi.byte <= len(a) {
		return a[lo.byte:hi.byte:hi.byte]
	}
	return b[lo.byte-len(a) : hi.byte-len(a) : hi.byte-len(a)]
}

// CharAt returns the character after position pos; ok is false at the end.
// In a unibyte text it is a byte 0..255.
func (t *Text) CharAt(pos int) (c rune, ok bool) {
	if pos < 0 || pos >= t.end.char {
		return 0, false
	}
	c, _ = t.CharAtByte(t.ByteOf(pos))
	return c, true
}

// CharAtByte returns the character that begins at byte position b and its length
// in bytes: 0 and 0 out of range.
func (t *Text) CharAtByte(b int) (rune, int) {
	if b < 0 || b >= t.end.byte {
		return 0, 0
	}
	x, y := t.Segments()
	if b < len(x) {
		x = x[b:]
	} else {
		x = y[b-len(x):]
	}
	if t.unibyte {
		return rune(x[0]), 1
	}
	return char.Decode(x)
}

// CharBeforeByte returns the character that ends at byte position b and its
// length in bytes: 0 and 0 out of range.
func (t *Text) CharBeforeByte(b int) (rune, int) {
	if b <= 0 || b > t.end.byte {
		return 0, 0
	}
	x, y := t.Segments()
	if b <= len(x) {
		x = x[:b]
	} else {
		x = y[:b-len(x)]
	}
	if t.unibyte {
		return rune(x[len(x)-1]), 1
	}
	return char.DecodeLast(x)
}

// SetMultibyte changes what the bytes mean, like set-buffer-multibyte in the
// Elisp manual, node "Selecting a Representation". To unibyte: every character
// becomes the bytes of its encoding, a raw-byte character its byte. To
// multibyte: valid encodings become characters, other bytes raw-byte
// characters. Markers stay at the same bytes, or go to the end of the character
// that swallowed theirs. It returns a function that takes an old
// position to a new one, for what the owner keeps itself; nil if nothing changed.
func (t *Text) SetMultibyte(multibyte bool) func(pos int) int {
	if t.unibyte == !multibyte {
		return nil
	}
	old := t.Contiguous(0, t.end.char)
	var now []byte
	if multibyte {
		now = toMultibyte(make([]byte, 0, len(old)), old)
	} else {
		now = toUnibyte(make([]byte, 0, len(old)), old)
	}
	src := *t
	lifted := t.marks.lift(t, 0, t.end.char)
	*t = Text{buf: now, unibyte: !multibyte, marks: t.marks}
	t.end = pair{len(now), len(now)}
	if multibyte {
		t.end.char = char.Count(now)
	}
	t.gap = t.end
	// The last pair found, so that the markers, in order, need one pass.
	var from, to int
	move := func(pos int) int {
		b := src.ByteOf(pos)
		if b < from {
			from, to = 0, 0
		}
		from, to = converted(old, from, to, b, multibyte)
		return t.CharOf(to)
	}
	slices.SortFunc(lifted, func(a, b held) int { return a.pos - b.pos })
	for _, h := range lifted {
		t.marks.insert(t, h.node, t.pairAt(move(h.pos)))
	}
	return move
}

// Become makes s, which holds as many characters, the text, in the encoding that
// multibyte says. Markers stay.
func (t *Text) Become(multibyte bool, s []byte) {
	lifted := t.marks.lift(t, 0, t.end.char)
	n := pair{len(s), len(s)}
	if multibyte {
		n.char = char.Count(s)
	}
	*t = Text{buf: s, gap: n, end: n, unibyte: !multibyte, marks: t.marks}
	for _, h := range lifted {
		t.marks.insert(t, h.node, t.pairAt(h.pos))
	}
}

// converted goes on from two byte offsets that correspond, from in s and to in
// what SetMultibyte makes of it, to the offset b of s or the next character.
func converted(s []byte, from, to, b int, multibyte bool) (int, int) {
	for from < b {
		if !multibyte {
			if s[from]&0xFE == 0xC0 {
				from++
			}
			from, to = from+1, to+1
		} else if n := validLen(s[from:]); n == 0 {
			from, to = from+1, to+2
		} else {
			from, to = from+n, to+n
		}
	}
	return from, to
}

// toUnibyte appends the bytes of s with raw-byte characters made single bytes.
func toUnibyte(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		if s[i]&0xFE == 0xC0 && i+1 < len(s) {
			dst = append(dst, 0x80|s[i]&1<<6|s[i+1]&0x3F)
			i += 2
			continue
		}
		dst = append(dst, s[i])
		i++
	}
	return dst
}

// toMultibyte appends s with its valid encodings kept and its other bytes made
// raw-byte characters.
func toMultibyte(dst, s []byte) []byte {
	for len(s) > 0 {
		n := validLen(s)
		if n == 0 {
			n = 1
			dst = char.Append(dst, char.RawByte(s[0]))
		} else {
			dst = append(dst, s[:n]...)
		}
		s = s[n:]
	}
	return dst
}

// validLen returns the length of the character that s begins with, 0 if it
// begins with none in its shortest form. A raw-byte character is none: its two
// bytes are two raw bytes.
func validLen(s []byte) int {
	c, n := char.Decode(s)
	if char.IsRawByte(c) || char.Len(c) != n {
		return 0
	}
	return n
}

// clip puts from and to into the text and in order.
func (t *Text) clip(from, to int) (int, int) {
	from = min(max(from, 0), t.end.char)
	to = min(max(to, 0), t.end.char)
	return min(from, to), max(from, to)
}

// moveGap takes the gap to p, with the checkpoints and markers that it passes.
func (t *Text) moveGap(p pair) {
	if p == t.gap {
		return
	}
	size := len(t.buf) - t.end.byte
	if p.byte < t.gap.byte {
		copy(t.buf[p.byte+size:], t.buf[p.byte:t.gap.byte])
		for n := len(t.front); n > 0 && t.front[n-1].char > p.char; n-- {
			t.back = append(t.back, t.end.minus(t.front[n-1]))
			t.front = t.front[:n-1]
		}
	} else {
		copy(t.buf[t.gap.byte:], t.buf[t.gap.byte+size:p.byte+size])
		for n := len(t.back); n > 0; n-- {
			k := t.end.minus(t.back[n-1])
			if k.char > p.char {
				break
			}
			t.front = append(t.front, k)
			t.back = t.back[:n-1]
		}
	}
	t.gap = p
	t.marks.pass(t)
}

// reserve makes the gap at least n bytes long. It doubles the memory, from a
// quarter of a gigabyte on adds half, so that a text made of many appends is
// copied a constant number of times.
func (t *Text) reserve(n int) {
	if len(t.buf)-t.end.byte >= n {
		return
	}
	need := t.end.byte + n
	if need < 1<<30 {
		t.resize(2*need + 16)
	} else {
		t.resize(need + need/2)
	}
}

// release gives memory back after a large deletion.
func (t *Text) release() {
	if len(t.buf) > 1<<16 && t.end.byte < len(t.buf)/4 {
		t.resize(t.end.byte + t.end.byte/2)
	}
}

func (t *Text) resize(size int) {
	a, b := t.Segments()
	buf := unclear(size, a)
	move(buf, a)
	copy(buf[len(buf)-len(b):], b)
	t.buf, t.lost = buf, 0
}

// unclear returns a slice of at least size bytes, which, unlike those that make
// returns, were neither cleared nor touched: of a large gap only the pages that are
// filled cost time and memory. They suit move, which is to fill it from s.
func unclear(size int, s []byte) []byte {
	room := 0
	if len(s) >= movable {
		room = hugePage
	}
	var b strings.Builder // the one way to such memory
	b.Grow(max(size+room, 1))
	b.WriteByte(0)
	all := unsafe.Slice(unsafe.StringData(b.String()), b.Cap())
	if room > 0 {
		// A page can be moved to where pages begin, a large one to where large ones do.
		all = all[(addr(s)-addr(all))&(hugePage-1):]
	}
	inLargePages(all)
	return all
}

func addr(s []byte) uintptr { return uintptr(unsafe.Pointer(unsafe.SliceData(s))) }
