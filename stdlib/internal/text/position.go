package text

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"sort"

	"elnet/lisp/char"
)

// step is the distance in bytes between checkpoints: at most about two of it
// are scanned to convert a position.
const step = 4096

// ByteOf returns the byte position of the character position pos.
func (t *Text) ByteOf(pos int) int { return t.pairAt(pos).byte }

// CharOf returns the character position of the byte position b; inside a
// character, the position of its beginning.
func (t *Text) CharOf(b int) int {
	b = min(max(b, 0), t.end.byte)
	if t.end.char == t.end.byte {
		return b
	}
	for b > 0 && b < t.end.byte && !char.IsStart(t.byteAt(b)) {
		b--
	}
	return t.find(b, true).char
}

// byteAt returns the byte at byte position b, which must be in range.
func (t *Text) byteAt(b int) byte {
	if b >= t.gap.byte {
		b += len(t.buf) - t.end.byte
	}
	return t.buf[b]
}

// pairAt returns the place of the character position pos.
func (t *Text) pairAt(pos int) pair {
	pos = min(max(pos, 0), t.end.char)
	if t.end.char == t.end.byte {
		return pair{pos, pos}
	}
	return t.find(pos, false)
}

// key returns the coordinate of p that a search goes by.
func (p pair) key(byByte bool) int {
	if byByte {
		return p.byte
	}
	return p.char
}

// find returns the place whose key is x. It looks for the nearest known places
// on either side; between two that are as many bytes as characters apart all is
// ASCII. Otherwise it scans from the nearer one, and leaves checkpoints behind
// where that would be far.
func (t *Text) find(x int, byByte bool) pair {
	lo, hi, i := t.bracket(x, byByte)
	a, b := t.nearer(lo, hi, x, byByte)
	if plain(a, b) {
		return offset(a, x-a.key(byByte))
	}
	if min(x-a.key(byByte), b.key(byByte)-x) > 2*step {
		t.addCheckpoints(lo, hi, i)
		lo, hi, _ = t.bracket(x, byByte)
		a, b = t.nearer(lo, hi, x, byByte)
		if plain(a, b) {
			return offset(a, x-a.key(byByte))
		}
	}
	seg := t.slice(a.byte, b.byte)
	switch up := x - a.key(byByte); {
	case byByte:
		if up <= b.byte-x {
			t.known = pair{a.char + char.Count(seg[:up]), x}
		} else {
			t.known = pair{b.char - char.Count(seg[up:]), x}
		}
	case up <= b.char-x:
		t.known = pair{x, a.byte + forward(seg, up)}
	default:
		t.known = pair{x, a.byte + backward(seg, b.char-x)}
	}
	return t.known
}

// plain reports whether all between two places is ASCII.
func plain(a, b pair) bool { return b.char-a.char == b.byte-a.byte }

func offset(p pair, n int) pair { return pair{p.char + n, p.byte + n} }

// nearer narrows the known places around x by the last one converted.
func (t *Text) nearer(lo, hi pair, x int, byByte bool) (pair, pair) {
	if k := t.known; k.byte > lo.byte && k.byte < hi.byte {
		if k.key(byByte) <= x {
			lo = k
		} else {
			hi = k
		}
	}
	return lo, hi
}

// slice returns the bytes from..to, which are on one side of the gap.
func (t *Text) slice(from, to int) []byte {
	if from >= t.gap.byte {
		n := len(t.buf) - t.end.byte
		from, to = from+n, to+n
	}
	return t.buf[from:to]
}

// bracket returns the checkpoints around x, both on one side of the gap, and
// the index at which a checkpoint between them would be inserted.
func (t *Text) bracket(x int, byByte bool) (lo, hi pair, i int) {
	if x <= t.gap.key(byByte) {
		i = sort.Search(len(t.front), func(i int) bool { return t.front[i].key(byByte) > x })
		hi = t.gap
		if i < len(t.front) {
			hi = t.front[i]
		}
		if i > 0 {
			lo = t.front[i-1]
		}
		return lo, hi, i
	}
	d := t.end.key(byByte) - x
	i = sort.Search(len(t.back), func(i int) bool { return t.back[i].key(byByte) >= d })
	lo, hi = t.gap, t.end
	if i < len(t.back) {
		lo = t.end.minus(t.back[i])
	}
	if i > 0 {
		hi = t.end.minus(t.back[i-1])
	}
	return lo, hi, i
}

// addCheckpoints leaves a checkpoint at every step bytes between lo and hi.
func (t *Text) addCheckpoints(lo, hi pair, i int) {
	seg := t.slice(lo.byte, hi.byte)
	list := make([]pair, 0, len(seg)/step)
	for at := lo; len(seg) > step; {
		n := step
		for n > 1 && !char.IsStart(seg[n]) {
			n--
		}
		at = pair{at.char + char.Count(seg[:n]), at.byte + n}
		seg = seg[n:]
		list = append(list, at)
	}
	if lo.byte < t.gap.byte {
		t.front = slices.Insert(t.front, i, list...)
		return
	}
	slices.Reverse(list)
	for k := range list {
		list[k] = t.end.minus(list[k])
	}
	t.back = slices.Insert(t.back, i, list...)
}

// continuations returns how many of the eight bytes in x continue a character.
func continuations(x uint64) int {
	return bits.OnesCount64(x &^ (x << 1) & 0x8080808080808080)
}

// forward returns the byte offset after n characters of s.
func forward(s []byte, n int) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		k := 8 - continuations(binary.LittleEndian.Uint64(s[i:]))
		if k > n {
			break
		}
		n -= k
	}
	for ; i < len(s); i++ {
		if char.IsStart(s[i]) {
			if n == 0 {
				return i
			}
			n--
		}
	}
	return len(s)
}

// backward returns the byte offset before the last n characters of s.
func backward(s []byte, n int) int {
	if n <= 0 {
		return len(s)
	}
	i := len(s)
	for ; i >= 8; i -= 8 {
		k := 8 - continuations(binary.LittleEndian.Uint64(s[i-8:]))
		if k >= n {
			break
		}
		n -= k
	}
	for i--; i >= 0; i-- {
		if char.IsStart(s[i]) {
			if n--; n == 0 {
				return i
			}
		}
	}
	return 0
}
