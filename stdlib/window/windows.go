package window

import (
	"elnet/lisp"
	"elnet/stdlib/buffer"
)

type opt = lisp.Value // an optional argument that nil stands for

// get makes a primitive of a function of one window.
func (s *state) get(f func(w *Window) value) lisp.Callable {
	return lisp.Fn1(func(_ *interp, v opt) (value, *exit) {
		w, x := s.windowArg(v)
		if x != nil {
			return value{}, x
		}
		return f(w), nil
	})
}

// set makes a primitive of a function that stores a value in a window.
func (s *state) set(f func(w *Window, v value)) lisp.Callable {
	return lisp.Fn2(func(_ *interp, win opt, v value) (value, *exit) {
		w, x := s.windowArg(win)
		if x != nil {
			return value{}, x
		}
		f(w, v)
		return v, nil
	})
}

func never(*Window) value { return lisp.Nil }

func (s *state) windowPrims() []lisp.Prim {
	isWindow := func(_ *interp, v value) (value, *exit) {
		_, ok := v.Object().(*Window)
		return lisp.Bool(ok), nil
	}
	return []lisp.Prim{
		lisp.Def("(windowp OBJECT)", lisp.Fn1(isWindow), "Return t if OBJECT is a window."),
		lisp.Def("(window-live-p OBJECT)", lisp.Fn1(isWindow), "Return t if OBJECT is a window that shows a buffer."),
		lisp.Def("(window-valid-p OBJECT)", lisp.Fn1(isWindow), "Return t if OBJECT is a window of the frame."),
		lisp.Def("(selected-window)", lisp.Fn0(func(*interp) (value, *exit) { return s.selected.value, nil }), "Return the selected window."),
		lisp.Def("(old-selected-window)", lisp.Fn0(func(*interp) (value, *exit) { return s.root.value, nil }), "Return the window that was selected before."),
		lisp.Def("(select-window WINDOW &optional NORECORD)", lisp.Fn2(s.selectWindow), "Select WINDOW and make its buffer current. Return WINDOW."),
		lisp.Def("(minibuffer-window &optional FRAME)", lisp.Fn1(func(_ *interp, f opt) (value, *exit) {
			if _, x := s.frameArg(f); x != nil {
				return value{}, x
			}
			_, x := s.live(s.mini)
			return s.mini.value, x
		}), "Return the window of the minibuffer."),
		lisp.Def("(window-minibuffer-p &optional WINDOW)", s.get(func(w *Window) value { return lisp.Bool(w.mini) }), "Return t if WINDOW is the minibuffer's."),
		lisp.Def("(window-frame &optional WINDOW)", s.get(func(*Window) value { return s.frame.value }), "Return the frame of WINDOW."),
		lisp.Def("(window-list &optional FRAME MINIBUFFER WINDOW)", lisp.Fn3(s.windowList), "Return the windows of FRAME, the minibuffer's only if MINIBUFFER is t."),
		lisp.Def("(window-list-1 &optional WINDOW MINIBUFFER ALL-FRAMES)", lisp.Fn3(func(in *interp, _, mini, _ value) (value, *exit) {
			return s.windowList(in, lisp.Nil, mini, lisp.Nil)
		}), "Return the windows there are, the minibuffer's only if MINIBUFFER is t."),
		lisp.Def("(next-window &optional WINDOW MINIBUF ALL-FRAMES)", lisp.Fn3(s.nextWindow), "Return the window after WINDOW."),
		lisp.Def("(previous-window &optional WINDOW MINIBUF ALL-FRAMES)", lisp.Fn3(s.nextWindow), "Return the window before WINDOW."),
		lisp.Def("(get-buffer-window &optional BUFFER-OR-NAME ALL-FRAMES)", lisp.Fn2(s.bufferWindow), "Return a window that shows BUFFER-OR-NAME, nil if none does."),
		lisp.Def("(window-buffer &optional WINDOW)", lisp.Fn1(func(_ *interp, v opt) (value, *exit) {
			w, x := s.windowOr(v, "windowp")
			if x != nil {
				return value{}, x
			}
			b, x := s.live(w)
			if x != nil {
				return value{}, x
			}
			return b.Value(), nil
		}), "Return the buffer that WINDOW shows."),
		lisp.Def("(set-window-buffer WINDOW BUFFER-OR-NAME &optional KEEP-MARGINS)", lisp.Fn3(s.setBuffer), "Make WINDOW show BUFFER-OR-NAME."),
		lisp.Def("(window-dedicated-p &optional WINDOW)", s.get(func(w *Window) value { return w.dedicated }), "Return what set-window-dedicated-p set."),
		lisp.Def("(set-window-dedicated-p WINDOW FLAG)", s.set(func(w *Window, v value) { w.dedicated = v }), "Say that WINDOW is for its buffer alone, if FLAG is not nil."),
		lisp.Def("(window-parameters &optional WINDOW)", s.get(func(w *Window) value { return w.params }), "Return the parameters of WINDOW, an alist."),
		lisp.Def("(window-parameter WINDOW PARAMETER)", lisp.Fn2(func(_ *interp, v, key value) (value, *exit) {
			w, x := s.windowArg(v)
			if x != nil {
				return value{}, x
			}
			return lisp.Cdr(assq(key, w.params)), nil
		}), "Return parameter PARAMETER of WINDOW."),
		lisp.Def("(set-window-parameter WINDOW PARAMETER VALUE)", lisp.Fn3(func(_ *interp, v, key, val value) (value, *exit) {
			w, x := s.windowArg(v)
			if x != nil {
				return value{}, x
			}
			w.params = aput(w.params, key, val)
			return val, nil
		}), "Set parameter PARAMETER of WINDOW to VALUE."),
		lisp.Def("(window-prev-buffers &optional WINDOW)", s.get(func(w *Window) value { return w.prev }), "Return the buffers that WINDOW showed before."),
		lisp.Def("(set-window-prev-buffers WINDOW PREV-BUFFERS)", s.set(func(w *Window, v value) { w.prev = v }), "Set what window-prev-buffers returns."),
		lisp.Def("(window-next-buffers &optional WINDOW)", s.get(func(w *Window) value { return w.next }), "Return the buffers that WINDOW is to show again."),
		lisp.Def("(set-window-next-buffers WINDOW NEXT-BUFFERS)", s.set(func(w *Window, v value) { w.next = v }), "Set what window-next-buffers returns."),
		lisp.Def("(window-use-time &optional WINDOW)", s.get(func(w *Window) value { return lisp.Fixnum(w.used) }), "Return when WINDOW was selected: a counter."),
		lisp.Def("(window-parent &optional WINDOW)", s.get(never), "Return nil: windows are not split."),
		lisp.Def("(window-top-child &optional WINDOW)", s.get(never), "Return nil: windows are not split."),
		lisp.Def("(window-left-child &optional WINDOW)", s.get(never), "Return nil: windows are not split."),
		lisp.Def("(window-prev-sibling &optional WINDOW)", s.get(func(w *Window) value {
			if w.mini {
				return s.root.value
			}
			return lisp.Nil
		}), "Return the window before WINDOW on the frame."),
		lisp.Def("(window-next-sibling &optional WINDOW)", s.get(func(w *Window) value {
			if w.mini {
				return lisp.Nil
			}
			return s.mini.value
		}), "Return the window after WINDOW on the frame."),
		lisp.Def("(current-window-configuration &optional FRAME)", lisp.Fn1(s.configuration), "Return what the windows show, for set-window-configuration."),
		lisp.Def("(set-window-configuration CONFIGURATION &optional DONT-SET-FRAME DONT-SET-MINIWINDOW)", lisp.Fn3(s.restore), "Make the windows show what they did when CONFIGURATION was made. Return t."),
		lisp.Def("(window-configuration-p OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, ok := v.Object().(*configuration)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is a window configuration."),
		lisp.Def("(window-configuration-frame CONFIG)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			if _, ok := v.Object().(*configuration); !ok {
				return value{}, s.in.WrongType("window-configuration-p", v)
			}
			return s.frame.value, nil
		}), "Return the frame of CONFIG."),
	}
}

