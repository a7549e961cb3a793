package tests

import (
	"bufio"
	"compress/gzip"
	"crypto/hmac"
	"crypto/md5"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"elnet/tests/certs"
)

// programPeers starts the servers that programs of emacs-programs talk to and
// cannot be themselves, since Emacs has no TLS servers. The result is the
// environment that tells the programs.
func programPeers(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	ca := certs.New(t, certs.Spec{Name: "authority", CA: true})
	_, trust := ca.Write(t, dir, "ca")
	good := &tls.Config{Certificates: []tls.Certificate{certs.New(t, certs.Spec{By: ca, RSA: true}).TLS()}}
	self := &tls.Config{Certificates: []tls.Certificate{certs.New(t, certs.Spec{RSA: true}).TLS()}}
	mailbox := filepath.Join(dir, "mailbox")
	site := webSite()
	plain, secure := httptest.NewServer(site), httptest.NewUnstartedServer(site)
	secure.TLS = good.Clone()
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // clients that refuse its certificate
	secure.StartTLS()
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	port := func(name string, serve func(net.Conn)) string { return fmt.Sprint(name, "=", listenTCP(t, serve)) }
	return []string{"TRUST=" + trust, "MAILBOX=" + mailbox, "HOME=" + dir, "TMPDIR=" + dir,
		"HTTP_PORT=" + portOf(plain.Listener), "HTTPS_PORT=" + portOf(secure.Listener),
		port("SMTP_PORT", func(c net.Conn) { (&mailServer{c: c, tls: good, box: mailbox}).serve() }),
		port("SMTPS_PORT", func(c net.Conn) {
			(&mailServer{c: tls.Server(c, good), box: mailbox, secure: true}).serve()
		}),
		port("GOOD_PORT", func(c net.Conn) { echoTLS(c, good) }), port("SELF_PORT", func(c net.Conn) { echoTLS(c, self) }),
		port("NNTP_PORT", func(c net.Conn) { nntp(c, good) }), port("PLAIN_PORT", func(c net.Conn) { nntp(c, nil) })}
}

func portOf(ln net.Listener) string {
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	return port
}

// echoTLS greets, and answers in capitals.
func echoTLS(c net.Conn, config *tls.Config) {
	tc := tls.Server(c, config)
	defer tc.Close()
	io.WriteString(tc, "200 hello\n")
	for in := bufio.NewScanner(tc); in.Scan(); {
		io.WriteString(tc, "200 "+strings.ToUpper(in.Text())+"\n")
	}
}

// A mailServer takes mail of those who log in, once their connection is secure,
// and writes what it was told to a file.
type mailServer struct {
	c      net.Conn
	tls    *tls.Config
	secure bool
	user   string
	box    string
	in     *bufio.Reader
	told   strings.Builder
}

func (s *mailServer) say(lines ...string) {
	io.WriteString(s.c, strings.Join(lines, "\r\n")+"\r\n")
}

func (s *mailServer) line() (string, bool) {
	line, err := s.in.ReadString('\n')
	line = strings.TrimRight(line, "\r\n")
	fmt.Fprintln(&s.told, line)
	return line, err == nil
}

// decoded returns what line says in base64.
func (s *mailServer) decoded() string {
	line, _ := s.line()
	text, _ := base64.StdEncoding.DecodeString(line)
	return string(text)
}

func (s *mailServer) serve() {
	defer func() { s.c.Close() }()
	s.in = bufio.NewReader(s.c)
	s.say("220 mail.test ESMTP")
	for {
		line, ok := s.line()
		if !ok {
			return
		}
		command, rest, _ := strings.Cut(line, " ")
		switch strings.ToUpper(command) {
		case "EHLO":
			if !s.secure {
				s.say("250-mail.test", "250-STARTTLS", "250 8BITMIME")
			} else {
				s.say("250-mail.test", "250-SIZE 100000", "250-AUTH "+rest[strings.LastIndexByte(rest, '.')+1:], "250 8BITMIME")
			}
		case "STARTTLS":
			s.say("220 go ahead")
			s.c = tls.Server(s.c, s.tls)
			s.in, s.secure = bufio.NewReader(s.c), true
		case "AUTH":
			s.login(rest)
		case "MAIL", "RCPT":
			if s.user == "" {
				s.say("530 log in first")
			} else if strings.Contains(rest, "refused") {
				s.say("550 no such user here")
			} else {
				s.say("250 ok")
			}
		case "DATA":
			s.say("354 go on")
			for line != "." && ok {
				line, ok = s.line()
			}
			s.say("250 queued")
		case "QUIT":
			os.WriteFile(s.box+".new", []byte(s.told.String()), 0o600)
			os.Rename(s.box+".new", s.box)
			s.say("221 bye")
			return
		default:
			s.say("502 what")
		}
	}
}

