package repl

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"elnet/lisp"
)

const (
	mainPrompt = "elnet> "
	morePrompt = "     > "
)

// A session is one run of the interactive loop.
//
// Two goroutines are at work. The one that owns the interpreter runs the event
// loop while it waits for a line, so filters, sentinels and timers run while the
// user types. The other does nothing but read lines: it is asked for each and
// posts it to the interpreter, which then interrupts its own waiting.
type session struct {
	r     *runner
	in    *lisp.Interp
	ctx   context.Context
	stdin io.Reader
	ed    LineEditor
	gate  *gate
	hist  *history

	// For the interpreter's goroutine only.
	read    lisp.Value // the function read-from-string
	fboundp lisp.Value // the function of that name
	pending []string   // the lines of a form that is not complete
	idling  bool       // waiting for a line
	depth   int        // of variable bindings while waiting
	line    *typed     // the line that came
	input   string     // what Lisp reads from standard input next

	requests chan string   // prompts of lines to read
	done     chan struct{} // closed when the reading goroutine has ended

	asked   atomic.Int32 // interruptions since Lisp last came back
	sigint  atomic.Bool  // SIGINT came while waiting
	cancel  atomic.Pointer[context.CancelCauseFunc]
	talking bool // standard input is a terminal
}

// typed is what ReadLine returned.
type typed struct {
	text string
	err  error
}

// errGivenUp ends Lisp code that goes on after repeated interruptions.
var errGivenUp = errors.New("interrupted for good")

// interactive runs the interactive loop and returns the exit code.
func (r *runner) interactive(ctx context.Context, stdin io.Reader) int {
	s := r.newSession(ctx, stdin)
	code := s.loop()
	s.end()
	return code
}

func (r *runner) newSession(ctx context.Context, stdin io.Reader) *session {
	s := &session{r: r, in: r.in, ctx: ctx, stdin: stdin, requests: make(chan string), done: make(chan struct{})}
	s.read = s.in.SymbolFunction(s.in.Intern("read-from-string"))
	s.fboundp = s.in.SymbolFunction(s.in.Intern("fboundp"))
	stdout := r.stdout
	in, inFile := stdin.(*os.File)
	out, outFile := stdout.(*os.File)
	s.talking = inFile && isTerminal(in)
	if term := os.Getenv("TERM"); s.talking && outFile && isTerminal(out) && term != "" && term != "dumb" {
		if ed, err := newReadlineEditor(in, out, s.complete); err == nil {
			s.ed = ed
		}
	}
	if s.ed == nil {
		s.ed = newPlainEditor(stdin, stdout)
	}
	s.gate = &gate{ed: s.ed, out: stdout}
	r.out.redirect(s.gate)
	if f, ok := r.stderr.(*os.File); ok && isTerminal(f) {
		r.errs.w = s.gate
	}
	s.in.Hooks().Idle = func() {
		r.out.Flush()
		s.gate.settle()
		s.endWait()
	}
	r.stdin.r = s
	s.defineVariables()
	path := ""
	if s.talking {
		path = historyPath()
	}
	var err error
	if s.hist, err = loadHistory(path); err != nil {
		fmt.Fprintln(r.errs, "elnet: history:", err)
	}
	for _, e := range s.hist.entries {
		s.ed.AddHistory(e)
	}
	go s.readLines()
	r.session.Store(s)
	return s
}

// end gives the terminal back and keeps the history. A plain editor that waits
// for input cannot be ended, so nobody waits for that.
func (s *session) end() {
	s.r.session.Store(nil)
	close(s.requests)
	s.gate.prompt(false)
	s.ed.Close()
	if _, plain := s.ed.(*plainEditor); !plain {
		select {
		case <-s.done:
		case <-time.After(time.Second):
		}
	}
	s.r.out.Flush()
	if err := s.hist.save(); err != nil {
		fmt.Fprintln(s.r.errs, "elnet: history:", err)
	}
}

// loop reads and evaluates until the input ends or Lisp does.
func (s *session) loop() int {
	if s.talking {
		fmt.Fprintf(s.r.out, "elnet %s. C-d ends, ,help helps.\n", Version)
	}
	if code, done := s.initFile(); done {
		return code
	}
	for {
		prompt := mainPrompt
		if len(s.pending) > 0 {
			prompt = morePrompt
		}
		line, err := s.readLine(prompt)
		switch {
		case err == nil:
			if code, done := s.accept(line); done {
				return code
			}
		case errors.Is(err, errInterrupted):
			s.pending = nil
		case errors.Is(err, io.EOF):
			if _, plain := s.ed.(*plainEditor); plain {
				io.WriteString(s.r.out, "\n")
			}
			if len(s.pending) > 0 {
				fmt.Fprintln(s.r.errs, "End of file during parsing")
			}
			return 0
		default:
			return s.r.finish(err)
		}
	}
}

// initFile loads the user's init file.
func (s *session) initFile() (code int, done bool) {
	path := xdgFile("XDG_CONFIG_HOME", ".config", "init.el")
	if path == "" || !s.talking || s.r.opts.noInit {
		return 0, false
	}
	if _, err := os.Stat(path); err != nil {
		return 0, false
	}
	_, err := s.run(func() (lisp.Value, *lisp.Exit) {
		return s.in.Funcall(s.in.Sym("load"), lisp.NewString(path), lisp.Nil, lisp.T)
	})
	return s.after(err)
}

