package keymap

import (
	"slices"

	"elnet/lisp"
)

const metaBit = 1 << 27

// A submap is a keymap that key sequences lead to.
type submap struct {
	keys []value
	m    value
}

// child returns the keys that lead through key in the map that keys lead to. A
// character after the meta prefix character is the character with meta.
func (s *state) child(keys []value, key value) []value {
	prefix, _ := s.in.VarValue(s.metaPrefix)
	if n := len(keys); n > 0 && keys[n-1] == prefix && key.IsFixnum() {
		return append(slices.Clone(keys[:n-1]), lisp.Fixnum(key.Fixnum()|metaBit))
	}
	return append(slices.Clone(keys), key)
}

// accessible returns the keymaps that key sequences lead to from m, m first,
// nearer ones before farther ones.
func (s *state) accessible(m value) []submap {
	all := []submap{{nil, m}}
	seen := func(m value) bool { return slices.ContainsFunc(all, func(a submap) bool { return a.m == m }) }
	for i := 0; i < len(all) && len(all) < 1<<14; i++ {
		at := all[i]
		s.walk(at.m, 0, func(key, v value) *exit {
			if key.IsCons() { // a range of characters leads to no keymap in practice
				return nil
			}
			if sub := s.get(element(s, v)); sub.IsCons() && !seen(sub) {
				all = append(all, submap{s.child(at.keys, key), sub})
			}
			return nil
		})
	}
	return all
}

// whereIs returns the key sequences that lead to definition in maps, those of
// fewer keys first.
func (s *state) whereIs(in *interp, definition value, maps []value, noIndirect, noRemap bool) ([]value, *exit) {
	var found []value
	remapped := map[value]bool{definition: true}
	for _, m := range maps {
		for _, sub := range s.accessible(m) {
			var x *exit
			s.walk(sub.m, 0, func(key, v value) *exit {
				if !noIndirect {
					v = element(s, v)
				}
				if !sameBinding(in, v, definition) {
					return nil
				}
				if key.IsCons() {
					key = key.Cons().Car
				}
				keys := s.child(sub.keys, key)
				if len(keys) == 2 && keys[0] == in.Sym("remap") && keys[1].IsSymbol() && !noRemap && !remapped[keys[1]] {
					remapped[keys[1]] = true
					var more []value
					if more, x = s.whereIs(in, keys[1], maps, noIndirect, true); x == nil {
						found = append(found, more...)
					}
					return x
				}
				if keys[0] == in.Sym("menu-bar") || keys[0] == in.Sym("remap") && !noRemap || !s.leadsTo(in, maps, keys, definition) {
					return nil
				}
				found = append(found, lisp.NewVector(keys))
				return nil
			})
			if x != nil {
				return nil, x
			}
		}
	}
	slices.SortStableFunc(found, func(a, b value) int { return len(a.Vector().Slots) - len(b.Vector().Slots) })
	return found, nil
}

// leadsTo reports whether no map shadows that keys lead to definition.
func (s *state) leadsTo(in *interp, maps, keys []value, definition value) bool {
	for _, m := range maps {
		v, x := s.lookup(in, s.get(m), lisp.NewVector(slices.Clone(keys)), false)
		if x != nil || v.IsFixnum() || v.IsNil() {
			continue
		}
		v = element(s, v)
		return sameBinding(in, v, definition)
	}
	return true
}

// sameBinding reports whether v is the definition that is looked for. Only lists
// are compared element by element.
func sameBinding(in *interp, v, definition value) bool {
	return v == definition || definition.IsCons() && lisp.Equal(in, v, definition)
}

func (s *state) whereIsInternal(in *interp, a []value) (value, *exit) {
	definition := a[0]
	var arg [5]value
	copy(arg[:], a)
	var maps []value
	switch {
	case arg[1].IsNil():
		maps = s.active()
	case !s.get(arg[1]).IsNil():
		maps = []value{arg[1], s.global}
	case arg[1].IsCons() && !s.get(lisp.Car(arg[1])).IsNil():
		maps = lisp.Slice(arg[1])
	default:
		return value{}, in.WrongType("keymapp", arg[1])
	}
	for i, m := range maps {
		var x *exit
		if maps[i], x = s.arg(in, m); x != nil {
			return value{}, x
		}
	}
	if definition.IsFixnum() && definition.Fixnum() >= 0 { // looking its key up would mean a key that is too long
		return value{}, nil
	}
	maps = slices.Compact(maps)
	found, x := s.whereIs(in, definition, maps, !arg[3].IsNil(), !arg[4].IsNil())
	if x != nil || arg[2].IsNil() {
		return lisp.List(found...), x
	}
	ascii := func(v value) bool {
		return !slices.ContainsFunc(v.Vector().Slots, func(k value) bool { return !k.IsFixnum() || k.Fixnum()&^metaBit > 127 })
	}
	if i := slices.IndexFunc(found, ascii); i >= 0 && arg[2] != in.Sym("non-ascii") {
		return found[i], nil
	}
	if len(found) > 0 {
		return found[0], nil
	}
	return value{}, nil
}

func (s *state) wherePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(where-is-internal DEFINITION &optional KEYMAP FIRSTONLY NOINDIRECT NO-REMAP)", lisp.FnN(s.whereIsInternal),
			"Return the key sequences, vectors, that run the command DEFINITION, short ones first.\n"+
				"KEYMAP is a keymap that is searched before the global one, or a list of all to search; by default the\n"+
				"active ones. If FIRSTONLY, return one only: one of ASCII characters if there is one, unless it is non-ascii."),
		lisp.Def("(accessible-keymaps KEYMAP &optional PREFIX)", lisp.Fn2(func(in *interp, v, prefix value) (value, *exit) {
			if !prefix.IsNil() {
				if _, x := in.Funcall(in.Sym("length"), prefix); x != nil || v.IsNil() {
					return value{}, x
				}
			}
			var m value
			var x *exit
			if prefix.IsNil() || !v.IsCons() { // below a prefix it may be a list of keymaps
				if m, x = s.arg(in, v); x != nil {
					return value{}, x
				}
			}
			var start []value
			if !prefix.IsNil() {
				if start, x = s.events(in, prefix); x != nil {
					return value{}, x
				}
				m = s.get(v)
				if len(start) > 0 {
					sub, x := s.lookupKey(in, v, prefix, value{})
					if m = s.get(sub); x != nil || !m.IsCons() {
						return value{}, x
					}
				}
			}
			var b lisp.ListBuilder
			if m.IsNil() {
				return m, nil
			}
			for _, sub := range s.accessible(m) {
				b.Add(lisp.NewCons(lisp.NewVector(append(slices.Clone(start), sub.keys...)), sub.m))
			}
			return b.List(), nil
		}), "Return an alist of the key sequences, vectors, and the keymaps that they lead to from KEYMAP, which is its first element.\nPREFIX is a key sequence to start with."),
	}
}
