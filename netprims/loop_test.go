//go:build unix

package netprims

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims/poll"
)

func TestWaitReturns(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		if ok, err := l.Wait(func() bool { return true }, -1); !ok || err != nil {
			t.Error("until holds at once:", ok, err)
		}
		if ok, err := l.Wait(nil, 0); ok || err != nil {
			t.Error("no time:", ok, err)
		}
		start := time.Now()
		if ok, err := l.Wait(nil, 3*time.Millisecond); ok || err != nil || time.Since(start) < 3*time.Millisecond {
			t.Error("some time:", ok, err, time.Since(start))
		}
		l.AfterFunc(time.Millisecond, func() {})
		done := false
		l.AfterFunc(2*time.Millisecond, func() { done = true })
		if ok, err := l.Wait(func() bool { return done }, math.MaxInt64); !ok || err != nil {
			t.Error("all the time there is:", ok, err)
		}
	})
}

func TestUnknownBackend(t *testing.T) {
	if _, err := NewLoop(Options{Backend: "nonesuch"}); err != poll.ErrBackend {
		t.Error(err)
	}
}

// TestOrder pins the order within a batch: posts, descriptors, due timers.
func TestOrder(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		var order []string
		a.OnData = func([]byte) { order = append(order, "data") }
		l.AfterFunc(0, func() { order = append(order, "timer 1") })
		l.AfterFunc(0, func() { order = append(order, "timer 2") })
		check(t, b.Send([]byte("x")))
		l.Post(func() { order = append(order, "post 1") })
		l.Post(func() { order = append(order, "post 2") })
		l.Wait(nil, 0)
		want := "post 1, post 2, data, timer 1, timer 2"
		if got := strings.Join(order, ", "); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	})
}

// TestOneCallbackBetweenTests: until is asked after every single callback.
func TestOneCallbackBetweenTests(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		n := 0
		count := func() { n++ }
		countData := func([]byte) { n++ }
		_, port := listenFor(t, l, func(s *recorder) { n++; s.OnData = countData })
		for range 5 {
			l.Post(count)
			l.AfterFunc(0, count)
			dialPort(t, l, port).OnState = func(State) { n++ }
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			a.OnData = countData
			check(t, b.Send([]byte("x")))
		}
		for last := 0; last < 25; last = n {
			l.await(t, "a callback", func() bool { return n > last })
			if n != last+1 {
				t.Fatalf("%d callbacks between two tests", n-last)
			}
		}
	})
}

// TestNoTimeServesWhatIsReady: Wait(nil, 0) is one complete pass.
func TestNoTimeServesWhatIsReady(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		n := 0
		for range 40 {
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			a.OnData = func([]byte) { n++ }
			check(t, b.Send([]byte("x")))
		}
		if l.Wait(nil, 0); n != 40 {
			t.Error(n, "of 40")
		}
	})
}

// TestNestOfShortWaits: callbacks that wait in turn for no time, while there is
// always more to read, must not multiply.
func TestNestOfShortWaits(t *testing.T) {
	for _, d := range []time.Duration{0, time.Microsecond} {
		l := testLoop(t, Options{MaxDepth: 30})
		n := 0
		for range 4 {
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			a.ReadLimit = 1
			check(t, b.Send(make([]byte, 100_000)))
			a.OnData = func([]byte) { n++; l.Wait(nil, d) }
		}
		l.Wait(nil, d)
		if n == 0 || n > 4*30*30 {
			t.Errorf("%d callbacks in one short wait", n)
		}
	}
}

func TestRecursionBound(t *testing.T) {
	l := testLoop(t, Options{})
	depth, deepest := 0, 0
	var err error
	var again func()
	again = func() {
		depth++
		deepest = max(deepest, depth)
		l.Post(again)
		if _, e := l.Wait(nil, 0); e != nil {
			err = e
		}
		depth--
	}
	l.Post(again)
	l.Wait(func() bool { return err != nil }, patience)
	if err != ErrDepth || deepest != defaultDepth {
		t.Error(err, deepest)
	}
	l.Wait(nil, 0)
	if l.depth != 0 {
		t.Error("depth is left at", l.depth)
	}
}

