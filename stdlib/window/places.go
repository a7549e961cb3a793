package window

import "elnet/lisp"

// pointOf returns point in w, counted from 0: that of its buffer while w is
// selected.
func (s *state) pointOf(w *Window) int {
	if w == s.selected && w.buf.Live() {
		return w.buf.Point()
	}
	return w.point.Pos()
}

// placePrims are the primitives on positions in the text that a window shows.
func (s *state) placePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(window-point &optional WINDOW)", s.get(func(w *Window) value { return lisp.Fixnum(s.pointOf(w) + 1) }), "Return point in WINDOW."),
		lisp.Def("(set-window-point WINDOW POS)", lisp.Fn2(func(in *interp, win, pos value) (value, *exit) {
			w, x := s.windowArg(win)
			if x != nil {
				return value{}, x
			}
			return s.setPlace(in, w, pos, func(p int) {
				if w == s.selected {
					w.buf.SetPoint(p)
				}
				w.point.Set(w.buf, p)
			})
		}), "Set point in WINDOW to POS. Return POS."),
		lisp.Def("(window-start &optional WINDOW)", s.get(func(w *Window) value { return lisp.Fixnum(w.start.Pos() + 1) }), "Return the position at which the text that WINDOW shows begins."),
		lisp.Def("(set-window-start WINDOW POS &optional NOFORCE)", lisp.Fn3(func(in *interp, win, pos, _ value) (value, *exit) {
			w, x := s.windowArg(win)
			if x != nil {
				return value{}, x
			}
			return s.setPlace(in, w, pos, func(p int) { w.start.Set(w.buf, p) })
		}), "Make the text that WINDOW shows begin at POS. Return POS."),
		lisp.Def("(window-end &optional WINDOW UPDATE)", lisp.Fn2(func(in *interp, win, update value) (value, *exit) {
			w, x := s.windowArg(win)
			if x != nil {
				return value{}, x
			}
			b, x := s.live(w)
			if x != nil {
				return value{}, x
			}
			return lisp.Fixnum(b.Zv() + 1), nil
		}), "Return the end of the buffer of WINDOW: nothing is drawn, so nothing ends earlier."),
		lisp.Def("(pos-visible-in-window-p &optional POS WINDOW PARTIALLY)", lisp.Fn3(func(*interp, value, value, value) (value, *exit) {
			return lisp.Nil, nil
		}), "Return nil: nothing is drawn."),
		lisp.Def("(window-hscroll &optional WINDOW)", s.get(func(w *Window) value { return lisp.Fixnum(w.hscroll) }), "Return by how many columns WINDOW is scrolled."),
		lisp.Def("(set-window-hscroll WINDOW NCOL)", lisp.Fn2(func(_ *interp, win value, n int) (value, *exit) {
			w, x := s.windowArg(win)
			if x == nil {
				w.hscroll = max(n, 0)
			}
			return lisp.Fixnum(max(n, 0)), x
		}), "Scroll WINDOW by NCOL columns."),
		lisp.Def("(window-vscroll &optional WINDOW PIXELS-P)", lisp.Fn2(func(_ *interp, win, _ value) (value, *exit) {
			_, x := s.windowArg(win)
			return lisp.Fixnum(0), x
		}), "Return 0."),
		lisp.Def("(recenter &optional ARG REDISPLAY)", lisp.Fn2(func(*interp, value, value) (value, *exit) { return lisp.Nil, nil }), "Do nothing: nothing is drawn."),
		lisp.Def("(redisplay &optional FORCE)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.T, nil }), "Return t: nothing is drawn."),
		lisp.Def("(force-window-update &optional OBJECT)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.T, nil }), "Return t: nothing is drawn."),
		lisp.Def("(window-display-table &optional WINDOW)", s.get(func(w *Window) value { return w.display }), "Return the display table of WINDOW."),
		lisp.Def("(set-window-display-table WINDOW TABLE)", s.set(func(w *Window, v value) { w.display = v }), "Set the display table of WINDOW."),
	}
}

