package repl

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"elnet/stdlib"
)

// options is the parsed command line.
type options struct {
	actions   []action
	script    string   // --script FILE
	rest      []string // arguments for the program
	line      []string // --batch: what is processed in order, see commandLine
	batch     bool
	stay      bool   // -i: REPL afterwards
	loop      bool   // --loop: run the event loop at the end
	noInit    bool   // -q: no init file
	noSite    bool   // --no-site-file
	debugInit bool   // --debug-init
	memory    int64  // --memory-limit, 0 for none
	bad       error  // what is wrong with the value of an option
	poller    string // --poller
	help      bool
	version   bool
	testHelp  bool
	emacs     string // directory of Emacs' Lisp, to be used instead of ours
}

// An action is something to do, in the order of the command line.
type action struct {
	kind actionKind
	arg  string
	left []string // what follows it: command-line-args-left meanwhile
}

type actionKind uint8

const (
	actNone actionKind = iota
	actLoad
	actEval
	actPrint
	actFuncall
	actDirectory
	actScript
	actChdir
	actKill
	actFind // visit a file
	actInsert
)

// A flag is one row of the table of options.
type flag struct {
	names string // without leading dashes, the first is the one that help shows
	arg   string // what its argument is called, "" if it has none
	doc   string
	act   actionKind                   // what to do when its turn comes, or
	set   func(o *options, arg string) // what it sets before anything is done
}

func nothing(o *options, arg string) {}

// flags is the table of options, ours and those of Emacs that mean something
// here or can be ignored without harm.
func flags() []flag {
	return []flag{
		{"e", "FORM", "evaluate FORM", actEval, nil},
		{"p print", "FORM", "evaluate FORM and print its value", actPrint, nil},
		{"i", "", "start the REPL afterwards", actNone, func(o *options, _ string) { o.stay = true }},
		{"loop", "", "at the end run the event loop until no process or timer is left", actNone, func(o *options, _ string) { o.loop = true }},
		{"poller", "NAME", "wait for sockets with NAME: epoll, epoll-block, kqueue or poll", actNone, func(o *options, name string) { o.poller = name }},
		{"memory-limit", "SIZE", "signal an error when more than SIZE of memory, such as 500M or 2G, is in use", actNone, setMemoryLimit},
		{"batch", "", "behave as Emacs does in batch mode", actNone, func(o *options, _ string) { o.batch = true }},
		{"l load", "FILE", "load FILE", actLoad, nil},
		{"L directory", "DIR", "put DIR in front of load-path; with a colon before it, at the end", actDirectory, nil},
		{"f funcall", "FUNCTION", "call FUNCTION without arguments", actFuncall, nil},
		{"eval execute", "FORM", "evaluate FORM", actEval, nil},
		{"script x scriptload", "FILE", "run FILE as a script; what follows stays in command-line-args-left", actScript, nil},
		{"emacs-library", "DIR", "load features from Emacs' own Lisp files in DIR (default " + stdlib.DefaultEmacsDir + ")",
			actNone, func(o *options, dir string) { o.emacs = dir }},
		{"chdir", "DIR", "change to directory DIR", actChdir, nil},
		{"insert", "FILE", "insert FILE into the current buffer", actInsert, nil},
		{"visit file find-file", "FILE", "visit FILE", actFind, nil},
		{"kill", "", "exit", actKill, nil},
		{"version V", "", "print the version", actNone, func(o *options, _ string) { o.version = true }},
		{"help h", "", "print this text", actNone, func(o *options, _ string) { o.help = true }},
		{"q no-init-file", "", "do not load the REPL's init file", actNone, func(o *options, _ string) { o.noInit = true }},
		{"Q quick", "", "", actNone, func(o *options, _ string) { o.noInit, o.noSite = true, true }},
		{"no-site-file nsf", "", "", actNone, func(o *options, _ string) { o.noSite = true }},
		{"debug-init", "", "", actNone, func(o *options, _ string) { o.debugInit = true }},
		{"no-site-lisp nsl no-splash no-desktop no-x-resources nl no-shared-memory nw no-window-system D basic-display " +
			"unibyte multibyte no-multibyte no-unibyte no-build-details module-assertions iconic fs fullscreen mm maximized", "", "", actNone, nothing},
		{"u user init-directory t terminal T title name g geometry fn font fg foreground-color bg background-color d display",
			"VALUE", "", actNone, nothing},
	}
}

