package regex

import "unsafe"

// stringBytes returns the bytes of s, which must not be written.
func stringBytes(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
