package main

import (
	"testing"
	"time"
)

// TestSoak is the soak in short.
func TestSoak(t *testing.T) {
	r, err := run(t.Context(), options{duration: 2 * time.Second, connections: 60})
	if err != nil || r.connections < 60 {
		t.Errorf("%v\n%s", err, r)
	}
}
