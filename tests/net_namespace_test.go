package tests

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// twoNamespaces makes two network namespaces with a cable between them:
// 10.99.0.1/24 on cable0 in the first, 10.99.0.2/24 on cable1 in the second.
func twoNamespaces(t *testing.T) (a, b string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("network namespaces are for root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		t.Skip("no ip command (apt-get install iproute2)")
	}
	a, b = fmt.Sprintf("elnet-a-%d", os.Getpid()), fmt.Sprintf("elnet-b-%d", os.Getpid())
	t.Cleanup(func() {
		exec.Command("ip", "netns", "del", a).Run()
		exec.Command("ip", "netns", "del", b).Run()
	})
	for _, command := range []string{
		"ip netns add " + a, "ip netns add " + b,
		"ip -n " + a + " link add cable0 type veth peer name cable1 netns " + b,
		"ip -n " + a + " addr add 10.99.0.1/24 brd + dev cable0", "ip -n " + b + " addr add 10.99.0.2/24 brd + dev cable1",
		"ip -n " + a + " link set cable0 up", "ip -n " + b + " link set cable1 up",
		"ip -n " + a + " link set lo up", "ip -n " + b + " link set lo up",
		"ip -n " + a + " route add default via 10.99.0.2",
	} {
		if out, err := exec.Command("sh", "-c", command).CombinedOutput(); err != nil {
			t.Skipf("this machine makes no network namespaces: %s: %v: %s", command, err, out)
		}
	}
	return a, b
}

// far answers each datagram with where it came in, in the second namespace, and
// each TCP connection with its peer's address.
const far = `
(dolist (u '((:local [0 0 0 0 4000] :broadcast t :pktinfo t)
             (:local [0 0 0 0 4001] :multicast-join ("239.7.7.7" . "cable1") :pktinfo t)))
  (apply #'make-network-process :name "u" :type 'datagram :server t
     :filter (lambda (p m)
               (let ((i (process-contact p :datagram)))
                 (cond ((equal m "leave") (set-network-process-option p :multicast-leave '("239.7.7.7" . "cable1"))))
                 (process-send-string p (format "%s to %s on %s" m (format-network-address (plist-get i :to) t) (plist-get i :interface)))))
     u))
(make-network-process :name "t" :server t :host "0.0.0.0" :service 4000 :sentinel
  (lambda (p m) (when (string-prefix-p "open from" m) (process-send-string p m) (delete-process p))))
(princ "ready\n")
(elnet-run-loop 30)`

// near asks, and prints the answers.
const near = `
(defvar got nil)
(defun udp (to &rest args)
  (apply #'make-network-process :name "u" :type 'datagram :remote to :filter (lambda (_ m) (setq got m)) args))
(defun ask (p text)
  (setq got nil)
  (condition-case e
      (let ((n 0))
        (process-send-string p text)
        (while (and (not got) (< (setq n (1+ n)) 40)) (accept-process-output nil 0.02))
        (or got 'silence))
    (error (nthcdr 1 (butlast e)))))
(defun say (what v) (princ (format "%s: %s\n" what v)))
(say "unicast" (ask (udp [10 99 0 2 4000]) "hello"))
(say "broadcast without the option" (ask (udp [10 99 0 255 4000]) "hello"))
(say "broadcast" (ask (udp [10 99 0 255 4000] :broadcast t) "hello"))
(say "multicast" (ask (udp [239 7 7 7 4001] :multicast-if "cable0" :multicast-ttl 3) "hello"))
(say "multicast by the address of the interface" (ask (udp [239 7 7 7 4001] :multicast-if "10.99.0.1") "leave"))
(say "multicast after leaving" (ask (udp [239 7 7 7 4001] :multicast-if "cable0") "hello"))
(say "a routed host" (ask (udp [192 0 2 1 4000]) "hello"))
(say "a routed host with :dontroute" (ask (udp [192 0 2 1 4000] :dontroute t) "hello"))
(say "a neighbour with :dontroute" (ask (udp [10 99 0 2 4000] :dontroute t) "hello"))
(say "bound to the cable" (ask (udp [10 99 0 2 4000] :bindtodevice "cable0") "hello"))
(say "bound to lo" (ask (udp [10 99 0 2 4000] :bindtodevice "lo") "hello"))
;; A server that is bound to the cable is not there for this machine itself.
(let* ((s (make-network-process :name "s" :server t :host "0.0.0.0" :service t :family 'ipv4 :bindtodevice "cable0"))
       (port (process-contact s :service)))
  (say "the option" (network-process-option s :bindtodevice))
  (say "from lo" (car (condition-case e (list (process-status (make-network-process :name "c" :host "127.0.0.1" :family 'ipv4 :service port)))
                   (error (list (nth 2 e)))))))
(let ((c (make-network-process :name "c" :host "10.99.0.2" :family 'ipv4 :service 4000 :filter (lambda (_ m) (setq got m)) :ttl 1)) (n 0))
  (setq got nil)
  (while (and (not got) (< (setq n (1+ n)) 200)) (accept-process-output nil 0.02))
  (say "TCP" (string-trim got)))`

const nearSays = `unicast: hello to 10.99.0.2 on cable1
broadcast without the option: (Writing to process Permission denied)
broadcast: hello to 10.99.0.255 on cable1
multicast: hello to 239.7.7.7 on cable1
multicast by the address of the interface: leave to 239.7.7.7 on cable1
multicast after leaving: silence
a routed host: silence
a routed host with :dontroute: (Writing to process Network is unreachable)
a neighbour with :dontroute: hello to 10.99.0.2 on cable1
bound to the cable: hello to 10.99.0.2 on cable1
bound to lo: silence
the option: cable0
from lo: Connection refused
TCP: open from 10.99.0.1
`

// TestNamespaces: devices, routes, broadcast and multicast over a cable.
func TestNamespaces(t *testing.T) {
	a, b := twoNamespaces(t)
	elnet := buildElnet(t)
	ctx, cancel := context.WithTimeout(t.Context(), scenarioTimeout)
	defer cancel()
	server := exec.CommandContext(ctx, "ip", "netns", "exec", b, elnet, "-Q", "--batch", "--eval", "(progn "+far+")")
	server.Env = append(os.Environ(), hostEnv...)
	server.WaitDelay = time.Second
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr strings.Builder
	server.Stderr = &stderr
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		server.Process.Kill()
		server.Wait()
	}()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		server.Process.Kill()
		server.Wait()
		t.Fatalf("%q, %v\n%s", line, err, &stderr)
	}
	got := runCommand(t, "ip", "netns", "exec", a, elnet, "-Q", "--batch", "--eval", "(progn "+near+")")
	if got.code != 0 {
		t.Fatalf("exit code %d\n%s\n%s", got.code, got.stdout, got.stderr)
	}
	compareOutput(t, nearSays, got.stdout)
}
