package embed

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"elnet/lisp"
)

// hostile are programs that must end with a Lisp error or a value, and never
// take the host with them.
var hostile = map[string]string{
	"recursion":            `(progn (defun f (n) (1+ (f n))) (f 1))`,
	"mutual recursion":     `(progn (defun f (n) (g n)) (defun g (n) (car (list (f n)))) (f 1))`,
	"recursion, no limit":  `(let ((max-lisp-eval-depth 1000000000) (max-specpdl-size 1000000000)) (defun f (n) (1+ (f n))) (f 1))`,
	"recursive macro":      `(progn (defmacro m (x) (list 'm x)) (m 1))`,
	"recursive mapcar":     `(progn (defun f (n) (mapcar #'f (list n))) (f 1))`,
	"recursive apply":      `(progn (defun f (&rest a) (apply #'f a)) (f 1))`,
	"recursive sort":       `(progn (defun f (a b) (sort (list a b) #'f)) (f 1 2))`,
	"recursive handler":    `(progn (defun f () (condition-case nil (error "x") (error (f)))) (f))`,
	"recursive unwind":     `(progn (defun f () (unwind-protect (error "x") (f))) (f))`,
	"recursive hook":       `(progn (setq h (list (lambda () (run-hooks 'h)))) (run-hooks 'h))`,
	"deep let":             `(let ((form 1)) (dotimes (_ 100000) (setq form (list 'let (list (list 'x form)) 'x))) (eval form t))`,
	"deep progn":           `(let ((form 1)) (dotimes (_ 1000000) (setq form (list 'progn form))) (eval form t))`,
	"deep quote":           `(let ((form 1)) (dotimes (_ 1000000) (setq form (list 'quote form))) (length (prin1-to-string form)))`,
	"print circular":       `(let ((l (list 1 2))) (setcdr (cdr l) l) (prin1-to-string l))`,
	"print circular car":   `(let ((l (list 1 2))) (setcar l l) (prin1-to-string l))`,
	"print circular label": `(let ((l (list 1 2)) (print-circle t)) (setcdr (cdr l) l) (prin1-to-string l))`,
	"print circular vec":   `(let ((v (vector 1))) (aset v 0 v) (format "%S" v))`,
	"print deep":           `(let ((l nil)) (dotimes (_ 1000000) (setq l (list l))) (prin1-to-string l))`,
	"print deep vector":    `(let ((l nil) (print-circle t)) (dotimes (_ 1000000) (setq l (vector l))) (prin1-to-string l))`,
	"read deep list":       `(read (make-string 1000000 ?\())`,
	"read deep vector":     `(read (make-string 1000000 ?\[))`,
	"read deep quote":      `(read (make-string 1000000 ?'))`,
	"read deep backquote":  "(read (make-string 1000000 ?`))",
	"read deep comma":      "(read (concat \"`\" (make-string 1000000 ?,)))",
	"read deep chars":      `(read (concat "?" (apply #'concat (make-list 100000 "\\C-"))))`,
	"read deep record":     `(read (apply #'concat (make-list 200000 "#s(")))`,
	"read label itself":    `(read "#1=#1#")`,
	"read label circular":  `(prin1-to-string (read "#1=(#1# . #1#)"))`,
	"read bool vector":     `(read "#&-1\"\"")`,
	"read big bool vector": `(read "#&99999999999999999999\"\"")`,
	"read huge char":       `(read "?\\x99999999999999999999")`,
	"read huge label":      `(read "#99999999999999999999999=1")`,
	"eval deep source":     `(eval (read (concat (make-string 100000 ?\() (make-string 100000 ?\)))) t)`,
	"equal circular":       `(let ((a (list 1)) (b (list 1))) (setcdr a a) (setcdr b b) (equal a b))`,
	"equal deep":           `(let (a b) (dotimes (_ 1000000) (setq a (list a) b (list b))) (equal a b))`,
	"equal deep vector":    `(let (a b) (dotimes (_ 1000000) (setq a (vector a) b (vector b))) (equal a b))`,
	"hash deep":            `(let (a) (dotimes (_ 1000000) (setq a (list a))) (sxhash-equal a))`,
	"hash circular":        `(let ((a (list 1))) (setcar a a) (sxhash-equal a))`,
	"length circular":      `(let ((a (list 1))) (setcdr a a) (length a))`,
	"append circular":      `(let ((a (list 1))) (setcdr a a) (append a nil))`,
	"copy circular tree":   `(let ((a (list 1))) (setcar a a) (copy-tree a))`,
	"assoc deep":           `(let (a) (dotimes (_ 1000000) (setq a (list a))) (assoc a (list (list a))))`,
	"huge string":          `(make-string (expt 2 61) ?a)`,
	"big string":           `(make-string most-positive-fixnum ?a)`,
	"large string":         `(make-string (expt 2 40) ?é)`,
	"huge vector":          `(make-vector most-positive-fixnum 0)`,
	"large vector":         `(make-vector (expt 2 40) 0)`,
	"huge list":            `(make-list most-positive-fixnum 0)`,
	"huge bool vector":     `(make-bool-vector most-positive-fixnum t)`,
	"huge record":          `(make-record 'x most-positive-fixnum 0)`,
	"huge hash table":      `(make-hash-table :size most-positive-fixnum)`,
	"huge power":           `(expt 7 (expt 10 12))`,
	"huge shift":           `(ash 1 (expt 2 50))`,
	"huge shift bignum":    `(ash 1 (expt 2 70))`,
	"huge width":           `(format "%999999999999d" 1)`,
	"huge precision":       `(format "%.999999999999f" 1.0)`,
	"huge width string":    `(length (format "%2147483648s" "x"))`,
	"doubling string":      `(let ((s "x")) (dotimes (_ 60) (setq s (concat s s))) (length s))`,
	"huge insert":          `(with-temp-buffer (insert-char ?a most-positive-fixnum))`,
	"regexp deep groups":   `(string-match (concat (apply #'concat (make-list 100000 "\\(")) "a" (apply #'concat (make-list 100000 "\\)"))) "a")`,
	"regexp repeat":        `(string-match "\\(\\(a\\{65535\\}\\)\\{65535\\}\\)\\{65535\\}" "a")`,
	"regexp backtrack":     `(string-match "\\(a*\\)*\\1b" (make-string 40 ?a))`,
	"deep format props":    `(let ((s "x")) (dotimes (i 100000) (setq s (propertize s 'p s))) (length (format "%S" s)))`,
	"char table of itself": `(let ((v (make-char-table 'x))) (set-char-table-range v ?a v) (length (prin1-to-string v)))`,
	"json deep":            `(json-parse-string (make-string 1000000 ?\[))`,
	"json circular":        `(let ((v (vector 1))) (aset v 0 v) (json-serialize v))`,
	"plist circular":       `(let ((p (list 1 2))) (setcdr (cdr p) p) (plist-get p 3))`,
	"defalias circle":      `(progn (fset 'fa 'fb) (fset 'fb 'fa) (fa))`,
	"variable alias":       `(progn (defvaralias 'va 'vb) (defvaralias 'vb 'va) va)`,
	"error circle":         `(progn (put 'ea 'error-conditions '#1=(ea . #1#)) (condition-case nil (signal 'ea nil) (eb 1)))`,
	"nested waits":         `(progn (defun w () (run-at-time 0 nil #'w) (accept-process-output nil 0.01) (w)) (w))`,
}

