package lisp

import "elnet/lisp/char"

// charTablePrims are the primitives on char-tables.
var charTablePrims = []Prim{
	{usage: "(char-table-p OBJECT)", fn: v1(func(_ *Interp, v Value) (Value, *Exit) {
		_, ok := v.Object().(*CharTable)
		return Bool(ok), nil
	}), doc: "Return t if OBJECT is a char-table."},
	{usage: "(vector-or-char-table-p OBJECT)", fn: v1(func(_ *Interp, v Value) (Value, *Exit) {
		_, ok := v.Object().(*CharTable)
		return Bool(ok || v.IsVector()), nil
	}), doc: "Return t if OBJECT is a vector or a char-table."},
	Def("(make-char-table PURPOSE &optional INIT)", Fn2(primMakeCharTable),
		"Return a new char-table for PURPOSE, a symbol, in which every character has the value INIT.\n"+
			"The property char-table-extra-slots of PURPOSE, 0 to 10, is the number of its extra slots."),
	Def("(char-table-subtype CHAR-TABLE)", Fn1(func(_ *Interp, t *CharTable) (Value, *Exit) { return t.purpose, nil }),
		"Return the purpose of CHAR-TABLE, a symbol."),
	Def("(char-table-parent CHAR-TABLE)", Fn1(func(_ *Interp, t *CharTable) (Value, *Exit) {
		if t.parent == nil {
			return Value{}, nil
		}
		return t.parent.value, nil
	}), "Return the char-table that CHAR-TABLE takes values from that it has not itself, or nil."),
	Def("(set-char-table-parent CHAR-TABLE PARENT)", Fn2(primSetCharTableParent),
		"Make PARENT, a char-table or nil, what CHAR-TABLE takes values from that it has not itself."),
	Def("(char-table-extra-slot CHAR-TABLE N)", Fn2(func(in *Interp, t *CharTable, n int) (Value, *Exit) {
		if n < 0 || n >= len(t.extra) {
			return Value{}, in.ArgsOutOfRange(t.value, Fixnum(n))
		}
		return t.extra[n], nil
	}), "Return the extra slot N of CHAR-TABLE."),
	Def("(set-char-table-extra-slot CHAR-TABLE N VALUE)", Fn3(func(in *Interp, t *CharTable, n int, v Value) (Value, *Exit) {
		if n < 0 || n >= len(t.extra) {
			return Value{}, in.ArgsOutOfRange(t.value, Fixnum(n))
		}
		t.extra[n] = v
		return v, nil
	}), "Set the extra slot N of CHAR-TABLE to VALUE."),
	Def("(char-table-range CHAR-TABLE RANGE)", Fn2(primCharTableRange),
		"Return the value of RANGE in CHAR-TABLE: of a character, of the first one of (FROM . TO), parents\n"+
			"not asked, or for nil the default."),
	Def("(set-char-table-range CHAR-TABLE RANGE VALUE)", Fn3(primSetCharTableRange),
		"Give RANGE in CHAR-TABLE the value VALUE: a character, all of (FROM . TO), for t all characters, for\n"+
			"nil the default."),
	Def("(map-char-table FUNCTION CHAR-TABLE)", Fn2(func(in *Interp, f Value, t *CharTable) (Value, *Exit) {
		return Value{}, t.Map(func(from, to rune, v Value) *Exit {
			key := Fixnum(int(from))
			if from != to {
				key = NewCons(key, Fixnum(int(to)))
			}
			_, x := in.Funcall(f, key, v)
			return x
		})
	}), "Call FUNCTION with each character or range (FROM . TO) of CHAR-TABLE whose value is not nil, and the value."),
	Def("(optimize-char-table CHAR-TABLE &optional TEST)", Fn2(func(_ *Interp, _ *CharTable, _ Value) (Value, *Exit) {
		return Value{}, nil
	}), "Has no effect: char-tables are compact. Return nil."),
}

// maxExtraSlots is how many extra slots a char-table may have.
const maxExtraSlots = 10

func primMakeCharTable(in *Interp, purpose *Symbol, init Value) (Value, *Exit) {
	t := in.NewCharTable(purpose.Value(), init)
	n := in.Get(purpose, in.Sym("char-table-extra-slots"))
	if n.IsNil() {
		return t.value, nil
	}
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	if k > maxExtraSlots {
		return Value{}, in.ArgsOutOfRange(n, Nil)
	}
	t.extra = make([]Value, k)
	for i := range t.extra {
		t.extra[i] = init
	}
	return t.value, nil
}

func primSetCharTableParent(in *Interp, t *CharTable, parent Value) (Value, *Exit) {
	p, ok := parent.Object().(*CharTable)
	if !ok && !parent.IsNil() {
		return Value{}, in.WrongType("char-table-p", parent)
	}
	if !t.SetParent(p) {
		return Value{}, in.Errorf("Attempt to make a chartable be its own parent")
	}
	return parent, nil
}

// CharRange returns the characters that v, a character or (FROM . TO), stands
// for. ok is false if v is neither; an element of the pair that is no character
// is a wrong-type-argument.
func (in *Interp) CharRange(v Value) (from, to rune, ok bool, x *Exit) {
	if v.IsFixnum() && uint64(v.n) <= char.Max {
		return rune(v.n), rune(v.n), true, nil
	}
	if !v.IsCons() {
		return 0, 0, false, nil
	}
	if from, x = in.character(v.Cons().Car); x != nil {
		return 0, 0, false, x
	}
	to, x = in.character(v.Cons().Cdr)
	return from, to, x == nil, x
}

func primCharTableRange(in *Interp, t *CharTable, r Value) (Value, *Exit) {
	if r.IsNil() {
		return t.dflt, nil
	}
	from, _, ok, x := in.CharRange(r)
	switch {
	case x != nil:
		return Value{}, x
	case !ok:
		return Value{}, in.Errorf("Invalid RANGE argument to ‘char-table-range’")
	case r.IsCons():
		return t.Own(from), nil
	}
	return t.Get(from), nil
}

func primSetCharTableRange(in *Interp, t *CharTable, r, v Value) (Value, *Exit) {
	switch r {
	case Nil:
		t.SetDefault(v)
		return v, nil
	case T:
		t.Set(0, char.Max, v)
		return v, nil
	}
	from, to, ok, x := in.CharRange(r)
	switch {
	case x != nil:
		return Value{}, x
	case !ok:
		return Value{}, in.Errorf("Invalid RANGE argument to ‘set-char-table-range’")
	}
	t.Set(from, to, v)
	return v, nil
}
