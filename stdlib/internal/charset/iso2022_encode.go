package charset

import (
	"cmp"
	"slices"

	"elnet/lisp/char"
)

// isoEncoder writes ISO 2022.
type isoEncoder struct {
	isoState
	dst    []byte
	wanted *Set // the charset that the text is marked with
}

// toISO2022 encodes src, whose line ends become eol. The text ends in the initial
// state. marks are charsets that parts of src are to be written in where they can.
func toISO2022(dst, src []byte, r *row, eol string, marks []Run) []byte {
	e := isoEncoder{dst: dst}
	c := r.isoCoding()
	e.reset(c)
	for size := len(src); len(src) > 0; {
		for len(marks) > 0 && marks[0].Start <= size-len(src) {
			e.wanted, marks = allSets()[marks[0].Charset], marks[1:]
		}
		ch, n := char.Decode(src)
		src = src[n:]
		switch {
		case ch == '\n' || ch == '\r' && eol == "\r":
			if c.isoFlags&isoAtEOL != 0 {
				e.home()
			}
			if c.isoFlags&isoInitAtBOL != 0 {
				e.designated = c.initial
			}
			if ch == '\n' {
				e.dst = append(e.dst, eol...)
			} else {
				e.dst = append(e.dst, '\r')
			}
		case ch < 0x20 || ch == 0x7F:
			if c.isoFlags&isoAtControl != 0 {
				e.home()
			}
			e.dst = append(e.dst, byte(ch))
		case ch < 0x80 && r.ascii:
			e.dst = append(e.dst, byte(ch))
		case char.IsRawByte(ch):
			e.dst = append(e.dst, char.Byte(ch))
		default:
			set, code := c.codeIn(e.wanted, ch)
			if set == nil {
				if set, code = c.codeOf(cmp.Or(r.other, ' ')); set == nil {
					continue
				}
			}
			e.put(set, code)
		}
	}
	if c.isoFlags&isoAtEOL != 0 {
		e.home()
	}
	return e.dst
}

// codeOf returns the preferred charset that has c, nil if none has, and the code.
func (c *isoCoding) codeOf(r rune) (*Set, int) {
	for _, s := range c.sets {
		if _, ok := c.register[s]; !ok {
			continue
		}
		if code, ok := s.Encode(r); ok {
			return s, code
		}
	}
	return nil, 0
}

// codeIn is codeOf that prefers the charset wanted, which may be nil. ASCII stays
// ASCII, and the edition of JIS X 0208 of 1978 is written as the later one.
func (c *isoCoding) codeIn(wanted *Set, r rune) (*Set, int) {
	if _, ok := c.register[wanted]; ok && wanted != nil && r >= 0x80 && wanted.Name != "japanese-jisx0208-1978" {
		if code, ok := wanted.Encode(r); ok {
			return wanted, code
		}
	}
	return c.codeOf(r)
}

// put writes a character of set.
func (e *isoEncoder) put(set *Set, code int) {
	switch flags := e.coding.isoFlags; {
	case flags&isoRoman != 0 && set == e.coding.sets[0]:
		set = allSets()["latin-jisx0201"]
	case flags&isoOldJIS != 0 && set.Name == "japanese-jisx0208":
		set = allSets()["japanese-jisx0208-1978"]
	}
	high := byte(0)
	if e.designated[e.left] != set {
		if e.gr() != set && e.invoke(set) {
			if e.coding.isoFlags&iso7bit == 0 {
				high = 0x80
			}
		} else if e.designated[e.left] != set {
			high = 0x80
		}
	}
	if set.dim() == 2 {
		e.dst = append(e.dst, byte(code>>8)|high)
	}
	e.dst = append(e.dst, byte(code)&0x7F|high)
}

// invoke has set designated and invoked. It reports whether that is by a single shift.
func (e *isoEncoder) invoke(set *Set) (single bool) {
	reg := slices.Index(e.designated[:], set)
	if reg < 0 {
		reg = e.coding.register[set]
		e.writeDesignation(set, reg)
	}
	if e.left == reg || e.right == reg {
		return false
	}
	flags := e.coding.isoFlags
	switch {
	case reg < 2:
		e.dst = append(e.dst, 0x0F-byte(reg))
	case flags&isoSingle != 0 && flags&iso7bit != 0:
		e.dst = append(e.dst, 0x1B, 'N'+byte(reg-2))
		return true
	case flags&isoSingle != 0:
		e.dst = append(e.dst, 0x8E+byte(reg-2))
		return true
	default:
		e.dst = append(e.dst, 0x1B, 'n'+byte(reg-2))
	}
	e.left = reg
	return false
}

func (e *isoEncoder) writeDesignation(set *Set, reg int) {
	e.dst = append(e.dst, 0x1B)
	final := byte(set.Final)
	between := byte(0x28 + reg)
	if set.is96() {
		between += 4
	}
	if set.dim() == 2 {
		e.dst = append(e.dst, '$')
		if e.coding.isoFlags&isoLongForm == 0 && reg == 0 && !set.is96() && final >= '@' && final <= 'B' {
			between = 0
		}
	}
	if between != 0 {
		e.dst = append(e.dst, between)
	}
	e.dst = append(e.dst, final)
	e.designated[reg] = set
}

// home goes back to the initial state.
func (e *isoEncoder) home() {
	if e.left != 0 {
		e.dst = append(e.dst, 0x0F)
		e.left = 0
	}
	for reg, set := range e.coding.initial {
		if set != nil && e.designated[reg] != set {
			e.writeDesignation(set, reg)
		}
	}
}
