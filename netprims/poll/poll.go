// Package poll waits for file descriptors: one small interface over epoll(7),
// kqueue(2) and poll(2).
//
// All backends keep the same contract, which one test checks for every backend
// of the machine it runs on:
//
//   - level-triggered: what is ready is reported by every Wait until it is
//     consumed or no longer watched;
//   - a descriptor watched for nothing is silent, even when it is in error;
//   - an interrupted system call (EINTR) is an empty Wait, never an error;
//   - a file the kernel cannot poll (a regular file) is always ready;
//   - one goroutine owns a Poller; only Wake is for the others.
//
// The package knows nothing of sockets, loops or callbacks.
package poll

import (
	"errors"
	"time"
)

// Ready is a set of conditions of one descriptor.
type Ready uint8

const (
	// Readable: a read would not wait. End of file and errors count.
	Readable Ready = 1 << iota
	// Writable: a write would not wait.
	Writable
	// Failed: the descriptor has an error or has been hung up. It is reported
	// for whatever is watched and cannot itself be watched.
	Failed
	// Urgent: there is out-of-band data. The kqueue backend reports it as
	// Readable.
	Urgent
)

// watchable are the conditions that Watch takes.
const watchable = Readable | Writable | Urgent

// Event is what Wait reports of one descriptor. A descriptor may appear twice
// in one batch, each time with a part of its conditions (kqueue).
type Event struct {
	FD    int
	Tag   uint32 // as given to Watch
	Ready Ready
}

// Poller watches descriptors. Every method but Wake belongs to the goroutine
// that owns the Poller.
type Poller interface {
	// Watch replaces the conditions watched on fd; zero stops watching, and
	// must come before fd is closed. The tag comes back with every event of
	// fd, so that its owner can tell two uses of one number apart. The error
	// is the kernel's errno, such as EBADF.
	Watch(fd int, tag uint32, want Ready) error

	// Forget is Watch of nothing for an fd that is closed next and of which
	// there is no duplicate.
	Forget(fd int)

	// Wait returns what is ready now, or sleeps until something is, Wake is
	// called or timeout has passed; a negative timeout means no limit. It may
	// return nothing before the timeout. The slice is valid until the next
	// call.
	Wait(timeout time.Duration) ([]Event, error)

	// WaitOne is Wait for fd alone, watched or not; everything else but Wake
	// is ignored. With a negative fd it only sleeps.
	WaitOne(fd int, want Ready, timeout time.Duration) (Ready, error)

	// Wake ends the current Wait or WaitOne, or else the next one. Any
	// goroutine may call it, but not after Close. Several wakes may count as
	// one.
	Wake() error

	// FD is a descriptor that is readable when Wait(0) would report something,
	// for a program with a poller of its own; -1 if this backend has none.
	FD() int

	// Close releases the Poller's own descriptors. Those watched stay open.
	Close() error
}

// ErrBackend means that New was asked for a backend this system does not have.
var ErrBackend = errors.New("poll: no such backend on this system")

// New opens a Poller. The name is one of Backends, or "" for the first of them.
// The error is ErrBackend or an errno.
func New(name string) (Poller, error) {
	for _, b := range backends() {
		if name == "" || name == b.name {
			return b.open()
		}
	}
	return nil, ErrBackend
}

// Backends lists the backends of this system, best first.
func Backends() []string {
	var names []string
	for _, b := range backends() {
		names = append(names, b.name)
	}
	return names
}

type backend struct {
	name string
	open func() (Poller, error)
}

const (
	firstBatch = 256  // events taken by one call at first
	maxBatch   = 4096 // and at most, after batches that were full
)
