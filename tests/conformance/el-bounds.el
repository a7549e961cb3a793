;;; el-bounds.el --- argument lists and bounds that are wrong -*- lexical-binding: t; -*-
(require 'cl-lib)
;=> cl-lib
(cl-defun xf1 (&key a &rest nil) a)
;!> (error "Malformed argument list ends with: (&rest nil)")
(cl-defun xf2 (a &rest nil) a)
;=> xf2
(cl-function (lambda (&key a &rest r) (list a r)))
;!> (error "Malformed argument list ends with: (&rest r)")
(with-temp-buffer (insert "abc abc") (replace-regexp-in-region "a" "x" 1 3))
;=> 1
(with-temp-buffer (insert "abc abc") (replace-regexp-in-region "a" "x" 6 3))
;!> (error "Invalid search bound (wrong side of point)")
(with-temp-buffer (insert "abc abc") (goto-char 5) (replace-string-in-region "a" "x" nil 3))
;!> (error "Invalid search bound (wrong side of point)")
(let* ((d (make-temp-file "x" t)) (default-directory (file-name-as-directory d))) (dolist (f '("b" "a" "c1" "c2")) (write-region "" nil f nil 'quiet)) (make-directory "d/x" t) (make-directory "e/x" t) (write-region "" nil "d/x/z" nil 'quiet) (write-region "" nil "e/x/y" nil 'quiet) (prog1 (list (file-expand-wildcards "*") (file-expand-wildcards "c?") (file-expand-wildcards "*/x/*") (mapcar #'file-name-nondirectory (file-expand-wildcards "*" t)) (file-expand-wildcards "nope*") (file-expand-wildcards "a")) (delete-directory d t)))
;=> (("a" "b" "c1" "c2" "d" "e") ("c1" "c2") ("d/x/z" "e/x/y") ("a" "b" "c1" "c2" "d" "e") nil ("a"))
(with-temp-buffer (insert "foo  bar") (goto-char 1) (let ((search-spaces-regexp "[ \t\n]+")) (list (re-search-forward "foo bar" nil t) (progn (goto-char 1) (looking-at "foo bar")) (string-match "foo bar" "foo   bar") (progn (goto-char 1) (search-forward "foo bar" nil t)))))
;=> (9 t 0 nil)
