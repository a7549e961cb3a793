// Package time has the primitives on Lisp time values, calendar times and time
// zones: Elisp manual, nodes "Time of Day" to "Time Calculations".
//
//	value.go    Lisp time values as fractions, and the shapes they come in
//	arith.go    adding, subtracting, comparing and converting them
//	zone.go     time zone rules
//	calendar.go decode-time, encode-time and their relatives
//	format.go   format-time-string
package time

import (
	"sync"

	"elnet/lisp"
)

// State is the local time zone of one interpreter.
type State struct {
	local func() *zone
}

// Install adds the primitives to in. The local time zone is that of the
// environment variable TZ, or of the system if it is not set.
func Install(in *lisp.Interp) {
	s := &State{local: sync.OnceValue(environmentZone)}
	in.Define(s.arithPrims()...)
	in.Define(s.calendarPrims()...)
	start := now().list4()
	in.LateVar("before-init-time", start, "When the interpreter was made.")
	in.LateVar("after-init-time", start, "When the interpreter was made.")
	in.LateVar("system-time-locale", lisp.Nil, "Locale for formatting times. Names are English whatever it is.")
}
