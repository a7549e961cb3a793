package stdlib

import (
	"bytes"
	_ "embed"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"elnet/lisp"
)

// library-index.txt has a line for each definition of our library, NAME FILE for a
// function and NAME FILE v for a variable, sorted by name. With it no file is
// read before one of its definitions is used. A test writes it: see LibraryIndex.
//
//go:embed library-index.txt
var indexText string

// An indexed is our library as one interpreter sees it. The number of a definition
// is 1 + the place of its line in indexText, or, beyond that, in unusedVariables.
type indexed struct {
	runner
	files map[string]map[defKey]*definition // those that have been read
}

type defKey struct {
	name     string
	variable bool
}

// installLibrary makes the Lisp library available: its files to load and
// require, its preloaded definitions and autoloads to whoever first uses them.
func installLibrary(in *lisp.Interp) {
	in.SetLoadFS(Library())
	in.SetLibrary(&indexed{runner{}, map[string]map[defKey]*definition{}})
	for _, f := range slices.Concat(preloadedFeatures, dumped) {
		in.Provide(f)
	}
	in.Define(lisp.Def("(elnet--library-file SYMBOL VARIABLE)", lisp.Fn2(func(in *lisp.Interp, s *lisp.Symbol, variable lisp.Value) (lisp.Value, *lisp.Exit) {
		f, v := (&indexed{}).Find(s.Name())
		if !variable.IsNil() {
			f = v
		}
		if f == 0 || f > len(indexText) {
			return lisp.Nil, nil
		}
		file, _ := fields(f)
		return lisp.NewString("/elnet/" + file + ".el"), nil
	}), "Return the file of the library that defines the function, or variable if VARIABLE, SYMBOL; nil if none does."))
}

// Find implements lisp.Library.
func (l *indexed) Find(name string) (function, variable int) {
	if at := findLine(indexText, name); at >= 0 {
		for rest := indexText[at:]; len(rest) > len(name) && rest[len(name)] == ' ' && rest[:len(name)] == name; {
			line, after, _ := strings.Cut(rest, "\n")
			if strings.HasSuffix(line, " v") {
				variable = 1 + len(indexText) - len(rest)
			} else {
				function = 1 + len(indexText) - len(rest)
			}
			rest = after
		}
	}
	if at := findLine(unusedVariables, name); at >= 0 {
		variable = 1 + len(indexText) + at
	}
	return function, variable
}

// findLine returns where the first line of text, sorted lines, begins that has
// name and a space in front; -1 if none has.
func findLine(text, name string) int {
	from, to := 0, len(text) // both begin a line
	for from < to {
		mid := strings.LastIndexByte(text[from:(from+to)/2], '\n') + 1 + from
		key, _, _ := strings.Cut(text[mid:], " ")
		if key < name {
			from = mid + strings.IndexByte(text[mid:], '\n') + 1
		} else {
			to = mid
		}
	}
	if key, _, ok := strings.Cut(text[from:], " "); ok && key == name {
		return from
	}
	return -1
}

// Names implements lisp.Library.
func (l *indexed) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, text := range []string{indexText, unusedVariables} {
			for line := range strings.Lines(text) {
				if name, _, _ := strings.Cut(line, " "); !yield(name) {
					return
				}
			}
		}
	}
}

// fields returns what line id of the index says.
func fields(id int) (file string, key defKey) {
	line, _, _ := strings.Cut(indexText[id-1:], "\n")
	f := strings.Fields(line)
	return f[1], defKey{f[0], len(f) > 2}
}

// definition reads definition id, and with it its file.
func (l *indexed) definition(id int) *definition {
	if at := id - 1 - len(indexText); at >= 0 {
		line, _, _ := strings.Cut(unusedVariables[at:], "\n")
		return unusedVariable(line)
	}
	file, key := fields(id)
	defs := l.files[file]
	if defs == nil {
		defs = (&index{defs: scanFile(file)}).byName()
		l.files[file] = defs
	}
	d := defs[key]
	if d == nil {
		panic(fmt.Sprintf("library-index.txt is not that of this library: %s", key.name))
	}
	return d
}

