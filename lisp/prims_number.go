package lisp

import (
	"math"
	"math/big"
	"math/bits"

	"elnet/lisp/internal/elementary"
)

// numberPrims are the primitives on numbers.
var numberPrims = []Prim{
	Def("(+ &rest NUMBERS-OR-MARKERS)", FnN(primAdd).With2(primAdd2), "Return the sum of the arguments, 0 without any."),
	Def("(- &optional NUMBER-OR-MARKER &rest MORE)", FnN(primSub).With2(primSub2),
		"Return the first argument less the others; with one argument, its negative."),
	Def("(* &rest NUMBERS-OR-MARKERS)", FnN(primMul).With2(primMul2), "Return the product of the arguments, 1 without any."),
	Def("(/ NUMBER &rest DIVISORS)", FnN(primDiv).With2(primDiv2),
		"Return NUMBER divided by each of DIVISORS: truncated if all are integers. With one argument, its inverse."),
	{usage: "(% X Y)", fn: v2(primRem2), doc: "Return the remainder of the integer X by Y, with the sign of X."},
	{usage: "(mod X Y)", fn: v2(primMod), doc: "Return X modulo Y, with the sign of Y."},
	{usage: "(1+ NUMBER)", fn: v1(primInc), doc: "Return NUMBER plus one."},
	{usage: "(1- NUMBER)", fn: v1(primDec), doc: "Return NUMBER minus one."},
	{usage: "(abs ARG)", fn: v1(primAbs), doc: "Return ARG without its sign."},
	{usage: "(max NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", fn: FnN(primMax), doc: "Return the largest argument; a NaN wins."},
	{usage: "(min NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", fn: FnN(primMin), doc: "Return the smallest argument; a NaN wins."},
	Def("(= NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", compareFn(accEq), "Return t if all arguments are equal as numbers."),
	Def("(< NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", compareFn(accLt), "Return t if each argument is less than the next."),
	Def("(> NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", compareFn(accGt), "Return t if each argument is greater than the next."),
	Def("(<= NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", compareFn(accLt|accEq),
		"Return t if the arguments never decrease."),
	Def("(>= NUMBER-OR-MARKER &rest NUMBERS-OR-MARKERS)", compareFn(accGt|accEq),
		"Return t if the arguments never increase."),
	{usage: "(/= NUM1 NUM2)", fn: v2(primNumNe), doc: "Return t if NUM1 and NUM2 differ as numbers."},
	Def("(logand &rest INTS-OR-MARKERS)", bitOp(opLogand), "Return the bitwise and of the arguments, -1 without any."),
	Def("(logior &rest INTS-OR-MARKERS)", bitOp(opLogior), "Return the bitwise or of the arguments, 0 without any."),
	Def("(logxor &rest INTS-OR-MARKERS)", bitOp(opLogxor), "Return the bitwise exclusive or of the arguments, 0 without any."),
	{usage: "(lognot NUMBER)", fn: v1(primLognot), doc: "Return NUMBER with every bit of its two's complement flipped."},
	{usage: "(logcount VALUE)", fn: v1(primLogcount), doc: "Return how many bits of VALUE are 1; how many are 0 if it is negative."},
	{usage: "(ash VALUE COUNT)", fn: v2(primAsh), doc: "Return VALUE shifted left by COUNT bits, right if COUNT is negative."},
	{usage: "(float ARG)", fn: v1(primFloat), doc: "Return ARG as a float."},
	{usage: "(truncate ARG &optional DIVISOR)", fn: v2(primTruncate), doc: "Return ARG, divided by DIVISOR, rounded toward zero."},
	{usage: "(floor ARG &optional DIVISOR)", fn: v2(primFloor), doc: "Return ARG, divided by DIVISOR, rounded down."},
	{usage: "(ceiling ARG &optional DIVISOR)", fn: v2(primCeiling), doc: "Return ARG, divided by DIVISOR, rounded up."},
	{usage: "(round ARG &optional DIVISOR)", fn: v2(primRound), doc: "Return ARG, divided by DIVISOR, rounded to the nearest integer, ties to even."},
	Def("(ftruncate ARG)", floatRounder(math.Trunc), "Return the float ARG rounded toward zero, as a float."),
	Def("(ffloor ARG)", floatRounder(math.Floor), "Return the float ARG rounded down, as a float."),
	Def("(fceiling ARG)", floatRounder(math.Ceil), "Return the float ARG rounded up, as a float."),
	Def("(fround ARG)", floatRounder(math.RoundToEven), "Return the float ARG rounded to the nearest integer, as a float."),
	Def("(sqrt ARG)", floatFn(signedNaN(math.Sqrt)), "Return the square root of ARG."),
	Def("(exp ARG)", floatFn(signedNaN(elementary.Exp)), "Return e to the power ARG."),
	{usage: "(expt ARG1 ARG2)", fn: v2(primExpt), doc: "Return ARG1 to the power ARG2: an integer if both are and ARG2 is not negative."},
	{usage: "(log ARG &optional BASE)", fn: v2(primLog), doc: "Return the logarithm of ARG to BASE, by default e."},
	Def("(sin ARG)", floatFn(signedNaN(elementary.Sin)), "Return the sine of ARG, in radians."),
	Def("(cos ARG)", floatFn(signedNaN(elementary.Cos)), "Return the cosine of ARG, in radians."),
	Def("(tan ARG)", floatFn(signedNaN(elementary.Tan)), "Return the tangent of ARG, in radians."),
	Def("(asin ARG)", floatFn(arcNaN(elementary.Asin)), "Return the angle, in radians, whose sine is ARG."),
	Def("(acos ARG)", floatFn(arcNaN(elementary.Acos)), "Return the angle, in radians, whose cosine is ARG."),
	{usage: "(atan Y &optional X)", fn: v2(primAtan), doc: "Return the inverse tangent of Y, or the angle of the vector (X, Y)."},
	{usage: "(isnan X)", fn: v1(primIsnan), doc: "Return t if the float X is not a number."},
	{usage: "(copysign X1 X2)", fn: v2(primCopysign), doc: "Return the float X1 with the sign of the float X2."},
	{usage: "(frexp X)", fn: v1(primFrexp), doc: "Return (SIGNIFICAND . EXPONENT) of X: X is SIGNIFICAND times 2^EXPONENT."},
	{usage: "(ldexp SGNFCAND EXPONENT)", fn: v2(primLdexp), doc: "Return SGNFCAND times 2^EXPONENT."},
	{usage: "(logb ARG)", fn: v1(primLogb), doc: "Return the integer part of the base-2 logarithm of the absolute value of ARG."},
	{usage: "(random &optional LIMIT)", fn: v1(primRandom),
		doc: "Return a random integer below LIMIT, or any fixnum. A string LIMIT seeds the generator, t seeds it afresh."},
	{usage: "(number-to-string NUMBER)", fn: v1(primNumberToString), doc: "Return NUMBER in decimal, as it prints."},
	Def("(string-to-number STRING &optional BASE)", Fn2(primStringToNumber),
		"Return the number that STRING begins with, read in BASE (2 to 16, default 10), 0 if there is none.").Borrowing(),
}

