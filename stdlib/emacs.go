package stdlib

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"elnet/lisp"
)

// DefaultEmacsDir is where Debian's emacs-el puts the Lisp of the Emacs whose
// language this is.
const DefaultEmacsDir = "/usr/share/emacs/28.2/lisp"

// An EmacsLibrary is Emacs' own Lisp, in the files of an installed Emacs. An
// interpreter that is given one loads features from there, and has what Emacs
// has before a program's first line: our preloaded definitions, then those of
// the files that Emacs dumps and its autoloads, each evaluated when it is first
// used. It is immutable, so several interpreters may share one.
type EmacsLibrary struct {
	path  []string // load-path
	index *index
	faces []definition
	eager []byte // the forms of loaddefs.el that put properties
}

// windowSystemContext lets methods be for one window system, nil here: of the files
// that Emacs dumps only definitions count.
const windowSystemContext = `
(put 'window-system 'cl-generic--context-rewriter
     (lambda (value) (list 'window-system (if (consp value) value (list 'eql value)))))
`

// piecewise are those of the files that Emacs dumps whose definitions are
// evaluated one by one, since programs use a few of many. Another file is
// evaluated whole when one of its definitions is first used.
var piecewise = strings.Fields(`abbrev backquote bindings byte-run case-table characters charprop composite cp51932 cus-start
	custom env eucjp-ms faces jka-cmpr-hook files float-sup format frame help leim-list macroexp menu-bar mouse mule mule-cmds mule-conf
	nadvice scroll-bar simple startup subr timer version window
	burmese cham chinese cyrillic czech english ethiopic european georgian greek hebrew indian japanese khmer korean lao
	misc-lang romanian sinhala slovak tai-viet thai tibetan utf-8-lang vietnamese`)

// notOurs are definitions of our preloaded files that those of Emacs replace:
// ours have no faces.
var notOurs = []string{"custom-declare-face", "custom-set-faces"}

// oursInstead are files of ours that take the place of Emacs' ones, which look
// into tables that are not here. Their features are there from the start.
var oursInstead = []string{"ucs-normalize", "ucs-combining"}

// dumpedFiles returns the names of the files that loadup, the text of Emacs'
// loadup.el, loads in any case.
func dumpedFiles(loadup string) []string {
	var files []string
	for _, line := range strings.Split(loadup, "\n") {
		name, ok := strings.CutPrefix(line, `(load "`)
		if !ok {
			name, ok = strings.CutPrefix(line, `  (load "`)
			ok = ok && strings.HasPrefix(name, `emacs-lisp/cl-generic"`)
		}
		if name, _, closed := strings.Cut(name, `"`); ok && closed && name != "" {
			files = append(files, strings.TrimSuffix(name, ".el"))
		}
	}
	return files
}

// OpenEmacs reads what it needs of the Lisp files in dir.
func OpenEmacs(dir string) (*EmacsLibrary, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	e := &EmacsLibrary{path: WithSubdirs(dir), index: &index{}}
	for _, d := range preloadedIndex().defs {
		if !slices.Contains(notOurs, d.name) {
			e.index.defs = append(e.index.defs, d)
		}
	}
	loadup, err := readLisp(filepath.Join(dir, "loadup"))
	if err != nil {
		return nil, err
	}
	dumped := dumpedFiles(string(loadup.text))
	e.index.scanForms("/elnet/emacs.el", []byte(compileForm))
	for _, name := range oursInstead {
		e.index.scanAutoloads(libraryFile(name + ".el"))
	}
	for _, file := range dumped { // ours come first
		name := filepath.Base(file)
		if _, err := fs.Stat(files, "el/"+name+".el"); err == nil && name != "cl-generic" && name != "easymenu" && !slices.Contains(preloaded, name) {
			e.index.scanAutoloads(libraryFile(name + ".el"))
		}
	}
	for _, file := range dumped {
		f, err := readLisp(filepath.Join(dir, file))
		if err != nil {
			continue // what the build makes and nobody installs
		}
		e.addFaces(f)
		if slices.Contains(piecewise, strings.TrimSuffix(filepath.Base(f.name), ".el")) {
			e.index.scanForms(f.name, f.text)
		} else {
			e.index.scanWhole(f.name, f.text)
		}
	}
	autoloads, err := readLisp(filepath.Join(dir, "loaddefs"))
	if err != nil {
		return nil, err
	}
	e.index.scanForms(autoloads.name, autoloads.text)
	e.eager = append(propertyForms(autoloads.text), windowSystemContext...)
	return e, nil
}

