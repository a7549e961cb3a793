package process

import (
	"errors"
	"strconv"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
	"elnet/stdlib/buffer"
)

// errOption stands for a Lisp signal on its way through netprims: Process.fail.
var errOption = errors.New("option refused")

// ---- clients

// startClient connects p, and waits for that unless it was made with :nowait.
//
// Deviation from Emacs: timers run during the wait, so that with-timeout can end
// it, and if it is long filters and sentinels, too: see waitQuietly.
func (s *State) startClient(in *lisp.Interp, l *netprims.Loop, p *Process, c *spec) *lisp.Exit {
	p.setState(statusConnect)
	s.newStream(p)
	if c.addrs == nil {
		s.lookUp(in, l, p, c)
		return nil
	}
	if x := s.dial(in, l, p, c); x != nil || c.nowait {
		return x
	}
	x := s.waitQuietly(in, p.stream, func() bool {
		return p.state != statusConnect || p.stream.State() == netprims.Failed
	})
	switch {
	case x != nil:
		return x
	case p.state == statusOpen && !p.boot.IsNil():
		return s.bootClient(in, p, c)
	case p.state == statusOpen:
		return nil
	case p.stream.State() == netprims.Failed:
		return s.makeFailed(in, c, p.stream.Err())
	}
	return in.Errorf("Process %s was closed while connecting", p.name.UTF8())
}

func (s *State) dial(in *lisp.Interp, l *netprims.Loop, p *Process, c *spec) *lisp.Exit {
	opt := netprims.DialOptions{Type: c.socktype, Control: s.control(in, p, false)}
	if !c.limit.IsZero() {
		opt.Timeout = max(time.Until(c.limit), 1)
	}
	if err := l.Dial(c.addrs, opt, p.stream); err != nil {
		return s.openFailed(in, p, c, err)
	}
	p.pauseOrResume()
	if c.nowait {
		s.noteAddresses(p)
	}
	return nil
}

// quietTime is how long waitQuietly serves nobody else.
const quietTime = 100 * time.Millisecond

// waitQuietly waits for until to hold. At first only src and timers are served,
// so that a program whose connection is made at once sees nothing else happen
// before it goes on, as in Emacs. After that everything is, since one slow
// connection should not stop the others.
func (s *State) waitQuietly(in *lisp.Interp, src netprims.Source, until func() bool) *lisp.Exit {
	if done, x := s.wait(in, waiting{only: src, until: until}, quietTime); done || x != nil {
		return x
	}
	_, x := s.wait(in, waiting{until: until}, forever)
	return x
}

// lookUp begins the name lookup of a :nowait process; the loop goes on with it.
func (s *State) lookUp(in *lisp.Interp, l *netprims.Loop, p *Process, c *spec) {
	var limit *netprims.Timer
	if !c.limit.IsZero() {
		limit = l.AfterFunc(time.Until(c.limit), func() {
			if p.lookup != nil {
				p.lookup.Cancel()
				p.lookup = nil
				s.failed(p, lisp.Fixnum(int(unix.ETIMEDOUT)))
			}
		})
	}
	p.lookup = l.Resolve(c.host, c.service, c.family, c.socktype, func(sas []unix.Sockaddr, err error) {
		p.lookup = nil
		limit.Stop()
		if err != nil {
			s.failed(p, lisp.NewString("Name lookup of "+c.host+" failed"))
			return
		}
		c.addrs = sas
		if x := s.dial(in, l, p, c); x != nil {
			saved := *x
			p.exit = saved.Condition()
			p.setState(statusFailed)
			s.leave(s.callSentinel(p, lisp.NewString("failed with code "+in.ErrorMessage(p.exit)+"\n")))
		}
	})
}

// noteAddresses writes the addresses of a client into its contact.
func (s *State) noteAddresses(p *Process) {
	k := &s.sym.kw
	if sa := p.stream.RemoteAddr(); sa != nil {
		put(p.contact(), k.remote, lispAddress(netprims.FromSockaddr(sa)))
	}
	if a, err := netprims.LocalAddrOf(p.fd()); err == nil {
		put(p.contact(), k.local, lispAddress(a))
	} else if sa := p.stream.LocalAddr(); sa != nil {
		put(p.contact(), k.local, lispAddress(netprims.FromSockaddr(sa)))
	}
}

