package lisp

import (
	"math"
	"math/big"

	"elnet/lisp/internal/elementary"
)

// floatArg checks an argument of a mathematical function.
func (in *Interp) floatArg(v Value) (float64, *Exit) {
	if v.IsNumber() {
		return toFloat(v), nil
	}
	return 0, in.WrongType("numberp", v)
}

// floatFn makes a primitive of a function of one float. A NaN argument is
// returned as it is.
func floatFn(f func(float64) float64) Callable {
	return Fn1(func(in *Interp, v Value) (Value, *Exit) {
		a, x := in.floatArg(v)
		if x != nil {
			return Value{}, x
		}
		r := f(a)
		if a != a {
			r = a
		}
		return Float(r), nil
	})
}

// signedNaN makes the NaN that f returns the machine's: see quietNaN.
func signedNaN(f func(float64) float64) func(float64) float64 {
	return func(a float64) float64 { return quietNaN(f(a), a) }
}

const positiveNaN = 0x7FF8000000000000

// arcNaN makes f return the NaN of the C library's asin and acos, which unlike
// the machine's has no sign.
func arcNaN(f func(float64) float64) func(float64) float64 {
	return func(a float64) float64 {
		if a < -1 || a > 1 {
			return math.Float64frombits(positiveNaN)
		}
		return f(a)
	}
}

func floatRounder(f func(float64) float64) Callable {
	return Fn1(func(in *Interp, v Value) (Value, *Exit) {
		if !v.IsFloat() {
			return Value{}, in.WrongType("floatp", v)
		}
		return Float(f(v.Float())), nil
	})
}

func primFloat(in *Interp, v Value) (Value, *Exit) {
	if v.IsFloat() {
		return v, nil
	}
	f, x := in.floatArg(v)
	return Float(f), x
}

func primIsnan(in *Interp, v Value) (Value, *Exit) {
	if !v.IsFloat() {
		return Value{}, in.WrongType("floatp", v)
	}
	return Bool(v.Float() != v.Float()), nil
}

func primCopysign(in *Interp, a, b Value) (Value, *Exit) {
	for _, v := range []Value{a, b} {
		if !v.IsFloat() {
			return Value{}, in.WrongType("floatp", v)
		}
	}
	return Float(math.Copysign(a.Float(), b.Float())), nil
}

func primAtan(in *Interp, y, x Value) (Value, *Exit) {
	fy, ex := in.floatArg(y)
	if ex != nil {
		return Value{}, ex
	}
	if x.IsNil() {
		return Float(quietNaN(elementary.Atan(fy), fy)), nil
	}
	fx, ex := in.floatArg(x)
	if ex != nil {
		return Value{}, ex
	}
	return Float(quietNaN(elementary.Atan2(fy, fx), fy, fx)), nil
}

func primLog(in *Interp, a, base Value) (Value, *Exit) {
	d, x := in.floatArg(a)
	if x != nil {
		return Value{}, x
	}
	if base.IsNil() {
		return Float(quietNaN(elementary.Log(d), d)), nil
	}
	b, x := in.floatArg(base)
	if x != nil {
		return Value{}, x
	}
	switch b {
	case 10:
		if d < 0 { // where the C library's log10 differs from its log
			d = math.Float64frombits(positiveNaN)
		} else {
			d = quietNaN(elementary.Log10(d), d)
		}
	case 2:
		d = quietNaN(elementary.Log2(d), d)
	default:
		d = quietNaN(elementary.Log(d)/elementary.Log(b), d, b)
	}
	return Float(d), nil
}

func primExpt(in *Interp, a, b Value) (Value, *Exit) {
	p, x := in.floatArg(a)
	if x != nil {
		return Value{}, x
	}
	q, x := in.floatArg(b)
	if x != nil {
		return Value{}, x
	}
	if a.IsInteger() && b.IsInteger() && b.Big().Sign() >= 0 {
		return in.exptInteger(a, b)
	}
	v := quietNaN(elementary.Pow(p, q), p, q)
	if math.IsNaN(p) && math.Abs(math.Mod(q, 2)) == 1 {
		v = math.Abs(v) // the C library takes the sign off for an odd power
	}
	return Float(v), nil
}

func (in *Interp) exptInteger(a, b Value) (Value, *Exit) {
	if a.IsFixnum() && a.fix() >= -1 && a.fix() <= 1 {
		switch {
		case a.fix() == 1, b == fix(0):
			return fix(1), nil
		case a.fix() == 0:
			return fix(0), nil
		}
		return fix(1 - 2*int64(b.Big().Bit(0))), nil
	}
	if b.IsBignum() {
		return Value{}, in.Signal(in.s.overflow)
	}
	n, w := b.fix(), int64(in.integerWidth())
	// |a| is at least 2^(BitLen-1), so the power has at least this many bits.
	if n > w || int64(a.Big().BitLen()-1)*n+1 > w {
		return Value{}, in.Signal(in.s.overflow)
	}
	return in.bigResult(new(big.Int).Exp(a.Big(), b.Big(), nil))
}