// number checks a number-or-marker argument; a marker becomes its position.
func (in *Interp) number(v Value) (Value, *Exit) {
	if v.IsNumber() {
		return v, nil
	}
	if in.hooks.Marker != nil {
		if n, ok := in.hooks.Marker(v); ok {
			return fix(int64(n)), nil
		}
	}
	return Value{}, in.notNumber("number-or-marker-p", v)
}

// notNumber is the error for v, which is no number or a marker in no buffer.
func (in *Interp) notNumber(predicate string, v Value) *Exit {
	if in.isMarker(v) {
		return in.Errorf("Marker does not point anywhere")
	}
	return in.WrongType(predicate, v)
}

// integer checks an integer-or-marker argument.
func (in *Interp) integer(v Value) (Value, *Exit) {
	if v.IsInteger() {
		return v, nil
	}
	if in.hooks.Marker != nil {
		if n, ok := in.hooks.Marker(v); ok {
			return fix(int64(n)), nil
		}
	}
	return Value{}, in.notNumber("integer-or-marker-p", v)
}

// toFloat returns the number v as the nearest float.
func toFloat(v Value) float64 {
	switch {
	case v.IsFloat():
		return v.Float()
	case v.IsFixnum():
		return float64(v.fix())
	}
	f, _ := new(big.Float).SetInt(v.Big()).Float64()
	return f
}

