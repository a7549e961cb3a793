package search

import (
	"errors"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/regex"
)

// compile returns the compiled pattern for text, of b unless nil, that is
// multibyte or not.
func (s *State) compile(in *interp, pattern string, multi, textMulti bool, b *buffer.Buffer) (*regex.Regexp, *exit) {
	k := regex.Key{Pattern: pattern, Multibyte: multi, TextMultibyte: textMulti}
	var fold func(rune) rune
	if s.folding() {
		k.FoldID, fold = s.fold()
		if s.byByte {
			k.FoldID, fold = k.FoldID|1<<63, foldBytes(fold)
		}
	}
	re, err := s.patterns.Get(k, fold)
	if err != nil {
		return nil, in.SignalNamed("invalid-regexp", lisp.NewString(err.Error()))
	}
	if re.UsesSyntax() {
		s.useSyntax(b)
		s.useCategories()
	}
	s.env.IsUpper, s.env.IsLower = nil, nil
	if s.cases.inForce != nil {
		s.env.IsUpper, s.env.IsLower = s.upper, s.lower
	}
	return re, nil
}

// useSyntax makes matches consult the syntax table of the current buffer, and
// for text of b, nil for a string, the property syntax-table.
func (s *State) useSyntax(b *buffer.Buffer) {
	s.env.SyntaxAt = nil
	if v, _ := s.in.VarValue(s.lookupProps); !v.IsNil() && b != nil && b.HasTextProps() {
		z := s.newScanner(s.in)
		s.env.SyntaxAt = func(offset int, _ rune) byte { return classChars[z.syntax(b.Text().CharOf(offset))&0xF] }
	}
	t := s.table()
	if t == s.standard && !s.standard.Changed() {
		s.env.Syntax, s.env.ASCIISyntax = nil, nil
		return
	}
	s.env.Syntax = func(c rune) byte { return classChars[syntaxOf(t, c)&0xF] }
	s.env.ASCIISyntax = s.asciiClasses(t)
}

// failed turns an error of a match into an exit.
func (s *State) failed(in *interp, err error) *exit {
	if errors.Is(err, regex.ErrInterrupted) {
		if x := in.Poll(); x != nil {
			return x
		}
	}
	return in.Errorf("Stack overflow in regexp matcher")
}

// bufferText returns what is searched in b.
func bufferText(b *buffer.Buffer) regex.Text {
	t := b.Text()
	before, after := t.Segments()
	return regex.Text{Before: before, After: after, Multibyte: t.Multibyte(),
		Begin: t.ByteOf(b.Begv()), End: t.ByteOf(b.Zv())}
}

// keepBuffer makes the registers of the last match in b the match data.
func (s *State) keepBuffer(b *buffer.Buffer) {
	if !s.setting() {
		return
	}
	r := s.matcher.Regs()
	s.regs = s.regs[:0]
	t := b.Text()
	for _, p := range r {
		if p >= 0 {
			p = t.CharOf(p) + 1
		}
		s.regs = append(s.regs, p)
	}
	s.where = b.Value()
	s.most = max(s.most, len(r)/2)
}

func (s *State) keepString(str *lisp.String) {
	if !s.setting() {
		return
	}
	r := s.matcher.Regs()
	s.regs = append(s.regs[:0], r...)
	if str.Size() != str.Len() {
		for i, p := range r {
			if p >= 0 {
				s.regs[i] = str.CharIndex(p)
			}
		}
	}
	s.where = lisp.T
	s.most = max(s.most, len(r)/2)
}

func (s *State) matchPrims() []lisp.Prim {
	search := func(usage string, dir int, re bool, doc string) lisp.Prim {
		return lisp.Def(usage, lisp.Fn4(func(in *interp, str, bound, noerror, count value) (value, *exit) {
			return s.search(in, str, bound, noerror, count, dir, re)
		}), doc)
	}
	posixSearch := func(usage string, dir int, doc string) lisp.Prim {
		return lisp.Def(usage, lisp.Fn4(func(in *interp, str, bound, noerror, count value) (value, *exit) {
			defer s.longest()()
			return s.search(in, str, bound, noerror, count, dir, true)
		}), doc)
	}
	const ends = " BOUND limits the search. If nothing is found: signal search-failed, or with NOERROR t return nil;\n" +
		"with another NOERROR move to the limit too. COUNT is which of several matches to go to."
	looking := lisp.Fn1(s.lookingAt)
	match := lisp.Fn3(s.stringMatch)
	return []lisp.Prim{
		lisp.Def("(string-match REGEXP STRING &optional START)", match,
			"Return the index of the first match for REGEXP in STRING from START on, nil if none; set the match data.").Borrowing(),
		lisp.Def("(looking-at REGEXP)", looking, "Return t if the text after point matches REGEXP; set the match data."),
		search("(re-search-forward REGEXP &optional BOUND NOERROR COUNT)", 1, true,
			"Search forward for REGEXP, move point to the end of the match and return it.\n"+ends),
		search("(re-search-backward REGEXP &optional BOUND NOERROR COUNT)", -1, true,
			"Search backward for REGEXP, move point to the beginning of the match and return it.\n"+ends),
		search("(search-forward STRING &optional BOUND NOERROR COUNT)", 1, false,
			"Search forward for STRING, move point to its end and return that.\n"+ends),
		search("(search-backward STRING &optional BOUND NOERROR COUNT)", -1, false,
			"Search backward for STRING, move point to its beginning and return that.\n"+ends),
		posixSearch("(posix-search-forward REGEXP &optional BOUND NOERROR COUNT)", 1,
			"Like re-search-forward, but find the longest match at a place."),
		posixSearch("(posix-search-backward REGEXP &optional BOUND NOERROR COUNT)", -1,
			"Like re-search-backward, but find the longest match at a place."),
		lisp.Def("(posix-string-match REGEXP STRING &optional START)", lisp.Fn3(func(in *interp, re, str, start value) (value, *exit) {
			defer s.longest()()
			return s.stringMatch(in, re, str, start)
		}), "Like string-match, but find the longest match at a place."),
		lisp.Def("(posix-looking-at REGEXP)", lisp.Fn1(func(in *interp, re value) (value, *exit) {
			defer s.longest()()
			return s.lookingAt(in, re)
		}), "Like looking-at, but find the longest match."),
	}
}

