package regex

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"elnet/lisp/char"
)

// find searches all of text and returns the registers, nil for no match.
func find(t testing.TB, pattern, text string) []int {
	t.Helper()
	re := mustCompile(t, pattern, Options{Multibyte: true, TextMultibyte: true})
	var m Matcher
	ok, err := m.Search(re, StringText(text, true), nil, 0, len(text), len(text))
	if err != nil {
		t.Fatalf("%q: %v", pattern, err)
	}
	if !ok {
		return nil
	}
	return m.Regs()
}

// TestLinear checks that what makes plain backtracking explode takes a number
// of steps proportional to the text, in every kind of search.
func TestLinear(t *testing.T) {
	const n = 5000
	as := strings.Repeat("a", n)
	for _, c := range []struct{ pattern, text string }{
		{`\(a+\)+b`, as},
		{`\(a*\)*b`, as},
		{`\(a\|a\)*b`, as},
		{`\(a\|aa\)+b`, as},
		{`\(?:a?\)*?b`, as},
		{`.*.*.*b`, as},
		{`.*?.*?.*?b`, as},
		{`[a-z]*1`, as},
		{`\(?:x+x+\)+y`, strings.Repeat("x", n)},
		{`\(\(a\|b\)*\)*c`, strings.Repeat("ab", n/2)},
		{`\(?:a\{1,30\}\)\{1,30\}b`, as},
		{`\w+\s-*:`, strings.Repeat("word ", n/5)},
		{`\(.\|` + "\n" + `\)*?end`, strings.Repeat("line\n", n/5)},
		{`\(a?\)\{50\}a\{50\}b`, as},
	} {
		for _, fold := range []func(rune) rune{nil, StandardFold} {
			re := mustCompile(t, c.pattern, Options{TextMultibyte: true, Fold: fold})
			text := StringText(c.text, true)
			bound := 40 * (len(re.linearProg().prog) + 10) * (n + 1000)
			for op := range 6 {
				m := Matcher{Longest: op >= 3}
				var ok bool
				var err error
				switch op % 3 {
				case 0:
					ok, err = m.Search(re, text, nil, 0, text.End, text.End)
				case 1:
					ok, err = m.SearchBackward(re, text, nil, text.End, 0, text.End)
				case 2:
					ok, err = m.Match(re, text, nil, 0, text.End)
				}
				if ok || err != nil {
					t.Errorf("%q op %d: %v, %v", c.pattern, op, ok, err)
				}
				if m.steps > bound {
					t.Errorf("%q op %d: %d steps, more than %d", c.pattern, op, m.steps, bound)
				}
			}
		}
	}
}

// TestLongMatch checks that matches longer than any stack are found.
func TestLongMatch(t *testing.T) {
	text := strings.Repeat("ab", 1<<20) + "c"
	if r := find(t, `\(a\|b\)*c`, text); r == nil || r[1] != len(text) || r[2] != len(text)-2 {
		t.Errorf("got %v", r)
	}
}

func TestBackrefOverflow(t *testing.T) {
	re := mustCompile(t, `\(x\)?\(a\|b\)*\1c`, Options{})
	text := strings.Repeat("ab", 1<<20)
	var m Matcher
	_, err := m.Match(re, StringText(text, false), nil, 0, len(text))
	if !errors.Is(err, ErrStackOverflow) {
		t.Errorf("got %v", err)
	}
	if m.stack != nil {
		t.Error("the matcher keeps its large stack")
	}
}

func TestInterrupt(t *testing.T) {
	for _, pattern := range []string{`\(a*\)*\1b`, `\(a*\)*b`} {
		re := mustCompile(t, pattern, Options{})
		text := strings.Repeat("a", 100000)
		polls := 0
		env := &Env{Interrupt: func() bool { polls++; return polls == 3 }}
		var m Matcher
		if _, err := m.Search(re, StringText(text, false), env, 0, len(text), len(text)); err != ErrInterrupted {
			t.Errorf("%q: %v", pattern, err)
		}
		if polls != 3 {
			t.Errorf("%q: polled %d times", pattern, polls)
		}
	}
}

func TestTooBig(t *testing.T) {
	for _, pattern := range []string{
		`\(?:\(?:ab\)\{1000\}\)\{1000\}`,
		strings.Repeat(`\(?:`, 20000) + strings.Repeat(`\)`, 20000),
		`ab` + strings.Repeat(`\{1,2\}`, 200),
	} {
		if _, err := Compile(pattern, Options{}); err != errTooBig {
			t.Errorf("%.20q: %v", pattern, err)
		}
	}
	if r := find(t, `\(?:a\{1000\}\)\{3\}`, strings.Repeat("a", 3000)); r == nil {
		t.Error("a legal interval did not match")
	}
}

func TestEnv(t *testing.T) {
	env := &Env{
		Syntax: func(c rune) byte {
			if c == 'x' || c == 'é' {
				return ' '
			}
			return 'w'
		},
		InCategory:   func(c rune, cat byte) bool { return c == 'q' && cat == 'Z' },
		WordBoundary: func(a, b rune) bool { return b == 'あ' },
		Point:        2,
	}
	for _, c := range []struct {
		pattern, text string
		want          int
	}{
		{`\s-`, "abx", 2},
		{`\W`, "abé", 2},
		{`[[:space:]]`, "abé", 2},
		{`[[:space:]]`, "abx", 2},
		{`\w+\s-a`, "ppxa", 0},
		{`\cZ`, "abcq", 3},
		{`.\b.`, "aiあ", 1},
		{`\=`, "abc", 1},
	} {
		re := mustCompile(t, c.pattern, Options{Multibyte: true, TextMultibyte: true})
		for _, table := range []bool{false, true} {
			e := *env
			if table {
				e.ASCIISyntax = new([128]byte)
				for i := range e.ASCIISyntax {
					e.ASCIISyntax[i] = env.Syntax(rune(i))
				}
			}
			var m Matcher
			ok, err := m.Search(re, StringText(c.text, true), &e, 0, len(c.text), len(c.text))
			if !ok || err != nil || m.Regs()[0] != c.want {
				t.Errorf("%q on %q: %v %v %v", c.pattern, c.text, ok, err, m.Regs())
			}
		}
	}
}

