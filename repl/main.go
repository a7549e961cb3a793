// Package repl is the command: its options, the way it runs programs as Emacs
// does in batch mode, and the interactive loop.
package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"syscall"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

// Version is the version of elnet.
const Version = "0.1"

// Main runs the command with args, the program's name first, and returns its
// exit code: 0, what kill-emacs was given, 255 for an error that nothing in
// Lisp handled, or the number of the signal that ended it.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opts, err := parseArgs(args[1:])
	if err != nil {
		fmt.Fprintln(stderr, err)
		return 255
	}
	switch {
	case opts.help:
		io.WriteString(stdout, helpText())
		return 0
	case opts.testHelp:
		io.WriteString(stdout, testHelp)
		return 0
	case opts.version:
		fmt.Fprintf(stdout, "elnet %s (Emacs Lisp of GNU Emacs 28.2)\n", Version)
		return 0
	}
	tuneCollector()
	defer giveBackWhenIdle(idlePeriod)()
	r := &runner{opts: opts, stdout: stdout, stderr: stderr}
	r.out = newOutput(stdout)
	defer r.out.Flush()
	return r.run(args, stdin)
}

// Go's collector runs when the heap has doubled (GOGC=100), but a program with
// little in use gets leastRoom for its garbage, and growingRoom times what is in
// use up to mostRoom. With less it would collect too often; with more, memory that
// the system has to find and clear costs more than collections, and so does
// leaving the processor's caches.
const (
	leastRoom   = 8 << 20
	mostRoom    = 24 << 20
	growingRoom = 8
)

// leastHeap is what Go's collector takes a smaller heap for.
const leastHeap = 4 << 20

// tuneCollector sets that; of what a large buffer or string holds, which costs
// a collection nothing, the collector leaves less. GOGC in the environment
// overrides it, and GOMEMLIMIT bounds the whole as usual.
func tuneCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	tune := func() bool {
		live, work := lisp.LiveHeap()
		room := max(work, min(leastRoom+growingRoom*work, mostRoom))
		debug.SetGCPercent(int(max(1, room*100/max(live, leastHeap))))
		return true
	}
	debug.SetGCPercent(leastRoom * 100 / leastHeap)
	lisp.AfterCollections(tune)
}

// A runner is one run of the command.
type runner struct {
	opts    *options
	in      *lisp.Interp
	stdin   *input
	stdout  io.Writer
	out     *output // on stdout
	stderr  io.Writer
	errs    *flushFirst             // on stderr
	session atomic.Pointer[session] // the REPL, while it runs
	cancel  context.CancelCauseFunc
}

// ended is the cause of cancellation by a signal.
type ended struct{ sig syscall.Signal }

func (e *ended) Error() string { return "ended by " + e.sig.String() }

func (r *runner) run(args []string, stdin io.Reader) int {
	sig := takeSignals()
	r.stdin, r.errs = &input{r: stdin, out: r.out}, &flushFirst{r.out, r.stderr}
	in := lisp.New(lisp.Options{Stdout: r.out, Stderr: r.errs, Stdin: r.stdin, MemoryLimit: r.opts.memory})
	r.in = in
	defer in.Close()
	std := stdlib.Options{Poller: r.opts.poller}
	if r.opts.batch {
		std.CallbackErrors = "exit"
	}
	var err error
	if std.Emacs, err = r.openEmacs(); err != nil {
		fmt.Fprintln(r.stderr, "elnet:", err)
		return 255
	}
	if err := errors.Join(stdlib.Install(in, std), installMore(in)); err != nil {
		fmt.Fprintln(r.stderr, "elnet:", err)
		return 255
	}
	in.Hooks().Idle = func() { r.out.Flush() }
	ctx, cancel := context.WithCancelCause(context.Background())
	r.cancel, r.stdin.ctx = cancel, ctx
	defer r.stdin.close()
	defer cancel(nil)
	interactive := r.opts.repl(stdin)
	stop := r.watchSignals(sig, interactive)
	defer stop()
	r.setVariables(args, interactive)
	if r.opts.batch {
		r.pushStartup()
	}
	code, done := r.actions(ctx)
	if !done && r.opts.line != nil {
		code, done = r.commandLine(ctx)
	}
	if !done && interactive {
		code = r.interactive(ctx, stdin)
	}
	if !done && !interactive {
		if !r.opts.batch && !r.opts.hasAction() {
			code = r.finish(r.runStdin(ctx, stdin))
		}
		if code == 0 && r.opts.loop {
			_, err := in.Call(ctx, in.Sym("elnet-run-loop"))
			code = r.finish(err)
		}
	}
	return r.exit(code)
}

// pushStartup makes backtraces end as those of Emacs' batch mode: with the
// functions that process the command line.
func (r *runner) pushStartup() {
	in := r.in
	in.PushCall(in.Sym("normal-top-level"))
	in.PushCall(in.Sym("command-line"))
	if args, _ := in.VarValue(in.Intern("command-line-args")); !lisp.Cdr(args).IsNil() {
		in.PushCall(in.Sym("command-line-1"), lisp.Cdr(args))
	}
}

// exit runs kill-emacs-hook, unless kill-emacs has, and returns code.
func (r *runner) exit(code int) int {
	if !r.in.HooksRun() {
		ctx := context.Background()
		_, err := r.in.Do(ctx, func() (lisp.Value, *lisp.Exit) { return lisp.Nil, r.in.RunHooksSafely("kill-emacs-hook") })
		var exit *lisp.ExitError
		if errors.As(err, &exit) {
			code = exit.Code & 0xff
		} else if err != nil && code == 0 {
			r.report(err)
			code = 255
		}
	}
	if err := r.out.Flush(); err != nil && code == 0 {
		fmt.Fprintln(r.stderr, "elnet: standard output:", err)
		code = 1
	}
	return code
}

