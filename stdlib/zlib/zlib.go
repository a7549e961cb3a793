// Package zlib has the primitives that decompress (Elisp manual, node
// "Decompression").
package zlib

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"

	"elnet/lisp"
	"elnet/stdlib/buffer"
)

// Install gives in the primitives of this package, for the buffers of buf.
func Install(in *lisp.Interp, buf *buffer.State) {
	in.Define(
		lisp.Def("(zlib-available-p)", lisp.Fn0(func(*lisp.Interp) (lisp.Value, *lisp.Exit) { return lisp.T, nil }),
			"Return t: gzip and zlib data can be decompressed."),
		lisp.Def("(zlib-decompress-region START END &optional ALLOW-PARTIAL)", lisp.Fn3(func(in *lisp.Interp, start, end, partial lisp.Value) (lisp.Value, *lisp.Exit) {
			return region(in, buf, start, end, !partial.IsNil())
		}), "Replace the gzip or zlib data between START and END by what it decompresses to, and return t.\n"+
			"If it is damaged return nil and change nothing; with ALLOW-PARTIAL keep what could be\n"+
			"decompressed and return the number of bytes that could not be. The buffer must be unibyte."),
	)
}

func region(in *lisp.Interp, buf *buffer.State, start, end lisp.Value, partial bool) (lisp.Value, *lisp.Exit) {
	from, to, x := buf.Region(in, start, end)
	if x != nil {
		return lisp.Nil, x
	}
	b := buf.Current()
	if b.Multibyte() {
		return lisp.Nil, in.Errorf("This function can be called only in unibyte buffers")
	}
	data := []byte(buf.Substring(b, from, to, false).Text())
	text, left, err := decompress(data)
	if err != nil && !partial {
		return lisp.Nil, nil
	}
	point := b.Point()
	if x := buf.Replace(in, b, from, to, lisp.UnibyteString(string(text)).Str(), false); x != nil {
		return lisp.Nil, x
	}
	switch { // point keeps its place in the text around
	case point >= to:
		b.SetPoint(point + len(text) - (to - from))
	case point > from:
		b.SetPoint(from)
	}
	if err != nil {
		return lisp.Fixnum(left), nil
	}
	return lisp.T, nil
}

// decompress returns what the first member of data is, and how many bytes were
// not used.
func decompress(data []byte) (text []byte, left int, err error) {
	src := bytes.NewReader(data)
	var r io.Reader
	if bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		var z *gzip.Reader
		if z, err = gzip.NewReader(src); err == nil {
			z.Multistream(false)
			r = z
		}
	} else {
		r, err = zlib.NewReader(src)
	}
	if err != nil {
		return nil, max(len(data)-2, 0), err
	}
	text, err = io.ReadAll(r)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return text, 0, err
	}
	return text, src.Len(), err
}
