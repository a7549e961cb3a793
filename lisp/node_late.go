package lisp

// voidCheck is a call of what was no function when it was analysed: the error
// comes before the arguments are evaluated. By the time it is evaluated the
// function may have become a macro, as in (progn (require 'm) (a-macro-of-m x)).
type voidCheck struct {
	sym   *Symbol
	call  Node
	at    *place
	scope *lateScope
	macro *Func // what late expands, nil if none
	late  Value
	vars  []lateVariable // the parameters of late
}

// A lateScope is what a form that is analysed late has to know about its place.
type lateScope struct {
	vars    *variable // in scope, the innermost
	caps    []*variable
	locals  []*Symbol
	lexical bool
}

func (n *voidCheck) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn
	if fn == voidFunc {
		return Value{}, in.failedAt(in.Signal(in.s.voidFunction, n.sym.Value()), n.at)
	}
	if fn.kind == funcClosure || fn.kind == funcPrim {
		return n.call.Eval(in, f)
	}
	macro, x := in.macroOf(n.sym)
	if x != nil {
		return Value{}, in.failedAt(x, n.at)
	}
	if macro == nil {
		return n.call.Eval(in, f)
	}
	if n.macro != macro {
		if x := n.expand(in, macro); x != nil {
			return Value{}, in.failedAt(x, n.at)
		}
	}
	return n.run(in, f)
}

// macroOf returns the macro that s is the name of, nil if it is of none.
func (in *Interp) macroOf(s *Symbol) (*Func, *Exit) {
	for range 100 {
		fn := s.fn
		switch {
		case fn.kind == funcMacro:
			return fn, nil
		case fn.kind == funcAlias:
			s = in.Symbol(fn.obj)
		case fn.kind == funcLazy:
			if x := in.forceLazy(s); x != nil {
				return nil, x
			}
		case Car(fn.obj) == in.s.autoload && !Car(cdddr(Cdr(fn.obj))).IsNil():
			if x := in.autoloadNow(s.Value(), fn.obj); x != nil {
				return nil, x
			}
			if s.fn == fn {
				return nil, nil
			}
		default:
			return nil, nil
		}
	}
	return nil, nil
}

// expand makes late of the expansion: a function of the variables in scope,
// whose value is the expansion's and then theirs.
func (n *voidCheck) expand(in *Interp, macro *Func) *Exit {
	mark := in.Mark()
	in.bindLexical(n.scope.lexical)
	args, x := in.properSlice(Cdr(n.at.form))
	var form Value
	if x == nil {
		form, x = in.Funcall(Cdr(macro.obj), args...)
	}
	in.Unbind(mark)
	if x != nil {
		return x
	}
	vars := n.scope.visible()
	names := make([]Value, len(vars))
	n.vars = make([]lateVariable, len(vars))
	for i, e := range vars {
		names[i] = e.v.sym.Value()
		n.vars[i].get = genLocal(e)
		if e.cap < 0 || e.v.boxed() {
			val := &lateValue{}
			n.vars[i].val = val
			n.vars[i].set = (&analyser{}).genSet(&expr{kind: eSetLocal, v: e.v, cap: e.cap, args: []*expr{nodeExpr(val)}})
		}
	}
	form = List(in.Intern("cons").builtin.object(), form, NewCons(in.Intern("list").builtin.object(), List(names...)))
	lam, x := in.newLambda(List(List(names...), form), n.scope.lexical)
	if x != nil {
		return x
	}
	lam.locals = n.scope.locals
	n.macro, n.late = macro, lam.newFunc().Value()
	return nil
}

// visible returns references to the variables in scope. Those of enclosing
// functions that the function does not use anyway are out of reach.
func (s *lateScope) visible() []*expr {
	var r []*expr
	seen := map[*Symbol]bool{}
	add := func(v *variable, cap int) {
		if !seen[v.sym] && len(r) < 100 {
			r = append(r, &expr{kind: eLocal, v: v, cap: cap})
		}
		seen[v.sym] = true
	}
	for v := s.vars; v != nil; v = v.outer {
		add(v, -1)
	}
	for i, v := range s.caps {
		add(v, i)
	}
	return r
}

// run evaluates the expansion, and stores what it assigned.
func (n *voidCheck) run(in *Interp, f *frame) (Value, *Exit) {
	args := make([]Value, len(n.vars))
	for i, v := range n.vars {
		args[i], _ = v.get.Eval(in, f)
	}
	v, x := in.Funcall(n.late, args...)
	if x != nil {
		return v, x
	}
	rest := v.Cons().Cdr
	for _, w := range n.vars {
		if w.set != nil {
			w.val.v = rest.Cons().Car
			w.set.Eval(in, f)
		}
		rest = rest.Cons().Cdr
	}
	return v.Cons().Car, nil
}

// A lateVariable is a variable in scope of what is analysed late.
type lateVariable struct {
	get, set Node // set is nil if it cannot be assigned
	val      *lateValue
}

// A lateValue is what a lateVariable is set to.
type lateValue struct{ v Value }

func (n *lateValue) Eval(in *Interp, f *frame) (Value, *Exit) { return n.v, nil }
