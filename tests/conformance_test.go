// Package tests holds the tests that cross packages: forms whose answers real
// Emacs wrote, and the rules for which folder may import which.
package tests

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "have real Emacs write the answers of the conformance files")

//go:embed oracle/answer.el
var answerLisp string

const (
	formTimeout  = 20 * time.Second
	fileTimeout  = 150 * time.Second
	oraclePkgs   = "emacs-nox emacs-el"
	oracleScript = "oracle/update.el"
)

// A testCase is the text of one form and what is written below it.
type testCase struct {
	line   int    // of the form, from 1
	src    string // the form
	answer string // the line ";=> …" or ";!> …" as Emacs wrote it
	ours   string // from ";~> OURS ;; REASON": our answer where it differs
}

// want is the answer elnet must give.
func (c testCase) want() string {
	if c.ours == "" {
		return c.answer
	}
	return c.ours
}

// parseCases splits a conformance file at its answer lines. What follows the
// last answer and is not comment is a case without an answer.
func parseCases(text string) ([]testCase, error) {
	var cases []testCase
	var src []string
	start, code := 0, false
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, ";=> "), strings.HasPrefix(line, ";!> "):
			if !code {
				return nil, fmt.Errorf("line %d: an answer without a form", i+1)
			}
			cases = append(cases, testCase{line: start, src: strings.Join(src, "\n"), answer: line})
			src, code = nil, false
		case strings.HasPrefix(line, ";~> "):
			if code || len(cases) == 0 {
				return nil, fmt.Errorf("line %d: a deviation must follow the answer of Emacs", i+1)
			}
			ours, reason, ok := strings.Cut(line[len(";~> "):], " ;; ")
			if !ok || reason == "" {
				return nil, fmt.Errorf("line %d: a deviation without a reason", i+1)
			}
			cases[len(cases)-1].ours = deviation(ours)
		default:
			if t := strings.TrimSpace(line); !code && t != "" && t[0] != ';' {
				start, code = i+1, true
			}
			if code {
				src = append(src, line)
			}
		}
	}
	if code {
		cases = append(cases, testCase{line: start, src: strings.Join(src, "\n")})
	}
	return cases, nil
}

// deviation turns what follows ";~>" into an answer line: "!> ERROR" for an
// error, and anything else for a value.
func deviation(ours string) string {
	if rest, ok := strings.CutPrefix(ours, "!> "); ok {
		return ";!> " + rest
	}
	return ";=> " + ours
}

// TestConformance evaluates every form of conformance/*.el in elnet and
// compares its answer with the stored one. With -update, real Emacs first
// writes the stored answers anew.
func TestConformance(t *testing.T) {
	if *update {
		updateAnswers(t)
	}
	forms, failed := 0, 0
	for _, file := range conformanceFiles(t) {
		t.Run(fileTopic(file), func(t *testing.T) {
			n, bad := runFile(t, file)
			forms, failed = forms+n, failed+bad
		})
	}
	t.Logf("conformance: %d forms, %d failed", forms, failed)
}

func runFile(t *testing.T, file string) (forms, failed int) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := parseCases(string(data))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	h := newHost(t)
	for _, c := range cases {
		got, n, err := h.answer(file, c.src)
		switch {
		case err != nil:
			t.Errorf("%s:%d: %v", file, c.line, err)
		case n != 1 || c.answer == "":
			t.Errorf("%s:%d: %d forms above one answer; run go test ./tests -run Conformance -update", file, c.line, n)
		case got != c.want():
			t.Errorf("%s:%d: %s\n got %s\nwant %s", file, c.line, c.src, got, c.want())
		default:
			continue
		}
		failed++
	}
	if failed > 0 {
		t.Logf("%s: %d of %d forms failed", file, failed, len(cases))
	}
	return len(cases), failed
}

// answer evaluates the forms of src in the host. It returns the answer of the
// last and how many there were.
func (h *host) answer(name, src string) (answer string, n int, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), formTimeout)
	defer cancel()
	text, err := h.evalString(ctx, name, "(conformance-answer-text "+lispString(src)+")")
	if err != nil {
		return "", 0, err
	}
	count, answer, _ := strings.Cut(text, " ")
	n, err = strconv.Atoi(count)
	return answer, n, err
}

