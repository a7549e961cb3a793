package lisp

// In Emacs' interpreter a closure is the list (closure ENV ARGS . BODY), and
// programs take it apart. Here it is an object of its own, which stands for that
// list wherever a list is looked at: car, cdr, consp and their kin find it.

// isListed reports whether v is a closure that Emacs has as a list: an
// interpreted one, not of the library.
func (v Value) isListed() bool {
	if !v.IsFunc() {
		return false
	}
	f := v.Func()
	return f.kind == funcClosure && f.lam != nil && !f.lam.library && f.lam.code == nil
}

// isPair reports whether v is a cons for Lisp.
func (v Value) isPair() bool { return v.IsCons() || v.isListed() }

// listed returns the list for which v stands, v itself if it is no closure. It
// is the same list each time, with the variables as they are now.
//
//go:noinline
func (in *Interp) listed(v Value) Value {
	if !v.isListed() {
		return v
	}
	f := v.Func()
	if f.obj.IsNil() {
		f.obj = in.closureList(f)
		return f.obj
	}
	env := cadr(f.obj)
	for i, s := range f.lam.capSyms {
		if b := Car(env); Car(b) == s.Value() {
			b.Cons().Cdr = uncelled(f.caps[i])
		}
		env = Cdr(env)
	}
	return f.obj
}

// carSlow and cdrSlow are for what is neither a cons nor nil.
//
//go:noinline
func (s *inlined) carSlow(in *Interp, f *frame, v Value) (Value, *Exit) {
	r, x := in.carOf(v)
	if x != nil {
		return v, s.failed(in, x, v)
	}
	return s.put(f, r)
}

//go:noinline
func (s *inlined) cdrSlow(in *Interp, f *frame, v Value) (Value, *Exit) {
	r, x := in.cdrOf(v)
	if x != nil {
		return v, s.failed(in, x, v)
	}
	return s.put(f, r)
}

// carOf and cdrOf are car and cdr of what is no cons.
//
//go:noinline
func (in *Interp) carOf(v Value) (Value, *Exit) {
	if v = in.listed(v); v.IsList() {
		return Car(v), nil
	}
	return v, in.WrongType("listp", v)
}

//go:noinline
func (in *Interp) cdrOf(v Value) (Value, *Exit) {
	if v = in.listed(v); v.IsList() {
		return Cdr(v), nil
	}
	return v, in.WrongType("listp", v)
}
