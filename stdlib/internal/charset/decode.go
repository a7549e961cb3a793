package charset

import (
	"encoding/binary"
	"unicode/utf8"

	"elnet/lisp/char"
)

// Decoder decodes one stream of bytes. What comes out does not depend on how the
// stream is cut into pieces: a piece may end within a character or a line end,
// and its rest is then held until the next piece or the end.
//
// What is undecided is settled by the first evidence: the end-of-line format by
// the first line end, the character encoding by the first character that is not
// ASCII or the first NUL. (Emacs judges by the whole of the piece in which the
// evidence first comes; the two differ only for mixed text and where a piece
// ends between CR and LF.)
type Decoder struct {
	coding *Coding
	carry  []byte   // bytes not decoded yet, fewer than five
	cr     bool     // a CR is held: it may belong to a line end
	begun  bool     // past the place of a signature
	whole  bool     // the only piece: judge by all of it
	owned  bool     // the piece may become the text
	cut    bool     // a character that is no byte follows the piece
	nulls  bool     // a NUL says nothing about the encoding
	iso    isoState // of ISO 2022
	base64 shifted  // of UTF-7
	hz     bool     // of HZ: within GB 2312
	runs   []Run    // of a whole text
	store  [8]byte
}

// Run is a part of a decoded text that is in one charset, which reaches from
// Start, an offset in bytes, to the next run or the end. One without a charset
// is an incomplete character at the end, or what HZ has between runs.
type Run struct {
	Start   int
	Charset string
	other   bool // there are other than ASCII characters
}

// mark notes that at the offset at in a whole text a character of the row's
// charset set begins; ascii that it is one of ASCII, which ends no run.
func (d *Decoder) mark(at, set int, ascii bool) {
	r := d.coding.row
	if !d.whole || ascii && r.charsets[0] == "ascii" {
		return
	}
	name := r.charsets[set]
	if r.marked != "" {
		name = r.marked
	}
	d.addRun(at, name, ascii)
}

// markName is mark for other than ASCII characters of a charset called name.
func (d *Decoder) markName(at int, name string) {
	if d.whole {
		d.addRun(at, name, false)
	}
}

// rest appends an incomplete character at the end, which is in no charset.
func (d *Decoder) rest(dst, src []byte) []byte {
	if !d.cut {
		d.markName(len(dst), "")
	}
	return char.FromBytes(dst, src)
}

func (d *Decoder) addRun(at int, name string, ascii bool) {
	if n := len(d.runs); n > 0 && (ascii || d.runs[n-1].Charset == name) {
		d.runs[n-1].other = d.runs[n-1].other || !ascii
		return
	}
	d.runs = append(d.runs, Run{at, name, !ascii})
}

// NewDecoder returns a decoder for a stream in the coding system c.
func NewDecoder(c *Coding) *Decoder { return &Decoder{coding: c} }

// Coding returns the coding system as far as it is settled.
func (d *Decoder) Coding() *Coding { return d.coding }

// Unibyte reports whether what Decode last returned is bytes, not characters.
func (d *Decoder) Unibyte() bool { return d.coding.Unibyte() }

// Pending reports whether bytes are held.
func (d *Decoder) Pending() bool { return len(d.carry) > 0 || d.cr }

// Decode appends to dst what src, the next piece of the stream, decodes to. If
// last, the stream ends there and nothing is held back: an incomplete character
// becomes raw bytes. src is not kept. The decoder can then be used for another
// stream in the coding system that it has settled on.
func (d *Decoder) Decode(dst, src []byte, last bool) []byte {
	if len(d.carry) > 0 {
		src = append(d.carry[:len(d.carry):len(d.carry)], src...)
		d.carry = nil
	}
	start := len(dst)
	if d.cr {
		dst = append(dst, '\r')
		d.cr = false
	}
	n := 0
	if before := d.coding; before.row.kind == kindUndecided || !d.begun {
		dst, n = d.settle(dst, src, last)
		if d.coding.row.noEOL && !before.row.noEOL && !d.whole {
			// The text up to here still has line ends.
			dst = d.endsOf(before, dst, start)
			start = len(dst)
		}
	}
	if d.begun && d.coding.row.kind != kindUndecided {
		var k int
		dst, k = d.convert(dst, src[n:], last)
		n += k
	}
	if n < len(src) {
		d.carry = append(d.store[:0], src[n:]...)
	}
	if last {
		d.begun, d.iso, d.hz = false, isoState{}, false
	}
	return d.ends(dst, start, last)
}

