package charset

import (
	"cmp"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"

	"elnet/lisp/char"
)

// A codec converts one character at a time between a national encoding and
// Unicode, by the tables of golang.org/x/text. What those do not define Emacs
// reads as private characters above Unicode, one for each code; so do we, that
// nothing is lost. A codec is constant.
type codec struct {
	// decode reads the character that src, which is not empty, begins with. n
	// is its length, 0 if more bytes are needed to tell. c is invalid if there
	// is none: the n bytes are then raw bytes. set is the index in the row's
	// charsets of the charset that the bytes belong to, or would if they were
	// right, 0 for none.
	decode func(src []byte) (c rune, n, set int)
	// encode appends the bytes of c, which is not ASCII unless ascii is false.
	encode func(dst []byte, c rune) (out []byte, ok bool)
}

const invalid rune = -1

// page is an encoding of one byte a character.
type page struct {
	decode [256]rune
	encode map[rune]byte
}

// newPage returns the page of a charmap with the differences of Emacs: edits are
// pairs of byte and character. Where the charmap has nothing at 0x80 to 0x9F,
// c1 makes those bytes the control characters.
func newPage(m *charmap.Charmap, c1 bool, edits ...rune) *page {
	p := &page{encode: make(map[rune]byte, 256)}
	for b := range 256 {
		c := m.DecodeByte(byte(b))
		switch {
		case c == utf8.RuneError && b < 0x80:
			c = rune(b)
		case c == utf8.RuneError && c1 && b < 0xA0:
			c = rune(b)
		case c == utf8.RuneError:
			c = invalid
		}
		p.decode[b] = c
	}
	for i := 0; i < len(edits); i += 2 {
		p.decode[edits[i]] = edits[i+1]
	}
	for b, c := range p.decode {
		if _, twice := p.encode[c]; c != invalid && !twice {
			p.encode[c] = byte(b)
		}
	}
	return p
}

func (p *page) codec() *codec {
	return &codec{
		decode: func(src []byte) (rune, int, int) { return p.decode[src[0]], 1, 0 },
		encode: func(dst []byte, c rune) ([]byte, bool) {
			b, ok := p.encode[c]
			if !ok {
				return dst, false
			}
			return append(dst, b), true
		},
	}
}

// onePage is the codec of a charmap that is as Emacs has it.
func onePage(m *charmap.Charmap) func() *codec {
	return func() *codec { return newPage(m, false).codec() }
}

// isoPage is that of a part of ISO 8859, which has control characters at 0x80.
func isoPage(m *charmap.Charmap) func() *codec {
	return func() *codec { return newPage(m, true).codec() }
}

// editedPage is that of a charmap with differences; see newPage.
func editedPage(m *charmap.Charmap, edits ...rune) func() *codec {
	return func() *codec { return newPage(m, false, edits...).codec() }
}

// thaiPage is TIS 620: characters from U+0E00, one after the other.
func thaiPage() *codec {
	var edits []rune
	for b := rune(0x80); b < 0xA0; b++ {
		edits = append(edits, b, invalid)
	}
	for b := rune(0xA0); b < 0x100; b++ {
		edits = append(edits, b, 0xE00+b-0xA0)
	}
	return newPage(charmap.Windows874, false, edits...).codec()
}

// thaiISOPage is ISO 8859-11: Windows' page with control characters.
func thaiISOPage() *codec {
	var edits []rune
	for b := rune(0x80); b < 0xA0; b++ {
		edits = append(edits, b, b)
	}
	return newPage(charmap.Windows874, false, edits...).codec()
}

// grid is a charset of two-byte codes: lead bytes from lo, trail bytes from lo2,
// both up to 0xFE.
type grid struct {
	lo, lo2 int
	private rune   // the character of the first code if Unicode had none of them
	decode  []rune // invalid where there is no character
	encode  map[rune]uint16
}

func (g *grid) width() int { return 0xFF - g.lo2 }

// code returns the code at the index i.
func (g *grid) code(i int) int { return (g.lo+i/g.width())<<8 | g.lo2 + i%g.width() }

// newGrid reads a grid from a table of x/text. Where that has no character, and
// in the ranges of codes without, pairs of bounds, the private characters stand
// if private is not 0. edit, if not nil, has the last word: it gets the code and
// the character so far, or invalid.
func newGrid(enc encoding.Encoding, lo, lo2 int, private rune, without []int, edit func(code int, c rune) rune) *grid {
	g := &grid{lo: lo, lo2: lo2, private: private, decode: make([]rune, (0xFF-lo)*(0xFF-lo2))}
	dec := enc.NewDecoder()
	for i := range g.decode {
		code := g.code(i)
		c := decodeOne(dec, []byte{byte(code >> 8), byte(code)})
		if private != 0 && (c == invalid || within(code, without...)) {
			c = private + rune(i)
		}
		if edit != nil {
			c = edit(code, c)
		}
		g.decode[i] = c
	}
	g.encode = make(map[rune]uint16, len(g.decode))
	for i, c := range g.decode {
		if _, twice := g.encode[c]; c != invalid && !twice {
			g.encode[c] = uint16(g.code(i))
		}
	}
	return g
}