// ---- servers

func (s *State) startServer(in *lisp.Interp, l *netprims.Loop, p *Process, c *spec) *lisp.Exit {
	p.listening = true
	ln := s.newListener(l, p)
	if x := s.bindFirst(in, p, c, func(sa unix.Sockaddr, control func(int) error) error {
		if c.external >= 0 {
			s.external |= 1 << (c.external - externalFD)
			unix.CloseOnExec(c.external)
			return l.AdoptListener(c.external, ln)
		}
		return l.Listen(sa, netprims.ListenOptions{
			Type: c.socktype, Backlog: backlog(c.get(s.sym.kw.server)),
			Control: control, Listening: s.listening(in, p)}, ln)
	}); x != nil {
		p.listen = nil
		return x
	}
	p.setState(statusListen)
	s.noteLocal(p)
	return nil
}

// newListener makes the listener of p.
func (s *State) newListener(l *netprims.Loop, p *Process) *netprims.Listener {
	p.listen = &netprims.Listener{
		OnAccept: func(fd int, peer *netprims.Peer) {
			from := peer.Addr()
			s.inThread(p, func() {
				if p.dead() { // deleted by another thread
					unix.Close(fd)
					return
				}
				s.leave(s.accept(s.in, p, fd, from))
			})
		},
		OnError: func(err error) { s.acceptFailed(s.in, p, err) },
	}
	return p.listen
}

// bindFirst calls open with one address after the other until one works.
func (s *State) bindFirst(in *lisp.Interp, p *Process, c *spec, open func(unix.Sockaddr, func(int) error) error) *lisp.Exit {
	reuse := c.server && c.family != unix.AF_UNIX
	var err error
	for _, sa := range c.addrs {
		if err = open(sa, s.control(in, p, reuse)); err == nil || p.fail != nil {
			break
		}
	}
	if err != nil {
		return s.openFailed(in, p, c, err)
	}
	return nil
}

// noteLocal writes the address of a server into its contact.
func (s *State) noteLocal(p *Process) {
	a, err := netprims.LocalAddrOf(p.fd())
	if err != nil {
		return
	}
	k := &s.sym.kw
	if a.Kind == netprims.AddrIPv4 || a.Kind == netprims.AddrIPv6 {
		put(p.contact(), k.service, lisp.Fixnum(int(a.Port)))
	}
	put(p.contact(), k.local, lispAddress(a))
}

// accept makes the process of a new connection, then tells the server's log
// function and the sentinel.
func (s *State) accept(in *lisp.Interp, server *Process, fd int, peer netprims.Addr) *lisp.Exit {
	host, suffix := "-", ""
	if peer.Kind == netprims.AddrIPv4 || peer.Kind == netprims.AddrIPv6 {
		// Deviation from Emacs, which swaps the bytes of IPv6 addresses here.
		host, suffix = peer.Format(true), childSuffix(peer.Format(false))
	} else {
		s.kids++
		suffix = childSuffix(strconv.Itoa(s.kids))
	}
	buf, x := s.childBuffer(in, server, suffix)
	if x != nil {
		unix.Close(fd)
		return x
	}
	p := s.newProcess(lisp.NewString(server.name.UTF8()+suffix).Str(), kindNetwork)
	p.buf = buf
	p.filter, p.sentinel = server.filter, server.sentinel
	p.read, p.sent = server.read, server.sent
	if p.read.symbol.IsNil() {
		p.read.coding = nil // to be found anew
	}
	p.setDecoder()
	p.setEncoder()
	if server.plist.IsCons() {
		p.plist = lisp.List(lisp.Slice(server.plist)...)
	} else {
		p.plist = server.plist
	}
	p.later = server.contactOfChild(peer, fd)
	s.inherit(in, server, p)
	if err := server.listen.Adopt(fd, s.newStream(p)); err != nil {
		unix.Close(fd)
		p.setState(statusClosed)
		s.unlink(p)
		return nil
	}
	p.pauseOrResume()
	opened := lisp.NewString("open from " + host + "\n")
	if server.tlsServer != nil {
		s.acceptTLS(p, server.tlsServer, opened)
	} else {
		s.begun(p)
	}
	if server.more != nil && server.more.trace != nil {
		p.traceTo(server.more.trace.trace)
	}
	if !server.log.IsNil() {
		if _, x := in.Funcall(server.log, server.value, p.value, lisp.NewString("accept from "+host+"\n")); x != nil {
			saved := *x
			return &saved
		}
	}
	if p.state != statusOpen {
		return nil // the log function has deleted it
	}
	return s.callSentinel(p, opened)
}

