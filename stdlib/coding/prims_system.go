package coding

import (
	"elnet/lisp"
	"elnet/stdlib/internal/charset"
)

func (s *State) systemPrims() []lisp.Prim {
	byCoding := func(f func(in *interp, c *charset.Coding, sym value) value) lisp.Callable {
		return lisp.Fn1(func(in *interp, sym value) (value, *exit) {
			c, x := s.Lookup(in, sym)
			if x != nil {
				return value{}, x
			}
			return f(in, c, sym), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(coding-system-p OBJECT)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			return lisp.Bool(s.find(in, v) != nil), nil
		}), "Return t if OBJECT is nil or a symbol that names a coding system."),
		lisp.Def("(check-coding-system CODING-SYSTEM)", byCoding(func(_ *interp, _ *charset.Coding, sym value) value { return sym }),
			"Return CODING-SYSTEM if it names a coding system, else signal coding-system-error."),
		lisp.Def("(coding-system-base CODING-SYSTEM)", byCoding(func(in *interp, c *charset.Coding, _ value) value { return in.Sym(c.Base()) }),
			"Return the name of CODING-SYSTEM without its kind of line end, aliases resolved."),
		lisp.Def("(coding-system-aliases CODING-SYSTEM)", byCoding(func(in *interp, c *charset.Coding, _ value) value {
			var l lisp.ListBuilder
			for _, n := range c.Aliases() {
				l.Add(in.Sym(n))
			}
			for a, n := range s.aliases {
				if n == c.Name() {
					l.Add(in.Sym(a))
				}
			}
			return l.List()
		}), "Return the names of CODING-SYSTEM."),
		lisp.Def("(coding-system-eol-type CODING-SYSTEM)", lisp.Fn1(func(in *interp, sym value) (value, *exit) {
			c := s.find(in, sym)
			if c == nil {
				return value{}, nil
			}
			if c.EOL() != charset.Undecided {
				return lisp.Fixnum(int(c.EOL())), nil
			}
			v := make([]value, 3)
			for i, e := range []charset.EOL{charset.Unix, charset.DOS, charset.Mac} {
				v[i] = in.Sym(c.Variant(e).Name())
			}
			return lisp.NewVector(v), nil
		}), "Return 0, 1 or 2 for line ends LF, CRLF, CR; a vector of the three variants if that is left\nopen; nil if CODING-SYSTEM is none."),
		lisp.Def("(coding-system-plist CODING-SYSTEM)", byCoding(s.plist), "Return the properties of CODING-SYSTEM."),
		lisp.Def("(coding-system-put CODING-SYSTEM PROP VAL)", lisp.Fn3(func(in *interp, sym, prop, v value) (value, *exit) {
			c, x := s.Lookup(in, sym)
			if x != nil {
				return value{}, x
			}
			s.extra[c.Base()] = lisp.NewCons(prop, lisp.NewCons(v, s.extra[c.Base()]))
			return v, nil
		}), "Give CODING-SYSTEM the property PROP with the value VAL."),
		lisp.Def("(define-coding-system-alias ALIAS CODING-SYSTEM)", lisp.Fn2(s.defineAlias), "Make ALIAS another name of CODING-SYSTEM."),
		lisp.Def("(keyboard-coding-system &optional TERMINAL)", ofTerminal(&s.keyboard), "Return the coding system of the keyboard of TERMINAL."),
		lisp.Def("(terminal-coding-system &optional TERMINAL)", ofTerminal(&s.terminal), "Return the coding system of what TERMINAL shows."),
		lisp.Def("(set-keyboard-coding-system-internal CODING-SYSTEM &optional TERMINAL)", s.setOfTerminal(&s.keyboard, "no-conversion"),
			"Make CODING-SYSTEM that of the keyboard of TERMINAL; nil is no-conversion.\nStandard input is UTF-8 whatever it is."),
		lisp.Def("(set-terminal-coding-system-internal CODING-SYSTEM &optional TERMINAL)", s.setOfTerminal(&s.terminal, "nil"),
			"Make CODING-SYSTEM that of what TERMINAL shows.\nStandard output is UTF-8 whatever it is."),
		lisp.Def("(locale-info ITEM)", lisp.Fn1(func(in *interp, item value) (value, *exit) {
			if item == in.Sym("codeset") {
				return lisp.NewString("UTF-8"), nil
			}
			return value{}, nil
		}), "Return what the locale says about ITEM: codeset is \"UTF-8\", nothing else is known."),
		lisp.Def("(find-operation-coding-system OPERATION ARGUMENTS...)", lisp.FnN(s.findOperation),
			"Return (DECODING . ENCODING) that the coding system alists say for OPERATION with ARGUMENTS, or nil."),
	}
}

