package lisp

import (
	"reflect"
	"unsafe"
)

// What happens at signal time, and backtraces.
//
// A primitive signals by returning an exit that is still raw. Whoever called
// the primitive, and so knows its name and arguments, finishes the exit: hooks,
// handler-bind handlers and the debugger run, and if nothing will handle the
// signal the calls under way are noted. Nothing else on the way out does, except
// what must see the signal before it restores something. An exit with a trace
// collects on its way what the stack does not tell: the forms in which the calls
// stand.

// A frameID tells a closure's frame from others that are under way.
type frameID struct {
	chunk *Value
	cur   int
}

// A call is a call of a primitive that may call Lisp, or of a Lisp function that
// Go code stands in for. Few arguments are kept within it: calls cost no garbage.
type call struct {
	fn   Value
	few  [4]Value
	n    int
	many []Value // the arguments, if not nil
	at   frameID
}

func (c *call) args() []Value {
	if c.many != nil {
		return append([]Value(nil), c.many...)
	}
	return append([]Value(nil), c.few[:c.n]...)
}

func (in *Interp) frameID() frameID { return frameID{&in.stack[0], in.cur} }

// PushCall makes backtraces show a call of fn, a symbol, until PopCall. The
// slice args must not change meanwhile.
func (in *Interp) PushCall(fn Value, args ...Value) {
	c := in.pushCall(fn, len(args))
	if len(args) > len(c.few) {
		c.many = args
	} else {
		copy(c.few[:], args)
	}
}

func (in *Interp) pushCall(fn Value, n int) *call {
	k := len(in.calls)
	if k < cap(in.calls) {
		in.calls = in.calls[:k+1]
	} else {
		in.calls = append(in.calls, call{})
	}
	c := &in.calls[k]
	c.fn, c.n, c.many, c.at = fn, n, nil, frameID{&in.stack[0], in.cur}
	return c
}

// PopCall undoes the last PushCall.
func (in *Interp) PopCall() { in.calls = in.calls[:len(in.calls)-1] }

// tracked are the primitives that may call Lisp. The others' calls are only
// known when they signal.
func tracked(name string) bool {
	switch name {
	case "mapcar", "mapc", "mapcan", "mapconcat", "maphash", "mapatoms", "map-char-table", "map-keymap", "sort", "apply", "eval",
		"funcall", "load", "require", "run-hooks", "run-hook-with-args", "run-hook-with-args-until-success",
		"run-hook-with-args-until-failure", "run-hook-wrapped", "funcall-interactively", "call-interactively",
		"macroexpand", "macroexpand-1", "macroexpand-all", "autoload-do-load", "eval-buffer", "eval-region", "accept-process-output",
		"sleep-for", "thread-join", "thread-yield", "mutex-lock", "condition-wait", "backtrace-frame--internal",
		"mapbacktrace", "backtrace-eval", "backtrace--locals", "try-completion", "all-completions", "test-completion", "defalias", "kill-buffer",
		"delete-process", "make-network-process", "process-send-string", "process-send-region", "read", "prin1", "princ", "print",
		"elnet-run-loop", "elnet--wait", "command-execute", "call-process", "call-process-region", "insert-file-contents",
		"write-region", "json-parse-string", "byte-code":
		return true
	}
	return false
}

// track makes calls of p seen by backtraces.
func (p *primInfo) track(fn Value) {
	if f := p.f0; f != nil {
		p.f0 = func(in *Interp) (Value, *Exit) {
			in.pushCall(fn, 0)
			v, x := f(in)
			return in.endCall(v, x)
		}
	}
	if f := p.f1; f != nil {
		p.f1 = func(in *Interp, a Value) (Value, *Exit) {
			in.pushCall(fn, 1).few[0] = a
			v, x := f(in, a)
			return in.endCall(v, x)
		}
	}
	if f := p.f2; f != nil {
		p.f2 = func(in *Interp, a, b Value) (Value, *Exit) {
			c := in.pushCall(fn, 2)
			c.few[0], c.few[1] = a, b
			v, x := f(in, a, b)
			return in.endCall(v, x)
		}
	}
	if f := p.f3; f != nil {
		p.f3 = func(in *Interp, a, b, c Value) (Value, *Exit) {
			k := in.pushCall(fn, 3)
			k.few[0], k.few[1], k.few[2] = a, b, c
			v, x := f(in, a, b, c)
			return in.endCall(v, x)
		}
	}
	if f := p.f4; f != nil {
		p.f4 = func(in *Interp, a, b, c, d Value) (Value, *Exit) {
			in.pushCall(fn, 4).few = [4]Value{a, b, c, d}
			v, x := f(in, a, b, c, d)
			return in.endCall(v, x)
		}
	}
	if f := p.many; f != nil {
		p.many = func(in *Interp, args []Value) (Value, *Exit) {
			in.pushCall(fn, len(args)).many = args
			v, x := f(in, args)
			return in.endCall(v, x)
		}
	}
}

