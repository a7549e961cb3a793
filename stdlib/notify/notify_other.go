//go:build !linux

package notify

import "elnet/lisp"

// Install defines nothing on this system.
func Install(*lisp.Interp) {}
