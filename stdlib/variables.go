package stdlib

import (
	_ "embed"
	"strings"

	"elnet/lisp"
)

// variables.txt lists variables that Emacs has from its C code and that nothing
// here looks at, with the values of its batch mode: programs written for a
// display, or for editing, read and bind them. Each line, of sorted ones, is a
// name, an @ if the variable becomes buffer-local when set, and its value.
//
//go:embed variables.txt
var unusedVariables string

// unusedVariable returns the definition that line, of variables.txt, stands for.
func unusedVariable(line string) *definition {
	name, value, _ := strings.Cut(line, " ")
	form := "defvar"
	if v, local := strings.CutPrefix(value, "@ "); local {
		value, form = v, "defvar-local"
	}
	text := "(" + form + " " + name + " " + value + "\n  \"" + unusedDoc + "\")"
	return &definition{name: name, variable: true, file: "C source code", text: []byte(text)}
}

// scanVariables notes the variables of variables.txt.
func (x *index) scanVariables() {
	for line := range strings.Lines(unusedVariables) {
		x.defs = append(x.defs, *unusedVariable(strings.TrimSuffix(line, "\n")))
	}
}

const unusedDoc = "Nothing here looks at it: it is for programs that were written for a display."

// variable-kinds.txt has the variables that Emacs' C code declares to hold one kind
// of value: the kind, as Interp.Guard has it, then their names.
//
//go:embed variable-kinds.txt
var variableKinds string

// otherNames are second names of variables.
var otherNames = map[string]string{
	"automatic-hscrolling": "auto-hscroll-mode", "cache-long-line-scans": "cache-long-scans",
	"find-file-hooks": "find-file-hook", "indicate-unused-lines": "indicate-empty-lines",
	"inhibit-splash-screen": "inhibit-startup-screen", "inhibit-startup-message": "inhibit-startup-screen",
	"messages-buffer-max-lines": "message-log-max", "minibuffer-mode-map": "minibuffer-local-map",
}

func guardVariables(in *lisp.Interp) {
	for alias, name := range otherNames {
		in.DefAlias(alias, name)
	}
	for line := range strings.Lines(variableKinds) {
		names := strings.Fields(line)
		for _, name := range names[1:] {
			in.Guard(name, names[0])
		}
	}
}
