package regex

import (
	"sync"
	"unicode/utf8"

	"elnet/lisp/char"
)

type opcode uint8

const (
	opMatch    opcode = iota
	opFail            // never matches
	opLit             // lit
	opOne             // one character of one
	opStar            // min to max characters of one, as many as possible
	opLazyStar        // as few as possible
	opSplit           // x, else y
	opJump            // x
	opSave            // slot n = position
	opOpen            // group start: slot n = position, slot n+1 unset
	opLoop            // greedy loop whose body x can be empty; y after it; slot n
	opLazyLoop        // the same, y first
	opBackref         // group n
	opBegLine
	opEndLine
	opBegText
	opEndText
	opPoint
	opWordBound
	opNotWordBound
	opWordBeg
	opWordEnd
	opSymBeg
	opSymEnd
)

type inst struct {
	op         opcode
	possessive bool  // opStar: what follows cannot begin inside the run
	hint       int16 // opStar, opLazyStar: byte that must come next, or -1
	n          int32 // slot, group, or minimum of a star
	x, y       int32 // targets; y is the maximum of a star, -1 none
	one        *oneChar
	lit        string
}

// bitset256 is a set of bytes; a nil pointer stands for all.
type bitset256 [4]uint64

func (s *bitset256) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *bitset256) has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }

func (s *bitset256) meets(t *bitset256) bool {
	return s == nil || t == nil || s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0
}

func union(s, t *bitset256) *bitset256 {
	if s == nil || t == nil {
		return nil
	}
	return &bitset256{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3]}
}

// Options tell Compile how the pattern will be used.
type Options struct {
	// Multibyte says that the pattern is in the encoding of package char;
	// otherwise its bytes from 0x80 up are raw bytes.
	Multibyte bool
	// TextMultibyte says the same of the text that will be searched.
	TextMultibyte bool
	// Fold maps characters that are to match each other to the same one, as
	// Emacs' canonical case table does. Nil: case matters.
	Fold func(rune) rune
}

// Regexp is a compiled pattern. It is immutable and may be shared by goroutines.
type Regexp struct {
	opts    Options
	root    *node
	prog    []inst
	groups  int
	slots   int        // two for each group and one for each opLoop
	prefix  string     // every match begins with it
	first   *bitset256 // every match begins with one of these bytes; nil: any
	anchor  opcode     // opBegLine, opBegText: every match begins there
	run     *oneChar   // every match begins with a whole run of these
	backref bool
	usesSyn bool
	nfaOnce sync.Once
	nfa     *nfaProg // made when first needed
}

// Groups returns the number of the highest group that a match records, 0 to 255.
func (re *Regexp) Groups() int { return re.groups }

// UsesSyntax reports whether matching consults the syntax or category table.
func (re *Regexp) UsesSyntax() bool { return re.usesSyn }

// Compile translates an Emacs regular expression (Elisp manual, "Syntax of
// Regexps"). The error is a SyntaxError.
func Compile(pattern string, o Options) (*Regexp, error) {
	root, p, err := parse(pattern, o.Multibyte, o.Fold)
	if err != nil {
		return nil, err
	}
	re := &Regexp{opts: o, root: root, groups: min(p.groups, maxGroup),
		backref: p.backref, usesSyn: p.syntax}
	c := newCompiler(re)
	re.slots = 2 * (re.groups + 1)
	c.node(root, nil)
	c.flush()
	c.emit(inst{op: opMatch})
	re.prog = c.prog
	re.run = leadingRun(c.prog)
	c.prefilter(root)
	return re, nil
}

type compiler struct {
	re     *Regexp
	multi  bool
	nfa    bool // stars written out as loops
	prog   []inst
	lit    []byte
	loop   map[*node]int32
	firsts map[*node]*bitset256
	ones   map[oneKey]*oneChar
}

// oneKey names a single-character matcher: equal literals share one.
type oneKey struct {
	n *node
	r rune
}

