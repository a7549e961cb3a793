package file

import (
	"io"
	"os"
	"slices"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"
)

func (s *State) writePrims() []lisp.Prim {
	return []lisp.Prim{
		lisp.Def("(write-region START END FILENAME &optional APPEND VISIT LOCKNAME MUSTBENEW)", lisp.FnN(s.writeRegion),
			"Write the text from START to END to FILENAME. For a nil START write the whole buffer; if START is a string, write that.\n"+
				"APPEND adds to the file's end; if it is a number it is the byte position at which to write.\n"+
				"VISIT t makes the buffer visit FILENAME, a string the file of that name; nil shows a message if there is a user.\n"+
				"MUSTBENEW excl signals file-already-exists if there is a file, other values but nil ask."),
	}
}

// An output is a call of write-region with its arguments checked.
type output struct {
	b      *buffer.Buffer
	text   []byte
	multi  bool
	name   value
	append value
	seek   int64 // -1: none
	excl   bool
	visit  value // the name to visit, nil for none
	quiet  bool
	made   []*buffer.Buffer // whose text was written, the latest first: b and those of annotating functions
}

func (s *State) writeRegion(in *interp, args []value) (value, *exit) {
	var a [7]value
	copy(a[:], args)
	o := output{b: s.bufs.Current(), made: []*buffer.Buffer{s.bufs.Current()}, append: a[3], seek: -1, excl: a[6] == in.Sym("excl"), quiet: !a[4].IsNil()}
	var x *exit
	if o.name, x = s.expand(in, a[2], value{}); x != nil {
		return value{}, x
	}
	if !a[6].IsNil() && !o.excl {
		if x := s.mayReplace(in, o.name, lisp.Fixnum(1), "Overwrite"); x != nil {
			return value{}, x
		}
	}
	switch {
	case a[4] == lisp.T:
		o.visit, o.quiet = o.name, false
	case a[4].IsString():
		if o.visit, x = s.expand(in, a[4], value{}); x != nil {
			return value{}, x
		}
		o.quiet = false
	}
	if a[3].IsNumber() {
		if o.seek, x = fileOffset(in, a[3], 0); x != nil {
			return value{}, x
		}
	}
	if !a[0].IsNil() && !a[0].IsString() { // checked even if a handler writes
		if _, _, x := s.bufs.Region(in, a[0], a[1]); x != nil {
			return value{}, x
		}
	}
	names := []value{o.name}
	if a[5].IsNil() {
		a[5] = o.name
		if o.visit.IsString() {
			a[5] = o.visit
		}
	}
	if o.visit.IsString() {
		names = append(names, o.visit)
	}
	if v, handled, x := s.handle(in, "write-region", names, a[0], a[1], o.name, a[3], a[4], a[5], a[6]); handled {
		if x == nil && o.visit.IsString() {
			x = s.visit(in, o.b, o.visit, statMod(text(o.visit)))
		}
		return v, x
	}
	if x := s.outputText(in, &o, a[0], a[1]); x != nil {
		return value{}, x
	}
	return value{}, s.write(in, &o)
}

