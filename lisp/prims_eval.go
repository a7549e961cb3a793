package lisp

import (
	"io/fs"
	"strings"
)

var evalPrims = []Prim{
	{usage: "(eval FORM &optional LEXICAL)", fn: v2(primEval),
		doc: `Return what FORM evaluates to.
LEXICAL t means lexical binding, nil dynamic binding; an alist of (SYMBOL .
VALUE) gives lexical variables to begin with.`},
	{usage: "(funcall FUNCTION &rest ARGUMENTS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		return in.Funcall(a[0], a[1:]...)
	}), doc: "Call FUNCTION with ARGUMENTS and return its value."},
	{usage: "(apply FUNCTION &rest ARGUMENTS)", fn: FnN(primApply),
		doc: "Call FUNCTION with ARGUMENTS, the last of which is a list of further arguments."},
	{usage: "(functionp OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) { return Bool(in.isFunction(v)), nil }),
		doc: "Return t if OBJECT can be called: a function, or a symbol that is defined as one."},
	{usage: "(func-arity FUNCTION)", fn: v1(primFuncArity),
		doc: "Return (MIN . MAX), the numbers of arguments FUNCTION takes; MAX may be the symbol many or unevalled."},
	{usage: "(signal ERROR-SYMBOL DATA)", fn: v2(func(in *Interp, sym, data Value) (Value, *Exit) {
		if sym.IsNil() { // (signal nil (SYMBOL . DATA)) signals again
			if !data.IsList() {
				return Value{}, in.WrongType("listp", data)
			}
			if data.IsNil() {
				data = List(in.s.error)
			}
			sym, data = Car(data), Cdr(data)
		}
		if !sym.IsSymbol() {
			return Value{}, in.WrongType("symbolp", sym)
		}
		return Value{}, in.SignalData(sym, data, nil)
	}), doc: "Signal the error ERROR-SYMBOL with DATA, a list. Does not return."},
	{usage: "(throw TAG VALUE)", fn: v2(func(in *Interp, tag, v Value) (Value, *Exit) { return Value{}, in.Throw(tag, v) }),
		doc: "Make the innermost catch of TAG return VALUE."},
	{usage: "(error &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) { return in.signalFormatted(in.s.error, a) }),
		doc: "Signal an error whose message is made from ARGS as format-message does."},
	{usage: "(user-error FORMAT &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) { return in.signalFormatted(in.s.userError, a) }),
		doc: "Signal a user-error, a mistake of the user's, with a message made as format-message does."},
	{usage: "(macroexpand FORM &optional ENVIRONMENT)", fn: v2(func(in *Interp, form, env Value) (Value, *Exit) {
		return in.macroexpand(form, env, false)
	}), doc: "Expand FORM as long as it is a macro call. ENVIRONMENT is an alist of local macros (NAME . EXPANDER)."},
	{usage: "(macroexpand-1 FORM &optional ENVIRONMENT)", fn: v2(func(in *Interp, form, env Value) (Value, *Exit) {
		return in.macroexpand(form, env, true)
	}), doc: "Expand FORM once if it is a macro call."},
	{usage: "(macroexpand-all FORM &optional ENVIRONMENT)", fn: v2(func(in *Interp, form, env Value) (Value, *Exit) {
		return in.macroexpandAll(form, env)
	}), doc: "Return FORM with all macro calls in it expanded."},
	Def("(fset SYMBOL DEFINITION)", Fn2(primFset), "Make DEFINITION the function of SYMBOL."),
	Def("(defalias SYMBOL DEFINITION &optional DOCSTRING)", Fn3(primDefalias),
		"Define SYMBOL as the function DEFINITION and return SYMBOL."),
	Def("(symbol-function SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return in.SymbolFunction(s), nil }),
		"Return the function definition of SYMBOL, nil if it has none."),
	{usage: "(indirect-function OBJECT &optional NOERROR)", fn: v2(func(in *Interp, v, _ Value) (Value, *Exit) {
		if !v.IsSymbol() {
			return v, nil
		}
		for n := 0; v.IsSymbol() && !v.IsNil(); n++ {
			if n > 100 {
				return Value{}, in.Signal(in.s.cyclicFunction, v)
			}
			v = in.SymbolFunction(in.Symbol(v))
		}
		return v, nil
	}), doc: "Return the function that OBJECT leads to through symbols, nil if it leads to none."},
	Def("(fboundp SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return Bool(s.fn != voidFunc), nil }),
		"Return t if SYMBOL has a function definition."),
	Def("(fmakunbound SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) {
		if s.id != 0 {
			return Value{}, in.Signal(in.s.settingConstant, s.Value())
		}
		in.SetFunction(s, Value{})
		return s.Value(), nil
	}), "Remove the function definition of SYMBOL."),
	{usage: "(autoload FUNCTION FILE &optional DOCSTRING INTERACTIVE TYPE)", fn: FnN(primAutoload),
		doc: "Define FUNCTION to be loaded from FILE when it is first used."},
	{usage: "(autoload-do-load FUNDEF &optional FUNNAME MACRO-ONLY)", fn: v3(primAutoloadDoLoad),
		doc: "Load FUNDEF, an autoload, and return the new definition of FUNNAME."},
	{usage: "(run-hooks &rest HOOKS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		for _, h := range a {
			if !h.IsSymbol() {
				return Value{}, in.WrongType("symbolp", h)
			}
			if _, x := in.RunHook(h, hookAll); x != nil {
				return Value{}, x
			}
		}
		return Value{}, nil
	}), doc: "Run each of HOOKS, symbols whose values are functions or lists of functions."},
	{usage: "(run-hook-with-args HOOK &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		return in.RunHook(a[0], hookAll, a[1:]...)
	}), doc: "Run HOOK with ARGS."},
	{usage: "(run-hook-with-args-until-success HOOK &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		return in.RunHook(a[0], hookUntilSuccess, a[1:]...)
	}), doc: "Run HOOK with ARGS until a function returns non-nil; return that."},
	{usage: "(run-hook-with-args-until-failure HOOK &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		return in.RunHook(a[0], hookUntilFailure, a[1:]...)
	}), doc: "Run HOOK with ARGS until a function returns nil; return nil then, else t."},
	{usage: "(run-hook-wrapped HOOK WRAP-FUNCTION &rest ARGS)", fn: FnN(primRunHookWrapped),
		doc: "Call WRAP-FUNCTION with each function of HOOK and ARGS until it returns non-nil."},
	Def("(special-variable-p SYMBOL)", Fn1(func(in *Interp, s *Symbol) (Value, *Exit) { return Bool(s.special), nil }),
		"Return t if SYMBOL is always bound dynamically."),
	{usage: "(interactive-form CMD)", fn: v1(primInteractiveForm), doc: "Return the interactive form of CMD, nil if it is no command."},
	{usage: "(commandp FUNCTION &optional FOR-CALL-INTERACTIVELY)", fn: v2(primCommandp),
		doc: "Return t if FUNCTION can be called interactively."},
	{usage: "(funcall-interactively FUNCTION &rest ARGS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		return in.Funcall(a[0], a[1:]...)
	}), doc: "Call FUNCTION with ARGS as if interactively."},
	{usage: "(subr-arity SUBR)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		if !v.IsFunc() || v.Func().prim == nil {
			return Value{}, in.WrongType("subrp", v)
		}
		return primFuncArity(in, v)
	}), doc: "Return (MIN . MAX), the numbers of arguments that the primitive SUBR takes."},
	{usage: "(subr-name SUBR)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		if !v.IsFunc() || v.Func().prim == nil {
			return Value{}, in.WrongType("subrp", v)
		}
		return NewString(v.Func().prim.name), nil
	}), doc: "Return the name of the primitive SUBR."},
	{usage: "(documentation FUNCTION &optional RAW)", fn: v2(primDocumentation),
		doc: "Return the documentation string of FUNCTION, nil if it has none."},
	Def("(documentation-property SYMBOL PROP &optional RAW)", Fn3(func(in *Interp, s *Symbol, prop, raw Value) (Value, *Exit) {
		v := PlistGet(s.plist, prop)
		if d, ok := in.varDocs[s]; v.IsNil() && ok && prop == in.s.variableDocumentation {
			v = NewString(d)
		}
		if isFileRef(v) {
			var x *Exit
			if v, x = in.storedDoc(v); x != nil {
				return Value{}, x
			}
		} else if v.IsCons() || v.IsSymbol() && !v.IsNil() {
			var x *Exit
			if v, x = in.EvalForm(v, true); x != nil {
				return Value{}, x
			}
		}
		return in.readableDoc(v, raw)
	}), "Return the documentation string that is property PROP of SYMBOL."),
}

