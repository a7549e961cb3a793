//go:build unix

package netprims

import (
	"context"
	"errors"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"elnet/netprims/poll"
)

// Errors of waiting.
var (
	// ErrClosed: the Loop has been closed.
	ErrClosed = errors.New("event loop closed")
	// ErrInterrupted: Interrupt was called.
	ErrInterrupted = errors.New("wait interrupted")
	// ErrDepth: callbacks wait inside callbacks that wait … too deeply.
	ErrDepth = errors.New("event loop re-entered too deeply")
)

// Options configure a Loop. The zero value is useful.
type Options struct {
	// Backend is one of poll.Backends; "" means the best.
	Backend string
	// MaxDepth bounds how deeply Wait may be nested: 0 means 200, a negative
	// number no bound (a Go stack that runs out cannot be recovered from).
	MaxDepth int
	// Resolver looks names up for Loop.Resolve; nil means the system's.
	Resolver *Resolver
	// Fault, for tests, sees each system call that moves data or makes a
	// connection before it is made: it may shorten b, or have the call fail
	// with the error it returns. Nil costs nothing.
	Fault func(op Call, b []byte) ([]byte, error)
}

const (
	defaultDepth = 200
	readSize     = 64 << 10 // one read, unless a stream asks for less or more
	postBatch    = 256      // posts run between two looks at the kernel
	timerTurn    = 16       // every so many callbacks a due timer goes first
)

// Loop dispatches readiness, timers and posted functions to callbacks. One per
// program that lives on one goroutine; two Loops share nothing.
type Loop struct {
	poller poll.Poller
	opt    Options
	epoch  time.Time

	fds   []*desc // by descriptor
	tags  uint32
	ready []*desc // descriptors with pending conditions, oldest first; of all Waits
	head  int
	soon  []*desc // to be made ready after the next look at the kernel

	timers   timerHeap // the program's
	own      timerHeap // the Loop's: retries and limits, run even without timers
	timerSeq uint64
	timerLim uint64 // timers armed later wait for the next look at the kernel

	posted []func() // taken from posts at the last look
	polls  uint64   // looks at the kernel, WaitOnly's excepted
	turn   uint64   // callbacks run
	depth  int
	buf    []byte   // shared by all reads: dead once a callback waits
	plain  []byte   // the same for what TLS has decrypted
	cipher []byte   // what TLS has encrypted, between two calls of it
	spares []*ahead // buffers for the next: see bulk.go
	rests  int      // Streams that hold one
	giving *ahead   // whose piece OnData is given

	interfere func(op Call, b []byte) ([]byte, error) // Options.Fault

	ctx    context.Context // ends with the Loop
	cancel context.CancelFunc
	tasks  sync.WaitGroup // goroutines at the edge

	mu     sync.Mutex // guards posts, and the poller's Wake against its Close
	posts  []func()
	woken  atomic.Bool // a post or an interrupt waits to be noticed
	intr   atomic.Bool
	closed atomic.Bool
}

// NewLoop opens a Loop. The error is poll.ErrBackend or an errno such as EMFILE.
func NewLoop(opt Options) (*Loop, error) {
	p, err := poll.New(opt.Backend)
	if err != nil {
		return nil, err
	}
	if opt.MaxDepth == 0 {
		opt.MaxDepth = defaultDepth
	}
	if opt.Resolver == nil {
		opt.Resolver = &Resolver{}
	}
	l := &Loop{poller: p, opt: opt, epoch: time.Now(), buf: make([]byte, readSize), interfere: opt.Fault}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l, nil
}

// now is monotonic time in nanoseconds.
func (l *Loop) now() int64 { return int64(time.Since(l.epoch)) }

// ---- from other goroutines ----

// Post has f called on the Loop's goroutine during its current or next Wait.
// Any goroutine may call it. Posts of one goroutine run in order. It reports
// false, and f never runs, once the Loop is closed.
func (l *Loop) Post(f func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return false
	}
	l.posts = append(l.posts, f)
	l.notify()
	return true
}

// Interrupt makes the innermost Wait, or else the next one, return
// ErrInterrupted. Any goroutine may call it.
func (l *Loop) Interrupt() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.closed.Load() {
		l.intr.Store(true)
		l.notify()
	}
}

// notify costs a system call only for the first post since the last look.
func (l *Loop) notify() {
	if !l.woken.Swap(true) {
		l.poller.Wake()
	}
}

// ---- waiting ----

