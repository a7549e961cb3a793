package coding

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// State is what one interpreter knows about coding systems beyond the table of
// package charset.
type State struct {
	in        *lisp.Interp
	buf       *buffer.State
	aliases   map[string]string          // defined by define-coding-system-alias, to a name of the table
	extra     map[string]value           // plists of coding-system-put, by base name
	names     map[string]*charset.Coding // defined by define-coding-system
	user      map[string]value           // their plists, by base name
	order     []*charset.Coding          // what detection considers, likeliest first
	reordered bool                       // set-coding-system-priority was called
	charsets  *charsets                  // nil until one is asked for
	last      *lisp.Symbol               // last-coding-system-used
	forRead   *lisp.Symbol
	forWrite  *lisp.Symbol

	keyboard, terminal value // coding systems of the terminal: symbols
}

// Install gives in the primitives and variables about coding systems.
func Install(in *lisp.Interp, buf *buffer.State) *State {
	s := &State{in: in, buf: buf, aliases: map[string]string{}, extra: map[string]value{},
		names: map[string]*charset.Coding{}, user: map[string]value{}}
	s.keyboard, s.terminal = in.Sym("utf-8-unix"), in.Sym("utf-8-unix")
	s.defineVariables()
	s.defineScripts()
	in.Hooks().Decode = s.decodeSource
	in.Define(s.stringPrims()...)
	in.Define(s.systemPrims()...)
	in.Define(s.detectPrims()...)
	in.Define(s.definePrims()...)
	in.Define(s.charsetPrims()...)
	return s
}

// priorities returns the coding systems that detection considers.
func (s *State) priorities() []*charset.Coding {
	if s.order == nil {
		s.order = charset.Priorities()
	}
	return s.order
}

// decodeSource decodes a Lisp file: by its coding cookie, else as UTF-8, or as
// what it looks like if it is not.
func (s *State) decodeSource(text []byte) []byte {
	name := cookieCoding(text)
	if name == "" && utf8.Valid(text) && bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	if name == "" {
		name = "prefer-utf-8"
	}
	c := s.find(s.in, s.in.Sym(name))
	if c == nil {
		return text
	}
	out, _ := c.DecodeWhole(nil, text)
	return out
}

// cookieCoding returns the coding system that a line "-*- coding: NAME -*-", the
// first or second of the text, names, or "".
func cookieCoding(text []byte) string {
	for range 2 {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		text = rest
		_, s, ok := bytes.Cut(line, []byte("-*-"))
		if !ok {
			continue
		}
		s, _, ok = bytes.Cut(s, []byte("-*-"))
		if !ok {
			continue
		}
		for _, f := range strings.Split(string(s), ";") {
			if k, v, ok := strings.Cut(f, ":"); ok && strings.EqualFold(strings.TrimSpace(k), "coding") {
				return strings.TrimSpace(v)
			}
		}
	}
	return ""
}

func (s *State) defineVariables() {
	in := s.in
	def := in.LateVar
	unix := in.Sym("utf-8-unix")
	s.last = in.DefVar("last-coding-system-used", lisp.Nil, "The coding system that the last conversion used.")
	s.forRead = in.DefVar("coding-system-for-read", lisp.Nil, "Coding system for reading a file or from a process, whatever else says; nil for none.")
	s.forWrite = in.DefVar("coding-system-for-write", lisp.Nil, "Coding system for writing a file or to a process, whatever else says; nil for none.")
	def("locale-coding-system", unix, "Coding system of messages of the operating system.")
	def("file-name-coding-system", lisp.Nil, "Coding system of file names, nil for default-file-name-coding-system.")
	def("default-file-name-coding-system", unix, "Coding system of file names.")
	def("default-process-coding-system", lisp.NewCons(unix, unix), "(DECODING . ENCODING) of processes for which nothing else says it.")
	def("keyboard-coding-system", unix, "Coding system of the keyboard.")
	def("inherit-process-coding-system", lisp.Nil, "Has no effect.")
	def("inhibit-eol-conversion", lisp.Nil, "Has no effect.")
	def("inhibit-null-byte-detection", lisp.Nil, "Non-nil: a NUL does not make a text whose coding system is sought binary.")
	def("inhibit-iso-escape-detection", lisp.Nil, "Has no effect.")
	def("enable-character-translation", lisp.T, "Has no effect.")
	def("coding-system-require-warning", lisp.Nil, "Has no effect.")
	def("select-safe-coding-system-function", in.Sym("select-safe-coding-system"), "Function that programs call for a coding system to send text in; `write-region' does not.")
	def("set-auto-coding-function", lisp.Nil, "Function that finds the coding system of a file from its name and text, or nil.")
	def("file-coding-system-alist", lisp.Nil, "Alist of patterns of file names and their coding systems.")
	def("process-coding-system-alist", lisp.Nil, "Alist of patterns of program names and their coding systems.")
	def("network-coding-system-alist", lisp.Nil, "Alist of services, port numbers or patterns, and their coding systems.")
	var given *value // what a program has bound: a variable of this name is at hand
	var known int
	in.DefForward("charset-list", &lisp.Forward{Get: func(in *interp) value {
		all := s.sets(in).all
		if given != nil && known == len(all) {
			return *given
		}
		list := value{}
		for _, d := range all {
			list = lisp.NewCons(d.sym, list)
		}
		return list
	}, Set: func(in *interp, v value) *exit {
		given, known = &v, len(s.sets(in).all)
		return nil
	}}, "The names of all charsets, those defined last first.")
	names := func(f func(name string) value) func() value {
		return func() value {
			var list lisp.ListBuilder
			for _, n := range charset.Names() {
				list.Add(f(n))
			}
			return list.List()
		}
	}
	in.LateVarFunc("coding-system-list", names(in.Sym), "The names of all coding systems.")
	in.LateVarFunc("coding-system-alist", names(func(n string) value { return lisp.List(lisp.NewString(n)) }),
		"The names of all coding systems, as an alist for completion.")
	in.AlsoKnown(func(name string) bool {
		_, ok := charset.Lookup(name)
		return ok
	})
}

// Lookup returns the coding system called sym; nil is no-conversion. It signals
// wrong-type-argument symbolp or coding-system-error.
func (s *State) Lookup(in *interp, sym value) (*charset.Coding, *exit) {
	if !sym.IsSymbol() {
		return nil, in.WrongType("symbolp", sym)
	}
	if c := s.find(in, sym); c != nil {
		return c, nil
	}
	return nil, in.SignalNamed("coding-system-error", sym)
}

// find returns the coding system called sym, or nil.
func (s *State) find(in *interp, sym value) *charset.Coding {
	name := "no-conversion"
	if !sym.IsNil() {
		if !sym.IsSymbol() {
			return nil
		}
		name = in.Symbol(sym).Name()
	}
	if real, ok := s.aliases[name]; ok {
		name = real
	}
	if c, ok := s.names[name]; ok {
		return c
	}
	c, ok := charset.Lookup(name)
	if !ok {
		return nil
	}
	return c
}

// Symbol returns the Lisp name of c.
func (s *State) Symbol(in *interp, c *charset.Coding) value { return in.Sym(c.Name()) }

// ForRead returns the value of coding-system-for-read.
func (s *State) ForRead(in *interp) value {
	v, _ := in.VarValue(s.forRead)
	return v
}

// ForWrite returns the value of coding-system-for-write.
func (s *State) ForWrite(in *interp) value {
	v, _ := in.VarValue(s.forWrite)
	return v
}

// Used sets last-coding-system-used.
func (s *State) Used(in *interp, sym value) { in.SetVar(s.last, sym) }
