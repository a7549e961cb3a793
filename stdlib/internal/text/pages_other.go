//go:build !linux

package text

func inLargePages([]byte) {}
