package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// oracle/golden.tsv lists every answer that transcripts of Emacs 28.2 record of
// processes, sockets and timers, one a line, and where it is tested:
//
//	same   FILE, of forms, asks the very expression and has the recorded answer
//	other  an expression of FORM's text in FILE has ANSWER: other names of
//	       variables, or what differs from machine to machine taken out
//	part   a form of FILE contains FORM, and its answer ANSWER
//	text   FILE, a script or Go test, contains FORM
//	none   nowhere, for the reason in ANSWER
//
// WITHIN, if given, is how the form that holds the expression begins: what was
// done before it asked.
const goldenTable = "oracle/golden.tsv"

type goldenRow struct {
	id, how, recorded, value, file, form, answer, within string
}

func goldenRows(t *testing.T) []goldenRow {
	t.Helper()
	data, err := os.ReadFile(goldenTable)
	if err != nil {
		t.Fatal(err)
	}
	var rows []goldenRow
	for _, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")[1:] {
		f := append(strings.Split(line, "\t"), make([]string, 8)...)
		rows = append(rows, goldenRow{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]})
	}
	return rows
}

// An asked is a form of a conformance file with the expressions in it whose
// answers its own shows.
type asked struct {
	form, answer string
	parts        [][2]string
}

// TestGolden: every recorded answer is where the table says.
func TestGolden(t *testing.T) {
	forms, texts := map[string][]asked{}, map[string]string{}
	for _, r := range goldenRows(t) {
		if r.how == "none" {
			if r.answer == "" {
				t.Errorf("%s: no reason", r.id)
			}
			continue
		}
		if _, ok := texts[r.file]; !ok {
			data, err := os.ReadFile(filepath.Join("..", r.file))
			if err != nil {
				t.Fatal(err)
			}
			texts[r.file] = string(data)
			if strings.HasSuffix(r.file, ".el") && r.how != "text" {
				forms[r.file] = readAsked(t, r.file, string(data))
			}
		}
		if !r.found(forms[r.file], texts[r.file]) {
			t.Errorf("%s is not in %s: %s => %s%s", r.id, r.file, r.recorded, r.value, r.form)
		}
	}
}

func (r goldenRow) found(forms []asked, text string) bool {
	if r.how == "text" {
		return r.form != "" && strings.Contains(text, r.form)
	}
	for _, a := range forms {
		if !strings.HasPrefix(a.form, r.within) {
			continue
		}
		if r.how == "part" {
			if r.form != "" && strings.Contains(a.form, r.form) && strings.Contains(a.answer, r.answer) {
				return true
			}
			continue
		}
		for _, p := range a.parts {
			switch {
			case r.how == "other" && p == [2]string{r.form, r.answer}:
				return true
			case r.how == "same" && p[0] == squeeze(r.recorded) && shownHere(p[1]) == shownHere(r.value):
				return true
			}
		}
	}
	return false
}

// TestGoldenIsWhole: the table lists all that the transcripts record.
func TestGoldenIsWhole(t *testing.T) {
	data, err := os.ReadFile("../../shared/spec/network-golden.md")
	if err != nil {
		t.Skip("the transcripts are not part of the repository")
	}
	listed := map[[2]string]int{}
	for _, r := range goldenRows(t) {
		listed[[2]string{r.recorded, r.value}]++
	}
	n := 0
	lines, fenced, plain := strings.Split(string(data), "\n"), false, false
	for i, line := range lines {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			plain = line == "```"
		}
		if !fenced || !plain {
			continue
		}
		var key [2]string
		if value, ok := strings.CutPrefix(line, "   => "); ok {
			key = [2]string{squeeze(lines[i-1]), value}
		} else if strings.Contains(line, "EVENTS") && strings.HasSuffix(line, ":") {
			key = [2]string{line, "(" + strings.Join(indented(lines[i+1:]), " ") + ")"}
		} else {
			continue
		}
		if n++; listed[key] == 0 {
			t.Errorf("line %d is not in %s: %s => %s", i, goldenTable, key[0], key[1])
		}
		listed[key]--
	}
	if n == 0 {
		t.Error("no answers found")
	}
}

// indented are the lines that are before the first which is not indented or has
// an answer.
func indented(lines []string) []string {
	var out []string
	for _, line := range lines {
		if !strings.HasPrefix(line, "   ") || strings.HasPrefix(line, "   => ") {
			break
		}
		out = append(out, strings.TrimSpace(line))
	}
	return out
}

func readAsked(t *testing.T, file, text string) []asked {
	t.Helper()
	cases, err := parseCases(text)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var out []asked
	for _, c := range cases {
		var code []string
		for _, line := range strings.Split(c.src, "\n") {
			if !strings.HasPrefix(line, ";") {
				code = append(code, line)
			}
		}
		a := asked{form: squeeze(strings.Join(code, "\n")), answer: strings.TrimPrefix(c.answer, ";=> ")}
		a.answer = strings.TrimPrefix(a.answer, ";")
		a.take(a.form, a.answer)
		out = append(out, a)
	}
	return out
}

// take notes that form has answer, and what that says of the forms in it.
func (a *asked) take(form, answer string) {
	a.parts = append(a.parts, [2]string{form, answer})
	e := listElements(form)
	if len(e) < 2 {
		return
	}
	switch e[0] {
	case "gs", "list":
		if v := listElements(answer); len(v) == len(e)-1 {
			for i := range v {
				a.take(e[i+1], v[i])
			}
		}
	case "progn", "let", "let*", "net", "with-temp-buffer", "when", "with-current-buffer":
		a.take(e[len(e)-1], answer)
	case "g", "nn", "may", "err", "ports":
		if len(e) == 2 {
			a.take(e[1], answer)
		}
	case "prog1", "unwind-protect":
		a.take(e[1], answer)
	case "condition-case":
		if len(e) > 2 {
			a.take(e[2], answer)
		}
	}
}

