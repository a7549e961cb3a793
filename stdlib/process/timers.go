package process

import (
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

// The Lisp library keeps the active timers in timer-list, sorted. A timer is a
// vector [TRIGGERED HIGH LOW USECS REPEAT FUNCTION ARGS IDLE PSECS INTEGRAL];
// HIGH, LOW, USECS and PSECS are a time (Elisp manual, node "Time of Day").
// Only the first that is not being handled matters here, so that any number of
// timers costs the same.
const (
	timerTriggered = 0
	timerHigh      = 1
	timerLow       = 2
	timerUsecs     = 3
	timerSize      = 10
)

// maxArm bounds how long the loop's clock is relied on: timers go by the wall
// clock, which may be set.
const maxArm = time.Minute

// timers is the one timer of the loop that stands for the Lisp timers.
type timers struct {
	timer *netprims.Timer
	armed bool
	head  lisp.Value // what it was armed for
	due   [3]lisp.Value
}

// armTimers sees to it that the loop wakes when the first Lisp timer is due.
func (s *State) armTimers(l *netprims.Loop) {
	t := &s.timers
	list := s.value(s.sym.timerList)
	if !list.IsCons() {
		if t.armed {
			t.timer.Stop()
			t.armed = false
		}
		return
	}
	head, slots := firstTimer(list)
	if slots == nil {
		if t.armed {
			t.timer.Stop()
			t.armed = false
		}
		return
	}
	due := [3]lisp.Value(slots[timerHigh : timerUsecs+1])
	if t.armed && t.head == head && t.due == due {
		return
	}
	t.armed, t.head, t.due = true, head, due
	d := min(max(time.Until(timerTime(slots)), 0), maxArm)
	if t.timer == nil {
		t.timer = l.AfterFunc(d, s.timerDue)
	} else {
		t.timer.Reset(d)
	}
}

// firstTimer returns the first timer of list that is not being handled.
func firstTimer(list lisp.Value) (lisp.Value, []lisp.Value) {
	for n := 0; list.IsCons() && n < 1<<20; n++ {
		v := list.Cons().Car
		if v.IsVector() {
			if slots := v.Vector().Slots; len(slots) >= timerSize && slots[timerTriggered].IsNil() {
				return v, slots
			}
		}
		list = list.Cons().Cdr
	}
	return lisp.Nil, nil
}

// timerTime is when a timer is due; what is not an integer counts as zero.
func timerTime(slots []lisp.Value) time.Time {
	num := func(i int) int64 {
		if v := slots[i]; v.IsFixnum() {
			return int64(v.Fixnum())
		}
		return 0
	}
	return time.Unix(num(timerHigh)<<16+num(timerLow), num(timerUsecs)*1000)
}

// timerDue runs the first Lisp timer if its time has come. The next one is
// armed before the next look at the kernel, so descriptors get their turn
// between two timers.
func (s *State) timerDue() {
	s.timers.armed = false
	v, slots := firstTimer(s.value(s.sym.timerList))
	if slots == nil || time.Until(timerTime(slots)) > 0 {
		return
	}
	slots[timerTriggered] = lisp.T // if the handler fails early it is not run again
	mark := s.in.Mark()
	_, x := s.in.Funcall(s.sym.timerHandler.Value(), v)
	s.leave(x)
	s.in.Unbind(mark)
}
