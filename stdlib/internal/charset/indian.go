package charset

import "unicode/utf8"

// iscii are the characters that IS 13194 writes as two codes: a sign with a nukta
// behind it, a double danda, or one of the Vedic accents.
var iscii = []string{
	"ऌ\xA6\xE9", "ऽ\xEA\xE9", "ॄ\xDF\xE9", "ॐ\xA1\xE9", "॑\xF0\xB5", "॒\xF0\xB8",
	"\u0958\xB3\xE9", "\u0959\xB4\xE9", "\u095A\xB5\xE9", "\u095B\xBA\xE9", "\u095C\xBF\xE9",
	"\u095D\xC0\xE9", "\u095E\xC9\xE9", "ॠ\xAA\xE9", "ॡ\xA7\xE9", "ॢ\xDB\xE9",
	"ॣ\xE5\xE9", "॥\xEA\xEA", "ऑ\xB2",
}

// isciiCodec is IS 13194 for Devanagari, each code a character.
func isciiCodec() *codec {
	set := mapped("indian-is13194", 0x180000)
	more := make(map[rune]string, len(iscii))
	for _, s := range iscii {
		c, n := utf8.DecodeRuneInString(s)
		more[c] = s[n:]
	}
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			if src[0] <= 0xA0 || src[0] == 0xFF {
				return invalid, 1, 1
			}
			c, ok := set.Decode(int(src[0] & 0x7F))
			if !ok {
				c = invalid
			}
			return c, 1, 1
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if s, ok := more[c]; ok {
				return append(dst, s...), true
			}
			code, ok := set.Encode(c)
			if !ok {
				return dst, false
			}
			return append(dst, byte(code)|0x80), true
		},
	}
}
