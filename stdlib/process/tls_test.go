package process_test

import (
	"bufio"
	"crypto/tls"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"elnet/stdlib/process"
	"elnet/tests/certs"
)

// tlsLisp is an interpreter that knows the files of a certificate for localhost:
// key, cert.
func tlsLisp(t *testing.T) (l *lispT, pair *certs.Pair) {
	t.Helper()
	l = newLisp(t, process.Options{})
	pair = certs.New(t, certs.Spec{CA: true})
	key, cert := pair.Write(t, t.TempDir(), "srv")
	l.eval(`(setq key ` + strconv.Quote(key) + ` cert ` + strconv.Quote(cert) + `)
(defun tsrv (&rest args) (apply #'srv :tls-server-parameters (list :key key :certificate cert) args))
(defun boot (&rest args) (cons 'gnutls-x509pki (append args (list :hostname "localhost" :trustfiles (list cert) :verify-error t))))
(defun tcli (port &rest args) (apply #'make-network-process (append args (list :name "cli" :host "127.0.0.1" :service port :tls-parameters (boot)))))`)
	return l, pair
}

// tlsPeer is peer with TLS.
func tlsPeer(t *testing.T, config *tls.Config, serve func(c *tls.Conn)) (port int) {
	return peer(t, func(c net.Conn) {
		tc := tls.Server(c, config)
		serve(tc)
		tc.Close()
	})
}

func echo(c *tls.Conn) { io.Copy(c, c) }

func TestTLSClientAndServer(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		pair := certs.New(t, certs.Spec{CA: true})
		key, cert := pair.Write(t, t.TempDir(), "srv")
		l.eval(`(setq s (srv :tls-server-parameters '(:key ` + strconv.Quote(key) + ` :certificate ` + strconv.Quote(cert) + `)
		    :sentinel (sen 's) :log (lambda (&rest a) (push (list 'log (process-status (cadr a))) ev))
		    :filter (lambda (p m) (process-send-string p (upcase m)))))
		  (defun params () '(gnutls-x509pki :hostname "localhost" :verify-error t :trustfiles (` + strconv.Quote(cert) + `)))
		  (setq got "" c (cli s :tls-parameters (params) :sentinel (sen 'c) :filter (lambda (_ m) (setq got (concat got m)))))`)
		l.want(`(open 9)`, `(list (process-status c) (gnutls-get-initstage c))`)
		l.want(`"HELLO"`, `(process-send-string c "hello") (while (< (length got) 5) (accept-process-output c 5)) got`)
		l.want(`(log connect)`, `(assq 'log ev)`)
		l.want(`(s open)`, `(pump (lambda () (assq 's ev))) (let ((e (assq 's ev))) (list (car e) (nth 3 e)))`)
		l.want(`(c "cli" "open\n" open)`, `(assq 'c ev)`)
		l.want(`300000`, `(setq got "") (process-send-string c (make-string 300000 ?x)) (while (< (length got) 300000) (accept-process-output c 5)) (length got)`)
		l.want(`nil`, `(setq ev nil) (delete-process c) (pump (lambda () (assq 's ev))) nil`)
		l.want(`"connection broken by remote peer\n"`, `(nth 2 (assq 's ev))`)
		l.want(`3`, `(gnutls-get-initstage c)`)
		l.eval(`(setq ev nil c (cli s :nowait t :tls-parameters (params) :sentinel (sen 'c)))`)
		l.want(`((c "cli" "open\n" open) 9)`, `(pump (lambda () (assq 'c ev))) (list (assq 'c ev) (gnutls-get-initstage c))`)
		l.want(`(:certificates :certificate :key-exchange :protocol :cipher :mac :encrypt-then-mac)`,
			`(let ((s (gnutls-peer-status c)) l) (while s (push (car s) l) (setq s (cddr s))) (delq :warnings (nreverse l)))`)
	})
}

