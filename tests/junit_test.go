package tests

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// junitSuite ends in each way that a test can.
const junitSuite = `
(require 'ert)
(ert-deftest j-pass () (should t))
(ert-deftest j-fail () (message "out & <x> \e[31m \0 é") (should (equal "a\"b<&>" "c")))
(ert-deftest j-error () (error "Boom %s" "]]>"))
(ert-deftest j-skip () (skip-unless nil))
(ert-deftest j-expected () :expected-result :failed (should nil))
(ert-deftest j-unexpected () :expected-result :failed (should t))
(ert-deftest j-quit () (signal 'quit nil))
`

type junitDetail struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

type junitCounts struct {
	Name     string  `xml:"name,attr"`
	Tests    int     `xml:"tests,attr"`
	Errors   int     `xml:"errors,attr"`
	Failures int     `xml:"failures,attr"`
	Skipped  int     `xml:"skipped,attr"`
	Time     float64 `xml:"time,attr"`
}

type junitReport struct {
	junitCounts
	Suites []struct {
		junitCounts
		ID        int    `xml:"id,attr"`
		Timestamp string `xml:"timestamp,attr"`
		Cases     []struct {
			Name    string       `xml:"name,attr"`
			Status  string       `xml:"status,attr"`
			Time    float64      `xml:"time,attr"`
			Failure *junitDetail `xml:"failure"`
			Error   *junitDetail `xml:"error"`
			Skipped *junitDetail `xml:"skipped"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

// TestJUnit has the report of "elnet test --junit", and that of a batch run with
// EMACS_TEST_JUNIT_REPORT, read as XML.
func TestJUnit(t *testing.T) {
	dir := t.TempDir()
	file, report := filepath.Join(dir, "j-tests.el"), filepath.Join(dir, "report.xml")
	if err := os.WriteFile(file, []byte(junitSuite), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := runCommand(t, buildElnet(t), "test", "--junit", report, file); got.code != 1 {
		t.Errorf("exit code %d\n%s", got.code, got.stderr)
	}
	checkJUnit(t, report)
	os.Remove(report)
	t.Setenv("EMACS_TEST_JUNIT_REPORT", report)
	if got := runCommand(t, buildElnet(t), "--batch", "-l", file, "-f", "ert-run-tests-batch-and-exit"); got.code != 1 {
		t.Errorf("exit code %d\n%s", got.code, got.stderr)
	}
	checkJUnit(t, report)
}

func checkJUnit(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var r junitReport
	if err := xml.Unmarshal(text, &r); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	want := junitCounts{Name: "report", Tests: 7, Failures: 3, Skipped: 1, Time: r.Time}
	if r.junitCounts != want || len(r.Suites) != 1 {
		t.Fatalf("%+v", r)
	}
	s := r.Suites[0]
	if want.Time = s.Time; s.junitCounts != want || s.ID != 0 || len(s.Timestamp) != len("2026-01-02T03:04:05+0000") {
		t.Errorf("%+v", s)
	}
	var got strings.Builder
	for _, c := range s.Cases {
		got.WriteString(c.Name + " " + c.Status)
		for kind, d := range map[string]*junitDetail{"failure": c.Failure, "error": c.Error, "skipped": c.Skipped} {
			if d != nil {
				got.WriteString(" " + kind + " " + d.Type + " " + d.Message + " " + strings.TrimSpace(d.Text))
			}
		}
		got.WriteString("\n")
	}
	compareOutput(t, `j-error FAILED failure error (error "Boom ]]>") 
j-expected failed
j-fail FAILED failure ert-test-failed (ert-test-failed ((should (equal "a\"b<&>" "c")) :form (equal "a\"b<&>" "c") :value nil :explanation (arrays-of-different-length 6 1 "a\"b<&>" "c" first-mismatch-at 0))) out & <x> ?[31m ? é
j-pass passed
j-quit QUIT failure quit (quit) 
j-skip skipped skipped ert-test-skipped (ert-test-skipped ((skip-unless nil) :form nil :value nil)) 
j-unexpected PASSED failure   
`, got.String())
}
