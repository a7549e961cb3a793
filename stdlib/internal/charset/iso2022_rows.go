package charset

import (
	"slices"
	"strings"
)

// isoRows are the coding systems of ISO 2022 that are not as plain as EUC.
func isoRows() []row {
	const ending = isoAtEOL | isoAtControl
	var rows []row
	add := func(r row, p isoPlan) {
		r.kind, r.typ, r.category = kindISO2022, "iso-2022", "coding-category-"+r.category
		r.iso = &p
		if r.charsets = strings.Fields(p.charsets); len(r.charsets) == 0 {
			r.charsetWord = "iso-2022"
		}
		rows = append(rows, r)
	}
	cns := "chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4 chinese-cns11643-5 chinese-cns11643-6 chinese-cns11643-7"
	cnsFrom3 := "- " + cns[len("chinese-cns11643-1 chinese-cns11643-2 "):]
	add(row{name: "iso-2022-jp", aliases: []string{"junet"}, mnemonic: 'J', category: "iso-7-tight", mime: "iso-2022-jp"},
		isoPlan{"ascii japanese-jisx0208 japanese-jisx0208-1978 latin-jisx0201",
			[4]string{"ascii japanese-jisx0208-1978 japanese-jisx0208 latin-jisx0201", "-", "-", "-"},
			ending | iso7bit | isoDesignation})
	add(row{name: "iso-2022-jp-2", mnemonic: 'J', category: "iso-7-else", mime: "iso-2022-jp-2"},
		isoPlan{"ascii japanese-jisx0208 japanese-jisx0212 latin-jisx0201 japanese-jisx0208-1978 chinese-gb2312 korean-ksc5601 latin-iso8859-1 greek-iso8859-7",
			[4]string{"ascii japanese-jisx0208-1978 japanese-jisx0208 latin-jisx0201 japanese-jisx0212 chinese-gb2312 korean-ksc5601",
				"-", "- latin-iso8859-1 greek-iso8859-7", "-"}, ending | iso7bit | isoDesignation | isoSingle | isoInitAtBOL})
	add(row{name: "iso-2022-jp-2004", aliases: []string{"iso-2022-jp-3"}, mnemonic: 'J', category: "iso-7-tight", mime: "iso-2022-jp-2004"},
		isoPlan{"ascii japanese-jisx0208 japanese-jisx0213.2004-1 japanese-jisx0213-1 japanese-jisx0213-2",
			[4]string{"ascii japanese-jisx0208 japanese-jisx0213.2004-1 japanese-jisx0213-1 japanese-jisx0213-2", "-", "-", "-"},
			ending | iso7bit | isoDesignation})
	add(row{name: "japanese-iso-7bit-1978-irv", aliases: []string{"iso-2022-jp-1978-irv", "old-jis"}, mnemonic: 'j', category: "iso-7-tight"},
		isoPlan{"ascii latin-jisx0201 japanese-jisx0208-1978 japanese-jisx0208 japanese-jisx0212",
			[4]string{"latin-jisx0201 japanese-jisx0208-1978 japanese-jisx0208 japanese-jisx0212 katakana-jisx0201", "-", "-", "-"},
			ending | iso7bit | isoDesignation | isoRoman | isoOldJIS})
	add(row{name: "iso-2022-kr", aliases: []string{"korean-iso-7bit-lock"}, mnemonic: 'k', category: "iso-7-else", mime: "iso-2022-kr"},
		isoPlan{"ascii korean-ksc5601", [4]string{"ascii", "- korean-ksc5601", "-", "-"},
			ending | iso7bit | isoDesignation | isoLocking})
	add(row{name: "iso-2022-cn", aliases: []string{"chinese-iso-7bit"}, mnemonic: 'C', category: "iso-7-else", mime: "iso-2022-cn"},
		isoPlan{"ascii chinese-gb2312 chinese-cns11643-1 chinese-cns11643-2",
			[4]string{"ascii", "- chinese-gb2312 chinese-cns11643-1", "- chinese-cns11643-2", "-"},
			ending | iso7bit | isoDesignation | isoLocking | isoSingle | isoInitAtBOL})
	add(row{name: "iso-2022-cn-ext", mnemonic: 'C', category: "iso-7-else", mime: "iso-2022-cn-ext"},
		isoPlan{"ascii chinese-gb2312 " + cns,
			[4]string{"ascii", "- chinese-gb2312 chinese-cns11643-1", "- chinese-cns11643-2", cnsFrom3},
			ending | iso7bit | isoDesignation | isoLocking | isoSingle | isoInitAtBOL})
	add(row{name: "iso-2022-7bit-lock-ss2", aliases: []string{"iso-2022-cjk"}, mnemonic: 'i', category: "iso-7-else"},
		isoPlan{"ascii japanese-jisx0208 japanese-jisx0208-1978 latin-jisx0201 korean-ksc5601 chinese-gb2312 " + cns,
			[4]string{"ascii 94", "- korean-ksc5601 chinese-gb2312 chinese-cns11643-1 96", "- chinese-cns11643-2", cnsFrom3},
			ending | iso7bit | isoLocking | isoSingle})
	add(row{name: "iso-2022-7bit", mnemonic: 'J', category: "iso-7"},
		isoPlan{"", [4]string{"ascii 94 96", "-", "-", "-"}, ending | iso7bit | isoDesignation | isoCompositions})
	add(row{name: "iso-2022-7bit-ss2", mnemonic: '$', category: "iso-7-else"},
		isoPlan{"", [4]string{"ascii 94", "-", "- 96", "-"}, ending | iso7bit | isoDesignation | isoSingle | isoCompositions})
	add(row{name: "iso-2022-7bit-lock", aliases: []string{"iso-2022-int-1"}, mnemonic: '&', category: "iso-7-else"},
		isoPlan{"", [4]string{"ascii 94", "- 96", "-", "-"}, ending | iso7bit | isoDesignation | isoLocking | isoCompositions})
	add(row{name: "iso-2022-8bit-ss2", mnemonic: '@', category: "iso-8-else"},
		isoPlan{"", [4]string{"ascii 94", "-", "- 96", "-"}, ending | isoDesignation | isoSingle | isoCompositions})
	ctext := [4]string{"ascii 94", "latin-iso8859-1 katakana-jisx0201 96", "-", "-"}
	add(row{name: "compound-text", aliases: []string{"x-ctext", "ctext"}, mnemonic: 'x', category: "iso-8-else", mime: "x-ctext"},
		isoPlan{"", ctext, ending | isoLongForm | isoDesignation | isoLocking | isoSingle | isoCompositions})
	add(row{name: "ctext-no-compositions", mnemonic: 'x', category: "iso-8-else"},
		isoPlan{"", ctext, ending | isoDesignation | isoLocking | isoSingle})
	add(row{name: "euc-jis-2004", aliases: []string{"euc-jisx0213"}, mnemonic: 'E', ascii: true, category: "iso-8-2", mime: "euc-jis-2004"},
		isoPlan{"ascii latin-jisx0201 japanese-jisx0213.2004-1 japanese-jisx0213-1 katakana-jisx0201 japanese-jisx0213-2",
			[4]string{"ascii", "japanese-jisx0213.2004-1", "katakana-jisx0201", "japanese-jisx0213-2"}, ending | isoSingle})
	add(row{name: "tibetan-iso-8bit", aliases: []string{"tibetan"}, mnemonic: 'Q', ascii: true, category: "iso-8-2"},
		isoPlan{"ascii tibetan", [4]string{"ascii", "tibetan", "-", "-"}, 0})
	add(row{name: "euc-tw", aliases: []string{"euc-taiwan"}, mnemonic: 'Z', ascii: true, category: "iso-8-2", mime: "euc-tw"},
		isoPlan{"ascii " + cns, [4]string{"ascii", "chinese-cns11643-1", cns, "-"}, 0})
	return append(rows,
		row{name: "emacs-mule", kind: kindMule, typ: "emacs-mule", mnemonic: 'M', ascii: true, category: "coding-category-emacs-mule", charsetWord: "emacs-mule"},
		row{name: "no-conversion-multibyte", noEOL: true, kind: kindASCII, typ: "raw-text", mnemonic: '=', ascii: true, category: "coding-category-raw-text"},
		row{name: "chinese-big5-hkscs", aliases: []string{"big5-hkscs", "cn-big5-hkscs"}, kind: kindLegacy, typ: "charset", mnemonic: 'B', ascii: true,
			category: "coding-category-charset", mime: "big5-hkscs", charsets: []string{"ascii", "big5-hkscs"}, codec: hkscsCodec},
		row{name: "japanese-shift-jis-2004", aliases: []string{"shift_jis-2004"}, kind: kindLegacy, typ: "shift-jis", mnemonic: 'S', ascii: true,
			category: "coding-category-sjis", charsets: []string{"ascii", "katakana-jisx0201", "japanese-jisx0213.2004-1", "japanese-jisx0213-2"}, codec: shiftJIS2004})
}

