package buffer

import (
	"slices"

	"elnet/lisp"
	"elnet/stdlib/internal/text"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// An object is what text properties are put on: a string or a buffer. Its
// positions are Lisp's: from base.
type object struct {
	b      *Buffer // nil for a string
	str    *lisp.String
	iv     *intervals
	base   int
	lo, hi int // the accessible positions, counted from 0
}

// object returns what v stands for; nil is the current buffer.
func (s *State) object(in *interp, v value) (object, *exit) {
	if v.IsNil() {
		return s.bufferObject(s.cur), nil
	}
	if v.IsString() {
		str := v.Str()
		return object{str: str, iv: stringIntervals(str), hi: str.Len()}, nil
	}
	if b, ok := v.Object().(*Buffer); ok {
		return s.bufferObject(b), nil
	}
	return object{}, in.WrongType("buffer-or-string-p", v)
}

func (s *State) bufferObject(b *Buffer) object {
	return object{b: b, iv: b.iv, base: 1, lo: b.begv, hi: b.zv}
}

// at returns the property list of the character at pos.
func (o *object) at(pos int) value {
	if o.iv == nil || pos < 0 || pos >= o.hi {
		return value{}
	}
	return o.iv.Get(pos)
}

// num returns the Lisp number of position p.
func (o *object) num(p int) value { return lisp.Fixnum(p + o.base) }

// need makes the intervals if there are none.
func (o *object) need() *intervals {
	if o.iv == nil {
		if o.b != nil {
			o.iv = text.NewIntervals(o.b.text.Len(), samePlist)
			o.b.iv = o.iv
		} else {
			o.iv = text.NewIntervals(o.str.Len(), samePlist)
		}
	}
	return o.iv
}

// position returns the position v in o, checked to be in range.
func (s *State) position(in *interp, o *object, v value) (int, *exit) {
	p, x := s.Position(in, v)
	if x != nil {
		return 0, x
	}
	p += 1 - o.base
	if p < o.lo || p > o.hi {
		return 0, in.ArgsOutOfRange(v, v)
	}
	return p, nil
}

// span returns a range of o in order.
func (s *State) span(in *interp, o *object, start, end value) (from, to int, x *exit) {
	if from, x = s.Position(in, start); x != nil {
		return
	}
	if to, x = s.Position(in, end); x != nil {
		return
	}
	if from == to { // an empty range may lie anywhere
		return o.lo, o.lo, nil
	}
	if from > to {
		from, to = to, from
	}
	from, to = from+1-o.base, to+1-o.base
	if from < o.lo || to > o.hi {
		return 0, 0, in.ArgsOutOfRange(start, end)
	}
	return from, to, nil
}

// modify changes the property lists of from..to of o by f, which returns a new
// list, and reports whether anything changed.
func (s *State) modify(in *interp, o *object, from, to int, f func(value) value) (bool, *exit) {
	if from == to {
		return false, nil
	}
	changes := false
	if o.iv == nil {
		changes = !f(value{}).IsNil()
	} else {
		o.iv.Each(from, to, func(_, _ int, p value) bool {
			changes = !samePlist(p, f(p))
			return !changes
		})
	}
	if !changes {
		return false, nil
	}
	var c change
	if o.b != nil {
		var x *exit
		if c, x = s.beforeChange(in, o.b, from, to); x != nil {
			return false, x
		}
		from, to = min(from, o.b.Len()), min(to, o.b.Len())
		c.from = from
		o.iv = o.b.iv
		s.recordFirst(o.b)
		o.b.ticks++
		if _, ok := s.undoing(o.b); ok {
			s.recordProps(o, from, to, f)
		}
	}
	o.need().Update(from, to, f)
	if o.b == nil {
		setIntervals(o.str, o.iv)
		return true, nil
	}
	return true, s.afterChange(in, o.b, &c, to-from, to-from)
}

// recordProps records for undo that f is about to change the property lists of
// from..to.
func (s *State) recordProps(o *object, from, to int, f func(value) value) {
	o.need().Each(from, to, func(a, z int, old value) bool {
		now := f(old)
		for l := old; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
			was := lisp.Car(l.Cons().Cdr)
			if v, ok := plistFind(now, l.Cons().Car); !ok || v != was {
				s.recordProperty(o.b, max(a, from), min(z, to), l.Cons().Car, was)
			}
		}
		var fresh []value // the one that was put first is last in the list
		for l := now; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
			if _, ok := plistFind(old, l.Cons().Car); !ok {
				fresh = append(fresh, l.Cons().Car)
			}
		}
		for _, prop := range slices.Backward(fresh) {
			s.recordProperty(o.b, max(a, from), min(z, to), prop, lisp.Nil)
		}
		return true
	})
}

