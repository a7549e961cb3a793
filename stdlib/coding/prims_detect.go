package coding

import (
	"slices"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/charset"
)

// detectPrims are about which coding systems a text is in, or can be in.
func (s *State) detectPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(detect-coding-string STRING &optional HIGHEST)", lisp.Fn2(func(in *interp, str *lisp.String, highest value) (value, *exit) {
			return s.detect(in, bytesOf(str), highest)
		}), "Return a list of coding systems that STRING may be encoded in; with HIGHEST the likeliest one."),
		lisp.Def("(detect-coding-region START END &optional HIGHEST)", lisp.Fn3(func(in *interp, start, end, highest value) (value, *exit) {
			from, to, x := s.buf.Region(in, start, end)
			if x != nil {
				return value{}, x
			}
			return s.detect(in, bytesOf(s.buf.Substring(s.buf.Current(), from, to, false)), highest)
		}), "Return a list of coding systems that the text between START and END may be encoded in;\nwith HIGHEST the likeliest one."),
		lisp.Def("(coding-system-priority-list &optional HIGHESTP)", lisp.Fn1(s.priorityList),
			"Return the coding systems that detection considers, likeliest first; with HIGHESTP the first."),
		lisp.Def("(set-coding-system-priority &rest CODING-SYSTEMS)", lisp.FnN(s.setPriority),
			"Make CODING-SYSTEMS the ones that detection prefers, the first most. Of each category\n(see coding-system-category) only the first counts; it takes the place of the one in use."),
		lisp.Def("(find-coding-systems-region-internal START END &optional EXCLUDE)", lisp.Fn3(s.findSystems),
			"Return the coding systems that can encode the text between START and END, or the string\nSTART; t if it is ASCII. Those in the list EXCLUDE are left out."),
		lisp.Def("(unencodable-char-position START END CODING-SYSTEM &optional COUNT STRING)", lisp.FnN(s.unencodable),
			"Return the position of the first character between START and END that CODING-SYSTEM\ncannot encode, or nil. With COUNT return a list of at most that many positions. With STRING\nthe positions are indices in it."),
		lisp.Def("(check-coding-systems-region START END CODING-SYSTEM-LIST)", lisp.Fn3(s.checkSystems),
			"Return those of CODING-SYSTEM-LIST that cannot encode all of the text between START and\nEND, or the string START: an alist (CODING-SYSTEM POSITION...)."),
		lisp.Def("(decode-sjis-char CODE)", charDecoder("japanese-shift-jis"), "Return the character whose Shift-JIS code is CODE."),
		lisp.Def("(encode-sjis-char CH)", charEncoder("japanese-shift-jis"), "Return the Shift-JIS code of the character CH."),
		lisp.Def("(decode-big5-char CODE)", charDecoder("chinese-big5"), "Return the character whose Big5 code is CODE."),
		lisp.Def("(encode-big5-char CH)", charEncoder("chinese-big5"), "Return the Big5 code of the character CH."),
	}
}

func (s *State) detect(in *interp, b []byte, highest value) (value, *exit) {
	list := charset.Candidates(b, s.priorities(), s.nullsAllowed(in))
	if !highest.IsNil() {
		return in.Sym(list[0].Name()), nil
	}
	var l lisp.ListBuilder
	for _, c := range list {
		l.Add(in.Sym(c.Name()))
	}
	return l.List(), nil
}

// nullsAllowed reports whether a NUL says nothing about the encoding of a text.
func (s *State) nullsAllowed(in *interp) bool {
	v, _ := in.VarValue(in.Intern("inhibit-null-byte-detection"))
	return !v.IsNil()
}

func (s *State) priorityList(in *interp, highest value) (value, *exit) {
	var l lisp.ListBuilder
	for _, c := range s.priorities() {
		if !highest.IsNil() {
			return in.Sym(c.Base()), nil
		}
		l.Add(in.Sym(c.Base()))
	}
	return l.List(), nil
}

func (s *State) setPriority(in *interp, args []value) (value, *exit) {
	var first []*charset.Coding
	for _, a := range args {
		c, x := s.Lookup(in, a)
		if x != nil {
			return value{}, x
		}
		same := func(d *charset.Coding) bool { return d.Category() == c.Category() }
		if !slices.ContainsFunc(first, same) {
			first = append(first, c)
		}
	}
	for _, c := range s.priorities() {
		same := func(d *charset.Coding) bool { return d.Category() == c.Category() }
		if !slices.ContainsFunc(first, same) {
			first = append(first, c)
		}
	}
	s.order, s.reordered = first, true
	return value{}, nil
}

// textOf returns the text between start and end, or start if that is a string,
// and the position of its first character.
func (s *State) textOf(in *interp, start, end value) (*lisp.String, int, *exit) {
	if start.IsString() {
		return start.Str(), 0, nil
	}
	from, to, x := s.buf.Region(in, start, end)
	if x != nil {
		return nil, 0, x
	}
	return s.buf.Substring(s.buf.Current(), from, to, false), from + 1, nil
}

func (s *State) findSystems(in *interp, start, end, exclude value) (value, *exit) {
	str, _, x := s.textOf(in, start, end)
	if x != nil {
		return value{}, x
	}
	if !str.Multibyte() || char.IsASCII(str.Text()) {
		return lisp.T, nil
	}
	without := map[string]bool{}
	for _, v := range lisp.Slice(exclude) {
		if v.IsSymbol() {
			without[in.Symbol(v).Name()] = true
		}
	}
	var l lisp.ListBuilder
	names := slices.Clone(charset.Names())
	if i, j := slices.Index(names, "no-conversion"), slices.Index(names, "raw-text"); 0 <= i && i < j {
		names[i], names[j] = names[j], names[i] // the order of Emacs
	}
	for _, name := range names {
		c, _ := charset.Lookup(name)
		if c.Base() == name && !without[name] && c.Type() != "undecided" && len(missing(str, c, 1)) == 0 {
			l.Add(in.Sym(name))
		}
	}
	return l.List(), nil
}

