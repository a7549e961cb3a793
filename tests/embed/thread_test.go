package embed

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"

	"elnet/lisp"
)

// manyThreads leaves threads in every state: never run, yielded, waiting for
// the event loop, and blocked by a mutex, a condition variable and each other.
const manyThreads = `
(setq m (make-mutex) c (make-condition-variable m) log nil)
(make-thread (lambda () (unwind-protect (while t (thread-yield)) (push 'yield log))))
(make-thread (lambda () (unwind-protect (sleep-for 3600) (push 'sleep log))))
(make-thread (lambda () (unwind-protect (accept-process-output nil 3600) (push 'accept log))))
(make-thread (lambda () (unwind-protect (while t (ignore-errors (with-mutex m (condition-wait c)))) (push 'cond log))))
(setq holder (make-thread (lambda () (let ((own (make-mutex)))
  (mutex-lock own)
  (make-thread (lambda () (unwind-protect (mutex-lock own) (push 'mutex log))))
  (unwind-protect (sleep-for 3600) (push 'holder log))))))
(make-thread (lambda () (unwind-protect (thread-join holder) (push 'join log))))
(make-thread (lambda () (unwind-protect (catch 'x (while t (let ((print-length 3)) (sleep-for 0.001)))) (push 'timer log))))
(dotimes (_ 5) (thread-yield))
(make-thread (lambda () (push 'never log)))
(length (all-threads))`

const manyCount = "10"

func TestCloseEndsThreads(t *testing.T) {
	goleak.VerifyNone(t)
	in := newInterp(t)
	want(t, in, manyThreads, manyCount)
	want(t, in, `(sleep-for 0.01)`, `nil`)
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	goleak.VerifyNone(t)
}

func TestContextEndsThreads(t *testing.T) {
	goleak.VerifyNone(t)
	for name, src := range map[string]string{
		"main sleeps":  `(sleep-for 3600)`,
		"main loops":   `(while t)`,
		"main yields":  `(while t (thread-yield))`,
		"main joins":   `(thread-join holder)`,
		"thread loops": `(thread-join (make-thread (lambda () (while t))))`,
		"thread calls": `(thread-join (make-thread (lambda () (while t (ignore-errors (mapcar #'1+ '(1 2 x)))))))`,
		"waits for it": `(progn (make-thread (lambda () (while t))) (accept-process-output nil 3600))`,
		"locked":       `(progn (mutex-lock m) (thread-join (make-thread (lambda () (mutex-lock m)))))`,
		"condition":    `(with-mutex m (condition-wait c))`,
	} {
		t.Run(name, func(t *testing.T) {
			in := newInterp(t)
			want(t, in, manyThreads, manyCount)
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
			defer cancel()
			if _, err := in.Eval(ctx, src); !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("%v", err)
			}
			want(t, in, `(list (length (all-threads)) (eq (current-thread) main-thread) print-length)`, `(1 t nil)`)
			want(t, in, `(progn (require 'seq) (seq-difference '(yield sleep accept cond mutex holder join timer) log))`, `nil`)
			want(t, in, `(thread-join (make-thread (lambda () (sleep-for 0.001) 'again)))`, `again`)
		})
	}
	goleak.VerifyNone(t)
}

// A thread outlives the call that made it, and goes on when a later one waits.
func TestThreadsBetweenCalls(t *testing.T) {
	in := newInterp(t)
	want(t, in, `(progn (setq n 0 th (make-thread (lambda () (while (< n 5) (setq n (1+ n)) (thread-yield)) 'done))) n)`, `0`)
	for i := 1; i <= 5; i++ {
		want(t, in, `(progn (thread-yield) n)`, string(rune('0'+i)))
	}
	want(t, in, `(list (thread-join th) n)`, `(done 5)`)
}

func TestThreadDeadlock(t *testing.T) {
	in := newInterp(t)
	want(t, in, `(let ((m (make-mutex)))
  (thread-join (make-thread (lambda () (mutex-lock m))))
  (condition-case e (mutex-lock m) (error e)))`, `(error "Deadlock: no thread can run")`)
	want(t, in, `(let* ((a (make-mutex)) (b (make-mutex)) r
  (th (make-thread (lambda () (mutex-lock b) (thread-yield) (setq r (condition-case e (progn (mutex-lock a) t) (error 'deadlock))) (mutex-unlock b)))))
  (mutex-lock a) (thread-yield)
  (list (condition-case e (progn (mutex-lock b) 'got) (error 'deadlock)) r))`, `(got deadlock)`)
}

