package netprims

import (
	"errors"
	"net"
	"net/netip"

	"golang.org/x/sys/unix"
)

// ErrNoInterface is returned by [LookupInterface] if the system tells nothing
// about an interface of that name.
var ErrNoInterface = errors.New("no such interface")

// ErrInterfaceName is returned by [LookupInterface] for a name of 16 bytes or
// more, which no interface can have (IFNAMSIZ, netdevice(7)).
var ErrInterfaceName = errors.New("interface name too long")

// InterfaceAddr is one address of one network interface.
type InterfaceAddr struct {
	Name string // interface, or on Linux the label of an IPv4 alias ("eth0:1")
	Addr Addr   // AddrIPv4 or AddrIPv6, port 0, Zone the interface index if link-local
	// Broadcast is the address with all bits outside the mask set, for IPv6
	// too, whether or not the interface can broadcast.
	Broadcast Addr
	Mask      Addr // as an address of the same kind, port 0
}

// InterfaceInfo describes one network interface and its first IPv4 address.
type InterfaceInfo struct {
	Addr      Addr // AddrNone if it has no IPv4 address
	Broadcast Addr // AddrNone if unknown; 0.0.0.0 if it has none (Linux loopback)
	Mask      Addr // AddrNone if it has no IPv4 address

	HWType int    // ARP hardware type (Linux, ARPHRD_*), AF_LINK on BSD
	HWAddr []byte // first 6 bytes of the hardware address; nil if unknown

	// FlagNames are the set interface flags that have a name, and FlagBits
	// the bit numbers of those that have none; each in the order of Emacs'
	// list, in which the bits come before the names.
	FlagNames []string
	FlagBits  []int
}

// InterfaceAddrs lists the IPv4 (domain AF_INET), IPv6 (AF_INET6) or all
// (AF_UNSPEC) addresses of this machine's interfaces, in the order of Emacs'
// network-interface-list: the system's own order from the end. An interface
// without an address is missing, one with several appears several times.
func InterfaceAddrs(domain int) ([]InterfaceAddr, error) {
	all, err := systemInterfaceAddrs()
	if err != nil {
		return nil, err
	}
	var list []InterfaceAddr
	for i := len(all) - 1; i >= 0; i-- {
		if domain == unix.AF_UNSPEC || domain == all[i].Addr.Domain() {
			list = append(list, all[i])
		}
	}
	return list, nil
}

// LookupInterface describes the interface called name. The error is
// ErrInterfaceName, ErrNoInterface or what the system reported.
func LookupInterface(name string) (InterfaceInfo, error) {
	if len(name) >= 16 {
		return InterfaceInfo{}, ErrInterfaceName
	}
	return systemInterface(name)
}

// newInterfaceAddr completes an interface's address from its prefix length.
// It reports false if the address is no IP address.
func newInterfaceAddr(name string, ip netip.Addr, zone uint32, prefixBits int) (InterfaceAddr, bool) {
	if !ip.IsValid() {
		return InterfaceAddr{}, false
	}
	mask := net.CIDRMask(prefixBits, ip.BitLen())
	if mask == nil {
		return InterfaceAddr{}, false
	}
	bytes := ip.AsSlice()
	for i := range bytes {
		bytes[i] |= ^mask[i]
	}
	broadcast, _ := netip.AddrFromSlice(bytes)
	maskIP, _ := netip.AddrFromSlice(mask)
	a := AddrFromIP(ip, 0)
	if ip.IsLinkLocalUnicast() && a.Kind == AddrIPv6 {
		a.Zone = zone
	}
	return InterfaceAddr{
		Name:      name,
		Addr:      a,
		Broadcast: AddrFromIP(broadcast, 0),
		Mask:      AddrFromIP(maskIP, 0),
	}, true
}

// flagName is one interface flag with Emacs' name for it.
type flagName struct {
	bit  uint32
	name string
}

// splitFlags sorts flags into names and bit numbers. The order of the table is
// that of Emacs' own; its list has the last one first.
func splitFlags(flags uint32, table []flagName) (names []string, bits []int) {
	for i := len(table) - 1; i >= 0; i-- {
		if flags&table[i].bit != 0 {
			names = append(names, table[i].name)
			flags &^= table[i].bit
		}
	}
	for bit := 31; bit >= 0; bit-- {
		if flags&(1<<bit) != 0 {
			bits = append(bits, bit)
		}
	}
	return names, bits
}
