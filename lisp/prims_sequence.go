package lisp

import (
	"elnet/lisp/char"
)

// An ArrayObject is an Object that length, aref and aset accept as an array,
// such as a char-table.
type ArrayObject interface {
	Object
	// LispLength returns what the function length returns.
	LispLength() int
	// LispRef returns the element at index i, not ok if there is none.
	LispRef(i int) (v Value, ok bool)
	// LispSet replaces the element at index i, and reports false if it cannot.
	LispSet(i int, v Value) bool
}

// sequencePrims are the primitives on lists, vectors, strings, bool-vectors
// and records alike.
var sequencePrims = []Prim{
	Def("(length SEQUENCE)", Fn1(primLength), "Return how many elements SEQUENCE has.").Borrowing(),
	Def("(length= SEQUENCE LENGTH)", lengthFn(accEq), "Return t if SEQUENCE has LENGTH elements."),
	Def("(length< SEQUENCE LENGTH)", lengthFn(accLt), "Return t if SEQUENCE has fewer than LENGTH elements."),
	Def("(length> SEQUENCE LENGTH)", lengthFn(accGt), "Return t if SEQUENCE has more than LENGTH elements."),
	Def("(elt SEQUENCE N)", Fn2(primElt), "Return element N of SEQUENCE, counted from 0.").Borrowing(),
	Def("(aref ARRAY IDX)", Fn2((*Interp).aref), "Return element IDX of ARRAY, counted from 0.").Borrowing(),
	{usage: "(aset ARRAY IDX NEWELT)", fn: v3((*Interp).aset), doc: "Make NEWELT element IDX of ARRAY. Return NEWELT."},
	Def("(append &rest SEQUENCES)", FnN(primAppend).With2(primAppend2),
		"Return a list of the elements of all SEQUENCES; the last becomes its tail uncopied."),
	{usage: "(vconcat &rest SEQUENCES)", fn: FnN(primVconcat), doc: "Return a vector of the elements of all SEQUENCES."},
	{usage: "(vector &rest OBJECTS)", fn: FnN(primVector), doc: "Return a new vector of OBJECTS."},
	{usage: "(make-vector LENGTH INIT)", fn: v2(primMakeVector), doc: "Return a new vector of LENGTH elements INIT."},
	{usage: "(record TYPE &rest SLOTS)", fn: FnN(primRecord), doc: "Return a new record of TYPE with SLOTS."},
	{usage: "(make-record TYPE SLOTS INIT)", fn: v3(primMakeRecord), doc: "Return a new record of TYPE with SLOTS slots INIT."},
	{usage: "(fillarray ARRAY ITEM)", fn: v2(primFillarray), doc: "Make ITEM every element of ARRAY. Return ARRAY."},
	{usage: "(copy-sequence ARG)", fn: v1(primCopySequence), doc: "Return a copy of the sequence or record ARG, its elements shared."},
	{usage: "(reverse SEQ)", fn: v1(primReverse), doc: "Return a new sequence of the elements of SEQ in reverse order."},
	{usage: "(nreverse SEQ)", fn: v1(primNreverse), doc: "Reverse SEQ, changing it, and return the result."},
	{usage: "(delete ELT SEQ)", fn: v2(primDelete), doc: "Return SEQ without the elements equal to ELT; a list is changed."},
	{usage: "(mapcar FUNCTION SEQUENCE)", fn: v2(primMapcar), doc: "Return a list of what FUNCTION returns for each element of SEQUENCE."},
	{usage: "(mapc FUNCTION SEQUENCE)", fn: v2(primMapc), doc: "Call FUNCTION with each element of SEQUENCE. Return SEQUENCE."},
	{usage: "(mapcan FUNCTION SEQUENCE)", fn: v2(primMapcan), doc: "Call FUNCTION with each element of SEQUENCE and join the lists it returns with nconc."},
	{usage: "(mapconcat FUNCTION SEQUENCE SEPARATOR)", fn: v3(primMapconcat),
		doc: "Call FUNCTION with each element of SEQUENCE and join the strings it returns, SEPARATOR between them."},
	{usage: "(sort SEQ PREDICATE)", fn: v2(primSort),
		doc: "Sort the list or vector SEQ, changing it, so that PREDICATE holds for no later and earlier element. The sort is stable."},
	{usage: "(bool-vector &rest OBJECTS)", fn: FnN(primBoolVector), doc: "Return a new bool-vector: true where OBJECTS are non-nil."},
	{usage: "(make-bool-vector LENGTH INIT)", fn: v2(primMakeBoolVector), doc: "Return a new bool-vector of LENGTH bits, true if INIT is non-nil."},
	Def("(bool-vector-union A B &optional C)", boolOp(func(a, b uint64) uint64 { return a | b }),
		"Return A or B, bit by bit; with C store it there, and return nil if that changed nothing."),
	Def("(bool-vector-intersection A B &optional C)", boolOp(func(a, b uint64) uint64 { return a & b }),
		"Return A and B, bit by bit; with C store it there, and return nil if that changed nothing."),
	Def("(bool-vector-exclusive-or A B &optional C)", boolOp(func(a, b uint64) uint64 { return a ^ b }),
		"Return A xor B, bit by bit; with C store it there, and return nil if that changed nothing."),
	Def("(bool-vector-set-difference A B &optional C)", boolOp(func(a, b uint64) uint64 { return a &^ b }),
		"Return A without B, bit by bit; with C store it there, and return nil if that changed nothing."),
	{usage: "(bool-vector-not A &optional B)", fn: v2(primBoolNot), doc: "Return the complement of A, stored in B if that is given."},
	{usage: "(bool-vector-subsetp A B)", fn: v2(primBoolSubset), doc: "Return t if each true bit of A is true in B."},
	{usage: "(bool-vector-count-population A)", fn: v1(primBoolCount), doc: "Return how many bits of A are true."},
	{usage: "(bool-vector-count-consecutive A B I)", fn: v3(primBoolRun), doc: "Return how many bits of A from I on are B in a row."},
}

