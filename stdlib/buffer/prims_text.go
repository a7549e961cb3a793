package buffer

import (
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
)

func (s *State) textPrims() []lisp.Prim {
	return append(s.insertPrims(), s.readPrims()...)
}

func (s *State) insertPrims() []lisp.Prim {
	insert := func(w how) lisp.Callable {
		return lisp.FnN(func(in *interp, a []value) (value, *exit) {
			for i := range a {
				if x := s.insertArg(in, a[i], w); x != nil {
					return value{}, x
				}
			}
			return value{}, nil
		}).With1(func(in *interp, a value) (value, *exit) { return value{}, s.insertArg(in, a, w) })
	}
	return []lisp.Prim{
		lisp.Def("(insert &rest ARGS)", insert(how{}),
			"Insert ARGS, strings or characters, at point; point moves after them.").Borrowing(),
		lisp.Def("(insert-before-markers &rest ARGS)", insert(how{before: true}),
			"Insert ARGS at point; markers at point move after them.").Borrowing(),
		lisp.Def("(insert-and-inherit &rest ARGS)", insert(how{inherit: true}),
			"Insert ARGS at point, with the sticky text properties of the text around it."),
		lisp.Def("(insert-before-markers-and-inherit &rest ARGS)", insert(how{before: true, inherit: true}),
			"Insert ARGS at point, with sticky text properties; markers at point move after them."),
		lisp.Def("(insert-char CHARACTER &optional COUNT INHERIT)", lisp.Fn3(s.insertChar),
			"Insert COUNT copies (default 1) of CHARACTER at point."),
		lisp.Def("(insert-byte BYTE COUNT &optional INHERIT)", lisp.Fn3(func(in *interp, c, count, inherit value) (value, *exit) {
			if !c.IsFixnum() {
				return value{}, in.WrongType("fixnump", c)
			}
			if b := c.Fixnum(); b < 0 || b > 255 {
				return value{}, in.ArgsOutOfRange(c, lisp.Fixnum(0), lisp.Fixnum(255))
			}
			if b := byte(c.Fixnum()); b >= 0x80 && s.cur.Multibyte() {
				c = lisp.Fixnum(int(char.RawByte(b)))
			}
			return s.insertChar(in, c, count, inherit)
		}), "Insert COUNT copies of BYTE, 0..255, at point."),
		lisp.Def("(insert-buffer-substring BUFFER &optional START END)", lisp.Fn3(s.insertBufferSubstring),
			"Insert the text from START to END of BUFFER at point, with its text properties."),
		lisp.Def("(delete-region START END)", lisp.Fn2(func(in *interp, start, end value) (value, *exit) {
			from, to, x := s.Region(in, start, end)
			if x != nil {
				return value{}, x
			}
			return value{}, s.Delete(in, s.cur, from, to)
		}), "Take the text from START to END out of the buffer."),
		lisp.Def("(delete-and-extract-region START END)", lisp.Fn2(func(in *interp, start, end value) (value, *exit) {
			from, to, x := s.Region(in, start, end)
			if x != nil {
				return value{}, x
			}
			str := s.Substring(s.cur, from, to, true)
			if from == to {
				str = lisp.UnibyteString("").Str()
			}
			return str.Value(), s.Delete(in, s.cur, from, to)
		}), "Take the text from START to END out of the buffer, and return it."),
		lisp.Def("(delete-char N &optional KILLFLAG)", lisp.Fn2(s.deleteChar),
			"Delete the N characters after point, -N before it if N is negative."),
		lisp.Def("(erase-buffer)", lisp.Fn0(func(in *interp) (value, *exit) {
			s.cur.Widen()
			return value{}, s.Delete(in, s.cur, 0, s.cur.Len())
		}), "Delete all text of the current buffer; a narrowing ends."),
		lisp.Def("(subst-char-in-region START END FROMCHAR TOCHAR &optional NOUNDO)", lisp.FnN(s.substChar),
			"Replace FROMCHAR by TOCHAR, which takes as many bytes, from START to END."),
		lisp.Def("(translate-region-internal START END TABLE)", lisp.Fn3(s.translateRegion),
			"Replace the characters from START to END by those that the string TABLE has at their codes, or as the\n"+
				"char-table TABLE says: by a character, or where the text goes on like FROM, a vector of characters, in a\n"+
				"list of (FROM . TO), by TO, a character or a vector of them. Return how many changes were made."),
		lisp.Def("(transpose-regions STARTR1 ENDR1 STARTR2 ENDR2 &optional LEAVE-MARKERS)", lisp.FnN(s.transposeRegions),
			"Exchange the texts of two regions that do not overlap."),
		lisp.Def("(replace-buffer-contents SOURCE &optional MAX-SECS MAX-COSTS)", lisp.Fn3(s.replaceContents),
			"Make the accessible text that of the buffer SOURCE, a buffer or its name, by the fewest deletions and\n"+
				"insertions of characters, so that point, markers and properties of what stays are kept. Return t.\n"+
				"MAX-SECS bounds the time that is spent on finding them: beyond it, all text is replaced, and nil returned.\n"+
				"MAX-COSTS, 1000000 by default, bounds the number of edits that are tried; with less, more may be replaced."),
	}
}

