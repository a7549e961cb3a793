package lisp

import (
	"strconv"
	"strings"
)

// ObarrayValue returns the interpreter's obarray as a Lisp object.
func (in *Interp) ObarrayValue() Value {
	if in.obarrayValue.IsNil() {
		in.obarrayValue = NewObject(in.obarray)
	}
	return in.obarrayValue
}

// ObarrayArg returns the obarray that v, nil or an object that programs use as
// one, stands for.
func (in *Interp) ObarrayArg(v Value) (*Obarray, *Exit) { return in.argObarray(v) }

func (in *Interp) argObarray(v Value) (*Obarray, *Exit) {
	if v.IsNil() {
		return in.readObarray(), nil
	}
	if o, ok := v.Object().(*Obarray); ok {
		return o, nil
	}
	if v.IsVector() && len(v.Vector().Slots) > 0 {
		// A vector used as an obarray, as obarray-make and old code make them:
		// the table behind it is kept in its first slot.
		slots := v.Vector().Slots
		if o, ok := slots[0].Object().(*Obarray); ok {
			return o, nil
		}
		if slots[0] == fix(0) || slots[0].IsSymbol() {
			o := NewObarray()
			slots[0] = NewObject(o)
			return o, nil
		}
		return nil, in.Errorf("Bad data in guts of obarray")
	}
	return nil, in.WrongType("vectorp", v)
}

