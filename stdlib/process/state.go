package process

import (
	"sync/atomic"

	"elnet/lisp"
	"elnet/netprims"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"
)

// Options configures Install. The zero value is useful.
type Options struct {
	// Backend is one of poll.Backends; "" means the best.
	Backend string
	// Resolver looks up names; nil means the system's.
	Resolver *netprims.Resolver
	// CallbackErrors is the initial value of elnet-callback-errors: "exit",
	// "report", or "" for nil.
	CallbackErrors string
	// Fault, for tests, makes system calls of sockets fail: netprims.Options.
	Fault func(op netprims.Call, b []byte) ([]byte, error)
}

// Codings finds coding systems by their Lisp names: *coding.State. Lookup
// signals (coding-system-error SYM) for one that does not exist.
type Codings interface {
	Lookup(in *lisp.Interp, sym lisp.Value) (*charset.Coding, *lisp.Exit)
}

// MatchData keeps what the last search found: *search.State. MatchData appends
// it to room, SetMatchData puts it back.
type MatchData interface {
	MatchData(room []int) (regs []int, where lisp.Value)
	SetMatchData(regs []int, where lisp.Value)
}

// State is what the processes of one interpreter share.
type State struct {
	in      *lisp.Interp
	opt     Options
	buffers *buffer.State
	codings Codings
	matches MatchData

	// loop is made when it is first needed, so that an interpreter that waits
	// for nothing has no descriptor. Other goroutines only look at it to
	// interrupt it.
	loop   atomic.Pointer[netprims.Loop]
	closed bool

	newest *Process
	byName map[string]*Process
	taken  map[string]int // see freeName
	live   int            // processes in the list that are neither closed nor failed
	kids   int            // counts accepted connections that have no address of their own

	reads    uint64     // how often output was read, of all processes
	exit     *lisp.Exit // with which a callback has ended, for the wait to return
	readMax  int        // read-process-output-max
	external uint64     // which sockets handed over by the service manager were used
	scratch  []byte
	lentText []byte        // what a filter is lent was decoded into
	blocked  int           // waits for some process to take what was sent, within each other
	regs     []int         // room for match data
	woken    chan struct{} // holds one when the interpreter is to look at interruptions
	timers   timers
	enough   func() bool         // whether the innermost wait is to end
	pools    map[string]filePool // certificates read before
	keywords map[string]*keyword // those that Emacs does not have, by name
	measure  bool                // elnet-measure-filters
	inbox    []parcel            // what has come for processes of threads that do not run
	waiters  []*waiter           // the threads within wait, if there are several threads

	sym  symbols
	text texts
}

// symbols are those that Go code here asks for often.
type symbols struct {
	defaultFilter, defaultSentinel, inhibitQuit, lastNonmenu, lastCoding *lisp.Symbol
	timerList, timerHandler, callbackErrors, debugOnError, inhibitRO     *lisp.Symbol
	deleteExited, codingRead, codingWrite, defaultCoding, netCodings     *lisp.Symbol
	directory, environment, execPath, execSuffixes, programCodings       *lisp.Symbol
	connectionType                                                       *lisp.Symbol
	exit, message                                                        lisp.Value
	kw                                                                   keywords
	timer                                                                struct{ last, last1, last2 *lisp.Symbol }
}

type keywords struct {
	name, buffer, host, service, typ, family, local, remote, server, nowait, coding, noquery, stop,
	filter, sentinel, log, plist, tls, tlsServer, tlsError, external, reuseaddr, file, command, stderr, connection, datagram lisp.Value
}

// texts are the sentinel messages that never change.
type texts struct{ open, broken, deleted, finished lisp.Value }

// Install gives in processes, timers and waiting. cs and md may be nil: coding
// systems are then those of package charset, and match data are not saved.
func Install(in *lisp.Interp, b *buffer.State, cs Codings, md MatchData, o Options) (*State, error) {
	s := &State{in: in, opt: o, buffers: b, codings: cs, matches: md, byName: map[string]*Process{},
		taken: map[string]int{}, keywords: map[string]*keyword{}, readMax: 4096, woken: make(chan struct{}, 1)}
	for _, k := range ourKeywords() {
		s.keywords[k.name()] = &k
	}
	s.intern()
	s.text = texts{lisp.NewString("open\n"), lisp.NewString("connection broken by remote peer\n"),
		lisp.NewString("deleted\n"), lisp.NewString("finished\n")}
	s.defineVariables()
	for _, group := range [][]lisp.Prim{
		s.makePrims(), s.callPrims(), s.objectPrims(), s.setterPrims(), s.controlPrims(), s.sendPrims(), s.tlsPrims(), s.timerPrims(), s.waitPrims(), s.addressPrims(), s.extraPrims(), systemPrims(),
	} {
		in.Define(group...)
	}
	in.LateDoc("make-network-process", func() string { return makeDoc + keywordLines() + socketOptionsDoc + optionLines() })
	b.OnKill(s.bufferKilled)
	h := in.Hooks()
	h.ThreadEnded = s.threadEnded
	wake := h.Wake
	h.Wake = func() {
		if wake != nil {
			wake()
		}
		if l := s.loop.Load(); l != nil {
			l.Interrupt()
		}
		select {
		case s.woken <- struct{}{}:
		default:
		}
	}
	in.OnClose(s.close)
	return s, nil
}

