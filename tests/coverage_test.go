package tests

import (
	"os"
	"regexp"
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

// uncoveredFile lists the cases that are still to be written, one a line. It may
// shrink, and only by hand or by -update does it grow.
const uncoveredFile = "oracle/uncovered.txt"

// TestCoverage checks that each primitive written has an ordinary and a failing
// case in the conformance files. oracle/no-case.txt names those that have none,
// with the reason, and oracle/uncovered.txt what is still to be done.
func TestCoverage(t *testing.T) {
	exempt := exemptions(t)
	all := readPrimitives(t)
	written, seen := newHost(t).bound(t, all), conformanceCoverage(t)
	var uncovered strings.Builder
	for _, p := range all {
		if !written[p.name] {
			continue
		}
		c := seen[p.name]
		for kind, has := range map[string]bool{":ordinary": c.ordinary, ":failing": c.failing} {
			if has && exempt[p.name+kind] {
				t.Errorf("oracle/no-case.txt: %s%s has a case now", p.name, kind)
			}
		}
		if !c.ordinary && !exempt[p.name+":ordinary"] {
			uncovered.WriteString(p.name + ":ordinary\n")
		}
		if !c.failing && !exempt[p.name+":failing"] {
			uncovered.WriteString(p.name + ":failing\n")
		}
	}
	if *update {
		if err := os.WriteFile(uncoveredFile, []byte(uncovered.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stored, err := os.ReadFile(uncoveredFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(stored) != uncovered.String() {
		t.Errorf("%s is not what is true now: add cases to conformance/, or run go test ./tests -run Coverage -update\n%s",
			uncoveredFile, firstDifference(string(stored), uncovered.String()))
	}
}

// exemptions reads oracle/no-case.txt.
func exemptions(t *testing.T) map[string]bool {
	t.Helper()
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
	return exempt
}
