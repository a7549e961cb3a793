package repl

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A screen is as much of a terminal as the line editor needs.
type screen struct {
	rows     [][]rune
	row, col int
	width    int
	escape   string // an escape sequence that has begun
	modes    map[string]bool
}

func (s *screen) line() []rune {
	for len(s.rows) <= s.row {
		s.rows = append(s.rows, nil)
	}
	return s.rows[s.row]
}

func (s *screen) put(c rune) {
	switch {
	case s.escape != "":
		s.escape += string(c)
		if n := len(s.escape); n > 2 && c >= '@' && c <= '~' {
			s.control(s.escape[2:n-1], c)
			s.escape = ""
		}
	case c == 0x1b:
		s.escape = "\x1b"
	case c == '\r':
		s.col = 0
	case c == '\n':
		s.row++
	case c == '\b':
		s.col = max(0, s.col-1)
	case c >= ' ':
		if s.col == s.width {
			s.row, s.col = s.row+1, 0
		}
		l := s.line()
		for len(l) <= s.col {
			l = append(l, ' ')
		}
		l[s.col] = c
		s.rows[s.row] = l
		s.col++
	}
}

// control does the control sequence CSI arg c.
func (s *screen) control(arg string, c rune) {
	n := 1
	fmt.Sscanf(arg, "%d", &n)
	l := s.line()
	switch c {
	case 'A':
		s.row = max(0, s.row-n)
	case 'C':
		s.col = min(s.width-1, s.col+n)
	case 'J':
		s.rows[s.row] = l[:min(len(l), s.col)]
		s.rows = s.rows[:s.row+1]
	case 'K':
		if arg == "2" {
			s.rows[s.row] = nil
		} else {
			s.rows[s.row] = l[:min(len(l), s.col)]
		}
	case 'h', 'l':
		s.modes[arg] = c == 'h'
	}
}

func (s *screen) String() string {
	var b strings.Builder
	for _, r := range s.rows {
		b.WriteString(strings.TrimRight(string(r), " "))
		b.WriteByte('\n')
	}
	return strings.TrimRight(b.String(), "\n")
}

// A terminal is the user's side of a pseudo-terminal that elnet runs on.
type terminal struct {
	t      *testing.T
	master *os.File
	cmd    *exec.Cmd
	dir    string

	mu     sync.Mutex
	cv     *sync.Cond
	screen screen
	closed bool
}

func openPty(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 60}); err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	return master, slave
}

// startTerminal runs elnet on a terminal; dir, if not "", is that of a session
// before, whose history it shares.
func startTerminal(t *testing.T, dir string, args ...string) *terminal {
	t.Helper()
	if dir == "" {
		dir = t.TempDir()
	}
	master, slave := openPty(t)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = []string{asCommand + "=1", "TERM=xterm", "HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	cmd.Dir = dir
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	slave.Close()
	p := &terminal{t: t, master: master, cmd: cmd, dir: dir, screen: screen{width: 60, modes: map[string]bool{}}}
	p.cv = sync.NewCond(&p.mu)
	done := make(chan struct{})
	go func() { defer close(done); p.listen() }()
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
		<-done
		master.Close()
	})
	return p
}

func (p *terminal) listen() {
	var buf [4096]byte
	var rest []byte
	for {
		n, err := p.master.Read(buf[:])
		p.mu.Lock()
		rest = append(rest, buf[:n]...)
		text := strings.ToValidUTF8(string(rest), "")
		rest = nil
		for _, c := range text {
			p.screen.put(c)
		}
		p.closed = err != nil
		p.cv.Broadcast()
		p.mu.Unlock()
		if err != nil { // EIO when the program has ended
			return
		}
	}
}

func (p *terminal) typeText(s string) {
	p.t.Helper()
	if _, err := p.master.WriteString(s); err != nil {
		p.t.Fatal(err)
	}
}

// expect waits until the screen ends in want, the cursor behind it.
func (p *terminal) expect(want string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%q at the end", want), func() bool {
		s := p.screen.String()
		if strings.HasSuffix(want, " ") {
			s += " "
		}
		return strings.HasSuffix(s, want)
	})
}

func (p *terminal) until(what string, cond func() bool) {
	p.t.Helper()
	stop := time.AfterFunc(testDeadline, p.cv.Broadcast)
	defer stop.Stop()
	deadline := time.Now().Add(testDeadline)
	p.mu.Lock()
	defer p.mu.Unlock()
	for !cond() {
		if time.Now().After(deadline) || p.closed {
			p.t.Fatalf("not %s:\n%s", what, p.screen.String())
		}
		p.cv.Wait()
	}
}

func (p *terminal) end() int {
	p.t.Helper()
	p.cmd.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.closed { // until all output is there
		p.cv.Wait()
	}
	return p.cmd.ProcessState.ExitCode()
}

