package time

import (
	"testing"
	gotime "time"
)

func FuzzRule(f *testing.F) {
	for _, s := range []string{"EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30", "CET-1CEST", "X", "AAA-1BBB,foo", "", ":UTC", "A\x00B"} {
		f.Add(s, int64(0), -1)
	}
	f.Fuzz(func(t *testing.T, rule string, at int64, dst int) {
		z := &zone{posixZone(rule)}
		civil := at % (1 << 40)
		got := z.instant(civil, dst%2)
		if d := got - civil; d > 3*86400 || d < -3*86400 {
			t.Errorf("instant(%d) by %q is %d seconds away", civil, rule, d)
		}
	})
}

func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%Y-%m-%dT%T%:z", "%_12F%+5Y%^#Z", "%-3N%::::z%", "%E%%O%%5"} {
		f.Add(s, int64(1704499507))
	}
	f.Fuzz(func(t *testing.T, s string, at int64) {
		g := formatter{t: gotime.Unix(at%(1<<50), 123456789).UTC()}
		for i := 0; i < len(s); i++ { // a width of many digits would only fill memory
			if i > 3 && s[i] >= '0' && s[i] <= '9' && s[i-1] >= '0' && s[i-1] <= '9' && s[i-2] >= '0' && s[i-2] <= '9' {
				return
			}
		}
		g.format(s)
	})
}
