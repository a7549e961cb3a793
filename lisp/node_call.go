package lisp

import "unsafe"

// Nodes that call functions. top is where in the caller's frame the callee's
// frame starts.

func callee(f *frame, top uint8) *frame { return (*frame)(unsafe.Pointer(&f[top])) }

type call0 struct {
	sym  *Symbol
	top  uint8
	tail bool   // the function's value is that of this call (see tailCall)
	site uint32 // the number of at among the function's places, shifted for frame headers
	at   *place
}

func (n *call0) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn
	if fn.arity == 0 {
		g := callee(f, n.top)
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur) + uint64(n.site)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top, n.site)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x != nil {
			return in.returned(v, x, base-int(n.top))
		}
		in.cur = base - int(n.top)
		return v, nil
	}
	if p := fn.prim; p != nil && p.f0 != nil {
		if p.tracked {
			in.site = n.at
		}
		v, x := p.f0(in)
		if x != nil {
			return in.primFailed(x, n.sym, n.at)
		}
		return v, nil
	}
	return in.callN(fn, n.sym, f, n.top, 0, n.site, n.at)
}

type call1 struct {
	sym  *Symbol
	a    arg
	top  uint8
	tail bool
	site uint32
	at   *place
}

func (n *call1) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn // whatever the arguments do to the symbol
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if fn.arity == 1 {
		g := callee(f, n.top)
		g[1] = a
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur) + uint64(n.site)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top, n.site)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x != nil {
			return in.returned(v, x, base-int(n.top))
		}
		in.cur = base - int(n.top)
		return v, nil
	}
	if p := fn.prim; p != nil && p.f1 != nil {
		if p.tracked {
			in.site = n.at
		}
		v, x := p.f1(in, a)
		if x != nil {
			return in.primFailed(x, n.sym, n.at, a)
		}
		return v, nil
	}
	callee(f, n.top)[1] = a
	return in.callN(fn, n.sym, f, n.top, 1, n.site, n.at)
}

type call2 struct {
	sym  *Symbol
	a, b arg
	top  uint8
	tail bool
	site uint32
	at   *place
}

func (n *call2) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn // whatever the arguments do to the symbol
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if fn.arity == 2 {
		g := callee(f, n.top)
		g[1], g[2] = a, b
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur) + uint64(n.site)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top, n.site)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x != nil {
			return in.returned(v, x, base-int(n.top))
		}
		in.cur = base - int(n.top)
		return v, nil
	}
	if p := fn.prim; p != nil && p.f2 != nil {
		if p.tracked {
			in.site = n.at
		}
		v, x := p.f2(in, a, b)
		if x != nil {
			return in.primFailed(x, n.sym, n.at, a, b)
		}
		return v, nil
	}
	g := callee(f, n.top)
	g[1], g[2] = a, b
	return in.callN(fn, n.sym, f, n.top, 2, n.site, n.at)
}

type call3 struct {
	sym     *Symbol
	a, b, c arg
	top     uint8
	tail    bool
	site    uint32
	at      *place
}

func (n *call3) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn // whatever the arguments do to the symbol
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	c, x := n.c.get(in, f)
	if x != nil {
		return c, x
	}
	if fn.arity == 3 {
		g := callee(f, n.top)
		g[1], g[2], g[3] = a, b, c
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur) + uint64(n.site)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top, n.site)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x != nil {
			return in.returned(v, x, base-int(n.top))
		}
		in.cur = base - int(n.top)
		return v, nil
	}
	if p := fn.prim; p != nil && p.f3 != nil {
		if p.tracked {
			in.site = n.at
		}
		v, x := p.f3(in, a, b, c)
		if x != nil {
			return in.primFailed(x, n.sym, n.at, a, b, c)
		}
		return v, nil
	}
	g := callee(f, n.top)
	g[1], g[2], g[3] = a, b, c
	return in.callN(fn, n.sym, f, n.top, 3, n.site, n.at)
}

// callMany evaluates its arguments straight into the callee's frame; nested
// calls were analysed to build their frames above it.
type callMany struct {
	sym  *Symbol
	args []arg
	top  uint8
	site uint32
	at   *place
}

func (n *callMany) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn
	for i := range n.args {
		v, x := n.args[i].get(in, f)
		if x != nil {
			return v, x
		}
		f[n.top+1+uint8(i)] = v
	}
	return in.callN(fn, n.sym, f, n.top, len(n.args), n.site, n.at)
}

// callHeap is a call with more arguments than belong in a frame.
type callHeap struct {
	sym  *Symbol // nil: the first argument is the function
	args []arg
	site uint32
	at   *place
}

// evalArgs returns the values of args, in memory of their own.
func evalArgs(in *Interp, f *frame, args []arg) ([]Value, *Exit) {
	vals := make([]Value, len(args))
	for i := range args {
		v, x := args[i].get(in, f)
		if x != nil {
			return nil, x
		}
		vals[i] = v
	}
	return vals, nil
}

