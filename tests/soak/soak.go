package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

type options struct {
	duration    time.Duration
	connections int               // at a time
	progress    func(line string) // may be nil
}

// A state is what must return to where it was.
type state struct {
	descriptors, goroutines int
	heap                    uint64 // bytes in use after a collection
}

func (s state) String() string {
	return fmt.Sprintf("%d descriptors, %d goroutines, %.1f MB heap", s.descriptors, s.goroutines, float64(s.heap)/1e6)
}

// A report is what a soak has done.
type report struct {
	connections, bytes int64
	before, after      state
}

func (r report) String() string {
	return fmt.Sprintf("%d connections, %.1f MB there and back\nbefore: %s\nafter:  %s\n",
		r.connections, float64(r.bytes)/1e6, r.before, r.after)
}

// server is the program under test: an echo server with limits, that also keeps
// something about each connection, as real ones do.
const server = `
(defvar soak-over nil)
(defvar soak-open 0)
(defvar soak-server
  (make-network-process
   :name "soak" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
   :idle-timeout 60 :write-timeout 60 :half-close t
   :filter (lambda (p text)
             (process-put p 'bytes (+ (length text) (or (process-get p 'bytes) 0)))
             (condition-case nil (process-send-string p text) (error nil))) ; it may be gone
   :sentinel (lambda (p event)
               (cond ((string-prefix-p "open" event) (setq soak-open (1+ soak-open)))
                     ((equal event "end of file\n") (process-send-eof p))
                     (t (setq soak-open (1- soak-open)))))))
(defun soak-settled () (and (= soak-open 0) (equal (process-list) (list soak-server))))`

// run soaks. The first tenth of the time fills the pools and buffers that are
// kept; what is compared begins after it.
func run(ctx context.Context, o options) (r report, err error) {
	in := lisp.New(lisp.Options{Stderr: os.Stderr})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		return r, err
	}
	if _, err := in.Eval(ctx, server); err != nil {
		return r, err
	}
	port, err := in.Eval(ctx, `(number-to-string (process-contact soak-server :service))`)
	if err != nil {
		return r, err
	}
	addr := "127.0.0.1:" + port.Str().UTF8()
	s := &soak{addr: addr, in: in, o: o}
	if err := s.phase(ctx, o.duration/10); err != nil {
		return r, fmt.Errorf("warming up: %w", err)
	}
	r.before = s.measure()
	err = s.phase(ctx, o.duration)
	r.connections, r.bytes = s.connections.Load(), s.bytes.Load()
	r.after = s.measure()
	if err != nil {
		return r, err
	}
	return r, compare(r.before, r.after)
}

// compare allows the heap a tenth and two megabytes: the size of caches varies.
func compare(before, after state) error {
	switch {
	case after.descriptors != before.descriptors:
		return errors.New("descriptors have leaked")
	case after.goroutines > before.goroutines:
		return errors.New("goroutines have leaked")
	case after.heap > before.heap+before.heap/10+2e6:
		return errors.New("memory has leaked")
	}
	return nil
}

type soak struct {
	addr               string
	in                 *lisp.Interp
	o                  options
	connections, bytes atomic.Int64
}

// phase serves clients for d, and then until none is left.
func (s *soak) phase(ctx context.Context, d time.Duration) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	end := time.Now().Add(d)
	failures := make(chan error, s.o.connections)
	var clients sync.WaitGroup
	for i := range s.o.connections {
		clients.Add(1)
		go func() {
			defer clients.Done()
			rnd := rand.New(rand.NewPCG(uint64(i), 1))
			for time.Now().Before(end) {
				if err := s.client(rnd); err != nil {
					failures <- err
					return
				}
			}
		}()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		clients.Wait()
		s.in.Post(func(in *lisp.Interp) { in.SetVar(in.Intern("soak-over"), lisp.T) })
	}()
	next := time.Now().Add(time.Minute)
	for over := false; !over; {
		v, err := s.in.Eval(ctx, `(progn (accept-process-output nil 0.2) soak-over)`)
		if err != nil {
			return err
		}
		over = !v.IsNil()
		if s.o.progress != nil && time.Now().After(next) {
			next = time.Now().Add(time.Minute)
			s.o.progress(fmt.Sprintf("%s left: %d connections, %.1f MB", time.Until(end).Round(time.Second), s.connections.Load(), float64(s.bytes.Load())/1e6))
		}
	}
	<-done
	select {
	case err := <-failures:
		return err
	default:
	}
	v, err := s.in.Eval(ctx, `(let ((n 0)) (setq soak-over nil)
	  (while (and (not (soak-settled)) (< (setq n (1+ n)) 500)) (accept-process-output nil 0.02))
	  (if (soak-settled) "" (format "%d open, %d processes" soak-open (length (process-list)))))`)
	if err == nil && v.Str().Len() > 0 {
		err = errors.New("connections are left: " + v.Str().UTF8())
	}
	return err
}

// client is one connection: it sends, checks what comes back, and goes, in one
// of several ways.
func (s *soak) client(rnd *rand.Rand) error {
	c, err := net.Dial("tcp4", s.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	s.connections.Add(1)
	c.SetDeadline(time.Now().Add(time.Minute))
	for range 1 + rnd.IntN(8) {
		sent := []byte(strings.Repeat(strconv.Itoa(rnd.IntN(1000))+"-", 1+rnd.IntN(1<<rnd.IntN(14))))
		got := make([]byte, len(sent))
		failed := make(chan error, 1)
		go func() { _, err := c.Write(sent); failed <- err }()
		if _, err := io.ReadFull(c, got); err != nil {
			return err
		}
		if err := <-failed; err != nil {
			return err
		}
		if !bytes.Equal(got, sent) {
			return errors.New("other bytes came back")
		}
		s.bytes.Add(int64(len(sent)))
		if rnd.IntN(4) == 0 {
			time.Sleep(time.Duration(rnd.IntN(200)) * time.Millisecond)
		}
	}
	switch rnd.IntN(4) {
	case 0: // a reset
		c.(*net.TCPConn).SetLinger(0)
	case 1: // a half-closed connection, that the server ends
		c.(*net.TCPConn).CloseWrite()
		if n, err := io.Copy(io.Discard, c); n != 0 || err != nil {
			return fmt.Errorf("%d bytes after the end, %v", n, err)
		}
	case 2: // data that is not read
		c.Write([]byte("goodbye"))
	}
	return nil
}

// measure collects what can be, and counts the rest.
func (s *soak) measure() state {
	var st state
	for range 50 { // goroutines of clients are on their way
		runtime.GC()
		n := runtime.NumGoroutine()
		time.Sleep(10 * time.Millisecond)
		if runtime.NumGoroutine() == n && n == st.goroutines {
			break
		}
		st.goroutines = n
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	st.heap = m.HeapAlloc
	files, _ := os.ReadDir("/proc/self/fd")
	st.descriptors = len(files)
	return st
}
