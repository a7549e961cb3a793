package thread

import "elnet/lisp"

// A Mutex is a lock that its owner may take several times.
type Mutex struct {
	value   value
	name    value
	owner   *lisp.Thread // nil: free
	count   int
	waiters []*lisp.Thread
}

// LispType returns "mutex".
func (m *Mutex) LispType() string { return "mutex" }

// LispPredicate returns "mutexp".
func (m *Mutex) LispPredicate() string { return "mutexp" }

// PrintLisp returns #<mutex NAME>.
func (m *Mutex) PrintLisp(bool) string { return printed("mutex", m.name, m) }

// lock takes m count times, waiting until it is free. With insist a signal for
// the thread does not end the wait: it comes when m is taken.
func (m *Mutex) lock(in *interp, count int, insist bool) *exit {
	me := in.Thread()
	if m.owner == me {
		m.count += count
		return nil
	}
	var held *exit
	for m.owner != nil {
		m.waiters = append(m.waiters, me)
		x := in.BlockThread(m.value)
		m.waiters = without(m.waiters, me)
		if x == nil {
			continue
		}
		if !insist || !x.IsSignal() || m.owner != nil && !m.owner.Live() {
			return x
		}
		saved := *x
		held = &saved
	}
	m.owner, m.count = me, count
	return held
}

// unlock gives up one lock of m, which the running thread must own.
func (m *Mutex) unlock(in *interp) *exit {
	if m.owner != in.Thread() {
		if in.Thread().Dying() { // condition-wait could not take it again
			return nil
		}
		return in.Errorf("Cannot unlock mutex owned by another thread")
	}
	if m.count--; m.count == 0 {
		m.free()
	}
	return nil
}

func (m *Mutex) free() {
	m.owner, m.count = nil, 0
	for _, t := range m.waiters {
		t.Wake()
	}
}

func without(list []*lisp.Thread, t *lisp.Thread) []*lisp.Thread {
	for i, o := range list {
		if o == t {
			return append(list[:i:i], list[i+1:]...)
		}
	}
	return list
}

func mutexPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-mutex &optional NAME)", lisp.Fn1(func(in *interp, name value) (value, *exit) {
			if x := optName(in, name); x != nil {
				return value{}, x
			}
			m := &Mutex{name: name}
			m.value = lisp.NewObject(m)
			return m.value, nil
		}), "Return a new mutex, which no thread owns. The string NAME is for people."),
		lisp.Def("(mutexp OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			_, ok := v.Object().(*Mutex)
			return lisp.Bool(ok), nil
		}), "Return t for what make-mutex returns."),
		lisp.Def("(mutex-name MUTEX)", lisp.Fn1(func(in *interp, m *Mutex) (value, *exit) { return m.name, nil }),
			"Return the name that MUTEX was given, nil if none."),
		lisp.Def("(mutex-lock MUTEX)", lisp.Fn1(func(in *interp, m *Mutex) (value, *exit) {
			return value{}, m.lock(in, 1, false)
		}), `Wait until the current thread can own MUTEX, and make it the owner.
The owner may lock it again; it owns it until it has unlocked it as often.`),
		lisp.Def("(mutex-unlock MUTEX)", lisp.Fn1(func(in *interp, m *Mutex) (value, *exit) {
			return value{}, m.unlock(in)
		}), "Give up one lock of MUTEX, which the current thread must own."),
	}
}

// A Condition is a condition variable.
type Condition struct {
	value   value
	name    value
	mutex   *Mutex
	waiters []*lisp.Thread
}

// LispType returns "condition-variable".
func (c *Condition) LispType() string { return "condition-variable" }

// LispPredicate returns "condition-variable-p".
func (c *Condition) LispPredicate() string { return "condition-variable-p" }

// PrintLisp returns #<condvar NAME>.
func (c *Condition) PrintLisp(bool) string { return printed("condvar", c.name, c) }

// owned signals unless the current thread owns the mutex of c.
func (c *Condition) owned(in *interp) *exit {
	if c.mutex.owner != in.Thread() {
		return in.Errorf("Condition variable’s mutex is not held by current thread")
	}
	return nil
}

// wait gives the mutex up until the thread is notified, and takes it again.
func (c *Condition) wait(in *interp) *exit {
	if x := c.owned(in); x != nil {
		return x
	}
	me, count := in.Thread(), c.mutex.count
	c.waiters = append(c.waiters, me)
	c.mutex.free()
	x := in.BlockThread(c.value)
	c.waiters = without(c.waiters, me)
	var saved exit
	if x != nil {
		saved = *x
	}
	if y := c.mutex.lock(in, count, true); y != nil && x == nil {
		return y
	}
	if x != nil {
		return &saved
	}
	return nil
}

func (c *Condition) notify(in *interp, all bool) *exit {
	if x := c.owned(in); x != nil {
		return x
	}
	for len(c.waiters) > 0 {
		c.waiters[0].Wake()
		c.waiters = c.waiters[1:]
		if !all {
			break
		}
	}
	return nil
}

func conditionPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-condition-variable MUTEX &optional NAME)", lisp.Fn2(func(in *interp, mv, name value) (value, *exit) {
			m, ok := mv.Object().(*Mutex)
			if !ok {
				return value{}, in.WrongType("mutexp", mv)
			}
			if x := optName(in, name); x != nil {
				return value{}, x
			}
			c := &Condition{name: name, mutex: m}
			c.value = lisp.NewObject(c)
			return c.value, nil
		}), "Return a new condition variable that goes with MUTEX. The string NAME is for people."),
		lisp.Def("(condition-variable-p OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			_, ok := v.Object().(*Condition)
			return lisp.Bool(ok), nil
		}), "Return t for what make-condition-variable returns."),
		lisp.Def("(condition-name COND)", lisp.Fn1(func(in *interp, c *Condition) (value, *exit) { return c.name, nil }),
			"Return the name that the condition variable COND was given, nil if none."),
		lisp.Def("(condition-mutex COND)", lisp.Fn1(func(in *interp, c *Condition) (value, *exit) { return c.mutex.value, nil }),
			"Return the mutex of the condition variable COND."),
		lisp.Def("(condition-wait COND)", lisp.Fn1(func(in *interp, c *Condition) (value, *exit) {
			return value{}, c.wait(in)
		}), `Give up the mutex of COND, which the current thread must own, until COND is notified.
Then wait for the mutex to be free and own it again.`),
		lisp.Def("(condition-notify COND &optional ALL)", lisp.Fn2(func(in *interp, cv, all value) (value, *exit) {
			c, ok := cv.Object().(*Condition)
			if !ok {
				return value{}, in.WrongType("condition-variable-p", cv)
			}
			return value{}, c.notify(in, !all.IsNil())
		}), "Wake one thread that waits for COND, or, if ALL is non-nil, all of them.\nThe current thread must own the mutex of COND."),
	}
}
