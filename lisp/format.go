package lisp

import (
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"elnet/lisp/char"
)

// maxField bounds the width and precision of one field, in characters.
const maxField = 1 << 30

// formatter carries out format (Elisp manual, "Formatting Strings").
type formatter struct {
	in   *Interp
	args []Value // args[0] is the format string
	f    *String
	text string // of the format string
	out  TextBuilder

	curve, straight bool // how grave accents and apostrophes are shown

	// Only when text properties are about:
	specs []formatSpan
	props []formatProps
}

// A formatSpan relates a directive, at characters from..to of the format string,
// to the output it made.
type formatSpan struct{ from, to, outFrom, outTo int }

// formatProps are text properties to be put on the result.
type formatProps struct {
	from, to int
	plist    Value
}

// A directive is what stands between % and the conversion character.
type directive struct {
	minus, plus, space, alt, zero bool
	width                         int
	prec                          int // -1: none
	verb                          rune
}

// format returns the string that format, or format-message if message, makes of
// args: the format string and its arguments.
func (in *Interp) format(args []Value, message bool) (Value, *Exit) {
	if !args[0].IsString() {
		return Value{}, in.WrongType("stringp", args[0])
	}
	f := formatter{in: in, args: args, f: args[0].Str()}
	f.text = f.f.Text()
	if f.text == "%s" && len(args) > 1 && args[1].IsString() && f.f.props == nil {
		return args[1], nil
	}
	quotes := false
	if message {
		quotes = f.quotingStyle() && strings.ContainsAny(f.text, "`'")
	}
	f.out.multi = f.f.multi || slices.ContainsFunc(args[1:], func(v Value) bool { return v.IsString() && v.Str().multi })
	if !quotes && strings.IndexByte(f.text, '%') < 0 && (f.out.multi == f.f.multi || char.IsASCII(f.text)) {
		return args[0], nil
	}
	f.out.b = make([]byte, 0, len(f.text)+32)
	if x := f.run(quotes); x != nil {
		return Value{}, x
	}
	if len(f.out.b) > MaxStringBytes {
		return Value{}, in.Errorf("Maximum string size exceeded")
	}
	v := f.out.String().Value()
	if f.f.props != nil {
		f.formatProperties()
	}
	for _, p := range f.props {
		if x := in.addProperties(v, p); x != nil {
			return Value{}, x
		}
	}
	return v, nil
}

// quotingStyle notes what text-quoting-style asks for and reports whether quotes
// change at all.
func (f *formatter) quotingStyle() bool {
	style, _ := f.in.VarValue(f.in.Intern("text-quoting-style"))
	switch style {
	case f.in.Sym("grave"):
		return false
	case f.in.Sym("straight"):
		f.straight = true
	default:
		f.curve = true
	}
	return true
}

// run goes through the format string.
func (f *formatter) run(quotes bool) *Exit {
	t := f.text
	next := 0 // index of the argument used last
	for i := 0; i < len(t); {
		j := i
		for j < len(t) && t[j] != '%' && !(quotes && (t[j] == '`' || t[j] == '\'')) {
			j++
		}
		if j > i {
			f.literal(t[i:j])
		}
		if j == len(t) {
			break
		}
		i = j + 1
		if t[j] != '%' {
			f.quote(t[j])
			continue
		}
		from, outFrom := j, f.out.n
		var d directive
		n, x := f.directive(&i, &d, &next)
		if x != nil {
			return x
		}
		if d.verb == '%' {
			f.out.AddASCII("%")
		} else if x := f.field(&d, f.args[n]); x != nil {
			return x
		}
		if f.f.props != nil {
			c := f.f.CharIndex(from)
			f.specs = append(f.specs, formatSpan{c, c + char.Count(t[from:i]), outFrom, f.out.n})
		}
	}
	return nil
}

func (f *formatter) literal(s string) {
	if char.IsASCII(s) {
		f.out.AddASCII(s)
		return
	}
	f.out.AddText(s, f.f.multi)
}

