package buffer_test

import (
	"context"
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
)

// TestUndoLimits checks that what undo keeps is bounded by the variables for it.
func TestUndoLimits(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	const size = `(let ((n 0)) (dolist (e buffer-undo-list) (when (stringp (car-safe e)) (setq n (+ n (length (car e)))))) n)`
	for _, c := range []struct {
		form string
		most int
	}{
		// Groups beyond undo-limit go.
		{`(with-temp-buffer (buffer-enable-undo) (dotimes (_ 2000) (insert (make-string 1000 ?a)) (undo-boundary)
			(delete-region 1 1001) (undo-boundary)) ` + size + `)`, 600000},
		// One group may take more, but not more than undo-outer-limit.
		{`(let ((undo-outer-limit 3000000)) (with-temp-buffer (buffer-enable-undo) (dotimes (_ 9000)
			(insert (make-string 1000 ?a)) (delete-region 1 1001)) ` + size + `))`, 3600000},
	} {
		v, err := in.Eval(context.Background(), c.form)
		if err != nil {
			t.Fatal(err)
		}
		if n := v.Fixnum(); n > c.most || n == 0 {
			t.Errorf("%s\nkeeps %d bytes, not 1 to %d", c.form, n, c.most)
		}
	}
}