// outputText finds the text to write.
func (s *State) outputText(in *interp, o *output, start, end value) *exit {
	if start.IsString() {
		o.text, o.multi = []byte(start.Str().Text()), start.Str().Multibyte()
		return nil
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	s.bufs.SaveCurrent(in)
	from, to := 0, o.b.Len()
	if !start.IsNil() {
		var x *exit
		if from, to, x = s.bufs.Region(in, start, end); x != nil {
			return x
		}
	}
	notes, x := s.annotations(in, o, start, end)
	if x != nil {
		return x
	}
	b := s.bufs.Current()
	if b != o.b { // a function has made another text
		from, to = 0, b.Len()
	}
	o.text, o.multi = b.Text().Substring(from, to), b.Multibyte()
	return s.annotate(in, o, from, notes)
}

// An annotation is text to write at a position of a buffer.
type annotation struct {
	pos  int
	text *lisp.String
}

// annotations asks the functions of write-region-annotate-functions what to add
// to the text from start to end, in order of positions.
func (s *State) annotations(in *interp, o *output, start, end value) ([]annotation, *exit) {
	functions, _ := in.VarValue(in.Intern("write-region-annotate-functions"))
	var notes []annotation
	for _, f := range lisp.Slice(functions) {
		if f == lisp.T {
			continue
		}
		before := s.bufs.Current()
		v, x := in.Funcall(f, start, end)
		if x != nil {
			return nil, x
		}
		if s.bufs.Current() != before { // what was to be added is in the new text
			notes, start, end = nil, lisp.Fixnum(1), lisp.Fixnum(s.bufs.Current().Len()+1)
			o.made = slices.Insert(o.made, 0, s.bufs.Current())
		}
		for _, pair := range lisp.Slice(v) {
			pos, str := lisp.Car(pair), lisp.Cdr(pair)
			if pos.IsFixnum() && str.IsString() {
				notes = append(notes, annotation{pos.Fixnum() - 1, str.Str()})
			}
		}
	}
	slices.SortStableFunc(notes, func(a, b annotation) int { return a.pos - b.pos })
	return notes, nil
}

// annotate puts notes into the text of o, which begins at the position from.
func (s *State) annotate(in *interp, o *output, from int, notes []annotation) *exit {
	if len(notes) == 0 {
		return nil
	}
	all := lisp.TextString(string(o.text), o.multi).Str()
	var parts []value
	at := 0
	for _, n := range notes {
		to := min(max(n.pos-from, at), all.Len())
		parts = append(parts, all.Substring(at, to).Value(), n.text.Value())
		at = to
	}
	parts = append(parts, all.Substring(at, all.Len()).Value())
	v, x := in.Funcall(in.Sym("concat"), parts...)
	if x == nil {
		o.text, o.multi = []byte(v.Str().Text()), v.Str().Multibyte()
	}
	return x
}

// afterAnnotations calls write-region-post-annotation-function in the buffers whose
// text has been written.
func (s *State) afterAnnotations(in *interp, o *output) *exit {
	f, _ := in.VarValue(in.Intern("write-region-post-annotation-function"))
	if f.IsNil() {
		return nil
	}
	mark := in.Mark()
	defer in.Unbind(mark)
	s.bufs.SaveCurrent(in)
	for _, b := range o.made {
		if b.Live() {
			s.bufs.SetCurrent(b)
			if _, x := in.Funcall(f); x != nil {
				return x
			}
		}
	}
	return nil
}

// codingForWrite returns the coding system to write with and its symbol:
// coding-system-for-write, else that of the buffer.
func (s *State) codingForWrite(in *interp, o *output) (*charset.Coding, value, *exit) {
	v, _ := in.VarValue(s.sym.forWrite)
	if v.IsNil() {
		if v, _ = in.VarValue(s.sym.bufferCoding); v.IsNil() && !o.multi {
			c, _ := charset.Lookup("raw-text")
			return c, in.Sym("raw-text"), nil
		}
	}
	c, x := codingNamed(in, v)
	if x != nil {
		return nil, v, x
	}
	if forced, _ := in.VarValue(s.sym.forWrite); forced.IsNil() && !ascii(o.text) {
		// What has not been decided, or cannot hold the text, becomes UTF-8.
		utf8, _ := charset.Lookup("utf-8")
		if c.Base() == "undecided" || c.Base() == "us-ascii" || v.IsNil() {
			c = utf8.Variant(c.EOL())
			v = in.Sym(c.Name())
		}
	}
	return c, v, nil
}

func ascii(t []byte) bool {
	for _, b := range t {
		if b >= 0x80 {
			return false
		}
	}
	return true
}

func (s *State) write(in *interp, o *output) *exit {
	coding, used, x := s.codingForWrite(in, o)
	if x != nil {
		return x
	}
	if coding.Defined() {
		v, x := in.Funcall(in.Sym("elnet--before-encoding"), used, lisp.TextString(string(o.text), o.multi))
		if x != nil {
			return x
		}
		o.text, o.multi = []byte(v.Str().Text()), v.Str().Multibyte()
	}
	data := coding.EncodeWhole(nil, o.text, o.multi)
	in.SetVar(s.sym.used, used)
	n := text(o.name)
	flags := os.O_WRONLY | os.O_CREATE
	switch {
	case o.excl:
		flags |= os.O_EXCL
	case o.append.IsNil():
		flags |= os.O_TRUNC
	case o.seek < 0:
		flags |= os.O_APPEND
	}
	_, err := os.Lstat(n)
	fresh := os.IsNotExist(err)
	f, x, err := open(in, n, flags, 0o666)
	if x != nil {
		return x
	}
	if err != nil {
		return fail(in, "Opening output file", err, o.name)
	}
	if fresh {
		s.permit(n, 0o666)
	}
	if o.seek >= 0 {
		if _, err := f.Seek(o.seek, io.SeekStart); err != nil {
			f.Close()
			return fail(in, "Lseek error", err, o.name)
		}
	}
	waiting := &patient{in: in, f: f}
	_, err = waiting.Write(data)
	if e := f.Close(); err == nil {
		err = e
	}
	if waiting.x != nil {
		return waiting.x
	}
	if err != nil {
		return fail(in, "Write error", err, o.name)
	}
	if x := s.afterAnnotations(in, o); x != nil {
		return x
	}
	if o.visit.IsString() {
		if x := s.visit(in, o.b, o.visit, statMod(n)); x != nil {
			return x
		}
	}
	if batch, known := in.VarValue(in.Intern("noninteractive")); !o.quiet && known && batch.IsNil() {
		verb := "Wrote %s"
		if !o.append.IsNil() {
			verb = "Added to %s"
		}
		if _, x := in.Funcall(in.Sym("message"), lisp.NewString(verb), o.name); x != nil {
			return x
		}
	}
	return nil
}
