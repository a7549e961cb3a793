package repl

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"elnet/lisp"
)

// errIncomplete says that more lines are needed.
var errIncomplete = errors.New("incomplete form")

// defineVariables declares the variables of the interactive loop.
func (s *session) defineVariables() {
	for _, v := range []struct{ name, doc string }{
		{"*", "The value that the REPL printed last."},
		{"**", "The value that the REPL printed before that in *."},
		{"***", "The value that the REPL printed before that in **."},
		{"!!", "The last error in the REPL, as condition-case binds it."},
	} {
		s.in.DefVar(v.name, lisp.Nil, v.doc)
	}
	s.in.DefVar("elnet-repl-print-length", lisp.Fixnum(500), "What print-length is while the REPL prints a value, if it is nil otherwise.")
	s.in.DefVar("elnet-repl-print-level", lisp.Fixnum(30), "What print-level is while the REPL prints a value, if it is nil otherwise.")
}

// parse reads the forms of text. The error is errIncomplete if the text ends
// within a form.
func (s *session) parse(text string) (forms []lisp.Value, err error) {
	src := lisp.NewString(text)
	str := src.Str()
	for pos := 0; ; {
		rest := skipBlanks(str.Text()[str.Offset(pos):])
		if rest == "" {
			return forms, nil
		}
		pos = str.CharIndex(len(str.Text()) - len(rest))
		v, err := s.run(func() (lisp.Value, *lisp.Exit) {
			defer s.in.Unbind(s.in.Mark())
			s.in.Bind(s.in.Intern("debug-on-error"), lisp.Nil)
			s.in.Bind(s.in.Intern("signal-hook-function"), lisp.Nil)
			return s.in.Funcall(s.read, src, lisp.Fixnum(pos))
		})
		var sig *lisp.Signal
		switch {
		case err == nil:
			forms = append(forms, lisp.Car(v))
			pos = lisp.Cdr(v).Fixnum()
		case errors.As(err, &sig) && sig.Symbol == "end-of-file":
			return nil, errIncomplete
		default:
			return nil, err
		}
	}
}

// skipBlanks returns text without the white space and comments it begins with.
func skipBlanks(text string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n\f\u00a0")
		if !strings.HasPrefix(text, ";") {
			return text
		}
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			return ""
		}
		text = text[i:]
	}
}

// evaluate evaluates form, prints its value, and shifts the variables *, ** and
// *** on.
func (s *session) evaluate(form lisp.Value) (code int, done bool) {
	in := s.in
	v, err := s.run(func() (lisp.Value, *lisp.Exit) {
		in.Poll() // an interruption meant for the prompt
		return in.EvalForm(form, true)
	})
	s.r.out.Flush()
	if err != nil && ends(err) {
		return s.after(err)
	}
	s.gate.freshLine()
	if err != nil {
		return s.after(err)
	}
	last := v
	for _, name := range []string{"*", "**", "***"} {
		sym := in.Intern(name)
		old, _ := in.VarValue(sym)
		in.SetVar(sym, last)
		last = old
	}
	text := ""
	_, err = s.run(func() (lisp.Value, *lisp.Exit) { text = s.print(v); return lisp.Nil, nil })
	if err != nil {
		return s.after(err)
	}
	fmt.Fprintln(s.r.out, text)
	return 0, false
}

// smallObject is how many conses and slots are printed without looking for
// cycles.
const smallObject = 20_000

// print returns how v is shown: as prin1 prints it, but bounded in length and
// depth, and with labels where it is circular or too big to tell.
func (s *session) print(v lisp.Value) string {
	in := s.in
	defer in.Unbind(in.Mark())
	for name, ours := range map[string]string{"print-length": "elnet-repl-print-length", "print-level": "elnet-repl-print-level"} {
		if now, _ := in.VarValue(in.Intern(name)); now.IsNil() {
			limit, _ := in.VarValue(in.Intern(ours))
			in.Bind(in.Intern(name), limit)
		}
	}
	if !small(v) {
		in.Bind(in.Intern("print-circle"), lisp.T)
	}
	return in.PrintString(v, true)
}

// small reports whether v, taken as a tree, has few nodes.
func small(v lisp.Value) bool {
	todo := []lisp.Value{v}
	for n := 0; len(todo) > 0; n++ {
		if n > smallObject || len(todo) > smallObject {
			return false
		}
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch {
		case v.IsCons():
			todo = append(todo, v.Cons().Cdr, v.Cons().Car)
		case v.IsVector():
			todo = append(todo, v.Vector().Slots...)
		case v.IsRecord():
			todo = append(todo, v.Record().Slots...)
		case v.IsHashTable() && v.HashTable().Len() > 0:
			v.HashTable().Map(func(k, v lisp.Value) bool {
				todo = append(todo, k, v)
				return len(todo) <= smallObject
			})
		}
	}
	return true
}

// Bounds of an error report.
const (
	reportFrames = 8
	reportWidth  = 100 // characters of a frame
)

// report shows an error that nothing handled, with the innermost calls.
func (s *session) report(err error) {
	w := s.r.errs
	var sig *lisp.Signal
	if !errors.As(err, &sig) {
		fmt.Fprintln(w, err)
		return
	}
	if sig.Symbol == "no-catch" && lisp.Car(lisp.Cdr(sig.Condition)) == s.in.Sym("top-level") {
		return // (top-level) asks for no more than this
	}
	s.in.SetVar(s.in.Intern("!!"), sig.Condition)
	if sig.Location != "" {
		fmt.Fprintf(w, "%s: ", sig.Location)
	}
	fmt.Fprintln(w, sig.Message)
	if sig.Symbol == "quit" {
		return
	}
	defer s.in.Unbind(s.in.Mark())
	s.in.Bind(s.in.Intern("print-length"), lisp.Fixnum(10))
	s.in.Bind(s.in.Intern("print-level"), lisp.Fixnum(4))
	calls := slices.DeleteFunc(slices.Clone(sig.Backtrace), func(f lisp.TraceFrame) bool { return f.Form || f.Func == s.read })
	for i, f := range calls {
		if i == reportFrames {
			fmt.Fprintf(w, "  ... %d more\n", len(calls)-i)
			break
		}
		fmt.Fprintf(w, "  %s\n", shorten(s.in.FrameText(f), reportWidth))
	}
}
