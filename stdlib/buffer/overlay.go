package buffer

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"elnet/lisp"
)

// An Overlay is a Lisp overlay: a stretch of a buffer with properties.
type Overlay struct {
	s          *State
	value      lisp.Value
	buf        *Buffer // nil once deleted
	start, end *Marker
	plist      lisp.Value
	id         int // in the order in which overlays were made
}

// LispType returns "overlay".
func (o *Overlay) LispType() string { return "overlay" }

// LispPredicate returns "overlayp".
func (o *Overlay) LispPredicate() string { return "overlayp" }

// PrintLisp returns #<overlay from 1 to 3 in foo> and the like.
func (o *Overlay) PrintLisp(bool) string {
	if o.buf == nil || !o.buf.Live() {
		return "#<overlay in no buffer>"
	}
	start, end := o.bounds()
	return fmt.Sprintf("#<overlay from %d to %d in %s>", start+1, end+1, o.buf.Name())
}

// EqualLisp reports whether other has the same place and properties: what equal
// compares.
func (o *Overlay) EqualLisp(other lisp.Object) bool {
	p, ok := other.(*Overlay)
	if !ok {
		return false
	}
	if o == p {
		return true
	}
	return o.start.EqualLisp(p.start) && o.end.EqualLisp(p.end) && lisp.Equal(o.s.in, o.plist, p.plist)
}

// Value returns o as a Lisp value.
func (o *Overlay) Value() lisp.Value { return o.value }

func (o *Overlay) bounds() (start, end int) { return o.start.m.Pos(), o.end.m.Pos() }

// overlays are those of one buffer, in two lists as Emacs 28 has them, because
// the order in which overlays-in and others return them follows from it: those
// that end at the center or before, and the others.
type overlays struct {
	before []*Overlay // the one that ends last is first
	after  []*Overlay // the one that starts first is first
	center int
}

func (l *overlays) any() bool { return len(l.before)+len(l.after) > 0 }

// all goes through the overlays in the order of the lists.
func (l *overlays) all() iter.Seq[*Overlay] {
	return func(yield func(*Overlay) bool) {
		for _, o := range l.before {
			if !yield(o) {
				return
			}
		}
		for _, o := range l.after {
			if !yield(o) {
				return
			}
		}
	}
}

// add puts o where it belongs.
func (l *overlays) add(o *Overlay) {
	// Overlays go through the wrong list, which decides among equals.
	if _, end := o.bounds(); end < l.center {
		l.putBefore(o)
	} else if end == l.center {
		l.before = slices.Insert(l.before, 0, o)
	} else {
		l.putAfter(o)
	}
}

func (l *overlays) putBefore(o *Overlay) {
	_, end := o.bounds()
	i := slices.IndexFunc(l.before, func(p *Overlay) bool { _, e := p.bounds(); return e <= end })
	if i < 0 {
		i = len(l.before)
	}
	l.before = slices.Insert(l.before, i, o)
}

func (l *overlays) putAfter(o *Overlay) {
	start, _ := o.bounds()
	i := slices.IndexFunc(l.after, func(p *Overlay) bool { s, _ := p.bounds(); return s >= start })
	if i < 0 {
		i = len(l.after)
	}
	l.after = slices.Insert(l.after, i, o)
}

func (l *overlays) remove(o *Overlay) {
	is := func(p *Overlay) bool { return p == o }
	l.before = slices.DeleteFunc(l.before, is)
	l.after = slices.DeleteFunc(l.after, is)
}

// recenter moves the center to pos.
func (l *overlays) recenter(pos int) {
	for len(l.before) > 0 {
		o := l.before[0]
		if _, end := o.bounds(); end <= pos {
			break
		}
		l.before = slices.Delete(l.before, 0, 1)
		l.putAfter(o)
	}
	for i := 0; i < len(l.after); {
		start, end := l.after[i].bounds()
		if start > pos {
			break
		}
		if end > pos {
			i++
			continue
		}
		o := l.after[i]
		l.after = slices.Delete(l.after, i, i+1)
		l.putBefore(o)
	}
	l.center = pos
}

// inserted follows an insertion of n characters at pos, which the markers have
// followed already; edges says that overlays may begin or end there.
func (l *overlays) inserted(pos, n int, edges bool) {
	if l.center >= pos {
		l.center += n
	}
	if edges && l.any() {
		l.repair()
	}
}

