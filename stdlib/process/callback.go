package process

import (
	"fmt"
	"strings"

	"elnet/lisp"
)

// call calls a filter or sentinel in its environment: quitting inhibited, and
// current buffer and match data as they were afterwards. An error is reported
// as elnet-callback-errors says, with what naming the kind of callback; any
// other exit is returned.
func (s *State) call(f, a, b lisp.Value, what string) *lisp.Exit {
	return s.callWith(what, func() *lisp.Exit {
		_, x := s.in.CallApart2(f, a, b)
		return x
	})
}

// callWith is call for any callback.
func (s *State) callWith(what string, run func() *lisp.Exit) *lisp.Exit {
	in := s.in
	mark := in.Mark()
	cur := s.buffers.Current()
	var regs []int
	var where lisp.Value
	if s.matches != nil {
		regs, where = s.matches.MatchData(s.regs[:0])
		s.regs = nil // for callbacks within this one
	}
	in.Bind(s.sym.inhibitQuit, lisp.T)
	in.Bind(s.sym.lastNonmenu, lisp.T)
	x := run()
	if x != nil {
		x = s.ended(x, what)
	}
	in.Unbind(mark)
	if s.matches != nil {
		s.matches.SetMatchData(regs, where)
		s.regs = regs
	}
	if cur != s.buffers.Current() && cur.Live() {
		s.buffers.SetCurrent(cur)
	}
	return x
}

// ended deals with the exit of a callback. It returns a copy of an exit that
// goes on.
func (s *State) ended(x *lisp.Exit, what string) *lisp.Exit {
	in := s.in
	saved := *x
	if !x.IsSignal() || !s.value(s.sym.debugOnError).IsNil() {
		return &saved
	}
	sig, ok := in.ErrorOf(&saved).(*lisp.Signal)
	if !ok {
		return &saved
	}
	if s.value(s.sym.callbackErrors) == s.sym.exit {
		in.StderrLine(strings.TrimSuffix(in.BacktraceText(sig), "\n"))
		if _, x := in.Funcall(in.Sym("kill-emacs"), lisp.Fixnum(255)); x != nil {
			saved = *x
		} else {
			saved = *in.Kill(255)
		}
		return &saved
	}
	in.StderrLine("error in process " + what + ": " + sig.Message)
	for _, f := range sig.Backtrace {
		fmt.Fprintf(in.Stderr(), "  %s\n", in.FrameText(f))
	}
	return nil
}

// callFilter gives text to the filter of p.
func (s *State) callFilter(p *Process, text lisp.Value) *lisp.Exit {
	if p.filter == lisp.T {
		return nil
	}
	if s.measure {
		return s.measured(p, text)
	}
	return s.call(p.filter, p.value, text, "filter")
}

// callLent is callFilter with text that lives until it returns, for a filter that
// takes such.
func (s *State) callLent(p *Process, text string, multibyte bool) *lisp.Exit {
	return s.callWith("filter", func() *lisp.Exit { return s.in.CallLent(p.filter, p.value, text, multibyte) })
}

// callSentinel tells the sentinel of p about a change of status.
func (s *State) callSentinel(p *Process, msg lisp.Value) *lisp.Exit {
	return s.call(p.sentinel, p.value, msg, "sentinel")
}

// ---- what happens when a process has neither

// defaultFilter inserts text at the process mark.
func (s *State) defaultFilter(in *lisp.Interp, p *Process, text *lisp.String) (lisp.Value, *lisp.Exit) {
	return lisp.Nil, s.insert(in, p, text, true)
}

// defaultSentinel inserts a line about the change of status, except when a
// connection has opened.
func (s *State) defaultSentinel(in *lisp.Interp, p *Process, msg *lisp.String) (lisp.Value, *lisp.Exit) {
	if p.buf == nil || !p.buf.Live() || p.state == statusOpen && !p.held || p.state == statusListen {
		return lisp.Nil, nil
	}
	line := lisp.NewString("\nProcess " + p.name.UTF8() + " " + msg.UTF8()).Str()
	return lisp.Nil, s.insert(in, p, line, false)
}

// insert inserts text at the mark of p, at the end of the buffer if it points
// nowhere, even if the buffer is read-only. Where the mark is outside of a
// narrowing it is the edge of that.
func (s *State) insert(in *lisp.Interp, p *Process, text *lisp.String, before bool) *lisp.Exit {
	b := p.buf
	if b == nil || !b.Live() {
		return nil
	}
	pos, pt := b.Zv(), b.Point()
	m := s.markOf(p)
	if m.Buffer() == b {
		pos = min(max(m.Pos(), b.Begv()), b.Zv())
	}
	size := b.Len()
	mark := in.Mark()
	defer in.Unbind(mark)
	if x := in.Bind(s.sym.inhibitRO, lisp.T); x != nil {
		return x
	}
	s.buffers.SaveCurrent(in)
	s.buffers.SetCurrent(b)
	var x *lisp.Exit
	if before {
		x = s.buffers.InsertBeforeMarkers(in, b, pos, text)
	} else {
		x = s.buffers.Insert(in, b, pos, text)
	}
	if x != nil || !b.Live() {
		return x
	}
	n := b.Len() - size
	m.Set(b, pos+n)
	if pt == pos {
		b.SetPoint(pt + n)
	}
	return nil
}
