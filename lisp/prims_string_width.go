package lisp

import "elnet/lisp/char"

// charWidth returns how many columns c takes, a tab taking tab.
func charWidth(c rune, tab int) int {
	switch {
	case c >= ' ' && c < 0x7F:
		return 1
	case c == '\n':
		return 0
	case c == '\t':
		return tab
	case c < 0x80:
		return 2 // shown as ^X
	case c < 0xA0 || char.IsRawByte(c):
		return 4 // shown in octal
	case zeroWidth.has(c):
		return 0
	case doubleWidth.has(c):
		return 2
	}
	return 1
}

// tabWidth returns the value of tab-width, 8 if it is no sensible number.
func (in *Interp) tabWidth() int {
	if v, ok := in.VarValue(in.Intern("tab-width")); ok && v.IsFixnum() && v.fix() > 0 && v.fix() <= 1000 {
		return v.Fixnum()
	}
	return 8
}

func primCharWidth(in *Interp, v Value) (Value, *Exit) {
	c, x := in.character(v)
	if x != nil {
		return Value{}, x
	}
	return fix(int64(charWidth(c, in.tabWidth()))), nil
}

func primStringWidth(in *Interp, v, from, to Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	f, t, x := in.span(v, from, to, s.Len())
	if x != nil {
		return Value{}, x
	}
	tab := in.tabWidth()
	n := 0
	for i, end := s.offset(f), s.offset(t); i < end; {
		c, k := s.decode(i)
		n += charWidth(c, tab)
		i += k
	}
	return fix(int64(n)), nil
}
