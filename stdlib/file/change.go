package file

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"elnet/lisp"

	"golang.org/x/sys/unix"
)

func (s *State) changePrims() []lisp.Prim {
	return []lisp.Prim{
		s.op("(make-directory-internal DIRECTORY)", 1, func(in *interp, a []value) (value, *exit) {
			n := stripSlashes(text(a[0]))
			if err := retry(func() error { return unix.Mkdir(n, uint32(0o777&s.modes())) }); err != nil {
				return value{}, fail(in, "Creating directory", err, lisp.NewString(n))
			}
			s.permit(n, 0o777)
			return value{}, nil
		}, "Make the directory DIRECTORY."),
		lisp.Def("(delete-directory-internal DIRECTORY)", lisp.Fn1(func(in *interp, name value) (value, *exit) {
			abs, x := s.expand(in, name, value{})
			if x != nil {
				return value{}, x
			}
			n := stripSlashes(text(abs))
			if err := retry(func() error { return unix.Rmdir(n) }); err != nil {
				return value{}, fail(in, "Removing directory", err, lisp.NewString(n))
			}
			return value{}, nil
		}), "Delete the directory DIRECTORY, which must be empty."),
		lisp.Def("(delete-file FILENAME &optional TRASH)", lisp.Fn2(s.deleteFile),
			"Delete the file FILENAME; if there is none, do nothing. TRASH has no effect."),
		s.pair("(rename-file FILE NEWNAME &optional OK-IF-ALREADY-EXISTS)", s.renameFile,
			"Rename FILE to NEWNAME. If that ends in a slash, FILE keeps its name within this directory.\n"+
				"Unless OK-IF-ALREADY-EXISTS is non-nil signal file-already-exists if there is one; ask if it is a number."),
		s.pair("(copy-file FILE NEWNAME &optional OK-IF-ALREADY-EXISTS KEEP-TIME PRESERVE-UID-GID PRESERVE-PERMISSIONS)", s.copyFile,
			"Copy FILE to NEWNAME. If that ends in a slash, the copy gets FILE's name within this directory.\n"+
				"KEEP-TIME gives it the times of FILE, PRESERVE-UID-GID its owner. OK-IF-ALREADY-EXISTS is as in rename-file."),
		s.pair("(add-name-to-file FILE NEWNAME &optional OK-IF-ALREADY-EXISTS)", s.addName,
			"Give FILE the additional name NEWNAME: a hard link."),
		lisp.Def("(make-symbolic-link TARGET LINKNAME &optional OK-IF-ALREADY-EXISTS)", lisp.Fn3(s.makeLink),
			"Make LINKNAME a symbolic link to TARGET, which is used as it is."),
	}
}

// pair declares a primitive on a file and a new name, which may be that of a
// directory.
func (s *State) pair(usage string, f func(in *interp, a []value) (value, *exit), doc string) lisp.Prim {
	return s.op(usage, 2, func(in *interp, a []value) (value, *exit) {
		a[1] = intoDirectory(a[0], a[1])
		return f(in, a)
	}, doc)
}

// intoDirectory returns where a file goes: if to is a directory's name, into that.
func intoDirectory(from, to value) value {
	if t := to.Str().Text(); strings.HasSuffix(t, "/") {
		n := stripSlashes(from.Str().Text())
		b := lisp.TextBuilder{}
		b.AddText(t, to.Str().Multibyte())
		b.AddText(n[strings.LastIndexByte(n, '/')+1:], from.Str().Multibyte())
		return b.String().Value()
	}
	return to
}

// mayReplace signals file-already-exists if the file name exists and ok is nil,
// or if it is a number and the user says no. doing words the question.
func (s *State) mayReplace(in *interp, name, ok value, doing string) *exit {
	if !ok.IsNil() && !ok.IsInteger() {
		return nil
	}
	var st unix.Stat_t
	if unix.Lstat(text(name), &st) != nil {
		return nil
	}
	if ok.IsInteger() {
		q := lisp.NewString("The file " + text(name) + " exists already. " + doing + " it? ")
		yes, x := in.Funcall(in.Sym("yes-or-no-p"), q)
		if x != nil || !yes.IsNil() {
			return x
		}
	}
	return in.SignalNamed("file-already-exists", lisp.NewString("File already exists"), name)
}

