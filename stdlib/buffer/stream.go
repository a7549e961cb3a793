package buffer

import (
	"strconv"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
)

// A target is a buffer or marker that is printed to: text goes to pos, which
// moves after it.
type target struct {
	s *State
	b *Buffer
	m *Marker // nil: at the buffer's point
}

// Print inserts text.
func (t *target) Print(in *lisp.Interp, text string, multibyte bool) *lisp.Exit {
	at := t.b.pt
	if t.m != nil {
		if t.m.Buffer() == nil {
			return in.Errorf("Marker does not point anywhere")
		}
		t.b, at = t.m.Buffer(), t.m.Pos()
	}
	n, x := t.s.insertBytes(in, t.b, at, text, multibyte, how{point: t.m == nil})
	if x != nil {
		return x
	}
	if t.m != nil {
		t.m.Set(t.b, at+n)
		if t.b.pt == at && n > 0 {
			t.b.SetPoint(at + n)
		}
	}
	return nil
}

// AtLineStart reports whether what is printed next begins a line.
func (t *target) AtLineStart() bool {
	at := t.b.pt
	if t.m != nil {
		at = t.m.Pos()
	}
	if at <= t.b.begv {
		return true
	}
	c, _ := t.b.CharAt(at - 1)
	return c == '\n'
}

// printTo makes buffers and markers streams to print to.
func (s *State) printTo(in *lisp.Interp, stream lisp.Value) (lisp.PrintTarget, *lisp.Exit) {
	switch o := stream.Object().(type) {
	case *Buffer:
		if !o.Live() {
			return nil, in.Errorf("Selecting deleted buffer")
		}
		return &target{s: s, b: o}, nil
	case *Marker:
		if o.Buffer() == nil {
			return nil, in.Errorf("Marker does not point anywhere")
		}
		if p := o.Pos(); p < o.buf.begv || p > o.buf.zv {
			return nil, in.SignalNamed("args-out-of-range", o.value)
		}
		return &target{s: s, b: o.buf, m: o}, nil
	}
	return nil, nil
}

// A source is a buffer or marker that is read from.
type source struct {
	b *Buffer
	m *Marker
}

func (r *source) pos() int {
	if r.m != nil {
		return r.m.Pos()
	}
	return r.b.pt
}

func (r *source) setPos(p int) {
	if r.m != nil {
		r.m.Set(r.b, p)
	} else {
		r.b.SetPoint(p)
	}
}

// Next returns the character at the position, which moves after it.
func (r *source) Next() (rune, bool) {
	p := r.pos()
	c, ok := r.b.CharAt(p)
	if !ok {
		return 0, false
	}
	if !r.b.Multibyte() {
		c = char.RawByte(byte(c))
	}
	r.setPos(p + 1)
	return c, true
}

// Back moves the position back by one character.
func (r *source) Back() { r.setPos(max(r.pos()-1, r.b.begv)) }

// ReadPosition returns the line, from 1, and the column, from 0, that reading has
// come to.
func (r *source) ReadPosition() (line, column int) {
	at := r.pos()
	line = 1
	for p := r.b.begv; p < at; p++ {
		if c, _ := r.b.CharAt(p); c == '\n' {
			line, column = line+1, 0
		} else {
			column++
		}
	}
	return line, column
}

// readFrom makes buffers and markers streams to read from.
func (s *State) readFrom(in *lisp.Interp, stream lisp.Value) (lisp.ReadSource, *lisp.Exit) {
	switch o := stream.Object().(type) {
	case *Buffer:
		if !o.Live() {
			return nil, in.Errorf("Selecting deleted buffer")
		}
		return &source{b: o}, nil
	case *Marker:
		if o.Buffer() == nil {
			return nil, in.Errorf("Marker does not point anywhere")
		}
		return &source{b: o.buf, m: o}, nil
	}
	return nil, nil
}

// message shows a message as batch Emacs does: a line on standard error, and one
// in *Messages*.
func (s *State) message(in *lisp.Interp, text *lisp.String, isNil bool) {
	line := ""
	if !isNil {
		line = text.UTF8()
		s.LogMessage(in, text.Text(), text.Multibyte())
	}
	in.StderrLine(line)
}

// LogMessage appends a line to *Messages*, as message-log-max allows. A line
// like the one before it is counted there instead.
func (s *State) LogMessage(in *lisp.Interp, t string, multibyte bool) {
	keep := s.value(s.sym.maxLog)
	if keep.IsNil() || t == "" {
		return
	}
	b := s.byName["*Messages*"]
	if b == nil {
		b = s.create(lisp.NewString("*Messages*").Str(), true)
		s.setUndo(b, lisp.T)
		s.msgRuns = 0
	}
	t = convertText(t, multibyte, b.Multibyte())
	end := b.Len()
	atEnd := b.pt == end
	if s.msgRuns > 0 && s.lastMsg == t {
		s.msgRuns++
		start := end - s.lastLen
		if start >= 0 {
			b.deleteText(start, end)
			end = start
		}
		t += " [" + strconv.Itoa(s.msgRuns) + " times]"
	} else {
		s.lastMsg, s.msgRuns = t, 1
	}
	t += "\n"
	s.lastLen = b.count(t)
	b.insertText(end, t, s.lastLen, false)
	if b.iv != nil {
		b.iv.Insert(end, s.lastLen, lisp.Nil)
	}
	if atEnd {
		b.SetPoint(b.Len())
	}
	if keep.IsFixnum() {
		if lines := b.text.Newlines(0, b.Len()); lines > keep.Fixnum()+keep.Fixnum()/8 {
			p, _ := b.text.AfterNewline(0, b.Len(), lines-max(keep.Fixnum(), 0))
			b.deleteText(0, p)
		}
	}
	b.saved = b.ticks
}

