package tests

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"elnet/stdlib"
)

// packageDir is where Debian's elpa-* packages are.
const packageDir = "/usr/share/emacs/site-lisp/elpa-src"

// packageArgs returns the options that put the package called name, and those
// that it needs, on load-path.
func packageArgs(t *testing.T, name string) []string {
	t.Helper()
	if dirs, _ := filepath.Glob(filepath.Join(packageDir, name+"-[0-9]*")); len(dirs) == 0 {
		notInstalled(t, fmt.Sprintf("no package %s: install the Debian package elpa-%s", name, name))
	}
	dirs, _ := filepath.Glob(filepath.Join(packageDir, "*"))
	var args []string
	for _, dir := range dirs {
		args = append(args, "-L", dir)
	}
	return args
}

// TestEmacsPackages runs the programs of emacs-packages, each of which has the
// Debian package of its name do its work on the loopback, and compares their
// output with that in Emacs.
func TestEmacsPackages(t *testing.T) {
	openEmacsLibrary(t)
	elnet := buildElnet(t)
	eachPackage(t, func(t *testing.T, file string, args []string) {
		args = append([]string{"--emacs-library", stdlib.DefaultEmacsDir, "-Q", "--batch"}, args...)
		checkProgram(t, file, runCommand(t, elnet, append(args, "-l", file)...))
	})
}

// TestEmacsPackagesOracle runs them in Emacs; -update stores their output.
func TestEmacsPackagesOracle(t *testing.T) {
	emacs := findEmacs(t)
	eachPackage(t, func(t *testing.T, file string, args []string) {
		got := runCommand(t, emacs, append(append([]string{"-Q", "--batch"}, args...), "-l", file)...)
		if *update {
			if err := os.WriteFile(programOutput(file), []byte(got.stdout), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		checkProgram(t, file, got)
	})
}

func eachPackage(t *testing.T, run func(t *testing.T, file string, args []string)) {
	t.Helper()
	files, err := filepath.Glob("emacs-packages/*.el")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d programs: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".el")
		t.Run(name, func(t *testing.T) { run(t, file, packageArgs(t, name)) })
	}
}
