package repl

import (
	"context"
	"strconv"
	"strings"

	"elnet/lisp"
)

// commandLine processes the command line in batch mode, as Emacs does: what is
// left of it is command-line-args-left, which what it calls may look at and
// change.
func (r *runner) commandLine(ctx context.Context) (code int, done bool) {
	in := r.in
	table := flags()
	files := false // after --
	line, column := 0, 0
	for {
		left, _ := in.VarValue(r.argsLeft())
		if !left.IsCons() || !lisp.Car(left).IsString() {
			return 0, false
		}
		arg := lisp.Car(left).Str().UTF8()
		in.SetVar(r.argsLeft(), lisp.Cdr(left))
		var err error
		switch {
		case arg == "--" && !files:
			files = true
		case !files && strings.HasPrefix(arg, "+") && readPlace(arg[1:], &line, &column):
			continue
		case files || !isOption(arg):
			taken := false
			if !files {
				taken, err = r.offer(ctx, arg)
			}
			if taken || err != nil {
				break
			}
			if err = r.act(ctx, action{actFind, arg, nil}); err == nil && line > 0 {
				err = r.gotoPlace(ctx, line, column)
			}
			line, column = 0, 0
		default:
			var end bool
			if end, err = r.option(ctx, table, arg); end {
				return r.finish(err), err != nil
			}
		}
		if err != nil {
			return r.finish(err), true
		}
	}
}

// option deals with the option arg: by a function of command-switch-alist, as
// the table says, or by a function of command-line-functions. end means that the
// rest belongs to the program.
func (r *runner) option(ctx context.Context, table []flag, arg string) (end bool, err error) {
	in := r.in
	switches, _ := in.VarValue(in.Intern("command-switch-alist"))
	for _, e := range lisp.Slice(switches) {
		if name := lisp.Car(e); name.IsString() && name.Str().UTF8() == arg {
			_, err := in.Call(ctx, lisp.Cdr(e), lisp.NewString(arg))
			return false, err
		}
	}
	f, value, hasValue, err := lookupFlag(table, arg)
	if err == nil && f.arg != "" && !hasValue {
		left, _ := in.VarValue(r.argsLeft())
		if !left.IsCons() || !lisp.Car(left).IsString() {
			return false, r.lispError(ctx, "Option `%s' requires an argument", arg)
		}
		value = lisp.Car(left).Str().UTF8()
		in.SetVar(r.argsLeft(), lisp.Cdr(left))
	}
	if err == nil {
		return f.act == actScript, r.act(ctx, action{f.act, value, nil})
	}
	if taken, err := r.offer(ctx, arg); taken || err != nil {
		return false, err
	}
	return false, r.lispError(ctx, "Unknown option `%s'", arg)
}

// offer calls the functions of command-line-functions with arg as argi, and
// reports whether one has taken it.
func (r *runner) offer(ctx context.Context, arg string) (taken bool, err error) {
	in := r.in
	in.SetVar(in.Intern("argi"), lisp.NewString(arg))
	functions, _ := in.VarValue(in.Intern("command-line-functions"))
	for _, f := range lisp.Slice(functions) {
		if v, err := in.Call(ctx, f); err != nil || !v.IsNil() {
			return true, err
		}
	}
	return false, nil
}

// lispError signals an error as Lisp would, so that its backtrace tells of it.
func (r *runner) lispError(ctx context.Context, format, arg string) error {
	_, err := r.in.Call(ctx, r.in.Sym("error"), lisp.NewString(format), lisp.NewString(arg))
	return err
}

// readPlace reads LINE or LINE:COLUMN.
func readPlace(s string, line, column *int) bool {
	l, c, both := strings.Cut(s, ":")
	n, err := strconv.Atoi(l)
	m := 0
	if err == nil && both {
		m, err = strconv.Atoi(c)
	}
	if err != nil || n < 0 || m < 0 {
		return false
	}
	*line, *column = n, m
	return true
}

// gotoPlace moves point in the current buffer to line and column.
func (r *runner) gotoPlace(ctx context.Context, line, column int) error {
	in := r.in
	if _, err := in.Call(ctx, in.Sym("goto-char"), lisp.Fixnum(1)); err != nil {
		return err
	}
	if _, err := in.Call(ctx, in.Sym("forward-line"), lisp.Fixnum(line-1)); err != nil {
		return err
	}
	if column < 1 {
		return nil
	}
	_, err := in.Call(ctx, in.Sym("move-to-column"), lisp.Fixnum(column-1))
	return err
}
