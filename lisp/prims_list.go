package lisp

// A walker goes along the cdrs of a list and notices a cycle (Brent's method, in
// the rhythm of Emacs, whose errors tell where it noticed):
//
//	for w := walk(l); w.tail.IsCons(); w.next() { ... }
//
// After the loop w.circular says that the list began again; tail is then nil,
// and again the cell that was met for the second time.
type walker struct {
	tail, tortoise, again Value
	left, lap             int
	circular              bool
}

// shortList is how far the commonest searches go before they look out for a
// cycle.
const shortList = 64

func walk(l Value) walker { return walker{tail: l, tortoise: l, left: 2, lap: 2} }

func (w *walker) next() {
	w.tail = w.tail.Cons().Cdr
	if w.left--; w.left == 0 {
		w.turn()
	} else if w.tail == w.tortoise && w.tail.IsCons() {
		w.loops()
	}
}

func (w *walker) turn() {
	w.lap *= 2
	w.left, w.tortoise = w.lap, w.tail
}

func (w *walker) loops() { w.tail, w.again, w.circular = Value{}, w.tail, true }

// endAtTail is end with the tail itself as the error's datum.
func (w *walker) endAtTail(in *Interp, l Value) *Exit {
	if w.circular || w.tail.IsNil() {
		return w.end(in, l)
	}
	return in.WrongType("listp", w.tail)
}

// endFrom is end for a walk that began within l.
func (w *walker) endFrom(in *Interp, l Value) *Exit {
	if w.circular {
		return in.Signal(in.s.circularList, loopOf(l))
	}
	return w.end(in, l)
}

// end is the exit for the list l that w has walked to its end, unless it is
// proper.
func (w *walker) end(in *Interp, l Value) *Exit {
	if w.circular {
		return in.Signal(in.s.circularList, w.again)
	}
	if !w.tail.IsNil() {
		return in.WrongType("listp", l)
	}
	return nil
}

