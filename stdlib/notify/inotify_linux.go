package notify

import (
	"encoding/binary"
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

// A watch is what inotify-add-watch makes.
type watch struct {
	id       int
	file     lisp.Value
	mask     uint32
	callback lisp.Value
}

// state is what one interpreter watches. The file is opened for the first watch
// and closed after the last one.
type state struct {
	in      *lisp.Interp
	file    *os.File
	watches map[int][]watch // by the kernel's watch descriptor
}

// Install gives in the primitives of this package.
func Install(in *lisp.Interp) {
	s := &state{in: in, watches: map[int][]watch{}}
	in.OnClose(s.close)
	in.Define(
		lisp.Def("(inotify-add-watch FILENAME ASPECT CALLBACK)", lisp.Fn3(s.add),
			"Watch FILENAME and call CALLBACK with each event (DESCRIPTOR ASPECTS NAME COOKIE).\n"+
				"ASPECT is a symbol or list of symbols of inotify(7): access, attrib, close-write,\n"+
				"close-nowrite, create, delete, delete-self, modify, move-self, moved-from, moved-to, open;\n"+
				"move, close and all-events or t stand for several; dont-follow and onlydir are options.\n"+
				"NAME is that of the file in a watched directory, else FILENAME; COOKIE links the two\n"+
				"events of a move. Return a descriptor for inotify-rm-watch. CALLBACK runs while Lisp waits."),
		lisp.Def("(inotify-rm-watch WATCH-DESCRIPTOR)", lisp.Fn1(s.remove),
			"End the watch WATCH-DESCRIPTOR and return t."),
		lisp.Def("(inotify-valid-p WATCH-DESCRIPTOR)", lisp.Fn1(func(_ *lisp.Interp, d lisp.Value) (lisp.Value, *lisp.Exit) {
			wd, id, ok := numbers(d)
			return lisp.Bool(ok && slices.ContainsFunc(s.watches[wd], func(w watch) bool { return w.id == id })), nil
		}), "Return t if WATCH-DESCRIPTOR is a watch that has not ended."),
	)
}

// bits are the aspects as events have them, in the order in which the list of
// aspects is made, last first.
var bits = []struct {
	name string
	mask uint32
}{
	{"access", unix.IN_ACCESS}, {"attrib", unix.IN_ATTRIB}, {"close-write", unix.IN_CLOSE_WRITE},
	{"close-nowrite", unix.IN_CLOSE_NOWRITE}, {"create", unix.IN_CREATE}, {"delete", unix.IN_DELETE},
	{"delete-self", unix.IN_DELETE_SELF}, {"modify", unix.IN_MODIFY}, {"move-self", unix.IN_MOVE_SELF},
	{"moved-from", unix.IN_MOVED_FROM}, {"moved-to", unix.IN_MOVED_TO}, {"open", unix.IN_OPEN},
	{"ignored", unix.IN_IGNORED}, {"isdir", unix.IN_ISDIR}, {"q-overflow", unix.IN_Q_OVERFLOW}, {"unmount", unix.IN_UNMOUNT},
}

// aspectMask returns the bits of one aspect to watch.
func aspectMask(name string) (uint32, bool) {
	switch name {
	case "t", "all-events":
		return unix.IN_ALL_EVENTS, true
	case "move":
		return unix.IN_MOVE, true
	case "close":
		return unix.IN_CLOSE, true
	case "dont-follow":
		return unix.IN_DONT_FOLLOW, true
	case "onlydir":
		return unix.IN_ONLYDIR, true
	}
	for _, b := range bits {
		if b.name == name && b.mask&unix.IN_ALL_EVENTS != 0 {
			return b.mask, true
		}
	}
	return 0, false
}

func failed(in *lisp.Interp, what string, err error, data lisp.Value) *lisp.Exit {
	text := err.Error()
	if errno, ok := err.(unix.Errno); ok {
		text = lisp.Strerror(errno)
	}
	return in.SignalNamed("file-notify-error", lisp.NewString(what), lisp.NewString(text), data)
}

func (s *state) add(in *lisp.Interp, file, aspect, callback lisp.Value) (lisp.Value, *lisp.Exit) {
	if !file.IsString() {
		return lisp.Nil, in.WrongType("stringp", file)
	}
	aspects := []lisp.Value{aspect}
	if aspect.IsCons() || aspect.IsNil() {
		aspects = lisp.Slice(aspect)
	}
	var mask uint32
	for _, a := range aspects {
		name := ""
		if a.IsSymbol() {
			name = in.Symbol(a).Name()
		}
		m, ok := aspectMask(name)
		if !ok {
			return lisp.Nil, failed(in, "Unknown aspect", unix.EINVAL, a)
		}
		mask |= m
	}
	full, x := in.Funcall(in.Sym("expand-file-name"), file)
	if x != nil {
		return lisp.Nil, x
	}
	if x := s.open(in); x != nil {
		return lisp.Nil, x
	}
	wd, err := s.watch(full.Str().UTF8(), mask)
	if err != nil {
		s.rest()
		return lisp.Nil, failed(in, "Could not add watch for file", err, file)
	}
	id := 0
	for slices.ContainsFunc(s.watches[wd], func(w watch) bool { return w.id == id }) {
		id++
	}
	s.watches[wd] = append(s.watches[wd], watch{id, file, mask, callback})
	return lisp.NewCons(lisp.Fixnum(wd), lisp.Fixnum(id)), nil
}

func (s *state) watch(file string, mask uint32) (wd int, err error) {
	conn, err := s.file.SyscallConn()
	if err != nil {
		return 0, err
	}
	if e := conn.Control(func(fd uintptr) {
		wd, err = unix.InotifyAddWatch(int(fd), file, mask|unix.IN_MASK_ADD|unix.IN_EXCL_UNLINK)
	}); e != nil {
		return 0, e
	}
	return wd, err
}

func (s *state) open(in *lisp.Interp) *lisp.Exit {
	if s.file != nil {
		return nil
	}
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return failed(in, "File watching is not available", err, lisp.Nil)
	}
	s.file = os.NewFile(uintptr(fd), "inotify")
	go s.read(s.file)
	return nil
}

