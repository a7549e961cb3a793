package file

import (
	"os"
	"strings"

	"elnet/lisp"
)

func (s *State) namePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(expand-file-name NAME &optional DEFAULT-DIRECTORY)", lisp.Fn2(s.expand),
			"Return the absolute name of NAME, seen from DEFAULT-DIRECTORY, without parts \".\" and \"..\".\n\"~\" at its beginning is a home directory."),
		s.nameOp("file-name-directory", false, func(n string) (string, bool) {
			i := strings.LastIndexByte(n, '/')
			return n[:i+1], i >= 0
		}, "Return the directory part of FILENAME with its slash, nil if it has none."),
		s.nameOp("file-name-nondirectory", false, func(n string) (string, bool) { return n[strings.LastIndexByte(n, '/')+1:], true },
			"Return FILENAME without its directory part."),
		s.nameOp("file-name-as-directory", true, func(n string) (string, bool) { return asDirectory(n), true },
			"Return FILENAME as the name of a directory: with a slash at its end."),
		s.nameOp("directory-file-name", true, func(n string) (string, bool) { return stripSlashes(n), true },
			"Return FILENAME, a directory's name, without the slash at its end."),
		s.nameOp("unhandled-file-name-directory", false, func(n string) (string, bool) { return asDirectory(n), true },
			"Return a directory that programs can use for FILENAME: its own name, as there is no other."),
		lisp.Def("(file-name-absolute-p FILENAME)", lisp.Fn1(func(in *interp, n *lisp.String) (value, *exit) {
			return lisp.Bool(s.absolute(in, n.Text())), nil
		}), "Return t if FILENAME begins at the root or at a home directory."),
		lisp.Def("(directory-name-p NAME)", lisp.Fn1(func(_ *interp, n *lisp.String) (value, *exit) {
			return lisp.Bool(strings.HasSuffix(n.Text(), "/")), nil
		}), "Return t if NAME ends in a slash."),
		lisp.Def("(file-name-concat DIRECTORY &rest COMPONENTS)", lisp.FnN(concatNames),
			"Return the components put together with a slash between them. Those that are nil or empty do not count."),
		lisp.Def("(substitute-in-file-name FILENAME)", lisp.Fn1(s.substitute),
			"Return FILENAME with environment variables $VAR and ${VAR} replaced.\nWhat is before an absolute name within it, after \"//\" or \"/~\", goes."),
	}
}

// nameOp declares a primitive that makes a name of its argument; f says false for
// nil. A handler's answer must be a string if strict, else anything else is nil.
func (s *State) nameOp(name string, strict bool, f func(n string) (string, bool), doc string) lisp.Prim {
	return lisp.Def("("+name+" FILENAME)", lisp.Fn1(func(in *interp, n *lisp.String) (value, *exit) {
		if v, handled, x := s.handle(in, name, []value{n.Value()}, n.Value()); handled {
			if strict {
				return handledName(in, v, x)
			}
			if !v.IsString() {
				v = value{}
			}
			return v, x
		}
		t, ok := f(n.Text())
		if !ok {
			return value{}, nil
		}
		return lisp.TextString(t, n.Multibyte()), nil
	}), doc)
}

func concatNames(in *interp, args []value) (value, *exit) {
	t := lisp.TextBuilder{}
	slash := true
	for _, v := range args {
		if v.IsNil() {
			continue
		}
		if !v.IsString() {
			return value{}, in.WrongType("stringp", v)
		}
		if v.Str().Len() == 0 {
			continue
		}
		if !slash {
			t.AddASCII("/")
		}
		n := v.Str().Text()
		t.AddText(n, v.Str().Multibyte())
		slash = strings.HasSuffix(n, "/")
	}
	return t.String().Value(), nil
}

func (s *State) substitute(in *interp, name *lisp.String) (value, *exit) {
	if v, handled, x := s.handle(in, "substitute-in-file-name", []value{name.Value()}, name.Value()); handled {
		return handledName(in, v, x)
	}
	n := s.embedded(in, name.Text())
	t := lisp.TextBuilder{}
	multi := name.Multibyte()
	for {
		i := strings.IndexByte(n, '$')
		if i < 0 {
			break
		}
		t.AddText(n[:i], multi)
		v, length := s.reference(in, n[i:])
		if v == nil {
			t.AddText(n[i:i+length], multi)
		} else {
			t.AddText(v.Text(), v.Multibyte())
			multi = multi || v.Len() > 0 && n[i+1] != '$' // getenv decodes
		}
		n = n[i+length:]
	}
	t.AddText(n, multi)
	r := t.String()
	result := s.embedded(in, r.Text())
	if result == name.Text() {
		return name.Value(), nil // with its text properties
	}
	return lisp.TextString(result, multi || r.Multibyte()), nil
}

// reference returns what the reference to a variable at the beginning of n stands
// for and its length; nil if it stands for itself.
func (s *State) reference(in *interp, n string) (*lisp.String, int) {
	if strings.HasPrefix(n, "$$") {
		return lisp.NewString("$").Str(), 2
	}
	var name string
	length := 1
	if strings.HasPrefix(n, "${") {
		end := strings.IndexByte(n, '}')
		if end < 0 {
			return nil, 1
		}
		name, length = n[2:end], end+1
	} else {
		for length < len(n) && wordByte(n[length]) {
			length++
		}
		name = n[1:length]
	}
	if name != "" {
		if v, ok := s.getenv(in, name); ok {
			return v, length
		}
	}
	return nil, length
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// embedded returns the last absolute name within n, all of it if there is none.
func (s *State) embedded(in *interp, n string) string {
	for i := len(n) - 1; i > 0; i-- {
		if n[i-1] == '/' && (n[i] == '/' || n[i] == '~') && s.absolute(in, n[i:]) {
			return n[i:]
		}
	}
	return n
}

// workingDirectory returns the directory of the process with a slash at its end.
func workingDirectory() value {
	wd, err := os.Getwd()
	if err != nil {
		wd = "/"
	}
	return lisp.NewString(asDirectory(wd))
}
