package lisp

import (
	"strconv"
	"unicode"
	"unsafe"

	"elnet/lisp/char"
)

// A PrintTarget is where printing to a stream goes.
type PrintTarget interface {
	// Print takes the next piece of output: text in the encoding of package
	// char if multibyte, ASCII if not.
	Print(in *Interp, text string, multibyte bool) *Exit
}

// A LineStarter is a PrintTarget that knows whether it stands at the beginning of
// a line, as terpri may ask.
type LineStarter interface{ AtLineStart() bool }

// maxPrintDepth is the nesting at which Emacs takes a structure to be circular
// when print-circle is nil. maxCircleDepth bounds it when it is not.
const (
	maxPrintDepth  = 200
	maxCircleDepth = 100_000
)

// printVars are the variables that govern printing (Elisp manual, "Output
// Variables").
type printVars struct {
	length, level, circle, quoted, gensym         *Symbol
	newlines, nonASCII, multibyte, controls       *Symbol
	asChars, floatFormat, continuous, numberTable *Symbol
}

// printState is what printing keeps between calls.
type printState struct {
	vars    printVars
	partial bool // standard output does not stand at the beginning of a line
}

// LispType names the type of the object that holds the state.
func (*printState) LispType() string { return "elnet-print-state" }

// printing returns the print state of the interpreter, which lives in a variable
// of its own.
func (in *Interp) printing() *printState {
	home := in.Intern("elnet--print-state")
	if st, ok := home.value.Object().(*printState); ok {
		return st
	}
	v := in.Intern
	st := &printState{vars: printVars{
		length: v("print-length"), level: v("print-level"), circle: v("print-circle"),
		quoted: v("print-quoted"), gensym: v("print-gensym"), newlines: v("print-escape-newlines"),
		nonASCII: v("print-escape-nonascii"), multibyte: v("print-escape-multibyte"),
		controls: v("print-escape-control-characters"), asChars: v("print-integers-as-characters"),
		floatFormat: v("float-output-format"), continuous: v("print-continuous-numbering"),
		numberTable: v("print-number-table")}}
	home.value = NewObject(st)
	return st
}

// printer builds the printed representation of objects in buf, in the encoding
// of package char.
type printer struct {
	in    *Interp
	vars  *printVars
	buf   []byte
	quote bool // prin1, not princ
	octal bool // raw bytes print as octal escapes, as in Emacs' buffers

	loaded                               bool // the fields below are set
	circle, abbreviate, gensym           bool
	newlines, multibyte, controls, bytes bool
	continuous                           bool
	length, level                        int // -1: no bound
	depth, backquotes                    int
	open                                 []Value       // objects being printed, outermost first
	labels                               map[Value]int // objects seen: seenOnce or a label
	last                                 int           // the last label given
	lists                                map[*Func]Value
	tables                               map[*CharTable][]Value
	firstBuf                             [96]byte
	firstOpen                            [6]Value
	lengthGiven, levelGiven, haveNumbers bool // haveNumbers: labels go to print-number-table
}

// seenOnce stands in printer.labels for an object that has been seen once. One
// seen more often has its label there, negative until it has been printed.
const seenOnce = 0

func (p *printer) init(in *Interp, quote bool) {
	p.in, p.vars, p.quote = in, &in.printing().vars, quote
	p.buf, p.open = p.firstBuf[:0], p.firstOpen[:0]
}

func (p *printer) is(s *Symbol) bool {
	v := s.value
	if v.isMark() {
		v, _ = p.in.VarValue(s)
	}
	return !v.IsNil()
}

// load reads the variables that compound objects depend on.
func (p *printer) load() {
	if p.loaded {
		return
	}
	p.loaded = true
	v := p.vars
	p.circle, p.abbreviate, p.gensym = p.is(v.circle), p.is(v.quoted), p.is(v.gensym)
	p.newlines, p.multibyte, p.controls = p.is(v.newlines), p.is(v.multibyte), p.is(v.controls)
	p.bytes, p.continuous = p.octal || p.is(v.nonASCII), p.is(v.continuous)
	p.length, p.lengthGiven = p.bound(v.length)
	p.level, p.levelGiven = p.bound(v.level)
	p.lengthGiven = p.lengthGiven && p.length >= 0
}

func (p *printer) bound(s *Symbol) (int, bool) {
	v, _ := p.in.VarValue(s)
	return v.Fixnum(), v.IsFixnum()
}