func primEval(in *Interp, form, lexical Value) (Value, *Exit) {
	locals := in.fileLocals
	in.fileLocals = nil // (defvar SYM) of the file that is being loaded is not for FORM
	if !lexical.IsCons() {
		v, x := in.EvalForm(form, !lexical.IsNil())
		in.fileLocals = locals
		return v, x
	}
	var syms []*Symbol
	var vals []Value
	seen, special := map[*Symbol]bool{}, map[*Symbol]bool{}
	for n := 0; lexical.IsCons() && n < 1<<16; n++ {
		e := Car(lexical)
		lexical = Cdr(lexical)
		switch {
		case e.IsCons() && Car(e).IsSymbol():
			if s := in.Symbol(Car(e)); !seen[s] && len(syms) < 100 {
				seen[s] = true
				syms, vals = append(syms, s), append(vals, Cdr(e))
			}
		case e.IsSymbol() && !e.IsNil() && e != T && !special[in.Symbol(e)]:
			special[in.Symbol(e)] = true
			in.fileLocals = append(in.fileLocals, in.Symbol(e))
		}
	}
	v, x := in.evalIn(form, true, nil, syms, vals)
	in.fileLocals = locals
	return v, x
}

func primApply(in *Interp, a []Value) (Value, *Exit) {
	if len(a) == 1 { // (apply '(F . ARGS))
		l, x := in.properSlice(a[0])
		if x != nil {
			return Value{}, x
		}
		if len(l) == 0 {
			return in.Funcall(a[0])
		}
		return in.Funcall(l[0], l[1:]...)
	}
	n := len(a) - 1
	last := in.listed(a[n])
	if last.IsNil() {
		return in.Funcall(a[0], a[1:n]...)
	}
	k, end := listLength(last)
	if end == circularList {
		return Value{}, in.Signal(in.s.circularList, loopOf(last))
	}
	if end == dottedList || !last.IsCons() {
		for last.IsCons() {
			last = last.Cons().Cdr
		}
		return Value{}, in.WrongType("listp", last)
	}
	all := make([]Value, 0, n+k)
	all = append(all, a[:n]...)
	if k == 1 { // as in Emacs, backtraces show a single argument as if spread
		in.calls[len(in.calls)-1].many = append(all, last.Cons().Car)
	}
	args := all[1:]
	for ; last.IsCons(); last = last.Cons().Cdr {
		args = append(args, last.Cons().Car)
	}
	return in.Funcall(a[0], args...)
}