func newCompiler(re *Regexp) *compiler {
	return &compiler{re: re, multi: re.opts.TextMultibyte, loop: map[*node]int32{},
		firsts: map[*node]*bitset256{}, ones: map[oneKey]*oneChar{}}
}

// one returns the matcher of n, which matches one character.
func (c *compiler) one(n *node) *oneChar {
	key := oneKey{n: n}
	if n.op == nChar {
		key = oneKey{r: n.r}
	}
	one := c.ones[key]
	if one == nil {
		one = newOne(n, c.re.opts, c.multi)
		c.ones[key] = one
	}
	return one
}

func (c *compiler) emit(in inst) int32 {
	c.prog = append(c.prog, in)
	return int32(len(c.prog) - 1)
}

// flush emits the literal read so far.
func (c *compiler) flush() {
	if len(c.lit) > 0 {
		c.emit(inst{op: opLit, lit: string(c.lit)})
		c.lit = c.lit[:0]
	}
}

// here returns the address of the next instruction, to which a jump may lead.
func (c *compiler) here() int32 {
	c.flush()
	return int32(len(c.prog))
}

// appendText appends the encoding that r has in the text, false if it cannot
// occur there.
func appendText(b []byte, r rune, multibyte bool) ([]byte, bool) {
	switch {
	case multibyte || r < utf8.RuneSelf:
		return char.Append(b, r), true
	case char.IsRawByte(r):
		return append(b, char.Byte(r)), true
	}
	return b, false
}

// node emits code for n; follow holds the bytes that can come after it.
func (c *compiler) node(n *node, follow *bitset256) {
	if n.op == nChar && c.re.opts.Fold == nil {
		b, ok := appendText(c.lit, n.r, c.multi)
		c.lit = b
		if !ok || c.nfa {
			c.flush()
		}
		if !ok {
			c.emit(inst{op: opFail})
		}
		return
	}
	if n.op == nSeq {
		follows := make([]*bitset256, len(n.subs))
		for i := len(n.subs) - 1; i >= 0; i-- {
			follows[i] = follow
			follow = c.before(n.subs[i], follow)
		}
		for i, s := range n.subs {
			c.node(s, follows[i])
		}
		return
	}
	c.flush()
	switch n.op {
	case nAny, nSet, nSyntax, nCategory, nChar:
		c.emit(inst{op: opOne, one: c.one(n)})
	case nAssert:
		c.emit(inst{op: n.assert})
	case nBackref:
		c.emit(inst{op: opBackref, n: int32(n.n)})
	case nGroup:
		c.emit(inst{op: opOpen, n: int32(2 * n.n)})
		c.node(n.subs[0], follow)
		c.flush()
		c.emit(inst{op: opSave, n: int32(2*n.n + 1)})
	case nAlt:
		c.alt(n, follow)
	case nRepeat:
		c.repeat(n, follow)
	}
}

func (c *compiler) alt(n *node, follow *bitset256) {
	var ends []int32
	for i, s := range n.subs {
		if i == len(n.subs)-1 {
			c.node(s, follow)
			break
		}
		split := c.emit(inst{op: opSplit})
		c.prog[split].x = c.here()
		c.node(s, follow)
		c.flush()
		ends = append(ends, c.emit(inst{op: opJump}))
		c.prog[split].y = c.here()
	}
	end := c.here()
	for _, e := range ends {
		c.prog[e].x = end
	}
}

func (c *compiler) repeat(n *node, follow *bitset256) {
	sub := n.subs[0]
	if sub.single() && !c.nfa {
		c.star(n, follow)
		return
	}
	inner := follow
	if n.max != 1 {
		f, _ := c.first(sub)
		inner = union(f, follow)
	}
	for range n.min {
		c.node(sub, inner)
	}
	if n.max >= 0 {
		var heads []int32
		for range n.max - n.min {
			h := c.head(n)
			heads = append(heads, h)
			c.node(sub, inner)
		}
		end := c.here()
		for _, h := range heads {
			c.patch(h, n.lazy, end)
		}
		return
	}
	h := c.head(n)
	c.node(sub, inner)
	c.flush()
	c.emit(inst{op: opJump, x: h})
	c.patch(h, n.lazy, c.here())
}

