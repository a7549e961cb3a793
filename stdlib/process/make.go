package process

import (
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
	"elnet/stdlib/buffer"
)

// externalFD is the first descriptor that a service manager hands over
// (sd_listen_fds(3)).
const externalFD = 3

// A spec is what the keywords of make-network-process ask for, checked.
type spec struct {
	contact  lisp.Value
	name     *lisp.String
	socktype int
	family   int
	server   bool
	nowait   bool
	external int // the socket handed over to take, -1: none
	address  netprims.Addr
	given    bool // address was given; host and service do not matter
	host     string
	service  string
	port     lisp.Value // :service as given
	addrs    []unix.Sockaddr
	limit    time.Time // when to give up connecting; zero: never
}

// makeNetwork is make-network-process.
func (s *State) makeNetwork(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	if len(args) == 0 {
		return lisp.Nil, nil
	}
	if len(args)%2 != 0 {
		// Deviation from Emacs 28, which crashes here.
		return lisp.Nil, in.SignalNamed("malformed-keyword-arg-list", args...)
	}
	c := &spec{contact: lisp.List(args...)}
	if x := s.readSpec(in, c); x != nil {
		return lisp.Nil, x
	}
	if f, ok := secondsOf(c.get(in.Sym(":connect-timeout"))); ok && f > 0 {
		c.limit = time.Now().Add(duration(f))
	}
	if x := s.resolveSpec(in, c); x != nil {
		return lisp.Nil, x
	}
	p, x := s.fromSpec(in, c)
	if x != nil {
		return lisp.Nil, x
	}
	if x = s.configure(in, p, c); x == nil {
		x = s.connect(in, p, c)
	}
	if x != nil {
		p.closeSocket()
		p.setState(statusClosed)
		s.unlink(p)
		return lisp.Nil, x
	}
	if p.more != nil && !p.async {
		p.more.connectBy = time.Time{}
	}
	return p.value, nil
}

func (c *spec) get(key lisp.Value) lisp.Value { return lisp.PlistGet(c.contact, key) }

// maxKeywords bounds how far a contact is followed: the program may have made
// it circular.
const maxKeywords = 1 << 16

// put sets key in the contact, in place or at its end.
func put(contact *lisp.Value, key, v lisp.Value) {
	last := lisp.Nil
	l := *contact
	for n := 0; n < maxKeywords && l.IsCons() && l.Cons().Cdr.IsCons(); n, l = n+1, l.Cons().Cdr.Cons().Cdr {
		if l.Cons().Car == key {
			l.Cons().Cdr.Cons().Car = v
			return
		}
		last = l.Cons().Cdr
	}
	end := lisp.List(key, v)
	if last.IsNil() {
		*contact = end
		return
	}
	last.Cons().Cdr = end
}

// readSpec checks the keywords in the order of Emacs.
func (s *State) readSpec(in *lisp.Interp, c *spec) *lisp.Exit {
	k := &s.sym.kw
	switch v := c.get(k.typ); {
	case v.IsNil():
		c.socktype = unix.SOCK_STREAM
	case v == in.Sym("datagram"):
		c.socktype = unix.SOCK_DGRAM
	case v == in.Sym("seqpacket"):
		c.socktype = unix.SOCK_SEQPACKET
	default:
		return in.Errorf("Unsupported connection type")
	}
	c.server = !c.get(k.server).IsNil()
	c.nowait = !c.get(k.nowait).IsNil()
	if c.server && c.nowait {
		return in.Errorf("‘:server’ is incompatible with ‘:nowait’")
	}
	name := c.get(k.name)
	if !name.IsString() {
		return in.WrongType("stringp", name)
	}
	c.name = name.Str()
	c.external = -1
	if c.server {
		c.external = s.handedOver(c.get(k.external))
	}
	key := k.remote
	if c.server {
		key = k.local
	}
	if a := c.get(key); !a.IsNil() {
		var ok bool
		if c.address, ok = addressOf(a); !ok {
			return in.Errorf("Malformed :address")
		}
		c.given, c.family = true, c.address.Domain()
		return nil
	}
	return s.readHost(in, c)
}

