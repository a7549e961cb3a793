package search

import (
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

func (s *State) replaceMatch(in *interp, a []value) (value, *exit) {
	arg := func(i int) value {
		if i < len(a) {
			return a[i]
		}
		return value{}
	}
	if !a[0].IsString() {
		return value{}, in.WrongType("stringp", a[0])
	}
	if v := arg(3); !v.IsNil() && !v.IsString() {
		return value{}, in.WrongType("stringp", v)
	}
	sub := 0
	if v := arg(4); !v.IsNil() {
		if !v.IsFixnum() {
			return value{}, in.WrongType("integerp", v)
		}
		if sub = v.Fixnum(); sub < 0 || sub >= s.most {
			return value{}, in.ArgsOutOfRange(v, lisp.Fixnum(0), lisp.Fixnum(s.most-1))
		}
	}
	if 2*sub >= len(s.regs) || s.regs[2*sub] < 0 {
		return value{}, in.Signal(in.Sym("error"), lisp.NewString("replace-match subexpression does not exist"), arg(4))
	}
	r := replacement{s: s, in: in, sub: sub, fixed: !arg(1).IsNil(), literal: !arg(2).IsNil()}
	if v := arg(3); v.IsString() {
		return r.inString(a[0].Str(), v.Str())
	}
	return r.inBuffer(a[0].Str())
}

// A replacement is one call of replace-match.
type replacement struct {
	s              *State
	in             *interp
	sub            int
	fixed, literal bool
	buffer         bool // in a buffer, where \? is not allowed
}

func (r *replacement) inString(repl, str *lisp.String) (value, *exit) {
	from, to := r.s.regs[2*r.sub], r.s.regs[2*r.sub+1]
	if from > to || to > str.Len() {
		return value{}, r.in.ArgsOutOfRange(lisp.Fixnum(from), lisp.Fixnum(to))
	}
	text, x := r.text(repl, func() *lisp.String { return str.Substring(from, to) }, func(from, to int) *lisp.String {
		if from > to || to > str.Len() {
			return nil
		}
		return str.Substring(from, to)
	})
	if x != nil {
		return value{}, x
	}
	var b lisp.TextBuilder
	b.Add(str.Substring(0, from))
	b.Add(text)
	b.Add(str.Substring(to, str.Len()))
	return b.String().Value(), nil
}

func (r *replacement) inBuffer(repl *lisp.String) (value, *exit) {
	s, in := r.s, r.in
	r.buffer = true
	b := s.buf.Current()
	from, to := s.regs[2*r.sub]-1, s.regs[2*r.sub+1]-1
	if from < b.Begv() || from > to || to > b.Zv() {
		return value{}, in.ArgsOutOfRange(lisp.Fixnum(from+1), lisp.Fixnum(to+1))
	}
	match := func() *lisp.String { return s.buf.Substring(b, from, to, false) }
	text, x := r.text(repl, match, func(from, to int) *lisp.String {
		if from-1 < b.Begv() || from > to || to-1 > b.Zv() {
			return nil
		}
		return s.buf.Substring(b, from-1, to-1, false)
	})
	if x != nil {
		return value{}, x
	}
	if text != repl && text.Properties() != nil && strings.Contains(repl.Text(), `\`) && !r.literal {
		text.SetProperties(nil) // text put together has none in a buffer
	}
	var space [32]int
	regs, where := append(space[:0], s.regs...), s.where // hooks may search
	x = s.buf.Replace(in, b, from, to, text, false)
	s.regs, s.where = append(s.regs[:0], regs...), where
	if x != nil {
		return value{}, x
	}
	n := text.Len()
	b.SetPoint(from + n)
	s.moved(b, from+1, to+1, from+1+n)
	return value{}, nil
}

// moved adjusts the match data to a replacement of from..to by from..end.
func (s *State) moved(b *buffer.Buffer, from, to, end int) {
	for i, p := range s.regs {
		switch {
		case p >= to:
			s.regs[i] = p + end - to
		case p <= from:
		default:
			s.regs[i] = from
		}
	}
}

// text returns what to put in place of the text match; part returns the text
// of match data.
func (r *replacement) text(repl *lisp.String, match func() *lisp.String, part func(from, to int) *lisp.String) (*lisp.String, *exit) {
	text := repl
	if !r.literal {
		var x *exit
		if text, x = r.expand(repl, part); x != nil {
			return nil, x
		}
	}
	f := ""
	if !r.fixed {
		f = r.s.caseOf(match())
	}
	if f == "" {
		return text, nil
	}
	v, x := r.in.Funcall(r.in.Sym(f), text.Value())
	if x != nil {
		return nil, x
	}
	return v.Str(), nil
}

// expand replaces the backslash sequences of repl.
func (r *replacement) expand(repl *lisp.String, part func(from, to int) *lisp.String) (*lisp.String, *exit) {
	t := repl.Text()
	i := 0
	for i < len(t) && t[i] != '\\' {
		i++
	}
	if i == len(t) {
		return repl, nil
	}
	var b lisp.TextBuilder
	if repl.Multibyte() {
		b.Multibyte()
	}
	done := 0 // bytes of t used up
	flush := func(to int) {
		if done < to {
			b.Add(repl.Substring(repl.CharIndex(done), repl.CharIndex(to)))
		}
	}
	for ; i < len(t); i++ {
		if t[i] != '\\' {
			continue
		}
		flush(i)
		if i++; i == len(t) {
			return nil, r.in.Errorf("Invalid use of ‘\\’ in replacement text")
		}
		done = i + 1
		n := -1
		switch c := t[i]; {
		case c == '&':
			n = r.sub
		case c >= '1' && c <= '9':
			if n = int(c - '0'); r.buffer && n > r.s.most {
				return nil, r.in.Errorf("Invalid use of ‘\\’ in replacement text")
			}
		case c == '\\':
			b.AddASCII("\\")
		case c == '?' && !r.buffer:
			done = i - 1
		default:
			return nil, r.in.Errorf("Invalid use of ‘\\’ in replacement text")
		}
		if n >= 0 && 2*n < len(r.s.regs) && r.s.regs[2*n] >= 0 {
			if p := part(r.s.regs[2*n], r.s.regs[2*n+1]); p != nil {
				b.Add(p)
			}
		}
	}
	flush(len(t))
	return b.String(), nil
}

// caseOf returns the case function that carries the capitals of match over to
// its replacement: "upcase" if all letters are capitals, "upcase-initials" if
// each word begins with one, "" otherwise.
func (s *State) caseOf(match *lisp.String) string {
	t := s.table()
	lower, upper, longWord, plainInitial := false, false, false, false
	inWord := false
	text := match.Text()
	for len(text) > 0 {
		c, n := char.RawByte(text[0]), 1
		if match.Multibyte() {
			c, n = char.Decode(text)
		}
		text = text[n:]
		switch {
		case s.hasLower(c):
			lower = true
			if inWord {
				longWord = true
			} else {
				plainInitial = true
			}
		case s.hasUpper(c):
			upper = true
			longWord = longWord || inWord
		case !inWord:
			plainInitial = true
		}
		inWord = syntaxOf(t, c)&0xF == classWord
	}
	switch {
	case !lower && longWord:
		return "upcase"
	case !plainInitial && longWord:
		return "upcase-initials"
	case !plainInitial && upper:
		return "upcase"
	}
	return ""
}

// hasLower and hasUpper report whether c is lower or upper case in the case table
// in force.
func (s *State) hasLower(c rune) bool {
	if s.cases.inForce != nil {
		return s.lower(c)
	}
	return lisp.DownChar(c) == c && lisp.UpChar(c) != c
}

func (s *State) hasUpper(c rune) bool {
	if s.cases.inForce != nil {
		return s.upper(c)
	}
	return lisp.DownChar(c) != c
}
