package buffer

import "elnet/lisp"

// nextChange returns the first position after p where what same compares
// changes, limit if that comes first. found says that it is a change, or the
// end of the object.
func (o *object) nextChange(p, limit int, same func(a, b value) bool) (int, bool) {
	here := o.at(p)
	for p < min(limit, o.hi) {
		end := o.hi
		if o.iv != nil {
			_, e, _ := o.iv.Run(p)
			end = min(e, o.hi)
		}
		p = end
		if p >= o.hi || !same(here, o.at(p)) {
			return p, p < o.hi
		}
	}
	return p, false
}

// prevChange is nextChange backwards: it compares the character before p.
func (o *object) prevChange(p, limit int, same func(a, b value) bool) (int, bool) {
	if p <= o.lo {
		return p, false
	}
	here := o.at(p - 1)
	for p > max(limit, o.lo) {
		start := o.lo
		if o.iv != nil {
			b, _, _ := o.iv.Run(p - 1)
			start = max(b, o.lo)
		}
		p = start
		if p <= o.lo || !same(here, o.at(p-1)) {
			return p, p > o.lo
		}
	}
	return p, false
}

// limitArg returns the limit of a property search, and whether one was given.
func (s *State) limitArg(in *interp, o *object, v value, dflt int) (int, bool, *exit) {
	if v.IsNil() {
		return dflt, false, nil
	}
	p, x := s.Position(in, v)
	return p + 1 - o.base, true, x
}

// same returns the comparison of plists by one property.
func (s *State) same(prop value) func(a, b value) bool {
	return func(a, b value) bool { return s.lookup(a, prop) == s.lookup(b, prop) }
}

// search runs one of the next-/previous- functions on text properties.
func (s *State) search(in *interp, pos, obj, limit value, back bool, same func(a, b value) bool) (value, *exit) {
	if !limit.IsNil() { // Emacs looks at it first
		l, x := s.Position(in, limit)
		if x != nil {
			return value{}, x
		}
		if !limit.IsFixnum() {
			limit = lispPos(l)
		}
	}
	o, p, x := s.objectAt(in, pos, obj)
	if x != nil {
		return value{}, x
	}
	dflt := o.hi
	if back {
		dflt = o.lo
	}
	l, given, x := s.limitArg(in, &o, limit, dflt)
	if x != nil {
		return value{}, x
	}
	var q int
	var found bool
	if back {
		q, found = o.prevChange(p, l, same)
		found = found && (!given || q > l)
	} else {
		q, found = o.nextChange(p, l, same)
		found = found && (!given || q < l)
	}
	if found {
		return o.num(q), nil
	}
	return limit, nil
}

// charSearch runs next-/previous-single-char-property-change: the result is
// always a position.
func (s *State) charSearch(in *interp, pos, prop, obj, limit value, back bool) (value, *exit) {
	o, x := s.object(in, obj)
	if x != nil {
		return value{}, in.WrongType("bufferp", obj)
	}
	if o.b == nil && !limit.IsNil() { // Emacs looks at it first
		if _, x := s.Position(in, limit); x != nil {
			return value{}, x
		}
	}
	p, x := s.Position(in, pos)
	if x != nil {
		return value{}, x
	}
	p += 1 - o.base
	dflt := o.hi
	if back {
		dflt = o.lo
	}
	l, _, x := s.limitArg(in, &o, limit, dflt)
	if x != nil {
		return value{}, x
	}
	if o.b == nil && (p < o.lo || p > o.hi) {
		return value{}, in.ArgsOutOfRange(pos, pos)
	}
	if o.b != nil && back {
		if p <= l {
			return o.num(max(l, o.lo)), nil
		}
		if p > o.hi+1 {
			return value{}, in.SignalNamed("args-out-of-range", o.num(p-1))
		} else if p > o.hi {
			return value{}, in.ArgsOutOfRange(o.num(p), o.num(p))
		}
		q := s.prevCharProp(o.b, p, l, prop)
		if q < o.lo && q < p {
			return value{}, in.SignalNamed("args-out-of-range", o.num(o.lo-1))
		}
		return o.num(q), nil
	}
	if o.b != nil {
		if p < o.lo || p > o.hi {
			return value{}, in.SignalNamed("args-out-of-range", pos)
		}
		return o.num(s.nextCharProp(o.b, p, min(l, o.hi), prop)), nil
	}
	if back {
		if p <= l {
			return o.num(l), nil
		}
		p = min(p, o.hi)
		q, found := o.prevChange(p, l, s.same(prop))
		if !found || q < l {
			q = l
		}
		return o.num(q), nil
	}
	if p >= l {
		return o.num(l), nil
	}
	p = max(p, o.lo)
	q, found := o.nextChange(p, l, s.same(prop))
	if !found || q > l {
		q = l
	}
	return o.num(q), nil
}

