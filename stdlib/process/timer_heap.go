package process

import (
	"container/heap"
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
type timerKey struct{ secs, usecs, psecs, seq int64 }

func (k timerKey) before(o timerKey) bool {
	switch {
	case k.secs != o.secs:
		return k.secs < o.secs
	case k.usecs != o.usecs:
		return k.usecs < o.usecs
	case k.psecs != o.psecs:
		return k.psecs < o.psecs
	}
	return k.seq > o.seq
}

func (k timerKey) time() time.Time { return time.Unix(k.secs, k.usecs*1000) }

// activeTimer is one in timer-list.
type activeTimer struct {
	value lisp.Value
	slots []lisp.Value
	key   timerKey
	at    int // in timerSet.due; -1: in timerSet.held
}

// timerSet is what timer-list is made of: activating, cancelling and running
// one of many timers must not cost more than one of few, so it is no list.
type timerSet struct {
	due  timerHeap
	held []*activeTimer // being handled, or activated as if they were
	all  map[*lisp.Vector]*activeTimer
	seq  int64
	list lisp.Value // as a list, if it is known
	made bool
}

type timerHeap []*activeTimer

func (h timerHeap) Len() int           { return len(h) }
func (h timerHeap) Less(i, j int) bool { return h[i].key.before(h[j].key) }
func (h timerHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i]; h[i].at, h[j].at = i, j }
func (h *timerHeap) Push(x any) {
	t := x.(*activeTimer)
	t.at = len(*h)
	*h = append(*h, t)
}
func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return t
}

// keyOf is where a timer belongs now; what is not an integer counts as zero.
func keyOf(slots []lisp.Value, seq int64) timerKey {
	num := func(i int) int64 {
		if v := slots[i]; v.IsFixnum() {
			return int64(v.Fixnum())
		}
		return 0
	}
	return timerKey{num(timerHigh)<<16 + num(timerLow), num(timerUsecs), num(timerPsecs), seq}
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
	t.all[v.Vector()] = a
	heap.Push(&t.due, a)
	t.made = false
	return true
}

// remove makes v inactive and tells whether it was active.
func (t *timerSet) remove(v lisp.Value) bool {
	if !v.IsVector() {
		return false
	}
	a := t.all[v.Vector()]
	if a == nil {
		return false
	}
	delete(t.all, v.Vector())
	if a.at >= 0 {
		heap.Remove(&t.due, a.at)
	} else {
		t.held = slices.DeleteFunc(t.held, func(h *activeTimer) bool { return h == a })
	}
	t.made = false
	return true
}

// first is the first timer that waits for its time, nil if there is none.
func (t *timerSet) first() *activeTimer {
	if len(t.held) > 0 {
		t.held = slices.DeleteFunc(t.held, func(a *activeTimer) bool {
			if !a.slots[timerTriggered].IsNil() {
				return false
			}
			a.key = keyOf(a.slots, a.key.seq)
			heap.Push(&t.due, a)
			return true
		})
	}
	for len(t.due) > 0 {
		a := t.due[0]
		if !a.slots[timerTriggered].IsNil() {
			heap.Pop(&t.due)
			a.at = -1
			t.held = append(t.held, a)
			continue
		}
		if now := keyOf(a.slots, a.key.seq); now != a.key { // it was set to another time meanwhile
			a.key = now
			heap.Fix(&t.due, 0)
			t.made = false
			continue
		}
		return a
	}
	return nil
}

// asList is the timers, the first due first.
func (t *timerSet) asList() lisp.Value {
	if t.made {
		return t.list
	}
	sorted := make([]*activeTimer, 0, len(t.all))
	for _, a := range t.all {
		sorted = append(sorted, a)
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
	t.due, t.held, t.all, t.made = nil, nil, nil, false
	timers := lisp.Slice(list)
	slices.Reverse(timers) // those of the same time keep their order
	for _, v := range timers {
		t.insert(v)
	}
}
