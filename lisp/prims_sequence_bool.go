package lisp

import "math/bits"

func primBoolVector(_ *Interp, args []Value) (Value, *Exit) {
	b := NewBoolVector(len(args))
	for i, a := range args {
		b.Set(i, !a.IsNil())
	}
	return b.Value(), nil
}

func primMakeBoolVector(in *Interp, n, v Value) (Value, *Exit) {
	k, x := in.wholeNumber(n)
	if x != nil {
		return Value{}, x
	}
	if k > maxSlotsOf*64 {
		return Value{}, in.memoryFull()
	}
	b := NewBoolVector(k)
	fillBools(b, !v.IsNil())
	return b.Value(), nil
}

func (in *Interp) boolVector(v Value) (*BoolVector, *Exit) {
	if v.IsBoolVector() {
		return v.BoolVector(), nil
	}
	return nil, in.WrongType("bool-vector-p", v)
}

// boolOp makes a primitive (OP A B &optional C) of an operation on words.
func boolOp(op func(a, b uint64) uint64) Callable {
	return Fn3(func(in *Interp, va, vb, vc Value) (Value, *Exit) {
		a, x := in.boolVector(va)
		if x != nil {
			return Value{}, x
		}
		b, x := in.boolVector(vb)
		if x != nil {
			return Value{}, x
		}
		if vc.IsNil() {
			if a.Len != b.Len {
				return Value{}, in.wrongLength(a, b)
			}
			c := NewBoolVector(a.Len)
			for i := range c.Words {
				c.Words[i] = op(a.Words[i], b.Words[i])
			}
			return c.Value(), nil
		}
		c, x := in.boolVector(vc)
		if x != nil {
			return Value{}, x
		}
		if a.Len != b.Len || a.Len != c.Len {
			return Value{}, in.wrongLength(a, b, c)
		}
		changed := false
		for i := range c.Words {
			w := op(a.Words[i], b.Words[i])
			changed = changed || w != c.Words[i]
			c.Words[i] = w
		}
		if !changed {
			return Value{}, nil
		}
		return vc, nil
	})
}

func (in *Interp) wrongLength(vs ...*BoolVector) *Exit {
	var data []Value
	for _, v := range vs {
		data = append(data, fix(int64(v.Len)))
	}
	return in.SignalNamed("wrong-length-argument", data...)
}

func primBoolNot(in *Interp, va, vb Value) (Value, *Exit) {
	a, x := in.boolVector(va)
	if x != nil {
		return Value{}, x
	}
	b := NewBoolVector(a.Len)
	if !vb.IsNil() {
		if b, x = in.boolVector(vb); x != nil {
			return Value{}, x
		}
		if a.Len != b.Len {
			return Value{}, in.wrongLength(a, b)
		}
	} else {
		vb = b.Value()
	}
	for i := range a.Words {
		b.Words[i] = ^a.Words[i]
	}
	b.trim()
	return vb, nil
}

func primBoolSubset(in *Interp, va, vb Value) (Value, *Exit) {
	a, x := in.boolVector(va)
	if x != nil {
		return Value{}, x
	}
	b, x := in.boolVector(vb)
	if x != nil {
		return Value{}, x
	}
	if a.Len != b.Len {
		return Value{}, in.wrongLength(a, b, b)
	}
	for i := range a.Words {
		if a.Words[i]&^b.Words[i] != 0 {
			return Value{}, nil
		}
	}
	return T, nil
}

func primBoolCount(in *Interp, va Value) (Value, *Exit) {
	a, x := in.boolVector(va)
	if x != nil {
		return Value{}, x
	}
	n := 0
	for _, w := range a.Words {
		n += bits.OnesCount64(w)
	}
	return fix(int64(n)), nil
}

func primBoolRun(in *Interp, va, want, from Value) (Value, *Exit) {
	a, x := in.boolVector(va)
	if x != nil {
		return Value{}, x
	}
	i, x := in.wholeNumber(from)
	if x != nil {
		return Value{}, x
	}
	if i > a.Len {
		return Value{}, in.ArgsOutOfRange(va, from)
	}
	n := 0
	for ; i < a.Len && a.Get(i) == !want.IsNil(); i++ {
		n++
	}
	return fix(int64(n)), nil
}
