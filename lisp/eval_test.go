package lisp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// run evaluates src and returns what prin1 shows of the value, or of the
// condition that was signalled after "!".
func run(t *testing.T, in *Interp, src string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	v, err := in.Eval(ctx, src)
	var sig *Signal
	switch {
	case err == nil:
		return in.PrintString(v, true)
	case errors.As(err, &sig):
		return "!" + in.PrintString(sig.Condition, true)
	}
	t.Fatalf("%s: %v", src, err)
	return ""
}

func TestRedefinitionReachesAnalysedCode(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, c := range []struct{ src, want string }{
		{`(defun f (x) (+ (g x) 1)) (defun g (x) (* x 2)) (f 5)`, "11"},
		{`(defun g (x) (* x 3)) (f 5)`, "16"},
		// An inlined primitive, redefined and restored.
		{`(defun h (l) (car l)) (h '(1 2))`, "1"},
		{`(defalias 'old-car (symbol-function 'car)) (fset 'car (lambda (l) (list 'first (old-car l)))) (h '(1 2))`, "(first 1)"},
		{`(fset 'car (symbol-function 'old-car)) (h '(1 2))`, "1"},
		// ... while its caller runs, in a loop and in a closure made before.
		{`(let* ((k 2) (c (lambda (x) (* k x))) (n 0) r)
		    (while (< n 4)
		      (when (= n 2) (defalias 'old-* (symbol-function '*)) (fset '* (lambda (a b) (list a b))))
		      (setq r (cons (funcall c n) r) n (1+ n)))
		    (fset '* (symbol-function 'old-*))
		    (cons (funcall c 5) r))`, "(10 (2 3) (2 2) 2 0)"},
		{`(* 2 3)`, "6"},
		// A function that becomes a macro.
		{`(defun m (x) (list 'fn x)) (defun k () (m 1)) (k)`, "(fn 1)"},
		{`(fmakunbound 'm) (defmacro m (x) (list 'quote (list 'mac x))) (k)`, "(mac 1)"},
	} {
		if got := run(t, in, c.src); got != c.want {
			t.Errorf("%s: %s, want %s", c.src, got, c.want)
		}
	}
}

func TestVoidFunctionBeforeArguments(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	if got := run(t, in, `(let ((x 0)) (condition-case e (no-such (setq x 1)) (error (list e x))))`); got != "((void-function no-such) 0)" {
		t.Error(got)
	}
}

// TestDeepRecursion goes through several chunks of the value stack and back,
// with captured variables and exits on the way.
func TestDeepRecursion(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	in.Define(Def("(depth-probe X)", Fn1(func(in *Interp, v Value) (Value, *Exit) { return v, nil }), "Return X."))
	for _, c := range []struct{ src, want string }{
		{`(defun down (n) (if (= n 0) 0 (1+ (down (1- n)))))
		  (let ((max-lisp-eval-depth 100000)) (list (down 50000) (down 10) (down 30000)))`, "(50000 10 30000)"},
		{`(defun clo (n) (let ((v n)) (let ((f (lambda () (setq v (1+ v))))) (if (= n 0) (funcall f) (+ (clo (1- n)) (- (funcall f) v))))))
		  (let ((max-lisp-eval-depth 100000)) (clo 20000))`, "1"},
		{`(defun thrower (n) (if (= n 0) (throw 'out 'thrown) (1+ (thrower (1- n)))))
		  (let ((max-lisp-eval-depth 100000)) (list (catch 'out (thrower 20000)) (down 100)))`, "(thrown 100)"},
		{`(condition-case e (let ((max-lisp-eval-depth 2000)) (down 100000)) (error (car (cdr e))))`,
			`"Lisp nesting exceeds ‘max-lisp-eval-depth’"`},
		{`(condition-case e (let ((max-lisp-eval-depth 1000000000)) (down 10000000)) (error (car (cdr e))))`,
			`"Lisp nesting exceeds ‘max-lisp-eval-depth’"`},
		{`(down 100)`, "100"},
	} {
		if got := run(t, in, c.src); got != c.want {
			t.Errorf("%s: %s, want %s", c.src, got, c.want)
		}
	}
}

