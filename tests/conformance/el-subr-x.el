;; subr-x, let-alist, thunk, text-property-search.
(require 'subr-x)
;=> subr-x
(require 'let-alist)
;=> let-alist
(require 'thunk)
;=> thunk
(require 'text-property-search)
;=> text-property-search
(list (if-let ((a 1) (b 2)) (list a b) 'no) (if-let ((a 1) (b nil)) (list a b) 'no) (if-let (a 1) a 'no) (if-let* () 1 2) (when-let ((x 1) ((> x 0))) x) (let ((z 3)) (if-let (z) z)) (let ((z 3)) (if-let* (z (y (1+ z))) y)) (and-let* ((x 1) ((consp x)))) (and-let* ((x 3))) (and-let* ()) (when-let ((_ 3) (x 2)) x) (if-let (((> 1 0))) 'y 'n))
;=> ((1 2) no 1 1 1 3 4 nil 3 t 2 y)
(condition-case e (eval '(if-let ((a 1 2)) 3) t) (error e))
;=> (error "`let' bindings can have only one value-form" a 1 2)
(thread-first 5 (- 2) (/ 3.0) number-to-string)
;=> "1.0"
(thread-last (list 1 2 3) (mapcar #'1+) (apply #'+))
;=> 9
(named-let lp ((i 0) (acc nil)) (if (< i 3) (lp (1+ i) (cons i acc)) acc))
;=> (2 1 0)
(let ((h (make-hash-table))) (puthash 1 2 h) (puthash 3 4 h) (list (hash-table-keys h) (hash-table-values h) (hash-table-empty-p h) (hash-table-empty-p (make-hash-table))))
;=> ((1 3) (2 4) nil t)
(list (string-empty-p "") (string-empty-p "a") (string-blank-p " \t") (string-blank-p "a") (string-join '("a" "b") ",") (string-join '("a" "b")) (string-reverse "abc") (string-remove-prefix "ab" "abc") (string-remove-suffix "bc" "abc") (string-clean-whitespace "  a  b\n c ") (string-lines "a\nb\n\nc\n") (string-lines "a\n\nb" t) (string-chop-newline "ab\n") (string-pad "ab" 5) (string-pad "ab" 5 ?- t) (string-pad "abc" 2) (string-limit "abcd" 2) (string-limit "abcd" 2 t) (string-limit "aéb" 2 nil 'utf-8) (string-limit "aéb" 3 t 'utf-8))
;=> (t nil 0 nil "a,b" "ab" "cba" "c" "a" "a b c" ("a" "b" "" "c" "") ("a" "b") "ab" "ab   " "---ab" "abc" "ab" "cd" "a" "\303\251b")
(mapcar (lambda (n) (string-truncate-left "hello world" n)) '(0 1 2 3 4 5 8 10 11 12))
;=> ("...d" "...d" "...d" "...d" "...ld" "...rld" "... world" "...lo world" "hello world" "hello world")
(let-alist '((a . 1) (b . ((c . 2)))) (list .a .b.c .d))
;=> (1 2 nil)
(let-alist '((a . 1) (b . ((c . 2)))) (let-alist .b (list .c)))
;=> (2)
(let ((n 0)) (let ((th (thunk-delay (setq n (1+ n))))) (list (thunk-evaluated-p th) (thunk-force th) (thunk-force th) (thunk-evaluated-p th) n)))
;=> (nil 1 1 t 1)
(let ((n 0)) (thunk-let* ((a (setq n (1+ n))) (b (+ a 10)) (c (error "x"))) (list n b a n)))
;=> (0 11 1 1)
(let ((n 0)) (thunk-let ((a (setq n (1+ n))) (b 3)) (list n b a n)))
;=> (0 3 1 1)
(with-temp-buffer (insert "aaa" (propertize "bbb" 'p 1) "ccc" (propertize "ddd" 'p 2) (propertize "eee" 'p 3) "f") (goto-char 1) (let (r m) (while (setq m (text-property-search-forward 'p)) (push (list (prop-match-beginning m) (prop-match-end m) (prop-match-value m) (point)) r)) (nreverse r)))
;=> ((4 7 1 7) (10 13 2 13) (13 16 3 16))
(with-temp-buffer (insert "aaa" (propertize "bbb" 'p 1) "ccc" (propertize "ddd" 'p 2) (propertize "eee" 'p 3) "f") (goto-char 5) (mapcar (lambda (args) (goto-char 5) (let ((m (apply #'text-property-search-forward 'p args))) (and m (list args (prop-match-beginning m) (prop-match-end m) (prop-match-value m) (point))))) '((1 t) (1 t t) (2 t) (2 nil) (1 nil) (nil t) (nil nil t) (7 t) (nil t t))))
;=> (((1 t) 5 7 1 7) nil ((2 t) 10 13 2 13) ((2 nil) 5 10 1 10) ((1 nil) 7 17 nil 17) ((nil t) 7 10 nil 10) ((nil nil t) 10 13 2 13) nil ((nil t t) 7 10 nil 10))
(with-temp-buffer (insert "aaa" (propertize "bbb" 'p 1) "ccc" (propertize "ddd" 'p 2) (propertize "eee" 'p 3) "f") (goto-char 5) (mapcar (lambda (args) (goto-char 15) (let ((m (apply #'text-property-search-backward 'p args))) (and m (list args (prop-match-beginning m) (prop-match-end m) (prop-match-value m) (point))))) '((1 t) (1 t t) (2 t) (2 nil) (1 nil) (nil t) (nil nil t) (7 t) (nil nil) (nil t t))))
;=> (((1 t) 4 7 1 4) ((1 t t) 4 7 1 4) ((2 t) 10 13 2 10) ((2 nil) 13 15 3 13) ((1 nil) 7 15 nil 7) ((nil t) 7 10 nil 7) ((nil nil t) 10 13 2 10) nil ((nil nil) 13 15 3 13) ((nil t t) 7 10 nil 7))
(replace-regexp-in-string "x" "y" "axbx")
;=> "ayby"