func (f *formatter) quote(c byte) {
	switch {
	case f.straight:
		f.out.AddASCII("'")
	case c == '`':
		f.out.AddChar('‘')
	default:
		f.out.AddChar('’')
	}
}

// directive parses what follows % at *at and returns the index of its argument.
func (f *formatter) directive(at *int, d *directive, next *int) (n int, x *Exit) {
	t, i := f.text, *at
	n = *next + 1
	if i < len(t) && t[i] >= '0' && t[i] <= '9' {
		if num, end := formatNumber(t, i); end < len(t) && t[end] == '$' {
			n, i = num, end+1
		}
	}
flags:
	for ; i < len(t); i++ {
		switch t[i] {
		case '-':
			d.minus = true
		case '+':
			d.plus = true
		case ' ':
			d.space = true
		case '#':
			d.alt = true
		case '0':
			d.zero = true
		default:
			break flags
		}
	}
	d.width, i = formatNumber(t, i)
	d.prec = -1
	if i < len(t) && t[i] == '.' {
		d.prec, i = formatNumber(t, i+1)
	}
	if i >= len(t) {
		return 0, f.in.Errorf("Format string ends in middle of format specifier")
	}
	size := 1
	d.verb = rune(t[i])
	if d.verb >= 0x80 && f.f.multi {
		d.verb, size = char.Decode(t[i:])
	}
	*at = i + size
	if d.verb == '%' { // takes no argument, but a number it has counts
		*next = n - 1
		return 0, nil
	}
	*next = n
	switch {
	case n >= len(f.args): // number 0 is the format string itself
		return 0, f.in.Errorf("Not enough arguments for format string")
	case d.width >= maxField || d.prec >= maxField:
		return 0, f.in.Errorf("Maximum string size exceeded")
	}
	return n, nil
}

// formatNumber reads the decimal number at t[i:], 0 if there is none. One too
// large to be of use comes out as maxField or more.
func formatNumber(t string, i int) (n, end int) {
	for i < len(t) && t[i] >= '0' && t[i] <= '9' {
		if n < maxField {
			n = n*10 + int(t[i]-'0')
		}
		i++
	}
	return n, i
}

// field formats one argument.
func (f *formatter) field(d *directive, v Value) *Exit {
	switch d.verb {
	case 's', 'S':
		return f.object(d, v)
	case 'c':
		if !v.IsFixnum() {
			break
		}
		c := v.Fixnum()
		if c < 0 || c > char.Max {
			return f.in.WrongType("characterp", v)
		}
		if d.width == 0 && d.prec != 0 {
			f.out.AddChar(rune(c))
			return nil
		}
		if (c < ' ' || c == 0x7F) && d.prec != 0 { // one column, unlike in a string
			if !d.minus {
				f.pad(' ', d.width-1)
			}
			f.out.AddChar(rune(c))
			if d.minus {
				f.pad(' ', d.width-1)
			}
			return nil
		}
		s := TextBuilder{}
		s.AddChar(rune(c))
		f.str(d, s.String())
		return nil
	case 'd', 'i', 'o', 'x', 'X':
		if v.IsFloat() && d.verb != 'd' && d.verb != 'i' && !(math.Abs(v.Float()) < math.Inf(1)) {
			return f.in.SignalNamed("overflow-error")
		}
		if v.IsNumber() {
			f.integer(d, v)
			return nil
		}
	case 'e', 'f', 'g':
		if v.IsNumber() {
			f.float(d, v)
			return nil
		}
	default:
		var verb [char.MaxLen]byte
		b := char.Append(verb[:0], d.verb)
		if d.verb >= 0x80 && !f.f.multi {
			b = char.FromBytes(nil, string(byte(d.verb)))
		}
		return f.in.Signal(f.in.s.error, TextString("Invalid format operation %"+string(b), d.verb >= 0x80))
	}
	return f.in.Errorf("Format specifier doesn’t match argument type")
}

