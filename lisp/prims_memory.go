package lisp

import (
	"runtime"
	"runtime/debug"
)

var memoryPrims = []Prim{
	{usage: "(garbage-collect)", fn: Fn0(func(in *Interp) (Value, *Exit) {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return List(List(in.Sym("heap"), Int(1024), Int(int64(m.HeapInuse/1024)), Int(int64(m.HeapIdle/1024)))), nil
	}), doc: "Collect garbage now and return ((heap 1024 USED FREE)): the heap of the whole Go program in KiB."},
	{usage: "(garbage-collect-maybe FACTOR)", fn: v1(func(in *Interp, n Value) (Value, *Exit) {
		_, x := in.wholeNumber(n)
		return Value{}, x
	}),
		doc: "Return nil: Go's collector decides when to run."},
	{usage: "(memory-use-counts)", fn: Fn0(func(in *Interp) (Value, *Exit) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		n := Int(int64(m.Mallocs))
		zero := fix(0)
		return List(n, zero, zero, zero, zero, zero, zero), nil
	}), doc: "Return a list of counts of objects made; the first counts all of the Go program's."},
}

func (in *Interp) defineMemoryVariables() {
	in.DefForward("gcs-done", &Forward{Get: func(*Interp) Value {
		var s debug.GCStats
		debug.ReadGCStats(&s)
		return Int(s.NumGC)
	}}, "Number of garbage collections of the Go program.")
	in.DefForward("gc-elapsed", &Forward{Get: func(*Interp) Value {
		var s debug.GCStats
		debug.ReadGCStats(&s)
		return Float(s.PauseTotal.Seconds())
	}}, "Seconds that garbage collections have stopped the Go program.")
}
