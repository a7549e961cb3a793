package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// TestFacts checks that what net/FACTS.md names as shown somewhere is there.
func TestFacts(t *testing.T) {
	text, err := os.ReadFile("net/FACTS.md")
	if err != nil {
		t.Fatal(err)
	}
	defined := map[string]bool{}
	for _, pattern := range []string{"*_test.go", "../netprims/*_test.go", "../stdlib/process/*_test.go", "soak/*_test.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(b, -1) {
				defined[string(m[1])] = true
			}
		}
	}
	names := regexp.MustCompile(`Test\w+`).FindAllString(string(text), -1)
	if len(names) < 50 {
		t.Errorf("only %d tests are named", len(names))
	}
	for _, name := range names {
		if !defined[name] {
			t.Errorf("there is no %s", name)
		}
	}
	for _, file := range regexp.MustCompile(`(conformance|net|scripts)/[\w-]+\.(el|txtar)`).FindAllString(string(text), -1) {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
}
