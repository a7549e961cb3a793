package lisp

import (
	"errors"
	"math"
	"strings"
)

// ErrClosed is returned for work given to a closed interpreter.
var ErrClosed = errors.New("interpreter is closed")

// well are the symbols that Go code names, interned once per interpreter.
type well struct {
	nilSym, tSym *Symbol

	error, quit, userError, debug                                                            Value
	wrongType, wrongNumber, argsRange, voidVariable, voidFunction, noCatch, arith            Value
	settingConstant, invalidFunction, circularList, cyclicFunction, cyclicVariable           Value
	endOfFile, invalidRead, overflow, rangeError, excessiveNesting                           Value
	errorConditions, errorMessage, optional, rest, funcall, lambda, closure, macro, autoload Value
	quote, function, backquote, comma, commaAt, success, declare, interactive                Value
	variableDocumentation, functionDoc, docMarker, fileError, equal, eq, eql                 Value
	setq, progn, cons, list, apply, vector, append, defalias, hashTable                      Value
}

func (in *Interp) internWell() {
	in.s.nilSym = in.Intern("nil")
	in.s.nilSym.id = idNil
	in.s.nilSym.value = Value{}
	in.s.tSym = in.Intern("t")
	in.s.tSym.id = idT
	in.s.tSym.value = T
	for _, s := range []*Symbol{in.s.nilSym, in.s.tSym} {
		s.guard, s.special = guardConst, true
	}
	w := &in.s
	for _, r := range []struct {
		p    *Value
		name string
	}{
		{&w.error, "error"}, {&w.quit, "quit"}, {&w.userError, "user-error"}, {&w.debug, "debug"},
		{&w.wrongType, "wrong-type-argument"}, {&w.wrongNumber, "wrong-number-of-arguments"},
		{&w.argsRange, "args-out-of-range"}, {&w.voidVariable, "void-variable"},
		{&w.voidFunction, "void-function"}, {&w.noCatch, "no-catch"}, {&w.arith, "arith-error"},
		{&w.settingConstant, "setting-constant"}, {&w.invalidFunction, "invalid-function"},
		{&w.circularList, "circular-list"}, {&w.cyclicFunction, "cyclic-function-indirection"},
		{&w.cyclicVariable, "cyclic-variable-indirection"}, {&w.endOfFile, "end-of-file"},
		{&w.invalidRead, "invalid-read-syntax"}, {&w.overflow, "overflow-error"}, {&w.rangeError, "range-error"},
		{&w.excessiveNesting, "error"}, {&w.errorConditions, "error-conditions"},
		{&w.errorMessage, "error-message"}, {&w.optional, "&optional"}, {&w.rest, "&rest"},
		{&w.lambda, "lambda"}, {&w.closure, "closure"}, {&w.macro, "macro"}, {&w.autoload, "autoload"},
		{&w.quote, "quote"}, {&w.function, "function"}, {&w.backquote, "`"}, {&w.comma, ","}, {&w.commaAt, ",@"},
		{&w.success, ":success"}, {&w.declare, "declare"}, {&w.interactive, "interactive"},
		{&w.variableDocumentation, "variable-documentation"}, {&w.functionDoc, "function-documentation"},
		{&w.docMarker, ":documentation"}, {&w.fileError, "file-error"}, {&w.equal, "equal"}, {&w.eq, "eq"}, {&w.eql, "eql"},
		{&w.setq, "setq"}, {&w.funcall, "funcall"}, {&w.progn, "progn"}, {&w.cons, "cons"}, {&w.list, "list"}, {&w.apply, "apply"},
		{&w.vector, "vector"}, {&w.append, "append"}, {&w.defalias, "defalias"}, {&w.hashTable, "hash-table"},
	} {
		*r.p = in.Sym(r.name)
	}
}