// length returns the number of elements of a sequence.
func (in *Interp) length(v Value) (int, *Exit) {
	switch v.Kind() {
	case KindString:
		return v.Str().Len(), nil
	case KindVector, KindRecord:
		return len(v.Vector().Slots), nil
	case KindBoolVector:
		return v.BoolVector().Len, nil
	case KindCons:
		n, end := listLength(v)
		switch end {
		case circularList:
			return 0, in.Signal(in.s.circularList, loopOf(v))
		case dottedList:
			return 0, in.WrongType("listp", lastTail(v))
		}
		return n, nil
	case KindObject:
		if a, ok := v.Object().(ArrayObject); ok {
			return a.LispLength(), nil
		}
	case KindSymbol:
		if v.IsNil() {
			return 0, nil
		}
	case KindFunction:
		if v.isCode() {
			return len(v.codeSlots()), nil
		}
		if v.isListed() {
			return in.length(in.listed(v))
		}
	}
	return 0, in.WrongType("sequencep", v)
}

// lastTail returns what ends the list l, which is not circular.
func lastTail(l Value) Value {
	for l.IsCons() {
		l = l.Cons().Cdr
	}
	return l
}

func primLength(in *Interp, v Value) (Value, *Exit) {
	n, x := in.length(v)
	return fix(int64(n)), x
}

// lengthFn is length=, length< or length>: they walk no more of a list than
// they need, so that a circular one is just very long.
func lengthFn(mask uint8) Callable {
	return Fn2(func(in *Interp, seq, n Value) (Value, *Exit) {
		if !n.IsFixnum() {
			return Value{}, in.WrongType("fixnump", n)
		}
		if mask == accEq && n.fix() < 0 {
			return Value{}, nil
		}
		if !seq.IsCons() {
			l, x := in.length(seq)
			return Bool(x == nil && mask&orderOf(int64(l), n.fix()) != 0), x
		}
		l, limit := int64(0), n.fix()
		for w := walk(seq); w.tail.IsCons() && l <= limit; l++ {
			if w.next(); w.circular {
				if limit >= 0xFFFE { // where Emacs begins to look for cycles
					return Value{}, in.Signal(in.s.circularList, seq)
				}
				l = limit
			}
		}
		return Bool(mask&orderOf(l, n.fix()) != 0), nil
	})
}

