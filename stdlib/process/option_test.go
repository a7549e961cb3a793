package process_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"elnet/netprims"
	"elnet/stdlib/process"
)

// goodValues has for each kind of option a Lisp value that it takes, with what
// reads back, and values of the wrong type.
var goodValues = map[netprims.OptionKind]struct{ set, get, wrong string }{
	netprims.OptionBool:         {"t", "t", ""}, // everything is a flag
	netprims.OptionInt:          {"3", "3", `nil t 1.5 "x" x [1 2] (1 . 2) 4294967296 -4294967296`},
	netprims.OptionUint:         {"7", "7", `nil t 1.5 "x" x [1 2] (1 . 2) 4294967296 -1`},
	netprims.OptionLinger:       {"4", "4", ""},
	netprims.OptionDevice:       {`"lo"`, `"lo"`, `t 5 lo 1.5 [1] (1)`},
	netprims.OptionSeconds:      {"1.5", "1.5", `t "1" x [1] (1) -1 -0.5`},
	netprims.OptionText:         {`"reno"`, `"reno"`, `nil t 5 x 1.5 [1] (1)`},
	netprims.OptionReusePort:    {"t", "t", ""},
	netprims.OptionSendLowWater: {"4096", "4096", `nil t 1.5 "x" x`},
	netprims.OptionAcceptFilter: {"nil", "nil", `t 5 1.5 [1] "" (5 . 5)`},
	netprims.OptionNoSIGPIPE:    {"t", "t", ""},
	netprims.OptionTimestamp:    {"t", "t", `5 "x" no 1.5 [1] (1)`},
	netprims.OptionGroup:        {`"239.7.8.9"`, "", `nil t 5 "x" 1.5 [1 2] ("x") ("239.7.8.9" . t) (("239.7.8.9" "lo") ("a" "b")) ("239.7.8.9" "239.7.8.9" . "lo")`},
	netprims.OptionInterface:    {`"127.0.0.1"`, `"lo"`, `t x 1.5 -1 (1) [1 2]`},
}

// otherValues are for options that the value of their kind is not right for.
var otherValues = map[string]string{":incoming-cpu": "0", ":busy-poll": "0", ":bindtoifindex": "0", ":maxseg": "1000", ":tos": "16", ":tclass": "32",
	":window-clamp": "30000", ":sndbuf": "30000", ":rcvbuf": "30000", ":sndbuf-force": "30000", ":rcvbuf-force": "30000"}

// rounded are options that read back as something else.
var rounded = []string{":sndbuf", ":rcvbuf", ":maxseg", ":window-clamp", ":defer-accept"}

