package lisp

import (
	"math"
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// A ReadSource is where read takes characters from when it is not plain text: a
// buffer, a marker, a function.
type ReadSource interface {
	// Next returns the next character; ok is false at the end.
	Next() (c rune, ok bool)
	// Back un-reads the character that Next returned last.
	Back()
}

// A ReadLocator is a ReadSource that knows where it stands. A syntax error then
// names the line, counted from 1, and the column, from 0, as Emacs does for
// buffers.
type ReadLocator interface {
	ReadPosition() (line, column int)
}

// A readFailer is a ReadSource that runs Lisp, which may exit.
type readFailer interface{ failure() *Exit }

// reader turns characters into Lisp objects (Elisp manual, "Printed
// Representation and Read Syntax"). Text is read in place; any other source
// through src. Open lists, vectors and quotes are kept on a stack of its own,
// so the depth of nesting is bounded by memory alone.
type reader struct {
	in   *Interp
	text string
	pos  int
	size int // bytes of the character that next returned last, 0 at the end
	src  ReadSource
	file bool // #@N counts bytes

	stack  []readFrame
	first  [4]readFrame // where stack begins
	vals   []Value      // elements of the open vectors
	labels map[int]Value
	buf    []byte
	ob     *Obarray

	symbols *ListBuilder // notes where symbols stand, if not nil
}

// A readFrame is a construct that has begun and not ended.
type readFrame struct {
	kind  readKind
	n     int   // frameLabel: the label; frameVector: where its elements begin in vals
	sym   Value // framePrefix: quote, function, ...
	head  Value
	tail  *Cons
	spare *Cons   // the first cell of a labelled list
	vec   *Vector // a labelled vector or record
	str   *String // a labelled string with properties
	hash  *HashTable
	fn    *Func // a labelled byte-code function
}

type readKind uint8

const (
	frameList   readKind = iota
	frameDot             // after the dot of a list
	frameDotEnd          // after the object that follows the dot
	frameVector
	frameBytecode
	frameCharTable // #^[
	frameSubTable  // #^^[
	frameRecord    // #s(
	frameString    // #(
	framePrefix    // 'x and its kin
	frameLabel     // #N=
)

// A token is what readToken found.
type token uint8

const (
	tokValue       token = iota
	tokOpen              // go on: a frame was pushed, or something skipped
	tokClose             // )
	tokCloseVector       // ]
	tokDot
	tokEnd
)

const nbsp = 0xA0

// next returns the next character, -1 at the end.
func (r *reader) next() rune {
	if r.src != nil {
		c, ok := r.src.Next()
		if !ok {
			r.size = 0
			return -1
		}
		r.size = 1
		return c
	}
	if r.pos < len(r.text) {
		if b := r.text[r.pos]; b < 0x80 {
			r.pos++
			r.size = 1
			return rune(b)
		}
		c, n := char.Decode(r.text[r.pos:])
		r.pos += n
		r.size = n
		return c
	}
	r.size = 0
	return -1
}

// back un-reads what next returned last; the end needs no un-reading.
func (r *reader) back() {
	if r.src != nil {
		if r.size > 0 {
			r.src.Back()
		}
		return
	}
	r.pos -= r.size
}

func (r *reader) endOfFile() *Exit {
	if x := r.failed(); x != nil {
		return x
	}
	if v, ok := r.in.VarValue(r.in.Intern("load-true-file-name")); ok && v.IsString() {
		return r.in.Signal(r.in.s.endOfFile, v)
	}
	return r.in.Signal(r.in.s.endOfFile)
}

// failed returns the exit of the source itself, if it had one.
func (r *reader) failed() *Exit {
	if f, ok := r.src.(readFailer); ok {
		return f.failure()
	}
	return nil
}

func (r *reader) syntax(what string) *Exit {
	if x := r.failed(); x != nil {
		return x
	}
	if l, ok := r.src.(ReadLocator); ok {
		line, col := l.ReadPosition()
		return r.in.Signal(r.in.s.invalidRead, NewString(what), Fixnum(line), Fixnum(col))
	}
	return r.in.Signal(r.in.s.invalidRead, NewString(what))
}

// skipBlanks skips white space and comments and returns the character after
// them, -1 at the end.
func (r *reader) skipBlanks() rune {
	for {
		if r.src == nil {
			for r.pos < len(r.text) && r.text[r.pos] <= ' ' {
				r.pos++
			}
		}
		c := r.next()
		switch {
		case c == ';':
			r.skipLine()
		case c < 0 || c > ' ' && c != nbsp:
			return c
		}
	}
}

func (r *reader) skipLine() {
	if r.src == nil {
		if i := strings.IndexByte(r.text[r.pos:], '\n'); i >= 0 {
			r.pos += i + 1
		} else {
			r.pos = len(r.text)
		}
		return
	}
	for {
		if c := r.next(); c < 0 || c == '\n' {
			return
		}
	}
}

// read returns the next object. At the end of the text, or in the middle of an
// object, it signals end-of-file.
func (r *reader) read() (Value, *Exit) {
	r.stack, r.vals, r.labels = r.stack[:0], r.vals[:0], nil
	v, x := r.readObject()
	r.stack, r.vals = forget(r.stack), forget(r.vals)
	if x == nil {
		x = r.failed()
	}
	return v, x
}

// forget returns s empty, holding on to nothing that was in it.
func forget[E any](s []E) []E {
	if cap(s) > 1024 {
		return nil
	}
	clear(s[:cap(s)])
	return s[:0]
}

func (r *reader) readObject() (Value, *Exit) {
	for n := 0; ; n++ {
		if n&0xFFFF == 0xFFFF {
			if x := r.in.Poll(); x != nil {
				return Value{}, x
			}
		}
		v, tok, x := r.readToken()
		if x != nil {
			return Value{}, x
		}
		switch tok {
		case tokOpen:
			continue
		case tokEnd:
			return Value{}, r.endOfFile()
		case tokClose, tokCloseVector, tokDot:
			done := false
			if v, done, x = r.punctuation(tok); x != nil {
				return Value{}, x
			} else if !done {
				continue
			}
		}
		done := false
		if v, done, x = r.deliver(v); done || x != nil {
			return v, x
		}
	}
}

// punctuation handles a closing bracket or a dot. If it ended an object, that
// is returned with done true.
func (r *reader) punctuation(tok token) (v Value, done bool, x *Exit) {
	kind := framePrefix
	if len(r.stack) > 0 {
		kind = r.stack[len(r.stack)-1].kind
	}
	switch kind {
	case frameList, frameRecord, frameString:
		switch tok {
		case tokClose:
			v, x = r.close()
			return v, true, x
		case tokDot:
			r.stack = append(r.stack, readFrame{kind: frameDot})
			return Value{}, false, nil
		}
		return Value{}, false, r.syntax("] in a list")
	case frameDotEnd:
		if tok == tokClose {
			r.stack = r.stack[:len(r.stack)-1]
			v, x = r.close()
			return v, true, x
		}
		return Value{}, false, r.syntax(". in wrong context")
	case frameVector, frameBytecode, frameCharTable, frameSubTable:
		if tok == tokCloseVector {
			v, x = r.close()
			return v, true, x
		}
		return Value{}, false, r.syntax(") or . in a vector")
	}
	return Value{}, false, r.syntax([...]string{tokClose: ")", tokCloseVector: "]", tokDot: "."}[tok])
}

// deliver puts the object v into the innermost open construct. done is true when
// there is none: v is what was to be read.
func (r *reader) deliver(v Value) (_ Value, done bool, _ *Exit) {
	for {
		if len(r.stack) == 0 {
			return v, true, nil
		}
		f := &r.stack[len(r.stack)-1]
		switch f.kind {
		case frameList, frameRecord, frameString:
			c := f.spare
			if c == nil {
				c = &Cons{Car: v}
			} else {
				c.Car, f.spare = v, nil
			}
			if f.tail == nil {
				f.head = consValue(c)
			} else {
				f.tail.Cdr = consValue(c)
			}
			f.tail = c
			return Value{}, false, nil
		case frameVector, frameBytecode, frameCharTable, frameSubTable:
			r.vals = append(r.vals, v)
			return Value{}, false, nil
		case frameDot:
			l := &r.stack[len(r.stack)-2]
			if l.tail == nil {
				l.head = v
			} else {
				l.tail.Cdr = v
			}
			f.kind = frameDotEnd
			return Value{}, false, nil
		case frameDotEnd:
			return Value{}, false, r.syntax(". in wrong context")
		case framePrefix:
			c := f.spare
			if c == nil {
				c = &Cons{}
			}
			c.Car, c.Cdr = f.sym, NewCons(v, Value{})
			v = consValue(c)
		case frameLabel:
			r.labels[f.n] = v
		}
		r.stack = r.stack[:len(r.stack)-1]
	}
}

// push opens a construct. If it is labelled, references to the label get the
// very object that will be filled in, so that nothing need be replaced later.
func (r *reader) push(f readFrame) {
	if r.stack == nil {
		r.stack = r.first[:0]
	}
	if n := len(r.stack); n > 0 && r.stack[n-1].kind == frameLabel {
		var v Value
		switch f.kind {
		case frameList, framePrefix:
			f.spare = &Cons{}
			v = consValue(f.spare)
		case frameVector:
			f.vec = &Vector{}
			v = Value{unsafe.Pointer(f.vec), tagVec}
		case frameBytecode:
			f.fn = &Func{}
			v = f.fn.Value()
		case frameRecord:
			if r.src == nil && strings.HasPrefix(r.text[r.pos:], "hash-table") {
				f.hash = &HashTable{}
				v = f.hash.Value()
				break
			}
			f.vec = &Vector{}
			v = Value{unsafe.Pointer(f.vec), tagRecord}
		case frameString:
			f.str = &String{}
			v = f.str.Value()
		default:
			r.stack = append(r.stack, f)
			return
		}
		for i := n - 1; i >= 0 && r.stack[i].kind == frameLabel; i-- {
			r.labels[r.stack[i].n] = v
		}
	}
	r.stack = append(r.stack, f)
}

// close ends the innermost construct and returns its object.
func (r *reader) close() (Value, *Exit) {
	f := r.stack[len(r.stack)-1]
	r.stack = r.stack[:len(r.stack)-1]
	switch f.kind {
	case frameVector:
		slots := append(make([]Value, 0, len(r.vals)-f.n), r.vals[f.n:]...)
		r.vals = r.vals[:f.n]
		if f.vec != nil {
			f.vec.Slots = slots
			return Value{unsafe.Pointer(f.vec), tagVec}, nil
		}
		return NewVector(slots), nil
	case frameBytecode:
		fn, ok := r.in.newCode(append([]Value(nil), r.vals[f.n:]...), true)
		r.vals = r.vals[:f.n]
		switch {
		case !ok:
			return Value{}, r.syntax("Invalid byte-code object")
		case f.fn != nil:
			*f.fn = *fn
			return f.fn.Value(), nil
		}
		return fn.Value(), nil
	case frameCharTable, frameSubTable:
		slots := r.vals[f.n:]
		r.vals = r.vals[:f.n]
		if f.kind == frameCharTable {
			return r.in.readCharTable(slots)
		}
		return r.in.readSubTable(slots)
	case frameRecord:
		return r.closeRecord(&f)
	case frameString:
		return r.closeString(&f)
	}
	return f.head, nil
}

// closeRecord ends #s(...): a hash table or a record.
func (r *reader) closeRecord(f *readFrame) (Value, *Exit) {
	if Car(f.head) == r.in.s.hashTable {
		if f.vec != nil {
			f.vec.Slots = []Value{r.in.s.hashTable}
		}
		h := f.hash
		if h == nil {
			h = &HashTable{}
		}
		return h.Value(), r.in.fillHashTable(h, Cdr(f.head))
	}
	if f.head.IsNil() {
		return Value{}, r.in.WrongType("wholenump", Fixnum(-1))
	}
	slots, x := r.in.properSlice(f.head)
	if x != nil {
		l := f.head
		for l.IsCons() {
			l = l.Cons().Cdr
		}
		return Value{}, r.in.WrongType("listp", l)
	}
	if f.vec != nil {
		f.vec.Slots = slots
		return Value{unsafe.Pointer(f.vec), tagRecord}, nil
	}
	return NewRecord(slots), nil
}

// closeString ends #("text" FROM TO PLIST ...).
func (r *reader) closeString(f *readFrame) (Value, *Exit) {
	s := Car(f.head)
	if !s.IsString() {
		return Value{}, r.syntax("#")
	}
	if f.str != nil {
		*f.str = *s.Str()
		s = f.str.Value()
	}
	for l := Cdr(f.head); !l.IsNil(); l = cdddr(l) {
		if !Cdr(l).IsCons() || !cddr(l).IsCons() {
			return Value{}, r.syntax("Invalid string property list")
		}
		if x := r.in.putStringProperties(s, Car(l), cadr(l), caddr(l)); x != nil {
			return Value{}, x
		}
	}
	return s, nil
}

// putStringProperties sets the properties plist on characters from..to of s, by
// way of set-text-properties where the library supplies text properties.
// Without it text has none, and they are dropped.
func (in *Interp) putStringProperties(s, from, to, plist Value) *Exit {
	f := in.Intern("set-text-properties")
	if f.fn == voidFunc {
		return nil
	}
	_, x := in.Funcall(f.Value(), from, to, plist, s)
	return x
}

// fillHashTable makes h the hash table that #s(hash-table PLIST...) denotes. Like
// Emacs it passes over keywords that it does not know.
func (in *Interp) fillHashTable(h *HashTable, l Value) *Exit {
	var args []Value
	for _, name := range []string{"size", "test", "weakness", "rehash-size", "rehash-threshold", "purecopy"} {
		if v := PlistGet(l, in.Sym(name)); !v.IsNil() {
			args = append(args, in.Sym(":"+name), v)
		}
	}
	table, x := primMakeHash(in, args)
	if x != nil {
		return x
	}
	*h = *table.HashTable()
	data := PlistGet(l, in.Sym("data"))
	n, end := listLength(data)
	if end != properList || !data.IsList() || n%2 != 0 {
		return in.Errorf("Hash table data is not a list of even length")
	}
	for ; !data.IsNil(); data = cddr(data) {
		if x := h.Put(in, Car(data), cadr(data)); x != nil {
			return x
		}
	}
	return nil
}

// prefix begins an abbreviation such as 'x.
func (r *reader) prefix(sym Value) (Value, token, *Exit) {
	r.push(readFrame{kind: framePrefix, sym: sym})
	return Value{}, tokOpen, nil
}

// readToken reads an atom, or the beginning or end of something larger.
func (r *reader) readToken() (Value, token, *Exit) {
	var v Value
	var x *Exit
	c := r.skipBlanks()
	start := r.pos - r.size
	switch c {
	case -1:
		return Value{}, tokEnd, nil
	case '(':
		r.push(readFrame{kind: frameList})
		return Value{}, tokOpen, nil
	case ')':
		return Value{}, tokClose, nil
	case '[':
		r.push(readFrame{kind: frameVector, n: len(r.vals)})
		return Value{}, tokOpen, nil
	case ']':
		return Value{}, tokCloseVector, nil
	case '\'':
		return r.prefix(r.in.s.quote)
	case '`':
		return r.prefix(r.in.s.backquote)
	case ',':
		if r.next() == '@' {
			return r.prefix(r.in.s.commaAt)
		}
		r.back()
		return r.prefix(r.in.s.comma)
	case '#':
		return r.readHash()
	case '"':
		v, x = r.readString()
	case '?':
		v, x = r.readChar()
	case '.':
		c := r.next()
		r.back()
		if c <= ' ' || c < 0x80 && strings.IndexByte("\"';([#?`,", byte(c)) >= 0 {
			return Value{}, tokDot, nil
		}
		v, x = r.readAtom(start, '.')
	default:
		v, x = r.readAtom(start, c)
	}
	return v, tokValue, x
}

// readHash reads what begins with #.
func (r *reader) readHash() (Value, token, *Exit) {
	c := r.next()
	switch c {
	case '\'':
		return r.prefix(r.in.s.function)
	case '(':
		c = r.next()
		r.back()
		if c == ')' {
			return Value{}, tokEnd, r.syntax("#")
		}
		r.push(readFrame{kind: frameString})
		return Value{}, tokOpen, nil
	case '[':
		r.push(readFrame{kind: frameBytecode, n: len(r.vals)})
		return Value{}, tokOpen, nil
	case 's':
		if r.next() != '(' {
			r.back()
			return Value{}, tokEnd, r.syntax("#")
		}
		r.push(readFrame{kind: frameRecord})
		return Value{}, tokOpen, nil
	case '&':
		v, x := r.readBoolVector()
		return v, tokValue, x
	case '@':
		return r.skipBytes()
	case '!':
		r.skipLine()
		return r.skipped()
	case '$':
		v, _ := r.in.VarValue(r.in.Intern("load-file-name"))
		return v, tokValue, nil
	case '#':
		return r.in.Sym(""), tokValue, nil
	case ':', '_':
		name, _, x := r.readName(-1)
		if x != nil {
			return Value{}, tokEnd, x
		}
		if c == ':' {
			return NewSymbol(strings.Clone(name)).Value(), tokValue, nil
		}
		return r.intern(name), tokValue, nil
	case 'x', 'X':
		return r.radixInteger(16)
	case 'o', 'O':
		return r.radixInteger(8)
	case 'b', 'B':
		return r.radixInteger(2)
	case '^':
		kind, name := frameCharTable, "#^"
		c = r.next()
		if c == '^' {
			kind, name = frameSubTable, "#^^"
			c = r.next()
		}
		if c != '[' {
			return Value{}, tokEnd, r.syntax(name)
		}
		r.push(readFrame{kind: kind, n: len(r.vals)})
		return Value{}, tokOpen, nil
	}
	if c >= '0' && c <= '9' {
		return r.readNumbered(c)
	}
	r.back()
	return Value{}, tokEnd, r.syntax("#")
}

// skipped is the token of what leaves nothing behind: the reader goes on.
func (r *reader) skipped() (Value, token, *Exit) { return Value{}, tokOpen, nil }

// readNumbered reads #N=OBJECT, #N# and #NrDIGITS; c is the first digit of N.
func (r *reader) readNumbered(c rune) (Value, token, *Exit) {
	n := 0
	for ; c >= '0' && c <= '9'; c = r.next() {
		if n > math.MaxInt64/20 {
			return Value{}, tokEnd, r.syntax("#")
		}
		n = n*10 + int(c-'0')
	}
	if n > MaxFixnum {
		return Value{}, tokEnd, r.syntax("#")
	}
	switch c {
	case 'r', 'R':
		return r.radixInteger(n)
	case '=':
		if circle, _ := r.in.VarValue(r.in.Intern("read-circle")); circle.IsNil() {
			break
		}
		if r.labels == nil {
			r.labels = map[int]Value{}
		}
		r.labels[n] = NewCons(Value{}, Value{})
		r.push(readFrame{kind: frameLabel, n: n})
		return Value{}, tokOpen, nil
	case '#':
		if v, ok := r.labels[n]; ok {
			return v, tokValue, nil
		}
	default:
		r.back()
	}
	return Value{}, tokEnd, r.syntax("#")
}

// skipBytes reads #@N, which skips a docstring of a compiled file: N bytes in a
// file, up to a control-underscore elsewhere. #@00 skips all that follows.
func (r *reader) skipBytes() (Value, token, *Exit) {
	n, digits := 0, 0
	c := r.next()
	for ; c >= '0' && c <= '9' && n < 1<<40; c = r.next() {
		n = n*10 + int(c-'0')
		if digits++; n == 0 && digits == 2 {
			for r.next() >= 0 {
			}
			return Value{}, tokValue, nil
		}
	}
	r.back()
	if r.file {
		r.pos = min(len(r.text), r.pos+n)
		return r.skipped()
	}
	for c := r.next(); c >= 0 && c != 037; {
		c = r.next()
	}
	return r.skipped()
}

// readBoolVector reads #&N"BITS".
func (r *reader) readBoolVector() (Value, *Exit) {
	n := 0
	c := r.next()
	if c < 0 {
		return Value{}, r.endOfFile()
	}
	if c < '0' || c > '9' {
		return Value{}, r.syntax("#&...")
	}
	for ; c >= '0' && c <= '9' && n < 1<<40; c = r.next() {
		n = n*10 + int(c-'0')
	}
	if c != '"' {
		return Value{}, r.syntax("#&...")
	}
	v, x := r.readString()
	if x != nil {
		return Value{}, x
	}
	s := v.Str()
	if s.Multibyte() || s.Size() != (n+7)/8 {
		return Value{}, r.syntax("#&...")
	}
	b := NewBoolVector(n)
	for i := range n {
		if s.s[i/8]>>(i%8)&1 != 0 {
			b.Set(i, true)
		}
	}
	return b.Value(), nil
}

// sourceReader reads the top-level forms of a file or of evaluated text.
type sourceReader struct {
	reader
	name           string
	start          int // where the last form begins
	line, lineFrom int // line number of offset lineFrom
	lineStart      int // where that line begins
}

// newSourceReader returns a reader of text, which is in the encoding of package
// char (UTF-8 is) and must not change any more. name is that of the file.
func (in *Interp) newSourceReader(text []byte, name string) *sourceReader {
	r := &sourceReader{name: name, line: 1}
	r.reader = reader{in: in, text: unsafe.String(unsafe.SliceData(text), len(text)), file: true, ob: in.obarray}
	return r
}

// next returns the next top-level form; ok is false at the end of the text.
func (r *sourceReader) next() (form Value, ok bool, x *Exit) {
	for {
		c := r.skipBlanks()
		r.back()
		r.start = r.reader.pos
		if c < 0 {
			return Value{}, false, nil
		}
		// A skipped stretch (#!, #@) may be all that is left.
		if t := r.text[r.start:]; len(t) < 2 || t[0] != '#' || t[1] != '!' && t[1] != '@' {
			form, x = r.read()
			return form, x == nil, x
		}
		if _, tok, x := r.readToken(); x != nil || tok == tokValue {
			return Value{}, false, x
		}
	}
}

// pos returns where the form that next returned last, or failed to read, begins:
// line from 1, column in characters and offset in bytes from 0.
func (r *sourceReader) pos() (line, col, offset int) {
	for {
		i := strings.IndexByte(r.text[r.lineFrom:r.start], '\n')
		if i < 0 {
			break
		}
		r.lineFrom += i + 1
		r.lineStart = r.lineFrom
		r.line++
	}
	r.lineFrom = r.start
	return r.line, char.Count(r.text[r.lineStart:r.start]), r.start
}
