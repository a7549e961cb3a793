package process

import (
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

const (
	// maxArm bounds how long the loop's clock is relied on: timers go by the
	// wall clock, which may be set.
	maxArm = time.Minute
	// timerShare is how many due timers run before descriptors get a turn.
	timerShare = 16
)

// timers is the Lisp timers, and the one timer of the loop that stands for the
// first of them.
type timers struct {
	timerSet
	timer *netprims.Timer
	armed bool
	key   timerKey // what it was armed for
}

// armTimers sees to it that the loop wakes when the first Lisp timer is due.
func (s *State) armTimers(l *netprims.Loop) {
	t := &s.timers
	a := t.first()
	if a == nil {
		if t.armed {
			t.timer.Stop()
			t.armed = false
		}
		return
	}
	if t.armed && t.key == a.key {
		return
	}
	t.armed, t.key = true, a.key
	d := min(max(time.Until(a.key.time()), 0), maxArm)
	if t.timer == nil {
		t.timer = l.AfterFunc(d, s.timersDue)
	} else {
		t.timer.Reset(d)
	}
}

// timersDue runs Lisp timers whose time has come: a few, until one of them has
// done what is waited for.
func (s *State) timersDue() {
	s.timers.armed = false
	now := time.Now()
	for range timerShare {
		a := s.timers.first()
		if a == nil || a.key.time().After(now) {
			return
		}
		a.slots[timerTriggered] = lisp.T // if the handler fails early it is not run again
		mark := s.in.Mark()
		_, x := s.in.Funcall(s.sym.timerHandler.Value(), a.value)
		s.leave(x)
		s.in.Unbind(mark)
		if s.exit != nil || s.enough != nil && s.enough() {
			return
		}
	}
}

func (s *State) timerPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(elnet--timer-insert TIMER)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			if !s.timers.insert(v) {
				return val{}, in.WrongType("timerp", v)
			}
			return val{}, nil
		}), "Put TIMER into timer-list by its time. Return nil."),
		lisp.Def("(elnet--timer-remove TIMER)", lisp.Fn1(func(_ *in, v val) (val, *lisp.Exit) {
			return lisp.Bool(s.timers.remove(v)), nil
		}), "Take TIMER out of timer-list and return t if it was there."),
		lisp.Def("(elnet--timer-active-p TIMER)", lisp.Fn1(func(_ *in, v val) (val, *lisp.Exit) {
			return lisp.Bool(v.IsVector() && s.timers.all[v.Vector()] != nil), nil
		}), "Return t if TIMER is in timer-list."),
	}
}

// defineTimers makes timer-list a variable that can be read and set as if it
// were the list.
func (s *State) defineTimers() {
	s.in.DefForward("timer-list", &lisp.Forward{
		Get: func(*lisp.Interp) lisp.Value { return s.timers.asList() },
		Set: func(_ *lisp.Interp, v lisp.Value) *lisp.Exit { s.timers.setList(v); return nil },
	}, "List of active timers, the first due first.")
}
