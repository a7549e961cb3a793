package time

import (
	"math"
	"math/big"
	"syscall"

	"elnet/lisp"
)

func (s *State) arithPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(current-time)", lisp.Fn0(func(*lisp.Interp) (lisp.Value, *lisp.Exit) { return now().list4(), nil }),
			"Return the time now as (HIGH LOW USEC PSEC): HIGH*65536+LOW seconds after 1970 began, UTC."),
		lisp.Def("(float-time &optional TIME)", lisp.Fn1(floatTime), "Return TIME, default now, as a float of seconds after the epoch."),
		lisp.Def("(time-add A B)", lisp.Fn2(func(in *lisp.Interp, a, b lisp.Value) (lisp.Value, *lisp.Exit) {
			return add(in, a, b, false)
		}), "Return the sum of the times A and B."),
		lisp.Def("(time-subtract A B)", lisp.Fn2(func(in *lisp.Interp, a, b lisp.Value) (lisp.Value, *lisp.Exit) {
			return add(in, a, b, true)
		}), "Return the time A less the time B."),
		lisp.Def("(time-less-p A B)", lisp.Fn2(func(in *lisp.Interp, a, b lisp.Value) (lisp.Value, *lisp.Exit) {
			c, ordered, x := compare(in, a, b)
			return lisp.Bool(ordered && c < 0), x
		}), "Return t if the time A is before the time B."),
		lisp.Def("(time-equal-p A B)", lisp.Fn2(func(in *lisp.Interp, a, b lisp.Value) (lisp.Value, *lisp.Exit) {
			c, ordered, x := compare(in, a, b)
			return lisp.Bool(ordered && c == 0 && a.IsNil() == b.IsNil()), x
		}), "Return t if A and B are the same time. Now, nil, is never a time given as a number."),
		lisp.Def("(time-convert TIME &optional FORM)", lisp.Fn2(convert),
			"Return TIME in the shape FORM: integer for seconds, list for (HIGH LOW USEC PSEC),\n"+
				"a number HZ for (TICKS . HZ), t for (TICKS . HZ) without loss. What does not fit is cut off."),
		lisp.Def("(get-internal-run-time)", lisp.Fn0(runTime), "Return the processor time that the program has used, as current-time's list."),
		lisp.Def("(current-idle-time)", lisp.Fn0(func(*lisp.Interp) (lisp.Value, *lisp.Exit) { return lisp.Nil, nil }),
			"Return nil: there is no user to be idle."),
	}
}

func floatTime(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if v.IsFloat() {
		return v, nil
	}
	t, x := decode(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	return lisp.Float(t.float()), nil
}

func notFinite(v lisp.Value) bool {
	return v.IsFloat() && (math.IsNaN(v.Float()) || math.IsInf(v.Float(), 0))
}

// add returns a+b, or a-b.
func add(in *lisp.Interp, a, b lisp.Value, subtract bool) (lisp.Value, *lisp.Exit) {
	if notFinite(a) || notFinite(b) {
		return addFloats(in, a, b, subtract)
	}
	ta, x := decode(in, a)
	if x != nil {
		return lisp.Nil, x
	}
	tb := ta
	if a != b {
		if tb, x = decode(in, b); x != nil {
			return lisp.Nil, x
		}
	}
	r := sum(ta, tb, subtract)
	switch {
	case r.hz.Cmp(one) == 0:
		return lisp.BigInt(r.ticks), nil
	case ta.form == formTicksHz || tb.form == formTicksHz || new(big.Int).Rem(trillion, r.hz).Sign() != 0:
		return r.pair(), nil
	}
	return r.list4(), nil
}

// addFloats is add when a or b is infinite or not a number.
func addFloats(in *lisp.Interp, a, b lisp.Value, subtract bool) (lisp.Value, *lisp.Exit) {
	fa, x := floatTime(in, a)
	if x != nil {
		return lisp.Nil, x
	}
	fb, x := floatTime(in, b)
	if x != nil {
		return lisp.Nil, x
	}
	if subtract {
		return lisp.Float(fa.Float() - fb.Float()), nil
	}
	return lisp.Float(fa.Float() + fb.Float()), nil
}

// sum returns a+b or a-b. The resolution is that of both if they agree; else the
// fraction is reduced, but not below the coarser of the two resolutions.
func sum(a, b stamp, subtract bool) stamp {
	op := (*big.Int).Add
	if subtract {
		op = (*big.Int).Sub
	}
	if a.hz.Cmp(b.hz) == 0 {
		return stamp{ticks: op(new(big.Int), a.ticks, b.ticks), hz: a.hz}
	}
	g := new(big.Int).GCD(nil, nil, a.hz, b.hz)
	fa, fb := new(big.Int).Div(a.hz, g), new(big.Int).Div(b.hz, g)
	n := op(new(big.Int), new(big.Int).Mul(fb, a.ticks), new(big.Int).Mul(fa, b.ticks))
	d := new(big.Int).Mul(fa, b.hz)
	if r := new(big.Int).GCD(nil, nil, new(big.Int).Abs(n), d); r.Sign() != 0 {
		n.Div(n, r)
		d.Div(d, r)
	}
	coarse := a.hz
	if b.hz.Cmp(coarse) < 0 {
		coarse = b.hz
	}
	if d.Cmp(coarse) < 0 {
		up := new(big.Int).Add(coarse, d)
		up.Sub(up, one).Div(up, d)
		n.Mul(n, up)
		d.Mul(d, up)
	}
	return stamp{ticks: n, hz: d}
}

// compare orders two times; ordered is false if one is not a number.
func compare(in *lisp.Interp, a, b lisp.Value) (c int, ordered bool, x *lisp.Exit) {
	if notFinite(a) || notFinite(b) {
		fa, x := floatTime(in, a)
		if x != nil {
			return 0, false, x
		}
		fb, x := floatTime(in, b)
		if x != nil {
			return 0, false, x
		}
		switch f, g := fa.Float(), fb.Float(); {
		case f < g:
			return -1, true, nil
		case f > g:
			return 1, true, nil
		default:
			return 0, f == g, nil
		}
	}
	ta, x := decode(in, a)
	if x != nil {
		return 0, false, x
	}
	if a == b {
		return 0, true, nil
	}
	tb, x := decode(in, b)
	if x != nil {
		return 0, false, x
	}
	if ta.hz.Cmp(tb.hz) == 0 {
		return ta.ticks.Cmp(tb.ticks), true, nil
	}
	return new(big.Int).Mul(ta.ticks, tb.hz).Cmp(new(big.Int).Mul(tb.ticks, ta.hz)), true, nil
}

func convert(in *lisp.Interp, v, shape lisp.Value) (lisp.Value, *lisp.Exit) {
	t, x := decode(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	switch {
	case shape.IsNil() || shape == in.Sym("list"):
		return t.list4(), nil
	case shape == in.Sym("integer"):
		return lisp.BigInt(t.seconds()), nil
	case shape == lisp.T:
		return t.pair(), nil
	case shape.IsInteger() && shape.Big().Sign() > 0:
		return stamp{ticks: t.scaled(shape.Big()), hz: shape.Big()}.pair(), nil
	}
	return lisp.Nil, in.SignalNamed("error", lisp.NewString("Invalid time frequency"), shape)
}

func runTime(*lisp.Interp) (lisp.Value, *lisp.Exit) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return now().list4(), nil
	}
	return fromNanoseconds(u.Utime.Nano() + u.Stime.Nano()), nil
}
