package charset

import (
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
	return append(append(tableRows(), mapRows()...), isoRows()...)
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
		{name: "cp437", aliases: []string{"ibm437"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp437", charsets: []string{"cp437"}, codec: onePage(charmap.CodePage437)},
		{name: "cp850", aliases: []string{"ibm850"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp850", charsets: []string{"cp850"}, marked: "ibm850", codec: onePage(charmap.CodePage850)},
		{name: "cp852", aliases: []string{"ibm852"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp852", charsets: []string{"cp852"}, codec: onePage(charmap.CodePage852)},
		{name: "cp855", aliases: []string{"ibm855"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp855", charsets: []string{"cp855"}, codec: onePage(charmap.CodePage855)},
		{name: "cp858", kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp858", charsets: []string{"cp858"}, codec: onePage(charmap.CodePage858)},
		{name: "cp860", aliases: []string{"ibm860"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp860", charsets: []string{"cp860"}, codec: onePage(charmap.CodePage860)},
		{name: "cp862", aliases: []string{"ibm862"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp862", charsets: []string{"cp862"}, codec: onePage(charmap.CodePage862)},
		{name: "cp863", aliases: []string{"ibm863"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp863", charsets: []string{"cp863"}, codec: onePage(charmap.CodePage863)},
		{name: "cp865", aliases: []string{"ibm865"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp865", charsets: []string{"cp865"}, codec: onePage(charmap.CodePage865)},
		{name: "cp866", kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "cp866", charsets: []string{"ibm866"}, marked: "cp866", codec: onePage(charmap.CodePage866)},
		{name: "cp874", aliases: []string{"ibm874"}, kind: kindLegacy, typ: "charset", mnemonic: 'D', ascii: true, category: "coding-category-charset", mime: "cp874", charsets: []string{"cp874"}, codec: onePage(charmap.Windows874)},
		{name: "cyrillic-iso-8bit", aliases: []string{"iso-8859-5"}, kind: kindLegacy, typ: "charset", mnemonic: '5', ascii: true, category: "coding-category-charset", mime: "iso-8859-5", charsets: []string{"iso-8859-5"}, codec: isoPage(charmap.ISO8859_5)},
		{name: "cyrillic-koi8", aliases: []string{"koi8-r", "koi8", "cp878"}, kind: kindLegacy, typ: "charset", mnemonic: 'R', ascii: true, category: "coding-category-charset", mime: "koi8-r", charsets: []string{"koi8"}, marked: "koi8-r", codec: onePage(charmap.KOI8R)},
		{name: "greek-iso-8bit", aliases: []string{"iso-8859-7"}, kind: kindLegacy, typ: "charset", mnemonic: '7', ascii: true, category: "coding-category-charset", mime: "iso-8859-7", charsets: []string{"iso-8859-7"}, codec: isoPage(charmap.ISO8859_7)},
		{name: "hebrew-iso-8bit", aliases: []string{"iso-8859-8", "iso-8859-8-e", "iso-8859-8-i"}, kind: kindLegacy, typ: "charset", mnemonic: '8', ascii: true, category: "coding-category-charset", mime: "iso-8859-8", charsets: []string{"iso-8859-8"}, codec: isoPage(charmap.ISO8859_8)},
		{name: "ibm1047", aliases: []string{"cp1047"}, kind: kindLegacy, typ: "charset", mnemonic: '*', category: "coding-category-charset", charsets: []string{"ibm1047"}, codec: onePage(charmap.CodePage1047)},
		{name: "iso-8859-11", kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "iso-8859-11", charsets: []string{"iso-8859-11"}, codec: thaiISOPage},
		{name: "iso-8859-6", kind: kindLegacy, typ: "charset", mnemonic: '6', ascii: true, category: "coding-category-charset", mime: "iso-8859-6", charsets: []string{"iso-8859-6"}, codec: isoPage(charmap.ISO8859_6)},
		{name: "iso-latin-10", aliases: []string{"iso-8859-16", "latin-10"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "iso-8859-16", charsets: []string{"iso-8859-16"}, codec: isoPage(charmap.ISO8859_16)},
		{name: "iso-latin-2", aliases: []string{"iso-8859-2", "latin-2"}, kind: kindLegacy, typ: "charset", mnemonic: '2', ascii: true, category: "coding-category-charset", mime: "iso-8859-2", charsets: []string{"iso-8859-2"}, codec: isoPage(charmap.ISO8859_2)},
		{name: "iso-latin-3", aliases: []string{"iso-8859-3", "latin-3"}, kind: kindLegacy, typ: "charset", mnemonic: '3', ascii: true, category: "coding-category-charset", mime: "iso-8859-3", charsets: []string{"iso-8859-3"}, codec: isoPage(charmap.ISO8859_3)},
		{name: "iso-latin-4", aliases: []string{"iso-8859-4", "latin-4"}, kind: kindLegacy, typ: "charset", mnemonic: '4', ascii: true, category: "coding-category-charset", mime: "iso-8859-4", charsets: []string{"iso-8859-4"}, codec: isoPage(charmap.ISO8859_4)},
		{name: "iso-latin-5", aliases: []string{"iso-8859-9", "latin-5"}, kind: kindLegacy, typ: "charset", mnemonic: '9', ascii: true, category: "coding-category-charset", mime: "iso-8859-9", charsets: []string{"iso-8859-9"}, codec: onePage(charmap.ISO8859_9)},
		{name: "iso-latin-6", aliases: []string{"iso-8859-10", "latin-6"}, kind: kindLegacy, typ: "charset", mnemonic: '9', ascii: true, category: "coding-category-charset", mime: "iso-8859-10", charsets: []string{"iso-8859-10"}, codec: isoPage(charmap.ISO8859_10)},
		{name: "iso-latin-7", aliases: []string{"iso-8859-13", "latin-7"}, kind: kindLegacy, typ: "charset", mnemonic: '9', ascii: true, category: "coding-category-charset", mime: "iso-8859-13", charsets: []string{"iso-8859-13"}, codec: isoPage(charmap.ISO8859_13)},
		{name: "iso-latin-8", aliases: []string{"iso-8859-14", "latin-8"}, kind: kindLegacy, typ: "charset", mnemonic: 'W', ascii: true, category: "coding-category-charset", mime: "iso-8859-14", charsets: []string{"iso-8859-14"}, codec: isoPage(charmap.ISO8859_14)},
		{name: "iso-latin-9", aliases: []string{"iso-8859-15", "latin-9", "latin-0"}, kind: kindLegacy, typ: "charset", mnemonic: '0', ascii: true, category: "coding-category-charset", mime: "iso-8859-15", charsets: []string{"iso-8859-15"}, codec: isoPage(charmap.ISO8859_15)},
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
		{name: "windows-1250", aliases: []string{"cp1250"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "windows-1250", charsets: []string{"windows-1250"}, codec: onePage(charmap.Windows1250)},
		{name: "windows-1251", aliases: []string{"cp1251"}, kind: kindLegacy, typ: "charset", mnemonic: 'b', ascii: true, category: "coding-category-charset", mime: "windows-1251", charsets: []string{"windows-1251"}, codec: onePage(charmap.Windows1251)},
		{name: "windows-1252", aliases: []string{"cp1252"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "windows-1252", charsets: []string{"windows-1252"}, codec: onePage(charmap.Windows1252)},
		{name: "windows-1253", aliases: []string{"cp1253"}, kind: kindLegacy, typ: "charset", mnemonic: 'g', ascii: true, category: "coding-category-charset", mime: "windows-1253", charsets: []string{"windows-1253"}, codec: onePage(charmap.Windows1253)},
		{name: "windows-1254", aliases: []string{"cp1254"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "windows-1254", charsets: []string{"windows-1254"}, codec: onePage(charmap.Windows1254)},
		{name: "windows-1255", aliases: []string{"cp1255"}, kind: kindLegacy, typ: "charset", mnemonic: 'h', ascii: true, category: "coding-category-charset", mime: "windows-1255", charsets: []string{"windows-1255"}, codec: editedPage(charmap.Windows1255, 0xCA, invalid)},
		{name: "windows-1256", aliases: []string{"cp1256"}, kind: kindLegacy, typ: "charset", mnemonic: 'A', ascii: true, category: "coding-category-charset", mime: "windows-1256", charsets: []string{"windows-1256"}, codec: onePage(charmap.Windows1256)},
		{name: "windows-1257", aliases: []string{"cp1257"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "windows-1257", charsets: []string{"windows-1257"}, codec: onePage(charmap.Windows1257)},
		{name: "windows-1258", aliases: []string{"cp1258"}, kind: kindLegacy, typ: "charset", mnemonic: '*', ascii: true, category: "coding-category-charset", mime: "windows-1258", charsets: []string{"windows-1258"}, codec: onePage(charmap.Windows1258)},
	}
}
