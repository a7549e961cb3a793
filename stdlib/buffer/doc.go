// Package buffer is the part of the library that edits text: buffers, markers,
// overlays, narrowing, text properties, undo, buffer-local variables, and the
// primitives on them. There are no windows.
//
//	state.go      the State of one interpreter; Install
//	object.go     Buffer and Marker, the Lisp objects
//	overlay.go    Overlay, and the lists that a buffer has of them
//	list.go       the buffers that there are: names, current buffer, killing
//	edit.go       every change of text goes through here: checks and ticks
//	hooks.go      what runs before and after a change
//	undo.go       what a change leaves in buffer-undo-list
//	locals.go     buffer-local variables
//	props.go      text properties of strings and buffers
//	stream.go     printing to and reading from buffers and markers
//	prims_*.go    the primitives, by topic
//
// Neighbouring stretches with the same text properties are one. Emacs keeps some
// apart that were put or undone separately; that shows in object-intervals, in
// how a string is printed, and in the entries of buffer-undo-list.
//
// Positions in Go are characters counted from 0; Lisp's count from 1.
// All state belongs to one interpreter and is used on its goroutine only.
package buffer
