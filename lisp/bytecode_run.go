package lisp

// lazyCode decodes a byte-code function when it is first called.
type lazyCode struct{ lam *Lambda }

func (n *lazyCode) Eval(in *Interp, f *frame) (Value, *Exit) {
	if n.lam.body == Node(n) {
		body, x := in.decode((*Func)(f[0].p))
		if x != nil {
			return Value{}, x
		}
		n.lam.body = body
		in.noteCompiled(n.lam)
	}
	return n.lam.body.Eval(in, f)
}

// A byteBody is the body of a byte-code function.
type byteBody struct {
	entry   *byteBlock
	blocks  []Node // all of them
	extents bool   // it has dynamic bindings or handlers
}

func (n *byteBody) Eval(in *Interp, f *frame) (v Value, x *Exit) {
	if n.extents {
		in.byteFrames = append(in.byteFrames, byteFrame{len(in.specs), len(in.handlers), len(in.byteCatches)})
	}
	b := n.entry
	for {
		var done bool
		if b, v, done, x = b.run(in, f); x == nil && !done {
			continue
		}
		if !n.extents {
			return v, x
		}
		if x == nil {
			return in.leaveByte(v)
		}
		if b, x = in.caughtByte(x, f); b == nil {
			return Value{}, x
		}
	}
}

// run goes from block to block, up to an exit or the end of the function.
func (b *byteBlock) run(in *Interp, f *frame) (_ *byteBlock, v Value, done bool, x *Exit) {
	for {
		if b.loop && in.pending.Load() != 0 {
			if x = in.interrupted(); x != nil {
				return b, v, false, x
			}
		}
		for _, s := range b.body {
			if v, x = s.Eval(in, f); x != nil {
				return b, v, false, x
			}
		}
		switch b.end {
		case byteGoto:
			b = b.next
		case byteIf, byteAnd:
			t, x := b.test.Test(in, f)
			switch {
			case x != nil:
				return b, v, false, x
			case t:
				b = b.next
			case b.end == byteAnd:
				f[b.slot] = Value{}
				fallthrough
			default:
				b = b.other
			}
		case byteReturn:
			v, x = b.value.get(in, f)
			return b, v, true, x
		default:
			if b, x = b.leave(in, f); x != nil {
				return b, v, false, x
			}
		}
	}
}

// leave is the end of a block with a switch or an error.
func (b *byteBlock) leave(in *Interp, f *frame) (*byteBlock, *Exit) {
	if b.end == byteFail {
		return b, in.Errorf("%s", b.message)
	}
	v, x := b.value.get(in, f)
	if x != nil {
		return b, x
	}
	e, _, x := b.table.find(in, v)
	if x != nil || e == nil {
		return b.next, x
	}
	to, ok := b.targets[e.v.Fixnum()]
	if !ok || !e.v.IsFixnum() {
		return b, in.badCode()
	}
	return to, nil
}

// A byteFrame is what a byte-code function that binds something found.
type byteFrame struct{ specs, handlers, catches int }

// A byteCatch is where a handler in force in byte-code leads.
type byteCatch struct {
	*pushHandler
	specs int
}

// leaveByte ends a byte-code function with the value v.
func (in *Interp) leaveByte(v Value) (Value, *Exit) {
	m := in.byteFrames[len(in.byteFrames)-1]
	var x *Exit
	if len(in.specs) != m.specs {
		if x = in.unwind(m.specs, nil); x == nil {
			x = in.Errorf("binding stack not balanced (serious byte compiler bug)")
		}
	}
	in.handlers, in.byteCatches = in.handlers[:m.handlers], in.byteCatches[:m.catches]
	in.byteFrames = in.byteFrames[:len(in.byteFrames)-1]
	return v, x
}

// caughtByte finds the handler of the running byte-code function for x and returns
// where it leads; without one it ends the function.
func (in *Interp) caughtByte(x *Exit, f *frame) (*byteBlock, *Exit) {
	if x.raw {
		x = in.finish(x)
	}
	m := in.byteFrames[len(in.byteFrames)-1]
	for n := len(in.byteCatches) - 1; n >= m.catches; n-- {
		c := in.byteCatches[n]
		in.byteCatches = in.byteCatches[:n]
		h := in.handlers[m.handlers+n-m.catches]
		in.handlers = in.handlers[:m.handlers+n-m.catches]
		x = in.unwind(c.specs, x)
		v := x.val
		switch {
		case c.catch && x.kind == exitThrow && x.tag == h.tag:
		case !c.catch && x.kind == exitSignal && in.conditionMatches(h.conds[0], x.tag):
			v = x.Condition()
		default:
			continue
		}
		if c.spill != nil {
			c.spill.set(f, v)
		} else {
			f[c.store.slot] = v
		}
		return c.target, nil
	}
	x = in.unwind(m.specs, x)
	in.byteFrames = in.byteFrames[:len(in.byteFrames)-1]
	return nil, x
}

