// Package embed shows and tests elnet inside Go programs.
package embed

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"time"

	"elnet/lisp"
	"elnet/stdlib"
)

// A Go program opens a server that is written in Lisp and talks to it.
func Example() {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()

	port, err := in.Eval(ctx, `
(defun shout (proc text)
  (process-send-string proc (upcase text)))
(process-contact
 (make-network-process :name "shout" :server t :host "127.0.0.1" :service t
                       :family 'ipv4 :filter #'shout)
 :service)`)
	if err != nil {
		log.Fatal(err)
	}

	// The interpreter serves while it waits; this goroutine is the client.
	served := make(chan error)
	serve, stop := context.WithCancel(ctx)
	go func() {
		_, err := in.Eval(serve, `(elnet-run-loop)`)
		served <- err
	}()
	conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port.Fixnum()))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprintln(conn, "hello from Go")
	answer, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(answer)
	conn.Close()

	stop()
	fmt.Println(errors.Is(<-served, context.Canceled))
	// Output:
	// HELLO FROM GO
	// true
}

// A Go function becomes a Lisp function; a Go error becomes a Lisp signal and
// comes back as itself.
func Example_define() {
	errNoStock := errors.New("out of stock")
	in := lisp.New(lisp.Options{})
	defer in.Close()
	in.Define(lisp.HostFunc("(shop-price ITEM)", func(in *lisp.Interp, args []lisp.Value) (lisp.Value, error) {
		if !args[0].IsString() {
			return lisp.Nil, errNoStock
		}
		return lisp.Fixnum(7 * args[0].Str().Len()), nil
	}, "Return the price of ITEM, a string."))
	ctx := context.Background()
	v, err := in.Eval(ctx, `(* 2 (shop-price "tea"))`)
	fmt.Println(in.PrintString(v, true), err)
	_, err = in.Eval(ctx, `(shop-price 'tea)`)
	fmt.Println(err, errors.Is(err, errNoStock))
	v, _ = in.Eval(ctx, `(condition-case e (shop-price 'tea) (error (list 'caught (cadr e))))`)
	fmt.Println(in.PrintString(v, true))
	// Output:
	// 42 <nil>
	// out of stock true
	// (caught "out of stock")
}
