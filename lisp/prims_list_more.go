package lisp

// assoc-string, and what widgets are made of.

func primByteorder(*Interp) (Value, *Exit) { return fix('l'), nil }

func primAssocString(in *Interp, key, list, fold Value) (Value, *Exit) {
	w := walk(list)
	for ; w.tail.IsCons(); w.next() {
		elt := w.tail.Cons().Car
		name := elt
		if elt.IsCons() {
			name = elt.Cons().Car
		}
		if !name.IsString() && !name.IsSymbol() {
			continue
		}
		want, s, x := in.twoStrings(key, name)
		if x != nil {
			return Value{}, x
		}
		if sameLetters(want, s, !fold.IsNil()) {
			return elt, nil
		}
	}
	if w.circular {
		return Value{}, in.Signal(in.s.circularList, w.again)
	}
	return Value{}, nil
}

// sameLetters reports whether s and t have the same characters as
// compare-strings sees them.
func sameLetters(s, t *String, fold bool) bool {
	if s.n != t.n {
		return false
	}
	if s.s == t.s && s.multi == t.multi {
		return true
	}
	for i := 0; i < int(s.n); i++ {
		c, d := s.wide(i), t.wide(i)
		if c != d && !(fold && upChar(c) == upChar(d)) {
			return false
		}
	}
	return true
}

// widgetFind returns the cell of WIDGET's own or inherited plist that begins
// with prop.
func (in *Interp) widgetFind(widget, prop Value) (Value, *Exit) {
	for n := 0; n < 1<<16; n++ {
		if widget.IsNil() {
			return Value{}, nil
		}
		if !widget.IsCons() {
			return Value{}, in.WrongType("consp", widget)
		}
		t, x := primPlistMember(in, widget.Cons().Cdr, prop)
		if x != nil || t.IsCons() {
			return t, x
		}
		typ := widget.Cons().Car
		if !typ.IsSymbol() {
			return Value{}, in.WrongType("symbolp", typ)
		}
		widget, _ = plistGet(in.Symbol(typ).plist, in.Sym("widget-type"))
	}
	return Value{}, in.Errorf("Widget type is derived from itself")
}

func primWidgetGet(in *Interp, widget, prop Value) (Value, *Exit) {
	t, x := in.widgetFind(widget, prop)
	return cadr(t), x
}

func primWidgetPut(in *Interp, widget, prop, v Value) (Value, *Exit) {
	if !widget.IsCons() {
		return Value{}, in.WrongType("consp", widget)
	}
	p, x := primPlistPut(in, widget.Cons().Cdr, prop, v)
	if x != nil {
		return Value{}, x
	}
	widget.Cons().Cdr = p
	return v, nil
}

func primWidgetApply(in *Interp, args []Value) (Value, *Exit) {
	f, x := primWidgetGet(in, args[0], args[1])
	if x != nil {
		return Value{}, x
	}
	return in.Funcall(f, append([]Value{args[0]}, args[2:]...)...)
}
