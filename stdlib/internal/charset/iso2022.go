package charset

import (
	"strings"
	"sync"

	"elnet/lisp/char"
)

// ISO 2022 (ECMA-35) is text in which escape sequences designate charsets to four
// registers G0 to G3, and shifts invoke registers to the left half of the code, GL
// (0x21 to 0x7E), and to the right half, GR (0xA1 to 0xFE). A coding system says which
// charsets there are, which register each goes to, and which shifts it uses.

// isoFlags say how a coding system uses ISO 2022.
type isoFlags uint16

const (
	isoLongForm     isoFlags = 1 << iota // ESC $ ( F even where ESC $ F is enough
	isoAtEOL                             // a line ends in the initial state
	isoAtControl                         // and so does what is before a control character
	iso7bit                              // GR is not used
	isoLocking                           // SO, SI and the like
	isoSingle                            // SS2 and SS3
	isoDesignation                       // charsets are designated in the text
	isoRoman                             // writes JIS X 0201 for ASCII
	isoOldJIS                            // and JIS X 0208 of 1978 for that of 1983
	isoInitAtBOL                         // a line begins with nothing designated
	isoCompositions                      // sequences around composed characters, which are dropped
)

// isoPlan is what a row says about ISO 2022: the charsets, by preference, nil for all
// that there are; for each register what is designated at first, "-" for nothing, and
// the charsets that go to it: names, 94 and 96 for those of that many codes a byte.
type isoPlan struct {
	charsets  string
	registers [4]string
	flags     isoFlags
}

// isoCoding is an isoPlan worked out. It is constant.
type isoCoding struct {
	isoFlags
	sets     []*Set // the charsets by preference; the first is ASCII
	initial  [4]*Set
	register map[*Set]int // where each is designated
	names    []string
}

// isoOrder are the charsets of ISO 2022 by preference.
const isoOrder = `ascii latin-iso8859-1 latin-iso8859-2 latin-iso8859-3 latin-iso8859-4 cyrillic-iso8859-5
	arabic-iso8859-6 greek-iso8859-7 hebrew-iso8859-8 latin-iso8859-9 latin-iso8859-10 thai-iso8859-11
	latin-iso8859-13 latin-iso8859-14 latin-iso8859-15 latin-iso8859-16 thai-tis620 chinese-gb2312
	chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4 chinese-cns11643-5
	chinese-cns11643-6 chinese-cns11643-7 japanese-jisx0208 japanese-jisx0208-1978 japanese-jisx0212
	japanese-jisx0213-1 japanese-jisx0213-2 japanese-jisx0213.2004-1 korean-ksc5601 latin-jisx0201
	katakana-jisx0201 chinese-big5-1 chinese-big5-2 chinese-sisheng ipa vietnamese-viscii-lower
	vietnamese-viscii-upper arabic-digit arabic-1-column arabic-2-column lao indian-is13194 indian-glyph
	indian-1-column indian-2-column tibetan tibetan-1-column mule-unicode-2500-33ff
	mule-unicode-e000-ffff mule-unicode-0100-24ff ethiopic`

// is96 reports whether s has 96 codes a byte rather than 94.
func (s *Set) is96() bool { return s.Space[1]-s.Space[0]+1 == 96 }

// dim returns how many bytes a code has.
func (s *Set) dim() int { return len(s.Space) / 2 }

// isoKey is what an escape sequence says of a charset.
type isoKey struct {
	dim   int
	is96  bool
	final byte
}

var (
	allSets = sync.OnceValue(func() map[string]*Set {
		m := map[string]*Set{}
		for _, s := range Sets() {
			m[s.Name] = s
		}
		return m
	})
	isoByKey = sync.OnceValue(func() map[isoKey]*Set {
		m := map[isoKey]*Set{}
		for _, s := range setsNamed(isoOrder) {
			m[isoKey{s.dim(), s.is96(), byte(s.Final)}] = s
		}
		return m
	})
)

func setsNamed(names string) []*Set {
	var list []*Set
	for _, n := range strings.Fields(names) {
		list = append(list, allSets()[n])
	}
	return list
}

