package tests

import (
	"cmp"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

//go:embed oracle/library-check.el
var libraryCheckLisp string

//go:embed oracle/library-start.el
var libraryStartLisp string

// A libraryName is a line of oracle/library.tsv, which oracle/library.el has
// Emacs write: what one feature of its library defines.
type libraryName struct {
	feature, kind, name string
	arity               string // "MIN MAX" of a function or macro
}

func libraryNames(t *testing.T) []libraryName {
	t.Helper()
	var names []libraryName
	for _, f := range tsv(t, "oracle/library.tsv") {
		if len(f) != 3 && len(f) != 5 {
			t.Fatalf("bad line %q", f)
		}
		names = append(names, libraryName{f[0], f[1], f[2], strings.Join(f[3:], " ")})
	}
	return names
}

func tsv(t *testing.T, file string) [][]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		if line != "" && line[0] != '#' {
			rows = append(rows, strings.Split(line, "\t"))
		}
	}
	return rows
}

// libraryExceptions is oracle/library-exceptions.tsv: KIND, FEATURE, REGEXP for
// whole names, REASON. A row that excuses nothing is an error, so that the file
// shrinks with what is missing.
type libraryExceptions []*libraryException

type libraryException struct {
	kind, feature string
	names         *regexp.Regexp
	used          bool
}

func readLibraryExceptions(t *testing.T, kind string) libraryExceptions {
	t.Helper()
	var list libraryExceptions
	for _, f := range tsv(t, "oracle/library-exceptions.tsv") {
		if len(f) != 4 || f[3] == "" {
			t.Fatalf("bad line %q", f)
		}
		if f[0] == kind {
			list = append(list, &libraryException{f[0], f[1], regexp.MustCompile("^(?:" + f[2] + ")$"), false})
		}
	}
	return list
}

func (l libraryExceptions) excuse(feature, name string) bool {
	found := false
	for _, e := range l {
		if e.feature == feature && e.names.MatchString(name) {
			e.used, found = true, true
		}
	}
	return found
}

func (l libraryExceptions) checkUsed(t *testing.T) {
	t.Helper()
	for _, e := range l {
		if !e.used {
			t.Errorf("library-exceptions.tsv: %s %s %v excuses nothing", e.kind, e.feature, e.names)
		}
	}
}

// TestLibraryNames checks that what the features of Emacs' library define is
// defined here, as the same kind of thing and with the same arity.
func TestLibraryNames(t *testing.T) {
	h := newHost(t)
	if _, err := h.in.EvalString(t.Context(), "library-check.el", libraryCheckLisp); err != nil {
		t.Fatal(err)
	}
	absent, differs := readLibraryExceptions(t, "absent"), readLibraryExceptions(t, "differs")
	for _, n := range libraryNames(t) {
		got, err := h.evalString(t.Context(), n.name, fmt.Sprintf("(library-check %s %s)", lispString(n.feature), lispString(n.name)))
		if err != nil {
			t.Errorf("%s: %s: %v", n.feature, n.name, err)
			continue
		}
		kind, arity, _ := strings.Cut(got, " ")
		variable, arity, _ := strings.Cut(arity, "/")
		switch {
		case n.kind == "variable" && variable == "" || n.kind != "variable" && kind == "none":
			if !absent.excuse(n.feature, n.name) {
				t.Errorf("absent\t%s\t%s\t%s %s", n.feature, n.name, n.kind, n.arity)
			}
		case n.kind != "variable" && (kind != n.kind || arity != n.arity):
			if !differs.excuse(n.feature, n.name) {
				t.Errorf("differs\t%s\t%s\t%s %s, here %s %s", n.feature, n.name, n.kind, n.arity, kind, arity)
			}
		}
	}
	absent.checkUsed(t)
	differs.checkUsed(t)
}

// TestLibraryCases checks that every name that TestLibraryNames finds occurs in
// a conformance form.
func TestLibraryCases(t *testing.T) {
	files, err := filepath.Glob("conformance/*.el")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := parseCases(string(text))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			for _, word := range strings.FieldsFunc(c.src, func(r rune) bool { return strings.ContainsRune("()[]'`,@\"# \t\n", r) }) {
				seen[word] = true
			}
			if strings.Contains(c.src, "\\`") { // a quote, which is no part of other words
				seen["`"] = true
			}
		}
	}
	absent, untested := readLibraryExceptions(t, "absent"), readLibraryExceptions(t, "untested")
	for _, n := range libraryNames(t) {
		if !seen[strings.NewReplacer("(setf ", "", ")", "").Replace(n.name)] && !absent.excuse(n.feature, n.name) && !untested.excuse(n.feature, n.name) {
			t.Errorf("untested\t%s\t%s\t%s", n.feature, n.name, n.kind)
		}
	}
	untested.checkUsed(t)
}

// TestLibraryStart checks that what the features define is there at the start,
// and is an autoload of the same file, if it is so in Emacs.
func TestLibraryStart(t *testing.T) {
	h := newHost(t)
	if _, err := h.in.EvalString(t.Context(), "library-start.el", libraryStartLisp); err != nil {
		t.Fatal(err)
	}
	start := readLibraryExceptions(t, "start")
	rows := tsv(t, "oracle/library-start.tsv")
	// Looking at what is defined evaluates it here, which may load others.
	rank := func(row []string) int {
		return slices.Index([]string{"autoload", "unbound", "alias", "defined"}, strings.Fields(row[3])[0])
	}
	slices.SortStableFunc(rows, func(a, b []string) int { return cmp.Compare(rank(a), rank(b)) })
	absent := readLibraryExceptions(t, "absent")
	for _, f := range rows {
		got, err := h.evalString(t.Context(), f[2], fmt.Sprintf("(library-start '%s %s)", f[1], lispString(f[2])))
		if err != nil {
			t.Errorf("%s: %s: %v", f[0], f[2], err)
		} else if got != f[3] && !start.excuse(f[0], f[2]) && !absent.excuse(f[0], f[2]) {
			t.Errorf("start\t%s\t%s %s\t%s, here %s", f[0], f[1], f[2], f[3], got)
		}
	}
	start.checkUsed(t)
}

// TestLibraryStartOracle checks that oracle/library-start.tsv is what the Emacs
// installed here writes.
func TestLibraryStartOracle(t *testing.T) {
	emacs := findEmacs(t)
	got := runCommand(t, emacs, "-Q", "--batch", "-l", "oracle/library-start.el", "-f", "library-start-write")
	if *update {
		if err := os.WriteFile("oracle/library-start.tsv", []byte(got.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("oracle/library-start.tsv")
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, "oracle/library-start.tsv", want, []byte(got.stdout))
}

// TestLibraryOracle checks that oracle/library.tsv is what the Emacs installed
// here writes.
func TestLibraryOracle(t *testing.T) {
	emacs := findEmacs(t)
	got := runCommand(t, emacs, "-Q", "--batch", "-l", "oracle/library.el")
	if *update {
		if err := os.WriteFile("oracle/library.tsv", []byte(got.stdout), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("oracle/library.tsv")
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, "oracle/library.tsv", want, []byte(got.stdout))
}