// readHost checks family, host and service.
func (s *State) readHost(in *lisp.Interp, c *spec) *lisp.Exit {
	k := &s.sym.kw
	local := in.Sym("local")
	switch v := c.get(k.family); {
	case v.IsFixnum():
		c.family = v.Fixnum()
	case v.IsNil():
		c.family = unix.AF_UNSPEC
	case v == local:
		c.family = unix.AF_UNIX
	case v == in.Sym("ipv4"):
		c.family = unix.AF_INET
	case v == in.Sym("ipv6"):
		c.family = unix.AF_INET6
	default:
		return in.Errorf("Unknown address family")
	}
	c.port = c.get(k.service)
	host := c.get(k.host)
	if c.family == unix.AF_UNIX {
		return s.readLocal(in, c, host)
	}
	switch {
	case host.IsNil() || host == local:
		c.host = "127.0.0.1"
		if c.family == unix.AF_INET6 {
			c.host = "::1"
		}
	case !host.IsString():
		return in.WrongType("stringp", host)
	default:
		if x := asciiHost(in, host.Str()); x != nil {
			return x
		}
		c.host = host.Str().UTF8()
	}
	switch v := c.port; {
	case v == lisp.T:
		c.service = "0"
	case v.IsFixnum():
		c.service = strconv.Itoa(v.Fixnum())
	case !v.IsString():
		return in.WrongType("stringp", v)
	default:
		c.service = v.Str().UTF8()
	}
	if n, err := strconv.ParseUint(c.service, 10, 62); err == nil && n > 0xffff {
		c.service = strconv.FormatUint(n&0xffff, 10) // as getaddrinfo(3) does
	}
	return nil
}

func (s *State) readLocal(in *lisp.Interp, c *spec, host lisp.Value) *lisp.Exit {
	if !host.IsNil() {
		s.message(in, ":family local ignores the :host property")
		put(&c.contact, s.sym.kw.host, lisp.Nil)
	}
	if !c.port.IsString() {
		return in.WrongType("stringp", c.port)
	}
	c.address = netprims.LocalAddr(c.port.Str().UTF8())
	if _, err := c.address.Sockaddr(); err != nil {
		return in.Errorf("Service name too long")
	}
	return nil
}

// maxHandedOver bounds how many sockets of a service manager are looked at.
const maxHandedOver = 64

// handedOver returns the descriptor of a socket that a service manager has
// handed over and that was not used yet, -1 if there is none: the one called
// name (FileDescriptorName= of systemd.socket(5)) if that is a string, else the
// first.
func (s *State) handedOver(name lisp.Value) int {
	if name.IsNil() || os.Getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		return -1
	}
	n, err := strconv.Atoi(os.Getenv("LISTEN_FDS"))
	if err != nil {
		return -1
	}
	names := strings.Split(os.Getenv("LISTEN_FDNAMES"), ":")
	for i := range min(n, maxHandedOver) {
		fits := !name.IsString() || i < len(names) && names[i] == name.Str().UTF8()
		if fits && s.external&(1<<i) == 0 {
			return externalFD + i
		}
	}
	return -1
}

// resolveSpec finds the addresses, unless the process is to do so later.
func (s *State) resolveSpec(in *lisp.Interp, c *spec) *lisp.Exit {
	if c.given || c.family == unix.AF_UNIX {
		if sa, err := c.address.Sockaddr(); err == nil {
			c.addrs = []unix.Sockaddr{sa}
		}
		return nil
	}
	if c.nowait && c.socktype != unix.SOCK_DGRAM {
		return nil
	}
	addrs, x, err := s.resolve(in, c.host, c.service, c.family, c.socktype, c.limit)
	if x != nil {
		return x
	}
	if err == unix.ETIMEDOUT {
		return s.makeFailed(in, c, unix.ETIMEDOUT)
	}
	c.addrs = addrs
	if err != nil {
		return in.Errorf("%s/%s %s", c.host, c.service, err)
	}
	return nil
}

