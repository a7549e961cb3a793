package charset

import (
	"fmt"

	"elnet/lisp/char"
)

// HZ (RFC 1843) is ASCII in which ~{ and ~} enclose characters of GB 2312, each as
// two bytes of 7 bits; ~~ is a tilde. Any byte that cannot begin such a pair leaves
// GB 2312, too. What is none of these stands for itself, other bytes than ASCII in
// UTF-8.

// fromHZ decodes HZ. See Decoder.convert.
func (d *Decoder) fromHZ(dst, src []byte, last bool) ([]byte, int) {
	i := 0
	for i < len(src) {
		b := src[i]
		if b >= 0x80 {
			d.hz = false
			d.endRun(len(dst))
			n := i + 1
			for n < len(src) && src[n] >= 0x80 {
				n++
			}
			var k int
			if dst, k = fromUTF8(dst, src[i:n], last || n < len(src)); k == 0 {
				return dst, i
			}
			i += k
			continue
		}
		if (b == '~' || d.hz && b > ' ') && i+1 == len(src) && !last {
			return dst, i
		}
		var second byte
		if i+1 < len(src) {
			second = src[i+1]
		}
		switch {
		case b == '~' && (second == '{' || second == '}' && d.hz):
			d.hz = second == '{'
			d.endRun(len(dst))
			i += 2
			continue
		case d.hz && b > ' ' && b < '~' && second > ' ' && second < 0x7F:
			if c, n, _ := hzCodec().decode([]byte{b | 0x80, second | 0x80}); n == 2 && c != invalid {
				if c <= char.MaxUnicode {
					d.markName(len(dst), "chinese-gb2312")
				}
				dst = char.Append(dst, c)
				i += 2
				continue
			}
		case b == '~' && second == '~':
			i++
		}
		d.hz = false
		d.endRun(len(dst))
		dst = append(dst, b)
		i++
	}
	return dst, i
}

// endRun notes that in a whole text what follows the offset at is in no charset.
func (d *Decoder) endRun(at int) {
	if n := len(d.runs); n > 0 && d.runs[n-1].Charset != "" {
		d.runs = append(d.runs, Run{Start: at, other: true})
	}
}

func hzCodec() *codec { return named("chinese-iso-8bit").row.codec() }

// toHZ encodes characters. One that GB 2312 does not have is written as its number.
func toHZ(dst, src []byte, multibyte bool) []byte {
	gb := false
	ascii := func(s string) {
		if gb {
			dst = append(dst, "~}"...)
			gb = false
		}
		dst = append(dst, s...)
	}
	for len(src) > 0 {
		c, n := char.RawByte(src[0]), 1
		if multibyte || src[0] < 0x80 {
			c, n = char.Decode(src)
		}
		src = src[n:]
		switch {
		case c == '~':
			ascii("~~")
			continue
		case c < 0x80:
			ascii(string(c))
			continue
		}
		code, ok := hzCodec().encode(nil, c)
		switch {
		case ok && len(code) == 2:
			if !gb {
				dst = append(dst, "~{"...)
				gb = true
			}
			dst = append(dst, code[0]&0x7F, code[1]&0x7F)
		case c < 0x10000:
			ascii(fmt.Sprintf("\\u%04X", c))
		default:
			ascii(fmt.Sprintf("\\U%08X", c))
		}
	}
	ascii("")
	return dst
}
