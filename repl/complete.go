package repl

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"elnet/lisp"
	"elnet/stdlib/process"
)

// contextKind is what can be completed at a place in Lisp text.
type contextKind uint8

const (
	wantNothing  contextKind = iota // a comment, a character
	wantFunction                    // after ( or #'
	wantVariable
	wantKeyword // after :
	wantFile    // in a string
	wantCommand // a command of the REPL
	wantSymbol  // any symbol: after ' or in ,d
)

// A place is what stands before the cursor.
type place struct {
	kind contextKind
	word string // what is to be completed
	head string // function of the innermost call around it
}

// findPlace looks at text, which ends at the cursor.
func findPlace(text string) place {
	if trimmed := strings.TrimLeft(text, " "); strings.HasPrefix(trimmed, ",") {
		if sym, ok := strings.CutPrefix(trimmed, ",d "); ok {
			return place{kind: wantSymbol, word: strings.TrimLeft(sym, " #'")}
		}
		if strings.Contains(trimmed, " ") {
			return place{}
		}
		return place{kind: wantCommand, word: trimmed[1:]}
	}
	var s placeScanner
	return s.scan(text)
}

// placeScanner is a reader of Lisp text that is content with an approximation:
// enough to tell strings, comments, and open calls.
type placeScanner struct {
	open []string // function of each open parenthesis, "" if not known
}

func (s *placeScanner) scan(text string) place {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == ';':
			n := strings.IndexByte(text[i:], '\n')
			if n < 0 {
				return place{}
			}
			i += n
		case c == '"':
			end := stringEnd(text, i+1)
			if end < 0 {
				return place{kind: wantFile, word: text[i+1:], head: s.head()}
			}
			i = end
		case c == '?' && i+1 < len(text) && (i == 0 || isDelimiter(text[i-1])):
			if i += 2; text[i-1] == '\\' {
				i++
			}
			if i >= len(text) {
				return place{}
			}
		case c == '?' && (i == 0 || isDelimiter(text[i-1])):
			return place{}
		case c == '(' || c == '[':
			s.open = append(s.open, "")
			i++
		case c == ')' || c == ']':
			s.open = s.open[:max(0, len(s.open)-1)]
			i++
		case isDelimiter(c):
			i++
		default:
			end := i + strings.IndexFunc(text[i:], func(r rune) bool { return r < 0x80 && isDelimiter(byte(r)) })
			if end < i {
				return s.wordPlace(text[:i], text[i:])
			}
			s.note(text[:i], text[i:end])
			i = end
		}
	}
	return place{kind: s.kindAfter(text), head: s.head()}
}