// server defines s, whose filter runs (f STRING), and c, connected to it.
const server = "(progn (setq s (make-network-process :name \"s\" :server t :host \"127.0.0.1\" :service t" +
	" :filter (lambda (_ x) (f x)))" +
	" c (make-network-process :name \"c\" :host \"127.0.0.1\" :service (process-contact s :service))) 'ready)\r"

func TestTerminalEditing(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	p.typeText("(+ 1 3)\x1b[D\x7f2\r") // left, backspace
	p.expect("(+ 1 2)\n3\n" + mainPrompt)
	p.typeText("(list 1\r")
	p.expect("(list 1\n" + morePrompt)
	p.typeText("2)\r")
	p.expect("\n(1 2)\n" + mainPrompt)
	p.typeText("\x1b[A") // the form comes back as one line
	p.expect(mainPrompt + "(list 1" + newlineSign + "2)")
	p.typeText("\r")
	p.expect("2)\n(1 2)\n" + mainPrompt)
	p.typeText("\x1b[200~(list\r  'pasted\r\t3)\x1b[201~")
	p.expect("(list" + newlineSign + "  'pasted" + newlineSign + " 3)")
	p.typeText("\r")
	p.expect("\n(pasted 3)\n" + mainPrompt)
	p.typeText("\x04")
	if code := p.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if p.screen.modes["?2004"] {
		t.Error("bracketed paste is left on")
	}
}

func TestTerminalHistory(t *testing.T) {
	p := startTerminal(t, "")
	p.typeText("(list 'kept\r")
	p.expect(morePrompt)
	p.typeText("1)\r")
	p.expect("\n(kept 1)\n" + mainPrompt)
	p.typeText("(kill-emacs 4)\r")
	if code := p.end(); code != 4 {
		t.Errorf("exit code %d", code)
	}
	path := filepath.Join(p.dir, ".local/state/elnet/history")
	st, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if st.Mode() != 0o600 {
		t.Errorf("mode %v", st.Mode())
	}
	p = startTerminal(t, p.dir)
	p.expect("\n" + mainPrompt)
	p.typeText("\x1b[A\x1b[A\r")
	p.expect("(kept 1)\n" + mainPrompt)
}

func TestTerminalInterrupt(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	p.typeText("(forgotten\x03")
	p.expect("(forgotten^C\n" + mainPrompt)
	p.typeText("(list 1\r")
	p.expect(morePrompt)
	p.typeText("\x03")
	p.expect("^C\n" + mainPrompt)
	p.typeText("(progn (princ \"run\\n\") (while t))\r")
	p.expect("\nrun")
	p.typeText("\x03")
	p.expect("Quit\n" + mainPrompt)
	p.typeText("(let ((inhibit-quit t)) (princ \"on\\n\") (while t))\r")
	p.expect("\non")
	p.giveUp(1)
	p.typeText("(+ 1 1)\r")
	p.expect("\n2\n" + mainPrompt)
	p.typeText("(progn (run-at-time 0 nil (lambda () (princ \"timer\\n\") (while t))) 'set)\r")
	p.until("the timer's output", func() bool { return strings.Contains(p.screen.String(), "\ntimer\n") })
	p.giveUp(2)
	p.typeText("(forgotten")
	p.expect("(forgotten")
	p.cmd.Process.Signal(syscall.SIGINT)
	p.expect("\n" + mainPrompt)
	p.typeText("(+ 1 2)\r")
	p.expect("\n3\n" + mainPrompt)
}

// giveUp types C-c until code that does not heed it has been ended n times in all.
func (p *terminal) giveUp(n int) {
	p.t.Helper()
	for stop := time.Now().Add(testDeadline); time.Now().Before(stop); { // signals may fall together
		p.typeText("\x03")
		time.Sleep(10 * time.Millisecond)
		p.mu.Lock()
		done := strings.Count(p.screen.String(), errGivenUp.Error()) == n
		p.mu.Unlock()
		if done {
			break
		}
	}
	p.expect("\n" + mainPrompt)
}

// TestTerminalRead: Lisp code reads standard input with the same editor, and what
// it printed in front is the prompt.
func TestTerminalRead(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	p.typeText("(list (read t) 2)\r")
	p.expect("\nLisp expression: ")
	p.typeText("(x y)\x1b[D\x1b[Dz\r")
	p.expect("\nLisp expression: (x zy)\n((x zy) 2)\n" + mainPrompt)
}

