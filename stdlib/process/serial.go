package process

import (
	"errors"
	"strconv"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// errSpeed: serial ports do not have that speed.
var errSpeed = errors.New("no such speed")

// A line is how a serial port is set: the values of the keywords, checked.
type line struct {
	speed, bits, stopBits int
	parity, flow          string // "": none
}

// summary is the usual short form, such as "8N1".
func (l *line) summary() string {
	parity := map[string]string{"": "N", "even": "E", "odd": "O"}[l.parity]
	return strconv.Itoa(l.bits) + parity + strconv.Itoa(l.stopBits)
}

const serialDoc = `Open a serial port and return its process. ARGS are keywords and values:

:port PORT       required: the file name of the port
:speed SPEED     required: bits a second; nil leaves the port as it is set
:name NAME       default PORT; made unique by <1>, <2> ...
:buffer BUFFER   a buffer or name, default NAME
:bytesize N      8, 7, or nil for 8
:parity TYPE     nil, even or odd
:stopbits N      1, 2, or nil for 1
:flowcontrol F   nil, hw or sw
:coding, :noquery, :stop, :filter, :sentinel, :plist   as for make-network-process

serial-process-configure changes the settings. It signals a file-error if the
port cannot be opened or set.`

// makeSerial is make-serial-process.
func (s *State) makeSerial(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	if len(args) == 0 {
		return lisp.Nil, nil
	}
	if len(args)%2 != 0 {
		args = append(args, lisp.Nil)
	}
	contact := lisp.List(args...)
	k := &s.sym.kw
	port := lisp.PlistGet(contact, in.Sym(":port"))
	switch {
	case port.IsNil():
		return lisp.Nil, in.Errorf("No port specified")
	case !port.IsString():
		return lisp.Nil, in.WrongType("stringp", port)
	}
	speed, given := plistMember(contact, in.Sym(":speed"))
	switch {
	case !given:
		return lisp.Nil, in.Errorf(":speed not specified")
	case !speed.IsNil() && !speed.IsFixnum():
		return lisp.Nil, in.WrongType("fixnump", speed)
	}
	name := lisp.PlistGet(contact, k.name)
	if name.IsNil() {
		name = port
	}
	if !name.IsString() {
		return lisp.Nil, in.WrongType("stringp", name)
	}
	l, x := s.open(in)
	if x != nil {
		return lisp.Nil, x
	}
	p := s.newProcess(name.Str(), kindSerial)
	p.given = contact
	if x := s.openSerial(in, l, p, port, name); x != nil {
		failure := *x
		p.closeSocket()
		p.setState(statusClosed)
		s.unlink(p)
		return lisp.Nil, &failure
	}
	p.pauseOrResume()
	return p.value, nil
}

func plistMember(plist, key lisp.Value) (v lisp.Value, ok bool) {
	for n := 0; n < maxKeywords && plist.IsCons() && plist.Cons().Cdr.IsCons(); n, plist = n+1, plist.Cons().Cdr.Cons().Cdr {
		if plist.Cons().Car == key {
			return plist.Cons().Cdr.Cons().Car, true
		}
	}
	return lisp.Nil, false
}

func (s *State) openSerial(in *lisp.Interp, l *netprims.Loop, p *Process, port, name lisp.Value) *lisp.Exit {
	fd, err := openFile(port.Str().UTF8(), unix.O_RDWR|unix.O_NOCTTY|unix.O_NONBLOCK, 0)
	if err != nil {
		return in.FileError("Opening serial port", err, port)
	}
	unix.IoctlSetInt(fd, unix.TIOCEXCL, 0) // nobody else opens it
	b := lisp.PlistGet(*p.contact(), s.sym.kw.buffer)
	if b.IsNil() {
		b = name
	}
	x := s.configureSerial(in, p, fd, *p.contact())
	if x == nil {
		p.buf, x = s.bufferOf(in, b)
	}
	if x == nil {
		x = s.commonKeywords(in, p, *p.contact())
	}
	if x == nil {
		x = s.serialCodings(in, p)
	}
	if x != nil {
		unix.Close(fd)
		return x
	}
	if err := l.Adopt(fd, s.newStream(p)); err != nil {
		p.stream = nil
		unix.Close(fd)
		return in.FileError("Opening serial port", err, port)
	}
	return nil
}

// serialCodings: without :coding text is decoded as it is found to be.
func (s *State) serialCodings(in *lisp.Interp, p *Process) *lisp.Exit {
	dec := lisp.PlistGet(*p.contact(), s.sym.kw.coding)
	enc := dec
	if dec.IsCons() {
		dec, enc = dec.Cons().Car, dec.Cons().Cdr
	}
	if dec.IsNil() {
		dec = s.value(s.sym.codingRead)
	}
	if enc.IsNil() {
		enc = s.value(s.sym.codingWrite)
	}
	return s.useCodings(in, p, dec, enc)
}

// configureSerial sets the serial port fd as plist says, or the contact where it
// says nothing, and notes the settings in the contact.
func (s *State) configureSerial(in *lisp.Interp, p *Process, fd int, plist lisp.Value) *lisp.Exit {
	contact := lisp.List(lisp.Slice(*p.contact())...)
	get := func(key string) lisp.Value {
		if v, ok := plistMember(plist, in.Sym(key)); ok {
			return v
		}
		return lisp.PlistGet(*p.contact(), in.Sym(key))
	}
	note := func(key string, v lisp.Value) { put(&contact, in.Sym(key), v) }
	speed := get(":speed")
	if speed.IsNil() {
		if _, given := plistMember(plist, in.Sym(":speed")); !given || fd != p.fd() {
			return nil // leave it as it is
		}
	}
	if _, err := unix.IoctlGetTermios(fd, getTermios); err != nil {
		return in.FileError("Failed tcgetattr", err)
	}
	if !speed.IsFixnum() {
		return in.WrongType("fixnump", speed)
	}
	l, x := readLine(in, get)
	if x != nil {
		return x
	}
	l.speed = speed.Fixnum()
	switch err := setLine(fd, l); {
	case errors.Is(err, errSpeed):
		return in.FileError("Failed cfsetspeed", unix.EINVAL, speed)
	case err != nil:
		return in.FileError("Failed tcsetattr", err)
	}
	symbol := func(name string) lisp.Value {
		if name == "" {
			return lisp.Nil
		}
		return in.Sym(name)
	}
	note(":speed", speed)
	note(":bytesize", lisp.Fixnum(l.bits))
	note(":parity", symbol(l.parity))
	note(":stopbits", lisp.Fixnum(l.stopBits))
	note(":flowcontrol", symbol(l.flow))
	note(":summary", lisp.NewString(l.summary()))
	p.given = contact
	return nil
}

// readLine checks the settings, which get finds.
func readLine(in *lisp.Interp, get func(key string) lisp.Value) (*line, *lisp.Exit) {
	l := &line{bits: 8, stopBits: 1}
	number := func(key string, field *int, ok func(n int) bool, message string) *lisp.Exit {
		v := get(key)
		switch {
		case v.IsNil():
			return nil
		case !v.IsFixnum():
			return in.WrongType("fixnump", v)
		case !ok(v.Fixnum()):
			return in.Errorf("%s", message)
		}
		*field = v.Fixnum()
		return nil
	}
	symbol := func(key string, field *string, a, b, message string) *lisp.Exit {
		switch v := get(key); v {
		case lisp.Nil:
		case in.Sym(a):
			*field = a
		case in.Sym(b):
			*field = b
		default:
			return in.Errorf("%s", message)
		}
		return nil
	}
	for _, check := range []func() *lisp.Exit{
		func() *lisp.Exit {
			return number(":bytesize", &l.bits, func(n int) bool { return n == 7 || n == 8 }, ":bytesize must be nil (8), 7, or 8")
		},
		func() *lisp.Exit {
			return symbol(":parity", &l.parity, "even", "odd", ":parity must be nil (no parity), ‘even’, or ‘odd’")
		},
		func() *lisp.Exit {
			return number(":stopbits", &l.stopBits, func(n int) bool { return n == 1 || n == 2 }, ":stopbits must be nil (1 stopbit), 1, or 2")
		},
		func() *lisp.Exit {
			return symbol(":flowcontrol", &l.flow, "hw", "sw", ":flowcontrol must be nil (no flowcontrol), ‘hw’, or ‘sw’")
		},
	} {
		if x := check(); x != nil {
			return nil, x
		}
	}
	return l, nil
}

// setLine sets fd to pass bytes as they are, by the settings of l (termios(3)).
func setLine(fd int, l *line) error {
	t, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return err
	}
	t.Iflag &^= unix.IGNBRK | unix.BRKINT | unix.PARMRK | unix.ISTRIP | unix.INLCR | unix.IGNCR | unix.ICRNL |
		unix.IXON | unix.IXOFF | unix.IGNPAR | unix.INPCK
	t.Oflag &^= unix.OPOST
	t.Lflag &^= unix.ECHO | unix.ECHONL | unix.ICANON | unix.ISIG | unix.IEXTEN
	t.Cflag &^= unix.CSIZE | unix.PARENB | unix.PARODD | unix.CSTOPB | unix.CRTSCTS
	t.Cflag |= unix.CLOCAL | unix.CREAD
	t.Cc[unix.VMIN], t.Cc[unix.VTIME] = 1, 0
	if !setSpeed(t, l.speed) {
		return errSpeed
	}
	if l.bits == 7 {
		t.Cflag |= unix.CS7
	} else {
		t.Cflag |= unix.CS8
	}
	switch l.parity {
	case "even":
		t.Cflag |= unix.PARENB
		t.Iflag |= unix.IGNPAR | unix.INPCK
	case "odd":
		t.Cflag |= unix.PARENB | unix.PARODD
		t.Iflag |= unix.IGNPAR | unix.INPCK
	}
	if l.stopBits == 2 {
		t.Cflag |= unix.CSTOPB
	}
	switch l.flow {
	case "hw":
		t.Cflag |= unix.CRTSCTS
	case "sw":
		t.Iflag |= unix.IXON | unix.IXOFF
	}
	return unix.IoctlSetTermios(fd, setTermios, t)
}

