package tests

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"elnet/stdlib"
)

const libraryIndex = "../stdlib/library-index.txt"

// TestLibraryIndex keeps library-index.txt true; with -update, renewIndex has
// written it before any test ran.
func TestLibraryIndex(t *testing.T) {
	if stdlib.LibraryIndexKept() {
		return
	}
	stored, err := os.ReadFile(libraryIndex)
	if err != nil {
		t.Fatal(err)
	}
	t.Errorf("%s does not tell what stdlib/el defines: run go test ./tests -run Library -update\n%s",
		libraryIndex, firstDifference(string(stored), stdlib.LibraryIndex()))
}

// renewIndex, called before any test, writes library-index.txt if it is to be
// updated, and then runs the tests anew: this program has the old one built in.
func renewIndex() {
	if filepath.Base(os.Args[0]) == "elnet" || !slices.Contains(os.Args, "-update") || stdlib.LibraryIndexKept() {
		return
	}
	if err := os.WriteFile(libraryIndex, []byte(stdlib.LibraryIndex()), 0o644); err != nil {
		panic(err)
	}
	cmd := exec.Command("go", append([]string{"test", ".", "-args"}, os.Args[1:]...)...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if cmd.Run() != nil {
		os.Exit(1)
	}
	os.Exit(0)
}
