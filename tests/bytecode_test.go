package tests

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
)

// newInterp returns an interpreter with the whole library.
func newInterp(t *testing.T) *lisp.Interp {
	t.Helper()
	in := lisp.New(lisp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
	t.Cleanup(func() { in.Close() })
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	return in
}

// compiledForm evaluates the elements of compiled.el from FIRST to LAST, each
// after its library is loaded, and gives a line for each.
const compiledForm = `(let ((print-escape-newlines t) (n 0) (out nil) (coding-system-for-read 'utf-8))
  (require 'cl-lib)
  (dolist (e (with-temp-buffer (insert-file-contents %q) (read (current-buffer))))
    (when (<= %d n %d)
      (let ((coding-system-for-read nil)) (load (concat %q (car e) ".elc") nil t))
      (push (format "%%s: %%S\n" (car e) (condition-case err (eval (cadr e) t) (error (list 'error err)))) out))
    (setq n (1+ n)))
  (apply #'concat (nreverse out)))`

// TestEmacsByteCode loads compiled libraries of Emacs, each in a fresh
// interpreter, and compares what a form does then with Emacs.
func TestEmacsByteCode(t *testing.T) {
	emacs := findEmacs(t)
	file, err := filepath.Abs("emacs-library/compiled.el")
	if err != nil {
		t.Fatal(err)
	}
	const dir = "/usr/share/emacs/28.2/lisp/"
	if _, err := os.Stat(dir + "emacs-lisp/seq.elc"); err != nil {
		notInstalled(t, "no compiled libraries of Emacs 28.2: install the Debian package emacs-common")
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	n := strings.Count(string(text), "\n(\"")
	cmd := exec.CommandContext(t.Context(), emacs, "-Q", "--batch", "--eval", "(princ "+fmt.Sprintf(compiledForm, file, 0, n, dir)+")")
	cmd.Env = append(os.Environ(), "TZ=UTC0", "LC_ALL=C.UTF-8")
	want, err := cmd.Output()
	if err != nil {
		t.Fatalf("Emacs: %v", err)
	}
	lines := strings.SplitAfter(strings.TrimSpace(string(want)), "\n")
	if len(lines) != n {
		t.Fatalf("Emacs wrote %d lines for %d libraries:\n%s", len(lines), n, want)
	}
	t.Setenv("TZ", "UTC0")
	for i, line := range lines {
		name, _, _ := strings.Cut(line, ":")
		t.Run(name, func(t *testing.T) {
			in := newInterp(t)
			got, err := in.Eval(t.Context(), fmt.Sprintf(compiledForm, file, i, i, dir))
			switch {
			case err != nil:
				t.Error(err)
			case strings.TrimSpace(got.Str().UTF8()) != strings.TrimSpace(line):
				t.Errorf("got  %swant %s", got.Str().UTF8(), line)
			}
		})
	}
}

// TestByteCompiledPrograms compiles the benchmark programs with Emacs, and runs
// the byte-code here: it must return what the source does.
func TestByteCompiledPrograms(t *testing.T) {
	emacs := findEmacs(t)
	programs, err := filepath.Glob("bench/lang/programs/*.el")
	if err != nil || len(programs) < 10 {
		t.Fatalf("%d programs, %v", len(programs), err)
	}
	dir := t.TempDir()
	args := []string{"-Q", "--batch", "--eval", fmt.Sprintf(`(setq byte-compile-dest-file-function
  (lambda (file) (concat %q (file-name-nondirectory file) "c")))`, dir+"/"), "-f", "batch-byte-compile"}
	if out, err := exec.CommandContext(t.Context(), emacs, append(args, programs...)...).CombinedOutput(); err != nil {
		t.Fatalf("Emacs: %v\n%s", err, out)
	}
	for _, source := range programs {
		name := strings.TrimSuffix(filepath.Base(source), ".el")
		t.Run(name, func(t *testing.T) {
			const form = `(progn (load (expand-file-name %q) nil t) (list (byte-code-function-p (symbol-function 'bench-entry)) (bench-entry)))`
			run := func(file string) string {
				v, err := newInterp(t).Eval(t.Context(), "(prin1-to-string "+fmt.Sprintf(form, file)+")")
				if err != nil {
					t.Fatalf("%s: %v", file, err)
				}
				return v.Str().UTF8()
			}
			got, want := run(filepath.Join(dir, name+".elc")), run(source)
			if strings.Replace(got, "(t ", "(nil ", 1) != want {
				t.Errorf("byte-code: %s, source: %s", got, want)
			}
		})
	}
}
