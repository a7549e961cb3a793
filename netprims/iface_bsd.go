//go:build darwin || freebsd

package netprims

import (
	"net"
	"net/netip"

	"golang.org/x/sys/unix"
)

// interfaceFlags are the flags that package net passes on, with Emacs' names.
var interfaceFlags = []flagName{
	{uint32(net.FlagUp), "up"},
	{uint32(net.FlagBroadcast), "broadcast"},
	{uint32(net.FlagLoopback), "loopback"},
	{uint32(net.FlagPointToPoint), "pointopoint"},
	{uint32(net.FlagRunning), "running"},
	{uint32(net.FlagMulticast), "multicast"},
}

func systemInterfaceAddrs() ([]InterfaceAddr, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var list []InterfaceAddr
	for i := range interfaces {
		addrs, err := addrsOf(&interfaces[i])
		if err != nil {
			return nil, err
		}
		list = append(list, addrs...)
	}
	return list, nil
}

// addrsOf returns the IP addresses of one interface in the system's order.
func addrsOf(i *net.Interface) ([]InterfaceAddr, error) {
	addrs, err := i.Addrs()
	if err != nil {
		return nil, err
	}
	var list []InterfaceAddr
	for _, addr := range addrs {
		ipnet, ok := addr.(*net.IPNet)
		if !ok {
			continue
		}
		ones, bits := ipnet.Mask.Size()
		ip, ok := netip.AddrFromSlice(ipnet.IP)
		if ok && bits == 32 {
			ip = ip.Unmap() // package net may hold IPv4 in 16 bytes
		}
		if !ok || bits == 0 {
			continue
		}
		if a, ok := newInterfaceAddr(i.Name, ip, uint32(i.Index), ones); ok {
			list = append(list, a)
		}
	}
	return list, nil
}

func systemInterface(name string) (InterfaceInfo, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return InterfaceInfo{}, err
	}
	for n := range interfaces {
		i := &interfaces[n]
		if i.Name != name {
			continue
		}
		var info InterfaceInfo
		info.FlagNames, info.FlagBits = splitFlags(uint32(i.Flags), interfaceFlags)
		if len(i.HardwareAddr) > 0 {
			info.HWType = unix.AF_LINK
			info.HWAddr = append(info.HWAddr, i.HardwareAddr[:min(6, len(i.HardwareAddr))]...)
		}
		addrs, err := addrsOf(i)
		if err != nil {
			return InterfaceInfo{}, err
		}
		for _, a := range addrs {
			if a.Addr.Kind != AddrIPv4 {
				continue
			}
			info.Addr, info.Mask = a.Addr, a.Mask
			if i.Flags&net.FlagBroadcast != 0 {
				info.Broadcast = a.Broadcast
			}
			break
		}
		return info, nil
	}
	return InterfaceInfo{}, ErrNoInterface
}
