package netprims

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write OPTIONS.md anew")

// TestReference checks that OPTIONS.md is what the table says:
//
//	go test ./netprims -run TestReference -update
func TestReference(t *testing.T) {
	var b strings.Builder
	b.WriteString(`# Socket options

Made from the table in [option_rows.go](option_rows.go) by ` + "`go test ./netprims -run TestReference -update`" + `.

Each keyword may be given to ` + "`make-network-process`" + ` and ` + "`set-network-process-option`" + ` if it can be set, and
to ` + "`network-process-option`" + `, which asks the system for its value, if it can be read. The columns of the systems
say what it is there; where one is empty the option is not supported: setting or reading it is the error
"Unknown or unsupported option", or makes the function return nil if its argument NO-ERROR is non-nil. A value of
the wrong type is the error "Bad option value"; what the system itself refuses is a ` + "`file-error`" + `.

| keyword | value | access | when | sockets | Linux | FreeBSD | macOS |
| --- | --- | --- | --- | --- | --- | --- | --- |
`)
	for _, o := range AllOptions() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s | %s | %s | %s |\n", o.Name(), o.Kind(), o.Access(), o.Phase(), o.Scope(),
			o.Native("linux"), o.Native("freebsd"), o.Native("darwin"))
	}
	b.WriteString("\n")
	for _, o := range AllOptions() {
		fmt.Fprintf(&b, "**%s** — %s\n\n", o.Name(), o.Doc())
	}
	want := strings.TrimSuffix(b.String(), "\n")
	if *update {
		if err := os.WriteFile("OPTIONS.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile("OPTIONS.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("OPTIONS.md is not what the table says; run: go test ./netprims -run TestReference -update")
	}
}
