package file

import (
	"math/big"
	"os/user"
	"strconv"
	"strings"
	"time"

	"elnet/lisp"

	"golang.org/x/sys/unix"
)

func (s *State) attributePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(file-attributes FILENAME &optional ID-FORMAT)", lisp.Fn2(func(in *interp, name, ids value) (value, *exit) {
			abs, x := s.expand(in, name, value{})
			if x != nil {
				if x.IsSignal() && badName(name) {
					return value{}, nil
				}
				return value{}, x
			}
			args := []value{abs}
			if !ids.IsNil() {
				args = append(args, ids)
			}
			if v, handled, x := s.handle(in, "file-attributes", args[:1], args...); handled {
				return v, x
			}
			return attributes(in, text(abs), ids), nil
		}), "Return the attributes of FILENAME, nil if there is none: a list of its type, number of names, owner, group,\n"+
			"times of access, change and status change, size, permissions, t, inode and device.\n"+
			"ID-FORMAT string gives owner and group by name. (Elisp manual, node \"File Attributes\".)"),
		lisp.Def("(file-attributes-lessp F1 F2)", lisp.Fn2(func(in *interp, a, b value) (value, *exit) {
			return in.Funcall(in.Sym("string-lessp"), lisp.Car(a), lisp.Car(b))
		}), "Return t if the name of F1 comes before that of F2: elements of directory-files-and-attributes."),
	}
}

// badName reports whether name is none at all, which file-attributes forgives.
func badName(name value) bool {
	if !name.IsString() {
		return true
	}
	return strings.IndexByte(name.Str().Text(), 0) >= 0
}

// attributes returns the list of attributes of the file n.
func attributes(in *interp, n string, ids value) value {
	var st unix.Stat_t
	if retry(func() error { return unix.Lstat(n, &st) }) != nil {
		return value{}
	}
	var kind value
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFDIR:
		kind = lisp.T
	case unix.S_IFLNK:
		if target, err := readLink(n); err == nil {
			kind = lisp.NewString(target)
		}
	}
	uid, gid := lisp.Int(int64(st.Uid)), lisp.Int(int64(st.Gid))
	if !ids.IsNil() && ids != in.Sym("integer") {
		if u, err := user.LookupId(strconv.Itoa(int(st.Uid))); err == nil {
			uid = lisp.NewString(u.Username)
		}
		if g, err := user.LookupGroupId(strconv.Itoa(int(st.Gid))); err == nil {
			gid = lisp.NewString(g.Name)
		}
	}
	unsigned := func(n uint64) value { return lisp.BigInt(new(big.Int).SetUint64(n)) }
	return lisp.List(kind, lisp.Int(int64(st.Nlink)), uid, gid, timeOf(st.Atim).list(), timeOf(st.Mtim).list(), timeOf(st.Ctim).list(),
		lisp.Int(int64(st.Size)), lisp.NewString(modeText(uint32(st.Mode))), lisp.T, unsigned(uint64(st.Ino)), unsigned(uint64(st.Dev)))
}

// modeText returns a mode as ls(1) shows it.
func modeText(mode uint32) string {
	b := []byte("-rwxrwxrwx")
	switch mode & unix.S_IFMT {
	case unix.S_IFDIR:
		b[0] = 'd'
	case unix.S_IFLNK:
		b[0] = 'l'
	case unix.S_IFCHR:
		b[0] = 'c'
	case unix.S_IFBLK:
		b[0] = 'b'
	case unix.S_IFIFO:
		b[0] = 'p'
	case unix.S_IFSOCK:
		b[0] = 's'
	}
	for i := range 9 {
		if mode>>(8-i)&1 == 0 {
			b[1+i] = '-'
		}
	}
	for _, special := range []struct {
		bit  uint32
		at   int
		with string // without and with the right to execute
	}{{unix.S_ISUID, 3, "Ss"}, {unix.S_ISGID, 6, "Ss"}, {unix.S_ISVTX, 9, "Tt"}} {
		if mode&special.bit != 0 {
			if b[special.at] == '-' {
				b[special.at] = special.with[0]
			} else {
				b[special.at] = special.with[1]
			}
		}
	}
	return string(b)
}

