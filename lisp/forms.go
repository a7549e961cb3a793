package lisp

// A specialForm analyses calls of one special form. x is the whole form, whose
// argument count fits the usage line.
type specialForm struct {
	analyse func(a *analyser, x Value) *expr
}

type formRow struct {
	usage   string
	analyse func(a *analyser, x Value) *expr
	doc     string
}

// specialForms is the table of the language's own special forms.
func specialForms() []formRow {
	return []formRow{
		{"(quote ARG)", func(a *analyser, x Value) *expr { return a.konst(cadr(x)) },
			"Return ARG unevaluated."},
		{"(function ARG)", formFunction,
			"Return ARG, a function, unevaluated; a lambda expression becomes a closure."},
		{"(if COND THEN ELSE...)", func(a *analyser, x Value) *expr {
			return &expr{kind: eIf, args: []*expr{a.expr(cadr(x)), a.expr(caddr(x)), a.progn(cdddr(x))}}
		}, "If COND is non-nil evaluate THEN, otherwise the ELSE forms; return the last value."},
		{"(cond CLAUSES...)", formCond,
			"Find the first clause (CONDITION BODY...) whose condition is non-nil and evaluate its body."},
		{"(progn BODY...)", func(a *analyser, x Value) *expr { return a.progn(Cdr(x)) },
			"Evaluate the BODY forms in order and return the value of the last."},
		{"(prog1 FIRST BODY...)", func(a *analyser, x Value) *expr {
			return &expr{kind: eProg1, args: []*expr{a.expr(cadr(x)), a.progn(cddr(x))}}
		}, "Evaluate FIRST and the BODY forms in order and return the value of FIRST."},
		{"(and CONDITIONS...)", func(a *analyser, x Value) *expr { return &expr{kind: eAnd, args: a.exprs(Cdr(x))} },
			"Evaluate CONDITIONS until one is nil; return the last value, t if there are none."},
		{"(or CONDITIONS...)", func(a *analyser, x Value) *expr { return &expr{kind: eOr, args: a.exprs(Cdr(x))} },
			"Evaluate CONDITIONS until one is non-nil; return the last value."},
		{"(while TEST BODY...)", func(a *analyser, x Value) *expr {
			return &expr{kind: eWhile, args: []*expr{a.expr(cadr(x)), a.progn(cddr(x))}}
		}, "While TEST is non-nil, evaluate the BODY forms. Return nil."},
		{"(setq [SYM VAL]...)", formSetq, "Set each SYM, unevaluated, to its VAL; return the last value."},
		{"(let VARLIST BODY...)", func(a *analyser, x Value) *expr { return a.let(x, false) },
			"Bind the variables of VARLIST, a list of SYMBOL or (SYMBOL VALUE), in parallel and evaluate BODY."},
		{"(let* VARLIST BODY...)", func(a *analyser, x Value) *expr { return a.let(x, true) },
			"Bind the variables of VARLIST one after the other and evaluate BODY."},
		{"(catch TAG BODY...)", func(a *analyser, x Value) *expr {
			return &expr{kind: eCatch, args: []*expr{a.expr(cadr(x)), a.progn(cddr(x))}}
		}, "Evaluate BODY; a throw to TAG within it ends it with the value thrown."},
		{"(unwind-protect BODYFORM UNWINDFORMS...)", func(a *analyser, x Value) *expr {
			return &expr{kind: eUnwind, args: []*expr{a.expr(cadr(x)), a.progn(cddr(x))}}
		}, "Evaluate BODYFORM, then UNWINDFORMS however BODYFORM ended."},
		{"(condition-case VAR BODYFORM HANDLERS...)", formConditionCase,
			"Evaluate BODYFORM; if it signals, run the first of HANDLERS, (CONDITION BODY...), that covers the error."},
		{"(handler-bind BINDINGS BODY...)", formHandlerBind,
			`Evaluate BODY; when it signals, call functions while the signal's context is still there.
Each of BINDINGS is (CONDITIONS FUNCTION). A FUNCTION whose CONDITIONS cover the
signal, and that is not outside of a condition-case that will handle it, is called
with (SYMBOL . DATA). If it returns, the next is called, and so on outwards.`},
		{"(defvar SYMBOL &optional INITVALUE DOCSTRING)", formDefvar,
			"Declare SYMBOL special; if it is void and INITVALUE is given, set it to that."},
		{"(defconst SYMBOL INITVALUE [DOCSTRING])", formDefconst,
			"Declare SYMBOL special and set it to INITVALUE, a value not meant to change."},
		{"(interactive &optional ARG-DESCRIPTOR MODES...)", func(a *analyser, x Value) *expr { return a.konst(Value{}) },
			"Say how a command reads its arguments. Evaluates to nil."},
	}
}