func primFrexp(in *Interp, v Value) (Value, *Exit) {
	f, x := in.floatArg(v)
	if x != nil {
		return Value{}, x
	}
	m, e := math.Frexp(f)
	return NewCons(Float(m), fix(int64(e))), nil
}

func primLdexp(in *Interp, m, e Value) (Value, *Exit) {
	if !e.IsFixnum() {
		return Value{}, in.WrongType("fixnump", e)
	}
	f, x := in.floatArg(m)
	if x != nil {
		return Value{}, x
	}
	return Float(math.Ldexp(f, int(min(max(e.fix(), -1<<20), 1<<20)))), nil
}

func primLogb(in *Interp, v Value) (Value, *Exit) {
	switch {
	case v.IsFloat():
		f := v.Float()
		switch {
		case f == 0:
			return Float(math.Inf(-1)), nil
		case math.IsInf(f, 0):
			return Float(math.Inf(1)), nil
		case f != f:
			return v, nil
		}
		return fix(int64(math.Ilogb(f))), nil
	case v.IsInteger():
		if n := v.Big().BitLen(); n > 0 {
			return fix(int64(n - 1)), nil
		}
		return Float(math.Inf(-1)), nil
	}
	return Value{}, in.WrongType("numberp", v)
}

func primTruncate(in *Interp, n, d Value) (Value, *Exit) { return in.divide(n, d, roundTruncate) }
func primFloor(in *Interp, n, d Value) (Value, *Exit)    { return in.divide(n, d, roundFloor) }
func primCeiling(in *Interp, n, d Value) (Value, *Exit)  { return in.divide(n, d, roundCeiling) }
func primRound(in *Interp, n, d Value) (Value, *Exit)    { return in.divide(n, d, roundNearest) }

type rounding uint8

const (
	roundTruncate rounding = iota
	roundFloor
	roundCeiling
	roundNearest
)

func (r rounding) float(f float64) float64 {
	switch r {
	case roundTruncate:
		return math.Trunc(f)
	case roundFloor:
		return math.Floor(f)
	case roundCeiling:
		return math.Ceil(f)
	}
	return math.RoundToEven(f)
}

// quotient returns n/d rounded; d is not 0.
func (r rounding) quotient(n, d *big.Int) *big.Int {
	q, m := new(big.Int), new(big.Int)
	q.QuoRem(n, d, m)
	if m.Sign() == 0 {
		return q
	}
	down := m.Sign() != d.Sign() // the exact quotient is negative
	away := false
	switch r {
	case roundFloor:
		away = down
	case roundCeiling:
		away = !down
	case roundNearest:
		twice := new(big.Int).Lsh(m.Abs(m), 1)
		c := twice.CmpAbs(d)
		away = c > 0 || c == 0 && q.Bit(0) == 1
	}
	if away {
		step := int64(1)
		if down {
			step = -1
		}
		q.Add(q, big.NewInt(step))
	}
	return q
}

// divide is truncate, floor, ceiling and round: n, or n/d exactly, rounded to
// an integer.
func (in *Interp) divide(n, d Value, r rounding) (Value, *Exit) {
	if !n.IsNumber() {
		return Value{}, in.WrongType("numberp", n)
	}
	if d.IsNil() {
		if !n.IsFloat() {
			return n, nil
		}
		return in.floatToInteger(r.float(n.Float()))
	}
	if !d.IsNumber() {
		return Value{}, in.WrongType("numberp", d)
	}
	if d.IsFixnum() && d.fix() == 0 || d.IsFloat() && d.Float() == 0 {
		return Value{}, in.Signal(in.s.arith)
	}
	if d.IsFloat() && math.IsInf(d.Float(), 0) && !(n.IsFloat() && (n.Float()-n.Float() != 0)) {
		return fix(0), nil
	}
	p, pe, ok := exactParts(n)
	q, qe, ok2 := exactParts(d)
	if !ok || !ok2 {
		return Value{}, in.Signal(in.s.overflow)
	}
	if pe < qe {
		q = new(big.Int).Lsh(q, uint(qe-pe))
	} else if pe > qe {
		p = new(big.Int).Lsh(p, uint(pe-qe))
	}
	return in.bigResult(r.quotient(p, q))
}

// exactParts returns m and e with v = m * 2^e; not ok for infinities and NaN.
func exactParts(v Value) (m *big.Int, e int, ok bool) {
	if !v.IsFloat() {
		return v.Big(), 0, true
	}
	f := v.Float()
	if f-f != 0 {
		return nil, 0, false
	}
	frac, e := math.Frexp(f)
	return big.NewInt(int64(math.Ldexp(frac, 53))), e - 53, true
}

// floatToInteger returns the integral float f as an integer.
func (in *Interp) floatToInteger(f float64) (Value, *Exit) {
	if f >= -1<<61 && f < 1<<61 {
		return fix(int64(f)), nil
	}
	if f-f != 0 {
		return Value{}, in.Signal(in.s.overflow)
	}
	i, _ := big.NewFloat(f).Int(nil)
	return in.bigResult(i)
}
