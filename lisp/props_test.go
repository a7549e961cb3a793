package lisp

// testProps is a simple implementation of text properties: one list for each
// character.
type testProps []Value

func (p testProps) Slice(from, to int) Properties { return append(testProps{}, p[from:to]...) }

func (p testProps) AppendTo(dst Properties, n, length int) Properties {
	d, _ := dst.(testProps)
	for len(d) < n {
		d = append(d, Nil)
	}
	return append(d, p[:length]...)
}

func (p testProps) Intervals(f func(from, to int, plist Value)) {
	for from, to := 0, 0; from < len(p); from = to {
		for to = from + 1; to < len(p) && p.same(from, to); to++ {
		}
		f(from, to, p[from])
	}
}

func (p testProps) same(i, j int) bool {
	a, b := Slice(p[i]), Slice(p[j])
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func (p testProps) Empty() bool {
	for _, v := range p {
		if !v.IsNil() {
			return false
		}
	}
	return true
}

// addTestProps adds the pairs of plist to characters from..to of s.
func addTestProps(s *String, from, to int, plist Value) {
	p, _ := s.Properties().(testProps)
	for len(p) < s.Len() {
		p = append(p, Nil)
	}
	for i := from; i < to; i++ {
		var b ListBuilder
		for l := p[i]; l.IsCons(); l = cddr(l) {
			if _, ok := plistGet(plist, Car(l)); !ok {
				b.Add(Car(l))
				b.Add(cadr(l))
			}
		}
		b.Tail(plist)
		p[i] = b.List()
	}
	s.SetProperties(p)
}

// testPropPrims stand in for the library's functions on text properties.
var testPropPrims = []Prim{
	Def("(add-text-properties START END PROPS OBJECT)", Fn4(func(_ *Interp, from, to int, plist Value, s *String) (Value, *Exit) {
		addTestProps(s, from, to, plist)
		return T, nil
	}), "Add PROPS."),
	Def("(set-text-properties START END PROPS OBJECT)", Fn4(func(_ *Interp, from, to int, plist Value, s *String) (Value, *Exit) {
		addTestProps(s, from, to, plist)
		return T, nil
	}), "Set PROPS."),
	Def("(propertize STRING &rest PROPS)", FnN(func(_ *Interp, args []Value) (Value, *Exit) {
		s := args[0].Str().Substring(0, args[0].Str().Len())
		var plist Value // Emacs has the last property first
		for i := 1; i+1 < len(args); i += 2 {
			plist = NewCons(args[i], NewCons(args[i+1], plist))
		}
		addTestProps(s, 0, s.Len(), plist)
		return s.Value(), nil
	}), "Return a copy of STRING with PROPS."),
}
