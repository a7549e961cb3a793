package coding

import (
	"slices"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/charset"
)

// charsetPrims are the primitives on charsets.
func (s *State) charsetPrims() []lisp.Prim {
	with := func(f func(in *interp, d *charsetDef) value) lisp.Callable {
		return lisp.Fn1(func(in *interp, v value) (value, *exit) {
			d, x := s.charset(in, v)
			if x != nil {
				return value{}, x
			}
			return f(in, d), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(charsetp OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			return lisp.Bool(s.isCharset(in, v)), nil
		}), "Return t if OBJECT names a charset."),
		lisp.Def("(decode-char CHARSET CODE-POINT)", lisp.Fn2(s.decodeChar),
			"Return the character that has CODE-POINT in CHARSET, nil if none."),
		lisp.Def("(encode-char CH CHARSET)", lisp.Fn2(s.encodeChar),
			"Return the code point of the character CH in CHARSET, nil if it is not in it."),
		lisp.Def("(char-charset CH &optional RESTRICTION)", lisp.Fn2(s.charCharset),
			"Return the charset of the character CH, of those in RESTRICTION, a list or a coding system."),
		lisp.Def("(split-char CH)", lisp.Fn1(s.splitChar),
			"Return (CHARSET BYTE...), the charset of the character CH and its code point there."),
		lisp.Def("(make-char CHARSET &optional CODE1 CODE2 CODE3 CODE4)", lisp.FnN(s.makeChar),
			"Return the character that has the code point of the bytes CODE1, CODE2, CODE3 and CODE4 in CHARSET.\n"+
				"A byte left out is the least of CHARSET."),
		lisp.Def("(charset-after &optional POS)", lisp.Fn1(func(in *interp, pos value) (value, *exit) {
			c, x := in.Funcall(in.Sym("char-after"), pos)
			if x != nil || c.IsNil() {
				return value{}, x
			}
			return s.charCharset(in, c, value{})
		}), "Return the charset of the character after POS, by default point; nil at the end of the buffer."),
		lisp.Def("(find-charset-string STR &optional TABLE)", lisp.Fn2(func(in *interp, str *lisp.String, _ value) (value, *exit) {
			if str.Len() == 0 && str.Multibyte() {
				return lisp.List(in.Sym("ascii")), nil
			}
			return s.charsetsIn(in, str), nil
		}), "Return the list of the charsets of the characters of STR."),
		lisp.Def("(find-charset-region BEG END &optional TABLE)", lisp.Fn3(func(in *interp, beg, end, _ value) (value, *exit) {
			str, x := in.Funcall(in.Sym("buffer-substring-no-properties"), beg, end)
			if x != nil {
				return value{}, x
			}
			if str.Str().Len() == 0 { // Emacs looks at the end of the text
				return lisp.List(in.Sym("ascii")), nil
			}
			return s.charsetsIn(in, str.Str()), nil
		}), "Return the list of the charsets of the characters from BEG to END."),
		lisp.Def("(charset-plist CHARSET)", with(func(_ *interp, d *charsetDef) value { return d.plist }), "Return the properties of CHARSET."),
		lisp.Def("(set-charset-plist CHARSET PLIST)", lisp.Fn2(func(in *interp, v, plist value) (value, *exit) {
			d, x := s.charset(in, v)
			if x == nil {
				d.plist = plist
			}
			return plist, x
		}), "Make PLIST the properties of CHARSET. It changes no conversion."),
		lisp.Def("(charset-id-internal &optional CHARSET)", with(func(_ *interp, d *charsetDef) value { return lisp.Fixnum(d.id) }),
			"Return the number of CHARSET."),
		lisp.Def("(charset-priority-list &optional HIGHESTP)", lisp.Fn1(func(in *interp, first value) (value, *exit) {
			var l lisp.ListBuilder
			for _, d := range s.ordered(in) {
				if !first.IsNil() {
					return d.sym, nil
				}
				l.Add(d.sym)
			}
			return l.List(), nil
		}), "Return the list of charsets, the preferred ones first; with HIGHESTP the first alone."),
		lisp.Def("(set-charset-priority CHARSET &rest CHARSETS)", lisp.FnN(s.preferCharsets),
			"Make CHARSET and CHARSETS the charsets that char-charset tries first. Return nil."),
		lisp.Def("(sort-charsets CHARSETS)", lisp.Fn1(s.sortCharsets), "Return the list CHARSETS sorted in place, preferred charsets first."),
		lisp.Def("(map-charset-chars FUNCTION CHARSET &optional ARG FROM-CODE TO-CODE)", lisp.FnN(s.mapChars),
			"Call FUNCTION with (FROM . TO) and ARG for each range of characters of CHARSET.\n"+
				"FROM-CODE and TO-CODE bound the code points."),
		lisp.Def("(define-charset-alias ALIAS CHARSET)", lisp.Fn2(func(in *interp, alias, v value) (value, *exit) {
			d, x := s.charset(in, v)
			if x == nil && alias.IsSymbol() {
				s.charsets.byName[in.Symbol(alias).Name()] = d
			}
			return value{}, x
		}), "Make ALIAS another name of CHARSET."),
		lisp.Def("(iso-charset DIMENSION CHARS FINAL-CHAR)", lisp.Fn3(func(in *interp, dim, chars, final value) (value, *exit) {
			key, x := isoKey(in, dim, chars, final)
			if x != nil {
				return value{}, x
			}
			if d := s.sets(in).iso[key]; d != nil {
				return d.sym, nil
			}
			return value{}, nil
		}), "Return the charset that ISO 2022 designates by DIMENSION, CHARS and FINAL-CHAR, or nil."),
		lisp.Def("(declare-equiv-charset DIMENSION CHARS FINAL-CHAR CHARSET)", lisp.Fn4(func(in *interp, dim, chars, final, v value) (value, *exit) {
			key, x := isoKey(in, dim, chars, final)
			if x != nil {
				return value{}, x
			}
			d, x := s.charset(in, v)
			if x == nil {
				s.charsets.iso[key] = d
			}
			return value{}, x
		}), "Let DIMENSION, CHARS and FINAL-CHAR designate CHARSET. Return nil."),
		lisp.Def("(get-unused-iso-final-char DIMENSION CHARS)", lisp.Fn2(func(in *interp, dim, chars value) (value, *exit) {
			key, x := isoKey(in, dim, chars, lisp.Fixnum('0'))
			for ; x == nil && key[2] <= '?'; key[2]++ {
				if s.sets(in).iso[key] == nil {
					return lisp.Fixnum(key[2]), nil
				}
			}
			return value{}, x
		}), "Return a final character, from ‘0’ to ‘?’, that designates no charset of DIMENSION and CHARS, nil if all do."),
		lisp.Def("(clear-charset-maps)", lisp.Fn0(func(*interp) (value, *exit) { return value{}, nil }),
			"Do nothing: the tables of charsets are part of the program. Return nil."),
		lisp.Def("(unify-charset CHARSET &optional UNIFY-MAP DEUNIFY)", lisp.Fn3(s.unify),
			"Let CHARSET, whose characters are beyond Unicode, have those of the vector UNIFY-MAP.\n"+
				"It is [CODE CHARACTER...]. DEUNIFY undoes that. Return nil."),
		lisp.Def("(define-charset-internal NAME DIMENSION CODE-SPACE MIN-CODE MAX-CODE ISO-FINAL ISO-REVISION MULE-ID ASCII SUPPLEMENTARY INVALID-CODE OFFSET MAP SUBSET SUPERSET UNIFY-MAP PLIST &rest IGNORED)",
			lisp.FnN(s.defineCharset), "Define the charset NAME; see define-charset, which calls this."),
	}
}