// coding works p out.
func (p *isoPlan) coding() *isoCoding {
	names := p.charsets
	if names == "" {
		names = isoOrder
	}
	c := &isoCoding{isoFlags: p.flags, sets: setsNamed(names), register: map[*Set]int{}, names: strings.Fields(names)}
	by := map[string]int{}
	for reg, words := range p.registers {
		list := strings.Fields(words)
		if list[0] != "-" {
			c.initial[reg] = allSets()[list[0]]
		}
		for _, w := range list {
			by[w] = reg
		}
	}
	for _, s := range c.sets {
		size := "94"
		if s.is96() {
			size = "96"
		}
		if p.charsets != "" {
			c.register[s] = 0 // Emacs asks where a charset goes only if there is no list
		} else if reg, ok := by[s.Name]; ok {
			c.register[s] = reg
		} else if reg, ok := by[size]; ok {
			c.register[s] = reg
		}
	}
	return c
}

// isoCodings are the plans of the table worked out.
var isoCodings = sync.OnceValue(func() map[*isoPlan]*isoCoding {
	m := map[*isoPlan]*isoCoding{}
	for _, c := range registry().byName {
		if p := c.row.iso; p != nil && m[p] == nil {
			m[p] = p.coding()
		}
	}
	return m
})

func (r *row) isoCoding() *isoCoding { return isoCodings()[r.iso] }

// isoState is what is designated and invoked.
type isoState struct {
	coding     *isoCoding
	designated [4]*Set
	broken     [4]bool // a designation that is none stands before; see designate
	left       int     // the register in GL
	right      int     // and in GR, -1 for none
}

func (s *isoState) reset(c *isoCoding) {
	*s = isoState{coding: c, designated: c.initial, right: 1}
	if c.isoFlags&iso7bit != 0 {
		s.right = -1
	}
}

// unshift makes ASCII what is in GL, as behind what is no text in ISO 2022.
func (s *isoState) unshift() {
	if s.coding != nil {
		s.left, s.designated[0], s.broken[0] = 0, s.coding.sets[0], false
	}
}

func (s *isoState) gr() *Set {
	if s.right < 0 {
		return nil
	}
	return s.designated[s.right]
}

// What decoding a piece of the text found.
type isoFound uint8

const (
	isoChar    isoFound = iota // a character
	isoBytes                   // bytes without a character: they are themselves
	isoChange                  // a designation or a shift: no text
	isoInvalid                 // no sequence begins here, or one of a set that does not go on
	isoShort                   // more bytes are needed to tell
)

// fromISO2022 decodes text in ISO 2022. See Decoder.convert.
func (d *Decoder) fromISO2022(dst, src []byte, last bool) ([]byte, int) {
	if d.iso.coding == nil {
		d.iso.reset(d.coding.row.isoCoding())
	}
	i := 0
	for i < len(src) {
		found, set, c, n := d.iso.next(src[i:])
		switch found {
		case isoChar:
			if set != d.iso.coding.sets[0] {
				d.markName(len(dst), set.Name)
			}
			dst = char.Append(dst, c)
		case isoBytes:
			d.markName(len(dst), set.Name)
			dst = char.FromBytes(dst, src[i:i+n])
		case isoInvalid:
			n = 1
			if set != nil && set != d.iso.coding.sets[0] {
				d.markName(len(dst), set.Name)
			}
			dst = char.FromBytes(dst, src[i:i+1])
			d.iso.unshift()
		case isoShort:
			if !last {
				return dst, i
			}
			n = len(src) - i
			dst = d.rest(dst, src[i:])
		}
		i += n
	}
	return dst, i
}

// next reads what src begins with, n bytes of it.
func (s *isoState) next(src []byte) (found isoFound, set *Set, c rune, n int) {
	b, flags := src[0], s.coding.isoFlags
	ascii := s.coding.sets[0]
	switch {
	case b == 0x1B:
		return s.escape(src)
	case b == 0x0E:
		return s.lock(1, 1)
	case b == 0x0F:
		return s.lock(0, 1)
	case b == 0x19, b == 0x8E, b == 0x8F:
		reg := 2
		if b == 0x8F {
			reg = 3
		}
		return s.single(reg, src, 1)
	case b < 0x20:
		return isoChar, ascii, rune(b), 1
	case b < 0x80:
		if set = s.designated[s.left]; set == nil || (b == 0x20 || b == 0x7F) && !set.is96() {
			set = ascii
		}
	case b == 0x9B:
		return isoInvalid, nil, 0, 0
	case b < 0xA0:
		return isoInvalid, nil, 0, 0
	default:
		if set = s.gr(); set == nil || (b == 0xA0 || b == 0xFF) && (!set.is96() || flags&iso7bit != 0) {
			return isoInvalid, nil, 0, 0
		}
	}
	return s.char(set, src, 0)
}

