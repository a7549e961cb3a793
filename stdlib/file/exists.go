package file

import (
	"strings"

	"elnet/lisp"

	"golang.org/x/sys/unix"
)

func (s *State) testPrims() []lisp.Prim {
	return []lisp.Prim{
		s.test("file-exists-p", func(n string) bool { return accessible(n, existence) }, "Return t if FILENAME exists."),
		s.test("file-readable-p", func(n string) bool { return accessible(n, unix.R_OK) }, "Return t if FILENAME can be read."),
		s.test("file-executable-p", func(n string) bool { return accessible(n, unix.X_OK) },
			"Return t if FILENAME can be executed; if it is a directory, searched."),
		s.test("file-writable-p", writable, "Return t if FILENAME can be written or made."),
		s.test("file-directory-p", isDirectory, "Return t if FILENAME is a directory."),
		s.test("file-accessible-directory-p", func(n string) bool { return isDirectory(n) && accessible(n, unix.X_OK) },
			"Return t if FILENAME is a directory that can be searched."),
		s.test("file-regular-p", func(n string) bool {
			var st unix.Stat_t
			return unix.Stat(n, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFREG
		}, "Return t if FILENAME is a regular file or a link to one."),
		s.test("file-name-case-insensitive-p", func(string) bool { return false },
			"Return t if the case of letters does not matter in FILENAME: nil, as Unix file systems are."),
		s.op("(file-symlink-p FILENAME)", 1, func(_ *interp, a []value) (value, *exit) {
			if target, err := readLink(text(a[0])); err == nil {
				return lisp.NewString(target), nil
			}
			return value{}, nil
		}, "Return what FILENAME points to if it is a symbolic link, else nil."),
		s.op("(file-newer-than-file-p FILE1 FILE2)", 2, func(_ *interp, a []value) (value, *exit) {
			var one, two unix.Stat_t
			if unix.Stat(text(a[0]), &one) != nil {
				return value{}, nil
			}
			if unix.Stat(text(a[1]), &two) != nil {
				return lisp.T, nil
			}
			return lisp.Bool(timeOf(two.Mtim).before(timeOf(one.Mtim))), nil
		}, "Return t if FILE1 was changed after FILE2, or FILE2 does not exist."),
		lisp.Def("(access-file FILENAME STRING)", lisp.Fn2(s.accessFile),
			"Return nil if FILENAME can be read, else signal a file error with the message STRING."),
		s.op("(file-locked-p FILENAME)", 1, nothing, "Return nil: files are not locked."),
		s.op("(file-acl FILENAME)", 1, nothing, "Return nil: access control lists are not supported."),
		s.op("(file-selinux-context FILENAME)", 1, func(*interp, []value) (value, *exit) {
			return lisp.List(lisp.Nil, lisp.Nil, lisp.Nil, lisp.Nil), nil
		}, "Return (nil nil nil nil): SELinux is not supported."),
		s.op("(set-file-acl FILENAME ACL-STRING)", 1, nothing, "Return nil: access control lists are not supported."),
		s.op("(set-file-selinux-context FILENAME CONTEXT)", 1, nothing, "Return nil: SELinux is not supported."),
		s.op("(file-system-info FILENAME)", 1, func(_ *interp, a []value) (value, *exit) {
			total, free, available, ok := space(text(a[0]))
			if !ok {
				return value{}, nil
			}
			return lisp.List(lisp.Int(total), lisp.Int(free), lisp.Int(available)), nil
		},
			"Return (TOTAL FREE AVAILABLE), in bytes, of the file system that FILENAME is on, nil if unknown."),
	}
}

func nothing(*interp, []value) (value, *exit) { return value{}, nil }

// test declares a predicate on a file name.
func (s *State) test(name string, f func(n string) bool, doc string) lisp.Prim {
	return s.op("("+name+" FILENAME)", 1, func(_ *interp, a []value) (value, *exit) {
		return lisp.Bool(f(text(a[0]))), nil
	}, doc)
}

// existence is the mode F_OK of access(2), which package unix does not always have.
const existence = 0

// accessible asks access(2), with the rights that opening a file would have.
func accessible(n string, mode uint32) bool {
	return retry(func() error { return unix.Faccessat(unix.AT_FDCWD, n, mode, unix.AT_EACCESS) }) == nil
}

// retry calls f until it is not interrupted by a signal.
func retry(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

func isDirectory(n string) bool {
	var st unix.Stat_t
	return unix.Stat(n, &st) == nil && st.Mode&unix.S_IFMT == unix.S_IFDIR
}

func writable(n string) bool {
	if accessible(n, unix.W_OK) {
		return true
	}
	if accessible(n, existence) {
		return false
	}
	dir := stripSlashes(n[:strings.LastIndexByte(n, '/')+1])
	return accessible(dir, unix.W_OK|unix.X_OK) && isDirectory(dir)
}

func readLink(n string) (string, error) {
	buf := make([]byte, 4096)
	k, err := unix.Readlink(n, buf)
	if err != nil {
		return "", err
	}
	return string(buf[:k]), nil
}

func (s *State) accessFile(in *interp, name value, message *lisp.String) (value, *exit) {
	abs, x := s.expand(in, name, value{})
	if x != nil {
		return value{}, x
	}
	if v, handled, x := s.handle(in, "access-file", []value{abs}, abs, message.Value()); handled {
		return v, x
	}
	err := retry(func() error { return unix.Faccessat(unix.AT_FDCWD, text(abs), unix.R_OK, unix.AT_EACCESS) })
	if err != nil {
		return value{}, fail(in, message.UTF8(), err, name)
	}
	return value{}, nil
}
