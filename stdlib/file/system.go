package file

import (
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"

	"elnet/lisp"

	"golang.org/x/sys/unix"
)

// compressedNames is the value of jka-compr-regexp.
const compressedNames = `\(?:\.g?z\|\.\(?:tgz\|svgz\|sifz\)\)\(?:~\|\.~[-[:alnum:]:#@^._]+\(?:~[[:digit:]]+\)?~\)?\'`

// defineVariables declares the variables of the environment and of file names.
// Those that another package has are left alone.
func defineVariables(in *interp) {
	// As auto-compression-mode has it, which is on.
	compressed := lisp.List(lisp.NewCons(lisp.NewString(compressedNames), in.Sym("jka-compr-handler")))
	environ := func() value {
		list := value{}
		for _, e := range os.Environ() {
			list = lisp.NewCons(lisp.NewString(e), list)
		}
		return list
	}
	str := lisp.NewString
	system := func(f func(kind, configuration, release string) value) func() value {
		return func() value { return f(platform()) }
	}
	login := func() value { return str(loginName()) }
	in.LateVarFunc("process-environment", environ, "The environment of programs that are started, as strings NAME=VALUE; NAME alone unsets.")
	in.LateVarFunc("initial-environment", environ, "The environment that the program was started with.")
	in.LateVarFunc("system-type", system(func(kind, _, _ string) value { return in.Sym(kind) }), "The kind of operating system.")
	in.LateVarFunc("system-configuration", system(func(_, configuration, _ string) value { return str(configuration) }),
		"The machine and system, in GNU's notation.")
	in.LateVarFunc("operating-system-release", system(func(_, _, release string) value { return str(release) }),
		"The release of the operating system's kernel.")
	in.LateVarFunc("system-name", func() value {
		host, _ := os.Hostname()
		return str(host)
	}, "The name of this machine.")
	in.LateVarFunc("user-login-name", login, "The user's login name.")
	in.LateVarFunc("user-real-login-name", login, "The login name of the real user id.")
	in.LateVarFunc("user-full-name", func() value { return str(fullName()) }, "The user's full name.")
	shell := os.Getenv("SHELL")
	if shell == "" {
		shell = "/bin/sh"
	}
	for _, r := range []struct {
		name string
		v    value
		doc  string
	}{
		{"exec-path", searchPath(os.Getenv("PATH")), "Directories in which programs are looked for; nil is default-directory."},
		{"exec-suffixes", lisp.List(str("")), "Suffixes to try in looking for a program."},
		{"exec-directory", lisp.Nil, "Directory of programs that come with this one: there is none."},
		{"data-directory", lisp.Nil, "Directory of files that come with this program: there is none."},
		{"shell-file-name", str(shell), "The shell that runs commands."},
		{"path-separator", str(":"), "What stands between the directories of a search path."},
		{"system-configuration-options", str(""), "Options this program was configured with: none."},
		{"system-configuration-features", str("GNUTLS JSON LIBXML2 NOTIFY THREADS ZLIB"), "Optional features that were built in."},
		{"file-name-handler-alist", compressed, "Alist of regexps for file names and functions that do what is asked of such files."},
		{"inhibit-file-name-handlers", lisp.Nil, "Handlers not to call for inhibit-file-name-operation."},
		{"inhibit-file-name-operation", lisp.Nil, "The operation that inhibit-file-name-handlers is for."},
		{"file-name-coding-system", lisp.Nil, "Has no effect: file names are UTF-8."},
		{"default-file-name-coding-system", in.Sym("utf-8-unix"), "Has no effect: file names are UTF-8."},
		{"file-coding-system-alist", lisp.Nil, "Has no effect."},
		{"coding-system-for-read", lisp.Nil, "Coding system for reading, whatever else says; nil for none."},
		{"coding-system-for-write", lisp.Nil, "Coding system for writing, whatever else says; nil for none."},
		{"last-coding-system-used", lisp.Nil, "The coding system that the last conversion used."},
		{"after-insert-file-functions", lisp.Nil, "Functions called with the number of characters that insert-file-contents inserted; they return it, changed."},
		{"write-region-inhibit-fsync", lisp.T, "Has no effect: files are not synchronized."},
		{"delete-by-moving-to-trash", lisp.Nil, "Has no effect: what is deleted is gone."},
		{"create-lockfiles", lisp.Nil, "Has no effect: files are not locked."},
		{"completion-ignored-extensions", strs(ignoredExtensions), "Ends of file names that completion prefers not to give."},
		{"completion-ignore-case", lisp.Nil, "Non-nil means that completion ignores case."},
		{"completion-regexp-list", lisp.Nil, "Regexps that completions must match."},
	} {
		in.LateVar(r.name, r.v, r.doc)
	}
}

