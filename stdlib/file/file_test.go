package file_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/file"
	"elnet/stdlib/search"
	"elnet/stdlib/time"
)

func TestFile(t *testing.T) {
	buffertest.Run(t, "file", func(in *lisp.Interp) {
		bufs := buffer.Install(in)
		search.Install(in, bufs)
		time.Install(in)
		file.Install(in, bufs)
	})
}
