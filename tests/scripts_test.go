package tests

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"elnet/repl"
	"elnet/stdlib"
)

func TestMain(m *testing.M) {
	renewIndex()
	testscript.Main(m, map[string]func(){
		"elnet": func() { os.Exit(repl.Main(os.Args, os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the command as scripts/*.txtar say (see the documentation of
// testscript). Beside the commands described there they have
//
//	exits CODE PROGRAM ARG...   run PROGRAM, which must exit with CODE
//	like-emacs ARG...           run elnet and Emacs in batch mode with the same
//	                            arguments: both must print the same and exit alike
//	both CODE ARG...            run elnet, which must exit with CODE, and, where
//	                            it is installed, Emacs, with the arguments as they
//	                            are: both must print the same on standard output,
//	                            times aside
//
// The condition [elpa:PACKAGE] says whether Debian's elpa-PACKAGE is installed; the
// variable elpa is a load-path of all that are.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:      "scripts",
		Deadline: time.Now().Add(8 * time.Minute), // of all scripts, with the race detector on a busy machine
		Cmds:     map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": cmdExits, "like-emacs": cmdLikeEmacs, "both": cmdBoth},
		Setup: func(e *testscript.Env) error {
			e.Setenv("LC_ALL", "C.UTF-8")
			e.Setenv("elpa", strings.Join(elpaDirs("*"), ":"))
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "emacs-library" {
				return stdlib.IsEmacsDir(stdlib.DefaultEmacsDir), nil
			}
			name, ok := strings.CutPrefix(cond, "elpa:")
			if !ok {
				return false, fmt.Errorf("unknown condition %q", cond)
			}
			found := len(elpaDirs(name+"-[0-9]*")) > 0
			if !found && os.Getenv("REQUIRE_EMACS") != "" {
				return false, fmt.Errorf("install the Debian package elpa-%s", name)
			}
			return found, nil
		},
	})
}

func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := runScript(ts, args[1], args[2:]...); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// runScript runs a program, keeps what it prints for the script, and returns its
// exit code.
func runScript(ts *testscript.TestScript, program string, args ...string) int {
	err := ts.Exec(program, args...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	ts.Check(err)
	return 0
}

// ourOwn is what differs from Emacs on standard error on purpose: the line that
// says where the error was.
var ourOwn = regexp.MustCompile(`(?m)^/.*:\d+:\d+: .*\n`)

func cmdLikeEmacs(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("unsupported: ! like-emacs")
	}
	type result struct {
		code           int
		stdout, stderr string
	}
	run := func(program string, first ...string) result {
		code := runScript(ts, program, append(first, args...)...)
		return result{code, ts.ReadFile("stdout"), ourOwn.ReplaceAllString(ts.ReadFile("stderr"), "")}
	}
	emacs, elnet := run("emacs", "-Q", "--batch"), run("elnet", "-Q", "--batch")
	if emacs != elnet {
		ts.Fatalf("%s\nEmacs: %+v\nelnet: %+v", strings.Join(args, " "), emacs, elnet)
	}
}

// elpaDirs returns the directories of Emacs packages that Debian has installed.
func elpaDirs(pattern string) []string {
	dirs, _ := filepath.Glob("/usr/share/emacs/site-lisp/elpa-src/" + pattern)
	return dirs
}

// timing is what differs from one run of a suite to the next.
var timing = regexp.MustCompile(`\d+(\.\d+)? ?(ms|s|sec|seconds)\b|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+0000`)

func cmdBoth(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: both CODE ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	run := func(program string) string {
		ts.Setenv("EMACS", program)
		code := runScript(ts, program, args[1:]...)
		out := timing.ReplaceAllString(ts.ReadFile("stdout"), "TIME")
		if code != want {
			ts.Fatalf("%s: exit code %d, want %d\n%s", program, code, want, out)
		}
		return out
	}
	if _, err := exec.LookPath("emacs"); err == nil {
		if emacs, elnet := run("emacs"), run("elnet"); emacs != elnet {
			ts.Fatalf("Emacs:\n%s\nelnet:\n%s", emacs, elnet)
		}
		return
	}
	run("elnet")
}
