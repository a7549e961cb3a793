package time

import (
	"fmt"
	"strconv"
	"strings"
	gotime "time"

	"elnet/lisp"
	"elnet/lisp/char"
)

func (s *State) formatTime(in *lisp.Interp, text, v, zone lisp.Value) (lisp.Value, *lisp.Exit) {
	if _, x := decode(in, v); x != nil {
		return lisp.Nil, x
	}
	if !text.IsString() {
		return lisp.Nil, in.WrongType("stringp", text)
	}
	g, _, x := s.when(in, v, zone)
	if x != nil {
		return lisp.Nil, x
	}
	format := text.Str()
	f := formatter{t: g}
	if !f.format(format.UTF8()) {
		return lisp.Nil, in.Errorf("Maximum string size exceeded")
	}
	out := make([]byte, 0, len(f.out))
	for i := 0; i < len(f.out); { // bytes that are not UTF-8 become raw bytes
		c, n := char.Decode(f.out[i:])
		out = char.Append(out, c)
		i += n
	}
	return lisp.MultibyteString(string(out)), nil
}

// A formatter makes the text for one time.
type formatter struct {
	t   gotime.Time
	out []byte
}

// A directive is one % construct of a format.
type directive struct {
	pad      byte // flag - _ 0 or +, 0 for none
	upper    bool // flag ^
	swap     bool // flag #
	width    int  // -1: none given
	colons   int
	modifier byte // E or O, 0 for none
	verb     byte
	text     string // all of it
}

// maxWidth bounds a directive's width.
const maxWidth = lisp.MaxStringBytes / 4

// format appends what the format s gives; false means that it is too long.
func (f *formatter) format(s string) bool {
	for {
		i := strings.IndexByte(s, '%')
		if i < 0 {
			f.out = append(f.out, s...)
			return true
		}
		f.out = append(f.out, s[:i]...)
		d, n := parseDirective(s[i:])
		if d.width > maxWidth || len(f.out) > maxWidth {
			return false
		}
		f.directive(&d)
		s = s[i+n:]
	}
}

// parseDirective returns the directive at the beginning of s, and its length.
func parseDirective(s string) (d directive, n int) {
	d.width = -1
	at := func() byte {
		if n < len(s) {
			return s[n]
		}
		return 0
	}
	n = 1
flags:
	for ; ; n++ {
		switch at() {
		case '_', '-', '+', '0':
			d.pad = s[n]
		case '^':
			d.upper = true
		case '#':
			d.swap = true
		default:
			break flags
		}
	}
	if c := at(); c >= '0' && c <= '9' {
		d.width = 0
		for ; at() >= '0' && at() <= '9'; n++ {
			d.width = min(d.width*10+int(s[n]-'0'), maxWidth+1)
		}
	}
	if c := at(); c == 'E' || c == 'O' {
		d.modifier = c
		n++
	}
	colon := n
	for ; at() == ':'; n++ {
		d.colons++
	}
	if d.colons > 0 && at() != 'z' { // no directive: what follows the colon is text again
		d.verb, d.text = ':', s[:colon+1]
		return d, colon + 1
	}
	if n < len(s) {
		d.verb = s[n]
		n++
	}
	d.text = s[:n]
	return d, n
}

// add appends text, with what the width asks for before it.
func (f *formatter) add(d *directive, text string) {
	if d.pad != '-' {
		fill := byte(' ')
		if d.pad == '0' || d.pad == '+' {
			fill = '0'
		}
		for n := d.width - len(text); n > 0; n-- {
			f.out = append(f.out, fill)
		}
	}
	f.out = append(f.out, text...)
}

// name appends the name of something; n is its length, 0 for all.
func (f *formatter) name(d *directive, text string, n int) {
	if n > 0 {
		text = text[:n]
	}
	if d.upper || d.swap {
		text = strings.ToUpper(text)
	}
	f.add(d, text)
}

// number appends v with at least so many digits, filled with the byte fill if no
// flag says otherwise.
func (f *formatter) number(d *directive, digits int, v int, fill byte) {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	f.signed(d, digits, sign, strconv.Itoa(v), fill)
}