// charsetsIn lists the charsets of the characters of str.
func (s *State) charsetsIn(in *interp, str *lisp.String) value {
	seen := map[*charsetDef]bool{}
	for i := range str.Len() {
		c := str.At(i)
		if c >= 0x80 && !str.Multibyte() {
			c = char.RawByte(byte(c))
		}
		seen[s.charsetOf(in, c)] = true
	}
	var l lisp.ListBuilder
	for _, d := range s.sets(in).all {
		if seen[d] {
			l.Add(d.sym)
		}
	}
	return l.List()
}

func (s *State) preferCharsets(in *interp, args []value) (value, *exit) {
	var first []*charsetDef
	for _, v := range args {
		d, x := s.charset(in, v)
		if x != nil {
			return value{}, x
		}
		if !slices.Contains(first, d) {
			first = append(first, d)
		}
	}
	for _, d := range s.charsets.first {
		if !slices.Contains(first, d) {
			first = append(first, d)
		}
	}
	s.charsets.first = first
	return value{}, nil
}

func (s *State) sortCharsets(in *interp, list value) (value, *exit) {
	if !list.IsList() {
		return value{}, in.WrongType("listp", list)
	}
	rank := map[*charsetDef]int{}
	for i, d := range s.ordered(in) {
		rank[d] = i
	}
	names := lisp.Slice(list)
	place := map[value]int{}
	for _, v := range names {
		d, x := s.charset(in, v)
		if x != nil {
			return value{}, x
		}
		place[v] = rank[d]
	}
	slices.SortStableFunc(names, func(a, b value) int { return place[a] - place[b] })
	for l := list; l.IsCons(); l = l.Cons().Cdr {
		l.Cons().Car = names[0]
		names = names[1:]
	}
	return list, nil
}