// IsEmacsDir reports whether dir holds Emacs' own Lisp.
func IsEmacsDir(dir string) bool {
	for _, f := range []string{"subdirs.el", "loaddefs.el"} {
		if _, err := os.Stat(filepath.Join(dir, f)); dir == "" || err != nil {
			return false
		}
	}
	return true
}

// WithSubdirs returns dir, a member of load-path, and after it the directories
// that its subdirs.el adds.
func WithSubdirs(dir string) []string { return withSubdirs(dir, 0) }

func withSubdirs(dir string, depth int) []string {
	path := []string{dir}
	f, err := readLisp(filepath.Join(dir, "subdirs"))
	if err != nil || depth > 8 {
		return path
	}
	_, list, ok := bytes.Cut(f.text, []byte("(normal-top-level-add-to-load-path '("))
	if !ok {
		return path
	}
	list, _, _ = bytes.Cut(list, []byte(")"))
	for i, name := range strings.Split(string(list), `"`) {
		sub := filepath.Join(dir, name)
		if i%2 == 0 {
			continue // between the names
		}
		if st, err := os.Stat(sub); err == nil && st.IsDir() {
			path = append(path, withSubdirs(sub, depth+1)...)
		}
	}
	return path
}

type lispFile struct {
	name string // with .el
	text []byte
}

// readLisp reads base.el or base.el.gz.
func readLisp(base string) (*lispFile, error) {
	if text, err := os.ReadFile(base + ".el"); err == nil {
		return &lispFile{base + ".el", text}, nil
	}
	f, err := os.Open(base + ".el.gz")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s.el.gz: %w", base, err)
	}
	text, err := io.ReadAll(z)
	return &lispFile{base + ".el", text}, err
}

// propertyForms returns the forms of loaddefs.el that put properties on symbols.
func propertyForms(text []byte) []byte {
	var out bytes.Buffer
	for _, form := range bytes.Split(text, []byte("\n(")) {
		for _, head := range []string{"put ", "function-put ", "define-symbol-prop "} {
			if bytes.HasPrefix(form, []byte(head)) {
				form, _, _ = bytes.Cut(form, []byte("\n\n"))
				form, _, _ = bytes.Cut(form, []byte("\n;"))
				out.WriteString("(")
				out.Write(form)
				out.WriteString("\n")
			}
		}
	}
	return out.Bytes()
}

// emacsFeatures are the features that Emacs' batch mode starts with, without
// those of displays and input methods.
var emacsFeatures = strings.Fields(`emacs make-network-process lcms2 inotify threads hashtable-print-readable backquote
	widget custom mule code-pages env format base64 md5 sha1 overlay text-properties window files macroexp cus-face
	faces loaddefs button nadvice cl-preloaded obarray abbrev simple help jka-cmpr-hook epa-hook charprop case-table
	charscript emoji-zwj composite chinese indian cyrillic ethiopic european czech slovak romanian greek hebrew
	cp51932 eucjp-ms japanese korean lao tai-viet thai tibetan vietnamese misc-lang utf-8-lang georgian cham cl-generic
	minibuffer frame term/tty-colors font-core syntax font-lock jit-lock mouse select timer easymenu isearch
	rfn-eshadow menu-bar tab-bar page register prog-mode lisp-mode text-mode newcomment replace tabulated-list
	elisp-mode lisp-float-type vc-hooks ediff-hook uniquify electric paren eldoc tooltip iso-transl regexp-opt`)

