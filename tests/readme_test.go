package tests

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"elnet/repl"
)

// TestReadme runs every elisp snippet of the README and compares what it prints
// with the output that the README shows.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	snippet := regexp.MustCompile("(?s)```elisp\n(.*?)```\n```output\n(.*?)```")
	found := snippet.FindAllStringSubmatch(string(text), -1)
	if n := strings.Count(string(text), "```elisp"); n != len(found) || n == 0 {
		t.Fatalf("%d snippets, %d with output", n, len(found))
	}
	for _, m := range found {
		file := filepath.Join(t.TempDir(), "snippet.el")
		src := m[1]
		if !strings.Contains(src, "lexical-binding") {
			src = ";;; -*- lexical-binding: t -*-\n" + src
		}
		if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		code := repl.Main([]string{"elnet", file}, strings.NewReader(""), &stdout, &stderr)
		if code != 0 || stdout.String() != m[2] {
			t.Errorf("%s\nexit %d, printed\n%s%s", m[1], code, &stdout, &stderr)
		}
	}
}
