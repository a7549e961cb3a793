//go:build linux

// Command load is a closed-loop load generator for the loopback servers of this
// bench. One OS thread, raw sockets and one epoll set, so that it costs as little
// as the server it drives.
//
//	load -mode echo   -addr 127.0.0.1:7000 -conns 100 -size 64 -dur 3s
//	load -mode ping   ... (redis inline PING)
//	load -mode http   ... (GET, keep-alive)
//	load -mode accept -addr ... -par 50 -count 2000 -reset
//	load -mode push   -addr ... -bytes 268435456
//	load -mode pull   -addr ... -bytes 268435456
//	load -mode udp    -addr ... -conns 10 -dur 3s
//	load -mode hold   -addr ... -conns 1100 -hold 2s
//	load -mode tls    -addr ... -conns 1000 (hold, over TLS)
//	load -mode pace   -addr ... -conns 100 -rate 50000 (open loop: latency)
//	load -mode flood  -addr ... -conns 50 -rate 2000 (pace beside one that floods)
//
// With -pid the server's CPU time and resident size are read from /proc.
// The result is one line of key=value pairs.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"runtime"
	"sort"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unsafe"
)

var (
	mode    = flag.String("mode", "echo", "echo ping http accept push pull udp hold tls pace flood")
	addr    = flag.String("addr", "127.0.0.1:7000", "server")
	conns   = flag.Int("conns", 1, "connections")
	size    = flag.Int("size", 64, "message bytes")
	dur     = flag.Duration("dur", 3*time.Second, "measured time")
	warm    = flag.Duration("warm", 500*time.Millisecond, "time before measuring")
	par     = flag.Int("par", 1, "accept: connections under way at once")
	reset   = flag.Bool("reset", false, "accept: close with RST, which leaves no TIME_WAIT behind")
	count   = flag.Int("count", 2000, "accept: connections in all")
	total   = flag.Int64("bytes", 256<<20, "push, pull: bytes")
	piece   = flag.Int("piece", 64<<10, "push: bytes a write")
	pid     = flag.Int("pid", 0, "server's process, for CPU and memory")
	hold    = flag.Duration("hold", time.Second, "hold: time to keep the connections")
	tmo     = flag.Duration("timeout", 5*time.Second, "limit for one answer")
	pause   = flag.Duration("pause", 0, "hold: pause between connects")
	idle    = flag.Int("idle", 0, "echo: further connections that stay open and silent")
	rate    = flag.Float64("rate", 10000, "pace, flood: messages a second")
	tag     = flag.String("tag", "", "text to repeat in the result line")
	oneByte = []byte("G")
)

func die(f string, a ...any) {
	fmt.Printf("tag=%s mode=%s conns=%d error=%q\n", *tag, *mode, *conns, fmt.Sprintf(f, a...))
	os.Exit(1)
}

func main() {
	flag.Parse()
	runtime.LockOSThread()
	ta, err := net.ResolveTCPAddr("tcp4", *addr)
	if err != nil {
		die("%v", err)
	}
	sa := &syscall.SockaddrInet4{Port: ta.Port}
	copy(sa.Addr[:], ta.IP.To4())
	switch *mode {
	case "echo", "ping", "http":
		echo(sa)
	case "accept":
		accept(sa)
	case "push":
		push(sa)
	case "pull":
		pull(sa)
	case "udp":
		udp(sa)
	case "hold":
		holdMode(sa)
	case "tls":
		holdTLS()
	case "pace":
		pace(sa, nil)
	case "flood":
		pace(sa, flood(sa))
	default:
		die("unknown mode")
	}
}

// ---- process figures ----

type proc struct {
	cpu float64 // seconds
	rss int64   // KiB
}

func readProc(p int) proc {
	var r proc
	if p == 0 {
		return r
	}
	// the scheduler's own run time in ns, all threads; the tick counts in
	// stat are too coarse for servers that sleep every few microseconds
	tasks, _ := os.ReadDir(fmt.Sprintf("/proc/%d/task", p))
	for _, t := range tasks {
		b, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%s/schedstat", p, t.Name()))
		if err != nil {
			continue
		}
		ns, _ := strconv.ParseFloat(strings.Fields(string(b))[0], 64)
		r.cpu += ns / 1e9
	}
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p))
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, "VmRSS:") {
			r.rss, _ = strconv.ParseInt(strings.Fields(l)[1], 10, 64)
		}
	}
	return r
}

