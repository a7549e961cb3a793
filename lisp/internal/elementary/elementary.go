// Package elementary computes the elementary functions with results rounded
// from about 100 bits.
//
// Go's package math errs by up to one unit in the last place, which shows in
// the printed shortest form of a float; the C library behind Emacs is almost
// always correctly rounded, and so are these functions. Special cases
// (infinities, NaN, arguments out of the domain) are those of package math.
package elementary

import (
	"math"
	"math/big"
)

// A dd is the unevaluated sum hi+lo, |lo| at most half a unit of hi.
type dd struct{ hi, lo float64 }

func quickSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

func sum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func product(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s := sum(a.hi, b.hi)
	t := sum(a.lo, b.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) mul(b dd) dd {
	p := product(a.hi, b.hi)
	return quickSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a dd) scale(f float64) dd { return a.mul(dd{f, 0}) }

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.add(b.scale(-q))
	q2 := r.hi / b.hi
	r = r.add(b.scale(-q2))
	s := quickSum(q, q2)
	return s.add(dd{r.hi / b.hi, 0})
}

func (a dd) float() float64 { return a.hi + a.lo }

var (
	ln2 = dd{0.6931471805599453, 2.3190468138462996e-17}
	// halfPi in three parts of which the first two have spare low bits.
	halfPi = [...]float64{1.5707963267948966, 6.123233995736766e-17, -1.4973849048591833e-33}
)

// expDD returns m and k with e^x = m * 2^k, for |x| below 1e5.
func expDD(x dd) (m dd, k int) {
	n := math.Round(x.hi / ln2.hi)
	r := x.add(product(n, ln2.hi).neg()).add(product(n, ln2.lo).neg())
	// e^r = (e^(r/512))^512; the series needs 10 terms there.
	r = dd{r.hi / 512, r.lo / 512}
	s, term := r, r
	for i := 2.0; i <= 10; i++ {
		term = term.mul(r).div(dd{i, 0})
		s = s.add(term)
	}
	for range 9 { // s = e^r - 1: keep the small part apart from the 1
		s = s.scale(2).add(s.mul(s))
	}
	return s.add(dd{1, 0}), int(n)
}

// ldexp returns a * 2^k rounded once.
func (a dd) ldexp(k int) float64 {
	if a.hi == 0 {
		return a.hi
	}
	_, e := math.Frexp(a.hi)
	if e+k > -1000 {
		return math.Ldexp(a.float(), k)
	}
	// A subnormal result: add in big floats, so that only one rounding happens.
	f := new(big.Float).SetPrec(200).SetFloat64(a.hi)
	f.Add(f, new(big.Float).SetFloat64(a.lo))
	f.SetMantExp(f, k)
	r, _ := f.Float64()
	return r
}

// Exp returns e^x.
func Exp(x float64) float64 {
	if !(x > -750 && x < 710) || x == 0 {
		return math.Exp(x)
	}
	m, k := expDD(dd{x, 0})
	return m.ldexp(k)
}

// logDD returns the natural logarithm of x, which is positive and finite.
func logDD(x float64) dd {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = m*2, e-1
	}
	if e == 0 && m > 0.97 && m < 1.03 {
		return logNear1(m)
	}
	y := dd{math.Log(m), 0}
	for range 2 { // Newton: y += m*e^-y - 1, quadratic
		t, k := expDD(y.neg())
		t = t.scale(math.Ldexp(m, k))
		y = y.add(t.add(dd{-1, 0}))
	}
	n := float64(e)
	return product(n, ln2.hi).add(product(n, ln2.lo)).add(y)
}

// logNear1 returns the logarithm of m by the series in (m-1)/(m+1), which
// keeps its relative precision where the result is small.
func logNear1(m float64) dd {
	t := dd{m - 1, 0}.div(sum(m, 1))
	t2 := t.mul(t)
	s, term := t, t
	for i := 3.0; i <= 25; i += 2 {
		term = term.mul(t2)
		s = s.add(term.div(dd{i, 0}))
	}
	return s.scale(2)
}