// rest closes the file if nothing is watched.
func (s *state) rest() {
	if len(s.watches) == 0 {
		s.close()
	}
}

func (s *state) close() {
	if s.file != nil {
		s.file.Close()
		s.file = nil
	}
	clear(s.watches)
}

// event is one struct inotify_event.
type event struct {
	wd           int
	mask, cookie uint32
	name         string
}

// read passes events on until the file is closed.
func (s *state) read(file *os.File) {
	buf := make([]byte, 64<<10)
	for {
		n, err := file.Read(buf)
		if err != nil {
			return
		}
		events := parse(buf[:n])
		s.in.Post(func(*lisp.Interp) {
			if s.file == file {
				for _, e := range events {
					s.dispatch(e)
				}
			}
		})
	}
}

// parse reads the events that b consists of.
func parse(b []byte) []event {
	var list []event
	for len(b) >= unix.SizeofInotifyEvent {
		order := binary.NativeEndian
		size := unix.SizeofInotifyEvent + int(order.Uint32(b[12:]))
		if size > len(b) || size < unix.SizeofInotifyEvent {
			break
		}
		name := strings.TrimRight(string(b[unix.SizeofInotifyEvent:size]), "\x00")
		list = append(list, event{int(int32(order.Uint32(b))), order.Uint32(b[4:]), order.Uint32(b[8:]), name})
		b = b[size:]
	}
	return list
}

// dispatch has the callbacks of an event called, each by a timer: so errors are
// dealt with as those of timers, one callback not keeping others from running.
func (s *state) dispatch(e event) {
	in := s.in
	var aspects lisp.Value
	for _, b := range bits {
		if e.mask&b.mask != 0 {
			aspects = lisp.NewCons(in.Sym(b.name), aspects)
		}
	}
	for _, w := range slices.Clone(s.watches[e.wd]) {
		if e.mask&w.mask == 0 {
			continue
		}
		name := w.file
		if e.name != "" {
			name = lisp.NewString(e.name)
		}
		descriptor := lisp.NewCons(lisp.Fixnum(e.wd), lisp.Fixnum(w.id))
		data := lisp.List(descriptor, aspects, name, lisp.Fixnum(int(e.cookie)))
		// run-at-time fails only for arguments that these are not.
		_, _ = in.Funcall(in.Sym("run-at-time"), lisp.Fixnum(0), lisp.Nil, w.callback, data)
	}
	if e.mask&unix.IN_IGNORED != 0 {
		delete(s.watches, e.wd)
		s.rest()
	}
}

// numbers returns the parts of a descriptor.
func numbers(d lisp.Value) (wd, id int, ok bool) {
	if !d.IsCons() || !d.Cons().Car.IsFixnum() || !d.Cons().Cdr.IsFixnum() {
		return 0, 0, false
	}
	return d.Cons().Car.Fixnum(), d.Cons().Cdr.Fixnum(), true
}

func (s *state) remove(in *lisp.Interp, d lisp.Value) (lisp.Value, *lisp.Exit) {
	wd, id, ok := numbers(d)
	if !ok {
		return lisp.Nil, failed(in, "Invalid descriptor ", unix.EINVAL, d)
	}
	list := slices.DeleteFunc(s.watches[wd], func(w watch) bool { return w.id == id })
	switch {
	case len(list) > 0:
		s.watches[wd] = list
		return lisp.T, nil
	case s.watches[wd] == nil:
		return lisp.T, nil
	}
	delete(s.watches, wd)
	conn, err := s.file.SyscallConn()
	if err == nil {
		_ = conn.Control(func(fd uintptr) { _, err = unix.InotifyRmWatch(int(fd), uint32(wd)) })
	}
	s.rest()
	if err != nil {
		return lisp.Nil, failed(in, "Could not rm watch", err, d)
	}
	return lisp.T, nil
}
