package buffer

import (
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/internal/text"
)

type textMarker = text.Marker

// columns counts the columns of text on a display without a font.
type columns struct {
	in    *interp
	tab   int
	ctl   bool
	multi bool
	width value // the function char-width
}

func (s *State) columns(in *interp) columns {
	c := columns{in: in, tab: 8, multi: s.cur.Multibyte(), ctl: !s.value(s.sym.ctlArrow).IsNil(), width: in.Sym("char-width")}
	if v := s.value(s.sym.tabWidth); v.IsFixnum() && v.Fixnum() > 0 && v.Fixnum() <= 1000 {
		c.tab = v.Fixnum()
	}
	return c
}

// after returns the column after character c that begins at column col.
func (w *columns) after(col int, c rune) int {
	switch {
	case c == '\t':
		return col + w.tab - col%w.tab
	case c >= ' ' && c < 0x7F:
		return col + 1
	case c < ' ' || c == 0x7F:
		if w.ctl {
			return col + 2
		}
		return col + 4
	case !w.multi || char.IsRawByte(c):
		return col + 4
	}
	v, x := w.in.Funcall(w.width, lisp.Fixnum(int(c)))
	if x != nil || !v.IsFixnum() {
		return col + 1
	}
	return col + v.Fixnum()
}

// column returns the column of pos.
func (s *State) column(in *interp, pos int) int {
	w := s.columns(in)
	b := s.cur
	p, _ := b.lineStart(pos, 0)
	col := 0
	for ; p < pos; p++ {
		c, _ := b.text.CharAt(p)
		col = w.after(col, c)
	}
	return col
}

func (s *State) columnPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(current-column)", lisp.Fn0(func(in *interp) (value, *exit) {
			return lisp.Fixnum(s.column(in, s.cur.pt)), nil
		}), "Return the column of point, counted from 0."),
		lisp.Def("(current-indentation)", lisp.Fn0(func(in *interp) (value, *exit) {
			w := s.columns(in)
			p, _ := s.cur.lineStart(s.cur.pt, 0)
			col := 0
			for ; ; p++ {
				c, ok := s.cur.CharAt(p)
				if !ok || c != ' ' && c != '\t' {
					return lisp.Fixnum(col), nil
				}
				col = w.after(col, c)
			}
		}), "Return the column of the first character of the line that is no blank."),
		lisp.Def("(move-to-column COLUMN &optional FORCE)", lisp.Fn2(s.moveToColumn),
			"Move point to COLUMN in the line, or to its end; return the column reached.\nWith FORCE non-nil a tab in the way is split; with t the line is filled up with blanks too."),
		lisp.Def("(indent-to COLUMN &optional MINIMUM)", lisp.Fn2(func(in *interp, col, least value) (value, *exit) {
			if !col.IsFixnum() {
				return value{}, in.WrongType("fixnump", col)
			}
			n := 0
			if !least.IsNil() {
				if !least.IsFixnum() {
					return value{}, in.WrongType("fixnump", least)
				}
				n = least.Fixnum()
			}
			from := s.column(in, s.cur.pt)
			to := max(col.Fixnum(), from+n)
			if to <= from {
				return lisp.Fixnum(to), nil
			}
			if to > 1<<28 {
				return value{}, in.ArgsOutOfRange(col)
			}
			return lisp.Fixnum(to), s.indent(in, from, to)
		}), "Insert blanks up to COLUMN, at least MINIMUM of them. Return the column reached."),
	}
}

// indent inserts tabs and spaces from column from to column to.
func (s *State) indent(in *interp, from, to int) *exit {
	t := ""
	if !s.value(s.sym.indentTabs).IsNil() {
		w := s.columns(in).tab
		if n := to/w - from/w; n > 0 {
			t = strings.Repeat("\t", n)
			from = to / w * w
		}
	}
	t += strings.Repeat(" ", to-from)
	return s.insertRaw(in, t, how{inherit: true})
}

func (s *State) moveToColumn(in *interp, column, force value) (value, *exit) {
	if !column.IsFixnum() || column.Fixnum() < 0 {
		return value{}, in.WrongType("wholenump", column)
	}
	goal := column.Fixnum()
	b := s.cur
	w := s.columns(in)
	p, _ := b.lineStart(b.pt, 0)
	col, last := 0, 0
	var c rune
	for col < goal {
		var ok bool
		if c, ok = b.CharAt(p); !ok || c == '\n' {
			c = 0
			break
		}
		last = col
		col = w.after(col, c)
		p++
	}
	b.SetPoint(p)
	if force.IsNil() || col == goal {
		return lisp.Fixnum(col), nil
	}
	if goal > 1<<28 {
		return value{}, in.ArgsOutOfRange(column)
	}
	if col > goal && c == '\t' {
		// Blanks that reach the goal, and such that reach the end of the tab,
		// take its place.
		b.SetPoint(p - 1)
		if x := s.insertRaw(in, strings.Repeat(" ", goal-last), how{inherit: true}); x != nil {
			return value{}, x
		}
		at := b.pt
		if x := s.Delete(in, b, at, at+1); x != nil {
			return value{}, x
		}
		x := s.indent(in, goal, col)
		b.SetPoint(at)
		return lisp.Fixnum(goal), x
	}
	if col < goal && force == lisp.T {
		return lisp.Fixnum(goal), s.indent(in, col, goal)
	}
	return lisp.Fixnum(col), nil
}
