package lisp

import (
	"math/big"
	"sync/atomic"
	"unsafe"
	"weak"
)

// A frame is a window on the value stack. Slot 0 is the header: the function
// and a link to the calling frame. Parameters follow, then locals, then the
// frames of callees under construction. Indexed by uint8 it needs no bounds
// checks.
type frame [256]Value

const (
	stackChunk = 1 << 12 // slots of the first chunk of the value stack
	stackSlack = 600     // a frame and the callee frame that it may build
	maxSlots   = 250     // a function with more is refused

	// depthCap bounds max-lisp-eval-depth, so that the depth counter ends deep
	// recursion well before Go's stack limit of 1 GB, which would be fatal.
	depthCap = 250_000

	// A frame header's second word counts the depth (high half), and says who
	// called: from which of the caller's places, and where the caller's frame is.
	lowMask   = 1<<32 - 1
	curMask   = 1<<siteShift - 1
	siteShift = 18
	maxSites  = 1<<(32-siteShift) - 1
)

// machine is the state of evaluation. Interp embeds it.
type machine struct {
	evaluation
	limit     atomic.Uint64 // largest header link a call may make; 0 when interrupted
	pending   atomic.Int32  // interrupts wanted, bits below; loops look at it
	quitValue Value         // what Lisp set quit-flag to
	bigs      [3]big.Int    // operands and a remainder, while a bignum is computed
	site      *place        // where the call of a tracked primitive stands that is about to begin
	maxDepth  int
	maxSpecs  int
	compiled  []weak.Pointer[Lambda]
	pruneAt   int
}

// evaluation is what each Lisp thread has of its own. That of the running
// thread is in the machine; the others keep theirs in their Thread.
type evaluation struct {
	cur        int // index of the running frame in stack
	end        int // frames may not start beyond this
	stack      []Value
	spare      []Value // the next chunk, kept when deep recursion comes back from it
	specs      []binding
	handlers   []handler
	calls      []call // of primitives that call Lisp
	binders    int    // handler-bind forms in force
	exit       Exit   // the exit under way
	loading    *loadState
	fileLocals []*Symbol // (defvar SYM) of the file being loaded
	requiring  []*Symbol
	inSignal   bool
	macroDepth int
	nested     int

	byteFrames  []byteFrame // of byte-code functions with dynamic extents
	byteCatches []byteCatch
}

// A handler is a catch, condition-case or handler-bind in force.
type handler struct {
	tag   Value   // catch
	conds []Value // condition-case: non-nil
	bind  []Value // handler-bind: non-nil, conditions and functions in turn
	debug bool    // some condition list names debug
}

// Reasons for interruption.
const (
	wantQuit = 1 << iota
	wantCancel
	wantMemory
	wantSample // of a profiler
)

func (in *Interp) setStack(s []Value) {
	in.stack, in.cur, in.end = s, 0, len(s)-stackSlack
}

func (in *Interp) setLimit() {
	if in.pending.Load() != 0 {
		in.limit.Store(0)
		return
	}
	in.limit.Store(uint64(min(in.maxDepth, depthCap))<<32 | lowMask)
	if in.pending.Load() != 0 { // came in between
		in.limit.Store(0)
	}
}

// Interrupt makes the Lisp code that is running signal quit soon (C-g). It may
// be called from any goroutine.
func (in *Interp) Interrupt() { in.request(wantQuit) }

func (in *Interp) request(bit int32) {
	in.pending.Or(bit)
	in.limit.Store(0)
	in.wake()
}

// quitFlag is the value of quit-flag: nil unless an interruption waits.
func (in *Interp) quitFlag() Value {
	switch {
	case in.pending.Load()&wantQuit == 0:
		return Nil
	case in.quitValue.IsNil():
		return T
	}
	return in.quitValue
}

// setQuitFlag is what setting quit-flag does: a value other than nil interrupts,
// nil takes back an interruption that waits.
func (in *Interp) setQuitFlag(v Value) {
	if in.quitValue = v; !v.IsNil() {
		in.Interrupt()
		return
	}
	in.pending.And(^wantQuit)
	in.setLimit()
}

// Poll returns the exit that an interruption asks for, if one does. Primitives
// that work for long call it now and then.
func (in *Interp) Poll() *Exit {
	if in.pending.Load() != 0 {
		return in.interrupted()
	}
	return nil
}

