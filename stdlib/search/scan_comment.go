package search

import "elnet/lisp"

// inComment moves from p, in a comment of the given style, to its end. nesting
// is how deep in nested comments p is, less than 1 for comments that do not
// nest; before is the syntax of the character before p if that may be half of
// a delimiter, else 0. It returns the position after the comment, or, ok false,
// where the text ended, how deep, and the syntax of the last character there.
func (z *scanner) inComment(p, stop, nesting, style int, before syn) (at int, ok bool, depth int, last syn, x *exit) {
	if nesting <= 0 {
		nesting = -1
	}
	k, code := before, before.class()
	escaped := z.escapableEnd && escapes(code)
	for first := before != 0 && p < stop; ; first = false {
		if x = z.poll(); x != nil {
			return
		}
		if !first {
			if p >= stop {
				last = noClass
				if escapes(code) || k.endFirst() || nesting > 0 && k.startFirst() {
					last = k
				}
				return p, false, nesting, last, nil
			}
			k = z.syntax(p)
			code = k.class()
			p++
			if code == classEndComment && k.style(0) == style && !escaped {
				if k.nested() {
					if nesting > 0 {
						if nesting--; nesting == 0 {
							return p, true, 0, noClass, nil
						}
					}
				} else if nesting < 0 {
					return p, true, 0, noClass, nil
				}
			}
			escaped = escaped && escapes(code)
			if code == classCommentFence && style == fenceComment {
				return p, true, 0, noClass, nil
			}
			if nesting > 0 && code == classComment && k.nested() && k.style(0) == style {
				nesting++
			}
			if z.escapableEnd && escapes(code) {
				if p >= stop {
					continue
				}
				p++
			}
		}
		if p >= stop {
			continue
		}
		next := z.syntax(p)
		if k.endFirst() && next.endSecond() && k.style(next) == style && (k.nested() || next.nested()) == (nesting > 0) {
			p++
			if nesting--; nesting <= 0 {
				return p, true, 0, noClass, nil
			}
			k, code = noClass, noClass
			if p >= stop {
				continue
			}
			next = z.syntax(p)
		}
		if nesting > 0 && k.startFirst() && next.startSecond() && next.style(k) == style && (k.nested() || next.nested()) {
			p++
			nesting++
			k, code = noClass, noClass
		}
	}
}

// A commentSearch looks backward for the beginning of a comment.
type commentSearch struct {
	z      *scanner
	end    int // before the comment end
	style  int
	nested bool
	start  int // the best beginning so far, -1 if none
	depth  int // of nested comments
	quote  int // what string the search seems to be in, -1 for none
	mixed  bool
	ended  bool // a comment of another style ended after a beginning
}

// commentStart returns where the comment whose end is at p begins; ok is false
// if that is no comment end after all.
func (z *scanner) commentStart(p, stop int, nested bool, style int) (start int, ok bool, x *exit) {
	c := commentSearch{z: z, end: p, style: style, nested: nested, start: -1, depth: 1, quote: -1}
	var k syn
	for p > stop {
		if x := z.poll(); x != nil {
			return 0, false, x
		}
		p--
		before := k
		k = z.syntax(p)
		found, unsure, stopHere := c.step(p, stop, k, before)
		switch {
		case unsure:
			return c.forward()
		case found:
			return p, true, nil
		case stopHere:
			p = stop
		}
	}
	if c.start < 0 {
		return c.end, false, nil
	}
	return c.start, true, nil
}

// step looks at the character at p with syntax k, after which one with syntax
// next comes. found says that the comment begins here, unsure that only parsing
// forward can tell, stop that nothing before p can matter.
func (c *commentSearch) step(p, low int, k, next syn) (found, unsure, stop bool) {
	z := c.z
	code := k.class()
	start2 := k.startFirst() && next.startSecond() && next.style(k) == c.style && (next.nested() || k.nested()) == c.nested
	end2 := k.endFirst() && next.endSecond()
	starts := start2 || code == classComment
	if p > low && (end2 || starts) {
		// Delimiters that overlap.
		prev := z.syntax(p - 1)
		if (starts || c.nested) && k.endSecond() && prev.endFirst() ||
			(end2 || c.nested) && k.startSecond() && k.style(next) == c.style && prev.startFirst() {
			return false, true, false
		}
	}
	if start2 && c.start < 0 {
		end2 = false // it may be both; the first one seen is a start
	}
	switch {
	case end2:
		code = classEndComment
	case start2:
		code = classComment
	case code == classComment && (c.style != k.style(0) || k.nested() != c.nested):
		return
	}
	if (z.escapableEnd || code != classEndComment) && z.quoted(p) {
		return
	}
	switch code {
	case classStringFence:
		c.passQuote(fenceString)
	case classCommentFence:
		c.passQuote(fenceComment)
	case classString:
		c.passQuote(int(z.char(p)))
	case classComment:
		if c.quote != -1 || c.ended || c.mixed {
			return false, true, false
		}
		if !c.nested {
			c.start = p
		} else if c.depth--; c.depth <= 0 {
			return true, false, false
		}
	case classEndComment:
		if k.style(0) == c.style && (end2 && next.nested() || k.nested()) == c.nested {
			if !c.nested {
				return false, false, true // what is before belongs to that one
			}
			c.depth++
		} else if c.start >= 0 || z.char(p) != '\n' {
			c.ended = true
		}
	}
	return
}

