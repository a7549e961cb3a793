package lisp

// varExt is what a symbol whose value slot holds markExt has beyond a plain
// value. At most one of alias, forward and localized holds; watchers go with
// any of them.
type varExt struct {
	alias     *Symbol
	forward   *Forward
	localized bool  // may have buffer-local values
	autoLocal bool  // setting it makes it local (make-variable-buffer-local)
	value     Value // the plain or default value, markUnbound if void
	watchers  []Value
	check     func(in *Interp, v Value) *Exit // refuses values, if not nil
}

// A Forward is a variable whose value Go code keeps.
type Forward struct {
	Get func(in *Interp) Value
	Set func(in *Interp, v Value) *Exit // may refuse v; nil: read-only
}

// Locals holds the buffer-local values of one buffer. The language knows no
// buffers: whoever changes the current buffer calls SetLocals.
type Locals struct {
	m     map[*Symbol]Value
	order []*Symbol
	dead  bool
}

// Get returns the local value of s (which may be void) and whether it has one.
func (l *Locals) Get(s *Symbol) (Value, bool) {
	v, ok := l.m[s]
	if v.isMark() {
		v = Value{}
	}
	return v, ok
}

// Void reports whether s has a local binding without a value.
func (l *Locals) Void(s *Symbol) bool { return l.m[s].isMark() }

func (l *Locals) set(s *Symbol, v Value) {
	if l.m == nil {
		l.m = map[*Symbol]Value{}
	}
	if _, ok := l.m[s]; !ok {
		l.order = append(l.order, s)
	}
	l.m[s] = v
}

// KillLocal drops the local binding that s has in l, and tells its watchers.
func (in *Interp) KillLocal(l *Locals, s *Symbol) *Exit {
	s = in.indirectVar(s)
	if _, ok := l.m[s]; !ok {
		return nil
	}
	x := in.notifyWatchers(s, Value{}, "makunbound", in.currentBuffer())
	l.Remove(s)
	return x
}

// Remove drops the local binding of s.
func (l *Locals) Remove(s *Symbol) {
	if _, ok := l.m[s]; !ok {
		return
	}
	delete(l.m, s)
	for i, t := range l.order {
		if t == s {
			l.order = append(l.order[:i:i], l.order[i+1:]...)
			break
		}
	}
}

// Symbols returns the symbols with local bindings, oldest first.
func (l *Locals) Symbols() []*Symbol { return l.order }

// Kill empties l for good: bindings that let made there are not restored.
func (l *Locals) Kill() { l.m, l.order, l.dead = nil, nil, true }

// SetLocals makes l the buffer-local values in force.
func (in *Interp) SetLocals(l *Locals) { in.locals = l }

// extend gives s a varExt, moving its value there.
func (s *Symbol) extend() *varExt {
	if s.ext == nil {
		s.ext = &varExt{value: s.value}
		s.value = markExt
	}
	return s.ext
}

// indirectVar follows variable aliases.
func (in *Interp) indirectVar(s *Symbol) *Symbol {
	for n := 0; s.ext != nil && s.ext.alias != nil && n < 100; n++ {
		s = s.ext.alias
	}
	return s
}

// boundValue returns the value of s, or a mark if it is void.
func (in *Interp) boundValue(s *Symbol) Value {
	if !s.value.isMark() {
		return s.value
	}
	s = in.indirectVar(s)
	e := s.ext
	if e == nil {
		if s.value.isMark() && s.lazyVar && in.forceLazyVar(s) {
			return in.boundValue(s)
		}
		return s.value
	}
	if e.forward != nil {
		return e.forward.Get(in)
	}
	if e.localized && in.locals != nil {
		if v, ok := in.locals.m[s]; ok {
			return v
		}
	}
	return e.value
}

// VarValue returns the value of the variable s and whether it has one.
func (in *Interp) VarValue(s *Symbol) (Value, bool) {
	v := in.boundValue(s)
	if v.isMark() {
		return Value{}, false
	}
	return v, true
}

// symbolValue returns the value of s or signals void-variable.
func (in *Interp) symbolValue(s *Symbol) (Value, *Exit) {
	v := in.boundValue(s)
	if v.isMark() {
		return Value{}, in.Signal(in.s.voidVariable, s.Value())
	}
	return v, nil
}

