package lisp

import "strconv"

// Decoding byte-code. The byte string is cut into blocks that jumps enter and
// leave; within one a stack of expressions takes the place of the stack of values,
// and what happens becomes the nodes of interpreted code. A position of the stack
// is a slot of the frame. It need not hold its value: a constant, or a copy of
// another position, is only put there at the end of a block, and a call only
// happens when its value is used, or when something else happens whose place is
// behind it. So (setq i (+ i 1)) is one node here, too.

// byteEnd is how a block ends.
type byteEnd uint8

const (
	byteGoto   byteEnd = iota // on to next
	byteIf                    // on to next if test holds, else to other
	byteAnd                   // the same, with slot set to nil before other
	byteReturn                // value is that of the function
	byteSwitch                // on to where table says that value leads, else to next
	byteFail                  // the code is invalid: signal message
)

// A byteBlock is a Node only to be found by what walks trees of nodes.
type byteBlock struct {
	pc, depth   int
	body        []Node
	end         byteEnd
	loop        bool // some jump leads back here
	slot        uint8
	test        test
	next, other *byteBlock
	value       arg
	table       *HashTable
	targets     map[int]*byteBlock
	message     string
}

// Eval is not called.
func (b *byteBlock) Eval(in *Interp, f *frame) (Value, *Exit) { return Value{}, nil }

// An entry is what is known of a position of the stack: an expression, and how
// deep it is.
type entry struct {
	e    *expr
	deep int
}

const (
	byteSlots   = 200 // what does not fit in so many slots is kept outside the frame
	maxByteNest = 40  // of expressions
)

type byteDecoder struct {
	in        *Interp
	a         *analyser
	text      string
	constants []Value
	ncap      int
	base      int // the slot of position 0
	limit     int // positions from here on are outside of the frame
	spill     int // the slot of the vector that holds those, 0 if there is none
	own       []*expr
	leaders   map[int]bool
	blocks    map[int]*byteBlock
	all       []*byteBlock
	todo      []*byteBlock
	b         *byteBlock // being made ...
	stack     []entry    // ... and what it has on the stack
	ended     bool
	top       int // the greatest depth
	steps     int
	extents   bool // there are dynamic bindings or handlers
}

// decode makes the nodes of the byte-code of f.
func (in *Interp) decode(f *Func) (Node, *Exit) {
	text, constants, x := in.codeParts(f)
	if x != nil {
		return nil, x
	}
	lam := f.lam
	args := 0
	if lam.lexical {
		args = lam.nreq + lam.nopt
		if lam.rest {
			args++
		}
	}
	d := &byteDecoder{in: in, text: text, constants: constants, ncap: lam.code.ncap, base: 1}
	if !lam.lexical {
		d.base = 1 + len(lam.params)
	}
	body := d.function(lam, args)
	if d.top > d.limit {
		base := 1 + args
		d = &byteDecoder{in: in, text: text, constants: constants, ncap: d.ncap, base: max(d.base, base) + 1}
		d.spill = d.base - 1
		body = d.function(lam, args)
		e := body.entry
		first := &byteBlock{next: e, depth: args, body: []Node{&spillArgs{uint8(d.spill), args, d.top - d.limit}}}
		body.blocks, body.entry = append(body.blocks, first), first
	}
	lam.nslots = max(lam.nslots, d.base+min(d.top, d.limit)+5)
	if len(lam.params) > 0 {
		return &dynParams{lam.params, body}, nil
	}
	return body, nil
}

func (d *byteDecoder) function(lam *Lambda, args int) *byteBody {
	d.a = &analyser{in: d.in, lam: lam}
	d.limit = byteSlots - d.base
	d.blocks, d.leaders = map[int]*byteBlock{}, map[int]bool{}
	d.findLeaders()
	body := &byteBody{entry: d.block(0, args, -1)}
	for len(d.todo) > 0 {
		d.b = d.todo[len(d.todo)-1]
		d.todo = d.todo[:len(d.todo)-1]
		d.decodeBlock()
	}
	body.extents = d.extents
	for _, b := range d.all {
		body.blocks = append(body.blocks, b)
	}
	return body
}

