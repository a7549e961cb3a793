package lisp

// Analysis has two passes. The first expands macros and resolves variables,
// giving a tree of exprs; after it we know which variables closures capture and
// which are assigned. The second (generate.go) turns exprs into nodes.

type exprKind uint8

const (
	eConst exprKind = iota
	eLocal
	eGlobal
	eSetLocal
	eSetGlobal
	eIf
	eProgn
	eProg1
	eWhile
	eAnd
	eOr
	eDynLet
	eLambda
	eCall
	eCallHeap
	eOp
	eFuncall
	eCatch
	eCondCase
	eUnwind
	eExtent
	eHandlerBind
	eMiscall // args[0] is a call, whose number of arguments is wrong
	eNode    // ready-made
)

type expr struct {
	kind  exprKind
	op    opcode
	top   uint8 // calls: where the callee's frame starts
	chain bool  // eOp: the first argument belongs to the same call: (+ a b c)
	tail  bool  // eCall, eFuncall: its value is that of the function
	bind  bool  // eSetLocal: a let binding rather than an assignment
	cap   int   // eLocal, eSetLocal: index among captured variables, or -1
	k     Value
	v     *variable
	sym   *Symbol
	args  []*expr
	at    *place     // calls and global variables: where they stand
	void  *lateScope // eCall: the function is not defined yet
	*exprMore
}

// A place is where a form stands: within which others, up to the function body
// or top-level form that it belongs to, and in the scope of which variables.
// Backtraces show the forms; the debugger evaluates in the scope.
type place struct {
	form Value
	in   *place
	vars *variable // the innermost
}

// exprMore is what few kinds of expressions have.
type exprMore struct {
	debug bool // eCondCase
	conds []Value
	syms  []*Symbol
	lam   *Lambda
	from  []*expr // eLambda: the captured variables, seen from here
	node  Node
	enter func(in *Interp) *Exit
}

func nodeExpr(n Node) *expr { return &expr{kind: eNode, exprMore: &exprMore{node: n}} }

// A variable is a lexical variable.
type variable struct {
	sym      *Symbol
	outer    *variable // the next one in scope
	slot     uint8
	captured bool
	assigned bool
	init     *expr // its initial value, if it is known
	reads    int   // eLocal expressions of it
}

func (v *variable) boxed() bool { return v.captured && v.assigned }

// An analyser is the state for one lambda being analysed.
type analyser struct {
	in      *Interp
	up      *analyser
	lam     *Lambda
	vars    *variable // in scope, the innermost
	params  []*variable
	caps    []*variable
	seen    *variable // the variables of up where the function stands
	inner   []*innerLambda
	locals  []*Symbol // (defvar SYM) in force
	scopes  int       // let and condition-case around the form in hand
	next    int       // next free slot
	at      *place    // the form in hand
	depth   int       // nesting of the form in hand
	deepest int
	body    *expr
	late    bool // some form is analysed again when its function is defined
}

type innerLambda struct {
	a *analyser
	e *expr
}

const (
	maxNesting = 1600 // of forms within one function, as max-lisp-eval-depth has it
	slotsFull  = 180  // beyond this many slots a form gets a frame of its own
	argsInline = 40   // a call with more arguments passes them outside the frame
)

func (a *analyser) slot() uint8 {
	s := a.next
	a.next++
	a.lam.nslots = max(a.lam.nslots, a.next)
	return uint8(s)
}

func (a *analyser) reserve(n int) { a.lam.nslots = max(a.lam.nslots, a.next+n) }

func (a *analyser) newVar(s *Symbol) *variable {
	v := &variable{sym: s, slot: a.slot()}
	a.scope(v)
	return v
}

// scope makes v visible.
func (a *analyser) scope(v *variable) { v.outer, a.vars = a.vars, v }

