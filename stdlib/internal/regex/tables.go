package regex

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"io"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// standardTables are Emacs' standard tables, measured on Emacs 28.2 character by
// character: TestTables makes the file anew.
//
//go:embed standard.tab.gz
var standardTables []byte

// A runTable gives each character a value: a run ends at last[i] and has value
// of[i].
type runTable struct {
	last   []rune
	of     []uint16
	values []string
}

func (t *runTable) index(c rune) int {
	i := sort.Search(len(t.last), func(i int) bool { return t.last[i] >= c })
	return int(t.of[min(i, len(t.of)-1)])
}

type tables struct {
	categories, syntax, script runTable
	sets                       []CategorySet // of the values of categories
	entries                    []syntaxEntry // of the values of syntax
}

type syntaxEntry struct {
	class byte // as in classChars
	match rune // the matching parenthesis, 0 if none
}

// A CategorySet is the set of categories that a character belongs to: bit n of
// word n/64 is category n.
type CategorySet [2]uint64

// Has reports whether cat is in the set.
func (s CategorySet) Has(cat byte) bool { return cat < 128 && s[cat>>6]>>(cat&63)&1 != 0 }

// classChars are the syntax classes by number.
const classChars = ` .w_()'"$\/<>@!|`

var standard = sync.OnceValue(func() *tables {
	z, err := gzip.NewReader(bytes.NewReader(standardTables))
	if err != nil {
		panic(err) // the file is embedded
	}
	t := &tables{}
	r := bufio.NewReader(z)
	for _, x := range []*runTable{&t.categories, &t.syntax, &t.script} {
		if err := x.read(r); err != nil {
			panic(err)
		}
	}
	for _, v := range t.categories.values {
		var s CategorySet
		for i := range len(v) {
			s[v[i]>>6] |= 1 << (v[i] & 63)
		}
		t.sets = append(t.sets, s)
	}
	for _, v := range t.syntax.values {
		class, match, _ := strings.Cut(v, " ")
		n, _ := strconv.Atoi(class)
		m, _ := strconv.Atoi(match)
		t.entries = append(t.entries, syntaxEntry{classChars[n&15], rune(m)})
	}
	return t
})

// read reads a table: the number of values and each, preceded by its length, the
// number of runs and for each its length and the number of its value.
func (t *runTable) read(r *bufio.Reader) error {
	n, err := binary.ReadUvarint(r)
	for ; err == nil && n > 0; n-- {
		var size uint64
		if size, err = binary.ReadUvarint(r); err == nil {
			b := make([]byte, size)
			_, err = io.ReadFull(r, b)
			t.values = append(t.values, string(b))
		}
	}
	if err != nil {
		return err
	}
	n, err = binary.ReadUvarint(r)
	last := rune(-1)
	for ; err == nil && n > 0; n-- {
		var size, v uint64
		if size, err = binary.ReadUvarint(r); err != nil {
			break
		}
		if v, err = binary.ReadUvarint(r); err != nil {
			break
		}
		last += rune(size)
		t.last, t.of = append(t.last, last), append(t.of, uint16(v))
	}
	return err
}

// StandardSyntax returns the class of c in Emacs' standard syntax table.
func StandardSyntax(c rune) byte {
	if c < 0x80 {
		return standardASCII[c]
	}
	t := standard()
	return t.entries[t.syntax.index(c)].class
}

// StandardMatch returns the parenthesis that matches c in Emacs' standard syntax
// table, 0 if c is none.
func StandardMatch(c rune) rune {
	if c < 0x80 {
		return asciiMatch(c)
	}
	t := standard()
	return t.entries[t.syntax.index(c)].match
}

func asciiMatch(c rune) rune {
	const pairs = "()[]{}"
	if i := strings.IndexByte(pairs, byte(c)); i >= 0 {
		return rune(pairs[i^1])
	}
	return 0
}

// StandardCategories returns the categories of c in Emacs' standard category
// table.
func StandardCategories(c rune) CategorySet {
	t := standard()
	return t.sets[t.categories.index(c)]
}

// StandardScript returns the number of the script of c in char-script-table.
func StandardScript(c rune) int { return standard().script.index(c) }

// WordBoundary reports whether a word ends between the word constituents c1 and
// c2: by Emacs' rules where the script changes, unless one of them alone is a
// combining mark (category ^), and from Han to kana; also from hiragana to
// katakana.
func WordBoundary(c1, c2 rune, categories func(rune) CategorySet) bool {
	s1, s2 := categories(c1), categories(c2)
	only := func(cat byte, a, b CategorySet) bool { return a.Has(cat) && !b.Has(cat) }
	if StandardScript(c1) == StandardScript(c2) {
		return only('H', s1, s2) && only('K', s2, s1)
	}
	return !only('^', s2, s1) && !only('^', s1, s2) && !(only('C', s1, s2) && (only('H', s2, s1) || only('K', s2, s1)))
}

// StandardWordBoundary is WordBoundary with the standard categories.
func StandardWordBoundary(c1, c2 rune) bool { return WordBoundary(c1, c2, StandardCategories) }

// StandardCategory reports whether c belongs to the category cat in Emacs'
// standard category table.
func StandardCategory(c rune, cat byte) bool { return StandardCategories(c).Has(cat) }
