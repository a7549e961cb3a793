// Package search gives in the primitives that look for text in strings and
// buffers: regular expressions, match data, skipping over characters, and syntax
// tables as far as words and symbols go.
//
//	state.go      the State of one interpreter; the match data
//	match.go      string-match, looking-at, the searches
//	replace.go    replace-match
//	skip.go       skip-chars-forward, skip-syntax-forward, forward-word
//	chartable.go  what a syntax table says of a character
//	syntax.go     syntax tables
//	scan.go       balanced expressions
package search
