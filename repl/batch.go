package repl

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"elnet/lisp"
)

// actions does what the command line says, in order. done means that the
// program is to exit with code now.
func (r *runner) actions(ctx context.Context) (code int, done bool) {
	for _, a := range r.opts.actions {
		if r.opts.line == nil {
			r.in.SetVar(r.argsLeft(), stringList(a.left))
		}
		if a.kind == actKill {
			return 0, true
		}
		if err := r.act(ctx, a); err != nil {
			return r.finish(err), true
		}
	}
	return 0, false
}

func (r *runner) argsLeft() *lisp.Symbol { return r.in.Intern("command-line-args-left") }

// act does one thing that the command line says.
func (r *runner) act(ctx context.Context, a action) error {
	in := r.in
	switch a.kind {
	case actEval, actPrint:
		return r.evalArg(ctx, a)
	case actLoad:
		return r.load(ctx, a.arg)
	case actScript:
		return r.script(ctx, a.arg)
	case actFuncall:
		_, err := in.Call(ctx, in.Sym(a.arg))
		return err
	case actDirectory:
		r.addDirectory(a.arg)
	case actChdir:
		if err := os.Chdir(a.arg); err != nil {
			return err
		}
		dir, err := os.Getwd()
		if err != nil {
			return err
		}
		in.SetVar(in.Intern("default-directory"), lisp.NewString(strings.TrimSuffix(dir, "/")+"/"))
	case actFind:
		_, err := in.Call(ctx, in.Sym("find-file"), lisp.NewString(a.arg))
		return err
	case actInsert:
		_, err := in.Call(ctx, in.Sym("insert-file-contents"), lisp.NewString(a.arg))
		return err
	}
	return nil
}

// finish returns the exit code for how an evaluation ended, and reports an
// uncaught error.
func (r *runner) finish(err error) int {
	var exit *lisp.ExitError
	var end *ended
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.Code & 0xff
	case errors.As(err, &end):
		return int(end.sig)
	}
	r.report(err)
	return 255
}

// report prints an uncaught error as Emacs does in batch mode, with the place
// of the top-level form in front.
func (r *runner) report(err error) {
	r.out.Flush()
	var sig *lisp.Signal
	if !errors.As(err, &sig) {
		fmt.Fprintln(r.stderr, err)
		return
	}
	if sig.Location != "" {
		r.in.StderrLine(sig.Location + ": " + sig.Message)
	}
	if sig.Terse {
		if sig.Location == "" {
			r.in.StderrLine(sig.Message)
		}
		return
	}
	r.in.StderrLine(strings.TrimSuffix(r.in.BacktraceText(sig), "\n"))
}

// evalArg evaluates the forms of a command-line argument. Emacs' --eval looks
// at the first form only.
func (r *runner) evalArg(ctx context.Context, a action) error {
	v, err := r.in.EvalString(ctx, "", a.arg)
	if err != nil || a.kind != actPrint {
		return err
	}
	fmt.Fprintln(r.out, r.in.PrintString(v, true))
	return nil
}

// load loads a file named on the command line: relative to the current
// directory if it is there, otherwise along load-path.
func (r *runner) load(ctx context.Context, name string) error {
	if st, err := os.Stat(name); err == nil && !st.IsDir() {
		if !strings.HasPrefix(name, "/") {
			if wd, err := os.Getwd(); err == nil {
				name = wd + "/" + name
			}
		}
	}
	return r.in.Load(ctx, name)
}

func (r *runner) script(ctx context.Context, name string) error {
	if name == "-" {
		return r.runStdin(ctx, r.in.Stdin())
	}
	if _, err := os.Stat(name); err != nil {
		return fmt.Errorf("elnet: %w", err)
	}
	return r.load(ctx, name)
}

// runStdin runs the program on standard input.
func (r *runner) runStdin(ctx context.Context, stdin io.Reader) error {
	src, err := io.ReadAll(stdin)
	if err != nil {
		return err
	}
	_, err = r.in.EvalString(ctx, "stdin", string(src))
	return err
}

func (r *runner) addDirectory(dir string) {
	in := r.in
	path, _ := in.VarValue(in.Intern("load-path"))
	if d, ok := strings.CutPrefix(dir, ":"); ok {
		in.SetVar(in.Intern("load-path"), lisp.ListTail(append(lisp.Slice(path), absDir(d)), lisp.Nil))
		return
	}
	in.SetVar(in.Intern("load-path"), lisp.NewCons(absDir(dir), path))
}

func absDir(d string) lisp.Value {
	if !strings.HasPrefix(d, "/") {
		if wd, err := os.Getwd(); err == nil {
			if d == "." {
				d = wd
			} else {
				d = wd + "/" + d
			}
		}
	}
	return lisp.NewString(d)
}

// output is standard output: buffered, flushed at each line of a terminal, when
// the program waits, and at its end.
type output struct {
	mu   sync.Mutex
	w    *bufio.Writer
	line bool // flush at newlines
}

func newOutput(w io.Writer) *output {
	o := &output{w: bufio.NewWriterSize(w, 32<<10)}
	if f, ok := w.(*os.File); ok {
		o.line = isTerminal(f)
	}
	return o
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, err := o.w.Write(p)
	if o.line && err == nil && strings.ContainsRune(string(p), '\n') {
		err = o.w.Flush()
	}
	return n, err
}

// Flush writes out what is buffered.
func (o *output) Flush() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Flush()
}

// redirect makes w what output goes to.
func (o *output) redirect(w io.Writer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.w.Flush()
	o.w.Reset(w)
}

// flushFirst is standard error: what was printed before comes out before.
type flushFirst struct {
	out *output
	w   io.Writer
}

func (f *flushFirst) Write(p []byte) (int, error) {
	f.out.Flush()
	return f.w.Write(p)
}
