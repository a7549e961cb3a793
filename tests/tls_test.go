package tests

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"

	"elnet/tests/certs"
)

// tlsServers are what tests/tls/client.el talks to. The result is the
// environment that tells it.
func tlsServers(t *testing.T) []string {
	t.Helper()
	ca := certs.New(t, certs.Spec{Name: "authority", CA: true})
	leaf := certs.New(t, certs.Spec{By: ca, RSA: true, DNS: []string{"localhost"}})
	_, trust := ca.Write(t, t.TempDir(), "ca")
	config := &tls.Config{Certificates: []tls.Certificate{leaf.TLS()}}
	greet := listenTCP(t, func(c net.Conn) {
		tc := tls.Server(c, config)
		defer tc.Close()
		io.WriteString(tc, "200 hello tls\r\n")
		for in := bufio.NewScanner(tc); in.Scan(); {
			if in.Text() == "quit" {
				io.WriteString(tc, "bye\r\n")
				return
			}
			fmt.Fprintf(tc, "echo:%s\n", in.Text())
		}
	})
	return []string{"TRUST=" + trust, fmt.Sprint("TLS_PORT=", greet),
		fmt.Sprint("NNTP_PORT=", listenTCP(t, func(c net.Conn) { nntp(c, config) })),
		fmt.Sprint("PLAIN_PORT=", listenTCP(t, func(c net.Conn) { nntp(c, nil) }))}
}

// nntp greets, lists capabilities, and switches to TLS if it has a config.
func nntp(c net.Conn, config *tls.Config) {
	defer func() { c.Close() }()
	io.WriteString(c, "200 greet\r\n")
	mark := "plain"
	for in := bufio.NewReader(c); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch line = strings.TrimSpace(line); {
		case line == "CAPA" && config != nil && mark == "plain":
			io.WriteString(c, "101 caps\r\nSTARTTLS\r\n.\r\n")
		case line == "CAPA":
			io.WriteString(c, "101 caps none "+mark+"\r\n.\r\n")
		case line == "STARTTLS" && config != nil:
			io.WriteString(c, "382 go ahead\r\n")
			c = tls.Server(c, config)
			in, mark = bufio.NewReader(c), "secure"
		default:
			fmt.Fprintf(c, "%s:%s\r\n", mark, line)
		}
	}
}

// TestTLSClientOracle: Emacs and elnet see the same of TLS servers.
func TestTLSClientOracle(t *testing.T) {
	emacs := findEmacs(t)
	env := tlsServers(t)
	run := func(name string, args ...string) string {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, name, args...)
		cmd.Env = append(append(os.Environ(), env...), "TMPDIR="+t.TempDir(), "HOME="+t.TempDir(), "LC_ALL=C.UTF-8")
		var diag strings.Builder
		cmd.Stderr = &diag
		out, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, diag.String())
		}
		return string(out)
	}
	theirs := run(emacs, "-Q", "--batch", "-l", "tls/client.el")
	ours := run(buildElnet(t), "--batch", "-l", "tls/client.el")
	compareAnswers(t, theirs, ours)
}

// TestTLSServerOracle: Emacs, and elnet, as clients of a TLS server of ours.
func TestTLSServerOracle(t *testing.T) {
	emacs, elnet := findEmacs(t), buildElnet(t)
	ca := certs.New(t, certs.Spec{Name: "authority", CA: true})
	dir := t.TempDir()
	_, trust := ca.Write(t, dir, "ca")
	key, cert := certs.New(t, certs.Spec{By: ca, DNS: []string{"localhost"}}).Write(t, dir, "server")
	ckey, ccert := certs.New(t, certs.Spec{By: ca, Name: "visitor", RSA: true}).Write(t, dir, "client")
	server := exec.Command(elnet, "tls/server.el")
	server.Env = append(os.Environ(), "KEY="+key, "CERT="+cert, "TRUST="+trust)
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { server.Process.Kill(); server.Wait() }()
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{emacs, "-Q", "--batch"}, {elnet, "--batch"}} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		cmd := exec.CommandContext(ctx, args[0], append(args[1:], "-l", "tls/visitor.el")...)
		cmd.Env = append(os.Environ(), "PORT="+strings.TrimSpace(port), "TRUST="+trust, "CLIENT_KEY="+ckey, "CLIENT_CERT="+ccert)
		got, err := cmd.Output()
		cancel()
		if want := `"hello CN=visitor\n" nil` + "\n200000 t\n\"\"\n"; err != nil || string(got) != want {
			t.Errorf("%s: %v\n%s", args[0], err, got)
		}
	}
}

// tlsDifferences are forms that are answered differently here, and why.
var tlsDifferences = map[string]string{}

// compareAnswers compares what the macro g of client.el has printed.
func compareAnswers(t *testing.T, theirs, ours string) {
	t.Helper()
	split := func(s string) map[string]string {
		m := map[string]string{}
		for i, part := range regexp.MustCompile(`(?m)^\(`).Split(s, -1) {
			form, answer, _ := strings.Cut(part, "\n   => ")
			m[fmt.Sprintf("%03d (%s", i, form)] = answer
		}
		return m
	}
	want, got := split(theirs), split(ours)
	for form, answer := range want {
		if got[form] == answer {
			continue
		}
		if why := tlsDifferences[form[4:]]; why != "" {
			continue
		}
		t.Errorf("%s\n emacs %s\n elnet %s", form, answer, got[form])
	}
	if len(want) < 20 {
		t.Errorf("only %d answers:\n%s", len(want), theirs)
	}
}
