package char

import (
	"testing"
	"unicode/utf8"
)

// Encodings as Emacs' (string-as-unibyte (string C)) gives them.
var encodings = []struct {
	c rune
	s string
}{
	{0, "\x00"}, {'a', "a"}, {0x7F, "\x7f"}, {0x80, "\xc2\x80"}, {0xE9, "é"}, {0x7FF, "\xdf\xbf"},
	{0x800, "\xe0\xa0\x80"}, {0x65E5, "日"}, {0xD800, "\xed\xa0\x80"}, {0xFFFF, "\xef\xbf\xbf"},
	{0x10000, "\xf0\x90\x80\x80"}, {MaxUnicode, "\xf4\x8f\xbf\xbf"}, {0x110000, "\xf4\x90\x80\x80"},
	{0x1FFFFF, "\xf7\xbf\xbf\xbf"}, {0x200000, "\xf8\x88\x80\x80\x80"}, {MaxFiveByte, "\xf8\x8f\xbf\xbd\xbf"},
	{0x3FFF80, "\xc0\x80"}, {0x3FFFC0, "\xc1\x80"}, {Max, "\xc1\xbf"},
}

func TestEncoding(t *testing.T) {
	all := ""
	for _, e := range encodings {
		if got := string(Append(nil, e.c)); got != e.s {
			t.Errorf("Append(%#x) = %q, want %q", e.c, got, e.s)
		}
		if n := Len(e.c); n != len(e.s) {
			t.Errorf("Len(%#x) = %d", e.c, n)
		}
		if n := SizeOf(e.s[0]); n != len(e.s) {
			t.Errorf("SizeOf(%#x) = %d", e.s[0], n)
		}
		if c, n := Decode(e.s + "x"); c != e.c || n != len(e.s) {
			t.Errorf("Decode(%q) = %#x, %d", e.s, c, n)
		}
		if c, n := DecodeLast("x" + e.s); c != e.c || n != len(e.s) {
			t.Errorf("DecodeLast(%q) = %#x, %d", e.s, c, n)
		}
		if i := Offset(all+e.s, Count(all)); i != len(all) {
			t.Errorf("Offset before %#x = %d, want %d", e.c, i, len(all))
		}
		all += e.s
	}
	if n := Count(all); n != len(encodings) {
		t.Errorf("Count = %d, want %d", n, len(encodings))
	}
}

func TestRawBytes(t *testing.T) {
	for b := range 256 {
		c := RawByte(byte(b))
		if IsRawByte(c) != (b >= 0x80) || b >= 0x80 && Byte(c) != byte(b) {
			t.Errorf("byte %#x is character %#x", b, c)
		}
		if d, n := Decode(FromBytes(nil, string([]byte{byte(b)}))); d != c || n != Len(c) {
			t.Errorf("FromBytes(%#x) decodes to %#x, %d", b, d, n)
		}
	}
}

// FuzzDecode checks that any bytes decode to characters whose encodings decode
// to the same characters, and that UTF-8 text decodes as Go decodes it.
func FuzzDecode(f *testing.F) {
	for _, e := range encodings {
		f.Add(e.s)
	}
	f.Add("\xff\xfe\x80a\xc3")
	f.Fuzz(func(t *testing.T, s string) {
		var out []byte
		var want []rune
		for i := 0; i < len(s); {
			c, n := Decode(s[i:])
			if n < 1 || n > MaxLen || !Valid(c) {
				t.Fatalf("Decode(%q) = %#x, %d", s[i:], c, n)
			}
			want = append(want, c)
			out = Append(out, c)
			i += n
		}
		for i, k := 0, 0; i < len(out); k++ {
			c, n := Decode(out[i:])
			if c != want[k] {
				t.Fatalf("character %d of %q is %#x, then %#x", k, s, want[k], c)
			}
			i += n
		}
		if utf8.ValidString(s) && string(want) != s {
			t.Fatalf("%q decodes to %q", s, string(want))
		}
	})
}
