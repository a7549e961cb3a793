package stdlib

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// A definition is one symbol that the library defines, and the text to evaluate
// for it: one form of a preloaded file, or a whole file.
type definition struct {
	name     string
	macro    bool
	variable bool
	generic  bool
	whole    bool // text is a whole file; otherwise its first form counts
	file     string
	text     []byte
	form     []byte // the form of the definition
}

type index struct {
	defs []definition
}

// preloadedIndex finds the definitions of our preloaded files. It relies on how
// Lisp files are written: a top-level form, and nothing else, begins with a
// parenthesis in column 0.
var preloadedIndex = sync.OnceValue(func() *index {
	x := &index{}
	for _, f := range preloaded {
		x.scanForms(libraryFile(f + ".el"))
	}
	x.scanVariables()
	return x
})

// libraryFiles returns the names of our library's files, without .el: those that
// are preloaded first.
func libraryFiles() []string {
	entries, err := files.ReadDir("el")
	if err != nil {
		panic(err) // the directory is embedded
	}
	names := slices.Clone(preloaded)
	for _, e := range entries {
		if name := strings.TrimSuffix(e.Name(), ".el"); !slices.Contains(preloaded, name) {
			names = append(names, name)
		}
	}
	return names
}

// scanFile returns the definitions of a file of our library that need no require.
func scanFile(name string) []definition {
	file, text := libraryFile(name + ".el")
	x := &index{defs: make([]definition, 0, 8)}
	if slices.Contains(preloaded, name) || slices.Contains(dumped, name) {
		x.defs = make([]definition, 0, bytes.Count(text, []byte("\n(")))
	}
	switch {
	case slices.Contains(preloaded, name):
		x.scanForms(file, text)
	case slices.Contains(dumped, name):
		x.scanDumped(file, text)
	default:
		x.scanAutoloads(file, text)
	}
	return x.defs
}

// byName returns the definitions that count: the first of a function, the last of
// a variable.
func (x *index) byName() map[defKey]*definition {
	m := make(map[defKey]*definition, len(x.defs))
	for i := range x.defs {
		d := &x.defs[i]
		if k := (defKey{d.name, d.variable}); d.variable || m[k] == nil {
			m[k] = d
		}
	}
	return m
}

// libraryFile returns the name that Lisp sees and the text of a file of our
// library.
func libraryFile(name string) (string, []byte) {
	text, err := files.ReadFile("el/" + name)
	if err != nil {
		panic(err) // it is embedded
	}
	return "/elnet/" + name, text
}

var autoloadCookie = []byte("\n;;;###autoload\n")

// scanAutoloads notes the definitions that follow an autoload cookie.
func (x *index) scanAutoloads(file string, text []byte) {
	for rest := text; ; {
		i := bytes.Index(rest, autoloadCookie)
		if i < 0 {
			return
		}
		rest = rest[i+len(autoloadCookie)-1:]
		if len(rest) > 1 {
			x.add(file, firstForm(rest[1:]), text, true)
		}
	}
}

// firstForm returns the text of the first form of text.
func firstForm(text []byte) []byte {
	if end := bytes.Index(text, []byte("\n(")); end >= 0 {
		return text[:end]
	}
	return text
}

// scanDumped notes all definitions of a file that Emacs starts with.
func (x *index) scanDumped(file string, text []byte) {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("\n("))
		if i < 0 {
			return
		}
		at += i + 1
		x.add(file, firstForm(text[at:]), text, true)
	}
}

// scanForms notes each definition of a preloaded file.
func (x *index) scanForms(file string, text []byte) {
	start := bytes.Index(text, []byte("\n("))
	for start >= 0 {
		start++
		end := bytes.Index(text[start:], []byte("\n("))
		form := text[start:]
		if end >= 0 {
			form = form[:end]
		}
		x.add(file, form, text[start:], false)
		if end < 0 {
			return
		}
		start += end
	}
}

// add notes what form, the text of a definition, defines; text, or the first
// form of it, is to be evaluated for it.
func (x *index) add(file string, form, text []byte, whole bool) {
	head, rest, ok := bytes.Cut(form, []byte(" "))
	if !ok || len(head) < 2 {
		return
	}
	name := symbolAt(bytes.TrimLeft(rest, "' \n("))
	switch string(head[1:]) {
	case "defun", "defmacro", "defsubst", "defalias", "cl-defun", "cl-defmacro", "cl-defgeneric", "define-inline",
		"define-obsolete-function-alias", "cl-defsubst", "define-derived-mode", "autoload":
		generic := string(head[1:]) == "cl-defgeneric"
		macro := strings.HasSuffix(string(head), "defmacro")
		x.defs = append(x.defs, definition{name: name, macro: macro, generic: generic, whole: whole, file: file, text: text, form: form})
		if string(head[1:]) == "define-derived-mode" {
			for _, part := range []string{"-map", "-hook", "-syntax-table", "-abbrev-table"} {
				if bytes.Contains(form, []byte("\n  :"+part[1:]+" ")) {
					continue // it is defined elsewhere
				}
				x.defs = append(x.defs, definition{name: name + part, variable: true, whole: whole, file: file, text: text})
			}
		}
	case "define-minor-mode", "define-globalized-minor-mode":
		x.defs = append(x.defs, definition{name: name, whole: whole, file: file, text: text},
			definition{name: name, variable: true, whole: whole, file: file, text: text})
	case "defvar", "defconst", "defcustom", "defvar-local", "define-abbrev-table":
		if !strings.HasSuffix(string(bytes.TrimSpace(form)), name+")") { // not (defvar SYMBOL)
			x.defs = append(x.defs, definition{name: name, variable: true, whole: whole, file: file, text: text})
		}
	}
}

// symbolAt returns the name of the symbol that b starts with.
func symbolAt(b []byte) string {
	if i := bytes.IndexAny(b, " \n()"); i >= 0 {
		b = b[:i]
	}
	return strings.ReplaceAll(string(b), `\`, "")
}

// dumped are features that Emacs starts with. Ours loads their files, all of
// whose definitions are known, when one of these is first used; it looks as if
// it had been there. So do the few definitions of cl-struct that Emacs starts with.
var dumped = []string{"cl-generic", "regexp-opt", "easymenu", "replace", "register", "abbrev", "font-lock", "button", "newcomment", "tabulated-list"}