func (s *State) plist(in *interp, c *charset.Coding, _ value) value {
	if given, ok := s.user[c.Base()]; ok && c.Defined() {
		return lisp.ListTail(lisp.Slice(s.extra[c.Base()]), given)
	}
	var l lisp.ListBuilder
	add := func(k string, v value) {
		l.Add(in.Sym(k))
		l.Add(v)
	}
	add(":ascii-compatible-p", lisp.Bool(c.ASCIICompatible()))
	if n := c.Category(); n != "" {
		add(":category", in.Sym(n))
	}
	if word := c.CharsetWord(); word != "" {
		add(":charset-list", in.Sym(word))
	} else if names := c.Charsets(); len(names) > 0 {
		var l lisp.ListBuilder
		for _, n := range names {
			l.Add(in.Sym(n))
		}
		add(":charset-list", l.List())
	}
	add(":name", in.Sym(c.Base()))
	add(":coding-type", in.Sym(c.Type()))
	add(":mnemonic", lisp.Fixnum(int(c.Mnemonic())))
	if n := c.MIME(); n != "" {
		add(":mime-charset", in.Sym(n))
	}
	return lisp.ListTail(lisp.Slice(s.extra[c.Base()]), l.List())
}

func (s *State) defineAlias(in *interp, alias, coding value) (value, *exit) {
	if !alias.IsSymbol() {
		return value{}, in.WrongType("symbolp", alias)
	}
	c, x := s.Lookup(in, coding)
	if x != nil {
		return value{}, x
	}
	name := in.Symbol(alias).Name()
	delete(s.names, name)
	s.aliases[name] = c.Name()
	if c.Defined() {
		in.Put(in.Intern(name), in.Sym("elnet--coding"), lisp.NewObject(box{c}))
	}
	if c.EOL() == charset.Undecided {
		for _, e := range []charset.EOL{charset.Unix, charset.DOS, charset.Mac} {
			v := c.Variant(e).Name()
			s.aliases[name+v[len(c.Name()):]] = v
			if base := c.Base(); len(v) > len(base) && v[:len(base)] == base {
				s.aliases[name+v[len(base):]] = v
			}
			s.remember(in, name+[...]string{"-unix", "-dos", "-mac"}[e])
		}
	}
	s.remember(in, name)
	return value{}, nil
}

// findOperation looks the target of a file, process or network operation up in
// the alist for it.
func (s *State) findOperation(in *interp, a []value) (value, *exit) {
	if !a[0].IsSymbol() {
		return value{}, in.WrongType("symbolp", a[0])
	}
	alist, index := "", 0
	switch in.Symbol(a[0]).Name() {
	case "insert-file-contents", "write-region":
		alist, index = "file-coding-system-alist", 0
		if in.Symbol(a[0]).Name() == "write-region" {
			index = 2
		}
	case "call-process", "call-process-region":
		alist = "process-coding-system-alist"
		if in.Symbol(a[0]).Name() == "call-process-region" {
			index = 2
		}
	case "start-process":
		alist, index = "process-coding-system-alist", 2
	case "open-network-stream":
		alist, index = "network-coding-system-alist", 3
	default:
		return value{}, in.Errorf("Invalid first argument")
	}
	if index+1 >= len(a) {
		return value{}, in.Errorf("Too few arguments")
	}
	target := a[index+1]
	list, _ := in.VarValue(in.Intern(alist))
	for _, e := range lisp.Slice(list) {
		key := lisp.Car(e)
		match := key == target && target.IsFixnum()
		if key.IsString() && target.IsString() {
			v, x := in.Funcall(in.Sym("string-match"), key, target)
			if x != nil {
				return value{}, x
			}
			match = !v.IsNil()
		}
		if !match {
			continue
		}
		v := lisp.Cdr(e)
		switch {
		case v.IsCons():
			return v, nil
		case s.find(in, v) != nil && !v.IsNil():
			return lisp.NewCons(v, v), nil
		case v.IsSymbol() && !v.IsNil():
			r, x := in.Funcall(v, lisp.List(a...))
			if x != nil || r.IsCons() {
				return r, x
			}
			if !r.IsNil() && s.find(in, r) != nil {
				return lisp.NewCons(r, r), nil
			}
		}
		return value{}, nil
	}
	if alist == "file-coding-system-alist" && index == 0 {
		return lisp.List(in.Sym("undecided")), nil
	}
	return value{}, nil
}

// liveTerminal signals unless v stands for the terminal.
func liveTerminal(in *interp, v value) *exit {
	if v.IsNil() {
		return nil
	}
	live, x := in.Funcall(in.Sym("terminal-live-p"), v)
	if x == nil && live.IsNil() {
		x = in.WrongType("terminal-live-p", v)
	}
	return x
}

// ofTerminal makes the primitive that returns a coding system of the terminal.
func ofTerminal(coding *value) lisp.Callable {
	return lisp.Fn1(func(in *interp, terminal value) (value, *exit) {
		return *coding, liveTerminal(in, terminal)
	})
}

// setOfTerminal makes the primitive that sets it; byNil is what nil stands for.
func (s *State) setOfTerminal(coding *value, byNil string) lisp.Callable {
	return lisp.Fn2(func(in *interp, sym, terminal value) (value, *exit) {
		if !sym.IsSymbol() {
			return value{}, in.WrongType("symbolp", sym)
		}
		if x := liveTerminal(in, terminal); x != nil {
			return value{}, x
		}
		if _, x := s.Lookup(in, sym); x != nil {
			return value{}, x
		}
		if sym.IsNil() {
			sym = in.Sym(byNil)
		}
		*coding = sym
		return lisp.Nil, nil
	})
}
