package lisp

import (
	"io/fs"
	"strings"
)

// Byte-code functions, #[ARGS CODE CONSTANTS DEPTH DOC INTERACTIVE], as the
// compiler of Emacs 28 makes them. Such a function is a closure whose Lambda has
// a code; when it is called first, its byte string is decoded to nodes
// (bytecode_decode.go).

// The slots of a byte-code object.
const (
	byteArgs = iota
	byteCode
	byteConstants
	byteDepth
	byteDoc
	byteInteractive
)

// code is what the Lambda of a byte-code function has of its own.
type code struct {
	fetched Value   // (CODE . CONSTANTS), if they were still to be read from a file
	ncap    int     // so many constants are captured variables, which differ from closure to closure
	closure *Lambda // what closures with ncap captured variables share ...
	count   int     // ... and that number
	min     int     // parameters: required ones ...
	max     int     // ... and those that are not rest parameters
}

// isCode reports whether v is a byte-code function.
func (v Value) isCode() bool { return v.IsFunc() && v.Func().lam != nil && v.Func().lam.code != nil }

// codeSlots returns the slots of the byte-code function v.
func (v Value) codeSlots() []Value { return v.Func().obj.Vector().Slots }

// newCode makes a byte-code function of slots, which it keeps; ok is false if
// they are not what one can have. read says that they come from the reader, which
// takes more than make-byte-code.
func (in *Interp) newCode(slots []Value, read bool) (*Func, bool) {
	if len(slots) <= byteDepth {
		return nil, false
	}
	args, text, depth := slots[byteArgs], slots[byteCode], slots[byteDepth]
	switch {
	case !depth.IsFixnum() || depth.fix() < 0:
		return nil, false
	case text.IsString() && slots[byteConstants].IsVector():
		if text.Str().multi {
			if !read {
				return nil, false
			}
			slots[byteCode], _ = primAsUnibyte(in, text)
		}
	case !read || !text.IsCons():
		return nil, false
	}
	lam := &Lambda{args: args, weight: 1 << 32, nslots: 1, inner: true, code: &code{}}
	lam.body = &lazyCode{lam}
	switch {
	case args.IsFixnum():
		n := args.fix()
		lam.lexical = true
		lam.setArity(int(n&127), int(n>>8), n&128 != 0)
	case args.IsList():
		if !lam.parseArgs(in) || len(lam.params) > 120 {
			lam.params, lam.nreq, lam.nopt, lam.rest = nil, 0, 0, true
			lam.body = &badLambda{lam}
		}
	default:
		return nil, false
	}
	if len(slots) > byteDoc {
		lam.doc = slots[byteDoc]
	}
	if len(slots) > byteInteractive {
		spec := slots[byteInteractive]
		lam.iform = List(in.s.interactive, spec)
		if spec.IsVector() && len(spec.Vector().Slots) > 0 {
			lam.iform = List(in.s.interactive, spec.Vector().Slots[0])
			if v := spec.Vector().Slots; len(v) > 1 {
				lam.iform.Cons().Cdr.Cons().Cdr = v[1]
			}
		}
	}
	f := lam.newFunc()
	f.obj = NewVector(slots)
	return f, true
}

// setArity sets the numbers of arguments that the first slot of a lexically scoped
// byte-code function gives.
func (lam *Lambda) setArity(min, max int, rest bool) {
	lam.code.min, lam.code.max = min, max
	if max > 120 || max < min {
		lam.rest = true
		lam.body = &badCode{}
		return
	}
	lam.nreq, lam.nopt, lam.rest = min, max-min, rest
}

// A badCode is the body of a function that takes more arguments than one can.
type badCode struct{}

func (*badCode) Eval(in *Interp, f *frame) (Value, *Exit) { return Value{}, in.badCode() }

func (in *Interp) badCode() *Exit { return in.Errorf("Invalid byte-code") }

// codeArity is func-arity of a byte-code function.
func (in *Interp) codeArity(f *Func) (Value, *Exit) {
	lam := f.lam
	if lam.lexical {
		if lam.args.fix()&128 != 0 {
			return in.arity(lam.code.min, -1), nil
		}
		return NewCons(Int(int64(lam.code.min)), Int(int64(lam.code.max))), nil
	}
	if _, bad := lam.body.(*badLambda); bad {
		return Value{}, in.Signal(in.s.invalidFunction, f.Value())
	}
	if lam.rest {
		return in.arity(lam.nreq, -1), nil
	}
	return in.arity(lam.nreq, lam.nreq+lam.nopt), nil
}

// shownCode is what errors about the number of arguments of f show.
func shownCode(f *Func) Value {
	if f.lam.lexical {
		return NewCons(Int(int64(f.lam.code.min)), Int(int64(f.lam.code.max)))
	}
	return f.Value()
}

// codeParts returns the byte string and the constants of f, read from its file if
// they are still there.
func (in *Interp) codeParts(f *Func) (text string, constants []Value, x *Exit) {
	slots := f.obj.Vector().Slots
	s, c := slots[byteCode], slots[byteConstants]
	if s.IsCons() {
		if x := in.fetchCode(f); x != nil {
			return "", nil, x
		}
		s, c = Car(f.lam.code.fetched), Cdr(f.lam.code.fetched)
	}
	if !s.IsString() || !c.IsVector() {
		return "", nil, in.badCode()
	}
	s, x = primAsUnibyte(in, s)
	return strings.Clone(s.Str().s), c.Vector().Slots, x
}

