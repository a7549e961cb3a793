package text

import "sort"

// Intervals says which properties the characters of a string or a buffer have:
// a sequence of runs, each a stretch of characters with the same property list
// of type P. The zero P means no properties. Positions are characters counted
// from 0.
//
// A string or buffer without properties holds a nil *Intervals, on which the
// methods that only read may be called: all characters have the zero P. Its
// owner makes one with NewIntervals when properties are first put, and from then
// on tells it of every insertion and deletion. What an inserted text inherits is
// the owner's decision.
//
// Neighbouring runs may be alike, as in Emacs, where runs put by separate calls
// stay separate; only runs without properties are joined. Like the text, the runs
// split at a gap where changes happen, so an edit costs the number of runs since
// the last edit, not the number in all.
type Intervals[P any] struct {
	front []run[P] // runs before the gap; the start of each is from the beginning
	back  []run[P] // runs after it, the last nearest; their starts are from the end
	n     int
	same  func(a, b P) bool
}

// run is a stretch of characters up to the start of the next run.
type run[P any] struct {
	start int
	props P
}

// NewIntervals returns the intervals of n characters without properties. Two
// property lists for which same is true are one; same must be an equivalence.
func NewIntervals[P any](n int, same func(a, b P) bool) *Intervals[P] {
	return &Intervals[P]{n: max(n, 0), same: same}
}

// Len returns the number of characters.
func (iv *Intervals[P]) Len() int {
	if iv == nil {
		return 0
	}
	return iv.n
}

// Empty reports whether no character has properties.
func (iv *Intervals[P]) Empty() bool {
	if iv == nil {
		return true
	}
	var none P
	for i := range iv.runs() {
		if _, p := iv.run(i); !iv.same(p, none) {
			return false
		}
	}
	return true
}

func (iv *Intervals[P]) runs() int { return len(iv.front) + len(iv.back) }

// run returns run number i.
func (iv *Intervals[P]) run(i int) (start int, props P) {
	if i < len(iv.front) {
		return iv.front[i].start, iv.front[i].props
	}
	r := iv.back[iv.runs()-1-i]
	return iv.n - r.start, r.props
}

// index returns the number of the run that holds position pos: -1 if none was
// ever set.
func (iv *Intervals[P]) index(pos int) int {
	return sort.Search(iv.runs(), func(i int) bool {
		start, _ := iv.run(i)
		return start > pos
	}) - 1
}

// Get returns the properties of the character after pos, the zero P out of range.
func (iv *Intervals[P]) Get(pos int) P {
	_, _, p := iv.Run(pos)
	return p
}

// Run returns the stretch of characters with the same properties that holds the
// character after pos, and those properties. Out of range the stretch is empty,
// at pos; on nil Intervals it always is, as their length is unknown.
func (iv *Intervals[P]) Run(pos int) (start, end int, props P) {
	if iv == nil || pos < 0 || pos >= iv.n {
		return pos, pos, props
	}
	i := iv.index(pos)
	end = iv.n
	if i >= 0 {
		start, props = iv.run(i)
	}
	if i+1 < iv.runs() {
		end, _ = iv.run(i + 1)
	}
	return start, end, props
}

// Next returns the first position after pos where the properties change, limit
// if there is none before it.
func (iv *Intervals[P]) Next(pos, limit int) int {
	if iv == nil || pos >= iv.n {
		return limit
	}
	_, end, props := iv.Run(max(pos, 0))
	for end < min(iv.n, limit) {
		_, e, p := iv.Run(end)
		if !iv.same(p, props) {
			return end
		}
		end = e
	}
	return limit
}

// Prev returns the last position before pos where the properties change, limit
// if there is none after it.
func (iv *Intervals[P]) Prev(pos, limit int) int {
	if iv == nil || pos <= 0 {
		return limit
	}
	start, _, props := iv.Run(min(pos, iv.n) - 1)
	for start > max(limit, 0) {
		b, _, p := iv.Run(start - 1)
		if !iv.same(p, props) {
			return start
		}
		start = b
	}
	return limit
}

// Set gives the characters from..to the properties props in place of theirs.
func (iv *Intervals[P]) Set(from, to int, props P) {
	iv.Update(from, to, func(P) P { return props })
}

// Update replaces the properties of the characters from..to by what f makes of
// them, called once a run in order. f must return a new list rather than change
// its argument, which other runs may share. It reports whether f changed any.
// f must not use iv.
func (iv *Intervals[P]) Update(from, to int, f func(P) P) bool {
	from, to = max(from, 0), min(to, iv.n)
	if from >= to {
		return false
	}
	changed := false
	props, split := iv.cut(from)
	for at := from; at < to; {
		end := to
		if k := len(iv.back); k > 0 {
			end = min(end, iv.n-iv.back[k-1].start)
		}
		p := f(props)
		if iv.same(p, props) && split {
			iv.extend(at, props) // the run that begins before from goes on
		} else {
			iv.push(at, p)
		}
		split = iv.same(p, props)
		changed = changed || !split
		if at = end; at < to {
			props, split = iv.take(), false
		}
	}
	iv.resume(to, props, split)
	return changed
}