//go:noinline
func (in *Interp) interrupted() *Exit {
	p := in.pending.Load()
	if p&wantSample != 0 {
		in.pending.And(^wantSample)
		in.setLimit()
		in.sample()
	}
	if p&wantCancel != 0 {
		if in.thread != in.mainThread && in.ctx != nil && in.ctx.Err() != nil {
			return in.yieldToMain()
		}
		in.pending.And(^wantCancel)
		in.setLimit()
		if x := in.CtxErr(); x != nil {
			return x
		}
	}
	if p&wantMemory != 0 {
		in.pending.And(^wantMemory)
		in.setLimit()
		if in.memoryExhausted() {
			return in.Errorf("Memory exhausted")
		}
	}
	if p&wantQuit != 0 {
		if v, _ := in.VarValue(in.inhibitQuit); !v.IsNil() {
			return nil // stays pending until inhibit-quit is unbound, which calls look at
		}
		in.setQuitFlag(Nil)
		return in.Signal(in.s.quit)
	}
	return nil
}

// run calls the closure fn whose frame g, with the arguments in place, lies top
// slots above the current frame. site is from where, 0 if that is not known.
func (in *Interp) run(fn *Func, g *frame, top uint8, site uint32) (Value, *Exit) {
	base := in.cur + int(top)
	lam := fn.lam
	link := in.stack[in.cur].n&^lowMask + lam.weight + uint64(in.cur) + uint64(site)
	if link > in.limit.Load() || base > in.end {
		return in.runSlow(fn, g, top, site)
	}
	g[0] = Value{unsafe.Pointer(fn), link}
	in.cur = base
	v, x := lam.body.Eval(in, g)
	if x != nil {
		v, x = in.left(v, x)
	}
	in.cur = base - int(top)
	return v, x
}

// tailCall is what a call in tail position returns for an exit, with its frame
// made: whoever called the function goes on with that frame. So a chain of tail
// calls does not nest on Go's stack; on the value stack it does, for backtraces
// and max-lisp-eval-depth.
var tailCall = new(Exit)

// tailCalls runs the function of the current frame, and those that it calls in
// tail position.
func (in *Interp) tailCalls() (Value, *Exit) {
	for {
		g := (*frame)(unsafe.Pointer(&in.stack[in.cur]))
		if v, x := (*Func)(g[0].p).lam.body.Eval(in, g); x != tailCall {
			return v, x
		}
	}
}

// left is for a closure that has returned x, in its frame: a tail call goes on,
// and a signal is finished.
func (in *Interp) left(v Value, x *Exit) (Value, *Exit) {
	if x == tailCall {
		v, x = in.tailCalls()
	}
	if x != nil && x.raw {
		x = in.finish(x)
	}
	return v, x
}

//go:noinline
func (in *Interp) runSlow(fn *Func, g *frame, top uint8, site uint32) (Value, *Exit) {
	if in.pending.Load() != 0 {
		if x := in.interrupted(); x != nil {
			return Value{}, x
		}
	}
	depth := int(in.stack[in.cur].n >> 32)
	if depth+int(fn.lam.weight>>32) > min(in.maxDepth, depthCap) {
		return Value{}, in.tooDeep()
	}
	base := in.cur + int(top)
	if base > in.end {
		return in.newChunk(fn, g, top, site)
	}
	link := in.stack[in.cur].n&^lowMask + fn.lam.weight + uint64(in.cur) + uint64(site)
	g[0] = Value{unsafe.Pointer(fn), link}
	in.cur = base
	v, x := fn.lam.body.Eval(in, g)
	if x != nil {
		v, x = in.left(v, x)
	}
	in.cur = base - int(top)
	return v, x
}

// newChunk goes on in another chunk of the value stack.
func (in *Interp) newChunk(fn *Func, g *frame, top uint8, site uint32) (Value, *Exit) {
	old, cur := in.stack, in.cur
	header := in.stack[in.cur].n
	next := in.spare
	if next == nil {
		next = make([]Value, min(2*len(old), 1<<18))
	}
	in.spare = nil
	in.setStack(next)
	// Frame 0 of the chunk stands for the caller, so that links stay within it.
	in.stack[0] = Value{unsafe.Pointer(&chunkLink{old, cur, site}), header&^lowMask | chunkMark}
	n := 1 + fn.lam.nreq + fn.lam.nopt + 1
	h := (*frame)(unsafe.Pointer(&in.stack[1]))
	copy(h[1:n+1], g[1:n+1])
	v, x := in.run(fn, h, 1, 0)
	clear(in.stack[:256])
	in.spare = in.stack
	in.setStack(old)
	in.cur = cur
	return v, x
}

