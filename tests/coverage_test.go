package tests

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// calls finds what stands in the place of a function in a form.
var calls = regexp.MustCompile(`(?:\(|#?')([^\s()'"\[\];,` + "`" + `]+)`)

// A coverage says which kinds of cases the conformance files have of a function.
type coverage struct{ ordinary, failing bool }

// conformanceCoverage reads all conformance files. A form with a value is an
// ordinary case of every function in it. A form that signals is a failing case of
// the function it calls, and of one that the error names as called wrongly.
func conformanceCoverage(t *testing.T) map[string]coverage {
	t.Helper()
	seen := map[string]coverage{}
	for _, file := range conformanceFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cases, err := parseCases(string(data))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, c := range cases {
			names := calls.FindAllStringSubmatch(c.src, -1)
			if len(names) == 0 {
				continue
			}
			if rest, ok := strings.CutPrefix(c.answer, ";!> "); ok {
				note(seen, names[0][1], coverage{failing: true})
				if name, ok := strings.CutPrefix(rest, "(wrong-number-of-arguments "); ok {
					name, _, _ = strings.Cut(name, " ")
					note(seen, name, coverage{failing: true})
				}
				continue
			}
			for _, n := range names {
				note(seen, n[1], coverage{ordinary: true})
				// A form that catches an error and shows it is a failing case too.
				if strings.Contains(c.src, "condition-case") && strings.Contains(c.answer, "wrong-type-argument") {
					note(seen, n[1], coverage{failing: true})
				}
			}
		}
	}
	return seen
}

func note(seen map[string]coverage, name string, c coverage) {
	name = strings.ReplaceAll(name, `\`, "")
	was := seen[name]
	seen[name] = coverage{was.ordinary || c.ordinary, was.failing || c.failing}
}

// TestPrimitiveCases checks that each primitive written has an ordinary and a
// failing case in the conformance files. oracle/no-case.txt names those that have
// none, with the reason.
func TestPrimitiveCases(t *testing.T) {
	text, err := os.ReadFile("oracle/no-case.txt")
	if err != nil {
		t.Fatal(err)
	}
	exempt, reason := map[string]bool{}, ""
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			continue
		}
		if r, ok := strings.CutPrefix(line, "= "); ok {
			reason = r
			continue
		}
		for _, f := range strings.Fields(line) {
			if reason == "" {
				t.Errorf("oracle/no-case.txt: %s stands below no reason", f)
			}
			exempt[f] = true
		}
	}
	all := readPrimitives(t)
	written, seen := newHost(t).bound(t, all), conformanceCoverage(t)
	var ordinary, failing []string
	for _, p := range all {
		if !written[p.name] {
			continue
		}
		c := seen[p.name]
		if !c.ordinary && !exempt[p.name+":ordinary"] {
			ordinary = append(ordinary, p.name)
		}
		if !c.failing && !exempt[p.name+":failing"] {
			failing = append(failing, p.name)
		}
		for _, kind := range []string{":ordinary", ":failing"} {
			if has := kind == ":ordinary" && c.ordinary || kind == ":failing" && c.failing; has && exempt[p.name+kind] {
				t.Errorf("oracle/no-case.txt: %s%s has a case now", p.name, kind)
			}
		}
	}
	slices.Sort(ordinary)
	slices.Sort(failing)
	if len(ordinary) > 0 {
		t.Errorf("%d primitives without an ordinary case: %s", len(ordinary), strings.Join(ordinary, " "))
	}
	if len(failing) > 0 {
		t.Errorf("%d primitives without a failing case: %s", len(failing), strings.Join(failing, " "))
	}
}
