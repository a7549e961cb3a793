package tests

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestSocat: sockets of every kind, with socat at the other end.
func TestSocat(t *testing.T) { onPollers(t, socat) }

func socat(t *testing.T) {
	socat, err := exec.LookPath("socat")
	if err != nil {
		t.Skip("no socat (apt-get install socat)")
	}
	h := newNetHost(t)
	dir := t.TempDir()
	name := "elnet-" + strconv.Itoa(time.Now().Nanosecond())
	h.eval(t, `(setq dir `+strconv.Quote(dir)+` echo (lambda (p m) (process-send-string p (upcase m)))
	  tcp (listen "tcp" :filter echo :half-close t :sentinel (lambda (p e) (when (equal e "end of file\n") (process-send-eof p))))
	  udp (make-network-process :name "udp" :type 'datagram :server t :host "127.0.0.1" :service t :family 'ipv4 :filter echo)
	  un (make-network-process :name "un" :server t :family 'local :service (concat dir "/stream") :filter echo :half-close t :sentinel (lambda (p e) (when (equal e "end of file\n") (process-send-eof p))))
	  ab (make-network-process :name "ab" :server t :family 'local :service "\0`+name+`" :filter echo :half-close t :sentinel (lambda (p e) (when (equal e "end of file\n") (process-send-eof p))))
	  seq (make-network-process :name "seq" :server t :family 'local :type 'seqpacket :service (concat dir "/seq") :filter echo))`)
	for kind, address := range map[string]string{
		"TCP":            "TCP4:127.0.0.1:" + h.eval(t, `(process-contact tcp :service)`),
		"UDP":            "UDP4:127.0.0.1:" + h.eval(t, `(process-contact udp :service)`),
		"Unix":           "UNIX-CONNECT:" + filepath.Join(dir, "stream"),
		"abstract Unix":  "ABSTRACT-CONNECT:" + name,
		"Unix seqpacket": "UNIX-CONNECT:" + filepath.Join(dir, "seq") + ",type=5",
	} {
		t.Run(kind, func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), socat, "-t", "2", "-", address)
			cmd.Stdin = strings.NewReader("from socat")
			done := make(chan struct{})
			var out []byte
			var err error
			go func() { defer close(done); out, err = cmd.CombinedOutput() }()
			for waiting := true; waiting; {
				h.eval(t, `(accept-process-output nil 0.05)`)
				select {
				case <-done:
					waiting = false
				default:
				}
			}
			if err != nil || string(out) != "FROM SOCAT" {
				t.Errorf("%q, %v", out, err)
			}
		})
	}
	// And socat as the server.
	path := filepath.Join(dir, "socat")
	server := exec.CommandContext(t.Context(), socat, "UNIX-LISTEN:"+path, "EXEC:tr a-z A-Z")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { server.Process.Kill(); server.Wait() }()
	h.want(t, `(let ((c nil) (n 0))
	  (while (and (not c) (< (setq n (1+ n)) 200))
	    (setq c (ignore-errors (make-network-process :name "c" :family 'local :service `+strconv.Quote(path)+` :filter #'collect :sentinel #'ignore)))
	    (unless c (sleep-for 0.05)))
	  (process-send-string c "to socat") (process-send-eof c)
	  (await (not (process-live-p c)))
	  (got c))`, `"TO SOCAT"`)
}