// DefineForm makes a special form (NAME BODY...) that evaluates its body inside
// a dynamic extent: enter, called first, pushes with Bind or OnUnbind what the
// end of the body restores.
func (in *Interp) DefineForm(usage string, enter func(in *Interp) *Exit, doc string) {
	in.defineLate(&formRow{usage, func(a *analyser, x Value) *expr {
		return &expr{kind: eExtent, exprMore: &exprMore{enter: enter}, args: []*expr{a.progn(Cdr(x))}}
	}, doc})
}

func (r *formRow) name() string { return usageName(r.usage) }

func (r *formRow) define(in *Interp, s *Symbol) {
	name, min, max := parseUsage(r.usage)
	switch name {
	case "if":
		min = 2
	case "setq":
		min = 0
	case "defconst":
		min, max = 2, 3
	case "defvar":
		min, max = 1, -1
	case "interactive":
		min, max = 0, -1
	}
	s.fn = &Func{kind: funcSpecial, arity: -1, prim: &primInfo{
		name: name, min: min, max: max, usage: r.usage, doc: r.doc, form: &specialForm{r.analyse}}}
}

func formFunction(a *analyser, x Value) *expr {
	f := cadr(x)
	if Car(f) == a.in.s.lambda {
		return a.lambda(f)
	}
	return a.konst(f)
}

func formCond(a *analyser, x Value) *expr {
	clauses, ex := a.in.properSlice(Cdr(x))
	if ex != nil {
		return a.failExit(ex)
	}
	parts := make([][2]*expr, len(clauses))
	for i, c := range clauses {
		switch {
		case !c.IsList():
			parts[i][0] = a.fail(a.in.s.wrongType, a.in.Sym("listp"), c)
		default:
			parts[i][0] = a.expr(Car(c))
			if c.IsCons() && !Cdr(c).IsNil() {
				parts[i][1] = a.progn(Cdr(c))
			}
		}
	}
	e := a.konst(Value{})
	for i := len(parts) - 1; i >= 0; i-- {
		if p := parts[i]; p[1] == nil {
			e = &expr{kind: eOr, args: []*expr{p[0], e}}
		} else {
			e = &expr{kind: eIf, args: []*expr{p[0], p[1], e}}
		}
	}
	return e
}

func formSetq(a *analyser, x Value) *expr {
	if n, _ := listLength(Cdr(x)); n%2 != 0 {
		return a.fail(a.in.s.wrongNumber, a.in.s.setq, fix(int64(n)))
	}
	var es []*expr
	for l := Cdr(x); l.IsCons(); l = cddr(l) {
		if !Car(l).IsSymbol() {
			es = append(es, a.fail(a.in.s.wrongType, a.in.Sym("symbolp"), Car(l)))
			continue
		}
		es = append(es, a.assign(a.in.Symbol(Car(l)), a.expr(cadr(l))))
	}
	switch len(es) {
	case 0:
		return a.konst(Value{})
	case 1:
		return es[0]
	}
	return &expr{kind: eProgn, args: es}
}

// let analyses let and let*. Lexical bindings become assignments to fresh
// slots; dynamic ones a dynLet around the body.
func (a *analyser) let(x Value, seq bool) *expr {
	vars, next, locals := a.vars, a.next, a.locals
	a.scopes++
	e := a.letBindings(x, cadr(x), seq)
	a.scopes--
	a.vars, a.next, a.locals = vars, next, locals
	return e
}

