;; cl-destructuring-bind with dotted patterns inside.  -*- lexical-binding: t -*-

(progn (require 'cl-lib) t)
;=> t
(cl-destructuring-bind ((a . b) (c . d)) '((1 . 2) (3 . 4)) (list a b c d))
;=> (1 2 3 4)
(cl-destructuring-bind (x (a . b) &rest more) '(0 (1 2 3) 4 5) (list x a b more))
;=> (0 1 (2 3) (4 5))
(cl-destructuring-bind ((a b . c) &optional ((d . e) '(8 . 9))) '((1 2 . 3)) (list a b c d e))
;=> (1 2 3 8 9)
(cl-destructuring-bind ((a . b)) '(1) (list a b))
;!> (wrong-type-argument listp 1)
