package process

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"os"
	"strings"
	"time"

	"elnet/lisp"
	"elnet/netprims"
)

// tlsOptions is what gnutls-boot, :tls-parameters or :tls-server-parameters ask
// for, checked.
type tlsOptions struct {
	server  bool
	config  *tls.Config
	timeout time.Duration
	early   []byte
	code    int // not 0: that error, and nothing else

	// of a client
	host                 string
	roots                *x509.CertPool
	crls                 []*x509.RevocationList
	flags                int // :verify-flags
	mustTrust, mustMatch bool

	// of a server
	sni    lisp.Value                 // function of a name, or nil
	others map[lisp.Value]*tls.Config // what it returned
}

// filePool is the certificates of a set of files that were read before.
type filePool struct {
	pool  *x509.CertPool
	stamp string
}

// clientTLS reads a property list for a client.
func (s *State) clientTLS(in *lisp.Interp, plist lisp.Value) (*tlsOptions, *lisp.Exit) {
	get := func(key string) lisp.Value { return lisp.PlistGet(plist, in.Sym(key)) }
	host := get(":hostname")
	if !host.IsString() {
		return nil, in.Errorf("gnutls-boot: invalid :hostname parameter (not a string)")
	}
	o := &tlsOptions{host: host.Str().UTF8()}
	// The certificates are checked by tlsOptions.check, which knows warnings.
	o.config = &tls.Config{InsecureSkipVerify: true, ServerName: o.host, DynamicRecordSizingDisabled: true}
	if x := s.readTrust(in, o, get(":trustfiles"), get(":crlfiles")); x != nil || o.code != 0 {
		return o, x
	}
	var x *lisp.Exit
	if o.config.Certificates, o.code, x = keyList(in, get(":keylist")); x != nil || o.code != 0 {
		return o, x
	}
	if o.code = priority(o.config, get(":priority")); o.code != 0 {
		return o, nil
	}
	switch v := get(":verify-error"); {
	case v == lisp.T:
		o.mustTrust, o.mustMatch = true, true
	case !v.IsList():
		return o, in.Errorf("gnutls-boot: invalid :verify_error parameter (not a list)")
	default:
		for _, w := range lisp.Slice(v) {
			o.mustTrust = o.mustTrust || w == in.Sym(":trustfiles")
			o.mustMatch = o.mustMatch || w == in.Sym(":hostname")
		}
	}
	if v := get(":verify-flags"); v.IsFixnum() {
		o.flags = v.Fixnum()
	}
	return o, s.commonTLS(in, o, get(":alpn"), get(":timeout"), get(":early-data"))
}

func (s *State) commonTLS(in *lisp.Interp, o *tlsOptions, alpn, timeout, early lisp.Value) *lisp.Exit {
	if !alpn.IsList() {
		return in.WrongType("listp", alpn)
	}
	for _, v := range lisp.Slice(alpn) {
		if !v.IsString() {
			return in.WrongType("stringp", v)
		}
		o.config.NextProtos = append(o.config.NextProtos, v.Str().UTF8())
	}
	o.timeout = tlsPatience
	if !timeout.IsNil() {
		var x *lisp.Exit
		if o.timeout, x = s.seconds(in, timeout); x != nil {
			return x
		}
	}
	if !early.IsNil() {
		if !early.IsString() {
			return in.WrongType("stringp", early)
		}
		o.early = []byte(early.Str().Text())
	}
	return nil
}

// readTrust reads what certificates to trust besides the system's, and which
// are revoked.
func (s *State) readTrust(in *lisp.Interp, o *tlsOptions, trust, crls lisp.Value) *lisp.Exit {
	names, x := fileNames(in, trust, "Invalid trustfile")
	if x != nil {
		return x
	}
	o.roots, o.code = s.certPool(names, true)
	if o.code != 0 {
		return nil
	}
	names, x = fileNames(in, crls, "Invalid CRL file")
	if x != nil {
		return x
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			o.code = eFile
			return nil
		}
		for _, der := range pemBlocks(b, "X509 CRL") {
			list, err := x509.ParseRevocationList(der)
			if err != nil {
				o.code = eBadPEM
				return nil
			}
			o.crls = append(o.crls, list)
		}
	}
	return nil
}

// fileNames is the strings of list; anything but a list is none.
func fileNames(in *lisp.Interp, list lisp.Value, complaint string) ([]string, *lisp.Exit) {
	var names []string
	for _, v := range lisp.Slice(list) {
		if !v.IsString() {
			return nil, in.Errorf("%s", complaint)
		}
		names = append(names, v.Str().UTF8())
	}
	return names, nil
}

