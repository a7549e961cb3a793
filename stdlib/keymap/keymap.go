// Package keymap is the group of primitives about keymaps, key descriptions and
// commands (Elisp manual, "Keymaps" and "Command Loop"). There is no keyboard:
// keymaps are data that programs build and look into, and commands run when a
// program calls call-interactively.
package keymap

import (
	"strings"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// state is what the primitives of one interpreter share.
type state struct {
	in     *lisp.Interp
	buf    *buffer.State
	global value                    // current-global-map
	local  map[*buffer.Buffer]value // current-local-map

	bases []int // Lisp calls under way outside of each interactive call

	keymap, menuItem value // the symbols
	metaPrefix       *lisp.Symbol
	minorModes       *lisp.Symbol
	prefixArg        *lisp.Symbol
}

// Install gives in the primitives and variables of this package.
func Install(in *lisp.Interp, buf *buffer.State) {
	s := &state{in: in, buf: buf, local: map[*buffer.Buffer]value{},
		keymap: in.Sym("keymap"), menuItem: in.Sym("menu-item")}
	buf.OnKill(func(_ *interp, b *buffer.Buffer) *exit {
		delete(s.local, b)
		return nil
	})
	s.defineVariables()
	for _, group := range [][]lisp.Prim{s.mapPrims(), s.activePrims(), s.describePrims(), s.commandPrims(), s.wherePrims()} {
		in.Define(group...)
	}
	for _, c := range commands {
		in.SetInteractive(c.name, c.spec)
	}
}

func (s *state) defineVariables() {
	in := s.in
	def := in.LateVar
	s.metaPrefix = in.DefVar("meta-prefix-char", lisp.Fixnum(27), "Character that stands for the meta modifier of the next one.")
	s.minorModes = in.DefVar("minor-mode-map-alist", lisp.Nil, "Alist of variables and the keymaps that are active while they are non-nil.")
	def("minor-mode-overriding-map-alist", lisp.Nil, "Not used.")
	def("emulation-mode-map-alists", lisp.Nil, "Not used.")
	def("overriding-local-map", lisp.Nil, "Not used.")
	def("overriding-terminal-local-map", lisp.Nil, "Not used.")
	def("help-char", lisp.Fixnum(8), "The character that asks for help.")
	s.prefixArg = in.DefVar("current-prefix-arg", lisp.Nil, "The raw prefix argument for interactive calls.")
	def("history-length", lisp.Fixnum(100), "How many elements histories of input keep.")
	def("history-delete-duplicates", lisp.Nil, "Non-nil means that histories of input keep each element once.")
	for _, name := range []string{"prefix-arg", "last-prefix-arg", "this-command", "real-this-command", "last-command",
		"real-last-command", "last-command-event", "last-input-event", "last-event-frame", "last-nonmenu-event",
		"unread-command-events", "executing-kbd-macro", "pre-command-hook", "post-command-hook",
		"this-original-command", "deactivate-mark", "help-form", "command-history"} {
		def(name, lisp.Nil, "Set by the command loop of an editor; nil here.")
	}
	for _, name := range []string{"minor-mode-overriding-map-alist", "pre-command-hook", "post-command-hook"} {
		in.MakeAutoLocal(in.Intern(name))
	}
	plain := func(name string) value {
		m := lisp.List(s.keymap)
		def(name, m, "A keymap of an editor; empty until a program defines keys in it.")
		return m
	}
	s.global = s.newFull(lisp.Nil)
	def("global-map", s.global, "The keymap that is searched last.")
	prefix := func(c int, variable, command string) value {
		m := plain(variable)
		if variable == "esc-map" || variable == "ctl-x-map" { // programs index their tables
			m = s.newFull(lisp.Nil)
			in.SetVar(in.Intern(variable), m)
		}
		in.SetFunction(in.Intern(command), m)
		s.store(s.global, lisp.Fixnum(c), in.Sym(command))
		return m
	}
	prefix(27, "esc-map", "ESC-prefix")
	ctlX := prefix('X'-64, "ctl-x-map", "Control-X-prefix")
	prefix('C'-64, "mode-specific-map", "mode-specific-command-prefix")
	prefix('H'-64, "help-map", "help-command")
	for _, p := range []struct {
		key               int
		variable, command string
	}{{'4', "ctl-x-4-map", "ctl-x-4-prefix"}, {'5', "ctl-x-5-map", "ctl-x-5-prefix"}} {
		in.SetFunction(in.Intern(p.command), plain(p.variable))
		s.store(ctlX, lisp.Fixnum(p.key), in.Sym(p.command))
	}
	menus := []value{s.keymap}
	for _, title := range []string{"File", "Edit", "Options", "Buffer", "Tools"} {
		text := lisp.NewString(title) // programs put their menus into these
		menus = append(menus, lisp.List(in.Sym(strings.ToLower(title)), text, s.keymap, text))
	}
	s.store(s.global, in.Sym("menu-bar"), lisp.List(menus...))
	for _, name := range []string{"minibuffer-local-map", "special-event-map", "key-translation-map", "function-key-map"} {
		plain(name)
	}
}

// newFull returns a keymap with a char-table, and prompt unless it is nil.
func (s *state) newFull(prompt value) value {
	table := s.in.NewCharTable(s.keymap, lisp.Nil).Value()
	var tail value
	if !prompt.IsNil() {
		tail = lisp.List(prompt)
	}
	return lisp.ListTail([]value{s.keymap, table}, tail)
}

// maxIndirect bounds chains of function cells and of parents.
const maxIndirect = 100

// get returns the keymap that v is or that the symbol v has as its function,
// nil if it is none.
func (s *state) get(v value) value {
	for i := 0; i < maxIndirect; i++ {
		switch {
		case v.IsNil():
			return value{}
		case v.IsCons():
			if v.Cons().Car == s.keymap {
				return v
			}
			return value{}
		case !v.IsSymbol():
			return value{}
		}
		v = s.in.SymbolFunction(s.in.Symbol(v))
	}
	return value{}
}

// arg returns the keymap that an argument stands for.
func (s *state) arg(in *interp, v value) (value, *exit) {
	m := s.get(v)
	if m.IsNil() {
		return m, in.WrongType("keymapp", v)
	}
	return m, nil
}

// parent returns the parent of the keymap m: the tail of m that is a keymap.
func (s *state) parent(m value) value {
	for l := m.Cons().Cdr; l.IsCons(); l = l.Cons().Cdr {
		if l.Cons().Car == s.keymap {
			return l
		}
	}
	return value{}
}

func (s *state) mapPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-sparse-keymap &optional STRING)", lisp.Fn1(func(_ *interp, prompt value) (value, *exit) {
			if prompt.IsNil() {
				return lisp.List(s.keymap), nil
			}
			return lisp.List(s.keymap, prompt), nil
		}), "Return a new keymap without bindings. STRING is its prompt as a menu."),
		lisp.Def("(make-keymap &optional STRING)", lisp.Fn1(func(_ *interp, prompt value) (value, *exit) { return s.newFull(prompt), nil }),
			"Return a new keymap with a char-table, for many characters. STRING is its prompt as a menu."),
		lisp.Def("(keymapp OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) { return lisp.Bool(!s.get(v).IsNil()), nil }),
			"Return t if OBJECT is a keymap or a symbol whose function is one."),
		lisp.Def("(keymap-parent KEYMAP)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			m, x := s.arg(in, v)
			if x != nil {
				return value{}, x
			}
			return s.parent(m), nil
		}), "Return the keymap that KEYMAP inherits from, or nil."),
		lisp.Def("(set-keymap-parent KEYMAP PARENT)", lisp.Fn2(s.setParent), "Make KEYMAP inherit from PARENT, a keymap or nil. Return PARENT."),
		lisp.Def("(keymap-prompt MAP)", lisp.Fn1(func(_ *interp, v value) (value, *exit) { return s.prompt(s.get(v), 0), nil }),
			"Return the prompt string of MAP as a menu, or nil."),
		lisp.Def("(copy-keymap KEYMAP)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			m, x := s.arg(in, v)
			if x != nil {
				return value{}, x
			}
			return s.copy(in, m, 0)
		}), "Return a copy of KEYMAP and of the keymaps in it; the parent and keymaps named by symbols are shared."),
		lisp.Def("(define-key KEYMAP KEY DEF)", lisp.Fn3(s.defineKey),
			"Bind the key sequence KEY, a string or vector of events, to DEF in KEYMAP. Return DEF."),
		lisp.Def("(lookup-key KEYMAP KEY &optional ACCEPT-DEFAULT)", lisp.Fn3(s.lookupKey),
			"Return the binding of the key sequence KEY in KEYMAP, a keymap or a list of them.\n"+
				"A number says how many events at the front of KEY are a whole key sequence."),
		lisp.Def("(map-keymap FUNCTION KEYMAP &optional SORT-FIRST)", lisp.Fn3(s.mapKeymap),
			"Call FUNCTION with each event of KEYMAP and its parents and the binding; SORT-FIRST: in order of the events."),
		lisp.Def("(map-keymap-internal FUNCTION KEYMAP)", lisp.Fn2(func(in *interp, f, v value) (value, *exit) {
			m, x := s.arg(in, v)
			if x != nil {
				return value{}, x
			}
			x = s.walkOwn(m, 0, func(key, binding value) *exit {
				_, x := in.Funcall(f, key, binding)
				return x
			})
			return s.parent(m), x
		}), "Call FUNCTION with each event of KEYMAP and the binding. Return the parent of KEYMAP."),
	}
}

