package lisp

// Nodes of the primitives that analysis inlines: arithmetic, lists, vectors.

type add struct{ op2 }

func (n *add) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if a.IsFixnum() && b.IsFixnum() {
		if r := a.fix() + b.fix(); fits(r) {
			return n.put(f, fix(r))
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()+b.Float()))
	}
	return n.arith(in, f, opAdd, a, b)
}

// addK is (+ a k), (1+ a), (- a k) and (1- a). op and arg are for slow cases:
// what the source said.
type addK struct {
	op1
	k int64
}

func (n *addK) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if a.IsFixnum() {
		if r := a.fix() + n.k; fits(r) {
			return n.put(f, fix(r))
		}
	}
	return n.arith(in, f, opAdd, a, fix(n.k))
}

type sub struct{ op2 }

func (n *sub) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if a.IsFixnum() && b.IsFixnum() {
		if r := a.fix() - b.fix(); fits(r) {
			return n.put(f, fix(r))
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()-b.Float()))
	}
	return n.arith(in, f, opSub, a, b)
}

type mul struct{ op2 }

func (n *mul) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if a.IsFixnum() && b.IsFixnum() {
		if p, q := a.fix(), b.fix(); p == int64(int32(p)) && q == int64(int32(q)) {
			if r := p * q; fits(r) {
				return n.put(f, fix(r))
			}
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()*b.Float()))
	}
	return n.arith(in, f, opMul, a, b)
}

// arith2 is the rest: /, %, and bitwise operations.
type arith2 struct {
	op2
	op opcode
}

func (n *arith2) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if a.IsFixnum() && b.IsFixnum() && (b.n != 0 || n.op > opRem) {
		return n.put(f, fixArith(n.op, a.fix(), b.fix()))
	}
	return n.arith(in, f, n.op, a, b)
}

// arithK is arith2 with a constant that is not 0 if it divides.
type arithK struct {
	op1
	op opcode
	k  int64
}

func (n *arithK) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if a.IsFixnum() {
		return n.put(f, fixArith(n.op, a.fix(), n.k))
	}
	return n.arith(in, f, n.op, a, fix(n.k))
}

// fixArith computes with fixnums; q is not 0 if it divides.
func fixArith(op opcode, p, q int64) Value {
	small := uint64(p|q)>>32 == 0 // divides faster
	switch op {
	case opRem:
		if small {
			return fix(int64(uint32(p) % uint32(q)))
		}
		return fix(p % q)
	case opLogand:
		return fix(p & q)
	case opLogior:
		return fix(p | q)
	case opLogxor:
		return fix(p ^ q)
	}
	if small {
		return fix(int64(uint32(p) / uint32(q)))
	}
	return Int(p / q) // of the least fixnum and -1 it is a bignum
}

// setNode is setcar and setcdr.
type setNode struct {
	op2
	cdr bool
}

func (n *setNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if !a.IsCons() {
		return a, n.failed(in, in.WrongType("consp", a), a, b)
	}
	if n.cdr {
		a.Cons().Cdr = b
	} else {
		a.Cons().Car = b
	}
	return n.put(f, b)
}

type carNode struct{ op1 }

func (n *carNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if a.IsCons() {
		return n.put(f, a.Cons().Car)
	}
	if a.IsNil() {
		return n.put(f, a)
	}
	return n.carSlow(in, f, a)
}

type cdrNode struct{ op1 }

func (n *cdrNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if a.IsCons() {
		return n.put(f, a.Cons().Cdr)
	}
	if a.IsNil() {
		return n.put(f, a)
	}
	return n.cdrSlow(in, f, a)
}

// cxrNode is caar, cadr, cdar and cddr: first, then second says cdr.
type cxrNode struct {
	op1
	second, first bool
}

func (n *cxrNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	whole := a
	if a.IsCons() {
		if n.first {
			a = a.Cons().Cdr
		} else {
			a = a.Cons().Car
		}
		if a.IsCons() {
			if n.second {
				a = a.Cons().Cdr
			} else {
				a = a.Cons().Car
			}
			return n.put(f, a)
		}
	}
	if a.IsNil() {
		return n.put(f, a)
	}
	if l := in.listed(a); l != a { // begin anew with the list for which it stands
		if whole == a {
			whole = l
		} else if n.first {
			whole = NewCons(Value{}, l)
		} else {
			whole = NewCons(l, Value{})
		}
		return (&cxrNode{op1{n.inlined, konstArg(whole)}, n.second, n.first}).Eval(in, f)
	}
	return a, n.failed(in, in.WrongType("listp", a), whole)
}

