package stdlib

import (
	"bytes"
	"context"
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
	for _, d := range libraryIndex().defs {
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
