;; Unicode's properties of characters: whole ranges as digests, and setting them.
(defun cp-digest (property) (md5 (mapconcat (lambda (c) (format "%S" (get-char-code-property c property))) (append (number-sequence 0 #x33ff) (number-sequence #xf900 #xfffe) (number-sequence #x1d000 #x1d7ff)) " ")))
;=> cp-digest
(cp-digest 'decomposition)
;=> "c30f8db44e300814e05581753d1b9d70"
(cp-digest 'digit-value)
;=> "d49bd4f8e29323bfacf7554dc084c1c9"
(cp-digest 'numeric-value)
;=> "fba3c6a92a8de647cd2e67639c6b5293"
(cp-digest 'mirrored)
;=> "f6ef863537b487992c89a1f3adcc3432"
(cp-digest 'mirroring)
;=> "93b520508c1527481a3a9edf76d1cfc8"
(cp-digest 'paired-bracket)
;=> "a437fd18118db3a0f4bb30990bae5568"
(cp-digest 'bracket-type)
;=> "006c07ba2480b975f9af5a48f76d0001"
(cp-digest 'old-name)
;=> "adf33241e1282c13517898f9e8506b66"
(cp-digest 'iso-10646-comment)
;=> "c472781d13c2e774c95f98784c9776bb"
(cp-digest 'special-uppercase)
;=> "81d5d026d169a24248a8735bd4182c10"
(cp-digest 'special-lowercase)
;=> "ada5f73833bceb950971eb94ee5e809c"
(cp-digest 'special-titlecase)
;=> "767b69d582292499708365ebcb02b1cf"
(mapcar (lambda (p) (get-char-code-property ?½ p)) '(decomposition numeric-value digit-value mirrored bracket-type old-name))
;=> ((fraction 49 8260 50) 0.5 nil N n "FRACTION ONE HALF")
(mapcar (lambda (p) (get-char-code-property #x3fffff p)) '(decomposition numeric-value mirrored mirroring bracket-type old-name special-uppercase))
;=> ((4194303) nil N nil n nil nil)
(list (get-char-code-property ?가 'decomposition) (get-char-code-property ?ﬁ 'special-uppercase) (get-char-code-property ?ŉ 'special-titlecase) (get-char-code-property ?İ 'special-lowercase))
;=> ((44032) "FI" "ʼN" "i̇")
(list (put-char-code-property ?a 'cp-own 5) (get-char-code-property ?a 'cp-own) (get-char-code-property ?b 'cp-own))
;=> (5 5 nil)
(list (put-char-code-property ?é 'mirroring ?x) (get-char-code-property ?é 'mirroring) (get-char-code-property ?è 'mirroring))
;=> (120 120 nil)
(list (put-char-code-property ?ü 'bidi-class 'R) (get-char-code-property ?ü 'bidi-class))
;=> (R R)
(put-char-code-property ?ü 'bidi-class 'foo)
;!> (wrong-type-argument "Unicode property value" foo)
(get-char-code-property "a" 'decomposition)
;!> (wrong-type-argument fixnump "a")
(get-char-code-property -1 'mirrored)
;!> (wrong-type-argument characterp -1)
(func-arity 'put-char-code-property)
;=> (3 . 3)
(get-unicode-property-internal (unicode-property-table-internal 'paired-bracket) ?\[)
;=> 93
;; A table of decompositions has nil for what has none.
(let ((table (unicode-property-table-internal 'decomposition))) (list (aref table ?a) (char-table-range table ?z) (get-char-code-property ?a 'decomposition) (get-char-code-property ?é 'decomposition) (get-unicode-property-internal table ?a)))
;=> (nil nil (97) (101 769) nil)
(mapcar (lambda (title) (keymapp (lookup-key global-map (vector 'menu-bar title)))) '(file edit options buffer tools nosuch))
;=> (t t t t t nil)
(list (char-table-p composition-function-table) (char-table-subtype composition-function-table))
;=> (t nil)
