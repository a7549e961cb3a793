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
	busy  bool     // the next one is looked at before anything waits
}

// armTimers sees to it that the loop wakes when the first Lisp timer is due.
func (s *State) armTimers(l *netprims.Loop) {
	t := &s.timers
	if t.busy {
		return
	}
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
	s.timers.fetch(now.UnixMicro())
	for range timerShare {
		a := s.timers.first()
		if a == nil || a.key.time().After(now) {
			return
		}
		a.slots[timerTriggered] = lisp.T // if the handler fails early it is not run again
		s.timers.last = a
		mark := s.in.Mark()
		_, x := s.in.Funcall(s.sym.timerHandler.Value(), a.value)
		s.leave(x)
		s.in.Unbind(mark)
		s.timers.busy = true
		stop := s.exit != nil || s.enough != nil && s.enough()
		s.timers.busy = false
		if stop {
			return
		}
	}
}

// runTimer is timer-event-handler: what is done with a timer that is due.
func (s *State) runTimer(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	y := &s.sym.timer
	in.SetVar(y.last2, s.value(y.last1))
	in.SetVar(y.last1, s.value(y.last))
	in.SetVar(y.last, v)
	if !v.IsVector() || len(v.Vector().Slots) != timerSize {
		return lisp.Nil, in.WrongType("timerp", v)
	}
	slots := v.Vector().Slots
	mark := in.Mark()
	defer in.Unbind(mark)
	if x := in.Bind(s.sym.inhibitQuit, lisp.T); x != nil {
		return lisp.Nil, x
	}
	again, x := s.rearmTimer(in, v, slots)
	if x != nil {
		return lisp.Nil, x
	}
	if x := s.callTimer(in, v, slots); x != nil {
		return lisp.Nil, x
	}
	if again && s.timers.active(v) != nil {
		slots[timerTriggered] = lisp.Nil
	}
	return lisp.Nil, nil
}

// rearmTimer takes a timer out of its list, and puts it back if it repeats. It
// tells whether it waits there for its function to return.
func (s *State) rearmTimer(in *lisp.Interp, v lisp.Value, slots []lisp.Value) (again bool, x *lisp.Exit) {
	if !s.timers.remove(v) && !slots[timerIdle].IsNil() {
		if _, x = in.Funcall(in.Sym("cancel-timer-internal"), v); x != nil {
			return false, x
		}
	}
	if slots[timerRepeat].IsNil() {
		return false, nil
	}
	if !slots[timerIdle].IsNil() {
		_, x = in.Funcall(in.Sym("timer-activate-when-idle"), v)
		return false, x
	}
	if _, x = in.Funcall(in.Sym("timer--advance"), v); x != nil {
		return false, x
	}
	s.timers.insert(v)
	slots[timerTriggered] = lisp.T
	return true, nil
}

// callTimer calls the function of a timer, and reports an error in it.
func (s *State) callTimer(in *lisp.Interp, v lisp.Value, slots []lisp.Value) *lisp.Exit {
	mark := in.Mark()
	s.buffers.SaveCurrent(in)
	var x *lisp.Exit
	switch args := slots[timerArgs]; {
	case args.IsNil():
		_, x = in.Funcall(slots[timerFunction])
	case args.IsCons() && args.Cons().Cdr.IsNil():
		_, x = in.Funcall(slots[timerFunction], args.Cons().Car)
	default:
		_, x = in.Funcall(slots[timerFunction], lisp.Slice(args)...)
	}
	if x == nil || !x.IsSignal() {
		in.Unbind(mark)
		return x
	}
	saved := *x
	in.Unbind(mark)
	condition := saved.Condition()
	if !isError(in, condition) {
		return &saved
	}
	_, x = in.Funcall(in.Sym("timer--failed"), v, condition)
	return x
}

// isError tells whether a condition is one that a handler of error gets.
func isError(in *lisp.Interp, condition lisp.Value) bool {
	sym := condition.Cons().Car
	if !sym.IsSymbol() {
		return false
	}
	want := in.Sym("error")
	for _, c := range lisp.Slice(in.Get(in.Symbol(sym), in.Sym("error-conditions"))) {
		if c == want {
			return true
		}
	}
	return false
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
			return lisp.Bool(v.IsVector() && s.timers.active(v) != nil), nil
		}), "Return t if TIMER is in timer-list."),
		lisp.Def("(timer-event-handler TIMER)", lisp.Fn1(s.runTimer),
			"Run TIMER, which is due, and set it up again if it repeats. Errors in its function are shown."),
	}
}

// defineTimers makes timer-list a variable that can be read and set as if it
// were the list.
func (s *State) defineTimers() {
	s.in.DefForward("timer-list", &lisp.Forward{
		Get: func(*lisp.Interp) lisp.Value { return s.timers.asList() },
		Set: func(_ *lisp.Interp, v lisp.Value) *lisp.Exit { s.timers.setList(v); return nil },
	}, "List of active timers, the first due first.")
	y := &s.sym.timer
	y.last = s.in.DefVar("timer-event-last", lisp.Nil, "Last timer that was run.")
	y.last1 = s.in.DefVar("timer-event-last-1", lisp.Nil, "Timer run before timer-event-last.")
	y.last2 = s.in.DefVar("timer-event-last-2", lisp.Nil, "Timer run before timer-event-last-1.")
}
