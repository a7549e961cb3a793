package repl

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
)

func TestFindPlace(t *testing.T) {
	for _, c := range []struct {
		text string
		want place
	}{
		{"", place{kind: wantVariable}},
		{"ca", place{kind: wantVariable, word: "ca"}},
		{"(ca", place{kind: wantFunction, word: "ca"}},
		{"(", place{kind: wantFunction}},
		{"(foo ca", place{kind: wantVariable, word: "ca", head: "foo"}},
		{"(foo (bar) ca", place{kind: wantVariable, word: "ca", head: "foo"}},
		{"(foo 'ca", place{kind: wantSymbol, word: "ca", head: "foo"}},
		{"(foo '(ca", place{kind: wantSymbol, word: "ca"}},
		{"(foo #'ca", place{kind: wantFunction, word: "ca", head: "foo"}},
		{"(foo :ke", place{kind: wantKeyword, word: ":ke", head: "foo"}},
		{"(foo \"a b", place{kind: wantFile, word: "a b", head: "foo"}},
		{"(foo \"a \\\" b", place{kind: wantFile, word: "a \\\" b", head: "foo"}},
		{"(foo \"a\" b", place{kind: wantVariable, word: "b", head: "foo"}},
		{"(foo ; \"a\" b", place{}},
		{"(foo ; \"a\n b", place{kind: wantVariable, word: "b", head: "foo"}},
		{"(foo ?\" b", place{kind: wantVariable, word: "b", head: "foo"}},
		{"(foo ?\\( b", place{kind: wantVariable, word: "b", head: "foo"}},
		{"(foo ?", place{}},
		{"(foo ?a", place{}},
		{"what? b", place{kind: wantVariable, word: "b"}},
		{") b", place{kind: wantVariable, word: "b"}},
		{"[(a) b", place{kind: wantVariable, word: "b"}},
		{"(ü ä", place{kind: wantVariable, word: "ä", head: "ü"}},
		{",", place{kind: wantCommand}},
		{",d", place{kind: wantCommand, word: "d"}},
		{",d ca", place{kind: wantSymbol, word: "ca"}},
		{",d #'ca", place{kind: wantSymbol, word: "ca"}},
		{",ps ca", place{}},
	} {
		if got := findPlace(c.text); got != c.want {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c.want)
		}
	}
}

func FuzzFindPlace(f *testing.F) {
	f.Add("(foo '(\"a\\\" ; \n ?\\( :b")
	f.Fuzz(func(t *testing.T, text string) {
		if p := findPlace(text); !strings.HasSuffix(text, p.word) {
			t.Errorf("%q does not end in %q", text, p.word)
		}
	})
}

func TestCompletions(t *testing.T) {
	for _, c := range []struct {
		names  string
		prefix string
		want   string
	}{
		{"car cdr caar", "ca", "ar r"},
		{"abcd abce x", "a", "bc"},
		{"abcd abce", "abc", "d e"},
		{"car car", "c", "ar"},
		{"car", "car", ""},
		{"car car-safe car-less", "car", "-less -safe"},
		{"äöü äöx", "ä", "ö"},
		{"x", "y", ""},
	} {
		got := completions(strings.Fields(c.names), c.prefix)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q in %q: got %q, want %q", c.prefix, c.names, got, c.want)
		}
	}
}

// newTestSession returns a session that nobody types at.
func newTestSession(t *testing.T) *session {
	t.Helper()
	in := lisp.New(lisp.Options{})
	t.Cleanup(func() { in.Close() })
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	r := &runner{opts: &options{}, in: in, stdout: &out, out: newOutput(&out), stderr: &out, stdin: &input{}}
	r.errs = &flushFirst{r.out, &out}
	s := r.newSession(context.Background(), strings.NewReader(""))
	t.Cleanup(func() { close(s.requests); <-s.done })
	return s
}

func TestCandidates(t *testing.T) {
	s := newTestSession(t)
	if _, err := s.in.Eval(t.Context(), "(defun my-fn ()) (defvar my-var 1) (setq my-set 1) (list 'my-nothing :my-key '"+`my\ odd)`+
		"(defun my\\ odd ())"); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range []string{"file-a", "file-b", ".hidden", "dir/x"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, f)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, f), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ text, with, without string }{
		{"(my-", "my-fn", "my-var my-set my-nothing"},
		{"(x my-", "my-var my-set", "my-fn my-nothing"},
		{"(x 'my-", "my-fn my-var my-set", "my-nothing"},
		{",d my-", "my-fn my-var my-set", "my-nothing"},
		{"(x :my", ":my-key", ""},
		{"(my", `my\ odd`, ""},
		{"(make-network-process :ser", ":server :service :reuseaddr", ":my-key"},
		{"(make-network-process :name :", ":filter :keepalive", ""},
		{"(cons-or-la", "", "cons"},
		{"(when-l", "when-let", ""}, // of the library, not evaluated yet
		{"x", "", "x"},
		{"(load \"" + dir + "/fi", "file-a file-b", ".hidden"},
		{"(load \"" + dir + "/", "file-a dir/", ".hidden"},
		{"(load \"" + dir + "/.", ".hidden", ""},
		{"(load \"" + dir + "/none/", "", "file-a"},
		{",", "d ps timers help quit", ""},
		{"", "", "car"},
	} {
		got := s.candidates(findPlace(c.text))
		for _, w := range strings.Fields(strings.ReplaceAll(c.with, `\ `, "\x01")) {
			if w = strings.ReplaceAll(w, "\x01", `\ `); !slices.Contains(got, w) {
				t.Errorf("%q: no %q in %q", c.text, w, got)
			}
		}
		for _, w := range strings.Fields(c.without) {
			if slices.Contains(got, w) {
				t.Errorf("%q: %q is there", c.text, w)
			}
		}
	}
}
