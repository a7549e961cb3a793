//go:build unix

package netprims_test

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sys/unix"

	"elnet/netprims"
)

// A server that echoes, and a client, on one Loop.
func Example() {
	l, err := netprims.NewLoop(netprims.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer l.Close()

	server := &netprims.Listener{}
	server.OnAccept = func(fd int, peer *netprims.Peer) {
		child := &netprims.Stream{}
		child.OnData = func(b []byte) { child.Send(b) }
		l.Adopt(fd, child)
	}
	here := &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}
	if err := l.Listen(here, netprims.ListenOptions{Backlog: 5}, server); err != nil {
		fmt.Println(err)
		return
	}

	port := server.LocalAddr().(*unix.SockaddrInet4).Port
	var r netprims.Resolver
	addrs, err := r.Resolve(context.Background(), "127.0.0.1", fmt.Sprint(port), unix.AF_UNSPEC, unix.SOCK_STREAM)
	if err != nil {
		fmt.Println(err)
		return
	}
	answer := ""
	client := &netprims.Stream{}
	client.OnState = func(s netprims.State) { fmt.Println(s) }
	client.OnData = func(b []byte) { answer += string(b) }
	l.Dial(addrs, netprims.DialOptions{Timeout: 5 * time.Second}, client)
	client.Send([]byte("hello"))

	l.Wait(func() bool { return answer == "hello" }, 5*time.Second)
	fmt.Println(answer)
	// Output:
	// open
	// hello
}
