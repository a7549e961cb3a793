package file

import (
	"bytes"
	"strings"
)

// A file says what its bytes are: "-*- coding: NAME -*-" in one of its first two
// lines, or a line "coding: NAME" among the local variables at its end.

// How many bytes are looked at, at either end.
const (
	cookieHead = 1024
	cookieTail = 3072
)

// cookie returns the name of the coding system that a file asks for, "" if it
// does not.
func cookie(file []byte) string {
	head := file[:min(len(file), cookieHead)]
	for range 2 {
		line, rest, _ := bytes.Cut(head, []byte("\n"))
		if _, settings, ok := strings.Cut(string(line), "-*-"); ok {
			if settings, _, ok = strings.Cut(settings, "-*-"); ok {
				return codingSetting(settings)
			}
		}
		head = rest
	}
	return localCoding(file[max(0, len(file)-cookieTail):])
}

// codingSetting returns the name after "coding:" in settings parted by semicolons,
// "mode: NAME; coding: NAME": the last one that begins a setting, else the first.
func codingSetting(settings string) string {
	const key = "coding:"
	name := ""
	lower := strings.ToLower(settings)
	for at := 0; ; {
		i := strings.Index(lower[at:], key)
		if i < 0 {
			return name
		}
		before := strings.TrimRight(lower[:at+i], " \t")
		at += i + len(key)
		if name == "" || strings.HasSuffix(before, ";") {
			value := strings.TrimLeft(settings[at:], " \t")
			if end := strings.IndexAny(value, " \t;"); end >= 0 {
				value = value[:end]
			}
			name = value
		}
	}
}

// localCoding returns the coding among the local variables in the last page of
// tail. Each of their lines begins and ends as the first one does.
func localCoding(tail []byte) string {
	if !bytes.Contains(tail, []byte("oding")) && !bytes.Contains(tail, []byte("ODING")) {
		return ""
	}
	page := string(tail)
	if i := strings.LastIndex(page, "\n\f"); i >= 0 {
		page = page[i:]
	}
	const title = "local variables:"
	prefix, suffix, in := "", "", false
	for line := range strings.SplitSeq(page, "\n") {
		line = strings.TrimRight(line, "\r")
		if !in {
			if i := strings.Index(strings.ToLower(line), title); i >= 0 {
				prefix, suffix, in = line[:i], strings.TrimSpace(line[i+len(title):]), true
			}
			continue
		}
		rest, ok := strings.CutPrefix(line, strings.TrimRight(prefix, " \t"))
		if !ok {
			continue
		}
		if rest, ok = strings.CutSuffix(strings.TrimRight(rest, " \t"), suffix); !ok {
			continue
		}
		name, value, ok := strings.Cut(rest, ":")
		switch strings.ToLower(strings.Trim(name, " \t")) {
		case "coding":
			if value = strings.Trim(value, " \t"); value != "" && !strings.ContainsAny(value, " \t") {
				return value
			}
		case "end":
			if ok {
				return ""
			}
		}
	}
	return ""
}
