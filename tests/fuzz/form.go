package main

import "strings"

// A node is a generated form: an atom, or a bracket around others.
type node struct {
	atom string // the text of a node without kids, or "(" or "["
	pre  string // "'" or "#'" before it
	kids []*node
}

func atom(s string) *node { return &node{atom: s} }

func list(kids ...*node) *node { return &node{atom: "(", kids: kids} }

func (n *node) isList() bool { return n.atom == "(" || n.atom == "[" }

func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	b.WriteString(n.pre)
	b.WriteString(n.atom)
	if !n.isList() {
		return
	}
	for i, k := range n.kids {
		if i > 0 {
			b.WriteByte(' ')
		}
		k.write(b)
	}
	if n.atom == "(" {
		b.WriteByte(')')
	} else {
		b.WriteByte(']')
	}
}

// with returns a copy of root in which the node target is replaced; with a nil
// replacement it is left out of its list.
func (root *node) with(target, replacement *node) *node {
	if root == target {
		return replacement
	}
	c := &node{atom: root.atom, pre: root.pre}
	for _, k := range root.kids {
		if k = k.with(target, replacement); k != nil {
			c.kids = append(c.kids, k)
		}
	}
	return c
}

// size counts the nodes and the text of atoms, for shrinking.
func (n *node) size() int {
	s := 1 + len(n.pre) + len(n.atom)
	for _, k := range n.kids {
		s += k.size()
	}
	return s
}

// each calls f for n and all nodes in it.
func (n *node) each(f func(*node)) {
	f(n)
	for _, k := range n.kids {
		k.each(f)
	}
}

// simple are the atoms that shrinking tries in place of any node.
var simple = []string{"nil", "0", "1", "t", "\"\"", "\"a\"", "'a", "'(1)", "[]", "1.0", "?a"}

// shrink returns the smallest form it finds, starting at n, that still differs.
func shrink(n *node, differs func(*node) bool, tries int) *node {
	for {
		smaller := shrinkOnce(n, differs, &tries)
		if smaller == nil || tries <= 0 {
			return n
		}
		n = smaller
	}
}

func shrinkOnce(root *node, differs func(*node) bool, tries *int) *node {
	var all []*node
	root.each(func(n *node) { all = append(all, n) })
	try := func(c *node) bool {
		if *tries <= 0 || c == nil || c.size() >= root.size() {
			return false
		}
		*tries--
		return differs(c)
	}
	for _, n := range all {
		for _, k := range n.kids {
			if c := root.with(n, k); try(c) {
				return c
			}
		}
		if n != root {
			if c := root.with(n, nil); try(c) {
				return c
			}
			for _, s := range simple {
				if c := root.with(n, atom(s)); try(c) {
					return c
				}
			}
		}
		if len(n.atom) > 3 && n.atom[0] == '"' { // half a string
			if h := len(n.atom) / 2; !strings.ContainsAny(n.atom[1:], "\\") {
				if c := root.with(n, atom(n.atom[:h]+`"`)); try(c) {
					return c
				}
			}
		}
	}
	return nil
}
