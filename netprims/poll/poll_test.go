//go:build unix

package poll

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 10 * time.Second

// contract is what every backend must keep.
var contract = []struct {
	name string
	test func(t *testing.T, p Poller)
}{
	{"nothing", testNothing},
	{"readable is level-triggered", testReadable},
	{"writable", testWritable},
	{"replacing interest", testReplace},
	{"watched for nothing is silent", testSilent},
	{"hang-up", testHangUp},
	{"error on a writer", testBrokenPipe},
	{"tags tell two uses of a number apart", testTags},
	{"what is forgotten and closed is silent", testForget},
	{"wake", testWake},
	{"wakes are consumed", testWakeConsumed},
	{"timeouts", testTimeouts},
	{"many at once", testMany},
	{"regular files", testRegularFile},
	{"wait for one", testWaitOne},
	{"bad descriptors", testBad},
	{"signals", testSignals},
}

func TestContract(t *testing.T) {
	for _, name := range Backends() {
		for _, c := range contract {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				p, err := New(name)
				check(t, err)
				defer p.Close()
				c.test(t, p)
			})
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// testPair is two connected stream sockets.
func testPair(t *testing.T) (int, int) {
	t.Helper()
	p, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(p[0]); unix.Close(p[1]) })
	return p[0], p[1]
}

func put(t *testing.T, fd int) {
	t.Helper()
	_, err := unix.Write(fd, []byte("x"))
	check(t, err)
}

func get(t *testing.T, fd int) {
	t.Helper()
	var b [16]byte
	_, err := unix.Read(fd, b[:])
	check(t, err)
}

// found waits until fd is reported and returns all that was of it.
func found(t *testing.T, p Poller, fd int) (r Ready, tag uint32) {
	t.Helper()
	for end := time.Now().Add(patience); r == 0; {
		if time.Now().After(end) {
			t.Fatalf("descriptor %d is never reported", fd)
		}
		events, err := p.Wait(time.Until(end))
		check(t, err)
		for _, e := range events {
			if e.FD == fd {
				r, tag = r|e.Ready, e.Tag
			}
		}
	}
	return r, tag
}

// quiet fails if anything is reported now.
func quiet(t *testing.T, p Poller) {
	t.Helper()
	events, err := p.Wait(0)
	check(t, err)
	if len(events) != 0 {
		t.Fatalf("reported %v", events)
	}
}

func testNothing(t *testing.T, p Poller) {
	quiet(t, p)
	a, _ := testPair(t)
	check(t, p.Watch(a, 1, Readable))
	quiet(t, p)
}

func testReadable(t *testing.T, p Poller) {
	a, b := testPair(t)
	check(t, p.Watch(a, 7, Readable))
	put(t, b)
	for range 3 { // as long as it is not read
		if r, tag := found(t, p, a); r != Readable || tag != 7 {
			t.Fatal(r, tag)
		}
	}
	get(t, a)
	quiet(t, p)
}

func testWritable(t *testing.T, p Poller) {
	a, b := testPair(t)
	check(t, unix.SetNonblock(a, true))
	check(t, p.Watch(a, 1, Writable))
	if r, _ := found(t, p, a); r != Writable {
		t.Fatal(r)
	}
	buf := make([]byte, 64<<10)
	for {
		if _, err := unix.Write(a, buf); err == unix.EAGAIN {
			break
		} else {
			check(t, err)
		}
	}
	quiet(t, p)
	for range 64 {
		if _, err := unix.Read(b, buf); err != nil {
			t.Fatal(err)
		}
		if ev, _ := p.Wait(0); len(ev) > 0 {
			return
		}
	}
	t.Fatal("not writable again")
}

func testReplace(t *testing.T, p Poller) {
	a, b := testPair(t)
	put(t, b)
	check(t, p.Watch(a, 1, Writable))
	if r, _ := found(t, p, a); r != Writable {
		t.Fatal(r)
	}
	check(t, p.Watch(a, 2, Readable))
	if r, tag := found(t, p, a); r != Readable || tag != 2 {
		t.Fatal(r, tag)
	}
	check(t, p.Watch(a, 3, Readable|Writable))
	for got := Ready(0); got != Readable|Writable; {
		r, tag := found(t, p, a)
		if got |= r; tag != 3 {
			t.Fatal(tag)
		}
	}
	check(t, p.Watch(a, 3, 0))
	quiet(t, p)
	check(t, p.Watch(a, 3, 0)) // once more is harmless
	check(t, p.Watch(a, 4, Readable))
	if r, tag := found(t, p, a); r != Readable || tag != 4 {
		t.Fatal(r, tag)
	}
}

func testSilent(t *testing.T, p Poller) {
	a, b := testPair(t)
	check(t, p.Watch(a, 1, Readable))
	check(t, p.Watch(a, 1, 0))
	put(t, b)
	check(t, unix.Shutdown(b, unix.SHUT_RDWR)) // readable, ended and hung up
	quiet(t, p)
}

