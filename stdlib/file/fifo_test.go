//go:build unix

package file_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/stdlib"
)

// TestFIFO: both ends of a FIFO wait for each other, and no longer than what is
// being evaluated may last.
func TestFIFO(t *testing.T) {
	defer goleak.VerifyNone(t)
	name := filepath.Join(t.TempDir(), "fifo")
	if err := unix.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	in.SetVar(in.Intern("fifo"), lisp.NewString(name))
	const read = `(with-temp-buffer (insert-file-contents fifo) (buffer-string))`
	const write = `(write-region (make-string 300000 ?x) nil fifo nil 'quiet)`

	for _, form := range []string{read, write} {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		if _, err := in.Eval(ctx, form); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s, alone: %v", form, err)
		}
		cancel()
	}
	time.AfterFunc(100*time.Millisecond, in.Interrupt)
	v, err := in.Eval(t.Context(), `(condition-case e `+read+` (quit e))`)
	if err != nil || in.PrintString(v, true) != "(quit)" {
		t.Errorf("interrupted: %v, %v", in.PrintString(v, true), err)
	}

	other := make(chan string, 1)
	go func() {
		b, _ := os.ReadFile(name)
		other <- string(b)
	}()
	if _, err := in.Eval(t.Context(), write); err != nil {
		t.Error(err)
	}
	if got := <-other; got != strings.Repeat("x", 300000) {
		t.Errorf("read %d bytes", len(got))
	}
	wrote := make(chan error, 1)
	go func() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err == nil {
			f.WriteString("one ")
			time.Sleep(3 * time.Second / 50) // longer than one look
			f.WriteString("two")
			err = f.Close()
		}
		wrote <- err
	}()
	v, err = in.Eval(t.Context(), read)
	if err != nil || in.PrintString(v, true) != `"one two"` {
		t.Errorf("read %v, %v", in.PrintString(v, true), err)
	}
	if err := <-wrote; err != nil {
		t.Error(err)
	}

	silent, err := os.OpenFile(name, os.O_RDWR, 0) // a writer that writes nothing
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := in.Eval(ctx, read); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("beside a silent writer: %v", err)
	}
}
