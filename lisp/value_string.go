package lisp

import (
	"hash/maphash"
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// A String is a Lisp string. A multibyte string holds characters 0..char.Max in
// the encoding of package char; a unibyte one holds bytes. The Go string behind
// it is shared freely with substrings and Go callers; a String that alone owns
// its bytes is changed in place by aset, any other is copied first.
type String struct {
	s     string
	n     int32 // characters
	multi bool
	own   bool  // s is shared with nobody: aset may write into it
	lent  bool  // s belongs to somebody else, for the time of one call: see lend.go
	hash  bool  // one byte a character, and hintB is the hash of s
	hint  int32 // multibyte, not ASCII: character number of a recent access ...
	hintB int32 // ... and its byte offset
	props Properties
}

// hashText returns the hash of the bytes of s.
func (s *String) hashText() uint32 {
	if s.hash {
		return uint32(s.hintB)
	}
	h := uint32(maphash.String(hashSeed, s.s))
	if s.simple() {
		s.hash, s.hintB = true, int32(h)
	}
	return h
}

// Properties is whatever carries the text properties of a string; package
// stdlib/buffer supplies it, and equal-including-properties, concat, substring
// and format move it along.
type Properties interface {
	// Slice returns the properties of characters from..to, renumbered from 0.
	Slice(from, to int) Properties
	// AppendTo adds these properties to dst (nil: none yet), whose text is
	// shifted by n characters before them, and returns the result.
	AppendTo(dst Properties, n, length int) Properties
	// Intervals calls f for each stretch of characters with properties.
	Intervals(f func(from, to int, plist Value))
	// Empty reports that no character has a property.
	Empty() bool
}

// MaxStringBytes bounds the size of one string.
const MaxStringBytes = 1<<31 - 64

// NewString returns a new string of the UTF-8 text s: unibyte if it is all
// ASCII, as literals are, multibyte otherwise. Bytes that are not UTF-8 become
// raw-byte characters.
func NewString(s string) Value {
	if char.IsASCII(s) {
		return (&String{s: s, n: int32(len(s))}).Value()
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c, n := char.Decode(s[i:])
		b = char.Append(b, c)
		i += n
	}
	return MultibyteString(unsafe.String(unsafe.SliceData(b), len(b)))
}

// UnibyteString returns a new unibyte string of the bytes s.
func UnibyteString(s string) Value { return (&String{s: s, n: int32(len(s))}).Value() }

// MultibyteString returns a new multibyte string of s, text in the encoding of
// package char.
func MultibyteString(s string) Value {
	return (&String{s: s, n: int32(char.Count(s)), multi: true}).Value()
}

// TextString returns a new string of text in the encoding of package char:
// multibyte or unibyte as asked.
func TextString(s string, multibyte bool) Value {
	if multibyte {
		return MultibyteString(s)
	}
	return UnibyteString(s)
}

// Value returns s as a Lisp value.
func (s *String) Value() Value { return Value{unsafe.Pointer(s), tagStr} }

// Text returns the bytes of s: package char's encoding if it is multibyte, the
// bytes themselves if not. The result does not change when s does.
func (s *String) Text() string {
	if s.lent {
		return strings.Clone(s.s)
	}
	s.own = false
	return s.s
}

// Borrow is Text for a primitive that keeps nothing of what it is given once it
// returns: see Prim.Borrowing.
func (s *String) Borrow() string {
	if s.lent {
		return s.s
	}
	return s.Text()
}

// peek is Text for uses that do not outlast the next Lisp operation.
func (s *String) peek() string { return s.s }

// Len returns the number of characters.
func (s *String) Len() int { return int(s.n) }

// Size returns the number of bytes.
func (s *String) Size() int { return len(s.s) }

// Multibyte reports whether s is multibyte.
func (s *String) Multibyte() bool { return s.multi }

// ascii reports whether every byte of s is a character.
func (s *String) simple() bool { return len(s.s) == int(s.n) }

// Properties returns the text properties of s, nil if it has none.
func (s *String) Properties() Properties { return s.props }

// SetProperties replaces the text properties of s.
func (s *String) SetProperties(p Properties) {
	if p != nil && p.Empty() {
		p = nil
	}
	s.props = p
}

// UTF8 returns s as a Go string: multibyte text as UTF-8, raw bytes and unibyte
// text as the bytes they stand for.
func (s *String) UTF8() string {
	if !s.multi || s.simple() {
		return s.Text()
	}
	return string(appendUTF8(nil, s.s))
}

// appendUTF8 appends internal text as the bytes of utf-8-unix output: raw bytes
// as themselves, what lies beyond Unicode in its internal form.
func appendUTF8(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		b := s[i]
		n := char.SizeOf(b)
		if n == 2 && b < 0xC2 {
			c, _ := char.Decode(s[i:])
			dst = append(dst, char.Byte(c))
		} else {
			dst = append(dst, s[i:min(i+n, len(s))]...)
		}
		i += n
	}
	return dst
}

// offset returns the byte offset of character i, 0 <= i <= Len.
func (s *String) offset(i int) int {
	if s.simple() {
		return i
	}
	from, b := int(s.hint), int(s.hintB)
	switch {
	case i >= from:
		b += char.Offset(s.s[b:], i-from)
	case i < from/2:
		b = char.Offset(s.s, i)
	default:
		for k := from; k > i; k-- {
			b--
			for !char.IsStart(s.s[b]) {
				b--
			}
		}
	}
	s.hint, s.hintB = int32(i), int32(b)
	return b
}

