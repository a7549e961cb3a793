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
	actions  []action
	script   string   // --script FILE
	rest     []string // arguments for the program
	batch    bool
	stay     bool   // -i: REPL afterwards
	loop     bool   // --loop: run the event loop at the end
	noInit   bool   // -q: no init file
	memory   int64  // --memory-limit, 0 for none
	bad      error  // what is wrong with the value of an option
	poller   string // --poller
	help     bool
	version  bool
	testHelp bool
	emacs    string // directory of Emacs' Lisp, to be used instead of ours
}

// An action is something to do, in the order of the command line.
type action struct {
	kind actionKind
	arg  string
	left []string // what follows it: command-line-args-left meanwhile
}

type actionKind uint8

const (
	actLoad actionKind = iota
	actEval
	actPrint
	actFuncall
	actDirectory
	actScript
	actChdir
	actKill
	actFind // visit a file
)

// A flag is one row of the table of options.
type flag struct {
	names string // without leading dashes, the first is the one that help shows
	arg   string // what its argument is called, "" if it has none
	doc   string
	set   func(o *options, arg string, left []string)
}

func act(kind actionKind) func(o *options, arg string, left []string) {
	return func(o *options, arg string, left []string) { o.actions = append(o.actions, action{kind, arg, left}) }
}

func nothing(o *options, arg string, left []string) {}

// flags is the table of options, ours and those of Emacs that mean something
// here or can be ignored without harm.
func flags() []flag {
	return []flag{
		{"e", "FORM", "evaluate FORM", act(actEval)},
		{"p print", "FORM", "evaluate FORM and print its value", act(actPrint)},
		{"i", "", "start the REPL afterwards", func(o *options, _ string, _ []string) { o.stay = true }},
		{"loop", "", "at the end run the event loop until no process or timer is left", func(o *options, _ string, _ []string) { o.loop = true }},
		{"poller", "NAME", "wait for sockets with NAME: epoll, epoll-block, kqueue or poll", func(o *options, name string, _ []string) { o.poller = name }},
		{"memory-limit", "SIZE", "signal an error when more than SIZE of memory, such as 500M or 2G, is in use", setMemoryLimit},
		{"batch", "", "behave as Emacs does in batch mode", func(o *options, _ string, _ []string) { o.batch = true }},
		{"l load", "FILE", "load FILE", act(actLoad)},
		{"L directory", "DIR", "put DIR in front of load-path; with a colon before it, at the end", act(actDirectory)},
		{"f funcall", "FUNCTION", "call FUNCTION without arguments", act(actFuncall)},
		{"eval execute", "FORM", "evaluate FORM", act(actEval)},
		{"script x", "FILE", "run FILE as a script; what follows stays in command-line-args-left", act(actScript)},
		{"emacs-library", "DIR", "load features from Emacs' own Lisp files in DIR (default " + stdlib.DefaultEmacsDir + ")",
			func(o *options, dir string, _ []string) { o.emacs = dir }},
		{"chdir", "DIR", "change to directory DIR", act(actChdir)},
		{"kill", "", "exit", act(actKill)},
		{"version V", "", "print the version", func(o *options, _ string, _ []string) { o.version = true }},
		{"help h", "", "print this text", func(o *options, _ string, _ []string) { o.help = true }},
		{"q no-init-file", "", "do not load the REPL's init file", func(o *options, _ string, _ []string) { o.noInit = true }},
		{"Q quick", "", "", func(o *options, _ string, _ []string) { o.noInit = true }},
		{"no-site-file", "", "", nothing},
		{"no-site-lisp", "", "", nothing},
		{"nsl", "", "", nothing},
		{"no-splash", "", "", nothing},
		{"nw no-window-system", "", "", nothing},
		{"debug-init", "", "", nothing},
		{"init-directory", "DIR", "", nothing},
		{"visit file find-file insert", "FILE", "", act(actFind)},
	}
}

// setMemoryLimit understands a number of bytes, or with K, M, G.
func setMemoryLimit(o *options, arg string, _ []string) {
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
	for len(args) > 0 {
		a := args[0]
		args = args[1:]
		if a == "--" {
			o.rest = append([]string{a}, args...)
			if !o.batch {
				o.rest = args
			}
			break
		}
		if a == "-" || !strings.HasPrefix(a, "-") {
			if o.batch {
				o.actions = append(o.actions, action{actFind, a, args})
				continue
			}
			if o.hasAction() && !o.loop {
				o.rest = append([]string{a}, args...)
				break
			}
			o.script = a
			o.actions = append(o.actions, action{actScript, a, args})
			o.rest = args
			break
		}
		f, value, hasValue, err := lookupFlag(table, a)
		if err != nil {
			if o.batch && len(o.actions) > 0 { // a function called by -f may take it
				o.rest = append([]string{a}, args...)
				break
			}
			return nil, err
		}
		if f.names == "emacs-library" && !hasValue {
			value, hasValue = defaultEmacsDir(&args), true
		}
		if f.arg != "" && !hasValue {
			if len(args) == 0 {
				return nil, usagef("Option '%s' requires an argument", a)
			}
			value, args = args[0], args[1:]
		}
		if f.set(o, value, args); o.bad != nil {
			return nil, o.bad
		}
		if n := len(o.actions); n > 0 && o.actions[n-1].kind == actScript {
			o.script, o.batch, o.rest = value, true, args
			break
		}
		o.rest = args
	}
	return o, nil
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
	var found *flag
	n := 0
	for i := range table {
		for _, s := range strings.Fields(table[i].names) {
			if s == name {
				return &table[i], value, hasValue, nil
			}
			if len(name) > 1 && strings.HasPrefix(s, name) && len(s) > 1 {
				if found != &table[i] {
					n++
				}
				found = &table[i]
			}
		}
	}
	switch n {
	case 0:
		return nil, "", false, usagef("Unknown option '%s'", a)
	case 1:
		return found, value, hasValue, nil
	}
	return nil, "", false, usagef("Option '%s' is ambiguous", a)
}

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
