package sqlite

import (
	"fmt"
	"runtime"
	"time"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"elnet/lisp"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// pointerSize is the size of a C pointer.
const pointerSize = 8

// busyTimeout is how long a locked database is waited for.
const busyTimeout = 3000 // milliseconds

// A database is an open database. handle is 0 once it is closed.
type database struct {
	tls    *libc.TLS
	handle uintptr
	name   string
}

// LispType returns "sqlite".
func (d *database) LispType() string { return "sqlite" }

// PrintLisp tells the file of a database.
func (d *database) PrintLisp(bool) string {
	return fmt.Sprintf("#<sqlite db=%#x name=%s>", d.handle, d.name)
}

// A statement is one whose rows are taken one by one. stmt is 0 once it is
// finalized.
type statement struct {
	db   *database
	stmt uintptr
	eof  bool
}

// LispType returns "sqlite".
func (s *statement) LispType() string { return "sqlite" }

// PrintLisp tells the database of a statement.
func (s *statement) PrintLisp(bool) string {
	return fmt.Sprintf("#<sqlite stmt=%#x name=%s>", s.stmt, s.db.name)
}

// cString returns a copy of s in C's memory, which the caller frees.
func cString(in *interp, s string) (uintptr, *exit) {
	p, err := libc.CString(s)
	if err != nil {
		return 0, in.Errorf("Memory exhausted")
	}
	return p, nil
}

// open opens the database in a file, "" for one in memory.
func open(in *interp, file string) (*database, *exit) {
	d := &database{tls: libc.NewTLS(), name: file}
	path := file
	if path == "" {
		path, d.name = ":memory:", ":memory:"
	}
	name, x := cString(in, path)
	if x != nil {
		return nil, x
	}
	defer libc.Xfree(d.tls, name)
	out := libc.Xmalloc(d.tls, pointerSize)
	defer libc.Xfree(d.tls, out)
	code := sqlite3.Xsqlite3_open_v2(d.tls, name, out,
		sqlite3.SQLITE_OPEN_READWRITE|sqlite3.SQLITE_OPEN_CREATE|sqlite3.SQLITE_OPEN_FULLMUTEX, 0)
	d.handle = pointerAt(out)
	if code != sqlite3.SQLITE_OK {
		x := d.failed(in, code)
		d.close()
		return nil, x
	}
	sqlite3.Xsqlite3_busy_timeout(d.tls, d.handle, busyTimeout)
	runtime.SetFinalizer(d, (*database).close)
	return d, nil
}

// close closes d; statements that are left keep what they need of it.
func (d *database) close() {
	if d.handle != 0 {
		sqlite3.Xsqlite3_close_v2(d.tls, d.handle)
		d.handle = 0
		d.tls.Close()
	}
}

// finalize ends s. It has a thread of its own, as C sees it: it is also called
// by the garbage collector, while the database may be in use, or closed.
func (s *statement) finalize() {
	if s.stmt != 0 {
		tls := libc.NewTLS()
		defer tls.Close()
		sqlite3.Xsqlite3_finalize(tls, s.stmt)
		s.stmt = 0
	}
}

// failed is the error sqlite-error, or sqlite-locked-error, with (TEXT MESSAGE
// CODE EXTENDED-CODE).
func (d *database) failed(in *interp, code int32) *exit {
	if code&0xFF == sqlite3.SQLITE_INTERRUPT {
		if x := in.Poll(); x != nil {
			return x
		}
	}
	name := "sqlite-error"
	if c := code & 0xFF; c == sqlite3.SQLITE_LOCKED || c == sqlite3.SQLITE_BUSY {
		name = "sqlite-locked-error"
	}
	message, extended := "", code
	if d.handle != 0 {
		message = libc.GoString(sqlite3.Xsqlite3_errmsg(d.tls, d.handle))
		extended = sqlite3.Xsqlite3_extended_errcode(d.tls, d.handle)
	}
	return in.SignalNamed(name, lisp.List(
		lisp.NewString(libc.GoString(sqlite3.Xsqlite3_errstr(d.tls, code))), lisp.NewString(message),
		lisp.Fixnum(int(code)), lisp.Fixnum(int(extended))))
}

// prepare compiles the first statement of sql and binds values to it.
func (d *database) prepare(in *interp, sql string, values []value) (*statement, *exit) {
	text, x := cString(in, sql)
	if x != nil {
		return nil, x
	}
	defer libc.Xfree(d.tls, text)
	out := libc.Xmalloc(d.tls, pointerSize)
	defer libc.Xfree(d.tls, out)
	if code := sqlite3.Xsqlite3_prepare_v2(d.tls, d.handle, text, -1, out, 0); code != sqlite3.SQLITE_OK {
		return nil, d.failed(in, code)
	}
	s := &statement{db: d, stmt: pointerAt(out)}
	for i, v := range values {
		if x := s.bind(in, int32(i+1), v); x != nil {
			s.finalize()
			return nil, x
		}
	}
	return s, nil
}

// step runs s up to its next row: ok is false when there is none. Quitting and
// time limits end it.
func (s *statement) step(in *interp) (ok bool, x *exit) {
	if s.stmt == 0 { // of nothing but white space
		return false, nil
	}
	defer s.db.watch(in)()
	switch code := sqlite3.Xsqlite3_step(s.db.tls, s.stmt); code {
	case sqlite3.SQLITE_ROW:
		return true, nil
	case sqlite3.SQLITE_DONE:
		s.eof = true
		return false, nil
	default:
		return false, s.db.failed(in, code)
	}
}

// watchEvery is how often a running statement is told of an interruption.
const watchEvery = 20 * time.Millisecond

// watch interrupts what d runs when in is interrupted, until the function that
// it returns is called.
func (d *database) watch(in *interp) func() {
	done, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		tick := time.NewTicker(watchEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if in.Interrupted() {
					tls := libc.NewTLS()
					sqlite3.Xsqlite3_interrupt(tls, d.handle)
					tls.Close()
				}
			}
		}
	}()
	return func() {
		close(done)
		<-gone
	}
}
