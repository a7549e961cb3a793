// Command lang runs the language benchmarks in Emacs, byte-compiled and
// native-compiled, and in elnet, alternately, and prints medians and ratios.
//
//	go run ./tests/bench/lang                  # our own programs
//	go run ./tests/bench/lang ../shared/bench/lang tests/bench/lang/programs
//	go run ./tests/bench/lang -load            # load Emacs' own sources
//
// A program sets bench-name and defines bench-entry; driver.el times one call
// and prints "NAME SECONDS CHECKSUM ...". With -peers, a command that is run as
// COMMAND PEER NAME and prints the same line, the programs p-* are timed in
// other languages' interpreters too.
package main

import (
	"bytes"
	"context"
	_ "embed"
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
	"syscall"
	"time"
)

//go:embed driver.el
var driver []byte

// text are the programs about buffers, strings, regexps and data formats.
var text = regexp.MustCompile(`^(buffer|coding|format|json|p-strbuild|read-print|regex|string|text)`)

var peerNames = []string{"gopher-lua", "goja", "tengo", "starlark"}

type bench struct {
	rounds int
	limit  time.Duration
	elnet  string
	peers  string
	native bool
	dir    string // where compiled programs are
}

func main() {
	b := &bench{}
	flag.IntVar(&b.rounds, "rounds", 5, "runs of each program in each implementation")
	only := flag.String("only", "", "regexp of the programs to run")
	flag.DurationVar(&b.limit, "timeout", time.Minute, "limit of one run")
	flag.StringVar(&b.elnet, "elnet", "", "elnet binary; built from this checkout if not given")
	flag.StringVar(&b.peers, "peers", "", "command that runs p-* in other interpreters")
	cpu := flag.Bool("cpu", false, "measure processor time, which other work on the machine disturbs less")
	load := flag.Bool("load", false, "load Emacs' own sources instead")
	flag.Parse()
	if *cpu {
		os.Setenv("BENCH_CPU", "1")
	}
	folders := flag.Args()
	if len(folders) == 0 {
		folders = []string{"tests/bench/lang/programs"}
	}
	if err := b.run(folders, *only, *load); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (b *bench) run(folders []string, only string, load bool) error {
	re, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "elnet-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.dir)
	if b.elnet == "" {
		b.elnet = filepath.Join(b.dir, "elnet")
		build := exec.Command("go", "build", "-o", b.elnet, "./repl/elnet")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w", out, err)
		}
	}
	if load {
		return b.load()
	}
	names, err := b.compile(folders, re)
	if err != nil {
		return err
	}
	b.measure(names)
	return nil
}

// compile copies the programs to b.dir, compiles them there and returns their
// names.
func (b *bench) compile(folders []string, re *regexp.Regexp) ([]string, error) {
	if err := os.WriteFile(filepath.Join(b.dir, "driver.el"), driver, 0o644); err != nil {
		return nil, err
	}
	var names []string
	for _, dir := range folders {
		files, err := filepath.Glob(filepath.Join(dir, "*.el"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			name := strings.TrimSuffix(filepath.Base(f), ".el")
			if name == "driver" || !re.MatchString(name) {
				continue
			}
			src, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			if err := os.WriteFile(filepath.Join(b.dir, name+".el"), src, 0o644); err != nil {
				return nil, err
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("no programs in %s", strings.Join(folders, ", "))
	}
	c := exec.Command("emacs", "-Q", "--batch", "-f", "batch-byte-compile")
	c.Args = append(c.Args, "driver.el")
	for _, n := range names {
		c.Args = append(c.Args, n+".el")
	}
	c.Dir = b.dir
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("byte-compiling: %s: %w", out, err)
	}
	out, err := exec.Command("emacs", "-Q", "--batch", "--eval",
		`(princ (and (fboundp 'native-comp-available-p) (native-comp-available-p)))`).Output()
	if b.native = err == nil && string(out) == "t"; b.native {
		for _, n := range names {
			c := exec.Command("emacs", "-Q", "--batch", "--eval",
				fmt.Sprintf("(native-compile %q %q)", filepath.Join(b.dir, n+".el"), filepath.Join(b.dir, n+".eln")))
			if out, err := c.CombinedOutput(); err != nil {
				return nil, fmt.Errorf("native-compiling %s: %s: %w", n, out, err)
			}
		}
	}
	slices.Sort(names)
	return names, nil
}

// A series is what one implementation did with one program.
type series struct {
	times []float64
	rss   int64
	sum   string
	err   error
}

func (s *series) median() float64 { return slices.Sorted(slices.Values(s.times))[len(s.times)/2] }

func (b *bench) measure(names []string) {
	fmt.Printf("%-18s %9s %9s %9s %7s %7s %8s\n", "program", "byte s", "native s", "elnet s", "/byte", "/native", "memory/")
	all, texts := &group{}, &group{}
	for _, name := range names {
		runs := map[string]*series{"elnet": {}, "byte": {}}
		if b.native {
			runs["native"] = &series{}
		}
		if b.peers != "" && strings.HasPrefix(name, "p-") {
			for _, p := range peerNames {
				runs[p] = &series{}
			}
		}
		for range b.rounds {
			for _, impl := range slices.Sorted(mapKeys(runs)) {
				if s := runs[impl]; s.err == nil {
					b.one(s, name, impl)
				}
			}
		}
		b.report(name, runs, all, texts)
	}
	all.print("all")
	texts.print("text")
}

func mapKeys(m map[string]*series) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// A group gathers the ratios of some programs.
type group struct {
	byte, native []float64
	worst        float64
	worstName    string
}

func (g *group) print(name string) {
	if len(g.byte) == 0 {
		return
	}
	fmt.Printf("%s: %d programs, geometric mean %.3f of byte-compiled", name, len(g.byte), geomean(g.byte))
	if len(g.native) > 0 {
		fmt.Printf(", %.3f of native-compiled", geomean(g.native))
	}
	fmt.Printf(" Emacs; worst %.3f of byte-compiled (%s)\n", g.worst, g.worstName)
}

func geomean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += math.Log(v)
	}
	return math.Exp(sum / float64(len(x)))
}

