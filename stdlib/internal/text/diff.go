package text

// An Edit says that the elements From..To of one sequence give way to NewFrom..NewTo
// of another.
type Edit struct{ From, To, NewFrom, NewTo int }

// Diff returns what makes b of a, from the beginning on: of all ways one that
// deletes and inserts least. Where more than cost edits would have to be tried
// in one part, what it finds there may not be the least. It is the divide and
// conquer method of E. Myers, "An O(ND) Difference Algorithm and Its
// Variations" (1986), whose memory is proportional to the sequences. When stop,
// which may be nil, says so, Diff gives up: ok is false.
func Diff(a, b []rune, cost int, stop func() bool) (edits []Edit, ok bool) {
	n := len(a) + len(b) + 3
	d := differ{
		a: a, b: b, cost: cost, stop: stop,
		fwd: make([]int, n), back: make([]int, n), zero: len(b) + 1,
		deleted: make([]bool, len(a)), inserted: make([]bool, len(b)),
	}
	if !d.compare() {
		return nil, false
	}
	return d.edits(), true
}

// stopEvery is after how many steps Diff asks whether to stop.
const stopEvery = 64

// A differ is one run of Diff.
type differ struct {
	a, b              []rune
	cost              int
	stop              func() bool
	fwd, back         []int // by diagonal, x-y: how far a path has come in a
	zero              int   // index of diagonal 0
	deleted, inserted []bool
}

// A span is the part x0..x1 of a and y0..y1 of b.
type span struct{ x0, x1, y0, y1 int }

// A task is a span still to be compared; least says that only the least number
// of edits will do.
type task struct {
	span
	least bool
}

// compare marks what differs. It reports whether it came to an end.
func (d *differ) compare() bool {
	tasks := []task{{span: span{0, len(d.a), 0, len(d.b)}}}
	for len(tasks) > 0 {
		t := tasks[len(tasks)-1]
		tasks = tasks[:len(tasks)-1]
		p := d.trim(t.span)
		switch {
		case p.x0 == p.x1:
			for y := p.y0; y < p.y1; y++ {
				d.inserted[y] = true
			}
		case p.y0 == p.y1:
			for x := p.x0; x < p.x1; x++ {
				d.deleted[x] = true
			}
		default:
			m, ok := d.middle(p, t.least)
			if !ok {
				return false
			}
			tasks = append(tasks, task{span{p.x0, m.x, p.y0, m.y}, m.leastBefore},
				task{span{m.x, p.x1, m.y, p.y1}, m.leastAfter})
		}
	}
	return true
}

// trim takes off what a span begins and ends with in both sequences.
func (d *differ) trim(p span) span {
	for p.x0 < p.x1 && p.y0 < p.y1 && d.a[p.x0] == d.b[p.y0] {
		p.x0, p.y0 = p.x0+1, p.y0+1
	}
	for p.x0 < p.x1 && p.y0 < p.y1 && d.a[p.x1-1] == d.b[p.y1-1] {
		p.x1, p.y1 = p.x1-1, p.y1-1
	}
	return p
}

// A middle is a point on a path of edits through a span.
type middle struct {
	x, y                    int
	leastBefore, leastAfter bool
}

// A frontier is how far the paths from one end of a span have come: on the
// diagonals lo..hi, every other one.
type frontier struct {
	at     []int // d.fwd or d.back
	lo, hi int
	beyond int // the value of diagonals that no path has reached
}

// widen lets paths take one more edit, on diagonals within min..max.
func (f *frontier) widen(zero, lowest, highest int) {
	if f.lo > lowest {
		f.lo--
		f.at[zero+f.lo-1] = f.beyond
	} else {
		f.lo++
	}
	if f.hi < highest {
		f.hi++
		f.at[zero+f.hi+1] = f.beyond
	} else {
		f.hi--
	}
}

// middle follows the farthest paths from both ends of a span, one edit more at
// a time, until they meet; ok is false if it was stopped.
func (d *differ) middle(p span, least bool) (m middle, ok bool) {
	lowest, highest := p.x0-p.y1, p.x1-p.y0 // diagonals
	first, last := p.x0-p.y0, p.x1-p.y1
	fwd := frontier{d.fwd, first, first, -1}
	back := frontier{d.back, last, last, len(d.a) + 1}
	d.fwd[d.zero+first], d.back[d.zero+last] = p.x0, p.x1
	odd := (first-last)&1 != 0
	for c := 1; ; c++ {
		if c%stopEvery == 1 && d.stop != nil && d.stop() {
			return middle{}, false
		}
		fwd.widen(d.zero, lowest, highest)
		for k := fwd.hi; k >= fwd.lo; k -= 2 {
			x := d.forward(p, k)
			if odd && back.lo <= k && k <= back.hi && d.back[d.zero+k] <= x {
				return middle{x, x - k, true, true}, true
			}
		}
		back.widen(d.zero, lowest, highest)
		for k := back.hi; k >= back.lo; k -= 2 {
			x := d.backward(p, k)
			if !odd && fwd.lo <= k && k <= fwd.hi && x <= d.fwd[d.zero+k] {
				return middle{x, x - k, true, true}, true
			}
		}
		if c >= d.cost && !least {
			return d.compromise(p, &fwd, &back), true
		}
	}
}

// forward takes the path on diagonal k one edit and all that is equal onward.
func (d *differ) forward(p span, k int) int {
	i := d.zero + k
	x := d.fwd[i-1] + 1
	if down := d.fwd[i+1]; d.fwd[i-1] < down {
		x = down
	}
	y := x - k
	for x < p.x1 && y < p.y1 && d.a[x] == d.b[y] {
		x, y = x+1, y+1
	}
	d.fwd[i] = x
	return x
}

// backward is forward from the other end.
func (d *differ) backward(p span, k int) int {
	i := d.zero + k
	x := d.back[i-1]
	if left := d.back[i+1]; x >= left {
		x = left - 1
	}
	y := x - k
	for p.x0 < x && p.y0 < y && d.a[x-1] == d.b[y-1] {
		x, y = x-1, y-1
	}
	d.back[i] = x
	return x
}

// compromise returns the farthest point that a path has reached from either end.
func (d *differ) compromise(p span, fwd, back *frontier) middle {
	far, farX := -1, 0
	for k := fwd.hi; k >= fwd.lo; k -= 2 {
		x := min(d.fwd[d.zero+k], p.x1)
		if x-k > p.y1 {
			x = p.y1 + k
		}
		if sum := 2*x - k; sum > far {
			far, farX = sum, x
		}
	}
	near, nearX := len(d.a)+len(d.b)+1, 0
	for k := back.hi; k >= back.lo; k -= 2 {
		x := max(d.back[d.zero+k], p.x0)
		if x-k < p.y0 {
			x = p.y0 + k
		}
		if sum := 2*x - k; sum < near {
			near, nearX = sum, x
		}
	}
	if p.x1+p.y1-near < far-(p.x0+p.y0) {
		return middle{farX, far - farX, true, false}
	}
	return middle{nearX, near - nearX, false, true}
}

// edits puts together what is deleted and inserted at the same place.
func (d *differ) edits() []Edit {
	var list []Edit
	x, y := 0, 0
	for x < len(d.a) || y < len(d.b) {
		e := Edit{From: x, NewFrom: y}
		for x < len(d.a) && d.deleted[x] {
			x++
		}
		for y < len(d.b) && d.inserted[y] {
			y++
		}
		if e.To, e.NewTo = x, y; e.From < x || e.NewFrom < y {
			list = append(list, e)
		} else {
			x, y = x+1, y+1
		}
	}
	return list
}
