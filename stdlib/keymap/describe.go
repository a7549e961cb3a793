package keymap

import (
	"slices"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
)

// modifiers are the modifiers in the order in which names show them.
var modifiers = []struct {
	letter byte
	bit    int
	names  []string
}{
	{'A', modAlt, []string{"alt", "A"}},
	{'C', modCtrl, []string{"control", "ctrl", "C"}},
	{'H', modHyper, []string{"hyper", "H"}},
	{'M', modMeta, []string{"meta", "M"}},
	{'S', modShift, []string{"shift", "S"}},
	{'s', modSuper, []string{"super", "s"}},
}

// prefixLength returns how long the prefix of modifiers of name is.
func prefixLength(name string) int {
	i := 0
	for i+2 < len(name) && name[i+1] == '-' && strings.IndexByte("ACHMSs", name[i]) >= 0 {
		i += 2
	}
	return i
}

// withModifiers returns name with a prefix for the modifiers bits.
func withModifiers(bits int, name string) string {
	prefix := ""
	for _, m := range modifiers {
		if bits&m.bit != 0 {
			prefix += string(m.letter) + "-"
		}
	}
	return prefix + name
}

// reorder returns the symbol of the same event whose modifiers are in order.
func (s *state) reorder(v value) value {
	name := s.in.Symbol(v).Name()
	n := prefixLength(name)
	if n < 4 {
		return v
	}
	bits := 0
	for i := 0; i < n; i += 2 {
		for _, m := range modifiers {
			if m.letter == name[i] {
				bits |= m.bit
			}
		}
	}
	return s.in.Sym(withModifiers(bits, name[n:]))
}

// isEventList reports whether v is a list that describes an event, such as
// (control meta x).
func isEventList(v value) bool {
	if !v.IsCons() {
		return false
	}
	n := 0
	for ; v.IsCons() && n < maxIndirect; v = v.Cons().Cdr {
		if e := v.Cons().Car; !e.IsFixnum() && !e.IsSymbol() {
			return false
		}
		n++
	}
	return v.IsNil()
}

// convertEvent returns the event that a list of modifiers and a base describes.
func (s *state) convertEvent(in *interp, l value) (value, *exit) {
	if !l.IsCons() {
		return value{}, nil
	}
	var base value
	bits, words := 0, 0
	list := lisp.Slice(l)
	for i, e := range list {
		if bit, word := s.modifier(e); bit|word != 0 && i < len(list)-1 {
			bits, words = bits|bit, words|word
			continue
		}
		if !base.IsNil() {
			return value{}, in.Errorf("Two bases given in one event")
		}
		base = e
	}
	if base.IsSymbol() && !base.IsNil() {
		if name := in.Symbol(base).Name(); char.Count(name) == 1 {
			c, _ := char.Decode(name)
			base = lisp.Fixnum(int(c))
		}
	}
	switch {
	case base.IsFixnum():
		c := base.Fixnum()
		if bits&modShift != 0 && c >= 'a' && c <= 'z' {
			c, bits = c-32, bits&^modShift
		}
		if bits&modCtrl != 0 {
			return lisp.Fixnum(bits&^modCtrl | control(c) | words), nil
		}
		return lisp.Fixnum(c | bits | words), nil
	case base.IsSymbol() && (len(list) > 0 && list[len(list)-1].IsNil() || !base.IsNil()):
		name := in.Symbol(base).Name()
		for i := len(wordBits) - 1; i >= 0; i-- {
			if words&wordBits[i].bit != 0 && wordBits[i].name != "click" {
				name = wordBits[i].name + "-" + name
			}
		}
		return in.Sym(withModifiers(bits, name)), nil
	}
	return value{}, in.Errorf("Invalid base event")
}

// wordBits are the modifiers that are words, with Emacs' numbers, in the order
// in which names show them; a click shows in none.
var wordBits = []struct {
	name string
	bit  int
}{{"double", 16}, {"triple", 32}, {"up", 1}, {"down", 2}, {"drag", 4}, {"click", 8}}

// modifier returns the bit of the modifier that v names, or that of a word.
func (s *state) modifier(v value) (bit, word int) {
	if !v.IsSymbol() || v.IsNil() {
		return 0, 0
	}
	name := s.in.Symbol(v).Name()
	for _, m := range modifiers {
		for _, n := range m.names {
			if n == name {
				return m.bit, 0
			}
		}
	}
	for _, w := range wordBits {
		if w.name == name {
			return 0, w.bit
		}
	}
	return 0, 0
}

// control returns the control character of c, where ASCII has one.
func control(c int) int {
	upper := c &^ 0x7F
	if upper&^modAll != 0 {
		return c | modCtrl
	}
	switch c &= 0x7F; {
	case c >= 'A' && c <= 'Z':
		c = c&0x1F | modShift
	case c >= '@' && c <= '_' || c >= 'a' && c <= 'z':
		c &= 0x1F
	case c >= ' ':
		c |= modCtrl
	}
	return c | upper
}

