package lisp

// macroexpand expands form while it is a macro call, or once.
func (in *Interp) macroexpand(form, env Value, once bool) (Value, *Exit) {
	for n := 0; n < 1<<16; n++ {
		next, x := in.expandOnce(form, env)
		if x != nil || next == form {
			return form, x
		}
		form = next
		if once {
			break
		}
	}
	return form, nil
}

// expandOnce returns form's expansion, or form itself if it is no macro call.
func (in *Interp) expandOnce(form, env Value) (Value, *Exit) {
	if !form.IsCons() || !Car(form).IsSymbol() {
		return form, nil
	}
	def := Car(form)
	var expander Value
	for n := 0; ; n++ {
		local, bound := assq(def, env)
		if bound {
			if Cdr(local).IsNil() {
				return form, nil
			}
			expander = Cdr(local)
			break
		}
		if _, end := listLength(env); end == dottedList {
			return form, in.WrongType("listp", env)
		}
		s := in.Symbol(def)
		if s.fn.kind == funcLazy {
			if x := in.forceLazy(s); x != nil {
				return form, x
			}
		}
		switch fn := s.fn; fn.kind {
		case funcAlias:
			if def = fn.obj; n > 100 {
				return form, nil
			}
			continue
		case funcMacro:
			expander = Cdr(fn.obj)
		case funcOther:
			if Car(fn.obj) != in.s.autoload {
				return form, nil
			}
			if t := Car(cdddr(Cdr(fn.obj))); t != in.s.macro && t != T {
				return form, nil
			}
			if x := in.autoloadNow(def, fn.obj); x != nil {
				return form, x
			}
			if in.Symbol(def).fn == fn {
				return form, nil
			}
			continue
		default:
			return form, nil
		}
		break
	}
	args, x := in.properSlice(Cdr(form))
	if x != nil {
		return form, x
	}
	y, x := in.Funcall(expander, args...)
	if x != nil {
		return form, x
	}
	return y, nil
}

func assq(key, alist Value) (Value, bool) {
	for n := 0; alist.IsCons() && n < 1<<20; n++ {
		if e := alist.Cons().Car; e.IsCons() && e.Cons().Car == key {
			return e, true
		}
		alist = alist.Cons().Cdr
	}
	return Value{}, false
}

// macroexpandAll expands every macro call in form. ENV is as in macroexpand.
func (in *Interp) macroexpandAll(form, env Value) (Value, *Exit) {
	mark := in.Mark()
	if x := in.bind(in.macroEnv, env); x != nil {
		return form, x
	}
	v, x := (&expander{in: in, env: env}).expand(form)
	in.Unbind(mark)
	return v, x
}

// An expander walks code for macroexpand-all. It shares unchanged structure
// with the original.
type expander struct {
	in    *Interp
	env   Value
	depth int
}

func (e *expander) expand(form Value) (Value, *Exit) {
	advised := e.in.Intern("macroexpand").fn != e.in.macroexpandFn
	if !form.IsCons() && !(advised && form.IsSymbol()) {
		return form, nil
	}
	if e.depth++; e.depth > maxNesting {
		e.depth--
		return form, e.in.tooDeep()
	}
	defer func() { e.depth-- }()
	var x *Exit
	if advised { // as cl-symbol-macrolet does to see symbols, too
		form, x = e.in.Funcall(e.in.Sym("macroexpand"), form, e.env)
	} else {
		form, x = e.in.macroexpand(form, e.env, false)
	}
	if x != nil || !form.IsCons() {
		return form, x
	}
	head := form.Cons().Car
	if head.IsSymbol() {
		if f := e.in.Symbol(head).fn; f.kind == funcSpecial || head == e.in.s.lambda {
			return e.special(form)
		}
		if cm, ok := plistGet(e.in.Symbol(head).plist, e.in.Sym("compiler-macro")); ok && !cm.IsNil() {
			return e.compilerMacro(form, cm)
		}
		if (head == e.in.Sym("funcall") || head == e.in.s.apply) && Car(cadr(form)) == e.in.s.quote && Car(cadr(cadr(form))) == e.in.s.lambda {
			form = NewCons(head, NewCons(List(e.in.s.function, cadr(cadr(form))), cddr(form)))
		}
		if form, x = e.rest(form, 1); x == nil && head == e.in.Sym("funcall") {
			return e.direct(form)
		}
		return form, x
	}
	if Car(head) == e.in.s.lambda { // ((lambda ...) ARGS...)
		h, x := e.lambda(head)
		if x != nil {
			return form, x
		}
		r, x := e.rest(form, 1)
		if x != nil {
			return form, x
		}
		if h != head {
			r = NewCons(h, Cdr(r))
		}
		return r, nil
	}
	return e.rest(form, 1)
}