// regular reports whether x is finite and positive.
func regular(x float64) bool { return x > 0 && x <= math.MaxFloat64 }

// Log returns the natural logarithm of x.
func Log(x float64) float64 {
	if !regular(x) {
		return math.Log(x)
	}
	return logDD(x).float()
}

// Log2 returns the binary logarithm of x.
func Log2(x float64) float64 {
	if !regular(x) {
		return math.Log(x)
	}
	if m, e := math.Frexp(x); m == 0.5 {
		return float64(e - 1)
	}
	return logDD(x).div(ln2).float()
}

// Log10 returns the decimal logarithm of x. It is the one function computed in
// plain floats, as C libraries do: log10(2^k * m) = k*log10(2) + log(m)/log(10),
// with log10(2) in two parts. Its results err by up to one unit, as theirs.
func Log10(x float64) float64 {
	if !regular(x) {
		return math.Log(x)
	}
	const (
		log2hi = 3.01029995663611771306e-01 // the low 32 bits are zero
		log2lo = 3.69423907715893078616e-13
		perLn  = 4.34294481903251816668e-01
	)
	m, e := math.Frexp(x) // m in [0.5, 1)
	k := float64(e)
	if e > 0 { // [1, 2) for x not below 1
		m, k = 2*m, k-1
	}
	// The conversions keep the compiler from fusing the operations.
	low := float64(k*log2lo) + float64(perLn*Log(m))
	return low + float64(k*log2hi)
}

// Pow returns x^y.
func Pow(x, y float64) float64 {
	r := math.Pow(x, y)
	if r == 0 && x == 0 || r != r || math.IsInf(x, 0) || math.IsInf(y, 0) || y == 0 || x == 0 || math.Abs(x) == 1 {
		return r
	}
	l := logDD(math.Abs(x)).scale(y)
	if !(l.hi > -760 && l.hi < 712) {
		return r
	}
	m, k := expDD(l)
	p := m.ldexp(k)
	if math.Signbit(r) {
		p = -p
	}
	return p
}

// reduce returns x - n*pi/2 for the n that makes it least, and n mod 4.
func reduce(x float64) (r dd, quadrant int) {
	if math.Abs(x) > 1e5 {
		return reduceBig(x)
	}
	n := math.Round(x / halfPi[0])
	r = dd{x, 0}.add(product(-n, halfPi[0])).add(product(-n, halfPi[1])).add(product(-n, halfPi[2]))
	return r, int(n) & 3
}

// piDigits is pi to some 400 decimals, which is enough for the largest float:
// 1024 bits before the point and 200 after it.
const piDigits = "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651328230664709384460955058223172535940812848111745028410270193852110555964462294895493038196442881097566593344612847564823378678316527120190914564856692346034861045432664821339360726024914127372458700660631558817488152092096282925409171536436789259036001133053054882046652138414695194151160943305727036575959195309218611738193261179310511854807446237996274956735188575272489122793818301194912"

// reduceBig is reduce for large x, with big floats.
func reduceBig(x float64) (dd, int) {
	const prec = 1500
	half, _, _ := big.ParseFloat(piDigits, 10, prec, big.ToNearestEven)
	half.SetMantExp(half, -1)
	bx := new(big.Float).SetPrec(prec).SetFloat64(x)
	q := new(big.Float).SetPrec(prec).Quo(bx, half)
	if x > 0 {
		q.Add(q, big.NewFloat(0.5))
	} else {
		q.Sub(q, big.NewFloat(0.5))
	}
	n, _ := q.Int(nil)
	bx.Sub(bx, half.Mul(half, new(big.Float).SetPrec(prec).SetInt(n)))
	hi, _ := bx.Float64()
	lo, _ := bx.Sub(bx, big.NewFloat(hi)).Float64()
	quadrant := new(big.Int).And(n, big.NewInt(3)) // two's complement, as for int
	return dd{hi, lo}, int(quadrant.Int64())
}