// head emits the instruction that chooses between another round and the way on.
func (c *compiler) head(n *node) int32 {
	c.flush()
	if !n.subs[0].nullable || n.max == 1 {
		return c.emit(inst{op: opSplit})
	}
	slot, ok := c.loop[n]
	if !ok {
		slot = int32(c.re.slots)
		if c.nfa {
			slot = int32(len(c.loop))
		} else {
			c.re.slots++
		}
		c.loop[n] = slot
	}
	op := opLoop
	if n.lazy {
		op = opLazyLoop
	}
	return c.emit(inst{op: op, n: slot})
}

// patch sets the targets of the loop head h, whose body follows it.
func (c *compiler) patch(h int32, lazy bool, end int32) {
	in := &c.prog[h]
	in.x, in.y = h+1, end
	if lazy && in.op == opSplit {
		in.x, in.y = end, h+1
	}
}

func (c *compiler) star(n *node, follow *bitset256) {
	one := c.one(n.subs[0])
	in := inst{op: opStar, one: one, n: int32(n.min), y: int32(n.max), hint: -1}
	if n.lazy {
		in.op = opLazyStar
	}
	if follow != nil {
		in.possessive = !one.first().meets(follow)
		count := 0
		for b := range 256 {
			if follow.has(byte(b)) {
				in.hint = int16(b)
				count++
			}
		}
		if count != 1 {
			in.hint = -1
		}
	}
	if n.max == n.min {
		in.op, in.possessive = opStar, true
	}
	c.emit(in)
}

// before returns the bytes that can begin n followed by follow.
func (c *compiler) before(n *node, follow *bitset256) *bitset256 {
	f, open := c.first(n)
	if open {
		return union(f, follow)
	}
	return f
}

// first returns the bytes that n can begin with, and whether what follows n may
// begin in its place. A test for a place at which the text, or the line, ends
// lets no other byte follow.
func (c *compiler) first(n *node) (*bitset256, bool) {
	switch n.op {
	case nEmpty:
		return &bitset256{}, true
	case nAssert:
		switch n.assert {
		case opEndLine:
			return &bitset256{0: 1 << '\n'}, false
		case opEndText:
			return &bitset256{}, false
		}
		return &bitset256{}, true
	case nBackref:
		return nil, true
	}
	open := n.nullable && !c.closed(n)
	if f, ok := c.firsts[n]; ok {
		return f, open
	}
	f := &bitset256{}
	switch n.op {
	case nGroup, nRepeat:
		f, _ = c.first(n.subs[0])
	case nAlt:
		for _, s := range n.subs {
			g, _ := c.first(s)
			f = union(f, g)
		}
	case nSeq:
		for _, s := range n.subs {
			g, open := c.first(s)
			f = union(f, g)
			if !open {
				break
			}
		}
	case nChar:
		if c.re.opts.Fold == nil {
			if b, ok := appendText(nil, n.r, c.multi); ok {
				f.add(b[0])
			}
			break
		}
		f = c.one(n).first()
	default:
		f = c.one(n).first()
	}
	c.firsts[n] = f
	return f, open
}

// closed reports whether a nullable node always ends in a test that decides
// what follows. Only the plain case is worth knowing.
func (c *compiler) closed(n *node) bool {
	for n.op == nGroup {
		n = n.subs[0]
	}
	return n.op == nAssert && (n.assert == opEndLine || n.assert == opEndText)
}

// leadingRun returns the characters whose longest run every match begins with,
// nil if the program does not say so. Where the match fails after such a run, it
// fails at every later start inside the run too.
func leadingRun(prog []inst) *oneChar {
	for i := range prog {
		switch in := &prog[i]; {
		case in.op == opOpen:
		case in.op == opStar && in.possessive && in.n <= 1 && in.y < 0:
			return in.one
		default:
			return nil
		}
	}
	return nil
}

