package lisp

import (
	"slices"
	"sync"
)

// The second pass of analysis: exprs become nodes.

// generate makes the nodes of a function and of the functions inside it.
func (a *analyser) generate() {
	for _, l := range a.inner {
		l.a.lam.inner = true
		l.a.lam.unused = l.a.unused()
		l.a.generate()
		a.in.noteCompiled(l.a.lam)
	}
	if a.lam.lexical || len(a.lam.params) == 0 {
		a.body.markTail()
	}
	body := a.gen(a.body)
	if a.lam.lexical {
		var boxed []uint8
		for _, v := range a.params {
			if v.boxed() {
				boxed = append(boxed, v.slot)
			}
		}
		if boxed != nil {
			body = &boxParams{boxed, body}
		}
	} else if len(a.lam.params) > 0 {
		body = &dynParams{a.lam.params, body}
	}
	a.lam.body = body
}

// unused returns the bindings around a function that it does not use and whose
// values are known: closures have them in Emacs.
func (a *analyser) unused() []Value {
	var list []Value
	for b := a; b.up != nil; b = b.up {
		for v := b.seen; v != nil; v = v.outer {
			if v.init != nil && !v.assigned && !slices.Contains(a.caps, v) {
				list = append(list, NewCons(v.sym.Value(), v.init.k))
			}
		}
	}
	return list
}

// markTail marks the calls whose value is that of e.
func (e *expr) markTail() {
	n := len(e.args) - 1
	switch {
	case e.kind == eCall || e.kind == eFuncall:
		e.tail = true
	case e.kind == eIf:
		e.args[1].markTail()
		e.args[2].markTail()
	case n >= 0 && (e.kind == eProgn || e.kind == eAnd || e.kind == eOr):
		e.args[n].markTail()
	}
}

func (e *expr) plainLocal() bool {
	return e.kind == eLocal && e.cap < 0 && !e.v.boxed()
}

func (e *expr) fixConst() (int64, bool) { return e.k.fix(), e.kind == eConst && e.k.IsFixnum() }

func (a *analyser) arg(e *expr) arg {
	if e.plainLocal() {
		return arg{slot: e.v.slot}
	}
	return arg{node: a.gen(e)}
}

func (a *analyser) args(es []*expr) []arg {
	r := make([]arg, len(es))
	for i, e := range es {
		r[i] = a.arg(e)
	}
	return r
}

func (a *analyser) gens(es []*expr) []Node {
	r := make([]Node, len(es))
	for i, e := range es {
		r[i] = a.gen(e)
	}
	return r
}

// flatten splices nested progns (and lets, which are progns) into one list.
func flatten(es []*expr) []*expr {
	var r []*expr
	for i, e := range es {
		switch {
		case e.kind == eProgn && len(e.args) > 0:
			r = append(r, flatten(e.args)...)
			if n := len(r); i < len(es)-1 && n > 0 && r[n-1].kind == eConst {
				r = r[:n-1]
			}
		case e.kind == eConst && i < len(es)-1:
		default:
			r = append(r, e)
		}
	}
	return r
}

// statements generates e for effect, as a list.
func (a *analyser) statements(e *expr) []Node {
	es := flatten([]*expr{e})
	if n := len(es); n > 0 && es[n-1].kind == eConst {
		es = es[:n-1]
	}
	forEffect(es)
	return a.sequence(es)
}