// change is modify for a primitive's arguments.
func (s *State) change(in *interp, start, end, obj value, f func(value) value) (value, *exit) {
	o, x := s.object(in, obj)
	if x != nil {
		return value{}, x
	}
	from, to, x := s.span(in, &o, start, end)
	if x != nil {
		return value{}, x
	}
	done, x := s.modify(in, &o, from, to, f)
	return lisp.Bool(done), x
}

func addAll(p, plist value) value {
	for l := plist; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		p = putPlist(p, l.Cons().Car, lisp.Car(l.Cons().Cdr))
	}
	return p
}

func (s *State) propPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(put-text-property START END PROPERTY VALUE &optional OBJECT)",
			lisp.FnN(func(in *interp, a []value) (value, *exit) {
				prop, v := a[2], a[3]
				_, x := s.change(in, a[0], a[1], opt(a, 4), func(p value) value { return putPlist(p, prop, v) })
				return value{}, x
			}), "Give the characters from START to END of OBJECT the text property PROPERTY with VALUE.\n"+
				"OBJECT is a string or a buffer, by default the current one."),
		lisp.Def("(add-text-properties START END PROPERTIES &optional OBJECT)",
			lisp.Fn4(func(in *interp, start, end, props, obj value) (value, *exit) {
				plist, x := copyPlist(in, props)
				if x != nil || plist.IsNil() {
					return value{}, x
				}
				return s.change(in, start, end, obj, func(p value) value { return addAll(p, plist) })
			}), "Add the text properties of the plist PROPERTIES to START..END of OBJECT.\nReturn t if that changed anything."),
		lisp.Def("(set-text-properties START END PROPERTIES &optional OBJECT)", lisp.Fn4(s.setTextProperties),
			"Make PROPERTIES, a plist, the only text properties of START..END of OBJECT."),
		lisp.Def("(remove-text-properties START END PROPERTIES &optional OBJECT)",
			lisp.Fn4(func(in *interp, start, end, props, obj value) (value, *exit) {
				var names []value
				for i, name := range lisp.Slice(props) {
					if i%2 == 0 {
						names = append(names, name)
					}
				}
				return s.change(in, start, end, obj, func(p value) value {
					for _, name := range names {
						p = removePlist(p, name)
					}
					return p
				})
			}), "Remove the properties named in the plist PROPERTIES from START..END of OBJECT.\nReturn t if that changed anything."),
		lisp.Def("(remove-list-of-text-properties START END LIST-OF-PROPERTIES &optional OBJECT)",
			lisp.Fn4(func(in *interp, start, end, props, obj value) (value, *exit) {
				names := lisp.Slice(props)
				return s.change(in, start, end, obj, func(p value) value {
					for _, n := range names {
						p = removePlist(p, n)
					}
					return p
				})
			}), "Remove the properties of LIST-OF-PROPERTIES from START..END of OBJECT.\nReturn t if that changed anything."),
	}
}

