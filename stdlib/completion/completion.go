// Package completion is the group of primitives that complete strings (Elisp
// manual, "Basic Completion"): try-completion, all-completions and
// test-completion over lists, obarrays, hash tables and functions.
package completion

import (
	"elnet/lisp"
	"elnet/lisp/char"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// state is what the primitives of one interpreter share.
type state struct {
	in                            *interp
	ignoreCase, regexps, caseFold *lisp.Symbol
	stringMatch, compare          value
}

// Install gives in the primitives of this package.
func Install(in *interp) {
	s := &state{in: in, stringMatch: in.Sym("string-match-p"), compare: in.Sym("compare-strings"), caseFold: in.Intern("case-fold-search")}
	s.ignoreCase = in.DefVar("completion-ignore-case", lisp.Nil, "Non-nil means that completion takes upper and lower case for the same.")
	s.regexps = in.DefVar("completion-regexp-list", lisp.Nil, "Regexps that a completion must match, all of them.")
	in.Define(
		lisp.Def("(try-completion STRING COLLECTION &optional PREDICATE)", lisp.Fn3(s.try),
			"Return the longest beginning that all strings of COLLECTION that begin with STRING share.\n"+
				"COLLECTION is a list of strings, symbols or conses of them, an obarray, a hash table, or a function that\n"+
				"is called with STRING, PREDICATE and nil. Only elements for which PREDICATE returns non-nil count; it gets\n"+
				"key and value of a hash table. Return t if STRING is the only match, nil if there is none."),
		lisp.Def("(all-completions STRING COLLECTION &optional PREDICATE HIDE-SPACES)", lisp.Fn4(s.all),
			"Return the list of all strings of COLLECTION that begin with STRING. See try-completion.\n"+
				"HIDE-SPACES leaves out those that begin with a space, unless STRING does."),
		lisp.Def("(test-completion STRING COLLECTION &optional PREDICATE)", lisp.Fn3(s.test),
			"Return non-nil if STRING is an element of COLLECTION: t, or what PREDICATE returns of it.\nSee try-completion."),
	)
}

// An element is a candidate.
type element struct {
	text *lisp.String
	args []value // what the predicate is called with
}

func (s *state) foldsCase() bool {
	v, _ := s.in.VarValue(s.ignoreCase)
	return !v.IsNil()
}

// isFunction reports whether collection is to be called.
func (s *state) isFunction(collection value) bool {
	if collection.IsHashTable() || collection.IsVector() || collection.IsNil() {
		return false
	}
	if _, ok := collection.Object().(*lisp.Obarray); ok {
		return false
	}
	if collection.IsCons() {
		head := lisp.Car(collection)
		return head == s.in.Sym("lambda") || head == s.in.Sym("closure")
	}
	return true
}

// text returns the string that v, a string or symbol, stands for.
func text(in *interp, v value) *lisp.String {
	switch {
	case v.IsString():
		return v.Str()
	case v.IsSymbol():
		return lisp.TextString(in.Symbol(v).Name(), !char.IsASCII(in.Symbol(v).Name())).Str()
	}
	return nil
}

// each calls f for the candidates of collection until it returns false.
func (s *state) each(collection value, f func(e element) (bool, *exit)) *exit {
	in := s.in
	var x *exit
	next := func(v value, args ...value) bool {
		t := text(in, v)
		if t == nil {
			return true
		}
		var more bool
		more, x = f(element{t, args})
		return more && x == nil
	}
	switch {
	case collection.IsHashTable():
		collection.HashTable().Copy().Map(func(k, v value) bool { return next(k, k, v) })
	case collection.IsCons():
		for l, n := collection, 0; l.IsCons() && n < 1<<28; l, n = lisp.Cdr(l), n+1 {
			e := lisp.Car(l)
			v := e
			if e.IsCons() {
				v = lisp.Car(e)
			}
			if !next(v, e) {
				break
			}
		}
	default:
		if !collection.IsNil() {
			o, bad := in.ObarrayArg(collection)
			if bad != nil {
				return in.Errorf("Bad data in guts of obarray")
			}
			var all []*lisp.Symbol
			o.Map(func(y *lisp.Symbol) bool { all = append(all, y); return true })
			for _, y := range all {
				if !next(y.Value(), y.Value()) {
					break
				}
			}
		}
	}
	return x
}

// common returns how many characters a and b begin with in common, but n at
// most.
func (s *state) common(a, b *lisp.String, n int, fold bool) (int, *exit) {
	v, x := s.in.Funcall(s.compare, a.Value(), lisp.Fixnum(0), lisp.Fixnum(n), b.Value(), lisp.Fixnum(0), lisp.Fixnum(n), lisp.Bool(fold))
	switch {
	case x != nil:
		return 0, x
	case !v.IsFixnum():
		return n, nil
	case v.Fixnum() < 0:
		return -v.Fixnum() - 1, nil
	}
	return v.Fixnum() - 1, nil
}

// begins reports whether t begins with prefix.
func (s *state) begins(t, prefix *lisp.String, fold bool) (bool, *exit) {
	n := prefix.Len()
	if t.Len() < n {
		return false, nil
	}
	if p, w := prefix.Text(), t.Text(); !fold && len(w) >= len(p) && char.IsASCII(p) {
		return w[:len(p)] == p, nil
	}
	same, x := s.common(t, prefix, n, fold)
	return same == n, x
}

// passes reports whether e matches completion-regexp-list and predicate.
// passes returns nil if e is not wanted, else what predicate returns.
func (s *state) passes(e element, predicate value) (value, *exit) {
	in := s.in
	if list, _ := in.VarValue(s.regexps); !list.IsNil() {
		mark := in.Mark()
		defer in.Unbind(mark)
		if x := in.Bind(s.caseFold, lisp.Bool(s.foldsCase())); x != nil {
			return value{}, x
		}
		for _, re := range lisp.Slice(list) {
			if v, x := in.Funcall(s.stringMatch, re, e.text.Value()); x != nil || v.IsNil() {
				return value{}, x
			}
		}
	}
	if predicate.IsNil() {
		return lisp.T, nil
	}
	return in.Funcall(predicate, e.args...)
}

func (s *state) try(in *interp, str *lisp.String, collection, predicate value) (value, *exit) {
	if s.isFunction(collection) {
		return in.Funcall(collection, str.Value(), predicate, lisp.Nil)
	}
	b := best{s: s, str: str, fold: s.foldsCase()}
	x := s.each(collection, func(e element) (bool, *exit) {
		if ok, x := s.begins(e.text, str, b.fold); x != nil || !ok {
			return true, x
		}
		if ok, x := s.passes(e, predicate); x != nil || ok.IsNil() {
			return true, x
		}
		return b.add(e.text)
	})
	switch {
	case x != nil || b.match == nil:
		return value{}, x
	case b.fold && b.size == str.Len() && b.match.Len() > b.size:
		return str.Value(), nil // nothing to add, so what was typed keeps its case
	case b.count == 1 && b.match.Text() == str.Text():
		return lisp.T, nil
	}
	return b.match.Substring(0, b.size).Value(), nil
}

// A best collects what the matches have in common.
type best struct {
	s     *state
	str   *lisp.String
	fold  bool
	match *lisp.String
	size  int // of match, what all share
	count int
}

func (b *best) add(t *lisp.String) (bool, *exit) {
	if b.match == nil {
		b.match, b.size, b.count = t, t.Len(), 1
		return true, nil
	}
	n, x := b.s.common(b.match, t, min(b.size, t.Len()), b.fold)
	if x != nil {
		return false, x
	}
	if n != b.size || n != t.Len() || t.Text() != b.match.Text() {
		b.count++
	}
	if b.fold {
		// A match that is whole, or has the case that was typed, is the better one.
		whole, wholeBest := n == t.Len(), n == b.match.Len()
		better := whole && !wholeBest
		if whole == wholeBest {
			exact, x := b.s.begins(t, b.str, false)
			if x != nil {
				return false, x
			}
			exactBest, x := b.s.begins(b.match, b.str, false)
			if x != nil {
				return false, x
			}
			better = exact && !exactBest
		}
		if better {
			b.match = t
		}
	}
	b.size = n
	return b.fold || n > b.str.Len() || b.count < 2, nil
}

func (s *state) all(in *interp, str *lisp.String, collection, predicate, hide value) (value, *exit) {
	if s.isFunction(collection) {
		return in.Funcall(collection, str.Value(), predicate, lisp.T)
	}
	fold := s.foldsCase()
	hideSpaces := !hide.IsNil() && (str.Len() == 0 || str.At(0) != ' ')
	var found lisp.ListBuilder
	x := s.each(collection, func(e element) (bool, *exit) {
		if hideSpaces && e.text.Len() > 0 && e.text.At(0) == ' ' {
			return true, nil
		}
		if ok, x := s.begins(e.text, str, fold); x != nil || !ok {
			return true, x
		}
		ok, x := s.passes(e, predicate)
		if !ok.IsNil() && x == nil {
			found.Add(e.text.Value())
		}
		return true, x
	})
	return found.List(), x
}

func (s *state) test(in *interp, str *lisp.String, collection, predicate value) (value, *exit) {
	if s.isFunction(collection) {
		return in.Funcall(collection, str.Value(), predicate, in.Sym("lambda"))
	}
	fold, found := s.foldsCase(), value{}
	x := s.each(collection, func(e element) (bool, *exit) {
		same := e.text.Text() == str.Text()
		if !same && fold && e.text.Len() == str.Len() {
			var x *exit
			if same, x = s.begins(e.text, str, true); x != nil {
				return false, x
			}
		}
		if !same {
			return true, nil
		}
		var x *exit
		found, x = s.passes(e, predicate)
		return false, x
	})
	return found, x
}
