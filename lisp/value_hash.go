package lisp

import (
	"hash/maphash"
	"math/bits"
	"unsafe"
)

// A HashTable keeps its entries in the order of insertion, as maphash shows
// them, and may be changed while it is mapped.
type HashTable struct {
	Test                 *HashTest
	Weak                 Value // nil or the symbol given as :weakness
	weakKeys, weakValues bool  // entries hold weakRefs
	entries              []hashEntry
	index                []int32 // position in entries plus 1; 0 empty
	used                 int     // slots of index that are not empty
	free                 []int32 // positions in entries to use again, the last one first, as in Emacs
	live                 int
	size                 int // what hash-table-size says
	sized                bool
	Pure                 bool
}

type hashEntry struct {
	k, v Value
	h    uint32
	dead bool
}

// A HashTest is eq, eql, equal or one made by define-hash-table-test.
type HashTest struct {
	Name       Value
	kind       uint8
	Equal, Key Value // Lisp functions of a user's test
}

const (
	testEq = iota
	testEql
	testEqual
	testUser
)

// Value returns h as a Lisp value.
func (h *HashTable) Value() Value { return Value{unsafe.Pointer(h), tagHash} }

// Len returns the number of entries.
func (h *HashTable) Len() int {
	h.sweep()
	return h.live
}

// One seed for the process: hashes are never stored or compared across runs.
var hashSeed = maphash.MakeSeed()

func hashEq(v Value) uint32 {
	x := uint64(uintptr(v.p)) ^ v.n*0x9E3779B97F4A7C15
	hi, lo := bits.Mul64(x, 0xD6E8FEB86659FD93)
	return uint32(hi ^ lo)
}

func hashEql(v Value) uint32 {
	if v.IsBignum() {
		return uint32(maphash.Bytes(hashSeed, v.Big().Bytes()))
	}
	return hashEq(v)
}

// hashFunc is the hash of closures, and of the lists that are equal to some.
const hashFunc = 29

// hashEqual agrees with equal; depth bounds the walk into nested structure.
func hashEqual(v Value, depth int) uint32 {
	switch v.Kind() {
	case KindString:
		return v.Str().hashText()
	case KindCons:
		if c := v.Cons().Car; c.n == tagSym && ((*Symbol)(c.p).name.s == "closure" || (*Symbol)(c.p).name.s == "lambda") {
			return hashFunc
		}
		h := uint32(17)
		for i := 0; v.IsCons() && i < 8; i++ {
			if depth < 4 {
				h = h*31 + hashEqual(v.Cons().Car, depth+1)
			}
			v = v.Cons().Cdr
		}
		return h
	case KindVector, KindRecord:
		s := v.Vector().Slots
		h := uint32(19 + len(s))
		for i := 0; i < len(s) && i < 16 && depth < 4; i++ {
			h = h*31 + hashEqual(s[i], depth+1)
		}
		return h
	case KindBoolVector:
		h := uint32(v.BoolVector().Len)
		for _, w := range v.BoolVector().Words {
			h = h*31 + uint32(w^w>>32)
		}
		return h
	case KindBignum:
		return hashEql(v)
	case KindObject:
		if _, ok := v.Object().(ObjectEqualer); ok {
			return 23
		}
	case KindFunction:
		if v.isCode() {
			return hashEqual(v.Func().obj, depth)
		}
		if v.Func().lam != nil {
			return hashFunc
		}
	}
	return hashEq(v)
}

// Eql is eq, or the same number: floats by their bits.
func Eql(a, b Value) bool {
	return a == b || a.IsBignum() && b.IsBignum() && a.Big().Cmp(b.Big()) == 0
}

func (h *HashTable) hash(in *Interp, k Value) (uint32, *Exit) {
	switch h.Test.kind {
	case testEq:
		return hashEq(k), nil
	case testEql:
		return hashEql(k), nil
	case testEqual:
		return hashEqual(k, 0), nil
	}
	v, x := in.Funcall(h.Test.Key, k)
	if x != nil {
		return 0, x
	}
	return hashEql(v), nil
}

// find returns the entry of k, or nil, and the hash of k.
func (h *HashTable) find(in *Interp, k Value) (*hashEntry, uint32, *Exit) {
	if h.Test.kind <= testEql && !k.IsBignum() && !h.weakKeys {
		e, hv := h.findSame(k)
		return e, hv, nil
	}
	hv, x := h.hash(in, k)
	if x != nil || len(h.index) == 0 {
		return nil, hv, x
	}
	mask := uint32(len(h.index) - 1)
	for i := hv & mask; ; i = (i + 1) & mask {
		j := h.index[i]
		if j == 0 {
			return nil, hv, nil
		}
		e := &h.entries[j-1]
		if e.h != hv || e.dead {
			continue
		}
		ek := e.k
		if h.weakKeys {
			var ok bool
			if ek, ok = strongly(ek); !ok {
				continue
			}
		}
		if ek == k {
			return e, hv, nil
		}
		same := false
		switch h.Test.kind {
		case testEql:
			same = Eql(ek, k)
		case testEqual:
			if same, x = in.equal(ek, k, 0); x != nil {
				return nil, hv, x
			}
		case testUser:
			index := h.index
			v, x := in.Funcall(h.Test.Equal, ek, k)
			if x != nil {
				return nil, hv, x
			}
			if len(h.index) != len(index) || len(index) > 0 && &h.index[0] != &index[0] {
				return nil, hv, in.Signal(in.s.error, NewString("hash table test modifies table"), h.Value())
			}
			same = !v.IsNil()
		}
		if same {
			return e, hv, nil
		}
	}
}

