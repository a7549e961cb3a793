package process

import (
	"errors"
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

// Several Lisp threads may wait at the same time, but only the one that runs
// looks at the kernel. It does so for all: it ends its look when another has
// reason to run, and lets that run. What comes for a process that is locked to
// another thread is kept in State.inbox until that thread waits; meanwhile the
// process reads no more.

// A parcel is an event of a process that waits for its thread.
type parcel struct {
	p *Process
	f func()
}

// A waiter is a thread within wait.
type waiter struct {
	t     *lisp.Thread
	until func() bool
	end   time.Time // zero: no limit
}

// foreign reports whether what happens to p is not for the running thread.
func (s *State) foreign(p *Process) bool {
	return s.in.Threaded() && p.thread != nil && p.thread != s.in.Thread() && p.thread.Live()
}

// inThread calls f, what an event of p is to do, in the thread of p: now if
// that is the running one.
func (s *State) inThread(p *Process, f func()) {
	if !s.foreign(p) {
		f()
		return
	}
	s.inbox = append(s.inbox, parcel{p, f})
	p.heldBack = true
	p.pauseOrResume()
}

// setThread locks p to t, nil for none.
func (p *Process) setThread(t *lisp.Thread) { p.thread = t }

// threadValue is what process-thread returns.
func (p *Process) threadValue() lisp.Value {
	if p.thread == nil {
		return lisp.Nil
	}
	return p.thread.Value()
}

// threadEnded unlocks the processes of a thread.
func (s *State) threadEnded(t *lisp.Thread) {
	for p := s.newest; p != nil; p = p.next {
		if p.thread == t {
			p.thread = nil
		}
	}
}

// takeParcels does what has come for processes that the running thread serves.
func (s *State) takeParcels() {
	for s.exit == nil {
		i := 0
		for i < len(s.inbox) && s.foreign(s.inbox[i].p) {
			i++
		}
		if i == len(s.inbox) {
			return
		}
		next := s.inbox[i]
		s.inbox = append(s.inbox[:i:i], s.inbox[i+1:]...)
		next.p.heldBack = false
		for _, o := range s.inbox {
			next.p.heldBack = next.p.heldBack || o.p == next.p
		}
		switch {
		case !next.p.dead():
			next.p.pauseOrResume()
			next.f()
		case next.p.listen != nil:
			next.f() // closes the connection
		}
	}
}

// hasParcel reports whether something in the inbox is for t.
func (s *State) hasParcel(t *lisp.Thread) bool {
	for _, o := range s.inbox {
		if o.p.thread == nil || o.p.thread == t || !o.p.thread.Live() {
			return true
		}
	}
	return false
}

// restless returns another waiting thread that has reason to run, and when the
// first of them will have one at the latest (zero: never).
func (s *State) restless(me *waiter) (t *lisp.Thread, first time.Time) {
	now := time.Now()
	for _, w := range s.waiters {
		if w == me {
			continue
		}
		if !w.end.IsZero() && !now.Before(w.end) || w.until != nil && w.until() || !w.t.Pending().IsNil() || s.hasParcel(w.t) {
			return w.t, now
		}
		if !w.end.IsZero() && (first.IsZero() || w.end.Before(first)) {
			first = w.end
		}
	}
	return nil, first
}

// shareTurn bounds how long a wait for one process alone keeps other threads
// from looking at theirs.
const shareTurn = 10 * time.Millisecond

// waitShared is wait while there are several threads.
func (s *State) waitShared(in *lisp.Interp, l *netprims.Loop, w waiting, d time.Duration) (bool, *lisp.Exit) {
	me := &waiter{t: in.Thread(), until: w.until}
	if d >= 0 {
		me.end = time.Now().Add(d)
	}
	s.waiters = append(s.waiters, me)
	defer s.forgetWaiter(me)
	for first := true; ; first = false {
		s.takeParcels()
		if x := s.exit; x != nil {
			s.exit = nil
			return false, x
		}
		if x := s.giveWay(in, me); x != nil {
			return false, x
		}
		switch {
		case w.until != nil && w.until():
			return true, nil
		case !first && d >= 0 && !time.Now().Before(me.end):
			return false, nil
		}
		if in.RunPost() {
			continue
		}
		if s.hasParcel(me.t) {
			continue
		}
		if x := s.lookShared(in, l, me, w); x != nil {
			return false, x
		}
	}
}

func (s *State) forgetWaiter(me *waiter) {
	for i, w := range s.waiters {
		if w == me {
			s.waiters = append(s.waiters[:i:i], s.waiters[i+1:]...)
			return
		}
	}
}

// giveWay lets other threads run that can.
func (s *State) giveWay(in *lisp.Interp, me *waiter) *lisp.Exit {
	if x := in.Poll(); x != nil {
		return x
	}
	if in.OthersReady() || me.t.Dying() || !me.t.Pending().IsNil() {
		return in.ParkThread()
	}
	if t, _ := s.restless(me); t != nil {
		return in.RunWaiting(t)
	}
	return nil
}

// lookShared serves the event loop until the wait is over or another thread has
// reason to run.
func (s *State) lookShared(in *lisp.Interp, l *netprims.Loop, me *waiter, w waiting) *lisp.Exit {
	d := forever
	soonest := func(t time.Time) {
		if left := max(time.Until(t), 0); !t.IsZero() && (d < 0 || left < d) {
			d = left
		}
	}
	soonest(me.end)
	_, other := s.restless(me)
	soonest(other)
	w.shared = true
	mine := s.condition(l, &w)
	busy := in.OthersReady()
	if busy { // serve what there is, then let them go on
		d = 0
	}
	enough := func() bool {
		if mine() || s.hasParcel(me.t) || !busy && in.OthersReady() {
			return true
		}
		t, _ := s.restless(me)
		return t != nil
	}
	s.enough = enough
	defer func() { s.enough = nil }() // not that of a thread that has been parked meanwhile
	var err error
	if w.only != nil && len(s.waiters) > 1 {
		if d < 0 || d > shareTurn {
			d = shareTurn
		}
		if _, err = l.WaitOnly(w.only, !w.noTimers, enough, d); err == nil {
			if x := in.ParkThread(); x != nil {
				return x
			}
		}
	} else if w.only != nil {
		_, err = l.WaitOnly(w.only, !w.noTimers, enough, d)
	} else {
		_, err = l.Wait(enough, d)
	}
	switch {
	case err == nil, errors.Is(err, netprims.ErrInterrupted):
		return nil
	case errors.Is(err, netprims.ErrDepth):
		return in.Errorf("Waiting is nested too deeply")
	}
	return in.Errorf("Cannot wait: %s", err)
}
