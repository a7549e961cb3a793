// Package netprims is real sockets for programs that run on one goroutine: an
// event loop, streams, listeners, datagrams, name lookup, and a table of socket
// options. It knows no Lisp. TLS is that of crypto/tls, without a goroutine per connection.
//
// # Who may call what
//
// One goroutine at a time owns a [Loop] and everything opened on it. Callbacks
// run on that goroutine and only while it is inside Wait. Only [Loop.Post] and
// [Loop.Interrupt] may be called from elsewhere. Nothing here is locked.
//
// # The life of a wait
//
// [Loop.Wait] is the only place where anything happens. It may be re-entered
// from a callback; an inner Wait goes on with the batch of the outer one. See
// Wait for the order of an iteration.
//
// # Who owns a descriptor
//
// A descriptor given to the Loop (Adopt, Listen, Dial …) is the Loop's: it is
// closed by the object's Close, or by Loop.Close, and in no other way. When the
// giving itself returns an error the descriptor stays with the caller.
// Descriptors made here are close-on-exec and non-blocking.
//
// # Bounds
//
// A turn of one descriptor is one call of OnData (64 KiB, or its ReadLimit) and one write
// (256 KiB), or one of at most 64 connections or 16 datagrams in a batch. Output
// queues grow with what is sent; look at Queued, or use OnDrain. Waits nest at
// most 200 deep.
//
// # Errors
//
// What the kernel refuses is a unix.Errno, found with errors.As; an [OpError]
// around it names the call that failed where several could have. Bad input is
// an error, never a panic.
package netprims
