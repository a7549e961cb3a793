package charset

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// row declares a coding system: what Emacs answers about it.
type row struct {
	name     string
	aliases  []string // the other names
	unixOnly []string // other names of its -unix variant
	noEOL    bool     // there are no variants: line ends are left alone
	kind     kind
	typ      string // coding-system-type
	mnemonic rune
	ascii    bool // :ascii-compatible-p
	category string
	mime     string // :mime-charset, "" for nil
	// charsets are the names of the charsets that the coding system has; those
	// of a legacy one are numbered by its codec.
	charsets    []string
	marked      string        // the name that decoded text is marked with, if not charsets[0]
	charsetWord string        // stands for all the charsets of a kind where there is no list
	codec       func() *codec // of kindLegacy
	iso         *isoPlan      // of kindISO2022
	other       rune          // what stands for a character that is missing, 0 for the usual
	family      *[4]*Coding   // by end-of-line format, of one that a program has defined
}

func rows() []row {
	return slices.Concat(tableRows(), pageRows(), mapRows(), isoRows())
}

func tableRows() []row {
	return []row{
		{name: "utf-8", aliases: []string{"mule-utf-8", "cp65001"}, kind: kindUTF8, typ: "utf-8", mnemonic: 'U', ascii: true, category: "coding-category-utf-8", mime: "utf-8", charsets: []string{"unicode"}},
		{name: "utf-8-emacs", unixOnly: []string{"emacs-internal"}, kind: kindUTF8, typ: "utf-8", mnemonic: 'U', ascii: true, category: "coding-category-utf-8", charsets: []string{"emacs"}},
		{name: "utf-8-with-signature", kind: kindUTF8Sig, typ: "utf-8", mnemonic: 'U', category: "coding-category-utf-8-sig", charsets: []string{"unicode"}},
		{name: "utf-8-auto", kind: kindUTF8Auto, typ: "utf-8", mnemonic: 'U', category: "coding-category-utf-8-auto", charsets: []string{"unicode"}},
		{name: "no-conversion", aliases: []string{"binary"}, noEOL: true, kind: kindBytes, typ: "raw-text", mnemonic: '=', ascii: true, category: "coding-category-raw-text"},
		{name: "raw-text", kind: kindBytes, typ: "raw-text", mnemonic: 't', ascii: true, category: "coding-category-raw-text"},
		{name: "us-ascii", aliases: []string{"iso-safe", "ascii"}, kind: kindASCII, typ: "charset", mnemonic: '-', ascii: true, category: "coding-category-charset", mime: "us-ascii", charsets: []string{"ascii"}},
		{name: "iso-latin-1", aliases: []string{"iso-8859-1", "latin-1"}, kind: kindLatin1, typ: "charset", mnemonic: '1', ascii: true, category: "coding-category-charset", mime: "iso-8859-1", charsets: []string{"iso-8859-1"}},
		{name: "undecided", kind: kindUndecided, typ: "undecided", mnemonic: '-', ascii: true, category: "coding-category-undecided", charsets: []string{"ascii"}},
		{name: "prefer-utf-8", kind: kindUndecided, typ: "undecided", mnemonic: '-', category: "coding-category-undecided", charsets: []string{"emacs"}},
		{name: "utf-16", kind: kindUTF16, typ: "utf-16", mnemonic: 'U', category: "coding-category-utf-16-auto", mime: "utf-16", charsets: []string{"unicode"}},
		{name: "utf-16le", kind: kindUTF16LE, typ: "utf-16", mnemonic: 'U', category: "coding-category-utf-16-le-nosig", mime: "utf-16le", charsets: []string{"unicode"}},
		{name: "utf-16be", kind: kindUTF16BE, typ: "utf-16", mnemonic: 'U', category: "coding-category-utf-16-be-nosig", mime: "utf-16be", charsets: []string{"unicode"}},
		{name: "utf-16le-with-signature", aliases: []string{"utf-16-le"}, kind: kindUTF16LESig, typ: "utf-16", mnemonic: 'U', category: "coding-category-utf-16-le", mime: "utf-16", charsets: []string{"unicode"}},
		{name: "utf-16be-with-signature", aliases: []string{"utf-16-be"}, kind: kindUTF16BESig, typ: "utf-16", mnemonic: 'U', category: "coding-category-utf-16-be", mime: "utf-16", charsets: []string{"unicode"}},
		{name: "chinese-big5", aliases: []string{"big5", "cn-big5", "cp950"}, kind: kindLegacy, typ: "big5", mnemonic: 'B', ascii: true, category: "coding-category-big5", mime: "big5", charsets: []string{"ascii", "big5"}, codec: gridCodec(big5)},
		{name: "chinese-gb18030", aliases: []string{"gb18030"}, kind: kindLegacy, typ: "charset", mnemonic: 'c', ascii: true, category: "coding-category-charset", mime: "gb18030", charsets: []string{"ascii", "gb18030-2-byte", "gb18030-4-byte-bmp", "gb18030-4-byte-smp", "gb18030-4-byte-ext-1", "gb18030-4-byte-ext-2"}, codec: gb18030Codec},
		{name: "chinese-gbk", aliases: []string{"gbk", "cp936", "windows-936"}, kind: kindLegacy, typ: "charset", mnemonic: 'c', ascii: true, category: "coding-category-charset", mime: "gbk", charsets: []string{"ascii", "chinese-gbk"}, codec: gridCodec(gbk)},
		{name: "chinese-hz", aliases: []string{"hz-gb-2312", "hz"}, kind: kindHZ, typ: "utf-8", mnemonic: 'z', category: "coding-category-utf-8", mime: "hz-gb-2312", charsets: []string{"ascii", "chinese-gb2312"}},
		{name: "in-is13194-devanagari", aliases: []string{"devanagari"}, kind: kindLegacy, typ: "iso-2022", mnemonic: 'D', ascii: true, category: "coding-category-iso-8-1", charsets: []string{"ascii", "indian-is13194"}, codec: isciiCodec},
		{name: "chinese-iso-8bit", aliases: []string{"cn-gb-2312", "euc-china", "euc-cn", "cn-gb", "gb2312"}, kind: kindLegacy, typ: "iso-2022", mnemonic: 'c', ascii: true, category: "coding-category-iso-8-2", mime: "gb2312", charsets: []string{"ascii", "chinese-gb2312"}, codec: gridCodec(gb2312)},
		{name: "iso-8859-11", kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "iso-8859-11", charsets: []string{"iso-8859-11"}, codec: thaiISOPage},
		{name: "japanese-cp932", aliases: []string{"cp932"}, kind: kindLegacy, typ: "charset", mnemonic: 'S', ascii: true, category: "coding-category-charset", charsets: []string{"ascii", "katakana-sjis", "cp932-2-byte"}, codec: windows31J},
		{name: "japanese-iso-8bit", aliases: []string{"euc-japan-1990", "euc-japan", "euc-jp"}, kind: kindLegacy, typ: "iso-2022", mnemonic: 'E', ascii: true, category: "coding-category-iso-8-2", mime: "euc-jp", charsets: []string{"ascii", "latin-jisx0201", "japanese-jisx0208", "katakana-jisx0201", "japanese-jisx0212", "japanese-jisx0208-1978"}, codec: eucJP},
		{name: "japanese-shift-jis", aliases: []string{"shift_jis", "sjis"}, kind: kindLegacy, typ: "shift-jis", mnemonic: 'S', ascii: true, category: "coding-category-sjis", mime: "shift_jis", charsets: []string{"ascii", "katakana-jisx0201", "japanese-jisx0208"}, codec: shiftJIS},
		{name: "koi8-u", kind: kindLegacy, typ: "charset", mnemonic: 'U', ascii: true, category: "coding-category-charset", mime: "koi8-u", charsets: []string{"koi8-u"}, codec: editedPage(charmap.KOI8U, 0xAE, 0x255D, 0xBE, 0x256C)},
		{name: "korean-cp949", aliases: []string{"cp949"}, kind: kindLegacy, typ: "charset", mnemonic: 'K', ascii: true, category: "coding-category-charset", charsets: []string{"ascii", "cp949"}, codec: gridCodec(cp949)},
		{name: "korean-iso-8bit", aliases: []string{"euc-kr", "euc-korea", "ks_c_5601-1987"}, kind: kindLegacy, typ: "iso-2022", mnemonic: 'K', ascii: true, category: "coding-category-iso-8-2", mime: "euc-kr", charsets: []string{"ascii", "korean-ksc5601"}, codec: gridCodec(ksC5601)},
		{name: "mac-roman", aliases: []string{"macintosh"}, kind: kindLegacy, typ: "charset", mnemonic: 'M', ascii: true, category: "coding-category-charset", mime: "macintosh", charsets: []string{"mac-roman"}, codec: editedPage(charmap.Macintosh, 0xC6, 0x394, 0xF0, 0xE01E)},
		{name: "thai-tis620", aliases: []string{"th-tis620", "tis620", "tis-620"}, kind: kindLegacy, typ: "charset", mnemonic: 'T', ascii: true, category: "coding-category-charset", charsets: []string{"tis620-2533"}, codec: thaiPage},
		{name: "utf-7", kind: kindUTF7, typ: "utf-8", mnemonic: 'U', category: "coding-category-utf-8", mime: "utf-7", charsets: []string{"unicode"}},
		{name: "utf-7-imap", kind: kindUTF7IMAP, typ: "utf-8", mnemonic: 'u', category: "coding-category-utf-8", charsets: []string{"unicode"}},
		{name: "windows-1255", aliases: []string{"cp1255"}, kind: kindLegacy, typ: "charset", mnemonic: 'h', ascii: true, category: "coding-category-charset", mime: "windows-1255", charsets: []string{"windows-1255"}, codec: editedPage(charmap.Windows1255, 0xCA, invalid)},
	}
}

