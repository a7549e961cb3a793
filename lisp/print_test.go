package lisp

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPrintStreams(t *testing.T) {
	var out, errs bytes.Buffer
	in := New(Options{Stdout: &out, Stderr: &errs, Stdin: strings.NewReader("")})
	defer in.Close()
	for _, c := range []struct{ form, out, err string }{
		{`(prin1 '("é\n" . b))`, "(\"é\n\" . b)", ""},
		{`(princ "aé\300")`, "aé\xC0", ""},
		{`(print 'x)`, "\nx\n", ""},
		{`(progn (terpri nil t) (princ "a") (terpri nil t) (terpri nil t))`, "a\n", ""},
		{`(progn (write-char ?é) (terpri))`, "é\n", ""},
		{`(let ((standard-output #'external-debugging-output)) (princ "é") (prin1 "b"))`, "", `é"b"`},
		{`(external-debugging-output ?x)`, "", "x"},
		// A message that follows output begins on a new line; the next does not.
		{`(message "a%%%s" "é")`, "", "\na%é\n"},
		{`(message nil)`, "", "\n"},
		{`(message "")`, "", "\n"},
		{"(message \"`x'\")", "", "‘x’\n"},
		{`(let ((standard-output nil)) (princ 1))`, "1", ""},
	} {
		out.Reset()
		errs.Reset()
		if _, err := in.Eval(context.Background(), c.form); err != nil {
			t.Errorf("%s: %v", c.form, err)
		}
		if out.String() != c.out || errs.String() != c.err {
			t.Errorf("%s: printed %q and %q, want %q and %q", c.form, out.String(), errs.String(), c.out, c.err)
		}
	}
	for form, want := range map[string]string{
		`(let (l) (prin1 '("é\n" . b) (lambda (c) (setq l (cons c l)))) l)`:     "(41 98 32 46 32 34 10 233 34 40)",
		`(condition-case e (princ 'ab (lambda (c) (error "x%c" c))) (error e))`: `(error "xa")`,
		`(condition-case e (princ 'a 5) (error e))`:                             "(invalid-function 5)",
		`(condition-case e (terpri (lambda (c)) t) (error e))`:                  `(error "Unsupported function argument" closure (t) (c))`,
		`(condition-case e (write-char 'a) (error e))`:                          "(wrong-type-argument fixnump a)",
	} {
		check(t, in, form, want)
	}
}

type blob struct{ text string }

func (blob) LispType() string        { return "blob" }
func (b blob) PrintLisp(bool) string { return b.text }
func (t *target) LispType() string   { return "target" }
func (t *target) AtLineStart() bool  { return strings.HasSuffix(t.got, "\n") }
func (t *target) Print(_ *Interp, s string, _ bool) *Exit {
	t.got += s
	return nil
}

type target struct{ got string }

func TestPrintHooks(t *testing.T) {
	in := newTestInterp(t)
	to := &target{}
	in.Hooks().PrintTo = func(_ *Interp, stream Value) (PrintTarget, *Exit) {
		if o, ok := stream.Object().(*target); ok {
			return o, nil
		}
		return nil, nil
	}
	in.Intern("standard-output").value = NewObject(to)
	in.Intern("obj").value = NewObject(blob{"#<blob é>"})
	in.Intern("stream").value = NewObject(to)
	if _, err := in.Eval(context.Background(), `(progn (princ "\300") (prin1 (list obj stream)) (terpri nil t) (terpri nil t))`); err != nil {
		t.Fatal(err)
	}
	if want := "\\300(#<blob é> #<target>)\n"; to.got != want {
		t.Errorf("printed %q, want %q", to.got, want)
	}
}

// FuzzPrintRead checks that what can be read and printed reads back as what
// prints the same.
func FuzzPrintRead(f *testing.F) {
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
		in.Intern("print-circle").value = T
		forms, _ := readAll(in, text)
		for _, form := range forms {
			first, x := primPrin1ToString(in, form, Nil)
			if x != nil {
				continue
			}
			again, x := readAll(in, first.Str().Text()) // raw bytes as such
			if x != nil {
				t.Fatalf("%q does not read back: %s", first.Str().UTF8(), in.PrintString(x.Condition(), true))
			}
			if len(again) != 1 {
				t.Fatalf("%q reads as %d forms", first.Str().UTF8(), len(again))
			}
			if second := in.PrintString(again[0], true); second != first.Str().UTF8() {
				t.Fatalf("%q became %q", first.Str().UTF8(), second)
			}
		}
	})
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%s", "%-5d|%05.1f %x%%", "%2$c %1$S", "é%.3s", "%#o% d%+g", "`%5c'", "%0$s"} {
		f.Add(s, int64(65), 1.5, "é")
	}
	f.Fuzz(func(t *testing.T, format string, n int64, x float64, s string) {
		digits := 0
		for _, c := range format { // wide fields only take memory
			if c < '0' || c > '9' {
				digits = 0
			} else if digits++; digits > 3 {
				return
			}
		}
		in := New(Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
		defer in.Close()
		args := []Value{NewString(format), Int(n), Float(x), NewString(s)}
		for range args[1:] {
			args = append(args[:1:1], append(args[2:], args[1])...)
			v, exit := primFormatMessage(in, args)
			if exit == nil && v.Str().Len() != len([]rune(v.Str().UTF8())) && strings.ToValidUTF8(s+format, "") == s+format {
				t.Errorf("%q: length %d of %q", format, v.Str().Len(), v.Str().UTF8())
			}
		}
	})
}

func BenchmarkFormat(b *testing.B) {
	in := New(Options{})
	args := []Value{NewString("GET %s HTTP/1.%d\r\nHost: %s\r\n"), NewString("/index.html"), Fixnum(1), in.Sym("localhost")}
	b.ReportAllocs()
	for b.Loop() {
		if _, x := in.format(args, false); x != nil {
			b.Fatal()
		}
	}
}

func BenchmarkPrin1(b *testing.B) {
	in := New(Options{})
	forms, _ := readAll(in, `(defun foo (a b) "doc \"string\"" (let ((x 1.5)) (list a 'b x 12345 [1 2 3] "é")))`)
	b.ReportAllocs()
	for b.Loop() {
		if _, x := primPrin1ToString(in, forms[0], Nil); x != nil {
			b.Fatal()
		}
	}
}
