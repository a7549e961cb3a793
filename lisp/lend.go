package lisp

import (
	"strings"

	"elnet/lisp/char"
)

// A string can be lent to a function for the time of a call: its bytes are those
// of a buffer, and the String object an old one, both to be used again afterwards.
// So output of processes reaches filters without garbage, in memory that is in the
// processor's caches.
//
// A function is lent strings only if its code shows that it hands its last
// parameter to nothing but primitives that say that they keep nothing, see
// Prim.Borrowing; String.Text copies what is lent. What code does not show is
// counted: a redefinition of such a primitive, a signal, whose data or debugger may
// hold the string, and a look at the frames of the calls under way. If there was
// any during the call the string gets bytes of its own, and is not used again.

// CallLent calls f, as CallApart2 does, with a and a string of text, whose bytes
// may change when it has returned. Lends must have returned true for f.
func (in *Interp) CallLent(f, a Value, text string, multibyte bool) *Exit {
	var s *String
	if n := len(in.lent); n > 0 {
		s, in.lent = in.lent[n-1], in.lent[:n-1]
	} else {
		s = new(String)
	}
	*s = String{s: text, n: int32(len(text)), multi: multibyte, lent: true}
	if multibyte {
		s.n = int32(char.Count(text))
	}
	before := in.exposed
	_, x := in.CallApart2(f, a, s.Value())
	if x != nil || in.exposed != before {
		s.s, s.lent = strings.Clone(s.s), false
		return x
	}
	*s = String{}
	in.lent = append(in.lent, s)
	return nil
}

// Lends reports whether the string in the last argument of a call of f can be lent.
func (in *Interp) Lends(f Value) bool {
	var fn *Func
	switch {
	case f.IsFunc():
		fn = f.Func()
	case f.IsSymbol():
		fn = in.Symbol(f).fn
	default:
		return false
	}
	return fn.lam != nil && fn.lam.lends == in.redefined+1
}

// borrows reports whether s names a primitive that keeps no string.
func (in *Interp) borrows(s *Symbol) bool {
	if s.fn.kind == funcAlias {
		s = in.Symbol(s.fn.obj)
	}
	return s.fn.kind == funcPrim && s.fn.prim.borrows && s.fn == s.builtin
}

// replaced notes that f is no longer what its symbol names.
func (in *Interp) replaced(f *Func) {
	if f != nil && (f.kind == funcAlias || f.prim != nil && f.prim.borrows) {
		in.redefined++
		in.exposed++
	}
}

// borrowsLast reports whether the function analysed keeps nothing of its last
// parameter, which is a required one.
func (a *analyser) borrowsLast() bool {
	n := len(a.params)
	if n < 2 || n != a.lam.nreq || a.late {
		return false
	}
	b := &borrowing{in: a.in, suspects: []*variable{a.params[n-1]}}
	for i := 0; i < len(b.suspects); i++ {
		v := b.suspects[i]
		if v.captured {
			return false
		}
		b.v, b.found, b.seen = v, 0, map[*expr]bool{}
		if !b.walk(a.body, use{fine: true}) || b.found != v.reads {
			return false
		}
	}
	return true
}

// A borrowing looks for what is done with the values of suspects: variables that
// may be the string, one after the other.
type borrowing struct {
	in       *Interp
	suspects []*variable
	v        *variable
	found    int // of its reads
	seen     map[*expr]bool
}

// A use is what becomes of a value.
type use struct {
	fine bool      // nobody keeps it
	to   *variable // or it becomes that of this variable
}

// walk reports whether no use of the variable in e, whose own value is used so,
// keeps it.
func (b *borrowing) walk(e *expr, u use) bool {
	if e.kind == eLocal && e.v == b.v {
		if b.seen[e] {
			return false
		}
		b.seen[e] = true
		b.found++
		return b.use(u)
	}
	n := len(e.args) - 1
	switch e.kind {
	case eSetLocal:
		// The value of an assignment is that of the form, too.
		return b.walk(e.args[0], use{to: e.v}) && (e.v != b.v || b.use(u))
	case eProgn, eAnd, eWhile: // values but the last are dropped, or nil
		for i, f := range e.args {
			last := u
			if i < n || e.kind == eWhile {
				last = use{fine: true}
			}
			if !b.walk(f, last) {
				return false
			}
		}
		return true
	case eIf:
		return b.walk(e.args[0], use{fine: true}) && b.all(e.args[1:], u)
	case eOr:
		return b.all(e.args, u)
	case eProg1:
		return b.walk(e.args[0], u) && b.all(e.args[1:], use{fine: true})
	case eCall, eOp:
		return b.all(e.args, use{fine: b.in.borrows(e.sym)})
	}
	return b.all(e.args, use{})
}

func (b *borrowing) all(es []*expr, u use) bool {
	for _, e := range es {
		if !b.walk(e, u) {
			return false
		}
	}
	return true
}

// use reports whether u keeps nothing.
func (b *borrowing) use(u use) bool {
	if u.to == nil {
		return u.fine
	}
	for _, v := range b.suspects {
		if v == u.to {
			return true
		}
	}
	b.suspects = append(b.suspects, u.to)
	return true
}