// findLeaders notes where jumps lead.
func (d *byteDecoder) findLeaders() {
	seen := make([]bool, len(d.text))
	todo := []int{0}
	lead := func(pc int) {
		if !d.leaders[pc] {
			d.leaders[pc] = true
			todo = append(todo, pc)
		}
	}
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		constant := Value{}
		for {
			i, ok := fetch(d.text, pc)
			if !ok || seen[pc] {
				break
			}
			seen[pc] = true
			if i.jumps() {
				lead(i.arg)
			}
			if i.base == bcSwitch && constant.IsHashTable() {
				constant.HashTable().Map(func(_, to Value) bool {
					if to.IsFixnum() {
						lead(to.Fixnum())
					}
					return true
				})
			}
			constant = Value{}
			if i.base == bcConstant && i.arg < len(d.constants) {
				constant = d.constants[i.arg]
			}
			if pc = i.next; i.base == bcGoto || i.base == bcReturn {
				break
			}
		}
	}
}

// block returns the block that begins at pc with depth positions on the stack;
// from is where the jump to it stands.
//
//go:noinline
func (d *byteDecoder) block(pc, depth, from int) *byteBlock {
	b := d.blocks[pc]
	if b == nil {
		b = &byteBlock{pc: pc, depth: depth}
		d.blocks[pc] = b
		d.all, d.todo = append(d.all, b), append(d.todo, b)
	}
	if b.depth != depth || pc < 0 || pc >= len(d.text) {
		return &byteBlock{end: byteFail, message: "Invalid byte-code"}
	}
	b.loop = b.loop || pc <= from
	return b
}

// position returns the expression that reads position i.
//
//go:noinline
func (d *byteDecoder) position(i int) *expr {
	for len(d.own) <= i {
		n := len(d.own)
		e := &expr{kind: eLocal, cap: -1, v: &variable{slot: uint8(d.base + n)}}
		if n >= d.limit {
			e = nodeExpr(&spilled{uint8(d.spill), n - d.limit})
		}
		d.own = append(d.own, e)
	}
	return d.own[i]
}

// pure reports whether it does not matter when e is evaluated, as long as no
// position that it reads changes.
func (e *expr) pure() bool {
	switch e.kind {
	case eConst, eLocal:
		return true
	case eNode:
		switch e.node.(type) {
		case *spilled, *captured:
			return true
		}
	}
	return false
}

func (d *byteDecoder) push(e *expr, deep int) {
	d.stack = append(d.stack, entry{e, deep})
	d.top = max(d.top, len(d.stack))
	if deep > maxByteNest {
		d.flush(len(d.stack))
	}
}

// pop takes n entries off the stack. Without so many the code is invalid.
//
//go:noinline
func (d *byteDecoder) pop(n int) []entry {
	k := len(d.stack) - n
	if k < 0 {
		d.fail("Invalid byte-code")
		r := make([]entry, n)
		for i := range r {
			r[i].e = d.a.konst(Value{})
		}
		return r
	}
	r := append([]entry(nil), d.stack[k:]...)
	d.stack = d.stack[:k]
	return r
}

func (d *byteDecoder) pop1() *expr { return d.pop(1)[0].e }

func (d *byteDecoder) emit(n Node) { d.b.body = append(d.b.body, n) }

// fail ends the block: the code is invalid from here on.
//
//go:noinline
func (d *byteDecoder) fail(message string) {
	if !d.ended {
		d.b.end, d.b.message, d.ended = byteFail, message, true
	}
}

// store puts the value of e in position i.
func (d *byteDecoder) store(i int, e *expr) {
	own := d.position(i)
	if i < d.limit {
		d.emit(d.a.gen(&expr{kind: eSetLocal, cap: -1, v: own.v, args: []*expr{e}}))
	} else {
		d.emit(&setSpilled{*own.node.(*spilled), d.a.arg(e)})
	}
	if i < len(d.stack) {
		d.stack[i] = entry{own, 0}
	}
}

// flush makes happen what is to happen for the lowest n positions.
func (d *byteDecoder) flush(n int) {
	for i := range n {
		if e := d.stack[i].e; !e.pure() {
			d.store(i, e)
		}
	}
}

// settle puts all positions where they belong.
func (d *byteDecoder) settle() {
	d.flush(len(d.stack))
	for i, s := range d.stack {
		if s.e != d.position(i) {
			d.store(i, s.e)
		}
	}
}

// statement makes the node n happen now.
func (d *byteDecoder) statement(n Node) {
	d.flush(len(d.stack))
	d.emit(n)
}

