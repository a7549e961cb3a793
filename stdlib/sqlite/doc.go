// Package sqlite has the primitives of Emacs 29 and 30 for SQLite databases
// (Elisp manual, node "Database"). No other package of ours imports it: a Go
// program that wants them calls Install after stdlib.Install, and the command
// has them when it is built with -tags sqlite. Everywhere else they are unbound.
//
// The database engine is SQLite itself, as modernc.org/sqlite has translated it
// from C to Go. It is called below database/sql, because only there are values
// what the database says they are, and errors numbered. What it allocates is
// outside of Go's heap: databases and statements that are garbage are closed by
// finalizers, those of an interpreter that is closed at once.
//
// There is no sqlite-load-extension: extensions are C libraries.
package sqlite