// listElements are the texts of the elements of the list whose text is s.
func listElements(s string) []string {
	if !strings.HasPrefix(s, "(") {
		return nil
	}
	var out []string
	for i := 1; ; {
		for i < len(s) && s[i] == ' ' {
			i++
		}
		if i >= len(s) || s[i] == ')' {
			return out
		}
		j := endOf(s, i)
		if j <= i {
			return nil
		}
		out = append(out, s[i:j])
		i = j
	}
}

// endOf is where the expression ends that begins at s[i].
func endOf(s string, i int) int {
	for i < len(s) && strings.IndexByte("'`,@", s[i]) >= 0 || i+1 < len(s) && s[i] == '#' && strings.IndexByte("'([", s[i+1]) >= 0 {
		i++
	}
	switch {
	case i >= len(s):
		return len(s)
	case s[i] == '"':
		return endOfString(s, i)
	case s[i] == '?':
		return endOfChar(s, i)
	case strings.HasPrefix(s[i:], "#<"):
		return endOfNest(s, i, "<", ">")
	case s[i] == '(' || s[i] == '[':
		return endOfNest(s, i, "([", ")]")
	}
	for ; i < len(s) && strings.IndexByte(" ()[]\"", s[i]) < 0; i++ {
		if s[i] == '\\' {
			i++
		}
	}
	return min(i, len(s))
}

func endOfNest(s string, i int, open, shut string) int {
	for depth := 0; i < len(s); i++ {
		switch c := s[i]; {
		case strings.IndexByte(open, c) >= 0:
			depth++
		case strings.IndexByte(shut, c) >= 0:
			if depth--; depth == 0 {
				return i + 1
			}
		case open == "<":
		case c == '"':
			i = endOfString(s, i) - 1
		case isChar(s, i):
			i = endOfChar(s, i) - 1
		case c == '\\':
			i++
		}
	}
	return len(s)
}

func isChar(s string, i int) bool {
	return s[i] == '?' && i > 0 && strings.IndexByte(" (['", s[i-1]) >= 0
}

func endOfString(s string, i int) int {
	for i++; i < len(s) && s[i] != '"'; i++ {
		if s[i] == '\\' {
			i++
		}
	}
	return min(i+1, len(s))
}

func endOfChar(s string, i int) int {
	if i++; i < len(s) && s[i] == '\\' {
		i++
	}
	for i++; i < len(s) && strings.IndexByte(" ()[]\"';", s[i]) < 0; i++ {
	}
	return min(i, len(s))
}

// squeeze makes one space of all white space outside of strings.
func squeeze(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i + 1
		switch c := s[i]; {
		case c == '"':
			j = endOfString(s, i)
		case isChar(s, i):
			j = endOfChar(s, i)
		case strings.IndexByte(" \t\n", c) >= 0:
			for j < len(s) && strings.IndexByte(" \t\n", s[j]) >= 0 {
				j++
			}
			b.WriteByte(' ')
			i = j
			continue
		}
		b.WriteString(s[i:j])
		i = j
	}
	return strings.TrimSpace(b.String())
}

var (
	portInName  = regexp.MustCompile(`:[0-9]{4,5}\b`)
	portAlone   = regexp.MustCompile(`^"/?([0-9]{4,5})[ "]`)
	localNumber = regexp.MustCompile(` <[0-9]+>`)
	hashObject  = regexp.MustCompile(`^#<(process|buffer|thread|mutex) (.*)>$`)
	hashMarker  = regexp.MustCompile(`^#<marker at ([0-9]+) in (.*)>$`)
)

// shownHere turns the printed value v into what the conformance files show for
// it: objects as lists, and neither ports nor numbers of local connections.
func shownHere(v string) string {
	for _, mark := range []string{"!! (", "!> ("} {
		if rest, ok := strings.CutPrefix(v, mark); ok {
			v = "(!! " + rest
		}
	}
	var b strings.Builder
	for i := 0; i < len(v); {
		j := i + 1
		part := v[i:j]
		switch {
		case v[i] == '"':
			j = endOfString(v, i)
			part = stringHere(v[i:j])
		case strings.HasPrefix(v[i:], "#<"):
			j = endOf(v, i)
			part = objectHere(v[i:j])
		case v[i] >= '0' && v[i] <= '9' && (i == 0 || strings.IndexByte(" ([", v[i-1]) >= 0):
			for j < len(v) && v[j] >= '0' && v[j] <= '9' {
				j++
			}
			part = v[i:j]
			if n, err := strconv.Atoi(part); err == nil && n > 1023 && n < 65536 && (j == len(v) || strings.IndexByte(" )]", v[j]) >= 0) {
				part = "PORT"
			}
		}
		b.WriteString(part)
		i = j
	}
	return b.String()
}

func stringHere(s string) string {
	s = localNumber.ReplaceAllString(portInName.ReplaceAllString(s, ":PORT"), " <N>")
	if m := portAlone.FindStringSubmatchIndex(s); m != nil {
		s = s[:m[2]] + "PORT" + s[m[3]:]
	}
	return s
}

func objectHere(s string) string {
	switch {
	case s == "#<fn>":
		return "fn"
	case s == "#<marker in no buffer>":
		return "(marker nil nil)"
	case s == "#<thread 0xADDR>":
		return "(thread nil)"
	}
	if m := hashMarker.FindStringSubmatch(s); m != nil {
		return "(marker " + m[1] + " (buffer " + stringHere(`"`+m[2]+`"`) + "))"
	}
	if m := hashObject.FindStringSubmatch(s); m != nil {
		return "(" + m[1] + " " + stringHere(`"`+m[2]+`"`) + ")"
	}
	return s
}
