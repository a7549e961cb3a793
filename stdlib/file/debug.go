package file

import (
	"os"

	"elnet/lisp"
)

// debugPrims redirect standard error.
func (s *State) debugPrims(in *interp) []lisp.Prim {
	var out *os.File
	stderr := in.Stderr()
	end := func() {
		if out != nil {
			in.SetStderr(stderr)
			out.Close()
			out = nil
		}
	}
	in.OnClose(end)
	return []lisp.Prim{lisp.Def("(redirect-debugging-output FILE &optional APPEND)",
		lisp.Fn2(func(in *interp, file, appendTo value) (value, *exit) {
			end()
			if file.IsNil() {
				return value{}, nil
			}
			name, x := in.Funcall(in.Sym("expand-file-name"), file)
			if x != nil {
				return value{}, x
			}
			mode := os.O_TRUNC
			if !appendTo.IsNil() {
				mode = os.O_APPEND
			}
			f, err := os.OpenFile(text(name), os.O_WRONLY|os.O_CREATE|mode, 0o666)
			if err != nil {
				return value{}, in.SignalNamed("file-error", lisp.NewString("Cannot open debugging output stream"))
			}
			out = f
			in.SetStderr(f)
			return value{}, nil
		}), "Send what goes to standard error (messages, external-debugging-output) to FILE from now on, after\n"+
			"what is in it if APPEND; to standard error again if FILE is nil.")}
}
