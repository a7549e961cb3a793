package lisp

import (
	"io"
	"unsafe"

	"elnet/lisp/char"
)

var printPrims = []Prim{
	{usage: "(prin1 OBJECT &optional PRINTCHARFUN)", fn: v2(primPrin1),
		doc: `Print OBJECT on PRINTCHARFUN so that read can make sense of it where possible.
PRINTCHARFUN is a buffer, a marker, a function called with each character, t for
standard output, or nil for the value of standard-output. Return OBJECT.`},
	{usage: "(princ OBJECT &optional PRINTCHARFUN)", fn: v2(primPrinc),
		doc: `Print OBJECT on PRINTCHARFUN for people: without quotes and backslashes.
PRINTCHARFUN is as for prin1. Return OBJECT.`},
	{usage: "(print OBJECT &optional PRINTCHARFUN)", fn: v2(primPrint),
		doc: `Print OBJECT as prin1 does, with a newline before and after it.
PRINTCHARFUN is as for prin1. Return OBJECT.`},
	{usage: "(prin1-to-string OBJECT &optional NOESCAPE)", fn: v2(primPrin1ToString),
		doc: `Return what prin1 would print for OBJECT as a string.
If NOESCAPE is non-nil, return what princ would print.`},
	{usage: "(terpri &optional PRINTCHARFUN ENSURE)", fn: v2(primTerpri),
		doc: `Print a newline on PRINTCHARFUN, which is as for prin1, and return t.
If ENSURE is non-nil, print it only if the output does not stand at the beginning
of a line, and return nil if it does.`},
	{usage: "(write-char CHARACTER &optional PRINTCHARFUN)", fn: v2(primWriteChar),
		doc: `Print CHARACTER on PRINTCHARFUN, which is as for prin1. Return CHARACTER.`},
	{usage: "(external-debugging-output CHARACTER)", fn: v1(primDebugOutput),
		doc: `Write CHARACTER to standard error and return it.
As a PRINTCHARFUN this makes output go to standard error.`},
	{usage: "(error-message-string OBJ)", fn: v1(primErrorMessageString),
		doc: `Return the text that describes the error OBJ, a list (SYMBOL . DATA).`},
}

// PrintString returns what prin1 (quote true) or princ prints for v, as UTF-8.
// The print variables hold. What cannot be printed to its end, such as structure
// nested too deep, ends in "...".
func (in *Interp) PrintString(v Value, quote bool) string {
	if v.IsString() && !quote {
		return v.Str().UTF8()
	}
	p := printer{octal: quote}
	p.init(in, quote)
	saved := in.exit
	if x := p.print(v); x != nil {
		in.exit = saved
		p.buf = append(p.buf, "..."...)
	}
	if char.IsASCII(p.buf) {
		return string(p.buf)
	}
	return string(appendUTF8(nil, string(p.buf)))
}

// printTo prints v to a stream, between before and after.
func (in *Interp) printTo(stream, v Value, quote bool, before, after string) *Exit {
	target, x := in.printTarget(stream)
	if x != nil {
		return x
	}
	p := printer{octal: inBuffer(target)}
	p.init(in, quote)
	p.buf = append(p.buf, before...)
	if x := p.print(v); x != nil {
		return x
	}
	p.buf = append(p.buf, after...)
	return in.printBytes(target, p.buf)
}

func (in *Interp) printBytes(target PrintTarget, b []byte) *Exit {
	if len(b) == 0 {
		return nil
	}
	return target.Print(in, unsafe.String(unsafe.SliceData(b), len(b)), !char.IsASCII(b))
}

// printTarget returns where printing to stream goes.
func (in *Interp) printTarget(stream Value) (PrintTarget, *Exit) {
	if stream.IsNil() {
		if stream, _ = in.VarValue(in.standardOutput); stream.IsNil() {
			stream = T
		}
	}
	if stream == T {
		return stdoutTarget{}, nil
	}
	if stream == in.Sym("external-debugging-output") {
		return writerTarget{in.Stderr()}, nil
	}
	if in.hooks.PrintTo != nil {
		if t, x := in.hooks.PrintTo(in, stream); t != nil || x != nil {
			return t, x
		}
	}
	return funcTarget{stream}, nil
}

