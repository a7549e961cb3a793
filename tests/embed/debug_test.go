package embed

import (
	"errors"
	"testing"

	"elnet/lisp"
)

// handler-bind is not in the Emacs that the conformance files ask; what it does
// here is what Emacs 30 documents.
func TestHandlerBind(t *testing.T) {
	in := newInterp(t)
	for _, c := range []struct{ src, want string }{
		{`(handler-bind ((error #'ignore)) 1 2)`, `2`},
		{`(handler-bind () 1)`, `1`},
		// The function sees the error and the bindings where it was signalled.
		{`(let (log) (list (condition-case e (handler-bind ((error (lambda (e) (push (list e print-length) log))))
			(let ((print-length 7)) (car 5))) (error (car e))) log))`, `(wrong-type-argument (((wrong-type-argument listp 5) 7)))`},
		// Inner ones first; others do not match.
		{`(let (log) (ignore-errors (handler-bind ((error (lambda (_) (push 'outer log))))
			(handler-bind ((arith-error (lambda (_) (push 'inner log))) (file-error (lambda (_) (push 'file log))) (error (lambda (_) (push 'second log))))
			(/ 1 0)))) (nreverse log))`, `(inner second outer)`},
		// A condition-case between keeps outer ones from being told.
		{`(let (log) (handler-bind ((error (lambda (_) (push 'outer log)))) (condition-case nil (car 5) (error (push 'handled log)))) log)`, `(handled)`},
		{`(let (log) (ignore-errors (handler-bind ((error (lambda (_) (push 'outer log)))) (condition-case nil (car 5) (arith-error 1)))) log)`, `(outer)`},
		// It may leave, also to a catch inside of the handler-bind.
		{`(catch 'out (handler-bind ((error (lambda (e) (throw 'out (car e))))) (car 5)))`, `wrong-type-argument`},
		{`(handler-bind ((error (lambda (_) (throw 'in 'thrown)))) (list (catch 'in (car 5))))`, `(thrown)`},
		// An error in it is not handled by itself, nor by what is inside.
		{`(condition-case e (handler-bind ((error (lambda (_) (error "again")))) (condition-case nil (car 5) (arith-error 'inside))) (error e))`, `(error "again")`},
		{`(let ((n 0)) (ignore-errors (handler-bind ((error (lambda (_) (setq n (1+ n)) (/ 1 0)))) (car 5))) n)`, `1`},
		// A list of conditions; functions are evaluated before the body.
		{`(let (log) (ignore-errors (handler-bind (((arith-error wrong-type-argument) (progn (push 'made log) (lambda (_) (push 'called log))))) (push 'body log) (car 5))) (nreverse log))`, `(made body called)`},
		{`(let (log) (list (handler-bind ((quit (lambda (_) (push 'quit log)))) (condition-case nil (signal 'quit nil) (quit 'q))) log))`, `(q nil)`},
		{`(let (frames) (ignore-errors (handler-bind ((error (lambda (_) (mapbacktrace (lambda (_ f args _) (when (eq f 'car) (push args frames))))))) (car 5))) frames)`, `((5))`},
	} {
		want(t, in, c.src, c.want)
	}
	// What nothing handles reaches the host, after the functions.
	_, err := in.Eval(t.Context(), `(handler-bind ((error (lambda (e) (setq seen (car e))))) (car 5))`)
	var sig *lisp.Signal
	if !errors.As(err, &sig) || sig.Symbol != "wrong-type-argument" {
		t.Fatal(err)
	}
	want(t, in, `seen`, `wrong-type-argument`)
}

// The forms around a call in tail position are in the backtrace, too.
func TestBacktraceForms(t *testing.T) {
	in := newInterp(t)
	want(t, in, `(progn (defun last-call (x) (if x (progn (ignore x) (bad-call x)) 1)) (defun bad-call (x) (let ((y x)) (car y))))`, `bad-call`)
	_, err := in.EvalString(t.Context(), "p.el", `(list (last-call 5))`)
	var sig *lisp.Signal
	if !errors.As(err, &sig) {
		t.Fatal(err)
	}
	got := in.BacktraceText(sig)
	if want := `Debugger entered--Lisp error: (wrong-type-argument listp 5)
  car(5)
  (let ((y x)) (car y))
  bad-call(5)
  (progn (ignore x) (bad-call x))
  (if x (progn (ignore x) (bad-call x)) 1)
  last-call(5)
  (list (last-call 5))

`; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
