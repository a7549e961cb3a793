package repl

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"elnet/lisp"
)

// A command is what the user may enter after a comma, which begins no form that
// could be evaluated.
type command struct {
	name, arg, doc string
	run            func(s *session, arg string) error
}

func commands() []command {
	return []command{
		{"d", "SYMBOL", "show the documentation of SYMBOL", (*session).describe},
		{"ps", "", "list the processes", (*session).processes},
		{"timers", "", "list the timers", (*session).timers},
		{"help", "", "show this text", (*session).help},
		{"quit", "", "leave, as C-d does", nil},
	}
}

// command runs what stood after the comma.
func (s *session) command(text string) (code int, done bool) {
	name, arg, _ := strings.Cut(strings.TrimSpace(text), " ")
	for _, c := range commands() {
		if c.name != name {
			continue
		}
		if c.run == nil {
			return 0, true
		}
		return s.after(c.run(s, strings.TrimSpace(arg)))
	}
	fmt.Fprintf(s.r.errs, "No command ,%s; try ,help\n", name)
	return 0, false
}

func (s *session) help(string) error {
	w := s.r.out
	for _, c := range commands() {
		fmt.Fprintf(w, "  ,%-12s %s\n", strings.TrimSpace(c.name+" "+c.arg), c.doc)
	}
	_, err := io.WriteString(w, `A form may take several lines. TAB completes, C-r searches the history.
C-c forgets the line, or interrupts what is running.
The variables *, ** and *** hold the last values, !! the last error.
`)
	return err
}

// call calls the Lisp function called name.
func (s *session) call(name string, args ...lisp.Value) (lisp.Value, error) {
	return s.run(func() (lisp.Value, *lisp.Exit) { return s.in.Funcall(s.in.Sym(name), args...) })
}

// describe shows the documentation of the function and the variable called name.
func (s *session) describe(name string) error {
	name = strings.TrimLeft(name, "#'")
	if name == "" {
		fmt.Fprintln(s.r.errs, "Usage: ,d SYMBOL")
		return nil
	}
	sym := s.in.Sym(name)
	isFunction, err := s.describeFunction(sym)
	if err != nil {
		return err
	}
	isVariable, err := s.describeVariable(sym)
	if err != nil {
		return err
	}
	if !isFunction && !isVariable {
		fmt.Fprintf(s.r.out, "%s is neither a function nor a variable.\n", name)
	}
	return nil
}

func (s *session) describeFunction(sym lisp.Value) (bool, error) {
	if v, err := s.call("fboundp", sym); err != nil || v.IsNil() {
		return false, err
	}
	kind := "a function"
	for _, k := range []struct{ predicate, text string }{{"macrop", "a macro"}, {"special-form-p", "a special form"}} {
		v, err := s.call(k.predicate, sym)
		if err == nil && !v.IsNil() {
			kind = k.text
		}
	}
	fmt.Fprintf(s.r.out, "%s is %s%s.\n", s.in.PrintString(sym, true), kind, s.arity(sym))
	doc, err := s.call("documentation", sym)
	if err != nil {
		return false, err
	}
	s.printDoc(doc)
	return true, nil
}

// arity words how many arguments the function sym takes, "" if it is a macro.
func (s *session) arity(sym lisp.Value) string {
	v, err := s.call("func-arity", sym)
	if err != nil {
		return ""
	}
	low, high := lisp.Car(v).Fixnum(), lisp.Cdr(v)
	switch {
	case !high.IsFixnum() && high == s.in.Sym("many"):
		return fmt.Sprintf(" of %d or more arguments", low)
	case !high.IsFixnum():
		return ""
	case high.Fixnum() == 1 && low == 1:
		return " of 1 argument"
	case high.Fixnum() == low:
		return fmt.Sprintf(" of %d arguments", low)
	}
	return fmt.Sprintf(" of %d to %d arguments", low, high.Fixnum())
}

func (s *session) describeVariable(sym lisp.Value) (bool, error) {
	if sym.IsNil() || !s.isVariable(s.in.Symbol(sym)) {
		return false, nil
	}
	name := s.in.PrintString(sym, true)
	text := name + " is a variable without a value."
	if v, ok := s.in.VarValue(s.in.Symbol(sym)); ok {
		text = fmt.Sprintf("%s is a variable. Its value is %s", name, s.print(v))
	}
	fmt.Fprintln(s.r.out, text)
	doc, err := s.call("documentation-property", sym, s.in.Sym("variable-documentation"))
	if err == nil {
		s.printDoc(doc)
	}
	return true, err
}