// A moment is a time of a file.
type moment struct{ sec, nsec int64 }

func timeOf(t unix.Timespec) moment {
	sec, nsec := t.Unix()
	return moment{sec, nsec}
}

func (m moment) before(o moment) bool { return m.sec < o.sec || m.sec == o.sec && m.nsec < o.nsec }

// list returns m as (HIGH LOW USEC PSEC).
func (m moment) list() value {
	return lisp.List(lisp.Int(m.sec>>16), lisp.Int(m.sec&0xFFFF), lisp.Int(m.nsec/1000), lisp.Int(m.nsec%1000*1000))
}

// momentOf returns the Lisp time value v, now if it is nil.
func momentOf(in *interp, v value) (moment, *exit) {
	r, x := in.Funcall(in.Sym("time-convert"), v, lisp.Fixnum(1e9))
	if x != nil {
		return moment{}, x
	}
	ns := new(big.Int)
	sec, _ := new(big.Int).DivMod(lisp.Car(r).Big(), big.NewInt(1e9), ns)
	if !sec.IsInt64() {
		return moment{}, in.Errorf("Specified time is not representable")
	}
	return moment{sec.Int64(), ns.Int64()}, nil
}

func (s *State) modePrims() []lisp.Prim {
	return []lisp.Prim{
		s.op("(file-modes FILENAME &optional FLAG)", 1, func(in *interp, a []value) (value, *exit) {
			var st unix.Stat_t
			stat := unix.Stat
			if a[1] == in.Sym("nofollow") {
				stat = unix.Lstat
			}
			if retry(func() error { return stat(text(a[0]), &st) }) != nil {
				return value{}, nil
			}
			return lisp.Fixnum(int(st.Mode & 0o7777)), nil
		}, "Return the permissions of FILENAME as a number, nil if there is no such file."),
		s.op("(set-file-modes FILENAME MODE &optional FLAG)", 1, func(in *interp, a []value) (value, *exit) {
			if !a[1].IsFixnum() {
				return value{}, in.WrongType("fixnump", a[1])
			}
			flags := 0
			if a[2] == in.Sym("nofollow") {
				flags = unix.AT_SYMLINK_NOFOLLOW
			}
			mode := uint32(a[1].Fixnum() & 0o7777)
			if err := retry(func() error { return unix.Fchmodat(unix.AT_FDCWD, text(a[0]), mode, flags) }); err != nil {
				return value{}, fail(in, "Doing chmod", err, a[0])
			}
			return value{}, nil
		}, "Make MODE, a number, the permissions of FILENAME."),
		s.op("(set-file-times FILENAME &optional TIMESTAMP FLAG)", 1, setFileTimes,
			"Make TIMESTAMP, default now, the times of access and change of FILENAME. Return t."),
		lisp.Def("(default-file-modes)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.Fixnum(s.modes()), nil }),
			"Return the permissions that new files may have, as a number."),
		lisp.Def("(set-default-file-modes MODE)", lisp.Fn1(func(_ *interp, mode int) (value, *exit) {
			s.modes = func() int { return mode & 0o777 }
			return value{}, nil
		}), "Make MODE the permissions that new files may have. Programs that are started are not affected."),
	}
}

func setFileTimes(in *interp, a []value) (value, *exit) {
	m, x := momentOf(in, a[1])
	if x != nil {
		return value{}, x
	}
	flags := 0
	if a[2] == in.Sym("nofollow") {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	t, err := unix.TimeToTimespec(time.Unix(m.sec, m.nsec))
	if err != nil {
		return value{}, in.Errorf("Specified time is not representable")
	}
	if err := unix.UtimesNanoAt(unix.AT_FDCWD, text(a[0]), []unix.Timespec{t, t}, flags); err != nil {
		return value{}, fail(in, "Setting file times", err, a[0])
	}
	return lisp.T, nil
}
