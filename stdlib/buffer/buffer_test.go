package buffer_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
)

func TestBuffer(t *testing.T) {
	buffertest.Run(t, "buffer", func(in *lisp.Interp) { buffer.Install(in) })
}

func TestState(t *testing.T) {
	buffertest.Run(t, "state", func(in *lisp.Interp) { buffer.Install(in) })
}