func primElt(in *Interp, seq, n Value) (Value, *Exit) {
	if !seq.IsList() && !seq.isListed() {
		if !in.isArray(seq) {
			return Value{}, in.WrongType("sequencep", seq)
		}
		return in.aref(seq, n)
	}
	t, x := primNthcdr(in, n, seq)
	if x != nil {
		return Value{}, x
	}
	return primCar(in, t)
}

func (in *Interp) isArray(v Value) bool {
	switch v.Kind() {
	case KindString, KindVector, KindBoolVector:
		return true
	case KindObject:
		_, ok := v.Object().(ArrayObject)
		return ok
	}
	return false
}

// aref returns element i of the array a.
func (in *Interp) aref(a, i Value) (Value, *Exit) {
	if !i.IsFixnum() {
		return Value{}, in.WrongType("fixnump", i)
	}
	n := i.n
	switch a.Kind() {
	case KindFunction:
		if !a.isCode() {
			return Value{}, in.WrongType("arrayp", a)
		}
		if s := a.codeSlots(); n < uint64(len(s)) {
			return s[n], nil
		}
	case KindVector, KindRecord:
		if s := a.Vector().Slots; n < uint64(len(s)) {
			return s[n], nil
		}
	case KindString:
		if s := a.Str(); n < uint64(s.n) {
			return fix(int64(s.At(int(n)))), nil
		}
	case KindBoolVector:
		if b := a.BoolVector(); n < uint64(b.Len) {
			return Bool(b.Get(int(n))), nil
		}
	case KindObject:
		o, ok := a.Object().(ArrayObject)
		if !ok {
			return Value{}, in.WrongType("arrayp", a)
		}
		if v, ok := o.LispRef(i.Fixnum()); ok {
			return v, nil
		}
		if _, ok := o.(*CharTable); ok {
			return Value{}, in.WrongType("characterp", i)
		}
	default:
		return Value{}, in.WrongType("arrayp", a)
	}
	return Value{}, in.ArgsOutOfRange(a, i)
}

// aset makes v element i of the array a and returns v.
func (in *Interp) aset(a, i, v Value) (Value, *Exit) {
	if !i.IsFixnum() {
		return Value{}, in.WrongType("fixnump", i)
	}
	n := i.n
	switch a.Kind() {
	case KindVector, KindRecord:
		if s := a.Vector().Slots; n < uint64(len(s)) {
			s[n] = v
			return v, nil
		}
	case KindBoolVector:
		if b := a.BoolVector(); n < uint64(b.Len) {
			b.Set(int(n), !v.IsNil())
			return v, nil
		}
	case KindString:
		s := a.Str()
		if n >= uint64(s.n) {
			break
		}
		c, x := in.character(v)
		if x != nil {
			return Value{}, x
		}
		if !s.own && s.simple() {
			*s = String{s: ownText(s.s), n: s.n, multi: s.multi, own: true, props: s.props}
		}
		if !s.setAt(int(n), c) {
			return Value{}, in.ArgsOutOfRange(a, v)
		}
		return v, nil
	case KindObject:
		o, ok := a.Object().(ArrayObject)
		if !ok {
			return Value{}, in.WrongType("arrayp", a)
		}
		if o.LispSet(i.Fixnum(), v) {
			return v, nil
		}
		if _, ok := o.(*CharTable); ok {
			return Value{}, in.WrongType("characterp", i)
		}
	default:
		return Value{}, in.WrongType("arrayp", a)
	}
	return Value{}, in.ArgsOutOfRange(a, i)
}

// character checks a character argument.
func (in *Interp) character(v Value) (rune, *Exit) {
	if v.IsFixnum() && uint64(v.n) <= char.Max {
		return rune(v.n), nil
	}
	return 0, in.WrongType("characterp", v)
}

// each calls f for the elements of a sequence until it returns false or an
// exit. Sequences that f changes meanwhile do no harm.
func (in *Interp) each(seq Value, f func(v Value) (bool, *Exit)) *Exit {
	seq = in.listed(seq)
	n, x := in.length(seq)
	if x != nil {
		return x
	}
	more := true
	if seq.IsList() {
		for i := 0; i < n && seq.IsCons() && more && x == nil; i++ {
			c := seq.Cons()
			more, x = f(c.Car)
			seq = c.Cdr
			if i&1023 == 1023 && x == nil {
				x = in.Poll()
			}
		}
		return x
	}
	for i := 0; i < n && more && x == nil; i++ {
		var v Value
		if v, x = in.aref(seq, fix(int64(i))); x == nil {
			more, x = f(v)
		}
		if i&1023 == 1023 && x == nil {
			x = in.Poll()
		}
	}
	return x
}

