// Command fuzz generates forms over the pure primitives, evaluates each in a
// batch Emacs and in elnet, and reports where the answers differ, each form
// shrunk to the smallest that still does.
//
//	go run ./tests/fuzz -minutes 60 [-seed N] [-only FUNCTION]
//
// functions.txt lists what is called with which kinds of arguments; known.txt
// the differences that are meant, each with the reason.
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
	flag.Parse()
	if *seed == 0 {
		*seed = uint64(time.Now().UnixNano())
	}
	fmt.Printf("seed %d\n", *seed)
	n, found, err := run(os.Stdout, *seed, *only, time.Duration(*minutes*float64(time.Minute)), 1<<62)
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

func readKnown(text string) (known []*regexp.Regexp, err error) {
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
		known = append(known, re)
	}
	return known, nil
}

// A fuzzer compares two hosts.
type fuzzer struct {
	emacs, ours host
	known       []*regexp.Regexp
	err         error
}

// compare returns the answers to a form and whether they differ unexpectedly.
func (f *fuzzer) compare(form string) (theirs, our string, differ bool) {
	if f.err != nil || !asciiOnly(form) {
		return "", "", false
	}
	if theirs, f.err = f.emacs.answer(form); f.err != nil {
		return "", "", false
	}
	if our, f.err = f.ours.answer(form); f.err != nil || our == theirs {
		return theirs, our, false
	}
	report := form + "\t" + theirs + "\t" + our
	for _, re := range f.known {
		if re.MatchString(report) {
			return theirs, our, false
		}
	}
	return theirs, our, true
}

// run fuzzes until the time is over or most forms are done. It returns how many
// forms were compared and how many differences of different kinds it found.
func run(w io.Writer, seed uint64, only string, limit time.Duration, most int) (forms, found int, err error) {
	g, err := newGenerator(seed, only)
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
	f := &fuzzer{emacs: em, ours: &ours{}, known: known}
	defer f.emacs.close()
	defer f.ours.close()
	seen := map[string]bool{}
	for end := time.Now().Add(limit); forms < most && time.Now().Before(end) && f.err == nil; forms++ {
		form := g.form()
		theirs, our, differ := f.compare(form.String())
		if !differ {
			continue
		}
		small := shrink(form, func(n *node) bool {
			_, _, d := f.compare(n.String())
			return d
		}, 300)
		if t, o, differ := f.compare(small.String()); differ {
			theirs, our = t, o
		} else {
			small = form // it depends on what was evaluated before
		}
		if kind := signature(small, theirs, our); !seen[kind] {
			seen[kind] = true
			found++
			fmt.Fprintf(w, "%.500s\n\tEmacs %.500s\n\tours  %.500s\n", small, theirs, our)
		}
	}
	return forms, found, f.err
}

// signature says of which kind a difference is: the function and the first
// word of each answer.
func signature(n *node, theirs, our string) string {
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
	return name + "\t" + word(theirs) + "\t" + word(our)
}