// listPrims are the primitives on conses, lists, alists and plists.
var listPrims = []Prim{
	Def("(eq OBJ1 OBJ2)", Fn2(primEq), "Return t if OBJ1 and OBJ2 are the same object, or the same fixnum.").Borrowing(),
	{usage: "(eql OBJ1 OBJ2)", fn: v2(primEql), doc: "Return t if OBJ1 and OBJ2 are eq, or numbers of one type and value."},
	Def("(equal O1 O2)", Fn2(primEqual), "Return t if O1 and O2 have the same structure and contents.").Borrowing(),
	{usage: "(equal-including-properties O1 O2)", fn: v2(primEqualProps),
		doc: "Like equal, but strings must also have the same text properties, with eq values."},
	{usage: "(identity ARGUMENT)", fn: v1(primIdentity), doc: "Return ARGUMENT."},
	{usage: "(cons CAR CDR)", fn: v2(primCons), doc: "Return a new pair of CAR and CDR."},
	Def("(list &rest OBJECTS)", FnN(primList).With1(primList1).With2(primList2).With3(primList3),
		"Return a new list of OBJECTS."),
	{usage: "(car LIST)", fn: v1(primCar), doc: "Return the first element of LIST, nil for nil."},
	{usage: "(cdr LIST)", fn: v1(primCdr), doc: "Return LIST without its first element, nil for nil."},
	{usage: "(car-safe OBJECT)", fn: v1(primCarSafe), doc: "Return the car of a cons, nil for any other OBJECT."},
	{usage: "(cdr-safe OBJECT)", fn: v1(primCdrSafe), doc: "Return the cdr of a cons, nil for any other OBJECT."},
	{usage: "(setcar CELL NEWCAR)", fn: v2(primSetcar), doc: "Make NEWCAR the car of CELL. Return NEWCAR."},
	{usage: "(setcdr CELL NEWCDR)", fn: v2(primSetcdr), doc: "Make NEWCDR the cdr of CELL. Return NEWCDR."},
	{usage: "(nth N LIST)", fn: v2(primNth), doc: "Return element N of LIST, counted from 0; nil if there are not so many."},
	{usage: "(nthcdr N LIST)", fn: v2(primNthcdr), doc: "Return LIST without its first N elements."},
	{usage: "(make-list LENGTH INIT)", fn: v2(primMakeList), doc: "Return a new list of LENGTH elements INIT."},
	{usage: "(memq ELT LIST)", fn: v2(primMemq), doc: "Return the tail of LIST whose car is eq to ELT, nil if there is none."},
	{usage: "(memql ELT LIST)", fn: v2(primMemql), doc: "Return the tail of LIST whose car is eql to ELT, nil if there is none."},
	{usage: "(member ELT LIST)", fn: v2(primMember), doc: "Return the tail of LIST whose car is equal to ELT, nil if there is none."},
	{usage: "(assq KEY ALIST)", fn: v2(primAssq), doc: "Return the first element of ALIST whose car is eq to KEY."},
	{usage: "(assoc KEY ALIST &optional TESTFN)", fn: v3(primAssoc),
		doc: "Return the first element of ALIST whose car is equal to KEY, or for which TESTFN returns true."},
	{usage: "(rassq KEY ALIST)", fn: v2(primRassq), doc: "Return the first element of ALIST whose cdr is eq to KEY."},
	{usage: "(rassoc KEY ALIST)", fn: v2(primRassoc), doc: "Return the first element of ALIST whose cdr is equal to KEY."},
	{usage: "(delq ELT LIST)", fn: v2(primDelq), doc: "Remove from LIST, changing it, the elements that are eq to ELT."},
	{usage: "(nconc &rest LISTS)", fn: FnN(primNconc), doc: "Join LISTS by changing the last cdr of each but the last."},
	{usage: "(plist-get PLIST PROP)", fn: v2(primPlistGet), doc: "Return the value of PROP in PLIST, compared with eq; nil if absent."},
	{usage: "(plist-put PLIST PROP VAL)", fn: v3(primPlistPut), doc: "Set PROP to VAL in PLIST, and return the changed PLIST."},
	{usage: "(plist-member PLIST PROP)", fn: v2(primPlistMember), doc: "Return the tail of PLIST that begins with PROP."},
	{usage: "(lax-plist-get PLIST PROP)", fn: v2(primLaxPlistGet), doc: "Like plist-get, but comparing with equal."},
	{usage: "(lax-plist-put PLIST PROP VAL)", fn: v3(primLaxPlistPut), doc: "Like plist-put, but comparing with equal."},
	{usage: "(copy-alist ALIST)", fn: v1(primCopyAlist), doc: "Return a copy of ALIST whose pairs are copies too."},
	{usage: "(safe-length LIST)", fn: v1(primSafeLength), doc: "Return how many conses LIST has; a circular list does no harm."},
	{usage: "(proper-list-p OBJECT)", fn: v1(primProperListP), doc: "Return the length of OBJECT if it is a proper list, else nil."},
	{usage: "(car-less-than-car A B)", fn: v2(primCarLess), doc: "Return t if the car of A is numerically less than that of B."},
	{usage: "(assoc-string KEY LIST &optional CASE-FOLD)", fn: v3(primAssocString),
		doc: "Return the first element of LIST that is, or whose car is, the string or symbol KEY; case is ignored if CASE-FOLD."},
	{usage: "(widget-get WIDGET PROPERTY)", fn: v2(primWidgetGet),
		doc: "Return the value of PROPERTY in WIDGET, (TYPE . PLIST), or in the type it is derived from."},
	{usage: "(widget-put WIDGET PROPERTY VALUE)", fn: v3(primWidgetPut), doc: "Set PROPERTY of WIDGET to VALUE."},
	{usage: "(widget-apply WIDGET PROPERTY &rest ARGS)", fn: FnN(primWidgetApply),
		doc: "Call the function that is the value of PROPERTY in WIDGET with WIDGET and ARGS."},
	{usage: "(function-equal F1 F2)", fn: v2(primEq), doc: "Return t if F1 and F2 are known to be the same function."},
	{usage: "(byteorder)", fn: Fn0(primByteorder), doc: "Return ?l: numbers are reckoned little-endian on every machine."},
}