// certPool is the certificates of files, with those of the system if wanted. It
// keeps the last one, since a file of authorities takes long to read.
func (s *State) certPool(names []string, system bool) (*x509.CertPool, int) {
	key := strings.Join(names, "\x00")
	if system {
		key += "\x00\x00"
	}
	stamp := ""
	for _, name := range names {
		st, err := os.Stat(name)
		if err != nil {
			return nil, eFile
		}
		stamp += st.ModTime().String() + "\x00"
	}
	if have, ok := s.pools[key]; ok && have.stamp == stamp {
		return have.pool, 0
	}
	pool := x509.NewCertPool()
	if system {
		if p, err := x509.SystemCertPool(); err == nil {
			pool = p
		}
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, eFile
		}
		for _, der := range pemBlocks(b, "CERTIFICATE") {
			if c, err := x509.ParseCertificate(der); err == nil {
				pool.AddCert(c)
			}
		}
	}
	if s.pools == nil || len(s.pools) > 8 {
		s.pools = map[string]filePool{}
	}
	s.pools[key] = filePool{pool, stamp}
	return pool, 0
}

// pemBlocks is the blocks of one type, or all of b if it is not PEM.
func pemBlocks(b []byte, typ string) (list [][]byte) {
	if !bytes.Contains(b, []byte("-----BEGIN ")) {
		return [][]byte{b}
	}
	for {
		var block *pem.Block
		if block, b = pem.Decode(b); block == nil {
			return list
		}
		if block.Type == typ || block.Type == "TRUSTED "+typ {
			list = append(list, block.Bytes)
		}
	}
}

// keyList reads the certificates of a list ((KEY CERTIFICATE) ...) of files, or
// texts in PEM.
func keyList(in *lisp.Interp, list lisp.Value) (certs []tls.Certificate, code int, x *lisp.Exit) {
	for _, pair := range lisp.Slice(list) {
		key, cert := lisp.Car(pair), lisp.Car(lisp.Cdr(pair))
		if !key.IsString() {
			return nil, 0, in.Errorf("Invalid client key file")
		}
		if !cert.IsString() {
			return nil, 0, in.Errorf("Invalid client cert file")
		}
		c, err := keyPair(key.Str().UTF8(), cert.Str().UTF8())
		if err != nil {
			return nil, keyError(err), nil
		}
		certs = append(certs, c)
	}
	return certs, 0, nil
}

func keyPair(key, cert string) (tls.Certificate, error) {
	k, err := fileOrPEM(key)
	if err != nil {
		return tls.Certificate{}, err
	}
	c, err := fileOrPEM(cert)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.X509KeyPair(c, k)
}

func fileOrPEM(text string) ([]byte, error) {
	if strings.Contains(text, "-----BEGIN ") {
		return []byte(text), nil
	}
	return os.ReadFile(text)
}

func keyError(err error) int {
	var file *os.PathError
	switch {
	case errors.As(err, &file):
		return eFile
	case strings.Contains(err.Error(), "does not match"):
		return eKeyMismatch
	}
	return eBadPEM
}

// priorityNames are the first words of a priority string, and the least version
// each allows.
var priorityNames = map[string]uint16{
	"NORMAL": tls.VersionTLS12, "PERFORMANCE": tls.VersionTLS12, "LEGACY": tls.VersionTLS12, "PFS": tls.VersionTLS12,
	"SECURE128": tls.VersionTLS12, "SECURE192": tls.VersionTLS12, "SECURE256": tls.VersionTLS12,
	"SUITEB128": tls.VersionTLS12, "SUITEB192": tls.VersionTLS12, "NONE": 0, "@SYSTEM": tls.VersionTLS12,
}

var versionNames = map[string]uint16{
	"VERS-TLS1.0": tls.VersionTLS10, "VERS-TLS1.1": tls.VersionTLS11,
	"VERS-TLS1.2": tls.VersionTLS12, "VERS-TLS1.3": tls.VersionTLS13,
}

// priority applies a priority string of GnuTLS to config, as far as it is about
// versions; crypto/tls chooses the ciphers. It returns the number of an error.
func priority(config *tls.Config, v lisp.Value) int {
	config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS13
	if !v.IsString() {
		return 0
	}
	words := strings.Split(v.Str().UTF8(), ":")
	if _, ok := priorityNames[words[0]]; !ok {
		return eBadRequest
	}
	on := map[uint16]bool{tls.VersionTLS12: true, tls.VersionTLS13: true}
	if words[0] == "NONE" {
		clear(on)
	}
	for _, w := range words[1:] {
		if w == "" || strings.IndexByte("+-!%", w[0]) < 0 {
			return eBadRequest
		}
		switch name := w[1:]; {
		case name == "VERS-ALL" || name == "VERS-TLS-ALL":
			for _, version := range versionNames {
				on[version] = w[0] == '+'
			}
		case versionNames[name] != 0:
			on[versionNames[name]] = w[0] == '+'
		}
	}
	var least, most uint16
	for version := uint16(tls.VersionTLS10); version <= tls.VersionTLS13; version++ {
		if on[version] {
			if least == 0 {
				least = version
			}
			most = version
		}
	}
	if least == 0 {
		return eNoCiphers
	}
	config.MinVersion, config.MaxVersion = least, most
	return 0
}

// ---- servers

