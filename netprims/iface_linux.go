package netprims

import (
	"encoding/binary"
	"iter"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// interfaceFlags are the interface flags of netdevice(7).
var interfaceFlags = []flagName{
	{unix.IFF_UP, "up"},
	{unix.IFF_BROADCAST, "broadcast"},
	{unix.IFF_DEBUG, "debug"},
	{unix.IFF_LOOPBACK, "loopback"},
	{unix.IFF_POINTOPOINT, "pointopoint"},
	{unix.IFF_RUNNING, "running"},
	{unix.IFF_NOARP, "noarp"},
	{unix.IFF_PROMISC, "promisc"},
	{unix.IFF_NOTRAILERS, "notrailers"},
	{unix.IFF_ALLMULTI, "allmulti"},
	{unix.IFF_MASTER, "master"},
	{unix.IFF_SLAVE, "slave"},
	{unix.IFF_MULTICAST, "multicast"},
	{unix.IFF_PORTSEL, "portsel"},
	{unix.IFF_AUTOMEDIA, "automedia"},
	{unix.IFF_DYNAMIC, "dynamic"},
}

// systemInterfaceAddrs asks rtnetlink(7) for all addresses. Package net sorts
// them by interface; the kernel's order, which getifaddrs(3) shows, does not.
func systemInterfaceAddrs() ([]InterfaceAddr, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	names := make(map[uint32]string, len(interfaces))
	for _, i := range interfaces {
		names[uint32(i.Index)] = i.Name
	}
	rib, err := syscall.NetlinkRIB(unix.RTM_GETADDR, unix.AF_UNSPEC)
	if err != nil {
		return nil, err
	}
	messages, err := syscall.ParseNetlinkMessage(rib)
	if err != nil {
		return nil, err
	}
	var list []InterfaceAddr
	for _, m := range messages {
		if m.Header.Type != unix.RTM_NEWADDR {
			continue
		}
		if a, ok := parseAddrMessage(m.Data, names); ok {
			list = append(list, a)
		}
	}
	return list, nil
}

// parseAddrMessage reads the payload of one RTM_NEWADDR message: struct
// ifaddrmsg (family, prefix length, two bytes, interface index), then
// attributes.
func parseAddrMessage(data []byte, names map[uint32]string) (InterfaceAddr, bool) {
	if len(data) < unix.SizeofIfAddrmsg {
		return InterfaceAddr{}, false
	}
	prefixBits, index := int(data[1]), binary.NativeEndian.Uint32(data[4:])
	name := names[index]
	var address, local netip.Addr
	for kind, value := range routeAttrs(data[unix.SizeofIfAddrmsg:]) {
		switch kind {
		case unix.IFA_ADDRESS:
			address, _ = netip.AddrFromSlice(value)
		case unix.IFA_LOCAL:
			local, _ = netip.AddrFromSlice(value)
		case unix.IFA_LABEL:
			name, _, _ = strings.Cut(string(value), "\x00")
		}
	}
	if local.IsValid() { // on a point-to-point link the other one is the peer's
		address = local
	}
	return newInterfaceAddr(name, address, index, prefixBits)
}

// routeAttrs yields type and value of each struct rtattr (length, type, value,
// padding to 4 bytes) in b, up to the first malformed one. Package syscall's
// own reader panics on a last attribute without padding.
func routeAttrs(b []byte) iter.Seq2[uint16, []byte] {
	return func(yield func(uint16, []byte) bool) {
		for len(b) >= unix.SizeofRtAttr {
			size := int(binary.NativeEndian.Uint16(b))
			if size < unix.SizeofRtAttr || size > len(b) {
				return
			}
			if !yield(binary.NativeEndian.Uint16(b[2:]), b[unix.SizeofRtAttr:size]) {
				return
			}
			b = b[min((size+3)&^3, len(b)):]
		}
	}
}

// ifreq is struct ifreq of netdevice(7): package unix's own hides the
// hardware address. The union is at most 24 bytes.
type ifreq struct {
	name   [unix.IFNAMSIZ]byte
	family uint16
	data   [22]byte
}

func (r *ifreq) ioctl(fd int, request uintptr) bool {
	_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), request, uintptr(unsafe.Pointer(r)))
	return errno == 0
}

// ipv4 asks for one of the interface's IPv4 addresses.
func (r *ifreq) ipv4(fd int, request uintptr) Addr {
	if !r.ioctl(fd, request) || r.family != unix.AF_INET {
		return Addr{}
	}
	return AddrFromIP(netip.AddrFrom4([4]byte(r.data[2:6])), 0)
}

func systemInterface(name string) (InterfaceInfo, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return InterfaceInfo{}, err
	}
	defer unix.Close(fd)

	var (
		info  InterfaceInfo
		known bool
	)
	request := func() *ifreq {
		r := new(ifreq)
		copy(r.name[:len(r.name)-1], name)
		return r
	}
	if r := request(); r.ioctl(fd, unix.SIOCGIFFLAGS) {
		known = true
		// ifr_flags is a short, in the place of the address family.
		info.FlagNames, info.FlagBits = splitFlags(uint32(r.family), interfaceFlags)
	}
	if r := request(); r.ioctl(fd, unix.SIOCGIFHWADDR) {
		known = true
		info.HWType = int(r.family)
		info.HWAddr = append(info.HWAddr, r.data[:6]...)
	}
	info.Mask = request().ipv4(fd, unix.SIOCGIFNETMASK)
	info.Broadcast = request().ipv4(fd, unix.SIOCGIFBRDADDR)
	info.Addr = request().ipv4(fd, unix.SIOCGIFADDR)
	if !known && info.Addr.Kind == AddrNone {
		return InterfaceInfo{}, ErrNoInterface
	}
	return info, nil
}