func primEq(_ *Interp, a, b Value) (Value, *Exit)  { return Bool(a == b), nil }
func primEql(_ *Interp, a, b Value) (Value, *Exit) { return Bool(Eql(a, b)), nil }

func primEqual(in *Interp, a, b Value) (Value, *Exit) {
	same, x := in.equal(a, b, 0)
	return Bool(same), x
}

func primEqualProps(in *Interp, a, b Value) (Value, *Exit) {
	e := equaler{in: in, props: true}
	same, x := e.equal(a, b, 0)
	return Bool(same), x
}

func primIdentity(_ *Interp, a Value) (Value, *Exit)  { return a, nil }
func primCons(_ *Interp, a, b Value) (Value, *Exit)   { return NewCons(a, b), nil }
func primCarSafe(in *Interp, a Value) (Value, *Exit)  { return Car(in.listed(a)), nil }
func primCdrSafe(in *Interp, a Value) (Value, *Exit)  { return Cdr(in.listed(a)), nil }
func primList1(_ *Interp, a Value) (Value, *Exit)     { return NewCons(a, Value{}), nil }
func primList2(_ *Interp, a, b Value) (Value, *Exit)  { return NewCons(a, NewCons(b, Value{})), nil }
func primList(_ *Interp, args []Value) (Value, *Exit) { return List(args...), nil }
func primList3(_ *Interp, a, b, c Value) (Value, *Exit) {
	return NewCons(a, NewCons(b, NewCons(c, Value{}))), nil
}

func primCar(in *Interp, l Value) (Value, *Exit) {
	if l.IsCons() {
		return l.Cons().Car, nil
	}
	return in.carOf(l)
}

func primCdr(in *Interp, l Value) (Value, *Exit) {
	if l.IsCons() {
		return l.Cons().Cdr, nil
	}
	return in.cdrOf(l)
}

func primSetcar(in *Interp, c, v Value) (Value, *Exit) {
	if !c.IsCons() {
		return Value{}, in.WrongType("consp", c)
	}
	c.Cons().Car = v
	return v, nil
}

func primSetcdr(in *Interp, c, v Value) (Value, *Exit) {
	if !c.IsCons() {
		return Value{}, in.WrongType("consp", c)
	}
	c.Cons().Cdr = v
	return v, nil
}

func primNth(in *Interp, n, l Value) (Value, *Exit) {
	t, x := primNthcdr(in, n, l)
	if x != nil {
		return Value{}, x
	}
	return primCar(in, t)
}

func primNthcdr(in *Interp, n, l Value) (Value, *Exit) {
	if n.IsBignum() {
		return in.nthcdrBig(n, l)
	}
	if !n.IsFixnum() {
		return Value{}, in.WrongType("integerp", n)
	}
	k := n.fix()
	if k <= 0 {
		return l, nil
	}
	w := walk(l)
	for ; k > 0 && w.tail.IsCons(); k-- {
		w.next()
	}
	if w.circular {
		return cycleCdr(l, n), nil
	}
	if !w.tail.IsList() && k > 0 {
		if w.tail.isListed() {
			return primNthcdr(in, fix(k), in.listed(w.tail))
		}
		return Value{}, in.WrongType("listp", l)
	}
	return w.tail, nil
}

// nthcdrBig is nthcdr for more steps than any list has conses.
func (in *Interp) nthcdrBig(n, l Value) (Value, *Exit) {
	if n.Big().Sign() < 0 {
		return l, nil
	}
	if _, end := listLength(l); end == circularList {
		return cycleCdr(l, n), nil
	} else if end == dottedList {
		return Value{}, in.WrongType("listp", l)
	}
	return Value{}, nil
}

