package lisp

import (
	"math/big"
	"reflect"
	"unsafe"
)

// Inlined primitives and their redefinition. The node of an inlined primitive
// does not look at the function cell of its symbol. Instead, when Lisp puts
// something else there, every such node in analysed code, running or not, is
// replaced by an ordinary call. So a redefinition takes effect at once, and
// costs nothing until it happens. A primitive that was redefined once is not
// inlined again, so that redefining it often costs no more.

// inlined is the part that all nodes of inlined primitives have: what it takes
// to turn them into calls, and where the value goes.
type inlined struct {
	sym   *Symbol // the function called in the source
	top   uint8   // where the frame of a call would start
	dst   uint8   // the local variable that is set to the value, 0 if none: this saves a setLocal node
	fresh uint8   // operands (bits 0 and 1) that no one else can see: results of arithmetic
	at    *place  // where the call stands
	chain bool    // the first operand belongs to the same call: (+ a b c) is (+ (+ a b) c)
}

func (s *inlined) site() *inlined  { return s }
func (s *inlined) into(slot uint8) { s.dst = slot }

func (s *inlined) put(f *frame, v Value) (Value, *Exit) {
	if s.dst != 0 {
		f[s.dst] = v
	}
	return v, nil
}

// done is put for values from the general, out-of-line operations.
//
//go:noinline
func (s *inlined) done(f *frame, v Value, x *Exit) (Value, *Exit) {
	if x == nil {
		return s.put(f, v)
	}
	return v, x
}

// arith is the general case of arithmetic. A bignum that is only an operand
// gives its storage to the result.
//
//go:noinline
func (s *inlined) arith(in *Interp, f *frame, op opcode, a, b Value) (Value, *Exit) {
	var r *big.Int
	switch {
	case s.fresh&1 != 0 && a.IsBignum():
		r = a.Big()
	case s.fresh&2 != 0 && b.IsBignum():
		r = b.Big()
	}
	v, x := in.arithInto(r, op, a, b)
	if x != nil {
		return v, s.arithFailed(in, x, op, a, b)
	}
	return s.put(f, v)
}

// truth is put for the value of a test.
func (s *inlined) truth(f *frame, t bool, x *Exit) (Value, *Exit) {
	if x != nil {
		return Value{}, x
	}
	return s.put(f, Bool(t))
}

// prim1, prim2 and prim3 call primitives that have no nodes of their own.
type (
	prim1 struct {
		op1
		f func(in *Interp, a Value) (Value, *Exit)
	}
	prim2 struct {
		op2
		f func(in *Interp, a, b Value) (Value, *Exit)
	}
	prim3 struct {
		op3
		f func(in *Interp, a, b, c Value) (Value, *Exit)
	}
)

func (n *prim1) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	v, x := n.f(in, a)
	if x != nil {
		return in.primFailed(x, n.sym, n.at, a)
	}
	return n.put(f, v)
}

func (n *prim2) Eval(in *Interp, f *frame) (Value, *Exit) {
	a, x := n.a.get(in, f)
	if x != nil {
		return a, x
	}
	b, x := n.b.get(in, f)
	if x != nil {
		return b, x
	}
	v, x := n.f(in, a, b)
	if x != nil {
		return in.primFailed(x, n.sym, n.at, a, b)
	}
	return n.put(f, v)
}

func (n *prim3) Eval(in *Interp, f *frame) (Value, *Exit) {
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
	v, x := n.f(in, a, b, c)
	if x != nil {
		return in.primFailed(x, n.sym, n.at, a, b, c)
	}
	return n.put(f, v)
}

// inlinable reports whether s still has the function, a primitive or the name of
// one, that calls of it may inline.
func (s *Symbol) inlinable() bool {
	if s.op == 0 || s.fn != s.builtin {
		return false
	}
	return s.fn.kind != funcAlias || (*Symbol)(s.fn.obj.p).inlinable()
}

