package stdlib

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"elnet/lisp"
)

// A definition is one symbol that the library defines, and the text to evaluate
// for it: one form of a preloaded file, or a whole file.
type definition struct {
	name     string
	variable bool
	file     string
	text     []byte
}

type index struct {
	defs  []definition
	files map[string][]byte
}

// libraryIndex finds the definitions of the library. It relies on how its files
// are written: a top-level form, and nothing else, begins with a parenthesis in
// column 0.
var libraryIndex = sync.OnceValue(func() *index {
	x := &index{files: map[string][]byte{}}
	entries, err := files.ReadDir("el")
	if err != nil {
		panic(err) // the directory is embedded
	}
	isPreloaded := map[string]bool{}
	for _, f := range preloaded {
		isPreloaded[f+".el"] = true
	}
	for _, e := range entries {
		text, err := files.ReadFile("el/" + e.Name())
		if err != nil {
			panic(err)
		}
		x.files[e.Name()] = text
		if isPreloaded[e.Name()] {
			x.scanForms(e.Name(), text)
		} else {
			x.scanAutoloads(e.Name(), text)
		}
	}
	return x
})

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
			x.add(file, rest[1:], text)
		}
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
		x.add(file, form, form)
		if end < 0 {
			return
		}
		start += end
	}
}

// add notes what form, the text of a definition, defines; text is to be
// evaluated for it.
func (x *index) add(file string, form, text []byte) {
	head, rest, ok := bytes.Cut(form, []byte(" "))
	if !ok || len(head) < 2 {
		return
	}
	name := symbolAt(bytes.TrimLeft(rest, "' \n("))
	switch string(head[1:]) {
	case "defun", "defmacro", "defsubst", "defalias", "cl-defun", "cl-defmacro", "cl-defgeneric", "define-inline",
		"define-minor-mode", "define-obsolete-function-alias", "cl-defsubst", "define-derived-mode":
		x.defs = append(x.defs, definition{name: name, file: file, text: text})
	case "defvar", "defconst", "defcustom", "defvar-local":
		if !strings.HasSuffix(string(bytes.TrimSpace(form)), name+")") { // not (defvar SYMBOL)
			x.defs = append(x.defs, definition{name: name, variable: true, file: file, text: text})
		}
	}
}

func symbolAt(b []byte) string {
	for i, c := range b {
		if c == ' ' || c == '\n' || c == ')' || c == '(' {
			return string(b[:i])
		}
	}
	return string(b)
}

// load evaluates definition id.
func (x *index) load(in *lisp.Interp, id int) *lisp.Exit {
	d := &x.defs[id]
	return in.EvalLibrary(fmt.Sprintf("/elnet/%s", d.file), d.text)
}
