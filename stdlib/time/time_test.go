package time_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/time"
)

func TestTime(t *testing.T) {
	buffertest.Run(t, "time", func(in *lisp.Interp) {
		buffer.Install(in)
		time.Install(in)
	})
}
