package repl

import (
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// idlePeriod is how often a look is taken at whether the program does anything.
const idlePeriod = 3 * time.Second

// idleGarbage is how much allocated since the last one is worth a collection.
const idleGarbage = 2 << 20

// giveBackWhenIdle makes the memory of a program that does nothing small: the
// collector alone would keep the garbage of its busy time until it is busy
// again. The result stops it.
func giveBackWhenIdle(period time.Duration) (stop func()) {
	done := make(chan struct{})
	timer := time.AfterFunc(period, func() {
		s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
		var before, freed uint64 // bytes allocated in all, at the last look and collection
		for {
			metrics.Read(s)
			now := s[0].Value.Uint64()
			if now-before < idleGarbage/32 && now-freed > idleGarbage {
				debug.FreeOSMemory()
				metrics.Read(s)
				now = s[0].Value.Uint64()
				freed = now
			}
			before = now
			select {
			case <-done:
				return
			case <-time.After(period):
			}
		}
	})
	return func() { timer.Stop(); close(done) }
}
