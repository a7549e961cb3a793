package lisp

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// An Exit is a non-local exit under way: a signal, a throw, or an end that Lisp
// cannot catch. It is returned up the evaluator beside the value; nil means
// none. Only one is under way at a time, so the interpreter reuses one record:
// keep a copy, not the pointer, across further evaluation.
type Exit struct {
	kind  exitKind
	tag   Value  // signal: the error symbol; throw: the tag
	val   Value  // signal: the data; throw: the value
	cause error  // the Go error behind a signal or a kill
	code  int    // exitKill: the exit code
	quick bool   // exitKill: no unwind forms run
	raw   bool   // a signal that has not had what happens at signal time: see finish
	trace *trace // of a signal that nothing handles
	loc   string // FILE:LINE:COLUMN of the toplevel form it left
}

type exitKind uint8

const (
	exitSignal exitKind = iota
	exitThrow
	exitKill // kill-emacs, or the host's context is done
)

// IsSignal reports whether x is a signal.
func (x *Exit) IsSignal() bool { return x != nil && x.kind == exitSignal }

// IsThrow reports whether x is a throw.
func (x *Exit) IsThrow() bool { return x != nil && x.kind == exitThrow }

// Condition returns the signal as (SYMBOL . DATA), what condition-case binds.
func (x *Exit) Condition() Value { return NewCons(x.tag, x.val) }

// A Signal is the Go error for a Lisp signal that nothing in Lisp handled.
type Signal struct {
	Symbol    string // the error symbol's name, "wrong-type-argument"
	Condition Value  // (SYMBOL . DATA)
	Message   string // as error-message-string words it
	Backtrace []TraceFrame
	Location  string // FILE:LINE:COLUMN of the top-level form, "" if unknown
	Terse     bool   // backtrace-on-error-noninteractive was nil when it was signalled
	cause     error
}

// Error returns the message, with the place first if it is known.
func (s *Signal) Error() string {
	if s.Location != "" {
		return s.Location + ": " + s.Message
	}
	return s.Message
}

// Unwrap returns the Go error that caused the signal, if one did.
func (s *Signal) Unwrap() error { return s.cause }

// An ExitError is what evaluation returns when Lisp called kill-emacs.
type ExitError struct{ Code int }

func (e *ExitError) Error() string { return fmt.Sprintf("kill-emacs with code %d", e.Code) }

// A Crash is a Go panic inside the interpreter or a host's function, turned
// into an error at the API's edge.
type Crash struct {
	Panic any
	Stack []byte
}

func (c *Crash) Error() string { return fmt.Sprintf("panic in the interpreter: %v", c.Panic) }

// A TraceFrame is one call under way when an error was signalled.
type TraceFrame struct {
	Func Value // the function's name, or the function
	Args []Value
	Form bool // Func is a form whose arguments are not all evaluated, or a special form

	at   frameID // the frame of the closure from which it was called, or its own
	own  bool    // it is a closure's frame; Func is nil for that of a top-level form
	lam  *Lambda // the closure's
	site *place  // where it stands, nil if that is not known ...
	from frameID // ... and the frame of the function in which that is
}

// head is the function, or that of the form.
func (f *TraceFrame) head() Value {
	if f.Form {
		return Car(f.Func)
	}
	return f.Func
}

// args are the arguments, as the source has them in a form.
func (f *TraceFrame) args() Value {
	if f.Form {
		return Cdr(f.Func)
	}
	return List(f.Args...)
}

// Calls returns the frames without those of forms under evaluation.
func Calls(frames []TraceFrame) []TraceFrame {
	return slices.DeleteFunc(frames, func(f TraceFrame) bool { return f.Form })
}

// A trace is where a signal came from.
type trace struct {
	frames []TraceFrame
	terse  bool // backtrace-on-error-noninteractive was nil
}

// raise starts a non-local exit in the interpreter's one record.
func (in *Interp) raise(x Exit) *Exit {
	in.exit = x
	in.exposed++
	return &in.exit
}

// Signal starts the signal of the error symbol sym with data.
func (in *Interp) Signal(sym Value, data ...Value) *Exit {
	return in.SignalData(sym, List(data...), nil)
}

// SignalData starts a signal with a ready data list; cause is the Go error
// behind it, or nil.
func (in *Interp) SignalData(sym, data Value, cause error) *Exit {
	return in.raise(Exit{kind: exitSignal, tag: sym, val: data, cause: cause, raw: true})
}

// Errorf starts an (error "TEXT") signal. The text is UTF-8.
func (in *Interp) Errorf(format string, args ...any) *Exit {
	return in.Signal(in.s.error, NewString(fmt.Sprintf(format, args...)))
}

// WrongType starts (wrong-type-argument PREDICATE v).
//
//go:noinline
func (in *Interp) WrongType(predicate string, v Value) *Exit {
	return in.Signal(in.s.wrongType, in.Sym(predicate), v)
}

// ArgsOutOfRange starts (args-out-of-range VS...).
func (in *Interp) ArgsOutOfRange(vs ...Value) *Exit { return in.Signal(in.s.argsRange, vs...) }