// defaultIntegerWidth bounds the bits of a bignum unless the variable
// integer-width says otherwise.
const defaultIntegerWidth = 65536

// integerWidth returns the largest number of bits that a bignum may have.
func (in *Interp) integerWidth() int {
	w := defaultIntegerWidth
	if v, ok := in.VarValue(in.intWidth); ok && v.IsFixnum() {
		w = v.Fixnum()
	}
	return max(w, 128)
}

// bigResult returns a result as a Lisp integer, or overflow-error if it has
// more bits than integer-width allows.
func (in *Interp) bigResult(r *big.Int) (Value, *Exit) {
	if n := r.BitLen(); n > 128 && n > in.integerWidth() {
		return Value{}, in.Signal(in.s.overflow)
	}
	return BigInt(r), nil
}

// arith computes (op a b) for any numbers: op is opAdd, opSub, opMul, opDiv or
// opRem.
func (in *Interp) arith(op opcode, a, b Value) (Value, *Exit) {
	return in.arithInto(nil, op, a, b)
}

// arithInto is arith with r, which may be an operand, as storage for a bignum
// unless it is nil.
func (in *Interp) arithInto(r *big.Int, op opcode, a, b Value) (Value, *Exit) {
	switch op {
	case opRem:
		return in.remainder(a, b)
	case opLogand, opLogior, opLogxor:
		return in.foldBits(op, []Value{a, b})
	}
	if !a.IsNumber() {
		v, x := in.number(a)
		if x != nil {
			return v, x
		}
		a = v
	}
	if !b.IsNumber() {
		v, x := in.number(b)
		if x != nil {
			return v, x
		}
		b = v
	}
	if a.IsFloat() || b.IsFloat() {
		return Float(floatOp(op, toFloat(a), toFloat(b))), nil
	}
	if a.IsFixnum() && b.IsFixnum() {
		if v, ok, x := in.fixOp(op, a.fix(), b.fix()); ok || x != nil {
			return v, x
		}
	}
	if r == nil {
		r = new(big.Int)
	}
	p, q := a.bigIn(&in.bigs[0]), b.bigIn(&in.bigs[1])
	switch op {
	case opAdd:
		r.Add(p, q)
	case opSub:
		r.Sub(p, q)
	case opMul:
		// The product's size is known beforehand to a bit: do not compute one
		// that is refused.
		if n := p.BitLen() + q.BitLen() - 1; n > 128 && p.Sign() != 0 && q.Sign() != 0 && n > in.integerWidth() {
			return Value{}, in.Signal(in.s.overflow)
		}
		r.Mul(p, q)
	case opDiv:
		if q.Sign() == 0 {
			return Value{}, in.Signal(in.s.arith)
		}
		r.QuoRem(p, q, &in.bigs[2])
	}
	return in.bigResult(r)
}

func floatOp(op opcode, p, q float64) float64 {
	switch op {
	case opAdd:
		return p + q
	case opSub:
		return p - q
	case opMul:
		return p * q
	}
	return quietNaN(p/q, p, q)
}

// quietNaN gives the NaN that an operation on numbers makes the sign that the
// machine gives it where Emacs runs (x86 sets the sign bit); the printed form
// shows it.
func quietNaN(r float64, from ...float64) float64 {
	if r != r {
		for _, f := range from {
			if f != f {
				return f
			}
		}
		return math.Float64frombits(0xFFF8000000000000)
	}
	return r
}

