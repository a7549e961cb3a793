package buffer

import (
	"slices"
	"strconv"
	"strings"

	"elnet/lisp"
	"elnet/stdlib/internal/text"
)

// Current returns the current buffer.
func (s *State) Current() *Buffer { return s.cur }

// SetCurrent makes b, which must be live, the current buffer.
func (s *State) SetCurrent(b *Buffer) {
	if old := s.cur; old != nil && old != b {
		if old.base != nil && old.base.Live() {
			s.syncUndo(old, old.base)
		}
		if b.base != nil {
			s.syncUndo(b.base, b)
		}
	}
	s.cur = b
	s.in.SetLocals(b.locals)
	if b.tables[CaseTable] != s.caseTable {
		s.UseCaseTable()
	}
}

// UseCaseTable puts the case table of the current buffer in force. It is to be
// called when that has changed.
func (s *State) UseCaseTable() {
	if s.caseTable = s.cur.tables[CaseTable]; s.CaseMap != nil {
		s.in.SetCaseMap(s.CaseMap(s.caseTable))
	}
}

// Get returns the live buffer called name (in package char's encoding), or nil.
func (s *State) Get(name string) *Buffer { return s.byName[name] }

// OnKill makes f part of killing a buffer: it runs after kill-buffer-hook and
// before the text goes. A signal from it ends the killing.
func (s *State) OnKill(f func(in *lisp.Interp, b *Buffer) *lisp.Exit) {
	s.onKill = append(s.onKill, f)
}

// GetOrCreate returns the buffer called name, a new one if there is none.
func (s *State) GetOrCreate(in *lisp.Interp, name *lisp.String, inhibitHooks bool) (*Buffer, *lisp.Exit) {
	if b := s.byName[name.Text()]; b != nil {
		return b, nil
	}
	if name.Len() == 0 {
		return nil, in.Errorf("Empty string for buffer name is not allowed")
	}
	b := s.create(name, inhibitHooks)
	return b, s.listChanged(in, b)
}

// create makes a new buffer.
func (s *State) create(name *lisp.String, inhibitHooks bool) *Buffer {
	b := &Buffer{name: name.Substring(0, name.Len()), body: &body{text: text.New(true), ticks: 1, charTicks: 1, saved: 1},
		inhibitBufferHooks: inhibitHooks, locals: s.fresh.Clone()}
	b.views = []*Buffer{b}
	b.tables[CaseTable] = s.freshCase
	b.name.SetProperties(nil)
	b.value = lisp.NewObject(b)
	if s.cur != nil {
		if d, ok := s.cur.locals.Get(s.sym.directory); ok {
			s.in.SetLocal(b.locals, s.sym.directory, d)
		}
	}
	if strings.HasPrefix(name.Text(), " ") {
		s.in.SetLocal(b.locals, s.sym.undoList, lisp.T)
	}
	s.list = append(s.list, b)
	s.byName[b.name.Text()] = b
	return b
}

func (s *State) listChanged(in *lisp.Interp, b *Buffer) *lisp.Exit {
	if b.inhibitBufferHooks || s.value(s.sym.listUpdate).IsNil() {
		return nil
	}
	return in.RunHooks("buffer-list-update-hook")
}

// Kill kills b as kill-buffer does and reports whether it did: the query
// functions may refuse.
func (s *State) Kill(in *lisp.Interp, b *Buffer) (bool, *lisp.Exit) {
	if !b.Live() {
		return false, nil
	}
	ok, x := s.askBeforeKill(in, b)
	if x != nil || !ok {
		return false, x
	}
	if !b.Live() {
		return true, nil
	}
	if b.threads > 0 {
		return false, nil
	}
	for _, f := range s.onKill {
		if x := f(in, b); x != nil {
			return false, x
		}
		if !b.Live() {
			return true, nil
		}
	}
	if b.base == nil {
		for _, v := range slices.Clone(b.views) {
			if v == b {
				continue
			}
			if _, x := s.Kill(in, v); x != nil {
				return false, x
			}
		}
		if !b.Live() {
			return true, nil
		}
	}
	if s.cur == b {
		s.SetCurrent(s.other(b))
		if s.cur == b { // *scratch* cannot be replaced by itself
			return false, nil
		}
	}
	delete(s.byName, b.name.Text())
	s.list = slices.DeleteFunc(s.list, func(o *Buffer) bool { return o == b })
	b.name = nil
	b.deleteOverlays()
	if b.base != nil {
		b.views = slices.DeleteFunc(b.views, func(o *Buffer) bool { return o == b })
	} else {
		b.text.DetachMarkers()
	}
	b.body = &body{text: text.New(true), views: []*Buffer{b}}
	b.begv, b.zv, b.pt = 0, 0, 0
	b.locals.Kill()
	return true, s.listChanged(in, b)
}