// lookup finds a lexical variable; cap is its index in caps when it belongs to
// an enclosing function.
func (a *analyser) lookup(s *Symbol) (v *variable, cap int) {
	for v := a.vars; v != nil; v = v.outer {
		if v.sym == s {
			return v, -1
		}
	}
	if a.up == nil {
		return nil, -1
	}
	if v, _ = a.up.lookup(s); v == nil {
		return nil, -1
	}
	v.captured = true
	for i, w := range a.caps {
		if w == v {
			return v, i
		}
	}
	a.caps = append(a.caps, v)
	return v, len(a.caps) - 1
}

// fail is an expression that signals when it is evaluated.
func (a *analyser) fail(tag Value, data ...Value) *expr {
	return nodeExpr(&failure{tag, List(data...), a.at})
}

func (a *analyser) failExit(x *Exit) *expr {
	if x.kind != exitSignal {
		saved := *x
		return nodeExpr(&reraise{saved})
	}
	return a.fail2(x.tag, x.val)
}

func (a *analyser) fail2(tag, data Value) *expr {
	return nodeExpr(&failure{tag, data, a.at})
}

type reraise struct{ x Exit }

func (n *reraise) Eval(in *Interp, f *frame) (Value, *Exit) { return Value{}, in.raise(n.x) }

func (a *analyser) konst(v Value) *expr { return &expr{kind: eConst, k: v} }

func (a *analyser) progn(l Value) *expr {
	if !l.IsCons() {
		return a.konst(Value{})
	}
	if Cdr(l).IsNil() {
		return a.expr(Car(l))
	}
	return &expr{kind: eProgn, args: a.exprs(l)}
}

func (a *analyser) exprs(l Value) []*expr {
	n, _ := listLength(l) // of circular code too
	r := make([]*expr, 0, n)
	for ; len(r) < n; l = l.Cons().Cdr {
		r = append(r, a.expr(l.Cons().Car))
	}
	return r
}

func (a *analyser) variable(s *Symbol) *expr {
	if v, cap := a.lookup(s); v != nil {
		v.reads++
		return &expr{kind: eLocal, v: v, cap: cap}
	}
	return &expr{kind: eGlobal, sym: s, at: a.at}
}

// dynamic reports whether let binds s dynamically here.
func (a *analyser) dynamic(s *Symbol) bool {
	if s.special || !a.lam.lexical {
		return true
	}
	for _, t := range a.locals {
		if t == s {
			return true
		}
	}
	return false
}

func (a *analyser) expr(x Value) *expr {
	if x.IsSymbol() {
		s := a.in.Symbol(x)
		if s.interned && s.selfEvaluating() {
			return a.konst(x)
		}
		return a.variable(s)
	}
	if !x.IsCons() {
		return a.konst(x)
	}
	if a.depth++; a.depth > a.deepest {
		if a.depth > maxNesting { // deepest stays below, so that each form as deep gets here
			a.depth--
			return a.fail(a.in.s.excessiveNesting, NewString("Lisp nesting exceeds ‘max-lisp-eval-depth’"))
		}
		a.deepest = a.depth
	}
	var e *expr
	up := a.at
	a.at = &place{x, up, a.vars}
	if a.next > slotsFull {
		e = a.ownFrame(x)
	} else {
		e = a.form(x)
	}
	a.at = up
	a.depth--
	return e
}

// ownFrame analyses x as ((lambda () x)): its variables and calls get a frame
// of their own.
func (a *analyser) ownFrame(x Value) *expr {
	e := &expr{kind: eFuncall, top: uint8(a.next), at: a.at}
	a.reserve(2)
	e.args = []*expr{a.lambda(List(a.in.s.lambda, Value{}, x))}
	if lam := e.args[0].exprMore; lam != nil && lam.lam != nil {
		lam.lam.top = true // not a call in a backtrace
	}
	return e
}

