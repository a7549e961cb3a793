;; Completion of strings.  -*- lexical-binding: t -*-

(progn (setq completion-table-1 (make-hash-table :test 'equal))
       (puthash "foo" 1 completion-table-1) (puthash 'foobar 2 completion-table-1) (puthash 3 3 completion-table-1)
       (setq completion-table-2 (obarray-make 7)) (intern "foo" completion-table-2) (intern "fob" completion-table-2) t)
;=> t
(try-completion "fo" '("foo" "foobar" "bar"))
;=> "foo"
(try-completion "foo" '("foo" "foobar" "bar"))
;=> "foo"
(try-completion "foo" '("foo" "bar"))
;=> t
(try-completion "x" '("foo"))
;=> nil
(try-completion "" nil)
;=> nil
(try-completion "" '("a"))
;=> "a"
(try-completion "" '("a" "b"))
;=> ""
(try-completion "F" '("foo" "Foobar"))
;=> "Foobar"
(let ((completion-ignore-case t)) (try-completion "F" '("foo" "Foobar")))
;=> "foo"
(let ((completion-ignore-case t)) (try-completion "FOO" '("foo" "Foobar")))
;=> "foo"
(let ((completion-ignore-case t)) (try-completion "FOO" '("foo" "bar")))
;=> "foo"
(let ((completion-ignore-case t)) (try-completion "f" '("foo" "FOO" "fOOb")))
;=> "foo"
(let ((completion-ignore-case t)) (try-completion "foo" '("FOO" "foo")))
;=> "foo"
(try-completion "fo" '(("foo" . 1) ("fob" . 2)))
;=> "fo"
(try-completion "fo" '(foo fob))
;=> "fo"
(try-completion "fo" completion-table-1)
;=> "foo"
(all-completions "fo" completion-table-1)
;=> ("foo" "foobar")
(all-completions "fo" completion-table-2)
;=> ("foo" "fob")
(try-completion "fo" completion-table-2)
;=> "fo"
(try-completion "fo" '("foo" "fob") (lambda (s) (equal s "foo")))
;=> "foo"
(try-completion "fo" completion-table-1 (lambda (k v) (eql v 1)))
;=> "foo"
(try-completion "fo" completion-table-2 (lambda (s) (eq s 'x)))
;=> nil
(all-completions "fo" '("foo" fob "bar" ("foz")))
;=> ("foo" "fob" "foz")
(all-completions "f" '("foo" "Foo"))
;=> ("foo")
(let ((completion-ignore-case t)) (all-completions "f" '("foo" "Foo")))
;=> ("foo" "Foo")
(let ((completion-regexp-list '("o$"))) (all-completions "f" '("foo" "fob")))
;=> ("foo")
(let ((completion-regexp-list '("o$"))) (try-completion "f" '("foo" "fob")))
;=> "foo"
(test-completion "foo" '("foo" "bar"))
;=> t
(test-completion "fo" '("foo"))
;=> nil
(test-completion "FOO" '("foo"))
;=> nil
(let ((completion-ignore-case t)) (test-completion "FOO" '("foo")))
;=> t
(test-completion "foo" completion-table-1)
;=> t
(test-completion "foobar" completion-table-1)
;=> t
(test-completion "foo" completion-table-2)
;=> t
(test-completion "fox" completion-table-2)
;=> nil
(test-completion "foo" '(("foo" . 1)) (lambda (x) (= (cdr x) 2)))
;=> nil
(try-completion "a" (lambda (s p f) (list s p f)))
;=> ("a" nil nil)
(all-completions "a" (lambda (s p f) (list s p f)) 'q)
;=> ("a" q t)
(test-completion "a" (lambda (s p f) (list s p f)))
;=> ("a" nil lambda)
(try-completion 1 nil)
;!> (wrong-type-argument stringp 1)
(try-completion "a" 1)
;!> (invalid-function 1)
(all-completions "a" 'foo)
;!> (void-function foo)
(try-completion "a" [1 2])
;!> (error "Bad data in guts of obarray")
(all-completions "" '(nil t "x"))
;=> ("nil" "t" "x")
(try-completion "n" '(nil))
;=> "nil"
(all-completions "a" '("a") nil t)
;=> ("a")
(all-completions " " '(" a" "b"))
;=> (" a")
(all-completions "" '(" a" "b") nil t)
;=> ("b")
(try-completion "é" '("éa" "éab"))
;=> "éa"
(eq (try-completion "foo" '("foobar" "foobar")) t)
;=> nil
(try-completion "foobar" '("foobar" "foobar"))
;=> t
(all-completions "" '(1 2))
;=> nil
(all-completions "" '((1 . 2)))
;=> nil
