package tests

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
)

// A host is one interpreter with the whole library, in which a conformance
// file is evaluated.
type host struct{ in *lisp.Interp }

func newHost(t *testing.T) *host {
	t.Helper()
	for _, kv := range hostEnv {
		name, value, _ := strings.Cut(kv, "=")
		t.Setenv(name, value)
	}
	in := lisp.New(lisp.Options{Stdout: io.Discard, Stderr: io.Discard, Stdin: strings.NewReader("")})
	t.Cleanup(func() {
		if err := in.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if err := stdlib.Install(in, stdlib.Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := in.EvalString(t.Context(), "answer.el", answerLisp); err != nil {
		t.Fatalf("answer.el: %v", err)
	}
	return &host{in}
}

// evalString evaluates src and returns its value, a string.
func (h *host) evalString(ctx context.Context, name, src string) (string, error) {
	v, err := h.in.EvalString(ctx, name, src)
	if err != nil {
		return "", err
	}
	if !v.IsString() {
		return "", fmt.Errorf("%s: the driver returned no string", name)
	}
	return v.Str().UTF8(), nil
}
