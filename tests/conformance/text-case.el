;; Case of every character, as digests: what changes it, and the classes of regexps.
(md5 (mapconcat (lambda (c) (format "%x %x %x" (downcase c) (upcase c) (upcase-initials c))) (number-sequence 0 #x1ffff) " "))
;=> "c3e6e1f18aa61e53229231f9316f9453"
(let ((case-fold-search nil)) (md5 (mapconcat (lambda (c) (let ((s (string c))) (if (string-match "[[:lower:]]" s) "l" (if (string-match "[[:upper:]]" s) "u" "-")))) (number-sequence 0 #x1ffff) "")))
;=> "5b2784160913e1cf4c91f05cadc5e7e4"
(let ((case-fold-search nil)) (list (string-match "[[:lower:]]" "ß") (string-match "[[:upper:]]" "\u212a") (string-match "[[:lower:]]+x*" "BßxÁ")))
;=> (0 nil 1)
(list (downcase #x212a) (downcase "\u212a") (upcase-initials "ıa ſa") (upcase-initials ?ı) (capitalize ?ſ) (upcase "ſı"))
;=> (8490 "K" "Ia Sa" 73 83 "ſı")
(let ((case-fold-search t)) (list (string-match "k" "\u212a") (string-match "ẞ" "ß") (string-match "[[:upper:]]" "ß")))
;=> (nil 0 0)