// evalPrims evaluate the text of buffers.
func (s *State) evalPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(eval-buffer &optional BUFFER PRINTFLAG FILENAME UNIBYTE DO-ALLOW-PRINT)",
			lisp.FnN(func(in *interp, a []value) (value, *exit) {
				b, x := s.BufferArg(in, opt(a, 0))
				if x != nil {
					return value{}, x
				}
				mark := in.Mark()
				defer in.Unbind(mark)
				s.SaveExcursion(in)
				buffers := in.Intern("eval-buffer-list")
				if x := in.Bind(buffers, lisp.NewCons(b.Value(), s.value(buffers))); x != nil {
					return value{}, x
				}
				out := opt(a, 1)
				if out.IsNil() && opt(a, 4).IsNil() {
					out = in.Sym("symbolp") // as a function of characters: it drops them
				}
				if x := in.Bind(in.Intern("standard-output"), out); x != nil {
					return value{}, x
				}
				name := "buffer " + b.Name()
				if f := opt(a, 2); f.IsString() {
					name = f.Str().UTF8()
				}
				_, x = in.EvalSource(name, b.source(b.begv, b.zv), false, lisp.Forms{Each: s.shown(in, opt(a, 1))})
				return value{}, x
			}), "Evaluate the accessible text of BUFFER (default the current one) as Lisp, with lexical\nbinding if its first line asks for it. What it prints, and the value of each form, goes to\nPRINTFLAG, a stream; if that is nil it is dropped, unless DO-ALLOW-PRINT is not."),
		lisp.Def("(eval-region START END &optional PRINTFLAG READ-FUNCTION)",
			lisp.Fn4(s.evalRegion),
			"Evaluate the text between START and END as Lisp, as lexical-binding says. What it prints, and\n"+
				"the value of each form, goes to PRINTFLAG, a stream; if that is nil it is dropped. READ-FUNCTION\n"+
				"reads each form, in place of read: it is called with the buffer, in which point is before the form."),
	}
}

func (s *State) evalRegion(in *interp, start, end, flag, read value) (value, *exit) {
	from, to, x := s.Region(in, start, end)
	if x != nil {
		return value{}, x
	}
	lexical := s.value(in.Intern("lexical-binding"))
	mark := in.Mark()
	defer in.Unbind(mark)
	s.SaveExcursion(in)
	out := flag
	if out.IsNil() {
		out = in.Sym("symbolp") // as a function of characters: it drops them
	}
	if x := in.Bind(in.Intern("standard-output"), out); x != nil {
		return value{}, x
	}
	b := s.cur
	forms := lisp.Forms{Each: s.shown(in, flag)}
	if own := s.value(in.Intern("load-read-function")); read.IsNil() && own != in.Sym("read") {
		read = own
	}
	if !read.IsNil() {
		forms.Read = s.formReader(in, b, from, to, read)
	}
	_, x = in.EvalText("buffer "+b.Name(), b.source(from, to), !lexical.IsNil(), forms)
	return value{}, x
}

// shown returns what prints the value of a form if flag, an argument PRINTFLAG, is not
// nil. On standard output no line ends stand around it.
func (s *State) shown(in *interp, flag value) func(value) *exit {
	if flag.IsNil() {
		return nil
	}
	return func(v value) *exit {
		values := in.Intern("values")
		if x := in.SetVar(values, lisp.NewCons(v, s.value(values))); x != nil {
			return x
		}
		print := "print"
		if s.value(in.Intern("standard-output")) == lisp.T {
			print = "prin1"
		}
		_, x := in.Funcall(in.Sym(print), v)
		return x
	}
}

// formReader returns what reads the forms between from and to of b one after another
// by calling read with b.
func (s *State) formReader(in *interp, b *Buffer, from, to int, read value) func() (value, bool, *exit) {
	at, end := s.NewMarker(b, from, false), s.NewMarker(b, to, false)
	in.OnUnbind(func() {
		at.Detach()
		end.Detach()
	})
	return func() (value, bool, *exit) {
		if !b.Live() {
			return value{}, false, nil
		}
		mark := in.Mark()
		defer in.Unbind(mark)
		s.SaveExcursion(in)
		s.SetCurrent(b)
		s.saveRestriction(in)
		b.Narrow(b.begv, max(end.Pos(), b.begv))
		b.SetPoint(at.Pos())
		for comment := false; b.pt < b.zv; b.SetPoint(b.pt + 1) {
			switch c, _ := b.CharAt(b.pt); {
			case c == '\n':
				comment = false
			case c == ';':
				comment = true
			case !comment && !strings.ContainsRune(" \t\f\r\u00a0", c):
				form, x := in.Funcall(read, b.Value())
				at.Set(b, b.pt)
				return form, true, x
			}
		}
		return value{}, false, nil
	}
}

// source returns from..to in the encoding of package char.
func (b *Buffer) source(from, to int) []byte {
	return []byte(convertText(string(b.text.Substring(from, to)), b.Multibyte(), true))
}
