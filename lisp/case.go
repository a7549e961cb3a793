package lisp

import (
	"sort"
	"unicode"

	"elnet/lisp/char"
)

// A caseOp is one of the case conversions.
type caseOp uint8

const (
	caseUp caseOp = iota
	caseDown
	caseCapitalize
	caseInitials
)

// modifierBits are the bits of Emacs' key modifiers in a character code.
const modifierBits = 0xFC00000

// upChar returns c in upper case. Emacs' case table is that of Unicode with
// these differences: ß has the capital ẞ, and the dotted and dotless i, the long
// s and the Kelvin sign are left alone.
func upChar(c rune) rune {
	switch {
	case c < 0x80:
		if c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		return c
	case c == 'ß':
		return 'ẞ'
	case c == 'ı' || c == 'ſ' || c > unicode.MaxRune:
		return c
	}
	return unicode.ToUpper(c)
}

func downChar(c rune) rune {
	switch {
	case c < 0x80:
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	case c == 'İ' || c == '\u212A' || c > unicode.MaxRune:
		return c
	}
	return unicode.ToLower(c)
}

func titleChar(c rune) rune {
	if c < 0x80 || c == 'ß' || c > unicode.MaxRune {
		return upChar(c)
	}
	return unicode.ToTitle(c)
}

// inWord reports whether c is part of a word, by Emacs' standard syntax table.
func inWord(c rune) bool {
	if char.IsRawByte(c) {
		return true
	}
	if c < 0x80 {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '$' || c == '%'
	}
	return !notWord.has(c)
}

// special returns what c becomes if that is several characters.
func special(c rune, title bool) string {
	i := sort.Search(len(specialCases), func(i int) bool { return specialCases[i].c >= c })
	if i == len(specialCases) || specialCases[i].c != c {
		return ""
	}
	if title {
		return specialCases[i].title
	}
	return specialCases[i].upper
}

// UpChar returns c in upper case by the standard case table.
func UpChar(c rune) rune { return upChar(c) }

// DownChar returns c in lower case by the standard case table.
func DownChar(c rune) rune { return downChar(c) }

// A CaseMap is a case table in force instead of the standard one.
type CaseMap struct{ Up, Down func(c rune) rune }

// SetCaseMap makes m the case table in force, nil the standard one.
func (in *Interp) SetCaseMap(m *CaseMap) { in.caseMap = m }

func (m *CaseMap) up(c rune) rune {
	if m == nil {
		return upChar(c)
	}
	return m.Up(c)
}

func (m *CaseMap) down(c rune) rune {
	if m == nil {
		return downChar(c)
	}
	return m.Down(c)
}

func (m *CaseMap) title(c rune) rune {
	if m == nil {
		return titleChar(c)
	}
	if t := titleChar(c); t != c {
		return t // title case is a matter of Unicode
	}
	return m.Up(c)
}

func caseFn(op caseOp) Callable {
	return Fn1(func(in *Interp, v Value) (Value, *Exit) {
		switch {
		case v.IsString():
			word := inWord
			if op >= caseCapitalize && in.hooks.WordTest != nil {
				if f := in.hooks.WordTest(); f != nil {
					word = f
				}
			}
			return changeCase(in.caseMap, word, v.Str(), op).Value(), nil
		case v.IsFixnum() && v.fix() >= 0:
			if c := v.fix(); c >= 0x80 && c < 0x100 && in.unibyteBuffer() {
				return v, nil // a byte there
			}
			return fix(caseOfCode(in.caseMap, v.fix(), op)), nil
		}
		return Value{}, in.WrongType("char-or-string-p", v)
	})
}

// unibyteBuffer reports whether the current buffer holds bytes.
func (in *Interp) unibyteBuffer() bool {
	v, ok := in.VarValue(in.Intern("enable-multibyte-characters"))
	return ok && v.IsNil()
}

// caseOfCode converts a character that may have modifier bits.
func caseOfCode(m *CaseMap, code int64, op caseOp) int64 {
	if code > modifierBits {
		return code
	}
	c := rune(code &^ modifierBits)
	switch op {
	case caseUp:
		c = m.up(c)
	case caseDown:
		c = m.down(c)
	default:
		c = m.title(c)
	}
	return int64(c) | code&modifierBits
}

// changeCase returns s converted; inWord tells words apart.
func changeCase(m *CaseMap, inWord func(rune) bool, s *String, op caseOp) *String {
	if s.simple() && (m == nil || !char.IsASCII(s.s)) {
		return caseBytes(m, inWord, s, op)
	}
	b := make([]byte, 0, len(s.s)+8)
	word := false
	for i := 0; i < len(s.s); {
		c, size := s.decode(i)
		i += size
		was := word
		word = inWord(c)
		switch {
		case op == caseUp, op >= caseCapitalize && !was:
			if t := special(c, op != caseUp); c >= 0x80 && t != "" {
				b = append(b, t...)
			} else if op == caseUp {
				b = char.Append(b, m.up(c))
			} else {
				b = char.Append(b, m.title(c))
			}
		case op == caseInitials:
			b = char.Append(b, c)
		default:
			b = appendLower(m, b, c, was, s.s[i:])
		}
	}
	r := newText(b, char.Count(b), s.multi || !char.IsASCII(string(b)))
	if s.props != nil && !s.multi { // as in Emacs, multibyte text loses them
		r.SetProperties(s.props.Slice(0, s.Len()))
	}
	return r
}

// appendLower appends c in lower case; rest is what follows it, was whether a
// word character came before. A capital sigma that ends a word becomes the
// final form.
func appendLower(m *CaseMap, b []byte, c rune, was bool, rest string) []byte {
	switch c {
	case 'İ':
		return append(b, "i\u0307"...)
	case 'Σ':
		if next, _ := char.Decode(rest); was && (rest == "" || !inWord(next)) {
			return char.Append(b, 'ς')
		}
	}
	return char.Append(b, m.down(c))
}

// caseBytes is changeCase for strings of one byte a character, of which only
// the ASCII ones have case.
func caseBytes(m *CaseMap, inWord func(rune) bool, s *String, op caseOp) *String {
	b := make([]byte, len(s.s))
	word := false
	for i := 0; i < len(s.s); i++ {
		c := s.s[i]
		was := word
		word = inWord(char.RawByte(c))
		b[i] = c
		if c >= 0x80 {
			continue
		}
		switch {
		case op == caseUp:
			b[i] = byte(m.up(rune(c)))
		case op >= caseCapitalize && !was:
			b[i] = byte(m.title(rune(c)))
		case op != caseInitials:
			b[i] = byte(m.down(rune(c)))
		}
	}
	r := newText(b, len(b), s.multi)
	if s.props != nil && !s.multi { // as in Emacs, multibyte text loses them
		r.SetProperties(s.props.Slice(0, s.Len()))
	}
	return r
}