// print appends the representation of v, the object that a print function was
// given.
func (p *printer) print(v Value) *Exit {
	switch v.Kind() {
	case KindFixnum, KindFloat, KindBignum:
		return p.object(v)
	case KindString:
		if !p.quote {
			p.text(v.Str())
			return nil
		}
	case KindSymbol:
		if v.IsNil() || p.in.Symbol(v).interned {
			return p.object(v)
		}
	}
	p.load()
	if p.circle || p.gensym && p.continuous {
		if x := p.number(v); x != nil {
			return x
		}
	}
	x := p.object(v)
	if p.haveNumbers {
		x = p.keepNumbers(x)
	}
	return x
}

// object appends the representation of v at the current depth.
func (p *printer) object(v Value) *Exit {
	if p.depth >= maxPrintDepth && p.labels == nil {
		return p.in.Errorf("Apparently circular structure being printed")
	}
	switch v.Kind() {
	case KindFixnum:
		p.fixnum(v.fix())
		return nil
	case KindFloat:
		p.buf = p.in.appendFloat(p.buf, v.Float(), p.vars.floatFormat)
		return nil
	case KindBignum:
		p.buf = v.Big().Append(p.buf, 10)
		return nil
	case KindSymbol:
		if v.IsNil() || p.in.Symbol(v).interned {
			p.symbol(p.in.Symbol(v))
			return nil
		}
	case KindBoolVector:
		p.boolVector(v.BoolVector())
		return nil
	}
	p.load()
	done, x := p.enter(v)
	if done || x != nil {
		return x
	}
	x = p.compound(v)
	p.depth--
	if n := len(p.open); n > p.depth {
		p.open = p.open[:p.depth]
	}
	return x
}

// enter goes one level deeper, to v, unless v has been printed or is being
// printed: then it prints the reference to it and done is true.
func (p *printer) enter(v Value) (done bool, x *Exit) {
	if p.labels != nil {
		if p.depth >= maxCircleDepth {
			return false, p.in.Errorf("Apparently circular structure being printed")
		}
		if n, ok := p.labels[v]; ok && n != seenOnce && (!v.IsString() || p.depth > 1 || v.Str().props != nil) {
			p.buf = append(p.buf, '#')
			if n > 0 {
				p.buf = append(strconv.AppendInt(p.buf, int64(n), 10), '#')
				return true, nil
			}
			p.labels[v] = -n
			p.buf = append(strconv.AppendInt(p.buf, int64(-n), 10), '=')
		}
	} else if p.candidate(v) {
		for i, o := range p.open {
			if o == v {
				p.buf = strconv.AppendInt(append(p.buf, '#'), int64(i), 10)
				return true, nil
			}
		}
	}
	if p.labels == nil {
		p.open = append(p.open, v)
	}
	p.depth++
	return false, nil
}

// candidate reports whether v is of a kind that circular structure is made of.
func (p *printer) candidate(v Value) bool {
	switch v.Kind() {
	case KindCons, KindVector, KindRecord, KindHashTable:
		return true
	case KindString:
		return v.Str().props != nil || p.depth > 1
	case KindFunction:
		return v.Func().lam != nil
	case KindSymbol:
		return p.gensym
	}
	return false
}

func (p *printer) compound(v Value) *Exit {
	switch v.Kind() {
	case KindSymbol:
		p.symbol(p.in.Symbol(v))
	case KindString:
		return p.str(v.Str())
	case KindCons:
		return p.cons(v)
	case KindVector:
		return p.slots("[", v.Vector().Slots, ']')
	case KindRecord:
		return p.slots("#s(", v.Record().Slots, ')')
	case KindHashTable:
		return p.hash(v.HashTable())
	case KindFunction:
		return p.function(v.Func())
	case KindObject:
		switch o := v.Object().(type) {
		case *CharTable:
			return p.charTable(o)
		case *subTable:
			return p.subTable(o)
		default:
			p.foreign(o)
		}
	default:
		p.buf = append(p.buf, "#<INVALID>"...)
	}
	return nil
}

func (p *printer) fixnum(n int64) {
	if p.is(p.vars.asChars) {
		if e, ok := charLiteral(n); ok {
			p.buf = append(p.buf, '?')
			if e != 0 {
				p.buf = append(p.buf, '\\', e)
			} else {
				p.buf = char.Append(p.buf, rune(n))
			}
			return
		}
	}
	p.buf = strconv.AppendInt(p.buf, n, 10)
}

