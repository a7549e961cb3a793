package charset_test

import (
	"fmt"

	"elnet/stdlib/internal/charset"
)

func ExampleDecoder() {
	c, _ := charset.Lookup("utf-8")
	d := charset.NewDecoder(c)
	for _, piece := range []string{"caf\xC3", "\xA9\r", "\nbar\r\n"} {
		fmt.Printf("%q %s\n", d.Decode(nil, []byte(piece), false), d.Coding().Name())
	}
	// Output:
	// "caf" utf-8
	// "é" utf-8
	// "\nbar\n" utf-8-dos
}
