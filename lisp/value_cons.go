package lisp

import "unsafe"

// A Cons is a pair, the building block of lists.
type Cons struct{ Car, Cdr Value }

// NewCons returns a new cons cell.
func NewCons(car, cdr Value) Value { return Value{unsafe.Pointer(&Cons{car, cdr}), tagCons} }

func consValue(c *Cons) Value { return Value{unsafe.Pointer(c), tagCons} }

// List returns a new list of vs.
func List(vs ...Value) Value { return ListTail(vs, Value{}) }

// ListTail returns a new list of vs that ends in tail.
func ListTail(vs []Value, tail Value) Value {
	for i := len(vs) - 1; i >= 0; i-- {
		tail = NewCons(vs[i], tail)
	}
	return tail
}

// Car returns the car of v, nil if v is not a cons (car-safe).
func Car(v Value) Value {
	if v.IsCons() {
		return v.Cons().Car
	}
	return Value{}
}

// Cdr returns the cdr of v, nil if v is not a cons (cdr-safe).
func Cdr(v Value) Value {
	if v.IsCons() {
		return v.Cons().Cdr
	}
	return Value{}
}

func cadr(v Value) Value  { return Car(Cdr(v)) }
func cddr(v Value) Value  { return Cdr(Cdr(v)) }
func caddr(v Value) Value { return Car(cddr(v)) }
func cdddr(v Value) Value { return Cdr(cddr(v)) }

// Slice returns the elements of the list l up to the first tail that is not a
// cons. A circular list is cut where it begins again.
func Slice(l Value) []Value {
	var r []Value
	slow, move := l, false
	for l.IsCons() {
		r = append(r, l.Cons().Car)
		l = l.Cons().Cdr
		if move {
			slow = slow.Cons().Cdr
			if slow == l {
				break
			}
		}
		move = !move
	}
	return r
}

// A ListBuilder makes a list front to back. Its zero value is an empty list.
type ListBuilder struct {
	head Value
	tail *Cons
}

// Add appends v.
func (b *ListBuilder) Add(v Value) {
	c := &Cons{Car: v}
	if b.tail == nil {
		b.head = consValue(c)
	} else {
		b.tail.Cdr = consValue(c)
	}
	b.tail = c
}

// Tail ends the list in v.
func (b *ListBuilder) Tail(v Value) {
	if b.tail == nil {
		b.head = v
	} else {
		b.tail.Cdr = v
	}
}

// List returns what was built.
func (b *ListBuilder) List() Value { return b.head }

// listLength returns the number of conses of l, and how it ends: proper (in
// nil), dotted or circular. A circular list counts up to where the cycle was
// noticed, as in Emacs' safe-length.
func listLength(l Value) (n int, end listEnd) {
	tortoise, lap := l, 2
	for turn := 2; l.IsCons(); {
		n++
		l = l.Cons().Cdr
		if turn--; turn == 0 {
			lap *= 2
			turn, tortoise = lap, l
		} else if l == tortoise && l.IsCons() {
			return n, circularList
		}
	}
	if l.IsNil() {
		return n, properList
	}
	return n, dottedList
}

// loopOf returns the cell of the circular list l at which the cycle is noticed.
func loopOf(l Value) Value {
	w := walk(l)
	for w.tail.IsCons() {
		w.next()
	}
	return w.again
}

type listEnd uint8

const (
	properList listEnd = iota
	dottedList
	circularList
)

// properSlice returns the elements of a proper list, or the condition that
// Emacs signals: wrong-type-argument listp for the whole of a dotted list,
// circular-list for a circular one.
func (in *Interp) properSlice(l Value) ([]Value, *Exit) {
	l = in.listed(l)
	n, end := listLength(l)
	switch {
	case end == circularList:
		return nil, in.Signal(in.s.circularList, loopOf(l))
	case end == dottedList || !l.IsList():
		return nil, in.WrongType("listp", l)
	}
	r := make([]Value, 0, n)
	for ; l.IsCons(); l = l.Cons().Cdr {
		r = append(r, l.Cons().Car)
	}
	return r, nil
}

// plistGet returns the value of key in plist, compared with eq, and whether it
// is there. It stops at a malformed tail and at a cycle.
func plistGet(plist, key Value) (Value, bool) {
	c, plist := plistNear(plist, key)
	if c != nil {
		return c.Cdr.Cons().Car, true
	}
	slow, move := plist, false
	for plist.IsCons() {
		d := plist.Cons().Cdr
		if !d.IsCons() {
			break
		}
		if plist.Cons().Car == key {
			return d.Cons().Car, true
		}
		plist = d.Cons().Cdr
		if move {
			slow = cddr(slow)
			if slow == plist {
				break
			}
		}
		move = !move
	}
	return Value{}, false
}

// plistNear looks for the cell of plist that holds key, compared with eq, in the
// first part of plist, and returns the rest if it is not there.
func plistNear(plist, key Value) (*Cons, Value) {
	for n := 0; n < shortList && plist.IsCons(); n++ {
		c := plist.Cons()
		if !c.Cdr.IsCons() {
			break
		}
		if c.Car == key {
			return c, Value{}
		}
		plist = c.Cdr.Cons().Cdr
	}
	return nil, plist
}

// PlistGet returns the value of key in plist, nil if absent (plist-get).
func PlistGet(plist, key Value) Value {
	v, _ := plistGet(plist, key)
	return v
}
