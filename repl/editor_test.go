package repl

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

func TestPlainEditor(t *testing.T) {
	var out bytes.Buffer
	e := newPlainEditor(strings.NewReader("a\r\n\nlast"), &out)
	for _, want := range []string{"a", "", "last"} {
		if got, err := e.ReadLine("> "); got != want || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	if _, err := e.ReadLine("> "); err != io.EOF {
		t.Errorf("got %v at the end", err)
	}
	e.Print(func(w io.Writer) { io.WriteString(w, "after\n") })
	if want := "> > > > after\n"; out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// TestGate: at the prompt whole lines pass, the beginning of one when nothing
// else is to come; otherwise everything passes at once.
func TestGate(t *testing.T) {
	var out bytes.Buffer
	e := newPlainEditor(nil, &out)
	g := &gate{ed: e, out: &out}
	step := func(what, want string) {
		t.Helper()
		if got := out.String(); got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
		out.Reset()
	}
	io.WriteString(g, "ab\ncd")
	step("no prompt", "ab\ncd")
	g.freshLine()
	g.freshLine()
	step("fresh line", "\n")
	g.prompt(true)
	e.prompt, e.reading = "> ", true
	io.WriteString(g, "x")
	step("part", "")
	io.WriteString(g, "y\nz\nrest")
	step("lines", "\nxy\nz\n> ")
	g.settle()
	step("settled", "\nrest\n> ")
	io.WriteString(g, "end")
	g.prompt(false)
	step("left", "\nend\n> ")
	io.WriteString(g, "p: ")
	if got := g.takePartial(); got != "p: " {
		t.Errorf("partial line %q", got)
	}
}

func TestPasteFilter(t *testing.T) {
	nl := newlineSign
	for _, c := range []struct{ in, want string }{
		{"abc\r", "abc\r"},
		{"\x1b[A\x1b", "\x1b[A\x1b"},
		{"a\x1b[200~b\x1b[201~c", "abc"},
		{"\x1b[200~b\rc\nd\r\ne\tf\x1b[201~\r", "b" + nl + "c" + nl + "d" + nl + "e f\r"},
		{"\x1b[200~a\x03\x1b[Ab\x1b[201~\x03", "a[Ab\x03"},
		{"\x1b[200~a\x1b[200~b\x1b[201~", "a[200~b"},
		{"\x1b[200~ä\r", "ä" + nl},
		{"\x1b[20", "\x1b[20"},
	} {
		for _, one := range []bool{false, true} {
			var r io.Reader = strings.NewReader(c.in)
			// A lone ESC is not held back, so a bracket must not be split there.
			if one && !strings.Contains(c.in, "\x1b[2") {
				r = iotest.OneByteReader(r)
			}
			got, err := io.ReadAll(&pasteFilter{r: io.NopCloser(r)})
			if string(got) != c.want || err != nil {
				t.Errorf("%q: got %q, %v, want %q", c.in, got, err, c.want)
			}
		}
	}
}

// FuzzPasteFilter: how the input is cut does not matter, as long as it is not
// within the first two bytes of a bracket.
func FuzzPasteFilter(f *testing.F) {
	f.Add([]byte("a\x1b[200~b\r\n\t\x1b[201~c"), 5)
	f.Fuzz(func(t *testing.T, in []byte, cut int) {
		whole, err := io.ReadAll(&pasteFilter{r: io.NopCloser(bytes.NewReader(in))})
		if err != nil {
			t.Fatal(err)
		}
		if cut < 0 || cut > len(in) || bytes.HasSuffix(in[:cut], []byte("\x1b")) || bytes.HasSuffix(in[:cut], []byte("\x1b[")) ||
			len(in) > 1000 {
			return
		}
		r := io.MultiReader(bytes.NewReader(in[:cut]), bytes.NewReader(in[cut:]))
		if parts, _ := io.ReadAll(&pasteFilter{r: io.NopCloser(r)}); !bytes.Equal(parts, whole) {
			t.Errorf("%q cut at %d: %q, whole %q", in, cut, parts, whole)
		}
	})
}

func TestHistory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "elnet", "history")
	one, err := loadHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	two, err := loadHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []string{"a", " ", "a", "b\nc", ""} {
		one.add(e)
	}
	two.add("d")
	for _, h := range []*history{one, two, one} { // saving again adds nothing
		if err := h.save(); err != nil {
			t.Fatal(err)
		}
	}
	h, err := loadHistory(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%q", h.entries); got != `["a" "b\nc" "d"]` {
		t.Errorf("got %s", got)
	}
	for i := range historyLimit + 10 {
		h.add(fmt.Sprint(i))
	}
	if err := h.save(); err != nil {
		t.Fatal(err)
	}
	if h, _ = loadHistory(path); len(h.entries) != historyLimit || h.entries[0] != "10" {
		t.Errorf("%d entries from %q", len(h.entries), h.entries[0])
	}
	st, err := os.Stat(path)
	if err != nil || st.Mode() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
	if _, err := loadHistory(t.TempDir()); err == nil {
		t.Error("a directory is no history")
	}
	if err := (&history{path: "/dev/null/x", added: []string{"x"}}).save(); err == nil {
		t.Error("saved nowhere")
	}
}

func TestHistoryPath(t *testing.T) {
	for _, c := range []struct{ own, state, home, want string }{
		{"", "/s", "/h", "/s/elnet/history"},
		{"", "", "/h", "/h/.local/state/elnet/history"},
		{"", "relative", "/h", "/h/.local/state/elnet/history"},
		{"", "", "", ""},
		{"/mine", "/s", "/h", "/mine"},
	} {
		t.Setenv("XDG_STATE_HOME", c.state)
		t.Setenv("HOME", c.home)
		t.Setenv("ELNET_HISTORY", c.own)
		if c.own == "" {
			os.Unsetenv("ELNET_HISTORY")
		}
		if got := historyPath(); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
	t.Setenv("ELNET_HISTORY", "")
	if got := historyPath(); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestUnreadableInput(t *testing.T) {
	e := newPlainEditor(iotest.ErrReader(errors.New("broken")), io.Discard)
	if _, err := e.ReadLine(""); err == nil || err.Error() != "broken" {
		t.Errorf("got %v", err)
	}
}
