package buffer

import "elnet/lisp"

func (s *State) markerPrims() []lisp.Prim {
	here := func(f func(b *Buffer) int) lisp.Callable {
		return lisp.Fn0(func(*interp) (value, *exit) { return s.NewMarker(s.cur, f(s.cur), false).value, nil })
	}
	return []lisp.Prim{
		lisp.Def("(markerp OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := v.Object().(*Marker)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is a marker."),
		lisp.Def("(make-marker)", lisp.Fn0(func(*interp) (value, *exit) { return s.NewMarker(nil, 0, false).value, nil }),
			"Return a new marker that points nowhere."),
		lisp.Def("(point-marker)", here((*Buffer).Point), "Return a new marker at point."),
		lisp.Def("(point-min-marker)", here((*Buffer).Begv), "Return a new marker at the beginning of the accessible text."),
		lisp.Def("(point-max-marker)", here((*Buffer).Zv), "Return a new marker at the end of the accessible text."),
		lisp.Def("(copy-marker &optional MARKER TYPE)", lisp.Fn2(func(in *interp, v, kind value) (value, *exit) {
			if m, ok := v.Object().(*Marker); ok {
				return s.NewMarker(m.Buffer(), m.Pos(), !kind.IsNil()).value, nil
			}
			if v.IsNil() {
				return s.NewMarker(nil, 0, !kind.IsNil()).value, nil
			}
			p, x := s.markerPosition(in, v)
			if x != nil {
				return value{}, x
			}
			return s.NewMarker(s.cur, p, !kind.IsNil()).value, nil
		}), "Return a new marker where MARKER, a marker or position, is. TYPE is its insertion type."),
		lisp.Def("(set-marker MARKER POSITION &optional BUFFER)", lisp.Fn3(s.setMarker),
			"Make MARKER point to POSITION in BUFFER (default the current one), nowhere if POSITION is nil.\nReturn MARKER."),
		lisp.Def("(marker-position MARKER)", lisp.Fn1(func(_ *interp, m *Marker) (value, *exit) {
			if m.Buffer() == nil {
				return value{}, nil
			}
			return lispPos(m.Pos()), nil
		}), "Return where MARKER points, nil for nowhere."),
		lisp.Def("(marker-buffer MARKER)", lisp.Fn1(func(_ *interp, m *Marker) (value, *exit) { return valueOf(m.Buffer()), nil }),
			"Return the buffer that MARKER points into, nil if it points nowhere."),
		lisp.Def("(marker-insertion-type MARKER)", lisp.Fn1(func(_ *interp, m *Marker) (value, *exit) { return lisp.Bool(m.Advance()), nil }),
			"Return t if MARKER moves after text inserted at it."),
		lisp.Def("(set-marker-insertion-type MARKER TYPE)", lisp.Fn2(func(_ *interp, m *Marker, kind value) (value, *exit) {
			m.SetAdvance(!kind.IsNil())
			return kind, nil
		}), "Make MARKER move after text inserted at it if TYPE is non-nil."),
		lisp.Def("(buffer-has-markers-at POSITION)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			p, x := s.Position(in, v)
			if x != nil {
				return value{}, x
			}
			found := false
			p = min(max(p, 0), s.cur.text.Len())
			s.cur.text.EachMarker(p, p, func(*textMarker) { found = true })
			return lisp.Bool(found), nil
		}), "Return t if there is a marker at POSITION."),
		lisp.Def("(mark-marker)", lisp.Fn0(func(*interp) (value, *exit) { return s.Mark(s.cur).value, nil }),
			"Return the mark of the current buffer, a marker that may point nowhere."),
		lisp.Def("(region-beginning)", lisp.Fn0(func(in *interp) (value, *exit) { return s.regionEdge(in, true) }),
			"Return point or the mark, whichever is first."),
		lisp.Def("(region-end)", lisp.Fn0(func(in *interp) (value, *exit) { return s.regionEdge(in, false) }),
			"Return point or the mark, whichever is last."),
	}
}

// Mark returns the mark of b.
func (s *State) Mark(b *Buffer) *Marker {
	if b.mark == nil {
		b.mark = s.NewMarker(nil, 0, false)
	}
	return b.mark
}

func (s *State) regionEdge(in *interp, first bool) (value, *exit) {
	m := s.Mark(s.cur)
	if m.Buffer() == nil {
		return value{}, in.Errorf("The mark is not set now, so there is no region")
	}
	p := min(max(m.Pos(), s.cur.begv), s.cur.zv)
	if first {
		return lispPos(min(p, s.cur.pt)), nil
	}
	return lispPos(max(p, s.cur.pt)), nil
}

func (s *State) setMarker(in *interp, mv, pos, buf value) (value, *exit) {
	m, ok := mv.Object().(*Marker)
	if !ok {
		return value{}, in.WrongType("markerp", mv)
	}
	b, x := s.bufferOnly(in, buf)
	if x != nil {
		return value{}, x
	}
	if from, ok := pos.Object().(*Marker); ok && from.Buffer() == nil {
		pos = value{}
	}
	if pos.IsNil() || !b.Live() {
		m.Detach()
		return mv, nil
	}
	p, x := s.markerPosition(in, pos)
	if x != nil {
		return value{}, x
	}
	m.Set(b, p)
	return mv, nil
}

// markerPosition is Position for a place to point at, for which Emacs takes no bignum.
func (s *State) markerPosition(in *interp, v value) (int, *exit) {
	if v.IsBignum() {
		return 0, in.WrongType("integer-or-marker-p", v)
	}
	return s.Position(in, v)
}