// fixOp computes with fixnums; ok is false if that takes bignums.
func (in *Interp) fixOp(op opcode, p, q int64) (v Value, ok bool, x *Exit) {
	var r int64
	switch op {
	case opAdd:
		r = p + q
	case opSub:
		r = p - q
	case opMul:
		hi, lo := bits.Mul64(uint64(p), uint64(q))
		// Signed high word from the unsigned one.
		hi -= uint64(p>>63)&uint64(q) + uint64(q>>63)&uint64(p)
		r = int64(lo)
		if int64(hi) != r>>63 {
			return Value{}, false, nil
		}
	case opDiv:
		if q == 0 {
			return Value{}, false, in.Signal(in.s.arith)
		}
		r = p / q
	}
	return fix(r), fits(r), nil
}

// remainder is %.
func (in *Interp) remainder(a, b Value) (Value, *Exit) {
	a, x := in.integer(a)
	if x != nil {
		return a, x
	}
	b, x = in.integer(b)
	if x != nil {
		return b, x
	}
	if b.IsFixnum() && b.fix() == 0 {
		return Value{}, in.Signal(in.s.arith)
	}
	if a.IsFixnum() && b.IsFixnum() {
		return fix(a.fix() % b.fix()), nil
	}
	return BigInt(new(big.Int).Rem(a.Big(), b.Big())), nil
}

// floorMod returns a modulo b for integers, b not 0, and whether it is exact.
func floorMod(a, b Value) (Value, bool) {
	if a.IsFixnum() && b.IsFixnum() {
		p, q := a.fix(), b.fix()
		r := p % q
		if r != 0 && r^q < 0 {
			r += q
		}
		return fix(r), r == 0
	}
	q := b.Big()
	r := new(big.Int).Rem(a.Big(), q)
	if r.Sign() != 0 && r.Sign() != q.Sign() {
		r.Add(r, q)
	}
	return BigInt(r), r.Sign() == 0
}

// sub2 subtracts integers without the limit of integer-width.
func sub2(a, b Value) Value { return BigInt(new(big.Int).Sub(a.Big(), b.Big())) }

// compare reports whether a and b compare in one of the ways in mask: accLt,
// accEq, accGt, accUn. Integers and floats are compared exactly.
func (in *Interp) compare(mask uint8, a, b Value) (bool, *Exit) {
	a, x := in.number(a)
	if x != nil {
		return false, x
	}
	b, x = in.number(b)
	if x != nil {
		return false, x
	}
	return mask&order(a, b) != 0, nil
}

// order compares two numbers.
func order(a, b Value) uint8 {
	switch {
	case a.IsFixnum() && b.IsFixnum():
		return orderOf(a.fix(), b.fix())
	case a.IsFloat() && b.IsFloat():
		return orderFloats(a.Float(), b.Float())
	case a.IsFloat():
		return orderFloatInt(a.Float(), b)
	case b.IsFloat():
		switch r := orderFloatInt(b.Float(), a); r {
		case accLt:
			return accGt
		case accGt:
			return accLt
		default:
			return r
		}
	}
	return orderOf(int64(a.Big().Cmp(b.Big())), 0)
}

func orderOf(a, b int64) uint8 {
	switch {
	case a < b:
		return accLt
	case a > b:
		return accGt
	}
	return accEq
}

func orderFloats(a, b float64) uint8 {
	switch {
	case a < b:
		return accLt
	case a > b:
		return accGt
	case a == b:
		return accEq
	}
	return accUn
}

func orderFloatInt(f float64, i Value) uint8 {
	if f != f {
		return accUn
	}
	if i.IsFixnum() {
		if n := i.fix(); n >= -1<<53 && n <= 1<<53 {
			return orderFloats(f, float64(n))
		}
	}
	if math.IsInf(f, 0) {
		return orderFloats(f, 0)
	}
	g := new(big.Float).SetInt(i.Big())
	return orderOf(int64(big.NewFloat(f).Cmp(g)), 0)
}

func primAdd2(in *Interp, a, b Value) (Value, *Exit) { return in.arith(opAdd, a, b) }
func primSub2(in *Interp, a, b Value) (Value, *Exit) { return in.arith(opSub, a, b) }
func primMul2(in *Interp, a, b Value) (Value, *Exit) { return in.arith(opMul, a, b) }
func primDiv2(in *Interp, a, b Value) (Value, *Exit) { return in.arith(opDiv, a, b) }
func primRem2(in *Interp, a, b Value) (Value, *Exit) { return in.remainder(a, b) }

