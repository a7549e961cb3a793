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
	go func() {
		tick := time.NewTicker(period)
		defer tick.Stop()
		s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
		var before, freed uint64 // bytes allocated in all, at the last tick and collection
		for {
			select {
			case <-done:
				return
			case <-tick.C:
			}
			metrics.Read(s)
			now := s[0].Value.Uint64()
			if now-before < idleGarbage/32 && now-freed > idleGarbage {
				debug.FreeOSMemory()
				metrics.Read(s)
				now = s[0].Value.Uint64()
				freed = now
			}
			before = now
		}
	}()
	return func() { close(done) }
}
