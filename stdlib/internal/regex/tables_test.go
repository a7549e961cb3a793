package regex

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "have Emacs write standard.tab.gz anew")

const emacsPackages = "emacs-nox emacs-el"

// findEmacs skips the test where there is no Emacs 28.2, or fails it if
// REQUIRE_EMACS is set.
func findEmacs(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("emacs")
	if err == nil {
		out, _ := exec.Command(path, "--version").Output()
		if strings.HasPrefix(string(out), "GNU Emacs 28.2\n") {
			return path
		}
	}
	const msg = "no Emacs 28.2: install the Debian packages " + emacsPackages
	if os.Getenv("REQUIRE_EMACS") != "" {
		t.Fatal(msg)
	}
	t.Skip(msg)
	return ""
}

// TestTables: standard.tab.gz holds the standard tables that Emacs tells. With
// -update it is written anew.
func TestTables(t *testing.T) {
	want := emacsTables(t)
	if *update {
		var out bytes.Buffer
		z, _ := gzip.NewWriterLevel(&out, gzip.BestCompression)
		z.Write(want)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("standard.tab.gz", out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	f, err := os.Open("standard.tab.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, want) {
		t.Errorf("standard.tab.gz is not what Emacs has (%v): run go test -run Tables -update", err)
	}
}

// emacsTables are the tables as Emacs tells them, in the format of
// standard.tab.gz.
func emacsTables(t *testing.T) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "runs")
	if out, err := exec.Command(findEmacs(t), "-Q", "--batch", "-l", "testdata/tables.el", "-f", "tables-write", file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var b []byte
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
		b = binary.AppendUvarint(b, uint64(len(values)))
		for _, v := range values {
			b = append(binary.AppendUvarint(b, uint64(len(v))), v...)
		}
		b = binary.AppendUvarint(b, uint64(len(runs)/2))
		for _, n := range runs {
			b = binary.AppendUvarint(b, n)
		}
	}
	return b
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

// TestASCIIMatch: what is known of ASCII without the tables is what they say.
func TestASCIIMatch(t *testing.T) {
	s := standard()
	for c := rune(0); c < 0x80; c++ {
		if want := s.entries[s.syntax.index(c)].match; asciiMatch(c) != want {
			t.Errorf("%q: %q, want %q", c, asciiMatch(c), want)
		}
	}
}