// longest makes matches the longest ones until the function that it returns is
// called.
func (s *State) longest() func() {
	s.matcher.Longest = true
	return func() { s.matcher.Longest = false }
}

// foldBytes returns fold for bytes that stand for Latin-1 characters.
func foldBytes(fold func(rune) rune) func(rune) rune {
	return func(c rune) rune {
		if !char.IsRawByte(c) {
			return fold(c)
		}
		if f := fold(rune(char.Byte(c))); f >= 0x80 && f < 0x100 {
			return char.RawByte(byte(f))
		}
		return c
	}
}

// withSpaces returns pattern with search-spaces-regexp, if that is set, in place
// of every run of spaces that is no character alternative and not repeated.
func (s *State) withSpaces(pattern string) string {
	v, _ := s.in.VarValue(s.spaces)
	if !v.IsString() || strings.IndexByte(pattern, ' ') < 0 {
		return pattern
	}
	spaces := v.Str().Text()
	var b strings.Builder
	for i := 0; i < len(pattern); {
		switch c := pattern[i]; {
		case c == '\\' && i+1 < len(pattern):
			b.WriteString(pattern[i : i+2])
			i += 2
		case c == '[':
			n := setLen(pattern[i:])
			b.WriteString(pattern[i : i+n])
			i += n
		case c == ' ':
			j := i
			for j < len(pattern) && pattern[j] == ' ' {
				j++
			}
			if rest := pattern[j:]; rest != "" && (strings.IndexByte("*+?", rest[0]) >= 0 || strings.HasPrefix(rest, `\{`)) {
				b.WriteString(pattern[i:j])
			} else {
				b.WriteString(spaces)
			}
			i = j
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// setLen returns the length of the bracket expression that p begins with.
func setLen(p string) int {
	i := 1
	if i < len(p) && p[i] == '^' {
		i++
	}
	for first := true; i < len(p); first = false {
		if p[i] == ']' && !first {
			return i + 1
		}
		if strings.HasPrefix(p[i:], "[:") {
			if end := strings.Index(p[i:], ":]"); end > 0 {
				i += end + 2
				continue
			}
		}
		i++
	}
	return len(p)
}

func (s *State) stringMatch(in *interp, pattern, string, start value) (value, *exit) {
	if !pattern.IsString() {
		return value{}, in.WrongType("stringp", pattern)
	}
	if !string.IsString() {
		return value{}, in.WrongType("stringp", string)
	}
	p, str := pattern.Str(), string.Str()
	at := 0
	if !start.IsNil() {
		if !start.IsFixnum() {
			return value{}, in.WrongType("fixnump", start)
		}
		if at = start.Fixnum(); at < 0 {
			at += str.Len()
		}
		if at < 0 || at > str.Len() {
			return value{}, in.ArgsOutOfRange(string, start)
		}
	}
	re, x := s.compile(in, s.withSpaces(p.Text()), p.Multibyte(), str.Multibyte(), nil)
	if x != nil {
		return value{}, x
	}
	t := regex.StringText(str.Borrow(), str.Multibyte())
	s.env.Point = 0
	ok, err := s.matcher.Search(re, t, &s.env, str.Offset(at), t.End, t.End)
	if err != nil {
		return value{}, s.failed(in, err)
	}
	if !ok {
		return value{}, nil
	}
	from := s.matcher.Regs()[0]
	if str.Size() != str.Len() {
		from = str.CharIndex(from)
	}
	s.keepString(str)
	return lisp.Fixnum(from), nil
}

func (s *State) lookingAt(in *interp, pattern value) (value, *exit) {
	if !pattern.IsString() {
		return value{}, in.WrongType("stringp", pattern)
	}
	b := s.buf.Current()
	p := pattern.Str()
	re, x := s.compile(in, s.withSpaces(p.Text()), p.Multibyte(), b.Multibyte(), b)
	if x != nil {
		return value{}, x
	}
	t := bufferText(b)
	at := b.Text().ByteOf(b.Point())
	s.env.Point = at + 1
	ok, err := s.matcher.Match(re, t, &s.env, at, t.End)
	if err != nil {
		return value{}, s.failed(in, err)
	}
	if ok {
		s.keepBuffer(b)
	}
	return lisp.Bool(ok), nil
}

// search is the search functions; dir is 1 or -1, re says that str is a pattern.
func (s *State) search(in *interp, str, bound, noerror, count value, dir int, re bool) (value, *exit) {
	n := dir
	if !count.IsNil() {
		if !count.IsFixnum() {
			return value{}, in.WrongType("fixnump", count)
		}
		n *= count.Fixnum()
	}
	if !str.IsString() {
		return value{}, in.WrongType("stringp", str)
	}
	b := s.buf.Current()
	limit := b.Zv()
	if n <= 0 {
		limit = b.Begv()
	}
	if !bound.IsNil() {
		p, x := s.buf.Position(in, bound)
		if x != nil {
			return value{}, x
		}
		if n > 0 && p < b.Point() || n <= 0 && p > b.Point() {
			return value{}, in.Errorf("Invalid search bound (wrong side of point)")
		}
		limit = min(max(p, b.Begv()), b.Zv())
	}
	at, found, x := s.find(in, b, str.Str(), limit, n, re)
	if x != nil {
		return value{}, x
	}
	if !found {
		if noerror.IsNil() {
			return value{}, in.SignalNamed("search-failed", str)
		}
		if noerror != lisp.T {
			b.SetPoint(limit)
		}
		return value{}, nil
	}
	b.SetPoint(at)
	return lisp.Fixnum(at + 1), nil
}

// find looks for the n-th match from point up to limit, both character
// positions, and returns where point goes.
func (s *State) find(in *interp, b *buffer.Buffer, str *lisp.String, limit, n int, re bool) (int, bool, *exit) {
	if str.Len() == 0 || n == 0 {
		if s.setting() {
			s.regs, s.where = append(s.regs[:0], b.Point()+1, b.Point()+1), b.Value()
		}
		return b.Point(), true, nil
	}
	pattern, multi := str.Text(), str.Multibyte()
	if spaces, _ := in.VarValue(s.spaces); re && trivial(pattern) && spaces.IsNil() {
		re = false
		pattern = strings.ReplaceAll(pattern, `\`, "") // as in \q
	}
	slow := false
	if !re {
		if multi && !b.Multibyte() {
			pattern, multi = toBytes(pattern), false
		}
		slow = (n > 1 || n < -1) && s.slowLiteral(pattern, multi, b)
		pattern = s.literal(pattern)
	} else {
		pattern = s.withSpaces(pattern)
	}
	s.byByte = !re && !b.Multibyte()
	prog, x := s.compile(in, pattern, multi, b.Multibyte(), b)
	s.byByte = false
	if x != nil {
		return 0, false, x
	}
	t := bufferText(b)
	text := b.Text()
	at, lim := text.ByteOf(b.Point()), text.ByteOf(limit)
	s.env.Point = at + 1
	back := n < 0
	if back {
		n = -n
	}
	for ; n > 0; n-- {
		var ok bool
		var err error
		if back {
			ok, err = s.matcher.SearchBackward(prog, t, &s.env, at, lim, at)
		} else {
			ok, err = s.matcher.Search(prog, t, &s.env, at, lim, lim)
		}
		if err != nil {
			return 0, false, s.failed(in, err)
		}
		if !ok {
			return 0, false, nil
		}
		if !slow || n == 1 {
			s.keepBuffer(b)
		}
		prev := at
		if back {
			at = s.matcher.Regs()[0]
		} else {
			at = s.matcher.Regs()[1]
		}
		if at == prev && n > 1 {
			break // an empty match is found again and again
		}
	}
	return text.CharOf(at), true, nil
}

// trivial reports whether a pattern stands for a plain string. Emacs searches
// those as such, which makes a difference in unibyte buffers.
func trivial(p string) bool {
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '.', '*', '+', '?', '[', '^', '$':
			return false
		case '\\':
			if i++; i == len(p) || strings.IndexByte("|()`'bB<>wWsS={}_cC123456789\\", p[i]) >= 0 {
				return false
			}
		}
	}
	return true
}

// toBytes returns t, characters, as bytes: of each character the low ones.
func toBytes(t string) string {
	b := make([]byte, 0, len(t))
	for len(t) > 0 {
		c, n := char.Decode(t)
		b = append(b, byte(c))
		t = t[n:]
	}
	return string(b)
}

// literal returns the pattern for a plain string.
func (s *State) literal(t string) string {
	if q, ok := s.quoted[t]; ok {
		return q
	}
	if len(s.quoted) > 200 {
		clear(s.quoted)
	}
	q := quote(t)
	s.quoted[t] = q
	return q
}