// split takes the event e apart into modifiers, by their index, and base.
// Control characters and capital letters have the modifiers control and shift.
func (s *state) split(in *interp, e value) (mods []string, base value) {
	if e.IsCons() {
		e = e.Cons().Car
	}
	switch {
	case e.IsFixnum():
		bits, c := e.Fixnum()&modAll, e.Fixnum()&modMask&^modAll
		if c < ' ' {
			if e.Fixnum()&^modAll < ' ' {
				bits |= modCtrl
			}
			if c += '@'; c >= 'A' && c <= 'Z' {
				c += 32
			}
		} else if c >= 'A' && c <= 'Z' {
			bits, c = bits|modShift, c+32
		} else if c > 127 {
			if low, x := in.Funcall(in.Sym("downcase"), lisp.Fixnum(c)); x == nil && low.IsFixnum() && low.Fixnum() != c {
				bits, c = bits|modShift, low.Fixnum()
			}
		}
		for _, i := range []int{0, 5, 2, 4, 1, 3} { // as Emacs lists them
			if bits&modifiers[i].bit != 0 {
				mods = append(mods, modifiers[i].names[0])
			}
		}
		return mods, lisp.Fixnum(c)
	case e.IsSymbol() && !e.IsNil():
		mods, name := splitName(in.Symbol(e).Name())
		return mods, in.Sym(name)
	}
	return nil, value{}
}

// splitEvent is split, which signals for what is no event.
func (s *state) splitEvent(in *interp, e value) (mods []string, base value, x *exit) {
	first := e
	if e.IsCons() {
		first = e.Cons().Car
	}
	if !first.IsSymbol() && !first.IsFixnum() { // Emacs takes the bits of bignums and markers too
		if first, x = in.Funcall(in.Sym("logand"), first, lisp.Fixnum(1<<28-1)); x != nil {
			return nil, value{}, x
		}
	}
	mods, base = s.split(in, first)
	return mods, base, nil
}

// eventWords are the modifiers that are words in the names of events, in the
// order in which Emacs lists them, after those that are letters.
var eventWords = []string{"triple", "double", "click", "drag", "down", "up"}

// splitName returns the modifiers in the name of an event, and its rest. One of
// a mouse that is no other kind of event is a click.
func splitName(name string) (mods []string, base string) {
	has := map[string]bool{}
	n := prefixLength(name)
	for i := 0; i < n; i += 2 {
		has[modifiers[strings.IndexByte("ACHMSs", name[i])].names[0]] = true
	}
	base = name[n:]
	for found := true; found; {
		found = false
		for _, word := range eventWords {
			rest, ok := strings.CutPrefix(base, word+"-")
			if ok && rest != "" && word != "click" {
				has[word], base, found = true, rest, true
			}
		}
	}
	button, mouse := strings.CutPrefix(base, "mouse-")
	wheel := strings.HasPrefix(base, "wheel-")
	if (wheel || mouse && button != "" && strings.Trim(button, "0123456789") == "") &&
		!has["down"] && !has["drag"] && !has["double"] && !has["triple"] {
		has["click"] = true
	}
	for _, word := range append([]string{"meta", "control", "shift", "hyper", "super", "alt"}, eventWords...) {
		if has[word] {
			mods = append(mods, word)
		}
	}
	return mods, base
}

// describeChar words a character with its modifiers.
func describeChar(c int) string {
	c &= modMask
	base := c &^ modAll
	var b strings.Builder
	tabAsCI := base == '\t' && c&modMeta != 0
	if base < ' ' && base != 27 && base != '\t' && base != '\r' || tabAsCI {
		c |= modCtrl
	}
	b.WriteString(withModifiers(c&modAll, ""))
	switch {
	case base == 27:
		b.WriteString("ESC")
	case tabAsCI:
		b.WriteByte('i')
	case base == '\t':
		b.WriteString("TAB")
	case base == '\r':
		b.WriteString("RET")
	case base > 0 && base <= 26:
		b.WriteByte(byte(base + 'a' - 1))
	case base < ' ':
		b.WriteByte(byte(base + '@'))
	case base == ' ':
		b.WriteString("SPC")
	case base == 127:
		b.WriteString("DEL")
	default:
		b.Write(char.Append(nil, rune(base)))
	}
	return b.String()
}

// namesChar reports whether there are characters in a key sequence. Emacs returns
// their descriptions as multibyte strings.
func namesChar(keys value) bool {
	if keys.IsString() {
		return keys.Str().Len() > 0
	}
	return keys.IsVector() && slices.ContainsFunc(keys.Vector().Slots, value.IsFixnum) ||
		keys.IsCons() && slices.ContainsFunc(lisp.Slice(keys), value.IsFixnum)
}

// text returns t, in package char's encoding, as a string.
func text(t string) value { return lisp.TextString(t, !char.IsASCII(t)) }

// describeKey words one event.
func (s *state) describeKey(in *interp, key value, bare bool) (string, *exit) {
	if isEventList(key) {
		var x *exit
		if key, x = s.convertEvent(in, key); x != nil {
			return "", x
		}
	}
	if from, to, ok := charRange(key); ok && key.IsCons() {
		return describeChar(int(from)) + ".." + describeChar(int(to)), nil
	}
	if key.IsCons() {
		key = key.Cons().Car
	}
	switch {
	case key.IsFixnum():
		return describeChar(key.Fixnum()), nil
	case key.IsSymbol():
		name := in.Symbol(key).Name()
		if bare {
			return name, nil
		}
		n := prefixLength(name)
		return name[:n] + "<" + name[n:] + ">", nil
	case key.IsString():
		return key.Str().Text(), nil
	}
	return "", in.Errorf("KEY must be an integer, cons, symbol, or string")
}

