// Command soak runs a server in Lisp for a long time while connections come and
// go, and checks that every byte comes back and that descriptors, goroutines and
// memory return to where they were:
//
//	go run ./tests/soak -for 10m -connections 1000
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"
)

func main() {
	var o options
	flag.DurationVar(&o.duration, "for", 10*time.Minute, "how long")
	flag.IntVar(&o.connections, "connections", 1000, "how many at a time")
	flag.Parse()
	o.progress = func(line string) { fmt.Println(line) }
	r, err := run(context.Background(), o)
	fmt.Print(r)
	if err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}
