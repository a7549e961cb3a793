package lisp

// A Node is analysed code: one form. Eval returns its value, or an exit.
type Node interface {
	Eval(in *Interp, f *frame) (Value, *Exit)
}

// A test is a form whose value, which Eval returns, mostly matters as true or
// false.
type test interface {
	Node
	Test(in *Interp, f *frame) (bool, *Exit)
}

// An arg is an operand: a plain local variable, read in place, or any node.
type arg struct {
	node Node
	slot uint8
}

// get is written to stay within the Go compiler's inlining budget. Slot 0 is
// the frame header, so it can mean "not a local".
func (a *arg) get(in *Interp, f *frame) (v Value, x *Exit) {
	if a.slot != 0 {
		v = f[a.slot]
	} else {
		v, x = a.node.Eval(in, f)
	}
	return
}

// ---- constants and variables

type constant struct{ v Value }

func (n *constant) Eval(in *Interp, f *frame) (Value, *Exit) { return n.v, nil }

// failure is a form that is wrong in itself: evaluating it signals.
type failure struct {
	tag, data Value
	at        *place
}

func (n *failure) Eval(in *Interp, f *frame) (Value, *Exit) {
	return Value{}, in.failedAt(in.SignalData(n.tag, n.data, nil), n.at)
}

type local struct{ slot uint8 }

func (n *local) Eval(in *Interp, f *frame) (Value, *Exit) { return f[n.slot], nil }
func (n *local) Test(in *Interp, f *frame) (bool, *Exit)  { return f[n.slot].p != nil, nil }

type setLocal struct {
	slot uint8
	node Node
}

func (n *setLocal) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.node.Eval(in, f)
	if x != nil {
		return v, x
	}
	f[n.slot] = v
	return v, nil
}

type moveLocal struct{ from, to uint8 }

func (n *moveLocal) Eval(in *Interp, f *frame) (Value, *Exit) {
	v := f[n.from]
	f[n.to] = v
	return v, nil
}

// setConsts is several setLocals of constants in a row, such as (let (a b c) ...).
type setConsts struct{ list []setConst }

type setConst struct {
	slot uint8
	v    Value
}

func (n *setConsts) Eval(in *Interp, f *frame) (v Value, x *Exit) {
	for i := range n.list {
		s := &n.list[i]
		f[s.slot] = s.v
		v = s.v
	}
	return v, nil
}

// A cell holds a lexical variable that some closure captures and someone
// assigns.
type cell struct{ v Value }

type cellLocal struct{ slot uint8 }

func (n *cellLocal) Eval(in *Interp, f *frame) (Value, *Exit) { return f[n.slot].cell().v, nil }

type setCell struct {
	slot uint8
	node Node
}

func (n *setCell) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.node.Eval(in, f)
	if x != nil {
		return v, x
	}
	f[n.slot].cell().v = v
	return v, nil
}

// bindCell binds a variable that is captured and assigned.
type bindCell struct {
	slot uint8
	node Node
}

func (n *bindCell) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.node.Eval(in, f)
	if x != nil {
		return v, x
	}
	f[n.slot] = newCell(v)
	return v, nil
}

// captured reads a variable of an enclosing function that is never assigned.
type captured struct{ i int }

func (n *captured) Eval(in *Interp, f *frame) (Value, *Exit) {
	return (*Func)(f[0].p).caps[n.i], nil
}

type capturedCell struct{ i int }

func (n *capturedCell) Eval(in *Interp, f *frame) (Value, *Exit) {
	return (*Func)(f[0].p).caps[n.i].cell().v, nil
}

type setCapturedCell struct {
	i    int
	node Node
}

func (n *setCapturedCell) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.node.Eval(in, f)
	if x != nil {
		return v, x
	}
	(*Func)(f[0].p).caps[n.i].cell().v = v
	return v, nil
}

type global struct {
	sym *Symbol
	at  *place
}

func (n *global) Eval(in *Interp, f *frame) (Value, *Exit) {
	v := n.sym.value
	if v.isMark() {
		v, x := in.symbolValue(n.sym)
		if x != nil {
			x = in.failedAt(x, n.at)
		}
		return v, x
	}
	return v, nil
}

type setGlobal struct {
	sym  *Symbol
	node Node
	at   *place
}

func (n *setGlobal) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.node.Eval(in, f)
	if x != nil {
		return v, x
	}
	if n.sym.value.isMark() || n.sym.guard != 0 {
		if x := in.setVarAt(n.sym, v, n.at); x != nil {
			return v, in.failedAt(x, n.at)
		}
		return v, nil
	}
	n.sym.value = v
	return v, nil
}

// ---- sequence and choice

type seq struct {
	list []Node
	last Node
}

func (n *seq) Eval(in *Interp, f *frame) (Value, *Exit) {
	for _, s := range n.list {
		if v, x := s.Eval(in, f); x != nil {
			return v, x
		}
	}
	return n.last.Eval(in, f)
}

type seq2 struct{ a, b Node }

func (n *seq2) Eval(in *Interp, f *frame) (Value, *Exit) {
	if v, x := n.a.Eval(in, f); x != nil {
		return v, x
	}
	return n.b.Eval(in, f)
}

type seq3 struct{ a, b, c Node }

func (n *seq3) Eval(in *Interp, f *frame) (Value, *Exit) {
	if v, x := n.a.Eval(in, f); x != nil {
		return v, x
	}
	if v, x := n.b.Eval(in, f); x != nil {
		return v, x
	}
	return n.c.Eval(in, f)
}

type prog1 struct{ first, rest Node }

func (n *prog1) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.first.Eval(in, f)
	if x == nil {
		_, x = n.rest.Eval(in, f)
	}
	return v, x
}