// stringEnd returns the offset after the string whose contents begin at i, -1 if
// it does not end.
func stringEnd(text string, i int) int {
	for ; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// note remembers word as the function of the innermost call if it comes first.
func (s *placeScanner) note(before, word string) {
	if n := len(s.open); n > 0 && strings.HasSuffix(before, "(") {
		s.open[n-1] = word
	}
}

func (s *placeScanner) head() string {
	if n := len(s.open); n > 0 {
		return s.open[n-1]
	}
	return ""
}

func (s *placeScanner) wordPlace(before, word string) place {
	p := place{kind: s.kindAfter(before), word: word, head: s.head()}
	if strings.HasPrefix(word, ":") {
		p.kind = wantKeyword
	}
	return p
}

func (s *placeScanner) kindAfter(before string) contextKind {
	switch {
	case strings.HasSuffix(before, "#'"), strings.HasSuffix(before, "(") && !strings.HasSuffix(before, "'("):
		return wantFunction
	case strings.HasSuffix(before, "'"), strings.HasSuffix(before, "'("):
		return wantSymbol
	}
	return wantVariable
}

func isDelimiter(c byte) bool { return c <= ' ' || strings.IndexByte("()[]\"';`,#", c) >= 0 }

// complete is the completer of the line editor. It runs on the editor's
// goroutine, and has the interpreter's look for candidates; if a callback keeps
// that from answering, there are none.
func (s *session) complete(line []rune, pos int) ([]string, int) {
	type answer struct {
		suffixes []string
		shared   int
	}
	ch := make(chan answer, 1)
	before := string(line[:pos])
	s.in.Post(func(*lisp.Interp) {
		text := strings.Join(append(slices.Clone(s.pending), before), "\n")
		p := findPlace(text)
		suffixes := completions(s.candidates(p), lastPart(p))
		ch <- answer{suffixes, len([]rune(lastPart(p)))}
	})
	select {
	case a := <-ch:
		return a.suffixes, a.shared
	case <-time.After(300 * time.Millisecond):
		return nil, 0
	}
}

// lastPart is the part of the word that candidates share: for files the last
// component.
func lastPart(p place) string {
	if p.kind == wantFile {
		return p.word[strings.LastIndexByte(p.word, '/')+1:]
	}
	return p.word
}

// completions returns what follows prefix in the names that begin with it, in
// order. If they all go on alike, that is the only answer.
func completions(names []string, prefix string) []string {
	var out []string
	for _, n := range names {
		if rest, ok := strings.CutPrefix(n, prefix); ok && rest != "" {
			out = append(out, rest)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) < 2 || slices.Contains(names, prefix) {
		return out
	}
	common := []rune(out[0])
	last := []rune(out[len(out)-1]) // sorted, so what the ends share all share
	n := 0
	for n < len(common) && n < len(last) && common[n] == last[n] {
		n++
	}
	if n > 0 {
		return []string{string(common[:n])}
	}
	return out
}

// candidates returns the names that may stand at p; some may not begin with its
// word.
func (s *session) candidates(p place) []string {
	switch p.kind {
	case wantFile:
		return s.files(p.word)
	case wantCommand:
		var out []string
		for _, c := range commands() {
			out = append(out, c.name)
		}
		return out
	case wantKeyword:
		if p.head == "make-network-process" || strings.HasSuffix(p.head, "network-process-option") {
			return process.NetworkKeywords()
		}
	case wantNothing:
		return nil
	}
	if p.word == "" {
		return nil // everything is no help
	}
	var out []string
	all, _ := s.in.ObarrayValue().Object().(*lisp.Obarray)
	if all == nil {
		return nil
	}
	all.Map(func(sym *lisp.Symbol) bool {
		if name := sym.Name(); strings.HasPrefix(name, p.word) && s.fits(sym, p.kind) {
			out = append(out, escapeSymbol(name))
		}
		return true
	})
	return out
}

// fits reports whether sym is of the kind that is wanted.
func (s *session) fits(sym *lisp.Symbol, kind contextKind) bool {
	switch kind {
	case wantKeyword:
		return true // the word begins with a colon
	case wantFunction:
		return s.isFunction(sym)
	case wantVariable:
		return s.isVariable(sym)
	}
	return s.isFunction(sym) || s.isVariable(sym)
}

// isFunction does not evaluate definitions of the library that wait to be used.
func (s *session) isFunction(sym *lisp.Symbol) bool {
	v, x := s.in.Funcall(s.fboundp, sym.Value())
	return x == nil && !v.IsNil()
}

// isVariable reports whether sym is a variable, without evaluating definitions
// of the library, all of which make it special.
func (s *session) isVariable(sym *lisp.Symbol) bool {
	if sym.Special() {
		return true
	}
	_, ok := s.in.VarValue(sym)
	return ok
}

// escapeSymbol returns name as it is typed: with a backslash before what would
// end the symbol.
func escapeSymbol(name string) string {
	if !strings.ContainsFunc(name, func(r rune) bool { return r < 0x80 && isDelimiter(byte(r)) }) {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		if r < 0x80 && isDelimiter(byte(r)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// files returns the last components of the file names that begin with word,
// directories with a slash.
func (s *session) files(word string) []string {
	dir, base := filepath.Split(word)
	switch {
	case strings.HasPrefix(dir, "~/"):
		dir = filepath.Join(os.Getenv("HOME"), dir[2:])
	case !strings.HasPrefix(dir, "/"):
		if d, _ := s.in.VarValue(s.in.Intern("default-directory")); d.IsString() {
			dir = filepath.Join(d.Str().UTF8(), dir)
		} else if dir == "" {
			dir = "."
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") && !strings.HasPrefix(base, ".") || strings.ContainsFunc(name, unicode.IsControl) {
			continue
		}
		if st, err := os.Stat(filepath.Join(dir, name)); err == nil && st.IsDir() {
			name += "/"
		}
		out = append(out, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name))
	}
	return out
}
