package lisp

import (
	"fmt"
	"strings"
)

// Macros that are defined in Go, because every program uses them and start-up
// must be instant. Each returns its expansion.

type macroRow struct {
	usage  string
	expand func(in *Interp, args []Value) (Value, *Exit)
	doc    string
}

func (in *Interp) form(name string, xs ...Value) Value { return NewCons(in.Sym(name), List(xs...)) }

func (in *Interp) formTail(name string, tail Value) Value { return NewCons(in.Sym(name), tail) }

func gensym(name string) Value { return newSymbol(name).Value() }

func (r *macroRow) name() string { return usageName(r.usage) }

func (r *macroRow) define(in *Interp, s *Symbol) {
	f := (&Prim{usage: r.usage, fn: FnN(r.expand), doc: r.doc}).function()
	before, _, _ := strings.Cut(r.usage, " &rest")
	f.prim.nonrest = len(strings.Fields(strings.ReplaceAll(before, " &optional", ""))) - 1
	s.fn = &Func{kind: funcMacro, arity: -1, obj: NewCons(in.s.macro, f.Value())}
}

func goMacros() []macroRow {
	return []macroRow{
		{"(lambda &rest CDR)", func(in *Interp, a []Value) (Value, *Exit) {
			return List(in.s.function, NewCons(in.s.lambda, List(a...))), nil
		}, "Return an anonymous function of ARGS with BODY."},
		{"(when COND &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.form("if", a[0], in.formTail("progn", List(a[1:]...))), nil
		}, "If COND is non-nil, evaluate BODY and return the last value."},
		{"(unless COND &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.formTail("if", NewCons(a[0], NewCons(Value{}, List(a[1:]...)))), nil
		}, "If COND is nil, evaluate BODY and return the last value."},
		{"(prog2 FORM1 FORM2 &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.form("progn", a[0], in.formTail("prog1", List(a[1:]...))), nil
		}, "Evaluate FORM1, FORM2 and the BODY forms in order and return the value of FORM2."},
		{"(push NEWELT PLACE)", macroPush, "Add NEWELT to the front of the list that PLACE holds."},
		{"(pop PLACE)", macroPop, "Remove and return the first element of the list that PLACE holds."},
		{"(dotimes SPEC &rest BODY)", macroDotimes,
			"Evaluate BODY with VAR bound to 0, 1 ... COUNT-1, where SPEC is (VAR COUNT [RESULT])."},
		{"(dolist SPEC &rest BODY)", macroDolist,
			"Evaluate BODY with VAR bound to each element of LIST, where SPEC is (VAR LIST [RESULT])."},
		{"(` STRUCTURE)", func(in *Interp, a []Value) (Value, *Exit) { return in.backquote(a[0], 0, 0) },
			"Return STRUCTURE with the forms after , and ,@ in it replaced by their values."},
		{"(ignore-errors &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.form("condition-case", Value{}, in.formTail("progn", List(a...)), in.form("error", Value{})), nil
		}, "Evaluate BODY; if it signals an error, return nil."},
		{"(eval-when-compile &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			v, x := in.EvalForm(in.formTail("progn", List(a...)), in.lexicalBinding())
			return List(in.s.quote, v), x
		}, "Evaluate BODY when the form is expanded; the value stands in its place."},
		{"(eval-and-compile &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			// Forms that follow in the same expression may need BODY to expand.
			// What needs forms before it to be evaluated first waits for them.
			body := in.formTail("progn", List(a...))
			v, x := in.EvalForm(body, in.lexicalBinding())
			if x != nil && x.IsSignal() {
				return body, nil
			}
			return List(in.s.quote, v), x
		}, "Evaluate BODY when the form is expanded; the value stands in its place. If it signals an\nerror, it is evaluated when the form is."},
		{"(with-no-warnings &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.formTail("progn", List(a...)), nil
		}, "Evaluate BODY without compiler warnings."},
		{"(with-suppressed-warnings WARNINGS &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.formTail("progn", List(a[1:]...)), nil
		}, "Evaluate BODY without the compiler warnings that WARNINGS lists."},
		{"(declare &rest SPECS)", func(in *Interp, a []Value) (Value, *Exit) { return Value{}, nil },
			"Declare things about a function; only meaningful first in a definition."},
		{"(defun NAME ARGLIST &optional DOCSTRING &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) { return in.definition(a, false) },
			"Define NAME as a function of ARGLIST with BODY, which may begin with a docstring and declarations."},
		{"(defmacro NAME ARGLIST &optional DOCSTRING &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) { return in.definition(a, true) },
			"Define NAME as a macro: a call of it is replaced by what BODY returns for its unevaluated arguments."},
		{"(defsubst NAME ARGLIST &optional DOCSTRING &rest BODY)", func(in *Interp, a []Value) (Value, *Exit) { return in.definition(a, false) },
			"Define NAME as a function that a compiler may inline."},
		{"(defvar-local SYMBOL VALUE &optional DOCSTRING)", func(in *Interp, a []Value) (Value, *Exit) {
			return in.form("progn", in.formTail("defvar", List(a...)),
				in.form("make-variable-buffer-local", List(in.s.quote, a[0]))), nil
		}, "Define SYMBOL as a variable that becomes buffer-local wherever it is set."},
		{"(setq-local &rest PAIRS)", macroSetqLocal, "Make each VARIABLE buffer-local and set it to its VALUE."},
		{"(setq-default &rest PAIRS)", macroSetqDefault, "Set the default value of each VARIABLE, unevaluated, to its VALUE."},
	}
}

