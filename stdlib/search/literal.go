package search

import (
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// slowLiteral reports whether Emacs would search for a plain string character by
// character rather than by skipping, as it does where characters that are the
// same to the search are far apart. Of several such searches it makes the match
// data only of the last.
func (s *State) slowLiteral(t string, multi bool, b *buffer.Buffer) bool {
	same := func(c rune) rune { return c }
	if s.folding() {
		table := s.cases.inForce
		if table == nil {
			table = s.cases.standard
		}
		eqv, _ := table.Extra(caseEqv).Object().(*CharTable)
		same = func(c rune) rune { return mapped(eqv, c) }
	}
	block := rune(-1)
	for len(t) > 0 {
		c, n := rune(t[0]), 1
		if multi {
			c, n = char.Decode(t)
		} else if b.Multibyte() {
			c = char.RawByte(t[0])
		}
		t = t[n:]
		if !b.Multibyte() && beyondASCII(c, same) || b.Multibyte() && scattered(c, same, &block) {
			return true
		}
	}
	return false
}

// circleLimit bounds the walk around characters that are the same: a table that
// a program made may lead nowhere.
const circleLimit = 100

// beyondASCII reports whether c or one that is the same is not ASCII.
func beyondASCII(c rune, same func(rune) rune) bool {
	d := same(c)
	for range circleLimit {
		if d >= 0x80 {
			return true
		}
		if d == c {
			return false
		}
		d = same(d)
	}
	return false
}

// scattered reports whether those that are the same as c are not all ASCII, nor
// all in one block of 64, which is *block once a character has set that.
func scattered(c rune, same func(rune) rune, block *rune) bool {
	d := same(c)
	if d == c {
		return false
	}
	here := rune(-1)
	for range circleLimit {
		switch at := d &^ 0x3F; {
		case d < 0x80:
			if here > 0 {
				return true
			}
			here = 0
		case char.IsRawByte(d):
			return true
		case here < 0:
			if here = at; *block < 0 {
				*block = at
			} else if *block != at {
				return true
			}
		case at != here:
			return true
		}
		if d == c {
			break
		}
		d = same(d)
	}
	return false
}
