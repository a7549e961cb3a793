package embed

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"elnet/lisp"
)

// endless are programs that only the host can end.
var endless = map[string]string{
	"busy loop":      `(while t)`,
	"busy calls":     `(progn (defun spin () (spin-a)) (defun spin-a () nil) (while t (spin)))`,
	"accept":         `(accept-process-output nil 3600)`,
	"polling":        `(while t (accept-process-output))`,
	"sleep":          `(sleep-for 3600)`,
	"sit":            `(sit-for 3600)`,
	"ignored errors": `(while t (ignore-errors (car 1)))`,
	"inhibit-quit":   `(let ((inhibit-quit t)) (while t))`,
	"mapcar":         `(let ((l (number-sequence 1 1000))) (while t (mapcar #'1+ l)))`,
	"sort":           `(let ((l (number-sequence 1 1000))) (while t (sort (copy-sequence l) (lambda (a b) (> a b)))))`,
	"timers":         `(progn (run-at-time 0 0.001 #'ignore) (while t (sit-for 1)))`,
	"handlers":       `(while t (condition-case nil (while t (signal 'quit nil)) (quit nil)))`,
	"regexp":         `(while t (string-match "\\(a*\\)*b" (make-string 25 ?a)))`,
	"send": `(let* ((s (make-network-process :name "s" :server t :host "127.0.0.1" :service t :family 'ipv4 :filter t))
                    (c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact s :service)
                                             :family 'ipv4)))
               (while t (process-send-string c (make-string 1000000 ?x))))`,
}

// prompt is how soon an evaluation ends after its context, on an idle machine.
const prompt = 100 * time.Millisecond

func TestContextEndsEverything(t *testing.T) {
	for name, src := range endless {
		t.Run(name, func(t *testing.T) {
			in := newInterp(t)
			best := time.Hour
			for try := 0; try < 10 && best > prompt; try++ { // the machine may be busy
				ctx, cancel := context.WithCancel(t.Context())
				var ended time.Time
				time.AfterFunc(20*time.Millisecond, func() { ended = time.Now(); cancel() })
				_, err := in.Eval(ctx, src)
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("%v", err)
				}
				best = min(best, time.Since(ended))
			}
			if best > prompt {
				t.Errorf("ended %v after its context", best)
			}
			want(t, in, `(+ 1 2)`, `3`)
		})
	}
}

func TestContextUnwinds(t *testing.T) {
	in := newInterp(t)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := in.Eval(ctx, `
(setq log nil v 1)
(let ((v 2))
  (unwind-protect
      (condition-case nil (catch 'x (while t (accept-process-output))) (error (push 'error log)) (quit (push 'quit log)))
    (push 'unwound log)))`)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatal(err)
	}
	want(t, in, `(list log v)`, `((unwound) 1)`)
	if _, err := in.Eval(ctx, `(setq log 'ran)`); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("with a context that is done: %v", err)
	}
	want(t, in, `log`, `(unwound)`)
}

func TestContextCause(t *testing.T) {
	in := newInterp(t)
	reason := errors.New("shutting down")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(10*time.Millisecond, func() { cancel(reason) })
	if _, err := in.Eval(ctx, `(sleep-for 3600)`); err != reason {
		t.Errorf("%v", err)
	}
}

func TestInterruptIsQuit(t *testing.T) {
	for name, src := range endless {
		if name == "inhibit-quit" || name == "handlers" { // which do not end by quit
			continue
		}
		t.Run(name, func(t *testing.T) {
			in := newInterp(t)
			time.AfterFunc(20*time.Millisecond, in.Interrupt)
			want(t, in, `(condition-case e `+src+` (quit (list 'caught e)))`, `(caught (quit))`)
			time.AfterFunc(20*time.Millisecond, in.Interrupt)
			_, err := in.Eval(t.Context(), src)
			var sig *lisp.Signal
			if !errors.As(err, &sig) || sig.Symbol != "quit" {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestInterruptWaitsForInhibitQuit(t *testing.T) {
	in := newInterp(t)
	in.Define(lisp.HostFunc("(interrupt)", func(in *lisp.Interp, _ []lisp.Value) (lisp.Value, error) {
		in.Interrupt()
		return lisp.Nil, nil
	}, "Interrupt."))
	want(t, in, `
(let ((log nil))
  (condition-case nil
      (progn
        (let ((inhibit-quit t))
          (interrupt)
          (dotimes (_ 1000))
          (push 'inhibited log))
        (dotimes (_ 1000))
        (push 'not-reached log))
    (quit (push 'quit log)))
  (reverse log))`, `(inhibited quit)`)
}

func TestPostsRunWhileLispWaits(t *testing.T) {
	in := newInterp(t)
	eval(t, in, `(setq sum 0 order nil) (defun posted (n) (setq sum (+ sum n)))`)
	const posters, each = 8, 100
	var wg sync.WaitGroup
	for range posters {
		wg.Go(func() {
			for n := range each {
				if !in.Post(func(in *lisp.Interp) {
					if _, err := in.Call(context.Background(), in.Sym("posted"), lisp.Fixnum(n)); err != nil {
						t.Error(err)
					}
				}) {
					t.Error("refused")
				}
			}
		})
	}
	want(t, in, `(progn (while (< sum 39600) (accept-process-output nil 1)) sum)`, `39600`)
	wg.Wait()
	// A post from the owner itself, and one of an evaluation that does not wait.
	for i := range 3 {
		in.Post(func(in *lisp.Interp) { in.Call(context.Background(), in.Sym("posted"), lisp.Fixnum(i)) })
	}
	want(t, in, `sum`, `39600`)
	want(t, in, `(progn (sit-for 0.01) sum)`, `39603`)
}

func TestPostWakesALongWait(t *testing.T) {
	in := newInterp(t)
	eval(t, in, `(setq told nil)`)
	time.AfterFunc(20*time.Millisecond, func() {
		in.Post(func(in *lisp.Interp) { in.SetVar(in.Intern("told"), lisp.T) })
	})
	want(t, in, `(catch 'told
  (run-at-time 0.001 0.005 (lambda () (when told (throw 'told 'woken))))
  (accept-process-output nil 3600))`, `woken`)
}