// charLiteral reports whether n can be shown as a character; e is what then
// follows a backslash, 0 if the character stands for itself.
func charLiteral(n int64) (e byte, ok bool) {
	switch n {
	case '\b':
		return 'b', true
	case '\t':
		return 't', true
	case '\n':
		return 'n', true
	case '\f':
		return 'f', true
	case '\r':
		return 'r', true
	case ' ':
		return 's', true
	case '"', ';', '(', ')', '{', '}', '[', ']', '\'', '\\':
		return byte(n), true
	}
	if n < ' ' || n == 0x7F || n > char.MaxUnicode {
		return 0, false
	}
	c := rune(n)
	if n < 0x7F || unicode.In(c, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Co) {
		return 0, n < 0xF0000
	}
	return 0, false
}

// text appends the characters of s as they are.
func (p *printer) text(s *String) {
	switch {
	case s.simple() && char.IsASCII(s.s):
		p.buf = append(p.buf, s.s...)
	case p.octal:
		p.octalText(s)
	case s.multi:
		p.buf = append(p.buf, s.s...)
	default:
		p.buf = char.FromBytes(p.buf, s.s)
	}
}

func (p *printer) octalText(s *String) {
	for t := s.s; t != ""; {
		c, n := rune(t[0]), 1
		if s.multi {
			c, n = char.Decode(t)
		}
		if char.IsRawByte(c) || !s.multi && c >= 0x80 {
			p.buf = appendOctal(p.buf, byte(c), true)
		} else {
			p.buf = append(p.buf, t[:n]...)
		}
		t = t[n:]
	}
}

func (p *printer) symbol(s *Symbol) {
	name := s.name.s
	if !s.name.multi && !char.IsASCII(name) && p.quote {
		var b []byte // Emacs shows such bytes as the characters of their codes
		for i := range len(name) {
			b = char.Append(b, rune(name[i]))
		}
		name = string(b)
	}
	if !p.quote && name != "" {
		p.text(&s.name)
		return
	}
	if !s.interned && p.is(p.vars.gensym) {
		p.buf = append(p.buf, "#:"...)
	} else if name == "" {
		p.buf = append(p.buf, "##"...)
		return
	}
	if plainSymbol(name) {
		p.buf = append(p.buf, name...)
		return
	}
	if name != "" && name[0] <= '9' && name[0] != '.' {
		if _, ok := literalNumber(name); ok {
			p.buf = append(p.buf, '\\')
		}
	}
	for i := 0; i < len(name); i++ {
		if c := name[i]; symbolEscapes[c] == 1 || c == 0xC2 && i+1 < len(name) && name[i+1] == nbsp {
			p.buf = append(p.buf, '\\')
		}
		p.buf = append(p.buf, name[i])
	}
}

// symbolEscapes tells what bytes of a symbol's name need a closer look: 1 must
// be escaped, 2 may need it where it stands.
var symbolEscapes = func() (t [256]uint8) {
	for c := 0; c <= ' '; c++ {
		t[c] = 1
	}
	for _, c := range "\"\\';#(),`[]?." {
		t[c] = 1
	}
	t[0xC2] = 2
	return
}()

// plainSymbol reports whether name is read back as a symbol as it stands.
func plainSymbol(name string) bool {
	for i := 0; i < len(name); i++ {
		if symbolEscapes[name[i]] != 0 {
			return false
		}
	}
	return name == "" || name[0] > '9' || len(name) == 1 && name[0] < '0' || name[0] < '+'
}

// str appends the string s, with its text properties if it is quoted.
func (p *printer) str(s *String) *Exit {
	if !p.quote {
		p.text(s)
		return nil
	}
	if s.props == nil {
		p.quoted(s)
		return nil
	}
	p.buf = append(p.buf, "#("...)
	p.quoted(s)
	var x *Exit
	s.props.Intervals(func(from, to int, plist Value) {
		if x != nil || plist.IsNil() {
			return
		}
		p.buf = strconv.AppendInt(append(p.buf, ' '), int64(from), 10)
		p.buf = strconv.AppendInt(append(p.buf, ' '), int64(to), 10)
		p.buf = append(p.buf, ' ')
		x = p.object(turnedPlist(plist))
	})
	p.buf = append(p.buf, ')')
	return x
}

// turnedPlist returns plist the other way round, which is how Emacs, printing a
// copy of the string, shows it.
func turnedPlist(plist Value) Value {
	r := Value{}
	for n := 0; plist.IsCons() && n < 1<<20; n++ {
		r = NewCons(plist.Cons().Car, NewCons(Car(plist.Cons().Cdr), r))
		plist = Cdr(plist.Cons().Cdr)
	}
	return r
}

