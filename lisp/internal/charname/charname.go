// Package charname knows the names of characters: those of Unicode, and of the
// control characters those that Unicode 1.0 gave them.
package charname

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Name returns the name of c, "" if it has none. Emacs calls CJK ideographs, and
// surrogates, by their kind and number.
func Name(c rune) string {
	switch {
	case c >= 0xAC00 && c <= 0xD7A3:
		n := int(c) - 0xAC00
		return "HANGUL SYLLABLE " + lead[n/(21*28)] + vowel[n/28%21] + tail[n%28]
	case c >= 0xD800 && c < 0xDC00:
		return fmt.Sprintf("HIGH SURROGATE-%X", c)
	case c >= 0xDC00 && c < 0xE000:
		return fmt.Sprintf("LOW SURROGATE-%X", c)
	}
	for _, k := range kinds {
		if c >= k.from && c <= k.to {
			return fmt.Sprintf("%s-%X", k.name, c)
		}
	}
	return table().name(c)
}

// kinds are the characters that have their kind and number for a name.
var kinds = []struct {
	from, to rune
	name     string
}{
	{0x3400, 0x4DBF, "CJK IDEOGRAPH"}, {0x4E00, 0x9FFF, "CJK IDEOGRAPH"},
	{0x17000, 0x187F7, "TANGUT IDEOGRAPH"}, {0x18D00, 0x18D08, "TANGUT IDEOGRAPH"},
	{0x20000, 0x2A6DF, "CJK IDEOGRAPH"}, {0x2A700, 0x2B739, "CJK IDEOGRAPH"}, {0x2B740, 0x2B81D, "CJK IDEOGRAPH"},
	{0x2B820, 0x2CEA1, "CJK IDEOGRAPH"}, {0x2CEB0, 0x2EBE0, "CJK IDEOGRAPH"},
	{0x30000, 0x3134A, "CJK IDEOGRAPH"}, {0x31350, 0x323AF, "CJK IDEOGRAPH"},
}

// The parts of the names of Hangul syllables (Unicode Standard, 3.12).
var (
	lead  = strings.Split("G GG N D DD R M B BB S SS  J JJ C K T P H", " ")
	vowel = strings.Split("A AE YA YAE EO E YEO YE O WA WAE OE YO U WEO WE WI YU EU YI I", " ")
	tail  = strings.Split(" G GG GS N NJ NH D L LG LM LB LS LT LP LH M B BS S SS NG J C K T P H", " ")
)

// Lookup returns the character with that name, which is in capital letters.
func Lookup(name string) (c rune, ok bool) {
	if c, ok = codes()[name]; ok {
		return c, true
	}
	if syllable, found := strings.CutPrefix(name, "HANGUL SYLLABLE "); found {
		return hangul(syllable)
	}
	i := strings.LastIndexByte(name, '-')
	n, err := strconv.ParseUint(name[i+1:], 16, 32)
	if i < 0 || err != nil || Name(rune(n)) != name {
		return 0, false
	}
	return rune(n), true
}

// All returns the names that are not computed. It must not be changed.
func All() map[string]rune { return codes() }

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

// Control returns the name that a control character had in Unicode 1.0, "" for
// others.
func Control(c rune) string { return control()[c] }

var control = sync.OnceValue(func() map[rune]string {
	return map[rune]string{
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
})