// mapChars is map-charset-chars.
func (s *State) mapChars(in *interp, args []value) (value, *exit) {
	d, x := s.charset(in, args[1])
	if x != nil {
		return value{}, x
	}
	arg := make([]value, 3)
	copy(arg, args[2:])
	least, _ := d.Code(0)
	bound := func(v value, otherwise int) int {
		if v.IsFixnum() {
			return v.Fixnum()
		}
		return otherwise
	}
	size := 1
	for i := 0; i < len(d.Space); i += 2 {
		size *= d.Space[i+1] - d.Space[i] + 1
	}
	most, _ := d.Code(size - 1)
	from, to := max(bound(arg[1], least), least), min(bound(arg[2], most), most)
	call := func(a, b rune) *exit {
		_, x := in.Funcall(args[0], lisp.NewCons(lisp.Fixnum(int(a)), lisp.Fixnum(int(b))), arg[0])
		return x
	}
	if d.Linear && d.unify == nil {
		a, ok1 := d.Decode(from)
		b, ok2 := d.Decode(to)
		if !ok1 || !ok2 || a > b {
			return value{}, nil
		}
		return value{}, call(a, b)
	}
	var chars []rune
	for i := range size {
		if code, _ := d.Code(i); code >= from && code <= to {
			if c, ok := d.decode(code); ok {
				chars = append(chars, c)
			}
		}
	}
	slices.Sort(chars)
	chars = slices.Compact(chars)
	for i := 0; i < len(chars); {
		j := i
		for j+1 < len(chars) && chars[j+1] == chars[j]+1 {
			j++
		}
		if x := call(chars[i], chars[j]); x != nil {
			return value{}, x
		}
		i = j + 1
	}
	return value{}, nil
}

// isoKey checks what designates a charset in ISO 2022.
func isoKey(in *interp, dim, chars, final value) (key [3]int, x *exit) {
	for _, v := range []value{dim, chars} {
		if !v.IsFixnum() {
			return key, in.WrongType("fixnump", v)
		}
	}
	if !final.IsFixnum() || final.Fixnum() < 0 || final.Fixnum() > char.Max {
		return key, in.WrongType("characterp", final)
	}
	key = [3]int{dim.Fixnum(), chars.Fixnum(), final.Fixnum()}
	switch {
	case key[0] < 1 || key[0] > 3:
		return key, in.Errorf("Invalid DIMENSION %d, it should be 1, 2, or 3", key[0])
	case key[1] != 94 && key[1] != 96:
		return key, in.Errorf("Invalid CHARS %d, it should be 94 or 96", key[1])
	case key[2] < '0' || key[2] > '~':
		return key, in.Errorf("Invalid FINAL-CHAR ‘%c’, it should be ‘0’..‘~’", rune(key[2]))
	}
	return key, nil
}