// TestNestedWaitSeesOuterBatch: what was ready for the outer wait is served by
// an inner one.
func TestNestedWaitSeesOuterBatch(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var got []string
		nested := false
		for _, name := range []string{"a", "b", "c"} {
			r, w := unixPair(t, l, unix.SOCK_STREAM)
			check(t, w.Send([]byte(name)))
			r.OnData = func(b []byte) {
				got = append(got, string(b))
				if !nested {
					nested = true
					l.await(t, "the others", func() bool { return len(got) == 3 })
				}
			}
		}
		l.await(t, "the first", func() bool { return nested })
		slices.Sort(got)
		if strings.Join(got, "") != "abc" {
			t.Error(got)
		}
	})
}

func TestPostThatWaitsDoesNotHoldUpOthers(t *testing.T) {
	l := testLoop(t, Options{})
	second, inner := false, false
	l.Post(func() {
		inner, _ = l.Wait(func() bool { return second }, patience)
	})
	l.Post(func() { second = true })
	l.await(t, "posts", func() bool { return inner })
}

func TestPostOrderAcrossGoroutines(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		const writers, each = 4, 500
		var got [writers][]int
		total := 0
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if !l.Post(func() { got[w] = append(got[w], i); total++ }) {
						t.Error("refused")
					}
				}
			})
		}
		l.await(t, "posts", func() bool { return total == writers*each })
		wg.Wait()
		for w := range got {
			if !sort.IntsAreSorted(got[w]) || len(got[w]) != each {
				t.Error("out of order")
			}
		}
	})
}

// Neither posts, nor timers, nor descriptors keep the others from their turn.
func TestNothingStarves(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		reads, fires, posts := 0, 0, 0
		for range 8 {
			a, b := unixPair(t, l, unix.SOCK_STREAM)
			flood := func() { b.Send(make([]byte, 64<<10)) }
			a.ReadLimit = 1024
			a.OnData = func([]byte) { reads++ }
			b.OnDrain = flood
			flood()
		}
		var post, fire func()
		post = func() { posts++; l.Post(post) }
		fire = func() { fires++; l.AfterFunc(0, fire) }
		for range 100 {
			l.Post(post)
		}
		fire()
		l.await(t, "everybody", func() bool { return reads > 300 && fires > 100 && posts > 300 })
		if posts > 1000*reads || reads > 100*posts {
			t.Errorf("%d reads, %d timers, %d posts", reads, fires, posts)
		}
	})
}

// TestPostFloodLeavesTurns: descriptors do not wait for all posts there are.
func TestPostFloodLeavesTurns(t *testing.T) {
	l := testLoop(t, Options{})
	a, b := unixPair(t, l, unix.SOCK_STREAM)
	check(t, b.Send([]byte("x")))
	posts, at := 0, -1
	a.OnData = func([]byte) { at = posts }
	const all = 4 * postBatch
	for range all {
		l.Post(func() { posts++ })
	}
	l.await(t, "posts", func() bool { return posts == all })
	if at < 0 || at > 2*postBatch {
		t.Error("the descriptor was served after", at, "posts of", all)
	}
}

// TestIdleAfterPosts: a post that has run wakes nobody any more.
func TestIdleAfterPosts(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		done := 0
		for range 3 {
			l.Post(func() { done++ })
			l.await(t, "a post", func() bool { return done > 0 })
		}
		l.spin(t)
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 5 {
			t.Error("the loop spins:", l.polls-polls)
		}
	})
}

// TestTimersDuringALongBatch: a due timer does not wait for all of a batch.
func TestTimersDuringALongBatch(t *testing.T) {
	l := testLoop(t, Options{})
	n, at := 0, 0
	l.AfterFunc(0, func() { at = n })
	for range 200 {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		a.OnData = func([]byte) { n++ }
		check(t, b.Send([]byte("x")))
	}
	if l.Wait(nil, 0); n != 200 || at > 2*timerTurn {
		t.Error("the timer ran after", at, "of", n)
	}
}

