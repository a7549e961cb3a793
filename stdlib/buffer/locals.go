package buffer

import (
	"slices"

	"elnet/lisp"
)

// A localRow is a variable that becomes local wherever it is set. An always row
// is local in every buffer from the beginning.
type localRow struct {
	name   string
	value  value
	always bool
	doc    string
}

// localRows is the table of the per-buffer variables, with Emacs' defaults.
func localRows(in *interp) []localRow {
	n, t, i := lisp.Nil, lisp.T, lisp.Fixnum
	return []localRow{
		{"major-mode", in.Sym("fundamental-mode"), true, "Symbol of the major mode."},
		{"mode-name", lisp.NewString("Fundamental"), true, "Name of the major mode, as people read it."},
		{"default-directory", n, true, "Directory that relative file names start from; ends in a slash."},
		{"buffer-file-name", n, true, "Name of the file that the buffer visits, or nil."},
		{"buffer-file-truename", n, true, "buffer-file-name with symbolic links resolved."},
		{"buffer-read-only", n, true, "Non-nil means that the text may not be changed."},
		{"mark-active", n, true, "Non-nil means that the region is active."},
		{"buffer-undo-list", n, true, "What undo has to do, the last change first; t where changes are not recorded."},
		{"local-minor-modes", n, true, "Minor modes that are on in this buffer."},
		{"buffer-saved-size", i(0), true, "Length of the text when the file was last read or saved."},
		{"buffer-backed-up", n, true, "Non-nil if the file was backed up."},
		{"buffer-auto-save-file-name", n, true, "The file that do-auto-save writes the buffer to, nil for none."},
		{"buffer-auto-save-file-format", t, true, "Not used."},
		{"buffer-file-format", n, true, "Formats to save the file in."},
		{"buffer-invisibility-spec", t, true, "What makes text invisible on a display."},
		{"buffer-display-count", i(0), true, "How often the buffer was displayed."},
		{"buffer-display-time", n, true, "When the buffer was last displayed."},
		{"point-before-scroll", n, true, "Not used."},
		{"fill-column", i(70), false, "Column beyond which lines are broken."},
		{"left-margin", i(0), false, "Column that lines are indented to by default."},
		{"tab-width", i(8), false, "Distance between tab stops, in columns."},
		{"case-fold-search", t, false, "Non-nil means that searches and matches ignore case."},
		{"indent-tabs-mode", t, false, "Non-nil means that indentation may use tabs."},
		{"ctl-arrow", t, false, "Non-nil means that control characters take two columns, ^X."},
		{"buffer-file-coding-system", in.Sym("utf-8-unix"), false, "Coding system that the text is saved in."},
		{"abbrev-mode", n, false, "Not used."},
		{"overwrite-mode", n, false, "Not used."},
		{"auto-fill-function", n, false, "Function that breaks long lines as they are typed, or nil."},
		{"truncate-lines", n, false, "Non-nil means that long lines are cut on a display."},
		{"word-wrap", n, false, "Non-nil means that long lines wrap between words on a display."},
		{"selective-display", n, false, "Not used."},
		{"selective-display-ellipses", t, false, "Not used."},
		{"cursor-type", t, false, "Shape of the cursor on a display."},
		{"cursor-in-non-selected-windows", t, false, "Not used."},
		{"line-spacing", n, false, "Not used."},
		{"mode-line-format", lisp.List(lisp.NewString("%b")), false, "What a mode line shows. Not used."},
		{"header-line-format", n, false, "What a header line shows. Not used."},
		{"tab-line-format", n, false, "What a tab line shows. Not used."},
		{"bidi-display-reordering", t, false, "Not used."},
		{"bidi-paragraph-direction", n, false, "Not used."},
		{"buffer-display-table", n, false, "Not used."},
		{"local-abbrev-table", n, false, "Not used."},
		{"fill-prefix", n, false, "String that begins filled lines, or nil."},
		{"comment-column", i(32), false, "Column for comments."},
		{"deactivate-mark", n, false, "Non-nil means that the mark is to be deactivated after a command."},
		{"buffer-file-coding-system-explicit", n, false, "Coding system that was asked for, or nil."},
		{"cache-long-scans", t, false, "Has no effect."},
		{"delayed-mode-hooks", n, false, "Mode hooks that run-mode-hooks put off."},
	}
}

