// Package search gives in the primitives that look for text in strings and
// buffers: regular expressions, match data, skipping over characters, parsing by
// syntax tables, category tables and case tables.
//
//	state.go         the State of one interpreter; the match data
//	match.go         string-match, looking-at, the searches
//	replace.go       replace-match
//	skip.go          skip-chars-forward, skip-syntax-forward, forward-word
//	chartable.go     what a syntax table says of a character
//	syntax.go        syntax tables
//	scan.go          the scanner that the next three share
//	scan_lists.go    scan-lists, scan-sexps
//	scan_comment.go  forward-comment, and where a comment begins
//	scan_parse.go    parse-partial-sexp
//	category.go      category tables
//	casetable.go     case tables
//
// tests/fuzz has programs that compare the searches and the parser with Emacs on
// random texts: see tests/fuzz_test.go.
package search
