package tests

import (
	_ "embed"
	"fmt"
	"os"
	"strings"
	"testing"
)

//go:embed oracle/variables.el
var variablesLisp string

const (
	variablesPage = "VARIABLES.md"
	variablesHead = `# Variables of Emacs 28.2

Every variable that Emacs 28.2 has from its C files, and what it is here: the
*same* default as in Emacs' batch mode, one that *differs*, or *none*, both with
the reason. This page is written by ` + "`go test ./tests -run Variables -update`" + `,
and a test keeps it true; Emacs' defaults are in
[oracle/variables.tsv](oracle/variables.tsv), the reasons in
[oracle/variables-reasons.txt](oracle/variables-reasons.txt).

| variable | here | reason |
| --- | --- | --- |
`
)

// variableReasons reads oracle/variables-reasons.txt: why a variable has another
// default here, or none.
func variableReasons(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("oracle/variables-reasons.txt")
	if err != nil {
		t.Fatal(err)
	}
	reasons, reason := map[string]string{}, ""
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		if r, ok := strings.CutPrefix(line, "= "); ok {
			reason = r
			continue
		}
		for _, name := range strings.Fields(line) {
			reasons[name] = reason
		}
	}
	return reasons
}

// TestVariables compares the default of each variable that Emacs has from C with
// Emacs', and wants a reason where they differ; with -update it writes the page.
func TestVariables(t *testing.T) {
	text, err := os.ReadFile("oracle/variables.tsv")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("SHELL", "/bin/bash") // shell-file-name, where the answers were written
	h := newHost(t)
	if _, err := h.in.EvalString(t.Context(), "variables.el", variablesLisp); err != nil {
		t.Fatal(err)
	}
	reasons, page, count := variableReasons(t), strings.Builder{}, map[string]int{}
	page.WriteString(variablesHead)
	for line := range strings.Lines(string(text)) {
		name, emacs, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		ours, err := h.evalString(t.Context(), name, fmt.Sprintf("(variables-row %q)", name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		status, reason := "differs", reasons[name]
		delete(reasons, name)
		switch {
		case strings.HasPrefix(reason, "tells about"): // may be equal by chance
		case ours == emacs:
			status = "same"
			if reason != "" {
				t.Errorf("oracle/variables-reasons.txt: %s is as in Emacs", name)
				reason = ""
			}
		case strings.HasPrefix(ours, "unbound\t"):
			status = "none"
			fallthrough
		default:
			if reason == "" {
				t.Errorf("%s is %q, in Emacs %q, for no reason in oracle/variables-reasons.txt", name, ours, emacs)
			}
		}
		count[status]++
		fmt.Fprintf(&page, "| `%s` | %s | %s |\n", name, status, reason)
	}
	for name := range reasons {
		t.Errorf("oracle/variables-reasons.txt: Emacs has no variable %s", name)
	}
	t.Logf("variables: %v", count)
	if *update {
		if err := os.WriteFile(variablesPage, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stored, err := os.ReadFile(variablesPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(stored) != page.String() {
		t.Errorf("%s is not what is true now: run go test ./tests -run Variables -update\n%s",
			variablesPage, firstDifference(string(stored), page.String()))
	}
}
