package charset

import (
	"bytes"

	"elnet/lisp/char"
)

// ISO-2022-JP (RFC 1468) is text of seven bits in which escape sequences choose
// the charset of what follows.

// The charsets by their index in the row: 0 is ASCII.
const (
	jis1983 = 1
	jis1978 = 2
	roman   = 3
)

// designation is an escape sequence and the charset it chooses.
type designation struct {
	seq string
	set int
}

var designations = [...]designation{
	{"\x1b(B", 0}, {"\x1b(J", roman}, {"\x1b$@", jis1978}, {"\x1b$B", jis1983}, {"\x1b$(B", jis1983}, {"\x1b$(@", jis1978},
}

// escape returns the designation that src begins with; known is false if src is
// too short to tell.
func escape(src []byte) (d designation, found, known bool) {
	known = true
	for _, d := range designations {
		if bytes.HasPrefix(src, []byte(d.seq)) {
			return d, true, true
		}
		if len(src) < len(d.seq) && bytes.HasPrefix([]byte(d.seq), src) {
			known = false
		}
	}
	return designation{}, false, known
}

// fromISO2022JP decodes text in which d.g0 is the charset chosen so far. See
// Decoder.convert.
func (d *Decoder) fromISO2022JP(dst, src []byte, last bool) ([]byte, int) {
	g := jisX0208()
	i := 0
	for i < len(src) {
		b := src[i]
		if b == 0x1b {
			e, found, known := escape(src[i:])
			switch {
			case found:
				d.g0 = e.set
				i += len(e.seq)
				continue
			case !known && !last:
				return dst, i
			}
		}
		c, n := rune(b), 1
		switch {
		case b >= 0x80:
			c = char.RawByte(b)
		case b <= ' ' || b == 0x7F || d.g0 == 0:
		case d.g0 == roman:
			d.mark(len(dst), roman, false)
			c = romanChar(b)
		case i+1 == len(src) && !last:
			return dst, i
		case i+1 < len(src) && src[i+1] > ' ' && src[i+1] < 0x7F:
			d.mark(len(dst), d.g0, false)
			c, n = g.char(b|0x80, src[i+1]|0x80), 2
		}
		dst = char.Append(dst, c)
		i += n
	}
	return dst, i
}

// romanChar is the character of a byte in JIS X 0201, ASCII but for two.
func romanChar(b byte) rune {
	switch b {
	case '\\':
		return '¥'
	case '~':
		return '‾'
	}
	return rune(b)
}

// toISO2022JP encodes src. A line ends in ASCII, and so does src.
func toISO2022JP(dst, src []byte) []byte {
	g := jisX0208()
	set := 0
	choose := func(want int) {
		if set != want {
			set = want
			dst = append(dst, [...]string{0: "\x1b(B", jis1983: "\x1b$B", roman: "\x1b(J"}[want]...)
		}
	}
	for len(src) > 0 {
		c, n := char.Decode(src)
		src = src[n:]
		switch code, ok := g.codeOf(c); {
		case c < 0x80:
			choose(0)
			dst = append(dst, byte(c))
		case char.IsRawByte(c):
			dst = append(dst, char.Byte(c))
		case c == '¥':
			choose(roman)
			dst = append(dst, '\\')
		case c == '‾':
			choose(roman)
			dst = append(dst, '~')
		case ok:
			choose(jis1983)
			dst = append(dst, byte(code>>8)&0x7F, byte(code)&0x7F)
		default:
			choose(0)
			dst = append(dst, ' ')
		}
	}
	choose(0)
	return dst
}
