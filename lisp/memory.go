package lisp

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"weak"
)

// A collection is garbage: its finalizer runs after each collection of Go's
// collector, and makes another one.
type collection struct{ after func() bool }

// AfterCollections calls f on another goroutine after each garbage collection
// of the whole Go program, until it returns false.
func AfterCollections(f func() bool) {
	runtime.SetFinalizer(&collection{f}, (*collection).done)
}

func (c *collection) done() {
	if c.after() {
		runtime.SetFinalizer(c, (*collection).done)
	}
}

// LiveHeap returns how many bytes the last garbage collection found in use, in
// the whole Go program, and as how many of them they count for the work that
// the collection was: large objects without pointers are hardly any.
func LiveHeap() (live, work uint64) {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/gc/scan/heap:bytes"}, {Name: "/gc/heap/objects:objects"}}
	metrics.Read(s)
	live = s[0].Value.Uint64()
	const marking = 64 // bytes that are looked through while one object is marked
	return live, min(live, s[1].Value.Uint64()+marking*s[2].Value.Uint64())
}

// limitMemory makes the evaluation under way signal an error whenever more than
// limit bytes of the heap are in use.
func (in *Interp) limitMemory(limit int64) {
	debug.SetMemoryLimit(limit)
	in.memoryLimit = uint64(limit)
	ref := weak.Make(in)
	AfterCollections(func() bool {
		in := ref.Value()
		if in == nil || in.isClosed() {
			return false
		}
		if live, _ := LiveHeap(); live > uint64(limit) && in.busy.Load() > 0 {
			in.request(wantMemory)
		}
		return true
	})
}

// memoryExhausted reports whether more than the limit is in use now. What was
// found may have been garbage of an evaluation that has ended meanwhile, or be
// kept by what that has left on the stack.
func (in *Interp) memoryExhausted() bool {
	in.spare = nil
	if free := in.cur + stackSlack; free < len(in.stack) {
		clear(in.stack[free:])
	}
	clear(in.specs[len(in.specs):cap(in.specs)])
	runtime.GC()
	live, _ := LiveHeap()
	return live > in.memoryLimit
}
