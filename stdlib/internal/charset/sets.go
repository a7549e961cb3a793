package charset

import (
	"bytes"

	"elnet/lisp/char"
)

// A Set is a coded character set: a map between code points and characters.
type Set struct {
	Name, Alias   string
	Space         []int // the least and the largest value of each byte of a code, the last byte first
	Final         int   // its final character in ISO 2022, 0 for none
	ASCII         bool  // its first 128 codes are ASCII
	Supplementary bool  // other sets come first
	Offset        rune  // of a linear set: the character of its first code
	Linear        bool  // its characters follow each other as its codes do
	last          rune  // of a linear set: its last character if it ends before its codes, else 0
	private       rune  // of a set with a table: the character of its first code if that had none; 0: codes without are none

	decode func(code int) (rune, bool)
	encode func(c rune) (int, bool)
}

// Index returns the place of code among the codes of s, from 0; ok is false if
// it is none.
func (s *Set) Index(code int) (index int, ok bool) {
	factor := 1
	for i := 0; i < len(s.Space); i += 2 {
		lo, hi, b := s.Space[i], s.Space[i+1], code&0xFF
		if b < lo || b > hi {
			return 0, false
		}
		index += (b - lo) * factor
		factor *= hi - lo + 1
		code >>= 8
	}
	return index, code == 0
}

// Code returns the code at a place from 0; ok is false beyond the last.
func (s *Set) Code(index int) (code int, ok bool) {
	for i := 0; i < len(s.Space); i += 2 {
		lo, n := s.Space[i], s.Space[i+1]-s.Space[i]+1
		code |= (lo + index%n) << (4 * i)
		index /= n
	}
	return code, index == 0
}

// Decode returns the character that code stands for.
func (s *Set) Decode(code int) (rune, bool) {
	i, ok := s.Index(code)
	if !ok {
		return 0, false
	}
	if c := s.Offset + rune(i); s.Linear {
		return c, s.last == 0 || c <= s.last
	}
	return s.decode(code)
}

// Encode returns the code of c.
func (s *Set) Encode(c rune) (int, bool) {
	if s.Linear {
		if c < s.Offset || s.last != 0 && c > s.last {
			return 0, false
		}
		return s.Code(int(c - s.Offset))
	}
	code, ok := s.encode(c)
	if ok {
		_, ok = s.Index(code)
	}
	return code, ok
}

// CustomSet makes s convert with the functions.
func (s *Set) CustomSet(decode func(code int) (rune, bool), encode func(c rune) (int, bool)) {
	s.decode, s.encode = decode, encode
}

// linear returns a set whose characters follow each other.
func linear(name string, offset rune, space ...int) *Set {
	return &Set{Name: name, Space: space, Linear: true, Offset: offset}
}

