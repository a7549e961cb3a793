package search

import (
	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/regex"
)

// Categories are the characters from firstCategory to lastCategory.
const (
	firstCategory = ' '
	lastCategory  = '~'
)

// newStandardCategories makes the standard category table. As in Emacs, a table
// maps characters to bool-vectors, and has what its categories mean in an extra
// slot.
func newStandardCategories(in *interp) *CharTable {
	t := newCategoryTable(in)
	made := map[regex.CategorySet]value{}
	of := func(c rune) value {
		set := regex.StandardCategories(c)
		v, ok := made[set]
		if !ok {
			b := lisp.NewBoolVector(128)
			for i := range 128 {
				b.Set(i, set.Has(byte(i)))
			}
			v = b.Value()
			made[set] = v
		}
		return v
	}
	for c := rune(0); c < 0x80; c++ {
		t.Set(c, c, of(c))
	}
	docs := t.Extra(0).Vector().Slots
	for c, doc := range standardCategoryDocs {
		docs[c-firstCategory] = lisp.NewString(doc)
	}
	t.SetBase(of)
	return t
}

// standardCategoryDocs say what the standard categories are.
var standardCategoryDocs = map[rune]string{
	' ': "Space that may indent", '.': "Base character", '0': "Consonant", '1': "Base vowel", '2': "Diacritic above",
	'3': "Diacritic below", '4': "Tone mark that combines", '5': "Symbol", '6': "Digit", '7': "Diacritic that modifies a vowel",
	'8': "Vowel sign", '9': "Lower semivowel", '<': "May not end a line", '>': "May not begin a line",
	'A': "Alphanumeric of two bytes", 'C': "Han of two bytes", 'G': "Greek of two bytes", 'H': "Hiragana of two bytes",
	'I': "Indian glyph", 'K': "Katakana of two bytes", 'L': "Left to right", 'N': "Hangul of two bytes", 'R': "Right to left",
	'Y': "Cyrillic of two bytes", '^': "Combining mark", 'a': "ASCII", 'b': "Arabic", 'c': "Chinese", 'e': "Ethiopic",
	'g': "Greek", 'h': "Korean", 'i': "Indian", 'j': "Japanese", 'k': "Katakana", 'l': "Latin", 'o': "Lao", 'q': "Tibetan",
	'r': "Roman, Japanese", 't': "Thai", 'v': "Vietnamese", 'w': "Hebrew", 'y': "Cyrillic", '|': "Lines may break here",
}

// newCategoryTable makes a table without categories.
func newCategoryTable(in *interp) *CharTable {
	t := in.NewCharTable(in.Sym("category-table"), lisp.Nil)
	t.SetDefault(lisp.NewBoolVector(128).Value())
	t.SetExtra(lisp.NewVector(make([]value, lastCategory-firstCategory+1)), lisp.Nil)
	return t
}

// categoryTable returns the category table v, for nil that of the current buffer.
func (s *State) categoryTable(in *interp, v value) (*CharTable, *exit) {
	if v.IsNil() {
		if t, ok := s.buf.Current().Table(buffer.CategoryTable).Object().(*CharTable); ok {
			return t, nil
		}
		return s.categories(), nil
	}
	if t, ok := v.Object().(*CharTable); ok && t.Purpose() == in.Sym("category-table") {
		return t, nil
	}
	return nil, in.WrongType("category-table-p", v)
}

// categoriesOf returns the categories of c in t.
func categoriesOf(t *CharTable, c rune) regex.CategorySet {
	var set regex.CategorySet
	if v := t.Get(c); v.IsBoolVector() {
		copy(set[:], v.BoolVector().Words)
	}
	return set
}

// useCategories makes matches consult the category table of the current buffer.
func (s *State) useCategories() {
	t, _ := s.categoryTable(s.in, value{})
	if t == s.categories() && !t.Changed() {
		s.env.InCategory, s.env.WordBoundary = nil, nil
		return
	}
	of := func(c rune) regex.CategorySet { return categoriesOf(t, c) }
	s.env.InCategory = func(c rune, cat byte) bool { return of(c).Has(cat) }
	s.env.WordBoundary = func(c1, c2 rune) bool { return regex.WordBoundary(c1, c2, of) }
}

// wordBoundary reports whether a word ends between two word constituents of the
// current buffer.
func (s *State) wordBoundary(c1, c2 rune) bool {
	s.useCategories()
	if s.env.WordBoundary != nil {
		return s.env.WordBoundary(c1, c2)
	}
	return regex.StandardWordBoundary(c1, c2)
}

// category checks that v is a category.
func category(in *interp, v value) (int, *exit) {
	if !v.IsFixnum() || v.Fixnum() < firstCategory || v.Fixnum() > lastCategory {
		return 0, in.WrongType("categoryp", v)
	}
	return v.Fixnum(), nil
}

