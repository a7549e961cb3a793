package buffer

import (
	"elnet/lisp"
	"elnet/lisp/char"
)

// casePrims change case with the functions that do so for strings.
func (s *State) casePrims() []lisp.Prim {
	region := func(f string) lisp.Callable {
		return lisp.Fn3(func(in *interp, start, end, pieces value) (value, *exit) {
			if pieces.IsNil() {
				return value{}, s.caseRegion(in, start, end, f)
			}
			extract, _ := in.VarValue(in.Symbol(in.Sym("region-extract-function")))
			bounds, x := in.Funcall(extract, in.Sym("bounds"))
			for ; x == nil && bounds.IsCons(); bounds = lisp.Cdr(bounds) {
				piece := lisp.Car(bounds)
				x = s.caseRegion(in, lisp.Car(piece), lisp.Cdr(piece), f)
			}
			return value{}, x
		})
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
// current buffer. Undo knows it as one change, hooks of what really changed.
func (s *State) ChangeCase(in *interp, from, to int, f string) *exit {
	if from >= to {
		return nil
	}
	b := s.cur
	c, x := s.beforeChange(in, b, from, to)
	if x != nil {
		return x
	}
	from, to = min(from, b.zv), min(to, b.zv)
	v, x := in.Funcall(in.Sym(f), s.Substring(b, from, to, false).Value())
	if x != nil || !v.IsString() {
		return x
	}
	old, now := b.text.Substring(from, to), []byte(b.convert(v.Str()))
	s.counted(b)
	s.recordChange(b, from, to, v.Str().Len())
	if string(old) == string(now) {
		return nil
	}
	head, tail := b.commonEnds(old, now)
	n := b.count(string(now[head : len(now)-tail]))
	c.from = from + b.count(string(old[:head]))
	c.to = to - b.count(string(old[len(old)-tail:]))
	if part := now[head : len(now)-tail]; n == c.to-c.from {
		b.text.Rewrite(c.from, c.to, part)
	} else {
		b.swapText(c.from, c.to, string(part))
	}
	return s.afterChange(in, b, &c, n, c.to-c.from)
}

// commonEnds returns how many bytes of whole characters two texts have in common
// at their beginning and at their end.
func (b *Buffer) commonEnds(x, y []byte) (head, tail int) {
	most := min(len(x), len(y))
	for head < most && x[head] == y[head] {
		head++
	}
	for b.Multibyte() && head > 0 && (head < len(x) && !char.IsStart(x[head]) || head < len(y) && !char.IsStart(y[head])) {
		head--
	}
	for tail < most-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	for b.Multibyte() && tail > 0 && (!char.IsStart(x[len(x)-tail]) || !char.IsStart(y[len(y)-tail])) {
		tail--
	}
	return head, tail
}

// swapText puts t in place of from..to, as one change that is not recorded. New
// text has the properties of the last character that it replaces.
func (b *Buffer) swapText(from, to int, t string) {
	ticks, pt := b.ticks, b.pt
	n := b.count(t)
	b.insertText(to, t, n, true)
	if b.iv != nil {
		b.iv.Insert(to, n, b.iv.Get(max(to-1, 0)))
	}
	b.deleteText(from, to)
	switch {
	case pt >= to:
		b.pt = pt + n - (to - from)
	case pt <= from:
		b.pt = pt
	}
	b.ticks, b.charTicks = ticks, ticks
}
