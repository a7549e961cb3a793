package charset

import (
	"bytes"
	"cmp"
	"encoding/binary"

	"elnet/lisp/char"
)

// Encoder encodes one stream of text. Only a signature, written once before all
// else, is remembered between pieces.
type Encoder struct {
	coding *Coding
	begun  bool
}

// NewEncoder returns an encoder for a stream in the coding system c. Of an
// undecided end-of-line format it makes Unix, of an undecided encoding utf-8.
func NewEncoder(c *Coding) *Encoder { return &Encoder{coding: c} }

// Coding returns the coding system of the stream.
func (e *Encoder) Coding() *Coding { return e.coding }

// EncodeWhole appends to dst the bytes of src, a whole text. See Encode.
func (c *Coding) EncodeWhole(dst, src []byte, multibyte bool) []byte {
	return NewEncoder(c).Encode(dst, src, multibyte)
}

// Marks reports whether EncodeMarked makes use of marks.
func (c *Coding) Marks() bool { return c.row.kind == kindISO2022 }

// EncodeMarked is EncodeWhole for characters parts of which are marked with the
// charset that they are to be written in, as long as the coding system has that.
func (c *Coding) EncodeMarked(dst, src []byte, marks []Run) []byte {
	if !c.Marks() || len(marks) == 0 {
		return c.EncodeWhole(dst, src, true)
	}
	end := [...]string{Unix: "\n", DOS: "\r\n", Mac: "\r", Undecided: "\n"}[c.eol]
	return toISO2022(dst, src, c.row, end, marks)
}

// Encode appends to dst the bytes of src, the next piece of text: characters if
// multibyte, else bytes, which pass as they are but for their line ends. A raw
// byte becomes that byte, in UTF-16 a space. A character that the coding system
// does not have becomes '?' in us-ascii, in others a space.
func (e *Encoder) Encode(dst, src []byte, multibyte bool) []byte {
	k := e.coding.row.kind
	if !e.begun {
		e.begun = true
		switch k {
		case kindUTF8Sig:
			dst = append(dst, 0xEF, 0xBB, 0xBF)
		case kindUTF16, kindUTF16BESig:
			dst = append(dst, 0xFE, 0xFF)
		case kindUTF16LESig:
			dst = append(dst, 0xFF, 0xFE)
		}
	}
	if !e.coding.converts() {
		return encode(dst, src, e.coding.row, multibyte)
	}
	end := []byte("\r\n")
	if e.coding.eol == Mac {
		end = end[:1]
	}
	if k == kindISO2022 && multibyte {
		return toISO2022(dst, src, e.coding.row, string(end), nil)
	}
	if k == kindUTF7 || k == kindUTF7IMAP || k == kindHZ {
		return encode(dst, bytes.ReplaceAll(src, []byte("\n"), end), e.coding.row, multibyte)
	}
	for {
		i := bytes.IndexByte(src, '\n')
		if i < 0 {
			return encode(dst, src, e.coding.row, multibyte)
		}
		dst = encode(dst, src[:i], e.coding.row, multibyte)
		dst = encode(dst, end, e.coding.row, multibyte)
		src = src[i+1:]
	}
}

// encode appends the bytes of src without looking at line ends.
func encode(dst, src []byte, r *row, multibyte bool) []byte {
	switch r.kind {
	case kindASCII, kindLatin1:
		if multibyte && r.typ == "raw-text" {
			return toUTF8(dst, src)
		}
		if multibyte {
			return toBytes(dst, src, r)
		}
	case kindLegacy:
		if multibyte || !r.ascii {
			return toLegacy(dst, src, r)
		}
	case kindISO2022:
		if multibyte {
			return toISO2022(dst, src, r, "\n", nil)
		}
	case kindMule:
		if multibyte {
			return toMule(dst, src, cmp.Or(r.other, ' '))
		}
	case kindUTF7:
		return toUTF7(dst, src, &utf7Mail, multibyte)
	case kindUTF7IMAP:
		return toUTF7(dst, src, &utf7IMAP, multibyte)
	case kindHZ:
		return toHZ(dst, src, multibyte)
	case kindUTF16, kindUTF16BE, kindUTF16BESig:
		return toUTF16(dst, src, binary.BigEndian, multibyte)
	case kindUTF16LE, kindUTF16LESig:
		return toUTF16(dst, src, binary.LittleEndian, multibyte)
	default:
		if multibyte {
			return toUTF8(dst, src)
		}
	}
	return append(dst, src...)
}

// toUTF8 appends src with its raw-byte characters made bytes: what remains of
// the internal encoding is UTF-8.
func toUTF8(dst, src []byte) []byte {
	for {
		i := rawByte(src)
		dst = append(dst, src[:i]...)
		if i == len(src) {
			return dst
		}
		c, n := char.Decode(src[i:])
		dst = append(dst, char.Byte(c))
		src = src[i+n:]
	}
}

// rawByte returns the index of the first raw-byte character of src, its length
// if there is none.
func rawByte(src []byte) int {
	for i := 0; i < len(src); i++ {
		if src[i] < 0x80 {
			i += char.ASCIILen(src[i:]) - 1
		} else if src[i]&0xFE == 0xC0 {
			return i
		}
	}
	return len(src)
}

// toBytes appends the bytes of src in us-ascii or iso-latin-1.
func toBytes(dst, src []byte, r *row) []byte {
	limit, other := rune(0x100), cmp.Or(r.other, ' ')
	if r.kind == kindASCII {
		limit, other = 0x80, cmp.Or(r.other, '?')
	}
	for len(src) > 0 {
		n := char.ASCIILen(src)
		dst = append(dst, src[:n]...)
		if src = src[n:]; len(src) == 0 {
			break
		}
		c, n := char.Decode(src)
		src = src[n:]
		switch {
		case c < limit:
			dst = append(dst, byte(c))
		case char.IsRawByte(c):
			dst = append(dst, char.Byte(c))
		default:
			dst = char.Append(dst, other)
		}
	}
	return dst
}

func toUTF16(dst, src []byte, order binary.AppendByteOrder, multibyte bool) []byte {
	for len(src) > 0 {
		c, n := char.RawByte(src[0]), 1
		if multibyte {
			c, n = char.Decode(src)
		}
		src = src[n:]
		switch {
		case c < 0x10000:
			dst = order.AppendUint16(dst, uint16(c))
		case c <= char.MaxUnicode:
			c -= 0x10000
			dst = order.AppendUint16(dst, uint16(0xD800|c>>10))
			dst = order.AppendUint16(dst, uint16(0xDC00|c&0x3FF))
		default:
			dst = order.AppendUint16(dst, ' ')
		}
	}
	return dst
}