// direct makes (NAME ARGS...) of (funcall #'NAME ARGS...): NAME may have a
// compiler macro.
func (e *expander) direct(form Value) (Value, *Exit) {
	name := cadr(cadr(form))
	if Car(cadr(form)) != e.in.s.function || !name.IsSymbol() || name.IsNil() {
		return form, nil
	}
	if k := e.in.Symbol(name).fn.kind; k == funcMacro || k == funcSpecial {
		return form, nil
	}
	return e.expand(NewCons(name, cddr(form)))
}

func (e *expander) compilerMacro(form, cm Value) (Value, *Exit) {
	args, x := e.in.properSlice(form)
	if x != nil {
		return form, x
	}
	if !e.in.isFunction(cm) {
		return e.rest(form, 1)
	}
	args[0] = form
	y, x := e.in.Funcall(cm, args...)
	if x != nil {
		if x.kind != exitSignal {
			return form, x
		}
		return e.rest(form, 1) // an error in a compiler macro only forgoes it
	}
	if y == form {
		return e.rest(form, 1)
	}
	return e.expand(y)
}

// rest expands the elements of form after the first skip.
func (e *expander) rest(form Value, skip int) (Value, *Exit) {
	changed := false
	var out []Value
	l := form
	for i := 0; l.IsCons(); i++ {
		v := l.Cons().Car
		if i >= skip {
			w, x := e.expand(v)
			if x != nil {
				return form, x
			}
			changed = changed || w != v
			v = w
		}
		out = append(out, v)
		l = l.Cons().Cdr
		if i > 1<<20 {
			return form, e.in.Signal(e.in.s.circularList, form)
		}
	}
	if !changed {
		return form, nil
	}
	return ListTail(out, l), nil
}

func (e *expander) special(form Value) (Value, *Exit) {
	in := e.in
	switch in.Symbol(Car(form)).name.s {
	case "quote", "interactive":
		return form, nil
	case "function":
		if Car(cadr(form)) == in.s.lambda {
			l, x := e.lambda(cadr(form))
			if x != nil || l == cadr(form) {
				return form, x
			}
			return List(Car(form), l), nil
		}
		return form, nil
	case "lambda":
		l, x := e.lambda(form)
		return List(in.s.function, l), x
	case "let", "let*":
		return e.let(form)
	case "cond":
		return e.clauses(form, 1, 0)
	case "condition-case":
		return e.conditionCase(form)
	case "defvar", "defconst":
		return e.rest(form, 2)
	}
	return e.rest(form, 1)
}

func (e *expander) lambda(l Value) (Value, *Exit) { return e.rest(l, 2) }

func (e *expander) let(form Value) (Value, *Exit) {
	bindings, x := e.clauses(cadr(form), 0, 1)
	if x != nil {
		return form, x
	}
	body, x := e.rest(cddr(form), 0)
	if x != nil || bindings == cadr(form) && body == cddr(form) {
		return form, x
	}
	return NewCons(Car(form), NewCons(bindings, body)), nil
}

// clauses expands, in each element after the first skip of list l that is a
// list itself, the forms after its first keep ones.
func (e *expander) clauses(l Value, skip, keep int) (Value, *Exit) {
	changed := false
	var out []Value
	rest := l
	for i := 0; rest.IsCons(); i++ {
		c := rest.Cons().Car
		if i >= skip && c.IsCons() {
			d, x := e.rest(c, keep)
			if x != nil {
				return l, x
			}
			changed = changed || d != c
			c = d
		}
		out = append(out, c)
		rest = rest.Cons().Cdr
		if i > 1<<20 {
			return l, e.in.Signal(e.in.s.circularList, l)
		}
	}
	if !changed {
		return l, nil
	}
	return ListTail(out, rest), nil
}

func (e *expander) conditionCase(form Value) (Value, *Exit) {
	body, x := e.expand(caddr(form))
	if x != nil {
		return form, x
	}
	handlers, x := e.clauses(cdddr(form), 0, 1)
	if x != nil || body == caddr(form) && handlers == cdddr(form) {
		return form, x
	}
	return NewCons(Car(form), NewCons(cadr(form), NewCons(body, handlers))), nil
}
