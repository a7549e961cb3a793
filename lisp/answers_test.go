package lisp

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

const answersPrelude = `
(defun rd (s)
  (condition-case e (read-from-string s) (error (list 'ERR e))))
(defun p (v)
  (condition-case e (prin1-to-string v) (error (list 'ERR e))))
(defun fm (&rest args)
  (condition-case e (apply #'format args) (error (list 'ERR e))))
(defun sq (n)
  (let (l) (while (> n 0) (setq l (cons n l) n (1- n))) l))`

func newTestInterp(t testing.TB) *Interp {
	t.Helper()
	in := New(Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
	t.Cleanup(func() { in.Close() })
	return in
}

// TestAnswers evaluates the forms of testdata and compares their values with
// what Emacs printed for them (testdata/oracle.el).
func TestAnswers(t *testing.T) {
	for _, file := range []string{"read.txt", "print.txt", "format.txt", "props.txt", "chartable.txt"} {
		t.Run(file, func(t *testing.T) {
			text, err := os.ReadFile("testdata/" + file)
			if err != nil {
				t.Fatal(err)
			}
			in := newTestInterp(t)
			if file == "props.txt" {
				in.Define(testPropPrims...)
			}
			if _, err := in.Eval(context.Background(), answersPrelude); err != nil {
				t.Fatal(err)
			}
			form := ""
			sc := bufio.NewScanner(bytes.NewReader(text))
			sc.Buffer(nil, 1<<22)
			for n := 1; sc.Scan(); n++ {
				want, ok := strings.CutPrefix(sc.Text(), "=> ")
				if !ok {
					form = sc.Text()
					continue
				}
				if got := answer(in, form); got != want {
					t.Errorf("%s:%d: %s\n got %s\nwant %s", file, n, form, got, want)
				}
			}
		})
	}
}

// answer returns what the form evaluates to, or the error it signals, as
// testdata/oracle.el prints them.
func answer(in *Interp, form string) string {
	v, err := in.Eval(context.Background(), form)
	if s, ok := err.(*Signal); ok {
		v = List(in.Sym("SIGNAL"), s.Condition)
	} else if err != nil {
		return err.Error()
	}
	for _, name := range []string{"print-escape-newlines", "print-escape-control-characters"} {
		s := in.Intern(name)
		s.value = T
		defer func() { s.value = Nil }()
	}
	return in.PrintString(v, true)
}
