package lisp

import "unsafe"

// Nodes of dynamic binding and non-local exits.

func newCell(v Value) Value { return Value{unsafe.Pointer(&cell{v}), tagCell} }

// dynLet binds variables dynamically around body. If there are several their
// values are in slots: all are computed before one is bound.
type dynLet struct {
	syms []*Symbol
	args []arg
	body Node
}

func (n *dynLet) Eval(in *Interp, f *frame) (Value, *Exit) {
	mark := len(in.specs)
	for i, s := range n.syms {
		v, x := n.args[i].get(in, f)
		if x == nil {
			x = in.bind(s, v)
		}
		if x != nil {
			in.Unbind(mark)
			return v, x
		}
	}
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.Unbind(mark)
	return v, x
}

type catchNode struct{ tag, body Node }

func (n *catchNode) Eval(in *Interp, f *frame) (Value, *Exit) {
	tag, x := n.tag.Eval(in, f)
	if x != nil {
		return tag, x
	}
	in.handlers = append(in.handlers, handler{tag: tag})
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.handlers = in.handlers[:len(in.handlers)-1]
	if x != nil && x.kind == exitThrow && x.tag == tag {
		return x.val, nil
	}
	return v, x
}

// Throw starts a throw to tag, or signals no-catch.
func (in *Interp) Throw(tag, v Value) *Exit {
	for i := len(in.handlers) - 1; i >= 0; i-- {
		if h := &in.handlers[i]; h.conds == nil && h.bind == nil && h.tag == tag {
			return in.raise(Exit{kind: exitThrow, tag: tag, val: v})
		}
	}
	return in.Signal(in.s.noCatch, tag, v)
}

type unwindProtect struct{ body, cleanup Node }

func (n *unwindProtect) Eval(in *Interp, f *frame) (Value, *Exit) {
	v, x := n.body.Eval(in, f)
	if x == nil {
		_, x = n.cleanup.Eval(in, f)
		return v, x
	}
	if x.quick {
		return v, x
	}
	if x.raw {
		x = in.finish(x)
	}
	saved := *x
	if _, x := n.cleanup.Eval(in, f); x != nil {
		return Value{}, x
	}
	in.exit = saved
	return v, &in.exit
}

type conditionCase struct {
	body     Node
	conds    []Value // of the handlers, in order
	handlers []Node
	success  Node    // the :success clause, nil if none
	slot     int     // of the lexical variable, -1 if none
	sym      *Symbol // the dynamic variable, nil if none
	boxed    bool
	debug    bool
}

func (n *conditionCase) Eval(in *Interp, f *frame) (Value, *Exit) {
	in.handlers = append(in.handlers, handler{conds: n.conds, debug: n.debug})
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.handlers = in.handlers[:len(in.handlers)-1]
	if x == nil {
		if n.success != nil {
			return n.handle(in, f, v, n.success)
		}
		return v, nil
	}
	if x.kind != exitSignal {
		return v, x
	}
	for i, c := range n.conds {
		if in.conditionMatches(c, x.tag) {
			return n.handle(in, f, x.Condition(), n.handlers[i])
		}
	}
	return v, x
}

// handle runs a clause with the variable bound to v.
func (n *conditionCase) handle(in *Interp, f *frame, v Value, clause Node) (Value, *Exit) {
	if n.sym != nil {
		mark := len(in.specs)
		if x := in.bind(n.sym, v); x != nil {
			return Value{}, x
		}
		v, x := clause.Eval(in, f)
		in.Unbind(mark)
		return v, x
	}
	if n.slot >= 0 {
		if n.boxed {
			v = newCell(v)
		}
		f[uint8(n.slot)] = v
	}
	return clause.Eval(in, f)
}

// extent evaluates its body inside a dynamic extent that enter opens: it leaves
// on the binding stack what the end of the body must restore.
type extent struct {
	enter func(in *Interp) *Exit
	body  Node
}

func (n *extent) Eval(in *Interp, f *frame) (Value, *Exit) {
	mark := len(in.specs)
	if x := n.enter(in); x != nil {
		in.Unbind(mark)
		return Value{}, x
	}
	v, x := n.body.Eval(in, f)
	if x != nil && x.raw {
		x = in.finish(x)
	}
	in.Unbind(mark)
	return v, x
}
