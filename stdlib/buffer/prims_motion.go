package buffer

import (
	"unicode"

	"elnet/lisp"
)

// foldChar returns the lower-case counterpart of c.
func foldChar(c rune) rune {
	if c < 0x80 {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	return unicode.ToLower(c)
}

// count returns the number that an optional count argument gives, 1 for nil.
func count(in *interp, v value, big bool) (int, *exit) {
	switch {
	case v.IsNil():
		return 1, nil
	case v.IsFixnum():
		// Further than any text is long, but safe to add to a position.
		return min(max(v.Fixnum(), -1<<48), 1<<48), nil
	case v.IsBignum() && big:
		if v.Big().Sign() < 0 {
			return -1 << 48, nil
		}
		return 1 << 48, nil
	}
	return 0, in.WrongType("fixnump", v)
}

// lineStart returns the beginning of the line n lines after the one with pos,
// in the accessible part, and how many lines were missing.
func (b *Buffer) lineStart(pos, n int) (at, short int) {
	if n > 0 {
		p, found := b.text.AfterNewline(pos, b.zv, n)
		if found < n {
			return b.zv, n - found
		}
		return p, 0
	}
	p, found := b.text.BeforeNewline(pos, b.begv, 1-n)
	if found < 1-n {
		return b.begv, -n - found
	}
	return p + 1, 0
}

// lineEnd returns the end of the line n-1 lines after the one with pos.
func (b *Buffer) lineEnd(pos, n int) int {
	if n <= 0 {
		p, found := b.text.BeforeNewline(pos, b.begv, 1-n)
		if found < 1-n {
			return b.begv
		}
		return p
	}
	p, found := b.text.AfterNewline(pos, b.zv, n)
	if found < n {
		return b.zv
	}
	return p - 1
}

func (s *State) motionPrims() []lisp.Prim {
	at := func(f func(b *Buffer) bool) lisp.Callable {
		return lisp.Fn0(func(*interp) (value, *exit) { return lisp.Bool(f(s.cur)), nil })
	}
	pos := func(f func(b *Buffer) int) lisp.Callable {
		return lisp.Fn0(func(*interp) (value, *exit) { return lispPos(f(s.cur)), nil })
	}
	lines := func(f func(b *Buffer, n int) int, move bool) lisp.Callable {
		return lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !move && !v.IsNil() && !v.IsInteger() {
				return value{}, in.WrongType("integerp", v)
			}
			n, x := count(in, v, !move)
			if x != nil {
				return value{}, x
			}
			p := f(s.cur, n)
			if move {
				s.cur.SetPoint(p)
				return value{}, nil
			}
			return lispPos(p), nil
		})
	}
	bol := func(b *Buffer, n int) int {
		p, _ := b.lineStart(b.pt, n-1)
		return s.constrained(p, b.pt, n != 1, true, value{})
	}
	eol := func(b *Buffer, n int) int { return s.constrained(b.lineEnd(b.pt, n), b.pt, false, true, value{}) }
	return []lisp.Prim{
		lisp.Def("(point)", pos(func(b *Buffer) int { return b.pt }), "Return point."),
		lisp.Def("(point-min)", pos(func(b *Buffer) int { return b.begv }), "Return the beginning of the accessible text."),
		lisp.Def("(point-max)", pos(func(b *Buffer) int { return b.zv }), "Return the end of the accessible text."),
		lisp.Def("(goto-char POSITION)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if v.IsBignum() {
				return value{}, in.WrongType("integer-or-marker-p", v)
			}
			p, x := s.Position(in, v)
			if x != nil {
				return value{}, x
			}
			s.cur.SetPoint(p)
			return v, nil
		}), "Move point to POSITION, a number or marker, or as near as possible. Return POSITION."),
		lisp.Def("(bobp)", at(func(b *Buffer) bool { return b.pt == b.begv }), "Return t if nothing accessible is before point."),
		lisp.Def("(eobp)", at(func(b *Buffer) bool { return b.pt == b.zv }), "Return t if nothing accessible is after point."),
		lisp.Def("(bolp)", at(func(b *Buffer) bool {
			c, ok := b.CharAt(b.pt - 1)
			return !ok || c == '\n'
		}), "Return t if no character of its line is before point."),
		lisp.Def("(eolp)", at(func(b *Buffer) bool {
			c, ok := b.CharAt(b.pt)
			return !ok || c == '\n'
		}), "Return t if no character of its line is after point."),
		lisp.Def("(forward-char &optional N)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			n, x := count(in, v, false)
			if x != nil {
				return value{}, x
			}
			return value{}, s.moveChars(in, n)
		}), "Move point N characters forward, backward if N is negative."),
		lisp.Def("(backward-char &optional N)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			n, x := count(in, v, false)
			if x != nil {
				return value{}, x
			}
			return value{}, s.moveChars(in, -n)
		}), "Move point N characters backward, forward if N is negative."),
		lisp.Def("(forward-line &optional N)", lisp.Fn1(s.forwardLine),
			"Move point to the beginning of the line N lines on (default 1), and return how many lines were missing."),
		lisp.Def("(beginning-of-line &optional N)", lines(bol, true), "Move point to the beginning of the line N - 1 lines on."),
		lisp.Def("(end-of-line &optional N)", lines(eol, true), "Move point to the end of the line N - 1 lines on."),
		lisp.Def("(line-beginning-position &optional N)", lines(bol, false), "Return the beginning of the line N - 1 lines on."),
		lisp.Def("(line-end-position &optional N)", lines(eol, false), "Return the end of the line N - 1 lines on."),
		lisp.Def("(line-number-at-pos &optional POSITION ABSOLUTE)", lisp.Fn2(s.lineNumber),
			"Return the number of the line with POSITION (default point), counted from the beginning of the\naccessible text, or of the buffer if ABSOLUTE is non-nil."),
		lisp.Def("(narrow-to-region START END)", lisp.Fn2(func(in *interp, start, end value) (value, *exit) {
			from, x := s.Position(in, start)
			if x != nil {
				return value{}, x
			}
			to, x := s.Position(in, end)
			if x != nil {
				return value{}, x
			}
			if from > to {
				from, to = to, from
			}
			if from < 0 || to > s.cur.Len() {
				return value{}, in.ArgsOutOfRange(start, end)
			}
			s.cur.Narrow(from, to)
			return value{}, nil
		}), "Make only the text between START and END accessible."),
		lisp.Def("(widen)", lisp.Fn0(func(*interp) (value, *exit) { s.cur.Widen(); return value{}, nil }),
			"Make all text of the current buffer accessible."),
	}
}