func (s *session) printDoc(doc lisp.Value) {
	if doc.IsString() {
		fmt.Fprintf(s.r.out, "\n%s\n", strings.TrimRight(doc.Str().UTF8(), "\n"))
	} else {
		fmt.Fprintln(s.r.out, "It is not documented.")
	}
}

// processes lists the processes: name, type, status, and who talks to whom.
func (s *session) processes(string) error {
	list, err := s.call("process-list")
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(s.r.out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "NAME\tTYPE\tSTATUS\tCONTACT")
	for _, p := range lisp.Slice(list) {
		var cols []string
		for _, f := range []string{"process-name", "process-type", "process-status"} {
			v, err := s.call(f, p)
			if err != nil {
				return err
			}
			cols = append(cols, s.in.PrintString(v, false))
		}
		contact, err := s.call("process-contact", p, lisp.T)
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\n", strings.Join(cols, "\t"), s.contact(contact))
	}
	return t.Flush()
}

// contact words the plist of a network process.
func (s *session) contact(plist lisp.Value) string {
	if !plist.IsCons() {
		return ""
	}
	local, remote := s.address(plist, ":local"), s.address(plist, ":remote")
	if remote == "" && !lisp.PlistGet(plist, s.in.Sym(":server")).IsNil() {
		return local
	}
	if remote == "" {
		remote = s.address(plist, ":service")
		if host := s.address(plist, ":host"); host != "" {
			remote = host + ":" + remote
		}
	}
	return strings.TrimSpace(local + " -> " + remote)
}

func (s *session) address(plist lisp.Value, key string) string {
	v := lisp.PlistGet(plist, s.in.Sym(key))
	if v.IsVector() {
		if f, err := s.call("format-network-address", v); err == nil && f.IsString() {
			v = f
		}
	}
	if v.IsNil() {
		return ""
	}
	return s.in.PrintString(v, false)
}

// timers lists the timers. A timer is a vector or record that holds: whether it
// was triggered, the time as three integers, the period or nil, the function, its
// arguments, whether the time is one of idleness, and the picoseconds of the time.
func (s *session) timers(string) error {
	t := tabwriter.NewWriter(s.r.out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "IN\tEVERY\tFUNCTION")
	now := time.Now()
	for _, name := range []string{"timer-list", "timer-idle-list"} {
		list, _ := s.in.VarValue(s.in.Intern(name))
		for _, timer := range lisp.Slice(list) {
			slots := timerSlots(timer)
			if slots == nil {
				continue
			}
			at := time.Duration(slots[1].Fixnum()<<16+slots[2].Fixnum())*time.Second +
				time.Duration(slots[3].Fixnum())*time.Microsecond
			in := at - time.Duration(now.UnixNano())
			note := ""
			if !slots[7].IsNil() {
				in, note = at, " idle"
			}
			every := "-"
			if !slots[4].IsNil() {
				every = s.in.PrintString(slots[4], true)
			}
			fmt.Fprintf(t, "%ss%s\t%s\t%s\n", strconv.FormatFloat(in.Seconds(), 'f', 1, 64), note, every,
				shorten(s.print(slots[5]), reportWidth))
		}
	}
	return t.Flush()
}

// timerSlots returns the slots of a timer beginning with its triggered flag, nil
// if v is none.
func timerSlots(v lisp.Value) []lisp.Value {
	var slots []lisp.Value
	switch {
	case v.IsVector():
		slots = v.Vector().Slots
	case v.IsRecord() && len(v.Record().Slots) > 0:
		slots = v.Record().Slots[1:]
	}
	if len(slots) < 9 || !slots[1].IsFixnum() || !slots[2].IsFixnum() || !slots[3].IsFixnum() {
		return nil
	}
	return slots
}

// shorten cuts text down to width characters of one line.
func shorten(text string, width int) string {
	r := []rune(strings.ReplaceAll(text, "\n", "\\n"))
	if len(r) > width {
		return string(r[:width-3]) + "..."
	}
	return string(r)
}
