package lisp

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// charproperties.gz holds properties of characters that neither unicode nor x/text
// carries. It is data of Unicode 14 (UnicodeData.txt and others, under the Unicode
// licence); testdata/properties.el says what is in it and writes it.
//
//go:embed charproperties.gz
var packedProperties []byte

// characterProperties returns the properties by name: of each character that has one,
// what it is as Lisp reads it. What it returns is constant.
var characterProperties = sync.OnceValue(func() map[string]map[rune]string {
	z, err := gzip.NewReader(bytes.NewReader(packedProperties))
	if err != nil {
		panic(err) // the table is part of the program
	}
	all := map[string]map[rune]string{}
	var values map[rune]string
	c := 0
	for lines := bufio.NewScanner(z); lines.Scan(); {
		step, text, ok := strings.Cut(lines.Text(), " ")
		if !ok {
			values, c = map[rune]string{}, 0
			all[step] = values
			continue
		}
		n, _ := strconv.Atoi(step)
		c += n
		values[rune(c)] = text
	}
	return all
})

// tableProperties are the properties in that table.
var tableProperties = []string{"decomposition", "digit-value", "numeric-value", "mirrored", "mirroring", "paired-bracket",
	"bracket-type", "old-name", "special-uppercase", "special-lowercase", "special-titlecase"}

// tableProperty returns the property of that table called name of r.
func (in *Interp) tableProperty(r rune, name string) (Value, *Exit) {
	if text, ok := characterProperties()[name][r]; ok {
		return in.readWhole(NewString(text).Str())
	}
	switch name {
	case "mirrored":
		return in.Sym("N"), nil
	case "bracket-type":
		return in.Sym("n"), nil
	case "decomposition":
		return List(Fixnum(int(r))), nil
	}
	return Nil, nil
}

// primPutCharProperty gives a character a property, one of Unicode's or any other.
func primPutCharProperty(in *Interp, c, property, v Value) (Value, *Exit) {
	r, x := in.character(c)
	if x != nil {
		return Nil, x
	}
	table, x := primPropertyTable(in, property)
	if x != nil {
		return Nil, x
	}
	if !table.IsNil() {
		return v, second(in.Funcall(in.Sym("put-unicode-property-internal"), table, c, v))
	}
	if in.ownProperties == nil {
		in.ownProperties = map[rune]Value{}
	}
	list, x := in.Funcall(in.Sym("plist-put"), in.ownProperties[r], property, v)
	in.ownProperties[r] = list
	return v, x
}

func second(_ Value, x *Exit) *Exit { return x }
