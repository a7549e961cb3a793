package lisp

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// readAll reads all forms of text.
func readAll(in *Interp, text string) ([]Value, *Exit) {
	r := in.newSourceReader([]byte(text), "test")
	var forms []Value
	for {
		v, ok, x := r.next()
		if x != nil || !ok {
			return forms, x
		}
		forms = append(forms, v)
	}
}

func TestReadDeepNesting(t *testing.T) {
	in := newTestInterp(t)
	n := 1_000_000
	for _, pair := range []string{"()", "[]", "'"} {
		text := strings.Repeat(pair[:1], n) + "x"
		if len(pair) > 1 {
			text += strings.Repeat(pair[1:], n)
		}
		forms, x := readAll(in, text)
		if x != nil || len(forms) != 1 {
			t.Fatalf("%s: %d forms, exit %v", pair, len(forms), x)
		}
		depth := 0
		for v := forms[0]; ; depth++ {
			switch {
			case pair == "'" && v.IsCons():
				v = cadr(v)
				continue
			case v.IsCons():
				v = Car(v)
				continue
			case v.IsVector():
				v = v.Vector().Slots[0]
				continue
			}
			break
		}
		if depth != n {
			t.Errorf("%s: depth %d, want %d", pair, depth, n)
		}
		if s := in.PrintString(forms[0], true); !strings.HasSuffix(s, "...") {
			t.Errorf("%s: printed to the end", pair)
		}
		circle := in.Intern("print-circle")
		circle.value = T
		if s := in.PrintString(forms[0], true); !strings.HasSuffix(s, "...") {
			t.Errorf("%s: printed to the end with print-circle", pair)
		}
		circle.value = Nil
		n = 200_000
	}
	if _, x := readAll(in, strings.Repeat("(", n)); x == nil || x.tag != in.s.endOfFile {
		t.Error("unclosed lists: no end-of-file")
	}
	if _, x := readAll(in, "?"+strings.Repeat(`\C-`, n)); x == nil {
		t.Error("unbounded modifiers")
	}
}

func TestSourcePositions(t *testing.T) {
	in := newTestInterp(t)
	r := in.newSourceReader([]byte("#!/bin/x\n; é\n  (a\nb) \"é\" c ; end\n\nd)"), "test")
	want := []struct {
		form              string
		line, col, offset int
	}{{"(a b)", 3, 2, 16}, {`"é"`, 4, 3, 22}, {"c", 4, 7, 27}, {"d", 6, 0, 36}}
	for _, w := range want {
		v, ok, x := r.next()
		line, col, offset := r.pos()
		if !ok || x != nil || in.PrintString(v, true) != w.form || line != w.line || col != w.col || offset != w.offset {
			t.Fatalf("got %s at %d:%d (%d), want %v", in.PrintString(v, true), line, col, offset, w)
		}
	}
	if _, _, x := r.next(); x == nil || x.tag != in.s.invalidRead {
		t.Error("stray parenthesis not reported")
	}
	if line, col, _ := r.pos(); line != 6 || col != 1 {
		t.Errorf("error at %d:%d, want 6:1", line, col)
	}
}

func TestReadEndings(t *testing.T) {
	in := newTestInterp(t)
	for text, n := range map[string]int{
		"": 0, " ; x": 0, "#!x": 0, "#!x\n1": 1, "1 #@00 2 (": 1, "#@3abc 5": 1, "1 ;\n": 1, "1\x00": 1, "#@99999 1": 0,
	} {
		if forms, x := readAll(in, text); x != nil || len(forms) != n {
			t.Errorf("%q: %d forms, want %d (exit %v)", text, len(forms), n, x)
		}
	}
}