func macroPush(in *Interp, a []Value) (Value, *Exit) {
	if a[1].IsSymbol() {
		return in.form("setq", a[1], in.form("cons", a[0], a[1])), nil
	}
	return in.form("elnet--push-place", a[0], a[1]), nil
}

func macroPop(in *Interp, a []Value) (Value, *Exit) {
	if a[0].IsSymbol() {
		return in.form("prog1", in.form("car-safe", a[0]), in.form("setq", a[0], in.form("cdr", a[0]))), nil
	}
	return in.form("elnet--pop-place", a[0]), nil
}

func macroDotimes(in *Interp, a []Value) (Value, *Exit) {
	spec := a[0]
	if n, end := listLength(spec); end != properList || n < 2 || n > 3 || !spec.IsCons() {
		return Value{}, in.badSpec(spec)
	}
	v, limit, i := Car(spec), gensym("--dotimes-limit--"), gensym("--dotimes-counter--")
	body := in.form("while", in.form("<", i, limit),
		in.formTail("let", NewCons(List(List(v, i)), List(a[1:]...))), in.form("setq", i, in.form("1+", i)))
	let := in.form("let", List(List(limit, cadr(spec)), List(i, fix(0))), body)
	if cddr(spec).IsCons() {
		let = in.form("let", List(List(limit, cadr(spec)), List(i, fix(0))), body,
			in.formTail("let", NewCons(List(List(v, i)), cddr(spec))))
	}
	return let, nil
}

func (in *Interp) badSpec(spec Value) *Exit {
	if !spec.IsCons() {
		return in.WrongType("consp", spec)
	}
	n, _ := listLength(spec)
	return in.Signal(in.s.wrongNumber, List(fix(2), fix(3)), fix(int64(n)))
}

func macroDolist(in *Interp, a []Value) (Value, *Exit) {
	spec := a[0]
	if n, end := listLength(spec); end != properList || n < 2 || n > 3 || !spec.IsCons() {
		return Value{}, in.badSpec(spec)
	}
	tail := gensym("--dolist-tail--")
	body := append([]Value{List(List(Car(spec), in.form("car", tail)))}, a[1:]...)
	body = append(body, in.form("setq", tail, in.form("cdr", tail)))
	loop := in.form("while", tail, in.formTail("let", List(body...)))
	let := in.formTail("let", NewCons(List(List(tail, cadr(spec))), NewCons(loop, Value{})))
	if cddr(spec).IsCons() {
		return in.form("progn", let, in.formTail("let", NewCons(List(List(Car(spec), Value{})), cddr(spec)))), nil
	}
	return let, nil
}

func macroSetqLocal(in *Interp, a []Value) (Value, *Exit) {
	if len(a)%2 != 0 {
		return Value{}, in.Errorf("PAIRS must have an even number of variable/value members")
	}
	var b ListBuilder
	b.Add(in.s.progn)
	for i := 0; i+1 < len(a); i += 2 {
		if !a[i].IsSymbol() {
			return Value{}, in.Errorf("Attempting to set a non-symbol: %s", in.PrintString(a[i], true))
		}
		b.Add(in.form("set", in.form("make-local-variable", List(in.s.quote, a[i])), a[i+1]))
	}
	return b.List(), nil
}

func macroSetqDefault(in *Interp, a []Value) (Value, *Exit) {
	if len(a)%2 != 0 {
		return Value{}, in.Signal(in.s.wrongNumber, in.Sym("setq-default"), fix(int64(len(a))))
	}
	var b ListBuilder
	b.Add(in.s.progn)
	for i := 0; i+1 < len(a); i += 2 {
		b.Add(in.form("set-default", List(in.s.quote, a[i]), a[i+1]))
	}
	return b.List(), nil
}