// TestManyVariables analyses forms that need more slots than a frame has.
func TestManyVariables(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	var b strings.Builder
	b.WriteString("(let* (")
	for i := range 400 {
		fmt.Fprintf(&b, "(v%d %d)", i, i)
	}
	b.WriteString(") (list v0 v199 v399 (+ ")
	for i := range 300 {
		fmt.Fprintf(&b, "v%d ", i)
	}
	b.WriteString(")))")
	if got := run(t, in, b.String()); got != "(0 199 399 44850)" {
		t.Error(got)
	}
	if got := run(t, in, strings.Replace(b.String(), "(let* (", "(let (", 1)); got != "(0 199 399 44850)" {
		t.Error(got)
	}
	nest := strings.Repeat("(list 1 2 3 4 ", 60) + "5" + strings.Repeat(")", 60)
	if got := run(t, in, "(length "+nest+")"); got != "5" {
		t.Error(got)
	}
	if got := run(t, in, "(length (list "+strings.Repeat("1 ", 3000)+"))"); got != "3000" {
		t.Error(got)
	}
}

// TestNestedForms: forms nested beyond any limit signal; they do not crash.
func TestNestedForms(t *testing.T) {
	in := New(Options{Stderr: discard{}})
	defer in.Close()
	for _, n := range []int{1000, 100_000} {
		src := strings.Repeat("(1+ ", n) + "0" + strings.Repeat(")", n)
		got := run(t, in, src)
		if n == 1000 && got != "1000" || n > 1000 && !strings.HasPrefix(got, "!(error") {
			t.Errorf("%d nested calls: %.80s", n, got)
		}
		for _, form := range []string{"(quote ", "(lambda () ", "(let ((x ", "`("} {
			run(t, in, strings.Repeat(form, n)+"nil"+strings.Repeat(")", strings.Count(form, "(")*n))
		}
	}
}

func TestUsageMustMatchFunction(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	defer func() {
		if p := recover(); p == nil || !strings.Contains(fmt.Sprint(p), "takes 1") {
			t.Errorf("recovered %v", p)
		}
	}()
	in.Define(Def("(two A B)", Fn1(func(in *Interp, v Value) (Value, *Exit) { return v, nil }), ""))
}

// TestPanicInsideDeepCall: after a Go panic in a primitive the interpreter goes
// on, whatever chunk of the stack it was in.
func TestPanicInsideDeepCall(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	in.Define(Def("(boom)", Fn0(func(in *Interp) (Value, *Exit) { panic("boom") }), "Panic."))
	_, err := in.Eval(t.Context(), `
(defvar dyn 1)
(defun deep (n) (if (= n 0) (boom) (1+ (deep (1- n)))))
(let ((max-lisp-eval-depth 100000) (dyn 2)) (deep 30000))`)
	var crash *Crash
	if !errors.As(err, &crash) {
		t.Fatalf("error %v", err)
	}
	if got := run(t, in, `(list dyn max-lisp-eval-depth (funcall (lambda (x) (1+ x)) 1))`); got != "(1 1600 2)" {
		t.Error(got)
	}
}

// TestInterrupt: an interruption reaches loops and recursion, and quit can be
// caught.
func TestInterrupt(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, src := range []string{
		`(condition-case e (while t) (quit 'caught))`,
		`(defun r (n) (if (= n 0) 0 (r (1- n)))) (condition-case e (while t (r 100)) (quit 'caught))`,
		`(condition-case e (let ((f (lambda (g) (funcall g g)))) (while t (mapcar #'1+ '(1 2 3)))) (quit 'caught))`,
	} {
		timer := time.AfterFunc(20*time.Millisecond, in.Interrupt)
		if got := run(t, in, src); got != "caught" {
			t.Errorf("%s: %s", src, got)
		}
		timer.Stop()
	}
	if got := run(t, in, `(let ((x 0)) (while (< x 100000) (setq x (1+ x))) x)`); got != "100000" {
		t.Error(got)
	}
}