// signalFormatted signals sym with a message made of args by format-message.
func (in *Interp) signalFormatted(sym Value, args []Value) (Value, *Exit) {
	msg, x := in.Funcall(in.Sym("format-message"), args...)
	if x != nil {
		return msg, x
	}
	return Value{}, in.Signal(sym, msg)
}

func (in *Interp) isFunction(v Value) bool {
	if v.IsSymbol() {
		s := in.Symbol(v)
		if s.fn.kind == funcVoid {
			return false
		}
		f, x := in.indirect(v)
		if x != nil {
			return false
		}
		if f.kind == funcOther && Car(f.obj) == in.s.autoload {
			typ := Car(cdddr(Cdr(f.obj)))
			return typ != in.s.macro && typ != T
		}
		return f.kind == funcClosure || f.kind == funcPrim || f.kind == funcOther && in.isLambdaList(f.obj)
	}
	if v.IsFunc() {
		k := v.Func().kind
		return k == funcClosure || k == funcPrim
	}
	return in.isLambdaList(v)
}

func (in *Interp) isLambdaList(v Value) bool {
	return Car(v) == in.s.lambda || Car(v) == in.s.closure
}

func (in *Interp) arity(min, max int) Value {
	if max < 0 {
		return NewCons(fix(int64(min)), in.Sym("many"))
	}
	return NewCons(fix(int64(min)), fix(int64(max)))
}

