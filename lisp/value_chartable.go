package lisp

import (
	"fmt"
	"slices"
	"sort"

	"elnet/lisp/char"
)

// A CharTable maps the characters 0..char.Max to values (Elisp manual,
// "Char-Tables"). A character that was given none, or nil, has the default
// value or, without one, what it has in the parent.
type CharTable struct {
	in      *Interp
	value   Value
	purpose Value
	dflt    Value
	parent  *CharTable
	extra   []Value
	ascii   [128]Value
	ranges  []charRange        // beyond ASCII, in order, without overlap
	base    func(c rune) Value // what a character beyond ASCII has that was not set
	changed bool
	busy    bool // being compared
}

// A charRange gives the characters from..to one value.
type charRange struct {
	from, to rune
	v        Value
}

// NewCharTable returns a new char-table for purpose, a symbol, in which every
// character has the value init.
func (in *Interp) NewCharTable(purpose, init Value) *CharTable {
	t := &CharTable{in: in, purpose: purpose}
	t.value = NewObject(t)
	t.Fill(init)
	t.changed = false
	return t
}

// CharTableChanges counts the changes of all char-tables of in, so that what
// was computed from one can be kept until the number differs.
func (in *Interp) CharTableChanges() int { return in.charTableChanges }

// LispType returns "char-table".
func (t *CharTable) LispType() string { return "char-table" }

// LispPredicate returns "char-table-p".
func (t *CharTable) LispPredicate() string { return "char-table-p" }

// LispLength returns what the function length returns.
func (t *CharTable) LispLength() int { return char.Max }

// LispRef returns the value of character i.
func (t *CharTable) LispRef(i int) (Value, bool) {
	if i < 0 || i > char.Max {
		return Value{}, false
	}
	return t.Get(rune(i)), true
}

// LispSet sets the value of character i.
func (t *CharTable) LispSet(i int, v Value) bool {
	if i < 0 || i > char.Max {
		return false
	}
	t.Set(rune(i), rune(i), v)
	return true
}

// LispCopy returns a copy of t.
func (t *CharTable) LispCopy() Value { return t.Copy().value }

// EqualLisp reports whether other has the same values everywhere.
func (t *CharTable) EqualLisp(other Object) bool {
	o, ok := other.(*CharTable)
	if !ok || t.purpose != o.purpose || (t.parent == nil) != (o.parent == nil) || len(t.extra) != len(o.extra) || t.busy {
		return ok && t.busy
	}
	t.busy = true
	defer func() { t.busy = false }()
	if t.parent != o.parent && !t.parent.EqualLisp(o.parent) {
		return false
	}
	if !Equal(t.in, t.dflt, o.dflt) {
		return false
	}
	for i := range t.extra {
		if !Equal(t.in, t.extra[i], o.extra[i]) {
			return false
		}
	}
	for c := rune(0); c <= char.Max; {
		v, e := t.run(c)
		w, f := o.run(c)
		if !Equal(t.in, v, w) {
			return false
		}
		c = min(e, f) + 1
	}
	return true
}

// Value returns t as a Lisp value.
func (t *CharTable) Value() Value { return t.value }

// Purpose returns the symbol that says what t is for.
func (t *CharTable) Purpose() Value { return t.purpose }

// Default returns the value of characters that have none of their own.
func (t *CharTable) Default() Value { return t.dflt }

// Extra returns the extra slot n of t, nil if t has none such.
func (t *CharTable) Extra(n int) Value {
	if n < 0 || n >= len(t.extra) {
		return Value{}
	}
	return t.extra[n]
}

// SetExtra sets the extra slots of t.
func (t *CharTable) SetExtra(slots ...Value) { t.extra = slots }

// Changed reports whether t was changed since NewCharTable or SetBase.
func (t *CharTable) Changed() bool { return t.changed }

// Parent returns the table that t takes values from that it has not itself.
func (t *CharTable) Parent() *CharTable { return t.parent }

// SetParent makes p the parent of t. It reports false if that would be a cycle.
func (t *CharTable) SetParent(p *CharTable) bool {
	for q := p; q != nil; q = q.parent {
		if q == t {
			return false
		}
	}
	t.parent = p
	t.touch()
	return true
}

