// Package json is the group of primitives that write and read JSON (RFC 8259;
// Elisp manual, "Parsing JSON"): json-serialize, json-insert,
// json-parse-string and json-parse-buffer.
//
// Answers and error data are those of Emacs 28.2, which uses the library
// jansson, but for one: with :object-type plist a key beyond ASCII becomes the
// keyword of that name, where Emacs makes one of the bytes of its encoding.
package json

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// state is what the primitives of one interpreter share.
type state struct {
	buf *buffer.State

	alist, plist, hashTable, list, array     value
	null, false_                             value
	objectType, arrayType, nullKey, falseKey value
}

// Install gives in the primitives of this package, for the buffers of buf.
func Install(in *lisp.Interp, buf *buffer.State) {
	s := &state{buf: buf,
		alist: in.Sym("alist"), plist: in.Sym("plist"), hashTable: in.Sym("hash-table"),
		list: in.Sym("list"), array: in.Sym("array"),
		null: in.Sym(":null"), false_: in.Sym(":false"),
		objectType: in.Sym(":object-type"), arrayType: in.Sym(":array-type"),
		nullKey: in.Sym(":null-object"), falseKey: in.Sym(":false-object"),
	}
	in.Define(
		lisp.Def("(json-serialize OBJECT &rest ARGS)", lisp.FnN(s.serialize),
			"Return the JSON text of OBJECT, a string.\n"+
				"Vectors are arrays; hash tables with string keys, alists and plists with symbol keys are objects;\n"+
				"t is true. The keywords :null-object and :false-object in ARGS say what stands for null and false,\n"+
				"by default :null and :false."),
		lisp.Def("(json-insert OBJECT &rest ARGS)", lisp.FnN(s.insert),
			"Insert the JSON text of OBJECT at point. ARGS are as for json-serialize."),
		lisp.Def("(json-parse-string STRING &rest ARGS)", lisp.FnN(s.parseString),
			"Return the Lisp object that STRING, one JSON value, stands for.\n"+
				"Keywords in ARGS: :object-type is hash-table (the default), alist or plist; :array-type is array\n"+
				"(the default) or list; :null-object and :false-object are what null and false become,\n"+
				"by default :null and :false. Signals json-parse-error and its kin."),
		lisp.Def("(json-parse-buffer &rest ARGS)", lisp.FnN(s.parseBuffer),
			"Return the Lisp object that the JSON value after point stands for and move point behind it.\n"+
				"ARGS are as for json-parse-string."),
		lisp.Def("(json-available-p)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.T, nil }),
			"Return t: JSON is supported."),
	)
}

// options are the keyword arguments.
type options struct {
	objects objectType
	lists   bool // arrays become lists
	null    value
	false_  value
}

type objectType uint8

const (
	asHashTable objectType = iota
	asAlist
	asPlist
)

// options reads keyword arguments; those that say how to parse are known only
// if parsing.
func (s *state) options(in *interp, args []value, parsing bool) (options, *exit) {
	o := options{null: s.null, false_: s.false_}
	if len(args)%2 != 0 {
		return o, in.WrongType("plistp", lisp.List(args...))
	}
	// The first of two values for a keyword wins, the last bad one is reported.
	for i := len(args) - 2; i >= 0; i -= 2 {
		key, v := args[i], args[i+1]
		switch {
		case key == s.objectType && parsing:
			switch v {
			case s.hashTable:
				o.objects = asHashTable
			case s.alist:
				o.objects = asAlist
			case s.plist:
				o.objects = asPlist
			default:
				return o, badOption(in, "One of hash-table, alist or plist should be specified", v)
			}
		case key == s.arrayType && parsing:
			if v != s.array && v != s.list {
				return o, badOption(in, "One of array or list should be specified", v)
			}
			o.lists = v == s.list
		case key == s.nullKey:
			o.null = v
		case key == s.falseKey:
			o.false_ = v
		case parsing:
			return o, badOption(in, "One of :object-type, :array-type, :null-object or :false-object should be specified", v)
		default:
			return o, badOption(in, "One of :null-object or :false-object should be specified", v)
		}
	}
	return o, nil
}

func badOption(in *interp, text string, v value) *exit {
	return in.SignalNamed("error", lisp.NewString(text), v)
}

// depthCap bounds nesting whatever max-lisp-eval-depth says: the walkers use
// the Go stack.
const depthCap = 100_000

// depthLimit is how deep arrays and objects may nest.
func depthLimit(in *interp) int {
	v, _ := in.VarValue(in.Intern("max-lisp-eval-depth"))
	if !v.IsFixnum() {
		return depthCap
	}
	return min(v.Fixnum(), depthCap)
}

func (s *state) serialize(in *interp, args []value) (value, *exit) {
	text, x := s.text(in, args)
	if x != nil {
		return value{}, x
	}
	return lisp.MultibyteString(textOf(text)), nil
}

func (s *state) insert(in *interp, args []value) (value, *exit) {
	text, x := s.text(in, args)
	if x != nil {
		return value{}, x
	}
	b := s.buf.Current()
	n := len(text)
	if b.Multibyte() {
		n = char.Count(text)
	}
	pos := b.Point()
	if x := s.buf.InsertText(in, b, pos, text, b.Multibyte()); x != nil {
		return value{}, x
	}
	b.SetPoint(pos + n)
	return value{}, nil
}

func (s *state) parseString(in *interp, args []value) (value, *exit) {
	if !args[0].IsString() {
		return value{}, in.WrongType("stringp", args[0])
	}
	str := args[0].Str()
	text := str.UTF8()
	for i := 0; i < len(text); i++ {
		if text[i] == 0 {
			return value{}, in.WrongType("string-without-embedded-nulls-p", args[0])
		}
	}
	o, x := s.options(in, args[1:], true)
	if x != nil {
		return value{}, x
	}
	p := parser{in: in, options: o, text: text, source: "<string>", limit: depthLimit(in)}
	return p.document(true)
}

func (s *state) parseBuffer(in *interp, args []value) (value, *exit) {
	o, x := s.options(in, args, true)
	if x != nil {
		return value{}, x
	}
	b := s.buf.Current()
	t := b.Text()
	p := parser{in: in, options: o, source: "<callback>", limit: depthLimit(in)}
	p.text = textOf(t.Contiguous(b.Point(), b.Zv()))
	v, x := p.document(false)
	if x != nil {
		return value{}, x
	}
	n := p.pos
	if b.Multibyte() {
		n = char.Count(p.text[:p.pos])
	}
	b.SetPoint(b.Point() + n)
	return v, nil
}
