package tests

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims/poll"
	"elnet/stdlib"
)

// These tests show what elnet does where Emacs 28.2 crashes, hangs, loses data
// or ends: the peers are Go's sockets.

const faultTimeout = 30 * time.Second

// onPollers runs test with every way of waiting: see pollerOf.
func onPollers(t *testing.T, test func(t *testing.T)) {
	for _, poller := range []string{poll.Backends()[0], "poll"} {
		t.Run(poller, test)
	}
}

// pollerOf is the poller that the test is run with, "" for any.
func pollerOf(t *testing.T) string {
	if name := path.Base(t.Name()); slices.Contains(poll.Backends(), name) {
		return name
	}
	return ""
}

// A netHost is an interpreter with the words of net/support/scenario.el.
type netHost struct {
	*host
	stderr *bytes.Buffer
}

func newNetHost(t *testing.T) *netHost {
	t.Helper()
	h := &netHost{stderr: new(bytes.Buffer)}
	in := lisp.New(lisp.Options{Stdout: io.Discard, Stderr: h.stderr, Stdin: strings.NewReader("")})
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := stdlib.Install(in, stdlib.Options{Poller: pollerOf(t)}); err != nil {
		t.Fatal(err)
	}
	h.host = &host{in}
	words, err := os.ReadFile("net/support/scenario.el")
	if err != nil {
		t.Fatal(err)
	}
	h.eval(t, string(words)+"(setq print-escape-newlines t)")
	return h
}

// eval evaluates src and returns its value as prin1 prints it.
func (h *netHost) eval(t *testing.T, src string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), faultTimeout)
	defer cancel()
	v, err := h.in.EvalString(ctx, "fault.el", src)
	if err != nil {
		t.Fatalf("%s\n%v\n%s", src, err, h.stderr)
	}
	return h.in.PrintString(v, true)
}

func (h *netHost) want(t *testing.T, src, want string) {
	t.Helper()
	if got := h.eval(t, src); got != want {
		t.Errorf("%s\n got %s\nwant %s", src, got, want)
	}
}

// listenTCP is a listener that serve is called for, once a connection.
func listenTCP(t *testing.T, serve func(net.Conn)) (port int) {
	t.Helper()
	ln, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	t.Cleanup(func() { ln.Close(); all.Wait() })
	all.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			all.Go(func() { defer c.Close(); serve(c) })
		}
	})
	return ln.Addr().(*net.TCPAddr).Port
}

func dialTCP(t *testing.T, addr string) net.Conn {
	t.Helper()
	c, err := net.DialTimeout("tcp", addr, faultTimeout)
	if err != nil {
		t.Fatal(err)
	}
	c.SetDeadline(time.Now().Add(faultTimeout))
	t.Cleanup(func() { c.Close() })
	return c
}

// ask sends text and reads an answer of the same length.
func ask(c net.Conn, text string) (string, error) {
	if _, err := io.WriteString(c, text); err != nil {
		return "", err
	}
	buf := make([]byte, len(text))
	n, err := io.ReadFull(c, buf)
	return string(buf[:n]), err
}

func TestNetResetThenWrites(t *testing.T) { onPollers(t, netResetThenWrites) }

func netResetThenWrites(t *testing.T) {
	connected, reset := make(chan struct{}), make(chan struct{})
	port := listenTCP(t, func(c net.Conn) {
		<-connected
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
		close(reset)
	})
	h := newNetHost(t)
	h.eval(t, fmt.Sprintf(`(setq c (make-network-process :name "c" :host "127.0.0.1" :service %d :family 'ipv4
                                          :sentinel #'note-event))`, port))
	close(connected)
	<-reset
	// The writes may find the reset or not; none of them ends the program.
	h.eval(t, `(dotimes (_ 3) (outcome (process-send-string c "x")))`)
	h.want(t, `(progn (await (events c)) (linger-a-moment) (list (process-status c) (process-exit-status c) (events c)))`,
		`(closed 256 ("connection broken by remote peer\n"))`)
	h.want(t, `(outcome (process-send-string c "x"))`, `(!! (error "Process c not running"))`)
}

func TestNetWriteAfterPeerClosed(t *testing.T) { onPollers(t, netWriteAfterPeerClosed) }

