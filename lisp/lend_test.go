package lisp

import (
	"strings"
	"testing"
	"unsafe"
)

// lendTo calls f as the event loop calls filters: with a lent string if f takes
// such, overwriting the string afterwards.
func lendTo(t *testing.T, in *Interp, f, text string) (lent bool) {
	t.Helper()
	b := []byte(text)
	_, err := in.Do(t.Context(), func() (Value, *Exit) {
		fn := in.Sym(f)
		if lent = in.Lends(fn); !lent {
			_, x := in.CallApart2(fn, Nil, NewString(text))
			return Nil, x
		}
		return Nil, in.CallLent(fn, Nil, unsafe.String(unsafe.SliceData(b), len(b)), false)
	})
	if err != nil {
		t.Logf("%s: %v", f, err)
	}
	clear(b)
	return lent
}

func TestLend(t *testing.T) {
	for _, c := range []struct {
		body string // of a function of proc and str
		lent bool
		kept string // what it has put into the variable kept, at the second call
	}{
		{`(setq kept (length str))`, true, "9"},
		{`(setq kept (list (aref str 2) (string-to-char str) (string-bytes str) (stringp str) (null str)))`, true, "(51 49 9 t nil)"},
		{`(setq kept (substring str 1 3))`, true, `"23"`},
		{`(setq kept (substring str 0))`, true, `"123456789"`},
		{`(setq kept (concat str "x"))`, true, `"123456789x"`},
		{`(setq kept (concat str))`, true, `"123456789"`},
		{`(setq kept (list (string-search "45" str) (string-equal str "123456789") (equal str 'a)))`, true, "(3 t nil)"},
		{`(let* ((a str) (b (if nil "y" a))) (setq a (or b "z")) (setq kept (length (progn a b))))`, true, "9"},
		{`(while (and str (< (length str) 20)) (setq str (concat str str))) (setq kept (length str))`, true, "36"},
		{`(setq str (concat str "0")) str`, true, ""},
		// What would have it kept.
		{`(setq kept str)`, false, `"123456789"`},
		{`(setq kept (list str))`, false, `("123456789")`},
		{`(setq kept (or nil str))`, false, `"123456789"`},
		{`(let ((a str)) (setq kept a))`, false, `"123456789"`},
		{`(let ((a "x")) (setq a str) (setq kept a))`, false, `"123456789"`},
		{`(let (a) (setq kept (setq a str)))`, false, `"123456789"`},
		{`(setq kept (let ((a str)) (length a) a))`, false, `"123456789"`},
		{`(setq kept (let ((a (if t str))) (let ((b a)) (progn (length a) b))))`, false, `"123456789"`},
		{`(setq kept (prog1 str (length str)))`, false, `"123456789"`},
		{`(setq kept (cond ((and t str)) (t 1)))`, false, `"123456789"`},
		{`(setq kept (catch 'a (throw 'a str)))`, false, `"123456789"`},
		{`(setq kept (condition-case e str (error 1)))`, false, `"123456789"`},
		{`(setq kept (condition-case e str (error 1) (:success e)))`, false, `"123456789"`},
		{`(setq kept (unwind-protect str (length str)))`, false, `"123456789"`},
		{`(setq kept (lambda () str)) (setq kept (funcall kept))`, false, `"123456789"`},
		{`(let ((a str)) (setq kept (lambda () a)) (setq kept (funcall kept)))`, false, `"123456789"`},
		{`(let ((special str)) (keep-special))`, false, `"123456789"`},
		{`(funcall 'set 'kept str)`, false, `"123456789"`},
		{`(keep str)`, false, `"123456789"`},
		{`(aset str 0 ?x) (setq kept (length str))`, false, "9"},
		{`(made-later str)`, false, `"123456789"`},
		// What the code does not show.
		{`(condition-case e (aref str 1000) (error (setq kept e)))`, true, `(args-out-of-range "123456789" 1000)`},
		{`(mapbacktrace (lambda (_ f args _) (if (eq f 'f) (setq kept args))))`, true, `(nil "123456789")`},
		{`(setq kept (backtrace--locals 2))`, true, `((proc) (str . "123456789"))`},
		{`(fset 'length #'keep) (length str) (fset 'length old-length)`, true, `"123456789"`},
		{`(fset 'string= #'keep) (string= str "a") (fset 'string= 'string-equal)`, true, `"123456789"`},
		{`(error "An error for %s" "the debugger") (length str)`, true, `(f nil "123456789")`},
	} {
		testLend(t, c.body, c.lent, c.kept)
	}
}

func testLend(t *testing.T, body string, lent bool, kept string) {
	in := New(Options{})
	defer in.Close()
	run(t, in, `(defvar kept nil) (defvar special nil) (defvar first t) (defvar hook nil)
	  (defun keep-special () (setq kept special))
	  (defun keep (a &optional b) (setq kept a))
	  (fset 'string= 'string-equal)
	  (defvar old-length (symbol-function 'length))
	  (setq signal-hook-function
	    (lambda (&rest _) (if hook (mapbacktrace (lambda (_ f args _) (if (eq f 'f) (setq kept (cons f args))))))))`)
	if strings.Contains(body, "fset") { // not the first time
		body = "(if first (setq first nil) " + body + ")"
	}
	run(t, in, "(eval '(defun f (proc str) "+body+") t)")
	lendTo(t, in, "f", "123456789") // analyses it
	run(t, in, `(setq hook t kept "")
	  (fset 'made-later (cons 'macro (lambda (x) (list 'setq 'kept x))))`)
	if got := lendTo(t, in, "f", "123456789"); got != lent {
		t.Errorf("%s: lent %v", body, got)
	}
	run(t, in, `(setq hook nil special kept)`)
	lendTo(t, in, "f", "---------") // in the same String object, if that is used again
	if got := run(t, in, `special`); got != kept && kept != "" {
		t.Errorf("%s: kept %s, want %s", body, got, kept)
	}
}