// A chunkLink in frame 0 of a chunk says where the calling frame is.
type chunkLink struct {
	stack []Value
	cur   int
	site  uint32
}

const chunkMark = lowMask // the low half of a header that links to another chunk

// tooDeep signals that max-lisp-eval-depth is exceeded, with some room for
// handlers to run.
func (in *Interp) tooDeep() *Exit {
	save := in.maxDepth
	in.maxDepth += 100
	in.setLimit()
	x := in.SignalData(in.s.excessiveNesting, List(NewString("Lisp nesting exceeds ‘max-lisp-eval-depth’")), nil)
	in.maxDepth = save
	in.setLimit()
	return x
}

// scratch returns a frame above everything in use, for calls from Go code.
func (in *Interp) scratch() (*frame, uint8) {
	top := 1
	if h := in.stack[in.cur]; h.p != nil && h.n&lowMask != chunkMark {
		if l := (*Func)(h.p).lam; l != nil {
			top = l.nslots
		}
	}
	return (*frame)(unsafe.Pointer(&in.stack[in.cur+top])), uint8(top)
}

// enter calls the closure fn with n arguments already at g[1:].
func (in *Interp) enter(fn *Func, g *frame, top uint8, n int, site uint32) (Value, *Exit) {
	lam := fn.lam
	if n < lam.nreq || n > lam.nreq+lam.nopt && !lam.rest {
		return Value{}, in.wrongArgs(fn, g[1:n+1], in.placeOf(site))
	}
	if int(fn.arity) != n {
		fixed := lam.nreq + lam.nopt
		if lam.rest {
			r := Value{}
			for i := n; i > fixed; i-- {
				r = NewCons(g[uint8(i)], r)
			}
			g[uint8(fixed+1)] = r
			for i := 1; i <= lam.extra; i++ {
				g[uint8(fixed+1+i)] = Value{}
			}
		}
		for i := n + 1; i <= fixed; i++ {
			g[uint8(i)] = Value{}
		}
	}
	return in.run(fn, g, top, site)
}

// wrongArgs signals that fn was called, at the form at, with the wrong number of
// arguments.
func (in *Interp) wrongArgs(fn *Func, args []Value, at *place) *Exit {
	x := in.Signal(in.s.wrongNumber, in.shown(fn), fix(int64(len(args))))
	return in.finishCall(x, fn.name(), args, at)
}

// shown returns the closure fn as errors about its calls show it: a function of
// the library by name, as Emacs' compiled functions, a macro of it by how many
// arguments it takes, any other as a list, without the symbol closure.
func (in *Interp) shown(fn *Func) Value {
	switch {
	case fn.lam.code != nil:
		return shownCode(fn)
	case fn.lam.library:
		return fn.lam.name.Value()
	case fn.lam.macro:
		return NewCons(fix(int64(fn.lam.nreq)), fix(int64(fn.lam.nreq+fn.lam.nopt)))
	case fn.lam.lexical:
		return Cdr(in.closureList(fn))
	}
	return in.closureList(fn)
}

// Apply calls the function object fn with args; orig is what the caller named,
// for error data.
func (in *Interp) apply(fn *Func, orig Value, args []Value) (Value, *Exit) {
	return in.applyAt(fn, orig, args, 0, nil)
}

// applyAt is apply for a call that stands in the form at, whose number is site.
func (in *Interp) applyAt(fn *Func, orig Value, args []Value, site uint32, at *place) (Value, *Exit) {
	switch {
	case fn.lam != nil:
		if len(args) > 200 {
			return in.applyMany(fn, args, site)
		}
		g, top := in.scratch()
		copy(g[1:], args)
		return in.enter(fn, g, top, len(args), site)
	case fn.kind == funcPrim:
		return in.callPrim(fn, fn.Value(), orig, args, at)
	case fn.kind == funcSpecial && (len(args) < fn.prim.min || fn.prim.max >= 0 && len(args) > fn.prim.max):
		x := in.Signal(in.s.wrongNumber, fn.Value(), fix(int64(len(args))))
		return Value{}, in.finishCall(x, orig, args, at)
	}
	fn, x := in.callable(fn, orig)
	if x != nil {
		return Value{}, x
	}
	return in.applyAt(fn, orig, args, site, at)
}