func TestFloodedLoopStaysFair(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		flooded, flooder := unixPair(t, l, unix.SOCK_STREAM)
		got := 0
		flooded.OnData = func(b []byte) { got++ }
		more := func() { flooder.Send(make([]byte, 256<<10)) }
		flooder.OnDrain = more
		more()
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		rounds := 0
		b.OnData = func(p []byte) { b.Send(p) }
		a.OnData = func(p []byte) { rounds++; a.Send(p) }
		check(t, a.Send([]byte("x")))
		l.await(t, "round trips", func() bool { return rounds >= 200 })
		if got > 20*rounds {
			t.Errorf("%d reads of the flood for %d round trips", got, rounds)
		}
	})
}

func TestInterrupt(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		l.Interrupt()
		if _, err := l.Wait(nil, -1); err != ErrInterrupted {
			t.Error("the next wait:", err)
		}
		go l.Interrupt()
		if _, err := l.Wait(nil, -1); err != ErrInterrupted {
			t.Error("the current wait:", err)
		}
		var inner error
		l.Post(func() { l.Interrupt(); _, inner = l.Wait(nil, -1) })
		if _, err := l.Wait(nil, 2*time.Millisecond); err != nil || inner != ErrInterrupted {
			t.Error("only the innermost:", err, inner)
		}
	})
}

func TestClose(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		check(t, b.Send([]byte("x")))
		told := false
		a.OnState = func(State) { told = true }
		a.OnData = func([]byte) { check(t, l.Close()) }
		tm := l.AfterFunc(time.Hour, func() {})
		if _, err := l.Wait(nil, -1); err != ErrClosed {
			t.Error("the wait it was called in:", err)
		}
		if _, err := l.Wait(nil, 0); err != ErrClosed {
			t.Error("a later wait:", err)
		}
		if l.Post(func() {}) || tm.Stop() || told || a.FD() != -1 {
			t.Error("post, timer, callback or descriptor after Close")
		}
		l.Interrupt()
		l.AfterFunc(0, func() {})
		fd, err := unix.Dup(0)
		check(t, err)
		defer unix.Close(fd)
		for what, err := range map[string]error{
			"adopt":  l.Adopt(fd, &Stream{}),
			"dial":   l.Dial([]unix.Sockaddr{loopbackPort(1)}, DialOptions{}, &Stream{}),
			"listen": l.Listen(loopbackPort(0), ListenOptions{}, &Listener{}),
			"open":   l.OpenDatagram(DatagramOptions{Local: loopbackPort(0)}, &Datagram{}),
		} {
			if err != ErrClosed {
				t.Errorf("%s after Close: %v", what, err)
			}
		}
		check(t, l.Close())
	})
}

func TestCloseAndPostRace(t *testing.T) {
	for range 20 {
		l := testLoop(t, Options{})
		var wg sync.WaitGroup
		var refused atomic.Int32
		for range 4 {
			wg.Go(func() {
				for l.Post(func() {}) {
					runtime.Gosched()
				}
				l.Interrupt()
				refused.Add(1)
			})
		}
		l.Wait(nil, time.Millisecond)
		check(t, l.Close())
		wg.Wait()
		if refused.Load() != 4 {
			t.Fatal(refused.Load())
		}
	}
}

// openFDs counts this process' descriptors up to a bound no test reaches.
func openFDs(t *testing.T) int {
	t.Helper()
	n := 0
	for fd := range 2000 {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			n++
		}
	}
	return n
}

func TestCloseLeavesNothing(t *testing.T) {
	for _, name := range poll.Backends() {
		before := openFDs(t)
		for range 3 {
			l, err := NewLoop(Options{Backend: name})
			check(t, err)
			_, port := listenFor(t, l, nil)
			for range 10 {
				dialPort(t, l, port)
				unixPair(t, l, unix.SOCK_STREAM)
			}
			check(t, l.OpenDatagram(DatagramOptions{Local: loopbackPort(0)}, &Datagram{}))
			l.Wait(nil, time.Millisecond)
			r := newRecorder() // one that had to try twice
			check(t, l.Dial([]unix.Sockaddr{loopbackPort(closedPort(t)), loopbackPort(port)}, DialOptions{}, &r.Stream))
			l.await(t, "connection", func() bool { return r.State() == Open })
			dialPort(t, l, port) // still connecting
			check(t, l.Close())
		}
		if after := openFDs(t); after != before {
			t.Errorf("%s: %d descriptors before, %d after", name, before, after)
		}
	}
}

