package process_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims"
	"elnet/stdlib/process"
)

// TestHighWater: sending returns at once while less than that is queued, and
// the program is told when all has gone.
func TestHighWater(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		go_ := make(chan struct{})
		got := make(chan int, 1)
		port := peer(t, func(c net.Conn) {
			<-go_
			n, _ := io.Copy(io.Discard, c)
			got <- int(n)
		})
		l.eval(`(setq c (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4 :coding 'binary :service ` + strconv.Itoa(port) + `
		    :high-water 8000000 :on-drain (lambda (p) (push (list 'drain (process-pending-output p)) ev)))
		  s (make-string 1000000 ?x))
		  (while (< (process-pending-output c) 2000000) (process-send-string c s))`)
		l.want(`nil`, `ev`)
		l.want(`(8000000 t)`, `(list (network-process-option c :high-water) (functionp (network-process-option c :on-drain)))`)
		sent := l.eval(`(plist-get (elnet-process-info c) :bytes-out)`)
		close(go_)
		l.want(`((drain 0))`, `(pump (lambda () ev)) ev`)
		l.want(`0`, `(process-pending-output c)`)
		l.eval(`(delete-process c)`)
		if n := <-got; strconv.Itoa(n) != sent {
			t.Errorf("%d bytes arrived of %s", n, sent)
		}
	})
}

// TestWriteTimeout: a peer that does not read ends the connection, and whoever
// waits for it learns why.
func TestWriteTimeout(t *testing.T) {
	l := newLisp(t, process.Options{})
	done := make(chan struct{})
	port := peer(t, func(c net.Conn) { <-done })
	defer close(done)
	l.eval(`(setq c (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4 :service ` + strconv.Itoa(port) + ` :write-timeout 0.2 :sentinel (sen 'c)))`)
	l.want(`(file-error "Writing to process" "Connection timed out" #<process c>)`, `(err (process-send-string c (make-string 30000000 ?x)))`)
	l.want(`(closed 110 ((c "c" "timed out\n" closed)))`, `(list (process-status c) (if (= (process-exit-status c) 60) 110 (process-exit-status c)) ev)`)
}

