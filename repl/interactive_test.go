package repl

import (
	"strings"
	"testing"
)

func TestSession(t *testing.T) {
	for _, c := range []struct {
		name, input    string
		stdout, stderr string // with the prompts left out
		code           int
	}{
		{"value", "(+ 1 2)\n", "3\n", "", 0},
		{"two forms", "1 'a\n", "1\na\n", "", 0},
		{"several lines", "(list 1\n  \"a\nb\"\n 2)\n", "(1 \"a\nb\" 2)\n", "", 0},
		{"form over a quote", "'\n'\nx\n", "'x\n", "", 0},
		{"comment", "; nothing (\n(+ 1 ; one )\n 1)\n", "2\n", "", 0},
		{"two and a half", "1 (+\n1 1) 3\n", "1\n2\n3\n", "", 0},
		{"not ASCII", "\"é\U0001F600\" (list 'ä\n 1)\n", "\"é\U0001F600\"\n(ä 1)\n", "", 0},
		{"last values", "1\n2\n3\n(list * ** ***)\n", "1\n2\n3\n(3 2 1)\n", "", 0},
		{"last values after an error", "1\n(car 3)\n*\n", "1\n1\n", "Wrong type argument: listp, 3\n  car(3)\n", 0},
		{"last error", "(signal 'end-of-file '(x))\n!!\n", "(end-of-file x)\n", "End of file during parsing: x\n  signal(end-of-file (x))\n", 0},
		{"backtrace", "(defun f (x) (car x))\n(f 5)\n", "f\n", "Wrong type argument: listp, 5\n  car(5)\n  f(5)\n", 0},
		{"syntax", ")\n(list 1 . 2 3)\n4\n", "4\n", "Invalid read syntax: \")\"\nInvalid read syntax: \". in wrong context\"\n", 0},
		{"output without newline", "(princ \"abc\")\n", "abc\n\"abc\"\n", "", 0},
		{"output", "(progn (princ \"abc\\n\") 1)\n", "abc\n1\n", "", 0},
		{"message", "(message \"m\")\n", "\"m\"\n", "m\n", 0},
		{"macro and its use", "(progn (defmacro m (x) `(1+ ,x)) (m 2))\n", "3\n", "", 0},
		{"lexical binding", "(funcall (let ((x 1)) (lambda () x)))\n", "1\n", "", 0},
		{"no catch", "(throw 'a 1)\n1\n", "1\n", "No catch for tag: a, 1\n  throw(a 1)\n", 0},
		{"kill-emacs", "(kill-emacs 7)\n1\n", "", "", 7},
		{"kill-emacs-hook", "(add-hook 'kill-emacs-hook (lambda () (princ \"bye\")))\n", "(#f)\nbye", "", 0},
		{"quit command", ",quit\n1\n", "", "", 0},
		{"incomplete end", "(+ 1", "", "End of file during parsing\n", 0},
		{"last line without newline", "(+ 1 1)", "2\n", "", 0},
		{"carriage returns", "(+ 1\r\n1)\r\n", "2\n", "", 0},
		{"unknown command", ",nope\n", "", "No command ,nope; try ,help\n", 0},
		{"describe function", ",d car\n", "car is a function of 1 argument.\n\nReturn the first element of LIST, nil for nil.\n\n(fn LIST)\n", "", 0},
		{"describe variable", "(defvar vv 3 \"Doc.\")\n,d vv\n", "vv\nvv is a variable. Its value is 3\n\nDoc.\n", "", 0},
		{"describe nothing", ",d no-such-thing\n", "no-such-thing is neither a function nor a variable.\n", "", 0},
		{"no processes", ",ps\n", "NAME  TYPE  STATUS  CONTACT\n", "", 0},
		{"reading standard input", "(list (read t) 2)\n(a b)\n3\n", "Lisp expression: ((a b) 2)\n3\n", "", 0},
		{"print-length", "(setq elnet-repl-print-length 3)\n'(1 2 3 4)\n", "3\n(1 2 3 ...)\n", "", 0},
		{"print-level", "(setq elnet-repl-print-level 1)\n'(1 (2))\n", "1\n(1 ...)\n", "", 0},
		{"circular", "(let ((x (list 1))) (setcdr x x))\n", "#1=(1 . #1#)\n", "", 0},
		{"shared", "(let ((x (list 1))) (list x x))\n", "((1) (1))\n", "", 0},
		{"doubling", "(let ((x 1)) (dotimes (_ 60) (setq x (cons x x))) (setq elnet-repl-print-level 2) x)\n",
			"(#59=(#58=... . #58#) . #59#)\n", "", 0},
		{"no debugger for incomplete forms", "(setq debug-on-error t debugger (lambda (&rest _) (princ \"D\")))\n(list\n1)\n",
			"#f\n(1)\n", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			stdout, stderr, code := runSession(t, c.input)
			got := strings.NewReplacer(mainPrompt, "", morePrompt, "").Replace(stdout)
			got, ended := strings.CutSuffix(got, "\n") // after the prompt that met the end
			if !ended && !strings.Contains(c.input, "kill-emacs") && !strings.Contains(c.input, "quit") {
				t.Errorf("stdout %q has no newline at its end", stdout)
			}
			if c.name == "kill-emacs-hook" {
				got = stdout[strings.LastIndex(stdout, "\n")+1:]
				c.stdout = "bye"
			}
			if strings.Contains(c.stdout, "#f") {
				got, c.stdout = lastLine(got), lastLine(c.stdout)
			}
			if got != c.stdout && got+"\n" != c.stdout || stderr != c.stderr || code != c.code {
				t.Errorf("got  %q, %q, %d\nwant %q, %q, %d", got, stderr, code, c.stdout, c.stderr, c.code)
			}
		})
	}
}

