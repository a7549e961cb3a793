package lisp

import "strings"

// helpPrims tell about functions.
var helpPrims = []Prim{
	Def("(help-function-arglist DEF &optional PRESERVE-NAMES)", Fn2(primArglist),
		"Return the parameter list of the function DEF, t if it has none that is known.\n"+
			"The parameters of primitives are called arg1, arg2 ... unless PRESERVE-NAMES is non-nil."),
}

func primArglist(in *Interp, def, names Value) (Value, *Exit) {
	if !def.IsSymbol() && !def.IsFunc() && !def.IsCons() {
		return T, nil
	}
	f, x := in.indirect(def)
	if x != nil {
		return Value{}, x
	}
	if f.kind == funcOther && Car(f.obj) == in.s.autoload {
		if x := in.autoloadNow(def, f.obj); x != nil {
			return Value{}, x
		}
		if f, x = in.indirect(def); x != nil {
			return Value{}, x
		}
	}
	if f.kind == funcMacro {
		if f, x = in.indirect(Cdr(f.obj)); x != nil {
			return Value{}, x
		}
	}
	if f.kind == funcOther && in.isLambdaList(f.obj) {
		if f, x = in.listFunc(f.obj); x != nil {
			return Value{}, x
		}
	}
	switch {
	case f.lam != nil:
		return f.lam.args, nil
	case f.prim == nil:
		return T, nil
	case names.IsNil():
		return in.numberedParameters(f.prim), nil
	}
	var l ListBuilder
	for _, w := range strings.Fields(strings.Trim(f.prim.usage, "()"))[1:] {
		if name, ok := strings.CutSuffix(w, "..."); ok {
			l.Add(in.s.rest)
			w = name
		}
		l.Add(in.Sym(strings.ToLower(w)))
	}
	return l.List(), nil
}

// numberedParameters returns (arg1 &optional arg2 &rest rest) for a primitive.
func (in *Interp) numberedParameters(p *primInfo) Value {
	var l ListBuilder
	for i := 1; i <= max(p.min, p.max); i++ {
		if i == p.min+1 {
			l.Add(in.s.optional)
		}
		l.Add(in.Sym("arg" + string(fix(int64(i)).Big().Append(nil, 10))))
	}
	if p.max < 0 {
		l.Add(in.s.rest)
		l.Add(in.Sym("rest"))
	}
	return l.List()
}
