package lisp

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Lisp threads. Each has a goroutine, and exactly one runs at a time: the one
// that in.thread names. The others are parked on their wake channel, in a call
// of theirs that waits. A switch takes the dynamic bindings of the thread that
// leaves off the symbols, swaps its evaluation state for the other's, and wakes
// that. Programs without threads have only the main thread, whose goroutine is
// whoever calls into the interpreter, and pay nothing.

// threading is the interpreter's part of it. Interp embeds it.
type threading struct {
	thread     *Thread   // the one that runs
	mainThread *Thread   // that of the embedding program
	threads    []*Thread // live, oldest first
	ready      []*Thread // could go on, the next first
	waiting    []*Thread // wait for the event loop
	threadErr  Value     // what thread-last-error returns
	mainExit   *Exit     // with which a thread has ended the program
	ended      chan struct{}
}

// A Thread is a Lisp thread.
type Thread struct {
	in       *Interp
	value    Value
	name     Value
	fn       Value
	result   Value
	blocker  Value // the mutex, condition variable or thread it waits for
	signal   Value // (SYMBOL . DATA) of thread-signal, to be signalled in it
	joining  []*Thread
	dead     bool
	started  bool
	blocked  bool
	dying    error // its evaluation is to end with this
	eval     evaluation
	values   []Value // of its dynamic bindings, while it does not run
	restores []func()
	wake     chan struct{}
}

// LispType returns "thread".
func (t *Thread) LispType() string { return "thread" }

// LispPredicate returns "threadp".
func (t *Thread) LispPredicate() string { return "threadp" }

// PrintLisp returns #<thread NAME>, with an address in place of a missing name.
func (t *Thread) PrintLisp(bool) string {
	if t.name.IsString() {
		return "#<thread " + t.name.Str().Text() + ">"
	}
	return fmt.Sprintf("#<thread %p>", t)
}

// Value returns t as a Lisp value.
func (t *Thread) Value() Value { return t.value }

// Dying reports whether the thread's evaluation is being ended from outside.
func (t *Thread) Dying() bool { return t.dying != nil }

// Name returns the thread's name, a string or nil.
func (t *Thread) Name() Value { return t.name }

// Live reports whether the thread has not ended.
func (t *Thread) Live() bool { return !t.dead }

// Blocker returns the object that the thread waits for, or nil.
func (t *Thread) Blocker() Value { return t.blocker }

// Pending returns (SYMBOL . DATA), to be signalled in the thread when it next
// runs, or nil.
func (t *Thread) Pending() Value { return t.signal }

func (in *Interp) startThreading() {
	t := &Thread{in: in, started: true, wake: make(chan struct{}, 1)}
	t.value = NewObject(t)
	in.thread, in.mainThread, in.threads = t, t, []*Thread{t}
}

// Thread returns the Lisp thread that runs.
func (in *Interp) Thread() *Thread { return in.thread }

// MainThread returns the thread of the embedding program.
func (in *Interp) MainThread() *Thread { return in.mainThread }

// Threads returns the live threads, oldest first.
func (in *Interp) Threads() []*Thread { return in.threads }

// Threaded reports whether there is any thread but the main one.
func (in *Interp) Threaded() bool { return len(in.threads) > 1 }

// OthersReady reports whether some other thread could run now.
func (in *Interp) OthersReady() bool { return len(in.ready) > 0 }

// LastThreadError returns the condition with which the last thread that an
// error ended did, nil if there is none; clear forgets it.
func (in *Interp) LastThreadError(clear bool) Value {
	v := in.threadErr
	if clear {
		in.threadErr = Value{}
	}
	return v
}

// NewThread makes a thread that calls fn without arguments. It runs when the
// present one waits or yields. name is a string or nil.
func (in *Interp) NewThread(fn, name Value) *Thread {
	t := &Thread{in: in, name: name, fn: fn, wake: make(chan struct{}, 1)}
	t.value = NewObject(t)
	stack := make([]Value, 1<<10)
	t.eval = evaluation{stack: stack, end: len(stack) - stackSlack}
	for _, save := range in.hooks.Save {
		t.restores = append(t.restores, save(true))
	}
	in.threads = append(in.threads[:len(in.threads):len(in.threads)], t)
	in.ready = append(in.ready, t)
	return t
}

// ---- switching

// leave takes the running thread's state out of the interpreter.
func (in *Interp) leave() {
	t := in.thread
	t.values = t.values[:0]
	for i := len(in.specs) - 1; i >= 0; i-- {
		b := &in.specs[i]
		v := Value{}
		if b.sym != nil {
			v = in.swapBinding(b, b.old)
		}
		t.values = append(t.values, v)
	}
	t.restores = t.restores[:0]
	for _, save := range in.hooks.Save {
		t.restores = append(t.restores, save(false))
	}
	t.eval = in.evaluation
	in.evaluation = evaluation{}
}

