package lisp

import (
	"fmt"
	"strings"
)

// beforeSignal does what comes before an error is handled: signal-hook-function,
// the handlers of handler-bind, and the debugger. It returns the exit that they
// took, if they took one.
func (in *Interp) beforeSignal(sym, data Value) *Exit {
	if hook := in.signalHook.value; !in.inSignal && !hook.isMark() && !hook.IsNil() {
		in.inSignal = true
		_, x := in.Funcall(hook, sym, data)
		in.inSignal = false
		if x != nil {
			return x
		}
	}
	if in.binders > 0 {
		if x := in.callBinders(sym, data); x != nil {
			return x
		}
	}
	on := in.debugOnError.value
	if sym == in.s.quit {
		on = in.debugOnQuit.value
	}
	if on.isMark() || on.IsNil() || on.IsCons() && !in.conditionMatches(on, sym) {
		return nil
	}
	always, _ := in.VarValue(in.Intern("debug-on-signal"))
	if always.IsNil() && in.handledQuietly(sym) || in.ignoresError(sym, data) {
		return nil
	}
	if in.debugger.value == in.s.debug && in.Symbol(in.s.debug).fn == in.debugFunc && in.isTrue("noninteractive") && !in.handled(sym) {
		return nil // who gets the *Signal prints the same, and the forms, too
	}
	return in.callDebugger(sym, data)
}

// callBinders calls the functions of handler-bind forms for a condition, inner
// ones first, out to the condition-case that will handle it. While one runs the
// condition handlers inside of its handler-bind do not count.
func (in *Interp) callBinders(sym, data Value) *Exit {
	all := in.handlers
	for i := len(all) - 1; i >= 0; i-- {
		h := &all[i]
		for _, c := range h.conds {
			if in.conditionMatches(c, sym) {
				return nil
			}
		}
		for j := 0; j < len(h.bind); j += 2 {
			if !in.conditionMatches(h.bind[j], sym) {
				continue
			}
			outer := append([]handler(nil), all[:i]...)
			for _, g := range all[i+1:] {
				if g.conds == nil && g.bind == nil {
					outer = append(outer, g)
				}
			}
			in.handlers = outer
			_, x := in.Funcall(h.bind[j+1], NewCons(sym, data))
			in.handlers = all
			if x != nil {
				return x
			}
		}
	}
	return nil
}

// ignoresError reports whether debug-ignored-errors keeps the debugger from an
// error: by one of its conditions, or by a regexp that its message matches.
func (in *Interp) ignoresError(sym, data Value) bool {
	list, _ := in.VarValue(in.Intern("debug-ignored-errors"))
	text := Value{}
	for n := 0; list.IsCons() && n < 1000; n++ {
		e := list.Cons().Car
		list = list.Cons().Cdr
		if !e.IsString() {
			if in.conditionMatches(e, sym) {
				return true
			}
			continue
		}
		if match := in.Intern("string-match-p"); match.fn != voidFunc {
			if text.IsNil() {
				text = NewString(in.ErrorMessage(NewCons(sym, data)))
			}
			if v, x := in.Funcall(match.Value(), e, text); x == nil && !v.IsNil() {
				return true
			}
		}
	}
	return false
}

func (in *Interp) isTrue(name string) bool {
	v, _ := in.VarValue(in.Intern(name))
	return !v.IsNil()
}

// callDebugger calls the debugger with the arguments error and the condition.
//
// Deviation from Emacs, whose batch mode enters the debugger for the first error
// only.
func (in *Interp) callDebugger(sym, data Value) *Exit {
	fn := in.debugger.value
	inhibit := in.Intern("inhibit-debugger")
	if fn.isMark() || !in.isFunction(fn) || in.isTrue("inhibit-debugger") {
		return nil
	}
	mark := in.Mark()
	in.bind(in.inhibitQuit, Value{})
	in.bind(inhibit, T)
	depth := in.maxDepth
	in.maxDepth += 100
	in.setLimit()
	_, x := in.Funcall(fn, in.s.error, NewCons(sym, data))
	in.maxDepth = depth
	in.setLimit()
	if x != nil {
		saved := *x
		in.Unbind(mark)
		return in.raise(saved)
	}
	in.Unbind(mark)
	return nil
}

// handledQuietly reports whether the innermost handler of sym is one that does
// not ask for the debugger with the condition debug.
func (in *Interp) handledQuietly(sym Value) bool {
	for i := len(in.handlers) - 1; i >= 0; i-- {
		for _, c := range in.handlers[i].conds {
			if in.conditionMatches(c, sym) {
				if !c.IsCons() {
					return true
				}
				for n := 0; c.IsCons() && n < 1000; n++ {
					if c.Cons().Car == in.s.debug {
						return false
					}
					c = c.Cons().Cdr
				}
				return true
			}
		}
	}
	return false
}

// handlerBind is (handler-bind ((CONDITIONS FUNCTION)...) BODY...): args are
// conditions, quoted, and functions in turn, then the body.
type handlerBind struct {
	conds []Value
	fns   []Node
	body  Node
}

