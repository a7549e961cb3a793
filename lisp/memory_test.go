package lisp

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestMemoryLimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	live, _ := LiveHeap()
	in := New(Options{MemoryLimit: int64(live) + 48<<20})
	defer in.Close()
	for _, src := range []string{
		`(let (l) (while t (setq l (cons (make-vector 1000 nil) l))))`,
		`(defun f (l) (f (cons (make-string 100000 ?x) l))) (let ((max-lisp-eval-depth 100000)) (f nil))`,
	} {
		if got := run(t, in, src); !strings.Contains(got, "Memory exhausted") {
			t.Errorf("%s: %s", src, got)
		}
		if got := run(t, in, `(length (make-list 1000 1))`); got != "1000" {
			t.Errorf("afterwards: %s", got)
		}
	}
}
