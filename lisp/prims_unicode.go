package lisp

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"

	"elnet/lisp/char"
	"elnet/lisp/internal/charname"
)

// unicodePrims are about the properties of characters (Elisp manual, node
// "Character Properties").
var unicodePrims = []Prim{
	Def("(char-from-name STRING &optional IGNORE-CASE)", Fn2(primCharFromName),
		"Return the character with the Unicode name STRING, nil if there is none.\n"+
			"Case matters unless IGNORE-CASE."),
	{usage: "(ucs-names)", fn: Fn0(primUCSNames),
		doc: "Return a hash table of the names of characters and their codes. Names that contain the\n" +
			"character's number, as those of ideographs do, are not in it."},
	{usage: "(get-char-code-property CHAR PROPNAME)", fn: v2(primCharProperty),
		doc: "Return the property PROPNAME of the character CHAR, one of Unicode's, such as name,\n" +
			"general-category, decomposition or numeric-value, or what put-char-code-property gave it."},
	{usage: "(put-char-code-property CHAR PROPNAME VALUE)", fn: v3(primPutCharProperty),
		doc: "Give the character CHAR the property PROPNAME, a symbol, with the value VALUE, and return that."},
	Def("(elnet-normalize-string STRING FORM)", Fn2(primNormalize),
		"Return STRING in the normalization form FORM, NFC, NFD, NFKC or NFKD (Unicode Annex 15).\n"+
			"Text properties are lost; raw bytes stay as they are."),
	{usage: "(unicode-property-table-internal PROP)", fn: v1(primPropertyTable),
		doc: "Return a char-table of the property PROP of all characters, nil if there is no such property.\n" +
			"It is read with get-unicode-property-internal."},
	Def("(get-unicode-property-internal CHAR-TABLE CH)", Fn2(func(in *Interp, t *CharTable, c Value) (Value, *Exit) {
		_, r, x := in.propertyArgs(t, c)
		if x != nil {
			return Value{}, x
		}
		return t.Get(r), nil
	}), "Return the property that CHAR-TABLE, from unicode-property-table-internal, is about, of the character CH."),
	Def("(put-unicode-property-internal CHAR-TABLE CH VALUE)", Fn3(func(in *Interp, t *CharTable, c, v Value) (Value, *Exit) {
		name, r, x := in.propertyArgs(t, c)
		if x != nil {
			return Value{}, x
		}
		if names := descriptions[name]; names != nil && (!v.IsSymbol() || names[in.Symbol(v).Name()] == "") {
			return Value{}, in.SignalData(in.s.wrongType, List(NewString("Unicode property value"), v), nil)
		}
		t.Set(r, r, v)
		return Value{}, nil
	}), "Give the character CH the property that CHAR-TABLE is about the value VALUE, for get-char-code-property, too."),
	{usage: "(char-code-property-description PROP VALUE)", fn: v2(primPropertyDescription),
		doc: "Return a description of the VALUE of the property PROP, nil if there is none."},
}

func primCharFromName(in *Interp, name *String, fold Value) (Value, *Exit) {
	s := name.UTF8()
	if !fold.IsNil() {
		s = strings.ToUpper(s)
	}
	if c, ok := charname.Lookup(s); ok {
		return Fixnum(int(c)), nil
	}
	return Nil, nil
}

func primUCSNames(in *Interp) (Value, *Exit) {
	if in.ucsNames.IsNil() {
		all := charname.All()
		names := make([]string, 0, len(all))
		for name := range all {
			names = append(names, name)
		}
		slices.Sort(names)
		table, x := in.Funcall(in.Sym("make-hash-table"), in.Sym(":test"), in.Sym("equal"), in.Sym(":size"), Fixnum(len(names)))
		if x != nil {
			return Nil, x
		}
		for _, name := range names {
			if _, x := in.Funcall(in.Sym("puthash"), NewString(name), Fixnum(int(all[name])), table); x != nil {
				return Nil, x
			}
		}
		in.ucsNames = table
	}
	return in.ucsNames, nil
}

func primCharProperty(in *Interp, c, property Value) (Value, *Exit) {
	name := ""
	if property.IsSymbol() {
		name = in.Symbol(property).Name()
	}
	if !c.IsFixnum() {
		if slices.Contains(propertyNames, name) && !slices.Contains([]string{"name", "old-name", "decomposition", "iso-10646-comment"}, name) {
			return Nil, in.WrongType("characterp", c)
		}
		return Nil, in.WrongType("fixnump", c)
	}
	if c.Fixnum() < 0 || c.Fixnum() > char.Max {
		return Nil, in.WrongType("characterp", c)
	}
	r := rune(c.Fixnum())
	if t := in.charProperties[name]; t != nil && t.Changed() {
		return in.storedProperty(t, r), nil
	}
	if !slices.Contains(propertyNames, name) {
		return PlistGet(in.ownProperties[r], property), nil
	}
	return in.charProperty(r, name)
}

