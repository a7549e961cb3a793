package charset

import (
	"bytes"

	"elnet/lisp/char"
)

// UTF-7 (RFC 2152) is ASCII in which UTF-16 in base64 stands between a shift
// character and a "-"; IMAP (RFC 3501) has a variant of it for names of
// mailboxes.
type utf7 struct {
	shift  byte
	digits string
	direct func(byte) bool // stands for itself when encoding
	closed bool            // a run in base64 is ended by "-" even at the end of the text
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

var (
	utf7Mail = utf7{shift: '+', digits: base64Digits + "+/", direct: func(b byte) bool {
		return b == '\t' || b == '\n' || b == '\r' || b >= ' ' && b <= '}' && b != '\\'
	}}
	utf7IMAP = utf7{shift: '&', digits: base64Digits + "+,", closed: true, direct: func(b byte) bool {
		return b == '\t' || b == '\n' || b == '\r' || b >= ' ' && b <= '~'
	}}
)

// shifted is the state of a decoder in base64.
type shifted struct {
	on   bool // in base64
	any  bool // a digit was seen
	bits uint32
	n    int  // how many bits are held
	high rune // a high surrogate that is held, or 0
}

// fromUTF7 decodes the variant u of UTF-7; what is not in base64 is UTF-8, as
// Emacs reads it. See Decoder.convert.
func (d *Decoder) fromUTF7(dst, src []byte, u *utf7, last bool) ([]byte, int) {
	s := &d.base64
	i := 0
	for i < len(src) {
		if !s.on {
			end := bytes.IndexByte(src[i:], u.shift)
			plain := src[i:]
			if end >= 0 {
				plain = plain[:end]
			}
			var n int
			dst, n = fromUTF8(dst, plain, last || end >= 0)
			if i += n; end < 0 {
				return dst, i
			}
			*s = shifted{on: true}
			i++
			continue
		}
		b := src[i]
		if k := bytes.IndexByte([]byte(u.digits), b); k >= 0 {
			s.any = true
			dst = s.add(dst, uint32(k))
			i++
			continue
		}
		switch {
		case !s.any && b == '-': // the shift character itself
			dst = append(dst, u.shift)
			i++
		case !s.any:
			dst = append(dst, u.shift)
		case b == '-':
			i++
		}
		dst = s.end(dst)
	}
	if last && s.on {
		if !s.any {
			dst = append(dst, u.shift)
		}
		dst = s.end(dst)
	}
	return dst, i
}

// add takes six bits.
func (s *shifted) add(dst []byte, six uint32) []byte {
	s.bits, s.n = s.bits<<6|six, s.n+6
	if s.n < 16 {
		return dst
	}
	s.n -= 16
	c := rune(s.bits >> s.n & 0xFFFF)
	high := s.high
	s.high = 0
	switch {
	case high != 0 && c&0xFC00 == 0xDC00:
		return char.Append(dst, 0x10000+(high&0x3FF)<<10+c&0x3FF)
	case high != 0:
		dst = char.Append(dst, high)
	}
	if c&0xFC00 == 0xD800 {
		s.high = c
		return dst
	}
	return char.Append(dst, c)
}

// end leaves base64. Bits that make no character are dropped.
func (s *shifted) end(dst []byte) []byte {
	if s.high != 0 {
		dst = char.Append(dst, s.high)
	}
	*s = shifted{}
	return dst
}

// toUTF7 encodes src, a whole text.
func toUTF7(dst, src []byte, u *utf7, multibyte bool) []byte {
	var bits uint32
	n, on := 0, false
	put := func(unit uint32) {
		bits, n = bits<<16|unit, n+16
		for n >= 6 {
			n -= 6
			dst = append(dst, u.digits[bits>>n&0x3F])
		}
	}
	flush := func(closed bool) {
		if n > 0 {
			dst = append(dst, u.digits[bits<<(6-n)&0x3F])
		}
		if closed {
			dst = append(dst, '-')
		}
		bits, n, on = 0, 0, false
	}
	for len(src) > 0 {
		c, k := char.RawByte(src[0]), 1
		if multibyte || src[0] < 0x80 {
			c, k = char.Decode(src)
		}
		src = src[k:]
		if c < 0x80 && u.direct(byte(c)) {
			if on {
				flush(true)
			}
			dst = append(dst, byte(c))
			if byte(c) == u.shift {
				dst = append(dst, '-')
			}
			continue
		}
		if !on {
			on = true
			dst = append(dst, u.shift)
		}
		switch {
		case c < 0x10000:
			put(uint32(c))
		case c <= char.MaxUnicode:
			put(uint32(0xD800 | (c-0x10000)>>10))
			put(uint32(0xDC00 | (c-0x10000)&0x3FF))
		default:
			put(' ')
		}
	}
	if on {
		flush(u.closed)
	}
	return dst
}