// joinable checks the arguments of append, concat and vconcat, and returns the
// sum of their lengths: first the type of each, which may not be a record, then
// whether lists are proper.
func (in *Interp) joinable(args []Value) (int, *Exit) {
	if x := in.sequences(args); x != nil {
		return 0, x
	}
	n := 0
	for _, v := range args {
		k, x := in.length(v)
		if x != nil {
			return 0, x
		}
		n += k
	}
	return n, nil
}

// sequences checks that each of args is a sequence that can be joined.
func (in *Interp) sequences(args []Value) *Exit {
	for _, v := range args {
		if _, table := v.Object().(*CharTable); table || !v.IsList() && !v.isListed() && !v.isCode() && !in.isArray(v) {
			return in.WrongType("sequencep", v)
		}
	}
	return nil
}

func primAppend2(in *Interp, a, b Value) (Value, *Exit) {
	if !a.IsList() {
		if a.isListed() {
			return primAppend2(in, in.listed(a), b)
		}
		return primAppend(in, []Value{a, b})
	}
	if a.IsNil() {
		return b, nil
	}
	var l ListBuilder
	w := walk(a)
	for ; w.tail.IsCons(); w.next() {
		l.Add(w.tail.Cons().Car)
	}
	if x := w.endAtTail(in, a); x != nil {
		return Value{}, x
	}
	l.Tail(b)
	return l.List(), nil
}

func primAppend(in *Interp, args []Value) (Value, *Exit) {
	if len(args) == 0 {
		return Value{}, nil
	}
	last := args[len(args)-1]
	if _, x := in.joinable(args[:len(args)-1]); x != nil {
		return Value{}, x
	}
	var l ListBuilder
	for _, a := range args[:len(args)-1] {
		x := in.each(a, func(v Value) (bool, *Exit) { l.Add(v); return true, nil })
		if x != nil {
			return Value{}, x
		}
	}
	l.Tail(last)
	return l.List(), nil
}

func primVconcat(in *Interp, args []Value) (Value, *Exit) {
	n, x := in.joinable(args)
	if x != nil {
		return Value{}, x
	}
	if n > maxSlotsOf {
		return Value{}, in.memoryFull()
	}
	r := make([]Value, 0, n)
	for _, a := range args {
		if a.IsVector() {
			r = append(r, a.Vector().Slots...)
			continue
		}
		x := in.each(a, func(v Value) (bool, *Exit) { r = append(r, v); return true, nil })
		if x != nil {
			return Value{}, x
		}
	}
	return NewVector(r), nil
}

func primVector(_ *Interp, args []Value) (Value, *Exit) {
	return NewVector(append([]Value(nil), args...)), nil
}

// slots returns n slots that hold v.
func (in *Interp) slots(n int, v Value) ([]Value, *Exit) {
	if n > maxSlotsOf {
		return nil, in.memoryFull()
	}
	s := make([]Value, n)
	if !v.IsNil() {
		for i := range s {
			s[i] = v
		}
	}
	return s, nil
}

func primMakeVector(in *Interp, n, v Value) (Value, *Exit) {
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	s, x := in.slots(k, v)
	if x != nil {
		return Value{}, x
	}
	return NewVector(s), nil
}

// maxRecord is the number of slots, type included, that Emacs gives a record
// at most.
const maxRecord = 4095

func (in *Interp) recordTooLong(n int) *Exit {
	return in.Errorf("Attempt to allocate a record of %d slots; max is %d", n, maxRecord)
}

func primRecord(in *Interp, args []Value) (Value, *Exit) {
	if len(args) > maxRecord {
		return Value{}, in.recordTooLong(len(args))
	}
	return NewRecord(append([]Value(nil), args...)), nil
}