// insertArg inserts a string or character at point, which moves after it.
func (s *State) insertArg(in *interp, v value, w how) *exit {
	b := s.cur
	if v.IsString() {
		w.point = true
		_, x := s.insertString(in, b, b.pt, v.Str(), w)
		return x
	}
	if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
		return in.WrongType("char-or-string-p", v)
	}
	var buf [char.MaxLen]byte
	t := string(s.encode(buf[:0], rune(v.Fixnum())))
	return s.insertRaw(in, t, w)
}

// encode appends c as the current buffer holds it.
func (s *State) encode(dst []byte, c rune) []byte {
	if !s.cur.Multibyte() {
		return append(dst, byte(c))
	}
	return char.Append(dst, c)
}

// insertRaw inserts text in the current buffer's encoding at point.
func (s *State) insertRaw(in *interp, t string, w how) *exit {
	b := s.cur
	w.point = true
	_, x := s.insertBytes(in, b, b.pt, t, b.Multibyte(), w)
	return x
}

func (s *State) insertChar(in *interp, c, count, inherit value) (value, *exit) {
	if !c.IsFixnum() || c.Fixnum() < 0 || c.Fixnum() > char.Max {
		return value{}, in.WrongType("characterp", c)
	}
	n := 1
	if !count.IsNil() {
		if !count.IsFixnum() {
			return value{}, in.WrongType("fixnump", count)
		}
		n = count.Fixnum()
	}
	if n <= 0 {
		return value{}, nil
	}
	one := s.encode(nil, rune(c.Fixnum()))
	if n > lisp.MaxStringBytes/len(one) {
		return value{}, in.Errorf("Maximum buffer size exceeded")
	}
	return value{}, s.insertRaw(in, strings.Repeat(string(one), n), how{inherit: !inherit.IsNil()})
}

func (s *State) insertBufferSubstring(in *interp, buf, start, end value) (value, *exit) {
	src, x := s.bufferOrName(in, buf)
	if x != nil {
		return value{}, x
	}
	if !src.Live() {
		return value{}, in.Errorf("Selecting deleted buffer")
	}
	from, to := src.begv, src.zv
	if !start.IsNil() {
		if from, x = s.Position(in, start); x != nil {
			return value{}, x
		}
	}
	if !end.IsNil() {
		if to, x = s.Position(in, end); x != nil {
			return value{}, x
		}
	}
	if from > to {
		from, to = to, from
	}
	if from < src.begv || to > src.zv {
		return value{}, in.ArgsOutOfRange(start, end)
	}
	str := s.Substring(src, from, to, true)
	return value{}, s.insertArg(in, str.Value(), how{})
}

// bufferOrName is BufferArg without nil.
func (s *State) bufferOrName(in *interp, v value) (*Buffer, *exit) {
	if v.IsNil() {
		return nil, in.WrongType("stringp", v)
	}
	return s.BufferArg(in, v)
}

func (s *State) deleteChar(in *interp, n, kill value) (value, *exit) {
	if !n.IsFixnum() {
		return value{}, in.WrongType("fixnump", n)
	}
	b, k := s.cur, n.Fixnum()
	if k < 0 {
		if k < b.begv-b.pt {
			return value{}, in.SignalNamed("beginning-of-buffer")
		}
		return value{}, s.Delete(in, b, b.pt+k, b.pt)
	}
	if k > b.zv-b.pt {
		return value{}, in.SignalNamed("end-of-buffer")
	}
	return value{}, s.Delete(in, b, b.pt, b.pt+k)
}

