package charset

import (
	"bytes"
	"slices"

	"elnet/lisp/char"
)

// Priorities returns the coding systems that detection considers, one of each
// category, in the order in which Emacs prefers them.
func Priorities() []*Coding {
	var list []*Coding
	for _, name := range []string{"utf-8", "iso-2022-7bit", "iso-latin-1", "iso-2022-7bit-lock", "iso-2022-8bit-ss2", "emacs-mule", "raw-text", "iso-2022-jp", "in-is13194-devanagari", "chinese-iso-8bit", "utf-8-auto",
		"utf-8-with-signature", "utf-16", "utf-16be-with-signature", "utf-16le-with-signature", "utf-16be", "utf-16le",
		"japanese-shift-jis", "chinese-big5", "undecided"} {
		list = append(list, named(name))
	}
	return list
}

// Candidates returns those of order that src, a whole text, may be in, likeliest
// first, with the end-of-line format of its first lines; the name of each is one
// of order with a suffix. It is never empty: what is ASCII is undecided, what has
// a NUL binary unless nulls says that it means nothing, and what nothing else fits
// raw-text.
func Candidates(src []byte, order []*Coding, nulls bool) []*Coding {
	if !nulls && hasByte(src, 0) {
		return []*Coding{named("no-conversion")}
	}
	eol := allEnds(firstLines(src))
	with := func(c *Coding) *Coding {
		if v, ok := Lookup(c.name + eol.suffix()); ok && c.eol == Undecided {
			return v
		}
		return c
	}
	if char.ASCIILen(src) == len(src) && !hasByte(src, 0x1b) {
		return []*Coding{with(named("undecided"))}
	}
	var list, open []*Coding // open: what nothing speaks against comes behind what something speaks for
	latin := false
	for _, c := range order {
		if c.fits(src) {
			list = append(list, with(c))
			latin = latin || c.row.kind == kindLatin1 || c.row.kind == kindUTF8
		} else if c.row.category == "coding-category-iso-8-else" && !hasByte(src, 0x1B) && !slices.ContainsFunc(src, control) {
			open = append(open, with(c))
		}
	}
	switch {
	case char.ASCIILen(src) == len(src) && list == nil:
		return []*Coding{with(named("undecided"))}
	case char.ASCIILen(src) < len(src) && !latin:
		list = append(list, with(named("raw-text")))
	}
	return append(list, open...)
}

// control reports whether b is a control code above ASCII.
func control(b byte) bool { return b >= 0x80 && !latin1(b) }

// firstLines returns the part of src up to its third line end.
func firstLines(src []byte) []byte {
	end := 0
	for range 3 {
		i := bytes.IndexAny(src[end:], "\r\n")
		if i < 0 {
			return src
		}
		end += i + 1
		if src[end-1] == '\r' && end < len(src) && src[end] == '\n' {
			end++
		}
	}
	return src[:end]
}

// fits reports whether src, which is not plain ASCII, may be in the coding system.
func (c *Coding) fits(src []byte) bool {
	high := char.ASCIILen(src) < len(src)
	switch c.row.kind {
	case kindUTF8, kindUTF8Auto:
		return high && plausible(src) == len(src)
	case kindUTF8Sig:
		return bytes.HasPrefix(src, []byte("\xEF\xBB\xBF")) && plausible(src) == len(src)
	case kindLatin1:
		for _, b := range src {
			if b >= 0x80 && !latin1(b) {
				return false
			}
		}
		return high
	case kindMule:
		return high && c.mules(src)
	case kindISO2022:
		return c.row.designates(src)
	case kindLegacy:
		switch c.row.category {
		case "coding-category-iso-8-1":
			return high && singles(src)
		case "coding-category-iso-8-2":
			return high && pairs(src)
		}
		return high && c.decodes(src)
	}
	return false
}

