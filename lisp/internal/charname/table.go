package charname

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// packed are the names that are not computed, a line each, in the order of the
// characters; "=HEX" says which character is next. The package runenames of
// golang.org/x/text has them, in seven times the space.
//
//go:embed names.gz
var packed []byte

// A names is that table unpacked: chars[i] is called lines[i].
type names struct {
	chars []rune
	lines []string
}

func (n *names) name(c rune) string {
	if i, ok := slices.BinarySearch(n.chars, c); ok {
		return n.lines[i]
	}
	return ""
}

// table is unpacked when it is first needed, and constant from then on.
var table = sync.OnceValue(func() *names {
	n := &names{}
	text, err := unpack()
	if err != nil {
		panic("charname: names.gz: " + err.Error()) // the build is broken
	}
	c := rune(0)
	for line := range strings.SplitSeq(text, "\n") {
		if hex, ok := strings.CutPrefix(line, "="); ok {
			k, _ := strconv.ParseInt(hex, 16, 32)
			c = rune(k)
		} else if line != "" {
			n.chars, n.lines = append(n.chars, c), append(n.lines, line)
			c++
		}
	}
	return n
})

func unpack() (string, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(r)
	return string(text), err
}

// codes are the characters by name.
var codes = sync.OnceValue(func() map[string]rune {
	n := table()
	m := make(map[string]rune, len(n.chars)+len(control()))
	for i, c := range slices.Backward(n.chars) {
		m[n.lines[i]] = c
	}
	for c, name := range control() {
		m[name] = c
	}
	return m
})
