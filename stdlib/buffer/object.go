package buffer

import (
	"fmt"
	"time"

	"elnet/lisp"
	"elnet/stdlib/internal/text"
)

// A Buffer is a Lisp buffer.
type Buffer struct {
	*body
	value    lisp.Value
	name     *lisp.String // nil once killed
	base     *Buffer      // the buffer whose text an indirect one shares, else nil
	locals   *lisp.Locals
	overlays overlays
	tables   [tableKinds]lisp.Value // nil for the standard ones
	pt       int
	begv, zv int
	mark     *Marker

	inhibitBufferHooks bool
	threads            int // parked threads whose current buffer it is
}

// A body is what a buffer and the indirect buffers based on it share.
type body struct {
	text  *text.Text
	iv    *intervals // nil until text properties are put
	views []*Buffer  // the buffers that show the text

	ticks, charTicks int       // buffer-modified-tick, buffer-chars-modified-tick
	saved            int       // ticks when last saved; less than ticks if modified
	autoSaved        int       // ticks when last auto-saved
	undoSize         int       // roughly what was recorded since the list was last looked at
	undoTime         time.Time // when that put a boundary there
}

// A TableKind names a char-table that every buffer has.
type TableKind int

// The tables of a buffer.
const (
	SyntaxTable TableKind = iota
	CategoryTable
	CaseTable
	tableKinds
)

// LispType returns "buffer".
func (b *Buffer) LispType() string { return "buffer" }

// LispPredicate returns "bufferp".
func (b *Buffer) LispPredicate() string { return "bufferp" }

// PrintLisp returns #<buffer NAME>, or the name alone for princ.
func (b *Buffer) PrintLisp(quote bool) string {
	switch {
	case b.name == nil:
		return "#<killed buffer>"
	case quote:
		return "#<buffer " + b.name.Text() + ">"
	}
	return b.name.Text()
}

// Value returns b as a Lisp value.
func (b *Buffer) Value() lisp.Value { return b.value }

// Name returns the name of b in package char's encoding, "" if b was killed.
func (b *Buffer) Name() string {
	if b.name == nil {
		return ""
	}
	return b.name.Text()
}

// Live reports whether b was not killed.
func (b *Buffer) Live() bool { return b != nil && b.name != nil }

// Multibyte reports whether b holds characters rather than bytes.
func (b *Buffer) Multibyte() bool { return b.text.Multibyte() }

// Text returns the text of b, for reading: edits go through State.
func (b *Buffer) Text() *text.Text { return b.text }

// Locals returns the buffer-local values of b.
func (b *Buffer) Locals() *lisp.Locals { return b.locals }

// Point returns point.
func (b *Buffer) Point() int { return b.pt }

// Begv returns the beginning of the accessible part.
func (b *Buffer) Begv() int { return b.begv }

// Zv returns the end of the accessible part.
func (b *Buffer) Zv() int { return b.zv }

// Len returns the number of characters, those outside of a narrowing included.
func (b *Buffer) Len() int { return b.text.Len() }

// SetPoint moves point to pos, or as near as the accessible part allows.
func (b *Buffer) SetPoint(pos int) { b.pt = min(max(pos, b.begv), b.zv) }

// Widen makes all of b accessible.
func (b *Buffer) Widen() { b.begv, b.zv = 0, b.text.Len() }

// Narrow makes from..to the accessible part.
func (b *Buffer) Narrow(from, to int) {
	n := b.text.Len()
	b.begv = min(max(from, 0), n)
	b.zv = min(max(to, b.begv), n)
	b.SetPoint(b.pt)
}

// Table returns a char-table that package search keeps with b, nil for the
// standard one.
func (b *Buffer) Table(k TableKind) lisp.Value { return b.tables[k] }

// SetTable sets what Table returns.
func (b *Buffer) SetTable(k TableKind, v lisp.Value) { b.tables[k] = v }

// CharAt returns the character after pos; ok is false outside of the accessible
// part.
func (b *Buffer) CharAt(pos int) (c rune, ok bool) {
	if pos < b.begv || pos >= b.zv {
		return 0, false
	}
	return b.text.CharAt(pos)
}

// A Marker is a Lisp marker.
type Marker struct {
	value lisp.Value
	m     text.Marker
	buf   *Buffer
}

// LispType returns "marker".
func (m *Marker) LispType() string { return "marker" }

// LispPredicate returns "markerp".
func (m *Marker) LispPredicate() string { return "markerp" }

// PrintLisp returns #<marker at 3 in foo> and the like.
func (m *Marker) PrintLisp(bool) string {
	moves := ""
	if m.m.Advance() {
		moves = "(moves after insertion) "
	}
	b := m.Buffer()
	if b == nil {
		return "#<marker " + moves + "in no buffer>"
	}
	return fmt.Sprintf("#<marker %sat %d in %s>", moves, m.m.Pos()+1, b.Name())
}

// EqualLisp reports whether other is a marker at the same place: what equal
// compares.
func (m *Marker) EqualLisp(other lisp.Object) bool {
	o, ok := other.(*Marker)
	if !ok {
		return false
	}
	return m.Buffer() == o.Buffer() && (m.Buffer() == nil || m.m.Pos() == o.m.Pos())
}

// Value returns m as a Lisp value.
func (m *Marker) Value() lisp.Value { return m.value }

// Buffer returns the buffer that m points into, nil if it points nowhere.
func (m *Marker) Buffer() *Buffer {
	if m.m.Text() == nil || !m.buf.Live() {
		return nil
	}
	return m.buf
}

// Pos returns the position of m, 0 if it points nowhere.
func (m *Marker) Pos() int { return m.m.Pos() }

// Set makes m point to pos in b, nowhere if b is nil.
func (m *Marker) Set(b *Buffer, pos int) {
	if b == nil || !b.Live() {
		m.Detach()
		return
	}
	m.m.Set(b.text, pos)
	m.buf = b
}

// Detach makes m point nowhere.
func (m *Marker) Detach() {
	m.m.Detach()
	m.buf = nil
}

// Advance reports whether m moves with text inserted at it.
func (m *Marker) Advance() bool { return m.m.Advance() }

// SetAdvance says whether m moves with text inserted at it.
func (m *Marker) SetAdvance(advance bool) { m.m.SetAdvance(advance) }

// NewMarker returns a new marker at pos in b, nowhere if b is nil.
func (s *State) NewMarker(b *Buffer, pos int, advance bool) *Marker {
	m := &Marker{}
	m.value = lisp.NewObject(m)
	m.m.Owner = m
	m.m.SetAdvance(advance)
	m.Set(b, pos)
	return m
}

// pin is NewMarker for Go code that detaches it: see text.Text.NewPin.
func (b *Buffer) pin(pos int, advance bool) *text.Marker { return b.text.NewPin(pos, advance) }
