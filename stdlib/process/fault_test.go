package process_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
	"elnet/stdlib/process"
)

// client connects to the process (or its server) in the Lisp variable s.
func (l *lispT) client() *net.TCPConn {
	l.t.Helper()
	c, err := net.Dial("tcp", "127.0.0.1:"+l.eval(`(process-contact s :service)`))
	if err != nil {
		l.t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(limit))
	l.t.Cleanup(func() { c.Close() })
	return c.(*net.TCPConn)
}

func TestBrokenPipe(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(setq s (srv :sentinel (lambda (p m) (setq k p) (push m ev))) k nil)`)
		c := l.client()
		l.eval(`(pump (lambda () k))`)
		c.SetLinger(0)
		c.Close() // a reset: the first write finds it, the second one EPIPE
		l.eval(`(setq ev nil)`)
		l.want(`(error "process srv <127.0.0.1:P> no longer connected to pipe; closed it")`,
			`(let (e) (while (not (and (setq e (err (process-send-string k "x"))) (eq (car e) 'error))) (sleep-for 0))
			   (list (car e) (concat "process srv <127.0.0.1:P>" (substring (cadr e) (+ 1 (string-search ">" (cadr e)))))))`)
		l.want(`(closed 256 nil)`, `(list (process-status k) (process-exit-status k) ev)`)
		l.want(`"not running"`, `(substring (cadr (err (process-send-string k "x"))) -11)`)
		l.want(`("connection broken by remote peer\n")`, `(pump (lambda () ev)) ev`)
	})
}

func TestOutputFirstThenReset(t *testing.T) {
	l := newLisp(t, process.Options{})
	port := peer(t, func(c net.Conn) {
		io.WriteString(c, "goodbye")
		io.ReadFull(c, make([]byte, 1))
	})
	l.eval(`(setq c (make-network-process :name "c" :host "127.0.0.1" :service ` + strconv.Itoa(port) + ` :filter (fil 'f) :sentinel (sen 'c)))
		(pump (lambda () ev)) (process-send-string c "x") (pump (lambda () (cdr ev)))`)
	l.want(`((c "c" "connection broken by remote peer\n" closed) (f "c" "goodbye"))`, `ev`)
}

func TestCallbackErrors(t *testing.T) {
	start := `(defun bad (p m) (car 'not-a-list))
	  (setq s (srv :filter #'bad) c (cli s)) (process-send-string c "x")`
	t.Run("report", func(t *testing.T) {
		l := newLisp(t, process.Options{})
		l.eval(start)
		l.want(`t`, `(condition-case nil (accept-process-output nil 5) (error 'caught))`)
		got := l.stderr.String()
		if !strings.Contains(got, "error in process filter: Wrong type argument: listp, not-a-list\n") || !strings.Contains(got, "  bad(#<process srv") {
			t.Errorf("reported %q", got)
		}
		l.want(`open`, `(process-status c)`)
	})
	t.Run("exit", func(t *testing.T) {
		l := newLisp(t, process.Options{CallbackErrors: "exit"})
		_, err := l.try(start + `(condition-case nil (while t (accept-process-output nil 5)) (error 'caught))`)
		var exit *lisp.ExitError
		if !errors.As(err, &exit) || exit.Code != 255 {
			t.Fatalf("ended with %v", err)
		}
		if got := l.stderr.String(); !strings.HasPrefix(got, "Debugger entered--Lisp error: (wrong-type-argument listp not-a-list)\n") {
			t.Errorf("printed %q", got)
		}
	})
	t.Run("quit", func(t *testing.T) {
		l := newLisp(t, process.Options{})
		l.eval(`(setq s (srv :filter (lambda (p m) (signal 'quit nil))) c (cli s)) (process-send-string c "x")`)
		l.want(`t`, `(accept-process-output nil 5)`)
	})
	t.Run("kill-emacs", func(t *testing.T) {
		l := newLisp(t, process.Options{})
		_, err := l.try(`(setq s (srv :filter (lambda (p m) (kill-emacs 7))) c (cli s)) (process-send-string c "x") (accept-process-output nil 5)`)
		var exit *lisp.ExitError
		if !errors.As(err, &exit) || exit.Code != 7 {
			t.Fatalf("ended with %v", err)
		}
	})
}

// A name that cannot be looked up is told to the sentinel, and a lookup that
// takes for ever can be left.
func TestLookup(t *testing.T) {
	r := &netprims.Resolver{LookupIP: func(ctx context.Context, network, host string) ([]netip.Addr, error) {
		switch host {
		case "good":
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		case "slow":
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return nil, netprims.ErrNoName
	}}
	l := newLisp(t, process.Options{Resolver: r})
	l.eval(`(setq s (srv))`)
	l.want(`(error "bad/80 Name or service not known")`, `(err (make-network-process :name "x" :host "bad" :service 80))`)
	l.want(`open`, `(process-status (make-network-process :name "x" :host "good" :service (process-contact s :service)))`)
	l.eval(`(setq c (make-network-process :name "dns" :host "bad" :service 80 :nowait t :sentinel (sen 'c))) (pump (lambda () ev))`)
	l.want(`((c "dns" "failed with code Name lookup of bad failed\n" failed))`, `ev`)
	l.want(`("Name lookup of bad failed" (:name "dns" :host "bad" :service 80 :nowait t :sentinel ignore))`,
		`(set-process-sentinel c 'ignore) (list (process-exit-status c) (process-contact c t))`)
	l.want(`out`, `(with-timeout (0.05 'out) (make-network-process :name "x" :host "slow" :service 80))`)
	l.want(`out`, `(with-timeout (0.2 'out) (make-network-process :name "x" :host "slow" :service 80))`)
	l.want(`(connect nil closed)`, `(let ((c (make-network-process :name "y" :host "slow" :service 80 :nowait t)))
	  (list (process-status c) (delete-process c) (process-status c)))`)
	l.want(`([127 0 0 1 0])`, `(network-lookup-address-info "good")`)
	l.want(`nil`, `(network-lookup-address-info "bad")`)
}

// A connection that is not answered can be left by with-timeout, and others are
// served meanwhile.
func TestConnectTimeout(t *testing.T) {
	l := newLisp(t, process.Options{})
	dir := t.TempDir()
	if len(dir) > 80 {
		t.Skip("temporary directory's name is too long for a socket")
	}
	path := filepath.Join(dir, "s")
	l.eval(`(setq path ` + strconv.Quote(path) + `)
	  (setq full (make-network-process :name "full" :family 'local :service path :server 0))
	  (stop-process full)
	  (setq s (srv :filter (fil 'f)) c (cli s))
	  (run-at-time 0.02 nil (lambda () (process-send-string c "hi")))`)
	l.want(`out`, `(with-timeout (0.5 'out) (dotimes (_ 20) (make-network-process :name "u" :family 'local :service path)))`)
	l.want(`("hi")`, `(mapcar #'caddr ev)`)
}

func TestOddKeywords(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.want(`(malformed-keyword-arg-list :name "x" :server)`, `(err (make-network-process :name "x" :server))`)

	l.want(`nil`, `(process-list)`)
	l.want(`0`, `(process-exit-status (make-network-process :name "n" :host "127.0.0.1" :service 1 :nowait t))`)
}

func TestEmptyDatagram(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :type 'datagram :filter (lambda (p m) (push m ev) (process-send-string p "ok"))))`)
	c, err := net.Dial("udp", "127.0.0.1:"+l.eval(`(process-contact s :service)`))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(limit))
	c.Write(nil)
	c.Write([]byte("b"))
	l.want(`("b" "")`, `(pump (lambda () (cdr ev))) ev`)
	l.want(`open`, `(process-status s)`)
	b := make([]byte, 10)
	if n, err := c.Read(b); err != nil || string(b[:n]) != "ok" {
		t.Errorf("read %q, %v", b[:n], err)
	}
}

func TestLocalSockets(t *testing.T) {
	l := newLisp(t, process.Options{})
	path := filepath.Join(t.TempDir(), "s")
	if len(path) > 100 {
		t.Skip("temporary directory's name is too long for a socket")
	}
	l.eval(`(setq path ` + strconv.Quote(path) + `)
	  (setq s (make-network-process :name "L" :server t :family 'local :service path :sentinel (sen 's) :filter (lambda (p m) (process-send-string p (upcase m))))
	        c (make-network-process :name "c" :family 'local :service path :filter (fil 'c)))
	  (process-send-string c "abc") (pump (lambda () (cdr ev)))`)
	l.want(`((c "c" "ABC") (s "L <1>" "open from -\n" open))`, `ev`)
	l.want(`(t nil "" "`+path+`")`, `(let ((k (get-process "L <1>"))) (list (process-contact k :host) (process-contact k :server) (process-contact k :remote) (process-contact k :local)))`)
}

// Posts and interruptions reach Lisp that waits, from another goroutine.
func TestPostAndCancel(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(sleep-for 0.001)`)
		go l.in.Post(func(in *lisp.Interp) { in.Eval(context.Background(), `(push 'posted ev)`) })
		l.want(`(posted)`, `(while (not ev) (accept-process-output nil 0.01)) ev`)
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := l.in.Eval(ctx, `(unwind-protect (sleep-for 100) (push 'unwound ev))`); !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
		l.want(`(unwound posted)`, `ev`)
		time.AfterFunc(20*time.Millisecond, l.in.Interrupt)
		l.want(`(quit)`, `(condition-case e (sleep-for 100) (quit e))`)
	})
}

func TestRunLoop(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.want(`t`, `(elnet-run-loop)`)
	l.eval(`(run-at-time 0.02 nil (lambda () (push 'timer ev)))`)
	l.want(`(t timer)`, `(cons (elnet-run-loop) ev)`)
	l.eval(`(setq s (srv))`)
	l.want(`nil`, `(elnet-run-loop 0.02)`)
	l.eval(`(run-at-time 0.02 nil #'delete-process s)`)
	l.want(`t`, `(elnet-run-loop 10)`)
}

// Ten thousand timers run in order, and I/O goes on between them.
func TestManyTimers(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq n 0 s (srv :filter (lambda (p m) (push n ev))) c (cli s))
	  (let ((f (lambda () (setq n (1+ n)))) l)
	    (dotimes (i 10000) (push (vector nil 0 0 i nil f nil nil 0 nil) l)) (setq timer-list (nreverse l)))
	  (process-send-string c "x")`)
	l.want(`(10000 t)`, `(while timer-list (accept-process-output nil 0.01)) (list n (and ev (< (car ev) 1000)))`)
}

// A timer whose handler fails is not tried again and again.
func TestBadTimer(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq timer-list (list [nil 0 0 0 nil nil nil nil 0 nil] 'junk [1 2] [nil x y z nil ignore nil nil 0 nil]))`)
	l.eval(`(condition-case nil (sleep-for 0.02) (error nil)) (condition-case nil (sleep-for 0.02) (error nil)) (setq timer-list nil)`)
}

// An interpreter that opens nothing has no descriptors, and one that is closed
// gives all back.
func TestDescriptors(t *testing.T) {
	count := func() int {
		files, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no /proc")
		}
		return len(files)
	}
	before := count()
	l := newLisp(t, process.Options{})
	if n := count(); n != before {
		t.Errorf("a new interpreter holds %d descriptors", n-before)
	}
	l.eval(`(setq s (srv)) (dotimes (_ 5) (cli s)) (pump (lambda () (nthcdr 10 (process-list))))`)
	l.in.Close()
	if n := count(); n != before {
		t.Errorf("a closed interpreter holds %d descriptors", n-before)
	}
}

func TestFilterKillsBuffer(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :filter (lambda (p m) (kill-buffer "cur"))) c (cli s)) (process-send-string c "x")`)
	l.want(`t`, `(with-current-buffer (get-buffer-create "cur") (accept-process-output nil 5) (buffer-live-p (current-buffer)))`)
}

// Waits that nest without end are an error, not the end of the program.
func TestNesting(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq n 0 s (srv :filter (lambda (p m) (setq n (1+ n)) (process-send-string c "x") (accept-process-output p 1))) c (cli s)) (process-send-string c "x")`)
	if _, err := l.try(`(accept-process-output nil 5) (set-process-filter s #'ignore)`); err != nil {
		t.Log(err)
	}
	l.want(`t`, `(> n 20)`)
}

func TestNames(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.want(`("p" "p<1>" "p<2>" "p<3>")`, `(defun p (name) (process-name (make-pipe-process :name name :buffer "b"))) (mapcar #'p '("p" "p" "p" "p"))`)
	l.want(`("p<1>" "p<4>" "p" "p<5>" "p<5><1>")`, `(delete-process "p<1>") (list (p "p") (p "p") (progn (delete-process "p") (p "p")) (p "p<5>") (p "p<5>"))`)
	l.want(`("p<6>" "p<5>")`, `(list (p "p") (progn (delete-process "p<5>") (p "p")))`)
}

// Out of descriptors, a server tells its log function once and accepts again
// when there are some.
func TestNoDescriptors(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :log (lambda (s p m) (push (list (processp p) m) ev))))`)
	l.client()
	free, err := unix.Dup(0)
	if err != nil {
		t.Fatal(err)
	}
	unix.Close(free)
	var old unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &old); err != nil {
		t.Fatal(err)
	}
	tight := old
	setTo(&tight.Cur, free)
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &tight); err != nil {
		t.Skip(err)
	}
	_, err = l.try(`(dotimes (_ 15) (accept-process-output nil 0.01))`)
	unix.Setrlimit(unix.RLIMIT_NOFILE, &old)
	if err != nil {
		t.Fatal(err)
	}
	l.want(`((nil "accept failed with code24\n"))`, `ev`)
	l.want(`(t "accept from 127.0.0.1\n")`, `(pump (lambda () (cdr ev))) (car ev)`)
}

// setTo stores n in a field whose type depends on the system.
func setTo[T int64 | uint64](field *T, n int) { *field = T(n) }
