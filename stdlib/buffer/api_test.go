package buffer_test

import (
	"context"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// The API that the process and file groups use.
func TestHostAPI(t *testing.T) {
	var stderr strings.Builder
	in := lisp.New(lisp.Options{Stderr: &stderr})
	defer in.Close()
	s := buffer.Install(in)
	b, x := s.GetOrCreate(in, lisp.NewString("out").Str(), false)
	if x != nil {
		t.Fatal(x.Condition())
	}
	m := s.NewMarker(b, 0, false)
	if x := s.InsertText(in, b, 0, []byte("a\xff"), false); x != nil {
		t.Fatal(x.Condition())
	}
	if m.Pos() != 0 || b.Point() != 0 || b.Len() != 2 || b.Text().ByteLen() != 3 {
		t.Errorf("marker %d point %d length %d bytes %d", m.Pos(), b.Point(), b.Len(), b.Text().ByteLen())
	}
	if x := s.InsertBeforeMarkers(in, b, 0, lisp.NewString("é").Str()); x != nil || m.Pos() != 1 {
		t.Errorf("marker at %d after insertion before it", m.Pos())
	}
	if s.Current().Name() != "*scratch*" {
		t.Errorf("current buffer is %s", s.Current().Name())
	}
	killed := 0
	s.OnKill(func(_ *lisp.Interp, k *buffer.Buffer) *lisp.Exit {
		if k != b || !k.Live() || k.Len() != 3 {
			t.Error("hook sees a wrong or dead buffer")
		}
		killed++
		return nil
	})
	if ok, x := s.Kill(in, b); !ok || x != nil || killed != 1 || b.Live() || m.Buffer() != nil || s.Get("out") != nil {
		t.Errorf("kill: %v %v, %d hooks, live %v", ok, x, killed, b.Live())
	}
	if ok, _ := s.Kill(in, b); ok {
		t.Error("killed twice")
	}
}

func TestMessages(t *testing.T) {
	var stderr strings.Builder
	in := lisp.New(lisp.Options{Stderr: &stderr})
	defer in.Close()
	buffer.Install(in)
	v, err := in.Eval(context.Background(), `(progn (message "hello %s" 1) (message "a") (message "a") (message nil)
	  (message "x\ny") (let ((message-log-max nil)) (message "not kept")) (message "é")
	  (save-current-buffer (set-buffer "*Messages*") (buffer-string)))`)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := v.Str().UTF8(), "hello 1\na [2 times]\nx\ny\né\n"; got != want {
		t.Errorf("*Messages* %q, want %q", got, want)
	}
	if got, want := stderr.String(), "hello 1\na\na\n\nx\ny\nnot kept\né\n"; got != want {
		t.Errorf("stderr %q, want %q", got, want)
	}
}

// Change functions that kill the buffer or change it under the primitive's feet
// must not crash the host.
func TestHostileHooks(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	buffer.Install(in)
	for _, hook := range []string{"before-change-functions", "after-change-functions", "first-change-hook"} {
		for _, act := range []string{"(kill-buffer)", "(erase-buffer)", "(insert \"longer text\")", "(widen)", "(set-buffer \"*scratch*\")", "(error \"no\")"} {
			for _, edit := range []string{"(insert \"xyz\")", "(delete-region 2 4)", "(upcase-region 1 5)", "(erase-buffer)",
				"(put-text-property 1 3 'a 1)", "(transpose-regions 1 2 3 4)", "(subst-char-in-region 1 5 ?b ?c)", "(insert-char ?a 3)", "(princ 'sym (current-buffer))"} {
				form := `(save-current-buffer (set-buffer (get-buffer-create "victim")) (erase-buffer) (insert "abcdef") (set-buffer-modified-p nil) (goto-char 4)
				  (unwind-protect (save-excursion (save-restriction (narrow-to-region 1 6)
				    (set (make-local-variable '` + hook + `) (list (function (lambda (&rest _) ` + act + `)))) ` + edit + `))
				    (if (get-buffer "victim") (progn (set-buffer "victim") (kill-all-local-variables) (kill-buffer)))))`
				if _, err := in.Eval(context.Background(), form); err != nil {
					if _, ok := err.(*lisp.Crash); ok {
						t.Errorf("%s %s %s: %v", hook, act, edit, err)
					}
				}
			}
		}
	}
}