// SetDefault sets the value of characters that have none of their own.
func (t *CharTable) SetDefault(v Value) {
	t.dflt = v
	t.touch()
}

// SetBase makes f say what the characters beyond ASCII have that are not set.
// It must be a pure function of the character. The table counts as unchanged
// from then on.
func (t *CharTable) SetBase(f func(c rune) Value) { t.base, t.changed = f, false }

// Copy returns a copy of t.
func (t *CharTable) Copy() *CharTable {
	c := *t
	c.value = NewObject(&c)
	c.extra = slices.Clone(t.extra)
	c.ranges = slices.Clone(t.ranges)
	c.busy = false
	return &c
}

func (t *CharTable) touch() {
	t.changed = true
	t.in.charTableChanges++
}

// maxParents bounds the chain of parents that is followed.
const maxParents = 100

// Get returns the value of c: its own, or the default, or that of the parent.
func (t *CharTable) Get(c rune) Value {
	for n := 0; t != nil && n < maxParents; n++ {
		if v := t.Own(c); !v.IsNil() {
			return v
		}
		t = t.parent
	}
	return Value{}
}

// Own returns the value of c in t itself: the one it was given or the default.
func (t *CharTable) Own(c rune) Value {
	v := t.given(c)
	if v.IsNil() {
		return t.dflt
	}
	return v
}

// given returns the value that c was given in t.
func (t *CharTable) given(c rune) Value {
	if c < 0x80 {
		return t.ascii[c]
	}
	i := t.search(c)
	if i < len(t.ranges) && t.ranges[i].from <= c {
		return t.ranges[i].v
	}
	if t.base != nil {
		return t.base(c)
	}
	return Value{}
}

// search returns the index of the first range that does not end before c.
func (t *CharTable) search(c rune) int {
	return sort.Search(len(t.ranges), func(i int) bool { return t.ranges[i].to >= c })
}

// Fill gives all characters, and the default, the value v.
func (t *CharTable) Fill(v Value) {
	for c := range t.ascii {
		t.ascii[c] = v
	}
	t.ranges, t.base = nil, nil
	if !v.IsNil() {
		t.ranges = []charRange{{0x80, char.Max, v}}
	}
	t.dflt = v
	t.touch()
}

// Set gives the characters from..to the value v.
func (t *CharTable) Set(from, to rune, v Value) {
	t.touch()
	for c := from; c <= to && c < 0x80; c++ {
		t.ascii[c] = v
	}
	if from = max(from, 0x80); from > to {
		return
	}
	i := t.search(from)
	j := i
	for j < len(t.ranges) && t.ranges[j].from <= to {
		j++
	}
	var put [3]charRange
	n := 0
	if i < j && t.ranges[i].from < from {
		put[n] = charRange{t.ranges[i].from, from - 1, t.ranges[i].v}
		n++
	}
	put[n] = charRange{from, to, v}
	n++
	if i < j && t.ranges[j-1].to > to {
		put[n] = charRange{to + 1, t.ranges[j-1].to, t.ranges[j-1].v}
		n++
	}
	// One range instead of two neighbours that are alike.
	if i > 0 && n > 0 && t.ranges[i-1].to+1 == put[0].from && t.ranges[i-1].v == put[0].v {
		put[0].from = t.ranges[i-1].from
		i--
	}
	if j < len(t.ranges) && t.ranges[j].from == put[n-1].to+1 && t.ranges[j].v == put[n-1].v {
		put[n-1].to = t.ranges[j].to
		j++
	}
	k := 0
	for m := 1; m < n; m++ {
		if put[m].v == put[k].v {
			put[k].to = put[m].to
		} else {
			k++
			put[k] = put[m]
		}
	}
	t.ranges = slices.Replace(t.ranges, i, j, put[:k+1]...)
}