func (d *byteDecoder) decodeBlock() {
	d.stack, d.ended = d.stack[:0], false
	for i := range d.b.depth {
		d.stack = append(d.stack, entry{d.position(i), 0})
	}
	d.top = max(d.top, d.b.depth)
	for pc := d.b.pc; !d.ended; {
		if pc != d.b.pc && d.leaders[pc] {
			d.settle()
			d.b.next = d.block(pc, len(d.stack), d.b.pc)
			return
		}
		i, ok := fetch(d.text, pc)
		if d.steps++; !ok || d.steps > 4*len(d.text)+64 {
			d.settle()
			d.fail("Invalid byte-code")
			return
		}
		d.instruction(&i)
		pc = i.next
	}
}

func (d *byteDecoder) instruction(i *instruction) {
	if op := &byteOps[i.base]; op.name != "" {
		d.primitive(op.name, op.args)
		return
	}
	switch i.base {
	case bcStackRef:
		if i.next == i.pc+1 && i.arg == 0 {
			d.invalid(i)
			return
		}
		d.copy(i.arg)
	case bcDup:
		d.copy(0)
	case bcConstant:
		d.constant(i.arg)
	case bcVarref, bcVarset, bcVarbind:
		d.variable(i)
	case bcCall:
		d.call(i.arg)
	case bcList:
		d.primitive("list", i.arg)
	case bcConcat:
		d.primitive("concat", i.arg)
	case bcInsert:
		d.primitive("insert", i.arg)
	case bcDiscard:
		d.discard(1)
	case bcDiscardN:
		if i.arg&128 != 0 {
			d.discardUnder(i.arg & 127)
		} else {
			d.discard(i.arg)
		}
	case bcStackSet:
		d.stackSet(i.arg)
	case bcReturn:
		e := d.pop1()
		if !d.ended {
			d.flush(len(d.stack))
			d.b.end, d.b.value, d.ended = byteReturn, d.a.arg(e), true
		}
	case bcGoto, bcGotoIfNil, bcGotoIfNotNil, bcGotoIfNilElsePop, bcGotoIfNotNilElse:
		d.jump(i)
	case bcSwitch:
		d.switchTo(i)
	default:
		d.extent(i)
	}
}

// copy pushes the value n positions below the top.
func (d *byteDecoder) copy(n int) {
	i := len(d.stack) - 1 - n
	if i < 0 {
		d.fail("Invalid byte-code")
		return
	}
	d.flush(i + 1)
	d.push(d.stack[i].e, 0)
}

func (d *byteDecoder) constant(i int) {
	switch {
	case i >= len(d.constants):
		d.fail("Invalid byte-code")
	case i < d.ncap:
		d.push(nodeExpr(&captured{i}), 0)
	default:
		d.push(d.a.konst(d.constants[i]), 0)
	}
}

func (d *byteDecoder) variable(i *instruction) {
	var e *expr
	if i.base != bcVarref {
		e = d.pop1()
	}
	if d.ended || i.arg < d.ncap || i.arg >= len(d.constants) {
		d.fail("Invalid byte-code")
		return
	}
	v := d.constants[i.arg]
	if !v.IsSymbol() {
		d.statement(&failure{tag: d.in.s.wrongType, data: List(d.in.Sym("symbolp"), v)})
		if e == nil {
			d.push(d.a.konst(Value{}), 0)
		}
		return
	}
	switch s := d.in.Symbol(v); i.base {
	case bcVarref:
		d.push(&expr{kind: eGlobal, sym: s}, 1)
	case bcVarset:
		d.flush(len(d.stack))
		d.emit(&setGlobal{sym: s, node: d.a.gen(e)})
	default:
		d.extents = true
		d.flush(len(d.stack))
		d.emit(&byteBind{s, d.a.arg(e)})
	}
}

// primitive calls the primitive called name with the top n positions.
func (d *byteDecoder) primitive(name string, n int) {
	args, deep := d.operands(n)
	if d.ended {
		return
	}
	q := len(d.stack)
	s := d.in.byteSymbol(name)
	e := &expr{kind: eCall, sym: s, args: args}
	switch {
	case s.op != 0 && n == inlineArgs[s.op]:
		e.kind, e.op, e.top = eOp, s.op, 1
		if s.op == opEq && args[0].kind == eConst && args[1].pure() {
			args[0], args[1] = args[1], args[0]
		}
	case n > argsInline || q+n+4 > d.limit || n > 3 && !s.byteOp:
		e.kind = eCallHeap
	case n > 3:
		e.top = uint8(d.base + q - 1) // the arguments stay in place
	default:
		e.top = uint8(d.base + q)
	}
	d.push(e, deep+1)
}