// Sets returns the charsets that are known, those that everything else is made of
// first.
func Sets() []*Set {
	ascii, latin1, unicode := linear("ascii", 0, 0, 0x7F), linear("iso-8859-1", 0, 0, 0xFF), linear("unicode", 0, 0, 0xFF, 0, 0xFF, 0, 0x10)
	ascii.Final, ascii.ASCII, latin1.ASCII, unicode.ASCII = 'B', true, true, true
	emacs := linear("emacs", 0, 0, 0xFF, 0, 0xFF, 0, 0x3F)
	emacs.ASCII = true
	half := linear("latin-iso8859-1", 0xA0, 0x20, 0x7F)
	half.Final = 'A'
	sets := []*Set{ascii, latin1, unicode, emacs, linear("eight-bit", char.RawByte(0x80), 0x80, 0xFF), half,
		linear("control-1", 0x80, 0x80, 0x9F)}
	for _, s := range []*Set{linear("eight-bit-control", char.RawByte(0x80), 0x80, 0x9F), linear("eight-bit-graphic", char.RawByte(0xA0), 0xA0, 0xFF)} {
		s.Supplementary = true
		sets = append(sets, s)
	}
	halves := map[string]struct {
		name  string
		final int
	}{"iso-8859-2": {"latin-iso8859-2", 'B'}, "iso-8859-3": {"latin-iso8859-3", 'C'}, "iso-8859-4": {"latin-iso8859-4", 'D'},
		"iso-8859-5": {"cyrillic-iso8859-5", 'L'}, "iso-8859-6": {"arabic-iso8859-6", 'G'}, "iso-8859-7": {"greek-iso8859-7", 'F'},
		"iso-8859-8": {"hebrew-iso8859-8", 'H'}, "iso-8859-9": {"latin-iso8859-9", 'M'}, "iso-8859-10": {"latin-iso8859-10", 'V'},
		"iso-8859-11": {"thai-iso8859-11", 'T'}, "iso-8859-13": {"latin-iso8859-13", 'Y'}, "iso-8859-14": {"latin-iso8859-14", '_'},
		"iso-8859-15": {"latin-iso8859-15", 'b'}, "iso-8859-16": {"latin-iso8859-16", 'f'}}
	row := func(name string) *row { return registry().byName[name].row }
	for _, name := range registry().list {
		r := row(name)
		if r.name != name || r.codec == nil || r.typ != "charset" || len(r.charsets) != 1 {
			continue
		}
		whole := coded(r.charsets[0], r, nil, 0, 0, 0xFF)
		whole.ASCII = r.ascii
		if m := codeMaps()[whole.Name]; m != nil {
			whole.Space = m.space
		}
		switch {
		case r.name == "vietnamese-tcvn":
			continue // vscii by another name
		case r.name == "vietnamese-vscii":
			whole.Alias = "tcvn-5712"
		case r.name == "lao":
			whole.Name, whole.Supplementary = "mule-lao", true
		case r.marked != "":
			whole.Name, whole.Alias = r.marked, whole.Name
		}
		sets = append(sets, whole)
		if h, ok := halves[whole.Name]; ok {
			right := &Set{Name: h.name, Final: h.final, Space: []int{0x20, 0x7F}}
			right.CustomSet(func(code int) (rune, bool) { return whole.Decode(code + 0x80) }, func(c rune) (int, bool) {
				code, ok := whole.Encode(c)
				return code - 0x80, ok
			})
			sets = append(sets, right)
		}
	}
	iso := func(name, coding, prefix string, final int, space ...int) {
		s := coded(name, row(coding), []byte(prefix), 0x80, space...)
		s.Final = final
		sets = append(sets, s)
	}
	iso("chinese-gb2312", "chinese-iso-8bit", "", 'A', 33, 126, 33, 126)
	sets = append(sets, coded("chinese-gbk", row("chinese-gbk"), nil, 0, 64, 254, 129, 254),
		coded("big5", row("chinese-big5"), nil, 0, 64, 254, 161, 254))
	iso("japanese-jisx0208", "japanese-iso-8bit", "", 'B', 33, 126, 33, 126)
	iso("japanese-jisx0212", "japanese-iso-8bit", "\x8F", 'D', 33, 126, 33, 126)
	iso("katakana-jisx0201", "japanese-iso-8bit", "\x8E", 'I', 33, 126)
	sets[len(sets)-1].Supplementary = true
	roman := &Set{Name: "latin-jisx0201", Final: 'J', Space: []int{33, 126}, Supplementary: true}
	roman.CustomSet(func(code int) (rune, bool) {
		switch code {
		case 0x5C:
			return '¥', true
		case 0x7E:
			return '‾', true
		}
		return rune(code), true
	}, func(c rune) (int, bool) {
		switch c {
		case '¥':
			return 0x5C, true
		case '‾':
			return 0x7E, true
		}
		return int(c), c != 0x5C && c != 0x7E
	})
	sets = append(sets, roman)
	iso("korean-ksc5601", "korean-iso-8bit", "", 'C', 33, 126, 33, 126)
	sets = append(sets, linear("unicode-bmp", 0, 0, 0xFF, 0, 0xFF))
	for _, name := range []string{"cp720", "cp864", "symbol", "vscii-2"} {
		sets = append(sets, mapped(name, 0))
		sets[len(sets)-1].ASCII = name[0] == 'c'
	}
	return append(append(sets, mapped("big5-hkscs", 0x27C218)), isoSets()...)
}

