package netprims

import (
	"errors"
	"math"
	"net"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// optionSocket is a kind of socket that options are tried on.
type optionSocket struct {
	name           string
	domain, socket int
}

func (s optionSocket) tcp() bool { return s.domain != unix.AF_UNIX && s.socket == unix.SOCK_STREAM }

var optionSockets = []optionSocket{
	{"tcp4", unix.AF_INET, unix.SOCK_STREAM},
	{"tcp6", unix.AF_INET6, unix.SOCK_STREAM},
	{"udp4", unix.AF_INET, unix.SOCK_DGRAM},
	{"udp6", unix.AF_INET6, unix.SOCK_DGRAM},
	{"unix stream", unix.AF_UNIX, unix.SOCK_STREAM},
	{"unix datagram", unix.AF_UNIX, unix.SOCK_DGRAM},
}

// testOptionSocket opens a socket that the test's end closes.
func testOptionSocket(t *testing.T, domain, socket int) int {
	t.Helper()
	fd := newOptionSocket(t, domain, socket)
	t.Cleanup(func() { unix.Close(fd) })
	return fd
}

// newOptionSocket opens a socket that the caller closes.
func newOptionSocket(t *testing.T, domain, socket int) int {
	t.Helper()
	fd, err := unix.Socket(domain, socket, 0)
	if errors.Is(err, unix.EAFNOSUPPORT) {
		t.Skip("no such address family here")
	}
	if err != nil {
		t.Fatal(err)
	}
	unix.CloseOnExec(fd)
	return fd
}

var (
	valueNil   = Value{}
	valueTrue  = Value{Kind: KindTrue}
	valueOther = Value{Kind: KindOther}
)

// optionCase is one setting: what is read back, or bad for ErrBadValue.
type optionCase struct {
	set, want Value
	bad       bool
}

func setOK(set, want Value) optionCase { return optionCase{set: set, want: want} }
func setBad(set Value) optionCase      { return optionCase{set: set, bad: true} }

var boolCases = []optionCase{
	setOK(valueTrue, valueTrue), setOK(valueNil, valueNil),
	setOK(IntValue(0), valueTrue), setOK(valueNil, valueNil),
	setOK(IntValue(math.MaxInt64), valueTrue), setOK(valueNil, valueNil),
	setOK(FloatValue(0), valueTrue), setOK(valueNil, valueNil),
	setOK(StringValue(""), valueTrue), setOK(valueNil, valueNil),
	setOK(valueOther, valueTrue),
}

// notInts are the values that no 32-bit integer option takes.
var notInts = []optionCase{
	setBad(valueNil), setBad(valueTrue), setBad(valueOther), setBad(FloatValue(1)), setBad(StringValue("1")),
	setBad(IntValue(math.MaxInt32 + 1)), setBad(IntValue(math.MinInt32 - 1)),
}

func sameInts(ns ...int64) []optionCase {
	cases := slices.Clone(notInts)
	for _, n := range ns {
		cases = append(cases, setOK(IntValue(n), IntValue(n)))
	}
	return cases
}

// optionCases has an entry for every row of the table that can be set. What a
// listening or connected socket is needed for has a test of its own.
var optionCases = map[string][]optionCase{
	":broadcast": boolCases, ":dontroute": boolCases, ":keepalive": boolCases, ":oobinline": boolCases,
	":reuseaddr": boolCases, ":nodelay": boolCases, ":bintime": boolCases, ":cork": boolCases, ":v6only": boolCases,
	":freebind": boolCases, ":transparent": boolCases, ":pktinfo": boolCases, ":recvttl": boolCases,
	":recvtos": boolCases, ":multicast-loop": boolCases, ":rxq-ovfl": boolCases, ":passcred": boolCases,
	":fastopen-connect": boolCases, ":debug": boolCases, ":quickack": boolCases,
	":reuseport": append(slices.Clone(boolCases), setOK(SymbolValue("lb"), lbReadsAs()), setOK(valueNil, valueNil)),
	":linger": {
		setOK(IntValue(7), IntValue(7)), setOK(valueNil, valueNil),
		setOK(valueTrue, valueTrue), setOK(IntValue(3), IntValue(3)),
		setOK(FloatValue(2.5), valueTrue), setOK(IntValue(3), IntValue(3)),
		setOK(StringValue("5"), valueTrue), setOK(IntValue(3), IntValue(3)),
		setOK(valueOther, valueTrue), setOK(IntValue(3), IntValue(3)),
		setOK(IntValue(99999999999), valueTrue), setOK(valueNil, valueNil),
		setOK(IntValue(99999), valueTrue), setOK(IntValue(0), IntValue(0)),
	},
	":bindtodevice": {
		setBad(valueTrue), setBad(valueOther), setBad(IntValue(5)), setBad(FloatValue(1)),
		setOK(valueNil, valueNil), setOK(StringValue(""), valueNil),
		setOK(StringValue("lo"), StringValue("lo")),
		setOK(StringValue("lo\x00 and more than sixteen bytes"), StringValue("lo")),
	},
	":sndtimeo": secondsCases, ":rcvtimeo": secondsCases,
	":timestamp": {
		setBad(IntValue(1)), setBad(StringValue("ns")), setBad(SymbolValue("no")), setBad(valueOther), setBad(FloatValue(1)),
		setOK(valueTrue, valueTrue), setOK(valueNil, valueNil),
	},
	":nosigpipe":  {setOK(valueTrue, valueTrue), setOK(IntValue(0), valueTrue), setOK(StringValue(""), valueTrue)},
	":congestion": {setBad(valueNil), setBad(valueTrue), setBad(IntValue(1)), setBad(FloatValue(1)), setBad(valueOther), setOK(StringValue("reno"), StringValue("reno"))},
	":priority":   sameInts(0, 1, 6),
	":keepidle":   sameInts(33, 1), ":keepintvl": sameInts(12, 1), ":keepcnt": sameInts(4, 1),
	":user-timeout": sameInts(0, 1500), ":fastopen": sameInts(3), ":syncnt": sameInts(3), ":linger2": sameInts(5),
	":tos": sameInts(0, 0x10), ":tclass": sameInts(0, 0x20), ":ttl": sameInts(1, 64, 255), ":unicast-hops": sameInts(1, 64, 255),
	":multicast-ttl": sameInts(0, 1, 255), ":incoming-cpu": sameInts(0), ":busy-poll": sameInts(0), ":bindtoifindex": sameInts(0),
	":rcvlowat": sameInts(1, 7), ":defer-accept": sameInts(1, 3), ":sndlowat": sameInts(4096),
	":window-clamp": notInts, ":maxseg": notInts, ":sndbuf": notInts, ":rcvbuf": notInts, // values: TestRoundedOptions
	":sndbuf-force": append(slices.Clone(notInts), setOK(IntValue(20000), valueUnread)),
	":rcvbuf-force": append(slices.Clone(notInts), setOK(IntValue(20000), valueUnread)),
	":setfib":       append(slices.Clone(notInts), setOK(IntValue(0), valueUnread)),
	":mark":         sameUints(0, 7, math.MaxUint32), ":notsent-lowat": sameUints(0, 16384), ":max-pacing-rate": sameUints(100000, math.MaxUint32),
	":user-cookie":  append(slices.Clone(notUints), setOK(IntValue(9), valueUnread)),
	":multicast-if": interfaceCases, ":multicast-join": groupCases, ":multicast-leave": groupCases[:8],
	":acceptfilter": {setBad(valueTrue), setBad(IntValue(1)), setBad(FloatValue(1)), setBad(StringValue("")), setBad(PairValue(IntValue(1), IntValue(1)))},
}

// valueUnread stands for what cannot be read back.
var valueUnread = SymbolValue("unread")

func lbReadsAs() Value {
	if o := LookupOption(":reuseport"); runtime.GOOS == "freebsd" && o.Supported() {
		return SymbolValue("lb")
	}
	return valueTrue
}

var secondsCases = []optionCase{
	setBad(valueTrue), setBad(StringValue("1")), setBad(valueOther), setBad(IntValue(-1)), setBad(FloatValue(-0.5)), setBad(FloatValue(math.NaN())),
	setOK(IntValue(2), FloatValue(2)), setOK(valueNil, valueNil), setOK(FloatValue(1.5), FloatValue(1.5)), setOK(IntValue(0), valueNil),
}

var notUints = append(slices.Clone(notInts[:5]), setBad(IntValue(-1)), setBad(IntValue(math.MaxUint32+1)))

func sameUints(ns ...int64) []optionCase {
	cases := slices.Clone(notUints)
	for _, n := range ns {
		cases = append(cases, setOK(IntValue(n), IntValue(n)))
	}
	return cases
}

var interfaceCases = []optionCase{
	setBad(valueTrue), setBad(valueOther), setBad(FloatValue(1)), setBad(IntValue(-1)), setBad(AddrValue(LocalAddr("/x"))),
	setOK(StringValue(loopbackName()), StringValue(loopbackName())), setOK(valueNil, valueNil),
	setOK(StringValue("127.0.0.1"), StringValue(loopbackName())),
}

var groupCases = []optionCase{
	setBad(valueNil), setBad(valueTrue), setBad(valueOther), setBad(IntValue(1)), setBad(FloatValue(1)),
	setBad(StringValue("nobody")), setBad(ListValue(StringValue("nobody"))), setBad(PairValue(StringValue("239.1.1.1"), valueTrue)),
}

func loopbackName() string {
	if runtime.GOOS == "linux" {
		return "lo"
	}
	return "lo0"
}

// mayRefuse says whether sockets of that kind refuse the option: they must, or
// may, depending on the kernel.
func mayRefuse(o *Option, s optionSocket) (must, may bool) {
	udp := s.domain != unix.AF_UNIX && s.socket == unix.SOCK_DGRAM
	switch o.Scope() {
	case OnTCP, OnListener:
		return !s.tcp(), true
	case OnIP:
		return s.domain == unix.AF_UNIX, false
	case OnIPv4:
		return s.domain == unix.AF_UNIX, s.domain == unix.AF_INET6
	case OnIPv6:
		return s.domain != unix.AF_INET6, false
	case OnUnix:
		return false, s.domain != unix.AF_UNIX
	case OnNonUnix:
		return false, s.domain == unix.AF_UNIX
	case OnDatagram:
		return s.domain == unix.AF_UNIX, !udp
	}
	return false, s.domain == unix.AF_UNIX && o.Name() == ":rcvlowat"
}

// privileged lists what the kernel may refuse for want of a capability.
var privileged = []string{":debug", ":mark", ":user-cookie", ":bindtodevice", ":bindtoifindex", ":transparent",
	":sndbuf-force", ":rcvbuf-force", ":busy-poll", ":priority"}

func TestEveryOption(t *testing.T) {
	for _, o := range SocketOptions() {
		cases := optionCases[o.Name()]
		if len(cases) == 0 && o.Access()&Writable != 0 {
			t.Errorf("no test cases for %s", o.Name())
		}
		for _, s := range optionSockets {
			t.Run(o.Name()+"/"+s.name, func(t *testing.T) {
				fd := testOptionSocket(t, s.domain, s.socket)
				if o.Access()&Writable == 0 {
					if err := o.Set(fd, valueTrue); !errors.Is(err, ErrOptionAccess) {
						t.Errorf("Set: %v, want ErrOptionAccess", err)
					}
				}
				for _, c := range cases {
					checkOption(t, o, fd, c, s)
				}
			})
		}
	}
}

func checkOption(t *testing.T, o *Option, fd int, c optionCase, s optionSocket) {
	t.Helper()
	err := o.Set(fd, c.set)
	must, may := mayRefuse(o, s)
	var errno unix.Errno
	switch {
	case c.bad:
		if !errors.Is(err, ErrBadValue) || !strings.HasSuffix(err.Error(), "bad option value for "+o.Name()) {
			t.Errorf("Set(%+v) = %v, want ErrBadValue", c.set, err)
		}
	case must:
		if !errors.As(err, &errno) {
			t.Errorf("Set(%+v) = %v, want an errno", c.set, err)
		}
	case errors.As(err, &errno) && (may || (errno == unix.EPERM || errno == unix.EACCES) && slices.Contains(privileged, o.Name())):
	case err != nil:
		t.Errorf("Set(%+v): %v", c.set, err)
	case o.Access()&Readable == 0:
		if _, err := o.Get(fd); !errors.Is(err, ErrOptionAccess) {
			t.Errorf("Get: %v, want ErrOptionAccess", err)
		}
	default:
		got, err := o.Get(fd)
		if err != nil && may {
			return
		}
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("after Set(%+v) Get = %+v, %v, want %+v", c.set, got, err, c.want)
		}
	}
}