func (n *handlerBind) Eval(in *Interp, f *frame) (Value, *Exit) {
	var bind []Value
	for i, c := range n.conds {
		fn, x := n.fns[i].Eval(in, f)
		if x != nil {
			return fn, x
		}
		bind = append(bind, c, fn)
	}
	if bind == nil {
		return n.body.Eval(in, f)
	}
	in.handlers = append(in.handlers, handler{bind: bind})
	in.binders++
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.binders--
	in.handlers = in.handlers[:len(in.handlers)-1]
	return v, x
}

func formHandlerBind(a *analyser, x Value) *expr {
	e := &expr{kind: eHandlerBind, exprMore: &exprMore{}}
	for l := cadr(x); l.IsCons(); l = Cdr(l) {
		b := Car(l)
		if n, end := listLength(b); end != properList || n != 2 {
			return a.fail(a.in.s.wrongType, a.in.Sym("listp"), b)
		}
		e.conds = append(e.conds, Car(b))
		e.args = append(e.args, a.expr(cadr(b)))
	}
	e.args = append(e.args, a.progn(cddr(x)))
	return e
}

// ---- printing

// BacktraceText words an uncaught error as Emacs does in batch mode: the line
// "Debugger entered--Lisp error", then the calls under way, innermost first.
func (in *Interp) BacktraceText(sig *Signal) string {
	return "Debugger entered--Lisp error: " + in.shortText(sig.Condition) + "\n" + in.framesText(sig.Backtrace) + "\n"
}

func (in *Interp) framesText(frames []TraceFrame) string {
	var b strings.Builder
	for _, f := range frames {
		b.WriteString("  " + in.FrameText(f) + "\n")
	}
	return b.String()
}

// FrameText words one call of a backtrace, "name(ARG ...)", or the form.
func (in *Interp) FrameText(f TraceFrame) string {
	if f.Form {
		return in.shortText(f.Func)
	}
	if len(f.Args) == 0 {
		return in.shortText(f.Func) + "()"
	}
	return in.shortText(f.Func) + in.shortText(List(f.Args...))
}

// shortText prints v as backtraces do: lists to a depth of 8 and a length of 50,
// and less where that is still long.
func (in *Interp) shortText(v Value) string {
	const most = 5000
	level, length := 8, 50
	mark := in.Mark()
	defer in.Unbind(mark)
	in.bind(in.Intern("print-escape-newlines"), T)
	for {
		s := in.PrintString((&shortener{in, level, length}).value(v, 1), true)
		if len(s) < most || level <= 2 {
			return s
		}
		level, length = level-1, max(length-6, 1)
	}
}

type shortener struct {
	in            *Interp
	level, length int
}

func (s *shortener) value(v Value, depth int) Value {
	switch {
	case v.isCode():
		return NewObject(plainly(s.in.codeSummary(v.Func())))
	case v.IsFunc() && v.Func().lam != nil:
		return s.value(s.in.closureList(v.Func()), depth)
	case v.IsHashTable():
		h := v.HashTable()
		return NewObject(plainly(fmt.Sprintf("#<hash-table %s %d/%d %p>", s.in.PrintString(h.Test.Name, true), h.Len(), h.room(), h)))
	case v.IsCons():
		return s.list(v, depth)
	case v.IsVector():
		return s.vector(v.Vector(), depth)
	case v.IsString() && int(v.Str().n) > s.length:
		t, n := v.Str().Text(), 0
		for i := range t {
			if n++; n > s.length {
				return TextString(t[:i]+"...", v.Str().Multibyte())
			}
		}
	}
	return v
}

// dots stands for what is left out.
func (s *shortener) dots() Value { return NewObject(plainly("...")) }

// plainly is an object that prints as it is.
type plainly string

// LispType returns a name that no Lisp program sees.
func (plainly) LispType() string { return "text" }

// PrintLisp returns the text.
func (p plainly) PrintLisp(bool) string { return string(p) }

func (s *shortener) list(v Value, depth int) Value {
	if depth > s.level {
		return s.dots()
	}
	var out []Value
	if head := Car(v); Cdr(v).IsCons() && cddr(v).IsNil() && (head == s.in.s.quote || head == s.in.s.function ||
		head == s.in.s.backquote || head == s.in.s.comma || head == s.in.s.commaAt) {
		return List(head, s.value(cadr(v), depth+1))
	}
	for ; v.IsCons(); v = Cdr(v) {
		if len(out) >= s.length {
			return List(append(out, s.dots())...)
		}
		out = append(out, s.value(Car(v), depth+1))
	}
	return ListTail(out, v)
}

func (s *shortener) vector(v *Vector, depth int) Value {
	if depth > s.level {
		return s.dots()
	}
	var out []Value
	for i, e := range v.Slots {
		if i >= s.length {
			out = append(out, s.dots())
			break
		}
		out = append(out, s.value(e, depth+1))
	}
	return NewVector(out)
}

// ---- primitives

