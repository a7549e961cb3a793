package regex

import (
	"math"
	"strings"
	"unicode/utf8"

	"elnet/lisp/char"
)

// SyntaxError is the failure of Compile. Its text is the datum of the Lisp
// condition invalid-regexp, word for word.
type SyntaxError string

// Error returns the text for people: Emacs shows it without a prefix too.
func (e SyntaxError) Error() string { return string(e) }

// The ways in which a pattern can be wrong.
const (
	errInvalid      SyntaxError = "Invalid regular expression"
	errClassName    SyntaxError = "Invalid character class name"
	errTrailing     SyntaxError = "Trailing backslash"
	errBackref      SyntaxError = "Invalid back reference"
	errBracket      SyntaxError = "Unmatched [ or [^"
	errOpenGroup    SyntaxError = "Unmatched ( or \\("
	errCloseGroup   SyntaxError = "Unmatched ) or \\)"
	errOpenInterval SyntaxError = "Unmatched \\{"
	errInterval     SyntaxError = "Invalid content of \\{\\}"
	errTooBig       SyntaxError = "Regular expression too big"
	errPremature    SyntaxError = "Premature end of regular expression"
)

const (
	maxRepeat = 65535   // largest number in an interval
	maxGroup  = 255     // groups with larger numbers match but record nothing
	maxDepth  = 10000   // nesting of groups and repetitions
	maxInsts  = 1 << 18 // instructions after intervals are written out
)

type nodeOp uint8

const (
	nEmpty    nodeOp = iota
	nChar            // r
	nAny             // any character but newline
	nSet             // set
	nSyntax          // arg: syntax class, 0 none; neg
	nCategory        // r: category; neg
	nAssert          // assert
	nBackref         // n
	nGroup           // n: number, 0 shy; subs[0]
	nSeq             // subs
	nAlt             // subs
	nRepeat          // subs[0], min, max (-1: no limit), lazy
)

type node struct {
	op       nodeOp
	neg      bool
	lazy     bool
	nullable bool // can match the empty string
	arg      byte
	assert   opcode
	r        rune
	n        int
	min, max int
	depth    int
	size     int // instructions, about
	set      *charSet
	subs     []*node
}

var emptyNode = &node{op: nEmpty, nullable: true}

// single reports whether n always matches exactly one character.
func (n *node) single() bool {
	switch n.op {
	case nChar, nAny, nSet, nSyntax, nCategory:
		return true
	}
	return false
}

// frame is one open group: the alternatives read so far and the current one.
type frame struct {
	alts []*node
	seq  []*node
	num  int // group number, 0 shy
}

type parser struct {
	s       string
	multi   bool // s is in the encoding of package char
	pos     int
	fold    func(rune) rune
	stack   []frame
	groups  int  // highest group number so far
	last    int  // a postfix operator applies to the nodes of seq from here, -1: none
	run     int  // bytes in the run of literals that ends seq, 0: none
	start   bool // ^ is an anchor here
	backref bool
	syntax  bool
}

func parse(pattern string, multibyte bool, fold func(rune) rune) (*node, *parser, error) {
	p := &parser{s: pattern, multi: multibyte, fold: fold, stack: make([]frame, 1), start: true, last: -1}
	for p.pos < len(p.s) {
		if err := p.next(); err != nil {
			return nil, nil, err
		}
	}
	if len(p.stack) > 1 {
		return nil, nil, errOpenGroup
	}
	n := p.top().close()
	if n.size > maxInsts || n.depth > maxDepth {
		return nil, nil, errTooBig
	}
	return n, p, nil
}

func (p *parser) top() *frame { return &p.stack[len(p.stack)-1] }

// fetch returns the next character of the pattern.
func (p *parser) fetch() (rune, bool) {
	if p.pos >= len(p.s) {
		return 0, false
	}
	b := p.s[p.pos]
	if b < utf8.RuneSelf || !p.multi {
		p.pos++
		return char.RawByte(b), true
	}
	c, n := char.Decode(p.s[p.pos:])
	p.pos += n
	return c, true
}

func (p *parser) looking(s string) bool { return strings.HasPrefix(p.s[p.pos:], s) }

// add appends n, to which a postfix operator applies.
func (p *parser) add(n *node) {
	p.last, p.run = len(p.top().seq), 0
	p.push(n)
}

func (p *parser) push(n *node) {
	if n.size == 0 {
		n.size = 1
	}
	f := p.top()
	f.seq = append(f.seq, n)
	p.start = false
}

// assertion appends a zero-width test. An operator after ^ is literal; after
// the tests for text ends and word boundaries it applies to the element before
// and the test together, or is literal if there is none.
func (p *parser) assertion(op opcode) {
	last := p.last
	switch op {
	case opWordBound, opNotWordBound, opWordBeg, opWordEnd, opSymBeg, opSymEnd:
		p.syntax = true
	}
	p.add(&node{op: nAssert, assert: op, nullable: true})
	switch op {
	case opBegLine:
		p.last = -1
	case opBegText, opEndText, opWordBound, opNotWordBound:
		p.last = last
	}
}

