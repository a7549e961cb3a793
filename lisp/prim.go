package lisp

import (
	"fmt"
	"strings"
)

// A Prim declares a primitive: one row in its topic's table. The usage line is
// the only place with its name and argument list; from it come arity, help and
// completion. Define refuses a row whose usage and Go function disagree.
//
// A row written as a literal, {usage: "(car LIST)", fn: v1(primCar), doc: ...}, is
// data of the program; rows that Def makes are made by code at each start.
type Prim struct {
	usage   string
	fn      Callable
	doc     string
	borrows bool
}

// Def makes a Prim. usage is a form such as "(substring STRING &optional FROM
// TO)"; doc says what the function does, returns and signals.
func Def(usage string, fn Callable, doc string) Prim { return Prim{usage: usage, fn: fn, doc: doc} }

// Borrowing says that the primitive neither returns nor keeps a string that it is
// given, nor its bytes other than by String.Text. What it signals does not count.
func (p Prim) Borrowing() Prim {
	p.borrows = true
	return p
}

// A Callable is a Go function made callable from Lisp by Fn0..Fn4 or FnN.
type Callable interface {
	// params returns how many parameters there are, -1 for any number.
	params() int
	// fill sets how i is called.
	fill(i *primInfo)
}

// Fn0 is a function without arguments.
type Fn0 func(in *Interp) (Value, *Exit)

// FnN is a function that takes its arguments as a slice, which it must not keep.
// The usage line says how many there may be.
type FnN func(in *Interp, args []Value) (Value, *Exit)

// v1 to v4 are functions of as many Values.
type (
	v1 func(in *Interp, a Value) (Value, *Exit)
	v2 func(in *Interp, a, b Value) (Value, *Exit)
	v3 func(in *Interp, a, b, c Value) (Value, *Exit)
	v4 func(in *Interp, a, b, c, d Value) (Value, *Exit)
)

func (f Fn0) params() int { return 0 }
func (f v1) params() int  { return 1 }
func (f v2) params() int  { return 2 }
func (f v3) params() int  { return 3 }
func (f v4) params() int  { return 4 }
func (f FnN) params() int { return -1 }

func (f Fn0) fill(i *primInfo) { i.f0 = f }
func (f v1) fill(i *primInfo)  { i.f1 = f }
func (f v2) fill(i *primInfo)  { i.f2 = f }
func (f v3) fill(i *primInfo)  { i.f3 = f }
func (f v4) fill(i *primInfo)  { i.f4 = f }
func (f FnN) fill(i *primInfo) { i.many = f }

// A ways is an FnN with direct ways to call it.
type ways struct {
	v1
	v2
	v3
	FnN
}

func (w ways) params() int { return -1 }

func (w ways) fill(i *primInfo) { i.f1, i.f2, i.f3, i.many = w.v1, w.v2, w.v3, w.FnN }

// primInfo is what a primitive's Func points to. fK is set when the primitive
// may be called with K arguments.
type primInfo struct {
	name     string
	min, max int // max -1: any number
	f0       func(in *Interp) (Value, *Exit)
	f1       func(in *Interp, a Value) (Value, *Exit)
	f2       func(in *Interp, a, b Value) (Value, *Exit)
	f3       func(in *Interp, a, b, c Value) (Value, *Exit)
	f4       func(in *Interp, a, b, c, d Value) (Value, *Exit)
	many     func(in *Interp, args []Value) (Value, *Exit)
	usage    string
	doc      string
	makeDoc  func() string // makes doc, if not nil
	borrows  bool          // see Prim.Borrowing
	nonrest  int           // macros: parameters before &rest
	form     *specialForm
	iform    Value // the interactive form of a command, else nil
	tracked  bool  // backtraces show calls of it
}

// An argument's Go type is its Lisp predicate. Value takes anything; Opt[T]
// takes nil or a T.
type converter[A any] func(in *Interp, v Value) (A, *Exit)

// Opt is an optional argument: nil stands for one that was not given.
type Opt[A any] struct {
	Given bool
	V     A
}

// Or returns the argument, or dflt if it was not given.
func (o Opt[A]) Or(dflt A) A {
	if o.Given {
		return o.V
	}
	return dflt
}

// A Predicated type names the predicate that a wrong argument is reported with:
// "bufferp", "processp".
type Predicated interface {
	Object
	LispPredicate() string
}

