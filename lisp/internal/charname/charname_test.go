package charname

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/unicode/runenames"
)

var update = flag.Bool("update", false, "write names.gz anew")

// TestTable: names.gz holds what runenames says.
func TestTable(t *testing.T) {
	var want strings.Builder
	next := rune(-1)
	for c := rune(0); c <= 0x10FFFF; c++ {
		name := runenames.Name(c)
		if name == "" || name[0] == '<' {
			continue
		}
		if c != next {
			fmt.Fprintf(&want, "=%X\n", c)
		}
		next = c + 1
		want.WriteString(name + "\n")
	}
	if *update {
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if _, err := w.Write([]byte(want.String())); err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("names.gz", b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		packed = b.Bytes()
	}
	got, err := unpack()
	if err != nil {
		t.Fatal(err)
	}
	if got != want.String() {
		t.Errorf("names.gz is not what runenames %s says: go test ./lisp/internal/charname -update", runenames.UnicodeVersion)
	}
}

func TestNames(t *testing.T) {
	for c, name := range map[rune]string{'a': "LATIN SMALL LETTER A", 0x4E00: "CJK IDEOGRAPH-4E00", 0xAC00: "HANGUL SYLLABLE GA",
		0xD7A3: "HANGUL SYLLABLE HIH", 0xC544: "HANGUL SYLLABLE A", 0x17000: "TANGUT IDEOGRAPH-17000", 0x18D00: "TANGUT IDEOGRAPH-18D00", 0x20000: "CJK IDEOGRAPH-20000",
		0xF900: "CJK COMPATIBILITY IDEOGRAPH-F900", 0x1F514: "BELL", 0xE01EF: "VARIATION SELECTOR-256"} {
		if got := Name(c); got != name {
			t.Errorf("%#x: %q, want %q", c, got, name)
		}
		if got, ok := Lookup(name); !ok || got != c {
			t.Errorf("%s: %#x %v, want %#x", name, got, ok, c)
		}
	}
	for _, name := range []string{"", "-", "NOPE", "CJK IDEOGRAPH-41", "CJK IDEOGRAPH-4e00", "HANGUL SYLLABLE ", "HANGUL SYLLABLE X", "<control>"} {
		if c, ok := Lookup(name); ok {
			t.Errorf("%q is %#x", name, c)
		}
	}
	if Name(7) != "" || Name(0xE000) != "" || Control(7) != "BELL (BEL)" {
		t.Errorf("names of 7 and 0xE000: %q %q; %q", Name(7), Name(0xE000), Control(7))
	}
}

// Every name leads back to its character.
func TestRoundTrip(t *testing.T) {
	for c := rune(0); c <= 0x10FFFF; c++ {
		if name := Name(c); name != "" {
			if got, ok := Lookup(name); !ok || got != c {
				t.Fatalf("%#x %q: %#x %v", c, name, got, ok)
			}
		}
	}
}