// endCall ends the call of a tracked primitive.
func (in *Interp) endCall(v Value, x *Exit) (Value, *Exit) {
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.calls = in.calls[:len(in.calls)-1]
	return v, x
}

// ---- finishing a signal

// finish does for the raw signal x what happens at signal time. It returns the
// exit to go on with: x, or one with which a hook, handler or debugger left.
//
//go:noinline
func (in *Interp) finish(x *Exit) *Exit {
	if in.nothingToDo(x) {
		x.raw = false
		return x
	}
	saved := *x
	saved.raw = false
	if y := in.beforeSignal(saved.tag, saved.val); y != nil {
		return y
	}
	if !in.handled(saved.tag) {
		saved.trace = &trace{frames: in.frames(), terse: !in.isTrue("backtrace-on-error-noninteractive")}
	}
	return in.raise(saved)
}

// nothingToDo reports whether nobody looks at the signal x but a condition-case.
func (in *Interp) nothingToDo(x *Exit) bool {
	if h := in.signalHook.value; !h.isMark() && h.p != nil {
		return false
	}
	if on := in.debugOnError.value; !on.isMark() && on.p != nil || in.binders > 0 || x.tag == in.s.quit {
		return false
	}
	return in.handled(x.tag)
}

// finishCall finishes x, signalled by fn when called with args.
//
//go:noinline
func (in *Interp) finishCall(x *Exit, fn Value, args []Value) *Exit {
	if !x.raw {
		return x
	}
	if in.nothingToDo(x) {
		x.raw = false
		return x
	}
	in.PushCall(fn, append([]Value(nil), args...)...)
	x = in.finish(x)
	in.PopCall()
	return x
}

// primFailed is for the exit x of the primitive sym, called with args by the
// form at.
//
//go:noinline
func (in *Interp) primFailed(x *Exit, sym *Symbol, at *place, args ...Value) (Value, *Exit) {
	if sym.byteOp { // an opcode makes no call
		return Value{}, in.failedAt(x, at)
	}
	x = in.finishCall(x, sym.Value(), args)
	in.passed(x, at)
	return Value{}, x
}

// returned is for a closure called by the form at that has returned x, in its
// frame; cur is the caller's.
//
//go:noinline
func (in *Interp) returned(v Value, x *Exit, cur int, at *place) (Value, *Exit) {
	v, x = in.left(v, x)
	in.cur = cur
	if x != nil {
		in.passed(x, at)
	}
	return v, x
}

// failedAt is for the exit x of the form at itself.
//
//go:noinline
func (in *Interp) failedAt(x *Exit, at *place) *Exit {
	if x.raw {
		x = in.finish(x)
	}
	if x.trace != nil && at != nil {
		in.passed(x, &place{in: at})
	}
	return x
}

// passed notes that x has left a call made by the form at: the forms around it
// belong into the trace.
func (in *Interp) passed(x *Exit, at *place) {
	if x.trace == nil || at == nil {
		return
	}
	for p := at.in; p != nil; p = p.in {
		in.note(x, TraceFrame{Func: p.form, Form: true})
	}
}

// maxTrace bounds how many calls a backtrace shows.
const maxTrace = 1000

// note adds f, of the current frame, to what the trace of x lacks.
func (in *Interp) note(x *Exit, f TraceFrame) {
	if t := x.trace; len(t.notes) < maxTrace {
		f.at = in.frameID()
		t.notes = append(t.notes, f)
	}
}

// failed is for an inlined primitive that signals, called with args.
func (s *inlined) failed(in *Interp, x *Exit, args ...Value) *Exit {
	_, x = in.primFailed(x, s.sym, s.at, args...)
	return x
}

// arithFailed is failed for arithmetic: op may stand for what the source says.
func (s *inlined) arithFailed(in *Interp, x *Exit, op opcode, a, b Value) *Exit {
	args := []Value{a, b}
	switch s.sym.op {
	case opInc, opDec:
		args = args[:1]
	case opSub:
		if op == opAdd {
			args[1] = fix(-b.fix())
		}
	}
	return s.failed(in, x, args...)
}

func (s *inlined) compare(in *Interp, mask uint8, a, b Value) (bool, *Exit) {
	t, x := in.compare(mask, a, b)
	if x != nil {
		x = s.failed(in, x, a, b)
	}
	return t, x
}

func (s *inlined) aref(in *Interp, a, b Value) (Value, *Exit) {
	v, x := in.aref(a, b)
	if x != nil {
		x = s.failed(in, x, a, b)
	}
	return v, x
}

// ---- backtraces

// name is how backtraces show f: by its name, or itself.
func (f *Func) name() Value {
	if f.lam != nil && f.lam.name != nil {
		return f.lam.name.Value()
	}
	return f.Value()
}