// prefilter works out how a search can skip places where no match begins.
func (c *compiler) prefilter(root *node) {
	re := c.re
	n := root
	for n.op == nGroup || n.op == nSeq {
		n = n.subs[0]
	}
	if n.op == nAssert && (n.assert == opBegLine || n.assert == opBegText) {
		re.anchor = n.assert
	}
	if root.nullable {
		return
	}
	re.first, _ = c.first(root)
	if re.opts.Fold == nil {
		b, _ := c.prefixOf(nil, root)
		re.prefix = string(b)
	}
}

// prefixOf appends the literal that n begins with, and tells whether that is
// all of n.
func (c *compiler) prefixOf(b []byte, n *node) ([]byte, bool) {
	switch n.op {
	case nEmpty:
		return b, true
	case nChar:
		return appendText(b, n.r, c.multi)
	case nGroup:
		return c.prefixOf(b, n.subs[0])
	case nRepeat:
		if n.min > 0 {
			b, _ = c.prefixOf(b, n.subs[0])
		}
		return b, false
	case nSeq:
		for _, s := range n.subs {
			var all bool
			if b, all = c.prefixOf(b, s); !all {
				return b, false
			}
		}
		return b, true
	}
	return b, false
}

// How the first byte of a character decides whether oneChar matches it.
const (
	byteNo   = iota
	byteYes  // one byte, and it matches
	byteTest // decode and test
	byteSkip // it matches; its length follows from the first byte
)

// oneChar matches one character.
type oneChar struct {
	tab   [256]uint8
	n     *node
	fold  func(rune) rune
	multi bool
	// ASCII members are decided by the class of the syntax table
	syntax bool
}

func newOne(n *node, o Options, multi bool) *oneChar {
	one := &oneChar{n: n, fold: o.Fold, multi: multi}
	var env Env // not consulted: what needs it is byteTest
	for i := range one.tab {
		b := byte(i)
		if multi && b >= utf8.RuneSelf {
			if char.IsStart(b) {
				one.tab[i] = one.lead()
			}
			continue
		}
		one.tab[i] = byteTest
		switch n.op {
		case nSyntax, nCategory:
			continue
		case nSet:
			if n.set.dynamic() && b < utf8.RuneSelf {
				continue
			}
		}
		one.tab[i] = byteNo
		if one.test(char.RawByte(b), &env) {
			one.tab[i] = byteYes
		}
	}
	one.syntax = n.op == nSyntax
	return one
}

// lead classifies the first byte of a character from 0x80 up.
func (one *oneChar) lead() uint8 {
	switch one.n.op {
	case nAny:
		return byteSkip
	case nSet:
		s := one.n.set
		if s.classes == 0 && s.fold == nil && (len(s.ranges) == 0 || s.ranges[len(s.ranges)-1] < utf8.RuneSelf) {
			if s.neg {
				return byteSkip
			}
			return byteNo
		}
	}
	return byteTest
}

func (one *oneChar) test(c rune, env *Env) bool {
	n := one.n
	switch n.op {
	case nAny:
		return c != '\n'
	case nChar:
		if one.fold != nil {
			c = one.fold(c)
		}
		return c == n.r
	case nSet:
		return n.set.has(c, env, one.multi)
	case nSyntax:
		return (n.arg != 0 && env.syntax(c) == n.arg) != n.neg
	case nCategory:
		return env.inCategory(c, n.r) != n.neg
	}
	return false
}

// first returns the bytes with which a matching character can begin.
func (one *oneChar) first() *bitset256 {
	f := &bitset256{}
	if one.n.op == nChar && one.fold == nil {
		if b, ok := appendText(nil, one.n.r, one.multi); ok {
			f.add(b[0])
		}
		return f
	}
	for i, t := range one.tab {
		if t != byteNo {
			f.add(byte(i))
		}
	}
	return f
}
