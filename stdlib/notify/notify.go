// Package notify has the primitives that watch files (Elisp manual, node "File
// Notifications"), on Linux: inotify(7). On other systems it defines nothing.
//
// A goroutine reads the events; callbacks run on the interpreter's goroutine
// while Lisp waits, as timers do.
package notify