func (a *analyser) gen(e *expr) Node {
	switch e.kind {
	case eConst:
		return &constant{e.k}
	case eLocal:
		return genLocal(e)
	case eSetLocal:
		return a.genSet(e)
	case eGlobal:
		return &global{e.sym, e.at}
	case eSetGlobal:
		return &setGlobal{e.sym, a.gen(e.args[0]), e.at}
	case eIf:
		if e.args[2].kind == eIf && e.args[2].args[2].kind == eIf {
			return a.genCond(e)
		}
		return ifTest(a.test(e.args[0]), a.branch(e.args[1]), a.branch(e.args[2]))
	case eProgn:
		return a.genProgn(e)
	case eProg1:
		return &prog1{a.gen(e.args[0]), a.gen(e.args[1])}
	case eWhile:
		test, body := a.test(e.args[0]), a.statements(e.args[1])
		switch t := test.(type) {
		case *local:
			return &whileLocal{t.slot, body}
		case *compareL:
			return &whileCompare{*t, body}
		}
		return &while{test, body}
	case eAnd:
		n := len(e.args) - 1
		if n < 0 {
			return &constant{T}
		}
		return &and{a.tests(e.args[:n]), a.gen(e.args[n])}
	case eOr:
		return a.genOr(e)
	case eDynLet:
		n := len(e.args) - 1
		return &dynLet{e.syms, a.args(e.args[:n]), a.gen(e.args[n])}
	case eLambda:
		n := &closure{lam: e.lam}
		for _, v := range e.from {
			if v.cap >= 0 {
				n.from = append(n.from, ^v.cap)
			} else {
				n.from = append(n.from, int(v.v.slot))
			}
		}
		return n
	case eCall, eCallHeap:
		return a.genCall(e)
	case eFuncall:
		return a.genFuncall(e)
	case eOp:
		return a.genOp(e)
	case eCatch:
		return &catchNode{a.gen(e.args[0]), a.gen(e.args[1])}
	case eUnwind:
		return &unwindProtect{a.gen(e.args[0]), a.gen(e.args[1])}
	case eMiscall:
		call := e.args[0]
		return &miscall{call.sym, len(call.args), call.at, a.gen(call)}
	case eExtent:
		return &extent{e.enter, a.gen(e.args[0])}
	case eHandlerBind:
		n := len(e.args) - 1
		return &handlerBind{e.conds, a.gens(e.args[:n]), a.gen(e.args[n])}
	case eCondCase:
		return a.genCondCase(e)
	}
	return e.node
}

func genLocal(e *expr) Node {
	switch {
	case e.cap >= 0 && e.v.boxed():
		return &capturedCell{e.cap}
	case e.cap >= 0:
		return &captured{e.cap}
	case e.v.boxed():
		return &cellLocal{e.v.slot}
	}
	return &local{e.v.slot}
}

func (a *analyser) genSet(e *expr) Node {
	val := e.args[0]
	switch {
	case e.bind && e.v.boxed():
		return &bindCell{e.v.slot, a.gen(val)}
	case e.cap >= 0:
		return &setCapturedCell{e.cap, a.gen(val)}
	case e.v.boxed():
		return &setCell{e.v.slot, a.gen(val)}
	}
	n := a.gen(val)
	if p, ok := n.(interface{ into(uint8) }); ok && (val.kind == eOp || val.kind == eCall) {
		p.into(e.v.slot)
		return n
	}
	if l, ok := n.(*local); ok {
		return &moveLocal{l.slot, e.v.slot}
	}
	return &setLocal{e.v.slot, n}
}

// genCond generates a chain of at least three ifs.
func (a *analyser) genCond(e *expr) Node {
	n := &cond{}
	for ; e.kind == eIf; e = e.args[2] {
		n.tests = append(n.tests, a.test(e.args[0]))
		n.then = append(n.then, a.gen(e.args[1]))
	}
	n.els = a.gen(e)
	return n
}

// sequence generates es, to be evaluated one after the other.
func (a *analyser) sequence(es []*expr) []Node {
	var r []Node
	for i := 0; i < len(es); i++ {
		var consts []setConst
		for ; i < len(es) && es[i].setsConst(); i++ {
			consts = append(consts, setConst{es[i].v.slot, es[i].args[0].k})
		}
		if consts != nil {
			r = append(r, &setConsts{consts})
		}
		if i < len(es) {
			r = append(r, a.gen(es[i]))
		}
	}
	return r
}

func (e *expr) setsConst() bool {
	return e.kind == eSetLocal && e.cap < 0 && !e.v.boxed() && e.args[0].kind == eConst
}

// forEffect makes choices of (or A B) among es, whose values do not matter, so
// that A is only tested.
func forEffect(es []*expr) {
	for i, e := range es {
		if e.kind == eOr && len(e.args) == 2 {
			es[i] = &expr{kind: eIf, args: []*expr{e.args[0], {kind: eConst}, e.args[1]}}
		}
	}
}

func (a *analyser) genProgn(e *expr) Node {
	es := flatten(e.args)
	if len(es) > 0 {
		forEffect(es[:len(es)-1])
	}
	nodes := a.sequence(es)
	n := len(nodes) - 1
	switch n {
	case -1:
		return &constant{}
	case 0:
		return nodes[0]
	case 1:
		return &seq2{nodes[0], nodes[1]}
	case 2:
		return &seq3{nodes[0], nodes[1], nodes[2]}
	}
	return &seq{nodes[:n], nodes[n]}
}

