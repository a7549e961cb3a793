package search

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// A scanner moves over balanced expressions of a buffer, as scan-lists does
// (Elisp manual, "Motion via Parsing"). Comments are text like any other.
type scanner struct {
	s     *State
	in    *interp
	b     *buffer.Buffer
	table *CharTable
	sexp  bool // stop after an expression that is no list too
	depth int
	least int // a depth below this is an error
	good  int // where the outermost expression under way begins
}

func (z *scanner) class(p int) byte {
	c, _ := z.b.Text().CharAt(p)
	if !z.b.Multibyte() {
		c = char.RawByte(byte(c))
	}
	return classChars[syntaxOf(z.table, c)&0xF]
}

func (z *scanner) char(p int) rune {
	c, _ := z.b.Text().CharAt(p)
	return c
}

// quoted reports whether the character at p follows an odd number of escapes.
func (z *scanner) quoted(p int) bool {
	odd := false
	for p--; p >= z.b.Begv() && (z.class(p) == '\\' || z.class(p) == '/'); p-- {
		odd = !odd
	}
	return odd
}

func (z *scanner) fail(text string, a, b int) *exit {
	return z.in.SignalNamed("scan-error", lisp.NewString(text), lisp.Fixnum(a+1), lisp.Fixnum(b+1))
}

func (z *scanner) unbalanced(p int) *exit { return z.fail("Unbalanced parentheses", z.good, p) }

// forward moves from p over one expression; ok is false at the end of the text.
func (z *scanner) forward(p int) (at int, ok bool, x *exit) {
	end := z.b.Zv()
	for p < end {
		if (p-z.b.Begv())&1023 == 0 {
			if x := z.in.Poll(); x != nil {
				return p, false, x
			}
		}
		if z.depth == z.least {
			z.good = p
		}
		c := z.class(p)
		p++
		switch c {
		case '\\', '/', 'w', '_':
			if c == '\\' || c == '/' {
				if p == end {
					return p, false, z.unbalanced(p)
				}
				p++
			}
			if z.depth == 0 && z.sexp {
				return z.word(p), true, nil
			}
		case '(':
			if z.depth++; z.depth == 0 {
				return p, true, nil
			}
		case ')':
			if z.depth--; z.depth == 0 {
				return p, true, nil
			}
			if z.depth < z.least {
				return p, false, z.fail("Containing expression ends prematurely", z.good, p)
			}
		case '"', '|':
			term := z.char(p - 1)
			for ; ; p++ {
				if p >= end {
					return p, false, z.unbalanced(p)
				}
				k := z.class(p)
				if c == '"' && z.char(p) == term && k == '"' || c == '|' && k == '|' {
					break
				}
				if k == '\\' || k == '/' {
					p++
				}
			}
			if p++; z.depth == 0 && z.sexp {
				return p, true, nil
			}
		}
	}
	if z.depth != 0 {
		return p, false, z.unbalanced(p)
	}
	return p, false, nil
}

// word returns the end of the symbol with p in it.
func (z *scanner) word(p int) int {
	for end := z.b.Zv(); p < end; p++ {
		switch z.class(p) {
		case '\\', '/':
			if p++; p == end {
				return p
			}
		case 'w', '_', '\'':
		default:
			return p
		}
	}
	return p
}

// backward moves from p back over one expression.
func (z *scanner) backward(p int) (at int, ok bool, x *exit) {
	begin := z.b.Begv()
	for p > begin {
		if p&1023 == 0 {
			if x := z.in.Poll(); x != nil {
				return p, false, x
			}
		}
		p--
		if z.depth == z.least {
			z.good = p
		}
		c := z.class(p)
		if z.quoted(p) {
			p--
			c = 'w'
		}
		switch c {
		case 'w', '_', '\\', '/':
			if z.depth == 0 && z.sexp {
				return z.wordBack(p), true, nil
			}
		case ')':
			if z.depth++; z.depth == 0 {
				return p, true, nil
			}
		case '(':
			if z.depth--; z.depth == 0 {
				return p, true, nil
			}
			if z.depth < z.least {
				return p, false, z.fail("Containing expression ends prematurely", z.good, p)
			}
		case '"', '|':
			term := z.char(p)
			for {
				if p == begin {
					return p, false, z.unbalanced(p)
				}
				p--
				if k := z.class(p); k == c && (c == '|' || z.char(p) == term) && !z.quoted(p) {
					break
				}
			}
			if z.depth == 0 && z.sexp {
				return p, true, nil
			}
		}
	}
	if z.depth != 0 {
		return p, false, z.unbalanced(p)
	}
	return p, false, nil
}

// wordBack returns the beginning of the symbol with p in it.
func (z *scanner) wordBack(p int) int {
	for begin := z.b.Begv(); p > begin; p-- {
		if z.quoted(p - 1) {
			p--
			continue
		}
		switch z.class(p - 1) {
		case 'w', '_', '\'', '\\', '/':
		default:
			return p
		}
	}
	return p
}

func (s *State) scan(in *interp, from value, count, depth int, sexp bool) (value, *exit) {
	p, x := s.buf.Position(in, from)
	if x != nil {
		return value{}, x
	}
	b := s.buf.Current()
	p = min(max(p, b.Begv()), b.Zv())
	z := scanner{s: s, in: in, b: b, table: s.table(), sexp: sexp, depth: depth, least: min(depth, 0), good: p}
	for count != 0 {
		var ok bool
		if count < 0 {
			p, ok, x = z.backward(p)
			count++
		} else {
			p, ok, x = z.forward(p)
			count--
		}
		if x != nil || !ok {
			return value{}, x
		}
		z.depth = 0
	}
	return lisp.Fixnum(p + 1), nil
}

func (s *State) scanPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(scan-lists FROM COUNT DEPTH)", lisp.Fn3(func(in *interp, from value, count, depth int) (value, *exit) {
			return s.scan(in, from, count, depth, false)
		}), "Return where COUNT lists on from FROM is, nil at the end of the text. DEPTH is how deep in lists FROM\ncounts as being. Signal scan-error if the lists are not balanced."),
		lisp.Def("(scan-sexps FROM COUNT)", lisp.Fn2(func(in *interp, from value, count int) (value, *exit) {
			return s.scan(in, from, count, 0, true)
		}), "Return where COUNT balanced expressions on from FROM is, nil at the end of the text.\nSignal scan-error if the lists are not balanced."),
		lisp.Def("(backward-prefix-chars)", lisp.Fn0(func(in *interp) (value, *exit) {
			b := s.buf.Current()
			t := s.table()
			p := b.Point()
			for p > b.Begv() {
				c, _ := b.CharAt(p - 1)
				if k := syntaxOf(t, c); k&0xF != 6 && k>>20&1 == 0 {
					break
				}
				p--
			}
			b.SetPoint(p)
			return value{}, nil
		}), "Move point back over expression prefixes."),
	}
}
