package tests

import (
	"errors"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"elnet/repl"
)

func TestMain(m *testing.M) {
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
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:      "scripts",
		Deadline: time.Now().Add(2 * time.Minute),
		Cmds:     map[string]func(ts *testscript.TestScript, neg bool, args []string){"exits": cmdExits, "like-emacs": cmdLikeEmacs},
		Setup: func(e *testscript.Env) error {
			e.Setenv("LC_ALL", "C.UTF-8")
			return nil
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
