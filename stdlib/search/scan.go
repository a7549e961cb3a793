package search

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// Syntax classes by number, as in classChars, beside those in syntax.go.
const (
	classSpace        = 0
	classSymbol       = 3
	classQuote        = 6
	classString       = 7
	classMath         = 8
	classEscape       = 9
	classCharQuote    = 10
	classComment      = 11
	classEndComment   = 12
	classInherit      = 13
	classCommentFence = 14
	classStringFence  = 15
	noClass           = 16 // of no character
)

// What delimiter of unusual kind began a comment or string: generic ones.
const (
	fenceComment = 257
	fenceString  = 258
)

// A syn is a syntax class with the flags of comment delimiters in the higher
// bits (Elisp manual, "Syntax Table Internals").
type syn int

func (x syn) class() int        { return int(x & 0xFF) }
func (x syn) startFirst() bool  { return x>>16&1 != 0 }
func (x syn) startSecond() bool { return x>>17&1 != 0 }
func (x syn) endFirst() bool    { return x>>18&1 != 0 }
func (x syn) endSecond() bool   { return x>>19&1 != 0 }
func (x syn) prefix() bool      { return x>>20&1 != 0 }
func (x syn) nested() bool      { return x>>22&1 != 0 }

// style returns the comment style of a delimiter: of x, or of two characters
// of which other is the one that says less.
func (x syn) style(other syn) int { return int(x>>21&1 | x>>22&2 | other>>22&2) }

// A scanner moves over expressions and comments of a buffer (Elisp manual,
// "Parsing Expressions"). Positions are counted from 0.
type scanner struct {
	s            *State
	in           *interp
	b            *buffer.Buffer
	table        *CharTable
	ascii        *[128]syn
	props        bool // characters may have the property syntax-table
	ignore       bool // comments are no text
	escapableEnd bool // a comment end may be quoted
	steps        int
}

func (s *State) newScanner(in *interp) *scanner {
	t := s.table()
	isSet := func(y *lisp.Symbol) bool { v, _ := in.VarValue(y); return !v.IsNil() }
	return &scanner{s: s, in: in, b: s.buf.Current(), table: t, ascii: s.asciiSyntax(t),
		props: isSet(s.lookupProps), ignore: isSet(s.ignoreComments), escapableEnd: isSet(s.endEscaped)}
}

// poll is called now and then, so that a long scan can be interrupted.
func (z *scanner) poll() *exit {
	if z.steps++; z.steps&1023 == 0 {
		return z.in.Poll()
	}
	return nil
}

// char returns the character at p, a byte of a unibyte buffer as a raw byte.
func (z *scanner) char(p int) rune {
	c, _ := z.b.Text().CharAt(p)
	if c >= 0x80 && !z.b.Multibyte() {
		c = char.RawByte(byte(c))
	}
	return c
}

// syntax returns the syntax of the character at p.
func (z *scanner) syntax(p int) syn {
	c := z.char(p)
	if z.props {
		if v := z.s.buf.TextProp(z.b, p, z.s.syntaxProp); !v.IsNil() {
			if t, ok := v.Object().(*CharTable); ok {
				return syn(syntaxOf(t, c))
			}
			if code := lisp.Car(v); code.IsFixnum() {
				return syn(code.Fixnum())
			}
		}
	}
	if c < 0x80 {
		return z.ascii[c]
	}
	return syn(syntaxOf(z.table, c))
}

func (z *scanner) class(p int) int { return z.syntax(p).class() }

func escapes(class int) bool { return class == classEscape || class == classCharQuote }

// quoted reports whether the character at p follows an odd number of escapes.
func (z *scanner) quoted(p int) bool {
	odd := false
	for p--; p >= z.b.Begv() && escapes(z.class(p)); p-- {
		odd = !odd
	}
	return odd
}

// asciiSyntax returns the syntax of the ASCII characters in t.
func (s *State) asciiSyntax(t *CharTable) *[128]syn {
	if s.asciiSynOf != t || s.asciiSynAt != s.in.CharTableChanges() {
		for c := range s.asciiSyn {
			s.asciiSyn[c] = syn(syntaxOf(t, rune(c)))
		}
		s.asciiSynOf, s.asciiSynAt = t, s.in.CharTableChanges()
	}
	return &s.asciiSyn
}

func (s *State) scanPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(scan-lists FROM COUNT DEPTH)", lisp.Fn3(func(in *interp, from, count, depth int) (value, *exit) {
			return s.scanLists(in, lisp.Fixnum(from), count, depth, false)
		}), "Return where COUNT lists on from FROM is, nil at the end of the text. DEPTH is how deep in lists FROM\ncounts as being. Signal scan-error if the lists are not balanced."),
		lisp.Def("(scan-sexps FROM COUNT)", lisp.Fn2(func(in *interp, from, count int) (value, *exit) {
			return s.scanLists(in, lisp.Fixnum(from), count, 0, true)
		}), "Return where COUNT balanced expressions on from FROM is, nil at the end of the text.\nSignal scan-error if the lists are not balanced."),
		lisp.Def("(forward-comment COUNT)", lisp.Fn1(s.forwardComment),
			"Move point over COUNT comments and the white space around them, backward if COUNT is negative.\n"+
				"Return t if there were as many; if not, stop before what is no comment."),
		lisp.Def("(parse-partial-sexp FROM TO &optional TARGETDEPTH STOPBEFORE OLDSTATE COMMENTSTOP)", lisp.FnN(s.parsePartial),
			"Parse from FROM to TO as Lisp reads it, with OLDSTATE as the state at FROM, nil for top level. Move point to\n"+
				"where that ends: at the paren depth TARGETDEPTH, before an expression if STOPBEFORE, after a comment starts if\n"+
				"COMMENTSTOP, also after it ends or a string starts or ends if that is syntax-table. Return the state there: a\n"+
				"list of depth, start of the innermost list, start of the last expression in it, string delimiter, whether or how\n"+
				"deep in a comment, whether after a quote, the least depth, the style of the comment, where it or the string\n"+
				"began, the starts of all open lists, and the syntax of the last character if it may be half of a delimiter."),
		lisp.Def("(backward-prefix-chars)", lisp.Fn0(func(in *interp) (value, *exit) {
			z := s.newScanner(in)
			p := z.b.Point()
			for p > z.b.Begv() && !z.quoted(p-1) {
				if k := z.syntax(p - 1); k.class() != classQuote && !k.prefix() {
					break
				}
				p--
			}
			z.b.SetPoint(p)
			return value{}, nil
		}), "Move point back over expression prefixes."),
	}
}
