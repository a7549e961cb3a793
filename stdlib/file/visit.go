package file

import (
	"elnet/lisp"
	"elnet/stdlib/buffer"

	"golang.org/x/sys/unix"
)

// modtime is what is known of the file that a buffer visits: when it was last
// changed as the buffer was read or written, or that there was none.
type modtime struct {
	at      moment
	size    int64 // -1 unknown
	missing bool
}

func (s *State) visitPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(verify-visited-file-modtime &optional BUF)", lisp.Fn1(s.verifyModtime),
			"Return t if the file that BUF visits has not been changed since BUF was read from it or written to it."),
		lisp.Def("(visited-file-modtime)", lisp.Fn0(func(*interp) (value, *exit) {
			switch m, ok := s.visited[s.bufs.Current()]; {
			case !ok:
				return lisp.Fixnum(0), nil
			case m.missing:
				return lisp.Fixnum(-1), nil
			default:
				return m.at.list(), nil
			}
		}), "Return the recorded time of change of the visited file: 0 if none is, -1 if there was no file."),
		lisp.Def("(set-visited-file-modtime &optional TIME-FLAG)", lisp.Fn1(s.setModtime),
			"Record TIME-FLAG as the time of change of the visited file; nil stands for what the file has now,\n0 for none, -1 for no file."),
		lisp.Def("(get-file-buffer FILENAME)", lisp.Fn1(s.getFileBuffer), "Return the buffer that visits FILENAME, or nil."),
		lisp.Def("(lock-buffer &optional FILE)", lisp.Fn1(func(*interp, value) (value, *exit) { return value{}, nil }),
			"Do nothing: files are not locked."),
		lisp.Def("(unlock-buffer)", lisp.Fn0(func(*interp) (value, *exit) { return value{}, nil }),
			"Do nothing: files are not locked."),
		s.op("(lock-file FILE)", 1, nothing, "Do nothing: files are not locked."),
		s.op("(unlock-file FILE)", 1, nothing, "Do nothing: files are not locked."),
	}
}

// visitedName returns the file that b visits, nil if none.
func (s *State) visitedName(in *interp, b *buffer.Buffer) value {
	v, _ := s.bufs.LocalValue(in, b, s.sym.fileName)
	return v
}

func (s *State) verifyModtime(in *interp, v value) (value, *exit) {
	b := s.bufs.Current()
	if !v.IsNil() {
		var ok bool
		if b, ok = v.Object().(*buffer.Buffer); !ok {
			return value{}, in.WrongType("bufferp", v)
		}
	}
	name := s.visitedName(in, b)
	m, known := s.visited[b]
	if !name.IsString() || !known {
		return lisp.T, nil
	}
	if v, handled, x := s.handle(in, "verify-visited-file-modtime", []value{name}, b.Value()); handled {
		return v, x
	}
	var st unix.Stat_t
	if unix.Stat(text(name), &st) != nil {
		return lisp.Bool(m.missing), nil
	}
	return lisp.Bool(!m.missing && timeOf(st.Mtim) == m.at && (m.size < 0 || m.size == st.Size)), nil
}

func (s *State) setModtime(in *interp, v value) (value, *exit) {
	b := s.bufs.Current()
	switch {
	case v.IsNil():
		name := s.visitedName(in, b)
		abs, x := s.expand(in, name, value{})
		if x != nil {
			return value{}, x
		}
		if v, handled, x := s.handle(in, "set-visited-file-modtime", []value{abs}, value{}); handled {
			return v, x
		}
		var st unix.Stat_t
		if unix.Stat(text(abs), &st) == nil {
			s.visited[b] = modtime{at: timeOf(st.Mtim), size: st.Size}
		}
	case v.IsFixnum():
		switch v.Fixnum() {
		case 0:
			delete(s.visited, b)
		case -1:
			s.visited[b] = modtime{missing: true, size: -1}
		default:
			return value{}, in.ArgsOutOfRange(v, lisp.Fixnum(-1), lisp.Fixnum(0))
		}
	default:
		m, x := momentOf(in, v)
		if x != nil {
			return value{}, x
		}
		s.visited[b] = modtime{at: m, size: -1}
	}
	return value{}, nil
}

func (s *State) getFileBuffer(in *interp, name value) (value, *exit) {
	abs, x := s.expand(in, name, value{})
	if x != nil {
		return value{}, x
	}
	if v, handled, x := s.handle(in, "get-file-buffer", []value{abs}, abs); handled {
		if _, ok := v.Object().(*buffer.Buffer); !ok {
			v = value{}
		}
		return v, x
	}
	list, x := in.Funcall(in.Sym("buffer-list"))
	if x != nil {
		return value{}, x
	}
	for _, v := range lisp.Slice(list) {
		b, ok := v.Object().(*buffer.Buffer)
		if !ok {
			continue
		}
		if n := s.visitedName(in, b); n.IsString() && text(n) == text(abs) {
			return v, nil
		}
	}
	return value{}, nil
}

// visit makes b, whose text is now that of the file name, visit it.
func (s *State) visit(in *interp, b *buffer.Buffer, name value, m modtime) *exit {
	s.visited[b] = m
	in.SetLocal(b.Locals(), s.sym.fileName, name)
	return s.unmodified(in, b)
}

// unmodified marks b as having been saved.
func (s *State) unmodified(in *interp, b *buffer.Buffer) *exit {
	mark := in.Mark()
	defer in.Unbind(mark)
	s.bufs.SaveCurrent(in)
	s.bufs.SetCurrent(b)
	_, x := in.Funcall(in.Sym("set-buffer-modified-p"), lisp.Nil)
	return x
}
