package buffer

import (
	"strings"

	"elnet/lisp"
)

func (s *State) linePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(buffer-line-statistics &optional BUFFER-OR-NAME)", lisp.Fn1(s.lineStatistics),
			"Return (LINES LONGEST MEAN) of the text of BUFFER-OR-NAME, by default the current buffer: how many\n"+
				"lines it has, and their greatest and mean length in bytes, newlines and a narrowing not counted."),
	}
}

func (s *State) lineStatistics(in *interp, v value) (value, *exit) {
	b, x := s.BufferArg(in, v)
	if x != nil {
		return value{}, x
	}
	lines, longest, mean := 0, 0, 0.0
	if text := s.Substring(b, 0, b.Len(), false).Text(); text != "" {
		for line := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n") {
			lines++
			longest = max(longest, len(line))
			mean += (float64(len(line)) - mean) / float64(lines)
		}
	}
	return lisp.List(lisp.Fixnum(lines), lisp.Fixnum(longest), lisp.Float(mean)), nil
}
