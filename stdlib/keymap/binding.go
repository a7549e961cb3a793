package keymap

import (
	"slices"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

// The modifier bits of characters (Elisp manual, "Other Char Bits").
const (
	modAlt   = 1 << 22
	modSuper = 1 << 23
	modHyper = 1 << 24
	modShift = 1 << 25
	modCtrl  = 1 << 26
	modMeta  = 1 << 27
	modMask  = modMeta<<1 - 1
	modAll   = modAlt | modSuper | modHyper | modShift | modCtrl | modMeta
)

// index returns what the event e is found under in a keymap.
func (s *state) index(e value) value {
	if e.IsCons() && !isChar(e.Cons().Car) {
		e = e.Cons().Car
	}
	switch {
	case e.IsSymbol() && !e.IsNil():
		return s.reorder(e)
	case e.IsFixnum():
		return lisp.Fixnum(e.Fixnum() & modMask)
	}
	return e
}

func isChar(v value) bool { return v.IsFixnum() && v.Fixnum() >= 0 && v.Fixnum() <= char.Max }

// binding returns what the event e is bound to in m; found is false if nothing
// says. dflt accepts a binding of t, own leaves out the parents.
func (s *state) binding(m, e value, dflt, own bool, depth int) (v value, found bool) {
	e = s.index(e)
	if e.IsFixnum() && e.Fixnum()&modMeta != 0 {
		prefix, _ := s.in.VarValue(s.metaPrefix)
		if v, _ := s.binding(m, prefix, dflt, own, depth+1); depth < maxDepth && !s.get(v).IsNil() {
			m, e = s.get(v), lisp.Fixnum(e.Fixnum()&^modMeta)
		} else if !dflt {
			return value{}, false
		} else {
			e = lisp.T
		}
	}
	a := access{s: s, event: e, dflt: dflt, own: own, depth: depth}
	a.search(m)
	if !a.found && a.hasDefault {
		return element(s, a.deflt), true
	}
	return a.v, a.found
}

// An access is a search for an event. Keymaps found on the way, up to another
// binding, are joined.
type access struct {
	s           *state
	event       value
	dflt, own   bool
	depth       int
	v           value
	found       bool
	joined      []value // the keymaps found, if more than one
	deflt       value   // the binding of t
	hasDefault  bool
	done        bool
	parentFound bool
}

func (a *access) search(m value) {
	s := a.s
	for l := m.Cons().Cdr; l.IsCons() && !a.done; l = l.Cons().Cdr {
		b := l.Cons().Car
		if b == s.keymap {
			a.inherited(l)
			continue
		}
		v, ok := a.entry(b)
		if ok {
			a.add(v)
		}
	}
	if len(a.joined) > 1 && !a.parentFound {
		a.v = lisp.List(append([]value{s.keymap}, a.joined...)...)
	}
}

// inherited is at the tail l of the keymap that is its parent.
func (a *access) inherited(l value) {
	s := a.s
	if a.own || a.found && a.v.IsNil() {
		a.done = true
		return
	}
	if !a.found || a.depth > maxDepth {
		return // the search goes on in the parent
	}
	a.done = true
	if p, ok := s.binding(l, a.event, a.dflt, false, a.depth+1); ok {
		if m := s.get(p); !m.IsNil() {
			a.v, a.parentFound = lisp.ListTail(append([]value{s.keymap}, a.joined...), m), true
		}
	}
}

// add takes note of the binding v, found later than those before.
func (a *access) add(v value) {
	s := a.s
	if v == lisp.T {
		v = value{} // an explicit nil
	}
	v = element(s, v)
	m := s.get(v)
	if m.IsNil() {
		if !a.found || a.v.IsNil() {
			a.v, a.found = v, true
		}
		a.done = !v.IsNil()
		return
	}
	if !a.found || a.v.IsNil() {
		a.v, a.found = v, true
	}
	a.joined = append(a.joined, v)
}

// entry returns what the element b of a keymap says about the event.
func (a *access) entry(b value) (value, bool) {
	s := a.s
	switch {
	case b.IsCons() && b.Cons().Car == s.keymap || b.IsSymbol() && !s.get(b).IsNil():
		if a.depth > maxDepth {
			return value{}, false
		}
		return s.binding(s.get(b), a.event, a.dflt, a.own, a.depth+1)
	case b.IsCons():
		if b.Cons().Car == a.event {
			return b.Cons().Cdr, true
		}
		if a.dflt && !a.hasDefault && b.Cons().Car == lisp.T {
			a.deflt, a.hasDefault = b.Cons().Cdr, true
		}
	case b.IsVector():
		if slots := b.Vector().Slots; a.event.IsFixnum() && a.event.Fixnum() >= 0 && a.event.Fixnum() < len(slots) {
			return slots[a.event.Fixnum()], true
		}
	case isChar(a.event):
		if t, ok := b.Object().(*lisp.CharTable); ok {
			v := t.Own(rune(a.event.Fixnum()))
			return v, !v.IsNil()
		}
	}
	return value{}, false
}

// element returns the command of a binding that may be a menu item (Elisp
// manual, "Defining Menus").
func element(s *state, v value) value {
	for v.IsCons() {
		switch head := v.Cons().Car; {
		case head == s.menuItem:
			return lisp.Car(lisp.Cdr(lisp.Cdr(v)))
		case head.IsString():
			v = v.Cons().Cdr
		default:
			return v
		}
	}
	return v
}

// store binds the event e to def in the keymap m itself.
func (s *state) store(m, e, def value) {
	e = s.index(e)
	at := m.Cons()
	for c := m.Cons(); c.Cdr.IsCons() && c.Cdr.Cons().Car != s.keymap; {
		c = c.Cdr.Cons()
		switch b := c.Car; {
		case b.IsCons():
			if b.Cons().Car == e {
				b.Cons().Cdr = def
				return
			}
		case b.IsVector():
			at = c
			if slots := b.Vector().Slots; e.IsFixnum() && e.Fixnum() >= 0 && e.Fixnum() < len(slots) {
				slots[e.Fixnum()] = def
				return
			}
		default:
			t, ok := b.Object().(*lisp.CharTable)
			if !ok {
				continue
			}
			at = c
			v := def
			if v.IsNil() {
				v = lisp.T // nil in a char-table says nothing
			}
			if from, to, ok := charRange(e); ok {
				t.Set(from, to, v)
				return
			}
		}
	}
	entry := lisp.NewCons(e, def)
	if from, to, ok := charRange(e); ok && e.IsCons() {
		t := s.in.NewCharTable(s.keymap, lisp.Nil)
		t.Set(from, to, def)
		entry = t.Value()
	}
	at.Cdr = lisp.NewCons(entry, at.Cdr)
}

// charRange returns the characters that e, a character or a pair, stands for.
func charRange(e value) (from, to rune, ok bool) {
	if isChar(e) {
		return rune(e.Fixnum()), rune(e.Fixnum()), true
	}
	if e.IsCons() && isChar(e.Cons().Car) && isChar(e.Cons().Cdr) {
		return rune(e.Cons().Car.Fixnum()), rune(e.Cons().Cdr.Fixnum()), true
	}
	return 0, 0, false
}

// events returns the events of a key sequence. Lists of modifiers become the
// events they describe, bytes above 0x7F of a unibyte string meta characters.
func (s *state) events(in *interp, key value) ([]value, *exit) {
	var out []value
	switch {
	case key.IsString():
		str := key.Str()
		for i := 0; i < str.Len(); i++ {
			c := int(str.At(i))
			if !str.Multibyte() && c >= 0x80 {
				c = c&0x7F | modMeta
			}
			out = append(out, lisp.Fixnum(c))
		}
	case key.IsVector():
		for _, e := range key.Vector().Slots {
			if isEventList(e) {
				var x *exit
				if e, x = s.convertEvent(in, e); x != nil {
					return nil, x
				}
			}
			out = append(out, e)
		}
	default:
		return nil, in.WrongType("arrayp", key)
	}
	return out, nil
}

func (s *state) defineKey(in *interp, v, key, def value) (value, *exit) {
	m, x := s.arg(in, v)
	if x != nil {
		return value{}, x
	}
	events, x := s.events(in, key)
	if x != nil || len(events) == 0 {
		return value{}, x
	}
	if def.IsVector() && len(def.Vector().Slots) > 0 && def.Vector().Slots[0].IsCons() { // a keyboard macro with described events
		macro := slices.Clone(def.Vector().Slots)
		for i, e := range macro {
			if isEventList(e) {
				if macro[i], x = s.convertEvent(in, e); x != nil {
					return value{}, x
				}
			}
		}
		def = lisp.NewVector(macro)
	}
	prefix, _ := in.VarValue(s.metaPrefix)
	for i := 0; i < len(events); i++ {
		e := events[i]
		if e.IsFixnum() && e.Fixnum()&modMeta != 0 {
			events = slices.Replace(events, i, i+1, prefix, lisp.Fixnum(e.Fixnum()&^modMeta))
			e = prefix
		}
		if !e.IsFixnum() && !e.IsSymbol() && !e.IsString() && !e.IsCons() {
			return value{}, in.Errorf("Key sequence contains invalid event %s", in.PrintString(e, true))
		}
		if i == len(events)-1 {
			s.store(m, e, def)
			break
		}
		b, _ := s.binding(m, e, false, true, 0)
		if b.IsNil() {
			b = lisp.List(s.keymap)
			s.store(m, e, b)
		}
		if m = s.get(b); m.IsNil() {
			return value{}, in.Errorf("Key sequence %s starts with non-prefix key %s",
				describe(in, s, events), describe(in, s, events[:i+1]))
		}
	}
	return def, nil
}

// describe words events, for an error message.
func describe(in *interp, s *state, events []value) string {
	t, x := s.describeKeys(in, lisp.NewVector(events), lisp.Nil)
	if x != nil {
		return "?"
	}
	return t
}

func (s *state) lookupKey(in *interp, v, key, dflt value) (value, *exit) {
	if m := s.get(v); !m.IsNil() {
		return s.lookup(in, m, key, !dflt.IsNil())
	}
	if !v.IsList() {
		return value{}, in.WrongType("keymapp", v)
	}
	if keys, x := s.events(in, key); x != nil {
		return value{}, x
	} else if len(keys) == 0 {
		return v, nil
	}
	var b value // what an empty keymap answers
	if keys, _ := s.events(in, key); len(keys) > 1 {
		b = lisp.Fixnum(1)
	}
	var x *exit
	for _, e := range lisp.Slice(v) {
		m := s.get(e)
		if m.IsNil() {
			continue
		}
		if b, x = s.lookup(in, m, key, !dflt.IsNil()); x != nil || !b.IsNil() && !b.IsFixnum() {
			break
		}
	}
	return b, x
}

func (s *state) lookup(in *interp, m, key value, dflt bool) (value, *exit) {
	events, x := s.events(in, key)
	if x != nil {
		return value{}, x
	}
	b := m
	for i, e := range events {
		if b, _ = s.binding(m, e, dflt, false, 0); i == len(events)-1 {
			break
		}
		if m = s.get(b); m.IsNil() {
			return lisp.Fixnum(i + 1), nil
		}
	}
	return b, nil
}

func (s *state) mapKeymap(in *interp, f, v, sorted value) (value, *exit) {
	m, x := s.arg(in, v)
	if x != nil {
		return value{}, x
	}
	call := func(key, binding value) *exit {
		_, x := in.Funcall(f, key, binding)
		return x
	}
	if sorted.IsNil() {
		return value{}, s.walk(m, 0, call)
	}
	type pair struct{ key, binding value }
	var all []pair
	s.walk(m, 0, func(key, binding value) *exit {
		all = append(all, pair{key, binding})
		return nil
	})
	slices.SortStableFunc(all, func(a, b pair) int { return s.compare(a.key, b.key) })
	for _, p := range all {
		if x := call(p.key, p.binding); x != nil {
			return value{}, x
		}
	}
	return value{}, nil
}

// compare orders events: characters first, then symbols by name.
func (s *state) compare(a, b value) int {
	rank := func(v value) (int, string) {
		if from, _, ok := charRange(v); ok {
			return int(from), ""
		}
		if v.IsSymbol() {
			return modMask + 1, s.in.Symbol(v).Name()
		}
		return modMask + 2, ""
	}
	i, m := rank(a)
	j, n := rank(b)
	switch {
	case i != j:
		return i - j
	case m < n:
		return -1
	case m > n:
		return 1
	}
	return 0
}

// active returns the keymaps that are searched in the current buffer.
func (s *state) active() []value {
	var maps []value
	list, _ := s.in.VarValue(s.minorModes)
	for _, e := range lisp.Slice(list) {
		if e.IsCons() && e.Cons().Car.IsSymbol() {
			if v, ok := s.in.VarValue(s.in.Symbol(e.Cons().Car)); ok && !v.IsNil() && !s.get(e.Cons().Cdr).IsNil() {
				maps = append(maps, e.Cons().Cdr)
			}
		}
	}
	if m := s.local[s.buf.Current()]; !m.IsNil() {
		maps = append(maps, m)
	}
	return append(maps, s.global)
}

func (s *state) activePrims() []lisp.Prim {
	in := func(maps func() []value) func(in *interp, key, dflt value) (value, *exit) {
		return func(in *interp, key, dflt value) (value, *exit) {
			for _, m := range maps() {
				v, x := s.lookup(in, s.get(m), key, !dflt.IsNil())
				if x != nil || !v.IsNil() && !v.IsFixnum() {
					return v, x
				}
			}
			return value{}, nil
		}
	}
	whole := in(s.active)
	return []lisp.Prim{
		lisp.Def("(current-global-map)", lisp.Fn0(func(*interp) (value, *exit) { return s.global, nil }), "Return the global keymap."),
		lisp.Def("(current-local-map)", lisp.Fn0(func(*interp) (value, *exit) { return s.local[s.buf.Current()], nil }),
			"Return the keymap of the current buffer, or nil."),
		lisp.Def("(use-global-map KEYMAP)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			m, x := s.arg(in, v)
			if x == nil {
				s.global = m
			}
			return value{}, x
		}), "Make KEYMAP the global keymap."),
		lisp.Def("(use-local-map KEYMAP)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			m, x := value{}, (*exit)(nil)
			if !v.IsNil() {
				if m, x = s.arg(in, v); x != nil {
					return value{}, x
				}
			}
			s.setLocal(s.buf.Current(), m)
			return value{}, nil
		}), "Make KEYMAP, a keymap or nil, the keymap of the current buffer."),
		lisp.Def("(current-active-maps &optional OLP POSITION)", lisp.Fn2(func(*interp, value, value) (value, *exit) {
			return lisp.List(s.active()...), nil
		}), "Return the list of keymaps that are searched in the current buffer."),
		lisp.Def("(current-minor-mode-maps)", lisp.Fn0(func(*interp) (value, *exit) {
			maps := s.active()
			n := len(maps) - 1
			if !s.local[s.buf.Current()].IsNil() {
				n--
			}
			return lisp.List(maps[:n]...), nil
		}), "Return the list of keymaps of the minor modes that are on."),
		lisp.Def("(key-binding KEY &optional ACCEPT-DEFAULT NO-REMAP POSITION)",
			lisp.Fn4(func(in *interp, key, dflt, noRemap, _ value) (value, *exit) {
				v, x := whole(in, key, dflt)
				if x != nil || !v.IsSymbol() || v.IsNil() || !noRemap.IsNil() {
					return v, x
				}
				to, x := whole(in, lisp.NewVector([]value{in.Sym("remap"), v}), lisp.Nil)
				if !to.IsNil() {
					v = to
				}
				return v, x
			}), "Return the binding of the key sequence KEY in the active keymaps."),
		lisp.Def("(global-key-binding KEYS &optional ACCEPT-DEFAULT)",
			lisp.Fn2(func(in *interp, key, dflt value) (value, *exit) { return s.lookup(in, s.global, key, !dflt.IsNil()) }),
			"Return the binding of KEYS in the global keymap."),
		lisp.Def("(local-key-binding KEYS &optional ACCEPT-DEFAULT)", lisp.Fn2(func(in *interp, key, dflt value) (value, *exit) {
			m := s.local[s.buf.Current()]
			if m.IsNil() {
				return value{}, nil
			}
			return s.lookup(in, m, key, !dflt.IsNil())
		}), "Return the binding of KEYS in the keymap of the current buffer."),
		lisp.Def("(command-remapping COMMAND &optional POSITION KEYMAPS)", lisp.Fn3(func(in *interp, c, _, maps value) (value, *exit) {
			if !c.IsSymbol() {
				return value{}, nil
			}
			key := lisp.NewVector([]value{in.Sym("remap"), c})
			if maps.IsNil() {
				return whole(in, key, lisp.Nil)
			}
			return s.lookupKey(in, maps, key, lisp.Nil)
		}), "Return the command that COMMAND is remapped to, or nil."),
	}
}

func (s *state) setLocal(b *buffer.Buffer, m value) {
	if m.IsNil() {
		delete(s.local, b)
	} else {
		s.local[b] = m
	}
}
