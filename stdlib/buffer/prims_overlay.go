package buffer

import "elnet/lisp"

func (s *State) overlayPrims() []lisp.Prim {
	edge := func(f func(o *Overlay) int) lisp.Callable {
		return lisp.Fn1(func(_ *interp, o *Overlay) (value, *exit) {
			if o.buf == nil {
				return value{}, nil
			}
			return lispPos(f(o)), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(overlayp OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := v.Object().(*Overlay)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is an overlay."),
		lisp.Def("(make-overlay BEG END &optional BUFFER FRONT-ADVANCE REAR-ADVANCE)", lisp.FnN(s.makeOverlay),
			"Return a new overlay from BEG to END in BUFFER, by default the current one. Text inserted at its\n"+
				"beginning is in it unless FRONT-ADVANCE, at its end if REAR-ADVANCE is non-nil."),
		lisp.Def("(move-overlay OVERLAY BEG END &optional BUFFER)", lisp.Fn4(s.moveOverlay),
			"Make OVERLAY reach from BEG to END in BUFFER, by default its own or, if it was deleted, the current one.\nReturn OVERLAY."),
		lisp.Def("(delete-overlay OVERLAY)", lisp.Fn1(func(_ *interp, o *Overlay) (value, *exit) {
			o.delete()
			return value{}, nil
		}), "Take OVERLAY out of its buffer; it keeps its properties."),
		lisp.Def("(delete-all-overlays &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x == nil {
				b.deleteOverlays()
			}
			return value{}, x
		}), "Delete all overlays of BUFFER, by default the current one."),
		lisp.Def("(overlay-start OVERLAY)", edge(func(o *Overlay) int { return o.start.m.Pos() }),
			"Return where OVERLAY begins, nil if it is in no buffer."),
		lisp.Def("(overlay-end OVERLAY)", edge(func(o *Overlay) int { return o.end.m.Pos() }),
			"Return where OVERLAY ends, nil if it is in no buffer."),
		lisp.Def("(overlay-buffer OVERLAY)", lisp.Fn1(func(_ *interp, o *Overlay) (value, *exit) { return valueOf(o.buf), nil }),
			"Return the buffer that OVERLAY is in, nil if none."),
		lisp.Def("(overlay-properties OVERLAY)", lisp.Fn1(func(_ *interp, o *Overlay) (value, *exit) {
			return lisp.List(lisp.Slice(o.plist)...), nil
		}), "Return a copy of the property list of OVERLAY."),
		lisp.Def("(overlay-get OVERLAY PROP)", lisp.Fn2(func(_ *interp, o *Overlay, prop value) (value, *exit) {
			return s.lookup(o.plist, prop), nil
		}), "Return the value of the property PROP of OVERLAY, its own or that of its category."),
		lisp.Def("(overlay-put OVERLAY PROP VALUE)", lisp.Fn3(s.overlayPut),
			"Give OVERLAY the property PROP with VALUE, which is returned."),
	}
}

// overlaySearchPrims find overlays by where they are.
func (s *State) overlaySearchPrims() []lisp.Prim {
	values := func(list []*Overlay) value {
		var l lisp.ListBuilder
		for _, o := range list {
			l.Add(o.value)
		}
		return l.List()
	}
	return []lisp.Prim{
		lisp.Def("(overlays-at POS &optional SORTED)", lisp.Fn2(func(in *interp, pos, sorted value) (value, *exit) {
			p, x := s.Position(in, pos)
			if x != nil {
				return value{}, x
			}
			list := s.cur.overlaysAt(p)
			if sorted.IsNil() {
				return values(list), nil
			}
			s.sortOverlays(list)
			var l value
			for _, o := range list {
				l = lisp.NewCons(o.value, l)
			}
			return l, nil
		}), "Return, in a list, the overlays over the character after POS. With SORTED the one with the\nhighest priority is first."),
		lisp.Def("(overlays-in BEG END)", lisp.Fn2(func(in *interp, beg, end value) (value, *exit) {
			from, x := s.Position(in, beg)
			if x != nil {
				return value{}, x
			}
			to, x := s.Position(in, end)
			if x != nil {
				return value{}, x
			}
			var list []*Overlay
			for o := range s.cur.overlays.all() {
				start, end := o.bounds()
				atEnd := start == end && (start == from || start > from && start < to || start == to && to == s.cur.zv)
				if start < to && end > from && start < end || atEnd {
					list = append(list, o)
				}
			}
			return values(list), nil
		}), "Return a list of the overlays that have a character between BEG and END, or are empty and lie at BEG or\nbetween, or at END if that is the end of the accessible text."),
		lisp.Def("(next-overlay-change POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			p, x := s.Position(in, pos)
			if x != nil {
				return value{}, x
			}
			return lispPos(s.cur.overlayEdge(p, s.cur.zv)), nil
		}), "Return the next position after POS where an overlay begins or ends, the end of the accessible text\nif there is none."),
		lisp.Def("(previous-overlay-change POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			p, x := s.Position(in, pos)
			if x != nil {
				return value{}, x
			}
			if p == s.cur.begv {
				return lispPos(p), nil
			}
			return lispPos(s.cur.overlayEdgeBefore(p, s.cur.begv)), nil
		}), "Return the last position before POS where an overlay begins or ends, the beginning of the accessible\ntext if there is none."),
		lisp.Def("(overlay-lists)", lisp.Fn0(func(*interp) (value, *exit) {
			return lisp.NewCons(values(s.cur.overlays.before), values(s.cur.overlays.after)), nil
		}), "Return a cons of two lists; every overlay of the current buffer is in one of them."),
		lisp.Def("(invisible-p POS-OR-PROP)", lisp.Fn1(s.invisible),
			"Return non-nil if buffer-invisibility-spec makes text with the property value POS-OR-PROP, or that of the\n"+
				"character at that position, invisible: t, or 2 if an ellipsis is to show."),
		lisp.Def("(overlay-recenter POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			p, x := s.Position(in, pos)
			if x == nil {
				s.cur.overlays.recenter(min(max(p, 0), s.cur.Len()))
			}
			return value{}, x
		}), "Arrange the overlays of the current buffer for work near POS: overlay-lists is split there."),
	}
}

