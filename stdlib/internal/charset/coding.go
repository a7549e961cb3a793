// Package charset turns bytes from outside into text in the encoding of package
// char, and back, by the coding systems of Emacs (Elisp manual, node "Coding
// Systems"). It knows no Lisp.
//
// A Coding is one coding system name; all are constant. A Decoder and an Encoder
// carry one stream, piece by piece, and give the same result however it is cut
// into pieces. DecodeString and DecodeWhole decode a text that is all there:
// they look at all of it to find its end-of-line format, as Emacs does.
//
// What a text is decoded to is multibyte, but bytes decoded by binary or
// raw-text stay unibyte: see Unibyte.
package charset

import (
	"slices"
	"sync"
)

// EOL is an end-of-line format; its numbers are those of coding-system-eol-type.
type EOL int8

const (
	Unix      EOL = 0 // LF
	DOS       EOL = 1 // CR LF
	Mac       EOL = 2 // CR
	Undecided EOL = 3 // to be found from the text; text is written as with Unix
)

func (e EOL) suffix() string { return [...]string{"-unix", "-dos", "-mac", ""}[e] }

// Coding is a name of a coding system: a canonical one or an alias, with an
// end-of-line format or one to be detected.
type Coding struct {
	name string
	row  *row
	eol  EOL
}

// kind is how bytes and characters are converted.
type kind uint8

const (
	kindUTF8       kind = iota // utf-8, no signature
	kindUTF8Sig                // utf-8, signature dropped and written
	kindUTF8Auto               // utf-8, signature dropped, not written
	kindBytes                  // none: text is unibyte
	kindASCII                  // other bytes are raw bytes
	kindLatin1                 // every byte is the character of the same number
	kindUTF16                  // byte order by its mark, big without one
	kindUTF16LE                // utf-16, no signature
	kindUTF16BE                // utf-16, no signature
	kindUTF16LESig             // utf-16, signature dropped and written
	kindUTF16BESig             // utf-16, signature dropped and written
	kindUndecided              // found from the text; written as utf-8
	kindLegacy                 // by the row's codec
	kindISO2022
	kindMule
	kindUTF7
	kindUTF7IMAP
	kindHZ
)

// registry is what Lookup reads; nothing writes it once it is made.
var registry = sync.OnceValue(makeRegistry)

type names struct {
	byName map[string]*Coding
	list   []string
}

func makeRegistry() *names {
	list := rows()
	n := &names{byName: make(map[string]*Coding, 1024)}
	add := func(name string, r *row, eol EOL) {
		n.byName[name] = &Coding{name, r, eol}
		n.list = append(n.list, name)
	}
	for i := range list {
		r := &list[i]
		if r.codec != nil {
			r.codec = sync.OnceValue(r.codec)
		}
		for _, name := range append([]string{r.name}, r.aliases...) {
			if r.noEOL {
				add(name, r, Unix)
				continue
			}
			add(name, r, Undecided)
			for eol := Unix; eol <= Mac; eol++ {
				add(name+eol.suffix(), r, eol)
			}
		}
		for _, name := range r.unixOnly {
			add(name, r, Unix)
		}
		if r.name == "undecided" {
			add("unix", r, Unix)
			add("dos", r, DOS)
			add("mac", r, Mac)
		}
	}
	return n
}

// Lookup returns the coding system of that name.
func Lookup(name string) (*Coding, bool) {
	c, ok := registry().byName[name]
	return c, ok
}

// Names returns all names, aliases and variants included.
func Names() []string { return slices.Clone(registry().list) }

// named returns a coding system that is in the table.
func named(name string) *Coding { return registry().byName[name] }

// Name returns the name by which the coding system was looked up.
func (c *Coding) Name() string { return c.name }

// Base returns the name of coding-system-base: the canonical one, without an
// end-of-line format.
func (c *Coding) Base() string { return c.row.name }

// EOL returns the end-of-line format. For binary it is Unix.
func (c *Coding) EOL() EOL { return c.eol }