func (n *callHeap) Eval(in *Interp, f *frame) (Value, *Exit) {
	vals, x := evalArgs(in, f, n.args)
	if x != nil {
		return Value{}, x
	}
	name := vals[0]
	if n.sym != nil {
		name = n.sym.Value()
	} else {
		vals = vals[1:]
	}
	fn, x := in.function(name)
	if x != nil {
		return Value{}, in.finishCall(x, name, vals, n.at)
	}
	return in.applyAt(fn, name, vals, n.site, n.at)
}

// callN calls fn, the function of sym, with n arguments in place in the
// callee's frame. at is where the call stands, site its number.
func (in *Interp) callN(fn *Func, sym *Symbol, f *frame, top uint8, n int, site uint32, at *place) (Value, *Exit) {
	g := callee(f, top)
	p := fn.prim
	switch {
	case fn.lam != nil:
		return in.enter(fn, g, top, n, site)
	case fn.kind == funcSpecial:
		return in.applyAt(fn, sym.Value(), g[1:n+1], site, at)
	case fn.kind != funcPrim:
		// What makes it callable may run Lisp code, whose frames start above
		// this one's slots: keep the arguments elsewhere meanwhile.
		args := append([]Value(nil), g[1:n+1]...)
		fn, x := in.callable(fn, sym.Value())
		switch {
		case x != nil:
			return Value{}, in.failedAt(x, at)
		case fn.kind == funcPrim:
			return in.callPrim(fn, sym.Value(), sym.Value(), args, at)
		}
		return in.applyAt(fn, sym.Value(), args, site, at)
	case n < p.min || p.max >= 0 && n > p.max:
		return Value{}, in.failedAt(in.Signal(in.s.wrongNumber, sym.Value(), fix(int64(n))), at)
	case p.many != nil:
		if p.tracked {
			in.site = at
		}
		v, x := in.callSlots(p, g, top, n)
		if x != nil {
			return in.primFailed(x, sym, at, g[1:n+1]...)
		}
		return v, nil
	}
	return in.callPrim(fn, sym.Value(), sym.Value(), g[1:n+1], at)
}

// callSlots calls a primitive whose arguments stay in the frame window; frames
// that it makes itself start above them.
func (in *Interp) callSlots(p *primInfo, g *frame, top uint8, n int) (Value, *Exit) {
	return p.many(in, g[1:n+1:n+1])
}

// funcall is (funcall F ARGS...), or with a nil sym ((lambda ...) ARGS...).
type funcall struct {
	inlined
	fn   arg
	args []arg
	tail bool
	from uint32 // as site of other calls
}

func (n *funcall) Eval(in *Interp, f *frame) (Value, *Exit) {
	fv, x := n.fn.get(in, f)
	if x != nil {
		return fv, x
	}
	f[n.top] = fv // keeps it while the arguments are evaluated
	for i := range n.args {
		v, x := n.args[i].get(in, f)
		if x != nil {
			return v, x
		}
		f[n.top+1+uint8(i)] = v
	}
	fv = f[n.top]
	var fn *Func
	if fv.IsFunc() {
		fn = fv.Func()
	} else if fv.IsSymbol() {
		fn = in.Symbol(fv).fn
	} else {
		fn = in.cellFunc(fv)
	}
	g := callee(f, n.top)
	switch {
	case int(fn.arity) == len(n.args):
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur) + uint64(n.from)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top, n.from)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x != nil {
			v, x = in.left(v, x)
		}
		in.cur = base - int(n.top)
		return v, x
	case fn.lam != nil:
		return in.enter(fn, g, n.top, len(n.args), n.from)
	case fn.prim != nil:
		return in.applyAt(fn, fv, g[1:len(n.args)+1:len(n.args)+1], n.from, n.at)
	}
	// What makes it callable may run Lisp code, in frames above this one's slots.
	args := append([]Value(nil), g[1:len(n.args)+1]...)
	fn, x = in.callable(fn, fv)
	if x != nil {
		return Value{}, in.finishCall(x, fv, args, n.at)
	}
	return in.applyAt(fn, fv, args, n.from, n.at)
}

// closure makes a function object. from says where each captured variable is:
// a slot of this frame, or (negative) a variable this function captured itself.
type closure struct {
	lam  *Lambda
	from []int
}

func (n *closure) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.lam.newFunc()
	if len(n.from) > 0 {
		fn.caps = make([]Value, len(n.from))
		for i, s := range n.from {
			if s >= 0 {
				fn.caps[i] = f[uint8(s)]
			} else {
				fn.caps[i] = (*Func)(f[0].p).caps[^s]
			}
		}
	}
	return fn.Value(), nil
}

// boxParams wraps a function body whose parameters are captured and assigned.
type boxParams struct {
	slots []uint8
	body  Node
}

func (n *boxParams) Eval(in *Interp, f *frame) (Value, *Exit) {
	for _, s := range n.slots {
		f[s] = newCell(f[s])
	}
	return n.body.Eval(in, f)
}

// dynParams wraps the body of a dynamically scoped function.
type dynParams struct {
	syms []*Symbol
	body Node
}

func (n *dynParams) Eval(in *Interp, f *frame) (Value, *Exit) {
	mark := len(in.specs)
	for i, s := range n.syms {
		if x := in.bind(s, f[uint8(i+1)]); x != nil {
			in.Unbind(mark)
			return Value{}, x
		}
	}
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.Unbind(mark)
	return v, x
}
