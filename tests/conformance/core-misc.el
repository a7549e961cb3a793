;; What the fuzzer found.
(upcase (string-to-multibyte #("abc" 0 1 (a 1))))
;=> "ABC"
(upcase #("abc" 0 1 (a 1)))
;=> #("ABC" 0 1 (a 1))
(upcase #("ab\u00e9" 0 1 (a 1)))
;=> "ABÉ"
(capitalize #("ab\u00e9" 0 1 (a 1)))
;=> "Abé"
(secure-hash 'md5 "é%" 1)
;=> "0b63b804002339cfa149da274c3df6c6"
(md5 "é%" 1)
;=> "0b63b804002339cfa149da274c3df6c6"
(md5 "é%" 1 nil 'latin-1)
;=> "0bcef9c45bd8a48eda1b26eb0c61c869"
(md5 "é%" 1 5 'latin-1)
;!> (args-out-of-range "\351%" 1 5)
(secure-hash 'foo "é%" 9)
;!> (args-out-of-range "\303\251%" 9 nil)
(secure-hash 'foo "é%" 2)
;!> (error "Invalid algorithm arg: foo")
(secure-hash 'foo 2)
;!> (error "Invalid object argument" 2)
(md5 nil)
;!> (error "Invalid object argument" "nil")
(string<)
;!> (wrong-number-of-arguments string< 0)
(funcall 'string<)
;!> (wrong-number-of-arguments #<subr string-lessp> 0)
(car)
;!> (wrong-number-of-arguments car 0)
(let ((x 0)) (condition-case nil (car (setq x 1) 2) (error x)))
;=> 0
(let ((x 0)) (condition-case nil (zerop (setq x 1) 2) (error x)))
;=> 0
(string> 1)
;!> (wrong-number-of-arguments string> 1)
(concat [t] '(1 . 2))
;!> (wrong-type-argument characterp t)
(concat '(1 . 2) [t])
;!> (wrong-type-argument listp 2)
(vconcat '(1 . 2) 5)
;!> (wrong-type-argument sequencep 5)
(append '(1 . 2) 5 nil)
;!> (wrong-type-argument sequencep 5)