// fold applies op from left to right, beginning with first.
func (in *Interp) fold(op opcode, first Value, args []Value) (Value, *Exit) {
	acc, x := in.number(first)
	for _, a := range args {
		if x != nil {
			return Value{}, x
		}
		acc, x = in.arith(op, acc, a)
	}
	return acc, x
}

func primAdd(in *Interp, args []Value) (Value, *Exit) {
	if len(args) == 0 {
		return fix(0), nil
	}
	sum := args[0]
	for i, a := range args[1:] {
		r := sum.fix() + a.fix()
		if !sum.IsFixnum() || !a.IsFixnum() || !fits(r) {
			return in.fold(opAdd, sum, args[i+1:])
		}
		sum = fix(r)
	}
	return in.fold(opAdd, sum, nil)
}

func primMul(in *Interp, args []Value) (Value, *Exit) {
	if len(args) == 0 {
		return fix(1), nil
	}
	return in.fold(opMul, args[0], args[1:])
}

func primSub(in *Interp, args []Value) (Value, *Exit) {
	switch len(args) {
	case 0:
		return fix(0), nil
	case 1:
		v, x := in.number(args[0])
		if x != nil {
			return v, x
		}
		if v.IsFloat() {
			return Float(-v.Float()), nil
		}
		return in.arith(opSub, fix(0), v)
	}
	return in.fold(opSub, args[0], args[1:])
}

func primDiv(in *Interp, args []Value) (Value, *Exit) {
	if len(args) == 1 {
		return in.arith(opDiv, fix(1), args[0])
	}
	// One float among several divisors makes the whole division one of floats.
	for _, a := range args[2:] {
		if a.IsFloat() {
			v, x := in.number(args[0])
			if x != nil {
				return v, x
			}
			return in.fold(opDiv, Float(toFloat(v)), args[1:])
		}
	}
	return in.fold(opDiv, args[0], args[1:])
}

func primMod(in *Interp, a, b Value) (Value, *Exit) {
	a, x := in.number(a)
	if x != nil {
		return a, x
	}
	b, x = in.number(b)
	if x != nil {
		return b, x
	}
	if a.IsFloat() || b.IsFloat() {
		return Float(floatMod(toFloat(a), toFloat(b))), nil
	}
	if b.IsFixnum() && b.fix() == 0 {
		return Value{}, in.Signal(in.s.arith)
	}
	r, _ := floorMod(a, b)
	return r, nil
}

func floatMod(p, q float64) float64 {
	r := quietNaN(math.Mod(p, q), p, q)
	if q < 0 && r > 0 || q >= 0 && r < 0 {
		r += q
	}
	return r
}

func primInc(in *Interp, a Value) (Value, *Exit) { return in.arith(opAdd, a, fix(1)) }
func primDec(in *Interp, a Value) (Value, *Exit) { return in.arith(opSub, a, fix(1)) }

func primAbs(in *Interp, a Value) (Value, *Exit) {
	switch {
	case a.IsFixnum():
		if a.fix() < 0 {
			return Int(-a.fix()), nil
		}
		return a, nil
	case a.IsFloat():
		return Float(math.Abs(a.Float())), nil
	case a.IsBignum():
		if a.Big().Sign() < 0 {
			return BigInt(new(big.Int).Neg(a.Big())), nil
		}
		return a, nil
	}
	return Value{}, in.WrongType("numberp", a)
}

func primMax(in *Interp, args []Value) (Value, *Exit) { return in.extreme(accGt, args) }
func primMin(in *Interp, args []Value) (Value, *Exit) { return in.extreme(accLt, args) }

func (in *Interp) extreme(better uint8, args []Value) (Value, *Exit) {
	acc, x := in.number(args[0])
	if x != nil {
		return acc, x
	}
	for _, a := range args[1:] {
		v, x := in.number(a)
		if x != nil {
			return v, x
		}
		if order(v, acc) == better {
			acc = v
		} else if v.IsFloat() && v.Float() != v.Float() {
			return v, nil
		}
	}
	return acc, nil
}