// arrive makes t the thread that runs.
func (in *Interp) arrive(t *Thread) {
	in.thread = t
	in.evaluation = t.eval
	t.eval = evaluation{}
	for _, restore := range t.restores {
		restore()
	}
	n := len(in.specs)
	for i := range in.specs {
		if b := &in.specs[i]; b.sym != nil {
			in.swapBinding(b, t.values[n-1-i])
		}
	}
	clear(t.values)
}

// eachThread calls f with the evaluation of each thread in place, for looking at
// its frames.
func (in *Interp) eachThread(f func()) {
	f()
	running := in.evaluation
	for _, t := range in.threads {
		if t.eval.stack != nil {
			in.evaluation = t.eval
			f()
		}
	}
	in.evaluation = running
}

// swapBinding gives the variable of b the value v, without telling watchers,
// and returns what it had.
func (in *Interp) swapBinding(b *binding, v Value) (old Value) {
	s := b.sym
	if s.ext == nil {
		old, s.value = s.value, v
		return old
	}
	switch e := s.ext; {
	case b.locals != nil:
		if w, ok := b.locals.m[s]; ok && !b.locals.dead {
			b.locals.set(s, v)
			return w
		}
		return v
	case e.alias != nil:
		s = in.indirectVar(s)
		old = in.boundValue(s)
		in.SetVar(s, v)
	case e.forward != nil:
		old = e.forward.Get(in)
		e.forward.Set(in, v)
	default:
		old, e.value = e.value, v
	}
	return old
}

// switchTo lets t run, and returns when another thread switches back.
func (in *Interp) switchTo(t *Thread) *Exit {
	from := in.thread
	if t != from {
		in.leave()
		in.handTo(t)
		<-from.wake
		if in.ended != nil && from.dying == ErrClosed {
			runtime.Goexit()
		}
	}
	return in.resumed(from)
}

// handTo gives the interpreter to t.
func (in *Interp) handTo(t *Thread) {
	in.arrive(t)
	if !t.started {
		t.started = true
		go in.runThread(t)
		return
	}
	t.wake <- struct{}{}
}

// resumed returns the exit with which t, which runs again, is to go on.
func (in *Interp) resumed(t *Thread) *Exit {
	switch {
	case t.dying != nil:
		return in.killed(t.dying)
	case t == in.mainThread && in.mainExit != nil:
		x := *in.mainExit
		in.mainExit = nil
		return in.raise(x)
	}
	if x := in.Poll(); x != nil {
		return x
	}
	return in.pendingSignal()
}

// pendingSignal signals what thread-signal left for the running thread.
func (in *Interp) pendingSignal() *Exit {
	sig := in.thread.signal
	if sig.IsNil() {
		return nil
	}
	in.thread.signal = Value{}
	return in.SignalData(Car(sig), Cdr(sig), nil)
}

// next takes the thread that is to run next from the queues, nil if none can.
func (in *Interp) next() *Thread {
	q := &in.ready
	if len(*q) == 0 {
		q = &in.waiting
	}
	if len(*q) == 0 {
		return nil
	}
	t := (*q)[0]
	*q = append([]*Thread(nil), (*q)[1:]...)
	return t
}

func without(list []*Thread, t *Thread) []*Thread {
	var out []*Thread
	for _, o := range list {
		if o != t {
			out = append(out, o)
		}
	}
	return out
}

// YieldThread lets the other threads run that can.
func (in *Interp) YieldThread() *Exit {
	if in.thread.dying != nil {
		return in.killed(in.thread.dying)
	}
	t := in.next()
	if t == nil {
		return in.pendingSignal()
	}
	in.ready = append(in.ready, in.thread)
	return in.switchTo(t)
}

// BlockThread parks the running thread until Wake is called for it, or it is
// to signal. on is what it waits for. If no thread can run any more it signals.
func (in *Interp) BlockThread(on Value) *Exit {
	t := in.thread
	if t.dying != nil {
		return in.killed(t.dying)
	}
	if !t.signal.IsNil() {
		return in.pendingSignal()
	}
	other := in.next()
	if other == nil {
		return in.Errorf("Deadlock: no thread can run")
	}
	t.blocked, t.blocker = true, on
	x := in.switchTo(other)
	t.blocked, t.blocker = false, Value{}
	return x
}

// ParkThread parks the running thread, which waits for the event loop, while
// others run: threads that are ready, else another that waits for the loop.
func (in *Interp) ParkThread() *Exit {
	if in.thread.dying != nil {
		return in.killed(in.thread.dying)
	}
	t := in.next()
	if t == nil {
		return in.pendingSignal()
	}
	in.waiting = append(in.waiting, in.thread)
	return in.switchTo(t)
}

