package regex

import (
	"fmt"
	"strings"
	"testing"
)

func benchLog() string {
	var sb strings.Builder
	seed := 5
	for i := range 5000 {
		seed = (seed*3877 + 29573) % 139968
		fmt.Fprintf(&sb, "10.0.%d.%d - - [12/Mar/2021:10:%02d:%02d] \"GET /p/%d/index.html HTTP/1.1\" %d %d\n",
			seed%250, i%250, i%60, seed%60, seed, 200, 3*seed)
	}
	return sb.String()
}

func mustCompile(b testing.TB, pattern string, o Options) *Regexp {
	b.Helper()
	re, err := Compile(pattern, o)
	if err != nil {
		b.Fatalf("%q: %v", pattern, err)
	}
	return re
}

func BenchmarkBuffer(b *testing.B) {
	log := benchLog()
	for _, c := range []struct {
		name, pattern string
		fold          bool
	}{
		{"lines", `^\([0-9.]+\) .*"\([A-Z]+\) \([^ ]+\) HTTP/1\.[01]" \([0-9]\{3\}\) \([0-9]+\)$`, false},
		{"alternatives", `/p/\(?:1\|22\|3[0-9]+\)\([0-9]*\)/`, false},
		{"prefix", `GET \(/p/[0-9]+\)`, false},
		{"symbol", `\_<GET\_> `, false},
		{"fold", `get \(/p/[0-9]+\)`, true},
		{"rare", `[0-9]+z`, false},
		{"none", `\(?:a\|b\)*zzz`, false},
	} {
		b.Run(c.name, func(b *testing.B) {
			o := Options{TextMultibyte: true}
			if c.fold {
				o.Fold = StandardFold
			}
			re := mustCompile(b, c.pattern, o)
			t := BytesText([]byte(log[:1000]), []byte(log[1000:]), true)
			var m Matcher
			b.ReportAllocs()
			b.SetBytes(int64(len(log)))
			n := 0
			for b.Loop() {
				n = 0
				for p := 0; ; n++ {
					ok, err := m.Search(re, t, nil, p, t.End, t.End)
					if err != nil {
						b.Fatal(err)
					}
					if !ok {
						break
					}
					p = m.Regs()[1]
				}
			}
			b.ReportMetric(float64(n), "matches")
		})
	}
}

func BenchmarkString(b *testing.B) {
	lines := []string{"Content-Length: 1234", "Host: www.example.org:8080", "Accept: text/html,application/xml;q=0.9",
		"X-Odd-Header:value with  spaces", "not a header at all", "Connection: keep-alive"}
	for name, pattern := range map[string]string{
		"header": "\\`\\([!#$%&'*+.^_`|~0-9A-Za-z-]+\\):[ \t]*\\(.*?\\)[ \t]*\\'",
		"digits": "[0-9]+",
	} {
		b.Run(name, func(b *testing.B) {
			var cache Cache
			var m Matcher
			b.ReportAllocs()
			for b.Loop() {
				for _, l := range lines {
					re, err := cache.Get(Key{Pattern: pattern, FoldID: 1}, StandardFold)
					if err != nil {
						b.Fatal(err)
					}
					if _, err := m.Search(re, StringText(l, false), nil, 0, len(l), len(l)); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, c := range []struct {
		name, pattern string
		fold          func(rune) rune
	}{
		{"header", "\\`\\([!#$%&'*+.^_`|~0-9A-Za-z-]+\\):[ \t]*\\(.*?\\)[ \t]*\\'", nil},
		{"fold", "content-length:[ \t]*\\([0-9]+\\)", StandardFold},
		{"nonascii", "[^[:ascii:]à-ɏ]+", StandardFold},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Compile(c.pattern, Options{Multibyte: true, TextMultibyte: true, Fold: c.fold}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkHard takes patterns on which plain backtracking never ends.
func BenchmarkHard(b *testing.B) {
	text := strings.Repeat("a", 100000)
	for _, pattern := range []string{`\(a*\)*b`, `\(a\|aa\)+b`, `.*.*b`} {
		b.Run(pattern, func(b *testing.B) {
			re := mustCompile(b, pattern, Options{})
			t := StringText(text, false)
			var m Matcher
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if ok, err := m.Search(re, t, nil, 0, t.End, t.End); ok || err != nil {
					b.Fatal(ok, err)
				}
			}
		})
	}
}
