package json

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"elnet/lisp"
)

// A writer makes the JSON text of a Lisp object.
type writer struct {
	in      *interp
	options options
	out     []byte
	limit   int
}

// text returns the JSON text of args[0], as UTF-8.
func (s *state) text(in *interp, args []value) ([]byte, *exit) {
	o, x := s.options(in, args[1:], false)
	if x != nil {
		return nil, x
	}
	w := writer{in: in, options: o, limit: depthLimit(in)}
	if x := w.value(args[0], 0); x != nil {
		return nil, x
	}
	return w.out, nil
}

func (w *writer) value(v value, depth int) *exit {
	switch {
	case v == w.options.null:
		w.out = append(w.out, "null"...)
	case v == w.options.false_:
		w.out = append(w.out, "false"...)
	case v == lisp.T:
		w.out = append(w.out, "true"...)
	case v.IsString():
		return w.string(v.Str())
	case v.IsInteger():
		return w.integer(v)
	case v.IsFloat():
		return w.float(v.Float())
	case v.IsList():
		if depth++; depth > w.limit {
			return w.in.SignalNamed("json-object-too-deep")
		}
		return w.list(v, depth)
	case v.IsVector():
		if depth++; depth > w.limit {
			return w.in.SignalNamed("json-object-too-deep")
		}
		return w.vector(v.Vector().Slots, depth)
	case v.IsHashTable():
		if depth++; depth > w.limit {
			return w.in.SignalNamed("json-object-too-deep")
		}
		return w.table(v, depth)
	default:
		return w.in.WrongType("json-value-p", v)
	}
	return nil
}

func (w *writer) vector(slots []value, depth int) *exit {
	w.out = append(w.out, '[')
	for i, v := range slots {
		if i > 0 {
			w.out = append(w.out, ',')
		}
		if x := w.value(v, depth); x != nil {
			return x
		}
	}
	w.out = append(w.out, ']')
	return nil
}

func (w *writer) table(t value, depth int) *exit {
	h := t.HashTable()
	var seen map[string]bool
	if !h.ComparesStrings() {
		seen = make(map[string]bool, h.Len())
	}
	var x *exit
	first := true
	w.out = append(w.out, '{')
	h.Map(func(k, v value) bool {
		x = w.tableEntry(t, k, v, seen, first, depth)
		first = false
		return x == nil
	})
	w.out = append(w.out, '}')
	return x
}

func (w *writer) tableEntry(t, k, v value, seen map[string]bool, first bool, depth int) *exit {
	if !k.IsString() {
		return w.in.WrongType("stringp", k)
	}
	if seen != nil {
		if seen[k.Str().UTF8()] {
			return w.in.WrongType("json-value-p", t)
		}
		seen[k.Str().UTF8()] = true
	}
	if strings.IndexByte(k.Str().Text(), 0) >= 0 {
		return w.in.WrongType("string-without-embedded-nulls-p", k)
	}
	if !first {
		w.out = append(w.out, ',')
	}
	if x := w.string(k.Str()); x != nil {
		return x
	}
	w.out = append(w.out, ':')
	return w.value(v, depth)
}

// manyKeys is how many keys of an object are compared one by one before a map
// takes over.
const manyKeys = 12

// A keySet finds the symbols that come a second time.
type keySet struct {
	few  [manyKeys]value
	n    int
	many map[value]bool
}

// add adds k and reports whether it is new.
func (s *keySet) add(k value) bool {
	for _, o := range s.few[:min(s.n, manyKeys)] {
		if o == k {
			return false
		}
	}
	if s.n < manyKeys {
		s.few[s.n] = k
		s.n++
		return true
	}
	if s.many[k] {
		return false
	}
	if s.many == nil {
		s.many = map[value]bool{}
	}
	s.many[k] = true
	return true
}