// A handshake that fails is told once, closes the socket, and nothing is ever
// sent in clear text, whatever is wrong.
func TestTLSFailures(t *testing.T) {
	l, pair := tlsLisp(t)
	elsewhere := certs.New(t, certs.Spec{Name: "elsewhere", DNS: []string{"elsewhere"}, By: pair})
	old := certs.New(t, certs.Spec{By: pair, From: time.Now().Add(-48 * time.Hour), To: time.Now().Add(-24 * time.Hour)})
	stranger := certs.New(t, certs.Spec{})
	seen := make(chan []byte, 4)
	withCert := func(p *certs.Pair) func(net.Conn) {
		return func(c net.Conn) { echo(tls.Server(c, &tls.Config{Certificates: []tls.Certificate{p.TLS()}})) }
	}
	for name, c := range map[string]struct {
		serve func(net.Conn)
		want  string // what the error of a client that waits begins with
	}{
		"unknown authority": {withCert(stranger), `Certificate validation failed localhost, verification code 42`},
		"expired":           {withCert(old), `Certificate validation failed localhost, verification code 402`},
		"another's":         {withCert(elsewhere), `The x509 certificate does not match "localhost"`},
		"clear text":        {func(c net.Conn) { io.WriteString(c, "220 ready\r\n") }, `TLS negotiation failed`},
		"closes":            {func(c net.Conn) { c.Close() }, `TLS negotiation failed`},
		"too old": {func(c net.Conn) {
			tls.Server(c, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}).Handshake()
		}, `TLS negotiation failed`},
	} {
		port := peer(t, func(conn net.Conn) {
			r := &recordingConn{Conn: conn}
			c.serve(r)
			io.Copy(io.Discard, r)
			seen <- r.got
		})
		l.eval(`(setq ev nil port ` + strconv.Itoa(port) + `)`)
		got := l.eval(`(condition-case e (progn (tcli port :sentinel (sen 'c)) "no error") (error (nth (if (eq (car e) 'file-error) 2 1) e)))`)
		if s, _ := strconv.Unquote(got); !strings.HasPrefix(s, c.want) {
			t.Errorf("%s: %s", name, got)
		}
		l.want(`(nil nil)`, `(list ev (process-list))`)
		l.want(`((c "cli" "failed with code TLS negotiation failed\n" failed) "TLS negotiation failed" 1 t)`,
			`(let ((c (tcli port :nowait t :sentinel (sen 'c))))
			   (condition-case nil (process-send-string c "the password") (error nil))
			   (pump (lambda () ev)) (prog1 (list (car ev) (process-exit-status c) (length ev) (stringp (process-contact c :tls-error))) (delete-process c)))`)
		for range 2 {
			select {
			case b := <-seen:
				if strings.Contains(string(b), "password") {
					t.Errorf("%s: sent in clear text", name)
				}
			case <-time.After(limit):
				t.Fatalf("%s: the peer does not end", name)
			}
		}
	}
}

// recordingConn keeps what is read.
type recordingConn struct {
	net.Conn
	got []byte
}

func (c *recordingConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.got = append(c.got, b[:n]...)
	return n, err
}

