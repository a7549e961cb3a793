package lisp

import (
	"io"
	"runtime"
	"strings"
)

// miscPrims tell about functions and the program, or are what is left of Emacs'
// display and keyboard in batch mode.
var miscPrims = []Prim{
	{usage: "(subr-type SUBR)", fn: v1(func(in *Interp, v Value) (Value, *Exit) { return Value{}, in.needSubr(v) }),
		doc: "Return nil: no primitive is a native-compiled Lisp function of known type."},
	{usage: "(subr-native-elisp-p OBJECT)", fn: v1(func(*Interp, Value) (Value, *Exit) { return Value{}, nil }),
		doc: "Return nil: no Lisp function is compiled to native code."},
	{usage: "(subr-native-lambda-list SUBR)", fn: v1(func(in *Interp, v Value) (Value, *Exit) { return T, in.needSubr(v) }),
		doc: "Return t: SUBR is no Lisp function that was compiled to native code."},
	{usage: "(command-modes COMMAND)", fn: v1(primCommandModes), doc: "Return the modes that the interactive form of COMMAND names."},
	{usage: "(daemonp)", fn: Fn0(func(*Interp) (Value, *Exit) { return Value{}, nil }), doc: "Return nil: the program is no daemon."},
	{usage: "(daemon-initialized)", fn: Fn0(func(in *Interp) (Value, *Exit) {
		return Value{}, in.Errorf("This function can only be called if emacs is run as a daemon")
	}), doc: "Signal an error: the program is no daemon."},
	{usage: "(invocation-name)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.freshString("invocation-name"), nil }),
		doc: "Return the name that the program was run by, without directory."},
	{usage: "(invocation-directory)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.freshString("invocation-directory"), nil }),
		doc: "Return the directory of the program."},
	Def("(ngettext MSGID MSGID-PLURAL N)", Fn3(primNgettext), "Return MSGID if N is 1, else MSGID-PLURAL."),
	{usage: "(message-box FORMAT-STRING &rest ARGS)", fn: FnN(primMessage), doc: "Show a message as the function message does."},
	{usage: "(message-or-box FORMAT-STRING &rest ARGS)", fn: FnN(primMessage), doc: "Show a message as the function message does."},
	{usage: "(ding &optional ARG)", fn: v1(primDing), doc: "Ring the bell of the terminal: write its character to standard output."},
	Def("(send-string-to-terminal STRING &optional TERMINAL)", Fn2(primSendToTerminal),
		"Write the bytes of STRING to standard output. TERMINAL has no effect."),
	{usage: "(suspicious-object OBJ)", fn: v1(primIdentity), doc: "Return OBJ."},
	{usage: "(make-finalizer FUNCTION)", fn: v1(primMakeFinalizer),
		doc: "Return an object after whose end FUNCTION is called: when nothing refers to it any more and the\ncollector has noticed. Errors of FUNCTION are ignored."},
	{usage: "(char-resolve-modifiers CHAR)", fn: v1(primResolveModifiers),
		doc: "Return the character CHAR with modifiers that its code can express taken into the code."},
	{usage: "(get-file-char)", fn: Fn0(func(in *Interp) (Value, *Exit) { return Value{}, in.Errorf("get-file-char misused") }),
		doc: "Signal an error: only the reader can read the file being loaded."},
	{usage: "(read-char &optional PROMPT INHERIT-INPUT-METHOD SECONDS)", fn: v3(primReadChar),
		doc: "Read a character from standard input, a byte of it, and return its code.\nWith SECONDS wait so long, while timers and processes run, and return nil."},
	{usage: "(read-char-exclusive &optional PROMPT INHERIT-INPUT-METHOD SECONDS)", fn: v3(primReadChar),
		doc: "Read a character from standard input, a byte of it, and return its code.\nWith SECONDS wait so long, while timers and processes run, and return nil."},
	{usage: "(read-event &optional PROMPT INHERIT-INPUT-METHOD SECONDS)", fn: v3(primReadChar),
		doc: "Read an event, a byte of standard input, and return it.\nWith SECONDS wait so long, while timers and processes run, and return nil."},
	{usage: "(lread--substitute-object-in-subtree OBJECT PLACEHOLDER COMPLETED)", fn: v3(primSubstitute),
		doc: "Replace PLACEHOLDER by OBJECT everywhere in OBJECT. Objects that are keys of the hash table COMPLETED\nare not looked into; t is an empty table. Return nil."},
	{usage: "(print--preprocess OBJECT)", fn: v1(primPrintPreprocess),
		doc: "Note in print-number-table, if print-circle is non-nil, which objects in OBJECT need labels. Return nil."},
	{usage: "(exit-recursive-edit)", fn: Fn0(noRecursiveEdit), doc: "Signal an error: there is no recursive edit."},
	{usage: "(abort-minibuffers)", fn: Fn0(func(in *Interp) (Value, *Exit) { return Value{}, in.Errorf("Not in a minibuffer") }),
		doc: "Signal an error: no minibuffer is being read from."},
	{usage: "(abort-recursive-edit)", fn: Fn0(noRecursiveEdit), doc: "Signal an error: there is no recursive edit."},
}