// slow bounds one hostile program; those that only a context ends may use it up.
const slow = time.Second

func TestHostilePrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("takes ten seconds")
	}
	for name, src := range hostile {
		t.Run(name, func(t *testing.T) {
			in := newInterp(t)
			ctx, cancel := context.WithTimeout(t.Context(), slow)
			defer cancel()
			v, err := in.Eval(ctx, src)
			var crash *lisp.Crash
			switch {
			case errors.As(err, &crash):
				t.Errorf("a panic: %v\n%s", crash.Panic, crash.Stack)
			case errors.Is(err, context.DeadlineExceeded):
				t.Log("ended by its context")
			case err != nil:
				t.Logf("error: %.100s", err.Error())
			default:
				t.Logf("value: %.60s", in.PrintString(v, true))
			}
			want(t, in, `(condition-case nil (car 1) (error (+ 1 2)))`, `3`)
			in.Close()
			runtime.GC()
		})
	}
}

// Memory that grows step by step is bounded by the context.
func TestListForever(t *testing.T) {
	in := newInterp(t)
	for _, src := range []string{
		`(let (l) (while t (push 1 l)))`,
		`(let ((l (list 1))) (nconc l l) (mapcar #'1+ l))`,
		`(let ((l (list 1))) (setcdr l l) (apply #'+ l))`,
		`(let ((l (list 1))) (setcdr l l) (dolist (x l) (list x)))`,
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		_, err := in.Eval(ctx, src)
		cancel()
		var sig *lisp.Signal
		if !errors.Is(err, context.DeadlineExceeded) && !errors.As(err, &sig) {
			t.Errorf("%s: %v", src, err)
		}
		want(t, in, `(+ 1 2)`, `3`)
	}
}
