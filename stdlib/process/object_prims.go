package process

import (
	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// getter makes a primitive of one process.
func getter(f func(p *Process) lisp.Value) lisp.Callable {
	return lisp.Fn1(func(_ *lisp.Interp, p *Process) (lisp.Value, *lisp.Exit) { return f(p), nil })
}

func (s *State) objectPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(processp OBJECT)", lisp.Fn1(func(_ *in, v val) (val, *lisp.Exit) {
			_, ok := v.Object().(*Process)
			return lisp.Bool(ok), nil
		}), "Return t if OBJECT is a process."),
		lisp.Def("(process-list)", lisp.Fn0(func(*in) (val, *lisp.Exit) {
			var l lisp.ListBuilder
			for p := s.newest; p != nil; p = p.next {
				l.Add(p.value)
			}
			return l.List(), nil
		}), "Return the list of processes that have not been deleted, newest first."),
		lisp.Def("(get-process NAME)", lisp.Fn1(s.getProcess), "Return the process whose name is NAME, if any, else nil. A process is returned as it is."),
		lisp.Def("(get-buffer-process BUFFER)", lisp.Fn1(s.getBufferProcess),
			"Return the newest process of BUFFER, a buffer or its name, nil if it has none."),
		lisp.Def("(process-status PROCESS)", lisp.Fn1(s.processStatus),
			`Return the status of PROCESS, a process, its name or buffer: open, listen, connect,
stop, closed or failed; for programs run, stop, exit or signal. Return nil for a name that no process has.`),
		lisp.Def("(process-type PROCESS)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			p, x := s.find(in, v)
			if x != nil {
				return val{}, x
			}
			return in.Sym([...]string{"network", "pipe", "real", "serial"}[p.kind]), nil
		}), "Return the kind of PROCESS: network, pipe, serial, or real for a program."),
		lisp.Def("(process-exit-status PROCESS)", getter(func(p *Process) val { return p.exit }),
			`Return how PROCESS ended: 0 while it has not, or was deleted; the exit code of a program,
or the number of the signal that ended or stopped it; 256 if the peer closed a connection; an errno, or a text about the name lookup, if it could not connect.`),
		lisp.Def("(process-name PROCESS)", getter(func(p *Process) val { return p.name.Value() }), "Return the name of PROCESS."),
		lisp.Def("(process-buffer PROCESS)", getter(func(p *Process) val {
			if p.buf == nil {
				return val{}
			}
			return p.buf.Value()
		}), "Return the buffer of PROCESS, or nil."),
		lisp.Def("(process-mark PROCESS)", getter(func(p *Process) val { return s.markOf(p).Value() }),
			"Return the marker where output of PROCESS was last inserted."),
		lisp.Def("(process-filter PROCESS)", getter(func(p *Process) val { return p.filter }), "Return the filter of PROCESS, t if it is not read."),
		lisp.Def("(process-sentinel PROCESS)", getter(func(p *Process) val { return p.sentinel }), "Return the function that is told of changes of PROCESS."),
		lisp.Def("(process-plist PROCESS)", getter(func(p *Process) val { return p.plist }), "Return the property list of PROCESS."),
		lisp.Def("(process-id PROCESS)", getter(func(p *Process) val {
			switch {
			case p.child != nil:
				return lisp.Fixnum(p.child.pid)
			case p.kind == kindReal:
				return lisp.Fixnum(noProgram)
			}
			return val{}
		}), "Return the process number of the program PROCESS, nil if it is no program,\n-2 if it is a terminal without one."),
		lisp.Def("(process-tty-name PROCESS)", getter(func(p *Process) val {
			if p.tty == "" {
				return val{}
			}
			return lisp.NewString(p.tty)
		}), "Return the name of the terminal that the program PROCESS has, nil if it has none."),
		lisp.Def("(process-command PROCESS)", getter(func(p *Process) val {
			if p.kind == kindReal {
				return p.command
			}
			return lisp.Bool(p.stopped)
		}), "Return the program and arguments of PROCESS; for others t if it is stopped, nil if not."),
		lisp.Def("(process-query-on-exit-flag PROCESS)", getter(func(p *Process) val { return lisp.Bool(!p.noQuery) }),
			"Return t if the user should be asked before PROCESS is killed."),
		lisp.Def("(process-inherit-coding-system-flag PROCESS)", getter(func(p *Process) val { return lisp.Bool(p.inherit) }),
			"Return what set-process-inherit-coding-system-flag has set."),
		lisp.Def("(process-thread PROCESS)", lisp.Fn1(func(in *in, p *Process) (val, *lisp.Exit) {
			return p.threadValue(), nil
		}), "Return the thread that PROCESS is locked to, or nil."),
		lisp.Def("(process-coding-system PROCESS)", getter(func(p *Process) val { return lisp.NewCons(p.read.symbol, p.sent.symbol) }),
			"Return the coding systems (DECODING . ENCODING) of PROCESS, as settled so far."),
		lisp.Def("(process-filter-multibyte-p PROCESS)", getter(func(p *Process) val { return lisp.Bool(!p.dec.Coding().Unibyte()) }),
			"Return t if the filter of PROCESS gets characters, nil if bytes."),
		lisp.Def("(process-contact PROCESS &optional KEY NO-BLOCK)", lisp.Fn3(s.processContact), contactDoc),
		lisp.Def("(internal-default-process-filter PROCESS STRING)", lisp.Fn2(s.defaultFilter),
			"Insert STRING at the mark of PROCESS in its buffer, if it has one."),
		lisp.Def("(internal-default-process-sentinel PROCESS MESSAGE)", lisp.Fn2(s.defaultSentinel),
			"Insert a line with MESSAGE at the mark of PROCESS in its buffer, if it has one and has ended."),
	}
}

