package process_test

import (
	"crypto/tls"
	"io"
	"net"
	"strconv"
	"testing"
	"time"
)

// TestTLSProxy: elnet-pipe takes TLS off, and messages and limits work above it.
func TestTLSProxy(t *testing.T) {
	l, pair := tlsLisp(t)
	const size = 2 << 20
	port := peer(t, func(c net.Conn) {
		io.Copy(c, c)
		c.(*net.TCPConn).CloseWrite()
	})
	l.eval(`(setq s (tsrv :sentinel (lambda (p m) (push m ev) (when (string-prefix-p "open from" m)
	  (elnet-pipe p (make-network-process :name "out" :host "127.0.0.1" :family 'ipv4 :service ` + strconv.Itoa(port) + ` :sentinel (lambda (p m) (push m ev))))))))`)
	addr := "127.0.0.1:" + l.eval(`(process-contact s :service)`)
	got := make(chan int, 1)
	go func() {
		c, err := tls.Dial("tcp", addr, &tls.Config{RootCAs: pair.Pool(), ServerName: "localhost"})
		if err != nil {
			got <- -1
			return
		}
		defer c.Close()
		c.SetDeadline(time.Now().Add(limit))
		go func() { c.Write(make([]byte, size)); c.CloseWrite() }()
		n, err := io.Copy(io.Discard, c)
		if err != nil {
			n = -2
		}
		got <- int(n)
	}()
	l.want(`3`, `(pump (lambda () (nthcdr 2 ev))) (length ev)`)
	if n := <-got; n != size {
		t.Errorf("%d bytes came back", n)
	}
	l.want(`("one" "two")`, `(setq ev nil s (tsrv :framing 'netstring :idle-timeout 20 :filter (lambda (p m) (push m ev))) c (tcli (process-contact s :service) :framing 'netstring))
	  (elnet-process-send-frame c "one") (elnet-process-send-frame c "two") (pump (lambda () (cdr ev))) (reverse ev)`)
}

// TestTLSNothingIsLost: TestNothingIsLost over TLS, where the end must be told.
func TestTLSNothingIsLost(t *testing.T) {
	l, pair := tlsLisp(t)
	begin, got := make(chan struct{}), make(chan error, 1)
	n := 0
	port := tlsPeer(t, &tls.Config{Certificates: []tls.Certificate{pair.TLS()}}, func(c *tls.Conn) {
		if err := c.Handshake(); err != nil {
			got <- err
			return
		}
		<-begin
		k, err := io.Copy(io.Discard, c)
		n = int(k)
		got <- err
	})
	l.eval(`(setq c (tcli ` + strconv.Itoa(port) + ` :coding 'binary :high-water 50000000)) (process-send-string c (make-string 20000000 ?x)) (delete-process c)`)
	close(begin)
	for done := time.After(limit); ; {
		l.eval(`(accept-process-output nil 0.01)`)
		select {
		case err := <-got:
			if err != nil || n != 20000000 {
				t.Errorf("%d bytes arrived, %v", n, err)
			}
			return
		case <-done:
			t.Fatal("no end")
		default:
		}
	}
}

// TestTLSConnectTimeout: the handshake is bounded, too.
func TestTLSConnectTimeout(t *testing.T) {
	l, _ := tlsLisp(t)
	done := make(chan struct{})
	port := peer(t, func(net.Conn) { <-done })
	defer close(done)
	start := time.Now()
	l.want(`t`, `(and (err (tcli `+strconv.Itoa(port)+` :connect-timeout 0.2)) t)`)
	l.want(`failed`, `(setq c (tcli `+strconv.Itoa(port)+` :connect-timeout 0.2 :nowait t :sentinel (sen 'c))) (pump (lambda () ev)) (process-status c)`)
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("it took %v", d)
	}
}