var debugPrims = []Prim{
	{usage: "(backtrace-frame--internal FUNCTION NFRAMES BASE)", fn: v3(primBacktraceFrame),
		doc: "Call FUNCTION with what is known of frame NFRAMES counted from BASE: EVALD, FUNC, ARGS and FLAGS."},
	{usage: "(mapbacktrace FUNCTION &optional BASE)", fn: v2(primMapbacktrace),
		doc: `Call FUNCTION with EVALD, FUNC, ARGS and FLAGS of each call under way.
The first is that of the function BASE, if it is given; nothing happens if that is
not under way. EVALD is nil for a special form, and for a call whose arguments are
being evaluated: ARGS are then those in the source. Functions of the library, and
byte-code, show calls only.`},
	Def("(backtrace--frames-from-thread THREAD)", Fn1(func(in *Interp, t *Thread) (Value, *Exit) {
		var b ListBuilder
		for _, f := range in.threadFrames(t) {
			b.Add(NewCons(Bool(!f.Form), NewCons(f.head(), f.args())))
		}
		return b.List(), nil
	}), "Return the calls under way in THREAD as a list of (EVALD FUNC ARG...), innermost first."),
	{usage: "(debug &rest ARGS)", fn: FnN(primDebug), doc: `Print ARGS, and the calls under way, to standard error.
This is the default debugger; its ARGS are then error and (SYMBOL . DATA). In batch
mode the program ends with code 255.`},
}

// framesFrom returns the calls under way from BASE on: a function whose frame is
// the first; none if it is not under way.
func (in *Interp) framesFrom(base Value) []TraceFrame {
	frames := in.Backtrace()
	if base.IsNil() {
		return frames
	}
	for i, f := range frames {
		if h := f.head(); h == base || base.IsSymbol() && in.SymbolFunction(in.Symbol(base)) == h {
			return frames[i:]
		}
	}
	return nil
}

func primBacktraceFrame(in *Interp, fn, n, base Value) (Value, *Exit) {
	if !n.IsFixnum() || n.Fixnum() < 0 {
		return Value{}, in.WrongType("wholenump", n)
	}
	frames := in.framesFrom(base)
	if n.Fixnum() >= len(frames) {
		return Value{}, nil
	}
	f := frames[n.Fixnum()]
	return in.Funcall(fn, Bool(!f.Form), f.head(), f.args(), Value{})
}

func primMapbacktrace(in *Interp, fn, base Value) (Value, *Exit) {
	for _, f := range in.framesFrom(base) {
		if _, x := in.Funcall(fn, Bool(!f.Form), f.head(), f.args(), Value{}); x != nil {
			return Value{}, x
		}
	}
	return Value{}, nil
}

// threadFrames are the calls under way in t.
func (in *Interp) threadFrames(t *Thread) []TraceFrame {
	if t == in.thread {
		return in.Backtrace()
	}
	saved := in.evaluation
	in.evaluation = t.eval
	frames := []TraceFrame(nil)
	if t.eval.stack != nil {
		frames = in.Backtrace()
	}
	in.evaluation = saved
	return frames
}

// debugReason words why the debugger is entered, as ARGS of debug tell.
func (in *Interp) debugReason(args []Value) string {
	var a [5]Value
	copy(a[:], args)
	word := ""
	if a[0].IsSymbol() {
		word = in.Symbol(a[0]).Name()
	}
	switch word {
	case "nil":
		return ": nil"
	case "error":
		if len(args) < 2 {
			return "--Lisp error: "
		}
		return "--Lisp error: " + in.shortText(a[1])
	case "t":
		return "--beginning evaluation of function call form:"
	case "debug", "lambda":
		return "--entering a function:"
	case "exit":
		return "--returning value: " + in.shortText(a[1])
	case "watchpoint":
		return "--" + in.watchReason(a[1:]) + ": "
	}
	return ": " + in.shortText(List(args...))
}

// watchReason words what happens to a variable: a is what its watchers get.
func (in *Interp) watchReason(a []Value) string {
	name, value := in.shortText(a[0]), in.shortText(a[1])
	switch in.shortText(a[2]) {
	case "let":
		return "let-binding " + name + " to " + value
	case "unlet":
		return "ending let-binding of " + name
	case "makunbound":
		return "making " + name + " void"
	case "defvaralias":
		return "aliasing " + name + " to " + value
	}
	if a[3].IsNil() {
		return "setting " + name + " to " + value
	}
	where, x := in.Funcall(in.Sym("buffer-name"), a[3])
	if x != nil || !where.IsString() {
		return "setting " + name + " to " + value
	}
	return "setting " + name + " in buffer " + where.Str().UTF8() + " to " + value
}

func primDebug(in *Interp, args []Value) (Value, *Exit) {
	text := "Debugger entered" + in.debugReason(args) + "\n" + in.framesText(in.Backtrace())
	if err := in.StderrLine(text); err != nil {
		return Value{}, in.FromError(err)
	}
	if in.isTrue("noninteractive") {
		return in.Funcall(in.Sym("kill-emacs"), fix(255))
	}
	return Value{}, nil
}
