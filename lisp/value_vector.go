package lisp

import "unsafe"

// A Vector is a Lisp vector, or the slots of a record.
type Vector struct{ Slots []Value }

// noSlots is the one empty vector, as in Emacs: there is nothing in it to change.
var noSlots = &Vector{}

// NewVector returns a new vector that keeps slots. All empty vectors are eq.
func NewVector(slots []Value) Value {
	if len(slots) == 0 {
		return Value{unsafe.Pointer(noSlots), tagVec}
	}
	return Value{unsafe.Pointer(&Vector{slots}), tagVec}
}

// NewRecord returns a new record that keeps slots; slots[0] is its type.
func NewRecord(slots []Value) Value { return Value{unsafe.Pointer(&Vector{slots}), tagRecord} }

// A BoolVector is a vector of bits, bit i in Words[i/64].
type BoolVector struct {
	Len   int
	Words []uint64
}

// NewBoolVector returns a new bool-vector of n false bits.
func NewBoolVector(n int) *BoolVector {
	return &BoolVector{Len: n, Words: make([]uint64, (n+63)/64)}
}

// Value returns b as a Lisp value.
func (b *BoolVector) Value() Value { return Value{unsafe.Pointer(b), tagBools} }

// Get returns bit i.
func (b *BoolVector) Get(i int) bool { return b.Words[i/64]>>(i%64)&1 != 0 }

// Set sets bit i to v.
func (b *BoolVector) Set(i int, v bool) {
	if v {
		b.Words[i/64] |= 1 << (i % 64)
	} else {
		b.Words[i/64] &^= 1 << (i % 64)
	}
}
