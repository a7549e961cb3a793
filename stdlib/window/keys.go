package window

import "elnet/lisp"

// keyPrims are the primitives that ask about a keyboard: no key was ever typed.
func (s *state) keyPrims() []lisp.Prim {
	text := lisp.Fn0(func(*interp) (value, *exit) { return lisp.NewString(""), nil })
	keys := lisp.Fn0(func(*interp) (value, *exit) { return lisp.NewVector(nil), nil })
	return []lisp.Prim{
		lisp.Def("(this-command-keys)", text, "Return \"\": no key was typed."),
		lisp.Def("(this-command-keys-vector)", keys, "Return []: no key was typed."),
		lisp.Def("(this-single-command-keys)", keys, "Return []: no key was typed."),
		lisp.Def("(this-single-command-raw-keys)", keys, "Return []: no key was typed."),
		lisp.Def("(recent-keys &optional INCLUDE-CMDS)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.NewVector(nil), nil }), "Return []: no key was typed."),
		lisp.Def("(clear-this-command-keys &optional KEEP-RECORD)", lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.Nil, nil }), "Do nothing: no key was typed."),
		lisp.Def("(current-input-mode)", lisp.Fn0(func(*interp) (value, *exit) {
			return lisp.List(lisp.T, lisp.Nil, lisp.T, lisp.Fixnum(7)), nil
		}), "Return (t nil t 7), as in Emacs' batch mode."),
	}
}
