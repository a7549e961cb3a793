//go:build linux

package main

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"io"
	"runtime"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// firstAnswer sends an HTTP request and returns the answer.
func firstAnswer(fd int, request []byte) ([]byte, error) {
	if _, e := sysWrite(fd, request); e != 0 {
		return nil, e
	}
	var all []byte
	buf := make([]byte, 4096)
	for !bytes.HasSuffix(all, []byte("Hello, world\n")) {
		n, e := sysRead(fd, buf)
		if e != 0 || n <= 0 {
			return nil, fmt.Errorf("%d bytes, then %d %v", len(all), n, e)
		}
		all = append(all, buf[:n]...)
	}
	return all, nil
}

// pace sends -rate messages a second over -conns connections whether the server
// keeps up or not, and measures from when each was due.
func pace(sa *syscall.SockaddrInet4, stop func() int64) {
	ep, err := syscall.EpollCreate1(0)
	if err != nil {
		die("%v", err)
	}
	table := make([]*conn, 65536)
	var free []*conn
	for i := range *conns {
		c := &conn{msg: message(i), buf: make([]byte, *size)}
		if c.fd, err = dial(sa); err != nil {
			die("connect %d: %v", i, err)
		}
		if err := trip(c.fd, c.msg, c.msg, c.buf); err != nil {
			die("first trip %d: %v", i, err)
		}
		syscall.SetNonblock(c.fd, true)
		ev := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(c.fd)}
		syscall.EpollCtl(ep, syscall.EPOLL_CTL_ADD, c.fd, &ev)
		table[c.fd] = c
		free = append(free, c)
	}
	h := &hist{}
	gap := time.Duration(float64(time.Second) / *rate)
	begin := time.Now().Add(*warm)
	end := begin.Add(*dur)
	due := time.Now()
	var p0 proc
	var c0 float64
	measuring := false
	events := make([]unix.EpollEvent, 1024)
	for now := due; now.Before(end); now = time.Now() {
		if !measuring && now.After(begin) {
			measuring = true
			p0, c0 = readProc(*pid), self()
			due = time.Now()
		}
		for ; len(free) > 0 && !due.After(now); due = due.Add(gap) {
			c := free[0]
			free = free[1:]
			c.got, c.at = 0, due
			if n, e := sysWrite(c.fd, c.msg); e != 0 || n != len(c.msg) {
				die("short write: %d %v", n, e)
			}
		}
		wait := max(time.Until(due), 0)
		if len(free) == 0 {
			wait = 100 * time.Millisecond
		}
		n := epWaitFor(ep, events, wait)
		for _, ev := range events[:n] {
			c := table[ev.Fd]
			r, e := sysRead(c.fd, c.buf[c.got:])
			if e == syscall.EAGAIN {
				continue
			}
			if e != 0 || r <= 0 {
				die("read: %d %v", r, e)
			}
			if c.got += r; c.got < len(c.msg) {
				continue
			}
			if measuring && c.at.After(begin) {
				h.add(time.Since(c.at))
			}
			free = append(free, c)
		}
	}
	el := time.Since(begin)
	p1, c1 := readProc(*pid), self()
	more := ""
	if stop != nil {
		more = fmt.Sprintf("flood=%.0fMB/s", float64(stop())/el.Seconds()/1e6)
	}
	report(float64(h.n), el, h, p0, p1, c0, c1, more)
}

// epWaitFor is epoll_pwait2(2).
func epWaitFor(ep int, events []unix.EpollEvent, d time.Duration) int {
	ts := unix.NsecToTimespec(int64(d))
	n, _, e := unix.Syscall6(unix.SYS_EPOLL_PWAIT2, uintptr(ep), uintptr(unsafe.Pointer(&events[0])), uintptr(len(events)), uintptr(unsafe.Pointer(&ts)), 0, 0)
	if e != 0 {
		return 0
	}
	return int(n)
}

// flood has one connection echo as many bytes as it can until the function that
// it returns is called, which tells how many those were. Its threads have the
// lowest priority: it shares a processor with what measures.
func flood(sa *syscall.SockaddrInet4) (stop func() int64) {
	fd, err := dial(sa)
	if err != nil {
		die("%v", err)
	}
	setTimeout(fd, time.Minute)
	piece := bytes.Repeat([]byte{'f'}, 64<<10)
	var read int64
	go func() {
		runtime.LockOSThread()
		unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), 19)
		for {
			if n, _ := syscall.Write(fd, piece); n <= 0 {
				return
			}
		}
	}()
	done := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), 19)
		defer close(done)
		buf := make([]byte, 256<<10)
		for {
			n, _ := syscall.Read(fd, buf)
			if n <= 0 {
				return
			}
			read += int64(n)
		}
	}()
	return func() int64 {
		syscall.Shutdown(fd, syscall.SHUT_WR)
		<-done
		return read
	}
}

// holdTLS is holdMode over TLS.
func holdTLS() {
	p0 := readProc(*pid)
	config := &tls.Config{InsecureSkipVerify: true}
	var all []*tls.Conn
	for i := range *conns {
		c, err := tls.Dial("tcp4", *addr, config)
		if err != nil {
			die("connect %d: %v", i, err)
		}
		m := message(i)
		buf := make([]byte, len(m))
		if _, err = c.Write(m); err == nil {
			_, err = io.ReadFull(c, buf)
		}
		if err != nil || !bytes.Equal(buf, m) {
			die("trip %d: %v", i, err)
		}
		all = append(all, c)
	}
	time.Sleep(*hold)
	p1 := readProc(*pid)
	fmt.Printf("tag=%s mode=tls open=%d rss0=%d rss1=%d kbperconn=%.2f\n",
		*tag, len(all), p0.rss, p1.rss, float64(p1.rss-p0.rss)/float64(len(all)))
	for _, c := range all {
		c.Close()
	}
}