func (s *State) substChar(in *interp, a []value) (value, *exit) {
	from, to, x := s.Region(in, a[0], a[1])
	if x != nil {
		return value{}, x
	}
	for _, c := range a[2:4] {
		if !c.IsFixnum() || c.Fixnum() < 0 || c.Fixnum() > char.Max {
			return value{}, in.WrongType("characterp", c)
		}
	}
	old, repl := rune(a[2].Fixnum()), rune(a[3].Fixnum())
	if s.cur.Multibyte() && char.Len(old) != char.Len(repl) {
		return value{}, in.Errorf("Characters in ‘subst-char-in-region’ have different byte-lengths")
	}
	oldT, newT := string(s.encode(nil, old)), string(s.encode(nil, repl))
	b := s.cur
	t := string(b.text.Substring(from, to))
	first := strings.Index(t, oldT)
	if first < 0 {
		return value{}, nil
	}
	last := strings.LastIndex(t, oldT)
	// What counts as changed begins at the first of them; hooks hear before the
	// change that it may reach to the end of the region.
	return value{}, s.substRewrite(in, from+b.count(t[:first]), from+b.count(t[:last])+1, to, oldT, newT, opt(a, 4))
}

// substRewrite replaces old by repl from lo on; hi is behind the last one.
func (s *State) substRewrite(in *interp, lo, hi, end int, old, repl string, noUndo value) *exit {
	b, tick := s.cur, s.cur.charTicks
	c, x := s.beforeChange(in, b, lo, end)
	if x != nil {
		return x
	}
	if b.charTicks != tick {
		hi = end // a hook moved the text
	}
	hi = min(hi, b.zv)
	if lo >= hi {
		return nil
	}
	t := []byte(strings.ReplaceAll(string(b.text.Substring(lo, hi)), old, repl))
	if noUndo.IsNil() {
		s.counted(b)
		if _, ok := s.undoing(b); ok {
			s.recordRewrite(b, lo, hi, t)
		}
	} else if b.changed(); b.saved == b.ticks-1 {
		b.saved = b.ticks
	}
	b.text.Rewrite(lo, hi, t)
	c.from = lo
	return s.afterChange(in, b, &c, hi-lo, hi-lo)
}

// count returns the number of characters of t, text in b's encoding.
func (b *Buffer) count(t string) int {
	if b.Multibyte() {
		return char.Count(t)
	}
	return len(t)
}

func (s *State) transposeRegions(in *interp, a []value) (value, *exit) {
	a1, z1, x := s.Region(in, a[0], a[1])
	if x != nil {
		return value{}, x
	}
	a2, z2, x := s.Region(in, a[2], a[3])
	if x != nil {
		return value{}, x
	}
	if a2 < z1 {
		a1, z1, a2, z2 = a2, z2, a1, z1
	}
	if z1 > a2 {
		return value{}, in.Errorf("Transposed regions overlap")
	}
	if (a1 == z1 || a2 == z2) && z1 == a2 {
		return value{}, nil
	}
	b := s.cur
	var t lisp.TextBuilder
	t.Add(s.Substring(b, a2, z2, true))
	t.Add(s.Substring(b, z1, a2, true))
	t.Add(s.Substring(b, a1, z1, true))
	if b.Multibyte() {
		t.Multibyte()
	}
	str := t.String()
	c, x := s.beforeChange(in, b, a1, z2)
	if x != nil {
		return value{}, x
	}
	if c.to-c.from != z2-a1 {
		return value{}, in.ArgsOutOfRange(b.value, lispPos(a1), lispPos(z2))
	}
	size := func(from, to int) int { return b.text.ByteOf(to) - b.text.ByteOf(from) }
	switch {
	case z1 == a2, size(a1, z1) < size(a2, z2):
		s.counted(b)
		s.recordChange(b, a1, z2, z2-a1)
	case size(a1, z1) == size(a2, z2):
		s.counted(b)
		s.recordChange(b, a1, z1, z1-a1)
		s.recordChange(b, a2, z2, z2-a2)
	default: // Emacs records this one first
		s.recordChange(b, a1, z2, z2-a1)
		s.counted(b)
	}
	b.text.Rewrite(a1, z2, []byte(str.Text()))
	if b.iv != nil || stringIntervals(str) != nil {
		o := s.bufferObject(b)
		iv := o.need()
		iv.Delete(a1, z2)
		iv.InsertSlice(a1, z2-a1, stringIntervals(str))
	}
	if opt(a, 4).IsNil() {
		b.transposeMarkers(a1, z1, a2, z2)
		for _, v := range b.views {
			v.overlays.repair()
		}
	}
	return value{}, s.afterChange(in, b, &c, z2-a1, z2-a1)
}