func (s *State) categoryPrims() []lisp.Prim {
	return append(s.categoryTablePrims(), []lisp.Prim{
		lisp.Def("(make-category-set CATEGORIES)", lisp.Fn1(func(in *interp, str *lisp.String) (value, *exit) {
			if str.Multibyte() {
				return value{}, in.Errorf("Multibyte string in ‘make-category-set’")
			}
			b := lisp.NewBoolVector(128)
			for i := str.Len() - 1; i >= 0; i-- {
				c := str.At(i)
				if c < firstCategory || c > lastCategory {
					return value{}, in.WrongType("categoryp", lisp.Fixnum(int(c)))
				}
				b.Set(int(c), true)
			}
			return b.Value(), nil
		}), "Return a set of the categories that the string CATEGORIES names: a bool-vector."),
		lisp.Def("(char-category-set CHAR)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > char.Max {
				return value{}, in.WrongType("characterp", v)
			}
			t, x := s.categoryTable(in, value{})
			if x != nil {
				return value{}, x
			}
			return t.Get(rune(v.Fixnum())), nil
		}), "Return the set of the categories of CHAR in the current buffer: a bool-vector."),
		lisp.Def("(category-set-mnemonics CATEGORY-SET)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			if !v.IsBoolVector() || v.BoolVector().Len != 128 {
				return value{}, in.WrongType("categorysetp", v)
			}
			var t []byte
			for c := int(firstCategory); c <= lastCategory; c++ {
				if v.BoolVector().Get(c) {
					t = append(t, byte(c))
				}
			}
			return lisp.UnibyteString(string(t)), nil
		}), "Return the categories of the set CATEGORY-SET as a string."),
		lisp.Def("(modify-category-entry CHARACTER CATEGORY &optional TABLE RESET)", lisp.Fn4(s.modifyCategory),
			"Put CHARACTER, or all of (FROM . TO), into CATEGORY of TABLE, by default that of the current buffer.\n"+
				"With RESET take it out instead."),
		lisp.Def("(define-category CATEGORY DOCSTRING &optional TABLE)", lisp.Fn3(func(in *interp, c, doc, table value) (value, *exit) {
			k, x := category(in, c)
			if x != nil {
				return value{}, x
			}
			if !doc.IsString() {
				return value{}, in.WrongType("stringp", doc)
			}
			t, x := s.categoryTable(in, table)
			if x != nil {
				return value{}, x
			}
			docs := t.Extra(0).Vector().Slots
			if !docs[k-firstCategory].IsNil() {
				return value{}, in.Errorf("Category ‘%c’ is already defined", k)
			}
			docs[k-firstCategory] = doc
			return value{}, nil
		}), "Make CATEGORY, a character, a category of TABLE, by default that of the current buffer, that\nDOCSTRING describes."),
		lisp.Def("(category-docstring CATEGORY &optional TABLE)", lisp.Fn2(func(in *interp, c, table value) (value, *exit) {
			k, x := category(in, c)
			if x != nil {
				return value{}, x
			}
			t, x := s.categoryTable(in, table)
			if x != nil {
				return value{}, x
			}
			return t.Extra(0).Vector().Slots[k-firstCategory], nil
		}), "Return what describes CATEGORY in TABLE, nil if there is no such category."),
		lisp.Def("(get-unused-category &optional TABLE)", lisp.Fn1(func(in *interp, table value) (value, *exit) {
			t, x := s.categoryTable(in, table)
			if x != nil {
				return value{}, x
			}
			for i, v := range t.Extra(0).Vector().Slots {
				if v.IsNil() {
					return lisp.Fixnum(i + firstCategory), nil
				}
			}
			return value{}, nil
		}), "Return a character that is no category of TABLE yet, nil if all are."),
	}...)
}

func (s *State) categoryTablePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(category-table-p ARG)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, ok := v.Object().(*CharTable)
			return lisp.Bool(ok && t.Purpose() == in.Sym("category-table")), nil
		}), "Return t if ARG can serve as a table of categories."),
		lisp.Def("(category-table)", lisp.Fn0(func(in *interp) (value, *exit) {
			t, x := s.categoryTable(in, value{})
			return t.Value(), x
		}), "Return the category table of the current buffer."),
		lisp.Def("(standard-category-table)", lisp.Fn0(func(*interp) (value, *exit) { return s.categories().Value(), nil }),
			"Return the standard category table."),
		lisp.Def("(copy-category-table &optional TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t := s.categories()
			if !v.IsNil() {
				var x *exit
				if t, x = s.categoryTable(in, v); x != nil {
					return value{}, x
				}
			}
			c := t.Copy()
			c.SetExtra(lisp.NewVector(append([]value(nil), t.Extra(0).Vector().Slots...)), lisp.Nil)
			return c.Value(), nil
		}), "Return a copy of TABLE, by default of the standard category table."),
		lisp.Def("(make-category-table)", lisp.Fn0(func(in *interp) (value, *exit) { return newCategoryTable(in).Value(), nil }),
			"Return a new category table without categories."),
		lisp.Def("(set-category-table TABLE)", lisp.Fn1(func(in *interp, v value) (value, *exit) {
			t, x := s.categoryTable(in, v)
			if x != nil {
				return value{}, x
			}
			s.buf.Current().SetTable(buffer.CategoryTable, t.Value())
			return t.Value(), nil
		}), "Make TABLE the category table of the current buffer and return it."),
	}
}

func (s *State) modifyCategory(in *interp, chars, cat, table, reset value) (value, *exit) {
	from, to, ok, x := in.CharRange(chars)
	if x == nil && !ok {
		x = in.WrongType("consp", chars)
	}
	if x != nil {
		return value{}, x
	}
	k, x := category(in, cat)
	if x != nil {
		return value{}, x
	}
	t, x := s.categoryTable(in, table)
	if x != nil {
		return value{}, x
	}
	if t.Extra(0).Vector().Slots[k-firstCategory].IsNil() {
		return value{}, in.Errorf("Undefined category: %c", k)
	}
	for c := from; c <= to; {
		v, end := t.Run(c)
		end = min(end, to)
		if v.IsBoolVector() && v.BoolVector().Get(k) != reset.IsNil() {
			b := lisp.NewBoolVector(128)
			copy(b.Words, v.BoolVector().Words)
			b.Set(k, reset.IsNil())
			t.Set(c, end, b.Value())
		}
		c = end + 1
	}
	return value{}, nil
}