// TestEveryOptionInLisp sets and reads back every row of the table, and gives
// each every wrong type.
func TestEveryOptionInLisp(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq tcp (srv) udp (srv :type 'datagram) path (make-temp-file "elnet" t)
	  six (condition-case nil (make-network-process :name "six" :server t :service t :host "::1" :family 'ipv6) (error nil))
	  unix (make-network-process :name "un" :server t :family 'local :service (concat path "/s")))`)
	l.eval(`(defun fresh (p &rest args)
	  (cond ((eq (car args) :fastopen-connect) (apply #'cli tcp args))
	        ((eq p unix) (error "Not for this"))
	        (t (apply #'make-network-process (append args (list :name "fresh" :server t :service t :host (process-contact p :host)
	             :family (process-contact p :family) :type (process-contact p :type)))))))`)
	defer l.eval(`(delete-process unix) (delete-directory path t)`)
	for _, o := range netprims.AllOptions() {
		proc := map[netprims.OptionScope]string{netprims.OnIPv6: "six", netprims.OnUnix: "unix", netprims.OnDatagram: "udp"}[o.Scope()]
		switch {
		case proc == "" && (o.Name() == ":timestamp" || o.Name() == ":bintime"):
			proc = "udp"
		case proc == "":
			proc = "tcp"
		case proc == "six" && l.eval("six") == "nil":
			continue
		}
		t.Run(o.Name(), func(t *testing.T) { checkRow(t, l, o, proc) })
	}
}

func checkRow(t *testing.T, l *lispT, o *netprims.Option, proc string) {
	l.t = t
	set := func(v string) string {
		return l.eval(fmt.Sprintf(`(err (set-network-process-option %s '%s '%s))`, proc, o.Name(), v))
	}
	get := func() string { return l.eval(fmt.Sprintf(`(err (network-process-option %s '%s))`, proc, o.Name())) }
	if !o.Supported() {
		l.want(`((error "Unknown or unsupported option") nil (error "Unknown or unsupported option") nil (error "Unknown or unsupported option"))`,
			fmt.Sprintf(`(list (err (set-network-process-option %s %[2]s t)) (set-network-process-option %[1]s %[2]s t t)
			  (err (network-process-option %[1]s %[2]s)) (network-process-option %[1]s %[2]s t) (err (srv %[2]s t)))`, proc, o.Name()))
		return
	}
	if o.Access()&netprims.Writable == 0 {
		want := fmt.Sprintf(`(error "Option %s is read-only")`, o.Name())
		if got := set("t"); got != want {
			t.Errorf("set: %s, want %s", got, want)
		}
		if got := get(); strings.HasPrefix(got, "(file-error") != slices.Contains([]string{":peerlabel", ":mtu"}, o.Name()) {
			t.Errorf("get: %s", got)
		}
		return
	}
	values := goodValues[o.Kind()]
	if values.set == "" {
		t.Fatalf("no values for its kind")
	}
	value, want := values.set, values.get
	if v := otherValues[o.Name()]; v != "" {
		value, want = v, v
	}
	for _, wrong := range splitForms(l, values.wrong) {
		if got, want := set(wrong), fmt.Sprintf(`(error "Bad option value for %s")`, o.Name()); got != want {
			t.Errorf("set to %s: %s, want %s", wrong, got, want)
		}
	}
	got := set(value)
	if o.Phase() == netprims.BeforeBind || o.Name() == ":fastopen-connect" { // only as it is made
		got = l.eval(fmt.Sprintf(`(err (prog1 t (setq %s (fresh %[1]s '%s '%s))))`, proc, o.Name(), value))
	}
	switch {
	case strings.HasSuffix(got, `"Operation not permitted" `+o.Name()+" "+value+")"), strings.HasSuffix(got, `"Permission denied" `+o.Name()+" "+value+")"):
		return // takes privileges
	case got != "t":
		t.Fatalf("set to %s: %s", value, got)
	}
	if got := l.eval(fmt.Sprintf(`(process-contact %s '%s)`, proc, o.Name())); got != value {
		t.Errorf("the contact has %s, want %s", got, value)
	}
	got = get()
	switch {
	case o.Access()&netprims.Readable == 0:
		want = fmt.Sprintf(`(error "Option %s is write-only")`, o.Name())
	case slices.Contains(rounded, o.Name()):
		if got == "0" || strings.HasPrefix(got, "(") {
			t.Errorf("get: %s", got)
		}
		return
	}
	if got != want {
		t.Errorf("get: %s, want %s", got, want)
	}
}

// splitForms reads forms and prints each.
func splitForms(l *lispT, forms string) []string {
	if forms == "" {
		return nil
	}
	out := l.eval(fmt.Sprintf(`(mapconcat #'prin1-to-string '(%s) "\0")`, forms))
	return strings.Split(strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(strings.Trim(out, `"`)), "\x00")
}

// TestKernelsValue: the getter asks the system, process-contact tells what was given.
func TestKernelsValue(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :keepalive t :backlog 1) c (cli s)) (pump (lambda () (cddr (process-list))))
	  (setq k (car (process-list)))`)
	l.want(`(nil t)`, `(list (process-contact s :reuseaddr) (network-process-option s :reuseaddr))`)
	l.want(`(99999999999 t)`, `(set-network-process-option c :linger 99999999999) (list (process-contact c :linger) (network-process-option c :linger))`)
	l.want(`(t stream tcp nil)`, `(list (network-process-option s :acceptconn) (network-process-option c :socktype)
	  (network-process-option c :protocol) (network-process-option c :acceptconn))`)
	l.want(`(t t)`, `(list (network-process-option k :keepalive) (> (network-process-option k :rcvbuf) 1000))`)
	l.want(`(wrong-type-argument symbolp "x")`, `(err (network-process-option c "x"))`)
	l.want(`((error "Unknown or unsupported option") nil)`, `(list (err (network-process-option c :nosuch)) (network-process-option c :nosuch t))`)
	l.want(`(wrong-type-argument processp "c")`, `(err (network-process-option "c" :keepalive))`)
	l.want(`(error "Process is not a network process")`, `(err (network-process-option (make-pipe-process :name "p" :buffer "b") :keepalive t))`)
	l.want(`(error "Process is not running")`, `(delete-process c) (err (network-process-option c :keepalive))`)
}

// TestTCPInfo: a property list of what TCP knows.
func TestTCPInfo(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv) c (cli s))`)
	l.want(`(established t)`, `(let ((i (network-process-option c :tcp-info))) (list (plist-get i :state) (integerp (plist-get i :rtt))))`)
	l.want(`listen`, `(plist-get (network-process-option s :tcp-info) :state)`)
}

// TestListenQueue: how many wait to be accepted.
func TestListenQueue(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :server 7))`)
	if l.eval(`(network-process-option s :listenqlimit t)`) == "nil" {
		t.Skip("this system does not tell")
	}
	l.want(`(7 0)`, `(list (network-process-option s :listenqlimit) (network-process-option s :listenqlen))`)
	l.client()
	l.client()
	l.want(`2`, `(let ((n 0)) (while (and (< n 1000) (/= (network-process-option s :listenqlen) 2)) (setq n (1+ n)) (sleep-for 0)))
	  (network-process-option s :listenqlen)`)
}

// TestListenIncomplete: a connection that has yet to say something is not complete
// where the system waits for that.
func TestListenIncomplete(t *testing.T) {
	l := newLisp(t, process.Options{})
	if runtime.GOOS != "linux" {
		t.Skip("only Linux' accept filter works without privileges")
	}
	for _, family := range []string{`:host "127.0.0.1" :family 'ipv4`, `:host "::" :family 'ipv6`} {
		l.eval(`(setq s (make-network-process :name "s" :server t :service t ` + family + ` :acceptfilter '("dataready" . 20))
		              other (make-network-process :name "o" :server t :service t ` + family + `))`)
		l.want(`(0 0)`, `(list (network-process-option s :listenincqlen) (network-process-option other :listenincqlen))`)
		l.eval(`(stop-process s)`)
		c := l.client()
		l.want(`(1 0)`, `(list (network-process-option s :listenincqlen) (network-process-option s :listenqlen))`)
		l.want(`0`, `(network-process-option other :listenincqlen)`)
		c.Write([]byte("x"))
		l.want(`(0 1)`, `(pump (lambda () (= (network-process-option s :listenqlen) 1)))
		  (list (network-process-option s :listenincqlen) (network-process-option s :listenqlen))`)
		l.eval(`(delete-process s) (delete-process other)`)
	}
}

// TestAcceptFilter: a connection that says nothing is not accepted.
func TestAcceptFilter(t *testing.T) {
	l := newLisp(t, process.Options{})
	if !netprims.LookupOption(":acceptfilter").Supported() {
		t.Skip("this system has none")
	}
	l.want(`((file-error "Cannot set network option" "Invalid argument" :acceptfilter "dataready") (file-error "Cannot set network option" "No such file or directory" :acceptfilter "nosuch"))`,
		`(setq s (srv) c (cli s)) (list (err (set-network-process-option c :acceptfilter "dataready"))
		  (let ((e (err (srv :acceptfilter "nosuch")))) (cons 'file-error (cdr e))))`)
	l.eval(`(setq s (srv :acceptfilter '("dataready" . 20) :log (lambda (_s _p m) (push m ev))))`)
	l.want(`"dataready"`, `(car (network-process-option s :acceptfilter))`)
	c := l.client()
	l.want(`nil`, `(sleep-for 0.1) ev`)
	c.Write([]byte("x"))
	l.want(`("accept from 127.0.0.1\n")`, `(pump (lambda () ev)) ev`)
}

// TestDatagramInfo: what socket options have come with a datagram.
func TestDatagramInfo(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :type 'datagram :timestamp 'ns :pktinfo t :recvttl t :recvtos t :filter (lambda (p m) (push (process-contact p :datagram) ev)))
	  c (make-network-process :name "c" :type 'datagram :host "127.0.0.1" :family 'ipv4 :service (process-contact s :service) :ttl 9 :tos 16))`)
	l.want(`nil`, `(process-contact s :datagram)`)
	l.eval(`(process-send-string c "hello") (pump (lambda () ev)) (setq i (car ev))`)
	l.want(`(5 [127 0 0 1 0] "lo" 9 16 nil)`, `(list (plist-get i :size) (plist-get i :to) (plist-get i :interface) (plist-get i :ttl) (plist-get i :tos) (plist-get i :truncated))`)
	l.want(`(t t t)`, `(let ((ts (plist-get i :timestamp))) (list (< (abs (- (float-time) (float-time ts))) 100) (= (cdr ts) 1000000000)
	  (equal (plist-get i :from) (process-datagram-address s))))`)
	l.want(`1000000`, `(set-network-process-option s :timestamp nil) (set-network-process-option s :timestamp t)
	  (process-send-string c "again") (pump (lambda () (cdr ev))) (cdr (plist-get (car ev) :timestamp))`)
}

// TestPeerCredentials of local connections.
func TestPeerCredentials(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq dir (make-temp-file "elnet" t) s (make-network-process :name "s" :server t :family 'local :service (concat dir "/s") :sentinel (lambda (p m) (push p ev)))
	  c (make-network-process :name "c" :family 'local :service (concat dir "/s"))) (pump (lambda () ev))`)
	defer l.eval(`(delete-directory dir t)`)
	want := fmt.Sprintf("(%d %d %d)", unix.Getpid(), unix.Geteuid(), unix.Getegid())
	l.want(want, `(network-process-option (car ev) :peercred)`)
	l.want(want, `(network-process-option c :peercred)`)
}