// safeNode is car-safe and cdr-safe.
type safeNode struct {
	op1
	cdr bool
}

func (n *safeNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if !a.IsCons() {
		a = in.listed(a)
	}
	switch {
	case !a.IsCons():
		a = Value{}
	case n.cdr:
		a = a.Cons().Cdr
	default:
		a = a.Cons().Car
	}
	return n.put(f, a)
}

type consNode struct{ op2 }

func (n *consNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	return n.put(f, NewCons(a, b))
}

// typeOfNode is type-of, by which the functions of cl-defstruct check what they
// are given.
type typeOfNode struct{ op1 }

func (n *typeOfNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	if a.IsRecord() {
		if t := a.Record().Slots[0]; t.IsSymbol() {
			return n.put(f, t)
		}
	}
	return n.put(f, in.typeOf(a))
}

type arefNode struct{ op2 }

func (n *arefNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	if a.hasSlots() && b.IsFixnum() {
		if s, i := a.Vector().Slots, b.n; i < uint64(len(s)) {
			return n.put(f, s[i])
		}
	}
	return n.aref(in, f, a, b)
}

type asetNode struct{ op3 }

func (n *asetNode) Eval(in *Interp, f *frame) (Value, *Exit) {
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
	if a.hasSlots() && b.IsFixnum() {
		if s, i := a.Vector().Slots, b.n; i < uint64(len(s)) {
			s[i] = c
			return n.put(f, c)
		}
	} else if a.IsBoolVector() && b.IsFixnum() {
		if v := a.BoolVector(); b.n < uint64(v.Len) {
			v.Set(int(b.n), !c.IsNil())
			return n.put(f, c)
		}
	}
	v, x := in.aset(a, b, c)
	if x != nil {
		x = n.failed(in, x, a, b, c)
	}
	return n.done(f, v, x)
}

// ---- leaf nodes: the commonest shapes, with operands in local variables. They
// are only faster: each does what the general node above does.

// ifLocal and ifCompare save the call of a separate test.
type ifLocal struct {
	slot      uint8
	then, els Node
	not       *notTest
}

func (n *ifLocal) Eval(in *Interp, f *frame) (Value, *Exit) {
	if f[n.slot].p != nil {
		if n.then == nil {
			return Value{}, nil
		}
		return n.then.Eval(in, f)
	}
	if n.els == nil {
		return Value{}, nil
	}
	return n.els.Eval(in, f)
}

type ifCompare struct {
	compareL
	then, els Node
	not       *notTest
}

func (n *ifCompare) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, b := n.load(f)
	t := accepts(n.mask, a.fix(), b.fix())
	if !a.IsFixnum() || !b.IsFixnum() {
		var x *Exit
		if t, x = n.compare(in, n.mask, a, b); x != nil {
			return Value{}, x
		}
	}
	if t {
		if n.then == nil {
			return Value{}, nil
		}
		return n.then.Eval(in, f)
	}
	if n.els == nil {
		return Value{}, nil
	}
	return n.els.Eval(in, f)
}

// whileCompare is the heart of dotimes.
type whileCompare struct {
	compareL
	body []Node
}

func (n *whileCompare) Eval(in *Interp, f *frame) (Value, *Exit) {
	for {
		a, b := n.load(f)
		t := accepts(n.mask, a.fix(), b.fix())
		if !a.IsFixnum() || !b.IsFixnum() {
			var x *Exit
			if t, x = n.compare(in, n.mask, a, b); x != nil {
				return Value{}, x
			}
		}
		if !t {
			return Value{}, nil
		}
		for _, s := range n.body {
			if v, x := s.Eval(in, f); x != nil {
				return v, x
			}
		}
		if in.pending.Load() != 0 {
			if x := in.interrupted(); x != nil {
				return Value{}, x
			}
		}
	}
}

// whileLocal is (while VARIABLE ...), the heart of dolist.
type whileLocal struct {
	slot uint8
	body []Node
}

func (n *whileLocal) Eval(in *Interp, f *frame) (Value, *Exit) {
	for f[n.slot].p != nil {
		for _, s := range n.body {
			if v, x := s.Eval(in, f); x != nil {
				return v, x
			}
		}
		if in.pending.Load() != 0 {
			if x := in.interrupted(); x != nil {
				return Value{}, x
			}
		}
	}
	return Value{}, nil
}