// noProgram is what process-id says of a terminal without a program.
const noProgram = -2

const contactDoc = `Return how PROCESS is connected: (HOST SERVICE), (PORT SPEED) if it is serial,
or t if it is a pipe or program.
KEY t means the property list of all that make-network-process was given and
found out; another KEY one property of it. Of a datagram socket, :datagram means
a list about the datagram that the filter was given last: (:from ADDRESS :size
BYTES), :truncated if it was longer than could be read, and what socket options
ask for: :timestamp (TICKS . HZ), :to, :interface, :ttl, :tos, :dropped and
:credentials. Unless NO-BLOCK, wait until a process that is connecting has a
socket.`

func (s *State) getProcess(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if _, ok := v.Object().(*Process); ok {
		return v, nil
	}
	if !v.IsString() {
		return lisp.Nil, in.WrongType("stringp", v)
	}
	if p := s.byName[v.Str().Text()]; p != nil {
		return p.value, nil
	}
	return lisp.Nil, nil
}

func (s *State) getBufferProcess(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	b, ok := v.Object().(*buffer.Buffer)
	switch {
	case ok:
	case v.IsNil():
		return lisp.Nil, nil
	case !v.IsString():
		return lisp.Nil, in.WrongType("stringp", v)
	default:
		b = s.buffers.Get(v.Str().Text())
	}
	if b != nil {
		if p := s.ofBuffer(b); p != nil {
			return p.value, nil
		}
	}
	return lisp.Nil, nil
}

func (s *State) processStatus(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if v.IsString() {
		if p := s.byName[v.Str().Text()]; p != nil {
			return in.Sym(p.statusName()), nil
		}
		return lisp.Nil, nil
	}
	p, x := s.find(in, v)
	if x != nil {
		return lisp.Nil, x
	}
	return in.Sym(p.statusName()), nil
}

func (s *State) processContact(in *lisp.Interp, p *Process, key, noBlock lisp.Value) (lisp.Value, *lisp.Exit) {
	if p.kind == kindSerial {
		if key.IsNil() {
			return lisp.List(lisp.PlistGet(*p.contact(), in.Sym(":port")), lisp.PlistGet(*p.contact(), in.Sym(":speed"))), nil
		}
	} else if p.kind != kindNetwork {
		if key.IsNil() || p.kind == kindReal {
			return lisp.T, nil
		}
	} else if !noBlock.IsNil() && p.fd() < 0 {
		return lisp.Nil, nil
	} else if p.state == statusConnect {
		if x := s.awaitSocket(in, p, noBlock); x != nil {
			return lisp.Nil, x
		}
		if p.lookup != nil {
			return lisp.Nil, nil
		}
	}
	k := &s.sym.kw
	if p.dgram != nil && !p.dead() && (key == lisp.T || key == k.remote) {
		put(p.contact(), k.remote, p.datagramAddress())
	}
	switch key {
	case s.sym.kw.datagram:
		if p.dgram != nil {
			return s.packetInfo(in, p), nil
		}
	case lisp.T:
		return *p.contact(), nil
	case lisp.Nil:
		return lisp.List(lisp.PlistGet(*p.contact(), k.host), lisp.PlistGet(*p.contact(), k.service)), nil
	}
	return lisp.PlistGet(*p.contact(), key), nil
}

// awaitSocket waits until the name of a connecting process has been looked up.
func (s *State) awaitSocket(in *lisp.Interp, p *Process, noBlock lisp.Value) *lisp.Exit {
	if p.lookup == nil || !noBlock.IsNil() {
		return nil
	}
	_, x := s.wait(in, waiting{until: func() bool { return p.lookup == nil }}, forever)
	return x
}