// TestReadTimeout, for clients, connections of a server, and datagram sockets.
func TestReadTimeout(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :read-timeout 0.5 :sentinel (sen 's)) c (cli s :sentinel (sen 'c)))`)
	l.eval(`(pump (lambda () ev)) (setq slow nil last (float-time))
	  (dotimes (_ 8) (if (> (- (float-time) last) 0.4) (setq slow t)) (setq last (float-time)) (ignore-errors (process-send-string c "x")) (sleep-for 0.1))`)
	if l.eval(`slow`) == "nil" { // the machine has kept time
		l.want(`nil`, `(seq-filter (lambda (e) (string-prefix-p "timed" (nth 2 e))) ev)`)
	}
	l.want(`"timed out\n"`, `(pump (lambda () (equal (nth 2 (car ev)) "connection broken by remote peer\n"))) (nth 2 (cadr ev))`)
	l.want(`"timed out\n"`, `(setq ev nil c (make-network-process :name "u" :type 'datagram :host "127.0.0.1" :service 9 :idle-timeout 0.1 :sentinel (sen 'u))) (pump (lambda () ev)) (nth 2 (car ev))`)
	l.want(`"timed out\n"`, `(setq ev nil s (srv) c (cli s :rcvtimeo 0.1 :sentinel (sen 'c))) (pump (lambda () ev)) (nth 2 (car ev))`)
	l.want(`(0.1 "timed out\n")`, `(setq ev nil c (cli s :sentinel (sen 'c))) (set-network-process-option c :idle-timeout 0.1)
	  (list (network-process-option c :idle-timeout) (progn (pump (lambda () ev)) (nth 2 (car ev))))`)
	l.want(`(error "Bad option value for :idle-timeout")`, `(err (set-network-process-option s :idle-timeout "x"))`)
	l.want(`(error "Bad option value for :read-timeout")`, `(err (srv :read-timeout -1))`)
	// A stopped process is not expected to read.
	l.want(`stop`, `(setq ev nil c (cli s :read-timeout 0.05 :sentinel (sen 'c))) (stop-process c) (sleep-for 0.15) (process-status c)`)
}

// TestConnectTimeoutKeyword bounds what the kernel would let take minutes.
func TestConnectTimeoutKeyword(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq dir (make-temp-file "elnet" t) path (concat dir "/s")
	  full (make-network-process :name "full" :family 'local :service path :server 0))
	  (stop-process full) (setq kept nil)
	  (ignore-errors (dotimes (_ 20) (push (make-network-process :name "k" :family 'local :service path :connect-timeout 0.1) kept)))`)
	defer l.eval(`(delete-directory dir t)`)
	l.want(`(file-error "make client process failed" "Connection timed out" :name "u")`,
		`(let ((e (err (make-network-process :name "u" :family 'local :service path :connect-timeout 0.1)))) (list (car e) (nth 1 e) (nth 2 e) (nth 3 e) (nth 4 e)))`)
	l.eval(`(setq ev nil n (make-network-process :name "n" :family 'local :service path :connect-timeout 0.1 :nowait t :sentinel (sen 'n))) (pump (lambda () ev))`)
	got := l.eval(`ev`)
	if got != `((n "n" "failed with code 110\n" failed))` && got != `((n "n" "failed with code 60\n" failed))` {
		t.Errorf("told %s", got)
	}
}

// TestMaxConnections: further clients wait, and are served in their turn.
func TestMaxConnections(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :max-connections 2 :sentinel (lambda (p m) (push m ev)) :filter #'ignore) cs (list (cli s) (cli s) (cli s) (cli s)))
	  (pump (lambda () (cdr ev))) (sleep-for 0.05)`)
	l.want(`(2 2 2)`, `(list (length ev) (plist-get (elnet-process-info s) :connections) (network-process-option s :max-connections))`)
	l.want(`4`, `(delete-process (car cs)) (pump (lambda () (= (length ev) 4))) (sleep-for 0.05) (length ev)`)
	l.want(`5`, `(set-network-process-option s :max-connections 9) (pump (lambda () (= (length ev) 5))) (length ev)`)
	l.want(`(error "Bad option value for :max-connections")`, `(err (srv :max-connections 0))`)
}

// TestHalfClose: a client that has said all can still be answered.
func TestHalfClose(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		l.eval(`(setq s (srv :half-close t :filter (fil 's) :sentinel (lambda (p m) (push m ev)
		  (when (equal m "end of file\n") (push (process-status p) ev) (process-send-string p "answer") (process-send-eof p)))))`)
		c := l.client()
		io.WriteString(c, "question")
		c.CloseWrite()
		l.eval(`(pump (lambda () (equal (car ev) "connection broken by remote peer\n")))`)
		b, err := io.ReadAll(c)
		if err != nil || string(b) != "answer" {
			t.Errorf("read %q, %v", b, err)
		}
		l.want(`("open from 127.0.0.1\n" "question" "end of file\n" open "connection broken by remote peer\n")`,
			`(reverse (mapcar (lambda (e) (if (consp e) (nth 2 e) e)) ev))`)
	})
}

// TestFraming gives the filter whole messages, however they arrive.
func TestFraming(t *testing.T) {
	cases := []struct{ framing, sent, want string }{
		{"line", "one\r\ntwo\n\nthree", `("one" "two" "" "three")`},
		{"netstring", "3:abc,0:,5:he\nlo,", `("abc" "" "he\nlo")`},
		{"(length 1)", "\x03abc\x00\x01x", `("abc" "" "x")`},
		{"(length 2)", "\x00\x03abc\x00\x00", `("abc" "")`},
		{"(length 4 little)", "\x03\x00\x00\x00abc", `("abc")`},
		{"(length 8 big)", "\x00\x00\x00\x00\x00\x00\x00\x02hi", `("hi")`},
	}
	for _, c := range cases {
		t.Run(c.framing, func(t *testing.T) {
			l := newLisp(t, process.Options{})
			l.eval(`(setq s (srv :framing '` + c.framing + ` :coding 'utf-8-unix :filter (lambda (p m) (push m ev)) :sentinel (lambda (p m) (push 'x ev))))`)
			for _, step := range []int{1, 2, len(c.sent)} {
				l.eval(`(setq ev nil)`)
				k := l.client()
				for i := 0; i < len(c.sent); i += step {
					k.Write([]byte(c.sent[i:min(i+step, len(c.sent))]))
				}
				k.CloseWrite()
				l.want(c.want, `(pump (lambda () (and (cdr ev) (eq (car ev) 'x)))) (delq 'x (reverse ev))`)
			}
		})
	}
}

// TestFrameErrors: what is no message ends the connection.
func TestFrameErrors(t *testing.T) {
	for _, c := range []struct{ framing, sent, want string }{
		{"line", strings.Repeat("x", 200), "message too long"},
		{"netstring", "x", "malformed message"},
		{"netstring", "3:abcd", "malformed message"},
		{"netstring", "03:abc,", "malformed message"},
		{"netstring", "99999999999:", "malformed message"},
		{"netstring", "200:", "message too long"},
		{"(length 4)", "\xff\xff\xff\xff", "message too long"},
		{"(length 8)", "\xff\xff\xff\xff\xff\xff\xff\xff", "message too long"},
	} {
		l := newLisp(t, process.Options{})
		l.eval(`(setq s (srv :framing '` + c.framing + ` :max-frame 100 :filter (fil 's) :sentinel (lambda (p m) (push (list m (process-status p) (process-exit-status p)) ev))))`)
		k := l.client()
		io.WriteString(k, c.sent)
		l.want(`("connection broken: `+c.want+`\n" closed "`+c.want+`")`, `(pump (lambda () (cdr ev))) (car ev)`)
	}
	l := newLisp(t, process.Options{})
	for _, bad := range []string{"x", "(length)", "(length 3)", "(length 2 middle)", "(length 2 big big)", "(length 2 . big)", `"line"`, "(length t)"} {
		l.want(`(error "Bad option value for :framing")`, `(err (srv :framing '`+bad+`))`)
	}
}

// TestFramesAreKept: a filter that throws, stops its process or deletes it gets
// no more of what was read, or gets it later.
func TestFramesAreKept(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :framing 'line :filter (lambda (p m) (push m ev) (cond ((equal m "throw") (throw 'out m)) ((equal m "stop") (stop-process p)) ((equal m "delete") (delete-process p))
	  ((equal m "wait") (accept-process-output nil 0.01))))))`)
	k := l.client()
	io.WriteString(k, "a\nthrow\nb\nstop\nc\nwait\nd\ndelete\ne\n")
	l.want(`"throw"`, `(catch 'out (pump (lambda () nil)))`)
	l.want(`("stop" "b" "throw" "a")`, `(pump (lambda () (equal (car ev) "stop"))) (sleep-for 0.05) ev`)
	l.want(`("delete" "d" "wait" "c")`, `(setq ev nil) (continue-process (car (process-list))) (pump (lambda () (equal (car ev) "delete"))) (sleep-for 0.05) ev`)
}

// TestSendFrame: what one side sends as a message the other gets as one.
func TestSendFrame(t *testing.T) {
	for _, framing := range []string{"line", "netstring", "(length 4)", "(length 2 little)"} {
		l := newLisp(t, process.Options{})
		l.eval(`(setq s (srv :framing '` + framing + ` :coding 'utf-8-unix :filter (lambda (p m) (elnet-process-send-frame p (upcase m)))) c (cli s :framing '` + framing + ` :coding 'utf-8-unix :filter (lambda (p m) (push m ev))))`)
		l.want(`("ÄB" "" "X")`, `(mapc (lambda (m) (elnet-process-send-frame c m)) '("x" "" "äb")) (pump (lambda () (nthcdr 2 ev))) ev`)
	}
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv) c (cli s :framing 'line) d (cli s :framing '(length 1)))`)
	l.want(`((error "malformed message") (error "message too long") (error "Process srv has no framing"))`,
		`(list (err (elnet-process-send-frame c "a\nb")) (err (elnet-process-send-frame d (make-string 256 ?x))) (err (elnet-process-send-frame s "x")))`)
}

// TestUrgent: urgent data is lost as in Emacs, in its place, or told apart.
func TestUrgent(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		for _, c := range []struct{ args, want string }{
			{``, `("ab" "cd")`},
			{`:oobinline t`, `("ab" "X" "cd")`},
			{`:oob-handler (lambda (p m) (push (concat "urgent " m) ev))`, `("ab" "urgent X" "cd")`},
		} {
			l.eval(`(mapc #'delete-process (process-list)) (setq ev nil s (srv :filter (lambda (p m) (push m ev)) ` + c.args + `) c (cli s))`)
			l.eval(`(process-send-string c "ab") (pump (lambda () ev)) (elnet-process-send-urgent c "X") (sleep-for 0.03) (process-send-string c "cd") (pump (lambda () (equal (car ev) "cd")))`)
			l.want(c.want, `(reverse ev)`)
		}
		l.want(`("ab" "cd")`, `(setq ev nil s (srv :filter (lambda (p m) (push m ev))) c (cli s)) (elnet-process-send-urgent c "abX") (pump (lambda () ev)) (process-send-string c "cd")
		  (pump (lambda () (string-suffix-p "cd" (car ev)))) (list (substring (apply #'concat (reverse ev)) 0 2) (substring (apply #'concat (reverse ev)) 2))`)
	})
}

