package lisp

import "slices"

// What happens at signal time, and backtraces.
//
// A primitive signals by returning an exit that is still raw. Whoever called
// the primitive, and so knows its name and arguments, finishes the exit: hooks,
// handler-bind handlers and the debugger run, and if nothing will handle the
// signal the calls under way are noted. Nothing else on the way out does, except
// what must see the signal before it restores something.
//
// The forms in which a call stands cost nothing until somebody asks: analysis
// numbers the calls of a function, and the frame header of a callee has the
// number beside the way back. A primitive that may call Lisp is told its place.

// A frameID tells a closure's frame from others that are under way.
type frameID struct {
	chunk *Value
	cur   int
}

// A call is a call of a primitive that may call Lisp, or of a Lisp function that
// Go code stands in for. Few arguments are kept within it: calls cost no garbage.
// Without fn it is the evaluation of a form itself.
type call struct {
	fn   Value
	few  [4]Value
	n    int
	many []Value // the arguments, if not nil
	at   frameID
	site *place // where it stands, nil if that is not known
}

func (c *call) args() []Value {
	if c.many != nil {
		return append([]Value(nil), c.many...)
	}
	return append([]Value(nil), c.few[:c.n]...)
}

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
	c.fn, c.n, c.many, c.at, c.site = fn, n, nil, frameID{&in.stack[0], in.cur}, in.site
	in.site = nil
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
	p.tracked = true
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

// finishCall finishes x, signalled by fn when called with args at the form at.
//
//go:noinline
func (in *Interp) finishCall(x *Exit, fn Value, args []Value, at *place) *Exit {
	if !x.raw {
		return x
	}
	if in.nothingToDo(x) {
		x.raw = false
		return x
	}
	in.site = at
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
	return Value{}, in.finishCall(x, sym.Value(), args, at)
}

// returned is for a closure that has returned x, in its frame; cur is the
// caller's.
//
//go:noinline
func (in *Interp) returned(v Value, x *Exit, cur int) (Value, *Exit) {
	v, x = in.left(v, x)
	in.cur = cur
	return v, x
}

// failedAt is for the exit x of the form at itself.
//
//go:noinline
func (in *Interp) failedAt(x *Exit, at *place) *Exit {
	if !x.raw {
		return x
	}
	done := in.within(at)
	x = in.finish(x)
	done()
	return x
}

// within makes backtraces show the form at, and those around it, until done is
// called.
func (in *Interp) within(at *place) (done func()) {
	in.site = &place{in: at}
	in.pushCall(Value{}, 0)
	return in.PopCall
}

// maxTrace bounds how many calls a backtrace shows.
const maxTrace = 1000

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

// aref is aref in general.
//
//go:noinline
func (s *inlined) aref(in *Interp, f *frame, a, b Value) (Value, *Exit) {
	if a.IsBoolVector() && b.IsFixnum() {
		if v := a.BoolVector(); b.n < uint64(v.Len) {
			return s.put(f, Bool(v.Get(int(b.n))))
		}
	}
	v, x := in.aref(a, b)
	if x != nil {
		return v, s.failed(in, x, a, b)
	}
	return s.put(f, v)
}

// ---- backtraces

// name is how backtraces show f: by its name, or itself.
func (f *Func) name() Value {
	if f.lam != nil && f.lam.name != nil {
		return f.lam.name.Value()
	}
	return f.Value()
}

// frames lists the calls under way, innermost first, and the special forms and
// calls whose arguments are being evaluated. Frames of top-level forms, which
// have a nil Func, are among them.
func (in *Interp) frames() []TraceFrame {
	in.exposed++
	var out []TraceFrame
	calls := in.calls
	var site uint32 // from where the frame in hand called the one before
	stack, i := in.stack, in.cur
	for len(out) < maxTrace {
		h := stack[i]
		if h.n&lowMask == chunkMark && h.p != nil {
			l := (*chunkLink)(h.p)
			stack, i, site = l.stack, l.cur, l.site
			continue
		}
		id := frameID{&stack[0], i}
		var lam *Lambda
		if h.p != nil {
			lam = (*Func)(h.p).lam
			out = in.appendForms(out, lam.placeOf(site), lam, id)
		}
		for n := len(calls) - 1; n >= 0 && calls[n].at == id; n-- {
			c := &calls[n]
			if c.fn != (Value{}) {
				out = append(out, TraceFrame{Func: c.fn, Args: c.args(), at: id})
			}
			out = in.appendForms(out, c.site, lam, id)
			calls = calls[:n]
		}
		if h.p == nil {
			break
		}
		out = append(out, closureFrame((*Func)(h.p), stack[i:], id))
		if i == 0 {
			break
		}
		i, site = int(h.n&curMask), uint32(h.n&lowMask)&^curMask
	}
	return out
}

// appendForms adds the forms around a call of lam, whose frame is last in out,
// that stands at p. A call by an inlined funcall is one of that, too.
func (in *Interp) appendForms(out []TraceFrame, p *place, lam *Lambda, id frameID) []TraceFrame {
	if p == nil || lam == nil || lam.quiet {
		return out
	}
	if n := len(out) - 1; n >= 0 && in.isFuncall(p.form) && !out[n].Form && out[n].Func != in.s.funcall {
		args := append([]Value{out[n].Func}, out[n].Args...)
		out = append(out, TraceFrame{Func: in.s.funcall, Args: args, at: id})
	}
	if n := len(out) - 1; n >= 0 && p.form.p != nil {
		out[n].site, out[n].from = p, id
		if head := Car(p.form); out[n].own && out[n].Func.p != nil && head.IsSymbol() {
			out[n].Func = head // the name by which it was called
		}
	}
	for p = p.in; p != nil && len(out) < maxTrace; p = p.in {
		out = append(out, TraceFrame{Func: p.form, Form: true, at: id, site: p, from: id})
	}
	return out
}

func (in *Interp) isFuncall(form Value) bool {
	return form.IsCons() && Car(form).IsSymbol() && in.Symbol(Car(form)).op == opFuncall
}

// placeOf returns the place that has the number site in frame headers, nil if
// there is none.
func (lam *Lambda) placeOf(site uint32) *place {
	if n := int(site >> siteShift); n > 0 && n <= len(lam.sites) {
		return lam.sites[n-1]
	}
	return nil
}

// placeOf returns the place of the running function with the number site.
func (in *Interp) placeOf(site uint32) *place {
	if h := in.stack[in.cur]; site != 0 && h.p != nil && h.n&lowMask != chunkMark {
		return (*Func)(h.p).lam.placeOf(site)
	}
	return nil
}

// site numbers the place at of a call, for frame headers; 0 means that there
// is no number.
func (a *analyser) site(at *place) uint32 { return a.lam.site(at) }

func (lam *Lambda) site(at *place) uint32 {
	if at == nil || lam.quiet || len(lam.sites) >= maxSites {
		return 0
	}
	lam.sites = append(lam.sites, at)
	return uint32(len(lam.sites)) << siteShift
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

// shown leaves out the frames of top-level forms.
func shown(frames []TraceFrame) []TraceFrame {
	return slices.DeleteFunc(frames, func(f TraceFrame) bool { return f.Func.IsNil() })
}
