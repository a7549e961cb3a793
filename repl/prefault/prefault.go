//go:build !linux

// Package prefault makes the start of the command fast, on Linux.
package prefault
