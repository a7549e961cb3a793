package file

import (
	"os"
	"slices"
	"strings"

	"elnet/lisp"
)

func (s *State) directoryPrims() []lisp.Prim {
	return []lisp.Prim{
		s.op("(directory-files DIRECTORY &optional FULL MATCH NOSORT COUNT)", 1, func(in *interp, a []value) (value, *exit) {
			return s.listFiles(in, a[0], a[1], a[2], a[3], a[4], func(name value, _ string) value { return name })
		}, "Return the names of the files in DIRECTORY, sorted unless NOSORT.\n"+
			"FULL gives absolute names; MATCH is a regexp that the names within the directory must match;\nCOUNT bounds their number."),
		s.op("(directory-files-and-attributes DIRECTORY &optional FULL MATCH NOSORT ID-FORMAT COUNT)", 1, func(in *interp, a []value) (value, *exit) {
			return s.listFiles(in, a[0], a[1], a[2], a[3], a[5], func(name value, path string) value {
				attrs := attributes(in, path, a[4])
				if attrs.IsNil() { // deleted meanwhile
					return value{}
				}
				return lisp.NewCons(name, attrs)
			})
		}, "Return (NAME . ATTRIBUTES) for the files in DIRECTORY: see directory-files and file-attributes."),
	}
}

// readNames returns the names in a directory, with "." and "..".
func readNames(in *interp, dir value) ([]string, *exit) {
	n := stripSlashes(text(dir))
	d, err := os.Open(n)
	if err != nil {
		return nil, fail(in, "Opening directory", err, lisp.NewString(n))
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return nil, fail(in, "Opening directory", err, lisp.NewString(n))
	}
	return append([]string{".", ".."}, names...), nil
}

func (s *State) listFiles(in *interp, dir, full, match, noSort, count value, element func(name value, path string) value) (value, *exit) {
	limit := -1
	if !count.IsNil() {
		if !count.IsFixnum() || count.Fixnum() < 0 {
			return value{}, in.WrongType("wholenump", count)
		}
		if limit = count.Fixnum(); limit == 0 {
			return value{}, nil
		}
	}
	names, x := readNames(in, dir)
	if x != nil {
		return value{}, x
	}
	if !match.IsNil() && !match.IsString() {
		return value{}, in.WrongType("stringp", match)
	}
	base := asDirectory(text(dir))
	var chosen []string
	for _, n := range names {
		if limit >= 0 && len(chosen) == limit {
			break
		}
		if !match.IsNil() {
			at, x := s.match(in, match, lisp.NewString(n))
			if x != nil {
				return value{}, x
			}
			if at < 0 {
				continue
			}
		}
		chosen = append(chosen, n)
		if x := in.Poll(); x != nil {
			return value{}, x
		}
	}
	if noSort.IsNil() {
		slices.Sort(chosen)
	}
	var list lisp.ListBuilder
	for _, n := range chosen {
		name := n
		if !full.IsNil() {
			name = base + n
		}
		if e := element(lisp.NewString(name), base+n); !e.IsNil() {
			list.Add(e)
		}
	}
	return list.List(), nil
}

func (s *State) completionPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(file-name-all-completions FILE DIRECTORY)", lisp.Fn2(func(in *interp, file *lisp.String, dir value) (value, *exit) {
			abs, x := s.expand(in, dir, value{})
			if x != nil {
				return value{}, x
			}
			if v, handled, x := s.handle(in, "file-name-all-completions", []value{abs, file.Value()}, file.Value(), abs); handled {
				return v, x
			}
			names, x := s.completions(in, file.UTF8(), abs, value{})
			var list lisp.ListBuilder
			for _, n := range names {
				list.Add(lisp.NewString(n))
			}
			return list.List(), x
		}), "Return the names in DIRECTORY that begin with FILE, those of directories with a slash at the end."),
		lisp.Def("(file-name-completion FILE DIRECTORY &optional PREDICATE)", lisp.Fn3(s.fileNameCompletion),
			"Return the longest beginning that the names in DIRECTORY that begin with FILE have in common:\n"+
				"t if FILE is the only one, nil if there is none. Names that end as completion-ignored-extensions says\n"+
				"count only if there are no others. PREDICATE is called with a name and must accept it."),
	}
}

// completions returns the names in dir that begin with file.
func (s *State) completions(in *interp, file string, dir, predicate value) ([]string, *exit) {
	names, x := readNames(in, dir)
	if x != nil {
		return nil, x
	}
	fold := s.flag(in, "completion-ignore-case")
	regexps, _ := in.VarValue(in.Intern("completion-regexp-list"))
	base := asDirectory(text(dir))
	var found []string
next:
	for _, n := range names {
		if len(n) < len(file) || n[:len(file)] != file && !(fold && strings.EqualFold(n[:len(file)], file)) {
			continue
		}
		for _, re := range lisp.Slice(regexps) {
			if !re.IsString() {
				continue
			}
			at, x := s.match(in, re, lisp.NewString(n))
			if x != nil {
				return nil, x
			}
			if at < 0 {
				continue next
			}
		}
		if isDirectory(base + n) {
			n += "/"
		}
		if !predicate.IsNil() {
			v, x := in.Funcall(predicate, lisp.NewString(n))
			if x != nil {
				return nil, x
			}
			if v.IsNil() {
				continue
			}
		}
		found = append(found, n)
	}
	return found, nil
}

// flag reports whether the variable called name is non-nil.
func (s *State) flag(in *interp, name string) bool {
	v, _ := in.VarValue(in.Intern(name))
	return !v.IsNil()
}

func (s *State) fileNameCompletion(in *interp, file *lisp.String, dir, predicate value) (value, *exit) {
	abs, x := s.expand(in, dir, value{})
	if x != nil {
		return value{}, x
	}
	if v, handled, x := s.handle(in, "file-name-completion", []value{abs, file.Value()}, file.Value(), abs, predicate); handled {
		return v, x
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	if x := in.Bind(s.sym.directory, lisp.NewString(asDirectory(text(abs)))); x != nil {
		return value{}, x
	}
	names, x := s.completions(in, file.UTF8(), abs, predicate)
	if x != nil {
		return value{}, x
	}
	names = slices.DeleteFunc(names, func(n string) bool { return n == "./" || n == "../" })
	names = s.preferred(in, names)
	if len(names) == 0 {
		return value{}, nil
	}
	if len(names) == 1 && names[0] == file.UTF8() {
		return lisp.T, nil
	}
	fold := s.flag(in, "completion-ignore-case")
	common := names[0]
	for _, n := range names[1:] {
		k := 0
		for k < len(common) && k < len(n) && (common[k] == n[k] || fold && strings.EqualFold(common[k:k+1], n[k:k+1])) {
			k++
		}
		common = common[:k]
	}
	return lisp.NewString(strings.ToValidUTF8(common, "")), nil
}

// preferred leaves out the names with an ignored extension, if others remain.
func (s *State) preferred(in *interp, names []string) []string {
	ignored, _ := in.VarValue(in.Intern("completion-ignored-extensions"))
	if ignored.IsNil() {
		return names
	}
	var kept []string
	for _, n := range names {
		skip := false
		for _, e := range lisp.Slice(ignored) {
			skip = skip || e.IsString() && len(n) > e.Str().Size() && strings.HasSuffix(n, text(e))
		}
		if !skip {
			kept = append(kept, n)
		}
	}
	if kept == nil {
		return names
	}
	return kept
}