// A branch of an if that is the constant nil is a nil Node. In an if whose test was
// (not X), test is X, then and els have changed places, and not is what the source
// said (see redefine.go).
type ifNode struct {
	test      test
	then, els Node
	not       *notTest
}

func (n *ifNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.test.Test(in, f)
	if x != nil {
		return Value{}, x
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

// cond is a chain of ifs.
type cond struct {
	tests []test
	then  []Node
	els   Node
}

func (n *cond) Eval(in *Interp, f *frame) (Value, *Exit) {
	for i, t := range n.tests {
		r, x := t.Test(in, f)
		if x != nil {
			return Value{}, x
		}
		if r {
			return n.then[i].Eval(in, f)
		}
	}
	return n.els.Eval(in, f)
}

// and is (and TEST... LAST): only the last value matters.
type and struct {
	tests []test
	last  Node
}

func (n *and) Eval(in *Interp, f *frame) (Value, *Exit) {
	for _, t := range n.tests {
		if r, x := t.Test(in, f); !r || x != nil {
			return Value{}, x
		}
	}
	return n.last.Eval(in, f)
}

type or struct{ list []Node }

func (n *or) Eval(in *Interp, f *frame) (Value, *Exit) {
	for _, s := range n.list {
		if v, x := s.Eval(in, f); x != nil || !v.IsNil() {
			return v, x
		}
	}
	return Value{}, nil
}

type while struct {
	test test
	body []Node
}

func (n *while) Eval(in *Interp, f *frame) (Value, *Exit) {
	for {
		t, x := n.test.Test(in, f)
		if x != nil || !t {
			return Value{}, x
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

// ---- tests

type isTrue struct{ a arg }

func (n *isTrue) Test(in *Interp, f *frame) (bool, *Exit) {
	v, x := n.a.get(in, f)
	return !v.IsNil(), x
}

func (n *isTrue) Eval(in *Interp, f *frame) (Value, *Exit) { return n.a.get(in, f) }

type notTest struct {
	inlined
	t test
}

func (n *notTest) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *notTest) Test(in *Interp, f *frame) (bool, *Exit) {
	t, x := n.t.Test(in, f)
	return !t, x
}

type andTest struct{ list []test }

func (n *andTest) Test(in *Interp, f *frame) (bool, *Exit) {
	for _, t := range n.list {
		if r, x := t.Test(in, f); !r || x != nil {
			return false, x
		}
	}
	return true, nil
}

func (n *andTest) Eval(in *Interp, f *frame) (v Value, x *Exit) {
	v = T
	for _, t := range n.list {
		if v, x = t.Eval(in, f); x != nil || v.IsNil() {
			break
		}
	}
	return v, x
}

type orTest struct{ list []test }

func (n *orTest) Test(in *Interp, f *frame) (bool, *Exit) {
	for _, t := range n.list {
		if r, x := t.Test(in, f); r || x != nil {
			return r, x
		}
	}
	return false, nil
}

func (n *orTest) Eval(in *Interp, f *frame) (v Value, x *Exit) {
	for _, t := range n.list {
		if v, x = t.Eval(in, f); x != nil || !v.IsNil() {
			break
		}
	}
	return v, x
}

type eqOperands struct{ op2 }

func (n *eqOperands) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *eqOperands) Test(in *Interp, f *frame) (bool, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return false, x
	}
	b, x := n.b.get(in, f)
	return a == b, x
}

type eqK struct {
	op1
	k Value
}

func (n *eqK) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *eqK) Test(in *Interp, f *frame) (bool, *Exit) {
	a, x := n.a.get(in, f)
	return a == n.k, x
}

// kindTest is consp, stringp, symbolp and their like: mask has the kinds for
// which it is true.
type kindTest struct {
	op1
	mask uint16
}

func (n *kindTest) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *kindTest) Test(in *Interp, f *frame) (bool, *Exit) {
	v, x := n.a.get(in, f)
	return n.mask>>(v.Kind()&15)&1 != 0, x
}

// consTest is consp, with orNil listp, with not atom.
type consTest struct {
	op1
	orNil, not bool
}

func (n *consTest) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *consTest) Test(in *Interp, f *frame) (bool, *Exit) {
	v, x := n.a.get(in, f)
	return (v.IsCons() || n.orNil && v.IsNil() || v.isListed()) != n.not, x
}

// A comparison accepts some of the outcomes less, equal, greater, unordered:
// the bits of its mask.
const (
	accLt = 1 << iota
	accEq
	accGt
	accUn
)

// accepts compares fixnums, without branches that data could mislead.
func accepts(mask uint8, a, b int64) bool {
	var lt, gt uint8
	if a < b {
		lt = 1
	}
	if a > b {
		gt = 1
	}
	return mask>>((1+gt-lt)&3)&1 != 0
}

type compare struct {
	op2
	mask uint8
}

func (n *compare) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *compare) Test(in *Interp, f *frame) (bool, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return false, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return false, x
	}
	if a.IsFixnum() && b.IsFixnum() {
		return accepts(n.mask, a.fix(), b.fix()), nil
	}
	return n.compare(in, n.mask, a, b)
}

// compareK compares with a constant.
type compareK struct {
	op1
	k    int64
	mask uint8
}

func (n *compareK) Eval(in *Interp, f *frame) (Value, *Exit) {
	t, x := n.Test(in, f)
	return n.truth(f, t, x)
}

func (n *compareK) Test(in *Interp, f *frame) (bool, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return false, x
	}
	if a.IsFixnum() {
		return accepts(n.mask, a.fix(), n.k), nil
	}
	return n.compare(in, n.mask, a, fix(n.k))
}
