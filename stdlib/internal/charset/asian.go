package charset

import (
	"sync"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"elnet/lisp/char"
)

// The charsets of two-byte codes, each made when it is first needed and constant
// from then on.
var (
	jisX0208 = sync.OnceValue(func() *grid {
		edits := map[int]rune{0xA1BD: 0x2014, 0xA1C1: 0x301C, 0xA1C2: 0x2016, 0xA1DD: 0x2212,
			0xA1F1: 0xA2, 0xA1F2: 0xA3, 0xA2CC: 0xAC}
		vendors := []int{0xADA1, 0xAFFE, 0xF9A1, 0xFEFE}
		return newGrid(japanese.EUCJP, 0xA1, 0xA1, 0x140000, vendors, func(code int, c rune) rune {
			if e, ok := edits[code]; ok {
				return e
			}
			return c
		})
	})
	jisX0212 = sync.OnceValue(func() *grid { return newGrid(threeByteEUC{}, 0xA1, 0xA1, 0x148000, nil, nil) })
	gb2312   = sync.OnceValue(func() *grid {
		without := []int{0xA2A1, 0xA2B0, 0xA2E3, 0xA2E4, 0xA6E0, 0xA6FE, 0xA8BB, 0xA8C4}
		return newGrid(simplifiedchinese.GBK, 0xA1, 0xA1, 0x110000, without, func(code int, c rune) rune {
			switch code {
			case 0xA1A4:
				return 0x30FB
			case 0xA1AA:
				return 0x2015
			}
			return c
		})
	})
	gbk = sync.OnceValue(func() *grid {
		without := []int{0xA2E3, 0xA2E4, 0xA3A0, 0xA3A0, 0xA8BF, 0xA8BF, 0xA989, 0xA995, 0xFE50, 0xFEFE}
		return newGrid(simplifiedchinese.GBK, 0x81, 0x40, 0x160000, without, nil)
	})
	big5 = sync.OnceValue(func() *grid {
		without := []int{0xA2CC, 0xA2CC, 0xA2CE, 0xA2CE, 0xA3C0, 0xA3E0, 0xF9E9, 0xF9EB, 0xF9F9, 0xF9FD, 0xFA40, 0xFEFE}
		return newGrid(traditionalchinese.Big5, 0xA1, 0x40, 0x130000, without, func(code int, c rune) rune {
			trail := code & 0xFF
			switch {
			case trail > 0x7E && trail < 0xA1:
				return invalid
			case code == 0xF9FE:
				return 0x2593
			case code >= 0xC6A1 && code <= 0xC8FE: // ETEN's extension, private use in Unicode
				if trail > 0x7E {
					trail -= 0x22
				}
				return 0xF6B1 + rune((code>>8-0xC6)*157+trail-0x40-63)
			}
			return c
		})
	})
	ksC5601 = sync.OnceValue(func() *grid {
		return newGrid(korean.EUCKR, 0xA1, 0xA1, 0x279F94, nil, func(code int, c rune) rune {
			if code == 0xA2E8 {
				return 0x327E
			}
			return c
		})
	})
	cp949 = sync.OnceValue(func() *grid { return newGrid(korean.EUCKR, 0x81, 0x41, 0, nil, nil) })
	cp932 = sync.OnceValue(func() *grid {
		g := newGrid(japanese.ShiftJIS, 0x81, 0x40, 0, nil, func(code int, c rune) rune {
			if lead, trail := code>>8, code&0xFF; lead >= 0xF0 && lead <= 0xF9 && trail != 0x7F && trail <= 0xFC {
				if trail > 0x7F {
					trail--
				}
				return 0xE000 + rune((lead-0xF0)*188+trail-0x40)
			}
			return c
		})
		// NEC's selection of IBM's characters gives way to IBM's own codes.
		for i, c := range g.decode {
			code := g.code(i)
			if old := g.encode[c]; c != invalid && old>>8 >= 0xED && old>>8 <= 0xEE && code > int(old) {
				g.encode[c] = uint16(code)
			}
		}
		return g
	})
	gb18030 = sync.OnceValue(func() *grid {
		return newGrid(simplifiedchinese.GB18030, 0x81, 0x40, 0, nil, gb18030Private)
	})
)

