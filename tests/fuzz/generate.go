package main

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strings"
)

// functions.txt is the table of what is called: the kind of the value, and the
// kinds of the arguments.
//
//go:embed functions.txt
var functionTable string

// A function is a row of the table.
type function struct {
	ret, name          string
	required, optional []string
	rest               string
}

func parseFunctions(text string) (all []function, err error) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == ';' {
			continue
		}
		ret, call, ok := strings.Cut(line, " ")
		words := strings.Fields(strings.Trim(call, " ()"))
		if !ok || len(words) == 0 {
			return nil, fmt.Errorf("functions.txt: %q", line)
		}
		f := function{ret: ret, name: words[0]}
		mode := ""
		for _, w := range words[1:] {
			switch {
			case w[0] == '&':
				mode = w
			case mode == "&optional":
				f.optional = append(f.optional, w)
			case mode == "&rest":
				f.rest = w
			default:
				f.required = append(f.required, w)
			}
			if w[0] != '&' && kinds[w] == nil {
				return nil, fmt.Errorf("functions.txt: %s: no kind %q", f.name, w)
			}
		}
		all = append(all, f)
	}
	return all, nil
}

// A generator makes random forms.
type generator struct {
	r     *rand.Rand
	all   []function
	byRet map[string][]function
}

func newGenerator(seed uint64, only string) (*generator, error) {
	all, err := parseFunctions(functionTable)
	if err != nil {
		return nil, err
	}
	g := &generator{r: rand.New(rand.NewPCG(seed, seed)), all: all, byRet: map[string][]function{}}
	g.all = nil
	for _, f := range all {
		g.byRet[f.ret] = append(g.byRet[f.ret], f)
		if f.ret != "edit" { // those need a buffer of their own
			g.all = append(g.all, f)
		}
	}
	if only != "" {
		g.all = nil
		for _, f := range all {
			if f.name == only {
				g.all = append(g.all, f)
			}
		}
		if g.all == nil {
			return nil, fmt.Errorf("no function %q in functions.txt", only)
		}
	}
	return g, nil
}

// form returns a form to evaluate.
func (g *generator) form() *node { return g.call(pick(g, g.all), 2) }

func pick[T any](g *generator, s []T) T { return s[g.r.IntN(len(s))] }

// call returns a call of f whose arguments nest depth deep; now and then with an
// argument of another kind, or too many or few.
func (g *generator) call(f function, depth int) *node {
	n := list(atom(f.name))
	add := func(kind string) { n.kids = append(n.kids, g.arg(kind, depth)) }
	for _, k := range f.required {
		add(k)
	}
	for _, k := range f.optional {
		if g.r.IntN(2) == 0 {
			break
		}
		add(k)
	}
	if f.rest != "" {
		for range g.r.IntN(4) {
			add(f.rest)
		}
	}
	switch g.r.IntN(60) {
	case 0:
		add("any")
	case 1:
		if len(n.kids) > 1 {
			n.kids = n.kids[:len(n.kids)-1]
		}
	}
	return n
}

func (g *generator) arg(kind string, depth int) *node {
	if kind != "edit" && g.r.IntN(14) == 0 {
		kind = "any"
	}
	if fs := g.byRet[kind]; depth > 0 && len(fs) > 0 && (kind == "edit" || g.r.IntN(4) == 0) {
		return g.call(pick(g, fs), depth-1)
	}
	return g.literal(kind)
}

func (g *generator) literal(kind string) *node {
	texts := kinds[kind]
	s := pick(g, texts)
	if sub, ok := strings.CutPrefix(s, "="); ok && kinds[sub] != nil {
		return g.literal(sub)
	}
	switch s {
	case "<string>":
		return atom(g.str())
	case "<list>":
		return g.data("(", 4)
	case "<vector>":
		return g.data("[", 4)
	case "<format>":
		return atom(g.format())
	case "<number>":
		return atom(g.pieces("numpiece", 5))
	case "<source>":
		return atom(g.source())
	case "<json>":
		return atom(g.pieces("jsonpiece", 7))
	case "<tfmt>":
		return atom(g.timeFormat())
	}
	return atom(s)
}

// data returns a quoted list, or a vector, of a few things.
func (g *generator) data(bracket string, most int) *node {
	n := &node{atom: bracket}
	for range g.r.IntN(most + 1) {
		if g.r.IntN(8) == 0 && most > 1 {
			k := g.data("(", most/2)
			k.pre = ""
			n.kids = append(n.kids, k)
			continue
		}
		n.kids = append(n.kids, atom(pick(g, kinds["datum"])))
	}
	if bracket == "(" {
		if len(n.kids) > 0 && g.r.IntN(12) == 0 {
			n.kids = append(n.kids, atom("."), atom(pick(g, kinds["datum"])))
		}
		n.pre = "'"
	}
	return n
}

func (g *generator) str() string {
	var b strings.Builder
	for range g.r.IntN(6) {
		b.WriteString(pick(g, kinds["piece"]))
	}
	s := `"` + b.String() + `"`
	if g.r.IntN(6) == 0 && b.Len() > 0 && !strings.Contains(s, `\`) {
		from := g.r.IntN(b.Len())
		to := from + 1 + g.r.IntN(b.Len()-from)
		s = fmt.Sprintf("#(%s %d %d (%s %s))", s, from, to, pick(g, kinds["bare"]), pick(g, kinds["datum"]))
	}
	return s
}

// pieces returns a string of up to most texts of a kind.
func (g *generator) pieces(kind string, most int) string {
	var b strings.Builder
	for range 1 + g.r.IntN(most) {
		b.WriteString(pick(g, kinds[kind]))
	}
	return `"` + b.String() + `"`
}

func (g *generator) timeFormat() string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		b.WriteByte('%')
		if g.r.IntN(3) == 0 {
			b.WriteByte("-_0^#:E"[g.r.IntN(7)])
		}
		if g.r.IntN(5) == 0 {
			b.WriteString(pick(g, []string{"1", "3", "12"}))
		}
		b.WriteByte("aAbBcCdDeFgGhHIjklmMnNpqrRsStTuUVwWxXyYzZ%"[g.r.IntN(42)])
		b.WriteString(pick(g, []string{"", " ", "\\u00e9", "x"}))
	}
	return `"` + b.String() + `"`
}

func (g *generator) format() string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		if g.r.IntN(3) == 0 {
			b.WriteString(pick(g, kinds["piece"]))
		}
		b.WriteByte('%')
		if g.r.IntN(8) == 0 {
			b.WriteString(pick(g, []string{"1$", "2$", "3$", "0$"}))
		}
		for range g.r.IntN(3) {
			b.WriteByte("-+ #0"[g.r.IntN(5)])
		}
		if g.r.IntN(2) == 0 {
			b.WriteString(pick(g, []string{"1", "5", "12", "0", "3"}))
		}
		if g.r.IntN(3) == 0 {
			b.WriteString(pick(g, []string{".", ".0", ".2", ".5", ".12"}))
		}
		b.WriteByte("sSdoxXcefg%sSd"[g.r.IntN(14)])
	}
	return `"` + b.String() + `"`
}

// source returns a string of Lisp syntax, to be read.
func (g *generator) source() string {
	var b strings.Builder
	for range 1 + g.r.IntN(6) {
		b.WriteString(pick(g, kinds["token"]))
		if g.r.IntN(3) == 0 {
			b.WriteByte(' ')
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "é", `\u00e9`).Replace(b.String()) + `"`
}