// signed appends a number: its sign, if it has one, counts for the width.
func (f *formatter) signed(d *directive, digits int, sign, text string, fill byte) {
	pad, width := d.pad, d.width
	if pad == 0 {
		pad = fill
	}
	if width < 0 {
		width = digits
	}
	n := max(width-len(sign)-len(text), 0)
	switch pad {
	case '-':
		f.out = append(append(f.out, sign...), text...)
	case '_':
		f.fill(' ', n)
		f.out = append(append(f.out, sign...), text...)
	default:
		f.out = append(f.out, sign...)
		f.fill('0', n)
		f.out = append(f.out, text...)
	}
}

func (f *formatter) fill(b byte, n int) {
	for ; n > 0; n-- {
		f.out = append(f.out, b)
	}
}

// year appends part of a year; the flag + gives a sign to one that needs more
// digits than is usual or that is padded.
func (f *formatter) year(d *directive, digits int, negative bool, v int) {
	sign := ""
	if v < 0 {
		v = -v
	}
	limit := 99
	if digits == 4 {
		limit = 9999
	}
	switch {
	case negative:
		sign = "-"
	case d.pad == '+' && (v > limit || digits < d.width):
		sign = "+"
	}
	f.signed(d, digits, sign, strconv.Itoa(v), '0')
}

// modifiers says which of the modifiers E and O each verb refuses.
var modifiers = map[byte]string{
	'a': "EO", 'A': "EO", 'b': "E", 'h': "E", 'B': "E", 'c': "O", 'x': "O", 'X': "O", 'D': "EO", 'd': "E", 'e': "E",
	'F': "EO", 'g': "E", 'G': "E", 'H': "E", 'I': "E", 'k': "E", 'l': "E", 'j': "E", 'M': "E", 'm': "E",
	'N': "E", 'S': "E", 'U': "E", 'V': "E", 'W': "E", 'w': "E", 'Y': "O",
}

func (f *formatter) directive(d *directive) {
	if d.colons > 0 && d.verb != 'z' || d.modifier != 0 && strings.IndexByte(modifiers[d.verb], d.modifier) >= 0 ||
		!f.text(d) && !f.date(d) && !f.clock(d) {
		f.add(d, d.text)
	}
}

// text appends what is not a number; false if the directive is none of these.
func (f *formatter) text(d *directive) bool {
	t := f.t
	switch d.verb {
	case '%':
		f.add(d, "%")
	case 'n':
		f.add(d, "\n")
	case 't':
		f.add(d, "\t")
	case 'a':
		f.name(d, t.Weekday().String(), 3)
	case 'A':
		f.name(d, t.Weekday().String(), 0)
	case 'b', 'h':
		f.name(d, t.Month().String(), 3)
	case 'B':
		f.name(d, t.Month().String(), 0)
	case 'p', 'P':
		text := "AM"
		if t.Hour() >= 12 {
			text = "PM"
		}
		if d.verb == 'P' || d.swap {
			text = strings.ToLower(text)
		}
		f.add(d, text)
	case 'Z':
		name, _ := abbreviation(t)
		if d.swap {
			name = strings.ToLower(name)
		} else if d.upper {
			name = strings.ToUpper(name)
		}
		f.add(d, name)
	default:
		return false
	}
	return true
}

// sub appends what format gives, with the directive's own width.
func (f *formatter) sub(d *directive, format string) {
	g := formatter{t: f.t}
	g.format(format)
	text := string(g.out)
	if d.upper {
		text = strings.ToUpper(text)
	}
	f.add(d, text)
}

