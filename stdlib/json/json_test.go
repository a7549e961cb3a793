package json_test

import (
	"context"
	"testing"
	"unicode/utf8"

	"elnet/lisp"
	"elnet/stdlib/buffer"
	"elnet/stdlib/buffer/buffertest"
	"elnet/stdlib/json"
)

func install(in *lisp.Interp) { json.Install(in, buffer.Install(in)) }

func TestAnswers(t *testing.T) { buffertest.Run(t, "json", install) }

// TestPlistKeyBeyondASCII holds the one deviation from Emacs.
func TestPlistKeyBeyondASCII(t *testing.T) {
	in := lisp.New(lisp.Options{})
	defer in.Close()
	install(in)
	v, err := in.Eval(context.Background(), `(plist-get (json-parse-string "{\"é\":1}" :object-type 'plist) :é)`)
	if err != nil || v != lisp.Fixnum(1) {
		t.Errorf("got %s, %v", in.PrintString(v, true), err)
	}
}

// FuzzParse checks that nothing crashes the parser, and that what it accepts
// comes back from json-serialize alike.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "[1,2.5e3,\"x\\u00e9\\ud83d\\ude00\"]", "{\"a\":[],\"a\":null}", "[[[[", "\"\\", "-0.0", "01", "[\"\xff\"]"} {
		f.Add(s)
	}
	in := lisp.New(lisp.Options{})
	f.Cleanup(func() { in.Close() })
	install(in)
	v, err := in.Eval(context.Background(), `(lambda (s) (dolist (type '(hash-table alist plist))
  (let ((o (condition-case nil (list (json-parse-string s :object-type type)) (error nil))))
    (when o
      (let ((again (json-parse-string (json-serialize (car o)) :object-type type)))
        (unless (equal (json-serialize again) (json-serialize (car o)))
          (error "%S came back as %S" (car o) again)))))))`)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, err := in.Call(context.Background(), v, lisp.UnibyteString(s)); err != nil && utf8.ValidString(s) {
			t.Error(err)
		}
	})
}
