package regex

import "unicode"

// standardASCII holds the syntax classes of the standard syntax table.
const standardASCII = "" +
	".........  .  .................." +
	" .\".ww_.()__._._wwwwwwwwww..___." +
	".wwwwwwwwwwwwwwwwwwwwwwwwww(\\)._" +
	".wwwwwwwwwwwwwwwwwwwwwwwwww(_).."

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
// with ASCII: dotted I, dotless i, long s and the Kelvin sign.
func caseless(c rune) bool { return c == 0x130 || c == 0x131 || c == 0x17F || c == 0x212A }

// StandardUpper reports whether c is upper case in Emacs' standard case table.
func StandardUpper(c rune) bool {
	return c <= lastCased && unicode.ToLower(c) != c && !caseless(c)
}

// StandardLower reports whether c is lower case in Emacs' standard case table.
func StandardLower(c rune) bool {
	return c == 'ß' || c <= lastCased && unicode.ToLower(c) == c && unicode.ToUpper(c) != c && !caseless(c)
}
