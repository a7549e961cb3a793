package file

import (
	"strings"

	"elnet/lisp"
)

func (s *State) handlerPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(find-file-name-handler FILENAME OPERATION)", lisp.Fn2(func(in *interp, name *lisp.String, op value) (value, *exit) {
			return s.handler(in, name.Value(), op)
		}), "Return the function that file-name-handler-alist has for OPERATION on FILENAME, or nil."),
	}
}

// handler is find-file-name-handler: of the entries that match, the one that
// matches furthest right, and of these the first.
func (s *State) handler(in *interp, name, op value) (value, *exit) {
	alist, _ := in.VarValue(s.sym.handlers)
	if alist.IsNil() {
		return value{}, nil
	}
	var inhibited value
	if v, _ := in.VarValue(in.Intern("inhibit-file-name-operation")); v == op && !op.IsNil() {
		inhibited, _ = in.VarValue(in.Intern("inhibit-file-name-handlers"))
	}
	best, found := -1, value{}
	for _, e := range lisp.Slice(alist) {
		re, f := lisp.Car(e), lisp.Cdr(e)
		if !re.IsString() || memq(f, inhibited) {
			continue
		}
		at, x := s.match(in, re, name)
		if x != nil {
			return value{}, x
		}
		if at <= best {
			continue
		}
		if f.IsSymbol() {
			ops := in.Get(in.Symbol(f), in.Sym("operations"))
			if !ops.IsNil() && !memq(op, ops) {
				continue
			}
		}
		best, found = at, f
	}
	return found, nil
}

func memq(v, list value) bool {
	for _, e := range lisp.Slice(list) {
		if e == v {
			return true
		}
	}
	return false
}

// match returns where the regexp re matches str, heeding case, or -1.
func (s *State) match(in *interp, re, str value) (int, *exit) {
	mark := in.Mark()
	defer in.Unbind(mark)
	if x := in.Bind(s.sym.caseFold, lisp.Nil); x != nil {
		return 0, x
	}
	if x := in.Bind(in.Intern("inhibit-changing-match-data"), lisp.T); x != nil {
		return 0, x
	}
	v, x := in.Funcall(in.Sym("string-match"), re, str)
	if x != nil || !v.IsFixnum() {
		return -1, x
	}
	return v.Fixnum(), nil
}

// handle calls the handler for op on one of names, if there is one, with args.
func (s *State) handle(in *interp, op string, names []value, args ...value) (v value, handled bool, x *exit) {
	if alist, _ := in.VarValue(s.sym.handlers); alist.IsNil() {
		return value{}, false, nil
	}
	sym := in.Sym(op)
	for _, n := range names {
		if !n.IsString() {
			continue
		}
		h, x := s.handler(in, n, sym)
		if x != nil {
			return value{}, true, x
		}
		if !h.IsNil() {
			v, x := in.Funcall(h, append([]value{sym}, args...)...)
			return v, true, x
		}
	}
	return value{}, false, nil
}

// handledName checks that a handler's answer is a file name.
func handledName(in *interp, v value, x *exit) (value, *exit) {
	if x == nil && !v.IsString() {
		return value{}, in.Errorf("Invalid handler in ‘file-name-handler-alist’")
	}
	return v, x
}

// op declares a primitive whose first arguments, so many as names says, are file
// names: they are made absolute, and a handler for one of them is called instead
// of f. f gets all its arguments, nil for those not given.
func (s *State) op(usage string, names int, f func(in *interp, a []value) (value, *exit), doc string) lisp.Prim {
	words := strings.Fields(strings.Trim(usage, "()"))
	name, params := words[0], 0
	for _, w := range words[1:] {
		if w != "&optional" {
			params++
		}
	}
	return lisp.Def(usage, lisp.FnN(func(in *interp, args []value) (value, *exit) {
		a := make([]value, params)
		copy(a, args)
		for i := range names {
			v, x := s.expand(in, a[i], value{})
			if x != nil {
				return value{}, x
			}
			a[i] = v
		}
		if v, handled, x := s.handle(in, name, a[:names], a...); handled {
			return v, x
		}
		return f(in, a)
	}), doc)
}
