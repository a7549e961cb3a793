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

// SetInteractive makes the primitive called name a command with the interactive
// codes spec (Elisp manual, "Interactive Codes"). A name that is no primitive is
// passed over.
func (in *Interp) SetInteractive(name, spec string) {
	if f := in.Intern(name).fn; f.prim != nil {
		f.prim.iform = List(in.s.interactive, NewString(spec))
	}
}