// assq returns the element of alist whose car is key.
func assq(key, alist value) value {
	for l, n := alist, 0; l.IsCons() && n < 1<<16; l, n = lisp.Cdr(l), n+1 {
		if e := lisp.Car(l); e.IsCons() && lisp.Car(e) == key {
			return e
		}
	}
	return lisp.Nil
}

// aput returns alist with v for key.
func aput(alist, key, v value) value {
	if e := assq(key, alist); e.IsCons() {
		e.Cons().Cdr = v
		return alist
	}
	return lisp.NewCons(lisp.NewCons(key, v), alist)
}

func (s *state) selectWindow(_ *interp, v, norecord value) (value, *exit) {
	w, ok := v.Object().(*Window)
	if !ok {
		return value{}, s.in.WrongType("window-live-p", v)
	}
	b, x := s.live(w)
	if x != nil {
		return value{}, x
	}
	s.clock++
	w.used = s.clock
	s.selected = w
	s.buf.SetCurrent(b)
	if norecord.IsNil() {
		s.buf.Record(b)
	}
	return v, nil
}

func (s *state) windowList(in *interp, frame, mini, window value) (value, *exit) {
	if !frame.IsNil() {
		if _, ok := frame.Object().(*Frame); !ok {
			return value{}, in.Errorf("Window is on a different frame")
		}
	}
	if _, x := s.windowArg(window); x != nil {
		return value{}, x
	}
	if mini == lisp.T {
		return lisp.List(s.root.value, s.mini.value), nil
	}
	return lisp.List(s.root.value), nil
}

