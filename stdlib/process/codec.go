package process

import (
	"elnet/lisp"
	"elnet/stdlib/internal/charset"
)

// codec finds the coding system called v. The symbol nil has none.
func (s *State) codec(in *lisp.Interp, v lisp.Value) (codec, *lisp.Exit) {
	switch {
	case v.IsNil():
		return codec{}, nil
	case !v.IsSymbol():
		return codec{}, in.WrongType("symbolp", v)
	case s.codings != nil:
		c, x := s.codings.Lookup(in, v)
		return codec{c, v}, x
	}
	c, ok := charset.Lookup(in.Symbol(v).Name())
	if !ok {
		return codec{}, in.SignalNamed("coding-system-error", v)
	}
	return codec{c, v}, nil
}

// charsetNamed returns a coding system that is known to exist.
func charsetNamed(name string) *charset.Coding {
	c, _ := charset.Lookup(name)
	return c
}

// setDecoder starts decoding anew. Without a coding system it is found from
// what comes.
func (p *Process) setDecoder() {
	if p.read.coding == nil {
		p.read.coding = charsetNamed("undecided")
	}
	p.dec = charset.NewDecoder(p.read.coding)
}

// setEncoder starts encoding anew. Without a coding system text is sent as it
// is, characters as UTF-8.
func (p *Process) setEncoder() {
	c := p.encoding()
	p.enc, p.rawEnc = nil, nil // until something is sent that needs one
	p.plain = false
	switch c.Base() {
	case "utf-8", "utf-8-emacs", "no-conversion", "raw-text", "undecided", "prefer-utf-8", "us-ascii", "iso-latin-1":
		p.plain = c.EOL() == charset.Unix || c.EOL() == charset.Undecided
	}
}

// encoding is the coding system that text is sent in.
func (p *Process) encoding() *charset.Coding {
	if c := p.sent.coding; c != nil {
		return c
	}
	return charsetNamed("raw-text-unix")
}

// encoder returns what encodes text, or bytes: they stay as they are, but for
// line ends.
func (p *Process) encoder(multibyte bool) *charset.Encoder {
	if multibyte {
		if p.enc == nil {
			p.enc = charset.NewEncoder(p.encoding())
		}
		return p.enc
	}
	if p.rawEnc == nil {
		p.rawEnc = charset.NewEncoder(charsetNamed("raw-text").Variant(p.encoding().EOL()))
	}
	return p.rawEnc
}

// chooseCodings gives p the coding systems of make-network-process (Elisp
// manual, node "Default Coding Systems"): those of :coding, of
// coding-system-for-read and -write, those that alist has for key, a service or
// program, or the default ones.
func (s *State) chooseCodings(in *lisp.Interp, p *Process, alist *lisp.Symbol, key lisp.Value) *lisp.Exit {
	given := lisp.PlistGet(*p.contact(), s.sym.kw.coding)
	dec, enc := given, given
	if given.IsCons() {
		dec, enc = given.Cons().Car, given.Cons().Cdr
	}
	if given.IsNil() {
		var x *lisp.Exit
		if dec, enc, x = s.unsaidCodings(in, p, alist, key); x != nil {
			return x
		}
	}
	return s.useCodings(in, p, dec, enc)
}

// useCodings makes dec and enc the coding systems of p.
func (s *State) useCodings(in *lisp.Interp, p *Process, dec, enc lisp.Value) *lisp.Exit {
	var x *lisp.Exit
	if p.read, x = s.codec(in, dec); x != nil {
		return x
	}
	if p.sent, x = s.codec(in, enc); x != nil {
		return x
	}
	p.setDecoder()
	p.setEncoder()
	return nil
}

// unsaidCodings are the coding systems of a process without :coding.
func (s *State) unsaidCodings(in *lisp.Interp, p *Process, alist *lisp.Symbol, key lisp.Value) (dec, enc lisp.Value, x *lisp.Exit) {
	pair, x := s.alistCodings(in, alist, key)
	if x != nil {
		return
	}
	if !pair.IsCons() {
		pair = s.value(s.sym.defaultCoding)
	}
	if dec = s.value(s.sym.codingRead); dec.IsNil() && (p.buf == nil || p.buf.Multibyte()) {
		dec = lisp.Car(pair)
	}
	if enc = s.value(s.sym.codingWrite); enc.IsNil() && s.buffers.Current().Multibyte() {
		enc = lisp.Cdr(pair)
	}
	return dec, enc, nil
}

// alistCodings looks service, or the name of a program, up in an alist such as
// network-coding-system-alist: an integer is compared, a name matched by
// regexps. It returns a pair, or nil.
func (s *State) alistCodings(in *lisp.Interp, alist *lisp.Symbol, service lisp.Value) (lisp.Value, *lisp.Exit) {
	for _, e := range lisp.Slice(s.value(alist)) {
		key, v := lisp.Car(e), lisp.Cdr(e)
		hit := service.IsFixnum() && key == service
		if key.IsString() && service.IsString() {
			m, x := in.Funcall(in.Sym("string-match-p"), key, service)
			if x != nil {
				return lisp.Nil, x
			}
			hit = !m.IsNil()
		}
		switch {
		case !hit:
		case v.IsCons():
			return v, nil
		case v.IsSymbol() && !v.IsNil():
			if _, ok := charset.Lookup(in.Symbol(v).Name()); ok {
				return lisp.NewCons(v, v), nil
			}
			return lisp.Nil, nil
		}
	}
	return lisp.Nil, nil
}

func (s *State) setCodings(in *lisp.Interp, p *Process, dec, enc lisp.Value) (lisp.Value, *lisp.Exit) {
	d, x := s.codec(in, dec)
	if x != nil {
		return lisp.Nil, x
	}
	e, x := s.codec(in, enc)
	if x != nil {
		return lisp.Nil, x
	}
	switch {
	case e.coding == nil:
		e = codec{charsetNamed("raw-text-unix"), in.Sym("raw-text-unix")}
	case e.coding.EOL() == charset.Undecided:
		c := e.coding.Variant(charset.Unix)
		e = codec{c, in.Sym(e.coding.Name() + "-unix")}
	}
	p.read, p.sent = d, e
	p.setDecoder()
	p.setEncoder()
	return lisp.Nil, nil
}

// settleSent makes definite what multibyte text is sent in: with line feeds
// unless the coding system says otherwise, and in UTF-8 if it leaves that open.
func (p *Process) settleSent(in *lisp.Interp) {
	c := p.sent.coding
	if c == nil {
		c = charsetNamed("undecided")
	}
	if c.EOL() != charset.Undecided {
		return
	}
	if b := c.Base(); b == "undecided" || b == "prefer-utf-8" {
		c = charsetNamed("utf-8")
	}
	c = c.Variant(charset.Unix)
	p.sent = codec{c, in.Sym(c.Name())}
	p.setEncoder()
}

// encode returns the bytes of text, valid until the next call.
func (s *State) encode(p *Process, text string, multibyte, ascii bool) []byte {
	s.noteCoding(p.sent.symbol)
	if p.plain && (!multibyte || ascii) {
		return bytesOf(text)
	}
	out := p.encoder(multibyte).Encode(s.scratch[:0], bytesOf(text), multibyte)
	if cap(out) <= maxScratch {
		s.scratch = out
	}
	return out
}
