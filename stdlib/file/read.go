package file

import (
	"bytes"
	"io"
	"os"
	"syscall"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"

	"golang.org/x/sys/unix"
)

func (s *State) readPrims() []lisp.Prim {
	return []lisp.Prim{
		s.op("(insert-file-contents FILENAME &optional VISIT BEG END REPLACE)", 1, s.insertFile,
			"Insert the text of FILENAME after point, decoded. Return (ABSOLUTE-NAME CHARACTERS).\n"+
				"VISIT makes the buffer, which must be empty, visit the file. BEG and END are byte positions of the part to insert.\n"+
				"REPLACE puts it in place of the accessible text, leaving alone what is the same at the beginning and end."),
	}
}

// An input is what insert-file-contents read.
type input struct {
	name  value
	bytes []byte
	mod   modtime
	err   error // the file could not be opened
}

func (s *State) insertFile(in *interp, a []value) (value, *exit) {
	name, visit, replace := a[0], !a[1].IsNil(), !a[4].IsNil()
	b := s.bufs.Current()
	if _, x := in.Funcall(in.Sym("barf-if-buffer-read-only")); x != nil {
		return value{}, x
	}
	if visit && b.Len() > 0 && !replace {
		return value{}, in.Errorf("Cannot do file visiting in a non-empty buffer")
	}
	beg, x := fileOffset(in, a[2], 0)
	if x != nil {
		return value{}, x
	}
	end, x := fileOffset(in, a[3], -1)
	if x != nil {
		return value{}, x
	}
	if visit && !(a[2].IsNil() && a[3].IsNil()) {
		return value{}, in.Errorf("Attempt to visit less than an entire file")
	}
	file, x := s.readInput(in, name, visit, replace || !a[2].IsNil() || !a[3].IsNil(), beg, end)
	if x != nil {
		return value{}, x
	}
	n := 0
	if file.err == nil {
		if n, x = s.insertInput(in, b, file, replace); x != nil {
			return value{}, x
		}
	}
	if visit {
		if x := s.visit(in, b, name, file.mod); x != nil {
			return value{}, x
		}
		if file.err != nil {
			return value{}, fail(in, "Opening input file", file.err, name)
		}
	}
	if n, x = s.afterInsert(in, b, n); x != nil {
		return value{}, x
	}
	return lisp.List(name, lisp.Fixnum(n)), nil
}

// fileOffset returns a position in a file, dflt if v is nil.
func fileOffset(in *interp, v value, dflt int64) (int64, *exit) {
	const most = 1 << 62
	switch {
	case v.IsNil():
		return dflt, nil
	case v.IsFixnum() && v.Fixnum() >= 0:
		return int64(v.Fixnum()), nil
	case v.IsFloat() && v.Float() >= 0 && v.Float() < most:
		return int64(v.Float()), nil
	}
	return 0, in.WrongType("file-offset", v)
}

// readInput reads from..to of a file; to is -1 for its end.
func (s *State) readInput(in *interp, name value, visit, regular bool, from, to int64) (input, *exit) {
	r := input{name: name, mod: modtime{missing: true, size: -1}}
	f, x, err := open(in, text(name), os.O_RDONLY, 0)
	if x != nil {
		return r, x
	}
	if err != nil {
		if visit {
			r.err = err
			return r, nil
		}
		return r, fail(in, "Opening input file", err, name)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return r, fail(in, "Input file status", err, name)
	}
	if !st.Mode().IsRegular() && (visit || regular) {
		return r, in.SignalNamed("file-error", lisp.NewString("not a regular file"), name)
	}
	if st.IsDir() {
		return r, fail(in, "Read error", syscall.EISDIR, name)
	}
	r.mod = modtime{at: moment{st.ModTime().Unix(), int64(st.ModTime().Nanosecond())}, size: st.Size()}
	if from > 0 {
		if _, err := f.Seek(from, io.SeekStart); err != nil {
			return r, fail(in, "Setting file position", err, name)
		}
	}
	waiting := &patient{in: in, f: f}
	src := io.Reader(waiting)
	limit := int64(lisp.MaxStringBytes)
	if to >= 0 {
		src = io.LimitReader(waiting, max(to-from, 0))
	}
	if st.Size()-from > limit {
		return r, in.Errorf("Maximum buffer size exceeded")
	}
	if r.bytes, err = readAll(io.LimitReader(src, limit+1), st.Size()-from); waiting.x != nil {
		return r, waiting.x
	} else if err != nil {
		return r, fail(in, "Read error", err, name)
	}
	if int64(len(r.bytes)) > limit {
		return r, in.Errorf("Maximum buffer size exceeded")
	}
	return r, nil
}

