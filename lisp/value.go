package lisp

import (
	"math"
	"math/big"
	"unsafe"
)

// A Value is any Lisp object, in two machine words and without allocation for
// numbers:
//
//	nil      {nil, 0}              the zero Value is Lisp nil
//	fixnum   {&fixTag, int64}      Emacs' range, MinFixnum..MaxFixnum
//	float    {&floatTag, bits}     IEEE 754 double
//	object   {pointer, tag}        tag names the Go type behind pointer
//
// Tags are NaN patterns that no float and no fixnum has, so that one compare
// of the second word answers "is it a cons?". Two Values are eq, in the Lisp
// sense, exactly when they are == in Go.
type Value struct {
	p unsafe.Pointer
	n uint64
}

var fixTag, floatTag, markTag byte

const tagBase = 0x7FFE000000000000

const (
	tagSym = tagBase + uint64(iota)
	tagCons
	tagStr
	tagVec
	tagRecord
	tagHash
	tagFunc
	tagBig
	tagBools
	tagObj
	tagCell // a variable shared by closures; never seen by Lisp
	tagMark // see Symbol.value; never seen by Lisp
	tagWeak // see weakRef; never seen by Lisp
)

// A Kind says how a Value is represented.
type Kind uint8

// The kinds of Value.
const (
	KindSymbol Kind = iota
	KindCons
	KindString
	KindVector
	KindRecord
	KindHashTable
	KindFunction
	KindBignum
	KindBoolVector
	KindObject // a Go type of another package: see Object
	kindCell
	kindMark
	KindFixnum
	KindFloat
)

// The range of fixnums, that of Emacs on 64-bit machines. Integers outside it
// are bignums.
const (
	MaxFixnum = 1<<61 - 1
	MinFixnum = -1 << 61
)

// Nil is Lisp nil: false, the empty list and the symbol of that name.
var Nil = Value{}

// T is Lisp t.
var T = Value{unsafe.Pointer(&symT), tagSym}

// symT only lends its address to T; its cells belong to each interpreter
// (Interp.t), since Lisp may put properties on t.
var symT Symbol

// Bool returns t or nil.
func Bool(b bool) Value {
	if b {
		return T
	}
	return Value{}
}

// Fixnum returns the fixnum i, which must be in the fixnum range: see Int.
func Fixnum(i int) Value { return Value{unsafe.Pointer(&fixTag), uint64(i)} }

func fix(i int64) Value { return Value{unsafe.Pointer(&fixTag), uint64(i)} }

// fits reports whether r is in the fixnum range.
func fits(r int64) bool { return uint64(r+1<<61)>>62 == 0 }

// Int returns the integer i, a fixnum or a bignum.
func Int(i int64) Value {
	if fits(i) {
		return fix(i)
	}
	return Value{unsafe.Pointer(big.NewInt(i)), tagBig}
}

// BigInt returns the integer i, a fixnum if it is in the range. It keeps i.
func BigInt(i *big.Int) Value {
	if i.IsInt64() && fits(i.Int64()) {
		return fix(i.Int64())
	}
	return Value{unsafe.Pointer(i), tagBig}
}

// Float returns the float f.
func Float(f float64) Value { return Value{unsafe.Pointer(&floatTag), math.Float64bits(f)} }

// Kind returns the representation of v.
func (v Value) Kind() Kind {
	switch v.p {
	case nil:
		return KindSymbol
	case unsafe.Pointer(&fixTag):
		return KindFixnum
	case unsafe.Pointer(&floatTag):
		return KindFloat
	}
	return Kind(v.n)
}

// IsNil reports whether v is nil.
func (v Value) IsNil() bool { return v.p == nil }

// IsFixnum reports whether v is a fixnum.
func (v Value) IsFixnum() bool { return v.p == unsafe.Pointer(&fixTag) }

// Fixnum returns the value of the fixnum v.
func (v Value) Fixnum() int { return int(v.n) }

func (v Value) fix() int64 { return int64(v.n) }

// IsFloat reports whether v is a float.
func (v Value) IsFloat() bool { return v.p == unsafe.Pointer(&floatTag) }

// Float returns the value of the float v.
func (v Value) Float() float64 { return math.Float64frombits(v.n) }

// IsBignum reports whether v is an integer outside the fixnum range.
func (v Value) IsBignum() bool { return v.n == tagBig }

