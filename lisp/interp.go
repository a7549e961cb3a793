package lisp

import (
	"context"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// An Interp is one Lisp interpreter: an obarray and everything reachable from
// it. Interpreters share nothing but immutable data, so several may run in one
// process at once. See the package documentation for the goroutine rule.
type Interp struct {
	machine
	s            well
	obarray      *Obarray
	obarrayValue Value
	locals       *Locals
	opts         Options

	caseMap          *CaseMap // nil: the standard case table
	charTableChanges int
	kindSyms         [KindFloat + 1]Value // what type-of returns
	hooks            Hooks
	memoryLimit      uint64
	ucsNames         Value          // the hash table of ucs-names, once it is made
	ownProperties    map[rune]Value // of characters, by put-char-code-property: plists
	charProperties   map[string]*CharTable
	ctx              context.Context

	varDocs         map[*Symbol]string
	provided        []string          // features, the last last, until the variable features is looked at
	originals       map[*Symbol]*Func // of primitives that were redefined
	lazy            map[*Symbol]int   // definitions of the library not evaluated yet
	lazyForms       map[*Symbol]*waitingForm
	lazyVars        map[*Symbol]int
	late            lateTable // definitions whose symbols are not made yet
	allMade         bool      // none is left
	library         Library
	alsoKnown       []func(name string) bool
	hooksRun        bool
	lent            []*String // used again: see lend.go
	exposed         uint64    // how often something may have got hold of a lent string
	redefined       uint64    // how often analysis would see another meaning of what it looks at
	debugFunc       *Func     // the default debugger
	loadReadDefault Value
	printed         bool // something went to standard output since the last message
	tests           map[*Symbol]*HashTest
	byteSymbols     map[string]*Symbol // what opcodes of byte-code call
	macroexpandFn   *Func              // the primitive macroexpand
	threading
	profile profiler

	inhibitQuit, loadPath, loadRead, loadHistory, standardOutput, debugOnError, debugOnQuit, debugger *Symbol
	intWidth, lexBinding, fileName, inProgress, signalHook, macroEnv                                  *Symbol

	busy   atomic.Int32 // evaluations under way on the owner's goroutine
	mu     sync.Mutex   // guards posts and closed
	posts  []func(in *Interp)
	closed bool
	onEnd  []func()
}

// Options configures New. The zero value is useful.
type Options struct {
	// Stdout and Stderr take what Lisp prints; nil is os.Stdout and os.Stderr.
	Stdout, Stderr io.Writer
	// Stdin is what reading from standard input reads; nil is os.Stdin.
	Stdin io.Reader
	// LoadFS finds files for load and require beside those on load-path.
	// Names are slash-separated, such as "cl-lib.el".
	LoadFS fs.FS
	// MemoryLimit, if not 0, is how many bytes the heap of the whole Go program
	// may take. Go's collector works harder near it (debug.SetMemoryLimit), and
	// Lisp that makes more data live than that gets the error "Memory exhausted".
	MemoryLimit int64
	// NoFiles keeps load and require from the host's file system.
	NoFiles bool
}

// Hooks are what other packages supply to the language. A field that is nil
// has no effect.
type Hooks struct {
	// CurrentBuffer returns the current buffer as a Lisp value.
	CurrentBuffer func() Value
	// PrintTo returns where printing to stream goes, if it is a stream of the
	// caller's kind (a buffer, a marker), or nil.
	PrintTo func(in *Interp, stream Value) (PrintTarget, *Exit)
	// ReadFrom is PrintTo's counterpart for read.
	ReadFrom func(in *Interp, stream Value) (ReadSource, *Exit)
	// Message shows a message; nil writes a line to Options.Stderr.
	Message func(in *Interp, text *String, isNil bool)
	// Wake ends a wait in progress, from any goroutine, so that it looks at
	// posts and interruptions.
	Wake func()
	// WordTest returns what tells whether a character is part of a word in the
	// current buffer, nil where the standard syntax table does; a raw byte
	// comes as such. Nil: always the standard one.
	WordTest func() func(c rune) bool
	// Marker returns the position of a marker as a number.
	Marker func(v Value) (int, bool)
	// ReadFile reads a file for load; nil is os.ReadFile.
	ReadFile func(in *Interp, name string) ([]byte, error)
	// Save is called when another Lisp thread is to run. Each function returns
	// one that makes the state it keeps for a thread (the current buffer, match
	// data) again what it is now, or, with fresh set, what a new thread has.
	Save []func(fresh bool) (restore func())
	// MatchData returns a function that makes the match data what they are now:
	// what is loaded on first use must not change them.
	MatchData func() (restore func())
	// ThreadEnded is called when a Lisp thread has ended, still within it.
	ThreadEnded func(t *Thread)
	// Decode returns the text of a Lisp file in package char's encoding, as its
	// coding cookie, or else its bytes, say; nil takes it as it is.
	Decode func(text []byte) []byte
	// Idle is called before Lisp waits, so that buffered output gets out.
	Idle func()
}

// New returns a new interpreter with the language's own primitives. Package
// stdlib adds the library, buffers, files and processes.
func New(opts Options) *Interp {
	if opts.Stdout == nil {
		opts.Stdout = os.Stdout
	}
	if opts.Stderr == nil {
		opts.Stderr = os.Stderr
	}
	if opts.Stdin == nil {
		opts.Stdin = os.Stdin
	}
	in := &Interp{opts: opts, varDocs: map[*Symbol]string{}, lazy: map[*Symbol]int{}, originals: map[*Symbol]*Func{},
		lazyVars: map[*Symbol]int{}, lazyForms: map[*Symbol]*waitingForm{}, tests: map[*Symbol]*HashTest{}}
	in.late = lateTable{defs: make([]lateDef, 0, 2048), slots: make([]uint16, 4096)}
	in.obarray = &Obarray{m: make(map[string]*Symbol, 512), in: in}
	in.maxDepth, in.maxSpecs = 1600, 2500
	in.setStack(make([]Value, stackChunk))
	in.startThreading()
	in.setLimit()
	in.internWell()
	in.defineLanguage()
	if opts.MemoryLimit > 0 {
		in.limitMemory(opts.MemoryLimit)
	}
	return in
}

// Hooks returns the hooks, for a package that installs itself to fill in.
func (in *Interp) Hooks() *Hooks { return &in.hooks }

// Stdout returns where standard output goes.
func (in *Interp) Stdout() io.Writer { return in.opts.Stdout }

// Stderr returns where standard error goes.
func (in *Interp) Stderr() io.Writer { return in.opts.Stderr }

// SetStderr sends standard error to w from now on.
func (in *Interp) SetStderr(w io.Writer) { in.opts.Stderr = w }

// StderrLine writes text and a newline to standard error. As in Emacs' batch
// mode a newline comes first if anything was printed to standard output since
// the last time.
func (in *Interp) StderrLine(text string) error {
	if in.printed {
		in.printed = false
		if v, _ := in.VarValue(in.Intern("noninteractive")); !v.IsNil() {
			text = "\n" + text
		}
	}
	_, err := io.WriteString(in.opts.Stderr, text+"\n")
	return err
}

// Stdin returns where standard input comes from.
func (in *Interp) Stdin() io.Reader { return in.opts.Stdin }

// SetLoadFS makes fsys what load and require search beside load-path.
func (in *Interp) SetLoadFS(fsys fs.FS) { in.opts.LoadFS = fsys }

func (in *Interp) wake() {
	if in.hooks.Wake != nil {
		in.hooks.Wake()
	}
}

// Do runs f on the caller's goroutine, which must own the interpreter, under
// ctx: when ctx is done, the Lisp code that f runs ends with its unwind forms.
// The exit that f returns becomes an error: *Signal, *ExitError, or ctx's cause.
// A Go panic within becomes a *Crash.
func (in *Interp) Do(ctx context.Context, f func() (Value, *Exit)) (v Value, err error) {
	if ctx == nil {
		ctx = context.Background()
	}
	if e := context.Cause(ctx); e != nil {
		return Value{}, e
	}
	if in.isClosed() {
		return Value{}, ErrClosed
	}
	outer := in.ctx
	stop := func() bool { return true }
	if ctx.Done() != nil {
		in.ctx = ctx
		stop = context.AfterFunc(ctx, func() { in.request(wantCancel) })
	}
	in.busy.Add(1)
	stack, cur, specs, handlers := in.stack, in.cur, len(in.specs), len(in.handlers)
	calls, binders, byteFrames, byteCatches := len(in.calls), in.binders, len(in.byteFrames), len(in.byteCatches)
	defer func() {
		stop()
		in.ctx = outer
		in.busy.Add(-1)
		if p := recover(); p != nil {
			in.setStack(stack)
			in.cur, in.handlers = cur, in.handlers[:handlers]
			in.calls, in.binders = in.calls[:calls], binders
			in.byteFrames, in.byteCatches = in.byteFrames[:byteFrames], in.byteCatches[:byteCatches]
			in.Unbind(specs)
			v, err = Value{}, &Crash{p, debug.Stack()}
		}
	}()
	v, x := f()
	if x != nil {
		err := in.toError(x)
		in.exit = Exit{} // what it holds on to is the error's now
		if in.busy.Load() == 1 {
			clear(in.stack[cur:min(cur+stackSlack, len(in.stack))])
		}
		if len(in.threads) > 1 && in.thread == in.mainThread && ctx.Err() != nil {
			in.endThreads(context.Cause(ctx))
		}
		return Value{}, err
	}
	return v, nil
}

// Eval reads all forms of src, evaluates them with lexical binding, and returns
// the value of the last.
func (in *Interp) Eval(ctx context.Context, src string) (Value, error) {
	return in.EvalString(ctx, "", src)
}

// EvalString is Eval for source that has a name, which error locations show.
// A cookie "-*- lexical-binding: nil -*-" in its first line is heeded.
func (in *Interp) EvalString(ctx context.Context, name, src string) (Value, error) {
	return in.Do(ctx, func() (Value, *Exit) { return in.evalSource(name, []byte(src), true) })
}

// Call calls the function f, a function object or symbol, with args.
func (in *Interp) Call(ctx context.Context, f Value, args ...Value) (Value, error) {
	return in.Do(ctx, func() (Value, *Exit) { return in.Funcall(f, args...) })
}

// Load loads the Lisp file name, as the Lisp function load does.
func (in *Interp) Load(ctx context.Context, name string) error {
	_, err := in.Do(ctx, func() (Value, *Exit) { return in.load(NewString(name), false, true, false, false) })
	return err
}

// Post asks the owner of the interpreter to run f when Lisp next waits. It may
// be called from any goroutine and reports false once the interpreter is closed.
func (in *Interp) Post(f func(in *Interp)) bool {
	in.mu.Lock()
	if in.closed {
		in.mu.Unlock()
		return false
	}
	in.posts = append(in.posts, f)
	in.mu.Unlock()
	in.wake()
	return true
}

// RunPost runs the oldest posted function and reports whether there was one.
// The installed waiter calls it.
func (in *Interp) RunPost() bool {
	in.mu.Lock()
	if len(in.posts) == 0 {
		in.mu.Unlock()
		return false
	}
	f := in.posts[0]
	in.posts[0] = nil
	if in.posts = in.posts[1:]; len(in.posts) == 0 {
		in.posts = nil
	}
	in.mu.Unlock()
	f(in)
	return true
}

// HasPosts reports whether RunPost has something to run.
func (in *Interp) HasPosts() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.posts) > 0
}

// Interrupted reports whether an interruption waits to be noticed.
func (in *Interp) Interrupted() bool { return in.pending.Load()&^wantSample != 0 }

func (in *Interp) isClosed() bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.closed
}

// OnClose makes Close call f; the last one given is called first.
func (in *Interp) OnClose(f func()) { in.onEnd = append(in.onEnd, f) }

// Close releases what the interpreter holds: sockets, goroutines. The owner
// calls it, once no evaluation is under way.
func (in *Interp) Close() error {
	in.mu.Lock()
	if in.closed {
		in.mu.Unlock()
		return nil
	}
	in.closed = true
	in.posts = nil
	in.mu.Unlock()
	in.profile.cpu.end()
	in.profile.memory.end()
	in.dropThreads()
	for i := len(in.onEnd) - 1; i >= 0; i-- {
		in.onEnd[i]()
	}
	in.onEnd = nil
	return nil
}
