package tests

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"elnet/netprims/poll"
)

// scenarioTimeout bounds one scenario; each takes a second or two.
const scenarioTimeout = time.Minute

// A ran is how a command ended.
type ran struct {
	code           int
	stdout, stderr string
}

// runCommand runs a command, with the tests' environment, to its end.
func runCommand(t *testing.T, name string, args ...string) ran {
	t.Helper()
	return runCommandEnv(t, nil, name, args...)
}

// runCommandEnv does so with env added to the environment.
func runCommandEnv(t *testing.T, env []string, name string, args ...string) ran {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), scenarioTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	cmd.Env = append(append(os.Environ(), hostEnv...), env...)
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%s %q: %v\n%s", name, args, err, &stderr)
	}
	if ctx.Err() != nil {
		t.Fatalf("%s %q: killed after %v, so far\n%s%s", name, args, scenarioTimeout, &stdout, &stderr)
	}
	return ran{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// buildElnet builds the command for the rest of the test.
func buildElnet(t *testing.T) string {
	t.Helper()
	elnet := filepath.Join(t.TempDir(), "elnet")
	if out, err := exec.Command("go", "build", "-o", elnet, "elnet/repl/elnet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return elnet
}

func scenarios(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("net/*.el")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d scenarios: %v", len(files), err)
	}
	return files
}

// TestNetScenarios runs net/*.el with elnet and compares what they print with
// what they print in real Emacs; -update has Emacs write that anew.
func TestNetScenarios(t *testing.T) {
	if *update {
		writeScenarioOutput(t)
	}
	elnet := buildElnet(t)
	for _, poller := range []string{poll.Backends()[0], "poll"} {
		for _, file := range scenarios(t) {
			t.Run(fileTopic(file)+"/"+poller, func(t *testing.T) {
				t.Parallel() // they mostly wait
				checkScenario(t, file, runCommand(t, elnet, "--poller", poller, "-Q", "--batch", "-l", file))
			})
		}
	}
	t.Run("as a script", func(t *testing.T) {
		checkScenario(t, "net/chat.el", runCommand(t, elnet, "net/chat.el"))
	})
}

// TestNetScenariosOracle checks that the stored output is that of the Emacs
// installed here.
func TestNetScenariosOracle(t *testing.T) {
	emacs := findEmacs(t)
	for _, file := range scenarios(t) {
		t.Run(fileTopic(file), func(t *testing.T) {
			t.Parallel() // they mostly wait
			checkScenario(t, file, runCommand(t, emacs, "-Q", "--batch", "-l", file))
		})
	}
}

func checkScenario(t *testing.T, file string, got ran) {
	t.Helper()
	if got.code != 0 {
		t.Fatalf("exit code %d, printed\n%s\n%s", got.code, got.stdout, got.stderr)
	}
	if strings.HasPrefix(got.stdout, "skipped: ") {
		t.Skip(strings.TrimSpace(got.stdout))
	}
	want, err := os.ReadFile(outputOf(file))
	if err != nil {
		t.Fatal(err)
	}
	if fileTopic(file) == "chat" { // what different clients hear has no order
		compareOutput(t, sortLines(string(want)), sortLines(got.stdout))
		return
	}
	compareOutput(t, string(want), got.stdout)
}

func sortLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// compareOutput reports the lines in which two texts differ.
func compareOutput(t *testing.T, want, got string) {
	t.Helper()
	if got == want {
		return
	}
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	if len(w) != len(g) {
		t.Errorf("%d lines, want %d", len(g), len(w))
	}
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, g[i], w[i])
			if len(w) != len(g) {
				return // the rest is only shifted
			}
		}
	}
}

func outputOf(file string) string { return strings.TrimSuffix(file, ".el") + ".out" }

func writeScenarioOutput(t *testing.T) {
	emacs := findEmacs(t)
	for _, file := range scenarios(t) {
		got := runCommand(t, emacs, "-Q", "--batch", "-l", file)
		if got.code != 0 || strings.HasPrefix(got.stdout, "skipped: ") {
			t.Fatalf("%s: exit code %d\n%s%s", file, got.code, got.stdout, got.stderr)
		}
		if err := os.WriteFile(outputOf(file), []byte(got.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
