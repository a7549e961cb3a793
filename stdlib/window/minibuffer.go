package window

import (
	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// minibufferPrims are the primitives that ask about a minibuffer that is being
// read from: none is.
func (s *state) minibufferPrims() []lisp.Prim {
	none := lisp.Fn0(func(*interp) (value, *exit) { return lisp.Nil, nil })
	zero := lisp.Fn0(func(*interp) (value, *exit) { return lisp.Fixnum(0), nil })
	text := func(props bool) lisp.Callable {
		return lisp.Fn0(func(*interp) (value, *exit) {
			b := s.buf.Current()
			return s.buf.Substring(b, b.Begv(), b.Zv(), props).Value(), nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(minibufferp &optional BUFFER LIVE)", lisp.Fn2(func(in *interp, v, live value) (value, *exit) {
			b := s.buf.Current()
			switch o := v.Object().(type) {
			case *buffer.Buffer:
				b = o
			default:
				if v.IsString() {
					if b = s.buf.Get(v.Str().Text()); b == nil {
						return lisp.Nil, nil
					}
				} else if !v.IsNil() {
					return value{}, in.WrongType("bufferp", v)
				}
			}
			return lisp.Bool(live.IsNil() && b == s.mini.buf), nil
		}), "Return t if BUFFER is a minibuffer: if LIVE, one that is being read from."),
		lisp.Def("(minibuffer-depth)", zero, "Return 0: no minibuffer is being read from."),
		lisp.Def("(recursion-depth)", zero, "Return 0: there is no command loop."),
		lisp.Def("(active-minibuffer-window)", none, "Return nil: no minibuffer is being read from."),
		lisp.Def("(minibuffer-prompt)", none, "Return nil: no minibuffer is being read from."),
		lisp.Def("(minibuffer-prompt-end)", lisp.Fn0(func(*interp) (value, *exit) {
			return lisp.Fixnum(s.buf.Current().Begv() + 1), nil
		}), "Return the end of the prompt in the current buffer: its beginning, as it is no minibuffer."),
		lisp.Def("(minibuffer-contents)", text(true), "Return the text of the current buffer."),
		lisp.Def("(minibuffer-contents-no-properties)", text(false), "Return the text of the current buffer, without properties."),
		lisp.Def("(innermost-minibuffer-p &optional BUFFER)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.Nil, nil }), "Return nil: no minibuffer is being read from."),
		lisp.Def("(minibuffer-innermost-command-loop-p &optional BUFFER)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.Nil, nil }), "Return nil: no minibuffer is being read from."),
		lisp.Def("(minibuffer-selected-window)", none, "Return nil: no minibuffer is being read from."),
	}
}