// nextCharProp returns the first position after p, or limit, where the value of
// prop that overlays or text properties give changes.
func (s *State) nextCharProp(b *Buffer, p, limit int, prop value) int {
	if p >= limit {
		return limit
	}
	o := s.bufferObject(b)
	p = max(p, o.lo)
	if !b.overlays.any() {
		q, found := o.nextChange(p, limit, s.same(prop))
		if !found || q > limit {
			return limit
		}
		return q
	}
	here, _ := s.charProp(b, p, prop)
	for p < limit {
		q := o.hi
		if o.iv != nil {
			if _, e, _ := o.iv.Run(p); e > p {
				q = min(q, e)
			}
		}
		p = b.overlayEdge(p, q)
		if p >= limit || p >= o.hi {
			return limit
		}
		if v, _ := s.charProp(b, p, prop); v != here {
			return p
		}
	}
	return limit
}

// prevCharProp is nextCharProp backwards: it starts from the character before p.
func (s *State) prevCharProp(b *Buffer, p, limit int, prop value) int {
	if p <= limit {
		return limit
	}
	o := s.bufferObject(b)
	p = min(p, o.hi)
	if !b.overlays.any() {
		q, found := o.prevChange(p, limit, s.same(prop))
		if !found || q < limit {
			return limit
		}
		return q
	}
	here, _ := s.charProp(b, p-1, prop)
	for p > limit {
		q := o.lo
		if o.iv != nil {
			if e, _, _ := o.iv.Run(p - 1); e < p {
				q = max(q, e)
			}
		}
		p = b.overlayEdgeBefore(p, q)
		if p <= limit || p <= o.lo {
			return limit
		}
		if v, _ := s.charProp(b, p-1, prop); v != here {
			return p
		}
	}
	return limit
}