var symbolPrims = []Prim{
	Def("(symbol-name SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return s.name.Value(), nil }),
		"Return the name of SYMBOL."),
	Def("(make-symbol NAME)", Fn1(func(in *Interp, n *String) (Value, *Exit) {
		return newSymbolNamed(n).Value(), nil
	}), "Return a new uninterned symbol called NAME."),
	{usage: "(intern STRING &optional OBARRAY)", fn: v2(func(in *Interp, name, o Value) (Value, *Exit) {
		ob, x := in.argObarray(o)
		if x != nil {
			return Value{}, x
		}
		n, x := in.argString(name)
		if x != nil {
			return Value{}, x
		}
		return ob.internString(n).Value(), nil
	}), doc: "Return the symbol called STRING of OBARRAY, made if need be."},
	{usage: "(intern-soft NAME &optional OBARRAY)", fn: v2(primInternSoft),
		doc: "Return the symbol called NAME of OBARRAY, nil if there is none."},
	{usage: "(unintern NAME &optional OBARRAY)", fn: v2(primUnintern),
		doc: "Remove the symbol NAME from OBARRAY; return t if it was there."},
	{usage: "(mapatoms FUNCTION &optional OBARRAY)", fn: v2(func(in *Interp, f, o Value) (Value, *Exit) {
		ob, x := in.argObarray(o)
		if x != nil {
			return Value{}, x
		}
		ob.Map(func(s *Symbol) bool {
			_, x = in.Funcall(f, s.Value())
			return x == nil
		})
		return Value{}, x
	}), doc: "Call FUNCTION with each symbol of OBARRAY."},
	Def("(symbol-plist SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return s.plist, nil }),
		"Return the property list of SYMBOL."),
	Def("(setplist SYMBOL NEWPLIST)", Fn2(func(in *Interp, s *Symbol, p Value) (Value, *Exit) {
		s.plist = p
		return p, nil
	}), "Make NEWPLIST the property list of SYMBOL."),
	Def("(get SYMBOL PROPNAME)", Fn2(func(in *Interp, s *Symbol, p Value) (Value, *Exit) {
		v := PlistGet(s.plist, p)
		if v.IsNil() && s.lazyVar && p.IsSymbol() && ofDefinition(in.Symbol(p).Name()) {
			in.forceLazyVar(s)
			v = PlistGet(s.plist, p)
		}
		return v, nil
	}),
		"Return property PROPNAME of SYMBOL, nil if it has none."),
	Def("(put SYMBOL PROPNAME VALUE)", Fn3(func(in *Interp, s *Symbol, p, v Value) (Value, *Exit) {
		in.put(s, p, v)
		return v, nil
	}), "Set property PROPNAME of SYMBOL to VALUE."),
	{usage: "(purecopy OBJ)", fn: v1(func(in *Interp, v Value) (Value, *Exit) { return v, nil }), doc: "Return OBJ."},
	Def("(bare-symbol SYM)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return s.Value(), nil }), "Return SYM."),
	{usage: "(gensym &optional PREFIX)", fn: v1(primGensym),
		doc: "Return a new uninterned symbol whose name is PREFIX, or g, and a number."},
}

// ofDefinition reports whether the definition of a variable gives it property name.
func ofDefinition(name string) bool {
	switch name {
	case "standard-value", "safe-local-variable", "risky-local-variable", "permanent-local":
		return true
	}
	return strings.HasPrefix(name, "custom-")
}

func newSymbolNamed(n *String) *Symbol {
	s := &Symbol{value: markUnbound, fn: voidFunc}
	n.own = false
	s.name = String{s: n.s, n: n.n, multi: n.multi, props: n.props}
	return s
}

func (o *Obarray) internString(n *String) *Symbol {
	if s := o.m[n.s]; s != nil {
		return s
	}
	s := newSymbolNamed(n)
	o.add(s)
	return s
}

func primInternSoft(in *Interp, name, o Value) (Value, *Exit) {
	ob, x := in.argObarray(o)
	if x != nil {
		return Value{}, x
	}
	switch {
	case name.IsString():
		if s := ob.Lookup(name.Str().Text()); s != nil {
			return s.Value(), nil
		}
	case name.IsSymbol():
		if s := in.Symbol(name); ob.m[s.name.s] == s {
			return name, nil
		}
	default:
		return Value{}, in.WrongType("stringp", name)
	}
	return Value{}, nil
}

func primUnintern(in *Interp, name, o Value) (Value, *Exit) {
	ob, x := in.argObarray(o)
	if x != nil {
		return Value{}, x
	}
	var s *Symbol
	switch {
	case name.IsString():
		s = ob.Lookup(name.Str().Text())
	case name.IsSymbol():
		s = in.Symbol(name)
	default:
		return Value{}, in.WrongType("stringp", name)
	}
	if s == nil || s.id != 0 {
		return Value{}, nil
	}
	return Bool(ob.Unintern(s)), nil
}

func primGensym(in *Interp, prefix Value) (Value, *Exit) {
	s := in.Intern("gensym-counter")
	n, ok := in.VarValue(s)
	if !ok || !n.IsFixnum() {
		n = fix(0)
	}
	if x := in.SetVar(s, fix(n.fix()+1)); x != nil {
		return Value{}, x
	}
	p := "g"
	if prefix.IsString() {
		p = prefix.Str().UTF8()
	} else if !prefix.IsNil() {
		return Value{}, in.WrongType("stringp", prefix)
	}
	return newSymbol(p + strconv.FormatInt(n.fix(), 10)).Value(), nil
}

var predicatePrims = []Prim{
	pred("symbolp", Value.IsSymbol, "a symbol"),
	pred("stringp", Value.IsString, "a string"),
	pred("consp", Value.isPair, "a cons cell"),
	pred("atom", func(v Value) bool { return !v.isPair() }, "not a cons cell"),
	pred("listp", func(v Value) bool { return v.IsNil() || v.isPair() }, "a cons cell or nil"),
	pred("nlistp", func(v Value) bool { return !v.IsNil() && !v.isPair() }, "neither a cons cell nor nil"),
	pred("null", Value.IsNil, "nil"),
	pred("vectorp", Value.IsVector, "a vector"),
	pred("recordp", Value.IsRecord, "a record"),
	pred("bool-vector-p", Value.IsBoolVector, "a bool-vector"),
	pred("arrayp", isArray, "a vector, string, bool-vector or char-table"),
	pred("sequencep", func(v Value) bool { return v.IsNil() || v.isPair() || isArray(v) }, "a list or an array"),
	pred("integerp", Value.IsInteger, "an integer"),
	pred("natnump", isNatnum, "an integer that is not negative"),
	pred("fixnump", Value.IsFixnum, "a fixnum"),
	pred("bignump", Value.IsBignum, "an integer outside the fixnum range"),
	pred("numberp", Value.IsNumber, "a number"),
	pred("floatp", Value.IsFloat, "a float"),
	pred("subrp", func(v Value) bool { return v.IsFunc() && v.Func().prim != nil }, "a primitive function or special form"),
	pred("module-function-p", func(v Value) bool { return false }, "a function of a dynamic module"),
	pred("user-ptrp", func(v Value) bool { return false }, "a pointer of a dynamic module"),
	{usage: "(keywordp OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		return Bool(v.IsSymbol() && in.Symbol(v).keyword()), nil
	}), doc: "Return t if OBJECT is a keyword: an interned symbol whose name begins with a colon."},
	{usage: "(number-or-marker-p OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		return Bool(v.IsNumber() || in.isMarker(v)), nil
	}), doc: "Return t for numbers and markers, nil for any other OBJECT."},
	{usage: "(integer-or-marker-p OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		return Bool(v.IsInteger() || in.isMarker(v)), nil
	}), doc: "Return t for integers and markers, nil for any other OBJECT."},
	{usage: "(type-of OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) { return in.typeOf(v), nil }),
		doc: "Return the name, a symbol, of OBJECT's type."},
}