// serverTLS reads a property list for a server.
func (s *State) serverTLS(in *lisp.Interp, plist lisp.Value) (*tlsOptions, *lisp.Exit) {
	get := func(key string) lisp.Value { return lisp.PlistGet(plist, in.Sym(key)) }
	o := &tlsOptions{server: true, sni: get(":sni"), others: map[lisp.Value]*tls.Config{}}
	o.config = &tls.Config{DynamicRecordSizingDisabled: true}
	if !o.sni.IsNil() {
		o.config.GetConfigForClient = netprims.ChooseConfig
	}
	list := get(":keylist")
	if cert := get(":certificate"); !cert.IsNil() {
		key := get(":key")
		if key.IsNil() {
			key = cert // both in one file
		}
		list = lisp.NewCons(lisp.List(key, cert), list)
	}
	certs, code, x := keyList(in, list)
	switch {
	case x != nil:
		return o, x
	case code != 0:
		return o, tlsError(in, "Cannot read the server's certificate: %s", code)
	case len(certs) == 0 && o.sni.IsNil():
		return o, in.Errorf("A TLS server needs a :certificate")
	}
	o.config.Certificates = certs
	if code := priority(o.config, get(":priority")); code != 0 {
		return o, tlsError(in, "Bad :priority: %s", code)
	}
	if x := s.clientCA(in, o, get(":client-ca"), get(":client-auth")); x != nil {
		return o, x
	}
	if v := get(":session-tickets"); v.IsNil() && !missing(in, plist, ":session-tickets") {
		o.config.SessionTicketsDisabled = true
	}
	return o, s.commonTLS(in, o, get(":alpn"), get(":timeout"), get(":early-data"))
}

func tlsError(in *lisp.Interp, format string, code int) *lisp.Exit {
	return in.Errorf(format, errorTexts[code])
}

// missing tells whether plist has no property key, not even nil.
func missing(in *lisp.Interp, plist lisp.Value, key string) bool {
	words := lisp.Slice(plist)
	for i := 0; i < len(words); i += 2 {
		if words[i] == in.Sym(key) {
			return false
		}
	}
	return true
}

// clientCA says whose certificates clients may have, and whether they must. The
// authorities are not named to the client: GnuTLS 3.7 (and so Emacs) with TLS 1.3
// would find that none of its certificates fits.
func (s *State) clientCA(in *lisp.Interp, o *tlsOptions, ca, auth lisp.Value) *lisp.Exit {
	if ca.IsString() {
		ca = lisp.List(ca)
	}
	if !ca.IsNil() {
		names, x := fileNames(in, ca, "Invalid :client-ca file")
		if x != nil {
			return x
		}
		pool, code := s.certPool(names, false)
		if code != 0 {
			return tlsError(in, "Cannot read :client-ca: %s", code)
		}
		o.config.VerifyConnection = func(cs tls.ConnectionState) error { return checkClient(cs.PeerCertificates, pool) }
	}
	switch {
	case auth.IsNil() && ca.IsNil():
	case auth == in.Sym("request"):
		o.config.ClientAuth = tls.RequestClientCert
	case auth.IsNil(), auth == lisp.T, auth == in.Sym("require"):
		o.config.ClientAuth = tls.RequireAnyClientCert
	default:
		return in.Errorf("Bad :client-auth")
	}
	return nil
}

// checkClient verifies what certificates a client has given, if any.
func checkClient(chain []*x509.Certificate, pool *x509.CertPool) error {
	if len(chain) == 0 {
		return nil
	}
	opts := x509.VerifyOptions{Roots: pool, Intermediates: x509.NewCertPool(), KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}}
	for _, c := range chain[1:] {
		opts.Intermediates.AddCert(c)
	}
	_, err := chain[0].Verify(opts)
	return err
}

// maxOthers bounds how many property lists an :sni function may return before
// they are read again.
const maxOthers = 100

// chooser is the function that asks the :sni function of a server, a Lisp
// function of the name a client wants and of the process. It returns nil for the
// server's own certificate, a property list for another, which is read once as
// long as it is the same list, or t to refuse.
func (s *State) chooser(p *Process, o *tlsOptions) func(*tls.ClientHelloInfo) (*tls.Config, error) {
	if o.sni.IsNil() {
		return nil
	}
	return func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		name := lisp.Nil
		if hello.ServerName != "" {
			name = lisp.NewString(hello.ServerName)
		}
		v, x := s.in.Funcall(o.sni, name, p.value)
		if x == nil && v.IsCons() {
			if config := o.others[v]; config != nil {
				return config, nil
			}
			var other *tlsOptions
			if other, x = s.serverTLS(s.in, v); x == nil {
				if len(o.others) >= maxOthers {
					clear(o.others)
				}
				o.others[v] = other.config
				return other.config, nil
			}
		}
		if x != nil {
			s.leave(s.ended(x, "TLS server name function"))
			return nil, errors.New("the server name function failed")
		}
		if v.IsNil() {
			return nil, nil
		}
		return nil, errors.New("server name refused")
	}
}
