package search

import (
	"slices"
	"strings"
	"unicode"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// A skipSet is a set of characters as skip-chars-forward takes it.
type skipSet struct {
	ascii   [128]bool // membership, a ^ included; classes that ask the syntax table aside
	ranges  [][2]rune
	classes []string
	negated bool
	dynamic bool // some class asks the syntax table: ascii does not hold
}

// has reports whether c is skipped.
func (k *skipSet) has(s *State, c rune) bool {
	if c < 0x80 && !k.dynamic {
		return k.ascii[c]
	}
	return k.member(s, c) != k.negated
}

func (k *skipSet) member(s *State, c rune) bool {
	for _, r := range k.ranges {
		if r[0] <= c && c <= r[1] {
			return true
		}
	}
	return slices.ContainsFunc(k.classes, func(class string) bool { return s.inClass(class, c) })
}

var classNames = []string{"alpha", "alnum", "digit", "xdigit", "space", "upper", "lower", "punct", "graph", "print",
	"cntrl", "blank", "word", "ascii", "nonascii", "multibyte", "unibyte"}

// inClass reports whether c belongs to the character class (Elisp manual, "Char
// Classes").
func (s *State) inClass(class string, c rune) bool {
	low := c < 0x80
	switch class {
	case "digit":
		return '0' <= c && c <= '9'
	case "xdigit":
		return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
	case "cntrl":
		return c < 0x20 || c == 0x7F
	case "ascii":
		return low
	case "nonascii":
		return !low
	case "multibyte":
		return !low && !char.IsRawByte(c)
	case "unibyte":
		return low || char.IsRawByte(c)
	case "word":
		return s.classOf(c) == 'w'
	case "space":
		return s.classOf(c) == ' '
	case "punct":
		if low {
			return c > ' ' && c < 0x7F && !('0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z')
		}
		return s.classOf(c) != 'w'
	case "upper":
		return s.hasUpper(c) || s.folding() && s.hasLower(c)
	case "lower":
		return s.hasLower(c) || s.folding() && s.hasUpper(c)
	case "blank":
		return c == ' ' || c == '\t' || !low && unicode.Is(unicode.Zs, c)
	case "alpha":
		return unicode.IsLetter(c) || !low && unicode.Is(unicode.M, c) || !low && unicode.Is(unicode.Nl, c)
	case "alnum":
		return unicode.IsLetter(c) || unicode.In(c, unicode.Nd) || !low && unicode.In(c, unicode.M, unicode.Nl)
	case "graph":
		return low && c > ' ' && c < 0x7F || !low && !unicode.In(c, unicode.Zs, unicode.Zl, unicode.Zp, unicode.Cc, unicode.Cs) && c <= unicode.MaxRune
	case "print":
		return low && c >= ' ' && c < 0x7F || !low && !unicode.In(c, unicode.Zl, unicode.Zp, unicode.Cc, unicode.Cs) && c <= unicode.MaxRune
	}
	return false
}

// decode returns the first character of t; a byte beyond ASCII of unibyte text
// is a raw byte.
func decode(t string, multi bool) (rune, int) {
	if t[0] < 0x80 || !multi {
		return char.RawByte(t[0]), 1
	}
	return char.Decode(t)
}

// skipSet returns the set that the argument of skip-chars-forward says.
func (s *State) skipSet(in *interp, str *lisp.String) (*skipSet, *exit) {
	t := str.Text()
	key := t
	if str.Multibyte() {
		key = "m" + t
	} else {
		key = "u" + t
	}
	if k := s.sets[key]; k != nil {
		return k, nil
	}
	k := &skipSet{}
	if strings.HasPrefix(t, "^") {
		k.negated, t = true, t[1:]
	}
	multi := str.Multibyte()
	for len(t) > 0 {
		if strings.HasPrefix(t, "[:") {
			if end := strings.Index(t, ":]"); end > 1 {
				name := t[2:end]
				if !slices.Contains(classNames, name) {
					return nil, in.Errorf("Invalid ISO C character class")
				}
				k.classes = append(k.classes, name)
				k.dynamic = k.dynamic || name == "word" || name == "space" || name == "upper" || name == "lower"
				t = t[end+2:]
				continue
			}
		}
		c, n := decode(t, multi)
		t = t[n:]
		if c == '\\' {
			if t == "" {
				break
			}
			c, n = decode(t, multi)
			t = t[n:]
		}
		to := c
		if len(t) > 1 && t[0] == '-' {
			t = t[1:]
			to, n = decode(t, multi)
			t = t[n:]
			if to == '\\' && t != "" {
				to, n = decode(t, multi)
				t = t[n:]
			}
		}
		if c <= to {
			k.ranges = append(k.ranges, [2]rune{c, to})
		}
	}
	if !k.dynamic {
		for c := range k.ascii {
			k.ascii[c] = k.member(s, rune(c)) != k.negated
		}
	}
	if len(s.sets) > 200 {
		clear(s.sets)
	}
	s.sets[key] = k
	return k, nil
}

// bound returns the limit of a skip: LIM, kept in the accessible part.
func (s *State) bound(in *interp, b *buffer.Buffer, v value, dflt int) (int, *exit) {
	if v.IsNil() {
		return dflt, nil
	}
	p, x := s.buf.Position(in, v)
	return min(max(p, b.Begv()), b.Zv()), x
}

// skip moves point over the characters that want takes, forward or backward up
// to limit, and returns how far it went.
func (s *State) skip(b *buffer.Buffer, limit int, back bool, ascii *[128]bool, want func(c rune) bool) int {
	t := b.Text()
	before, after := t.Segments()
	multi := t.Multibyte()
	start := b.Point()
	p, n := t.ByteOf(start), 0
	at := func(i int) byte {
		if i < len(before) {
			return before[i]
		}
		return after[i-len(before)]
	}
	if back {
		for left := start - limit; left > 0; left-- {
			c, size := rune(at(p-1)), 1
			if c >= 0x80 {
				if multi {
					c, size = t.CharBeforeByte(p)
				} else {
					c = char.RawByte(byte(c))
				}
			}
			if c < 0x80 && ascii != nil {
				if !ascii[c] {
					break
				}
			} else if !want(c) {
				break
			}
			p -= size
			n--
		}
	} else {
		for left := limit - start; left > 0; left-- {
			c, size := rune(at(p)), 1
			if c >= 0x80 {
				if multi {
					c, size = t.CharAtByte(p)
				} else {
					c = char.RawByte(byte(c))
				}
			}
			if c < 0x80 && ascii != nil {
				if !ascii[c] {
					break
				}
			} else if !want(c) {
				break
			}
			p += size
			n++
		}
	}
	b.SetPoint(start + n)
	return n
}

func (s *State) skipChars(in *interp, set, lim value, back bool) (value, *exit) {
	if !set.IsString() {
		return value{}, in.WrongType("stringp", set)
	}
	b := s.buf.Current()
	dflt := b.Zv()
	if back {
		dflt = b.Begv()
	}
	limit, x := s.bound(in, b, lim, dflt)
	if x != nil {
		return value{}, x
	}
	k, x := s.skipSet(in, set.Str())
	if x != nil {
		return value{}, x
	}
	ascii := &k.ascii
	if k.dynamic {
		ascii = nil
	}
	return lisp.Fixnum(s.skip(b, limit, back, ascii, func(c rune) bool { return k.has(s, c) })), nil
}

func (s *State) skipSyntax(in *interp, set, lim value, back bool) (value, *exit) {
	if !set.IsString() {
		return value{}, in.WrongType("stringp", set)
	}
	b := s.buf.Current()
	dflt := b.Zv()
	if back {
		dflt = b.Begv()
	}
	limit, x := s.bound(in, b, lim, dflt)
	if x != nil {
		return value{}, x
	}
	t := set.Str().Text()
	negated := strings.HasPrefix(t, "^")
	if negated {
		t = t[1:]
	}
	t = strings.NewReplacer("-", " ", "W", "w").Replace(t)
	table := s.table()
	if z := s.newScanner(in); z.props && b.HasTextProps() {
		return lisp.Fixnum(z.skip(limit, back, t, negated)), nil
	}
	return lisp.Fixnum(s.skip(b, limit, back, nil, func(c rune) bool {
		return strings.IndexByte(t, classChars[syntaxOf(table, c)&0xF]) >= 0 != negated
	})), nil
}

// skip moves point over characters whose class is one of set, or is not, up or
// down to limit, and returns how far.
func (z *scanner) skip(limit int, back bool, set string, negated bool) int {
	start := z.b.Point()
	p := start
	for p != limit {
		at := p
		if back {
			at--
		}
		if strings.IndexByte(set, classChars[z.syntax(at)&0xF]) >= 0 == negated {
			break
		}
		if p++; back {
			p -= 2
		}
	}
	z.b.SetPoint(p)
	return p - start
}

// words returns where n words on from pos is, and whether there are as many.
func (s *State) words(b *buffer.Buffer, pos, n int) (int, bool) {
	z := s.newScanner(s.in)
	word := func(p int) (rune, bool) { return z.char(p), z.class(p)&0xF == classWord }
	for ; n > 0; n-- {
		for ; ; pos++ {
			if pos >= b.Zv() {
				return b.Zv(), false
			}
			if _, ok := word(pos); ok {
				break
			}
		}
		prev, _ := word(pos)
		for pos++; pos < b.Zv(); pos++ {
			c, ok := word(pos)
			if !ok || (c >= 0x80 || prev >= 0x80) && s.wordBoundary(prev, c) {
				break
			}
			prev = c
		}
	}
	for ; n < 0; n++ {
		for ; ; pos-- {
			if pos <= b.Begv() {
				return b.Begv(), false
			}
			if _, ok := word(pos - 1); ok {
				break
			}
		}
		next, _ := word(pos - 1)
		for pos--; pos > b.Begv(); pos-- {
			c, ok := word(pos - 1)
			if !ok || (c >= 0x80 || next >= 0x80) && s.wordBoundary(c, next) {
				break
			}
			next = c
		}
	}
	return pos, true
}

func (s *State) skipPrims() []lisp.Prim {
	chars := func(back bool) lisp.Callable {
		return lisp.Fn2(func(in *interp, set, lim value) (value, *exit) { return s.skipChars(in, set, lim, back) })
	}
	syntax := func(back bool) lisp.Callable {
		return lisp.Fn2(func(in *interp, set, lim value) (value, *exit) { return s.skipSyntax(in, set, lim, back) })
	}
	word := func(f string) lisp.Callable {
		return lisp.Fn1(func(in *interp, n value) (value, *exit) {
			if !n.IsFixnum() {
				return value{}, in.WrongType("fixnump", n)
			}
			b := s.buf.Current()
			from := b.Point()
			to, _ := s.words(b, from, n.Fixnum())
			from, to = min(from, to), max(from, to)
			marker := b.Text().NewPin(to, true)
			defer marker.Detach()
			x := s.buf.ChangeCase(in, from, to, f)
			if b.Live() {
				b.SetPoint(marker.Pos())
			}
			return value{}, x
		})
	}
	return []lisp.Prim{
		lisp.Def("(skip-chars-forward STRING &optional LIM)", chars(false),
			"Move point over characters of the set STRING (as within [] in a pattern, ^ first for all others),\nup to LIM. Return how far."),
		lisp.Def("(skip-chars-backward STRING &optional LIM)", chars(true),
			"Move point back over characters of the set STRING, down to LIM. Return how far, a negative number."),
		lisp.Def("(skip-syntax-forward SYNTAX &optional LIM)", syntax(false),
			"Move point over characters whose syntax class is one of the string SYNTAX (^ first: none of them), up to LIM.\nReturn how far."),
		lisp.Def("(skip-syntax-backward SYNTAX &optional LIM)", syntax(true),
			"Move point back over characters whose syntax class is one of the string SYNTAX, down to LIM.\nReturn how far, a negative number."),
		lisp.Def("(forward-word &optional ARG)", lisp.Fn1(func(in *interp, n value) (value, *exit) {
			k := 1
			if !n.IsNil() {
				if !n.IsFixnum() {
					return value{}, in.WrongType("fixnump", n)
				}
				k = n.Fixnum()
			}
			b := s.buf.Current()
			p, ok := s.words(b, b.Point(), k)
			b.SetPoint(s.buf.Constrain(p))
			return lisp.Bool(ok), nil
		}), "Move point ARG words forward (default 1), backward if negative. Return t unless the text ended first."),
		lisp.Def("(upcase-word ARG)", word("upcase"), "Convert to upper case up to the end of the ARGth word and move there."),
		lisp.Def("(downcase-word ARG)", word("downcase"), "Convert to lower case up to the end of the ARGth word and move there."),
		lisp.Def("(capitalize-word ARG)", word("capitalize"), "Capitalize up to the end of the ARGth word and move there."),
	}
}
