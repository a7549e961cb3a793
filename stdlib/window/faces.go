package window

import (
	"slices"
	"strings"

	"elnet/lisp"
)

// A face is a vector, as in Emacs: the symbol face, then the value of each of
// these attributes.
var faceAttributes = []string{"", ":family", ":foundry", ":width", ":height", ":weight", ":slant", ":underline", ":inverse-video",
	":foreground", ":background", ":stipple", ":overline", ":strike-through", ":box", ":font", ":inherit", ":fontset",
	":distant-foreground", ":extend"}

var (
	weightNames = []string{"thin", "ultra-light", "ultralight", "extra-light", "extralight", "light", "demi-light", "semi-light",
		"semilight", "book", "normal", "regular", "medium", "demi-bold", "demibold", "semi-bold", "demi", "bold", "extra-bold",
		"extrabold", "ultra-bold", "ultrabold", "black", "heavy", "ultra-heavy"}
	slantNames = []string{"reverse-oblique", "ro", "reverse-italic", "ri", "normal", "r", "italic", "i", "ot", "oblique", "o", "unspecified"}
)

// faces are the faces of one interpreter: what new frames get, and what the
// frame has, each a hash table that Lisp sees, too.
type faces struct {
	global      value // face => (ID . VECTOR)
	frame       value // face => VECTOR
	loaded      bool  // the standard faces were defined
	unspecified value
}

func (s *state) installFaces() {
	in := s.in
	table := func() value {
		v, x := in.Funcall(in.Sym("make-hash-table"), in.Sym(":test"), in.Sym("eq"))
		if x != nil {
			panic(in.ErrorOf(x)) // it has no way to fail
		}
		return v
	}
	s.faces = faces{global: table(), frame: table(), unspecified: in.Sym("unspecified")}
	in.LateVar("face--new-frame-defaults", s.faces.global, "Hash table of faces and what they are on new frames.")
	in.Define(s.facePrims()...)
	in.Define(s.faceSetPrims()...)
}

// faceName returns the symbol of face v, a symbol or string, with aliases
// followed.
func (s *state) faceName(v value) (value, *exit) {
	if v.IsString() {
		v = s.in.Sym(v.Str().Text())
	}
	for range 16 {
		if !v.IsSymbol() {
			return value{}, s.in.WrongType("symbolp", v)
		}
		alias := s.in.Get(s.in.Symbol(v), s.in.Sym("face-alias"))
		if alias.IsNil() {
			return v, nil
		}
		v = alias
	}
	return v, nil
}

// standardFaces defines the faces that a program finds there, once, if the
// library can.
func (s *state) standardFaces() *exit {
	f := s.in.Intern("elnet--standard-faces")
	if s.faces.loaded {
		return nil
	}
	s.faces.loaded = true
	if s.in.SymbolFunction(f).IsNil() {
		return nil
	}
	_, x := s.in.Funcall(f.Value())
	return x
}

// lface returns the vector of face v: for new frames if global, else of the
// frame; nil if there is none.
func (s *state) lface(v value, global bool) ([]value, *exit) {
	name, x := s.faceName(v)
	if x != nil {
		return nil, x
	}
	for range 2 {
		t := s.faces.frame
		if global {
			t = s.faces.global
		}
		e, ok, x := t.HashTable().Get(s.in, name)
		if x != nil {
			return nil, x
		}
		if ok && global {
			e = lisp.Cdr(e)
		}
		if ok && e.IsVector() && len(e.Vector().Slots) == len(faceAttributes) {
			return e.Vector().Slots, nil
		}
		if x := s.standardFaces(); x != nil {
			return nil, x
		}
	}
	return nil, nil
}

func (s *state) mustLface(v value, global bool) ([]value, *exit) {
	f, x := s.lface(v, global)
	if x == nil && f == nil {
		return nil, s.in.Signal(s.in.Sym("error"), lisp.NewString("Invalid face"), v)
	}
	return f, x
}

func (s *state) newLface() value {
	slots := make([]value, len(faceAttributes))
	for i := range slots {
		slots[i] = s.faces.unspecified
	}
	slots[0] = s.in.Sym("face")
	return lisp.NewVector(slots)
}

