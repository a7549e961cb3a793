package time

import (
	"math"
	"math/big"
	gotime "time"

	"elnet/lisp"
)

// A stamp is the time TICKS/HZ seconds after the epoch. Both are read only.
type stamp struct {
	ticks, hz *big.Int
	form      form
}

// A form is a shape of Lisp time values.
type form uint8

const (
	formNil form = iota
	formInteger
	formFloat
	formList    // (HI LO), (HI LO USEC), (HI LO USEC PSEC)
	formTicksHz // (TICKS . HZ)
)

var (
	one      = big.NewInt(1)
	million  = big.NewInt(1e6)
	billion  = big.NewInt(1e9)
	trillion = big.NewInt(1e12)
)

// now returns the present time, in nanoseconds.
func now() stamp {
	return stamp{big.NewInt(gotime.Now().UnixNano()), billion, formNil}
}

func invalid(in *lisp.Interp) *lisp.Exit { return in.Errorf("Invalid time specification") }
func overflow(in *lisp.Interp) *lisp.Exit {
	return in.Errorf("Specified time is not representable")
}

// decode returns the Lisp time value v as a fraction. It signals (error
// "Invalid time specification") for what is none and (error "Specified time is
// not representable") for an infinity.
func decode(in *lisp.Interp, v lisp.Value) (stamp, *lisp.Exit) {
	switch {
	case v.IsNil():
		return now(), nil
	case v.IsInteger():
		return stamp{v.Big(), one, formInteger}, nil
	case v.IsFloat():
		return decodeFloat(in, v.Float())
	case !v.IsCons():
		return stamp{}, invalid(in)
	}
	hi, rest := v.Cons().Car, v.Cons().Cdr
	if !rest.IsCons() {
		if !hi.IsInteger() || !rest.IsInteger() || rest.Big().Sign() <= 0 {
			return stamp{}, invalid(in)
		}
		return stamp{hi.Big(), rest.Big(), formTicksHz}, nil
	}
	return decodeList(in, hi, rest)
}

// decodeList decodes (HI LO [USEC [PSEC]]); what follows is ignored.
func decodeList(in *lisp.Interp, hi, rest lisp.Value) (stamp, *lisp.Exit) {
	parts := [3]lisp.Value{}
	n := 0
	for ; n < 3 && rest.IsCons(); n++ {
		parts[n] = rest.Cons().Car
		rest = rest.Cons().Cdr
	}
	if n == 1 && !rest.IsNil() { // (HI LO . USEC), a shape of old
		parts[1], n = rest, 2
	}
	if !hi.IsInteger() {
		return stamp{}, invalid(in)
	}
	for _, p := range parts[:n] {
		if !p.IsInteger() {
			return stamp{}, invalid(in)
		}
	}
	t := new(big.Int).Lsh(hi.Big(), 16)
	t.Add(t, parts[0].Big())
	hz := one
	if n > 1 {
		hz = million
		t.Add(t.Mul(t, million), parts[1].Big())
	}
	if n > 2 {
		hz = trillion
		t.Add(t.Mul(t, million), parts[2].Big())
	}
	return stamp{t, hz, formList}, nil
}

// decodeFloat returns f exactly, in units that hold a float of its size.
func decodeFloat(in *lisp.Interp, f float64) (stamp, *lisp.Exit) {
	switch {
	case math.IsNaN(f):
		return stamp{}, invalid(in)
	case math.IsInf(f, 0):
		return stamp{}, overflow(in)
	case f == 0:
		return stamp{new(big.Int), one, formFloat}, nil
	}
	const digits, most = 52, 1074 // bits of a fraction, and the smallest float is 2^-1074
	scale := min(max(digits-math.Ilogb(f), 0), most)
	t, _ := new(big.Float).SetMantExp(big.NewFloat(f), scale).Int(nil)
	return stamp{t, new(big.Int).Lsh(one, uint(scale)), formFloat}, nil
}

// scaled returns the number of whole 1/hz seconds in t, rounded down.
func (t stamp) scaled(hz *big.Int) *big.Int {
	if t.hz.Cmp(hz) == 0 {
		return t.ticks
	}
	n := new(big.Int).Mul(t.ticks, hz)
	return floorDiv(n, t.hz)
}

// floorDiv sets n to n/d rounded down, d > 0, and returns it.
func floorDiv(n, d *big.Int) *big.Int { return n.Div(n, d) } // Euclidean: the same for d > 0

// seconds returns the whole seconds of t, rounded down.
func (t stamp) seconds() *big.Int { return t.scaled(one) }

// split returns t as whole seconds and nanoseconds 0..999999999. It signals if
// the seconds do not fit.
func (t stamp) split(in *lisp.Interp) (sec int64, nsec int, x *lisp.Exit) {
	ns := new(big.Int).Set(t.scaled(billion))
	rest := new(big.Int)
	ns.DivMod(ns, billion, rest)
	if !ns.IsInt64() {
		return 0, 0, overflow(in)
	}
	return ns.Int64(), int(rest.Int64()), nil
}

// float returns t as the nearest float.
func (t stamp) float() float64 {
	if t.hz == one {
		f, _ := new(big.Float).SetInt(t.ticks).Float64()
		return f
	}
	f, _ := new(big.Rat).SetFrac(t.ticks, t.hz).Float64()
	return f
}

// list4 returns t as (HI LO USEC PSEC), rounded down.
func (t stamp) list4() lisp.Value {
	ps := new(big.Int)
	sec, us := new(big.Int), new(big.Int)
	sec.DivMod(t.scaled(trillion), trillion, ps)
	us.DivMod(ps, million, ps)
	hi, lo := halves(sec)
	return lisp.List(hi, lo, lisp.BigInt(us), lisp.BigInt(ps))
}

// list2 returns whole seconds as (HI LO).
func list2(sec *big.Int) lisp.Value {
	hi, lo := halves(sec)
	return lisp.List(hi, lo)
}

func halves(sec *big.Int) (hi, lo lisp.Value) {
	low := new(big.Int).And(sec, big.NewInt(0xFFFF))
	return lisp.BigInt(new(big.Int).Rsh(sec, 16)), lisp.BigInt(low)
}

// pair returns t as (TICKS . HZ).
func (t stamp) pair() lisp.Value { return lisp.NewCons(lisp.BigInt(t.ticks), lisp.BigInt(t.hz)) }

// fromNanoseconds returns ns nanoseconds after the epoch as (HI LO USEC PSEC).
func fromNanoseconds(ns int64) lisp.Value { return stamp{big.NewInt(ns), billion, formList}.list4() }
