package lisp

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"syscall"
)

func isNotExist(err error) bool { return errors.Is(err, fs.ErrNotExist) }
func isExist(err error) bool    { return errors.Is(err, fs.ErrExist) }

// errnoText words err as strerror does, "No such file or directory".
func errnoText(err error) string {
	var e syscall.Errno
	switch {
	case errors.As(err, &e):
	case isNotExist(err):
		e = syscall.ENOENT
	case isExist(err):
		e = syscall.EEXIST
	default:
		return err.Error()
	}
	return Strerror(e)
}

// Strerror words an errno as the C library does: Go's texts with a capital.
func Strerror(e syscall.Errno) string {
	if s, ok := libcTexts()[e]; ok {
		return s
	}
	s := e.Error()
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// libcTexts are the texts that differ from Go's in more than the first letter.
var libcTexts = sync.OnceValue(func() map[syscall.Errno]string {
	return map[syscall.Errno]string{
		syscall.EAGAIN: "Resource temporarily unavailable",
		syscall.EIO:    "Input/output error",
		syscall.EBADF:  "Bad file descriptor",
		syscall.ENOTTY: "Inappropriate ioctl for device",
		syscall.EXDEV:  "Invalid cross-device link",
		syscall.ERANGE: "Numerical result out of range",
		syscall.EDOM:   "Numerical argument out of domain",
		syscall.ENOSYS: "Function not implemented",
		syscall.EILSEQ: "Invalid or incomplete multibyte or wide character",
	}
})