// TestPipe splices two connections, with ends of file and back-pressure.
func TestPipe(t *testing.T) {
	eachBackend(t, func(t *testing.T, l *lispT) {
		const size = 3 << 20
		port := peer(t, func(c net.Conn) { // what is behind the proxy: it echoes, after a while
			time.Sleep(50 * time.Millisecond)
			io.Copy(c, c)
			c.(*net.TCPConn).CloseWrite()
		})
		l.eval(`(setq n 0 s (srv :sentinel (lambda (p m) (push m ev) (when (string-prefix-p "open from" m)
		  (elnet-pipe p (make-network-process :name "out" :host "127.0.0.1" :family 'ipv4 :service ` + strconv.Itoa(port) + ` :sentinel (lambda (p m) (push (concat "out: " m) ev)))))))) `)
		c := l.client()
		got := make(chan int, 1)
		go func() { n, _ := io.Copy(io.Discard, c); got <- int(n) }()
		go func() { c.Write(make([]byte, size)); c.CloseWrite() }()
		l.want(`("connection broken by remote peer\n" "open from 127.0.0.1\n" "out: connection broken by remote peer\n")`, `(pump (lambda () (nthcdr 2 ev))) (sort ev #'string<)`)
		if n := <-got; n != size {
			t.Errorf("%d bytes came back", n)
		}
		l.want(`t`, `(equal (process-list) (list s))`)
	})
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv) c (cli s))`)
	l.want(`((error "Process srv is not a connection") (error "A process cannot be piped to itself"))`, `(list (err (elnet-pipe c s)) (err (elnet-pipe c c)))`)
}

// TestPipeReset: when one side dies the other one ends, too.
func TestPipeReset(t *testing.T) {
	l := newLisp(t, process.Options{})
	port := peer(t, func(c net.Conn) { io.Copy(io.Discard, c) })
	l.eval(`(setq out nil s (srv :sentinel (lambda (p m) (push m ev) (when (string-prefix-p "open from" m)
	  (setq out (make-network-process :name "out" :host "127.0.0.1" :family 'ipv4 :service ` + strconv.Itoa(port) + ` :sentinel (lambda (p m) (push m ev))))
	  (elnet-pipe p out)))))`)
	c := l.client()
	l.eval(`(pump (lambda () out))`)
	c.SetLinger(0)
	c.Close()
	l.want(`3`, `(pump (lambda () (nthcdr 2 ev))) (length ev)`)
}

// TestSendProcess passes sockets over a local connection.
func TestSendProcess(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq dir (make-temp-file "elnet" t) got nil
	  u (make-network-process :name "u" :server t :family 'local :service (concat dir "/s") :filter (fil 'u) :process-handler (lambda (p new) (push new got)))
	  v (make-network-process :name "v" :family 'local :service (concat dir "/s"))
	  s (srv :filter (fil 's)) c (cli s :filter (fil 'c)))`)
	defer l.eval(`(delete-directory dir t)`)
	l.eval(`(elnet-process-send-process v c "here") (elnet-process-send-process v s) (pump (lambda () (cdr got)))`)
	l.want(`("here" "(0)")`, `(pump (lambda () (cdr ev))) (sort (mapcar (lambda (e) (if (equal (nth 2 e) "\0") "(0)" (nth 2 e))) ev) (lambda (a b) (string< b a)))`)
	l.want(`((open network t) (listen network nil))`, `(mapcar (lambda (p) (list (process-status p) (process-type p) (equal (process-contact p :remote) (process-contact c :remote)))) (reverse got))`)
	// The copy works, and goes on when the original is closed.
	l.want(`("via copy")`, `(delete-process c) (setq ev nil) (process-send-string (cadr got) "via copy") (pump (lambda () ev)) (mapcar #'caddr ev)`)
	l.want(`open`, `(delete-process s) (process-status (make-network-process :name "again" :host "127.0.0.1" :service (aref (process-contact (car got) :local) 4)))`)
	l.want(`((error "Process srv is not a local connection") (error "Process again is not a local connection") (wrong-type-argument stringp 5))`, `(list (err (elnet-process-send-process s v)) (err (elnet-process-send-process (get-process "again") v)) (err (elnet-process-send-process v u 5)))`)
}