// charProperty returns what Unicode says: the property called name of r.
func (in *Interp) charProperty(r rune, name string) (Value, *Exit) {
	c := Fixnum(int(r))
	other := func(to rune) (Value, *Exit) {
		if to == r {
			return Nil, nil
		}
		return Fixnum(int(to)), nil
	}
	switch name {
	case "name":
		if n := charname.Name(r); n != "" {
			return NewString(n), nil
		}
		return Nil, nil
	case "general-category":
		return in.Sym(generalCategory(r)), nil
	case "bidi-class":
		return in.Sym(bidiClass(r)), nil
	case "canonical-combining-class":
		if r > unicode.MaxRune {
			return Fixnum(0), nil
		}
		return Fixnum(int(norm.NFD.PropertiesString(string(r)).CCC())), nil
	case "decimal-digit-value":
		if unicode.Is(unicode.Nd, r) {
			return Fixnum(digitValue(r)), nil
		}
		return Nil, nil
	case "uppercase":
		return other(unicode.ToUpper(r))
	case "lowercase":
		return other(unicode.ToLower(r))
	case "titlecase":
		if unicode.IsTitle(r) {
			return c, nil
		}
		return other(unicode.ToTitle(r))
	}
	if slices.Contains(tableProperties, name) {
		return in.tableProperty(r, name)
	}
	return Nil, nil
}

func primNormalize(in *Interp, s *String, form Value) (Value, *Exit) {
	forms := map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}
	name := ""
	if form.IsSymbol() {
		name = in.Symbol(form).Name()
	}
	f, ok := forms[name]
	if !ok {
		return Nil, in.Errorf("Unknown normalization form: %s", in.PrintString(form, true))
	}
	if !s.Multibyte() || char.IsASCII(s.Text()) {
		return TextString(s.Text(), s.Multibyte()), nil
	}
	// What is not Unicode, such as raw bytes, is not valid UTF-8 either, and
	// passes unchanged.
	return TextString(f.String(s.Text()), true), nil
}

// digitValue returns the value of a decimal digit: they come in runs of ten.
func digitValue(r rune) int {
	n := 0
	for unicode.Is(unicode.Nd, r-1) && n < 1000 {
		r--
		n++
	}
	return n % 10
}

// generalCategory returns the two letters of Unicode's category.
func generalCategory(r rune) string {
	for name, table := range unicode.Categories {
		if len(name) == 2 && name != "LC" && name != "Cn" && unicode.Is(table, r) {
			return name
		}
	}
	return "Cn"
}

var bidiNames = map[bidi.Class]string{bidi.L: "L", bidi.R: "R", bidi.EN: "EN", bidi.ES: "ES", bidi.ET: "ET", bidi.AN: "AN",
	bidi.CS: "CS", bidi.B: "B", bidi.S: "S", bidi.WS: "WS", bidi.ON: "ON", bidi.BN: "BN", bidi.NSM: "NSM", bidi.AL: "AL",
	bidi.LRO: "LRO", bidi.RLO: "RLO", bidi.LRE: "LRE", bidi.RLE: "RLE", bidi.PDF: "PDF", bidi.LRI: "LRI", bidi.RLI: "RLI",
	bidi.FSI: "FSI", bidi.PDI: "PDI"}

