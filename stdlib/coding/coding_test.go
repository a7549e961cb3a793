package coding_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/coding"
)

func TestCoding(t *testing.T) {
	buffertest.Run(t, "coding", func(in *lisp.Interp) { coding.Install(in, buffer.Install(in)) })
}