func self() float64 { return readProc(os.Getpid()).cpu }

// ---- sockets ----

// sysRead is read(2), repeated when a signal, such as the runtime's for
// preemption, interrupts it.
func sysRead(fd int, b []byte) (int, syscall.Errno) {
	return repeat(syscall.SYS_READ, fd, b)
}

// sysWrite is write(2), repeated like sysRead.
func sysWrite(fd int, b []byte) (int, syscall.Errno) {
	return repeat(syscall.SYS_WRITE, fd, b)
}

// repeat makes the system call until no signal interrupts it.
func repeat(call uintptr, fd int, b []byte) (int, syscall.Errno) {
	for {
		n, _, e := syscall.RawSyscall(call, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
		if e != syscall.EINTR {
			return int(n), e
		}
	}
}

func epWait(ep int, ev []syscall.EpollEvent, ms int) int {
	n, _, e := syscall.RawSyscall6(syscall.SYS_EPOLL_WAIT, uintptr(ep), uintptr(unsafe.Pointer(&ev[0])), uintptr(len(ev)), uintptr(ms), 0, 0)
	if e != 0 {
		return 0
	}
	return int(n)
}

func setTimeout(fd int, d time.Duration) {
	tv := syscall.NsecToTimeval(d.Nanoseconds())
	syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_RCVTIMEO, &tv)
	syscall.SetsockoptTimeval(fd, syscall.SOL_SOCKET, syscall.SO_SNDTIMEO, &tv)
}

func dial(sa *syscall.SockaddrInet4) (int, error) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1)
	setTimeout(fd, *tmo)
	if err := syscall.Connect(fd, sa); err != nil {
		syscall.Close(fd)
		return -1, err
	}
	return fd, nil
}

// trip sends m and waits for len(want) bytes on a blocking socket.
func trip(fd int, m, want, buf []byte) error {
	for w := m; len(w) > 0; {
		n, e := sysWrite(fd, w)
		if e != 0 {
			return fmt.Errorf("write: %w", e)
		}
		w = w[n:]
	}
	got := 0
	for got < len(want) {
		n, e := sysRead(fd, buf[got:len(want)])
		if e != 0 {
			return fmt.Errorf("read: %w", e)
		}
		if n == 0 {
			return errors.New("closed by server")
		}
		got += n
	}
	if !bytes.Equal(buf[:got], want) {
		return errors.New("answer differs")
	}
	return nil
}

func message(i int) []byte {
	m := bytes.Repeat([]byte{'.'}, *size)
	copy(m, fmt.Sprintf("m%06d|", i))
	return m
}

// ---- latency ----

type hist struct {
	us   [100001]uint32
	over []float64
	n    int
	max  time.Duration
}

func (h *hist) add(d time.Duration) {
	h.n++
	if d > h.max {
		h.max = d
	}
	u := int(d / time.Microsecond)
	if u <= 100000 {
		h.us[u]++
	} else {
		h.over = append(h.over, float64(u))
	}
}

func (h *hist) q(p float64) float64 {
	want := int(p*float64(h.n)) + 1
	c := 0
	for u, k := range h.us {
		c += int(k)
		if c >= want {
			return float64(u)
		}
	}
	sort.Float64s(h.over)
	if i := want - c - 1; i < len(h.over) && i >= 0 {
		return h.over[i]
	}
	return float64(h.max / time.Microsecond)
}

func report(ops float64, el time.Duration, h *hist, p0, p1 proc, c0, c1 float64, more string) {
	s := fmt.Sprintf("tag=%s mode=%s conns=%d rate=%.1f", *tag, *mode, *conns, ops/el.Seconds())
	if h != nil && h.n > 0 {
		s += fmt.Sprintf(" p50us=%.0f p99us=%.0f maxus=%d", h.q(.5), h.q(.99), h.max/time.Microsecond)
	}
	s += fmt.Sprintf(" ops=%.0f secs=%.3f loadcpu=%.2f", ops, el.Seconds(), (c1-c0)/el.Seconds())
	if *pid != 0 {
		s += fmt.Sprintf(" srvcpu=%.2f srvus=%.1f rsskb=%d", (p1.cpu-p0.cpu)/el.Seconds(), 1e6*(p1.cpu-p0.cpu)/ops, p1.rss)
	}
	if more != "" {
		s += " " + more
	}
	fmt.Println(s)
}

