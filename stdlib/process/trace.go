package process

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

const traceDoc = `Record what PROCESS reads and sends into FILE, until FILE is nil.
FORMAT is text (or nil), lines of what went which way, or pcapng, which Wireshark
opens: the bytes in packets of TCP or UDP made up around them, with the addresses
of PROCESS (of a local connection, made-up ones). Of a TLS connection it is the
text before encryption. New connections of a server are recorded into its FILE,
too. An existing FILE is replaced. Return nil.`

// A trace is a file into which one or more processes are recorded.
type trace struct {
	fd     int
	pcap   bool
	users  int
	stream int // numbers processes
	err    error
}

// tapped is what a trace knows of one process.
type tapped struct {
	*trace
	number      int
	local, peer netip.AddrPort
	seq, ack    uint32 // of the TCP packets made up
	udp         bool
}

// traceProcess is elnet-trace-process.
func (s *State) traceProcess(in *lisp.Interp, p *Process, file, format lisp.Value) (lisp.Value, *lisp.Exit) {
	if file.IsNil() {
		p.untrace()
		return lisp.Nil, nil
	}
	if !file.IsString() {
		return lisp.Nil, in.WrongType("stringp", file)
	}
	pcap := format == in.Sym("pcapng")
	if !pcap && !format.IsNil() && format != in.Sym("text") {
		return lisp.Nil, in.Errorf("Unknown format of a trace")
	}
	if p.dead() {
		return lisp.Nil, in.Errorf("Process %s not running", p.name.UTF8())
	}
	name, x := in.Funcall(in.Sym("expand-file-name"), file)
	if x != nil {
		return lisp.Nil, x
	}
	fd, err := openFile(name.Str().UTF8(), unix.O_WRONLY|unix.O_CREAT|unix.O_TRUNC, 0o600)
	if err != nil {
		return lisp.Nil, in.FileError("Opening output file", err, name)
	}
	t := &trace{fd: fd, pcap: pcap}
	if pcap {
		t.write(pcapHeader())
	}
	p.untrace()
	p.traceTo(t)
	return lisp.Nil, nil
}

func (p *Process) traceTo(t *trace) {
	t.users++
	t.stream++
	u := &tapped{trace: t, number: t.stream, udp: p.dgram != nil, seq: 1, ack: 1}
	p.ext().trace = u
	if p.listen != nil {
		return
	}
	u.local = tapAddr(p.fd(), netprims.LocalAddrOf, uint16(u.number))
	u.peer = tapAddr(p.fd(), netprims.PeerAddrOf, 0)
	if !t.pcap {
		t.line(p, "open", nil)
	}
}

// untrace ends the record of p, and the file with the last one.
func (p *Process) untrace() {
	if p.more == nil || p.more.trace == nil {
		return
	}
	u := p.more.trace
	p.more.trace = nil
	if p.listen == nil {
		if u.pcap {
			if !u.udp {
				u.packet(nil, true, tcpFIN|tcpACK)
			}
		} else {
			u.line(p, "end", nil)
		}
	}
	if u.users--; u.users == 0 {
		unix.Close(u.fd)
		u.fd = -1
	}
}

// tapAddr is an end of a socket as a packet has it: something made up if it is
// no address of the Internet.
func tapAddr(fd int, of func(int) (netprims.Addr, error), port uint16) netip.AddrPort {
	a, err := of(fd)
	if err != nil || a.Kind != netprims.AddrIPv4 && a.Kind != netprims.AddrIPv6 {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)
	}
	return netip.AddrPortFrom(a.IP, a.Port)
}

func (t *trace) write(b []byte) {
	for len(b) > 0 && t.fd >= 0 && t.err == nil {
		n, err := unix.Write(t.fd, b)
		switch {
		case err == unix.EINTR:
		case err != nil:
			t.err = err
		default:
			b = b[n:]
		}
	}
}

// maxTraced bounds the bytes of a packet that is made up.
const maxTraced = 60000

// data records b.
func (u *tapped) data(p *Process, b []byte, out bool) {
	if !u.pcap {
		way := "<"
		if out {
			way = ">"
		}
		u.line(p, way, b)
		return
	}
	if u.udp {
		if a := p.peer.Addr(); a.Kind == netprims.AddrIPv4 || a.Kind == netprims.AddrIPv6 {
			u.peer = netip.AddrPortFrom(a.IP, a.Port)
		}
		if l := tapAddr(p.fd(), netprims.LocalAddrOf, 0); l.Port() != 0 {
			u.local = l
		}
		u.packet(b[:min(len(b), maxTraced)], out, 0)
		return
	}
	for len(b) > 0 {
		n := min(len(b), maxTraced)
		u.packet(b[:n], out, tcpPSH|tcpACK)
		b = b[n:]
	}
}