// setVarAt is setVarSlow for the form at.
func (in *Interp) setVarAt(s *Symbol, v Value, at *place) *Exit {
	if e := in.indirectVar(s).ext; e != nil && e.watchers != nil {
		defer in.within(at)()
	}
	return in.setVarSlow(s, v)
}

// SetVar sets the variable s as setq does.
func (in *Interp) SetVar(s *Symbol, v Value) *Exit {
	if !s.value.isMark() && s.guard == 0 {
		s.value = v
		return nil
	}
	return in.setVarSlow(s, v)
}

//go:noinline
func (in *Interp) setVarSlow(s *Symbol, v Value) *Exit {
	if s.constant() {
		if s.keyword() && v == s.Value() {
			return nil
		}
		return in.Signal(in.s.settingConstant, s.Value())
	}
	s = in.indirectVar(s)
	if s.lazyVar && s.value.isMark() { // its definition may make it buffer-local
		in.forceLazyVar(s)
	}
	if s.guard != 0 {
		var x *Exit
		if v, x = in.fit(s, v); x != nil {
			return x
		}
	}
	e := s.ext
	if e == nil {
		if s.constant() {
			return in.Signal(in.s.settingConstant, s.Value())
		}
		s.value = v
		return nil
	}
	if len(e.watchers) > 0 {
		where := Value{}
		if e.localized && in.locals != nil {
			if _, ok := in.locals.m[s]; ok || e.autoLocal && !in.letHides(s) {
				where = in.currentBuffer()
			}
		}
		if x := in.notifyWatchers(s, v, "set", where); x != nil {
			return x
		}
	}
	return in.store(s, v)
}

// store sets the value of s, which has an ext and is no alias.
func (in *Interp) store(s *Symbol, v Value) *Exit {
	e := s.ext
	if e.check != nil && !v.isMark() {
		if x := e.check(in, v); x != nil {
			return x
		}
	}
	if e.forward != nil {
		if e.forward.Set == nil {
			return in.Signal(in.s.settingConstant, s.Value())
		}
		return e.forward.Set(in, v)
	}
	if e.localized && in.locals != nil {
		if _, ok := in.locals.m[s]; ok || e.autoLocal && !in.letHides(s) {
			in.locals.set(s, v)
			return nil
		}
	}
	e.value = v
	return nil
}

// letHides reports whether a let that was entered in the current buffer has bound
// the default value of s: setting s then sets that.
func (in *Interp) letHides(s *Symbol) bool {
	for i := len(in.specs) - 1; i >= 0; i-- {
		if b := &in.specs[i]; b.sym == s && b.where == in.locals {
			return true
		}
	}
	return false
}

// DefaultValue returns the default value of s and whether it has one.
func (in *Interp) DefaultValue(s *Symbol) (Value, bool) {
	s = in.indirectVar(s)
	if s.ext == nil || s.ext.forward != nil {
		return in.VarValue(s)
	}
	return s.ext.value, !s.ext.value.isMark()
}

// SetDefault sets the default value of s (set-default).
func (in *Interp) SetDefault(s *Symbol, v Value) *Exit {
	if s.constant() {
		return in.setVarSlow(s, v)
	}
	s = in.indirectVar(s)
	e := s.ext
	if e == nil || e.forward != nil {
		return in.SetVar(s, v)
	}
	if s.guard != 0 {
		var x *Exit
		if v, x = in.fit(s, v); x != nil {
			return x
		}
	}
	if x := in.notifyWatchers(s, v, "set", Value{}); x != nil {
		return x
	}
	e.value = v
	return nil
}

// CheckVar makes every assignment to s call f, which refuses a value by
// returning an exit. Its default value may be anything.
func (in *Interp) CheckVar(s *Symbol, f func(in *Interp, v Value) *Exit) { s.extend().check = f }

// SetLocal gives s a local value in l, making the variable buffer-local there.
func (in *Interp) SetLocal(l *Locals, s *Symbol, v Value) {
	s = in.indirectVar(s)
	s.extend().localized = true
	l.set(s, v)
}

// MakeLocal makes s local in l with its present value, void if it has none.
func (in *Interp) MakeLocal(l *Locals, s *Symbol) {
	s = in.indirectVar(s)
	v := in.boundValue(s)
	e := s.extend()
	e.localized = true
	if _, ok := l.m[s]; !ok {
		l.set(s, v)
	}
}