// TestGap searches across a gap in every place, with every way to skip.
func TestGap(t *testing.T) {
	text := "xx\nabcab\nabcdé-abcd"
	for _, pattern := range []string{"abcd", "^abcd", "[a]bcd", `\(abcd\)é`, "é-a", "b.*é", ".*?-", `\(abc\).*\1`} {
		re := mustCompile(t, pattern, Options{Multibyte: true, TextMultibyte: true})
		var m Matcher
		want := fmt.Sprint(find(t, pattern, text))
		for gap := range len(text) + 1 {
			if gap < len(text) && !char.IsStart(text[gap]) {
				continue
			}
			tx := BytesText([]byte(text[:gap]), []byte(text[gap:]), true)
			ok, err := m.Search(re, tx, nil, 0, tx.End, tx.End)
			if got := fmt.Sprint(m.Regs()); !ok || err != nil || got != want {
				t.Errorf("%q, gap %d: %v %v, want %v", pattern, gap, err, got, want)
			}
		}
	}
}

func TestNoAllocation(t *testing.T) {
	re := mustCompile(t, `\([a-z]+\) .*?\([0-9]+\)`, Options{})
	var m Matcher
	text := StringText("hello there 1234", false)
	if n := testing.AllocsPerRun(50, func() {
		if ok, _ := m.Search(re, text, nil, 0, text.End, text.End); !ok {
			t.Error("no match")
		}
	}); n > 0 {
		t.Errorf("%v allocations per match", n)
	}
}

func TestCache(t *testing.T) {
	c := Cache{Size: 3}
	get := func(p string) *Regexp {
		t.Helper()
		re, err := c.Get(Key{Pattern: p}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return re
	}
	a := get("a")
	get("b")
	get("c")
	if get("a") != a {
		t.Error("a was forgotten too soon")
	}
	b := get("b")
	get("d") // c goes
	get("e") // a goes
	if get("b") != b {
		t.Error("b was forgotten")
	}
	if get("a") == a {
		t.Error("a was kept too long")
	}
	if c.Len() != 3 {
		t.Errorf("%d patterns", c.Len())
	}
	if _, err := c.Get(Key{Pattern: "["}, nil); err != errBracket {
		t.Errorf("got %v", err)
	}
	folded, _ := c.Get(Key{Pattern: "a", FoldID: 1}, StandardFold)
	var m Matcher
	if ok, _ := m.Match(folded, StringText("A", false), nil, 0, 1); !ok {
		t.Error("case was not ignored")
	}
}

// FuzzMatch checks that no pattern or text upsets either matcher, and that the
// two agree.
func FuzzMatch(f *testing.F) {
	for _, s := range randomPieces {
		f.Add(s, "ab é", true, true, false)
	}
	f.Add(`\(a\|\)*\{2,3\}b`, "aab", true, false, true)
	f.Add(`\(a*\)*\(\(b\|\)*?\)*c`, "aabbc", true, true, true)
	f.Add("[a-\xff]*?\\b+", "\xc3\x28\xe9", false, false, false)
	f.Fuzz(func(t *testing.T, pattern, text string, pmulti, tmulti, fold bool) {
		if len(pattern) > 200 || len(text) > 200 {
			return
		}
		if pmulti {
			pattern = wellFormed(pattern)
		}
		if tmulti {
			text = wellFormed(text)
		}
		o := Options{Multibyte: pmulti, TextMultibyte: tmulti}
		if fold {
			o.Fold = StandardFold
		}
		re, err := Compile(pattern, o)
		if err != nil {
			var se SyntaxError
			if !errors.As(err, &se) {
				t.Fatalf("%q: %v", pattern, err)
			}
			return
		}
		if re.backref || len(re.prog) > 5000 {
			return
		}
		var m Matcher
		tx := StringText(text, tmulti)
		ok, err := m.Search(re, tx, nil, 0, tx.End, tx.End)
		if err != nil {
			t.Fatalf("%q on %q: %v", pattern, text, err)
		}
		got := fmt.Sprint(ok, m.Regs())
		m.begin(re, tx, nil, tx.End, 0)
		ok, err = m.end(m.linear(0, tx.End, false))
		if want := fmt.Sprint(ok, m.Regs()); got != want || err != nil {
			if len(re.linearProg().prog) > 0 && countLoops(re) > maxLoopBits {
				return
			}
			t.Fatalf("%q on %q: backtracking %s, linear %s, %v", pattern, text, got, want, err)
		}
	})
}

func countLoops(re *Regexp) int {
	n := map[int32]bool{}
	for _, in := range re.prog {
		if in.op == opLoop || in.op == opLazyLoop {
			n[in.n] = true
		}
	}
	return len(n)
}

// wellFormed makes any bytes multibyte text.
func wellFormed(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		c, n := char.Decode(s[i:])
		b = char.Append(b, c)
		i += n
	}
	return string(b)
}
