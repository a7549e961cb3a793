package lisp

import (
	"bytes"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// appendFloat appends f as prin1 shows it: the fewest digits that read back as
// f, unless float-output-format asks for something else.
func (in *Interp) appendFloat(b []byte, f float64, format *Symbol) []byte {
	if format != nil {
		if v, _ := in.VarValue(format); v.IsString() && !math.IsInf(f, 0) && !math.IsNaN(f) {
			if r, ok := customFloat(b, f, v.Str().peek()); ok {
				return r
			}
		}
	}
	return appendFloat(b, f)
}

func appendFloat(b []byte, f float64) []byte {
	switch {
	case math.IsInf(f, 1):
		return append(b, "1.0e+INF"...)
	case math.IsInf(f, -1):
		return append(b, "-1.0e+INF"...)
	case math.IsNaN(f):
		if math.Signbit(f) {
			b = append(b, '-')
		}
		b = strconv.AppendUint(b, math.Float64bits(f)&(1<<51-1), 10)
		return append(b, ".0e+NaN"...)
	case f == math.Trunc(f) && math.Abs(f) < 1e15 && f != 0:
		return append(strconv.AppendInt(b, int64(f), 10), ".0"...)
	}
	var tmp [32]byte
	e := strconv.AppendFloat(tmp[:0], f, 'e', -1, 64)
	mark := bytes.IndexByte(e, 'e')
	digits := mark
	if math.Signbit(f) {
		digits--
	}
	if digits > 1 {
		digits-- // the point
	}
	exp, _ := strconv.Atoi(string(e[mark+1:]))
	if exp < -4 || exp >= max(15, digits) {
		// Below a power of two floats are closer: the fewest digits that read back
		// may not be those that rounding gives, which Emacs tries.
		if rounded := strconv.AppendFloat(nil, f, 'e', digits-1, 64); math.Float64bits(f)<<12 == 0 && !bytes.Equal(rounded, e) {
			e = strconv.AppendFloat(tmp[:0], f, 'e', digits, 64)
		}
		return append(b, e...)
	}
	n := len(b)
	b = strconv.AppendFloat(b, f, 'f', -1, 64)
	if bytes.IndexByte(b[n:], '.') < 0 {
		b = append(b, ".0"...)
	}
	return b
}

// customFloat appends f as float-output-format says: "%.", an optional number of
// digits up to 15, and e, f or g. ok is false for any other format.
func customFloat(b []byte, f float64, format string) (_ []byte, ok bool) {
	rest, found := strings.CutPrefix(format, "%.")
	if !found || rest == "" {
		return b, false
	}
	verb := rest[len(rest)-1]
	width := -1
	if digits := rest[:len(rest)-1]; digits != "" {
		n, err := strconv.ParseUint(digits, 10, 8)
		if err != nil || n > 15 || n == 0 && verb != 'f' {
			return b, false
		}
		width = int(n)
	}
	if verb != 'e' && verb != 'f' && verb != 'g' {
		return b, false
	}
	n := len(b)
	b = floatText{x: f}.c(b, verb, max(width, 0), false)
	if text := b[n:]; width != 0 && !bytes.ContainsAny(text, ".e") {
		b = append(b, ".0"...)
	}
	return b, true
}

// floatText is a finite number to be shown as C's printf does: x, or big if that
// is not nil.
type floatText struct {
	x   float64
	big *big.Float
}

func (t floatText) append(b []byte, verb byte, prec int) []byte {
	if t.big != nil {
		return t.big.Append(b, verb, prec)
	}
	return strconv.AppendFloat(b, t.x, verb, prec, 64)
}

// c appends the number as %.PRECe, %f or %g show it; alt is the # flag.
func (t floatText) c(b []byte, verb byte, prec int, alt bool) []byte {
	n := len(b)
	if verb != 'g' {
		b = t.append(b, verb, prec)
		if alt && prec == 0 {
			b = insertPoint(b, n)
		}
		return b
	}
	prec = max(prec, 1)
	var tmp [32]byte
	e := t.append(tmp[:0], 'e', prec-1)
	exp, _ := strconv.Atoi(string(e[bytes.IndexByte(e, 'e')+1:]))
	if exp < -4 || exp >= prec {
		b = append(b, e...)
	} else {
		b = t.append(b, 'f', prec-1-exp)
	}
	if !alt {
		return trimZeros(b, n)
	}
	if bytes.IndexByte(b[n:], '.') < 0 {
		b = insertPoint(b, n)
	}
	return b
}

// insertPoint puts a decimal point after the digits of the number at b[n:].
func insertPoint(b []byte, n int) []byte {
	at := len(b)
	if i := bytes.IndexByte(b[n:], 'e'); i >= 0 {
		at = n + i
	}
	b = append(b, 0)
	copy(b[at+1:], b[at:])
	b[at] = '.'
	return b
}

// trimZeros drops the zeros that end the fraction of the number at b[n:].
func trimZeros(b []byte, n int) []byte {
	num, exp := b[n:], ""
	if i := bytes.IndexByte(num, 'e'); i >= 0 {
		num, exp = num[:i], string(num[i:])
	}
	if bytes.IndexByte(num, '.') < 0 {
		return b
	}
	num = bytes.TrimRight(num, "0")
	num = bytes.TrimSuffix(num, []byte("."))
	return append(b[:n+len(num)], exp...)
}