// maxRun is the length in bytes of what Emacs takes as one literal; only an
// operator after \b and its like can tell.
const maxRun = 251

func (p *parser) literal(c rune) {
	if p.fold != nil {
		c = p.fold(c)
	}
	n := &node{op: nChar, r: c}
	operator := p.pos < len(p.s) && strings.IndexByte("*+?^", p.s[p.pos]) >= 0 || p.looking(`\{`)
	if p.run == 0 || p.run >= maxRun || operator {
		p.add(n)
	} else {
		p.push(n)
	}
	p.run += char.Len(c)
}

// next reads one element.
func (p *parser) next() error {
	c, _ := p.fetch()
	switch c {
	case '^':
		if p.start {
			p.assertion(opBegLine)
			return nil
		}
	case '$':
		if p.pos == len(p.s) || p.looking(`\|`) || p.looking(`\)`) {
			p.assertion(opEndLine)
			return nil
		}
	case '*', '+', '?':
		if p.last >= 0 {
			p.postfix(c)
			return nil
		}
	case '.':
		p.add(&node{op: nAny})
		return nil
	case '[':
		return p.bracket()
	case '\\':
		return p.escape()
	}
	p.literal(c)
	return nil
}

// postfix applies a run of * + ?, which act as one operator.
func (p *parser) postfix(c rune) {
	zero, many, lazy := false, false, false
	for {
		if c == '?' && (zero || many) {
			lazy = true
		} else {
			zero = zero || c != '+'
			many = many || c != '?'
		}
		if p.pos >= len(p.s) || strings.IndexByte("*+?", p.s[p.pos]) < 0 {
			break
		}
		c, _ = p.fetch()
	}
	lo, hi := 1, 1
	if zero {
		lo = 0
	}
	if many {
		hi = -1
	}
	p.repeat(lo, hi, lazy)
}

// repeat replaces the last element by its repetition.
func (p *parser) repeat(lo, hi int, lazy bool) {
	f := p.top()
	i := p.last
	sub := seqNode(append([]*node(nil), f.seq[i:]...))
	f.seq = f.seq[:i+1]
	f.seq[i] = sub
	p.run = 0
	if hi == 0 {
		f.seq[i] = emptyNode
		return
	}
	if sub.op == nEmpty || lo == 1 && hi == 1 {
		return
	}
	copies := max(lo, hi)
	if hi < 0 {
		copies = lo + 1
	}
	f.seq[i] = &node{op: nRepeat, min: lo, max: hi, lazy: lazy, subs: []*node{sub},
		nullable: lo == 0 || sub.nullable, depth: sub.depth + 1,
		size: min((sub.size+2)*copies, maxInsts+1)}
}

// interval reads the rest of \{N,M\}.
func (p *parser) interval() error {
	begin := p.pos
	lo, c, err := p.count(0)
	if err != nil {
		return err
	}
	hi := lo
	if c == ',' {
		if hi, c, err = p.count(-1); err != nil {
			return err
		}
	}
	if hi >= 0 && hi < lo || c != '\\' {
		return errInterval
	}
	if c, ok := p.fetch(); !ok {
		return errTrailing
	} else if c != '}' {
		return errInterval
	}
	if p.last < 0 {
		p.pos = begin
		p.literal('{')
		return nil
	}
	p.repeat(lo, hi, false)
	return nil
}

// count reads a number, none if there are no digits, and the character after it.
func (p *parser) count(none int) (int, rune, error) {
	n, digits := 0, false
	for {
		c, ok := p.fetch()
		if !ok {
			return 0, 0, errOpenInterval
		}
		if c < '0' || c > '9' {
			if !digits {
				n = none
			}
			return n, c, nil
		}
		digits = true
		if n = n*10 + int(c-'0'); n > maxRepeat {
			return 0, 0, errInterval
		}
	}
}

var assertions = map[rune]opcode{
	'`': opBegText, '\'': opEndText, '=': opPoint, 'b': opWordBound, 'B': opNotWordBound,
	'<': opWordBeg, '>': opWordEnd,
}

// escape reads what follows a backslash.
func (p *parser) escape() error {
	c, ok := p.fetch()
	if !ok {
		return errTrailing
	}
	if op, ok := assertions[c]; ok {
		p.assertion(op)
		return nil
	}
	switch c {
	case '(':
		return p.open()
	case ')':
		return p.shut()
	case '|':
		f := p.top()
		f.alts = append(f.alts, seqNode(f.seq))
		f.seq = nil
		p.last, p.run, p.start = -1, 0, true
		return nil
	case '{':
		return p.interval()
	case 'w', 'W':
		p.syntax = true
		p.add(&node{op: nSyntax, arg: 'w', neg: c == 'W'})
		return nil
	case 's', 'S', 'c', 'C', '_':
		return p.escapeArg(c)
	}
	if c >= '1' && c <= '9' {
		n := int(c - '0')
		if n > p.groups || p.isOpen(n) {
			return errBackref
		}
		p.backref = true
		p.add(&node{op: nBackref, n: n, nullable: true})
		return nil
	}
	p.literal(c)
	return nil
}