// Variant returns the coding system with another end-of-line format, by its
// canonical name, as coding-system-change-eol-conversion does: c itself if it
// has the format, nil if binary is to get one.
func (c *Coding) Variant(eol EOL) *Coding {
	switch {
	case eol == c.eol:
		return c
	case c.row.family != nil:
		if v := c.row.family[eol]; v != nil {
			return v
		}
		return c
	case c.row.noEOL:
		if eol == Undecided {
			return named(c.row.name)
		}
		return nil
	}
	return named(c.row.name + eol.suffix())
}

// Aliases returns the names of coding-system-aliases, the canonical one first.
func (c *Coding) Aliases() []string {
	r := c.row
	if r.family != nil {
		return []string{c.name}
	}
	suffix := c.eol.suffix()
	if r.noEOL {
		suffix = ""
	}
	list := []string{r.name + suffix}
	for _, a := range r.aliases {
		list = append(list, a+suffix)
	}
	if c.eol == Unix {
		list = append(list, r.unixOnly...)
	}
	if r.name == "undecided" && c.eol != Undecided {
		list = append(list, suffix[1:])
	}
	return list
}

// A Definition says how a coding system that a program defines differs from one
// of the table.
type Definition struct {
	Name     string
	Mnemonic rune
	EOL      EOL  // the one it has; Undecided: it has all
	Default  rune // what stands for a character that it does not have; 0: a space
}

// Define returns a coding system that converts as c does, the last one, and its
// variants. It is in no table: who defines it keeps it.
func (c *Coding) Define(d Definition) []*Coding {
	r := *c.row
	r.name, r.aliases, r.unixOnly, r.noEOL, r.mime = d.Name, nil, nil, false, ""
	r.mnemonic, r.other, r.family = d.Mnemonic, d.Default, &[4]*Coding{}
	if d.EOL != Undecided {
		r.family[d.EOL] = &Coding{d.Name, &r, d.EOL}
		return []*Coding{r.family[d.EOL]}
	}
	var list []*Coding
	for _, eol := range []EOL{Unix, DOS, Mac, Undecided} {
		r.family[eol] = &Coding{d.Name + eol.suffix(), &r, eol}
		list = append(list, r.family[eol])
	}
	return list
}

// Defined reports whether c was made by Define.
func (c *Coding) Defined() bool { return c.row.family != nil }

// Type returns coding-system-type: "utf-8", "raw-text", "charset", "iso-2022",
// "shift-jis", "big5", "utf-16" or "undecided".
func (c *Coding) Type() string { return c.row.typ }

// Mnemonic returns the character that a mode line shows.
func (c *Coding) Mnemonic() rune { return c.row.mnemonic }

// CharsetWord returns the symbol that stands for all the charsets of a kind as the
// property :charset-list, "" if that is a list.
func (c *Coding) CharsetWord() string { return c.row.charsetWord }

// Charsets returns the names of the charsets whose characters it has.
func (c *Coding) Charsets() []string {
	if c.row.charsetWord != "" && c.row.iso != nil {
		return slices.Clone(c.row.isoCoding().names)
	}
	return slices.Clone(c.row.charsets)
}

// Charset returns the charset that decoded text is marked with, "" if there is
// none or it is not the same for all characters.
func (c *Coding) Charset() string {
	switch {
	case c.row.typ != "charset" || len(c.row.charsets) != 1:
		return ""
	case c.row.marked != "":
		return c.row.marked
	}
	return c.row.charsets[0]
}

// ASCIICompatible returns the property :ascii-compatible-p.
func (c *Coding) ASCIICompatible() bool { return c.row.ascii }

// Category returns the property :category.
func (c *Coding) Category() string { return c.row.category }

// MIME returns the property :mime-charset, "" if there is none.
func (c *Coding) MIME() string { return c.row.mime }

// Unibyte reports whether decoding gives bytes rather than characters.
func (c *Coding) Unibyte() bool { return c.row.kind == kindBytes }

// Converts reports whether line ends of the format are not line feeds.
func (e EOL) Converts() bool { return e == DOS || e == Mac }

// converts reports whether line ends are other than Unix.
func (c *Coding) converts() bool { return c.eol.Converts() }
