package lisp

// HooksRun reports whether kill-emacs has run kill-emacs-hook.
func (in *Interp) HooksRun() bool { return in.hooksRun }

var exitPrims = []Prim{
	Def("(kill-emacs &optional ARG)", Fn1(primKillEmacs),
		`Run kill-emacs-hook and end the program.
An integer ARG is the exit code, of which the low eight bits count; anything
else means 0. In a Go program the evaluation under way returns *ExitError.`),
}

func primKillEmacs(in *Interp, arg Value) (Value, *Exit) {
	code := 0
	if arg.IsFixnum() {
		code = arg.Fixnum() & 0xff
	}
	if !in.hooksRun {
		in.hooksRun = true
		if x := in.RunHooks("kill-emacs-hook"); x != nil && x.kind == exitKill {
			return Value{}, x
		}
	}
	return Value{}, in.Kill(code)
}

// DefAlias makes the variable called alias another name of the one called name.
func (in *Interp) DefAlias(alias, name string) {
	primDefvaralias(in, in.Intern(alias), in.Intern(name), Value{})
}
