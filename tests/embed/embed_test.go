package embed

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

// evalTimeout bounds each evaluation of these tests; none comes near it.
const evalTimeout = 20 * time.Second

// newInterp returns an interpreter with the whole library, that the test closes.
func newInterp(t testing.TB) *lisp.Interp {
	t.Helper()
	in := lisp.New(lisp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	return in
}

// eval evaluates src and returns its value as prin1 prints it.
func eval(t testing.TB, in *lisp.Interp, src string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), evalTimeout)
	defer cancel()
	v, err := in.Eval(ctx, src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return in.PrintString(v, true)
}

func want(t testing.TB, in *lisp.Interp, src, want string) {
	t.Helper()
	if got := eval(t, in, src); got != want {
		t.Errorf("%s = %s, want %s", src, got, want)
	}
}

func TestSignalsAreErrors(t *testing.T) {
	in := newInterp(t)
	eval(t, in, `(defun inner (x) (car x)) (defun outer (x) (list (inner x)))`)
	_, err := in.EvalString(t.Context(), "prog.el", "\n  (outer 5)")
	var sig *lisp.Signal
	if !errors.As(err, &sig) {
		t.Fatalf("%T %v", err, err)
	}
	if sig.Symbol != "wrong-type-argument" || sig.Message != "Wrong type argument: listp, 5" {
		t.Errorf("%q %q", sig.Symbol, sig.Message)
	}
	if got := in.PrintString(sig.Condition, true); got != "(wrong-type-argument listp 5)" {
		t.Error(got)
	}
	if sig.Location != "prog.el:2:3" {
		t.Errorf("location %q", sig.Location)
	}
	var calls []string
	for _, f := range sig.Backtrace {
		if f.Form {
			continue
		}
		calls = append(calls, in.PrintString(f.Func, true))
	}
	if got := strings.Join(calls, " "); !strings.Contains(got, "car inner outer") {
		t.Errorf("backtrace %s", got)
	}
	if text := in.BacktraceText(sig); !strings.Contains(text, "outer(5)") {
		t.Errorf("backtrace text\n%s", text)
	}
	// It can be caught in Lisp, and nothing is left of it.
	want(t, in, `(condition-case e (outer 5) (error e))`, `(wrong-type-argument listp 5)`)
	_, err = in.Eval(t.Context(), `(throw 'nobody 1)`)
	if !errors.As(err, &sig) || sig.Symbol != "no-catch" {
		t.Errorf("%v", err)
	}
	_, err = in.Eval(t.Context(), `(a . b`)
	if !errors.As(err, &sig) || sig.Symbol != "end-of-file" {
		t.Errorf("%v", err)
	}
}

func TestKillEmacs(t *testing.T) {
	in := newInterp(t)
	var exit *lisp.ExitError
	_, err := in.Eval(t.Context(), `
(setq log nil)
(add-hook 'kill-emacs-hook (lambda () (push 'hook log)))
(condition-case nil
    (unwind-protect (kill-emacs 7) (push 'unwound log))
  (error (push 'caught log)))`)
	if !errors.As(err, &exit) || exit.Code != 7 {
		t.Fatalf("%v", err)
	}
	// The host goes on, and so may the interpreter.
	want(t, in, `log`, `(hook)`)
}

func TestHostPanicIsACrash(t *testing.T) {
	in := newInterp(t)
	in.Define(lisp.HostFunc("(host-panic)", func(*lisp.Interp, []lisp.Value) (lisp.Value, error) {
		panic("broken host")
	}, "Panic."))
	for _, src := range []string{
		`(host-panic)`,
		`(condition-case nil (let ((x 1)) (mapcar (lambda (_) (host-panic)) '(1 2))) (error 'caught))`,
		`(unwind-protect (host-panic) (setq x 2))`,
		`(progn (run-at-time 0 nil #'host-panic) (accept-process-output nil 5))`,
	} {
		_, err := in.Eval(t.Context(), src)
		var crash *lisp.Crash
		if !errors.As(err, &crash) || crash.Panic != "broken host" || len(crash.Stack) == 0 {
			t.Errorf("%s: %v", src, err)
		}
		want(t, in, `(let ((y 2)) (condition-case nil (car 1) (error (* 21 y))))`, `42`)
	}
	want(t, in, echoOnce, `"HELLO"`)
}

// echoOnce makes a server and a client and evaluates to the answer.
const echoOnce = `
(let* ((server (make-network-process :name "s" :server t :host "127.0.0.1" :service t :family 'ipv4
                                     :filter (lambda (p s) (process-send-string p (upcase s)))))
       (answer nil)
       (client (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4
                                     :service (process-contact server :service)
                                     :filter (lambda (_ s) (setq answer s)))))
  (process-send-string client "hello")
  (while (not answer) (accept-process-output client 1))
  (mapc #'delete-process (process-list))
  answer)`

func TestHostErrorKeepsItsCause(t *testing.T) {
	in := newInterp(t)
	in.Define(lisp.HostFunc("(host-fail &optional N)", func(_ *lisp.Interp, args []lisp.Value) (lisp.Value, error) {
		return lisp.Nil, io.ErrUnexpectedEOF
	}, "Fail."))
	_, err := in.Eval(t.Context(), `(unwind-protect (host-fail 1) (ignore-errors (car 1)))`)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v", err)
	}
	want(t, in, `(condition-case e (host-fail) (error e))`, `(error "unexpected EOF")`)
	want(t, in, `(condition-case e (host-fail 1 2) (error (car e)))`, `wrong-number-of-arguments`)
}

func TestOutputGoesToTheHost(t *testing.T) {
	var out, errs bytes.Buffer
	in := lisp.New(lisp.Options{Stdout: &out, Stderr: &errs, Stdin: strings.NewReader("")})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	eval(t, in, `(princ "to stdout") (message "to %s" "stderr")`)
	if out.String() != "to stdout" {
		t.Errorf("stdout %q", &out)
	}
	if errs.String() != "\nto stderr\n" {
		t.Errorf("stderr %q", &errs)
	}
}