// setMemoryLimit understands a number of bytes, or with K, M, G.
func setMemoryLimit(o *options, arg string) {
	digits := strings.TrimRight(arg, "KMG")
	n, err := strconv.ParseInt(digits, 10, 64)
	shift := map[string]int{"": 0, "K": 10, "M": 20, "G": 30}[arg[len(digits):]]
	if err != nil || len(arg)-len(digits) > 1 || n < 1 || n > 1<<62>>shift {
		o.bad = usagef("Option '--memory-limit' takes a size such as 500M, not '%s'", arg)
	}
	o.memory = n << shift
}

// parseArgs parses the arguments after the program's name. A name that is no
// option is a script, which ends the options, unless --batch came before it.
func parseArgs(args []string) (*options, error) {
	if len(args) > 0 && args[0] == "test" {
		return parseTestArgs(args[1:])
	}
	o := &options{}
	table := flags()
	if hasBatch(table, args) {
		return o, o.parseBatch(table, args)
	}
	for len(args) > 0 {
		a := args[0]
		args = args[1:]
		if a == "--" {
			o.rest = args
			break
		}
		if !isOption(a) {
			if o.hasAction() && !o.loop {
				o.rest = append([]string{a}, args...)
				break
			}
			o.script = a
			o.actions = append(o.actions, action{actScript, a, args})
			o.rest = args
			break
		}
		f, value, err := nextFlag(table, a, &args)
		if err != nil {
			return nil, err
		}
		o.rest = args
		if f.act == actNone {
			if f.set(o, value); o.bad != nil {
				return nil, o.bad
			}
			continue
		}
		o.actions = append(o.actions, action{f.act, value, args})
		if f.act == actScript {
			o.script, o.batch = value, true
			break
		}
	}
	return o, nil
}

func isOption(a string) bool { return strings.HasPrefix(a, "-") && a != "-" }

// nextFlag looks up the option a and takes its value, from *args if a does not
// hold it.
func nextFlag(table []flag, a string, args *[]string) (f *flag, value string, err error) {
	f, value, hasValue, err := lookupFlag(table, a)
	switch {
	case err != nil || hasValue || f.arg == "":
		return f, value, err
	case f.names == "emacs-library":
		return f, defaultEmacsDir(args), nil
	case len(*args) == 0:
		return nil, "", usagef("Option '%s' requires an argument", a)
	}
	value, *args = (*args)[0], (*args)[1:]
	return f, value, nil
}

// hasBatch reports whether --batch is among the options at the beginning of
// args.
func hasBatch(table []flag, args []string) bool {
	for len(args) > 0 && args[0] != "--" && isOption(args[0]) {
		a := args[0]
		args = args[1:]
		f, _, err := nextFlag(table, a, &args)
		if err != nil || f.act == actScript {
			return false
		}
		if f.names == "batch" {
			return true
		}
	}
	return false
}

