package lisp

// countOf returns how many arguments the function of s takes (max -1: any
// number), if that is checked before the arguments of a call are evaluated: for
// primitives, and for functions of the library, which Emacs has compiled.
func (in *Interp) countOf(s *Symbol) (min, max int, ok bool) {
	fn := s.fn
	for n := 0; n < 100; n++ {
		switch {
		case fn.kind == funcPrim:
			return fn.prim.min, fn.prim.max, true
		case fn.lam != nil && fn.lam.library:
			if fn.lam.rest {
				return fn.lam.nreq, -1, true
			}
			return fn.lam.nreq, fn.lam.nreq + fn.lam.nopt, true
		case fn.kind == funcAlias:
			s = in.Symbol(fn.obj)
			fn = s.fn
		case fn.kind == funcLazy:
			if x := in.forceLazy(s); x != nil {
				return 0, 0, false
			}
			fn = s.fn
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// wrongCount reports whether a call of s with n arguments is one that signals
// before it evaluates them.
func (in *Interp) wrongCount(s *Symbol, n int) bool {
	min, max, ok := in.countOf(s)
	return ok && (n < min || max >= 0 && n > max)
}

// A miscall is a call whose number of arguments was wrong when it was analysed.
type miscall struct {
	sym  *Symbol
	n    int
	at   *place
	call Node // what to do if the function has changed since
}

func (m *miscall) Eval(in *Interp, f *frame) (Value, *Exit) {
	if in.wrongCount(m.sym, m.n) {
		return Value{}, in.failedAt(in.Signal(in.s.wrongNumber, m.sym.Value(), fix(int64(m.n))), m.at)
	}
	return m.call.Eval(in, f)
}