func netWriteAfterPeerClosed(t *testing.T) {
	closed := make(chan struct{})
	port := listenTCP(t, func(c net.Conn) { c.Close(); close(closed) })
	h := newNetHost(t)
	h.eval(t, fmt.Sprintf(`(setq c (make-network-process :name "c" :host "127.0.0.1" :service %d :family 'ipv4
                                          :sentinel #'note-event :filter t))`, port))
	<-closed
	h.eval(t, `(dotimes (_ 200) (outcome (process-send-string c "x")))`)
	h.want(t, `(progn (await (events c)) (list (process-status c) (events c)))`,
		`(closed ("connection broken by remote peer\n"))`)
}

const echoUnlessBoom = `
(setq server (listen "srv" :sentinel #'ignore
                     :filter (lambda (p s) (process-send-string p s)
                                 (if (equal s "boom") (error "Went %s" s)))))
(process-contact server :service)`

func TestNetErrorInFilterIsReported(t *testing.T) { onPollers(t, netErrorInFilterIsReported) }

func netErrorInFilterIsReported(t *testing.T) {
	h := newNetHost(t)
	addr := "127.0.0.1:" + h.eval(t, echoUnlessBoom)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { // owns the interpreter until it has ended
		_, err := h.in.Eval(ctx, `(while t (accept-process-output nil 3600))`)
		done <- err
	}()
	bad, good := dialTCP(t, addr), dialTCP(t, addr)
	for range 3 {
		if _, err := ask(bad, "boom"); err != nil {
			t.Fatal(err)
		}
		if got, err := ask(good, "still here"); err != nil || got != "still here" {
			t.Errorf("the other connection: %q %v", got, err)
		}
	}
	if got, err := ask(bad, "fine again"); err != nil || got != "fine again" {
		t.Errorf("the same connection: %q %v", got, err)
	}
	stop()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if n := strings.Count(h.stderr.String(), "Went boom"); n == 0 {
		t.Errorf("not reported:\n%s", h.stderr)
	}
}

func TestNetErrorInFilterEndsBatch(t *testing.T) { onPollers(t, netErrorInFilterEndsBatch) }

func netErrorInFilterEndsBatch(t *testing.T) {
	elnet := buildElnet(t)
	file := filepath.Join(t.TempDir(), "boom.el")
	src := `;;; -*- lexical-binding: t -*-
(let* ((server (make-network-process :name "s" :server t :service t :host "127.0.0.1" :family 'ipv4
                                     :filter (lambda (_ s) (error "Went %s" s))))
       (client (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4
                                     :service (process-contact server :service))))
  (process-send-string client "boom")
  (condition-case nil
      (let ((tries 20)) (while (> (setq tries (1- tries)) 0) (accept-process-output nil 0.05)))
    (error (princ "caught\n")))
  (princ "went on\n"))
`
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := runCommand(t, elnet, "--poller", path.Base(t.Name()), "--batch", "-l", file); got.code != 255 || got.stdout != "" || !strings.Contains(got.stderr, "Went boom") {
		t.Errorf("batch: %+v", got)
	}
	if got := runCommand(t, elnet, file); got.code != 0 || got.stdout != "went on\n" || !strings.Contains(got.stderr, "Went boom") {
		t.Errorf("script: %+v", got)
	}
}

func TestNetOddKeywords(t *testing.T) { onPollers(t, netOddKeywords) }

func netOddKeywords(t *testing.T) {
	h := newNetHost(t)
	for _, src := range []string{
		`(make-network-process :name "x" :server t :service t :odd)`,
		`(make-network-process :name)`,
		`(make-network-process :name "x" :server t :service)`,
	} {
		got := h.eval(t, "(outcome "+src+")")
		if !strings.HasPrefix(got, "(!! (malformed-keyword-arg-list") {
			t.Errorf("%s: %s", src, got)
		}
	}
	h.want(t, `(process-list)`, `nil`)
}

func TestNetStatusWhileConnecting(t *testing.T) { onPollers(t, netStatusWhileConnecting) }