// line is an entry of the text format: time, process, direction, bytes.
func (t *trace) line(p *Process, what string, b []byte) {
	var out strings.Builder
	fmt.Fprintf(&out, "%s %s %s", time.Now().UTC().Format("15:04:05.000000"), p.name.UTF8(), what)
	if what == "<" || what == ">" {
		fmt.Fprintf(&out, " %d %q", len(b), b)
	}
	out.WriteByte('\n')
	t.write([]byte(out.String()))
}

// ---- pcapng (draft-ietf-opsawg-pcapng)

const (
	tcpFIN = 0x01
	tcpPSH = 0x08
	tcpACK = 0x10

	linkRaw = 101 // packets begin with the IP header
)

func pcapBlock(kind uint32, body []byte) []byte {
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	size := uint32(len(body) + 12)
	b := binary.LittleEndian.AppendUint32(nil, kind)
	b = binary.LittleEndian.AppendUint32(b, size)
	b = append(b, body...)
	return binary.LittleEndian.AppendUint32(b, size)
}

// pcapHeader is the section and the one interface of a file.
func pcapHeader() []byte {
	le := binary.LittleEndian
	section := le.AppendUint32(nil, 0x1a2b3c4d)
	section = le.AppendUint16(section, 1)          // major version
	section = le.AppendUint16(section, 0)          // minor version
	section = le.AppendUint64(section, ^uint64(0)) // length unknown
	ifc := le.AppendUint16(nil, linkRaw)
	ifc = le.AppendUint16(ifc, 0)
	ifc = le.AppendUint32(ifc, 0) // no limit
	return append(pcapBlock(0x0a0d0d0a, section), pcapBlock(1, ifc)...)
}

// packet writes one packet from us, or to us.
func (u *tapped) packet(b []byte, out bool, flags byte) {
	from, to := u.local, u.peer
	seq, ack := u.seq, u.ack
	if !out {
		from, to = to, from
		seq, ack = ack, seq
	}
	var payload []byte
	proto := byte(unix.IPPROTO_TCP)
	be := binary.BigEndian
	payload = be.AppendUint16(payload, from.Port())
	payload = be.AppendUint16(payload, to.Port())
	if u.udp {
		proto = unix.IPPROTO_UDP
		payload = be.AppendUint16(payload, uint16(8+len(b)))
		payload = be.AppendUint16(payload, 0)
	} else {
		payload = be.AppendUint32(payload, seq)
		payload = be.AppendUint32(payload, ack)
		payload = append(payload, 5<<4, flags)
		payload = be.AppendUint16(payload, 0xffff)
		payload = be.AppendUint32(payload, 0)
		if out {
			u.seq += uint32(len(b))
		} else {
			u.ack += uint32(len(b))
		}
	}
	payload = append(payload, b...)
	sumAt := 16
	if u.udp {
		sumAt = 6
	}
	packet := ipPacket(from.Addr(), to.Addr(), proto, payload, sumAt)
	us := uint64(time.Now().UnixMicro())
	le := binary.LittleEndian
	body := le.AppendUint32(nil, 0)
	body = le.AppendUint32(body, uint32(us>>32))
	body = le.AppendUint32(body, uint32(us))
	body = le.AppendUint32(body, uint32(len(packet)))
	body = le.AppendUint32(body, uint32(len(packet)))
	u.write(pcapBlock(6, append(body, packet...)))
}

// ipPacket puts an IP header before payload and the checksum into it at sumAt.
func ipPacket(from, to netip.Addr, proto byte, payload []byte, sumAt int) []byte {
	be := binary.BigEndian
	if from.Is4() != to.Is4() { // a dual-stack socket
		from, to = netip.AddrFrom16(from.As16()), netip.AddrFrom16(to.As16())
	}
	pseudo := append(from.AsSlice(), to.AsSlice()...)
	pseudo = be.AppendUint32(pseudo, uint32(len(payload)))
	pseudo = append(pseudo, 0, 0, 0, proto)
	be.PutUint16(payload[sumAt:], checksum(append(pseudo, payload...)))
	var head []byte
	if from.Is4() {
		head = append(head, 0x45, 0)
		head = be.AppendUint16(head, uint16(20+len(payload)))
		head = append(head, 0, 0, 0x40, 0, 64, proto, 0, 0)
		head = append(append(head, from.AsSlice()...), to.AsSlice()...)
		be.PutUint16(head[10:], checksum(head))
	} else {
		head = append(head, 0x60, 0, 0, 0)
		head = be.AppendUint16(head, uint16(len(payload)))
		head = append(head, proto, 64)
		head = append(append(head, from.AsSlice()...), to.AsSlice()...)
	}
	return append(head, payload...)
}

// checksum is that of RFC 1071.
func checksum(b []byte) uint16 {
	var sum uint32
	for i := 0; i+1 < len(b); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(b[i:]))
	}
	if len(b)%2 == 1 {
		sum += uint32(b[len(b)-1]) << 8
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}
