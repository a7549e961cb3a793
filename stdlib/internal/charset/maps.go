package charset

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"
)

// maps.bin.gz holds the code tables that golang.org/x/text lacks: pages of one
// byte, and the charsets of two bytes of CNS 11643, JIS X 0213 and others.
// testdata/maps.el writes it. Each table is
//
//	name NUL dimension lo hi [lo hi of the first byte] entry...
//
// with an entry for each code: 0 for none, else one more than the zigzag of the
// difference to the character before.
//
//go:embed maps.bin.gz
var packedMaps []byte

// A codeMap is a table of codes of one or two bytes.
type codeMap struct {
	space  []int  // as in Set
	decode []rune // by Set.Index, invalid where there is no character
	encode func() map[rune]uint16
}

// codeMaps returns all tables by name. What it returns is constant.
var codeMaps = sync.OnceValue(func() map[string]*codeMap {
	z, err := gzip.NewReader(bytes.NewReader(packedMaps))
	if err != nil {
		panic(err) // the table is part of the program
	}
	r := bufio.NewReader(z)
	maps := map[string]*codeMap{}
	for {
		name, err := r.ReadString(0)
		if err != nil {
			return maps
		}
		maps[name[:len(name)-1]] = readMap(r)
	}
})

func readMap(r *bufio.Reader) *codeMap {
	m := &codeMap{}
	dim, _ := r.ReadByte()
	n := 1
	for range dim {
		lo, _ := r.ReadByte()
		hi, _ := r.ReadByte()
		m.space = append(m.space, int(lo), int(hi))
		n *= int(hi) - int(lo) + 1
	}
	m.decode = make([]rune, n)
	last := rune(0)
	for i := range m.decode {
		k, _ := binary.ReadUvarint(r)
		if k == 0 {
			m.decode[i] = invalid
			continue
		}
		k--
		last += rune(k>>1) ^ -rune(k&1)
		m.decode[i] = last
	}
	m.encode = sync.OnceValue(func() map[rune]uint16 {
		e := make(map[rune]uint16, len(m.decode))
		s := Set{Space: m.space}
		for i, c := range m.decode {
			if _, twice := e[c]; c != invalid && !twice {
				code, _ := s.Code(i)
				e[c] = uint16(code)
			}
		}
		return e
	})
	return m
}

// mapped returns the set of the table that is called name. If private is not 0, a
// code without a character stands for the one of its place from private on.
func mapped(name string, private rune) *Set {
	m := codeMaps()[name]
	s := &Set{Name: name, Space: m.space, private: private}
	s.CustomSet(func(code int) (rune, bool) {
		i, ok := s.Index(code)
		switch {
		case !ok:
			return 0, false
		case m.decode[i] == invalid && private != 0:
			return private + rune(i), true
		}
		return m.decode[i], m.decode[i] != invalid
	}, func(c rune) (int, bool) {
		if code, ok := m.encode()[c]; ok {
			return int(code), true
		}
		if i := int(c - private); private != 0 && i >= 0 && i < len(m.decode) {
			return s.Code(i)
		}
		return 0, false
	})
	return s
}

// mapPage is the codec of the page of one byte that is called name.
func mapPage(name string) func() *codec {
	return func() *codec {
		m := codeMaps()[name]
		p := &page{encode: make(map[rune]byte, 256)}
		for b := range p.decode {
			p.decode[b] = invalid
			if i := b - m.space[0]; i >= 0 && i < len(m.decode) {
				p.decode[b] = m.decode[i]
			}
			if c := p.decode[b]; c != invalid {
				if _, twice := p.encode[c]; !twice {
					p.encode[c] = byte(b)
				}
			}
		}
		if name == "adobe-standard-encoding" { // where Unicode has two of one
			p.encode[0xAD], p.encode[0x2C9], p.encode[0x2215], p.encode[0x2219] = '-', 0xC5, 0xA4, 0xB4
		}
		return p.codec()
	}
}

// laoPage is the Lao characters from U+0E81 where ASCII has its graphic ones.
func laoPage() *codec {
	p := &page{encode: make(map[rune]byte, 94)}
	for b := range 256 {
		switch {
		case b > 0x20 && b < 0x7F:
			p.decode[b] = 0xE81 + rune(b) - 0x21
			p.encode[p.decode[b]] = byte(b)
		case b < 0x80:
			p.decode[b] = rune(b)
		default:
			p.decode[b] = invalid
		}
	}
	return p.codec()
}

// mapLines are the coding systems of one byte whose tables are in maps.bin.gz, a
// line each: MNEMONIC KIND CHARSET NAME ALIAS..., where KIND has an "a" if they keep
// ASCII, and an "m" if the name is one of MIME.
const mapLines = `* m adobe-standard-encoding adobe-standard-encoding
* a cp1125 cp1125 ruscii cp866u
D am cp737 cp737
D am cp775 cp775 ibm775
D am cp851 cp851 ibm851
D am cp857 cp857 ibm857
D am cp861 cp861 ibm861
D am cp869 cp869 ibm869
A a alternativnyj cyrillic-alternativnyj alternativnyj
* - ebcdic-uk ebcdic-uk
* - ebcdic-us ebcdic-us
G a georgian-academy georgian-academy
G a georgian-ps georgian-ps
* am hp-roman8 hp-roman8 roman8
* - ibm038 ibm038 ebcdic-int cp038
* - ibm256 ibm256 ebcdic-int1 cp256
* - ibm273 ibm273 cp273
* - ibm274 ibm274 ebcdic-be cp274
* - ibm275 ibm275 ebcdic-br cp275
* - ibm277 ibm277 ebcdic-cp-dk ebcdic-cp-no cp277
* - ibm278 ibm278 ebcdic-cp-fi ebcdic-cp-se cp278
* - ibm280 ibm280 ebcdic-cp-it cp280
* - ibm281 ibm281 ebcdic-jp-e cp281
* - ibm284 ibm284 ebcdic-cp-es cp284
* - ibm285 ibm285 ebcdic-cp-gb cp285
* - ibm290 ibm290 ebcdic-jp-kana cp290
* - ibm297 ibm297 ebcdic-cp-fr cp297
* am koi8-t koi8-t
D a mik mik
* am next next
D a ptcp154 pt154
t - vscii vietnamese-tcvn tcvn tcvn-5712
V - viscii vietnamese-viscii viscii
v - vscii vietnamese-vscii vscii`

// mapRows are the rows of mapLines, and Lao.
func mapRows() []row {
	var rows []row
	for line := range strings.Lines(mapLines) {
		f := strings.Fields(line)
		r := row{name: f[3], aliases: f[4:], kind: kindLegacy, typ: "charset", mnemonic: rune(f[0][0]), ascii: f[1][0] == 'a',
			category: "coding-category-charset", charsets: f[2:3:3], codec: mapPage(f[2])}
		if strings.HasSuffix(f[1], "m") {
			r.mime = r.name
		}
		rows = append(rows, r)
	}
	for i := range rows {
		switch r := &rows[i]; r.name {
		case "vietnamese-tcvn":
			r.charsets, r.marked = []string{"tcvn-5712"}, "vscii"
		case "vietnamese-viscii":
			r.mime = "viscii"
		}
	}
	return append(rows, row{name: "lao", kind: kindLegacy, typ: "charset", mnemonic: 'L', category: "coding-category-charset",
		charsets: []string{"lao"}, codec: laoPage})
}