// with-timeout and timers work during a handshake that the peer does not answer,
// :timeout ends it, and others are served meanwhile.
func TestTLSSilentPeer(t *testing.T) {
	l, _ := tlsLisp(t)
	port := peer(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	l.eval(`(setq port ` + strconv.Itoa(port) + ` s (srv :filter (fil 'f)) c (cli s))
	  (run-at-time 0.05 nil (lambda () (process-send-string c "hi")))`)
	l.want(`out`, `(with-timeout (0.5 'out) (tcli port))`)
	l.want(`("hi")`, `(mapcar #'caddr ev)`)
	l.want(`(file-error "make client process failed" "TLS negotiation failed: connection timed out")`,
		`(let ((e (err (make-network-process :name "x" :host "127.0.0.1" :service port :tls-parameters (boot :timeout 0.1))))) (list (car e) (nth 1 e) (nth 2 e)))`)
}

func TestTLSWarnings(t *testing.T) {
	l, _ := tlsLisp(t)
	pair := certs.New(t, certs.Spec{Name: "authority", CA: true})
	_, ca := pair.Write(t, t.TempDir(), "ca")
	l.eval(`(setq cert ` + strconv.Quote(ca) + `)`)
	for _, c := range []struct {
		spec certs.Spec
		want string
	}{
		{certs.Spec{By: pair}, `nil`},
		{certs.Spec{}, `(:self-signed :unknown-ca :invalid)`},
		{certs.Spec{Name: "other", DNS: []string{"other"}}, `(:self-signed :no-host-match :unknown-ca :invalid)`},
		{certs.Spec{To: time.Now().Add(-time.Minute)}, `(:self-signed :expired :unknown-ca :invalid)`},
		{certs.Spec{By: pair, From: time.Now().Add(time.Hour)}, `(:not-activated :invalid)`},
	} {
		port := tlsPeer(t, &tls.Config{Certificates: []tls.Certificate{certs.New(t, c.spec).TLS()}}, echo)
		l.want(c.want, `(let ((p (make-network-process :name "x" :host "127.0.0.1" :service `+strconv.Itoa(port)+`)))
		   (gnutls-boot p 'gnutls-x509pki (list :hostname "localhost" :trustfiles (list cert)))
		   (prog1 (plist-get (gnutls-peer-status p) :warnings) (delete-process p)))`)
	}
}

// The text that gnutls-boot signals and the numbers it returns are Emacs'.
func TestGnutlsBootErrors(t *testing.T) {
	l, pair := tlsLisp(t)
	port := tlsPeer(t, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}}, echo)
	l.eval(`(defun gb (type plist) (let ((p (make-network-process :name "x" :host "127.0.0.1" :service ` + strconv.Itoa(port) + `)))
	  (unwind-protect (err (gnutls-boot p type plist)) (delete-process p))))`)
	for form, want := range map[string]string{
		`(gb 'gnutls-foo nil)`:     `(error "Invalid GnuTLS credential type")`,
		`(gb 5 nil)`:               `(wrong-type-argument symbolp 5)`,
		`(gb 'gnutls-x509pki 5)`:   `(wrong-type-argument listp 5)`,
		`(gb 'gnutls-x509pki nil)`: `(error "gnutls-boot: invalid :hostname parameter (not a string)")`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :trustfiles (5)))`:                                     `(error "Invalid trustfile")`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :trustfiles 5))`:                                       `t`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :trustfiles ("/nonexistent")))`:                        `-64`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :crlfiles ("/nonexistent")))`:                          `-64`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :keylist (("/non" "/ex"))))`:                           `-64`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :keylist ((5 "b"))))`:                                  `(error "Invalid client key file")`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :priority "FOO"))`:                                     `-50`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :verify-error 5))`:                                     `(error "gnutls-boot: invalid :verify_error parameter (not a list)")`,
		`(gb 'gnutls-x509pki '(:hostname "localhost" :verify-flags foo :loglevel foo :min-prime-bits foo))`: `t`,
		`(gb 'gnutls-anon '(:hostname "localhost"))`:                                                        `-87`,
	} {
		l.want(want, form)
	}
}

func TestTLSVersionAndALPN(t *testing.T) {
	l, pair := tlsLisp(t)
	port := tlsPeer(t, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}, NextProtos: []string{"h2", "imap"}}, echo)
	l.eval(`(setq port ` + strconv.Itoa(port) + `)`)
	l.want(`("TLS1.2" t "imap" "ECDHE-ECDSA")`, `(let* ((p (make-network-process :name "x" :host "127.0.0.1" :service port
	    :tls-parameters (boot :priority "NORMAL:-VERS-ALL:+VERS-TLS1.2" :alpn '("imap"))))
	  (st (gnutls-peer-status p)))
	 (prog1 (list (plist-get st :protocol) (plist-get st :safe-renegotiation) (plist-get st :alpn) (plist-get st :key-exchange)) (delete-process p)))`)
}

