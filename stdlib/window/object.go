package window

import (
	"fmt"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// The size of the frame, in characters.
const (
	frameWidth  = 80
	frameHeight = 25
	menuLines   = 1
	miniHeight  = 1
)

// A Terminal is the terminal that batch mode pretends to.
type Terminal struct {
	value  value
	params value
}

// LispType returns "terminal".
func (t *Terminal) LispType() string { return "terminal" }

// PrintLisp returns #<terminal 0 on initial_terminal>.
func (t *Terminal) PrintLisp(bool) string { return "#<terminal 0 on initial_terminal>" }

// A Frame is a Lisp frame.
type Frame struct {
	value         value
	params        value // an alist
	width, height int
}

// LispType returns "frame".
func (f *Frame) LispType() string { return "frame" }

// LispPredicate returns "framep".
func (f *Frame) LispPredicate() string { return "framep" }

// PrintLisp returns #<frame F1 0x1>.
func (f *Frame) PrintLisp(bool) string { return "#<frame F1 0x1>" }

// A Window is a Lisp window.
type Window struct {
	value     value
	number    int
	mini      bool
	buf       *buffer.Buffer
	last      *buffer.Buffer // shown before buf
	point     *buffer.Marker
	start     *buffer.Marker
	params    value // an alist
	dedicated value
	prev      value
	next      value
	display   value
	hscroll   int
	used      int
}

// LispType returns "window".
func (w *Window) LispType() string { return "window" }

// LispPredicate returns "windowp".
func (w *Window) LispPredicate() string { return "windowp" }

// PrintLisp returns #<window 1 on *scratch*>.
func (w *Window) PrintLisp(bool) string {
	name := ""
	switch {
	case w.mini:
		name = " on  *Minibuf-0*"
	case w.buf.Live():
		name = " on " + w.buf.Name()
	}
	return fmt.Sprintf("#<window %d%s>", w.number, name)
}

// A configuration is what current-window-configuration returns.
type configuration struct {
	root     *buffer.Buffer
	point    int
	start    int
	selected *Window
}

// LispType returns "window-configuration".
func (c *configuration) LispType() string { return "window-configuration" }

// PrintLisp returns #<window-configuration>.
func (c *configuration) PrintLisp(bool) string { return "#<window-configuration>" }

// state is what the primitives of one interpreter share.
type state struct {
	in       *interp
	buf      *buffer.State
	terminal *Terminal
	frame    *Frame
	root     *Window
	mini     *Window
	selected *Window
	clock    int // counts selections
	faces    faces
}

// Install gives in the primitives of this package.
func Install(in *interp, buf *buffer.State) {
	s := &state{in: in, buf: buf, terminal: &Terminal{}}
	s.terminal.value = lisp.NewObject(s.terminal)
	s.frame = &Frame{width: frameWidth, height: frameHeight}
	s.frame.value = lisp.NewObject(s.frame)
	s.root = s.newWindow(1, buf.Current())
	s.mini = s.newWindow(2, nil)
	s.mini.mini = true
	s.selected = s.root
	for _, group := range [][]lisp.Prim{s.windowPrims(), s.placePrims(), s.sizePrims(), s.framePrims(), s.terminalPrims(), s.keyPrims(), s.minibufferPrims()} {
		in.Define(group...)
	}
	s.installFaces()
	in.LateVar("terminal-frame", s.frame.value, "The frame of the initial terminal.")
}

func (s *state) newWindow(number int, b *buffer.Buffer) *Window {
	w := &Window{number: number, buf: b, point: s.buf.NewMarker(b, 0, false), start: s.buf.NewMarker(b, 0, false)}
	w.value = lisp.NewObject(w)
	return w
}

// live gives w a buffer to show when the one that it showed was killed.
func (s *state) live(w *Window) (*buffer.Buffer, *exit) {
	if w.buf != nil && w.buf.Live() {
		return w.buf, nil
	}
	if w.last != nil && w.last.Live() {
		s.show(w, w.last)
		return w.buf, nil
	}
	var v value
	var x *exit
	if w.mini {
		v, x = s.in.Funcall(s.in.Sym("get-buffer-create"), lisp.NewString(" *Minibuf-0*"))
	} else {
		v, x = s.in.Funcall(s.in.Sym("other-buffer"))
	}
	if x != nil {
		return nil, x
	}
	b, x := s.buf.BufferArg(s.in, v)
	if x != nil {
		return nil, x
	}
	s.show(w, b)
	return b, nil
}

func (s *state) show(w *Window, b *buffer.Buffer) {
	if w.buf != b {
		w.last, w.buf = w.buf, b
	}
	w.point.Set(b, b.Point())
	w.start.Set(b, b.Begv())
}

// windowArg returns the window that v stands for; nil is the selected one.
func (s *state) windowArg(v value) (*Window, *exit) { return s.windowOr(v, "window-live-p") }

func (s *state) windowOr(v value, predicate string) (*Window, *exit) {
	if v.IsNil() {
		return s.selected, nil
	}
	if w, ok := v.Object().(*Window); ok {
		return w, nil
	}
	return nil, s.in.WrongType(predicate, v)
}

// frameArg checks that v is a frame; nil is the selected one.
func (s *state) frameArg(v value) (*Frame, *exit) {
	if v.IsNil() {
		return s.frame, nil
	}
	if f, ok := v.Object().(*Frame); ok {
		return f, nil
	}
	return nil, s.in.WrongType("frame-live-p", v)
}
