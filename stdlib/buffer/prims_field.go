package buffer

import "elnet/lisp"

// fieldPrims are the functions on fields, stretches of text with the same value
// of the property field.
func (s *State) fieldPrims() []lisp.Prim {
	edge := func(end bool) lisp.Callable {
		return lisp.Fn3(func(in *interp, pos, escape, limit value) (value, *exit) {
			p, x := s.fieldPos(in, pos)
			if x != nil {
				return value{}, x
			}
			lo, hi := s.cur.begv, s.cur.zv
			if !limit.IsNil() {
				l, x := s.Position(in, limit)
				if x != nil {
					return value{}, x
				}
				lo, hi = l, l
			}
			from, to := s.field(p, !escape.IsNil(), lo, hi)
			if end {
				return lispPos(to), nil
			}
			return lispPos(from), nil
		})
	}
	text := func(props bool) lisp.Callable {
		return lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			p, x := s.fieldPos(in, pos)
			if x != nil {
				return value{}, x
			}
			from, to := s.field(p, false, s.cur.begv, s.cur.zv)
			return s.Substring(s.cur, from, to, props).Value(), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(field-beginning &optional POS ESCAPE-FROM-EDGE LIMIT)", edge(false), "Return where the field that POS is in begins."),
		lisp.Def("(field-end &optional POS ESCAPE-FROM-EDGE LIMIT)", edge(true), "Return where the field that POS is in ends."),
		lisp.Def("(field-string &optional POS)", text(true), "Return the text of the field around POS."),
		lisp.Def("(field-string-no-properties &optional POS)", text(false), "Return the bare text of the field that POS is in."),
		lisp.Def("(delete-field &optional POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			p, x := s.fieldPos(in, pos)
			if x != nil {
				return value{}, x
			}
			from, to := s.field(p, false, s.cur.begv, s.cur.zv)
			return value{}, s.Delete(in, s.cur, from, to)
		}), "Delete the field around POS."),
		lisp.Def("(constrain-to-field NEW-POS OLD-POS &optional ESCAPE-FROM-EDGE ONLY-IN-LINE INHIBIT-CAPTURE-PROPERTY)",
			lisp.FnN(s.constrain), "Return NEW-POS, or the edge of the field around OLD-POS if it lies beyond.\nNEW-POS nil stands for point, which is moved then."),
	}
}

// fieldPos returns the position that an argument gives, point for nil.
func (s *State) fieldPos(in *interp, v value) (int, *exit) {
	if v.IsNil() {
		return s.cur.pt, nil
	}
	p, x := s.Position(in, v)
	if x == nil && (p < s.cur.begv || p > s.cur.zv) {
		x = in.SignalNamed("args-out-of-range", v)
	}
	return p, x
}

// field returns the bounds of the field around p, looked for down to lo and up
// to hi. At the edge of two fields the one that an insertion would belong to
// counts, or with merge both.
func (s *State) field(p int, merge bool, lo, hi int) (from, to int) {
	b := s.cur
	if b.iv == nil && !b.overlays.any() {
		return min(p, lo), max(p, hi)
	}
	name := s.in.Sym("field")
	after, _ := s.charProp(b, p, name)
	before := after
	if p > b.begv {
		before, _ = s.charProp(b, p-1, name)
	}
	atStart, atEnd := false, false
	if !merge {
		here := s.posProp(b, p, name)
		atEnd, atStart = here != after, here != before
		if here.IsNil() && atStart && atEnd {
			atStart, atEnd = false, false // text between fields that are not edited
		}
	}
	boundary := s.in.Sym("boundary")
	from, to = p, p
	if !atStart {
		if merge && before == boundary {
			from = s.prevCharProp(b, from, lo, name)
		}
		from = s.prevCharProp(b, from, lo, name)
	}
	if !atEnd {
		if merge && after == boundary {
			to = s.nextCharProp(b, to, hi, name)
		}
		to = s.nextCharProp(b, to, hi, name)
	}
	return from, to
}

func (s *State) constrain(in *interp, a []value) (value, *exit) {
	b := s.cur
	p, move := b.pt, a[0].IsNil()
	var x *exit
	if !move {
		if p, x = s.Position(in, a[0]); x != nil {
			return value{}, x
		}
	}
	old, x := s.Position(in, a[1])
	if x != nil {
		return value{}, x
	}
	for _, q := range []int{p, old} {
		if p != old && (q < b.begv || q > b.zv) {
			return value{}, in.SignalNamed("args-out-of-range", lispPos(q))
		}
	}
	p = s.constrained(p, old, !opt(a, 2).IsNil(), !opt(a, 3).IsNil(), opt(a, 4))
	if move {
		b.SetPoint(p)
	}
	return lispPos(p), nil
}

// Constrain returns p, or the edge of the field around point if that is before it.
func (s *State) Constrain(p int) int { return s.constrained(p, s.cur.pt, false, false, value{}) }

// constrained returns p, or the edge of the field around old if that is before
// it. inLine says that only an edge on the line of p counts, capture names a
// property that lets old out of its field.
func (s *State) constrained(p, old int, escape, inLine bool, capture value) int {
	b := s.cur
	if p == old || b.iv == nil && !b.overlays.any() || !s.value(s.sym.inhibitFieldMotion).IsNil() {
		return p
	}
	has := func(pos int, prop value) bool {
		v, _ := s.charProp(b, pos, prop)
		return !v.IsNil()
	}
	name := s.in.Sym("field")
	if !has(p, name) && !has(old, name) && !(p > b.begv && has(p-1, name)) && !(old > b.begv && has(old-1, name)) {
		return p
	}
	if !capture.IsNil() && (!s.posProp(b, old, capture).IsNil() || old > b.begv && has(old, capture) && has(old-1, capture)) {
		return p
	}
	from, to := s.field(old, escape, p, p)
	edge := from
	if p > old {
		edge = to
	}
	if (edge < p) != (p > old) {
		return p
	}
	if inLine && b.text.Newlines(min(edge, p), max(edge, p)) > 0 {
		return p
	}
	return edge
}
