package file

import (
	"crypto/rand"
	"os"

	"elnet/lisp"

	"golang.org/x/sys/unix"
)

func (s *State) tempPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-temp-name PREFIX)", lisp.Fn1(func(in *interp, prefix *lisp.String) (value, *exit) {
			return s.makeTemp(in, prefix.Value(), lisp.Fixnum(0), lisp.NewString(""), value{})
		}), "Return PREFIX with six random characters after it: the name of no file."),
		lisp.Def("(make-temp-file-internal PREFIX DIR-FLAG SUFFIX TEXT)", lisp.Fn4(s.makeTemp),
			"Make a file named PREFIX, six random characters and SUFFIX that only its owner can read, and return its name.\n"+
				"DIR-FLAG nil makes a file and puts TEXT, if it is a string, into it; 0 makes nothing, other values a directory."),
	}
}

// tempTries bounds the names that are tried: none of them is likely to be taken.
const tempTries = 1000

func (s *State) makeTemp(in *interp, prefix, dir, suffix, contents value) (value, *exit) {
	for _, v := range []value{prefix, suffix} {
		if x := checkName(in, v); x != nil {
			return value{}, x
		}
	}
	var err error
	for range tempTries {
		b := lisp.TextBuilder{}
		b.AddText(prefix.Str().Text(), prefix.Str().Multibyte())
		b.AddASCII(rand.Text()[:6])
		b.AddText(suffix.Str().Text(), suffix.Str().Multibyte())
		name := b.String().Value()
		if err = takeName(text(name), dir); err == nil {
			if dir.IsNil() && contents.IsString() {
				_, x := s.writeRegion(in, []value{contents, lisp.Nil, name, lisp.Nil, in.Sym("silent")})
				return name, x
			}
			return name, nil
		}
		if !os.IsExist(err) {
			break
		}
	}
	what := "Creating directory with prefix"
	switch {
	case dir.IsNil():
		what = "Creating file with prefix"
	case dir == lisp.Fixnum(0):
		what = "Creating file name with prefix"
	}
	return value{}, fail(in, what, err, prefix)
}

// takeName makes what make-temp-file-internal is asked for under the name n.
func takeName(n string, dir value) error {
	switch {
	case dir.IsNil():
		f, err := os.OpenFile(n, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		return f.Close()
	case dir == lisp.Fixnum(0):
		var st unix.Stat_t
		if unix.Lstat(n, &st) == nil {
			return os.ErrExist
		}
		return nil
	}
	return unix.Mkdir(n, 0o700)
}
