package main

import (
	"bufio"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

//go:embed driver.el
var driver string

const (
	formLimit  = 5 * time.Second // for one form, on either side
	startLimit = 2 * time.Minute // for Emacs to start, on a busy machine
	hostForms  = 2000            // after so many forms both sides start anew
)

// Answers that stand for what a host did instead of answering.
const (
	hung    = "(no answer in time)"
	crashed = "(the host ended)"
)

// environment is the same for both.
var environment = map[string]string{"LC_ALL": "C.UTF-8", "TZ": "UTC0", "HOME": "/home/u"}

// A host evaluates a form and says what came of it, in one line.
type host interface {
	answer(form string) (string, error)
	restart()
	close()
}

// emacs is a batch Emacs that runs fuzz-serve.
type emacs struct {
	path, dir string
	cmd       *exec.Cmd
	in        io.WriteCloser
	lines     chan string
	served    int
}

func newEmacs() (*emacs, error) {
	path, err := exec.LookPath("emacs")
	if err != nil {
		return nil, fmt.Errorf("%w: install the Debian package emacs-nox", err)
	}
	dir, err := os.MkdirTemp("", "elnet-fuzz")
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, "driver.el"), []byte(driver), 0o644); err != nil {
		return nil, err
	}
	return &emacs{path: path, dir: dir}, nil
}

func (e *emacs) start() error {
	e.served = 0
	e.cmd = exec.Command(e.path, "-Q", "--batch", "-l", "driver.el", "-f", "fuzz-serve")
	e.cmd.Dir = e.dir
	var err error
	if e.in, err = e.cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := e.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	lines := make(chan string, 16)
	go func() {
		defer close(lines)
		r := bufio.NewReader(out)
		for {
			s, err := r.ReadString('\n')
			if err != nil {
				return
			}
			lines <- strings.TrimSuffix(s, "\n")
		}
	}()
	e.lines = lines
	return e.cmd.Start()
}

// stop ends the process; the next form starts another.
func (e *emacs) stop() {
	if e.cmd == nil {
		return
	}
	e.in.Close()
	e.cmd.Process.Kill()
	for range e.lines {
		continue // until the reader has ended
	}
	e.cmd.Wait()
	e.cmd = nil
}

func (e *emacs) answer(form string) (string, error) {
	if e.served++; e.cmd != nil && e.served > hostForms {
		e.stop()
	}
	if e.cmd == nil {
		if err := e.start(); err != nil {
			return "", err
		}
		if s, _ := e.ask("t", startLimit); s != "=> t" {
			return "", fmt.Errorf("emacs does not start: %s", s)
		}
	}
	return e.ask(form, formLimit)
}

// ask sends a form and waits for the answer, limit at most.
func (e *emacs) ask(form string, limit time.Duration) (string, error) {
	if _, err := io.WriteString(e.in, form+"\n"); err != nil {
		e.stop()
		return crashed, nil
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		select {
		case line, ok := <-e.lines:
			if !ok {
				e.stop()
				return crashed, nil
			}
			if strings.HasPrefix(line, "=> ") || strings.HasPrefix(line, "!> ") {
				return line, nil
			}
		case <-timer.C:
			e.stop()
			return hung, nil
		}
	}
}

func (e *emacs) restart() { e.stop() }

func (e *emacs) close() {
	e.stop()
	os.RemoveAll(e.dir)
}

// ours is elnet in this process.
type ours struct {
	in     *lisp.Interp
	served int
}

func (o *ours) answer(form string) (string, error) {
	if o.served++; o.in != nil && o.served > hostForms {
		o.close()
	}
	if o.in == nil {
		o.served = 0
		o.in = lisp.New(lisp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
		if err := stdlib.Install(o.in, stdlib.Options{}); err != nil {
			return "", err
		}
		if _, err := o.in.EvalString(context.Background(), "driver.el", driver); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), formLimit)
	defer cancel()
	v, err := o.in.Call(ctx, o.in.Sym("fuzz-answer"), lisp.NewString(form))
	var crash *lisp.Crash
	switch {
	case errors.As(err, &crash):
		o.in = nil
		return "", fmt.Errorf("%s\n%w", form, err)
	case ctx.Err() != nil:
		o.close()
		return hung, nil
	case err != nil:
		o.close()
		return crashed, nil
	}
	return v.Str().UTF8(), nil
}

func (o *ours) restart() { o.close() }

func (o *ours) close() {
	if o.in != nil {
		o.in.Close()
		o.in = nil
	}
}
