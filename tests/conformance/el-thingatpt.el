;;; el-thingatpt.el --- things at point -*- lexical-binding: t; -*-
(require 'thingatpt)
;=> thingatpt
(defmacro at (text pos &rest body) `(with-temp-buffer (insert ,text) (goto-char ,pos) ,@body))
;=> at
(at "(foo (bar \"str\") baz)" 8 (list (sexp-at-point) (list-at-point) (symbol-at-point) (form-at-point) (bounds-of-thing-at-point 'list) (thing-at-point 'list) (thing-at-point 'sexp)))
;=> (bar (bar "str") bar bar (6 . 17) "(bar \"str\")" "bar")
(at "(foo (bar \"str\") baz)" 13 (list (in-string-p) (thing-at-point 'string) (thing-at-point-bounds-of-string-at-point)))
;=> (34 "\"str\"" (11 . 16))
(at "a (foo) b" 3 (list (progn (end-of-sexp) (point)) (progn (beginning-of-sexp) (point))))
;=> (8 3)
(read-from-whole-string "(a b)")
;=> (a b)
(read-from-whole-string "(a b) c")
;!> (error "Can’t read whole string")
(read-from-whole-string "  a  ")
;=> a
(with-temp-buffer (insert "foo 12.5 -3 0x1f") (list (progn (goto-char 5) (number-at-point)) (progn (goto-char 10) (number-at-point)) (progn (goto-char 14) (number-at-point)) (progn (goto-char 2) (number-at-point))))
;=> (12.5 -3 31 nil)
(with-temp-buffer (insert "/usr/bin/foo.el bar") (goto-char 5) (list (thing-at-point 'filename) (thing-at-point 'existing-filename)))
;=> ("/usr/bin/foo.el" nil)
(with-temp-buffer (insert "id 123e4567-e89b-12d3-a456-426614174000 x") (goto-char 8) (thing-at-point 'uuid))
;=> "123e4567-e89b-12d3-a456-426614174000"
(thing-at-point-newsgroup-p "gnu.emacs.help")
;=> "gnu.emacs.help"
(thing-at-point-newsgroup-p "foo")
;=> nil
(with-temp-buffer (insert "foo bar baz") (goto-char 6) (list (thing-at-point-looking-at "bar") (match-beginning 0) (thing-at-point-looking-at "zork")))
;=> (t 5 nil)
(progn (define-thing-chars xthing "a-z0-9") (with-temp-buffer (insert "..ab12..") (goto-char 4) (list (thing-at-point 'xthing) (bounds-of-thing-at-point 'xthing))))
;=> ("ab12" (3 . 7))
(let ((thing-at-point-provider-alist (list (cons 'zork (lambda () "Z"))))) (thing-at-point 'zork))
;=> "Z"
(thing-at-point-file-at-point)
;=> nil