// form analyses a cons: a special form, a macro call or a function call.
func (a *analyser) form(x Value) *expr {
	head := Car(x)
	if head == a.in.s.lambda {
		return a.lambda(x)
	}
	if !head.IsSymbol() {
		lambda := Car(head) == a.in.s.lambda && Cdr(head).IsCons()
		known := lambda || Car(head) == a.in.s.closure || head.IsFunc()
		switch _, end := listLength(Cdr(x)); {
		case end != properList && (known || !Cdr(x).IsList()):
			return a.badArgs(Cdr(x))
		case lambda:
			return a.funcall(append([]*expr{a.lambda(head)}, a.inPlace(Cdr(x))...))
		case known:
			return a.funcall(append([]*expr{a.konst(head)}, a.inPlace(Cdr(x))...))
		}
		return a.fail(a.in.s.invalidFunction, head)
	}
	s := a.in.Symbol(head)
	if a.lam.steady {
		if e := a.steadyCall(s, Cdr(x)); e != nil {
			return e
		}
	}
	fn, ex := a.named(s)
	switch {
	case ex != nil:
		return a.failExit(ex)
	case fn.kind == funcSpecial:
		return a.special(fn, x)
	case fn.kind == funcMacro:
		return a.macroCall(fn, x)
	}
	if s.inlinable() {
		if e := a.inline(s, Cdr(x)); e != nil {
			return e
		}
	}
	return a.call(s, x)
}

// named returns the function that s names, loading it if it may be a macro. What
// is loaded here has shaped no code yet: s counts as used only when it is there.
func (a *analyser) named(s *Symbol) (fn *Func, x *Exit) {
	for range 100 {
		fn = s.fn
		switch {
		case fn.kind == funcLazy:
			x = a.in.forceLazy(s)
		case fn.kind == funcOther && Car(fn.obj) == a.in.s.autoload && !Car(cdddr(Cdr(fn.obj))).IsNil():
			x = a.in.autoloadNow(s.Value(), fn.obj)
		}
		if x != nil {
			return nil, x
		}
		if s.fn != fn {
			continue
		}
		s.used = true
		if fn.kind != funcAlias {
			break
		}
		s = a.in.Symbol(fn.obj)
	}
	return fn, nil
}

// steadyCall analyses a call of the primitive that s names from the start,
// whatever it names now; nil if there is none.
func (a *analyser) steadyCall(s *Symbol, args Value) *expr {
	p := a.in.original(s)
	n, end := listLength(args)
	if p == nil || p.kind != funcPrim || n+1 > argsInline || end != properList {
		return nil
	}
	if s.inlinable() && s.fn == p {
		if e := a.inline(s, args); e != nil {
			return e
		}
	}
	return a.funcall(append([]*expr{a.konst(p.Value())}, a.inPlace(args)...))
}

// badArgs is the failure of a call whose argument list is not proper.
func (a *analyser) badArgs(args Value) *expr {
	if _, end := listLength(args); end == circularList {
		return a.fail(a.in.s.circularList, loopOf(args))
	}
	return a.fail(a.in.s.wrongType, a.in.Sym("listp"), lastTail(args))
}

// special analyses a special form after checking its argument count.
func (a *analyser) special(fn *Func, x Value) *expr {
	p := fn.prim
	n, end := listLength(Cdr(x))
	if end != properList {
		return a.badArgs(Cdr(x))
	}
	if n < p.min || p.max >= 0 && n > p.max {
		return a.fail(a.in.s.wrongNumber, Car(x), fix(int64(n)))
	}
	return p.form.analyse(a, x)
}

