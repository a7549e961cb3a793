package lisp

import "unsafe"

// A Func is what a symbol's function cell holds and what a call reaches: a
// closure, a primitive, or a stand-in for any other object put there (a macro,
// an autoload, an alias, a list, nothing).
type Func struct {
	lam   *Lambda // closures
	caps  []Value // captured variables: a value, or a cell
	prim  *primInfo
	obj   Value // funcMacro, funcAlias, funcOther: the object in the function cell; a closure: the list for which it stands, or the slots of byte-code
	arity int8  // >= 0: a closure with exactly that many required parameters
	kind  funcKind
}

type funcKind uint8

const (
	funcClosure funcKind = iota
	funcPrim
	funcSpecial // a special form
	funcMacro   // obj is (macro . FUNCTION)
	funcAlias   // obj is a symbol
	funcOther   // obj is an autoload, a lambda list, or no function at all
	funcVoid
	funcLazy // a definition of the library that has not been evaluated yet
)

// voidFunc is the content of an empty function cell.
var voidFunc = &Func{kind: funcVoid, arity: -1}

// Value returns f as a Lisp value.
func (f *Func) Value() Value { return Value{unsafe.Pointer(f), tagFunc} }

// IsClosure reports whether f was made by a lambda form.
func (f *Func) IsClosure() bool { return f.kind == funcClosure }

// A Lambda is what all closures made by one lambda form share.
type Lambda struct {
	name       *Symbol // what the function was defined as, nil if anonymous
	args       Value   // the parameter list
	source     Value   // body forms, without docstring and interactive form
	doc        Value
	iform      Value // the interactive form, nil if none
	nreq, nopt int
	extra      int // parameters after the rest parameter, always nil
	rest       bool
	lexical    bool
	params     []*Symbol
	capSyms    []*Symbol // names of the captured variables, for printing
	unused     []Value   // bindings with known values that only printing shows
	locals     []*Symbol // (defvar SYM) in force where the lambda stands
	body       Node
	nslots     int      // frame size
	weight     uint64   // how much of max-lisp-eval-depth a call takes, shifted for frame headers
	library    bool     // defined by the embedded library under name
	macro      bool     // expands a macro of the embedded library
	code       *code    // of a byte-code function: see bytecode.go
	top        bool     // a top-level form, no function of its own
	steady     bool     // its calls of primitives take no notice of redefinitions
	sites      []*place // where the calls in it stand, as frame headers number them
	quiet      bool     // shows no special forms in backtraces, as compiled code
	lends      uint64   // not 0: its last parameter can be lent, see lend.go
	inner      bool     // has captured variables: analysed with the function around it
}

func (lam *Lambda) newFunc() *Func {
	f := &Func{lam: lam, arity: -1}
	if lam.nopt == 0 && !lam.rest && lam.nreq < 100 {
		f.arity = int8(lam.nreq)
	}
	return f
}

// object returns f as Lisp sees it in a function cell.
func (f *Func) object() Value {
	switch f.kind {
	case funcVoid:
		return Value{}
	case funcMacro, funcAlias, funcOther:
		return f.obj
	}
	return f.Value()
}

// cellFunc returns what a function cell holds for the object v.
func (in *Interp) cellFunc(v Value) *Func {
	switch {
	case v.IsNil():
		return voidFunc
	case v.IsFunc():
		return v.Func()
	case v.IsSymbol():
		return &Func{kind: funcAlias, obj: v, arity: -1}
	case Car(v) == in.s.macro:
		return &Func{kind: funcMacro, obj: v, arity: -1}
	}
	return &Func{kind: funcOther, obj: v, arity: -1}
}

// SymbolFunction returns what s has in its function cell, nil if it is empty.
// A lazy definition that Emacs has as an autoload becomes one now.
func (in *Interp) SymbolFunction(s *Symbol) Value {
	if s.fn.kind == funcLazy && !in.showAutoload(s) {
		in.forceLazy(s)
	}
	return s.fn.object()
}

// SetFunction puts v in the function cell of s. Code already analysed calls it
// from now on; whether it is a macro, or a primitive that can be inlined, is
// seen when a function is called next.
func (in *Interp) SetFunction(s *Symbol, v Value) {
	was := s.fn
	in.replaced(was)
	if s.fn = in.cellFunc(v); !s.used || s.fn == was {
		return
	}
	if was == s.builtin {
		in.uninline(s)
	}
	if was.shapesCode() || s.fn.shapesCode() {
		in.deoptimize()
	}
}

// shapesCode reports whether analysis does more with f than to make calls.
func (f *Func) shapesCode() bool { return f.kind == funcMacro || f.kind == funcSpecial }

// indirect follows symbols from v to a function. It returns voidFunc if the
// chain ends in an unbound one.
func (in *Interp) indirect(v Value) (*Func, *Exit) {
	for n := 0; ; n++ {
		switch {
		case v.IsFunc():
			return v.Func(), nil
		case v.IsSymbol():
			s := in.Symbol(v)
			if s.fn.kind == funcLazy {
				if x := in.forceLazy(s); x != nil {
					return nil, x
				}
			}
			if s.fn.kind != funcAlias {
				return s.fn, nil
			}
			v = s.fn.obj
			if n > 100 {
				return nil, in.Signal(in.s.cyclicFunction, v)
			}
		default:
			return in.cellFunc(v), nil
		}
	}
}

// closureList returns the form (closure ENV ARGS . BODY), or (lambda ARGS .
// BODY) for a dynamically scoped function: what Emacs' interpreter has in place
// of a closure object, and prints.
func (in *Interp) closureList(f *Func) Value {
	lam := f.lam
	body := lam.source
	if !lam.iform.IsNil() {
		body = NewCons(lam.iform, body)
	}
	if !lam.doc.IsNil() {
		body = NewCons(lam.doc, body)
	}
	l := NewCons(lam.args, body)
	if !lam.lexical {
		return NewCons(in.s.lambda, l)
	}
	var env ListBuilder
	for i, s := range lam.capSyms {
		v := f.caps[i]
		if v.n == tagCell {
			v = v.cell().v
		}
		env.Add(NewCons(s.Value(), v))
	}
	for _, b := range lam.unused {
		env.Add(NewCons(Car(b), Cdr(b)))
	}
	for _, s := range lam.locals {
		env.Add(s.Value())
	}
	env.Add(T)
	return NewCons(in.s.closure, NewCons(env.List(), l))
}
