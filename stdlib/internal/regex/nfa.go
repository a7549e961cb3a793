package regex

import "elnet/lisp/char"

// The linear matcher follows every way through the pattern at once, in order of
// preference, and keeps for each state of the program only the preferred way
// that leads there. Its time is bounded by the length of the text times the
// size of the program; it takes over when backtracking costs too much.
//
// What backtracking decides by the history of a loop whose body may be empty
// (was this head passed at this very position?) is part of the state here: a
// bit for each such loop, all clear again once a character is consumed.

const (
	maxLoopBits = 5       // loops beyond these only lose the empty last round
	maxStates   = 1 << 20 // instructions times loop states
	maxCaps     = 1 << 24 // group offsets of all ways at one place
)

type nfaProg struct {
	prog []inst
	bits int
}

// linearProg returns the program of the linear matcher.
func (re *Regexp) linearProg() *nfaProg {
	re.nfaOnce.Do(func() {
		c := newCompiler(re)
		c.nfa = true
		c.node(re.root, nil)
		c.flush()
		c.emit(inst{op: opMatch})
		bits := min(len(c.loop), maxLoopBits)
		for bits > 0 && len(c.prog)<<bits > maxStates {
			bits--
		}
		re.nfa = &nfaProg{c.prog, bits}
	})
	return re.nfa
}

// threads is a list of ways, preferred first, with the groups of each.
type threads struct {
	pcs  []int32
	caps []int
}

func (l *threads) clear() { l.pcs, l.caps = l.pcs[:0], l.caps[:0] }

// closeStep is one entry of the stack by which ways are followed up to the
// instructions that consume: a state, or a slot to restore.
type closeStep struct {
	pc    int32
	slot  int32 // restore this slot and the next to old, if not negative
	loops uint32
	old   [2]int
}

type nfaState struct {
	seen  []uint32 // generation at which a state was reached
	gen   uint32
	cur   threads
	next  threads
	caps  []int
	stack []closeStep
}

// linear searches starts from..to, or downward when backward (from is then the
// lesser), and leaves the groups in the slots.
func (m *Matcher) linear(from, to int, backward bool) (bool, error) {
	np := m.re.linearProg()
	s := &m.nfa
	if n := len(np.prog) << np.bits; len(s.seen) < n {
		s.seen, s.gen = make([]uint32, n), 0
	}
	s.caps = append(s.caps[:0], m.slots[:2*(m.re.groups+1)]...)
	if !backward {
		return m.forward(np, from, to)
	}
	best, err := m.lastStart(np, from, to)
	if err != nil || best < 0 {
		return false, err
	}
	return m.forward(np, best, best)
}

// forward finds the first start in from..to with a match, and its groups.
func (m *Matcher) forward(np *nfaProg, from, to int) (bool, error) {
	s := &m.nfa
	s.cur.clear()
	s.generation()
	found := false
	for p := from; ; {
		if len(s.cur.pcs) == 0 {
			if found || p > to {
				return found, nil
			}
			if p = m.skip(p, to); p < 0 {
				return false, nil
			}
			s.generation()
		}
		if !found && p <= to {
			m.seed(np, &s.cur, p)
		}
		if err := m.tick(len(s.cur.pcs)); err != nil {
			return false, err
		}
		c, n := m.char(p)
		s.next.clear()
		s.generation()
		for i, pc := range s.cur.pcs {
			caps := s.cur.caps[i*len(s.caps) : (i+1)*len(s.caps)]
			if found && m.Longest && caps[0] > m.slots[0] {
				break
			}
			if np.prog[pc].op == opMatch {
				if m.Longest && found && caps[0] == m.slots[0] && p <= m.slots[1] {
					continue
				}
				copy(m.slots, caps)
				m.slots[1] = p
				found = true
				if m.Longest {
					continue
				}
				break
			}
			if n > 0 && m.consumes(&np.prog[pc], p, c) {
				copy(s.caps, caps)
				m.follow(np, &s.next, pc+1, p+n)
			}
		}
		if n == 0 {
			return found, nil
		}
		s.cur, s.next = s.next, s.cur
		p += n
	}
}