func noRecursiveEdit(in *Interp) (Value, *Exit) {
	return Value{}, in.Signal(in.s.userError, NewString("No recursive edit is in progress"))
}

func (in *Interp) needSubr(v Value) *Exit {
	if v.IsFunc() && v.Func().prim != nil {
		return nil
	}
	return in.WrongType("subrp", v)
}

func primCommandModes(in *Interp, v Value) (Value, *Exit) {
	if !v.IsSymbol() && !v.IsFunc() && !v.IsCons() {
		return Value{}, nil
	}
	form, x := in.interactive(v)
	if modes := PlistGet(in.plistOf(v), in.Sym("command-modes")); !modes.IsNil() && x == nil {
		return modes, nil
	}
	return cddr(form), x
}

// plistOf returns the property list of v, nil if it is no symbol.
func (in *Interp) plistOf(v Value) Value {
	if v.IsSymbol() {
		return in.Symbol(v).plist
	}
	return Value{}
}

// freshString returns a copy of the string that the variable name holds, or nil.
func (in *Interp) freshString(name string) Value {
	v, _ := in.VarValue(in.Intern(name))
	if !v.IsString() {
		return Value{}
	}
	return v.Str().Substring(0, v.Str().Len()).Value()
}

func primNgettext(in *Interp, one, many *String, n Value) (Value, *Exit) {
	if !n.IsInteger() {
		return Value{}, in.WrongType("integerp", n)
	}
	if n.IsFixnum() && n.fix() == 1 {
		return one.Value(), nil
	}
	return many.Value(), nil
}

func primDing(in *Interp, _ Value) (Value, *Exit) {
	_, err := io.WriteString(in.Stdout(), "\a")
	if err != nil {
		return Value{}, in.FromError(err)
	}
	return Value{}, nil
}

func primSendToTerminal(in *Interp, s *String, _ Value) (Value, *Exit) {
	if _, err := io.WriteString(in.Stdout(), s.UTF8()); err != nil {
		return Value{}, in.FromError(err)
	}
	return Value{}, nil
}

// A Finalizer is what make-finalizer returns.
type Finalizer struct{ fn *Value }

// LispType returns "finalizer".
func (*Finalizer) LispType() string { return "finalizer" }

func primMakeFinalizer(in *Interp, fn Value) (Value, *Exit) {
	f := &Finalizer{&fn}
	v := NewObject(f)
	// The value is reached through the object that NewObject boxes it in.
	runtime.AddCleanup(f, func(fn *Value) {
		in.Post(func(in *Interp) {
			saved := in.exit
			if _, x := in.Funcall(*fn); x != nil {
				in.exit = saved
			}
		})
	}, f.fn)
	return v, nil
}

// Modifier bits of a character, and where they lie in its code.
const (
	metaBit  = 1 << 27
	ctrlBit  = 1 << 26
	shiftBit = 1 << 25
)

