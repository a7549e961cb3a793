package lisp

import (
	"runtime/metrics"
	"slices"
	"sync/atomic"
	"time"
)

// A profiler notes now and then which calls are under way. A ticker asks for it
// as an interruption does, so a sample is taken where a call or a loop next looks
// for one, and running code pays nothing while no profiler runs.
type profiler struct {
	ticks   atomic.Int64 // of the CPU profiler, not yet counted
	cpu     sampling
	memory  sampling
	counted uint64 // bytes ever allocated, when last looked at
}

// A sampling is one kind of profile: it runs while stop is not nil.
type sampling struct {
	stop chan struct{}
	log  *HashTable
}

// memoryInterval is how often the memory profiler looks at what was allocated.
const memoryInterval = 5 * time.Millisecond

var profilerPrims = []Prim{
	{usage: "(profiler-cpu-start SAMPLING-INTERVAL)", fn: v1(primCPUStart),
		doc: `Start to note every SAMPLING-INTERVAL nanoseconds which functions are being called.
Return t. Waiting does not count, and what runs for long without calling anything
counts when it ends.`},
	{usage: "(profiler-cpu-stop)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.profile.cpu.end(), nil }),
		doc: "Stop the CPU profiler and return t, nil if it was not running. The log stays."},
	{usage: "(profiler-cpu-running-p)", fn: Fn0(func(in *Interp) (Value, *Exit) { return Bool(in.profile.cpu.stop != nil), nil }),
		doc: "Return t if the CPU profiler is running."},
	{usage: "(profiler-cpu-log)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.takeLog(&in.profile.cpu), nil }),
		doc: `Return what the CPU profiler has noted and forget it; nil if there is nothing.
It is a hash table from vectors of functions, the innermost first, to how often
they were seen.`},
	{usage: "(profiler-memory-start)", fn: Fn0(primMemoryStart),
		doc: "Start to note which functions are being called while memory is allocated. Return t."},
	{usage: "(profiler-memory-stop)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.profile.memory.end(), nil }),
		doc: "Stop the memory profiler and return t, nil if it was not running. The log stays."},
	{usage: "(profiler-memory-running-p)", fn: Fn0(func(in *Interp) (Value, *Exit) { return Bool(in.profile.memory.stop != nil), nil }),
		doc: "Return t if the memory profiler is running."},
	{usage: "(profiler-memory-log)", fn: Fn0(func(in *Interp) (Value, *Exit) { return in.takeLog(&in.profile.memory), nil }),
		doc: `Return what the memory profiler has noted and forget it; nil if there is nothing.
It is a hash table from vectors of functions, the innermost first, to bytes.`},
}

// tickEvery calls f at each interval until the channel that it returns is closed.
func tickEvery(interval time.Duration, f func()) chan struct{} {
	stop := make(chan struct{})
	go func() {
		t := time.NewTicker(interval)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				f()
			case <-stop:
				return
			}
		}
	}()
	return stop
}

func (s *sampling) end() Value {
	if s.stop == nil {
		return Value{}
	}
	close(s.stop)
	s.stop = nil
	return T
}

func primCPUStart(in *Interp, interval Value) (Value, *Exit) {
	p := &in.profile
	if p.cpu.stop != nil {
		return Value{}, in.Errorf("CPU profiler is already running")
	}
	if !interval.IsFixnum() || interval.Fixnum() <= 0 {
		return Value{}, in.Errorf("Invalid sampling interval")
	}
	in.startLog(&p.cpu)
	p.ticks.Store(0)
	p.cpu.stop = tickEvery(time.Duration(interval.Fixnum()), func() {
		p.ticks.Add(1)
		in.askForSample()
	})
	return T, nil
}

func primMemoryStart(in *Interp) (Value, *Exit) {
	p := &in.profile
	if p.memory.stop != nil {
		return Value{}, in.Errorf("Memory profiler is already running")
	}
	in.startLog(&p.memory)
	p.counted = allocated()
	p.memory.stop = tickEvery(memoryInterval, in.askForSample)
	return T, nil
}

// askForSample makes the running code take a sample soon. Unlike an interruption
// it does not end a wait.
func (in *Interp) askForSample() {
	if in.busy.Load() > 0 {
		in.pending.Or(wantSample)
		in.limit.Store(0)
	}
}

// ForgetSamples drops the ticks of the profiler that came while Lisp waited.
func (in *Interp) ForgetSamples() {
	if in.profile.cpu.stop != nil {
		in.profile.ticks.Store(0)
	}
}

// allocated returns how many bytes the Go program has allocated since its start.
func allocated() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}

// sample notes the calls under way.
func (in *Interp) sample() {
	p := &in.profile
	key := Value{}
	note := func(log *HashTable, n int64) {
		if key.IsNil() {
			key = in.profileKey()
		}
		in.addSample(log, key, n)
	}
	if n := p.ticks.Swap(0); n > 0 && p.cpu.stop != nil {
		note(p.cpu.log, n)
	}
	if p.memory.stop != nil {
		if now := allocated(); now > p.counted {
			note(p.memory.log, int64(now-p.counted))
			p.counted = now
		}
	}
}

// profileKey returns the functions under way as a vector that has as many
// elements as profiler-max-stack-depth says.
func (in *Interp) profileKey() Value {
	key := make([]Value, in.profilerNumber("profiler-max-stack-depth", 16))
	for i, f := range in.Backtrace() {
		if i >= len(key) {
			break
		}
		key[i] = f.head()
	}
	return NewVector(key)
}

func (in *Interp) profilerNumber(name string, otherwise int) int {
	if v, _ := in.VarValue(in.Intern(name)); v.IsFixnum() && v.Fixnum() > 0 && v.Fixnum() < 1e6 {
		return v.Fixnum()
	}
	return otherwise
}

// addSample adds n to the count of key. A full log loses the half that was seen
// least.
func (in *Interp) addSample(log *HashTable, key Value, n int64) {
	old, found, _ := log.Get(in, key)
	if !found && log.Len() >= in.profilerNumber("profiler-log-size", 10000) {
		var counts []int
		log.Map(func(_, v Value) bool { counts = append(counts, v.Fixnum()); return true })
		slices.Sort(counts)
		middle := counts[len(counts)/2]
		log.Map(func(k, v Value) bool {
			if v.Fixnum() <= middle {
				log.Remove(in, k)
			}
			return true
		})
	}
	if found {
		n += int64(old.Fixnum())
	}
	log.Put(in, key, Int(n))
}

// startLog gives s a log, if it has none that nobody has asked for yet.
func (in *Interp) startLog(s *sampling) {
	if s.log == nil {
		s.log = &HashTable{Test: &HashTest{Name: in.Sym("profiler-backtrace-equal"), kind: testEqual}}
		s.log.SetSize(in.profilerNumber("profiler-log-size", 10000))
	}
}

// takeLog returns the log of s, and gives it a new one if it runs.
func (in *Interp) takeLog(s *sampling) Value {
	if s.log == nil {
		return Value{}
	}
	log := s.log.Value()
	s.log = nil
	if s.stop != nil {
		in.startLog(s)
	}
	return log
}