// A TLS server that wants certificates of an authority, chooses its own by name,
// agrees on a protocol and lets clients resume.
func TestTLSServerOptions(t *testing.T) {
	l, pair := tlsLisp(t)
	client := certs.New(t, certs.Spec{Name: "client", By: pair})
	special := certs.New(t, certs.Spec{Name: "special.example", DNS: []string{"special.example"}, By: pair})
	dir := t.TempDir()
	skey, scert := special.Write(t, dir, "special")
	l.eval(`(setq s (srv :tls-server-parameters (list :key key :certificate cert :client-ca (list cert) :alpn '("h2")
	    :sni (lambda (name proc) (push (list name (process-status proc)) ev)
	            (cond ((equal name "special.example") (list :key ` + strconv.Quote(skey) + ` :certificate ` + strconv.Quote(scert) + `))
	                  ((equal name "refused.example") t))))
	   :sentinel (lambda (p m) (push (list (process-name p) m) log))
	   :filter (lambda (p m) (let ((c (plist-get (gnutls-peer-status p) :certificate))) (process-send-string p (concat m (plist-get c :subject)))))) log nil)`)
	port := l.eval(`(process-contact s :service)`)
	cache := tls.NewLRUClientSessionCache(4)
	dial := func(name string, cert *certs.Pair) (string, tls.ConnectionState, error) {
		config := &tls.Config{ServerName: name, RootCAs: pair.Pool(), NextProtos: []string{"h2"}, ClientSessionCache: cache}
		if cert != client {
			config.ClientSessionCache = nil // or it would resume
		}
		if cert != nil {
			config.Certificates = []tls.Certificate{cert.TLS()}
		}
		type result struct {
			text  string
			state tls.ConnectionState
			err   error
		}
		done := make(chan result, 1)
		go func() {
			var r result
			defer func() { done <- r }()
			c, err := net.DialTimeout("tcp", "127.0.0.1:"+port, limit)
			if err != nil {
				r.err = err
				return
			}
			defer c.Close()
			c.SetDeadline(time.Now().Add(limit))
			tc := tls.Client(c, config)
			if _, r.err = tc.Write([]byte("I am ")); r.err != nil {
				return
			}
			b := make([]byte, 100)
			n, err := tc.Read(b)
			r.text, r.err, r.state = string(b[:n]), err, tc.ConnectionState()
		}()
		for {
			select {
			case r := <-done:
				return r.text, r.state, r.err
			default:
				l.eval(`(accept-process-output nil 0.01)`)
			}
		}
	}
	text, state, err := dial("localhost", client)
	if err != nil || text != "I am CN=client" || state.NegotiatedProtocol != "h2" || state.DidResume {
		t.Errorf("%q, %v, %v", text, state.NegotiatedProtocol, err)
	}
	if _, state, err = dial("localhost", client); err != nil || !state.DidResume {
		t.Errorf("not resumed: %v", err)
	}
	if _, _, err = dial("localhost", certs.New(t, certs.Spec{Name: "stranger"})); err == nil {
		t.Error("a stranger was let in")
	}
	if text, _, err = dial("special.example", client); err != nil || text != "I am " {
		t.Errorf("special: %q, %v", text, err)
	}
	if _, _, err = dial("refused.example", client); err == nil {
		t.Error("a refused name was served")
	}
	l.want(`("refused.example" connect)`, `(car ev)`)
	l.want(`2`, `(let ((n 0)) (dolist (e log) (when (equal (cadr e) "failed with code TLS negotiation failed\n") (setq n (1+ n)))) n)`)
}

func TestTLSServerErrors(t *testing.T) {
	l, _ := tlsLisp(t)
	for params, want := range map[string]string{
		`5`:                              `(wrong-type-argument consp 5)`,
		`'(:alpn ("x"))`:                 `(error "A TLS server needs a :certificate")`,
		`'(:certificate "/nonexistent")`: `(error "Cannot read the server's certificate: Error while reading file.")`,
		`(list :certificate cert)`:       `(error "Cannot read the server's certificate: Base64 unexpected header error.")`,
		`(list :certificate cert :key key :client-auth 'x)`: `(error "Bad :client-auth")`,
		`(list :certificate cert :key key :alpn '(5))`:      `(wrong-type-argument stringp 5)`,
	} {
		l.want(want, `(err (srv :tls-server-parameters `+params+`))`)
	}
	l.want(`(error "‘:tls-parameters’ is for clients of stream connections")`, `(err (srv :tls-parameters (boot)))`)
	l.want(`(error "‘:tls-server-parameters’ is for servers of stream connections")`,
		`(err (make-network-process :name "x" :host "127.0.0.1" :service 1 :tls-server-parameters '(:alpn nil)))`)
	l.want(`nil`, `(process-list)`)
}

