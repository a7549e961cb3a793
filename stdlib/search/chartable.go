package search

import (
	"sort"

	"elnet/lisp"
	"elnet/lisp/char"
)

// A CharTable maps characters to values.
type CharTable struct {
	value   value
	purpose value
	dflt    value
	parent  *CharTable
	extra   []value
	ascii   [128]value
	ranges  []charRange        // beyond ASCII, in order, without overlap
	base    func(c rune) value // what a character has that was not set
	changed bool
	owner   *State
}

// A charRange gives the characters from..to one value.
type charRange struct {
	from, to rune
	v        value
}

// LispType returns "char-table".
func (t *CharTable) LispType() string { return "char-table" }

// LispPredicate returns "char-table-p".
func (t *CharTable) LispPredicate() string { return "char-table-p" }

// LispLength returns what length returns.
func (t *CharTable) LispLength() int { return char.Max }

// LispRef returns the value of character i.
func (t *CharTable) LispRef(i int) (value, bool) {
	if i < 0 || i > char.Max {
		return value{}, false
	}
	return t.Get(rune(i)), true
}

// LispSet sets the value of character i.
func (t *CharTable) LispSet(i int, v value) bool {
	if i < 0 || i > char.Max {
		return false
	}
	t.Set(rune(i), rune(i), v)
	return true
}

func newCharTable(purpose, init value) *CharTable {
	t := &CharTable{purpose: purpose, dflt: init}
	t.value = lisp.NewObject(t)
	if !init.IsNil() {
		for c := range t.ascii {
			t.ascii[c] = init
		}
		t.base = func(rune) value { return init }
	}
	return t
}

// maxParents bounds the chain of parents that is followed.
const maxParents = 100

// Get returns the value of c: its own, or the default, or that of the parent.
func (t *CharTable) Get(c rune) value {
	for n := 0; t != nil && n < maxParents; n++ {
		if v := t.own(c); !v.IsNil() {
			return v
		}
		if !t.dflt.IsNil() {
			return t.dflt
		}
		t = t.parent
	}
	return value{}
}

// own returns the value that c has in t itself.
func (t *CharTable) own(c rune) value {
	if c < 0x80 {
		return t.ascii[c]
	}
	i := sort.Search(len(t.ranges), func(i int) bool { return t.ranges[i].to >= c })
	if i < len(t.ranges) && t.ranges[i].from <= c {
		return t.ranges[i].v
	}
	if t.base != nil {
		return t.base(c)
	}
	return value{}
}

// Set gives the characters from..to the value v.
func (t *CharTable) Set(from, to rune, v value) {
	t.changed = true
	if t.owner != nil {
		t.owner.changes++
	}
	for c := from; c <= to && c < 0x80; c++ {
		t.ascii[c] = v
	}
	if from = max(from, 0x80); from > to {
		return
	}
	var out []charRange
	i := 0
	for ; i < len(t.ranges) && t.ranges[i].to < from; i++ {
		out = append(out, t.ranges[i])
	}
	if i < len(t.ranges) && t.ranges[i].from < from {
		out = append(out, charRange{t.ranges[i].from, from - 1, t.ranges[i].v})
	}
	out = append(out, charRange{from, to, v})
	for ; i < len(t.ranges); i++ {
		if r := t.ranges[i]; r.to > to {
			out = append(out, charRange{max(r.from, to+1), r.to, r.v})
		}
	}
	t.ranges = out
}

// runs calls f for the stretches of characters with the same own value.
func (t *CharTable) runs(f func(from, to rune, v value) *exit) *exit {
	for c := rune(0); c < 0x80; {
		e := c
		for e+1 < 0x80 && t.ascii[e+1] == t.ascii[c] {
			e++
		}
		if v := t.ascii[c]; !v.IsNil() {
			if x := f(c, e, v); x != nil {
				return x
			}
		}
		c = e + 1
	}
	for _, r := range append([]charRange(nil), t.ranges...) {
		if !r.v.IsNil() {
			if x := f(r.from, r.to, r.v); x != nil {
				return x
			}
		}
	}
	return nil
}

// rangeArg returns the characters that a range argument, a character or (FROM
// . TO), stands for.
func rangeArg(v value) (from, to rune, ok bool) {
	isChar := func(v value) bool { return v.IsFixnum() && v.Fixnum() >= 0 && v.Fixnum() <= char.Max }
	if isChar(v) {
		return rune(v.Fixnum()), rune(v.Fixnum()), true
	}
	if v.IsCons() && isChar(v.Cons().Car) && isChar(v.Cons().Cdr) {
		return rune(v.Cons().Car.Fixnum()), rune(v.Cons().Cdr.Fixnum()), true
	}
	return 0, 0, false
}