// cycleCdr goes n steps along the circular list l, in time linear in its
// number of cells.
func cycleCdr(l, n Value) Value {
	at := map[*Cons]int{}
	var cells []*Cons
	c := l.Cons()
	for {
		if _, ok := at[c]; ok {
			break
		}
		at[c] = len(cells)
		cells = append(cells, c)
		c = c.Cdr.Cons()
	}
	start := at[c]
	period := len(cells) - start
	if n.IsFixnum() && n.Fixnum() < len(cells) {
		return consValue(cells[n.Fixnum()])
	}
	rest, _ := floorMod(sub2(n, fix(int64(start))), fix(int64(period)))
	return consValue(cells[start+rest.Fixnum()])
}

func primMakeList(in *Interp, n, v Value) (Value, *Exit) {
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	if k > maxSlotsOf {
		return Value{}, in.memoryFull()
	}
	var r Value
	for ; k > 0; k-- {
		r = NewCons(v, r)
		if k&0xFFFF == 0 {
			if x := in.Poll(); x != nil {
				return Value{}, x
			}
		}
	}
	return r, nil
}

// maxSlotsOf bounds the elements of one new vector or list: more would exhaust
// the host's memory, which Go cannot recover from.
const maxSlotsOf = 1 << 27

// memoryFull is what Emacs signals when an object is too large to allocate.
func (in *Interp) memoryFull() *Exit {
	return in.Errorf("Memory exhausted--use C-x s then exit and restart Emacs")
}

// wholeNumber checks a size argument.
func (in *Interp) wholeNumber(v Value) (int, *Exit) {
	if v.IsFixnum() && v.fix() >= 0 {
		return v.Fixnum(), nil
	}
	return 0, in.WrongType("wholenump", v)
}

func primMemq(in *Interp, elt, l Value) (Value, *Exit) {
	t := l
	for n := 0; t.IsCons() && n < shortList; n++ {
		c := t.Cons()
		if c.Car == elt {
			return t, nil
		}
		t = c.Cdr
	}
	w := walk(in.listed(t))
	for ; w.tail.IsCons(); w.next() {
		if w.tail.Cons().Car == elt {
			return w.tail, nil
		}
	}
	return Value{}, w.endFrom(in, l)
}

func primMemql(in *Interp, elt, l Value) (Value, *Exit) {
	if !elt.IsBignum() {
		return primMemq(in, elt, l)
	}
	w := walk(in.listed(l))
	for ; w.tail.IsCons(); w.next() {
		if Eql(w.tail.Cons().Car, elt) {
			return w.tail, nil
		}
	}
	return Value{}, w.end(in, l)
}

func primMember(in *Interp, elt, l Value) (Value, *Exit) {
	if eqIsEqual(elt) {
		return primMemq(in, elt, l)
	}
	w := walk(in.listed(l))
	for ; w.tail.IsCons(); w.next() {
		same, x := in.equal(elt, w.tail.Cons().Car, 0)
		if x != nil {
			return Value{}, x
		}
		if same {
			return w.tail, nil
		}
	}
	return Value{}, w.end(in, l)
}

// eqIsEqual reports whether only v itself is equal to v.
func eqIsEqual(v Value) bool {
	k := v.Kind()
	return k == KindSymbol || k == KindFixnum || k == KindFloat
}

func primAssq(in *Interp, key, l Value) (Value, *Exit) {
	t := l
	for n := 0; t.IsCons() && n < shortList; n++ {
		c := t.Cons()
		if e := c.Car; e.IsCons() && e.Cons().Car == key {
			return e, nil
		}
		t = c.Cdr
	}
	w := walk(in.listed(t))
	for ; w.tail.IsCons(); w.next() {
		if e := w.tail.Cons().Car; e.IsCons() && e.Cons().Car == key {
			return e, nil
		}
	}
	return Value{}, w.endFrom(in, l)
}