// list writes an alist or a plist; which, its first element tells. Only the
// first of several entries of a key counts.
func (w *writer) list(l value, depth int) *exit {
	w.out = append(w.out, '{')
	plist := l.IsCons() && !l.Cons().Car.IsCons()
	var seen keySet
	tail, slow := l, l
	for n := 0; tail.IsCons(); n++ {
		var key, v value
		if plist {
			key, tail = tail.Cons().Car, tail.Cons().Cdr
			if !tail.IsCons() {
				return w.in.WrongType("consp", tail)
			}
			if !key.IsSymbol() {
				return w.in.WrongType("symbolp", key)
			}
			v = tail.Cons().Car
		} else {
			pair := tail.Cons().Car
			if !pair.IsCons() {
				return w.in.WrongType("consp", pair)
			}
			key, v = pair.Cons().Car, pair.Cons().Cdr
			if !key.IsSymbol() {
				return w.in.WrongType("symbolp", key)
			}
		}
		if seen.add(key) {
			if x := w.entry(key, v, plist, n > 0, depth); x != nil {
				return x
			}
		}
		tail = tail.Cons().Cdr
		if n%2 == 1 {
			slow = slow.Cons().Cdr
			if plist {
				slow = lisp.Cdr(slow)
			}
			if slow == tail && tail.IsCons() {
				return w.in.SignalNamed("circular-list", l)
			}
		}
	}
	if !tail.IsNil() {
		return w.in.WrongType("listp", l)
	}
	w.out = append(w.out, '}')
	return nil
}

// entry writes one entry of an alist or plist. The colon of a plist's key is
// not part of the name.
func (w *writer) entry(key, v value, plist, more bool, depth int) *exit {
	name := w.in.Symbol(key).Name()
	if plist && len(name) > 1 && name[0] == ':' {
		name = name[1:]
	}
	if strings.IndexByte(name, 0) >= 0 {
		return w.in.WrongType("string-without-embedded-nulls-p", lisp.NewString(name))
	}
	if !utf8.ValidString(name) {
		return w.in.SignalNamed("json-out-of-memory") // what Emacs says
	}
	if more {
		w.out = append(w.out, ',')
	}
	w.quote(name)
	w.out = append(w.out, ':')
	return w.value(v, depth)
}

// string writes s. Bytes that together are UTF-8 are taken as that.
func (w *writer) string(s *lisp.String) *exit {
	text := s.Text()
	if !utf8.ValidString(text) {
		text = s.UTF8()
		if !utf8.ValidString(text) {
			return w.in.WrongType("utf-8-string-p", lisp.UnibyteString(text))
		}
	}
	w.quote(text)
	return nil
}

const hexDigits = "0123456789ABCDEF"

// quote writes a JSON string of UTF-8 text.
func (w *writer) quote(s string) {
	out := append(w.out, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		out = append(out, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			out = append(out, '\\', c)
		case '\b':
			out = append(out, '\\', 'b')
		case '\f':
			out = append(out, '\\', 'f')
		case '\n':
			out = append(out, '\\', 'n')
		case '\r':
			out = append(out, '\\', 'r')
		case '\t':
			out = append(out, '\\', 't')
		default:
			out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&0xF])
		}
	}
	w.out = append(append(out, s[from:]...), '"')
}

func (w *writer) integer(v value) *exit {
	if v.IsFixnum() {
		w.out = strconv.AppendInt(w.out, int64(v.Fixnum()), 10)
		return nil
	}
	if b := v.Big(); b.IsInt64() {
		w.out = strconv.AppendInt(w.out, b.Int64(), 10)
		return nil
	}
	return w.in.ArgsOutOfRange(v, lisp.Int(math.MinInt64), lisp.Int(math.MaxInt64))
}

// float writes f with 17 digits, of which it drops zeros at the end, and so
// that it reads back as a float.
func (w *writer) float(f float64) *exit {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return w.in.SignalNamed("json-out-of-memory") // what Emacs says
	}
	var buf [32]byte
	digits := strconv.AppendFloat(buf[:0], f, 'g', 17, 64)
	exponent, point := -1, false
	for i, c := range digits {
		switch c {
		case 'e':
			exponent = i
		case '.':
			point = true
		}
	}
	if exponent < 0 {
		w.out = append(w.out, digits...)
		if !point {
			w.out = append(w.out, '.', '0')
		}
		return nil
	}
	w.out = append(w.out, digits[:exponent+1]...)
	e := digits[exponent+1:]
	if e[0] == '-' {
		w.out = append(w.out, '-')
	}
	e = e[1:]
	for len(e) > 1 && e[0] == '0' {
		e = e[1:]
	}
	w.out = append(w.out, e...)
	return nil
}