// backquote expands structure x at nesting level.
func (in *Interp) backquote(x Value, level, depth int) (Value, *Exit) {
	if depth > maxNesting {
		return Value{}, in.tooDeep()
	}
	switch {
	case x.IsVector():
		l, ex := in.backquote(List(x.Vector().Slots...), level, depth+1)
		if ex != nil {
			return l, ex
		}
		if Car(l) == in.s.quote {
			return x, nil
		}
		if Car(l) == in.s.list {
			return NewCons(in.s.vector, Cdr(l)), nil
		}
		return List(in.s.apply, List(in.s.function, in.s.vector), l), nil
	case !x.IsCons():
		if x.IsSymbol() && !in.Symbol(x).selfEvaluating() {
			return List(in.s.quote, x), nil
		}
		return x, nil
	case Car(x) == in.s.comma && Cdr(x).IsCons():
		if level == 0 {
			return cadr(x), nil
		}
		return in.requote(x, level-1, depth)
	case Car(x) == in.s.commaAt && Cdr(x).IsCons() && level == 0:
		return cadr(x), nil
	case Car(x) == in.s.backquote && Cdr(x).IsCons():
		return in.requote(x, level+1, depth)
	}
	return in.backquoteList(x, level, depth)
}

// requote rebuilds (MARK STRUCTURE) with the structure at another level.
func (in *Interp) requote(x Value, level, depth int) (Value, *Exit) {
	inner, ex := in.backquote(cadr(x), level, depth+1)
	if ex != nil {
		return inner, ex
	}
	if isConstForm(in, inner) {
		return List(in.s.quote, x), nil
	}
	return List(in.s.list, List(in.s.quote, Car(x)), inner), nil
}

// isConstForm reports whether form x is a quoted or self-evaluating constant.
func isConstForm(in *Interp, x Value) bool {
	return Car(x) == in.s.quote || !x.IsCons() && (!x.IsSymbol() || in.Symbol(x).selfEvaluating())
}

func constOf(in *Interp, x Value) Value {
	if x.IsCons() {
		return cadr(x)
	}
	return x
}

// backquoteList handles a list: runs of elements become list or cons calls,
// spliced ones append calls.
func (in *Interp) backquoteList(x Value, level, depth int) (Value, *Exit) {
	type part struct {
		form   Value
		splice bool
	}
	var parts []part
	tail := Value{}
	for rest := x; ; {
		if !rest.IsCons() {
			if !rest.IsNil() {
				t, ex := in.backquote(rest, level, depth+1)
				if ex != nil {
					return t, ex
				}
				tail = t
			}
			break
		}
		if len(parts) > 0 && (Car(rest) == in.s.comma || Car(rest) == in.s.backquote) && Cdr(rest).IsCons() && cddr(rest).IsNil() {
			t, ex := in.backquote(rest, level, depth+1) // (a . ,b)
			if ex != nil {
				return t, ex
			}
			tail = t
			break
		}
		e := rest.Cons().Car
		rest = rest.Cons().Cdr
		if Car(e) == in.s.commaAt && Cdr(e).IsCons() {
			if level == 0 {
				parts = append(parts, part{cadr(e), true})
				continue
			}
			f, ex := in.requote(e, level-1, depth)
			if ex != nil {
				return f, ex
			}
			parts = append(parts, part{f, false})
			continue
		}
		f, ex := in.backquote(e, level, depth+1)
		if ex != nil {
			return f, ex
		}
		parts = append(parts, part{f, false})
	}
	// Build from the end. run collects single elements in front of acc.
	acc, accSet := tail, !tail.IsNil()
	for i := len(parts) - 1; i >= 0; {
		if parts[i].splice {
			if accSet {
				if Car(acc) == in.s.append {
					acc = NewCons(in.s.append, NewCons(parts[i].form, Cdr(acc)))
				} else {
					acc = List(in.s.append, parts[i].form, acc)
				}
			} else {
				acc, accSet = parts[i].form, true
			}
			i--
			continue
		}
		j := i
		konst := !accSet || isConstForm(in, acc)
		for j >= 0 && !parts[j].splice {
			konst = konst && isConstForm(in, parts[j].form)
			j--
		}
		run := parts[j+1 : i+1]
		switch {
		case konst:
			l := Value{}
			if accSet {
				l = constOf(in, acc)
			}
			for k := len(run) - 1; k >= 0; k-- {
				l = NewCons(constOf(in, run[k].form), l)
			}
			acc = List(in.s.quote, l)
		case !accSet:
			l := Value{}
			for k := len(run) - 1; k >= 0; k-- {
				l = NewCons(run[k].form, l)
			}
			acc = NewCons(in.s.list, l)
		default:
			for k := len(run) - 1; k >= 0; k-- {
				acc = List(in.s.cons, run[k].form, acc)
			}
		}
		accSet = true
		i = j
	}
	if !accSet {
		return Value{}, nil
	}
	return acc, nil
}