func primFuncArity(in *Interp, v Value) (Value, *Exit) {
	f, x := in.indirect(v)
	if x != nil {
		return Value{}, x
	}
	if f.kind == funcOther && Car(f.obj) == in.s.autoload {
		if x := in.autoloadNow(v, f.obj); x != nil {
			return Value{}, x
		}
		if f, x = in.indirect(v); x != nil {
			return Value{}, x
		}
	}
	if f.kind == funcMacro && !Cdr(f.obj).IsSymbol() {
		if f, x = in.indirect(Cdr(f.obj)); x != nil {
			return Value{}, x
		}
	}
	switch {
	case f.kind == funcVoid:
		return Value{}, in.Signal(in.s.voidFunction, v)
	case f.kind == funcSpecial:
		return NewCons(fix(int64(f.prim.min)), in.Sym("unevalled")), nil
	case f.prim != nil:
		return in.arity(f.prim.min, f.prim.max), nil
	case f.kind == funcOther && in.isLambdaList(f.obj):
		g, x := in.listFunc(f.obj)
		if x != nil {
			return Value{}, x
		}
		f = g
	}
	if f.lam == nil {
		return Value{}, in.Signal(in.s.invalidFunction, v)
	}
	if f.lam.code != nil {
		return in.codeArity(f)
	}
	if _, bad := f.lam.body.(*badLambda); bad {
		return Value{}, in.Signal(in.s.invalidFunction, in.shown(f))
	}
	max := f.lam.nreq + f.lam.nopt
	if f.lam.rest {
		max = -1
	}
	return in.arity(f.lam.nreq, max), nil
}

// listFunc makes a function of (lambda ARGS . BODY) or (closure ENV ARGS .
// BODY).
func (in *Interp) listFunc(l Value) (*Func, *Exit) {
	lexical, env := false, Value{}
	body := Cdr(l)
	if Car(l) == in.s.closure {
		lexical, env, body = true, Car(body), Cdr(body)
	}
	if !body.IsCons() {
		if lexical && Cdr(l).IsCons() {
			l = Cdr(l)
		}
		return nil, in.Signal(in.s.invalidFunction, l)
	}
	if lexical && env.IsCons() && Car(env) != T {
		v, x := primEval(in, List(in.s.function, NewCons(in.s.lambda, body)), env)
		if x != nil {
			return nil, x
		}
		return v.Func(), nil
	}
	lam, x := in.newLambda(body, lexical)
	if x != nil {
		return nil, x
	}
	return lam.newFunc(), nil
}

func primInteractiveForm(in *Interp, v Value) (Value, *Exit) {
	form, x := in.interactive(v)
	if cddr(form).IsCons() { // modes
		form = List(Car(form), cadr(form))
	}
	return form, x
}

// interactive returns the interactive form of v with the modes it names. It also
// looks at the property interactive-form of v and of the symbols it leads through.
func (in *Interp) interactive(v Value) (Value, *Exit) {
	for s, n := v, 0; s.IsSymbol() && !s.IsNil() && n < 100; n++ {
		if form := PlistGet(in.Symbol(s).plist, in.Sym("interactive-form")); !form.IsNil() {
			return form, nil
		}
		s = in.Symbol(s).fn.object()
	}
	f, x := in.indirect(v)
	if x == nil && f.kind == funcOther && Car(f.obj) == in.s.autoload {
		if x = in.autoloadNow(v, f.obj); x == nil {
			f, x = in.indirect(v)
		}
	}
	if x == nil && f.kind == funcOther && in.isLambdaList(f.obj) {
		f, x = in.listFunc(f.obj)
	}
	switch {
	case x != nil:
		return Value{}, x
	case f.prim != nil:
		return f.prim.iform, nil
	case f.lam == nil:
		return Value{}, nil
	case f.lam.library && !f.lam.iform.IsNil() && Cdr(f.lam.iform).IsNil():
		return List(in.s.interactive, Value{}), nil // as of a compiled function
	}
	return f.lam.iform, nil
}

func primFset(in *Interp, s *Symbol, def Value) (Value, *Exit) {
	if s.id == idNil && !def.IsNil() {
		return Value{}, in.Signal(in.s.settingConstant, s.Value())
	}
	in.SetFunction(s, def)
	return def, nil
}

func primDefalias(in *Interp, s *Symbol, def, doc Value) (Value, *Exit) {
	return in.defalias(s, def, doc)
}

