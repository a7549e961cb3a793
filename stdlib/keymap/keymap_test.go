package keymap_test

import (
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
	"elnet/stdlib/buffer/buffertest"
)

func TestAnswers(t *testing.T) {
	buffertest.Run(t, "keymap", func(in *lisp.Interp) {
		if err := stdlib.Install(in, stdlib.Options{}); err != nil {
			t.Fatal(err)
		}
	})
}
