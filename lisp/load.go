package lisp

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// loadState is the file, or other source, that is being evaluated.
type loadState struct {
	name     string // absolute name, or the name of the source, "" if it has none
	reader   *sourceReader
	defs     Value     // what it defined, for load-history, the last first
	trust    bool      // the embedded library: macros are expanded when needed
	single   bool      // only the first form is evaluated
	steady   bool      // calls of primitives take no notice of redefinitions
	compiled bool      // a .elc file: macros are expanded already
	locals   []*Symbol // special in this file, from the start
	forms    Forms
	outer    *loadState
}

// location says which form is being evaluated, as FILE:LINE:COLUMN.
func (l *loadState) location() string {
	if l.name == "" || l.reader == nil {
		return ""
	}
	line, col, _ := l.reader.pos()
	return fmt.Sprintf("%s:%d:%d", l.name, line, col+1)
}

func (in *Interp) loadFile() Value {
	v, _ := in.VarValue(in.fileName)
	return v
}

// noteDefinition records a definition for load-history.
func (in *Interp) noteDefinition(v Value) {
	if in.loading != nil {
		in.loading.defs = NewCons(v, in.loading.defs)
	}
}

// lexicalBinding reports whether the source being evaluated is lexically scoped.
func (in *Interp) lexicalBinding() bool {
	v, _ := in.VarValue(in.lexBinding)
	return !v.IsNil()
}

func (in *Interp) bindLexical(on bool) { in.bind(in.lexBinding, Bool(on)) }

// cookieLexical finds "-*- lexical-binding: VALUE -*-" in the first line, or
// the second after "#!", and reports whether there is one and what it says.
func cookieLexical(text []byte) (value, found bool) {
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	if bytes.HasPrefix(line, []byte("#!")) {
		line, _, _ = bytes.Cut(rest, []byte("\n"))
	}
	if !bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte(";")) {
		return false, false
	}
	_, s, ok := strings.Cut(string(line), "-*-")
	if !ok {
		return false, false
	}
	s, _, ok = strings.Cut(s, "-*-")
	if !ok {
		return false, false
	}
	for _, f := range strings.Split(s, ";") {
		k, v, ok := strings.Cut(f, ":")
		if ok && strings.EqualFold(strings.TrimSpace(k), "lexical-binding") {
			v = strings.TrimSpace(v)
			return v != "nil" && v != "", true
		}
	}
	return false, false
}

// evalSource evaluates the forms of text and returns the value of the last.
// lexical is the binding discipline where no cookie says otherwise.
func (in *Interp) evalSource(name string, text []byte, lexical bool) (Value, *Exit) {
	if v, ok := cookieLexical(text); ok {
		lexical = v
	}
	return in.evalText(&loadState{name: name, reader: in.newSourceReader(text, name)}, lexical)
}

func (in *Interp) evalText(l *loadState, lexical bool) (v Value, x *Exit) {
	mark, locals := in.Mark(), in.fileLocals
	l.outer = in.loading
	in.loading, in.fileLocals = l, l.locals
	in.bindLexical(lexical)
	in.specs[len(in.specs)-1].where = nil // as if in a buffer of its own: setting it in this one makes it local
	defer func() {
		if x != nil && x.raw {
			x = in.finish(x)
		}
		if x != nil && x.kind == exitSignal && x.loc == "" {
			x.loc = l.location()
		}
		in.Unbind(mark)
		in.loading, in.fileLocals = l.outer, locals
	}()
	for {
		if in.waits(l) {
			continue
		}
		form, ok, x := in.nextForm(l)
		if x != nil || !ok {
			return v, x
		}
		v, x = in.evalToplevel(form, lexical, 0)
		if x == nil && l.forms.Each != nil {
			x = l.forms.Each(v)
		}
		if x != nil || l.single {
			return v, x
		}
	}
}