// defalias makes def the function of s, and notes that for load-history.
func (in *Interp) defalias(s *Symbol, def, doc Value) (Value, *Exit) {
	if def.IsFunc() {
		if lam := def.Func().lam; lam != nil && lam.name == nil {
			lam.name = s
			lam.library = in.loading != nil && in.loading.trust
		}
	} else if expander := Cdr(def); Car(def) == in.s.macro && expander.IsFunc() && in.loading != nil && in.loading.trust {
		if lam := expander.Func().lam; lam != nil {
			lam.macro = true
		}
	}
	if h := PlistGet(s.plist, in.Sym("defalias-fset-function")); !h.IsNil() {
		if _, x := in.Funcall(h, s.Value(), def); x != nil {
			return Value{}, x
		}
	} else if _, x := primFset(in, s, def); x != nil {
		return Value{}, x
	}
	if !doc.IsNil() {
		in.put(s, in.s.functionDoc, doc)
	}
	kind := in.Sym("defun")
	if Car(def) == in.s.autoload {
		kind = in.s.autoload
	}
	in.noteDefinition(NewCons(kind, s.Value()))
	return s.Value(), nil
}

type hookMode uint8

const (
	hookAll hookMode = iota
	hookUntilSuccess
	hookUntilFailure
)

// hookFunctions returns the functions of hook, with those of its default value
// where the local one says t.
func (in *Interp) hookFunctions(hook Value) []Value {
	if !hook.IsSymbol() {
		return nil
	}
	s := in.Symbol(hook)
	v, ok := in.VarValue(s)
	if !ok || v.IsNil() {
		return nil
	}
	if !v.IsCons() || in.isLambdaList(v) {
		return []Value{v}
	}
	var out []Value
	for n := 0; v.IsCons() && n < 1<<16; n++ {
		if f := v.Cons().Car; f == T {
			d, _ := in.DefaultValue(s)
			if !d.IsCons() || in.isLambdaList(d) {
				if !d.IsNil() {
					out = append(out, d)
				}
			} else {
				for _, f := range Slice(d) {
					if f != T {
						out = append(out, f)
					}
				}
			}
		} else {
			out = append(out, f)
		}
		v = v.Cons().Cdr
	}
	return out
}

// RunHook calls the functions of hook, a symbol, with args, as mode says.
func (in *Interp) RunHook(hook Value, mode hookMode, args ...Value) (Value, *Exit) {
	if !hook.IsSymbol() {
		return Value{}, in.WrongType("symbolp", hook)
	}
	args = append([]Value(nil), args...)
	for _, f := range in.hookFunctions(hook) {
		v, x := in.Funcall(f, args...)
		if x != nil {
			return Value{}, x
		}
		switch {
		case mode == hookUntilSuccess && !v.IsNil():
			return v, nil
		case mode == hookUntilFailure && v.IsNil():
			return Value{}, nil
		}
	}
	return Bool(mode == hookUntilFailure), nil
}

// RunHooks calls the functions of the hook called name without arguments.
func (in *Interp) RunHooks(name string) *Exit {
	_, x := in.RunHook(in.Sym(name), hookAll)
	return x
}

func primRunHookWrapped(in *Interp, a []Value) (Value, *Exit) {
	hook, wrap := a[0], a[1]
	if !hook.IsSymbol() {
		return Value{}, in.WrongType("symbolp", hook)
	}
	rest := append([]Value(nil), a[2:]...)
	for _, f := range in.hookFunctions(hook) {
		v, x := in.Funcall(wrap, append([]Value{f}, rest...)...)
		if x != nil || !v.IsNil() {
			return v, x
		}
	}
	return Value{}, nil
}

func primCommandp(in *Interp, v, strict Value) (Value, *Exit) {
	if !v.IsSymbol() && (v.IsString() || v.IsVector()) {
		return Bool(strict.IsNil()), nil
	}
	for s, n := v, 0; s.IsSymbol() && !s.IsNil() && n < 100; n++ {
		if form := PlistGet(in.Symbol(s).plist, in.Sym("interactive-form")); !form.IsNil() {
			return T, nil
		}
		s = in.Symbol(s).fn.object()
	}
	f, x := in.indirect(v)
	if x != nil {
		return Value{}, x
	}
	switch {
	case f.lam != nil:
		return Bool(!f.lam.iform.IsNil()), nil
	case f.prim != nil:
		return Bool(!f.prim.iform.IsNil()), nil
	case f.kind == funcOther && Car(f.obj) == in.s.autoload:
		return Bool(!Car(cdddr(f.obj)).IsNil()), nil
	case f.kind == funcOther && in.isLambdaList(f.obj):
		g, x := in.listFunc(f.obj)
		if x != nil {
			return Value{}, nil
		}
		return Bool(!g.lam.iform.IsNil()), nil
	}
	return Value{}, nil
}