// lastStart returns the last start in from..to with a match, -1 if none. Among
// ways to the same state the one that began last is kept.
func (m *Matcher) lastStart(np *nfaProg, from, to int) (int, error) {
	s := &m.nfa
	s.cur.clear()
	s.generation()
	best := -1
	m.seed(np, &s.cur, from)
	for p := from; ; {
		if err := m.tick(len(s.cur.pcs) + 1); err != nil {
			return -1, err
		}
		c, n := m.char(p)
		s.next.clear()
		s.generation()
		if n > 0 && p+n <= to {
			m.seed(np, &s.next, p+n)
		}
		for i, pc := range s.cur.pcs {
			caps := s.cur.caps[i*len(s.caps) : (i+1)*len(s.caps)]
			switch {
			case caps[0] <= best:
			case np.prog[pc].op == opMatch:
				best = caps[0]
			case n > 0 && m.consumes(&np.prog[pc], p, c):
				copy(s.caps, caps)
				m.follow(np, &s.next, pc+1, p+n)
			}
		}
		s.cur, s.next = s.next, s.cur
		p += n
		if n == 0 || p > to && len(s.cur.pcs) == 0 {
			return best, nil
		}
	}
}

// tick counts n steps, and notices interrupts and lack of memory.
func (m *Matcher) tick(n int) error {
	if len(m.nfa.cur.caps) > maxCaps {
		return ErrStackOverflow
	}
	if m.steps += n + 1; m.steps >= m.check {
		if err := m.poll(); err != nil && err != errQuota {
			return err
		}
	}
	return nil
}

// char returns the character at p and its length, 0 at the limit.
func (m *Matcher) char(p int) (rune, int) {
	if p >= m.limit {
		return 0, 0
	}
	return m.t.after(p, m.limit)
}

// consumes reports whether in, which takes one character, matches c at p.
func (m *Matcher) consumes(in *inst, p int, c rune) bool {
	if in.op == opLit {
		return m.hasLit(p, in.lit)
	}
	switch b := m.t.at(p); in.one.tab[b] {
	case byteNo:
		return false
	case byteYes, byteSkip:
		return true
	}
	if !m.t.Multibyte {
		c = char.RawByte(m.t.at(p))
	}
	m.env.at = p
	return in.one.test(c, m.env)
}

// generation makes every state unseen.
func (s *nfaState) generation() {
	if s.gen++; s.gen == 0 {
		clear(s.seen)
		s.gen = 1
	}
}

// seed adds the ways that begin at p.
func (m *Matcher) seed(np *nfaProg, l *threads, p int) {
	caps := m.nfa.caps
	for i := range caps {
		caps[i] = -1
	}
	caps[0] = p
	m.follow(np, l, 0, p)
}

// follow adds to l the ways from pc at p up to the next instruction that
// consumes, in order of preference. The groups are in nfaState.caps.
func (m *Matcher) follow(np *nfaProg, l *threads, pc int32, p int) {
	s := &m.nfa
	s.stack = append(s.stack[:0], closeStep{pc: pc, slot: -1})
	for len(s.stack) > 0 {
		st := s.stack[len(s.stack)-1]
		s.stack = s.stack[:len(s.stack)-1]
		if st.slot >= 0 {
			s.caps[st.slot], s.caps[st.slot+1] = st.old[0], st.old[1]
			continue
		}
		m.followOne(np, l, st.pc, st.loops, p)
	}
}

// followOne follows the preferred way and leaves the others on the stack.
func (m *Matcher) followOne(np *nfaProg, l *threads, pc int32, loops uint32, p int) {
	s := &m.nfa
	later := func(pc int32, loops uint32) {
		s.stack = append(s.stack, closeStep{pc: pc, slot: -1, loops: loops})
	}
	for {
		state := int(pc)<<np.bits | int(loops)
		if s.seen[state] == s.gen {
			return
		}
		s.seen[state] = s.gen
		m.steps++
		in := &np.prog[pc]
		bit := uint32(0)
		if in.op == opLoop || in.op == opLazyLoop {
			if int(in.n) < np.bits {
				bit = 1 << in.n
			}
		}
		switch in.op {
		case opMatch, opLit, opOne:
			l.pcs = append(l.pcs, pc)
			l.caps = append(l.caps, s.caps...)
			return
		case opFail:
			return
		case opJump:
			pc = in.x
		case opSplit:
			later(in.y, loops)
			pc = in.x
		case opLoop:
			if loops&bit != 0 {
				pc = in.y
				break
			}
			later(in.y, loops)
			pc, loops = in.x, loops|bit
		case opLazyLoop:
			if loops&bit == 0 {
				later(in.x, loops|bit)
			}
			pc = in.y
		case opOpen, opSave:
			slot := in.n &^ 1
			s.stack = append(s.stack, closeStep{slot: slot, old: [2]int{s.caps[slot], s.caps[slot+1]}})
			if s.caps[in.n] = p; in.op == opOpen {
				s.caps[slot+1] = -1
			}
			pc++
		default:
			if !m.assert(in.op, p) {
				return
			}
			pc++
		}
	}
}
