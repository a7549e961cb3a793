package process

import (
	"strings"
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

// A keyword is a row of the table of what make-network-process takes besides
// socket options: the docstring and completion are made from it.
type keyword struct {
	usage, doc string
	// set checks and stores the value of a keyword that Emacs does not have; it
	// reports whether the value is one. set-network-process-option calls it, too.
	set func(s *State, p *Process, v lisp.Value) bool
	get func(s *State, p *Process) lisp.Value
}

func (k *keyword) name() string {
	name, _, _ := strings.Cut(k.usage, " ")
	return strings.TrimSuffix(name, ",")
}

// NetworkKeywords returns the keywords of make-network-process, socket options
// included.
func NetworkKeywords() []string {
	var names []string
	for _, k := range networkKeywords() {
		names = append(names, k.name())
	}
	for _, o := range netprims.SocketOptions() {
		names = append(names, o.Name())
	}
	return names
}

func networkKeywords() []keyword { return append(emacsKeywords(), ourKeywords()...) }

func emacsKeywords() []keyword {
	row := func(usage, doc string) keyword { return keyword{usage: usage, doc: doc} }
	return []keyword{
		row(":name NAME", "required; made unique by <1>, <2> ..."),
		row(":buffer BUFFER", "a buffer or name; what the default filter inserts goes there"),
		row(":host HOST", "a name or address; nil and local mean this machine's own address"),
		row(":service PORT", "an integer, a name, or t (any free port); a file name for local sockets, where a leading NUL means an abstract name"),
		row(":type TYPE", "nil (stream), datagram or seqpacket"),
		row(":family FAMILY", "nil, ipv4, ipv6, local, or a number of the system"),
		row(":local ADDRESS", "of a server, in place of host, service and family"),
		row(":remote ADDRESS", "of a client, likewise; where a datagram server answers at first"),
		row(":server BOOL", "make a server; an integer is the length of its queue"),
		row(":nowait BOOL", "return before the connection is made; the sentinel is told \"open\\n\" or \"failed with code ...\""),
		row(":coding CODING", "a coding system, or (DECODING . ENCODING)"),
		row(":noquery BOOL", "do not ask about the process at exit"),
		row(":stop BOOL", "start stopped"),
		row(":filter FUNCTION", "called with the process and a string; t reads nothing; a server's connections take it over"),
		row(":sentinel FUNCTION", "called with the process and a message; taken over likewise"),
		row(":log FUNCTION", "of a server: called with it, the connection and a message"),
		row(":plist PLIST", "initial property list"),
		row(":filter-multibyte BOOL", "has no effect, as in Emacs"),
		row(":tls-parameters LIST", "(gnutls-x509pki . PROPLIST): be a TLS client, see gnutls-boot"),
		row(":tls-server-parameters PROPLIST", `be a TLS server:
  :certificate, :key   names of files, or texts, in PEM; or :keylist, as gnutls-boot
  :client-ca FILES     clients must have a certificate of these authorities,
  :client-auth         request: they may; t: they must, of any authority
  :alpn NAMES          protocols to agree on, the preferred first
  :sni FUNCTION        called with the name that a client wants, or nil, and its
                       process; it returns a PROPLIST like this one, nil for the
                       certificate here, or t to refuse
  :session-tickets nil do not let clients resume sessions
  :timeout SECONDS     for the handshake, 30 unless given
  :priority STRING     as for gnutls-boot`),
		row(":use-external-socket BOOL", "serve a socket that a service manager handed over (sd_listen_fds), each once: the first, or the one with that name if it is a string; without one the server opens its own"),
	}
}

func ourKeywords() []keyword {
	seconds := func(field func(m *more) *time.Duration) (set func(*State, *Process, lisp.Value) bool, get func(*State, *Process) lisp.Value) {
		set = func(s *State, p *Process, v lisp.Value) bool {
			f, ok := secondsOf(v)
			if !ok {
				return false
			}
			if f > 0 || p.more != nil {
				*field(p.ext()) = duration(f)
				s.watchAll(p)
			}
			return true
		}
		get = func(_ *State, p *Process) lisp.Value {
			if p.more == nil || *field(p.more) == 0 {
				return lisp.Nil
			}
			return lisp.Float(field(p.more).Seconds())
		}
		return set, get
	}
	function := func(field func(m *more) *lisp.Value) (set func(*State, *Process, lisp.Value) bool, get func(*State, *Process) lisp.Value) {
		set = func(s *State, p *Process, v lisp.Value) bool {
			if !v.IsNil() || p.more != nil {
				*field(p.ext()) = v
				s.handlersChanged(p)
			}
			return true
		}
		get = func(_ *State, p *Process) lisp.Value {
			if p.more == nil {
				return lisp.Nil
			}
			return *field(p.more)
		}
		return set, get
	}
	number := func(field func(m *more) *int) (set func(*State, *Process, lisp.Value) bool, get func(*State, *Process) lisp.Value) {
		set = func(s *State, p *Process, v lisp.Value) bool {
			n := 0
			if !v.IsNil() {
				if !v.IsFixnum() || v.Fixnum() <= 0 {
					return false
				}
				n = v.Fixnum()
			}
			if n > 0 || p.more != nil {
				*field(p.ext()) = n
				p.pauseOrResume()
			}
			return true
		}
		get = func(_ *State, p *Process) lisp.Value {
			if p.more == nil || *field(p.more) == 0 {
				return lisp.Nil
			}
			return lisp.Fixnum(*field(p.more))
		}
		return set, get
	}
	var rows []keyword
	add := func(usage, doc string) func(set func(*State, *Process, lisp.Value) bool, get func(*State, *Process) lisp.Value) {
		return func(set func(*State, *Process, lisp.Value) bool, get func(*State, *Process) lisp.Value) {
			rows = append(rows, keyword{usage, doc, set, get})
		}
	}
	add(":connect-timeout SECONDS", "give up looking up the name and connecting after that long")(seconds(func(m *more) *time.Duration { return &m.connectTimeout }))
	add(":read-timeout SECONDS", "end the connection when nothing has come for that long; the sentinel is told \"timed out\\n\"")(seconds(func(m *more) *time.Duration { return &m.readTimeout }))
	add(":write-timeout SECONDS", "likewise when what was sent has made no progress for that long")(seconds(func(m *more) *time.Duration { return &m.writeTimeout }))
	add(":idle-timeout SECONDS", "likewise when nothing has come or was sent")(seconds(func(m *more) *time.Duration { return &m.idleTimeout }))
	add(":high-water BYTES", "process-send-string waits only while more than this is queued")(number(func(m *more) *int { return &m.highWater }))
	add(":on-drain FUNCTION", "called with the process when all that was queued has been sent")(function(func(m *more) *lisp.Value { return &m.onDrain }))
	add(":max-connections N", "of a server: further ones wait until one of these has ended")(number(func(m *more) *int { return &m.maxConns }))
	add(":half-close BOOL", "when the peer ends its side it can still be answered: the sentinel is told \"end of file\\n\", the process stays open until process-send-eof or delete-process")(setHalfClose, getHalfClose)
	add(":framing FRAMING", "call the filter with one message at a time: line, netstring, or (length BYTES [little]) for messages that begin with their length; elnet-process-send-frame sends one")(setFraming, getFraming)
	add(":max-frame BYTES", "the longest message, default 16 MiB; a longer one ends the connection")(number(func(m *more) *int { return &m.maxFrame }))
	add(":oob-handler FUNCTION", "called with the process and a string of urgent data, which :oobinline gives to the filter instead")(function(func(m *more) *lisp.Value { return &m.oob }))
	add(":process-handler FUNCTION", "of a local connection: called with it and a process made of each descriptor that its peer has sent, as elnet-process-send-process does")(function(func(m *more) *lisp.Value { return &m.files }))
	return rows
}

// secondsOf is a time, nil meaning none.
func secondsOf(v lisp.Value) (float64, bool) {
	switch {
	case v.IsNil():
		return 0, true
	case v.IsFixnum():
		return float64(v.Fixnum()), v.Fixnum() >= 0
	case v.IsFloat():
		return v.Float(), v.Float() >= 0
	}
	return 0, false
}

// keywordNamed finds a keyword of ours by its name.
func (s *State) keywordNamed(name string) *keyword { return s.keywords[name] }

// applyKeywords sets what the contact of p says for keywords of ours.
func (s *State) applyKeywords(in *lisp.Interp, p *Process) *lisp.Exit {
	l := *p.contact()
	for n := 0; n < maxKeywords && l.IsCons() && l.Cons().Cdr.IsCons(); n, l = n+1, l.Cons().Cdr.Cons().Cdr {
		key, v := l.Cons().Car, l.Cons().Cdr.Cons().Car
		if !key.IsSymbol() {
			continue
		}
		name := in.Symbol(key).Name()
		if k := s.keywordNamed(name); k != nil && !k.set(s, p, v) {
			return in.Errorf("Bad option value for %s", k.name())
		}
		if name == ":rcvtimeo" || name == ":sndtimeo" {
			s.optionSet(p, netprims.LookupOption(name), v)
		}
	}
	return nil
}

// keywordLines are the lines of the table for make-network-process' docstring.
func keywordLines() string {
	var b strings.Builder
	for _, k := range networkKeywords() {
		b.WriteString("\n" + k.usage + ": " + k.doc)
	}
	return b.String()
}
