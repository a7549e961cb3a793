package notify_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"elnet/lisp"
	"elnet/stdlib"
)

func newLisp(t *testing.T, stderr *strings.Builder) *lisp.Interp {
	t.Helper()
	in := lisp.New(lisp.Options{Stderr: stderr})
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	return in
}

func eval(t *testing.T, in *lisp.Interp, src string) lisp.Value {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	v, err := in.Eval(ctx, src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v
}

func descriptors(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// A closed interpreter, and one that watches nothing any more, keep neither a
// goroutine nor a descriptor.
func TestNothingIsLeft(t *testing.T) {
	defer goleak.VerifyNone(t)
	dir := t.TempDir()
	before := descriptors(t)
	for _, end := range []string{"(inotify-rm-watch w)", "nil"} {
		in := newLisp(t, &strings.Builder{})
		in.SetVar(in.Intern("dir"), lisp.NewString(dir))
		eval(t, in, "(setq w (inotify-add-watch dir 'create #'ignore))")
		eval(t, in, end)
		in.Close()
	}
	for end := time.Now().Add(5 * time.Second); descriptors(t) > before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d descriptors, before %d", descriptors(t), before)
		}
	}
}

// An error in a callback is reported, and the next event is delivered.
func TestCallbackError(t *testing.T) {
	var stderr strings.Builder
	in := newLisp(t, &stderr)
	defer in.Close()
	dir := t.TempDir()
	in.SetVar(in.Intern("dir"), lisp.NewString(dir))
	eval(t, in, `(progn (setq seen nil)
	  (inotify-add-watch dir 'create (lambda (e) (push (nth 2 e) seen) (error "Trouble with %s" (nth 2 e)))))`)
	for _, name := range []string{"one", "two"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v := eval(t, in, `(let ((end (+ (float-time) 5)))
	  (while (and (< (length seen) 2) (< (float-time) end)) (accept-process-output nil 0.02))
	  (equal seen '("two" "one")))`)
	if v != lisp.T || !strings.Contains(stderr.String(), "Trouble with one") || !strings.Contains(stderr.String(), "Trouble with two") {
		t.Errorf("seen both: %v, stderr %q", v == lisp.T, stderr.String())
	}
}
