//go:build unix

package netprims

import (
	"math"
	"time"
)

// Timer is a function to be called once by its Loop. It belongs to the Loop's
// goroutine.
type Timer struct {
	heap *timerHeap
	loop *Loop
	at   int64  // nanoseconds since the Loop began
	seq  uint64 // order among equal times
	i    int    // place in the heap, -1 when not armed
	f    func()
}

// AfterFunc arranges for f to be called during a Wait once d has passed on the
// monotonic clock, which steps of the wall clock do not move. A timer armed
// since the kernel was last asked runs after it has been asked again, so even
// timers of no delay that arm each other leave the descriptors their turn.
// Timers of one instant run in the order they were armed.
func (l *Loop) AfterFunc(d time.Duration, f func()) *Timer {
	return l.arm(&l.timers, d, f)
}

func (l *Loop) arm(h *timerHeap, d time.Duration, f func()) *Timer {
	t := &Timer{heap: h, loop: l, i: -1, f: f}
	t.start(d)
	return t
}

func (t *Timer) start(d time.Duration) {
	l := t.loop
	if l.closed.Load() {
		return
	}
	l.timerSeq++
	t.at, t.seq = addTime(l.now(), d), l.timerSeq
	t.heap.push(t)
}

// Stop disarms t and reports whether it was armed.
func (t *Timer) Stop() bool {
	if t == nil || t.i < 0 {
		return false
	}
	t.heap.remove(t)
	return true
}

// Reset arms t anew, d from now, whether or not it has run.
func (t *Timer) Reset(d time.Duration) {
	t.Stop()
	t.start(d)
}

// addTime adds a duration that may be as long as can be said.
func addTime(now int64, d time.Duration) int64 {
	if d > 0 && now > math.MaxInt64-int64(d) {
		return math.MaxInt64
	}
	return now + max(int64(d), 0)
}

// timerHeap is a binary heap by time, then by sequence. Timers know their
// place, so that stopping one is cheap.
type timerHeap []*Timer

func (t *Timer) before(u *Timer) bool {
	return t.at < u.at || t.at == u.at && t.seq < u.seq
}

func (h timerHeap) place(t *Timer, i int) {
	h[i] = t
	t.i = i
}

func (h *timerHeap) push(t *Timer) {
	*h = append(*h, t)
	h.up(t, len(*h)-1)
}

// up finds the place of t, starting from the free one at i.
func (h timerHeap) up(t *Timer, i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !t.before(h[parent]) {
			break
		}
		h.place(h[parent], i)
		i = parent
	}
	h.place(t, i)
}

func (h timerHeap) down(t *Timer, i int) {
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(t) {
			break
		}
		h.place(h[child], i)
		i = child
	}
	h.place(t, i)
}

func (h *timerHeap) remove(t *Timer) {
	i, last := t.i, len(*h)-1
	moved := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	t.i = -1
	if moved == t {
		return
	}
	if i > 0 && moved.before((*h)[(i-1)/2]) {
		h.up(moved, i)
	} else {
		h.down(moved, i)
	}
}

// drop disarms everything.
func (h *timerHeap) drop() {
	for _, t := range *h {
		t.i = -1
	}
	*h = nil
}