func (a *analyser) letBindings(x, rest Value, seq bool) *expr {
	if n, end := listLength(rest); end != properList || n > 1<<16 {
		if end == properList {
			return a.fail(a.in.s.error, NewString("Too many variables in one let"))
		}
		if seq && end == dottedList {
			return a.fail(a.in.s.wrongType, a.in.Sym("listp"), rest)
		}
		return a.badArgs(rest)
	}
	if n, _ := listLength(rest); !seq && n > slotsFull/2 {
		return a.letMany(x, rest)
	}
	var list []*expr
	var fresh []*variable
	var dyn *expr
	spill := false
	for ; rest.IsCons(); rest = Cdr(rest) {
		if spill = seq && a.next > slotsFull; spill {
			break // what is left gets a frame of its own
		}
		b := Car(rest)
		name, init := b, Value{}
		if b.IsCons() {
			name, init = Car(b), cadr(b)
			if d := Cdr(b); !d.IsList() {
				return a.fail(a.in.s.wrongType, a.in.Sym("listp"), d)
			} else if !Cdr(d).IsNil() {
				return a.fail2(a.in.s.error, NewCons(NewString("`let' bindings can have only one value-form"), b))
			}
		}
		if !name.IsSymbol() {
			pred := "symbolp"
			if !b.IsCons() {
				pred = "listp"
			}
			return a.fail(a.in.s.wrongType, a.in.Sym(pred), name)
		}
		s := a.in.Symbol(name)
		e := a.expr(init)
		if a.dynamic(s) || s.constant() {
			if dyn == nil {
				dyn = &expr{kind: eDynLet, exprMore: &exprMore{}}
			}
			dyn.syms = append(dyn.syms, s)
			if seq || len(dyn.syms) == 1 && !Cdr(rest).IsCons() {
				dyn.args = append(dyn.args, e)
				rest = Cdr(rest)
				break // later initial values see this binding
			}
			// The value waits in a slot until all are computed.
			v := &variable{sym: s, slot: a.slot()}
			list = append(list, &expr{kind: eSetLocal, bind: true, v: v, cap: -1, args: []*expr{e}})
			dyn.args = append(dyn.args, &expr{kind: eLocal, v: v, cap: -1})
			continue
		}
		v := &variable{sym: s, slot: a.slot()}
		if seq {
			a.scope(v)
		} else {
			fresh = append(fresh, v)
		}
		if e.kind == eConst {
			v.init = e
		}
		list = append(list, &expr{kind: eSetLocal, bind: true, v: v, cap: -1, args: []*expr{e}})
	}
	for _, v := range fresh {
		a.scope(v)
	}
	var body *expr
	if spill {
		body = a.ownFrame(NewCons(a.in.Sym("let*"), NewCons(rest, cddr(x))))
	} else if rest.IsCons() {
		body = a.letBindings(x, rest, true)
	} else {
		body = a.progn(cddr(x))
	}
	if dyn != nil {
		dyn.args = append(dyn.args, body)
		body = dyn
	}
	if list == nil {
		return body
	}
	return &expr{kind: eProgn, args: append(list, body)}
}

// letMany analyses a let with more variables than belong in a frame: as a let*
// that computes all values before it binds the variables.
func (a *analyser) letMany(x, bindings Value) *expr {
	var values, binds []Value
	for ; bindings.IsCons(); bindings = Cdr(bindings) {
		b := Car(bindings)
		if !b.IsCons() {
			b = List(b)
		}
		if cddr(b).IsCons() {
			return a.fail2(a.in.s.error, NewCons(NewString("`let' bindings can have only one value-form"), b))
		}
		tmp := gensym("value")
		values = append(values, List(tmp, cadr(b)))
		binds = append(binds, List(Car(b), tmp))
	}
	return a.expr(NewCons(a.in.Sym("let*"), NewCons(List(append(values, binds...)...), cddr(x))))
}

func formConditionCase(a *analyser, x Value) *expr {
	e := &expr{kind: eCondCase, exprMore: &exprMore{}}
	v := cadr(x)
	if !v.IsSymbol() {
		return a.fail(a.in.s.wrongType, a.in.Sym("symbolp"), v)
	}
	e.args = []*expr{a.expr(caddr(x))}
	vars, next, locals := a.vars, a.next, a.locals
	if !v.IsNil() {
		if s := a.in.Symbol(v); a.lam.lexical {
			e.v = a.newVar(s)
		} else {
			e.sym = s
		}
	}
	a.scopes++
	defer func() { a.scopes-- }()
	var success *expr
	for h := cdddr(x); h.IsCons(); h = Cdr(h) {
		c := Car(h)
		if c.IsNil() {
			continue
		}
		if !c.IsCons() || !Car(c).IsSymbol() && !Car(c).IsCons() {
			return a.fail(a.in.s.error, NewString("Invalid condition handler: "+a.in.PrintString(c, false)))
		}
		if Car(c) == a.in.s.success {
			success = a.progn(Cdr(c))
			continue
		}
		for d := Car(c); d.IsCons(); d = Cdr(d) {
			e.debug = e.debug || Car(d) == a.in.s.debug
		}
		e.conds = append(e.conds, Car(c))
		e.args = append(e.args, a.progn(Cdr(c)))
	}
	if success != nil {
		e.args = append(e.args, success)
	}
	a.vars, a.next, a.locals = vars, next, locals
	return e
}

