package tests

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestArities compares func-arity of everything that is a primitive in Emacs
// 28.2 and is bound here with what Emacs says (oracle/arities.tsv, written by
// oracle/arities.el).
func TestArities(t *testing.T) {
	text, err := os.ReadFile("oracle/arities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	h := newHost(t)
	checked := 0
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			t.Fatalf("bad line %q", line)
		}
		form := fmt.Sprintf(`(let ((s (intern-soft %q)))
  (if (and s (fboundp s)) (format "%%s\t%%s" (car (func-arity s)) (cdr (func-arity s))) ""))`, f[0])
		got, err := h.evalString(t.Context(), "arity", form)
		if err != nil {
			t.Errorf("%s: %v", f[0], err)
			continue
		}
		if got == "" {
			continue
		}
		checked++
		if want := f[1] + "\t" + f[2]; got != want {
			t.Errorf("%s takes %q, in Emacs %q", f[0], got, want)
		}
	}
	t.Logf("%d primitives of Emacs are bound", checked)
	if checked < 650 {
		t.Errorf("only %d primitives are bound", checked)
	}
}