// object formats v as princ (%s) or prin1 (%S) prints it.
func (f *formatter) object(d *directive, v Value) *Exit {
	if d.verb == 's' {
		if v.IsString() {
			f.str(d, v.Str())
			return nil
		}
		if v.IsSymbol() {
			f.str(d, &f.in.Symbol(v).name)
			return nil
		}
	}
	p := printer{octal: true}
	p.init(f.in, d.verb == 'S')
	if x := p.print(v); x != nil {
		return x
	}
	if d.width == 0 && d.prec < 0 && char.IsASCII(p.buf) {
		f.out.b = append(f.out.b, p.buf...)
		f.out.n += len(p.buf)
		return nil
	}
	s := unsafe.String(unsafe.SliceData(p.buf), len(p.buf))
	f.str(d, TextString(s, !char.IsASCII(s)).Str())
	return nil
}

// str adds s, cut to the precision and padded to the width, which count columns.
func (f *formatter) str(d *directive, s *String) {
	if d.width == 0 && d.prec < 0 {
		if s.props == nil || f.f.props == nil {
			f.out.Add(s)
			return
		}
	}
	cols := s.Len()
	if d.prec >= 0 || !s.simple() || !printable(s.s) {
		n := 0
		n, cols = columns(s, d.prec)
		if n < s.Len() {
			s = s.Substring(0, n)
		}
	}
	pad := max(0, d.width-cols)
	if !d.minus {
		f.pad(' ', pad)
	}
	from := f.out.n
	if s.props != nil {
		f.argProperties(s, from, d.minus, pad)
		s = &String{s: s.s, n: s.n, multi: s.multi}
	}
	f.out.Add(s)
	if d.minus {
		f.pad(' ', pad)
	}
}

// columns returns how many characters of s fit into limit columns, all if it is
// negative, and their width.
func columns(s *String, limit int) (n, cols int) {
	if s.simple() && printable(s.s) {
		if limit < 0 || limit > s.Len() {
			return s.Len(), s.Len()
		}
		return limit, limit
	}
	for t := s.s; t != ""; n++ {
		c, size := rune(t[0]), 1
		if s.multi {
			c, size = char.Decode(t)
		}
		w := charWidth(c, 8)
		if limit >= 0 && cols+w > limit {
			break
		}
		cols += w
		t = t[size:]
	}
	return n, cols
}

// printable reports whether each byte of s is a character one column wide.
func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func (f *formatter) pad(c byte, n int) {
	for range n {
		f.out.b = append(f.out.b, c)
	}
	f.out.n += n
}

// padded adds body, the text of a number, behind its sign or base prefix.
func (f *formatter) padded(d *directive, prefix string, body []byte, zeros bool) {
	pad := max(0, d.width-len(prefix)-len(body))
	if !d.minus && !zeros {
		f.pad(' ', pad)
	}
	f.out.AddASCII(prefix)
	if zeros && !d.minus {
		f.pad('0', pad)
	}
	f.out.b = append(f.out.b, body...)
	f.out.n += len(body)
	if d.minus {
		f.pad(' ', pad)
	}
}

func (d *directive) sign(negative bool) string {
	switch {
	case negative:
		return "-"
	case d.plus:
		return "+"
	case d.space:
		return " "
	}
	return ""
}

