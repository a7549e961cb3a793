// Command fuzz generates forms over the pure primitives, evaluates each in a
// batch Emacs and in elnet, and reports where the answers differ, each form
// shrunk to the smallest that still does.
//
//	go run ./tests/fuzz -minutes 60 [-seed N] [-only FUNCTION] [-recorded]
//
// functions.txt lists what is called with which kinds of arguments; known.txt
// the differences that are meant, each with the reason. What an entry of it
// hides is shown by -recorded.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"
)

func main() {
	minutes := flag.Float64("minutes", 1, "how long to run")
	seed := flag.Uint64("seed", 0, "seed of the generator; 0: the time")
	only := flag.String("only", "", "generate calls of this function alone")
	recorded := flag.Bool("recorded", false, "report what the entries of known.txt hid, each kind once")
	flag.Parse()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	fmt.Printf("seed %d\n", *seed)
	n, found, err := run(os.Stdout, job{*seed, *only, *recorded, time.Duration(*minutes * float64(time.Minute)), 1 << 62})
	fmt.Printf("%d forms, %d differences\n", n, found)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || found > 0 {
		os.Exit(1)
	}
}

// known.txt has one difference a line: a regexp of the report (FORM, a tab,
// Emacs' answer, a tab, ours), then " ;; " and the reason.
//
//go:embed known.txt
var knownTable string

// A known is an entry of it.
type known struct {
	re     *regexp.Regexp
	reason string
}

func readKnown(text string) (all []*known, err error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, ";") {
			continue
		}
		pattern, reason, ok := strings.Cut(line, " ;; ")
		if !ok || reason == "" {
			return nil, fmt.Errorf("known.txt: no reason: %s", line)
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return nil, fmt.Errorf("known.txt: %w", err)
		}
		all = append(all, &known{re, reason})
	}
	return all, nil
}

// A fuzzer compares two hosts.
type fuzzer struct {
	emacs, ours host
	known       []*known
	slow        bool // the form is asked a second time
	err         error
}

// A verdict is what came of one form.
type verdict struct {
	theirs, our string
	differ      bool   // unexpectedly
	known       *known // the entry that expects the difference
}

func (f *fuzzer) compare(form string) (v verdict) {
	if f.err != nil || !asciiOnly(form) {
		return v
	}
	if v.theirs, f.err = f.emacs.answer(form); f.err != nil {
		return verdict{}
	}
	if v.our, f.err = f.ours.answer(form); f.err != nil || v.our == v.theirs {
		return v
	}
	if v.theirs == hung || v.theirs == crashed || v.our == hung || v.our == crashed {
		f.emacs.restart() // so that both remember the same forms
		f.ours.restart()
	}
	if (v.our == hung) != (v.theirs == hung) && !f.slow { // a busy machine, perhaps
		f.slow = true
		defer func() { f.slow = false }()
		return f.compare(form)
	}
	report := form + "\t" + v.theirs + "\t" + v.our
	for _, k := range f.known {
		if k.re.MatchString(report) {
			v.known = k
			return v
		}
	}
	v.differ = true
	return v
}

// A job says what to run: until the time is over or most forms are done.
type job struct {
	seed     uint64
	only     string
	recorded bool
	limit    time.Duration
	most     int
}

// run fuzzes. It returns how many forms were compared and how many differences
// of different kinds it found.
func run(w io.Writer, j job) (forms, found int, err error) {
	g, err := newGenerator(j.seed, j.only)
	if err != nil {
		return 0, 0, err
	}
	known, err := readKnown(knownTable)
	if err != nil {
		return 0, 0, err
	}
	em, err := newEmacs()
	if err != nil {
		return 0, 0, err
	}
	for name, value := range environment {
		os.Setenv(name, value)
	}
	f := &fuzzer{emacs: em, ours: &ours{}, known: known}
	defer f.emacs.close()
	defer f.ours.close()
	seen := map[string]bool{}
	for end := time.Now().Add(j.limit); forms < j.most && time.Now().Before(end) && f.err == nil; forms++ {
		form := g.form()
		v := f.compare(form.String())
		if v.known != nil && j.recorded {
			small, v := f.smallest(form, v, func(d verdict) bool { return d.known == v.known })
			if kind := v.known.reason + signature(small, v); !seen[kind] {
				seen[kind] = true
				fmt.Fprintf(w, "%.500s\n\tEmacs %.500s\n\tours  %.500s\n\trecorded: %s\n", small, v.theirs, v.our, v.known.reason)
			}
		}
		if !v.differ {
			continue
		}
		// Both anew: what earlier forms have changed, as mapatoms of any function
		// may anything, is no difference of this one.
		f.emacs.restart()
		f.ours.restart()
		if v = f.compare(form.String()); !v.differ {
			continue
		}
		small, v := f.smallest(form, v, func(d verdict) bool { return d.differ })
		if kind := signature(small, v); !seen[kind] {
			seen[kind] = true
			found++
			fmt.Fprintf(w, "%.500s\n\tEmacs %.500s\n\tours  %.500s\n", small, v.theirs, v.our)
		}
	}
	return forms, found, f.err
}

// smallest shrinks a form of the verdict v as long as its verdict is wanted.
func (f *fuzzer) smallest(form *node, v verdict, want func(verdict) bool) (*node, verdict) {
	small := shrink(form, func(n *node) bool { return want(f.compare(n.String())) }, 300)
	if again := f.compare(small.String()); want(again) {
		return small, again
	}
	return form, v // it depends on what was evaluated before
}

// signature says of which kind a difference is: the function and the first
// word of each answer.
func signature(n *node, v verdict) string {
	name := n.atom
	if n.isList() && len(n.kids) > 0 {
		name = n.kids[0].atom
	}
	word := func(s string) string {
		if strings.HasPrefix(s, "=> ") {
			return "=>"
		}
		w, _, _ := strings.Cut(s[min(3, len(s)):], " ")
		return w
	}
	return name + "\t" + word(v.theirs) + "\t" + word(v.our)
}
