package window

import "elnet/lisp"

// ofFrame makes a primitive of a function of one frame.
func (s *state) ofFrame(f func(f *Frame) value) lisp.Callable {
	return lisp.Fn1(func(_ *interp, v opt) (value, *exit) {
		fr, x := s.frameArg(v)
		if x != nil {
			return value{}, x
		}
		return f(fr), nil
	})
}

func (s *state) framePrims() []lisp.Prim {
	isFrame := lisp.Fn1(func(_ *interp, v value) (value, *exit) {
		_, ok := v.Object().(*Frame)
		return lisp.Bool(ok), nil
	})
	this := lisp.Fn0(func(*interp) (value, *exit) { return s.frame.value, nil })
	all := lisp.Fn0(func(*interp) (value, *exit) { return lisp.List(s.frame.value), nil })
	root := s.ofFrame(func(*Frame) value { return s.root.value })
	same := s.ofFrame(func(f *Frame) value { return f.value })
	none := s.ofFrame(func(*Frame) value { return lisp.Nil })
	one := s.ofFrame(func(*Frame) value { return lisp.Fixnum(1) })
	zero := s.ofFrame(func(*Frame) value { return lisp.Fixnum(0) })
	width := s.ofFrame(func(f *Frame) value { return lisp.Fixnum(f.width) })
	height := s.ofFrame(func(f *Frame) value { return lisp.Fixnum(f.height) })
	measure := "Measure FRAME in characters, which are its pixels, too."
	return []lisp.Prim{
		lisp.Def("(framep OBJECT)", isFrame, "Return t if OBJECT is a frame: of text."),
		lisp.Def("(frame-live-p OBJECT)", isFrame, "Return t if OBJECT is a frame: of text."),
		lisp.Def("(frame-visible-p FRAME)", lisp.Fn1(func(_ *interp, f *Frame) (value, *exit) { return lisp.T, nil }), "Return t."),
		lisp.Def("(selected-frame)", this, "Return the frame."),
		lisp.Def("(last-nonminibuffer-frame)", this, "Return the frame."),
		lisp.Def("(frame-list)", all, "Return a list of the frame."),
		lisp.Def("(visible-frame-list)", all, "Return a list of the frame."),
		lisp.Def("(next-frame &optional FRAME MINIFRAME)", lisp.Fn2(func(_ *interp, v, _ value) (value, *exit) {
			_, x := s.frameArg(v)
			return s.frame.value, x
		}), "Return the frame."),
		lisp.Def("(previous-frame &optional FRAME MINIFRAME)", lisp.Fn2(func(_ *interp, v, _ value) (value, *exit) {
			_, x := s.frameArg(v)
			return s.frame.value, x
		}), "Return the frame."),
		lisp.Def("(select-frame FRAME &optional NORECORD)", lisp.Fn2(func(_ *interp, f *Frame, _ value) (value, *exit) { return f.value, nil }), "Return FRAME."),
		lisp.Def("(handle-switch-frame EVENT)", same, "Do nothing: there is one frame."),
		lisp.Def("(frame-selected-window &optional FRAME-OR-WINDOW)", lisp.Fn1(func(*interp, value) (value, *exit) { return s.selected.value, nil }), "Return the selected window."),
		lisp.Def("(set-frame-selected-window FRAME WINDOW &optional NORECORD)", lisp.Fn3(func(in *interp, f, w, norecord value) (value, *exit) {
			if _, x := s.frameArg(f); x != nil {
				return value{}, x
			}
			return s.selectWindow(in, w, norecord)
		}), "Select WINDOW. Return it."),
		lisp.Def("(frame-or-buffer-changed-p &optional VARIABLE)", lisp.Fn1(s.buffersChanged),
			"Return t if buffers came, went, or were renamed since the last call with VARIABLE, a symbol that keeps the state."),
		lisp.Def("(frame-root-window &optional FRAME-OR-WINDOW)", lisp.Fn1(func(*interp, value) (value, *exit) { return s.root.value, nil }), "Return the window that is not the minibuffer's."),
		lisp.Def("(frame-first-window &optional FRAME-OR-WINDOW)", root, "Return the window that is not the minibuffer's."),
		lisp.Def("(frame-terminal &optional FRAME)", s.ofFrame(func(*Frame) value { return s.terminal.value }), "Return the terminal of FRAME."),
		lisp.Def("(frame-parent &optional FRAME)", none, "Return nil: FRAME is no child."),
		lisp.Def("(raise-frame &optional FRAME)", none, "Return nil: there is one frame, on top of which nothing is."),
		lisp.Def("(lower-frame &optional FRAME)", none, "Return nil: there is one frame, below which nothing is."),
		lisp.Def("(make-frame-visible &optional FRAME)", same, "Return FRAME, which is always visible."),
		lisp.Def("(iconify-frame &optional FRAME)", none, "Return nil: FRAME has no icon."),
		lisp.Def("(frame-focus &optional FRAME)", none, "Return nil: the focus is not redirected."),
		lisp.Def("(frame-parameters &optional FRAME)", lisp.Fn1(func(in *interp, v opt) (value, *exit) {
			f, x := s.frameArg(v)
			if x != nil {
				return value{}, in.WrongType("framep", v)
			}
			return s.frameParameters(f), nil
		}), "Return the parameters of FRAME, an alist."),
		lisp.Def("(frame-parameter FRAME PARAMETER)", lisp.Fn2(func(_ *interp, v, key value) (value, *exit) {
			f, x := s.frameArg(v)
			if x != nil {
				return value{}, x
			}
			return lisp.Cdr(assq(key, s.frameParameters(f))), nil
		}), "Return parameter PARAMETER of FRAME."),
		lisp.Def("(modify-frame-parameters FRAME ALIST)", lisp.Fn2(func(_ *interp, v, alist value) (value, *exit) {
			f, x := s.frameArg(v)
			if x != nil {
				return value{}, x
			}
			for _, e := range lisp.Slice(alist) {
				f.params = aput(f.params, lisp.Car(e), lisp.Cdr(e))
			}
			return lisp.Nil, nil
		}), "Set parameters of FRAME as the alist ALIST says."),
		lisp.Def("(frame-char-width &optional FRAME)", one, "Return 1: a character is a pixel."),
		lisp.Def("(frame-char-height &optional FRAME)", one, "Return 1: a character is a pixel."),
		lisp.Def("(frame-total-cols &optional FRAME)", width, measure),
		lisp.Def("(frame-total-lines &optional FRAME)", height, measure),
		lisp.Def("(frame-text-cols &optional FRAME)", width, measure),
		lisp.Def("(frame-text-lines &optional FRAME)", height, measure),
		lisp.Def("(frame-text-width &optional FRAME)", width, measure),
		lisp.Def("(frame-text-height &optional FRAME)", height, measure),
		lisp.Def("(frame-native-width &optional FRAME)", width, measure),
		lisp.Def("(frame-native-height &optional FRAME)", height, measure),
		lisp.Def("(frame-internal-border-width &optional FRAME)", zero, measure),
		lisp.Def("(frame-right-divider-width &optional FRAME)", zero, measure),
		lisp.Def("(frame-bottom-divider-width &optional FRAME)", zero, measure),
		lisp.Def("(frame-scroll-bar-width &optional FRAME)", zero, measure),
		lisp.Def("(frame-scroll-bar-height &optional FRAME)", zero, measure),
		lisp.Def("(frame-fringe-width &optional FRAME)", zero, measure),
		lisp.Def("(set-frame-width FRAME WIDTH &optional PRETEND PIXELWISE)", lisp.Fn4(func(_ *interp, v value, n int, _, _ value) (value, *exit) {
			f, x := s.frameArg(v)
			if x == nil {
				f.width = min(max(n, 10), 1<<16)
			}
			return lisp.Nil, x
		}), "Make FRAME WIDTH characters wide."),
		lisp.Def("(set-frame-height FRAME HEIGHT &optional PRETEND PIXELWISE)", lisp.Fn4(func(_ *interp, v value, n int, _, _ value) (value, *exit) {
			f, x := s.frameArg(v)
			if x == nil {
				f.height = min(max(n, 4), 1<<16)
			}
			return lisp.Nil, x
		}), "Make FRAME HEIGHT characters high."),
	}
}

