package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestFuzz runs the differential fuzzer briefly, with the same forms each time.
func TestFuzz(t *testing.T) {
	out, err := exec.Command("emacs", "--version").Output()
	if err != nil || !strings.HasPrefix(string(out), "GNU Emacs 28.2\n") {
		const msg = "no Emacs 28.2: install the Debian packages emacs-nox emacs-el"
		if os.Getenv("REQUIRE_EMACS") != "" {
			t.Fatal(msg)
		}
		t.Skip(msg)
	}
	var report strings.Builder
	forms, found, err := run(&report, job{seed: 1, limit: time.Minute, most: 1500})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d forms", forms)
	if found > 0 {
		t.Errorf("%d differences:\n%s", found, report.String())
	}
}

// TestShrink checks that shrinking keeps what makes a form differ.
func TestShrink(t *testing.T) {
	form := list(atom("f"), list(atom("g"), atom("1"), atom("bad")), list(atom("h"), atom(`"long text"`)))
	small := shrink(form, func(n *node) bool { return strings.Contains(n.String(), "bad") }, 1000)
	if got := small.String(); got != "bad" {
		t.Errorf("shrunk to %s", got)
	}
}

func TestKnown(t *testing.T) {
	if _, err := readKnown(knownTable); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"a regexp alone", "( ;; why", "x ;; "} {
		if _, err := readKnown(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
