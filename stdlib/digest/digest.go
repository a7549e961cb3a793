// Package digest lets the primitives md5 and secure-hash, which package lisp
// has for strings, take buffers and coding systems too (Elisp manual,
// "Checksum/Hash"), and has the digests, MACs and ciphers of GnuTLS ("GnuTLS
// Cryptography") on those of Go.
package digest

import (
	"elnet/lisp"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// state is what the primitives of one interpreter share.
type state struct {
	buf             *buffer.State
	md5, secureHash value // the primitives on strings
}

// Install gives in the primitives of this package, for the buffers of buf.
func Install(in *lisp.Interp, buf *buffer.State) {
	s := &state{buf: buf,
		md5:        in.SymbolFunction(in.Intern("md5")),
		secureHash: in.SymbolFunction(in.Intern("secure-hash")),
	}
	in.Define(
		lisp.Def("(md5 OBJECT &optional START END CODING-SYSTEM NOERROR)", lisp.FnN(s.md5Of),
			"Return the MD5 digest of the text of OBJECT, a string or buffer, from START to END, in hexadecimal.\n"+
				"The text is encoded by CODING-SYSTEM, default utf-8. An unknown CODING-SYSTEM is an error unless NOERROR."),
		lisp.Def("(secure-hash ALGORITHM OBJECT &optional START END BINARY)", lisp.FnN(s.secureHashOf),
			"Return the digest of the text of OBJECT, a string or buffer, from START to END, encoded by utf-8.\n"+
				"ALGORITHM is one of secure-hash-algorithms. The digest is in hexadecimal or, if BINARY, a string of bytes."),
	)
	in.Define(s.macPrims()...)
	in.Define(s.cipherPrims()...)
}

func arg(args []value, i int) value {
	if i < len(args) {
		return args[i]
	}
	return value{}
}

func (s *state) md5Of(in *interp, args []value) (value, *exit) {
	object, start, end := args[0], arg(args, 1), arg(args, 2)
	coding := arg(args, 3)
	if !arg(args, 4).IsNil() && !coding.IsNil() {
		if known, x := in.Funcall(in.Sym("coding-system-p"), coding); x != nil || known.IsNil() {
			coding = value{}
		}
	}
	b, ok := object.Object().(*buffer.Buffer)
	if object.IsString() && !coding.IsNil() {
		if !coding.IsSymbol() {
			return value{}, in.SignalNamed("coding-system-error", coding)
		}
		if _, x := in.Funcall(in.Sym("check-coding-system"), coding); x != nil {
			return value{}, x
		}
	}
	if !ok {
		if coding.IsNil() || !object.IsString() || !object.Str().Multibyte() {
			return in.Funcall(s.md5, object, start, end)
		}
		bytes, x := in.Funcall(in.Sym("encode-coding-string"), object, coding, lisp.T)
		if x != nil {
			return value{}, x
		}
		return in.Funcall(s.md5, bytes, start, end)
	}
	text, x := s.text(in, b, start, end)
	if x != nil {
		return value{}, x
	}
	if coding.IsNil() {
		return in.Funcall(s.md5, text)
	}
	return s.encoded(in, text, coding)
}

// encoded returns the digest of text encoded by coding.
func (s *state) encoded(in *interp, text, coding value) (value, *exit) {
	bytes, x := in.Funcall(in.Sym("encode-coding-string"), text, coding, lisp.T)
	if x != nil {
		return value{}, x
	}
	return in.Funcall(s.md5, bytes)
}

func (s *state) secureHashOf(in *interp, args []value) (value, *exit) {
	if b, ok := args[1].Object().(*buffer.Buffer); ok && args[0].IsSymbol() {
		text, x := s.text(in, b, arg(args, 2), arg(args, 3))
		if x != nil {
			return value{}, x
		}
		return in.Funcall(s.secureHash, args[0], text, lisp.Nil, lisp.Nil, arg(args, 4))
	}
	return in.Funcall(s.secureHash, args...)
}

// text returns the accessible text of b between two positions, in either order;
// nil stands for the beginning or the end.
func (s *state) text(in *interp, b *buffer.Buffer, start, end value) (value, *exit) {
	if !b.Live() {
		return lisp.NewString(""), nil
	}
	from, to := b.Begv(), b.Zv()
	var x *exit
	if !start.IsNil() {
		if from, x = s.buf.Position(in, start); x != nil {
			return value{}, x
		}
	}
	if !end.IsNil() {
		if to, x = s.buf.Position(in, end); x != nil {
			return value{}, x
		}
	}
	from, to = min(from, to), max(from, to)
	if from < b.Begv() || to > b.Zv() {
		return value{}, in.ArgsOutOfRange(start, end)
	}
	return s.buf.Substring(b, from, to, false).Value(), nil
}
