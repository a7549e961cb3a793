package regex

import (
	"errors"

	"elnet/lisp/char"
)

var (
	// ErrStackOverflow is returned when a match needs more memory than a
	// matcher may take, which is hardly possible without back references.
	ErrStackOverflow = errors.New("stack overflow in regexp matcher")
	// ErrInterrupted is returned when Env.Interrupt reported true.
	ErrInterrupted = errors.New("regexp match interrupted")

	// errQuota makes the search go on with the linear matcher.
	errQuota = errors.New("step quota exhausted")
)

const (
	maxStack   = 1 << 20 // backtracking frames
	keepStack  = 1 << 14 // frames kept between matches
	pollSteps  = 4096
	baseQuota  = 20000
	stepsAByte = 32
)

type frameKind uint8

const (
	frAlt      frameKind = iota // go on at pc, pos
	frSlot                      // restore slot pc to pos
	frGroup                     // restore slots pc, pc+1 to pos, aux
	frStar                      // give back one character, down to aux
	frLazyStar                  // take one character more; aux: how many more
	frLazyLoop                  // enter the body
)

type backFrame struct {
	kind frameKind
	pc   int32
	pos  int
	aux  int
}

// Matcher finds matches. It keeps the memory that matching needs from one call
// to the next; it must not be used by two goroutines at once. The zero value is
// ready for use.
type Matcher struct {
	// Longest makes a match at a place the longest one there is, as POSIX has it,
	// instead of the preferred one.
	Longest bool

	best   []int // in a search for the longest: the slots of the longest so far
	re     *Regexp
	env    *Env
	t      Text
	limit  int // no match goes past it
	slots  []int
	stack  []backFrame
	steps  int // since the search began
	check  int // steps at which to poll
	origin int // where the search began
	reach  int // greatest distance from origin so far
	regs   []int
	nfa    nfaState
	noEnv  Env
}

// poll is called now and then: it notices interrupts and spent quotas.
func (m *Matcher) poll() error {
	m.check = m.steps + pollSteps
	if m.env.Interrupt != nil && m.env.Interrupt() {
		return ErrInterrupted
	}
	if !m.re.backref && m.steps > baseQuota+stepsAByte*m.reach {
		return errQuota
	}
	return nil
}

// noteReach records how far into the text the search has got.
func (m *Matcher) noteReach(p int) {
	d := p - m.origin
	m.reach = max(m.reach, d, -d)
}

// run matches at p by backtracking, in the order of preference that the pattern
// states. On success the slots hold the groups.
func (m *Matcher) run(p int) (bool, error) {
	if m.Longest && !m.re.backref {
		return false, errQuota // the linear matcher finds it at once
	}
	m.best = m.best[:0]
	for i := range m.slots {
		m.slots[i] = -1
	}
	m.slots[0] = p
	m.stack = m.stack[:0]
	prog := m.re.prog
	limit := m.limit
	pc := int32(0)
	for {
		in := &prog[pc]
		ok := true
		switch in.op {
		case opMatch:
			m.slots[1] = p
			if !m.Longest {
				return true, nil
			}
			if len(m.best) == 0 || p > m.best[1] {
				m.best = append(m.best[:0], m.slots...)
			}
			ok = p >= limit // there is none longer
			if ok {
				return m.longest(), nil
			}
		case opLit:
			if ok = m.hasLit(p, in.lit); ok {
				p += len(in.lit)
			}
			pc++
		case opOne:
			p, ok = m.one(in.one, p)
			pc++
		case opStar, opLazyStar:
			p, ok = m.star(in, pc, p)
			pc++
		case opSplit:
			m.stack = append(m.stack, backFrame{kind: frAlt, pc: in.y, pos: p})
			pc = in.x
		case opJump:
			pc = in.x
		case opOpen:
			m.setGroup(in.n, p)
			pc++
		case opSave:
			m.slots[in.n] = p
			pc++
		case opLoop:
			if m.slots[in.n] == p {
				pc = in.y
				break
			}
			m.stack = append(m.stack, backFrame{kind: frAlt, pc: in.y, pos: p})
			m.setSlot(in.n, p)
			pc = in.x
		case opLazyLoop:
			if m.slots[in.n] != p {
				m.stack = append(m.stack, backFrame{kind: frLazyLoop, pc: pc, pos: p})
			}
			pc = in.y
		case opBackref:
			p, ok = m.backref(int(in.n), p)
			pc++
		case opFail:
			ok = false
		default:
			ok = m.assert(in.op, p)
			pc++
		}
		if ok {
			if len(m.stack) > maxStack {
				return false, m.overflow()
			}
			continue
		}
		m.noteReach(min(p, limit))
		var err error
		if pc, p, err = m.fail(); pc < 0 {
			return err == nil && m.longest(), err
		}
	}
}

