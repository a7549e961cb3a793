package coding

import (
	"bytes"
	"strings"

	"elnet/lisp"
	"elnet/lisp/char"
	"elnet/stdlib/buffer"
	"elnet/stdlib/internal/charset"
)

func (s *State) stringPrims() []lisp.Prim {
	str := func(convert func(*interp, *lisp.String, value) (*lisp.String, *exit), end byte) lisp.Callable {
		return lisp.Fn4(func(in *interp, str, coding, nocopy, buf value) (value, *exit) {
			return s.convertString(in, str, coding, nocopy, buf, convert, end)
		})
	}
	region := func(convert func(*interp, *lisp.String, value) (*lisp.String, *exit)) lisp.Callable {
		return lisp.Fn4(func(in *interp, start, end, coding, dest value) (value, *exit) {
			return s.convertRegion(in, start, end, coding, dest, convert)
		})
	}
	return []lisp.Prim{
		lisp.Def("(encode-coding-string STRING CODING-SYSTEM &optional NOCOPY BUFFER)", str(s.encode, '\n'),
			"Return STRING encoded by CODING-SYSTEM, a unibyte string. With BUFFER insert it there and return its length."),
		lisp.Def("(decode-coding-string STRING CODING-SYSTEM &optional NOCOPY BUFFER)", str(s.decode, '\r'),
			"Return the text that the bytes STRING stand for in CODING-SYSTEM. With BUFFER insert it there and\nreturn its length. NOCOPY allows to return STRING itself."),
		lisp.Def("(encode-coding-region START END CODING-SYSTEM &optional DESTINATION)", region(s.encode),
			"Replace the text between START and END by its encoding and return the length of that.\nDESTINATION t: return the encoding instead; a buffer: insert it there."),
		lisp.Def("(decode-coding-region START END CODING-SYSTEM &optional DESTINATION)", region(s.decode),
			"Replace the bytes between START and END by the text they stand for and return the length of that.\nDESTINATION t: return the text instead; a buffer: insert it there."),
	}
}

// bytesOf returns the bytes of str that a decoder is to see: those of unibyte
// text, raw bytes as themselves, other characters in their internal form.
func bytesOf(str *lisp.String) []byte {
	t := str.Text()
	if !str.Multibyte() || char.IsASCII(t) {
		return []byte(t)
	}
	out := make([]byte, 0, len(t))
	for i := 0; i < len(t); {
		c, n := char.Decode(t[i:])
		if char.IsRawByte(c) {
			out = append(out, char.Byte(c))
		} else {
			out = append(out, t[i:i+n]...)
		}
		i += n
	}
	return out
}

// encode returns str encoded; a nil coding system changes nothing.
func (s *State) encode(in *interp, str *lisp.String, coding value) (*lisp.String, *exit) {
	c, x := s.Lookup(in, coding)
	if x != nil {
		return nil, x
	}
	if coding.IsNil() {
		return str.Substring(0, str.Len()), nil
	}
	if c.Defined() {
		if str, x = s.prepared(in, str, coding); x != nil {
			return nil, x
		}
	}
	s.Used(in, coding)
	if c.Marks() && str.Multibyte() && str.Properties() != nil {
		return lisp.UnibyteString(string(c.EncodeMarked(nil, []byte(str.Text()), charsetMarks(in, str)))).Str(), nil
	}
	if t := c.Type(); !str.Multibyte() && !char.IsASCII(str.Text()) && t != "utf-8" && t != "raw-text" {
		// Bytes that are a character inside Emacs are taken for that.
		v, x := in.Funcall(in.Sym("string-as-multibyte"), str.Value())
		if x != nil {
			return nil, x
		}
		str = v.Str()
	}
	return lisp.UnibyteString(string(c.EncodeWhole(nil, []byte(str.Text()), str.Multibyte()))).Str(), nil
}

// charsetMarks returns the parts of str by their text property charset.
func charsetMarks(in *interp, str *lisp.String) []charset.Run {
	var marks []charset.Run
	text, done, at := str.Text(), 0, 0
	to := func(n int) int { // the offset of the character n
		done, at = n, at+char.Offset(text[at:], n-done)
		return at
	}
	str.Properties().Intervals(func(from, end int, plist value) {
		if v := lisp.PlistGet(plist, in.Sym("charset")); v.IsSymbol() && !v.IsNil() {
			marks = append(marks, charset.Run{Start: to(from), Charset: in.Symbol(v).Name()}, charset.Run{Start: to(end)})
		}
	})
	return marks
}

