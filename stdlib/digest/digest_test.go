package digest_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/coding"
	"elnet/stdlib/digest"
)

func TestAnswers(t *testing.T) {
	buffertest.Run(t, "digest", func(in *lisp.Interp) {
		buffers := buffer.Install(in)
		coding.Install(in, buffers)
		digest.Install(in, buffers)
	})
}
