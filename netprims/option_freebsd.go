package netprims

import "golang.org/x/sys/unix"

// Names that differ between systems, for the common rows.
const (
	soLinger    = unix.SO_LINGER
	tcpKeepIdle = unix.TCP_KEEPIDLE
)