func bidiClass(r rune) string {
	controls := map[rune]string{0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
		0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI"}
	if name, ok := controls[r]; ok {
		return name
	}
	if r > unicode.MaxRune || generalCategory(r) == "Cn" {
		return "L"
	}
	p, _ := bidi.LookupRune(r)
	if name, ok := bidiNames[p.Class()]; ok {
		return name
	}
	return "L"
}

// descriptions are those of the values of two properties.
var descriptions = map[string]map[string]string{
	"general-category": {"Lu": "Letter, Uppercase", "Ll": "Letter, Lowercase", "Lt": "Letter, Titlecase", "Lm": "Letter, Modifier",
		"Lo": "Letter, Other", "Mn": "Mark, Nonspacing", "Mc": "Mark, Spacing Combining", "Me": "Mark, Enclosing",
		"Nd": "Number, Decimal Digit", "Nl": "Number, Letter", "No": "Number, Other", "Pc": "Punctuation, Connector",
		"Pd": "Punctuation, Dash", "Ps": "Punctuation, Open", "Pe": "Punctuation, Close", "Pi": "Punctuation, Initial quote",
		"Pf": "Punctuation, Final quote", "Po": "Punctuation, Other", "Sm": "Symbol, Math", "Sc": "Symbol, Currency",
		"Sk": "Symbol, Modifier", "So": "Symbol, Other", "Zs": "Separator, Space", "Zl": "Separator, Line",
		"Zp": "Separator, Paragraph", "Cc": "Other, Control", "Cf": "Other, Format", "Cs": "Other, Surrogate",
		"Co": "Other, Private Use", "Cn": "Other, Not Assigned"},
	"bidi-class": {"L": "Left-to-Right", "LRE": "Left-to-Right Embedding", "LRO": "Left-to-Right Override", "R": "Right-to-Left",
		"AL": "Right-to-Left Arabic", "RLE": "Right-to-Left Embedding", "RLO": "Right-to-Left Override",
		"PDF": "Pop Directional Format", "EN": "European Number", "ES": "European Number Separator",
		"ET": "European Number Terminator", "AN": "Arabic Number", "CS": "Common Number Separator", "NSM": "Non-Spacing Mark",
		"BN": "Boundary Neutral", "B": "Paragraph Separator", "S": "Segment Separator", "WS": "Whitespace",
		"ON": "Other Neutrals", "LRI": "Left-to-Right Isolate", "RLI": "Right-to-Left Isolate",
		"FSI": "First Strong Isolate", "PDI": "Pop Directional Isolate"},
}

func primPropertyDescription(in *Interp, property, v Value) (Value, *Exit) {
	if property.IsSymbol() && v.IsSymbol() {
		if text, ok := descriptions[in.Symbol(property).Name()][in.Symbol(v).Name()]; ok {
			return NewString(text), nil
		}
	}
	return Nil, nil
}

func (in *Interp) defineUnicodeVariables() {
	in.DefForward("unicode-category-table", &Forward{Get: func(in *Interp) Value {
		v, _ := primPropertyTable(in, in.Sym("general-category"))
		return v
	}}, "Char-table of the general categories of characters.")
	in.DefForward("char-code-property-alist", &Forward{Get: func(in *Interp) Value {
		var l ListBuilder
		for _, name := range propertyNames {
			v, _ := primPropertyTable(in, in.Sym(name))
			l.Add(NewCons(in.Sym(name), v))
		}
		return l.List()
	}}, "Alist of properties of characters and their char-tables.")
}

// propertyNames are the properties that charProperty knows.
var propertyNames = []string{"name", "general-category", "bidi-class", "canonical-combining-class",
	"decimal-digit-value", "uppercase", "lowercase", "titlecase", "decomposition", "digit-value", "numeric-value", "mirrored",
	"mirroring", "paired-bracket", "bracket-type", "old-name", "iso-10646-comment", "special-uppercase", "special-lowercase",
	"special-titlecase"}

func primPropertyTable(in *Interp, property Value) (Value, *Exit) {
	if !property.IsSymbol() {
		return Value{}, nil
	}
	name := in.Symbol(property).Name()
	if t := in.charProperties[name]; t != nil {
		return t.value, nil
	}
	if !slices.Contains(propertyNames, name) {
		return Value{}, nil
	}
	t := in.NewCharTable(in.Sym("char-code-property-table"), Nil)
	get := func(r rune) Value {
		v, _ := in.charProperty(r, name)
		if name == "decomposition" && Car(v) == Fixnum(int(r)) && Cdr(v).IsNil() {
			return Nil // as programs that go through the table expect
		}
		return v
	}
	for r := range rune(128) {
		t.Set(r, r, get(r))
	}
	t.SetBase(get)
	t.SetExtra(property, Nil, Nil, Nil, Nil)
	if in.charProperties == nil {
		in.charProperties = map[string]*CharTable{}
	}
	in.charProperties[name] = t
	return t.value, nil
}

// storedProperty returns the property of r that is in t: what has no decomposition
// there is its own.
func (in *Interp) storedProperty(t *CharTable, r rune) Value {
	if v := t.Get(r); !v.IsNil() || t.Extra(0) != in.Sym("decomposition") {
		return v
	}
	return List(Fixnum(int(r)))
}

// propertyArgs checks a table of a property and a character.
func (in *Interp) propertyArgs(t *CharTable, c Value) (name string, r rune, x *Exit) {
	if t.purpose != in.Sym("char-code-property-table") || !t.Extra(0).IsSymbol() {
		return "", 0, in.Errorf("Invalid Unicode property table")
	}
	r, x = in.character(c)
	return in.Symbol(t.Extra(0)).Name(), r, x
}