// operands takes the top n positions as arguments.
func (d *byteDecoder) operands(n int) (args []*expr, deep int) {
	args = make([]*expr, n)
	for i, s := range d.pop(n) {
		args[i], deep = s.e, max(deep, s.deep)
	}
	return args, deep
}

// call calls the function below the top n positions with these.
func (d *byteDecoder) call(n int) {
	args, deep := d.operands(n + 1)
	if d.ended {
		return
	}
	p := len(d.stack)
	heap := n > argsInline || p+n+5 > d.limit
	e := &expr{kind: eFuncall, top: uint8(d.base + p), args: args}
	if f := args[0]; f.kind == eConst && f.k.IsSymbol() {
		s := d.in.Symbol(f.k)
		s.used = true
		e.kind, e.sym, e.args = eCall, s, args[1:]
		if !heap && s.inlinable() && s.op != opFuncall && n == inlineArgs[s.op] {
			e.kind, e.op = eOp, s.op
		}
	}
	if heap {
		e.kind = eCallHeap
	}
	d.push(e, deep+1)
}

func (d *byteDecoder) discard(n int) {
	if n > len(d.stack) {
		d.fail("Invalid byte-code")
		return
	}
	if n == 1 {
		if e := d.pop1(); !e.pure() {
			d.statement(d.a.gen(e))
		}
		return
	}
	d.flush(len(d.stack))
	d.stack = d.stack[:len(d.stack)-n]
}

// discardUnder takes off n positions from below the top one.
func (d *byteDecoder) discardUnder(n int) {
	if n >= len(d.stack) {
		d.fail("Invalid byte-code")
		return
	}
	if n == 0 {
		return
	}
	top := d.pop(1)[0]
	d.flush(len(d.stack))
	to := len(d.stack) - n
	d.stack = append(d.stack[:to], top)
	for i := to + 1; i <= to+n; i++ {
		if top.e == d.position(i) {
			d.store(to, top.e)
			break
		}
	}
}

// stackSet puts the top value n positions below it.
func (d *byteDecoder) stackSet(n int) {
	e := d.pop1()
	i := len(d.stack) - n
	switch {
	case d.ended:
		return
	case i < 0:
		d.fail("Invalid byte-code")
		return
	case n == 0:
		if !e.pure() {
			d.statement(d.a.gen(e))
		}
		return
	}
	own := d.position(i)
	d.flush(len(d.stack))
	if e == own {
		return
	}
	for k := range d.stack {
		if k != i && d.stack[k].e == own {
			d.store(k, own)
		}
	}
	d.store(i, e)
}

func (d *byteDecoder) jump(i *instruction) {
	if i.base == bcGoto {
		d.settle()
		d.b.next, d.ended = d.block(i.arg, len(d.stack), i.pc), true
		return
	}
	if i.base == bcGotoIfNotNilElse {
		d.settle()
	}
	e := d.pop1()
	if d.ended {
		return
	}
	depth := len(d.stack)
	d.settle()
	d.b.end, d.b.test, d.ended = byteIf, d.a.test(e), true
	switch i.base {
	case bcGotoIfNil:
		d.b.next, d.b.other = d.block(i.next, depth, i.pc), d.block(i.arg, depth, i.pc)
	case bcGotoIfNotNil:
		d.b.next, d.b.other = d.block(i.arg, depth, i.pc), d.block(i.next, depth, i.pc)
	case bcGotoIfNotNilElse:
		d.b.next, d.b.other = d.block(i.arg, depth+1, i.pc), d.block(i.next, depth, i.pc)
	case bcGotoIfNilElsePop:
		d.b.next, d.b.other = d.block(i.next, depth, i.pc), d.block(i.arg, depth+1, i.pc)
		if depth < d.limit {
			d.b.end, d.b.slot = byteAnd, d.position(depth).v.slot
			break
		}
		nilBlock := &byteBlock{next: d.b.other, depth: depth}
		nilBlock.body = []Node{&setSpilled{*d.position(depth).node.(*spilled), konstArg(Value{})}}
		d.all, d.b.other = append(d.all, nilBlock), nilBlock
	}
}

