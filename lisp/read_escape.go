package lisp

import (
	"fmt"
	"strconv"
	"strings"
	"unsafe"

	"elnet/lisp/char"
	"elnet/lisp/internal/charname"
)

// Modifier bits of characters (Elisp manual, "Other Char Bits").
const (
	modAlt   = 1 << 22
	modSuper = 1 << 23
	modHyper = 1 << 24
	modShift = 1 << 25
	modCtrl  = 1 << 26
	modMeta  = 1 << 27
	modMask  = modAlt | modSuper | modHyper | modShift | modCtrl | modMeta
)

// readChar reads a character after ?.
func (r *reader) readChar() (Value, *Exit) {
	c := r.next()
	switch {
	case c < 0:
		return Value{}, r.endOfFile()
	case c == ' ' || c == '\t':
		return Fixnum(int(c)), nil
	case c == '\\':
		var x *Exit
		if c, x = r.readEscape(false); x != nil {
			return Value{}, x
		}
	}
	if c >= 0 {
		mods := c & modMask
		if c &^= modMask; char.IsRawByte(c) {
			c = rune(char.Byte(c))
		}
		c |= mods
	}
	after := r.next()
	r.back()
	if after <= ' ' || after < 0x80 && strings.IndexByte("\"';()[]#?`,.", byte(after)) >= 0 {
		return Fixnum(int(c)), nil
	}
	return Value{}, r.syntax("?")
}

// readEscape reads what follows a backslash. The result may have modifier bits;
// it is -1 for what stands for no character.
func (r *reader) readEscape(inString bool) (rune, *Exit) {
	// Modifiers apply from the inside out, so they are kept until then.
	var mods []rune
	c, x := r.escapeStep(inString, &mods)
	for i := len(mods) - 1; i >= 0 && x == nil; i-- {
		if mods[i] == modCtrl {
			c = control(c)
		} else {
			c |= mods[i]
		}
	}
	return c, x
}

// control returns the control character of c, with the control bit where ASCII
// has none.
func control(c rune) rune {
	base := c &^ modMask
	switch {
	case c < 0:
		return c
	case base == '?':
		return 0x7F | c&modMask
	case base > 0xFF:
		return c | modCtrl
	case c&0x5F >= 'A' && c&0x5F <= 'Z', c&0x7F >= '@' && c&0x7F <= '_':
		return c & (0x1F | ^0x7F)
	}
	return c | modCtrl
}

// escapeStep collects modifiers until it comes to a character, which it returns.
func (r *reader) escapeStep(inString bool, mods *[]rune) (rune, *Exit) {
	for {
		c := r.next()
		mod := rune(0)
		switch c {
		case 'M':
			mod = modMeta
		case 'S':
			mod = modShift
		case 'H':
			mod = modHyper
		case 'A':
			mod = modAlt
		case 'C', '^':
			mod = modCtrl
		case 's':
			if inString {
				return ' ', nil
			}
			if r.next() != '-' {
				r.back()
				return ' ', nil
			}
			r.back()
			mod = modSuper
		default:
			return r.plainEscape(c, inString)
		}
		if c != '^' && r.next() != '-' {
			return 0, r.in.Errorf("Invalid escape character syntax")
		}
		*mods = append(*mods, mod)
		if len(*mods) > 1<<16 {
			return 0, r.in.Errorf("Invalid escape character syntax")
		}
		if c = r.next(); c != '\\' {
			return c, nil
		}
	}
}

// plainEscape reads an escape that is no modifier and begins with c.
func (r *reader) plainEscape(c rune, inString bool) (rune, *Exit) {
	switch c {
	case -1:
		return 0, r.endOfFile()
	case 'a':
		return '\a', nil
	case 'b':
		return '\b', nil
	case 'd':
		return 0x7F, nil
	case 'e':
		return 0x1B, nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'v':
		return '\v', nil
	case '\n':
		return -1, nil
	case ' ':
		if inString {
			return -1, nil
		}
		return ' ', nil
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := c - '0'
		for i := 0; i < 2; i++ {
			if c = r.next(); c < '0' || c > '7' {
				r.back()
				break
			}
			n = n*8 + c - '0'
		}
		if n >= 0x80 && n < 0x100 {
			n = char.RawByte(byte(n))
		}
		return n, nil
	case 'x':
		return r.hexEscape()
	case 'u':
		return r.unicodeEscape(4)
	case 'U':
		return r.unicodeEscape(8)
	case 'N':
		return r.namedEscape()
	}
	return c, nil
}

func hexDigit(c rune) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (r *reader) hexEscape() (rune, *Exit) {
	n, count := 0, 0
	for {
		d := hexDigit(r.next())
		if d < 0 {
			r.back()
			break
		}
		if n = n<<4 | d; n > modMask|char.Max {
			return 0, r.in.Errorf("Hex character out of range: \\x%x...", n)
		}
		count++
	}
	if count < 3 && n >= 0x80 {
		return char.RawByte(byte(n)), nil
	}
	return rune(n), nil
}

