package json

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
	"unsafe"

	"elnet/lisp"
	"elnet/lisp/char"
)

// maxNesting is how deep values may nest in JSON text, as in jansson.
const maxNesting = 2048

// A parser reads one JSON value straight into Lisp objects. A token is read
// whole before anything is made of it, so that errors show it.
type parser struct {
	in      *interp
	options options
	text    string // UTF-8, or what should be
	pos     int
	source  string // how error data names the input
	limit   int    // of the nesting of arrays and objects
	tooDeep bool

	tok     tokenKind
	tokFrom int // where the token begins in text
	num     value
	escaped bool // the string token has escapes

	keys    map[string]value // keys met before, by their text, for alists and plists
	scratch []byte
	stack   []value // elements of the arrays being read
}

type tokenKind uint8

const (
	tokEnd tokenKind = iota
	tokInvalid
	tokPunct // one of {}[]:, at text[tokFrom]
	tokString
	tokNumber
	tokTrue
	tokFalse
	tokNull
)

// textOf returns b as a string that shares its memory: b must not change as
// long as the string is used.
func textOf(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// document reads one value; if whole, nothing but white space may follow.
func (p *parser) document(whole bool) (value, *exit) {
	if x := p.next(); x != nil {
		return value{}, x
	}
	v, x := p.value(0, 0)
	if x != nil {
		return value{}, x
	}
	if whole {
		if x := p.next(); x != nil {
			return value{}, x
		}
		if p.tok != tokEnd {
			return value{}, p.fail("json-trailing-content", "end of file expected")
		}
	}
	if p.tooDeep {
		return value{}, p.in.SignalNamed("json-object-too-deep")
	}
	return v, nil
}

// value makes the value that begins with the present token. depth counts
// values, nest the arrays and objects around it.
func (p *parser) value(depth, nest int) (value, *exit) {
	if depth++; depth > maxNesting {
		return value{}, p.syntax("maximum parsing depth reached")
	}
	switch p.tok {
	case tokString:
		return p.stringValue()
	case tokNumber:
		return p.num, nil
	case tokTrue:
		return lisp.T, nil
	case tokFalse:
		return p.options.false_, nil
	case tokNull:
		return p.options.null, nil
	case tokInvalid:
		return value{}, p.syntax("invalid token")
	case tokPunct:
		if nest++; nest > p.limit {
			p.tooDeep = true // told once the text is known to be well formed
		}
		switch p.text[p.tokFrom] {
		case '[':
			return p.array(depth, nest)
		case '{':
			return p.object(depth, nest)
		}
	}
	return value{}, p.syntax("unexpected token")
}

// is reports whether the present token is the character c.
func (p *parser) is(c byte) bool { return p.tok == tokPunct && p.text[p.tokFrom] == c }

func (p *parser) array(depth, nest int) (value, *exit) {
	if x := p.next(); x != nil {
		return value{}, x
	}
	base := len(p.stack)
	for empty := p.is(']'); !empty && p.tok != tokEnd; {
		v, x := p.value(depth, nest)
		if x != nil {
			return value{}, x
		}
		p.stack = append(p.stack, v)
		if x := p.next(); x != nil {
			return value{}, x
		}
		if !p.is(',') {
			break
		}
		if x := p.next(); x != nil {
			return value{}, x
		}
	}
	if !p.is(']') {
		return value{}, p.syntax("']' expected")
	}
	elements := p.stack[base:]
	p.stack = p.stack[:base]
	if p.options.lists {
		return lisp.List(elements...), nil
	}
	return lisp.NewVector(append([]value(nil), elements...)), nil
}

func (p *parser) object(depth, nest int) (value, *exit) {
	o := objectBuilder{kind: p.options.objects}
	if x := p.next(); x != nil {
		return value{}, x
	}
	base := len(p.stack)
	for more := false; more || !p.is('}'); {
		if p.tok != tokString {
			return value{}, p.syntax("string or '}' expected")
		}
		key, x := p.key()
		if x != nil {
			return value{}, x
		}
		if x := p.next(); x != nil {
			return value{}, x
		}
		if !p.is(':') {
			return value{}, p.syntax("':' expected")
		}
		if x := p.next(); x != nil {
			return value{}, x
		}
		v, x := p.value(depth, nest)
		if x != nil {
			return value{}, x
		}
		if o.kind == asHashTable {
			p.stack = append(p.stack, key, v)
		} else {
			o.add(key, v)
		}
		if x := p.next(); x != nil {
			return value{}, x
		}
		if more = p.is(','); !more {
			break
		}
		if x := p.next(); x != nil {
			return value{}, x
		}
	}
	if !p.is('}') {
		return value{}, p.syntax("'}' expected")
	}
	if o.kind != asHashTable {
		return o.head, nil
	}
	entries := p.stack[base:]
	p.stack = p.stack[:base]
	return p.table(entries)
}

// table makes a hash table of keys and values in turn.
func (p *parser) table(entries []value) (value, *exit) {
	h := p.in.NewEqualTable(0)
	for i := 0; i < len(entries); i += 2 {
		if x := h.Put(p.in, entries[i], entries[i+1]); x != nil {
			return value{}, x
		}
	}
	h.SetSize(max(h.Len(), 1))
	return h.Value(), nil
}

// An objectBuilder makes an alist or plist, in which a later value of a key
// takes the place of the first.
type objectBuilder struct {
	kind objectType
	head value
	tail *lisp.Cons
	few  [manyKeys]cell
	n    int
	many map[value]*lisp.Cons
}

// A cell is the cons that holds the value of key: its cdr in an alist, its car
// in a plist.
type cell struct {
	key  value
	cons *lisp.Cons
}

func (o *objectBuilder) add(k, v value) {
	for _, c := range o.few[:min(o.n, manyKeys)] {
		if c.key == k {
			o.set(c.cons, v)
			return
		}
	}
	if c := o.many[k]; c != nil {
		o.set(c, v)
		return
	}
	var c *lisp.Cons
	if o.kind == asAlist {
		pair := lisp.NewCons(k, v)
		o.append(pair)
		c = pair.Cons()
	} else {
		o.append(k)
		o.append(v)
		c = o.tail
	}
	if o.n < manyKeys {
		o.few[o.n] = cell{k, c}
		o.n++
		return
	}
	if o.many == nil {
		o.many = map[value]*lisp.Cons{}
	}
	o.many[k] = c
}

func (o *objectBuilder) append(v value) {
	l := lisp.NewCons(v, value{})
	if o.tail == nil {
		o.head = l
	} else {
		o.tail.Cdr = l
	}
	o.tail = l.Cons()
}

func (o *objectBuilder) set(c *lisp.Cons, v value) {
	if o.kind == asAlist {
		c.Cdr = v
	} else {
		c.Car = v
	}
}

// key makes the key that the present string token stands for: a string or,
// shared with other objects, a symbol.
func (p *parser) key() (value, *exit) {
	raw := p.text[p.tokFrom+1 : p.pos-1]
	if p.options.objects != asHashTable {
		if k, ok := p.keys[raw]; ok {
			return k, nil
		}
	}
	text := raw
	if p.escaped {
		b, x := p.unescape(raw, "NUL byte in object key not supported")
		if x != nil {
			return value{}, x
		}
		text = string(b)
	}
	switch p.options.objects {
	case asAlist:
		return p.keep(raw, p.in.Sym(strings.Clone(text))), nil
	case asPlist:
		return p.keep(raw, p.in.Sym(":"+text)), nil
	}
	return lisp.MultibyteString(strings.Clone(text)), nil
}

func (p *parser) keep(raw string, key value) value {
	if p.keys == nil {
		p.keys = map[string]value{}
	}
	p.keys[raw] = key
	return key
}

func (p *parser) stringValue() (value, *exit) {
	raw := p.text[p.tokFrom+1 : p.pos-1]
	if p.escaped {
		b, x := p.unescape(raw, "\\u0000 is not allowed without JSON_ALLOW_NUL")
		if x != nil {
			return value{}, x
		}
		return lisp.MultibyteString(string(b)), nil
	}
	// A copy: the string must not keep the whole text alive.
	return lisp.MultibyteString(strings.Clone(raw)), nil
}

// unescape returns the text of a string token, checked by the scanner, in
// p.scratch; nul is what to say about a null character.
func (p *parser) unescape(raw, nul string) ([]byte, *exit) {
	b := p.scratch[:0]
	hasNul := false
	for i := 0; i < len(raw); {
		j := strings.IndexByte(raw[i:], '\\')
		if j < 0 {
			b = append(b, raw[i:]...)
			break
		}
		b = append(b, raw[i:i+j]...)
		i += j + 2
		c := raw[i-1]
		if c != 'u' {
			if k := strings.IndexByte("bfnrt", c); k >= 0 {
				c = "\b\f\n\r\t"[k]
			}
			b = append(b, c)
			continue
		}
		u := hex4(raw[i:])
		i += 4
		switch {
		case u >= 0xD800 && u < 0xDC00:
			if !strings.HasPrefix(raw[i:], "\\u") {
				return nil, p.syntax(fmt.Sprintf("invalid Unicode '\\u%04X'", u))
			}
			v := hex4(raw[i+2:])
			i += 6
			if v < 0xDC00 || v > 0xDFFF {
				return nil, p.syntax(fmt.Sprintf("invalid Unicode '\\u%04X\\u%04X'", u, v))
			}
			u = 0x10000 + (u-0xD800)<<10 + v - 0xDC00
		case u >= 0xDC00 && u < 0xE000:
			return nil, p.syntax(fmt.Sprintf("invalid Unicode '\\u%04X'", u))
		case u == 0:
			hasNul = true
		}
		b = char.Append(b, u)
	}
	p.scratch = b
	if hasNul {
		return nil, p.syntax(nul)
	}
	return b, nil
}

// hex4 returns the number that the four hexadecimal digits at s are.
func hex4(s string) rune {
	var n rune
	for i := 0; i < 4; i++ {
		n = n<<4 | rune(hexDigit(s[i]))
	}
	return n
}

// hexDigit returns the value of c, -1 if it is no hexadecimal digit.
func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// next reads the next token.
func (p *parser) next() *exit {
	s, i := p.text, p.pos
	for i < len(s) && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
		i++
	}
	p.tokFrom, p.pos = i, i
	if i == len(s) {
		p.tok = tokEnd
		return nil
	}
	switch c := s[i]; {
	case c == '"':
		return p.scanString()
	case c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',':
		p.tok, p.pos = tokPunct, i+1
	case c == '-' || c >= '0' && c <= '9':
		if x := p.scanNumber(); x != nil {
			return x
		}
		return p.badNext()
	case isLetter(c):
		for i < len(s) && isLetter(s[i]) {
			i++
		}
		word := s[p.pos:i]
		p.pos = i
		if x := p.badNext(); x != nil {
			return x
		}
		switch word {
		case "true":
			p.tok = tokTrue
		case "false":
			p.tok = tokFalse
		case "null":
			p.tok = tokNull
		default:
			p.tok = tokInvalid
		}
	default:
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return p.badByte("")
		}
		p.tok, p.pos = tokInvalid, i+n
	}
	return nil
}