func (s *State) unify(in *interp, v, mapping, undo value) (value, *exit) {
	d, x := s.charset(in, v)
	if x != nil {
		return value{}, x
	}
	if !undo.IsNil() {
		d.unify = nil
		return value{}, nil
	}
	if mapping.IsNil() && !d.Linear && len(d.Space) > 2 {
		return value{}, nil // it has Unicode's characters already
	}
	if !d.Linear || d.Offset < char.MaxUnicode+1 || !mapping.IsVector() {
		return value{}, in.Errorf("Can’t unify charset: %s", d.Name)
	}
	d.unify = map[int]rune{}
	pairs := mapping.Vector().Slots
	for i := 0; i+1 < len(pairs); i += 2 {
		c, x := s.charArg(in, pairs[i+1])
		if x != nil {
			return value{}, x
		}
		if pairs[i].IsFixnum() {
			d.unify[pairs[i].Fixnum()] = c
		}
	}
	return value{}, nil
}

// defineCharset is define-charset-internal.
func (s *State) defineCharset(in *interp, a []value) (value, *exit) {
	s.sets(in)
	name, space := a[0], a[2]
	if !space.IsVector() {
		return value{}, in.WrongType("arrayp", space)
	}
	slots := space.Vector().Slots
	set := &charset.Set{ASCII: !a[8].IsNil(), Supplementary: !a[9].IsNil()}
	if len(slots) < 8 {
		return value{}, in.ArgsOutOfRange(space, lisp.Fixnum(len(slots)))
	}
	dim := 4
	if a[1].IsFixnum() {
		if dim = a[1].Fixnum(); dim < 1 || dim > 4 {
			return value{}, in.ArgsOutOfRange(a[1], lisp.Fixnum(1), lisp.Fixnum(4))
		}
	}
	for i := 0; i < 2*dim; i += 2 {
		lo, hi := slots[i], slots[i+1]
		if !lo.IsFixnum() || lo.Fixnum() < 0 || lo.Fixnum() > 255 {
			return value{}, in.ArgsOutOfRange(lo, lisp.Fixnum(0), lisp.Fixnum(255))
		}
		if !hi.IsFixnum() || hi.Fixnum() < lo.Fixnum() || hi.Fixnum() > 255 {
			return value{}, in.ArgsOutOfRange(hi, lo, lisp.Fixnum(255))
		}
		set.Space = append(set.Space, lo.Fixnum(), hi.Fixnum())
	}
	if !name.IsSymbol() {
		return value{}, in.WrongType("symbolp", name)
	}
	set.Name = in.Symbol(name).Name()
	if a[5].IsFixnum() {
		set.Final = a[5].Fixnum()
	}
	low, high := 0, 1<<32
	if a[3].IsFixnum() {
		low = a[3].Fixnum()
	}
	if a[4].IsFixnum() {
		high = a[4].Fixnum()
	}
	if x := s.convertBy(in, set, a[11], a[12], a[13], a[14], low, high); x != nil {
		return value{}, x
	}
	plist := a[16]
	if plist.IsNil() {
		plist = lisp.List(in.Sym(":name"), name)
	}
	s.addCharset(in, set, name, plist)
	return value{}, nil
}