// hkscsCodec is that of Big5 with Hong Kong's characters.
func hkscsCodec() *codec {
	set := mapped("big5-hkscs", 0x27C218)
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			switch {
			case src[0] < 0xA1-0x20 || src[0] == 0xFF:
				return invalid, 1, 0
			case len(src) < 2:
				return invalid, 0, 0
			}
			c, ok := set.Decode(int(src[0])<<8 | int(src[1]))
			if !ok {
				return invalid, 1, 0
			}
			return c, 2, 1
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			code, ok := set.Encode(c)
			if !ok {
				return dst, false
			}
			return append(dst, byte(code>>8), byte(code)), true
		},
	}
}

// shiftJIS2004 is Shift JIS with JIS X 0213, whose second plane begins at 0xF0.
func shiftJIS2004() *codec {
	one, two := mapped("japanese-jisx0213.2004-1", 0x14C000), mapped("japanese-jisx0213-2", 0x150000)
	rows := [...]int{0x21, 0x28, 0x23, 0x24, 0x25, 0x2C, 0x2D, 0x2E, 0x2F} // of the second plane, then from 0x6E on
	return &codec{
		decode: func(src []byte) (rune, int, int) {
			k, c, size, which := shiftJISBytes(src, 0xFC)
			if k < 0 {
				return c, size, which
			}
			b := src[0]
			set, row := one, 0
			which = 2
			switch {
			case b < 0xA0:
				row = 0x21 + int(b-0x81)*2 + k/94
			case b < 0xF0:
				row = 0x5F + int(b-0xE0)*2 + k/94
			default:
				set, which = two, 3
				if i := int(b-0xF0)*2 + k/94; i < len(rows) {
					row = rows[i]
				} else {
					row = 0x6E + i - len(rows)
				}
			}
			c, ok := set.Decode(row<<8 | 0x21 + k%94)
			if !ok {
				c = invalid
			}
			return c, 2, which
		},
		encode: func(dst []byte, c rune) ([]byte, bool) {
			if isHalfwidth(c) {
				return append(dst, byte(c-halfwidth+0xA1)), true
			}
			lead, i := 0x81, 0
			code, ok := one.Encode(c)
			if ok {
				if i = code>>8 - 0x21; i >= 62 {
					lead += 0x40
				}
			} else if code, ok = two.Encode(c); ok {
				lead = 0xF0
				if i = slices.Index(rows[:], code>>8); i < 0 {
					if i = code>>8 - 0x6E + len(rows); i < len(rows) {
						return dst, false
					}
				}
			} else {
				return dst, false
			}
			k := i%2*94 + code&0xFF - 0x21
			if k += 0x40; k >= 0x7F {
				k++
			}
			return append(dst, byte(lead+i/2), byte(k)), true
		},
	}
}