func isLetter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

// scanString reads a string token, from the quote at tokFrom.
func (p *parser) scanString() *exit {
	s := p.text
	p.escaped = false
	for i := p.tokFrom + 1; ; {
		for i < len(s) && s[i] >= ' ' && s[i] < 0x80 && s[i] != '"' && s[i] != '\\' {
			i++
		}
		p.pos = i
		if i == len(s) {
			return p.fail("json-end-of-file", "premature end of input")
		}
		switch c := s[i]; {
		case c == '"':
			p.tok, p.pos = tokString, i+1
			return nil
		case c == '\n':
			return p.syntax("unexpected newline")
		case c < ' ':
			return p.syntax(fmt.Sprintf("control character 0x%x", c))
		case c == '\\':
			p.escaped = true
			n := escapeLength(s[i:])
			if n < 0 {
				p.pos = i - n
				return p.syntax("invalid escape")
			}
			i += n
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				return p.badByte(s[p.tokFrom:i])
			}
			i += n
		}
	}
}

// escapeLength returns the length of the escape that s begins with or, negative,
// how much of it is read when it turns out to be bad.
func escapeLength(s string) int {
	if len(s) < 2 {
		return -1
	}
	if s[1] != 'u' {
		if strings.IndexByte(`"\/bfnrt`, s[1]) < 0 {
			return -2
		}
		return 2
	}
	for i := 2; i < 6; i++ {
		if i == len(s) {
			return -i
		}
		if hexDigit(s[i]) < 0 {
			return -i - 1
		}
	}
	return 6
}

