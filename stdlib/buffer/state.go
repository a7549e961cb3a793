package buffer

import (
	"os"

	"elnet/lisp"
)

// State is what the buffers of one interpreter share.
type State struct {
	in      *lisp.Interp
	cur     *Buffer
	list    []*Buffer // in the order of buffer-list
	byName  map[string]*Buffer
	onKill  []func(in *lisp.Interp, b *Buffer) *lisp.Exit
	always  map[*lisp.Symbol]bool // variables that are local in every buffer
	fresh   *lisp.Locals          // the local values of a new buffer
	sym     symbols
	lastMsg string // what the last line of *Messages* says
	msgRuns int    // how often it was logged in a row
	lastLen int    // characters of that line

	undo      undoState
	combined  []combinedChange // that after-change-functions were not told of yet
	overlayID int

	freshCase lisp.Value // the case table of new buffers
	caseTable lisp.Value // whose case map is in force

	// CaseMap, if set, returns what the case table v, nil for the standard one,
	// says.
	CaseMap func(v lisp.Value) *lisp.CaseMap

	// Modtime, if set, returns what visited-file-modtime does in b.
	Modtime func(b *Buffer) lisp.Value
}

// symbols are those that Go code here asks for often.
type symbols struct {
	readOnly, inhibitReadOnly, inhibitHooks, beforeChange, afterChange, firstChange                *lisp.Symbol
	undoList, directory, fileName, majorMode, modeName, markActive, caseFold                       *lisp.Symbol
	tabWidth, ctlArrow, indentTabs, listUpdate, defaultNonsticky, maxLog                           *lisp.Symbol
	undoLimit, undoStrongLimit, undoOuterLimit, undoInhibitPoint, inhibitFieldMotion, combineCalls *lisp.Symbol
	rearNonsticky, frontSticky, readOnlyProp, category, face, priority, evaporate                  lisp.Value
	modificationHooks, insertFront, insertBehind                                                   lisp.Value
}