// describeKeys words the key sequence prefix followed by keys. ESC before a
// character reads as meta.
func (s *state) describeKeys(in *interp, keys, prefix value) (string, *exit) {
	var words []string
	escape := false
	esc, _ := in.VarValue(s.metaPrefix)
	word := func(key value) *exit {
		w, x := s.describeKey(in, key, false)
		words = append(words, w)
		return x
	}
	for _, l := range []value{keys, prefix} {
		if _, x := in.Funcall(in.Sym("length"), l); x != nil {
			return "", x
		}
	}
	for _, l := range []value{prefix, keys} {
		list, x := s.keyList(in, l)
		if x != nil {
			return "", x
		}
		for _, key := range list {
			if escape {
				if key.IsFixnum() && key != esc && key.Fixnum()&modMeta == 0 {
					key = lisp.Fixnum(key.Fixnum() | modMeta)
				} else if x := word(esc); x != nil {
					return "", x
				}
				escape = key == esc
			} else {
				escape = key == esc
			}
			if !escape {
				if x := word(key); x != nil {
					return "", x
				}
			}
		}
	}
	if escape {
		if x := word(esc); x != nil {
			return "", x
		}
	}
	return strings.Join(words, " "), nil
}

// keyList returns the events of a string, vector or list; single-byte
// characters of a string above 0x7F are meta characters.
func (s *state) keyList(in *interp, v value) ([]value, *exit) {
	switch {
	case v.IsString():
		var out []value
		for i := 0; i < v.Str().Len(); i++ {
			c := int(v.Str().At(i))
			if c >= 0x80 && c < 0x100 {
				c = c&0x7F | modMeta
			}
			out = append(out, lisp.Fixnum(c))
		}
		return out, nil
	case v.IsVector():
		return v.Vector().Slots, nil
	case v.IsList():
		return lisp.Slice(v), nil
	}
	_, table := v.Object().(*lisp.CharTable)
	if k := v.Kind(); table || k == lisp.KindRecord || k == lisp.KindBoolVector {
		return nil, in.WrongType("arrayp", v)
	}
	return nil, in.WrongType("sequencep", v)
}

func (s *state) describePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(key-description KEYS &optional PREFIX)", lisp.Fn2(func(in *interp, keys, prefix value) (value, *exit) {
			t, x := s.describeKeys(in, keys, prefix)
			return lisp.TextString(t, namesChar(keys) || namesChar(prefix) || !char.IsASCII(t)), x
		}), "Return the text, such as \"C-x <f1>\", for the key sequence PREFIX followed by KEYS."),
		lisp.Def("(single-key-description KEY &optional NO-ANGLES)", lisp.Fn2(func(in *interp, key, bare value) (value, *exit) {
			if key.IsString() {
				return in.Funcall(in.Sym("copy-sequence"), key)
			}
			t, x := s.describeKey(in, key, !bare.IsNil())
			return lisp.TextString(t, key.IsFixnum() || !char.IsASCII(t)), x
		}), "Return the text for the event KEY, such as \"C-a\" or \"<f1>\", with NO-ANGLES \"f1\"."),
		lisp.Def("(text-char-description CHARACTER)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !isChar(v) {
				return value{}, in.WrongType("characterp", v)
			}
			switch c := v.Fixnum(); {
			case c < ' ':
				return text("^" + string(rune(c+'@'))), nil
			case c == 127:
				return text("^?"), nil
			default:
				return text(string(char.Append(nil, rune(c)))), nil
			}
		}), "Return CHARACTER as a string, control characters in the form \"^A\"."),
		lisp.Def("(event-modifiers EVENT)", lisp.Fn1(func(in *interp, e value) (value, *exit) {
			mods, _, x := s.splitEvent(in, e)
			if x != nil {
				return value{}, x
			}
			first := e
			if e.IsCons() {
				first = e.Cons().Car
			}
			if (first.IsBignum() || first.IsFixnum() && first.Fixnum() < 0) && !slices.Contains(mods, "shift") {
				return value{}, in.WrongType("char-or-string-p", first)
			}
			var l lisp.ListBuilder
			for _, name := range mods {
				l.Add(in.Sym(name))
			}
			return l.List(), nil
		}), "Return the list of symbols of the modifiers of EVENT."),
		lisp.Def("(event-basic-type EVENT)", lisp.Fn1(func(in *interp, e value) (value, *exit) {
			_, base, x := s.splitEvent(in, e)
			return base, x
		}), "Return EVENT without its modifiers: a character or a symbol."),
		lisp.Def("(event-convert-list EVENT-DESC)", lisp.Fn1(s.convertEvent),
			"Return the event that EVENT-DESC, a list of modifiers and a character or symbol, describes."),
	}
}
