package file

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
	"syscall"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// State is what the primitives of one interpreter share.
type State struct {
	bufs    *buffer.State
	visited map[*buffer.Buffer]modtime
	modes   func() int // the permissions that new files may have, 0..0777
	umask   func() int // of the operating system's process
	sym     symbols
}

type symbols struct {
	directory, environment, handlers, fileName, trueName, caseFold *lisp.Symbol
	forRead, forWrite, used, bufferCoding, nulls                   *lisp.Symbol
}

// Install adds the primitives and variables to in.
func Install(in *lisp.Interp, bufs *buffer.State) {
	s := &State{bufs: bufs, visited: map[*buffer.Buffer]modtime{}}
	s.umask = sync.OnceValue(processUmask)
	s.modes = sync.OnceValue(func() int { return 0o777 &^ s.umask() })
	for _, r := range []struct {
		p    **lisp.Symbol
		name string
	}{
		{&s.sym.directory, "default-directory"}, {&s.sym.environment, "process-environment"},
		{&s.sym.handlers, "file-name-handler-alist"}, {&s.sym.fileName, "buffer-file-name"},
		{&s.sym.trueName, "buffer-file-truename"}, {&s.sym.caseFold, "case-fold-search"},
		{&s.sym.forRead, "coding-system-for-read"}, {&s.sym.forWrite, "coding-system-for-write"},
		{&s.sym.used, "last-coding-system-used"}, {&s.sym.nulls, "inhibit-null-byte-detection"}, {&s.sym.bufferCoding, "buffer-file-coding-system"},
	} {
		*r.p = in.Intern(r.name)
	}
	in.Put(s.sym.bufferCoding, in.Sym("permanent-local"), lisp.T)
	defineVariables(in)
	for _, group := range [][]lisp.Prim{
		s.namePrims(), s.handlerPrims(), s.testPrims(), s.attributePrims(), s.modePrims(), s.changePrims(),
		s.directoryPrims(), s.completionPrims(), s.readPrims(), s.writePrims(), s.visitPrims(), s.tempPrims(),
		s.systemPrims(), s.userPrims(), s.debugPrims(in),
	} {
		in.Define(group...)
	}
	bufs.OnKill(func(_ *lisp.Interp, b *buffer.Buffer) *lisp.Exit {
		delete(s.visited, b)
		return nil
	})
}

// processUmask returns the file creation mask. Linux tells it; elsewhere it can
// only be read by setting it.
func processUmask() int {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(status)) {
			if octal, ok := strings.CutPrefix(line, "Umask:"); ok {
				mask := 0
				for _, c := range strings.TrimSpace(octal) {
					mask = mask*8 + int(c-'0')
				}
				return mask & 0o777
			}
		}
	}
	mask := syscall.Umask(0o022)
	syscall.Umask(mask)
	return mask & 0o777
}

// permit gives a file just made with mode 0666 or 0777 the permissions that
// set-default-file-modes asks for, which the process' own mask may not allow.
func (s *State) permit(path string, mode int) {
	if s.modes() != 0o777&^s.umask() {
		os.Chmod(path, fs.FileMode(mode&s.modes())) // as good as it gets
	}
}

// text returns the bytes of a Lisp string as the operating system sees them.
func text(v value) string { return v.Str().UTF8() }

// fail starts the signal for err, the failure of a system call: (SYMBOL MESSAGE
// STRERROR DATA...), where SYMBOL is file-missing for ENOENT and file-error else,
// or (file-already-exists STRERROR DATA...).
func fail(in *interp, message string, err error, data ...value) *exit {
	sym, reason := "file-error", err.Error()
	var no syscall.Errno
	if errors.As(err, &no) {
		reason = lisp.Strerror(no)
	}
	list := lisp.NewCons(lisp.NewString(reason), lisp.List(data...))
	switch no {
	case syscall.EEXIST:
		return in.SignalData(in.Sym("file-already-exists"), list, err)
	case syscall.ENOENT:
		sym = "file-missing"
	}
	return in.SignalData(in.Sym(sym), lisp.NewCons(lisp.NewString(message), list), err)
}
