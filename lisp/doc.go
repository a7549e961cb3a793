// Package lisp is the Emacs Lisp language and the API to embed it: values,
// reader, printer, evaluator and the primitives that need no buffers, files or
// sockets. Package stdlib adds those, and the Lisp library.
//
// # One goroutine at a time
//
// An Interp belongs to one goroutine at a time: whoever calls Eval, Call or Load
// owns it until the call returns, and Lisp values must not be touched by anybody
// else meanwhile. Only Post, Interrupt and the context given to a call may be
// used from other goroutines. Two interpreters share nothing, so they may run at
// the same time.
//
// # Embedding
//
//	in := lisp.New(lisp.Options{})
//	defer in.Close()
//	if err := stdlib.Install(in, stdlib.Options{}); err != nil { ... }
//	v, err := in.Eval(ctx, `(mapcar #'1+ '(1 2 3))`)
//
// Without stdlib the interpreter has the language alone, and links no sockets.
// A Lisp error that nothing in Lisp handles comes back as *Signal, kill-emacs as
// *ExitError, a context that ended as its cause, a Go panic as *Crash.
//
// # Values
//
//	value.go         Value itself: fixnums, floats, and what the others are
//	value_cons.go    conses and lists            value_string.go  strings
//	value_vector.go  vectors, records, bits      value_hash.go    hash tables
//	symbol.go        symbols, obarrays           function.go      closures, cells
//	variables.go     variables beyond a plain value: buffer-local, forwarded,
//	                 aliased, watched; dynamic binding
//
// # The life of a form
//
// The reader (read*.go) makes a form of text. Macros are expanded when a file is
// loaded (macroexpand.go). Analysis (analyse.go, forms.go) resolves variables
// and notes which ones closures capture and which are assigned; generate.go
// turns the result into a tree of nodes (node*.go), each with an Eval method.
// A function is analysed when it is first called. machine.go runs calls: frames
// are windows on a value stack, a non-local exit is a pointer returned beside
// the value (signal.go), and one compare at each call covers the depth limit and
// interruption.
//
// Byte-code of Emacs 28 (bytecode*.go) is decoded to the same nodes when it is
// first called, so all that is said here of functions holds for it.
//
// Lisp threads are in thread.go: a goroutine each, of which exactly one runs.
//
// # Adding a primitive
//
// One row in the table of its topic, prims_<topic>.go: the usage line, the Go
// function, whose parameter types are the argument predicates, and the
// docstring. Define refuses a row whose usage line and function disagree.
package lisp