// login checks the user "me" with the password "secret".
func (s *mailServer) login(rest string) {
	mechanism, initial, _ := strings.Cut(rest, " ")
	first, _ := base64.StdEncoding.DecodeString(initial)
	ask := func(text string) string {
		s.say("334 " + base64.StdEncoding.EncodeToString([]byte(text)))
		return s.decoded()
	}
	ok := false
	switch strings.ToUpper(mechanism) {
	case "PLAIN":
		ok = string(first) == "\x00me\x00secret"
	case "LOGIN":
		user := string(first)
		if user == "" {
			user = ask("Username:")
		}
		ok = user == "me" && ask("Password:") == "secret"
	case "CRAM-MD5":
		sum := hmac.New(md5.New, []byte("secret"))
		io.WriteString(sum, "<1896.697170952@mail.test>")
		ok = ask("<1896.697170952@mail.test>") == fmt.Sprintf("me %x", sum.Sum(nil))
	}
	if !ok {
		s.say("535 no")
		return
	}
	s.user = "me"
	s.say("235 welcome")
}

// webSite answers as url-http.el asks.
func webSite() http.Handler {
	mux := http.NewServeMux()
	text := func(w http.ResponseWriter, format string, args ...any) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprintf(w, format, args...)
	}
	handle := func(path string, f func(w http.ResponseWriter, r *http.Request)) { mux.HandleFunc(path, f) }
	handle("/plain", func(w http.ResponseWriter, _ *http.Request) { text(w, "plain text\n") })
	handle("/headers", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		lines := []string{fmt.Sprintf("%s %s %s %+q", r.Method, r.RequestURI, r.Proto, body)}
		for name, values := range r.Header {
			lines = append(lines, name+": "+strings.Join(values, ", "))
		}
		slices.Sort(lines)
		text(w, "%s\n", strings.Join(lines, "\n"))
	})
	handle("/form", func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		text(w, "%v", r.PostForm)
	})
	handle("/gzip", func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			defer z.Close()
			io.WriteString(z, strings.Repeat("zipped ", 100))
		}
	})
	handle("/chunked", func(w http.ResponseWriter, _ *http.Request) {
		for _, s := range []string{"one ", "two ", "three"} {
			text(w, "%s", s)
			w.(http.Flusher).Flush()
		}
	})
	handle("/close", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Connection", "close")
		text(w, "the end")
	})
	handle("/empty", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	handle("/status/{code}", func(w http.ResponseWriter, r *http.Request) {
		code, _ := strconv.Atoi(r.PathValue("code"))
		w.WriteHeader(code)
		if code != http.StatusNoContent {
			fmt.Fprintf(w, "status %d", code)
		}
	})
	handle("/large", func(w http.ResponseWriter, _ *http.Request) {
		for i := range 20000 {
			text(w, "line %d\n", i)
		}
	})
	handle("/redirect/{n}", func(w http.ResponseWriter, r *http.Request) {
		if n, _ := strconv.Atoi(r.PathValue("n")); n > 1 {
			http.Redirect(w, r, fmt.Sprint("/redirect/", n-1), http.StatusFound)
		} else {
			http.Redirect(w, r, "/plain", http.StatusMovedPermanently)
		}
	})
	handle("/see-other", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/headers", http.StatusSeeOther) })
	handle("/peer", func(w http.ResponseWriter, r *http.Request) { text(w, "%s", r.RemoteAddr) })
	handle("/cookies/set", func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "abc", Path: "/", MaxAge: 3600})
		http.SetCookie(w, &http.Cookie{Name: "other", Value: "x-y_z", Path: "/", MaxAge: 3600})
		text(w, "set")
	})
	handle("/cookies/get", func(w http.ResponseWriter, r *http.Request) {
		var all []string
		for _, c := range r.Cookies() {
			all = append(all, c.Name+"="+c.Value)
		}
		slices.Sort(all)
		text(w, "%q", all)
	})
	handle("/basic", func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := r.BasicAuth(); ok && user == "me" && password == "secret" {
			text(w, "welcome")
			return
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="the basics"`)
		w.WriteHeader(http.StatusUnauthorized)
	})
	handle("/digest", digestPage)
	var counter atomic.Int64
	handle("/counter", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Last-Modified", "Wed, 01 Jan 2020 00:00:00 GMT")
		text(w, "%v", counter.Add(1) > 0)
	})
	return mux
}

// digestPage wants the digest of "me" and "secret" in the form without qop.
func digestPage(w http.ResponseWriter, r *http.Request) {
	hash := func(parts ...string) string { return fmt.Sprintf("%x", md5.Sum([]byte(strings.Join(parts, ":")))) }
	given := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(r.Header.Get("Authorization"), "Digest "), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		given[name] = strings.Trim(value, `"`)
	}
	if given["response"] == hash(hash("me", "digests", "secret"), "fixed", hash(r.Method, r.RequestURI)) {
		io.WriteString(w, "welcome")
		return
	}
	w.Header().Set("WWW-Authenticate", `Digest realm="digests", nonce="fixed", algorithm=MD5`)
	w.WriteHeader(http.StatusUnauthorized)
}