// integer formats v, cut to an integer, in the base of the directive.
func (f *formatter) integer(d *directive, v Value) {
	var tmp [72]byte
	b := tmp[:0]
	negative := false
	base := 10
	switch d.verb {
	case 'o':
		base = 8
	case 'x', 'X':
		base = 16
	}
	float := v.IsFloat()
	if float {
		x := v.Float()
		if math.IsInf(x, 0) || math.IsNaN(x) {
			f.special(d, x)
			return
		}
		if math.Abs(x) < 1<<60 {
			v = Fixnum(int(x))
		} else {
			n, _ := big.NewFloat(x).Int(nil)
			v = BigInt(n)
		}
	}
	if v.IsFixnum() {
		n := v.fix()
		if negative = n < 0; negative {
			n = -n
		}
		b = strconv.AppendInt(b, n, base)
	} else {
		b = v.Big().Append(b, base)
		if negative = b[0] == '-'; negative {
			b = b[1:]
		}
	}
	zero := len(b) == 1 && b[0] == '0'
	if zero && d.prec == 0 && !(float && base == 10) {
		b = b[:0]
	}
	if missing := d.prec - len(b); missing > 0 {
		b = append([]byte(strings.Repeat("0", missing)), b...)
	}
	prefix := d.sign(negative)
	if d.verb == 'X' {
		for i, c := range b {
			if c >= 'a' {
				b[i] = c - 'a' + 'A'
			}
		}
	}
	if d.alt && !zero {
		switch d.verb {
		case 'o':
			if b[0] != '0' {
				prefix += "0"
			}
		case 'x':
			prefix += "0x"
		case 'X':
			prefix += "0X"
		}
	} else if d.alt && d.verb == 'o' && len(b) == 0 {
		prefix += "0"
	}
	f.padded(d, prefix, b, d.zero && d.prec < 0)
}

// special formats an infinity or a NaN.
func (f *formatter) special(d *directive, x float64) {
	text := "inf"
	if math.IsNaN(x) {
		text = "nan"
	}
	f.padded(d, d.sign(math.Signbit(x)), []byte(text), false)
}

// float formats v as C's printf does.
func (f *formatter) float(d *directive, v Value) {
	var tmp [64]byte
	prec := d.prec
	if prec < 0 {
		prec = 6
	}
	var text floatText
	negative := false
	switch {
	case v.IsFloat():
		x := v.Float()
		if math.IsInf(x, 0) || math.IsNaN(x) {
			f.special(d, x)
			return
		}
		negative = math.Signbit(x)
		text.x = math.Abs(x)
	default:
		// Integers keep 64 bits of precision, as in a long double.
		n := v.Big()
		negative = n.Sign() < 0
		text.x, _ = new(big.Float).SetInt(n).Float64()
		text.x = math.Abs(text.x)
		if n.BitLen() > 53 && n.BitLen() <= 64 {
			text.big = new(big.Float).SetInt(new(big.Int).Abs(n))
		}
		if math.IsInf(text.x, 0) {
			f.special(d, math.Inf(n.Sign()))
			return
		}
	}
	b := text.c(tmp[:0], byte(d.verb), prec, d.alt)
	f.padded(d, d.sign(negative), b, d.zero)
}

// argProperties notes the properties of the argument s, whose text goes to from.
// Those that reach its end cover the padding behind it.
func (f *formatter) argProperties(s *String, from int, minus bool, pad int) {
	n := s.Len()
	s.props.Intervals(func(a, b int, plist Value) {
		if plist.IsNil() {
			return
		}
		if b >= n && minus {
			b = n + pad
		}
		f.props = append(f.props, formatProps{from + a, from + b, plist})
	})
}

// formatProperties notes the properties of the format string: what they cover of
// it, they cover of the output. Those of the arguments go on top.
func (f *formatter) formatProperties() {
	var own []formatProps
	f.f.props.Intervals(func(a, b int, plist Value) {
		if a, b = f.moved(a), f.moved(b); a < b && !plist.IsNil() {
			own = append(own, formatProps{a, b, plist})
		}
	})
	f.props = append(own, f.props...)
}

// moved returns where position i of the format string is in the output. A
// position within a directive goes to the end of what it made.
func (f *formatter) moved(i int) int {
	shift := 0
	for _, s := range f.specs {
		if i <= s.from {
			break
		}
		if i < s.to {
			return s.outTo
		}
		shift = s.outTo - s.to
	}
	return i + shift
}

// addProperties puts text properties on the string v by way of
// add-text-properties, where the library supplies it.
func (in *Interp) addProperties(v Value, p formatProps) *Exit {
	f := in.Intern("add-text-properties")
	if f.fn == voidFunc {
		return nil
	}
	_, x := in.Funcall(f.Value(), Fixnum(p.from), Fixnum(p.to), p.plist, v)
	return x
}