func (d *byteDecoder) switchTo(i *instruction) {
	s := d.pop(2)
	if d.ended {
		return
	}
	d.settle()
	v, table := s[0].e, s[1].e.k
	if s[1].e.kind != eConst || !table.IsHashTable() {
		d.fail("Invalid byte-code")
		return
	}
	b := d.b
	b.end, b.value, b.table, b.targets, d.ended = byteSwitch, d.a.arg(v), table.HashTable(), map[int]*byteBlock{}, true
	b.next = d.block(i.next, len(d.stack), i.pc)
	b.table.Map(func(_, to Value) bool {
		if to.IsFixnum() {
			b.targets[to.Fixnum()] = d.block(to.Fixnum(), len(d.stack), i.pc)
		}
		return true
	})
}

// extent decodes what begins or ends a dynamic extent, and what Emacs' compiler
// has not used for long.
func (d *byteDecoder) extent(i *instruction) {
	d.extents = true
	switch i.base {
	case bcUnbind:
		d.statement(&byteUnbind{i.arg})
	case bcUnbindAll:
		d.statement(&byteUnbind{-1})
	case bcPophandler:
		d.statement(&popHandler{})
	case bcPushCondition, bcPushCatch:
		e := d.pop1()
		if d.ended {
			return
		}
		d.settle()
		h := &pushHandler{tag: d.a.arg(e), catch: i.base == bcPushCatch}
		if e.kind == eConst {
			h.conds = []Value{e.k}
		}
		h.target = d.block(i.arg, len(d.stack)+1, i.pc)
		h.store = d.a.arg(d.position(len(d.stack)))
		d.top = max(d.top, len(d.stack)+1)
		if n, ok := h.store.node.(*spilled); ok {
			h.spill = n
		}
		d.emit(h)
	case bcUnwindProtect:
		e := d.pop1()
		d.flush(len(d.stack))
		d.emit(&byteCleanup{d.a.arg(e)})
	case bcSaveExcursion:
		d.enter("save-excursion", i)
	case bcSaveRestriction:
		d.enter("save-restriction", i)
	case bcSaveBuffer, bcSaveBufferOld:
		d.enter("save-current-buffer", i)
	case bcSaveWindow:
		d.form(1, func(a []Value) Value { return NewCons(d.in.s.progn, a[0]) })
	case bcCatch:
		d.form(2, func(a []Value) Value {
			return List(d.in.Sym("catch"), List(d.in.s.quote, a[0]), a[1])
		})
	case bcConditionCase:
		d.form(3, func(a []Value) Value { return NewCons(d.in.Sym("condition-case"), NewCons(a[0], NewCons(a[1], a[2]))) })
	case bcTempOutputSetup:
		d.form(1, func(a []Value) Value {
			return List(d.in.Sym("with-current-buffer"), List(d.in.Sym("get-buffer-create"), List(d.in.s.quote, a[0])),
				List(d.in.Sym("erase-buffer")), List(d.in.Sym("current-buffer")))
		})
		e := d.pop1()
		d.push(e, 0)
		d.settle()
		d.emit(&byteBind{d.in.standardOutput, d.a.arg(d.position(len(d.stack) - 1))})
	case bcTempOutputShow: // there is no display to show the buffer on
		d.discardUnder(1)
		d.statement(&byteUnbind{1})
	default:
		d.invalid(i)
	}
}

func (d *byteDecoder) invalid(i *instruction) {
	d.flush(len(d.stack))
	d.fail("Invalid byte opcode: op=" + strconv.Itoa(int(d.text[i.pc])) + ", ptr=" + strconv.Itoa(i.pc))
}

// enter enters the extent of the special form called name.
func (d *byteDecoder) enter(name string, i *instruction) {
	f := d.in.Intern(name).fn
	if f.kind != funcSpecial {
		d.invalid(i)
		return
	}
	e := f.prim.form.analyse(d.a, List(d.in.Sym(name)))
	if e.kind != eExtent {
		d.invalid(i)
		return
	}
	d.statement(&byteEnter{e.enter})
}

// form evaluates, as Emacs' interpreter does, a form made of the top n positions.
func (d *byteDecoder) form(n int, form func(a []Value) Value) {
	args, _ := d.operands(n)
	d.flush(len(d.stack))
	d.push(nodeExpr(&byteForm{d.a.args(args), form}), maxByteNest+1)
}