// FuzzEval: no source text makes the interpreter panic or hang.
func FuzzEval(f *testing.F) {
	for _, s := range []string{
		`(let ((x 1)) (lambda (y) (+ x y)))`, "(defmacro m (a &rest b) `(list ,a ,@b)) (m 1 2)",
		`(condition-case e (signal 'foo '(1)) (error e) (:success 2))`, `(catch 'a (throw 'a (vector 1 2.5 "s" ?c)))`,
		`(funcall (lambda (&optional a &rest b) (setq a b)) 1 2)`, `#1=(a . #1#)`, `#1=(list (if t 1 2) #1#)`, `(mapcar #'car '((1) (2 . 3)))`,
		`(let ((h (make-hash-table :test 'equal))) (puthash "a" 1 h) (maphash #'list h) h)`, `(eval '(quote (a b)) t)`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		in := New(Options{NoFiles: true, Stdout: discard{}, Stderr: discard{}, Stdin: strings.NewReader("")})
		defer in.Close()
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		v, err := in.Eval(ctx, src)
		var crash *Crash
		if errors.As(err, &crash) {
			t.Fatalf("%v\n%s", crash.Panic, crash.Stack)
		}
		in.PrintString(v, true)
	})
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func TestSetToConditional(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	if got := run(t, in, `(let ((a 1) b c) (setq b (if (< a 2) 'y 'n) c (while (< a 3) (setq a (1+ a)))) (let ((d (if (eq a 3) 'three))) (list a b c d)))`); got != "(3 y nil three)" {
		t.Error(got)
	}
}

// TestDefineReplacesAnalysedPrimitive: the host's Define reaches code that has
// run.
func TestDefineReplacesAnalysedPrimitive(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	answer := func(n int) Prim {
		return Def("(host-answer X)", Fn1(func(in *Interp, x Value) (Value, *Exit) { return List(x, Fixnum(n)), nil }), "Answer.")
	}
	in.Define(answer(1))
	run(t, in, `(defun ask () (let ((a (host-answer 'q))) a))`)
	if got := run(t, in, `(ask)`); got != "(q 1)" {
		t.Error(got)
	}
	in.Define(answer(2))
	if got := run(t, in, `(ask)`); got != "(q 2)" {
		t.Error(got)
	}
}

// TestTailCalls: they nest for Lisp (depth, backtraces, handlers), not on Go's
// stack.
func TestTailCalls(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	in.Define(Def("(depth)", Fn0(func(in *Interp) (Value, *Exit) { return Fixnum(len(Calls(in.Backtrace()))), nil }), "Count the calls under way."))
	for _, c := range []struct{ src, want string }{
		{`(defun forever (n) (forever (1+ n))) (condition-case e (forever 0) (error (car (cdr e))))`,
			`"Lisp nesting exceeds ‘max-lisp-eval-depth’"`},
		{`(defun even (n) (if (= n 0) t (odd (1- n)))) (defun odd (n) (cond ((= n 0) nil) (t (let ((m (1- n))) (even m)))))
		  (let ((max-lisp-eval-depth 100000)) (list (even 20000) (odd 20000) (even 7)))`, "(t nil nil)"},
		{`(defun nest (n) (if (= n 0) (depth) (nest (1- n)))) (list (nest 0) (nest 10))`, "(1 11)"},
		{`(defun loop-via (f n) (if (= n 0) 'done (funcall f f (1- n)))) (list (loop-via #'loop-via 500) (mapcar (lambda (n) (loop-via 'loop-via n)) '(1 2)))`,
			"(done (done done))"},
		{`(defun opt (n &optional a &rest r) (if (= n 0) (list a r) (opt (1- n) n n))) (opt 3)`, "(1 (1))"},
		{`(defvar dyn 1) (defun get-dyn () dyn) (defun bound (n) (let ((dyn n)) (get-dyn))) (list (bound 5) dyn)`, "(5 1)"},
		{`(defun thrower (n) (if (= n 0) (throw 'tag n) (thrower (1- n)))) (list (catch 'tag (thrower 50)) (nest 3))`, "(0 4)"},
		{`(let (log) (defun clean (n) (unwind-protect (if (> n 0) (clean (1- n)) (depth)) (setq log (cons n log)))) (list (clean 2) log))`,
			"(3 (2 1 0))"},
	} {
		if got := run(t, in, c.src); got != c.want {
			t.Errorf("%s: %s, want %s", c.src, got, c.want)
		}
	}
}