// convert appends the characters of src to dst. It returns how many bytes it
// used: all but an incomplete character at the end, or all if last.
func (d *Decoder) convert(dst, src []byte, last bool) ([]byte, int) {
	if d.owned && len(dst) == 0 && d.isText(src) {
		return src, len(src)
	}
	switch d.coding.row.kind {
	case kindBytes:
		return append(dst, src...), len(src)
	case kindASCII:
		return char.FromBytes(dst, src), len(src)
	case kindLatin1:
		if len(src) > 0 {
			d.mark(len(dst), 0, char.IsASCII(src))
		}
		return fromLatin1(dst, src), len(src)
	case kindLegacy:
		return d.fromLegacy(dst, src, last)
	case kindISO2022:
		return d.fromISO2022(dst, src, last)
	case kindMule:
		return d.fromMule(dst, src, last)
	case kindUTF7:
		return d.fromUTF7(dst, src, &utf7Mail, last)
	case kindUTF7IMAP:
		return d.fromUTF7(dst, src, &utf7IMAP, last)
	case kindHZ:
		return d.fromHZ(dst, src, last)
	case kindUTF16LE, kindUTF16LESig:
		return fromUTF16(dst, src, binary.LittleEndian, last)
	case kindUTF16, kindUTF16BE, kindUTF16BESig:
		return fromUTF16(dst, src, binary.BigEndian, last)
	}
	return fromUTF8(dst, src, last)
}

// isText reports whether src decodes to the same bytes, apart from line ends.
func (d *Decoder) isText(src []byte) bool {
	switch d.coding.row.kind {
	case kindBytes:
		return true
	case kindASCII:
		return char.IsASCII(src)
	case kindUTF8, kindUTF8Auto, kindUTF8Sig:
		return utf8.Valid(src)
	}
	return false
}

func fromLatin1(dst, src []byte) []byte {
	for len(src) > 0 {
		k := char.ASCIILen(src)
		dst = append(dst, src[:k]...)
		for src = src[k:]; len(src) > 0 && src[0] >= 0x80; src = src[1:] {
			dst = append(dst, 0xC0|src[0]>>6, 0x80|src[0]&0x3F)
		}
	}
	return dst
}

// fromUTF8 decodes UTF-8 as Emacs extends it, to characters up to char.Max of
// five bytes; neither surrogates nor overlong forms are characters. Each byte
// that belongs to none becomes a raw byte.
func fromUTF8(dst, src []byte, last bool) ([]byte, int) {
	i, from := 0, 0 // src[from:i] is as it should be
	for i < len(src) {
		switch b := src[i]; {
		case b < 0x80:
			// A single one, such as a space, is not worth a call.
			if i++; i < len(src) && src[i] < 0x80 {
				i += char.ASCIILen(src[i:])
			}
			continue
		case b >= 0xC2 && b < 0xE0 && i+1 < len(src) && !char.IsStart(src[i+1]):
			i += 2
			continue
		}
		n, whole := sequence(src[i:])
		switch {
		case n > 0 && whole && n < 5:
			i += n
			continue
		case n > 0 && !whole && !last:
			return append(dst, src[from:i]...), i
		}
		dst = append(dst, src[from:i]...)
		if n == 5 && whole {
			c, _ := char.Decode(src[i:]) // may be a raw byte in five bytes
			dst = char.Append(dst, c)
			i += n
		} else {
			dst = char.Append(dst, char.RawByte(src[i]))
			i++
		}
		from = i
	}
	return append(dst, src[from:]...), len(src)
}

// sequence returns the length of the sequence that s begins with, and whether
// all of it is there; 0 if s does not begin a sequence.
func sequence(s []byte) (n int, whole bool) {
	b := s[0]
	lo, hi := byte(0x80), byte(0xBF) // bounds of the second byte
	switch {
	case b < 0xC2:
		return 0, false
	case b < 0xE0:
		n = 2
	case b < 0xF0:
		n = 3
		if b == 0xE0 {
			lo = 0xA0
		} else if b == 0xED {
			hi = 0x9F
		}
	case b < 0xF8:
		n = 4
		if b == 0xF0 {
			lo = 0x90
		}
	case b == 0xF8:
		n, lo, hi = 5, 0x88, 0x8F
	default:
		return 0, false
	}
	for i := 1; i < n; i++ {
		if i == len(s) {
			return n, false
		}
		if s[i] < lo || s[i] > hi {
			return 0, false
		}
		lo, hi = 0x80, 0xBF
	}
	return n, true
}