// Evaluate implements lisp.Library.
func (l *indexed) Evaluate(in *lisp.Interp, id int) *lisp.Exit { return l.run(in, l.definition(id)) }

// WholeFile implements lisp.Library.
func (l *indexed) WholeFile(id int) string {
	if id > len(indexText) {
		return ""
	}
	file, _ := fields(id)
	if slices.Contains(preloaded, file) {
		return ""
	}
	return "/elnet/" + file + ".el"
}

// Autoload implements lisp.Library.
func (l *indexed) Autoload(id int) (string, bool, []byte) {
	if id > len(indexText) {
		return "", false, nil
	}
	if file, _ := fields(id); slices.Contains(preloaded, file) {
		return "", false, nil
	}
	return l.definition(id).autoload()
}

// A scanned is a library all of whose files have been scanned.
type scanned struct {
	runner
	ids map[defKey]int // 1 + the place in defs
	x   *index
}

func newScanned(x *index) *scanned {
	l := &scanned{runner{}, make(map[defKey]int, len(x.defs)), x}
	for i := range x.defs {
		d := &x.defs[i]
		if k := (defKey{d.name, d.variable}); d.variable || l.ids[k] == 0 {
			l.ids[k] = i + 1
		}
	}
	return l
}

// Find implements lisp.Library.
func (l *scanned) Find(name string) (function, variable int) {
	return l.ids[defKey{name, false}], l.ids[defKey{name, true}]
}

// Names implements lisp.Library.
func (l *scanned) Names() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range l.x.defs {
			if !yield(l.x.defs[i].name) {
				return
			}
		}
	}
}

// Evaluate implements lisp.Library.
func (l *scanned) Evaluate(in *lisp.Interp, id int) *lisp.Exit { return l.run(in, &l.x.defs[id-1]) }

// WholeFile implements lisp.Library.
func (l *scanned) WholeFile(id int) string {
	if d := &l.x.defs[id-1]; d.whole {
		return d.file
	}
	return ""
}

// Autoload implements lisp.Library.
func (l *scanned) Autoload(id int) (string, bool, []byte) { return l.x.defs[id-1].autoload() }

// A runner knows the files that were evaluated whole.
type runner map[string]bool

// steady are the files that go on working while primitives are advised.
var steady = map[string]bool{"/elnet/nadvice.el": true}

// run evaluates d.
func (started runner) run(in *lisp.Interp, d *definition) *lisp.Exit {
	if !d.whole {
		return in.EvalLibraryForm(d.file, d.text, steady[d.file])
	}
	if started[d.file] {
		return nil
	}
	started[d.file] = true
	return in.EvalLibrary(d.file, d.text)
}

// autoload returns what Library.Autoload does.
func (d *definition) autoload() (file string, macro bool, form []byte) {
	name := strings.TrimSuffix(filepath.Base(d.file), ".el")
	alias := bytes.HasPrefix(d.form, []byte("(defalias ")) || bytes.HasPrefix(d.form, []byte("(define-obsolete-function-alias "))
	if !d.whole || alias || slices.Contains(dumped, name) || name == "cl-struct" {
		return "", false, nil
	}
	return name, d.macro, d.form
}

// LibraryIndex returns what library-index.txt is to be.
func LibraryIndex() string {
	x := &index{}
	for _, f := range libraryFiles() {
		x.defs = append(x.defs, scanFile(f)...)
	}
	var lines []string
	for k, d := range x.byName() {
		line := k.name + " " + strings.TrimSuffix(filepath.Base(d.file), ".el")
		if k.variable {
			line += " v"
		}
		lines = append(lines, line+"\n")
	}
	slices.SortFunc(lines, func(a, b string) int {
		x, _, _ := strings.Cut(a, " ")
		y, _, _ := strings.Cut(b, " ")
		if x != y {
			return strings.Compare(x, y)
		}
		return strings.Compare(a, b)
	})
	return strings.Join(lines, "")
}

// LibraryIndexKept reports whether library-index.txt is that.
func LibraryIndexKept() bool { return indexText == LibraryIndex() }
