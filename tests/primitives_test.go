package tests

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

const (
	primitivesPage = "PRIMITIVES.md"
	primitivesHead = `# Primitives of Emacs 28.2

Every function that Emacs 28.2 keeps in C, by the file it comes from: *written*
here (in Go or in Lisp), *missing*, or *not applicable* with the reason. This page
is written by ` + "`go test ./tests -run Primitives -update`" + `, and a test keeps it
true; the reasons are in [oracle/not-applicable.txt](oracle/not-applicable.txt).
`
)

// A primitive is one line of oracle/arities.tsv.
type primitive struct{ name, min, max, source string }

func readPrimitives(t *testing.T) []primitive {
	t.Helper()
	text, err := os.ReadFile("oracle/arities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []primitive
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 4 {
			t.Fatalf("bad line %q", line)
		}
		all = append(all, primitive{f[0], f[1], f[2], f[3]})
	}
	return all
}

// notApplicable reads oracle/not-applicable.txt: the reason for each primitive
// that has no meaning here.
func notApplicable(t *testing.T, all []primitive) map[string]string {
	t.Helper()
	text, err := os.ReadFile("oracle/not-applicable.txt")
	if err != nil {
		t.Fatal(err)
	}
	named, files, kept := map[string]string{}, map[string]string{}, map[string]bool{}
	reason := ""
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		if r, ok := strings.CutPrefix(line, "= "); ok {
			reason = r
			continue
		}
		for _, word := range strings.Fields(line) {
			if file, ok := strings.CutPrefix(word, "file:"); ok {
				files[file] = reason
			} else if name, ok := strings.CutPrefix(word, "-"); ok && name != "" {
				kept[name] = true
			} else {
				named[word] = reason
			}
		}
	}
	reasons := map[string]string{}
	for _, p := range all {
		if r, ok := named[p.name]; ok {
			reasons[p.name] = r
			delete(named, p.name)
		} else if r, ok := files[p.source]; ok && !kept[p.name] {
			reasons[p.name] = r
		}
	}
	for name := range named {
		t.Errorf("oracle/not-applicable.txt: %s is no primitive of Emacs", name)
	}
	return reasons
}

// bound returns those names of all that are functions here.
func (h *host) bound(t *testing.T, all []primitive) map[string]bool {
	t.Helper()
	var form strings.Builder
	form.WriteString(`(mapconcat (lambda (n) (if (fboundp (intern n)) n "")) '(`)
	for _, p := range all {
		fmt.Fprintf(&form, "%q ", p.name)
	}
	form.WriteString(`) " ")`)
	names, err := h.evalString(t.Context(), "bound", form.String())
	if err != nil {
		t.Fatal(err)
	}
	set := map[string]bool{}
	for _, n := range strings.Fields(names) {
		set[n] = true
	}
	return set
}

// TestPrimitives keeps PRIMITIVES.md true; with -update it writes the page. The
// page has no totals, so that two changes to it seldom conflict.
func TestPrimitives(t *testing.T) {
	all := readPrimitives(t)
	reasons := notApplicable(t, all)
	written := newHost(t).bound(t, all)
	slices.SortStableFunc(all, func(a, b primitive) int { return strings.Compare(a.source, b.source) })
	page, source, count := strings.Builder{}, "", map[string]int{}
	page.WriteString(primitivesHead)
	for _, p := range all {
		if p.source != source {
			source = p.source
			fmt.Fprintf(&page, "\n## %s\n\n| primitive | here | reason |\n| --- | --- | --- |\n", source)
		}
		status, reason := "missing", reasons[p.name]
		switch {
		case written[p.name]:
			status, reason = "written", ""
		case reason != "":
			status = "not applicable"
		}
		count[status]++
		fmt.Fprintf(&page, "| `%s` | %s | %s |\n", p.name, status, reason)
	}
	t.Logf("%d primitives: %v", len(all), count)
	if *update {
		if err := os.WriteFile(primitivesPage, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stored, err := os.ReadFile(primitivesPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(stored) != page.String() {
		t.Errorf("%s is not what is true now: run go test ./tests -run Primitives -update\n%s",
			primitivesPage, firstDifference(string(stored), page.String()))
	}
}

// firstDifference returns the first line in which two texts differ, twice.
func firstDifference(stored, fresh string) string {
	a, b := strings.Split(stored, "\n"), strings.Split(fresh, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\nstored %s\n   now %s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines stored, %d now", len(a), len(b))
}
