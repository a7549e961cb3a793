package tests

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"elnet/lisp"
	"elnet/stdlib"
)

// emacsFilesTable says for each file of Emacs' Lisp in emacsFolders whether elnet
// loads it.
const emacsFilesTable = "EMACS-LIBRARY.md"

var emacsFolders = []string{"", "calendar", "emacs-lisp", "gnus", "mail", "net", "url"}

// notToLoad are files that loading does more than define things, or that are no
// programs.
var notToLoad = map[string]string{
	"mail/blessmail": "writes a shell script",
	"ldefs-boot":     "what Emacs is built with",
	"loaddefs":       "read at the start",
	"loadup":         "builds Emacs, and ends it",
	"subdirs":        "read at the start",
	"finder-inf":     "data",
	"cus-load":       "data",
}

// forUsers are the files of Gnus that are there to be looked at.
var forUsers = regexp.MustCompile(`^(gnus|gnus-(a|b|c|d[^b]|e|f|g|h|i|k|l|m|n|p|r[^ae]|s|t|u[^t]|v|w|x).*|deuglify|smiley|gravatar|score-mode|gmm-utils)$`)

const emacsFilesHead = `# Emacs' own Lisp files

Which files of Emacs 28.2 elnet loads, each in a fresh interpreter, from the sources
that Debian's emacs-el installs (` + "`--emacs-library`" + `). What fails has its reason; "in
Emacs, too" says that the same file cannot be loaded there in batch mode either.
Written by ` + "`go test ./tests -run EmacsFiles -update`" + `, which takes minutes; the test
checks a part of it.

`

// emacsFiles returns the names of the files, without suffixes, in order.
func emacsFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, folder := range emacsFolders {
		files, err := filepath.Glob(filepath.Join(stdlib.DefaultEmacsDir, folder, "*.el*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			base, ok := strings.CutSuffix(strings.TrimSuffix(filepath.Base(f), ".gz"), ".el")
			if ok && !strings.HasPrefix(base, ".") && !(folder == "gnus" && forUsers.MatchString(base)) {
				names = append(names, filepath.Join(folder, base))
			}
		}
	}
	return names
}

var addresses = regexp.MustCompile(`0x[0-9a-f]+`)

// loadEmacsFile returns "loads", or why not.
func loadEmacsFile(t *testing.T, lib *stdlib.EmacsLibrary, name string) string {
	t.Helper()
	if why, ok := notToLoad[name]; ok {
		return "not loaded: " + why
	}
	_, err := withEmacsLibrary(t, lib, func(ctx context.Context, in *lisp.Interp) error {
		_, err := in.EvalString(ctx, "load", fmt.Sprintf("(load %q nil t)", filepath.Join(stdlib.DefaultEmacsDir, name)))
		return err
	})
	if err == nil {
		return "loads"
	}
	why, _, _ := strings.Cut(err.Error(), "\n")
	if i := strings.LastIndex(why, ".el.gz:"); i >= 0 { // the place
		if _, rest, ok := strings.Cut(why[i:], ": "); ok {
			why = rest
		}
	}
	why = strings.ReplaceAll(addresses.ReplaceAllString(why, "0x…"), "|", "\\|")
	if r := []rune(why); len(r) > 120 {
		why = string(r[:120]) + "…"
	}
	return "fails: " + why
}

func readEmacsFilesTable(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(emacsFilesTable)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if cells := strings.SplitN(strings.TrimSpace(line), " | ", 2); len(cells) == 2 && strings.HasPrefix(cells[0], "| `") {
			rows[strings.Trim(cells[0], "|` ")] = strings.TrimSuffix(cells[1], " |")
		}
	}
	return rows
}

// TestEmacsFiles keeps EMACS-LIBRARY.md true: each file has its row, and one in
// twenty is loaded.
func TestEmacsFiles(t *testing.T) {
	lib := openEmacsLibrary(t)
	names := emacsFiles(t)
	if *update {
		writeEmacsFilesTable(t, lib, names)
	}
	rows := readEmacsFilesTable(t)
	if len(rows) != len(names) {
		t.Errorf("%d rows for %d files", len(rows), len(names))
	}
	for _, name := range names {
		h := fnv.New32()
		h.Write([]byte(name))
		want, ok := rows[name]
		if !ok {
			t.Errorf("no row for %s", name)
		}
		if !ok || h.Sum32()%20 != 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := loadEmacsFile(t, lib, name); got != strings.TrimSuffix(want, "; in Emacs, too") {
				t.Errorf("%s\nthe table says %s", got, want)
			}
		})
	}
}

func writeEmacsFilesTable(t *testing.T, lib *stdlib.EmacsLibrary, names []string) {
	t.Helper()
	var rows strings.Builder
	loads := 0
	for i, name := range names {
		result := loadEmacsFile(t, lib, name)
		switch {
		case result == "loads":
			loads++
		case strings.HasPrefix(result, "fails"):
			file := filepath.Join(stdlib.DefaultEmacsDir, name+".el.gz")
			if got := runCommand(t, findEmacs(t), "-Q", "--batch", "--eval", fmt.Sprintf("(load %q nil t t)", file)); got.code != 0 {
				result += "; in Emacs, too"
			}
			t.Logf("%d of %d: %s %s", i, len(names), name, result)
		}
		fmt.Fprintf(&rows, "| `%s` | %s |\n", name, result)
	}
	text := emacsFilesHead + fmt.Sprintf("%d of %d files load.\n\n| file | |\n| --- | --- |\n", loads, len(names)) + rows.String()
	if err := os.WriteFile(emacsFilesTable, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
