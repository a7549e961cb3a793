package coding

import (
	"math"
	"slices"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/charset"
)

// A charsetDef is a charset as Lisp sees it: known from the start, or defined by
// define-charset-internal.
type charsetDef struct {
	*charset.Set
	id    int
	sym   value
	plist value
	unify map[int]rune // of unify-charset: other characters for codes
}

// charsets are those of one interpreter.
type charsets struct {
	all    []*charsetDef // by id
	byName map[string]*charsetDef
	first  []*charsetDef // preferred by set-charset-priority
	iso    map[[3]int]*charsetDef
}

// sets returns the charsets, which are made when they are first asked for.
func (s *State) sets(in *interp) *charsets {
	if s.charsets == nil {
		s.charsets = &charsets{byName: map[string]*charsetDef{}, iso: map[[3]int]*charsetDef{}}
		for _, set := range charset.Sets() {
			s.addCharset(in, set, in.Sym(set.Name), value{})
			if set.Alias != "" {
				s.charsets.byName[set.Alias] = s.charsets.byName[set.Name]
			}
		}
		s.charsets.byName["ucs"] = s.charsets.byName["unicode"]
	}
	return s.charsets
}

// addCharset makes set known by the name sym. One that has the name already gives
// way, and its number.
func (s *State) addCharset(in *interp, set *charset.Set, sym, plist value) {
	t := s.charsets
	d := &charsetDef{Set: set, id: len(t.all), sym: sym, plist: plist}
	if plist.IsNil() {
		var l lisp.ListBuilder
		add := func(k string, v value) { l.Add(in.Sym(k)); l.Add(v) }
		add(":name", sym)
		add(":dimension", lisp.Fixnum(len(set.Space)/2))
		space := make([]value, 8)
		for i := range space {
			space[i] = lisp.Fixnum(0)
			if i < len(set.Space) {
				space[i] = lisp.Fixnum(set.Space[i])
			}
		}
		add(":code-space", lisp.NewVector(space))
		final := value{}
		if set.Final != 0 {
			final = lisp.Fixnum(set.Final)
		}
		add(":iso-final-char", final)
		add(":ascii-compatible-p", lisp.Bool(set.ASCII))
		if set.Linear {
			add(":code-offset", lisp.Fixnum(int(set.Offset)))
		}
		d.plist = l.List()
	}
	if old := t.byName[set.Name]; old != nil && old.Name == set.Name {
		d.id = old.id
		t.all[d.id] = d
	} else {
		t.all = append(t.all, d)
	}
	t.byName[set.Name] = d
	if set.Final != 0 {
		t.iso[[3]int{len(set.Space) / 2, isoSize(set), set.Final}] = d
	}
}

// isoSize is 94 or 96: how many codes a byte of an ISO 2022 charset has.
func isoSize(s *charset.Set) int {
	if s.Space[1]-s.Space[0]+1 == 96 {
		return 96
	}
	return 94
}

// decode returns the character of code.
func (d *charsetDef) decode(code int) (rune, bool) {
	if c, ok := d.unify[code]; ok {
		return c, true
	}
	if d.Name == "emacs" && char.IsRawByte(rune(code)) { // in none but eight-bit
		return 0, false
	}
	return d.Decode(code)
}

// encode returns the code of c.
func (d *charsetDef) encode(c rune) (int, bool) {
	for code, u := range d.unify {
		if u == c {
			return code, true
		}
	}
	if d.Name == "emacs" && char.IsRawByte(c) {
		return 0, false
	}
	return d.Encode(c)
}

// charset returns the charset that v names.
func (s *State) charset(in *interp, v value) (*charsetDef, *exit) {
	if v.IsSymbol() {
		if d := s.sets(in).byName[in.Symbol(v).Name()]; d != nil {
			return d, nil
		}
	}
	return nil, in.WrongType("charsetp", v)
}

// isCharset reports whether v names a charset.
func (s *State) isCharset(in *interp, v value) bool {
	_, x := s.charset(in, v)
	return x == nil
}