// defineLanguage fills the obarray: special forms, macros, primitives,
// variables and error symbols.
func (in *Interp) defineLanguage() {
	forms, macros := specialForms(), goMacros()
	for i := range forms {
		in.defineLate(&forms[i])
	}
	for i := range macros {
		in.defineLate(&macros[i])
	}
	for _, group := range [][]Prim{
		evalPrims, debugPrims, framePrims, symbolPrims, variablePrims, listPrims, sequencePrims, numberPrims, stringPrims, hashPrims,
		predicatePrims, printPrims, readPrims, formatPrims, loadPrims, exitPrims, memoryPrims, charTablePrims, unicodePrims, helpPrims,
		miscPrims, profilerPrims, bytecodePrims,
	} {
		in.Define(group...)
	}
	in.Define(cxrPrims()...)
	in.debugFunc = in.Symbol(in.s.debug).fn
	in.Intern("not").fn = in.cellFunc(in.Sym("null"))
	in.macroexpandFn = in.Intern("macroexpand").fn
	not := in.Intern("not")
	not.op, not.builtin = opNot, not.fn
	in.Intern("wholenump").fn = in.Intern("natnump").fn
	in.defineVariables()
	in.defineMemoryVariables()
	in.defineUnicodeVariables()
	in.defineErrors()
	in.defineLayout()
}

// defineLayout puts the properties of special forms and Go macros that tell
// how code is indented and where docstrings are.
func (in *Interp) defineLayout() {
	put := func(property string, n int64, names ...string) {
		for _, name := range names {
			in.LatePut(name, property, func() Value { return fix(n) })
		}
	}
	indent, doc := "lisp-indent-function", "doc-string-elt"
	put(indent, 0, "eval-and-compile", "eval-when-compile", "ignore-errors", "progn", "save-current-buffer",
		"save-excursion", "save-restriction")
	put(indent, 1, "catch", "def-edebug-spec", "dolist", "dotimes", "let", "let*", "prog1", "unless", "unwind-protect",
		"when", "while", "with-suppressed-warnings")
	put(indent, 2, "condition-case", "defmacro", "defun", "if", "prog2")
	in.put(in.Intern("lambda"), in.Sym(indent), in.Sym("defun"))
	put(doc, 2, "lambda")
	put(doc, 3, "defconst", "defmacro", "defsubst", "defun", "defvar", "defvar-local")
	put(doc, 4, "define-obsolete-function-alias", "define-obsolete-variable-alias")
}