func netStatusWhileConnecting(t *testing.T) {
	port := listenTCP(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	h := newNetHost(t)
	h.want(t, fmt.Sprintf(`
(setq c (make-network-process :name "c" :host "127.0.0.1" :service %d :family 'ipv4 :nowait t :sentinel #'note-event))
(list (process-status c) (process-exit-status c))`, port), `(connect 0)`)
	h.want(t, `(progn (await (events c)) (list (process-status c) (process-exit-status c) (events c)))`,
		`(open 0 ("open\n"))`)
}

func TestNetFailedLookupIsTold(t *testing.T) { onPollers(t, netFailedLookupIsTold) }

func netFailedLookupIsTold(t *testing.T) {
	h := newNetHost(t)
	h.want(t, `
(setq scenario-deadline 25
      c (make-network-process :name "c" :host "no.such.host.invalid" :service 80 :nowait t :sentinel #'note-event))
(process-status c)`, `connect`)
	h.want(t, `(progn (await (events c)) (linger-a-moment) (list (process-status c) (length (events c)) (process-exit-status c)))`,
		`(failed 1 "Name lookup of no.such.host.invalid failed")`)
	if got := h.eval(t, `(car (events c))`); !strings.HasPrefix(got, `"failed`) {
		t.Errorf("the sentinel was told %s", got)
	}
	h.want(t, `(progn (delete-process c) (process-list))`, `nil`)
}

// listenUDP is a UDP socket whose packets go into a channel.
func listenUDP(t *testing.T) (*net.UDPConn, <-chan string) {
	t.Helper()
	pc, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	ch := make(chan string, 16)
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 1<<16)
		for {
			n, err := pc.Read(buf)
			if err != nil {
				return
			}
			ch <- string(buf[:n])
		}
	}()
	t.Cleanup(func() { pc.Close(); <-done })
	return pc, ch
}

func TestNetDatagramNowait(t *testing.T) { onPollers(t, netDatagramNowait) }

func netDatagramNowait(t *testing.T) {
	pc, packets := listenUDP(t)
	h := newNetHost(t)
	h.want(t, fmt.Sprintf(`
(setq c (make-network-process :name "c" :type 'datagram :host "127.0.0.1" :service %d :family 'ipv4
                              :nowait t :sentinel #'note-event))
(await (eq (process-status c) 'open))
(process-send-string c "sent")
(process-status c)`, pc.LocalAddr().(*net.UDPAddr).Port), `open`)
	select {
	case got := <-packets:
		if got != "sent" {
			t.Errorf("%q", got)
		}
	case <-time.After(faultTimeout):
		t.Error("nothing sent")
	}
}

func TestNetDatagramsAreWhole(t *testing.T) { onPollers(t, netDatagramsAreWhole) }

func netDatagramsAreWhole(t *testing.T) {
	h := newNetHost(t)
	port := h.eval(t, `
(setq heard nil
      u (make-network-process :name "u" :server t :type 'datagram :host "127.0.0.1" :service t :family 'ipv4
                              :coding 'binary :sentinel #'note-event :filter (lambda (_ s) (push (length s) heard))))
(process-contact u :service)`)
	c, err := net.Dial("udp4", "127.0.0.1:"+port)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, n := range []int{3, 0, 4096, 4097, 60000, 0, 5} {
		if _, err := c.Write(make([]byte, n)); err != nil {
			t.Fatal(err)
		}
	}
	h.want(t, `(progn (await (= (length heard) 7)) (list (reverse heard) (process-status u) (events u)))`,
		`((3 0 4096 4097 60000 0 5) open nil)`)
}

func TestNetDatagramClientOptions(t *testing.T) { onPollers(t, netDatagramClientOptions) }

func netDatagramClientOptions(t *testing.T) {
	h := newNetHost(t)
	// Without the option the kernel refuses; with it, only a missing route may.
	for _, broadcast := range []string{"nil", "t"} {
		got := h.eval(t, fmt.Sprintf(`
(let ((u (make-network-process :name "u" :type 'datagram :remote [255 255 255 255 9] :broadcast %s)))
  (prin1-to-string (outcome (process-send-string u "x"))))`, broadcast))
		if refused := strings.Contains(got, "Permission denied"); refused != (broadcast == "nil") {
			t.Errorf(":broadcast %s: %s", broadcast, got)
		}
	}
	h.want(t, `(outcome (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service 9 :priority 'x))`,
		`(!! (error "Bad option value for :priority"))`)
}

func TestNetIPv6ChildNames(t *testing.T) { onPollers(t, netIPv6ChildNames) }

