package lisp

import (
	"unsafe"
	"weak"
)

// A weakRef stands in an entry of a weak hash table for an object that the entry
// does not keep alive: its Value is {pointer to the weakRef, tagWeak}.
type weakRef struct {
	p   weak.Pointer[byte]
	tag uint64
}

// weakly returns v so that holding it does not keep its object alive. Numbers,
// nil, t and what symbols of the obarray keep alive anyway stay as they are.
func weakly(in *Interp, v Value) Value {
	switch v.Kind() {
	case KindFixnum, KindFloat:
		return v
	case KindSymbol:
		if v.IsNil() || v == T || in.Symbol(v).interned {
			return v
		}
	case KindFunction:
		if v.Func().lam == nil {
			return v
		}
	}
	return Value{unsafe.Pointer(&weakRef{weak.Make((*byte)(v.p)), v.n}), tagWeak}
}

// strongly returns the object that v, made by weakly, stands for; not ok if it
// is gone.
func strongly(v Value) (_ Value, ok bool) {
	if v.n != tagWeak || v.IsFixnum() || v.IsFloat() {
		return v, true
	}
	r := (*weakRef)(v.p)
	p := r.p.Value()
	return Value{unsafe.Pointer(p), r.tag}, p != nil
}

// weakKinds says what a table of the given weakness does not keep alive. An entry
// of a key-or-value table lives as long as its key or value does: as Go cannot
// make one keep the other alive, it is kept for good.
func weakKinds(in *Interp, weakness Value) (keys, values bool) {
	switch weakness {
	case in.Sym("key"):
		return true, false
	case in.Sym("value"):
		return false, true
	case in.Sym("key-and-value"):
		return true, true
	}
	return false, false
}

// setWeakness makes h, which is empty, weak as the symbol says.
func (h *HashTable) setWeakness(in *Interp, weakness Value) {
	h.Weak = weakness
	h.weakKeys, h.weakValues = weakKinds(in, weakness)
}

// entry returns the key and value at index i, not ok if the entry is free or its
// object gone.
func (h *HashTable) entry(i int) (k, v Value, ok bool) {
	e := &h.entries[i]
	if e.dead {
		return Value{}, Value{}, false
	}
	if !h.weakKeys && !h.weakValues {
		return e.k, e.v, true
	}
	k, ok = strongly(e.k)
	if ok {
		v, ok = strongly(e.v)
	}
	return k, v, ok
}

// sweep frees the entries whose objects are gone.
func (h *HashTable) sweep() {
	if !h.weakKeys && !h.weakValues {
		return
	}
	for i := range h.entries {
		if _, _, ok := h.entry(i); !ok && !h.entries[i].dead {
			h.drop(i)
		}
	}
}
