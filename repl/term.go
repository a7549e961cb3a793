package repl

import (
	"os"

	"github.com/chzyer/readline"
)

func isTerminal(f *os.File) bool { return readline.IsTerminal(int(f.Fd())) }
