//go:build sqlite

package repl

import (
	"elnet/lisp"
	"elnet/stdlib/sqlite"
)

// installMore gives in the groups of primitives that a build tag asks for.
func installMore(in *lisp.Interp) error { return sqlite.Install(in) }