func TestBufferSizes(t *testing.T) {
	for _, name := range []string{":sndbuf", ":rcvbuf"} {
		for _, s := range optionSockets {
			t.Run(name+"/"+s.name, func(t *testing.T) {
				fd := testOptionSocket(t, s.domain, s.socket)
				o := LookupOption(name)
				if err := o.Set(fd, IntValue(20000)); err != nil {
					t.Fatal(err)
				}
				small, err := o.Get(fd)
				if err != nil || small.Kind != KindInt || small.Int < 20000 {
					t.Fatalf("Get = %+v, %v, want at least 20000", small, err)
				}
				if err := o.Set(fd, IntValue(50000)); err != nil {
					t.Fatal(err)
				}
				if large, err := o.Get(fd); err != nil || large.Int <= small.Int {
					t.Fatalf("Get = %+v, %v, want more than %d", large, err, small.Int)
				}
			})
		}
	}
}

// TestRoundedOptions sets what the kernel may round.
func TestRoundedOptions(t *testing.T) {
	fd := testOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
	for name, n := range map[string]int64{":window-clamp": 30000, ":maxseg": 1000} {
		o := LookupOption(name)
		if !o.Supported() {
			continue
		}
		if err := o.Set(fd, IntValue(n)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if v, err := o.Get(fd); err != nil || v.Kind != KindInt || v.Int <= 0 {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
	}
}

func TestOptionTable(t *testing.T) {
	seen := map[[2]int]string{}
	last := ""
	for _, o := range AllOptions() {
		if !strings.HasPrefix(o.Name(), ":") || o.Name() <= last {
			t.Errorf("%q after %q", o.Name(), last)
		}
		last = o.Name()
		if LookupOption(o.Name()) != o {
			t.Errorf("LookupOption(%q) is another row", o.Name())
		}
		if key := [2]int{o.Level(), o.Constant()}; o.Supported() && o.Native("linux") == o.Native("freebsd") {
			if seen[key] != "" && o.Name() != ":unicast-hops" {
				t.Errorf("%s and %s are the same option", o.Name(), seen[key])
			}
			seen[key] = o.Name()
		}
		if o.Supported() != (o.Native(runtime.GOOS) != "") {
			t.Errorf("%s: supported %v, but it is %q here", o.Name(), o.Supported(), o.Native(runtime.GOOS))
		}
		if !strings.HasSuffix(o.Doc(), ".") || strings.Contains(o.Doc(), "\n") {
			t.Errorf("%s: doc %q is no plain sentence", o.Name(), o.Doc())
		}
		if o.Access()&(Readable|Writable) == 0 {
			t.Errorf("%s can be neither read nor written", o.Name())
		}
	}
	for _, name := range []string{"", ":", "keepalive", ":KEEPALIVE", ":name", ":nosuch", ":keepalive "} {
		if o := LookupOption(name); o != nil {
			t.Errorf("LookupOption(%q) = %s, want nil", name, o.Name())
		}
	}
	for _, name := range strings.Fields(pageKeywords + " " + otherKeywords) {
		if LookupOption(name) == nil {
			t.Errorf("no %s", name)
		}
	}
}

// pageKeywords are the options of the manual page setsockopt(2), otherKeywords
// what programs want beyond it.
const (
	pageKeywords = ":debug :reuseaddr :reuseport :keepalive :dontroute :linger :broadcast :oobinline :sndbuf :rcvbuf" +
		" :sndlowat :rcvlowat :sndtimeo :rcvtimeo :acceptfilter :nosigpipe :timestamp :bintime :acceptconn :socktype" +
		" :protocol :prototype :error :setfib :label :peerlabel :listenqlimit :listenqlen :listenincqlen :user-cookie"
	otherKeywords = ":nodelay :keepidle :keepintvl :keepcnt :user-timeout :fastopen :mark :tos :tclass :ttl :v6only" +
		" :freebind :transparent :incoming-cpu :busy-poll :multicast-join :multicast-leave :multicast-if" +
		" :multicast-ttl :multicast-loop :peercred :tcp-info :bindtodevice :priority"
)

// TestUnsupportedOptions: every system knows all names, and says the same of
// those it has nothing for.
func TestUnsupportedOptions(t *testing.T) {
	fd := testOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
	for _, o := range AllOptions() {
		if o.Supported() {
			continue
		}
		if err := o.Set(fd, valueTrue); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: Set: %v", o.Name(), err)
		}
		if _, err := o.Get(fd); !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: Get: %v", o.Name(), err)
		}
		if slices.Contains(SocketOptions(), o) {
			t.Errorf("%s is listed", o.Name())
		}
	}
}

