package repl

import (
	"runtime/metrics"
	"testing"
	"time"
)

// TestGiveBackWhenIdle: garbage is collected while nothing happens.
func TestGiveBackWhenIdle(t *testing.T) {

	defer giveBackWhenIdle(100 * time.Millisecond)()
	s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	var keep [][]byte
	for range 16 {
		keep = append(keep, make([]byte, 1<<20))
	}
	metrics.Read(s)
	before := s[0].Value.Uint64()
	_ = keep
	keep = nil
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if metrics.Read(s); s[0].Value.Uint64()+(8<<20) < before {
			return
		}
	}
	t.Errorf("%d bytes at first, %d now", before, s[0].Value.Uint64())
}
