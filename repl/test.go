package repl

import "strings"

const testHelp = `Usage: elnet test [OPTION...] [FILE|DIR...]

Run the ERT tests of FILEs, and of the files below DIRs whose names begin with
test- or end in -test.el or -tests.el; by default those below the current
directory. Exit with 0 if all tests end as expected, 1 if some do not, 2 if they
cannot be run.

  -s, --selector SELECTOR  run what the ERT selector chooses: a regexp of names,
                           or a form such as (tag network)
  --junit FILE             write a JUnit report to FILE
  -L, --directory DIR      put DIR in front of load-path
  -l, --load FILE          load FILE first
  --emacs-library[=DIR]    use Emacs' own Lisp files
`

// parseTestArgs parses what follows "elnet test".
func parseTestArgs(args []string) (*options, error) {
	o := &options{batch: true}
	var names []string
	selector, junit := "t", ""
	for len(args) > 0 {
		a := args[0]
		args = args[1:]
		if a == "--" {
			names = append(names, args...)
			break
		}
		if !strings.HasPrefix(a, "-") || a == "-" {
			names = append(names, a)
			continue
		}
		name, value, given := strings.Cut(a, "=")
		if name == "--help" || name == "-h" {
			o.testHelp = true
			return o, nil
		}
		if name == "--emacs-library" {
			if !given {
				value = defaultEmacsDir(&args)
			}
			o.emacs = value
			continue
		}
		if !given {
			if len(args) == 0 {
				return nil, usagef("Option '%s' requires an argument", a)
			}
			value, args = args[0], args[1:]
		}
		switch name {
		case "-s", "--selector":
			selector = value
			if !strings.HasPrefix(value, "(") {
				selector = quoteLisp(value)
			}
		case "--junit":
			junit = value
		case "-L", "--directory":
			o.actions = append(o.actions, action{actDirectory, value, nil})
		case "-l", "--load":
			o.actions = append(o.actions, action{actLoad, value, nil})
		default:
			return nil, usagef("Unknown option '%s'", a)
		}
	}
	for i, n := range names {
		names[i] = quoteLisp(n)
	}
	report := "nil"
	if junit != "" {
		report = quoteLisp(junit)
	}
	if strings.HasPrefix(selector, "(") {
		selector = "'" + selector
	}
	o.actions = append(o.actions, action{actEval,
		"(progn (require 'ert-junit) (elnet-test-main '(" + strings.Join(names, " ") + ") " + selector + " " + report + "))", nil})
	return o, nil
}

// quoteLisp returns s as Lisp reads a string.
func quoteLisp(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
