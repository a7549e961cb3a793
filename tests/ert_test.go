package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// An ertRun is one run of a test file in batch mode.
type ertRun struct {
	name string   // of the stored output, ert/NAME.out
	args []string // after -Q --batch
}

var ertRuns = []ertRun{
	{"basics", ertArgs("basics")},
	{"mixed", ertArgs("mixed")},
	{"skipped", ertArgs("skipped")},
	{"empty", ertArgs("empty")},
	{"broken", ertArgs("broken")},
	{"select-name", []string{"-l", "ert", "-l", "ert/basics-tests.el",
		"--eval", `(ert-run-tests-batch-and-exit "basics-network")`}},
	{"select-tag", []string{"-l", "ert", "-l", "ert/skipped-tests.el",
		"--eval", `(ert-run-tests-batch-and-exit '(or (tag network) skipped-never))`}},
	{"quiet", []string{"-l", "ert", "-l", "ert/mixed-tests.el",
		"--eval", `(let ((ert-quiet t)) (ert-run-tests-batch-and-exit))`}},
	{"two-files", []string{"-l", "ert", "-l", "ert/skipped-tests.el", "-l", "ert/empty-tests.el",
		"-f", "ert-run-tests-batch-and-exit"}},
}

func ertArgs(file string) []string {
	return []string{"-l", "ert", "-l", "ert/" + file + "-tests.el", "-f", "ert-run-tests-batch-and-exit"}
}

// TestErt runs the test files of ert/ with elnet and compares exit code and
// report with those of real Emacs, which -update stores anew.
func TestErt(t *testing.T) {
	if *update {
		emacs := findEmacs(t)
		for _, r := range ertRuns {
			if err := os.WriteFile(r.stored(), []byte(r.report(t, emacs)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	elnet := buildElnet(t)
	for _, r := range ertRuns {
		t.Run(r.name, func(t *testing.T) { r.check(t, elnet) })
	}
}

// TestErtOracle checks that the stored reports are those of the Emacs installed
// here.
func TestErtOracle(t *testing.T) {
	emacs := findEmacs(t)
	for _, r := range ertRuns {
		t.Run(r.name, func(t *testing.T) { r.check(t, emacs) })
	}
}

func (r ertRun) stored() string { return filepath.Join("ert", r.name+".out") }

func (r ertRun) check(t *testing.T, program string) {
	t.Helper()
	want, err := os.ReadFile(r.stored())
	if err != nil {
		t.Fatal(err)
	}
	compareOutput(t, string(want), r.report(t, program))
}

// report returns the exit code and what the run prints, without what differs
// from run to run and without backtraces, which show the insides of ert.
func (r ertRun) report(t *testing.T, program string) string {
	t.Helper()
	got := runCommand(t, program, append([]string{"-Q", "--batch"}, r.args...)...)
	text := fmt.Sprintf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
	for _, m := range ertMasks {
		text = m.pattern.ReplaceAllString(text, m.with)
	}
	return text
}

var ertMasks = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`\d+\.\d+ sec`), "TIME sec"},
	{regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4}`), "DATE"},
	{regexp.MustCompile(`(?s)(Test \S+ backtrace:\n).*?(Test \S+ condition:\n)`), "$1$2"},
	// An error outside of any test: elnet says first where it is.
	{regexp.MustCompile(`(?m)^\S+\.el:\d+:\d+: .*\n`), ""},
	{regexp.MustCompile(`(?s)(Debugger entered--Lisp error: [^\n]*\n).*`), "$1"},
}

// TestErtLibrary runs our suites of the library, ert/lib/*.el, with elnet's
// library and, where it is installed, with that of Emacs.
func TestErtLibrary(t *testing.T) {
	files, err := filepath.Glob("ert/lib/*-tests.el")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d suites: %v", len(files), err)
	}
	for _, program := range []struct {
		name string
		path func(*testing.T) string
	}{{"elnet", buildElnet}, {"emacs", findEmacs}} {
		t.Run(program.name, func(t *testing.T) {
			path := program.path(t)
			for _, file := range files {
				t.Run(filepath.Base(file), func(t *testing.T) {
					got := runCommand(t, path, "-Q", "--batch", "-l", "ert", "-l", file, "-f", "ert-run-tests-batch-and-exit")
					if got.code != 0 || !allExpected.MatchString(got.stderr) {
						t.Errorf("exit code %d\n%s%s", got.code, got.stdout, got.stderr)
					}
				})
			}
		})
	}
}

var allExpected = regexp.MustCompile(`Ran ([1-9]\d*) tests, ([1-9]\d*) results as expected, 0 unexpected`)