// TestProcessInfo counts.
func TestProcessInfo(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq elnet-measure-filters t s (srv :filter (lambda (p m) (sleep-for 0.01) (process-send-string p "four"))) c (cli s :filter (fil 'c)))
	  (process-send-string c "ab") (pump (lambda () ev))`)
	l.want(`(4 2 1 0 1 t)`, `(let ((i (elnet-process-info c))) (list (plist-get i :bytes-in) (plist-get i :bytes-out) (plist-get i :reads) (plist-get i :queued) (plist-get i :calls) (floatp (plist-get i :filter-time))))`)
	l.want(`t`, `(let ((i (elnet-process-info (car (process-list))))) (>= (plist-get i :filter-time) 0.01))`)
}

// TestWhyItEnded: the sentinel is told what Emacs tells it, the errno is there.
func TestWhyItEnded(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :sentinel (lambda (p m) (push (list m (plist-get (elnet-process-info p) :error)) ev))))`)
	reset := l.client()
	l.eval(`(pump (lambda () ev))`)
	reset.SetLinger(0)
	reset.Close()
	l.want(fmt.Sprintf(`("connection broken by remote peer\n" %d)`, unix.ECONNRESET), `(pump (lambda () (cdr ev))) (car ev)`)
	l.client().Close()
	l.want(`("connection broken by remote peer\n" nil)`, `(pump (lambda () (nthcdr 3 ev))) (car ev)`)
}

// TestTextTrace records what went which way.
func TestTextTrace(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq dir (make-temp-file "elnet" t) s (srv :filter (lambda (p m) (process-send-string p "pong\n"))) c nil) (elnet-trace-process s (concat dir "/t"))
	  (setq c (cli s :filter (fil 'c))) (process-send-string c "ping") (pump (lambda () ev)) (delete-process c) (pump (lambda () (not (cdr (process-list))))) (elnet-trace-process s nil)`)
	defer l.eval(`(delete-directory dir t)`)
	b, err := os.ReadFile(strings.Trim(l.eval(`(concat dir "/t")`), `"`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		at := strings.Index(line, "> ")
		if at < 0 || len(line) < 15 {
			t.Fatalf("line %q", line)
		}
		got = append(got, line[at+2:])
	}
	if s := strings.Join(got, "|"); s != `open|< 4 "ping"|> 5 "pong\n"|end` {
		t.Errorf("traced %s", s)
	}
}

// TestPcapTrace reads the file back with tshark, and with a parser of our own.
func TestPcapTrace(t *testing.T) {
	l := newLisp(t, process.Options{})
	dir := t.TempDir()
	l.eval(`(setq dir ` + strconv.Quote(dir) + ` s (srv :filter (lambda (p m) (process-send-string p "pong, pong"))) c (cli s :filter (fil 'c)))
	  (elnet-trace-process c (concat dir "/tcp") 'pcapng) (process-send-string c "ping") (pump (lambda () ev)) (elnet-trace-process c nil)
	  (setq ev nil u (srv :type 'datagram :filter (fil 'u))) (elnet-trace-process u (concat dir "/udp") 'pcapng)
	  (process-send-string (make-network-process :name "d" :type 'datagram :host "127.0.0.1" :family 'ipv4 :service (process-contact u :service)) "datagram")
	  (pump (lambda () ev)) (delete-process u)`)
	l.want(`((error "Unknown format of a trace") (wrong-type-argument stringp 5))`, `(list (err (elnet-trace-process c "/tmp/x" 'xml)) (err (elnet-trace-process c 5)))`)
	for name, want := range map[string][]string{"tcp": {"ping", "pong, pong", ""}, "udp": {"datagram"}} {
		b, err := os.ReadFile(dir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if got := packetsOf(t, b); !slices.Equal(got, want) {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
		tshark, err := exec.LookPath("tshark")
		if err != nil {
			t.Log("not checked with tshark (apt-get install tshark)")
			continue
		}
		out, err := exec.Command(tshark, "-r", dir+"/"+name, "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE",
			"-T", "fields", "-e", "frame.protocols", "-e", "tcp.checksum.status", "-e", "udp.checksum.status", "-e", "_ws.malformed").CombinedOutput()
		if err != nil {
			t.Fatalf("tshark: %v\n%s", err, out)
		}
		good := 0
		for _, line := range strings.Split(string(out), "\n") {
			if strings.HasPrefix(line, "raw:ip:"+name) && strings.Contains(line, "\t1") && !strings.Contains(line, "alformed") {
				good++
			}
		}
		if good != len(want) {
			t.Errorf("tshark says of %s:\n%s", name, out)
		}
	}
}

// packetsOf are what the packets of a pcapng file carry.
func packetsOf(t *testing.T, b []byte) (payloads []string) {
	t.Helper()
	le := binary.LittleEndian
	for n := 0; len(b) > 0; n++ {
		if len(b) < 12 {
			t.Fatalf("%d bytes after the last block", len(b))
		}
		kind, size := le.Uint32(b), le.Uint32(b[4:])
		if size%4 != 0 || int(size) > len(b) || le.Uint32(b[size-4:]) != size {
			t.Fatalf("block %d of type %x has size %d", n, kind, size)
		}
		body := b[8 : size-4]
		b = b[size:]
		if n < 2 {
			if want := [2]uint32{0x0a0d0d0a, 1}[n]; kind != want {
				t.Fatalf("block %d is of type %x", n, kind)
			}
			continue
		}
		packet := body[20 : 20+le.Uint32(body[12:])]
		if packet[0] != 0x45 || int(binary.BigEndian.Uint16(packet[2:])) != len(packet) {
			t.Fatalf("packet % x", packet)
		}
		head := 40
		if packet[9] == unix.IPPROTO_UDP {
			head = 28
		}
		payloads = append(payloads, string(packet[head:]))
	}
	return payloads
}

// TestNothingIsLost: what process-send-string has accepted arrives although the
// process is deleted at once; only :linger 0 discards it.
func TestNothingIsLost(t *testing.T) {
	for _, c := range []struct {
		linger string
		all    bool
	}{{"nil", true}, {"t", true}, {"20", true}, {"0", false}} {
		t.Run(c.linger, func(t *testing.T) {
			l := newLisp(t, process.Options{})
			begin, got := make(chan struct{}), make(chan int, 1)
			port := peer(t, func(c net.Conn) {
				<-begin
				n, _ := io.Copy(io.Discard, c)
				got <- int(n)
			})
			l.eval(`(setq c (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4 :coding 'binary :linger ` + c.linger + ` :high-water 50000000 :service ` + strconv.Itoa(port) + `))
			  (process-send-string c (make-string 20000000 ?x)) (delete-process c)`)
			close(begin)
			done := time.After(limit)
			for n := -1; n < 0; {
				l.eval(`(accept-process-output nil 0.01)`)
				select {
				case n = <-got:
					if (n == 20000000) != c.all {
						t.Errorf("%d bytes arrived", n)
					}
				case <-done:
					t.Fatal("no end")
				default:
				}
			}
		})
	}
}

// TestLookupTimeout: :connect-timeout bounds looking up a name, too.
func TestLookupTimeout(t *testing.T) {
	r := &netprims.Resolver{LookupIP: func(ctx context.Context, _, _ string) ([]netip.Addr, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	l := newLisp(t, process.Options{Resolver: r})
	l.want(`(file-error "make client process failed" "Connection timed out")`,
		`(let ((e (err (make-network-process :name "u" :host "slow" :service 80 :connect-timeout 0.05)))) (list (car e) (nth 1 e) (nth 2 e)))`)
	l.want(`("u" failed t)`, `(let ((u (make-network-process :name "u" :host "slow" :service 80 :connect-timeout 0.05 :nowait t :sentinel (sen 'u))))
	  (pump (lambda () ev)) (list (process-name u) (process-status u) (and (string-prefix-p "failed with code " (nth 2 (car ev))) (integerp (process-exit-status u)))))`)
}

// TestTruncated: a datagram that is longer than can be read says so.
func TestTruncated(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq dir (make-temp-file "elnet" t)
	  s (make-network-process :name "s" :type 'datagram :server t :family 'local :service (concat dir "/s") :coding 'binary :filter (lambda (p m) (push (list (length m) (plist-get (process-contact p :datagram) :truncated)) ev)))
	  c (make-network-process :name "c" :type 'datagram :family 'local :service (concat dir "/s") :coding 'binary))`)
	defer l.eval(`(delete-directory dir t)`)
	l.want(`((65536 t) (5 nil))`, `(process-send-string c "short") (process-send-string c (make-string 70000 ?x)) (pump (lambda () (cdr ev))) ev`)
}

// TestAdaptiveReading: however the output of a program is read, all of it is, and
// an answer to what is sent does not wait.
func TestAdaptiveReading(t *testing.T) {
	l := newLisp(t, process.Options{})
	for _, adaptive := range []string{"nil", "t"} {
		l.want(strconv.Quote(strings.Repeat("x\n", 8)), `(let* ((process-adaptive-read-buffering `+adaptive+`) text
		    (p (make-process :name "p" :connection-type 'pipe :command '("sh" "-c" "for i in 1 2 3 4 5 6 7 8; do echo x; sleep 0.01; done")
		    :filter (lambda (_ m) (setq text (concat text m))) :sentinel #'ignore)))
		  (pump (lambda () (not (eq (process-status p) 'run)))) (let ((print-escape-newlines t)) text))`)
		l.want(`"12345678"`, `(let* ((process-adaptive-read-buffering `+adaptive+`) (text "")
		    (p (make-process :name "p" :connection-type 'pipe :command '("cat") :noquery t :filter (lambda (_ m) (setq text (concat text m))) :sentinel #'ignore)))
		  (dotimes (i 8) (process-send-string p (number-to-string (1+ i))) (pump (lambda () (> (length text) i)))) (delete-process p) text)`)
	}
}

// TestKeywords sets, reads back and misuses each keyword that Emacs does not have.
func TestKeywords(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv) c (cli s))`)
	const times, counts = `(t x "1" -1 -0.5 [1] (1))`, `(t x "1" -1 0 1.5 [1] (1))`
	tried := 0
	for name, v := range map[string]struct{ set, get, wrong string }{
		":connect-timeout": {"3", "3.0", times}, ":read-timeout": {"2.5", "2.5", times}, ":write-timeout": {"4", "4.0", times},
		":idle-timeout": {"9", "9.0", times}, ":high-water": {"1000", "1000", counts}, ":max-connections": {"7", "7", counts},
		":max-frame": {"100", "100", counts}, ":half-close": {"yes", "t", "nil"}, ":framing": {"netstring", "netstring", `(t 5 "line" (length) (length 3) [line])`},
		":on-drain": {"ignore", "ignore", "nil"}, ":oob-handler": {"ignore", "ignore", "nil"}, ":process-handler": {"ignore", "ignore", "nil"},
	} {
		tried++
		l.want("nil", fmt.Sprintf(`(network-process-option c %s)`, name))
		l.want("(t "+v.get+" "+v.set+")", fmt.Sprintf(`(list (set-network-process-option c %s '%s) (network-process-option c %[1]s) (process-contact c %[1]s))`, name, v.set))
		l.want("t", fmt.Sprintf(`(let ((bad nil)) (dolist (v '%s) (unless (equal (err (set-network-process-option c %s v)) '(error "Bad option value for %[2]s")) (push v bad))) (or bad t))`, v.wrong, name))
		l.want("t", fmt.Sprintf(`(let ((bad nil)) (dolist (v '%s) (unless (equal (err (srv %s v)) '(error "Bad option value for %[2]s")) (push v bad))) (or bad t))`, v.wrong, name))
		l.want(v.get, fmt.Sprintf(`(network-process-option c %s)`, name))
		l.want("(t nil)", fmt.Sprintf(`(list (set-network-process-option c %s nil) (network-process-option c %[1]s))`, name))
		// A connection takes it over from its server.
		if name != ":max-connections" {
			l.want(v.get, fmt.Sprintf(`(setq ev nil k (srv %s '%s :sentinel (lambda (p m) (push p ev)))) (cli k) (pump (lambda () ev)) (network-process-option (car ev) %[1]s)`, name, v.set))
		}
		if !strings.Contains(l.eval(`(documentation 'make-network-process)`), name) {
			t.Errorf("%s is not documented", name)
		}
	}
	ours := 0
	for _, k := range process.NetworkKeywords() {
		if netprims.LookupOption(k) == nil {
			ours++
		}
	}
	if emacs := 21; ours != tried+emacs {
		t.Errorf("%d keywords of ours tried of %d", tried, ours-emacs)
	}
}