// scanNumber reads a number token, from the minus or digit at tokFrom.
func (p *parser) scanNumber() *exit {
	s, i := p.text, p.tokFrom
	neg := s[i] == '-'
	if neg {
		i++
	}
	p.tok = tokInvalid
	first := i
	i = digits(s, i)
	if i == first || s[first] == '0' && i > first+1 {
		// No digit, or more digits behind a zero: the zero is part of the token.
		p.pos = min(i, first+1)
		return nil
	}
	last, real := i, false
	if i < len(s) && s[i] == '.' {
		real = true
		p.pos = i + 1
		if i = digits(s, i+1); i == p.pos {
			return nil
		}
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		real = true
		if i++; i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		p.pos = i
		if i = digits(s, i); i == p.pos {
			return nil
		}
	}
	p.pos, p.tok = i, tokNumber
	if !real {
		return p.integer(s[p.tokFrom:i], s[first:last], neg)
	}
	f, err := strconv.ParseFloat(s[p.tokFrom:i], 64)
	if err != nil && math.IsInf(f, 0) {
		return p.syntax("real number overflow")
	}
	p.num = lisp.Float(f)
	return nil
}

// digits returns the end of the digits of s from i on.
func digits(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

func (p *parser) integer(text, digits string, neg bool) *exit {
	if len(digits) > 18 {
		n, err := strconv.ParseInt(text, 10, 64)
		switch {
		case err != nil && neg:
			return p.syntax("too big negative integer")
		case err != nil:
			return p.syntax("too big integer")
		}
		p.num = lisp.Int(n)
		return nil
	}
	n := 0
	for i := 0; i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
	}
	if neg {
		n = -n
	}
	p.num = lisp.Fixnum(n)
	return nil
}

