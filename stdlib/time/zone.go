package time

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	gotime "time"

	"elnet/lisp"
)

// A zone is a time zone rule.
type zone struct {
	loc *gotime.Location
}

// environmentZone returns the zone of the environment variable TZ.
func environmentZone() *zone {
	if tz, ok := os.LookupEnv("TZ"); ok {
		return ruleZone(tz)
	}
	return wallZone()
}

// wallZone returns the system's zone whatever TZ says.
func wallZone() *zone {
	if data, err := os.ReadFile("/etc/localtime"); err == nil {
		if loc, err := gotime.LoadLocationFromTZData("Local", data); err == nil {
			return &zone{loc}
		}
	}
	return ruleZone("")
}

// ruleZone returns the zone of a value of TZ: the name of a file of the time
// zone database, or a rule as POSIX words it (tzset(3)). What is neither is UTC
// under whatever name it begins with.
func ruleZone(tz string) *zone {
	tz = strings.TrimPrefix(tz, ":")
	if tz == "" {
		return &zone{gotime.FixedZone("UTC", 0)}
	}
	if filepath.IsAbs(tz) {
		if data, err := os.ReadFile(tz); err == nil {
			if loc, err := gotime.LoadLocationFromTZData(tz, data); err == nil {
				return &zone{loc}
			}
		}
	} else if tz != "Local" && !strings.Contains(tz, "..") {
		if loc, err := gotime.LoadLocation(tz); err == nil && loc != gotime.UTC {
			return &zone{loc}
		}
	}
	return &zone{posixZone(tz)}
}

// posixZone returns the zone of a POSIX rule.
func posixZone(rule string) *gotime.Location {
	name, rest := zoneName(rule)
	if name == "" {
		return gotime.FixedZone("", 0)
	}
	west, rest, ok := zoneOffset(rest)
	if !ok {
		return gotime.FixedZone(name, 0)
	}
	summer, rest := zoneName(rest)
	if summer == "" {
		return gotime.FixedZone(name, -west)
	}
	ahead, rest, ok := zoneOffset(rest)
	if !ok {
		ahead = west - 3600
	}
	rule = offsetRule(-west, name) + offsetRule(-ahead, summer) + rest // within the limits
	loc, err := gotime.LoadLocationFromTZData(rule, tzif(name, -west, rule))
	if err != nil {
		return gotime.FixedZone(name, -west)
	}
	return loc
}

// tzif returns a time zone file (RFC 8536) without transitions but with a rule
// in its footer, so that package time interprets that.
func tzif(name string, offset int, rule string) []byte {
	header := func(b []byte) []byte {
		b = append(b, "TZif2"...)
		b = append(b, make([]byte, 15)...)
		for _, n := range []int{0, 0, 0, 0, 1, len(name) + 1} {
			b = binary.BigEndian.AppendUint32(b, uint32(n))
		}
		b = binary.BigEndian.AppendUint32(b, uint32(int32(offset)))
		b = append(b, 0, 0)
		b = append(b, name...)
		return append(b, 0)
	}
	b := header(header(nil))
	return append(append(append(b, '\n'), rule...), '\n')
}

// zoneName splits the abbreviation off a POSIX rule: three letters or more, or
// other text within <>. It is "" if there is none.
func zoneName(s string) (name, rest string) {
	alpha := func(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
	if strings.HasPrefix(s, "<") {
		end := strings.IndexByte(s, '>')
		if end < 4 {
			return "", s
		}
		for i := 1; i < end; i++ {
			if c := s[i]; !alpha(c) && (c < '0' || c > '9') && c != '+' && c != '-' {
				return "", s
			}
		}
		return s[1:end], s[end+1:]
	}
	n := 0
	for n < len(s) && alpha(s[n]) {
		n++
	}
	if n < 3 {
		return "", s
	}
	return s[:n], s[n:]
}

// zoneOffset splits [+-]HH[:MM[:SS]] off s and returns it in seconds; hours
// above 24, minutes and seconds above 59 count as these.
func zoneOffset(s string) (seconds int, rest string, ok bool) {
	sign := 1
	if s != "" && (s[0] == '-' || s[0] == '+') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, s, false
	}
	unit, limit := 3600, 24
	for {
		n := 0
		for s != "" && s[0] >= '0' && s[0] <= '9' {
			n = min(n*10+int(s[0]-'0'), 1000)
			s = s[1:]
		}
		seconds += min(n, limit) * unit
		unit, limit = unit/60, 59
		if unit == 0 || len(s) < 2 || s[0] != ':' || s[1] < '0' || s[1] > '9' {
			return sign * seconds, s, true
		}
		s = s[1:]
	}
}

// offsetRule returns the POSIX rule of a fixed offset, in seconds east.
func offsetRule(offset int, name string) string {
	sign, west := "-", offset
	if offset < 0 {
		sign, west = "+", -offset
	}
	h, m, s := west/3600, west/60%60, west%60
	if name == "" {
		name = offsetName(offset)
	}
	return fmt.Sprintf("<%s>%s%d:%02d:%02d", name, sign, h, m, s)
}

// offsetName returns an offset as +HH[MM[SS]].
func offsetName(offset int) string {
	sign, n := '+', offset
	if offset < 0 {
		sign, n = '-', -offset
	}
	switch h, m, s := n/3600, n/60%60, n%60; {
	case s != 0:
		return fmt.Sprintf("%c%02d%02d%02d", sign, h, m, s)
	case m != 0:
		return fmt.Sprintf("%c%02d%02d", sign, h, m)
	default:
		return fmt.Sprintf("%c%02d", sign, h)
	}
}

// zoneOf returns the zone that the ZONE argument v of a primitive stands for:
// nil local time, t or 0 Universal Time, wall the system's, a string a rule as
// TZ has, an integer seconds east of UTC, (SECONDS NAME) the same with a name.
// (Elisp manual, node "Time Zone Rules".)
func (s *State) zoneOf(in *lisp.Interp, v lisp.Value) (*zone, *lisp.Exit) {
	const most = 1 << 40
	switch {
	case v.IsNil():
		return s.local(), nil
	case v == lisp.T || v == lisp.Fixnum(0):
		return &zone{gotime.FixedZone("GMT", 0)}, nil
	case v == in.Sym("wall"):
		return wallZone(), nil
	case v.IsString():
		rule, _, _ := strings.Cut(v.Str().UTF8(), "\x00")
		return ruleZone(rule), nil
	case v.IsFixnum() && v.Fixnum() > -most && v.Fixnum() < most:
		return ruleZone(offsetRule(v.Fixnum(), "")), nil
	case v.IsCons() && v.Cons().Car.IsFixnum() && v.Cons().Cdr.IsCons():
		off, name := v.Cons().Car.Fixnum(), v.Cons().Cdr.Cons().Car
		if !name.IsString() {
			return nil, in.WrongType("stringp", name)
		}
		if off > -most && off < most {
			return ruleZone(offsetRule(off, name.Str().UTF8())), nil
		}
	}
	return nil, in.SignalNamed("error", lisp.NewString("Invalid time zone specification"), v)
}