// missing returns the indices of the first characters, at most limit, of str
// that c cannot encode.
func missing(str *lisp.String, c *charset.Coding, limit int) []int {
	if !str.Multibyte() || c.ASCIICompatible() && char.IsASCII(str.Text()) {
		return nil
	}
	return lacking(str, c.Encodes, limit)
}

// lacking returns the indices of the first characters, at most limit, of str
// that encodes refuses.
func lacking(str *lisp.String, encodes func(rune) bool, limit int) []int {
	var list []int
	t := str.Text()
	for i, at := 0, 0; i < len(t) && len(list) < limit; at++ {
		r, n := char.Decode(t[i:])
		if !encodes(r) {
			list = append(list, at)
		}
		i += n
	}
	return list
}

func (s *State) unencodable(in *interp, args []value) (value, *exit) {
	var count, str value
	if len(args) > 3 {
		count = args[3]
	}
	if len(args) > 4 {
		str = args[4]
	}
	start, end, coding := args[0], args[1], args[2]
	c, x := s.Lookup(in, coding)
	if x != nil {
		return value{}, x
	}
	if c.Type() == "raw-text" && !coding.IsNil() {
		return value{}, nil
	}
	text, first := (*lisp.String)(nil), 0
	if str.IsNil() {
		text, first, x = s.textOf(in, start, end)
	} else if !str.IsString() {
		x = in.WrongType("stringp", str)
	} else {
		var part value
		if part, x = in.Funcall(in.Sym("substring-no-properties"), str, start, end); x == nil {
			text, first = part.Str(), int(start.Fixnum())
		}
	}
	if x != nil {
		return value{}, x
	}
	all := text
	if str.IsString() {
		all = str.Str()
	}
	if !all.Multibyte() || char.IsASCII(all.Text()) {
		return value{}, nil
	}
	limit := 1
	if c.ASCIICompatible() && char.IsASCII(text.Text()) {
		return value{}, nil
	}
	if !count.IsNil() {
		if !count.IsFixnum() || count.Fixnum() < 0 {
			return value{}, in.WrongType("wholenump", count)
		}
		if limit = int(count.Fixnum()); limit == 0 {
			limit = text.Len() // all
		}
	}
	var l lisp.ListBuilder
	encodes := c.Encodes
	if coding.IsNil() || c.Base() == "undecided" {
		encodes = func(r rune) bool { return r < 128 }
	}
	for _, i := range lacking(text, encodes, limit) {
		if count.IsNil() {
			return lisp.Fixnum(first + i), nil
		}
		l.Add(lisp.Fixnum(first + i))
	}
	return l.List(), nil
}

func (s *State) checkSystems(in *interp, start, end, systems value) (value, *exit) {
	str, first, x := s.textOf(in, start, end)
	if x != nil {
		return value{}, x
	}
	if !str.Multibyte() || char.IsASCII(str.Text()) {
		return value{}, nil
	}
	var l lisp.ListBuilder
	for _, v := range lisp.Slice(systems) {
		c, x := s.Lookup(in, v)
		if x != nil {
			return value{}, x
		}
		if bad := missing(str, c, str.Len()); bad != nil {
			var entry lisp.ListBuilder
			entry.Add(v)
			for _, i := range bad {
				entry.Add(lisp.Fixnum(first + i))
			}
			l.Add(entry.List())
		}
	}
	return l.List(), nil
}

// charDecoder makes the primitive that decodes one character's code.
func charDecoder(system string) lisp.Callable {
	return lisp.Fn1(func(in *interp, code value) (value, *exit) {
		c, _ := charset.Lookup(system)
		if !code.IsFixnum() || code.Fixnum() < 0 {
			return value{}, in.WrongType("wholenump", code)
		}
		k := code.Fixnum()
		src := []byte{byte(k)}
		if k > 0xFF {
			src = []byte{byte(k >> 8), byte(k)}
		}
		text, _ := c.Variant(charset.Unix).DecodeWhole(nil, src)
		r, n := char.Decode(text)
		last := k == 0xDF && system == "japanese-shift-jis" // Emacs stops before it
		if last || k > 0xFFFF || n != len(text) || char.IsRawByte(r) {
			return value{}, in.Errorf("Invalid code: %d", k)
		}
		return lisp.Fixnum(int(r)), nil
	})
}

// charEncoder makes the primitive that returns a character's code.
func charEncoder(system string) lisp.Callable {
	return lisp.Fn1(func(in *interp, ch value) (value, *exit) {
		c, _ := charset.Lookup(system)
		if !ch.IsFixnum() || !char.Valid(rune(ch.Fixnum())) || ch.Fixnum() != int(rune(ch.Fixnum())) {
			return value{}, in.WrongType("characterp", ch)
		}
		r := rune(ch.Fixnum())
		if !c.Encodes(r) {
			return value{}, in.Errorf("Can't encode by %s encoding: %c", c.Base(), r)
		}
		code := 0
		for _, b := range c.EncodeWhole(nil, char.Append(nil, r), true) {
			code = code<<8 | int(b)
		}
		return lisp.Fixnum(code), nil
	})
}
