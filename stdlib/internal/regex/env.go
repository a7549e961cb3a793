package regex

import "elnet/lisp/char"

// Env is what a match consults besides the text. The zero value stands for
// Emacs' standard syntax table, categories and word boundaries, and no point.
// A nil field means the standard.
type Env struct {
	// Syntax returns the syntax class of a character as char-syntax does: ' '
	// 'w' '_' '.' '(' ')' and so on. Raw bytes come as char.RawByte.
	Syntax func(c rune) byte
	// SyntaxAt, if set, is asked instead of Syntax: the class of the character c
	// at an offset, for text where it does not depend on c alone.
	SyntaxAt func(offset int, c rune) byte
	// ASCIISyntax, if set, holds Syntax of the characters below 0x80 and saves
	// calls.
	ASCIISyntax *[128]byte
	// InCategory reports whether c belongs to the category cat.
	InCategory func(c rune, cat byte) bool
	// WordBoundary reports whether a word ends between two word constituents,
	// at least one of which is not ASCII (word-separating-categories).
	WordBoundary func(before, after rune) bool
	// IsUpper and IsLower decide [:upper:] and [:lower:] from 0x80 up.
	IsUpper, IsLower func(c rune) bool
	// Point is the offset that \= matches at, plus one; 0 means nowhere.
	Point int
	// Interrupt, if set, is polled every few thousand steps; true ends the
	// match with ErrInterrupted.
	Interrupt func() bool

	at int // where the character is that is asked about, for SyntaxAt
}

func (e *Env) syntax(c rune) byte {
	if e.SyntaxAt != nil {
		return e.SyntaxAt(e.at, c)
	}
	if c < 0x80 {
		if e.ASCIISyntax != nil {
			return e.ASCIISyntax[c]
		}
		if e.Syntax == nil {
			return standardASCII[c]
		}
	}
	if e.Syntax != nil {
		return e.Syntax(c)
	}
	return StandardSyntax(c)
}

func (e *Env) inCategory(c rune, cat rune) bool {
	if cat < ' ' || cat > '~' {
		return false
	}
	if e.InCategory != nil {
		return e.InCategory(c, byte(cat))
	}
	return StandardCategory(c, byte(cat))
}

func (e *Env) isUpper(c rune) bool {
	if e.IsUpper != nil {
		return e.IsUpper(c)
	}
	return StandardUpper(c)
}

func (e *Env) isLower(c rune) bool {
	if e.IsLower != nil {
		return e.IsLower(c)
	}
	return StandardLower(c)
}

// wordBoundary reports whether a word ends between two word constituents.
func (e *Env) wordBoundary(c1, c2 rune) bool {
	if c1 < 0x80 && c2 < 0x80 {
		return false
	}
	if e.WordBoundary != nil {
		return e.WordBoundary(c1, c2)
	}
	return StandardWordBoundary(c1, c2)
}

// Text is what is searched: two stretches of bytes that follow each other, such
// as the parts of a gap buffer. Offsets count bytes over both. No character may
// straddle the gap.
type Text struct {
	Before, After []byte
	// Multibyte says that the bytes are the encoding of package char.
	Multibyte bool
	// Begin and End are the offsets of the accessible portion.
	Begin, End int
}

// StringText returns the text of a string, which is not copied.
func StringText(s string, multibyte bool) Text {
	return Text{Before: stringBytes(s), Multibyte: multibyte, End: len(s)}
}

// BytesText returns all of the text of two segments.
func BytesText(before, after []byte, multibyte bool) Text {
	return Text{Before: before, After: after, Multibyte: multibyte, End: len(before) + len(after)}
}

func (t *Text) at(p int) byte {
	if p < len(t.Before) {
		return t.Before[p]
	}
	return t.After[p-len(t.Before)]
}

// tail returns the bytes from p to the end of its segment, or to limit.
func (t *Text) tail(p, limit int) []byte {
	g := len(t.Before)
	if p < g {
		return t.Before[p:min(g, limit)]
	}
	return t.After[p-g : limit-g]
}

// after returns the character at p, which must be before limit, and its length.
func (t *Text) after(p, limit int) (rune, int) {
	b := t.at(p)
	if b < 0x80 || !t.Multibyte {
		return char.RawByte(b), 1
	}
	return char.Decode(t.tail(p, limit))
}

// before returns the character that ends at p, which must be after Begin.
func (t *Text) before(p int) rune {
	b := t.at(p - 1)
	if b < 0x80 || !t.Multibyte {
		return char.RawByte(b)
	}
	c, _ := t.after(t.prev(p), p)
	return c
}

// next returns the offset after the character at p, at most End.
func (t *Text) next(p int) int {
	if !t.Multibyte {
		return p + 1
	}
	return min(p+char.SizeOf(t.at(p)), t.End)
}

// prev returns the offset of the character that ends at p.
func (t *Text) prev(p int) int {
	p--
	if t.Multibyte {
		for p > t.Begin && !char.IsStart(t.at(p)) {
			p--
		}
	}
	return p
}
