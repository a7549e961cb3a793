;;; el-lisp-mnt.el --- headers of libraries -*- lexical-binding: t; -*-
(require 'lisp-mnt)
;=> lisp-mnt
(defmacro lm (&rest body) `(with-temp-buffer (insert lmtext) (goto-char 1) ,@body))
;=> lm
(defvar lmtext ";;; foo.el --- A foo thing  -*- lexical-binding: t -*-\n\n;; Copyright (C) 2001, 2003-2005  Some Body\n\n;; Author: Joe <joe@x.org>\n;;\tJill Y <jill@y.org>\n;; Maintainer: mm@z.org\n;; Created: 1 Jan 2001\n;; Version: 1.2.3\n;; Keywords: lisp, tools\n;; URL: https://x.org/foo\n;; Adapted-By: Ann <ann@a.org>\n;; Package-Requires: ((emacs \"25\"))\n\n;;; Commentary:\n\n;; Some text\n;; more text.\n\n;;; Code:\n(foo)\n;;; foo.el ends here\n")
;=> lmtext
(lm (list (lm-summary) (lm-authors) (lm-maintainer) (lm-maintainers) (lm-creation-date) (lm-version) (lm-keywords) (lm-keywords-list) (lm-website) (lm-homepage) (lm-adapted-by) (lm-get-package-name)))
;=> ("A foo thing" (("Joe" . "joe@x.org") ("Jill Y" . "jill@y.org")) (nil . "mm@z.org") ((nil . "mm@z.org")) "1 Jan 2001" "1.2.3" "lisp, tools" ("lisp" "tools") "https://x.org/foo" "https://x.org/foo" "Ann <ann@a.org>" "foo.el")
(lm (lm-commentary))
;=> "Some text\nmore text."
(lm (list (lm-header "version") (lm-header "zork") (lm-header-multiline "author") (lm-header-multiline "Package-Requires") (lm-last-modified-date)))
;=> ("1.2.3" nil ("Joe <joe@x.org>" "Jill Y <jill@y.org>") ("((emacs \"25\"))") nil)
(lm (lm-crack-copyright))
;=> ("Some Body" "2001" "2005")
(lm (lm-synopsis))
;=> "A foo thing"
(mapcar #'lm-crack-address '("Joe <a@b>" "a@b (Joe)" "a@b" "Joe" "Joe B. <joe@x.y>"))
;=> ((("Joe" . "a@b")) (("Joe" . "a@b")) ((nil . "a@b")) nil (("Joe B." . "joe@x.y")))
(list (lm-get-header-re "foo") (lm-get-header-re "foo" 'section))
;=> ("^;+[ \11]+\\(@(#)\\)?[ \11]*\\$?\\(foo\\)[ \11]*:[ \11]*" "^;;;;* \\(foo\\):[ \11]*$")
(with-temp-buffer (lm-insert-at-column 5 "ab" "c") (lm-insert-at-column 5 "x") (buffer-string))
;=> "     abc\n     x"
(list lm-header-prefix lm-any-header lm-comment-column lm-commentary-header lm-history-header lm-copyright-prefix)
;=> ("^;+[ \11]+\\(@(#)\\)?[ \11]*\\$?" ".*" 16 "Commentary\\|Documentation" "Change ?Log\\|History" "^\\(;+[ \11]\\)+Copyright (C) ")
(let ((f (make-temp-file "lm" nil ".el" lmtext))) (unwind-protect (list (lm-summary f) (lm-version f) (lm-with-file f (buffer-size)) (lm-commentary f)) (delete-file f)))
;=> ("A foo thing" "1.2.3" 417 "Some text\nmore text.")
(lm (list (lm-code-start) (lm-code-mark) (lm-commentary-start) (lm-commentary-mark) (lm-history-start) (lm-history-mark) (lm-copyright-mark) (lm-section-start "Code" t) (lm-section-mark "Commentary")))
;=> (381 381 336 336 nil nil 74 391 336)
(lm (list (lm-verify) (lm-section-end "zork")))
;=> ("Can't find a `History' section marker" nil)
(mapcar #'fboundp '(lm-report-bug lm-commentary-end lm-section-end lm-with-file))
;=> (t t t t)
(mapcar (lambda (s) (with-temp-buffer (insert s) (lm-copyright-mark))) '(";;; f\n;; Copyright (C) 2020 Me\n" ";; Copyright 2020 Me\n" ";; copyright (c) 2020\n" ";; nothing\n"))
;=> (24 nil 18 nil)
