package lisp

import (
	"bytes"
	"hash/maphash"
	"iter"
	"math"
)

// What a program finds defined takes effect when the symbol is made: a program
// uses a few hundred of several thousand names, and start-up must be instant.
// Until then a definition is one entry of Interp.late, or one line of the
// library's index. Nothing of that is to be seen: who asks for all symbols, or
// removes one, has them all made first.

// A lateDef is a definition that waits for its symbol.
type lateDef interface {
	name() string
	define(in *Interp, s *Symbol)
}

// lateBoth are two definitions of one symbol, the earlier first.
type lateBoth struct{ a, b lateDef }

func (l *lateBoth) name() string { return l.a.name() }

func (l *lateBoth) define(in *Interp, s *Symbol) {
	l.a.define(in, s)
	l.b.define(in, s)
}

// A lateTable is a hash table of definitions. It takes less memory than a map,
// all of which is touched at start-up.
type lateTable struct {
	defs  []lateDef // nil where the symbol has been made
	slots []uint16  // 1 + an index of defs, or 0; at least half of them
}

// find returns the index in defs of the definition of name, or -1, and the slot
// for a new one.
func (t *lateTable) find(name string) (i int, slot uint32) {
	mask := uint32(len(t.slots) - 1)
	for slot = uint32(maphash.String(hashSeed, name)) & mask; t.slots[slot] != 0; slot = (slot + 1) & mask {
		i := int(t.slots[slot]) - 1
		if d := t.defs[i]; d != nil && d.name() == name {
			return i, slot
		}
	}
	return -1, slot
}

// add adds d, which another definition of its symbol may precede.
func (t *lateTable) add(d lateDef) {
	i, slot := t.find(d.name())
	if i >= 0 {
		t.defs[i] = &lateBoth{t.defs[i], d}
		return
	}
	t.defs = append(t.defs, d)
	t.slots[slot] = uint16(len(t.defs))
	if 2*len(t.defs) > len(t.slots) {
		all := t.defs
		*t = lateTable{slots: make([]uint16, 2*len(t.slots)), defs: make([]lateDef, 0, len(t.slots))}
		for _, d := range all {
			if d != nil {
				t.add(d)
			}
		}
	}
}

// defineLate defines the symbol that d is for, at once if it has been made.
func (in *Interp) defineLate(d lateDef) {
	name := d.name()
	if in.obarray.m[name] != nil || in.allMade || len(in.late.defs) == math.MaxUint16 {
		d.define(in, in.Intern(name))
		return
	}
	in.late.add(d)
}

// made gives s, a new symbol of the standard obarray, what it is to have.
func (in *Interp) made(s *Symbol) {
	if in.allMade {
		return
	}
	if i, _ := in.late.find(s.name.s); i >= 0 {
		d := in.late.defs[i]
		in.late.defs[i] = nil
		d.define(in, s)
	}
	in.linkLibrary(s)
}

// known reports whether the symbol called name, which has not been made, is to
// be found in the obarray.
func (in *Interp) known(name string) bool {
	if in.allMade {
		return false
	}
	if i, _ := in.late.find(name); i >= 0 {
		return true
	}
	for _, f := range in.alsoKnown {
		if f(name) {
			return true
		}
	}
	if in.library == nil {
		return false
	}
	function, variable := in.library.Find(name)
	return function != 0 || variable != 0
}

// makeAll makes the symbols of all definitions.
func (in *Interp) makeAll() {
	if in.allMade {
		return
	}
	for i := 0; i < len(in.late.defs); i++ {
		if d := in.late.defs[i]; d != nil {
			in.Intern(d.name())
		}
	}
	if in.library != nil {
		for name := range in.library.Names() {
			in.Intern(name)
		}
	}
	in.allMade, in.late = true, lateTable{}
}

// SymbolsMade returns how many symbols have been made.
func (in *Interp) SymbolsMade() int { return len(in.obarray.order) }

// AlsoKnown makes the names for which f returns true look as if they had been
// interned.
func (in *Interp) AlsoKnown(f func(name string) bool) { in.alsoKnown = append(in.alsoKnown, f) }

// A lateVar is a variable of Go code that waits for its symbol.
type lateVar struct {
	symbol string
	value  Value
	make   func() Value // if not nil, makes the value
	doc    string
}

