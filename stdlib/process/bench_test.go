package process_test

import (
	"context"
	"strconv"
	"testing"

	"elnet/stdlib/process"
)

// BenchmarkEcho is one 64-byte round trip between two connections of one
// interpreter: two filter calls, two sends.
func BenchmarkEcho(b *testing.B) {
	l := newLisp(b, process.Options{})
	l.eval(`(setq n 0 s (srv :coding 'binary :filter (lambda (p m) (process-send-string p m)))
	  c (cli s :coding 'binary :filter (lambda (p m) (setq n (1+ n)) (process-send-string p m))))
	  (process-send-string c (make-string 64 ?x))`)
	l.eval(`(defun run (k) (setq n 0) (while (< n k) (accept-process-output nil 1)))`)
	l.eval(`(run 100)`)
	b.ReportAllocs()
	b.ResetTimer()
	for done := 0; done < b.N; done += 1000 {
		k := min(1000, b.N-done)
		if _, err := l.in.Eval(context.Background(), "(run "+strconv.Itoa(k)+")"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFilter is the Lisp part of a round trip alone: a filter call that
// sends its text on, to a pipe that takes everything.
func BenchmarkFilter(b *testing.B) {
	l := newLisp(b, process.Options{})
	l.eval(`(setq q (make-pipe-process :name "q" :coding 'binary))
	  (defun srv-echo (proc str) (process-send-string proc str))
	  (defun run (k) (let ((s (make-string 64 ?x))) (while (> k 0) (setq k (1- k)) (srv-echo q s))))`)
	b.ReportAllocs()
	b.ResetTimer()
	if _, err := l.in.Eval(context.Background(), "(run "+strconv.Itoa(b.N)+")"); err != nil {
		b.Fatal(err)
	}
}