func (s *State) tablePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(char-table-p OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := v.Object().(*CharTable)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is a char-table."),
		lisp.Def("(vector-or-char-table-p OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := v.Object().(*CharTable)
			return lisp.Bool(ok || v.IsVector()), nil
		}), "Return t if OBJECT is a vector or a char-table."),
		lisp.Def("(make-char-table PURPOSE &optional INIT)", lisp.Fn2(func(in *interp, purpose *lisp.Symbol, init value) (value, *exit) {
			t := newCharTable(purpose.Value(), init)
			if n := in.Get(purpose, in.Sym("char-table-extra-slots")); n.IsFixnum() {
				if n.Fixnum() < 0 || n.Fixnum() > 10 {
					return value{}, in.ArgsOutOfRange(n, lisp.Nil)
				}
				t.extra = make([]value, n.Fixnum())
				for i := range t.extra {
					t.extra[i] = init
				}
			}
			t.owner = s
			return t.value, nil
		}), "Return a new char-table for PURPOSE, a symbol, that maps every character to INIT."),
		lisp.Def("(char-table-subtype CHAR-TABLE)", lisp.Fn1(func(_ *interp, t *CharTable) (value, *exit) { return t.purpose, nil }),
			"Return the purpose of CHAR-TABLE, a symbol."),
		lisp.Def("(char-table-parent CHAR-TABLE)", lisp.Fn1(func(_ *interp, t *CharTable) (value, *exit) { return tableValue(t.parent), nil }),
			"Return the char-table that CHAR-TABLE takes values from that it has not itself."),
		lisp.Def("(set-char-table-parent CHAR-TABLE PARENT)", lisp.Fn2(func(in *interp, t *CharTable, parent value) (value, *exit) {
			p, ok := parent.Object().(*CharTable)
			if !ok && !parent.IsNil() {
				return value{}, in.WrongType("char-table-p", parent)
			}
			for q := p; q != nil; q = q.parent {
				if q == t {
					return value{}, in.Errorf("Loop in parent chain")
				}
			}
			t.parent, t.changed = p, true
			s.changes++
			return parent, nil
		}), "Make PARENT the char-table that CHAR-TABLE takes values from that it has not itself."),
		lisp.Def("(char-table-extra-slot CHAR-TABLE N)", lisp.Fn2(func(in *interp, t *CharTable, n int) (value, *exit) {
			if n < 0 || n >= len(t.extra) {
				return value{}, in.ArgsOutOfRange(t.value, lisp.Fixnum(n))
			}
			return t.extra[n], nil
		}), "Return the extra slot N of CHAR-TABLE."),
		lisp.Def("(set-char-table-extra-slot CHAR-TABLE N VALUE)", lisp.Fn3(func(in *interp, t *CharTable, n int, v value) (value, *exit) {
			if n < 0 || n >= len(t.extra) {
				return value{}, in.ArgsOutOfRange(t.value, lisp.Fixnum(n))
			}
			t.extra[n] = v
			return v, nil
		}), "Set the extra slot N of CHAR-TABLE to VALUE."),
		lisp.Def("(char-table-range CHAR-TABLE RANGE)", lisp.Fn2(func(in *interp, t *CharTable, r value) (value, *exit) {
			if r.IsNil() {
				return t.dflt, nil
			}
			from, _, ok := rangeArg(r)
			if !ok {
				return value{}, in.Errorf("Invalid RANGE argument to ‘char-table-range’")
			}
			return t.Get(from), nil
		}), "Return the value of RANGE, a character or (FROM . TO), in CHAR-TABLE; nil stands for the default."),
		lisp.Def("(set-char-table-range CHAR-TABLE RANGE VALUE)", lisp.Fn3(func(in *interp, t *CharTable, r, v value) (value, *exit) {
			if r.IsNil() {
				t.dflt, t.changed = v, true
				s.changes++
				return v, nil
			}
			from, to, ok := rangeArg(r)
			if r == lisp.T {
				from, to, ok = 0, char.Max, true
			}
			if !ok {
				return value{}, in.Errorf("Invalid RANGE argument to ‘set-char-table-range’")
			}
			t.Set(from, to, v)
			return v, nil
		}), "Give RANGE, a character, (FROM . TO), t for all or nil for the default, VALUE in CHAR-TABLE."),
		lisp.Def("(map-char-table FUNCTION CHAR-TABLE)", lisp.Fn2(func(in *interp, f value, t *CharTable) (value, *exit) {
			return value{}, t.runs(func(from, to rune, v value) *exit {
				key := lisp.Fixnum(int(from))
				if from != to {
					key = lisp.NewCons(key, lisp.Fixnum(int(to)))
				}
				_, x := in.Call(f, key, v)
				return x
			})
		}), "Call FUNCTION with each character or range (FROM . TO) of CHAR-TABLE that has a value, and the value."),
		lisp.Def("(optimize-char-table CHAR-TABLE &optional TEST)", lisp.Fn2(func(_ *interp, _ *CharTable, _ value) (value, *exit) {
			return value{}, nil
		}), "Has no effect: char-tables are compact."),
	}
}

func tableValue(t *CharTable) value {
	if t == nil {
		return value{}
	}
	return t.value
}
