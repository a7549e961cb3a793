package buffer

import (
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
// it is allowed, and the hooks. If a hook made the positions meaningless, it
// signals args-out-of-range.
func (s *State) beforeChange(in *lisp.Interp, b *Buffer, from, to int) *lisp.Exit {
	if x := s.checkWritable(in, b); x != nil {
		return x
	}
	if b.iv != nil {
		if x := s.checkTextWritable(in, b, from, to); x != nil {
			return x
		}
	}
	if s.value(s.sym.beforeChange).IsNil() && s.value(s.sym.firstChange).IsNil() {
		return nil
	}
	return s.runBefore(in, b, from, to)
}

func (s *State) runBefore(in *lisp.Interp, b *Buffer, from, to int) *lisp.Exit {
	if !s.value(s.sym.inhibitHooks).IsNil() {
		return nil
	}
	size := b.Len()
	first := b.ticks <= b.saved
	if x := s.inHooks(in, b, func() *lisp.Exit {
		if first && !s.value(s.sym.firstChange).IsNil() {
			if x := in.RunHooks("first-change-hook"); x != nil {
				return x
			}
		}
		if s.value(s.sym.beforeChange).IsNil() {
			return nil
		}
		_, x := in.Funcall(in.Sym("run-hook-with-args"), s.sym.beforeChange.Value(), lispPos(from), lispPos(to))
		return x
	}); x != nil {
		return x
	}
	if !b.Live() || b.Len() != size {
		// The change asked for is no longer meaningful.
		return in.ArgsOutOfRange(b.value, lispPos(from), lispPos(to))
	}
	return s.checkWritable(in, b)
}

// inHooks runs f in b with change hooks inhibited and match data as it was.
func (s *State) inHooks(in *lisp.Interp, b *Buffer, f func() *lisp.Exit) *lisp.Exit {
	mark := in.Mark()
	defer in.Unbind(mark)
	s.SaveCurrent(in)
	s.SetCurrent(b)
	if x := in.Bind(s.sym.inhibitHooks, lisp.T); x != nil {
		return x
	}
	return f()
}

// afterChange does what follows every change: from..to is the new text in place
// of old characters.
func (s *State) afterChange(in *lisp.Interp, b *Buffer, from, to, old int) *lisp.Exit {
	if s.value(s.sym.afterChange).IsNil() || !s.value(s.sym.inhibitHooks).IsNil() {
		return nil
	}
	return s.inHooks(in, b, func() *lisp.Exit {
		_, x := in.Funcall(in.Sym("run-hook-with-args"), s.sym.afterChange.Value(), lispPos(from), lispPos(to), lisp.Fixnum(old))
		return x
	})
}

// changed counts a change of the characters.
func (b *Buffer) changed() {
	b.ticks++
	b.charTicks = b.ticks
}

// shifted follows an insertion of n characters at pos. Point at pos stays.
func (b *Buffer) shifted(pos, n int) {
	if b.pt > pos {
		b.pt += n
	}
	if b.begv > pos {
		b.begv += n
	}
	if b.zv >= pos {
		b.zv += n
	}
	b.changed()
}

// insertText inserts text in the buffer's own encoding without checks and
// returns the number of characters.
func (b *Buffer) insertText(pos int, t string, before bool) int {
	n := b.text.Len()
	if before {
		b.text.InsertBeforeMarkers(pos, []byte(t))
	} else {
		b.text.InsertString(pos, t)
	}
	n = b.text.Len() - n
	b.shifted(pos, n)
	return n
}

// deleteText deletes from..to without checks.
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
	fix(&b.pt)
	fix(&b.begv)
	fix(&b.zv)
	b.changed()
}

// convert returns the text of str in the encoding of b.
func (b *Buffer) convert(str *lisp.String) string {
	return convertText(str.Text(), str.Multibyte(), b.text.Multibyte())
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
	if x := s.beforeChange(in, b, pos, pos); x != nil {
		return 0, x
	}
	n := b.insertText(pos, b.convert(str), w.before)
	s.insertedProps(b, pos, n, str, w)
	if w.point {
		b.SetPoint(pos + n)
	}
	return n, s.afterChange(in, b, pos, pos+n, 0)
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
// encoding if multibyte, bytes otherwise.
func (s *State) InsertText(in *lisp.Interp, b *Buffer, pos int, t []byte, multibyte bool) *lisp.Exit {
	_, x := s.insertBytes(in, b, pos, string(t), multibyte, how{})
	return x
}

func (s *State) insertBytes(in *lisp.Interp, b *Buffer, pos int, t string, multibyte bool, w how) (int, *lisp.Exit) {
	if len(t) == 0 {
		return 0, nil
	}
	if x := s.beforeChange(in, b, pos, pos); x != nil {
		return 0, x
	}
	n := b.insertText(pos, convertText(t, multibyte, b.text.Multibyte()), w.before)
	s.insertedProps(b, pos, n, nil, w)
	if w.point {
		b.SetPoint(pos + n)
	}
	return n, s.afterChange(in, b, pos, pos+n, 0)
}

// Delete deletes the characters from..to of b, with checks and hooks.
func (s *State) Delete(in *lisp.Interp, b *Buffer, from, to int) *lisp.Exit {
	if from >= to {
		return nil
	}
	if x := s.beforeChange(in, b, from, to); x != nil {
		return x
	}
	b.deleteText(from, to)
	return s.afterChange(in, b, from, from, to-from)
}

// Replace replaces the characters from..to of b by str, as one change.
func (s *State) Replace(in *lisp.Interp, b *Buffer, from, to int, str *lisp.String, inherit bool) *lisp.Exit {
	if x := s.beforeChange(in, b, from, to); x != nil {
		return x
	}
	n := 0
	pt := b.pt
	if str.Len() > 0 {
		// Inserted first, after the old text, so that it inherits from it.
		n = b.insertText(to, b.convert(str), true)
		s.insertedProps(b, to, n, str, how{inherit: inherit})
	}
	if from < to {
		b.deleteText(from, to)
	}
	switch {
	case pt >= to:
		b.pt = pt + n - (to - from)
	case pt > from:
		b.pt = from
	}
	return s.afterChange(in, b, from, from+n, to-from)
}

// rewrite replaces from..to by as many characters, each by its counterpart:
// markers and properties stay.
func (s *State) rewrite(in *lisp.Interp, b *Buffer, from, to int, t []byte) *lisp.Exit {
	if x := s.beforeChange(in, b, from, to); x != nil {
		return x
	}
	b.text.Rewrite(from, to, t)
	b.changed()
	return s.afterChange(in, b, from, to, to-from)
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
