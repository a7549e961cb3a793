package lisp

import "maps"

// Clone returns a new Locals with the same local values.
func (l *Locals) Clone() *Locals {
	return &Locals{m: maps.Clone(l.m), order: l.order[:len(l.order):len(l.order)]}
}

// EvalSource reads and evaluates all forms of text, which is in package char's
// encoding, with lexical or dynamic binding, and returns the value of the last.
// name is what error locations show.
func (in *Interp) EvalSource(name string, text []byte, lexical bool) (Value, *Exit) {
	return in.evalSource(name, text, lexical)
}

// EvalText is EvalSource for a part of a text, in which no line says how
// variables are bound.
func (in *Interp) EvalText(name string, text []byte, lexical bool) (Value, *Exit) {
	return in.evalText(&loadState{name: name, reader: in.newSourceReader(text, name)}, lexical)
}

// Localized reports whether s may have buffer-local values, and whether its
// value is kept by Go code (a forwarded variable).
func (in *Interp) Localized(s *Symbol) (localized, forwarded bool) {
	s = in.indirectVar(s)
	if s.ext == nil {
		return false, false
	}
	return s.ext.localized, s.ext.forward != nil
}

// Constant reports whether setting s is refused: nil, t and keywords.
func (s *Symbol) Constant() bool { return s.constant() }

// SetLocalVoid gives s a local binding without a value in l.
func (in *Interp) SetLocalVoid(l *Locals, s *Symbol) {
	s = in.indirectVar(s)
	s.extend().localized = true
	l.set(s, markUnbound)
}
