// Package charname knows the names of characters: those of Unicode, and of the
// control characters those that Unicode 1.0 gave them.
package charname

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/runenames"
)

// Name returns the name of c, "" if it has none. Emacs calls CJK ideographs, and
// surrogates, by their kind and number.
func Name(c rune) string {
	name := runenames.Name(c)
	if !strings.HasPrefix(name, "<") {
		return name
	}
	kind, _, _ := strings.Cut(strings.Trim(name, "<>"), " Extension")
	switch kind {
	case "CJK Ideograph", "Tangut Ideograph":
		return fmt.Sprintf("%s-%X", strings.ToUpper(kind), c)
	case "Hangul Syllable":
		n := int(c) - 0xAC00
		return "HANGUL SYLLABLE " + lead[n/(21*28)] + vowel[n/28%21] + tail[n%28]
	}
	switch {
	case c >= 0xD800 && c < 0xDC00:
		return fmt.Sprintf("HIGH SURROGATE-%X", c)
	case c >= 0xDC00 && c < 0xE000:
		return fmt.Sprintf("LOW SURROGATE-%X", c)
	}
	return ""
}

// The parts of the names of Hangul syllables (Unicode Standard, 3.12).
var (
	lead  = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	vowel = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	tail  = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

// numbered are the ranges of characters with computed names, which are not in
// the table.
func numbered(c rune) bool {
	return c >= 0x3400 && c < 0x4DC0 || c >= 0x4E00 && c < 0xA000 || c >= 0xAC00 && c < 0xD7A4 || c >= 0xD800 && c < 0xF900 ||
		c >= 0x17000 && c < 0x18800 || c >= 0x18D00 && c < 0x18D80 || c >= 0x20000 && c < 0x2F800 || c >= 0x30000 && c < 0x40000
}

// table maps names to characters; it is made when it is first needed, and
// constant from then on.
var table = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 1<<16)
	for c := rune(0xE01EF); c >= 0; c-- {
		if numbered(c) || c >= 0x40000 && c < 0xE0000 {
			continue
		}
		if name := Name(c); name != "" {
			m[name] = c
		}
	}
	for c, name := range control {
		m[name] = c
	}
	return m
})

// Lookup returns the character with that name, which is in capital letters.
func Lookup(name string) (c rune, ok bool) {
	if c, ok = table()[name]; ok {
		return c, true
	}
	if syllable, found := strings.CutPrefix(name, "HANGUL SYLLABLE "); found {
		return hangul(syllable)
	}
	i := strings.LastIndexByte(name, '-')
	n, err := strconv.ParseUint(name[i+1:], 16, 32)
	if i < 0 || err != nil || !numbered(rune(n)) || Name(rune(n)) != name {
		return 0, false
	}
	return rune(n), true
}

// hangul finds the syllable with that part of a name.
func hangul(name string) (rune, bool) {
	for l, first := range lead {
		rest, ok := strings.CutPrefix(name, first)
		if !ok {
			continue
		}
		for v, second := range vowel {
			last, ok := strings.CutPrefix(rest, second)
			if t := slices.Index(tail, last); ok && t >= 0 {
				return rune(0xAC00 + (l*21+v)*28 + t), true
			}
		}
	}
	return 0, false
}

// All returns the names that are not computed. It must not be changed.
func All() map[string]rune { return table() }

// Control returns the name that a control character had in Unicode 1.0, "" for
// others.
func Control(c rune) string { return control[c] }

var control = map[rune]string{
	0x0: "NULL", 0x1: "START OF HEADING", 0x2: "START OF TEXT", 0x3: "END OF TEXT", 0x4: "END OF TRANSMISSION",
	0x5: "ENQUIRY", 0x6: "ACKNOWLEDGE", 0x7: "BELL (BEL)", 0x8: "BACKSPACE", 0x9: "CHARACTER TABULATION",
	0xa: "LINE FEED (LF)", 0xb: "LINE TABULATION", 0xc: "FORM FEED (FF)", 0xd: "CARRIAGE RETURN (CR)",
	0xe: "SHIFT OUT", 0xf: "SHIFT IN", 0x10: "DATA LINK ESCAPE", 0x11: "DEVICE CONTROL ONE",
	0x12: "DEVICE CONTROL TWO", 0x13: "DEVICE CONTROL THREE", 0x14: "DEVICE CONTROL FOUR",
	0x15: "NEGATIVE ACKNOWLEDGE", 0x16: "SYNCHRONOUS IDLE", 0x17: "END OF TRANSMISSION BLOCK", 0x18: "CANCEL",
	0x19: "END OF MEDIUM", 0x1a: "SUBSTITUTE", 0x1b: "ESCAPE", 0x1c: "INFORMATION SEPARATOR FOUR",
	0x1d: "INFORMATION SEPARATOR THREE", 0x1e: "INFORMATION SEPARATOR TWO", 0x1f: "INFORMATION SEPARATOR ONE",
	0x7f: "DELETE",
	0x82: "BREAK PERMITTED HERE", 0x83: "NO BREAK HERE", 0x85: "NEXT LINE (NEL)", 0x86: "START OF SELECTED AREA",
	0x87: "END OF SELECTED AREA", 0x88: "CHARACTER TABULATION SET",
	0x89: "CHARACTER TABULATION WITH JUSTIFICATION", 0x8a: "LINE TABULATION SET", 0x8b: "PARTIAL LINE FORWARD",
	0x8c: "PARTIAL LINE BACKWARD", 0x8d: "REVERSE LINE FEED", 0x8e: "SINGLE SHIFT TWO",
	0x8f: "SINGLE SHIFT THREE", 0x90: "DEVICE CONTROL STRING", 0x91: "PRIVATE USE ONE", 0x92: "PRIVATE USE TWO",
	0x93: "SET TRANSMIT STATE", 0x94: "CANCEL CHARACTER", 0x95: "MESSAGE WAITING", 0x96: "START OF GUARDED AREA",
	0x97: "END OF GUARDED AREA", 0x98: "START OF STRING", 0x9a: "SINGLE CHARACTER INTRODUCER",
	0x9b: "CONTROL SEQUENCE INTRODUCER", 0x9c: "STRING TERMINATOR", 0x9d: "OPERATING SYSTEM COMMAND",
	0x9e: "PRIVACY MESSAGE", 0x9f: "APPLICATION PROGRAM COMMAND",
}