func (s *State) defineVariables() {
	in := s.in
	defer s.checkVariables()
	s.fresh = &lisp.Locals{}
	for _, r := range localRows(in) {
		y := in.DefVar(r.name, r.value, r.doc)
		in.MakeAutoLocal(y)
		if r.always {
			s.always[y] = true
			in.SetLocal(s.fresh, y, r.value)
		}
	}
	y := in.DefForward("enable-multibyte-characters", &lisp.Forward{
		Get: func(*interp) value { return lisp.Bool(s.cur.Multibyte()) },
	}, "Non-nil if the buffer holds characters, nil if bytes: see set-buffer-multibyte.")
	s.always[y] = true
	in.Put(y, in.Sym("permanent-local"), lisp.T)
	for _, r := range []struct {
		name string
		v    value
		doc  string
	}{
		{"inhibit-read-only", lisp.Nil, "Non-nil means that read-only buffers and text may be changed; a list names the read-only values to ignore."},
		{"inhibit-modification-hooks", lisp.Nil, "Non-nil means that changes of text run no hooks."},
		{"before-change-functions", lisp.Nil, "Functions called with BEG and END before text changes."},
		{"after-change-functions", lisp.Nil, "Functions called with BEG, END and the old length after text changed."},
		{"combine-after-change-calls", lisp.Nil, "Non-nil means that after-change-functions may be told of several changes at once, later."},
		{"first-change-hook", lisp.Nil, "Hook run before a buffer that is not modified is changed."},
		{"buffer-list-update-hook", lisp.Nil, "Hook run when the list of buffers changes."},
		{"kill-buffer-query-functions", lisp.Nil, "Functions that may refuse the killing of the current buffer by returning nil."},
		{"kill-buffer-hook", lisp.Nil, "Hook run in a buffer that is about to be killed."},
		{"eval-buffer-list", lisp.Nil, "The buffers that eval-buffer is evaluating, the innermost first."},
		{"change-major-mode-hook", lisp.Nil, "Hook that kill-all-local-variables runs first."},
		{"message-log-max", lisp.Fixnum(1000), "Lines that *Messages* keeps; t for all, nil for none."},
		{"messages-buffer-name", lisp.NewString("*Messages*"), "Name of the buffer that messages are logged in."},
		{"text-property-default-nonsticky", lisp.List(lisp.NewCons(in.Sym("fill-space"), lisp.T), lisp.NewCons(in.Sym("composition"), lisp.T), lisp.NewCons(in.Sym("syntax-table"), lisp.T), lisp.NewCons(in.Sym("display"), lisp.T)),
			"Alist of properties that inserted text does not take over from before it."},
		{"inhibit-point-motion-hooks", lisp.T, "Has no effect: motion runs no hooks."},
		{"inhibit-field-text-motion", lisp.Nil, "Non-nil means that motion by lines ignores fields."},
		{"transient-mark-mode", lisp.Nil, "Non-nil means that the region is what counts only while the mark is active."},
		{"mark-even-if-inactive", lisp.T, "Non-nil means that the mark may be used while it is not active."},
		{"undo-inhibit-record-point", lisp.Nil, "Non-nil means that point is not recorded in buffer-undo-list."},
		{"undo-limit", lisp.Fixnum(160000), "Size in bytes beyond which older changes are forgotten."},
		{"undo-strong-limit", lisp.Fixnum(240000), "Size in bytes that what is kept of older changes must not pass."},
		{"undo-outer-limit", lisp.Nil, "Size in bytes beyond which even the last group of changes is forgotten; nil means 24000000."},
		{"undo-auto--last-boundary-cause", lisp.Nil, "Why the last undo boundary was made."},
	} {
		in.LateVar(r.name, r.v, r.doc)
	}
	in.MakeAutoLocal(in.Intern("deactivate-mark"))
}

