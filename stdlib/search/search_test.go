package search_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/search"
)

func install(in *lisp.Interp) { search.Install(in, buffer.Install(in)) }

func TestSearch(t *testing.T) { buffertest.Run(t, "search", install) }

// Forms of package buffer that need searching.
func TestChanges(t *testing.T) { buffertest.Run(t, "changes", install) }

// Random edits, searches, markers and properties, logged step by step.
func TestRandom(t *testing.T) { buffertest.Run(t, "random", install) }

func TestScan(t *testing.T) { buffertest.Run(t, "scan", install) }