// frames lists the calls under way, innermost first, those of top-level forms,
// which have a nil Func, too.
func (in *Interp) frames() []TraceFrame {
	in.exposed++
	var out []TraceFrame
	calls := in.calls
	take := func(at frameID) {
		for n := len(calls) - 1; n >= 0 && calls[n].at == at; n-- {
			out = append(out, TraceFrame{Func: calls[n].fn, Args: calls[n].args(), at: at})
			calls = calls[:n]
		}
	}
	stack, i := in.stack, in.cur
	for len(out) < maxTrace {
		h := stack[i]
		if h.n&lowMask == chunkMark && h.p != nil {
			l := (*chunkLink)(h.p)
			stack, i = l.stack, l.cur
			continue
		}
		id := frameID{&stack[0], i}
		take(id)
		if h.p == nil {
			break
		}
		out = append(out, closureFrame((*Func)(h.p), stack[i:], id))
		if i == 0 {
			break
		}
		i = int(h.n & lowMask)
	}
	return out
}

func closureFrame(fn *Func, frame []Value, id frameID) TraceFrame {
	lam := fn.lam
	f := TraceFrame{at: id, own: true, lam: lam}
	if lam.args.IsNil() && lam.name == nil && lam.top {
		return f
	}
	f.Func = fn.name()
	for j := 1; j <= lam.nreq+lam.nopt; j++ {
		f.Args = append(f.Args, uncelled(frame[j]))
	}
	var rest []Value
	if lam.rest {
		rest = Slice(uncelled(frame[lam.nreq+lam.nopt+1]))
	}
	if rest == nil { // what was left out is not told from nil
		for n := len(f.Args); n > lam.nreq && f.Args[n-1].IsNil(); n-- {
			f.Args = f.Args[:n-1]
		}
	}
	f.Args = append(f.Args, rest...)
	return f
}

// Backtrace lists the Lisp calls under way, innermost first, at most 1000.
func (in *Interp) Backtrace() []TraceFrame {
	return shown(in.frames())
}

func shown(frames []TraceFrame) []TraceFrame {
	var out []TraceFrame
	for _, f := range frames {
		if !f.own || f.Func.p != nil {
			out = append(out, f)
		}
	}
	return out
}

// frames is the whole trace of x: with the forms that it has passed.
func (x *Exit) frames() []TraceFrame {
	if x.trace == nil {
		return nil
	}
	notes := map[frameID][]TraceFrame{}
	for _, n := range x.trace.notes {
		notes[n.at] = append(notes[n.at], n)
	}
	var out []TraceFrame
	var inner *TraceFrame // the closure that the present one called last
	for i, f := range x.trace.frames {
		if f.own {
			// After the calls of primitives from this frame, before it.
			if n, ok := notes[f.at]; ok {
				out = append(out, n...)
			} else if inner != nil {
				out = append(out, tailForms(&f, inner)...)
			}
			delete(notes, f.at)
			inner = &x.trace.frames[i]
		}
		out = append(out, f)
	}
	return shown(out)
}

// tailForms are the forms around the call in tail position by which f has called
// inner: x does not pass it. They are known if only one such call could be it.
func tailForms(f, inner *TraceFrame) []TraceFrame {
	if f.at.chunk != inner.at.chunk {
		return nil
	}
	w := &tailFinder{top: inner.at.cur - f.at.cur, lam: inner.lam, seen: map[any]bool{}}
	w.walk(f.lam.body)
	if len(w.found) != 1 {
		return nil
	}
	var out []TraceFrame
	for p := w.found[0].in; p != nil; p = p.in {
		out = append(out, TraceFrame{Func: p.form, Form: true})
	}
	return out
}

// A tailFinder looks for the calls in tail position of a function.
type tailFinder struct {
	top   int     // where the callee's frame starts
	lam   *Lambda // the callee's
	seen  map[any]bool
	found []*place
}

func (w *tailFinder) hit(sym *Symbol, top uint8, tail bool, at *place) {
	if tail && int(top) == w.top && at != nil && (sym == nil || sym.fn.lam == w.lam) {
		w.found = append(w.found, at)
	}
}

func (w *tailFinder) walk(n any) {
	if n == nil || w.seen[n] {
		return
	}
	w.seen[n] = true
	switch n := n.(type) {
	case *call0:
		w.hit(n.sym, n.top, n.tail, n.at)
	case *call1:
		w.hit(n.sym, n.top, n.tail, n.at)
	case *call2:
		w.hit(n.sym, n.top, n.tail, n.at)
	case *call3:
		w.hit(n.sym, n.top, n.tail, n.at)
	case *funcall:
		w.hit(nil, n.top, n.tail, n.at)
	}
	if v := reflect.ValueOf(n); v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
		w.fields(v.Elem())
	}
}

// fields walks the nodes in the fields of a node that could be in tail position.
func (w *tailFinder) fields(v reflect.Value) {
	for i := range v.NumField() {
		f := v.Field(i)
		switch p := reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Interface().(type) {
		case *Node:
			w.walk(*p)
		case *test:
			w.walk(*p)
		case *[]Node:
			for _, n := range *p {
				w.walk(n)
			}
		case *[]test:
			for _, n := range *p {
				w.walk(n)
			}
		default:
			if f.Kind() == reflect.Struct && f.Type() != reflect.TypeFor[Value]() {
				w.fields(f)
			}
		}
	}
}
