package repl

import (
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/chzyer/readline"
)

// isTerminal reports whether f is a terminal.
func isTerminal(f *os.File) bool { return readline.IsTerminal(int(f.Fd())) }

// A completer returns what may follow line[:pos], and how many characters before
// pos the candidates share with it.
type completer func(line []rune, pos int) (suffixes []string, shared int)

// readlineEditor is the LineEditor of terminals.
type readlineEditor struct {
	rl    *readline.Instance
	stdin *readline.CancelableStdin
	out   io.Writer
	drawn *muteWriter // where readline draws

	mu      sync.Mutex // guards what follows; held, it keeps keys from having effect
	reading bool
	inKey   bool // readline is at work on a key
}

// newReadlineEditor returns an editor on the program's terminal.
func newReadlineEditor(stdin, stdout *os.File, complete completer) (*readlineEditor, error) {
	e := &readlineEditor{stdin: readline.NewCancelableStdin(stdin), out: stdout, drawn: &muteWriter{w: stdout}}
	raw := &rawMode{fd: int(stdin.Fd())}
	width := func() int {
		w, _, err := readline.GetSize(int(stdout.Fd()))
		if err != nil || w <= 0 {
			return 80
		}
		return w
	}
	rl, err := readline.NewEx(&readline.Config{
		Stdin: &pasteFilter{r: e.stdin}, Stdout: e.drawn, Stderr: e.drawn,
		HistoryLimit: historyLimit, DisableAutoSaveHistory: true, HistorySearchFold: true,
		AutoComplete:   suffixes{complete, width},
		FuncIsTerminal: func() bool { return true },
		FuncGetWidth:   width,
		FuncMakeRaw:    raw.enter,
		FuncExitRaw:    raw.leave,
		FuncFilterInputRune: func(c rune) (rune, bool) {
			e.set(&e.inKey, true)
			return c, c != readline.CharCtrlZ || raw.suspend()
		},
		Listener: readline.FuncListener(func([]rune, int, rune) ([]rune, int, bool) {
			e.set(&e.inKey, false)
			return nil, 0, false
		}),
	})
	if err != nil {
		return nil, err
	}
	e.rl = rl
	return e, nil
}

func (e *readlineEditor) ReadLine(prompt string) (string, error) {
	e.set(&e.reading, true)
	defer e.set(&e.reading, false)
	io.WriteString(e.out, pasteOn)
	defer io.WriteString(e.out, pasteOff)
	e.rl.SetPrompt(prompt)
	line, err := e.rl.Readline()
	if errors.Is(err, readline.ErrInterrupt) {
		return "", errInterrupted
	}
	return strings.ReplaceAll(line, newlineSign, "\n"), err
}

// mask lets sign stand for each character typed, unless it is 0. No line is being
// read.
func (e *readlineEditor) mask(sign rune) {
	e.rl.Config.EnableMask, e.rl.Config.MaskRune = sign != 0, sign
}

func (e *readlineEditor) set(flag *bool, on bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	*flag = on
}

// Print does not write through the Stdout of readline, which races with
// completion and searching.
func (e *readlineEditor) Print(write func(w io.Writer)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.reading {
		write(e.out)
		return
	}
	// What comes between the prompt and the first read would not be redrawn, and
	// what comes amid a key would stand in the line. The bound is for a line that
	// has just been finished, when nobody reads, and for keys that choose from a
	// list, whose end is not told.
	for i := 0; i < 100 && (e.inKey || !e.rl.Terminal.IsReading()); i++ {
		e.mu.Unlock()
		time.Sleep(50 * time.Microsecond)
		e.mu.Lock()
	}
	e.rl.Clean()
	write(e.out)
	e.rl.Refresh()
}

func (e *readlineEditor) Restart(prompt string) {
	e.rl.SetPrompt(prompt)
	e.rl.Operation.SetBuffer("")
}

func (e *readlineEditor) AddHistory(entry string) {
	e.rl.SaveHistory(strings.ReplaceAll(entry, "\n", newlineSign))
}

// Close removes the line being typed. It closes the input first, because closing
// readline while it reads would hang, and lets readline draw no more: a goroutine
// of its own would go on to erase what comes after the prompt.
func (e *readlineEditor) Close() error {
	e.mu.Lock()
	if e.reading {
		e.rl.Clean()
	}
	e.drawn.off.Store(true)
	e.mu.Unlock()
	e.stdin.Close()
	return e.rl.Close()
}

// muteWriter writes to w until it is off.
type muteWriter struct {
	w   io.Writer
	off atomic.Bool
}

func (m *muteWriter) Write(p []byte) (int, error) {
	if m.off.Load() {
		return len(p), nil
	}
	return m.w.Write(p)
}

// rawMode switches the terminal between the modes for editing and for programs.
type rawMode struct {
	fd    int
	mu    sync.Mutex
	saved *readline.State
}

func (m *rawMode) enter() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.saved != nil {
		return nil
	}
	saved, err := readline.MakeRaw(m.fd)
	if err == nil {
		m.saved = saved
	}
	return err
}

func (m *rawMode) leave() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.saved == nil {
		return nil
	}
	err := readline.Restore(m.fd, m.saved)
	if err == nil {
		m.saved = nil
	}
	return err
}

// suspend stops the job, as C-z does elsewhere; readline itself would stop the
// parent too. It returns false: there is nothing more to do for the key.
func (m *rawMode) suspend() bool {
	m.leave()
	syscall.Kill(0, syscall.SIGTSTP)
	m.enter()
	return false
}

// suffixes adapts a completer to readline.
type suffixes struct {
	complete completer
	width    func() int
}

// maxShown bounds how many candidates are listed.
const maxShown = 100

func (s suffixes) Do(line []rune, pos int) (out [][]rune, shared int) {
	all, shared := s.complete(line, pos)
	for _, c := range all {
		r := []rune(c)
		// readline divides by the number of columns, so one must fit.
		if len(all) > 1 && shared+len(r)+2 >= s.width()/2 {
			continue
		}
		if out = append(out, r); len(out) == maxShown {
			break
		}
	}
	return out, shared
}
