package tests

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"elnet/stdlib"
)

// serverProgram starts a server, says so, and serves until a client ends it.
const serverProgram = `
(require 'server)
(setq server-socket-dir (getenv "SERVER_DIR") server-auth-dir (file-name-as-directory server-socket-dir)
      server-use-tcp (getenv "SERVER_TCP") server-client-instructions nil)
(server-start)
(princ "ready\n")
(while t (accept-process-output nil 60))
`

// A clientRun is a run of emacsclient and what it must print, with an exit code.
type clientRun struct {
	args string // words
	form string // one more, if not ""
	want string
	code int
}

var clientRuns = []clientRun{
	{"-e", `(+ 1 2)`, "3\n", 0},
	{"-e 1 2", `"a b-c&d\n"`, "1\n2\n\"a b-c&d\\n\"\n", 0},
	{"-e", `(list "é" 'sym [1 2])`, "(\"é\" sym\n [1 2])\n", 0},
	{"-e", `(length (make-string 5000 ?&))`, "5000\n", 0},
	{"-e", `(make-string 3000 ?&)`, `"` + strings.Repeat("&", 3000) + "\"\n", 0},
	{"-e", `(car 5)`, "\n*ERROR*: Wrong type argument: listp, 5", 1},
	{"-e", `(throw 'no-such-tag 1)`, "\n*ERROR*: No catch for tag: no-such-tag, 1", 1},
	{"-e", `(setq served (lambda (x) (* x 2)) count 0)`, "0\n", 0},
	{"-e", `(funcall served (setq count (1+ count)))`, "2\n", 0},
	{"-e", `(buffer-name)`, "\" *server*\"\n", 0},
	{"-n +2:3 FILE", "", "", 0},
	{"-e", `(with-current-buffer "visited.txt" (list (line-number-at-pos) (current-column)))`, "(2 2)\n", 0},
	{"-e", `(server-running-p)`, "t\n", 0},
	{"--eval", `"日本語 é \x3fff80"`, "\"日本語 é \\200\"\n", 0},
	{"--eval 1", `(error "x %s" 1)`, "1\n\n*ERROR*: x 1", 1}, // what comes after is not evaluated
	{"-u -e", `(+ 1 2)`, "", 0},
	{"--suppress-output --eval", `(+ 1 2)`, "", 0},
	{"-u -e", `(car 5)`, "\n*ERROR*: Wrong type argument: listp, 5", 1},
	{"-q -e", `(+ 1 2)`, "3\n", 0},
	{"-n -e", `(+ 1 2)`, "3\n", 0},
	{"-a false -e", `(+ 1 2)`, "3\n", 0},
	{"--alternate-editor= -e", `(+ 1 2)`, "3\n", 0},
	{"-e", `(secure-hash 'md5 (make-string 100000 ?é))`, "\"07eb35152a5a62e49f699b9058264d49\"\n", 0},
	{"-e", `(make-string 2500 ?日)`, `"` + strings.Repeat("日", 2500) + "\"\n", 0},
	{"-e", `(progn (run-at-time 0 nil (lambda () (setq later 7))) nil)`, "nil\n", 0},
	{"-e", `(progn (sit-for 0.05) later)`, "7\n", 0},
	{"-e", `(condition-case e (progn (error "In %s" "Lisp") 1) (error (cadr e)))`, "\"In Lisp\"\n", 0},
}

// startServing runs serverProgram and returns when it serves.
func startServing(t *testing.T, dir string, tcp bool, args ...string) *exec.Cmd {
	t.Helper()
	file := filepath.Join(t.TempDir(), "server-program.el")
	if err := os.WriteFile(file, []byte(serverProgram), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(buildElnet(t), append(args, "-Q", "--batch", "-l", file)...)
	cmd.Env = append(os.Environ(), "SERVER_DIR="+dir, "LC_ALL=C.UTF-8", "HOME="+dir)
	if tcp {
		cmd.Env = append(cmd.Env, "SERVER_TCP=t")
	}
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q %v", line, err)
	}
	return cmd
}

