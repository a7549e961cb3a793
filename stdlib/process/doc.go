// Package process gives an interpreter Emacs' programs and network processes,
// timers and waiting (Elisp manual, nodes "Processes", "Network" and "Timers"),
// on the sockets of package netprims. Names of files and programs are expanded
// by the primitives of package file.
//
// A Process is a connection, a server, a datagram socket, a pipe, a serial port or a
// program. Its filter
// and sentinel, and the timers, run only while Lisp waits, on the goroutine that
// owns the interpreter: in accept-process-output, sleep-for, sit-for,
// elnet-run-loop, and wherever a primitive must wait for the system. All of
// these end in State.wait, which runs the loop of netprims. A throw, kill-emacs
// or interruption within a callback is kept in State.exit until the wait that
// ran it has returned.
//
// # The files
//
// What everything hangs on:
//
//	state.go, object.go   State, what the processes of an interpreter share; Process
//	list.go               process-list: names, finding, deleting
//	wait.go, threads.go   waiting: accept-process-output and all that waits; threads
//	read.go, send.go      bytes in and out
//	codec.go              … and their coding systems
//	callback.go           how a filter or sentinel is called; the default ones
//
// Making processes:
//
//	make.go, socket.go    make-network-process: its arguments; its sockets
//	keywords.go           the table of its keywords that Emacs does not have
//	option.go             socket options, by the table of package netprims
//	address.go            addresses as Lisp; interfaces, looking names up
//	start.go              make-process; program.go and child_*.go run a program,
//	                      pty_*.go give it a terminal, call.go is call-process
//	serial.go             make-serial-process, serial_*.go the lines
//
// Asking and telling them:
//
//	object_prims.go       what a process has: name, buffer, filter, property list …
//	contact.go            process-contact
//	control.go            stopping, going on, signals, process-status
//	info.go               elnet-process-info and other primitives of our own
//	attributes_*.go       the processes of the system
//
// What Emacs does not have:
//
//	flow.go               time limits, high-water marks, :max-connections
//	frame.go              :framing
//	trace.go              elnet-trace-process
//	splice.go             elnet-pipe
//
// TLS: tls.go begins and ends it, tls_params.go reads what is asked for, tls_verify.go
// checks certificates, tls_status.go and tls_format.go tell about them, tls_errors.go
// names GnuTLS' errors. Timers: timers.go runs them, timer_heap.go keeps them.
//
// # Where this differs from Emacs 28.2
//
// In each case Emacs' behaviour is a hazard for a program without a user:
//
//   - Writing to a connection that is gone never ends the program by SIGPIPE. The
//     errors are those of interactive Emacs.
//   - An error in a filter or sentinel is reported and the program goes on,
//     unless elnet-callback-errors is exit, which is what Emacs' batch mode does.
//   - An odd number of keyword arguments signals malformed-keyword-arg-list, and
//     process-exit-status of a process that is connecting is 0: both crash Emacs.
//   - A failed name lookup with :nowait tells the sentinel: "failed with code Name
//     lookup of HOST failed\n". A missing local socket tells "failed with code 2\n"
//     and the status is failed, as that of any other failed connection.
//   - A datagram socket with :nowait is open at once.
//   - An empty datagram is given to the filter as "", and does not close the socket.
//   - Datagrams are read whole, up to 64 KiB, whatever read-process-output-max is,
//     and each is decoded by itself.
//   - Socket options of datagram clients are set when they are made.
//   - The names of connections from IPv6 addresses, and what their sentinels are
//     told, have the bytes of the address in their order.
//   - A server without descriptors to accept rests between attempts, and tells its
//     log function once: "accept failed with code24\n".
//   - The queue of a server whose :server is not an integer is as long as the
//     system allows, not 5.
//   - While make-network-process connects or looks up a name, timers run, and when
//     that takes longer than a moment filters and sentinels too.
//   - delete-process does not wait, whatever :linger says. :linger t discards nothing.
//   - (accept-process-output nil SECONDS) returns as soon as what was ready has been
//     handled, not after another 10 ms.
//   - A name that begins with NUL is that of an abstract local socket, whole.
//   - Line ends of a process' output are detected by the first one: see
//     charset.Decoder.
//   - What is sent to a pipe process is dropped at once.
//   - The messages "Waiting for connection..." are not shown.
//   - That a program has ended shows in its status only when its output has been
//     delivered, in a wait: a loop until process-live-p is nil misses nothing.
//   - Writing to a program that has closed its input is an error of that write; the
//     process goes on until the program ends.
//   - make-process signals a file-error if the system refuses to run the program.
//     Its :stderr process can serve one program only, and where openPTY has not been
//     written programs get pipes.
//   - When sends wait within each other more than a few times, for peers to take
//     what was sent, a process that two of them are for is not read until then:
//     Emacs calls its filter within itself until the stack is full.
//   - Interrupting call-process kills a program that does not end within half a
//     second, and inserts nothing.
//   - A TLS handshake that fails closes the connection, and the sentinel is told
//     "failed with code TLS negotiation failed\n" if it was made with :nowait; the
//     contact has the reason as :tls-error. It may take 30 seconds, or :timeout.
//     Without :nowait make-network-process signals a file-error.
//   - After gnutls-deinit, or a failure of gnutls-boot, the connection ends: Emacs
//     goes on in clear text.
//   - TLS is crypto/tls': from TLS 1.2 on unless a priority string says otherwise,
//     no finite-field Diffie-Hellman, so :min-prime-bits means nothing, and of a
//     priority string only the versions count.
package process
