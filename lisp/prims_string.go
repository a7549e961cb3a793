package lisp

import (
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// stringPrims are the primitives on strings and characters.
var stringPrims = []Prim{
	Def("(concat &rest SEQUENCES)", FnN(primConcat), "Return a string of the characters of all SEQUENCES.").Borrowing(),
	Def("(substring STRING &optional FROM TO)", Fn3(primSubstring),
		"Return the part of the string or vector STRING from index FROM up to TO. Negative indices count from the end.").Borrowing(),
	Def("(substring-no-properties STRING &optional FROM TO)", Fn3(primSubstringPlain),
		"Like substring for strings, without text properties.").Borrowing(),
	Def("(string-equal S1 S2)", Fn2(primStringEqual), "Return t if the strings or symbols have the same characters.").Borrowing(),
	Def("(string-lessp STRING1 STRING2)", Fn2(primStringLess), "Return t if STRING1 sorts before STRING2 by character codes.").Borrowing(),
	{usage: "(string-version-lessp STRING1 STRING2)", fn: v2(primVersionLess),
		doc: "Return t if STRING1 sorts before STRING2, digits being compared as numbers."},
	{usage: "(string-collate-lessp S1 S2 &optional LOCALE IGNORE-CASE)", fn: v4(primCollateLess),
		doc: "Return t if S1 sorts before S2 by character codes. LOCALE has no effect."},
	{usage: "(string-collate-equalp S1 S2 &optional LOCALE IGNORE-CASE)", fn: v4(primCollateEqual),
		doc: "Return t if S1 and S2 have the same characters. LOCALE has no effect."},
	{usage: "(compare-strings STR1 START1 END1 STR2 START2 END2 &optional IGNORE-CASE)", fn: FnN(primCompareStrings),
		doc: "Compare parts of two strings: t if they are alike, else N or -N where N is one more than the number of equal characters."},
	{usage: "(string-distance STRING1 STRING2 &optional BYTECOMPARE)", fn: v3(primStringDistance),
		doc: "Return how many insertions, deletions and replacements of characters turn STRING1 into STRING2."},
	Def("(string-search NEEDLE HAYSTACK &optional START-POS)", Fn3(primStringSearch),
		"Return the index of the first NEEDLE in HAYSTACK at or after START-POS, nil if there is none.").Borrowing(),
	{usage: "(make-string LENGTH INIT &optional MULTIBYTE)", fn: v3(primMakeString), doc: "Return a new string of LENGTH characters INIT."},
	{usage: "(string &rest CHARACTERS)", fn: FnN(primString), doc: "Return a new string of CHARACTERS."},
	{usage: "(unibyte-string &rest BYTES)", fn: FnN(primUnibyteString), doc: "Return a new unibyte string of BYTES."},
	Def("(string-to-char STRING)", Fn1(primStringToChar), "Return the first character of STRING, 0 if it is empty.").Borrowing(),
	{usage: "(char-to-string CHAR)", fn: v1(primCharToString), doc: "Return a string of the character CHAR."},
	{usage: "(byte-to-string BYTE)", fn: v1(primByteToString), doc: "Return a unibyte string of BYTE."},
	{usage: "(char-equal C1 C2)", fn: v2(primCharEqual), doc: "Return t if C1 and C2 are the same character; case is ignored if case-fold-search is non-nil."},
	{usage: "(max-char)", fn: Fn0(primMaxChar), doc: "Return the largest character code."},
	{usage: "(characterp OBJECT &optional IGNORE)", fn: v2(primCharacterp), doc: "Return t if OBJECT is a character."},
	{usage: "(char-or-string-p OBJECT)", fn: v1(primCharOrStringP), doc: "Return t for characters and strings, nil for any other OBJECT."},
	Def("(multibyte-string-p OBJECT)", Fn1(primMultibyteP), "Return t if OBJECT is a string of characters rather than bytes.").Borrowing(),
	Def("(string-bytes STRING)", Fn1(primStringBytes), "Return the number of bytes in the internal form of STRING.").Borrowing(),
	{usage: "(string-to-multibyte STRING)", fn: v1(primToMultibyte), doc: "Return a multibyte string of the characters and raw bytes of STRING."},
	{usage: "(string-to-unibyte STRING)", fn: v1(primToUnibyte), doc: "Return a unibyte string of STRING, which has ASCII characters and raw bytes only."},
	{usage: "(string-make-multibyte STRING)", fn: v1(primMakeMultibyte), doc: "Return STRING as multibyte, unless it is all ASCII."},
	{usage: "(string-make-unibyte STRING)", fn: v1(primMakeUnibyte), doc: "Return a unibyte string of the low 8 bits of each character of STRING."},
	{usage: "(string-as-multibyte STRING)", fn: v1(primAsMultibyte), doc: "Return a multibyte string whose internal form is the bytes of STRING."},
	{usage: "(string-as-unibyte STRING)", fn: v1(primAsUnibyte), doc: "Return a unibyte string of the bytes of the internal form of STRING."},
	{usage: "(unibyte-char-to-multibyte CH)", fn: v1(primByteToMultibyte), doc: "Return the character that stands for the byte CH."},
	{usage: "(multibyte-char-to-unibyte CH)", fn: v1(primCharToUnibyte), doc: "Return the byte that CH stands for, -1 if it stands for none."},
	{usage: "(get-byte &optional POSITION STRING)", fn: v2(primGetByte), doc: "Return the byte at POSITION of STRING."},
	{usage: "(clear-string STRING)", fn: v1(primClearString), doc: "Overwrite STRING with null bytes and make it unibyte."},
	Def("(upcase OBJ)", caseFn(caseUp), "Return the string or character OBJ in upper case."),
	Def("(downcase OBJ)", caseFn(caseDown), "Return the string or character OBJ in lower case."),
	Def("(capitalize OBJ)", caseFn(caseCapitalize), "Return OBJ with the first character of each word in title case, the rest in lower case."),
	Def("(upcase-initials OBJ)", caseFn(caseInitials), "Return OBJ with the first character of each word in title case."),
	{usage: "(char-width CHAR)", fn: v1(primCharWidth), doc: "Return how many columns CHAR takes on a terminal."},
	{usage: "(string-width STRING &optional FROM TO)", fn: v3(primStringWidth), doc: "Return how many columns STRING takes on a terminal."},
	{usage: "(base64-encode-string STRING &optional NO-LINE-BREAK)", fn: v2(primBase64Encode), doc: "Return the base64 form of the bytes of STRING."},
	{usage: "(base64url-encode-string STRING &optional NO-PAD)", fn: v2(primBase64URLEncode),
		doc: "Return the base64url form of the bytes of STRING, unpadded if NO-PAD is non-nil."},
	{usage: "(base64-decode-string STRING &optional BASE64URL)", fn: v2(primBase64Decode),
		doc: "Return the bytes that base64 (or base64url) text STRING stands for. White space is ignored."},
	{usage: "(secure-hash ALGORITHM OBJECT &optional START END BINARY)", fn: FnN(primSecureHash),
		doc: "Return the digest of the string OBJECT by ALGORITHM, in hexadecimal unless BINARY is non-nil."},
	{usage: "(secure-hash-algorithms)", fn: Fn0(primHashAlgorithms), doc: "Return the algorithms that secure-hash accepts."},
	{usage: "(md5 OBJECT &optional START END CODING-SYSTEM NOERROR)", fn: FnN(primMD5), doc: "Return the MD5 digest of the string OBJECT in hexadecimal."},
}

// newText returns a new string of n characters that takes over b.
func newText(b []byte, n int, multi bool) *String {
	return &String{s: unsafe.String(unsafe.SliceData(b), len(b)), n: int32(n), multi: multi, own: true}
}

// ownText returns a copy of s that is shared with nobody. (A conversion would
// take strings of one byte from a table that is read-only.)
func ownText(s string) string {
	b := append(make([]byte, 0, len(s)), s...)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// decode returns the character at byte offset i and its size.
func (s *String) decode(i int) (rune, int) {
	if c := s.s[i]; c < 0x80 || !s.multi {
		return rune(c), 1
	}
	return char.Decode(s.s[i:])
}

func (in *Interp) stringTooLong() *Exit { return in.Errorf("Maximum string size exceeded") }

// primConcat joins strings and sequences of characters.
func primConcat(in *Interp, args []Value) (Value, *Exit) {
	size, n, multi, plain := 0, 0, false, true
	for _, a := range args {
		if a.IsNil() {
			continue
		}
		if !a.IsString() {
			plain = false
			break
		}
		s := a.Str()
		size += len(s.s)
		n += int(s.n)
		multi = multi || s.multi
		plain = plain && s.props == nil
	}
	if size > MaxStringBytes {
		return Value{}, in.stringTooLong()
	}
	if !plain {
		return in.concatAny(args)
	}
	b := make([]byte, 0, size)
	for _, a := range args {
		if a.IsNil() {
			continue
		}
		s := a.Str()
		if multi && !s.multi && !char.IsASCII(s.s) {
			return in.concatAny(args)
		}
		b = append(b, s.s...)
	}
	return newText(b, n, multi).Value(), nil
}

// concatAny is concat for any sequences and for strings with properties.
func (in *Interp) concatAny(args []Value) (Value, *Exit) {
	if x := in.sequences(args); x != nil {
		return Value{}, x
	}
	var t TextBuilder
	for _, a := range args {
		if a.IsBoolVector() && a.BoolVector().Len > 0 {
			return Value{}, in.WrongType("integerp", Bool(a.BoolVector().Get(0)))
		}
		if _, x := in.length(a); x != nil {
			return Value{}, x
		}
		if a.IsString() {
			t.Add(a.Str())
		} else if x := in.each(a, func(v Value) (bool, *Exit) {
			c, x := in.character(v)
			t.addLoose(c)
			return true, x
		}); x != nil {
			return Value{}, x
		}
		if len(t.b) > MaxStringBytes {
			return Value{}, in.stringTooLong()
		}
	}
	return t.String().Value(), nil
}

// addLoose appends a character of a list or vector: raw bytes alone do not
// make the text multibyte.
func (t *TextBuilder) addLoose(c rune) {
	if char.IsRawByte(c) && !t.multi {
		t.b = append(t.b, char.Byte(c))
		t.high = true
		t.n++
		return
	}
	t.AddChar(c)
}

// span checks the optional bounds of a part of something with n elements.
func (in *Interp) span(what, from, to Value, n int) (f, t int, x *Exit) {
	f, t = 0, n
	for _, b := range []struct {
		v Value
		p *int
	}{{from, &f}, {to, &t}} {
		switch {
		case b.v.IsFixnum():
			if *b.p = b.v.Fixnum(); *b.p < 0 {
				*b.p += n
			}
		case !b.v.IsNil():
			return 0, 0, in.WrongType("integerp", b.v)
		}
	}
	if f < 0 || f > t || t > n {
		return 0, 0, in.ArgsOutOfRange(what, from, to)
	}
	return f, t, nil
}

func primSubstring(in *Interp, v, from, to Value) (Value, *Exit) {
	switch {
	case v.IsString():
		s := v.Str()
		f, t, x := in.span(v, from, to, s.Len())
		if x != nil {
			return Value{}, x
		}
		return s.Substring(f, t).Value(), nil
	case v.IsVector():
		s := v.Vector().Slots
		f, t, x := in.span(v, from, to, len(s))
		if x != nil {
			return Value{}, x
		}
		return NewVector(append([]Value(nil), s[f:t]...)), nil
	}
	return Value{}, in.WrongType("arrayp", v)
}

func primSubstringPlain(in *Interp, v, from, to Value) (Value, *Exit) {
	if !v.IsString() {
		return Value{}, in.WrongType("stringp", v)
	}
	f, t, x := in.span(v, from, to, v.Str().Len())
	if x != nil {
		return Value{}, x
	}
	s := v.Str().Substring(f, t)
	s.props = nil
	return s.Value(), nil
}

// stringOrSymbol checks an argument that may be a string or a symbol.
func (in *Interp) stringOrSymbol(v Value) (*String, *Exit) {
	if v.IsSymbol() {
		return &in.Symbol(v).name, nil
	}
	return in.argString(v)
}

func (in *Interp) twoStrings(a, b Value) (s, t *String, x *Exit) {
	if s, x = in.stringOrSymbol(a); x == nil {
		t, x = in.stringOrSymbol(b)
	}
	return s, t, x
}

func primStringEqual(in *Interp, a, b Value) (Value, *Exit) {
	s, t, x := in.twoStrings(a, b)
	if x != nil {
		return Value{}, x
	}
	return Bool(sameText(s, t)), nil
}

func primStringLess(in *Interp, a, b Value) (Value, *Exit) {
	s, t, x := in.twoStrings(a, b)
	if x != nil {
		return Value{}, x
	}
	return Bool(compareText(s, t) < 0), nil
}

// compareText compares strings by character codes; a byte of a unibyte string
// counts as the character of that code.
func compareText(s, t *String) int {
	n := min(len(s.s), len(t.s))
	i := 0
	for i < n && s.s[i] == t.s[i] {
		i++
	}
	if s.simple() && t.simple() {
		switch {
		case i == n:
			return len(s.s) - len(t.s)
		default:
			return int(s.s[i]) - int(t.s[i])
		}
	}
	// Up to i the bytes agree; back to where both begin a character. If the
	// strings are of different kinds that is the last ASCII byte.
	i = min(i, n)
	for i > 0 && (s.multi != t.multi || i >= n || !char.IsStart(s.s[i]) || !char.IsStart(t.s[i])) && s.s[i-1] >= 0x80 {
		i--
	}
	if s.multi != t.multi {
		for k := 0; k < i; k++ {
			if s.s[k] >= 0x80 {
				i = k
				break
			}
		}
	}
	j := i
	for i < len(s.s) && j < len(t.s) {
		c, k := s.decode(i)
		d, l := t.decode(j)
		if c != d {
			return int(c - d)
		}
		i, j = i+k, j+l
	}
	return (len(s.s) - i) - (len(t.s) - j)
}

func primVersionLess(in *Interp, a, b Value) (Value, *Exit) {
	s, t, x := in.twoStrings(a, b)
	if x != nil {
		return Value{}, x
	}
	return Bool(versionLess(s.peek(), t.peek())), nil
}

func primCollateLess(in *Interp, a, b, locale, fold Value) (Value, *Exit) {
	s, t, x := in.collated(a, b, locale, fold)
	if x != nil {
		return Value{}, x
	}
	return Bool(compareText(s, t) < 0), nil
}

func primCollateEqual(in *Interp, a, b, locale, fold Value) (Value, *Exit) {
	s, t, x := in.collated(a, b, locale, fold)
	if x != nil {
		return Value{}, x
	}
	return Bool(compareText(s, t) == 0), nil
}

func (in *Interp) collated(a, b, locale, fold Value) (s, t *String, x *Exit) {
	s, t, x = in.twoStrings(a, b)
	if x != nil {
		return nil, nil, x
	}
	if !locale.IsNil() && !locale.IsString() {
		return nil, nil, in.WrongType("stringp", locale)
	}
	if !fold.IsNil() {
		s, t = changeCase(nil, inWord, s, caseDown), changeCase(nil, inWord, t, caseDown)
	}
	return s, t, nil
}

func primCompareStrings(in *Interp, args []Value) (Value, *Exit) {
	var parts [2]*String
	for k := range parts {
		s, x := in.argString(args[3*k])
		if x != nil {
			return Value{}, x
		}
		parts[k] = s
	}
	fold := len(args) > 6 && !args[6].IsNil()
	var bounds [2][2]int
	for k, s := range parts {
		v, from, to := args[3*k], args[3*k+1], args[3*k+2]
		if to.IsFixnum() && to.Fixnum() > s.Len() {
			to = fix(int64(s.Len()))
		}
		f, t, x := in.span(v, from, to, s.Len())
		if x != nil {
			return Value{}, x
		}
		bounds[k] = [2]int{f, t}
	}
	s, t := parts[0], parts[1]
	i, j := bounds[0][0], bounds[1][0]
	n := 0
	for ; i < bounds[0][1] && j < bounds[1][1]; i, j, n = i+1, j+1, n+1 {
		c, d := s.wide(i), t.wide(j)
		if c != d && fold {
			c, d = in.caseMap.up(c), in.caseMap.up(d)
		}
		if c < d {
			return fix(int64(-n - 1)), nil
		}
		if c > d {
			return fix(int64(n + 1)), nil
		}
	}
	switch {
	case i < bounds[0][1]:
		return fix(int64(n + 1)), nil
	case j < bounds[1][1]:
		return fix(int64(-n - 1)), nil
	}
	return T, nil
}

// wide returns character i as a multibyte string would have it.
func (s *String) wide(i int) rune {
	c := s.At(i)
	if !s.multi && c >= 0x80 {
		return char.RawByte(byte(c))
	}
	return c
}

func primStringDistance(in *Interp, a, b, bytes Value) (Value, *Exit) {
	s, x := in.argString(a)
	if x != nil {
		return Value{}, x
	}
	t, x := in.argString(b)
	if x != nil {
		return Value{}, x
	}
	p, q := s.runes(!bytes.IsNil()), t.runes(!bytes.IsNil())
	row := make([]int, len(p)+1)
	for i := range row {
		row[i] = i
	}
	for j := range q {
		diagonal := row[0]
		row[0] = j + 1
		for i := range p {
			cost := diagonal
			if p[i] != q[j] {
				cost++
			}
			diagonal = row[i+1]
			row[i+1] = min(cost, row[i]+1, row[i+1]+1)
		}
		if x := in.Poll(); x != nil {
			return Value{}, x
		}
	}
	return fix(int64(row[len(p)])), nil
}

// runes returns the characters of s, or its bytes.
func (s *String) runes(bytes bool) []rune {
	r := make([]rune, 0, s.n)
	for i := 0; i < len(s.s); {
		c, k := rune(s.s[i]), 1
		if !bytes {
			c, k = s.decode(i)
		}
		r = append(r, c)
		i += k
	}
	return r
}

func primStringSearch(in *Interp, needle, hay, start Value) (Value, *Exit) {
	s, x := in.argString(needle)
	if x != nil {
		return Value{}, x
	}
	t, x := in.argString(hay)
	if x != nil {
		return Value{}, x
	}
	from := 0
	if !start.IsNil() {
		if from, x = in.argFixnum(start); x != nil {
			return Value{}, x
		}
		if from < 0 || from > t.Len() {
			return Value{}, in.ArgsOutOfRange(start)
		}
	}
	pattern, text := s.s, t
	if s.multi != t.multi && !(char.IsASCII(s.s) || char.IsASCII(t.s)) {
		pattern = s.toMultibyte()
		text = &String{s: t.toMultibyte(), n: t.n, multi: true}
	} else if s.multi != t.multi && !char.IsASCII(s.s) {
		return Value{}, nil // a character or byte that t has not
	}
	b := text.offset(from)
	i := strings.Index(text.s[b:], pattern)
	if i < 0 {
		return Value{}, nil
	}
	return fix(int64(text.CharIndex(b + i))), nil
}
