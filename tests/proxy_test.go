package tests

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"testing"
)

// socksServer speaks the side of a proxy; whatever is asked for, it connects to
// target. It ends the greeting of the target with the reply in one write.
func socksServer(t *testing.T, target int) (port int) {
	return listenTCP(t, func(c net.Conn) {
		in := bufio.NewReader(c)
		next := func(n int) []byte {
			b := make([]byte, n)
			io.ReadFull(in, b)
			return b
		}
		line := func(end byte) { in.ReadBytes(end) }
		var reply string
		switch first := next(1)[0]; first {
		case 5:
			next(int(next(1)[0]))
			c.Write([]byte{5, 2})
			next(1)
			name := string(next(int(next(1)[0])))
			if password := string(next(int(next(1)[0]))); name != "me" || password != "secret" {
				c.Write([]byte{1, 1})
				return
			}
			c.Write([]byte{1, 0})
			next(4)
			if host := string(next(int(next(1)[0]))); host == "refused.example" {
				c.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0})
				return
			}
			next(2)
			reply = "\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00"
		case 4:
			address := next(7)[3:]
			line(0)
			if string(address) == "\x00\x00\x00\x01" { // 4a: the name follows
				line(0)
			}
			reply = "\x00\x5a\x00\x00\x00\x00\x00\x00"
		default: // CONNECT
			for {
				text, err := in.ReadString('\n')
				if err != nil || text == "\r\n" {
					break
				}
			}
			reply = "HTTP/1.0 200 OK\r\n\r\n"
		}
		out, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", target))
		if err != nil {
			return
		}
		defer out.Close()
		greeting := make([]byte, 100)
		n, _ := out.Read(greeting)
		c.Write(append([]byte(reply), greeting[:n]...))
		go func() { io.Copy(out, in); out.(*net.TCPConn).CloseWrite() }()
		io.Copy(c, out)
	})
}

func TestSocks(t *testing.T) {
	target := listenTCP(t, func(c net.Conn) {
		io.WriteString(c, "welcome\n")
		io.Copy(c, c)
	})
	h := newNetHost(t)
	h.eval(t, fmt.Sprintf(`(require 'socks)
(setq socks-username "me" socks-password "secret" port %d)
(defun through (version host)
  (setq socks-server (list "test" "127.0.0.1" port version))
  (with-current-buffer (get-buffer-create "got") (erase-buffer))
  (let ((p (socks-open-network-stream "s" "got" host 7)))
    (process-send-string p "ping\n")
    (with-current-buffer "got"
      (while (not (string-match "ping\n" (buffer-string))) (accept-process-output p 10))
      (prog1 (buffer-string) (delete-process p)))))`, socksServer(t, target)))
	for _, version := range []string{"5", "4", "'4a", "'http"} {
		h.want(t, `(through `+version+` "127.0.0.1")`, `"welcome\nping\n"`)
	}
	h.want(t, `(condition-case e (through 5 "refused.example") (error e))`, `(error "SOCKS: Connection refused")`)
	h.want(t, `(let ((socks-password "wrong")) (condition-case e (through 5 "x") (error e)))`,
		`(error "Failed to use auth method: Username/Password (2)")`)
	h.want(t, `(let ((socks-noproxy '("!keep" "direct"))) (mapcar (lambda (h) (and (socks-find-route h 1) t)) '("a" "direct" "keep-direct")))`,
		`(t nil t)`)
	h.want(t, `(process-list)`, `nil`)
}

// TestDNSQuery asks a name server in Lisp; other datagrams are not taken for its
// answer, and a mute one is given up.
func TestDNSQuery(t *testing.T) {
	h := newNetHost(t)
	h.eval(t, `(require 'dns)
(setq dns-timeout 10 dns-servers-valid-for-interfaces t
      server (make-network-process :name "ns" :server t :type 'datagram :host "127.0.0.1" :family 'ipv4 :service t :coding 'binary
   :filter (lambda (p packet)
             (let* ((q (dns-read packet)) (name (car (car (dns-get 'queries q)))))
               (process-send-string p "rubbish")
               (unless (equal name "mute.example")
                 (process-send-string p (dns-write (list (list 'id (dns-get 'id q)) '(opcode query) '(response-p t)
                   (list 'queries (dns-get 'queries q))
                   (list 'answers (list (list name '(type A) '(class IN) '(ttl 1) (list 'data (unibyte-string 10 1 2 3))))))))))))
      dns-servers (list (list "127.0.0.1" (process-contact server :service))))`)
	h.want(t, `(list (dns-query "a.example") (dns-query "a.example" 'MX) (dns-query-cached "b.example") (dns-query-cached "b.example"))`,
		`("10.1.2.3" nil "10.1.2.3" "10.1.2.3")`)
	h.want(t, `(dns-get 'response-code (dns-query "a.example" 'A t))`, `no-error`)
	h.want(t, `(let ((dns-timeout 0.2)) (dns-query "mute.example"))`, `nil`)
	h.want(t, `(progn (delete-process server) (process-list))`, `nil`)
}