func TestOptionsSliceIsTheCallers(t *testing.T) {
	SocketOptions()[0] = nil
	if SocketOptions()[0] == nil {
		t.Error("writing to the slice changed the table")
	}
}

func TestOptionErrors(t *testing.T) {
	fd := testOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
	for _, o := range SocketOptions() {
		if o.Access()&Readable == 0 {
			continue
		}
		if _, err := o.Get(-1); err != unix.EBADF {
			t.Errorf("%s: Get(-1): %v", o.Name(), err)
		}
	}
	if err := LookupOption(":keepalive").Set(-1, valueTrue); err != unix.EBADF {
		t.Errorf("Set(-1): %v", err)
	}
	if err := LookupOption(":keepidle").Set(fd, IntValue(-1)); err != unix.EINVAL {
		t.Errorf(":keepidle -1: %v", err)
	}
	if o := LookupOption(":bindtodevice"); o.Supported() {
		// Emacs lets 16 bytes pass and the kernel decides.
		for _, name := range []string{"nosuch0", strings.Repeat("x", 15), strings.Repeat("x", 16), strings.Repeat("x", 400)} {
			if err := o.Set(fd, StringValue(name)); err != unix.ENODEV {
				t.Errorf(":bindtodevice %q: %v", name, err)
			}
		}
	}
	readOnly := Option{name: ":r", opt: 1, access: Readable}
	if err := readOnly.Set(fd, valueTrue); !errors.Is(err, ErrOptionAccess) {
		t.Errorf("Set on a read-only option: %v", err)
	}
	writeOnly := Option{name: ":w", opt: 1, access: Writable}
	if _, err := writeOnly.Get(fd); !errors.Is(err, ErrOptionAccess) {
		t.Errorf("Get on a write-only option: %v", err)
	}
}