// longest makes the longest match found, if there is one, the match.
func (m *Matcher) longest() bool {
	if len(m.best) == 0 {
		return false
	}
	copy(m.slots, m.best)
	return true
}

func (m *Matcher) overflow() error {
	if m.re.backref {
		return ErrStackOverflow
	}
	return errQuota
}

func (m *Matcher) setSlot(n int32, p int) {
	if len(m.stack) > 0 {
		m.stack = append(m.stack, backFrame{kind: frSlot, pc: n, pos: m.slots[n]})
	}
	m.slots[n] = p
}

func (m *Matcher) setGroup(n int32, p int) {
	if len(m.stack) > 0 {
		m.stack = append(m.stack, backFrame{kind: frGroup, pc: n, pos: m.slots[n], aux: m.slots[n+1]})
	}
	m.slots[n], m.slots[n+1] = p, -1
}

// fail returns where to go on after a mismatch; pc -1 if nowhere.
func (m *Matcher) fail() (pc int32, p int, err error) {
	for {
		if m.steps++; m.steps >= m.check {
			if err := m.poll(); err != nil {
				return -1, 0, err
			}
		}
		n := len(m.stack) - 1
		if n < 0 {
			return -1, 0, nil
		}
		f := &m.stack[n]
		switch f.kind {
		case frAlt:
			m.stack = m.stack[:n]
			return f.pc, f.pos, nil
		case frSlot:
			m.slots[f.pc] = f.pos
		case frGroup:
			m.slots[f.pc], m.slots[f.pc+1] = f.pos, f.aux
		case frStar:
			if p, ok := m.giveBack(f); ok {
				return f.pc + 1, p, nil
			}
		case frLazyStar:
			if p, ok := m.takeMore(f); ok {
				return f.pc + 1, p, nil
			}
		case frLazyLoop:
			in := &m.re.prog[f.pc]
			p := f.pos
			*f = backFrame{kind: frSlot, pc: in.n, pos: m.slots[in.n]}
			m.slots[in.n] = p
			return in.x, p, nil
		}
		m.stack = m.stack[:n]
	}
}

// giveBack shortens a run by one character, or by as many as it takes to come
// before the byte that must follow. The frame stays while there is more to give.
func (m *Matcher) giveBack(f *backFrame) (int, bool) {
	hint := m.re.prog[f.pc].hint
	for p := f.pos; p > f.aux; {
		p = m.prevIn(p, f.aux)
		m.steps++
		if hint >= 0 && m.t.at(p) != byte(hint) {
			continue
		}
		if f.pos = p; p == f.aux {
			m.stack = m.stack[:len(m.stack)-1]
		}
		return p, true
	}
	return 0, false
}

// prevIn is Text.prev bounded by low.
func (m *Matcher) prevIn(p, low int) int {
	p--
	if m.t.Multibyte {
		for p > low && !char.IsStart(m.t.at(p)) {
			p--
		}
	}
	return p
}

// takeMore lengthens a run by one character, or by as many as it takes to come
// before the byte that must follow, or to the end, where $ asks for no byte.
func (m *Matcher) takeMore(f *backFrame) (int, bool) {
	in := &m.re.prog[f.pc]
	for f.aux != 0 {
		p, ok := m.one(in.one, f.pos)
		if !ok {
			m.noteReach(min(f.pos, m.limit))
			return 0, false
		}
		m.steps++
		f.pos = p
		f.aux--
		if in.hint < 0 || p >= m.limit || m.t.at(p) == byte(in.hint) {
			if f.aux == 0 {
				m.stack = m.stack[:len(m.stack)-1]
			}
			return p, true
		}
	}
	return 0, false
}

// hasLit reports whether lit is at p.
func (m *Matcher) hasLit(p int, lit string) bool {
	if p+len(lit) > m.limit {
		return false
	}
	if g := len(m.t.Before); p+len(lit) <= g {
		return string(m.t.Before[p:p+len(lit)]) == lit
	} else if p >= g {
		return string(m.t.After[p-g:p-g+len(lit)]) == lit
	}
	for i := range len(lit) {
		if m.t.at(p+i) != lit[i] {
			return false
		}
	}
	return true
}

// one matches one character at p and returns the offset after it.
func (m *Matcher) one(one *oneChar, p int) (int, bool) {
	if p >= m.limit {
		return p, false
	}
	b := m.t.at(p)
	switch one.tab[b] {
	case byteNo:
		return p, false
	case byteYes:
		return p + 1, true
	case byteSkip:
		return min(p+char.SizeOf(b), m.limit), true
	}
	c, n := rune(b), 1
	if b >= 0x80 {
		c, n = m.t.after(p, m.limit)
	} else if one.syntax && m.env.ASCIISyntax != nil && m.env.SyntaxAt == nil {
		return p + 1, (one.n.arg != 0 && m.env.ASCIISyntax[b] == one.n.arg) != one.n.neg
	}
	m.env.at = p
	return p + n, one.test(c, m.env)
}

