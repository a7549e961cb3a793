package lisp

import "testing"

// TestWeakTables checks that entries whose objects nothing else refers to go, and
// that the others stay.
func TestWeakTables(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, c := range []struct{ weakness, key, value string }{
		{"key", "(list i)", "i"}, {"value", "i", "(list i)"}, {"key-and-value", "(make-symbol \"s\")", "(vector i)"},
		{"key", "(string ?a i)", "(list i)"},
	} {
		src := `(let ((h (make-hash-table :test 'equal :weakness '` + c.weakness + `)) (kept nil) (n nil))
  (dotimes (i 2000)
    (let ((k ` + c.key + `) (v ` + c.value + `))
      (when (= 0 (% i 100)) (push (cons k v) kept))
      (puthash k v h)))
  (garbage-collect)
  (setq n (hash-table-count h))
  (list (< n 1000) (>= n 20)
        (let ((ok t)) (dolist (p kept) (unless (equal (gethash (car p) h) (cdr p)) (setq ok nil))) ok)
        (let ((m 0)) (maphash (lambda (_k _v) (setq m (1+ m))) h) (<= m n))
        (hash-table-count (copy-hash-table h))))`
		got := testEval(t, in, `(let ((l `+src+`)) (list (car l) (nth 1 l) (nth 2 l) (nth 3 l)))`)
		if got != "(t t t t)" {
			t.Errorf("%s %s: %s", c.weakness, c.key, got)
		}
	}
	// key-or-value tables and those without weakness keep all.
	if got := testEval(t, in, `(let ((h (make-hash-table :weakness 'key-or-value)))
  (dotimes (i 500) (puthash (list i) (list i) h)) (garbage-collect) (hash-table-count h))`); got != "500" {
		t.Errorf("key-or-value: %s entries", got)
	}
}