func primAssoc(in *Interp, key, l, testfn Value) (Value, *Exit) {
	if testfn.IsNil() && eqIsEqual(key) {
		return primAssq(in, key, l)
	}
	w := walk(in.listed(l))
	for ; w.tail.IsCons(); w.next() {
		e := w.tail.Cons().Car
		if !e.IsCons() {
			continue
		}
		var same bool
		var x *Exit
		if testfn.IsNil() {
			same, x = in.equal(e.Cons().Car, key, 0)
		} else {
			var v Value
			v, x = in.Funcall(testfn, e.Cons().Car, key)
			same = !v.IsNil()
		}
		if x != nil {
			return Value{}, x
		}
		if same {
			return e, nil
		}
	}
	return Value{}, w.end(in, l)
}

func primRassq(in *Interp, key, l Value) (Value, *Exit) {
	w := walk(in.listed(l))
	for ; w.tail.IsCons(); w.next() {
		if e := w.tail.Cons().Car; e.IsCons() && e.Cons().Cdr == key {
			return e, nil
		}
	}
	return Value{}, w.end(in, l)
}

func primRassoc(in *Interp, key, l Value) (Value, *Exit) {
	w := walk(in.listed(l))
	for ; w.tail.IsCons(); w.next() {
		e := w.tail.Cons().Car
		if !e.IsCons() {
			continue
		}
		same, x := in.equal(e.Cons().Cdr, key, 0)
		if x != nil {
			return Value{}, x
		}
		if same {
			return e, nil
		}
	}
	return Value{}, w.end(in, l)
}

func primDelq(in *Interp, elt, l Value) (Value, *Exit) {
	return in.deleteIf(l, func(v Value) (bool, *Exit) { return v == elt, nil })
}

// deleteIf unlinks the cells of l whose car satisfies drop.
func (in *Interp) deleteIf(l Value, drop func(v Value) (bool, *Exit)) (Value, *Exit) {
	head := l
	var prev *Cons
	w := walk(l)
	for ; w.tail.IsCons(); w.next() {
		c := w.tail.Cons()
		gone, x := drop(c.Car)
		switch {
		case x != nil:
			return Value{}, x
		case !gone:
			prev = c
		case prev == nil:
			head = c.Cdr
		default:
			prev.Cdr = c.Cdr
		}
	}
	return head, w.end(in, head)
}

func primNconc(in *Interp, args []Value) (Value, *Exit) {
	var head Value
	var last *Cons
	for i, a := range args {
		if a.IsNil() {
			if last != nil {
				last.Cdr = Value{}
			}
			continue
		}
		if last != nil {
			last.Cdr = a
		} else {
			head = a
		}
		if i == len(args)-1 {
			break
		}
		if !a.IsCons() {
			return Value{}, in.WrongType("consp", a)
		}
		w := walk(a)
		for ; w.tail.IsCons(); w.next() {
			last = w.tail.Cons()
		}
		if w.circular {
			return Value{}, in.Signal(in.s.circularList, w.again)
		}
	}
	return head, nil
}

func primPlistGet(in *Interp, plist, prop Value) (Value, *Exit) {
	return PlistGet(in.listed(plist), prop), nil
}

// plistFind looks for the cell of plist that holds prop. Otherwise it returns
// the last cell it passed, and the tail it stopped at.
func (in *Interp) plistFind(plist, prop Value, eq func(a, b Value) (bool, *Exit)) (found, last *Cons, end Value, x *Exit) {
	w := walk(plist)
	for w.tail.IsCons() {
		c := w.tail.Cons()
		if !c.Cdr.IsCons() {
			break
		}
		same, x := eq(c.Car, prop)
		if x != nil {
			return nil, nil, Value{}, x
		}
		if same {
			return c, nil, Value{}, nil
		}
		last = c.Cdr.Cons()
		w.tail = c.Cdr
		w.next()
	}
	if w.circular {
		return nil, nil, Value{}, in.Signal(in.s.circularList, w.again)
	}
	return nil, last, w.tail, nil
}