func TestRunOnceAndNextTimer(t *testing.T) {
	l := testLoop(t, Options{})
	if _, any := l.NextTimer(); any {
		t.Error("a timer out of nothing")
	}
	n := 0
	l.AfterFunc(time.Millisecond, func() { n++ })
	l.AfterFunc(time.Hour, func() { n++ })
	if d, any := l.NextTimer(); !any || d > time.Millisecond {
		t.Error(d, any)
	}
	check(t, l.RunOnce(-1))
	if n != 1 {
		t.Error(n)
	}
	if d, any := l.NextTimer(); !any || d < 50*time.Minute {
		t.Error(d, any)
	}
	a, b := unixPair(t, l, unix.SOCK_STREAM)
	check(t, b.Send([]byte("x")))
	check(t, l.RunOnce(0))
	if string(a.data) != "x" {
		t.Errorf("%q", a.data)
	}
	check(t, l.RunOnce(0))
}

// TestHostPoller drives a Loop from another poller.
func TestHostPoller(t *testing.T) {
	host, err := poll.New("poll")
	check(t, err)
	defer host.Close()
	l := testLoop(t, Options{})
	if l.FD() < 0 {
		t.Skip("the best backend has no descriptor")
	}
	check(t, host.Watch(l.FD(), 1, poll.Readable))
	done := false
	go l.Post(func() { done = true })
	for end := time.Now().Add(patience); !done && time.Now().Before(end); {
		events, err := host.Wait(time.Second)
		check(t, err)
		if len(events) > 0 {
			check(t, l.RunOnce(0))
		}
	}
	if !done {
		t.Error("the post never ran")
	}
}

// ---- timers ----

func TestTimerHeap(t *testing.T) {
	l := testLoop(t, Options{})
	var order []int
	rnd := rand.New(rand.NewPCG(1, 2))
	var timers []*Timer
	at := map[int]time.Duration{}
	for i := range 500 {
		d := time.Duration(rnd.IntN(20)) * 100 * time.Microsecond
		at[i] = d
		timers = append(timers, l.AfterFunc(d, func() { order = append(order, i) }))
	}
	stopped := map[int]bool{}
	for range 200 {
		i := rnd.IntN(500)
		if timers[i].Stop() == stopped[i] {
			t.Fatal("Stop must tell whether the timer was armed")
		}
		stopped[i] = true
		if rnd.IntN(3) == 0 {
			at[i] = 3 * time.Millisecond
			timers[i].Reset(at[i])
			stopped[i] = false
		}
	}
	want := 500
	for _, s := range stopped {
		if s {
			want--
		}
	}
	l.await(t, "timers", func() bool { return len(order) == want })
	l.spin(t)
	if len(order) != want || len(l.timers) != 0 {
		t.Fatal(len(order), "of", want, "ran")
	}
	for _, i := range order {
		if stopped[i] || timers[i].Stop() {
			t.Error("a stopped timer ran, or one that ran can be stopped")
		}
	}
}

// TestHeapShape checks the heap after every change.
func TestHeapShape(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	var h timerHeap
	var out []*Timer
	for seq := range uint64(5000) {
		if len(h) > 0 && rnd.IntN(5) < 2 {
			tm := h[rnd.IntN(len(h))]
			h.remove(tm)
			out = append(out, tm)
		} else {
			h.push(&Timer{at: rnd.Int64N(1000), seq: seq})
		}
		for i, tm := range h {
			if tm.i != i || i > 0 && tm.before(h[(i-1)/2]) {
				t.Fatalf("after %d changes: place %d is wrong", seq, i)
			}
		}
	}
	for _, tm := range out {
		if tm.i != -1 {
			t.Fatal("a removed timer thinks it is armed")
		}
	}
}

