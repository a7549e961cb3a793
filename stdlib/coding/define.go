package coding

import (
	"maps"
	"slices"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/charset"
)

// A box carries a coding system that a program has defined, as the property
// elnet--coding of its name, where other groups find it.
type box struct{ c *charset.Coding }

// LispType returns "coding-system".
func (box) LispType() string { return "coding-system" }

// Coding returns the coding system.
func (b box) Coding() *charset.Coding { return b.c }

func (s *State) definePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(elnet--define-coding-system NAME PLIST)", lisp.Fn2(s.define),
			"Define the coding system NAME, a symbol, with the properties PLIST of define-coding-system."),
		lisp.Def("(find-coding-systems-for-charsets CHARSETS)", lisp.Fn1(s.forCharsets),
			"Return the coding systems that have all characters of CHARSETS, a list of charsets."),
	}
}

// define makes a coding system. Its properties begin with those that it gets by
// what it is.
func (s *State) define(in *interp, name, plist value) (value, *exit) {
	if !name.IsSymbol() {
		return value{}, in.WrongType("symbolp", name)
	}
	get := func(key string) value { return lisp.PlistGet(plist, in.Sym(key)) }
	d := charset.Definition{Name: in.Symbol(name).Name(), EOL: charset.Undecided, Default: ' '}
	mnemonic := get(":mnemonic")
	if mnemonic.IsString() && mnemonic.Str().Len() > 0 {
		mnemonic = lisp.Fixnum(int(mnemonic.Str().At(0)))
	}
	if !mnemonic.IsFixnum() || !char.Valid(rune(mnemonic.Fixnum())) {
		return value{}, in.WrongType("characterp", mnemonic)
	}
	d.Mnemonic = rune(mnemonic.Fixnum())
	if v := get(":default-char"); v.IsFixnum() && char.Valid(rune(v.Fixnum())) {
		d.Default = rune(v.Fixnum())
	}
	like, x := s.model(in, get)
	if x != nil {
		return value{}, x
	}
	if v := get(":eol-type"); !v.IsNil() {
		i := slices.IndexFunc([]string{"unix", "dos", "mac"}, func(n string) bool { return v == in.Sym(n) })
		if i < 0 {
			return value{}, in.Errorf("Invalid eol-type")
		}
		d.EOL = charset.EOL(i)
	}
	ascii := lisp.Bool(like.ASCIICompatible())
	if like.Type() == "charset" {
		ascii = lisp.Bool(!get(":ascii-compatible-p").IsNil())
	}
	given := []value{in.Sym(":ascii-compatible-p"), ascii}
	if n := like.Category(); n != "" {
		given = append(given, in.Sym(":category"), in.Sym(n))
	}
	s.user[d.Name] = lisp.ListTail(given, plist)
	delete(s.extra, d.Name)
	for _, c := range like.Define(d) {
		s.names[c.Name()] = c
		delete(s.aliases, c.Name())
		in.Put(in.Intern(c.Name()), in.Sym("elnet--coding"), lisp.NewObject(box{c}))
		s.remember(in, c.Name())
	}
	return value{}, nil
}

// remember puts a name into coding-system-list and coding-system-alist.
func (s *State) remember(in *interp, name string) {
	list := in.Intern("coding-system-list")
	old, _ := in.VarValue(list)
	in.SetVar(list, lisp.NewCons(in.Sym(name), old))
	alist := in.Intern("coding-system-alist")
	if old, _ = in.VarValue(alist); !strings.HasPrefix(name, " ") {
		in.SetVar(alist, lisp.NewCons(lisp.List(lisp.NewString(name)), old))
	}
}

