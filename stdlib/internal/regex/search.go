package regex

import (
	"bytes"
)

// Match reports whether re matches t at the offset at, as looking-at does; the
// match ends at limit or before.
func (m *Matcher) Match(re *Regexp, t Text, env *Env, at, limit int) (bool, error) {
	m.begin(re, t, env, limit, at)
	if at < t.Begin || at > t.End {
		return m.end(false, nil)
	}
	ok, err := m.run(at)
	if err == errQuota {
		ok, err = m.linear(at, at, false)
	}
	return m.end(ok, err)
}

// Search finds the first offset in from..to at which re matches; the match ends
// at limit or before. A search with a bound passes it as to and as limit.
func (m *Matcher) Search(re *Regexp, t Text, env *Env, from, to, limit int) (bool, error) {
	m.begin(re, t, env, limit, from)
	to = min(to, m.limit)
	for p := max(from, t.Begin); ; {
		p = m.skip(p, to)
		if p < 0 {
			return m.end(false, nil)
		}
		ok, err := m.run(p)
		if err == errQuota {
			ok, err = m.linear(p, to, false)
			return m.end(ok, err)
		}
		if ok || err != nil || p >= to {
			return m.end(ok, err)
		}
		if next := m.t.next(p); re.run != nil && !re.backref {
			p = max(next, m.scan(re.run, p))
		} else {
			p = next
		}
		m.noteReach(p)
	}
}

// SearchBackward finds the last offset in to..from, to being the lesser, at
// which re matches; the match ends at limit or before. For re-search-backward
// from and limit are both point: Emacs lets no match reach past it.
func (m *Matcher) SearchBackward(re *Regexp, t Text, env *Env, from, to, limit int) (bool, error) {
	m.begin(re, t, env, limit, from)
	from, to = min(from, t.End), max(to, t.Begin)
	if from < to {
		return m.end(false, nil)
	}
	for p := from; ; {
		ok, err := false, error(nil)
		if m.mayBegin(p) {
			ok, err = m.run(p)
		} else if m.steps++; m.steps >= m.check {
			if err = m.poll(); err == errQuota {
				err = nil // skipping is linear
			}
		}
		if err == errQuota {
			ok, err = m.linear(to, p, true)
			return m.end(ok, err)
		}
		if ok || err != nil || p <= to {
			return m.end(ok, err)
		}
		p = m.t.prev(p)
		m.noteReach(p)
	}
}

// Regs returns the offsets of the last match: begin and end of the whole, then
// of each group, -1 for a group that took no part. The slice is good until the
// next call.
func (m *Matcher) Regs() []int { return m.regs }

func (m *Matcher) begin(re *Regexp, t Text, env *Env, limit, origin int) {
	if env == nil {
		env = &m.noEnv
	}
	m.re, m.t, m.env = re, t, env
	m.limit = min(limit, t.End)
	m.steps, m.check, m.reach, m.origin = 0, pollSteps, 0, origin
	if cap(m.slots) < re.slots {
		m.slots = make([]int, re.slots)
	}
	m.slots = m.slots[:re.slots]
}

// end publishes the registers and lets go of the text.
func (m *Matcher) end(ok bool, err error) (bool, error) {
	m.regs = m.regs[:0]
	if ok {
		m.regs = append(m.regs, m.slots[:2*(m.re.groups+1)]...)
		for i := 0; i < len(m.regs); i += 2 {
			if m.regs[i] < 0 || m.regs[i+1] < 0 {
				m.regs[i], m.regs[i+1] = -1, -1
			}
		}
	}
	m.re, m.env, m.t = nil, nil, Text{}
	if cap(m.stack) > keepStack {
		m.stack = nil
	}
	return ok, err
}

// skip returns the first offset in p..to at which a match may begin, -1 if none.
func (m *Matcher) skip(p, to int) int {
	re := m.re
	switch {
	case p > to:
		return -1
	case re.anchor == opBegText:
		if p > m.t.Begin {
			return -1
		}
		return p
	case re.anchor == opBegLine:
		if p <= m.t.Begin || m.t.at(p-1) == '\n' {
			return p
		}
		if i := m.indexByte(p, to, '\n'); i >= 0 {
			return i + 1
		}
		return -1
	case len(re.prefix) > 0:
		return m.indexLit(p, to)
	case re.first != nil:
		for p < m.limit && p <= to {
			s := m.t.tail(p, min(to+1, m.limit))
			for i, b := range s {
				if re.first[b>>6]>>(b&63)&1 != 0 {
					return p + i
				}
			}
			p += len(s)
		}
		return -1
	}
	return p
}

// indexByte returns the first offset in p..to-1 at which b is, -1 if none.
func (m *Matcher) indexByte(p, to int, b byte) int {
	for p < to {
		s := m.t.tail(p, to)
		if i := bytes.IndexByte(s, b); i >= 0 {
			return p + i
		}
		p += len(s)
	}
	return -1
}

// indexLit returns the first offset in p..to at which the prefix is, -1 if none.
func (m *Matcher) indexLit(p, to int) int {
	lit := m.re.prefix
	end := min(to+len(lit), m.limit)
	g := len(m.t.Before)
	if p < g {
		if i := index(m.t.tail(p, end), lit); i >= 0 {
			return p + i
		}
		for p = max(p, g-len(lit)+1); p < g && p+len(lit) <= end; p++ {
			if m.hasLit(p, lit) {
				return p
			}
		}
		p = max(p, g)
	}
	if p+len(lit) <= end {
		if i := index(m.t.tail(p, end), lit); i >= 0 {
			return p + i
		}
	}
	return -1
}

func index(s []byte, lit string) int {
	if len(lit) == 1 {
		return bytes.IndexByte(s, lit[0])
	}
	return bytes.Index(s, stringBytes(lit))
}

// mayBegin reports whether a match may begin at p.
func (m *Matcher) mayBegin(p int) bool {
	switch re := m.re; {
	case re.anchor == opBegLine:
		return p <= m.t.Begin || m.t.at(p-1) == '\n'
	case re.anchor == opBegText:
		return p <= m.t.Begin
	case re.first != nil:
		return p < m.limit && re.first.has(m.t.at(p))
	}
	return true
}
