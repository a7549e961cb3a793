package repl

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// historyLimit is how many entries the history keeps.
const historyLimit = 1000

// history is what the user has entered, kept in a file with one entry a line.
// Newlines within an entry are newlineSign there.
type history struct {
	path    string // "" keeps nothing
	entries []string
	added   []string // of this session
}

// historyPath is where the history lives: ELNET_HISTORY, which may be empty for
// nowhere, or elnet/history in the XDG state directory.
func historyPath() string {
	if p, ok := os.LookupEnv("ELNET_HISTORY"); ok {
		return p
	}
	return xdgFile("XDG_STATE_HOME", ".local/state", "history")
}

// xdgFile returns the path of elnet's file name in the directory that the
// environment variable env names, by default the directory def of the home
// directory (XDG Base Directory Specification), or "" if there is no home.
func xdgFile(env, def, name string) string {
	dir := os.Getenv(env)
	if !filepath.IsAbs(dir) { // the specification says to ignore others
		home := os.Getenv("HOME")
		if home == "" {
			return ""
		}
		dir = filepath.Join(home, def)
	}
	return filepath.Join(dir, "elnet", name)
}

// loadHistory reads the history at path. A file that is not there is no error.
func loadHistory(path string) (*history, error) {
	h := &history{path: path}
	if path == "" {
		return h, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return h, nil
	}
	h.entries = parseHistory(text)
	return h, err
}

func parseHistory(text []byte) []string {
	var out []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimRight(line, "\n"); line != "" {
			out = append(out, strings.ReplaceAll(line, newlineSign, "\n"))
		}
	}
	return out
}

// add appends an entry and reports whether it was worth keeping: neither blank
// nor the same as the last.
func (h *history) add(entry string) bool {
	entry = strings.TrimSpace(entry)
	if entry == "" || len(h.entries) > 0 && h.entries[len(h.entries)-1] == entry {
		return false
	}
	h.entries = append(h.entries, entry)
	h.added = append(h.added, entry)
	return true
}

// save adds the entries of this session to the file, which other sessions may
// have written meanwhile.
func (h *history) save() (err error) {
	if h.path == "" || len(h.added) == 0 {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(h.path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil { // which unlocks it
			err = e
		}
	}()
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		return err
	}
	old, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	all := append(parseHistory(old), h.added...)
	all = all[max(0, len(all)-historyLimit):]
	var b strings.Builder
	for _, e := range all {
		b.WriteString(strings.ReplaceAll(e, "\n", newlineSign))
		b.WriteByte('\n')
	}
	if _, err := f.WriteAt([]byte(b.String()), 0); err != nil {
		return err
	}
	h.added = nil
	return f.Truncate(int64(b.Len()))
}
