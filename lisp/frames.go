package lisp

import "unsafe"

// Looking into the calls under way: their local variables, and evaluation as if
// in one of them.

var framePrims = []Prim{
	Def("(backtrace--locals NFRAMES &optional BASE)", Fn2(primBacktraceLocals),
		`Return an alist of the local variables of the call NFRAMES, at least 1, counted from BASE.
They are the dynamic bindings that it has made, and its arguments and captured
variables; not lexical variables that it has bound itself.`),
	Def("(backtrace-eval EXP NFRAMES &optional BASE)", Fn3(primBacktraceEval),
		`Evaluate EXP where the call NFRAMES, counted from BASE, was made.
Dynamic bindings made since are undone meanwhile. Of lexical variables the
arguments and captured variables of the caller are known.`),
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

// lexicals returns an alist of the arguments and captured variables of the call f
// of a closure.
func (in *Interp) lexicals(f TraceFrame) []Value {
	if !f.own || f.lam == nil || !f.lam.lexical {
		return nil
	}
	frame := (*frame)(unsafe.Add(unsafe.Pointer(f.at.chunk), f.at.cur*int(unsafe.Sizeof(Value{}))))
	var out []Value
	for j, s := range f.lam.params {
		out = append(out, NewCons(s.Value(), uncelled(frame[j+1])))
	}
	for j, v := range (*Func)(frame[0].p).caps {
		if j < len(f.lam.capSyms) {
			out = append(out, NewCons(f.lam.capSyms[j].Value(), uncelled(v)))
		}
	}
	return out
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
	if all[i].own {
		from, to := in.madeBy(all, i)
		swapped := in.swapBindings(to)
		for k := from; k < to; k++ {
			if s := in.specs[k].sym; s != nil {
				if v, ok := in.VarValue(s); ok {
					out = append(out, NewCons(s.Value(), v))
				}
			}
		}
		swapped()
	}
	return List(append(out, in.lexicals(all[i])...)...), nil
}

func primBacktraceEval(in *Interp, exp, n, base Value) (Value, *Exit) {
	all, i, x := in.frameFrom(n, base)
	if x != nil {
		return Value{}, x
	}
	k := in.since(all, all[i].at)
	caller := i + 1
	if !all[i].own { // a primitive's call belongs to the frame of its caller
		for _, f := range all[i:] {
			if f.own {
				_, k = in.madeBy(all, i)
				break
			}
		}
	}
	for caller < len(all) && !all[caller].own {
		caller++
	}
	env := []Value(nil)
	if caller < len(all) {
		env = in.lexicals(all[caller])
	}
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
