package lisp

// cxrPrims are caar to cddddr: compositions of car and cdr, defined in Go for
// speed. The letters between c and r are applied from right to left.
func cxrPrims() []Prim {
	var rows []Prim
	for n := 2; n <= 4; n++ {
		for bits := range 1 << n {
			path := make([]byte, n)
			for i := range path {
				path[i] = "ad"[bits>>i&1]
			}
			rows = append(rows, Def("(c"+string(path)+"r X)", Fn1(cxr(string(path))),
				"Return what the letters between c and r say: a for car, d for cdr, applied from right to left."))
		}
	}
	return rows
}

func cxr(path string) func(in *Interp, v Value) (Value, *Exit) {
	return func(in *Interp, v Value) (Value, *Exit) {
		for i := len(path) - 1; i >= 0; i-- {
			if !v.IsCons() {
				v = in.listed(v)
			}
			switch {
			case v.IsCons() && path[i] == 'a':
				v = v.Cons().Car
			case v.IsCons():
				v = v.Cons().Cdr
			case !v.IsNil():
				return Value{}, in.WrongType("listp", v)
			}
		}
		return v, nil
	}
}
