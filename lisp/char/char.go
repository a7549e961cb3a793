// Package char is the encoding of Emacs characters as bytes, shared by every
// part that holds text.
//
// A character is a code point from 0 to Max. Up to MaxUnicode the encoding is
// UTF-8 (surrogates included, as three bytes); from there to MaxFiveByte it goes
// on in the same pattern with four and five bytes; the 128 raw bytes 0x80..0xFF,
// characters RawByte(0x80)..Max, take two bytes 0xC0|b>>6&1, 0x80|b&0x3F, which
// no UTF-8 text contains. It is the encoding that Emacs calls utf-8-emacs, so
// string-bytes, position-bytes and sort order agree with it.
//
// Text handled here is always well formed: it was made by Append or by a
// decoder. Decoding ill-formed bytes yields a raw byte character and length 1.
package char

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
	"unsafe"
)

const (
	Max         = 0x3FFFFF // largest character
	MaxUnicode  = 0x10FFFF
	MaxFiveByte = 0x3FFF7F // largest character that is not a raw byte
	MaxLen      = 5        // longest encoding, in bytes
)

// RawByte returns the character that stands for the byte b in multibyte text:
// b itself when it is ASCII.
func RawByte(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return rune(b) + 0x3FFF00
}

// IsRawByte reports whether c stands for a byte 0x80..0xFF.
func IsRawByte(c rune) bool { return c > MaxFiveByte && c <= Max }

// Byte returns the byte that the raw-byte character c stands for.
func Byte(c rune) byte { return byte(c) }

// Valid reports whether c is a character.
func Valid(c rune) bool { return c >= 0 && c <= Max }

// Len returns the number of bytes that Append writes for c.
func Len(c rune) int {
	switch {
	case c < 0x80:
		return 1
	case c < 0x800:
		return 2
	case c < 0x10000:
		return 3
	case c < 0x200000:
		return 4
	case c <= MaxFiveByte:
		return 5
	}
	return 2
}

// Append appends the encoding of c, which must be valid, to b.
func Append(b []byte, c rune) []byte {
	switch {
	case c < 0x80:
		return append(b, byte(c))
	case c < 0x800:
		return append(b, 0xC0|byte(c>>6), 0x80|byte(c&0x3F))
	case c < 0x10000:
		return append(b, 0xE0|byte(c>>12), 0x80|byte(c>>6&0x3F), 0x80|byte(c&0x3F))
	case c < 0x200000:
		return append(b, 0xF0|byte(c>>18), 0x80|byte(c>>12&0x3F), 0x80|byte(c>>6&0x3F), 0x80|byte(c&0x3F))
	case c <= MaxFiveByte:
		return append(b, 0xF8, 0x80|byte(c>>18&0x3F), 0x80|byte(c>>12&0x3F), 0x80|byte(c>>6&0x3F), 0x80|byte(c&0x3F))
	}
	return append(b, 0xC0|byte(c)>>6&1, 0x80|byte(c)&0x3F)
}

// SizeOf returns the length in bytes of the character that begins with b, as
// told by its first byte alone. For a byte that begins none it is 1.
func SizeOf(b byte) int {
	switch {
	case b < 0xC0:
		return 1
	case b < 0xE0:
		return 2
	case b < 0xF0:
		return 3
	case b < 0xF8:
		return 4
	case b == 0xF8:
		return 5
	}
	return 1
}

// IsStart reports whether b can begin a character: continuation bytes cannot.
func IsStart(b byte) bool { return b&0xC0 != 0x80 }

