;; Completion, and what reads answers, at the end of standard input.
(try-completion "fo" '("foo" "foobar" "bar"))
;=> "foo"
(try-completion "foo" '("foo" "foobar" "bar"))
;=> "foo"
(try-completion "foob" '("foo" "foobar" "bar"))
;=> "foobar"
(try-completion "foobar" '("foo" "foobar" "bar"))
;=> t
(try-completion "x" '("foo" "foobar" "bar"))
;=> nil
(try-completion "" '("foo" "bar"))
;=> ""
(try-completion "" nil)
;=> nil
(try-completion "" '(foo foobar))
;=> "foo"
(try-completion "a" '(("abc" . 1) ("abd" . 2)) (lambda (e) (= (cdr e) 2)))
;=> "abd"
(try-completion "foo" '("foo" "foo"))
;=> t
(try-completion "f" '("foo" "foo"))
;=> "foo"
(let ((completion-ignore-case t)) (list (try-completion "FO" '("foo" "Foobar")) (try-completion "foo" '("FOO" "foo")) (try-completion "FOO" '("foo")) (try-completion "f" '("Foo" "fOO")) (try-completion "fo" '("FOobar" "foobaz")) (try-completion "foo" '("Foo" "foobar")) (try-completion "FOO" '("foo" "foobar"))))
;=> ("foo" "foo" "foo" "fOO" "fooba" "Foo" "foo")
(let ((completion-regexp-list '("r$"))) (list (try-completion "" '("foo" "bar" "far")) (all-completions "" '("foo" "bar" "far"))))
;=> ("" ("bar" "far"))
(all-completions "f" '("foo" "bar" far ("fuz" 1) nil 5))
;=> ("foo" "far" "fuz")
(all-completions "" '(" a" "b") nil t)
;=> ("b")
(all-completions " " '(" a" "b") nil t)
;=> (" a")
(all-completions "" '(" a" "b"))
;=> (" a" "b")
(test-completion "foo" '("foo" "bar"))
;=> t
(test-completion "fo" '("foo" "bar"))
;=> nil
(test-completion "FOO" '("foo" "bar"))
;=> nil
(let ((completion-ignore-case t)) (test-completion "FOO" '("foo" "bar")))
;=> t
(test-completion "foo" '(foo bar))
;=> t
(test-completion "foo" '(("foo" . nil)) #'cdr)
;=> nil
(let ((h (make-hash-table :test 'equal))) (puthash "foo" 1 h) (puthash 'bar 2 h) (puthash "baz" 3 h) (list (try-completion "b" h) (all-completions "b" h) (all-completions "b" h (lambda (k v) (= v 3))) (test-completion "bar" h) (test-completion "foo" h (lambda (k v) (= v 1)))))
;=> ("ba" ("bar" "baz") ("baz") t t)
(let ((o (make-vector 3 0))) (intern "abc" o) (intern "abd" o) (list (try-completion "a" o) (sort (all-completions "a" o) #'string<) (test-completion "abc" o) (test-completion "x" o)))
;=> ("ab" ("abc" "abd") t nil)
(try-completion "a" (lambda (s p f) (list s p f)))
;=> ("a" nil nil)
(all-completions "a" (lambda (s p f) (list s p f)) 'pp)
;=> ("a" pp t)
(test-completion "a" (lambda (s p f) (list s p f)) 'pp)
;=> ("a" pp lambda)
(try-completion 5 '("a"))
;!> (wrong-type-argument stringp 5)
(all-completions nil '("a"))
;!> (wrong-type-argument stringp nil)
(test-completion 'a '("a"))
;!> (wrong-type-argument stringp a)
(try-completion "a" 5)
;!> (invalid-function 5)
(try-completion "a" "abc")
;!> (invalid-function "abc")
(try-completion "car-le" obarray)
;=> "car-less-than-car"
(test-completion "car" obarray 'fboundp)
;=> t
(minibufferp)
;=> nil
(minibufferp 1)
;!> (wrong-type-argument bufferp 1)
(minibuffer-depth)
;=> 0
(minibuffer-prompt)
;=> nil
(minibuffer-prompt-end)
;=> 1
(with-temp-buffer (insert "ab") (list (minibuffer-contents) (minibuffer-contents-no-properties)))
;=> ("ab" "ab")
(abort-minibuffers)
;!> (error "Not in a minibuffer")
(read-from-minibuffer 5)
;!> (wrong-type-argument stringp 5)
(yes-or-no-p 5)
;!> (wrong-type-argument stringp 5)
(read-string "")
;!> (end-of-file "Error reading from stdin")
(condition-case e (read-from-minibuffer "") (end-of-file e))
;=> (end-of-file "Error reading from stdin")
(completing-read "" '("a"))
;!> (end-of-file "Error reading from stdin")
(read-command "")
;!> (end-of-file "Error reading from stdin")
(read-variable "")
;!> (end-of-file "Error reading from stdin")
(read-buffer "")
;!> (end-of-file "Error reading from stdin")
(internal-complete-buffer "nosuchbuf" nil nil)
;=> nil
(internal-complete-buffer "*scratc" nil t)
;=> ("*scratch*")
(internal-complete-buffer "*scratch*" nil 'lambda)
;=> t
(internal-complete-buffer "" nil 'metadata)
;=> (metadata (category . buffer) (cycle-sort-function . identity))
