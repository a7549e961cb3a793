package lisp

import (
	"bytes"

	"elnet/lisp/char"
)

func primMakeString(in *Interp, n, init, multi Value) (Value, *Exit) {
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	c, x := in.character(init)
	if x != nil {
		return Value{}, x
	}
	one := char.Append(nil, c)
	if k > MaxStringBytes/len(one) {
		return Value{}, in.memoryFull()
	}
	return newText(bytes.Repeat(one, k), k, c >= 0x80 || !multi.IsNil()).Value(), nil
}

func primString(in *Interp, args []Value) (Value, *Exit) {
	b := make([]byte, 0, len(args))
	multi := false
	for _, a := range args {
		c, x := in.character(a)
		if x != nil {
			return Value{}, x
		}
		multi = multi || c >= 0x80
		b = char.Append(b, c)
	}
	return newText(b, len(args), multi).Value(), nil
}

func primUnibyteString(in *Interp, args []Value) (Value, *Exit) {
	b := make([]byte, len(args))
	for i, a := range args {
		if !a.IsInteger() {
			return Value{}, in.WrongType("integerp", a)
		}
		if a.IsBignum() || a.n > 255 {
			return Value{}, in.ArgsOutOfRange(a, fix(0), fix(255))
		}
		b[i] = byte(a.n)
	}
	return newText(b, len(b), false).Value(), nil
}

func primStringToChar(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	if s.Len() == 0 {
		return fix(0), nil
	}
	return fix(int64(s.At(0))), nil
}

func primCharToString(in *Interp, v Value) (Value, *Exit) {
	c, x := in.character(v)
	if x != nil {
		return Value{}, x
	}
	return newText(char.Append(make([]byte, 0, char.Len(c)), c), 1, c >= 0x80).Value(), nil
}

func primByteToString(in *Interp, v Value) (Value, *Exit) {
	if !v.IsFixnum() {
		return Value{}, in.WrongType("fixnump", v)
	}
	if v.n > 255 {
		return Value{}, in.Errorf("Invalid byte")
	}
	return newText([]byte{byte(v.n)}, 1, false).Value(), nil
}

func primCharEqual(in *Interp, a, b Value) (Value, *Exit) {
	c, x := in.character(a)
	if x != nil {
		return Value{}, x
	}
	d, x := in.character(b)
	if x != nil {
		return Value{}, x
	}
	if c == d {
		return T, nil
	}
	if fold, ok := in.VarValue(in.Intern("case-fold-search")); ok && fold.IsNil() {
		return Value{}, nil
	}
	if min(c, d) >= 0x80 && max(c, d) < 0x100 && in.unibyteBuffer() {
		return Value{}, nil // bytes there
	}
	return Bool(in.caseMap.down(c) == in.caseMap.down(d)), nil
}

func primMaxChar(*Interp) (Value, *Exit) { return fix(char.Max), nil }

func primCharacterp(_ *Interp, v, _ Value) (Value, *Exit) {
	return Bool(v.IsFixnum() && v.n <= char.Max), nil
}

func primCharOrStringP(_ *Interp, v Value) (Value, *Exit) {
	return Bool(v.IsString() || v.IsFixnum() && v.n <= char.Max), nil
}

func primMultibyteP(_ *Interp, v Value) (Value, *Exit) {
	return Bool(v.IsString() && v.Str().multi), nil
}

func primStringBytes(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	return fix(int64(s.Size())), nil
}

func primToMultibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || s.multi {
		return v, x
	}
	return (&String{s: s.toMultibyte(), n: s.n, multi: true}).Value(), nil
}

// withProps gives r, a new form of s, the text properties of s.
func withProps(r, s *String) Value {
	if s.props != nil {
		r.SetProperties(s.props.Slice(0, s.Len()))
	}
	return r.Value()
}

func primToUnibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || !s.multi {
		return v, x
	}
	if s.simple() {
		return withProps(&String{s: s.Text(), n: s.n}, s), nil
	}
	b := make([]byte, 0, s.n)
	for i := 0; i < len(s.s); {
		c, k := s.decode(i)
		if c >= 0x80 && !char.IsRawByte(c) {
			return Value{}, in.Errorf("Can’t convert the %dth character to unibyte", len(b))
		}
		b = append(b, char.Byte(c))
		i += k
	}
	return newText(b, len(b), false).Value(), nil
}

func primMakeMultibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || s.multi || char.IsASCII(s.s) {
		return v, x
	}
	return (&String{s: s.toMultibyte(), n: s.n, multi: true}).Value(), nil
}

func primMakeUnibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || !s.multi {
		return v, x
	}
	b := make([]byte, 0, s.n)
	for i := 0; i < len(s.s); {
		c, k := s.decode(i)
		b = append(b, byte(c))
		i += k
	}
	return newText(b, len(b), false).Value(), nil
}

func primAsMultibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || s.multi {
		return v, x
	}
	if char.IsASCII(s.s) {
		return (&String{s: s.Text(), n: s.n, multi: true}).Value(), nil
	}
	b := make([]byte, 0, len(s.s)+16)
	n := 0
	for i := 0; i < len(s.s); n++ {
		c, k := char.Decode(s.s[i:])
		// Only the one shortest form of a character counts as such.
		if before := len(b); k > 1 {
			b = char.Append(b, c)
			if !char.IsRawByte(c) && string(b[before:]) == s.s[i:i+k] {
				i += k
				continue
			}
			b = b[:before]
		}
		b = char.Append(b, char.RawByte(s.s[i]))
		i++
	}
	return newText(b, n, true).Value(), nil
}

func primAsUnibyte(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil || !s.multi {
		return v, x
	}
	b := appendUTF8(make([]byte, 0, len(s.s)), s.s)
	return newText(b, len(b), false).Value(), nil
}

func primByteToMultibyte(in *Interp, v Value) (Value, *Exit) {
	c, x := in.character(v)
	if x != nil {
		return Value{}, x
	}
	if c > 0xFF {
		return Value{}, in.Errorf("Not a unibyte character: %d", c)
	}
	return fix(int64(char.RawByte(byte(c)))), nil
}

func primCharToUnibyte(in *Interp, v Value) (Value, *Exit) {
	c, x := in.character(v)
	switch {
	case x != nil:
		return Value{}, x
	case c < 256:
		return v, nil
	case char.IsRawByte(c):
		return fix(int64(char.Byte(c))), nil
	}
	return fix(-1), nil
}

func primGetByte(in *Interp, pos, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	i := 0
	if !pos.IsNil() {
		if i, x = in.wholeNumber(pos); x != nil {
			return Value{}, x
		}
		if i >= s.Len() {
			return Value{}, in.ArgsOutOfRange(v, pos)
		}
	}
	if s.Len() == 0 {
		return fix(0), nil
	}
	c := s.At(i)
	switch {
	case s.multi && char.IsRawByte(c):
		c = rune(char.Byte(c))
	case s.multi && c >= 0x80:
		return Value{}, in.Errorf("Not an ASCII nor an 8-bit character: %d", c)
	}
	return fix(int64(c)), nil
}

func primClearString(in *Interp, v Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	n := len(s.s)
	props := s.props
	*s = *newText(make([]byte, n), n, false)
	s.props = props
	return Value{}, nil
}

// fillString makes c every character of s.
func (in *Interp) fillString(s *String, c rune) *Exit {
	if s.n == 0 {
		return nil
	}
	one := []byte{byte(c)}
	if s.multi {
		one = char.Append(nil, c)
	}
	if len(one)*int(s.n) != len(s.s) {
		return in.Errorf("Attempt to change byte length of a string")
	}
	props := s.props
	*s = *newText(bytes.Repeat(one, int(s.n)), int(s.n), s.multi)
	s.props = props
	return nil
}

func reverseString(s *String) *String {
	b := make([]byte, len(s.s))
	for i := 0; i < len(s.s); {
		_, k := s.decode(i)
		copy(b[len(b)-i-k:], s.s[i:i+k])
		i += k
	}
	return newText(b, int(s.n), s.multi && !s.simple())
}
