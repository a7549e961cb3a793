package lisp

import (
	"unsafe"

	"elnet/lisp/char"
)

// A Symbol has a name, a value, a function and a property list.
//
// value is the plain value, or a mark: unbound, or handled by ext (alias,
// buffer-local, forwarded, watched). Reading a variable is therefore one
// compare; all the rest is in one slow function (see variables.go).
type Symbol struct {
	value    Value
	fn       *Func // never nil: an unbound function cell holds voidFunc
	name     String
	plist    Value
	ext      *varExt
	builtin  *Func  // what fn must be for calls to be inlined
	op       opcode // the node for that, if it is no plain call of the primitive
	special  bool   // declared by defvar: let binds it dynamically
	guard    guard  // what setting it refuses or makes of values
	interned bool   // in the standard obarray
	lazyVar  bool   // the library defines it when it is first read
	used     bool   // analysed code has been shaped by fn
	byteOp   bool   // stands for a primitive in byte-code: see byteSymbol
	id       uint8
}

// A guard is what the values of a variable have to be, as Emacs' C code declares
// it.
type guard uint8

const (
	guardConst  guard = iota + 1 // setting it is an error
	guardBool                    // anything but nil is t
	guardInt                     // an integer
	guardIntNil                  // an integer or nil
	guardString                  // a string or nil
)

// Guard makes setting the variable called name accept only what kind says: bool
// turns anything but nil into t, integer, integer-or-nil and string refuse other
// values (string but nil).
func (in *Interp) Guard(name, kind string) {
	var g guard
	switch kind {
	case "bool":
		g = guardBool
	case "integer":
		g = guardInt
	case "integer-or-nil":
		g = guardIntNil
	case "string":
		g = guardString
	}
	in.defineLate(&lateGuard{name, g})
}

type lateGuard struct {
	symbol string
	guard  guard
}

func (g *lateGuard) name() string { return g.symbol }

func (g *lateGuard) define(_ *Interp, s *Symbol) { s.guard = g.guard }

// fit returns what setting s, which is guarded, to v stores.
func (in *Interp) fit(s *Symbol, v Value) (Value, *Exit) {
	switch {
	case v.isMark() || s.guard == guardIntNil && v.IsNil():
	case s.guard == guardBool:
		return Bool(!v.IsNil()), nil
	case s.guard == guardInt && v.IsBignum():
		if !v.Big().IsInt64() {
			return v, in.Signal(in.s.overflow, v)
		}
	case (s.guard == guardInt || s.guard == guardIntNil) && !v.IsInteger():
		return v, in.WrongType("integerp", v)
	case s.guard == guardString && !v.IsString() && !v.IsNil():
		return v, in.WrongType("stringp", v)
	}
	return v, nil
}

func (s *Symbol) constant() bool { return s.guard == guardConst }

// selfEvaluating reports whether s is nil, t or a keyword.
func (s *Symbol) selfEvaluating() bool { return s.constant() && s.value == s.Value() }

// The symbols nil and t are constants of the language as Values.
const (
	idNil = iota + 1
	idT
)

var (
	markUnbound = mark(0)
	markExt     = mark(1)
)

// Value returns s as a Lisp value. For the symbols nil and t of an interpreter
// that is Nil and T.
func (s *Symbol) Value() Value {
	switch s.id {
	case idNil:
		return Value{}
	case idT:
		return T
	}
	return Value{unsafe.Pointer(s), tagSym}
}

// Name returns the name of s in the encoding of package char.
func (s *Symbol) Name() string { return s.name.Text() }

// Special reports whether s was declared by defvar or one of its kin.
func (s *Symbol) Special() bool { return s.special }

// SetSpecial declares s special: let binds it dynamically.
func (s *Symbol) SetSpecial() { s.special = true }

// Symbol returns the symbol that v refers to, which must be a symbol.
func (in *Interp) Symbol(v Value) *Symbol {
	switch v.p {
	case nil:
		return in.s.nilSym
	case unsafe.Pointer(&symT):
		return in.s.tSym
	}
	return (*Symbol)(v.p)
}

func (s *Symbol) keyword() bool {
	return s.interned && len(s.name.s) > 0 && s.name.s[0] == ':'
}

func newSymbol(name string) *Symbol {
	s := &Symbol{value: markUnbound, fn: voidFunc}
	if char.IsASCII(name) {
		s.name.s, s.name.n = name, int32(len(name))
	} else {
		s.name = *NewString(name).Str()
	}
	return s
}

// NewSymbol returns a new uninterned symbol.
func NewSymbol(name string) *Symbol { return newSymbol(name) }

// An Obarray is a table of interned symbols.
type Obarray struct {
	m     map[string]*Symbol
	order []*Symbol // mapatoms sees them as they were interned; nil where uninterned
	in    *Interp   // whose standard obarray it is, else nil
}

// LispType names the type. (Obarrays are vectors in Emacs 28.)
func (o *Obarray) LispType() string { return "obarray" }

// NewObarray returns a new, empty obarray.
func NewObarray() *Obarray { return &Obarray{m: map[string]*Symbol{}} }

// Lookup returns the symbol called name, nil if there is none.
func (o *Obarray) Lookup(name string) *Symbol {
	if s := o.m[name]; s != nil || o.in == nil || !o.in.known(name) {
		return s
	}
	return o.Intern(name)
}

// Intern returns the symbol called name, which it makes if need be.
func (o *Obarray) Intern(name string) *Symbol {
	if s := o.m[name]; s != nil {
		return s
	}
	s := newSymbol(name)
	o.add(s)
	return s
}

func (o *Obarray) add(s *Symbol) {
	o.m[s.name.Text()] = s
	o.order = append(o.order, s)
	if o.in != nil {
		s.interned = true
		if s.keyword() {
			s.value, s.guard, s.special = s.Value(), guardConst, true
		}
		o.in.made(s)
	}
}

// Unintern removes s and reports whether it was there.
func (o *Obarray) Unintern(s *Symbol) bool {
	if o.m[s.name.s] != s {
		return false
	}
	if o.in != nil {
		o.in.makeAll() // another symbol of its name is to have nothing
	}
	delete(o.m, s.name.s)
	for i, t := range o.order {
		if t == s {
			o.order[i] = nil
		}
	}
	s.interned = false
	return true
}

// Map calls f for each symbol until it returns false. Those that f interns are
// not visited: it might intern one for each, without end.
func (o *Obarray) Map(f func(s *Symbol) bool) {
	if o.in != nil {
		o.in.makeAll()
	}
	for i, n := 0, len(o.order); i < n; i++ {
		if s := o.order[i]; s != nil && !f(s) {
			return
		}
	}
}

// Intern returns the symbol called name (in package char's encoding, which for
// Unicode text is UTF-8) of the interpreter's own obarray.
func (in *Interp) Intern(name string) *Symbol { return in.obarray.Intern(name) }

// Sym returns the symbol called name as a Lisp value.
func (in *Interp) Sym(name string) Value { return in.obarray.Intern(name).Value() }