func (s *state) setParent(in *interp, v, p value) (value, *exit) {
	m, x := s.arg(in, v)
	if x != nil {
		return value{}, x
	}
	if !p.IsNil() {
		if p, x = s.arg(in, p); x != nil {
			return value{}, x
		}
		for q, n := p, 0; !q.IsNil() && n < maxIndirect; q, n = s.parent(q), n+1 {
			if q == m {
				return value{}, in.Errorf("Cyclic keymap inheritance")
			}
		}
	}
	for c := m.Cons(); ; c = c.Cdr.Cons() {
		if !c.Cdr.IsCons() || c.Cdr.Cons().Car == s.keymap {
			c.Cdr = p
			return p, nil
		}
	}
}

// maxDepth bounds the nesting of keymaps.
const maxDepth = 100

func (s *state) prompt(m value, depth int) value {
	for l := lisp.Cdr(m); l.IsCons() && depth < maxDepth; l = l.Cons().Cdr {
		e := l.Cons().Car
		if e.IsString() {
			return e
		}
		if sub := s.get(e); e.IsCons() && !sub.IsNil() {
			if p := s.prompt(sub, depth+1); !p.IsNil() {
				return p
			}
		}
	}
	return value{}
}

func (s *state) copy(in *interp, m value, depth int) (value, *exit) {
	if depth > maxDepth {
		return value{}, in.Errorf("Possible infinite recursion when copying keymap")
	}
	var x *exit
	item := func(v value) value {
		if !v.IsCons() || v.Cons().Car != s.keymap || x != nil {
			return v
		}
		v, x = s.copy(in, v, depth+1)
		return v
	}
	var l lisp.ListBuilder
	l.Add(s.keymap)
	tail := m.Cons().Cdr
	for ; tail.IsCons() && tail.Cons().Car != s.keymap && x == nil; tail = tail.Cons().Cdr {
		switch e := tail.Cons().Car; {
		case e.IsCons() && e.Cons().Car == s.keymap:
			l.Add(item(e))
		case e.IsCons():
			l.Add(lisp.NewCons(e.Cons().Car, item(e.Cons().Cdr)))
		case e.IsVector():
			slots := append([]value(nil), e.Vector().Slots...)
			for i := range slots {
				slots[i] = item(slots[i])
			}
			l.Add(lisp.NewVector(slots))
		default:
			l.Add(s.copyTable(e, item))
		}
	}
	l.Tail(tail)
	return l.List(), x
}

