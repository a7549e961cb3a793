package lisp

// NewEqualTable returns a new hash table that compares keys with equal, and
// whose hash-table-size is size.
func (in *Interp) NewEqualTable(size int) *HashTable {
	h := &HashTable{Test: &HashTest{Name: in.s.equal, kind: testEqual}}
	h.SetSize(size)
	return h
}

// ComparesStrings reports whether two keys of h may be strings with the same
// text: those of eq and eql tables may.
func (h *HashTable) ComparesStrings() bool { return h.Test.kind == testEqual }