// searchPath returns the directories of a search path as a list.
func searchPath(path string) value {
	var list lisp.ListBuilder
	for d := range strings.SplitSeq(path, ":") {
		if d == "" {
			d = "."
		}
		list.Add(lisp.NewString(d))
	}
	return list.List()
}

// platform returns system-type, system-configuration and the kernel's release.
func platform() (kind, configuration, release string) {
	arch := map[string]string{"amd64": "x86_64", "arm64": "aarch64", "386": "i686"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	kind, configuration = "berkeley-unix", arch+"-unknown-"+runtime.GOOS
	switch runtime.GOOS {
	case "linux":
		kind, configuration = "gnu/linux", arch+"-pc-linux-gnu"
	case "darwin":
		kind, configuration = "darwin", arch+"-apple-darwin"
	}
	var u unix.Utsname
	if unix.Uname(&u) == nil {
		release = unix.ByteSliceToString(u.Release[:])
	}
	return kind, configuration, release
}

func (s *State) systemPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(unix-sync)", lisp.Fn0(func(*interp) (value, *exit) {
			unix.Sync()
			return value{}, nil
		}), "Make the operating system write what it keeps of files to the disks. Return nil."),
		lisp.Def("(set-binary-mode STREAM MODE)", lisp.Fn2(setBinaryMode),
			"Return t: STREAM, stdin, stdout or stderr, never converts line ends. MODE has no effect."),
		lisp.Def("(getenv-internal VARIABLE &optional ENV)", lisp.Fn2(func(in *interp, name *lisp.String, env value) (value, *exit) {
			if env.IsCons() {
				v, found := lookup(env, name.Text())
				if found && v == nil {
					return lisp.T, nil
				}
				return stringOrNil(v), nil
			}
			v, _ := s.getenv(in, name.Text())
			return stringOrNil(v), nil
		}), "Return the value of the environment variable VARIABLE, nil if unset. ENV is a list of strings to look in\n"+
			"in place of process-environment; there t means that VARIABLE is to be unset."),
		lisp.Def("(system-name)", lisp.Fn0(func(in *interp) (value, *exit) {
			v, _ := in.VarValue(in.Intern("system-name"))
			return v, nil
		}), "Return the name of this machine."),
		lisp.Def("(emacs-pid)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.Fixnum(os.Getpid()), nil }),
			"Return the process number of this program."),
		lisp.Def("(num-processors &optional QUERY)", lisp.Fn1(func(in *interp, query value) (value, *exit) {
			if query == in.Sym("current") {
				return lisp.Fixnum(runtime.GOMAXPROCS(0)), nil
			}
			return lisp.Fixnum(runtime.NumCPU()), nil
		}), "Return the number of processors; QUERY current gives those that this program uses."),
		lisp.Def("(load-average &optional USE-FLOATS)", lisp.Fn1(loadAverage),
			"Return the system's load over 1, 5 and 15 minutes: a hundredfold as integers, or as floats if USE-FLOATS."),
		lisp.Def("(memory-info)", lisp.Fn0(func(*interp) (value, *exit) { return memoryInfo(), nil }),
			"Return (TOTAL-RAM FREE-RAM TOTAL-SWAP FREE-SWAP) in kilobytes, nil if unknown."),
		lisp.Def("(locale-info ITEM)", lisp.Fn1(localeInfo),
			"Return what the locale says of ITEM: codeset, days or months; nil for anything else. The locale is that of C."),
	}
}

