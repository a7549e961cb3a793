;; Inlining, parameter lists and compile-time variables.
(let-when-compile ((x 3)) (list (eval-when-compile (1+ x))))
;=> (4)
(progn (let-when-compile ((x 3) (y (* x 2))) (defun lw () (eval-when-compile (list x y)))) (lw))
;=> (3 6)
(let-when-compile ((a 1)) (macroexpand-all 1) 2)
;=> 2
(help-function-arglist 'nosuch)
;=> t
(help-function-arglist 'nosuch t)
;=> t
(help-function-arglist 'car t)
;=> (list)
(help-function-arglist 'substring t)
;=> (string &optional from to)
(help-function-arglist 5)
;=> t
(progn (defalias 'al1 'car) (help-function-arglist 'al1))
;=> (arg1)
(progn (require 'inline) (define-inline fi (x &optional y) "doc" (inline-letevals (x y) (inline-quote (list ,x ,y)))) (list (fi 1) (fi 1 2) (funcall 'fi 3) (help-function-arglist 'fi)))
;=> ((1 nil) (1 2) (3 nil) (x &optional y))
(progn (define-inline fi2 (x) (inline-quote (1+ ,x))) (fi2 4))
;=> 5
(progn (define-inline fi3 (x &rest r) (if (inline-const-p x) (inline-quote (list 'const ,x)) (inline-letevals (x) (inline-quote (list 'var ,x))))) (let ((z 9)) (list (fi3 4) (fi3 z))))
;=> ((const 4) (const 9))
(progn (define-inline fi4 (x) (inline-letevals ((y (inline-quote (* 2 ,x)))) (inline-quote (+ ,y ,y)))) (list (fi4 5) (funcall 'fi4 6) (mapcar #'fi4 '(1 2))))
;=> (20 24 (4 8))
(let ((n 0)) (define-inline fi5 (x) (inline-letevals (x) (inline-quote (+ ,x ,x)))) (list (fi5 (setq n (1+ n))) n))
;=> (2 1)
(progn (define-inline fi6 (x) (declare (side-effect-free t)) (pcase (inline-const-val x) (1 (inline-quote 'one)) (_ (inline-quote 'other)))) (list (fi6 1) (fi6 2) (funcall 'fi6 1)))
;=> (one other one)
(progn (define-inline fi7 (x) (inline-error "bad %S" x)) (funcall 'fi7 1))
;!> (error "bad 1")
history-length
;=> 100
(current-message)
;=> nil