// badByte is the error for a byte at pos that is not UTF-8, in a token of which
// begun was read.
func (p *parser) badByte(begun string) *exit {
	text := fmt.Sprintf("unable to decode byte 0x%x", p.text[p.pos])
	if begun != "" && len(begun) <= nearLength {
		text += " near '" + begun + "'"
	}
	return p.signal("json-parse-error", text)
}

// badNext is the error for a byte right behind a word or number that is not UTF-8.
func (p *parser) badNext() *exit {
	if r, n := utf8.DecodeRuneInString(p.text[p.pos:]); r == utf8.RuneError && n == 1 {
		return p.badByte(p.text[p.tokFrom:p.pos])
	}
	return nil
}

// nearLength is how long a token may be that an error message shows.
const nearLength = 20

// syntax is a syntax error at the present token.
func (p *parser) syntax(text string) *exit { return p.fail("json-parse-error", text) }

// fail is the error condition with text and, if it is short, the token that was
// read last. A syntax error at the end of the text is json-end-of-file.
func (p *parser) fail(condition, text string) *exit {
	token := p.text[p.tokFrom:p.pos]
	if p.escaped && len(token) > 1 && token[0] == '"' && strings.HasSuffix(text, "expected") {
		p.escaped = false // a bad escape in a token that is out of place is met first
		if _, x := p.unescape(token[1:len(token)-1], text); x != nil {
			return x
		}
	}
	if i := strings.IndexByte(token, 0); i >= 0 {
		token = token[:i]
	}
	switch {
	case token == "":
		text += " near end of file"
		if condition == "json-parse-error" {
			condition = "json-end-of-file"
		}
	case len(token) <= nearLength:
		text += " near '" + token + "'"
	}
	return p.signal(condition, text)
}

// signal signals condition with text, source, line, column and byte offset of
// what was read. Columns count characters.
func (p *parser) signal(condition, text string) *exit {
	read := p.text[:p.pos]
	line := strings.Count(read, "\n") + 1
	column := char.Count(read[strings.LastIndexByte(read, '\n')+1:])
	return p.in.SignalNamed(condition, lisp.NewString(text), lisp.NewString(p.source),
		lisp.Fixnum(line), lisp.Fixnum(column), lisp.Fixnum(p.pos))
}