// escapeArg reads the argument of \s \S \c \C \_.
func (p *parser) escapeArg(op rune) error {
	c, ok := p.fetch()
	if !ok {
		return errPremature
	}
	switch op {
	case 's', 'S':
		p.syntax = true
		p.add(&node{op: nSyntax, arg: syntaxSpec(c), neg: op == 'S'})
	case 'c', 'C':
		p.syntax = true
		p.add(&node{op: nCategory, r: c, neg: op == 'C'})
	default:
		switch c {
		case '<':
			p.assertion(opSymBeg)
		case '>':
			p.assertion(opSymEnd)
		default:
			return errInvalid
		}
	}
	return nil
}

// syntaxSpec returns the syntax class that c designates, 0 if none.
func syntaxSpec(c rune) byte {
	switch {
	case c == '-':
		return ' '
	case c < utf8.RuneSelf && strings.ContainsRune(` w_.()'"$\/<>@!|`, c):
		return byte(c)
	}
	return 0
}

func (p *parser) isOpen(n int) bool {
	for _, f := range p.stack[1:] {
		if f.num == n {
			return true
		}
	}
	return false
}

// open reads the rest of \( \(?: \(?N:
func (p *parser) open() error {
	num := 0
	shy := false
	if p.looking("?") {
		p.pos++
		for !shy {
			c, ok := p.fetch()
			switch {
			case !ok:
				if num == 0 {
					return errOpenGroup
				}
				return errPremature
			case c == ':':
				shy = true
			case c == '0' && num == 0, c < '0', c > '9':
				return errInvalid
			default:
				if num = num*10 + int(c-'0'); num > math.MaxInt32 {
					return errTooBig
				}
			}
		}
	}
	switch {
	case num > 0:
		if p.isOpen(num) {
			return errInvalid
		}
		p.groups = max(p.groups, num)
	case !shy:
		p.groups++
		num = p.groups
	}
	if len(p.stack) > maxDepth {
		return errTooBig
	}
	p.stack = append(p.stack, frame{num: num})
	p.last, p.run, p.start = -1, 0, true
	return nil
}

// shut ends a group.
func (p *parser) shut() error {
	if len(p.stack) == 1 {
		return errCloseGroup
	}
	f := p.top()
	n, num := f.close(), f.num
	p.stack = p.stack[:len(p.stack)-1]
	if num > 0 && num <= maxGroup {
		n = &node{op: nGroup, n: num, subs: []*node{n}, nullable: n.nullable,
			depth: n.depth + 1, size: n.size + 2}
	}
	p.add(n)
	return nil
}

// close returns what the frame has read as one node.
func (f *frame) close() *node {
	if f.alts == nil {
		return seqNode(f.seq)
	}
	a := &node{op: nAlt, subs: append(f.alts, seqNode(f.seq))}
	for _, s := range a.subs {
		a.nullable = a.nullable || s.nullable
		a.depth = max(a.depth, s.depth+1)
		a.size = min(a.size+s.size+2, maxInsts+1)
	}
	return a
}

func seqNode(subs []*node) *node {
	switch len(subs) {
	case 0:
		return emptyNode
	case 1:
		return subs[0]
	}
	s := &node{op: nSeq, subs: subs, nullable: true}
	for _, n := range subs {
		s.nullable = s.nullable && n.nullable
		s.depth = max(s.depth, n.depth+1)
		s.size = min(s.size+n.size, maxInsts+1)
	}
	return s
}

// bracket reads a character alternative after its [.
func (p *parser) bracket() error {
	if p.pos == len(p.s) {
		return errBracket
	}
	set := newSet(p.fold)
	if p.looking("^") {
		p.pos++
		set.neg = true
	}
	for first := true; ; first = false {
		if p.pos == len(p.s) {
			return errBracket
		}
		if p.looking("[:") {
			if i := strings.Index(p.s[p.pos+2:], ":]"); i >= 0 {
				cl, ok := classNames[p.s[p.pos+2:p.pos+2+i]]
				if !ok {
					return errClassName
				}
				p.pos += i + 4
				if p.pos == len(p.s) {
					return errBracket
				}
				set.addClass(cl)
				continue
			}
		}
		c, _ := p.fetch()
		if c == ']' && !first {
			break
		}
		hi := c
		if p.looking("-") && !p.looking("-]") {
			p.pos++
			c1, ok := p.fetch()
			if !ok {
				return errPremature
			}
			hi = c1
			if char.IsRawByte(hi) && c >= utf8.RuneSelf && !char.IsRawByte(c) {
				continue // from a character to a raw byte: nothing is between
			}
		}
		set.addRange(c, hi)
	}
	set.finish()
	p.syntax = p.syntax || set.classes&(clSpace|clWord|clPunct) != 0
	p.add(&node{op: nSet, set: set})
	return nil
}