// askBeforeKill runs kill-buffer-query-functions and kill-buffer-hook in b.
func (s *State) askBeforeKill(in *lisp.Interp, b *Buffer) (bool, *lisp.Exit) {
	if b.inhibitBufferHooks {
		return true, nil
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	s.SaveExcursion(in)
	s.SetCurrent(b)
	v, x := in.Funcall(in.Sym("run-hook-with-args-until-failure"), in.Sym("kill-buffer-query-functions"))
	if x != nil || v.IsNil() {
		return false, x
	}
	return true, in.RunHooks("kill-buffer-hook")
}

// other returns the buffer to go to from b: the first one in the list that is
// not hidden, *scratch* if there is none.
func (s *State) other(b *Buffer) *Buffer {
	for _, o := range s.list {
		if o != b && !strings.HasPrefix(o.Name(), " ") {
			return o
		}
	}
	if o := s.byName["*scratch*"]; o != nil {
		return o
	}
	return s.create(lisp.NewString("*scratch*").Str(), true)
}

// freshName returns name, or name<2> and so on: the first that no buffer has,
// or that is ignore.
func (s *State) freshName(name, ignore string) string {
	free := func(n string) bool { return s.byName[n] == nil || n == ignore }
	if free(name) {
		return name
	}
	for i := 2; ; i++ {
		if n := name + "<" + strconv.Itoa(i) + ">"; free(n) {
			return n
		}
	}
}

// textValue returns t, in the encoding of package char, as a string: unibyte if
// it is all ASCII.
func textValue(t string) lisp.Value {
	for i := 0; i < len(t); i++ {
		if t[i] >= 0x80 {
			return lisp.MultibyteString(t)
		}
	}
	return lisp.UnibyteString(t)
}

func (s *State) listPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(bufferp OBJECT)", lisp.Fn1(func(_ *in, v val) (val, *lisp.Exit) {
			_, ok := v.Object().(*Buffer)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is a buffer."),
		lisp.Def("(buffer-live-p OBJECT)", lisp.Fn1(func(_ *in, v val) (val, *lisp.Exit) {
			b, ok := v.Object().(*Buffer)
			return lisp.Bool(ok && b.Live()), nil
		}), "Return t if OBJECT is a buffer that was not killed."),
		lisp.Def("(current-buffer)", lisp.Fn0(func(*in) (val, *lisp.Exit) { return s.cur.value, nil }),
			"Return the current buffer."),
		lisp.Def("(set-buffer BUFFER-OR-NAME)", lisp.Fn1(s.setBuffer),
			"Make BUFFER-OR-NAME current for editing and return it."),
		lisp.Def("(get-buffer BUFFER-OR-NAME)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			if _, ok := v.Object().(*Buffer); ok {
				return v, nil
			}
			if !v.IsString() {
				return val{}, in.WrongType("stringp", v)
			}
			return valueOf(s.byName[v.Str().Text()]), nil
		}), "Return the live buffer called BUFFER-OR-NAME, or nil. A buffer is returned as it is."),
		lisp.Def("(get-buffer-create BUFFER-OR-NAME &optional INHIBIT-BUFFER-HOOKS)",
			lisp.Fn2(func(in *in, v, inhibit val) (val, *lisp.Exit) {
				if _, ok := v.Object().(*Buffer); ok {
					return v, nil
				}
				if !v.IsString() {
					return val{}, in.WrongType("stringp", v)
				}
				b, x := s.GetOrCreate(in, v.Str(), !inhibit.IsNil())
				if x != nil {
					return val{}, x
				}
				return b.value, nil
			}), "Return the buffer called BUFFER-OR-NAME, made now if there is none.\n"+
				"With INHIBIT-BUFFER-HOOKS a new buffer does not run the hooks about buffers."),
		lisp.Def("(get-file-buffer FILENAME)", lisp.Fn1(func(in *in, v *lisp.String) (val, *lisp.Exit) {
			for _, b := range s.list {
				if f, ok := b.locals.Get(s.sym.fileName); ok && f.IsString() && f.Str().Text() == v.Text() {
					return b.value, nil
				}
			}
			return val{}, nil
		}), "Return the buffer that visits the file with the absolute name FILENAME, or nil."),
		lisp.Def("(generate-new-buffer-name NAME &optional IGNORE)",
			lisp.Fn2(func(in *in, name *lisp.String, ignore val) (val, *lisp.Exit) {
				skip := ""
				if ignore.IsString() {
					skip = ignore.Str().Text()
				}
				n := s.freshName(name.Text(), skip)
				if n == name.Text() {
					return name.Value(), nil
				}
				return textValue(n), nil
			}), "Return a name that no buffer has: NAME, or NAME<2> and so on. IGNORE counts as free."),
		lisp.Def("(buffer-name &optional BUFFER)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil || b.name == nil {
				return val{}, x
			}
			return b.name.Value(), nil
		}), "Return the name of BUFFER (default the current one), nil if it was killed."),
		lisp.Def("(rename-buffer NEWNAME &optional UNIQUE)", lisp.Fn2(s.rename),
			"Rename the current buffer to NEWNAME; if another buffer has it, signal an error or,\nwith UNIQUE, choose a name like it. Return the name."),
	}
}

