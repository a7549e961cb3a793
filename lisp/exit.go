package lisp

// HooksRun reports whether kill-emacs has run kill-emacs-hook.
func (in *Interp) HooksRun() bool { return in.hooksRun }

var exitPrims = []Prim{
	{usage: "(kill-emacs &optional ARG)", fn: v1(primKillEmacs),
		doc: `Run kill-emacs-hook and end the program.
An integer ARG is the exit code, of which the low eight bits count; anything
else means 0. unwind-protect forms do not run. In a Go program the evaluation
under way returns *ExitError.`},
}

func primKillEmacs(in *Interp, arg Value) (Value, *Exit) {
	code := 0
	if arg.IsFixnum() {
		code = arg.Fixnum() & 0xff
	}
	if !in.hooksRun {
		in.hooksRun = true
		if x := in.RunHooksSafely("kill-emacs-hook"); x != nil {
			return Value{}, x
		}
	}
	// As in Emacs: a program relies on unwind forms seeing only what did not end
	// it, as ert-run-tests-batch-and-exit does.
	x := in.Kill(code)
	x.quick = true
	return Value{}, x
}

// RunHooksSafely calls the functions of the hook called name; an error in one is
// shown as a message, and the others still run.
func (in *Interp) RunHooksSafely(name string) *Exit {
	for _, f := range in.hookFunctions(in.Sym(name)) {
		in.handlers = append(in.handlers, handler{conds: []Value{T}})
		_, x := in.Funcall(f)
		if x != nil && x.raw {
			x = in.finish(x)
		}
		in.handlers = in.handlers[:len(in.handlers)-1]
		switch {
		case x == nil:
		case x.kind == exitSignal:
			in.message("Error in " + name + " (" + in.PrintString(f, true) + "): " + in.PrintString(x.Condition(), true))
		default:
			return x
		}
	}
	return nil
}

// DefAlias makes the variable called alias another name of the one called name.
func (in *Interp) DefAlias(alias, name string) {
	primDefvaralias(in, in.Intern(alias), in.Intern(name), Value{})
}