func primMakeRecord(in *Interp, typ, n, v Value) (Value, *Exit) {
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	if k+1 > maxRecord {
		return Value{}, in.recordTooLong(k + 1)
	}
	s, _ := in.slots(k+1, v)
	s[0] = typ
	return NewRecord(s), nil
}

func primFillarray(in *Interp, a, v Value) (Value, *Exit) {
	switch a.Kind() {
	case KindVector:
		s := a.Vector().Slots
		for i := range s {
			s[i] = v
		}
		return a, nil
	case KindBoolVector:
		fillBools(a.BoolVector(), !v.IsNil())
		return a, nil
	case KindString:
		c, x := in.character(v)
		if x != nil {
			return Value{}, x
		}
		return a, in.fillString(a.Str(), c)
	case KindObject:
		if t, ok := a.Object().(*CharTable); ok {
			t.Fill(v)
			return a, nil
		}
		if o, ok := a.Object().(ArrayObject); ok {
			for i := 0; i < o.LispLength(); i++ {
				o.LispSet(i, v)
			}
			return a, nil
		}
	}
	return Value{}, in.WrongType("arrayp", a)
}

func fillBools(b *BoolVector, v bool) {
	for i := range b.Words {
		b.Words[i] = 0
		if v {
			b.Words[i] = ^uint64(0)
		}
	}
	b.trim()
}

// trim clears the bits beyond the end of b, which must stay false.
func (b *BoolVector) trim() {
	if r := b.Len % 64; r != 0 {
		b.Words[len(b.Words)-1] &= 1<<r - 1
	}
}

func primCopySequence(in *Interp, v Value) (Value, *Exit) {
	v = in.listed(v)
	switch v.Kind() {
	case KindCons:
		return in.copyList(v)
	case KindVector:
		return NewVector(append([]Value(nil), v.Vector().Slots...)), nil
	case KindRecord:
		return NewRecord(append([]Value(nil), v.Record().Slots...)), nil
	case KindString:
		s := v.Str()
		return s.Substring(0, s.Len()).Value(), nil
	case KindBoolVector:
		return v.BoolVector().copy().Value(), nil
	case KindSymbol:
		if v.IsNil() {
			return v, nil
		}
	case KindObject:
		if o, ok := v.Object().(interface{ LispCopy() Value }); ok {
			return o.LispCopy(), nil
		}
	}
	return Value{}, in.WrongType("sequencep", v)
}

func (b *BoolVector) copy() *BoolVector {
	return &BoolVector{Len: b.Len, Words: append([]uint64(nil), b.Words...)}
}

func primReverse(in *Interp, v Value) (Value, *Exit) {
	v = in.listed(v)
	switch v.Kind() {
	case KindCons:
		var r Value
		w := walk(v)
		for ; w.tail.IsCons(); w.next() {
			r = NewCons(w.tail.Cons().Car, r)
		}
		return r, w.endAtTail(in, v)
	case KindVector:
		r := append([]Value(nil), v.Vector().Slots...)
		reverseSlots(r)
		return NewVector(r), nil
	case KindBoolVector:
		b := v.BoolVector()
		r := NewBoolVector(b.Len)
		for i := 0; i < b.Len; i++ {
			r.Set(i, b.Get(b.Len-1-i))
		}
		return r.Value(), nil
	case KindString:
		return reverseString(v.Str()).Value(), nil
	case KindSymbol:
		if v.IsNil() {
			return v, nil
		}
	}
	return Value{}, in.WrongType("sequencep", v)
}

func reverseSlots(s []Value) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func primNreverse(in *Interp, v Value) (Value, *Exit) {
	switch v.Kind() {
	case KindCons:
		return in.nreverseList(v)
	case KindVector:
		reverseSlots(v.Vector().Slots)
		return v, nil
	case KindBoolVector:
		r, _ := primReverse(in, v)
		copy(v.BoolVector().Words, r.BoolVector().Words)
		return v, nil
	case KindString:
		return primReverse(in, v)
	case KindSymbol:
		if v.IsNil() {
			return v, nil
		}
	}
	return Value{}, in.WrongType("arrayp", v)
}