// fromSpec makes the process and its buffer.
func (s *State) fromSpec(in *lisp.Interp, c *spec) (*Process, *lisp.Exit) {
	b, x := s.bufferOf(in, c.get(s.sym.kw.buffer))
	if x != nil {
		return nil, x
	}
	p := s.newProcess(c.name, kindNetwork)
	p.given = c.contact
	p.buf = b
	p.async = c.nowait
	return p, nil
}

// bufferOf returns the buffer that :buffer asks for, made if it is new.
func (s *State) bufferOf(in *lisp.Interp, v lisp.Value) (*buffer.Buffer, *lisp.Exit) {
	if v.IsNil() {
		return nil, nil
	}
	if b, ok := v.Object().(*buffer.Buffer); ok {
		return b, nil
	}
	if !v.IsString() {
		return nil, in.WrongType("stringp", v)
	}
	return s.buffers.GetOrCreate(in, v.Str(), false)
}

// configure sets what does not need a socket.
func (s *State) configure(in *lisp.Interp, p *Process, c *spec) *lisp.Exit {
	k := &s.sym.kw
	if x := s.commonKeywords(in, p, c.contact); x != nil {
		return x
	}
	p.log = c.get(k.log)
	if p.boot = c.get(k.tls); !p.boot.IsList() {
		return in.WrongType("listp", p.boot)
	}
	if x := s.configureTLS(in, p, c); x != nil {
		return x
	}
	if x := s.applyKeywords(in, p); x != nil {
		return x
	}
	if !c.limit.IsZero() {
		p.ext().connectBy = c.limit
	}
	service := c.port
	if c.given || c.family == unix.AF_UNIX {
		service = lisp.Nil // network-coding-system-alist is for hosts
	}
	return s.chooseCodings(in, p, s.sym.netCodings, service)
}

// commonKeywords are those that network and pipe processes share.
func (s *State) commonKeywords(in *lisp.Interp, p *Process, contact lisp.Value) *lisp.Exit {
	k := &s.sym.kw
	get := func(key lisp.Value) lisp.Value { return lisp.PlistGet(contact, key) }
	plist, x := in.Funcall(in.Sym("copy-sequence"), get(k.plist))
	if x != nil {
		return x
	}
	p.plist = plist
	p.noQuery = !get(k.noquery).IsNil()
	if v := get(k.sentinel); !v.IsNil() {
		p.sentinel = v
	}
	if v := get(k.filter); !v.IsNil() {
		p.filter = v
	}
	p.stopped = !get(k.stop).IsNil()
	if p.buf != nil && p.buf.Live() {
		s.markOf(p).Set(p.buf, p.buf.Len())
	}
	return nil
}

// markOf returns the mark of p, made when it is first asked for.
func (s *State) markOf(p *Process) *buffer.Marker {
	if p.mark == nil {
		p.mark = s.buffers.NewMarker(nil, 0, false)
	}
	return p.mark
}

// connect opens the socket.
func (s *State) connect(in *lisp.Interp, p *Process, c *spec) *lisp.Exit {
	l, x := s.open(in)
	if x != nil {
		return x
	}
	if c.addrs == nil && (c.given || c.family == unix.AF_UNIX) {
		return s.unsupported(in, c)
	}
	switch {
	case c.socktype == unix.SOCK_DGRAM:
		x = s.openDatagram(in, l, p, c)
	case c.server:
		x = s.startServer(in, l, p, c)
	default:
		x = s.startClient(in, l, p, c)
	}
	if x == nil {
		p.pauseOrResume()
	}
	return x
}

// unsupported signals that there are no sockets of that family here.
func (s *State) unsupported(in *lisp.Interp, c *spec) *lisp.Exit {
	switch c.family {
	case unix.AF_INET, unix.AF_INET6, unix.AF_UNIX:
		if c.server {
			return in.FileError("Cannot bind server socket", unix.EAFNOSUPPORT)
		}
	}
	return s.makeFailed(in, c, unix.EAFNOSUPPORT)
}

