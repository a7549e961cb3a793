package lisp

// primSort sorts by a stable merge. What PREDICATE answers decides only the
// order: a predicate that contradicts itself, signals or changes the sequence
// leaves a sequence of the same elements.
func primSort(in *Interp, seq, pred Value) (Value, *Exit) {
	switch {
	case seq.IsCons():
		return in.sortList(seq, pred)
	case seq.IsVector():
		s := seq.Vector().Slots
		items := make([]sortItem, len(s))
		for i, v := range s {
			items[i].key = v
		}
		if x := in.mergeSort(items, pred, false); x != nil {
			return Value{}, x
		}
		for i := range items {
			s[i] = items[i].key
		}
		return seq, nil
	case seq.IsNil():
		return seq, nil
	}
	return Value{}, in.WrongType("list-or-vector-p", seq)
}

// sortList orders the cells of l anew; each keeps its car.
func (in *Interp) sortList(l, pred Value) (Value, *Exit) {
	n, x := in.length(l)
	if x != nil {
		return Value{}, x
	}
	items := make([]sortItem, 0, n)
	for t := l; t.IsCons(); t = t.Cons().Cdr {
		items = append(items, sortItem{t.Cons().Car, t.Cons()})
	}
	if x := in.mergeSort(items, pred, true); x != nil {
		return Value{}, x
	}
	var next Value
	for i := len(items) - 1; i >= 0; i-- {
		items[i].cell.Cdr = next
		next = consValue(items[i].cell)
	}
	return next, nil
}

// A sortItem is an element of a vector, or a cell of a list with its car.
type sortItem struct {
	key  Value
	cell *Cons
}

// mergeSort sorts s. Emacs sorts the second half of a list first, but the first
// half of a vector: a predicate can tell.
func (in *Interp) mergeSort(s []sortItem, pred Value, backFirst bool) *Exit {
	if len(s) < 2 {
		return nil
	}
	call, x := in.Caller(pred)
	if x != nil {
		return x
	}
	m := merger{in, &call, make([]sortItem, (len(s)+1)/2), backFirst}
	return m.sort(s)
}

type merger struct {
	in        *Interp
	less      *Caller
	tmp       []sortItem
	backFirst bool
}

func (m *merger) sort(s []sortItem) *Exit {
	if len(s) < 2 {
		return nil
	}
	mid := len(s) / 2
	one, two := s[:mid], s[mid:]
	if m.backFirst {
		one, two = two, one
	}
	if x := m.sort(one); x != nil {
		return x
	}
	if x := m.sort(two); x != nil {
		return x
	}
	if x := m.in.Poll(); x != nil {
		return x
	}
	left := append(m.tmp[:0], s[:mid]...)
	right := s[mid:]
	i, j, k := 0, 0, 0
	for i < len(left) && j < len(right) {
		v, x := m.less.Call2(right[j].key, left[i].key)
		if x != nil {
			return x
		}
		if v.IsNil() {
			s[k] = left[i]
			i++
		} else {
			s[k] = right[j]
			j++
		}
		k++
	}
	copy(s[k:], left[i:])
	return nil
}
