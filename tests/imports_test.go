package tests

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "elnet/"

// mayImport is the plan of the house: each folder, and the project folders its
// code may import. A name that ends in "/..." stands for everything below it.
// The longest matching key holds; a folder without a key may not exist.
var mayImport = map[string][]string{
	"lisp/char":           {},
	"lisp/internal/...":   {"lisp/char", "lisp/internal/..."},
	"lisp":                {"lisp/char", "lisp/internal/..."},
	"netprims/poll":       {},
	"netprims":            {"netprims/poll"},
	"stdlib/internal/...": {"lisp/char", "stdlib/internal/..."},
	"stdlib/buffer":       {"lisp", "lisp/char", "stdlib/internal/..."},
	"stdlib/process":      {"lisp", "lisp/char", "stdlib/internal/...", "stdlib/buffer", "netprims"},
	"stdlib/...":          {"lisp", "lisp/char", "stdlib/internal/...", "stdlib/buffer"},
	"stdlib":              {"lisp", "lisp/char", "stdlib/..."},
	"repl":                {"lisp", "lisp/char", "stdlib", "stdlib/...", "netprims"},
	"repl/prefault":       {},
	"repl/elnet":          {"repl", "repl/prefault"},
	"tests/...":           {"lisp", "lisp/...", "stdlib", "stdlib/...", "netprims", "netprims/...", "repl"},
	"tests":               {"lisp", "lisp/...", "stdlib", "stdlib/...", "netprims", "netprims/...", "repl"},
}

// oneFileOnly lists modules of others that one single file of ours may import,
// and the folder of that file.
var oneFileOnly = map[string]string{"github.com/chzyer/readline": "repl"}

// testsOnly lists modules of others that only test files may import.
var testsOnly = []string{"github.com/rogpeppe/go-internal", "go.uber.org/goleak"}

// The language itself opens no sockets and starts no programs.
var lispMayNot = []string{"net", "os/exec", "golang.org/x/sys/unix"}

// A goPackage is what `go list -json` says about one package.
type goPackage struct {
	Dir, ImportPath         string
	GoFiles, IgnoredGoFiles []string
	Deps                    []string
}

// A sourceFile is a parsed non-test file, for whatever system it is built.
type sourceFile struct {
	folder, name string
	imports      []string
	syntax       *ast.File
}

func TestImports(t *testing.T) {
	for _, f := range sourceFiles(t) {
		allowed, ok := allowance(f.folder)
		if !ok {
			t.Errorf("%s: this folder is not in mayImport", f.folder)
			continue
		}
		for _, path := range f.imports {
			ours, isOurs := strings.CutPrefix(path, module)
			if isOurs && !slices.ContainsFunc(allowed, func(rule string) bool { return covers(rule, ours) }) {
				t.Errorf("%s/%s: %s may not import %s", f.folder, f.name, f.folder, ours)
			}
			if slices.ContainsFunc(testsOnly, func(mod string) bool { return covers(mod+"/...", path) || path == mod }) {
				t.Errorf("%s/%s: only tests may import %s", f.folder, f.name, path)
			}
		}
	}
}

func TestReadlineBehindOneFile(t *testing.T) {
	for mod, folder := range oneFileOnly {
		var users []string
		for _, f := range sourceFiles(t) {
			if slices.Contains(f.imports, mod) {
				users = append(users, f.folder+"/"+f.name)
				if f.folder != folder {
					t.Errorf("%s/%s: only a file of %s may import %s", f.folder, f.name, folder, mod)
				}
			}
		}
		if len(users) > 1 {
			t.Errorf("%s is imported by %v: one file may", mod, users)
		}
	}
}

// TestNoInit holds the rule against registration behind the caller's back.
func TestNoInit(t *testing.T) {
	for _, f := range sourceFiles(t) {
		for _, d := range f.syntax.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s/%s: func init", f.folder, f.name)
			}
		}
	}
}

func TestLanguageLinksNoSockets(t *testing.T) {
	for _, p := range goPackages(t) {
		if p.ImportPath != module+"lisp" {
			continue
		}
		for _, dep := range lispMayNot {
			if slices.Contains(p.Deps, dep) {
				t.Errorf("lisp depends on %s", dep)
			}
		}
	}
}

// allowance returns what folder may import, by the longest matching key.
func allowance(folder string) ([]string, bool) {
	best := ""
	for key := range mayImport {
		if (key == folder || covers(key, folder)) && len(key) > len(best) {
			best = key
		}
	}
	return mayImport[best], best != ""
}

// covers reports whether rule names folder or, ending in "/...", a parent of it.
func covers(rule, folder string) bool {
	parent, ok := strings.CutSuffix(rule, "...")
	return rule == folder || ok && strings.HasPrefix(folder, parent)
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		rule, folder string
		want         bool
	}{
		{"lisp", "lisp", true}, {"lisp", "lisp/char", false}, {"lisp/...", "lisp/char", true},
		{"lisp/...", "lisp", false}, {"lisp/...", "lispy/char", false}, {"a/...", "a/b/c", true},
	} {
		if got := covers(c.rule, c.folder); got != c.want {
			t.Errorf("covers(%q, %q) = %v", c.rule, c.folder, got)
		}
	}
}

func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	for _, p := range goPackages(t) {
		for _, name := range append(p.GoFiles, p.IgnoredGoFiles...) {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			syntax, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			f := sourceFile{folder: strings.TrimPrefix(p.ImportPath, module), name: name, syntax: syntax}
			for _, spec := range syntax.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				f.imports = append(f.imports, path)
			}
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		t.Fatal("no Go files found")
	}
	return files
}

func goPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "list", "-json=Dir,ImportPath,GoFiles,IgnoredGoFiles,Deps", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