// makeFailed signals that the socket could not be made or connected.
func (s *State) makeFailed(in *lisp.Interp, c *spec, err error) *lisp.Exit {
	what := "make client process failed"
	if c.server {
		what = "make server process failed"
	}
	return in.FileError(what, errnoOf(err), lisp.Slice(c.contact)...)
}

// openFailed signals why a server or datagram socket could not be opened.
func (s *State) openFailed(in *lisp.Interp, p *Process, c *spec, err error) *lisp.Exit {
	op := ""
	if e, ok := err.(*netprims.OpError); ok {
		op = e.Op
	}
	switch {
	case op == "option" && p.fail != nil:
		x := p.fail
		p.fail = nil
		return x
	case op == "bind":
		return in.FileError("Cannot bind server socket", errnoOf(err))
	case op == "listen":
		return in.FileError("Cannot listen on server socket", errnoOf(err))
	}
	return s.makeFailed(in, c, err)
}

// backlog is the length of the queue of connections not accepted yet: what
// :server says, or as long as the system allows.
//
// Deviation from Emacs, whose default of 5 makes the kernel drop connections.
func backlog(v lisp.Value) int {
	if v.IsFixnum() && int(int32(v.Fixnum())) == v.Fixnum() {
		return v.Fixnum()
	}
	return unix.SOMAXCONN
}

// childSuffix names the buffer and process of a connection.
func childSuffix(text string) string {
	var b strings.Builder
	b.WriteString(" <")
	b.WriteString(text)
	b.WriteByte('>')
	return b.String()
}

func (s *State) makePipe(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	if len(args) == 0 {
		return lisp.Nil, nil
	}
	if len(args)%2 != 0 {
		return lisp.Nil, in.SignalNamed("malformed-keyword-arg-list", args...)
	}
	contact := lisp.List(args...)
	name := lisp.PlistGet(contact, s.sym.kw.name)
	if !name.IsString() {
		return lisp.Nil, in.WrongType("stringp", name)
	}
	p := s.newProcess(name.Str(), kindPipe)
	p.given = contact
	v := lisp.PlistGet(contact, s.sym.kw.buffer)
	if v.IsNil() {
		v = p.name.Value()
	}
	var x *lisp.Exit
	if p.buf, x = s.bufferOf(in, v); x == nil {
		if x = s.commonKeywords(in, p, contact); x == nil {
			x = s.chooseCodings(in, p, s.sym.netCodings, lisp.Nil)
		}
	}
	if x != nil {
		p.setState(statusClosed)
		s.unlink(p)
		return lisp.Nil, x
	}
	return p.value, nil
}

func (s *State) makePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-network-process &rest ARGS)", lisp.FnN(s.makeNetwork), makeDoc),
		lisp.Def("(make-process &rest ARGS)", lisp.FnN(s.makeProcess), startDoc),
		lisp.Def("(make-serial-process &rest ARGS)", lisp.FnN(s.makeSerial), serialDoc),
		lisp.Def("(serial-process-configure &rest ARGS)", lisp.FnN(s.serialConfigure),
			"Change the settings of a serial port: keywords :speed, :bytesize, :parity, :stopbits and\n:flowcontrol as for make-serial-process. :process, :name, :buffer or :port says which\nprocess; default the current buffer's. Return nil."),
		lisp.Def("(make-pipe-process &rest ARGS)", lisp.FnN(s.makePipe),
			`Make a pipe process, to be the :stderr of make-process. Keywords: :name NAME (required),
:buffer BUFFER (default one called NAME), :coding, :noquery, :stop, :filter,
:sentinel, :plist, as for make-network-process.`),
	}
}

const makeDoc = `Open a network connection, server or datagram socket and return its process.
ARGS are keywords and values; an odd number signals malformed-keyword-arg-list.
It signals file-error or one of its kin if the system refuses. A server's
connections take over what is said of connections.
`

const socketOptionsDoc = `

Socket options are keywords, too; one that this system does not support is an
error:`