// Offset returns the byte offset of character number i, 0 <= i <= Len.
func (s *String) Offset(i int) int { return s.offset(i) }

// CharIndex returns the number of the character at byte offset b.
func (s *String) CharIndex(b int) int {
	if s.simple() {
		return b
	}
	from, fb := int(s.hint), int(s.hintB)
	if b < fb {
		from, fb = 0, 0
	}
	i := from + char.Count(s.s[fb:b])
	s.hint, s.hintB = int32(i), int32(b)
	return i
}

// At returns character i, 0 <= i < Len. In a unibyte string it is the byte.
func (s *String) At(i int) rune {
	if s.simple() {
		return rune(s.s[i])
	}
	c, _ := char.Decode(s.s[s.offset(i):])
	return c
}

// Substring returns a new string of characters from..to with their properties.
func (s *String) Substring(from, to int) *String {
	r := &String{multi: s.multi, n: int32(to - from)}
	b := s.offset(from)
	r.s = s.Borrow()[b:s.offset(to)]
	if s.lent {
		r.s = strings.Clone(r.s)
	}
	if s.props != nil {
		r.SetProperties(s.props.Slice(from, to))
	}
	return r
}

// setAt stores character c at i, turning a unibyte string multibyte if c needs
// it. It reports false if that would change bytes of a unibyte string with
// bytes above 0x7F, which Emacs refuses.
func (s *String) setAt(i int, c rune) bool {
	s.hash = false
	if !s.multi && c > 0xFF {
		if !char.IsASCII(s.s) {
			return false
		}
		s.multi = true
	}
	if s.simple() && (!s.multi && c < 0x100 || c < 0x80) {
		if !s.own {
			// Not a conversion to string: Go's one-byte strings are read-only.
			b := append(make([]byte, 0, len(s.s)), s.s...)
			s.s, s.own = unsafe.String(unsafe.SliceData(b), len(b)), true
		}
		unsafe.Slice(unsafe.StringData(s.s), len(s.s))[i] = byte(c)
		return true
	}
	b := s.offset(i)
	n := char.SizeOf(s.s[b])
	nb := make([]byte, 0, len(s.s)+char.MaxLen)
	nb = append(nb, s.s[:b]...)
	nb = char.Append(nb, c)
	nb = append(nb, s.s[b+n:]...)
	s.s, s.own = unsafe.String(unsafe.SliceData(nb), len(nb)), true
	s.hint, s.hintB = int32(i), int32(b)
	return true
}

// toMultibyte returns the text of s as multibyte text (string-to-multibyte):
// bytes above 0x7F become raw-byte characters.
func (s *String) toMultibyte() string {
	if s.multi || char.IsASCII(s.s) {
		return s.Text()
	}
	b := char.FromBytes(make([]byte, 0, 2*len(s.s)), s.s)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// sameText reports whether a and b are equal as equal sees them: the same
// characters, where the multibyteness matters only beyond ASCII.
func sameText(a, b *String) bool {
	return a.n == b.n && a.s == b.s && (a.multi == b.multi || a.simple() && char.IsASCII(a.s))
}

// A TextBuilder gathers text that becomes multibyte when a part of it is.
type TextBuilder struct {
	b     []byte
	n     int
	multi bool
	high  bool // unibyte so far, with bytes above 0x7F
	props Properties
}

// Add appends s with its properties.
func (t *TextBuilder) Add(s *String) {
	if s.props != nil {
		t.props = s.props.AppendTo(t.props, t.n, int(s.n))
	}
	switch {
	case s.multi && !t.multi:
		t.widen()
		t.b = append(t.b, s.s...)
	case !s.multi && t.multi:
		t.b = char.FromBytes(t.b, s.s)
	default:
		if !s.multi && !t.high && !char.IsASCII(s.s) {
			t.high = true
		}
		t.b = append(t.b, s.s...)
	}
	t.n += int(s.n)
}

func (t *TextBuilder) widen() {
	t.multi = true
	if t.high {
		t.b, t.high = char.FromBytes(make([]byte, 0, 2*len(t.b)), t.b), false
	}
}

// AddASCII appends ASCII text.
func (t *TextBuilder) AddASCII(s string) {
	t.b = append(t.b, s...)
	t.n += len(s)
}

// AddText appends s, text in package char's encoding if multi, bytes if not.
func (t *TextBuilder) AddText(s string, multi bool) {
	x := String{s: s, multi: multi, n: int32(len(s))}
	if multi {
		x.n = int32(char.Count(s))
	}
	t.Add(&x)
}

// AddChar appends a character; one above 0x7F makes the text multibyte.
func (t *TextBuilder) AddChar(c rune) {
	if c >= 0x80 && !t.multi {
		t.widen()
	}
	t.b = char.Append(t.b, c)
	t.n++
}

// Len returns the number of characters gathered.
func (t *TextBuilder) Len() int { return t.n }

// Multibyte makes the result multibyte even if nothing in it asks for that.
func (t *TextBuilder) Multibyte() {
	if !t.multi {
		t.widen()
	}
}

// String returns the text as a new string. The builder must not be used again.
func (t *TextBuilder) String() *String {
	r := &String{s: unsafe.String(unsafe.SliceData(t.b), len(t.b)), n: int32(t.n), multi: t.multi, own: true}
	r.SetProperties(t.props)
	return r
}