// setPlace calls set with the position that pos stands for in w's buffer.
func (s *state) setPlace(in *interp, w *Window, pos value, set func(p int)) (value, *exit) {
	b, x := s.live(w)
	if x != nil {
		return value{}, x
	}
	n, x := in.Funcall(in.Sym("+"), pos, lisp.Fixnum(0))
	if x != nil || !n.IsFixnum() {
		return value{}, in.WrongType("integer-or-marker-p", pos)
	}
	set(min(max(n.Fixnum()-1, b.Begv()), b.Zv()))
	return pos, nil
}

// size makes a primitive of a function that measures a window.
func (s *state) size(f func(w *Window) int) lisp.Callable {
	return s.get(func(w *Window) value { return lisp.Fixnum(f(w)) })
}

// size2 is size with a second argument, which asks for pixels or rounding: a
// character is a pixel here.
func (s *state) size2(f func(w *Window) int) lisp.Callable {
	return lisp.Fn2(func(_ *interp, win, _ value) (value, *exit) {
		w, x := s.windowArg(win)
		if x != nil {
			return value{}, x
		}
		return lisp.Fixnum(f(w)), nil
	})
}

// sizePrims are the primitives that measure windows.
func (s *state) sizePrims() []lisp.Prim {
	width := func(*Window) int { return s.frame.width }
	zero := func(*Window) int { return 0 }
	total := func(w *Window) int {
		if w.mini {
			return miniHeight
		}
		return s.frame.height - miniHeight
	}
	modeLine := func(w *Window) int {
		if w.mini {
			return 0
		}
		return 1
	}
	body := func(w *Window) int { return total(w) - modeLine(w) }
	top := func(w *Window) int {
		if w.mini {
			return s.frame.height - miniHeight
		}
		return 0
	}
	doc := "Measure WINDOW in characters."
	return []lisp.Prim{
		lisp.Def("(window-total-width &optional WINDOW ROUND)", s.size2(width), doc),
		lisp.Def("(window-total-height &optional WINDOW ROUND)", s.size2(total), doc),
		lisp.Def("(window-body-width &optional WINDOW PIXELWISE)", s.size2(width), doc),
		lisp.Def("(window-body-height &optional WINDOW PIXELWISE)", s.size2(body), doc),
		lisp.Def("(window-text-width &optional WINDOW PIXELWISE)", s.size2(width), doc),
		lisp.Def("(window-text-height &optional WINDOW PIXELWISE)", s.size2(body), doc),
		lisp.Def("(window-pixel-width &optional WINDOW)", s.size(width), doc),
		lisp.Def("(window-pixel-height &optional WINDOW)", s.size(total), doc),
		lisp.Def("(window-left-column &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-top-line &optional WINDOW)", s.size(top), doc),
		lisp.Def("(window-pixel-left &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-pixel-top &optional WINDOW)", s.size(top), doc),
		lisp.Def("(window-mode-line-height &optional WINDOW)", s.size(modeLine), doc),
		lisp.Def("(window-header-line-height &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-tab-line-height &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-right-divider-width &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-bottom-divider-width &optional WINDOW)", s.size(zero), doc),
		lisp.Def("(window-normal-size &optional WINDOW HORIZONTAL)", lisp.Fn2(func(_ *interp, win, _ value) (value, *exit) {
			_, x := s.windowArg(win)
			return lisp.Float(1), x
		}), "Return 1.0: WINDOW takes all of its frame."),
		lisp.Def("(window-fringes &optional WINDOW)", s.get(func(*Window) value {
			return lisp.List(lisp.Fixnum(0), lisp.Fixnum(0), lisp.Nil, lisp.Nil)
		}), "Return (0 0 nil nil): there are no fringes."),
		lisp.Def("(window-margins &optional WINDOW)", s.get(func(*Window) value { return lisp.List(lisp.Nil) }), "Return (nil): there are no margins."),
		lisp.Def("(window-scroll-bars &optional WINDOW)", s.get(func(*Window) value {
			return lisp.List(lisp.Nil, lisp.Fixnum(0), lisp.T, lisp.Nil, lisp.Fixnum(0), lisp.T, lisp.Nil)
		}), "Return (nil 0 t nil 0 t nil): there are no scroll bars."),
	}
}