// copyTable copies e if it is a char-table.
func (s *state) copyTable(e value, item func(value) value) value {
	t, ok := e.Object().(*lisp.CharTable)
	if !ok {
		return e
	}
	c := t.Copy()
	t.Map(func(from, to rune, v value) *exit {
		if w := item(v); w != v {
			c.Set(from, to, w)
		}
		return nil
	})
	return c.Value()
}

// walkOwn calls f for the bindings of m, without those of its parent.
func (s *state) walkOwn(m value, depth int, f func(key, binding value) *exit) *exit {
	if depth > maxDepth {
		return nil
	}
	call := func(key, v value) *exit {
		if v == lisp.T {
			v = value{} // an explicit nil
		}
		return f(key, v)
	}
	for l := m.Cons().Cdr; l.IsCons() && l.Cons().Car != s.keymap; l = l.Cons().Cdr {
		e := l.Cons().Car
		var x *exit
		switch {
		case e.IsCons() && e.Cons().Car == s.keymap:
			x = s.walk(e, depth+1, f)
		case e.IsCons():
			x = call(e.Cons().Car, e.Cons().Cdr)
		case e.IsVector():
			for i, v := range e.Vector().Slots {
				if x = call(lisp.Fixnum(i), v); x != nil {
					break
				}
			}
		default:
			if t, ok := e.Object().(*lisp.CharTable); ok {
				x = t.Map(func(from, to rune, v value) *exit {
					key := lisp.Fixnum(int(from))
					if from != to {
						key = lisp.NewCons(key, lisp.Fixnum(int(to)))
					}
					return call(key, v)
				})
			}
		}
		if x != nil {
			return x
		}
	}
	return nil
}

// walk calls f for the bindings of m and its parents.
func (s *state) walk(m value, depth int, f func(key, binding value) *exit) *exit {
	for n := 0; !m.IsNil() && n < maxIndirect; m, n = s.parent(m), n+1 {
		if x := s.walkOwn(m, depth, f); x != nil {
			return x
		}
	}
	return nil
}