func TestReadLabels(t *testing.T) {
	in := newTestInterp(t)
	circle := in.Intern("print-circle")
	circle.value = T
	for text, want := range map[string]string{
		"#1=#2=(#1# #2#)":                      "#1=(#1# #1#)",
		"(#1=[a #1#] #1#)":                     "(#1=[a #1#] #1#)",
		"#1=(#2='#1# . #2#)":                   "#1=(#2='#1# . #2#)",
		"#1=#s(foo (#1#))":                     "#1=#s(foo (#1#))",
		"#1=#s(hash-table data (a #1#))":       "#1=#s(hash-table size 65 test eql rehash-size 1.5 rehash-threshold 0.8125 data (a #1#))",
		"#1=()":                                "nil",
		"(#1=(a . #2=(b #1#)) . #2#)":          "(#1=(a . #2=(b #1#)) . #2#)",
		"(#1=#:g #1#)":                         "(g g)",
		"#1=#s(hash-table test equal data ())": "#s(hash-table size 65 test equal rehash-size 1.5 rehash-threshold 0.8125 data ())",
	} {
		forms, x := readAll(in, text)
		if x != nil || len(forms) != 1 {
			t.Errorf("%s: %v", text, x)
			continue
		}
		if got := in.PrintString(forms[0], true); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// A runeSource is a ReadSource that also tells where it stands.
type runeSource struct {
	text []rune
	pos  int
}

func (s *runeSource) Next() (rune, bool) {
	if s.pos >= len(s.text) {
		return 0, false
	}
	s.pos++
	return s.text[s.pos-1], true
}

func (s *runeSource) Back() { s.pos-- }

func (s *runeSource) ReadPosition() (line, column int) { return 7, s.pos }

// TestReadSource reads the texts of testdata/read.txt from a source other than
// text, with the same results.
func TestReadSource(t *testing.T) {
	in := newTestInterp(t)
	data, err := os.ReadFile(filepath.Join("testdata", "read.txt"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(string(data), "\n") {
		if !strings.HasPrefix(line, "(rd ") {
			continue
		}
		forms, x := readAll(in, line)
		if x != nil {
			t.Fatal(line)
		}
		text := cadr(forms[0]).Str().UTF8()
		if strings.Contains(text, "#@") || strings.Contains(text, "#!") {
			continue
		}
		n++
		direct := in.stringReader(NewString(text).Str(), 0, len([]rune(text)))
		want, wantX := direct.read()
		wantText := in.PrintString(want, true)
		if wantX != nil {
			wantText = in.PrintString(wantX.Condition(), true)
		}
		src := &runeSource{text: []rune(text)}
		r := reader{in: in, ob: in.obarray, src: src}
		got, gotX := r.read()
		gotText := in.PrintString(got, true)
		if gotX != nil {
			cond := gotX.Condition()
			if gotX.tag == in.s.invalidRead { // has a position
				if l := Slice(cond); len(l) != 4 || l[2] != Fixnum(7) {
					t.Errorf("%q: no position: %s", text, in.PrintString(cond, true))
				} else {
					cond = List(l[:2]...)
				}
			}
			gotText = in.PrintString(cond, true)
		}
		if gotText != wantText {
			t.Errorf("%q: got %s, want %s", text, gotText, wantText)
		}
		if gotX == nil && src.pos != len([]rune(direct.text[:direct.pos])) {
			t.Errorf("%q: stands at %d", text, src.pos)
		}
	}
	if n < 300 {
		t.Errorf("only %d texts", n)
	}
}

func TestReadStreams(t *testing.T) {
	var out strings.Builder
	in := New(Options{Stdout: &out, Stderr: io.Discard, Stdin: strings.NewReader("(a b) c\n(5) \n\n(a\nz")})
	defer in.Close()
	for _, c := range []struct{ form, want string }{
		{`(condition-case e (read t) (error e))`, `(invalid-read-syntax "Trailing garbage following expression")`},
		{`(read)`, "(5)"},
		{`(condition-case e (read) (error e))`, "(end-of-file)"},
		{`(condition-case e (read) (error e))`, "(end-of-file)"},
		{`(read t)`, "z"},
		{`(condition-case e (read) (error e))`, `(end-of-file "Error reading from stdin")`},
		{`(condition-case e (read (lambda (&optional c) (error "no %s" "more"))) (error e))`, `(error "no more")`},
		{`(catch 'x (read (lambda (&optional c) (throw 'x 1))))`, "1"},
		{`(let ((l '(?a ?\s))) (condition-case e (read (lambda (&optional c) (if c (error "back") (pop l)))) (error e)))`, `(error "back")`},
	} {
		check(t, in, c.form, c.want)
	}
	if want := strings.Repeat("Lisp expression: ", 6); out.String() != want {
		t.Errorf("printed %q", out.String())
	}
}

func check(t *testing.T, in *Interp, form, want string) {
	t.Helper()
	v, err := in.Eval(context.Background(), form)
	if err != nil {
		t.Errorf("%s: %v", form, err)
	} else if got := in.PrintString(v, true); got != want {
		t.Errorf("%s: got %s, want %s", form, got, want)
	}
}

func FuzzRead(f *testing.F) {
	data, err := os.ReadFile(filepath.Join("testdata", "read.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for _, line := range strings.Split(string(data), "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in := New(Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
		defer in.Close()
		start := time.Now()
		readAll(in, text)
		r := reader{in: in, ob: in.obarray, src: &runeSource{text: []rune(text)}}
		r.read()
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("took %v for %d bytes", d, len(text))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	files, _ := filepath.Glob("../stdlib/el/*.el")
	var text []byte
	for _, f := range files {
		t, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		text = append(text, t...)
	}
	in := New(Options{})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, x := readAll(in, string(text)); x != nil {
			b.Fatal(in.PrintString(x.Condition(), true))
		}
	}
}
