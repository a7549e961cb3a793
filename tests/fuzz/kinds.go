package main

import "strings"

// kinds are the literals of each kind of argument; =KIND stands for another
// kind, and <…> is made by generate.go.
var kinds = map[string][]string{
	"any": {"=int", "=float", "=string", "=list", "=vector", "=sym", "=char", "=table", "=bools", "=chartable",
		"=sym", "=record", "=big", "nil", "t"},
	"int":   {"0", "1", "-1", "2", "3", "5", "7", "10", "100", "-7", "=big", "=char"},
	"bool":  {"t", "nil"},
	"idx":   {"0", "1", "2", "3", "-1", "-2", "4", "5", "nil"},
	"small": {"0", "1", "2", "3", "5", "9"},
	"shift": {"0", "1", "-1", "3", "-3", "60", "64", "-60", "-64", "100", "-100"},
	"big": {"most-positive-fixnum", "most-negative-fixnum", "(1+ most-positive-fixnum)", "(1- most-negative-fixnum)",
		"(expt 10 30)", "(- (expt 2 64))", "(expt 2 64)", "(expt 2 63)", "4294967296", "1267650600228229401496703205376"},
	"float": {"0.0", "-0.0", "1.0", "1.5", "-2.5", "2.5", "0.1", "1e10", "1e-7", "123456789.123", "1e21", "1e100", "5e-324",
		"1.0e+INF", "-1.0e+INF", "0.0e+NaN", "-0.0e+NaN", "1e22", "0.5", "3.5", "100.0", "1e6", "123456.7"},
	"num":  {"=int", "=float", "=int"},
	"char": {"?a", "?Z", "?0", "?\\s", "?\\n", "?\\u00e9", "?\\u00df", "?\\u4e2d", "?\\U0001F600", "128", "255", "#x3fffff", "#x3fff80", "?\\t", "127", "304", "931", "#x110000"},
	"string": {"<string>", "<string>", "<string>", "\"\"", "\"abc\"", "\"Hello World\"", "\"\\300\\377\"", "\"a\\u00e9\\u4e2d\"",
		"(string-to-multibyte \"\\300a\")", "#(\"abcd\" 0 2 (face bold))", "#(\"abcd\" 1 3 (a 1 b 2))", "#(\"ab\" 0 1 (a 1) 1 2 (b 2))"},
	"piece": {"a", "b", "Z", " ", "foo", "Bar", "1", "2.5", "-", "\\n", "\\t", "\\u00e9", "\\u00c9", "\\u4e2d", "\\377", "\\300",
		"\\u00df", "'", "`", "%", "\\\\", "\\\"", "_", ".", ":", "/", "=", "\\u03a3", "\\u0130", "\\u01c5", "x", "?"},
	"numpiece": {"1", "2", "0", "-", "+", ".", "e", "E", "10", "99", " ", "x", "INF", "NaN", "e+", "0x", "\\t", "a", "f", "\\n"},
	"sym":      {"'a", "'b", "'foo", "nil", "t", ":key", "'car", "'lambda", "'a\\ b", "'\\1", "'##", "'\\?a", "'equal", "'eq", "'-", "'1+", "'\\#x"},
	"bare":     {"a", "b", "face", "foo"},
	"list":     {"<list>", "<list>", "<list>", "nil", "'(1 2 3)", "'(a b c)", "'((a . 1) (b . 2))", "'(a 1 b 2)", "'(3 1 2)", "'(1 . 2)"},
	"fresh":    {"(list 1 2 3)", "(list 3 1 2)", "(list 'a 'b)", "(list (list 1) 2)", "(copy-sequence '(a b c d))", "nil", "(cons 1 2)"},
	"circ":     {"'#1=(1 . #1#)", "'#1=(1 2 . #1#)", "'#1=(#1# a)", "'(a . #1=(b . #1#))", "=list"},
	"alist":    {"'((a . 1) (b . 2))", "'((1 . a) (1.0 . b) (\"x\" . c))", "'(a (b . 1) nil (nil . 2))", "'((\"foo\" . 1) (\"Foo\" . 2))", "=list"},
	"plist":    {"'(a 1 b 2)", "'(a 1 b)", "'(:key 1 :foo 2)", "'(\"x\" 1 1.0 2)", "=list"},
	"fplist":   {"(list 'a 1 'b 2)", "(list :key 1)", "nil", "(list 'a)", "(cons 'a 1)"},
	"vector":   {"<vector>", "<vector>", "[]", "[1 2 3]", "[a b]", "[3 1 2]", "(vector 1 2)"},
	"fvector":  {"(vector 1 2 3)", "(make-vector 3 nil)", "(vector 3 1 2)", "(vector)"},
	"bools": {"(bool-vector)", "(bool-vector t nil t)", "#&5\"\\37\"", "#&3\"\\5\"", "#&10\"\\377\\1\"", "(make-bool-vector 9 t)",
		"(make-bool-vector 70 nil)", "(make-bool-vector 64 t)"},
	"record":    {"(record 'foo 1 2)", "#s(foo a)", "#s(foo)", "(make-record 'foo 2 nil)", "#s(a [1] \"x\")"},
	"chartable": {"(make-char-table 'foo)", "(make-char-table 'foo 1)", "(let ((tb (make-char-table 'foo))) (aset tb ?a 1) (set-char-table-range tb '(?x . 200) 'z) tb)"},
	"table": {"(make-hash-table)", "(make-hash-table :test 'equal)", "#s(hash-table test equal data (a 1 \"b\" 2))",
		"#s(hash-table data (1 2 3 4))", "(make-hash-table :test 'eq :size 3)", "(let ((h (make-hash-table))) (puthash 1 'a h) (puthash 2 'b h) (remhash 1 h) (puthash 3 'c h) h)"},
	"datum": {"1", "2", "0", "-5", "1.0", "2.5", "a", "b", "nil", "t", ":key", "\"a\"", "\"foo\"", "?a", "(a . b)", "[1]", "foo", "car",
		"\"\\u00e9\"", "\"\\377\"", "1.0e+INF", "0.0e+NaN", "-0.0", "100", "(1 2)", "1152921504606846976000", "#s(foo 1)", "quote", "function", "'x", "#'y", "`(a ,b ,@c)"},
	"function": {"'car", "#'1+", "'list", "(lambda (x) x)", "(lambda (x y) (list x y))", "'identity", "#'(lambda (&rest r) r)", "'ignore",
		"'undefined-fn", "'if", "'when", "(lambda (x &optional y) y)", "'eq", "(let ((v 1)) (lambda (x) (cons v x)))", "nil", "'(lambda (x) x)"},
	"fn1":    {"'car", "#'1+", "'list", "(lambda (x) x)", "'identity", "'ignore", "'symbolp", "'stringp", "'length", "'char-to-string", "=function"},
	"fn2":    {"'<", "'equal", "(lambda (x y) (list x y))", "'string<", "'=", "(lambda (_ _) t)", "(lambda (_ _) nil)", "'eq", "'>", "=function"},
	"seq":    {"=list", "=vector", "=string", "=bools"},
	"fseq":   {"=fresh", "=fvector", "(copy-sequence \"abc\")", "(make-bool-vector 3 t)", "(string ?a ?\\u00e9)"},
	"fmt":    {"<format>", "<format>", "<format>", "=string"},
	"numstr": {"<number>", "\"1e3\"", "\"0x10\"", "\" 12\"", "\"-1.5e-3x\"", "\".5\"", "\"5.\"", "\"1.0e+INF\"", "\"-0.0e+NaN\"", "\"+1\"", "=string"},
	"source": {"<source>", "<source>", "=string"},
	"token": {"(", ")", "[", "]", "'", "`", ",", ",@", "#'", ".", " . ", "a", "1", "-1", "1.5", "?a", "?\\C-a", "?\\M-x", "?\\x41", "?\\", "\"", "\"a\"", "#1=", "#1#",
		"#", "#s(", "#&3", "#&5\"\\37\"", "#x1F", "#b101", "#o17", "#24r1k", "#xfg", ";c\n", "#:g", "##", "#_a", "\\a", "a\\ b", "1.e", "1e5", ".5", "+1", "1.0e+INF", "\"\\x41\\ b\"",
		"\"\\u00e9\"", "\"\\M-a\"", "\"\\C-a\"", "?\\^?", "#@3abc", "#$", "#^[", "#^^[", "#[", "#(\"a\" 0 1 (b c))", "#!x\n", "\\", "?", "??", "?\\N{U+41}", "?\\s-a", "?\\(", "?(", "é", "nil", "#'car",
		"-", "+", "1+", "-.", "-.5", "0x", "?\\H-a", "?\\101", "#s(hash-table data (1 2))", "#s(hash-table test eq)", "(a . b)", "(a . b c)", "( . a)", "[a . b]"},
	"regexp": {"\"a\"", "\"[a-z]+\"", "\"\\\\(o+\\\\)\"", "\"^\"", "\"$\"", "\"\\\\`a\"", "\"x*\"", "\"[\"", "\"\\\\w+\"", "\".\"", "=string"},
	"radix":  {"2", "8", "10", "16", "36", "1", "37", "nil"},
	"spec":   {"'a", "'(1 2)", "t", "nil"},
	"hashfn": {"'md5", "'sha1", "'sha256", "'sha224", "'sha384", "'sha512", "'foo"},
	"time":   {"0", "1", "1.5", "'(1 2)", "'(1 2 3)", "'(1 2 3 4)", "'(5 . 2)", "-1", "1000000000", "'(-1 5)", "1e10", "'(1 . 3)", "1.0e+INF", "'(0 0 1000000 0)"},
	"form":   {"'(+ 1 2)", "'(car 5)", "'(setq zz 1)", "'nosuchvar", "'(nosuchfn 1)", "'(lambda (x) x)", "'[1]", "''a", "'(if)", "'(let ((x 1)) x)", "'((lambda (x) x) 1)", "'(\"a\")", "'(1 2)", "'(let (x . y) 1)", "'(quote)", "'(function)", "'(cond 1)", "'(setq a)", "'(let* ((a 1 2)) a)", "'(while)", "'(catch)", "'(unwind-protect)", "'(condition-case x)", "'(condition-case nil (car 1) (error 5))", "'(condition-case e (signal 'foo '(1)) (t e))", "'(prog1)", "'(progn . 1)", "'(defvar)", "'(defconst)", "'(let ((nil 1)) 2)", "'(let ((:k 1)) 2)", "'(setq nil 1)", "'(setq t 1)", "'(function 1 2)", "'(quote 1 2)", "'(save-excursion . 1)", "'(if . 1)", "'(and . 1)", "'(or 1 . 2)", "'(cond (nil 1) (2))", "'(cond . 1)", "'(interactive)", "'(let ((a)) a)", "'(let ((a . 1)) a)", "'(let (1) a)", "'(let ((1 2)) a)", "'(catch 'a (throw 'a 1))", "'(throw 'b 2)", "'(lambda)", "'((lambda))", "'((lambda (a b) a) 1)", "'((lambda (&rest) 1) 1)", "'((lambda (a &optional) a) 1)", "'((lambda (&optional a &rest b c) a) 1)", "'(funcall '(lambda (x . y) x) 1)", "'(funcall '(closure (t) (x) x) 1)", "'(funcall '(closure) 1)", "'(funcall '(lambda x x) 1)", "'(funcall '(macro) 1)", "'(apply 'car '(1 . 2))"},
}

// asciiOnly reports whether a form may be sent to Emacs on one line.
func asciiOnly(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}
