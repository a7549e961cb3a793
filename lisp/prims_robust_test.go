package lisp

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"
)

// testEval evaluates src in in and returns what it prints, or the error's
// symbol after "!".
func testEval(t *testing.T, in *Interp, src string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	v, err := in.Eval(ctx, "(condition-case e (prin1-to-string (progn "+src+")) (error (format \"!%s\" (car e))))")
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return v.Str().UTF8()
}

// Circular lists: every function either finds what it looks for or signals.
func TestCircularLists(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	testEval(t, in, `(progn (setq c (list 1 2 3)) (setcdr (nthcdr 2 c) (cdr c)) nil)`)
	for _, c := range [][2]string{
		{"(length c)", "!circular-list"}, {"(safe-length c)", ""}, {"(proper-list-p c)", "nil"},
		{"(memq 9 c)", "!circular-list"}, {"(memq 3 '(3))", "(3)"}, {"(member \"x\" c)", "!circular-list"},
		{"(assq 1 c)", "!circular-list"}, {"(assoc \"a\" c)", "!circular-list"}, {"(rassq 1 c)", "!circular-list"},
		{"(rassoc 1 c)", "!circular-list"}, {"(plist-get c 9)", "nil"}, {"(plist-put c 9 9)", "!circular-list"},
		{"(plist-member c 9)", "!circular-list"}, {"(lax-plist-get c 9)", "!circular-list"},
		{"(append c nil)", "!circular-list"}, {"(vconcat c)", "!circular-list"}, {"(concat c)", "!circular-list"},
		{"(copy-sequence c)", "!circular-list"}, {"(copy-alist c)", "!circular-list"}, {"(reverse c)", "!circular-list"},
		{"(mapcar 'identity c)", "!circular-list"}, {"(sort c '<)", "!circular-list"},
		{"(nconc c '(1))", "!circular-list"}, {"(delq 9 c)", "!circular-list"}, {"(delete \"x\" c)", "!circular-list"},
		{"(nth 1000000 c)", "3"}, {"(length> c 10)", "t"}, {"(equal c (let ((d (list 1 2 3))) (setcdr (nthcdr 2 d) (cdr d)) d))", "!circular-list"},
		{"(natnump (sxhash-equal c))", "t"}, {"(assoc-string \"z\" c)", "!circular-list"},
		{"(nreverse c)", "!circular-list"}, // last, since it changes c
	} {
		if got := testEval(t, in, c[0]); got != c[1] && c[1] != "" {
			t.Errorf("%s = %s, want %s", c[0], got, c[1])
		}
	}
}

// Long and deep structure must not exhaust the Go stack.
func TestHugeLists(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	testEval(t, in, `(progn (setq a (make-list 1000000 1) b (make-list 1000000 1) d nil f nil)
	  (let ((i 0)) (while (< i 1000000) (setq d (list d) f (list f) i (1+ i)))) nil)`)
	for _, c := range [][2]string{
		{"(length a)", "1000000"}, {"(equal a b)", "t"}, {"(length (append a b))", "2000000"},
		{"(length (reverse a))", "1000000"}, {"(length (mapcar '1+ a))", "1000000"}, {"(apply '+ a)", "1000000"},
		{"(length (delq 2 a))", "1000000"}, {"(length (sort a '<))", "1000000"}, {"(equal d f)", "!error"},
		{"(integerp (sxhash-equal d))", "t"}, {"(length (vconcat a))", "1000000"},
		{"(progn (puthash d 1 (make-hash-table :test 'equal)) 1)", "1"}, {"(length (concat a a))", "2000000"},
		{"(length (nconc a b))", "2000000"}, {"(length (delete 1 a))", "0"},
	} {
		if got := testEval(t, in, c[0]); got != c[1] {
			t.Errorf("%s = %s, want %s", c[0], got, c[1])
		}
	}
}

// Structure shared so much that a plain walk would take for ever.
func TestSharedStructure(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	got := testEval(t, in, `(let ((a (list 1)) (b (list 1)) (i 0))
	  (while (< i 90) (setq a (cons a a) b (cons b b) i (1+ i))) (equal (list a) (list b)))`)
	if got != "t" {
		t.Errorf("equal of shared structure: %s", got)
	}
}

// A predicate that lies, signals or changes the list leaves a list of the same
// elements.
func TestSortSanity(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, c := range [][2]string{
		{"(length (sort (list 5 3 9 1 7) (lambda (a b) t)))", "5"},
		{"(length (sort (list 5 3 9 1 7) (lambda (a b) (= 0 (random 2)))))", "5"},
		{"(let ((l (list 3 2 1))) (condition-case nil (sort l (lambda (a b) (error \"x\"))) (error l)))", "(3 2 1)"},
		{"(let ((v (vector 3 2 1))) (condition-case nil (sort v (lambda (a b) (error \"x\"))) (error v)))", "[3 2 1]"},
		{"(let ((l (list 3 2 1 5 4))) (length (sort l (lambda (a b) (setcdr l nil) (< a b)))))", "5"},
		{"(let ((v (vector 3 2 1))) (sort v (lambda (a b) (aset v 0 9) (< a b))) v)", "[1 2 3]"},
		{"(catch 'x (sort (list 1 2) (lambda (a b) (throw 'x 5))))", "5"},
	} {
		if got := testEval(t, in, c[0]); got != c[1] {
			t.Errorf("%s = %s, want %s", c[0], got, c[1])
		}
	}
}

// Work that would never end stops when the context does.
func TestPrimsInterrupt(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, src := range []string{
		"(let ((l (make-list 100000 1))) (while t (mapcar 'identity l)))",
		"(let ((v (make-vector 100000 2))) (while t (sort v '<)))",
		"(string-distance (make-string 200000 ?a) (make-string 200000 ?b))",
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		start := time.Now()
		_, err := in.Eval(ctx, src)
		cancel()
		if err == nil || time.Since(start) > 15*time.Second {
			t.Errorf("%s: err %v", src, err)
		}
	}
}

