package text

import "bytes"

// Newlines returns the number of newlines between the positions from and to.
func (t *Text) Newlines(from, to int) int {
	from, to = t.clip(from, to)
	a, b := t.halves(t.ByteOf(from), t.ByteOf(to))
	newline := []byte{'\n'}
	return bytes.Count(a, newline) + bytes.Count(b, newline)
}

// halves returns the bytes from..to before and after the gap.
func (t *Text) halves(from, to int) (before, after []byte) {
	a, b := t.Segments()
	n := len(a)
	return a[min(from, n):min(to, n)], b[max(from-n, 0):max(to-n, 0)]
}

// AfterNewline looks forward from position from to position to for the n-th
// newline (n from 1) and returns the position after it and n. If there are fewer
// it returns to and how many there are.
func (t *Text) AfterNewline(from, to, n int) (pos, found int) {
	from, to = t.clip(from, to)
	start, end := t.ByteOf(from), t.ByteOf(to)
	a, b := t.halves(start, end)
	at := start
	for _, seg := range [][]byte{a, b} {
		for found < n {
			i := bytes.IndexByte(seg, '\n')
			if i < 0 {
				break
			}
			found++
			at += i + 1
			seg = seg[i+1:]
		}
		if found == n {
			return t.CharOf(at), found
		}
		at += len(seg)
	}
	return to, found
}

// BeforeNewline looks backward from position from to position to, which is not
// after it, for the n-th newline (n from 1) and returns the position before it
// and n. If there are fewer it returns to and how many there are.
func (t *Text) BeforeNewline(from, to, n int) (pos, found int) {
	to, from = t.clip(to, from)
	start, end := t.ByteOf(to), t.ByteOf(from)
	a, b := t.halves(start, end)
	at := end
	for _, seg := range [][]byte{b, a} {
		for found < n {
			i := bytes.LastIndexByte(seg, '\n')
			if i < 0 {
				break
			}
			found++
			at -= len(seg) - i
			seg = seg[:i]
		}
		if found == n {
			return t.CharOf(at), found
		}
		at -= len(seg)
	}
	return to, found
}