func (s *State) deleteFile(in *interp, name, trash value) (value, *exit) {
	abs, x := s.expand(in, name, value{})
	if x != nil {
		return value{}, x
	}
	var st unix.Stat_t
	n := text(abs)
	local := true
	if h, x := s.handler(in, abs, in.Sym("delete-file")); x != nil {
		return value{}, x
	} else if !h.IsNil() {
		local = false
	}
	if local && unix.Lstat(stripSlashes(n), &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR {
		return value{}, in.SignalNamed("file-error", lisp.NewString("Removing old name: is a directory"), name)
	}
	if v, handled, x := s.handle(in, "delete-file", []value{abs}, abs, trash); handled {
		return v, x
	}
	if err := retry(func() error { return unix.Unlink(n) }); err != nil && err != unix.ENOENT {
		return value{}, fail(in, "Removing old name", err, abs)
	}
	return value{}, nil
}

func (s *State) renameFile(in *interp, a []value) (value, *exit) {
	from, to := lisp.NewString(stripSlashes(text(a[0]))), a[1]
	var st unix.Stat_t
	if unix.Lstat(text(from), &st) == nil {
		if x := s.mayReplace(in, to, a[2], "Replace"); x != nil {
			return value{}, x
		}
	}
	err := retry(func() error { return unix.Rename(text(from), text(to)) })
	switch {
	case err == nil:
		return value{}, nil
	case err != unix.EXDEV:
		return value{}, fail(in, "Renaming", err, from, to)
	case st.Mode&unix.S_IFMT == unix.S_IFDIR:
		for _, step := range [][]value{
			{in.Sym("copy-directory"), from, to, lisp.T},
			{in.Sym("delete-directory"), from, lisp.T},
		} {
			if _, x := in.Funcall(step[0], step[1:]...); x != nil {
				return value{}, x
			}
		}
		return value{}, nil
	case st.Mode&unix.S_IFMT == unix.S_IFLNK:
		target, err := readLink(text(from))
		if err != nil {
			return value{}, fail(in, "Renaming", err, from, to)
		}
		if _, x := s.makeLink(in, lisp.NewString(target), to, lisp.T); x != nil {
			return value{}, x
		}
	default:
		if _, x := s.copyFile(in, []value{from, to, lisp.T, lisp.T, lisp.T, lisp.T}); x != nil {
			return value{}, x
		}
	}
	if err := unix.Unlink(text(from)); err != nil {
		return value{}, fail(in, "Removing old name", err, from)
	}
	return value{}, nil
}

func (s *State) copyFile(in *interp, a []value) (value, *exit) {
	from, to := a[0], a[1]
	src, err := os.Open(text(from))
	if err != nil {
		return value{}, fail(in, "Opening input file", err, from)
	}
	defer src.Close()
	st, err := src.Stat()
	switch {
	case err != nil:
		return value{}, fail(in, "Input file status", err, from)
	case st.IsDir():
		return value{}, fail(in, "Non-regular file", syscall.EISDIR, from)
	case !st.Mode().IsRegular():
		return value{}, fail(in, "Non-regular file", syscall.EINVAL, from)
	}
	if x := s.mayReplace(in, to, a[2], "Copy to"); x != nil {
		return value{}, x
	}
	flags := os.O_WRONLY | os.O_CREATE
	if a[2].IsNil() {
		flags |= os.O_EXCL
	}
	dst, err := os.OpenFile(text(to), flags, st.Mode().Perm()&fs.FileMode(s.modes()))
	if err != nil {
		return value{}, fail(in, "Opening output file", err, to)
	}
	x := s.copyInto(in, src, dst, st, a)
	if err := dst.Close(); err != nil && x == nil {
		return value{}, fail(in, "Write error", err, to)
	}
	return value{}, x
}

// copyInto copies the text and what else copy-file is asked to.
func (s *State) copyInto(in *interp, src, dst *os.File, st fs.FileInfo, a []value) *exit {
	from, to := a[0], a[1]
	if now, err := dst.Stat(); err == nil && os.SameFile(st, now) {
		return in.SignalNamed("file-error", lisp.NewString("Input and output files are the same"), lisp.NewString("Success"), from, to)
	}
	if err := dst.Truncate(0); err != nil && !errors.Is(err, syscall.EINVAL) { // devices have no size
		return fail(in, "Truncating output file", err, to)
	}
	if _, err := io.Copy(dst, src); err != nil {
		return fail(in, "Write error", err, to)
	}
	if raw, ok := st.Sys().(*syscall.Stat_t); ok && !a[4].IsNil() {
		dst.Chown(int(raw.Uid), int(raw.Gid)) // if that is allowed
	}
	if !a[5].IsNil() {
		dst.Chmod(st.Mode())
	}
	if !a[3].IsNil() {
		if err := os.Chtimes(text(to), st.ModTime(), st.ModTime()); err != nil {
			return in.SignalNamed("file-date-error", lisp.NewString("Cannot set file date"), to)
		}
	}
	return nil
}

func (s *State) addName(in *interp, a []value) (value, *exit) {
	link := func() error { return retry(func() error { return unix.Link(text(a[0]), text(a[1])) }) }
	err := link()
	if err == unix.EEXIST {
		if x := s.mayReplace(in, a[1], a[2], "Replace"); x != nil {
			return value{}, x
		}
		unix.Unlink(text(a[1]))
		err = link()
	}
	if err != nil {
		return value{}, fail(in, "Adding new name", err, a[0], a[1])
	}
	return value{}, nil
}

func (s *State) makeLink(in *interp, target, name, ok value) (value, *exit) {
	if x := checkName(in, target); x != nil {
		return value{}, x
	}
	if ok.IsInteger() && strings.HasPrefix(target.Str().Text(), "~") {
		v, x := s.expand(in, target, value{})
		if x != nil {
			return value{}, x
		}
		target = v
	}
	abs, x := s.expand(in, name, value{})
	if x != nil {
		return value{}, x
	}
	if v, handled, x := s.handle(in, "make-symbolic-link", []value{target, abs}, target, abs, ok); handled {
		return v, x
	}
	abs = intoDirectory(target, abs)
	link := func() error { return retry(func() error { return unix.Symlink(text(target), text(abs)) }) }
	err := link()
	if err == unix.EEXIST {
		if x := s.mayReplace(in, abs, ok, "Replace"); x != nil {
			return value{}, x
		}
		unix.Unlink(text(abs))
		err = link()
	}
	if err != nil {
		return value{}, fail(in, "Making symbolic link", err, target, abs)
	}
	return value{}, nil
}