// nextForm reads the next form of l, by load-read-function if that is not read.
func (in *Interp) nextForm(l *loadState) (form Value, ok bool, x *Exit) {
	if l.forms.Read != nil {
		return l.forms.Read()
	}
	form, ok, x = l.reader.next()
	if x != nil || !ok || l.trust || l.name == "" {
		return
	}
	if f := in.loadRead.value; !f.isMark() && !f.IsNil() && f != in.loadReadDefault {
		// It reads what the reader has just read, from its text.
		form, x = in.Funcall(f, NewString(in.PrintString(form, true)))
	}
	return form, true, x
}

// evalToplevel evaluates one form of a file: macros are expanded first, and the
// forms of a toplevel progn are toplevel forms too.
func (in *Interp) evalToplevel(form Value, lexical bool, depth int) (Value, *Exit) {
	if l := in.loading; l != nil && (l.trust || l.compiled || l.name == "") || !form.IsCons() || depth > 200 {
		return in.EvalForm(form, lexical)
	}
	expanded, x := in.macroexpand(form, Value{}, false)
	if x == nil && Car(expanded) == in.s.progn {
		v := Value{}
		for l, n := Cdr(expanded), 0; l.IsCons() && n < 1<<24; l, n = Cdr(l), n+1 {
			if v, x = in.evalToplevel(Car(l), lexical, depth+1); x != nil {
				return v, x
			}
		}
		return v, nil
	}
	if x == nil {
		expanded, x = in.macroexpandAll(expanded, Value{})
	}
	if x != nil {
		if x.kind != exitSignal {
			return Value{}, x
		}
		in.message("Eager macro-expansion failure: " + in.PrintString(x.Condition(), true))
		expanded = form
	}
	return in.EvalForm(expanded, lexical)
}

// message shows text, which is UTF-8.
func (in *Interp) message(text string) {
	if in.hooks.Message != nil {
		in.hooks.Message(in, NewString(text).Str(), false)
		return
	}
	in.StderrLine(text)
}

// expandFile makes name absolute from default-directory.
func (in *Interp) expandFile(name string) string {
	if name == "~" || strings.HasPrefix(name, "~/") {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, name[1:])
		}
	}
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	if v, ok := in.VarValue(in.Intern("default-directory")); ok && v.IsString() {
		if d := v.Str().UTF8(); filepath.IsAbs(d) {
			return filepath.Join(d, name)
		}
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	return abs
}

// load is the Lisp function load.
func (in *Interp) load(file Value, noError, noMessage, noSuffix, mustSuffix bool) (Value, *Exit) {
	if !file.IsString() {
		return Value{}, in.WrongType("stringp", file)
	}
	name := file.Str().UTF8()
	src, err := in.find(name, loadSuffixes(name, noSuffix, mustSuffix))
	if name == "" {
		src, err = nil, fs.ErrNotExist
	}
	if err != nil {
		if noError {
			return Value{}, nil
		}
		return Value{}, in.fileError("Cannot open load file", err, file)
	}
	var under ListBuilder
	depth := 0
	for l := in.loading; l != nil; l = l.outer {
		if l.name == src.name && !l.trust {
			depth++
		}
		if l.name != "" && !l.trust {
			under.Add(NewString(l.name))
		}
	}
	if depth > 3 {
		return Value{}, in.SignalData(in.s.error, NewCons(NewString("Recursive load"), NewCons(NewString(src.name), under.List())), nil)
	}
	if !noMessage {
		in.message("Loading " + src.name + src.kind() + "...")
	}
	return in.loadSource(src, noError, noMessage)
}