type inlinedNode interface {
	Node
	site() *inlined
	operands() []arg
}

// Operands that nodes have in common.
type (
	op1 struct {
		inlined
		a arg
	}
	op2 struct {
		inlined
		a, b arg
	}
	op3 struct {
		inlined
		a, b, c arg
	}
	op1L struct { // a plain local variable
		inlined
		a uint8
	}
	op2L struct {
		inlined
		a, b uint8
	}
)

func konstArg(v Value) arg { return arg{node: &constant{v}} }

func (n *op1) operands() []arg    { return []arg{n.a} }
func (n *op2) operands() []arg    { return []arg{n.a, n.b} }
func (n *op3) operands() []arg    { return []arg{n.a, n.b, n.c} }
func (n *op1L) operands() []arg   { return []arg{{slot: n.a}} }
func (n *op2L) operands() []arg   { return []arg{{slot: n.a}, {slot: n.b}} }
func (n *addK) operands() []arg   { return n.addend(n.a, n.k) }
func (n *addLK) operands() []arg  { return n.addend(arg{slot: n.a}, n.k) }
func (n *arithK) operands() []arg { return []arg{n.a, konstArg(fix(n.k))} }
func (n *arefLK) operands() []arg { return []arg{{slot: n.a}, konstArg(fix(int64(n.k)))} }
func (n *compareL) operands() []arg {
	if n.b == 0 {
		return []arg{{slot: n.a}, konstArg(n.k)}
	}
	return n.op2L.operands()
}

func (n *compareK) operands() []arg { return []arg{n.a, konstArg(fix(n.k))} }
func (n *eqK) operands() []arg      { return []arg{n.a, konstArg(n.k)} }
func (n *notTest) operands() []arg  { return []arg{{node: n.t}} }
func (n *funcall) operands() []arg  { return append([]arg{n.fn}, n.args...) }

// addend undoes what the function addend of generate.go did.
func (s *inlined) addend(a arg, k int64) []arg {
	switch s.sym.op {
	case opAdd:
		return []arg{a, konstArg(fix(k))}
	case opSub:
		return []arg{a, konstArg(fix(-k))}
	}
	return []arg{a} // 1+, 1-
}

// site is what the node of the inlined primitive e has in common with others.
func (e *expr) site() inlined { return inlined{sym: e.sym, top: e.top, chain: e.chain, at: e.at} }

// operands are the arguments of the call in the source.
func (e *expr) operands() []*expr {
	if e.chain {
		return append(e.args[0].operands(), e.args[1])
	}
	return e.args[:len(e.args):len(e.args)]
}

// call returns a node that calls the function by its symbol.
func (s *inlined) call(args []arg, lam *Lambda) Node {
	var n Node
	site := lam.site(s.at)
	switch len(args) {
	case 1:
		n = &call1{sym: s.sym, a: args[0], top: s.top, site: site, at: s.at}
	case 2:
		n = &call2{sym: s.sym, a: args[0], b: args[1], top: s.top, site: site, at: s.at}
	case 3:
		n = &call3{sym: s.sym, a: args[0], b: args[1], c: args[2], top: s.top, site: site, at: s.at}
	default:
		n = &callHeap{s.sym, args, site, s.at}
	}
	if s.dst != 0 {
		return &setLocal{s.dst, n}
	}
	return n
}

// original is the function that s had when the interpreter began, nil if none.
func (in *Interp) original(s *Symbol) *Func {
	if s.builtin != nil {
		return s.builtin
	}
	return in.originals[s]
}

// uninline replaces all nodes that inline the function of s by calls.
func (in *Interp) uninline(s *Symbol) {
	in.originals[s] = s.builtin
	s.builtin = nil
	u := &uninliner{s, nil, map[Node]Node{}, map[any]bool{}}
	for _, w := range in.compiled {
		if lam := w.Value(); lam != nil && !lam.steady {
			u.lam = lam
			lam.body = u.node(lam.body)
		}
	}
	in.eachThread(func() {
		in.eachFrame(func(fn *Func, _ []Value) bool { // top-level forms are only there
			if !fn.lam.steady {
				u.lam = fn.lam
				fn.lam.body = u.node(fn.lam.body)
			}
			return true
		})
	})
}