// parseBatch parses args as Emacs does in batch mode: options that are to be
// known before anything is done may stand anywhere before a script or --; all
// else is processed in order, by commandLine, since programs look at it and
// change it.
func (o *options) parseBatch(table []flag, args []string) error {
	for len(args) > 0 && args[0] != "--" {
		a, before := args[0], args
		args = args[1:]
		if !isOption(a) {
			o.line = append(o.line, a)
			continue
		}
		f, value, err := nextFlag(table, a, &args)
		switch {
		case err != nil && f == nil && len(before) == 1 && isKnown(table, a):
			return err // its argument is missing
		case err != nil:
			o.line = append(o.line, a)
		case f.act == actNone:
			if f.set(o, value); o.bad != nil {
				return o.bad
			}
		case f.act == actChdir: // before anything else
			o.actions = append(o.actions, action{actChdir, value, nil})
		case f.act == actScript:
			o.line = append(o.line, before...)
			return nil
		default:
			o.line = append(o.line, before[:len(before)-len(args)]...)
		}
	}
	o.line = append(o.line, args...)
	return nil
}

func isKnown(table []flag, a string) bool {
	_, _, _, err := lookupFlag(table, a)
	return err == nil
}

// defaultEmacsDir returns the directory that --emacs-library without a value
// means: the next argument if that is a directory.
func defaultEmacsDir(args *[]string) string {
	if len(*args) > 0 && isDir((*args)[0]) {
		dir := (*args)[0]
		*args = (*args)[1:]
		return dir
	}
	return stdlib.DefaultEmacsDir
}

func isDir(name string) bool {
	st, err := os.Stat(name)
	return err == nil && st.IsDir()
}

// A usageError is worded as Emacs words it.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// lookupFlag finds the option that a names, by its name or a unique beginning of
// a long one.
func lookupFlag(table []flag, a string) (f *flag, value string, hasValue bool, err error) {
	name := strings.TrimLeft(a, "-")
	if strings.HasPrefix(a, "--") {
		name, value, hasValue = strings.Cut(name, "=")
	}
	var found, emacs *flag
	n, inEmacs := 0, 0
	for i := range table {
		for _, s := range strings.Fields(table[i].names) {
			if s == name {
				return &table[i], value, hasValue, nil
			}
			if len(name) < 2 || !strings.HasPrefix(s, name) || found == &table[i] {
				continue
			}
			n++
			found = &table[i]
			if !strings.Contains(ownFlags, " "+s+" ") {
				inEmacs++
				emacs = found
			}
		}
	}
	switch {
	case n == 0:
		return nil, "", false, usagef("Unknown option '%s'", a)
	case n == 1:
		return found, value, hasValue, nil
	case inEmacs == 1:
		return emacs, value, hasValue, nil
	}
	return nil, "", false, usagef("Option '%s' is ambiguous", a)
}

// ownFlags are long options that Emacs does not have: beginnings of its options
// mean those.
const ownFlags = " print loop poller memory-limit emacs-library "

// hasAction reports whether the command line says what to run.
func (o *options) hasAction() bool {
	for _, a := range o.actions {
		if a.kind != actDirectory && a.kind != actChdir {
			return true
		}
	}
	return false
}

// repl reports whether to start the interactive loop: when asked to, or when
// there is nothing else to do and standard input is a terminal.
func (o *options) repl(stdin io.Reader) bool {
	if o.stay {
		return true
	}
	if o.batch || o.hasAction() {
		return false
	}
	f, ok := stdin.(*os.File)
	return ok && isTerminal(f)
}

func helpText() string {
	var b strings.Builder
	b.WriteString("Usage: elnet [OPTION...] [FILE [ARG...]]\n       elnet test [OPTION...] [FILE|DIR...]\n\n" +
		"Run the Emacs Lisp program FILE with ARGs, or the program on standard input,\n" +
		"or, at a terminal, a REPL.\n\n")
	for _, f := range flags() {
		if f.doc == "" {
			continue
		}
		var names []string
		for _, n := range strings.Fields(f.names) {
			if len(n) == 1 {
				names = append(names, "-"+n)
			} else {
				names = append(names, "--"+n)
			}
		}
		fmt.Fprintf(&b, "  %-28s %s\n", strings.TrimSpace(strings.Join(names, ", ")+" "+f.arg), f.doc)
	}
	return b.String()
}