// TestEmacsclient has Debian's emacsclient talk to our server.el, on a local
// socket and on TCP, and to Emacs' own.
func TestEmacsclient(t *testing.T) {
	client, err := exec.LookPath("emacsclient")
	if err != nil {
		notInstalled(t, "no emacsclient: install the Debian package emacs-bin-common")
	}
	for _, v := range []struct {
		name string
		tcp  bool
		args []string
	}{
		{"ours", false, nil},
		{"ours on TCP", true, nil},
		{"Emacs' own", false, []string{"--emacs-library", stdlib.DefaultEmacsDir}},
		{"Emacs' own on TCP", true, []string{"--emacs-library", stdlib.DefaultEmacsDir}},
	} {
		t.Run(v.name, func(t *testing.T) {
			if len(v.args) > 0 {
				openEmacsLibrary(t)
			}
			dir, err := os.MkdirTemp("", "server") // short: sockets have short names
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { os.RemoveAll(dir) })
			server := startServing(t, dir, v.tcp, v.args...)
			where := []string{"-s", filepath.Join(dir, "server")}
			if v.tcp {
				where[0] = "-f"
			}
			file := filepath.Join(dir, "visited.txt")
			if err := os.WriteFile(file, []byte("one\ntwo\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			run := func(args ...string) ran { return runCommand(t, client, append(where, args...)...) }
			for _, r := range clientRuns {
				args := strings.Fields(strings.ReplaceAll(r.args, "FILE", file))
				if r.form != "" {
					args = append(args, r.form)
				}
				got := run(args...)
				if got.code != r.code || got.stdout+got.stderr != r.want {
					t.Errorf("%s %s: %d %q\nwant %d %q", r.args, r.form, got.code, got.stdout+got.stderr, r.code, r.want)
				}
			}
			waitForEdit(t, run, file)
			if got := run("-e", "(kill-emacs 5)"); got.stderr != "" {
				t.Error(got.stderr)
			}
			if err := server.Wait(); server.ProcessState.ExitCode() != 5 {
				t.Errorf("server: %v", err)
			}
			if _, err := os.Stat(where[1]); err == nil {
				t.Errorf("%s is still there", where[1])
			}
		})
	}
}

// waitForEdit checks that a client waits for the buffer of its file, until
// server-edit is called there.
func waitForEdit(t *testing.T, run func(args ...string) ran, file string) {
	t.Helper()
	done := make(chan ran, 1)
	go func() { done <- run(file) }()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if got := run("-e", `(with-current-buffer "visited.txt" (and server-buffer-clients t))`); got.stdout == "t\n" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("no client waits")
		}
	}
	select {
	case got := <-done:
		t.Fatalf("the client has not waited: %+v", got)
	default:
	}
	if got := run("-e", `(progn (with-current-buffer "visited.txt" (setq ran nil) (add-hook 'server-done-hook (lambda () (setq ran t))) (server-edit)) ran)`); got.stdout != "t\n" {
		t.Errorf("server-done-hook: %+v", got)
	}
	if got := <-done; got.code != 0 {
		t.Errorf("%+v", got)
	}
}

// TestServerEvalAt has one elnet evaluate in another, and in Emacs' server.
func TestServerEvalAt(t *testing.T) {
	elnet := buildElnet(t)
	for _, tcp := range []bool{false, true} {
		dir, err := os.MkdirTemp("", "server")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		startServing(t, dir, tcp)
		set := `(setq server-socket-dir "` + dir + `" server-auth-dir "` + dir + `/")`
		if tcp {
			set += ` (setq server-use-tcp t)`
		}
		got := runCommand(t, elnet, "--batch", "--eval", `(progn (require 'server) `+set+`
  (prin1 (list (server-running-p "server") (server-running-p "other")
               (server-eval-at "server" '(list 1 "a b\nc" 'd))
               (length (server-eval-at "server" '(make-string 4000 ?-)))
               (condition-case err (server-eval-at "server" '(car 5)) (error err)))))`)
		if want := `(t nil (1 "a b
c" d) 4000 (error "Wrong type argument: listp, 5"))`; got.stdout != want {
			t.Errorf("tcp %v: got %s%s\nwant %s", tcp, got.stdout, got.stderr, want)
		}
	}
}