// quoted appends the text of s between quotes, with the escapes that the
// variables ask for.
func (p *printer) quoted(s *String) {
	t := s.s
	b := append(p.buf, '"')
	hex := false // a \x escape stands before
	from := 0
	for i := 0; i < len(t); {
		c := t[i]
		if c >= ' ' && c < 0x7F && c != '"' && c != '\\' && !hex {
			i++
			continue
		}
		b = append(b, t[from:i]...)
		r, n := rune(c), 1
		if s.multi && c >= 0x80 {
			r, n = char.Decode(t[i:])
		}
		wasHex := hex
		hex = false
		switch {
		case r == '\n' && p.newlines:
			b = append(b, `\n`...)
		case r == '\f' && p.newlines:
			b = append(b, `\f`...)
		case p.controls && (r < ' ' || r == 0x7F):
			b = appendOctal(b, byte(r), i+1 < len(t) && t[i+1] >= '0' && t[i+1] <= '7')
		case char.IsRawByte(r) || !s.multi && r >= 0x80 && p.bytes:
			b = appendOctal(b, byte(r), true)
		case !s.multi && r >= 0x80:
			b = char.Append(b, char.RawByte(c))
		case r >= 0x80 && p.multibyte:
			b = append(b, `\x`...)
			for shift := max(12, (31-leadingZeros(r))/4*4); shift >= 0; shift -= 4 {
				b = append(b, "0123456789abcdef"[r>>shift&0xF])
			}
			hex = true
		default:
			if wasHex && hexDigit(r) >= 0 {
				b = append(b, `\ `...)
			}
			if r == '"' || r == '\\' {
				b = append(b, '\\')
			}
			b = append(b, t[i:i+n]...)
		}
		i += n
		from = i
	}
	p.buf = append(append(b, t[from:]...), '"')
}

func leadingZeros(r rune) int {
	n := 32
	for ; r != 0; r >>= 1 {
		n--
	}
	return n
}

// appendOctal appends an octal escape, of three digits if full.
func appendOctal(b []byte, c byte, full bool) []byte {
	b = append(b, '\\')
	if full || c >= 0o100 {
		b = append(b, '0'+c>>6)
	}
	if full || c >= 0o10 {
		b = append(b, '0'+c>>3&7)
	}
	return append(b, '0'+c&7)
}

// cons appends a list, or an abbreviation such as 'x.
func (p *printer) cons(v Value) *Exit {
	if p.levelGiven && p.depth > p.level {
		p.buf = append(p.buf, "..."...)
		return nil
	}
	if done, x := p.abbreviation(v); done {
		return x
	}
	p.buf = append(p.buf, '(')
	c := v.Cons()
	tortoise, wait, turn := v, 2, 2
	for i := 0; ; i++ {
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		if p.lengthGiven && i >= p.length {
			p.buf = append(p.buf, "..."...)
			break
		}
		if x := p.object(c.Car); x != nil {
			return x
		}
		rest := c.Cdr
		if rest.IsNil() {
			break
		}
		if p.labels != nil {
			if n, ok := p.labels[rest]; ok && n != seenOnce && (rest.IsCons() || !rest.IsString()) {
				p.buf = append(p.buf, " . "...)
				if x := p.object(rest); x != nil {
					return x
				}
				break
			}
		}
		if rest.IsFunc() && rest.Func().lam != nil && !rest.isCode() { // Emacs has a list there
			rest = p.in.closureList(rest.Func())
		}
		if !rest.IsCons() {
			p.buf = append(p.buf, " . "...)
			if x := p.object(rest); x != nil {
				return x
			}
			break
		}
		// Brent's cycle detection, as it shows in what Emacs prints.
		if wait--; wait == 0 {
			turn *= 2
			wait, tortoise = turn, rest
			if x := p.in.Poll(); x != nil {
				return x
			}
		} else if rest == tortoise {
			p.buf = append(p.buf, " . #"...)
			p.buf = strconv.AppendInt(p.buf, int64(i+1)>>1, 10)
			break
		}
		c = rest.Cons()
	}
	p.buf = append(p.buf, ')')
	return nil
}

