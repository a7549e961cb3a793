//go:build linux

package main

import (
	"bytes"
	"fmt"
	"syscall"
	"time"
)

// ---- accept rate ----

func accept(sa *syscall.SockaddrInet4) {
	ep, _ := syscall.EpollCreate1(0)
	type slot struct {
		conn
		up bool
	}
	table := make([]*slot, 65536)
	h := &hist{}
	started, done, failed := 0, 0, 0
	msg := message(0)
	open := func() {
		fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
		if err != nil {
			die("socket: %v", err)
		}
		if *reset {
			syscall.SetsockoptLinger(fd, syscall.SOL_SOCKET, syscall.SO_LINGER, &syscall.Linger{Onoff: 1})
		} else {
			// spread over a few source addresses: the port range is not used up
			syscall.SetsockoptInt(fd, syscall.IPPROTO_IP, 24, 1) // IP_BIND_ADDRESS_NO_PORT
			if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, byte(1 + started%8)}}); err != nil {
				die("bind: %v", err)
			}
		}
		s := &slot{conn: conn{fd: fd, msg: msg, want: msg, buf: make([]byte, len(msg)), at: time.Now()}}
		started++
		if err := syscall.Connect(fd, sa); err != nil && err != syscall.EINPROGRESS {
			die("connect: %v", err)
		}
		ev := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(fd)}
		// a connection over loopback is usually there at once
		if _, e := sysWrite(fd, msg); e == 0 {
			s.up = true
		} else {
			ev.Events |= syscall.EPOLLOUT
		}
		syscall.EpollCtl(ep, syscall.EPOLL_CTL_ADD, fd, &ev)
		table[fd] = s
	}
	finish := func(s *slot, ok bool) {
		table[s.fd] = nil
		syscall.Close(s.fd)
		if ok {
			done++
			h.add(time.Since(s.at))
		} else {
			failed++
		}
		if started < *count {
			open()
		}
	}
	p0, c0 := readProc(*pid), self()
	begin := time.Now()
	for i := 0; i < *par && started < *count; i++ {
		open()
	}
	events := make([]syscall.EpollEvent, 1024)
	last := begin
	for done+failed < *count {
		n := epWait(ep, events, 1000)
		if n == 0 && time.Since(last) > 2*(*tmo) {
			die("stuck: done %d failed %d", done, failed)
		}
		for i := 0; i < n; i++ {
			last = time.Now()
			s := table[events[i].Fd]
			if s == nil {
				continue
			}
			if !s.up {
				if e, _ := syscall.GetsockoptInt(s.fd, syscall.SOL_SOCKET, syscall.SO_ERROR); e != 0 {
					finish(s, false)
					continue
				}
				s.up = true
				ev := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(s.fd)}
				syscall.EpollCtl(ep, syscall.EPOLL_CTL_MOD, s.fd, &ev)
				if _, e := sysWrite(s.fd, s.msg); e != 0 {
					finish(s, false)
				}
				continue
			}
			r, e := sysRead(s.fd, s.buf[s.got:])
			if e == syscall.EAGAIN {
				continue
			}
			if e != 0 || r <= 0 {
				finish(s, false)
				continue
			}
			s.got += r
			if s.got >= len(s.want) {
				finish(s, bytes.Equal(s.buf, s.want))
			}
		}
	}
	el := time.Since(begin)
	p1, c1 := readProc(*pid), self()
	*conns = *par
	report(float64(done), el, h, p0, p1, c0, c1, fmt.Sprintf("failed=%d", failed))
}

// ---- bulk ----

func push(sa *syscall.SockaddrInet4) {
	fd, err := dial(sa)
	if err != nil {
		die("%v", err)
	}
	setTimeout(fd, 60*time.Second)
	b := bytes.Repeat([]byte{0xff, 'a', 0, '\n'}, *piece/4)
	p0, c0 := readProc(*pid), self()
	t0 := time.Now()
	for left := *total; left > 0; {
		w := b
		if int64(len(w)) > left {
			w = w[:left]
		}
		n, e := sysWrite(fd, w)
		if e != 0 {
			die("write: %v with %d left", e, left)
		}
		left -= int64(n)
	}
	buf := make([]byte, 64)
	n, e := sysRead(fd, buf)
	el := time.Since(t0)
	if e != 0 || n <= 0 {
		die("no receipt: %v", e)
	}
	want := fmt.Sprintf("OK %d\n", *total)
	if string(buf[:n]) != want {
		die("receipt %q, want %q", buf[:n], want)
	}
	p1, c1 := readProc(*pid), self()
	report(float64(*total)/(1<<20), el, nil, p0, p1, c0, c1, "unit=MiB/s")
}