func (a *analyser) genOr(e *expr) Node {
	switch len(e.args) {
	case 0:
		return &constant{}
	case 1:
		return a.gen(e.args[0])
	}
	return &or{a.gens(e.args)}
}

func (a *analyser) genCall(e *expr) Node {
	if e.void != nil {
		f := *e
		f.void = nil
		e.void.caps = a.caps
		return &voidCheck{sym: e.sym, call: a.genCall(&f), at: e.at, scope: e.void}
	}
	if e.kind == eCallHeap {
		return &callHeap{e.sym, a.args(e.args), a.site(e.at), e.at}
	}
	if n := a.primCall(e); n != nil {
		return n
	}
	x, site := e.args, a.site(e.at)
	switch len(x) {
	case 0:
		return &call0{e.sym, e.top, e.tail, site, e.at}
	case 1:
		return &call1{e.sym, a.arg(x[0]), e.top, e.tail, site, e.at}
	case 2:
		return &call2{e.sym, a.arg(x[0]), a.arg(x[1]), e.top, e.tail, site, e.at}
	case 3:
		return &call3{e.sym, a.arg(x[0]), a.arg(x[1]), a.arg(x[2]), e.top, e.tail, site, e.at}
	}
	return &callMany{e.sym, a.args(x), e.top, site, e.at}
}

func (a *analyser) genFuncall(e *expr) Node {
	n := &funcall{e.site(), a.arg(e.args[0]), a.args(e.args[1:]), e.tail, a.site(e.at)}
	if n.sym != nil && !n.sym.inlinable() {
		return n.call(n.operands(), a.lam)
	}
	return n
}

// primCall generates a direct call of a primitive; nil if the function is none,
// or one that takes another way for so many arguments.
func (a *analyser) primCall(e *expr) Node {
	fn, x := e.sym.fn, e.args
	if fn != e.sym.builtin || fn.kind != funcPrim || len(x) == 0 || len(x) > 3 {
		return nil
	}
	p, s := fn.prim, e.site()
	switch {
	case p.tracked:
		return nil
	case len(x) == 1 && p.f1 != nil:
		return &prim1{op1{s, a.arg(x[0])}, p.f1}
	case len(x) == 2 && p.f2 != nil:
		return &prim2{op2{s, a.arg(x[0]), a.arg(x[1])}, p.f2}
	case len(x) == 3 && p.f3 != nil:
		return &prim3{op3{s, a.arg(x[0]), a.arg(x[1]), a.arg(x[2])}, p.f3}
	}
	return nil
}

func (a *analyser) genCondCase(e *expr) Node {
	n := &conditionCase{body: a.gen(e.args[0]), conds: e.conds, slot: -1, sym: e.sym, debug: e.debug}
	handlers := e.args[1:]
	if len(handlers) > len(e.conds) {
		n.success = a.gen(handlers[len(e.conds)])
		handlers = handlers[:len(e.conds)]
	}
	n.handlers = a.gens(handlers)
	if n.conds == nil {
		n.conds = []Value{}
	}
	if e.v != nil {
		n.slot, n.boxed = int(e.v.slot), e.v.boxed()
	}
	return n
}

// branch is gen for one of the branches of an if.
func (a *analyser) branch(e *expr) Node {
	if e.kind == eConst && e.k.IsNil() {
		return nil
	}
	return a.gen(e)
}

// ifTest picks a fused node for common tests.
func ifTest(t test, then, els Node) Node {
	not, _ := t.(*notTest)
	if not != nil {
		t, then, els = not.t, els, then
	}
	switch t := t.(type) {
	case *local:
		return &ifLocal{t.slot, then, els, not}
	case *compareL:
		return &ifCompare{*t, then, els, not}
	}
	return &ifNode{t, then, els, not}
}

func (a *analyser) tests(es []*expr) []test {
	r := make([]test, len(es))
	for i, e := range es {
		r[i] = a.test(e)
	}
	return r
}