// propReadPrims are the primitives that read text properties.
func (s *State) propReadPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(propertize STRING &rest PROPERTIES)", lisp.FnN(s.propertize),
			"Return a copy of STRING with text PROPERTIES, alternating names and values, on all of it."),
		lisp.Def("(text-properties-at POSITION &optional OBJECT)", lisp.Fn2(func(in *interp, pos, obj value) (value, *exit) {
			o, p, x := s.objectAt(in, pos, obj)
			if x != nil {
				return value{}, x
			}
			return o.at(p), nil
		}), "Return the plist of the text properties of the character at POSITION of OBJECT."),
		lisp.Def("(get-text-property POSITION PROP &optional OBJECT)", lisp.Fn3(s.getTextProperty),
			"Return the value of the text property PROP of the character at POSITION of OBJECT."),
		lisp.Def("(get-char-property POSITION PROP &optional OBJECT)",
			lisp.Fn3(func(in *interp, pos, prop, obj value) (value, *exit) {
				v, _, x := s.getCharProperty(in, pos, prop, obj)
				return v, x
			}), "Return the value of PROP that overlays or, failing that, text properties give the character at POSITION of OBJECT."),
		lisp.Def("(get-char-property-and-overlay POSITION PROP &optional OBJECT)",
			lisp.Fn3(func(in *interp, pos, prop, obj value) (value, *exit) {
				v, o, x := s.getCharProperty(in, pos, prop, obj)
				if o == nil {
					return lisp.NewCons(v, lisp.Nil), x
				}
				return lisp.NewCons(v, o.value), x
			}), "Return (VALUE . OVERLAY) with what get-char-property returns and the overlay it comes from, nil if from none."),
		lisp.Def("(add-face-text-property START END FACE &optional APPEND OBJECT)",
			lisp.FnN(func(in *interp, a []value) (value, *exit) {
				_, x := s.change(in, a[0], a[1], opt(a, 4), func(p value) value {
					return putPlist(p, s.sym.face, addFace(lisp.PlistGet(p, s.sym.face), a[2], !opt(a, 3).IsNil()))
				})
				return value{}, x
			}), "Add FACE to the faces of START..END of OBJECT, in front of them or, with APPEND, after them."),
		lisp.Def("(object-intervals OBJECT)", lisp.Fn1(func(in *interp, obj value) (value, *exit) {
			if obj.IsNil() {
				return value{}, in.WrongType("buffer-or-string-p", obj)
			}
			o, x := s.object(in, obj)
			if x != nil || o.iv == nil {
				return value{}, x
			}
			var l lisp.ListBuilder
			o.iv.Each(0, o.iv.Len(), func(from, to int, p value) bool {
				l.Add(lisp.List(lisp.Fixnum(from), lisp.Fixnum(to), p))
				return true
			})
			return l.List(), nil
		}), "Return a list of (BEG END PLIST) for the stretches of OBJECT with the same text properties,\ncounted from 0; nil if it has none."),
		lisp.Def("(get-pos-property POSITION PROP &optional OBJECT)", lisp.Fn3(s.getPosProperty),
			"Return the value of PROP that a character inserted at POSITION of OBJECT would have."),
	}
}

// addFace returns the face property old with face added.
func addFace(old, face value, after bool) value {
	switch {
	case old.IsNil() || old == face:
		return face
	case !old.IsCons():
		old = lisp.List(old)
	}
	if after {
		return lisp.List(append(lisp.Slice(old), face)...)
	}
	return lisp.NewCons(face, old)
}

// opt returns argument number i, nil if it was not given.
func opt(a []value, i int) value {
	if i < len(a) {
		return a[i]
	}
	return value{}
}

func (s *State) objectAt(in *interp, pos, obj value) (object, int, *exit) {
	o, x := s.object(in, obj)
	if x != nil {
		return o, 0, x
	}
	p, x := s.position(in, &o, pos)
	return o, p, x
}

func (s *State) getTextProperty(in *interp, pos, prop, obj value) (value, *exit) {
	o, p, x := s.objectAt(in, pos, obj)
	if x != nil {
		return value{}, x
	}
	return s.lookup(o.at(p), prop), nil
}

func (s *State) getCharProperty(in *interp, pos, prop, obj value) (value, *Overlay, *exit) {
	if obj.IsString() {
		v, x := s.getTextProperty(in, pos, prop, obj)
		return v, nil, x
	}
	p, x := s.Position(in, pos)
	if x != nil {
		return value{}, nil, x
	}
	o, x := s.object(in, obj)
	if x != nil {
		return value{}, nil, x
	}
	if p < o.lo || p > o.hi {
		return value{}, nil, in.SignalNamed("args-out-of-range", pos)
	}
	v, ov := s.charProp(o.b, p, prop)
	return v, ov, nil
}

// TextProp returns the value of the text property prop of the character after pos.
func (s *State) TextProp(b *Buffer, pos int, prop value) value {
	if b.iv == nil {
		return value{}
	}
	o := s.bufferObject(b)
	return s.lookup(o.at(pos), prop)
}