func TestTimersOfOneInstantKeepOrder(t *testing.T) {
	l := testLoop(t, Options{})
	var order []int
	now := l.now()
	for i := range 100 {
		tm := l.AfterFunc(time.Hour, func() { order = append(order, i) })
		tm.Stop()
		l.timerSeq++
		tm.at, tm.seq = now, l.timerSeq
		l.timers.push(tm)
	}
	l.Wait(nil, 0)
	if len(order) != 100 || !sort.IntsAreSorted(order) {
		t.Error(order)
	}
}

func TestTimerStopsItselfAndOthers(t *testing.T) {
	l := testLoop(t, Options{})
	var a, b *Timer
	ran := 0
	a = l.AfterFunc(0, func() {
		ran++
		if a.Stop() {
			t.Error("it is not armed while it runs")
		}
		if !b.Stop() {
			t.Error("the other is")
		}
		if ran == 1 {
			a.Reset(0)
		}
	})
	b = l.AfterFunc(0, func() { t.Error("stopped") })
	l.Wait(func() bool { return ran == 1 }, patience)
	b.Reset(time.Hour)
	l.await(t, "again", func() bool { return ran == 2 })
	if l.AfterFunc(math.MaxInt64, func() {}).at != math.MaxInt64 {
		t.Error("a time past the end of time")
	}
	if l.AfterFunc(math.MinInt64, func() {}).at > l.now() {
		t.Error("a time before now is now")
	}
	var none *Timer
	if none.Stop() {
		t.Error("no timer")
	}
}

// ---- just this one ----

func TestWaitOnly(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, toA := unixPair(t, l, unix.SOCK_STREAM)
		b, toB := unixPair(t, l, unix.SOCK_STREAM)
		posts, timers := 0, 0
		again := func() {
			check(t, toA.Send([]byte("a")))
			check(t, toB.Send([]byte("b")))
			l.Post(func() { posts++ })
			l.AfterFunc(0, func() { timers++ })
		}
		state := func() string {
			return fmt.Sprintf("a=%q b=%q posts=%d timers=%d", a.data, b.data, posts, timers)
		}
		again()
		l.WaitOnly(&b.Stream, true, nil, 0)
		if got, want := state(), `a="" b="b" posts=1 timers=1`; got != want {
			t.Errorf("with timers: %s, want %s", got, want)
		}
		again()
		l.WaitOnly(&b.Stream, false, nil, time.Millisecond)
		if got, want := state(), `a="" b="bb" posts=2 timers=1`; got != want {
			t.Errorf("without timers: %s, want %s", got, want)
		}
		l.Wait(nil, 0)
		if got, want := state(), `a="aa" b="bb" posts=2 timers=2`; got != want {
			t.Errorf("afterwards: %s, want %s", got, want)
		}
	})
}

// TestWaitOnlyInsideABatch: what the outer batch holds for the one stream is
// served, what it holds for others is kept.
func TestWaitOnlyInsideABatch(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		var rs []*recorder
		inner := ""
		for i := range 3 {
			r, w := unixPair(t, l, unix.SOCK_STREAM)
			rs = append(rs, r)
			check(t, w.Send([]byte{byte('0' + i)}))
			r.OnData = func(b []byte) {
				r.data = append(r.data, b...)
				if inner == "" {
					inner = "?"
					last := rs[2]
					if r == last {
						last = rs[0]
					}
					ok, err := l.WaitOnly(&last.Stream, true, func() bool { return len(last.data) > 0 }, patience)
					inner = fmt.Sprint(ok, err, len(rs[0].data)+len(rs[1].data)+len(rs[2].data))
				}
			}
		}
		l.await(t, "all", func() bool { return len(rs[0].data)+len(rs[1].data)+len(rs[2].data) == 3 })
		if inner != "true <nil> 2" {
			t.Error(inner)
		}
	})
}

