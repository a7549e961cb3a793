package stdlib

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"elnet/lisp"
)

// TestAdviceWithoutPrimitives: what nadvice.el calls may be advised away.
func TestAdviceWithoutPrimitives(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := Install(in, Options{}); err != nil {
		t.Fatal(err)
	}
	eval := func(src string) string {
		t.Helper()
		v, err := in.Eval(context.Background(), src)
		if err != nil {
			t.Fatalf("%s: %v", src, err)
		}
		return in.PrintString(v, true)
	}
	eval(`(defun twice (x) (* 2 x))`)
	for _, f := range []string{"gethash", "puthash", "aref", "car", "cdr", "cons", "list", "vector", "apply", "funcall", "eq", "equal",
		"assq", "nth", "null", "functionp", "symbolp", "get", "put", "fset", "symbol-function", "car-safe"} {
		got := eval(`(progn (advice-add '` + f + ` :override (lambda (&rest _) nil) '((name . mine)))
			(advice-add 'twice :filter-return #'1+) (setq r (twice 3)) (advice-remove 'twice #'1+) (advice-remove '` + f + ` 'mine) (vector r (twice 1)))`)
		if got != "[7 2]" {
			t.Errorf("without %s: %s", f, got)
		}
		if got := eval(`(subrp (symbol-function '` + f + `))`); got != "t" {
			t.Errorf("%s is still advised", f)
		}
	}
}

// TestLoading: a file is evaluated once, and what in it waits for its first use
// looks as if it were there.
func TestLoading(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := Install(in, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`(progn (put 'cl-first 'defalias-fset-function (lambda (s d) (setq n (1+ (or (bound-and-true-p n) 0))) (fset s d)))
			(require 'cl-lib) n)`, "1"},
		{`(list (fboundp 'cl-minusp) (and (member '(defun . cl-minusp) (assoc "/elnet/cl-lib.el" load-history)) t))`, "(t t)"},
		{`(list (functionp 'cl-minusp) (autoloadp (symbol-function 'cl-minusp)) (func-arity 'cl-minusp))`, "(t nil (1 . 1))"},
		{`(progn (advice-add 'cl-plusp :filter-return #'not) (prog1 (cl-plusp 1) (advice-remove 'cl-plusp #'not)))`, "nil"},
		{`(progn (defun cl-evenp (x) (list x)) (load "cl-lib") (cl-evenp 2))`, "t"},
		{`(progn (fmakunbound 'cl-oddp) (fboundp 'cl-oddp))`, "nil"},
		{`(progn (put 'cl-decf 'defalias-fset-function nil) (let ((x 3)) (cl-decf x)))`, "2"},
		{`(let ((ring-size 1)) (require 'ring) (ring-elements (make-ring 2)))`, "nil"},
	} {
		v, err := in.Eval(context.Background(), c[0])
		if err != nil {
			t.Errorf("%s: %v", c[0], err)
		} else if got := in.PrintString(v, true); got != c[1] {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}

// TestDefinedOnce: no two files define one function, or one variable, that needs
// no require, and no Lisp hides behind a primitive of the same name.
func TestDefinedOnce(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := Install(in, Options{}); err != nil {
		t.Fatal(err)
	}
	type key struct {
		name     string
		variable bool
	}
	first := map[key]definition{}
	var all []definition
	for _, f := range libraryFiles() {
		all = append(all, scanFile(f)...)
	}
	x := &index{}
	x.scanVariables()
	for _, d := range append(all, x.defs...) {
		k := key{d.name, d.variable}
		if was, ok := first[k]; ok && (was.file != d.file || !was.whole) {
			t.Errorf("%s: in %s and in %s", d.name, was.file, d.file)
		}
		first[k] = d
		if d.whole || d.variable || bytes.HasPrefix(d.text, []byte("(defalias ")) || bytes.HasPrefix(d.text, []byte("(define-obsolete-function-alias ")) {
			continue
		}
		if v, err := in.Eval(context.Background(), "(subrp (symbol-function '"+d.name+"))"); err == nil && !v.IsNil() {
			t.Errorf("%s: a primitive and in %s", d.name, d.file)
		}
	}
}

// TestNothingReadAtStart: an interpreter starts without a look at the library's
// files, and with few of its symbols.
func TestNothingReadAtStart(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := Install(in, Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := in.Eval(context.Background(), "nil"); err != nil {
		t.Fatal(err)
	}
	for f := range in.Library().(*indexed).files {
		t.Errorf("%s.el was read", f)
	}
	if n := in.SymbolsMade(); n > 500 {
		t.Errorf("%d symbols were made", n)
	}
}

// TestLateSymbols: what is defined when its symbol is made cannot be told from
// what was there.
func TestLateSymbols(t *testing.T) {
	for form, want := range map[string]string{
		`(and (intern-soft "string-width") (intern-soft "seq-filter") (intern-soft "scroll-margin") t)`: "t",
		`(intern-soft "no-such-name")`: "nil",
		`(let (all) (mapatoms (lambda (s) (push s all))) (list (and (memq 'seq-filter all) t) (and (memq 'string-width all) t)))`: "(t t)",
		`(let ((s (intern "string-width"))) (unintern "string-width" obarray) (fboundp (intern "string-width")))`:                 "nil",
		`(progn (unintern "seq-filter" obarray) (fboundp (intern "seq-filter")))`:                                                 "nil",
		`(all-completions "seq-filte" obarray)`:                                                                             `("seq-filter")`,
		`(condition-case e (signal (intern "singularity-error") '(1)) (arith-error e))`:                                     "(singularity-error 1)",
		`(get (intern "dolist") 'lisp-indent-function)`:                                                                     "1",
		`(list (special-variable-p (intern "scroll-margin")) (local-variable-if-set-p (intern "bidi-paragraph-start-re")))`: "(t t)",
		`(progn (mapatoms #'ignore) (list (fboundp (intern "zzz")) (seq-filter #'identity '(1 nil)) pi))`:                   "(nil (1) 3.141592653589793)",
	} {
		in := lisp.New(lisp.Options{})
		if err := Install(in, Options{}); err != nil {
			t.Fatal(err)
		}
		v, err := in.Eval(context.Background(), form)
		if err != nil {
			t.Errorf("%s: %v", form, err)
		} else if got := in.PrintString(v, true); got != want {
			t.Errorf("%s: %s, want %s", form, got, want)
		}
		in.Close()
	}
}

// TestIndexSorted: findLine relies on it.
func TestIndexSorted(t *testing.T) {
	for name, text := range map[string]string{"library-index.txt": indexText, "variables.txt": unusedVariables} {
		last := ""
		for line := range strings.Lines(text) {
			key, _, _ := strings.Cut(line, " ")
			if key < last {
				t.Errorf("%s: %s must not come after %s", name, key, last)
			}
			if last = key; findLine(text, key) < 0 {
				t.Errorf("%s: %s is not found", name, key)
			}
		}
		for _, key := range []string{"", "a", "zzzz", "car-no"} {
			if at := findLine(text, key); at >= 0 {
				t.Errorf("%s: %q is found at %d", name, key, at)
			}
		}
	}
}
