//go:build linux

// Command scale runs interpreters of one process as servers of one port, with
// :reuseport, and measures what they answer together: each message costs its server
// much more than the client, so that the client takes little of the processors.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/stdlib"
)

var (
	interpreters = flag.Int("interpreters", 2, "how many")
	conns        = flag.Int("conns", 32, "connections")
	turns        = flag.Int("turns", 2000, "what the filter computes, in turns of a loop")
	dur          = flag.Duration("dur", 2*time.Second, "measured time")
)

const program = `
(defvar work-port nil)
(defun work (n)
  (let ((sum 0) (i 0))
    (while (< i n) (setq sum (logand (+ sum (* i i)) 65535) i (1+ i)))
    sum))
(defun work-serve (port turns)
  (setq work-port
        (process-contact
         (make-network-process :name "s" :server t :host "127.0.0.1" :family 'ipv4 :service port
                               :reuseport t :coding 'binary :sentinel #'ignore
                               :filter (lambda (p s) (work turns) (process-send-string p s)))
         :service)))`

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	port := int64(0)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range *interpreters {
		in := lisp.New(lisp.Options{})
		if err := stdlib.Install(in, stdlib.Options{}); err != nil {
			return err
		}
		if _, err := in.Eval(ctx, program); err != nil {
			return err
		}
		given := "t"
		if port != 0 {
			given = fmt.Sprint(port)
		}
		v, err := in.Eval(ctx, fmt.Sprintf("(work-serve %s %d)", given, *turns))
		if err != nil {
			return err
		}
		port = int64(v.Fixnum())
		wg.Add(1)
		go func() {
			defer wg.Done()
			in.Eval(ctx, "(while t (accept-process-output nil 3600))")
			in.Close()
		}()
	}
	return drive(int(port))
}

// drive keeps a message under way on every connection, from one thread.
func drive(port int) error {
	ep, err := unix.EpollCreate1(0)
	if err != nil {
		return err
	}
	message := make([]byte, 64)
	for range *conns {
		fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			return err
		}
		defer unix.Close(fd)
		if err := unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
			return err
		}
		if err := unix.EpollCtl(ep, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)}); err != nil {
			return err
		}
		if _, err := unix.Write(fd, message); err != nil {
			return err
		}
	}
	var done atomic.Int64
	events := make([]unix.EpollEvent, 64)
	buf := make([]byte, 64)
	turn := func(until time.Time) error {
		for time.Now().Before(until) {
			n, err := unix.EpollWait(ep, events, 10)
			if err != nil && err != unix.EINTR {
				return err
			}
			for _, e := range events[:max(n, 0)] {
				if n, err := unix.Read(int(e.Fd), buf); err != nil || n != len(buf) {
					return fmt.Errorf("read: %d %v", n, err)
				}
				done.Add(1)
				if _, err := unix.Write(int(e.Fd), message); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if err := turn(time.Now().Add(300 * time.Millisecond)); err != nil {
		return err
	}
	start, from, before := time.Now(), done.Load(), cpuTime()
	if err := turn(start.Add(*dur)); err != nil {
		return err
	}
	took, n, spent := time.Since(start), done.Load()-from, cpuTime()-before
	fmt.Printf("rate=%.1f cpu=%.2f busy=%.2f\n", float64(n)/took.Seconds(),
		float64(spent)/float64(time.Microsecond)/float64(n), spent.Seconds()/took.Seconds())
	return nil
}

// cpuTime is what this process has used, its client included.
func cpuTime() time.Duration {
	var u unix.Rusage
	unix.Getrusage(unix.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