// char reads a character of set from src, of which before bytes are a shift.
func (s *isoState) char(set *Set, src []byte, before int) (isoFound, *Set, rune, int) {
	b := src[before]
	code, n := int(b&0x7F), before+1
	if set.dim() == 2 {
		if n == len(src) {
			return isoShort, nil, 0, 0
		}
		b2 := src[n]
		if b2&0x7F < 0x20 || b2&0x80 != b&0x80 {
			return isoInvalid, set, 0, 0
		}
		code, n = code<<8|int(b2&0x7F), n+1
	}
	c, ok := set.Decode(code)
	if !ok {
		return isoBytes, set, 0, n
	}
	return isoChar, set, c, n
}

// lock invokes a register to GL.
func (s *isoState) lock(reg, n int) (isoFound, *Set, rune, int) {
	if s.coding.isoFlags&isoLocking == 0 || reg > 0 && s.designated[reg] == nil {
		return isoInvalid, nil, 0, 0
	}
	s.left = reg
	return isoChange, nil, 0, n
}

// single reads the character behind a single shift of n bytes.
func (s *isoState) single(reg int, src []byte, n int) (isoFound, *Set, rune, int) {
	flags := s.coding.isoFlags
	set := s.designated[reg]
	if flags&isoSingle == 0 || set == nil {
		return isoInvalid, nil, 0, 0
	}
	if len(src) == n {
		return isoShort, nil, 0, 0
	}
	b := src[n]
	if b&0x7F < 0x20 || reg == 2 && (b < 0x80) != (flags&iso7bit != 0) {
		return isoInvalid, nil, 0, 0
	}
	return s.char(set, src, n)
}

// escape reads an escape sequence.
func (s *isoState) escape(src []byte) (isoFound, *Set, rune, int) {
	flags := s.coding.isoFlags
	at := 1
	next := func() (byte, bool) {
		if at == len(src) {
			return 0, false
		}
		at++
		return src[at-1], true
	}
	b, ok := next()
	if !ok {
		return isoShort, nil, 0, 0
	}
	if b == '&' { // the revision of the charset that follows
		for _, want := range []func(byte) bool{
			func(b byte) bool { return b >= '@' && b <= '~' },
			func(b byte) bool { return b == 0x1B },
		} {
			if b, ok = next(); !ok {
				return isoShort, nil, 0, 0
			} else if !want(b) {
				return isoInvalid, nil, 0, 0
			}
		}
		if b, ok = next(); !ok {
			return isoShort, nil, 0, 0
		}
	}
	switch b {
	case 'n':
		return s.lockIf(2, at)
	case 'o':
		return s.lockIf(3, at)
	case 'N':
		return s.single(2, src, at)
	case 'O':
		return s.single(3, src, at)
	}
	if flags&isoDesignation == 0 {
		return isoInvalid, nil, 0, 0
	}
	key := isoKey{dim: 1}
	if b == '$' {
		key.dim = 2
		if b, ok = next(); !ok {
			return isoShort, nil, 0, 0
		}
		if b >= '@' && b <= 'B' {
			key.final = b
			return s.designate(key, 0, at)
		}
	}
	if b < 0x28 || b > 0x2F {
		return isoInvalid, nil, 0, 0
	}
	key.is96 = b >= 0x2C
	if key.final, ok = next(); !ok {
		return isoShort, nil, 0, 0
	}
	return s.designate(key, int(b&3), at)
}

func (s *isoState) lockIf(reg, n int) (isoFound, *Set, rune, int) {
	if s.designated[reg] == nil {
		return isoInvalid, nil, 0, 0
	}
	return s.lock(reg, n)
}

// designate puts the charset that key tells into a register. A sequence for a charset
// that the coding system does not have is text, and so is the one that then ends it.
func (s *isoState) designate(key isoKey, reg, n int) (isoFound, *Set, rune, int) {
	set := isoByKey()[key]
	if _, ok := s.coding.register[set]; !ok || set == nil {
		s.designated[reg], s.broken[reg] = nil, true
		return isoInvalid, nil, 0, 0
	}
	flags := s.coding.isoFlags
	switch {
	case set.Name == "latin-jisx0201" && flags&isoRoman != 0:
		set = s.coding.sets[0]
	case set.Name == "japanese-jisx0208-1978" && flags&isoOldJIS != 0:
		set = allSets()["japanese-jisx0208"]
	}
	broken := s.broken[reg]
	s.designated[reg], s.broken[reg] = set, false
	if broken && set == s.coding.sets[0] {
		return isoInvalid, nil, 0, 0
	}
	return isoChange, nil, 0, n
}