// findSame is find when entries hold their keys, and only k itself is like k.
func (h *HashTable) findSame(k Value) (*hashEntry, uint32) {
	hv := hashEq(k)
	if len(h.index) == 0 {
		return nil, hv
	}
	mask := uint32(len(h.index) - 1)
	for i := hv & mask; ; i = (i + 1) & mask {
		j := h.index[i]
		if j == 0 {
			return nil, hv
		}
		if e := &h.entries[j-1]; e.k == k && !e.dead {
			return e, hv
		}
	}
}

// Get returns the value of k and whether it has one.
func (h *HashTable) Get(in *Interp, k Value) (Value, bool, *Exit) {
	e, _, x := h.find(in, k)
	if e == nil {
		return Value{}, false, x
	}
	if h.weakValues {
		v, ok := strongly(e.v)
		return v, ok, nil
	}
	return e.v, true, nil
}

// Put sets the value of k.
func (h *HashTable) Put(in *Interp, k, v Value) *Exit {
	e, hv, x := h.find(in, k)
	if x != nil {
		return x
	}
	if h.weakValues {
		v = weakly(in, v)
	}
	if e != nil {
		e.v = v
		return nil
	}
	if h.weakKeys {
		k = weakly(in, k)
	}
	if (h.used+1)*4 > len(h.index)*3 {
		h.grow()
	}
	if h.live++; h.live > h.room() {
		h.size = max(h.size+h.size/2, h.size+1)
	}
	if n := len(h.free); n > 0 {
		i := h.free[n-1]
		h.free = h.free[:n-1]
		h.entries[i] = hashEntry{k: k, v: v, h: hv}
		h.place(hv, i+1)
		return nil
	}
	h.entries = append(h.entries, hashEntry{k: k, v: v, h: hv})
	h.place(hv, int32(len(h.entries)))
	return nil
}

// room is what hash-table-size says: what was asked for, 65 by default, growing
// by half when it is full.
func (h *HashTable) room() int {
	if h.size == 0 && !h.sized {
		h.size = 65
	}
	return h.size
}

// SetSize makes n the size that hash-table-size tells.
func (h *HashTable) SetSize(n int) { h.size, h.sized = n, true }

// Remove removes k.
func (h *HashTable) Remove(in *Interp, k Value) *Exit {
	e, _, x := h.find(in, k)
	if e != nil {
		h.drop(int((uintptr(unsafe.Pointer(e)) - uintptr(unsafe.Pointer(&h.entries[0]))) / unsafe.Sizeof(*e)))
	}
	return x
}

// drop frees the entry at index i.
func (h *HashTable) drop(i int) {
	h.entries[i] = hashEntry{dead: true, h: h.entries[i].h}
	h.live--
	h.free = append(h.free, int32(i))
}

// Clear removes all entries.
func (h *HashTable) Clear() { h.entries, h.index, h.free, h.used, h.live = nil, nil, nil, 0, 0 }

// Copy returns a copy of h.
func (h *HashTable) Copy() *HashTable {
	h.sweep()
	c := &HashTable{Test: h.Test, Weak: h.Weak, weakKeys: h.weakKeys, weakValues: h.weakValues, Pure: h.Pure,
		size: h.size, sized: h.sized}
	c.entries = h.entries
	c.live = h.live
	c.grow()
	return c
}

// Map calls f for each entry in order of insertion until it returns false.
// Entries that f adds may or may not be visited; ones that it removes are not.
func (h *HashTable) Map(f func(k, v Value) bool) {
	for i, n := 0, len(h.entries); i < n && i < len(h.entries); i++ {
		if k, v, ok := h.entry(i); ok && !f(k, v) {
			return
		}
	}
}

func (h *HashTable) place(hv uint32, pos int32) {
	mask := uint32(len(h.index) - 1)
	i := hv & mask
	for h.index[i] != 0 {
		i = (i + 1) & mask
	}
	h.index[i] = pos
	h.used++
}

// grow rebuilds the index with room for more entries. Freed entries that wait to
// be used again keep their places.
func (h *HashTable) grow() {
	h.sweep()
	old := h.entries
	h.used = 0
	n := 8
	for n*3 < (h.live+1)*2*4 {
		n *= 2
	}
	h.entries = make([]hashEntry, 0, max(n*3/4, len(old)+1))
	h.index = make([]int32, n)
	for _, e := range old {
		h.entries = append(h.entries, e)
		if !e.dead {
			h.place(e.h, int32(len(h.entries)))
		}
	}
}
