package coding

import (
	"strings"
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
	names := map[string]value{}
	for name := range unicode.Scripts {
		emacs, ok := scriptNames[name]
		if !ok {
			emacs = strings.ToLower(strings.ReplaceAll(name, "_", "-"))
		}
		names[name] = in.Sym(emacs)
	}
	latin := in.Sym("latin")
	t.Set(0, 0x7F, latin)
	t.SetBase(func(c rune) value {
		if c < 0x250 {
			return latin
		}
		for name, table := range unicode.Scripts {
			if unicode.Is(table, c) {
				return names[name]
			}
		}
		return lisp.Nil
	})
	in.DefVar("char-script-table", t.Value(), "Char-table of the script of each character, a symbol.")
}