// Decode returns the first character of s and its length, 0 and 0 if s is empty.
func Decode[T ~string | ~[]byte](s T) (rune, int) {
	if len(s) == 0 {
		return 0, 0
	}
	b := s[0]
	if b < 0x80 {
		return rune(b), 1
	}
	n := SizeOf(b)
	if n == 1 || len(s) < n {
		return RawByte(b), 1
	}
	for i := 1; i < n; i++ {
		if s[i]&0xC0 != 0x80 {
			return RawByte(b), 1
		}
	}
	switch n {
	case 2:
		if b < 0xC2 {
			return RawByte(0x80 | b&1<<6 | s[1]&0x3F), 2
		}
		return rune(b&0x1F)<<6 | rune(s[1]&0x3F), 2
	case 3:
		return rune(b&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	case 4:
		return rune(b&0x07)<<18 | rune(s[1]&0x3F)<<12 | rune(s[2]&0x3F)<<6 | rune(s[3]&0x3F), 4
	}
	c := rune(s[1]&0x3F)<<18 | rune(s[2]&0x3F)<<12 | rune(s[3]&0x3F)<<6 | rune(s[4]&0x3F)
	if c > Max {
		return RawByte(b), 1
	}
	return c, 5
}

// DecodeLast returns the last character of s and its length, 0 and 0 if s is empty.
func DecodeLast[T ~string | ~[]byte](s T) (rune, int) {
	n := len(s)
	if n == 0 {
		return 0, 0
	}
	for i := n - 1; i >= 0 && i >= n-MaxLen; i-- {
		if IsStart(s[i]) {
			if c, k := Decode(s[i:]); i+k == n {
				return c, k
			}
			break
		}
	}
	return RawByte(s[n-1]), 1
}

// Count returns the number of characters in s.
func Count[T ~string | ~[]byte](s T) int {
	b := bytesOf(s)
	n, i := len(b), 0
	for ; i <= len(b)-32; i += 32 {
		c := (*[32]byte)(b[i:])
		w, x := binary.LittleEndian.Uint64(c[0:8]), binary.LittleEndian.Uint64(c[8:16])
		y, z := binary.LittleEndian.Uint64(c[16:24]), binary.LittleEndian.Uint64(c[24:32])
		if (w|x|y|z)&highBits != 0 {
			n -= bits.OnesCount64(continuing(w)>>3 | continuing(x)>>2 | continuing(y)>>1 | continuing(z))
		}
	}
	for _, c := range b[i:] {
		if !IsStart(c) {
			n--
		}
	}
	return n
}

const highBits = 0x8080808080808080

// continuing returns the top bits of those bytes in x that continue a character.
func continuing(x uint64) uint64 { return x &^ (x << 1) & highBits }

// bytesOf returns the bytes of s without copying them: they must not be changed.
func bytesOf[T ~string | ~[]byte](s T) []byte {
	return unsafe.Slice(unsafe.StringData(*(*string)(unsafe.Pointer(&s))), len(s))
}

// Offset returns the byte offset of character number n of s, counted from 0.
func Offset[T ~string | ~[]byte](s T, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		i += SizeOf(s[i])
	}
	return min(i, len(s))
}

// IsASCII reports whether s holds only bytes below 0x80.
func IsASCII[T ~string | ~[]byte](s T) bool {
	return ASCIILen(bytesOf(s)) == len(s)
}

// ASCIILen returns the length of the ASCII text that b begins with.
func ASCIILen(b []byte) int {
	i := 0
	for ; i <= len(b)-32; i += 32 {
		c := (*[32]byte)(b[i:])
		if (binary.LittleEndian.Uint64(c[0:8])|binary.LittleEndian.Uint64(c[8:16])|
			binary.LittleEndian.Uint64(c[16:24])|binary.LittleEndian.Uint64(c[24:32]))&highBits != 0 {
			break
		}
	}
	for ; i <= len(b)-8; i += 8 {
		if w := binary.LittleEndian.Uint64(b[i:]) & highBits; w != 0 {
			return i + bits.TrailingZeros64(w)/8
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// FromBytes appends to dst the characters that stand for the bytes of s: ASCII
// as it is, every other byte as a raw-byte character.
func FromBytes[T ~string | ~[]byte](dst []byte, s T) []byte {
	for i := 0; i < len(s); i++ {
		dst = Append(dst, RawByte(s[i]))
	}
	return dst
}
