;; String primitives, case, searching and splitting; raw bytes and multibyte text.
(progn (require 'cl-lib) (require 'seq) (require 'subr-x) t)
;=> t
(substring "hello" 1 3)
;=> "el"
(substring "hello" 1)
;=> "ello"
(substring "hello" -3)
;=> "llo"
(substring "hello" -3 -1)
;=> "ll"
(substring "hello" 0 nil)
;=> "hello"
(substring "hello" 9)
;!> (args-out-of-range "hello" 9 nil)
(substring "hello" 3 1)
;!> (args-out-of-range "hello" 3 1)
(substring "hello" -9)
;!> (args-out-of-range "hello" -9 nil)
(substring 'a 1)
;!> (wrong-type-argument arrayp a)
(substring "hello" 1.0)
;!> (wrong-type-argument integerp 1.0)
(substring [1 2 3 4] 1 3)
;=> [2 3]
(substring [1 2] 5)
;!> (args-out-of-range [1 2] 5 nil)
(substring (propertize "abcd" 'p 1) 1 3)
;=> #("bc" 0 2 (p 1))
(substring-no-properties (propertize "abcd" 'p 1) 1 3)
;=> "bc"
(substring "héllo" 1 2)
;=> "é"
(concat)
;=> ""
(concat "a" "b" "c")
;=> "abc"
(concat "a" nil "b")
;=> "ab"
(concat '(?a ?b) [?c ?d])
;=> "abcd"
(concat "a" 5)
;!> (wrong-type-argument sequencep 5)
(concat "a" 'b)
;!> (wrong-type-argument sequencep b)
(concat '(a))
;!> (wrong-type-argument characterp a)
(concat "a" '(?é))
;=> "aé"
(concat (propertize "a" 'x 1) "b")
;=> #("ab" 0 1 (x 1))
(string-to-list (concat "\351" "é"))
;=> (4194281 233)
(string-to-list (concat "\351" "a"))
;=> (233 97)
(length "hello")
;=> 5
(length "héllo")
;=> 5
(string-bytes "héllo")
;=> 6
(string-bytes "\351")
;=> 1
(string-bytes 5)
;!> (wrong-type-argument stringp 5)
(list (string ?a ?b) (string) (string ?é))
;=> ("ab" "" "é")
(string 'a)
;!> (wrong-type-argument characterp a)
(string -1)
;!> (wrong-type-argument characterp -1)
(make-string 3 ?x)
;=> "xxx"
(make-string 0 ?x)
;=> ""
(make-string 2 ?é)
;=> "éé"
(make-string -1 ?x)
;!> (wrong-type-argument wholenump -1)
(make-string 2 'a)
;!> (wrong-type-argument characterp a)
(multibyte-string-p (make-string 2 ?a t))
;=> t
(aref "abc" 1)
;=> 98
(aref "héllo" 1)
;=> 233
(aref "abc" 3)
;!> (args-out-of-range "abc" 3)
(aref "abc" -1)
;!> (args-out-of-range "abc" -1)
(aref "abc" 'x)
;!> (wrong-type-argument fixnump x)
(let ((s (copy-sequence "abc"))) (aset s 1 ?X) s)
;=> "aXc"
(let ((s (copy-sequence "abc"))) (aset s 1 ?é) (list s (length s)))
;=> ("a\351c" 3)
(let ((s (copy-sequence "aéc"))) (aset s 1 ?b) (list s (string-bytes s)))
;=> ("abc" 3)
(let ((s (copy-sequence "abc"))) (aset s 3 ?X))
;!> (args-out-of-range "abc" 3)
(let ((s (copy-sequence "abc"))) (aset s 0 'a))
;!> (wrong-type-argument characterp a)
(let ((s (copy-sequence "abc"))) (fillarray s ?z))
;=> "zzz"
(list (upcase "abc") (downcase "ABC") (capitalize "hello world") (upcase-initials "hello world") (upcase ?a) (downcase ?A))
;=> ("ABC" "abc" "Hello World" "Hello World" 65 97)
(list (upcase "éß") (downcase "ÉÀ") (capitalize "élan VITAL o'neil") (upcase ?é) (upcase ?ß))
;=> ("ÉSS" "éà" "Élan Vital O'Neil" 201 7838)
(upcase 'a)
;!> (wrong-type-argument char-or-string-p a)
(downcase nil)
;!> (wrong-type-argument char-or-string-p nil)
(capitalize ?a)
;=> 65
(list (string= "a" "a") (string= "a" 'a) (string-equal "a" "A") (string< "a" "b") (string< "abc" "abd") (string< "ab" "abc") (string> "b" "a") (string-lessp 'a "b") (string-greaterp "b" 'a))
;=> (t t nil t t t t t t)
(string= "a" 5)
;!> (wrong-type-argument stringp 5)
(string< 1 "a")
;!> (wrong-type-argument stringp 1)
(list (string= "é" "é") (string= "\351" "é") (equal "\351" "é") (equal "a" (string-to-multibyte "a")))
;=> (t nil nil t)
(compare-strings "abc" nil nil "abd" nil nil)
;=> -3
(compare-strings "abc" 0 2 "abd" 0 2)
;=> t
(compare-strings "ABC" nil nil "abc" nil nil t)
;=> t
(compare-strings "ab" nil nil "abc" nil nil)
;=> -3
(compare-strings "abc" nil nil "ab" nil nil)
;=> 3
(compare-strings "b" nil nil "a" nil nil)
;=> 1
(compare-strings "abc" 5 nil "a" nil nil)
;!> (args-out-of-range "abc" 5 nil)
(list (string-prefix-p "ab" "abc") (string-prefix-p "AB" "abc") (string-prefix-p "AB" "abc" t) (string-suffix-p "bc" "abc") (string-suffix-p "abcd" "abc") (string-prefix-p "" "a"))
;=> (t nil t t nil t)
(string-prefix-p 'a "abc")
;!> (wrong-type-argument sequencep a)
(list (string-version-lessp "foo2" "foo12") (string-version-lessp "a10" "a9") (version< "1.2" "1.10") (version<= "1.0" "1.0") (version= "1" "1.0") (version-to-list "1.2.3") (version-to-list "1.2rc1"))
;=> (t nil t t t (1 2 3) (1 2 -1 1))
(version-to-list "x")
;!> (error "Invalid version syntax: ‘x’ (must start with a number)")
(version-to-list "")
;!> (error "Invalid version syntax: ‘’ (must start with a number)")
(list (string-to-char "abc") (string-to-char "") (char-to-string ?a) (char-to-string ?é))
;=> (97 0 "a" "é")
(string-to-char 5)
;!> (wrong-type-argument stringp 5)
(char-to-string "a")
;!> (wrong-type-argument characterp "a")
(string-to-list "abé")
;=> (97 98 233)
(string-to-vector "ab")
;=> [97 98]
(append "ab" nil)
;=> (97 98)
(vconcat "ab")
;=> [97 98]
(list (string-to-multibyte "a\351") (string-to-unibyte "abc") (string-as-unibyte "é") (string-as-multibyte "\303\251") (string-make-unibyte "é") (string-make-multibyte "\351"))
;=> ("a\351" "abc" "\303\251" "é" "\351" "\351")
(string-to-unibyte "é")
;!> (error "Can’t convert the 0th character to unibyte")
(string-to-list (string-to-unibyte (string-to-multibyte "\377")))
;=> (255)
(list (multibyte-string-p "a") (multibyte-string-p "é") (multibyte-string-p "\351") (multibyte-string-p (string-to-multibyte "a")) (multibyte-string-p 5))
;=> (nil t nil t nil)
(list (unibyte-char-to-multibyte 200) (multibyte-char-to-unibyte #x3fffc8) (multibyte-char-to-unibyte ?a) (multibyte-char-to-unibyte ?λ))
;=> (4194248 200 97 -1)
(unibyte-string 97 200)
;=> "a\310"
(unibyte-string 256)
;!> (args-out-of-range 256 0 255)
(list (char-width ?a) (char-width ?日) (char-width ?\t) (string-width "a日") (string-width "") (char-width ?é))
;=> (1 2 8 3 0 1)
(list (max-char) (max-char t) (characterp #x3fffff) (characterp #x400000) (characterp -1) (characterp 'a))
;!> (wrong-number-of-arguments max-char 1)
(list (stringp "a") (stringp 'a) (string-or-null-p nil) (char-or-string-p ?a) (char-or-string-p "a") (char-or-string-p nil) (sequencep "a") (arrayp "a"))
;=> (t nil t t t nil t t)
(split-string "a b  c")
;=> ("a" "b" "c")
(split-string " a b ")
;=> ("a" "b")
(split-string "a,b,,c" ",")
;=> ("a" "b" "" "c")
(split-string "a,b,,c" "," t)
;=> ("a" "b" "c")
(split-string " a , b " "," t "[ ]+")
;=> ("a" "b")
(split-string "" ",")
;=> ("")
(split-string "" "," t)
;=> nil
(split-string "abc" "")
;=> ("" "a" "b" "c" "")
(split-string "abc" "" t)
;=> ("a" "b" "c")
(split-string "a1b22c" "[0-9]+")
;=> ("a" "b" "c")
(split-string 5)
;!> (wrong-type-argument stringp 5)
(split-string "a\tb\nc")
;=> ("a" "b" "c")
(split-string "a,b" "[")
;!> (invalid-regexp "Unmatched [ or [^")
(string-trim "  a b\n")
;=> "a b"
(string-trim-left "  a ")
;=> "a "
(string-trim-right "  a \t\n")
;=> "  a"
(string-trim "xxaxx" "x+" "x+")
;=> "a"
(string-trim "")
;=> ""
(string-trim 5)
;!> (wrong-type-argument stringp 5)
(string-join '("a" "b" "c") "-")
;=> "a-b-c"
(string-join '("a"))
;=> "a"
(string-join nil "-")
;=> ""
(mapconcat #'identity '("a" "b") ", ")
;=> "a, b"
(mapconcat (lambda (c) (string c ?-)) "abc" "")
;=> "a-b-c-"
(mapconcat #'identity nil ",")
;=> ""
(mapconcat #'symbol-name [a b] "+")
;=> "a+b"
(mapconcat #'identity '(1) ",")
;!> (wrong-type-argument sequencep 1)
(list (string-empty-p "") (string-empty-p " ") (string-blank-p " \n") (string-blank-p "a"))
;=> (t nil 0 nil)
(list (string-remove-prefix "ab" "abc") (string-remove-suffix "bc" "abc") (string-remove-prefix "x" "abc"))
;=> ("c" "a" "abc")
(list (string-pad "ab" 5) (string-pad "ab" 5 ?.) (string-pad "ab" 5 nil t) (string-pad "abcdef" 3))
;=> ("ab   " "ab..." "   ab" "abcdef")
(string-pad "a" -1)
;!> (wrong-type-argument natnump -1)
(list (string-limit "abcdef" 3) (string-limit "abcdef" 3 t) (string-limit "ab" 5))
;=> ("abc" "def" "ab")
(list (string-chop-newline "ab\n") (string-chop-newline "ab\n\n") (string-lines "a\nb\n") (string-lines "a\n\nb" t) (string-fill "aaa bbb ccc" 7) (string-clean-whitespace "  a  b "))
;=> ("ab" "ab\n" ("a" "b" "") ("a" "b") "aaa bbb\nccc" "a b")
(list (string-reverse "abc") (reverse "héb"))
;=> ("cba" "béh")
(list (string-search "b" "abcb") (string-search "b" "abcb" 2) (string-search "z" "abc") (string-search "" "abc"))
;=> (1 3 nil 0)
(string-search "b" "abc" 5)
;!> (args-out-of-range 5)
(string-search 'b "abc")
;!> (wrong-type-argument stringp b)
(list (string-replace "a" "bb" "banana") (string-replace "na" "" "banana"))
;=> ("bbbnbbnbb" "ba")
(string-replace "" "x" "abc")
;!> (wrong-length-argument 0)
(replace-regexp-in-string "a+" "<\\&>" "baab a")
;=> "b<aa>b <a>"
(replace-regexp-in-string "\\(b\\)\\(c\\)" "\\2\\1" "abcbc")
;=> "acbcb"
(replace-regexp-in-string "a" (lambda (m) (upcase m)) "banana")
;=> "bAnAnA"
(replace-regexp-in-string "a" "B" "aAa" t)
;=> "BBB"
(let ((case-fold-search t)) (replace-regexp-in-string "foo" "bar" "Foo FOO foo"))
;=> "Bar BAR bar"
(let ((case-fold-search t)) (replace-regexp-in-string "foo" "bar" "Foo FOO foo" t))
;=> "bar bar bar"
(replace-regexp-in-string "x" "\\n" "axb")
;!> (error "Invalid use of ‘\\’ in replacement text")
(replace-regexp-in-string "x" "\\n" "axb" nil t)
;=> "a\\nb"
(replace-regexp-in-string "^" ">" "a\nb")
;=> ">a\n>b"
(replace-regexp-in-string "a" "b" "aaa" nil nil nil 1)
;=> "bb"
(replace-regexp-in-string "\\(a\\)b" "X" "abab" nil nil 1)
;=> "XbXb"
(string-distance "kitten" "sitting")
;=> 3
(subst-char-in-string ?a ?b "banana")
;=> "bbnbnb"
(let ((s (copy-sequence "banana"))) (subst-char-in-string ?a ?o s t) s)
;=> "bonono"
(list (safe-length "abc") (length= "abc" 3) (length< "abc" 3) (length> "abc" 2))
;=> (0 t nil t)
(list (truncate-string-to-width "abcdef" 3) (truncate-string-to-width "日本語" 3) (truncate-string-to-width "abcdef" 4 nil nil "…") (truncate-string-to-width "ab" 5 nil ?\s))
;=> ("abc" "日" "abc…" "ab   ")
(split-string-and-unquote "a \"b c\" d")
;=> ("a" "b c" "d")
(combine-and-quote-strings '("a" "b c" "d\"e"))
;=> "a \"b c\" \"d\\\"e\""
(list (shell-quote-argument "a b") (shell-quote-argument "") (shell-quote-argument "it's"))
;=> ("a\\ b" "''" "it\\'s")
(char-equal ?a ?A)
;=> t
(let ((case-fold-search nil)) (char-equal ?a ?A))
;=> nil
(char-equal "a" ?a)
;!> (wrong-type-argument characterp "a")
(clear-string (make-string 3 ?a))
;=> nil
(let ((s (make-string 3 ?a))) (clear-string s) s)
;=> "\0\0\0"
(string-greaterp "a" nil)
;=> nil
(assoc-string "A" '("b" "a") t)
;=> "a"
(assoc-string 'b '(("b" . 1) c))
;=> ("b" . 1)
(assoc-string "c" '(("b" . 1) c))
;=> c
(list (format "%s" (string-to-syntax "w")) (char-syntax ?a) (char-syntax ?\s) (char-syntax ?\())
;=> ("(2)" 119 32 40)
(member-ignore-case "A" '("b" "a"))
;=> ("a")
(list (base64-encode-string "hello") (base64-decode-string "aGVsbG8=") (base64-encode-string (make-string 60 ?a)) (base64-encode-string (make-string 60 ?a) t) (base64url-encode-string "\377\376") (base64url-encode-string "\377\376" t))
;=> ("aGVsbG8=" "hello" "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFh" "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh" "__4=" "__4")
(base64-encode-string "é")
;=> "6Q=="
(base64-decode-string "a")
;!> (error "Invalid base64 data")
(base64-decode-string "****")
;!> (error "Invalid base64 data")
(base64-decode-string "__4" t)
;=> "\377\376"
(list (md5 "abc") (secure-hash 'sha1 "abc") (secure-hash 'sha256 "abc") (secure-hash 'md5 "é"))
;=> ("900150983cd24fb0d6963f7d28e17f72" "a9993e364706816aba3e25717850c26c9cd0d89d" "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" "66ddcd97cfdeabb2f6fb8a999b4bc76f")
(secure-hash 'nope "abc")
;!> (error "Invalid algorithm arg: nope")
(length (secure-hash 'sha512 "abc" nil nil t))
;=> 64
(secure-hash-algorithms)
;=> (md5 sha1 sha224 sha256 sha384 sha512)
(list (url-hexify-string "a b/é&c") (url-unhex-string "a%20b%2f"))
;=> ("a%20b%2F%C3%A9%26c" "a b/")
(= (sxhash-equal "abc") (sxhash-equal (concat "ab" "c")))
;=> t
(string-lessp "é" "z")
;=> nil
(string< "" "a")
;=> t
(let ((s "abc")) (list (eq s s) (eq (substring s 0) s) (equal (substring s 0) s)))
;=> (t nil t)
(list (elt "abc" 2) (seq-elt "abc" 0) (string-to-number "0x1A" 16))
;=> (99 97 0)
(elt "abc" 3)
;!> (args-out-of-range "abc" 3)
