package tests

import (
	"fmt"
	"testing"
)

// TestArities compares func-arity of everything that is a primitive in Emacs
// 28.2 and is bound here with what Emacs says (oracle/arities.tsv, written by
// oracle/arities.el).
func TestArities(t *testing.T) {
	h := newHost(t)
	checked := 0
	for _, p := range readPrimitives(t) {
		form := fmt.Sprintf(`(let ((s (intern-soft %q)))
  (if (and s (fboundp s)) (format "%%s\t%%s" (car (func-arity s)) (cdr (func-arity s))) ""))`, p.name)
		got, err := h.evalString(t.Context(), "arity", form)
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		if got == "" {
			continue
		}
		checked++
		if want := p.min + "\t" + p.max; got != want {
			t.Errorf("%s takes %q, in Emacs %q", p.name, got, want)
		}
	}
	t.Logf("%d primitives of Emacs are bound", checked)
	if checked < 650 {
		t.Errorf("only %d primitives are bound", checked)
	}
}