// unwinding is how long a program may take to end after a signal, until another
// SIGINT ends it without more ado.
const unwinding = 500 * time.Millisecond

// A signals is where the signals that end the program come from.
type signals struct {
	ch    chan os.Signal
	ready chan struct{} // closed when they do
}

// takeSignals asks for signals. The Go runtime takes a while for each, so it
// happens while the interpreter is made.
func takeSignals() *signals {
	s := &signals{make(chan os.Signal, 4), make(chan struct{})}
	go func() {
		// A write to a closed pipe is an error, not the end. Not signal.Ignore,
		// which the programs that Lisp starts would inherit.
		signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
		signal.Notify(s.ch, syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP)
		close(s.ready)
	}()
	return s
}

// watchSignals ends the program on SIGINT, SIGTERM and SIGHUP: Lisp unwinds,
// kill-emacs-hook runs, and the exit code is the signal's number. If that takes
// long, as while a program is loaded from a FIFO, another SIGINT ends the
// program at once. At the prompt SIGINT is quit instead.
func (r *runner) watchSignals(sig *signals, interactive bool) (stop func()) {
	ch := sig.ch
	<-sig.ready
	quit := make(chan struct{})
	go func() {
		var first time.Time
		for {
			select {
			case s := <-ch:
				if s == syscall.SIGINT && interactive {
					if s := r.session.Load(); s != nil {
						s.interrupt()
					} else {
						r.in.Interrupt()
					}
					continue
				}
				if first.IsZero() {
					first = time.Now()
				} else if s == syscall.SIGINT && time.Since(first) > unwinding {
					r.out.Flush()
					os.Exit(int(syscall.SIGINT))
				}
				r.cancel(&ended{s.(syscall.Signal)})
			case <-quit:
				return
			}
		}
	}()
	return func() {
		close(quit)
		go signal.Stop(ch) // which takes a while too, for nothing if the process ends
	}
}

// setVariables gives the variables that depend on the command line their values.
func (r *runner) setVariables(args []string, interactive bool) {
	in := r.in
	set := func(name string, v lisp.Value, doc string) { in.DefVar(name, v, doc) }
	set("noninteractive", lisp.Bool(!interactive), "Non-nil means that elnet runs a program, not a REPL.")
	exe, _ := os.Executable()
	set("invocation-name", lisp.NewString(filepath.Base(args[0])), "The name that elnet was run by.")
	set("invocation-directory", lisp.NewString(filepath.Dir(exe)+"/"), "The directory of the program.")
	left := r.opts.rest
	if o := r.opts; o.line != nil { // as in Emacs, without what has been dealt with already
		left = o.line
		args = append(args[:1:1], left...)
	} else if o.batch && o.script != "" {
		args = append([]string{args[0], "-scriptload", o.script}, o.rest...)
	}
	set("command-line-args", stringList(args), "The arguments, with the program's name first.")
	set("command-line-args-left", stringList(left), "Arguments that have not been processed.")
	in.DefAlias("argv", "command-line-args-left")
	set("command-line-processed", lisp.T, "Non-nil once the command line has been processed.")
	set("command-line-functions", lisp.Nil, "Functions to process an option that is not known, which is argi; one returns non-nil if it has.")
	set("command-switch-alist", lisp.Nil, "Alist of options, strings with their dashes, and functions that are called with them.")
	set("argi", lisp.Nil, "The argument in hand.")
	set("init-file-user", lisp.Nil, "Not used.")
	set("init-file-debug", lisp.Bool(r.opts.debugInit), "Non-nil if --debug-init was given.")
	set("inhibit-startup-screen", lisp.T, "Not used.")
	site := lisp.NewString("site-start")
	if r.opts.noSite {
		site = lisp.Nil
	}
	set("site-run-file", site, "Not used.")
	set("user-init-file", lisp.Nil, "Not used.")
	if v, ok := os.LookupEnv("EMACSLOADPATH"); ok {
		library, _ := in.VarValue(in.Intern("load-path"))
		in.SetVar(in.Intern("load-path"), lisp.List(loadPathFrom(v, lisp.Slice(library))...))
	}
}

// loadPathFrom returns the load-path that the value of EMACSLOADPATH asks for.
// An empty element is the library's; our own is searched anyway.
func loadPathFrom(env string, library []lisp.Value) []lisp.Value {
	var out []lisp.Value
	for _, d := range filepath.SplitList(env) {
		if d == "" {
			out = append(out, library...)
			continue
		}
		for _, sub := range stdlib.WithSubdirs(d) {
			out = append(out, lisp.NewString(sub))
		}
	}
	return out
}

// openEmacs returns Emacs' own library, if the command line or EMACSLOADPATH
// names one.
func (r *runner) openEmacs() (*stdlib.EmacsLibrary, error) {
	dirs := []string{r.opts.emacs}
	if r.opts.emacs == "" {
		dirs = slices.DeleteFunc(filepath.SplitList(os.Getenv("EMACSLOADPATH")), func(d string) bool { return !stdlib.IsEmacsDir(d) })
	}
	if len(dirs) == 0 {
		return nil, nil
	}
	return stdlib.OpenEmacs(dirs[0])
}

func stringList(ss []string) lisp.Value {
	var b lisp.ListBuilder
	for _, s := range ss {
		b.Add(lisp.NewString(s))
	}
	return b.List()
}
