package repl

import (
	"bytes"
	"io"
	"strings"
)

// newlineSign stands for a newline in the line editor, which cannot draw lines
// that contain one.
const newlineSign = "␤"

// What a terminal puts around pasted text, and what asks it to (xterm's
// "bracketed paste mode").
const (
	pasteBegin = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
	pasteOn    = "\x1b[?2004h"
	pasteOff   = "\x1b[?2004l"
)

// pasteFilter takes the brackets off pasted text in what it reads, and turns
// newlines in it into newlineSign and tabs, which would ask for completion, into
// spaces.
type pasteFilter struct {
	r       io.ReadCloser
	in      []byte // read, not looked at
	out     []byte // ready to be returned
	pasting bool
	cr      bool // the last thing pasted was a carriage return
	err     error
}

func (f *pasteFilter) Close() error { return f.r.Close() }

func (f *pasteFilter) Read(p []byte) (int, error) {
	for len(f.out) == 0 {
		if f.err != nil {
			return 0, f.err
		}
		var buf [1024]byte
		n, err := f.r.Read(buf[:])
		f.in, f.err = append(f.in, buf[:n]...), err
		f.convert()
		if err != nil {
			f.out, f.in = append(f.out, f.in...), nil
		}
	}
	n := copy(p, f.out)
	f.out = f.out[n:]
	return n, nil
}

// convert moves f.in to f.out, but for the beginning of a bracket.
func (f *pasteFilter) convert() {
	for len(f.in) > 0 {
		bracket := pasteBegin
		if f.pasting {
			bracket = pasteEnd
		}
		i := bytes.Index(f.in, []byte(bracket))
		if i < 0 {
			keep := f.unfinished(bracket)
			f.emit(f.in[:len(f.in)-keep])
			f.in = append(f.in[:0], f.in[len(f.in)-keep:]...)
			return
		}
		f.emit(f.in[:i])
		f.in = append(f.in[:0], f.in[i+len(bracket):]...)
		f.pasting, f.cr = !f.pasting, false
	}
}

// unfinished returns how many bytes at the end of f.in begin a bracket. Outside
// of pasted text a lone ESC does not count: the user may have typed it, and wait.
func (f *pasteFilter) unfinished(bracket string) int {
	least := 3
	if f.pasting {
		least = 1
	}
	for n := min(len(bracket)-1, len(f.in)); n >= least; n-- {
		if strings.HasPrefix(bracket, string(f.in[len(f.in)-n:])) {
			return n
		}
	}
	return 0
}

func (f *pasteFilter) emit(b []byte) {
	if !f.pasting {
		f.out = append(f.out, b...)
		return
	}
	for _, c := range b {
		switch {
		case c == '\n' && f.cr: // the pair was one newline
		case c == '\r' || c == '\n':
			f.out = append(f.out, newlineSign...)
		case c == '\t':
			f.out = append(f.out, ' ')
		case c >= ' ' && c != 0x7f: // control characters would be commands
			f.out = append(f.out, c)
		}
		f.cr = c == '\r'
	}
}