func testHangUp(t *testing.T, p Poller) {
	a, b := testPair(t)
	check(t, p.Watch(a, 1, Readable))
	check(t, unix.Shutdown(b, unix.SHUT_RDWR))
	if r, _ := found(t, p, a); r&Readable == 0 {
		t.Fatal(r)
	}
}

func testBrokenPipe(t *testing.T, p Poller) {
	var fds [2]int
	check(t, unix.Pipe(fds[:]))
	defer unix.Close(fds[1])
	check(t, p.Watch(fds[1], 1, Writable))
	unix.Close(fds[0])
	if r, _ := found(t, p, fds[1]); r == 0 {
		t.Fatal(r)
	}
	check(t, p.Watch(fds[1], 1, 0))
}

func testTags(t *testing.T, p Poller) {
	a, b := testPair(t)
	put(t, b)
	check(t, p.Watch(a, 1, Readable))
	check(t, p.Watch(a, 1, 0))
	c, d := testPair(t)
	put(t, d)
	check(t, unix.Dup2(c, a)) // the number now means another file
	check(t, p.Watch(a, 0xFFFFFFFF, Readable))
	if _, tag := found(t, p, a); tag != 0xFFFFFFFF {
		t.Fatal(tag)
	}
}

func testForget(t *testing.T, p Poller) {
	for range 3 { // of one number, mostly
		s, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		check(t, err)
		check(t, p.Watch(s[0], 1, Readable|Writable))
		p.Forget(s[0])
		check(t, unix.Close(s[0]))
		unix.Close(s[1])
		quiet(t, p)
		a, b := testPair(t)
		put(t, b)
		check(t, p.Watch(a, 2, Readable))
		if r, tag := found(t, p, a); r != Readable || tag != 2 {
			t.Fatal(r, tag)
		}
		check(t, p.Watch(a, 2, 0))
	}
	p.Forget(1 << 20) // never watched
}

// wakeIn wakes p from another goroutine, for whose end the result waits.
func wakeIn(t *testing.T, p Poller, d time.Duration) func() {
	done := make(chan error)
	go func() {
		time.Sleep(d)
		done <- p.Wake()
	}()
	return func() { check(t, <-done) }
}

func testWake(t *testing.T, p Poller) {
	for range 20 {
		done := make(chan error)
		go func() { done <- p.Wake() }()
		_, err := p.Wait(patience)
		check(t, err)
		check(t, <-done)
		p.Wait(0) // in case Wait came before the wake and ended early
	}
	start := time.Now()
	defer wakeIn(t, p, 5*time.Millisecond)()
	for woken := false; !woken; {
		_, err := p.Wait(patience)
		check(t, err)
		woken = time.Since(start) >= 5*time.Millisecond
	}
	if time.Since(start) > patience/2 {
		t.Fatal("the wake did not end the wait")
	}
}

func testWakeConsumed(t *testing.T, p Poller) {
	for range 200 {
		check(t, p.Wake())
	}
	start := time.Now()
	if _, err := p.Wait(patience); err != nil || time.Since(start) > patience/2 {
		t.Fatal("an earlier wake must end the wait", err)
	}
	for range 3 {
		p.Wait(0)
	}
	// Level-triggered, so one that was left would end every wait.
	start = time.Now()
	for time.Since(start) < 20*time.Millisecond {
		before := time.Now()
		p.Wait(20 * time.Millisecond)
		if time.Since(before) < time.Millisecond && time.Since(start) < 10*time.Millisecond {
			t.Fatal("the wake comes again")
		}
	}
}

func testTimeouts(t *testing.T, p Poller) {
	for _, d := range []time.Duration{100 * time.Microsecond, 1500 * time.Microsecond, 20 * time.Millisecond} {
		start := time.Now()
		for time.Since(start) < d { // a Wait may end early
			_, err := p.Wait(d - time.Since(start))
			check(t, err)
			if time.Since(start) > patience {
				t.Fatal("no end")
			}
		}
	}
	// A timeout must not be left over for the next Wait, nor an old one stay.
	p.Wait(time.Microsecond)
	start := time.Now()
	defer wakeIn(t, p, 10*time.Millisecond)()
	for time.Since(start) < 10*time.Millisecond {
		p.Wait(-1)
	}
}

func testMany(t *testing.T, p Poller) {
	const n = 300 // more than one batch
	want := map[int]uint32{}
	for i := range n {
		a, b := testPair(t)
		check(t, p.Watch(a, uint32(i+1), Readable))
		put(t, b)
		want[a] = uint32(i + 1)
	}
	for end := time.Now().Add(patience); len(want) > 0; {
		events, err := p.Wait(time.Second)
		check(t, err)
		for _, e := range events {
			if tag, ok := want[e.FD]; ok && tag != e.Tag {
				t.Fatalf("descriptor %d: tag %d, want %d", e.FD, e.Tag, tag)
			}
			delete(want, e.FD)
			check(t, p.Watch(e.FD, e.Tag, 0)) // removing in the middle of a set
		}
		if time.Now().After(end) {
			t.Fatalf("%d never reported", len(want))
		}
	}
	quiet(t, p)
}

