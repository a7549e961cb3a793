// Command net measures one Lisp server, server.el, under elnet and under Emacs,
// beside a server on Go's net package with a goroutine per connection (peer) and
// redis-server, each driven by the same load generator (load):
//
//	go run ./tests/bench/net -rounds 5
//	go run ./tests/bench/net -run 'echo 100$|accept' -dur 1s
//
// What is compared runs alternately, the server on CPU 0 and the generator on
// CPU 1 where taskset is installed; what is printed are medians: of the rate, and of
// the processor time that the server spent on one operation, which other work on
// the machine disturbs less. -list names the measurements. Everything is on
// loopback and bounded in time. 10,000 connections want `ulimit -n 12000`.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	rounds = flag.Int("rounds", 5, "runs of each server")
	dur    = flag.Duration("dur", 2*time.Second, "measured time of a run")
	only   = flag.String("run", ".", "regexp: measurements to make")
	list   = flag.Bool("list", false, "name the measurements and stop")
	first  = flag.Bool("first", false, "run before what else the machine does, as far as the user may")
	elnet  = flag.String("elnet", "", "the command to measure, instead of building it")
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// A measurement is one line of the result.
type measurement struct {
	name    string
	servers []string // elnet first
	port    int      // of the service, relative to the first
	env     []string // of the servers
	args    []string // of the generator
	values  []value
	run     func(*bench) error // instead of all that
}

// A value is a number that the generator prints, and what it is called.
type value struct {
	key, unit string
	low       bool // less is better
}

var (
	rate   = value{"rate", "/s", false}
	cpu    = value{"srvus", "us cpu", true}
	p99    = value{"p99us", "us p99", true} // its best is printed, too: what others do shows most there
	p50    = value{"p50us", "us p50", true}
	memory = value{"kbperconn", "KiB each", true}
)

func measurements() []measurement {
	var all []measurement
	add := func(m measurement) { all = append(all, m) }
	d := dur.String()
	for _, n := range []int{10, 100, 900, 1000, 10000} {
		c := strconv.Itoa(n)
		servers := []string{"elnet", "go", "redis", "emacs"}
		if n > 900 { // more than Emacs can have
			servers = servers[:3]
		}
		add(measurement{name: "echo " + c, servers: servers, env: []string{"BACKLOG=1024"},
			args: []string{"-mode", "echo", "-conns", c, "-dur", d}, values: []value{rate, cpu}})
	}
	for _, q := range []string{"1024", "t"} {
		name, count := "accept, queue "+q, "20000"
		if q == "t" { // which Emacs makes five places: hundreds a second
			name, count = "accept, queue as it comes", "4000"
		}
		add(measurement{name: name, servers: []string{"elnet", "go", "emacs"}, env: []string{"BACKLOG=" + q},
			args: []string{"-mode", "accept", "-par", "50", "-reset", "-count", count, "-timeout", "10s"}, values: []value{rate, cpu}})
	}
	for _, size := range []string{"4096", "65536"} {
		add(measurement{name: "bulk in, read-process-output-max " + size, servers: []string{"elnet", "go", "emacs"}, port: 1,
			env: []string{"READMAX=" + size}, args: []string{"-mode", "push"}, values: []value{{"rate", "MiB/s", false}, cpu}})
	}
	add(measurement{name: "bulk out", servers: []string{"elnet", "go", "emacs"}, port: 2,
		args: []string{"-mode", "pull"}, values: []value{{"rate", "MiB/s", false}, cpu}})
	add(measurement{name: "udp", servers: []string{"elnet", "go", "emacs"},
		args: []string{"-mode", "udp", "-conns", "50", "-dur", d}, values: []value{rate, cpu}})
	add(measurement{name: "http", servers: []string{"elnet", "go", "emacs"}, port: 3, env: []string{"BACKLOG=1024"},
		args: []string{"-mode", "http", "-conns", "50", "-dur", d}, values: []value{rate, cpu}})
	add(measurement{name: "wrk", run: (*bench).wrk})
	add(measurement{name: "latency at half load", run: (*bench).latency})
	add(measurement{name: "flood", run: (*bench).flood})
	add(measurement{name: "idle 10000", servers: []string{"elnet", "go"}, env: []string{"BACKLOG=1024"},
		args: []string{"-mode", "hold", "-conns", "10000", "-hold", "8s"}, values: []value{memory}})
	add(measurement{name: "idle TLS 2000", servers: []string{"elnet", "go"}, port: 4, env: []string{"BACKLOG=1024"},
		args: []string{"-mode", "tls", "-conns", "2000", "-hold", "8s"}, values: []value{memory}})
	add(measurement{name: "timers", run: (*bench).timers})
	add(measurement{name: "reuseport", run: (*bench).reuseport})
	return all
}