// convertBy sets how the charset converts: by an offset, a map, as a part of
// another charset, or as several of them. Codes below low and above high are none.
func (s *State) convertBy(in *interp, set *charset.Set, offset, mapping, subset, superset value, low, high int) *exit {
	limited := func(code int) bool { return code >= low && code <= high }
	switch {
	case offset.IsFixnum():
		first, _ := set.Code(0)
		if low > first || high < 1<<32 {
			base, _ := set.Index(max(low, first))
			set.CustomSet(func(code int) (rune, bool) {
				i, ok := set.Index(code)
				return rune(offset.Fixnum() + i - base), ok && limited(code)
			}, func(c rune) (int, bool) {
				code, ok := set.Code(int(c) - offset.Fixnum() + base)
				return code, ok && int(c) >= offset.Fixnum() && limited(code)
			})
			return nil
		}
		set.Linear, set.Offset = true, rune(offset.Fixnum())
		return nil
	case mapping.IsVector():
		return s.convertByMap(in, set, mapping.Vector().Slots, limited)
	case mapping.IsString():
		return in.SignalNamed("file-missing", lisp.NewString("Loading charset map"), lisp.NewString("No such file or directory"), mapping)
	case subset.IsCons():
		l := lisp.Slice(subset)
		d, x := s.charset(in, l[0])
		if x != nil {
			return x
		}
		if len(l) != 4 || !l[1].IsFixnum() || !l[2].IsFixnum() || !l[3].IsFixnum() {
			return in.Errorf("Invalid :subset")
		}
		from, to, add := l[1].Fixnum(), l[2].Fixnum(), l[3].Fixnum()
		set.CustomSet(func(code int) (rune, bool) {
			if code -= add; code < from || code > to {
				return 0, false
			}
			return d.decode(code)
		}, func(c rune) (int, bool) {
			code, ok := d.encode(c)
			return code + add, ok && code >= from && code <= to
		})
		return nil
	case superset.IsCons():
		return s.convertByParents(in, set, lisp.Slice(superset))
	}
	return in.Errorf("None of :code-offset, :map, :parents are specified")
}

// convertByMap reads a map [CODE CHARACTER ...] or [(FROM . TO) CHARACTER ...].
func (s *State) convertByMap(in *interp, set *charset.Set, slots []value, limited func(code int) bool) *exit {
	chars, codes := map[int]rune{}, map[rune]int{}
	if len(slots)%2 != 0 {
		return in.Errorf("Invalid :map")
	}
	for i := 0; i < len(slots); i += 2 {
		c, x := s.charArg(in, slots[i+1])
		if x != nil {
			return x
		}
		from, to := slots[i], slots[i]
		if from.IsCons() {
			from, to = from.Cons().Car, to.Cons().Cdr
		}
		if !from.IsFixnum() || !to.IsFixnum() || to.Fixnum()-from.Fixnum() > char.Max {
			return in.WrongType("fixnump", from)
		}
		for code := from.Fixnum(); code <= to.Fixnum(); code++ {
			if _, ok := codes[c]; !ok {
				codes[c] = code
			}
			chars[code] = c
			c++
		}
	}
	set.CustomSet(func(code int) (rune, bool) {
		c, ok := chars[code]
		return c, ok && limited(code)
	}, func(c rune) (int, bool) {
		code, ok := codes[c]
		return code, ok && limited(code)
	})
	return nil
}

// convertByParents makes set the union of charsets: names, or (NAME . OFFSET),
// where OFFSET is added to the codes.
func (s *State) convertByParents(in *interp, set *charset.Set, list []value) *exit {
	type parent struct {
		*charsetDef
		add int
	}
	var parents []parent
	for _, v := range list {
		p := parent{}
		if v.IsCons() {
			if v.Cons().Cdr.IsFixnum() {
				p.add = v.Cons().Cdr.Fixnum()
			}
			v = v.Cons().Car
		}
		var x *exit
		if p.charsetDef, x = s.charset(in, v); x != nil {
			return x
		}
		parents = append(parents, p)
	}
	set.CustomSet(func(code int) (rune, bool) {
		for _, p := range parents {
			if c, ok := p.decode(code - p.add); ok {
				return c, true
			}
		}
		return 0, false
	}, func(c rune) (int, bool) {
		for _, p := range parents {
			if code, ok := p.encode(c); ok {
				return code + p.add, true
			}
		}
		return 0, false
	})
	return nil
}
