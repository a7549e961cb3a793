package keymap

import (
	"strings"

	"elnet/lisp"
)

// commands are the primitives that are commands, with their interactive codes.
var commands = []struct{ name, spec string }{
	{"backward-char", "^p"}, {"backward-word", "^p"}, {"base64-decode-region", "r"}, {"base64-encode-region", "r"},
	{"base64url-encode-region", "r"}, {"beginning-of-line", "^p"}, {"buffer-enable-undo", ""},
	{"capitalize-region", "r"}, {"capitalize-word", "p"}, {"decode-coding-region", "r\nzCoding system: "},
	{"delete-char", "p\nP"}, {"delete-region", "r"}, {"downcase-region", "r"}, {"downcase-word", "p"},
	{"encode-coding-region", "r\nzCoding system: "}, {"end-of-line", "^p"}, {"erase-buffer", "*"},
	{"forward-char", "^p"}, {"forward-line", "^p"}, {"forward-word", "^p"}, {"garbage-collect", ""},
	{"goto-char", "^NCharacter position: "}, {"indent-to", "NColumn: "}, {"kill-all-local-variables", ""},
	{"kill-buffer", "bBuffer to kill: "}, {"kill-emacs", "P"}, {"move-to-column", "NColumn: "},
	{"narrow-to-region", "r"}, {"re-search-backward", "sRegexp backward: "}, {"re-search-forward", "sRegexp: "},
	{"rename-buffer", "sNew buffer name: "}, {"search-backward", "MText backward: "}, {"search-forward", "MText: "},
	{"set-buffer-process-coding-system", "zDecoding: \nzEncoding: "}, {"upcase-initials-region", "r"},
	{"upcase-region", "r"}, {"upcase-word", "p"}, {"widen", ""},
}

func (s *state) commandPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(prefix-numeric-value RAW)", lisp.Fn1(func(in *interp, raw value) (value, *exit) { return s.numeric(raw), nil }),
			"Return the number that the raw prefix argument RAW stands for."),
		lisp.Def("(call-interactively FUNCTION &optional RECORD-FLAG KEYS)", lisp.Fn3(func(in *interp, f, _, _ value) (value, *exit) {
			return s.callInteractively(in, f)
		}), "Call FUNCTION with the arguments that its interactive form asks for. What would be read from\nthe minibuffer is read as lines of standard input."),
		lisp.Def("(funcall-interactively FUNCTION &rest ARGS)", lisp.FnN(s.funcallInteractively),
			"Call FUNCTION with ARGS, as call-interactively does: called-interactively-p tells it so."),
		lisp.Def("(current-message)", lisp.Fn0(func(*interp) (value, *exit) { return value{}, nil }),
			"Return nil: there is no echo area."),
		lisp.Def("(force-mode-line-update &optional ALL)", lisp.Fn1(func(_ *interp, all value) (value, *exit) { return all, nil }),
			"Return ALL: there is no mode line."),
		lisp.Def("(called-interactively-p &optional KIND)", lisp.Fn1(func(in *interp, kind value) (value, *exit) {
			if kind == in.Sym("interactive") {
				return value{}, nil // nobody is there
			}
			return lisp.Bool(s.calledInteractively(in)), nil
		}), "Return t if the caller is run as a command.\nIf KIND is interactive, it must have been by a user too: never here."),
	}
}

func (s *state) numeric(raw value) value {
	switch {
	case raw == s.in.Sym("-"):
		return lisp.Fixnum(-1)
	case raw.IsFixnum():
		return raw
	case raw.IsCons() && raw.Cons().Car.IsFixnum():
		return raw.Cons().Car
	}
	return lisp.Fixnum(1)
}

// calledInteractively reports whether the function that called the running
// primitive was itself called by funcall-interactively: no other Lisp function
// has been entered since.
func (s *state) calledInteractively(in *interp) bool {
	n := len(s.bases)
	return n > 0 && len(lisp.Calls(in.Backtrace())) == s.bases[n-1]+1
}

func (s *state) funcallInteractively(in *interp, args []value) (value, *exit) {
	s.bases = append(s.bases, len(lisp.Calls(in.Backtrace())))
	defer func() { s.bases = s.bases[:len(s.bases)-1] }()
	return in.Funcall(args[0], args[1:]...)
}

