package time

import (
	"fmt"
	"math"
	"math/big"
	gotime "time"

	"elnet/lisp"
)

func (s *State) calendarPrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(decode-time &optional TIME ZONE FORM)", lisp.Fn3(s.decodeTime),
			"Return TIME as (SECONDS MINUTES HOUR DAY MONTH YEAR WEEKDAY DST UTCOFF) in the time zone ZONE.\n"+
				"SECONDS has a fraction, if TIME does, when FORM is t."),
		lisp.Def("(encode-time TIME &rest OBSOLETE)", lisp.FnN(s.encodeTime),
			"Return as a time value the calendar time TIME, a list as decode-time gives.\n"+
				"The elements may also be given as arguments SECONDS MINUTES HOUR DAY MONTH YEAR ... ZONE."),
		lisp.Def("(format-time-string FORMAT &optional TIME ZONE)", lisp.Fn3(s.formatTime),
			"Return TIME in the time zone ZONE as FORMAT says, in which %Y, %m and so on stand for its parts.\n"+
				"As strftime(3) does it, with %N for nanoseconds, flags and widths."),
		lisp.Def("(current-time-string &optional TIME ZONE)", lisp.Fn2(s.timeString),
			"Return TIME in the time zone ZONE in the form \"Sun Sep  6 01:46:40 2020\"."),
		lisp.Def("(current-time-zone &optional TIME ZONE)", lisp.Fn2(s.timeZone),
			"Return (OFFSET NAME) for TIME in the time zone ZONE: seconds east of UTC and the abbreviation."),
		lisp.Def("(set-time-zone-rule TZ)", lisp.Fn1(func(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
			z, x := s.zoneOf(in, v)
			if v.IsNil() {
				z = wallZone()
			}
			if x == nil {
				s.local = func() *zone { return z }
			}
			return lisp.Nil, x
		}), "Make TZ the local time zone: nil for that of the system, t for UTC, a string as the variable TZ has."),
	}
}

// when returns the time v in the zone zv. It signals if its year is out of range.
func (s *State) when(in *lisp.Interp, v, zv lisp.Value) (gotime.Time, stamp, *lisp.Exit) {
	t, x := decode(in, v)
	if x != nil {
		return gotime.Time{}, t, x
	}
	sec, nsec, x := t.split(in)
	if x != nil {
		return gotime.Time{}, t, x
	}
	z, x := s.zoneOf(in, zv)
	if x != nil {
		return gotime.Time{}, t, x
	}
	const most = 1 << 57 // seconds; beyond the years that follow
	if sec > most || sec < -most {
		return gotime.Time{}, t, overflow(in)
	}
	g := gotime.Unix(sec, int64(nsec)).In(z.loc)
	if y := int64(g.Year()) - 1900; y != int64(int32(y)) {
		return gotime.Time{}, t, overflow(in)
	}
	return g, t, nil
}

func (s *State) decodeTime(in *lisp.Interp, v, zone, shape lisp.Value) (lisp.Value, *lisp.Exit) {
	g, t, x := s.when(in, v, zone)
	if x != nil {
		return lisp.Nil, x
	}
	sec := lisp.Fixnum(g.Second())
	if shape == lisp.T && t.hz.Cmp(one) != 0 {
		part := new(big.Int).Mod(t.ticks, t.hz)
		part.Add(part, new(big.Int).Mul(t.hz, big.NewInt(int64(g.Second()))))
		sec = stamp{ticks: part, hz: t.hz}.pair()
	}
	_, off := g.Zone()
	f := lisp.Fixnum
	return lisp.List(sec, f(g.Minute()), f(g.Hour()), f(g.Day()), f(int(g.Month())), f(g.Year()),
		f(int(g.Weekday())), lisp.Bool(g.IsDST()), f(off)), nil
}

func (s *State) timeString(in *lisp.Interp, v, zone lisp.Value) (lisp.Value, *lisp.Exit) {
	g, _, x := s.when(in, v, zone)
	if x != nil {
		return lisp.Nil, x
	}
	return lisp.NewString(fmt.Sprintf("%s %s%3d %02d:%02d:%02d %d", g.Weekday().String()[:3], g.Month().String()[:3],
		g.Day(), g.Hour(), g.Minute(), g.Second(), g.Year())), nil
}

func (s *State) timeZone(in *lisp.Interp, v, zone lisp.Value) (lisp.Value, *lisp.Exit) {
	g, _, x := s.when(in, v, zone)
	if x != nil {
		return lisp.Nil, x
	}
	name, off := abbreviation(g)
	if name == "" {
		name = offsetName(off)
	}
	return lisp.List(lisp.Fixnum(off), lisp.NewString(name)), nil
}