// ordered returns all charsets, the preferred ones first.
func (s *State) ordered(in *interp) []*charsetDef {
	t := s.sets(in)
	out := slices.Clone(t.first)
	for _, late := range []bool{false, true} {
		for _, d := range t.all {
			if d.Supplementary == late && !slices.Contains(t.first, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// charsetOf returns the charset that c is shown to belong to: a preferred one,
// else ascii, unicode or eight-bit, and above Unicode the one to whose codes
// without a character of their own c is given, or emacs.
func (s *State) charsetOf(in *interp, c rune) *charsetDef {
	t := s.sets(in)
	name := "unicode"
	switch {
	case c < 0x80:
		name = "ascii"
	case c > char.MaxFiveByte:
		name = "eight-bit"
	default:
		for _, d := range t.first {
			if _, ok := d.encode(c); ok {
				return d
			}
		}
		if c > char.MaxUnicode {
			for _, d := range t.all {
				if d.Name != "emacs" && !d.Supplementary {
					if _, ok := d.encode(c); ok {
						return d
					}
				}
			}
			name = "emacs"
		}
	}
	return t.byName[name]
}

func (s *State) charArg(in *interp, v value) (rune, *exit) {
	if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
		return 0, in.WrongType("characterp", v)
	}
	return rune(v.Fixnum()), nil
}

// codePoint returns the code point that v gives: a natural number, such a float,
// or a cons of its upper part and its lower 16 bits.
func codePoint(v value) (int, bool) {
	switch {
	case v.IsFloat() && v.Float() >= 0 && v.Float() < 1<<53 && v.Float() == math.Trunc(v.Float()):
		return int(v.Float()), true
	case v.IsCons() && v.Cons().Car.IsFixnum() && v.Cons().Cdr.IsFixnum():
		high, low := v.Cons().Car.Fixnum(), v.Cons().Cdr.Fixnum()
		return high<<16 | low, 0 <= high && high < 1<<16 && 0 <= low && low < 1<<16
	case v.IsFixnum():
		return v.Fixnum(), v.Fixnum() >= 0
	}
	return 0, false
}

func (s *State) decodeChar(in *interp, set, code value) (value, *exit) {
	d, x := s.charset(in, set)
	if x != nil {
		return value{}, x
	}
	point, ok := codePoint(code)
	if !ok || point > math.MaxUint32 {
		return value{}, in.Errorf("Not an in-range integer, integral float, or cons of integers")
	}
	c, ok := d.decode(point)
	if !ok {
		return value{}, nil
	}
	return lisp.Fixnum(int(c)), nil
}

func (s *State) encodeChar(in *interp, c, set value) (value, *exit) {
	d, x := s.charset(in, set)
	if x != nil {
		return value{}, x
	}
	r, x := s.charArg(in, c)
	if x != nil {
		return value{}, x
	}
	code, ok := d.encode(r)
	if !ok {
		return value{}, nil
	}
	return lisp.Fixnum(code), nil
}

// charCharset is char-charset: with a restriction, a list of charsets or a coding
// system, the first of those that has the character.
func (s *State) charCharset(in *interp, c, restriction value) (value, *exit) {
	r, x := s.charArg(in, c)
	switch {
	case x != nil:
		return value{}, x
	case restriction.IsNil():
		return s.charsetOf(in, r).sym, nil
	}
	if !restriction.IsCons() {
		system, x := s.Lookup(in, restriction)
		if x != nil {
			return value{}, x
		}
		var l lisp.ListBuilder
		for _, name := range system.Charsets() {
			l.Add(in.Sym(name))
		}
		restriction = l.List()
	}
	for _, v := range lisp.Slice(restriction) {
		d, x := s.charset(in, v)
		if x != nil {
			return value{}, x
		}
		if _, ok := d.encode(r); ok {
			return d.sym, nil
		}
	}
	return value{}, nil
}

func (s *State) splitChar(in *interp, v value) (value, *exit) {
	c, x := s.charArg(in, v)
	if x != nil {
		return value{}, x
	}
	d := s.charsetOf(in, c)
	code, _ := d.encode(c)
	l := value{}
	for range len(d.Space) / 2 {
		l = lisp.NewCons(lisp.Fixnum(code&0xFF), l)
		code >>= 8
	}
	return lisp.NewCons(d.sym, l), nil
}

// makeChar is make-char: a byte left out is the least that there is.
func (s *State) makeChar(in *interp, args []value) (value, *exit) {
	d, x := s.charset(in, args[0])
	if x != nil {
		return value{}, x
	}
	code, n := 0, len(d.Space)/2
	given := true
	for i := range n {
		b := d.Space[2*(n-1-i)]
		if given = given && i+1 < len(args) && !args[i+1].IsNil(); given {
			v := args[i+1]
			if !v.IsFixnum() || v.Fixnum() < 0 {
				return value{}, in.WrongType("wholenump", v)
			}
			if v.Fixnum() > 255 {
				return value{}, in.ArgsOutOfRange(lisp.Fixnum(255), v)
			}
			if b = v.Fixnum(); d.Final != 0 {
				b &= 0x7F
			}
		}
		code = code<<8 | b
	}
	c, ok := d.decode(code)
	if !ok {
		return value{}, in.Errorf("Invalid code(s)")
	}
	return lisp.Fixnum(int(c)), nil
}