// model returns the coding system of the table that converts as the properties
// say.
func (s *State) model(in *interp, get func(string) value) (*charset.Coding, *exit) {
	name := ""
	if v := get(":coding-type"); v.IsSymbol() && !v.IsNil() {
		name = in.Symbol(v).Name()
	}
	bom := get(":bom")
	switch name {
	case "utf-8":
		switch {
		case bom.IsCons():
			name = "utf-8-auto"
		case !bom.IsNil():
			name = "utf-8-with-signature"
		}
	case "utf-16":
		switch little := get(":endian") == in.Sym("little"); {
		case bom.IsCons():
		case bom.IsNil() && little:
			name = "utf-16le"
		case bom.IsNil():
			name = "utf-16be"
		case little:
			name = "utf-16le-with-signature"
		default:
			name = "utf-16be-with-signature"
		}
	case "raw-text", "undecided":
	case "shift-jis":
		name = "japanese-shift-jis"
	case "big5":
		name = "chinese-big5"
	case "charset", "iso-2022":
		return s.byCharsets(in, name, get(":charset-list"))
	default:
		return nil, in.Errorf("Invalid coding system type: %s", in.PrintString(get(":coding-type"), false))
	}
	c, _ := charset.Lookup(name)
	return c, nil
}

// byCharsets returns the coding system of a type that has just these charsets.
func (s *State) byCharsets(in *interp, typ string, charsets value) (*charset.Coding, *exit) {
	var want []string
	for _, v := range lisp.Slice(charsets) {
		if !v.IsSymbol() || !s.isCharset(in, v) && !s.hasCharset(in.Symbol(v).Name()) {
			return nil, in.WrongType("charsetp", v)
		}
		want = append(want, in.Symbol(v).Name())
	}
	if len(want) == 0 {
		want = []string{"ascii"}
	}
	for _, n := range charset.Names() {
		if c, _ := charset.Lookup(n); c.Base() == n && c.Type() == typ && slices.Equal(c.Charsets(), want) {
			return c, nil
		}
	}
	return nil, in.Errorf("No %s coding system of these charsets is known: %s", typ, strings.Join(want, " "))
}

// hasCharset reports whether a coding system of the table has a charset.
func (s *State) hasCharset(name string) bool {
	for _, n := range charset.Names() {
		if c, _ := charset.Lookup(n); slices.Contains(c.Charsets(), name) {
			return true
		}
	}
	return false
}

// forCharsets is find-coding-systems-for-charsets.
func (s *State) forCharsets(in *interp, charsets value) (value, *exit) {
	if !charsets.IsNil() && !charsets.IsCons() {
		return value{}, in.WrongType("sequencep", charsets)
	}
	list := lisp.Slice(charsets)
	ascii := in.Sym("ascii")
	if !slices.ContainsFunc(list, func(v value) bool { return v != ascii }) {
		return lisp.List(in.Sym("undecided")), nil
	}
	for _, v := range list {
		if !v.IsSymbol() || v.IsNil() || !s.isCharset(in, v) && !s.hasCharset(in.Symbol(v).Name()) {
			return value{}, in.WrongType("charsetp", v)
		}
	}
	// As in Emacs, those of type charset, but not by another name of a charset.
	has := func(c *charset.Coding) bool {
		all := c.Charsets()
		if c.Type() != "charset" || len(all) == 1 && c.Charset() != all[0] {
			return false
		}
		return !slices.ContainsFunc(list, func(v value) bool {
			return v != ascii && !slices.Contains(all, in.Symbol(v).Name())
		})
	}
	var l lisp.ListBuilder
	for _, n := range charset.Names() {
		if c, _ := charset.Lookup(n); c.Base() == n && has(c) {
			l.Add(in.Sym(n))
		}
	}
	for _, n := range slices.Sorted(maps.Keys(s.user)) {
		if c := s.names[n]; c != nil && has(c) {
			l.Add(in.Sym(n))
		}
	}
	return l.List(), nil
}

// prepared returns str as coding, if a program has defined it with translations
// and conversions, wants it to be encoded.
func (s *State) prepared(in *interp, str *lisp.String, coding value) (*lisp.String, *exit) {
	v, x := in.Funcall(in.Sym("elnet--before-encoding"), coding, str.Value())
	if x != nil {
		return nil, x
	}
	return v.Str(), nil
}

// finished is what decoding ends with.
func (s *State) finished(in *interp, str *lisp.String, coding value) (*lisp.String, *exit) {
	v, x := in.Funcall(in.Sym("elnet--after-decoding-string"), coding, str.Value())
	if x != nil {
		return nil, x
	}
	return v.Str(), nil
}