func (a *analyser) macroCall(fn *Func, x Value) *expr {
	mark := a.in.Mark()
	if _, end := listLength(Cdr(x)); end != properList {
		return a.badArgs(Cdr(x))
	}
	args, ex := a.in.properSlice(Cdr(x))
	if ex != nil {
		return a.failExit(ex)
	}
	if a.in.macroDepth++; a.in.macroDepth > 1000 {
		a.in.macroDepth--
		return a.fail(a.in.s.excessiveNesting, NewString("Lisp nesting exceeds ‘max-lisp-eval-depth’"))
	}
	a.in.bindLexical(a.lam.lexical)
	y, ex := a.in.Funcall(Cdr(fn.obj), args...)
	a.in.Unbind(mark)
	if ex != nil {
		a.in.macroDepth--
		return a.failExit(ex)
	}
	e := a.expr(y)
	a.in.macroDepth--
	return e
}

// call analyses (SYM ARGS...) as a function call.
func (a *analyser) call(s *Symbol, x Value) *expr {
	n, end := listLength(Cdr(x))
	if end != properList {
		if s.fn == voidFunc && Cdr(x).IsList() {
			return a.fail(a.in.s.voidFunction, s.Value())
		}
		return a.badArgs(Cdr(x))
	}
	e := &expr{kind: eCall, at: a.at, sym: s, top: uint8(a.next)}
	if s.fn == voidFunc {
		for b := a; b != nil; b = b.up {
			b.late = true
		}
		e.void = &lateScope{vars: a.vars, locals: a.locals, lexical: a.lam.lexical}
	}
	if n > argsInline {
		e.kind = eCallHeap
		e.args = a.exprs(Cdr(x))
		return e
	}
	if n <= 3 {
		e.args = a.exprs(Cdr(x))
		a.reserve(1 + n)
	} else {
		e.args = a.inPlace(Cdr(x))
	}
	if a.in.wrongCount(s, n) {
		return &expr{kind: eMiscall, args: []*expr{e}}
	}
	return e
}

// inPlace analyses arguments that are stored in the callee's frame one by one.
func (a *analyser) inPlace(l Value) []*expr {
	save := a.next
	var r []*expr
	a.slot()
	for ; l.IsCons(); l = Cdr(l) {
		r = append(r, a.expr(Car(l)))
		a.slot()
	}
	a.next = save
	return r
}

func (a *analyser) funcall(args []*expr) *expr {
	if len(args) > argsInline {
		return &expr{kind: eCallHeap, at: a.at, args: args}
	}
	return &expr{kind: eFuncall, at: a.at, top: uint8(a.next), args: args}
}

// inline analyses a call of a primitive that has nodes of its own; nil if the
// argument count is not one that they take.
func (a *analyser) inline(s *Symbol, l Value) *expr {
	n, end := listLength(l)
	if end != properList {
		return nil
	}
	if s.op == opFuncall {
		if n < 1 {
			return nil
		}
		fn := a.expr(Car(l))
		e := a.funcall(append([]*expr{fn}, a.inPlace(Cdr(l))...))
		e.sym = s
		return e
	}
	if n == inlineArgs[s.op] {
		a.reserve(1 + n)
		return &expr{kind: eOp, at: a.at, sym: s, op: s.op, top: uint8(a.next), args: a.exprs(l)}
	}
	if n > 2 && s.op <= opMul && n <= argsInline { // (+ a b c) is (+ (+ a b) c)
		a.reserve(4)
		args := a.exprs(l)
		for _, b := range args[2:] {
			if b.kind != eConst && b.kind != eLocal { // its evaluation comes before any addition
				return nil
			}
		}
		e := args[0]
		for i, b := range args[1:] {
			e = &expr{kind: eOp, at: a.at, sym: s, op: s.op, top: uint8(a.next), chain: i > 0, args: []*expr{e, b}}
		}
		return e
	}
	return nil
}

// lambda analyses (lambda ARGS . BODY) as a closure.
func (a *analyser) lambda(x Value) *expr {
	lam, ex := a.in.newLambda(Cdr(x), a.lam.lexical)
	if ex != nil {
		return a.failExit(ex)
	}
	return a.closure(lam)
}

