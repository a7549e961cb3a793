package process_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"elnet/lisp"
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

// BenchmarkInsert is the output of a program, 4 KiB a call, inserted into a
// buffer by its filter: bytes, ASCII and other characters.
func BenchmarkInsert(b *testing.B) {
	for _, c := range []struct{ name, coding, line string }{
		{"bytes", "binary", "a line of the text of a protocol"},
		{"ASCII", "utf-8-unix", "a line of the text of a protocol"},
		{"UTF-8", "utf-8-unix", "ä lïne öf the text of a protocol"},
	} {
		b.Run(c.name, func(b *testing.B) {
			const size = 64 << 20
			l := newLisp(b, process.Options{})
			l.eval(`(defun run (coding line size)
			  (with-temp-buffer
			    (set-buffer-multibyte (not (eq coding 'binary)))
			    (let* ((read-process-output-max 4096) (done nil)
			           (p (make-process :name "feed" :buffer (current-buffer) :coding coding
			                :connection-type 'pipe
			                :command (list "sh" "-c" (format "yes '%s' | head -c %d" line size))
			                :filter (lambda (_ s) (insert s))
			                :sentinel (lambda (&rest _) (setq done t)))))
			      (while (not done) (accept-process-output p 1))
			      (position-bytes (point-max)))))`)
			b.SetBytes(size)
			for b.Loop() {
				form := fmt.Sprintf("(run '%s %q %d)", c.coding, c.line, size)
				if v, err := l.in.Eval(context.Background(), form); err != nil || v != lisp.Fixnum(size+1) {
					b.Fatal(v, err)
				}
			}
		})
	}
}
