// Package thread is the primitives of Lisp threads, mutexes and condition
// variables. Which thread runs, and how one gives way to another, is in package
// lisp (thread.go); waiting for processes and timers is in package process.
package thread

import (
	"fmt"

	"elnet/lisp"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// Install gives in the primitives of this package.
func Install(in *interp) {
	in.Define(threadPrims()...)
	in.Define(mutexPrims()...)
	in.Define(conditionPrims()...)
	in.LateVar("main-thread", in.MainThread().Value(), "The thread of the program itself.")
	in.Provide("threads")
}

// optName returns v, which must be a string or nil, as a name.
func optName(in *interp, v value) *exit {
	if !v.IsNil() && !v.IsString() {
		return in.WrongType("stringp", v)
	}
	return nil
}

func threadPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-thread FUNCTION &optional NAME)", lisp.Fn2(func(in *interp, fn, name value) (value, *exit) {
			if x := optName(in, name); x != nil {
				return value{}, x
			}
			return in.NewThread(fn, name).Value(), nil
		}), `Return a new thread that calls FUNCTION without arguments.
It runs when the present thread waits, yields or ends. The string NAME is for people.`),
		lisp.Def("(current-thread)", lisp.Fn0(func(in *interp) (value, *exit) { return in.Thread().Value(), nil }),
			"Return the thread that is running."),
		lisp.Def("(threadp OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			_, ok := v.Object().(*lisp.Thread)
			return lisp.Bool(ok), nil
		}), "Return t for what make-thread returns."),
		lisp.Def("(thread-name THREAD)", lisp.Fn1(func(in *interp, t *lisp.Thread) (value, *exit) { return t.Name(), nil }),
			"Return the name that THREAD was given, nil if none."),
		lisp.Def("(thread-live-p THREAD)", lisp.Fn1(func(in *interp, t *lisp.Thread) (value, *exit) {
			return lisp.Bool(t.Live()), nil
		}), "Return t if THREAD has not ended."),
		lisp.Def("(thread--blocker THREAD)", lisp.Fn1(func(in *interp, t *lisp.Thread) (value, *exit) { return t.Blocker(), nil }),
			"Return the mutex, condition variable or thread that THREAD waits for, nil if none."),
		lisp.Def("(all-threads)", lisp.Fn0(func(in *interp) (value, *exit) {
			var b lisp.ListBuilder
			for _, t := range in.Threads() {
				b.Add(t.Value())
			}
			return b.List(), nil
		}), "Return a list of the threads that have not ended."),
		lisp.Def("(thread-yield)", lisp.Fn0(func(in *interp) (value, *exit) { return value{}, in.YieldThread() }),
			"Let other threads run that can. Return nil."),
		lisp.Def("(thread-join THREAD)", lisp.Fn1(join), `Wait until THREAD has ended and return the value of its function.
The value is nil if an error ended it. A signal that thread-signal has sent to
THREAD and that THREAD has not seen yet is signalled here, too.`),
		lisp.Def("(thread-signal THREAD ERROR-SYMBOL DATA)", lisp.Fn3(signalThread),
			`Make THREAD signal ERROR-SYMBOL with DATA when it next runs.
It ends the waiting of a thread that is blocked. Nothing is signalled in the main
thread by another one.`),
		lisp.Def("(thread-last-error &optional CLEANUP)", lisp.Fn1(func(in *interp, clear value) (value, *exit) {
			return in.LastThreadError(!clear.IsNil()), nil
		}), "Return the error (SYMBOL . DATA) that last ended a thread, nil if none.\nA non-nil CLEANUP forgets it."),
	}
}

func join(in *interp, t *lisp.Thread) (value, *exit) {
	if t == in.Thread() {
		return value{}, in.Errorf("Cannot join current thread")
	}
	pending := t.Pending()
	v, x := in.JoinThread(t)
	if x == nil && !pending.IsNil() {
		x = in.SignalData(lisp.Car(pending), lisp.Cdr(pending), nil)
	}
	return v, x
}

func signalThread(in *interp, tv, sym, data value) (value, *exit) {
	t, ok := tv.Object().(*lisp.Thread)
	switch {
	case !ok:
		return value{}, in.WrongType("threadp", tv)
	case t == in.Thread():
		return in.Funcall(in.Sym("signal"), sym, data)
	case t != in.MainThread():
		t.SignalIn(lisp.NewCons(sym, data))
	}
	return value{}, nil
}

// printed is how a mutex or condition variable prints.
func printed(kind string, name value, p any) string {
	if name.IsString() {
		return "#<" + kind + " " + name.Str().Text() + ">"
	}
	return fmt.Sprintf("#<%s %p>", kind, p)
}
