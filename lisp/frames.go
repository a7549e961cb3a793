package lisp

import (
	"slices"
	"unsafe"
)

// Looking into the calls under way: their local variables, and evaluation as if
// in one of them.

var framePrims = []Prim{
	{usage: "(backtrace--locals NFRAMES &optional BASE)", fn: v2(primBacktraceLocals),
		doc: `Return an alist of the local variables of the call NFRAMES, at least 1, counted from BASE.
They are the dynamic bindings that it has made, and the lexical variables that it
has bound, with those around them.`},
	{usage: "(backtrace-eval EXP NFRAMES &optional BASE)", fn: v3(primBacktraceEval),
		doc: `Evaluate EXP where the call NFRAMES, counted from BASE, was made.
Dynamic bindings made since are undone meanwhile. EXP sees the lexical variables
in the scope of which the call stands, and may not assign them.`},
}

// frameFrom returns all calls under way from BASE on, and the index among them of
// the call n.
func (in *Interp) frameFrom(n, base Value) ([]TraceFrame, int, *Exit) {
	if !n.IsFixnum() || n.Fixnum() < 0 {
		return nil, 0, in.WrongType("wholenump", n)
	}
	all := in.Backtrace()
	i := len(all) - len(in.framesFrom(base)) + n.Fixnum()
	if i >= len(all) {
		return nil, 0, in.Errorf("Activation frame not found!")
	}
	return all, i, nil
}

// since returns the index of the first dynamic binding made by the function of
// frame, or by what it has called; of those under way, all is the list.
func (in *Interp) since(all []TraceFrame, frame frameID) int {
	k := len(in.specs)
	last := frameID{}
	for _, f := range all {
		if f.at == last {
			continue
		}
		last = f.at
		for k > 0 && in.specs[k-1].frame == f.at.cur {
			k--
		}
		if f.at == frame {
			break
		}
	}
	return k
}

// madeBy returns the indexes, from up to before to, of the dynamic bindings made
// by the function of the call i in all.
func (in *Interp) madeBy(all []TraceFrame, i int) (from, to int) {
	at := all[i].at
	from, to = in.since(all, at), len(in.specs)
	for j := i - 1; j >= 0; j-- {
		if all[j].own && all[j].at != at {
			to = in.since(all, all[j].at)
			break
		}
	}
	return from, to
}

// lexicals returns an alist of the lexical variables in the scope of which the
// call or form f stands, the inner ones first. Of those of enclosing functions
// they are the ones that the function captures.
func (in *Interp) lexicals(f TraceFrame) []Value {
	if f.site == nil {
		return nil
	}
	frame := f.from.frame()
	fn := (*Func)(frame[0].p)
	if !fn.lam.lexical {
		return nil
	}
	var out []Value
	for v := f.site.vars; v != nil; v = v.outer {
		out = append(out, NewCons(v.sym.Value(), uncelled(frame[v.slot])))
	}
	return append(out, fn.captured()...)
}

// arguments returns an alist of the arguments and captured variables of the call
// f of a closure.
func (in *Interp) arguments(f TraceFrame) []Value {
	if f.lam == nil || !f.lam.lexical {
		return nil
	}
	frame := f.at.frame()
	var out []Value
	for j, s := range f.lam.params {
		out = append(out, NewCons(s.Value(), uncelled(frame[j+1])))
	}
	return append(out, (*Func)(frame[0].p).captured()...)
}

func (id frameID) frame() *frame {
	return (*frame)(unsafe.Add(unsafe.Pointer(id.chunk), id.cur*int(unsafe.Sizeof(Value{}))))
}

// captured returns an alist of the captured variables.
func (f *Func) captured() []Value {
	var out []Value
	for j, v := range f.caps {
		if j < len(f.lam.capSyms) {
			out = append(out, NewCons(f.lam.capSyms[j].Value(), uncelled(v)))
		}
	}
	return out
}

// lexicalsOf returns the lexical variables that the call or form i of all has
// bound, and those around them: what the next one inside of it sees.
func (in *Interp) lexicalsOf(all []TraceFrame, i int) []Value {
	f := all[i]
	inner := i > 0 && all[i-1].site != nil
	switch {
	case f.own && inner && all[i-1].from == f.at:
		return in.lexicals(all[i-1])
	case f.own:
		return in.arguments(f)
	case inner && f.Form && f.site != nil && all[i-1].from == f.from && all[i-1].site.vars != f.site.vars:
		return in.lexicals(all[i-1])
	}
	return nil
}

func primBacktraceLocals(in *Interp, n, base Value) (Value, *Exit) {
	all, i, x := in.frameFrom(n, base)
	if x != nil {
		return Value{}, x
	}
	if n.Fixnum() == 0 {
		return Value{}, in.WrongType("wholenump", fix(-1))
	}
	var out []Value
	from, to := in.boundBy(all, i)
	swapped := in.swapBindings(to)
	for k := from; k < to; k++ {
		if s := in.specs[k].sym; s != nil {
			if v, ok := in.VarValue(s); ok {
				out = append(out, NewCons(s.Value(), v))
			}
		}
	}
	swapped()
	lexical := in.lexicalsOf(all, i)
	slices.Reverse(lexical)
	return List(append(out, lexical...)...), nil
}

// boundBy returns the indexes, from up to before to, of the dynamic bindings made
// by the call or form i in all itself. Those of a function are told from those of
// the forms in it by the names that these bind.
func (in *Interp) boundBy(all []TraceFrame, i int) (from, to int) {
	from, to = in.madeBy(all, i)
	if !all[i].own && !all[i].Form {
		return to, to
	}
	at := all[i].at
	first := i
	for first > 0 && all[first-1].at == at {
		first--
	}
	for j := first; j <= i && !all[j].own; j++ {
		k := to
		if !all[j].Form { // a call of a primitive
			continue
		}
		for k > from && (in.specs[k-1].sym == nil || binds(all[j].Func, in.specs[k-1].sym.Value())) {
			k--
		}
		if j == i {
			return k, to
		}
		to = k
	}
	return from, to
}

// binds reports whether form, if it is a let, binds the variable s.
func binds(form, s Value) bool {
	for l, n := cadr(form), 0; l.IsCons() && n < 1<<16; l, n = Cdr(l), n+1 {
		if b := Car(l); b == s || Car(b) == s {
			return true
		}
	}
	return false
}

func primBacktraceEval(in *Interp, exp, n, base Value) (Value, *Exit) {
	all, i, x := in.frameFrom(n, base)
	if x != nil {
		return Value{}, x
	}
	k, _ := in.boundBy(all, i)
	env := in.lexicals(all[i])
	swapped := in.swapBindings(k)
	defer swapped()
	return in.Funcall(in.Sym("eval"), exp, List(append(env, T)...))
}

// swapBindings undoes the dynamic bindings from the index k on. The function that
// it returns makes them again, with the values that they had; it must be called
// when the bindings in force are the same.
func (in *Interp) swapBindings(k int) (again func()) {
	n := len(in.specs)
	swap := func(b *binding) {
		if b.sym != nil {
			b.old = in.swapBinding(b, b.old)
		}
	}
	for i := n - 1; i >= k; i-- {
		swap(&in.specs[i])
	}
	return func() {
		for i := k; i < n; i++ {
			swap(&in.specs[i])
		}
	}
}
