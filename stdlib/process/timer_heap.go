package process

import (
	"math"
	"slices"
	"time"

	"elnet/lisp"
)

// A timer is a vector [TRIGGERED HIGH LOW USECS REPEAT FUNCTION ARGS IDLE PSECS
// INTEGRAL]; HIGH, LOW, USECS and PSECS are a time (Elisp manual, node "Time of
// Day").
const (
	timerTriggered = 0
	timerHigh      = 1
	timerLow       = 2
	timerUsecs     = 3
	timerRepeat    = 4
	timerFunction  = 5
	timerArgs      = 6
	timerIdle      = 7
	timerPsecs     = 8
	timerSize      = 10
)

// timerKey orders timers: by time, of those due at the same moment the one that
// was activated last first, as Emacs does.
type timerKey struct{ usecs, psecs, seq int64 }

func (k timerKey) before(o timerKey) bool {
	switch {
	case k.usecs != o.usecs:
		return k.usecs < o.usecs
	case k.psecs != o.psecs:
		return k.psecs < o.psecs
	}
	return k.seq > o.seq
}

func (k timerKey) time() time.Time { return time.UnixMicro(k.usecs) }

// activeTimer is one in timer-list.
type activeTimer struct {
	value lisp.Value
	slots []lisp.Value
	key   timerKey
	held  bool // is in timerSet.held
	next  bool // is in timerSet.next
	dead  bool // no longer active; if it is in the heap still, it counts as gone
}

// timerSet is what timer-list is made of: activating, cancelling and running
// one of many timers must not cost more than one of few, so it is no list.
type timerSet struct {
	due  timerHeap
	gone int                           // dead timers in due
	next []dueTimer                    // those taken from due to be run soon, in their order
	held []*activeTimer                // being handled, or activated as if they were
	all  map[*lisp.Vector]*activeTimer // some of a large one may be dead
	idle int                           // how many are
	near int                           // see fetch
	seq  int64
	last *activeTimer // a guess which one is removed next

	nextRoom [timerShare]dueTimer // where next lies
	list     lisp.Value           // as a list, if it is known
	made     bool
}

// timerHeap is a heap of timers, four below each. The keys lie in it, and a timer
// does not know its place: the cost of many timers is that of memory out of the
// processor's caches.
type timerHeap []dueTimer

type dueTimer struct {
	key timerKey
	t   *activeTimer
}

const heapArity = 4

func (h *timerHeap) push(a *activeTimer) {
	*h = append(*h, dueTimer{a.key, a})
	s := *h
	i := len(s) - 1
	d := s[i]
	for i > 0 {
		up := (i - 1) / heapArity
		if !d.key.before(s[up].key) {
			break
		}
		s[i] = s[up]
		i = up
	}
	s[i] = d
}

// down puts the entry at i where it belongs among those below it.
func (h timerHeap) down(i int) {
	d := h[i]
	for {
		child := heapArity*i + 1
		if child >= len(h) {
			break
		}
		least := child
		for c := child + 1; c < min(child+heapArity, len(h)); c++ {
			if h[c].key.before(h[least].key) {
				least = c
			}
		}
		if !h[least].key.before(d.key) {
			break
		}
		h[i] = h[least]
		i = least
	}
	h[i] = d
}

// pop removes the first.
func (h *timerHeap) pop() {
	s := *h
	last := len(s) - 1
	s[0] = s[last]
	s[last] = dueTimer{}
	*h = s[:last]
	if last > 0 {
		h.down(0)
	}
}

// keyOf is where a timer belongs now; what is not an integer counts as zero.
func keyOf(slots []lisp.Value, seq int64) timerKey {
	num := func(i int) int64 {
		if v := slots[i]; v.IsFixnum() {
			return int64(v.Fixnum())
		}
		return 0
	}
	const farthest = math.MaxInt64 / 1_000_000 / 2 // half a million years
	secs := min(max(num(timerHigh)<<16+num(timerLow), -farthest), farthest)
	return timerKey{secs*1_000_000 + min(max(num(timerUsecs), 0), 999_999), num(timerPsecs), seq}
}

// insert makes the timer v active, at the time it has now, and tells whether v
// is one.
func (t *timerSet) insert(v lisp.Value) bool {
	if !v.IsVector() || len(v.Vector().Slots) != timerSize {
		return false
	}
	t.remove(v)
	if t.all == nil {
		t.all = map[*lisp.Vector]*activeTimer{}
	}
	t.seq++
	a := &activeTimer{value: v, slots: v.Vector().Slots}
	a.key = keyOf(a.slots, t.seq)
	if t.all[v.Vector()] != nil { // dead
		t.idle--
	}
	t.all[v.Vector()] = a
	t.due.push(a)
	t.made = false
	return true
}

// remove makes v inactive and tells whether it was active.
func (t *timerSet) remove(v lisp.Value) bool {
	if !v.IsVector() {
		return false
	}
	a := t.last
	if a == nil || a.dead || a.value != v {
		a = t.active(v)
	}
	if a == nil {
		return false
	}
	t.last = nil
	a.dead = true
	t.forget(a)
	t.made = false
	switch {
	case a.held:
		t.held = slices.DeleteFunc(t.held, func(h *activeTimer) bool { return h == a })
	case a.next:
		if t.next[0].t == a {
			t.next = t.next[1:]
		}
	case t.due[0].t == a:
		t.due.pop()
	default:
		if t.gone++; t.gone > len(t.due)/2 {
			t.sweep()
		}
	}
	return true
}

