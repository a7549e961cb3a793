package search

import (
	"math"

	"elnet/lisp"
)

const (
	minDepth  = math.MinInt // a depth that is never reached
	maxLevels = 100         // open lists whose beginning the parser knows
)

// A parseState is what parse-partial-sexp knows at a place.
type parseState struct {
	depth, least int
	inString     int // the delimiter of the string, fenceString, -1 outside
	comment      int // 0 outside, -1 in one that does not nest, else how deep
	style        int // of the comment
	start        int // of the comment or string, -1
	quoted       bool
	levels       []int // the last expression begun at each level, outermost first
	prev         []int // the last expression complete at each level
	last         syn   // of the character before, if it may be half a delimiter
	at           int
}

func newParseState() parseState {
	return parseState{inString: -1, start: -1, last: noClass}
}

// A parser is one run of parse.
type parser struct {
	*scanner
	st         *parseState
	end        int
	p, was     int // where it is, and one character before
	last, prev syn // syntax of the character before, and of the one before that
}

// next moves over one character.
func (r *parser) next() {
	r.was = r.p
	r.prev, r.last = r.last, r.syntax(r.p)
	r.p++
}

// parse parses from..end starting in the state st, which it brings up to date.
// stopBefore ends it before an expression; boundary after the beginning of a
// comment if 1, after any beginning or end of a comment or string if -1.
func (z *scanner) parse(st *parseState, from, end, target int, stopBefore bool, boundary int) *exit {
	r := parser{scanner: z, st: st, end: end, p: from, was: max(from-1, z.b.Begv()), last: st.last, prev: noClass}
	quoted := st.quoted
	st.quoted = false
	st.least = st.depth
	st.levels = append(st.levels, -1)
	if len(st.levels) > maxLevels {
		st.levels = st.levels[:maxLevels]
	}
	st.prev = make([]int, len(st.levels))
	for i := range st.prev {
		st.prev[i] = -1
	}
	x := r.resume(quoted, target, stopBefore, boundary)
	st.at = r.p
	st.last = noClass
	if r.last != noClass && (r.last.startFirst() || r.last.endFirst() || st.quoted) {
		st.last = r.last
	}
	return x
}

// resume goes on where the state says, then loops.
func (r *parser) resume(quoted bool, target int, stopBefore bool, boundary int) *exit {
	st := r.st
	stop := false
	var x *exit
	switch {
	case st.comment != 0:
		if r.escapableEnd && r.last == noClass && r.p > r.b.Begv() && escapes(r.class(r.p-1)) && !r.quoted(r.p-1) {
			r.last = r.syntax(r.p - 1) // the parse ended after an escape
		}
		stop, x = r.passComment(boundary)
	case st.inString >= 0:
		stop, x = r.passString(quoted, boundary)
	case quoted:
		stop, x = r.passQuoted(boundary)
	case r.p < r.end && r.startsComment():
		stop, x = r.secondHalf(boundary)
	}
	for !stop && x == nil && r.p < r.end {
		if x := r.poll(); x != nil {
			return x
		}
		stop, x = r.step(target, stopBefore, boundary)
	}
	return x
}

// startsComment reports whether the characters before and at the place together
// begin a comment, and notes that.
func (r *parser) startsComment() bool {
	if !r.last.startFirst() || r.last == noClass {
		return false
	}
	k := r.syntax(r.p)
	if !k.startSecond() {
		return false
	}
	r.begin(k.style(r.last), r.last.nested() || k.nested())
	return true
}

// begin notes that a comment begins at the character before.
func (r *parser) begin(style int, nested bool) {
	r.st.style, r.st.start = style, r.was
	r.st.comment = -1
	if nested {
		r.st.comment = 1
	}
}