func (s *State) propSearchPrims() []lisp.Prim {
	single := func(back bool) lisp.Callable {
		return lisp.Fn4(func(in *interp, pos, prop, obj, limit value) (value, *exit) {
			return s.search(in, pos, obj, limit, back, s.same(prop))
		})
	}
	all := func(back bool) lisp.Callable {
		return lisp.Fn3(func(in *interp, pos, obj, limit value) (value, *exit) {
			if limit != lisp.T || back {
				return s.search(in, pos, obj, limit, back, samePlist)
			}
			v, x := s.search(in, pos, obj, value{}, back, samePlist)
			if x == nil && v.IsNil() { // the end, where a limit of t asks for it
				if obj.IsString() {
					return lisp.Fixnum(obj.Str().Len()), nil
				}
				b, x := s.bufferOnly(in, obj)
				if x != nil {
					return value{}, x
				}
				return lisp.Fixnum(b.Zv() + 1), nil
			}
			return v, x
		})
	}
	char := func(back bool) lisp.Callable {
		return lisp.Fn4(func(in *interp, pos, prop, obj, limit value) (value, *exit) {
			return s.charSearch(in, pos, prop, obj, limit, back)
		})
	}
	return []lisp.Prim{
		lisp.Def("(next-property-change POSITION &optional OBJECT LIMIT)", all(false),
			"Return the next position after POSITION in OBJECT where a text property changes,\nLIMIT if there is none before it."),
		lisp.Def("(previous-property-change POSITION &optional OBJECT LIMIT)", all(true),
			"Return the last position before POSITION in OBJECT where a text property changes,\nLIMIT if there is none after it."),
		lisp.Def("(next-single-property-change POSITION PROP &optional OBJECT LIMIT)", single(false),
			"Return the next position after POSITION in OBJECT where the text property PROP changes,\nLIMIT if there is none before it."),
		lisp.Def("(previous-single-property-change POSITION PROP &optional OBJECT LIMIT)", single(true),
			"Return the last position before POSITION in OBJECT where the text property PROP changes,\nLIMIT if there is none after it."),
		lisp.Def("(next-single-char-property-change POSITION PROP &optional OBJECT LIMIT)", char(false),
			"Return the next position after POSITION in OBJECT where PROP changes, or the end or LIMIT."),
		lisp.Def("(previous-single-char-property-change POSITION PROP &optional OBJECT LIMIT)", char(true),
			"Return the last position before POSITION in OBJECT where PROP changes, or the beginning or LIMIT."),
		lisp.Def("(next-char-property-change POSITION &optional LIMIT)", lisp.Fn2(func(in *interp, pos, limit value) (value, *exit) {
			return s.charChange(in, pos, limit, false)
		}), "Return the next position after POSITION in the current buffer where a property changes,\nor the end or LIMIT."),
		lisp.Def("(previous-char-property-change POSITION &optional LIMIT)", lisp.Fn2(func(in *interp, pos, limit value) (value, *exit) {
			return s.charChange(in, pos, limit, true)
		}), "Return the last position before POSITION in the current buffer where a property changes,\nor the beginning or LIMIT."),
		lisp.Def("(text-property-any START END PROPERTY VALUE &optional OBJECT)",
			lisp.FnN(func(in *interp, a []value) (value, *exit) {
				return s.scan(in, a, func(v value) bool { return v == a[3] })
			}), "Return the first position from START to END of OBJECT where PROPERTY is eq to VALUE, or nil."),
		lisp.Def("(text-property-not-all START END PROPERTY VALUE &optional OBJECT)",
			lisp.FnN(func(in *interp, a []value) (value, *exit) {
				return s.scan(in, a, func(v value) bool { return v != a[3] })
			}), "Return the first position from START to END of OBJECT where PROPERTY is not eq to VALUE, or nil."),
	}
}

func (s *State) charChange(in *interp, pos, limit value, back bool) (value, *exit) {
	if _, x := s.Position(in, pos); x != nil {
		return value{}, x
	}
	o := s.bufferObject(s.cur)
	dflt := o.hi
	if back {
		dflt = o.lo
	}
	l, _, x := s.limitArg(in, &o, limit, dflt)
	if x != nil {
		return value{}, x
	}
	if back {
		l = max(l, o.lo)
	} else {
		l = min(l, o.hi)
	}
	if s.cur.overlays.any() {
		p, x := s.Position(in, pos)
		if x != nil {
			return value{}, x
		}
		if back {
			l = max(l, s.cur.overlayEdgeBefore(p, o.lo))
		} else {
			l = min(l, s.cur.overlayEdge(p, o.hi))
		}
	}
	return s.search(in, pos, value{}, o.num(l), back, samePlist)
}

// scan returns the first position of START..END whose value of PROPERTY is what
// want says.
func (s *State) scan(in *interp, a []value, want func(value) bool) (value, *exit) {
	o, x := s.object(in, opt(a, 4))
	if x != nil {
		return value{}, x
	}
	from, to, x := s.span(in, &o, a[0], a[1])
	if x != nil {
		return value{}, x
	}
	if o.iv == nil {
		if from < to && want(value{}) {
			return o.num(from), nil
		}
		return value{}, nil
	}
	var r value
	o.iv.Each(from, to, func(b, _ int, p value) bool {
		if want(s.lookup(p, a[2])) {
			r = o.num(max(b, from))
			return false
		}
		return true
	})
	return r, nil
}