// HasTextProps reports whether characters of b may have text properties.
func (b *Buffer) HasTextProps() bool { return b.iv != nil }

// charProp returns the value of prop that overlays or text properties give the
// character after pos, and the overlay if it comes from one.
func (s *State) charProp(b *Buffer, pos int, prop value) (value, *Overlay) {
	if v, o := s.overlayProp(b, pos, prop); o != nil {
		return v, o
	}
	o := s.bufferObject(b)
	return s.lookup(o.at(pos), prop), nil
}

// lookup returns the value of prop in plist, or what its category symbol has.
func (s *State) lookup(plist, prop value) value {
	if plist.IsNil() {
		return plist
	}
	if v, ok := plistFind(plist, prop); ok {
		return v
	}
	if c, ok := plistFind(plist, s.sym.category); ok && c.IsSymbol() && !c.IsNil() {
		return s.in.Get(s.in.Symbol(c), prop)
	}
	return value{}
}

func (s *State) getPosProperty(in *interp, pos, prop, obj value) (value, *exit) {
	if obj.IsString() {
		return s.getTextProperty(in, pos, prop, obj)
	}
	p, x := s.Position(in, pos)
	if x != nil {
		return value{}, x
	}
	o, x := s.object(in, obj)
	if x != nil {
		return value{}, x
	}
	if p < o.lo || p > o.hi {
		if p > o.hi+1 { // the character before is looked at first
			p--
		}
		return value{}, in.ArgsOutOfRange(o.num(p), o.num(p))
	}
	return s.posProp(o.b, p, prop), nil
}

// posProp returns the value of prop that a character inserted at p in b would
// have.
func (s *State) posProp(b *Buffer, p int, prop value) value {
	if b.overlays.any() {
		var around []*Overlay
		for o := range b.overlays.all() {
			if start, end := o.bounds(); start <= p && p <= end {
				around = append(around, o)
			}
		}
		s.sortOverlays(around)
		for _, o := range slices.Backward(around) {
			v := s.lookup(o.plist, prop)
			start, end := o.bounds()
			if v.IsNil() || start == p && o.start.Advance() || end == p && !o.end.Advance() {
				continue
			}
			return v
		}
	}
	o := s.bufferObject(b)
	if o.iv == nil {
		return value{}
	}
	after := o.at(p)
	if front, _ := plistFind(after, s.sym.frontSticky); memberOf(front, prop) {
		if v, ok := plistFind(after, prop); ok {
			return v
		}
	}
	if p > o.lo {
		if before := o.at(p - 1); s.rearSticky(before, prop) {
			return s.lookup(before, prop)
		}
	}
	return value{}
}

func (s *State) setTextProperties(in *interp, start, end, props, obj value) (value, *exit) {
	plist, x := copyPlist(in, props)
	if x != nil {
		return value{}, x
	}
	o, x := s.object(in, obj)
	if x != nil {
		return value{}, x
	}
	from, to, x := s.span(in, &o, start, end)
	if x != nil {
		return value{}, x
	}
	if from == to || o.iv == nil && plist.IsNil() {
		return value{}, nil
	}
	_, x = s.modify(in, &o, from, to, func(value) value { return plist })
	return lisp.T, x
}

func (s *State) propertize(in *interp, a []value) (value, *exit) {
	if len(a)%2 == 0 {
		return value{}, in.SignalNamed("wrong-number-of-arguments", in.Sym("propertize"), lisp.Fixnum(len(a)))
	}
	if !a[0].IsString() {
		return value{}, in.WrongType("stringp", a[0])
	}
	str := a[0].Str()
	out := str.Substring(0, str.Len())
	if str.Len() == 0 || len(a) == 1 {
		return out.Value(), nil
	}
	var plist value
	for i := 1; i < len(a); i += 2 {
		plist = lisp.NewCons(a[i], lisp.NewCons(a[i+1], plist))
	}
	iv := stringIntervals(out)
	if iv == nil {
		iv = text.NewIntervals(out.Len(), samePlist)
		iv.Set(0, out.Len(), addAll(lisp.Nil, plist))
	} else {
		iv.Update(0, out.Len(), func(p value) value { return addAll(p, plist) })
	}
	setIntervals(out, iv)
	return out.Value(), nil
}