// pageRows are the coding systems of one byte whose tables golang.org/x/text has:
// MNEMONIC KIND NAME CHARSET MIME MARKED ALIAS..., where KIND has an "a" if they keep
// ASCII and an "i" if they are parts of ISO 8859; "-" stands for nothing.
func pageRows() []row {
	var rows []row
	for _, p := range []struct {
		page *charmap.Charmap
		line string
	}{
		{charmap.CodePage437, "D a cp437 cp437 cp437 - ibm437"},
		{charmap.CodePage850, "D a cp850 cp850 cp850 ibm850 ibm850"},
		{charmap.CodePage852, "D a cp852 cp852 cp852 - ibm852"},
		{charmap.CodePage855, "D a cp855 cp855 cp855 - ibm855"},
		{charmap.CodePage858, "D a cp858 cp858 cp858 -"},
		{charmap.CodePage860, "D a cp860 cp860 cp860 - ibm860"},
		{charmap.CodePage862, "D a cp862 cp862 cp862 - ibm862"},
		{charmap.CodePage863, "D a cp863 cp863 cp863 - ibm863"},
		{charmap.CodePage865, "D a cp865 cp865 cp865 - ibm865"},
		{charmap.CodePage866, "* a cp866 ibm866 cp866 cp866"},
		{charmap.Windows874, "D a cp874 cp874 cp874 - ibm874"},
		{charmap.ISO8859_5, "5 ai cyrillic-iso-8bit iso-8859-5 iso-8859-5 - iso-8859-5"},
		{charmap.KOI8R, "R a cyrillic-koi8 koi8 koi8-r koi8-r koi8-r koi8 cp878"},
		{charmap.ISO8859_7, "7 ai greek-iso-8bit iso-8859-7 iso-8859-7 - iso-8859-7"},
		{charmap.ISO8859_8, "8 ai hebrew-iso-8bit iso-8859-8 iso-8859-8 - iso-8859-8 iso-8859-8-e iso-8859-8-i"},
		{charmap.CodePage1047, "* - ibm1047 ibm1047 - - cp1047"},
		{charmap.ISO8859_6, "6 ai iso-8859-6 iso-8859-6 iso-8859-6 -"},
		{charmap.ISO8859_16, "* ai iso-latin-10 iso-8859-16 iso-8859-16 - iso-8859-16 latin-10"},
		{charmap.ISO8859_2, "2 ai iso-latin-2 iso-8859-2 iso-8859-2 - iso-8859-2 latin-2"},
		{charmap.ISO8859_3, "3 ai iso-latin-3 iso-8859-3 iso-8859-3 - iso-8859-3 latin-3"},
		{charmap.ISO8859_4, "4 ai iso-latin-4 iso-8859-4 iso-8859-4 - iso-8859-4 latin-4"},
		{charmap.ISO8859_9, "9 a iso-latin-5 iso-8859-9 iso-8859-9 - iso-8859-9 latin-5"},
		{charmap.ISO8859_10, "9 ai iso-latin-6 iso-8859-10 iso-8859-10 - iso-8859-10 latin-6"},
		{charmap.ISO8859_13, "9 ai iso-latin-7 iso-8859-13 iso-8859-13 - iso-8859-13 latin-7"},
		{charmap.ISO8859_14, "W ai iso-latin-8 iso-8859-14 iso-8859-14 - iso-8859-14 latin-8"},
		{charmap.ISO8859_15, "0 ai iso-latin-9 iso-8859-15 iso-8859-15 - iso-8859-15 latin-9 latin-0"},
		{charmap.Windows1250, "* a windows-1250 windows-1250 windows-1250 - cp1250"},
		{charmap.Windows1251, "b a windows-1251 windows-1251 windows-1251 - cp1251"},
		{charmap.Windows1252, "* a windows-1252 windows-1252 windows-1252 - cp1252"},
		{charmap.Windows1253, "g a windows-1253 windows-1253 windows-1253 - cp1253"},
		{charmap.Windows1254, "* a windows-1254 windows-1254 windows-1254 - cp1254"},
		{charmap.Windows1256, "A a windows-1256 windows-1256 windows-1256 - cp1256"},
		{charmap.Windows1257, "* a windows-1257 windows-1257 windows-1257 - cp1257"},
		{charmap.Windows1258, "* a windows-1258 windows-1258 windows-1258 - cp1258"},
	} {
		f := strings.Fields(p.line)
		for i := range f[1:6] {
			f[i+1] = strings.TrimPrefix(f[i+1], "-")
		}
		r := row{name: f[2], aliases: f[6:], kind: kindLegacy, typ: "charset", mnemonic: rune(f[0][0]), ascii: strings.HasPrefix(f[1], "a"),
			category: "coding-category-charset", charsets: f[3:4:4], mime: f[4], marked: f[5], codec: onePage(p.page)}
		if strings.HasSuffix(f[1], "i") {
			r.codec = isoPage(p.page)
		}
		rows = append(rows, r)
	}
	return rows
}
