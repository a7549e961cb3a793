package buffer

import (
	"time"

	"elnet/lisp"
)

// undoState is where undo-boundary was last called: the next change after it
// records point if it happens elsewhere.
type undoState struct {
	point int
	buf   *Buffer
}

// Limits for the undo list of a buffer, where the variables say nothing.
const (
	undoEntry      = 48       // what an entry counts for
	undoOuterLimit = 24000000 // what one group of changes may take
	undoCheck      = 1 << 18  // what is recorded until the list is looked at
	undoGroupTime  = 10 * time.Second
)

// undoing returns the undo list of b and whether changes are recorded.
func (s *State) undoing(b *Buffer) (value, bool) {
	v, _ := b.locals.Get(s.sym.undoList)
	return v, v != lisp.T
}

func (s *State) setUndo(b *Buffer, l value) { s.in.SetLocal(b.locals, s.sym.undoList, l) }

// pushUndo records entry, of about size bytes.
func (s *State) pushUndo(b *Buffer, entry value, size int) {
	l, _ := b.locals.Get(s.sym.undoList)
	s.setUndo(b, lisp.NewCons(entry, l))
	if b.undoSize += size + undoEntry; b.undoSize > undoCheck {
		b.undoSize = 0
		s.compactUndo(b)
	}
}

// compactUndo is called now and then, so that the undo list of a buffer that
// changes for ever does not grow for ever. Like Emacs' timer it sees to it that
// changes long past are another group than the present ones.
func (s *State) compactUndo(b *Buffer) {
	switch now := time.Now(); {
	case b.undoTime.IsZero():
		b.undoTime = now
	case now.Sub(b.undoTime) > undoGroupTime:
		b.undoTime = now
		if l, ok := s.undoing(b); ok && l.IsCons() && !l.Cons().Car.IsNil() {
			s.setUndo(b, lisp.NewCons(lisp.Nil, l))
		}
	}
	s.truncateUndo(b)
}

// recordFirst records that b was unmodified, if it is. A change that undoes
// everything can then mark it so again.
func (s *State) recordFirst(b *Buffer) {
	if _, ok := s.undoing(b); !ok || b.ticks > b.saved {
		return
	}
	base := b
	if b.base != nil {
		base = b.base
	}
	when := lisp.Fixnum(0)
	if name, _ := base.locals.Get(s.sym.fileName); name.IsString() && s.Modtime != nil {
		when = s.Modtime(base)
	}
	s.pushUndo(b, lisp.NewCons(lisp.T, when), 0)
}

// recordPoint precedes the record of a change at pos.
func (s *State) recordPoint(b *Buffer, pos int) {
	if v := s.value(s.sym.undoInhibitPoint); !v.IsNil() {
		return
	}
	l, _ := s.undoing(b)
	atBoundary := !l.IsCons() || l.Cons().Car.IsNil()
	s.recordFirst(b)
	if atBoundary && s.undo.buf == b && s.undo.point != pos {
		s.pushUndo(b, lispPos(s.undo.point), 0)
	}
}

// recordInsert records that n characters were inserted at pos.
func (s *State) recordInsert(b *Buffer, pos, n int) {
	if _, ok := s.undoing(b); !ok {
		return
	}
	s.recordPoint(b, pos)
	l, _ := s.undoing(b)
	if l.IsCons() {
		if e := l.Cons().Car; e.IsCons() && e.Cons().Car.IsFixnum() && e.Cons().Cdr == lispPos(pos) {
			e.Cons().Cdr = lispPos(pos + n)
			return
		}
	}
	s.pushUndo(b, lisp.NewCons(lispPos(pos), lispPos(pos+n)), 0)
}

// recordDelete records that from..to is about to be deleted; markers says that
// markers within go to from and have to come back.
func (s *State) recordDelete(b *Buffer, from, to int, markers bool) {
	if _, ok := s.undoing(b); !ok {
		return
	}
	s.recordPoint(b, from)
	at := lispPos(from)
	if b.pt == to {
		at = lisp.Fixnum(-from - 1)
	}
	if markers {
		for _, m := range b.text.MarkersBetween(from, to) {
			by := from - m.Pos()
			if m.Advance() {
				by = to - m.Pos()
			}
			if by == 0 {
				continue
			}
			owner, ok := m.Owner.(*Marker)
			if !ok { // a place that Go code keeps: in Emacs a marker that is gone later
				owner = s.NewMarker(nil, 0, m.Advance())
			}
			s.pushUndo(b, lisp.NewCons(owner.value, lisp.Fixnum(by)), 0)
		}
	}
	str := s.Substring(b, from, to, true)
	s.pushUndo(b, lisp.NewCons(str.Value(), at), str.Size())
}

// recordChange records that from..to is about to be replaced by n characters.
func (s *State) recordChange(b *Buffer, from, to, n int) {
	s.recordDelete(b, from, to, false)
	s.recordInsert(b, from, n)
}

// recordProperty records that prop of from..to, now old, is about to change.
func (s *State) recordProperty(b *Buffer, from, to int, prop, old value) {
	if _, ok := s.undoing(b); !ok {
		return
	}
	s.recordFirst(b)
	s.pushUndo(b, lisp.NewCons(lisp.Nil, lisp.NewCons(prop, lisp.NewCons(old, lisp.NewCons(lispPos(from), lispPos(to))))), undoEntry)
}

// truncateUndo cuts the undo list of b: behind the first boundary beyond
// undo-limit, or before it if what precedes it is beyond undo-strong-limit.
// The last group of changes stays unless it is beyond undo-outer-limit.
func (s *State) truncateUndo(b *Buffer) {
	limit := func(y *lisp.Symbol, dflt int) int {
		if v := s.value(y); v.IsFixnum() {
			return v.Fixnum()
		}
		return dflt
	}
	soft, strong := limit(s.sym.undoLimit, 160000), limit(s.sym.undoStrongLimit, 240000)
	l, ok := s.undoing(b)
	if !ok {
		return
	}
	size, n := 0, 0
	var prev *lisp.Cons
	for at := l; at.IsCons(); n++ {
		c := at.Cons()
		if c.Car.IsNil() && n > 0 {
			if size > strong && prev != nil && n > 1 {
				prev.Cdr = lisp.Nil
				return
			}
			if size > soft {
				c.Cdr = lisp.Nil
				return
			}
		}
		size += undoEntry
		if e := c.Car; e.IsCons() && e.Cons().Car.IsString() {
			size += e.Cons().Car.Str().Size()
		}
		prev, at = c, c.Cdr
	}
	if size > limit(s.sym.undoOuterLimit, undoOuterLimit) {
		s.setUndo(b, lisp.Nil)
	}
}

func (s *State) undoPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(combine-after-change-execute)", lisp.Fn0(func(in *interp) (value, *exit) { return s.runCombined(in) }),
			"Tell after-change-functions, as one change, of those made while combine-after-change-calls was non-nil."),
		lisp.Def("(undo-boundary)", lisp.Fn0(func(in *interp) (value, *exit) {
			b := s.cur
			l, ok := s.undoing(b)
			if !ok {
				return value{}, nil
			}
			if l.IsCons() && !l.Cons().Car.IsNil() {
				s.setUndo(b, lisp.NewCons(lisp.Nil, l))
			}
			s.undo = undoState{b.pt, b}
			return value{}, in.SetVar(in.Intern("undo-auto--last-boundary-cause"), in.Sym("explicit"))
		}), "Mark a boundary between groups of changes in buffer-undo-list: one undo goes back to the last boundary."),
	}
}
