package tests

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"
)

var (
	fuzzCount = flag.Int("fuzz-count", 200, "how many random cases TestFuzz asks Emacs about")
	fuzzSeed  = flag.Int("fuzz-seed", 1, "the first of them")
)

// fuzzStep is how many cases one Emacs answers.
const fuzzStep = 20000

// explained are differences that are known, by what the pair looks like. Emacs
// 28's search takes a loop over non-ASCII characters followed by [[:upper:]] or
// the like for one that need not give back; and a loop over a string of which
// the text ends with the beginning, as in (string-match "\\(?:ab\\)*" "a"), takes
// that for a match.
var explained = regexp.MustCompile(`\[\[:(upper|lower|nonascii|multibyte):\]\].*[^\x00-\x7f]|\\\\\((\?:)?[^][\\.^$*+?]{2,}\\\\\)[*+?]`)

// TestFuzz runs the programs in fuzz/, which print what functions answer about
// random arguments, in Emacs and in elnet and compares the lines. By hand:
//
//	go test ./tests -run Fuzz -fuzz-count 1000000 -timeout 0
//
// Pairs on which Emacs crashes are left out.
func TestFuzz(t *testing.T) {
	emacs := findEmacs(t)
	dir := t.TempDir()
	elnet := filepath.Join(dir, "elnet")
	if out, err := exec.Command("go", "build", "-o", elnet, "../repl/elnet").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, f := range []struct{ file, function string }{{"regexp.el", "fuzz-regexp"}, {"syntax.el", "fuzz-syntax"}, {"edit.el", "fuzz-edit"}} {
		t.Run(f.function, func(t *testing.T) {
			r := fuzzRun{t: t, emacs: emacs, file: filepath.Join("fuzz", f.file), function: f.function}
			for seed := *fuzzSeed; seed < *fuzzSeed+*fuzzCount; seed += fuzzStep {
				n := min(fuzzStep, *fuzzSeed+*fuzzCount-seed)
				r.compare(r.lines(elnet, nil, seed, n), r.lines(emacs, []string{"-Q"}, seed, n), seed)
			}
			t.Logf("%d cases, %d differences, %d explained, Emacs crashed on %v", r.cases, r.bad, r.known, r.crashes)
		})
	}
}

type fuzzRun struct {
	t                 *testing.T
	emacs             string
	file, function    string
	cases, bad, known int
	crashes           []int
}

// lines returns what program answers about the cases from seed on, nil for one
// on which it crashed.
func (r *fuzzRun) lines(program string, args []string, seed, n int) [][]byte {
	var lines [][]byte
	for len(lines) < n {
		at := seed + len(lines)
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
		cmd := exec.CommandContext(ctx, program, append(args, "--batch", "-l", r.file, "-f", r.function,
			strconv.Itoa(at), strconv.Itoa(n-len(lines)))...)
		cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
		out, err := cmd.Output()
		cancel()
		got := bytes.SplitAfter(out, []byte("\n"))
		lines = append(lines, got[:len(got)-1]...)
		if len(lines) >= n {
			break
		}
		if len(args) == 0 {
			r.t.Fatalf("%s ended at case %d: %v", program, seed+len(lines), err)
		}
		r.crashes = append(r.crashes, seed+len(lines))
		lines = append(lines, nil)
	}
	return lines
}

// stale reports whether an Emacs that has searched for nothing before answers as
// we do: its cache of compiled patterns may mislead it.
func (r *fuzzRun) stale(ours []byte, seed int) bool {
	return bytes.Equal(ours, r.lines(r.emacs, []string{"-Q"}, seed, 1)[0])
}

func (r *fuzzRun) compare(ours, theirs [][]byte, seed int) {
	for i := range ours {
		r.cases++
		switch {
		case theirs[i] == nil || bytes.Equal(ours[i], theirs[i]):
		case explained.Match(ours[i]) || r.stale(ours[i], seed+i):
			r.known++
		default:
			if r.bad++; r.bad <= 20 {
				r.t.Errorf("%s\nelnet %sEmacs %s", fmt.Sprint(seed+i), ours[i], theirs[i])
			}
		}
	}
}