// unwind is Unbind that lets a cleanup function exit, in place of x, the exit
// under way if there is one.
func (in *Interp) unwind(n int, x *Exit) *Exit {
	for len(in.specs) > n {
		last := len(in.specs) - 1
		b := in.specs[last]
		if b.sym != nil || b.undo != nil {
			in.Unbind(last)
			continue
		}
		in.specs[last] = binding{}
		in.specs = in.specs[:last]
		var saved Exit
		if x != nil {
			saved = *x
		}
		y := in.cleanUp(b.old)
		switch {
		case y != nil && y.raw:
			x = in.finish(y)
		case y != nil:
			x = y
		case x != nil:
			x = in.raise(saved)
		}
	}
	return x
}

// cleanUp calls f, what unwind-protect was given: a function or a list of forms.
func (in *Interp) cleanUp(f Value) *Exit {
	if in.isFunction(f) {
		_, x := in.Funcall(f)
		return x
	}
	_, x := in.EvalForm(NewCons(in.s.progn, f), false)
	return x
}

// ---- nodes

type byteBind struct {
	sym *Symbol
	val arg
}

func (n *byteBind) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.val.get(in, f)
	if x == nil {
		x = in.bind(n.sym, v)
	}
	return v, x
}

// byteUnbind undoes n bindings, or (-1) all of the function.
type byteUnbind struct{ n int }

func (n *byteUnbind) Eval(in *Interp, f *frame) (Value, *Exit) {
	first := in.byteFrames[len(in.byteFrames)-1].specs
	to := len(in.specs) - n.n
	if n.n < 0 {
		to = first
	}
	if to < first {
		return Value{}, in.badCode()
	}
	return Value{}, in.unwind(to, nil)
}

// byteCleanup is unwind-protect: what is to be called is left on the binding stack.
type byteCleanup struct{ f arg }

func (n *byteCleanup) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.f.get(in, f)
	if x == nil {
		in.specs = append(in.specs, binding{old: v})
	}
	return v, x
}

// byteEnter opens the extent of a special form, as one entry of the binding stack.
type byteEnter struct{ enter func(in *Interp) *Exit }

func (n *byteEnter) Eval(in *Interp, f *frame) (Value, *Exit) {
	mark := len(in.specs)
	if x := n.enter(in); x != nil || len(in.specs) == mark+1 {
		return Value{}, x
	}
	all := append([]binding(nil), in.specs[mark:]...)
	clear(in.specs[mark:])
	in.specs = in.specs[:mark]
	in.OnUnbind(func() {
		mark := len(in.specs)
		in.specs = append(in.specs, all...)
		in.Unbind(mark)
	})
	return Value{}, nil
}

// pushHandler establishes a handler that leads to target with what it has caught
// in store, or in spill.
type pushHandler struct {
	tag    arg
	conds  []Value // the tag of a condition-case, if it is a constant
	catch  bool
	store  arg
	spill  *spilled
	target *byteBlock
}

func (n *pushHandler) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.tag.get(in, f)
	if x != nil {
		return v, x
	}
	h := handler{tag: v}
	if !n.catch {
		if h = (handler{conds: n.conds}); h.conds == nil {
			h.conds = []Value{v}
		}
		for _, c := range Slice(v) {
			h.debug = h.debug || c == in.s.debug
		}
	}
	in.handlers = append(in.handlers, h)
	in.byteCatches = append(in.byteCatches, byteCatch{n, len(in.specs)})
	return v, nil
}

type popHandler struct{}

func (*popHandler) Eval(in *Interp, f *frame) (Value, *Exit) {
	n := len(in.byteCatches) - 1
	if n < in.byteFrames[len(in.byteFrames)-1].catches {
		return Value{}, in.badCode()
	}
	in.byteCatches = in.byteCatches[:n]
	in.handlers = in.handlers[:len(in.handlers)-1]
	return Value{}, nil
}

// byteForm evaluates a form made of its operands.
type byteForm struct {
	args []arg
	form func(a []Value) Value
}

func (n *byteForm) Eval(in *Interp, f *frame) (Value, *Exit) {
	vals, x := evalArgs(in, f, n.args)
	if x != nil {
		return Value{}, x
	}
	return in.EvalForm(n.form(vals), false)
}

// ---- positions of the stack that do not fit in the frame: in a vector in slot

type spilled struct {
	slot uint8
	i    int
}

func (n *spilled) Eval(in *Interp, f *frame) (Value, *Exit) {
	return f[n.slot].Vector().Slots[n.i], nil
}

func (n *spilled) set(f *frame, v Value) { f[n.slot].Vector().Slots[n.i] = v }

type setSpilled struct {
	spilled
	val arg
}

func (n *setSpilled) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.val.get(in, f)
	if x == nil {
		n.set(f, v)
	}
	return v, x
}

// spillArgs makes the vector in slot and moves the arguments behind it.
type spillArgs struct {
	slot uint8
	args int
	n    int
}

func (n *spillArgs) Eval(in *Interp, f *frame) (Value, *Exit) {
	for i := n.args; i > 0; i-- {
		f[n.slot+uint8(i)] = f[uint8(i)]
	}
	f[n.slot] = NewVector(make([]Value, n.n))
	return Value{}, nil
}
