package text_test

import (
	"fmt"
	"maps"

	"elnet/stdlib/internal/text"
)

func Example() {
	t := text.New(true)
	t.InsertString(0, "naïve\ntext")
	m := t.NewMarker(6, false) // at the beginning of the second line
	t.Delete(0, 2)
	t.InsertString(0, "NA")
	pos, _ := t.BeforeNewline(t.Len(), 0, 1)
	fmt.Println(m.Pos(), m.BytePos(), pos, string(t.Substring(0, pos)))
	// Output: 6 7 5 NAïve
}

func ExampleIntervals() {
	type plist map[string]string
	iv := text.NewIntervals(10, func(a, b plist) bool { return maps.Equal(a, b) })
	iv.Update(2, 5, func(old plist) plist {
		p := maps.Clone(old)
		if p == nil {
			p = plist{}
		}
		p["face"] = "bold"
		return p
	})
	iv.Insert(3, 4, nil) // four characters that inherit nothing
	iv.Each(0, iv.Len(), func(start, end int, p plist) bool {
		fmt.Println(start, end, p)
		return true
	})
	// Output:
	// 0 2 map[]
	// 2 3 map[face:bold]
	// 3 7 map[]
	// 7 9 map[face:bold]
	// 9 14 map[]
}
