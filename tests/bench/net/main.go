// Command net runs one Lisp server, ../shared/bench/net/server.el, under Emacs
// and under elnet, alternately, and compares what a load generator gets out of
// them: echo of 64-byte messages, accept-echo-close, and idle connections.
//
//	go run ./tests/bench/net -shared ../shared/bench -rounds 5
//
// The server is pinned to CPU 0 and the generator to CPU 1 where taskset is
// installed. Everything is on loopback and bounded in time.
package main

import (
	"flag"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	shared = flag.String("shared", "../shared/bench", "folder of the benchmark programs")
	rounds = flag.Int("rounds", 5, "runs of each server")
	dur    = flag.Duration("dur", 2*time.Second, "measured time of an echo run")
	conns  = flag.String("conns", "10,100,900", "echo: numbers of connections")
	hold   = flag.Int("hold", 5000, "idle connections to hold in elnet, 0: skip")
	accept = flag.Int("accept", 2000, "accept-echo-close: connections in all, 0: skip")
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A bench holds what was built for the runs.
type bench struct {
	elnet, netload, lisp string
	backlog              string // BACKLOG of the servers, "t" what they take by themselves
}

func run() error {
	tmp, err := os.MkdirTemp("", "elnet-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	b := &bench{filepath.Join(tmp, "elnet"), filepath.Join(tmp, "netload"), tmp, "1024"}
	if err := command("go", "build", "-o", b.elnet, "./repl/elnet"); err != nil {
		return err
	}
	if err := command("go", "build", "-C", *shared, "-o", b.netload, "./netload"); err != nil {
		return err
	}
	for _, f := range []string{"server.el", "serve.el"} {
		text, err := os.ReadFile(filepath.Join(*shared, "net", f))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(tmp, f), text, 0o644); err != nil {
			return err
		}
	}
	if err := command("emacs", "-Q", "--batch", "-f", "batch-byte-compile",
		filepath.Join(tmp, "server.el"), filepath.Join(tmp, "serve.el")); err != nil {
		return err
	}
	for _, c := range strings.Split(*conns, ",") {
		if err := b.compare("echo "+c, "-mode", "echo", "-conns", c, "-dur", dur.String()); err != nil {
			return err
		}
	}
	if *accept > 0 {
		b.backlog = "t"
		if err := b.compare("accept", "-mode", "accept", "-par", "10", "-count", strconv.Itoa(*accept), "-timeout", "10s"); err != nil {
			return err
		}
	}
	b.backlog = "1024"
	if *hold > 0 {
		return b.idle(*hold)
	}
	return nil
}

func command(name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %s%w", name, out, err)
	}
	return nil
}

// pinned returns the words that run a command on one CPU.
func pinned(cpu string, words ...string) []string {
	if _, err := exec.LookPath("taskset"); err == nil {
		return append([]string{"taskset", "-c", cpu}, words...)
	}
	return words
}

// serve starts a server, waits until it answers, and returns its port and how
// to end it.
func (b *bench) serve(which string) (port int, pid int, stop func(), err error) {
	if port, err = freePorts(); err != nil {
		return 0, 0, nil, err
	}
	words := pinned("0", "emacs", "-Q", "--batch", "-l", filepath.Join(b.lisp, "server.elc"), "-l", filepath.Join(b.lisp, "serve.elc"))
	if which == "elnet" {
		words = pinned("0", b.elnet, "--batch", "-l", filepath.Join(b.lisp, "server.el"), "-l", filepath.Join(b.lisp, "serve.el"))
	}
	c := exec.Command(words[0], words[1:]...)
	c.Env = append(os.Environ(), "PORT="+strconv.Itoa(port), "BACKLOG="+b.backlog)
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		return 0, 0, nil, err
	}
	stop = func() {
		c.Process.Kill()
		c.Wait()
	}
	for range 100 {
		if conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			conn.Close()
			time.Sleep(200 * time.Millisecond)
			return port, c.Process.Pid, stop, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	stop()
	return 0, 0, nil, fmt.Errorf("%s: the server did not start", which)
}

// freePorts returns the first of four consecutive free ports, which the server
// program takes, below the range that the kernel gives to clients.
func freePorts() (int, error) {
	for base := 21000 + os.Getpid()%1000*8; base < 32000; base += 8 {
		free := true
		for p := base; p < base+4 && free; p++ {
			ln, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", p))
			if free = err == nil; free {
				ln.Close()
			}
		}
		if free {
			return base, nil
		}
	}
	return 0, fmt.Errorf("no four free ports")
}

// load runs the generator and returns its result line as a map.
func (b *bench) load(port, pid int, args ...string) (map[string]string, error) {
	words := pinned("1", append([]string{b.netload, "-addr", fmt.Sprintf("127.0.0.1:%d", port), "-pid", strconv.Itoa(pid)}, args...)...)
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if err != nil {
		return nil, fmt.Errorf("netload: %s%w", out, err)
	}
	m := map[string]string{}
	for _, w := range strings.Fields(string(out)) {
		if k, v, ok := strings.Cut(w, "="); ok {
			m[k] = v
		}
	}
	return m, nil
}

func (b *bench) rate(which string, args ...string) (float64, error) {
	port, pid, stop, err := b.serve(which)
	if err != nil {
		return 0, err
	}
	defer stop()
	m, err := b.load(port, pid, args...)
	if err != nil {
		return 0, err
	}
	r, err := strconv.ParseFloat(m["rate"], 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %v", which, m)
	}
	return r, nil
}

func (b *bench) compare(name string, args ...string) error {
	var emacs, elnet []float64
	for range *rounds {
		for _, which := range []string{"emacs", "elnet"} {
			r, err := b.rate(which, args...)
			if err != nil {
				return err
			}
			if which == "emacs" {
				emacs = append(emacs, r)
			} else {
				elnet = append(elnet, r)
			}
		}
	}
	e, o := median(emacs), median(elnet)
	fmt.Printf("%-12s emacs %9.0f/s  elnet %9.0f/s  ratio %6.2f\n", name, e, o, o/e)
	return nil
}

// idle holds n connections in elnet and prints what one costs.
func (b *bench) idle(n int) error {
	port, pid, stop, err := b.serve("elnet")
	if err != nil {
		return err
	}
	defer stop()
	before := resident(pid)
	held := exec.Command(b.netload, "-mode", "hold", "-addr", fmt.Sprintf("127.0.0.1:%d", port), "-pid", strconv.Itoa(pid),
		"-conns", strconv.Itoa(n), "-hold", "1s")
	out, err := held.CombinedOutput()
	if err != nil {
		return fmt.Errorf("netload: %s%w", out, err)
	}
	fmt.Printf("hold %d: resident before %d KiB; %s", n, before>>10, out)
	return nil
}

// resident returns the resident size of a process in bytes.
func resident(pid int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(text))
	if len(f) < 2 {
		return 0
	}
	pages, _ := strconv.Atoi(f[1])
	return pages * os.Getpagesize()
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}
