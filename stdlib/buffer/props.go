package buffer

import (
	"elnet/lisp"
	"elnet/stdlib/internal/text"
)

// intervals are text properties: runs of characters with the same property
// list. Lists are never changed in place, since runs share them.
type intervals = text.Intervals[lisp.Value]

// stringProps are the text properties of a string.
type stringProps struct{ iv *intervals }

// Slice returns the properties of characters from..to, nil if they have none.
// Copies have each property list the other way round: Emacs adds the properties
// one by one at the front.
func (p stringProps) Slice(from, to int) lisp.Properties {
	if iv := p.iv.Slice(from, min(to, p.iv.Len())); iv != nil {
		turn(iv)
		return stringProps{iv}
	}
	return nil
}

func turn(iv *intervals) {
	iv.Update(0, iv.Len(), func(plist lisp.Value) lisp.Value { return addAll(lisp.Nil, plist) })
}

// AppendTo adds p, of length characters, to dst, of n characters.
func (p stringProps) AppendTo(dst lisp.Properties, n, length int) lisp.Properties {
	d, ok := dst.(stringProps)
	if !ok {
		d = stringProps{text.NewIntervals(0, samePlist)}
	}
	padTo(d.iv, n)
	if copied := p.iv.Slice(0, p.iv.Len()); copied != nil {
		turn(copied)
		d.iv.InsertSlice(n, length, copied)
	}
	return d
}

// Intervals calls f for each run that has properties.
func (p stringProps) Intervals(f func(from, to int, plist lisp.Value)) {
	p.iv.Each(0, p.iv.Len(), func(from, to int, plist lisp.Value) bool {
		if !plist.IsNil() {
			f(from, to, plist)
		}
		return true
	})
}

// Empty reports that no character has a property.
func (p stringProps) Empty() bool { return p.iv.Empty() }

// padTo makes iv cover n characters.
func padTo(iv *intervals, n int) {
	if k := iv.Len(); k < n {
		iv.Insert(k, n-k, lisp.Nil)
	}
}

// stringIntervals returns the properties of str, covering all its characters,
// nil if it has none.
func stringIntervals(str *lisp.String) *intervals {
	p, ok := str.Properties().(stringProps)
	if !ok {
		return nil
	}
	padTo(p.iv, str.Len())
	return p.iv
}

// setIntervals makes iv the properties of str; nil is none.
func setIntervals(str *lisp.String, iv *intervals) {
	if iv == nil {
		str.SetProperties(nil)
		return
	}
	str.SetProperties(stringProps{iv})
}

// GetProp returns the value of prop at character pos of str, nil if it has none.
func GetProp(str *lisp.String, pos int, prop lisp.Value) lisp.Value {
	if iv := stringIntervals(str); iv != nil && pos >= 0 && pos < str.Len() {
		return lisp.PlistGet(iv.Get(pos), prop)
	}
	return lisp.Nil
}

// PropsAt returns the property list of the character after pos.
func (b *Buffer) PropsAt(pos int) lisp.Value {
	if b.iv == nil || pos < 0 || pos >= b.text.Len() {
		return lisp.Nil
	}
	return b.iv.Get(pos)
}

// samePlist reports whether two property lists have the same properties.
func samePlist(a, b lisp.Value) bool {
	if a == b {
		return true
	}
	n := 0
	for l := a; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		v, ok := plistFind(b, lisp.Car(l))
		if !ok || v != lisp.Car(lisp.Cdr(l)) {
			return false
		}
		n++
	}
	for l := b; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		n--
	}
	return n == 0
}

func plistFind(l, prop lisp.Value) (lisp.Value, bool) {
	for ; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		if l.Cons().Car == prop {
			return lisp.Car(l.Cons().Cdr), true
		}
	}
	return lisp.Nil, false
}

// putPlist returns l with prop set to v. New properties go first.
func putPlist(l, prop, v lisp.Value) lisp.Value {
	old, ok := plistFind(l, prop)
	if !ok {
		return lisp.NewCons(prop, lisp.NewCons(v, l))
	}
	if old == v {
		return l
	}
	var b lisp.ListBuilder
	for ; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		b.Add(l.Cons().Car)
		if l.Cons().Car == prop {
			b.Add(v)
		} else {
			b.Add(lisp.Car(l.Cons().Cdr))
		}
	}
	return b.List()
}

// removePlist returns l without prop.
func removePlist(l, prop lisp.Value) lisp.Value {
	if _, ok := plistFind(l, prop); !ok {
		return l
	}
	var b lisp.ListBuilder
	for ; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		if l.Cons().Car != prop {
			b.Add(l.Cons().Car)
			b.Add(lisp.Car(l.Cons().Cdr))
		}
	}
	return b.List()
}