// callPrim calls the primitive fn. orig is what an error about the number of
// arguments shows, name what a backtrace does, at where the call stands, if that
// is known.
func (in *Interp) callPrim(fn *Func, orig, name Value, args []Value, at *place) (Value, *Exit) {
	p := fn.prim
	if len(args) < p.min || p.max >= 0 && len(args) > p.max {
		if p.nonrest > 0 { // a macro: Emacs' are Lisp functions, and show as their arity
			orig = NewCons(fix(int64(p.min)), fix(int64(p.nonrest)))
		}
		return Value{}, in.finishCall(in.Signal(in.s.wrongNumber, orig, fix(int64(len(args)))), name, args, at)
	}
	if in.pending.Load() != 0 {
		if x := in.interrupted(); x != nil {
			return Value{}, x
		}
	}
	if p.tracked {
		in.site = at
	}
	v, x := p.call(in, args)
	if x != nil && x.raw {
		x = in.finishCall(x, name, args, at)
	}
	return v, x
}

// call calls the Go function of p with a right number of arguments.
func (p *primInfo) call(in *Interp, args []Value) (Value, *Exit) {
	if p.many != nil {
		return p.many(in, args)
	}
	var a [4]Value
	copy(a[:], args)
	switch p.max {
	case 0:
		return p.f0(in)
	case 1:
		return p.f1(in, a[0])
	case 2:
		return p.f2(in, a[0], a[1])
	case 3:
		return p.f3(in, a[0], a[1], a[2])
	}
	return p.f4(in, a[0], a[1], a[2], a[3])
}

// applyMany calls a closure with more arguments than a frame holds.
func (in *Interp) applyMany(fn *Func, args []Value, site uint32) (Value, *Exit) {
	lam := fn.lam
	if !lam.rest {
		return Value{}, in.wrongArgs(fn, args, in.placeOf(site))
	}
	g, top := in.scratch()
	n := lam.nreq + lam.nopt
	copy(g[1:], args[:n])
	g[uint8(n+1)] = List(args[n:]...)
	return in.run(fn, g, top, site)
}

// callable turns what is neither closure nor primitive into one that is: it
// follows aliases, loads autoloads and makes closures of lambda lists. orig is
// what the caller named.
func (in *Interp) callable(fn *Func, orig Value) (*Func, *Exit) {
	for n := 0; n < 100; n++ {
		switch fn.kind {
		case funcVoid:
			return nil, in.Signal(in.s.voidFunction, orig)
		case funcLazy:
			// Only symbols hold lazy definitions.
			s := in.Symbol(orig)
			for k := 0; s.fn.kind == funcAlias && k < 100; k++ {
				s = in.Symbol(s.fn.obj)
			}
			if x := in.forceLazy(s); x != nil {
				return nil, x
			}
			fn = s.fn
		case funcAlias:
			s := in.Symbol(fn.obj)
			if fn = s.fn; fn.kind == funcLazy {
				if x := in.forceLazy(s); x != nil {
					return nil, x
				}
				fn = s.fn
			}
		case funcOther:
			switch Car(fn.obj) {
			case in.s.autoload:
				if x := in.autoloadNow(orig, fn.obj); x != nil {
					return nil, x
				}
				f, x := in.indirect(orig)
				if x != nil {
					return nil, x
				}
				if Car(f.obj) == in.s.autoload && f.kind == funcOther {
					return nil, in.Errorf("Autoloading file %s failed to define function %s", in.loadedBy(f.obj), in.PrintString(orig, true))
				}
				fn = f
			case in.s.lambda, in.s.closure:
				return in.listFunc(fn.obj)
			default:
				return nil, in.Signal(in.s.invalidFunction, orig)
			}
		case funcSpecial:
			return nil, in.Signal(in.s.invalidFunction, fn.Value())
		case funcMacro:
			return nil, in.Signal(in.s.invalidFunction, orig)
		default:
			return fn, nil
		}
	}
	return nil, in.Signal(in.s.cyclicFunction, orig)
}

// function resolves f, which is to be called, to a closure or primitive.
func (in *Interp) function(f Value) (*Func, *Exit) {
	var fn *Func
	switch {
	case f.IsFunc():
		fn = f.Func()
	case f.IsSymbol():
		fn = in.Symbol(f).fn
	default:
		fn = in.cellFunc(f)
	}
	if fn.lam != nil || fn.kind == funcPrim {
		return fn, nil
	}
	return in.callable(fn, f)
}

