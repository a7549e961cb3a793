package buffer

import (
	"elnet/lisp"
	"elnet/lisp/char"
)

func (s *State) translateRegion(in *interp, start, end, table value) (value, *exit) {
	from, to, x := s.Region(in, start, end)
	if x != nil {
		return value{}, x
	}
	chars, _ := table.Object().(*lisp.CharTable)
	switch {
	case chars != nil:
		if chars.Purpose() != in.Sym("translation-table") {
			return value{}, in.Errorf("Not a translation table")
		}
	case !table.IsString():
		return value{}, in.Errorf("Not a translation table")
	}
	if from == to {
		return lisp.Fixnum(0), nil
	}
	b := s.cur
	c, x := s.beforeChange(in, b, from, to)
	if x != nil {
		return value{}, x
	}
	s.counted(b)
	n := 0
	for p := min(from, b.zv); p < min(to, b.zv); {
		old, repl := s.translation(table, chars, p, min(to, b.zv))
		if old == 0 {
			p++
			continue
		}
		n++
		if x := s.translate(in, &c, p, old, repl); x != nil {
			return value{}, x
		}
		k := b.count(repl)
		p, to = p+k, to+k-old
	}
	return lisp.Fixnum(n), nil
}

// translate replaces n characters at p by t, part of the change c.
func (s *State) translate(in *interp, c *change, p, n int, t string) *exit {
	b := s.cur
	k := b.count(t)
	s.recordChange(b, p, p+n, k)
	if k == n {
		b.text.Rewrite(p, p+n, []byte(t))
	} else {
		b.swapText(p, p+n, t)
	}
	c.from = p
	return s.afterChange(in, b, c, k, n)
}

// translation returns how many characters at p, before end, are to be replaced,
// and by what; 0 if none.
func (s *State) translation(table value, chars *lisp.CharTable, p, end int) (int, string) {
	b := s.cur
	c, _ := b.text.CharAt(p)
	if chars == nil {
		tab := table.Str()
		if int(c) >= tab.Len() {
			return 0, ""
		}
		d := tab.At(int(c))
		if !tab.Multibyte() && b.Multibyte() {
			d = char.RawByte(byte(d))
		}
		if d == c {
			return 0, ""
		}
		return 1, string(s.encode(nil, d))
	}
	v := chars.Get(c)
	if v.IsFixnum() {
		if v.Fixnum() == int(c) {
			return 0, ""
		}
		return 1, s.charsOf(v)
	}
	for _, e := range lisp.Slice(v) {
		if !e.IsCons() || !e.Cons().Car.IsVector() {
			continue
		}
		want := e.Cons().Car.Vector().Slots
		i := 0
		for i < len(want) && p+i < end {
			if c, _ := b.text.CharAt(p + i); want[i] != lisp.Fixnum(int(c)) {
				break
			}
			i++
		}
		if i == len(want) && i > 0 {
			return i, s.charsOf(e.Cons().Cdr)
		}
	}
	return 0, ""
}

// charsOf returns the text of a character or a vector of them.
func (s *State) charsOf(v value) string {
	list := []value{v}
	if v.IsVector() {
		list = v.Vector().Slots
	}
	var t []byte
	for _, c := range list {
		if c.IsFixnum() && c.Fixnum() >= 0 && c.Fixnum() <= char.Max {
			t = s.encode(t, rune(c.Fixnum()))
		}
	}
	return string(t)
}
