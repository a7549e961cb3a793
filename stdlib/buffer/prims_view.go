package buffer

import "elnet/lisp"

// viewPrims are the primitives on indirect buffers, which share the text of
// another one, and on exchanging texts.
func (s *State) viewPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-indirect-buffer BASE-BUFFER NAME &optional CLONE INHIBIT-BUFFER-HOOKS)", lisp.Fn4(s.makeIndirect),
			"Return a new buffer NAME that shows the text, with its properties, of BASE-BUFFER, and has its own\n"+
				"point, narrowing, mark, overlays and local variables; with CLONE copies of those. INHIBIT-BUFFER-HOOKS is\n"+
				"as in get-buffer-create."),
		lisp.Def("(buffer-base-buffer &optional BUFFER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return value{}, x
			}
			return valueOf(b.base), nil
		}), "Return the buffer whose text BUFFER, an indirect one, shows; nil for others."),
		lisp.Def("(buffer-swap-text BUFFER)", lisp.Fn1(s.swapTexts),
			"Exchange the texts of the current buffer and BUFFER, with point, mark, narrowing, overlays and the\nlike, but not local variables."),
	}
}

func (s *State) makeIndirect(in *interp, base, name, clone, inhibit value) (value, *exit) {
	if base.IsString() && s.byName[base.Str().Text()] == nil {
		return value{}, in.Errorf("No such buffer: ‘%s’", base.Str().UTF8())
	}
	b, x := s.bufferOrName(in, base)
	if x != nil {
		return value{}, x
	}
	if !name.IsString() {
		return value{}, in.WrongType("stringp", name)
	}
	if s.byName[name.Str().Text()] != nil {
		return value{}, in.Errorf("Buffer name ‘%s’ is in use", name.Str().UTF8())
	}
	if name.Str().Len() == 0 {
		return value{}, in.Errorf("Empty string for buffer name is not allowed")
	}
	if !b.Live() {
		return value{}, in.Errorf("Base buffer has been killed")
	}
	root := b
	if b.base != nil {
		root = b.base
	}
	n := s.create(name.Str(), !inhibit.IsNil())
	n.base, n.body = root, root.body
	n.views = append(n.views, n)
	n.pt, n.begv, n.zv = b.pt, b.begv, b.zv
	in.SetLocal(n.locals, s.sym.undoList, lisp.Nil)
	s.syncUndo(root, n)
	if clone.IsNil() {
		n.begv, n.zv = root.begv, root.zv
		n.pt = root.pt
		return n.value, s.listChanged(in, n)
	}
	return n.value, s.cloneView(in, b, n)
}

// cloneView gives n the mark, tables, local variables and overlays that b has.
func (s *State) cloneView(in *interp, b, n *Buffer) *exit {
	n.tables = b.tables
	for _, y := range b.locals.Symbols() {
		if y == s.sym.fileName || y == s.sym.undoList || b.locals.Void(y) {
			continue
		}
		v, _ := b.locals.Get(y)
		in.SetLocal(n.locals, y, v)
	}
	in.SetLocal(n.locals, s.sym.fileName, lisp.Nil)
	if b.mark != nil && b.mark.Buffer() != nil {
		n.mark = s.NewMarker(n, b.mark.Pos(), false)
	}
	for o := range b.overlays.all() {
		start, end := o.bounds()
		s.overlayID++
		c := &Overlay{s: s, buf: n, id: s.overlayID, plist: lisp.List(lisp.Slice(o.plist)...),
			start: s.NewMarker(n, start, o.start.Advance()), end: s.NewMarker(n, end, o.end.Advance())}
		c.value = lisp.NewObject(c)
		n.overlays.add(c)
	}
	return s.listChanged(in, n)
}

// syncUndo makes the undo list of to that of from: buffers that share a text
// share it.
func (s *State) syncUndo(from, to *Buffer) {
	if l, ok := from.locals.Get(s.sym.undoList); ok && from.body == to.body {
		s.in.SetLocal(to.locals, s.sym.undoList, l)
	}
}

func (s *State) swapTexts(in *interp, v value) (value, *exit) {
	o, ok := v.Object().(*Buffer)
	if !ok {
		return value{}, in.WrongType("bufferp", v)
	}
	b := s.cur
	switch {
	case !o.Live() || !b.Live():
		return value{}, in.Errorf("Cannot swap a dead buffer's text")
	case o.base != nil || b.base != nil || len(o.views) > 1 || len(b.views) > 1:
		return value{}, in.Errorf("Cannot swap indirect buffers's text")
	}
	b.body, o.body = o.body, b.body
	b.views, o.views = []*Buffer{b}, []*Buffer{o}
	b.pt, o.pt = o.pt, b.pt
	b.begv, o.begv = o.begv, b.begv
	b.zv, o.zv = o.zv, b.zv
	b.mark, o.mark = o.mark, b.mark
	b.overlays, o.overlays = o.overlays, b.overlays
	l1, _ := b.locals.Get(s.sym.undoList)
	l2, _ := o.locals.Get(s.sym.undoList)
	s.setUndo(b, l2)
	s.setUndo(o, l1)
	b.ticks, o.ticks = b.ticks+1, o.ticks+1
	b.charTicks, o.charTicks = b.ticks, o.ticks
	for _, x := range []*Buffer{b, o} {
		for _, m := range x.text.MarkersBetween(0, x.Len()) {
			if owner, ok := m.Owner.(*Marker); ok {
				owner.buf = x
			}
		}
		for ov := range x.overlays.all() {
			ov.buf = x
		}
	}
	return value{}, nil
}