// active returns what v is as an active timer, nil if it is none.
func (t *timerSet) active(v lisp.Value) *activeTimer {
	if a := t.all[v.Vector()]; a != nil && !a.dead {
		return a
	}
	return nil
}

// none reports whether no timer is active.
func (t *timerSet) none() bool { return len(t.all) == t.idle }

// fewTimers are deleted one by one when they have run.
const fewTimers = 256

// forget takes a, which is dead, out of all: of many, together with three times as
// many others as there are left, since each one alone would be a look at memory that is
// in no cache.
func (t *timerSet) forget(a *activeTimer) {
	if len(t.all) <= fewTimers && t.idle == 0 {
		delete(t.all, a.value.Vector())
		return
	}
	t.idle++
	switch {
	case t.none():
		clear(t.all)
		t.idle = 0
		return
	case t.idle <= len(t.all)/4*3:
		return
	}
	for v, a := range t.all {
		if a.dead {
			delete(t.all, v)
		}
	}
	t.idle = 0
}

// fetch takes the timers that are due at now, in microseconds, out of the heap, as
// many as are run in one turn, and has a look at all that running them needs: it comes
// into the processor's caches together rather than one after the other.
func (t *timerSet) fetch(now int64) {
	if len(t.next) > 0 {
		return
	}
	t.next = t.nextRoom[:0]
	for len(t.next) < len(t.nextRoom) && len(t.due) > 0 && t.due[0].key.usecs <= now {
		if d := t.due[0]; d.t.dead {
			t.gone--
		} else {
			d.t.next = true
			t.next = append(t.next, d)
		}
		t.due.pop()
	}
	t.near = 0
	for _, d := range t.next {
		slots := d.t.slots
		if f := slots[timerFunction]; f.IsFunc() && f.Func().IsClosure() && slots[timerTriggered].IsNil() && slots[timerPsecs].IsFixnum() {
			t.near++
		}
	}
}

// sweep takes the dead timers out of the heap.
func (t *timerSet) sweep() {
	t.due = slices.DeleteFunc(t.due, func(d dueTimer) bool { return d.t.dead })
	t.gone = 0
	for i := (len(t.due) - 2) / heapArity; i >= 0 && len(t.due) > 1; i-- {
		t.due.down(i)
	}
}

// first is the first timer that waits for its time, nil if there is none.
func (t *timerSet) first() *activeTimer {
	if len(t.held) > 0 {
		t.held = slices.DeleteFunc(t.held, func(a *activeTimer) bool {
			if !a.slots[timerTriggered].IsNil() {
				return false
			}
			a.key = keyOf(a.slots, a.key.seq)
			a.held = false
			t.due.push(a)
			return true
		})
	}
	for len(t.next) > 0 || len(t.due) > 0 {
		if len(t.next) == 0 || len(t.due) > 0 && t.due[0].key.before(t.next[0].key) {
			if a := t.firstDue(); a != nil {
				return a
			}
			continue
		}
		a := t.next[0].t
		if !a.dead && a.slots[timerTriggered].IsNil() && keyOf(a.slots, a.key.seq) == a.key {
			return a
		}
		t.next = t.next[1:]
		a.next = false
		if !a.dead {
			t.due.push(a) // to be looked at there
		}
	}
	return nil
}

// firstDue is the timer at the top of the heap, nil if that one does not wait for
// its time and has been put where it belongs.
func (t *timerSet) firstDue() *activeTimer {
	a := t.due[0].t
	if a.dead {
		t.due.pop()
		t.gone--
		return nil
	}
	if !a.slots[timerTriggered].IsNil() {
		t.due.pop()
		a.held = true
		t.held = append(t.held, a)
		return nil
	}
	if now := keyOf(a.slots, a.key.seq); now != a.key { // it was set to another time meanwhile
		a.key = now
		t.due[0].key = now
		t.due.down(0)
		t.made = false
		return nil
	}
	return a
}

// asList is the timers, the first due first.
func (t *timerSet) asList() lisp.Value {
	if t.made {
		return t.list
	}
	sorted := make([]*activeTimer, 0, len(t.all))
	for _, a := range t.all {
		if !a.dead {
			sorted = append(sorted, a)
		}
	}
	slices.SortFunc(sorted, func(a, b *activeTimer) int {
		if a.key.before(b.key) {
			return -1
		}
		return 1
	})
	var l lisp.ListBuilder
	for _, a := range sorted {
		l.Add(a.value)
	}
	t.list, t.made = l.List(), true
	return t.list
}

// setList makes the timers of list active, and no others. What is no timer is
// left out.
func (t *timerSet) setList(list lisp.Value) {
	t.due, t.gone, t.next, t.held, t.all, t.idle, t.last, t.made = nil, 0, nil, nil, nil, 0, nil, false
	timers := lisp.Slice(list)
	slices.Reverse(timers) // those of the same time keep their order
	for _, v := range timers {
		t.insert(v)
	}
}