// inherit gives a new connection what keywords of ours its server was made with,
// or has had since.
func (s *State) inherit(in *lisp.Interp, server, p *Process) {
	if server.more == nil {
		return
	}
	for _, k := range s.keywords {
		if v := k.get(s, server); !v.IsNil() && k.name() != ":max-connections" {
			k.set(s, p, v)
		}
	}
	s.joined(server, p)
}

// childBuffer makes the buffer for the output of a connection: none if the
// server has a filter function.
func (s *State) childBuffer(in *lisp.Interp, server *Process, suffix string) (*buffer.Buffer, *lisp.Exit) {
	if server.filter != s.sym.defaultFilter.Value() && server.filter != lisp.T {
		return nil, nil
	}
	base := server.name
	if server.buf != nil && server.buf.Live() {
		base = lisp.TextString(server.buf.Name(), true).Str()
	}
	return s.buffers.GetOrCreate(in, lisp.NewString(base.UTF8()+suffix).Str(), false)
}

// acceptFailed tells the log function why no connection can be accepted. The
// listener rests between its attempts and tells once; Emacs, out of
// descriptors, does nothing else but try.
func (s *State) acceptFailed(in *lisp.Interp, server *Process, err error) {
	if server.log.IsNil() {
		return
	}
	text := "accept failed with code" + strconv.Itoa(int(errnoOf(err))) + "\n"
	if _, x := in.Funcall(server.log, server.value, lisp.Nil, lisp.NewString(text)); x != nil {
		s.leave(x)
	}
}

// ---- datagram sockets

// openDatagram opens a datagram socket, a client's unconnected as in Emacs: it
// hears from anybody and answers whoever was heard last.
//
// Deviation from Emacs: with :nowait it is open at once.
func (s *State) openDatagram(in *lisp.Interp, l *netprims.Loop, p *Process, c *spec) *lisp.Exit {
	d := &netprims.Datagram{}
	d.OnPacket = func(pk netprims.Packet) {
		if !s.foreign(p) {
			s.packet(p, pk)
			return
		}
		from := *pk.From
		pk.Data, pk.From = append([]byte(nil), pk.Data...), &from
		s.inThread(p, func() { s.packet(p, pk) })
	}
	if x := s.bindFirst(in, p, c, func(sa unix.Sockaddr, control func(int) error) error {
		a := netprims.FromSockaddr(sa)
		p.domain = a.Domain()
		opt := netprims.DatagramOptions{Domain: p.domain, Control: control}
		if c.server {
			opt.Local = sa
			return l.OpenDatagram(opt, d)
		}
		peer, err := netprims.PeerOf(sa)
		if err != nil {
			return err
		}
		p.peer = &peer
		return l.OpenDatagram(opt, d)
	}); x != nil {
		return x
	}
	p.dgram = d
	s.eachOption(in, p, func(o *netprims.Option, _, v lisp.Value) *lisp.Exit {
		s.optionSet(p, o, v)
		return nil
	})
	p.setState(statusOpen)
	k := &s.sym.kw
	if !c.server {
		put(p.contact(), k.remote, p.datagramAddress())
		if a, err := netprims.LocalAddrOf(p.fd()); err == nil {
			put(p.contact(), k.local, lispAddress(a))
		}
		return nil
	}
	if v := c.get(k.remote); !v.IsNil() {
		s.setDatagramAddress(in, p, v)
	}
	s.noteLocal(p)
	return nil
}