// date appends a date or a part of one.
func (f *formatter) date(d *directive) bool {
	t := f.t
	y := t.Year()
	switch d.verb {
	case 'Y':
		f.year(d, 4, y < 0, y)
	case 'C':
		f.year(d, 2, y < 0, y/100)
	case 'y':
		f.year(d, 2, false, y%100)
	case 'G', 'g':
		iso, _ := t.ISOWeek()
		if d.verb == 'G' {
			f.year(d, 4, iso < 0, iso)
		} else {
			f.year(d, 2, false, iso%100)
		}
	case 'V':
		_, week := t.ISOWeek()
		f.number(d, 2, week, '0')
	case 'U':
		f.number(d, 2, (t.YearDay()-1-int(t.Weekday())+7)/7, '0')
	case 'W':
		f.number(d, 2, (t.YearDay()-1-int(t.Weekday()+6)%7+7)/7, '0')
	case 'm':
		f.number(d, 2, int(t.Month()), '0')
	case 'q':
		f.number(d, 1, (int(t.Month())-1)/3+1, '0')
	case 'd':
		f.number(d, 2, t.Day(), '0')
	case 'e':
		f.number(d, 2, t.Day(), '_')
	case 'j':
		f.number(d, 3, t.YearDay(), '0')
	case 'u':
		f.number(d, 1, int(t.Weekday()+6)%7+1, '0')
	case 'w':
		f.number(d, 1, int(t.Weekday()), '0')
	case 'D', 'x':
		f.sub(d, "%m/%d/%y")
	case 'F':
		f.isoDate(d)
	default:
		return false
	}
	return true
}

// isoDate appends YYYY-MM-DD: flags and width are for the year in it.
func (f *formatter) isoDate(d *directive) {
	year := *d
	if d.pad == 0 && d.width < 0 {
		year.pad, year.width = '+', 4
	} else {
		year.width = max(d.width-len("-01-01"), 0)
	}
	y := f.t.Year()
	f.year(&year, 4, y < 0, y)
	f.out = fmt.Appendf(f.out, "-%02d-%02d", f.t.Month(), f.t.Day())
}

// clock appends a time of day, a part of one, or of the zone.
func (f *formatter) clock(d *directive) bool {
	t := f.t
	switch d.verb {
	case 'H':
		f.number(d, 2, t.Hour(), '0')
	case 'I':
		f.number(d, 2, (t.Hour()+11)%12+1, '0')
	case 'k':
		f.number(d, 2, t.Hour(), '_')
	case 'l':
		f.number(d, 2, (t.Hour()+11)%12+1, '_')
	case 'M':
		f.number(d, 2, t.Minute(), '0')
	case 'S':
		f.number(d, 2, t.Second(), '0')
	case 's':
		f.number(d, 1, int(t.Unix()), '0')
	case 'N':
		f.fraction(d)
	case 'T', 'X':
		f.sub(d, "%H:%M:%S")
	case 'R':
		f.sub(d, "%H:%M")
	case 'r':
		f.sub(d, "%I:%M:%S %p")
	case 'c':
		f.sub(d, "%a %b %e %H:%M:%S %-Y")
	case 'z':
		return f.offset(d)
	default:
		return false
	}
	return true
}

// fraction appends the nanoseconds; the width is how many digits are wanted.
func (f *formatter) fraction(d *directive) {
	text := fmt.Sprintf("%09d", f.t.Nanosecond())
	width := d.width
	if width <= 0 {
		width = len(text)
	}
	more := width - len(text)
	text = text[:min(width, len(text))]
	short := text
	if d.pad == '-' || d.pad == '_' {
		short = text[:1] + strings.TrimRight(text[1:], "0")
	}
	f.out = append(f.out, short...)
	switch d.pad {
	case '-':
	case '_':
		f.fill(' ', max(width-len(short), 0))
	default:
		f.fill('0', more)
	}
}

// offset appends the offset from UTC: as +HHMM, with colons or with seconds.
func (f *formatter) offset(d *directive) bool {
	name, off := f.t.Zone()
	sign := "+"
	if off < 0 || off == 0 && strings.HasPrefix(name, "-") {
		sign, off = "-", -off
	}
	h, m, s := off/3600, off/60%60, off%60
	colons := d.colons
	if colons == 3 {
		switch {
		case s != 0:
			colons = 2
		case m != 0:
			colons = 1
		}
	}
	var text string
	digits := 0
	switch colons {
	case 0:
		text, digits = strconv.Itoa(h*100+m), 5
	case 1:
		text, digits = fmt.Sprintf("%d:%02d", h, m), 6
	case 2:
		text, digits = fmt.Sprintf("%d:%02d:%02d", h, m, s), 9
	case 3:
		text, digits = strconv.Itoa(h), 3
	default:
		return false
	}
	f.signed(d, digits, sign, text, '0')
	return true
}
