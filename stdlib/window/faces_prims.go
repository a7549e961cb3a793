package window

import (
	"slices"
	"strings"

	"elnet/lisp"
)

// vectorOf returns the vector of face v, nil if there is none.
func (s *state) vectorOf(v value, global bool) (value, *exit) {
	if !v.IsSymbol() && !v.IsString() {
		return lisp.Nil, nil
	}
	f, x := s.lface(v, global)
	if x != nil || f == nil {
		return lisp.Nil, x
	}
	name, x := s.faceName(v)
	if x != nil {
		return value{}, x
	}
	t := s.faces.frame
	if global {
		t = s.faces.global
	}
	e, _, x := t.HashTable().Get(s.in, name)
	if global {
		e = lisp.Cdr(e)
	}
	return e, x
}

func (s *state) facePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(frame--face-hash-table &optional FRAME)", lisp.Fn1(func(_ *interp, v value) (value, *exit) {
			_, x := s.frameArg(v)
			return s.faces.frame, x
		}), "Return the hash table of the faces of FRAME and their attributes."),
		lisp.Def("(internal-lisp-face-p FACE &optional FRAME)", lisp.Fn2(func(_ *interp, face, frame value) (value, *exit) {
			return s.vectorOf(face, frame.IsNil())
		}), "Return the attributes of FACE, a vector, on FRAME, or for new frames if FRAME is nil; nil if it is no face."),
		lisp.Def("(internal-make-lisp-face FACE &optional FRAME)", lisp.Fn2(func(_ *interp, face, frame value) (value, *exit) {
			return s.makeFace(face, frame)
		}), "Make FACE, on FRAME if that is not nil. Return its attributes."),
		lisp.Def("(internal-copy-lisp-face FROM TO FRAME NEW-FRAME)", lisp.Fn4(func(_ *interp, from, to, frame, _ value) (value, *exit) {
			f, x := s.mustLface(from, frame == lisp.T)
			if x != nil {
				return value{}, x
			}
			target := s.frame.value
			if frame == lisp.T {
				target = lisp.Nil
			}
			made, x := s.makeFace(to, target)
			if x == nil {
				copy(made.Vector().Slots, f)
			}
			return to, x
		}), "Make face TO like FROM. Return TO."),
		lisp.Def("(internal-get-lisp-face-attribute SYMBOL KEYWORD &optional FRAME)", lisp.Fn3(func(_ *interp, face, attr, frame value) (value, *exit) {
			f, x := s.mustLface(face, frame == lisp.T)
			if x != nil {
				return value{}, x
			}
			i, x := s.attribute(attr)
			if x != nil {
				return value{}, x
			}
			return f[i], nil
		}), "Return attribute KEYWORD of face SYMBOL on FRAME, for new frames if FRAME is t."),
		lisp.Def("(internal-lisp-face-attribute-values ATTR)", lisp.Fn1(func(in *interp, attr *lisp.Symbol) (value, *exit) {
			switch attr.Name() {
			case ":underline", ":overline", ":strike-through", ":inverse-video", ":extend":
				return lisp.List(lisp.T, lisp.Nil), nil
			}
			return lisp.Nil, nil
		}), "Return the values that attribute ATTR may have, nil if they cannot be listed."),
		lisp.Def("(internal-lisp-face-equal-p FACE1 FACE2 &optional FRAME)", lisp.Fn3(func(in *interp, a, b, frame value) (value, *exit) {
			f, x := s.mustLface(a, frame == lisp.T)
			if x != nil {
				return value{}, x
			}
			g, x := s.mustLface(b, frame == lisp.T)
			if x != nil {
				return value{}, x
			}
			return lisp.Bool(slices.EqualFunc(f, g, func(v, w value) bool { return lisp.Equal(in, v, w) })), nil
		}), "Return t if FACE1 and FACE2 have the same attributes."),
		lisp.Def("(internal-lisp-face-empty-p FACE &optional FRAME)", lisp.Fn2(func(_ *interp, face, frame value) (value, *exit) {
			f, x := s.mustLface(face, frame == lisp.T)
			if x != nil {
				return value{}, x
			}
			return lisp.Bool(!slices.ContainsFunc(f[1:], func(v value) bool { return v != s.faces.unspecified })), nil
		}), "Return t if no attribute of FACE is specified."),
		lisp.Def("(face-attribute-relative-p ATTRIBUTE VALUE)", lisp.Fn2(func(in *interp, attr, v value) (value, *exit) {
			relative := v == s.faces.unspecified || v == in.Sym("ignore-defface")
			if attr == in.Sym(":height") {
				relative = relative || !v.IsFixnum()
			}
			return lisp.Bool(relative), nil
		}), "Return t if VALUE for ATTRIBUTE of a face depends on an underlying face."),
		lisp.Def("(merge-face-attribute ATTRIBUTE VALUE1 VALUE2)", lisp.Fn3(func(in *interp, attr, v, w value) (value, *exit) {
			switch {
			case v == s.faces.unspecified || v == in.Sym("ignore-defface"):
				return w, nil
			case attr == in.Sym(":height") && v.IsFloat() && w.IsFixnum():
				return lisp.Fixnum(int(v.Float() * float64(w.Fixnum()))), nil
			}
			return v, nil
		}), "Return what VALUE1 for ATTRIBUTE of a face makes of VALUE2 underneath."),
	}
}