// cut brings the gap to pos, so that the runs before pos are in front and those
// that begin after it are in back, and returns the properties of the character
// after pos, and whether that is within a run that is split now. The caller has
// to give that character a run: see push, extend and resume.
func (iv *Intervals[P]) cut(pos int) (props P, split bool) {
	for len(iv.back) > 0 && iv.n-iv.back[len(iv.back)-1].start <= pos {
		r := iv.back[len(iv.back)-1]
		iv.back = iv.back[:len(iv.back)-1]
		iv.front = append(iv.front, run[P]{iv.n - r.start, r.props})
	}
	for len(iv.front) > 0 {
		r := iv.front[len(iv.front)-1]
		if r.start <= pos {
			break
		}
		iv.front = iv.front[:len(iv.front)-1]
		iv.back = append(iv.back, run[P]{iv.n - r.start, r.props})
	}
	if k := len(iv.front); k > 0 {
		props = iv.front[k-1].props
		if iv.front[k-1].start == pos {
			iv.front = iv.front[:k-1]
			return props, false
		}
	}
	return props, true
}

// take removes the run after the gap and returns its properties.
func (iv *Intervals[P]) take() P {
	k := len(iv.back) - 1
	p := iv.back[k].props
	var none run[P]
	iv.back[k] = none
	iv.back = iv.back[:k]
	return p
}

// push begins a run at pos, after all in front.
func (iv *Intervals[P]) push(pos int, props P) {
	var none P
	if iv.same(props, none) {
		iv.extend(pos, props)
		return
	}
	iv.front = append(iv.front, run[P]{pos, props})
}

// extend is push, but lets the last run in front go on if it is like props.
func (iv *Intervals[P]) extend(pos int, props P) {
	var last P
	if k := len(iv.front); k > 0 {
		last = iv.front[k-1].props
	}
	if !iv.same(last, props) {
		iv.front = append(iv.front, run[P]{pos, props})
	}
}

// resume ends a change at pos: the character after it has the properties props,
// if no run begins there; goesOn says that it belongs to the last run in front.
func (iv *Intervals[P]) resume(pos int, props P, goesOn bool) {
	if k := len(iv.back); k > 0 && iv.n-iv.back[k-1].start <= pos {
		props, goesOn = iv.take(), false
	}
	if pos >= iv.n {
		return
	}
	if goesOn {
		iv.extend(pos, props)
	} else {
		iv.push(pos, props)
	}
}

// Insert says that n characters with the properties props were put at pos.
func (iv *Intervals[P]) Insert(pos, n int, props P) {
	if n <= 0 {
		return
	}
	pos = min(max(pos, 0), iv.n)
	after, split := iv.cut(pos)
	iv.n += n
	iv.extend(pos, props)
	iv.resume(pos+n, after, split)
}

// InsertSlice says that n characters were put at pos, and gives them the
// properties that src says they have. src may be nil.
func (iv *Intervals[P]) InsertSlice(pos, n int, src *Intervals[P]) {
	if n <= 0 {
		return
	}
	pos = min(max(pos, 0), iv.n)
	if src == iv {
		src = iv.Slice(0, iv.n)
	}
	var none P
	after, _ := iv.cut(pos)
	iv.n += n
	iv.push(pos, none)
	if src != nil {
		for i := range src.runs() {
			start, props := src.run(i)
			if start >= n {
				break
			}
			iv.begin(pos+start, props)
		}
		if src.n < n {
			iv.begin(pos+src.n, none)
		}
	}
	iv.resume(pos+n, after, false)
}

// begin is push, but in place of a run that begins at pos.
func (iv *Intervals[P]) begin(pos int, props P) {
	if k := len(iv.front); k > 0 && iv.front[k-1].start == pos {
		iv.front = iv.front[:k-1]
	}
	iv.push(pos, props)
}

// Delete says that the characters from..to were deleted.
func (iv *Intervals[P]) Delete(from, to int) {
	from, to = max(from, 0), min(to, iv.n)
	if from >= to {
		return
	}
	props, split := iv.cut(from)
	for len(iv.back) > 0 && iv.n-iv.back[len(iv.back)-1].start <= to {
		props, split = iv.take(), false
	}
	iv.n -= to - from
	iv.resume(from, props, split)
}

// Slice returns the intervals of the characters from..to by themselves, nil if
// none has properties. The property lists are shared.
func (iv *Intervals[P]) Slice(from, to int) *Intervals[P] {
	from, to = max(from, 0), min(to, iv.Len())
	if from >= to {
		return nil
	}
	out := NewIntervals(to-from, iv.same)
	for i := max(iv.index(from), 0); i < iv.runs(); i++ {
		start, props := iv.run(i)
		if start >= to {
			break
		}
		out.push(max(start-from, 0), props)
	}
	if len(out.front) == 0 {
		return nil
	}
	return out
}

// Each calls f with every run in from..to, cut to that range, in order, until f
// returns false. f may not change iv.
func (iv *Intervals[P]) Each(from, to int, f func(start, end int, props P) bool) {
	to = min(to, iv.Len())
	for at := max(from, 0); at < to; {
		_, end, props := iv.Run(at)
		end = min(end, to)
		if !f(at, end, props) {
			return
		}
		at = end
	}
}