// isoSets are the charsets of ISO 2022 that are only used within it.
func isoSets() []*Set {
	var sets []*Set
	table := func(name string, private rune, final int) *Set {
		s := mapped(name, private)
		s.Final = final
		sets = append(sets, s)
		return s
	}
	line := func(name string, offset rune, final int, space ...int) {
		s := linear(name, offset, space...)
		s.Final, s.Supplementary = final, name != "thai-tis620"
		if name == "mule-unicode-e000-ffff" {
			s.last = 0xFFFF
		}
		sets = append(sets, s)
	}
	line("thai-tis620", 0xE00, 'T', 32, 127)
	for i := range 7 {
		table("chinese-cns11643-"+string(rune('1'+i)), 0x114000+rune(i)*0x4000, 'G'+i)
	}
	table("japanese-jisx0208-1978", 0x144000, '@')
	table("japanese-jisx0213-1", 0x14C000, 'O')
	table("japanese-jisx0213-2", 0x150000, 'P')
	table("japanese-jisx0213.2004-1", 0x14C000, 'Q')
	table("chinese-big5-1", 0x135000, '0').Supplementary = true
	table("chinese-big5-2", 0x137800, '1').Supplementary = true
	table("chinese-sisheng", 0x200000, '0').Supplementary = true
	table("ipa", 0x200080, '0').Supplementary = true
	table("vietnamese-viscii-lower", 0x200200, '1').Supplementary = true
	table("vietnamese-viscii-upper", 0x200280, '2').Supplementary = true
	line("arabic-digit", 0x600, '2', 34, 42)
	line("arabic-1-column", 0x200100, '3', 33, 126)
	line("arabic-2-column", 0x200180, '4', 33, 126)
	line("lao", 0xE81, '1', 33, 126)
	table("indian-is13194", 0x180000, '5').Supplementary = true
	line("indian-glyph", 0x180100, '4', 32, 127, 32, 127)
	line("indian-1-column", 0x184000, '6', 33, 126, 33, 126)
	line("indian-2-column", 0x184000, '5', 33, 126, 33, 126)
	table("tibetan", 0x190000, '7').Supplementary = true
	line("tibetan-1-column", 0x190000, '8', 33, 126, 33, 37)
	line("mule-unicode-2500-33ff", 0x2500, '2', 32, 127, 32, 71)
	line("mule-unicode-e000-ffff", 0xE000, '3', 32, 127, 32, 117)
	line("mule-unicode-0100-24ff", 0x100, '1', 32, 127, 32, 127)
	table("ethiopic", 0x1A0000, '3').Supplementary = true
	return sets
}

// coded returns the set of the codes of a coding system that come behind prefix;
// high is added to each of their bytes.
func coded(name string, r *row, prefix []byte, high byte, space ...int) *Set {
	s := &Set{Name: name, Space: space}
	n := len(space) / 2
	s.CustomSet(func(code int) (rune, bool) {
		src := bytes.Clone(prefix)
		for i := n - 1; i >= 0; i-- {
			src = append(src, byte(code>>(8*i))|high)
		}
		c, k, _ := r.codec().decode(src)
		return c, k == len(src) && c != invalid
	}, func(c rune) (int, bool) {
		out, ok := r.codec().encode(nil, c)
		if !ok || len(out) != len(prefix)+n || !bytes.HasPrefix(out, prefix) {
			return 0, false
		}
		code := 0
		for _, b := range out[len(prefix):] {
			if b < high {
				return 0, false
			}
			code = code<<8 | int(b&^high)
		}
		return code, true
	})
	return s
}