// Install gives in buffers and the primitives on them, with *scratch* current.
func Install(in *lisp.Interp) *State {
	s := &State{in: in, byName: map[string]*Buffer{}, always: map[*lisp.Symbol]bool{}}
	s.internSymbols()
	s.defineVariables()
	for _, group := range [][]lisp.Prim{
		s.listPrims(), s.bufferPrims(), s.tickPrims(), s.propReadPrims(), s.localPrims(), s.textPrims(), s.motionPrims(), s.markerPrims(), s.casePrims(),
		s.linePrims(), s.columnPrims(), s.propPrims(), s.propSearchPrims(), s.fieldPrims(), s.bytePrims(), s.evalPrims(),
		s.overlayPrims(), s.overlaySearchPrims(), s.undoPrims(), s.viewPrims(),
	} {
		in.Define(group...)
	}
	s.defineForms()
	s.installHooks()
	dir := "/"
	if wd, err := os.Getwd(); err == nil {
		dir = wd
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	s.fresh.Remove(s.sym.directory)
	in.SetLocal(s.fresh, s.sym.directory, lisp.NewString(dir))
	s.SetCurrent(s.create(lisp.NewString("*scratch*").Str(), true))
	in.SetLocal(s.cur.locals, s.sym.majorMode, in.Sym("lisp-interaction-mode"))
	in.SetLocal(s.cur.locals, s.sym.modeName, lisp.NewString("Lisp Interaction"))
	s.setUndo(s.create(lisp.NewString("*Messages*").Str(), true), lisp.T)
	return s
}

func (s *State) internSymbols() {
	in, y := s.in, &s.sym
	for _, r := range []struct {
		p    **lisp.Symbol
		name string
	}{
		{&y.readOnly, "buffer-read-only"}, {&y.inhibitReadOnly, "inhibit-read-only"},
		{&y.inhibitHooks, "inhibit-modification-hooks"}, {&y.beforeChange, "before-change-functions"},
		{&y.afterChange, "after-change-functions"}, {&y.firstChange, "first-change-hook"},
		{&y.undoList, "buffer-undo-list"}, {&y.directory, "default-directory"},
		{&y.fileName, "buffer-file-name"}, {&y.majorMode, "major-mode"}, {&y.modeName, "mode-name"},
		{&y.markActive, "mark-active"}, {&y.caseFold, "case-fold-search"}, {&y.tabWidth, "tab-width"},
		{&y.ctlArrow, "ctl-arrow"}, {&y.indentTabs, "indent-tabs-mode"},
		{&y.listUpdate, "buffer-list-update-hook"}, {&y.maxLog, "message-log-max"},
		{&y.defaultNonsticky, "text-property-default-nonsticky"},
		{&y.combineCalls, "combine-after-change-calls"}, {&y.inhibitFieldMotion, "inhibit-field-text-motion"},
		{&y.undoLimit, "undo-limit"}, {&y.undoStrongLimit, "undo-strong-limit"},
		{&y.undoOuterLimit, "undo-outer-limit"}, {&y.undoInhibitPoint, "undo-inhibit-record-point"},
	} {
		*r.p = in.Intern(r.name)
	}
	y.rearNonsticky, y.frontSticky = in.Sym("rear-nonsticky"), in.Sym("front-sticky")
	y.priority, y.evaporate = in.Sym("priority"), in.Sym("evaporate")
	y.modificationHooks = in.Sym("modification-hooks")
	y.insertFront, y.insertBehind = in.Sym("insert-in-front-hooks"), in.Sym("insert-behind-hooks")
	y.readOnlyProp, y.category, y.face = in.Sym("read-only"), in.Sym("category"), in.Sym("face")
}

// SetStandardCase makes v, nil for the built-in one, the case table of new
// buffers.
func (s *State) SetStandardCase(v lisp.Value) { s.freshCase = v }

// value returns the value of the variable y, nil if it is void.
func (s *State) value(y *lisp.Symbol) lisp.Value {
	v, _ := s.in.VarValue(y)
	return v
}

// installHooks fills in what package lisp asks for.
func (s *State) installHooks() {
	h := s.in.Hooks()
	h.CurrentBuffer = func() lisp.Value { return s.cur.value }
	h.Marker = func(v lisp.Value) (int, bool) {
		m, ok := v.Object().(*Marker)
		if !ok || m.Buffer() == nil {
			return 0, false
		}
		return m.Pos() + 1, true
	}
	h.PrintTo = s.printTo
	h.ReadFrom = s.readFrom
	h.Message = s.message
	h.Save = append(h.Save, s.saveForThread)
}

// saveForThread keeps the current buffer for a thread that is not to run now.
// It counts for kill-buffer, which does not kill what a thread has current.
func (s *State) saveForThread(bool) (restore func()) {
	b := s.cur
	b.threads++
	return func() {
		b.threads--
		s.SetCurrent(b)
	}
}

// defineForms makes the special forms that restore a buffer's state.
func (s *State) defineForms() {
	s.in.DefineForm("(save-excursion BODY...)", func(in *lisp.Interp) *lisp.Exit {
		s.SaveExcursion(in)
		return nil
	}, "Evaluate BODY, then make the present buffer current and put point where it is now.")
	s.in.DefineForm("(save-current-buffer BODY...)", func(in *lisp.Interp) *lisp.Exit {
		s.SaveCurrent(in)
		return nil
	}, "Evaluate BODY, then make the present buffer current.")
	s.in.DefineForm("(save-restriction BODY...)", func(in *lisp.Interp) *lisp.Exit {
		s.saveRestriction(in)
		return nil
	}, "Evaluate BODY, then make accessible again what is accessible now in the present buffer.")
}

// SaveCurrent makes in.Unbind make the present buffer current again, unless it
// was killed.
func (s *State) SaveCurrent(in *lisp.Interp) {
	b := s.cur
	in.OnUnbind(func() {
		if b.Live() {
			s.SetCurrent(b)
		}
	})
}

// SaveExcursion is SaveCurrent that puts point back too.
func (s *State) SaveExcursion(in *lisp.Interp) {
	b := s.cur
	m := b.pin(b.pt, false)
	in.OnUnbind(func() {
		if b.Live() {
			s.SetCurrent(b)
			b.SetPoint(m.Pos())
		}
		m.Detach()
	})
}

func (s *State) saveRestriction(in *lisp.Interp) {
	b := s.cur
	if b.begv == 0 && b.zv == b.Len() {
		in.OnUnbind(func() {
			if b.Live() {
				b.Widen()
			}
		})
		return
	}
	from, to := b.pin(b.begv, false), b.pin(b.zv, true)
	in.OnUnbind(func() {
		if b.Live() {
			b.Narrow(from.Pos(), to.Pos())
		}
		from.Detach()
		to.Detach()
	})
}

// Position returns the 0-based position that v, an integer or a marker, gives.
// Whether it is in range is not checked.
func (s *State) Position(in *lisp.Interp, v lisp.Value) (int, *lisp.Exit) {
	if v.IsFixnum() {
		return v.Fixnum() - 1, nil
	}
	if m, ok := v.Object().(*Marker); ok {
		if m.Buffer() == nil {
			return 0, in.Errorf("Marker does not point anywhere")
		}
		return m.Pos(), nil
	}
	if v.IsBignum() {
		if v.Big().Sign() < 0 {
			return lisp.MinFixnum, nil
		}
		return lisp.MaxFixnum, nil
	}
	return 0, in.WrongType("integer-or-marker-p", v)
}

// Region returns the 0-based positions of a region of the current buffer in
// order, after the checks that Emacs makes: both are positions, and within the
// accessible part.
func (s *State) Region(in *lisp.Interp, start, end lisp.Value) (from, to int, x *lisp.Exit) {
	if from, x = s.Position(in, start); x != nil {
		return
	}
	if to, x = s.Position(in, end); x != nil {
		return
	}
	b := s.cur
	if from > to {
		from, to = to, from
	}
	if from < b.begv || to > b.zv {
		return 0, 0, in.ArgsOutOfRange(b.value, start, end)
	}
	return from, to, nil
}

// BufferArg returns the buffer that v, a buffer or its name, stands for; nil is
// the current buffer.
func (s *State) BufferArg(in *lisp.Interp, v lisp.Value) (*Buffer, *lisp.Exit) {
	if v.IsNil() {
		return s.cur, nil
	}
	if b, ok := v.Object().(*Buffer); ok {
		return b, nil
	}
	if !v.IsString() {
		return nil, in.WrongType("stringp", v)
	}
	if b := s.byName[v.Str().Text()]; b != nil {
		return b, nil
	}
	return nil, in.Errorf("No buffer named %s", v.Str().UTF8())
}

// bufferOnly returns the buffer v, the current one for nil.
func (s *State) bufferOnly(in *lisp.Interp, v lisp.Value) (*Buffer, *lisp.Exit) {
	if v.IsNil() {
		return s.cur, nil
	}
	if b, ok := v.Object().(*Buffer); ok {
		return b, nil
	}
	return nil, in.WrongType("bufferp", v)
}

// lispPos returns the Lisp number of the 0-based position p.
func lispPos(p int) lisp.Value { return lisp.Fixnum(p + 1) }
