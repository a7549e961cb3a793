package process_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/stdlib/process"
)

// eventually waits until f holds, which it must before the limit.
func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !f(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not within %v", what, limit)
		}
	}
}

// pidIn reads a process number from a file that a program writes.
func pidIn(t *testing.T, file string) (pid int) {
	t.Helper()
	eventually(t, "pid in "+file, func() bool {
		text, _ := os.ReadFile(file)
		pid, _ = strconv.Atoi(strings.TrimSpace(string(text)))
		return pid > 0 && strings.HasSuffix(string(text), "\n")
	})
	return pid
}

// gone reports whether there is no such process, not even a zombie.
func gone(pid int) func() bool { return func() bool { return unix.Kill(pid, 0) == unix.ESRCH } }

func TestCallInterrupted(t *testing.T) {
	for _, c := range []struct{ name, script, dest string }{
		{"output awaited", "exec sleep 60", "t"},
		{"no output awaited", "exec sleep 60", "nil"},
		{"signal ignored", "trap '' INT; sleep 60; sleep 60", "t"},
		{"output kept open", "sleep 3 & echo out", "t"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := newLisp(t, process.Options{})
			file := filepath.Join(t.TempDir(), "pid")
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			defer cancel()
			go func() {
				for n := 0; n < 2000; n++ {
					if text, _ := os.ReadFile(file); strings.HasSuffix(string(text), "\n") {
						break
					}
					time.Sleep(2 * time.Millisecond)
				}
				cancel()
			}()
			_, err := l.in.Eval(ctx, `(call-process "sh" nil `+c.dest+` nil "-c" "echo $$ >`+file+`; `+c.script+`")`)
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("error %v, want that of the context", err)
			}
			eventually(t, "end of the program", gone(pidIn(t, file)))
			l.want("0", `(call-process "true")`)
		})
	}
}

func TestCallQuit(t *testing.T) {
	l := newLisp(t, process.Options{})
	file := filepath.Join(t.TempDir(), "pid")
	go func() {
		pidIn(t, file)
		l.in.Interrupt()
	}()
	l.want(`(quit quit)`, `(list (condition-case nil (call-process "sh" nil t nil "-c" "echo $$ >`+file+`; exec sleep 60") (quit 'quit))
		'quit)`)
	eventually(t, "end of the program", gone(pidIn(t, file)))
}

// descriptors counts the open ones.
func descriptors(t *testing.T) int {
	list, err := os.ReadDir("/dev/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(list)
}

// TestNoLeaks runs everything that opens descriptors or makes children, well and
// with errors, and counts what is left.
func TestNoLeaks(t *testing.T) {
	l := newLisp(t, process.Options{})
	const round = `(progn
	  (err (call-process "no-such-program-zz"))
	  (err (call-process "true" nil '(nil "/no/such/file")))
	  (err (call-process "true" "/no/such/file"))
	  (err (call-process-region "x" nil "no-such-program-zz" nil t))
	  (err (let ((coding-system-for-read 'nope)) (call-process "true" nil t)))
	  (with-temp-buffer (call-process "echo" nil '(t "/dev/null") nil "x") (call-process-region "y" nil "cat" nil t))
	  (err (make-process :name "x" :command '("/etc/passwd")))
	  (err (make-process :name "x" :command '("/etc/passwd") :stderr "err"))
	  (err (make-process :name "x" :command '("true") :coding 'nope))
	  (dolist (type '(pipe pty))
	    (setq ev nil)
	    (make-process :name "a" :command '("echo" "x") :connection-type type :sentinel (sen 'a))
	    (make-process :name "b" :command '("sh" "-c" "echo e >&2") :stderr "err" :sentinel (sen 'b))
	    (delete-process (make-process :name "c" :command '("sleep" "60") :connection-type type :sentinel (sen 'c)))
	    (pump (lambda () (and (= 3 (length ev)) (null (process-list))))))
	  (list (length ev) (process-list)))`
	l.want("(3 nil)", round)
	before := descriptors(t)
	for range 5 {
		l.want("(3 nil)", round)
	}
	if after := descriptors(t); after != before {
		t.Errorf("%d descriptors were open, now %d", before, after)
	}
	eventually(t, "end of all children", func() bool {
		_, err := unix.Wait4(-1, nil, unix.WNOHANG, nil)
		return err == unix.ECHILD
	})
}

// TestCloseHangsUp: what runs when the interpreter is closed is told so.
func TestCloseHangsUp(t *testing.T) {
	l := newLisp(t, process.Options{})
	var pids []int
	for _, typ := range []string{"pipe", "pty"} {
		pid, err := strconv.Atoi(l.eval(`(process-id (make-process :name "s" :command '("sleep" "60") :connection-type '` + typ + `))`))
		if err != nil {
			t.Fatal(err)
		}
		pids = append(pids, pid)
	}
	l.eval(`(progn (signal-process (car (process-list)) 'STOP) (pump (lambda () (eq 'stop (process-status (car (process-list)))))))`)
	l.in.Close()
	for _, pid := range pids {
		eventually(t, "end of the program", gone(pid))
	}
}

// TestChildInheritsNothing: a program has the descriptors that any program has
// which is started from here, the three standard ones if nothing else was
// inherited.
func TestChildInheritsNothing(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		t.Skip(err)
	}
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv)) (setq c (cli s)) (pump (lambda () (= 3 (length (process-list)))))
		(setq q (make-process :name "q" :command '("cat") :connection-type 'pty))`)
	const script = "ls /proc/self/fd | wc -l"
	plain, err := exec.Command("sh", "-c", script).Output()
	if err != nil {
		t.Skip(err)
	}
	count, want := strconv.Quote(script), strconv.Quote(string(plain))
	l.want(want, `(with-temp-buffer (call-process "sh" nil t nil "-c" `+count+`) (buffer-string))`)
	for _, typ := range []string{"pipe", "pty"} {
		l.want(want, `(let ((out "") done)
			(make-process :name "n" :command '("sh" "-c" `+count+`) :connection-type '`+typ+`
				:filter (lambda (_p o) (setq out (concat out o))) :sentinel (lambda (_p _m) (setq done t)))
			(pump (lambda () done))
			out)`)
	}
	l.eval(`(mapc #'delete-process (process-list))`)
}