func (s *State) setterPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	set := func(f func(p *Process, v val)) lisp.Callable {
		return lisp.Fn2(func(_ *in, p *Process, v val) (val, *lisp.Exit) {
			f(p, v)
			return v, nil
		})
	}
	return []lisp.Prim{
		lisp.Def("(set-process-filter PROCESS FILTER)", lisp.Fn2(func(in *in, p *Process, f val) (val, *lisp.Exit) {
			p.setFilter(f)
			put(p.contact(), s.sym.kw.filter, p.filter)
			return p.filter, nil
		}), `Make FILTER the filter of PROCESS and return it: a function of the process and a
string of output, nil for the default one, t to read nothing.`),
		lisp.Def("(set-process-sentinel PROCESS SENTINEL)", lisp.Fn2(func(in *in, p *Process, f val) (val, *lisp.Exit) {
			if f.IsNil() {
				f = s.sym.defaultSentinel.Value()
			}
			p.sentinel = f
			put(p.contact(), s.sym.kw.sentinel, f)
			return f, nil
		}), "Make SENTINEL, a function of the process and a message, the sentinel of PROCESS.\nReturn it. nil means the default one."),
		lisp.Def("(set-process-buffer PROCESS BUFFER)", lisp.Fn2(s.setBuffer), "Make BUFFER, or nil, the buffer of PROCESS and return it."),
		lisp.Def("(set-process-plist PROCESS PLIST)", lisp.Fn2(func(in *in, p *Process, v val) (val, *lisp.Exit) {
			if !v.IsList() {
				return val{}, in.WrongType("listp", v)
			}
			p.plist = v
			return v, nil
		}), "Make PLIST the property list of PROCESS and return it."),
		lisp.Def("(set-process-query-on-exit-flag PROCESS FLAG)", set(func(p *Process, v val) { p.noQuery = v.IsNil() }),
			"Say whether the user should be asked before PROCESS is killed. Return FLAG."),
		lisp.Def("(set-process-inherit-coding-system-flag PROCESS FLAG)", set(func(p *Process, v val) { p.inherit = !v.IsNil() }),
			"Say whether the buffer of PROCESS takes over its coding system. Return FLAG."),
		lisp.Def("(set-process-window-size PROCESS HEIGHT WIDTH)", lisp.Fn3(windowSize),
			"Tell the program PROCESS how many lines and columns its terminal has. Return t, or nil if it has none."),
		lisp.Def("(set-process-thread PROCESS THREAD)", lisp.Fn2(func(in *in, p *Process, v val) (val, *lisp.Exit) {
			t, ok := v.Object().(*lisp.Thread)
			if !v.IsNil() && !ok {
				return val{}, in.WrongType("threadp", v)
			}
			p.setThread(t)
			return v, nil
		}), "Lock PROCESS to THREAD, or unlock it if that is nil. Return THREAD."),
		lisp.Def("(set-process-coding-system PROCESS &optional DECODING ENCODING)", lisp.Fn3(s.setCodings),
			"Set the coding systems of PROCESS. Return nil."),
		lisp.Def("(set-process-filter-multibyte PROCESS FLAG)", lisp.Fn2(func(in *in, p *Process, v val) (val, *lisp.Exit) {
			if v.IsNil() && !p.dec.Coding().Unibyte() {
				c := charsetNamed("raw-text").Variant(p.dec.Coding().EOL())
				p.read = codec{c, in.Sym(c.Name())}
				p.setDecoder()
			}
			return val{}, nil
		}), "Make the filter of PROCESS get bytes if FLAG is nil. Return nil."),
		lisp.Def("(set-network-process-option PROCESS OPTION VALUE &optional NO-ERROR)", lisp.Fn4(s.setNetworkOption), optionDoc),
		lisp.Def("(network-process-option PROCESS OPTION &optional NO-ERROR)", lisp.Fn3(s.getNetworkOption), getOptionDoc),
	}
}

func (s *State) setBuffer(in *lisp.Interp, p *Process, v lisp.Value) (lisp.Value, *lisp.Exit) {
	b, ok := v.Object().(*buffer.Buffer)
	if !ok && !v.IsNil() {
		return lisp.Nil, in.WrongType("bufferp", v)
	}
	if b != p.buf {
		p.buf = b
		if b != nil && b.Live() {
			s.markOf(p).Set(b, b.Len())
		}
	}
	put(p.contact(), s.sym.kw.buffer, v)
	return v, nil
}
