;;; el-documentation.el --- the line of documentation that shows arguments -*- lexical-binding: t; -*-
(defun xusage (f) "The last line of F's documentation." (let ((d (documentation f t))) (and d (string-match "\n\n\\((fn.*)\\)\\'" d) (match-string 1 d))))
;=> xusage
(mapcar #'xusage '(car mapcar point insert substring funcall make-string re-search-forward let setq))
;=> ("(fn LIST)" "(fn FUNCTION SEQUENCE)" "(fn)" "(fn &rest ARGS)" "(fn STRING &optional FROM TO)" "(fn FUNCTION &rest ARGUMENTS)" "(fn LENGTH INIT &optional MULTIBYTE)" "(fn REGEXP &optional BOUND NOERROR COUNT)" "(fn VARLIST BODY...)" "(fn [SYM VAL]...)")
(progn (require 'ring) (require 'seq) (require 'map) (mapcar #'xusage '(ring-p ring-insert ring-remove seq-uniq number-sequence add-to-list delete-dups string-trim-left json-encode)))
;!> (void-function json-encode)
(mapcar #'xusage '(xusage))
;=> (nil)
(mapcar #'xusage '(push ignore-errors))
;=> ("(fn NEWELT PLACE)" "(fn &rest BODY)")
(progn (fset 'xdoc (lambda (a &optional b &rest c) "Doc.\n\n(fn X Y)" a)) (list (documentation 'xdoc) (xusage 'xdoc)))
;=> ("Doc.\n\n(fn X Y)" "(fn X Y)")
(progn (defalias 'xdoc2 (lambda (a) "Doc." a)) (documentation 'xdoc2))
;=> "Doc."
(progn (defmacro xdoc3 (a) "Doc3." a) (documentation 'xdoc3))
;=> "Doc3."
(progn (put 'xdoc4 'function-documentation "Own.") (fset 'xdoc4 #'car) (documentation 'xdoc4))
;=> "Own."
(with-temp-buffer (insert "foo bar foo") (goto-char 9) (text-clone-create 1 4) (list (let ((os (sort (overlays-in 1 20) (lambda (a b) (< (overlay-start a) (overlay-start b)))))) (mapcar (lambda (o) (list (overlay-start o) (overlay-end o) (overlay-get o 'evaporate) (length (overlay-get o 'text-clones)))) os)) (progn (goto-char 2) (insert "XX") (buffer-string)) (progn (delete-region 1 3) (buffer-string)) (progn (goto-char 12) (forward-char -2) (insert "Z") (buffer-string)) (progn (goto-char (point-max)) (insert "end") (buffer-string))  (progn (goto-char 1) (insert "beg") (buffer-string))))
;=> (((1 4 t 2) (9 12 t 2)) "fXXoo bar fXXoo" "Xoo bar Xoo" "XZoo bar XZoo" "XZoo bar XZooend" "begXZoo bar XZooend")
(with-temp-buffer (insert "<a>x</a>") (goto-char 7) (text-clone-create 2 3 t "[a-z]*") (list (sort (mapcar (lambda (o) (list (overlay-start o) (overlay-end o))) (overlays-in 1 20)) (lambda (a b) (< (car a) (car b)))) (progn (goto-char 3) (insert "bc") (buffer-string)) (progn (goto-char 2) (insert "q") (buffer-string)) (progn (goto-char 3) (insert "1") (buffer-string)) (length (overlays-in 1 30)) (progn (goto-char 2) (insert "w") (buffer-string))))
;=> (((1 4) (6 9)) "<abc>x</abc>" "<qabc>x</qabc>" "<q1abc>x</q>" 2 "<wq1abc>x</wq>")
(with-temp-buffer (insert "ab ab") (goto-char 4) (text-clone-create 1 3 t) (list (sort (mapcar (lambda (o) (list (overlay-start o) (overlay-end o))) (overlays-in 1 20)) (lambda (a b) (< (car a) (car b)))) (progn (goto-char 3) (insert "c") (buffer-string)) (progn (goto-char (point-max)) (insert "d") (buffer-string)) (progn (goto-char 1) (insert "e") (buffer-string)) (progn (erase-buffer) (length (overlays-in 1 30)))))
;=> (((1 3) (4 6)) "abc ab" "abc abd" "eabc abd" 0)