// TestTerminalOutput: output of a filter appears above the line being typed.
func TestTerminalOutput(t *testing.T) {
	p := startTerminal(t, "")
	p.typeText("(defun f (x) (princ (format \"got %s\\n\" x)))\r")
	p.expect("\nf\n" + mainPrompt)
	p.typeText(server)
	p.expect("\nready\n" + mainPrompt)
	p.typeText("(defun send (n) (process-send-string c (format \"%d\" n)))\r")
	p.expect("\nsend\n" + mainPrompt)
	p.typeText("(advice-add 'f :after (lambda (x) (let ((n (string-to-number x))) (if (> n 0) (send (1- n))))))\r")
	p.expect("\n" + mainPrompt)
	// The answers go on while the next line is being typed.
	p.typeText("(send 60)\r(list 'typed ")
	p.until("all output above the line", func() bool {
		s := p.screen.String()
		return strings.Contains(s, "got 0\n") && strings.HasSuffix(s, "\n"+mainPrompt+"(list 'typed")
	})
	p.typeText("'well)\r")
	p.expect("(list 'typed 'well)\n(typed well)\n" + mainPrompt)
	text := p.screen.String()
	for i := range 61 {
		if want := fmt.Sprintf("\ngot %d\n", i); strings.Count(text, want) != 1 {
			t.Errorf("%q is there %d times:\n%s", want, strings.Count(text, want), text)
			break
		}
	}
}

func TestTerminalCompletion(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	p.typeText("(setq my-long-variable 7)\r")
	p.expect("\n7\n" + mainPrompt)
	p.typeText("my-lo\t")
	p.expect(mainPrompt + "my-long-variable")
	p.typeText("\r")
	p.expect("\n7\n" + mainPrompt)
	p.typeText("(make-network-process :ser\t")
	p.expect(" :serv")
	p.typeText("\t")
	p.until("the candidates", func() bool { return strings.Contains(p.screen.String(), ":service") })
}

// TestTerminalSignal: the terminal is given back when a signal ends the program,
// and kill-emacs-hook runs.
func TestTerminalSignal(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	before, err := unix.IoctlGetTermios(int(p.master.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	if before.Lflag&unix.ICANON != 0 {
		t.Error("no raw mode at the prompt")
	}
	p.typeText("(setq kill-emacs-hook '((lambda () (princ 'bye))) x 5)\r")
	p.expect("\n5\n" + mainPrompt)
	p.cmd.Process.Signal(syscall.SIGTERM)
	if code := p.end(); code != int(syscall.SIGTERM) {
		t.Errorf("exit code %d", code)
	}
	if !strings.HasSuffix(p.screen.String(), "bye") {
		t.Errorf("no hook:\n%s", p.screen.String())
	}
}

// TestTerminalPassword: a password is not seen while it is typed, at the prompt as
// in a program.
func TestTerminalPassword(t *testing.T) {
	p := startTerminal(t, "")
	p.expect("\n" + mainPrompt)
	p.typeText("(length (read-passwd \"PW: \"))\r")
	p.expect("\nPW: ")
	p.typeText("secret")
	p.expect("\nPW: ******")
	p.typeText("\r")
	p.expect("\nPW: ******\n6\n" + mainPrompt)
	p.typeText("(read-string \"S: \")\r")
	p.expect("\nS: ")
	p.typeText("seen\r")
	p.expect("\nS: seen\n\"seen\"\n" + mainPrompt)

	p = startTerminal(t, "", "--batch", "--eval", "(princ (list (read-passwd \"PW: \") (read-string \"S: \")))")
	p.expect("PW: ")
	p.typeText("secret\r")
	p.expect("PW: ******\nS: ")
	p.typeText("seen\r")
	if code := p.end(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	if got := p.screen.String(); got != "PW: ******\nS: seen\n(secret seen)" {
		t.Errorf("%q", got)
	}
}

// TestTerminalReadInterrupted: C-c ends a program that reads standard input, its
// unwind forms run, and the terminal shows what is typed again.
func TestTerminalReadInterrupted(t *testing.T) {
	p := startTerminal(t, "", "--batch", "--eval", "(unwind-protect (read-passwd \"PW: \") (princ \"unwound\"))")
	p.expect("PW: ")
	p.typeText("sec\x03")
	if code := p.end(); code != int(syscall.SIGINT) {
		t.Errorf("exit code %d", code)
	}
	if got := p.screen.String(); got != "PW: unwound" {
		t.Errorf("%q", got)
	}
	after, err := unix.IoctlGetTermios(int(p.master.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	if after.Lflag&unix.ECHO == 0 {
		t.Error("the terminal does not show what is typed")
	}
}

func TestInitFile(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, ".config/elnet"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".config/elnet/init.el"), []byte("(setq from-init 'yes)\n(car 1)\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := startTerminal(t, dir)
	p.until("the error", func() bool { return strings.Contains(p.screen.String(), "init.el:2:1") })
	p.typeText("from-init\r")
	p.expect("\nyes\n" + mainPrompt)
}