// IsInteger reports whether v is a fixnum or a bignum.
func (v Value) IsInteger() bool { return v.IsFixnum() || v.IsBignum() }

// IsNumber reports whether v is an integer or a float.
func (v Value) IsNumber() bool { return v.IsFixnum() || v.IsFloat() || v.IsBignum() }

// Big returns the integer v as a big.Int, which must not be modified.
func (v Value) Big() *big.Int {
	if v.IsFixnum() {
		return big.NewInt(v.fix())
	}
	return (*big.Int)(v.p)
}

// bigIn is Big that puts a fixnum into t.
func (v Value) bigIn(t *big.Int) *big.Int {
	if v.IsFixnum() {
		return t.SetInt64(v.fix())
	}
	return (*big.Int)(v.p)
}

// IsCons reports whether v is a cons cell. Tags cannot be the bits of a fixnum,
// and a float with these bits would be a NaN that no operation makes.
func (v Value) IsCons() bool { return v.n == tagCons }

// Cons returns the cell that v refers to.
func (v Value) Cons() *Cons { return (*Cons)(v.p) }

// IsList reports whether v is a cons or nil.
func (v Value) IsList() bool { return v.n == tagCons || v.p == nil }

// IsSymbol reports whether v is a symbol.
func (v Value) IsSymbol() bool { return v.n == tagSym || v.p == nil }

// IsString reports whether v is a string.
func (v Value) IsString() bool { return v.n == tagStr }

// Str returns the string that v refers to.
func (v Value) Str() *String { return (*String)(v.p) }

// IsVector reports whether v is a vector.
func (v Value) IsVector() bool { return v.n == tagVec }

// Vector returns the vector that v refers to.
func (v Value) Vector() *Vector { return (*Vector)(v.p) }

// IsRecord reports whether v is a record.
func (v Value) IsRecord() bool { return v.n == tagRecord }

// hasSlots reports whether v is a vector or a record.
func (v Value) hasSlots() bool { return v.n-tagVec <= tagRecord-tagVec }

// Record returns the slots of the record v; slot 0 is its type.
func (v Value) Record() *Vector { return (*Vector)(v.p) }

// IsHashTable reports whether v is a hash table.
func (v Value) IsHashTable() bool { return v.n == tagHash }

// HashTable returns the hash table that v refers to.
func (v Value) HashTable() *HashTable { return (*HashTable)(v.p) }

// IsFunc reports whether v is a function object: a primitive or a closure.
func (v Value) IsFunc() bool { return v.n == tagFunc }

// Func returns the function object that v refers to.
func (v Value) Func() *Func { return (*Func)(v.p) }

// IsBoolVector reports whether v is a bool-vector.
func (v Value) IsBoolVector() bool { return v.n == tagBools }

// BoolVector returns the bool-vector that v refers to.
func (v Value) BoolVector() *BoolVector { return (*BoolVector)(v.p) }

func (v Value) cell() *cell { return (*cell)(v.p) }

// A mark stands in a symbol's value slot for whatever is not a plain value.
func mark(i uint64) Value    { return Value{unsafe.Pointer(&markTag), tagMark + i<<8} }
func (v Value) isMark() bool { return v.p == unsafe.Pointer(&markTag) }

// An Object is a Lisp object that another package defines: a buffer, a marker,
// a process, a host's own type. Its Lisp identity is that of the Value that
// NewObject made for it, so each object keeps that Value.
type Object interface {
	// LispType returns the symbol name that type-of gives: "buffer", "process".
	LispType() string
}

// An ObjectPrinter is an Object with a printed form of its own. quote is true
// for prin1, false for princ. Without it an object prints as #<TYPE>.
type ObjectPrinter interface {
	PrintLisp(quote bool) string
}

// An ObjectEqualer is an Object that equal may find alike to another one.
type ObjectEqualer interface {
	EqualLisp(other Object) bool
}

type objectBox struct{ o Object }

// NewObject returns a new Lisp object that stands for o.
func NewObject(o Object) Value { return Value{unsafe.Pointer(&objectBox{o}), tagObj} }

// Object returns the Go object that v stands for, nil if it is none.
func (v Value) Object() Object {
	if v.n == tagObj {
		return (*objectBox)(v.p).o
	}
	return nil
}
