package coding

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// charsetsOf notes which character sets the characters of a text belong to.
// Emacs' charsets other than these are not known here.
type charsetsOf struct{ ascii, unicode, emacs, raw bool }

func (c *charsetsOf) add(r rune, multibyte bool) {
	switch {
	case r < 0x80:
		c.ascii = true
	case !multibyte || r > char.MaxFiveByte:
		c.raw = true
	case r > char.MaxUnicode:
		c.emacs = true
	default:
		c.unicode = true
	}
}

func (c *charsetsOf) list(in *interp) value {
	var l lisp.ListBuilder
	for _, s := range []struct {
		name string
		has  bool
	}{{"ascii", c.ascii}, {"unicode", c.unicode}, {"emacs", c.emacs}, {"eight-bit", c.raw}} {
		if s.has {
			l.Add(in.Sym(s.name))
		}
	}
	return l.List()
}

// charsetPrims are the primitives that look for character sets in text.
func charsetPrims(buf *buffer.State) []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(find-charset-string STR &optional TABLE)", lisp.Fn2(func(in *interp, str *lisp.String, _ value) (value, *exit) {
			var c charsetsOf
			for i := range str.Len() {
				c.add(str.At(i), str.Multibyte())
			}
			return c.list(in), nil
		}), "Return the list of the character sets of the characters of STR."),
		lisp.Def("(find-charset-region BEG END &optional TABLE)", lisp.Fn3(func(in *interp, beg, end, _ value) (value, *exit) {
			str, x := in.Funcall(in.Sym("buffer-substring-no-properties"), beg, end)
			if x != nil {
				return value{}, x
			}
			var c charsetsOf
			for i := range str.Str().Len() {
				c.add(str.Str().At(i), str.Str().Multibyte())
			}
			return c.list(in), nil
		}), "Return the list of the character sets of the characters from BEG to END."),
		lisp.Def("(make-char CHARSET &optional CODE1 CODE2 CODE3 CODE4)", lisp.FnN(makeChar),
			"Return the character that has the code point of the bytes CODE1, CODE2, CODE3 and CODE4 in CHARSET."),
		lisp.Def("(charset-after &optional POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			c, x := in.Funcall(in.Sym("char-after"), pos)
			if x != nil || c.IsNil() {
				return value{}, x
			}
			return in.Funcall(in.Sym("char-charset"), c)
		}), "Return the character set of the character after POS, by default point; nil at the end of the buffer."),
	}
}

func makeChar(in *interp, args []value) (value, *exit) {
	code := 0
	for _, b := range args[1:] {
		if b.IsNil() {
			break
		}
		if !b.IsFixnum() {
			return value{}, in.WrongType("fixnump", b)
		}
		code = code<<8 | b.Fixnum()&0xFF
	}
	c, x := in.Funcall(in.Sym("decode-char"), args[0], lisp.Fixnum(code))
	if x == nil && c.IsNil() {
		return value{}, in.Errorf("Invalid code(s)")
	}
	return c, x
}