// Funcall calls f, a function or symbol, with args, from within an evaluation.
func (in *Interp) Funcall(f Value, args ...Value) (Value, *Exit) {
	if f.IsSymbol() && in.Symbol(f).fn.kind == funcSpecial {
		return in.apply(in.Symbol(f).fn, f, args)
	}
	fn, x := in.function(f)
	if x != nil {
		return Value{}, in.finishCall(x, f, args, nil)
	}
	return in.apply(fn, f, args)
}

// A Caller calls one function many times: mapcar, sort, maphash. It is for the
// primitive that makes it, not for what that calls.
type Caller struct {
	in   *Interp
	fn   *Func
	orig Value
	g    *frame  // where calls make their frames ...
	top  uint8   // ... and how far that is above the running one
	sym  *Symbol // what orig is, if it is a symbol ...
	cell *Func   // ... and what its function cell held when fn was found
}

// Caller resolves f for calling it many times.
func (in *Interp) Caller(f Value) (Caller, *Exit) {
	c := Caller{in: in, orig: f}
	if f.IsSymbol() {
		c.sym = in.Symbol(f)
	}
	c.g, c.top = in.scratch()
	x := c.resolve()
	return c, x
}

func (c *Caller) resolve() (x *Exit) {
	if c.sym != nil && c.sym.fn.kind == funcSpecial {
		c.fn = c.sym.fn // calling it signals
	} else {
		c.fn, x = c.in.function(c.orig)
	}
	if c.sym != nil {
		c.cell = c.sym.fn
	}
	return x
}

// stale reports whether the symbol may mean another function than it did.
func (c *Caller) stale() bool {
	return c.sym != nil && (c.sym.fn != c.cell || c.cell.kind == funcAlias)
}

// Call1 calls the function with one argument.
func (c *Caller) Call1(a Value) (Value, *Exit) {
	if c.stale() {
		if x := c.resolve(); x != nil {
			return Value{}, x
		}
	}
	if c.fn.arity == 1 {
		c.g[1] = a
		return c.in.run(c.fn, c.g, c.top, 0)
	}
	if p := c.fn.prim; p != nil && p.f1 != nil {
		v, x := p.f1(c.in, a)
		if x != nil && x.raw {
			x = c.in.finishCall(x, c.orig, []Value{a}, nil)
		}
		return v, x
	}
	return c.in.apply(c.fn, c.orig, []Value{a})
}

// Call2 calls the function with two arguments.
func (c *Caller) Call2(a, b Value) (Value, *Exit) {
	if c.stale() {
		if x := c.resolve(); x != nil {
			return Value{}, x
		}
	}
	if c.fn.arity == 2 {
		c.g[1], c.g[2] = a, b
		return c.in.run(c.fn, c.g, c.top, 0)
	}
	if p := c.fn.prim; p != nil && p.f2 != nil {
		v, x := p.f2(c.in, a, b)
		if x != nil && x.raw {
			x = c.in.finishCall(x, c.orig, []Value{a, b}, nil)
		}
		return v, x
	}
	return c.in.apply(c.fn, c.orig, []Value{a, b})
}

// eachFrame calls f for the calls of closures under way, innermost first, with
// the function and its frame, until it returns false.
func (in *Interp) eachFrame(f func(fn *Func, frame []Value) bool) {
	stack, i := in.stack, in.cur
	for {
		h := stack[i]
		if h.p == nil {
			return
		}
		if h.n&lowMask == chunkMark {
			l := (*chunkLink)(h.p)
			stack, i = l.stack, l.cur
			continue
		}
		if !f((*Func)(h.p), stack[i:]) || i == 0 {
			return
		}
		i = int(h.n & curMask)
	}
}

func uncelled(v Value) Value {
	if v.n == tagCell {
		return v.cell().v
	}
	return v
}

// deoptimize makes every function be analysed again at its next call: what a
// symbol means that shapes code has changed.
func (in *Interp) deoptimize() {
	in.redefined++
	in.exposed++
	inner := in.compiled[:0]
	for _, w := range in.compiled {
		if lam := w.Value(); lam == nil {
		} else if lam.inner {
			inner = append(inner, w)
		} else {
			lam.body = &lazyBody{lam}
		}
	}
	in.compiled = inner
}

// noteCompiled remembers lam for deoptimize.
func (in *Interp) noteCompiled(lam *Lambda) {
	if len(in.compiled) >= in.pruneAt {
		live := in.compiled[:0]
		for _, w := range in.compiled {
			if w.Value() != nil {
				live = append(live, w)
			}
		}
		in.compiled = live
		in.pruneAt = max(1024, 2*len(live))
	}
	in.compiled = append(in.compiled, weak.Make(lam))
}
