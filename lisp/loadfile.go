package lisp

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// Finding and reading the files that load loads.

// A source is a file that load found.
type source struct {
	name string // absolute
	text []byte
	lib  bool // from Options.LoadFS
}

// compiled reports whether s holds byte-code.
func (s *source) compiled() bool { return compiledName(s.name) }

func compiledName(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(name, ".gz"), ".elc")
}

// kind is what messages say behind the name.
func (s *source) kind() string {
	if s.compiled() {
		return ""
	}
	return " (source)"
}

// sourceSuffixes are the suffixes of Lisp files in the order in which they are
// looked for. Source comes first even where there is byte-code: it runs faster
// here.
var sourceSuffixes = []string{".el", ".el.gz", ".elc", ".elc.gz"}

// loadSuffixes returns the suffixes to try for name.
func loadSuffixes(name string, noSuffix, mustSuffix bool) []string {
	switch {
	case noSuffix:
		return []string{""}
	case strings.HasSuffix(name, ".elc"):
		return []string{"\x00", "", ".gz", ".el"} // its source, if that is there
	case strings.HasSuffix(name, ".el"), strings.HasSuffix(name, ".el.gz"):
		return append([]string{"", ".gz"}, sourceSuffixes...)
	case mustSuffix && !strings.Contains(name, "/"):
		return sourceSuffixes
	}
	return append(sourceSuffixes[:len(sourceSuffixes):len(sourceSuffixes)], "", ".gz")
}

// withSuffix returns base with a suffix of loadSuffixes.
func withSuffix(base, suffix string) string {
	if suffix == "\x00" {
		return strings.TrimSuffix(base, "c")
	}
	return base + suffix
}

func primGetLoadSuffixes(in *Interp) (Value, *Exit) {
	sufs, _ := in.VarValue(in.Intern("load-suffixes"))
	reps, _ := in.VarValue(in.Intern("load-file-rep-suffixes"))
	var b ListBuilder
	for _, s := range Slice(sufs) {
		for _, r := range Slice(reps) {
			if s.IsString() && r.IsString() {
				b.Add(NewString(s.Str().UTF8() + r.Str().UTF8()))
			}
		}
	}
	return b.List(), nil
}

// find looks for a Lisp file: as it is, or with a suffix, in the directories of
// load-path and in the embedded library.
func (in *Interp) find(name string, suffixes []string) (*source, error) {
	var firstErr error
	newer := in.isTrue("load-prefer-newer")
	try := func(base string) *source {
		for _, suf := range suffixes {
			file := withSuffix(base, suf)
			if newer && strings.HasSuffix(file, ".el") {
				file = newest(file, file+".gz")
			}
			st, err := os.Stat(file)
			if err == nil && st.IsDir() {
				err = syscall.EISDIR
			}
			var text []byte
			if err == nil {
				text, err = in.readFile(file)
			}
			if err == nil {
				return &source{name: file, text: text}
			}
			if firstErr == nil && !errors.Is(err, fs.ErrNotExist) {
				firstErr = err
			}
		}
		return nil
	}
	if !in.opts.NoFiles {
		if filepath.IsAbs(name) || strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "~") {
			if s := try(in.expandFile(name)); s != nil {
				return s, nil
			}
			return nil, notFound(firstErr)
		}
		dirs, _ := in.VarValue(in.loadPath)
		for _, d := range Slice(dirs) {
			dir := in.expandFile(".")
			if d.IsString() {
				dir = in.expandFile(d.Str().UTF8())
			}
			if s := try(filepath.Join(dir, name)); s != nil {
				return s, nil
			}
		}
	}
	if in.opts.LoadFS != nil {
		for _, suf := range suffixes {
			file := withSuffix(name, suf)
			text, err := fs.ReadFile(in.opts.LoadFS, path.Clean(file))
			if err == nil {
				return &source{name: "/elnet/" + file, text: text, lib: true}, nil
			}
		}
	}
	return nil, notFound(firstErr)
}

// newest returns the name of the file that was changed last, a if only that or
// none is there.
func newest(a, b string) string {
	sa, _ := os.Stat(a)
	sb, err := os.Stat(b)
	if err == nil && (sa == nil || sb.ModTime().After(sa.ModTime())) {
		return b
	}
	return a
}

func notFound(err error) error {
	if err != nil {
		return err
	}
	return fs.ErrNotExist
}

// maxSource bounds what a compressed file may hold.
const maxSource = 1 << 28

// readFile returns the text of a Lisp file: uncompressed, if its name ends in
// .gz, and in package char's encoding.
func (in *Interp) readFile(name string) ([]byte, error) {
	var text []byte
	var err error
	if in.hooks.ReadFile != nil {
		text, err = in.hooks.ReadFile(in, name)
	} else {
		text, err = os.ReadFile(name)
	}
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		if text, err = io.ReadAll(io.LimitReader(z, maxSource)); err != nil {
			return nil, err
		}
	}
	if in.hooks.Decode != nil && !compiledName(name) {
		text = in.hooks.Decode(text)
	}
	return text, nil
}