func (s *state) buffersChanged(in *interp, v value) (value, *exit) {
	ours := v.IsNil()
	if ours {
		v = in.Sym("frame-and-buffer-state")
	}
	if !v.IsSymbol() {
		return value{}, in.WrongType("symbolp", v)
	}
	y := in.Symbol(v)
	old, ok := in.VarValue(y)
	if !ok && !ours {
		return value{}, in.SignalNamed("void-variable", v)
	}
	list, x := in.Funcall(in.Sym("buffer-list"))
	if x != nil {
		return value{}, x
	}
	names, x := in.Funcall(in.Sym("mapcar"), in.Sym("buffer-name"), list)
	if x != nil {
		return value{}, x
	}
	state, x := in.Funcall(in.Sym("vconcat"), list, names)
	if x != nil {
		return value{}, x
	}
	if lisp.Equal(in, old, state) {
		return lisp.Nil, nil
	}
	return lisp.T, in.SetVar(y, state)
}

// frameParameters returns the parameters of f: those that were set, then those
// that it has anyway.
func (s *state) frameParameters(f *Frame) value {
	list := lisp.Slice(f.params)
	for _, p := range []struct {
		name string
		v    value
	}{
		{"menu-bar-lines", lisp.Fixnum(menuLines)}, {"tab-bar-lines", lisp.Fixnum(0)}, {"width", lisp.Fixnum(f.width)},
		{"height", lisp.Fixnum(f.height)}, {"name", lisp.NewString("F1")}, {"font", lisp.NewString("tty")},
		{"background-color", lisp.NewString("unspecified-bg")}, {"foreground-color", lisp.NewString("unspecified-fg")},
		{"background-mode", s.in.Sym("dark")}, {"display-type", s.in.Sym("mono")}, {"minibuffer", lisp.T},
	} {
		if key := s.in.Sym(p.name); assq(key, f.params).IsNil() {
			list = append(list, lisp.NewCons(key, p.v))
		}
	}
	return lisp.List(list...)
}