func primDocumentation(in *Interp, v, raw Value) (Value, *Exit) {
	doc, x := in.functionDocumentation(v)
	if x != nil {
		return Value{}, x
	}
	return in.readableDoc(doc, raw)
}

// readableDoc returns doc, a docstring, with its quotes and key notation made
// readable unless raw is non-nil; the library knows how.
func (in *Interp) readableDoc(doc, raw Value) (Value, *Exit) {
	substitute := in.Intern("substitute-command-keys")
	if !doc.IsString() || !raw.IsNil() || substitute.fn == voidFunc {
		return doc, nil
	}
	return in.Funcall(substitute.Value(), doc)
}

// withUsage adds to doc, unless it has one, the last line from which help tells
// what the arguments are called; args is a text.
func withUsage(doc, args string) string {
	if doc == "" || strings.Contains(doc, "\n\n(fn") {
		return doc
	}
	return doc + "\n\n(fn" + strings.TrimRight(" "+args, " ") + ")"
}

// usageOf returns the parameter list args as documentation shows it.
func (in *Interp) usageOf(args Value) string {
	var words []string
	for ; args.IsCons(); args = Cdr(args) {
		word := in.PrintString(Car(args), false)
		if !strings.HasPrefix(word, "&") {
			word = strings.ToUpper(strings.TrimPrefix(word, "_"))
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// functionDocumentation returns the docstring of v, a function, as it is.
func (in *Interp) functionDocumentation(v Value) (Value, *Exit) {
	if v.IsSymbol() {
		if d := PlistGet(in.Symbol(v).plist, in.s.functionDoc); !d.IsNil() {
			if d.IsString() {
				return d, nil
			}
			if isFileRef(d) {
				return in.storedDoc(d)
			}
			return in.EvalForm(d, true)
		}
	}
	if v.IsString() || v.IsVector() {
		return NewString("Keyboard macro."), nil
	}
	f, x := in.indirect(v)
	if x != nil {
		return Value{}, x
	}
	macro := f.kind == funcMacro
	if macro {
		if f, x = in.indirect(Cdr(f.obj)); x != nil {
			return Value{}, x
		}
	}
	switch {
	case f.kind == funcVoid:
		return Value{}, in.Signal(in.s.voidFunction, v)
	case f.prim != nil:
		_, args, _ := strings.Cut(strings.TrimSuffix(f.prim.usage, ")"), " ")
		doc := f.prim.doc
		if f.prim.makeDoc != nil {
			doc = f.prim.makeDoc()
		}
		return NewString(withUsage(doc, args)), nil
	case f.lam != nil && f.lam.code != nil:
		return in.codeDoc(f.lam.doc)
	case f.lam != nil && f.lam.doc.IsString():
		if (f.lam.library || macro && f.lam.macro) && f.lam.lexical && !f.lam.args.IsNil() {
			return NewString(withUsage(f.lam.doc.Str().UTF8(), in.usageOf(f.lam.args))), nil
		}
		return f.lam.doc, nil
	case f.lam != nil:
		if d := Car(f.lam.source); d.IsString() { // nothing but a docstring
			return d, nil
		}
		return Value{}, nil
	case Car(f.obj) == in.s.autoload:
		if caddr(f.obj).IsNil() && v.IsSymbol() && in.opts.LoadFS != nil && cadr(f.obj).IsString() {
			// Our library's autoloads carry no docstrings.
			if _, err := fs.Stat(in.opts.LoadFS, cadr(f.obj).Str().UTF8()+".el"); err == nil {
				if x := in.autoloadNow(v, f.obj); x != nil {
					return Value{}, x
				}
				if now := in.Symbol(v).fn; now.kind != funcOther {
					return in.functionDocumentation(v)
				}
			}
		}
		return caddr(f.obj), nil
	case in.isLambdaList(f.obj):
		g, x := in.listFunc(f.obj)
		if x != nil {
			return Value{}, x
		}
		return g.lam.doc, nil
	}
	return Value{}, in.Signal(in.s.invalidFunction, v)
}