// readAll is io.ReadAll of what probably is size bytes.
func readAll(src io.Reader, size int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(max(size, 0)) + bytes.MinRead)
	_, err := b.ReadFrom(src)
	return b.Bytes(), err
}

// keepCoding makes c, which a file was read by, the coding system of b. What b has of
// its own, an encoding or an end-of-line format, it keeps.
func (s *State) keepCoding(in *interp, b *buffer.Buffer, c *charset.Coding) {
	if !c.Unibyte() && c.EOL() == charset.Undecided {
		c = c.Variant(charset.Unix)
	}
	if canonical, ok := charset.Lookup(c.Base()); ok && !c.Defined() { // by its own name, not an alias
		c = canonical.Variant(c.EOL())
	}
	if in.LocalIn(b.Locals(), s.sym.bufferCoding) {
		own, _ := b.Locals().Get(s.sym.bufferCoding)
		eol := charset.Unix
		if old, x := codingNamed(in, own); x == nil && !own.IsNil() {
			if eol = old.EOL(); eol == charset.Undecided {
				eol = c.EOL()
			}
			if old.Type() != "undecided" {
				c = old
			}
		}
		if v := c.Variant(eol); v != nil {
			c = v
		}
	}
	in.SetLocal(b.Locals(), s.sym.bufferCoding, in.Sym(c.Name()))
}

// insertInput decodes what was read, puts it into b and returns the number of
// characters inserted.
func (s *State) insertInput(in *interp, b *buffer.Buffer, file input, replace bool) (int, *exit) {
	asked, used, x := s.codingForRead(in, file.bytes)
	if x != nil {
		return 0, x
	}
	if !b.Multibyte() && !asked.Unibyte() {
		raw, _ := charset.Lookup("raw-text")
		asked, used = raw.Variant(asked.EOL()), value{}
	}
	if sig := "\xEF\xBB\xBF"; asked.Base() == "undecided" && bytes.HasPrefix(file.bytes, []byte(sig)) {
		signed, _ := charset.Lookup("utf-8-with-signature")
		asked = signed.Variant(asked.EOL())
	}
	nulls, _ := in.VarValue(s.sym.nulls)
	size := len(file.bytes)
	decoded, settled, runs := asked.DecodeOwned(file.bytes, !nulls.IsNil())
	if used.IsNil() || settled != asked {
		used = in.Sym(settled.Name())
	}
	in.SetVar(s.sym.used, used)
	if size > 0 {
		s.keepCoding(in, b, settled)
	}
	at, multi := b.Point(), !settled.Unibyte()
	size = b.Len()
	point, cut := at, 0
	if replace {
		if at, decoded, x = s.cutSame(in, b, decoded, multi); x != nil {
			return 0, x
		}
		cut = size - b.Len()
		size = b.Len()
	}
	if len(decoded) > 0 {
		if x := s.bufs.InsertText(in, b, at, decoded, multi); x != nil {
			return 0, x
		}
		if !replace {
			if x := buffer.MarkCharsets(in, value{}, at+1, decoded, runs); x != nil {
				return 0, x
			}
			if settled.Defined() {
				if _, x := in.Funcall(in.Sym("elnet--after-decoding"), used, lisp.Fixnum(b.Len()-size)); x != nil {
					return 0, x
				}
			}
		}
	}
	n := b.Len() - size
	if replace && point >= at && point < at+cut {
		b.SetPoint(at + (point-at)*n/cut) // as far into the new text as it was into the old
	}
	return n, nil
}

