package repl

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
)

// errInterrupted is what a LineEditor returns for C-c at its prompt.
var errInterrupted = errors.New("interrupted")

// A LineEditor reads lines that the user types. ReadLine and Close are for one
// goroutine, the other methods may be called from any, also while ReadLine waits.
type LineEditor interface {
	// ReadLine shows prompt and returns the line typed, without its newline. The
	// error is io.EOF at the end of input (C-d), errInterrupted after C-c, or
	// that of reading.
	ReadLine(prompt string) (string, error)
	// Print lets write print whole lines above the line being typed, which is
	// drawn again below them.
	Print(write func(w io.Writer))
	// Restart forgets what is being typed and shows prompt instead.
	Restart(prompt string)
	// AddHistory makes entry, which may have several lines, the newest that the
	// history keys reach.
	AddHistory(entry string)
	// Close ends a ReadLine under way and gives the terminal back as it was.
	Close() error
}

// plainEditor is the LineEditor of pipes and of terminals that cannot move the
// cursor: the terminal driver, if any, does the editing.
type plainEditor struct {
	in *bufio.Reader

	mu      sync.Mutex // guards what follows
	out     io.Writer
	prompt  string
	reading bool
}

func newPlainEditor(in io.Reader, out io.Writer) *plainEditor {
	return &plainEditor{in: bufio.NewReader(in), out: out}
}

func (e *plainEditor) ReadLine(prompt string) (string, error) {
	e.mu.Lock()
	e.prompt, e.reading = prompt, true
	io.WriteString(e.out, prompt)
	e.mu.Unlock()
	line, err := e.in.ReadString('\n')
	e.mu.Lock()
	e.reading = false
	e.mu.Unlock()
	if err == io.EOF && line != "" { // a last line without newline
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

func (e *plainEditor) Print(write func(w io.Writer)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.reading {
		io.WriteString(e.out, "\n")
	}
	write(e.out)
	if e.reading {
		io.WriteString(e.out, e.prompt)
	}
}

func (e *plainEditor) Restart(prompt string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.prompt = prompt
	io.WriteString(e.out, "\n"+prompt)
}

func (e *plainEditor) AddHistory(string) {}

// Close leaves a read under way alone: it ends with the program.
func (e *plainEditor) Close() error { return nil }

// gate is where all output of Lisp passes. While the user is at the prompt it
// lets whole lines through, above the line being typed.
type gate struct {
	ed  LineEditor
	out io.Writer

	mu        sync.Mutex
	prompting bool
	held      []byte // the beginning of a line, written at the prompt
	partial   []byte // the last line written, as far as it goes
}

func (g *gate) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.prompting {
		g.held = append(g.held, p...)
		if i := bytes.LastIndexByte(g.held, '\n'); i >= 0 {
			g.show(g.held[:i+1])
			g.held = append(g.held[:0], g.held[i+1:]...)
		}
		return len(p), nil
	}
	if i := bytes.LastIndexByte(p, '\n'); i >= 0 {
		g.partial = append(g.partial[:0], p[i+1:]...)
	} else {
		g.partial = append(g.partial, p...)
	}
	return g.out.Write(p)
}

func (g *gate) show(lines []byte) {
	g.ed.Print(func(w io.Writer) { w.Write(lines) })
}

// settle shows the beginning of a line that was written at the prompt, now that
// its rest will be long in coming.
func (g *gate) settle() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.prompting && len(g.held) > 0 {
		g.show(append(g.held, '\n'))
		g.held = g.held[:0]
	}
}

// freshLine ends the line that was written last, unless it is ended.
func (g *gate) freshLine() {
	if g.takePartial() != "" {
		io.WriteString(g.out, "\n")
	}
}

// takePartial returns the line that was written last if it has no end.
func (g *gate) takePartial() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := string(g.partial)
	g.partial = g.partial[:0]
	return s
}

// prompt says whether the user is at the prompt from now on.
func (g *gate) prompt(on bool) {
	g.settle()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.prompting = on
}