// inBuffer reports whether target is one that PrintTo supplied.
func inBuffer(target PrintTarget) bool {
	switch target.(type) {
	case stdoutTarget, writerTarget, funcTarget:
		return false
	}
	return true
}

// stdoutTarget is standard output.
type stdoutTarget struct{}

func (stdoutTarget) Print(in *Interp, text string, multibyte bool) *Exit {
	if text == "" {
		return nil
	}
	in.printing().partial = text[len(text)-1] != '\n'
	in.printed = true
	return writerTarget{in.Stdout()}.Print(in, text, multibyte)
}

// writerTarget writes text as UTF-8, raw bytes as themselves.
type writerTarget struct{ w io.Writer }

func (t writerTarget) Print(in *Interp, text string, multibyte bool) *Exit {
	var err error
	if multibyte {
		_, err = t.w.Write(appendUTF8(nil, text))
	} else {
		_, err = io.WriteString(t.w, text)
	}
	if err != nil {
		return in.FromError(err)
	}
	return nil
}

// funcTarget calls a Lisp function with each character.
type funcTarget struct{ f Value }

func (t funcTarget) Print(in *Interp, text string, _ bool) *Exit {
	for len(text) > 0 {
		c, n := char.Decode(text)
		if _, x := in.Funcall(t.f, Fixnum(int(c))); x != nil {
			return x
		}
		text = text[n:]
	}
	return nil
}

func primPrin1(in *Interp, v, stream Value) (Value, *Exit) {
	return v, in.printTo(stream, v, true, "", "")
}

func primPrinc(in *Interp, v, stream Value) (Value, *Exit) {
	return v, in.printTo(stream, v, false, "", "")
}

func primPrint(in *Interp, v, stream Value) (Value, *Exit) {
	return v, in.printTo(stream, v, true, "\n", "\n")
}

func primPrin1ToString(in *Interp, v, noescape Value) (Value, *Exit) {
	p := printer{octal: true}
	p.init(in, noescape.IsNil())
	if x := p.print(v); x != nil {
		return Value{}, x
	}
	s := string(p.buf)
	return TextString(s, !char.IsASCII(s)), nil
}

func primTerpri(in *Interp, stream, ensure Value) (Value, *Exit) {
	target, x := in.printTarget(stream)
	if x != nil {
		return Value{}, x
	}
	if !ensure.IsNil() {
		switch t := target.(type) {
		case stdoutTarget:
			if !in.printing().partial {
				return Value{}, nil
			}
		case LineStarter:
			if t.AtLineStart() {
				return Value{}, nil
			}
		case funcTarget:
			msg := NewString("Unsupported function argument")
			if t.f.IsFunc() && t.f.Func().kind == funcClosure && !t.f.isCode() {
				return Value{}, in.SignalData(in.s.error, NewCons(msg, in.listed(t.f)), nil)
			}
			return Value{}, in.Signal(in.s.error, msg, t.f)
		}
	}
	return T, target.Print(in, "\n", false)
}

func primWriteChar(in *Interp, c, stream Value) (Value, *Exit) {
	if !c.IsFixnum() {
		return Value{}, in.WrongType("fixnump", c)
	}
	target, x := in.printTarget(stream)
	if x != nil {
		return Value{}, x
	}
	if f, ok := target.(funcTarget); ok {
		_, x := in.Funcall(f.f, c)
		return c, x
	}
	if n := c.Fixnum(); n < 0 || n > char.Max {
		return Value{}, in.WrongType("characterp", c)
	}
	var b [char.MaxLen]byte
	return c, in.printBytes(target, char.Append(b[:0], rune(c.Fixnum())))
}

func primDebugOutput(in *Interp, c Value) (Value, *Exit) {
	return primWriteChar(in, c, in.Sym("external-debugging-output"))
}

func primErrorMessageString(in *Interp, v Value) (Value, *Exit) {
	if !v.IsList() {
		return Value{}, in.WrongType("listp", v)
	}
	if !Car(v).IsSymbol() {
		return Value{}, in.WrongType("symbolp", Car(v))
	}
	if _, end := listLength(v); end == circularList {
		return Value{}, in.Signal(in.s.circularList, loopOf(v))
	}
	if data := Cdr(v); Car(v) == in.s.error && Car(data).IsString() && Cdr(data).IsNil() {
		return Car(data), nil
	}
	return TextString(in.ErrorMessage(v), true), nil
}
