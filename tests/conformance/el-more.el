;;; el-more.el --- small functions of many libraries -*- lexical-binding: t; -*-
(require 'cl-lib)
;=> cl-lib
(require 'easy-mmode)
;=> easy-mmode
(require 'derived)
;=> derived
(require 'rx)
;=> rx
(require 'pcase)
;=> pcase
(require 'generator)
;=> generator
(require 'json)
;=> json
(require 'pp)
;=> pp
(require 'warnings)
;=> warnings
(require 'time-date)
;=> time-date
(require 'parse-time)
;=> parse-time
(require 'sort)
;=> sort
(require 'text-property-search)
;=> text-property-search
(require 'obarray)
;=> obarray
(require 'macroexp)
;=> macroexp
(byte-compile-info "foo")
;=> "  INFO     foo"
(byte-compile-info "foo" nil "TYPE")
;=> "  TYPE     foo"
(byte-compile-info-string "a" "b")
;=> "  INFO     a"
(backquote-list*-function 1 2 '(3))
;=> (1 2 3)
(macroexpand-1 '(backquote-list* 1 2 x))
;=> (cons 1 (cons 2 x))
(backquote (1 (\, (+ 1 2)) (\,@ (list 4 5))))
;=> (1 3 4 5)
(internal-macroexpand-for-load '(when a b) nil)
;=> (if a (progn b))
(gv-setter 'foo)
;=> \(setf\ foo\)
(easy-mmode-pretty-mode-name 'foo-bar-mode)
;=> "Foo-Bar mode"
(easy-mmode-pretty-mode-name 'foo-bar-mode " Foo")
;=> "Foo-Bar mode"
(easy-mmode-pretty-mode-name 'foo-bar " fb")
;=> "Foo-Bar mode"
(progn (easy-mmode-define-navigation xnav "^\\*" "star") (with-temp-buffer (insert "a\n* b\nc\n* d\n") (goto-char 1) (list (progn (xnav-next) (point)) (progn (xnav-next) (point)) (condition-case e (xnav-next) (error e)) (progn (xnav-prev) (point)) (condition-case e (xnav-prev 2) (error e)))))
;=> (3 9 13 9 (user-error "No previous star"))
(progn (easy-mmode-defmap xmap '(("a" . foo)) "Doc" ) (lookup-key xmap "a"))
;=> foo
(progn (easy-mmode-defsyntax xst '((?_ . "w")) "Doc") (char-syntax ?_))
;=> 95
(mapcar (lambda (f) (funcall f 'foo-mode)) '(derived-mode-abbrev-table-name derived-mode-syntax-table-name derived-mode-map-name derived-mode-hook-name derived-mode-setup-function-name))
;=> (foo-mode-abbrev-table foo-mode-syntax-table foo-mode-map foo-mode-hook foo-mode-setup)
(let ((m (make-sparse-keymap)) (o (make-sparse-keymap))) (define-key o "a" 'x) (derived-mode-merge-keymaps o m) m)
;=> (keymap keymap (97 . x))
(rx-to-string '(submatch-n 3 "a"))
;=> "\\(?3:a\\)"
(json-join '("a" "b") ",")
;=> "a,b"
(json-join '("a" "b"))
;=> "ab"
(with-temp-buffer (insert "{\"a\": [1, {\"b\": 2}]}") (json-path-to-position 15))
;=> (:path ("a" 1) :match-start 11 :match-end 19)
(json-path-to-position 3 "[1,2]")
;=> (:path (0) :match-start 2 :match-end 3)
(json-path-to-position 5 "{\"k\": \"vvvv\"}")
;=> nil
(with-temp-buffer (insert "true") (goto-char 1) (json-read-keyword "true"))
;=> t
(with-temp-buffer (insert "(foo (bar baz))") (pp-last-sexp))
;=> (foo (bar baz))
(pp-eval-expression '(+ 1 2))
;=> nil
(with-temp-buffer (pp-eval-expression '(list 1 2 "a")))
;=> nil
(pp-macroexpand-expression '(when a b))
;=> nil
(pp-display-expression '(a b) "*xx*")
;=> nil
(encode-time-value 1 2 3 4 2)
;=> (1 2 3)
(encode-time-value 1 2 3 4 0)
;=> (1 . 2)
(encode-time-value 1 2 3 4 1)
;=> (1 2)
(with-decoded-time-value ((high low micro pico type '(1 2 3 4))) (list high low micro pico type))
;=> (1 2 3 4 3)
(with-decoded-time-value ((high low micro '(1 2 3))) (list high low micro))
;=> (1 2 3)
(parse-time-string-chars ?a)
;=> 97
(parse-time-string-chars ?3)
;=> 48
(parse-time-string-chars ?\s)
;=> nil
(parse-time-string-chars ?+)
;=> 1
(obarray-size (obarray-make 7))
;=> 7
(obarrayp (obarray-make))
;=> t
(obarrayp [a])
;=> t
(obarrayp 3)
;=> nil
(obarrayp obarray)
;=> t
(with-temp-buffer (insert "c 3\na 1\nb 2\n") (sort-columns nil 1 (point-max)) (buffer-string))
;=> "a 1\nb 2\nc 3\n"
(with-temp-buffer (insert "xc3\nxa1\nxb2\n") (sort-columns nil 2 11) (buffer-string))
;=> "xa1\nxb2\nxc3\n"
(with-temp-buffer (insert "b1 a2 c0") (sort-regexp-fields nil "[a-z][0-9]" "[0-9]" 1 (point-max)) (buffer-string))
;=> "c0 b1 a2"
(with-temp-buffer (insert "b1 a2 c0") (sort-regexp-fields t "\\([a-z]\\)[0-9]" "\\1" 1 (point-max)) (buffer-string))
;=> "c0 b1 a2"
(copy-prop-match (make-prop-match :beginning 1 :end 2 :value 3))
;=> #s(prop-match 1 2 3)
(regexp-opt-group '("abc" "abd" "x"))
;=> "ab[cd]\\|x"
(regexp-opt-group '("abc" "abd" "x") t)
;=> "\\(?:ab[cd]\\|x\\)"
(regexp-opt-group '("abc" "abd" "x") t t)
;=> "\\(?:ab[cd]\\|x\\)"
(regexp-opt-group '("a" "b"))
;=> "[ab]"
(regexp-opt-group '(""))
;=> ""
(warning-suppress-p '(foo bar) '((foo)))
;=> t
cl-digit-char-table
;=> [nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil 0 1 2 3 4 5 6 7 8 9 nil nil nil nil nil nil nil 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 nil nil nil nil nil nil 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil nil]
(cl-old-struct-compat-mode)
;=> t
(timeout-event-p '(timer-event))
;=> t
(advice-eval-interactive-spec '(list 1 2))
;=> (1 2)
(advice-eval-interactive-spec nil)
;=> nil
(connection-local-set-profile-variables 'xp '((fill-column . 44) (tab-width . 3)))
;=> ((fill-column . 44) (tab-width . 3))
(connection-local-get-profile-variables 'xp)
;=> ((fill-column . 44) (tab-width . 3))
(connection-local-set-profiles '(:application foo) 'xp)
;=> (((:application foo) xp))
(connection-local-get-profiles '(:application foo))
;=> (xp)
(connection-local-normalize-criteria '(:user nil :application foo))
;=> (:application foo)
(with-temp-buffer (hack-connection-local-variables-apply '(:application foo)) (list fill-column tab-width))
;=> (44 3)
(list (path-separator) (null-device))
;=> (":" "/dev/null")
(with-connection-local-variables fill-column)
;=> 70
(connection-local-criteria-for-default-directory)
;=> nil
(pp-to-string '(different-types #s(foo 1 2) 3 (a (b c) #s(foo (a)) [1 2] d)))
;=> "(different-types #s(foo 1 2)\n\11\11 3\n\11\11 (a\n\11\11  (b c)\n\11\11  #s(foo\n\11\11     (a))\n\11\11  [1 2]\n\11\11  d))\n"
(pp-to-string '(foo 'x #s(r 1) (bar) z))
;=> "(foo 'x #s(r 1)\n     (bar)\n     z)\n"
(list (macrop '\`) (let ((x 1)) (eval '(\` (a (\, (+ 1 1)) (\,@ (list 3 4)))) t)))
;=> (t (a 2 3 4))
(list (func-arity 'beep) (beep))
;=> ((0 . 1) nil)