// transposeMarkers moves the markers, and point, in a1..z1 and a2..z2 and between
// along with the texts that were exchanged.
func (b *Buffer) transposeMarkers(a1, z1, a2, z2 int) {
	moved := func(p int) int {
		switch {
		case p < a1 || p >= z2:
			return p
		case p < z1:
			return p + z2 - z1
		case p < a2:
			return p + (z2 - a2) - (z1 - a1)
		}
		return p - (a2 - a1)
	}
	type place struct {
		m   *textMarker
		pos int
	}
	var places []place
	b.text.EachMarker(a1, z2, func(m *textMarker) { places = append(places, place{m, moved(m.Pos())}) })
	for _, p := range places {
		p.m.Set(b.text, p.pos)
	}
	b.pt = moved(b.pt)
}

func (s *State) readPrims() []lisp.Prim {
	sub := func(props bool) lisp.Callable {
		return lisp.Fn2(func(in *interp, start, end value) (value, *exit) {
			from, to, x := s.Region(in, start, end)
			if x != nil {
				return value{}, x
			}
			return s.Substring(s.cur, from, to, props).Value(), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(buffer-substring START END)", sub(true), "Return the text between START and END with its text properties."),
		lisp.Def("(buffer-substring-no-properties START END)", sub(false), "Return the text between START and END without text properties."),
		lisp.Def("(buffer-string)", lisp.Fn0(func(*interp) (value, *exit) {
			return s.Substring(s.cur, s.cur.begv, s.cur.zv, true).Value(), nil
		}), "Return the accessible text of the current buffer."),
		lisp.Def("(buffer-size &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return value{}, x
			}
			return lisp.Fixnum(b.Len()), nil
		}), "Return the number of characters in BUFFER, a narrowing ignored."),
		lisp.Def("(char-after &optional POS)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			p := s.cur.pt
			if !v.IsNil() {
				var x *exit
				if p, x = s.Position(in, v); x != nil {
					return value{}, x
				}
			}
			if c, ok := s.cur.CharAt(p); ok {
				return lisp.Fixnum(int(c)), nil
			}
			return value{}, nil
		}), "Return the character after POS (default point), nil if it is out of range."),
		lisp.Def("(char-before &optional POS)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			p := s.cur.pt
			if !v.IsNil() {
				var x *exit
				if p, x = s.Position(in, v); x != nil {
					return value{}, x
				}
			}
			if c, ok := s.cur.CharAt(p - 1); ok && p > lisp.MinFixnum {
				return lisp.Fixnum(int(c)), nil
			}
			return value{}, nil
		}), "Return the character before POS (default point), nil if it is out of range."),
		lisp.Def("(following-char)", lisp.Fn0(func(*interp) (value, *exit) {
			c, _ := s.cur.CharAt(s.cur.pt)
			return lisp.Fixnum(int(c)), nil
		}), "Return the character after point, 0 at the end."),
		lisp.Def("(preceding-char)", lisp.Fn0(func(*interp) (value, *exit) {
			c, _ := s.cur.CharAt(s.cur.pt - 1)
			return lisp.Fixnum(int(c)), nil
		}), "Return the character before point, 0 at the beginning."),
	}
}