// addend recognizes (1+ x), (1- x), (+ x k) and (- x k).
func addend(e *expr) (int64, bool) {
	switch e.op {
	case opInc:
		return 1, true
	case opDec:
		return -1, true
	case opAdd:
		return e.args[1].fixConst()
	case opSub:
		k, ok := e.args[1].fixConst()
		return -k, ok && fits(-k) && k != 0 // adding 0 would take the sign off -0.0
	}
	return 0, false
}

var compareMask = [...]uint8{opLt: accLt, opGt: accGt, opLe: accLt | accEq, opGe: accGt | accEq,
	opNumEq: accEq, opNumNe: accLt | accGt | accUn}

// genOp generates a call of an inlined primitive.
func (a *analyser) genOp(e *expr) Node {
	if !e.sym.inlinable() { // redefined since it was analysed
		s := e.site()
		return s.call(a.args(e.operands()), a.lam)
	}
	n := a.opNode(e)
	s := n.site()
	*s = e.site()
	for i, x := range e.args {
		if x.kind == eOp && (x.op <= opDiv || x.op == opInc || x.op == opDec) {
			s.fresh |= 1 << i
		}
	}
	return n
}

func (a *analyser) opNode(e *expr) inlinedNode {
	x := e.args
	l0, ll := x[0].plainLocal(), len(x) == 2 && x[0].plainLocal() && x[1].plainLocal()
	if k, ok := addend(e); ok {
		if l0 {
			return &addLK{op1L{a: x[0].v.slot}, k}
		}
		return &addK{op1{a: a.arg(x[0])}, k}
	}
	switch {
	case ll && e.op == opAdd:
		return &addLL{op2L{a: x[0].v.slot, b: x[1].v.slot}}
	case ll && e.op == opSub:
		return &subLL{op2L{a: x[0].v.slot, b: x[1].v.slot}}
	case ll && e.op == opMul:
		return &mulLL{op2L{a: x[0].v.slot, b: x[1].v.slot}}
	case ll && e.op == opAref:
		return &arefLL{op2L{a: x[0].v.slot, b: x[1].v.slot}}
	case l0 && e.op == opAref:
		if k, ok := x[1].fixConst(); ok && k >= 0 {
			return &arefLK{op1L{a: x[0].v.slot}, uint64(k)}
		}
	case l0 && e.op == opCar:
		return &carL{op1L{a: x[0].v.slot}}
	case l0 && e.op == opCdr:
		return &cdrL{op1L{a: x[0].v.slot}}
	}
	switch e.op {
	case opAdd:
		return &add{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opSub:
		return &sub{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opMul:
		return &mul{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opDiv, opRem, opLogand, opLogior, opLogxor:
		if k, ok := x[1].fixConst(); ok && (k > 0 || e.op == opLogand && k == 0) {
			return &arithK{op1{a: a.arg(x[0])}, e.op, k}
		}
		return &arith2{op2{a: a.arg(x[0]), b: a.arg(x[1])}, e.op}
	case opTypeOf:
		return &typeOfNode{op1{a: a.arg(x[0])}}
	case opCar:
		return &carNode{op1{a: a.arg(x[0])}}
	case opCdr:
		return &cdrNode{op1{a: a.arg(x[0])}}
	case opCaar, opCadr, opCdar, opCddr:
		return &cxrNode{op1{a: a.arg(x[0])}, e.op == opCdar || e.op == opCddr, e.op >= opCadr && e.op != opCdar}
	case opCons:
		return &consNode{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opAref:
		return &arefNode{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opAset:
		return &asetNode{op3{a: a.arg(x[0]), b: a.arg(x[1]), c: a.arg(x[2])}}
	case opCarSafe, opCdrSafe:
		return &safeNode{op1{a: a.arg(x[0])}, e.op == opCdrSafe}
	case opSetcar, opSetcdr:
		return &setNode{op2{a: a.arg(x[0]), b: a.arg(x[1])}, e.op == opSetcdr}
	}
	return a.testOp(e)
}

// test generates a form used only as a condition.
func (a *analyser) test(e *expr) test {
	switch e.kind {
	case eLocal:
		if e.plainLocal() {
			return &local{e.v.slot}
		}
	case eAnd:
		return &andTest{a.tests(e.args)}
	case eOr:
		return &orTest{a.tests(e.args)}
	case eOp:
		n := a.genOp(e)
		if t, ok := n.(test); ok {
			return t
		}
		return &isTrue{arg{node: n}}
	}
	return &isTrue{a.arg(e)}
}

// testOp is opNode for a primitive whose value is t or nil.
func (a *analyser) testOp(e *expr) inlinedNode {
	x := e.args
	switch op := e.op; op {
	case opNot:
		return &notTest{t: a.test(x[0])}
	case opConsp, opListp, opAtom:
		return &consTest{op1{a: a.arg(x[0])}, op == opListp, op == opAtom}
	case opEq:
		if x[1].kind == eConst {
			return &eqK{op1{a: a.arg(x[0])}, x[1].k}
		}
		return &eqOperands{op2{a: a.arg(x[0]), b: a.arg(x[1])}}
	case opLt, opGt, opLe, opGe, opNumEq, opNumNe:
		k, isConst := x[1].fixConst()
		switch {
		case isConst && x[0].plainLocal():
			return &compareL{op2L{a: x[0].v.slot}, compareMask[op], x[1].k}
		case x[0].plainLocal() && x[1].plainLocal():
			return &compareL{op2L{a: x[0].v.slot, b: x[1].v.slot}, compareMask[op], Value{}}
		case isConst:
			return &compareK{op1{a: a.arg(x[0])}, k, compareMask[op]}
		}
		return &compare{op2{a: a.arg(x[0]), b: a.arg(x[1])}, compareMask[op]}
	}
	return &kindTest{op1{a: a.arg(x[0])}, kindMasks[e.op]}
}

// opcode numbers the primitives that analysis inlines while their function
// cells are untouched.
type opcode uint8

const (
	opAdd opcode = iota + 1
	opSub
	opMul
	opDiv
	opRem
	opLt
	opGt
	opLe
	opGe
	opNumEq
	opNumNe
	opInc
	opDec
	opCar
	opCdr
	opCons
	opEq
	opNot
	opAref
	opAset
	opSetcar
	opSetcdr
	opCarSafe
	opCdrSafe
	opFuncall
	opConsp
	opStringp
	opSymbolp
	opListp
	opAtom
	opIntegerp
	opVectorp
	opNumberp
	opFloatp
	opCaar
	opCadr
	opCdar
	opCddr
	opLogand
	opLogior
	opLogxor
	opTypeOf
)

var kindMasks = [...]uint16{
	opStringp:  1 << KindString,
	opSymbolp:  1 << KindSymbol,
	opIntegerp: 1<<KindFixnum | 1<<KindBignum,
	opVectorp:  1 << KindVector,
	opNumberp:  1<<KindFixnum | 1<<KindBignum | 1<<KindFloat,
	opFloatp:   1 << KindFloat,
}

var inlineArgs = [...]int{opAdd: 2, opSub: 2, opMul: 2, opDiv: 2, opRem: 2, opLt: 2, opGt: 2, opLe: 2, opGe: 2,
	opNumEq: 2, opNumNe: 2, opInc: 1, opDec: 1, opCar: 1, opCdr: 1, opCons: 2, opEq: 2, opNot: 1, opAref: 2,
	opAset: 3, opSetcar: 2, opSetcdr: 2, opCarSafe: 1, opCdrSafe: 1, opFuncall: -1, opConsp: 1, opStringp: 1, opSymbolp: 1, opListp: 1, opAtom: 1, opIntegerp: 1,
	opVectorp: 1, opNumberp: 1, opFloatp: 1, opCaar: 1, opCadr: 1, opCdar: 1, opCddr: 1,
	opLogand: 2, opLogior: 2, opLogxor: 2, opTypeOf: 1}

// opNames are the primitives that have an opcode, in its order.
var opNames = [...]string{"+", "-", "*", "/", "%", "<", ">", "<=", ">=", "=", "/=", "1+", "1-", "car", "cdr", "cons",
	"eq", "null", "aref", "aset", "setcar", "setcdr", "car-safe", "cdr-safe", "funcall", "consp", "stringp", "symbolp", "listp", "atom", "integerp", "vectorp", "numberp", "floatp",
	"caar", "cadr", "cdar", "cddr", "logand", "logior", "logxor", "type-of"}

// opcodes are the places of opNames.
var opcodes = sync.OnceValue(func() map[string]opcode {
	m := make(map[string]opcode, len(opNames))
	for i, name := range opNames {
		m[name] = opcode(i + 1)
	}
	return m
})