// STARTTLS both ways on live connections, with a client that does not wait for
// the answer to its command.
func TestSTARTTLS(t *testing.T) {
	l, pair := tlsLisp(t)
	l.eval(`(setq s (srv :filter (lambda (p m)
	    (if (gnutls-peer-status p) (process-send-string p (upcase m))
	     (when (string-match "\\` + "`" + `STARTTLS\n" m)
	      (process-send-string p "go ahead\n")
	      (push (gnutls-boot p 'gnutls-x509pki (list :server t :key key :certificate cert :early-data (substring m (match-end 0)))) ev))))
	  :coding 'binary))`)
	port := l.eval(`(process-contact s :service)`)
	for _, eager := range []bool{false, true} {
		done := make(chan string, 1)
		go func() {
			c, err := net.DialTimeout("tcp", "127.0.0.1:"+port, limit)
			if err != nil {
				done <- err.Error()
				return
			}
			defer c.Close()
			c.SetDeadline(time.Now().Add(limit))
			gc := &commandConn{Conn: c, command: "STARTTLS\n"}
			if !eager {
				gc.flush()
				io.ReadFull(c, make([]byte, len("go ahead\n")))
				gc.answered = true
			}
			tc := tls.Client(gc, &tls.Config{ServerName: "localhost", RootCAs: pair.Pool()})
			io.WriteString(tc, "hello")
			b := make([]byte, 5)
			_, err = io.ReadFull(tc, b)
			if err != nil {
				done <- err.Error()
				return
			}
			done <- string(b)
		}()
		var got string
		for got == "" {
			select {
			case got = <-done:
			default:
				l.eval(`(accept-process-output nil 0.01)`)
			}
		}
		if got != "HELLO" {
			t.Errorf("eager %v: %s", eager, got)
		}
	}
	l.want(`(t t)`, `ev`)
}

// commandConn writes a command in front of what is written first, and drops the
// line that answers it.
type commandConn struct {
	net.Conn
	command  string
	answered bool
}

func (c *commandConn) flush() {
	io.WriteString(c.Conn, c.command)
	c.command = ""
}

func (c *commandConn) Write(b []byte) (int, error) {
	_, err := c.Conn.Write(append([]byte(c.command), b...))
	c.command = ""
	return len(b), err
}

func (c *commandConn) Read(b []byte) (int, error) {
	for one := make([]byte, 1); !c.answered; c.answered = one[0] == '\n' {
		if _, err := c.Conn.Read(one); err != nil {
			return 0, err
		}
	}
	return c.Conn.Read(b)
}

func TestGnutlsByeAndDeinit(t *testing.T) {
	l, pair := tlsLisp(t)
	port := tlsPeer(t, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}}, echo)
	l.eval(`(setq port ` + strconv.Itoa(port) + ` p (tcli port :sentinel (sen 'c)))`)
	l.want(`gnutls-e-again`, `(gnutls-bye p nil)`)
	l.want(`"connection broken by remote peer\n"`, `(setq ev nil) (pump (lambda () ev)) (nth 2 (car ev))`)
	l.want(`(nil nil)`, `(list (process-contact p :tls-error) (gnutls-peer-status p))`)
	l.want(`(t nil 3)`, `(setq ev nil p (tcli port :sentinel (sen 'c))) (list (gnutls-deinit p) (gnutls-deinit p) (gnutls-get-initstage p))`)
	l.want(`closed`, `(pump (lambda () (eq (process-status p) 'closed))) (process-status p)`)
	cut := peer(t, func(c net.Conn) { tls.Server(c, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}}).Handshake() })
	l.want(`"TLS connection ended without notice"`,
		`(setq ev nil p (tcli `+strconv.Itoa(cut)+` :sentinel (sen 'c))) (pump (lambda () (eq (process-status p) 'closed))) (process-contact p :tls-error)`)
	l.want(`(nil nil 0)`, `(let ((p (make-network-process :name "x" :host "127.0.0.1" :service port))) (list (gnutls-deinit p) (gnutls-peer-status p) (gnutls-get-initstage p)))`)
}