// RunWaiting lets t run, which waits for the event loop and has reason to look.
func (in *Interp) RunWaiting(t *Thread) *Exit {
	n := len(in.waiting)
	in.waiting = without(in.waiting, t)
	if len(in.waiting) == n {
		return nil
	}
	in.waiting = append(in.waiting, in.thread)
	return in.switchTo(t)
}

// Wake makes t, if it is blocked, ready to run.
func (t *Thread) Wake() {
	if t.blocked {
		t.blocked = false
		t.in.ready = append(t.in.ready, t)
	}
}

// SignalIn has the thread signal (SYMBOL . DATA) when it next runs, which is
// soon, even if it is blocked.
func (t *Thread) SignalIn(cond Value) {
	t.signal = cond
	t.Wake()
}

// JoinThread waits until t has ended and returns its value.
func (in *Interp) JoinThread(t *Thread) (Value, *Exit) {
	for !t.dead {
		me := in.thread
		t.joining = append(t.joining, me)
		x := in.BlockThread(t.value)
		t.joining = without(t.joining, me)
		if x != nil {
			return Value{}, x
		}
	}
	return t.result, nil
}

// yieldToMain lets the main thread end the call whose context is done.
func (in *Interp) yieldToMain() *Exit {
	in.ready = append([]*Thread{in.thread}, without(in.ready, in.mainThread)...)
	in.waiting = without(in.waiting, in.mainThread)
	return in.switchTo(in.mainThread)
}

// ---- the life of a thread

// runThread is the goroutine of t, which has been handed the interpreter.
func (in *Interp) runThread(t *Thread) {
	finished := false
	defer func() {
		if !finished { // Goexit: the interpreter is closed
			t.dead = true
			in.ended <- struct{}{}
		}
	}()
	v, x := in.threadBody(t)
	in.endThread(t, v, x)
	finished = true
	next := in.next()
	if in.mainExit != nil || next == nil || in.ended != nil {
		next = in.mainThread
		in.ready, in.waiting = without(in.ready, next), without(in.waiting, next)
	}
	in.evaluation = evaluation{}
	in.handTo(next)
}

// threadBody calls the function of t; a Go panic in it becomes an exit.
func (in *Interp) threadBody(t *Thread) (v Value, x *Exit) {
	defer func() {
		if p := recover(); p != nil {
			v, x = Value{}, in.killed(&Crash{p, debug.Stack()})
		}
	}()
	if x := in.resumed(t); x != nil {
		return Value{}, x
	}
	return in.Funcall(t.fn)
}

// endThread notes how t ended and wakes who waits for that.
func (in *Interp) endThread(t *Thread, v Value, x *Exit) {
	var exit Exit
	if x != nil {
		exit = *x
	}
	in.handlers = nil
	in.Unbind(0)
	switch {
	case x == nil:
		t.result = v
	case exit.kind == exitSignal:
		in.threadErr = exit.Condition()
	case exit.kind == exitKill && t.dying == nil:
		in.mainExit = &exit
	}
	if f := in.hooks.ThreadEnded; f != nil {
		f(t)
	}
	t.dead, t.fn = true, Value{}
	in.threads = without(in.threads, t)
	for _, w := range t.joining {
		w.Wake()
	}
	t.joining = nil
}

// endThreads unwinds all threads but the main one, which calls it: their
// evaluations end with err, as if their context were done.
func (in *Interp) endThreads(err error) {
	for len(in.threads) > 1 {
		t := in.threads[1]
		if !t.started {
			in.forget(t)
			continue
		}
		t.dying = err
		in.ready, in.waiting = nil, nil
		in.ready = append(in.ready, in.mainThread) // who goes on when t has ended
		for !t.dead {
			in.leave()
			in.handTo(t)
			<-in.mainThread.wake
		}
	}
	in.ready, in.waiting, in.mainExit = nil, nil, nil
}

// forget drops a thread that has never run.
func (in *Interp) forget(t *Thread) {
	t.dead = true
	in.threads = without(in.threads, t)
	in.ready = without(in.ready, t)
}

// dropThreads ends the goroutines of all threads without running Lisp code.
func (in *Interp) dropThreads() {
	if len(in.threads) == 1 {
		return
	}
	in.ended = make(chan struct{})
	for _, t := range in.threads[1:] {
		if t.started {
			t.dying = ErrClosed
			in.leave()
			in.arrive(t)
			t.wake <- struct{}{}
			<-in.ended
			in.leave() // its bindings
			in.arrive(in.mainThread)
		}
		t.dead = true
	}
	in.threads = in.threads[:1]
}
