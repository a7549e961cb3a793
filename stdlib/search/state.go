package search

import (
	"sync"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/regex"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// State is the match data and the caches of one interpreter.
type State struct {
	in  *lisp.Interp
	buf *buffer.State

	// The match data: begin and end of the whole match, then of each group, as
	// Lisp numbers; -1 for a group without a match.
	regs  []int
	where value // the buffer searched, t for a string, nil before any search
	most  int   // registers that there ever were, as Emacs counts them

	patterns regex.Cache
	matcher  regex.Matcher
	env      regex.Env
	quoted   map[string]string
	sets     map[string]*skipSet

	standard   *CharTable // the standard syntax table
	ascii      [128]byte  // classes of the table asciiOf when CharTableChanges was asciiAt
	asciiOf    *CharTable
	asciiAt    int
	caseFold   *lisp.Symbol
	inhibitSet *lisp.Symbol
	asciiSyn   [128]syn // syntax of the table asciiSynOf when CharTableChanges was asciiSynAt
	asciiSynOf *CharTable
	asciiSynAt int

	lookupProps, ignoreComments, endEscaped, spaces *lisp.Symbol

	categories func() *CharTable // the standard category table
	cases      caseState
	byByte     bool // a plain search in unibyte text
	syntaxProp value
}

// Install gives in the primitives of this package, for the buffers of buf.
func Install(in *lisp.Interp, buf *buffer.State) *State {
	s := &State{in: in, buf: buf, most: 1, quoted: map[string]string{}, sets: map[string]*skipSet{}}
	s.env.Interrupt = in.Interrupted
	s.standard = newStandardSyntax(in)
	s.categories = sync.OnceValue(func() *CharTable { return newStandardCategories(in) })
	in.LatePut("category-table", "char-table-extra-slots", func() lisp.Value { return lisp.Fixnum(2) })
	s.cases.standard = newStandardCase(in)
	buf.CaseMap = s.caseMap
	in.Hooks().WordTest = s.wordTest
	s.caseFold = in.Intern("case-fold-search")
	h := in.Hooks()
	h.Save = append(h.Save, s.saveForThread)
	h.MatchData = func() func() {
		regs, where := s.MatchData(nil)
		return func() { s.SetMatchData(regs, where) }
	}
	s.inhibitSet = in.DefVar("inhibit-changing-match-data", lisp.Nil, "Non-nil means that searches do not change the match data.")
	s.spaces = in.DefVar("search-spaces-regexp", lisp.Nil, "Regular expression that runs of spaces in patterns stand for, nil for themselves.")
	in.LateVar("words-include-escapes", lisp.Nil, "Has no effect.")
	s.lookupProps = in.DefVar("parse-sexp-lookup-properties", lisp.Nil, "Non-nil means that the property syntax-table of a character counts instead of the syntax table.")
	s.ignoreComments = in.DefVar("parse-sexp-ignore-comments", lisp.Nil, "Non-nil means that motion over expressions takes comments for white space.")
	s.endEscaped = in.DefVar("comment-end-can-be-escaped", lisp.Nil, "Non-nil means that an escape before a comment end makes it none.")
	in.MakeAutoLocal(s.ignoreComments)
	in.MakeAutoLocal(s.endEscaped)
	s.syntaxProp = in.Sym("syntax-table")
	for _, group := range [][]lisp.Prim{s.matchPrims(), s.dataPrims(), s.skipPrims(), s.syntaxPrims(), s.classPrims(), s.scanPrims(), s.categoryPrims(), s.casePrims()} {
		in.Define(group...)
	}
	in.SetFunction(in.Intern("search-forward-regexp"), in.Sym("re-search-forward"))
	in.SetFunction(in.Intern("search-backward-regexp"), in.Sym("re-search-backward"))
	return s
}

// MatchData appends the registers of the match data to room. They and where are
// for SetMatchData.
func (s *State) MatchData(room []int) (regs []int, where lisp.Value) {
	return append(room, s.regs...), s.where
}

// SetMatchData makes the match data what they were. It does not keep regs.
func (s *State) SetMatchData(regs []int, where lisp.Value) {
	s.regs, s.where = append(s.regs[:0], regs...), where
}

// saveForThread keeps the match data for a thread that is not to run now; a
// new thread has none.
func (s *State) saveForThread(fresh bool) (restore func()) {
	if fresh {
		return func() { s.regs, s.where = nil, lisp.Nil }
	}
	regs, where := s.regs, s.where
	s.regs = nil
	return func() { s.regs, s.where = regs, where }
}

// wordTest returns what tells word constituents from other characters in the
// current buffer, nil for the standard syntax table.
func (s *State) wordTest() func(rune) bool {
	t := s.table()
	if t == s.standard && !t.Changed() {
		return nil
	}
	return func(c rune) bool { return syntaxOf(t, c)&0xF == classWord }
}

// folding reports whether searches ignore case now.
func (s *State) folding() bool {
	v, _ := s.in.VarValue(s.caseFold)
	return !v.IsNil()
}

// setting reports whether a search may set the match data.
func (s *State) setting() bool {
	v, _ := s.in.VarValue(s.inhibitSet)
	return v.IsNil()
}

func (s *State) dataPrims() []lisp.Prim {
	edge := func(end int) lisp.Callable {
		return lisp.Fn1(func(in *interp, n value) (value, *exit) {
			if !n.IsFixnum() {
				return value{}, in.WrongType("fixnump", n)
			}
			i := n.Fixnum()
			if i < 0 {
				return value{}, in.ArgsOutOfRange(n, lisp.Fixnum(0))
			}
			if i >= len(s.regs)/2 || s.regs[2*i] < 0 {
				return value{}, nil
			}
			return lisp.Fixnum(s.regs[2*i+end]), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(match-beginning SUBEXP)", edge(0), "Return where group SUBEXP of the last match begins (0: the match), nil if it took no part."),
		lisp.Def("(match-end SUBEXP)", edge(1), "Return where group SUBEXP of the last match ends (0: the match), nil if it took no part."),
		lisp.Def("(match-data &optional INTEGERS REUSE RESEAT)", lisp.Fn3(s.matchData),
			"Return a list of the positions of the last match: begin and end of the whole, then of each group.\n"+
				"For a match in a buffer they are markers, or, if INTEGERS is non-nil, integers, with the buffer last.\n"+
				"The list REUSE is filled in if given; with RESEAT its old markers are detached."),
		lisp.Def("(set-match-data LIST &optional RESEAT)", lisp.Fn2(s.setMatchData),
			"Make LIST, as match-data returned it, the match data. With RESEAT its markers are detached."),
		lisp.Def("(match-data--translate N)", lisp.Fn1(func(_ *interp, n int) (value, *exit) {
			for i, p := range s.regs {
				if p >= 0 {
					s.regs[i] = max(p+n, 0)
				}
			}
			return value{}, nil
		}), "Move all that the match data tell N characters on."),
		lisp.Def("(replace-match NEWTEXT &optional FIXEDCASE LITERAL STRING SUBEXP)", lisp.FnN(s.replaceMatch),
			"Replace what the last search matched by NEWTEXT, in the buffer, or in a copy of STRING that is returned.\n"+
				"In NEWTEXT \\& stands for the match, \\N for group N and \\\\ for a backslash, unless LITERAL.\n"+
				"Unless FIXEDCASE, capitals are carried over from the match. SUBEXP is the group to replace, default 0."),
		lisp.Def("(regexp-quote STRING)", lisp.Fn1(func(_ *interp, str *lisp.String) (value, *exit) {
			t := str.Text()
			q := quote(t)
			if len(q) == len(t) {
				return str.Value(), nil
			}
			return lisp.TextString(q, str.Multibyte()), nil
		}), "Return a regular expression that matches STRING and nothing else."),
	}
}

func (s *State) matchData(in *interp, integers, reuse, reseat value) (value, *exit) {
	if !reseat.IsNil() {
		detach(reuse)
	}
	if s.where.IsNil() {
		return value{}, nil
	}
	last := -1
	for i := 0; i < len(s.regs); i += 2 {
		if s.regs[i] >= 0 {
			last = i
		}
	}
	b, _ := s.where.Object().(*buffer.Buffer)
	var out []value
	for i := 0; i <= last; i += 2 {
		from, to := s.regs[i], s.regs[i+1]
		switch {
		case from < 0:
			out = append(out, lisp.Nil, lisp.Nil)
		case b == nil || !integers.IsNil():
			out = append(out, lisp.Fixnum(from), lisp.Fixnum(to))
		case !b.Live():
			out = append(out, s.buf.NewMarker(nil, 0, false).Value(), s.buf.NewMarker(nil, 0, false).Value())
		default:
			out = append(out, s.buf.NewMarker(b, from-1, false).Value(), s.buf.NewMarker(b, to-1, false).Value())
		}
	}
	if b != nil && !integers.IsNil() {
		out = append(out, s.where)
	}
	if !reuse.IsCons() {
		return lisp.List(out...), nil
	}
	l, i := reuse, 0
	for {
		c := l.Cons()
		c.Car = lisp.Nil
		if i < len(out) {
			c.Car = out[i]
		}
		i++
		if !c.Cdr.IsCons() {
			if i < len(out) {
				c.Cdr = lisp.List(out[i:]...)
			}
			return reuse, nil
		}
		l = c.Cdr
		if i > 1<<20 {
			return reuse, nil // a circular list
		}
	}
}

func detach(l value) {
	for _, v := range lisp.Slice(l) {
		if m, ok := v.Object().(*buffer.Marker); ok {
			m.Detach()
		}
	}
}

func (s *State) setMatchData(in *interp, list, reseat value) (value, *exit) {
	if !list.IsList() {
		return value{}, in.WrongType("listp", list)
	}
	if _, x := in.Funcall(in.Sym("length"), list); x != nil { // a proper list
		return value{}, x
	}
	items := lisp.Slice(list)
	regs, where := []int{}, lisp.T
	for i := 0; i < len(items); i += 2 {
		v := items[i]
		if _, ok := v.Object().(*buffer.Buffer); ok {
			where = v
			break
		}
		if v.IsNil() {
			regs = append(regs, -1, -1)
			continue
		}
		if i+1 >= len(items) {
			break
		}
		from, x := s.datum(in, v, &where)
		if x != nil {
			return value{}, x
		}
		to, x := s.datum(in, items[i+1], &where)
		if x != nil {
			return value{}, x
		}
		regs = append(regs, from, to)
	}
	s.regs, s.where = regs, where
	s.most = max(s.most, len(regs)/2)
	if !reseat.IsNil() {
		detach(list)
	}
	return value{}, nil
}

// datum returns the position that an element of match data gives. A marker
// says which buffer it is about.
func (s *State) datum(in *interp, v value, where *value) (int, *exit) {
	if m, ok := v.Object().(*buffer.Marker); ok {
		if m.Buffer() == nil {
			return 0, nil
		}
		*where = m.Buffer().Value()
		return m.Pos() + 1, nil
	}
	switch {
	case v.IsFixnum():
		return v.Fixnum(), nil
	case v.IsBignum() && v.Big().Sign() < 0:
		return lisp.MinFixnum, nil
	case v.IsBignum():
		return lisp.MaxFixnum, nil
	}
	return 0, in.WrongType("integer-or-marker-p", v)
}

// quote returns t with every character that is special in a pattern quoted.
func quote(t string) string {
	n := 0
	for i := 0; i < len(t); i++ {
		if special(t[i]) {
			n++
		}
	}
	if n == 0 {
		return t
	}
	b := make([]byte, 0, len(t)+n)
	for i := 0; i < len(t); i++ {
		if special(t[i]) {
			b = append(b, '\\')
		}
		b = append(b, t[i])
	}
	return string(b)
}

func special(c byte) bool {
	switch c {
	case '[', '*', '.', '\\', '?', '+', '^', '$':
		return true
	}
	return false
}
