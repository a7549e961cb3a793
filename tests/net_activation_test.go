package tests

import (
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestSocketActivation: a server takes the socket that a service manager hands
// over (sd_listen_fds(3)), once; the next one opens its own.
func TestSocketActivation(t *testing.T) {
	elnet := buildElnet(t)
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	file, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	const program = `(let* ((a (make-network-process :name "a" :server t :service t :host "127.0.0.1" :use-external-socket (if (getenv "LISTEN_FDNAMES") (getenv "LISTEN_FDNAMES") t)
	                   :filter (lambda (p s) (process-send-string p (upcase s)) (process-send-eof p))))
	       (b (make-network-process :name "b" :server t :service t :host "127.0.0.1" :use-external-socket t)))
	  (princ (format "%S %S\n" (process-contact a :local) (equal (process-contact a :service) (process-contact b :service))))
	  (delete-process b)
	  (accept-process-output nil 10)
	  (accept-process-output nil 0.1))`
	run := func(env string) (stdout string, answer []byte) {
		cmd := exec.CommandContext(t.Context(), "sh", "-c", env+` exec "$0" -Q --batch --eval "$1"`, elnet, program)
		cmd.ExtraFiles = []*os.File{file}
		cmd.Env = append(os.Environ(), hostEnv...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		var stderr strings.Builder
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		c, err := net.Dial("tcp4", ln.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(faultTimeout))
		io.WriteString(c, "handed over")
		if !strings.Contains(env, "LISTEN_PID=1 ") {
			answer, _ = io.ReadAll(c)
		} else {
			c.Close()
			cmd.Process.Kill()
		}
		b, _ := io.ReadAll(out)
		if err := cmd.Wait(); err != nil && cmd.ProcessState.Exited() {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		return string(b), answer
	}
	stdout, answer := run("LISTEN_PID=$$ LISTEN_FDS=1; export LISTEN_PID LISTEN_FDS;")
	want := "[" + strings.NewReplacer(".", " ", ":", " ").Replace(ln.Addr().String()) + "] nil\n"
	if stdout != want || string(answer) != "HANDED OVER" {
		t.Errorf("printed %q, answered %q, want %q", stdout, answer, want)
	}
	// It may be asked for by its name.
	if stdout, answer := run("LISTEN_PID=$$ LISTEN_FDS=1 LISTEN_FDNAMES=web; export LISTEN_PID LISTEN_FDS LISTEN_FDNAMES;"); stdout != want || string(answer) != "HANDED OVER" {
		t.Errorf("printed %q, answered %q, want %q", stdout, answer, want)
	}
	// A socket handed to another process is not taken.
	if stdout, _ := run("LISTEN_PID=1 LISTEN_FDS=1; export LISTEN_PID LISTEN_FDS;"); stdout == want {
		t.Errorf("printed %q", stdout)
	}
}
