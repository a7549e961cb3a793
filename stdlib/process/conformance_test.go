package process_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib/process"
)

// A formCase is a form, what Emacs answers, and what we answer if that differs.
type formCase struct {
	line           int
	src, want, why string
}

// readCases reads a file of forms with an answer below each: ";=> VALUE" or
// ";!> ERROR" as Emacs wrote it, and ";~> VALUE ;; REASON" where ours differs.
func readCases(t *testing.T, name string) []formCase {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var cases []formCase
	var src []string
	for i, line := range strings.Split(string(data), "\n") {
		switch {
		case strings.HasPrefix(line, ";=> "), strings.HasPrefix(line, ";!> "):
			cases = append(cases, formCase{i + 1, strings.Join(src, "\n"), line, ""})
			src = nil
		case strings.HasPrefix(line, ";~> "):
			ours, why, _ := strings.Cut(line[4:], " ;; ")
			c := &cases[len(cases)-1]
			c.want, c.why = ";=> "+ours, why
		default:
			src = append(src, line)
		}
	}
	return cases
}

func runCases(t *testing.T, name string) {
	l := newLisp(t, process.Options{})
	answer, err := os.ReadFile("../../tests/oracle/answer.el")
	if err != nil {
		t.Fatal(err)
	}
	l.eval("(setq print-escape-newlines nil)" + string(answer))
	for _, c := range readCases(t, name) {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		v, err := l.in.Call(ctx, l.in.Sym("conformance-answer-text"), lisp.NewString(c.src))
		cancel()
		if err != nil {
			t.Errorf("%s:%d: %v", name, c.line, err)
			continue
		}
		_, got, _ := strings.Cut(v.Str().UTF8(), " ")
		if got != c.want {
			t.Errorf("%s:%d: %s\n got %s\nwant %s", name, c.line, strings.TrimSpace(c.src), got, c.want)
		}
	}
}

// TestProcess compares with the answers that real Emacs wrote:
//
//	emacs -Q --batch -l ../../tests/oracle/update.el -f conformance-update testdata/process.el OUT
func TestProcess(t *testing.T) { runCases(t, "testdata/process.el") }

// TestProgram does so for call-process and make-process, testdata/program.el.
func TestProgram(t *testing.T) { runCases(t, "testdata/program.el") }