// definition expands defun, defmacro and defsubst: (NAME ARGLIST . BODY).
func (in *Interp) definition(a []Value, macro bool) (Value, *Exit) {
	name := a[0]
	if !name.IsSymbol() {
		return Value{}, in.Signal(in.s.wrongType, in.Sym("symbolp"), name)
	}
	if !a[1].IsList() {
		return Value{}, in.Errorf("Malformed arglist: %s", in.PrintString(a[1], true))
	}
	body := List(a[2:]...)
	doc := Value{}
	if d := Car(body); (d.IsString() || Car(d) == in.s.docMarker) && Cdr(body).IsCons() {
		doc, body = d, Cdr(body)
	}
	var after ListBuilder
	for {
		d := Car(body)
		if Car(d) != in.s.declare {
			break
		}
		for l := Cdr(d); l.IsCons(); l = Cdr(l) {
			f, x := in.declaration(name, a[1], Car(l), macro)
			if x != nil {
				return Value{}, x
			}
			if !f.IsNil() {
				after.Add(f)
			}
		}
		body = Cdr(body)
	}
	if !doc.IsNil() {
		body = NewCons(doc, body)
		if !Cdr(body).IsCons() && !doc.IsString() {
			body = List(doc, Value{})
		}
	}
	fn := List(in.s.function, NewCons(in.s.lambda, NewCons(a[1], body)))
	if macro {
		fn = List(in.s.cons, List(in.s.quote, in.s.macro), fn)
	}
	def := List(in.s.defalias, List(in.s.quote, name), fn)
	if after.List().IsNil() {
		return def, nil
	}
	return NewCons(in.Sym("prog1"), NewCons(def, after.List())), nil
}

// declaration returns the form that one declare spec stands for, nil if it has
// no effect here. The commonest are known; defun-declarations-alist and
// macro-declarations-alist say what the others do.
func (in *Interp) declaration(name, args, spec Value, macro bool) (Value, *Exit) {
	quoted := List(in.s.quote, name)
	prop := func(p string, v Value) (Value, *Exit) {
		return in.form("function-put", quoted, List(in.s.quote, in.Sym(p)), List(in.s.quote, v)), nil
	}
	if !Car(spec).IsSymbol() {
		return Value{}, nil
	}
	switch in.symbolName(Car(spec)) {
	case "indent":
		return prop("lisp-indent-function", cadr(spec))
	case "doc-string":
		return prop("doc-string-elt", cadr(spec))
	case "pure":
		return prop("pure", cadr(spec))
	case "side-effect-free":
		return prop("side-effect-free", cadr(spec))
	case "debug":
		if macro {
			return prop("edebug-form-spec", cadr(spec))
		}
	case "interactive-only":
		return prop("interactive-only", cadr(spec))
	case "completion":
		return prop("completion-predicate", cadr(spec))
	case "obsolete":
		return in.form("make-obsolete", quoted, List(in.s.quote, cadr(spec)), caddr(spec)), nil
	case "gv-setter", "gv-expander":
		return in.form("elnet--declare-gv", quoted, List(in.s.quote, args), List(in.s.quote, spec)), nil
	}
	alist := "defun-declarations-alist"
	if macro {
		alist = "macro-declarations-alist"
	}
	handlers, _ := in.VarValue(in.Intern(alist))
	h, ok := assq(Car(spec), handlers)
	if !ok {
		in.warnDeclaration(name, Car(spec), macro)
	}
	if !ok || !in.isFunction(cadr(h)) {
		return Value{}, nil
	}
	return in.Funcall(cadr(h), append([]Value{name, args}, Slice(Cdr(spec))...)...)
}

// warnDeclaration says that nothing is known of a declare spec. The compiler does so by
// itself.
func (in *Interp) warnDeclaration(name, property Value, macro bool) {
	if l := in.loading; l != nil && l.trust {
		return
	}
	if v, _ := in.VarValue(in.Intern("byte-compile-current-file")); !v.IsNil() {
		return
	}
	file := ""
	if v, _ := in.VarValue(in.Intern("load-file-name")); v.IsString() {
		if v, x := in.Funcall(in.Sym("file-relative-name"), v); x == nil && v.IsString() {
			file = v.Str().UTF8() + ": "
		}
	}
	text := "Unknown defun property ‘%s’ in %s"
	if macro {
		text = "Unknown macro property %s in %s"
	}
	in.message(file + "Warning: " + fmt.Sprintf(text, in.PrintString(property, true), in.PrintString(name, true)))
}
