// Package stdlib is everything a program finds already there beyond the
// language itself: the Lisp library in el/ and the groups of primitives in the
// packages below this one.
package stdlib

import (
	"embed"
	"io/fs"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/coding"
	"elnet/stdlib/completion"
	"elnet/stdlib/digest"
	"elnet/stdlib/file"
	"elnet/stdlib/json"
	"elnet/stdlib/keymap"
	"elnet/stdlib/notify"
	"elnet/stdlib/process"
	"elnet/stdlib/search"
	"elnet/stdlib/thread"
	"elnet/stdlib/time"
	"elnet/stdlib/window"
	"elnet/stdlib/xml"
	"elnet/stdlib/zlib"
)

//go:embed el/*.el
var files embed.FS

// Library returns the Lisp library's files, "subr.el" and so on.
func Library() fs.FS {
	sub, err := fs.Sub(files, "el")
	if err != nil {
		panic(err) // the directory is embedded
	}
	return sub
}

// preloaded are the files whose definitions need no require. Each of their
// top-level forms is evaluated alone, when its symbol is first used, so their
// order does not matter and nothing but definitions may stand in them.
var preloaded = []string{"byte-run", "subr", "simple", "macroexp", "gv", "custom", "timer", "nadvice", "files", "files-x",
	"process", "editing", "commands", "options", "file-modes", "jka-compr", "minibuffer", "backquote", "events", "mule", "undo", "indent",
	"case-table", "calls", "paragraphs", "kill", "describe", "lisp-mode", "custom-theme", "window", "page", "saving"}

// preloadedFeatures are the features that Emacs' batch mode starts with and
// that the preloaded files and Go code supply here.
var preloadedFeatures = []string{"emacs", "make-network-process", "custom", "backquote", "env", "files", "macroexp",
	"nadvice", "obarray", "simple", "cus-face", "cl-preloaded", "timer", "gv", "byte-run", "files-x", "minibuffer", "mule",
	"base64", "md5", "sha1", "overlay", "text-properties", "case-table", "hashtable-print-readable", "lisp-float-type",
	"syntax", "window", "frame", "faces", "help", "lisp-mode", "elisp-mode", "prog-mode", "text-mode", "page"}

// Options configures Install.
type Options struct {
	// CallbackErrors is the initial value of elnet-callback-errors: "report"
	// (the default) reports an error in a filter, sentinel or timer and goes
	// on, "exit" ends the program with 255 as Emacs' batch mode does.
	CallbackErrors string
	// Poller is how the event loop waits, one of poll.Backends ("epoll",
	// "kqueue", "poll" …); "" is the best of this system.
	Poller string
	// Emacs, if not nil, is the library to load features from; ours supplies
	// what Emacs has preloaded, and what is not found there.
	Emacs *EmacsLibrary
}

// Install adds the library and all groups of primitives to in.
func Install(in *lisp.Interp, o Options) error {
	if o.Emacs == nil {
		installLibrary(in)
	}
	buffers := buffer.Install(in)
	time.Install(in)
	matches := search.Install(in, buffers)
	codings := coding.Install(in, buffers)
	file.Install(in, buffers)
	digest.Install(in, buffers)
	json.Install(in, buffers)
	keymap.Install(in, buffers)
	notify.Install(in)
	window.Install(in, buffers)
	completion.Install(in)
	xml.Install(in, buffers)
	zlib.Install(in, buffers)
	thread.Install(in)
	guardVariables(in)
	_, err := process.Install(in, buffers, codings, matches, process.Options{CallbackErrors: o.CallbackErrors, Backend: o.Poller})
	if err == nil && o.Emacs != nil {
		err = o.Emacs.install(in)
	}
	return err
}