// fromUTF16 decodes UTF-16. A low surrogate by itself is that character; a high
// one by itself gives its two bytes as characters, at the end nothing. An odd
// byte at the end is itself.
func fromUTF16(dst, src []byte, order binary.ByteOrder, last bool) ([]byte, int) {
	i := 0
	for i+2 <= len(src) {
		c := rune(order.Uint16(src[i:]))
		if c&0xFC00 != 0xD800 {
			dst = char.Append(dst, c)
			i += 2
			continue
		}
		if i+4 > len(src) {
			if !last {
				return dst, i
			}
			i += 2
			break
		}
		if low := rune(order.Uint16(src[i+2:])); low&0xFC00 == 0xDC00 {
			dst = char.Append(dst, 0x10000+(c&0x3FF)<<10+low&0x3FF)
			i += 4
			continue
		}
		dst = char.Append(dst, rune(src[i]))
		dst = char.Append(dst, rune(src[i+1]))
		i += 2
	}
	if last && i < len(src) {
		dst = char.Append(dst, char.RawByte(src[i]))
		i++
	}
	return dst, i
}

// DecodeWhole appends to dst what src, a whole text, decodes to, and returns the
// coding system that was settled on.
func (c *Coding) DecodeWhole(dst, src []byte) ([]byte, *Coding) {
	dst, settled, _ := c.DecodeRuns(dst, src)
	return dst, settled
}

// DecodeRuns is DecodeWhole that also tells the parts of the text, from len(dst)
// on, that are in a national charset. Text that is all ASCII is in none.
func (c *Coding) DecodeRuns(dst, src []byte) (out []byte, settled *Coding, runs []Run) {
	return c.decodeRuns(dst, src, Decoder{})
}

// DecodeOwned is DecodeRuns without dst. The text may be in the memory of src,
// which is no longer the caller's. nulls says that a NUL does not make it binary.
func (c *Coding) DecodeOwned(src []byte, nulls bool) (out []byte, settled *Coding, runs []Run) {
	return c.decodeRuns(nil, src, Decoder{owned: true, nulls: nulls})
}

func (c *Coding) decodeRuns(dst, src []byte, d Decoder) (out []byte, settled *Coding, runs []Run) {
	d.coding, d.whole = c, true
	ascii := c.row.ascii && char.IsASCII(src)
	start := len(dst)
	out = d.Decode(dst, src, true)
	if ascii && d.coding.row.ascii {
		return out, d.coding, nil
	}
	return out, d.coding, d.shown(start)
}

// DecodeString is DecodeRuns for decode-coding-string, which leaves ASCII that
// has no CR alone: that is multibyte even if c.Unibyte(), and settles nothing.
// It says whether the result is multibyte.
func (c *Coding) DecodeString(dst, src []byte) (out []byte, settled *Coding, multibyte bool, runs []Run) {
	if c.row.ascii && char.IsASCII(src) && (c.eol == Unix || !hasByte(src, '\r')) {
		return append(dst, src...), c, true, nil
	}
	out, settled, runs = c.DecodeRuns(dst, src)
	return out, settled, !settled.Unibyte(), runs
}

// DecodeText is DecodeString for characters: raw bytes and ASCII are bytes to decode,
// other characters stay what they are. bytes is text with its raw bytes as bytes, by
// which the coding system is found if c is undecided.
func (c *Coding) DecodeText(text string, bytes []byte) (out []byte, settled *Coding, multibyte bool, runs []Run) {
	out, settled, multibyte, runs = c.DecodeString(nil, bytes)
	switch settled.row.kind {
	case kindLegacy, kindLatin1, kindISO2022, kindASCII, kindUTF8Sig, kindUTF16LE, kindUTF16LESig,
		kindUTF16, kindUTF16BE, kindUTF16BESig:
	default:
		return out, settled, multibyte, runs // that is the same there
	}
	d := Decoder{coding: settled, whole: true}
	out = nil
	for first := true; len(text) > 0; first = false {
		var part []byte
		part, text = leadingBytes(text)
		if first && len(part) > 0 {
			var n int
			out, n = d.settle(out, part, true)
			part = part[n:]
		}
		d.cut = len(text) > 0
		out, _ = d.convert(out, part, true)
		if d.cut {
			d.iso.unshift()
			_, n := char.Decode(text)
			out, text = append(out, text[:n]...), text[n:]
		}
	}
	out = d.ends(out, 0, true)
	return out, d.coding, true, d.shown(0)
}

// leadingBytes splits off the ASCII characters and raw bytes that text begins with.
func leadingBytes(text string) (part []byte, rest string) {
	for len(text) > 0 {
		c, n := char.Decode(text)
		switch {
		case c < 0x80:
			part = append(part, byte(c))
		case char.IsRawByte(c):
			part = append(part, char.Byte(c))
		default:
			return part, text
		}
		text = text[n:]
	}
	return part, text
}

// shown returns the runs that are to be told, of a text that begins at start.
func (d *Decoder) shown(start int) (runs []Run) {
	for _, r := range d.runs {
		if r.other || r.Start == start {
			runs = append(runs, r)
		}
	}
	return runs
}
