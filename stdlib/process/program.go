package process

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

// A program is what to run, ready for execve(2).
type program struct {
	path string
	argv []string
	dir  string
	env  []string
}

// maxElements bounds how far a list from Lisp is followed: it may be circular.
const maxElements = 1 << 20

// cString returns the bytes of a string for the system, which end at a NUL.
func cString(b string) string {
	if i := strings.IndexByte(b, 0); i >= 0 {
		return b[:i]
	}
	return b
}

// expand makes a file name absolute, from dir or, if that is nil,
// default-directory.
func (s *State) expand(in *lisp.Interp, name, dir lisp.Value) (string, *lisp.Exit) {
	if f := in.Intern("expand-file-name"); !in.SymbolFunction(f).IsNil() {
		v, x := in.Funcall(f.Value(), name, dir)
		if x != nil {
			return "", x
		}
		if v.IsString() {
			return v.Str().UTF8(), nil
		}
		return "", in.WrongType("stringp", v)
	}
	if path := name.Str().UTF8(); filepath.IsAbs(path) {
		return filepath.Clean(path), nil
	}
	if dir.IsNil() {
		dir = s.value(s.sym.directory)
	}
	base := "/"
	if dir.IsString() {
		base = dir.Str().UTF8()
	}
	return filepath.Join(base, name.Str().UTF8()), nil
}

// directory is where programs are started: default-directory, which must exist.
func (s *State) directory(in *lisp.Interp) (string, *lisp.Exit) {
	v := s.value(s.sym.directory)
	if !v.IsString() {
		return "", in.WrongType("stringp", v)
	}
	dir, x := s.expand(in, v, lisp.Nil)
	if x != nil {
		return "", x
	}
	var st unix.Stat_t
	err := unix.Stat(dir, &st)
	if err == nil && st.Mode&unix.S_IFMT != unix.S_IFDIR {
		err = unix.ENOTDIR
	}
	if err == nil {
		err = unix.Access(dir, unix.X_OK)
	}
	if err != nil {
		return "", in.FileError("Setting current directory", err, v)
	}
	if len(dir) > 1 {
		dir = strings.TrimRight(dir, "/")
	}
	return dir, nil
}

// findProgram returns the file of a program: name itself if it is absolute, else what
// is called so in a directory of exec-path and may be run.
func (s *State) findProgram(in *lisp.Interp, name lisp.Value) (string, *lisp.Exit) {
	text := name.Str().UTF8()
	if strings.IndexByte(text, 0) >= 0 {
		return "", in.WrongType("filenamep", name)
	}
	dirs := []lisp.Value{lisp.Nil}
	if !strings.HasPrefix(text, "/") && !strings.HasPrefix(text, "~") {
		dirs = lisp.Slice(s.value(s.sym.execPath))
	}
	suffixes := []string{""}
	if list := s.value(s.sym.execSuffixes); list.IsCons() {
		suffixes = nil
		for _, e := range lisp.Slice(list) {
			if e.IsString() {
				suffixes = append(suffixes, e.Str().UTF8())
			}
		}
	}
	failure := error(unix.ENOENT)
	for _, dir := range dirs {
		if !dir.IsNil() && !dir.IsString() {
			continue
		}
		base, x := s.expand(in, name, dir)
		if x == nil && !strings.HasPrefix(base, "/") { // a relative directory in exec-path
			base, x = s.expand(in, lisp.NewString(base), lisp.Nil)
		}
		if x != nil {
			return "", x
		}
		for _, suffix := range suffixes {
			err := runnable(base + suffix)
			if err == nil {
				return base + suffix, nil
			}
			if err != unix.ENOENT && err != unix.ENOTDIR {
				failure = err
			}
		}
	}
	return "", in.FileError("Searching for program", failure, name)
}

// runnable returns why the file called path cannot be run, an errno.
func runnable(path string) error {
	var st unix.Stat_t
	if err := unix.Stat(path, &st); err != nil {
		return err
	}
	if st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return unix.EISDIR
	}
	return unix.Access(path, unix.X_OK)
}

// environment returns what process-environment says: of several strings for one
// variable the first holds, and one without a value unsets it. PWD is dir.
func (s *State) environment(dir string) []string {
	list, bound := s.in.VarValue(s.sym.environment)
	if !bound {
		return os.Environ()
	}
	env := []string{}
	seen := map[string]bool{}
	for n := 0; n < maxElements && list.IsCons() && list.Cons().Car.IsString(); n++ {
		e := cString(list.Cons().Car.Str().UTF8())
		list = list.Cons().Cdr
		name, _, set := strings.Cut(e, "=")
		if seen[name] {
			continue
		}
		seen[name] = true
		switch {
		case !set:
		case name == "PWD":
			env = append([]string{"PWD=" + dir}, env...)
		default:
			env = append(env, e)
		}
	}
	return env
}

// checkStrings signals wrong-type-argument for the first value that is no string.
func checkStrings(in *lisp.Interp, values []lisp.Value) *lisp.Exit {
	for _, v := range values {
		if !v.IsString() {
			return in.WrongType("stringp", v)
		}
	}
	return nil
}

// newProgram finds the program called name, to be run with args, which are
// strings, in the directory dir.
func (s *State) newProgram(in *lisp.Interp, name lisp.Value, args []lisp.Value, dir string) (*program, *lisp.Exit) {
	path, x := s.findProgram(in, name)
	if x != nil {
		return nil, x
	}
	var enc codec
	if v := s.value(s.sym.codingWrite); !v.IsNil() {
		if enc, x = s.codec(in, v); x != nil {
			return nil, x
		}
	}
	argv := []string{path}
	for _, a := range args {
		str := a.Str()
		text := str.UTF8()
		if enc.coding != nil && str.Multibyte() {
			text = string(enc.coding.EncodeWhole(nil, bytesOf(str.Text()), true))
		}
		argv = append(argv, cString(text))
	}
	return &program{path, argv, dir, s.environment(dir)}, nil
}