// A bench holds what was built for the runs.
type bench struct {
	elnet, load, peer, scale, folder string
	cert, key                        string
}

func run() error {
	match, err := regexp.Compile(*only)
	if err != nil {
		return err
	}
	if *list {
		for _, m := range measurements() {
			fmt.Println(m.name)
		}
		return nil
	}
	tmp, err := os.MkdirTemp("", "elnet-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	b := &bench{folder: tmp}
	if err := b.build(); err != nil {
		return err
	}
	for _, m := range measurements() {
		if !match.MatchString(m.name) {
			continue
		}
		fmt.Println(m.name)
		if m.run != nil {
			err = m.run(b)
		} else {
			_, err = b.compare(m)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

func (b *bench) build() error {
	for _, p := range []struct {
		to   *string
		what string
	}{{&b.elnet, "./repl/elnet"}, {&b.load, "./tests/bench/net/load"}, {&b.peer, "./tests/bench/net/peer"}, {&b.scale, "./tests/bench/net/scale"}} {
		*p.to = filepath.Join(b.folder, filepath.Base(p.what))
		if err := command("go", "build", "-o", *p.to, p.what); err != nil {
			return err
		}
	}
	if *elnet != "" {
		b.elnet = *elnet
	}
	for _, name := range []string{"server.el", "timers.el"} {
		text, err := os.ReadFile(filepath.Join("tests/bench/net", name))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(b.folder, name), text, 0o644); err != nil {
			return err
		}
		if haveEmacs() {
			if err := command("emacs", "-Q", "--batch", "-f", "batch-byte-compile", filepath.Join(b.folder, name)); err != nil {
				return err
			}
		}
	}
	return b.certificate()
}

func haveEmacs() bool {
	_, err := exec.LookPath("emacs")
	return err == nil
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

// compare runs the servers of m alternately, prints the medians and returns
// them: by server, a number for each value.
func (b *bench) compare(m measurement) (map[string][]float64, error) {
	all := map[string][]map[string]string{}
	var servers []string
	for _, s := range m.servers {
		if _, err := exec.LookPath(b.program(s)); err == nil {
			servers = append(servers, s)
		}
	}
	for range *rounds {
		for _, s := range servers {
			args := m.args
			if s == "redis" {
				args = append(slices.Clone(args), "-mode", "ping")
			}
			r, err := b.once(s, m.port, m.env, args)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", s, err)
			}
			all[s] = append(all[s], r)
		}
	}
	medians := map[string][]float64{}
	for _, s := range servers {
		line := fmt.Sprintf("    %-6s", s)
		for i, v := range m.values {
			x := medianOf(all[s], v.key)
			medians[s] = append(medians[s], x)
			ours := medians["elnet"][i]
			ratio := ours / x
			if v.low {
				ratio = x / ours
			}
			line += fmt.Sprintf("  %11.2f %-8s", x, v.unit)
			if v == p99 {
				line += fmt.Sprintf(" (best %.0f)", leastOf(all[s], v.key))
			}
			if s != "elnet" {
				line += fmt.Sprintf(" elnet is %5.2f times as good", ratio)
			}
		}
		fmt.Println(line)
	}
	return medians, nil
}

func medianOf(runs []map[string]string, key string) float64 {
	var x []float64
	for _, r := range runs {
		if f, err := strconv.ParseFloat(r[key], 64); err == nil {
			x = append(x, f)
		}
	}
	if len(x) == 0 {
		return 0
	}
	slices.SortFunc(x, cmp.Compare[float64])
	return x[len(x)/2]
}

func leastOf(runs []map[string]string, key string) float64 {
	least := math.Inf(1)
	for _, r := range runs {
		if f, err := strconv.ParseFloat(r[key], 64); err == nil {
			least = min(least, f)
		}
	}
	return least
}

// results reads words KEY=VALUE.
func results(out []byte) map[string]string {
	m := map[string]string{}
	for _, w := range strings.Fields(string(out)) {
		if k, v, ok := strings.Cut(w, "="); ok {
			m[k] = v
		}
	}
	return m
}