func (s *State) intern() {
	in, y := s.in, &s.sym
	for _, r := range []struct {
		p    **lisp.Symbol
		name string
	}{
		{&y.defaultFilter, "internal-default-process-filter"}, {&y.defaultSentinel, "internal-default-process-sentinel"},
		{&y.inhibitQuit, "inhibit-quit"}, {&y.lastNonmenu, "last-nonmenu-event"},
		{&y.lastCoding, "last-coding-system-used"}, {&y.timerList, "timer-list"},
		{&y.timerHandler, "timer-event-handler"}, {&y.callbackErrors, "elnet-callback-errors"},
		{&y.debugOnError, "debug-on-error"}, {&y.inhibitRO, "inhibit-read-only"},
		{&y.deleteExited, "delete-exited-processes"}, {&y.codingRead, "coding-system-for-read"},
		{&y.codingWrite, "coding-system-for-write"}, {&y.defaultCoding, "default-process-coding-system"},
		{&y.netCodings, "network-coding-system-alist"},
		{&y.directory, "default-directory"}, {&y.environment, "process-environment"},
		{&y.execPath, "exec-path"}, {&y.execSuffixes, "exec-suffixes"},
		{&y.programCodings, "process-coding-system-alist"}, {&y.connectionType, "process-connection-type"},
	} {
		*r.p = in.Intern(r.name)
	}
	y.exit, y.message = in.Sym("exit"), in.Sym("message")
	k := &y.kw
	for _, r := range []struct {
		p    *lisp.Value
		name string
	}{
		{&k.name, ":name"}, {&k.buffer, ":buffer"}, {&k.host, ":host"}, {&k.service, ":service"}, {&k.typ, ":type"},
		{&k.family, ":family"}, {&k.local, ":local"}, {&k.remote, ":remote"}, {&k.server, ":server"},
		{&k.nowait, ":nowait"}, {&k.coding, ":coding"}, {&k.noquery, ":noquery"}, {&k.stop, ":stop"},
		{&k.filter, ":filter"}, {&k.sentinel, ":sentinel"}, {&k.log, ":log"}, {&k.plist, ":plist"},
		{&k.tls, ":tls-parameters"}, {&k.tlsServer, ":tls-server-parameters"}, {&k.tlsError, ":tls-error"},
		{&k.external, ":use-external-socket"}, {&k.reuseaddr, ":reuseaddr"},
		{&k.file, ":file"}, {&k.command, ":command"}, {&k.stderr, ":stderr"}, {&k.connection, ":connection-type"}, {&k.datagram, ":datagram"},
	} {
		*r.p = in.Sym(r.name)
	}
}

// value returns the value of the variable y, nil if it is void.
func (s *State) value(y *lisp.Symbol) lisp.Value {
	v, _ := s.in.VarValue(y)
	return v
}

// open returns the loop, made now if there is none.
func (s *State) open(in *lisp.Interp) (*netprims.Loop, *lisp.Exit) {
	if l := s.loop.Load(); l != nil {
		return l, nil
	}
	if s.closed {
		return nil, in.Errorf("The interpreter is closed")
	}
	l, err := netprims.NewLoop(netprims.Options{Backend: s.opt.Backend, Resolver: s.opt.Resolver, Fault: s.opt.Fault})
	if err != nil {
		return nil, in.FileError("Opening the event loop", err)
	}
	s.loop.Store(l)
	return l, nil
}

// close releases all sockets without telling Lisp, and lets programs know.
func (s *State) close() {
	s.closed = true
	s.hangUp()
	if l := s.loop.Load(); l != nil {
		l.Close()
	}
}

