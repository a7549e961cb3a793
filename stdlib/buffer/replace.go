package buffer

import (
	"time"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/text"
)

// replaceCosts is the MAX-COSTS of replace-buffer-contents.
const replaceCosts = 1000000

// replaceContents is replace-buffer-contents.
func (s *State) replaceContents(in *interp, source, maxSecs, maxCosts value) (value, *exit) {
	src, x := s.bufferOrName(in, source)
	if x != nil {
		return value{}, x
	}
	b := s.cur
	switch {
	case !src.Live():
		return value{}, in.Errorf("Selecting deleted buffer")
	case src == b:
		return value{}, in.Errorf("Cannot replace a buffer with itself")
	}
	stop, x := stopAfter(in, maxSecs)
	if x != nil {
		return value{}, x
	}
	costs := replaceCosts
	if !maxCosts.IsNil() {
		if !maxCosts.IsFixnum() {
			return value{}, in.WrongType("integerp", maxCosts)
		}
		costs = maxCosts.Fixnum()
	}
	switch {
	case b.begv == b.zv && src.begv == src.zv:
		return lisp.T, nil
	case b.begv == b.zv:
		return lisp.T, s.insertAll(in, src)
	case src.begv == src.zv:
		return lisp.T, s.Delete(in, b, b.begv, b.zv)
	}
	edits, ok := text.Diff(b.runes(), src.runes(), costs, stop)
	if x := in.Poll(); x != nil {
		return value{}, x
	}
	if !ok {
		if x := s.Delete(in, b, b.begv, b.zv); x != nil {
			return value{}, x
		}
		return value{}, s.insertAll(in, src)
	}
	return lisp.T, s.replaceParts(in, src, edits)
}

// stopAfter returns the function that tells Diff when to stop: after maxSecs, a
// time, or when the user has quit.
func stopAfter(in *interp, maxSecs value) (func() bool, *exit) {
	if maxSecs.IsNil() {
		return in.Interrupted, nil
	}
	secs, x := in.Funcall(in.Sym("float-time"), maxSecs)
	if x != nil {
		return nil, x
	}
	start := time.Now()
	return func() bool { return in.Interrupted() || time.Since(start).Seconds() > secs.Float() }, nil
}

// insertAll inserts the accessible text of src at point.
func (s *State) insertAll(in *interp, src *Buffer) *exit {
	return s.insertArg(in, s.Substring(src, src.begv, src.zv, true).Value(), how{})
}

// runes returns the characters of the accessible text; those of bytes beyond
// ASCII are raw bytes.
func (b *Buffer) runes() []rune {
	t := b.text.Substring(b.begv, b.zv)
	list := make([]rune, 0, b.zv-b.begv)
	if !b.Multibyte() {
		for _, c := range t {
			list = append(list, char.RawByte(c))
		}
		return list
	}
	for len(t) > 0 {
		c, n := char.Decode(t)
		list = append(list, c)
		t = t[n:]
	}
	return list
}

// replaceParts edits the accessible text, as one change for the hooks, with
// parts of that of src.
func (s *State) replaceParts(in *interp, src *Buffer, edits []text.Edit) *exit {
	b := s.cur
	if _, x := in.Funcall(in.Sym("undo-boundary")); x != nil {
		return x
	}
	point := b.pin(b.pt, false)
	defer point.Detach()
	old, ticks, srcTicks := b.zv-b.begv, b.charTicks, src.charTicks
	c, x := s.beforeChange(in, b, b.begv, b.zv)
	if x != nil {
		return x
	}
	if b.charTicks != ticks || src.charTicks != srcTicks { // by the hooks
		edits, _ = text.Diff(b.runes(), src.runes(), replaceCosts, nil)
		old = b.zv - b.begv
	}
	x = s.inHooks(in, b, func() *exit {
		for i := len(edits) - 1; i >= 0; i-- {
			e := edits[i]
			str := s.Substring(src, src.begv+e.NewFrom, src.begv+e.NewTo, true)
			if x := s.Delete(in, b, b.begv+e.From, b.begv+e.To); x != nil {
				return x
			}
			if str.Len() == 0 {
				continue
			}
			b.SetPoint(b.begv + e.From)
			if x := s.insertArg(in, str.Value(), how{}); x != nil {
				return x
			}
		}
		return nil
	})
	if x != nil {
		return x
	}
	b.SetPoint(point.Pos())
	c.from = b.begv
	return s.afterChange(in, b, &c, b.zv-b.begv, old)
}