func (s *State) moveChars(in *interp, n int) *exit {
	b := s.cur
	p := b.pt + n
	b.SetPoint(p)
	switch {
	case p < b.begv:
		return in.SignalNamed("beginning-of-buffer")
	case p > b.zv:
		return in.SignalNamed("end-of-buffer")
	}
	return nil
}

func (s *State) forwardLine(in *interp, v value) (value, *exit) {
	if !v.IsNil() && !v.IsInteger() {
		return value{}, in.WrongType("integerp", v)
	}
	n, x := count(in, v, true)
	if x != nil {
		return value{}, x
	}
	b := s.cur
	missing := func(short int) (value, *exit) {
		if short != 0 && (v.IsBignum() || v.IsFixnum() && v.Fixnum() != n) { // n is cut
			return in.Funcall(in.Sym("-"), v, lisp.Fixnum(n-short))
		}
		return lisp.Fixnum(short), nil
	}
	if n <= 0 {
		p, short := b.lineStart(b.pt, n)
		b.SetPoint(p)
		return missing(-short)
	}
	from := b.pt
	p, short := b.lineStart(from, n)
	b.SetPoint(p)
	if short > 0 {
		// A last line without its newline counts as one more.
		if c, ok := b.CharAt(p - 1); ok && p > from && c != '\n' {
			short--
		}
	}
	return missing(short)
}

func (s *State) lineNumber(in *interp, v, absolute value) (value, *exit) {
	b := s.cur
	p, lo, hi := b.pt, b.begv, b.zv
	if !absolute.IsNil() {
		lo, hi = 0, b.Len()
	}
	if !v.IsNil() {
		if _, ok := v.Object().(*Marker); !ok && !v.IsFixnum() {
			return value{}, in.WrongType("fixnump", v)
		}
		var x *exit
		if p, x = s.Position(in, v); x != nil {
			return value{}, x
		}
		if p < lo || p > hi {
			return value{}, in.ArgsOutOfRange(v, lispPos(lo), lispPos(hi))
		}
	}
	return lisp.Fixnum(b.text.Newlines(lo, p) + 1), nil
}
