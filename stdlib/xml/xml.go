// Package xml has the primitives that parse XML and HTML (Elisp manual, node
// "Parsing HTML/XML"). The tree they return is made of lists
// (TAG ATTRIBUTES CHILD...), ATTRIBUTES an alist of symbols and strings, each
// CHILD such a list or a string.
package xml

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
)

type (
	interp = lisp.Interp
	value  = lisp.Value
	exit   = lisp.Exit
)

// Install gives in the primitives of this package, for the buffers of buf.
func Install(in *lisp.Interp, buf *buffer.State) {
	region := func(parse func(in *interp, text []byte, comments bool) (value, bool)) lisp.Callable {
		return lisp.Fn4(func(in *interp, start, end, _, discard value) (value, *exit) {
			from, to, x := buf.Region(in, start, end)
			if x != nil {
				return value{}, x
			}
			text := buf.Substring(buf.Current(), from, to, false)
			v, ok := parse(in, []byte(utf8Text(text)), discard.IsNil())
			if !ok {
				return value{}, nil
			}
			return v, nil
		})
	}
	in.Define(
		lisp.Def("(libxml-parse-xml-region START END &optional BASE-URL DISCARD-COMMENTS)", region(parseXML),
			"Return the tree of the XML document between START and END, nil if it is not well-formed.\n"+
				"Comments are nodes (comment nil TEXT). If there are any beside the root and not\n"+
				"DISCARD-COMMENTS, the tree is (top nil NODE...). BASE-URL is not used."),
		lisp.Def("(libxml-parse-html-region START END &optional BASE-URL DISCARD-COMMENTS)", region(parseHTML),
			"Return the tree of the HTML document between START and END, nil if there is none.\n"+
				"DISCARD-COMMENTS leaves out comments beside the root. BASE-URL is not used."),
		lisp.Def("(libxml-available-p)", lisp.Fn0(func(*interp) (value, *exit) { return lisp.T, nil }),
			"Return t: XML and HTML can be parsed."),
	)
}

// utf8Text returns the text of s, raw bytes as themselves.
func utf8Text(s *lisp.String) string {
	t := s.Text()
	if !s.Multibyte() || char.IsASCII(t) {
		return t
	}
	var b strings.Builder
	for i := 0; i < len(t); {
		c, n := char.Decode(t[i:])
		if char.IsRawByte(c) {
			b.WriteByte(char.Byte(c))
		} else {
			b.WriteString(t[i : i+n])
		}
		i += n
	}
	return b.String()
}

// maxDepth limits how deep elements nest, for those who walk the tree.
const maxDepth = 1000

// An element is one that is open while a document is read.
type element struct {
	tag      string // as it is written
	name     string
	attrs    value
	children []value
	prefixes []string // declared in it
}

func (e *element) tree(in *interp) value {
	return lisp.NewCons(in.Sym(e.name), lisp.NewCons(e.attrs, lisp.List(e.children...)))
}

// xmlReader reads a document.
type xmlReader struct {
	in       *interp
	comments bool
	open     []*element // the first stands for the document
	rooted   bool
	blank    string // white space that may be left out
}

// parseXML reads a document; ok is false if it is not well-formed.
func parseXML(in *interp, text []byte, comments bool) (tree value, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(text))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is decoded already
	d.Entity = map[string]string{}
	r := &xmlReader{in: in, comments: comments, open: []*element{{name: "top"}}}
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil || !r.add(token, d.Entity) {
			return value{}, false
		}
	}
	if len(r.open) > 1 || !r.rooted {
		return value{}, false
	}
	if top := r.open[0]; len(top.children) > 1 {
		return top.tree(in), true
	}
	return r.open[0].children[0], true
}

// add takes a token; it reports false if the document is not well-formed.
func (r *xmlReader) add(token xml.Token, entities map[string]string) bool {
	at := r.open[len(r.open)-1]
	if _, end := token.(xml.EndElement); r.blank != "" && end && len(at.children) == 0 {
		at.children = append(at.children, lisp.NewString(r.blank))
	}
	r.blank = ""
	switch t := token.(type) {
	case xml.StartElement:
		if len(r.open) == 1 && r.rooted || len(r.open) > maxDepth {
			return false
		}
		r.rooted = true
		return r.start(t)
	case xml.EndElement:
		if len(r.open) == 1 || at.tag != qualified(t.Name) {
			return false
		}
		r.open = r.open[:len(r.open)-1]
		up := r.open[len(r.open)-1]
		up.children = append(up.children, at.tree(r.in))
	case xml.CharData:
		return r.text(at, string(t))
	case xml.Comment:
		if r.comments || len(r.open) > 1 {
			at.children = append(at.children, lisp.List(r.in.Sym("comment"), value{}, lisp.NewString(string(t))))
		}
	case xml.ProcInst:
		if len(r.open) > 1 {
			at.children = append(at.children, value{})
		}
	case xml.Directive:
		declareEntities(string(t), entities)
	}
	return true
}

func (r *xmlReader) start(t xml.StartElement) bool {
	e := &element{tag: qualified(t.Name)}
	var l lisp.ListBuilder
	seen := map[xml.Name]bool{}
	for _, a := range t.Attr {
		switch {
		case seen[a.Name]:
			return false
		case a.Name.Space == "xmlns":
			e.prefixes = append(e.prefixes, a.Name.Local)
		}
		seen[a.Name] = true
	}
	r.open = append(r.open, e)
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && (a.Name.Space != "" || a.Name.Local != "xmlns") {
			l.Add(lisp.NewCons(r.in.Sym(r.local(a.Name)), lisp.NewString(a.Value)))
		}
	}
	e.name, e.attrs = r.local(t.Name), l.List()
	return true
}

// local returns the name without its prefix, if that is declared.
func (r *xmlReader) local(n xml.Name) string {
	if n.Space == "xml" {
		return n.Local
	}
	for _, e := range r.open {
		if slices.Contains(e.prefixes, n.Space) {
			return n.Local
		}
	}
	return qualified(n)
}

func qualified(n xml.Name) string {
	if n.Space != "" {
		return n.Space + ":" + n.Local
	}
	return n.Local
}

// text adds text to the element at. White space between elements is left out,
// unless text stands beside it.
func (r *xmlReader) text(at *element, text string) bool {
	blank := strings.TrimSpace(text) == ""
	if len(r.open) == 1 {
		return blank
	}
	n := len(at.children)
	if blank && (n == 0 || !at.children[0].IsString() && !at.children[n-1].IsString()) {
		r.blank = text
		return true
	}
	at.children = append(at.children, lisp.NewString(text))
	return true
}

// declareEntities takes the entities that a document type declares. Their text
// has no references to others, so that it cannot grow without bound.
func declareEntities(doctype string, entities map[string]string) {
	const space = " \t\n\r\f"
	for _, declaration := range strings.Split(doctype, "<!ENTITY")[1:] {
		rest := strings.TrimLeft(declaration, space)
		end := strings.IndexAny(rest, space)
		if rest == declaration || end <= 0 || strings.Contains(rest[:end], "%") {
			continue
		}
		name, rest := rest[:end], strings.TrimLeft(rest[end:], space)
		if rest == "" || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		text, rest, closed := strings.Cut(rest[1:], rest[:1])
		if !closed || strings.ContainsAny(text, "<&%") || !strings.HasPrefix(strings.TrimLeft(rest, space), ">") {
			continue
		}
		if _, twice := entities[name]; !twice {
			entities[name] = text
		}
	}
}
