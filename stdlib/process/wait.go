package process

import (
	"errors"
	"math"
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

// forever is a wait without a limit.
const forever = time.Duration(-1)

// A waiting says what a wait does beside the time it lasts.
type waiting struct {
	only     netprims.Source // nil: serve every process
	noTimers bool
	until    func() bool // nil: only the time ends the wait
	shared   bool        // there are several threads
}

// wait runs filters, sentinels, timers and posted functions until w.until holds
// (true) or d has passed (false). The exit is that with which one of them left
// the wait, or that of an interruption.
func (s *State) wait(in *lisp.Interp, w waiting, d time.Duration) (bool, *lisp.Exit) {
	l, x := s.open(in)
	if x != nil {
		return false, x
	}
	if in.Threaded() {
		return s.waitShared(in, l, w, d)
	}
	var end time.Time
	if d > 0 {
		end = time.Now().Add(d)
	}
	enough := s.condition(l, &w)
	defer func(outer func() bool) { s.enough = outer }(s.enough)
	s.enough = enough
	for {
		for {
			if x := in.Poll(); x != nil {
				return false, x
			}
			if s.exit != nil || w.until != nil && w.until() || !in.RunPost() {
				break
			}
		}
		var err error
		if w.only != nil {
			_, err = l.WaitOnly(w.only, !w.noTimers, enough, d)
		} else {
			_, err = l.Wait(enough, d)
		}
		in.ForgetSamples()
		if x := s.exit; x != nil {
			s.exit = nil
			return false, x
		}
		switch {
		case err == nil, errors.Is(err, netprims.ErrInterrupted):
			if x := in.Poll(); x != nil {
				return false, x
			}
		case errors.Is(err, netprims.ErrDepth):
			return false, in.Errorf("Waiting is nested too deeply")
		default:
			return false, in.Errorf("Cannot wait: %s", err)
		}
		if w.until != nil && w.until() {
			return true, nil
		}
		if d == 0 && !in.HasPosts() {
			return false, nil
		}
		if d > 0 {
			if d = time.Until(end); d <= 0 {
				return false, nil
			}
		}
		if in.Threaded() { // a callback has made a thread
			return s.waitShared(in, l, w, d)
		}
	}
}

// condition makes the function that ends the loop's own wait: besides w.until
// holding, when a callback wants to leave, or there is news for the
// interpreter. It is called before each callback and each look at the kernel.
func (s *State) condition(l *netprims.Loop, w *waiting) func() bool {
	in := s.in
	return func() bool {
		if s.exit != nil || w.until != nil && w.until() {
			return true
		}
		if in.OthersReady() && !w.shared {
			return true
		}
		if in.Interrupted() && s.value(s.sym.inhibitQuit).IsNil() {
			return true
		}
		if !w.noTimers {
			s.armTimers(l)
		}
		if idle := in.Hooks().Idle; idle != nil {
			if d, ok := l.NextTimer(); !ok || d > 0 {
				idle()
			}
		}
		return false
	}
}

// leave makes the innermost wait return x, the exit of a callback.
func (s *State) leave(x *lisp.Exit) {
	if x != nil && s.exit == nil {
		saved := *x
		s.exit = &saved
	}
}

// seconds is the duration of a Lisp number of seconds, at most that of
// time.Duration.
func (s *State) seconds(in *lisp.Interp, v lisp.Value) (time.Duration, *lisp.Exit) {
	var f float64
	switch {
	case v.IsFixnum():
		f = float64(v.Fixnum())
	case v.IsFloat():
		f = v.Float()
	case v.IsBignum():
		f = float64(v.Big().Sign()) * math.MaxFloat64
	default:
		return 0, in.WrongType("numberp", v)
	}
	return duration(f), nil
}

func duration(seconds float64) time.Duration {
	switch ns := seconds * 1e9; {
	case !(ns > 0):
		return 0
	case ns >= math.MaxInt64:
		return math.MaxInt64
	default:
		return time.Duration(ns)
	}
}

// batchShare bounds what a wait for any output serves after the first: the rest
// of what was ready then, but no more than this.
const batchShare = 256

// anyOutput holds once some process has produced output and what was ready
// with it has been served.
//
// Deviation from Emacs: it does not wait 10 ms longer for more output to come,
// which bounds a server that waits for any process to 100 exchanges a second.
func (s *State) anyOutput(l *netprims.Loop) func() bool {
	before, left := s.reads, batchShare
	return func() bool {
		if s.reads == before {
			return false
		}
		left--
		d, more := l.NextTimer()
		return left <= 0 || !more || d > 0
	}
}

func (s *State) acceptOutput(in *lisp.Interp, pv, secs, millis, just lisp.Value) (lisp.Value, *lisp.Exit) {
	var p *Process
	if !pv.IsNil() {
		var ok bool
		if p, ok = pv.Object().(*Process); !ok {
			return lisp.Nil, in.WrongType("processp", pv)
		}
	}
	if p != nil && p.thread != nil && p.thread != in.Thread() {
		name := in.PrintString(p.thread.Value(), true)
		if n := p.thread.Name(); n.IsString() {
			name = n.Str().UTF8()
		}
		return lisp.Nil, in.Errorf("Attempt to accept output from process %s locked to thread %s", p.name.UTF8(), name)
	}
	d, x := s.outputTime(in, p, secs, millis)
	if x != nil {
		return lisp.Nil, x
	}
	if p == nil {
		l, x := s.open(in)
		if x != nil {
			return lisp.Nil, x
		}
		before := s.reads
		_, x = s.wait(in, waiting{until: s.anyOutput(l)}, d)
		return lisp.Bool(s.reads != before), x
	}
	if p.state == statusListen && !p.stopped || p.dead() && !p.broken {
		return lisp.Nil, nil
	}
	if d < 0 && !s.value(s.sym.inhibitQuit).IsNil() {
		s.message(in, "Blocking call to accept-process-output with quit inhibited!!")
	}
	before := p.reads
	w := waiting{until: func() bool { return p.reads != before || p.dead() && !p.broken }}
	if !just.IsNil() {
		w.only = p.source()
		w.noTimers = just.IsFixnum()
	}
	_, x = s.wait(in, w, d)
	return lisp.Bool(p.reads != before), x
}

// outputTime is how long accept-process-output is to wait.
func (s *State) outputTime(in *lisp.Interp, p *Process, secs, millis lisp.Value) (time.Duration, *lisp.Exit) {
	if !millis.IsNil() {
		if !millis.IsFixnum() {
			return 0, in.WrongType("fixnump", millis)
		}
		n := 0
		if !secs.IsNil() {
			if !secs.IsFixnum() {
				return 0, in.WrongType("fixnump", secs)
			}
			n = secs.Fixnum()
		}
		return duration(float64(n) + float64(millis.Fixnum())/1000), nil
	}
	if !secs.IsNil() {
		return s.seconds(in, secs)
	}
	if p == nil {
		return 0, nil
	}
	return forever, nil
}

// message shows text as the Lisp function message does.
func (s *State) message(in *lisp.Interp, text string) {
	in.Funcall(s.sym.message, lisp.NewString("%s"), lisp.NewString(text))
}

func (s *State) sleepFor(in *lisp.Interp, secs, millis lisp.Value) (lisp.Value, *lisp.Exit) {
	d, x := s.seconds(in, secs)
	if x != nil {
		return lisp.Nil, x
	}
	if !millis.IsNil() {
		if !millis.IsFixnum() {
			return lisp.Nil, in.WrongType("fixnump", millis)
		}
		total := float64(millis.Fixnum()) / 1000
		if secs.IsFloat() {
			total += secs.Float()
		} else if secs.IsFixnum() {
			total += float64(secs.Fixnum())
		}
		d = duration(total)
	}
	if d > 0 {
		_, x = s.wait(in, waiting{}, d)
	}
	return lisp.Nil, x
}

// runLoop serves processes and timers until there are none.
func (s *State) runLoop(in *lisp.Interp, secs lisp.Value) (lisp.Value, *lisp.Exit) {
	d := forever
	if !secs.IsNil() {
		var x *lisp.Exit
		if d, x = s.seconds(in, secs); x != nil {
			return lisp.Nil, x
		}
	}
	done, x := s.wait(in, waiting{until: func() bool {
		return s.live == 0 && len(s.waiters) <= 1 && !in.OthersReady() && s.timers.none() && !in.HasPosts()
	}}, d)
	return lisp.Bool(done), x
}

func (s *State) waitPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(accept-process-output &optional PROCESS SECONDS MILLISEC JUST-THIS-ONE)",
			lisp.Fn4(s.acceptOutput), `Wait for output from PROCESS, nil meaning any, and return t if some came.
Filters, sentinels and timers run meanwhile. SECONDS, a number, bounds the wait;
without it a wait for any process only serves what is ready, one for PROCESS ends
with its output or its end. MILLISEC, if given, is added to an integer SECONDS.
A non-nil JUST-THIS-ONE leaves other processes alone, an integer timers too.`),
		lisp.Def("(sleep-for SECONDS &optional MILLISECONDS)", lisp.Fn2(s.sleepFor),
			"Wait for SECONDS, a number, and MILLISECONDS, an integer, while filters, sentinels\nand timers run. Return nil."),
		lisp.Def("(elnet--wait SECONDS)", lisp.Fn1(func(in *in, secs val) (val, *lisp.Exit) {
			_, x := s.sleepFor(in, secs, val{})
			return lisp.T, x
		}), "Wait for SECONDS while filters, sentinels and timers run. Return t."),
		lisp.Def("(elnet-run-loop &optional SECONDS)", lisp.Fn1(s.runLoop),
			"Run filters, sentinels and timers until there is no live process and no timer.\n"+
				"Return t then, nil if SECONDS have passed before."),
		lisp.Def("(input-pending-p &optional CHECK-TIMERS)", lisp.Fn1(func(*in, val) (val, *lisp.Exit) { return val{}, nil }),
			"Return nil: there is no keyboard."),
		lisp.Def("(discard-input)", lisp.Fn0(func(*in) (val, *lisp.Exit) { return val{}, nil }), "Return nil: there is no keyboard."),
		lisp.Def("(current-idle-time)", lisp.Fn0(func(*in) (val, *lisp.Exit) { return val{}, nil }),
			"Return nil: a program is never idle."),
		lisp.Def("(waiting-for-user-input-p)", lisp.Fn0(func(*in) (val, *lisp.Exit) { return val{}, nil }),
			"Return nil: no user is waited for."),
	}
}