// addFaces notes the forms of f that define faces.
func (e *EmacsLibrary) addFaces(f *lispFile) {
	head := []byte("\n(defface ")
	for rest := f.text; ; {
		i := bytes.Index(rest, head)
		if i < 0 {
			return
		}
		rest = rest[i+1:]
		e.faces = append(e.faces, definition{file: f.name, text: rest})
	}
}

// defineFaces is the function elnet--standard-faces.
func (e *EmacsLibrary) defineFaces(in *lisp.Interp) (lisp.Value, *lisp.Exit) {
	for _, d := range e.faces {
		if x := in.EvalLibraryForm(d.file, d.text, false); x != nil {
			return lisp.Nil, x
		}
	}
	return lisp.Nil, nil
}

// scanWhole notes the definitions of a file that is to be evaluated whole.
func (x *index) scanWhole(file string, text []byte) {
	first := len(x.defs)
	x.scanForms(file, text)
	for i := first; i < len(x.defs); i++ {
		x.defs[i].text, x.defs[i].whole = text, true
		if x.defs[i].generic { // whoever adds a method must see that it is yet to be loaded
			name := strings.TrimSuffix(filepath.Base(file), ".el")
			x.defs[i].text, x.defs[i].whole = fmt.Appendf(nil, "(autoload '%s %q)", x.defs[i].name, name), false
		}
	}
}

// compileForm takes the place of Emacs' byte-compile, which makes byte-code. It
// comes before all else because cl-generic uses it for each method.
const compileForm = `
(defun byte-compile (form)
  "Return FORM's function: there is no byte-code.
For a symbol that names a function return its definition, for a lambda
expression a function, for another form its value."
  (cond ((symbolp form) (and (fboundp form) (symbol-function form)))
        ((functionp form) (if (consp form) (eval form t) form))
        (t (eval form lexical-binding))))

(defun define-fringe-bitmap (_bitmap _bits &optional _height _width _align)
  "Do nothing: there are no fringes.")
`

// cxrPlaces makes caddr and its kin places for Emacs' gv.el, which finds them
// by the compiler macros of Lisp functions; here they are primitives.
const cxrPlaces = `
(mapc (lambda (f)
        (put f 'gv-expander
             (lambda (do place)
               (mapc (lambda (c) (setq place (list (if (eq c ?a) 'car 'cdr) place)))
                     (cdr (nreverse (cdr (append (symbol-name f) nil)))))
               (gv-get place do))))
      '(caaar caadr cadar caddr cdaar cdadr cddar cdddr
        caaaar caaadr caadar caaddr cadaar cadadr caddar cadddr
        cdaaar cdaadr cdadar cdaddr cddaar cddadr cdddar cddddr))
`

// install makes the library available to in.
func (e *EmacsLibrary) install(in *lisp.Interp) error {
	in.SetLoadFS(Library())
	in.SetLibrary(newScanned(e.index))
	in.Define(lisp.Def("(elnet--standard-faces)", lisp.Fn0(e.defineFaces), "Define the faces that Emacs has from the start."))
	for _, f := range slices.Concat(emacsFeatures, oursInstead) {
		in.Provide(f)
	}
	var path lisp.ListBuilder
	for _, dir := range e.path {
		path.Add(lisp.NewString(dir))
	}
	in.SetVar(in.Intern("load-path"), path.List())
	in.SetVar(in.Intern("user-emacs-directory"), lisp.NewString("~/.emacs.d/")) // Emacs' start-up code does it
	if x := in.EvalLibrary("loaddefs.el", append([]byte(cxrPlaces), e.eager...)); x != nil {
		return fmt.Errorf("loaddefs.el: %s", in.PrintString(x.Condition(), false))
	}
	return nil
}