// step takes up one character and what belongs to it; stop ends the parse.
func (r *parser) step(target int, stopBefore bool, boundary int) (stop bool, x *exit) {
	st := r.st
	r.next()
	code := r.last.class()
	switch {
	case r.p < r.end && r.startsComment():
		return r.secondHalf(boundary)
	case code == classCommentFence:
		r.begin(fenceComment, false)
		code = classComment
	case code == classComment:
		r.begin(r.last.style(0), r.last.nested())
	}
	if r.last.prefix() {
		return false, nil
	}
	top := len(st.levels) - 1
	switch code {
	case classEscape, classCharQuote, classWord, classSymbol, classOpen, classString, classStringFence:
		if stopBefore {
			r.p, r.last = r.was, r.prev
			return true, nil
		}
		st.levels[top] = r.was
	}
	switch code {
	case classEscape, classCharQuote:
		return r.passQuoted(boundary)
	case classWord, classSymbol:
		return r.passSymbol(boundary)
	case classComment:
		if boundary != 0 {
			return true, nil
		}
		return r.passComment(boundary)
	case classOpen:
		st.depth++
		if len(st.levels) < maxLevels {
			st.levels, st.prev = append(st.levels, -1), append(st.prev, -1)
		} else {
			st.levels[top], st.prev[top] = -1, -1
		}
		return st.depth == target, nil
	case classClose:
		st.depth--
		st.least = min(st.least, st.depth)
		if top > 0 {
			st.levels, st.prev = st.levels[:top], st.prev[:top]
			top--
		}
		st.prev[top] = st.levels[top]
		return st.depth == target, nil
	case classString, classStringFence:
		st.start = r.was
		st.inString = fenceString
		if code == classString {
			st.inString = int(r.char(r.was))
		}
		if boundary == -1 {
			return true, nil
		}
		return r.passString(false, boundary)
	}
	return false, nil
}

// passQuoted takes up the character after an escape, and the symbol that it
// belongs to.
func (r *parser) passQuoted(boundary int) (stop bool, x *exit) {
	if r.p >= r.end {
		r.st.quoted = true
		return true, nil
	}
	r.next()
	return r.passSymbol(boundary)
}

// secondHalf takes up the second character of a comment start, and the comment.
func (r *parser) secondHalf(boundary int) (stop bool, x *exit) {
	r.next()
	r.last = noClass // it is used up
	if boundary != 0 {
		return true, nil
	}
	return r.passComment(boundary)
}

func (r *parser) passSymbol(boundary int) (stop bool, x *exit) {
	st := r.st
loop:
	for r.p < r.end {
		if r.startsComment() {
			return r.secondHalf(boundary) // even if the first half is quoted
		}
		switch r.class(r.p) {
		case classEscape, classCharQuote:
			r.next()
			if r.p >= r.end {
				st.quoted = true
				return true, nil
			}
		case classWord, classSymbol, classQuote:
		default:
			break loop
		}
		r.next()
	}
	st.prev[len(st.prev)-1] = st.levels[len(st.levels)-1]
	return false, nil
}

func (r *parser) passComment(boundary int) (stop bool, x *exit) {
	st := r.st
	before := r.last
	if r.p == r.b.Begv() || before == noClass {
		before = 0
	}
	at, found, depth, last, x := r.inComment(r.p, r.end, st.comment, st.style, before)
	if x != nil {
		return false, x
	}
	r.p = at
	r.was = max(at-1, r.b.Begv())
	if !found {
		st.comment, r.last = depth, last
		return true, nil
	}
	st.comment, st.style = 0, 0
	r.last, r.prev = noClass, noClass
	return boundary == -1, nil
}

func (r *parser) passString(quoted bool, boundary int) (stop bool, x *exit) {
	st := r.st
	for ; ; r.next() {
		if x := r.poll(); x != nil {
			return false, x
		}
		if quoted {
			quoted = false
			if r.p >= r.end {
				st.quoted = true
				return true, nil
			}
			continue
		}
		if r.p >= r.end {
			return true, nil
		}
		k := r.class(r.p)
		if st.inString != fenceString && k == classString && int(r.char(r.p)) == st.inString || st.inString == fenceString && k == classStringFence {
			break
		}
		if escapes(k) {
			r.next()
			if r.p >= r.end {
				st.quoted = true
				return true, nil
			}
		}
	}
	st.inString = -1
	st.prev[len(st.prev)-1] = st.levels[len(st.levels)-1]
	r.next()
	return boundary == -1, nil
}