// sinCos returns the sine and cosine of r, |r| at most pi/4 or so.
func sinCos(r dd) (s, c dd) {
	r2 := r.mul(r)
	s, c = r, dd{1, 0}
	ts, tc := r, dd{1, 0}
	for i := 1.0; i <= 27; i += 2 {
		tc = tc.mul(r2).div(dd{-i * (i + 1), 0})
		ts = ts.mul(r2).div(dd{-(i + 1) * (i + 2), 0})
		c, s = c.add(tc), s.add(ts)
	}
	return s, c
}

// sinCosDD returns the sine and cosine of a finite x.
func sinCosDD(x float64) (s, c dd) {
	r, quadrant := reduce(x)
	s, c = sinCos(r)
	switch quadrant {
	case 1:
		s, c = c, s.neg()
	case 2:
		s, c = s.neg(), c.neg()
	case 3:
		s, c = c.neg(), s
	}
	return s, c
}

// tiny reports whether odd functions such as sine are x itself to all 53 bits,
// or x is no finite number.
func tiny(x float64) bool { return !(math.Abs(x) > 1e-9 && math.Abs(x) <= math.MaxFloat64) }

// Sin returns the sine of x.
func Sin(x float64) float64 {
	if tiny(x) {
		return math.Sin(x)
	}
	s, _ := sinCosDD(x)
	return s.float()
}

// Cos returns the cosine of x.
func Cos(x float64) float64 {
	if tiny(x) {
		return math.Cos(x)
	}
	_, c := sinCosDD(x)
	return c.float()
}

// Tan returns the tangent of x.
func Tan(x float64) float64 {
	if tiny(x) {
		return math.Tan(x)
	}
	s, c := sinCosDD(x)
	return s.div(c).float()
}

// Atan returns the inverse tangent of x.
func Atan(x float64) float64 { return Atan2(x, 1) }

// Atan2 returns the angle of the vector (x, y).
func Atan2(y, x float64) float64 {
	t := math.Atan2(y, x)
	if tiny(t) || math.IsInf(y, 0) || math.IsInf(x, 0) || x == 0 || y == 0 {
		return t
	}
	// Scaled, so that no product overflows or loses bits.
	_, e := math.Frexp(max(math.Abs(x), math.Abs(y)))
	x, y = math.Ldexp(x, -e), math.Ldexp(y, -e)
	s, c := sinCosDD(t)
	num := c.scale(y).add(s.scale(x).neg())
	den := c.scale(x).add(s.scale(y))
	return dd{t, 0}.add(num.div(den)).float()
}

// Asin returns the inverse sine of x.
func Asin(x float64) float64 {
	if tiny(x) || math.Abs(x) >= 1 {
		return math.Asin(x)
	}
	return asinDD(x).float()
}

// asinDD computes with the angle of the vector (sqrt(1-x^2), x).
func asinDD(x float64) dd {
	co := sqrtDD(dd{1, 0}.add(product(x, x).neg()))
	t := math.Atan2(x, co.hi)
	s, c := sinCosDD(t)
	num := c.scale(x).add(s.mul(co).neg())
	den := c.mul(co).add(s.scale(x))
	return dd{t, 0}.add(num.div(den))
}

// Acos returns the inverse cosine of x.
func Acos(x float64) float64 {
	if !(math.Abs(x) < 1) || x == 0 {
		return math.Acos(x)
	}
	co := sqrtDD(dd{1, 0}.add(product(x, x).neg()))
	t := math.Atan2(co.hi, x)
	s, c := sinCosDD(t)
	num := c.mul(co).add(s.scale(x).neg())
	den := c.scale(x).add(s.mul(co))
	return dd{t, 0}.add(num.div(den)).float()
}

func sqrtDD(a dd) dd {
	r := math.Sqrt(a.hi)
	if r == 0 {
		return dd{}
	}
	e := a.add(product(r, r).neg())
	return quickSum(r, e.hi/(2*r))
}