// run returns the value that c was given in t and the last character of those
// that are known to share it.
func (t *CharTable) run(c rune) (Value, rune) {
	if c < 0x80 {
		v := t.ascii[c]
		for c < 0x7F && t.ascii[c+1] == v {
			c++
		}
		return v, c
	}
	i := t.search(c)
	if i < len(t.ranges) && t.ranges[i].from <= c {
		return t.ranges[i].v, t.ranges[i].to
	}
	if t.base != nil {
		return t.base(c), c
	}
	if i < len(t.ranges) {
		return Value{}, t.ranges[i].from - 1
	}
	return Value{}, char.Max
}

// Run returns the value of c, as Get does, and the last character of those that
// are known to share it.
func (t *CharTable) Run(c rune) (Value, rune) {
	end := rune(char.Max)
	for n := 0; t != nil && n < maxParents; n++ {
		v, e := t.run(c)
		end = min(end, e)
		if v.IsNil() {
			v = t.dflt
		}
		if !v.IsNil() {
			return v, end
		}
		t = t.parent
	}
	return Value{}, end
}

// Map calls f for the stretches of characters that have the same value, other
// than nil, until it returns a non-nil Exit.
func (t *CharTable) Map(f func(from, to rune, v Value) *Exit) *Exit {
	for c := rune(0); c <= char.Max; {
		v, e := t.Run(c)
		for e < char.Max {
			w, f := t.Run(e + 1)
			if w != v {
				break
			}
			e = f
		}
		if !v.IsNil() {
			if x := f(c, e, v); x != nil {
				return x
			}
		}
		c = e + 1
	}
	return nil
}

// A subTable stands for a part of a char-table that is not all alike, when the
// table is printed.
type subTable struct {
	depth int
	from  rune
	slots []Value
}

func (*subTable) LispType() string { return "sub-char-table" }

// subSizes are how many characters an entry of a char-table has, and of the
// sub-tables one, two and three levels down: Emacs' read syntax shows these.
var subSizes = [...]rune{0x10000, 0x1000, 0x80, 1}

// part returns the value of an entry at depth that begins with character from:
// the common value or a sub-table.
func (t *CharTable) part(depth int, from rune) Value {
	to := from + subSizes[depth] - 1
	v, e := t.run(from)
	for e < to {
		w, f := t.run(e + 1)
		if w != v {
			return NewObject(&subTable{depth + 1, from, t.parts(depth+1, from, to)})
		}
		e = f
	}
	return v
}

// parts returns the entries at depth for the characters from..to.
func (t *CharTable) parts(depth int, from, to rune) []Value {
	var s []Value
	for c := from; c <= to; c += subSizes[depth] {
		s = append(s, t.part(depth, c))
	}
	return s
}

// charTable prints t as Emacs does, which can read it again.
func (p *printer) charTable(t *CharTable) *Exit { return p.slots("#^[", p.tableSlots(t), ']') }

// tableSlots returns what is printed of t, the same objects each time.
func (p *printer) tableSlots(t *CharTable) []Value {
	if s, ok := p.tables[t]; ok {
		return s
	}
	var parent Value
	if t.parent != nil {
		parent = t.parent.value
	}
	contents := t.parts(0, 0, char.Max)
	ascii := contents[0]
	for i := 0; i < 2; i++ {
		if s, ok := ascii.Object().(*subTable); ok {
			ascii = s.slots[0]
		}
	}
	if s, ok := ascii.Object().(*subTable); ok && s.depth < 3 {
		ascii = s.slots[0]
	}
	slots := append([]Value{t.dflt, parent, t.purpose, ascii}, contents...)
	slots = append(slots, t.extra...)
	if p.tables == nil {
		p.tables = map[*CharTable][]Value{}
	}
	p.tables[t] = slots
	return slots
}

func (p *printer) subTable(s *subTable) *Exit {
	if s.depth == 3 {
		p.buf = append(p.buf, '\n')
	}
	p.buf = fmt.Appendf(p.buf, "#^^[%d %d", s.depth, s.from)
	for i, v := range s.slots {
		if p.lengthGiven && i+1 >= p.length { // Emacs counts the two numbers as one
			p.buf = append(p.buf, " ..."...)
			break
		}
		p.buf = append(p.buf, ' ')
		if x := p.object(v); x != nil {
			return x
		}
	}
	p.buf = append(p.buf, ']')
	return nil
}