func (s *state) nextWindow(_ *interp, v, mini, _ value) (value, *exit) {
	w, x := s.windowArg(v)
	if x == nil && mini == lisp.T && !w.mini {
		return s.mini.value, nil
	}
	return s.root.value, x
}

func (s *state) bufferWindow(in *interp, v, _ value) (value, *exit) {
	var b *buffer.Buffer
	switch {
	case v.IsString():
		if b = s.buf.Get(v.Str().Text()); b == nil {
			return lisp.Nil, nil
		}
	default:
		var x *exit
		if b, x = s.buf.BufferArg(in, v); x != nil {
			return value{}, x
		}
	}
	if shown, x := s.live(s.root); x != nil || shown == b {
		return s.root.value, x
	}
	if s.mini.buf == b && b != nil {
		return s.mini.value, nil
	}
	return lisp.Nil, nil
}

func (s *state) setBuffer(in *interp, win, v, _ value) (value, *exit) {
	w, x := s.windowArg(win)
	if x != nil {
		return value{}, x
	}
	if v.IsString() && s.buf.Get(v.Str().Text()) == nil {
		return value{}, in.WrongType("bufferp", lisp.Nil)
	}
	b, x := s.buf.BufferArg(in, v)
	if x != nil {
		return value{}, x
	}
	if !b.Live() {
		return value{}, in.Errorf("Attempt to display deleted buffer")
	}
	if w.buf != b {
		if w.dedicated == lisp.T && w.buf.Live() {
			return value{}, in.Errorf("Window is dedicated to ‘%s’", w.buf.Name())
		}
		w.dedicated = lisp.Nil
	}
	s.show(w, b)
	return lisp.Nil, nil
}

func (s *state) configuration(_ *interp, frame opt) (value, *exit) {
	if _, x := s.frameArg(frame); x != nil {
		return value{}, x
	}
	b, x := s.live(s.root)
	if x != nil {
		return value{}, x
	}
	return lisp.NewObject(&configuration{root: b, point: s.pointOf(s.root), start: s.root.start.Pos(), selected: s.selected}), nil
}

func (s *state) restore(in *interp, v, _, _ value) (value, *exit) {
	c, ok := v.Object().(*configuration)
	if !ok {
		return value{}, in.WrongType("window-configuration-p", v)
	}
	if c.root.Live() {
		s.root.buf = c.root
		s.root.point.Set(c.root, c.point)
		s.root.start.Set(c.root, c.start)
		if s.buf.Current() != c.root {
			c.root.SetPoint(c.point)
		}
	}
	_, x := s.selectWindow(in, c.selected.value, lisp.Nil)
	return lisp.T, x
}