func (in *Interp) defineVariables() {
	v := in.LateVar
	in.inhibitQuit = in.DefVar("inhibit-quit", Nil, "Non-nil means that an interruption waits.")
	in.DefForward("quit-flag", &Forward{
		Get: func(in *Interp) Value { return in.quitFlag() },
		Set: func(in *Interp, v Value) *Exit { in.setQuitFlag(v); return nil },
	}, "Non-nil means that evaluation should quit soon.")
	in.loadPath = in.DefVar("load-path", Nil, "Directories that load searches.")
	v("load-suffixes", List(NewString(".elc"), NewString(".el")), "Suffixes of Lisp files. Load prefers source to byte-code.")
	v("load-file-rep-suffixes", List(NewString(""), NewString(".gz")), "Suffixes of alternative representations of a file.")
	v("force-load-messages", Nil, "Has no effect.")
	in.DefForward("current-load-list", &Forward{
		Get: func(in *Interp) Value {
			if in.loading == nil {
				return Value{}
			}
			return in.loading.defs
		},
		Set: func(in *Interp, v Value) *Exit {
			if in.loading != nil {
				in.loading.defs = v
			}
			return nil
		},
	}, "What the file being loaded has defined so far, the last first.")
	in.loadHistory = in.DefVar("load-history", Nil, "Alist of loaded files and what they defined.")
	v("load-prefer-newer", Nil, "Non-nil means to load the newer of a source file and a compressed one. Source is preferred\nto byte-code anyway.")
	v("load-source-file-function", Nil, "Not used.")
	in.loadReadDefault = in.Sym("read")
	in.loadRead = in.DefVar("load-read-function", in.loadReadDefault, "Function that reads a form of a file being loaded.")
	v("after-load-alist", Nil, "Forms to evaluate when files are loaded.")
	v("load-force-doc-strings", Nil, "Has no effect.")
	in.inProgress = in.DefVar("load-in-progress", Nil, "Non-nil while a file is loaded.")
	in.fileName = in.DefVar("load-file-name", Nil, "Absolute name of the file being loaded.")
	v("load-true-file-name", Nil, "Name of the file being loaded, symbolic links resolved.")
	in.LateVarFunc("features", in.firstFeatures, "Symbols of the features that are provided.")
	in.standardOutput = in.DefVar("standard-output", T, "Where print functions print to by default.")
	v("standard-input", T, "Where read reads from by default.")
	in.debugOnError = in.DefVar("debug-on-error", Nil, "Non-nil means that an error enters the debugger.")
	in.debugOnQuit = in.DefVar("debug-on-quit", Nil, "Non-nil means that quit enters the debugger.")
	v("debug-on-signal", Nil, "Non-nil means that even handled errors enter the debugger.")
	ignored := strings.Fields("beginning-of-line beginning-of-buffer end-of-line end-of-buffer end-of-file buffer-read-only " +
		"file-supersession mark-inactive user-error")
	var symbols ListBuilder
	for _, name := range ignored {
		symbols.Add(in.Sym(name))
	}
	v("debug-ignored-errors", symbols.List(), "Errors that do not enter the debugger: conditions, and regexps for messages.")
	v("inhibit-debugger", Nil, "Non-nil means that the debugger is not entered.")
	v("debugger-stack-frame-as-list", Nil, "Has no effect.")
	v("debugger-may-continue", T, "Has no effect.")
	v("num-nonmacro-input-events", Int(0), "Has no effect: there is no keyboard.")
	v("debug-on-next-call", Nil, "Has no effect.")
	in.debugger = in.DefVar("debugger", in.s.debug, "Function that a signal calls when debug-on-error asks for it.")
	in.signalHook = in.DefVar("signal-hook-function", Nil, "Function called by each signal, with its symbol and data.")
	v("backtrace-on-error-noninteractive", T, "Non-nil means that an uncaught error in batch prints a backtrace.")
	in.lexBinding = in.DefVar("lexical-binding", Nil, "Non-nil means that the code being evaluated is lexically scoped.")
	in.MakeAutoLocal(in.lexBinding)
	v("internal-interpreter-environment", Nil, "Has no effect.")
	in.macroEnv = in.DefVar("macroexpand-all-environment", Nil, "Environment of the macro expansion under way.")
	v("obarray", in.ObarrayValue(), "The symbol table that read and intern use.")
	v("purify-flag", Nil, "Has no effect.")
	v("byte-compile-warnings", T, "Has no effect.")
	in.DefVar("most-positive-fixnum", Int(MaxFixnum), "The largest fixnum.").guard = guardConst
	in.DefVar("most-negative-fixnum", Int(MinFixnum), "The smallest fixnum.").guard = guardConst
	v("profiler-max-stack-depth", fix(16), "How many of the innermost calls a profiler notes.")
	v("profiler-log-size", fix(10000), "How many different stacks of calls a profiler notes at most.")
	v("print-length", Nil, "How many elements of a list to print, nil for all.")
	v("print-level", Nil, "How deep to print nested structure, nil for any depth.")
	v("print-circle", Nil, "Non-nil means to print shared structure with #N= and #N#.")
	v("print-quoted", T, "Non-nil means to print (quote x) as 'x.")
	v("print-escape-newlines", Nil, "Non-nil means to print newlines in strings as \\n.")
	v("print-escape-nonascii", Nil, "Non-nil means to print non-ASCII unibyte characters as escapes.")
	v("print-escape-multibyte", Nil, "Non-nil means to print multibyte characters in strings as escapes.")
	v("print-escape-control-characters", Nil, "Non-nil means to print control characters in strings as escapes.")
	v("print-gensym", Nil, "Non-nil means to print uninterned symbols with #:.")
	v("print-continuous-numbering", Nil, "Non-nil means to go on numbering across print calls.")
	v("print-number-table", Nil, "Table of print-continuous-numbering.")
	v("print-charset-text-property", in.Sym("default"), "Has no effect.")
	v("print-integers-as-characters", Nil, "Non-nil means to print integers as characters where that can be read.")
	v("float-output-format", Nil, "Format of printed floats, nil for the shortest that reads back.")
	v("text-quoting-style", Nil, "Style of quotes in messages: curve, straight, grave or nil.")
	v("read-circle", T, "Non-nil means that read understands #N= and #N#.")
	v("read-with-symbol-positions", Nil, "Non-nil means that read notes where symbols stand: t, or the stream that it is to be done for.")
	v("read-symbol-positions-list", Nil, "Alist of the symbols that read has noted and their positions, counted from where it began.")
	v("read-buffer-completion-ignore-case", Nil, "Has no effect.")
	v("gc-cons-threshold", Int(800000), "Has no effect: Go's collector decides.")
	v("gc-cons-percentage", Float(0.1), "Has no effect: Go's collector decides.")
	v("garbage-collection-messages", Nil, "Has no effect.")
	v("post-gc-hook", Nil, "Has no effect.")
	v("kill-emacs-hook", Nil, "Functions to call when the program ends.")
	v("noninteractive", T, "Non-nil means that no user is at a prompt.")
	v("invocation-name", NewString("elnet"), "The name that the program was run by.")
	v("invocation-directory", Nil, "The directory of the program.")
	v("command-line-args", Nil, "The arguments of the program, with its name first.")
	v("command-line-args-left", Nil, "Arguments that have not been processed.")
	in.intWidth = in.DefVar("integer-width", Int(65536), "Largest number of bits of an integer.")
	v("pi", Float(math.Pi), "The ratio of a circle's circumference to its diameter.")
	v("float-pi", Float(math.Pi), "The ratio of a circle's circumference to its diameter.")
	v("float-e", Float(math.E), "The base of natural logarithms.")
	v("emacs-version", NewString("28.2"), "The version of Emacs whose Lisp this is.")
	v("emacs-major-version", Fixnum(28), "Major version of Emacs whose Lisp this is.")
	v("emacs-minor-version", Fixnum(2), "Minor version of Emacs whose Lisp this is.")
	in.DefForward("max-lisp-eval-depth", &Forward{
		Get: func(in *Interp) Value { return Fixnum(in.maxDepth) },
		Set: func(in *Interp, v Value) *Exit {
			if !v.IsFixnum() {
				return in.WrongType("integerp", v)
			}
			in.maxDepth = max(v.Fixnum(), 30)
			in.setLimit()
			return nil
		},
	}, "How deep calls may nest before an error is signalled.")
	in.DefForward("max-specpdl-size", &Forward{
		Get: func(in *Interp) Value { return Fixnum(in.maxSpecs) },
		Set: func(in *Interp, v Value) *Exit {
			if !v.IsFixnum() {
				return in.WrongType("integerp", v)
			}
			in.maxSpecs = max(v.Fixnum(), 400)
			return nil
		},
	}, "How many dynamic bindings may be in force before an error is signalled.")
}

