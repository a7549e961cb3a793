// Package window is what there is of windows and frames without a display:
// what Emacs has in batch mode. One terminal, one frame of 80 by 25 characters
// on it, and two windows: one that shows a buffer and one for the minibuffer.
// Programs written for a display ask where a buffer is shown, remember point
// per window, and hang parameters on windows and frames; that all works.
// Nothing is drawn, and windows are not split.
//
//	object.go     Terminal, Frame and Window, the Lisp objects; Install
//	windows.go    the primitives on windows
//	frames.go     the primitives on frames and terminals
//	places.go     point in a window, and its size
//	faces*.go     faces, as data
//	minibuffer.go the minibuffer that nobody reads from
//	keys.go       the keyboard that nobody types at
package window
