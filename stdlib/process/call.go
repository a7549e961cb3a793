package process

import (
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// interruptGrace is how long a program that is interrupted may take to end
// before it is killed, and then how long that may take.
const interruptGrace = 500 * time.Millisecond

// A destination is where the output of call-process goes.
type destination struct {
	nowait bool
	buf    *buffer.Buffer // nil: nowhere, or to file
	file   lisp.Value     // a string: the file for standard output
	errors lisp.Value     // t: where the output goes; nil: nowhere; else a file
}

// destination checks the argument DESTINATION of call-process.
func (s *State) destination(in *lisp.Interp, v lisp.Value) (d destination, x *lisp.Exit) {
	d.errors = lisp.T
	if v.IsCons() && v.Cons().Car != s.sym.kw.file {
		if rest := v.Cons().Cdr; rest.IsCons() {
			d.errors = rest.Cons().Car
			if !d.errors.IsNil() && d.errors != lisp.T && !d.errors.IsString() {
				return d, in.WrongType("stringp", d.errors)
			}
		}
		v = v.Cons().Car
	}
	switch {
	case v.IsNil():
	case v == lisp.T:
		d.buf = s.buffers.Current()
	case v.IsFixnum():
		d.nowait = true
	case v.IsCons() && v.Cons().Car == s.sym.kw.file:
		d.file = lisp.Car(v.Cons().Cdr)
		if !d.file.IsString() {
			return d, in.WrongType("stringp", d.file)
		}
	default:
		if d.buf, x = s.bufferOf(in, v); x == nil && !d.buf.Live() {
			x = in.Errorf("Selecting deleted buffer")
		}
	}
	return d, x
}

// A job is one run of call-process.
type job struct {
	stdin, stdout, stderr int // -1: not opened
	output                int // the end of the pipe to read from, or -1
}

func (j *job) close() {
	if j.stderr == j.stdout {
		j.stderr = -1
	}
	closeAll(j.stdin, j.stdout, j.stderr, j.output)
	*j = job{-1, -1, -1, -1}
}

// callProcess is call-process. input is a descriptor to use for standard input
// in place of the file args[1]; it is closed. A negative one is none.
func (s *State) callProcess(in *lisp.Interp, args []lisp.Value, input int) (lisp.Value, *lisp.Exit) {
	j := &job{input, -1, -1, -1}
	defer j.close()
	rest := args[min(4, len(args)):]
	if x := checkStrings(in, args[:1]); x != nil {
		return lisp.Nil, x
	}
	if x := checkStrings(in, rest); x != nil {
		return lisp.Nil, x
	}
	arg := func(i int) lisp.Value {
		if i < len(args) {
			return args[i]
		}
		return lisp.Nil
	}
	dir, x := s.directory(in)
	if x != nil {
		return lisp.Nil, x
	}
	if x := s.openInput(in, j, arg(1)); x != nil {
		return lisp.Nil, x
	}
	d, x := s.destination(in, arg(2))
	if x != nil {
		return lisp.Nil, x
	}
	prog, x := s.newProgram(in, args[0], rest, dir)
	if x != nil {
		return lisp.Nil, x
	}
	var dec codec
	if d.buf != nil {
		if dec, x = s.outputCoding(in, d.buf, args[0]); x != nil {
			return lisp.Nil, x
		}
	}
	if x := s.openOutput(in, j, &d); x != nil {
		return lisp.Nil, x
	}
	if idle := in.Hooks().Idle; idle != nil {
		idle()
	}
	c, err := startChild(prog, j.stdin, j.stdout, j.stderr, false)
	if err != nil {
		return s.cannotRun(in, j, &d, dec, prog, err)
	}
	if d.nowait {
		go c.follow(func(unix.WaitStatus) {})
		return lisp.Nil, nil
	}
	ws, out, x := s.await(in, j, c)
	if x != nil {
		return lisp.Nil, x
	}
	if d.buf != nil {
		if x := s.insertOutput(in, d.buf, out, dec); x != nil {
			return lisp.Nil, x
		}
	}
	if ws.Signaled() {
		return lisp.NewString(signalText(ws.Signal())), nil
	}
	return lisp.Fixnum(ws.ExitStatus()), nil
}

// openInput opens the file INFILE, unless there is other input.
func (s *State) openInput(in *lisp.Interp, j *job, v lisp.Value) *lisp.Exit {
	if j.stdin >= 0 {
		return nil
	}
	path := "/dev/null"
	switch {
	case v.IsNil():
	case !v.IsString():
		return in.WrongType("stringp", v)
	default:
		var x *lisp.Exit
		if path, x = s.expand(in, v, lisp.Nil); x != nil {
			return x
		}
	}
	fd, err := openFile(path, unix.O_RDONLY, 0)
	if err != nil {
		return in.FileError("Opening process input file", err, lisp.NewString(path))
	}
	j.stdin = fd
	return nil
}

// openOutput opens what standard output and error go to.
func (s *State) openOutput(in *lisp.Interp, j *job, d *destination) *lisp.Exit {
	create := func(what string, v lisp.Value) (int, *lisp.Exit) {
		path := "/dev/null"
		if v.IsString() {
			var x *lisp.Exit
			if path, x = s.expand(in, v, lisp.Nil); x != nil {
				return -1, x
			}
		}
		flags := unix.O_WRONLY
		if v.IsString() {
			flags |= unix.O_CREAT | unix.O_TRUNC
		}
		fd, err := openFile(path, flags, 0o666)
		if err != nil {
			return -1, in.FileError(what, err, lisp.NewString(path))
		}
		return fd, nil
	}
	var x *lisp.Exit
	if d.buf != nil {
		var err error
		if j.output, j.stdout, err = pipe(); err != nil {
			return in.FileError("Creating process pipe", err)
		}
	} else if j.stdout, x = create("Opening process output file", d.file); x != nil {
		return x
	}
	if d.errors == lisp.T {
		j.stderr = j.stdout
		return nil
	}
	j.stderr, x = create("Cannot redirect stderr", d.errors)
	return x
}

// cannotRun is what becomes of a program that was found but that the system
// refuses to run: as from a shell, a message among the errors and code 127 if
// something is missing, 126 otherwise.
func (s *State) cannotRun(in *lisp.Interp, j *job, d *destination, dec codec, prog *program, err error) (lisp.Value, *lisp.Exit) {
	errno := errnoOf(err)
	switch errno {
	case unix.EAGAIN, unix.ENOMEM, unix.ENFILE, unix.EMFILE:
		return lisp.Nil, in.FileError("Doing vfork", errno)
	}
	if d.nowait {
		return lisp.Nil, nil
	}
	text := []byte("elnet: " + prog.path + ": " + lisp.Strerror(errno) + "\n")
	if j.output >= 0 && j.stderr == j.stdout {
		if x := s.insertOutput(in, d.buf, text, dec); x != nil {
			return lisp.Nil, x
		}
	} else {
		unix.Write(j.stderr, text) // to a file; if that fails there is nobody to tell
	}
	if errno == unix.ENOENT {
		return lisp.Fixnum(127), nil
	}
	return lisp.Fixnum(126), nil
}

// await reads the output of c until its end and waits for c. An interruption
// interrupts c, or kills it if it does not end soon.
func (s *State) await(in *lisp.Interp, j *job, c *child) (ws unix.WaitStatus, out []byte, x *lisp.Exit) {
	end := make(chan unix.WaitStatus, 1)
	go c.follow(func(ws unix.WaitStatus) {
		if ws.Exited() || ws.Signaled() {
			end <- ws
		}
	})
	read := make(chan []byte, 1)
	var r *os.File
	if j.output < 0 {
		read <- nil
	} else {
		unix.SetNonblock(j.output, true) // so that closing ends a read
		r = os.NewFile(uintptr(j.output), "output")
		j.output = -1
		closeAll(j.stdout) // otherwise it would have no end
		if j.stderr == j.stdout {
			j.stderr = -1
		}
		j.stdout = -1
		defer r.Close()
		go func() {
			b, _ := io.ReadAll(r)
			read <- b
		}()
	}
	for gotEnd, gotOut := false, false; !gotEnd || !gotOut; {
		if x = in.Poll(); x != nil {
			stopped := *x
			if !gotEnd { // else what it has left behind keeps the output open
				abandon(c, end)
			}
			if r != nil {
				r.Close()
			}
			if !gotOut {
				<-read
			}
			return 0, nil, &stopped
		}
		select {
		case ws = <-end:
			gotEnd = true
		case out = <-read:
			gotOut = true
		case <-s.woken:
		}
	}
	return ws, out, nil
}

// abandon makes c end. One that even SIGKILL does not end soon, because it is
// within a system call, is left to its goroutine.
func abandon(c *child, end <-chan unix.WaitStatus) {
	for _, sig := range []unix.Signal{unix.SIGINT, unix.SIGKILL} {
		c.signal(sig, true)
		t := time.NewTimer(interruptGrace)
		select {
		case <-end:
			t.Stop()
			return
		case <-t.C:
		}
	}
}

// outputCoding is the coding system for output of the program called name that
// goes into b.
func (s *State) outputCoding(in *lisp.Interp, b *buffer.Buffer, name lisp.Value) (codec, *lisp.Exit) {
	v := s.value(s.sym.codingRead)
	switch {
	case !v.IsNil():
	case !b.Multibyte():
		v = in.Sym("raw-text-unix")
	default:
		pair, x := s.alistCodings(in, s.sym.programCodings, name)
		if x != nil {
			return codec{}, x
		}
		if !pair.IsCons() {
			pair = s.value(s.sym.defaultCoding)
		}
		v = lisp.Car(pair)
	}
	c, x := s.codec(in, v)
	if x == nil && c.coding == nil {
		c.coding = charsetNamed("no-conversion")
	}
	return c, x
}

// insertOutput inserts what out decodes to at point of b, which moves after it.
func (s *State) insertOutput(in *lisp.Interp, b *buffer.Buffer, out []byte, dec codec) *lisp.Exit {
	text, settled, multibyte, _ := dec.coding.DecodeString(nil, out)
	if settled != dec.coding {
		dec = codec{settled, in.Sym(settled.Name())}
	}
	s.noteCoding(dec.symbol)
	if len(text) == 0 {
		return nil
	}
	if !b.Live() {
		return in.Errorf("Selecting deleted buffer")
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	s.buffers.SaveCurrent(in)
	s.buffers.SetCurrent(b)
	str := s.withCharset(lisp.TextString(string(text), multibyte), out, settled)
	at, size := b.Point(), b.Len()
	x := s.buffers.Insert(in, b, at, str.Str())
	if b.Live() && b.Len() > size {
		b.SetPoint(at + b.Len() - size)
	}
	return x
}

// callRegion is call-process-region.
func (s *State) callRegion(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	start, end, name := args[0], args[1], args[2]
	b := s.buffers.Current()
	var text []byte
	multibyte := b.Multibyte()
	from, to := 0, b.Len()
	switch {
	case start.IsString():
		text, multibyte = bytesOf(start.Str().Text()), start.Str().Multibyte()
	default:
		if !start.IsNil() {
			var x *lisp.Exit
			if from, to, x = s.buffers.Region(in, start, end); x != nil {
				return lisp.Nil, x
			}
		}
		text = b.Text().Substring(from, to)
	}
	if !name.IsString() {
		return lisp.Nil, in.WrongType("stringp", name)
	}
	fd, x := s.inputFile(in, text, multibyte, name)
	if x != nil {
		return lisp.Nil, x
	}
	rest := []lisp.Value{name, lisp.Nil}
	if len(args) > 3 && !args[3].IsNil() {
		switch {
		case start.IsString():
			x = in.WrongType("integer-or-marker-p", start)
		case start.IsNil():
			b.Widen()
			fallthrough
		default:
			x = s.buffers.Delete(in, b, from, to)
		}
		if x != nil {
			closeAll(fd)
			return lisp.Nil, x
		}
	}
	if len(args) > 4 {
		rest = append(rest, args[4:]...)
	}
	return s.callProcess(in, rest, fd)
}

// inputFile returns a descriptor from which text can be read, encoded for the
// program called name. It is that of a file without a name, as a pipe would
// need somebody to fill it while the program runs.
func (s *State) inputFile(in *lisp.Interp, text []byte, multibyte bool, name lisp.Value) (int, *lisp.Exit) {
	v := s.value(s.sym.codingWrite)
	switch {
	case !v.IsNil():
	case !multibyte:
		v = in.Sym("raw-text-unix")
	default:
		pair, x := s.alistCodings(in, s.sym.programCodings, name)
		if x != nil {
			return -1, x
		}
		if !pair.IsCons() {
			pair = s.value(s.sym.defaultCoding)
		}
		v = lisp.Cdr(pair)
	}
	enc, x := s.codec(in, v)
	if x != nil {
		return -1, x
	}
	if enc.coding != nil {
		text = enc.coding.EncodeWhole(nil, text, multibyte)
	}
	fail := func(err error) (int, *lisp.Exit) {
		return -1, in.FileError("Opening temporary file", errnoOf(err))
	}
	dir := ""
	if v := s.value(in.Intern("temporary-file-directory")); v.IsString() {
		dir = v.Str().UTF8()
	}
	f, err := os.CreateTemp(dir, "elnet")
	if err != nil {
		return fail(err)
	}
	defer f.Close()
	os.Remove(f.Name())
	if _, err := f.Write(text); err != nil {
		return fail(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return fail(err)
	}
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return fail(err)
	}
	return fd, nil
}

func (s *State) callPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(call-process PROGRAM &optional INFILE DESTINATION DISPLAY &rest ARGS)",
			lisp.FnN(func(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
				return s.callProcess(in, args, -1)
			}), `Run PROGRAM with ARGS, all strings, and wait for its end. Return its exit
code, or the name of the signal that ended it. INFILE is the file for its input,
nil for none. DESTINATION says where output goes: t is the current buffer at
point, a buffer or the name of one that buffer, nil nowhere, (:file FILE) a file;
an integer drops it, too, and returns nil at once. (DESTINATION ERRORS) treats
error output apart: nil drops it, t joins it to the output, a string is a file.
DISPLAY is ignored. exec-path, process-environment and default-directory hold.
It signals a file-error if PROGRAM is not found.`),
		lisp.Def("(call-process-region START END PROGRAM &optional DELETE DESTINATION DISPLAY &rest ARGS)",
			lisp.FnN(s.callRegion), `Run PROGRAM with the text between START and END as its input. START may be a
string, which is then the input, or nil for all of the buffer. DELETE deletes the
text first. Everything else is as for call-process.`),
	}
}
