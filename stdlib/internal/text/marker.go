package text

import (
	"cmp"
	"slices"
	"sort"
	"weak"
)

// Marker is a place in a text that moves with it. The zero Marker points
// nowhere. A text does not keep a marker alive: one that its owner forgets is
// dropped some time after the garbage collector has found it, and costs nothing
// more than a record of a few words until then. Detach drops it at once. A
// Marker must not be copied; it may be a field of a larger object, which then
// lives and dies with it.
type Marker struct {
	Owner any // for whoever made the marker
	text  *Text
	node  *node
}

// node is what a text keeps of a marker. Nodes are ordered by position, then
// those that do not advance before those that do, then by age: so the gap cuts
// the order at one place, between the markers at the gap that stay before an
// insertion there and those that go after it.
type node struct {
	at      pair // from the start of the text, or from its end
	back    bool // from its end: the node is after the gap
	advance bool
	id      uint64
	pinned  *Marker              // the marker, if the text is to keep it
	owner   weak.Pointer[Marker] // else
}

func (n *node) marker() *Marker {
	if n.pinned != nil {
		return n.pinned
	}
	return n.owner.Value()
}

// markers holds the nodes of a text, on either side of the gap.
type markers struct {
	front, back []*node // each with the node nearest to the gap last
	lastID      uint64
	sweepAt     int // how many nodes there are when dead ones are next looked for
}

// NewMarker returns a marker at position pos. If advance, text inserted at the
// marker goes before it (its insertion type is t).
func (t *Text) NewMarker(pos int, advance bool) *Marker {
	m := new(Marker)
	m.init(advance)
	m.Set(t, pos)
	return m
}

// NewPin is NewMarker for the use of Go code that is sure to Detach the marker:
// the text keeps it, and it is made some ten times faster.
func (t *Text) NewPin(pos int, advance bool) *Marker {
	m := new(Marker)
	m.node = &node{advance: advance, pinned: m}
	m.Set(t, pos)
	return m
}

func (m *Marker) init(advance bool) {
	if m.node == nil {
		m.node = &node{owner: weak.Make(m)}
	}
	m.node.advance = advance
}

// Text returns the text that the marker is in, nil if it points nowhere.
func (m *Marker) Text() *Text { return m.text }

// Pos returns the character position of the marker, 0 if it points nowhere.
func (m *Marker) Pos() int {
	if m.text == nil {
		return 0
	}
	return m.node.place(m.text).char
}

// BytePos returns the byte position of the marker, 0 if it points nowhere.
func (m *Marker) BytePos() int {
	if m.text == nil {
		return 0
	}
	return m.node.place(m.text).byte
}

// Advance reports whether the marker advances when text is inserted at it.
func (m *Marker) Advance() bool { return m.node != nil && m.node.advance }

// SetAdvance says whether the marker advances when text is inserted at it.
func (m *Marker) SetAdvance(advance bool) {
	if m.Advance() == advance {
		return
	}
	t := m.text
	if t == nil {
		m.init(advance)
		return
	}
	at := m.node.place(t)
	t.marks.remove(m.node)
	m.node.advance = advance
	t.marks.insert(t, m.node, at)
}

// Set points the marker at position pos of t, wherever it was. If t is nil, it
// is Detach.
func (m *Marker) Set(t *Text, pos int) {
	if t == nil {
		m.Detach()
		return
	}
	at := t.pairAt(pos)
	if m.text == t && m.node.place(t) == at {
		return
	}
	same := m.text == t
	m.Detach()
	m.init(m.Advance())
	m.text = t
	if !same {
		t.marks.lastID++
		m.node.id = t.marks.lastID
	}
	t.marks.sweep()
	t.marks.insert(t, m.node, at)
}

// Detach makes the marker point nowhere.
func (m *Marker) Detach() {
	if m.text != nil {
		m.text.marks.remove(m.node)
		m.text = nil
	}
}

// DetachMarkers makes every marker of the text point nowhere, as killing a
// buffer does.
func (t *Text) DetachMarkers() {
	for _, list := range [][]*node{t.marks.front, t.marks.back} {
		for _, n := range list {
			if m := n.marker(); m != nil {
				m.text = nil
			}
		}
	}
	t.marks = markers{lastID: t.marks.lastID}
}

// Markers returns the number of markers held, including forgotten ones that have
// not been found yet.
func (t *Text) Markers() int { return len(t.marks.front) + len(t.marks.back) }

// EachMarker calls f with every marker from position from to position to, both
// included, in order of position. f must not move markers.
func (t *Text) EachMarker(from, to int, f func(*Marker)) {
	each := func(n *node) {
		if p := n.place(t).char; p < from || p > to {
			return
		}
		if m := n.marker(); m != nil {
			f(m)
		}
	}
	for _, n := range t.marks.front {
		each(n)
	}
	for _, n := range slices.Backward(t.marks.back) {
		each(n)
	}
}

// MarkersBetween returns the markers from position from to position to, both
// included, the one that came into the text last first.
func (t *Text) MarkersBetween(from, to int) []*Marker {
	var nodes []*node
	f := t.marks.front
	for i := sort.Search(len(f), func(i int) bool { return f[i].at.char >= from }); i < len(f) && f[i].at.char <= to; i++ {
		nodes = append(nodes, f[i])
	}
	// The places of the nodes behind the gap rise from the last to the first.
	b := t.marks.back
	for i := sort.Search(len(b), func(i int) bool { return b[i].place(t).char < from }) - 1; i >= 0 && b[i].place(t).char <= to; i-- {
		nodes = append(nodes, b[i])
	}
	slices.SortFunc(nodes, func(a, b *node) int { return cmp.Compare(b.id, a.id) })
	var list []*Marker
	for _, n := range nodes {
		if m := n.marker(); m != nil {
			list = append(list, m)
		}
	}
	return list
}

