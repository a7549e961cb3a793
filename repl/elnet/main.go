// Watching how many processors a container may use would take a tenth of the
// time of a start.
//
//go:debug updatemaxprocs=0

// Command elnet runs Emacs Lisp programs, and is a REPL without one.
package main

import (
	"os"

	"elnet/repl"
	_ "elnet/repl/prefault"
)

func main() { os.Exit(repl.Main(os.Args, os.Stdin, os.Stdout, os.Stderr)) }