func formDefvar(a *analyser, x Value) *expr {
	if !cadr(x).IsSymbol() {
		return a.fail(a.in.s.wrongType, a.in.Sym("symbolp"), cadr(x))
	}
	s := a.in.Symbol(cadr(x))
	if n, _ := listLength(x); n > 4 {
		return a.fail(a.in.s.error, NewString("Too many arguments"))
	}
	if !cddr(x).IsCons() {
		// Special here only: to the end of the enclosing body, or of the file.
		a.makeSpecial(s)
		if a.lam.top && a.up == nil && a.scopes == 0 {
			a.in.fileLocals = a.locals
		}
		return a.konst(cadr(x))
	}
	d := &defvar{sym: s, init: a.lazyArg(caddr(x)), doc: Car(cdddr(x)), file: a.in.loadFile()}
	a.makeSpecial(s)
	return nodeExpr(d)
}

func formDefconst(a *analyser, x Value) *expr {
	if !cadr(x).IsSymbol() {
		return a.fail(a.in.s.wrongType, a.in.Sym("symbolp"), cadr(x))
	}
	s := a.in.Symbol(cadr(x))
	d := &defvar{sym: s, init: a.lazyArg(caddr(x)), doc: Car(cdddr(x)), konst: true, file: a.in.loadFile()}
	a.makeSpecial(s)
	return nodeExpr(d)
}

// makeSpecial notes that s is bound dynamically from here to the end of the
// enclosing body.
func (a *analyser) makeSpecial(s *Symbol) {
	a.locals = append(a.locals[:len(a.locals):len(a.locals)], s)
}

// lazyArg wraps a form as a closure over what it uses, for nodes that evaluate
// it at most once.
func (a *analyser) lazyArg(form Value) *thunk {
	t := &thunk{}
	if !form.IsCons() && !form.IsSymbol() {
		t.k = form
		return t
	}
	t.e = a.lambda(List(a.in.s.lambda, Value{}, form))
	t.e.lam.top = true // not a call in a backtrace
	t.a, t.top, t.site = a, uint8(a.next), a.site(&place{in: a.at})
	a.reserve(2)
	return t
}

// A thunk is a form to be evaluated now or never.
type thunk struct {
	k    Value
	e    *expr
	a    *analyser
	n    Node
	top  uint8
	site uint32
}

func (t *thunk) Eval(in *Interp, f *frame) (Value, *Exit) {
	if t.e == nil && t.n == nil {
		return t.k, nil
	}
	if t.n == nil {
		t.n = t.a.gen(t.e)
		t.e, t.a = nil, nil
	}
	fv, x := t.n.Eval(in, f)
	if x != nil {
		return fv, x
	}
	return in.enter(fv.Func(), callee(f, t.top), t.top, 0, t.site)
}

type defvar struct {
	sym   *Symbol
	init  *thunk
	doc   Value
	konst bool
	file  Value
}

func (n *defvar) Eval(in *Interp, f *frame) (Value, *Exit) {
	s := n.sym
	if n.konst {
		s.special = true
		v, x := n.init.Eval(in, f)
		if x == nil {
			x = in.SetDefault(s, v)
		}
		if x != nil {
			return Value{}, x
		}
	} else {
		s.special = true
		if _, bound := in.DefaultValue(s); !bound {
			v, x := n.init.Eval(in, f)
			if x == nil {
				x = in.setOutermost(s, v)
			}
			if x != nil {
				return Value{}, x
			}
		}
	}
	if !n.doc.IsNil() {
		in.put(s, in.s.variableDocumentation, n.doc)
	}
	in.noteDefinition(s.Value())
	return s.Value(), nil
}

// setOutermost sets the toplevel default of s: the value outside of every let.
func (in *Interp) setOutermost(s *Symbol, v Value) *Exit {
	for i := range in.specs {
		if b := &in.specs[i]; b.sym == s && b.locals == nil {
			b.old = v
			return nil
		}
	}
	return in.SetDefault(s, v)
}

func (in *Interp) put(s *Symbol, prop, v Value) {
	for p := s.plist; p.IsCons(); p = cddr(p) {
		if p.Cons().Car == prop && p.Cons().Cdr.IsCons() {
			p.Cons().Cdr.Cons().Car = v
			return
		}
		if cddr(p).IsNil() && Cdr(p).IsCons() {
			p.Cons().Cdr.Cons().Cdr = List(prop, v)
			return
		}
	}
	s.plist = List(prop, v)
}

// Put sets a property of s.
func (in *Interp) Put(s *Symbol, prop, v Value) { in.put(s, prop, v) }

// Get returns a property of s.
func (in *Interp) Get(s *Symbol, prop Value) Value { return PlistGet(s.plist, prop) }