// openssl as server and as client of ours.
func TestTLSOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		if os.Getenv("REQUIRE_EMACS") == "1" {
			t.Fatal("openssl is not installed: apt-get install openssl")
		}
		t.Skip("openssl is not installed: apt-get install openssl")
	}
	l, pair := tlsLisp(t)
	client := certs.New(t, certs.Spec{Name: "client", By: pair, RSA: true})
	dir := t.TempDir()
	pair.Write(t, dir, "ca")
	client.Write(t, dir, "client")
	for _, version := range []string{"-tls1_2", "-tls1_3"} {
		port, _ := sServer(t, openssl, "-rev", version, "-key", filepath.Join(dir, "ca.key"), "-cert", filepath.Join(dir, "ca.crt"),
			"-CAfile", filepath.Join(dir, "ca.crt"), "-Verify", "3")
		l.eval(`(setq got "" p nil)`)
		l.want(`"olleh\n"`, `(progn (setq p (make-network-process :name "x" :host "127.0.0.1" :service `+port+`
		   :filter (lambda (_ m) (setq got (concat got m)))
		   :tls-parameters (boot :keylist '((`+strconv.Quote(filepath.Join(dir, "client.key"))+` `+strconv.Quote(filepath.Join(dir, "client.crt"))+`)))))
		  (process-send-string p "hello\n") (while (and (process-live-p p) (not (string-match "\n" got))) (accept-process-output p 5)) (delete-process p) got)`)

		l.eval(`(setq s (tsrv :filter (lambda (p m) (process-send-string p (upcase m)) (delete-process p))))`)
		sc := exec.Command(openssl, "s_client", "-connect", "127.0.0.1:"+l.eval(`(process-contact s :service)`), "-quiet", "-servername", "localhost",
			"-verify_return_error", "-CAfile", filepath.Join(dir, "ca.crt"), version)
		sc.Stdin = strings.NewReader("hello\n")
		done := make(chan string, 1)
		go func() { out, _ := sc.Output(); done <- string(out) }()
		var got string
		for wait := true; wait; {
			select {
			case got = <-done:
				wait = false
			default:
				l.eval(`(accept-process-output nil 0.01)`)
			}
		}
		if got != "HELLO\n" {
			t.Errorf("%s: s_client got %q", version, got)
		}
		l.eval(`(delete-process s)`)
	}
}

// sServer starts openssl's s_server, which ends with the test or after one
// connection, and returns its port and what it reads.
func sServer(t *testing.T, openssl string, args ...string) (port string, stdin io.Writer) {
	t.Helper()
	cmd := exec.Command(openssl, append([]string{"s_server", "-accept", "127.0.0.1:0", "-naccept", "1"}, args...)...)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if addr, ok := strings.CutPrefix(lines.Text(), "ACCEPT "); ok {
			go io.Copy(io.Discard, out)
			return addr[strings.LastIndexByte(addr, ':')+1:], stdin
		}
	}
	t.Fatal("the server does not start")
	return "", nil
}

func TestFormatCertificate(t *testing.T) {
	l, pair := tlsLisp(t)
	got, _ := strconv.Unquote(l.eval(`(gnutls-format-certificate ` + strconv.Quote(string(pair.CertPEM())) + `)`))
	for _, want := range []string{"X.509 Certificate Information:\n\tVersion: 3\n\tSerial Number (hex): ", "\tIssuer: CN=localhost\n",
		"EC/ECDSA\n\tAlgorithm Security Level: High (256 bits)\n\t\tCurve:\tSECP256R1\n\t\tX:\n\t\t\t", "Certificate Authority (CA): TRUE\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	l.want(`(error "gnutls-format-certificate error: Base64 unexpected header error.")`, `(err (gnutls-format-certificate "foo"))`)
}

// A server that wants to renegotiate is refused, and the connection ends.
func TestTLSRenegotiation(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed: apt-get install openssl")
	}
	l, pair := tlsLisp(t)
	dir := t.TempDir()
	pair.Write(t, dir, "ca")
	port, in := sServer(t, openssl, "-tls1_2", "-key", filepath.Join(dir, "ca.key"), "-cert", filepath.Join(dir, "ca.crt"))
	l.eval(`(setq p (tcli ` + port + ` :sentinel (sen 'c) :filter (fil 'f)))`)
	io.WriteString(in, "before\n")
	l.want(`"before\n"`, `(pump (lambda () (assq 'f ev))) (nth 2 (assq 'f ev))`)
	io.WriteString(in, "R\n") // a command of s_server
	l.want(`("connection broken by remote peer\n" "local error: tls: no renegotiation")`,
		`(pump (lambda () (eq (process-status p) 'closed))) (list (nth 2 (assoc 'c ev)) (process-contact p :tls-error))`)
}
