package charset

import (
	"bytes"

	"elnet/lisp/char"
)

// settle looks at the beginning of src for a signature, and for what decides the
// character encoding of an undecided stream. It sets the coding system that it
// finds, and returns how many bytes of src are done: decoded to dst, or dropped.
// When more bytes are needed it leaves the rest for the next piece.
func (d *Decoder) settle(dst, src []byte, last bool) ([]byte, int) {
	switch d.coding.row.kind {
	case kindUndecided:
		return d.detect(dst, src, last)
	case kindUTF8Auto:
		return dst, d.autoSignature(src, last)
	case kindUTF8Sig:
		return dst, d.signature(src, "\xEF\xBB\xBF", last)
	case kindUTF16LESig:
		return dst, d.signature(src, "\xFF\xFE", last)
	case kindUTF16BESig:
		return dst, d.signature(src, "\xFE\xFF", last)
	case kindUTF16:
		if len(src) < 2 && !last {
			return dst, 0
		}
		if d.whole && len(src)%2 != 0 {
			break // Emacs finds no signature in an odd number of bytes
		}
		if bytes.HasPrefix(src, []byte("\xFE\xFF")) {
			d.become("utf-16be-with-signature")
			return dst, 2
		}
		if bytes.HasPrefix(src, []byte("\xFF\xFE")) {
			d.become("utf-16le-with-signature")
			return dst, 2
		}
	}
	d.begun = true
	return dst, 0
}

// become sets the coding system to that of the name, keeping the end-of-line
// format that was given or found.
func (d *Decoder) become(name string) {
	c := named(name)
	if !c.row.noEOL && d.coding.eol != Undecided {
		c = c.Variant(d.coding.eol)
	}
	d.coding, d.begun = c, true
}

// signature returns how many bytes of src the signature sig takes.
func (d *Decoder) signature(src []byte, sig string, last bool) int {
	if bytes.HasPrefix(src, []byte(sig)) {
		d.begun = true
		return len(sig)
	}
	if last || len(src) >= len(sig) || !bytes.HasPrefix([]byte(sig), src) {
		d.begun = true
	}
	return 0
}

// autoSignature is for utf-8-auto. It stands for one of two coding systems once
// it has seen whether there is a signature; one that nothing follows is none.
// A whole text that is not UTF-8 leaves it what it was.
func (d *Decoder) autoSignature(src []byte, last bool) int {
	sig := []byte("\xEF\xBB\xBF")
	switch {
	case bytes.HasPrefix(src, sig) && len(src) > len(sig):
		d.become("utf-8-with-signature")
		return len(sig)
	case !last && len(src) <= len(sig) && bytes.HasPrefix(sig, src):
		return 0
	case !d.whole || plausible(src) == len(src):
		d.become("utf-8")
	default:
		d.begun = true
	}
	return 0
}

// detect is settle for an undecided stream.
func (d *Decoder) detect(dst, src []byte, last bool) ([]byte, int) {
	if d.whole {
		if name := detect(src, d.nulls); name != "" {
			d.become(name)
			d.begun = false // a signature is still to be dropped
			return d.settle(dst, src, last)
		}
		return append(dst, src...), len(src)
	}
	if !d.begun {
		name, known := utf16Name(src[:min(len(src), 4)], last)
		if !known {
			return dst, 0
		}
		if name != "" {
			d.become(name)
			return dst, 2
		}
	}
	n := 0
	for n < len(src) && src[n] != 0 && src[n] < 0x80 {
		n++
	}
	d.begun = d.begun || n > 0
	dst = append(dst, src[:n]...)
	if n == len(src) {
		return dst, n
	}
	rest := src[n:]
	if k, whole := looseSequence(rest); k > 0 && !whole && !last {
		return dst, n
	} else if rest[0] == 0 {
		d.become("no-conversion")
	} else if k > 0 {
		d.become("utf-8")
	} else if latin1(rest[0]) {
		d.become("iso-latin-1")
	} else {
		d.become("raw-text")
	}
	return dst, n
}

// Detect returns the coding system that a whole text seems to be in, as
// detect-coding-string puts it first: undecided if it is ASCII, binary if it has
// a NUL. Its end-of-line format is that of the first three line ends.
func Detect(src []byte) *Coding {
	if hasByte(src, 0) {
		return named("no-conversion")
	}
	c := named("undecided")
	if name := detect(src, false); name != "" {
		c = named(name)
	}
	return c.Variant(allEnds(firstLines(src)))
}

// detect returns the name of the encoding of a whole text, "" if it is ASCII.
// It knows the encodings that this package has, in Emacs' order of preference:
// utf-8, iso-latin-1, raw-text; a NUL makes it binary or utf-16 unless nulls.
func detect(src []byte, nulls bool) string {
	binary := !nulls && hasByte(src, 0)
	if char.IsASCII(src) && !binary {
		return ""
	}
	if binary {
		if name, _ := utf16Name(src, true); name != "" && len(src)%2 == 0 {
			return name
		}
		return "no-conversion"
	}
	if plausible(src) == len(src) {
		return "utf-8"
	}
	for _, b := range src {
		if b >= 0x80 && !latin1(b) {
			return "raw-text"
		}
	}
	return "iso-latin-1"
}

// utf16Name returns the coding system of a text that begins with a UTF-16
// signature and has a NUL, "" for another; known is false if src, the beginning
// of a text, is too short to tell.
func utf16Name(src []byte, last bool) (name string, known bool) {
	be, le := []byte("\xFE\xFF"), []byte("\xFF\xFE")
	if len(src) < 4 {
		n := min(len(src), 2)
		maybe := bytes.Equal(src[:n], be[:n]) || bytes.Equal(src[:n], le[:n])
		return "", last || !maybe
	}
	switch {
	case !hasByte(src, 0):
	case bytes.HasPrefix(src, be):
		return "utf-16be-with-signature", true
	case bytes.HasPrefix(src, le):
		return "utf-16le-with-signature", true
	}
	return "", true
}

// latin1 reports whether the byte b speaks for iso-latin-1: of the control codes
// only those that Windows uses for quotes and dashes (latin-extra-code-table).
func latin1(b byte) bool { return b >= 0xA0 || b >= 0x91 && b <= 0x96 }

// plausible returns the length of the part of src that looks like UTF-8.
func plausible(src []byte) int {
	i := 0
	for i < len(src) {
		if src[i] < 0x80 {
			i += char.ASCIILen(src[i:])
			continue
		}
		n, whole := looseSequence(src[i:])
		if n == 0 || !whole {
			break
		}
		i += n
	}
	return i
}

// CutUTF8 reports whether src is UTF-8 that ends within a character, as far as
// insert-file-contents asks: a byte alone may be anything but ASCII.
func CutUTF8(src []byte) bool {
	rest := src[plausible(src):]
	if len(rest) == 0 || len(rest) > 3 || hasByte(src, 0) {
		return false
	}
	n, _ := looseSequence(rest)
	return len(rest) == 1 || n > 0
}

// looseSequence is sequence as detection sees it, by the lead byte alone, so
// that overlong forms and surrogates pass.
func looseSequence(s []byte) (n int, whole bool) {
	switch b := s[0]; {
	case b < 0xC0 || b >= 0xF8:
		return 0, false
	case b < 0xE0:
		n = 2
	case b < 0xF0:
		n = 3
	default:
		n = 4
	}
	for i := 1; i < n; i++ {
		if i == len(s) {
			return n, false
		}
		if s[i]&0xC0 != 0x80 {
			return 0, false
		}
	}
	return n, true
}
