package xml

import (
	"bytes"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"elnet/lisp"
)

// htmlReader makes a tree of what package html parsed. That follows HTML 5 and
// supplies elements that the parser of Emacs does not: those are left out if the
// document has no tag of theirs.
type htmlReader struct {
	in       *interp
	comments bool
	source   []byte
}

// hasTag reports whether the document has a tag called name, in lower case.
func (r *htmlReader) hasTag(name string) bool {
	for rest := r.source; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 || len(rest) < i+len(name)+2 {
			return false
		}
		rest = rest[i+1:]
		if strings.EqualFold(string(rest[:len(name)]), name) && bytes.IndexByte([]byte(" \t\n\f\r/>"), rest[len(name)]) >= 0 {
			return true
		}
	}
}

// parseHTML reads a document; ok is false if there is none.
func parseHTML(in *interp, text []byte, comments bool) (tree value, ok bool) {
	text = bytes.ReplaceAll(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte{0}, nil)
	if len(bytes.TrimSpace(text)) == 0 {
		return value{}, false
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return value{}, false
	}
	r := &htmlReader{in, comments, text}
	list := r.nodes(doc, 0)
	switch len(list) {
	case 0:
		return value{}, false
	case 1:
		return list[0], true
	}
	return lisp.NewCons(in.Sym("top"), lisp.NewCons(value{}, lisp.List(list...))), true
}

// nodes returns what the children of n become.
func (r *htmlReader) nodes(n *html.Node, depth int) []value {
	if depth > maxDepth {
		return nil
	}
	var list []value
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if text := c.Data; strings.TrimSpace(text) != "" || spaceCounts(n, c.PrevSibling) {
				list = append(list, lisp.NewString(text))
			}
		case html.CommentNode:
			if r.comments || depth > 0 {
				list = append(list, lisp.List(r.in.Sym("comment"), value{}, lisp.NewString(c.Data)))
			}
		case html.ElementNode:
			children := r.nodes(c, depth+1)
			switch {
			case c.DataAtom == atom.Tbody && len(c.Attr) == 0 && !r.hasTag("tbody"):
				list = append(list, children...)
				continue
			case c.DataAtom == atom.Head && children == nil && !r.hasTag("head"),
				c.DataAtom == atom.Body && children == nil && len(c.Attr) == 0 && !r.hasTag("body"):
				continue
			case c.DataAtom == atom.Body && !r.hasTag("body"):
				children = r.paragraph(c, children)
			}
			list = append(list, r.element(c, children))
		}
	}
	return list
}

// spaceCounts reports whether white space in the element n is text: not at the
// beginning of, nor after, elements that only have other elements in them.
func spaceCounts(n, before *html.Node) bool {
	for before != nil && before.Type == html.CommentNode {
		before = before.PrevSibling
	}
	switch {
	case n.DataAtom == atom.Html || n.DataAtom == atom.Head:
		return false
	case before == nil:
		return hasText()[n.DataAtom] || n.DataAtom == atom.Body
	case before.Type == html.TextNode:
		return true
	}
	return hasText()[before.DataAtom]
}

// hasText are the elements in and after which white space counts.
var hasText = sync.OnceValue(func() map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, name := range strings.Fields("a abbr address b big blockquote button caption center cite code dd del dfn div dt em" +
		" font form h1 h2 h3 h4 h5 h6 i iframe ins kbd label legend li noframes noscript object p pre q s samp small span" +
		" strike strong td textarea th tt u var script style title") {
		m[atom.Lookup([]byte(name))] = true
	}
	return m
})

// inline are the elements that stay in a paragraph.
var inline = sync.OnceValue(func() map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, name := range strings.Fields("a abbr acronym b big br button cite code del dfn em embed font i iframe img input ins kbd" +
		" label map object q s samp select small span strike strong sub sup textarea tt u var") {
		m[atom.Lookup([]byte(name))] = true
	}
	return m
})

// paragraph wraps text at the beginning of a body that has no tag, with what
// follows in the same line of thought, in a paragraph.
func (r *htmlReader) paragraph(body *html.Node, children []value) []value {
	first := body.FirstChild
	if first == nil || first.Type != html.TextNode || strings.TrimSpace(first.Data) == "" {
		return children
	}
	n := 0
	for c := first; c != nil && n < len(children); c = c.NextSibling {
		if c.Type == html.ElementNode && !inline()[c.DataAtom] {
			break
		}
		n++
	}
	p := lisp.NewCons(r.in.Sym("p"), lisp.NewCons(value{}, lisp.List(children[:n]...)))
	return append([]value{p}, children[n:]...)
}

// without values these attributes have their names as such.
var flags = map[string]bool{"checked": true, "compact": true, "declare": true, "defer": true, "disabled": true, "ismap": true,
	"multiple": true, "nohref": true, "noresize": true, "noshade": true, "nowrap": true, "readonly": true, "selected": true}

func (r *htmlReader) element(n *html.Node, children []value) value {
	var attrs lisp.ListBuilder
	for _, a := range n.Attr {
		v := a.Val
		if v == "" && flags[a.Key] {
			v = a.Key
		}
		attrs.Add(lisp.NewCons(r.in.Sym(a.Key), lisp.NewString(v)))
	}
	name := n.Data
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return lisp.NewCons(r.in.Sym(name), lisp.NewCons(attrs.List(), lisp.List(children...)))
}
