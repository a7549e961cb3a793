package lisp

import (
	"slices"
	"strings"
)

// Most functions of a file of the library that a program loads are not called.
// Their definitions are not even read before that.

// A waitingForm is the definition of a function in a file that has been loaded.
type waitingForm struct {
	file   string
	text   string    // begins with it
	locals []*Symbol // what is special in that file alone
	steady bool
}

// waitable are the forms that may wait: all they do is to define a function or
// macro.
var waitable = []string{"(defun ", "(defmacro ", "(cl-defun ", "(cl-defmacro "}

// waits reports whether the next form of l defines a function that nothing asks
// about while it is defined, notes it, and passes over it. As everywhere in the
// library, a form ends where a line begins with the next one.
func (in *Interp) waits(l *loadState) bool {
	if !l.trust || l.single || !strings.HasPrefix(l.name, "/elnet/") {
		return false
	}
	r := &l.reader.reader
	r.skipBlanks()
	r.back()
	text := r.text[r.pos:]
	if !slices.ContainsFunc(waitable, func(head string) bool { return strings.HasPrefix(text, head) }) {
		return false
	}
	end := strings.Index(text, "\n(")
	if end < 0 {
		return false
	}
	head, rest, _ := strings.Cut(text[:end], " ")
	name, rest, found := strings.Cut(rest, " ")
	if !found || strings.ContainsAny(name, `\;"`+"\n") || strings.Contains(rest, "(declare ") {
		return false // a declaration has effects of its own
	}
	s := in.Intern(name)
	free := s.fn == voidFunc || s.fn.kind == funcLazy || s.fn.kind == funcOther && Car(s.fn.obj) == in.s.autoload
	if macro := strings.HasSuffix(head, "macro"); !free || macro && s.used || !PlistGet(s.plist, in.Sym("defalias-fset-function")).IsNil() {
		return false
	}
	in.lazyForms[s] = &waitingForm{l.name, text[:end], in.fileLocals, l.steady}
	s.fn = lazyFunc
	in.noteDefinition(NewCons(in.Sym("defun"), s.Value()))
	r.pos += end
	return true
}

// define evaluates the definition.
func (w *waitingForm) define(in *Interp) *Exit {
	text := in.newSourceReader([]byte(w.text), w.file)
	_, x := in.evalText(&loadState{name: w.file, reader: text, trust: true, single: true, steady: w.steady, locals: w.locals}, true)
	return x
}
