package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"elnet/stdlib"
)

// A packageSuite is how the tests of a package are run in its source tree.
type packageSuite struct {
	name  string // of Debian's source package
	args  []string
	load  string   // a pattern of files to load between args and run
	run   string   // the function to call at the end
	rest  []string // arguments after it
	needs []string // packages that it uses
}

var packageSuites = []packageSuite{
	{name: "dash-el", args: []string{"-L", ".", "-L", "dev", "-l", "dev/examples.el"}, run: "ert-run-tests-batch-and-exit"},
	{name: "s-el", args: []string{"-L", ".", "-l", "dev/examples-to-tests.el", "-l", "s.el", "-l", "dev/examples.el"}, run: "ert-run-tests-batch-and-exit"},
	{name: "buttercup", args: []string{"-L", ".", "-l", "buttercup"}, run: "buttercup-run-discover", rest: []string{"--", "--no-color", "--traceback", "full", "tests"}},
	{name: "f-el", needs: []string{"s-el", "dash-el"}, args: []string{"-L", ".", "-L", "test", "-l", "f-prepare.el", "-l", "test/f-init.el", "-l", "test/test-helper.el"},
		load: "test/f-*-test.el", run: "ert-run-tests-batch-and-exit"},
}

var suiteSummary = regexp.MustCompile(`(?m)^Ran (?:\d+ tests, (\d+) results as expected|(\d+ specs, \d+ failed))`)

// suitesFolder returns where .ci/suites puts the sources.
func suitesFolder() string {
	if dir := os.Getenv("ELNET_SUITES"); dir != "" {
		return dir
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "elnet", "suites")
}

// TestPackageSuites runs the tests of Debian's packages in Emacs and, with each
// library, in elnet: as many must succeed.
func TestPackageSuites(t *testing.T) {
	folder := suitesFolder()
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("no sources of packages in %s: run .ci/suites", folder)
	}
	emacs, elnet := findEmacs(t), buildElnet(t)
	prepare, err := filepath.Abs("suites")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range packageSuites {
		t.Run(s.name, func(t *testing.T) {
			want := s.passed(t, folder, prepare, emacs)
			if got := s.passed(t, folder, prepare, elnet); got != want {
				t.Errorf("%s succeed, in Emacs %s", got, want)
			}
			if !stdlib.IsEmacsDir(stdlib.DefaultEmacsDir) {
				return
			}
			if got := s.passed(t, folder, prepare, elnet, "--emacs-library"); got != want {
				t.Errorf("with Emacs' library %s succeed, in Emacs %s", got, want)
			}
		})
	}
}

// passed runs the suite and returns what its summary says of success.
func (s packageSuite) passed(t *testing.T, folder, prepare, program string, options ...string) string {
	t.Helper()
	tree := filepath.Join(t.TempDir(), s.name) // the tests write files beside themselves
	if err := os.CopyFS(tree, os.DirFS(filepath.Join(folder, s.name))); err != nil {
		t.Skipf("%v: run .ci/suites", err)
	}
	t.Chdir(tree)
	args := append(options, "-Q", "--batch", "-L", prepare)
	for _, other := range s.needs {
		args = append(args, "-L", filepath.Join(folder, other))
	}
	args = append(args, s.args...)
	files, err := filepath.Glob(s.load)
	if err != nil || s.load != "" && len(files) == 0 {
		t.Fatalf("no files %s: %v", s.load, err)
	}
	for _, f := range files {
		args = append(args, "-l", f)
	}
	ran := runCommand(t, program, append(append(args, "-f", s.run), s.rest...)...)
	text := ran.stdout + ran.stderr
	if m := suiteSummary.FindStringSubmatch(text); m != nil {
		return m[1] + m[2]
	}
	t.Fatalf("%s printed no summary:\n%s", program, text[max(0, len(text)-2000):])
	return ""
}
