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
		items := append([]Value(nil), s...)
		if x := mergeSort(in, items, pred, false, func(v Value) Value { return v }); x != nil {
			return Value{}, x
		}
		copy(s, items)
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
	cells := make([]sortCell, 0, n)
	for t := l; t.IsCons(); t = t.Cons().Cdr {
		cells = append(cells, sortCell{t.Cons().Car, t.Cons()})
	}
	if x := mergeSort(in, cells, pred, true, func(c sortCell) Value { return c.key }); x != nil {
		return Value{}, x
	}
	for i := range cells {
		var next Value
		if i+1 < len(cells) {
			next = consValue(cells[i+1].c)
		}
		cells[i].c.Cdr = next
	}
	return consValue(cells[0].c), nil
}

type sortCell struct {
	key Value
	c   *Cons
}

// mergeSort sorts s. Emacs sorts the second half of a list first, but the first
// half of a vector: a predicate can tell.
func mergeSort[E any](in *Interp, s []E, pred Value, backFirst bool, key func(e E) Value) *Exit {
	if len(s) < 2 {
		return nil
	}
	call, x := in.Caller(pred)
	if x != nil {
		return x
	}
	m := merger[E]{in, &call, key, make([]E, len(s)), backFirst}
	return m.sort(s)
}

type merger[E any] struct {
	in   *Interp
	less *Caller
	key  func(e E) Value
	tmp  []E

	backFirst bool
}

func (m *merger[E]) sort(s []E) *Exit {
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
		v, x := m.less.Call2(m.key(right[j]), m.key(left[i]))
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
