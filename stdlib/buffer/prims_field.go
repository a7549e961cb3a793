package buffer

import "elnet/lisp"

// fieldPrims are the functions on fields, stretches of text with the same value
// of the text property field.
func (s *State) fieldPrims() []lisp.Prim {
	edge := func(end bool) lisp.Callable {
		return lisp.Fn3(func(in *interp, pos, escape, limit value) (value, *exit) {
			from, to, x := s.field(in, pos, !escape.IsNil())
			if x != nil {
				return value{}, x
			}
			if !limit.IsNil() {
				l, x := s.Position(in, limit)
				if x != nil {
					return value{}, x
				}
				from, to = max(from, l), min(to, l)
			}
			if end {
				return lispPos(to), nil
			}
			return lispPos(from), nil
		})
	}
	text := func(props bool) lisp.Callable {
		return lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			from, to, x := s.field(in, pos, false)
			if x != nil {
				return value{}, x
			}
			return s.Substring(s.cur, from, to, props).Value(), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(field-beginning &optional POS ESCAPE-FROM-EDGE LIMIT)", edge(false), "Return the beginning of the field around POS."),
		lisp.Def("(field-end &optional POS ESCAPE-FROM-EDGE LIMIT)", edge(true), "Return the end of the field around POS."),
		lisp.Def("(field-string &optional POS)", text(true), "Return the text of the field around POS."),
		lisp.Def("(field-string-no-properties &optional POS)", text(false), "Return the text of the field around POS without text properties."),
		lisp.Def("(delete-field &optional POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			from, to, x := s.field(in, pos, false)
			if x != nil {
				return value{}, x
			}
			return value{}, s.Delete(in, s.cur, from, to)
		}), "Delete the field around POS."),
		lisp.Def("(constrain-to-field NEW-POS OLD-POS &optional ESCAPE-FROM-EDGE ONLY-IN-LINE INHIBIT-CAPTURE-PROPERTY)",
			lisp.FnN(s.constrain), "Return NEW-POS, or the edge of the field around OLD-POS if it lies beyond.\nNEW-POS nil stands for point, which is moved then."),
	}
}

// field returns the bounds of the field around pos.
func (s *State) field(in *interp, pos value, escape bool) (from, to int, x *exit) {
	b := s.cur
	p := b.pt
	if !pos.IsNil() {
		if p, x = s.Position(in, pos); x != nil {
			return
		}
	}
	from, to = b.begv, b.zv
	if b.iv == nil {
		return
	}
	name := in.Sym("field")
	o := s.bufferObject(b)
	var here lisp.Value
	after := s.lookup(o.at(p), name)
	before := after
	if p > b.begv {
		before = s.lookup(o.at(p-1), name)
	}
	switch {
	case after == before:
		here = after
	case s.rearSticky(o.at(p-1), name):
		here, to = before, p
	default:
		here, from = after, p
	}
	if here == before || after == before {
		from, _ = o.prevChange(p, b.begv, s.same(name))
	}
	if here == after || after == before {
		to, _ = o.nextChange(p, b.zv, s.same(name))
	}
	return
}

func (s *State) constrain(in *interp, a []value) (value, *exit) {
	b := s.cur
	p := b.pt
	if !a[0].IsNil() {
		var x *exit
		if p, x = s.Position(in, a[0]); x != nil {
			return value{}, x
		}
	}
	inhibit, _ := in.VarValue(in.Intern("inhibit-field-text-motion"))
	if inhibit.IsNil() && b.iv != nil {
		from, to, x := s.field(in, a[1], !opt(a, 2).IsNil())
		if x != nil {
			return value{}, x
		}
		p = min(max(p, from), to)
	} else if _, x := s.Position(in, a[1]); x != nil {
		return value{}, x
	}
	if a[0].IsNil() {
		b.SetPoint(p)
	}
	return lispPos(p), nil
}