func (s *State) parsePartial(in *interp, a []value) (value, *exit) {
	arg := func(i int) value {
		if i < len(a) {
			return a[i]
		}
		return value{}
	}
	target := minDepth
	if v := arg(2); !v.IsNil() {
		if !v.IsFixnum() {
			return value{}, in.WrongType("fixnump", v)
		}
		target = v.Fixnum()
	}
	from, x := s.buf.Position(in, a[0])
	if x != nil {
		return value{}, x
	}
	to, x := s.buf.Position(in, a[1])
	if x != nil {
		return value{}, x
	}
	if to < from {
		return value{}, in.Errorf("End position is smaller than start position")
	}
	if b := s.buf.Current(); from < b.Begv() || to > b.Zv() {
		return value{}, in.ArgsOutOfRange(b.Value(), a[0], a[1])
	}
	boundary := 0
	if v := arg(5); v == in.Sym("syntax-table") {
		boundary = -1
	} else if !v.IsNil() {
		boundary = 1
	}
	if !arg(4).IsList() {
		return value{}, in.WrongType("listp", arg(4))
	}
	st := parseStateOf(arg(4))
	z := s.newScanner(in)
	if x := z.parse(&st, from, to, target, !arg(3).IsNil(), boundary); x != nil {
		return value{}, x
	}
	z.b.SetPoint(st.at)
	return st.list(in), nil
}

// parseStateOf returns the state that a list which parse-partial-sexp returned
// stands for.
func parseStateOf(v value) parseState {
	st := newParseState()
	items := lisp.Slice(v)
	item := func(i int) value {
		if i < len(items) {
			return items[i]
		}
		return value{}
	}
	number := func(i, dflt, other int) int {
		switch v := item(i); {
		case v.IsNil():
			return dflt
		case v.IsFixnum():
			return v.Fixnum()
		}
		return other
	}
	st.depth = number(0, 0, 0)
	st.inString = number(3, -1, fenceString)
	st.comment = number(4, 0, -1)
	st.quoted = !item(5).IsNil()
	st.style = number(7, 0, fenceComment)
	st.start = number(8, 0, 0) - 1
	for _, v := range lisp.Slice(item(9)) {
		p := -1
		if v.IsFixnum() {
			p = v.Fixnum() - 1
		}
		st.levels = append(st.levels, p)
	}
	st.last = syn(number(10, noClass, noClass))
	return st
}

// list returns the state as parse-partial-sexp does.
func (st *parseState) list(in *interp) value {
	pos := func(p int) value {
		if p < 0 {
			return value{}
		}
		return lisp.Fixnum(p + 1)
	}
	top := len(st.levels) - 1
	var inner, str, comment, style, start, last value
	if top > 0 {
		inner = pos(st.levels[top-1])
	}
	switch {
	case st.inString == fenceString:
		str = lisp.T
	case st.inString >= 0:
		str = lisp.Fixnum(st.inString)
	}
	switch {
	case st.comment < 0:
		comment = lisp.T
	case st.comment > 0:
		comment = lisp.Fixnum(st.comment)
	}
	switch {
	case st.style == fenceComment:
		style = in.Sym("syntax-table")
	case st.style != 0:
		style = lisp.Fixnum(st.style)
	}
	if st.comment != 0 || st.inString >= 0 {
		start = lisp.Fixnum(st.start + 1)
		if st.start < 0 {
			start = lisp.Fixnum(-1)
		}
	}
	var open lisp.ListBuilder
	for _, p := range st.levels[:top] {
		open.Add(lisp.Fixnum(p + 1))
	}
	if st.last != noClass {
		last = lisp.Fixnum(int(st.last))
	}
	return lisp.List(lisp.Fixnum(st.depth), inner, pos(st.prev[top]), str, comment, lisp.Bool(st.quoted),
		lisp.Fixnum(st.least), style, start, open.List(), last)
}
