package process_test

import (
	"context"
	"net"
	"os"
	"os/signal"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims/poll"
	"elnet/stdlib"
	"elnet/stdlib/buffer"
	"elnet/stdlib/coding"
	"elnet/stdlib/process"
	"elnet/stdlib/search"
	lisptime "elnet/stdlib/time"
)

func TestMain(m *testing.M) {
	// Under nohup(1) programs would inherit that SIGHUP is ignored.
	signal.Notify(make(chan os.Signal, 1), unix.SIGHUP)
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("os/signal.signal_recv"), goleak.IgnoreTopFunction("os/signal.loop"))
}

const limit = 20 * time.Second

// prelude makes events easy to gather: ev holds them, newest first.
const prelude = `
(setq print-escape-newlines t)
(defvar ev nil)
(defun sen (tag) (lambda (p m) (push (list tag (process-name p) m (process-status p)) ev)))
(defun fil (tag) (lambda (p m) (push (list tag (process-name p) m) ev)))
(defun pump (done) (let ((n 0)) (while (and (< n 500) (not (funcall done))) (setq n (1+ n)) (accept-process-output nil 0.01))))
(defun srv (&rest args) (apply #'make-network-process (append args '(:name "srv" :server t :service t :host "127.0.0.1" :family ipv4))))
(defun cli (server &rest args) (apply #'make-network-process (append args (list :name "cli" :host "127.0.0.1" :service (process-contact server :service)))))
(defmacro err (&rest body) (list 'condition-case 'e (cons 'progn body) '(error e)))
`

// lispT is an interpreter under test.
type lispT struct {
	t      testing.TB
	in     *lisp.Interp
	stderr *strings.Builder
}

func newLisp(t testing.TB, o process.Options) *lispT {
	t.Helper()
	l := &lispT{t: t, stderr: &strings.Builder{}}
	l.in = lisp.New(lisp.Options{Stdout: l.stderr, Stderr: l.stderr, Stdin: strings.NewReader("")})
	t.Cleanup(func() { l.in.Close() })
	if err := stdlib.Install(l.in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	b := buffer.Install(l.in)
	ss := search.Install(l.in, b)
	cs := coding.Install(l.in, b)
	lisptime.Install(l.in)
	if _, err := process.Install(l.in, b, cs, ss, o); err != nil {
		t.Fatal(err)
	}
	l.eval(prelude)
	return l
}

// try evaluates src under a deadline and returns what it prints as.
func (l *lispT) try(src string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	v, err := l.in.Eval(ctx, src)
	if err != nil {
		return "", err
	}
	return l.in.PrintString(v, true), nil
}

func (l *lispT) eval(src string) string {
	l.t.Helper()
	got, err := l.try(src)
	if err != nil {
		l.t.Fatalf("%s\n%v\n%s", src, err, l.stderr)
	}
	return got
}

func (l *lispT) want(want, src string) {
	l.t.Helper()
	if got := l.eval(src); got != want {
		l.t.Errorf("%s\n got %s\nwant %s\n%s", src, got, want, l.stderr)
	}
}

// eachBackend runs f once for every poller of this system.
func eachBackend(t *testing.T, f func(t *testing.T, l *lispT)) {
	for _, b := range poll.Backends() {
		t.Run(b, func(t *testing.T) { f(t, newLisp(t, process.Options{Backend: b})) })
	}
}

// peer is a TCP server in Go that gives each connection to serve.
func peer(t *testing.T, serve func(c net.Conn)) (port int) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			c.SetDeadline(time.Now().Add(limit))
			serve(c)
			c.Close()
		}
	}()
	t.Cleanup(func() { ln.Close(); <-done })
	return ln.Addr().(*net.TCPAddr).Port
}