// make makes face name, for new frames and on the frame if frame is one.
func (s *state) makeFace(name, frame value) (value, *exit) {
	in := s.in
	name, x := s.faceName(name)
	if x != nil {
		return value{}, x
	}
	e, ok, x := s.faces.global.HashTable().Get(in, name)
	if x != nil {
		return value{}, x
	}
	v := lisp.Cdr(e)
	if !ok {
		id := s.faces.global.HashTable().Len()
		v = s.newLface()
		in.Put(in.Symbol(name), in.Sym("face"), lisp.Fixnum(id))
		if x := s.faces.global.HashTable().Put(in, name, lisp.NewCons(lisp.Fixnum(id), v)); x != nil {
			return value{}, x
		}
	}
	if _, ok := frame.Object().(*Frame); ok {
		v = s.newLface()
		if x := s.faces.frame.HashTable().Put(in, name, v); x != nil {
			return value{}, x
		}
	}
	return v, nil
}

// attribute returns the index of the attribute called v.
func (s *state) attribute(v value) (int, *exit) {
	if v.IsSymbol() && !v.IsNil() {
		if i := slices.Index(faceAttributes[1:], s.in.Symbol(v).Name()); i >= 0 {
			return i + 1, nil
		}
	}
	return 0, s.in.Signal(s.in.Sym("error"), lisp.NewString("Invalid face attribute name"), v)
}

// setAttribute is internal-set-lisp-face-attribute.
func (s *state) setAttribute(in *interp, face, attr, v, frame value) (value, *exit) {
	if frame == lisp.Fixnum(0) {
		if _, x := s.setAttribute(in, face, attr, v, lisp.T); x != nil {
			return value{}, x
		}
		return s.setAttribute(in, face, attr, v, lisp.Nil)
	}
	global := frame == lisp.T
	if !global {
		if _, x := s.frameArg(frame); x != nil {
			return value{}, x
		}
	}
	switch attr {
	case in.Sym(":bold"), in.Sym(":italic"):
		name := "normal"
		if !v.IsNil() {
			name = in.Symbol(attr).Name()[1:]
		}
		attr, v = in.Sym(map[value]string{in.Sym(":bold"): ":weight", in.Sym(":italic"): ":slant"}[attr]), in.Sym(name)
	}
	f, x := s.lface(face, global)
	if x != nil {
		return value{}, x
	}
	if f == nil {
		target := lisp.Nil
		if !global {
			target = s.frame.value
		}
		made, x := s.makeFace(face, target)
		if x != nil {
			return value{}, x
		}
		f = made.Vector().Slots
	}
	i, x := s.attribute(attr)
	if x != nil {
		return value{}, x
	}
	if v.IsNil() && strings.HasSuffix(faceAttributes[i], "ground") { // a colour
		v = s.faces.unspecified
	}
	if x := s.checkAttribute(i, v); x != nil {
		return value{}, x
	}
	f[i] = v
	return face, nil
}

// checkAttribute signals an error if attribute i cannot be v.
func (s *state) checkAttribute(i int, v value) *exit {
	in := s.in
	if v == s.faces.unspecified || v == in.Sym("reset") || v == in.Sym("ignore-defface") {
		return nil
	}
	named := func(names []string, what string) *exit {
		if v.IsSymbol() && slices.Contains(names, in.Symbol(v).Name()) {
			return nil
		}
		if !v.IsSymbol() {
			return in.WrongType("symbolp", v)
		}
		return in.Signal(in.Sym("error"), lisp.NewString("Invalid face "+what), v)
	}
	switch faceAttributes[i] {
	case ":family", ":foundry", ":foreground", ":background", ":distant-foreground":
		if !v.IsString() {
			return in.WrongType("stringp", v)
		}
	case ":weight":
		return named(weightNames, "weight")
	case ":slant":
		return named(slantNames, "slant")
	case ":height":
		if v.IsFixnum() && v.Fixnum() <= 0 || !v.IsFixnum() && !v.IsFloat() && v.IsNil() {
			return in.Signal(in.Sym("error"), lisp.NewString("Face height does not produce a positive integer"), v)
		}
	}
	return nil
}