func (v *lateVar) name() string { return v.symbol }

func (v *lateVar) define(in *Interp, s *Symbol) {
	in.declare(s, v.doc)
	if !in.boundValue(s).isMark() {
		return
	}
	if v.make != nil {
		v.value = v.make()
	}
	in.SetVar(s, v.value)
}

// LateVar declares a special variable as DefVar does, once its symbol is needed.
// One that has a value already keeps it.
func (in *Interp) LateVar(name string, v Value, doc string) {
	in.defineLate(&lateVar{symbol: name, value: v, doc: doc})
}

// LateVarFunc is LateVar for a value that f makes.
func (in *Interp) LateVarFunc(name string, f func() Value, doc string) {
	in.defineLate(&lateVar{symbol: name, make: f, doc: doc})
}

// A lateProp is a property that waits for its symbol.
type lateProp struct {
	symbol, property string
	make             func() Value
}

func (p *lateProp) name() string { return p.symbol }

func (p *lateProp) define(in *Interp, s *Symbol) { in.put(s, in.Sym(p.property), p.make()) }

// LatePut gives the symbol called name, once it is needed, the property that make
// makes.
func (in *Interp) LatePut(name, property string, make func() Value) {
	in.defineLate(&lateProp{name, property, make})
}

// A lateCommand makes a primitive that waits for its symbol a command.
type lateCommand struct{ symbol, spec string }

func (c *lateCommand) name() string { return c.symbol }

func (c *lateCommand) define(in *Interp, s *Symbol) {
	if f := s.fn; f.prim != nil {
		f.prim.iform = List(in.s.interactive, NewString(c.spec))
	}
}

// SetInteractive makes the primitive called name a command with the interactive
// codes spec (Elisp manual, "Interactive Codes"). A name that is no primitive is
// passed over.
func (in *Interp) SetInteractive(name, spec string) { in.defineLate(&lateCommand{name, spec}) }

// A lateDoc gives a primitive a docstring that is made when it is asked for.
type lateDoc struct {
	symbol string
	make   func() string
}

func (d *lateDoc) name() string { return d.symbol }

func (d *lateDoc) define(in *Interp, s *Symbol) {
	if f := s.fn; f.prim != nil {
		f.prim.makeDoc = d.make
	}
}

// LateDoc makes what make returns the docstring of the primitive called name.
func (in *Interp) LateDoc(name string, make func() string) { in.defineLate(&lateDoc{name, make}) }

// ---- the library

// A Library has definitions that are evaluated when they are first used.
type Library interface {
	// Find returns the numbers of the definitions of the function and of the
	// special variable called name, 0 where there is none.
	Find(name string) (function, variable int)
	// Names are those for which Find finds something, in any order, perhaps
	// repeated.
	Names() iter.Seq[string]
	// Evaluate evaluates definition id.
	Evaluate(in *Interp, id int) *Exit
	// WholeFile returns the file that is evaluated whole for definition id, ""
	// if one form is enough.
	WholeFile(id int) string
	// Autoload returns the file to load for definition id, whether that is a
	// macro, and the text of its form; the file is "" if the definition is to
	// look as if it had been evaluated.
	Autoload(id int) (file string, macro bool, form []byte)
}

// SetLibrary makes the definitions of l those of the symbols that have none.
func (in *Interp) SetLibrary(l Library) {
	in.library = l
	for _, s := range in.obarray.order {
		if s != nil {
			in.linkLibrary(s)
		}
	}
	if in.allMade {
		in.allMade = false
		in.makeAll()
	}
}

// Library returns what SetLibrary was given, nil if nothing.
func (in *Interp) Library() Library { return in.library }

var lazyFunc = &Func{kind: funcLazy, arity: -1}

// linkLibrary notes what the library defines s as. What s has already stays.
func (in *Interp) linkLibrary(s *Symbol) {
	if in.library == nil || s.keyword() {
		return
	}
	function, variable := in.library.Find(s.name.s)
	if function != 0 && s.fn == voidFunc {
		s.fn = lazyFunc
		in.lazy[s] = function
	}
	if variable != 0 && s.value == markUnbound {
		s.special, s.lazyVar = true, true
		in.lazyVars[s] = variable
	}
}