func netIPv6ChildNames(t *testing.T) {
	if ln, err := net.Listen("tcp6", "[::1]:0"); err != nil {
		t.Skip("no ::1 here:", err)
	} else {
		ln.Close()
	}
	h := newNetHost(t)
	port := h.eval(t, `
(setq server (make-network-process :name "v6" :server t :host "::1" :family 'ipv6 :service t :sentinel #'note-event))
(process-contact server :service)`)
	c := dialTCP(t, "[::1]:"+port)
	h.want(t, `(let ((child (await (car (children server)))))
                 (list (process-name child) (process-contact child :host) (events child)))`,
		fmt.Sprintf(`("v6 <[0:0:0:0:0:0:0:1]:%d>" "0:0:0:0:0:0:0:1" ("open from 0:0:0:0:0:0:0:1\n"))`,
			c.LocalAddr().(*net.TCPAddr).Port))
}

// startServer runs a Lisp program with elnet, under a shell that first runs
// setup. It returns its port, which is what it prints first, and a function
// that waits for its end and returns the rest of what it prints.
func startServer(t *testing.T, setup, program string) (port string, rest func() string) {
	t.Helper()
	elnet := buildElnet(t)
	file := filepath.Join(t.TempDir(), "server.el")
	if err := os.WriteFile(file, []byte(";;; -*- lexical-binding: t -*-\n"+program), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), scenarioTimeout)
	poller := pollerOf(t)
	if poller == "" {
		poller = poll.Backends()[0]
	}
	cmd := exec.CommandContext(ctx, "sh", "-c", setup+` exec "$0" --poller "$2" -l net/support/scenario.el -l "$1"`, elnet, file, poller)
	cmd.Env = append(os.Environ(), hostEnv...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(out)
	end := sync.OnceValue(func() string {
		defer cancel()
		text, _ := io.ReadAll(r)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the server: %v\n%s", err, &stderr)
		}
		return string(text)
	})
	t.Cleanup(func() {
		if t.Failed() {
			cancel()
		}
		end()
	})
	line, err := r.ReadString('\n')
	if err != nil {
		t.Fatalf("no port: %v", err)
	}
	return strings.TrimSpace(line), end
}

const echoUntilQuit = `
(defvar quit nil)
(defvar failures 0)
(let ((server (listen "srv" :server 4096 :sentinel #'ignore
                      :log (lambda (_server child _message) (unless child (setq failures (1+ failures))))
                      :filter (lambda (p s) (if (equal s "quit") (setq quit t) (process-send-string p s))))))
  (princ (format "%d\n" (process-contact server :service)))
  (while (not quit) (accept-process-output nil 10))
  (princ (format "%d\n" failures)))
`

func TestNetDescriptorLimit(t *testing.T) { onPollers(t, netDescriptorLimit) }

func netDescriptorLimit(t *testing.T) {
	port, rest := startServer(t, "ulimit -n 40;", echoUntilQuit)
	var held []net.Conn
	answered := 0
	for range 100 {
		c := dialTCP(t, "127.0.0.1:"+port)
		held = append(held, c)
		c.SetDeadline(time.Now().Add(2 * time.Second))
		if answered == len(held)-1 { // until the first that is not served
			if got, err := ask(c, "hello"); err == nil && got == "hello" {
				answered++
			}
		}
	}
	if answered == 0 || answered >= 40 {
		t.Errorf("%d connections served under a limit of 40 descriptors", answered)
	}
	for _, c := range held {
		c.Close()
	}
	c := dialTCP(t, "127.0.0.1:"+port)
	if got, err := ask(c, "and now"); err != nil || got != "and now" {
		t.Errorf("after the crowd: %q %v", got, err)
	}
	io.WriteString(c, "quit")
	var failures int
	if _, err := fmt.Sscan(rest(), &failures); err != nil || failures > 1000 {
		t.Errorf("%d refusals logged (%v): the server spun", failures, err)
	}
}

func TestNetManyConnections(t *testing.T) { onPollers(t, netManyConnections) }

