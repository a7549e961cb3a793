package lisp

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestPrimsAnswers evaluates the forms of testdata/prims-*.txt and compares
// with what Emacs 28.2 answered (see testdata/answer.el).
func TestPrimsAnswers(t *testing.T) {
	files, err := filepath.Glob("testdata/prims-*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no case files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			answersOf(t, file)
		})
	}
}

func answersOf(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	in := New(Options{})
	defer in.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err = in.Eval(ctx, `(setq print-escape-newlines t print-escape-nonascii t print-escape-control-characters t)`)
	if err != nil {
		t.Fatal(err)
	}
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		form, want, ok := strings.Cut(line, "\t")
		if !ok {
			continue
		}
		v, err := in.Eval(ctx, "(condition-case e (prin1-to-string "+form+
			") (error (concat \"!\" (prin1-to-string e))))")
		switch {
		case err != nil:
			t.Errorf("%s:%d: %s: %v", file, n+1, form, err)
		case v.Str().UTF8() != want:
			t.Errorf("%s:%d: %s\n got %s\nwant %s", file, n+1, form, v.Str().UTF8(), want)
		}
	}
}