func (in *Interp) nreverseList(l Value) (Value, *Exit) {
	var prev Value
	for t := l; !t.IsNil(); {
		if !t.IsCons() {
			return Value{}, in.WrongType("listp", l)
		}
		c := t.Cons()
		next := c.Cdr
		if next == l { // back at the beginning: l is circular
			return Value{}, in.Signal(in.s.circularList, l)
		}
		c.Cdr = prev
		prev, t = t, next
	}
	return prev, nil
}

func primDelete(in *Interp, elt, seq Value) (Value, *Exit) {
	switch seq.Kind() {
	case KindVector:
		kept := make([]Value, 0, len(seq.Vector().Slots))
		for _, v := range seq.Vector().Slots {
			same, x := in.equal(v, elt, 0)
			if x != nil {
				return Value{}, x
			}
			if !same {
				kept = append(kept, v)
			}
		}
		if len(kept) == len(seq.Vector().Slots) {
			return seq, nil
		}
		return NewVector(kept), nil
	case KindString:
		return deleteChar(elt, seq), nil
	}
	return in.deleteIf(seq, func(v Value) (bool, *Exit) { return in.equal(elt, v, 0) })
}

func deleteChar(elt, seq Value) Value {
	s := seq.Str()
	if !elt.IsFixnum() {
		return seq
	}
	var b []byte
	n := 0
	for i := 0; i < len(s.s); {
		c, size := s.decode(i)
		if fix(int64(c)) != elt {
			b = append(b, s.s[i:i+size]...)
			n++
		}
		i += size
	}
	if n == s.Len() {
		return seq
	}
	return newText(b, n, s.multi).Value()
}

func primMapcar(in *Interp, f, seq Value) (Value, *Exit) {
	var l ListBuilder
	if seq.IsCons() {
		x := in.mapList(f, seq, &l)
		return l.head, x
	}
	x := in.mapSeq(f, seq, func(v Value) *Exit { l.Add(v); return nil })
	if x != nil {
		return Value{}, x
	}
	return l.List(), nil
}

// mapList is mapSeq for a list; it gathers the results in l unless that is nil.
func (in *Interp) mapList(f, seq Value, l *ListBuilder) *Exit {
	n, x := in.length(seq)
	if x != nil {
		return x
	}
	call, x := in.Caller(f)
	if x != nil {
		return x
	}
	for i := 0; i < n && seq.IsCons(); i++ {
		c := seq.Cons()
		v, x := call.Call1(c.Car)
		if x != nil {
			return x
		}
		if l != nil {
			l.Add(v)
		}
		seq = c.Cdr
		if i&1023 == 1023 {
			if x := in.Poll(); x != nil {
				return x
			}
		}
	}
	return nil
}

// mapSeq calls the Lisp function f for the elements of seq, and got with what
// it returns.
func (in *Interp) mapSeq(f, seq Value, got func(v Value) *Exit) *Exit {
	seq = in.listed(seq)
	n, x := in.length(seq)
	if n == 0 || x != nil || seq.IsRecord() { // Emacs finds nothing to map in a record
		return x
	}
	if _, ok := seq.Object().(ArrayObject); ok {
		return in.WrongType("listp", seq)
	}
	call, x := in.Caller(f)
	if x != nil {
		return x
	}
	return in.each(seq, func(v Value) (bool, *Exit) {
		r, x := call.Call1(v)
		if x != nil {
			return false, x
		}
		return true, got(r)
	})
}

func primMapc(in *Interp, f, seq Value) (Value, *Exit) {
	if seq.IsCons() {
		return seq, in.mapList(f, seq, nil)
	}
	return seq, in.mapSeq(f, seq, func(Value) *Exit { return nil })
}

func primMapcan(in *Interp, f, seq Value) (Value, *Exit) {
	var parts []Value
	x := in.mapSeq(f, seq, func(v Value) *Exit { parts = append(parts, v); return nil })
	if x != nil {
		return Value{}, x
	}
	return primNconc(in, parts)
}

func primMapconcat(in *Interp, f, seq, sep Value) (Value, *Exit) {
	var parts []Value
	x := in.mapSeq(f, seq, func(v Value) *Exit {
		if len(parts) > 0 {
			parts = append(parts, sep)
		}
		parts = append(parts, v)
		return nil
	})
	if x != nil {
		return Value{}, x
	}
	return primConcat(in, parts)
}