// decode returns the text that str stands for.
func (s *State) decode(in *interp, str *lisp.String, coding value) (*lisp.String, *exit) {
	c, x := s.Lookup(in, coding)
	if x != nil {
		return nil, x
	}
	if coding.IsNil() {
		return str.Substring(0, str.Len()), nil
	}
	src := bytesOf(str)
	if c.Type() == "undecided" && !char.IsASCII(src) && (s.reordered || bytes.IndexByte(src, 0) >= 0 && s.nullsAllowed(in)) {
		found := charset.Candidates(src, s.priorities(), s.nullsAllowed(in))[0]
		if c.EOL() != charset.Undecided && found.Variant(c.EOL()) != nil {
			found = found.Variant(c.EOL())
		}
		c = found
	}
	var out []byte
	var settled *charset.Coding
	var multi bool
	var runs []charset.Run
	if str.Multibyte() && !char.IsASCII(src) {
		out, settled, multi, runs = c.DecodeText(str.Text(), src)
	} else {
		out, settled, multi, runs = c.DecodeString(nil, src)
	}
	if settled == c {
		s.Used(in, coding)
	} else {
		s.Used(in, in.Sym(settled.Name()))
	}
	r := lisp.TextString(string(out), multi)
	if x := buffer.MarkCharsets(in, r, 0, out, runs); x != nil || !c.Defined() {
		return r.Str(), x
	}
	return s.finished(in, r.Str(), coding)
}

func (s *State) convertString(in *interp, v, coding, nocopy, buf value,
	convert func(*interp, *lisp.String, value) (*lisp.String, *exit), end byte) (value, *exit) {
	if !v.IsString() {
		return value{}, in.WrongType("stringp", v)
	}
	if !coding.IsSymbol() {
		return value{}, in.WrongType("symbolp", coding)
	}
	if buf == lisp.T {
		buf = s.buf.Current().Value()
	}
	b, isBuffer := buf.Object().(*buffer.Buffer)
	if !buf.IsNil() && !isBuffer {
		return value{}, in.WrongType("bufferp", buf)
	}
	same := false // the text is neither encoded nor decoded
	if c := s.find(in, coding); c != nil && c.ASCIICompatible() && leftAlone(v.Str().Text(), c, end) {
		same = true
		if c.Defined() {
			coding = in.Sym("utf-8-unix")
		}
	}
	r, x := convert(in, v.Str(), coding)
	if x != nil {
		return value{}, x
	}
	if isBuffer {
		if !b.Live() {
			return value{}, in.Errorf("Selecting deleted buffer")
		}
		return lisp.Fixnum(r.Len()), s.buf.Insert(in, b, b.Point(), r)
	}
	if !nocopy.IsNil() && (same || coding.IsNil()) {
		return v, nil
	}
	return r.Value(), nil
}

// leftAlone reports whether Emacs converts t, a string, without asking what c
// has been defined to do with it. end is the character at which line ends change.
func leftAlone(t string, c *charset.Coding, end byte) bool {
	return char.IsASCII(t) && (c.EOL() == charset.Unix || strings.IndexByte(t, end) < 0)
}

func (s *State) convertRegion(in *interp, start, end, coding, dest value,
	convert func(*interp, *lisp.String, value) (*lisp.String, *exit)) (value, *exit) {
	if !coding.IsSymbol() {
		return value{}, in.WrongType("symbolp", coding)
	}
	if _, x := s.Lookup(in, coding); x != nil {
		return value{}, x
	}
	b := s.buf.Current()
	out, isBuffer := dest.Object().(*buffer.Buffer)
	if !dest.IsNil() && dest != lisp.T && !isBuffer {
		return value{}, in.WrongType("bufferp", dest)
	}
	from, to, x := s.buf.Region(in, start, end)
	if x != nil {
		return value{}, x
	}
	c := s.find(in, coding)
	marked := c != nil && c.Marks()
	r, x := convert(in, s.buf.Substring(b, from, to, marked), coding)
	if x != nil {
		return value{}, x
	}
	switch {
	case dest == lisp.T:
		return r.Value(), nil
	case isBuffer:
		if !out.Live() {
			return value{}, in.Errorf("Selecting deleted buffer")
		}
		return lisp.Fixnum(r.Len()), s.buf.Insert(in, out, out.Point(), r)
	}
	n := r.Len()
	if !b.Multibyte() && r.Multibyte() {
		r = lisp.UnibyteString(r.Text()).Str() // a unibyte buffer takes the internal form
	}
	return lisp.Fixnum(n), s.buf.Replace(in, b, from, to, r, false)
}