func (l *overlays) deleted(from, to int) {
	switch {
	case l.center > to:
		l.center -= to - from
	case l.center > from:
		l.center = from
	}
}

// repair makes the lists sorted again after markers moved. An overlay whose end
// came before its start is empty from then on.
func (l *overlays) repair() {
	for o := range l.all() {
		if start, end := o.bounds(); end < start {
			o.start.m.Set(o.buf.text, end)
		}
	}
	slices.SortStableFunc(l.before, func(a, b *Overlay) int { return cmp.Compare(b.end.m.Pos(), a.end.m.Pos()) })
	slices.SortStableFunc(l.after, func(a, b *Overlay) int { return cmp.Compare(a.start.m.Pos(), b.start.m.Pos()) })
	l.recenter(l.center)
}

// evaporate deletes the empty overlays at pos that are not to stay so.
func (s *State) evaporate(b *Buffer, pos int) {
	for _, v := range b.views {
		if !v.overlays.any() {
			continue
		}
		var gone []*Overlay
		for o := range v.overlays.all() {
			if start, end := o.bounds(); start == pos && end == pos && !s.lookup(o.plist, s.sym.evaporate).IsNil() {
				gone = append(gone, o)
			}
		}
		for _, o := range gone {
			o.delete()
		}
	}
}

// delete takes o out of its buffer.
func (o *Overlay) delete() {
	if o.buf == nil {
		return
	}
	o.buf.overlays.remove(o)
	o.buf = nil
	o.start.Detach()
	o.end.Detach()
}

// overlaysAt returns the overlays that cover the character after pos.
func (b *Buffer) overlaysAt(pos int) []*Overlay {
	var list []*Overlay
	for o := range b.overlays.all() {
		if start, end := o.bounds(); start <= pos && pos < end {
			list = append(list, o)
		}
	}
	return list
}

// sortOverlays orders by rising precedence: by priority, the inner ones after
// those that they lie in.
func (s *State) sortOverlays(list []*Overlay) {
	type key struct{ main, sub int }
	priority := func(o *Overlay) key {
		v := s.lookup(o.plist, s.sym.priority)
		sub := 0
		if v.IsCons() {
			if c := v.Cons().Cdr; c.IsFixnum() {
				sub = c.Fixnum()
			}
			v = v.Cons().Car
		}
		if v.IsFixnum() {
			return key{v.Fixnum(), sub}
		}
		return key{0, sub}
	}
	slices.SortFunc(list, func(a, b *Overlay) int {
		p, q := priority(a), priority(b)
		as, ae := a.bounds()
		bs, be := b.bounds()
		switch {
		case p.main != q.main:
			return cmp.Compare(p.main, q.main)
		case as < bs:
			if ae < be && p.sub > q.sub {
				return 1
			}
			return -1
		case as > bs:
			if ae > be && p.sub < q.sub {
				return -1
			}
			return 1
		case ae != be:
			return cmp.Compare(be, ae)
		}
		return cmp.Or(cmp.Compare(p.sub, q.sub), cmp.Compare(a.id, b.id))
	})
}

// overlayProp returns the value of prop that overlays of b give the character
// after pos, and the overlay.
func (s *State) overlayProp(b *Buffer, pos int, prop value) (value, *Overlay) {
	if !b.overlays.any() {
		return value{}, nil
	}
	list := b.overlaysAt(pos)
	s.sortOverlays(list)
	for _, o := range slices.Backward(list) {
		if v := s.lookup(o.plist, prop); !v.IsNil() {
			return v, o
		}
	}
	return value{}, nil
}

// overlayEdge returns the next position after pos where an overlay of b begins
// or ends, hi if there is none.
func (b *Buffer) overlayEdge(pos, hi int) int {
	for o := range b.overlays.all() {
		start, end := o.bounds()
		if start > pos {
			hi = min(hi, start)
		} else if end > pos {
			hi = min(hi, end)
		}
	}
	return hi
}

// overlayEdgeBefore returns the last position before pos where an overlay of b
// begins or ends, lo if there is none.
func (b *Buffer) overlayEdgeBefore(pos, lo int) int {
	for o := range b.overlays.all() {
		start, end := o.bounds()
		if end < pos {
			lo = max(lo, end)
		} else if start < pos {
			lo = max(lo, start)
		}
	}
	return lo
}