// star matches a run of characters and arranges for other lengths to be tried.
func (m *Matcher) star(in *inst, pc int32, p int) (int, bool) {
	one := in.one
	for n := in.n; n > 0; n-- {
		var ok bool
		if p, ok = m.one(one, p); !ok {
			return p, false
		}
	}
	more := int(in.y)
	if more >= 0 {
		more -= int(in.n)
	}
	if more == 0 {
		return p, true
	}
	if in.op == opLazyStar {
		m.stack = append(m.stack, backFrame{kind: frLazyStar, pc: pc, pos: p, aux: more})
		return p, true
	}
	low := p
	if more < 0 {
		p = m.scan(one, p)
	} else {
		for ; more > 0; more-- {
			q, ok := m.one(one, p)
			if !ok {
				break
			}
			p = q
		}
	}
	m.steps += (p - low) >> 4
	if !in.possessive && p > low {
		m.noteReach(p)
		m.stack = append(m.stack, backFrame{kind: frStar, pc: pc, pos: p, aux: low})
	}
	return p, true
}

// scan returns the end of the longest run of characters from p.
func (m *Matcher) scan(one *oneChar, p int) int {
	for p < m.limit {
		s := m.t.tail(p, m.limit)
		i := 0
		for i < len(s) && one.tab[s[i]] == byteYes {
			i++
		}
		p += i
		if i == len(s) {
			continue
		}
		q, ok := m.one(one, p)
		if !ok {
			break
		}
		p = q
	}
	return p
}

// backref matches what group n matched last.
func (m *Matcher) backref(n, p int) (int, bool) {
	if 2*n+1 >= 2*(m.re.groups+1) {
		return p, false
	}
	q, end := m.slots[2*n], m.slots[2*n+1]
	if q < 0 || end < 0 {
		return p, false
	}
	fold := m.re.opts.Fold
	m.steps += (end - q) >> 4
	for q < end {
		if p >= m.limit {
			return p, false
		}
		if fold == nil {
			if m.t.at(q) != m.t.at(p) {
				return p, false
			}
			p++
			q++
			continue
		}
		c1, n1 := m.t.after(q, end)
		c2, n2 := m.t.after(p, m.limit)
		if c1 != c2 && fold(c1) != fold(c2) {
			return p, false
		}
		q += n1
		p += n2
	}
	return p, true
}

// assert decides a test that consumes nothing.
func (m *Matcher) assert(op opcode, p int) bool {
	t := &m.t
	atBeg, atEnd := p <= t.Begin, p >= t.End
	switch op {
	case opBegLine:
		return atBeg || t.at(p-1) == '\n'
	case opEndLine:
		return atEnd || t.at(p) == '\n'
	case opBegText:
		return atBeg
	case opEndText:
		return atEnd
	case opPoint:
		return p+1 == m.env.Point
	case opWordBound, opNotWordBound:
		return (atBeg || atEnd || m.wordChange(p)) == (op == opWordBound)
	}
	switch op {
	case opWordBeg, opSymBeg:
		if p >= m.limit {
			return false
		}
		c2 := m.next(p, op)
		if !m.inside(p, c2, op == opSymBeg) {
			return false
		}
		if atBeg {
			return true
		}
		c1 := t.before(p)
		return !m.inside(t.prev(p), c1, op == opSymBeg) || op == opWordBeg && m.env.wordBoundary(c1, c2)
	}
	if atBeg {
		return false
	}
	c1 := t.before(p)
	if !m.inside(t.prev(p), c1, op == opSymEnd) {
		return false
	}
	if atEnd {
		return true
	}
	c2 := m.next(p, op)
	return !m.inside(p, c2, op == opSymEnd) || op == opWordEnd && m.env.wordBoundary(c1, c2)
}

// next returns the character after p as the test op sees it: Emacs takes a byte
// of unibyte text for the Latin-1 character when it looks for symbols.
func (m *Matcher) next(p int, op opcode) rune {
	if !m.t.Multibyte && (op == opSymBeg || op == opSymEnd) {
		return rune(m.t.at(p))
	}
	c, _ := m.t.after(p, m.t.End)
	return c
}

// inside reports whether c, at p, is a word constituent, or for symbols a symbol
// one.
func (m *Matcher) inside(p int, c rune, symbol bool) bool {
	m.env.at = p
	s := m.env.syntax(c)
	return s == 'w' || symbol && s == '_'
}

// wordChange reports whether a word begins or ends at p, between two characters.
func (m *Matcher) wordChange(p int) bool {
	c1 := m.t.before(p)
	c2, _ := m.t.after(p, m.t.End)
	w1, w2 := m.inside(m.t.prev(p), c1, false), m.inside(p, c2, false)
	return w1 != w2 || w1 && m.env.wordBoundary(c1, c2)
}
