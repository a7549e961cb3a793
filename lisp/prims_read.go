package lisp

import (
	"strings"

	"elnet/lisp/char"
)

var readPrims = []Prim{
	{usage: "(read-from-minibuffer PROMPT &optional INITIAL-CONTENTS KEYMAP READ HIST DEFAULT-VALUE INHERIT-INPUT-METHOD)", fn: FnN(primReadFromMinibuffer),
		doc: "Print PROMPT, read a line from standard input and return it, without its end.\nIf READ, return the object it holds; an empty one holds DEFAULT-VALUE, or the first\nof that list. The other arguments are for a terminal. It signals end-of-file."},
	{usage: "(read &optional STREAM)", fn: v1(primRead),
		doc: `Read one Lisp object as text from STREAM and return it.
STREAM is a string, a buffer or marker (read from there on and advanced), a
function (called without argument for a character, with one to un-read it), a
symbol that names such a function, or t for a line of standard input; nil means
the value of standard-input. Signal end-of-file if the text ends too early and
invalid-read-syntax if it is not Lisp.`},
	{usage: "(read-from-string STRING &optional START END)", fn: v3(primReadFromString),
		doc: `Read one Lisp object from the text of STRING between START and END.
Return (OBJECT . POSITION): what was read, and the index of the first character
after it. Negative indices count from the end.`},
}

func primRead(in *Interp, stream Value) (Value, *Exit) {
	if stream.IsNil() {
		stream, _ = in.VarValue(in.Intern("standard-input"))
	}
	if stream == T || stream == in.Sym("read-char") {
		return in.readStdin()
	}
	if stream.IsString() {
		return in.readNoting(in.stringReader(stream.Str(), 0, stream.Str().Len()), stream)
	}
	r := &reader{in: in, ob: in.readObarray()}
	if in.hooks.ReadFrom != nil {
		src, x := in.hooks.ReadFrom(in, stream)
		if x != nil {
			return Value{}, x
		}
		if src != nil {
			r.src = src
			return in.readNoting(r, stream)
		}
	}
	r.src = &funcSource{in: in, f: stream}
	return in.readNoting(r, stream)
}

// readNoting reads an object, and notes where its symbols stand if
// read-with-symbol-positions, t or the stream, asks for it.
func (in *Interp) readNoting(r *reader, stream Value) (Value, *Exit) {
	want, _ := in.VarValue(in.Intern("read-with-symbol-positions"))
	if want.IsNil() || want != T && want != stream {
		return r.read()
	}
	if r.src != nil {
		r.src = &countingSource{ReadSource: r.src}
	}
	r.symbols = new(ListBuilder)
	v, x := r.read()
	if y := in.SetVar(in.Intern("read-symbol-positions-list"), r.symbols.List()); x == nil {
		x = y
	}
	return v, x
}

// A countingSource counts the characters that were read.
type countingSource struct {
	ReadSource
	n int
}

func (s *countingSource) Next() (rune, bool) {
	c, ok := s.ReadSource.Next()
	if ok {
		s.n++
	}
	return c, ok
}

func (s *countingSource) Back() {
	s.n--
	s.ReadSource.Back()
}

func (s *countingSource) failure() *Exit {
	if f, ok := s.ReadSource.(readFailer); ok {
		return f.failure()
	}
	return nil
}

// noteSymbol notes that sym was read, which begins at start in text, else with
// the n-th character.
func (r *reader) noteSymbol(sym Value, start, n int) {
	if r.src == nil {
		n = char.Count(r.text[:start])
	}
	r.symbols.Add(NewCons(sym, Fixnum(n)))
}

func primReadFromString(in *Interp, v, start, end Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	from, to, x := in.stringRange(s, start, end)
	if x != nil {
		return Value{}, x
	}
	r := in.stringReader(s, from, to)
	obj, x := in.readNoting(r, v)
	if x != nil {
		return Value{}, x
	}
	if len(r.text) == to-from {
		from += r.pos
	} else {
		from += char.Count(r.text[:r.pos])
	}
	return NewCons(obj, Fixnum(from)), nil
}

// stringRange checks optional START and END arguments for s.
func (in *Interp) stringRange(s *String, start, end Value) (from, to int, x *Exit) {
	n := s.Len()
	from, to = 0, n
	for _, a := range []struct {
		v Value
		p *int
	}{{start, &from}, {end, &to}} {
		if a.v.IsNil() {
			continue
		}
		if !a.v.IsFixnum() {
			return 0, 0, in.WrongType("integerp", a.v)
		}
		if *a.p = a.v.Fixnum(); *a.p < 0 {
			*a.p += n
		}
	}
	if from < 0 || from > to || to > n {
		return 0, 0, in.ArgsOutOfRange(s.Value(), start, end)
	}
	return from, to, nil
}

// stringReader returns a reader of characters from..to of s.
func (in *Interp) stringReader(s *String, from, to int) *reader {
	r := &reader{in: in, ob: in.readObarray()}
	r.text = s.Text()[s.offset(from):s.offset(to)]
	if !s.multi && !char.IsASCII(r.text) { // bytes are read as the characters of that number
		b := make([]byte, 0, 2*len(r.text))
		for i := range len(r.text) {
			b = char.Append(b, rune(r.text[i]))
		}
		r.text = string(b)
	}
	return r
}

