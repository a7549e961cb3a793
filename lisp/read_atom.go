package lisp

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// Classes of bytes in symbols and numbers.
const (
	endsAtom   = 1 << iota // white space and punctuation
	escapes                // backslash
	maybeBlank             // may begin a no-break space, which is white space
)

var atomClass = func() (t [256]uint8) {
	for c := 0; c <= ' '; c++ {
		t[c] = endsAtom
	}
	for _, c := range "\"';()[]#`," {
		t[c] = endsAtom
	}
	t['\\'] = escapes
	t[0xC2] = maybeBlank
	return
}()

// readName reads the characters of a symbol or number. From a source other than
// text, c is the first of them if it is not -1. The result is valid until the
// next read; quoted reports a backslash among them.
func (r *reader) readName(c rune) (name string, quoted bool, x *Exit) {
	if r.src == nil {
		t, i := r.text, r.pos
		for i < len(t) {
			if k := atomClass[t[i]]; k != 0 && (k != maybeBlank || i+1 < len(t) && t[i+1] == nbsp) {
				if k == escapes {
					break
				}
				name, r.pos = t[r.pos:i], i
				return name, false, nil
			}
			i++
		}
		if i == len(t) {
			name, r.pos = t[r.pos:], i
			return name, false, nil
		}
	}
	r.buf = r.buf[:0]
	if c < 0 {
		c = r.next()
	}
	for ; ; c = r.next() {
		if c <= ' ' || c == nbsp || c < 0x80 && atomClass[c] == endsAtom {
			r.back()
			break
		}
		if c == '\\' {
			quoted = true
			if c = r.next(); c < 0 {
				return "", false, r.endOfFile()
			}
		}
		r.buf = char.Append(r.buf, c)
	}
	return unsafe.String(unsafe.SliceData(r.buf), len(r.buf)), quoted, nil
}

// readAtom reads a symbol or a number that begins with c, in text at start.
func (r *reader) readAtom(start int, c rune) (Value, *Exit) {
	if r.src == nil {
		r.pos, c = start, -1
	}
	first := 0
	if s, ok := r.src.(*countingSource); ok {
		first = s.n - 1
	}
	name, quoted, x := r.readName(c)
	if x != nil {
		return Value{}, x
	}
	if !quoted && name[0] <= '9' {
		if v, ok := literalNumber(name); ok {
			return v, nil
		}
	}
	v := r.intern(name)
	if r.symbols != nil {
		r.noteSymbol(v, start, first)
	}
	return v, nil
}

// intern returns the symbol called name, which it copies if it is new.
func (r *reader) intern(name string) Value {
	if s := r.ob.m[name]; s != nil {
		return s.Value()
	}
	return r.ob.Intern(strings.Clone(name)).Value()
}

// literalNumber returns the number that s denotes in Lisp source, and whether it
// denotes one at all (Elisp manual, "Integer Basics" and "Float Basics").
func literalNumber(s string) (Value, bool) {
	i := 0
	neg := s[0] == '-'
	if neg || s[0] == '+' {
		i++
	}
	lead := i
	n := int64(0)
	for i < len(s) && s[i]-'0' <= 9 {
		n = n*10 + int64(s[i]-'0') // wraps; used only if short, or as a NaN's payload
		i++
	}
	digits := i - lead
	if i == len(s) || i == len(s)-1 && s[i] == '.' {
		if digits == 0 {
			return Value{}, false
		}
		if digits <= 18 {
			if neg {
				n = -n
			}
			return fix(n), true
		}
		b, ok := new(big.Int).SetString(s[:i], 10)
		if !ok {
			return Value{}, false
		}
		return BigInt(b), true
	}
	if digits == 0 && s[i] != '.' {
		return Value{}, false
	}
	return literalFloat(s, i, digits, n, neg)
}

// literalFloat is literalNumber for what has a fraction or an exponent; i is where
// the leading digits end.
func literalFloat(s string, i, digits int, n int64, neg bool) (Value, bool) {
	if s[i] == '.' {
		i++
		from := i
		for i < len(s) && s[i]-'0' <= 9 {
			i++
		}
		if i == from && digits == 0 {
			return Value{}, false
		}
		if i == len(s) {
			return decimalFloat(s)
		}
	}
	if s[i]|0x20 != 'e' {
		return Value{}, false
	}
	e := i
	switch s[e+1:] {
	case "+INF":
		if neg {
			return Float(math.Inf(-1)), true
		}
		return Float(math.Inf(1)), true
	case "+NaN":
		const payload = 1<<51 - 1
		if digits == 0 {
			n = -2
		}
		bits := 0x7FF8<<48 | uint64(n)&payload
		if neg {
			bits |= 1 << 63
		}
		return Float(math.Float64frombits(bits)), true
	}
	i++
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	from := i
	for i < len(s) && s[i]-'0' <= 9 {
		i++
	}
	if i == from || i < len(s) {
		return Value{}, false
	}
	return decimalFloat(s)
}

// decimalFloat converts text that is known to be a decimal float; too large a value
// is infinite.
func decimalFloat(s string) (Value, bool) {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return Value{}, false
	}
	return Float(f), true
}

// radixInteger reads the digits of #xFF and its kin.
func (r *reader) radixInteger(radix int) (Value, token, *Exit) {
	bad := radix < 2 || radix > 36
	r.buf = r.buf[:0]
	c := r.next()
	if c == '-' || c == '+' {
		if c == '-' {
			r.buf = append(r.buf, '-')
		}
		c = r.next()
	}
	sign := len(r.buf)
	for ; ; c = r.next() {
		d := 36
		switch {
		case c >= '0' && c <= '9':
			d = int(c - '0')
		case c >= 'a' && c <= 'z':
			d = int(c-'a') + 10
		case c >= 'A' && c <= 'Z':
			d = int(c-'A') + 10
		}
		if d == 36 {
			break
		}
		bad = bad || d >= radix
		r.buf = append(r.buf, byte(c))
	}
	r.back()
	if c == '-' && len(r.buf) == sign {
		bad = true
	}
	if bad || len(r.buf) == sign {
		return Value{}, tokEnd, r.syntax("integer, radix " + strconv.Itoa(radix))
	}
	if n, err := strconv.ParseInt(string(r.buf), radix, 64); err == nil {
		return Int(n), tokValue, nil
	}
	b, _ := new(big.Int).SetString(string(r.buf), radix)
	return BigInt(b), tokValue, nil
}