func (s *State) defineVariables() {
	in := s.in
	fresh := in.LateVar
	utf8 := in.Sym("utf-8-unix")
	in.DefForward("read-process-output-max", &lisp.Forward{
		Get: func(*lisp.Interp) lisp.Value { return lisp.Fixnum(s.readMax) },
		Set: s.setReadMax,
	}, "Most bytes to read from a stream at a time. Datagrams are always read whole.")
	in.DefForward("elnet-measure-filters", &lisp.Forward{
		Get: func(*lisp.Interp) lisp.Value { return lisp.Bool(s.measure) },
		Set: func(_ *lisp.Interp, v lisp.Value) *lisp.Exit {
			s.measure = !v.IsNil()
			return nil
		},
	}, "Whether elnet-process-info counts the calls of filters and the time they take.")
	fresh("process-connection-type", lisp.T, "Whether child processes get a pty.")
	fresh("process-adaptive-read-buffering", lisp.T, "Whether the output of a program made while this is non-nil is read in larger pieces\nif it comes in small ones.")
	fresh("process-prioritize-lower-fds", lisp.Nil, "Has no effect: processes are served in turn.")
	fresh("delete-exited-processes", lisp.T, "Whether process-list forgets a process as soon as it has ended.")
	fresh("inherit-process-coding-system", lisp.Nil, "Whether a process' buffer takes over its coding system.")
	fresh("process-coding-system-alist", lisp.Nil, "Alist of programs and the coding systems of their input and output.")
	fresh("network-coding-system-alist", lisp.Nil,
		"Alist of services (a port or a regexp) and the coding systems (DECODING . ENCODING) for them.")
	fresh("default-process-coding-system", lisp.NewCons(utf8, utf8),
		"The coding systems (DECODING . ENCODING) of processes for which nothing else says them.")
	fresh("coding-system-for-read", lisp.Nil, "Coding system for reading, whatever else is said.")
	fresh("coding-system-for-write", lisp.Nil, "Coding system for writing, whatever else is said.")
	fresh("last-coding-system-used", lisp.Nil, "The coding system last used to decode or encode.")
	fresh("last-nonmenu-event", lisp.Nil, "Is t while filters and sentinels run.")
	s.defineTimers()
	fresh("timer-idle-list", lisp.Nil, "List of active idle timers. They do not run: a program is never idle.")
	ask := in.Intern("kill-buffer-query-functions")
	if v, ok := in.VarValue(ask); ok && v.IsNil() {
		in.SetVar(ask, lisp.List(in.Sym("process-kill-buffer-query-function")))
	}
	fresh("inhibit-read-only", lisp.Nil, "Whether read-only text may be changed.")
	mode := lisp.Nil
	if s.opt.CallbackErrors != "" {
		mode = in.Sym(s.opt.CallbackErrors)
	}
	in.DefVar("elnet-callback-errors", mode, `What an error in a process filter or sentinel does.
exit prints it with a backtrace, as any error that ends a program, and exits with code 255.
report, or nil, prints it with a backtrace to standard error and goes on.`)
	s.defineTLS()
	in.Provide("make-network-process")
	in.LatePut("make-network-process", "subfeatures", s.subfeatures)
	bad := "malformed-keyword-arg-list"
	in.LatePut(bad, "error-conditions", func() lisp.Value { return lisp.List(in.Sym(bad), in.Sym("error")) })
	in.LatePut(bad, "error-message", func() lisp.Value { return lisp.NewString("Keyword lacks a corresponding value") })
}

// subfeatures are what featurep knows of make-network-process.
func (s *State) subfeatures() lisp.Value {
	in := s.in
	pair := func(key, v string) lisp.Value { return lisp.List(in.Sym(key), in.Sym(v)) }
	list := []lisp.Value{
		lisp.List(in.Sym(":nowait"), lisp.T), pair(":type", "datagram"), pair(":type", "seqpacket"),
		pair(":family", "local"), pair(":family", "ipv4"), pair(":family", "ipv6"),
		lisp.List(in.Sym(":service"), lisp.T), lisp.List(in.Sym(":server"), lisp.T),
	}
	for _, o := range netprims.SocketOptions() {
		list = append(list, in.Sym(o.Name()))
	}
	return lisp.List(list...)
}

func (s *State) setReadMax(in *lisp.Interp, v lisp.Value) *lisp.Exit {
	if !v.IsFixnum() {
		return in.WrongType("integerp", v)
	}
	s.readMax = v.Fixnum()
	for p := s.newest; p != nil; p = p.next {
		if p.stream != nil && (p.more == nil || p.more.spliced == nil) {
			p.stream.ReadLimit = max(s.readMax, 1)
		}
	}
	return nil
}