// TestReusePort: several servers share a port and its connections.
func TestReusePort(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :reuseport t :sentinel (lambda (p m) (push 'a ev)))
	  b (make-network-process :name "b" :server t :host "127.0.0.1" :family 'ipv4 :reuseport t :service (process-contact s :service) :sentinel (lambda (p m) (push 'b ev))))`)
	l.want(`(t t)`, `(dotimes (_ 64) (cli s)) (pump (lambda () (nthcdr 63 ev))) (list (and (memq 'a ev) t) (and (memq 'b ev) t))`)
}

// TestSocketError: reading the pending error takes it, and the connection ends.
func TestSocketError(t *testing.T) {
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :sentinel (sen 's)) k nil)`)
	c := l.client()
	l.eval(`(pump (lambda () ev)) (setq k (car (process-list)) ev nil)`)
	l.want(`nil`, `(network-process-option k :error)`)
	c.SetLinger(0)
	c.Close()

	l.want(fmt.Sprint(int(unix.ECONNRESET)), `(let (e (n 0)) (while (and (< n 100000) (not (setq e (network-process-option k :error)))) (setq n (1+ n))) e)`)
	l.want(`"connection broken by remote peer\n"`, `(pump (lambda () ev)) (nth 2 (car ev))`)
}

// TestDualStack: an IPv6 server hears IPv4 clients, too, unless it is told not to.
func TestDualStack(t *testing.T) {
	l := newLisp(t, process.Options{})
	if l.eval(`(condition-case nil (setq s (make-network-process :name "six" :server t :service t :host "::" :family 'ipv6 :v6only nil :sentinel (sen 's))) (error nil))`) == "nil" {
		t.Skip("no IPv6 here")
	}
	l.want(`("six <[0:0:0:0:0:ffff:7f00:1]:P>" "open from 0:0:0:0:0:ffff:7f00:1\n")`,
		`(cli s :family 'ipv4) (pump (lambda () ev)) (list (replace-regexp-in-string "[0-9]+>" "P>" (nth 1 (car ev))) (nth 2 (car ev)))`)
	l.want(`(t (file-error "make client process failed" "Connection refused") open)`, `(setq s (make-network-process :name "only" :server t :service t :host "::" :family 'ipv6 :v6only t))
	  (list (network-process-option s :v6only) (let ((e (err (cli s :family 'ipv4)))) (list (car e) (nth 1 e) (nth 2 e)))
	    (process-status (make-network-process :name "c6" :host "::1" :family 'ipv6 :service (process-contact s :service))))`)
}

// TestInherited: what a connection takes over from its server is the system's
// affair, and the getter tells it.
func TestInherited(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("as accept(2) of Linux does it")
	}
	l := newLisp(t, process.Options{})
	l.eval(`(setq s (srv :keepalive t :nodelay t :linger 4 :oobinline t :dontroute t :keepidle 33 :tos 16 :rcvlowat 1 :priority 3) c (cli s)) (pump (lambda () (cddr (process-list)))) (setq k (car (process-list)))`)
	l.want(`(t t 4 t t 33 16 t)`, `(mapcar (lambda (o) (network-process-option k o)) '(:keepalive :nodelay :linger :oobinline :dontroute :keepidle :tos :reuseaddr))`)
	l.want(`(nil nil nil nil nil)`, `(mapcar (lambda (o) (network-process-option c o)) '(:keepalive :nodelay :linger :oobinline :dontroute))`)
}