// conv returns the converter for parameter type A.
func conv[A any]() converter[A] {
	var f any
	var zero A
	switch any(zero).(type) {
	case Value:
		f = converter[Value](func(_ *Interp, v Value) (Value, *Exit) { return v, nil })
	case *String:
		f = converter[*String]((*Interp).argString)
	case *Symbol:
		f = converter[*Symbol]((*Interp).argSymbol)
	case *Cons:
		f = converter[*Cons]((*Interp).argCons)
	case *HashTable:
		f = converter[*HashTable]((*Interp).argHash)
	case int:
		f = converter[int]((*Interp).argFixnum)
	case Opt[int]:
		f = optConv((*Interp).argFixnum)
	case Opt[*String]:
		f = optConv((*Interp).argString)
	case Opt[*Symbol]:
		f = optConv((*Interp).argSymbol)
	case Opt[*HashTable]:
		f = optConv((*Interp).argHash)
	case Predicated:
		return func(in *Interp, v Value) (A, *Exit) {
			if o, ok := v.Object().(A); ok {
				return o, nil
			}
			return zero, in.WrongType(any(zero).(Predicated).LispPredicate(), v)
		}
	default:
		panic(fmt.Sprintf("lisp: no argument type %T", zero))
	}
	return f.(converter[A])
}

func optConv[A any](f func(*Interp, Value) (A, *Exit)) converter[Opt[A]] {
	return func(in *Interp, v Value) (Opt[A], *Exit) {
		if v.IsNil() {
			return Opt[A]{}, nil
		}
		a, x := f(in, v)
		return Opt[A]{true, a}, x
	}
}

func (in *Interp) argString(v Value) (*String, *Exit) {
	if v.IsString() {
		return v.Str(), nil
	}
	return nil, in.WrongType("stringp", v)
}

func (in *Interp) argSymbol(v Value) (*Symbol, *Exit) {
	if v.IsSymbol() {
		return in.Symbol(v), nil
	}
	return nil, in.WrongType("symbolp", v)
}

func (in *Interp) argCons(v Value) (*Cons, *Exit) {
	if v.IsCons() {
		return v.Cons(), nil
	}
	return nil, in.WrongType("consp", v)
}

func (in *Interp) argHash(v Value) (*HashTable, *Exit) {
	if v.IsHashTable() {
		return v.HashTable(), nil
	}
	return nil, in.WrongType("hash-table-p", v)
}

func (in *Interp) argFixnum(v Value) (int, *Exit) {
	if v.IsFixnum() {
		return v.Fixnum(), nil
	}
	return 0, in.WrongType("fixnump", v)
}

// Fn1 makes a Callable of a function of one argument.
func Fn1[A any](f func(in *Interp, a A) (Value, *Exit)) Callable {
	if g, ok := any(f).(func(*Interp, Value) (Value, *Exit)); ok {
		return v1(g)
	}
	ca := conv[A]()
	return v1(func(in *Interp, v Value) (Value, *Exit) {
		a, x := ca(in, v)
		if x != nil {
			return Value{}, x
		}
		return f(in, a)
	})
}

// Fn2 makes a Callable of a function of two arguments.
func Fn2[A, B any](f func(in *Interp, a A, b B) (Value, *Exit)) Callable {
	if g, ok := any(f).(func(*Interp, Value, Value) (Value, *Exit)); ok {
		return v2(g)
	}
	ca, cb := conv[A](), conv[B]()
	return v2(func(in *Interp, v, w Value) (Value, *Exit) {
		a, x := ca(in, v)
		if x != nil {
			return Value{}, x
		}
		b, x := cb(in, w)
		if x != nil {
			return Value{}, x
		}
		return f(in, a, b)
	})
}

// Fn3 makes a Callable of a function of three arguments.
func Fn3[A, B, C any](f func(in *Interp, a A, b B, c C) (Value, *Exit)) Callable {
	if g, ok := any(f).(func(*Interp, Value, Value, Value) (Value, *Exit)); ok {
		return v3(g)
	}
	ca, cb, cc := conv[A](), conv[B](), conv[C]()
	return v3(func(in *Interp, v, w, u Value) (Value, *Exit) {
		a, x := ca(in, v)
		if x != nil {
			return Value{}, x
		}
		b, x := cb(in, w)
		if x != nil {
			return Value{}, x
		}
		c, x := cc(in, u)
		if x != nil {
			return Value{}, x
		}
		return f(in, a, b, c)
	})
}

// Fn4 makes a Callable of a function of four arguments.
func Fn4[A, B, C, D any](f func(in *Interp, a A, b B, c C, d D) (Value, *Exit)) Callable {
	ca, cb, cc, cd := conv[A](), conv[B](), conv[C](), conv[D]()
	return v4(func(in *Interp, v, w, u, t Value) (Value, *Exit) {
		a, x := ca(in, v)
		if x != nil {
			return Value{}, x
		}
		b, x := cb(in, w)
		if x != nil {
			return Value{}, x
		}
		c, x := cc(in, u)
		if x != nil {
			return Value{}, x
		}
		d, x := cd(in, t)
		if x != nil {
			return Value{}, x
		}
		return f(in, a, b, c, d)
	})
}

