package buffer

import (
	"crypto/sha1"
	"encoding/hex"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/text"
)

func (s *State) bytePrims() []lisp.Prim {
	encode := func(url bool) lisp.Callable {
		return lisp.Fn3(func(in *interp, start, end, flag value) (value, *exit) {
			return s.base64Region(in, start, end, func(str value) (value, *exit) {
				if url {
					return in.Funcall(in.Sym("base64url-encode-string"), str, flag)
				}
				return in.Funcall(in.Sym("base64-encode-string"), str, flag)
			})
		})
	}
	return []lisp.Prim{
		lisp.Def("(position-bytes POSITION)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			p, x := s.Position(in, v)
			if x != nil || p < s.cur.begv || p > s.cur.zv {
				return value{}, x
			}
			return lispPos(s.cur.text.ByteOf(p)), nil
		}), "Return the byte position of the character position POSITION, nil if it is out of range."),
		lisp.Def("(byte-to-position BYTEPOS)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !v.IsFixnum() {
				return value{}, in.WrongType("fixnump", v)
			}
			p := v.Fixnum() - 1
			if p < 0 || p > s.cur.text.ByteLen() {
				return value{}, nil
			}
			return lispPos(s.cur.text.CharOf(p)), nil
		}), "Return the character position of the byte position BYTEPOS, nil if it is out of range."),
		lisp.Def("(gap-size)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.Fixnum(s.cur.text.GapSize()), nil }),
			"Return the size of the gap of the current buffer, in bytes."),
		lisp.Def("(get-byte &optional POSITION STRING)", lisp.Fn2(s.getByte),
			"Return the byte that the character at POSITION of STRING or the current buffer stands for."),
		lisp.Def("(gap-position)", lisp.Fn0(func(*interp) (value, *exit) { return lispPos(s.cur.text.GapPos()), nil }),
			"Return before which character the gap of the current buffer is."),
		lisp.Def("(set-buffer-multibyte FLAG)", lisp.Fn1(s.setMultibyte),
			"Make the current buffer hold characters if FLAG is non-nil, bytes if nil: the bytes of the\ntext stay. FLAG to means that bytes become raw-byte characters. Return FLAG."),
		lisp.Def("(buffer-hash &optional BUFFER-OR-NAME)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.BufferArg(in, v)
			if x != nil {
				return value{}, x
			}
			h := sha1.New()
			before, after := b.text.Segments()
			h.Write(before)
			h.Write(after)
			return lisp.NewString(hex.EncodeToString(h.Sum(nil))), nil
		}), "Return the SHA-1 hash of the text of BUFFER-OR-NAME in its internal encoding, in hexadecimal."),
		lisp.Def("(base64-encode-region BEG END &optional NO-LINE-BREAK)", encode(false),
			"Replace the bytes between BEG and END by their base64 encoding and return its length."),
		lisp.Def("(base64url-encode-region BEG END &optional NO-PAD)", encode(true),
			"Replace the bytes between BEG and END by their base64url encoding and return its length."),
		lisp.Def("(base64-decode-region BEG END &optional BASE64URL)",
			lisp.Fn3(func(in *interp, start, end, url value) (value, *exit) {
				return s.base64Region(in, start, end, func(str value) (value, *exit) {
					return in.Funcall(in.Sym("base64-decode-string"), str, url)
				})
			}), "Replace the base64 text between BEG and END by the bytes it stands for; return how many."),
	}
}

// base64Region replaces a region by what f makes of it and returns the length.
func (s *State) base64Region(in *interp, start, end value, f func(value) (value, *exit)) (value, *exit) {
	from, to, x := s.Region(in, start, end)
	if x != nil {
		return value{}, x
	}
	v, x := f(s.Substring(s.cur, from, to, false).Value())
	if x != nil {
		return value{}, x
	}
	if !v.IsString() {
		return value{}, in.WrongType("stringp", v)
	}
	pt := s.cur.pt
	b := s.cur
	n, x := s.insertString(in, b, from, v.Str(), how{})
	if x != nil {
		return value{}, x
	}
	if x := s.Delete(in, b, from+n, min(to+n, b.zv)); x != nil {
		return value{}, x
	}
	if pt > from && pt < to {
		s.cur.SetPoint(from)
	}
	return lisp.Fixnum(v.Str().Len()), nil
}

func (s *State) getByte(in *interp, pos, str value) (value, *exit) {
	var c rune
	multi := true
	if str.IsNil() {
		p := s.cur.pt
		if !pos.IsNil() {
			var x *exit
			if p, x = s.Position(in, pos); x != nil {
				return value{}, x
			}
			if p < s.cur.begv || p >= s.cur.zv {
				return value{}, in.ArgsOutOfRange(pos, lispPos(s.cur.begv), lispPos(s.cur.zv))
			}
		}
		c, _ = s.cur.CharAt(p)
		multi = s.cur.Multibyte()
	} else {
		if !str.IsString() {
			return value{}, in.WrongType("stringp", str)
		}
		i := 0
		if !pos.IsNil() {
			if !pos.IsFixnum() || pos.Fixnum() < 0 {
				return value{}, in.WrongType("wholenump", pos)
			}
			if i = pos.Fixnum(); i >= str.Str().Len() {
				return value{}, in.ArgsOutOfRange(str, pos)
			}
		}
		if i < str.Str().Len() {
			c = str.Str().At(i)
		}
		multi = str.Str().Multibyte()
	}
	if multi && c >= 0x80 {
		if !char.IsRawByte(c) {
			return value{}, in.Errorf("Not an ASCII nor an 8-bit character: %d", c)
		}
		c = rune(char.Byte(c))
	}
	return lisp.Fixnum(int(c)), nil
}

func (s *State) setMultibyte(in *interp, flag value) (value, *exit) {
	b := s.cur
	if b.base != nil {
		return value{}, in.Errorf("Cannot do `set-buffer-multibyte' on an indirect buffer")
	}
	if b.Multibyte() == !flag.IsNil() {
		return flag, nil
	}
	if flag == in.Sym("to") {
		// Bytes become raw-byte characters one by one.
		t := convertText(string(b.text.Substring(0, b.Len())), false, true)
		b.text.Become(true, []byte(t))
		s.recordMultibyte(b, false)
		return flag, nil
	}
	old := b.iv
	if move := b.text.SetMultibyte(!flag.IsNil()); move != nil {
		for _, v := range b.views {
			v.pt, v.begv, v.zv = move(v.pt), move(v.begv), move(v.zv)
			v.overlays.repair()
		}
		b.iv = movedProps(old, b.text.Len(), move)
	}
	s.recordMultibyte(b, flag.IsNil())
	return flag, nil
}

// movedProps returns the text properties old for a text of n characters in which
// each position is where move says.
func movedProps(old *intervals, n int, move func(int) int) *intervals {
	if old == nil {
		return nil
	}
	iv := text.NewIntervals(n, samePlist)
	old.Each(0, old.Len(), func(start, end int, props value) bool {
		if a, z := move(start), move(end); a < z {
			iv.Set(a, z, props)
		}
		return true
	})
	return iv
}

// recordMultibyte records for undo that b is to hold characters again, or bytes.
func (s *State) recordMultibyte(b *Buffer, multibyte bool) {
	if _, ok := s.undoing(b); ok {
		s.pushUndo(b, lisp.List(s.in.Sym("apply"), s.in.Sym("set-buffer-multibyte"), lisp.Bool(multibyte)), 0)
	}
}
