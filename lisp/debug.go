package lisp

import "strings"

// beforeSignal does what comes before an error is handled: signal-hook-function
// and the debugger. It returns the exit that they took, if they took one.
func (in *Interp) beforeSignal(sym, data Value) *Exit {
	if in.inSignal {
		return nil
	}
	if hook := in.signalHook.value; !hook.isMark() && !hook.IsNil() {
		in.inSignal = true
		_, x := in.Funcall(hook, sym, data)
		in.inSignal = false
		if x != nil {
			return x
		}
	}
	if on := in.debugOnError.value; on.isMark() || on.IsNil() {
		return nil
	}
	return in.maybeDebug(sym, data)
}

// maybeDebug calls the debugger if debug-on-error covers the error and no
// handler keeps the debugger from it.
func (in *Interp) maybeDebug(sym, data Value) *Exit {
	on := in.debugOnError.value
	if sym == in.s.quit {
		on = in.debugOnQuit.value
	}
	if on.isMark() || on.IsNil() {
		return nil
	}
	if on.IsCons() && !in.conditionMatches(on, sym) {
		return nil
	}
	always, _ := in.VarValue(in.Intern("debug-on-signal"))
	if always.IsNil() && in.handledQuietly(sym) {
		return nil
	}
	fn := in.debugger.value
	if fn.isMark() || fn.IsNil() || !in.isFunction(fn) {
		return nil
	}
	mark := in.Mark()
	in.bind(in.debugOnError, Value{})
	in.bind(in.inhibitQuit, Value{})
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

// BacktraceText words an uncaught error as Emacs does in batch mode: the line
// "Debugger entered--Lisp error", then the calls under way, innermost first.
func (in *Interp) BacktraceText(sig *Signal) string {
	var b strings.Builder
	b.WriteString("Debugger entered--Lisp error: " + in.PrintString(sig.Condition, true) + "\n")
	for _, f := range sig.Backtrace {
		b.WriteString("  ")
		b.WriteString(in.FrameText(f))
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	return b.String()
}

// FrameText words one call of a backtrace, "name(ARG ...)".
func (in *Interp) FrameText(f TraceFrame) string {
	var b strings.Builder
	b.WriteString(in.PrintString(f.Func, true))
	b.WriteByte('(')
	for i, a := range f.Args {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(in.PrintString(a, true))
	}
	b.WriteByte(')')
	return b.String()
}