func pred(name string, f func(Value) bool, what string) Prim {
	return Def("("+name+" OBJECT)", Fn1(func(_ *Interp, v Value) (Value, *Exit) { return Bool(f(v)), nil }),
		"Return t if OBJECT is "+what+".").Borrowing()
}

func isNatnum(v Value) bool {
	return v.IsFixnum() && v.fix() >= 0 || v.IsBignum() && v.Big().Sign() > 0
}

func isArray(v Value) bool {
	if _, ok := v.Object().(ArrayObject); ok {
		return true
	}
	return v.IsVector() || v.IsString() || v.IsBoolVector()
}

func (in *Interp) isMarker(v Value) bool {
	return v.Object() != nil && v.Object().LispType() == "marker"
}

var kindNames = [...]string{KindSymbol: "symbol", KindCons: "cons", KindString: "string", KindVector: "vector",
	KindRecord: "record", KindHashTable: "hash-table", KindFunction: "compiled-function", KindBignum: "integer",
	KindBoolVector: "bool-vector", KindFixnum: "integer", KindFloat: "float"}

func (in *Interp) typeOf(v Value) Value {
	switch v.Kind() {
	case KindRecord:
		t := v.Record().Slots[0]
		if t.IsRecord() && len(t.Record().Slots) > 1 {
			return t.Record().Slots[1] // the class is a record that has its name there
		}
		return t
	case KindFunction:
		if v.Func().prim != nil {
			return in.Sym("subr")
		}
		if v.isCode() {
			return in.Sym("compiled-function")
		}
		return in.s.cons
	case KindObject:
		return in.Sym(v.Object().LispType())
	}
	k := v.Kind()
	if in.kindSyms[k].IsNil() {
		in.kindSyms[k] = in.Sym(kindNames[k])
	}
	return in.kindSyms[k]
}