type uninliner struct {
	sym  *Symbol
	lam  *Lambda       // the function in hand
	done map[Node]Node // what became of nodes
	seen map[any]bool  // what was walked
}

// node returns what takes the place of n, mostly n itself.
func (u *uninliner) node(n Node) Node {
	r, ok := u.done[n]
	if !ok {
		r = u.replace(n)
		u.done[n] = r
	}
	return r
}

func (u *uninliner) replace(n Node) Node {
	var args []arg
	m, ok := n.(inlinedNode)
	if ok = ok && u.hit(m.site().sym); ok {
		args = chainOperands(m)
		for i := range args {
			u.arg(&args[i])
		}
	}
	u.walk(n) // n itself may be running
	switch m := n.(type) {
	case *ifCompare:
		if ok {
			n = &ifNode{&isTrue{arg{node: m.call(args, u.lam)}}, m.then, m.els, m.not}
		}
		return u.ifNot(n, m.not, m.els, m.then)
	case *whileCompare:
		if ok {
			return &while{&isTrue{arg{node: m.call(args, u.lam)}}, m.body}
		}
		return n
	case *ifLocal:
		return u.ifNot(n, m.not, m.els, m.then)
	case *ifNode:
		return u.ifNot(n, m.not, m.els, m.then)
	}
	if ok {
		return m.site().call(args, u.lam)
	}
	return n
}

// chainOperands are the arguments of the call that n stood for in the source.
func chainOperands(n inlinedNode) []arg {
	args := n.operands()
	if n.site().chain {
		return append(chainOperands(args[0].node.(inlinedNode)), args[1:]...)
	}
	return args
}

// hit reports whether calls of s reach what is redefined.
func (u *uninliner) hit(s *Symbol) bool {
	return s == u.sym || s != nil && s.fn.kind == funcAlias && s.fn.obj == u.sym.Value()
}

// ifNot returns the node for (if (not X) THEN ELS), now n, when not is what is
// redefined.
func (u *uninliner) ifNot(n Node, not *notTest, then, els Node) Node {
	if not == nil || !u.hit(not.sym) {
		return n
	}
	return &ifNode{&isTrue{arg{node: not.call(not.operands(), u.lam)}}, then, els, nil}
}

func (u *uninliner) test(t test) test {
	n := u.node(t)
	if t, ok := n.(test); ok {
		return t
	}
	return &isTrue{arg{node: n}}
}

// walk replaces what lies below n, in place.
func (u *uninliner) walk(n any) {
	if u.seen[n] {
		return
	}
	u.seen[n] = true
	if v := reflect.ValueOf(n).Elem(); v.Kind() == reflect.Struct {
		u.fields(v)
	}
}

func (u *uninliner) fields(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch p := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Interface().(type) {
		case *Node:
			if *p != nil {
				*p = u.node(*p)
			}
		case *test:
			if *p != nil {
				*p = u.test(*p)
			}
		case *arg:
			u.arg(p)
		case *[]Node:
			for i := range *p {
				(*p)[i] = u.node((*p)[i])
			}
		case *[]test:
			for i := range *p {
				(*p)[i] = u.test((*p)[i])
			}
		case *[]arg:
			for i := range *p {
				u.arg(&(*p)[i])
			}
		case **notTest:
			if *p != nil {
				u.walk(*p)
			}
		case **thunk:
			u.walk(*p)
		default:
			if f.Kind() == reflect.Struct {
				u.fields(f)
			}
		}
	}
}

func (u *uninliner) arg(a *arg) {
	if a.node != nil {
		a.node = u.node(a.node)
	}
}