func (b *bench) report(name string, runs map[string]*series, all, texts *group) {
	for impl, s := range runs {
		if s.err != nil {
			fmt.Printf("%-18s %s: %v\n", name, impl, s.err)
			return
		}
	}
	o, e := runs["elnet"], runs["byte"]
	ratio := o.median() / e.median()
	groups := []*group{all}
	if text.MatchString(name) {
		groups = append(groups, texts)
	}
	for _, g := range groups {
		g.byte = append(g.byte, ratio)
		if ratio > g.worst {
			g.worst, g.worstName = ratio, name
		}
	}
	native := "        -       -"
	if n := runs["native"]; n != nil {
		r := o.median() / n.median()
		for _, g := range groups {
			g.native = append(g.native, r)
		}
		native = fmt.Sprintf("%9.4f %9.4f %7.3f %7.3f", n.median(), o.median(), ratio, r)
	} else {
		native = fmt.Sprintf("%9s %9.4f %7.3f %7s", "-", o.median(), ratio, "-")
	}
	fmt.Printf("%-18s %9.4f %s %8.2f", name, e.median(), native, float64(o.rss)/float64(e.rss))
	for _, p := range peerNames {
		if s := runs[p]; s != nil {
			fmt.Printf("  %s %.4f", p, s.median())
		}
	}
	for impl, s := range runs {
		if s.sum != e.sum {
			fmt.Printf("  %s ANSWERS %s, NOT %s", impl, s.sum, e.sum)
		}
	}
	fmt.Println()
}

// one runs a program once and adds the seconds that it printed to s.
func (b *bench) one(s *series, name, impl string) {
	file := func(ext string) string { return filepath.Join(b.dir, name+ext) }
	ctx, cancel := context.WithTimeout(context.Background(), b.limit)
	defer cancel()
	var c *exec.Cmd
	switch impl {
	case "byte":
		c = exec.CommandContext(ctx, "emacs", "-Q", "--batch", "-l", file(".elc"), "-l", filepath.Join(b.dir, "driver.elc"))
	case "native":
		c = exec.CommandContext(ctx, "emacs", "-Q", "--batch", "-l", file(".eln"), "-l", filepath.Join(b.dir, "driver.elc"))
	case "elnet":
		c = exec.CommandContext(ctx, b.elnet, "--batch", "-l", file(".el"), "-l", filepath.Join(b.dir, "driver.el"))
	default:
		c = exec.CommandContext(ctx, b.peers, impl, name)
	}
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	for l := range strings.Lines(stdout.String()) {
		if w := strings.Fields(l); len(w) >= 3 && w[0] == name {
			if t, e := strconv.ParseFloat(w[1], 64); e == nil {
				s.times, s.sum = append(s.times, t), w[2]
				if u, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
					s.rss = max(s.rss, u.Maxrss)
				}
				return
			}
		}
	}
	msg, _, _ := strings.Cut(strings.TrimSpace(stderr.String()), "\n")
	s.err = fmt.Errorf("%v: %s", err, msg)
}
