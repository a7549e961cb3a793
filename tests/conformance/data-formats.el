;; JSON, XML-free markup helpers, URLs, base64 and digests of buffers.
(progn (require 'cl-lib) (require 'json) t)
;=> t
(json-serialize '((a . 1) (b . [1 2 "x"]) (c . t) (d . :null) (e . :false) (f . 1.5)))
;=> "{\"a\":1,\"b\":[1,2,\"x\"],\"c\":true,\"d\":null,\"e\":false,\"f\":1.5}"
(json-serialize '(:a 1 :b (:c "d")))
;=> "{\"a\":1,\"b\":{\"c\":\"d\"}}"
(json-serialize nil)
;=> "{}"
(json-serialize [])
;=> "[]"
(json-serialize [nil t 1 -1 1.0 "é\n\t\"\\" :null :false])
;=> "[{},true,1,-1,1.0,\"é\\n\\t\\\"\\\\\",null,false]"
(json-serialize "top")
;=> "\"top\""
(json-serialize 5)
;=> "5"
(json-serialize 'sym)
;!> (wrong-type-argument json-value-p sym)
(json-serialize [sym])
;!> (wrong-type-argument json-value-p sym)
(json-serialize '(1 2))
;!> (wrong-type-argument symbolp 1)
(json-serialize '(("a" . 1)))
;!> (wrong-type-argument symbolp "a")
(json-serialize (let ((h (make-hash-table :test 'equal))) (puthash "k" [1] h) h))
;=> "{\"k\":[1]}"
(json-serialize [:nil] :null-object :nil)
;=> "[null]"
(json-serialize [no] :false-object 'no)
;=> "[false]"
(append (json-serialize ["é"]) nil)
;=> (91 34 233 34 93)
(json-serialize ["\377"])
;!> (wrong-type-argument utf-8-string-p "\377")
(json-parse-string "{\"a\":1,\"b\":[1,2.5,\"x\",null,true,false]}" :object-type 'alist)
;=> ((a . 1) (b . [1 2.5 "x" :null t :false]))
(json-parse-string "{\"a\":1}" :object-type 'plist)
;=> (:a 1)
(let ((h (json-parse-string "{\"a\":{\"b\":2}}"))) (list (hash-table-p h) (gethash "b" (gethash "a" h)) (hash-table-test h)))
;=> (t 2 equal)
(json-parse-string "[1,[],{}]" :array-type 'list :object-type 'alist)
;=> (1 nil nil)
(json-parse-string "[null,false]" :null-object nil :false-object 'no)
;=> [nil no]
(json-parse-string "\"a\\u00e9\\ud83d\\ude00\\n\"")
;=> "aé😀\n"
(json-parse-string "[\"é\"]")
;=> ["é"]
(json-parse-string "5")
;=> 5
(json-parse-string "-1.5e3")
;=> -1500.0
(json-parse-string "12345678901234567890")
;!> (json-parse-error "too big integer near '12345678901234567890'" "<string>" 1 20 20)
(json-parse-string "{\"a\":1,\"a\":2}" :object-type 'alist)
;=> ((a . 2))
(condition-case e (json-parse-string "[1,") (json-parse-error (car e)))
;!> (json-end-of-file "']' expected near end of file" "<string>" 1 3 3)
(condition-case e (json-parse-string "") (json-end-of-file (car e)) (json-error (list 'other (car e))))
;=> json-end-of-file
(condition-case e (json-parse-string "[1] x") (json-trailing-content (car e)) (json-error (list 'other (car e))))
;=> json-trailing-content
(condition-case e (json-parse-string "{a:1}") (json-error (car e)))
;=> json-parse-error
(json-parse-string 5)
;!> (wrong-type-argument stringp 5)
(json-parse-string "1" :object-type 'foo)
;!> (error "One of hash-table, alist or plist should be specified" foo)
(with-temp-buffer (insert "{\"a\":[1]} rest") (goto-char 1) (list (json-parse-buffer :object-type 'alist) (point)))
;=> (((a . [1])) 10)
(with-temp-buffer (json-insert '((a . 1))) (buffer-string))
;=> "{\"a\":1}"
(json-encode '((a . 1) (b . "x")))
;=> "{\"a\":1,\"b\":\"x\"}"
(json-encode '(:a 1 :b (1 2)))
;=> "{\"a\":1,\"b\":[1,2]}"
(json-encode [1 nil t :json-false "s\n"])
;=> "[1,null,true,false,\"s\\n\"]"
(json-encode nil)
;=> "null"
(json-encode '(1 2 3))
;=> "[1,2,3]"
(json-encode "é\"")
;=> "\"é\\\"\""
(json-encode 1.5)
;=> "1.5"
(let ((json-encoding-pretty-print t)) (json-encode '((a . 1) (b . [1 2]))))
;=> "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ]\n}"
(json-read-from-string "{\"a\":1,\"b\":[1,null,false,true]}")
;=> ((a . 1) (b . [1 nil :json-false t]))
(let ((json-object-type 'plist) (json-array-type 'list)) (json-read-from-string "{\"a\":[1]}"))
;=> (:a (1))
(let ((json-object-type 'hash-table)) (gethash "a" (json-read-from-string "{\"a\":5}")))
;=> 5
(json-read-from-string "[1,")
;!> (json-end-of-file)
(json-read-from-string "{\"a\"}")
;!> (json-object-format ":" 125)
(json-read-from-string "nul")
;!> (json-unknown-keyword "nul")
(with-temp-buffer (insert "[1, 2] x") (goto-char 1) (list (json-read) (point)))
;=> ([1 2] 7)
(list (json-encode-string "a/b") (json-encode-list '(1 2)) (json-encode-alist '((x . 1))) (json-alist-p '((a . 1))) (json-plist-p '(:a 1)))
;=> ("\"a/b\"" "[1,2]" "{\"x\":1}" t t)
(with-temp-buffer (insert "hello") (list (base64-encode-region 1 6) (buffer-string) (base64-decode-region 1 (point-max)) (buffer-string)))
;=> (8 "aGVsbG8=" 5 "hello")
(with-temp-buffer (insert "hello") (list (md5 (current-buffer)) (secure-hash 'sha1 (current-buffer) 1 3) (buffer-hash)))
;=> ("5d41402abc4b2a76b9719d911017c592" "30f088ea6673877c2e2c1edbe7513ff90eda9a6f" "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
(progn (require 'url-parse) (let ((u (url-generic-parse-url "http://user:pw@host.example:8080/p/a?q=1#f"))) (list (url-type u) (url-host u) (url-port u) (url-filename u) (url-user u) (url-password u) (url-target u) (url-fullness u))))
;=> ("http" "host.example" 8080 "/p/a?q=1" "user" "pw" "f" t)
(let ((u (url-generic-parse-url "https://h/"))) (list (url-port u) (url-portspec u) (url-host u) (url-filename u)))
;=> (443 nil "h" "/")
(url-recreate-url (url-generic-parse-url "http://h:81/x?y"))
;=> "http://h:81/x?y"
(list (url-build-query-string '((a 1) (b "x y"))) (url-parse-query-string "a=1&b=x%20y&a=2") (url-unhex-string "a%2Bb"))
;=> ("a=1&b=x%20y" (("b" "x y") ("a" "2" "1")) "a+b")
(progn (require 'url-expand) (list (url-expand-file-name "x" "http://h/a/b") (url-expand-file-name "/x" "http://h/a/b") (url-expand-file-name "http://o/" "http://h/")))
;=> ("http://h/a/x" "http://h/x" "http://o/")
(progn (require 'xml) (list (xml-escape-string "<a & \"b\">") (with-temp-buffer (insert "<a x=\"1\"><b>t</b></a>") (xml-parse-region (point-min) (point-max)))))
;=> ("&lt;a &amp; &quot;b&quot;&gt;" ((a ((x . "1")) (b nil "t"))))
(progn (require 'dom) (let ((d '(a ((x . "1")) (b nil "t") "u"))) (list (dom-tag d) (dom-attr d 'x) (dom-text d) (dom-texts d) (dom-by-tag d 'b) (dom-children d))))
;=> (a "1" "u" "t u" ((b nil "t")) ((b nil "t") "u"))
(string-to-number (format "%.3f" 2.0005))
;=> 2.001
