package search_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/search"
)

// host returns an interpreter with buffers and searching.
func host(t testing.TB) (*lisp.Interp, *buffer.State) {
	in := lisp.New(lisp.Options{})
	t.Cleanup(func() { in.Close() })
	s := buffer.Install(in)
	search.Install(in, s)
	return in, s
}

// FuzzReplace matches any pattern against any text and replaces by any text: a
// Lisp error at most.
func FuzzReplace(f *testing.F) {
	f.Add("a\\(b\\)?", "xabay", "<\\1\\&>")
	f.Add("[^é]*", "日本é", "\\\\")
	f.Fuzz(func(t *testing.T, pattern, text, repl string) {
		in, _ := host(t)
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		for i, v := range []string{pattern, text, repl} {
			in.SetVar(in.Intern([]string{"p", "s", "r"}[i]), lisp.NewString(v))
		}
		for _, form := range []string{
			`(and (string-match p s) (replace-match r nil nil s))`,
			`(progn (erase-buffer) (insert s) (goto-char 1) (if (re-search-forward p nil t) (replace-match r)) (goto-char (point-max)) (re-search-backward p nil t) (looking-at p))`,
			`(progn (goto-char 1) (skip-chars-forward p) (search-forward s nil t) (search-backward r nil t))`,
			`(progn (modify-syntax-entry ?a p) (forward-word 1) (skip-syntax-backward s))`,
		} {
			_, err := in.Eval(ctx, form)
			var crash *lisp.Crash
			if errors.As(err, &crash) {
				t.Fatalf("%s: %v\n%s", form, err, crash.Stack)
			}
		}
	})
}

// FuzzEdit applies edits chosen by bytes and checks what always holds.
func FuzzEdit(f *testing.F) {
	f.Add([]byte("0a1b2c3d4e5f6g7h8i"))
	f.Fuzz(func(t *testing.T, ops []byte) {
		in, s := host(t)
		b := s.Current()
		m := s.NewMarker(b, 0, true)
		for i := 0; i+2 < len(ops) && i < 300; i += 3 {
			n := b.Zv() - b.Begv() + 1
			p, q := b.Begv()+int(ops[i+1])%n, b.Begv()+int(ops[i+2])%n
			p, q = min(p, q), max(p, q)
			var x *lisp.Exit
			switch ops[i] % 9 {
			case 0:
				x = s.Insert(in, b, p, lisp.NewString("aé\n").Str())
			case 1:
				x = s.InsertText(in, b, p, []byte{'x', ops[i+2]}, false)
			case 2:
				x = s.Delete(in, b, p, q)
			case 3:
				x = s.Replace(in, b, p, q, lisp.NewString("日").Str(), true)
			case 4:
				b.Narrow(p, q)
			case 5:
				b.Widen()
			case 6:
				b.SetPoint(q)
			case 7:
				m.Set(b, p)
			case 8:
				x = s.InsertBeforeMarkers(in, b, q, lisp.NewString("|").Str())
			}
			if x != nil {
				t.Fatal(x.Condition())
			}
			if b.Begv() < 0 || b.Begv() > b.Point() || b.Point() > b.Zv() || b.Zv() > b.Len() || m.Pos() > b.Len() {
				t.Fatalf("begv %d point %d zv %d length %d marker %d", b.Begv(), b.Point(), b.Zv(), b.Len(), m.Pos())
			}
		}
	})
}