func eqTest(a, b Value) (bool, *Exit) { return a == b, nil }

func (in *Interp) equalTest(a, b Value) (bool, *Exit) { return in.equal(a, b, 0) }

func (in *Interp) plistPut(plist, prop, v Value, eq func(a, b Value) (bool, *Exit)) (Value, *Exit) {
	found, last, end, x := in.plistFind(plist, prop, eq)
	if x != nil {
		return Value{}, x
	}
	if found != nil {
		found.Cdr.Cons().Car = v
		return plist, nil
	}
	if !end.IsNil() {
		return Value{}, in.WrongType("plistp", plist)
	}
	added := NewCons(prop, NewCons(v, Value{}))
	if last == nil {
		return added, nil
	}
	added.Cons().Cdr.Cons().Cdr = last.Cdr
	last.Cdr = added
	return plist, nil
}

func primPlistPut(in *Interp, plist, prop, v Value) (Value, *Exit) {
	if c, _ := plistNear(plist, prop); c != nil {
		c.Cdr.Cons().Car = v
		return plist, nil
	}
	return in.plistPut(plist, prop, v, eqTest)
}

func primLaxPlistPut(in *Interp, plist, prop, v Value) (Value, *Exit) {
	return in.plistPut(plist, prop, v, in.equalTest)
}

func primLaxPlistGet(in *Interp, plist, prop Value) (Value, *Exit) {
	found, _, end, x := in.plistFind(plist, prop, in.equalTest)
	switch {
	case x != nil:
		return Value{}, x
	case found != nil:
		return found.Cdr.Cons().Car, nil
	case !end.IsNil():
		return Value{}, in.WrongType("plistp", plist)
	}
	return Value{}, nil
}

func primPlistMember(in *Interp, plist, prop Value) (Value, *Exit) {
	w := walk(plist)
	for w.tail.IsCons() {
		if w.tail.Cons().Car == prop {
			return w.tail, nil
		}
		if w.tail = w.tail.Cons().Cdr; !w.tail.IsCons() {
			break
		}
		w.next()
	}
	if w.circular {
		return Value{}, in.Signal(in.s.circularList, w.again)
	}
	if !w.tail.IsNil() {
		return Value{}, in.WrongType("plistp", plist)
	}
	return Value{}, nil
}

func primCopyAlist(in *Interp, l Value) (Value, *Exit) {
	if !l.IsList() {
		l2, x := primAppend(in, []Value{l, {}})
		if x != nil {
			return Value{}, x
		}
		l = l2
	}
	r, x := in.copyList(l)
	if x != nil {
		return Value{}, x
	}
	for t := r; t.IsCons(); t = t.Cons().Cdr {
		if e := t.Cons().Car; e.IsCons() {
			t.Cons().Car = NewCons(e.Cons().Car, e.Cons().Cdr)
		}
	}
	return r, nil
}

// copyList returns a copy of the conses of the proper list l.
func (in *Interp) copyList(l Value) (Value, *Exit) {
	var b ListBuilder
	w := walk(l)
	for ; w.tail.IsCons(); w.next() {
		b.Add(w.tail.Cons().Car)
	}
	return b.List(), w.endAtTail(in, l)
}

func primSafeLength(in *Interp, l Value) (Value, *Exit) {
	n, _ := listLength(in.listed(l))
	return fix(int64(n)), nil
}

func primProperListP(in *Interp, l Value) (Value, *Exit) {
	if n, end := listLength(in.listed(l)); end == properList {
		return fix(int64(n)), nil
	}
	return Value{}, nil
}

func primCarLess(in *Interp, a, b Value) (Value, *Exit) {
	cb, x := primCar(in, b)
	if x != nil {
		return Value{}, x
	}
	ca, x := primCar(in, a)
	if x != nil {
		return Value{}, x
	}
	less, x := in.compare(accLt, ca, cb)
	return Bool(less), x
}