// ---- echo ----

type conn struct {
	fd   int
	msg  []byte
	want []byte
	buf  []byte
	got  int
	at   time.Time
}

func echo(sa *syscall.SockaddrInet4) {
	ep, err := syscall.EpollCreate1(0)
	if err != nil {
		die("%v", err)
	}
	cs := make([]*conn, *conns)
	byFd := map[int]*conn{}
	t0 := time.Now()
	for i := range cs {
		c := &conn{}
		switch *mode {
		case "ping":
			c.msg, c.want = []byte("PING\r\n"), []byte("+PONG\r\n")
		case "http":
			c.msg = []byte("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: load\r\nAccept: */*\r\n\r\n")
		default:
			c.msg = message(i)
			c.want = c.msg
		}
		c.buf = make([]byte, len(c.want)+16)
		if c.fd, err = dial(sa); err != nil {
			die("connect %d: %v", i, err)
		}
		if *mode == "http" { // an answer is as long as the first one
			c.buf = make([]byte, 4096)
			if c.want, err = firstAnswer(c.fd, c.msg); err != nil {
				die("first answer: %v", err)
			}
		} else if err := trip(c.fd, c.msg, c.want, c.buf); err != nil {
			die("first trip %d: %v", i, err)
		}
		syscall.SetNonblock(c.fd, true)
		ev := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(c.fd)}
		if err := syscall.EpollCtl(ep, syscall.EPOLL_CTL_ADD, c.fd, &ev); err != nil {
			die("epoll: %v", err)
		}
		cs[i] = c
		byFd[c.fd] = c
	}
	for i := 0; i < *idle; i++ {
		fd, err := dial(sa)
		if err != nil {
			die("idle %d: %v", i, err)
		}
		m := message(i)
		if err := trip(fd, m, m, make([]byte, len(m))); err != nil {
			die("idle %d: %v", i, err)
		}
	}
	setup := time.Since(t0)
	table := make([]*conn, 65536)
	for fd, c := range byFd {
		table[fd] = c
	}
	h := &hist{}
	send := func(c *conn, now time.Time) {
		c.got, c.at = 0, now
		n, e := sysWrite(c.fd, c.msg)
		if e != 0 || n != len(c.msg) {
			die("short write: %d %v", n, e)
		}
	}
	events := make([]syscall.EpollEvent, 1024)
	now := time.Now()
	for _, c := range cs {
		send(c, now)
	}
	begin := now.Add(*warm)
	end := begin.Add(*dur)
	measuring := false
	var p0 proc
	var c0 float64
	last := now
	for {
		n := epWait(ep, events, 1000)
		now = time.Now()
		if n == 0 && now.Sub(last) > *tmo {
			die("no answer for %v", *tmo)
		}
		if !measuring && now.After(begin) {
			measuring = true
			begin = now
			end = now.Add(*dur)
			p0, c0 = readProc(*pid), self()
		}
		if now.After(end) {
			break
		}
		for i := 0; i < n; i++ {
			c := table[events[i].Fd]
			r, e := sysRead(c.fd, c.buf[c.got:])
			if e == syscall.EAGAIN {
				continue
			}
			if e != 0 || r <= 0 {
				die("read: %d %v", r, e)
			}
			c.got += r
			if c.got < len(c.want) {
				continue
			}
			if *mode != "http" && !bytes.Equal(c.buf[:c.got], c.want) || c.got > len(c.want) {
				die("answer differs: %q", c.buf[:c.got])
			}
			last = now
			if measuring {
				h.add(time.Since(c.at))
			}
			send(c, time.Now())
		}
	}
	el := time.Since(begin)
	p1, c1 := readProc(*pid), self()
	report(float64(h.n), el, h, p0, p1, c0, c1, fmt.Sprintf("setup=%.3f idle=%d", setup.Seconds(), *idle))
}