func lastLine(s string) string {
	s = strings.TrimRight(s, "\n")
	return s[strings.LastIndexByte(s, '\n')+1:] + "\n"
}

// TestPrompts also shows that a new prompt comes at the beginning of a line.
func TestPrompts(t *testing.T) {
	stdout, _, _ := runSession(t, "(list\n1)\n(progn (princ \"x\") (kill-emacs))\n")
	if want := mainPrompt + morePrompt + "(1)\n" + mainPrompt + "x"; stdout != want {
		t.Errorf("got %q, want %q", stdout, want)
	}
}

// TestActionsFirst: what the command line says is done before the first prompt.
func TestActionsFirst(t *testing.T) {
	stdout, _, code := runSession(t, "x\n", "--eval", "(setq x 5)")
	if want := mainPrompt + "5\n" + mainPrompt + "\n"; stdout != want || code != 0 {
		t.Errorf("got %q, want %q", stdout, want)
	}
}

// TestFilterAtPrompt: a filter that runs while the prompt waits for a line gets
// its output out, above the prompt.
func TestFilterAtPrompt(t *testing.T) {
	in, out := newPipeSession(t)
	in("(setq s (make-network-process :name \"s\" :server t :host \"127.0.0.1\" :service t" +
		" :filter (lambda (_p x) (princ (format \"got %s\\n\" x)))))\n")
	in("(setq c (make-network-process :name \"c\" :host \"127.0.0.1\" :service (process-contact s :service)))\n")
	out("#<process c>")
	in("(process-send-string c \"hello\")\n")
	out("\ngot hello\n" + mainPrompt)
	in("(list 4\n")
	out(morePrompt)
	in("2)\n")
	out("(4 2)\n")
	in(",ps\n")
	out("listen  127.0.0.1:")
}

// TestCallbackError: an error in a filter is reported and the prompt goes on.
func TestCallbackError(t *testing.T) {
	in, out := newPipeSession(t)
	in("(setq s (make-network-process :name \"s\" :server t :host \"127.0.0.1\" :service t" +
		" :filter (lambda (&rest _) (princ \"in\\n\") (car 1))))\n" +
		"(setq c (make-network-process :name \"c\" :host \"127.0.0.1\" :service (process-contact s :service)))\n" +
		"(process-send-string c \"x\")\n")
	out("\nin\n" + mainPrompt)
	in("'still-here\n")
	out("still-here\n")
}

// TestKillEmacsInCallback: the program ends although the prompt waits.
func TestKillEmacsInCallback(t *testing.T) {
	p := startPipeSession(t)
	p.write("(setq s (make-network-process :name \"s\" :server t :host \"127.0.0.1\" :service t" +
		" :filter (lambda (&rest _) (kill-emacs 9))))\n" +
		"(process-send-string (make-network-process :name \"c\" :host \"127.0.0.1\" :service (process-contact s :service)) \"x\")\n")
	if code := p.wait(); code != 9 {
		t.Errorf("exit code %d, want 9", code)
	}
}

// TestTimerAtPrompt: so does a timer; what it leaves of a line is shown too.
func TestTimerAtPrompt(t *testing.T) {
	in, out := newPipeSession(t)
	in("(progn (run-at-time 0.01 nil (lambda () (princ \"tick\") (princ \" tock\"))) 'set)\n")
	out("set\n" + mainPrompt)
	out("\ntick tock\n" + mainPrompt)
	in("(run-at-time 1000 60 'ignore)\n,timers\n")
	out("IN       EVERY  FUNCTION\n1000.0s  60     ignore\n")
}

// TestQuitInCallback: a line does not quit a callback, even one that allows it.
func TestQuitInCallback(t *testing.T) {
	in, out := newPipeSession(t)
	in("(setq quits 0)\n(run-at-time 0 0.005 (lambda () (condition-case nil (with-local-quit (sleep-for 0.002)) (quit (setq quits (1+ quits))))))\n")
	for i := range 20 {
		in(strings.Repeat("1", i+1) + "\n")
		out(strings.Repeat("1", i+1) + "\n")
	}
	in("(list 'quits quits)\n")
	out("(quits 0)\n")
}
