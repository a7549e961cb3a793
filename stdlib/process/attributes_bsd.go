//go:build !linux

package process

import "elnet/lisp"

// systemPrims: without /proc the processes of the system are not listed.
func systemPrims() []lisp.Prim { return nil }