// Wait runs callbacks until until() holds (true), d has passed (false; a
// negative d means no limit), or an error: ErrInterrupted, ErrClosed, ErrDepth,
// or the poller's. A nil until never holds. Between two tests of until at most
// one callback runs.
//
// One iteration: closed? until? interrupted? d passed? Then one callback, the
// first there is of: a posted function, a ready descriptor, a due timer. If
// there is none the kernel is asked, and slept on, until the deadline or the
// next timer. What the kernel reports is one batch, served first in first out
// with each descriptor's share bounded (one read, one write, 64 accepts, 16
// datagrams). So that nothing starves, every 16th callback is a due timer if
// there is one, and posts and timers that come while a batch is served wait for
// the next.
//
// However short d is, the kernel is asked once. With d zero all that was ready
// then is served; otherwise at least one callback has run if any could.
//
// Wait may be called from a callback. It goes on with the batch that is being
// served, and the bytes given to a callback that waits are no longer valid.
func (l *Loop) Wait(until func() bool, d time.Duration) (bool, error) {
	return l.wait(nil, true, until, d)
}

// WaitOnly is Wait with the descriptors of everything but src left alone.
// Posted functions still run, and the program's timers if timers is set.
func (l *Loop) WaitOnly(src Source, timers bool, until func() bool, d time.Duration) (bool, error) {
	return l.wait(src.descriptor(), timers, until, d)
}

// Source is what has a descriptor: a *Stream, *Listener or *Datagram.
type Source interface{ descriptor() *desc }

// waiting is one Wait.
type waiting struct {
	only   *desc // nil: every descriptor
	timers bool
	until  func() bool
	limit  int64 // math.MaxInt64: none
	once   bool  // no time at all: serve what is ready
	polls  *uint64
	first  uint64 // *polls at the beginning
	ran    bool   // some callback has run
}

func (l *Loop) wait(only *desc, timers bool, until func() bool, d time.Duration) (bool, error) {
	if l.opt.MaxDepth > 0 && l.depth >= l.opt.MaxDepth {
		return false, ErrDepth
	}
	l.depth++
	defer func() { l.depth-- }()
	w := waiting{only: only, timers: timers, until: until, limit: math.MaxInt64, once: d == 0, polls: &l.polls}
	if d >= 0 {
		w.limit = addTime(l.now(), d)
	}
	if only != nil {
		w.polls = new(uint64)
	}
	w.first = *w.polls
	for {
		if l.closed.Load() {
			return false, ErrClosed
		}
		if until != nil && until() {
			return true, nil
		}
		if l.intr.Load() && l.intr.CompareAndSwap(true, false) {
			return false, ErrInterrupted
		}
		late := w.limit != math.MaxInt64 && l.now() >= w.limit
		if late && w.enough() {
			return false, nil
		}
		if l.step(&w) {
			w.ran = true
			continue
		}
		if late && *w.polls > w.first {
			return false, nil
		}
		if err := l.look(&w); err != nil {
			return false, err
		}
	}
}

// enough: whether a wait that is out of time may end though more is ready. The
// kernel is asked only when the batch has been served, so a second look, by
// whichever nested wait, means that all that was ready at the first has been.
// Counting looks rather than callbacks keeps a nest of waits linear.
func (w *waiting) enough() bool {
	n := *w.polls - w.first
	return n >= 2 || n == 1 && w.ran && !w.once
}

// step runs one callback if there is one.
func (l *Loop) step(w *waiting) bool {
	if (l.turn+1)%timerTurn == 0 && l.runTimer(w) {
		return true
	}
	if len(l.posted) > 0 {
		f := l.posted[0]
		l.posted[0] = nil
		l.posted = l.posted[1:]
		l.turn++
		f()
		return true
	}
	if w.only == nil {
		if l.runReady() {
			return true
		}
	} else if w.only.pend != 0 && l.dispatch(w.only) {
		return true
	}
	return l.runTimer(w)
}

func (l *Loop) runReady() bool {
	for l.head < len(l.ready) {
		d := l.ready[l.head]
		l.ready[l.head] = nil
		l.head++
		d.queued = false
		if l.dispatch(d) {
			return true
		}
	}
	l.ready, l.head = l.ready[:0], 0
	return false
}

// dispatch gives d what is pending and still wanted, if anything.
func (l *Loop) dispatch(d *desc) bool {
	r := d.pend
	d.pend = 0
	if r&poll.Failed != 0 {
		r |= d.want
	}
	r &= d.want | soonReady
	if r == 0 {
		return false // closed, or stopped, by an earlier callback of the batch
	}
	l.turn++
	d.owner.event(r)
	return true
}