func stringOrNil(s *lisp.String) value {
	if s == nil {
		return value{}
	}
	return s.Value()
}

// getenv returns the variable name of process-environment; ok is false if it is
// not set there.
func (s *State) getenv(in *interp, name string) (v *lisp.String, ok bool) {
	env, _ := in.VarValue(s.sym.environment)
	v, _ = lookup(env, name)
	return v, v != nil
}

// lookup finds name in a list of strings NAME=VALUE; v is nil for NAME alone.
func lookup(env value, name string) (v *lisp.String, found bool) {
	for n := 0; env.IsCons() && n < 1<<20; n++ {
		e := env.Cons().Car
		env = env.Cons().Cdr
		if !e.IsString() {
			continue
		}
		rest, ok := strings.CutPrefix(e.Str().Text(), name)
		switch {
		case !ok:
		case rest == "":
			return nil, true
		case rest[0] == '=':
			return lisp.TextString(rest[1:], e.Str().Multibyte()).Str(), true
		}
	}
	return nil, false
}

func loadAverage(in *interp, floats value) (value, *exit) {
	data, err := os.ReadFile("/proc/loadavg")
	fields := strings.Fields(string(data))
	if err != nil || len(fields) < 3 {
		return value{}, in.Errorf("load-average not implemented for this operating system")
	}
	var list lisp.ListBuilder
	for _, f := range fields[:3] {
		x, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return value{}, in.Errorf("load-average not implemented for this operating system")
		}
		if floats.IsNil() {
			list.Add(lisp.Fixnum(int(math.Round(x * 100))))
		} else {
			list.Add(lisp.Float(x))
		}
	}
	return list.List(), nil
}

// memoryInfo reads what Linux tells in proc(5).
func memoryInfo() value {
	data, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return value{}
	}
	kb := map[string]int{}
	for line := range strings.Lines(string(data)) {
		name, rest, _ := strings.Cut(line, ":")
		if f := strings.Fields(rest); len(f) > 0 {
			kb[name], _ = strconv.Atoi(f[0])
		}
	}
	f := lisp.Fixnum
	return lisp.List(f(kb["MemTotal"]), f(kb["MemFree"]), f(kb["SwapTotal"]), f(kb["SwapFree"]))
}

func localeInfo(in *interp, item value) (value, *exit) {
	var names []string
	switch item {
	case in.Sym("codeset"):
		return lisp.NewString("UTF-8"), nil
	case in.Sym("days"):
		names = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	case in.Sym("months"):
		names = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December"}
	default:
		return value{}, nil
	}
	slots := make([]value, len(names))
	for i, n := range names {
		slots[i] = lisp.NewString(n)
	}
	return lisp.NewVector(slots), nil
}

func setBinaryMode(in *interp, stream, _ value) (value, *exit) {
	if !stream.IsSymbol() {
		return value{}, in.WrongType("symbolp", stream)
	}
	switch in.Symbol(stream).Name() {
	case "stdin", "stdout", "stderr":
		return lisp.T, nil
	}
	return value{}, in.Signal(in.Sym("error"), lisp.NewString("unsupported stream"), stream)
}

// ignoredExtensions are the ends of names of files that are made by programs, not
// written by people.
const ignoredExtensions = `.o ~ .bin .lbin .so .a .ln .blg .bbl .elc .lof .glo .idx .lot .svn/ .hg/ .git/ .bzr/ CVS/ _darcs/
_MTN/ .fmt .tfm .class .fas .lib .mem .x86f .sparcf .dfsl .pfsl .d64fsl .p64fsl .lx64fsl .lx32fsl
.dx64fsl .dx32fsl .fx64fsl .fx32fsl .sx64fsl .sx32fsl .wx64fsl .wx32fsl .fasl .ufsl .fsl .dxl .lo .la
.gmo .mo .toc .aux .cp .fn .ky .pg .tp .vr .cps .fns .kys .pgs .tps .vrs .pyc .pyo`

// strs returns a list of the words of s.
func strs(s string) value {
	var l lisp.ListBuilder
	for _, w := range strings.Fields(s) {
		l.Add(lisp.NewString(w))
	}
	return l.List()
}
