;; prin1, princ, print, pp and the variables that steer them.
(progn (require 'cl-lib) (require 'seq) (require 'subr-x) t)
;=> t
(prin1-to-string "a\"b\\c")
;=> "\"a\\\"b\\\\c\""
(prin1-to-string "a\"b" t)
;=> "a\"b"
(prin1-to-string 'foo\ bar)
;=> "foo\\ bar"
(prin1-to-string 'foo\ bar t)
;=> "foo bar"
(mapcar #'prin1-to-string (list (intern "1") (intern "-1.5") (intern "1e5") (intern "a.b") (intern ".") (intern "?a") (intern "+1") (intern "1+") (intern "") (intern "a;b") (intern "a'b") (intern "a,b") (intern "a`b") (intern "#a") (intern "a#b") (intern "a[b") (intern "&x") (intern "é") (intern "a\nb") (intern "-") (intern "?") (intern "a?b") (intern "\\")))
;=> ("\\1" "\\-1\\.5" "\\1e5" "a\\.b" "\\." "\\?a" "\\+1" "1+" "##" "a\\;b" "a\\'b" "a\\,b" "a\\`b" "\\#a" "a\\#b" "a\\[b" "&x" "é" "a\\\nb" "-" "\\?" "a\\?b" "\\\\")
(prin1-to-string (make-symbol "foo"))
;=> "foo"
(let ((print-gensym t)) (prin1-to-string (make-symbol "foo")))
;=> "#:foo"
(let ((print-gensym t)) (prin1-to-string (list (make-symbol "") 'a)))
;=> "(#: a)"
(let ((print-gensym t) (print-circle t) (s (make-symbol "g"))) (prin1-to-string (list s s)))
;=> "(#1=#:g #1#)"
(prin1-to-string '(a . b))
;=> "(a . b)"
(prin1-to-string '(a b . c))
;=> "(a b . c)"
(prin1-to-string '(quote a))
;=> "'a"
(prin1-to-string '(quote a b))
;=> "(quote a b)"
(prin1-to-string '(quote . a))
;=> "(quote . a)"
(prin1-to-string '(function a))
;=> "#'a"
(prin1-to-string '`(a ,b ,@c))
;=> "`(a ,b ,@c)"
(prin1-to-string '(\` a))
;=> "`a"
(prin1-to-string '(\, a b))
;=> "(\\, a b)"
(let ((print-quoted nil)) (prin1-to-string '('a #'b `(c ,d))))
;=> "((quote a) (function b) (\\` (c (\\, d))))"
(prin1-to-string '(a quote b))
;=> "(a quote b)"
(prin1-to-string [1 [2 3] "x"])
;=> "[1 [2 3] \"x\"]"
(prin1-to-string [])
;=> "[]"
(prin1-to-string nil)
;=> "nil"
(prin1-to-string '(nil t))
;=> "(nil t)"
(prin1-to-string (record 'foo 1 "b"))
;=> "#s(foo 1 \"b\")"
(prin1-to-string (make-bool-vector 10 t))
;=> "#&10\"\\377\3\""
(prin1-to-string (make-bool-vector 3 nil))
;=> "#&3\"\0\""
(prin1-to-string #&0"")
;=> "#&0\"\""
(prin1-to-string (propertize "abc" 'a 1))
;=> "#(\"abc\" 0 3 (a 1))"
(prin1-to-string (concat (propertize "ab" 'a 1 'b "x") "c"))
;=> "#(\"abc\" 0 2 (a 1 b \"x\"))"
(prin1-to-string (propertize "abc" 'a 1) t)
;=> "abc"
(prin1-to-string (list 1 -1 1.0 1.5 -0.0 1e10 1e21 1e22 123456789.123 0.1 1e-5 100000000000000000000.0 1.0e+INF -1.0e+INF 0.0e+NaN))
;=> "(1 -1 1.0 1.5 -0.0 10000000000.0 1e+21 1e+22 123456789.123 0.1 1e-05 1e+20 1.0e+INF -1.0e+INF 0.0e+NaN)"
(prin1-to-string (list (/ 1.0 3) (/ 2.0 3) 1e100 1.7976931348623157e308 5e-324 0.0001 0.00001 123456.0 1e15 1e16 1e17))
;=> "(0.3333333333333333 0.6666666666666666 1e+100 1.7976931348623157e+308 5e-324 0.0001 1e-05 123456.0 1e+15 1e+16 1e+17)"
(let ((float-output-format "%.3f")) (prin1-to-string 3.14159))
;=> "3.142"
(let ((float-output-format "%.3e")) (prin1-to-string 314.159))
;=> "3.142e+02"
(let ((float-output-format "%.3g")) (prin1-to-string 2.0))
;=> "2.0"
(prin1-to-string (list most-positive-fixnum most-negative-fixnum (1+ most-positive-fixnum)))
;=> "(2305843009213693951 -2305843009213693952 2305843009213693952)"
(prin1-to-string ?a)
;=> "97"
(prin1-to-string (make-hash-table))
;=> "#s(hash-table size 65 test eql rehash-size 1.5 rehash-threshold 0.8125 data ())"
(let ((h (make-hash-table :test 'equal))) (puthash "a" 1 h) (puthash '(b) [2] h) (prin1-to-string h))
;=> "#s(hash-table size 65 test equal rehash-size 1.5 rehash-threshold 0.8125 data (\"a\" 1 (b) [2]))"
(let ((h (make-hash-table :size 3 :test 'eq :weakness 'key))) (prin1-to-string h))
;=> "#s(hash-table size 3 test eq weakness key rehash-size 1.5 rehash-threshold 0.8125 data ())"
(with-temp-buffer (prin1-to-string (list (set-marker (make-marker) 1) (make-marker))))
;=> "(#<marker at 1 in  *temp*> #<marker in no buffer>)"
(with-temp-buffer (rename-buffer "pr-test") (insert "abc") (prin1-to-string (list (current-buffer) (copy-marker 2))))
;=> "(#<buffer pr-test> #<marker at 2 in pr-test>)"
(let ((b (generate-new-buffer "gone"))) (kill-buffer b) (prin1-to-string b))
;=> "#<killed buffer>"
(prin1-to-string (symbol-function 'car))
;=> "#<subr car>"
(prin1-to-string (symbol-function 'if))
;=> "#<subr if>"
(prin1-to-string "a\nb\tc\ed\0")
;=> "\"a\nb\11c\33d\0\""
(let ((print-escape-newlines nil)) (prin1-to-string "a\nb\ff"))
;=> "\"a\nb\ff\""
(let ((print-escape-newlines t)) (prin1-to-string "a\nb\ff\tg"))
;=> "\"a\\nb\\ff\11g\""
(let ((print-escape-control-characters nil)) (string-to-list (prin1-to-string "\e\0")))
;=> (34 27 0 34)
(let ((print-escape-control-characters t) (print-escape-newlines nil)) (prin1-to-string "a\nb\e1\0012\177"))
;=> "\"a\\12b\\0331\\0012\\177\""
(let ((print-escape-nonascii t)) (prin1-to-string "aé\351"))
;=> "\"aé\\351\""
(let ((print-escape-nonascii t)) (prin1-to-string "a\351b"))
;=> "\"a\\351b\""
(let ((print-escape-multibyte t)) (prin1-to-string "aébéa"))
;=> "\"a\\x00e9\\ b\\x00e9\\ a\""
(let ((print-escape-multibyte t)) (prin1-to-string "é1"))
;=> "\"\\x00e9\\ 1\""
(string-to-list (prin1-to-string "\351"))
;=> (34 92 51 53 49 34)
(prin1-to-string (string-to-multibyte "a\3511"))
;=> "\"a\\3511\""
(prin1-to-string (string #x3fff80 ?1))
;=> "\"\\2001\""

;; length, level, circle
(let ((print-length 3)) (prin1-to-string '(1 2 3 4 5)))
;=> "(1 2 3 ...)"
(let ((print-length 3)) (prin1-to-string '(1 2 3)))
;=> "(1 2 3)"
(let ((print-length 2)) (prin1-to-string [1 2 3]))
;=> "[1 2 ...]"
(let ((print-length 0)) (prin1-to-string '(1)))
;=> "(...)"
(let ((print-length 2)) (prin1-to-string '(1 2 . 3)))
;=> "(1 2 . 3)"
(let ((print-length 1)) (prin1-to-string ''(a b)))
;=> "'(a ...)"
(let ((print-length 1) (h (make-hash-table))) (puthash 1 2 h) (puthash 3 4 h) (prin1-to-string h))
;=> "#s(hash-table size 65 test eql rehash-size 1.5 rehash-threshold 0.8125 data (1 2 ...))"
(let ((print-level 1)) (prin1-to-string '(1 (2 (3)) [4])))
;=> "(1 ... [4])"
(let ((print-level 2)) (prin1-to-string '(1 (2 (3)) [4 [5]])))
;=> "(1 (2 ...) [4 [5]])"
(let ((print-level 0)) (prin1-to-string '(1)))
;=> "..."
(let ((print-level 1)) (prin1-to-string '('a b)))
;=> "(... b)"
(let ((x (list 1 2))) (setcdr (cdr x) x) (prin1-to-string x))
;=> "(1 2 1 2 . #2)"
(let ((x (list 1 2 3 4 5 6 7 8 9 10))) (setcdr (last x) x) (prin1-to-string x))
;=> "(1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 7 8 9 10 1 2 3 4 . #12)"
(let ((x (list 1 2))) (setcar x x) (prin1-to-string x))
;=> "(#0 2)"
(let ((x (vector 1 2))) (aset x 1 x) (prin1-to-string x))
;=> "[1 #0]"
(let ((x (vector 1 2))) (aset x 1 (list 'a x)) (prin1-to-string x))
;=> "[1 (a #0)]"
(let ((x (list 1 2)) (print-circle t)) (setcdr (cdr x) x) (prin1-to-string x))
;=> "#1=(1 2 . #1#)"
(let ((x (list 1 2)) (print-circle t)) (setcar (cdr x) x) (prin1-to-string x))
;=> "#1=(1 #1#)"
(let ((x (list 1)) (print-circle t)) (prin1-to-string (list x x (list x))))
;=> "(#1=(1) #1# (#1#))"
(let ((x (list 1)) (print-circle t)) (prin1-to-string (cons 0 (cons x x))))
;=> "(0 #1=(1) . #1#)"
(let ((s (copy-sequence "")) (print-circle t)) (prin1-to-string (list s s)))
;=> "(\"\" \"\")"
(let ((x (list 1)) (print-circle nil)) (prin1-to-string (list x x)))
;=> "((1) (1))"
(let ((h (make-hash-table)) (x (list 1)) (print-circle t)) (puthash 1 x h) (puthash 2 x h) (prin1-to-string h))
;=> "#s(hash-table size 65 test eql rehash-size 1.5 rehash-threshold 0.8125 data (1 #1=(1) 2 #1#))"
(let ((x (list 'a)) (print-circle t) (print-length 1)) (prin1-to-string (list x x)))
;=> "(#1=(a) ...)"

;; where output goes
(with-output-to-string (prin1 "a") (princ "a") (print "a") (terpri) (write-char ?x))
;=> "\"a\"a\n\"a\"\n\nx"
(with-output-to-string (print '(a "b")))
;=> "\n(a \"b\")\n"
(with-output-to-string (princ '(a "b" ?c 1.0)))
;=> "(a b 99 1.0)"
(with-output-to-string (princ nil))
;=> "nil"
(list (prin1 1 #'ignore) (princ "x" #'ignore) (print 'y #'ignore) (terpri #'ignore) (write-char ?a #'ignore))
;=> (1 "x" y t 97)
(let (l) (princ "abé" (lambda (c) (push c l))) (nreverse l))
;=> (97 98 233)
(with-temp-buffer (let ((standard-output (current-buffer))) (prin1 'a) (princ " b")) (buffer-string))
;=> "a b"
(with-temp-buffer (insert "xy") (let ((m (copy-marker 2))) (princ "--" m) (list (buffer-string) (marker-position m) (point))))
;=> ("x--y" 4 5)
(with-temp-buffer (insert "xy") (goto-char 2) (princ "--" (current-buffer)) (list (buffer-string) (point)))
;=> ("x--y" 4)
(with-output-to-string (terpri nil t) (princ "a") (terpri nil t))
;=> "a\n"
(print "x" 5)
;!> (invalid-function 5)
(write-char "a")
;!> (wrong-type-argument fixnump "a")
(with-output-to-string (mapc #'write-char "añ"))
;=> "añ"
(with-output-to-string (pp '(a b)))
;=> "(a b)\n"
(pp-to-string '(defun foo (x) "doc" (if x 1 2)))
;=> "(defun foo\n    (x)\n  \"doc\"\n  (if x 1 2))\n"
(pp-to-string "a\nb")
;=> "\"a\\nb\""
(pp-to-string '(a . b))
;=> "(a . b)\n"
(pp-to-string [1 2])
;=> "[1 2]\n"
(pp-to-string nil)
;=> "nil"
(pp-to-string ''a)
;=> "'a"
(error-message-string '(error "a" b))
;=> "a: b"
(error-message-string '(error "a"))
;=> "a"
(error-message-string '(wrong-type-argument listp 5))
;=> "Wrong type argument: listp, 5"
(error-message-string '(void-variable foo))
;=> "Symbol’s value as variable is void: foo"
(error-message-string '(file-missing "Opening input file" "No such file or directory" "/x"))
;=> "Opening input file: No such file or directory, /x"
(error-message-string '(file-error "a" "b"))
;=> "a: b"
(error-message-string '(quit))
;=> "Quit"
(error-message-string '(user-error "bad" "thing"))
;=> "bad, thing"
(error-message-string '(no-such-error 1 2))
;=> "peculiar error: 1, 2"
(error-message-string '(args-out-of-range "abc" 5 nil))
;=> "Args out of range: \"abc\", 5, nil"
(error-message-string '(end-of-file))
;=> "End of file during parsing"
(error-message-string '(error . 5))
;=> "peculiar error"
(error-message-string 'foo)
;!> (wrong-type-argument listp foo)
(error-message-string '(error 5 "x"))
;=> "peculiar error: \"x\""
(error-message-string nil)
;=> "peculiar error"
(progn (put 'my-err 'error-message "My error") (put 'my-err 'error-conditions '(my-err error)) (error-message-string '(my-err "a" b 3.5)))
;=> "My error: \"a\", b, 3.5"
(format "%S" "a\nb")
;=> "\"a\nb\""
(external-debugging-output ?\n)
;=> 10
(let ((print-integers-as-characters t)) (prin1-to-string '(97 10 955 40 5 1114112)))
;=> "(?a ?\\n ?λ ?\\( 5 1114112)"
(let ((print-charset-text-property t)) (prin1-to-string (propertize "a" 'charset 'ascii)))
;=> "#(\"a\" 0 1 (charset ascii))"
(cl-prin1-to-string '(1 "a"))
;=> "(1 \"a\")"
(let ((s (copy-sequence "str")) (print-circle t)) (prin1-to-string (list s s)))
;=> "(\"str\" \"str\")"
(let ((v [1]) (print-circle t)) (prin1-to-string (list v v)))
;=> "(#1=[1] #1#)"
