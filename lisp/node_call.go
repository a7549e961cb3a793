package lisp

import "unsafe"

// Nodes that call functions. top is where in the caller's frame the callee's
// frame starts.

func callee(f *frame, top uint8) *frame { return (*frame)(unsafe.Pointer(&f[top])) }

type call0 struct {
	sym  *Symbol
	top  uint8
	tail bool // the function's value is that of this call (see tailCall)
}

func (n *call0) Eval(in *Interp, f *frame) (Value, *Exit) {
	fn := n.sym.fn
	if fn.arity == 0 {
		g := callee(f, n.top)
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x == tailCall {
			v, x = in.tailCalls()
		}
		in.cur = base - int(n.top)
		return v, x
	}
	if p := fn.prim; p != nil && p.f0 != nil {
		return p.f0(in)
	}
	return in.callN(fn, n.sym, f, n.top, 0)
}

// voidCheck is a call of what was no function when it was analysed: the error
// comes before the arguments are evaluated.
type voidCheck struct {
	sym  *Symbol
	call Node
}

func (n *voidCheck) Eval(in *Interp, f *frame) (Value, *Exit) {
	if n.sym.fn == voidFunc {
		return Value{}, in.Signal(in.s.voidFunction, n.sym.Value())
	}
	return n.call.Eval(in, f)
}

type call1 struct {
	sym  *Symbol
	a    arg
	top  uint8
	tail bool
}

func (n *call1) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	fn := n.sym.fn
	if fn.arity == 1 {
		g := callee(f, n.top)
		g[1] = a
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x == tailCall {
			v, x = in.tailCalls()
		}
		in.cur = base - int(n.top)
		return v, x
	}
	if p := fn.prim; p != nil && p.f1 != nil {
		return p.f1(in, a)
	}
	callee(f, n.top)[1] = a
	return in.callN(fn, n.sym, f, n.top, 1)
}

type call2 struct {
	sym  *Symbol
	a, b arg
	top  uint8
	tail bool
}

func (n *call2) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	fn := n.sym.fn
	if fn.arity == 2 {
		g := callee(f, n.top)
		g[1], g[2] = a, b
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x == tailCall {
			v, x = in.tailCalls()
		}
		in.cur = base - int(n.top)
		return v, x
	}
	if p := fn.prim; p != nil && p.f2 != nil {
		return p.f2(in, a, b)
	}
	g := callee(f, n.top)
	g[1], g[2] = a, b
	return in.callN(fn, n.sym, f, n.top, 2)
}

type call3 struct {
	sym     *Symbol
	a, b, c arg
	top     uint8
	tail    bool
}

func (n *call3) Eval(in *Interp, f *frame) (Value, *Exit) {
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
	fn := n.sym.fn
	if fn.arity == 3 {
		g := callee(f, n.top)
		g[1], g[2], g[3] = a, b, c
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x == tailCall {
			v, x = in.tailCalls()
		}
		in.cur = base - int(n.top)
		return v, x
	}
	if p := fn.prim; p != nil && p.f3 != nil {
		return p.f3(in, a, b, c)
	}
	g := callee(f, n.top)
	g[1], g[2], g[3] = a, b, c
	return in.callN(fn, n.sym, f, n.top, 3)
}

// callMany evaluates its arguments straight into the callee's frame; nested
// calls were analysed to build their frames above it.
type callMany struct {
	sym  *Symbol
	args []arg
	top  uint8
}

func (n *callMany) Eval(in *Interp, f *frame) (Value, *Exit) {
	for i := range n.args {
		v, x := n.args[i].get(in, f)
		if x != nil {
			return v, x
		}
		f[n.top+1+uint8(i)] = v
	}
	return in.callN(n.sym.fn, n.sym, f, n.top, len(n.args))
}

// callHeap is a call with more arguments than belong in a frame.
type callHeap struct {
	sym  *Symbol // nil: the first argument is the function
	args []arg
}

func (n *callHeap) Eval(in *Interp, f *frame) (Value, *Exit) {
	vals := make([]Value, len(n.args))
	for i := range n.args {
		v, x := n.args[i].get(in, f)
		if x != nil {
			return v, x
		}
		vals[i] = v
	}
	if n.sym != nil {
		return in.Funcall(n.sym.Value(), vals...)
	}
	return in.Funcall(vals[0], vals[1:]...)
}

// callN calls fn, the function of sym, with n arguments in place in the
// callee's frame.
func (in *Interp) callN(fn *Func, sym *Symbol, f *frame, top uint8, n int) (Value, *Exit) {
	g := callee(f, top)
	if fn.lam != nil {
		return in.enter(fn, g, top, n)
	}
	p := fn.prim
	if fn.kind != funcPrim {
		// What makes it callable may run Lisp code, whose frames start above
		// this one's slots: keep the arguments elsewhere meanwhile.
		args := append([]Value(nil), g[1:n+1]...)
		fn, x := in.callable(fn, sym.Value())
		if x != nil {
			return Value{}, x
		}
		if fn.kind == funcPrim {
			return in.callPrim(fn, sym.Value(), args)
		}
		return in.apply(fn, sym.Value(), args)
	}
	if n < p.min || p.max >= 0 && n > p.max {
		return Value{}, in.Signal(in.s.wrongNumber, sym.Value(), fix(int64(n)))
	}
	if p.many != nil {
		return in.callSlots(p, g, top, n)
	}
	return in.callPrim(fn, sym.Value(), g[1:n+1])
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
	if int(fn.arity) == len(n.args) {
		base := in.cur + int(n.top)
		lam := fn.lam
		link := f[0].n&^lowMask + lam.weight + uint64(in.cur)
		if link > in.limit.Load() || base > in.end {
			return in.runSlow(fn, g, n.top)
		}
		g[0] = Value{unsafe.Pointer(fn), link}
		in.cur = base
		if n.tail {
			return Value{}, tailCall
		}
		v, x := lam.body.Eval(in, g)
		if x == tailCall {
			v, x = in.tailCalls()
		}
		in.cur = base - int(n.top)
		return v, x
	}
	if fn.lam != nil {
		return in.enter(fn, g, n.top, len(n.args))
	}
	args := g[1 : len(n.args)+1 : len(n.args)+1]
	if fn.prim == nil {
		args = append([]Value(nil), args...)
	}
	return in.apply(fn, fv, args)
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
	in.Unbind(mark)
	return v, x
}
