package regex

import (
	"bufio"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"elnet/lisp/char"
)

// oracleCase is one line of the files that testdata/oracle.el reads and writes.
type oracleCase struct {
	op             byte // s f b l
	fold           bool
	pattern, text  string
	pmulti, tmulti bool
	a, b, lo, hi   int // characters; b, lo, hi -1: none
	want           string
}

func field(s string, multi bool) string {
	var out []string
	if !multi {
		for i := range len(s) {
			out = append(out, strconv.FormatInt(int64(s[i]), 16))
		}
		return "U" + strings.Join(out, ",")
	}
	for i := 0; i < len(s); {
		c, n := char.Decode(s[i:])
		out = append(out, strconv.FormatInt(int64(c), 16))
		i += n
	}
	return "M" + strings.Join(out, ",")
}

func parseField(f string) (string, error) {
	var b []byte
	if len(f) > 1 {
		for _, h := range strings.Split(f[1:], ",") {
			c, err := strconv.ParseUint(h, 16, 22)
			switch {
			case err != nil:
				return "", err
			case f[0] == 'M':
				b = char.Append(b, rune(c))
			default:
				b = append(b, byte(c))
			}
		}
	}
	return string(b), nil
}

func optInt(n int) string {
	if n < 0 {
		return "-"
	}
	return strconv.Itoa(n)
}

func (c *oracleCase) line() string {
	fold := "nil"
	if c.fold {
		fold = "t"
	}
	return strings.Join([]string{string(c.op), fold, field(c.pattern, c.pmulti), field(c.text, c.tmulti),
		strconv.Itoa(c.a), optInt(c.b), optInt(c.lo), optInt(c.hi)}, "\t")
}

func (c *oracleCase) String() string {
	return fmt.Sprintf("%c fold=%v %q(%v) on %q(%v) at %d bound %d in %d..%d",
		c.op, c.fold, c.pattern, c.pmulti, c.text, c.tmulti, c.a, c.b, c.lo, c.hi)
}

