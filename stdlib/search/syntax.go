package search

import (
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/regex"
)

// classChars are the syntax classes by number (Elisp manual, "Syntax Class
// Table").
const classChars = ` .w_()'"$\/<>@!|`

const (
	classPunct = 1
	classWord  = 2
	classOpen  = 4
	classClose = 5
)

// newStandardSyntax makes the standard syntax table, which knows every
// character.
func newStandardSyntax(in *interp) *CharTable {
	t := in.NewCharTable(in.Sym("syntax-table"), lisp.Nil)
	var entries [len(classChars)]value // shared, as most characters have no more than a class
	for i := range entries {
		entries[i] = lisp.List(lisp.Fixnum(i))
	}
	base := func(c rune) value {
		class := strings.IndexByte(classChars, regex.StandardSyntax(c))
		if m := regex.StandardMatch(c); m != 0 {
			return lisp.NewCons(lisp.Fixnum(class), lisp.Fixnum(int(m)))
		}
		return entries[class]
	}
	for c := rune(0); c < 0x80; c++ {
		t.Set(c, c, base(c))
	}
	t.SetBase(base)
	return t
}

// table returns the syntax table of the current buffer.
func (s *State) table() *CharTable {
	if t, ok := s.buf.Current().Table(buffer.SyntaxTable).Object().(*CharTable); ok {
		return t
	}
	return s.standard
}

// asciiClasses returns the class characters of ASCII in t.
func (s *State) asciiClasses(t *CharTable) *[128]byte {
	if s.asciiOf != t || s.asciiAt != s.in.CharTableChanges() {
		for c := range s.ascii {
			s.ascii[c] = classChars[syntaxOf(t, rune(c))&0xF]
		}
		s.asciiOf, s.asciiAt = t, s.in.CharTableChanges()
	}
	return &s.ascii
}

// classOf returns the class character of c in the current buffer; bytes of a
// unibyte buffer come as raw bytes.
func (s *State) classOf(c rune) byte { return classChars[syntaxOf(s.table(), c)&0xF] }

// syntaxTable returns the syntax table v, the current one for nil.
func (s *State) syntaxTable(in *interp, v value) (*CharTable, *exit) {
	if v.IsNil() {
		return s.table(), nil
	}
	if t, ok := v.Object().(*CharTable); ok && t.Purpose() == in.Sym("syntax-table") {
		return t, nil
	}
	return nil, in.WrongType("syntax-table-p", v)
}

// parseSyntax returns the entry that a syntax descriptor stands for (Elisp
// manual, "Syntax Descriptors").
func parseSyntax(in *interp, str *lisp.String) (value, *exit) {
	t := str.Text()
	letter := byte(0)
	if t != "" {
		letter = t[0]
	}
	switch letter {
	case '-':
		letter = ' '
	case 'W':
		letter = 'w'
	}
	code := strings.IndexByte(classChars, letter)
	if code < 0 || letter == 0 {
		c, _ := char.Decode(t)
		return value{}, in.Errorf("Invalid syntax description letter: %c", c)
	}
	if letter == '@' {
		return value{}, nil
	}
	var match value
	if t = t[1:]; t != "" {
		c, n := char.Decode(t)
		t = t[n:]
		if c != ' ' {
			match = lisp.Fixnum(int(c))
		}
	}
	for i := 0; i < len(t); i++ {
		if bit := strings.IndexByte("1234pbnc", t[i]); bit >= 0 {
			code |= 1 << (16 + bit)
		}
	}
	return lisp.NewCons(lisp.Fixnum(code), match), nil
}

func (s *State) syntaxPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(syntax-table-p OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, ok := v.Object().(*CharTable)
			return lisp.Bool(ok && t.Purpose() == in.Sym("syntax-table")), nil
		}), "Return t if OBJECT can serve as a syntax table."),
		lisp.Def("(standard-syntax-table)", lisp.Fn0(func(*interp) (value, *exit) { return s.standard.Value(), nil }),
			"Return the standard syntax table."),
		lisp.Def("(syntax-table)", lisp.Fn0(func(*interp) (value, *exit) { return s.table().Value(), nil }),
			"Return the syntax table of the current buffer."),
		lisp.Def("(set-syntax-table TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, ok := v.Object().(*CharTable)
			if !ok || t.Purpose() != in.Sym("syntax-table") {
				return value{}, in.WrongType("syntax-table-p", v)
			}
			s.buf.Current().SetTable(buffer.SyntaxTable, v)
			return v, nil
		}), "Make TABLE the syntax table of the current buffer."),
		lisp.Def("(copy-syntax-table &optional TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t := s.standard
			if !v.IsNil() {
				var x *exit
				if t, x = s.syntaxTable(in, v); x != nil {
					return value{}, x
				}
			}
			c := t.Copy()
			if c.Parent() == nil && t != s.standard {
				c.SetParent(s.standard)
			}
			return c.Value(), nil
		}), "Return a copy of TABLE, by default of the standard syntax table."),
	}
}

// classPrims are the primitives on the classes of characters.
func (s *State) classPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(char-syntax CHARACTER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
				return value{}, in.WrongType("characterp", v)
			}
			return lisp.Fixnum(int(s.classOf(rune(v.Fixnum())))), nil
		}), "Return the syntax class of CHARACTER, as its designating character."),
		lisp.Def("(syntax-class-to-char SYNTAX)", lisp.Fn1(func(in *interp, n int) (value, *exit) {
			if n < 0 || n >= len(classChars) {
				return value{}, in.ArgsOutOfRange(lisp.Fixnum(len(classChars)-1), lisp.Fixnum(n))
			}
			return lisp.Fixnum(int(classChars[n])), nil
		}), "Return the character that designates the syntax class number SYNTAX."),
		lisp.Def("(matching-paren CHARACTER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
				return value{}, in.WrongType("characterp", v)
			}
			t, c := s.table(), rune(v.Fixnum())
			if k := syntaxOf(t, c) & 0xF; k == classOpen || k == classClose {
				return lisp.Cdr(t.Get(c)), nil
			}
			return value{}, nil
		}), "Return the parenthesis that matches CHARACTER, nil if it is none."),
		lisp.Def("(string-to-syntax STRING)", lisp.Fn1(func(in *interp, str *lisp.String) (value, *exit) { return parseSyntax(in, str) }),
			"Return the syntax table entry (CODE . MATCHING-CHAR) for the descriptor STRING."),
		lisp.Def("(modify-syntax-entry CHAR NEWENTRY &optional SYNTAX-TABLE)", lisp.Fn3(func(in *interp, c, entry, table value) (value, *exit) {
			from, to, ok, x := in.CharRange(c)
			if x == nil && !ok {
				x = in.WrongType("characterp", c)
			}
			if x != nil {
				return value{}, x
			}
			t, x := s.syntaxTable(in, table)
			if x != nil {
				return value{}, x
			}
			if !entry.IsString() {
				return value{}, in.WrongType("stringp", entry)
			}
			e, x := parseSyntax(in, entry.Str())
			if x != nil {
				return value{}, x
			}
			t.Set(from, to, e)
			return value{}, nil
		}), "Give CHAR, a character or (FROM . TO), the syntax that the descriptor NEWENTRY says in\nSYNTAX-TABLE, by default that of the current buffer."),
	}
}
