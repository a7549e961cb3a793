package regex

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"elnet/lisp/char"
)

// class is a set of named character classes such as [:alpha:].
type class uint32

const (
	clAlpha class = 1 << iota
	clAlnum
	clDigit
	clXdigit
	clSpace
	clUpper
	clLower
	clPunct
	clGraph
	clPrint
	clCntrl
	clBlank
	clWord
	clASCII
	clNonASCII
	clMultibyte
	clUnibyte
)

var classNames = map[string]class{
	"alpha": clAlpha, "alnum": clAlnum, "digit": clDigit, "xdigit": clXdigit, "space": clSpace,
	"upper": clUpper, "lower": clLower, "punct": clPunct, "graph": clGraph, "print": clPrint,
	"cntrl": clCntrl, "blank": clBlank, "word": clWord, "ascii": clASCII, "nonascii": clNonASCII,
	"multibyte": clMultibyte, "unibyte": clUnibyte,
}

// charSet is a bracket expression.
type charSet struct {
	neg     bool
	ascii   [2]uint64 // members below 0x80 that depend on no syntax table
	ranges  []rune    // pairs lo, hi of other members
	folded  []rune    // pairs: what members fold to
	classes class
	fold    func(rune) rune
}

func newSet(fold func(rune) rune) *charSet { return &charSet{fold: fold} }

// lastCased bounds the search for characters that have case.
const lastCased = 0x1FFFF

func (s *charSet) addRange(lo, hi rune) {
	if lo < utf8.RuneSelf && char.IsRawByte(hi) {
		// From ASCII to a raw byte: only bytes, no characters between.
		s.addRange(lo, utf8.RuneSelf-1)
		lo = char.RawByte(0x80)
	}
	if lo > hi {
		return
	}
	s.ranges = append(s.ranges, lo, hi)
	if s.fold == nil {
		return
	}
	for c := lo; c <= min(hi, lastCased); c++ {
		if f := s.fold(c); f != c {
			s.folded = append(s.folded, f, f)
		}
	}
}

func (s *charSet) addClass(c class) { s.classes |= c }

// dynamic reports whether ASCII membership depends on the syntax table.
func (s *charSet) dynamic() bool { return s.classes&(clSpace|clWord) != 0 }

// finish sorts the ranges and works out the ASCII members.
func (s *charSet) finish() {
	s.ranges, s.folded = mergeRanges(s.ranges), mergeRanges(s.folded)
	for c := rune(0); c < utf8.RuneSelf; c++ {
		if s.inRanges(c) || s.foldClass(asciiClasses(c), c) {
			s.ascii[c>>6] |= 1 << (c & 63)
		}
	}
}

// foldClass reports whether c, whose classes are cl, is in one of the set's
// classes; upper and lower case are one when case is ignored.
func (s *charSet) foldClass(cl class, c rune) bool {
	if s.fold != nil && cl&(clUpper|clLower) != 0 {
		cl |= clUpper | clLower
	}
	return s.classes&cl != 0
}

func (s *charSet) inRanges(c rune) bool {
	if inPairs(s.ranges, c) {
		return true
	}
	if s.fold == nil {
		return false
	}
	f := s.fold(c)
	return f != c && inPairs(s.ranges, f) || inPairs(s.folded, f)
}

// has reports whether the set matches c. Raw bytes belong to no class.
func (s *charSet) has(c rune, env *Env, multibyte bool) bool {
	var in bool
	if c < utf8.RuneSelf {
		in = s.ascii[c>>6]>>(c&63)&1 != 0
		if !in && s.dynamic() {
			in = s.bySyntax(c, env)
			if o := otherCase(c); !in && s.fold != nil && o != c {
				in = s.bySyntax(o, env)
			}
		}
	} else {
		in = s.inRanges(c) || multibyte && s.classes != 0 && !char.IsRawByte(c) && s.hasClass(c, env)
	}
	return in != s.neg
}