// after deals with how an evaluation ended.
func (s *session) after(err error) (code int, done bool) {
	if err == nil {
		return 0, false
	}
	if ends(err) {
		return s.r.finish(err), true
	}
	s.report(err)
	return 0, false
}

// ends reports whether err is the end of the program rather than an error.
func ends(err error) bool {
	var exit *lisp.ExitError
	var end *ended
	return errors.As(err, &exit) || errors.As(err, &end) || errors.Is(err, lisp.ErrClosed)
}

func isQuit(err error) bool {
	var sig *lisp.Signal
	return errors.As(err, &sig) && sig.Symbol == "quit"
}

// readLines reads a line for each request.
func (s *session) readLines() {
	defer close(s.done)
	for prompt := range s.requests {
		text, err := s.ed.ReadLine(prompt)
		s.in.Post(func(in *lisp.Interp) {
			s.line = &typed{text, err}
			s.endWait()
		})
	}
}

// endWait ends the wait for a line if one has come, by an interruption. It must
// not hit a callback that waits in turn: those bind variables. When the callback
// has returned, the wait comes by again before it sleeps.
func (s *session) endWait() {
	if s.idling && s.line != nil && s.in.Mark() == s.depth {
		s.in.Interrupt()
	}
}

// idleSeconds is how long one wait for a line lasts. It bounds how late a line is
// noticed when callbacks leave no time for anything else.
const idleSeconds = 2

// readLine runs the event loop until a line has been typed. The error is that of
// the editor, or one for which ends holds.
func (s *session) readLine(prompt string) (string, error) {
	s.r.out.Flush()
	s.gate.freshLine()
	s.gate.prompt(true)
	defer s.gate.prompt(false)
	wait := s.in.Sym("elnet--wait")
	s.line = nil
	s.sigint.Store(false)
	s.requests <- prompt
	for s.line == nil {
		s.idling, s.depth = true, s.in.Mark()
		_, err := s.run(func() (lisp.Value, *lisp.Exit) { return s.in.Funcall(wait, lisp.Fixnum(idleSeconds)) })
		s.idling = false
		switch {
		case err == nil:
		case ends(err):
			return "", err
		case isQuit(err):
			if s.sigint.Swap(false) && s.line == nil {
				s.pending = nil
				s.ed.Restart(mainPrompt)
			}
		default:
			s.report(err)
			s.r.out.Flush()
			time.Sleep(20 * time.Millisecond) // should waiting itself fail
			for s.in.RunPost() {
			}
		}
	}
	s.r.out.Flush()
	return s.line.text, s.line.err
}

// run runs f, which calls Lisp, so that interrupt can stop it.
func (s *session) run(f func() (lisp.Value, *lisp.Exit)) (lisp.Value, error) {
	ctx, cancel := context.WithCancelCause(s.ctx)
	defer cancel(nil)
	s.asked.Store(0)
	s.cancel.Store(&cancel)
	return s.in.Do(ctx, f)
}

// patience is how many interruptions in a row Lisp code may ignore.
const patience = 3

// interrupt is what SIGINT does: Lisp code quits, and if it ignores that too
// often, ends. It is called from another goroutine.
func (s *session) interrupt() {
	s.sigint.Store(true)
	if cancel := s.cancel.Load(); s.asked.Add(1) > patience && cancel != nil {
		(*cancel)(errGivenUp)
		return
	}
	s.in.Interrupt()
}

// Read is standard input for Lisp code: lines from the editor.
func (s *session) Read(p []byte) (int, error) {
	if s.input == "" {
		if s.idling {
			return 0, errors.New("the prompt is reading standard input")
		}
		s.r.out.Flush()
		prompt := s.gate.takePartial()
		if _, plain := s.ed.(*plainEditor); plain {
			prompt = "" // it stands there
		}
		text, err := s.ed.ReadLine(prompt)
		if err != nil {
			if errors.Is(err, errInterrupted) {
				s.in.Interrupt()
			}
			return 0, err
		}
		s.input = text + "\n"
	}
	n := copy(p, s.input)
	s.input = s.input[n:]
	return n, nil
}

// HideTyping is for lisp.Hider.
func (s *session) HideTyping(sign rune) (end func(), shown bool) {
	if ed, ok := s.ed.(*readlineEditor); ok {
		ed.mask(sign)
		return func() { ed.mask(0) }, true
	}
	return noEcho(s.stdin), false
}

// accept takes a line: a command, or part of a form to evaluate.
func (s *session) accept(line string) (code int, done bool) {
	if len(s.pending) == 0 {
		if c, ok := strings.CutPrefix(strings.TrimSpace(line), ","); ok {
			s.remember(line)
			return s.command(c)
		}
	}
	s.pending = append(s.pending, line)
	text := strings.Join(s.pending, "\n")
	forms, err := s.parse(text)
	if errors.Is(err, errIncomplete) {
		return 0, false
	}
	s.pending = nil
	s.remember(text)
	if err != nil {
		return s.after(err)
	}
	for _, f := range forms {
		if code, done := s.evaluate(f); done {
			return code, true
		}
	}
	return 0, false
}

func (s *session) remember(entry string) {
	if s.hist.add(entry) {
		s.ed.AddHistory(strings.TrimSpace(entry))
	}
}
