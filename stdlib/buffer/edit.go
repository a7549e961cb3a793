package buffer

import (
	"unsafe"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/text"
)

// checkWritable signals buffer-read-only if b is.
func (s *State) checkWritable(in *lisp.Interp, b *Buffer) *lisp.Exit {
	if v, _ := b.locals.Get(s.sym.readOnly); v.IsNil() || !s.value(s.sym.inhibitReadOnly).IsNil() {
		return nil
	}
	return in.SignalNamed("buffer-read-only", b.value)
}

// beforeChange does what precedes every change of from..to in b: the check that
// it is allowed, and the hooks. It returns where the change is then: hooks may
// change the text.
func (s *State) beforeChange(in *lisp.Interp, b *Buffer, from, to int) (change, *lisp.Exit) {
	if x := s.checkWritable(in, b); x != nil {
		return change{}, x
	}
	if b.iv != nil {
		if x := s.checkTextWritable(in, b, from, to); x != nil {
			return change{}, x
		}
	}
	return s.runBefore(in, b, from, to)
}

// changed counts a change of the characters.
func (b *Buffer) changed() {
	b.ticks++
	b.charTicks = b.ticks
}

// within makes b current until the function that it returns is called, as the
// variables with the hooks may have local values there.
func (s *State) within(in *lisp.Interp, b *Buffer) func() {
	mark := in.Mark()
	s.SaveCurrent(in)
	s.SetCurrent(b)
	return func() { in.Unbind(mark) }
}

// counted counts a change of the characters before it is recorded bit by bit.
func (s *State) counted(b *Buffer) {
	s.recordFirst(b)
	b.changed()
}

// insertText inserts text of n characters in the buffer's own encoding without
// checks or record. Point at pos stays.
func (b *Buffer) insertText(pos int, t string, n int, before bool) {
	b.text.InsertCounted(pos, t, n, before)
	edges := b.hasOverlays() && b.markersAt(pos, pos+n)
	for _, v := range b.views {
		if v.pt > pos {
			v.pt += n
		}
		if v.begv > pos {
			v.begv += n
		}
		if v.zv >= pos {
			v.zv += n
		}
		v.overlays.inserted(pos, n, edges)
	}
	b.changed()
}

// hasOverlays reports whether a buffer that shows the text has overlays.
func (b *Buffer) hasOverlays() bool {
	for _, v := range b.views {
		if v.overlays.any() {
			return true
		}
	}
	return false
}

// markersAt reports whether a marker is at p or at q.
func (b *Buffer) markersAt(p, q int) bool {
	return len(b.text.MarkersBetween(p, p)) > 0 || len(b.text.MarkersBetween(q, q)) > 0
}

// deleteText deletes from..to without checks or record.
func (b *Buffer) deleteText(from, to int) {
	b.text.Delete(from, to)
	if b.iv != nil {
		b.iv.Delete(from, to)
	}
	fix := func(p *int) {
		if *p > to {
			*p -= to - from
		} else if *p > from {
			*p = from
		}
	}
	for _, v := range b.views {
		fix(&v.pt)
		fix(&v.begv)
		fix(&v.zv)
		v.overlays.deleted(from, to)
	}
	b.changed()
}

// convert returns the text of str in the encoding of b.
func (b *Buffer) convert(str *lisp.String) string {
	return convertText(str.Borrow(), str.Multibyte(), b.text.Multibyte())
}

// convertText converts between characters and bytes: a byte beyond ASCII is a
// raw-byte character; of a character without a byte the low bits are taken.
func convertText(t string, from, to bool) string {
	if from == to || char.IsASCII(t) {
		return t
	}
	if to {
		return string(char.FromBytes(make([]byte, 0, 2*len(t)), t))
	}
	out := make([]byte, 0, len(t))
	for i := 0; i < len(t); {
		c, n := char.Decode(t[i:])
		out = append(out, byte(c))
		i += n
	}
	return string(out)
}

// how says in which way text is inserted.
type how struct {
	before  bool // markers at the position move after the text
	inherit bool // it takes over the sticky text properties of its neighbours
	point   bool // point moves after it
}

// insertString inserts str at pos in b, with checks, hooks and text properties.
// Point moves only if it is after pos. It returns the number of characters.
func (s *State) insertString(in *lisp.Interp, b *Buffer, pos int, str *lisp.String, w how) (int, *lisp.Exit) {
	if str.Len() == 0 {
		return 0, nil
	}
	return s.insert(in, b, pos, b.convert(str), str, w)
}

// insert inserts t, in b's encoding, with the text properties of str if given.
func (s *State) insert(in *lisp.Interp, b *Buffer, pos int, t string, str *lisp.String, w how) (int, *lisp.Exit) {
	var n int
	if str != nil {
		n = str.Len()
	} else {
		n = b.count(t)
	}
	if b != s.cur {
		defer s.within(in, b)()
	}
	c, x := s.beforeChange(in, b, pos, pos)
	if x != nil {
		return 0, x
	}
	if w.point {
		c.from = b.pt // a hook may have moved it
	}
	if _, ok := s.undoing(b); ok {
		s.recordInsert(b, c.from, n)
	}
	b.insertText(c.from, t, n, w.before)
	s.insertedProps(b, c.from, n, str, w)
	if w.point {
		b.SetPoint(c.from + n)
	}
	return n, s.afterChange(in, b, &c, n, 0)
}

