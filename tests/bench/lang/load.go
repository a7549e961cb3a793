package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// emacsLisp is where Debian's emacs-el has the sources of Emacs 28.2.
const emacsLisp = "/usr/share/emacs/28.2/lisp"

// loadForm loads a file and prints the seconds it took, or the error.
const loadForm = `(let ((start (float-time)))
  (condition-case e
      (progn (load %q nil t t) (princ (format "loaded %%.6f\n" (- (float-time) start))))
    (error (princ (format "error %%S\n" e)))))`

// load loads some of Emacs' own files as source, unmodified, and prints how fast.
func (b *bench) load() error {
	for _, name := range []string{"subr", "simple", "emacs-lisp/cl-macs", "emacs-lisp/pcase"} {
		src, err := gunzip(filepath.Join(emacsLisp, name+".el.gz"))
		if err != nil {
			return fmt.Errorf("%w (install emacs-el)", err)
		}
		file := filepath.Join(b.dir, filepath.Base(name)+".el")
		if err := os.WriteFile(file, src, 0o644); err != nil {
			return err
		}
		var times []float64
		msg := ""
		for range b.rounds {
			ctx, cancel := context.WithTimeout(context.Background(), b.limit)
			out, err := exec.CommandContext(ctx, b.elnet, "--batch", "--eval", fmt.Sprintf(loadForm, file)).Output()
			cancel()
			w := strings.Fields(string(out))
			if err != nil || len(w) < 2 || w[0] != "loaded" {
				msg = fmt.Sprintf("%v %s", err, out)
				break
			}
			t, err := strconv.ParseFloat(w[1], 64)
			if err != nil {
				return err
			}
			times = append(times, t)
		}
		if msg != "" {
			fmt.Printf("%-20s %7d bytes  %s\n", name, len(src), msg)
			continue
		}
		slices.Sort(times)
		t := times[len(times)/2]
		fmt.Printf("%-20s %7d bytes %8.4f s %8.2f MB/s\n", name, len(src), t, float64(len(src))/1e6/t)
	}
	return nil
}

func gunzip(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
