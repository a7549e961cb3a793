package lisp

import (
	crand "crypto/rand"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
)

func primNumberToString(in *Interp, v Value) (Value, *Exit) {
	switch {
	case v.IsFixnum():
		return newASCII(strconv.FormatInt(v.fix(), 10)), nil
	case v.IsBignum():
		return newASCII(v.Big().String()), nil
	case v.IsFloat():
		return newASCII(in.PrintString(v, false)), nil
	}
	return Value{}, in.WrongType("numberp", v)
}

// newASCII returns a new unibyte string of s, which is ASCII and shared with
// nobody.
func newASCII(s string) Value {
	return (&String{s: s, n: int32(len(s))}).Value()
}

func primStringToNumber(in *Interp, v, base Value) (Value, *Exit) {
	if !v.IsString() {
		return Value{}, in.WrongType("stringp", v)
	}
	b := 10
	if !base.IsNil() {
		if !base.IsFixnum() {
			return Value{}, in.WrongType("fixnump", base)
		}
		if b = base.Fixnum(); b < 2 || b > 16 {
			return Value{}, in.ArgsOutOfRange(base)
		}
	}
	n, ok := parseNumber(strings.TrimLeft(v.Str().peek(), " \t"), b)
	if !ok {
		return fix(0), nil
	}
	if n.IsBignum() {
		return in.bigResult(n.Big())
	}
	return n, nil
}

// parseNumber reads the number that s begins with; what follows is ignored.
// Floats are read in base 10 only. It reports false if there is no number.
func parseNumber(s string, base int) (Value, bool) {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	lead := i
	for i < len(s) && digitIn(s[i], base) {
		i++
	}
	digits := i - lead
	if base == 10 {
		if end, special := floatEnd(s, i, digits > 0); end > 0 {
			return parseFloat(s, i, end, special), true
		}
	}
	if digits == 0 {
		return Value{}, false
	}
	text := strings.TrimPrefix(s[:i], "+")
	if digits <= 15 {
		n, err := strconv.ParseInt(text, base, 64)
		return Int(n), err == nil
	}
	n, ok := new(big.Int).SetString(text, base)
	if !ok {
		return Value{}, false
	}
	return BigInt(n), true
}

func digitIn(c byte, base int) bool {
	var d int
	switch {
	case c >= '0' && c <= '9':
		d = int(c - '0')
	case c >= 'a' && c <= 'f':
		d = int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		d = int(c-'A') + 10
	default:
		return false
	}
	return d < base
}

// floatEnd returns where the float in s ends whose fraction or exponent would
// begin at i, 0 if there is none. special is "INF" or "NaN" for those
// exponents.
func floatEnd(s string, i int, lead bool) (end int, special string) {
	frac := 0
	if i < len(s) && s[i] == '.' {
		j := i + 1
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		frac = j - i - 1
		i = j
	}
	if frac == 0 && !lead {
		return 0, ""
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if rest := s[j:]; strings.HasPrefix(rest, "+INF") || strings.HasPrefix(rest, "+NaN") {
			return j + 4, rest[1:4]
		}
		if j < len(s) && (s[j] == '-' || s[j] == '+') {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			return j, ""
		}
	}
	if frac > 0 {
		return i, ""
	}
	return 0, ""
}

func parseFloat(s string, _, end int, special string) Value {
	neg := s[0] == '-'
	var f float64
	switch special {
	case "INF":
		f = math.Inf(1)
	case "NaN":
		mantissa, _ := strconv.ParseFloat(strings.TrimLeft(s[:end-5], "+-"), 64)
		payload := uint64(min(mantissa, 1<<51-1))
		f = math.Float64frombits(0x7FF8000000000000 | payload)
	default:
		f, _ = strconv.ParseFloat(strings.TrimLeft(s[:end], "+-"), 64)
	}
	if neg {
		f = math.Copysign(f, -1)
	}
	return Float(f)
}

// A randomState is the generator behind random, made when it is first used. It
// is a Lisp object so that a variable of the interpreter can hold it.
type randomState struct{ r *rand.Rand }

// LispType names the type.
func (*randomState) LispType() string { return "random-state" }

func (in *Interp) random() *randomState {
	s := in.Intern(" random-state")
	if st, ok := s.value.Object().(*randomState); ok {
		return st
	}
	st := &randomState{}
	st.seedFresh()
	s.value = NewObject(st)
	return st
}

func (st *randomState) seedFresh() {
	st.r = rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	var b [32]byte
	if _, err := crand.Read(b[:]); err == nil {
		st.r = rand.New(rand.NewChaCha8(b))
	}
}

// seed makes the numbers to come depend on s alone.
func (st *randomState) seed(s string) {
	var b [32]byte
	for i := 0; i < len(s); i++ {
		b[i%32] = b[i%32]*31 + s[i] + byte(i>>5)
	}
	st.r = rand.New(rand.NewChaCha8(b))
}

func primRandom(in *Interp, limit Value) (Value, *Exit) {
	st := in.random()
	switch {
	case limit == T:
		st.seedFresh()
	case limit.IsString():
		st.seed(limit.Str().peek())
	case limit.IsFixnum() && limit.fix() > 0:
		return fix(st.r.Int64N(limit.fix())), nil
	case limit.IsBignum() && limit.Big().Sign() > 0:
		return BigInt(st.below(limit.Big())), nil
	case limit.IsBignum():
		return Value{}, in.WrongType("natnump", limit)
	}
	return fix(int64(st.r.Uint64()) >> 2), nil
}

// below returns a random integer from 0 to n-1.
func (st *randomState) below(n *big.Int) *big.Int {
	width := n.BitLen()
	buf := make([]byte, (width+7)/8)
	for {
		for i := range buf {
			buf[i] = byte(st.r.Uint32())
		}
		buf[0] &= byte(0xFF >> (8*len(buf) - width))
		if r := new(big.Int).SetBytes(buf); r.Cmp(n) < 0 {
			return r
		}
	}
}