func parseCase(line string) (*oracleCase, error) {
	f := strings.Split(line, "\t")
	if len(f) != 9 {
		return nil, fmt.Errorf("%d fields in %q", len(f), line)
	}
	c := &oracleCase{op: f[0][0], fold: f[1] == "t", pmulti: f[2][0] == 'M', tmulti: f[3][0] == 'M', want: f[8]}
	var err error
	if c.pattern, err = parseField(f[2]); err != nil {
		return nil, err
	}
	if c.text, err = parseField(f[3]); err != nil {
		return nil, err
	}
	for i, n := range []*int{&c.a, &c.b, &c.lo, &c.hi} {
		if *n = -1; f[4+i] != "-" {
			if *n, err = strconv.Atoi(f[4+i]); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

// engine is how a case is run: by backtracking, or by the linear matcher alone.
func (c *oracleCase) run(m *Matcher, gap int, linear bool) string {
	var fold func(rune) rune
	if c.fold {
		fold = StandardFold
	}
	re, err := Compile(c.pattern, Options{Multibyte: c.pmulti, TextMultibyte: c.tmulti, Fold: fold})
	if err != nil {
		return "!" + err.Error()
	}
	if linear && re.backref {
		return c.want
	}
	off := func(n int) int {
		if c.tmulti {
			return char.Offset(c.text, n)
		}
		return n
	}
	gap = off(gap)
	t := BytesText([]byte(c.text[:gap]), []byte(c.text[gap:]), c.tmulti)
	if c.lo >= 0 {
		t.Begin, t.End = off(c.lo), off(c.hi)
	}
	env := &Env{}
	if c.op != 's' {
		env.Point = off(c.a) + 1
	}
	var ok bool
	at, bound := off(c.a), t.End
	if c.op == 'b' {
		bound = t.Begin
	}
	if c.b >= 0 {
		bound = off(c.b)
	}
	switch {
	case linear:
		ok, err = c.runLinear(m, re, t, env, at, bound)
	case c.op == 's', c.op == 'f':
		ok, err = m.Search(re, t, env, at, bound, bound)
	case c.op == 'b':
		ok, err = m.SearchBackward(re, t, env, at, bound, at)
	default:
		ok, err = m.Match(re, t, env, at, t.End)
	}
	if err != nil {
		return "!" + err.Error()
	}
	if !ok {
		return "-"
	}
	regs := m.Regs()
	for regs[len(regs)-1] < 0 {
		regs = regs[:len(regs)-2]
	}
	out := make([]string, len(regs))
	for i, r := range regs {
		if r >= 0 && c.tmulti {
			r = char.Count(c.text[:r])
		}
		out[i] = strconv.Itoa(r)
	}
	return strings.Join(out, " ")
}

func (c *oracleCase) runLinear(m *Matcher, re *Regexp, t Text, env *Env, at, bound int) (bool, error) {
	switch c.op {
	case 's', 'f':
		m.begin(re, t, env, bound, at)
		return m.end(m.linear(at, bound, false))
	case 'b':
		m.begin(re, t, env, at, at)
		return m.end(m.linear(bound, at, true))
	}
	m.begin(re, t, env, t.End, at)
	return m.end(m.linear(at, at, false))
}

// askEmacs fills in what Emacs answers. Where Emacs backtracks without end, the
// answers to a chunk of cases stay empty.
func askEmacs(t *testing.T, cases []*oracleCase) {
	t.Helper()
	for chunk := range slices.Chunk(cases, 500) {
		askChunk(t, chunk)
	}
}

func askChunk(t *testing.T, cases []*oracleCase) {
	t.Helper()
	emacs := findEmacs(t)
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in"), filepath.Join(dir, "out")
	var sb strings.Builder
	for _, c := range cases {
		sb.WriteString(c.line() + "\n")
	}
	if err := os.WriteFile(in, []byte(sb.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	cmd := exec.CommandContext(ctx, emacs, "-Q", "--batch", "-l", "testdata/oracle.el", "-f", "oracle-answer", in, out)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8")
	var late atomic.Bool
	timer := time.AfterFunc(20*time.Second, func() { late.Store(true); cancel() })
	b, err := cmd.CombinedOutput()
	timer.Stop()
	if late.Load() {
		t.Logf("Emacs did not answer %d cases in time", len(cases))
		return
	}
	if err != nil {
		t.Fatalf("emacs: %v\n%s", err, b)
	}
	f, err := os.Open(out)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i := 0
	for sc := bufio.NewScanner(f); sc.Scan(); i++ {
		c, err := parseCase(sc.Text())
		if err != nil {
			t.Fatal(err)
		}
		cases[i].want = c.want
	}
	if i != len(cases) {
		t.Fatalf("%d answers for %d cases", i, len(cases))
	}
}

// check compares both matchers with the answer and reports the first difference.
func (c *oracleCase) check(t *testing.T, m *Matcher, gap int) bool {
	t.Helper()
	for _, linear := range []bool{false, true} {
		if got := c.run(m, gap, linear); got != c.want {
			t.Errorf("%v (linear %v, gap %d)\n got %s\nwant %s", c, linear, gap, got, c.want)
			return false
		}
	}
	return true
}

func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	m := &Matcher{}
	n := 0
	for line := range strings.Lines(string(data)) {
		c, err := parseCase(strings.TrimSuffix(line, "\n"))
		if err != nil {
			t.Fatal(err)
		}
		n++
		for gap := 0; gap <= len(c.text) && gap < 4; gap++ {
			if !c.check(t, m, min(gap, c.chars())) {
				break
			}
		}
	}
	if n < 300 {
		t.Errorf("only %d cases", n)
	}
}

func (c *oracleCase) chars() int {
	if c.tmulti {
		return char.Count(c.text)
	}
	return len(c.text)
}

// TestDifferential compares random patterns with Emacs. ELNET_REGEX_PAIRS sets
// how many, ELNET_REGEX_SEED the first.
func TestDifferential(t *testing.T) {
	pairs, seed := 1000, int64(1)
	if s := os.Getenv("ELNET_REGEX_PAIRS"); s != "" {
		pairs, _ = strconv.Atoi(s)
	} else if testing.Short() {
		t.Skip("short")
	}
	if s := os.Getenv("ELNET_REGEX_SEED"); s != "" {
		seed, _ = strconv.ParseInt(s, 10, 64)
	}
	rnd := rand.New(rand.NewSource(seed))
	cases := make([]*oracleCase, pairs)
	for i := range cases {
		cases[i] = randomCase(rnd)
	}
	askEmacs(t, cases)
	m := &Matcher{}
	bad, matched := 0, 0
	for _, c := range cases {
		if c.want == "" {
			continue
		}
		if c.want[0] != '-' && c.want[0] != '!' {
			matched++
		}
		if c.want == "!Stack overflow in regexp matcher" {
			continue // Emacs' limit, which the linear matcher does not have
		}
		if !c.tmulti && c.op != 's' && !strings.ContainsAny(c.pattern, `\\[.*+?^$`) {
			continue // Emacs searches literals in unibyte buffers by other rules
		}
		if c.fold && strings.Contains(c.pattern, "[[:upper:]]") && strings.ContainsAny(c.pattern, "éÉ") {
			continue // Emacs takes é*[[:upper:]] for a loop that need not give back
		}
		if c.op != 'l' && openInterval.MatchString(c.pattern) && c.emptyRounds() {
			continue
		}
		if !c.check(t, m, rnd.Intn(c.chars()+1)) {
			if bad++; bad == 25 {
				t.Fatal("too many differences")
			}
		}
	}
	t.Logf("%d pairs, %d matches", pairs, matched)
}

// openInterval finds \{N,\} with N > 0. Searching for such an interval of
// something that can be empty, Emacs 28 skips places where looking-at matches.
var openInterval = regexp.MustCompile(`\\\{[1-9],\\\}`)

func (c *oracleCase) emptyRounds() bool {
	if strings.Contains(c.pattern, `0\}\{`) {
		return true // the parser drops intervals of nothing
	}
	root, _, err := parse(c.pattern, c.pmulti, nil)
	var walk func(n *node) bool
	walk = func(n *node) bool {
		return n.op == nRepeat && n.min > 0 && n.max < 0 && n.subs[0].nullable || slices.ContainsFunc(n.subs, walk)
	}
	return err == nil && walk(root)
}

var randomPieces = []string{
	"a", "b", "c", "ab", "A", "B", ".", "[ab]", "[^a]", "[a-c]", "[[:alpha:]]", "[[:space:]x]", "[^[:digit:]_]",
	"é", "É", "[à-é]", "あ", "[^あ]", "\\w", "\\W", "\\s-", "\\s_", "\\S.", "\\ca", "\\Ca", "^", "$", "\\`", "\\'",
	"\\b", "\\B", "\\<", "\\>", "\\_<", "\\_>", "\\=", "\\1", "\\2", " ", "\n", "-", "[[:upper:]]", "[[:lower:]]",
	"[[:punct:]]", "[[:word:]]", "[]a]", "[a-]", "[[:nonascii:]]", "\\}", "{", "[Z-a]", "\\q",
}

func randomPattern(r *rand.Rand, depth int) string {
	var sb strings.Builder
	for n := r.Intn(4) + 1; n > 0; n-- {
		switch k := r.Intn(12); {
		case k < 7 || depth == 0:
			sb.WriteString(randomPieces[min(r.Intn(len(randomPieces)), r.Intn(2*len(randomPieces)))])
		case k < 9:
			sb.WriteString("\\(" + randomPattern(r, depth-1) + "\\)")
		case k < 10:
			sb.WriteString("\\(?:" + randomPattern(r, depth-1) + "\\)")
		case k < 11:
			sb.WriteString(randomPattern(r, depth-1) + "\\|" + randomPattern(r, depth-1))
		default:
			fmt.Fprintf(&sb, "\\(?%d:%s\\)", r.Intn(4)+1, randomPattern(r, depth-1))
		}
		switch r.Intn(16) {
		case 0, 1:
			sb.WriteString("*")
		case 2:
			sb.WriteString("+")
		case 3:
			sb.WriteString("?")
		case 4:
			sb.WriteString("*?")
		case 5:
			sb.WriteString("+?")
		case 6:
			sb.WriteString("??")
		case 7:
			lo := r.Intn(3)
			fmt.Fprintf(&sb, "\\{%d,%d\\}", lo, lo+r.Intn(3))
		case 8:
			fmt.Fprintf(&sb, "\\{%d,\\}", r.Intn(3))
		case 9:
			if r.Intn(8) == 0 {
				sb.WriteString([]string{"\\{", "\\(", "\\)", "[", "\\|", "*", "\\{,\\}", "\\{2\\}"}[r.Intn(8)])
			}
		}
	}
	return sb.String()
}

func randomCase(r *rand.Rand) *oracleCase {
	alphabet := []string{"a", "b", "c", "a", "b", "A", "B", " ", "\n", "-", "_", "1", "x"}
	c := &oracleCase{op: "sssffbl"[r.Intn(7)], fold: r.Intn(3) == 0, b: -1, lo: -1, hi: -1}
	c.pattern = randomPattern(r, r.Intn(4))
	kind := r.Intn(6)
	c.pmulti = true
	c.tmulti = kind != 0
	switch kind {
	case 0: // unibyte text
		alphabet = append(alphabet, "\xe9", "\xc9", "\x80")
	case 1, 2: // multibyte
		alphabet = append(alphabet, "é", "É", "あ", "ア", "漢", "\xc1\xa9", "\xc0\x80")
	}
	if r.Intn(8) == 0 { // a unibyte pattern
		c.pmulti = false
		c.pattern = strings.Map(func(r rune) rune {
			if r >= 0x80 {
				return 'e'
			}
			return r
		}, c.pattern)
		if r.Intn(3) == 0 {
			c.pattern += []string{"\xe9", "[\xe0-\xef]", "[a-\xff]", "\x80*"}[r.Intn(4)]
		}
	}
	var sb strings.Builder
	length := r.Intn(9)
	if r.Intn(5) == 0 {
		length, alphabet = r.Intn(40), alphabet[:3+r.Intn(len(alphabet)-2)]
	}
	for ; length > 0; length-- {
		sb.WriteString(alphabet[r.Intn(len(alphabet))])
	}
	c.text = sb.String()
	n := c.chars()
	lo, hi := 0, n
	if c.op != 's' && r.Intn(4) == 0 {
		c.lo = r.Intn(n + 1)
		c.hi = c.lo + r.Intn(n-c.lo+1)
		lo, hi = c.lo, c.hi
	}
	switch c.op {
	case 's':
		if r.Intn(3) == 0 {
			c.a = r.Intn(n + 1)
		}
	default:
		c.a = lo + r.Intn(hi-lo+1)
		if c.op == 'f' && r.Intn(3) > 0 {
			c.a = lo
		}
	}
	if r.Intn(3) == 0 {
		switch c.op {
		case 'f':
			c.b = c.a + r.Intn(hi-c.a+1)
		case 'b':
			c.b = lo + r.Intn(c.a-lo+1)
		}
	}
	return c
}