func (in *Interp) loadSource(src *source, noError, noMessage bool) (Value, *Exit) {
	if src.compiled() && !bytes.HasPrefix(src.text, []byte(";ELC")) {
		return Value{}, in.Errorf("File ‘%s’ was not compiled in Emacs", src.name)
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	abs := NewString(src.name)
	in.bind(in.fileName, abs)
	in.bind(in.Intern("load-true-file-name"), abs)
	in.bind(in.inProgress, T)
	if !src.lib {
		in.PushCall(in.Sym("load-with-code-conversion"), abs, abs, Bool(noError), Bool(noMessage))
		defer in.PopCall()
	}
	lexical, _ := cookieLexical(src.text)
	l := &loadState{name: src.name, reader: in.newSourceReader(src.text, src.name), trust: src.lib, compiled: src.compiled()}
	if _, x := in.evalText(l, lexical); x != nil {
		return Value{}, x
	}
	in.recordLoad(abs, l.defs)
	if v, ok := in.VarValue(in.Intern("after-load-alist")); ok && !v.IsNil() || !src.lib {
		if f := in.Intern("do-after-load-evaluation"); f.fn != voidFunc {
			if _, x := in.Funcall(f.Value(), abs); x != nil {
				return Value{}, x
			}
		}
	}
	return T, nil
}

// recordLoad notes in load-history what the file abs has defined, given with the
// last first.
func (in *Interp) recordLoad(abs, defs Value) {
	var entry ListBuilder
	entry.Add(abs)
	list := Slice(defs)
	for i := len(list) - 1; i >= 0; i-- {
		entry.Add(list[i])
	}
	var rest ListBuilder
	h, _ := in.VarValue(in.loadHistory)
	for _, e := range Slice(h) {
		if f := Car(e); !f.IsString() || f.Str().s != abs.Str().s {
			rest.Add(e)
		}
	}
	in.SetVar(in.loadHistory, NewCons(entry.List(), rest.List()))
}

// fileError signals the file error for err: (file-missing MESSAGE "No such file
// or directory" DATA...), and its kin.
func (in *Interp) fileError(message string, err error, data ...Value) *Exit {
	return in.FileError(message, err, data...)
}

// FileError starts the signal that Emacs gives for a failed system call:
// (SYMBOL MESSAGE STRERROR DATA...), where SYMBOL is file-missing for ENOENT,
// file-already-exists for EEXIST and file-error otherwise.
func (in *Interp) FileError(message string, err error, data ...Value) *Exit {
	sym, text := "file-error", errnoText(err)
	switch {
	case isNotExist(err):
		sym = "file-missing"
	case isExist(err):
		return in.SignalData(in.Sym("file-already-exists"), NewCons(NewString(text), List(data...)), err)
	}
	return in.SignalData(in.Sym(sym), NewCons(NewString(message), NewCons(NewString(text), List(data...))), err)
}

var loadPrims = []Prim{
	{usage: "(load FILE &optional NOERROR NOMESSAGE NOSUFFIX MUST-SUFFIX)", fn: FnN(func(in *Interp, a []Value) (Value, *Exit) {
		var b [5]Value
		copy(b[:], a)
		return in.load(b[0], !b[1].IsNil(), !b[2].IsNil(), !b[3].IsNil(), !b[4].IsNil())
	}), doc: "Evaluate the Lisp file FILE, found along load-path, and return t."},
	Def("(require FEATURE &optional FILENAME NOERROR)", Fn3(primRequire),
		"Load FILENAME, or the file called like FEATURE, unless FEATURE is provided already."),
	Def("(provide FEATURE &optional SUBFEATURES)", Fn2(primProvide), "Announce that FEATURE is present."),
	Def("(featurep FEATURE &optional SUBFEATURE)", Fn2(primFeaturep), "Return t if FEATURE is provided."),
	{usage: "(get-load-suffixes)", fn: Fn0(primGetLoadSuffixes),
		doc: "Return the suffixes that load-suffixes and load-file-rep-suffixes make."},
	Def("(locate-file-internal FILENAME PATH &optional SUFFIXES PREDICATE)", Fn4(primLocateFile),
		"Return the absolute name of FILENAME in one of the directories of PATH, nil if there is none."),
}

func primRequire(in *Interp, feature *Symbol, file, noError Value) (Value, *Exit) {
	in.noteRequire(feature)
	have, _ := in.VarValue(in.Intern("features"))
	for n := 0; have.IsCons() && n < 1<<16; n++ {
		if have.Cons().Car == feature.Value() {
			return feature.Value(), nil
		}
		have = have.Cons().Cdr
	}
	nest := 0
	for _, f := range in.requiring {
		if f == feature {
			nest++
		}
	}
	if nest > 3 {
		return Value{}, in.Errorf("Recursive ‘require’ for feature ‘%s’", feature.Name())
	}
	in.requiring = append(in.requiring, feature)
	defer func() { in.requiring = in.requiring[:len(in.requiring)-1] }()
	name := file
	if file.IsNil() {
		name = feature.name.Value()
	}
	v, x := in.load(name, !noError.IsNil(), true, false, file.IsNil())
	if x != nil || v.IsNil() {
		return Value{}, x
	}
	if !in.featurep(feature) {
		h, _ := in.VarValue(in.fileName)
		_ = h
		if file.IsNil() {
			return Value{}, in.Errorf("Loading file %s failed to provide feature ‘%s’", in.lastLoaded(name), feature.Name())
		}
		return Value{}, in.Errorf("Required feature ‘%s’ was not provided", feature.Name())
	}
	return feature.Value(), nil
}

// noteRequire notes for load-history, once, that the file being loaded requires
// feature.
func (in *Interp) noteRequire(feature *Symbol) {
	if in.loading == nil || in.loading.trust {
		return
	}
	entry := NewCons(in.Sym("require"), feature.Value())
	for _, e := range Slice(in.loading.defs) {
		if Equal(in, e, entry) {
			return
		}
	}
	in.noteDefinition(entry)
}

// lastLoaded returns the absolute name of the file loaded last.
func (in *Interp) lastLoaded(name Value) string {
	h, _ := in.VarValue(in.loadHistory)
	if f := Car(Car(h)); f.IsString() {
		return f.Str().UTF8()
	}
	return name.Str().UTF8()
}

func (in *Interp) featurep(feature *Symbol) bool {
	have, _ := in.VarValue(in.Intern("features"))
	for n := 0; have.IsCons() && n < 1<<16; n++ {
		if have.Cons().Car == feature.Value() {
			return true
		}
		have = have.Cons().Cdr
	}
	return false
}

func primFeaturep(in *Interp, feature *Symbol, sub Value) (Value, *Exit) {
	if !in.featurep(feature) {
		return Value{}, nil
	}
	if !sub.IsNil() {
		subs := PlistGet(feature.plist, in.Sym("subfeatures"))
		for n := 0; subs.IsCons() && n < 1<<16; n++ {
			if Equal(in, subs.Cons().Car, sub) {
				return T, nil
			}
			subs = subs.Cons().Cdr
		}
		return Value{}, nil
	}
	return T, nil
}

// Provide announces a feature that Go code supplies.
func (in *Interp) Provide(name string) {
	switch {
	case in.obarray.m["features"] != nil:
		in.provide(in.Intern(name))
	case !slices.Contains(in.provided, name):
		in.provided = append(in.provided, name)
	}
}

func (in *Interp) provide(feature *Symbol) {
	if !in.featurep(feature) {
		y := in.Intern("features")
		have, _ := in.VarValue(y)
		in.SetVar(y, NewCons(feature.Value(), have))
	}
}

// firstFeatures is what features is when it is first looked at.
func (in *Interp) firstFeatures() Value {
	list := Value{}
	for _, name := range in.provided {
		list = NewCons(in.Sym(name), list)
	}
	in.provided = nil
	return list
}

func primProvide(in *Interp, feature *Symbol, subs Value) (Value, *Exit) {
	if !subs.IsList() {
		return Value{}, in.WrongType("listp", subs)
	}
	in.provide(feature)
	if !subs.IsNil() {
		in.put(feature, in.Sym("subfeatures"), subs)
	}
	in.noteDefinition(NewCons(in.Sym("provide"), feature.Value()))
	alist, _ := in.VarValue(in.Intern("after-load-alist"))
	if e, ok := assq(feature.Value(), alist); ok {
		for _, f := range Slice(Cdr(e)) {
			if _, x := in.Funcall(f); x != nil {
				return Value{}, x
			}
		}
	}
	return feature.Value(), nil
}

func primLocateFile(in *Interp, name *String, dirs, suffixes, predicate Value) (Value, *Exit) {
	sufs := []string{""}
	if suffixes.IsCons() {
		sufs = nil
		for _, s := range Slice(suffixes) {
			if s.IsString() {
				sufs = append(sufs, s.Str().UTF8())
			}
		}
	}
	list := Slice(dirs)
	if filepath.IsAbs(name.UTF8()) {
		list = []Value{{}} // in whatever directory
	}
	for _, d := range list {
		dir := in.expandFile(".")
		if d.IsString() {
			dir = in.expandFile(d.Str().UTF8())
		}
		for _, suf := range sufs {
			file := filepath.Join(dir, name.UTF8()+suf)
			if filepath.IsAbs(name.UTF8()) {
				file = filepath.Clean(name.UTF8() + suf)
			}
			if ok, x := in.locates(file, predicate); ok || x != nil {
				return NewString(file), x
			}
		}
	}
	return Value{}, nil
}

// locates reports whether file is what locate-file-internal looks for: one that
// predicate, a function, is true of, or that can be accessed as the bits of predicate,
// those of access(2), say. A directory is none unless a function says dir-ok.
func (in *Interp) locates(file string, predicate Value) (bool, *Exit) {
	st, err := os.Stat(file)
	if err != nil {
		return false, nil
	}
	if in.isFunction(predicate) {
		v, x := in.Funcall(predicate, NewString(file))
		return x == nil && !v.IsNil() && (!st.IsDir() || v == in.Sym("dir-ok")), x
	}
	if predicate.IsFixnum() && syscall.Access(file, uint32(predicate.Fixnum())) != nil {
		return false, nil
	}
	return !st.IsDir(), nil
}

// ---- autoload

func primAutoload(in *Interp, a []Value) (Value, *Exit) {
	if !a[0].IsSymbol() {
		return Value{}, in.WrongType("symbolp", a[0])
	}
	if !a[1].IsString() {
		return Value{}, in.WrongType("stringp", a[1])
	}
	var b [5]Value
	copy(b[:], a)
	s := in.Symbol(a[0])
	if s.fn != voidFunc && !(s.fn.kind == funcOther && Car(s.fn.obj) == in.s.autoload) {
		return Value{}, nil
	}
	return in.defalias(s, List(in.s.autoload, b[1], b[2], b[3], b[4]), Value{})
}

// autoloadNow loads the file of the autoload object obj, the definition of name.
func (in *Interp) autoloadNow(name, obj Value) *Exit {
	if in.hooks.MatchData != nil {
		defer in.hooks.MatchData()()
	}
	if _, x := in.load(cadr(obj), false, true, false, true); x != nil || !name.IsSymbol() {
		return x
	}
	return in.forceLazy(in.Symbol(name))
}

// loadedBy names the file of the autoload object obj, as an error shows it.
func (in *Interp) loadedBy(obj Value) string {
	h, _ := in.VarValue(in.loadHistory)
	if f := Car(Car(h)); f.IsString() {
		return f.Str().UTF8()
	}
	return in.PrintString(cadr(obj), false)
}

func primAutoloadDoLoad(in *Interp, def, name, macroOnly Value) (Value, *Exit) {
	if Car(def) != in.s.autoload {
		return def, nil
	}
	if macroOnly == in.s.macro {
		if t := Car(cdddr(Cdr(def))); t != in.s.macro && t != T {
			return def, nil
		}
	}
	if x := in.autoloadNow(name, def); x != nil {
		return Value{}, x
	}
	if name.IsNil() || macroOnly == in.Sym("ignore-errors") {
		return Value{}, nil
	}
	if !name.IsSymbol() {
		return Value{}, in.WrongType("symbolp", name)
	}
	now := in.SymbolFunction(in.Symbol(name))
	if Equal(in, now, def) {
		return Value{}, in.Errorf("Autoloading file %s failed to define function %s", in.loadedBy(def), in.PrintString(name, true))
	}
	return now, nil
}