// designates reports whether src has escape sequences of ISO 2022 and none for a
// charset that the coding system lacks.
func (r *row) designates(src []byte) bool {
	c := r.isoCoding()
	found := false
	if r.category == "coding-category-iso-7" {
		found = hasByte(src, 0x1B) // any will do
	}
	for i := 0; i < len(src); i++ {
		b := src[i]
		switch {
		case b == 0x0E || b == 0x0F:
			if c.isoFlags&isoLocking == 0 && c.isoFlags&isoSingle == 0 {
				return false
			}
		case b >= 0x80 && c.isoFlags&iso7bit != 0:
			return false
		}
		if b != 0x1B {
			continue
		}
		set, single, n := designation(src[i:])
		switch {
		case single:
			if c.isoFlags&(isoLocking|isoSingle) == 0 {
				return false
			}
		case set != nil:
			if _, ok := c.register[set]; !ok {
				return false
			}
			found = true
		}
		i += n
	}
	return found
}

// designation reads the escape sequence that src begins with: of a charset, nil if it
// is not one, or a single shift. It goes on for n bytes.
func designation(src []byte) (set *Set, single bool, n int) {
	key := isoKey{dim: 1}
	if len(src) < 2 {
		return nil, false, 0
	}
	i := 1
	if src[i] == 'N' || src[i] == 'O' {
		return nil, true, 1
	}
	if src[i] == '$' {
		key.dim, i = 2, 2
	}
	if key.dim == 2 && i < len(src) && src[i] >= '@' && src[i] <= 'B' {
		key.final = src[i]
		return isoByKey()[key], false, i
	}
	if i+1 >= len(src) || src[i] < 0x28 || src[i] > 0x2F {
		return nil, false, i - 1
	}
	key.is96, key.final = src[i] >= 0x2C, src[i+1]
	return isoByKey()[key], false, i + 1
}

// mules reports whether src may be emacs-mule: behind each byte that announces
// others are as many above 0x9F.
func (c *Coding) mules(src []byte) bool {
	for i := 0; i < len(src); i++ {
		more, b := 0, src[i]
		if b == 0x80 || shifts(b) {
			return false
		}
		if set := mule().byID[b]; set != nil {
			more = set.dim()
			if b >= 0xA0 {
				more++
			}
		} else if b >= 0x9A && b <= 0x9D {
			more = int(b-0x9A)/2 + 2
		}
		for ; more > 0; more-- {
			if i++; i == len(src) || src[i] < 0xA0 {
				return false
			}
		}
	}
	return true
}

// pairs reports whether src may be EUC of two bytes a character: bytes above
// 0x9F in runs of even length, but for one at the end of src.
func pairs(src []byte) bool {
	run := 0
	for _, b := range src {
		switch {
		case b >= 0xA0:
			run++
		case b >= 0x80 || run%2 != 0 || shifts(b):
			return false
		default:
			run = 0
		}
	}
	return true
}

// singles reports whether src may be in an encoding of one byte a character that
// has no control codes above ASCII.
func singles(src []byte) bool {
	return !slices.ContainsFunc(src, func(b byte) bool { return b >= 0x80 && b < 0xA0 || shifts(b) })
}

// shifts reports whether b is a control code of ISO 2022: ESC, SO or SI.
func shifts(b byte) bool { return b == 0x1B || b == 0x0E || b == 0x0F }

// decodes reports whether all of src is characters of a legacy coding system.
func (c *Coding) decodes(src []byte) bool {
	cd := c.row.codec()
	for len(src) > 0 {
		if c.row.ascii && src[0] < 0x80 {
			src = src[char.ASCIILen(src):]
			continue
		}
		r, n, _ := cd.decode(src)
		if n == 0 || r == invalid {
			return false
		}
		src = src[n:]
	}
	return true
}

// Encodes reports whether the coding system has the character r.
func (c *Coding) Encodes(r rune) bool {
	switch c.row.kind {
	case kindBytes:
		return true
	case kindASCII:
		return r < 0x80
	case kindLatin1:
		return r < 0x100
	case kindLegacy:
		if r < 0x80 && c.row.ascii {
			return true
		}
		_, ok := c.row.codec().encode(nil, r)
		return ok
	case kindHZ:
		_, ok := hzCodec().encode(nil, r)
		return ok || r < 0x80
	case kindMule:
		set, _, _ := muleOf(r)
		return r < 0x80 || set != nil
	case kindISO2022:
		set, _ := c.row.isoCoding().codeOf(r)
		return set != nil
	}
	if c.row.name == "utf-8-emacs" || c.row.name == "prefer-utf-8" {
		return r <= char.MaxFiveByte
	}
	return r <= char.MaxUnicode
}
