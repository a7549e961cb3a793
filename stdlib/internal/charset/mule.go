package charset

import (
	"sync"

	"elnet/lisp/char"
)

// emacs-mule is the encoding of text within Emacs 21: a leading byte says which charset
// the one or two bytes behind it, all above 0x9F, are a code of. Charsets numbered from
// 0xA0 have one of four leading bytes before their number.

// muleOrder are the charsets by preference; the numbers are theirs in muleIDs.
const muleOrder = `latin-iso8859-1 latin-iso8859-2 latin-iso8859-3 latin-iso8859-4 cyrillic-iso8859-5
	arabic-iso8859-6 greek-iso8859-7 hebrew-iso8859-8 latin-iso8859-9 latin-iso8859-14 latin-iso8859-15
	thai-tis620 chinese-gb2312 chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4
	chinese-cns11643-5 chinese-cns11643-6 chinese-cns11643-7 japanese-jisx0208 japanese-jisx0208-1978
	japanese-jisx0212 japanese-jisx0213-1 japanese-jisx0213-2 korean-ksc5601 latin-jisx0201
	katakana-jisx0201 chinese-big5-1 chinese-big5-2 chinese-sisheng ipa vietnamese-viscii-lower
	vietnamese-viscii-upper arabic-digit arabic-1-column arabic-2-column lao indian-is13194 indian-glyph
	indian-1-column indian-2-column tibetan tibetan-1-column mule-unicode-2500-33ff
	mule-unicode-e000-ffff mule-unicode-0100-24ff ethiopic`

var muleIDs = [...]byte{129, 130, 131, 132, 140, 135, 134, 136, 141, 143, 142, 133, 145, 149, 150, 246, 247, 248, 249, 250,
	146, 144, 148, 151, 254, 147, 138, 137, 152, 153, 160, 161, 162, 163, 164, 165, 224, 167, 225, 240, 251, 251, 252, 241,
	242, 243, 244, 245}

type muleCoding struct {
	sets []*Set
	byID map[byte]*Set
}

var mule = sync.OnceValue(func() *muleCoding {
	m := &muleCoding{setsNamed(muleOrder), map[byte]*Set{}}
	for i, s := range m.sets {
		m.byID[muleIDs[i]] = s
	}
	return m
})

// muleLead returns the byte before the number of a charset, 0 for none.
func muleLead(id byte) byte {
	switch {
	case id < 0xA0:
		return 0
	case id < 0xE0:
		return 0x9A
	case id < 0xF0:
		return 0x9B
	case id < 0xF5:
		return 0x9C
	}
	return 0x9D
}

// fromMule decodes emacs-mule. See Decoder.convert.
func (d *Decoder) fromMule(dst, src []byte, last bool) ([]byte, int) {
	i := 0
	for i < len(src) {
		b := src[i]
		if b < 0x80 {
			dst = append(dst, b)
			i++
			continue
		}
		set, c, n := muleChar(src[i:])
		switch {
		case n == 0 && !last:
			return dst, i
		case n == 0:
			dst, n = char.FromBytes(dst, src[i:]), len(src)-i
		case set == nil:
			dst, n = char.FromBytes(dst, src[i:i+1]), 1
		default:
			d.markName(len(dst), set.Name)
			dst = char.Append(dst, c)
		}
		i += n
	}
	return dst, i
}

// muleChar reads the character that src begins with, a byte above 0x7F. n is 0 if it is
// cut, set nil if there is none.
func muleChar(src []byte) (set *Set, c rune, n int) {
	id, at := src[0], 1
	if id >= 0x9A && id <= 0x9D {
		if len(src) == 1 {
			return nil, 0, 0
		}
		if id, at = src[1], 2; muleLead(id) != src[0] {
			return nil, 0, 1
		}
	} else if id >= 0xA0 {
		return nil, 0, 1
	}
	if set = mule().byID[id]; set == nil {
		return nil, 0, 1
	}
	code := 0
	for range set.dim() {
		if at == len(src) {
			return nil, 0, 0
		}
		if src[at] < 0xA0 {
			return nil, 0, 1
		}
		code = code<<8 | int(src[at]&0x7F)
		at++
	}
	c, ok := set.Decode(code)
	if !ok {
		return nil, 0, 1
	}
	return set, c, at
}

// muleOf returns the charset of c in emacs-mule, nil for none.
func muleOf(c rune) (set *Set, id byte, code int) {
	for i, s := range mule().sets {
		if code, ok := s.Encode(c); ok {
			return s, muleIDs[i], code
		}
	}
	return nil, 0, 0
}

func toMule(dst, src []byte, other rune) []byte {
	for len(src) > 0 {
		c, n := char.Decode(src)
		src = src[n:]
		if char.IsRawByte(c) {
			dst = append(dst, char.Byte(c))
			continue
		}
		if c < 0x80 {
			dst = append(dst, byte(c))
			continue
		}
		set, id, code := muleOf(c)
		if set == nil {
			dst = append(dst, byte(other))
			continue
		}
		if lead := muleLead(id); lead != 0 {
			dst = append(dst, lead)
		}
		dst = append(dst, id)
		if set.dim() == 2 {
			dst = append(dst, byte(code>>8)|0x80)
		}
		dst = append(dst, byte(code)|0x80)
	}
	return dst
}
