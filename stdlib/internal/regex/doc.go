// Package regex parses, compiles and matches Emacs regular expressions. It knows
// no Lisp: package stdlib/search makes string-match, looking-at and
// re-search-forward of it.
//
// # The way of a pattern
//
// Compile reads the pattern into a tree (parse.go, set.go), writes it out as a
// program (compile.go) and notes how a search may skip ahead: a literal prefix,
// the bytes a match can begin with, an anchor. A Matcher runs the program on a
// Text. It backtracks first, in the order of preference that the pattern states
// (backtrack.go): leftmost start, then the first alternative that leads to a
// match, longer runs before shorter ones, as Emacs does and POSIX does not. If
// that takes more steps than a multiple of the text it has seen, the search goes
// on with a matcher that follows all ways at once and keeps the same preferences
// (nfa.go). So a pattern without back references takes time proportional to the
// text, whatever it is. With back references only backtracking is possible; its
// memory is bounded (ErrStackOverflow), its time by Env.Interrupt alone.
//
// # Text and characters
//
// A Text is two byte slices that follow each other, so that neither a gap buffer
// nor a string is copied. Offsets are in bytes from 0 over both; the caller
// converts them to positions. Multibyte text is in the encoding of package char;
// in unibyte text and patterns a byte from 0x80 up is the raw byte, so "é" in a
// pattern does not match the byte 0xE9, while "\351" matches it in unibyte and
// multibyte text alike. A Regexp is compiled for one kind of text.
//
// # What Emacs has that others lack
//
//   - \= matches at Env.Point, \sC and \w by Env.Syntax, \cC by Env.InCategory,
//     \b \< \> by both syntax and Env.WordBoundary.
//   - Operators that nothing precedes are literal, as are ^ and $ elsewhere than
//     at the ends of a pattern, group or alternative.
//   - An operator after \` \' \b or \B applies to the element before together
//     with the test; after \< \> \_< \_> \= it applies to the test.
//   - A run of operators acts as one: a+* is a*, and a?? the only lazy form there
//     is besides *? and +?. Intervals are never lazy: a\{2\}? is an optional aa.
//   - A loop makes one last empty round if its body can be empty and records the
//     groups of that round: \(a\|\)* on "a" leaves group 1 empty at the end.
//   - A bound limits what a match may take up, but $, \' and the tests for words
//     look at the text beyond it; \< and \_< need a character before the bound.
//   - POSIX searches want the longest match at a place (Matcher.Longest): the
//     first of the longest ones in the order of preference.
//   - \b matches at both ends of the text, whatever is there.
//
// # Differences from Emacs 28
//
//   - Emacs' POSIX matcher takes text that ends within the body of a loop for a
//     match of it: \(?:-b\)* on "-". Not so here.
//   - No stack overflow without back references, and no exponential time.
//   - Emacs' search (not its looking-at) misses matches of x\{N,\}, N > 0, where
//     x matches the empty string; here search and looking-at agree. It also
//     misses é*[[:upper:]] on "é" for want of giving back; not so here.
//   - A literal pattern searched in a unibyte buffer is converted to bytes first
//     in Emacs ("é" finds 0xE9); a caller that wants this converts it.
//   - Patterns that write out to more than some 260,000 instructions, or nest
//     deeper than 10,000, are "Regular expression too big".
package regex