func (c *commentSearch) passQuote(kind int) {
	switch c.quote {
	case -1:
		c.quote = kind
	case kind:
		c.quote = -1
	default:
		c.mixed = true
	}
}

// forward decides by parsing from a place that is outside of strings and
// comments.
func (c *commentSearch) forward() (int, bool, *exit) {
	from, x := c.z.outside(c.end)
	if x != nil {
		return 0, false, x
	}
	for {
		st := newParseState()
		if x := c.z.parse(&st, from, c.end, minDepth, false, 0); x != nil {
			return 0, false, x
		}
		want := -1
		if c.nested {
			want = 1
		}
		if st.comment == want && st.style == c.style {
			return st.start, st.start != c.end, nil
		}
		if st.comment == 0 || st.start+2 >= c.end {
			return c.end, false, nil
		}
		from = st.start + 2 // ours may be inside of another comment
	}
}

// outside returns where the comment or string that p is in begins, p if it is in
// none.
func (z *scanner) outside(p int) (int, *exit) {
	st := newParseState()
	if x := z.parse(&st, z.b.Begv(), p, minDepth, false, 0); x != nil {
		return 0, x
	}
	if st.comment != 0 || st.inString >= 0 {
		return st.start, nil
	}
	return p, nil
}

func (s *State) forwardComment(in *interp, count int) (value, *exit) {
	z := s.newScanner(in)
	p, ok, x := z.b.Point(), true, (*exit)(nil)
	for ; count > 0 && ok && x == nil; count-- {
		p, ok, x = z.overComment(p)
	}
	for ; count < 0 && ok && x == nil; count++ {
		p, ok, x = z.overCommentBack(p)
	}
	if x != nil {
		return value{}, x
	}
	z.b.SetPoint(p)
	return lisp.Bool(ok), nil
}

// overComment moves from p over white space and one comment.
func (z *scanner) overComment(p int) (at int, ok bool, x *exit) {
	stop := z.b.Zv()
	for p < stop {
		if x := z.poll(); x != nil {
			return p, false, x
		}
		k := z.syntax(p)
		code, style, nested := k.class(), k.style(0), k.nested()
		width := 1
		if p+1 < stop && k.startFirst() {
			if next := z.syntax(p + 1); next.startSecond() {
				code, style, nested, width = classComment, next.style(k), nested || next.nested(), 2
			}
		}
		switch {
		case code == classSpace, code == classEndComment && z.char(p) == '\n':
			p++
			continue
		case code == classCommentFence:
			style = fenceComment
		case code != classComment:
			return p, false, nil
		}
		depth := 0
		if nested {
			depth = 1
		}
		at, ok, _, _, x = z.inComment(p+width, stop, depth, style, 0)
		return at, ok, x
	}
	return p, false, nil
}

// overCommentBack moves from p back over white space and one comment.
func (z *scanner) overCommentBack(p int) (at int, ok bool, x *exit) {
	stop := z.b.Begv()
	for p > stop {
		if x := z.poll(); x != nil {
			return p, false, x
		}
		after := p
		p--
		quoted := z.quoted(p)
		k := z.syntax(p)
		code, style, nested := k.class(), 0, k.nested()
		if code == classEndComment {
			style = k.style(0)
		}
		newline := z.char(p) == '\n'
		if p > stop && k.endSecond() {
			if prev := z.syntax(p - 1); prev.endFirst() && !z.quoted(p-1) {
				p--
				code, style, nested = classEndComment, prev.style(k), nested || prev.nested()
			}
		}
		switch {
		case code == classCommentFence:
			for q := p - 1; q >= stop; q-- {
				if z.class(q) == classCommentFence && !z.quoted(q) {
					return q, true, nil
				}
			}
			return after, false, nil
		case code == classEndComment:
			if !(z.escapableEnd && quoted) {
				start, ok, x := z.commentStart(p, stop, nested, style)
				if x != nil || ok {
					return start, ok, x
				}
			}
			if !newline {
				return after, false, nil
			}
		case code != classSpace || quoted:
			return after, false, nil
		}
	}
	return stop, false, nil
}