// alwaysLocal reports whether y is local in every buffer.
func (s *State) alwaysLocal(y *lisp.Symbol) bool { return s.always[s.in.IndirectVariable(y)] }

// LocalValue returns the value that y has in b: its local value or the default.
func (s *State) LocalValue(in *interp, b *Buffer, y *lisp.Symbol) (value, bool) {
	y = in.IndirectVariable(y)
	if b.locals != nil && in.LocalIn(b.locals, y) {
		v, _ := b.locals.Get(y)
		return v, !b.locals.Void(y)
	}
	if b == s.cur {
		return in.VarValue(y)
	}
	if _, forwarded := in.Localized(y); forwarded && s.always[y] {
		return lisp.Bool(b.Multibyte()), true
	}
	return in.DefaultValue(y)
}

func (s *State) localPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(make-local-variable VARIABLE)", lisp.Fn1(func(in *interp, y *lisp.Symbol) (value, *exit) {
			if y.Constant() {
				return value{}, in.SignalNamed("setting-constant", y.Value())
			}
			if _, forwarded := in.Localized(y); forwarded {
				if s.alwaysLocal(y) {
					return y.Value(), nil
				}
				return value{}, in.Errorf("Symbol %s may not be buffer-local", y.Name())
			}
			in.MakeLocal(s.cur.locals, y)
			return y.Value(), nil
		}), "Make VARIABLE have its own value in the current buffer, the present one at first. Return VARIABLE."),
		lisp.Def("(make-variable-buffer-local VARIABLE)", lisp.Fn1(func(in *interp, y *lisp.Symbol) (value, *exit) {
			if y.Constant() {
				return value{}, in.SignalNamed("setting-constant", y.Value())
			}
			if _, forwarded := in.Localized(y); forwarded {
				if s.alwaysLocal(y) {
					return y.Value(), nil
				}
				return value{}, in.Errorf("Symbol %s may not be buffer-local", y.Name())
			}
			in.MakeAutoLocal(y)
			return y.Value(), nil
		}), "From now on, let setting VARIABLE give the current buffer a value of its own. Return VARIABLE."),
		lisp.Def("(kill-local-variable VARIABLE)", lisp.Fn1(func(in *interp, y *lisp.Symbol) (value, *exit) {
			if !s.alwaysLocal(y) {
				return y.Value(), in.KillLocal(s.cur.locals, y)
			}
			return y.Value(), nil
		}), "Make VARIABLE have its default value in the current buffer. Return VARIABLE."),
		lisp.Def("(kill-all-local-variables)", lisp.Fn0(s.killAllLocals),
			"Run change-major-mode-hook, then drop the local variables of the current buffer.\nThose with a permanent-local property stay."),
		lisp.Def("(local-variable-p VARIABLE &optional BUFFER)", lisp.Fn2(func(in *interp, v, buf value) (value, *exit) {
			b, x := s.bufferOnly(in, buf)
			if x != nil {
				return value{}, x
			}
			if !v.IsSymbol() {
				return value{}, in.WrongType("symbolp", v)
			}
			y := in.Symbol(v)
			return lisp.Bool(s.alwaysLocal(y) || in.LocalIn(b.locals, y)), nil
		}), "Return t if VARIABLE has a local value in BUFFER, by default the current one."),
		lisp.Def("(local-variable-if-set-p VARIABLE &optional BUFFER)", lisp.Fn2(func(in *interp, y *lisp.Symbol, buf value) (value, *exit) {
			b, x := s.bufferOnly(in, buf)
			if x != nil {
				return value{}, x
			}
			return lisp.Bool(in.AutoLocal(y) || s.alwaysLocal(y) || in.LocalIn(b.locals, y)), nil
		}), "Return t if setting VARIABLE in BUFFER sets a local value."),
		lisp.Def("(buffer-local-value VARIABLE BUFFER)", lisp.Fn2(func(in *interp, y *lisp.Symbol, b *Buffer) (value, *exit) {
			v, ok := s.LocalValue(in, b, y)
			if !ok {
				return value{}, in.SignalNamed("void-variable", y.Value())
			}
			return v, nil
		}), "Return what VARIABLE is where BUFFER is current."),
		lisp.Def("(buffer-local-variables &optional BUFFER)", lisp.Fn1(s.bufferLocalVariables),
			"Return an alist of the local variables of BUFFER; a void one is a symbol instead of a pair."),
		lisp.Def("(variable-binding-locus VARIABLE)", lisp.Fn1(func(in *interp, y *lisp.Symbol) (value, *exit) {
			if !s.alwaysLocal(y) && in.LocalIn(s.cur.locals, y) {
				return s.cur.value, nil
			}
			return value{}, nil
		}), "Return the current buffer if VARIABLE has a local value there, else nil."),
	}
}

