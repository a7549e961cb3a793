package process_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"elnet/netprims"
	"elnet/netprims/poll"
	"elnet/stdlib/process"
)

// exchange is a program that must end, and say how, whatever a call of it does:
// a server, its client, a message there and back, an end, and a datagram.
const exchange = `
(defun exchange ()
  (let ((echo (lambda (p m) (process-send-string p m))) s c u d events got)
    (unwind-protect
        (condition-case e
            (progn
              (setq s (srv :filter echo :sentinel #'ignore)
                    c (cli s :nowait t :filter (lambda (_ m) (setq got (concat got m))) :sentinel (lambda (_ m) (push m events))))
              (let ((n 0)) (while (and (< (setq n (1+ n)) 1000) (eq (process-status c) 'connect)) (accept-process-output nil 0.01)))
              (process-send-string c "hello, ")
              (process-send-string c "world")
              (let ((n 0)) (while (and (< (setq n (1+ n)) 1000) (< (length got) 12) (process-live-p c)) (accept-process-output nil 0.01)))
              (setq u (srv :type 'datagram :filter (lambda (p m) (process-send-string p (upcase m))))
                    d (make-network-process :name "d" :type 'datagram :host "127.0.0.1" :family 'ipv4 :service (process-contact u :service)
                        :filter (lambda (_ m) (setq got (concat got m)))))
              (process-send-string d "!")
              (let ((n 0)) (while (and (< (setq n (1+ n)) 1000) (< (length got) 13) (process-live-p c))
                (accept-process-output nil 0.01)
                (when (= (% n 8) 0) (process-send-string d "!")))) ; that one was lost
              (list (cond ((string-prefix-p "hello, world!" got) 'whole) ((not (process-live-p c)) 'told) (t 'hung)) events))
          (error (list 'signalled (car e) events)))
      (mapc #'delete-process (process-list)))))`

// TestLispUnderFaults runs the exchange once for each system call it makes,
// with that call failing in each way: it is whole, or the program is told.
func TestLispUnderFaults(t *testing.T) {
	errnos := []unix.Errno{unix.EINTR, unix.EAGAIN, unix.ECONNRESET, unix.EMFILE, unix.ENOBUFS, 0}
	harmless := []unix.Errno{unix.EINTR, unix.EAGAIN, 0}
	for _, backend := range []string{poll.Backends()[0], "poll"} {
		var op netprims.Call
		var errno unix.Errno
		left, came := 0, false
		l := newLisp(t, process.Options{Backend: backend, Fault: func(o netprims.Call, b []byte) ([]byte, error) {
			if o != op || left == 0 {
				return b, nil
			}
			if left--; left > 0 {
				return b, nil
			}
			came = true
			if errno != 0 {
				return nil, errno
			}
			if o == netprims.CallRead || o == netprims.CallWrite {
				return b[:max(len(b)/2, min(len(b), 1))], nil
			}
			return b, nil
		}})
		l.eval(exchange)
		for _, op = range netprims.Calls() {
			for _, errno = range errnos {
				for n := 1; n < 30; n++ {
					left, came = n, false
					got := l.eval(`(exchange)`)
					left = 0
					if !came {
						break
					}
					name := fmt.Sprintf("%s: %s number %d, %v: %s", backend, op, n, errno, got)
					quiet := slices.Contains(harmless, errno) && op != netprims.CallConnect && op != netprims.CallSocket
					switch {
					case strings.HasPrefix(got, "(whole"):
					case quiet || strings.HasPrefix(got, "(hung"):
						t.Error(name)
					}
					if strings.Count(got, "broken") > 1 {
						t.Error("told twice: ", name)
					}
				}
			}
		}
	}
}