// With1 adds a direct way for calls with one argument.
func (f FnN) With1(g func(in *Interp, a Value) (Value, *Exit)) ways { return ways{v1: g, FnN: f} }

// With2 adds a direct way for calls with two arguments.
func (f FnN) With2(g func(in *Interp, a, b Value) (Value, *Exit)) ways { return ways{v2: g, FnN: f} }

// With2 adds a direct way for calls with two arguments.
func (w ways) With2(g func(in *Interp, a, b Value) (Value, *Exit)) ways {
	w.v2 = g
	return w
}

// With3 adds a direct way for calls with three arguments.
func (w ways) With3(g func(in *Interp, a, b, c Value) (Value, *Exit)) ways {
	w.v3 = g
	return w
}

// parseUsage returns the name and arity that a usage line states.
func parseUsage(usage string) (name string, min, max int) {
	if len(usage) < 3 || usage[0] != '(' || usage[len(usage)-1] != ')' {
		panic("lisp: no usage line: " + usage)
	}
	optional := false
	for rest := usage[1 : len(usage)-1]; rest != ""; {
		word := rest
		if i := strings.IndexByte(rest, ' '); i >= 0 {
			word, rest = rest[:i], rest[i+1:]
		} else {
			rest = ""
		}
		switch {
		case word == "":
		case name == "":
			name = word
		case word == "&optional":
			optional = true
		case word == "&rest" || strings.HasSuffix(word, "..."):
			max = -1
		case max < 0:
		case optional:
			max++
		default:
			min, max = min+1, max+1
		}
	}
	return name, min, max
}

// check panics if the usage line and the Go function disagree: an error in the
// program, found at start-up.
func (p *Prim) check() {
	_, _, max := parseUsage(p.usage)
	if n := p.fn.params(); n >= 0 && n != max {
		panic(fmt.Sprintf("lisp: %s says at most %d arguments, its Go function takes %d", p.usage, max, n))
	}
}

// usageName returns the name that a usage line begins with.
func usageName(usage string) string {
	if i := strings.IndexByte(usage, ' '); i > 0 {
		return usage[1:i]
	}
	return usage[1 : len(usage)-1]
}

func (p *Prim) name() string { return usageName(p.usage) }

// function makes the function object of p.
func (p *Prim) function() *Func {
	name, min, max := parseUsage(p.usage)
	i := &primInfo{name: name, min: min, max: max, usage: p.usage, doc: p.doc, borrows: p.borrows}
	p.fn.fill(i)
	i.fillOptional()
	return &Func{kind: funcPrim, prim: i, arity: -1}
}

// fillOptional gives calls that leave out optional arguments a direct way too.
func (i *primInfo) fillOptional() {
	if i.many != nil {
		return
	}
	if f := i.f4; i.max == 4 && i.min <= 3 {
		i.f3 = func(in *Interp, a, b, c Value) (Value, *Exit) { return f(in, a, b, c, Value{}) }
	}
	if f := i.f3; i.max >= 3 && i.min <= 2 {
		i.f2 = func(in *Interp, a, b Value) (Value, *Exit) { return f(in, a, b, Value{}) }
	}
	if f := i.f2; i.max >= 2 && i.min <= 1 {
		i.f1 = func(in *Interp, a Value) (Value, *Exit) { return f(in, a, Value{}) }
	}
	if f := i.f1; i.max >= 1 && i.min == 0 {
		i.f0 = func(in *Interp) (Value, *Exit) { return f(in, Value{}) }
	}
}

// Define makes primitives callable from Lisp, in order; a later row replaces an
// earlier one of the same name.
func (in *Interp) Define(prims ...Prim) {
	for i := range prims {
		p := &prims[i]
		p.check()
		in.defineLate(p)
	}
}

func (p *Prim) define(in *Interp, s *Symbol) {
	f := p.function()
	if tracked(f.prim.name) {
		f.prim.track(s.Value())
	}
	if s.used {
		in.SetFunction(s, f.Value())
	}
	in.replaced(s.fn)
	s.fn, s.builtin = f, f
	s.op = opcodes()[f.prim.name]
}

// HostFunc makes a primitive of an ordinary Go function of the host: its error
// becomes a Lisp signal, which keeps it as its cause.
func HostFunc(usage string, f func(in *Interp, args []Value) (Value, error), doc string) Prim {
	return Def(usage, FnN(func(in *Interp, args []Value) (Value, *Exit) {
		v, err := f(in, args)
		if err != nil {
			return Value{}, in.FromError(err)
		}
		return v, nil
	}), doc)
}