var variablePrims = []Prim{
	Def("(symbol-value SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return in.symbolValue(s) }),
		"Return the value of SYMBOL as a variable."),
	Def("(set SYMBOL NEWVAL)", Fn2(func(in *Interp, s *Symbol, v Value) (Value, *Exit) { return v, in.SetVar(s, v) }),
		"Set the variable SYMBOL to NEWVAL."),
	Def("(boundp SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		_, ok := in.VarValue(s)
		return Bool(ok), nil
	}), "Return t if SYMBOL has a value as a variable."),
	Def("(makunbound SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return s.Value(), in.makeUnbound(s) }),
		"Make SYMBOL void as a variable."),
	Def("(default-value SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		v, ok := in.DefaultValue(s)
		if !ok {
			return Value{}, in.Signal(in.s.voidVariable, s.Value())
		}
		return v, nil
	}), "Return the default value of SYMBOL."),
	Def("(default-boundp SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		_, ok := in.DefaultValue(s)
		return Bool(ok), nil
	}), "Return t if SYMBOL has a default value."),
	Def("(set-default SYMBOL VALUE)", Fn2(func(in *Interp, s *Symbol, v Value) (Value, *Exit) { return v, in.SetDefault(s, v) }),
		"Set the default value of SYMBOL to VALUE."),
	Def("(default-toplevel-value SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		for i := range in.specs {
			if b := &in.specs[i]; b.sym == s && b.locals == nil && !b.old.isMark() {
				return b.old, nil
			}
		}
		v, ok := in.DefaultValue(s)
		if !ok {
			return Value{}, in.Signal(in.s.voidVariable, s.Value())
		}
		return v, nil
	}), "Return the default value of SYMBOL outside of all let bindings."),
	Def("(set-default-toplevel-value SYMBOL VALUE)", Fn2(func(in *Interp, s *Symbol, v Value) (Value, *Exit) {
		return Value{}, in.setOutermost(s, v)
	}), "Set the default value of SYMBOL outside of all let bindings."),
	Def("(defvaralias NEW-ALIAS BASE-VARIABLE &optional DOCSTRING)", Fn3(primDefvaralias),
		"Make NEW-ALIAS another name of the variable BASE-VARIABLE."),
	{usage: "(indirect-variable OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		if !v.IsSymbol() {
			return v, nil
		}
		return in.indirectVar(in.Symbol(v)).Value(), nil
	}), doc: "Return the variable that OBJECT is an alias of, OBJECT itself if it is none."},
	Def("(add-variable-watcher SYMBOL WATCH-FUNCTION)", Fn2(func(in *Interp, s *Symbol, f Value) (Value, *Exit) {
		e := in.indirectVar(s).extend()
		for _, w := range e.watchers {
			if Equal(in, w, f) {
				return Value{}, nil
			}
		}
		e.watchers = append(e.watchers, f)
		return Value{}, nil
	}), "Call WATCH-FUNCTION with SYMBOL, NEWVAL, OPERATION and WHERE when SYMBOL is about to be set."),
	Def("(remove-variable-watcher SYMBOL WATCH-FUNCTION)", Fn2(func(in *Interp, s *Symbol, f Value) (Value, *Exit) {
		if e := in.indirectVar(s).ext; e != nil {
			for i, w := range e.watchers {
				if Equal(in, w, f) {
					e.watchers = append(e.watchers[:i:i], e.watchers[i+1:]...)
					break
				}
			}
		}
		return Value{}, nil
	}), "Undo add-variable-watcher."),
	Def("(get-variable-watchers SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		if e := in.indirectVar(s).ext; e != nil {
			return List(e.watchers...), nil
		}
		return Value{}, nil
	}), "Return the functions that watch SYMBOL."),
	Def("(internal-make-var-non-special SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		s.special = false
		return Value{}, nil
	}), "Make SYMBOL an ordinary variable again."),
	Def("(internal--define-uninitialized-variable SYMBOL &optional DOC)", Fn2(func(in *Interp, s *Symbol, d Value) (Value, *Exit) {
		s.special = true
		if !d.IsNil() {
			in.put(s, in.s.variableDocumentation, d)
		}
		return Value{}, nil
	}), "Declare SYMBOL special without a value."),
}

func primDefvaralias(in *Interp, s, base *Symbol, doc Value) (Value, *Exit) {
	if s.constant() {
		return Value{}, in.Errorf("Cannot make a constant an alias")
	}
	if v := in.boundValue(s); !v.isMark() {
		if _, ok := in.VarValue(base); !ok {
			in.SetVar(base, v)
		}
	}
	e := s.extend()
	if e.alias == nil && (e.forward != nil || e.localized) {
		return Value{}, in.Errorf("Don't know how to make a buffer-local variable an alias")
	}
	e.alias = base
	base.special, s.special = true, true
	if !doc.IsNil() {
		in.put(s, in.s.variableDocumentation, doc)
	}
	return base.Value(), nil
}