// showAutoload puts an autoload object in place of the lazy definition of s, if
// it is one to look at, and reports whether it did.
func (in *Interp) showAutoload(s *Symbol) bool {
	if in.lazyForms[s] != nil {
		return false
	}
	file, macro, form := in.library.Autoload(in.lazy[s])
	if file == "" {
		return false
	}
	var kind Value
	command := bytes.Contains(form, []byte("\n  (interactive"))
	doc := in.formDoc(form)
	if macro {
		kind = T
	}
	delete(in.lazy, s)
	s.fn = in.cellFunc(List(in.s.autoload, NewString(file), doc, Bool(command), kind))
	return true
}

// formDoc returns the docstring in text, the form of a definition, with a line for
// its arguments; nil if it has none.
func (in *Interp) formDoc(text []byte) Value {
	saved := in.exit
	s := TextString(string(text), true).Str()
	form, x := in.stringReader(s, 0, s.Len()).read()
	in.exit = saved
	if x != nil {
		return Value{}
	}
	rest := cddr(form)
	if head := Car(form); head == in.Sym("defalias") || head == in.Sym("define-minor-mode") {
		return Value{}
	}
	args, doc := Car(rest), cadr(rest)
	if !doc.IsString() || !args.IsList() {
		return Value{}
	}
	if args.IsNil() {
		return doc
	}
	return NewString(withUsage(doc.Str().UTF8(), in.usageOf(args)))
}

// forceLazy evaluates the definition of the function s. If that was to load a file,
// the definition in there may be one that waits in turn.
func (in *Interp) forceLazy(s *Symbol) *Exit {
	for s.fn.kind == funcLazy {
		id, form := in.lazy[s], in.lazyForms[s]
		delete(in.lazy, s)
		delete(in.lazyForms, s)
		s.fn = voidFunc
		var x *Exit
		switch {
		case form != nil:
			x = in.outside(form.define)
		case id != 0:
			x = in.loadLazy(id)
		}
		if x != nil {
			return x
		}
	}
	return nil
}

// forceLazyVar gives s its value and reports whether it has one now.
func (in *Interp) forceLazyVar(s *Symbol) bool {
	id, ok := in.lazyVars[s]
	delete(in.lazyVars, s)
	s.lazyVar = false
	if !ok || in.defining(in.library.WholeFile(id)) {
		return false
	}
	saved := in.exit
	x := in.loadLazy(id)
	in.exit = saved
	return x == nil
}

// defining reports whether the library's file called name is being loaded: what it
// asks about a variable of its own is asked by the form that defines it.
func (in *Interp) defining(name string) bool {
	for l := in.loading; l != nil && name != ""; l = l.outer {
		if l.trust && !l.single && l.name == name {
			return true
		}
	}
	return false
}

func (in *Interp) loadLazy(id int) *Exit {
	return in.outside(func(in *Interp) *Exit { return in.library.Evaluate(in, id) })
}

// outside calls define, which evaluates a definition of the library, so that
// neither sees what the other is in the middle of.
func (in *Interp) outside(define func(in *Interp) *Exit) *Exit {
	if in.hooks.MatchData != nil {
		defer in.hooks.MatchData()()
	}
	loading, locals, depth, maxDepth := in.loading, in.fileLocals, in.macroDepth, in.maxDepth
	in.loading, in.fileLocals, in.macroDepth = nil, nil, 0
	in.maxDepth += 500 // a definition must not fail because its first use is deep
	in.setLimit()
	x := define(in)
	in.loading, in.fileLocals, in.macroDepth, in.maxDepth = loading, locals, depth, maxDepth
	in.setLimit()
	return x
}

// EvalLibrary evaluates one form, or a whole file, of a library.
func (in *Interp) EvalLibrary(name string, text []byte) *Exit {
	l := &loadState{name: name, reader: in.newSourceReader(text, name), trust: true}
	if _, x := in.evalText(l, true); x != nil {
		return x
	}
	in.recordLoad(NewString(name), l.defs)
	return nil
}

// EvalLibraryForm evaluates the first form of text, which is part of a library.
// What it defines calls, if steady, the primitives that were there at first
// although a program redefines or advises them.
func (in *Interp) EvalLibraryForm(name string, text []byte, steady bool) *Exit {
	_, x := in.evalText(&loadState{name: name, reader: in.newSourceReader(text, name), trust: true, single: true, steady: steady}, true)
	return x
}
