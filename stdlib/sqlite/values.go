package sqlite

import (
	"math/big"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"elnet/lisp"
	"elnet/lisp/char"
)

// pointerAt reads the pointer that C has stored at p.
func pointerAt(p uintptr) uintptr { return **(**uintptr)(unsafe.Pointer(&p)) }

// bytesAt returns a copy of n bytes of C's memory.
func bytesAt(p uintptr, n int32) string {
	if p == 0 || n <= 0 {
		return ""
	}
	return string(unsafe.Slice(*(**byte)(unsafe.Pointer(&p)), n))
}

// transient tells SQLite to copy what it is given.
const transient = ^uintptr(0)

// bind makes v the value of parameter i, counted from 1: nil is NULL, t and
// false are 1 and 0, a string whose text property coding-system is binary is a
// blob.
func (s *statement) bind(in *interp, i int32, v value) *exit {
	tls := s.db.tls
	var code int32
	switch {
	case v.IsNil():
		code = sqlite3.Xsqlite3_bind_null(tls, s.stmt, i)
	case v == lisp.T:
		code = sqlite3.Xsqlite3_bind_int64(tls, s.stmt, i, 1)
	case v == in.Sym("false"):
		code = sqlite3.Xsqlite3_bind_int64(tls, s.stmt, i, 0)
	case v.IsFixnum():
		code = sqlite3.Xsqlite3_bind_int64(tls, s.stmt, i, int64(v.Fixnum()))
	case v.IsBignum():
		n := v.Big()
		if !n.IsInt64() {
			return in.SignalNamed("overflow-error", v)
		}
		code = sqlite3.Xsqlite3_bind_int64(tls, s.stmt, i, n.Int64())
	case v.IsFloat():
		code = sqlite3.Xsqlite3_bind_double(tls, s.stmt, i, v.Float())
	case v.IsString():
		var x *exit
		if code, x = s.bindString(in, i, v); x != nil {
			return x
		}
	default:
		return in.SignalNamed("error", lisp.NewString("invalid argument"))
	}
	if code != sqlite3.SQLITE_OK {
		return s.db.failed(in, code)
	}
	return nil
}

func (s *statement) bindString(in *interp, i int32, v value) (int32, *exit) {
	str := v.Str()
	coding := lisp.Nil
	if str.Properties() != nil && str.Len() > 0 {
		var x *exit
		if coding, x = in.Funcall(in.Sym("get-text-property"), lisp.Fixnum(0), in.Sym("coding-system"), v); x != nil {
			return 0, x
		}
	}
	blob := coding == in.Sym("binary")
	t := str.Text()
	if blob && str.Multibyte() && !char.IsASCII(t) {
		return 0, in.SignalNamed("sqlite-error", lisp.NewString("BLOB values must be unibyte"))
	}
	if !blob && str.Multibyte() && !char.IsASCII(t) {
		coded, x := in.Funcall(in.Sym("encode-coding-string"), v, in.Sym("utf-8"))
		if x != nil {
			return 0, x
		}
		t = coded.Str().Text()
	}
	p, err := libc.CString(t)
	if err != nil {
		return 0, in.Errorf("Memory exhausted")
	}
	defer libc.Xfree(s.db.tls, p)
	if blob {
		return sqlite3.Xsqlite3_bind_blob(s.db.tls, s.stmt, i, p, int32(len(t)), transient), nil
	}
	return sqlite3.Xsqlite3_bind_text(s.db.tls, s.stmt, i, p, int32(len(t)), transient), nil
}

// row returns the present row as a list.
func (s *statement) row(in *interp) (value, *exit) {
	var l lisp.ListBuilder
	for i := range sqlite3.Xsqlite3_column_count(s.db.tls, s.stmt) {
		v, x := s.column(in, i)
		if x != nil {
			return value{}, x
		}
		l.Add(v)
	}
	return l.List(), nil
}

func (s *statement) column(in *interp, i int32) (value, *exit) {
	tls := s.db.tls
	switch sqlite3.Xsqlite3_column_type(tls, s.stmt, i) {
	case sqlite3.SQLITE_INTEGER:
		return lisp.BigInt(big.NewInt(int64(sqlite3.Xsqlite3_column_int64(tls, s.stmt, i)))), nil
	case sqlite3.SQLITE_FLOAT:
		return lisp.Float(sqlite3.Xsqlite3_column_double(tls, s.stmt, i)), nil
	case sqlite3.SQLITE_BLOB:
		p := sqlite3.Xsqlite3_column_blob(tls, s.stmt, i)
		return lisp.UnibyteString(bytesAt(p, sqlite3.Xsqlite3_column_bytes(tls, s.stmt, i))), nil
	case sqlite3.SQLITE_TEXT:
		p := sqlite3.Xsqlite3_column_text(tls, s.stmt, i)
		t := bytesAt(p, sqlite3.Xsqlite3_column_bytes(tls, s.stmt, i))
		return in.Funcall(in.Sym("decode-coding-string"), lisp.UnibyteString(t), in.Sym("utf-8-unix"), lisp.T)
	}
	return lisp.Nil, nil
}

// columns returns the names of the columns of s.
func (s *statement) columns() value {
	var l lisp.ListBuilder
	for i := range sqlite3.Xsqlite3_column_count(s.db.tls, s.stmt) {
		l.Add(lisp.NewString(libc.GoString(sqlite3.Xsqlite3_column_name(s.db.tls, s.stmt, i))))
	}
	return l.List()
}