// compareL compares a local variable with another one, or (b is 0) with k, a
// fixnum.
type compareL struct {
	op2L
	mask uint8
	k    Value
}

func (n *compareL) load(f *frame) (a, b Value) {
	b = n.k
	if n.b != 0 {
		b = f[n.b]
	}
	return f[n.a], b
}

func (n *compareL) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *compareL) Test(in *Interp, f *frame) (bool, *Exit) {
	a, b := n.load(f)
	if a.IsFixnum() && b.IsFixnum() {
		return accepts(n.mask, a.fix(), b.fix()), nil
	}
	return n.compare(in, n.mask, a, b)
}

type addLL struct{ op2L }

func (n *addLL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, b := f[n.a], f[n.b]
	if a.IsFixnum() && b.IsFixnum() {
		if r := a.fix() + b.fix(); fits(r) {
			return n.put(f, fix(r))
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()+b.Float()))
	}
	return n.arith(in, f, opAdd, a, b)
}

type subLL struct{ op2L }

func (n *subLL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, b := f[n.a], f[n.b]
	if a.IsFixnum() && b.IsFixnum() {
		if r := a.fix() - b.fix(); fits(r) {
			return n.put(f, fix(r))
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()-b.Float()))
	}
	return n.arith(in, f, opSub, a, b)
}

type mulLL struct{ op2L }

func (n *mulLL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, b := f[n.a], f[n.b]
	if a.IsFixnum() && b.IsFixnum() {
		if p, q := a.fix(), b.fix(); p == int64(int32(p)) && q == int64(int32(q)) {
			if r := p * q; fits(r) {
				return n.put(f, fix(r))
			}
		}
	} else if a.IsFloat() && b.IsFloat() {
		return n.put(f, Float(a.Float()*b.Float()))
	}
	return n.arith(in, f, opMul, a, b)
}

type addLK struct {
	op1L
	k int64
}

func (n *addLK) Eval(in *Interp, f *frame) (Value, *Exit) {
	a := f[n.a]
	if a.IsFixnum() {
		if r := a.fix() + n.k; fits(r) {
			return n.put(f, fix(r))
		}
	}
	return n.arith(in, f, opAdd, a, fix(n.k))
}

type carL struct{ op1L }

func (n *carL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a := f[n.a]
	if a.IsCons() {
		return n.put(f, a.Cons().Car)
	}
	if a.IsNil() {
		return n.put(f, a)
	}
	return n.carSlow(in, f, a)
}

type cdrL struct{ op1L }

func (n *cdrL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a := f[n.a]
	if a.IsCons() {
		return n.put(f, a.Cons().Cdr)
	}
	if a.IsNil() {
		return n.put(f, a)
	}
	return n.cdrSlow(in, f, a)
}

// Test makes (while (cdr l) ...) cheap.
func (n *cdrL) Test(in *Interp, f *frame) (bool, *Exit) {
	a := f[n.a]
	if a.IsCons() {
		return a.Cons().Cdr.p != nil, nil
	}
	if a.IsNil() {
		return false, nil
	}
	v, x := n.cdrSlow(in, f, a)
	return !v.IsNil(), x
}

// Test is like that of cdrL.
func (n *carL) Test(in *Interp, f *frame) (bool, *Exit) {
	a := f[n.a]
	if a.IsCons() {
		return a.Cons().Car.p != nil, nil
	}
	if a.IsNil() {
		return false, nil
	}
	v, x := n.carSlow(in, f, a)
	return !v.IsNil(), x
}

type arefLL struct{ op2L }

func (n *arefLL) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, b := f[n.a], f[n.b]
	if a.hasSlots() && b.IsFixnum() {
		if s, i := a.Vector().Slots, b.n; i < uint64(len(s)) {
			return n.put(f, s[i])
		}
	}
	return n.aref(in, f, a, b)
}

type arefLK struct {
	op1L
	k uint64
}

func (n *arefLK) Eval(in *Interp, f *frame) (Value, *Exit) {
	a := f[n.a]
	if a.hasSlots() {
		if s := a.Vector().Slots; n.k < uint64(len(s)) {
			return n.put(f, s[n.k])
		}
	}
	return n.aref(in, f, a, fix(int64(n.k)))
}