// bufferPrims are the primitives on the list of buffers and on what a buffer is about.
func (s *State) bufferPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(kill-buffer &optional BUFFER-OR-NAME)", lisp.Fn1(s.kill),
			"Kill BUFFER-OR-NAME (default the current buffer). Return t if that was done."),
		lisp.Def("(buffer-list &optional FRAME)", lisp.Fn1(func(*in, val) (val, *lisp.Exit) {
			var l lisp.ListBuilder
			for _, b := range s.list {
				l.Add(b.value)
			}
			return l.List(), nil
		}), "Return a list of the buffers that were not killed."),
		lisp.Def("(other-buffer &optional BUFFER VISIBLE-OK FRAME)", lisp.Fn3(func(_ *in, v, _, _ val) (val, *lisp.Exit) {
			b, ok := v.Object().(*Buffer)
			if !ok {
				b = s.cur
			}
			return s.other(b).value, nil
		}), "Return the buffer that is best to go to from BUFFER (default the current one)."),
		lisp.Def("(bury-buffer-internal BUFFER)", lisp.Fn1(func(_ *in, b *Buffer) (val, *lisp.Exit) {
			i := slices.Index(s.list, b)
			if i >= 0 {
				s.list = append(append(s.list[:i:i], s.list[i+1:]...), b)
			}
			return val{}, nil
		}), "Make BUFFER the last that buffer-list tells."),
		lisp.Def("(buffer-file-name &optional BUFFER)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			b, x := s.bufferOnly(in, v)
			if x != nil {
				return val{}, x
			}
			f, _ := b.locals.Get(s.sym.fileName)
			return f, nil
		}), "Return the name of the file that BUFFER visits, nil if none."),
		lisp.Def("(barf-if-buffer-read-only &optional POSITION)", lisp.Fn1(func(in *in, _ val) (val, *lisp.Exit) {
			return val{}, s.checkWritable(in, s.cur)
		}), "Signal buffer-read-only where text may not be changed."),
		lisp.Def("(buffer-enable-undo &optional BUFFER)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			b, x := s.BufferArg(in, v)
			if x == nil {
				if u, _ := b.locals.Get(s.sym.undoList); u == lisp.T {
					in.SetLocal(b.locals, s.sym.undoList, val{})
				}
			}
			return val{}, x
		}), "Make buffer-undo-list of BUFFER nil if it is t."),
	}
}

// Record makes b the first that buffer-list tells, as the one used last.
func (s *State) Record(b *Buffer) {
	if i := slices.Index(s.list, b); i > 0 {
		s.list = slices.Insert(slices.Delete(s.list, i, i+1), 0, b)
	}
}

func valueOf(b *Buffer) lisp.Value {
	if b == nil {
		return lisp.Nil
	}
	return b.value
}

func (s *State) setBuffer(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	b, ok := v.Object().(*Buffer)
	if !ok {
		if !v.IsString() {
			return lisp.Nil, in.WrongType("stringp", v)
		}
		var x *lisp.Exit
		if b, x = s.BufferArg(in, v); x != nil {
			return lisp.Nil, x
		}
	}
	if !b.Live() {
		return lisp.Nil, in.Errorf("Selecting deleted buffer")
	}
	if b != s.cur {
		s.SetCurrent(b)
	}
	return b.value, nil
}

func (s *State) rename(in *lisp.Interp, name *lisp.String, unique lisp.Value) (lisp.Value, *lisp.Exit) {
	if name.Len() == 0 {
		return lisp.Nil, in.Errorf("Empty string is invalid as a buffer name")
	}
	b := s.cur
	n := name.Text()
	switch o := s.byName[n]; {
	case o == nil:
	case unique.IsNil() && o == b:
		return b.name.Value(), nil
	case unique.IsNil():
		return lisp.Nil, in.Errorf("Buffer name ‘%s’ is in use", name.UTF8())
	default:
		n = s.freshName(n, b.Name())
	}
	delete(s.byName, b.Name())
	b.name = textValue(n).Str()
	if n == name.Text() {
		b.name = name.Substring(0, name.Len())
		b.name.SetProperties(nil)
	}
	s.byName[n] = b
	return b.name.Value(), s.listChanged(in, b)
}

func (s *State) kill(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	b, x := s.BufferArg(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	done, x := s.Kill(in, b)
	return lisp.Bool(done), x
}
