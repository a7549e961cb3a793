package tests

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

// openEmacsLibrary opens the Lisp files of Debian's emacs-el.
func openEmacsLibrary(t *testing.T) *stdlib.EmacsLibrary {
	t.Helper()
	lib, err := stdlib.OpenEmacs(stdlib.DefaultEmacsDir)
	if err == nil {
		return lib
	}
	notInstalled(t, fmt.Sprintf("no Lisp files of Emacs 28.2 (%v): install the Debian package emacs-el", err))
	return nil
}

// withEmacsLibrary calls f with a fresh interpreter that loads from lib, and
// returns what it says on standard error.
func withEmacsLibrary(t *testing.T, lib *stdlib.EmacsLibrary, f func(ctx context.Context, in *lisp.Interp) error) (messages string, err error) {
	t.Helper()
	var stderr bytes.Buffer
	in := lisp.New(lisp.Options{Stdout: io.Discard, Stderr: &stderr, Stdin: strings.NewReader("")})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{Emacs: lib}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	err = f(ctx, in)
	return stderr.String(), err
}

const featuresFile = "emacs-library/features.el"

// featureForm evaluates element N of features.el.
const featureForm = `(let ((e (nth %d (with-temp-buffer (insert-file-contents %q) (read (current-buffer))))))
  (unless (featurep (intern (car e))) (load (car e) nil t))
  (format "%%s: %%S" (car e) (eval (cadr e) t)))`

func countFeatures(t *testing.T) (n int, file string) {
	t.Helper()
	text, err := os.ReadFile(featuresFile)
	if err != nil {
		t.Fatal(err)
	}
	file, err = filepath.Abs(featuresFile)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(text), "\n (\"") + strings.Count(string(text), "\n((\""), file
}

// TestEmacsFeatures loads each library of features.el in a fresh interpreter and
// compares the value of its form with that of Emacs, which features.out has.
func TestEmacsFeatures(t *testing.T) {
	lib := openEmacsLibrary(t)
	n, file := countFeatures(t)
	if *update {
		if err := os.WriteFile("emacs-library/features.out", []byte(featuresOfEmacs(t, n, file)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	stored, err := os.ReadFile("emacs-library/features.out")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(stored), "\n"), "\n")
	if len(want) != n {
		t.Fatalf("%d features, %d answers: run go test ./tests -run EmacsFeatures -update", n, len(want))
	}
	for i := range n {
		name, _, _ := strings.Cut(want[i], ":")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			messages, err := withEmacsLibrary(t, lib, func(ctx context.Context, in *lisp.Interp) error {
				v, err := in.EvalString(ctx, "features.el", fmt.Sprintf(featureForm, i, file))
				if err == nil && oneLine(v.Str().UTF8()) != want[i] {
					t.Errorf("got  %s\nwant %s", oneLine(v.Str().UTF8()), want[i])
				}
				return err
			})
			if err != nil {
				t.Errorf("%v\n%s", err, messages)
			}
		})
	}
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", "\\n") }

// featuresOfEmacs returns Emacs' answers, a line each.
func featuresOfEmacs(t *testing.T, n int, file string) string {
	t.Helper()
	var form strings.Builder
	for i := range n {
		fmt.Fprintf(&form, `(princ (replace-regexp-in-string "\n" "\\n" %s nil t)) (terpri)`, fmt.Sprintf(featureForm, i, file))
	}
	got := runCommand(t, findEmacs(t), "-Q", "--batch", "--eval", "(progn "+form.String()+")")
	if got.code != 0 {
		t.Fatalf("emacs: exit code %d\n%s", got.code, got.stderr)
	}
	return got.stdout
}

// TestEmacsFeaturesOracle checks the stored answers.
func TestEmacsFeaturesOracle(t *testing.T) {
	n, file := countFeatures(t)
	findEmacs(t)
	want, err := os.ReadFile("emacs-library/features.out")
	if err != nil {
		t.Fatal(err)
	}
	compareOutput(t, string(want), featuresOfEmacs(t, n, file))
}

// TestEmacsPrograms runs the programs of emacs-programs, which use Emacs' own
// network libraries, unmodified, against peers on the loopback, and compares
// their output with that in Emacs.
func TestEmacsPrograms(t *testing.T) {
	openEmacsLibrary(t)
	elnet, peers := buildElnet(t), programPeers(t)
	for _, file := range emacsPrograms(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := runCommandEnv(t, peers, elnet, "--emacs-library", stdlib.DefaultEmacsDir, "-Q", "--batch", "-l", file)
			checkProgram(t, file, got)
		})
	}
}

// TestEmacsProgramsOracle runs them in Emacs; -update stores their output.
func TestEmacsProgramsOracle(t *testing.T) {
	emacs, peers := findEmacs(t), programPeers(t)
	for _, file := range emacsPrograms(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := runCommandEnv(t, peers, emacs, "-Q", "--batch", "-l", file)
			if *update {
				if err := os.WriteFile(programOutput(file), []byte(got.stdout), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			checkProgram(t, file, got)
		})
	}
}

func emacsPrograms(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("emacs-programs/*.el")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d programs: %v", len(files), err)
	}
	return files
}

func programOutput(file string) string { return strings.TrimSuffix(file, ".el") + ".out" }

func checkProgram(t *testing.T, file string, got ran) {
	t.Helper()
	want, err := os.ReadFile(programOutput(file))
	if err != nil {
		t.Fatal(err)
	}
	if got.code != 0 {
		t.Errorf("exit code %d\n%s", got.code, got.stderr)
	}
	compareOutput(t, string(want), got.stdout)
}
