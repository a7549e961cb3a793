package coding

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode"

	"elnet/lisp"
)

// scriptNames are the scripts that Emacs calls otherwise than Unicode does.
var scriptNames = map[string]string{"Hiragana": "kana", "Katakana": "kana", "Canadian_Aboriginal": "canadian-aboriginal",
	"Common": "symbol", "Inherited": "symbol"}

// defineScripts makes char-script-table: the script of each character, a
// symbol. What Unicode gives to no script is symbol, and all of ASCII is latin.
func (s *State) defineScripts() {
	in := s.in
	purpose := in.Intern("char-script-table")
	in.Put(purpose, in.Sym("char-table-extra-slots"), lisp.Fixnum(1))
	t := in.NewCharTable(purpose.Value(), lisp.Nil)
	latin := in.Sym("latin")
	t.Set(0, 0x7F, latin)
	ranges := sync.OnceValue(func() []scriptRange { return scriptRanges(in) })
	t.SetBase(func(c rune) value {
		if c < 0x250 {
			return latin
		}
		rs := ranges()
		if i := sort.Search(len(rs), func(i int) bool { return rs[i].to >= c }); i < len(rs) && rs[i].from <= c {
			return rs[i].script
		}
		return lisp.Nil
	})
	in.LateVar("char-script-table", t.Value(), "Char-table of the script of each character, a symbol.")
}

// A scriptRange is a range of characters of one script.
type scriptRange struct {
	from, to rune
	script   value
}

// scriptRanges returns the ranges of all scripts in their order.
func scriptRanges(in *interp) []scriptRange {
	var rs []scriptRange
	for name, table := range unicode.Scripts {
		emacs, ok := scriptNames[name]
		if !ok {
			emacs = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		}
		script := in.Sym(emacs)
		add := func(lo, hi, stride rune) {
			if stride == 1 {
				rs = append(rs, scriptRange{lo, hi, script})
				return
			}
			for c := lo; c <= hi; c += stride {
				rs = append(rs, scriptRange{c, c, script})
			}
		}
		for _, r := range table.R16 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range table.R32 {
			add(rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	slices.SortFunc(rs, func(a, b scriptRange) int { return int(a.from - b.from) })
	return rs
}