func netManyConnections(t *testing.T) {
	const n = 2000
	var lim unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &lim); err != nil || lim.Max < n+200 {
		t.Skipf("at most %d descriptors here", lim.Max)
	}
	if old := lim; lim.Cur < n+200 {
		lim.Cur = n + 200
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &lim); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { unix.Setrlimit(unix.RLIMIT_NOFILE, &old) })
	}
	port, rest := startServer(t, fmt.Sprintf("ulimit -n %d;", n+200), echoUntilQuit)
	conns := make([]net.Conn, n)
	for i := range conns {
		conns[i] = dialTCP(t, "127.0.0.1:"+port)
	}
	for i, c := range conns {
		fmt.Fprintf(c, "hello %04d", i)
	}
	for i, c := range conns {
		want := fmt.Sprintf("hello %04d", i)
		got := make([]byte, len(want))
		if _, err := io.ReadFull(c, got); err != nil || string(got) != want {
			t.Fatalf("connection %d: %q %v", i, got, err)
		}
	}
	io.WriteString(conns[0], "quit")
	if got := rest(); got != "0\n" {
		t.Errorf("refused connections: %s", got)
	}
}

// A peer that never stops sending does not keep others from being served.
func TestNetFloodIsFair(t *testing.T) { onPollers(t, netFloodIsFair) }

func netFloodIsFair(t *testing.T) {
	h := newNetHost(t)
	port := h.eval(t, `
(setq ticks 0
      server (listen "srv" :coding 'binary :sentinel #'ignore
                     :filter (lambda (p s) (when (< (length s) 100) (process-send-string p s)))))
(run-at-time 0 0.01 (lambda () (setq ticks (1+ ticks))))
(process-contact server :service)`)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { // owns the interpreter until it has ended
		defer close(done)
		h.in.Eval(ctx, `(while t (accept-process-output nil 3600))`)
	}()
	var floods sync.WaitGroup
	var flooding []net.Conn
	for range 4 {
		flood := dialTCP(t, "127.0.0.1:"+port)
		floods.Go(func() {
			block := make([]byte, 1<<20)
			for {
				if _, err := flood.Write(block); err != nil {
					return
				}
			}
		})
		flooding = append(flooding, flood)
	}
	defer func() {
		for _, c := range flooding {
			c.Close()
		}
		floods.Wait()
	}()
	quiet := dialTCP(t, "127.0.0.1:"+port)
	for i := range 50 {
		want := fmt.Sprintf("question %d", i)
		if got, err := ask(quiet, want); err != nil || got != want {
			t.Fatalf("%q %v", got, err)
		}
	}
	stop()
	<-done
	h.want(t, `(> ticks 0)`, `t`)
}

// TestNetBlockedEcho: a peer that sends and does not read stops the filter that
// answers it, not the others, and does not make it wait within itself for ever.
func TestNetBlockedEcho(t *testing.T) { onPollers(t, netBlockedEcho) }

func netBlockedEcho(t *testing.T) {
	h := newNetHost(t)
	port := h.eval(t, `
(setq depth 0 deepest 0
      server (listen "srv" :coding 'binary :sentinel #'ignore
                     :filter (lambda (p s)
                               (setq depth (1+ depth) deepest (max depth deepest))
                               (process-send-string p s)
                               (setq depth (1- depth)))))
(process-contact server :service)`)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { // owns the interpreter until it has ended
		defer close(done)
		h.in.Eval(ctx, `(while t (accept-process-output nil 3600))`)
	}()
	flood := dialTCP(t, "127.0.0.1:"+port)
	defer flood.Close()
	block := make([]byte, 1<<20)
	for i := range block {
		block[i] = byte(i * 7 >> 3)
	}
	sent := 0
	for range 500 { // more than all buffers and 200 filter calls hold
		flood.SetWriteDeadline(time.Now().Add(300 * time.Millisecond))
		n, err := flood.Write(block[sent%len(block):])
		sent += n
		if err != nil {
			break
		}
	}
	quiet := dialTCP(t, "127.0.0.1:"+port)
	for i := range 20 {
		want := fmt.Sprintf("question %d", i)
		if got, err := ask(quiet, want); err != nil || got != want {
			t.Fatalf("%q %v", got, err)
		}
	}
	flood.SetReadDeadline(time.Now().Add(30 * time.Second))
	got := make([]byte, sent)
	if n, err := io.ReadFull(flood, got); err != nil {
		t.Fatalf("%d of %d bytes: %v", n, sent, err)
	}
	for i := range got {
		if got[i] != block[i%len(block)] {
			t.Fatalf("byte %d of %d differs", i, sent)
		}
	}
	stop()
	<-done
	h.want(t, `(<= deepest 40)`, `t`)
	h.want(t, `depth`, `0`)
}
