;; json.el: json-read and json-encode with their options.
(progn (require 'json) t)
;=> t
(json-encode '((a . 1) (b . "x")))
;=> "{\"a\":1,\"b\":\"x\"}"
(json-encode '(:a 1 :b (1 2)))
;=> "{\"a\":1,\"b\":[1,2]}"
(json-encode 'foo)
;=> "\"foo\""
(json-encode :foo)
;=> "\"foo\""
(json-encode t)
;=> "true"
(json-encode nil)
;=> "null"
(json-encode :json-false)
;=> "false"
(json-encode :json-null)
;=> "\"json-null\""
(json-encode 1.0)
;=> "1.0"
(json-encode 1e+INF)
;=> "1.0e+INF"
(json-encode 0.0e+NaN)
;=> "0.0e+NaN"
(json-encode 12345678901234567890)
;=> "12345678901234567890"
(json-encode (current-buffer))
;!> (json-error #<buffer *scratch*>)
(json-encode '(1 . 2))
;!> (wrong-type-argument listp 2)
(json-encode '((1 . 2)))
;!> (json-key-format 1)
(json-encode '(("a" . 1)))
;=> "{\"a\":1}"
(json-encode '((a)))
;=> "{\"a\":null}"
(json-encode '(a b))
;=> "[\"a\",\"b\"]"
(json-encode '((a b)))
;=> "{\"a\":[\"b\"]}"
(json-encode '(a 1 b 2))
;=> "[\"a\",1,\"b\",2]"
(json-encode '(:a))
;=> "[\"a\"]"
(json-encode [])
;=> "[]"
(json-encode (make-hash-table))
;=> "{}"
(let ((h (make-hash-table))) (puthash 'a 1 h) (puthash "b" [1] h) (puthash 5 1 h) (json-encode h))
;!> (json-key-format 5)
(let ((json-encoding-pretty-print t)) (json-encode '((a . 1) (b . [1 2]) (c . nil) (d . ((e . (:f 1)))) (e . []))))
;=> "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": null,\n  \"d\": {\n    \"e\": {\n      \"f\": 1\n    }\n  },\n  \"e\": []\n}"
(let ((json-encoding-pretty-print t)) (json-encode []))
;=> "[]"
(let ((json-encoding-pretty-print t)) (json-encode (make-hash-table)))
;=> "{}"
(let ((json-encoding-pretty-print t) (json-encoding-lisp-style-closings t)) (json-encode '((a . 1) (b . [1 2]))))
;=> "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2]}"
(let ((json-encoding-object-sort-predicate 'string<)) (json-encode '((b . 1) (a . 2))))
;=> "{\"a\":2,\"b\":1}"
(let ((json-encoding-object-sort-predicate 'string<)) (json-encode '(:b 1 :a 2)))
;=> "{\"a\":2,\"b\":1}"
(let ((json-encoding-separator ";")) (json-encode '((b . 1) (a . 2))))
;=> "{\"b\":1;\"a\":2}"
(let ((json-encoding-default-indentation "\t") (json-encoding-pretty-print t)) (json-encode '((b . 1) (a . [2]))))
;=> "{\n\11\"b\": 1,\n\11\"a\": [\n\11\0112\n\11]\n}"
(json-encode-key 'a)
;=> "\"a\""
(json-encode-key :a)
;=> "\"a\""
(json-encode-key "a")
;=> "\"a\""
(json-encode-key 5)
;!> (json-key-format 5)
(json-encode-key nil)
;=> "\"nil\""
(json-encode-keyword :json-false)
;=> "false"
(json-encode-number 5)
;=> "5"
(json-encode-array '(1 2))
;=> "[1,2]"
(json-encode-array [1])
;=> "[1]"
(json-encode-hash-table (make-hash-table))
;=> "{}"
(json-encode-plist '(:a 1))
;=> "{\"a\":1}"
(json-encode-alist nil)
;=> "{}"
(json-encode-list nil)
;=> "{}"
(json-encode-list '((a . 1)))
;=> "{\"a\":1}"
(json-alist-p '((a . 1)))
;=> t
(json-alist-p nil)
;=> t
(json-alist-p '((:a . 1)))
;=> t
(json-alist-p '(1))
;=> nil
(json-plist-p '(:a 1))
;=> t
(json-plist-p '(:a))
;=> nil
(json-plist-p nil)
;=> t
(json-plist-p '(a 1))
;=> nil
(json-alist-p '(("a" . 1)))
;=> t
(json-alist-p '((1 . 1)))
;=> t
(json-read-from-string "{\"a\":1,\"b\":[1,null,false,true,1.5e3,-0]}")
;=> ((a . 1) (b . [1 nil :json-false t 1500.0 0]))
(json-read-from-string "[]")
;=> []
(json-read-from-string "{}")
;=> nil
(json-read-from-string "  \"a\\u00e9\\ud83d\\ude00\\n\\/\"")
;=> "aé😀\n/"
(json-read-from-string "\"\\q\"")
;=> "q"
(json-read-from-string "\"a")
;!> (json-end-of-file)
(json-read-from-string "\"\\u12\"")
;!> (json-string-escape 4)
(json-read-from-string "\"a\nb\"")
;!> (json-string-format 10)
(json-read-from-string "nul")
;!> (json-unknown-keyword "nul")
(json-read-from-string "nullx")
;!> (json-unknown-keyword "nullx")
(json-read-from-string "truex")
;!> (json-unknown-keyword "truex")
(json-read-from-string "")
;!> (json-end-of-file)
(json-read-from-string "  ")
;!> (json-end-of-file)
(json-read-from-string "}")
;!> (json-readtable-error 125)
(json-read-from-string "[1 2]")
;!> (json-array-format "," 50)
(json-read-from-string "[1,]")
;=> [1]
(json-read-from-string "[1,")
;!> (json-end-of-file)
(json-read-from-string "[1")
;!> (json-array-format "," 0)
(json-read-from-string "{\"a\"}")
;!> (json-object-format ":" 125)
(json-read-from-string "{\"a\":1 2}")
;!> (json-object-format "," 50)
(json-read-from-string "{a:1}")
;!> (json-end-of-file)
(json-read-from-string "{\"a\":1,}")
;=> ((a . 1))
(json-read-from-string "{\"a\":1")
;!> (json-object-format "," 0)
(json-read-from-string "{")
;!> (end-of-buffer)
(json-read-from-string "{1:2}")
;!> (json-end-of-file)
(json-read-from-string "01")
;!> (json-number-format 2)
(json-read-from-string "-")
;!> (json-number-format 1)
(json-read-from-string "1.")
;!> (json-number-format 2)
(json-read-from-string "1e5")
;=> 100000.0
(json-read-from-string "-5")
;=> -5
(json-read-from-string "+5")
;!> (json-readtable-error 43)
(json-read-from-string "12345678901234567890")
;=> 12345678901234567890
(json-read-from-string "1 x")
;=> 1
(json-read-from-string "1x")
;!> (json-number-format 2)
(json-read-from-string "é")
;!> (json-readtable-error 233)
(json-read-from-string "\\")
;!> (json-readtable-error 92)
(json-read-from-string "// c\n1")
;!> (json-readtable-error 47)
(let ((json-object-type 'plist) (json-array-type 'list)) (json-read-from-string "{\"a\":[1]}"))
;=> (:a (1))
(let ((json-object-type 'plist) (json-key-type 'string)) (json-read-from-string "{\"a\":[1]}"))
;=> ("a" [1])
(let ((json-key-type 'keyword)) (json-read-from-string "{\"a\":[1]}"))
;=> ((:a . [1]))
(let ((json-key-type 'string)) (json-read-from-string "{\"a\":[1]}"))
;=> (("a" . [1]))
(let ((json-key-type 'symbol) (json-object-type 'plist)) (json-read-from-string "{\"a\":[1]}"))
;=> (a [1])
(let ((json-object-type 'hash-table)) (gethash "a" (json-read-from-string "{\"a\":5}")))
;=> 5
(let ((json-object-type 'hash-table) (json-key-type 'symbol)) (gethash 'a (json-read-from-string "{\"a\":5}")))
;=> 5
(let ((json-object-type 'hash-table)) (hash-table-test (json-read-from-string "{\"a\":5}")))
;=> equal
(let ((json-null 'n) (json-false 'f)) (json-read-from-string "[null,false]"))
;=> [n f]
(let ((json-null 'n) (json-false 'f)) (json-encode '[n f]))
;=> "[null,false]"
(let ((json-key-type 'foo)) (json-read-from-string "{\"a\":[1]}"))
;=> ((nil . [1]))
(let ((json-object-type 'foo)) (json-read-from-string "{\"a\":[1]}"))
;=> nil
(json-read-from-string "{\"a\":1,\"a\":2}")
;=> ((a . 1) (a . 2))
(json-read-from-string "{\"b\":1,\"a\":2}")
;=> ((b . 1) (a . 2))
(with-temp-buffer (insert "[1, 2] x") (goto-char 1) (list (json-read) (point)))
;=> ([1 2] 7)
(with-temp-buffer (insert "{\"b\":1,\"a\":[]}") (json-pretty-print-buffer) (buffer-string))
;=> "{\n  \"b\": 1,\n  \"a\": []\n}"
(with-temp-buffer (insert "{\"b\":1,\"a\":[]}") (json-pretty-print-buffer-ordered) (buffer-string))
;=> "{\n  \"a\": [],\n  \"b\": 1\n}"
(with-temp-buffer (insert "{\"b\":1,\"a\":null}") (json-pretty-print-buffer t) (buffer-string))
;=> "{\"b\":1,\"a\":null}"
(json-join '("a" "b") ",")
;=> "a,b"
json-null
;=> nil
json-false
;=> :json-false
json-object-type
;=> alist
json-array-type
;=> vector
json-key-type
;=> nil
json-encoding-separator
;=> ","
json-encoding-default-indentation
;=> "  "
json-encoding-pretty-print
;=> nil
json-encoding-object-sort-predicate
;=> nil
json-pre-element-read-function
;=> nil
json-encoding-lisp-style-closings
;=> nil
(let ((f (make-temp-file "j" nil nil "[1]"))) (prog1 (json-read-file f) (delete-file f)))
;=> [1]
(mapcar (lambda (s) (list (get s 'error-conditions) (get s 'error-message))) '(json-error json-readtable-error json-unknown-keyword json-number-format json-string-escape json-string-format json-key-format json-object-format json-array-format json-end-of-file))
;=> (((json-error error) "Unknown JSON error") ((json-readtable-error json-error error) "JSON readtable error") ((json-unknown-keyword json-error error) "Unrecognized keyword") ((json-number-format json-error error) "Invalid number format") ((json-string-escape json-error error) "Bad Unicode escape") ((json-string-format json-error error) "Bad string format") ((json-key-format json-error error) "Bad JSON object key") ((json-object-format json-error error) "Bad JSON object") ((json-array-format json-error error) "Bad JSON array") ((json-end-of-file end-of-file error json-error) "End of file while parsing JSON"))
(mapcar (lambda (x) (list (json-alist-p x) (condition-case e (json-encode x) (error e)))) '((((a . 1)) ((b . 2))) (((a . 1) (b . 2))) ((a b)) ((1 . 2)) (("x" . 1)) (((1) 2)) ((a . 1) ((b . 2)))))
;=> ((nil "[{\"a\":1},{\"b\":2}]") (nil "[{\"a\":1,\"b\":2}]") (t "{\"a\":[\"b\"]}") (t (json-key-format 1)) (t "{\"x\":1}") (nil "[[[1],2]]") (nil (wrong-type-argument listp 1)))
