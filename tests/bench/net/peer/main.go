// Command peer serves what ../server.el serves, with Go's net package and a
// goroutine per connection: PORT echo (TCP and UDP), +1 a sink that counts, +2 a
// source, +3 HTTP by net/http, +4 echo over TLS. Environment: PORT, BYTES, CERT and
// KEY.
package main

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"strconv"
)

var (
	port  = number("PORT", 7000)
	total = number("BYTES", 256<<20)
	piece = bytes.Repeat([]byte{'x'}, 64<<10)
)

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func main() {
	serve(listen(0), echo)
	serve(listen(1), sink)
	serve(listen(2), source)
	go http.Serve(listen(3), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		w.Write([]byte("Hello, world\n"))
	}))
	if pair, err := tls.LoadX509KeyPair(os.Getenv("CERT"), os.Getenv("KEY")); err == nil {
		serve(tls.NewListener(listen(4), &tls.Config{Certificates: []tls.Certificate{pair}}), echo)
	}
	echoDatagrams()
}

func listen(offset int) net.Listener {
	l, err := net.Listen("tcp4", fmt.Sprintf("127.0.0.1:%d", port+offset))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return l
}

func serve(l net.Listener, f func(net.Conn)) {
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				f(c)
			}()
		}
	}()
}

func echo(c net.Conn) {
	b := make([]byte, 4096)
	for {
		n, err := c.Read(b)
		if err != nil {
			return
		}
		c.Write(b[:n])
	}
}

func sink(c net.Conn) {
	b := make([]byte, 64<<10)
	for got := 0; ; {
		n, err := c.Read(b)
		if err != nil {
			return
		}
		if got += n; got >= total {
			fmt.Fprintf(c, "OK %d\n", got)
		}
	}
}

func source(c net.Conn) {
	if _, err := c.Read(make([]byte, 1)); err != nil {
		return
	}
	for left := total; left > 0; left -= len(piece) {
		c.Write(piece)
	}
}

func echoDatagrams() {
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	b := make([]byte, 64<<10)
	for {
		if n, from, err := c.ReadFromUDPAddrPort(b); err == nil {
			c.WriteToUDPAddrPort(b[:n], from)
		}
	}
}