func TestThreadKillsProgram(t *testing.T) {
	in := newInterp(t)
	_, err := in.Eval(t.Context(), `(progn (make-thread (lambda () (kill-emacs 7))) (sleep-for 3600))`)
	var exit *lisp.ExitError
	if !errors.As(err, &exit) || exit.Code != 7 {
		t.Errorf("%v", err)
	}
}

func TestThreadPanics(t *testing.T) {
	in := newInterp(t)
	in.Define(lisp.HostFunc("(host-panic)", func(*lisp.Interp, []lisp.Value) (lisp.Value, error) { panic("boo") }, "Panic."))
	_, err := in.Eval(t.Context(), `(thread-join (make-thread (lambda () (host-panic))))`)
	var crash *lisp.Crash
	if !errors.As(err, &crash) {
		t.Errorf("%v", err)
	}
	want(t, in, `(thread-join (make-thread (lambda () 5)))`, `5`)
}

// Work posted by other goroutines, and interruption, while threads run.
func TestThreadsAndHost(t *testing.T) {
	in := newInterp(t)
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				in.Post(func(in *lisp.Interp) { in.Funcall(in.Sym("host-count")) })
				time.Sleep(time.Millisecond)
				runtime.Gosched()
			}
		}
	}()
	want(t, in, `
(setq count 0)
(defun host-count () (setq count (1+ count)))
(let ((ths (mapcar (lambda (i) (make-thread (lambda () (let ((print-length i)) (dotimes (_ 20) (sleep-for 0.001) (thread-yield)) print-length)))) '(1 2 3 4))))
  (while (< count 3) (sleep-for 0.001))
  (list (mapcar #'thread-join ths) print-length (length (all-threads))))`, `((1 2 3 4) nil 1)`)
	close(stop)
	<-done
}

// Each thread talks over a connection of its own to a server of the main thread;
// the filters run in the thread of their process.
func TestThreadsAndConnections(t *testing.T) {
	in := newInterp(t)
	want(t, in, `
(require 'seq)
(setq wrong nil)
(defun check (th) (unless (eq th (current-thread)) (push (list th (current-thread)) wrong)))
(setq server (make-network-process :name "s" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
  :filter (lambda (p s) (check main-thread) (process-send-string p s))))
(defun talk (n)
  (let* ((me (current-thread)) (got "")
         (c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact server :service) :family 'ipv4 :coding 'binary
              :filter (lambda (_ s) (check me) (setq got (concat got s)))))
         (text (make-string n ?x)))
    (dotimes (i 20)
      (setq got "")
      (process-send-string c text)
      (while (< (length got) n) (accept-process-output c 5)))
    (delete-process c)
    (length got)))
(setq ths (mapcar (lambda (n) (make-thread (lambda () (talk n)))) '(1 10 1000 200000)))
(while (seq-some #'thread-live-p ths) (sleep-for 0.01))
(list (mapcar #'thread-join ths) wrong (thread-last-error))`, `((1 10 1000 200000) nil nil)`)
	// What comes for a thread that does not wait is kept, not lost.
	want(t, in, `
(let* ((got nil) (go nil) c
       (th (make-thread (lambda ()
             (setq c (make-network-process :name "c" :host "127.0.0.1" :service (process-contact server :service) :family 'ipv4
                       :coding 'binary :filter (lambda (_ s) (push (eq (current-thread) (process-thread c)) got))))
             (process-send-string c "hello")
             (while (not go) (thread-yield))
             (while (not got) (accept-process-output c 5))
             got))))
  (dotimes (_ 5) (sleep-for 0.01))
  (list got (setq go t) (thread-join th)))`, `(nil t (t))`)
}

func BenchmarkThreadSwitch(b *testing.B) {
	in := newInterp(b)
	want(b, in, `(progn (make-thread (lambda () (while t (thread-yield)))) (defun switch (n) (dotimes (_ n) (thread-yield))) (switch 10) t)`, `t`)
	b.ResetTimer()
	if _, err := in.Call(b.Context(), in.Sym("switch"), lisp.Fixnum(b.N)); err != nil {
		b.Fatal(err)
	}
}