func (s *State) bufferLocalVariables(in *interp, v value) (value, *exit) {
	b, x := s.bufferOnly(in, v)
	if x != nil {
		return value{}, x
	}
	var l lisp.ListBuilder
	syms := slices.Clone(b.locals.Symbols())
	for i := len(syms) - 1; i >= 0; i-- {
		y := syms[i]
		if b.locals.Void(y) {
			l.Add(y.Value())
			continue
		}
		v, _ := b.locals.Get(y)
		l.Add(lisp.NewCons(y.Value(), v))
	}
	l.Add(lisp.NewCons(in.Sym("enable-multibyte-characters"), lisp.Bool(b.Multibyte())))
	return l.List(), nil
}

func (s *State) killAllLocals(in *interp) (value, *exit) {
	if x := in.RunHooks("change-major-mode-hook"); x != nil {
		return value{}, x
	}
	l := s.cur.locals
	permanent := in.Sym("permanent-local")
	for _, y := range slices.Clone(l.Symbols()) {
		switch keep := in.Get(y, permanent); {
		case s.always[y]:
		case keep.IsNil():
			l.Remove(y)
		case keep == in.Sym("permanent-local-hook"):
			v, _ := l.Get(y)
			in.SetLocal(l, y, keepPermanent(in, v))
		}
	}
	in.SetLocal(l, s.sym.majorMode, in.Sym("fundamental-mode"))
	in.SetLocal(l, s.sym.modeName, lisp.NewString("Fundamental"))
	in.SetLocal(l, in.Intern("buffer-invisibility-spec"), lisp.T)
	s.cur.tables = [tableKinds]lisp.Value{CaseTable: s.freshCase}
	s.UseCaseTable()
	return value{}, nil
}

// keepPermanent returns the functions of a hook's local value v that stay when
// local variables are killed, and t if it is there.
func keepPermanent(in *interp, v value) value {
	if !v.IsCons() {
		return v
	}
	prop := in.Sym("permanent-local-hook")
	var l lisp.ListBuilder
	for _, f := range lisp.Slice(v) {
		if f == lisp.T || f.IsSymbol() && !in.Get(in.Symbol(f), prop).IsNil() {
			l.Add(f)
		}
	}
	return l.List()
}

// checkVariables makes the variables that Emacs declares with a type refuse
// other values; nil is always allowed.
func (s *State) checkVariables() {
	checks := map[string]struct {
		predicate string
		is        func(lisp.Value) bool
	}{
		"fill-column": {"integerp", lisp.Value.IsInteger}, "tab-width": {"integerp", lisp.Value.IsInteger},
		"left-margin": {"integerp", lisp.Value.IsInteger}, "major-mode": {"symbolp", lisp.Value.IsSymbol},
		"buffer-file-name": {"stringp", lisp.Value.IsString}, "default-directory": {"stringp", lisp.Value.IsString},
	}
	for name, c := range checks {
		s.in.CheckVar(s.in.Intern(name), func(in *lisp.Interp, v lisp.Value) *lisp.Exit {
			if v.IsNil() || c.is(v) {
				return nil
			}
			return in.WrongType(c.predicate, v)
		})
	}
}
