package buffer

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/charset"
)

// MarkCharsets gives text that was decoded the property charset, as Emacs does:
// object is a string, or nil for the current buffer, in which text stands at the
// position start; runs are its parts.
func MarkCharsets(in *lisp.Interp, object lisp.Value, start int, text []byte, runs []charset.Run) *lisp.Exit {
	at := 0
	for i, r := range runs {
		end := len(text)
		if i+1 < len(runs) {
			end = runs[i+1].Start
		}
		from := start + char.Count(text[at:r.Start])
		to := from + char.Count(text[r.Start:end])
		at, start = end, to
		if r.Charset == "" {
			continue
		}
		_, x := in.Funcall(in.Sym("put-text-property"), lisp.Fixnum(from), lisp.Fixnum(to),
			in.Sym("charset"), in.Sym(r.Charset), object)
		if x != nil {
			return x
		}
	}
	return nil
}
