package lisp

// maxEqualDepth is how deep equal follows nesting other than along cdrs before
// it signals an error, as Emacs does.
const maxEqualDepth = 200

// An equaler is one comparison by equal. Like Emacs it remembers, once nesting
// gets deep (here also once it has done much work), which pairs it is comparing: a pair met again is taken as alike,
// so that shared and circular structure ends.
type equaler struct {
	in    *Interp
	props bool // compare text properties of strings too
	seen  map[[2]Value]struct{}
	steps int
}

// equal compares a and b as the Lisp function equal; depth is how deep the
// caller is in some structure.
func (in *Interp) equal(a, b Value, depth int) (bool, *Exit) {
	if a == b {
		return true, nil
	}
	if k := a.Kind(); k == KindSymbol || k == KindFixnum || k != b.Kind() && !a.isListed() && !b.isListed() {
		return false, nil
	}
	if a.IsString() {
		return sameText(a.Str(), b.Str()), nil
	}
	e := equaler{in: in}
	return e.equal(a, b, depth)
}

// Equal reports whether a and b are equal, in the Lisp sense. Structure that
// equal cannot compare (too deep, circular) counts as different.
func Equal(in *Interp, a, b Value) bool {
	same, x := in.equal(a, b, 0)
	return same && x == nil
}

func (e *equaler) equal(a, b Value, depth int) (bool, *Exit) {
	for {
		if depth > maxEqualDepth {
			return false, e.in.Errorf("Stack overflow in equal")
		}
		if a == b && !(e.props && a.IsString()) {
			return true, nil
		}
		k := a.Kind()
		if k != b.Kind() {
			l, m := e.in.listed(a), e.in.listed(b)
			if l == a && m == b || !l.IsCons() || !m.IsCons() {
				return false, nil
			}
			a, b, k = l, m, KindCons
		}
		if (depth > 10 || e.steps > 1<<12) && e.meet(a, b, k) {
			return true, nil
		}
		if k != KindCons {
			return e.equalAtoms(a, b, k, depth)
		}
		done, same, x := e.equalLists(&a, &b, depth)
		if done || x != nil {
			return same, x
		}
		depth++
	}
}

// meet notes that the compound objects a and b are being compared, and reports
// whether they already were.
func (e *equaler) meet(a, b Value, k Kind) bool {
	switch k {
	case KindCons, KindVector, KindRecord, KindFunction:
	default:
		return false
	}
	if _, ok := e.seen[[2]Value{a, b}]; ok {
		return true
	}
	if e.seen == nil {
		e.seen = map[[2]Value]struct{}{}
	}
	e.seen[[2]Value{a, b}] = struct{}{}
	return false
}

// equalLists compares two lists along their cdrs. Unless it is done, it leaves
// the tails to be compared in a and b.
func (e *equaler) equalLists(a, b *Value, depth int) (done, same bool, x *Exit) {
	w := walk(*a)
	for ; w.tail.IsCons(); w.next() {
		if !b.IsCons() {
			return true, false, nil
		}
		ca, cb := w.tail.Cons(), b.Cons()
		if ca.Car != cb.Car || e.props || depth == maxEqualDepth {
			same, x := e.equal(ca.Car, cb.Car, depth+1)
			if !same || x != nil {
				return true, false, x
			}
		}
		*b = cb.Cdr
		if ca.Cdr == *b && !(e.props && b.IsString()) {
			return true, true, nil
		}
		if e.steps++; e.steps&1023 == 0 {
			if x := e.in.Poll(); x != nil {
				return true, false, x
			}
		}
	}
	if w.circular {
		return true, false, e.in.Signal(e.in.s.circularList, w.again)
	}
	*a = w.tail
	return false, false, nil
}

func (e *equaler) equalAtoms(a, b Value, k Kind, depth int) (bool, *Exit) {
	switch k {
	case KindString:
		s, t := a.Str(), b.Str()
		return sameText(s, t) && (!e.props || sameProperties(s, t)), nil
	case KindBignum:
		return a.Big().Cmp(b.Big()) == 0, nil
	case KindVector, KindRecord:
		s, t := a.Vector().Slots, b.Vector().Slots
		if len(s) != len(t) {
			return false, nil
		}
		for i := range s {
			same, x := e.equal(s[i], t[i], depth+1)
			if !same || x != nil {
				return false, x
			}
			if e.steps++; e.steps&1023 == 0 {
				if x := e.in.Poll(); x != nil {
					return false, x
				}
			}
		}
		return true, nil
	case KindBoolVector:
		s, t := a.BoolVector(), b.BoolVector()
		if s.Len != t.Len {
			return false, nil
		}
		for i := range s.Words {
			if s.Words[i] != t.Words[i] {
				return false, nil
			}
		}
		return true, nil
	case KindFunction:
		f, g := a.Func(), b.Func()
		if f.lam == nil || g.lam == nil || a.isCode() != b.isCode() {
			return false, nil
		}
		if a.isCode() {
			return e.equal(f.obj, g.obj, depth)
		}
		return e.equal(e.in.closureList(f), e.in.closureList(g), depth+1)
	case KindObject:
		if o, ok := a.Object().(ObjectEqualer); ok {
			return o.EqualLisp(b.Object()), nil
		}
	}
	return false, nil
}

// A stretch is a run of characters with the same properties.
type stretch struct {
	from, to int
	plist    Value
}

// sameProperties reports whether the characters of s and t have the same text
// properties with eq values, in whatever order.
func sameProperties(s, t *String) bool {
	a, b := stretches(s), stretches(t)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].from != b[i].from || a[i].to != b[i].to || !samePlist(a[i].plist, b[i].plist) {
			return false
		}
	}
	return true
}

// stretches lists the stretches of s that have properties, neighbours with the
// same properties joined.
func stretches(s *String) []stretch {
	if s.props == nil {
		return nil
	}
	var r []stretch
	s.props.Intervals(func(from, to int, plist Value) {
		if plist.IsNil() || from >= to {
			return
		}
		if n := len(r); n > 0 && r[n-1].to == from && samePlist(r[n-1].plist, plist) {
			r[n-1].to = to
			return
		}
		r = append(r, stretch{from, to, plist})
	})
	return r
}

func samePlist(a, b Value) bool {
	la, _ := listLength(a)
	lb, _ := listLength(b)
	if la != lb {
		return false
	}
	for ; a.IsCons() && Cdr(a).IsCons(); a = cddr(a) {
		if v, ok := plistGet(b, Car(a)); !ok || v != cadr(a) {
			return false
		}
	}
	return true
}