// gb18030Private gives the two-byte codes without a character those of Unicode's
// private use area that GB 18030 assigns to them.
func gb18030Private(code int, c rune) rune {
	lead, trail := code>>8, code&0xFF
	switch {
	case trail == 0x7F:
		return invalid
	case lead >= 0xAA && lead <= 0xAF && trail >= 0xA1:
		return 0xE000 + rune((lead-0xAA)*94+trail-0xA1)
	case lead >= 0xF8 && trail >= 0xA1:
		return 0xE234 + rune((lead-0xF8)*94+trail-0xA1)
	case lead >= 0xA1 && lead <= 0xA7 && trail <= 0xA0:
		if trail > 0x7F {
			trail--
		}
		return 0xE4C6 + rune((lead-0xA1)*96+trail-0x40)
	}
	runs := [...][3]int{{0xA2AB, 0xA2B0, 0xE766}, {0xA2E4, 0xA2E4, 0xE76D}, {0xA2EF, 0xA2F0, 0xE76E},
		{0xA2FD, 0xA2FE, 0xE770}, {0xA4F4, 0xA4FE, 0xE772}, {0xA5F7, 0xA5FE, 0xE77D}, {0xA6B9, 0xA6C0, 0xE785},
		{0xA6F6, 0xA6FE, 0xE797}, {0xA7C2, 0xA7D0, 0xE7A0}, {0xA7F2, 0xA7FE, 0xE7AF}, {0xA896, 0xA8A0, 0xE7BC},
		{0xA8C1, 0xA8C4, 0xE7C9}, {0xA8EA, 0xA8FE, 0xE7CD}, {0xA958, 0xA958, 0xE7E2}, {0xA95B, 0xA95B, 0xE7E3},
		{0xA95D, 0xA95F, 0xE7E4}, {0xA997, 0xA9A3, 0xE7F4}, {0xA9F0, 0xA9FE, 0xE801}, {0xD7FA, 0xD7FE, 0xE810}}
	for _, r := range runs {
		if code >= r[0] && code <= r[1] {
			return rune(r[2] + code - r[0])
		}
	}
	if c == invalid {
		if e, ok := gb18030Newer[code]; ok {
			return e
		}
	}
	return c
}

// gb18030Newer are codes whose characters the table of x/text has elsewhere.
var gb18030Newer = map[int]rune{
	0xA6D9: 0xFE10, 0xA6DA: 0xFE12, 0xA6DB: 0xFE11, 0xA6DC: 0xFE13, 0xA6DD: 0xFE14, 0xA6DE: 0xFE15,
	0xA6DF: 0xFE16, 0xA6EC: 0xFE17, 0xA6ED: 0xFE18, 0xA6F3: 0xFE19, 0xA8BC: 0x1E3F, 0xFE51: 0x20087,
	0xFE52: 0x20089, 0xFE53: 0x200CC, 0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7,
	0xFE6C: 0x215D7, 0xFE6D: 0x9FB8, 0xFE76: 0x2298F, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFE91: 0x241FE,
	0xFEA0: 0x9FBB,
}

// gridCodec makes a row's codec of a charset that stands alone beside ASCII.
func gridCodec(g func() *grid) func() *codec {
	return func() *codec { return g().codec() }
}

// halfwidth is the first halfwidth katakana, at 0xA1 in JIS X 0201.
const halfwidth, halfwidthLast = 0xFF61, 0xFF9F

func isHalfwidth(c rune) bool { return c >= halfwidth && c <= halfwidthLast }

// eucJP has JIS X 0208 in two bytes, and with a byte before them halfwidth
// katakana (0x8E) and JIS X 0212 (0x8F).
func eucJP() *codec {
	two, three := jisX0208(), jisX0212()
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			switch src[0] {
			case 0x8E:
				if len(src) < 2 {
					return invalid, 0, 0
				}
				if src[1] < 0xA1 {
					return invalid, 1, 0
				}
				if src[1] > 0xDF {
					return invalid, 2, 3
				}
				return halfwidth + rune(src[1]) - 0xA1, 2, 3
			case 0x8F:
				if len(src) == 1 {
					return invalid, 0, 0
				}
				if src[1] < 0xA0 {
					return invalid, 1, 0
				}
				c, n := three.read(src[1:])
				if n == 2 {
					n = 3
				}
				return c, n, 4
			}
			c, n := two.read(src)
			return c, n, two.begun(src, 2)
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if isHalfwidth(c) {
				return append(dst, 0x8E, byte(c-halfwidth+0xA1)), true
			}
			if out, ok := two.write(dst, c); ok {
				return out, true
			}
			out, ok := three.write(append(dst, 0x8F), c)
			if !ok {
				return dst, false
			}
			return out, true
		},
	}
}