func compareFn(mask uint8) Callable {
	return FnN(func(in *Interp, args []Value) (Value, *Exit) {
		for i := 1; i < len(args); i++ {
			ok, x := in.compare(mask, args[i-1], args[i])
			if !ok || x != nil {
				return Value{}, x
			}
		}
		return T, nil
	}).With2(func(in *Interp, a, b Value) (Value, *Exit) {
		if a.IsFixnum() && b.IsFixnum() {
			return Bool(mask&orderOf(a.fix(), b.fix()) != 0), nil
		}
		ok, x := in.compare(mask, a, b)
		return Bool(ok), x
	})
}

func primNumNe(in *Interp, a, b Value) (Value, *Exit) {
	ok, x := in.compare(accLt|accGt|accUn, a, b)
	return Bool(ok), x
}

// bitOp makes a bitwise operation, with a direct way for two arguments.
func bitOp(op opcode) Callable {
	return FnN(func(in *Interp, args []Value) (Value, *Exit) { return in.foldBits(op, args) }).
		With2(func(in *Interp, a, b Value) (Value, *Exit) {
			if a.IsFixnum() && b.IsFixnum() {
				return fixArith(op, a.fix(), b.fix()), nil
			}
			return in.foldBits(op, []Value{a, b})
		})
}

func (in *Interp) foldBits(op opcode, args []Value) (Value, *Exit) {
	acc, wide := fix(0), (*big.Int).Or
	switch op {
	case opLogand:
		acc, wide = fix(-1), (*big.Int).And
	case opLogxor:
		wide = (*big.Int).Xor
	}
	for i, a := range args {
		if i > 0 { // only the first argument is not first checked to be a number
			if _, x := in.number(a); x != nil {
				return a, x
			}
		}
		v, x := in.integer(a)
		if x != nil {
			return v, x
		}
		if acc.IsFixnum() && v.IsFixnum() {
			acc = fixArith(op, acc.fix(), v.fix())
		} else {
			acc = BigInt(wide(new(big.Int), acc.Big(), v.Big()))
		}
	}
	return acc, nil
}

func primLognot(in *Interp, a Value) (Value, *Exit) {
	switch {
	case a.IsFixnum():
		return fix(^a.fix()), nil
	case a.IsBignum():
		return in.bigResult(new(big.Int).Not(a.Big()))
	}
	return Value{}, in.WrongType("integerp", a)
}

func primLogcount(in *Interp, a Value) (Value, *Exit) {
	switch {
	case a.IsFixnum():
		n := a.fix()
		return fix(int64(bits.OnesCount64(uint64(n ^ n>>63)))), nil
	case a.IsBignum():
		b := a.Big()
		if b.Sign() < 0 {
			b = new(big.Int).Not(b)
		}
		n := 0
		for _, w := range b.Bits() {
			n += bits.OnesCount(uint(w))
		}
		return fix(int64(n)), nil
	}
	return Value{}, in.WrongType("integerp", a)
}

func primAsh(in *Interp, v, count Value) (Value, *Exit) {
	if !v.IsInteger() {
		return Value{}, in.WrongType("integerp", v)
	}
	if !count.IsInteger() {
		return Value{}, in.WrongType("integerp", count)
	}
	if v.IsFixnum() && v.fix() == 0 {
		return v, nil
	}
	if count.IsBignum() {
		switch {
		case count.Big().Sign() > 0:
			return Value{}, in.Signal(in.s.overflow)
		case v.Big().Sign() < 0:
			return fix(-1), nil
		}
		return fix(0), nil
	}
	n := count.fix()
	if v.IsFixnum() && n <= 0 {
		return fix(v.fix() >> min(uint64(-n), 63)), nil
	}
	if n <= 0 {
		return BigInt(new(big.Int).Rsh(v.Big(), uint(min(-n, 1<<40)))), nil
	}
	b := v.Big()
	if w := in.integerWidth(); n > int64(w) || b.BitLen()+int(n) > w {
		return Value{}, in.Signal(in.s.overflow)
	}
	return BigInt(new(big.Int).Lsh(b, uint(n))), nil
}
