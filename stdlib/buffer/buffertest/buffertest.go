// Package buffertest compares Lisp forms with the answers that Emacs gave. A
// file NAME.el holds forms; NAME.out one line for each, the printed value or
// condition, written by
//
//	emacs -Q --batch -l stdlib/buffer/testdata/answer.el NAME.el NAME.out
package buffertest

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"elnet/lisp"
)

// Prelude has the few macros of the Lisp library that test forms use.
const Prelude = `
(defmacro with-current-buffer (b &rest body) (list 'save-current-buffer (list 'set-buffer b) (cons 'progn body)))
(defun generate-new-buffer (name &optional inhibit) (get-buffer-create (generate-new-buffer-name name) inhibit))
(defmacro with-temp-buffer (&rest body)
  (let ((b (make-symbol "b")))
    (list 'let (list (list b '(generate-new-buffer " *temp*" t)))
          (list 'with-current-buffer b
                (list 'unwind-protect (cons 'progn body) (list 'and (list 'buffer-name b) (list 'kill-buffer b)))))))
(defun set-mark (p) (set-marker (mark-marker) p) (setq mark-active t))
(defun mark () (marker-position (mark-marker)))
(defmacro setq-default (&rest a) (list 'set-default (list 'quote (car a)) (car (cdr a))))
(defun add-hook (hook f &optional _append local)
  (if local (set (make-local-variable hook) (list f t)) (set hook (cons f (and (boundp hook) (symbol-value hook))))))
(defmacro save-match-data (&rest body)
  (list 'let '((saved-match-data (match-data))) (list 'unwind-protect (cons 'progn body) '(set-match-data saved-match-data))))
(defun match-string (n &optional s) (and (match-beginning n)
  (if s (substring s (match-beginning n) (match-end n)) (buffer-substring (match-beginning n) (match-end n)))))
(defun make-syntax-table (&optional parent) (let ((table (make-char-table 'syntax-table nil)))
  (set-char-table-parent table (or parent (standard-syntax-table))) table))
(defun elnet-test-answer (form)
  (let ((print-escape-newlines t) (debug-on-error nil))
    (condition-case err (prin1-to-string (eval form t)) (error (concat "!" (prin1-to-string err))))))
`

// Run evaluates the forms of testdata/NAME.el in an interpreter prepared by
// install and compares each with its line of testdata/NAME.out.
func Run(t *testing.T, name string, install func(in *lisp.Interp)) {
	t.Helper()
	src, err := os.ReadFile("testdata/" + name + ".el")
	if err != nil {
		t.Fatal(err)
	}
	out, err := os.ReadFile("testdata/" + name + ".out")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	in := lisp.New(lisp.Options{Stderr: &strings.Builder{}})
	defer in.Close()
	install(in)
	if _, err := in.Eval(ctx, Prelude); err != nil {
		t.Fatal(err)
	}
	forms, err := in.Eval(ctx, "'("+string(src)+"\n)")
	if err != nil {
		t.Fatal(err)
	}
	list := lisp.Slice(forms)
	if len(list) != len(want) {
		t.Fatalf("%s.el has %d forms, %s.out %d answers", name, len(list), name, len(want))
	}
	f := in.Sym("elnet-test-answer")
	for i, form := range list {
		got := ""
		v, err := in.Call(ctx, f, form)
		if err != nil {
			got = "error: " + err.Error()
		} else {
			got = v.Str().UTF8()
		}
		if got != want[i] {
			t.Errorf("%d: %s\n got %s\nwant %s", i+1, in.PrintString(form, true), got, want[i])
		}
	}
}
