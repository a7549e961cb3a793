package search

import "elnet/lisp"

// A listScan is one call of scan-lists or scan-sexps.
type listScan struct {
	*scanner
	sexp  bool // stop after an expression that is no list too
	depth int
	least int // a depth below this is an error
	good  int // where the outermost expression under way begins
	math  bool
}

func (s *State) scanLists(in *interp, from value, count, depth int, sexp bool) (value, *exit) {
	if !from.IsFixnum() {
		return value{}, in.WrongType("fixnump", from)
	}
	p, x := from.Fixnum()-1, (*exit)(nil)
	z := listScan{scanner: s.newScanner(in), sexp: sexp, depth: depth, least: min(depth, 0), good: p}
	p = min(max(p, z.b.Begv()), z.b.Zv())
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
	}
	return lisp.Fixnum(p + 1), nil
}

func (z *listScan) fail(text string, p int) *exit {
	return z.in.SignalNamed("scan-error", lisp.NewString(text), lisp.Fixnum(z.good+1), lisp.Fixnum(p+1))
}

func (z *listScan) unbalanced(p int) *exit { return z.fail("Unbalanced parentheses", p) }

// open and shut count a parenthesis; done says that an expression ends at p.
func (z *listScan) open() (done bool) {
	z.depth++
	return z.depth == 0
}

func (z *listScan) shut(p int) (done bool, x *exit) {
	if z.depth--; z.depth == 0 {
		return true, nil
	}
	if z.depth < z.least {
		return false, z.fail("Containing expression ends prematurely", p)
	}
	return false, nil
}

// ends returns what forward and backward return at the end of the text.
func (z *listScan) ends(p int) (int, bool, *exit) {
	if z.depth != 0 {
		return p, false, z.unbalanced(p)
	}
	return p, false, nil
}

// forward moves from p over one expression; ok is false at the end of the text.
func (z *listScan) forward(p int) (at int, ok bool, x *exit) {
	stop := z.b.Zv()
	for p < stop {
		if x := z.poll(); x != nil {
			return p, false, x
		}
		k := z.syntax(p)
		if z.depth == z.least {
			z.good = p
		}
		start := p
		p++
		code, style, nested := k.class(), k.style(0), k.nested()
		if p < stop && k.startFirst() && z.ignore {
			if next := z.syntax(p); next.startSecond() {
				code, style, nested = classComment, next.style(k), nested || next.nested()
				p++
			}
		}
		if k.prefix() {
			continue
		}
		done := false
		switch code {
		case classEscape, classCharQuote, classWord, classSymbol:
			if code == classEscape || code == classCharQuote {
				if p == stop {
					return p, false, z.unbalanced(p)
				}
				p++
			}
			if z.depth == 0 && z.sexp {
				return z.symbolEnd(p)
			}
		case classComment, classCommentFence:
			if code == classCommentFence {
				style = fenceComment
			}
			if !z.ignore {
				break
			}
			var found bool
			if p, found, _, _, x = z.inComment(p, stop, nesting(nested), style, 0); x != nil {
				return p, false, x
			}
			if !found {
				if z.depth == 0 {
					return p, true, nil
				}
				return p, false, z.unbalanced(p)
			}
		case classMath:
			if !z.sexp {
				break
			}
			if p < stop && z.char(p) == z.char(start) {
				p++
			}
			if z.math {
				z.math = false
				done, x = z.shut(p)
			} else {
				z.math = true
				done = z.open()
			}
		case classOpen:
			done = z.open()
		case classClose:
			done, x = z.shut(p)
		case classString, classStringFence:
			if p, x = z.stringEnd(p, code, z.char(start)); x == nil {
				done = z.depth == 0 && z.sexp
			}
		}
		if done || x != nil {
			return p, done, x
		}
	}
	return z.ends(p)
}

func nesting(nested bool) int {
	if nested {
		return 1
	}
	return 0
}

// symbolEnd returns the end of the symbol that p is in or at the end of.
func (z *listScan) symbolEnd(p int) (int, bool, *exit) {
	for stop := z.b.Zv(); p < stop; p++ {
		switch z.class(p) {
		case classEscape, classCharQuote:
			if p++; p == stop {
				return p, false, z.unbalanced(p)
			}
		case classWord, classSymbol, classQuote:
		default:
			return p, true, nil
		}
	}
	return p, true, nil
}

// stringEnd returns the position after the string that p is in, which the
// character delim of class code began.
func (z *listScan) stringEnd(p, code int, delim rune) (int, *exit) {
	for stop := z.b.Zv(); ; p++ {
		if x := z.poll(); x != nil {
			return p, x
		}
		if p >= stop {
			return p, z.unbalanced(p)
		}
		k := z.class(p)
		if k == code && (code == classStringFence || z.char(p) == delim) {
			return p + 1, nil
		}
		if escapes(k) {
			p++
		}
	}
}

// backward moves from p back over one expression.
func (z *listScan) backward(p int) (at int, ok bool, x *exit) {
	stop := z.b.Begv()
	for p > stop {
		if x := z.poll(); x != nil {
			return p, false, x
		}
		p--
		k := z.syntax(p)
		if z.depth == z.least {
			z.good = p
		}
		code, style, nested := k.class(), 0, k.nested()
		if code == classEndComment {
			style = k.style(0)
		}
		char := z.char(p)
		if p > stop && k.endSecond() && z.ignore {
			if prev := z.syntax(p - 1); prev.endFirst() {
				p--
				code, style, nested = classEndComment, prev.style(k), nested || prev.nested()
			}
		}
		if code != classEndComment && z.quoted(p) {
			p--
			code = classWord
		} else if k.prefix() {
			continue
		}
		done := false
		switch code {
		case classWord, classSymbol, classEscape, classCharQuote:
			if z.depth == 0 && z.sexp {
				return z.symbolStart(p), true, nil
			}
		case classMath:
			if !z.sexp {
				break
			}
			if p > stop && z.char(p-1) == char {
				p--
			}
			if z.math {
				z.math = false
				done, x = z.shut(p)
			} else {
				z.math = true
				done = z.open()
			}
		case classClose:
			done = z.open()
		case classOpen:
			done, x = z.shut(p)
		case classEndComment:
			if !z.ignore {
				break
			}
			start, found, y := z.commentStart(p, stop, nested, style)
			if x = y; found {
				p = start
			}
		case classCommentFence, classStringFence, classString:
			if p, x = z.stringStart(p, code, char); x == nil {
				done = code != classCommentFence && z.depth == 0 && z.sexp
			}
		}
		if done || x != nil {
			return p, done, x
		}
	}
	return z.ends(p)
}

// stringStart returns the beginning of the string that ends at p with delim of
// class code.
func (z *listScan) stringStart(p, code int, delim rune) (int, *exit) {
	for stop := z.b.Begv(); ; {
		if x := z.poll(); x != nil {
			return p, x
		}
		if p == stop {
			return p, z.unbalanced(p)
		}
		p--
		if !z.quoted(p) && z.class(p) == code && (code != classString || z.char(p) == delim) {
			return p, nil
		}
	}
}

// symbolStart returns the beginning of the symbol with p in it.
func (z *listScan) symbolStart(p int) int {
	for stop := z.b.Begv(); p > stop; p-- {
		if z.class(p-1) == classEndComment {
			return p
		}
		if z.quoted(p - 1) {
			p--
			continue
		}
		switch z.class(p - 1) {
		case classWord, classSymbol, classQuote:
		default:
			return p
		}
	}
	return p
}