func (s *state) callInteractively(in *interp, f value) (value, *exit) {
	is, x := in.Funcall(in.Sym("commandp"), f)
	if x != nil {
		return value{}, x
	}
	if is.IsNil() || f.IsString() || f.IsVector() {
		return value{}, in.WrongType("commandp", f)
	}
	if f.IsSymbol() {
		if load := in.SymbolFunction(in.Symbol(f)); lisp.Car(load) == in.Sym("autoload") {
			if _, x := in.Funcall(in.Sym("autoload-do-load"), load, f); x != nil {
				return value{}, x
			}
		}
	}
	form, x := in.Funcall(in.Sym("interactive-form"), f)
	if x != nil {
		return value{}, x
	}
	spec := lisp.Car(lisp.Cdr(form))
	var args []value
	if spec.IsString() {
		args, x = s.readArgs(in, spec.Str().Text())
	} else if !spec.IsNil() {
		var list value
		list, x = in.EvalForm(spec, true)
		if x == nil && !list.IsList() {
			x = in.WrongType("listp", list)
		}
		args = lisp.Slice(list)
	}
	if x != nil {
		return value{}, x
	}
	return s.funcallInteractively(in, append([]value{f}, args...))
}

// readArgs returns the arguments for the codes of an interactive string (Elisp
// manual, "Interactive Codes").
func (s *state) readArgs(in *interp, spec string) ([]value, *exit) {
	for spec != "" && strings.IndexByte("*^@", spec[0]) >= 0 {
		if spec[0] == '*' {
			if _, x := in.Funcall(in.Sym("barf-if-buffer-read-only")); x != nil {
				return nil, x
			}
		}
		spec = spec[1:]
	}
	if spec == "" {
		return nil, nil
	}
	var args []value
	for _, code := range strings.Split(spec, "\n") {
		if code == "" {
			code = "\x00"
		}
		prompt := value{}
		if p := code[1:]; strings.Contains(p, "%") {
			v, x := in.Funcall(in.Sym("format"), append([]value{lisp.NewString(p)}, args...)...)
			if x != nil {
				return nil, x
			}
			prompt = v
		} else {
			prompt = lisp.NewString(p)
		}
		if code[0] == 'r' {
			b := s.buf.Current()
			mark := s.buf.Mark(b)
			if mark.Buffer() == nil {
				return nil, in.Errorf("The mark is not set now, so there is no region")
			}
			args = append(args, lisp.Fixnum(min(b.Point(), mark.Pos())+1), lisp.Fixnum(max(b.Point(), mark.Pos())+1))
			continue
		}
		v, x := s.readArg(in, code[0], prompt)
		if x != nil {
			return nil, x
		}
		args = append(args, v)
	}
	return args, nil
}

// readArg returns the argument for one interactive code.
func (s *state) readArg(in *interp, code byte, prompt value) (value, *exit) {
	raw, _ := in.VarValue(s.prefixArg)
	call := func(name string, args ...value) (value, *exit) { return in.Funcall(in.Sym(name), args...) }
	switch code {
	case 'p':
		return s.numeric(raw), nil
	case 'P':
		return raw, nil
	case 'i', 'U':
		return value{}, nil
	case 'd':
		return lisp.Fixnum(s.buf.Current().Point() + 1), nil
	case 'm':
		mark := s.buf.Mark(s.buf.Current())
		if mark.Buffer() == nil {
			return value{}, in.Errorf("The mark is not set now")
		}
		return lisp.Fixnum(mark.Pos() + 1), nil
	case 'N':
		if !raw.IsNil() {
			return s.numeric(raw), nil
		}
		return call("read-number", prompt)
	case 'n':
		return call("read-number", prompt)
	case 's', 'M', 'b', 'B':
		return call("read-string", prompt)
	case 'f', 'F', 'G', 'D':
		v, x := call("read-string", prompt)
		if x != nil {
			return value{}, x
		}
		return call("expand-file-name", v)
	case 'Z':
		if raw.IsNil() {
			return value{}, nil
		}
		fallthrough
	case 'S', 'a', 'C', 'v', 'z':
		v, x := call("read-string", prompt)
		if x != nil {
			return value{}, x
		}
		return call("intern", v)
	case 'x', 'X':
		v, x := call("read-string", prompt)
		if x != nil {
			return value{}, x
		}
		if v, x = call("read", v); x != nil || code == 'x' {
			return v, x
		}
		return in.EvalForm(v, true)
	case 'c', 'k', 'K':
		return value{}, in.SignalNamed("end-of-file", lisp.NewString("Error reading from stdin"))
	case 'e':
		return value{}, in.Errorf("command must be bound to an event with parameters")
	}
	return value{}, in.Errorf("Invalid control letter ‘%c’ (#o%03o, #x%04x) in interactive calling string", code, code, code)
}