func (s *state) faceSetPrims() []lisp.Prim {
	none1 := lisp.Fn1(func(*interp, value) (value, *exit) { return lisp.Nil, nil })
	return []lisp.Prim{
		lisp.Def("(internal-set-lisp-face-attribute FACE ATTR VALUE &optional FRAME)", lisp.Fn4(s.setAttribute),
			"Set attribute ATTR of FACE to VALUE on FRAME, for new frames if FRAME is t, both if it is 0. Return FACE."),
		lisp.Def("(internal-merge-in-global-face FACE FRAME)", lisp.Fn2(func(_ *interp, face, frame value) (value, *exit) {
			global, x := s.mustLface(face, true)
			if x != nil {
				return value{}, x
			}
			local, x := s.lface(face, false)
			if x != nil {
				return value{}, x
			}
			if local == nil {
				made, x := s.makeFace(face, s.frame.value)
				if x != nil {
					return value{}, x
				}
				local = made.Vector().Slots
			}
			for i, v := range global {
				if v == s.in.Sym("ignore-defface") {
					local[i] = s.faces.unspecified
				} else if v != s.faces.unspecified {
					local[i] = v
				}
			}
			return lisp.Nil, nil
		}), "Give FACE on FRAME the attributes that it has for new frames."),
		lisp.Def("(face-attributes-as-vector PLIST)", lisp.Fn1(func(_ *interp, plist value) (value, *exit) {
			v := s.newLface()
			v.Vector().Slots[0] = s.faces.unspecified
			for l, n := plist, 0; l.IsCons() && lisp.Cdr(l).IsCons() && n < 256; l, n = lisp.Cdr(lisp.Cdr(l)), n+1 {
				if i, x := s.attribute(lisp.Car(l)); x == nil {
					v.Vector().Slots[i] = lisp.Car(lisp.Cdr(l))
				}
			}
			return v, nil
		}), "Return the vector of the attributes of a face that PLIST lists."),
		lisp.Def("(display-supports-face-attributes-p ATTRIBUTES &optional DISPLAY)", lisp.Fn2(func(*interp, value, value) (value, *exit) { return lisp.Nil, nil }),
			"Return nil: nothing is drawn."),
		lisp.Def("(clear-face-cache &optional THOROUGHLY)", none1, "Do nothing: nothing is drawn."),
		lisp.Def("(tty-suppress-bold-inverse-default-colors SUPPRESS)", none1, "Do nothing: nothing is drawn."),
		lisp.Def("(internal-set-font-selection-order ORDER)", none1, "Do nothing: there are no fonts."),
		lisp.Def("(internal-set-alternative-font-family-alist ALIST)", none1, "Do nothing: there are no fonts."),
		lisp.Def("(internal-set-alternative-font-registry-alist ALIST)", none1, "Do nothing: there are no fonts."),
		lisp.Def("(color-values-from-color-spec SPEC)", lisp.Fn1(func(in *interp, spec *lisp.String) (value, *exit) {
			return colorValues(spec.UTF8()), nil
		}), "Return the list of the red, green and blue, 0 to 65535 each, that SPEC, \"#RRGGBB\" or \"rgb:R/G/B\", stands for.\nReturn nil if it is no such thing."),
	}
}

// colorValues reads "#RGB", with one to four digits each, and "rgb:R/G/B".
func colorValues(spec string) value {
	var parts []string
	if digits, ok := strings.CutPrefix(spec, "#"); ok && len(digits)%3 == 0 && len(digits) <= 12 && digits != "" {
		n := len(digits) / 3
		parts = []string{digits[:n], digits[n : 2*n], digits[2*n:]}
	} else if rest, ok := strings.CutPrefix(spec, "rgb:"); ok {
		parts = strings.Split(rest, "/")
	}
	if len(parts) != 3 {
		return lisp.Nil
	}
	var list lisp.ListBuilder
	for _, p := range parts {
		if len(p) == 0 || len(p) > 4 {
			return lisp.Nil
		}
		v, most := 0, 0
		for _, c := range strings.ToLower(p) {
			d := strings.IndexRune("0123456789abcdef", c)
			if d < 0 {
				return lisp.Nil
			}
			v, most = v*16+d, most*16+15
		}
		list.Add(lisp.Fixnum((v*65535 + most/2) / most))
	}
	return list.List()
}