// abbreviation returns the zone's name and offset at g. Package time makes up a
// name for a zone that has none.
func abbreviation(g gotime.Time) (string, int) {
	name, off := g.Zone()
	if g.Location().String() == "" {
		name = ""
	}
	return name, off
}

// encodeArgs are the parts of encode-time's argument that matter.
type encodeArgs struct {
	sec    lisp.Value
	fields [5]lisp.Value // minute, hour, day, month, year
	dst    int           // 1 and 0: daylight saving time or not; -1 as the zone has it
	zone   lisp.Value
}

func (s *State) encodeTime(in *lisp.Interp, args []lisp.Value) (lisp.Value, *lisp.Exit) {
	e, x := encodeArguments(in, args)
	if x != nil {
		return lisp.Nil, x
	}
	sec, x := decode(in, e.sec)
	if x != nil {
		return lisp.Nil, x
	}
	whole := lisp.BigInt(sec.seconds())
	var n [6]int
	for i, v := range append([]lisp.Value{whole}, e.fields[:]...) {
		if !v.IsFixnum() {
			return lisp.Nil, in.WrongType("fixnump", v)
		}
		n[i] = v.Fixnum()
		if n[i] != int(int32(n[i])) {
			return lisp.Nil, overflow(in)
		}
	}
	if n[5]-1900 < math.MinInt32 {
		return lisp.Nil, overflow(in)
	}
	z, x := s.zoneOf(in, e.zone)
	if x != nil {
		return lisp.Nil, x
	}
	civil := gotime.Date(n[5], gotime.Month(n[4]), n[3], n[2], n[1], n[0], 0, gotime.UTC)
	at := z.instant(civil.Unix(), e.dst)
	if sec.hz.Cmp(one) == 0 {
		return list2(big.NewInt(at)), nil
	}
	part := new(big.Int).Mod(sec.ticks, sec.hz)
	ticks := new(big.Int).Mul(big.NewInt(at), sec.hz)
	return stamp{ticks: ticks.Add(ticks, part), hz: sec.hz}.pair(), nil
}

func encodeArguments(in *lisp.Interp, args []lisp.Value) (e encodeArgs, x *lisp.Exit) {
	e.dst = -1
	if len(args) > 1 {
		if len(args) < 6 {
			return e, in.SignalNamed("wrong-number-of-arguments", in.Sym("encode-time"), lisp.Fixnum(len(args)))
		}
		e.sec = args[0]
		copy(e.fields[:], args[1:6])
		if len(args) > 6 {
			e.zone = args[len(args)-1]
		}
		return e, nil
	}
	var parts [9]lisp.Value
	rest := args[0]
	for i := range parts {
		if !rest.IsCons() {
			return e, in.WrongType("consp", rest)
		}
		parts[i], rest = rest.Cons().Car, rest.Cons().Cdr
	}
	e.sec, e.zone = parts[0], parts[8]
	copy(e.fields[:], parts[1:6])
	switch dst := parts[7]; {
	case dst.IsNil():
		e.dst = 0
	case dst.IsSymbol():
		e.dst = 1
	}
	return e, nil
}

// instant returns the time at which clocks in z show what UTC clocks show at
// civil, as mktime(3) finds it. With dst 0 or 1 it is the time by standard or
// daylight saving time even if the other is in force. A time that clocks skip is
// taken by the clock before the change, one that they show twice is the first.
func (z *zone) instant(civil int64, dst int) int64 {
	look := func(at int64) (offset int64, isDST int) {
		g := gotime.Unix(at, 0).In(z.loc)
		_, off := g.Zone()
		if g.IsDST() {
			isDST = 1
		}
		return int64(off), isDST
	}
	const day = 86400
	before, _ := look(civil - day)
	after, _ := look(civil + day)
	for _, off := range []int64{before, after} {
		at := civil - off
		if o, is := look(at); o == off {
			if dst < 0 || is == dst {
				return at
			}
			// The hour that comes twice may be meant the second time.
			if o, is := look(civil - after); o == after && is == dst {
				return civil - after
			}
			return z.byOtherClock(civil, at, dst, look)
		}
	}
	at, other := civil-before, civil-after
	if _, is := look(at); dst >= 0 && is == dst {
		return other
	}
	return at
}

// byOtherClock returns the time for civil by the nearest offset with dst, which
// is not in force at at: one hour from it if the zone has none.
func (z *zone) byOtherClock(civil, at int64, dst int, look func(int64) (int64, int)) int64 {
	const stride, bound = 601200, 457243209 / 2 // about a week; about seven years
	for d := int64(stride); d < bound+stride; d += stride {
		for _, t := range []int64{at - d, at + d} {
			if off, is := look(t); is == dst {
				return civil - off
			}
		}
	}
	if dst == 1 {
		return at - 3600
	}
	return at + 3600
}