// insertedProps gives n characters inserted at pos their text properties.
func (s *State) insertedProps(b *Buffer, pos, n int, str *lisp.String, w how) {
	var own *intervals
	if str != nil {
		own = stringIntervals(str)
	}
	if b.iv == nil {
		if own == nil {
			return
		}
		b.iv = text.NewIntervals(b.text.Len()-n, samePlist)
	}
	inherited := lisp.Nil
	if w.inherit {
		inherited = s.inherited(b, pos)
	}
	if own == nil {
		b.iv.Insert(pos, n, inherited)
		return
	}
	b.iv.InsertSlice(pos, n, own)
	if !inherited.IsNil() {
		b.iv.Update(pos, pos+n, func(p lisp.Value) lisp.Value { return mergePlist(inherited, p) })
	}
}

// Insert inserts str with its text properties at pos in b, as insert does.
// Point moves only if it is after pos. It may signal buffer-read-only, and run
// change hooks.
func (s *State) Insert(in *lisp.Interp, b *Buffer, pos int, str *lisp.String) *lisp.Exit {
	_, x := s.insertString(in, b, pos, str, how{})
	return x
}

// InsertBeforeMarkers is Insert, but markers at pos move after str.
func (s *State) InsertBeforeMarkers(in *lisp.Interp, b *Buffer, pos int, str *lisp.String) *lisp.Exit {
	_, x := s.insertString(in, b, pos, str, how{before: true})
	return x
}

// InsertText is Insert of text without properties: characters in package char's
// encoding if multibyte, bytes otherwise. t may not change meanwhile.
func (s *State) InsertText(in *lisp.Interp, b *Buffer, pos int, t []byte, multibyte bool) *lisp.Exit {
	_, x := s.insertBytes(in, b, pos, unsafe.String(unsafe.SliceData(t), len(t)), multibyte, how{})
	return x
}

func (s *State) insertBytes(in *lisp.Interp, b *Buffer, pos int, t string, multibyte bool, w how) (int, *lisp.Exit) {
	if len(t) == 0 {
		return 0, nil
	}
	return s.insert(in, b, pos, convertText(t, multibyte, b.text.Multibyte()), nil, w)
}

// Delete deletes the characters from..to of b, with checks and hooks.
func (s *State) Delete(in *lisp.Interp, b *Buffer, from, to int) *lisp.Exit {
	if from >= to {
		return nil
	}
	if b != s.cur {
		defer s.within(in, b)()
	}
	c, x := s.beforeChange(in, b, from, to)
	if x != nil || c.from >= c.to {
		return x
	}
	s.recordDelete(b, c.from, c.to, true)
	b.deleteText(c.from, c.to)
	s.evaporate(b, c.from)
	return s.afterChange(in, b, &c, 0, c.to-c.from)
}

// Replace replaces the characters from..to of b by str, as one change.
func (s *State) Replace(in *lisp.Interp, b *Buffer, from, to int, str *lisp.String, inherit bool) *lisp.Exit {
	if b != s.cur {
		defer s.within(in, b)()
	}
	c, x := s.beforeChange(in, b, from, to)
	if x != nil {
		return x
	}
	from, to = c.from, c.to
	n := 0
	pt, ticks := b.pt, b.ticks
	s.recordInsert(b, to, str.Len())
	s.recordDelete(b, from, to, false)
	if str.Len() > 0 {
		// Inserted first, after the old text, so that it inherits from it.
		t := b.convert(str)
		n = b.count(t)
		b.insertText(to, t, n, true)
		s.insertedProps(b, to, n, str, how{inherit: inherit})
		b.pt = pt
	}
	if from < to {
		b.deleteText(from, to)
	}
	if n == 0 {
		s.evaporate(b, from)
	}
	b.ticks = ticks // one change
	b.changed()
	switch {
	case pt >= to:
		b.pt = pt + n - (to - from)
	case pt > from:
		b.pt = from
	default:
		b.pt = pt
	}
	return s.afterChange(in, b, &c, n, to-from)
}

// recordRewrite records every character that is about to change by itself.
func (s *State) recordRewrite(b *Buffer, from, to int, t []byte) {
	for p := from; p < to; p++ {
		n := 1
		if b.Multibyte() {
			n = char.SizeOf(t[0])
		}
		lo, hi := b.text.ByteOf(p), b.text.ByteOf(p+1)
		if string(b.text.AppendBytes(nil, lo, hi)) != string(t[:n]) {
			s.recordChange(b, p, p+1, 1)
		}
		t = t[n:]
	}
}

// Substring returns the characters from..to of b as a new string, with their
// text properties if props.
func (s *State) Substring(b *Buffer, from, to int, props bool) *lisp.String {
	str := lisp.TextString(string(b.text.Substring(from, to)), b.text.Multibyte()).Str()
	if props && b.iv != nil {
		setIntervals(str, b.iv.Slice(from, to))
	}
	return str
}