// TestWaitOnlyConnects: a stream that is still connecting needs the Loop's own
// timers and changes its descriptor.
func TestWaitOnlyConnects(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		ln, port := listenFor(t, l, nil)
		defer ln.Close()
		r := newRecorder()
		addrs := []unix.Sockaddr{loopbackPort(closedPort(t)), loopbackPort(port)}
		check(t, l.Dial(addrs, DialOptions{}, &r.Stream))
		ok, err := l.WaitOnly(&r.Stream, false, func() bool { return r.State() == Open }, patience)
		if !ok || err != nil {
			t.Error(ok, err, r.State())
		}
		r.Close()
		if ok, err := l.WaitOnly(&r.Stream, false, nil, time.Millisecond); ok || err != nil {
			t.Error("a closed stream:", ok, err)
		}
		if ok, err := l.WaitOnly(&Stream{}, false, nil, 0); ok || err != nil {
			t.Error("one that never was open:", ok, err)
		}
	})
}

// ---- descriptors ----

// TestNumberReusedInBatch: a descriptor closed by a callback, its number taken
// by a new one: what was ready for the old is not told to the new.
func TestNumberReusedInBatch(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		ra, wa := unixPair(t, l, unix.SOCK_STREAM)
		rb, wb := unixPair(t, l, unix.SOCK_STREAM)
		check(t, wa.Send([]byte("a")))
		check(t, wb.Send([]byte("b")))
		fired := 0
		first := func(other *recorder) func([]byte) {
			return func([]byte) {
				if fired++; fired > 1 {
					t.Error("an event of the closed stream")
					return
				}
				old := other.FD()
				other.Close()
				fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
				check(t, err)
				for _, fd := range fds {
					r := newRecorder()
					r.OnData = func([]byte) { t.Error("an event of the new stream") }
					r.OnState = func(State) { t.Error("an event of the new stream") }
					check(t, l.Adopt(fd, &r.Stream))
				}
				if fds[0] != old && fds[1] != old {
					t.Skip("the system did not use the number again")
				}
			}
		}
		ra.OnData, rb.OnData = first(rb), first(ra)
		l.spin(t)
		if fired != 1 {
			t.Error(fired)
		}
	})
}

// TestDuplicateKeepsNothingAlive: closing un-watches even while a duplicate
// keeps the file open.
func TestDuplicateKeepsNothingAlive(t *testing.T) {
	overBackends(t, func(t *testing.T, l *Loop) {
		a, b := unixPair(t, l, unix.SOCK_STREAM)
		dup, err := unix.Dup(a.FD())
		check(t, err)
		defer unix.Close(dup)
		a.OnData = func([]byte) { t.Error("read after Close") }
		a.Close()
		check(t, b.Send([]byte("x")))
		polls := l.polls
		l.spin(t)
		if l.polls-polls > 5 {
			t.Error("the loop spins:", l.polls-polls)
		}
	})
}

func TestAdoptErrors(t *testing.T) {
	l := testLoop(t, Options{})
	if err := l.Adopt(-1, &Stream{}); err != unix.EBADF {
		t.Error(err)
	}
	a, _ := unixPair(t, l, unix.SOCK_STREAM)
	if err := l.Adopt(a.FD(), &Stream{}); err != unix.EEXIST {
		t.Error("adopted twice:", err)
	}
	if err := l.AdoptListener(-1, &Listener{}); err != unix.EBADF {
		t.Error(err)
	}
	if err := l.AdoptDatagram(-1, &Datagram{}); err != unix.EBADF {
		t.Error(err)
	}
}

func TestTwoLoopsShareNothing(t *testing.T) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			l, err := NewLoop(Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer l.Close()
			n := 0
			ln := &Listener{}
			ln.OnAccept = func(fd int, _ *Peer) {
				s := &Stream{}
				s.OnData = func(b []byte) { s.Send(b) }
				l.Adopt(fd, s)
			}
			if err := l.Listen(loopbackPort(0), ListenOptions{Backlog: 5}, ln); err != nil {
				t.Error(err)
				return
			}
			c := &Stream{}
			c.OnData = func(b []byte) { n++; c.Send(b) }
			l.Dial([]unix.Sockaddr{ln.LocalAddr()}, DialOptions{}, c)
			c.Send([]byte("x"))
			if ok, err := l.Wait(func() bool { return n > 200 }, patience); !ok || err != nil {
				t.Error(ok, err)
			}
		})
	}
	wg.Wait()
}
