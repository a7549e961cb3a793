package buffer

import "elnet/lisp"

// casePrims change case with the functions that do so for strings.
func (s *State) casePrims() []lisp.Prim {
	region := func(f string) lisp.Callable {
		return lisp.Fn3(func(in *interp, start, end, _ value) (value, *exit) { return value{}, s.caseRegion(in, start, end, f) })
	}
	return []lisp.Prim{
		lisp.Def("(upcase-region BEG END &optional REGION-NONCONTIGUOUS-P)", region("upcase"), "Convert the text between BEG and END to upper case."),
		lisp.Def("(downcase-region BEG END &optional REGION-NONCONTIGUOUS-P)", region("downcase"), "Convert the text between BEG and END to lower case."),
		lisp.Def("(capitalize-region BEG END &optional REGION-NONCONTIGUOUS-P)", region("capitalize"), "Make the words between BEG and END begin with a capital and go on in lower case."),
		lisp.Def("(upcase-initials-region BEG END &optional REGION-NONCONTIGUOUS-P)", region("upcase-initials"), "Make the words between BEG and END begin with a capital."),
	}
}

func (s *State) caseRegion(in *interp, start, end value, f string) *exit {
	from, to, x := s.Region(in, start, end)
	if x != nil {
		return x
	}
	return s.ChangeCase(in, from, to, f)
}

// ChangeCase applies the case function f ("upcase" and so on) to from..to of the
// current buffer.
func (s *State) ChangeCase(in *interp, from, to int, f string) *exit {
	if from >= to {
		return nil
	}
	b := s.cur
	old := s.Substring(b, from, to, true)
	v, x := in.Funcall(in.Sym(f), old.Value())
	if x != nil {
		return x
	}
	if !v.IsString() || v.Str().Text() == old.Text() {
		return s.checkWritable(in, b)
	}
	if n := v.Str(); n.Len() == old.Len() {
		return s.rewrite(in, b, from, to, []byte(b.convert(n)))
	}
	return s.Replace(in, b, from, to, v.Str(), true)
}