// fetchCode reads (CODE . CONSTANTS) of f, whose second slot is (FILE . POSITION).
func (in *Interp) fetchCode(f *Func) *Exit {
	if f.lam.code.fetched.IsCons() {
		return nil
	}
	ref := f.obj.Vector().Slots[byteCode]
	text, _, x := in.fileText(ref)
	if x != nil {
		return x
	}
	r := reader{in: in, text: text, ob: in.obarray}
	v, x := r.read()
	if x != nil {
		return x
	}
	if !v.IsCons() {
		return in.Errorf("Invalid byte code")
	}
	f.lam.code.fetched = v
	slots := f.obj.Vector().Slots
	slots[byteCode], slots[byteConstants] = Car(v), Cdr(v)
	return nil
}

var bytecodePrims = []Prim{
	pred("byte-code-function-p", Value.isCode, "a byte-code function"),
	{usage: "(make-byte-code ARGLIST BYTE-CODE CONSTANTS DEPTH &optional DOCSTRING INTERACTIVE-SPEC &rest ELEMENTS)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		f, ok := in.newCode(append([]Value(nil), a...), false)
		if !ok {
			return Value{}, in.Errorf("Invalid byte-code object")
		}
		return f.Value(), nil
	}), doc: `Return a byte-code function with the arguments as its elements.
ARGLIST is a parameter list, or an integer for lexical binding: the number of
required parameters, plus 128 if there is a rest parameter, plus 256 times the
number of required and optional ones. BYTE-CODE is a unibyte string, CONSTANTS
a vector, DEPTH the depth of the stack.`},
	{usage: "(make-closure PROTOTYPE &rest CLOSURE-VARS)", fn: FnN(primMakeClosure),
		doc: "Return a copy of the byte-code function PROTOTYPE with CLOSURE-VARS as its first constants."},
	{usage: "(byte-code BYTESTR VECTOR MAXDEPTH)", fn: v3(primByteCode),
		doc: "Run the byte-code in the string BYTESTR with the constants in VECTOR and return the value."},
	{usage: "(fetch-bytecode OBJECT)", fn: v1(func(in *Interp, v Value) (Value, *Exit) {
		if v.isCode() && v.codeSlots()[byteCode].IsCons() {
			return v, in.fetchCode(v.Func())
		}
		return v, nil
	}), doc: "If OBJECT is a byte-code function whose code is still in its file, read that. Return OBJECT."},
}

func primMakeClosure(in *Interp, a []Value) (Value, *Exit) {
	if !a[0].isCode() {
		return Value{}, in.WrongType("byte-code-function-p", a[0])
	}
	proto, vars := a[0].Func(), a[1:]
	_, constants, x := in.codeParts(proto)
	if x != nil {
		return Value{}, x
	}
	if len(vars) > len(constants) {
		return Value{}, in.Errorf("Closure vars do not fit in constvec")
	}
	own := append([]Value(nil), constants...)
	copy(own, vars)
	slots := append([]Value(nil), proto.obj.Vector().Slots...)
	slots[byteConstants] = NewVector(own)
	c := proto.lam.code
	lam := c.closure
	if lam == nil || c.count != len(vars) {
		l := *proto.lam
		lam = &l
		lam.code = &code{ncap: len(vars), min: c.min, max: c.max}
		switch lam.body.(type) {
		case *badCode, *badLambda:
		default:
			lam.body = &lazyCode{lam}
		}
		c.closure, c.count = lam, len(vars)
	}
	f := lam.newFunc()
	f.obj, f.caps = NewVector(slots), own[:len(vars):len(vars)]
	return f.Value(), nil
}

func primByteCode(in *Interp, text, constants, depth Value) (Value, *Exit) {
	if !text.IsString() || !constants.IsVector() || !depth.IsFixnum() || depth.fix() < 0 {
		return Value{}, in.badCode()
	}
	f, ok := in.newCode([]Value{fix(0), text, constants, depth}, true)
	if !ok {
		return Value{}, in.badCode()
	}
	f.lam.top, f.lam.args = true, Value{}
	g, top := in.scratch()
	return in.run(f, g, top, 0)
}

// ---- what compiled files leave in themselves: docstrings and code

// isFileRef reports whether v is (FILE . POSITION), as #$ makes them.
func isFileRef(v Value) bool {
	return v.IsCons() && v.Cons().Car.IsString() && v.Cons().Cdr.IsFixnum()
}

// fileText returns what ref, (FILE . POSITION), refers to: the text from there to
// the character ^_, in which ^A quotes. found is false if there is no such file.
func (in *Interp) fileText(ref Value) (text string, found bool, x *Exit) {
	if !isFileRef(ref) {
		return "", false, in.badCode()
	}
	name := in.expandFile(Car(ref).Str().UTF8())
	err := fs.ErrPermission
	var all []byte
	if !in.opts.NoFiles {
		all, err = in.readFile(name)
	}
	pos := int(max(Cdr(ref).fix(), -Cdr(ref).fix()))
	if err != nil {
		return "Cannot open doc string file \"" + Car(ref).Str().UTF8() + "\"\n", false, nil
	}
	if pos > len(all) {
		return "", true, nil
	}
	rest := string(all[pos:])
	if i := strings.IndexByte(rest, 0x1F); i >= 0 {
		rest = rest[:i]
	}
	return strings.NewReplacer("\x01\x01", "\x01", "\x010", "\x00", "\x01_", "\x1F").Replace(rest), true, nil
}

// storedDoc returns v, or the docstring to which it refers if it is a reference to
// a compiled file.
func (in *Interp) storedDoc(v Value) (Value, *Exit) {
	if !isFileRef(v) {
		return v, nil
	}
	text, _, x := in.fileText(v)
	return NewString(text), x
}

// codeDoc is the docstring that v, a slot of a byte-code function, says.
func (in *Interp) codeDoc(v Value) (Value, *Exit) {
	if !v.IsString() && !isFileRef(v) {
		return Value{}, nil
	}
	return in.storedDoc(v)
}
