package lisp

import (
	"strconv"
	"strings"
)

// helpPrims tell about functions.
var helpPrims = []Prim{
	{usage: "(help-function-arglist DEF &optional PRESERVE-NAMES)", fn: v2(primArglist),
		doc: "Return the parameter list of the function DEF, t if it has none that is known.\n" +
			"The parameters of primitives are called arg1, arg2 ... unless PRESERVE-NAMES is non-nil."},
	{usage: "(elnet--code-summary FUNCTION)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		if !v.isCode() {
			return Value{}, in.WrongType("byte-code-function-p", v)
		}
		return NewString(in.codeSummary(v.Func())), nil
	}), doc: "Return a text that shows FUNCTION, which is byte-code, in brief."},
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
	case f.lam != nil && f.lam.code != nil && f.lam.lexical:
		if args, _, ok := in.codeUsage(f); ok && !names.IsNil() {
			return args, nil
		}
		c := f.lam.code
		return in.numberedParameters(c.min, c.max, f.lam.args.fix()&128 != 0), nil
	case f.lam != nil:
		return f.lam.args, nil
	case f.prim == nil:
		return T, nil
	case names.IsNil():
		return in.numberedParameters(f.prim.min, f.prim.max, f.prim.max < 0), nil
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

// numberedParameters returns (arg1 &optional arg2 &rest rest) for a function that
// requires least parameters and has most in all; if it has a rest parameter, the
// optional ones are left out, as in Emacs.
func (in *Interp) numberedParameters(least, most int, rest bool) Value {
	var l ListBuilder
	if rest {
		most = least
	}
	for i := 1; i <= max(least, min(most, 1000)); i++ {
		if i == least+1 {
			l.Add(in.s.optional)
		}
		l.Add(in.Sym("arg" + string(fix(int64(i)).Big().Append(nil, 10))))
	}
	if rest {
		l.Add(in.s.rest)
		l.Add(in.Sym("rest"))
	}
	return l.List()
}

// codeUsage returns the parameter list that the docstring of byte-code tells, at
// its end as (fn PARAMETERS...), and the docstring without it.
func (in *Interp) codeUsage(f *Func) (args Value, doc string, ok bool) {
	v, x := in.codeDoc(f.lam.doc)
	if x != nil || !v.IsString() {
		return Value{}, "", false
	}
	text := v.Str().Text()
	at := strings.LastIndex(text, "\n\n(fn")
	if at < 0 || !strings.HasSuffix(text, ")") {
		return Value{}, "", false
	}
	r := reader{in: in, text: "(" + strings.ToLower(text[at+len("\n\n(fn"):]), ob: in.obarray}
	if args, x = r.read(); x != nil || r.pos < len(r.text) {
		return Value{}, "", false
	}
	return args, text[:at], true
}

// codeSummary shows byte-code in brief, as cl-prin1 does: its parameters, the
// docstring if that tells them, the interactive form, and a number.
func (in *Interp) codeSummary(f *Func) string {
	args, doc, _ := in.codeUsage(f)
	if args.IsNil() {
		args, _ = primArglist(in, f.Value(), Value{})
	}
	b := "#f(compiled-function ()"
	if !args.IsNil() {
		b = "#f(compiled-function " + in.PrintString(args, true)
	}
	if doc != "" {
		b += " " + in.PrintString(NewString(doc), true)
	}
	if !f.lam.iform.IsNil() {
		b += " " + in.PrintString(f.lam.iform, true)
	}
	return b + " #<bytecode 0x" + strconv.FormatUint(uint64(hashEqual(f.Value(), 0)), 16) + ">)"
}