func (a *analyser) closure(lam *Lambda) *expr {
	lam.locals, lam.steady, lam.quiet = a.locals, a.lam.steady, a.lam.quiet
	e := &expr{kind: eLambda, exprMore: &exprMore{lam: lam}}
	if !a.captures() {
		return e // analysed at its first call
	}
	d := &analyser{in: a.in, up: a, seen: a.vars, lam: lam, locals: a.locals, depth: a.depth, deepest: a.depth}
	d.lambdaBody()
	for _, v := range d.caps {
		from := &expr{kind: eLocal, v: v, cap: -1}
		for i, w := range a.caps {
			if w == v {
				from.cap = i
			}
		}
		e.from = append(e.from, from)
		lam.capSyms = append(lam.capSyms, v.sym)
	}
	a.inner = append(a.inner, &innerLambda{d, e})
	return e
}

// captures reports whether there is any lexical variable that a closure made
// here could refer to.
func (a *analyser) captures() bool {
	for b := a; b != nil; b = b.up {
		if b.vars != nil {
			return true
		}
	}
	return false
}

func (a *analyser) lambdaBody() {
	a.next = 1
	a.lam.nslots = 1
	for _, s := range a.lam.params {
		if a.lam.lexical {
			a.params = append(a.params, a.newVar(s))
		} else {
			a.slot()
		}
	}
	since := a.in.redefined
	a.body = a.progn(a.lam.source)
	a.lam.weight = uint64(1+(a.deepest-a.depth)/12) << 32
	a.lam.lends = 0
	if a.borrowsLast() {
		a.lam.lends = since + 1
	}
}

// assign analyses one assignment of setq.
func (a *analyser) assign(s *Symbol, val *expr) *expr {
	if v, cap := a.lookup(s); v != nil {
		v.assigned = true
		return &expr{kind: eSetLocal, v: v, cap: cap, args: []*expr{val}}
	}
	return &expr{kind: eSetGlobal, at: a.at, sym: s, args: []*expr{val}}
}

// newLambda makes the Lambda of (ARGS . BODY); the body is analysed later.
func (in *Interp) newLambda(x Value, lexical bool) (*Lambda, *Exit) {
	lam := &Lambda{lexical: lexical, args: Car(x), nslots: 1, weight: 1 << 32}
	lam.body = &lazyBody{lam}
	if !lam.parseArgs(in) {
		// Such a function can be made, but not called.
		lam.params, lam.nreq, lam.nopt, lam.rest = nil, 0, 0, true
		lam.body = &badLambda{lam}
	}
	if len(lam.params) > 120 {
		return nil, in.Errorf("Function takes too many arguments")
	}
	lam.parseBody(in, Cdr(x))
	return lam, nil
}

// A badLambda is the body of a function with a malformed parameter list.
type badLambda struct{ lam *Lambda }

func (n *badLambda) Eval(in *Interp, f *frame) (Value, *Exit) {
	return Value{}, in.Signal(in.s.invalidFunction, in.shown((*Func)(f[0].p)))
}

// parseArgs sorts out the parameter list and reports whether it is well formed.
func (lam *Lambda) parseArgs(in *Interp) bool {
	mode, seen, optional := 0, 0, false
	args := lam.args
	for n := 0; args.IsCons() && n < 10000; args, n = Cdr(args), n+1 {
		v := Car(args)
		switch {
		case !v.IsSymbol():
			return false
		case v == in.s.rest:
			if mode == 2 {
				return false
			}
			mode, seen = 2, 0
		case v == in.s.optional:
			if optional || mode == 2 {
				return false
			}
			mode, optional = 1, true
		default:
			switch {
			case mode == 0:
				lam.nreq++
			case mode == 1:
				lam.nopt++
			case seen > 0: // Emacs binds what follows the rest parameter to nil
				lam.extra++
			default:
				lam.rest = true
				seen++
			}
			lam.params = append(lam.params, in.Symbol(v))
		}
	}
	return args.IsNil() && (mode != 2 || lam.rest)
}