// cutSame deletes the accessible text of b but for what decoded begins and ends
// with. It returns where the rest of decoded, which it returns too, belongs.
func (s *State) cutSame(in *interp, b *buffer.Buffer, decoded []byte, multi bool) (int, []byte, *exit) {
	if !multi && b.Multibyte() {
		decoded = char.FromBytes(nil, string(decoded))
	}
	old := b.Text().Substring(b.Begv(), b.Zv())
	head := 0
	for head < len(old) && head < len(decoded) && old[head] == decoded[head] {
		head++
	}
	for b.Multibyte() && head > 0 && (head < len(old) && !char.IsStart(old[head]) || head < len(decoded) && !char.IsStart(decoded[head])) {
		head--
	}
	tail := 0
	for tail < len(old)-head && tail < len(decoded)-head && old[len(old)-1-tail] == decoded[len(decoded)-1-tail] {
		tail++
	}
	for b.Multibyte() && tail > 0 && !char.IsStart(old[len(old)-tail]) {
		tail--
	}
	count := func(t []byte) int {
		if b.Multibyte() {
			return char.Count(string(t))
		}
		return len(t)
	}
	from := b.Begv() + count(old[:head])
	if x := s.bufs.Delete(in, b, from, b.Zv()-count(old[len(old)-tail:])); x != nil {
		return 0, nil, x
	}
	rest := decoded[head : len(decoded)-tail]
	if !multi && b.Multibyte() { // as bytes again, for InsertText
		raw := make([]byte, 0, len(rest))
		for i := 0; i < len(rest); {
			c, n := char.Decode(string(rest[i:min(i+char.MaxLen, len(rest))]))
			raw = append(raw, char.Byte(c))
			i += n
		}
		rest = raw
	}
	return from, rest, nil
}

// afterInsert lets after-insert-file-functions change the n characters inserted.
func (s *State) afterInsert(in *interp, b *buffer.Buffer, n int) (int, *exit) {
	if n == 0 {
		return 0, nil
	}
	functions, _ := in.VarValue(in.Intern("after-insert-file-functions"))
	point := b.Point()
	for _, f := range lisp.Slice(functions) {
		if f == lisp.T {
			continue
		}
		b.SetPoint(point)
		v, x := in.Funcall(f, lisp.Fixnum(n))
		if x != nil {
			return n, x
		}
		if v.IsNil() {
			continue
		}
		if !v.IsFixnum() || v.Fixnum() < 0 || v.Fixnum() > b.Zv()-b.Point() {
			return n, in.WrongType("inserted-chars", v)
		}
		n = v.Fixnum()
	}
	if !functions.IsNil() {
		b.SetPoint(point)
	}
	return n, nil
}

// codingNamed returns the coding system of a symbol; nil is no-conversion.
func codingNamed(in *interp, v value) (*charset.Coding, *exit) {
	if v.IsNil() {
		c, _ := charset.Lookup("no-conversion")
		return c, nil
	}
	if v.IsSymbol() {
		if c, ok := charset.Lookup(in.Symbol(v).Name()); ok {
			return c, nil
		}
		// One that the program has defined, or made a name for.
		if o, ok := in.Get(in.Symbol(v), in.Sym("elnet--coding")).Object().(interface{ Coding() *charset.Coding }); ok {
			return o.Coding(), nil
		}
		if base := in.SymbolFunction(in.Intern("coding-system-base")); !base.IsNil() {
			if c, x := in.Funcall(base, v); x == nil && c.IsSymbol() {
				if c, ok := charset.Lookup(in.Symbol(c).Name()); ok {
					return c, nil
				}
			}
		}
	}
	return nil, in.SignalNamed("coding-system-error", v)
}

// codingForRead returns the coding system that a file's bytes are in, as far as
// something says so, and its symbol, nil if that is its name:
// coding-system-for-read, else the text's own mark, else it is undecided.
func (s *State) codingForRead(in *interp, file []byte) (*charset.Coding, value, *exit) {
	if v, _ := in.VarValue(s.sym.forRead); !v.IsNil() {
		c, x := codingNamed(in, v)
		return c, v, x
	}
	if name := cookie(file); name != "" {
		if c, ok := charset.Lookup(name); ok {
			return c.Variant(charset.Undecided), value{}, nil
		}
	}
	if charset.CutUTF8(file) {
		c, _ := charset.Lookup("utf-8")
		return c.Variant(charset.Undecided), value{}, nil
	}
	c, _ := charset.Lookup("undecided")
	return c, value{}, nil
}

// statMod returns the modification time of a file.
func statMod(path string) modtime {
	var st unix.Stat_t
	if unix.Stat(path, &st) != nil {
		return modtime{missing: true, size: -1}
	}
	return modtime{at: timeOf(st.Mtim), size: st.Size}
}