func TestRandom(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, c := range [][2]string{
		{`(progn (random "s") (setq r (list (random 1000000) (random 1000000) (random))) (random "s") (equal r (list (random 1000000) (random 1000000) (random))))`, "t"},
		{"(let ((ok t)) (dotimes (i 1000) (let ((r (random 7))) (setq ok (and ok (<= 0 r) (< r 7))))) ok)", "t"},
		{"(let ((ok t) (m (ash 1 80))) (dotimes (i 100) (let ((r (random m))) (setq ok (and ok (<= 0 r) (< r m))))) ok)", "t"},
		{"(integerp (random t))", "t"},
	} {
		if got := testEval(t, in, c[0]); got != c[1] {
			t.Errorf("%s = %s, want %s", c[0], got, c[1])
		}
	}
	other := New(Options{})
	defer other.Close()
	if a, b := testEval(t, in, "(random)"), testEval(t, other, "(random)"); a == b {
		t.Errorf("two interpreters begin with the same random number %s", a)
	}
}

// Strings of one byte must be copied before they are written to: Go takes
// them from read-only memory.
func TestAsetOneByte(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	for _, src := range []string{`(let ((s (copy-sequence "a"))) (aset s 0 ?b) s)`, `(let ((s (substring "xay" 1 2))) (aset s 0 ?b) s)`,
		`(let ((s (symbol-name 'a))) (setq s (concat s)) (aset s 0 ?b) s)`} {
		if got := testEval(t, in, src); got != `"b"` {
			t.Errorf("%s = %s", src, got)
		}
	}
	if got := testEval(t, in, `(let* ((s (copy-sequence "abc")) (u (substring s 0 2))) (aset s 0 ?z) (aset u 1 ?y) (list s u))`); got != `("zbc" "ay")` {
		t.Errorf("shared text: %s", got)
	}
}

func FuzzStringToNumber(f *testing.F) {
	for _, s := range []string{"", "12", "-1.5e3", "1.e3", ".5", "1.0e+INF", "5.0e+NaN", "123456789012345678901234567890", "ff"} {
		f.Add(s, 10)
		f.Add(s, 16)
	}
	f.Fuzz(func(t *testing.T, s string, base int) {
		if base < 2 || base > 16 {
			return
		}
		v, ok := parseNumber(s, base)
		if !ok || !v.IsInteger() {
			return
		}
		// What was read in any base reads back the same from its own digits.
		text := v.Big().Text(base)
		w, ok := parseNumber(text, base)
		if !ok || !Eql(v, w) {
			t.Errorf("%q in base %d: %v, back from %q: %v", s, base, v.Big(), text, w)
		}
	})
}

func FuzzBase64(f *testing.F) {
	f.Add([]byte("YQ=="), true)
	f.Add([]byte("Y Q\n=="), false)
	f.Fuzz(func(t *testing.T, b []byte, url bool) {
		decodeBase64(string(b), url)
		enc := base64.StdEncoding
		if url {
			enc = base64.RawURLEncoding
		}
		got, ok := decodeBase64(enc.EncodeToString(b), url)
		if !ok || string(got) != string(b) {
			t.Errorf("%q does not survive base64: %q %v", b, got, ok)
		}
	})
}

// Exact division of floats agrees with big rational arithmetic.
func TestDivideExact(t *testing.T) {
	in := New(Options{})
	defer in.Close()
	values := []float64{1, -1, 0.1, 3.7, -2.5, 1e22, 1e300, 5e-324, -1e-5, 123456789.125}
	for _, n := range values {
		for _, d := range values {
			r := new(big.Rat).Quo(new(big.Rat).SetFloat64(n), new(big.Rat).SetFloat64(d))
			want := new(big.Int).Div(r.Num(), r.Denom())
			v, x := primFloor(in, Float(n), Float(d))
			if x != nil || v.Big().Cmp(want) != 0 {
				t.Errorf("floor(%v/%v) = %v, want %v", n, d, v, want)
			}
		}
	}
	if _, x := primFloor(in, Float(math.Inf(1)), Nil); x == nil {
		t.Error("floor of infinity: no error")
	}
}

func BenchmarkPrims(b *testing.B) {
	for _, src := range []string{
		"(let ((l '(1 2 3 4 5 6 7 8))) (dotimes (i 1000) (memq 8 l)))",
		"(let ((l '(1 2 3 4 5 6 7 8))) (dotimes (i 1000) (mapcar #'1+ l)))",
		"(let ((l '((a . 1) (b . 2) (c . 3)))) (dotimes (i 1000) (assq 'c l)))",
		"(dotimes (i 1000) (concat \"hello\" \" \" \"world\"))",
		"(dotimes (i 1000) (substring \"hello world\" 2 5))",
		"(dotimes (i 1000) (string-equal \"hello\" \"hello\"))",
		"(dotimes (i 1000) (equal '(1 2 (3 4) \"x\") '(1 2 (3 4) \"x\")))",
		"(let ((h (make-hash-table :test 'equal))) (dotimes (i 1000) (puthash i i h)))",
		"(sort (let (l) (dotimes (i 1000 l) (push (% (* i 7919) 1009) l))) #'<)",
	} {
		name := strings.NewReplacer("/", "", " ", "_").Replace(fmt.Sprintf("%.60s", src))
		b.Run(name, func(b *testing.B) {
			in := New(Options{})
			defer in.Close()
			for b.Loop() {
				if _, err := in.Eval(context.Background(), src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
