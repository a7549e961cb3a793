package regex

import (
	"strings"
	"unicode"

	"elnet/lisp/char"
)

// standardASCII holds the syntax classes of the standard syntax table.
const standardASCII = "" +
	".........  .  .................." +
	" .\".ww_.()__._._wwwwwwwwww..___." +
	".wwwwwwwwwwwwwwwwwwwwwwwwww(\\)._" +
	".wwwwwwwwwwwwwwwwwwwwwwwwww(_).."

// standardLatin1 goes on from 0xA0 to 0xBF.
const standardLatin1 = " .___w_.___.______ww_w___w_.___."

// StandardSyntax returns the class of c in Emacs' standard syntax table. From
// 0x80 up the answer follows from the Unicode general category, with which the
// table agrees for most characters.
func StandardSyntax(c rune) byte {
	switch {
	case c < 0x80:
		return standardASCII[c]
	case c > char.MaxUnicode:
		if char.IsRawByte(c) {
			return 'w'
		}
		return '_'
	case c >= 0xA0 && c < 0xC0:
		return standardLatin1[c-0xA0]
	case c == 0xD7, c == 0xF7:
		return '_'
	case c < 0x2000 || c >= 0x2C00 && c < 0x2E00 || c >= 0x3021 && c < 0xFE00 || c >= 0x10000:
		return 'w'
	case unicode.In(c, unicode.L, unicode.M, unicode.N) && (c < 0x2100 || c >= 0x2E00):
		return 'w'
	case c < 0x2C00 && c >= 0x2100 && unicode.In(c, unicode.L, unicode.Nd, unicode.Nl, unicode.No):
		return wordIf(c < 0x2190 || c >= 0x2460)
	case unicode.Is(unicode.Zs, c), c == 0x200B:
		return ' '
	case unicode.Is(unicode.Ps, c) && c != 0x201A && c != 0x201E:
		return '('
	case unicode.Is(unicode.Pe, c):
		return ')'
	case unicode.IsPunct(c), c >= 0x200C && c <= 0x200F:
		return '.'
	case unicode.In(c, unicode.S, unicode.Cf):
		return '_'
	}
	return 'w'
}

func wordIf(word bool) byte {
	if word {
		return 'w'
	}
	return '_'
}

// StandardFold maps characters that differ only in case to the same one, as
// Emacs' standard canonical case table does.
func StandardFold(c rune) rune {
	if c < 0x80 {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		return c
	}
	if c > lastCased {
		return c
	}
	return standardFold(c)
}

func standardFold(c rune) rune {
	if caseless(c) {
		return c
	}
	return unicode.ToLower(unicode.ToUpper(c))
}

// caseless holds for letters that Emacs leaves alone where Unicode pairs them
// with ASCII: dotted I, dotless i, long s, and for folding the Kelvin sign.
func caseless(c rune) bool { return c == 0x130 || c == 0x131 || c == 0x17F || c == 0x212A }

func standardUpper(c rune) bool {
	return c <= lastCased && unicode.ToLower(c) != c && (c == 0x212A || !caseless(c))
}

func standardLower(c rune) bool {
	return c <= lastCased && unicode.ToLower(c) == c && unicode.ToUpper(c) != c && !caseless(c)
}

// categoryScripts names the Unicode scripts of the categories that stand for one.
var categoryScripts = map[byte]*unicode.RangeTable{
	'g': unicode.Greek, 'y': unicode.Cyrillic, 'b': unicode.Arabic,
	'w': unicode.Hebrew, 'h': unicode.Hangul, 'H': unicode.Hiragana, 'K': unicode.Katakana,
	'C': unicode.Han, 't': unicode.Thai, 'i': unicode.Devanagari, 'q': unicode.Tibetan,
	'e': unicode.Ethiopic, 'o': unicode.Lao,
}

// StandardCategory reports whether c belongs to the category cat in Emacs'
// standard category table. ASCII is exact; beyond it only the categories for
// scripts, ^ (combining), R (right to left) and . (base) are known.
func StandardCategory(c rune, cat byte) bool {
	if c < 0x80 {
		switch {
		case c < ' ':
			return false
		case c == ' ', c == 0x7F:
			return strings.IndexByte(" al", cat) >= 0
		}
		return strings.IndexByte(".alr", cat) >= 0
	}
	switch cat {
	case 'l':
		return c < 0x250 || unicode.Is(unicode.Latin, c)
	case '^':
		return unicode.IsMark(c)
	case '.':
		return unicode.IsGraphic(c) && !unicode.IsMark(c) && !unicode.IsSpace(c)
	case 'R':
		return unicode.In(c, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
	case 'j':
		return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	t := categoryScripts[cat]
	return t != nil && unicode.Is(t, c)
}

// wordScripts are the scripts that tell words apart, likeliest first.
var wordScripts = [...]*unicode.RangeTable{
	unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Cyrillic,
	unicode.Greek, unicode.Hangul, unicode.Arabic, unicode.Hebrew, unicode.Thai,
	unicode.Devanagari, unicode.Armenian, unicode.Georgian, unicode.Ethiopic,
	unicode.Bengali, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam,
	unicode.Gujarati, unicode.Gurmukhi, unicode.Oriya, unicode.Sinhala, unicode.Tibetan,
	unicode.Myanmar, unicode.Khmer, unicode.Lao, unicode.Mongolian, unicode.Syriac,
	unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Cherokee,
	unicode.Canadian_Aboriginal, unicode.Ogham, unicode.Runic, unicode.Tagalog, unicode.Hanunoo,
	unicode.Buhid, unicode.Tagbanwa, unicode.Limbu, unicode.Tai_Le, unicode.New_Tai_Lue,
	unicode.Buginese, unicode.Tai_Tham, unicode.Balinese, unicode.Sundanese, unicode.Batak,
	unicode.Lepcha, unicode.Ol_Chiki, unicode.Coptic, unicode.Glagolitic, unicode.Tifinagh,
	unicode.Bopomofo, unicode.Yi, unicode.Lisu, unicode.Vai,
}

const (
	scriptHan      = 1
	scriptHiragana = 2
	scriptKatakana = 3
)

// wordScript numbers the script of c; 0 is Latin. Letters that Unicode gives to
// no one script go with their neighbours.
func wordScript(c rune) int {
	switch {
	case c < 0x250, c >= 0x2B0 && c < 0x370:
		return 0
	case c < 0x2B0:
		return -1 // phonetic letters
	case c == 0x640:
		c++
	case c == 0x30FC:
		return scriptKatakana
	}
	for i, t := range wordScripts {
		if unicode.Is(t, c) {
			return i
		}
	}
	return len(wordScripts)
}

// StandardWordBoundary reports whether a word ends between the word
// constituents c1 and c2: where the script changes, except next to a combining
// mark and from Han to kana or katakana to hiragana, and from hiragana to katakana.
func StandardWordBoundary(c1, c2 rune) bool {
	s1, s2 := wordScript(c1), wordScript(c2)
	switch {
	case s1 == s2, unicode.Is(unicode.Mn, c1) != unicode.Is(unicode.Mn, c2):
		return false
	case s1 == scriptHan && (s2 == scriptHiragana || s2 == scriptKatakana),
		s1 == scriptKatakana && s2 == scriptHiragana:
		return false
	}
	return true
}