// An error symbol, its message and its parents, nearest first.
type errorRow struct{ symbol, message, parents string }

func (r *errorRow) name() string { return r.symbol }

var errorTable = []errorRow{
	{"error", "error", ""},
	{"quit", "Quit", "-"},
	{"minibuffer-quit", "Quit", "quit"},
	{"user-error", "", "error"},
	{"wrong-length-argument", "Wrong length argument", "error"},
	{"wrong-type-argument", "Wrong type argument", "error"},
	{"args-out-of-range", "Args out of range", "error"},
	{"void-function", "Symbol's function definition is void", "error"},
	{"cyclic-function-indirection", "Symbol's chain of function indirections contains a loop", "error"},
	{"cyclic-variable-indirection", "Symbol's chain of variable indirections contains a loop", "error"},
	{"circular-list", "List contains a loop", "error"},
	{"void-variable", "Symbol's value as variable is void", "error"},
	{"setting-constant", "Attempt to set a constant symbol", "error"},
	{"invalid-read-syntax", "Invalid read syntax", "error"},
	{"invalid-function", "Invalid function", "error"},
	{"wrong-number-of-arguments", "Wrong number of arguments", "error"},
	{"no-catch", "No catch for tag", "error"},
	{"end-of-file", "End of file during parsing", "error"},
	{"arith-error", "Arithmetic error", "error"},
	{"overflow-error", "Arithmetic overflow error", "range-error arith-error error"},
	{"range-error", "Arithmetic range error", "arith-error error"},
	{"domain-error", "Arithmetic domain error", "arith-error error"},
	{"singularity-error", "Arithmetic singularity error", "domain-error arith-error error"},
	{"underflow-error", "Arithmetic underflow error", "range-error arith-error error"},
	{"beginning-of-buffer", "Beginning of buffer", "error"},
	{"end-of-buffer", "End of buffer", "error"},
	{"buffer-read-only", "Buffer is read-only", "error"},
	{"text-read-only", "Text is read-only", "buffer-read-only error"},
	{"mark-inactive", "The mark is not active now", "error"},
	{"scan-error", "Scan error", "error"},
	{"search-failed", "Search failed", "error"},
	{"user-search-failed", "Search failed", "user-error search-failed error"},
	{"invalid-regexp", "Invalid regexp", "error"},
	{"file-error", "File error", "error"},
	{"file-already-exists", "File already exists", "file-error error"},
	{"file-date-error", "Cannot set file date", "file-error error"},
	{"file-missing", "File is missing", "file-error error"},
	{"file-notify-error", "File notification error", "file-error error"},
	{"remote-file-error", "Remote file error", "file-error error"},
	{"inhibited-interaction", "User interaction while inhibited", "error"},
	{"invalid-arity", "Invalid function arity", "error"},
	{"trapping-constant", "Attempt to trap writes to a constant symbol", "error"},
	{"protected-field", "Attempt to modify a protected field", "error"},
	{"coding-system-error", "Invalid coding system", "error"},
	{"cl--generic-cyclic-definition", "Cyclic definition: %S", "error"},
	{"cl-assertion-failed", "Assertion failed", "error"},
	{"cl-no-applicable-method", "No applicable method", "cl-no-method error"},
	{"cl-no-method", "No method", "error"},
	{"cl-no-next-method", "No next method", "cl-no-method error"},
	{"cl-no-primary-method", "No primary method", "cl-no-method error"},
	{"dbus-error", "D-Bus error", "error"},
	{"missing-module-init-function", "Module does not export an initialization function", "module-load-failed error"},
	{"module-init-failed", "Module initialization failed", "module-load-failed error"},
	{"module-load-failed", "Module load failed", "error"},
	{"module-not-gpl-compatible", "Module is not GPL compatible", "module-load-failed error"},
	{"module-open-failed", "Module could not be opened", "module-load-failed error"},
	{"native-compiler-error", "Native compiler error", "error"},
	{"native-ice", "Internal native compiler error", "native-compiler-error error"},
	{"native-lisp-file-inconsistent", "eln file inconsistent with current runtime configuration, please recompile", "native-lisp-load-failed error"},
	{"native-lisp-load-failed", "Native elisp load failed", "error"},
	{"native-lisp-wrong-reloc", "Primitive redefined or wrong relocation", "native-lisp-load-failed error"},
	{"vc-not-supported", "VC method not implemented for backend", "error"},
	{"wrong-register-subr-call", "comp--register-subr can only be called during native lisp load phase.", "native-lisp-load-failed error"},
	{"json-error", "generic JSON error", "error"},
	{"json-out-of-memory", "not enough memory for creating JSON object", "json-error error"},
	{"json-parse-error", "could not parse JSON stream", "json-error error"},
	{"json-end-of-file", "end of JSON stream", "json-parse-error json-error error"},
	{"json-trailing-content", "trailing content after JSON stream", "json-parse-error json-error error"},
	{"json-object-too-deep", "object cyclic or Lisp evaluation too deep", "json-error error"},
}

func (in *Interp) defineErrors() {
	for i := range errorTable {
		in.defineLate(&errorTable[i])
	}
}

func (r *errorRow) define(in *Interp, s *Symbol) {
	conds := []Value{s.Value()}
	for p := range strings.FieldsSeq(r.parents) {
		if p != "-" {
			conds = append(conds, in.Sym(p))
		}
	}
	in.put(s, in.s.errorConditions, List(conds...))
	in.put(s, in.s.errorMessage, NewString(r.message))
}
