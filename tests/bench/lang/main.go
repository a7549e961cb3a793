// Command lang runs the language benchmarks in byte-compiled Emacs and in elnet,
// alternately, and prints the ratio of their medians for each program.
//
//	go run ./tests/bench/lang -programs ../shared/bench/lang -rounds 5
//
// Each program sets bench-name and defines bench-entry; driver.el in the same
// folder times one call and prints "NAME SECONDS CHECKSUM ...".
package main

import (
	"bytes"
	"context"
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

func main() {
	programs := flag.String("programs", "../shared/bench/lang", "folder of the programs")
	rounds := flag.Int("rounds", 5, "runs of each program in each implementation")
	only := flag.String("only", "", "regexp of the programs to run")
	limit := flag.Duration("timeout", time.Minute, "limit of one run")
	elnet := flag.String("elnet", "", "elnet binary; built from this checkout if not given")
	flag.Parse()
	if err := run(*programs, *rounds, *only, *limit, *elnet); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(programs string, rounds int, only string, limit time.Duration, elnet string) error {
	re, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "elnet-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	if elnet == "" {
		elnet = filepath.Join(tmp, "elnet")
		build := exec.Command("go", "build", "-o", elnet, "./repl/elnet")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w", out, err)
		}
	}
	files, err := filepath.Glob(filepath.Join(programs, "*.el"))
	if err != nil {
		return err
	}
	for _, f := range files { // Emacs runs compiled copies
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(tmp, filepath.Base(f)), text, 0o644); err != nil {
			return err
		}
	}
	compile := exec.Command("emacs", append([]string{"-Q", "--batch", "-f", "batch-byte-compile"}, copies(tmp, files)...)...)
	if out, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("byte-compiling: %s: %w", out, err)
	}
	return measure(programs, tmp, elnet, files, re, rounds, limit)
}

func copies(dir string, files []string) []string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Join(dir, filepath.Base(f)))
	}
	return out
}

func measure(programs, compiled, elnet string, files []string, re *regexp.Regexp, rounds int, limit time.Duration) error {
	fmt.Printf("%-18s %10s %10s %7s  %s\n", "program", "emacs s", "elnet s", "ratio", "")
	var logs float64
	var n int
	worst, worstName := 0.0, ""
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".el")
		if name == "driver" || !re.MatchString(name) {
			continue
		}
		var emacs, ours []float64
		var sumE, sumO, note string
		for range rounds {
			t, sum, err := one(limit, name, "emacs", "-Q", "--batch", "-l", filepath.Join(compiled, name+".elc"), "-l", filepath.Join(compiled, "driver.elc"))
			if err != nil {
				note = "emacs: " + err.Error()
				break
			}
			emacs, sumE = append(emacs, t), sum
			t, sum, err = one(limit, name, elnet, "--batch", "-l", f, "-l", filepath.Join(programs, "driver.el"))
			if err != nil {
				note = err.Error()
				break
			}
			ours, sumO = append(ours, t), sum
		}
		if note != "" {
			fmt.Printf("%-18s %10s %10s %7s  %s\n", name, "", "", "", note)
			continue
		}
		if sumE != sumO {
			note = fmt.Sprintf("CHECKSUMS DIFFER: %s and %s", sumE, sumO)
		}
		e, o := median(emacs), median(ours)
		fmt.Printf("%-18s %10.4f %10.4f %7.3f  %s\n", name, e, o, o/e, note)
		logs += math.Log(o / e)
		n++
		if o/e > worst {
			worst, worstName = o/e, name
		}
	}
	if n > 0 {
		fmt.Printf("geometric mean of %d programs %.3f, worst %.3f (%s)\n", n, math.Exp(logs/float64(n)), worst, worstName)
	}
	return nil
}

// one runs a process and returns the seconds and the checksum it printed.
func one(limit time.Duration, name, cmd string, args ...string) (float64, string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var stdout, stderr bytes.Buffer
	c := exec.CommandContext(ctx, cmd, args...)
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	for _, l := range strings.Split(stdout.String(), "\n") {
		if w := strings.Fields(l); len(w) >= 3 && w[0] == name {
			if s, e := strconv.ParseFloat(w[1], 64); e == nil {
				return s, w[2], nil
			}
		}
	}
	msg := strings.TrimSpace(stderr.String())
	if i := strings.IndexByte(msg, '\n'); i > 0 {
		msg = msg[:i]
	}
	return 0, "", fmt.Errorf("%v: %s", err, msg)
}

func median(x []float64) float64 {
	s := slices.Sorted(slices.Values(x))
	return s[len(s)/2]
}
