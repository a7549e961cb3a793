package process

import (
	"bytes"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
)

// systemPrims are about the processes of the operating system, as /proc tells
// them: proc(5).
func systemPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(list-system-processes)", lisp.Fn0(func(in *lisp.Interp) (lisp.Value, *lisp.Exit) {
			var l lisp.ListBuilder
			for _, pid := range systemProcesses() {
				l.Add(lisp.Fixnum(pid))
			}
			return l.List(), nil
		}), "Return the numbers of all processes of the system, in order."),
		lisp.Def("(process-attributes PID)", lisp.Fn1(func(in *lisp.Interp, pid lisp.Value) (lisp.Value, *lisp.Exit) {
			if !pid.IsNumber() {
				return lisp.Nil, in.WrongType("numberp", pid)
			}
			if pid.IsFloat() && pid.Float() == float64(int(pid.Float())) {
				pid = lisp.Fixnum(int(pid.Float()))
			}
			if pid.IsFloat() {
				return lisp.Nil, in.Errorf("Not an in-range integer, integral float, or cons of integers")
			}
			if !pid.IsFixnum() || pid.Fixnum() <= 0 {
				return lisp.Nil, nil
			}
			return systemProcess(in, pid.Fixnum(), time.Now()), nil
		}), "Return what the system says of the process with the number PID: an alist with the keys\n"+
			"euid, user, egid, group, comm, state, ppid, pgrp, sess, ttname, tpgid, minflt, majflt,\n"+
			"cminflt, cmajflt, utime, stime, cutime, cstime, time, ctime, pri, nice, thcount, start,\n"+
			"vsize and rss (KiB), etime, pcpu and pmem (percent), args. It is nil if there is none.\n"+
			"Times are (HIGH LOW USEC PSEC)."),
	}
}

func systemProcesses() []int {
	entries, _ := os.ReadDir("/proc")
	var pids []int
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil {
			pids = append(pids, pid)
		}
	}
	slices.Sort(pids)
	return pids
}

// ticks is the unit of the times in /proc, USER_HZ.
const ticks = 10 * time.Millisecond

// procStat is a line of /proc/PID/stat.
type procStat struct {
	comm   string
	fields []string // from the third on, the state
}

// field returns field n of proc(5), counted from 1.
func (s *procStat) field(n int) int64 {
	if n -= 3; n >= 0 && n < len(s.fields) {
		v, _ := strconv.ParseInt(s.fields[n], 10, 64)
		return v
	}
	return 0
}

func readStat(pid int) (*procStat, bool) {
	data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	open, end := bytes.IndexByte(data, '('), bytes.LastIndexByte(data, ')')
	if err != nil || open < 0 || end < open {
		return nil, false
	}
	return &procStat{string(data[open+1 : end]), strings.Fields(string(data[end+1:]))}, true
}

// systemProcess returns the attributes of a process, nil if it is gone.
func systemProcess(in *lisp.Interp, pid int, now time.Time) lisp.Value {
	dir := "/proc/" + strconv.Itoa(pid)
	var st unix.Stat_t
	if unix.Stat(dir, &st) != nil {
		return lisp.Nil
	}
	var alist lisp.Value
	add := func(key string, v lisp.Value) { alist = lisp.NewCons(lisp.NewCons(in.Sym(key), v), alist) }
	name := func(n string, err error) lisp.Value {
		if err != nil {
			return lisp.Nil
		}
		return lisp.NewString(n)
	}
	add("euid", lisp.Fixnum(int(st.Uid)))
	add("user", name(userName(st.Uid)))
	add("egid", lisp.Fixnum(int(st.Gid)))
	add("group", name(groupName(st.Gid)))
	s, ok := readStat(pid)
	if !ok {
		return alist
	}
	number := func(key string, n int) { add(key, lisp.Fixnum(int(s.field(n)))) }
	span := func(key string, n int64) { add(key, lispTime(time.Duration(n)*ticks)) }
	add("comm", lisp.NewString(s.comm))
	add("state", lisp.NewString(s.fields[0]))
	number("ppid", 4)
	number("pgrp", 5)
	number("sess", 6)
	add("ttname", lisp.NewString(ttyName(uint64(s.field(7)))))
	number("tpgid", 8)
	number("minflt", 10)
	number("majflt", 12)
	number("cminflt", 11)
	number("cmajflt", 13)
	user, system := s.field(14), s.field(15)
	span("utime", user)
	span("stime", system)
	span("time", user+system)
	span("cutime", s.field(16))
	span("cstime", s.field(17))
	span("ctime", s.field(16)+s.field(17))
	number("pri", 18)
	number("nice", 19)
	number("thcount", 20)
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) != nil {
		return alist
	}
	var boot unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_BOOTTIME, &boot)
	age := time.Duration(boot.Nano()) - time.Duration(s.field(22))*ticks
	add("start", lispTime(time.Duration(now.Add(-age).UnixNano())))
	rss := s.field(24) * int64(os.Getpagesize()) / 1024
	add("vsize", lisp.Fixnum(int(s.field(23)/1024)))
	add("rss", lisp.Fixnum(int(rss)))
	add("etime", lispTime(age))
	if age > 0 {
		add("pcpu", lisp.Float(min(100, 100*float64(time.Duration(user+system)*ticks)/float64(age))))
	}
	if total := float64(info.Totalram) * float64(info.Unit) / 1024; total > 0 {
		add("pmem", lisp.Float(100*float64(rss)/total))
	}
	args, err := os.ReadFile(dir + "/cmdline")
	args = bytes.ReplaceAll(bytes.TrimRight(args, "\x00"), []byte{0}, []byte{' '})
	if err == nil && len(args) == 0 {
		args = []byte("[" + s.comm + "]")
	}
	add("args", lisp.NewString(string(args)))
	return alist
}

func userName(id uint32) (string, error) {
	u, err := user.LookupId(strconv.Itoa(int(id)))
	if err != nil {
		return "", err
	}
	return u.Username, nil
}

func groupName(id uint32) (string, error) {
	g, err := user.LookupGroupId(strconv.Itoa(int(id)))
	if err != nil {
		return "", err
	}
	return g.Name, nil
}

// lispTime returns d as (HIGH LOW USEC PSEC).
func lispTime(d time.Duration) lisp.Value {
	sec, nano := int(d/time.Second), int(d%time.Second)
	return lisp.List(lisp.Fixnum(sec>>16), lisp.Fixnum(sec&0xFFFF), lisp.Fixnum(nano/1000), lisp.Fixnum(nano%1000*1000))
}

// ttyName returns the name of a terminal by its device number, "" for none.
func ttyName(device uint64) string {
	major, minor := unix.Major(device), unix.Minor(device)
	switch {
	case major >= 136 && major <= 143:
		return "/dev/pts/" + strconv.Itoa(int(major-136)<<20|int(minor))
	case major == 4 && minor < 64:
		return "/dev/tty" + strconv.Itoa(int(minor))
	case major == 4:
		return "/dev/ttyS" + strconv.Itoa(int(minor-64))
	}
	return ""
}
