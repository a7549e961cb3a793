package repl

import (
	"context"
	"io"
)

func (r *runner) interactive(ctx context.Context, stdin io.Reader) int { return 0 }
