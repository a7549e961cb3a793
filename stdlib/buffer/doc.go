// Package buffer is the part of the library that edits text: buffers, markers,
// narrowing, text properties, buffer-local variables, and the primitives on
// them. What programs do not need without a display (windows, overlays, undo)
// is absent.
//
//	state.go      the State of one interpreter; Install
//	object.go     Buffer and Marker, the Lisp objects
//	list.go       the buffers that there are: names, current buffer, killing
//	edit.go       every change of text goes through here: checks, hooks, ticks
//	locals.go     buffer-local variables
//	props.go      text properties of strings and buffers
//	stream.go     printing to and reading from buffers and markers
//	prims_*.go    the primitives, by topic
//
// Positions in Go are characters counted from 0; Lisp's count from 1.
// All state belongs to one interpreter and is used on its goroutine only.
package buffer
