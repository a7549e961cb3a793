package embed

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"elnet/lisp"
)

// descriptors counts the open descriptors of the process.
func descriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("no /proc/self/fd here")
	}
	return len(entries)
}

// everything opens one of each thing that holds a descriptor or a goroutine.
const everything = `
(setq server (make-network-process :name "s" :server t :host "127.0.0.1" :service t :family 'ipv4))
(dotimes (i 10)
  (make-network-process :name "c" :host "127.0.0.1" :service (process-contact server :service) :family 'ipv4))
(dotimes (i 3)
  (make-network-process :name "n" :host "127.0.0.1" :service (process-contact server :service) :nowait t))
(make-network-process :name "u" :server t :type 'datagram :host "127.0.0.1" :service t)
(make-network-process :name "d" :type 'datagram :host "127.0.0.1" :service 9)
(make-network-process :name "looking" :host "no.such.host.invalid" :service 9 :nowait t)
(make-pipe-process :name "p")
(run-at-time 3600 nil #'ignore)
(dotimes (_ 5) (accept-process-output nil 0.01))
(make-network-process :name "connecting" :host "127.0.0.1" :service (process-contact server :service) :nowait t)
(> (length (process-list)) 25)`

func TestCloseLeavesNothing(t *testing.T) {
	goleak.VerifyNone(t)
	// The first interpreter makes what Go's runtime keeps for the process.
	open := func() {
		in := newInterp(t)
		if got := eval(t, in, everything); got != "t" {
			t.Errorf("processes are missing: %s", got)
		}
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
	open()
	before := descriptors(t)
	for range 3 {
		open()
	}
	// Fewer are no leak: what Go's resolver had open at first may be closed by now.
	if after := descriptors(t); after > before {
		t.Errorf("%d descriptors, %d before", after, before)
	}
	goleak.VerifyNone(t)
}

func TestClosed(t *testing.T) {
	in := newInterp(t)
	eval(t, in, everything)
	for range 2 {
		if err := in.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := in.Eval(t.Context(), `1`); err != lisp.ErrClosed {
		t.Errorf("%v", err)
	}
	if in.Post(func(*lisp.Interp) { t.Error("ran") }) {
		t.Error("posted")
	}
	in.Interrupt()
}

// An interpreter without the library has no loop, and may be dropped unclosed.
func TestBareInterpHoldsNothing(t *testing.T) {
	before := descriptors(t)
	in := lisp.New(lisp.Options{})
	if v, err := in.Eval(t.Context(), `(+ 1 2)`); err != nil || v.Fixnum() != 3 {
		t.Errorf("%v", err)
	}
	if after := descriptors(t); after != before {
		t.Errorf("%d descriptors, %d before", after, before)
	}
	goleak.VerifyNone(t)
}

// Several interpreters run at once and share nothing; run with -race.
func TestInterpretersInParallel(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 4 {
		in := newInterp(t)
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), evalTimeout)
			defer cancel()
			for range 3 {
				v, err := in.Eval(ctx, fmt.Sprintf(`
(require 'cl-lib)
(setq shared %d)
(put 'shared 'prop shared)
(fset 'shared-function (lambda () shared))
(cl-defstruct thing a)
(with-temp-buffer
  (insert (make-string 100 ?a))
  (goto-char 1)
  (while (re-search-forward "a" nil t) (replace-match "é"))
  (setq shared (+ shared (string-to-number (format "%%d" (1- (length (encode-coding-string (buffer-string) 'utf-8))))))))
`, i)+echoOnce+`
(list shared (get 'shared 'prop) (shared-function) (thing-a (make-thing :a shared)))`)
				if err != nil {
					t.Error(err)
					return
				}
				n := i + 199
				if got, want := in.PrintString(v, true), fmt.Sprintf("(%d %d %d %d)", n, i, n, n); got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	wg.Wait()
}

// One interpreter may go from goroutine to goroutine, if only one has it at a time.
func TestInterpChangesHands(t *testing.T) {
	in := newInterp(t)
	hand := make(chan *lisp.Interp, 1)
	hand <- in
	eval(t, in, `(setq n 0)`)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			in := <-hand
			defer func() { hand <- in }()
			if _, err := in.Eval(t.Context(), `(setq n (1+ n))`); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	want(t, in, `n`, `8`)
}

// A client that connects while the server's interpreter does not wait is served
// when it does.
func TestServedWhenLispWaits(t *testing.T) {
	in := newInterp(t)
	port := eval(t, in, `
(process-contact (make-network-process :name "s" :server t :host "127.0.0.1" :service t :family 'ipv4
                                       :filter #'process-send-string) :service)`)
	c, err := net.Dial("tcp", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(evalTimeout))
	if _, err := c.Write([]byte("early")); err != nil {
		t.Fatal(err)
	}
	eval(t, in, `(dotimes (_ 10) (accept-process-output nil 0.05))`)
	buf := make([]byte, 10)
	if n, err := c.Read(buf); err != nil || string(buf[:n]) != "early" {
		t.Errorf("%q %v", buf[:n], err)
	}
}
