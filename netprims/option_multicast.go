package netprims

import (
	"errors"
	"net"
	"net/netip"

	"golang.org/x/sys/unix"
)

// errNoGroup: the value is no address.
var errNoGroup = errors.New("not an address")

// setGroup joins or leaves one or several multicast groups.
func setGroup(o *Option, fd int, v Value) error {
	if v.Kind == KindList {
		for _, e := range v.List {
			if err := setGroup(o, fd, e); err != nil {
				return err
			}
		}
		return nil
	}
	on := Value{}
	if v.Kind == KindPair {
		v, on = v.List[0], v.List[1]
	}
	group, err := valueIP(v)
	if err != nil {
		return o.bad()
	}
	index, _, err := interfaceOf(on)
	if err == errNoGroup {
		return o.bad()
	}
	if err != nil {
		return err
	}
	if group.Is4() {
		return unix.SetsockoptIPMreqn(fd, o.level, o.opt, &unix.IPMreqn{Multiaddr: group.As4(), Ifindex: int32(index)})
	}
	return setIPv6Mreq(fd, o, group, index)
}

func setIPv6Mreq(fd int, o *Option, group netip.Addr, index int) error {
	m := unix.IPv6Mreq{Multiaddr: group.As16()}
	m.Interface = uint32(index)
	return unix.SetsockoptIPv6Mreq(fd, o.level6, o.opt6, &m)
}

// valueIP is the IP address that v, text or an address, means.
func valueIP(v Value) (netip.Addr, error) {
	switch v.Kind {
	case KindString:
		ip, err := netip.ParseAddr(v.Str)
		if err != nil || ip.Zone() != "" {
			return netip.Addr{}, errNoGroup
		}
		return ip, nil
	case KindAddr:
		if v.Addr.Kind == AddrIPv4 || v.Addr.Kind == AddrIPv6 {
			return v.Addr.IP, nil
		}
	}
	return netip.Addr{}, errNoGroup
}

// interfaceOf finds a network interface by name, index or address: its index,
// and an IPv4 address of it. Nil is index 0. The error is
// errNoGroup for a value of the wrong kind, ENODEV for none such.
func interfaceOf(v Value) (index int, addr [4]byte, err error) {
	switch v.Kind {
	case KindNil:
		return 0, addr, nil
	case KindInt:
		if v.Int < 0 || v.Int > 1<<30 {
			return 0, addr, errNoGroup
		}
		if v.Int == 0 {
			return 0, addr, nil
		}
		i, err := net.InterfaceByIndex(int(v.Int))
		if err != nil {
			return 0, addr, unix.ENODEV
		}
		return i.Index, firstIPv4(i), nil
	case KindString, KindAddr:
	default:
		return 0, addr, errNoGroup
	}
	if ip, err := valueIP(v); err == nil {
		return interfaceWith(ip)
	} else if v.Kind == KindAddr {
		return 0, addr, errNoGroup
	}
	i, err := net.InterfaceByName(v.Str)
	if err != nil {
		return 0, addr, unix.ENODEV
	}
	return i.Index, firstIPv4(i), nil
}

func interfaceWith(ip netip.Addr) (index int, addr [4]byte, err error) {
	list, err := InterfaceAddrs(unix.AF_UNSPEC)
	if err != nil {
		return 0, addr, err
	}
	for _, a := range list {
		if a.Addr.IP != ip {
			continue
		}
		if i, err := net.InterfaceByName(a.Name); err == nil {
			if ip.Is4() {
				return i.Index, ip.As4(), nil
			}
			return i.Index, firstIPv4(i), nil
		}
	}
	return 0, addr, unix.ENODEV
}

func firstIPv4(i *net.Interface) (addr [4]byte) {
	list, err := InterfaceAddrs(unix.AF_INET)
	if err != nil {
		return addr
	}
	for k := len(list) - 1; k >= 0; k-- {
		if list[k].Name == i.Name {
			return list[k].Addr.IP.As4()
		}
	}
	return addr
}

// setInterface chooses the interface for outgoing multicast.
func setInterface(o *Option, fd int, v Value) error {
	index, addr, err := interfaceOf(v)
	if err == errNoGroup {
		return o.bad()
	}
	if err != nil {
		return err
	}
	level, opt := o.number(fd)
	if level == o.level6 {
		return unix.SetsockoptInt(fd, level, opt, index)
	}
	return unix.SetsockoptIPMreqn(fd, level, opt, &unix.IPMreqn{Address: addr, Ifindex: int32(index)})
}

func getInterface(o *Option, fd int) (Value, error) {
	level, opt := o.number(fd)
	if level == o.level6 {
		n, err := unix.GetsockoptInt(fd, level, opt)
		if err != nil || n == 0 {
			return Value{}, err
		}
		if i, err := net.InterfaceByIndex(n); err == nil {
			return StringValue(i.Name), nil
		}
		return IntValue(int64(n)), nil
	}
	b, err := unix.GetsockoptInet4Addr(fd, level, opt)
	if err != nil || b == [4]byte{} {
		return Value{}, err
	}
	ip := netip.AddrFrom4(b)
	if index, _, err := interfaceWith(ip); err == nil {
		if i, err := net.InterfaceByIndex(index); err == nil {
			return StringValue(i.Name), nil
		}
	}
	return StringValue(ip.String()), nil
}
