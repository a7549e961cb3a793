package process

import (
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// A start is what make-process is asked for, checked.
type start struct {
	prog    *program
	name    lisp.Value // of the program, as given
	command lisp.Value
	pty     bool
	errors  *Process // the pipe process that gets error output, or nil
	fresh   bool     // errors was made for this process
}

// makeProcess is make-process.
func (s *State) makeProcess(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	if len(args) == 0 {
		return lisp.Nil, nil
	}
	contact := lisp.List(args...)
	b, x := s.bufferOf(in, lisp.PlistGet(contact, s.sym.kw.buffer))
	if x != nil {
		return lisp.Nil, x
	}
	name := lisp.PlistGet(contact, s.sym.kw.name)
	st, x := s.readStart(in, contact, name)
	if x != nil {
		return lisp.Nil, x
	}
	l, x := s.open(in)
	if x != nil {
		return lisp.Nil, x
	}
	if x := s.openErrors(in, st, name.Str(), contact); x != nil {
		return lisp.Nil, x
	}
	p := s.newProcess(name.Str(), kindReal)
	p.given, p.buf, p.command = contact, b, st.command
	if x = s.commonKeywords(in, p, contact); x == nil {
		if x = s.chooseCodings(in, p, s.sym.programCodings, st.name); x == nil {
			x = s.launch(in, l, p, st)
		}
	}
	if x != nil {
		failure := *x
		p.closeSocket()
		p.setState(statusClosed)
		s.unlink(p)
		if st.fresh {
			s.deleteProcess(st.errors)
		}
		return lisp.Nil, &failure
	}
	p.pauseOrResume()
	return p.value, nil
}

// readStart checks the keywords that say what to run.
func (s *State) readStart(in *lisp.Interp, contact, name lisp.Value) (*start, *lisp.Exit) {
	k := &s.sym.kw
	get := func(key lisp.Value) lisp.Value { return lisp.PlistGet(contact, key) }
	dir, x := s.directory(in)
	if x != nil {
		return nil, x
	}
	if !name.IsString() {
		return nil, in.WrongType("stringp", name)
	}
	st := &start{command: get(k.command)}
	var words []lisp.Value
	rest := st.command
	for len(words) < maxElements && rest.IsCons() {
		words = append(words, rest.Cons().Car)
		rest = rest.Cons().Cdr
	}
	if !rest.IsNil() {
		return nil, in.WrongType("listp", rest)
	}
	if x := checkStrings(in, words); x != nil {
		return nil, x
	}
	if v := get(k.stop); !v.IsNil() {
		return nil, in.WrongType("null", v)
	}
	if x := s.readConnection(in, st, get(k.connection), get(k.stderr)); x != nil {
		return nil, x
	}
	if len(words) == 0 { // a terminal without a program
		return st, nil
	}
	st.name = words[0]
	if path := st.name.Str().UTF8(); strings.HasPrefix(path, "/") && runnable(path) == unix.EISDIR {
		return nil, in.Errorf("Specified program for new process is a directory")
	}
	st.prog, x = s.newProgram(in, words[0], words[1:], dir)
	return st, x
}

// readConnection checks :connection-type and :stderr. Error output of its own
// goes with pipes only.
func (s *State) readConnection(in *lisp.Interp, st *start, typ, errors lisp.Value) *lisp.Exit {
	switch {
	case typ.IsNil():
		st.pty = !s.value(s.sym.connectionType).IsNil() && s.value(s.sym.connectionType) != in.Sym("pipe")
	case typ == in.Sym("pty"):
		st.pty = true
	case typ != in.Sym("pipe"):
		return in.FileError("Unknown connection type", unix.EINVAL, typ)
	}
	if errors.IsNil() {
		return nil
	}
	st.pty = false
	if p, ok := errors.Object().(*Process); ok {
		if p.kind != kindPipe {
			return in.Errorf("Process is not a pipe process")
		}
		if p.dead() || p.stream != nil {
			return in.Errorf("Process %s is not free", p.name.UTF8())
		}
		st.errors = p
	}
	return nil
}

// openErrors makes the pipe process of a buffer that :stderr names.
func (s *State) openErrors(in *lisp.Interp, st *start, name *lisp.String, contact lisp.Value) *lisp.Exit {
	v := lisp.PlistGet(contact, s.sym.kw.stderr)
	if v.IsNil() || st.errors != nil {
		return nil
	}
	b, x := s.bufferOf(in, v)
	if x != nil {
		return x
	}
	k := &s.sym.kw
	made, x := s.makePipe(in, []lisp.Value{k.name, lisp.NewString(name.UTF8() + " stderr"), k.buffer, b.Value(),
		k.noquery, lisp.PlistGet(contact, k.noquery)})
	if x != nil {
		return x
	}
	st.errors, _ = made.Object().(*Process)
	st.fresh = true
	return nil
}

// launch starts the program of p and connects p to it. Without pseudo-terminals
// it uses pipes.
func (s *State) launch(in *lisp.Interp, l *netprims.Loop, p *Process, st *start) *lisp.Exit {
	theirs := [3]int{-1, -1, -1}
	ours := [3]int{-1, -1, -1} // ours[1] is also what is written to a terminal
	fail := func(what string, err error, data ...lisp.Value) *lisp.Exit {
		if theirs[2] == theirs[1] {
			theirs[2] = -1
		}
		if theirs[1] == theirs[0] {
			theirs[1] = -1
		}
		closeAll(ours[:]...)
		closeAll(theirs[:]...)
		return in.FileError(what, errnoOf(err), data...)
	}
	if st.prog == nil {
		return s.makePTY(in, l, p, st.pty)
	}
	var err error
	if st.pty {
		if ours[1], theirs[0], p.tty, err = openPTY(); err == nil {
			theirs[1], theirs[2] = theirs[0], theirs[0]
		}
	}
	if p.tty == "" {
		if theirs[0], ours[0], err = pipe(); err == nil {
			ours[1], theirs[1], err = pipe()
		}
		theirs[2] = theirs[1]
		if err == nil && st.errors != nil {
			ours[2], theirs[2], err = pipe()
		}
		if err != nil {
			return fail("Creating pipe", err)
		}
	}
	c, err := startChild(st.prog, theirs[0], theirs[1], theirs[2], p.tty != "")
	if err != nil {
		switch errno := errnoOf(err); errno {
		case unix.EAGAIN, unix.ENOMEM, unix.ENFILE, unix.EMFILE:
			return fail("Doing vfork", errno)
		}
		return fail("Searching for program", err, st.name)
	}
	p.child = c
	go c.follow(func(ws unix.WaitStatus) { l.Post(func() { s.inThread(p, func() { s.childChanged(p, ws) }) }) })
	if err := s.adopt(l, p, st.errors, &ours); err != nil {
		c.signal(unix.SIGKILL, true)
		return fail("Creating pipe", err)
	}
	closeAll(theirs[0])
	if theirs[1] != theirs[0] {
		closeAll(theirs[1])
	}
	if theirs[2] != theirs[1] {
		closeAll(theirs[2])
	}
	return nil
}

// adopt gives our ends of the pipes, or of the terminal, to the loop. Those that
// it has taken are -1 afterwards.
func (s *State) adopt(l *netprims.Loop, p, errors *Process, ours *[3]int) error {
	take := func(i int, st *netprims.Stream) error {
		err := l.Adopt(ours[i], st)
		if err == nil {
			ours[i] = -1
		}
		return err
	}
	if err := take(1, s.newStream(p)); err != nil {
		p.stream = nil
		return err
	}
	if p.tty == "" {
		in := &netprims.Stream{}
		if err := take(0, in); err != nil {
			return err
		}
		p.stdin = in
	}
	if errors == nil {
		return nil
	}
	if err := take(2, s.newStream(errors)); err != nil {
		errors.stream = nil
		return err
	}
	errors.pauseOrResume()
	return nil
}

// childChanged follows the program of p: stopped, going on, or ended.
func (s *State) childChanged(p *Process, ws unix.WaitStatus) {
	switch {
	case p.dead():
	case ws.Exited() || ws.Signaled():
		s.childEnded(p, ws)
	case ws.Stopped():
		p.held = true
		p.exit = exitOf(ws)
		s.leave(s.callSentinel(p, lisp.NewString(statusMessage(ws))))
	case p.held:
		s.leave(s.goesOn(p))
	}
}

// goesOn notes that a stopped program runs again.
func (s *State) goesOn(p *Process) *lisp.Exit {
	p.held = false
	p.exit = lisp.Fixnum(0)
	return s.callSentinel(p, lisp.NewString("run"))
}

// maxDrain bounds what is read after a program has ended: what it has left in
// the pipe, not what programs go on to write that it has started.
const maxDrain = 4 << 20

// childEnded delivers the output that is left and tells the sentinel. What a
// filter throws on the way is for the wait to return first.
func (s *State) childEnded(p *Process, ws unix.WaitStatus) {
	buf := make([]byte, max(s.readMax, 1))
	for left := maxDrain; left > 0 && s.exit == nil && !p.dead() && p.stream.FD() >= 0 && !p.stream.Paused(); {
		n, err := unix.Read(p.stream.FD(), buf)
		if err == unix.EINTR {
			continue
		}
		if n <= 0 {
			break
		}
		left -= n
		s.leave(s.received(p, buf[:n], false))
	}
	if p.dead() {
		return // deleted by its filter
	}
	if s.exit == nil && p.dec.Pending() {
		s.leave(s.deliver(p, nil, true))
	}
	if s.exit != nil {
		if l := s.loop.Load(); l != nil {
			l.AfterFunc(0, func() {
				if !p.dead() {
					s.childEnded(p, ws)
				}
			})
		}
		return
	}
	s.gone(p, ws)
	if !s.value(s.sym.deleteExited).IsNil() {
		s.unlink(p)
	}
	s.leave(s.callSentinel(p, lisp.NewString(statusMessage(ws))))
}

// gone notes how the program of p has ended and closes its descriptors.
func (s *State) gone(p *Process, ws unix.WaitStatus) {
	p.exit = exitOf(ws)
	p.killed = ws.Signaled()
	p.held = false
	p.setState(statusClosed)
	p.closeSocket()
}

// hangUp tells the programs that still run that they have lost their user. Those
// that are stopped must go on to notice.
func (s *State) hangUp() {
	for p := s.newest; p != nil; p = p.next {
		if p.child != nil && !p.dead() {
			p.child.signal(unix.SIGHUP, true)
			if p.held {
				p.child.signal(unix.SIGCONT, true)
			}
		}
	}
}

// sendSignal makes interrupt-process and its kin, which send sig to the process
// group of a program, or with a non-nil CURRENT-GROUP to that which its terminal
// is with.
func (s *State) sendSignal(sig unix.Signal) lisp.Callable {
	return lisp.Fn2(func(in *lisp.Interp, v, current lisp.Value) (lisp.Value, *lisp.Exit) {
		p, x := s.find(in, v)
		if x != nil {
			return lisp.Nil, x
		}
		return v, s.sendSignalTo(in, p, sig, !current.IsNil())
	})
}

func (s *State) sendSignalTo(in *lisp.Interp, p *Process, sig unix.Signal, current bool) *lisp.Exit {
	switch {
	case p.child == nil && p.kind == kindReal && !p.dead():
		if sig == unix.SIGCONT {
			return s.goesOn(p)
		}
		return nil
	case p.child == nil:
		return in.Errorf("Process %s is not a subprocess", p.name.UTF8())
	case p.dead() || p.fd() < 0 && p.stdin == nil:
		return in.Errorf("Process %s is not active", p.name.UTF8())
	}
	if current && p.tty != "" {
		if group, err := unix.IoctlGetInt(p.fd(), unix.TIOCGPGRP); err == nil && group > 0 {
			unix.Kill(-group, sig)
			return nil
		}
	}
	p.child.signal(sig, true)
	if sig == unix.SIGCONT {
		return s.goesOn(p)
	}
	return nil
}

// runningChild is process-running-child-p.
func (s *State) runningChild(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	p, x := s.find(in, v)
	switch {
	case x != nil:
		return lisp.Nil, x
	case p.child == nil:
		return s.noSubprocess(in, v)
	case p.dead() || p.fd() < 0:
		return lisp.Nil, in.Errorf("Process %s is not active", p.name.UTF8())
	case p.tty == "":
		return lisp.T, nil
	}
	group, err := unix.IoctlGetInt(p.fd(), unix.TIOCGPGRP)
	switch {
	case err != nil || group <= 0:
		return lisp.T, nil
	case group == p.child.pid:
		return lisp.Nil, nil
	}
	return lisp.Fixnum(group), nil
}

// windowSize is set-process-window-size.
func windowSize(in *lisp.Interp, p *Process, height, width lisp.Value) (lisp.Value, *lisp.Exit) {
	for _, v := range []lisp.Value{height, width} {
		if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > 0xffff {
			return lisp.Nil, in.ArgsOutOfRange(v, lisp.Fixnum(0), lisp.Fixnum(0xffff))
		}
	}
	if p.tty == "" || p.fd() < 0 {
		return lisp.Nil, nil
	}
	size := unix.Winsize{Row: uint16(height.Fixnum()), Col: uint16(width.Fixnum())}
	return lisp.Bool(unix.IoctlSetWinsize(p.fd(), unix.TIOCSWINSZ, &size) == nil), nil
}

const startDoc = `Start a program and return its process. ARGS are keywords and values:

:name NAME       required; made unique by <1>, <2> ...
:command LIST    the program and its arguments, strings; nil means one side of
                 a terminal without a program, whose other side is process-tty-name
:buffer BUFFER   a buffer or name; what the default filter inserts goes there
:coding CODING   a coding system, or (DECODING . ENCODING)
:noquery BOOL    do not ask about the process at exit
:connection-type TYPE  pipe, pty, or nil for what process-connection-type says;
                 where there are no pseudo-terminals a pipe is used
:stderr DEST     a buffer, its name or a pipe process for error output, which
                 otherwise is part of the output; it makes TYPE pipe
:filter, :sentinel   functions
:plist PLIST     initial property list

The sentinel is told "finished\n", "exited abnormally with code N\n" or how a
signal ended the program, "killed\n", after all output has been read; "stopped
(signal)\n" and "run" when it stops and goes on. exec-path, process-environment
and default-directory hold. It signals a file-error if the program is not found.`