// SignalNamed starts a signal of the error symbol called name.
func (in *Interp) SignalNamed(name string, data ...Value) *Exit {
	return in.Signal(in.Sym(name), data...)
}

// FromError turns a Go error into an exit: a *Signal becomes the signal it was,
// any other error (error "TEXT") that keeps it as its cause.
func (in *Interp) FromError(err error) *Exit {
	switch e := err.(type) {
	case *Signal:
		return in.SignalData(Car(e.Condition), Cdr(e.Condition), e.cause)
	case *ExitError:
		return in.raise(Exit{kind: exitKill, code: e.Code, cause: e})
	}
	return in.SignalData(in.s.error, List(NewString(err.Error())), err)
}

// Kill starts an exit that no handler catches; unwind-protect forms run.
func (in *Interp) Kill(code int) *Exit {
	return in.raise(Exit{kind: exitKill, code: code, cause: &ExitError{code}})
}

func (in *Interp) killed(err error) *Exit { return in.raise(Exit{kind: exitKill, cause: err}) }

// toError turns an exit that reached the API's edge into a Go error.
func (in *Interp) toError(x *Exit) error {
	switch x.kind {
	case exitKill:
		return x.cause
	case exitThrow: // its catch is outside of this call: reported as throw does
		x = in.Signal(in.s.noCatch, x.tag, x.val)
	}
	if x.raw {
		if x = in.finish(x); x.kind == exitKill {
			return x.cause
		}
	}
	cond := x.Condition()
	s := &Signal{Symbol: in.symbolName(x.tag), Condition: cond, cause: x.cause}
	s.Message = in.ErrorMessage(cond)
	s.Location = x.loc
	if t := x.trace; t != nil {
		s.Backtrace, s.Terse = shown(t.frames), t.terse
	}
	return s
}

func (in *Interp) symbolName(v Value) string {
	if v.IsSymbol() {
		return in.Symbol(v).Name()
	}
	return in.PrintString(v, true)
}

// conditionMatches reports whether a condition-case clause's condition, a
// symbol or a list of them, covers the error symbol sym. Only t covers a symbol
// without error conditions.
func (in *Interp) conditionMatches(cond, sym Value) bool {
	if cond.IsCons() {
		for n := 0; cond.IsCons() && n < 1<<16; n++ {
			if c := cond.Cons().Car; !c.IsCons() && in.conditionMatches(c, sym) {
				return true
			}
			cond = cond.Cons().Cdr
		}
		return false
	}
	if cond == T {
		return true
	}
	if cond.IsNil() || !sym.IsSymbol() {
		return false
	}
	conds, _ := plistGet(in.Symbol(sym).plist, in.s.errorConditions)
	for n := 0; conds.IsCons() && n < 1<<16; n++ {
		if conds.Cons().Car == cond {
			return true
		}
		conds = conds.Cons().Cdr
	}
	return false
}

// handled reports whether a condition-case now in force will catch sym.
func (in *Interp) handled(sym Value) bool {
	for i := len(in.handlers) - 1; i >= 0; i-- {
		if h := &in.handlers[i]; h.conds != nil {
			for _, c := range h.conds {
				if in.conditionMatches(c, sym) {
					return true
				}
			}
		}
	}
	return false
}

// ErrorMessage words a condition (SYMBOL . DATA) as error-message-string does.
func (in *Interp) ErrorMessage(cond Value) string {
	if !cond.IsCons() || !Car(cond).IsSymbol() {
		return "peculiar error"
	}
	sym, data := Car(cond), Cdr(cond)
	var msg Value
	isFile := false
	if sym == in.s.error {
		if !data.IsCons() {
			data = Value{}
		}
		msg, data = Car(data), Cdr(data)
	} else {
		plist := in.Symbol(sym).plist
		msg = PlistGet(plist, in.s.errorMessage)
		if msg.IsString() && strings.ContainsAny(msg.Str().s, "'`") {
			msg = NewString(strings.NewReplacer("'", "’", "`", "‘").Replace(msg.Str().UTF8()))
		}
		conds := PlistGet(plist, in.s.errorConditions)
		for n := 0; conds.IsCons() && n < 1<<16; n++ {
			isFile = isFile || conds.Cons().Car == in.s.fileError
			conds = conds.Cons().Cdr
		}
		if isFile && data.IsCons() {
			msg, data = Car(data), Cdr(data)
		}
	}
	var b strings.Builder
	sep := ": "
	switch {
	case !msg.IsString():
		b.WriteString("peculiar error")
	case msg.Str().n > 0:
		b.WriteString(msg.Str().UTF8())
	default:
		sep = ""
	}
	quote := !(isFile || sym == in.s.endOfFile || sym == in.s.userError)
	for n := 0; data.IsCons() && n < 1<<16; n++ {
		b.WriteString(sep)
		sep = ", "
		b.WriteString(in.PrintString(data.Cons().Car, quote))
		data = data.Cons().Cdr
	}
	return b.String()
}

// CtxErr returns an exit if the context of the current call is done.
func (in *Interp) CtxErr() *Exit {
	if in.ctx != nil {
		if err := context.Cause(in.ctx); err != nil {
			return in.killed(err)
		}
	}
	return nil
}
