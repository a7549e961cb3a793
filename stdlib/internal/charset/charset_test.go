package charset

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"elnet/lisp/char"
)

// rowsOf reads a file that oracle.el wrote.
func rowsOf(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for line := range strings.Lines(string(data)) {
		list = append(list, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return list
}

func lookup(t *testing.T, name string) *Coding {
	t.Helper()
	c, ok := Lookup(name)
	if !ok {
		t.Fatalf("no coding system %s", name)
	}
	return c
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// show writes text as oracle.el does.
func show(text []byte, multibyte bool) string {
	var list []string
	for len(text) > 0 {
		c, n := rune(text[0]), 1
		if multibyte {
			c, n = char.Decode(text)
		}
		list = append(list, strconv.FormatInt(int64(c), 16))
		text = text[n:]
	}
	return strings.Join(list, " ")
}

func unshow(t *testing.T, s string, multibyte bool) []byte {
	t.Helper()
	var text []byte
	for _, f := range strings.Fields(s) {
		c, err := strconv.ParseInt(f, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		if multibyte {
			text = char.Append(text, rune(c))
		} else {
			text = append(text, byte(c))
		}
	}
	return text
}

func kindOf(multibyte bool) string {
	if multibyte {
		return "M"
	}
	return "U"
}

// elsewhere reports whether Emacs found a coding system that is not here.
func elsewhere(name string) bool {
	for _, p := range []string{"japanese", "emacs-mule", "iso-2022"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// notHere are coding systems that Emacs has by functions in Lisp for a script or a
// display, or by tables of its own.
var notHere = map[string]bool{"compound-text-with-extensions": true, "eucjp-ms": true,
	"vietnamese-viqr": true, "utf-8-hfs": true}

func TestNamesAsEmacs(t *testing.T) {
	known := map[string]bool{}
	for _, r := range rowsOf(t, "names.tsv") {
		if notHere[r[1]] {
			continue
		}
		c := lookup(t, r[0])
		known[r[0]] = true
		eol := strconv.Itoa(int(c.EOL()))
		if c.EOL() == Undecided {
			eol = fmt.Sprintf("[%s %s %s]", c.Variant(Unix).Name(), c.Variant(DOS).Name(), c.Variant(Mac).Name())
		}
		ascii, mime := "nil", "nil"
		if c.ASCIICompatible() {
			ascii = "t"
		}
		if c.MIME() != "" {
			mime = c.MIME()
		}
		got := []string{c.Name(), c.Base(), eol, "(" + strings.Join(c.Aliases(), " ") + ")", c.Type(),
			strconv.Itoa(int(c.Mnemonic())), ascii, c.Category(), mime}
		if !slices.Equal(got, r) {
			t.Errorf("%s:\n got %q\nwant %q", r[0], got, r)
		}
	}
	for _, name := range Names() {
		if !known[name] {
			t.Errorf("Emacs does not know %s", name)
		}
	}
	if len(known) != len(Names()) {
		t.Errorf("%d names, Emacs has %d", len(Names()), len(known))
	}
	if _, ok := Lookup("binary-unix"); ok {
		t.Error("binary-unix exists")
	}
}

// Expected values: coding-system-change-eol-conversion in Emacs 28.2.
func TestVariant(t *testing.T) {
	for _, c := range []struct {
		name string
		eol  EOL
		want string
	}{
		{"utf-8-unix", DOS, "utf-8-dos"}, {"utf-8-dos", Undecided, "utf-8"}, {"latin-1", Mac, "iso-latin-1-mac"},
		{"latin-1", Undecided, "latin-1"}, {"binary", Unix, "binary"}, {"binary", DOS, ""}, {"binary", Undecided, "no-conversion"},
		{"cp65001-dos", DOS, "cp65001-dos"}, {"unix", DOS, "undecided-dos"},
	} {
		got := ""
		if v := lookup(t, c.name).Variant(c.eol); v != nil {
			got = v.Name()
		}
		if got != c.want {
			t.Errorf("%s to %d: %q, want %q", c.name, c.eol, got, c.want)
		}
	}
}

func TestDecodeStringAsEmacs(t *testing.T) {
	skipped := 0
	for _, r := range rowsOf(t, "decode.tsv") {
		if elsewhere(r[2]) {
			skipped++
			continue
		}
		if r[0] == "utf-16le-dos" && r[1] == "0d00" {
			continue // Emacs decodes the second byte of the CR once more
		}
		c, src := lookup(t, r[0]), unhex(t, r[1])
		out, settled, multibyte, _ := c.DecodeString([]byte("x"), src)
		got := []string{settled.Name(), kindOf(multibyte), show(out[1:], multibyte)}
		if !slices.Equal(got, r[2:5]) {
			t.Errorf("%s %q:\n got %q\nwant %q", r[0], src, got, r[2:5])
		}
	}
	if skipped > 60 {
		t.Errorf("%d cases skipped", skipped)
	}
}

func TestEncodeAsEmacs(t *testing.T) {
	for _, r := range rowsOf(t, "encode.tsv") {
		if r[1] == "U" && r[2] == "c3 a9 d a" {
			switch lookup(t, r[0]).Type() {
			case "charset", "utf-16":
				continue // Emacs takes these bytes for a character, see spec network.md 11
			}
		}
		multibyte := r[1] == "M"
		got := hex.EncodeToString(lookup(t, r[0]).EncodeWhole(nil, unshow(t, r[2], multibyte), multibyte))
		if got != r[4] {
			t.Errorf("%s %s %s: %s, want %s", r[0], r[1], r[2], got, r[4])
		}
	}
}

// sameRule is false where Emacs judges by what happens to be in a piece, and
// we, on purpose, do not: see Decoder.
func sameRule(c *Coding, pieces string) bool {
	switch pieces {
	case "610d 0a620d0a", "610d 0d 0a", "610d0a620a 630d0a", "61e90d 0a62", "61000d00 0a00", "0061000d 000a", "fe ff000d00 0a":
		return c.EOL() != Undecided && c.Type() != "undecided" // by all line ends of the first piece that has one
	case "e282 61", "e2 e282ac", "ff 61", "61ff fe21", "e9 0a", "61 e9 c3a9", "efbb 61", "ef 61", "f8888080 80", "ff fe61 006200":
		return c.Type() != "undecided" // utf-8, as the first piece can be the beginning of a character
	case "ef bb bf61":
		return c.Base() != "utf-8-auto" // a signature in pieces is none
	}
	return true
}

func TestStreamAsEmacs(t *testing.T) {
	for _, r := range rowsOf(t, "chunks.tsv") {
		c := lookup(t, r[0])
		d := NewDecoder(c)
		var pieces, want, got []string
		var wantKind, gotKind string
		for f := r[1:]; len(f) > 0; f = f[3:] {
			pieces = append(pieces, f[0])
			for _, s := range strings.Split(f[2], ",") {
				if s != "" {
					want = append(want, strings.Fields(s[2:])...)
					wantKind = s[:1]
				}
			}
			var out []byte
			if f[0] == "eof" {
				out = d.Decode(nil, nil, true)
			} else {
				out = d.Decode(nil, unhex(t, f[0]), false)
			}
			got = append(got, strings.Fields(show(out, !d.Unibyte()))...)
			if len(out) > 0 {
				gotKind = kindOf(!d.Unibyte())
			}
		}
		name := r[len(r)-2]
		if !sameRule(c, strings.Join(pieces[:len(pieces)-1], " ")) {
			continue
		}
		if !slices.Equal(got, want) || d.Coding().Name() != name || gotKind != wantKind {
			t.Errorf("%s %q:\n got %s %s %s\nwant %s %s %s", r[0], pieces, d.Coding().Name(), gotKind, got, name, wantKind, want)
		}
	}
}

func streamOf(c *Coding, pieces ...[]byte) string {
	d := NewDecoder(c)
	var out strings.Builder
	for i, p := range pieces {
		text := d.Decode(nil, p, i == len(pieces)-1)
		out.WriteString(show(text, !d.Unibyte()) + " ")
	}
	return strings.Join(strings.Fields(out.String()), " ") + " " + d.Coding().Name()
}

// What a stream decodes to does not depend on how it is cut.
func TestEverySplit(t *testing.T) {
	var texts [][]byte
	for _, r := range rowsOf(t, "decode.tsv") {
		if r[0] == "utf-8" {
			texts = append(texts, unhex(t, r[1]))
		}
	}
	r := rand.New(rand.NewSource(1))
	for range 200 {
		texts = append(texts, randomBytes(r))
	}
	for _, name := range Names() {
		c := lookup(t, name)
		if c.Name() != c.Base() && c.Name() != c.Base()+c.EOL().suffix() {
			continue
		}
		if c.row.codec != nil && codeMaps()[c.Charset()] != nil && c.EOL() != Undecided {
			continue // a byte at a time: one of them is enough
		}
		for _, text := range texts {
			want := streamOf(c, text)
			for i := range len(text) + 1 {
				if got := streamOf(c, text[:i], text[i:]); got != want {
					t.Fatalf("%s: %q cut at %d:\n got %s\nwant %s", name, text, i, got, want)
				}
			}
			var pieces [][]byte
			for rest := text; ; {
				n := min(len(rest), r.Intn(4))
				if pieces = append(pieces, rest[:n]); n == len(rest) {
					break
				}
				rest = rest[n:]
			}
			if got := streamOf(c, pieces...); got != want {
				t.Fatalf("%s: %q:\n got %s\nwant %s", name, pieces, got, want)
			}
		}
	}
}

func randomBytes(r *rand.Rand) []byte {
	parts := []string{"a", "text", "\r", "\n", "\r\n", "é", "€", "😀", "\xE2\x82", "\xFF", "\xFE", "\xEF\xBB\xBF", "\x00",
		"\xD8\x3D", "\xDE\x00", "\xF8\x88\x80\x80\x80", "\xF8\x8F\xBF\xBF\x80", "\x80", "\xC0\x80", "\xED\xA0\x80", "\x00\r\x00\n",
		"\xA4\xB3", "\x8E\xB1", "\x8F\xB0\xA1", "\x82\xB1", "\x81\x30\x81\x30", "\x1b$B", "\x1b(J", "\x1b$(B", "$3$s", "\x1b(B", "+AOk-", "&2D3eAA", "+", "-"}
	var b []byte
	for range r.Intn(10) {
		b = append(b, parts[r.Intn(len(parts))]...)
	}
	return b
}

// roundTrip holds the coding systems that lose nothing.
var roundTrip = []string{"utf-8-unix", "utf-8-emacs-unix", "emacs-internal", "binary", "raw-text-unix", "iso-latin-1-unix", "us-ascii-unix",
	"windows-1252-unix", "iso-8859-15-unix", "koi8-r-unix", "cp437-unix", "thai-tis620-unix", "euc-jp-unix", "shift_jis-unix", "gbk-unix",
	"gb2312-unix", "big5-unix", "euc-kr-unix", "cp949-unix", "devanagari-unix"}

func FuzzRoundTrip(f *testing.F) {
	for _, s := range []string{"", "a\r\n", "é€😀", "\xFF\xC0\x80", "\xE2\x82", "\xF8\x8F\xBF\xBF\xBD"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		for _, name := range roundTrip {
			c := lookup(t, name)
			text, settled := c.DecodeWhole(nil, src)
			back := settled.EncodeWhole(nil, text, !settled.Unibyte())
			if c.Type() == "utf-8" && bytes.Contains(src, []byte("\xF8\x8F\xBF")) {
				continue // five bytes for a raw byte come back as one, as in Emacs
			}
			if !bytes.Equal(back, src) {
				t.Fatalf("%s: %q became %q", name, src, back)
			}
		}
	})
}

func FuzzSplit(f *testing.F) {
	f.Add([]byte("caf\xC3\xA9\r\n"), 5, 0)
	f.Fuzz(func(t *testing.T, src []byte, cut, which int) {
		all := Names()
		name := all[uint(which)%uint(len(all))]
		i := int(uint(cut) % uint(len(src)+1))
		c := lookup(t, name)
		if got, want := streamOf(c, src[:i], src[i:]), streamOf(c, src); got != want {
			t.Fatalf("%s: %q cut at %d:\n got %s\nwant %s", name, src, i, got, want)
		}
	})
}

func TestSignatureOnce(t *testing.T) {
	for name, want := range map[string]string{
		"utf-16": "feff00610062", "utf-16le-with-signature": "fffe61006200", "utf-8-with-signature": "efbbbf6162", "utf-8-auto": "6162",
	} {
		e := NewEncoder(lookup(t, name))
		got := e.Encode(e.Encode(nil, []byte("a"), true), []byte("b"), true)
		if hex.EncodeToString(got) != want {
			t.Errorf("%s: %x, want %s", name, got, want)
		}
	}
}

// Expected values: (detect-coding-string S t) in Emacs 28.2.
func TestDetect(t *testing.T) {
	for _, r := range rowsOf(t, "detect.tsv") {
		if elsewhere(r[1]) {
			continue
		}
		if got := Detect(unhex(t, r[0])).Name(); got != r[1] {
			t.Errorf("%q: %s, want %s", unhex(t, r[0]), got, r[1])
		}
	}
}

func BenchmarkDecodeASCII(b *testing.B) { benchmarkDecode(b, "utf-8", "some plain text\n") }
func BenchmarkDecodeUTF8(b *testing.B)  { benchmarkDecode(b, "utf-8-unix", "naïve – 日本語\n") }
func BenchmarkDecodeDOS(b *testing.B)   { benchmarkDecode(b, "utf-8-dos", "some header: value\r\n") }

func benchmarkDecode(b *testing.B, name, line string) {
	src := []byte(strings.Repeat(line, 4096/len(line)))
	c, _ := Lookup(name)
	d := NewDecoder(c)
	b.SetBytes(int64(len(src)))
	var dst []byte
	for range b.N {
		dst = d.Decode(dst[:0], src, false)
	}
}