func (r *reader) unicodeEscape(digits int) (rune, *Exit) {
	n := 0
	for range digits {
		c := r.next()
		if c < 0 {
			letter := 'u'
			if digits > 4 {
				letter = 'U'
			}
			return 0, r.in.Errorf("Malformed Unicode escape: \\%c%x", letter, n)
		}
		d := hexDigit(c)
		if d < 0 {
			return 0, r.in.Errorf("Non-hex character used for Unicode escape: %c (%d)", c, c)
		}
		n = n<<4 | d
	}
	if n > char.MaxUnicode {
		return 0, r.in.Errorf("Non-Unicode character: 0x%x", n)
	}
	return rune(n), nil
}

// namedEscape reads \N{NAME} and \N{U+HEX}.
func (r *reader) namedEscape() (rune, *Exit) {
	if r.next() != '{' {
		return 0, r.syntax("Expected opening brace after \\N")
	}
	var b []byte
	blank := false
	for {
		c := r.next()
		switch {
		case c < 0:
			return 0, r.endOfFile()
		case c == '}':
			if len(b) == 0 {
				return 0, r.syntax("Empty character name")
			}
			if n, ok := charNamed(string(b)); ok {
				return n, nil
			}
			return 0, r.syntax("\\N{" + string(b) + "}")
		case c >= 0x80:
			return 0, r.syntax(fmt.Sprintf("Invalid character U+%04X in character name", c))
		case c == ' ' || c >= '\t' && c <= '\r':
			if blank {
				continue
			}
			blank, c = true, ' '
		default:
			blank = false
		}
		if b = append(b, byte(c)); len(b) > 200 {
			return 0, r.syntax("Character name too long")
		}
	}
}

// charNamed returns the character that \N{name} denotes, U+HEX or a name.
func charNamed(name string) (rune, bool) {
	if hex, ok := strings.CutPrefix(name, "U+"); ok {
		n, err := strconv.ParseUint(hex, 16, 32)
		if err != nil || n > char.MaxUnicode || n >= 0xD800 && n < 0xE000 {
			return 0, false
		}
		return rune(n), true
	}
	c, ok := charname.Lookup(strings.ToUpper(name))
	return c, ok && (c < 0xD800 || c >= 0xE000)
}

// readString reads a string after its opening quote.
func (r *reader) readString() (Value, *Exit) {
	if r.src == nil {
		t, high := r.text, false
		for i := r.pos; i < len(t); i++ {
			switch c := t[i]; {
			case c == '"':
				s := strings.Clone(t[r.pos:i])
				r.pos = i + 1
				if high && !onlyRaw(s) {
					return MultibyteString(s), nil
				}
				return UnibyteString(rawToBytes(s)), nil
			case c == '\\':
				return r.readEscaped(i)
			case c >= 0x80:
				high = true
			}
		}
		r.pos = len(t)
		return Value{}, r.endOfFile()
	}
	return r.readEscaped(r.pos)
}

// onlyRaw reports whether s has no characters but ASCII and raw bytes.
func onlyRaw(s string) bool {
	for i := 0; i < len(s); {
		n := char.SizeOf(s[i])
		if n > 1 && s[i] >= 0xC2 {
			return false
		}
		i += n
	}
	return true
}

// rawToBytes returns the bytes that s, of ASCII and raw-byte characters, stands for.
func rawToBytes(s string) string {
	if char.IsASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c, n := char.Decode(s[i:])
		b = append(b, char.Byte(c))
		i += n
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// readEscaped reads the rest of a string that has escapes; up to offset i of the
// text it has none. The string is unibyte unless it has a character that is neither
// ASCII nor a raw byte.
func (r *reader) readEscaped(i int) (Value, *Exit) {
	b := r.buf[:0]
	if r.src == nil {
		b = append(b, r.text[r.pos:i]...)
		r.pos = i
	}
	for {
		c := r.next()
		switch {
		case c < 0:
			return Value{}, r.endOfFile()
		case c == '"':
			s := string(b)
			r.buf = b
			if !onlyRaw(s) {
				return MultibyteString(s), nil
			}
			return UnibyteString(rawToBytes(s)), nil
		case c != '\\':
			b = char.Append(b, c)
			continue
		}
		c, x := r.readEscape(true)
		if x != nil {
			return Value{}, x
		}
		if c == -1 {
			continue
		}
		if c, x = r.stringChar(c); x != nil {
			return Value{}, x
		}
		b = char.Append(b, c)
	}
}

// stringChar returns the character that an escape with modifiers becomes in a
// string, and notes what it makes of the string.
func (r *reader) stringChar(c rune) (rune, *Exit) {
	mods := c & modMask
	c &^= modMask
	if c < 0x80 {
		if mods == modCtrl && c == ' ' {
			c, mods = 0, 0
		}
		if mods&modShift != 0 {
			switch {
			case c >= 'A' && c <= 'Z':
				mods &^= modShift
			case c >= 'a' && c <= 'z':
				c -= 'a' - 'A'
				mods &^= modShift
			}
		}
		if mods&modMeta != 0 {
			c = char.RawByte(byte(c) | 0x80)
			mods &^= modMeta
		}
	}
	if mods != 0 {
		return 0, r.syntax("Invalid modifier in string")
	}
	return c, nil
}