// tickPrims are the primitives on whether and how often a text changed.
func (s *State) tickPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(buffer-modified-p &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return value{}, x
			}
			return lisp.Bool(b.saved < b.ticks), nil
		}), "Return t if BUFFER was changed since it was last saved."),
		lisp.Def("(set-buffer-modified-p FLAG)", lisp.Fn1(func(in *interp, flag value) (value, *exit) {
			_, x := s.setModified(in, flag)
			return value{}, x
		}),
			"Mark the current buffer as modified if FLAG is non-nil, as unmodified otherwise."),
		lisp.Def("(restore-buffer-modified-p FLAG)", lisp.Fn1(s.setModified),
			"Like set-buffer-modified-p."),
		lisp.Def("(buffer-modified-tick &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return value{}, x
			}
			return lisp.Fixnum(b.ticks), nil
		}), "Return a number that grows with every change of BUFFER."),
		lisp.Def("(buffer-chars-modified-tick &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return value{}, x
			}
			return lisp.Fixnum(b.charTicks), nil
		}), "Return a number that grows with every change of the characters of BUFFER."),
		lisp.Def("(set-buffer-auto-saved)", lisp.Fn0(func(*interp) (value, *exit) {
			s.cur.autoSaved = s.cur.ticks
			return value{}, nil
		}), "Note that the current buffer has been auto-saved as it is. Return nil."),
		lisp.Def("(recent-auto-save-p)", lisp.Fn0(func(*interp) (value, *exit) {
			return lisp.Bool(s.cur.autoSaved > s.cur.saved), nil
		}), "Return t if the current buffer has been auto-saved since it was read or saved."),
		lisp.Def("(elnet--auto-save-due-p)", lisp.Fn0(func(*interp) (value, *exit) {
			return lisp.Bool(max(s.cur.saved, s.cur.autoSaved) < s.cur.ticks), nil
		}), "Return t if the current buffer has changed since it was saved or auto-saved."),
		lisp.Def("(clear-buffer-auto-save-failure)", lisp.Fn0(func(*interp) (value, *exit) { return value{}, nil }),
			"Do nothing: a file that could not be written is tried again anyway. Return nil."),
		lisp.Def("(newline-cache-check &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			_, x := s.bufferOnly(in, v)
			return value{}, x
		}), "Return nil: no cache holds the places of the newlines of BUFFER, the text itself does."),
		lisp.Def("(compare-buffer-substrings BUFFER1 START1 END1 BUFFER2 START2 END2)", lisp.FnN(s.compareSubstrings),
			"Compare two texts of buffers: 0 if equal, else 1 plus the number of equal characters,\nnegative if the first text is the lesser. Case counts as case-fold-search says."),
	}
}

func (s *State) setModified(in *interp, flag value) (value, *exit) {
	b := s.cur
	if flag.IsNil() {
		b.saved = b.ticks
	} else if b.saved >= b.ticks {
		b.saved = b.ticks
		b.ticks++
	}
	return flag, nil
}

// part returns the range of one text for compare-buffer-substrings.
func (s *State) part(in *interp, buf, start, end value) (b *Buffer, from, to int, x *exit) {
	if b, x = s.BufferArg(in, buf); x != nil {
		return
	}
	if !b.Live() {
		return nil, 0, 0, in.Errorf("Selecting deleted buffer")
	}
	from, to = b.begv, b.zv
	if !start.IsNil() {
		if from, x = s.Position(in, start); x != nil {
			return
		}
	}
	if !end.IsNil() {
		if to, x = s.Position(in, end); x != nil {
			return
		}
	}
	if from > to {
		from, to = to, from
	}
	if from < b.begv || to > b.zv {
		x = in.ArgsOutOfRange(start, end)
	}
	return
}

func (s *State) compareSubstrings(in *interp, a []value) (value, *exit) {
	b1, p1, e1, x := s.part(in, a[0], a[1], a[2])
	if x != nil {
		return value{}, x
	}
	b2, p2, e2, x := s.part(in, a[3], a[4], a[5])
	if x != nil {
		return value{}, x
	}
	fold := !s.value(s.sym.caseFold).IsNil()
	n := 0
	for ; p1 < e1 && p2 < e2; p1, p2 = p1+1, p2+1 {
		c, _ := b1.text.CharAt(p1)
		d, _ := b2.text.CharAt(p2)
		if c != d && fold {
			c, d = foldChar(c), foldChar(d)
		}
		if c < d {
			return lisp.Fixnum(-1 - n), nil
		}
		if c > d {
			return lisp.Fixnum(1 + n), nil
		}
		n++
	}
	switch {
	case p1 < e1:
		return lisp.Fixnum(n + 1), nil
	case p2 < e2:
		return lisp.Fixnum(-n - 1), nil
	}
	return lisp.Fixnum(0), nil
}