func TestCloseMayBlock(t *testing.T) {
	linger := LookupOption(":linger")
	for _, c := range []struct {
		v    Value
		want bool
	}{
		{valueNil, false}, {valueTrue, true}, {IntValue(0), false},
		{IntValue(1), true}, {IntValue(-1), true}, {valueNil, false},
	} {
		fd := testOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
		if CloseMayBlock(fd) {
			t.Error("a new socket lingers")
		}
		if err := linger.Set(fd, c.v); err != nil {
			t.Errorf(":linger %+v: %v", c.v, err)
		}
		if got := CloseMayBlock(fd); got != c.want {
			t.Errorf("after :linger %+v CloseMayBlock = %t", c.v, got)
		}
		if err := linger.Set(fd, valueNil); err != nil {
			t.Error(err)
		}
	}
	if CloseMayBlock(-1) {
		t.Error("a closed descriptor lingers")
	}
}

// TestLingerAborts checks the meaning, not just the bits: 0 resets.
func TestLingerAborts(t *testing.T) {
	for _, c := range []struct {
		v     Value
		reset bool
	}{{valueTrue, false}, {IntValue(0), true}, {valueNil, false}, {IntValue(5), false}} {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		fd := newOptionSocket(t, unix.AF_INET, unix.SOCK_STREAM)
		port := l.Addr().(*net.TCPAddr).Port
		if err := unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
			t.Fatal(err)
		}
		peer, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer peer.Close()
		if err := LookupOption(":linger").Set(fd, c.v); err != nil {
			t.Fatal(err)
		}
		if err := unix.Close(fd); err != nil {
			t.Fatal(err)
		}
		peer.SetDeadline(time.Now().Add(10 * time.Second))
		_, err = peer.Read(make([]byte, 1))
		if got := errors.Is(err, unix.ECONNRESET); got != c.reset {
			t.Errorf(":linger %+v: the peer read %v", c.v, err)
		}
	}
}