// parseBody takes docstring, declarations and interactive form off the body.
func (lam *Lambda) parseBody(in *Interp, body Value) {
	if d := Car(body); d.IsString() && Cdr(body).IsCons() {
		lam.doc = d
		body = Cdr(body)
	} else if Car(d) == in.s.docMarker && Cdr(body).IsCons() {
		body = Cdr(body)
	}
	if f := Car(body); Car(f) == in.s.interactive {
		lam.iform = f
		body = Cdr(body)
	}
	lam.source = body
}

// lazyBody analyses a function when it is first called.
type lazyBody struct{ lam *Lambda }

func (n *lazyBody) Eval(in *Interp, f *frame) (Value, *Exit) {
	lam := n.lam
	if lam.body == Node(n) {
		// The frame under construction holds the arguments: macro expansion
		// must run above them.
		nslots := lam.nslots
		lam.nslots = max(nslots, 1+len(lam.params))
		in.analyseLambda(lam)
	}
	return lam.body.Eval(in, f)
}

// analyseLambda analyses a lambda that refers to no variable outside.
func (in *Interp) analyseLambda(lam *Lambda) {
	a := &analyser{in: in, lam: lam, locals: lam.locals}
	slots := lam.nslots
	if len(lam.sites) > maxSites/2 { // was analysed many times
		lam.sites = nil
	}
	a.lambdaBody()
	a.lam.nslots = max(a.lam.nslots, slots)
	a.generate()
	in.noteCompiled(lam)
}

// Eval evaluates form with lexical or dynamic binding.
func (in *Interp) EvalForm(form Value, lexical bool) (Value, *Exit) {
	return in.evalFormAt(form, lexical, nil)
}

// evalFormAt is EvalForm for a form that stands in the one at.
func (in *Interp) evalFormAt(form Value, lexical bool, at *place) (Value, *Exit) {
	switch {
	case form.IsSymbol():
		s := in.Symbol(form)
		return in.symbolValue(s)
	case !form.IsCons():
		return form, nil
	case form.Cons().Car == in.s.progn:
		// One form after the other: the first may define a macro for the next.
		v := Value{}
		at = &place{form, at, nil}
		if _, end := listLength(form); end == dottedList {
			return v, in.WrongType("listp", lastTail(form))
		}
		for l, n := form.Cons().Cdr, 0; l.IsCons() && n < 1<<24; l, n = l.Cons().Cdr, n+1 {
			var x *Exit
			if x = in.enterDepth(); x == nil {
				v, x = in.evalFormAt(l.Cons().Car, lexical, at)
				in.leaveDepth()
			}
			if x != nil {
				return v, x
			}
		}
		return v, nil
	}
	return in.evalIn(form, lexical, at, nil, nil)
}

// evalIn evaluates form with lexical variables syms bound to vals.
func (in *Interp) evalIn(form Value, lexical bool, at *place, syms []*Symbol, vals []Value) (Value, *Exit) {
	lam := &Lambda{lexical: lexical, source: List(form), nslots: 1, top: true, params: syms, nreq: len(syms),
		steady: in.loading != nil && in.loading.steady, quiet: in.loading != nil && in.loading.trust}
	a := &analyser{in: in, lam: lam, locals: in.fileLocals, at: at}
	lam.locals = in.fileLocals
	if x := in.enterDepth(); x != nil {
		return Value{}, x
	}
	defer in.leaveDepth()
	a.lambdaBody()
	a.generate()
	fn := lam.newFunc()
	g, top := in.scratch()
	copy(g[1:], vals)
	return in.run(fn, g, top, 0)
}

// enterDepth counts evaluations nested through Go code, whose Go frames the
// call depth does not see.
func (in *Interp) enterDepth() *Exit {
	if in.nested++; in.nested > 20000 {
		in.nested--
		return in.tooDeep()
	}
	return nil
}

func (in *Interp) leaveDepth() { in.nested-- }