func (s *state) terminalPrims() []lisp.Prim {
	known := func(v value) bool {
		return v.IsNil() || v == s.frame.value || v == s.terminal.value
	}
	get := func(f func() value) lisp.Callable {
		return lisp.Fn1(func(in *interp, v opt) (value, *exit) {
			if !known(v) {
				return value{}, in.WrongType("terminal-live-p", v)
			}
			return f(), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(terminal-list)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.List(s.terminal.value), nil }), "Return a list of the terminal."),
		lisp.Def("(terminal-live-p OBJECT)", lisp.Fn1(func(_ *interp, v value) (value, *exit) { return lisp.Bool(known(v)), nil }), "Return t if OBJECT is the terminal, or nil or the frame, which stand for it."),
		lisp.Def("(terminal-name &optional TERMINAL)", get(func() value { return lisp.NewString("initial_terminal") }), "Return the name of TERMINAL."),
		lisp.Def("(terminal-parameters &optional TERMINAL)", get(func() value { return s.terminal.params }), "Return the parameters of TERMINAL, an alist."),
		lisp.Def("(terminal-parameter TERMINAL PARAMETER)", lisp.Fn2(func(in *interp, v, key value) (value, *exit) {
			if !known(v) {
				return value{}, in.WrongType("terminal-live-p", v)
			}
			return lisp.Cdr(assq(key, s.terminal.params)), nil
		}), "Return parameter PARAMETER of TERMINAL."),
		lisp.Def("(set-terminal-parameter TERMINAL PARAMETER VALUE)", lisp.Fn3(func(in *interp, v, key, val value) (value, *exit) {
			if !known(v) {
				return value{}, in.WrongType("terminal-live-p", v)
			}
			old := lisp.Cdr(assq(key, s.terminal.params))
			s.terminal.params = aput(s.terminal.params, key, val)
			return old, nil
		}), "Set parameter PARAMETER of TERMINAL to VALUE. Return the old value."),
		lisp.Def("(tty-type &optional TERMINAL)", get(func() value { return lisp.Nil }), "Return nil: no terminal is driven."),
		lisp.Def("(controlling-tty-p &optional TERMINAL)", get(func() value { return lisp.Nil }), "Return nil: no terminal is driven."),
		lisp.Def("(tty-top-frame &optional TERMINAL)", get(func() value { return lisp.Nil }), "Return nil: no terminal is driven."),
		lisp.Def("(tty-display-color-p &optional TERMINAL)", get(func() value { return lisp.Nil }), "Return nil: no colours are shown."),
		lisp.Def("(tty-display-color-cells &optional TERMINAL)", get(func() value { return lisp.Fixnum(0) }), "Return 0: no colours are shown."),
		lisp.Def("(window-system &optional FRAME)", s.ofFrame(func(*Frame) value { return lisp.Nil }), "Return nil: no windows are drawn."),
		lisp.Def("(send-string-to-terminal STRING &optional TERMINAL)", lisp.Fn2(func(in *interp, str *lisp.String, v opt) (value, *exit) {
			if !known(v) {
				return value{}, in.WrongType("terminal-live-p", v)
			}
			if _, err := in.Stdout().Write([]byte(str.UTF8())); err != nil {
				return value{}, in.FromError(err)
			}
			return lisp.Nil, nil
		}), "Write STRING to standard output, as it is."),
		lisp.Def("(redraw-frame &optional FRAME)", s.ofFrame(func(*Frame) value { return lisp.Nil }), "Do nothing: nothing is drawn."),
		lisp.Def("(redraw-display)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.Nil, nil }), "Do nothing: nothing is drawn."),
	}
}