// readObarray returns the obarray that reading interns in: the value of the
// variable obarray.
func (in *Interp) readObarray() *Obarray {
	if v, _ := in.VarValue(in.Intern("obarray")); v.IsVector() || v.Object() != nil {
		if o, x := in.argObarray(v); x == nil {
			return o
		}
	}
	return in.obarray
}

// readStdin reads the next line of standard input, which must hold one object.
// It asks for it as Emacs does in batch mode.
func (in *Interp) readStdin() (Value, *Exit) {
	line, x := in.ask("Lisp expression: ")
	if x != nil {
		return Value{}, x
	}
	return in.readWhole(NewString(line).Str())
}

// readWhole reads the one object that s holds.
func (in *Interp) readWhole(s *String) (Value, *Exit) {
	r := in.stringReader(s, 0, s.Len())
	v, x := r.read()
	if x == nil && strings.Trim(r.text[r.pos:], " \t\n") != "" {
		return Value{}, r.syntax("Trailing garbage following expression")
	}
	return v, x
}

// A Hider is a standard input that may be a terminal on which one can type unseen.
type Hider interface {
	// HideTyping lets sign stand for each character typed until end is called. shown
	// is false if even that is not seen, nor the end of the line.
	HideTyping(sign rune) (end func(), shown bool)
}

// ask prints prompt and reads the next line of standard input.
func (in *Interp) ask(prompt string) (string, *Exit) {
	if x := (stdoutTarget{}).Print(in, prompt, false); x != nil {
		return "", x
	}
	if v, _ := in.VarValue(in.Intern("executing-kbd-macro")); !v.IsNil() {
		if line, ok := in.typedLine(); ok {
			return line, nil
		}
	}
	hide, _ := in.VarValue(in.Intern("read-hide-char"))
	shown := !hide.IsFixnum()
	if h, ok := in.Stdin().(Hider); ok && !shown {
		var end func()
		end, shown = h.HideTyping(rune(hide.Fixnum()))
		defer end()
	}
	line, ok, x := in.ReadLine()
	if x == nil && !shown {
		// A sign for each byte, as in Emacs, and the end of the line.
		text := strings.Repeat(string(rune(hide.Fixnum())), len(line)) + "\n"
		x = (stdoutTarget{}).Print(in, text, false)
	}
	if x == nil && !ok {
		x = in.Signal(in.s.endOfFile, NewString("Error reading from stdin"))
	}
	return line, x
}

// nextEvent takes the first of unread-command-events.
func (in *Interp) nextEvent() (Value, bool) {
	unread := in.Intern("unread-command-events")
	v, _ := in.VarValue(unread)
	if !v.IsCons() {
		return Value{}, false
	}
	event := v.Cons().Car
	in.SetVar(unread, v.Cons().Cdr)
	if event.IsCons() && (event.Cons().Car == T || event.Cons().Car == in.Sym("no-record")) {
		event = event.Cons().Cdr
	}
	return event, true
}

// typedLine returns the text that unread-command-events type up to RET, and
// whether there was any event.
func (in *Interp) typedLine() (string, bool) {
	var line []rune
	event, ok := in.nextEvent()
	if !ok {
		return "", false
	}
	for ; ok; event, ok = in.nextEvent() {
		switch c := event; {
		case !c.IsFixnum():
		case c.Fixnum() == '\r' || c.Fixnum() == '\n':
			return string(line), true
		case c.Fixnum() == 127:
			line = line[:max(0, len(line)-1)]
		case c.Fixnum() >= 0 && c.Fixnum() <= char.Max:
			line = append(line, rune(c.Fixnum()))
		}
	}
	return string(line), true
}

// primReadFromMinibuffer is read-from-minibuffer without a terminal.
func primReadFromMinibuffer(in *Interp, a []Value) (Value, *Exit) {
	var args [7]Value
	copy(args[:], a)
	prompt, read, def := args[0], args[3], args[5]
	if !prompt.IsString() {
		return Value{}, in.WrongType("stringp", prompt)
	}
	line, x := in.ask(prompt.Str().UTF8())
	if x != nil {
		return Value{}, x
	}
	if read.IsNil() {
		return NewString(line), nil
	}
	if line == "" {
		if def.IsCons() {
			def = def.Cons().Car
		}
		if def.IsString() {
			return in.readWhole(def.Str())
		}
	}
	return in.readWhole(NewString(line).Str())
}

// funcSource reads the characters that a Lisp function returns.
type funcSource struct {
	in   *Interp
	f    Value
	last Value
	x    *Exit
	done bool
}

func (s *funcSource) Next() (rune, bool) {
	if s.done {
		return 0, false
	}
	v, x := s.in.Funcall(s.f)
	if x != nil {
		kept := *x
		s.x, s.done = &kept, true
		return 0, false
	}
	if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
		return 0, false
	}
	s.last = v
	return rune(v.Fixnum()), true
}

func (s *funcSource) Back() {
	if s.done {
		return
	}
	if _, x := s.in.Funcall(s.f, s.last); x != nil {
		kept := *x
		s.x, s.done = &kept, true
	}
}

func (s *funcSource) failure() *Exit {
	if s.x == nil {
		return nil
	}
	return s.in.raise(*s.x)
}