func testRegularFile(t *testing.T, p Poller) {
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	check(t, err)
	defer f.Close()
	fd := int(f.Fd())
	check(t, p.Watch(fd, 5, Readable))
	for range 2 {
		if r, tag := found(t, p, fd); r != Readable || tag != 5 {
			t.Fatal(r, tag)
		}
	}
	check(t, p.Watch(fd, 6, Writable))
	if r, tag := found(t, p, fd); r != Writable || tag != 6 {
		t.Fatal(r, tag)
	}
	check(t, p.Watch(fd, 6, 0))
	quiet(t, p)
}

func testWaitOne(t *testing.T, p Poller) {
	a, b := testPair(t)
	c, d := testPair(t)
	check(t, p.Watch(c, 1, Readable))
	put(t, d)
	if r, err := p.WaitOne(a, Readable, 0); r != 0 || err != nil {
		t.Fatal("another's event", r, err)
	}
	put(t, b)
	if r, err := p.WaitOne(a, Readable, patience); r != Readable || err != nil {
		t.Fatal(r, err)
	}
	if r, err := p.WaitOne(a, Readable|Writable, patience); r != Readable|Writable || err != nil {
		t.Fatal(r, err)
	}
	if r, err := p.WaitOne(a, 0, 0); r != 0 || err != nil {
		t.Fatal(r, err)
	}
	if r, err := p.WaitOne(-1, Readable, time.Millisecond); r != 0 || err != nil {
		t.Fatal(r, err)
	}
	start := time.Now()
	check(t, p.Wake())
	if _, err := p.WaitOne(-1, 0, patience); err != nil || time.Since(start) > patience/2 {
		t.Fatal("a wake must end it", err)
	}
	if r, _ := found(t, p, c); r != Readable {
		t.Fatal("the others are still watched", r)
	}
}

func testBad(t *testing.T, p Poller) {
	if err := p.Watch(-1, 1, Readable); err != unix.EBADF {
		t.Error(err)
	}
	fd, err := unix.Dup(0)
	check(t, err)
	unix.Close(fd)
	if err := p.Watch(fd, 1, Readable); err != unix.EBADF {
		t.Error(err)
	}
	check(t, p.Watch(fd, 1, 0))
	if _, err := p.Wait(0); err != nil {
		t.Error(err)
	}
}

// testSignals: an interrupted wait is no error.
func testSignals(t *testing.T, p Poller) {
	stop := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
				unix.Kill(unix.Getpid(), unix.SIGURG) // the Go runtime uses and ignores it
				time.Sleep(100 * time.Microsecond)
			}
		}
	}()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	for start := time.Now(); time.Since(start) < 30*time.Millisecond; {
		_, err := p.Wait(30*time.Millisecond - time.Since(start))
		if err == nil {
			_, err = p.WaitOne(-1, 0, time.Millisecond)
		}
		if err != nil {
			t.Error(err)
			break
		}
	}
	close(stop)
	<-done
}

func TestNew(t *testing.T) {
	if _, err := New("nonesuch"); err != ErrBackend {
		t.Error(err)
	}
	p, err := New("")
	check(t, err)
	check(t, p.Close())
	if len(Backends()) < 2 {
		t.Error("every system has poll(2) and something better:", Backends())
	}
}

// TestCloseLeavesNothing counts descriptors.
func TestCloseLeavesNothing(t *testing.T) {
	lowest := func() int {
		fd, err := unix.Dup(0)
		check(t, err)
		unix.Close(fd)
		return fd
	}
	before := lowest()
	for _, name := range Backends() {
		for range 20 {
			p, err := New(name)
			check(t, err)
			p.Wait(time.Microsecond)
			check(t, p.Close())
			p.Close() // harmless
		}
		if after := lowest(); after != before {
			t.Errorf("%s: the lowest free descriptor was %d and is %d", name, before, after)
		}
	}
}

// TestFD: the descriptor for another poller is readable when there is work.
func TestFD(t *testing.T) {
	for _, name := range Backends() {
		p, err := New(name)
		check(t, err)
		defer p.Close()
		if p.FD() < 0 {
			continue
		}
		readable := func() bool {
			fds := []unix.PollFd{{Fd: int32(p.FD()), Events: unix.POLLIN}}
			n, err := unix.Poll(fds, 0)
			return n == 1 && err == nil
		}
		a, b := testPair(t)
		check(t, p.Watch(a, 1, Readable))
		if readable() {
			t.Error(name, "readable without work")
		}
		put(t, b)
		if !readable() {
			t.Error(name, "not readable with work")
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for d, want := range map[time.Duration]int{
		-1: -1, 0: 0, 1: 1, time.Millisecond: 1, time.Millisecond + 1: 2, 1<<63 - 1: 1<<31 - 1,
	} {
		if got := milliseconds(d); got != want {
			t.Errorf("%d: %d, want %d", d, got, want)
		}
	}
}
