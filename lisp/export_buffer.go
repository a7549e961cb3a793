package lisp

import "maps"

// Clone returns a new Locals with the same local values.
func (l *Locals) Clone() *Locals {
	return &Locals{m: maps.Clone(l.m), order: l.order[:len(l.order):len(l.order)]}
}

// Forms say what is done about each form of a source. Either may be nil.
type Forms struct {
	Read func() (form Value, ok bool, x *Exit) // reads the next one, in place of the reader
	Each func(v Value) *Exit                   // is called with the value of each
}

// EvalSource reads and evaluates all forms of text, which is in package char's
// encoding, with lexical or dynamic binding, and returns the value of the last.
// name is what error locations show.
func (in *Interp) EvalSource(name string, text []byte, lexical bool, forms Forms) (Value, *Exit) {
	if v, ok := cookieLexical(text); ok {
		lexical = v
	}
	return in.EvalText(name, text, lexical, forms)
}

// EvalText is EvalSource for a part of a text, in which no line says how
// variables are bound.
func (in *Interp) EvalText(name string, text []byte, lexical bool, forms Forms) (Value, *Exit) {
	return in.evalText(&loadState{name: name, reader: in.newSourceReader(text, name), forms: forms}, lexical)
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