// decodeOne returns the one character that src is, invalid if it is none or more.
func decodeOne(t transform.Transformer, src []byte) rune {
	var buf [32]byte
	t.Reset()
	n, used, err := t.Transform(buf[:], src, true)
	c, k := utf8.DecodeRune(buf[:n])
	if err != nil || used != len(src) || k != n || c == utf8.RuneError {
		return invalid
	}
	return c
}

// within reports whether code is in one of the ranges, pairs of bounds.
func within(code int, ranges ...int) bool {
	for i := 0; i < len(ranges); i += 2 {
		if code >= ranges[i] && code <= ranges[i+1] {
			return true
		}
	}
	return false
}

// char returns the character of a code, invalid if there is none.
func (g *grid) char(lead, trail byte) rune {
	if int(lead) < g.lo || lead == 0xFF || int(trail) < g.lo2 || trail == 0xFF {
		return invalid
	}
	return g.decode[(int(lead)-g.lo)*g.width()+int(trail)-g.lo2]
}

// codeOf returns the code of a character.
func (g *grid) codeOf(c rune) (code int, ok bool) {
	if e, ok := g.encode[c]; ok {
		return int(e), true
	}
	if i := int(c - g.private); g.private != 0 && i >= 0 && i < len(g.decode) {
		return g.code(i), true
	}
	return 0, false
}

// read reads a two-byte code from src, which begins with a byte above 0x7F.
func (g *grid) read(src []byte) (c rune, n int) {
	switch {
	case int(src[0]) < g.lo || src[0] == 0xFF:
		return invalid, 1
	case len(src) < 2:
		return invalid, 0
	}
	if c = g.char(src[0], src[1]); c == invalid {
		return invalid, 1
	}
	return c, 2
}

// begun returns set if src begins with the first byte of a code, otherwise 0.
func (g *grid) begun(src []byte, set int) int {
	if int(src[0]) < g.lo || src[0] == 0xFF {
		return 0
	}
	return set
}

func (g *grid) write(dst []byte, c rune) ([]byte, bool) {
	code, ok := g.codeOf(c)
	if !ok {
		return dst, false
	}
	return append(dst, byte(code>>8), byte(code)), true
}

// codec is that of text in which only codes of g and ASCII are.
func (g *grid) codec() *codec {
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			c, n := g.read(src)
			return c, n, g.begun(src, 1)
		},
		encode: g.write,
	}
}

// fromLegacy decodes bytes of a national encoding. See Decoder.convert.
func (d *Decoder) fromLegacy(dst, src []byte, last bool) ([]byte, int) {
	cd := d.coding.row.codec()
	ascii := d.coding.row.ascii
	i := 0
	for i < len(src) {
		if ascii && src[i] < 0x80 {
			n := char.ASCIILen(src[i:])
			d.mark(len(dst), 0, true)
			dst = append(dst, src[i:i+n]...)
			i += n
			continue
		}
		c, n, set := cd.decode(src[i:])
		if n == 0 && !last {
			return dst, i
		}
		if n == 0 {
			if d.cut && d.coding.row.typ == "iso-2022" {
				d.mark(len(dst), set, false)
			}
			return d.rest(dst, src[i:]), len(src)
		}
		if c != invalid || set > 0 && d.coding.row.typ == "iso-2022" {
			// What begins a character of ISO 2022 ends the charset before it
			// even if nothing goes on with it.
			d.mark(len(dst), set, false)
		}
		if c == invalid {
			dst = char.FromBytes(dst, src[i:i+n])
		} else {
			dst = char.Append(dst, c)
		}
		i += n
	}
	return dst, i
}

// toLegacy encodes characters in a national encoding. See Encoder.Encode.
func toLegacy(dst, src []byte, r *row) []byte {
	cd := r.codec()
	for len(src) > 0 {
		if r.ascii && src[0] < 0x80 {
			n := char.ASCIILen(src)
			dst = append(dst, src[:n]...)
			src = src[n:]
			continue
		}
		c, n := char.Decode(src)
		src = src[n:]
		if char.IsRawByte(c) {
			dst = append(dst, char.Byte(c))
			continue
		}
		var ok bool
		if dst, ok = cd.encode(dst, c); !ok {
			dst = char.Append(dst, cmp.Or(r.other, ' '))
		}
	}
	return dst
}

// threeByteEUC is the part of EUC-JP that has a 0x8F before two bytes.
type threeByteEUC struct{ encoding.Encoding }

func (threeByteEUC) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: &prefixed{t: japanese.EUCJP.NewDecoder()}}
}

// prefixed puts a 0x8F before what it gives to t.
type prefixed struct{ t transform.Transformer }

func (p *prefixed) Reset() { p.t.Reset() }

func (p *prefixed) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	n, used, err := p.t.Transform(dst, append([]byte{0x8F}, src...), atEOF)
	return n, max(used-1, 0), err
}