func pull(sa *syscall.SockaddrInet4) {
	fd, err := dial(sa)
	if err != nil {
		die("%v", err)
	}
	setTimeout(fd, 60*time.Second)
	buf := make([]byte, 256<<10)
	p0, c0 := readProc(*pid), self()
	t0 := time.Now()
	sysWrite(fd, oneByte)
	var got int64
	for got < *total {
		n, e := sysRead(fd, buf)
		if e != 0 || n <= 0 {
			die("read after %d: %d %v", got, n, e)
		}
		got += int64(n)
	}
	el := time.Since(t0)
	p1, c1 := readProc(*pid), self()
	report(float64(got)/(1<<20), el, nil, p0, p1, c0, c1, "unit=MiB/s")
}

// ---- UDP ----

func udp(sa *syscall.SockaddrInet4) {
	ep, _ := syscall.EpollCreate1(0)
	table := make([]*conn, 65536)
	var cs []*conn
	for i := 0; i < *conns; i++ {
		fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM|syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC, 0)
		if err != nil {
			die("%v", err)
		}
		if err := syscall.Connect(fd, sa); err != nil {
			die("%v", err)
		}
		c := &conn{fd: fd, msg: message(i), buf: make([]byte, 2048)}
		table[fd] = c
		cs = append(cs, c)
		ev := syscall.EpollEvent{Events: syscall.EPOLLIN, Fd: int32(fd)}
		syscall.EpollCtl(ep, syscall.EPOLL_CTL_ADD, fd, &ev)
	}
	h := &hist{}
	lost, wrong := 0, 0
	now := time.Now()
	for _, c := range cs {
		c.at = now
		sysWrite(c.fd, c.msg)
	}
	begin := now.Add(*warm)
	end := begin.Add(*dur)
	measuring := false
	var p0 proc
	var c0 float64
	events := make([]syscall.EpollEvent, 1024)
	check := now
	for {
		n := epWait(ep, events, 100)
		now = time.Now()
		if !measuring && now.After(begin) {
			measuring = true
			begin, end = now, now.Add(*dur)
			p0, c0 = readProc(*pid), self()
		}
		if now.After(end) {
			break
		}
		if now.Sub(check) > 100*time.Millisecond {
			check = now
			for _, c := range cs {
				if now.Sub(c.at) > 500*time.Millisecond {
					lost++
					c.at = now
					sysWrite(c.fd, c.msg)
				}
			}
		}
		for i := 0; i < n; i++ {
			c := table[events[i].Fd]
			r, e := sysRead(c.fd, c.buf)
			if e != 0 {
				continue
			}
			if !bytes.Equal(c.buf[:r], c.msg) {
				wrong++
			}
			if measuring {
				h.add(time.Since(c.at))
			}
			c.at = time.Now()
			sysWrite(c.fd, c.msg)
		}
	}
	el := time.Since(begin)
	p1, c1 := readProc(*pid), self()
	report(float64(h.n), el, h, p0, p1, c0, c1, fmt.Sprintf("lost=%d wrong=%d", lost, wrong))
}

// ---- many idle connections ----

func holdMode(sa *syscall.SockaddrInet4) {
	p0 := readProc(*pid)
	var fds []int
	firstBad, bad := -1, 0
	reasons := map[string]int{}
	buf := make([]byte, *size)
	t0 := time.Now()
	for i := 0; i < *conns; i++ {
		fd, err := dial(sa)
		if err == nil {
			m := message(i)
			err = trip(fd, m, m, buf)
		}
		if err != nil {
			bad++
			reasons[err.Error()]++
			if firstBad < 0 {
				firstBad = i
			}
			if bad >= 20 {
				break
			}
			continue
		}
		fds = append(fds, fd)
		if *pause > 0 {
			time.Sleep(*pause)
		}
	}
	opened := time.Since(t0)
	p1 := readProc(*pid)
	time.Sleep(*hold)
	p2 := readProc(*pid)
	alive := 0
	for i, fd := range fds {
		m := message(i)
		if err := trip(fd, m, m, buf); err == nil {
			alive++
		} else {
			reasons["later: "+err.Error()]++
		}
	}
	fmt.Printf("tag=%s mode=hold asked=%d open=%d firstbad=%d alive=%d secs=%.3f rss0=%d rss1=%d kbperconn=%.2f idlecpu=%.3f reasons=%v\n",
		*tag, *conns, len(fds), firstBad, alive, opened.Seconds(), p0.rss, p2.rss,
		float64(p2.rss-p0.rss)/float64(max(1, len(fds))), (p2.cpu-p1.cpu)/hold.Seconds(), reasons)
}
