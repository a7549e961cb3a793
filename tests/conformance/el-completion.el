;;; el-completion.el --- tables and styles of completion -*- lexical-binding: t; -*-
(defvar cc '("foo" "foobar" "foo-bar" "baz" "Foo-Bar-Baz"))
;=> cc
(defun xplain (list) (if (consp list) (let ((base (cdr (last list))) (r nil)) (while (consp list) (push (substring-no-properties (pop list)) r)) (cons base (sort r #'string<))) list))
;=> xplain
(let ((completion-styles '(basic))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" nil nil) ("fb" nil nil) ("ba" ("baz" . 3) (0 "baz")) ("bar" nil nil) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" nil nil))
(let ((completion-styles '(emacs21))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" nil nil) ("fb" nil nil) ("ba" ("baz" . 3) (0 "baz")) ("bar" nil nil) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" nil nil))
(let ((completion-styles '(emacs22))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" nil nil) ("fb" nil nil) ("ba" ("baz" . 3) (0 "baz")) ("bar" nil nil) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" nil nil))
(let ((completion-styles '(partial-completion))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" ("foo-bar" . 7) (0 "foo-bar")) ("fb" nil nil) ("ba" ("baz" . 3) (0 "baz")) ("bar" nil nil) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" nil nil))
(let ((completion-styles '(substring))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" nil nil) ("fb" nil nil) ("ba" ("ba" . 2) (0 "baz" "foo-bar" "foobar")) ("bar" ("bar" . 3) (0 "foo-bar" "foobar")) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" ("oo" . 2) (0 "Foo-Bar-Baz" "foo" "foo-bar" "foobar")))
(let ((completion-styles '(initials))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" nil nil) ("foo" nil nil) ("foo-" nil nil) ("f-b" nil nil) ("fb" ("foo-bar" . 7) (0 "foo-bar")) ("ba" nil nil) ("bar" nil nil) ("zz" nil nil) ("" nil nil) ("oo" nil nil))
(let ((completion-styles '(flex))) (mapcar (lambda (s) (list s (completion-try-completion s cc nil (length s)) (xplain (completion-all-completions s cc nil (length s))))) '("f" "fo" "foo" "foo-" "f-b" "fb" "ba" "bar" "zz" "" "oo")))
;=> (("f" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("fo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo" ("foo" . 3) (0 "foo" "foo-bar" "foobar")) ("foo-" ("foo-bar" . 7) (0 "foo-bar")) ("f-b" ("foo-bar" . 7) (0 "foo-bar")) ("fb" ("foobar" . 3) (0 "foo-bar" "foobar")) ("ba" ("ba" . 2) (0 "baz" "foo-bar" "foobar")) ("bar" ("bar" . 3) (0 "foo-bar" "foobar")) ("zz" nil nil) ("" ("" . 0) (0 "Foo-Bar-Baz" "baz" "foo" "foo-bar" "foobar")) ("oo" ("oo" . 2) (0 "Foo-Bar-Baz" "foo" "foo-bar" "foobar")))
(completion-metadata "" cc nil)
;=> (metadata)
(completion-metadata-get '(metadata (category . x)) 'category)
;=> x
(completion-boundaries "foo/bar" cc nil "suf")
;=> (0 . 3)
(completion-boundaries "/usr/li" 'completion-file-name-table nil "x/suf")
;=> (5 . 1)
(defvar dyn (completion-table-dynamic (lambda (s) (list (concat s "1") (concat s "2")))))
;=> dyn
(list (all-completions "a" dyn) (try-completion "a" dyn) (test-completion "a1" dyn))
;=> (("a1" "a2") "a" nil)
(let ((n 0)) (let ((ct (completion-table-with-cache (lambda (s) (setq n (1+ n)) (list "abc" "abd"))))) (list (all-completions "a" ct) (all-completions "ab" ct) (all-completions "abc" ct) n)))
;=> (("abc" "abd") ("abc" "abd") ("abc") 1)
(let ((ct (completion-table-case-fold cc))) (list (all-completions "FOO" ct) (try-completion "FOO" ct)))
;=> (("foo" "foobar" "foo-bar" "Foo-Bar-Baz") "foo")
(let ((ct (completion-table-in-turn '("xa" "xb") cc))) (list (all-completions "f" ct) (all-completions "x" ct)))
;=> (("foo" "foobar" "foo-bar") ("xa" "xb"))
(let ((ct (completion-table-merge '("xa" "fb") cc))) (list (all-completions "f" ct) (try-completion "x" ct) (test-completion "xa" ct)))
;=> (("fb" "foo" "foobar" "foo-bar") "xa" t)
(let ((ct (completion-table-with-predicate cc (lambda (s) (> (length s) 3)) t "f" nil t))) ct)
;=> ("foobar" "foo-bar")
(completion-table-with-context "pre:" '("aa" "ab") "a" nil t)
;=> ("aa" "ab")
(completion-table-with-context "pre:" '("aa" "ab") "a" nil nil)
;=> "pre:a"
(completion-table-with-terminator " " '("aa" "ab") "a" nil t)
;=> ("aa" "ab")
(completion-table-with-terminator " " '("aa" "ab") "aa" nil nil)
;=> "aa "
(let ((ct (completion-table-subvert '("/a/b" "/a/c") "x/" "/a/"))) (list (all-completions "x/" ct) (try-completion "x/" ct) (test-completion "x/b" ct)))
;=> (("b" "c") "x/" t)
(complete-with-action t cc "f" nil)
;=> ("foo" "foobar" "foo-bar")
(complete-with-action nil cc "f" nil)
;=> "foo"
(complete-with-action 'lambda cc "foo" nil)
;=> t
(complete-with-action 'metadata cc "foo" nil)
;=> nil
(complete-with-action '(boundaries . "x") cc "foo" nil)
;=> nil
(completion-pcm-try-completion "f-b" cc nil 3)
;=> ("foo-bar" . 7)
(xplain (completion-pcm-all-completions "f-b" cc nil 3))
;=> (0 "foo-bar")
(completion-basic-try-completion "fo" cc nil 1)
;=> ("foo" . 3)
(xplain (completion-basic-all-completions "fo" cc nil 1))
;=> (0 "foo" "foo-bar" "foobar")
(completion-try-completion "foxyz" cc nil 2)
;=> ("fooxyz" . 3)
(completion-initials-expand "fb" cc nil)
;=> "f-b"
(completion-initials-expand "fb" '("foo-bar") nil)
;=> "f-b"
(xplain (completion-hilit-commonality (list "foobar" "foobaz") 4))
;=> (nil "foobar" "foobaz")
(completion-try-completion "foobar" cc nil 6)
;=> t
(completion-try-completion "foobarx" cc nil 7)
;=> nil
(all-completions "/usr/shar" 'completion-file-name-table)
;=> ("share/")
(try-completion "/usr/shar" 'completion-file-name-table)
;=> "/usr/share/"
(minibuffer-maybe-quote-filename "a$b")
;=> "a$$b"
(completion-flex-try-completion "fb" cc nil 2)
;=> ("foobar" . 3)
(with-temp-buffer (insert "foo") (let ((completion-at-point-functions (list (lambda () (list 1 (point) '("foobar" "foobaz")))))) (list (completion-at-point) (buffer-string))))
;=> (t "fooba")
(with-temp-buffer (insert "fo") (list (completion-in-region 1 3 '("foobar" "foobaz")) (buffer-string)))
;=> (t "fooba")
(with-temp-buffer (insert "fo") (list (completion-in-region 1 3 '("foobar")) (buffer-string)))
;=> (t "foobar")
(with-temp-buffer (insert "xo") (list (completion-in-region 1 3 '("foobar")) (buffer-string)))
;=> (nil "xo")
(let ((f (internal-complete-buffer-except (current-buffer)))) (member (buffer-name) (all-completions "" f)))
;=> nil
(mapcar (lambda (s) (xplain (funcall s "fo" cc nil 1))) '(completion-basic-all-completions completion-emacs21-all-completions completion-emacs22-all-completions completion-pcm-all-completions completion-substring-all-completions completion-flex-all-completions completion-initials-all-completions))
;=> ((0 "foo" "foo-bar" "foobar") (0 "foo" "foo-bar" "foobar") (0 "foo" "foo-bar" "foobar") (0 "foo" "foo-bar" "foobar") (0 "foo" "foo-bar" "foobar") (0 "foo" "foo-bar" "foobar") nil)
(mapcar (lambda (s) (funcall s "fo" cc nil 2)) '(completion-basic-try-completion completion-emacs21-try-completion completion-emacs22-try-completion completion-pcm-try-completion completion-substring-try-completion completion-flex-try-completion completion-initials-try-completion))
;=> (("foo" . 3) ("foo" . 3) ("foo" . 3) ("foo" . 3) ("foo" . 3) ("foo" . 3) nil)
(let* ((xlazy nil)) (setq xlazy (lazy-completion-table xlazy (lambda () '("a" "ab")))) (fboundp 'lazy-completion-table))
;=> t
(list (functionp completing-read-function) (fboundp 'completing-read-default) (fboundp 'read-file-name-default) (fboundp 'read-no-blanks-input))
;=> (t t t t)
(let ((ct (completion-table-with-quoting '("a b" "a c") #'identity (lambda (_ s) s)))) (functionp ct))
;=> t
(internal-complete-buffer (buffer-name) nil 'lambda)
;=> t
(minibuffer-maybe-quote-filename "/tmp/a$b")
;=> "/tmp/a$$b"
(mapcar #'car completion-styles-alist)
;=> (emacs21 emacs22 basic partial-completion substring flex initials shorthand)

(mapcar #'fboundp '(completion-shorthand-try-completion completion-shorthand-all-completions))
;=> (t t)