// mergePlist returns l with the properties of more that it lacks before its own.
func mergePlist(l, more lisp.Value) lisp.Value {
	var rest lisp.ListBuilder
	for ; more.IsCons(); more = lisp.Cdr(lisp.Cdr(more)) {
		if _, ok := plistFind(l, more.Cons().Car); !ok {
			rest.Add(more.Cons().Car)
			rest.Add(lisp.Car(more.Cons().Cdr))
		}
	}
	if rest.List().IsNil() {
		return l
	}
	return lisp.ListTail(lisp.Slice(rest.List()), l)
}

// copyPlist returns a copy of a property list that a program gave, so that it
// cannot change it behind our back.
func copyPlist(in *lisp.Interp, l lisp.Value) (lisp.Value, *lisp.Exit) {
	if !l.IsCons() {
		if l.IsNil() {
			return l, nil
		}
		return lisp.List(l, lisp.Nil), nil
	}
	items := lisp.Slice(l)
	if len(items)%2 != 0 {
		return lisp.Nil, in.Errorf("Odd length text property list")
	}
	return lisp.List(items...), nil
}

// sticky says whether prop is sticky at one side of a character with plist:
// whether the list or t in it under which names it.
func memberOf(list, prop lisp.Value) bool {
	if !list.IsCons() {
		return !list.IsNil()
	}
	for _, e := range lisp.Slice(list) {
		if e == prop {
			return true
		}
	}
	return false
}

// rearSticky reports whether text after a character with plist takes over prop.
func (s *State) rearSticky(plist, prop lisp.Value) bool {
	if v, ok := plistFind(plist, s.sym.rearNonsticky); ok && !v.IsNil() {
		return !memberOf(v, prop)
	}
	return !s.nonsticky(prop)
}

func (s *State) nonsticky(prop lisp.Value) bool {
	for l := s.value(s.sym.defaultNonsticky); l.IsCons(); l = l.Cons().Cdr {
		if c := l.Cons().Car; lisp.Car(c) == prop {
			return !lisp.Cdr(c).IsNil()
		}
	}
	return false
}

// inherited returns the properties that text inserted at pos in b takes over
// from its neighbours; b.iv is that before the insertion.
func (s *State) inherited(b *Buffer, pos int) lisp.Value {
	var before, after lisp.Value
	if pos > 0 {
		before = b.iv.Get(pos - 1)
	}
	if pos < b.iv.Len() {
		after = b.iv.Get(pos)
	}
	var out lisp.ListBuilder
	front, _ := plistFind(after, s.sym.frontSticky)
	special := func(p lisp.Value) bool { return p == s.sym.frontSticky || p == s.sym.rearNonsticky }
	var names lisp.ListBuilder
	for l := after; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		if p := l.Cons().Car; !special(p) && memberOf(front, p) {
			out.Add(p)
			out.Add(lisp.Car(l.Cons().Cdr))
			names.Add(p)
		}
	}
	for l := before; l.IsCons(); l = lisp.Cdr(lisp.Cdr(l)) {
		p := l.Cons().Car
		if _, dup := plistFind(out.List(), p); !special(p) && !dup && s.rearSticky(before, p) {
			out.Add(p)
			out.Add(lisp.Car(l.Cons().Cdr))
		}
	}
	if !names.List().IsNil() {
		return lisp.NewCons(s.sym.frontSticky, lisp.NewCons(names.List(), out.List()))
	}
	return out.List()
}

// checkTextWritable signals text-read-only if a read-only property forbids the
// change of from..to.
func (s *State) checkTextWritable(in *lisp.Interp, b *Buffer, from, to int) *lisp.Exit {
	inhibit := s.value(s.sym.inhibitReadOnly)
	if !inhibit.IsNil() && !inhibit.IsCons() {
		return nil
	}
	refuse := func(v lisp.Value) *lisp.Exit {
		if v.IsNil() || inhibit.IsCons() && memberOf(inhibit, v) {
			return nil
		}
		if v.IsString() {
			return in.SignalNamed("text-read-only", v)
		}
		return in.SignalNamed("text-read-only")
	}
	if from == to {
		if from < b.iv.Len() {
			after := b.iv.Get(from)
			if front, _ := plistFind(after, s.sym.frontSticky); memberOf(front, s.sym.readOnlyProp) {
				if x := refuse(lisp.PlistGet(after, s.sym.readOnlyProp)); x != nil {
					return x
				}
			}
		}
		if from > 0 {
			if before := b.iv.Get(from - 1); s.rearSticky(before, s.sym.readOnlyProp) {
				return refuse(lisp.PlistGet(before, s.sym.readOnlyProp))
			}
		}
		return nil
	}
	var x *lisp.Exit
	b.iv.Each(from, to, func(_, _ int, plist lisp.Value) bool {
		x = refuse(lisp.PlistGet(plist, s.sym.readOnlyProp))
		return x == nil
	})
	return x
}
