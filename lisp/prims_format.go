package lisp

var formatPrims = []Prim{
	{usage: "(format STRING &rest OBJECTS)", fn: FnN(primFormat),
		doc: `Return STRING with each directive replaced by one of OBJECTS, formatted.
A directive is %, an optional field number N$, flags, width, .precision and
%s  as princ prints it          %S  as prin1 prints it
%d  an integer in decimal       %o %x %X  in octal or hexadecimal
%c  a character                 %e %f %g  a float
%%  a percent sign.
Flags: - pads on the right, 0 pads with zeros, + and space give positive numbers a
sign or a space, # asks for the alternate form. Text properties are kept. Signal
an error if an object is missing or of the wrong type.`},
	{usage: "(format-message STRING &rest OBJECTS)", fn: FnN(primFormatMessage),
		doc: "Return what format returns, with `these' quotes in STRING shown as\n" +
			"text-quoting-style says."},
	{usage: "(text-quoting-style)", fn: Fn0(func(in *Interp) (Value, *Exit) {
		style, _ := in.VarValue(in.Intern("text-quoting-style"))
		if style == in.Sym("grave") || style == in.Sym("straight") {
			return style, nil
		}
		return in.Sym("curve"), nil
	}), doc: "Return how quotes in messages are shown: curve, straight or grave."},
	{usage: "(message FORMAT-STRING &rest ARGS)", fn: FnN(primMessage),
		doc: `Show a message, formatted as by format-message, and return it.
A program shows it as a line on standard error. If FORMAT-STRING is nil or empty,
clear the message shown: an empty line. Then return FORMAT-STRING.`},
}

func primFormat(in *Interp, args []Value) (Value, *Exit) { return in.format(args, false) }

func primFormatMessage(in *Interp, args []Value) (Value, *Exit) { return in.format(args, true) }

func primMessage(in *Interp, args []Value) (Value, *Exit) {
	if args[0].IsNil() || args[0].IsString() && args[0].Str().Len() == 0 {
		return args[0], in.showMessage(&String{}, true)
	}
	v, x := in.format(args, true)
	if x != nil {
		return Value{}, x
	}
	return v, in.showMessage(v.Str(), false)
}

func (in *Interp) showMessage(text *String, isNil bool) *Exit {
	if in.hooks.Message != nil {
		in.hooks.Message(in, text, isNil)
		return nil
	}
	if err := in.StderrLine(text.UTF8()); err != nil {
		return in.FromError(err)
	}
	return nil
}

// FormatMessage returns what format-message makes of args, the format string
// first.
func (in *Interp) FormatMessage(args ...Value) (*String, *Exit) {
	if len(args) == 0 {
		return &String{}, nil
	}
	v, x := in.format(args, true)
	if x != nil {
		return nil, x
	}
	return v.Str(), nil
}