// lispString writes s as a Lisp string literal.
func lispString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// TestConformanceOracle checks that the stored answers are those of the Emacs
// installed here.
func TestConformanceOracle(t *testing.T) {
	emacs := findEmacs(t)
	for _, file := range conformanceFiles(t) {
		t.Run(fileTopic(file), func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "answers.el")
			stored, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			// Emacs' asynchronous lookups and connects now and then hang on a
			// busy machine, so it is asked up to three times.
			for try := 1; ; try++ {
				err := askEmacs(emacs, file, out)
				var fresh []byte
				if err == nil {
					fresh, err = os.ReadFile(out)
				}
				if err == nil && bytes.Equal(stored, fresh) {
					return
				}
				if try < 3 {
					t.Logf("attempt %d: %v", try, err)
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				compareLines(t, file, stored, fresh)
				return
			}
		})
	}
}

func compareLines(t *testing.T, file string, stored, fresh []byte) {
	if bytes.Equal(stored, fresh) {
		return
	}
	a, b := strings.Split(string(stored), "\n"), strings.Split(string(fresh), "\n")
	if len(a) != len(b) {
		t.Errorf("%s: %d lines, as Emacs writes it %d: an answer is missing or extra", file, len(a), len(b))
	}
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Errorf("%s:%d:\nstored %s\n Emacs %s", file, i+1, a[i], b[i])
			if len(a) != len(b) {
				return // the rest is only shifted
			}
		}
	}
}

func updateAnswers(t *testing.T) {
	emacs := findEmacs(t)
	for _, file := range conformanceFiles(t) {
		runEmacs(t, emacs, file, file)
	}
}

// findEmacs returns the path of Emacs 28.2, or skips the test; with
// REQUIRE_EMACS in the environment it fails instead.
func findEmacs(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("emacs")
	if err == nil {
		out, _ := exec.Command(path, "--version").Output()
		if strings.HasPrefix(string(out), "GNU Emacs 28.2\n") {
			return path
		}
		err = errors.New("not version 28.2")
	}
	notInstalled(t, fmt.Sprintf("no Emacs 28.2 (%v): install the Debian packages %s", err, oraclePkgs))
	return ""
}

// notInstalled skips a test that needs what is not there; where REQUIRE_EMACS is
// set, as in .ci/run, the test fails.
func notInstalled(t *testing.T, msg string) {
	t.Helper()
	if os.Getenv("REQUIRE_EMACS") != "" {
		t.Fatal(msg)
	}
	t.Skip(msg)
}

// runEmacs has Emacs copy file to out with the answers it gives.
func runEmacs(t *testing.T, emacs, file, out string) {
	t.Helper()
	if err := askEmacs(emacs, file, out); err != nil {
		t.Fatal(err)
	}
}

func askEmacs(emacs, file, out string) error {
	ctx, cancel := context.WithTimeout(context.Background(), fileTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, emacs, "-Q", "--batch", "-l", oracleScript, "-f", "conformance-update", file, out)
	cmd.Env = append(os.Environ(), hostEnv...)
	cmd.WaitDelay = time.Second
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", file, err, text)
	}
	return nil
}

// hostEnv is the environment in which forms are evaluated, here and in Emacs.
var hostEnv = []string{"LC_ALL=C.UTF-8", "TZ=UTC0", "CONFORMANCE_VAR=some value"}

func conformanceFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("conformance/*.el")
	if err != nil || len(files) == 0 {
		t.Fatalf("no conformance files: %v", err)
	}
	return files
}

func fileTopic(file string) string {
	return strings.TrimSuffix(filepath.Base(file), ".el")
}

func TestParseCases(t *testing.T) {
	got, err := parseCases(";; c\n(a\n b)\n;=> 1\n\n(c)\n;!> (error)\n;~> 2 ;; reason\n(d)\n;=> 3\n;~> !> (quit) ;; why\n(e)\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []testCase{
		{line: 2, src: "(a\n b)", answer: ";=> 1"},
		{line: 6, src: "(c)", answer: ";!> (error)", ours: ";=> 2"},
		{line: 9, src: "(d)", answer: ";=> 3", ours: ";!> (quit)"},
		{line: 12, src: "(e)\n"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for _, bad := range []string{";=> 1\n", "(a)\n;~> 1 ;; before\n;=> 2\n", "(a)\n;=> 1\n;~> 2\n", "(a)\n;=> 1\n;~> 2 ;; \n"} {
		if _, err := parseCases(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
