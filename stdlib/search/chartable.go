package search

import "elnet/lisp"

// A CharTable maps characters to values; syntax tables are char-tables.
type CharTable = lisp.CharTable

// syntaxOf returns the class and flags of c in t.
func syntaxOf(t *CharTable, c rune) int {
	if code := lisp.Car(t.Get(c)); code.IsFixnum() {
		return code.Fixnum()
	}
	return 0
}
