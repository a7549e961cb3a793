package lisp

import "strings"

// versionLess reports whether a comes before b: part by part, as NUL characters
// part them. Of two that are alike so far the one with more parts comes first.
func versionLess(a, b string) bool {
	for {
		p, restA, moreA := strings.Cut(a, "\x00")
		q, restB, moreB := strings.Cut(b, "\x00")
		if c := versionCompare(p, q); c != 0 || !moreA || !moreB {
			return c < 0 || c == 0 && moreA
		}
		a, b = restA, restB
	}
}

// versionCompare orders file names by the versions in them: digits count as
// numbers, letters come before other characters, and "~" before all, even the
// end. Suffixes such as ".tar.gz" matter only between names otherwise alike,
// and names that begin with a dot come first.
func versionCompare(a, b string) int {
	if a == b {
		return 0
	}
	for _, first := range []string{"", ".", ".."} {
		if a == first {
			return -1
		}
		if b == first {
			return 1
		}
	}
	if da, db := a[0] == '.', b[0] == '.'; da != db {
		if da {
			return -1
		}
		return 1
	} else if da {
		a, b = a[1:], b[1:]
	}
	p, q := a[:len(a)-suffixLen(a)], b[:len(b)-suffixLen(b)]
	if p == q {
		p, q = a, b
	}
	if c := versionOrder(p, q); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// suffixLen returns the length of the suffix of s: parts of a dot, a letter or
// "~", and more letters, digits or "~". A dot at the very end counts too.
func suffixLen(s string) int {
	start, afterDot := -1, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case afterDot:
			afterDot = false
			if !isAlpha(c) && c != '~' {
				start = -1
			}
		case c == '.':
			afterDot = true
			if start < 0 {
				start = i
			}
		case !isAlnum(c) && c != '~':
			start = -1
		}
	}
	if start < 0 {
		return 0
	}
	return len(s) - start
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isAlnum(c byte) bool { return isDigit(c) || isAlpha(c) }

// versionRank is the order of one character outside of numbers.
func versionRank(s string, i int) int {
	switch {
	case i >= len(s) || isDigit(s[i]):
		return 0
	case isAlpha(s[i]):
		return int(s[i])
	case s[i] == '~':
		return -1
	}
	return int(s[i]) + 256
}

func versionOrder(a, b string) int {
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		for i < len(a) && !isDigit(a[i]) || j < len(b) && !isDigit(b[j]) {
			if d := versionRank(a, i) - versionRank(b, j); d != 0 {
				return d
			}
			i, j = i+1, j+1
		}
		si, sj := digitsEnd(a, i), digitsEnd(b, j)
		x, y := strings.TrimLeft(a[min(i, si):si], "0"), strings.TrimLeft(b[min(j, sj):sj], "0")
		if len(x) != len(y) {
			return len(x) - len(y)
		}
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
		i, j = si, sj
	}
	return 0
}

// digitsEnd returns where the digits of s from i on end.
func digitsEnd(s string, i int) int {
	i = min(i, len(s))
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}