// bySyntax reports whether the ASCII character c is in [:space:] or [:word:] if
// the set has those.
func (s *charSet) bySyntax(c rune, env *Env) bool {
	switch env.syntax(c) {
	case ' ':
		return s.classes&clSpace != 0
	case 'w':
		return s.classes&clWord != 0
	}
	return false
}

// otherCase returns the ASCII letter c in the other case.
func otherCase(c rune) rune {
	if l := c | 0x20; l >= 'a' && l <= 'z' {
		return c ^ 0x20
	}
	return c
}

func (s *charSet) hasClass(c rune, env *Env) bool {
	cl := s.classes
	if cl&(clNonASCII|clMultibyte) != 0 {
		return true
	}
	if cl&(clSpace|clWord|clPunct) != 0 {
		f := c
		if s.fold != nil {
			f = s.fold(c)
		}
		switch syn := env.syntax(f); {
		case syn == 'w':
			if cl&clWord != 0 {
				return true
			}
		case cl&clPunct != 0, syn == ' ' && cl&clSpace != 0:
			return true
		}
	}
	if cl&(clUpper|clLower) != 0 {
		u, l := env.isUpper(c), env.isLower(c)
		if s.fold != nil && (u || l) || u && cl&clUpper != 0 || l && cl&clLower != 0 {
			return true
		}
	}
	return cl&(clAlpha|clAlnum|clGraph|clPrint|clBlank) != 0 && cl&unicodeClasses(c) != 0
}

// asciiClasses returns the classes of an ASCII character that depend on no
// syntax table.
func asciiClasses(c rune) class {
	cl := clASCII | clUnibyte
	switch {
	case c >= 'a' && c <= 'z':
		cl |= clAlpha | clAlnum | clLower | clGraph | clPrint
	case c >= 'A' && c <= 'Z':
		cl |= clAlpha | clAlnum | clUpper | clGraph | clPrint
	case c >= '0' && c <= '9':
		cl |= clAlnum | clDigit | clXdigit | clGraph | clPrint
	case c > ' ' && c < 0x7F:
		cl |= clPunct | clGraph | clPrint
	case c == ' ':
		cl |= clBlank | clPrint
	case c == '\t':
		cl |= clBlank | clCntrl
	case c < ' ':
		cl |= clCntrl
	}
	if c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' {
		cl |= clXdigit
	}
	return cl
}

// unicodeClasses returns those classes of a character from 0x80 up that follow
// from its Unicode general category (Elisp manual, "Char Classes").
func unicodeClasses(c rune) class {
	if c > char.MaxUnicode {
		return 0
	}
	var cl class
	switch {
	case unicode.In(c, unicode.L, unicode.M, unicode.Nl):
		return clAlpha | clAlnum | clGraph | clPrint
	case unicode.Is(unicode.Nd, c):
		return clAlnum | clGraph | clPrint
	case unicode.Is(unicode.Zs, c):
		return clBlank | clPrint
	case unicode.In(c, unicode.Zl, unicode.Zp):
		return clPrint
	case unicode.In(c, unicode.N, unicode.P, unicode.S, unicode.Cf, unicode.Co):
		return clGraph | clPrint
	}
	return cl
}

// mergeRanges sorts pairs lo, hi and joins those that touch.
func mergeRanges(r []rune) []rune {
	if len(r) <= 2 {
		return r
	}
	pairs := make([][2]rune, 0, len(r)/2)
	for i := 0; i < len(r); i += 2 {
		pairs = append(pairs, [2]rune{r[i], r[i+1]})
	}
	slices.SortFunc(pairs, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	out := r[:0]
	for _, p := range pairs {
		if n := len(out); n > 0 && p[0] <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p[1])
		} else {
			out = append(out, p[0], p[1])
		}
	}
	return out
}

// inPairs reports whether c lies in one of the sorted pairs.
func inPairs(r []rune, c rune) bool {
	lo, hi := 0, len(r)/2
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if c > r[2*mid+1] {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return 2*lo < len(r) && r[2*lo] <= c
}