// serialConfigure is serial-process-configure.
func (s *State) serialConfigure(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	if len(args)%2 != 0 {
		args = append(args, lisp.Nil)
	}
	plist := lisp.List(args...)
	which := lisp.Nil
	for _, key := range []string{":process", ":name", ":buffer", ":port"} {
		if which = lisp.PlistGet(plist, in.Sym(key)); !which.IsNil() {
			break
		}
	}
	p, x := s.find(in, which)
	switch {
	case x != nil:
		return lisp.Nil, x
	case p.kind != kindSerial:
		return lisp.Nil, in.Errorf("Not a serial process")
	case lisp.PlistGet(*p.contact(), in.Sym(":speed")).IsNil():
		return lisp.Nil, nil
	case p.dead() || p.fd() < 0:
		return lisp.Nil, in.Errorf("Process %s not running", p.name.UTF8())
	}
	return lisp.Nil, s.configureSerial(in, p, p.fd(), plist)
}

// makePTY makes p one side of a terminal, without a program: whoever opens
// process-tty-name is at its other side. Without terminals there is nobody.
func (s *State) makePTY(in *lisp.Interp, l *netprims.Loop, p *Process, pty bool) *lisp.Exit {
	if !pty {
		return nil
	}
	fd, name, err := openMaster()
	if err != nil {
		return nil
	}
	p.tty = name
	if err := l.Adopt(fd, s.newStream(p)); err != nil {
		p.stream = nil
		unix.Close(fd)
		return in.FileError("Opening pty", err)
	}
	return nil
}