// abbreviation prints v as 'x, #'x, `x, ,x or ,@x if it is such a form.
func (p *printer) abbreviation(v Value) (done bool, x *Exit) {
	c := v.Cons()
	if !p.abbreviate || !c.Car.IsSymbol() || !c.Cdr.IsCons() || !c.Cdr.Cons().Cdr.IsNil() {
		return false, nil
	}
	s, arg := &p.in.s, c.Cdr.Cons().Car
	switch c.Car {
	case s.quote:
		p.buf = append(p.buf, '\'')
		return true, p.object(arg)
	case s.function:
		p.buf = append(p.buf, "#'"...)
		return true, p.object(arg)
	case s.backquote:
		p.buf = append(p.buf, '`')
		p.backquotes++
		x = p.object(arg)
		p.backquotes--
		return true, x
	case s.comma, s.commaAt:
		if p.backquotes == 0 {
			return false, nil
		}
		p.buf = append(p.buf, p.in.Symbol(c.Car).name.s...)
		p.backquotes--
		x = p.object(arg)
		p.backquotes++
		return true, x
	}
	return false, nil
}

func (p *printer) slots(begin string, slots []Value, end byte) *Exit {
	p.buf = append(p.buf, begin...)
	for i, v := range slots {
		if p.lengthGiven && i >= p.length {
			p.buf = append(p.buf, " ..."...)
			break
		}
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		if x := p.object(v); x != nil {
			return x
		}
	}
	p.buf = append(p.buf, end)
	return nil
}

func (p *printer) hash(h *HashTable) *Exit {
	p.buf = append(p.buf, "#s(hash-table size "...)
	p.buf = strconv.AppendInt(p.buf, int64(h.room()), 10)
	p.buf = append(p.buf, " test "...)
	if x := p.object(h.Test.Name); x != nil {
		return x
	}
	if !h.Weak.IsNil() {
		p.buf = append(p.buf, " weakness "...)
		if x := p.object(h.Weak); x != nil {
			return x
		}
	}
	p.buf = append(p.buf, " rehash-size 1.5 rehash-threshold 0.8125"...)
	if h.Pure {
		p.buf = append(p.buf, " purecopy t"...)
	}
	p.buf = append(p.buf, " data ("...)
	var x *Exit
	n := 0
	h.Map(func(k, v Value) bool {
		if n > 0 {
			p.buf = append(p.buf, ' ')
		}
		if n++; p.lengthGiven && p.length > 0 && n > p.length {
			p.buf = append(p.buf, "..."...)
			return false
		}
		if x = p.object(k); x != nil {
			return false
		}
		p.buf = append(p.buf, ' ')
		x = p.object(v)
		return x == nil
	})
	p.buf = append(p.buf, "))"...)
	return x
}

func (p *printer) boolVector(b *BoolVector) {
	p.buf = strconv.AppendInt(append(p.buf, "#&"...), int64(b.Len), 10)
	bytes := make([]byte, (b.Len+7)/8)
	for i := range bytes {
		bytes[i] = byte(b.Words[i/8] >> (i % 8 * 8))
	}
	p.load()
	cut := p.lengthGiven && p.length < len(bytes)
	if cut {
		bytes = bytes[:p.length]
	}
	s := String{s: unsafe.String(unsafe.SliceData(bytes), len(bytes)), n: int32(len(bytes))}
	p.quoted(&s)
	if cut { // within the quotes
		p.buf = append(p.buf[:len(p.buf)-1], ` ..."`...)
	}
}

// function appends a primitive as #<subr NAME>, a closure as the list that Emacs
// has in its place.
func (p *printer) function(f *Func) *Exit {
	switch f.kind {
	case funcPrim, funcSpecial:
		p.buf = append(p.buf, "#<subr "...)
		if f.prim != nil {
			p.buf = append(p.buf, f.prim.name...)
		}
		p.buf = append(p.buf, '>')
		return nil
	case funcClosure:
		if f.lam.code != nil {
			return p.slots("#[", f.obj.Vector().Slots, ']')
		}
		return p.cons(p.closure(f))
	}
	v := f.object()
	if v.IsFunc() {
		p.buf = append(p.buf, "#<function>"...)
		return nil
	}
	return p.object(v)
}

// closure returns f as a list, the same one each time.
func (p *printer) closure(f *Func) Value {
	v, ok := p.lists[f]
	if !ok {
		v = p.in.closureList(f)
		if p.lists == nil {
			p.lists = map[*Func]Value{}
		}
		p.lists[f] = v
	}
	return v
}

// foreign appends an object of another package.
func (p *printer) foreign(o Object) {
	if f, ok := o.(ObjectPrinter); ok {
		t := f.PrintLisp(p.quote)
		for i := 0; i < len(t); {
			if t[i] < 0x80 {
				p.buf = append(p.buf, t[i])
				i++
				continue
			}
			c, n := char.Decode(t[i:])
			p.buf = char.Append(p.buf, c)
			i += n
		}
		return
	}
	p.buf = append(append(append(p.buf, "#<"...), o.LispType()...), '>')
}
