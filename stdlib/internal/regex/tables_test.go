package regex

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestTables has Emacs tell its standard tables, which takes a while, and stores
// them in standard.tab.gz. It runs with ELNET_REGEX_TABLES=1 only.
func TestTables(t *testing.T) {
	if os.Getenv("ELNET_REGEX_TABLES") == "" {
		t.Skip("set ELNET_REGEX_TABLES=1, with Debian's emacs-nox installed, to make standard.tab.gz")
	}
	file := filepath.Join(t.TempDir(), "runs")
	if out, err := exec.Command("emacs", "-Q", "--batch", "-l", "testdata/tables.el", "-f", "tables-write", file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
	for _, table := range []string{"0", "1", "2"} {
		var values []string
		number := map[string]int{}
		var runs []uint64
		last := -1
		for line := range strings.Lines(string(text)) {
			f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
			if f[1] != table {
				continue
			}
			n, ok := number[f[2]]
			if !ok {
				n = len(values)
				number[f[2]] = n
				values = append(values, f[2])
			}
			c, err := strconv.Atoi(f[0])
			if err != nil {
				t.Fatal(err)
			}
			runs = append(runs, uint64(c-last), uint64(n))
			last = c
		}
		b := binary.AppendUvarint(nil, uint64(len(values)))
		for _, v := range values {
			b = append(binary.AppendUvarint(b, uint64(len(v))), v...)
		}
		b = binary.AppendUvarint(b, uint64(len(runs)/2))
		for _, n := range runs {
			b = binary.AppendUvarint(b, n)
		}
		if _, err := z.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("standard.tab.gz", out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestStandardTables(t *testing.T) {
	for _, c := range []struct {
		r     rune
		class byte
		match rune
		cats  string
	}{{'a', 'w', 0, ".alr"}, {'(', '(', ')', ".alr"}, {'（', '(', '）', ""}, {'é', 'w', 0, "l"}, {'漢', 'w', 0, "Cjch"}, {0x0301, 'w', 0, "^"}} {
		if got := StandardSyntax(c.r); got != c.class {
			t.Errorf("class of %c: %c, want %c", c.r, got, c.class)
		}
		if got := StandardMatch(c.r); got != c.match {
			t.Errorf("match of %c: %c, want %c", c.r, got, c.match)
		}
		for i := range len(c.cats) {
			if !StandardCategory(c.r, c.cats[i]) {
				t.Errorf("%c is not in category %c", c.r, c.cats[i])
			}
		}
	}
	if !StandardWordBoundary('a', '漢') || StandardWordBoundary('漢', 'か') || StandardWordBoundary('a', 0x0301) || !StandardWordBoundary('か', 'カ') {
		t.Error("word boundaries")
	}
}