// place returns where the node is, counted from the start.
func (n *node) place(t *Text) pair {
	if n.back {
		return t.end.minus(n.at)
	}
	return n.at
}

// order compares nodes on the same side of the gap, in the order in which
// positions rise.
func order(a, b *node) int {
	c := cmp.Compare(a.at.char, b.at.char)
	if a.back {
		c = -c
	}
	if c != 0 {
		return c
	}
	if a.advance != b.advance {
		if b.advance {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.id, b.id)
}

// search returns the index of n in its list, or where it would go.
func (ms *markers) search(n *node) int {
	if n.back {
		return sort.Search(len(ms.back), func(i int) bool { return order(ms.back[i], n) <= 0 })
	}
	return sort.Search(len(ms.front), func(i int) bool { return order(ms.front[i], n) >= 0 })
}

// insert puts n, which is in neither list, at the place at.
func (ms *markers) insert(t *Text, n *node, at pair) {
	n.back = at.char > t.gap.char || at.char == t.gap.char && n.advance
	if n.back {
		n.at = t.end.minus(at)
		ms.back = slices.Insert(ms.back, ms.search(n), n)
	} else {
		n.at = at
		ms.front = slices.Insert(ms.front, ms.search(n), n)
	}
}

func (ms *markers) remove(n *node) {
	list := &ms.front
	if n.back {
		list = &ms.back
	}
	if i := ms.search(n); i < len(*list) && (*list)[i] == n {
		*list = slices.Delete(*list, i, i+1)
	}
}

func pop(list *[]*node) {
	n := len(*list) - 1
	(*list)[n] = nil
	*list = (*list)[:n]
}

// pass moves nodes to the other side after the gap has moved.
func (ms *markers) pass(t *Text) {
	g := t.gap.char
	for i := len(ms.front) - 1; i >= 0; i-- {
		n := ms.front[i]
		if n.at.char < g || n.at.char == g && !n.advance {
			break
		}
		pop(&ms.front)
		n.at, n.back = t.end.minus(n.at), true
		ms.back = append(ms.back, n)
	}
	for i := len(ms.back) - 1; i >= 0; i-- {
		n := ms.back[i]
		at := n.place(t)
		if at.char > g || at.char == g && n.advance {
			break
		}
		pop(&ms.back)
		n.at, n.back = at, false
		ms.front = append(ms.front, n)
	}
}

// carry moves the nodes that are before the gap at the place from to the gap,
// now at the place to.
func (ms *markers) carry(from, to pair) {
	for i := len(ms.front) - 1; i >= 0 && ms.front[i].at == from; i-- {
		ms.front[i].at = to
	}
}

// collapse puts the nodes in lo..hi at lo. It is called before the text between
// is deleted; the gap is inside.
func (ms *markers) collapse(t *Text, lo, hi pair) {
	var list []*node
	for i := len(ms.front) - 1; i >= 0 && ms.front[i].at.char >= lo.char; i-- {
		list = append(list, ms.front[i])
		pop(&ms.front)
	}
	for i := len(ms.back) - 1; i >= 0 && ms.back[i].place(t).char <= hi.char; i-- {
		list = append(list, ms.back[i])
		pop(&ms.back)
	}
	after := t.end.minus(hi)
	for _, n := range list {
		n.back, n.at = false, lo
	}
	slices.SortFunc(list, order)
	for _, n := range list {
		if !n.advance {
			ms.front = append(ms.front, n)
		}
	}
	for _, n := range slices.Backward(list) {
		if n.advance {
			n.back, n.at = true, after
			ms.back = append(ms.back, n)
		}
	}
}

// deleteHead is collapse for what is before hi, which is before the gap.
func (ms *markers) deleteHead(hi pair) {
	first := 0
	for i, n := range ms.front {
		if n.at.char <= hi.char {
			n.at = pair{}
			first = i + 1
		} else {
			n.at = n.at.minus(hi)
		}
	}
	slices.SortFunc(ms.front[:first], order)
}

// held is a node out of its list, and where it goes back.
type held struct {
	node *node
	pos  int
}

// lift takes the nodes from position from to position to out of the lists.
func (ms *markers) lift(t *Text, from, to int) []held {
	var list []held
	take := func(n *node) bool {
		p := n.place(t).char
		if p < from || p > to {
			return false
		}
		list = append(list, held{n, p})
		return true
	}
	ms.front = slices.DeleteFunc(ms.front, take)
	ms.back = slices.DeleteFunc(ms.back, take)
	return list
}

// sweep drops the nodes of markers that the garbage collector has taken, once
// there are twice as many nodes as were left by the last sweep.
func (ms *markers) sweep() {
	if len(ms.front)+len(ms.back) < max(ms.sweepAt, 64) {
		return
	}
	dead := func(n *node) bool { return n.marker() == nil }
	ms.front = slices.DeleteFunc(ms.front, dead)
	ms.back = slices.DeleteFunc(ms.back, dead)
	ms.sweepAt = 2 * (len(ms.front) + len(ms.back))
}
