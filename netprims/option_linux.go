package netprims

import "golang.org/x/sys/unix"

// Names that differ between systems, for the common rows.
const (
	soLinger    = unix.SO_LINGER
	tcpKeepIdle = unix.TCP_KEEPIDLE
)

// systemOptions returns the rows that only Linux has. See socket(7).
func systemOptions() []Option {
	return []Option{
		{":bindtodevice", unix.SOL_SOCKET, unix.SO_BINDTODEVICE, OptionDevice, readWrite, AnyTime,
			"Handle only packets of the named network interface; nil means any. " +
				"Changing or undoing a binding needs the CAP_NET_RAW capability."},
		{":priority", unix.SOL_SOCKET, unix.SO_PRIORITY, OptionInt, readWrite, AnyTime,
			"Queueing priority of the packets sent; below 0 or above 6 needs CAP_NET_ADMIN."},
	}
}