// shiftJISBytes looks at the first code of src, where first bytes of two go up to
// last. If it is of two bytes, k numbers the second one, 0 to 187; otherwise k is -1
// and the rest is what decode returns.
func shiftJISBytes(src []byte, last byte) (k int, c rune, size, which int) {
	b := src[0]
	switch {
	case b >= 0xA1 && b <= 0xDF:
		return -1, halfwidth + rune(b) - 0xA1, 1, 1
	case b < 0x81 || b == 0xA0 || b > last:
		return -1, invalid, 1, 0
	case len(src) < 2:
		return -1, invalid, 0, 0
	case src[1] < 0x40 || src[1] == 0x7F || src[1] > 0xFC:
		return -1, invalid, 1, 0
	}
	k = int(src[1]) - 0x40
	if src[1] > 0x7F {
		k--
	}
	return k, 0, 0, 0
}

// shiftJIS has the codes of JIS X 0208 in another arrangement, and halfwidth
// katakana in one byte.
func shiftJIS() *codec {
	g := jisX0208()
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			k, c, size, which := shiftJISBytes(src, 0xEF)
			if k < 0 {
				return c, size, which
			}
			b := src[0]
			if b > 0xA0 {
				b -= 0x40
			}
			row := int(b-0x81)*2 + k/94
			return g.char(byte(0xA1+row), byte(0xA1+k%94)), 2, 2
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if isHalfwidth(c) {
				return append(dst, byte(c-halfwidth+0xA1)), true
			}
			code, ok := g.codeOf(c)
			if !ok {
				return dst, false
			}
			row, k := code>>8-0xA1, code&0xFF-0xA1
			lead, trail := 0x81+row/2, 0x40+row%2*94+k
			if lead > 0x9F {
				lead += 0x40
			}
			if trail >= 0x7F {
				trail++
			}
			return append(dst, byte(lead), byte(trail)), true
		},
	}
}

// windows31J is Microsoft's variant of shiftJIS.
func windows31J() *codec {
	g := cp932()
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			if src[0] >= 0xA1 && src[0] <= 0xDF {
				return halfwidth + rune(src[0]) - 0xA1, 1, 1
			}
			if src[0] == 0xA0 {
				return invalid, 1, 0
			}
			c, n := g.read(src)
			return c, n, 2
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if isHalfwidth(c) {
				return append(dst, byte(c-halfwidth+0xA1)), true
			}
			return g.write(dst, c)
		},
	}
}

// gb18030Codec has codes of two bytes, and of four for the rest of Unicode.
func gb18030Codec() *codec {
	g := gb18030()
	digit := func(b byte) bool { return b >= '0' && b <= '9' }
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			if len(src) < 2 || !digit(src[1]) {
				c, n := g.read(src)
				return c, n, 1
			}
			switch {
			case src[0] < 0x81 || src[0] == 0xFF, len(src) > 2 && (src[2] < 0x81 || src[2] == 0xFF), len(src) > 3 && !digit(src[3]):
				return invalid, 1, 0
			case len(src) < 4:
				return invalid, 0, 0
			}
			c := decodeOne(simplifiedchinese.GB18030.NewDecoder(), src[:4])
			switch {
			case c == invalid:
				return c, 1, 0
			case c < 0x10000:
				return c, 4, 2
			}
			return c, 4, 3
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if out, ok := g.write(dst, c); ok {
				return out, true
			}
			if c > char.MaxUnicode {
				return dst, false
			}
			b, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(string(c)))
			if err != nil {
				return dst, false
			}
			return append(dst, b...), true
		},
	}
}
