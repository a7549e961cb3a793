package process

import (
	"crypto/tls"
	"errors"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// Stages that gnutls-get-initstage tells of.
const (
	tlsNone     = 0
	tlsEnded    = 3
	tlsBegun    = 8 // the handshake is under way
	tlsReady    = 9
	tlsPatience = 30 * time.Second // for a handshake, unless something else is said
)

// session is the TLS part of a process.
type session struct {
	stage    int
	host     string // the name that the peer's certificate is to have, "" for a server's child
	verified verification
	err      error // why the handshake failed
}

// tlsFailed is the exit status of a process whose handshake has failed.
const tlsFailed = "TLS negotiation failed"

// startTLS begins a handshake on p, and has done called with its result.
func (s *State) startTLS(p *Process, o *tlsOptions, done func(error)) error {
	config := o.config
	t := &session{stage: tlsBegun, host: o.host}
	if !o.server {
		config = config.Clone()
		config.VerifyConnection = func(cs tls.ConnectionState) error {
			t.verified = o.check(cs)
			return o.refuse(t.verified)
		}
	}
	timeout := o.timeout
	if !o.server && p.more != nil && !p.more.connectBy.IsZero() {
		if left := max(time.Until(p.more.connectBy), 1); timeout <= 0 || left < timeout {
			timeout = left
		}
	}
	err := p.stream.StartTLS(netprims.TLSOptions{
		Config: config, Server: o.server, Timeout: timeout, Early: o.early, OnHello: s.chooser(p, o),
	}, func(err error) {
		t.err = err
		t.stage = tlsReady
		if err != nil {
			t.stage = tlsEnded
			put(p.contact(), s.sym.kw.tlsError, lisp.NewString(err.Error()))
		}
		done(err)
	})
	if err == nil {
		p.tls = t
	}
	return err
}

// tlsOpened goes on with a client that has connected and is to use TLS. Nothing
// is sent in clear text, whatever becomes of it.
//
// Deviation from Emacs: a failure is told to the sentinel, closes the socket, and
// takes place within tlsPatience.
func (s *State) tlsOpened(p *Process) {
	in := s.in
	fail := func(code string) {
		p.closeSocket()
		s.failed(p, lisp.NewString(code))
	}
	o, x := s.clientTLS(in, lisp.Cdr(p.boot))
	if x != nil {
		fail(in.ErrorMessage(x.Condition()))
		return
	}
	if o.code != 0 {
		fail(tlsFailed)
		return
	}
	err := s.startTLS(p, o, func(err error) {
		if err != nil {
			fail(tlsFailed)
			return
		}
		s.opened(p, true)
	})
	if err != nil {
		fail(tlsFailed)
	}
}

// bootClient begins TLS on a client that was made without :nowait and is
// connected.
func (s *State) bootClient(in *lisp.Interp, p *Process, c *spec) *lisp.Exit {
	v, x := s.gnutlsBoot(in, p, lisp.Car(p.boot), lisp.Cdr(p.boot))
	switch {
	case x != nil:
		return x
	case v != lisp.T:
		// Deviation from Emacs, which goes on in clear text here.
		data := []lisp.Value{lisp.NewString("make client process failed"),
			lisp.NewString(tlsFailed + ": " + s.tlsTrouble(p, v))}
		return in.SignalNamed("file-error", append(data, lisp.Slice(c.contact)...)...)
	}
	ok, x := s.judge(p)
	switch {
	case x != nil:
		return x
	case !ok:
		return in.Errorf("The Network Security Manager stopped the connections")
	}
	return s.callSentinel(p, s.text.open)
}

// tlsTrouble says why the handshake of p has failed with the number v.
func (s *State) tlsTrouble(p *Process, v lisp.Value) string {
	if p.tls != nil && p.tls.err != nil {
		return p.tls.err.Error()
	}
	return errorTexts[v.Fixnum()]
}

// noteTruncation keeps why a TLS connection has ended, unless the peer has said
// that it would.
func (s *State) noteTruncation(p *Process) {
	if err := p.stream.Err(); err != nil && p.tls.stage == tlsReady {
		put(p.contact(), s.sym.kw.tlsError, lisp.NewString(err.Error()))
	}
}

// configureTLS reads what a server is to do. Only servers of connections may be
// TLS servers; other than Emacs', they are not made TLS clients.
func (s *State) configureTLS(in *lisp.Interp, p *Process, c *spec) *lisp.Exit {
	v := c.get(s.sym.kw.tlsServer)
	switch {
	case p.boot.IsCons() && (c.server || c.socktype != unix.SOCK_STREAM):
		// Deviation from Emacs, which accepts connections in clear text then.
		return in.Errorf("‘:tls-parameters’ is for clients of stream connections")
	case v.IsNil():
		return nil
	case !v.IsCons():
		return in.WrongType("consp", v)
	case !c.server || c.socktype != unix.SOCK_STREAM:
		return in.Errorf("‘:tls-server-parameters’ is for servers of stream connections")
	}
	o, x := s.serverTLS(in, v)
	p.tlsServer = o
	return x
}

// acceptTLS begins TLS on p, the new connection of a TLS server. Its sentinel is
// told when that has succeeded or failed.
func (s *State) acceptTLS(p *Process, o *tlsOptions, opened lisp.Value) {
	p.setState(statusConnect)
	fail := func() {
		p.closeSocket()
		s.unlink(p)
		s.failed(p, lisp.NewString(tlsFailed))
	}
	err := s.startTLS(p, o, func(err error) {
		if err != nil {
			fail()
			return
		}
		p.setState(statusOpen)
		s.leave(s.callSentinel(p, opened))
	})
	if err != nil {
		fail()
	}
}

// opened notes that p, a client, is connected, has nsm judge that if it is
// there, and tells the sentinel.
func (s *State) opened(p *Process, judge bool) {
	s.noteAddresses(p)
	if judge {
		ok, x := s.judge(p)
		if x != nil {
			s.leave(x)
		}
		if !ok {
			if !p.dead() {
				p.closeSocket()
				s.failed(p, lisp.NewString("The Network Security Manager stopped the connections"))
			}
			return
		}
	}
	p.setState(statusOpen)
	s.leave(s.callSentinel(p, s.text.open))
}

// judge asks nsm-verify-connection, if that is loaded, whether p may be used.
func (s *State) judge(p *Process) (bool, *lisp.Exit) {
	in := s.in
	f := in.Intern("nsm-verify-connection")
	if in.SymbolFunction(f).IsNil() {
		return true, nil
	}
	k := &s.sym.kw
	v, x := in.Funcall(f.Value(), p.value, lisp.PlistGet(*p.contact(), k.host), lisp.PlistGet(*p.contact(), k.service))
	if x != nil {
		return false, s.ended(x, "TLS verification")
	}
	return !v.IsNil() && !p.dead(), nil
}

// ---- primitives

// gnutlsBoot is gnutls-boot: TLS on a connection that is open.
//
// Deviation from Emacs: after a failure nothing more can be sent or received, and
// the process ends; there it goes on in clear text.
func (s *State) gnutlsBoot(in *lisp.Interp, p *Process, typ, plist lisp.Value) (lisp.Value, *lisp.Exit) {
	if !typ.IsSymbol() {
		return lisp.Nil, in.WrongType("symbolp", typ)
	}
	if !plist.IsList() {
		return lisp.Nil, in.WrongType("listp", plist)
	}
	if typ != in.Sym("gnutls-x509pki") && typ != in.Sym("gnutls-anon") {
		return lisp.Nil, in.Errorf("Invalid GnuTLS credential type")
	}
	o, x := s.bootOptions(in, typ, plist)
	if x != nil {
		return lisp.Nil, x
	}
	if o.code != 0 {
		return lisp.Fixnum(o.code), nil
	}
	if p.state != statusOpen {
		if x := s.awaitOpen(in, p); x != nil {
			return lisp.Nil, x
		}
	}
	if p.stream == nil || p.kind != kindNetwork {
		return lisp.Nil, in.Errorf("Process %s is not a connection", p.name.UTF8())
	}
	return s.shakeHands(in, p, o)
}

func (s *State) bootOptions(in *lisp.Interp, typ, plist lisp.Value) (*tlsOptions, *lisp.Exit) {
	if !lisp.PlistGet(plist, in.Sym(":server")).IsNil() {
		return s.serverTLS(in, plist)
	}
	o, x := s.clientTLS(in, plist)
	if x == nil && typ == in.Sym("gnutls-anon") {
		o.code = eNoCiphers // crypto/tls has no anonymous key exchange
	}
	return o, x
}

// shakeHands makes p a TLS connection and waits for that. It returns t or the
// number of an error, or signals what made certificates unacceptable.
func (s *State) shakeHands(in *lisp.Interp, p *Process, o *tlsOptions) (lisp.Value, *lisp.Exit) {
	var over bool
	var failure error
	if err := s.startTLS(p, o, func(err error) { over, failure = true, err }); err != nil {
		return lisp.Fixnum(errorCode(err)), nil
	}
	x := s.waitQuietly(in, p.stream, func() bool { return over || p.dead() })
	var refused *refusal
	switch {
	case x != nil:
		return lisp.Nil, x
	case !over:
		return lisp.Fixnum(eInvalidSession), nil
	case failure == nil:
		return lisp.T, nil
	case errors.As(failure, &refused):
		return lisp.Nil, in.Errorf("%s", refused.text)
	}
	return lisp.Fixnum(errorCode(failure)), nil
}

// gnutlsBye is gnutls-bye.
func (s *State) gnutlsBye(in *lisp.Interp, p *Process, cont lisp.Value) (lisp.Value, *lisp.Exit) {
	if p.stream == nil || p.tls == nil || p.stream.CloseTLS() != nil {
		return lisp.Fixnum(eInvalidSession), nil
	}
	if cont.IsNil() && !p.dead() {
		return in.Sym("gnutls-e-again"), nil // the peer's answer is still to come
	}
	return lisp.T, nil
}

// gnutlsDeinit is gnutls-deinit.
//
// Deviation from Emacs: what is left is no connection in clear text; the process
// ends.
func (s *State) gnutlsDeinit(_ *lisp.Interp, p *Process) (lisp.Value, *lisp.Exit) {
	if p.tls == nil || p.tls.stage != tlsReady || p.dead() {
		return lisp.Nil, nil
	}
	p.tls.stage = tlsEnded
	p.closeSocket()
	if l := s.loop.Load(); l != nil {
		l.AfterFunc(0, func() {
			if !p.dead() {
				s.peerClosed(p)
			}
		})
	}
	return lisp.T, nil
}

// tlsStage is what gnutls-get-initstage tells.
func (p *Process) tlsStage() int {
	switch {
	case p.tls == nil:
		return tlsNone
	case p.dead():
		return tlsEnded
	}
	return p.tls.stage
}

// defineTLS defines variables and the numbers of errors that have a symbol.
func (s *State) defineTLS() {
	in := s.in
	in.LateVar("gnutls-log-level", lisp.Fixnum(0), "Has no effect: TLS here keeps no log.")
	in.LateVar("libgnutls-version", lisp.Fixnum(30709), "The version of GnuTLS, as which TLS here passes, of three numbers with two digits each.")
	for _, e := range errorSymbols {
		in.LatePut(e.name, "gnutls-code", func() lisp.Value { return lisp.Fixnum(e.code) })
	}
}

func (s *State) tlsPrims() []lisp.Prim {
	type in = lisp.Interp
	type val = lisp.Value
	return []lisp.Prim{
		lisp.Def("(gnutls-boot PROC TYPE PROPLIST)", lisp.Fn3(s.gnutlsBoot), bootDoc),
		lisp.Def("(gnutls-bye PROC CONT)", lisp.Fn2(s.gnutlsBye),
			"Tell the peer of the TLS connection PROC that nothing more will be sent to it.\n"+
				"Return gnutls-e-again, the peer having to answer, or t if CONT is non-nil."),
		lisp.Def("(gnutls-deinit PROC)", lisp.Fn1(s.gnutlsDeinit),
			"End TLS, and with it the connection, of PROC. Return t, or nil if there was none."),
		lisp.Def("(gnutls-get-initstage PROC)", lisp.Fn1(func(_ *in, p *Process) (val, *lisp.Exit) {
			return lisp.Fixnum(p.tlsStage()), nil
		}), "Return how far TLS on PROC is: 0 without it, 8 in the handshake, 9 when ready, 3 when it has ended."),
		lisp.Def("(gnutls-asynchronous-parameters PROC PARAMS)", lisp.Fn2(func(_ *in, p *Process, v val) (val, *lisp.Exit) {
			p.boot = v
			return val{}, nil
		}), "Make PROC begin TLS with PARAMS, as :tls-parameters, when it has connected. Return nil."),
		lisp.Def("(gnutls-available-p)", lisp.Fn0(func(in *in) (val, *lisp.Exit) { return s.capabilities(in), nil }),
			"Return the symbols of what TLS here can do."),
		lisp.Def("(gnutls-peer-status PROC)", lisp.Fn1(s.peerStatus), statusDoc),
		lisp.Def("(gnutls-peer-status-warning-describe STATUS-SYMBOL)", lisp.Fn1(describeWarning),
			"Return in words what STATUS-SYMBOL, one of the :warnings of gnutls-peer-status, means, nil if nothing."),
		lisp.Def("(gnutls-format-certificate CERT)", lisp.Fn1(formatCertificate),
			"Return in words what the certificate CERT, a string in PEM, says."),
		lisp.Def("(gnutls-errorp ERR)", lisp.Fn1(func(in *in, v val) (val, *lisp.Exit) {
			return lisp.Bool(v != lisp.T && v != in.Sym("gnutls-e-again")), nil
		}), "Return t if ERR, what a gnutls function has returned, is neither t nor gnutls-e-again."),
		lisp.Def("(gnutls-error-fatalp ERR)", lisp.Fn1(errorFatal),
			"Return t if ERR, a symbol or the number of an error, ends a connection."),
		lisp.Def("(gnutls-error-string ERR)", lisp.Fn1(errorText),
			"Return in words what ERR, t, a symbol or the number of an error, means."),
	}
}

// capabilities is the list of gnutls-available-p. The first, which crypto/tls has
// no need of, lets gnutls-boot-parameters return what it does in Emacs.
func (s *State) capabilities(in *lisp.Interp) lisp.Value {
	var l lisp.ListBuilder
	for _, name := range []string{"ClientHello Padding", "Key Share", "PSK Key Exchange Modes", "Cookie", "Supported Versions", "Pre Shared Key",
		"Session Ticket", "Extended Master Secret", "ALPN", "Signature Algorithms", "Supported EC Point Formats",
		"Supported Groups", "OCSP Status Request", "Server Name Indication", "macs", "AEAD-ciphers", "ciphers", "digests",
		"gnutls3", "gnutls"} {
		l.Add(in.Sym(name))
	}
	return l.List()
}

const bootDoc = `Begin TLS on the connection PROC and wait for the handshake.
TYPE is gnutls-x509pki. Return t, or the number of an error (see
gnutls-error-string); signal an error if a certificate is not acceptable. After
a failure the connection closes. PROPLIST is a list of keywords and values:

:hostname NAME    required; sent to the server, and to be found in its certificate
:priority STRING  NORMAL, PFS, SECURE128 ... followed by :-VERS-TLS1.3 and the like
:trustfiles LIST  files of certificates to trust besides the system's
:crlfiles LIST    files of revoked certificates
:keylist LIST     ((KEY-FILE CERTIFICATE-FILE) ...) for a server that asks for one
:verify-error V   t or a list of :trustfiles and :hostname: what is an error
                  and not merely a warning of gnutls-peer-status
:verify-flags N   64 and 128 switch off checks of the time
:alpn LIST        names of protocols to offer
:timeout SECONDS  for the handshake, 30 unless given
:server t         be the server; the rest is then as for :tls-server-parameters,
                  and :early-data is what was read from the client already`
