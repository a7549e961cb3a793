package lisp

import "elnet/lisp/char"

// What #^[...] lists before the contents: default, parent, purpose and the part
// for ASCII, which the contents have too.
const charTableHead = 4

// subLengths are the numbers of entries of a char-table, and of its sub-tables
// one, two and three levels down.
var subLengths = [...]int{64, 16, 32, 128}

// readCharTable makes the char-table of slots, as #^[...] lists them.
func (in *Interp) readCharTable(slots []Value) (Value, *Exit) {
	n := charTableHead + subLengths[0]
	if len(slots) < n {
		return Value{}, in.Errorf("Invalid size char-table")
	}
	t := in.NewCharTable(slots[2], Value{})
	for i, v := range slots[charTableHead:n] {
		t.fillPart(0, rune(i)*subSizes[0], v)
	}
	t.dflt = slots[0]
	if p, ok := slots[1].Object().(*CharTable); ok {
		t.parent = p
	}
	t.extra = append([]Value(nil), slots[n:min(len(slots), n+maxExtraSlots)]...)
	return t.value, nil
}

// fillPart gives the characters of one entry at depth, from on, the value v or,
// if that is a sub-table, the values in it.
func (t *CharTable) fillPart(depth int, from rune, v Value) {
	if from > char.Max {
		return
	}
	if s, ok := v.Object().(*subTable); ok && depth < 3 {
		for i, w := range s.slots {
			t.fillPart(depth+1, from+rune(i)*subSizes[depth+1], w)
		}
		return
	}
	if !v.IsNil() {
		t.Set(from, min(from+subSizes[depth]-1, char.Max), v)
	}
}

// readSubTable makes the sub-table of slots, as #^^[DEPTH FROM ...] lists them.
func (in *Interp) readSubTable(slots []Value) (Value, *Exit) {
	if len(slots) == 0 {
		return Value{}, in.Errorf("Zero-sized sub char-table")
	}
	depth := slots[0].Fixnum()
	if !slots[0].IsFixnum() || depth < 1 || depth > 3 {
		return Value{}, in.Errorf("Invalid depth in sub char-table")
	}
	if len(slots) != 2+subLengths[depth] {
		return Value{}, in.Errorf("Invalid size in sub char-table")
	}
	from := slots[1]
	if !from.IsFixnum() || from.fix() < 0 || from.fix() > char.Max {
		return Value{}, in.Errorf("Invalid minimum character in sub-char-table")
	}
	return NewObject(&subTable{depth, rune(from.fix()), append([]Value(nil), slots[2:]...)}), nil
}
