//go:build darwin || freebsd

package netprims

// systemOptions returns the rows beyond the common ones: neither system has
// SO_BINDTODEVICE or SO_PRIORITY.
func systemOptions() []Option { return nil }
