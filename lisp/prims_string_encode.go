package lisp

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"hash"

	"elnet/lisp/char"
)

// lowBytes returns the characters of s as bytes; not ok if one has none.
func lowBytes(s *String) ([]byte, bool) {
	if s.simple() {
		return []byte(s.s), true
	}
	b := make([]byte, 0, s.n)
	for i := 0; i < len(s.s); {
		c, k := s.decode(i)
		if c > 0xFF && !char.IsRawByte(c) {
			return nil, false
		}
		b = append(b, byte(c))
		i += k
	}
	return b, true
}

// base64Line is the length of the lines that base64-encode-string makes.
const base64Line = 76

func primBase64Encode(in *Interp, v, noBreak Value) (Value, *Exit) {
	text, x := in.base64Text(v, base64.StdEncoding)
	if x != nil {
		return Value{}, x
	}
	if noBreak.IsNil() {
		var b []byte
		for len(text) > base64Line {
			b = append(append(b, text[:base64Line]...), '\n')
			text = text[base64Line:]
		}
		text = append(b, text...)
	}
	return newText(text, len(text), false).Value(), nil
}

func primBase64URLEncode(in *Interp, v, noPad Value) (Value, *Exit) {
	enc := base64.URLEncoding
	if !noPad.IsNil() {
		enc = base64.RawURLEncoding
	}
	text, x := in.base64Text(v, enc)
	if x != nil {
		return Value{}, x
	}
	return newText(text, len(text), false).Value(), nil
}

func (in *Interp) base64Text(v Value, enc *base64.Encoding) ([]byte, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return nil, x
	}
	b, ok := lowBytes(s)
	if !ok {
		return nil, in.Errorf("Multibyte character in data for base64 encoding")
	}
	return enc.AppendEncode(nil, b), nil
}

func primBase64Decode(in *Interp, v, url Value) (Value, *Exit) {
	s, x := in.argString(v)
	if x != nil {
		return Value{}, x
	}
	b, ok := decodeBase64(s.peek(), !url.IsNil())
	if !ok {
		return Value{}, in.Errorf("Invalid base64 data")
	}
	return newText(b, len(b), false).Value(), nil
}

// decodeBase64 decodes text with white space in it. Padding may be left out of
// the URL form only; after padding more groups may follow.
func decodeBase64(s string, url bool) ([]byte, bool) {
	out := make([]byte, 0, len(s)/4*3+3)
	var group [4]byte
	n, pad := 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch c {
		case ' ', '\t', '\n', '\f', '\r':
			continue
		case '=':
			if n < 2 {
				return nil, false
			}
			pad++
		default:
			d, ok := base64Digit(c, url)
			if !ok || pad > 0 {
				return nil, false
			}
			group[n] = d
			n++
		}
		if n+pad < 4 {
			continue
		}
		out = appendGroup(out, group, n)
		n, pad = 0, 0
	}
	switch {
	case n == 0 && pad == 0:
		return out, true
	case url && n >= 2 && pad == 0:
		return appendGroup(out, group, n), true
	}
	return nil, false
}

// appendGroup appends the bytes of a group of n digits.
func appendGroup(out []byte, g [4]byte, n int) []byte {
	for i := n; i < 4; i++ {
		g[i] = 0
	}
	b := []byte{g[0]<<2 | g[1]>>4, g[1]<<4 | g[2]>>2, g[2]<<6 | g[3]}
	return append(out, b[:n-1]...)
}

func base64Digit(c byte, url bool) (byte, bool) {
	switch {
	case c >= 'A' && c <= 'Z':
		return c - 'A', true
	case c >= 'a' && c <= 'z':
		return c - 'a' + 26, true
	case c >= '0' && c <= '9':
		return c - '0' + 52, true
	case c == '+' && !url || c == '-' && url:
		return 62, true
	case c == '/' && !url || c == '_' && url:
		return 63, true
	}
	return 0, false
}

// digestNames are the algorithms of secure-hash, in the order of
// secure-hash-algorithms.
var digestNames = [...]string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}

func newDigest(name string) hash.Hash {
	switch name {
	case "md5":
		return md5.New()
	case "sha1":
		return sha1.New()
	case "sha224":
		return sha256.New224()
	case "sha256":
		return sha256.New()
	case "sha384":
		return sha512.New384()
	case "sha512":
		return sha512.New()
	}
	return nil
}

func primHashAlgorithms(in *Interp) (Value, *Exit) {
	var l ListBuilder
	for _, n := range digestNames {
		l.Add(in.Sym(n))
	}
	return l.List(), nil
}

func argAt(args []Value, i int) Value {
	if i < len(args) {
		return args[i]
	}
	return Value{}
}

func primSecureHash(in *Interp, args []Value) (Value, *Exit) {
	if len(args) < 2 || len(args) > 5 {
		return Value{}, in.Signal(in.s.wrongNumber, in.Sym("secure-hash"), fix(int64(len(args))))
	}
	if !args[0].IsSymbol() {
		return Value{}, in.WrongType("symbolp", args[0])
	}
	return in.digest(args[0], args[1], argAt(args, 2), argAt(args, 3), !argAt(args, 4).IsNil())
}

func primMD5(in *Interp, args []Value) (Value, *Exit) {
	return in.digest(in.Sym("md5"), args[0], argAt(args, 1), argAt(args, 2), false)
}

// digest hashes part of a string: multibyte text as UTF-8, raw bytes as
// themselves.
func (in *Interp) digest(algorithm, object, start, end Value, binary bool) (Value, *Exit) {
	if !object.IsString() {
		if object.IsNil() {
			object = NewString("nil")
		}
		return Value{}, in.SignalError("Invalid object argument", object)
	}
	s := object.Str()
	if s.multi { // positions count the bytes of the encoded text
		object = UnibyteString(string(appendUTF8(nil, s.s)))
		s = object.Str()
	}
	f, t, x := in.span(object, start, end, s.Len())
	if x != nil {
		return Value{}, x
	}
	h := newDigest(in.symbolName(algorithm))
	if h == nil {
		return Value{}, in.Errorf("Invalid algorithm arg: %s", in.symbolName(algorithm))
	}
	h.Write([]byte(s.s[f:t]))
	sum := h.Sum(nil)
	if !binary {
		sum = hex.AppendEncode(nil, sum)
	}
	return newText(sum, len(sum), false).Value(), nil
}