func (s *State) invisible(in *interp, v value) (value, *exit) {
	if _, marker := v.Object().(*Marker); marker || v.IsFixnum() {
		var x *exit
		if v, _, x = s.getCharProperty(in, v, in.Sym("invisible"), value{}); x != nil {
			return value{}, x
		}
	}
	spec := s.value(in.Intern("buffer-invisibility-spec"))
	if !spec.IsCons() {
		return lisp.Bool(!v.IsNil() && !spec.IsNil()), nil
	}
	values := []value{v}
	if v.IsCons() {
		values = lisp.Slice(v)
	}
	for _, v := range values {
		for _, e := range lisp.Slice(spec) {
			switch {
			case e == v && !v.IsNil():
				return lisp.T, nil
			case !e.IsCons() || e.Cons().Car != v:
			case e.Cons().Cdr.IsNil():
				return lisp.T, nil
			default:
				return lisp.Fixnum(2), nil
			}
		}
	}
	return value{}, nil
}

// overlayPlace checks the place that make-overlay or move-overlay is given, and
// returns it in order and clipped to the text.
func (s *State) overlayPlace(in *interp, b *Buffer, beg, end value) (from, to int, x *exit) {
	for _, v := range []value{beg, end} {
		if m, ok := v.Object().(*Marker); ok && m.Buffer() != b {
			return 0, 0, in.Signal(in.Sym("error"), lisp.NewString("Marker points into wrong buffer"), v)
		}
	}
	if from, x = s.Position(in, beg); x != nil {
		return
	}
	if to, x = s.Position(in, end); x != nil {
		return
	}
	clip := func(p int) int { return min(max(p, 0), b.Len()) }
	return clip(min(from, to)), clip(max(from, to)), nil
}

func (s *State) makeOverlay(in *interp, a []value) (value, *exit) {
	b, x := s.bufferOnly(in, opt(a, 2))
	if x != nil {
		return value{}, x
	}
	if !b.Live() {
		return value{}, in.Errorf("Marker does not point anywhere")
	}
	from, to, x := s.overlayPlace(in, b, a[0], a[1])
	if x != nil {
		return value{}, x
	}
	s.overlayID++
	o := &Overlay{s: s, buf: b, id: s.overlayID,
		start: s.NewMarker(b, from, !opt(a, 3).IsNil()), end: s.NewMarker(b, to, !opt(a, 4).IsNil())}
	o.value = lisp.NewObject(o)
	b.overlays.add(o)
	return o.value, nil
}

func (s *State) moveOverlay(in *interp, ov, beg, end, buf value) (value, *exit) {
	o, ok := ov.Object().(*Overlay)
	if !ok {
		return value{}, in.WrongType("overlayp", ov)
	}
	b := o.buf
	if !buf.IsNil() || b == nil {
		var x *exit
		if b, x = s.bufferOnly(in, buf); x != nil {
			return value{}, x
		}
	}
	if !b.Live() {
		return value{}, in.Errorf("Attempt to move overlay to a dead buffer")
	}
	from, to, x := s.overlayPlace(in, b, beg, end)
	if x != nil {
		return value{}, x
	}
	if o.buf != nil {
		o.buf.overlays.remove(o)
	}
	o.buf = b
	o.start.Set(b, from)
	o.end.Set(b, to)
	b.overlays.add(o)
	if from == to && !s.lookup(o.plist, s.sym.evaporate).IsNil() {
		o.delete()
	}
	return ov, nil
}

func (s *State) overlayPut(_ *interp, o *Overlay, prop, v value) (value, *exit) {
	for l := o.plist; l.IsCons(); {
		rest := l.Cons().Cdr
		if l.Cons().Car == prop && rest.IsCons() {
			rest.Cons().Car = v
			return s.overlayWasPut(o, prop, v), nil
		}
		l = lisp.Cdr(rest)
	}
	o.plist = lisp.NewCons(prop, lisp.NewCons(v, o.plist))
	return s.overlayWasPut(o, prop, v), nil
}

func (s *State) overlayWasPut(o *Overlay, prop, v value) value {
	if prop == s.sym.evaporate && !v.IsNil() && o.buf != nil {
		if start, end := o.bounds(); start == end {
			o.delete()
		}
	}
	return v
}

// deleteOverlays deletes all overlays of b.
func (b *Buffer) deleteOverlays() {
	for o := range b.overlays.all() {
		o.buf = nil
		o.start.Detach()
		o.end.Detach()
	}
	b.overlays = overlays{}
}
