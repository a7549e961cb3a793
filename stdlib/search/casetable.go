package search

import (
	"unicode"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/regex"
)

// caseState is what package search knows of case tables. A case table maps
// characters to lower case; extra slots hold the table of upper case, that of
// what characters with the same value are the same when case is ignored, and
// that which goes round those.
type caseState struct {
	standard *CharTable
	inForce  *CharTable // nil for the standard one
	foldOf   *CharTable // the table that id and changes are about
	changes  int
	id       uint64
}

const (
	caseUp = iota
	caseCanon
	caseEqv
)

// newStandardCase makes the standard case table.
func newStandardCase(in *interp) *CharTable {
	in.Put(in.Intern("case-table"), in.Sym("char-table-extra-slots"), lisp.Fixnum(3))
	make := func(f func(rune) rune) *CharTable {
		t := in.NewCharTable(in.Sym("case-table"), lisp.Nil)
		of := func(c rune) value {
			if c >= 0x80 && f(c) == c && unicode.ToUpper(c) == c && unicode.ToLower(c) == c {
				return lisp.Nil
			}
			return lisp.Fixnum(int(f(c)))
		}
		for c := rune(0); c < 0x80; c++ {
			t.Set(c, c, of(c))
		}
		t.SetBase(of)
		return t
	}
	down := make(lisp.DownChar)
	up := make(lisp.UpChar)
	canon := make(regex.StandardFold)
	eqv := make(func(c rune) rune {
		// Unicode's circles the other way round.
		before := c
		for r := unicode.SimpleFold(c); r != c; r = unicode.SimpleFold(r) {
			if regex.StandardFold(r) == regex.StandardFold(c) {
				before = r
			}
		}
		return before
	})
	down.SetExtra(up.Value(), canon.Value(), eqv.Value())
	return down
}

// mapped returns what t maps c to, c itself if to nothing.
func mapped(t *CharTable, c rune) rune {
	if t == nil {
		return c
	}
	if v := t.Get(c); v.IsFixnum() && v.Fixnum() >= 0 && v.Fixnum() <= char.Max {
		return rune(v.Fixnum())
	}
	return c
}

// caseMap returns what the case table v says and puts it in force for searches.
func (s *State) caseMap(v value) *lisp.CaseMap {
	t, _ := v.Object().(*CharTable)
	if t == s.cases.standard && !t.Changed() {
		t = nil
	}
	s.cases.inForce = t
	if t == nil {
		return nil
	}
	up, _ := t.Extra(caseUp).Object().(*CharTable)
	return &lisp.CaseMap{
		Up:   func(c rune) rune { return mapped(up, c) },
		Down: func(c rune) rune { return mapped(t, c) },
	}
}

// fold returns what folds case now, and a number for it.
func (s *State) fold() (uint64, func(rune) rune) {
	k := &s.cases
	t := k.inForce
	if t == nil {
		return 1, regex.StandardFold
	}
	if n := s.in.CharTableChanges(); k.foldOf != t || k.changes != n {
		k.foldOf, k.changes = t, n
		k.id++
	}
	canon, _ := t.Extra(caseCanon).Object().(*CharTable)
	return k.id + 1, func(c rune) rune { return mapped(canon, c) }
}

// upper and lower report whether a character beyond ASCII is upper or lower case
// in the case table in force.
func (s *State) upper(c rune) bool {
	if s.cases.inForce == nil {
		return regex.StandardUpper(c)
	}
	return mapped(s.cases.inForce, c) != c
}

func (s *State) lower(c rune) bool {
	if s.cases.inForce == nil {
		return regex.StandardLower(c)
	}
	up, _ := s.cases.inForce.Extra(caseUp).Object().(*CharTable)
	return !s.upper(c) && mapped(up, c) != c
}

func (s *State) isCaseTable(v value) (*CharTable, bool) {
	t, ok := v.Object().(*CharTable)
	return t, ok && t.Purpose() == s.in.Sym("case-table")
}

// completeCase fills in the extra slots of t that are nil.
func (s *State) completeCase(t *CharTable) {
	in := s.in
	fresh := func() *CharTable { return in.NewCharTable(in.Sym("case-table"), lisp.Nil) }
	// cycle puts into table, for all that from maps elsewhere, circles of the
	// characters with the same value.
	cycle := func(from, table *CharTable) {
		_ = from.Map(func(a, z rune, v value) *exit {
			for c := a; c <= z && v.IsFixnum(); c++ {
				table.Set(c, c, lisp.Fixnum(int(c)))
			}
			return nil
		})
		_ = from.Map(func(a, z rune, v value) *exit {
			if !v.IsFixnum() {
				return nil
			}
			for c := a; c <= z; c++ {
				to := rune(v.Fixnum())
				if to == c {
					continue
				}
				next := table.Get(to)
				table.Set(to, to, lisp.Fixnum(int(c)))
				table.Set(c, c, next)
			}
			return nil
		})
	}
	up, ok := t.Extra(caseUp).Object().(*CharTable)
	if !ok {
		up = fresh()
		cycle(t, up)
	}
	canon, ok := t.Extra(caseCanon).Object().(*CharTable)
	if !ok {
		canon = fresh()
		_ = t.Map(func(a, z rune, _ value) *exit {
			for c := a; c <= z; c++ {
				if d := mapped(t, mapped(up, mapped(t, c))); d != c || t.Get(c).IsFixnum() {
					canon.Set(c, c, lisp.Fixnum(int(d)))
				}
			}
			return nil
		})
	}
	eqv, ok := t.Extra(caseEqv).Object().(*CharTable)
	if !ok {
		eqv = fresh()
		cycle(canon, eqv)
	}
	t.SetExtra(up.Value(), canon.Value(), eqv.Value())
}

func (s *State) casePrims() []lisp.Prim {
	current := func() value {
		if v := s.buf.Current().Table(buffer.CaseTable); !v.IsNil() {
			return v
		}
		return s.cases.standard.Value()
	}
	return []lisp.Prim{
		lisp.Def("(case-table-p OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := s.isCaseTable(v)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT can serve as a table of upper and lower case."),
		lisp.Def("(current-case-table)", lisp.Fn0(func(*interp) (value, *exit) { return current(), nil }),
			"Return the table by which the current buffer tells upper from lower case."),
		lisp.Def("(standard-case-table)", lisp.Fn0(func(*interp) (value, *exit) { return s.cases.standard.Value(), nil }),
			"Return the case table that new buffers have."),
		lisp.Def("(set-case-table TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, ok := s.isCaseTable(v)
			if !ok {
				return value{}, in.WrongType("case-table-p", v)
			}
			s.completeCase(t)
			s.buf.Current().SetTable(buffer.CaseTable, v)
			s.buf.UseCaseTable()
			return v, nil
		}), "Make TABLE the case table of the current buffer and return it."),
		lisp.Def("(set-standard-case-table TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, ok := s.isCaseTable(v)
			if !ok {
				return value{}, in.WrongType("case-table-p", v)
			}
			s.completeCase(t)
			s.cases.standard = t
			s.buf.SetStandardCase(v)
			return v, nil
		}), "Make TABLE the case table of buffers made from now on and return it."),
	}
}