// MakeAutoLocal makes s local wherever it is set (make-variable-buffer-local).
// A void s gets the default value nil.
func (in *Interp) MakeAutoLocal(s *Symbol) {
	s = in.indirectVar(s)
	if s.lazyVar {
		in.forceLazyVar(s)
	}
	e := s.extend()
	if e.value.isMark() {
		e.value = Value{}
	}
	e.localized, e.autoLocal = true, true
}

// AutoLocal reports whether setting s makes it buffer-local.
func (in *Interp) AutoLocal(s *Symbol) bool {
	s = in.indirectVar(s)
	if s.lazyVar {
		in.forceLazyVar(s)
	}
	return s.ext != nil && s.ext.autoLocal
}

// LocalIn reports whether s has a local binding in l.
func (in *Interp) LocalIn(l *Locals, s *Symbol) bool {
	_, ok := l.m[in.indirectVar(s)]
	return ok
}

// IndirectVariable follows variable aliases from s.
func (in *Interp) IndirectVariable(s *Symbol) *Symbol { return in.indirectVar(s) }

// makeUnbound makes s void (makunbound).
func (in *Interp) makeUnbound(s *Symbol) *Exit {
	if s.constant() {
		return in.Signal(in.s.settingConstant, s.Value())
	}
	s = in.indirectVar(s)
	s.lazyVar = false
	if s.ext == nil {
		s.value = markUnbound
		return nil
	}
	if x := in.notifyWatchers(s, Value{}, "makunbound", Value{}); x != nil {
		return x
	}
	if s.ext.forward != nil {
		return in.Signal(in.s.settingConstant, s.Value())
	}
	return in.store(s, markUnbound)
}

// DefVar declares a special variable with a value and a docstring.
func (in *Interp) DefVar(name string, v Value, doc string) *Symbol {
	s := in.Intern(name)
	in.declare(s, doc)
	in.SetVar(s, v)
	return s
}

// DefForward declares a special variable whose value Go code keeps.
func (in *Interp) DefForward(name string, f *Forward, doc string) *Symbol {
	s := in.Intern(name)
	in.declare(s, doc)
	s.extend().forward = f
	return s
}

// declare makes s, a variable of Go code, special. It is not the library's.
func (in *Interp) declare(s *Symbol, doc string) {
	s.special, s.lazyVar = true, false
	if doc != "" {
		in.varDocs[s] = doc
	}
}

// DefBool declares a variable that is t or nil and mirrored in p.
func (in *Interp) DefBool(name string, p *bool, doc string) *Symbol {
	return in.DefForward(name, &Forward{
		Get: func(*Interp) Value { return Bool(*p) },
		Set: func(_ *Interp, v Value) *Exit { *p = !v.IsNil(); return nil },
	}, doc)
}

// DefInt declares a variable that holds an integer, mirrored in p.
func (in *Interp) DefInt(name string, p *int, doc string) *Symbol {
	return in.DefForward(name, &Forward{
		Get: func(*Interp) Value { return Int(int64(*p)) },
		Set: func(in *Interp, v Value) *Exit {
			if !v.IsFixnum() {
				return in.WrongType("integerp", v)
			}
			*p = v.Fixnum()
			return nil
		},
	}, doc)
}

func (in *Interp) notifyWatchers(s *Symbol, v Value, op string, where Value) *Exit {
	if s.ext == nil {
		return nil
	}
	if v.isMark() {
		v = Value{}
	}
	for _, f := range append([]Value(nil), s.ext.watchers...) {
		if _, x := in.Funcall(f, s.Value(), v, in.Sym(op), where); x != nil {
			return x
		}
	}
	return nil
}

func (in *Interp) currentBuffer() Value {
	if in.hooks.CurrentBuffer != nil {
		return in.hooks.CurrentBuffer()
	}
	return Value{}
}

// ---- dynamic binding: shallow, with the old values on in.specs

// A binding is one entry of the dynamic-binding stack: what to restore.
type binding struct {
	sym    *Symbol
	old    Value   // value to put back; a mark if it was void
	locals *Locals // the binding is of the local value there
	where  *Locals // the binding is of the default value of a localized variable, made there
	undo   func()  // other things to restore: the current buffer, point; without it and sym, old is a cleanup (see unwind)
	frame  int     // of the function that has made the binding
}

