package file

import (
	"strings"
	"testing"
)

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"/a/../b", "/../..", "//a//b/./", "/.", "///", "/a/..b/.c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, p string) {
		p = "/" + p
		n := normalize(p)
		if n == "" {
			return // the root, to which expand gives its slash
		}
		if strings.Contains(n[1:], "//") || strings.Contains(n, "/./") || strings.HasSuffix(n, "/.") {
			t.Errorf("normalize(%q) = %q", p, n)
		}
		if i := strings.LastIndex(n, "/../"); i > 0 {
			t.Errorf("normalize(%q) = %q: .. within", p, n)
		}
	})
}

func FuzzCookie(f *testing.F) {
	f.Add([]byte("-*- mode: x; coding: utf-8-unix -*-\n"))
	f.Add([]byte("coding-*-"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if c := cookie(b); c != "" && !strings.Contains(string(b), c) {
			t.Errorf("cookie(%q) = %q", b, c)
		}
	})
}