func (l *Loop) runTimer(w *waiting) bool {
	if len(l.own) > 0 && l.fire(&l.own) {
		return true
	}
	return w.timers && len(l.timers) > 0 && l.fire(&l.timers)
}

func (l *Loop) fire(h *timerHeap) bool {
	t := (*h)[0]
	if t.seq > l.timerLim || t.at > l.now() {
		return false
	}
	h.remove(t)
	l.turn++
	t.f()
	return true
}

// look asks the kernel, and takes posts, soon work and new timers.
func (l *Loop) look(w *waiting) error {
	timeout := l.timeout(w)
	var err error
	if w.only != nil {
		err = l.lookOne(w.only, timeout)
	} else {
		err = l.lookAll(timeout)
	}
	*w.polls++
	l.timerLim = l.timerSeq
	if l.woken.Load() {
		l.takePosts()
	}
	return err
}

// timeout is how long look may sleep.
func (l *Loop) timeout(w *waiting) time.Duration {
	if l.woken.Load() {
		return 0
	}
	if w.only == nil && len(l.soon) > 0 || w.only != nil && w.only.soon {
		return 0
	}
	at := w.limit
	if len(l.own) > 0 {
		at = min(at, l.own[0].at)
	}
	if w.timers && len(l.timers) > 0 {
		at = min(at, l.timers[0].at)
	}
	if at == math.MaxInt64 {
		return -1
	}
	return time.Duration(max(at-l.now(), 0))
}

func (l *Loop) lookAll(timeout time.Duration) error {
	events, err := l.poller.Wait(timeout)
	for _, e := range events {
		// The tag tells a descriptor from an earlier one of the same number
		// whose registration a duplicate keeps alive.
		if e.FD < len(l.fds) && l.fds[e.FD] != nil && l.fds[e.FD].tag == e.Tag {
			l.enqueue(l.fds[e.FD], e.Ready)
		}
	}
	for i, d := range l.soon {
		l.soon[i] = nil
		if d.soon {
			d.soon = false
			l.enqueue(d, soonReady)
		}
	}
	l.soon = l.soon[:0]
	return err
}

func (l *Loop) lookOne(d *desc, timeout time.Duration) error {
	r, err := l.poller.WaitOne(d.fd, d.want, timeout)
	d.pend |= r
	if d.soon {
		d.soon = false // its place in l.soon is skipped later
		d.pend |= soonReady
	}
	return err
}

// takePosts moves a bounded number of posts to the owner's side.
func (l *Loop) takePosts() {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := min(len(l.posts), postBatch)
	l.posted = append(l.posted, l.posts[:n]...)
	clear(l.posts[:n])
	l.posts = l.posts[n:]
	if len(l.posts) == 0 {
		l.posts = nil
		l.woken.Store(false)
	}
}

// ---- embedding ----

// RunOnce serves what is ready, waiting at most d for there to be something
// (negative: no limit).
func (l *Loop) RunOnce(d time.Duration) error {
	turn := l.turn
	_, err := l.Wait(func() bool {
		return l.turn != turn && l.head >= len(l.ready) && len(l.posted) == 0
	}, d)
	return err
}

// FD is a descriptor that a program with a poller of its own may watch for
// reading: when it is readable RunOnce(0) has work. Timers are not included,
// see NextTimer. It is -1 for backends that have none.
func (l *Loop) FD() int { return l.poller.FD() }

// NextTimer is how long until RunOnce has work without the kernel's doing, and
// whether there will be any such.
func (l *Loop) NextTimer() (time.Duration, bool) {
	if l.head < len(l.ready) || len(l.soon) > 0 || len(l.posted) > 0 {
		return 0, true
	}
	at := int64(math.MaxInt64)
	if len(l.own) > 0 {
		at = l.own[0].at
	}
	if len(l.timers) > 0 {
		at = min(at, l.timers[0].at)
	}
	if at == math.MaxInt64 {
		return 0, false
	}
	return time.Duration(max(at-l.now(), 0)), true
}

// Close closes every descriptor of the Loop without telling anyone, drops
// timers and posts, ends lookups, and waits for their goroutines. Waits still
// running, if it is called from a callback, return ErrClosed.
func (l *Loop) Close() error {
	if l.closed.Load() {
		return nil
	}
	for _, d := range l.fds {
		if d != nil {
			d.owner.Close()
		}
	}
	l.mu.Lock()
	l.closed.Store(true)
	l.posts = nil
	err := l.poller.Close()
	l.mu.Unlock()
	l.timers.drop()
	l.own.drop()
	l.posted, l.ready, l.head, l.soon = nil, nil, 0, nil
	l.cancel()
	l.tasks.Wait()
	return err
}
