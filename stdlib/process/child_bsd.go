//go:build unix && !linux

package process

// awaitsChange is false: collect waits by itself.
const awaitsChange = false

func awaitChange(int) {}