// bind binds s dynamically to v.
func (in *Interp) bind(s *Symbol, v Value) *Exit {
	n := len(in.specs)
	if s.value.isMark() || s.guard != 0 || n == cap(in.specs) {
		return in.bindSlow(s, v)
	}
	in.specs = in.specs[:n+1]
	b := &in.specs[n] // its other fields are zero
	b.sym, b.old, b.frame = s, s.value, in.cur
	s.value = v
	if n >= in.maxSpecs {
		return in.specsFull()
	}
	return nil
}

//go:noinline
func (in *Interp) bindSlow(s *Symbol, v Value) *Exit {
	if s.constant() {
		return in.Signal(in.s.settingConstant, s.Value())
	}
	if len(in.specs) >= in.maxSpecs {
		return in.specsFull()
	}
	s = in.indirectVar(s)
	if s.lazyVar && s.value.isMark() {
		in.forceLazyVar(s)
	}
	if s.guard != 0 {
		var x *Exit
		if v, x = in.fit(s, v); x != nil {
			return x
		}
	}
	b := binding{sym: s, frame: in.cur}
	e := s.ext
	if e == nil {
		b.old = s.value
		in.specs = append(in.specs, b)
		s.value = v
		return nil
	}
	if e.localized && in.locals != nil {
		if old, ok := in.locals.m[s]; ok {
			if e.check != nil {
				if x := e.check(in, v); x != nil {
					return x
				}
			}
			b.old, b.locals = old, in.locals
			in.specs = append(in.specs, b)
			if x := in.notifyWatchers(s, v, "let", in.currentBuffer()); x != nil {
				return x
			}
			in.locals.set(s, v)
			return nil
		}
	}
	if e.forward != nil {
		b.old = e.forward.Get(in)
		if e.forward.Set == nil {
			return in.Signal(in.s.settingConstant, s.Value())
		}
		if x := e.forward.Set(in, v); x != nil {
			return x
		}
		in.specs = append(in.specs, b)
		return nil
	}
	b.old = e.value
	if e.localized {
		b.where = in.locals
	}
	in.specs = append(in.specs, b)
	x := in.notifyWatchers(s, v, "let", Value{})
	e.value = v
	return x
}

func (in *Interp) specsFull() *Exit {
	in.maxSpecs += 200 // room for handlers and unwind forms
	x := in.SignalData(in.s.error, List(NewString("Variable binding depth exceeds max-specpdl-size")), nil)
	in.maxSpecs -= 200
	return x
}

// Bind binds the variable s to v until Unbind to an earlier Mark.
func (in *Interp) Bind(s *Symbol, v Value) *Exit { return in.bind(s, v) }

// Mark returns the depth of the binding stack, for Unbind.
func (in *Interp) Mark() int { return len(in.specs) }

// OnUnbind makes Unbind call f, as if unwind-protect held it.
func (in *Interp) OnUnbind(f func()) { in.specs = append(in.specs, binding{undo: f, frame: in.cur}) }

// Unbind undoes all bindings made since Mark returned n. An exit under way is
// not disturbed.
func (in *Interp) Unbind(n int) {
	for i := len(in.specs) - 1; i >= n; i-- {
		if b := &in.specs[i]; b.sym != nil && b.sym.ext == nil {
			b.sym.value = b.old
			in.specs = in.specs[:i]
			continue
		}
		b := in.specs[i]
		in.specs[i] = binding{}
		in.specs = in.specs[:i]
		saved := in.exit
		switch {
		case b.sym != nil:
			in.unbindExt(&b)
		case b.undo != nil:
			b.undo()
		default:
			in.cleanUp(b.old)
		}
		in.exit = saved
	}
}

func (in *Interp) unbindExt(b *binding) {
	e := b.sym.ext
	switch {
	case b.locals != nil:
		if _, ok := b.locals.m[b.sym]; ok && !b.locals.dead {
			in.notifyWatchers(b.sym, b.old, "unlet", in.currentBuffer())
			b.locals.set(b.sym, b.old)
		}
	case e.alias != nil:
		in.SetVar(b.sym, b.old)
	case e.forward != nil:
		e.forward.Set(in, b.old)
	default:
		in.notifyWatchers(b.sym, b.old, "unlet", Value{})
		e.value = b.old
	}
}
