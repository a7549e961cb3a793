package file

import (
	"os/user"
	"strings"

	"elnet/lisp"
)

// normalize returns the absolute name p without ".", ".." and doubled slashes. A
// ".." at the root stays, and so do two slashes at the beginning.
func normalize(p string) string {
	o := make([]byte, 0, len(p))
	at := func(i int) byte {
		if i < len(p) {
			return p[i]
		}
		return '/' // the end of the name ends a part too
	}
	for i := 0; i < len(p); {
		switch {
		case p[i] != '/':
			o = append(o, p[i])
			i++
		case i+1 < len(p) && p[i+1] == '.' && at(i+2) == '/':
			i += 2
			if i == len(p) && len(o) == 0 {
				o = append(o, '/')
			}
		case i+2 < len(p) && p[i+1] == '.' && p[i+2] == '.' && at(i+3) == '/' && len(o) > 0:
			o = o[:max(strings.LastIndexByte(string(o), '/'), 0)]
			i += 3
			if i == len(p) && len(o) == 0 {
				o = append(o, '/')
			}
		case i+1 < len(p) && p[i+1] == '/' && (i > 0 || i+2 < len(p) && p[i+2] == '/'):
			i++
			for i+1 < len(p) && p[i+1] == '/' {
				i++
			}
		default:
			o = append(o, '/')
			i++
		}
	}
	return string(o)
}

// stripSlashes is directory-file-name: without the slashes at the end, unless
// there is nothing else.
func stripSlashes(p string) string {
	if p == "//" {
		return p
	}
	for len(p) > 1 && p[len(p)-1] == '/' {
		p = p[:len(p)-1]
	}
	return p
}

// asDirectory is file-name-as-directory: with a slash at the end.
func asDirectory(p string) string {
	switch {
	case p == "":
		return "./"
	case p[len(p)-1] != '/':
		return p + "/"
	}
	return p
}

// splitTilde splits "~user/rest"; ok is false if name does not begin with "~".
func splitTilde(name string) (user, rest string, ok bool) {
	if !strings.HasPrefix(name, "~") {
		return "", name, false
	}
	end := strings.IndexByte(name, '/')
	if end < 0 {
		end = len(name)
	}
	return name[1:end], name[end:], true
}

// home returns the home directory of a user, "" for the one who runs the program.
func (s *State) home(in *interp, name string) (string, bool) {
	if name == "" {
		if v, set := s.getenv(in, "HOME"); set {
			return v.Text(), true
		}
		if u, err := user.Current(); err == nil {
			return u.HomeDir, true
		}
		return "/", true
	}
	u, err := user.Lookup(name)
	if err != nil || u.HomeDir == "" {
		return "", false
	}
	return u.HomeDir, true
}

// absolute reports whether name begins at the root or at a home directory.
func (s *State) absolute(in *interp, name string) bool {
	if user, _, ok := splitTilde(name); ok {
		_, ok = s.home(in, user)
		return ok
	}
	return strings.HasPrefix(name, "/")
}

// checkName refuses what cannot be a file name.
func checkName(in *interp, v value) *exit {
	if !v.IsString() {
		return in.WrongType("stringp", v)
	}
	if strings.IndexByte(v.Str().Text(), 0) >= 0 {
		return in.WrongType("filenamep", v)
	}
	return nil
}

// expand is expand-file-name.
func (s *State) expand(in *interp, name, dir value) (value, *exit) {
	if x := checkName(in, name); x != nil {
		return value{}, x
	}
	if v, handled, x := s.handle(in, "expand-file-name", []value{name}, name, dir); handled {
		return handledName(in, v, x)
	}
	if s.absolute(in, name.Str().Text()) {
		v := s.finish(in, name.Str(), nil)
		if v.Str().Text() == name.Str().Text() { // with its text properties
			return name, nil
		}
		return v, nil
	}
	if dir.IsNil() {
		dir, _ = in.VarValue(s.sym.directory)
	}
	if !dir.IsString() {
		dir = lisp.NewString("/")
	}
	if v, handled, x := s.handle(in, "expand-file-name", []value{dir}, name, dir); handled {
		return handledName(in, v, x)
	}
	if !s.absolute(in, dir.Str().Text()) {
		base, _ := in.DefaultValue(s.sym.directory)
		if v, _ := in.VarValue(s.sym.directory); v.IsString() && v != dir {
			base = v
		}
		if !base.IsString() || !s.absolute(in, base.Str().Text()) {
			base = workingDirectory()
		}
		dir = s.finish(in, dir.Str(), base.Str())
	}
	return s.finish(in, name.Str(), dir.Str()), nil
}

// finish returns the absolute name of name in dir; dir is nil if name is absolute.
func (s *State) finish(in *interp, name, dir *lisp.String) value {
	t := lisp.TextBuilder{}
	addHome := func(n *lisp.String) {
		user, rest, ok := splitTilde(n.Text())
		home, known := "", false
		if ok {
			home, known = s.home(in, user)
		}
		if !known {
			t.AddText(n.Text(), n.Multibyte())
			return
		}
		if !strings.HasPrefix(home, "/") {
			home = workingDirectory().Str().Text() + home
		}
		t.Add(lisp.NewString(trimEnd(home)).Str())
		t.AddText(rest, n.Multibyte())
	}
	if dir == nil {
		addHome(name)
	} else {
		d := trimEnd(dir.Text())
		addHome(lisp.TextString(d, dir.Multibyte()).Str())
		if d == "" && dir.Len() > 1 {
			t.AddASCII("/") // two slashes stay
		}
		if name.Len() > 0 || d == "" {
			t.AddASCII("/")
			t.AddText(name.Text(), name.Multibyte())
		}
	}
	full := t.String()
	n := normalize(full.Text())
	if n == "" {
		n = "/"
	}
	return lisp.TextString(n, full.Multibyte())
}

// trimEnd drops all slashes at the end.
func trimEnd(p string) string { return strings.TrimRight(p, "/") }
