// Command elnet runs Emacs Lisp programs, and is a REPL without one.
package main

import (
	"os"

	"elnet/repl"
	_ "elnet/repl/prefault"
)

func main() { os.Exit(repl.Main(os.Args, os.Stdin, os.Stdout, os.Stderr)) }
