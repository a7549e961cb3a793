package netprims

import "golang.org/x/sys/unix"

// Names that differ between systems, for the common rows.
const (
	// SO_LINGER itself counts clock ticks on macOS.
	soLinger    = unix.SO_LINGER_SEC
	tcpKeepIdle = unix.TCP_KEEPALIVE
)