func TestPrograms(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(defun run (script &rest args) (setq ev nil)
			(apply #'make-process (append args (list :name "r" :command (list "sh" "-c" script) :connection-type 'pipe
				:filter (fil 'f) :sentinel (sen 's)))))
			(defun end () (pump (lambda () (assq 's ev))) (reverse ev))`)
		for _, c := range []struct{ name, want, src string }{
			{"output comes before the end", `((f "r" "x\n") (s "r" "exited abnormally with code 3\n" exit))`,
				`(run "echo x; exit 3") (end)`},
			{"much output", `(1000000 "finished\n")`,
				`(let ((n 0)) (run "head -c 1000000 /dev/zero" :filter (lambda (_p o) (setq n (+ n (length o)))) :coding 'binary)
				(end) (list n (nth 2 (car ev))))`},
			{"much both ways", `(1000000 "finished\n")`,
				`(let* ((n 0) (p (run "cat" :filter (lambda (_p o) (setq n (+ n (length o)))))))
				(process-send-string p (make-string 1000000 ?x)) (process-send-eof p) (end) (list n (nth 2 (car ev))))`},
			{"elnet-run-loop ends with the last program", `(t (s "r" "finished\n" exit))`,
				`(run "sleep 0.05") (list (elnet-run-loop 20) (car ev))`},
			{"deleted by its own filter", `(((s "r" "killed\n" signal)) nil)`,
				`(run "echo x; sleep 60" :filter (lambda (p _o) (delete-process p))) (list (end) (process-list))`},
			{"the sentinel waits", `((t "r" "finished\n" exit) (s "r" "finished\n" exit))`,
				`(let ((p (run "sleep 0.05"))) (set-process-sentinel p (lambda (p m) (sleep-for 0.01)
				(push (list t (process-name p) m (process-status p)) ev) (funcall (sen 's) p m))) (end))`},
			{"input that nobody reads", `error`,
				`(let ((p (run "exec <&-; echo x; sleep 60")))
				(pump (lambda () ev)) (prog1 (car (err (process-send-string p (make-string 200000 ?x)))) (delete-process p)))`},
			{"stopped and killed", `("stopped (signal)\n" stop "killed\n" signal)`,
				`(let ((p (run "sleep 60"))) (signal-process p 'STOP) (pump (lambda () ev))
				(prog1 (append (cddr (car ev)) (progn (delete-process p) (cddr (car ev))))))`},
			{"waiting for this one alone", `(t nil "finished\n")`,
				`(let ((p (run "exec 2>&1; echo x; exec >&- 2>&-; sleep 0.1")))
				(list (accept-process-output p 20 nil t) (accept-process-output p 20 nil t) (nth 2 (car ev))))`},
			{"a stopped filter", `((s "r" "finished\n" exit))`,
				`(set-process-filter (run "echo x") t) (end)`},
			{"many at a time", `20`,
				`(setq ev nil) (dotimes (_ 20) (start-process "m" nil "true"))
				(mapc (lambda (p) (set-process-sentinel p (sen 's))) (process-list))
				(pump (lambda () (= 20 (length ev)))) (length ev)`},
		} {
			t.Run(c.name, func(t *testing.T) {
				l.t = t
				l.want(c.want, c.src)
			})
		}
	})
}

// TestBadLists: lists that do not end are no trouble.
func TestBadLists(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.want(`"A=1\n"`, `(let ((e (list "A=1"))) (setcdr e e)
		(let ((process-environment e)) (with-temp-buffer (call-process "/usr/bin/env" nil t) (buffer-string))))`)
	l.want(`wrong-type-argument`, `(let ((c (list "true"))) (setcdr c c) (car (err (make-process :name "x" :command c))))`)
}