func primResolveModifiers(in *Interp, v Value) (Value, *Exit) {
	if !v.IsFixnum() {
		return Value{}, in.WrongType("fixnump", v)
	}
	c := v.fix()
	code := c &^ (modifierBits | metaBit)
	if code >= 0x80 || code < 0 {
		return v, nil
	}
	mods := c &^ 0x7F
	if mods&shiftBit != 0 {
		switch {
		case code >= 'A' && code <= 'Z' || code <= ' ':
			mods &^= shiftBit
		case code >= 'a' && code <= 'z':
			code, mods = code-('a'-'A'), mods&^shiftBit
		}
	}
	if mods&ctrlBit != 0 {
		switch {
		case code == ' ':
			code, mods = 0, mods&^ctrlBit
		case code == '?':
			code, mods = 0x7F, mods&^ctrlBit
		case code >= '@' && code <= '_' || code >= 'a' && code <= 'z':
			code, mods = code&0x1F, mods&^ctrlBit
		}
	}
	return fix(code | mods), nil
}

// ReadLine reads a line of standard input byte by byte, so that nothing after it
// is lost to later readers. ok is false at the end of the input.
func (in *Interp) ReadLine() (line string, ok bool, x *Exit) {
	var b strings.Builder
	for {
		c, ok, x := in.readByte()
		switch {
		case x != nil:
			return "", false, x
		case !ok:
			return b.String(), b.Len() > 0, nil
		case c == '\n':
			return b.String(), true, nil
		}
		b.WriteByte(c)
	}
}

func (in *Interp) readByte() (c byte, ok bool, x *Exit) {
	var b [1]byte
	for range 100 {
		n, err := in.Stdin().Read(b[:])
		switch {
		case n == 1:
			return b[0], true, nil
		case err == io.EOF:
			return 0, false, nil
		case err != nil:
			if x := in.Poll(); x != nil { // what ends the program ended the reading
				return 0, false, x
			}
			return 0, false, in.FromError(err)
		}
	}
	return 0, false, nil
}

// primReadChar takes an unread event, or reads a byte of standard input, where Emacs' batch mode waits for
// a key for ever. With SECONDS both wait so long, and handle what comes.
func primReadChar(in *Interp, prompt, _, seconds Value) (Value, *Exit) {
	if event, ok := in.nextEvent(); ok {
		return event, nil
	}
	if prompt.IsString() {
		in.message(prompt.Str().UTF8())
	}
	if !seconds.IsNil() {
		_, x := in.Funcall(in.Sym("sit-for"), seconds)
		return Value{}, x
	}
	c, ok, x := in.readByte()
	if x != nil {
		return Value{}, x
	}
	if !ok {
		return Value{}, in.Signal(in.s.endOfFile, NewString("Error reading from stdin"))
	}
	return fix(int64(c)), nil
}

// primSubstitute walks with a stack of its own, so any depth is fine.
func primSubstitute(in *Interp, object, placeholder, completed Value) (Value, *Exit) {
	seen := map[Value]bool{}
	done := func(v Value) bool {
		if completed.IsHashTable() {
			if _, ok, _ := completed.HashTable().Get(in, v); ok {
				return true
			}
		}
		return seen[v]
	}
	var todo []Value
	visit := func(v *Value) {
		if *v == placeholder {
			*v = object
		} else if k := v.Kind(); (k == KindCons || k == KindVector || k == KindRecord) && !done(*v) {
			seen[*v] = true
			todo = append(todo, *v)
		}
	}
	visit(&object)
	for n := 0; len(todo) > 0; n++ {
		if n&0xFFFF == 0xFFFF {
			if x := in.Poll(); x != nil {
				return Value{}, x
			}
		}
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if v.IsCons() {
			visit(&v.Cons().Car)
			visit(&v.Cons().Cdr)
			continue
		}
		for i := range v.Vector().Slots {
			visit(&v.Vector().Slots[i])
		}
	}
	return Value{}, nil
}

func primPrintPreprocess(in *Interp, v Value) (Value, *Exit) {
	var p printer
	p.init(in, true)
	p.load()
	if !p.circle {
		return Value{}, nil
	}
	if x := p.number(v); x != nil {
		return Value{}, x
	}
	table := (&HashTable{Test: &HashTest{Name: in.s.eq, kind: testEq}}).Value()
	if old, _ := in.VarValue(p.vars.numberTable); old.IsHashTable() {
		table = old
	}
	for k, n := range p.labels {
		if n != seenOnce {
			if x := table.HashTable().Put(in, k, T); x != nil {
				return Value{}, x
			}
		}
	}
	return Value{}, in.SetVar(p.vars.numberTable, table)
}
